//! 会議の期限: what was promised for a meeting, when it fell due, and whether it was kept.

use crate::dispatches::{freeze, id};
use crate::on_both;
use crate::preparation::{council, plan, value};
use crate::town::{Browser, Page, SHEET, Town, words};
use nimo::accounts::model::Role;
use nimo::council::model::CouncilId;
use nimo::plumbing::engine::Engine;
use nimo::plumbing::ids::OfficeId;
use sqlx::{AnyConnection, Connection, Executor};

const RULES: &[(&str, &str)] = &[
    ("from_on", "R8.4.1"),
    ("basis", "guideline"),
    ("notice_days", "14"),
    ("outline_days", "2"),
    ("minutes_days", "30"),
    ("confirmation_days", "14"),
    ("publication_days", "14"),
];

const SEPTEMBER: &[(&str, &str)] = &[
    ("fiscal_year", "R8"),
    ("number", "2"),
    ("number_of", "fiscal_year"),
    ("held_on", "R8.9.30"),
    ("agenda", "１　開会\n２　議題\n　⑴　退院の支援について"),
];

/// A council with its rules from April 令和8年, its keeper on 3 August, a meeting planned for 10 December and one for 30 September.
async fn planned(town: &Town) -> (String, String, String) {
    town.set_clock("2026-08-03T01:00:00Z");
    let (mut clerk, council, december) = council(town).await;
    let ruled = clerk.post(&format!("/councils/{council}/charter"), RULES).await;
    assert_eq!(ruled.status, 303, "{}", words(&ruled.body));
    let september = plan(&mut clerk, &council, SEPTEMBER).await;
    (council, september, december)
}

/// The keeper on a day at ten in the morning.
async fn on(town: &Town, day: &str) -> Browser {
    town.set_clock(&format!("{day}T01:00:00Z"));
    town.again("toyama").await
}

/// Its minutes come in and are kept.
async fn keep(clerk: &mut Browser, council: &str, meeting: &str) {
    let sheet = SHEET
        .replace("令和６年度第２回", "令和８年度第２回")
        .replace("令和６年５月２３日（水）", "令和８年９月３０日（水）");
    assert_eq!(clerk.read_in(council, &sheet).await, meeting, "it is the planned one");
    let kept = clerk.post(&format!("/meetings/{meeting}/keep"), &[]).await;
    assert_eq!(kept.status, 303, "{}", words(&kept.body));
}

/// A meeting of which the notice went out in time, the outline and the minutes came late, and the confirmation is overdue.
async fn followed(town: &Town) -> (Browser, String, String, String) {
    let (council, september, december) = planned(town).await;
    let mut clerk = on(town, "2026-09-14").await;
    id(&freeze(&mut clerk, &september, "ahead").await);
    let mut clerk = on(town, "2026-11-04").await;
    keep(&mut clerk, &council, &september).await;
    let mut clerk = on(town, "2026-11-25").await;
    let written = write(&mut clerk, &september, "outline", ["0", "R8.10.6", "担当が休んだため。"]).await;
    assert_eq!(written.location(), format!("/meetings/{september}/clock?said=saved"), "{}", words(&written.body));
    (clerk, council, september, december)
}

async fn write(clerk: &mut Browser, meeting: &str, step: &str, [version, day, note]: [&str; 3]) -> Page {
    let fields = [("version", version), ("done_on", day), ("note", note)];
    clerk.post(&format!("/meetings/{meeting}/deadlines/{step}"), &fields).await
}

/// The row of a step as people read it.
async fn row(clerk: &mut Browser, meeting: &str, step: &str) -> String {
    let page = clerk.get(&format!("/meetings/{meeting}/clock")).await;
    assert_eq!(page.status, 200, "{}", words(&page.body));
    let row = page.body.split(&format!("<tr id=\"{step}\">")).nth(1).expect("the step").split("</tr>").next();
    words(&row.unwrap_or("").replace("</td>", " ").replace("</th>", " "))
}

/// What other desks write of a meeting, written by the owner of the database.
async fn told(town: &Town, statements: &[String]) {
    let mut owner = AnyConnection::connect(&town.owner_database).await.unwrap();
    if town.engine == Engine::Postgres {
        owner.execute("set nimo.office = '1'").await.unwrap();
    }
    for sql in statements {
        owner.execute(sqlx::AssertSqlSafe(sql.clone())).await.unwrap();
    }
}

