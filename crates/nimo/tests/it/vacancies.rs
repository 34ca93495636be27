//! 空室: what homes tell, how it fades and leaves, what was kept for somebody, and why people and rooms did not meet.

use crate::on_both;
use crate::providers::{carry_in, file, somebody};
use crate::town::{Browser, PASSWORD, Town, words};
use nimo::accounts::model::Role;
use nimo::plumbing::ids::OfficeId;
use wamnet::Column;

const PROVIDER: &str = "991000002533000";
const NUMBER: &str = "9910000025";
const OTHER: &str = "991000003333000";

/// A clerk, two providers, and a home of the first with rooms.
pub async fn home(town: &Town, rooms: &[&str]) -> (OfficeId, Browser, String, Vec<String>) {
    let (office, mut clerk) = somebody(town, Role::Secretariat).await;
    carry_in(
        town,
        office,
        &file(&[&[], &[(Column::Number, "9910000033"), (Column::Name, "なのはなホーム")]]),
        "2026-09",
    )
    .await;
    let added = clerk.post(&format!("/providers/{PROVIDER}/homes"), &[("name", "すみれの家"), ("sex", "women")]).await;
    assert!(added.location().ends_with("?said=home-added"), "{}", words(&added.body));
    let home = added.location().split('?').next().unwrap().to_string();
    let mut ids = vec![];
    for room in rooms {
        let added = clerk.post(&format!("{home}/vacancies"), &[("name", room)]).await;
        assert_eq!(added.location(), format!("{home}/tell?said=room-added"));
        ids.push(room_of(&mut clerk, &home, room).await);
    }
    (office, clerk, home, ids)
}

async fn room_of(clerk: &mut Browser, home: &str, name: &str) -> String {
    let page = clerk.get(home).await.body;
    let link = page
        .split("href=\"/vacancies/")
        .find(|rest| rest.get(36..).is_some_and(|rest| rest.starts_with(&format!("\">{name}</a>"))));
    link.expect("the room")[..36].to_string()
}

/// Tells of rooms, each with what is chosen, and more fields with their room or without one.
pub async fn tells(
    browser: &mut Browser,
    home: &str,
    states: &[(&str, &str)],
    more: &[(&str, &str)],
) -> crate::town::Page {
    let states: Vec<(String, &str)> = states.iter().map(|(room, state)| (format!("state.{room}"), *state)).collect();
    let fields: Vec<(&str, &str)> =
        states.iter().map(|(name, state)| (name.as_str(), *state)).chain(more.iter().copied()).collect();
    browser.post(&format!("{home}/tell"), &fields).await
}

on_both! {
    async fn a_room_is_on_the_list_as_long_as_its_notice_is_believed_and_then_somebody_has_to_ask(town) {
        let (_, mut clerk, home, rooms) = home(&town, &["101", "102"]).await;
        let page = clerk.reads("/vacancies").await;
        assert!(page.contains("聞き直す部屋が、2室あります。") && page.contains("まだ知らせがない") || page.contains("知らせがない"), "{page}");
        let presses = "空室の知らせが古いか、まだない部屋があります。";
        let today = clerk.reads("/today").await;
        assert!(today.contains(&format!("2室{presses}")), "{today}");
        let told = [("as_of", "R8.11.20"), ("told_by", "管理者に電話で")];
        let page = tells(&mut clerk, &home, &[(&rooms[0], "vacant"), (&rooms[1], "taken")], &told).await;
        assert_eq!(page.location(), "/vacancies?said=home-told");
        assert!(!clerk.reads("/today").await.contains(presses), "each room was told of");
        let page = clerk.reads("/vacancies").await;
        assert!(page.contains("いま空いている部屋は、1室です。") && page.contains("令和8年11月20日、管理者に電話で"), "{page}");
        assert!(!page.contains("102"), "what is taken is no way in");
        assert!(clerk.reads("/vacancies?sex=men").await.contains("空いていると分かっている部屋は、ありません"));
        assert!(clerk.reads("/vacancies?sex=women&trial=yes").await.contains("確かめる: 体験"), "nobody asked yet, so it stays");
        assert!(clerk.reads("/vacancies?cost=安い").await.contains("金額として読めない"));
        // The town believes a notice for 14 days from 1 November on, and this one is older than that.
        let rule = [("from_on", "R8.11.1"), ("days", "14"), ("source", "居住支援部会")];
        assert_eq!(clerk.post("/vacancies/rule", &rule).await.location(), "/vacancies/rule?said=vacancy-rule-added");
        let again = clerk.post("/vacancies/rule", &rule).await;
        assert!(again.status == 422 && words(&again.body).contains("その日からの決まりは、もうあります"));
        assert!(clerk.reads("/vacancies").await.contains("いま空いている部屋は、1室"), "what was told before keeps the days it was told with");
        tells(&mut clerk, &home, &[(&rooms[0], "vacant")], &[("as_of", "R8.11.2"), ("told_by", "職員")]).await;
        let page = clerk.reads(&format!("/vacancies/{}", rooms[0])).await;
        assert!(page.contains("令和8年11月16日"), "fourteen days after the second: {page}");
        assert!(page.contains("令和8年11月20日、管理者に電話での知らせです"), "the newest day holds, not what was typed last: {page}");
    }
}

