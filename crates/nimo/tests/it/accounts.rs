//! Signing in, staying in, and being shut out.

use crate::on_both;
use crate::town::{PASSWORD, words};
use nimo::accounts::model::Role;

on_both! {
    async fn the_first_administrator_comes_by_a_link_that_works_once(town) {
        let path = town.app.first_path().await.unwrap().expect("no office yet");
        let mut browser = town.browser();
        assert_eq!(browser.get("/first/0000").await.status, 404);
        let fields = [("office_name", "みほん市"), ("office_code", "９９９９９９"), ("name", "今村 花子"), ("login", "imamura"),
            ("password", PASSWORD), ("again", PASSWORD)];
        let mut short = fields;
        short[4].1 = "みじかい";
        let refused = browser.post(&path, &short).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("15文字以上") && refused.body.contains("今村 花子"), "what was typed stays");
        assert!(!refused.body.contains("みじかい"), "a password never comes back");
        assert_eq!(browser.post(&path, &fields).await.location(), "/sign-in?said=entered");
        assert_eq!(browser.post(&path, &fields).await.status, 404, "the link is used up");
        assert!(town.app.first_path().await.unwrap().is_none());
        assert_eq!(browser.sign_in("imamura").await.location(), "/");
        assert!(words(&browser.get("/accounts").await.body).contains("今村 花子"));
    }
}

on_both! {
    async fn the_fifth_failure_makes_that_desk_wait_and_no_other(town) {
        let office = town.office("999999", "みほん市").await;
        town.person(office, "imamura", "今村", Role::Viewer, &[]).await;
        let mut guesser = town.browser();
        guesser.from = "198.51.100.9:9".parse().unwrap();
        for n in 0..5 {
            let page = guesser.post("/sign-in", &[("login", "imamura"), ("password", "あてずっぽう")]).await;
            assert_eq!(page.status, 422, "try {n}");
            assert!(page.body.contains("サインイン名かパスワードが違います"));
        }
        let page = guesser.sign_in("imamura").await;
        assert_eq!(page.status, 429, "even the right password waits");
        assert!(words(&page.body).contains("あと2秒"));
        assert_eq!(town.browser().sign_in("imamura").await.status, 303, "the real person at her own desk");
        town.wait_minutes(1);
        assert_eq!(guesser.sign_in("imamura").await.status, 303);
        let unknown = town.browser().post("/sign-in", &[("login", "nobody"), ("password", PASSWORD)]).await;
        assert_eq!(unknown.status, 422);
        assert!(unknown.body.contains("サインイン名かパスワードが違います"), "one sentence for both");
    }
}

on_both! {
    async fn a_session_ends_when_idle_when_old_and_at_sign_out(town) {
        let office = town.office("999999", "みほん市").await;
        let mut browser = town.signed_in(office, "imamura", Role::Viewer, &[]).await;
        for _ in 0..3 {
            town.wait_minutes(29);
            assert_eq!(browser.get("/councils").await.status, 200, "use keeps it open");
        }
        town.wait_minutes(31);
        assert_eq!(browser.get("/councils").await.location(), "/sign-in?next=/councils");
        browser.sign_in("imamura").await;
        for minutes in 0..(12 * 60 / 20) {
            assert_eq!(browser.get("/councils").await.status, 200, "{minutes}");
            town.wait_minutes(20);
        }
        assert_eq!(browser.get("/councils").await.status, 303, "after twelve hours even a used one");
        browser.sign_in("imamura").await;
        let stolen = browser.cookie.clone();
        assert_eq!(browser.post("/sign-out", &[]).await.status, 303);
        browser.cookie = stolen;
        assert_eq!(browser.get("/councils").await.status, 303, "the row is gone, not only the cookie");
    }
}

