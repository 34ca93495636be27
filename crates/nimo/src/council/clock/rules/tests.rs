//! Days and standings, as a clerk would count them.

use super::*;
use crate::editing::shape::Texts;
use proptest::prelude::*;

fn day(typed: &str) -> Date {
    almanac::read_date(typed).unwrap()
}

fn charter(from: &str, rules: &[(&str, &str)]) -> CharterForm {
    let base = [("from_on", from), ("basis", "guideline")];
    let texts: Texts = base.iter().chain(rules).map(|(name, value)| (name.to_string(), value.to_string())).collect();
    CharterForm::parse(&texts).unwrap()
}

const ALL: &[(&str, &str)] = &[
    ("notice_days", "14"),
    ("outline_days", "2"),
    ("minutes_days", "45"),
    ("confirmation_days", "14"),
    ("publication_days", "7"),
];

fn held(on: &str) -> MeetingForm {
    MeetingForm { held_on: Some(day(on)), ..MeetingForm::default() }
}

/// A meeting that was entered long before its day.
fn planned() -> Traces {
    Traces { entered_on: day("R3.4.1"), ..Traces::default() }
}

fn marked(traces: Traces, step: DeadlineStep, on: &str, note: &str) -> Traces {
    let mut traces = traces;
    traces.marks.insert(step, (MarkForm { done_on: Some(day(on)), note: note.into() }, 1));
    traces
}

fn told(form: &MeetingForm, charters: &[CharterForm], traces: &Traces, today: &str) -> Vec<Deadline> {
    deadlines(form, charters, traces, day(today), &OfficeCalendar::default())
}

fn dues(form: &MeetingForm, charters: &[CharterForm], traces: &Traces, today: &str) -> Vec<Option<String>> {
    told(form, charters, traces, today).iter().map(|one| one.due.map(|due| due.to_string())).collect()
}

fn standings(form: &MeetingForm, charters: &[CharterForm], traces: &Traces, today: &str) -> Vec<DeadlineStanding> {
    told(form, charters, traces, today).iter().map(|one| one.standing).collect()
}

use DeadlineStanding::{Ahead, Done, Kept, Late, NoRule, Overdue, Today, Unknown, Unseen};

#[test]
fn a_meeting_that_comes_shows_what_is_due_and_what_is_not_known_yet() {
    let rules = [charter("R6.4.1", ALL)];
    let meeting = held("R8.12.10");
    let found = told(&meeting, &rules, &planned(), "R8.11.25");
    assert_eq!(found[0].rule, "協議会の決まり（令和6年4月1日から）: 開催の14日前まで");
    // 45 days after 10 December is a Sunday.
    let days = ["2026-11-26", "2026-12-14", "2027-01-25"].map(|day| Some(day.to_string()));
    assert_eq!(dues(&meeting, &rules, &planned(), "R8.11.25")[..3], days);
    assert_eq!(
        found.iter().map(|one| one.standing).collect::<Vec<_>>(),
        [Ahead(1), Ahead(19), Ahead(61), Unknown, Unknown]
    );
    assert_eq!(standings(&meeting, &rules, &planned(), "R8.11.26")[0], Today);
    assert_eq!(standings(&meeting, &rules, &planned(), "R8.11.30")[0], Overdue(2), "Friday and Monday");
    assert_eq!(standings(&meeting, &rules, &planned(), "R8.11.28")[0], Overdue(1));
}

#[test]
fn what_nimo_saw_counts_before_what_people_wrote_and_both_are_told() {
    let rules = [charter("R6.4.1", ALL)];
    let meeting = held("R8.9.30");
    let traces = Traces { sent_on: Some(day("R8.9.16")), kept_on: Some(day("R8.11.18")), ..planned() };
    let traces = marked(traces, DeadlineStep::Outline, "R8.10.6", "担当が休んだため。");
    let traces = marked(traces, DeadlineStep::Minutes, "R8.11.10", "");
    let found = told(&meeting, &rules, &traces, "R8.11.25");
    let minutes = &found[2];
    assert_eq!((minutes.done, minutes.also), (Some(day("R8.11.18")), Some(day("R8.11.10"))));
    // Due on Saturday 14 November, so on the 16th.
    assert_eq!((minutes.due, minutes.standing), (Some(day("R8.11.16")), Late(2)));
    assert_eq!((found[0].standing, found[1].standing), (Kept, Late(2)));
    assert_eq!((found[1].note.as_str(), found[1].version, found[0].version), ("担当が休んだため。", 1, 0));
    assert_eq!((found[3].due, found[3].standing), (Some(day("R8.12.2")), Ahead(7)), "14 days after they were kept");
    assert_eq!(found[4].standing, Unknown);
}