on_both! {
    async fn what_is_told_of_a_room_is_refused_with_its_name_and_nothing_is_lost(town) {
        let (_, mut clerk, home, rooms) = home(&town, &["101"]).await;
        let room = rooms[0].as_str();
        let until = format!("held_until.{room}");
        for (states, more, told) in [
            (&[][..], &[("as_of", "R8.11.1"), ("told_by", "管理者")][..], "残す様子が、まだありません。"),
            (&[(room, "vacant")], &[("told_by", "管理者")], "いつの様子かを入れてください。"),
            (&[(room, "vacant")], &[("as_of", "R9.1.1"), ("told_by", "管理者")], "きょうより先の日です。"),
            (&[(room, "vacant")], &[("as_of", "R8.11.1")], "だれから聞いたかを入れてください。"),
            (&[(room, "full")], &[("as_of", "R8.11.1"), ("told_by", "管理者")], "101: 一覧から選んでください。"),
            (
                &[(room, "reserved")],
                &[("as_of", "R8.11.10"), ("told_by", "管理者"), (until.as_str(), "R8.11.1")],
                "101: 取り置きの終わりが、聞いた日より前です。",
            ),
        ] {
            let page = tells(&mut clerk, &home, states, more).await;
            assert!(page.status == 422 && words(&page.body).contains(told), "{told}: {}", words(&page.body));
            assert!(page.body.contains(more[more.len() - 1].1), "what was typed stays");
        }
        for (path, fields, told) in [
            (format!("/providers/{PROVIDER}/homes"), &[("area", "本町")][..], "住居の名を入れてください。"),
            (format!("{home}/vacancies"), &[("rent_yen", "45000")], "部屋の名を入れてください。"),
            (format!("{home}/mismatches"), &[("on", "R8.11.1"), ("about", "no")], "合わなかったわけを、1つは選んでください。"),
            (format!("{home}/mismatches"), &[("reasons", "night"), ("on", "R8.11.1")], "どちらかを選んでください。"),
            ("/vacancies/rule".into(), &[("from_on", "R8.11.1"), ("days", "0")], "日数として読めません。"),
        ] {
            let page = clerk.post(&path, fields).await;
            assert!(page.status == 422 && words(&page.body).contains(told), "{told}: {}", words(&page.body));
        }
        let other = clerk.post(&format!("/providers/{OTHER}/homes"), &[("name", "なのはなの家")]).await;
        let other = other.location().split('?').next().unwrap().to_string();
        let page = tells(&mut clerk, &other, &[(room, "taken")], &[("as_of", "R8.11.1"), ("told_by", "職員")]).await;
        assert_eq!(page.status, 422, "a room of another home is not told of here");
        assert!(clerk.reads(&format!("/vacancies/{room}")).await.contains("まだ、様子の知らせがありません"));
    }
}

