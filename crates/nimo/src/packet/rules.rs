//! What changed from one packet to the next. Pure.

use crate::issues::digest::rules::changes as of_digest;
use crate::packet::model::{Packet, PaperChange};
use crate::packet::support::rules as support;

/// What a reader of the packet before has to be told; nothing of what did not change.
pub fn changes(before: &Packet, after: &Packet) -> Vec<PaperChange> {
    let whole = |paper: &str, told: Vec<String>| PaperChange { paper: String::from(paper), what: String::new(), told };
    let mut changes = vec![whole("次第", of_agenda(before, after)), whole("資料2", of_support(before, after))];
    match (&before.digest, &after.digest) {
        (None, Some(_)) => changes.push(whole("資料3", vec!["加わった".into()])),
        (Some(_), None) => changes.push(whole("資料3", vec!["なくなった".into()])),
        (Some(old), Some(new)) => {
            changes.extend(of_digest(&old.digest, &new.digest).into_iter().map(|one| PaperChange {
                paper: "資料3".into(),
                what: format!("{} {}", one.number, one.title).trim().to_string(),
                told: one.what,
            }))
        }
        (None, None) => {}
    }
    changes.retain(|one| !one.told.is_empty());
    changes
}

fn differ(what: &str, old: &str, new: &str) -> Option<String> {
    let shown = |text: &str| if text.is_empty() { "なし".to_string() } else { text.to_string() };
    (old != new).then(|| format!("{what}: {} → {}", shown(old), shown(new)))
}

/// Of one meeting its day and place; of any two the items, whatever number stands before them.
fn of_agenda(before: &Packet, after: &Packet) -> Vec<String> {
    let day = |packet: &Packet| packet.held_on.map_or_else(String::new, almanac::with_weekday);
    let mut told = vec![];
    if before.meeting == after.meeting {
        told.extend(differ("日", &day(before), &day(after)));
        told.extend(differ("時間と場所", &before.place, &after.place));
    }
    let titles = |packet: &Packet| packet.agenda.iter().map(|line| line.title.clone()).collect::<Vec<_>>();
    let (old, new) = (titles(before), titles(after));
    told.extend(new.iter().filter(|one| !old.contains(one)).map(|one| format!("加わった: {one}")));
    told.extend(old.iter().filter(|one| !new.contains(one)).map(|one| format!("なくなった: {one}")));
    let stayed =
        |of: &[String], other: &[String]| of.iter().filter(|one| other.contains(one)).cloned().collect::<Vec<_>>();
    if stayed(&old, &new) != stayed(&new, &old) {
        told.push("並びが変わった".into());
    }
    told
}

fn of_support(before: &Packet, after: &Packet) -> Vec<String> {
    let (old, new) = match (&before.support, &after.support) {
        (None, None) => return vec![],
        (None, Some(_)) => return vec!["加わった".into()],
        (Some(_), None) => return vec!["なくなった".into()],
        (Some(old), Some(new)) => (old, new),
    };
    let mut told: Vec<String> =
        differ("時点", &almanac::in_words(old.as_of), &almanac::in_words(new.as_of)).into_iter().collect();
    let stages = support::changes(&old.lines, &new.lines);
    if stages.is_empty() && old.lines != new.lines {
        told.push(CELLS.into());
    }
    told.extend(stages);
    told.extend((old.source != new.source).then(|| "出典が変わった".to_string()));
    told.extend((old.threshold != new.threshold).then(|| "公開用でふせる数が変わった".to_string()));
    told.extend((old.goals != new.goals).then(|| "目標の表が変わった".to_string()));
    told
}

const CELLS: &str = "年代や月数の内わけが変わった";

