//! What the proceedings tell: votes and the next meeting.

use super::*;

pub(super) fn number_after(text: &str, word: &str) -> Option<u32> {
    let at = text.find(word)? + word.len();
    if text[at..].trim_start_matches([' ', ':', '、', 'は', '者']).starts_with("なし") {
        return Some(0);
    }
    let rest: String = text[at..]
        .chars()
        .skip_while(|c| matches!(c, ' ' | ':' | '、' | 'は' | '者' | '票' | 'が'))
        .take_while(char::is_ascii_digit)
        .collect();
    rest.parse().ok()
}

/// 賛成6・反対1, 承認 9人 不承認 0人.
pub(super) fn votes(blocks: &[Block]) -> Vec<Vote> {
    let mut found = Vec::new();
    for block in blocks {
        let text: String = block.text.chars().map(glyphs::plain).collect();
        let in_favour = number_after(&text, "賛成")
            .or_else(|| (text.contains("不承認")).then(|| number_after(&text, "承認")).flatten());
        let Some(in_favour) = in_favour else { continue };
        let result = ["適当と認め", "承認", "可決", "否決", "決定", "了承", "採択"]
            .iter()
            .find(|word| text.contains(**word))
            .map(|word| if *word == "適当と認め" { "適当と認める".to_string() } else { (*word).to_string() });
        found.push(Vote {
            block: block.id.clone(),
            agenda: block.agenda.clone(),
            in_favour: Some(in_favour),
            against: number_after(&text, "反対").or_else(|| number_after(&text, "不承認")),
            abstain: number_after(&text, "棄権").or_else(|| number_after(&text, "保留")),
            result,
        });
    }
    found
}

/// 次回 … told in the proceedings.
pub(super) fn next_in_blocks(minutes: &Minutes, held: Option<Date>) -> Option<NextMeeting> {
    let titles: Vec<(String, String)> = flat(minutes.agenda.as_deref().unwrap_or(&[]));
    for block in minutes.proceedings.iter().rev() {
        let plain: Vec<char> = block.text.chars().map(glyphs::plain).collect();
        let text: String = plain.iter().collect();
        let under_next = block
            .agenda
            .as_ref()
            .is_some_and(|path| titles.iter().any(|(p, title)| p == path && title.contains("次回")));
        let tells = text.contains("次回")
            || under_next
            || (text.contains("日程") || text.contains("予定"))
                && text.contains("第")
                && text.contains('回')
                && held.is_some();
        if !tells {
            continue;
        }
        let from = text.find("次回").map_or(0, |at| text[..at].chars().count());
        let mention = almanac::scan_dates(&plain[from..]).into_iter().find(|m| m.day_printed().is_some());
        let Some(mention) = mention else { continue };
        let date = mention.day_printed()?;
        if !text.contains("次回") && !under_next && held.is_some_and(|held| date <= held) {
            continue;
        }
        let after = &plain[from + mention.end..];
        let near = &after[..after.len().min(40)];
        let time =
            almanac::scan_times(near).first().filter(|t| !near[..t.start].contains(&'。')).map(|t| t.time.to_string());
        let venue = venue_in(&after[..after.len().min(80)].iter().collect::<String>());
        return Some(NextMeeting {
            held_on: Some(date.to_string()),
            starts_at: time,
            venue,
            block: Some(block.id.clone()),
            spans: Vec::new(),
        });
    }
    None
}

pub(super) fn flat(items: &[AgendaItem]) -> Vec<(String, String)> {
    items
        .iter()
        .flat_map(|item| std::iter::once((item.path.clone(), item.title.clone())).chain(flat(&item.items)))
        .collect()
}

/// 場所は…で, …会議室
pub(super) fn venue_in(text: &str) -> Option<String> {
    let sentence = text.split('。').next()?;
    let at =
        ["場所は", "会場は", "場所:", "会場:"].iter().find_map(|word| sentence.find(word).map(|at| at + word.len()));
    let ends = ["室", "ホール", "館", "センター", "庁舎", "会場", "プラザ"];
    let part = match at {
        Some(at) => &sentence[at..],
        None => {
            sentence.rsplit(['、', ',', '~', '時', '分', ' ']).find(|part| ends.iter().any(|end| part.contains(end)))?
        }
    };
    let cut = [
        "で開催", "にて", "で予定", "を予定", "で行", "において", "とする", "です", "である", "で実施", "に決定",
        "での開催",
    ]
    .iter()
    .filter_map(|word| part.find(word))
    .min()
    .unwrap_or(part.len());
    let mut venue = part[..cut].trim().trim_start_matches("本日と同じ").trim_start_matches("から").to_string();
    if venue.ends_with('で') {
        venue.pop();
    }
    ends.iter().any(|end| venue.contains(end)).then_some(venue)
}
