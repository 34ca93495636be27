//! How a goal stands: what holds of its settings, what meetings said of it, what it still needs.

use crate::goals::indicator::model::{Amount, Direction};
use crate::goals::model::{Actual, Evaluation, EvaluationState, GoalPart, Setting, SettingState, Verdict, Yardstick};
use crate::goals::rules::{Running, known_on};
use almanac::{Date, FiscalYear};
use std::collections::BTreeSet;

/// 目標の状態.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// 案: no meeting has decided on it.
    Proposed,
    /// 進めている.
    Going,
    /// 評価を待っている: its 年度 is over, and no meeting has said what becomes of it.
    Waiting,
    /// 終えた.
    Finished,
    /// 取り下げた案.
    Withdrawn,
}

impl Standing {
    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Standing::Proposed => "案",
            Standing::Going => "進めている",
            Standing::Waiting => "評価を待つ",
            Standing::Finished => "終えた",
            Standing::Withdrawn => "取り下げた案",
        }
    }

    /// The mark beside the word.
    pub fn mark(self) -> &'static str {
        match self {
            Standing::Proposed => "draft",
            Standing::Going => "going",
            Standing::Waiting => "late",
            Standing::Finished => "tied",
            Standing::Withdrawn => "out",
        }
    }

    /// Is nothing more to be done?
    pub fn is_over(self) -> bool {
        matches!(self, Standing::Finished | Standing::Withdrawn)
    }
}

/// The settings that stand, oldest first: of each meeting the last that was said of it, unless it was taken back or the meeting was
/// put aside. What was said later of one meeting puts right what was said before.
pub fn settings_that_stand(settings: &[Setting]) -> Vec<&Setting> {
    let meeting = |one: &Setting| one.decided.map(|decided| decided.meeting);
    let is_last = |at: usize, one: &Setting| settings[at + 1..].iter().all(|later| meeting(later) != meeting(one));
    let stand = settings.iter().enumerate().filter(|(at, one)| one.meeting_stands && is_last(*at, one));
    stand.map(|(_, one)| one).filter(|one| one.state != SettingState::Withdrawn).collect()
}

/// The evaluations that stand, in the same way.
pub fn evaluations_that_stand(all: &[Evaluation]) -> Vec<&Evaluation> {
    let is_last =
        |at: usize, one: &Evaluation| all[at + 1..].iter().all(|later| later.decided.meeting != one.decided.meeting);
    let stand = all.iter().enumerate().filter(|(at, one)| one.meeting_stands && is_last(*at, one));
    stand.map(|(_, one)| one).filter(|one| one.state != EvaluationState::Withdrawn).collect()
}

/// The setting that holds: that of the newest meeting that decided, whenever it was typed; else the last proposal; else what was taken
/// back. A proposal to change leaves what was decided.
pub fn current(settings: &[Setting]) -> Option<&Setting> {
    let stand = settings_that_stand(settings);
    let decided = stand.iter().filter(|one| one.state == SettingState::Decided).max_by_key(|one| one.met_on);
    decided.or(stand.last()).copied().or(settings.last())
}

/// How a goal of this 年度 stands. Its rows are in order.
pub fn standing(settings: &[Setting], evaluations: &[Evaluation], year: FiscalYear, today: Date) -> Standing {
    let stand = settings_that_stand(settings);
    if stand.iter().all(|one| one.state != SettingState::Decided) {
        return if stand.is_empty() { Standing::Withdrawn } else { Standing::Proposed };
    }
    let judged = evaluations_that_stand(evaluations);
    let last = judged.iter().filter(|one| one.state == EvaluationState::Decided).max_by_key(|one| one.met_on);
    // 続ける after the year is over is said of the next year's goal; this one has had its word then.
    match last {
        Some(one) if one.verdict == Verdict::Finish || one.met_on.is_some_and(|on| on > year.last_day()) => {
            Standing::Finished
        }
        _ if year.last_day() < today => Standing::Waiting,
        _ => Standing::Going,
    }
}

/// Is it reached? Where a part was never told, only what grows can be.
pub fn is_reached(of: &Yardstick, target: Amount, running: Option<&Running>) -> bool {
    running.is_some_and(|now| match of.direction() {
        Direction::More => now.total >= target,
        Direction::Less => now.is_whole() && now.total <= target,
        Direction::Tell => false,
    })
}

