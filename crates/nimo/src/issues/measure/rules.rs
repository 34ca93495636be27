//! Rules of measures: which progress may follow, whether the town can do it this budget year, what presses, what is missing,
//! and the sentences that say it. Pure.

use crate::issues::budget::model::Deadline;
use crate::issues::measure::model::{Means, MeasureForm, MeasureNumber, Progress, Reach, Task};
use crate::issues::model::Solver;
use almanac::{Date, FiscalYear};

/// Why a progress cannot follow; the sentence is for the field `progress` or `reason`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProgressRefusal {
    /// Nothing would change.
    Same,
    /// What was adopted once is no mere proposal again.
    NoWayBack,
    /// Finishing, dropping and beginning again say why.
    NeedsReason,
}

impl ProgressRefusal {
    /// The field that it is about.
    pub fn field(self) -> &'static str {
        if self == ProgressRefusal::NeedsReason { "reason" } else { "progress" }
    }

    /// What to do instead.
    pub fn sentence(self) -> &'static str {
        match self {
            ProgressRefusal::Same => "いまと同じ状態です。会議で取り上げたときは、その会議も選んでください。",
            ProgressRefusal::NoWayBack => {
                "一度進めた方策は「案」に戻せません。やめるときは「取りやめ」を選んでください。"
            }
            ProgressRefusal::NeedsReason => "理由を入れてください。できたときは、何がどうなったかを書きます。",
        }
    }
}

/// May `to` follow `from`? A meeting that looked at a measure and left it as it was is a row too.
///
/// # Errors
/// Why not.
pub fn may_follow(from: Progress, to: Progress, has_meeting: bool, reason: &str) -> Result<(), ProgressRefusal> {
    if from == to && !has_meeting {
        return Err(ProgressRefusal::Same);
    }
    if from != to && to == Progress::Proposed {
        return Err(ProgressRefusal::NoWayBack);
    }
    let says_why = to.is_over() || (from.is_over() && from != to);
    if says_why && reason.trim().is_empty() { Err(ProgressRefusal::NeedsReason) } else { Ok(()) }
}

/// 今年度、市にできるか. What others do is not ours; money of a later year comes first; then how the programme is used.
pub fn reach(form: &MeasureForm, this_year: FiscalYear) -> Reach {
    let is_ours = form.doers.is_empty() || form.doers.contains(&Solver::Town);
    if !is_ours {
        return Reach::NotOurs;
    }
    let needs_money = form.budget_yen.is_some_and(|yen| yen > 0);
    if needs_money && form.budget_year.is_none_or(|year| year > this_year) {
        return Reach::NextBudget;
    }
    match form.means {
        Some(Means::AsIs | Means::New) => Reach::AtHand,
        Some(Means::Reshaped) => Reach::Reshaping,
        None => Reach::Unknown,
    }
}

/// 予算要求のしめきり: what is to be said of the request for a measure's budget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BudgetWord {
    /// 予算の年度が決まっていない.
    NoYear,
    /// しめきりが、次の会議より先に来る.
    ClosesFirst {
        /// The 年度 of the budget.
        year: FiscalYear,
        /// The last day of the request.
        closes: Deadline,
        /// The day of the next meeting.
        meets_on: Date,
    },
    /// 次の会議が決まっていない: whether it comes in time cannot be said.
    NoMeeting {
        /// The 年度 of the budget.
        year: FiscalYear,
        /// The last day of the request.
        closes: Deadline,
    },
    /// しめきりを過ぎた.
    Missed {
        /// The 年度 of the budget.
        year: FiscalYear,
        /// The last day of the request, which is past.
        closes: Deadline,
    },
}

/// What is to be said of the budget of a measure that is under way to it: nothing when it needs none, has it, was asked for or
/// will be talked over in time. `closes` gives the last day of the request for a 年度, `meets_on` is the next meeting's day.
pub fn budget_word(
    form: &MeasureForm,
    progress: Progress,
    closes: impl Fn(FiscalYear) -> Deadline,
    meets_on: Option<Date>,
    today: Date,
) -> Option<BudgetWord> {
    let needs_money = form.budget_yen.is_some_and(|yen| yen > 0);
    if !needs_money || progress.is_over() || form.asked_on.is_some() {
        return None;
    }
    let Some(year) = form.budget_year else { return Some(BudgetWord::NoYear) };
    if year <= FiscalYear::of(today) {
        return None;
    }
    let closes = closes(year);
    match meets_on {
        _ if closes.on < today => Some(BudgetWord::Missed { year, closes }),
        Some(meets_on) if closes.on < meets_on => Some(BudgetWord::ClosesFirst { year, closes, meets_on }),
        Some(_) => None,
        None => Some(BudgetWord::NoMeeting { year, closes }),
    }
}

