//! 希望: numbers and answers, one by one and as a table; the reading with its rows; what is kept of it for the council, and the issue that
//! is raised from it.

use crate::behind::{hand, refusal, texts};
use crate::on_both;
use crate::retentions::{all_bytes, holds};
use crate::town::{Browser, Town, words};
use crate::vacancies::{home, tells};
use nimo::accounts::model::Role;

/// A clerk and a home that has told all of itself, with one open room.
async fn told(town: &Town) -> (nimo::plumbing::ids::OfficeId, Browser, String) {
    let (office, mut clerk, home, rooms) = home(town, &["101"]).await;
    let all = [
        ("version", "1"),
        ("name", "すみれの家"),
        ("sex", "women"),
        ("disabilities", "mental"),
        ("level_from", "0"),
        ("level_to", "4"),
        ("night", "asleep"),
        ("term_years", "なし"),
        ("day_out", "no"),
        ("helps", "medicine"),
        ("smoking", "no"),
        ("guarantor", "no"),
    ];
    assert!(clerk.post(&home, &all).await.location().ends_with("said=saved"));
    let room = [
        ("version", "1"),
        ("name", "101"),
        ("rent_yen", "40000"),
        ("aid_yen", "0"),
        ("other_yen", "30000"),
        ("floor", "1"),
    ];
    assert!(clerk.post(&format!("/vacancies/{}", rooms[0]), &room).await.location().ends_with("said=saved"));
    tells(&mut clerk, &home, &[(&rooms[0], "vacant")], &[("as_of", "R8.11.20"), ("told_by", "管理者")]).await;
    (office, clerk, home)
}

const ASKED: &[(&str, &str)] = &[
    ("sex", "women"),
    ("disabilities", "mental"),
    ("level", "2"),
    ("night", "call"),
    ("stay", "long"),
    ("days", "in"),
    ("helps", "medicine"),
    ("smokes", "no"),
    ("guarantor", "no"),
    ("cost_yen", "70000"),
    ("stairs", "any"),
    ("talk", "no"),
];

/// All answers, but for those of its own.
fn with<'a>(own: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = ASKED.iter().filter(|(name, _)| own.iter().all(|(other, _)| other != name));
    kept.chain(own).copied().collect()
}

async fn adds(clerk: &mut Browser, number: &str, own: &[(&str, &str)]) -> String {
    let fields = with(&[&[("number", number)], own].concat());
    let page = clerk.post("/wishes", &fields).await;
    assert!(page.location().ends_with("?said=wish-added"), "{}", words(&page.body));
    page.location().split('?').next().unwrap().to_string()
}

on_both! {
    async fn a_wish_is_a_number_with_answers_and_is_read_beside_every_open_room(town) {
        let (_, mut clerk, home) = told(&town).await;
        let wish = adds(&mut clerk, "s-1", &[]).await;
        let page = clerk.reads(&wish).await;
        assert!(page.contains("希望 S-1") && page.contains("条件がすべて合う部屋は、1室です。") && page.contains("見学の案"), "{page}");
        let saved = clerk.post(&wish, &with(&[("version", "1"), ("night", "awake"), ("guarantor", "")])).await;
        assert!(saved.location().ends_with("said=saved"), "{}", words(&saved.body));
        let page = clerk.reads(&wish).await;
        assert!(page.contains("夜間の支援（職員の体制）: 事業所（大きな予算が要る）"), "{page}");
        assert!(clerk.reads(&format!("{wish}/history")).await.contains("夜勤が要る"));
        let declined = home.split('/').next_back().unwrap();
        let again = with(&[("version", "2"), ("declined", declined)]);
        assert!(clerk.post(&wish, &again).await.location().ends_with("said=saved"));
        assert!(clerk.reads(&wish).await.contains("本人が断った"));
        let ended = with(&[("version", "3"), ("state", "ended")]);
        assert!(clerk.post(&wish, &ended).await.location().ends_with("said=saved"));
        assert!(clerk.reads("/wishes").await.contains("終えたもの（1件）"));
        assert!(clerk.reads("/matching").await.contains("住まいの希望がまだ入っていません"));
    }
}