on_both! {
    async fn closing_an_account_shuts_its_open_pages_at_once_and_can_be_undone(town) {
        let office = town.office("999999", "みほん市").await;
        let mut admin = town.signed_in(office, "kanri", Role::Administrator, &[]).await;
        let mut browser = town.signed_in(office, "imamura", Role::Secretariat, &[]).await;
        let list = admin.get("/accounts").await.body;
        let id = id_before(&list, "imamuraさん");
        assert_eq!(admin.post(&format!("/accounts/{id}/close"), &[]).await.status, 303);
        assert_eq!(browser.get("/councils").await.status, 303);
        assert_eq!(browser.post("/councils", &[("name", "協議会")]).await.status, 401);
        assert_eq!(browser.sign_in("imamura").await.status, 422);
        assert_eq!(admin.post(&format!("/accounts/{id}/reopen"), &[]).await.status, 303);
        assert_eq!(browser.sign_in("imamura").await.status, 303);
        let page = admin.post(&format!("/accounts/{id}"), &[("version", "1"), ("name", "今村"), ("role", "viewer")]).await;
        assert_eq!(page.status, 303, "{}", page.body);
        assert_eq!(browser.get("/councils").await.status, 303, "a change of rights ends the session");
        let own = id_before(&list, "kanriさん");
        assert_eq!(admin.post(&format!("/accounts/{own}/close"), &[]).await.status, 403, "nobody closes his own door");
    }
}

on_both! {
    async fn two_administrators_editing_one_account_meet(town) {
        let office = town.office("999999", "みほん市").await;
        let mut first = town.signed_in(office, "kanri", Role::Administrator, &[]).await;
        let mut second = town.signed_in(office, "kanri2", Role::Administrator, &[]).await;
        let id = town.person(office, "imamura", "今村", Role::Viewer, &[]).await;
        let path = format!("/accounts/{id}");
        assert_eq!(first.post(&path, &[("version", "1"), ("name", "今村 花子"), ("role", "viewer")]).await.status, 303);
        let page = second.post(&path, &[("version", "1"), ("name", "今村（相談支援係）"), ("role", "secretariat")]).await;
        assert_eq!(page.status, 409);
        let said = words(&page.body);
        assert!(said.contains("今村 花子") || said.contains("花子"), "{said}");
        assert!(said.contains("相談支援係") && said.contains("1か所で重なっています"), "{said}");
        let merged = [("version", "2"), ("choose.name", "mine"), ("mine.name", "今村（相談支援係）"), ("role", "secretariat"), ("councils", "")];
        assert_eq!(second.post(&path, &merged).await.status, 303);
        assert!(first.get(&path).await.body.contains("今村（相談支援係）"));
    }
}

on_both! {
    async fn what_was_typed_outlives_the_session(town) {
        let office = town.office("999999", "みほん市").await;
        let mut browser = town.signed_in(office, "imamura", Role::Secretariat, &[]).await;
        town.wait_minutes(31);
        let page = browser.post("/councils", &[("name", "長く書いた\"協議会\""), ("basis", "ordinance")]).await;
        assert_eq!(page.status, 401);
        assert!(page.body.contains("入力した内容はここに残っています"));
        let page = browser.post("/sign-in", &[("login", "imamura"), ("password", PASSWORD), ("then", "/councils"),
            ("kept.name", "長く書いた\"協議会\""), ("kept.basis", "ordinance")]).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("action=\"/councils\"") && page.body.contains("長く書いた&#34;協議会&#34;"), "{}", page.body);
        assert_eq!(browser.post("/councils", &[("name", "長く書いた\"協議会\""), ("basis", "ordinance")]).await.status, 303);
    }
}

on_both! {
    async fn a_changed_password_ends_every_other_session_and_the_old_one_is_wrong(town) {
        let office = town.office("999999", "みほん市").await;
        let mut here = town.signed_in(office, "imamura", Role::Viewer, &[]).await;
        let mut elsewhere = town.browser();
        elsewhere.sign_in("imamura").await;
        let new = "あたらしい みほん 市役所 合言葉";
        let wrong = here.post("/password", &[("now", "ちがう"), ("password", new), ("again", new)]).await;
        assert_eq!(wrong.status, 422);
        assert_eq!(here.post("/password", &[("now", PASSWORD), ("password", new), ("again", new)]).await.status, 303);
        assert_eq!(here.get("/councils").await.status, 200);
        assert_eq!(elsewhere.get("/councils").await.status, 303);
        assert_eq!(elsewhere.sign_in("imamura").await.status, 422);
    }
}

on_both! {
    async fn one_sign_in_name_in_five_spellings_is_still_one_name(town) {
        let office = town.office("999999", "みほん市").await;
        town.person(office, "imamura", "今村", Role::Viewer, &[]).await;
        let mut guesser = town.browser();
        guesser.from = "198.51.100.9:9".parse().unwrap();
        for spelling in ["imamura", "IMAMURA", "Imamura", "ｉｍａｍｕｒａ", " imamura　"] {
            let page = guesser.post("/sign-in", &[("login", spelling), ("password", "あてずっぽう")]).await;
            assert_eq!(page.status, 422, "{spelling}");
            let said = words(&page.body);
            assert!(said.contains("サインインできませんでした") && !said.contains("保存していません"), "{said}");
        }
        assert_eq!(guesser.sign_in("iMAMURA").await.status, 429);
    }
}