#[test]
fn the_day_that_members_were_told_goes_before_the_charter() {
    let rules = [charter("R6.4.1", ALL)];
    let kept = Traces { kept_on: Some(day("R8.10.1")), asked_until: Some(day("R8.11.20")), ..planned() };
    let confirmed = Traces { confirmed_on: Some(day("R8.11.24")), ..kept.clone() };
    let found = told(&held("R8.9.30"), &rules, &confirmed, "R8.11.25");
    assert_eq!(found[3].rule, "委員に伝えた期限（令和8年11月20日（金））の、次の開庁日まで");
    assert_eq!(found[3].standing, Kept, "a weekend and 勤労感謝の日 lie between");
    assert_eq!((found[4].due, found[4].standing), (Some(day("R8.12.1")), Ahead(6)));
    assert_eq!(
        told(&held("R8.9.30"), &[], &kept, "R8.11.25")[3].standing,
        Overdue(1),
        "also where no charter says anything"
    );
    let published = Traces { published_on: Some(day("R8.11.30")), ..confirmed };
    assert_eq!(standings(&held("R8.9.30"), &rules, &published, "R8.12.25")[4], Kept);
}

#[test]
fn a_meeting_is_judged_by_the_rules_of_its_own_day() {
    let rules = [charter("R6.4.1", ALL), charter("R8.4.1", &[("minutes_days", "10"), ("day_count", "working")])];
    let march = told(&held("R8.3.25"), &rules, &planned(), "R8.5.1");
    assert_eq!(march[2].rule, "協議会の決まり（令和6年4月1日から）: 会議のあと45日以内");
    assert_eq!(march[2].due, Some(day("R8.5.11")), "a count that runs over 31 March is simply a count");
    let april = told(&held("R8.4.1"), &rules, &planned(), "R8.5.1");
    assert_eq!(
        (april[2].rule.as_str(), april[2].due),
        ("協議会の決まり（令和8年4月1日から）: 会議のあと10開庁日以内", Some(day("R8.4.15")))
    );
    assert_eq!(april[0].standing, NoRule);
    assert!(
        told(&held("R6.3.31"), &rules, &planned(), "R8.5.1")
            .iter()
            .all(|one| one.standing == NoRule && one.due.is_none())
    );
    let undated = told(&MeetingForm::default(), &rules, &planned(), "R8.5.1");
    assert_eq!((undated[2].standing, undated[0].standing), (Unknown, NoRule), "by the rules of today");
}

#[test]
fn the_turn_of_the_year_moves_a_day_to_the_side_on_which_it_may_lie() {
    let office = OfficeCalendar::default();
    let (days, working) = ((14, DayCount::Calendar), (14, DayCount::Working));
    // 14 days before 15 January is 1 January: before it the office was last open on 28 December.
    assert_eq!(due_before(&office, day("R9.1.15"), days), Some(day("R8.12.28")));
    assert_eq!(due_after(&office, day("R8.12.18"), days), Some(day("R9.1.4")), "and after it first on 4 January");
    assert_eq!(due_after(&office, day("R8.12.18"), working), Some(day("R9.1.14")));
    assert_eq!(due_before(&office, day("R9.1.15"), working), Some(day("R8.12.21")));
    let spring = (7, DayCount::Working);
    assert_eq!(due_after(&office, day("R9.3.29"), spring), Some(day("R9.4.7")));
}

#[test]
fn a_day_beyond_the_holidays_that_anybody_knows_is_a_working_day_all_the_same() {
    let far: Date = "2149-06-01".parse().unwrap();
    let office = OfficeCalendar::default();
    for rule in [(30, DayCount::Calendar), (30, DayCount::Working)] {
        let (before, after) = (due_before(&office, far, rule).unwrap(), due_after(&office, far, rule).unwrap());
        assert!(before < far && far < after && office.is_working_day(before) && office.is_working_day(after));
    }
    assert_eq!(due_after(&office, Date::MAX, (1, DayCount::Calendar)), None);
}

#[test]
fn a_meeting_that_lasts_for_days_counts_from_its_first_and_from_its_last() {
    let written = MeetingForm { held_until: Some(day("R8.11.20")), ..held("R8.11.10") };
    let found = dues(&written, &[charter("R6.4.1", ALL)], &planned(), "R8.11.25");
    assert_eq!(found[..2], [Some("2026-10-27".to_string()), Some("2026-11-24".to_string())]);
}

#[test]
fn nothing_is_held_against_a_meeting_that_came_into_nimo_after_the_day() {
    let rules = [charter("R3.4.1", ALL)];
    let old = Traces { entered_on: day("R8.11.25"), kept_on: Some(day("R8.11.25")), ..Traces::default() };
    let found = told(&held("R6.5.23"), &rules, &old, "R8.11.25");
    assert_eq!(found.iter().map(|one| one.standing).collect::<Vec<_>>(), [Unseen, Unseen, Unseen, Unknown, Unknown]);
    assert_eq!(
        (found[2].done, found[2].due.is_some()),
        (None, true),
        "that it was kept here says nothing of when it was written"
    );
    let told_by_hand = marked(old, DeadlineStep::Minutes, "R6.7.12", "");
    assert_eq!(standings(&held("R6.5.23"), &rules, &told_by_hand, "R8.11.25")[2], Late(4));
    // One that was entered late, but in time for its minutes, is followed from there.
    let soon = Traces { entered_on: day("R8.11.25"), kept_on: Some(day("R8.11.26")), ..Traces::default() };
    assert_eq!(standings(&held("R8.11.20"), &rules, &soon, "R8.11.26")[..3], [Unseen, Unseen, Kept]);
}