on_both! {
    async fn a_room_that_is_kept_for_somebody_comes_back_when_its_day_has_passed(town) {
        let (office, mut clerk, home, rooms) = home(&town, &["101"]).await;
        let (room, until, holder) = (rooms[0].as_str(), format!("held_until.{}", rooms[0]), format!("holder.{}", rooms[0]));
        let kept = [("as_of", "R8.11.1"), ("told_by", "管理者"), (&until, "R9.1.31"), (&holder, "鉄色の窓口")];
        tells(&mut clerk, &home, &[(room, "trial")], &kept).await;
        let page = clerk.reads("/vacancies").await;
        assert!(page.contains("取り置き・体験中") && page.contains("令和9年1月31日まで") && !page.contains("鉄色の窓口"), "{page}");
        let page = clerk.reads(&format!("/vacancies/{room}")).await;
        assert!(page.contains("鉄色の窓口のために"), "{page}");
        let mut member = town.signed_in(office, "iin", Role::Member, &[]).await;
        let page = member.reads(&format!("/vacancies/{room}")).await;
        assert!(page.contains("体験中") && !page.contains("鉄色の窓口"), "who is helped by whom is not for the council: {page}");
        let passed = [("as_of", "R8.11.2"), ("told_by", "管理者"), (&until, "R8.11.3"), (&holder, "")];
        tells(&mut clerk, &home, &[(room, "reserved")], &passed).await;
        assert!(clerk.reads("/vacancies").await.contains("取り置きの日が過ぎた"));
        let form = clerk.get(&format!("{home}/tell")).await.body;
        assert!(form.contains("value=\"\" checked"), "what nobody can know any more is not chosen");
    }
}

on_both! {
    async fn somebody_of_a_provider_tells_of_the_own_rooms_and_sees_nothing_else(town) {
        let (office, mut clerk, home, rooms) = home(&town, &["101"]).await;
        let other = clerk.post(&format!("/providers/{OTHER}/homes"), &[("name", "なのはなの家")]).await;
        let other = other.location().split('?').next().unwrap().to_string();
        town.person_of(office, "sumire", "すみれホームの人", Role::Provider, &[], &[NUMBER]).await;
        let mut own = town.browser();
        assert_eq!(own.post("/sign-in", &[("login", "sumire"), ("password", PASSWORD)]).await.location(), "/");
        assert_eq!(own.get("/").await.location(), "/vacancies/own");
        let page = own.reads("/vacancies/own").await;
        assert!(page.contains("すみれの家") && !page.contains("なのはなの家"), "{page}");
        let form = own.get(&format!("{home}/tell")).await.body;
        assert!(form.contains("value=\"すみれホームの人\""), "who tells stands there already");
        let told = [("as_of", "R8.11.20"), ("told_by", "すみれホームの人")];
        assert_eq!(tells(&mut own, &home, &[(&rooms[0], "vacant")], &told).await.location(), "/vacancies/own?said=home-told");
        assert!(clerk.reads(&format!("/vacancies/{}", rooms[0])).await.contains("すみれホームの人（事業所）"));
        let page = own.get("/vacancies/own").await.body;
        let form = page.split("<form").find(|form| form.contains("変わりなし")).expect("one button");
        let sent = |name: &str| form.split(&format!("name=\"{name}\" value=\"")).nth(1).and_then(|rest| rest.split('"').next());
        assert_eq!(sent(&format!("state.{}", rooms[0])), Some("vacant"));
        let known = (format!("known.{}", rooms[0]), sent(&format!("known.{}", rooms[0])).expect("what was known").to_string());
        // A clerk keeps the room for somebody while the page of the home is open; the one button may not open it again.
        tells(&mut clerk, &home, &[(&rooms[0], "reserved")], &[("as_of", "R8.11.20"), ("told_by", "管理者に電話で")]).await;
        let same = [("as_of", "R8.11.20"), ("told_by", "すみれホームの人"), (known.0.as_str(), known.1.as_str())];
        let refused = tells(&mut own, &home, &[(&rooms[0], "vacant")], &same).await;
        assert!(refused.status == 422 && words(&refused.body).contains("ほかの人が「取り置き」と知らせました"), "{}", words(&refused.body));
        assert!(clerk.reads("/vacancies").await.contains("取り置き・体験中"), "it is kept still");
        assert!(sent("as_of") > Some("2026-11-20") && sent("told_by") == Some("すみれホームの人"), "{form}");
        let why = [("on", "R8.11.1"), ("reasons", "night crisis"), ("about", "no")];
        assert_eq!(own.post(&format!("{home}/mismatches"), &why).await.status, 303);
        for path in ["/vacancies", "/homes", "/mismatches", "/providers", "/today", "/search?q=x", "/issues", "/vacancies/list.pdf"] {
            assert_eq!(own.get(path).await.status, 403, "{path}");
        }
        for path in [format!("{other}/tell"), other.clone(), format!("{other}/edit"), format!("{other}/vacancies/new")] {
            assert_eq!(own.get(&path).await.status, 403, "{path}");
        }
        assert!(!own.reads(&home).await.contains("合わなかったこと"), "what the office noted stays with it");
        // Another number, and the door is open no more.
        let admin = &mut town.signed_in(office, "kanri", Role::Administrator, &[]).await;
        let page = admin.get("/accounts").await.body;
        let id = page.split("href=\"/accounts/").filter_map(|rest| rest.get(..36)).find(|id| page.contains(&format!("{id}\">すみれホームの人")));
        let path = format!("/accounts/{}", id.expect("listed"));
        let odd = admin.post(&path, &[("version", "1"), ("name", "すみれ"), ("role", "provider"), ("providers", "")]).await;
        assert_eq!(odd.status, 422, "one of a provider has a provider");
        let moved = [("version", "1"), ("name", "すみれ"), ("role", "provider"), ("providers", "9910000033")];
        assert_eq!(admin.post(&path, &moved).await.status, 303);
        assert_eq!(own.get(&home).await.status, 303, "signed out: the rights have changed");
        own.sign_in("sumire").await;
        assert_eq!((own.get(&home).await.status, own.get(&other).await.status), (403, 200));
    }
}