/// 「9月30日現在で3人。のこり2人です。」
pub fn then(of: &Yardstick, target: Amount, running: Option<&Running>) -> String {
    let Some(now) = running else { return "実績は、まだありません。".into() };
    let head = format!("{}現在で{}", almanac::in_words(now.as_of), of.with_unit(now.total));
    let by = of.with_unit(Amount((target.0 - now.total.0).abs()));
    if is_reached(of, target, running) {
        return format!("{head}。目標に届いています。");
    }
    if !now.is_whole() {
        return format!("{head}。まだ実績のない内わけがあります。");
    }
    match of.direction() {
        Direction::Tell => format!("{head}です。"),
        Direction::More => format!("{head}。のこり{by}です。"),
        Direction::Less => format!("{head}。目標より{by}多い数です。"),
    }
}

/// A part that has figures cannot go: they would belong to nothing.
pub fn lost_parts<'a>(rows: &'a [Actual], parts: &[GoalPart]) -> Vec<&'a str> {
    let told: BTreeSet<&str> = known_on(rows, None).into_iter().map(|row| row.part.as_str()).collect();
    let keeps =
        |name: &str| if parts.is_empty() { name.is_empty() } else { parts.iter().any(|part| part.name == name) };
    told.into_iter().filter(|name| !keeps(name)).collect()
}

/// 目標設定と評価の実施回数: how often meetings set goals or judged them. A meeting that sets three goals at once did it once.
pub fn decisions<'a>(
    goals: impl IntoIterator<Item = (&'a [Setting], &'a [Evaluation])>,
) -> (BTreeSet<crate::council::meeting::model::MeetingId>, BTreeSet<crate::council::meeting::model::MeetingId>) {
    let (mut set, mut judged) = (BTreeSet::new(), BTreeSet::new());
    for (settings, evaluations) in goals {
        let stand = settings_that_stand(settings).into_iter().filter(|one| one.state == SettingState::Decided);
        set.extend(stand.filter_map(|one| one.decided).map(|decided| decided.meeting));
        let stand = evaluations_that_stand(evaluations).into_iter();
        judged.extend(stand.filter(|one| one.state == EvaluationState::Decided).map(|one| one.decided.meeting));
    }
    (set, judged)
}

/// Something of a goal that presses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalEnd {
    /// Is its day past?
    pub is_late: bool,
    /// What it is, without a full stop.
    pub what: String,
}

/// So long a goal may go without a figure.
const MOST_MONTHS_UNTOLD: u32 = 4;

/// What a goal still needs, for きょう: its decision, its figures, its evaluation.
pub fn open_end(
    (title, year): (&str, FiscalYear),
    standing: Standing,
    running: Option<&Running>,
    today: Date,
) -> Option<GoalEnd> {
    let end = |is_late, what: &str| Some(GoalEnd { is_late, what: format!("{year}の目標「{title}」{what}") });
    match (standing, running) {
        (Standing::Finished | Standing::Withdrawn, _) => None,
        (Standing::Proposed, _) => end(year.last_day() < today, "が、案のままです"),
        (Standing::Waiting, _) => end(true, "の年度が終わり、評価がまだです"),
        (Standing::Going, None) if year.first_day() <= today => end(false, "に、実績がまだありません"),
        (Standing::Going, Some(now)) => {
            let is_old =
                now.as_of.checked_add_months(chrono::Months::new(MOST_MONTHS_UNTOLD)).is_some_and(|day| day < today);
            if is_old { end(false, "の実績が、4か月よりも前のものです") } else { None }
        }
        (Standing::Going, None) => None,
    }
}

/// The finding above the list: 「令和8年度の目標は3つ。1つは届き、2つは進めています。評価を待つものが1つあります。」
pub fn finding(year: FiscalYear, goals: &[(Standing, bool)]) -> String {
    let count = |wanted: Standing| goals.iter().filter(|(standing, _)| *standing == wanted).count();
    let (going, waiting, finished) = (count(Standing::Going), count(Standing::Waiting), count(Standing::Finished));
    let proposed = count(Standing::Proposed);
    let decided = going + waiting + finished;
    let reached = goals
        .iter()
        .filter(|(one, is_reached)| *is_reached && !matches!(one, Standing::Proposed | Standing::Withdrawn))
        .count();
    if decided == 0 {
        return match proposed {
            0 => format!("{year}の目標は、まだありません。"),
            proposed => format!("{year}の目標は、案が{proposed}つあり、会議で決まったものはまだありません。"),
        };
    }
    let mut said = match reached {
        0 => format!("{year}の目標は{decided}つで、届いたものはまだありません。"),
        reached if reached == decided => format!("{year}の目標は{decided}つで、すべて届いています。"),
        reached => format!("{year}の目標は{decided}つで、{reached}つが届いています。"),
    };
    if waiting > 0 {
        said += &format!("評価を待つものが{waiting}つあります。");
    }
    if proposed > 0 {
        said += &format!("ほかに案が{proposed}つあります。");
    }
    said
}