on_both! {
    async fn what_was_kept_what_came_late_and_what_is_overdue_is_counted_from_the_rules_of_the_day(town) {
        let (mut clerk, council, september, _) = followed(&town).await;
        let rule = "協議会の決まり（令和8年4月1日から）: ";
        for (step, said) in [
            ("notice", format!("開催通知 {rule}開催の14日前まで 令和8年9月16日（水） 令和8年9月14日（月） 守れた")),
            ("outline", format!("会議の概要 {rule}会議のあと2日以内 令和8年10月2日（金） 令和8年10月6日（火） 2日おくれて済んだ 担当が休んだため。")),
            ("minutes", format!("会議録 {rule}会議のあと30日以内 令和8年10月30日（金） 令和8年11月4日（水） 2日おくれて済んだ")),
            ("confirmation", format!("会議録の確認 {rule}会議録を残してから14日 令和8年11月18日（水） － 4日おくれ")),
            ("publication", format!("会議録の公表 {rule}確認のあと14日以内 － － まだ決まらない")),
        ] {
            let row = row(&mut clerk, &september, step).await;
            assert!(row.starts_with(&said), "{said}: {row}");
        }
        let page = clerk.get(&format!("/meetings/{september}/clock")).await.body;
        assert!(words(&page).contains("会議録の確認が、期限を過ぎています"), "{}", words(&page));
        let strip = page.split("<ol class=\"steps\"").nth(1).and_then(|rest| rest.split("</ol>").next()).expect("the line");
        assert_eq!((strip.matches("<li").count(), strip.matches("data-s=\"day\"").count()), (6, 1), "{strip}");
        assert_eq!(strip.matches("aria-current=\"step\"").count(), 1);
        assert!(strip.contains("data-s=\"now\" aria-current=\"step\">会議録の確認<time datetime=\"2026-11-18\">11月18日（水）</time><em>4日おくれ</em>"), "{strip}");
        for home in [format!("/meetings/{september}"), format!("/meetings/{september}/preparation")] {
            assert!(clerk.get(&home).await.body.contains(&format!("href=\"/meetings/{september}/clock\"")), "{home}");
        }
        // What was asked of members goes before the charter, and what became final and public ends the count.
        told(&town, &[format!(
            "insert into confirmation (office, id, meeting, number, fields, version, made_at)
             values (1, 'c1', '{september}', 1, '{{\"due_on\": \"2026-11-20\"}}', 1, '2026-11-05T00:00:00Z')"
        )]).await;
        let row_of = row(&mut clerk, &september, "confirmation").await;
        assert!(row_of.starts_with("会議録の確認 委員に伝えた期限（令和8年11月20日（金））の、次の開庁日まで 令和8年11月24日（火） － 1日おくれ"), "{row_of}");
        let pdf = if town.engine == Engine::Postgres { "'\\x25'" } else { "x'25'" };
        told(&town, &[
            format!(
                "insert into edition (office, id, council, meeting, audience, stage, number, reason, body, sha256, pdf, pdf_sha256, at, by_account, by_name)
                 values (1, 'e1', '{council}', '{september}', 'internal', 'final', 1, '', '', '', {pdf}, '', '2026-11-19T16:00:00Z', 'a', 'a')"
            ),
            format!(
                "insert into publication (office, id, edition, meeting, on_day, place, at, by_account, by_name)
                 values (1, 'p1', 'e1', '{september}', '2026-11-24', '市のホームページ', '2026-11-24T00:00:00Z', 'a', 'a')"
            ),
        ]).await;
        assert!(row(&mut clerk, &september, "confirmation").await.contains("令和8年11月24日（火） 令和8年11月20日（金） 守れた"), "after midnight in Japan");
        told(&town, &[format!(
            "insert into confirmation (office, id, meeting, number, fields, version, made_at)
             values (1, 'c2', '{september}', 2, '{{\"due_on\": \"2026-12-18\"}}', 1, '2026-11-24T00:00:00Z')"
        )]).await;
        assert!(row(&mut clerk, &september, "confirmation").await.contains("委員に伝えた期限（令和8年11月20日（金））"), "who is asked once more judges no first answer");
        let published = row(&mut clerk, &september, "publication").await;
        assert!(published.contains("令和8年12月4日（金） 令和8年11月24日（火） 守れた"), "{published}");
        told(&town, &["insert into publication_withdrawal (office, publication, reason, at, by_account, by_name) values (1, 'p1', '誤り', '2026-11-24T01:00:00Z', 'a', 'a')".into()]).await;
        assert!(row(&mut clerk, &september, "publication").await.contains("－ あと9日"));
    }
}

