//! What a plan runs into, sentence by sentence.

use super::*;
use chrono::TimeDelta;

fn day(typed: &str) -> Date {
    almanac::read_date(typed).unwrap()
}

fn meeting(held_on: &str) -> MeetingForm {
    let held_on = day(held_on);
    MeetingForm {
        body: "みほん市協議会".into(),
        fiscal_year: Some(FiscalYear::of(held_on)),
        number: Some(2),
        held_on: Some(held_on),
        starts_at: Some("10:00".into()),
        ends_at: Some("12:00".into()),
        venue: "市役所 大会議室".into(),
        ..MeetingForm::default()
    }
}

fn told(form: &MeetingForm, preparation: &PreparationForm, today: &str, others: Vec<Other<'_>>) -> Vec<String> {
    let members = vec!["髙梨 一郎", "平井 花"];
    let planned =
        Planned { form, preparation, notice: Some((14, DayCount::Calendar)), today: day(today), members, others };
    warnings(&planned, &OfficeCalendar::default())
}

fn plain(form: &MeetingForm, today: &str) -> Vec<String> {
    told(form, &PreparationForm::default(), today, vec![])
}

fn other<'a>(form: &'a MeetingForm, is_own_council: bool, members: &[&'a str]) -> Other<'a> {
    Other { council: "住まい部会", is_own_council, form, members: members.to_vec() }
}

#[test]
fn a_plan_without_trouble_says_nothing() {
    assert_eq!(plain(&meeting("R8.11.12"), "R8.10.1"), [] as [&str; 0]);
    assert_eq!(plain(&MeetingForm::default(), "R8.10.1"), [] as [&str; 0], "nor one of which nothing is known");
}

#[test]
fn a_day_on_which_the_office_is_closed_is_named() {
    for (on, reason) in [
        ("R8.11.3", "は、文化の日です"),
        ("R8.11.14", "は、土曜日です"),
        ("R8.11.15", "は、日曜日です"),
        ("R8.12.30", "は、年末年始の休みです"),
        ("R9.1.1", "は、元日です"),
    ] {
        let said = plain(&meeting(on), "R8.9.1");
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains(reason), "{said:?}");
    }
    let calendar = OfficeCalendar::default().closed_also_on([day("R8.11.12")]);
    let (form, preparation) = (meeting("R8.11.12"), PreparationForm::default());
    let planned = Planned {
        form: &form,
        preparation: &preparation,
        notice: None,
        today: day("R8.9.1"),
        members: vec![],
        others: vec![],
    };
    assert!(warnings(&planned, &calendar)[0].contains("役所が休みの日です"));
}

#[test]
fn another_meeting_in_the_same_room_or_with_the_same_people_is_named() {
    let form = meeting("R8.11.12");
    let mut there = MeetingForm { starts_at: Some("11:00".into()), ends_at: None, number: None, ..meeting("R8.11.12") };
    there.venue = "市役所　大会議室".into();
    let clash = |there: &MeetingForm, members: &[&str]| {
        told(&form, &PreparationForm::default(), "R8.10.1", vec![other(there, false, members)])
    };
    let said = clash(&there, &["高梨一郎", "石川 環"]);
    assert_eq!(said.len(), 2);
    assert!(said[0].starts_with("同じ場所（市役所 大会議室）を、時刻の重なる「住まい部会」（午前11時から）も使います"));
    assert!(said[1].starts_with("髙梨 一郎さんは、時刻の重なる「住まい部会」"), "{said:?}");
    there.starts_at = None;
    let said = clash(&there, &["髙梨 一郎", "平井 花"]);
    assert!(said[0].contains("同じ日の「住まい部会」も使います"), "{said:?}");
    assert!(said[1].starts_with("髙梨 一郎さん、平井 花さんは、同じ日の"), "{said:?}");
    there.starts_at = Some("12:00".into());
    assert!(clash(&there, &["髙梨 一郎"]).is_empty(), "the one begins when the other ends");
    (there.starts_at, there.held_on) = (None, Some(day("R8.11.13")));
    assert!(clash(&there, &["髙梨 一郎"]).is_empty());
}