#[cfg(test)]
mod tests {
    use super::super::running::running;
    use super::super::running::tests::{day, one_and_four, told};
    use super::*;
    use crate::council::meeting::model::MeetingId;
    use crate::goals::indicator::model::Catalogue;
    use crate::goals::model::Decided;
    use crate::plumbing::clock::Moment;
    use std::slice::from_ref;

    const AT: i64 = 1_717_200_000; // 2024-06-01

    fn set(state: SettingState) -> Setting {
        Setting {
            state,
            title: "利用者を5人に".into(),
            target: Amount::whole(5),
            parts: one_and_four(),
            decided: Some(Decided { meeting: MeetingId::fresh(), block: None }),
            met_on: Some(day("R6.5.23")),
            meeting_stands: true,
            reason: String::new(),
            at: Moment::from_seconds(AT),
            by: "今村".into(),
        }
    }

    fn judged(state: EvaluationState, verdict: Verdict, met_on: &str) -> Evaluation {
        Evaluation {
            state,
            verdict,
            reason: "続ける。".into(),
            evidence: "台帳".into(),
            seen: vec![],
            decided: Decided { meeting: MeetingId::fresh(), block: None },
            met_on: Some(day(met_on)),
            meeting_stands: true,
            at: Moment::from_seconds(AT),
            by: "今村".into(),
        }
    }

    #[test]
    fn a_goal_goes_from_a_proposal_to_its_last_word() {
        let year = FiscalYear(2024);
        let at = |settings: &[Setting], said: &[Evaluation], today| standing(settings, said, year, day(today));
        let (proposed, decided) = (set(SettingState::Proposed), set(SettingState::Decided));
        assert_eq!(at(from_ref(&proposed), &[], "R6.6.1"), Standing::Proposed);
        let out = Setting { state: SettingState::Withdrawn, ..proposed.clone() };
        assert_eq!(at(&[proposed.clone(), out], &[], "R6.6.1"), Standing::Withdrawn);
        assert_eq!(at(&[proposed.clone(), decided.clone()], &[], "R6.6.1"), Standing::Going);
        let changed = [decided.clone(), Setting { target: Amount::whole(6), ..proposed.clone() }];
        assert_eq!(current(&changed).unwrap().target, Amount::whole(5), "a proposal to change leaves what was decided");
        let on = judged(EvaluationState::Decided, Verdict::GoOn, "R6.7.1");
        assert_eq!(at(from_ref(&decided), from_ref(&on), "R6.10.1"), Standing::Going);
        assert_eq!(
            at(from_ref(&decided), &[on], "R7.4.1"),
            Standing::Waiting,
            "an evaluation within the year closes nothing"
        );
        let wish = judged(EvaluationState::Proposed, Verdict::Finish, "R7.4.15");
        assert_eq!(at(from_ref(&decided), &[wish], "R7.5.1"), Standing::Waiting);
        for verdict in [Verdict::GoOn, Verdict::Change, Verdict::Finish] {
            let said = judged(EvaluationState::Decided, verdict, "R7.4.15");
            assert_eq!(at(from_ref(&decided), &[said], "R7.5.1"), Standing::Finished);
        }
    }

    #[test]
    fn what_was_typed_of_the_wrong_meeting_is_taken_back_and_the_order_of_typing_does_not_matter() {
        let year = FiscalYear(2024);
        let wrong = set(SettingState::Decided);
        let right = Setting { met_on: Some(day("R6.11.14")), target: Amount::whole(6), ..set(SettingState::Decided) };
        let back = Setting { state: SettingState::Withdrawn, reason: "会議を間違えた".into(), ..wrong.clone() };
        let rows = [wrong.clone(), right.clone(), back];
        assert_eq!(current(&rows).unwrap().target, Amount::whole(6));
        assert_eq!(decisions([(&rows[..], &[][..])]).0.len(), 1, "what was taken back counts no more");
        let later_typed = [right.clone(), wrong.clone()];
        assert_eq!(current(&later_typed).unwrap().target, Amount::whole(6), "the newest meeting holds");
        let gone = Setting { meeting_stands: false, ..wrong };
        assert_eq!(standing(&[gone], &[], year, day("R6.6.1")), Standing::Withdrawn, "its meeting was put aside");
        let last = judged(EvaluationState::Decided, Verdict::Finish, "R7.4.15");
        let first = judged(EvaluationState::Decided, Verdict::GoOn, "R6.7.1");
        assert_eq!(standing(from_ref(&right), &[last.clone(), first], year, day("R7.5.1")), Standing::Finished);
        let back = Evaluation { state: EvaluationState::Withdrawn, ..last.clone() };
        assert_eq!(standing(&[right], &[last, back], year, day("R7.5.1")), Standing::Waiting);
    }