on_both! {
    async fn a_notice_counts_from_the_first_sending_that_still_stands(town) {
        let (_, september, _) = planned(&town).await;
        let mut clerk = on(&town, "2026-09-14").await;
        assert!(row(&mut clerk, &september, "notice").await.contains("あと2日"));
        id(&freeze(&mut clerk, &september, "whole").await);
        assert!(row(&mut clerk, &september, "notice").await.contains("－ あと2日"), "what stays with the secretariat goes to nobody");
        let first = id(&freeze(&mut clerk, &september, "ahead").await);
        let mut clerk = on(&town, "2026-09-17").await;
        assert!(row(&mut clerk, &september, "notice").await.contains("令和8年9月14日（月） 守れた"));
        let back = clerk.post(&format!("/dispatches/{first}/withdraw"), &[("reason", "宛先の誤り")]).await;
        assert_eq!(back.status, 303, "{}", words(&back.body));
        assert!(row(&mut clerk, &september, "notice").await.contains("－ 1日おくれ"));
        assert_eq!(write(&mut clerk, &september, "notice", ["0", "R8.9.15", "郵便で出した。"]).await.status, 303);
        assert!(row(&mut clerk, &september, "notice").await.contains("令和8年9月15日（火） 守れた 郵便で出した。"));
        id(&freeze(&mut clerk, &september, "ahead").await);
        let row = row(&mut clerk, &september, "notice").await;
        assert!(row.contains("令和8年9月15日（火） 守れた 郵便で出した。"), "the letter that was posted first is the notice: {row}");
    }
}

on_both! {
    async fn a_day_is_written_by_hand_with_its_reason_and_an_impossible_one_is_refused(town) {
        let (mut clerk, _, september, _) = followed(&town).await;
        let path = format!("/meetings/{september}/deadlines/publication");
        let form = clerk.get(&format!("{path}/edit")).await;
        assert!(form.status == 200 && words(&form.body).contains("まだ何も書かれていません") && !form.body.contains("name=\"version\""), "{}", words(&form.body));
        for (step, day, said) in [
            ("publication", "R8.11.26", "まだ来ていない日です"),
            ("publication", "平成35年2月3日", "平成"),
            ("outline", "R8.9.29", "開催日の令和8年9月30日（水）より前です"),
        ] {
            let version = if step == "outline" { "1" } else { "0" };
            let refused = write(&mut clerk, &september, step, [version, day, "鴇色の理由"]).await;
            assert!(refused.status == 422 && words(&refused.body).contains(said) && refused.body.contains("鴇色の理由"), "{said}: {}", words(&refused.body));
        }
        let long = "あ".repeat(401);
        assert_eq!(write(&mut clerk, &september, "publication", ["0", "", &long]).await.status, 422);
        assert_eq!(write(&mut clerk, &september, "meeting", ["0", "R8.11.20", ""]).await.status, 404);
        // A draft before the first save, thrown away again.
        let draft = [("version", "0"), ("done_on", "きのう"), ("note", "途中の理由")];
        assert_eq!(clerk.post(&format!("{path}/draft"), &draft).await.location(), format!("{path}/edit?said=drafted"));
        let form = clerk.get(&format!("{path}/edit")).await.body;
        assert!(form.contains("途中の理由") && value(&form, "done_on") == "きのう");
        assert!(!clerk.get(&format!("/meetings/{september}/clock")).await.body.contains("途中の理由"));
        assert_eq!(clerk.post(&format!("{path}/discard"), &[]).await.status, 303);
        // The first version, the second, and the first again.
        assert_eq!(write(&mut clerk, &september, "publication", ["0", "令和８年１１月２４日", ""]).await.status, 303);
        assert_eq!(write(&mut clerk, &september, "publication", ["1", "R8.11.24", "市のホームページ"]).await.status, 303);
        let unchanged = write(&mut clerk, &september, "publication", ["2", "R8.11.24", "市のホームページ"]).await;
        assert!(unchanged.location().ends_with("said=unchanged"));
        let history = words(&clerk.get(&format!("{path}/history")).await.body);
        for said in ["第1版", "第2版", "市のホームページ", "令和8年11月24日"] {
            assert!(history.contains(said), "{said}: {history}");
        }
        assert_eq!(clerk.post(&format!("{path}/put-back"), &[("version", "2"), ("to", "1")]).await.status, 303);
        assert!(!row(&mut clerk, &september, "publication").await.contains("市のホームページ"));
    }
}