on_both! {
    async fn what_a_wish_cannot_be_is_refused_and_what_was_typed_stays(town) {
        let (_, mut clerk, _) = told(&town).await;
        adds(&mut clerk, "7", &[]).await;
        for (fields, said) in [
            (&[("number", ""), ("areas", "ほかの町")][..], "番号を入れてください。"),
            (&[("number", "山田"), ("areas", "ほかの町")], "名前や頭文字"),
            (&[("number", "7"), ("areas", "ほかの町")], "この番号の希望は、もうあります。"),
            (&[("number", "8"), ("areas", "山田の家の近く")], "住居のある町から選んでください。"),
            (&[("number", "1234567890"), ("areas", "ほかの町")], "5文字までの数字"),
            (&[("number", "8"), ("since", "R9.1.1"), ("areas", "ほかの町")], "きょうより先の日です。"),
            (&[("number", "8"), ("helps", "none"), ("helps", "medicine"), ("areas", "ほかの町")], "両方が選ばれています。"),
        ] {
            let page = clerk.post("/wishes", fields).await;
            assert!(page.status == 422 && words(&page.body).contains(said), "{said}: {}", words(&page.body));
            assert!(page.body.contains(fields[fields.len() - 1].1), "what was typed stays");
        }
        let rule = [("words", "日の早い順"), ("from_on", "R8.4.1"), ("decided_on", "R8.3.1"), ("source", "部会"), ("classes", "A\nA")];
        assert_eq!(clerk.post("/wishes/rule", &rule).await.status, 422);
        let rule = [&rule[..4], &[("classes", "退院できる人\nそのほか")]].concat();
        assert_eq!(clerk.post("/wishes/rule", &rule).await.location(), "/wishes/rule?said=reading-rule-added");
        let undecided = adds(&mut clerk, "9", &[]).await;
        assert!(clerk.reads(&undecided).await.contains("優先順位の区分決めていない（あとで読みます）"), "{}", clerk.reads(&undecided).await);
        let again = clerk.post("/wishes/rule", &rule).await;
        assert!(again.status == 422 && words(&again.body).contains("もうあります"));
    }
}