#[test]
fn a_notice_that_nimo_sent_for_a_meeting_entered_after_its_day_is_late_with_its_day() {
    let traces = Traces { entered_on: day("R8.11.10"), sent_on: Some(day("R8.11.12")), ..Traces::default() };
    let found = told(&held("R8.11.20"), &[charter("R6.4.1", ALL)], &traces, "R8.11.25");
    assert_eq!((found[0].due, found[0].done), (Some(day("R8.11.6")), Some(day("R8.11.12"))));
    assert_eq!(found[0].standing, Late(4));
}

#[test]
fn where_nobody_confirms_publication_counts_from_the_minutes_and_what_was_done_without_a_day_is_done() {
    let rules: &[(&str, &str)] = &[("minutes_days", "45"), ("confirmation", "nothing"), ("publication_days", "7")];
    let kept = Traces { kept_on: Some(day("R8.11.18")), ..planned() };
    let found = told(&held("R8.9.30"), &[charter("R6.4.1", rules)], &kept, "R8.11.24");
    assert_eq!((found[4].due, found[4].standing), (Some(day("R8.11.25")), Ahead(1)));
    assert!(found[4].rule.ends_with("会議録を残してから7日以内"), "{}", found[4].rule);
    let published = Traces { published_on: Some(day("R8.11.20")), ..planned() };
    let found = told(&held("R8.9.30"), &[charter("R6.4.1", ALL)], &published, "R8.11.24");
    assert_eq!((found[4].due, found[4].standing), (None, Done));
    assert_eq!((Done.mark(), Done.word().as_str()), ("tied", "済んだ"));
}

#[test]
fn papers_that_go_out_after_a_meeting_are_no_notice_of_it() {
    let after = Traces { sent_on: Some(day("R8.10.1")), ..planned() };
    assert_eq!(standings(&held("R8.9.30"), &[charter("R6.4.1", ALL)], &after, "R8.10.1")[0], Overdue(8));
    let written = marked(after, DeadlineStep::Notice, "R8.9.10", "");
    assert_eq!(standings(&held("R8.9.30"), &[charter("R6.4.1", ALL)], &written, "R8.10.1")[0], Kept);
}

#[test]
fn what_presses_is_late_or_due_within_a_week() {
    assert!([Overdue(1), Today, Ahead(7)].into_iter().all(DeadlineStanding::presses));
    assert!(![Ahead(8), Kept, Late(3), NoRule, Unknown, Unseen].into_iter().any(DeadlineStanding::presses));
    assert_eq!([Overdue(2).word(), Ahead(3).word(), Today.word()], ["2日おくれ", "あと3日", "きょうまで"]);
}

proptest! {
    #[test]
    fn a_due_day_is_a_working_day_and_never_earlier_for_more_days(offset in 0u64..40_000, days in 1u32..365, more in 0u32..30, works in any::<bool>()) {
        let office = OfficeCalendar::default();
        let from = day("S64.1.1") + Days::new(offset);
        let count = if works { DayCount::Working } else { DayCount::Calendar };
        let (near, far) = (due_after(&office, from, (days, count)).unwrap(), due_after(&office, from, (days + more, count)).unwrap());
        prop_assert!(office.is_working_day(near) && near > from && near <= far);
        let (near, far) = (due_before(&office, from, (days, count)).unwrap(), due_before(&office, from, (days + more, count)).unwrap());
        prop_assert!(office.is_working_day(near) && near < from && far <= near);
    }

    #[test]
    fn a_delay_is_never_nothing(held_on in 0u64..5_000, wait in 0u64..400, minutes in 1u32..100) {
        let days = minutes.to_string();
        let rules = [charter("R1.5.1", &[("minutes_days", &days)])];
        let on = day("R2.1.1") + Days::new(held_on);
        let meeting = MeetingForm { held_on: Some(on), ..MeetingForm::default() };
        let traces = Traces { entered_on: day("R1.5.1"), ..Traces::default() };
        let today = on + Days::new(wait);
        let minutes = deadlines(&meeting, &rules, &traces, today, &OfficeCalendar::default()).remove(2);
        match minutes.standing {
            Overdue(days) => prop_assert!(days > 0 && minutes.due.unwrap() < today),
            Today => prop_assert_eq!(minutes.due, Some(today)),
            Ahead(days) => prop_assert!(days > 0),
            other => prop_assert!(false, "{:?}", other),
        }
    }
}