on_both! {
    async fn two_clerks_who_write_for_the_first_time_see_both_texts(town) {
        let (mut clerk, _, september, _) = followed(&town).await;
        let mut other = town.again("toyama").await;
        let path = format!("/meetings/{september}/deadlines/confirmation");
        assert!(!other.get(&format!("{path}/edit")).await.body.contains("name=\"version\""), "nobody wrote yet");
        assert_eq!(write(&mut clerk, &september, "confirmation", ["0", "R8.11.17", "会長が確認した。"]).await.status, 303);
        let lost = write(&mut other, &september, "confirmation", ["", "R8.11.18", "委員の全員が確認した。"]).await;
        assert_eq!(lost.status, 409, "{}", words(&lost.body));
        for said in ["令和8年11月17日", "会長が確認した。", "令和8年11月18日", "委員の全員が確認した。"] {
            assert!(words(&lost.body).contains(said), "{said}: {}", words(&lost.body));
        }
        assert!(row(&mut clerk, &september, "confirmation").await.contains("令和8年11月17日（火） 守れた 会長が確認した。"));
        assert_eq!(write(&mut other, &september, "confirmation", ["1", "R8.11.18", "委員の全員が確認した。"]).await.status, 303);
        assert_eq!(write(&mut clerk, &september, "confirmation", ["1", "R8.11.17", ""]).await.status, 409);
    }
}

on_both! {
    async fn a_meeting_of_march_is_judged_by_the_rules_of_march(town) {
        let (council, september, _) = planned(&town).await;
        let mut clerk = on(&town, "2026-11-25").await;
        let next = [&[("from_on", "R8.10.1"), ("day_count", "working"), ("minutes_days", "5")][..], &RULES[1..4]].concat();
        let added = clerk.post(&format!("/councils/{council}/charter"), &next).await;
        assert_eq!(added.status, 303, "{}", words(&added.body));
        let charter = words(&clerk.get(&format!("/councils/{council}/charter")).await.body);
        assert!(charter.contains("開庁日だけを数える") && charter.contains("公表の期限"), "{charter}");
        assert!(row(&mut clerk, &september, "minutes").await.contains("（令和8年4月1日から）: 会議のあと30日以内 令和8年10月30日（金）"));
        let later = plan(&mut clerk, &council, &[("held_on", "R9.3.29")]).await;
        let minutes = row(&mut clerk, &later, "minutes").await;
        assert!(minutes.contains("（令和8年10月1日から）: 会議のあと5開庁日以内 令和9年4月5日（月）"), "{minutes}");
        let notice = row(&mut clerk, &later, "notice").await;
        assert!(notice.contains("開催の14開庁日前まで 令和9年3月8日（月）"), "{notice}");
        let prepared = words(&clerk.get(&format!("/meetings/{later}/preparation")).await.body);
        assert!(!prepared.contains("開催通知は"), "it is not late yet");
        let mut clerk = on(&town, "2027-03-09").await;
        let prepared = words(&clerk.get(&format!("/meetings/{later}/preparation")).await.body);
        assert!(prepared.contains("開催通知は令和9年3月8日（月）までに出す決まりです（14開庁日前）"), "one day in both places: {prepared}");
        // Before there were rules, nothing was promised; and of what came in afterwards nimo saw nothing.
        let old = plan(&mut clerk, &council, &[("held_on", "R3.7.1")]).await;
        let page = words(&clerk.get(&format!("/meetings/{old}/clock")).await.body);
        assert!(page.contains("この会議の日の決まりに、期限がありません") && page.contains("決まりなし"), "{page}");
        let entered = plan(&mut clerk, &council, &[("held_on", "R8.10.15")]).await;
        assert!(row(&mut clerk, &entered, "minutes").await.contains("－ 記録なし"));
    }
}