    #[test]
    fn what_presses_of_a_goal_is_said_in_time() {
        let rows = [told("新たな人", "R6.9.30", 2, 0)];
        let now = running(&rows, &one_and_four(), None);
        let said = |standing, running: Option<&Running>, today| {
            open_end(("5人に", FiscalYear(2024)), standing, running, day(today)).map(|end| (end.is_late, end.what))
        };
        assert_eq!(said(Standing::Going, now.as_ref(), "R7.1.30"), None);
        assert_eq!(
            said(Standing::Going, now.as_ref(), "R7.1.31").unwrap().1,
            "令和6年度の目標「5人に」の実績が、4か月よりも前のものです"
        );
        assert!(said(Standing::Going, None, "R6.5.1").unwrap().1.contains("実績がまだありません"));
        assert_eq!(said(Standing::Going, None, "R6.3.1"), None, "its year has not begun");
        assert_eq!(
            said(Standing::Waiting, now.as_ref(), "R7.4.1").unwrap(),
            (true, "令和6年度の目標「5人に」の年度が終わり、評価がまだです".into())
        );
        assert!(said(Standing::Proposed, None, "R6.5.1").unwrap().1.contains("案のまま"));
        assert_eq!(said(Standing::Finished, None, "R7.5.1"), None);
    }

    #[test]
    fn a_part_with_figures_cannot_go() {
        let rows = [told("すでに支給決定", "R6.9.30", 1, 0)];
        assert_eq!(lost_parts(&rows, &one_and_four()[1..]), ["すでに支給決定"]);
        assert!(lost_parts(&rows, &one_and_four()).is_empty());
        assert_eq!(lost_parts(&[told("", "R6.9.30", 1, 0)], &one_and_four()), [""]);
    }

    #[test]
    fn a_meeting_that_sets_three_goals_did_it_once() {
        let one = set(SettingState::Decided);
        let other = Setting { state: SettingState::Proposed, ..set(SettingState::Decided) };
        let said = [
            judged(EvaluationState::Decided, Verdict::GoOn, "R6.7.1"),
            judged(EvaluationState::Proposed, Verdict::GoOn, "R6.7.2"),
        ];
        let (set, judged) = decisions([(from_ref(&one), &said[..]), (&[one.clone(), other][..], &[][..])]);
        assert_eq!((set.len(), judged.len()), (1, 1));
    }

    #[test]
    fn the_sentences_say_how_it_stands() {
        let of = Yardstick::of(Catalogue::shipped().find("7-transition").unwrap());
        let rows = [told("すでに支給決定", "R6.9.30", 1, 0), told("新たな人", "R6.9.30", 2, 0)];
        let now = running(&rows, &one_and_four(), None);
        assert_eq!(then(&of, Amount::whole(5), now.as_ref()), "令和6年9月30日現在で3人。のこり2人です。");
        assert_eq!(then(&of, Amount::whole(3), now.as_ref()), "令和6年9月30日現在で3人。目標に届いています。");
        assert_eq!(then(&of, Amount::whole(3), None), "実績は、まだありません。");
        let year = FiscalYear(2024);
        assert_eq!(finding(year, &[]), "令和6年度の目標は、まだありません。");
        assert_eq!(
            finding(year, &[(Standing::Proposed, false)]),
            "令和6年度の目標は、案が1つあり、会議で決まったものはまだありません。"
        );
        let three = [(Standing::Going, true), (Standing::Waiting, false), (Standing::Proposed, false)];
        assert_eq!(
            finding(year, &three),
            "令和6年度の目標は2つで、1つが届いています。評価を待つものが1つあります。ほかに案が1つあります。"
        );
    }
}
