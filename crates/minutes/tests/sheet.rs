//! One sheet, told whole: the twin of the sheet that nimo grew from.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use minutes::{Code, Kind, NumberOf, PublicAccess, RecordMethod, Role};

fn twin() -> minutes::Minutes {
    minutes::read(include_str!("../../../corpus/mihon-r6-1.txt"))
}

#[test]
fn the_head_of_the_sheet_is_read() {
    let sheet = twin();
    assert_eq!(sheet.body.as_deref(), Some("みほん市精神保健福祉連絡協議会"));
    assert_eq!(
        (sheet.fiscal_year.as_deref(), sheet.number, sheet.number_of),
        (Some("令和6年度"), Some(1), Some(NumberOf::FiscalYear))
    );
    assert_eq!(
        (sheet.held_on.as_deref(), sheet.starts_at.as_deref(), sheet.ends_at.as_deref()),
        (Some("2024-05-23"), Some("10:00"), Some("11:12"))
    );
    assert_eq!(sheet.venue.as_deref(), Some("みほん市役所第二庁舎 ３０１会議室"));
    assert_eq!((sheet.public_access, sheet.observers), (Some(PublicAccess::Open), Some(1)));
    let present = sheet.attendance.present.unwrap();
    assert_eq!(present.len(), 11);
    assert_eq!((present[0].name.as_str(), present[0].role), ("髙梨", Some(Role::Chair)));
    assert_eq!((present[1].name.as_str(), present[1].role), ("渡邉", Some(Role::ViceChair)));
    let absent: Vec<String> = sheet.attendance.absent.unwrap().into_iter().map(|a| a.name).collect();
    assert_eq!(absent, ["三好", "村瀬"]);
    assert_eq!(sheet.secretariat.unwrap().len(), 3);
    let next = sheet.next_meeting.unwrap();
    assert_eq!((next.held_on.as_deref(), next.starts_at.as_deref()), (Some("2024-11-14"), Some("09:00")));
    assert_eq!(sheet.handouts.unwrap().len(), 4);
}

#[test]
fn the_proceedings_are_read_with_each_opinion_whole() {
    let sheet = twin();
    let count = |kind| sheet.proceedings.iter().filter(|block| block.kind == kind).count();
    assert_eq!(sheet.proceedings.len(), 21);
    assert_eq!(
        (count(Kind::Opinion), count(Kind::Question), count(Kind::Answer), count(Kind::Decision)),
        (13, 1, 1, 2)
    );
    assert!(
        sheet
            .proceedings
            .iter()
            .filter(|b| b.kind == Kind::Opinion)
            .all(|b| b.text.ends_with('。') && b.agenda.as_deref() == Some("3-2"))
    );
    let agenda = sheet.agenda.unwrap();
    assert_eq!((agenda.len(), agenda[2].items.len()), (5, 3));
    assert_eq!(sheet.record_method, RecordMethod::Summary);
    assert!(sheet.coverage >= 0.99, "{}", sheet.coverage);
}

#[test]
fn only_the_paper_with_two_titles_is_doubted() {
    let codes: Vec<Code> = twin().warnings.into_iter().map(|warning| warning.code).collect();
    assert_eq!(codes, [Code::HandoutTitleMismatch]);
}

#[test]
fn a_name_broken_at_the_line_end_is_joined_and_the_page_foot_is_furniture() {
    let text = include_str!("../../../corpus/mihon-r6-1.txt");
    let sheet = twin();
    assert!(sheet.attendance.absent.iter().flatten().any(|a| a.name == "村瀬"));
    let scalars: Vec<char> = text.chars().collect();
    let foot = sheet
        .furniture
        .iter()
        .any(|span| scalars[span.0..span.1].iter().collect::<String>().contains("会議録（要点記録）"));
    assert!(foot && sheet.proceedings.iter().all(|block| !block.text.contains("会議録（要点記録）")));
}

#[test]
fn an_absence_that_the_line_end_parted_from_its_name_belongs_to_that_name_alone() {
    let text = include_str!("../../../corpus/mihon-r6-1.txt").replace("三好委員（欠席）、", "三好委員\n（欠席）、");
    let attendance = minutes::read(&text).attendance;
    let names = |list: &Option<Vec<minutes::Attendee>>| list.as_ref().map_or(0, Vec::len);
    assert_eq!((names(&attendance.present), names(&attendance.absent)), (11, 2));
}

#[test]
fn each_contradiction_is_told_and_a_sound_sheet_is_not_doubted() {
    let sound = "会議名称　令和６年度第１回みほん市連絡協議会\n開催日時　令和６年５月２３日（木）１０：００～１１：００\n開催場所　第一会議室\n出席者　委員　３名\n　青山花子、石田次郎、上野三枝\n会議次第　１　開会\n２　議題\n　⑴　目標について\n　⑵　その他\n会議結果　１　開会\n２　議題\n⑴　目標について\n・資料１により説明した。\n⑵　その他\n・次回は令和６年１１月１４日（木）９時から開催する。\n提出資料\n資料１　目標\n資料２　名簿\n";
    assert_eq!(minutes::read(sound).warnings, []);
    for (from, to, code) in [
        ("２３日（木）", "２３日（水）", Code::WeekdayMismatch),
        ("令和６年度", "令和５年度", Code::FiscalYearMismatch),
        ("３名", "４名", Code::AttendeeCountMismatch),
        ("　⑵　その他", "　⑴　その他", Code::DuplicateItemNumber),
        ("資料１により", "資料３により", Code::HandoutNotListed),
        ("資料１により", "資料１「名簿の案」により", Code::HandoutTitleMismatch),
        ("⑵　その他\n・次回", "⑵　空き家の活用について\n・次回", Code::HeadingNotInAgenda),
        ("～１１：００", "～９：００", Code::EndBeforeStart),
        ("令和６年１１月１４日（木）", "令和６年２月１４日（水）", Code::NextMeetingInPast),
        ("令和６年５月２３日（木）", "５月２３日（木）", Code::DateWithoutEra),
        ("令和６年５月２３日（木）", "令和６年２月３０日", Code::InvalidDate),
    ] {
        assert!(sound.contains(from), "{from}");
        let codes: Vec<Code> =
            minutes::read(&sound.replacen(from, to, 1)).warnings.into_iter().map(|w| w.code).collect();
        assert!(codes.contains(&code), "{to}: {codes:?}");
    }
}