on_both! {
    async fn many_guesses_at_once_are_no_more_than_five(town) {
        let office = town.office("999999", "みほん市").await;
        town.person(office, "imamura", "今村", Role::Viewer, &[]).await;
        let guesses = (0..12).map(|_| {
            let mut guesser = town.browser();
            guesser.from = "198.51.100.9:9".parse().unwrap();
            tokio::spawn(async move {
                guesser.post("/sign-in", &[("login", "imamura"), ("password", "あてずっぽう")]).await.status
            })
        });
        let mut heard = 0;
        for guess in guesses.collect::<Vec<_>>() {
            heard += usize::from(guess.await.unwrap() == 422);
        }
        assert_eq!(heard, 5);
    }
}

on_both! {
    async fn a_link_is_shown_with_its_whole_address_and_a_closed_account_gets_none(town) {
        let office = town.office("999999", "みほん市").await;
        let mut admin = town.signed_in(office, "kanri", Role::Administrator, &[]).await;
        let id = town.person(office, "imamura", "今村", Role::Viewer, &[]).await;
        let page = admin.post(&format!("/accounts/{id}/invite"), &[]).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("value=\"http://127.0.0.1:8080/invited/1."), "{}", page.body);
        assert_eq!(admin.post(&format!("/accounts/{id}/close"), &[]).await.status, 303);
        assert_eq!(admin.post(&format!("/accounts/{id}/invite"), &[]).await.status, 403);
        assert_eq!(admin.post(&format!("/accounts/{id}/reopen"), &[]).await.status, 303);
        assert_eq!(admin.post(&format!("/accounts/{id}/invite"), &[]).await.status, 200);
    }
}

on_both! {
    async fn an_administrator_does_not_take_away_a_council_that_was_placed_meanwhile(town) {
        let office = town.office("999999", "みほん市").await;
        let mut admin = town.signed_in(office, "kanri", Role::Administrator, &[]).await;
        let id = town.person(office, "imamura", "今村", Role::Secretariat, &[]).await;
        let mut clerk = town.browser();
        clerk.sign_in("imamura").await;
        clerk.place("みほん市連絡協議会", "").await;
        let edit = [("version", "1"), ("name", "今村 花子"), ("role", "secretariat"), ("councils", "")];
        let page = admin.post(&format!("/accounts/{id}"), &edit).await;
        assert_eq!(page.status, 409);
        let said = words(&page.body);
        assert!(said.contains("みほん市連絡協議会") && said.contains("今村 花子"), "{said}");
        assert!(said.contains("この画面だけにあります") && !said.contains("下書き"), "no draft is promised: {said}");
    }
}

on_both! {
    async fn nobody_without_a_session_reaches_a_handler_and_what_was_typed_stays(town) {
        town.office("999999", "みほん市").await;
        let mut stranger = town.browser();
        assert_eq!(stranger.get("/").await.location(), "/sign-in?next=/");
        for path in ["/councils", "/councils/new/draft", "/accounts", "/password", "/sign-out"] {
            let page = stranger.post(path, &[("name", "書きかけの協議会"), ("password", "秘密の合言葉")]).await;
            assert_eq!(page.status, 401, "{path}");
            assert!(page.body.contains("書きかけの協議会") && !page.body.contains("秘密の合言葉"), "{path}");
        }
    }
}

on_both! {
    async fn nimo_does_not_start_as_the_owner_of_its_tables(town) {
        if town.engine == nimo::plumbing::engine::Engine::Sqlite {
            return;
        }
        let owner = &town.owner_database;
        let refused = nimo::plumbing::migrate::migrate(owner, owner).await;
        let Err(nimo::plumbing::fault::Fault::Setup(sentence)) = refused else { panic!("it started") };
        assert!(sentence.contains("表の持ち主"), "{sentence}");
        nimo::plumbing::migrate::migrate(owner, &town.database).await.unwrap();
    }
}

/// The id in the link whose text is this name.
fn id_before(list: &str, name: &str) -> String {
    let link =
        list.split("href=\"/accounts/").find(|part| part.split("</a>").next().is_some_and(|text| text.contains(name)));
    link.expect("a link").split('"').next().expect("an id").to_string()
}
