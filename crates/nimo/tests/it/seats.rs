//! Seats, members, rosters, letters and the rules of a council, over HTTP on both engines.

use crate::on_both;
use crate::paper::read_pdf;
use crate::town::{Browser, Town, words};
use nimo::accounts::model::Role;
use nimo::council::model::CouncilId;
use std::io::Read;

const RULES: &[(&str, &str)] = &[
    ("from_on", "R3.7.15"),
    ("basis", "guideline"),
    ("basis_title", "みほん市精神保健福祉連絡協議会設置要綱"),
    ("categories.0.0", "第1号　医療関係者"),
    ("categories.0.1", "医療（精神科）"),
    ("categories.1.0", "第2号　市民"),
    ("categories.1.1", "当事者"),
    ("most_members", "3人"),
    ("term_years", "2年"),
    ("secrecy", "rules"),
    ("quorum", "majority"),
    ("appointer", "みほん市長　見本 太郎"),
];

const ROSTER: &str = "席の名\t選出区分\t氏名\tふりがな\t所属\t役職\t役\t公表してよいもの\t承諾を得た日\n\
    医師会の推薦\t第1号　医療関係者\t髙梨 一郎\tたかなし いちろう\tみほん病院\t院長\t会長\t氏名・所属・選出区分\tR6.5.23\n\
    家族会の推薦\t第2号　市民\t三好 花\t\tみほん家族会\t\t\t\t\n\
    保健所長の職\t第1号　医療関係者\t平井 学\t\tみほん保健所\t所長\t\t氏名\tR6.5.23\n";

/// A council with its rules and three members, its keeper at her browser.
async fn council(town: &Town) -> (Browser, String) {
    let office = town.office("999999", "みほん市").await;
    let mut clerk = town.signed_in(office, "toyama", Role::Secretariat, &[]).await;
    let council = clerk.place("みほん市精神保健福祉連絡協議会", "").await;
    let added = clerk.post(&format!("/councils/{council}/charter"), RULES).await;
    assert_eq!(added.status, 303, "{}", added.body);
    take(&mut clerk, &council, ROSTER).await;
    (clerk, council)
}

const TERM: [(&str, &str); 3] = [("from_on", "R6.4.1"), ("until_on", "R8.3.31"), ("letter", "commission")];

async fn take(clerk: &mut Browser, council: &str, table: &str) {
    let fields = [&TERM[..], &[("text", table)]].concat();
    let taken = clerk.post(&format!("/councils/{council}/roster/take"), &fields).await;
    assert_eq!(taken.status, 303, "{}", words(&taken.body));
}

/// The id after `mark` in a page, where it stands the `at`-th time.
fn id_after(body: &str, mark: &str, at: usize) -> String {
    let rest = body.split(mark).nth(at + 1).unwrap_or_else(|| panic!("no {mark} {at} in {body}"));
    rest.chars().take(36).collect()
}

/// The text of a PDF and its pages; without the tool none is read.
fn pdf(bytes: &[u8]) -> Option<(String, usize)> {
    assert!(bytes.starts_with(b"%PDF-"));
    let text = read_pdf(bytes)?;
    let pages = text.matches('\u{c}').count();
    Some((text.split_whitespace().collect(), pages))
}

/// All texts of an .xlsx or .docx, unpacked.
fn unzipped(bytes: &[u8]) -> String {
    let mut packed = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a packed file");
    let mut text = String::new();
    for at in 0..packed.len() {
        let _ = packed.by_index(at).expect("an entry").read_to_string(&mut text);
    }
    text
}