on_both! {
    async fn why_people_and_rooms_did_not_meet_is_counted_and_small_figures_are_masked_for_the_council(town) {
        let (office, mut clerk, home, _) = home(&town, &[]).await;
        let skills = [("version", "1"), ("name", "すみれの家"), ("skills", "crisis night")];
        assert_eq!(clerk.post(&home, &skills).await.status, 303);
        for (reasons, about, note) in [("night cost", "yes", "柿色の覚え書き"), ("night", "no", ""), ("night", "yes", ""), ("night", "no", "")] {
            let record = [("on", "R8.11.1"), ("reasons", reasons), ("about", about), ("asked_by", "みどり病院の相談室"), ("note", note)];
            assert_eq!(clerk.post(&format!("{home}/mismatches"), &record).await.location(), format!("{home}?said=mismatch-recorded"));
        }
        let page = clerk.reads("/mismatches").await;
        assert!(page.contains("いちばん多いわけは「夜間の職員がいない、足りない」（4件）です。") && page.contains("柿色の覚え書き"), "{page}");
        let mut member = town.signed_in(office, "iin", Role::Member, &[]).await;
        let page = member.reads("/mismatches").await;
        assert!(page.contains("令和8年度に、合わなかったわけでいちばん多いのは"), "the whole would give the small figure away: {page}");
        assert!(page.contains("3件未満") && !page.contains("柿色の覚え書き") && !page.contains("みどり病院"), "{page}");
        assert!(page.contains("急なときに連絡できる病院や窓口"), "what homes ask for: {page}");
        for path in ["/mismatches.pdf", "/mismatches.xlsx", "/vacancies/list.pdf", "/vacancies/list.xlsx"] {
            assert_eq!(member.get(path).await.status, 200, "{path}");
        }
        let page = clerk.get("/mismatches").await.body;
        let id = page.split("action=\"/mismatches/").nth(1).and_then(|rest| rest.get(..36)).expect("a record").to_string();
        let path = format!("/mismatches/{id}/withdraw");
        let refused = clerk.post(&path, &[("reason", " ")]).await;
        assert!(refused.status == 422 && words(&refused.body).contains("取り消すわけが空です"));
        assert_eq!(member.post(&path, &[("reason", "まちがい")]).await.status, 403);
        assert_eq!(clerk.post(&path, &[("reason", "二度書いた")]).await.status, 303);
        assert_eq!(clerk.post(&path, &[("reason", "二度書いた")]).await.status, 303, "twice is once");
        assert!(clerk.reads("/mismatches").await.contains("（3件）です。"));
        let older = [("on", "R8.3.1"), ("reasons", "cost"), ("about", "no")];
        assert_eq!(clerk.post(&format!("{home}/mismatches"), &older).await.status, 303);
        let page = clerk.get("/mismatches?year=R7年度").await.body;
        let id = page.split("action=\"/mismatches/").nth(1).and_then(|rest| rest.get(..36)).expect("a record").to_string();
        let path = format!("/mismatches/{id}/withdraw");
        let long = "二度".repeat(600);
        let refused = clerk.post(&path, &[("reason", long.as_str()), ("year", "2025年度")]).await;
        assert!(refused.body.contains(&long) && words(&refused.body).contains("令和7年度"), "what was typed stays, in its year");
        let gone = clerk.post(&path, &[("reason", "二度書いた"), ("year", "2025年度")]).await;
        assert_eq!(gone.location(), "/mismatches?said=mismatch-withdrawn&year=R7");
        assert!(clerk.reads("/mismatches?year=R7年度").await.contains("令和7年度に、合わなかったわけは、まだ残されていません。"));
    }
}

