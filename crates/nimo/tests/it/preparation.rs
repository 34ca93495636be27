//! Before a meeting, from the last one: what is carried over and until when, the agenda as a table, warnings, papers, calendar.

use crate::on_both;
use crate::town::{Browser, Town, words};
use nimo::accounts::model::Role;
use nimo::council::model::CouncilId;
use nimo::plumbing::engine::Engine;
use sqlx::{Connection, Executor};

const FIRST: &[(&str, &str)] = &[
    ("fiscal_year", "R8"),
    ("number", "1"),
    ("number_of", "fiscal_year"),
    ("held_on", "R8.12.10"),
    ("starts_at", "10:00"),
    ("ends_at", "11:30"),
    ("venue", "市役所 第1会議室"),
    ("agenda", "１　開会\n２　議題\n　⑴　今年度の目標について【種類: 協議】\n３　閉会"),
];

/// What stands in the first input of this name.
pub fn value(body: &str, name: &str) -> String {
    let at = body.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("no {name} in {body}"));
    at.split('"').next().unwrap_or("").to_string()
}

/// A council with two members and its rules, its keeper, and a first meeting that was made ready.
pub async fn council(town: &Town) -> (Browser, String, String) {
    let office = town.office("999999", "みほん市").await;
    let mut clerk = town.signed_in(office, "toyama", Role::Secretariat, &[]).await;
    let council = clerk.place("みほん市精神保健福祉連絡協議会", "").await;
    let rules = [("from_on", "R3.7.15"), ("basis", "guideline"), ("notice_days", "14"), ("quorum", "majority")];
    assert_eq!(clerk.post(&format!("/councils/{council}/charter"), &rules).await.status, 303);
    let table = "席の名\t氏名\t所属\t役\n医師会\t髙梨 一郎\tみほん病院\t会長\n家族会\t三好 花\tみほん家族会\t\n";
    let fields = [("from_on", "R6.4.1"), ("until_on", "R10.3.31"), ("letter", "nothing"), ("text", table)];
    let taken = clerk.post(&format!("/councils/{council}/roster/take"), &fields).await;
    assert_eq!(taken.status, 303, "{}", words(&taken.body));
    let meeting = plan(&mut clerk, &council, FIRST).await;
    let words = [
        ("version", "1"),
        ("sender", "みほん市長　見本 太郎"),
        ("notice_number", "8みほ障第1号"),
        ("notice_on", "R8.11.27"),
        ("reply_by", "R8.12.1"),
        ("observers_most", "5"),
        ("script", "＃今年度の目標について\n目標を決めます。"),
    ];
    assert_eq!(clerk.post(&format!("/meetings/{meeting}/preparation"), &words).await.status, 303);
    (clerk, council, meeting)
}

pub async fn plan(clerk: &mut Browser, council: &str, fields: &[(&str, &str)]) -> String {
    let page = clerk.post(&format!("/councils/{council}/meetings"), fields).await;
    assert_eq!(page.status, 303, "{}", words(&page.body));
    page.location().trim_start_matches("/meetings/").split('?').next().unwrap_or("").to_string()
}

/// The second meeting, planned as its form begins, on this day.
pub async fn next(clerk: &mut Browser, council: &str, day: &str) -> String {
    let form = clerk.get(&format!("/councils/{council}/meetings/new")).await.body;
    let agenda = form.split("<textarea").nth(1).and_then(|rest| rest.split_once('>')).expect("an agenda").1;
    let agenda = agenda.split("</textarea>").next().unwrap_or("").trim_start_matches('\n').to_string();
    let names = ["from", "fiscal_year", "number", "starts_at", "ends_at", "venue"];
    let values = names.map(|name| value(&form, name));
    let mut fields: Vec<(&str, &str)> = names.into_iter().zip(values.iter().map(String::as_str)).collect();
    fields.extend([("number_of", "fiscal_year"), ("held_on", day), ("agenda", &agenda)]);
    plan(clerk, council, &fields).await
}