on_both! {
    async fn a_pasted_roster_becomes_seats_and_any_day_has_its_roster(town) {
        let (mut clerk, council) = council(&town).await;
        let home = format!("/councils/{council}/roster");
        let page = clerk.get(&format!("{home}?on=R6.5.23")).await;
        let said = words(&page.body);
        assert!(said.contains("令和6年5月23日は、委員が3人います"), "{said}");
        assert!(said.contains("当事者") && said.contains("医療（精神科）"), "the keeper sees the kinds: {said}");
        let early = words(&clerk.get(&format!("{home}?on=R6.3.31")).await.body);
        assert!(early.contains("3席に委員が0人、欠員が3席"), "{early}");
        let wrong = clerk.get(&format!("{home}?on=R6.2.30")).await;
        assert!(wrong.status == 422 && wrong.body.contains("R6.2.30"), "what was typed stays");
        let changes = words(&clerk.get(&format!("{home}?on=R6.5.23&since=R6.3.31")).await.body);
        assert!(changes.contains("髙梨 一郎就任医師会の推薦"), "{changes}");
        let turned = clerk.get(&format!("{home}?on=R6.3.31&since=R6.5.23")).await;
        assert_eq!(turned.status, 422);

        // The same table again, a fourth seat, and a person into a seat that is taken.
        take(&mut clerk, &council, ROSTER).await;
        let more = format!("{ROSTER}社協の推薦\t\t岡地 純\t\t\t\t\t\t\n");
        let look = clerk.post(&format!("{home}/take"), &[&TERM[..], &[("text", more.as_str())]].concat()).await;
        assert_eq!(look.status, 422);
        let said = words(&look.body);
        assert!(said.contains("4席になり、定数の3人を超えます") && said.contains("もう名簿にいる人の行が3行"), "{said}");
        assert!(look.body.contains("岡地 純"), "the line stays in the form");
        let page = clerk.get(&home).await;
        let seat = id_after(&page.body, "href=\"/seats/", 0);
        let taken = clerk.post(&format!("/seats/{seat}/members"), &[("name", "渡邉 悟"), ("from_on", "R7.4.1"), ("role", "member")]).await;
        assert_eq!(taken.status, 422);
        assert!(words(&taken.body).contains("髙梨 一郎さんがいます"), "{}", words(&taken.body));
    }
}

on_both! {
    async fn a_term_that_ends_before_it_starts_and_a_second_chair_are_refused_and_what_was_typed_stays(town) {
        let (mut clerk, council) = council(&town).await;
        let page = clerk.get(&format!("/councils/{council}/roster?on=R6.5.23")).await;
        let second = id_after(&page.body, "/members/", 1);
        let edit = |more: &[(&'static str, &'static str)]| {
            let base = [("version", "1"), ("name", "三好 花"), ("from_on", "R6.4.1"), ("role", "member")];
            [&base[..], more].concat()
        };
        let path = format!("/members/{second}");
        let before = clerk.post(&path, &edit(&[("until_on", "R6.3.31")])).await;
        assert_eq!(before.status, 422);
        assert!(before.body.contains("R6.3.31") && words(&before.body).contains("より前です"));
        let mut chair = edit(&[("until_on", "R8.3.31")]);
        chair[3] = ("role", "chair");
        let two = clerk.post(&path, &chair).await;
        assert!(two.status == 422 && words(&two.body).contains("髙梨 一郎さんが会長です"), "{}", words(&two.body));
        let unasked = clerk.post(&path, &edit(&[("until_on", "R8.3.31"), ("shows", "name")])).await;
        assert!(unasked.status == 422 && words(&unasked.body).contains("承諾がないものは公表しません"));
        let left = edit(&[("until_on", "R8.3.31"), ("left_on", "R7.3.31"), ("left_reason", "異動")]);
        assert_eq!(clerk.post(&path, &left).await.status, 303);
        let lost = clerk.post(&path, &left).await;
        assert_eq!(lost.status, 409, "somebody saved first");

        // Who follows takes the rest of the term.
        let seat = id_after(&page.body, "href=\"/seats/", 1);
        let form = clerk.get(&format!("/seats/{seat}/members/new")).await.body;
        assert!(form.contains("value=\"令和7年4月1日\"") && form.contains("value=\"令和8年3月31日\""), "{form}");
        let next = [("name", "村瀬 宏"), ("from_on", "令和7年4月1日"), ("until_on", "令和8年3月31日"), ("role", "member")];
        assert_eq!(clerk.post(&format!("/seats/{seat}/members"), &next).await.status, 303);
        let changes = words(&clerk.get(&format!("/councils/{council}/roster?on=R7.4.1&since=R7.3.31")).await.body);
        assert!(changes.contains("三好 花 → 村瀬 宏交代家族会の推薦"), "{changes}");
    }
}