on_both! {
    async fn what_a_home_accepts_has_versions_and_two_who_edit_at_once_meet(town) {
        let (office, mut clerk, home, rooms) = home(&town, &["101"]).await;
        let first = [("version", "1"), ("name", "すみれの家"), ("sex", "women"), ("night", "asleep"), ("ground_night", "1")];
        assert_eq!(clerk.post(&home, &first).await.status, 303);
        let page = clerk.reads(&home).await;
        assert!(page.contains("宿直") && page.contains("知識・技術") && page.contains("まだ聞いていないことが7つ"), "{page}");
        assert_eq!(clerk.post(&home, &[("version", "1"), ("name", "すみれ荘"), ("sex", "any")]).await.status, 409);
        let history = clerk.reads(&format!("{home}/history")).await;
        assert!(history.contains("女性") && history.contains("宿直"), "{history}");
        assert_eq!(clerk.post(&format!("{home}/put-back"), &[("version", "2"), ("to", "1")]).await.status, 303);
        assert!(!clerk.reads(&home).await.contains("宿直"));
        let room = format!("/vacancies/{}", rooms[0]);
        let cost = [("version", "1"), ("name", "101"), ("vacant_from", "R7.4.1"), ("note", "日当たりがよい"), ("rent_yen", "4万5千"), ("other_yen", "35000"), ("aid_yen", "10000")];
        assert_eq!(clerk.post(&room, &cost).await.status, 303);
        assert!(clerk.reads(&room).await.contains("月7万円") || clerk.reads(&room).await.contains("月70,000円"));
        assert!(clerk.reads(&format!("{room}/history")).await.contains("45,000円"));
        let mut member = town.signed_in(office, "iin", Role::Member, &[]).await;
        assert!(clerk.reads(&room).await.contains("日当たりがよい") && !member.reads(&room).await.contains("日当たりがよい"));
        let all = [("as_of", "R8.11.20"), ("told_by", "管理者に電話で")];
        tells(&mut clerk, &home, &[(&rooms[0], "vacant")], &all).await;
        assert!(clerk.reads("/vacancies").await.contains("1年以上空いている部屋が1室"));
        tells(&mut clerk, &home, &[(&rooms[0], "taken")], &[("as_of", "R8.6.1"), ("told_by", "管理者に電話で")]).await;
        assert!(!clerk.reads("/vacancies").await.contains("1年以上"), "it was let in between");
        let later = [("version", "2"), ("name", "101"), ("vacant_from", "R20.4.1")];
        assert_eq!(clerk.post(&room, &later).await.status, 303);
        assert!(clerk.reads("/vacancies").await.contains("これから空く部屋が、1室あります。"));
        assert!(clerk.reads(&format!("/homes?provider={PROVIDER}")).await.contains("すみれホームの住居は1つ、部屋は1室です。"));
        assert!(clerk.reads(&format!("/homes?provider={OTHER}")).await.contains("なのはなホームの住居は、まだ入っていません。"));
        assert!(clerk.get(&format!("/providers/{PROVIDER}")).await.body.contains(&format!("/homes?provider={PROVIDER}")));
    }
}