on_both! {
    async fn the_next_meeting_begins_from_the_last_and_each_line_keeps_its_mark_until_it_is_touched(town) {
        let (mut clerk, council, _) = council(&town).await;
        let form = clerk.get(&format!("/councils/{council}/meetings/new")).await.body;
        assert!(form.contains("場所〔前回から〕") && form.contains("市役所 第1会議室") && value(&form, "number") == "2", "{}", words(&form));
        let empty = clerk.get(&format!("/councils/{council}/meetings/new?from=none")).await.body;
        assert!(!empty.contains("前回から〕") && !empty.contains("第1会議室"));
        let meeting = next(&mut clerk, &council, "R9.2.12").await;
        let home = format!("/meetings/{meeting}/preparation");
        let page = words(&clerk.get(&home).await.body);
        for carried in ["市役所 第1会議室", "今年度の目標について【種類: 協議】", "みほん市長 見本 太郎", "目標を決めます。"] {
            assert!(page.contains(carried), "{carried}: {page}");
        }
        assert!(!page.contains("8みほ障第1号"), "what belongs to one day is not carried over");
        assert!(page.contains("前回のままのところが10か所"), "{page}");
        // An edit touches what it changes, and nothing else.
        let edited = [("version", "1"), ("sender", "みほん市長　見本 次郎"), ("observers_most", "5"), ("script", "＃今年度の目標について\n目標を決めます。")];
        assert_eq!(clerk.post(&home, &edited).await.status, 303);
        let page = clerk.get(&home).await.body;
        assert!(words(&page).contains("前回のままのところが9か所"), "{}", words(&page));
        assert!(clerk.get(&format!("{home}/edit")).await.body.contains("進行の言葉〔前回から〕"));
        // これでよい, one by one and all.
        assert_eq!(clerk.post(&format!("{home}/touch"), &[("what", "meeting.venue")]).await.status, 303);
        assert!(words(&clerk.get(&home).await.body).contains("前回のままのところが8か所"));
        // すべて is what stood on the page.
        let page = clerk.get(&home).await.body;
        let shown: Vec<String> = page.split("name=\"shown\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or("").to_string()).collect();
        assert_eq!(shown.len(), 8);
        let all: Vec<(&str, &str)> = [("what", "all")].into_iter().chain(shown.iter().map(|one| ("shown", one.as_str()))).collect();
        assert_eq!(clerk.post(&format!("{home}/touch"), &all).await.status, 303);
        assert!(!words(&clerk.get(&home).await.body).contains("前回のままのところ"));
    }
}

on_both! {
    async fn a_meeting_that_was_planned_before_is_made_ready_from_the_last_one_by_one_press(town) {
        let (mut clerk, council, first) = council(&town).await;
        // As a meeting that was planned by an older nimo: nothing was made ready for it.
        let meeting = plan(&mut clerk, &council, &[("held_on", "R9.3.4"), ("agenda", "開会")]).await;
        let older = "0193b3b0-0000-7000-8000-000000000001";
        let mut owner = sqlx::AnyConnection::connect(&town.owner_database).await.unwrap();
        let setting = if town.engine == Engine::Postgres { "set nimo.office = '1'; " } else { "" };
        let copy = format!(
            "{setting}insert into meeting (office, id, council, fiscal_year, number, held_on, fields, version, made_at)
             select office, '{older}', council, fiscal_year, number, held_on, fields, version, made_at
             from meeting where id = '{meeting}'"
        );
        owner.execute(sqlx::AssertSqlSafe(copy)).await.unwrap();
        let meeting = older;
        let home = format!("/meetings/{meeting}/preparation");
        let page = words(&clerk.get(&home).await.body);
        assert!(page.contains("準備は、まだ始まっていません") && page.contains("令和8年度第1回から、準備を始める"), "{page}");
        assert_eq!(clerk.get(&format!("{home}/edit")).await.status, 404);
        for _ in 0..2 {
            assert_eq!(clerk.post(&format!("{home}/begin"), &[]).await.status, 303, "begun twice is begun once");
        }
        assert!(clerk.get(&format!("{home}/edit")).await.body.contains("みほん市長　見本 太郎"));
        let notice = clerk.get(&format!("/meetings/{first}/papers/notice.txt")).await.body;
        assert!(notice.contains("8みほ障第1号"), "the one before stays as it was: {notice}");
    }
}

on_both! {
    async fn a_plan_that_runs_into_something_is_warned_of_and_stays_as_it_is(town) {
        let (mut clerk, council, first) = council(&town).await;
        let part = clerk.place("地域移行部会", &council).await;
        let beside = [("number", "1"), ("held_on", "R8.12.10"), ("starts_at", "11:00"), ("venue", "市役所 第1会議室")];
        plan(&mut clerk, &part, &beside).await;
        let told = words(&clerk.get(&format!("/meetings/{first}/preparation")).await.body);
        assert!(told.contains("気をつけるところ") && told.contains("地域移行部会"), "{told}");
        assert!(told.contains("14日前"), "the notice of 27 November is late for 10 December: {told}");
        let holiday = next(&mut clerk, &council, "R9.2.11").await;
        let told = words(&clerk.get(&format!("/meetings/{holiday}/preparation")).await.body);
        assert!(told.contains("建国記念の日"), "{told}");
        // What somebody plans in a council that he does not keep, he is not told of.
        let own = [CouncilId::parse(&council).unwrap()];
        let office = nimo::plumbing::ids::OfficeId(1);
        let mut other = town.signed_in(office, "okamoto", Role::Secretariat, &own).await;
        let told = words(&other.get(&format!("/meetings/{first}/preparation")).await.body);
        assert!(!told.contains("地域移行部会"), "{told}");
    }
}

/// The rows of the table, as a browser would send them.
fn rows(lines: &[(&str, &str, &str, &str, &str)]) -> Vec<(String, String)> {
    let cells = |(at, (label, depth, title, kind, closed)): (usize, &(&str, &str, &str, &str, &str))| {
        [("label", *label), ("depth", depth), ("title", title), ("kind", kind), ("closed", closed)]
            .map(|(name, value)| (format!("{name}.{at}"), value.to_string()))
    };
    lines.iter().enumerate().flat_map(cells).collect()
}

async fn send(
    clerk: &mut Browser,
    path: &str,
    version: &str,
    rows: &[(String, String)],
    act: &str,
) -> crate::town::Page {
    let mut fields = vec![("version", version)];
    fields.extend((!act.is_empty()).then_some(("act", act)));
    fields.extend(rows.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    clerk.post(path, &fields).await
}

on_both! {
    async fn an_agenda_is_put_in_order_line_by_line_and_its_numbers_follow(town) {
        let (mut clerk, _, meeting) = council(&town).await;
        let path = format!("/meetings/{meeting}/items");
        let page = clerk.get(&path).await.body;
        assert_eq!(value(&page, "title.2"), "今年度の目標について");
        let lines = [
            ("１", "0", "開会", "", ""),
            ("２", "0", "議題", "", ""),
            ("新", "1", "空室について", "report", "事業者の経営に関する情報"),
            ("⑴", "1", "今年度の目標について", "approval", ""),
            ("３", "0", "閉会", "", ""),
            ("新", "0", "", "", ""),
        ];
        // Without a script the buttons move a line and save nothing.
        let moved = send(&mut clerk, &path, "1", &rows(&lines), "down.2").await;
        assert_eq!((moved.status, value(&moved.body, "title.3")), (200, "空室について".to_string()));
        assert!(!clerk.get(&path).await.body.contains("空室について"));
        let saved = send(&mut clerk, &path, "1", &rows(&lines), "").await;
        assert_eq!(saved.status, 303, "{}", words(&saved.body));
        let text = clerk.get(&format!("/meetings/{meeting}/papers/agenda.txt")).await.body;
        assert!(text.contains("⑴") && text.contains("空室について（報告）") && text.contains("今年度の目標について（承認）"), "{text}");
        let public = clerk.get(&format!("/meetings/{meeting}/papers/announcement.txt")).await.body;
        assert!(public.contains("非公開") && public.contains("事業者の経営に関する情報"), "{public}");
        for name in ["髙梨", "三好", "みほん病院"] {
            assert!(!public.contains(name), "{name} in {public}");
        }
        // What lies below a closed item is named to nobody outside, and stands in no calendar.
        let below = [("１", "0", "個別事例", "", "個人に関する情報"), ("新", "1", "Ａさんの退院", "", ""), ("３", "0", "閉会", "", "")];
        let saved = send(&mut clerk, &path, "2", &rows(&below), "").await;
        assert_eq!(saved.status, 303, "{}", words(&saved.body));
        for paper in ["papers/announcement.txt", "calendar.ics"] {
            let told = clerk.get(&format!("/meetings/{meeting}/{paper}")).await.body;
            assert!(!told.contains("Ａさん") && told.contains("閉会"), "{paper}: {told}");
        }
        let notice = clerk.get(&format!("/meetings/{meeting}/papers/notice.txt")).await.body;
        assert!(notice.contains("Ａさんの退院〔非公開〕"), "{notice}");
        // A line without a line above it has no place: no item can lie below itself.
        let lost = [("１", "0", "開会", "", ""), ("新", "2", "深い", "", "")];
        let refused = send(&mut clerk, &path, "3", &rows(&lost), "").await;
        assert_eq!(refused.status, 422);
        assert!(words(&refused.body).contains("2行目「深い」が、前の行より2段下です") && value(&refused.body, "title.1") == "深い");
        // What would be read back as something else is not kept; nor is a line of which all but the title was typed.
        for (line, said) in [
            (("新", "0", "個別事例", "", "個人【氏名等】の情報"), "（）にしてください"),
            (("", "0", "10 周年について", "", ""), "番号として読まれます"),
            (("新", "0", "", "report", ""), "題がありません"),
        ] {
            let refused = send(&mut clerk, &path, "3", &rows(&[lines[0], line]), "").await;
            assert!(refused.status == 422 && words(&refused.body).contains(said), "{said}: {}", words(&refused.body));
        }
        // Somebody saved first: both texts stand side by side.
        let late = send(&mut clerk, &path, "1", &rows(&lines[..2]), "").await;
        assert_eq!(late.status, 409, "{}", words(&late.body));
    }
}

on_both! {
    async fn papers_say_what_the_meeting_says_and_nobody_else_gets_them(town) {
        let (mut clerk, _, meeting) = council(&town).await;
        for (paper, said) in [
            ("agenda", "今年度の目標について"),
            ("notice", "三好 花　様"),
            ("announcement", "5人"),
            ("seating", "髙梨 一郎"),
            ("script", "目標を決めます。"),
            ("reception", "三好 花"),
            ("observers", "傍聴"),
        ] {
            let home = format!("/meetings/{meeting}/papers/{paper}");
            let text = clerk.get(&format!("{home}.txt")).await.body;
            assert!(text.contains(said), "{paper}: {text}");
            assert!(clerk.get(&format!("{home}.pdf")).await.bytes.starts_with(b"%PDF"));
            assert!(clerk.get(&format!("{home}.docx")).await.bytes.starts_with(b"PK"));
        }
        for bad in ["poem.pdf", "notice", "notice.exe", "notice.pdf.pdf"] {
            assert_eq!(clerk.get(&format!("/meetings/{meeting}/papers/{bad}")).await.status, 404, "{bad}");
        }
    }
}

on_both! {
    async fn a_calendar_knows_the_meeting_again_however_it_changes(town) {
        let (mut clerk, council, meeting) = council(&town).await;
        let line = |text: &str, name: &str| text.lines().find(|line| line.starts_with(name)).unwrap_or("").to_string();
        let path = format!("/meetings/{meeting}/calendar.ics");
        let first = clerk.get(&path).await.body;
        assert_eq!(line(&first, "DTSTART;TZID"), "DTSTART;TZID=Asia/Tokyo:20261210T100000");
        assert_eq!(clerk.get(&path).await.body, first, "the same until something changes");
        let moved = [&[("version", "1"), ("body", "協議会"), ("held_on", "R8.12.17")][..], &FIRST[..3], &FIRST[4..]].concat();
        assert_eq!(clerk.post(&format!("/meetings/{meeting}"), &moved).await.status, 303);
        let second = clerk.get(&path).await.body;
        assert_eq!(clerk.post(&format!("/meetings/{meeting}/withdraw"), &[]).await.status, 303);
        let third = clerk.get(&path).await.body;
        assert_eq!(clerk.post(&format!("/meetings/{meeting}/take-back"), &[]).await.status, 303);
        let fourth = clerk.get(&path).await.body;
        let all = [first, second, third, fourth];
        let number = |text: &String| line(text, "SEQUENCE:").trim_start_matches("SEQUENCE:").parse::<u64>().unwrap();
        assert!(all.windows(2).all(|two| number(&two[0]) < number(&two[1])), "each is newer than the one before");
        assert!(all.iter().all(|text| line(text, "UID:") == line(&all[0], "UID:")));
        let methods: Vec<String> = all.iter().map(|text| line(text, "METHOD:")).collect();
        assert_eq!(methods, ["METHOD:PUBLISH", "METHOD:PUBLISH", "METHOD:CANCEL", "METHOD:PUBLISH"]);
        let without = plan(&mut clerk, &council, &[("agenda", "開会")]).await;
        assert_eq!(clerk.get(&format!("/meetings/{without}/calendar.ics")).await.status, 400, "no day, no entry");
    }
}