on_both! {
    async fn who_is_a_user_or_of_a_family_is_told_to_nobody_but_the_secretariat(town) {
        let (mut clerk, council) = council(&town).await;
        let office = nimo::plumbing::ids::OfficeId(1);
        let own = [CouncilId::parse(&council).unwrap()];
        let mut member = town.signed_in(office, "hirai", Role::Member, &own).await;
        let mut viewer = town.signed_in(office, "tsuda", Role::Viewer, &[]).await;
        let home = format!("/councils/{council}/roster");
        let on = "on=R6.5.23";
        for (browser, sees_name) in [(&mut member, true), (&mut viewer, false)] {
            let page = browser.get(&format!("{home}?{on}&since=R6.3.31")).await;
            assert_eq!(page.status, 200);
            assert_eq!(page.body.contains("三好"), sees_name, "{}", page.body);
            let charter = browser.get(&format!("/councils/{council}/charter")).await.body;
            assert!(charter.contains("第2号　市民"), "the rules are open");
            let mut told = vec![page.body, charter];
            for paper in ["roster.pdf", "roster.docx", "roster.xlsx"] {
                let file = browser.get(&format!("/councils/{council}/{paper}?{on}")).await;
                assert_eq!(file.status, 200, "{paper}");
                let text = if paper.ends_with("pdf") { pdf(&file.bytes).map(|(text, _)| text) } else { Some(unzipped(&file.bytes)) };
                let Some(text) = text else { continue };
                assert!(text.contains("髙梨") && text.contains("みほん病院"), "{paper}: {text}");
                assert_eq!(text.contains("三好"), sees_name, "{paper}");
                told.push(text);
                let wide = browser.get(&format!("/councils/{council}/{paper}?{on}&copy=secretariat")).await;
                assert_eq!(wide.status, 403, "{paper}: a wider copy");
            }
            for (at, text) in told.iter().enumerate() {
                for closed in ["当事者", "家族会の推薦", "誓約まだ"] {
                    assert!(!text.contains(closed), "{closed} in answer {at}: {text}");
                }
                assert!(at == 1 || !text.contains("第2号"), "a category beside a name in answer {at}");
            }
            // Who came is told by name, not by the order of the seats.
            let since = words(&browser.get(&format!("{home}?{on}&since=R6.3.31")).await.body);
            let at = |name: &str| since.find(&format!("{name}就任"));
            assert_eq!(at("三好 花").is_some(), sees_name, "{since}");
            assert!(!sees_name || at("三好 花") < at("平井 学") && at("平井 学") < at("髙梨 一郎"), "{since}");
            // On a day on which nobody sat there the same rows would tell as whom each came later.
            let early = browser.get(&format!("{home}?on=R6.3.31")).await;
            assert!(early.status == 200 && !early.body.contains("第2号"), "{}", early.body);
            assert_eq!(browser.get(&format!("/councils/{council}/roster.pdf?on=R6.2.30")).await.status, 400);
            assert_eq!(browser.get(&format!("{home}/import")).await.status, 403);
        }
        let public = clerk.get(&format!("/councils/{council}/roster.pdf?{on}&copy=public")).await;
        if let Some((text, _)) = pdf(&public.bytes) {
            assert!(text.contains("（氏名は公表しません）") && !text.contains("三好") && !text.contains("家族"), "{text}");
        }
        let own = clerk.get(&format!("/councils/{council}/roster.xlsx?{on}")).await;
        assert!(unzipped(&own.bytes).contains("当事者"), "the secretariat's own copy has all");
    }
}