on_both! {
    async fn the_clock_is_for_the_secretariat_and_for_who_oversees_the_office_but_for_no_member(town) {
        let (mut clerk, council, september, december) = followed(&town).await;
        let own = [CouncilId::parse(&council).unwrap()];
        let neighbours = town.office("999998", "となり町").await;
        let people = [
            (town.signed_in(OfficeId(1), "iin", Role::Member, &own).await, 403, 403),
            (town.signed_in(OfficeId(1), "etsuran", Role::Viewer, &[]).await, 200, 403),
            (town.signed_in(OfficeId(1), "kanri", Role::Administrator, &[]).await, 200, 403),
            (town.signed_in(OfficeId(1), "hoka", Role::Secretariat, &[]).await, 403, 403),
            (town.signed_in(neighbours, "tonari", Role::Secretariat, &[]).await, 404, 404),
        ];
        let path = format!("/meetings/{september}/deadlines/outline");
        for (mut browser, kept, rest) in people {
            let page = browser.get(&format!("/meetings/{september}/clock")).await;
            assert_eq!(page.status, kept);
            assert!(!page.body.contains("/deadlines/") && page.body.contains("担当が休んだため") == (kept == 200));
            assert_eq!(browser.get(&format!("/meetings/{december}/clock")).await.status, rest, "not kept yet");
            for look in ["edit", "history"] {
                let page = browser.get(&format!("{path}/{look}")).await;
                assert!(page.status == rest && !page.body.contains("担当が休んだため"), "{look}: {}", page.status);
            }
            for act in ["", "/draft", "/discard", "/put-back"] {
                let fields = [("version", "1"), ("to", "1"), ("note", "x")];
                assert_eq!(browser.post(&format!("{path}{act}"), &fields).await.status, rest, "{act}");
            }
            let home = browser.get(&format!("/meetings/{september}")).await.body;
            assert_eq!(home.contains(&format!("/meetings/{september}/clock")), kept == 200, "the link");
        }
        // What was put aside is looked at and written to no more.
        assert_eq!(clerk.post(&format!("/meetings/{december}/withdraw"), &[]).await.status, 303);
        let page = clerk.get(&format!("/meetings/{december}/clock")).await;
        assert!(page.status == 200 && !page.body.contains("/deadlines/notice/edit"));
        assert_eq!(write(&mut clerk, &december, "notice", ["0", "R8.11.20", ""]).await.status, 403);
    }
}

on_both! {
    async fn the_day_shows_the_secretariat_what_presses_and_what_was_not_kept_and_a_member_nothing_of_it(town) {
        let (mut clerk, council, september, december) = followed(&town).await;
        let page = clerk.get("/today").await.body;
        let said = words(&page);
        for text in [
            "次の会議まで、あと15日",
            "4日おくれ令和8年度第2回の会議録の確認（期限令和8年11月18日）",
            "あと1日令和8年度第1回の開催通知（期限令和8年11月26日）",
            "守れなかったもの",
            "2日おくれ令和8年度第2回の会議の概要期限は令和8年10月2日、済んだのは令和8年10月6日理由: 担当が休んだため。",
            "2日おくれ令和8年度第2回の会議録期限は令和8年10月30日、済んだのは令和8年11月4日理由を書く",
        ] {
            assert!(said.contains(text), "{text}: {said}");
        }
        assert!(page.contains("aria-label=\"令和8年度第1回の段取り\"") && page.contains(&format!("href=\"/meetings/{december}/clock\"")));
        assert!(page.contains(&format!("href=\"/meetings/{september}/deadlines/minutes/edit\"")));
        assert_eq!(write(&mut clerk, &september, "minutes", ["0", "", "市長決裁に日がかかったため。"]).await.status, 303);
        let said = words(&clerk.get("/today").await.body);
        assert!(said.contains("理由: 市長決裁に日がかかったため。") && !said.contains("理由を書く"), "{said}");
        let own = [CouncilId::parse(&council).unwrap()];
        for (login, role) in [("iin", Role::Member), ("etsuran", Role::Viewer), ("hoka", Role::Secretariat)] {
            let councils = if role == Role::Member { &own[..] } else { &[] };
            let mut person = town.signed_in(OfficeId(1), login, role, councils).await;
            let page = person.get("/today").await.body;
            for text in ["おくれ", "守れなかったもの", "段取り", "市長決裁", "/clock"] {
                assert!(!page.contains(text), "{login}: {text}");
            }
        }
        // A year after it fell due nobody is reminded of what was late.
        let mut clerk = on(&town, "2027-11-04").await;
        let said = words(&clerk.get("/today").await.body);
        assert!(!said.contains("守れなかったもの"), "{said}");
    }
}