on_both! {
    async fn a_table_is_looked_at_before_it_is_kept_and_nothing_is_kept_over_what_came_between(town) {
        let (_, mut clerk, _) = told(&town).await;
        let old = adds(&mut clerk, "1", &[]).await;
        let table = "番号\t性別\t月に払える額\n1\t\t8万\n2\t男\t\n";
        let page = clerk.post("/wishes/paste", &[("table", table)]).await;
        let told = words(&page.body);
        assert!(page.status == 200 && told.contains("1件を加え、1件が変わります。"), "{told}");
        assert!(told.contains("月に払える額: 70,000円 → 80,000円") && told.contains("どちらの住居か: 男性の住居"), "{told}");
        assert!(!clerk.reads("/wishes").await.contains("2件です"), "looking keeps nothing");
        let seen = page.body.split("name=\"seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_string();
        assert!(seen.starts_with("1:1 2:0 "), "{seen}");
        let mended = clerk.post("/wishes/paste", &[("table", &table.replace("男", "女")), ("seen", &seen)]).await;
        assert!(mended.status == 200 && words(&mended.body).contains("どちらの住居か: 女性の住居"), "another table is looked at anew");
        assert!(!clerk.reads("/wishes").await.contains("2件です"));
        // Somebody saves meanwhile.
        clerk.post(&old, &with(&[("version", "1"), ("cost_yen", "65000")])).await;
        let late = clerk.post("/wishes/paste", &[("table", table), ("seen", &seen)]).await;
        assert!(late.status == 409 && words(&late.body).contains("このあいだに、希望が変わりました"), "{}", words(&late.body));
        assert!(clerk.reads(&old).await.contains("65,000円"));
        let seen = late.body.split("name=\"seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let kept = clerk.post("/wishes/paste", &[("table", table), ("seen", seen)]).await;
        assert_eq!(kept.location(), "/wishes?said=wishes-pasted");
        let page = clerk.reads(&old).await;
        assert!(page.contains("80,000円") && page.contains("女性の住居"), "an empty cell leaves what was there: {page}");
        let odd = clerk.post("/wishes/paste", &[("table", "番号\t氏名\n3\t山田 花子\n")]).await;
        assert!(odd.status == 422 && words(&odd.body).contains("だれのことか分かる列は、入れられません"), "{}", words(&odd.body));
        assert!(odd.body.contains("山田 花子"), "what was pasted is still there to be mended");
        assert!(clerk.reads("/wishes").await.contains("2件です"));
    }
}

on_both! {
    async fn every_figure_of_the_reading_opens_to_its_rows(town) {
        let (_, mut clerk, _) = told(&town).await;
        adds(&mut clerk, "1", &[]).await;
        adds(&mut clerk, "2", &[("night", "awake")]).await;
        adds(&mut clerk, "3", &[("smokes", "")]).await;
        let page = clerk.get("/matching").await.body;
        assert!(words(&page).contains("3人が探し、1室が空いています。"), "{}", words(&page));
        let paths: Vec<&str> =
            page.split("href=\"/matching/rows?of=").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(paths.len() >= 20, "{paths:?}");
        for path in paths {
            // The figure in the link, and the rows behind it.
            let figure = page.split(&format!("rows?of={path}\">")).nth(1).unwrap();
            let digits: String = figure.chars().take_while(char::is_ascii_digit).collect();
            let rows = clerk.get(&format!("/matching/rows?of={path}")).await;
            assert_eq!(rows.status, 200, "{path}");
            let count = |of: &str| rows.body.matches(of).count();
            let behind = if figure.starts_with(&format!("{digits}人")) {
                count("<a href=\"/wishes/")
            } else {
                count("<a href=\"/vacancies/")
            };
            assert_eq!(behind.to_string(), digits, "{path}");
        }
        for odd in ["", "x", "side.cost.99", "alone.x"] {
            assert_eq!(clerk.get(&format!("/matching/rows?of={odd}")).await.status, 404, "{odd}");
        }
        let json = clerk.get("/matching/input.json").await;
        let input = placement::Input::read(json.body.as_bytes()).unwrap();
        assert_eq!((input.people.len(), input.homes.len()), (3, 1));
        assert!(!json.body.contains("すみれ") && !json.body.contains("101"), "codes and answers, no name: {}", json.body);
        let today = input.today.unwrap();
        let output = placement::place(&input, today, placement::Options { relax: 2, threads: 1 });
        assert_eq!((output.council.seeking, output.council.served), (3, 1));
        assert_eq!(placement::verify(&input, today, &output), Ok(()));
    }
}

on_both! {
    async fn what_is_kept_of_a_reading_is_the_councils_and_an_issue_tells_that_it_came_of_it(town) {
        let (office, mut clerk, _) = told(&town).await;
        let council = clerk.place("みほん市協議会", "").await;
        for number in ["鉄1", "1"] {
            let page = clerk.post("/wishes", &with(&[("number", number)])).await;
            assert_eq!(page.status == 422, number == "鉄1", "a name is no number");
        }
        adds(&mut clerk, "2", &[("night", "awake")]).await;
        let first = clerk.post("/readings", &[]).await;
        let first = first.location().split('?').next().unwrap().to_string();
        let page = clerk.reads(&first).await;
        assert!(page.contains("探している人は少ないため、数を出していません。") && !page.contains("夜間の支援"), "two are few: {page}");
        // One that came since would be told by what differs; three are enough.
        adds(&mut clerk, "3", &[("smokes", "inside")]).await;
        let refused = clerk.post("/readings", &[]).await;
        assert!(refused.status == 422 && words(&refused.body).contains("3件に満たないので、残せません。"), "{}", words(&refused.body));
        adds(&mut clerk, "4", &[("night", "awake")]).await;
        adds(&mut clerk, "5", &[("night", "awake")]).await;
        let kept = clerk.post("/readings", &[]).await;
        let reading = kept.location().split('?').next().unwrap().to_string();
        assert!(clerk.post("/readings", &[]).await.location().starts_with(&reading), "the same again is the same");
        let page = clerk.reads(&reading).await;
        assert!(page.contains("5人が探し、1室が空いています。") && page.contains("夜間の支援") && !page.contains("すみれの家"), "{page}");
        assert!(!page.contains("たばこ 事業所のきまり"), "one who smokes is few");
        assert!(clerk.reads("/readings").await.contains("残した資料が、2件あります。"));
        let id = council.split('/').next_back().unwrap();
        let form = clerk.get(&format!("/councils/{id}/issues/new?reading={}", reading.split('/').next_back().unwrap())).await;
        assert!(form.body.contains("空いている部屋があるのに、探している人に合わない"), "{}", words(&form.body));
        let action = form.body.split("action=\"/councils/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let refused = clerk.post(&format!("/councils/{action}"), &[("title", "")]).await;
        assert!(refused.status == 422 && refused.body.contains("?reading="), "it does not forget where it came from");
        let raised = clerk.post(&format!("/councils/{action}"), &[("title", "夜の支えが足りない")]).await;
        let issue = raised.location().split('?').next().unwrap().to_string();
        let page = clerk.get(&issue).await.body;
        assert!(words(&page).contains("この課題は、令和8年11月25日の「空室と希望の読み」から起こしました。"), "{}", words(&page));
        assert!(page.contains(&format!("href=\"{reading}\"")));
        assert!(clerk.reads(&reading).await.contains("夜の支えが足りない"));
        let mut member = town.signed_in(office, "iin", Role::Member, &[]).await;
        assert!(member.reads(&reading).await.contains("空室と希望の読み"));
        assert_eq!(member.get(&format!("{reading}/sheet.pdf")).await.status, 200);
        assert_eq!(member.get(&format!("{reading}/sheet.xlsx")).await.status, 200);
        for path in ["/wishes", "/matching", "/matching/rows?of=seeking", "/matching/input.json", "/wishes/new", "/wishes/rule"] {
            assert_eq!(member.get(path).await.status, 403, "{path}");
        }
        assert!(!member.reads(&reading).await.contains("夜の支えが足りない"), "an issue of a council that he may not read is not named");
        let missing = format!("/councils/{id}/issues/new?reading=01900000-0000-7000-8000-000000000000");
        assert_eq!(clerk.get(&missing).await.status, 404);
    }
}

/// How many versions and drafts of wishes the database still has.
async fn left_of_wishes(town: &Town) -> (usize, usize) {
    let mut hand = hand(town).await;
    let versions = texts(&mut hand, "select thing from revision where kind = 'Wish'").await;
    (versions.len(), texts(&mut hand, "select thing from draft where kind = 'Wish'").await.len())
}

on_both! {
    async fn a_wish_that_ended_is_erased_with_all_its_versions_and_one_that_has_not_is_not(town) {
        let (_, mut clerk, _) = told(&town).await;
        let stays = adds(&mut clerk, "1", &[]).await;
        let goes = adds(&mut clerk, "2", &[]).await;
        clerk.post(&format!("{goes}/draft"), &with(&[("version", "1"), ("cost_yen", "61233")])).await;
        let pick = |wish: &str, version: u8| format!("{}.{version}", wish.split('/').next_back().unwrap());
        let none = clerk.post("/wishes/erase", &[]).await;
        assert!(none.status == 422 && words(&none.body).contains("消す希望が選ばれていません。"), "{}", words(&none.body));
        for chosen in [pick(&goes, 1), "1.x".into()] {
            let early = clerk.post("/wishes/erase", &[("pick", &chosen), ("sure", "yes")]).await;
            assert_eq!((early.status, left_of_wishes(&town).await), (if chosen == "1.x" { 422 } else { 409 }, (2, 1)), "it has not ended");
        }
        let ended = with(&[("version", "1"), ("state", "ended"), ("cost_yen", "61234")]);
        assert!(clerk.post(&goes, &ended).await.location().ends_with("said=saved"));
        assert!(clerk.post(&stays, &with(&[("version", "1"), ("cost_yen", "60000")])).await.location().ends_with("said=saved"));
        let page = clerk.reads("/wishes?state=ended").await;
        assert!(page.contains("終えた希望は、1件です。") && page.contains("令和8年11月25日"), "{page}");
        // What was looked at was changed since, and one of two that were chosen has not ended: neither goes.
        let two = [("pick", pick(&goes, 2)), ("pick", pick(&stays, 2))];
        for sure in ["", "yes"] {
            for chosen in [vec![("pick", pick(&goes, 1))], two.to_vec()] {
                let chosen = chosen.iter().map(|(name, value)| (*name, value.as_str())).chain([("sure", sure)]);
                let late = clerk.post("/wishes/erase", &chosen.collect::<Vec<_>>()).await;
                assert!(late.status == 409 && words(&late.body).contains("何も消していません。"), "{}", words(&late.body));
            }
        }
        clerk.post(&format!("{goes}/draft"), &with(&[("version", "2"), ("cost_yen", "61235")])).await;
        assert_eq!(left_of_wishes(&town).await, (4, 1));
        let salt = texts(&mut hand(&town).await, "select salt from wish where number = '2'").await.remove(0);
        let answers = [r#""cost_yen":"61234""#, r#""cost_yen":"61235""#, salt.as_str()];
        let there = all_bytes(&town).await;
        assert!(salt.len() == 64 && answers.iter().all(|answer| holds(&there, answer)), "what was typed was there");
        let sure = clerk.post("/wishes/erase", &[("pick", &pick(&goes, 2))]).await;
        assert!(sure.status == 200 && words(&sure.body).contains("2の1件を消します"), "{}", words(&sure.body));
        assert_eq!(left_of_wishes(&town).await, (4, 1), "the first press erases nothing");
        let gone = clerk.post("/wishes/erase", &[("pick", &pick(&goes, 2)), ("sure", "yes")]).await;
        assert_eq!(gone.location(), "/wishes?state=ended&said=wishes-erased");
        assert_eq!(left_of_wishes(&town).await, (2, 0), "no version and no draft of it is left");
        assert_eq!(clerk.get(&goes).await.status, 404);
        assert!(clerk.reads(&stays).await.contains("60,000円"));
        let left = all_bytes(&town).await;
        for answer in answers {
            assert!(!holds(&left, answer), "{answer} is still there");
        }
        assert!(holds(&left, "wish.erased"), "when it went is told");
        let mut hand = hand(&town).await;
        for (sql, why) in [
            ("delete from wish where number = '1'", "a wish that has not ended stays"),
            ("delete from revision where kind = 'Wish'", "versions only grow"),
        ] {
            assert!(refusal(&mut hand, sql).await.contains(why), "{sql}");
        }
        assert_eq!(clerk.post("/wishes/erase", &[("pick", &pick(&goes, 2)), ("sure", "yes")]).await.status, 409, "it is gone already");
        let nobodys = "01900000-0000-7000-8000-000000000000.1";
        assert_eq!(clerk.post("/wishes/erase", &[("pick", nobodys)]).await.status, 404, "it never was here");
        let again = adds(&mut clerk, "2", &[]).await;
        assert_ne!(again, goes, "its number is free");
    }
}

on_both! {
    async fn a_reading_that_was_taken_back_is_the_secretariats_alone_and_is_still_compared_with(town) {
        let (office, mut clerk, _) = told(&town).await;
        let council = clerk.place("みほん市協議会", "").await;
        let council = council.split('/').next_back().unwrap().to_string();
        for number in ["1", "2", "3"] {
            adds(&mut clerk, number, &[("night", "awake")]).await;
        }
        let keeps = |answer: &crate::town::Page| answer.location().split('?').next().unwrap().to_string();
        let reading = keeps(&clerk.post("/readings", &[]).await);
        let id = reading.split('/').next_back().unwrap().to_string();
        let raised = clerk.post(&format!("/councils/{council}/issues?reading={id}"), &[("title", "夜の支え")]).await;
        let issue = keeps(&raised);
        let mut member = town.signed_in(office, "iin", Role::Member, &[]).await;
        assert_eq!(member.get(&reading).await.status, 200);
        assert_eq!(member.post(&format!("{reading}/withdraw"), &[("reason", "わけ")]).await.status, 403);
        let asked = clerk.reads(&format!("{reading}/withdraw")).await;
        assert!(asked.contains("夜の支え）に書かれた数は残ります。"), "{asked}");
        let empty = clerk.post(&format!("{reading}/withdraw"), &[("reason", " ")]).await;
        assert!(empty.status == 422 && words(&empty.body).contains("なぜ取りやめるかを入れてください。"), "{}", words(&empty.body));
        assert_eq!(member.get(&reading).await.status, 200, "nothing was taken back");
        let why = [("reason", "去年の表を\n貼り付けていた")];
        assert_eq!(clerk.post(&format!("{reading}/withdraw"), &why).await.location(), format!("{reading}?said=reading-withdrawn"));
        assert_eq!(clerk.post(&format!("{reading}/withdraw"), &why).await.location(), format!("{reading}?said=reading-gone"));
        let page = clerk.reads(&reading).await;
        assert!(page.contains("下の課題には、この資料の数が書かれています。"), "{page}");
        assert!(page.contains("取りやめた資料です") && page.contains("去年の表を") && !page.contains("の課題として"), "{page}");
        for path in ["", "/sheet.pdf", "/sheet.xlsx"] {
            let told = member.get(&format!("{reading}{path}")).await;
            assert!(told.status == 410 && words(&told.body).contains("わけは、事務局に聞いてください。"), "{path}: {}", words(&told.body));
            assert!(!words(&told.body).contains("去年の表"), "why is the secretariat's");
            assert_eq!(clerk.get(&format!("{reading}{path}")).await.status, if path.is_empty() { 200 } else { 410 }, "{path}");
        }
        assert!(member.reads("/readings").await.contains("残した資料は、まだありません。"));
        assert!(clerk.reads("/readings").await.contains("使える資料はありません。取りやめたものが1件あります。"));
        assert_eq!(clerk.get(&format!("/councils/{council}/issues/new?reading={id}")).await.status, 404);
        let late = clerk.post(&format!("/councils/{council}/issues?reading={id}"), &[("title", "もう1つ")]).await;
        assert!(late.status == 422 && words(&late.body).contains("このあいだに取りやめられました。"), "{}", words(&late.body));
        assert!(late.body.contains("もう1つ") && !late.body.contains("?reading="), "what was typed stays, and leads to an issue of its own");
        assert!(clerk.reads(&issue).await.contains("「空室と希望の読み」（取りやめた資料）から起こしました。"), "where it came from stays told");
        assert_eq!(clerk.get(&format!("{reading}/withdraw")).await.location(), format!("{reading}?said=reading-gone"));
        // The same again may be kept; one that few tell apart may not, for somebody may have read the first.
        let again = keeps(&clerk.post("/readings", &[]).await);
        assert_ne!(again, reading);
        assert!(clerk.post(&format!("{again}/withdraw"), &why).await.location().ends_with("said=reading-withdrawn"));
        adds(&mut clerk, "4", &[]).await;
        let near = clerk.post("/readings", &[]).await;
        assert!(near.status == 422 && words(&near.body).contains("取りやめた資料も、もう読まれたかもしれない"), "{}", words(&near.body));
    }
}