on_both! {
    async fn letters_are_numbered_in_one_batch_counted_against_the_seats_and_stay_as_they_were(town) {
        town.set_clock("2026-03-01T00:00:00Z");
        let (mut clerk, council) = council(&town).await;
        let home = format!("/councils/{council}/appointments");
        let page = clerk.get(&home).await;
        let said = words(&page.body);
        assert!(said.contains("3人が、委嘱状・任命書を待っています") && said.contains("3席 ＝ 委嘱3。文書3通のうち、番号のあるもの0通（あと3通）"), "{said}");
        assert!(page.body.contains("みほん市長　見本 太郎"), "from the rules");
        let seen = |page: &str| page.split("name=\"seen\" value=\"").nth(1).map_or("", |rest| rest.split('"').next().unwrap()).to_string();
        let number = |number: &'static str, seen: &str| {
            let fields = [("number", number), ("numbering", "run"), ("dated_on", "R6.4.1"), ("appointer", "みほん市長　見本 太郎")];
            let mut fields: Vec<(&str, String)> = fields.iter().map(|(name, value)| (*name, value.to_string())).collect();
            fields.extend([("from_on", "2024-04-01".to_string()), ("seen", seen.to_string())]);
            fields
        };
        async fn send(clerk: &mut Browser, path: &str, fields: Vec<(&str, String)>) -> crate::town::Page {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            clerk.post(path, &fields).await
        }
        let screen = seen(&page.body);
        let none = send(&mut clerk, &home, number("特別", &screen)).await;
        assert!(none.status == 422 && words(&none.body).contains("数字がありません"), "{}", words(&none.body));
        let stale = send(&mut clerk, &home, number("第9号", "another screen")).await;
        assert!(stale.status == 422 && words(&stale.body).contains("先に名簿か番号を変えました"));
        let issued = send(&mut clerk, &home, number("6みほ障第9号", &screen)).await;
        assert_eq!(issued.status, 303, "{}", words(&issued.body));
        let again = send(&mut clerk, &home, number("6みほ障第9号", &screen)).await;
        assert_eq!(again.status, 422, "a second press makes no second batch");
        let page = clerk.get(&home).await;
        let batch = id_after(&page.body, "letters.pdf?batch=", 0);
        let letters = clerk.get(&format!("{home}/letters.pdf?batch={batch}")).await;
        if let Some((text, pages)) = pdf(&letters.bytes) {
            assert_eq!(pages, 3, "as many pages as letters");
            for part in ["6みほ障第9号", "6みほ障第11号", "髙梨", "みほん市長", "委員を委嘱します", "令和8年3月31日まで"] {
                assert!(text.contains(part), "{part} in {text}");
            }
        }
        let list = clerk.get(&format!("{home}/list.pdf?batch={batch}")).await;
        assert!(pdf(&list.bytes).is_none_or(|(text, _)| text.contains("3席＝委嘱3。文書3通のうち、番号のあるもの3通")));
        assert!(unzipped(&clerk.get(&format!("{home}/letters.docx?batch={batch}")).await.bytes).contains("三好 花"));

        // A name that is corrected afterwards changes no letter; the page says so, and the letter is taken back and made anew.
        let roster = clerk.get(&format!("/councils/{council}/roster?on=R6.5.23")).await;
        let member = id_after(&roster.body, "/members/", 1);
        let fields = [("version", "1"), ("name", "三芳 花"), ("from_on", "R6.4.1"), ("until_on", "R8.3.31"), ("role", "member")];
        assert_eq!(clerk.post(&format!("/members/{member}"), &fields).await.status, 303);
        let page = clerk.get(&home).await;
        assert!(words(&page.body).contains("名簿の氏名とちがう"));
        let letters = clerk.get(&format!("{home}/letters.pdf?batch={batch}")).await;
        assert!(pdf(&letters.bytes).is_none_or(|(text, _)| text.contains("三好") && !text.contains("三芳")));
        let letter = id_after(&page.body, "href=\"/appointments/", 1);
        let letter = format!("/appointments/{letter}");
        let one = clerk.get(&letter).await;
        assert_eq!(one.status, 200, "{letter}");
        let no_reason = clerk.post(&format!("{letter}/withdraw"), &[("reason", " ")]).await;
        assert_eq!(no_reason.status, 422);
        assert_eq!(clerk.post(&format!("{letter}/withdraw"), &[("reason", "字の誤り")]).await.status, 303);
        assert_eq!(clerk.post(&format!("{letter}/withdraw"), &[("reason", "もう一度")]).await.status, 303, "twice is once");
        let said = words(&clerk.get(&letter).await.body);
        assert!(said.contains("字の誤り") && !said.contains("もう一度"), "{said}");
        let letters = clerk.get(&format!("{home}/letters.pdf?batch={batch}")).await;
        assert!(pdf(&letters.bytes).is_none_or(|(text, pages)| pages == 2 && !text.contains("三好")));
        assert!(words(&clerk.get(&home).await.body).contains("1人が、委嘱状・任命書を待っています"));
        let screen = seen(&clerk.get(&home).await.body);
        let used = send(&mut clerk, &home, number("６みほ障第１１号", &screen)).await;
        assert!(used.status == 422 && words(&used.body).contains("もう使われています"), "{}", words(&used.body));
        let odd = [("version", "2"), ("name", "三芳🎉"), ("from_on", "R6.4.1"), ("until_on", "R8.3.31"), ("role", "member")];
        assert_eq!(clerk.post(&format!("/members/{member}"), &odd).await.status, 303);
        assert!(!clerk.get(&home).await.body.contains("字がない"));
        let stale = send(&mut clerk, &home, number("6みほ障第21号", &screen)).await;
        assert_eq!(stale.status, 422, "a name that was put right since is looked at again");
        let screen = seen(&clerk.get(&home).await.body);
        assert_eq!(send(&mut clerk, &home, number("6みほ障第21号", &screen)).await.status, 303);
        let page = words(&clerk.get(&home).await.body);
        assert!(page.contains("PDFの書体にない字があります: 🎉"), "{page}");
    }
}