/// The same without how many people stand where: for those who read no members' copy.
pub fn without_people(changes: Vec<PaperChange>) -> Vec<PaperChange> {
    let is_count = |told: &String| told == CELLS || (told.contains('人') && told.contains('→'));
    let mut changes = changes;
    for one in changes.iter_mut().filter(|one| one.paper == "資料2") {
        let had = one.told.len();
        one.told.retain(|told| !is_count(told));
        if one.told.len() < had {
            one.told.push("人数が変わった".into());
        }
    }
    changes.retain(|one| !one.told.is_empty());
    changes
}

/// 「次第5項目、資料2、資料3」
pub fn contents(packet: &Packet) -> Vec<String> {
    let mut told = vec![format!("次第（{}項目）", packet.agenda.len())];
    told.extend(packet.support.as_ref().map(|one| format!("資料2　支援状況（{}現在）", almanac::in_words(one.as_of))));
    told.extend(packet.digest.as_ref().map(|one| {
        format!(
            "資料3　課題・方策のまとめ（{}）",
            crate::issues::digest::rules::headline(&one.digest).trim_end_matches('。')
        )
    }));
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packet::model::AgendaLine;
    use crate::packet::support::model::{AgeBand, MonthBand, SupportLine, SupportPaper, SupportStage};

    fn item(at: usize, title: &str) -> AgendaLine {
        AgendaLine { depth: 0, label: at.to_string(), title: title.into() }
    }

    fn packet(agenda: &[&str], granted: i64) -> Packet {
        let line = SupportLine {
            stage: SupportStage::Granted,
            age: AgeBand::Unknown,
            months: MonthBand::Unknown,
            count: granted,
        };
        Packet {
            agenda: agenda.iter().zip(1..).map(|(title, at): (_, usize)| item(at, title)).collect(),
            support: Some(SupportPaper {
                as_of: almanac::read_date("R8.10.31").unwrap(),
                source: "台帳".into(),
                lines: vec![line],
                threshold: 10,
                public: vec![],
                goals: vec![],
            }),
            ..Packet::default()
        }
    }

    #[test]
    fn what_changed_is_told_paper_by_paper_and_without_people_for_those_who_read_none() {
        let (before, after) = (packet(&["開会", "目標について"], 2), packet(&["開会", "意見の行き先について"], 3));
        let told = changes(&before, &after);
        assert_eq!(told.len(), 2);
        assert_eq!(told[0].told, ["加わった: 意見の行き先について", "なくなった: 目標について"]);
        assert_eq!(told[1].told, ["支給決定: 2人 → 3人"]);
        assert_eq!(without_people(told)[1].told, ["人数が変わった"]);
        assert!(changes(&before, &before).is_empty());
        let more = packet(&["開会", "空き家について", "目標について"], 2);
        assert_eq!(
            changes(&before, &more)[0].told,
            ["加わった: 空き家について"],
            "a number before an item is no change"
        );
        let turned = packet(&["目標について", "開会"], 2);
        assert_eq!(changes(&before, &turned)[0].told, ["並びが変わった"]);
        let mut moved = before.clone();
        (moved.held_on, moved.place) = (almanac::read_date("R8.12.2").ok(), "301会議室".into());
        assert_eq!(
            changes(&before, &moved)[0].told,
            ["日: なし → 令和8年12月2日（水）", "時間と場所: なし → 301会議室"]
        );
        let mut cells = before.clone();
        let paper = cells.support.as_mut().unwrap();
        (paper.lines[0].age, paper.source, paper.threshold) = (AgeBand::From75, "記録".into(), 5);
        assert_eq!(changes(&before, &cells)[0].told, [CELLS, "出典が変わった", "公開用でふせる数が変わった"]);
        assert_eq!(
            without_people(changes(&before, &cells))[0].told,
            ["出典が変わった", "公開用でふせる数が変わった", "人数が変わった"]
        );
        let gone = Packet { support: None, ..after.clone() };
        assert_eq!(changes(&after, &gone)[0].told, ["なくなった"]);
        assert_eq!(contents(&after), ["次第（2項目）", "資料2　支援状況（令和8年10月31日現在）"]);
    }
}