#[test]
fn a_number_that_the_council_used_already_is_named() {
    let form = meeting("R8.11.12");
    let numbered = |there: &MeetingForm, is_own| {
        told(&form, &PreparationForm::default(), "R8.10.1", vec![other(there, is_own, &[])])
    };
    let said = numbered(&meeting("R8.5.21"), true);
    assert!(said[0].starts_with("令和8年度第2回の会議は、ほかにもあります（令和8年5月21日（木））"), "{said:?}");
    assert!(numbered(&meeting("R8.5.21"), false).is_empty(), "another council counts for itself");
    assert!(numbered(&meeting("R8.3.12"), true).is_empty(), "another year");
}

#[test]
fn the_turn_of_the_fiscal_year_is_between_31_march_and_1_april() {
    let mut form = meeting("R9.3.31");
    assert!(plain(&form, "R9.3.1").is_empty());
    form.fiscal_year = Some(FiscalYear(2027));
    let said = plain(&form, "R9.3.1");
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("令和9年3月31日（水）は令和8年度ですが、年度が令和9年度"), "{said:?}");
    form.held_on = Some(day("R9.4.1"));
    assert!(plain(&form, "R9.3.10").is_empty());
}

#[test]
fn as_the_clock_passes_over_31_march_each_day_says_what_holds_on_it() {
    let form = meeting("R9.4.9");
    // 14 days before is Friday 26 March.
    for days in 0..30 {
        let today = day("R9.3.20") + TimeDelta::days(days);
        let planned = Planned {
            form: &form,
            preparation: &PreparationForm::default(),
            notice: Some((14, DayCount::Calendar)),
            today,
            members: vec![],
            others: vec![],
        };
        let said = warnings(&planned, &OfficeCalendar::default());
        let (is_late, is_past) = (today > day("R9.3.26") && today <= day("R9.4.9"), today > day("R9.4.9"));
        assert_eq!(said.iter().any(|one| one.starts_with("開催通知は令和9年3月26日（金）まで")), is_late, "{today}");
        assert_eq!(said.iter().any(|one| one.contains("もう過ぎています")), is_past, "{today}");
        assert_eq!(said.len(), usize::from(is_late || is_past), "{said:?}");
    }
}

#[test]
fn a_notice_is_due_on_the_last_working_day_before_its_deadline() {
    // 14 days before 17 November is 3 November, a holiday.
    let form = meeting("R8.11.17");
    assert!(plain(&form, "R8.11.2").is_empty());
    let said = plain(&form, "R8.11.3");
    assert!(said[0].starts_with("開催通知は令和8年11月2日（月）までに出す決まりです（14日前）。その日を"), "{said:?}");
    let sent = |on: &str, today: &str| {
        told(&form, &PreparationForm { notice_on: Some(day(on)), ..PreparationForm::default() }, today, vec![])
    };
    assert!(sent("R8.10.30", "R8.11.10").is_empty(), "it was sent in time");
    assert!(sent("R8.11.4", "R8.11.10")[0].contains("通知の日付の令和8年11月4日（水）は、それより後です"));
    assert!(sent("R8.10.31", "R8.10.1")[0].contains("通知の日付の令和8年10月31日（土）は、土曜日です"));
}

#[test]
fn days_and_hours_in_the_wrong_order_are_named() {
    let form = meeting("R8.11.12");
    let preparation = PreparationForm {
        notice_on: Some(day("R8.10.20")),
        reply_by: Some(day("R8.11.13")),
        posted_on: Some(day("R8.11.13")),
        observers_from: Some("09:30".into()),
        observers_until: Some("10:10".into()),
        ..PreparationForm::default()
    };
    let said = told(&form, &preparation, "R8.10.1", vec![]);
    assert_eq!(said.len(), 3, "{said:?}");
    assert!(said[0].starts_with("返信の期限の令和8年11月13日（金）が、開催日より後です"));
    assert!(said[1].starts_with("開催を公表する日の"));
    assert!(said[2].starts_with("傍聴の受付の終わり（午前10時10分）が、会議の開始（午前10時）より後です"));
    let early = PreparationForm { reply_by: Some(day("R8.10.19")), posted_on: None, ..preparation };
    assert!(told(&form, &early, "R8.10.1", vec![])[0].contains("通知の日付より前です"));
}