on_both! {
    async fn a_term_that_ends_is_told_ninety_days_before_and_the_next_is_begun_in_one_act(town) {
        town.set_clock("2026-01-04T00:00:00Z");
        let (mut clerk, council) = council(&town).await;
        let today = words(&clerk.get("/today").await.body);
        assert!(today.contains("任期が終わり、次が決まっていない委員が3人います（早い人は令和8年3月31日まで）"), "{today}");
        let path = format!("/councils/{council}/roster/renew");
        let form = clerk.get(&path).await;
        assert!(form.body.contains("令和10年3月31日"), "two years by the rules");
        let ids: Vec<String> = (0..3).map(|at| id_after(&form.body, "name=\"goes_on\" value=\"", at)).collect();
        let fields = |from: &'static str, until: &'static str, ids: &[String]| {
            let mut fields = vec![("from_on".to_string(), from.to_string()), ("until_on".into(), until.into())];
            fields.extend(ids.iter().map(|id| ("goes_on".to_string(), id.clone())));
            fields
        };
        async fn send(clerk: &mut Browser, path: &str, fields: &[(String, String)]) -> crate::town::Page {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            clerk.post(path, &fields).await
        }
        let nobody = send(&mut clerk, &path, &fields("2026-04-01", "R10.3.31", &[])).await;
        assert!(nobody.status == 422 && words(&nobody.body).contains("だれも選ばれていません"));
        let early = send(&mut clerk, &path, &fields("2026-04-01", "R8.3.31", &ids)).await;
        assert!(early.status == 422 && words(&early.body).contains("始まりより前です"));
        let done = send(&mut clerk, &path, &fields("2026-04-01", "R10.3.31", &ids[..2])).await;
        assert_eq!(done.status, 303, "{}", words(&done.body));
        let twice = send(&mut clerk, &path, &fields("2026-04-01", "R10.3.31", &ids[..2])).await;
        assert!(twice.status == 422 && words(&twice.body).contains("先に名簿を変えました"), "{}", words(&twice.body));

        // Over the turn of the year: nobody need be there for it.
        town.set_clock("2026-03-31T15:00:00Z");
        let mut clerk = town.again("toyama").await;
        let page = words(&clerk.get(&format!("/councils/{council}/roster?since=R8.3.31")).await.body);
        assert!(page.contains("3席に委員が2人、欠員が1席"), "{page}");
        assert!(page.contains("髙梨 一郎（令和8年4月1日から令和10年3月31日まで）再任") && page.contains("平井 学退任") && page.contains("会長 → 委員役の変更"), "{page}");
        assert!(words(&clerk.get("/today").await.body).contains("欠員が1席あります"));
    }
}