impl BudgetWord {
    /// The sentence in bold, and what to do about it.
    pub fn sentences(&self) -> (String, String) {
        let day = |closes: &Deadline| {
            let unchecked = if closes.is_checked { "" } else { "・未確認" };
            format!("{}{unchecked}", almanac::with_weekday(closes.on))
        };
        match self {
            BudgetWord::NoYear => (
                "予算の年度が、決まっていません".into(),
                "いつの年度の予算に要求するかを入れると、しめきりに間に合うかをここで知らせます。".into(),
            ),
            BudgetWord::ClosesFirst { year, closes, meets_on } => (
                format!(
                    "{year}の予算要求のしめきり（{}）が、次の会議（{}）より先に来ます",
                    day(closes),
                    almanac::with_weekday(*meets_on)
                ),
                "会議を待つと1年おくれます。会長に先に諮るか、要求をすませて「予算を要求した日」を入れるか、翌年度の予算に改めてください。"
                    .into(),
            ),
            BudgetWord::NoMeeting { year, closes } => (
                format!("{year}の予算要求のしめきりは、{}です", day(closes)),
                "次の会議の日が入っていないため、間に合うかどうかを言えません。会議を予定すると、ここで知らせます。".into(),
            ),
            BudgetWord::Missed { year, closes } => (
                format!("{year}の予算要求のしめきり（{}）を過ぎています", day(closes)),
                "要求がすんでいれば「予算を要求した日」を、間に合わなかったときは翌年度の予算に改めてください。".into(),
            ),
        }
    }

    /// Does it press, or is it only to be known?
    pub fn presses(&self) -> bool {
        matches!(self, BudgetWord::ClosesFirst { .. } | BudgetWord::Missed { .. })
    }
}

/// What is missing that a tidy measure has: for the foot of its page, in the order in which it is asked for.
pub fn missing(form: &MeasureForm, progress: Progress) -> Vec<&'static str> {
    if progress.is_over() {
        return vec![];
    }
    let asked = [
        (form.owner.is_empty(), "担当"),
        (form.means.is_none(), "事業の使い方"),
        (form.budget_yen.is_none(), "要る予算"),
        (form.tasks.is_empty(), "手順"),
        (form.outcome.is_empty(), "目ざす変化"),
    ];
    asked.into_iter().filter(|(is_missing, _)| *is_missing).map(|(_, what)| what).collect()
}

/// 「手順5つのうち2つが済みました。次は「契約」（令和9年4月30日まで）です。」
pub fn tasks_in_words(form: &MeasureForm, today: Date) -> String {
    let done = form.tasks.iter().filter(|task| task.done.is_some()).count();
    let all = form.tasks.len();
    match (all, done, form.next_task()) {
        (0, ..) => String::new(),
        (_, _, None) => format!("手順は{all}つともすみました。"),
        (_, _, Some(next)) => {
            let until = next.due.map_or_else(String::new, |due| {
                let late = if next.is_late(today) { "、過ぎています" } else { "" };
                format!("（{}まで{late}）", almanac::in_words(due))
            });
            let begun = if done == 0 {
                format!("手順は{all}つです。")
            } else {
                format!("手順{all}つのうち{done}つがすみました。")
            };
            format!("{begun}次は「{}」{until}です。", next.title)
        }
    }
}

/// 「案です。」 with the day and reason of the last row.
pub fn progress_in_words(progress: Progress, since: &str, reason: &str) -> String {
    let reason = reason.trim().trim_end_matches('。');
    let reason = if reason.is_empty() { String::new() } else { format!("（{reason}）") };
    match progress {
        Progress::Proposed => "まだ案です。".into(),
        Progress::Adopted => format!("{since}に採用しました{reason}。"),
        Progress::Running => format!("{since}から取り組んでいます{reason}。"),
        Progress::Finished => format!("{since}にできました{reason}。"),
        Progress::Dropped => format!("{since}に取りやめました{reason}。"),
    }
}

/// What presses of a measure that is not over, for きょう: steps past their day, and a budget that will be missed.
pub fn open_ends(number: MeasureNumber, form: &MeasureForm, word: Option<&BudgetWord>, today: Date) -> Vec<OpenEnd> {
    let mut ends: Vec<OpenEnd> = vec![];
    let late: Vec<&Task> = form.tasks.iter().filter(|task| task.is_late(today)).collect();
    if let Some(first) = late.first() {
        let more = if late.len() > 1 { format!("など{}つ", late.len()) } else { String::new() };
        let what = format!("方策 {number} の手順「{}」{more}が、期限を過ぎています", first.title);
        ends.push(OpenEnd { kind: "step", is_late: true, what });
    }
    if let Some(word) = word.filter(|word| word.presses()) {
        let what = format!("方策 {number}: {}", word.sentences().0);
        ends.push(OpenEnd { kind: "budget", is_late: matches!(word, BudgetWord::Missed { .. }), what });
    }
    ends
}

