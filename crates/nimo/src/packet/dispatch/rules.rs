//! What goes out, what changed since the last time, and on which page each paper begins. Pure.

use crate::council::handout::model::{Handout, HandoutFile, Listed, Timing};
use crate::council::handout::rules::{bound, missing};
use crate::packet::dispatch::model::{Dispatch, Scope, SentPaper};
use crate::plumbing::papers::plain_name;

/// More bytes than this are not bound as one.
pub const MOST_BYTES: i64 = 120 * 1024 * 1024;

/// The papers of a scope, or what each of those that cannot go still waits for. What was made of a packet that was `taken_back` says
/// what nobody is to read any more.
pub fn papers(
    handouts: &[Handout],
    listed: &[Listed],
    scope: Scope,
    taken_back: &[String],
) -> Result<Vec<SentPaper>, Vec<String>> {
    let own = handouts.iter().zip(listed).filter(|(handout, _)| scope.holds(handout.form.timing));
    let mut waiting = vec![];
    let mut papers = vec![];
    let is_taken_back = |file: &&HandoutFile| file.made.as_ref().is_some_and(|made| taken_back.contains(&made.packet));
    for (handout, listed) in own {
        if bound(handout, listed).is_some_and(|file| is_taken_back(&file)) {
            let told = "もとにした会議資料が取り下げられました。つくり直すか、別のPDFを入れるか、この資料を取り下げてください。";
            waiting.push(format!("{}: {told}", listed.words()));
            continue;
        }
        match bound(handout, listed) {
            Some(file) => papers.push(SentPaper {
                mark: listed.mark.clone(),
                title: listed.title.clone(),
                timing: handout.form.timing.label().into(),
                handout: handout.id.to_string(),
                file: file.id.to_string(),
                number: file.number,
                sha256: file.sha256.clone(),
                pages: file.pages,
                size: file.size,
                packet: file.made.as_ref().map_or_else(String::new, |made| made.packet.clone()),
            }),
            None => {
                let told = missing(handout, listed).map_or_else(String::new, |missing| missing.sentence());
                waiting.push(format!("{}: {told}", listed.words()));
            }
        }
    }
    if waiting.is_empty() { Ok(papers) } else { Err(waiting) }
}

/// Papers whose Word file is newer than the PDF that is bound.
pub fn stale(handouts: &[Handout], listed: &[Listed], scope: Scope) -> Vec<String> {
    let own = handouts.iter().zip(listed).filter(|(handout, _)| scope.holds(handout.form.timing));
    let told = |(handout, listed): (&Handout, &Listed)| {
        bound(handout, listed)?;
        Some(format!("{}: {}", listed.words(), missing(handout, listed)?.sentence()))
    };
    own.filter_map(told).collect()
}

/// What whoever has the one before has to be told; in no words that stand in that one alone, for they may be why it changed.
pub fn changes(before: &Dispatch, after: &Dispatch) -> Vec<String> {
    let mut told = vec![];
    let day = |one: &Dispatch| one.held_on.map_or_else(|| "未定".to_string(), almanac::with_weekday);
    if before.held_on != after.held_on {
        told.push(format!("日が変わりました: {} → {}", day(before), day(after)));
    }
    if before.place != after.place {
        let shown = |place: &str| if place.is_empty() { "未定".to_string() } else { place.to_string() };
        told.push(format!("時間か場所が変わりました: {} → {}", shown(&before.place), shown(&after.place)));
    }
    if before.agenda != after.agenda {
        told.push("次第が変わりました。".into());
    }
    for paper in &after.papers {
        match before.papers.iter().find(|old| old.handout == paper.handout) {
            None => told.push(format!("加わりました: {}", paper.words())),
            Some(old) => told.extend(of_paper(old, paper)),
        }
    }
    // What the scope does not hold is not gone.
    let is_gone = |old: &&SentPaper| {
        let holds = Timing::ALL.into_iter().any(|timing| timing.label() == old.timing && after.scope.holds(timing));
        holds && after.papers.iter().all(|paper| paper.handout != old.handout)
    };
    let gone = before.papers.iter().filter(is_gone);
    told.extend(gone.map(|old| format!("なくなりました: 前の{}", mark_of(old))));
    told
}

fn of_paper(old: &SentPaper, new: &SentPaper) -> Option<String> {
    let mut told = vec![];
    if old.mark != new.mark {
        told.push(format!("番号が{}から{}になりました", mark_of(old), mark_of(new)));
    }
    if old.title != new.title {
        told.push("名が変わりました".into());
    }
    if old.sha256 != new.sha256 {
        told.push("差しかえました".into());
    }
    (!told.is_empty()).then(|| format!("{}: {}", new.words(), told.join("。")))
}

fn mark_of(paper: &SentPaper) -> String {
    if paper.mark.is_empty() { "番号のない資料".into() } else { paper.mark.clone() }
}

/// The page on which each paper begins behind a cover of so many pages.
pub fn begins(papers: &[SentPaper], cover: usize) -> Vec<usize> {
    let mut at = cover + 1;
    let start = |paper: &SentPaper| {
        let start = at;
        at += usize::try_from(paper.pages).unwrap_or(0);
        start
    };
    papers.iter().map(start).collect()
}