on_both! {
    async fn old_meetings_keep_the_rules_of_their_time(town) {
        let (mut clerk, council) = council(&town).await;
        let home = format!("/councils/{council}/charter");
        let form = clerk.get(&format!("{home}/new")).await.body;
        assert!(form.contains("みほん市長　見本 太郎") && !form.contains("value=\"令和3年7月15日\""), "begun from the last, without its day");
        let same_day = clerk.post(&home, RULES).await;
        assert!(same_day.status == 422 && words(&same_day.body).contains("この日からの決まりは、もうあります"));
        let wrong = clerk.post(&home, &[("from_on", "R6.4.1"), ("basis", "ordinance"), ("categories.0.0", "医療"), ("categories.0.1", "魔術")]).await;
        assert!(wrong.status == 422 && words(&wrong.body).contains("種別「魔術」が分かりません") && wrong.body.contains("value=\"魔術\""));
        let ordinance = [("from_on", "R6.4.1"), ("basis", "ordinance"), ("most_members", "15")];
        assert_eq!(clerk.post(&home, &ordinance).await.status, 303);
        let said = words(&clerk.get(&home).await.body);
        assert!(said.contains("令和6年4月1日から、条例によります。委員は15人まで。"), "{said}");
        let council_page = words(&clerk.get(&format!("/councils/{council}")).await.body);
        assert!(council_page.contains("設置の根拠は条例です"), "{council_page}");
        let page = clerk.get(&home).await.body;
        let first = id_after(&page, "/charters/", 2);
        let mut edited = RULES.to_vec();
        edited.push(("version", "1"));
        edited[2] = ("basis_title", "要綱（字を直した）");
        assert_eq!(clerk.post(&format!("/charters/{first}"), &edited).await.status, 303);
        assert_eq!(clerk.post(&format!("/charters/{first}"), &edited).await.status, 409);
    }
}

on_both! {
    async fn two_clerks_who_fill_one_seat_at_once_leave_one_person_in_it(town) {
        let (mut clerk, council) = council(&town).await;
        let page = clerk.get(&format!("/councils/{council}/roster?on=R6.5.23")).await;
        let seat = id_after(&page.body, "href=\"/seats/", 0);
        let path = format!("/seats/{seat}/members");
        let fields = |name: &'static str| [("name", name), ("from_on", "R8.4.1"), ("role", "member")];
        let [mut one, mut two, mut three] =
            [town.again("toyama").await, town.again("toyama").await, town.again("toyama").await];
        let (a, b, c) = (fields("渡邉"), fields("古賀"), fields("岡地"));
        let all = tokio::join!(one.post(&path, &a), two.post(&path, &b), three.post(&path, &c));
        let mut said = [all.0.status, all.1.status, all.2.status];
        said.sort_unstable();
        assert_eq!(said, [303, 422, 422]);
    }
}

on_both! {
    async fn the_first_hour_leads_from_a_name_to_a_roster_to_minutes(town) {
        let office = town.office("999999", "みほん市").await;
        let mut clerk = town.signed_in(office, "toyama", Role::Secretariat, &[]).await;
        assert!(clerk.get("/today").await.body.contains("href=\"/begin\""));
        assert!(words(&clerk.get("/begin").await.body).contains("まず、協議会を1つ置きます"));
        let wrong = clerk.post("/begin", &[("name", "みほん市連絡協議会")]).await;
        assert!(wrong.status == 422 && wrong.body.contains("みほん市連絡協議会"));
        let placed = clerk.post("/begin", &[("name", "みほん市連絡協議会"), ("basis", "guideline")]).await;
        assert_eq!(placed.location(), "/begin?said=placed");
        let page = clerk.get("/begin").await.body;
        assert!(words(&page).contains("次に、委員名簿を貼ります"));
        let council = id_after(&page, "/councils/", 0);
        let look = clerk.post(&format!("/councils/{council}/roster/import"), &[&TERM[..], &[("text", ROSTER), ("then", "begin")]].concat()).await;
        assert!(look.status == 200 && look.body.contains("name=\"then\" value=\"begin\""), "{}", words(&look.body));
        let taken = clerk.post(&format!("/councils/{council}/roster/take"), &[&TERM[..], &[("text", ROSTER), ("then", "begin")]].concat()).await;
        assert_eq!(taken.location(), "/begin?said=roster-taken");
        assert!(words(&clerk.get("/begin").await.body).contains("最後に、前回の会議録を置きます"));
        clerk.read_in(&council, crate::town::SHEET).await;
        let done = words(&clerk.get("/begin").await.body);
        assert!(done.contains("始められます") && done.contains("まだ入っていません"), "{done}");
    }
}