/// Something of a measure that presses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenEnd {
    /// By what it is known among those of its measure: `step`, `budget`.
    pub kind: &'static str,
    /// Is its day past?
    pub is_late: bool,
    /// What it is, without a full stop.
    pub what: String,
}

/// The finding above the list: how many the town can do this budget year.
pub fn finding(reaches: &[Reach]) -> String {
    let count = |wanted: Reach| reaches.iter().filter(|reach| **reach == wanted).count();
    let (at_hand, reshaping, later) = (count(Reach::AtHand), count(Reach::Reshaping), count(Reach::NextBudget));
    if reaches.is_empty() {
        return "方策は、まだありません。".into();
    }
    match (at_hand, reshaping) {
        (0, 0) if later > 0 => format!("今年度すぐにできる方策はありません。{later}件は、来年度以降の予算が要ります。"),
        (0, 0) => "今年度、市にできるかどうかが、まだ分かりません。".into(),
        (0, reshaping) => format!("今年度、事業を組みかえれば{reshaping}件の方策ができます。"),
        (at_hand, 0) => format!("今年度、手もとの手段で{at_hand}件の方策ができます。"),
        (at_hand, reshaping) => {
            format!("今年度、手もとの手段で{at_hand}件、事業を組みかえれば{reshaping}件の方策ができます。")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issues::programme::model::ProgrammeId;
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn needs(yen: i64, year: Option<i32>) -> MeasureForm {
        let budget_year = year.map(FiscalYear);
        MeasureForm { budget_yen: Some(yen), budget_year, means: Some(Means::New), ..MeasureForm::titled("題") }
    }

    fn closes(_: FiscalYear) -> Deadline {
        Deadline { on: day("2026-10-31"), is_checked: true }
    }

    #[test]
    fn an_end_says_why_and_nothing_becomes_a_proposal_again() {
        use Progress::{Adopted, Dropped, Finished, Proposed, Running};
        assert_eq!(may_follow(Proposed, Adopted, true, ""), Ok(()));
        assert_eq!(may_follow(Proposed, Running, false, ""), Ok(()), "a town may just begin");
        assert_eq!(may_follow(Adopted, Adopted, false, ""), Err(ProgressRefusal::Same));
        assert_eq!(may_follow(Adopted, Adopted, true, ""), Ok(()), "a meeting looked at it again");
        assert_eq!(may_follow(Running, Finished, true, " "), Err(ProgressRefusal::NeedsReason));
        assert_eq!(may_follow(Finished, Running, false, ""), Err(ProgressRefusal::NeedsReason));
        assert_eq!(may_follow(Dropped, Adopted, false, "予算がついた"), Ok(()));
        assert_eq!(may_follow(Dropped, Proposed, true, "また"), Err(ProgressRefusal::NoWayBack));
    }

    #[test]
    fn what_the_town_can_do_this_budget_year_is_told_from_means_money_and_doers() {
        let year = FiscalYear(2026);
        let programme = Some(ProgrammeId::fresh());
        let of = |means| MeasureForm { means: Some(means), programme, ..MeasureForm::titled("題") };
        assert_eq!(reach(&of(Means::AsIs), year), Reach::AtHand);
        assert_eq!(reach(&of(Means::Reshaped), year), Reach::Reshaping);
        assert_eq!(reach(&needs(0, None), year), Reach::AtHand, "new, and it costs nothing");
        assert_eq!(reach(&needs(440_000, Some(2027)), year), Reach::NextBudget);
        assert_eq!(reach(&needs(440_000, None), year), Reach::NextBudget, "money that nobody has asked for yet");
        assert_eq!(reach(&needs(440_000, Some(2026)), year), Reach::AtHand, "it stands in this year's budget");
        assert_eq!(reach(&MeasureForm::titled("題"), year), Reach::Unknown);
        let others = MeasureForm { doers: vec![Solver::Prefecture], ..needs(1, Some(2027)) };
        assert_eq!(reach(&others, year), Reach::NotOurs);
        let together = MeasureForm { doers: vec![Solver::Area, Solver::Town], ..of(Means::AsIs) };
        assert_eq!(reach(&together, year), Reach::AtHand);
    }

    #[test]
    fn a_request_that_closes_before_the_next_meeting_is_said_in_time() {
        let form = needs(440_000, Some(2027));
        let word = |meets: Option<&str>, today: &str| {
            budget_word(&form, Progress::Adopted, closes, meets.map(day), day(today))
        };
        assert!(matches!(word(Some("2026-11-14"), "2026-10-17"), Some(BudgetWord::ClosesFirst { .. })));
        assert_eq!(word(Some("2026-10-31"), "2026-10-17"), None, "the meeting is on the last day");
        assert!(matches!(word(None, "2026-10-17"), Some(BudgetWord::NoMeeting { .. })));
        assert!(matches!(word(Some("2026-11-14"), "2026-11-01"), Some(BudgetWord::Missed { .. })));
        assert!(
            matches!(word(None, "2026-10-31"), Some(BudgetWord::NoMeeting { .. })),
            "the last day itself is not past"
        );
        assert_eq!(budget_word(&form, Progress::Dropped, closes, None, day("2026-10-17")), None);
        assert_eq!(budget_word(&needs(0, Some(2027)), Progress::Adopted, closes, None, day("2026-10-17")), None);
        assert_eq!(
            budget_word(&needs(1, None), Progress::Adopted, closes, None, day("2026-10-17")),
            Some(BudgetWord::NoYear)
        );
        assert_eq!(budget_word(&needs(1, Some(2026)), Progress::Adopted, closes, None, day("2026-11-17")), None);
        let asked = MeasureForm { asked_on: Some(day("2026-10-20")), ..needs(1, Some(2027)) };
        assert_eq!(budget_word(&asked, Progress::Adopted, closes, None, day("2026-11-17")), None);
        let (bold, _) = word(Some("2026-11-14"), "2026-10-17").unwrap().sentences();
        assert_eq!(
            bold,
            "令和9年度の予算要求のしめきり（令和8年10月31日（土））が、次の会議（令和8年11月14日（土））より先に来ます"
        );
    }

    #[test]
    fn the_next_step_is_told_with_its_day() {
        let mut form = MeasureForm::titled("題");
        assert_eq!(tasks_in_words(&form, day("2026-11-01")), "");
        form.tasks = vec![Task::named("契約", Some(day("2027-04-30"))), Task::named("要求", Some(day("2026-10-31")))];
        assert_eq!(
            tasks_in_words(&form, day("2026-11-01")),
            "手順は2つです。次は「要求」（令和8年10月31日まで、過ぎています）です。"
        );
        form.tasks[1].done = Some(day("2026-11-02"));
        assert_eq!(
            tasks_in_words(&form, day("2026-11-02")),
            "手順2つのうち1つがすみました。次は「契約」（令和9年4月30日まで）です。"
        );
        form.tasks[0].done = Some(day("2027-04-01"));
        assert_eq!(tasks_in_words(&form, day("2027-04-02")), "手順は2つともすみました。");
    }

    #[test]
    fn what_presses_is_told_once_for_each_measure_and_reason() {
        let number = MeasureNumber::read("R6-003-1").unwrap();
        let mut form = needs(440_000, Some(2027));
        let late = |title: &str| Task::named(title, Some(day("2026-10-01")));
        form.tasks = vec![late("見積り"), late("要求"), Task::named("確定", None)];
        let word = budget_word(&form, Progress::Adopted, closes, Some(day("2026-11-14")), day("2026-10-17"));
        let ends = open_ends(number, &form, word.as_ref(), day("2026-10-17"));
        assert_eq!(ends[0].what, "方策 R6-003-1 の手順「見積り」など2つが、期限を過ぎています");
        assert!(ends[0].is_late && !ends[1].is_late && ends.len() == 2);
        let unknown = budget_word(&form, Progress::Adopted, closes, None, day("2026-09-01"));
        assert!(
            open_ends(number, &form, unknown.as_ref(), day("2026-09-01")).is_empty(),
            "to be known is not pressing"
        );
    }

    proptest! {
        /// The filter parts the measures: each stands under one reach, and only a measure that says so is not ours.
        #[test]
        fn every_measure_stands_under_one_reach(
            doers in proptest::sample::subsequence(Solver::ALL.to_vec(), 0..=5),
            means in proptest::option::of(proptest::sample::select(Means::ALL.to_vec())),
            yen in proptest::option::of(0i64..5), year in proptest::option::of(2024i32..2029),
        ) {
            let form = MeasureForm { doers: doers.clone(), means, budget_yen: yen, budget_year: year.map(FiscalYear), ..MeasureForm::titled("題") };
            let reach = reach(&form, FiscalYear(2026));
            let is_ours = doers.is_empty() || doers.contains(&Solver::Town);
            prop_assert_eq!(reach == Reach::NotOurs, !is_ours);
            if matches!(reach, Reach::AtHand | Reach::Reshaping) {
                prop_assert!(yen.unwrap_or(0) == 0 || year.is_some_and(|year| year <= 2026), "money of a later year is not at hand");
            }
        }
    }
}