/// The name of a paper's file in the ZIP: no character that a file's name may not have, at most so many that every unpacker takes it.
pub fn file_name(at: usize, paper: &SentPaper) -> String {
    format!("{:02}_{}.pdf", at + 1, plain_name(&[&paper.mark, &paper.title]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::handout::model::{FileKind, Made, Series};
    use crate::council::handout::rules::numbered;
    use crate::council::handout::rules::tests::{file, handout};

    fn sent(handouts: &[Handout], scope: Scope) -> Result<Vec<SentPaper>, Vec<String>> {
        papers(handouts, &numbered(handouts), scope, &[])
    }

    fn three() -> Vec<Handout> {
        let mut all: Vec<Handout> = [("名簿", Timing::Ahead), ("速報", Timing::OnDay), ("事例", Timing::Collected)]
            .map(|(title, timing)| handout(title, Series::Paper, timing))
            .into();
        for one in &mut all {
            one.files.push(file(FileKind::Pdf));
        }
        all
    }

    fn dispatch(papers: Vec<SentPaper>) -> Dispatch {
        Dispatch {
            scope: Scope::OnDay,
            office: "みほん市".into(),
            council: "協議会".into(),
            meeting: "令和8年度第2回会議".into(),
            held_on: None,
            place: String::new(),
            agenda: vec![],
            papers,
            people: vec![],
            before: None,
            changes: vec![],
        }
    }

    #[test]
    fn what_is_collected_after_the_meeting_is_in_nothing_that_goes_out() {
        let all = three();
        let titles =
            |scope: Scope| sent(&all, scope).unwrap().into_iter().map(|paper| paper.words()).collect::<Vec<_>>();
        assert_eq!(titles(Scope::Ahead), ["資料1　名簿"]);
        assert_eq!(titles(Scope::OnDay), ["資料1　名簿", "資料2　速報"]);
        assert_eq!(titles(Scope::Whole), ["資料1　名簿", "資料2　速報", "資料3　事例"]);
        assert!(!Scope::Whole.goes_out());
    }

    #[test]
    fn a_paper_without_a_pdf_holds_its_own_scope_back_and_no_other() {
        let mut all = three();
        all[1].files = vec![file(FileKind::Word)];
        assert!(sent(&all, Scope::Ahead).is_ok());
        let waiting = sent(&all, Scope::OnDay).unwrap_err();
        assert!(waiting.len() == 1 && waiting[0].starts_with("資料2　速報: Word"), "{waiting:?}");
        all[0].files.push(file(FileKind::Word));
        assert_eq!(stale(&all, &numbered(&all), Scope::Ahead).len(), 1);
    }

    #[test]
    fn whoever_has_the_one_before_is_told_what_changed() {
        let mut all = three();
        let before = dispatch(sent(&all, Scope::OnDay).unwrap());
        assert!(changes(&before, &before).is_empty());
        all[0].files[0].sha256 = "other".into();
        all.swap(0, 1);
        all.remove(2);
        all.push(handout("追加", Series::Paper, Timing::Ahead));
        all[2].files.push(file(FileKind::Pdf));
        let mut after = dispatch(sent(&all, Scope::OnDay).unwrap());
        after.place = "301会議室".into();
        assert_eq!(
            changes(&before, &after),
            [
                "時間か場所が変わりました: 未定 → 301会議室",
                "資料1　速報: 番号が資料2から資料1になりました",
                "資料2　名簿: 番号が資料1から資料2になりました。差しかえました",
                "加わりました: 資料3　追加",
            ]
        );
        assert_eq!(changes(&after, &before).last().unwrap(), "なくなりました: 前の資料3");
        all[0].form.title = "別の名".into();
        let renamed = changes(&after, &dispatch(sent(&all, Scope::OnDay).unwrap()));
        assert!(
            renamed.iter().any(|told| told == "資料1　別の名: 名が変わりました"),
            "not what it was called: {renamed:?}"
        );
        let ahead = Dispatch { scope: Scope::Ahead, ..dispatch(sent(&all, Scope::Ahead).unwrap()) };
        assert!(changes(&renamed_whole(&all), &ahead).is_empty(), "what goes out on the day is not gone");
    }

    fn renamed_whole(all: &[Handout]) -> Dispatch {
        dispatch(sent(all, Scope::OnDay).unwrap())
    }

    #[test]
    fn what_was_made_of_a_packet_that_was_taken_back_goes_nowhere() {
        let mut all = three();
        all[0].files[0].made = Some(Made { packet: "p".into(), ..Made::default() });
        let waiting = papers(&all, &numbered(&all), Scope::Ahead, &["p".to_string()]).unwrap_err();
        assert!(waiting[0].contains("取り下げられました"), "{waiting:?}");
        assert!(papers(&all, &numbered(&all), Scope::Ahead, &["q".to_string()]).is_ok());
    }

    #[test]
    fn pages_run_on_behind_the_cover_and_names_of_files_are_names() {
        let mut papers = sent(&three(), Scope::Whole).unwrap();
        (papers[0].pages, papers[1].pages) = (3, 10);
        assert_eq!(begins(&papers, 2), [3, 6, 16]);
        papers[0].title = "案/修正:その1".into();
        assert_eq!(file_name(0, &papers[0]), "01_資料1_案＿修正＿その1.pdf");
    }
}