on_both! {
    async fn what_was_put_in_by_mistake_is_taken_back_and_stands_in_no_roster(town) {
        let (mut clerk, council) = council(&town).await;
        let home = format!("/councils/{council}/roster");
        let page = clerk.get(&format!("{home}?on=R6.5.23")).await.body;
        let seat = format!("/seats/{}", id_after(&page, "href=\"/seats/", 0));
        let member = id_after(&page, "/members/", 0);
        let path = format!("{seat}/withdraw");
        let no_reason = clerk.post(&path, &[("what", &member), ("reason", "")]).await;
        assert!(no_reason.status == 422 && words(&no_reason.body).contains("取り消すわけを入れてください"));
        assert_eq!(clerk.post(&path, &[("what", ""), ("reason", "誤り")]).await.status, 422);
        let stranger = id_after(&page, "/members/", 1);
        let other = clerk.post(&path, &[("what", &stranger), ("reason", "誤り")]).await;
        assert!(other.status == 422 && words(&other.body).contains("もうこの席にいません"), "nobody of another seat");
        assert_eq!(clerk.post(&path, &[("what", &member), ("reason", "別の協議会の人")]).await.status, 303);
        assert_eq!(clerk.get(&format!("/members/{member}/edit")).await.status, 404);
        let said = words(&clerk.get(&format!("{home}?on=R6.5.23")).await.body);
        assert!(said.contains("3席に委員が2人、欠員が1席") && said.contains("髙梨 一郎さん 別の協議会の人"), "{said}");
        let gone = clerk.post(&path, &[("what", "seat"), ("reason", "別の協議会の席")]).await;
        assert_eq!((gone.status, gone.location().contains("said=seat-withdrawn")), (303, true), "{}", words(&gone.body));
        assert_eq!(clerk.get(&seat).await.status, 404);
        let page = words(&clerk.get(&format!("{home}?on=R6.5.23")).await.body);
        assert!(page.contains("委員が2人います") && page.contains("別の協議会の席") && page.contains("別の協議会の人"), "{page}");
    }
}

on_both! {
    async fn in_april_the_terms_that_ended_in_march_can_still_go_on(town) {
        town.set_clock("2026-04-02T00:00:00Z");
        let (mut clerk, council) = council(&town).await;
        let home = format!("/councils/{council}/roster");
        let page = clerk.get(&home).await.body;
        assert!(words(&page).contains("欠員が3席あります終わった任期を続ける"), "{}", words(&page));
        let form = clerk.get(&format!("{home}/renew")).await.body;
        assert!(words(&form).contains("令和8年4月1日からの任期に、だれが続けるか"), "{}", words(&form));
        let member = id_after(&form, "name=\"goes_on\" value=\"", 0);
        let fields = [("from_on", "2026-04-01"), ("until_on", "R10.3.31"), ("goes_on", member.as_str())];
        assert_eq!(clerk.post(&format!("{home}/renew"), &fields).await.status, 303);
        assert!(words(&clerk.get(&home).await.body).contains("3席に委員が1人、欠員が2席"));
    }
}

on_both! {
    async fn rules_that_allow_fewer_seats_than_stand_are_refused(town) {
        let (mut clerk, council) = council(&town).await;
        let fewer = [("from_on", "R8.4.1"), ("basis", "guideline"), ("most_members", "2"), ("chair", "会長は互選")];
        let refused = clerk.post(&format!("/councils/{council}/charter"), &fewer).await;
        assert_eq!(refused.status, 422);
        assert!(words(&refused.body).contains("席が3席あり、定数の2人を超えます") && refused.body.contains("会長は互選"));
    }
}
