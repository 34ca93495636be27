//! What is sent before a meeting: frozen, bound, told what changed, and fetched once.

use crate::handouts::{files, handout};
use crate::on_both;
use crate::paper::read_pdf;
use crate::preparation::{council, value};
use crate::town::{Browser, Page, Town, words};
use std::io::{Cursor, Read};

/// Two papers that go ahead and one that is collected.
async fn papers(clerk: &mut Browser, meeting: &str) {
    let home = format!("/meetings/{meeting}/handouts");
    let (pdf, _) = files(clerk, meeting).await;
    let roster = clerk.get(&format!("/meetings/{meeting}/papers/reception.pdf")).await.bytes;
    let secret = clerk.get(&format!("/meetings/{meeting}/papers/script.pdf")).await.bytes;
    for (title, timing, bytes) in
        [("委員名簿", "ahead", &roster), ("目標（案）", "ahead", &pdf), ("事例の写し", "collected", &secret)]
    {
        let added = clerk.upload(&home, &[("title", title), ("timing", timing)], &[("a.pdf", bytes)]).await;
        assert_eq!(added.status, 303, "{}", words(&added.body));
    }
}

/// Freezes a scope as its page shows it.
pub async fn freeze(clerk: &mut Browser, meeting: &str, scope: &str) -> Page {
    let path = format!("/meetings/{meeting}/dispatches");
    let page = clerk.get(&path).await.body;
    let form = page.split(&format!("name=\"scope\" value=\"{scope}\"")).nth(1);
    let seen = form.map(|form| value(form, "seen")).unwrap_or_default();
    clerk.post(&path, &[("scope", scope), ("seen", &seen)]).await
}

pub fn id(page: &Page) -> String {
    assert_eq!(page.status, 303, "{}", words(&page.body));
    page.location().trim_start_matches("/dispatches/").split('?').next().unwrap_or("").to_string()
}

on_both! {
    async fn what_goes_out_is_bound_as_it_was_and_tells_what_changed(town) {
        let (mut clerk, _, meeting) = council(&town).await;
        papers(&mut clerk, &meeting).await;
        let first = id(&freeze(&mut clerk, &meeting, "ahead").await);
        let page = words(&clerk.get(&format!("/dispatches/{first}")).await.body);
        assert!(page.contains("資料1 委員名簿") && page.contains("髙梨 一郎") && !page.contains("事例の写し"), "{page}");
        let bound = clerk.get(&format!("/dispatches/{first}/packet.pdf")).await.bytes;
        assert!(bound.starts_with(b"%PDF"));
        if let Some(text) = read_pdf(&bound) {
            let text: String = text.split_whitespace().collect();
            assert!(text.contains("資料の一覧") && text.contains("委員名簿") && text.contains("受付簿") && text.contains("1/"), "{text}");
            assert!(!text.contains("事例の写し") && !text.contains("目標を決めます"), "what is collected went out: {text}");
        }
        let packed = clerk.get(&format!("/dispatches/{first}/packet.zip")).await.bytes;
        let mut zip = zip::ZipArchive::new(Cursor::new(packed)).unwrap();
        let names: Vec<String> = (0..zip.len()).map(|at| zip.by_index(at).unwrap().name().unwrap().to_string()).collect();
        assert_eq!(names, ["00_表紙と次第.pdf", "01_資料1_委員名簿.pdf", "02_資料2_目標（案）.pdf"]);
        let mut inner = vec![];
        zip.by_index(1).unwrap().read_to_end(&mut inner).unwrap();
        let roster = handout(&mut clerk, &meeting, "資料1　委員名簿").await;
        assert_eq!(inner, clerk.get(&format!("/handouts/{roster}/files/1")).await.bytes, "as it came, with its tags");
        assert!(clerk.get(&format!("/dispatches/{first}/people.xlsx")).await.bytes.starts_with(b"PK"));
        // A paper is replaced and moved: the first stays as it was, the second says so.
        let newer = clerk.get(&format!("/meetings/{meeting}/papers/seating.pdf")).await.bytes;
        assert_eq!(clerk.upload(&format!("/handouts/{roster}/files"), &[], &[("b.pdf", &newer)]).await.status, 303);
        assert_eq!(clerk.post(&format!("/handouts/{roster}/move"), &[("to", "down")]).await.status, 303);
        assert_eq!(clerk.get(&format!("/dispatches/{first}/packet.pdf")).await.bytes, bound, "byte by byte");
        let second = id(&freeze(&mut clerk, &meeting, "ahead").await);
        let told = words(&clerk.get(&format!("/dispatches/{second}")).await.body);
        assert!(told.contains("第1便から変わったところ") && told.contains("番号が資料1から資料2になりました。差しかえました"), "{told}");
        let whole = id(&freeze(&mut clerk, &meeting, "whole").await);
        let told = words(&clerk.get(&format!("/dispatches/{whole}")).await.body);
        assert!(told.contains("事例の写し") && !told.contains("髙梨"), "it goes to nobody: {told}");
    }
}

on_both! {
    async fn nothing_is_frozen_that_was_not_seen_or_has_no_pdf(town) {
        let (mut clerk, _, meeting) = council(&town).await;
        papers(&mut clerk, &meeting).await;
        let path = format!("/meetings/{meeting}/dispatches");
        let stale = clerk.post(&path, &[("scope", "ahead"), ("seen", "old")]).await;
        assert!(stale.status == 422 && words(&stale.body).contains("もう一度押してください"), "{}", words(&stale.body));
        assert_eq!(clerk.upload(&format!("/meetings/{meeting}/handouts"), &[("title", "速報"), ("timing", "on_day")], &[]).await.status, 303);
        let page = words(&clerk.get(&path).await.body);
        assert!(page.contains("資料4 速報: ファイルが、まだ入っていません"), "{page}");
        assert_eq!(freeze(&mut clerk, &meeting, "on_day").await.status, 422);
        id(&freeze(&mut clerk, &meeting, "ahead").await);
        assert_eq!(clerk.post(&path, &[("scope", "everything"), ("seen", "")]).await.status, 404);
    }
}

on_both! {
    async fn a_link_opens_once_for_whoever_holds_it_and_only_where_nimo_is_reached_from_outside(town) {
        let (mut clerk, _, meeting) = council(&town).await;
        let inside = id(&freeze(&mut clerk, &meeting, "ahead").await);
        assert_eq!(clerk.post(&format!("/dispatches/{inside}/links"), &[("place", "0")]).await.status, 404, "no name outside");
        let town = Town::open_outside(town.engine).await;
        let (mut clerk, _, meeting) = council(&town).await;
        papers(&mut clerk, &meeting).await;
        let sent = id(&freeze(&mut clerk, &meeting, "ahead").await);
        let links = format!("/dispatches/{sent}/links");
        let link = async |clerk: &mut Browser, place: &str| {
            let page = clerk.get(&format!("/dispatches/{sent}")).await.body;
            let own = page.split(&format!("name=\"place\" value=\"{place}\"")).next().expect("the person");
            let last = own.rsplit("name=\"last\" value=\"").next().and_then(|rest| rest.split('"').next()).unwrap_or("");
            let page = clerk.post(&links, &[("place", place), ("last", last)]).await;
            assert_eq!(page.status, 200, "{}", words(&page.body));
            let at = page.body.split("https://nimo.example.lg.jp").nth(1).expect("the address").split('<').next().unwrap_or("");
            at.to_string()
        };
        let first = link(&mut clerk, "1").await;
        assert!(!clerk.get(&format!("/dispatches/{sent}")).await.body.contains("/handed/"), "shown once");
        let mut member = town.browser();
        let page = member.get(&first).await;
        assert!(page.status == 200 && words(&page.body).contains("資料1 委員名簿"), "{}", words(&page.body));
        assert!(!page.body.contains("髙梨") && !page.body.contains("三好"), "no name of anybody");
        assert_eq!(member.get(&first).await.status, 200, "to look uses nothing up");
        let fetched = member.post(&first, &[]).await;
        assert!(fetched.status == 200 && fetched.bytes.starts_with(b"%PDF"), "{}", fetched.status);
        for used in [member.get(&first).await, member.post(&first, &[]).await] {
            assert_eq!(used.status, 404, "once");
        }
        assert!(words(&clerk.get(&format!("/dispatches/{sent}")).await.body).contains("受け取りずみ"));
        // A newer link ends the older; an ended one and one that waited too long open nothing.
        let (older, newer) = (link(&mut clerk, "0").await, link(&mut clerk, "0").await);
        assert_eq!((member.get(&older).await.status, member.get(&newer).await.status), (404, 200));
        let open = clerk.get(&format!("/dispatches/{sent}")).await.body;
        assert_eq!(clerk.post(&format!("{links}/end"), &[("link", &value_of_button(&open))]).await.status, 303);
        assert_eq!(member.get(&newer).await.status, 404);
        // Pressed again from the old page, nothing is made and no link ends.
        let again = clerk.post(&links, &[("place", "0")]).await;
        assert!(again.status == 303 && again.location().contains("link-again"), "{}", again.status);
        let late = link(&mut clerk, "0").await;
        town.wait_minutes(14 * 24 * 60 + 1);
        assert_eq!(member.get(&late).await.status, 404);
        for made_up in [format!("{first}0"), "/handed/1.abc".into(), first.replacen("/handed/1.", "/handed/2.", 1)] {
            assert_eq!(member.get(&made_up).await.status, 404, "{made_up}");
        }
    }
}

on_both! {
    async fn what_should_not_have_gone_out_is_taken_back_with_every_link_to_it(town) {
        let town = Town::open_outside(town.engine).await;
        let (mut clerk, _, meeting) = council(&town).await;
        papers(&mut clerk, &meeting).await;
        let sent = id(&freeze(&mut clerk, &meeting, "ahead").await);
        let page = clerk.post(&format!("/dispatches/{sent}/links"), &[("place", "0")]).await;
        let link = page.body.split("https://nimo.example.lg.jp").nth(1).expect("an address").split('<').next().unwrap_or("").to_string();
        let home = format!("/dispatches/{sent}");
        let none = clerk.post(&format!("{home}/withdraw"), &[("reason", " ")]).await;
        assert!(none.status == 422 && words(&none.body).contains("空です"));
        assert_eq!(clerk.post(&format!("{home}/withdraw"), &[("reason", "名が入っていた")]).await.status, 303);
        assert!(words(&clerk.get(&home).await.body).contains("取り下げた便です"));
        for gone in [format!("{home}/packet.pdf"), format!("{home}/packet.zip"), link] {
            assert_eq!(town.browser().get(&gone).await.status, if gone.starts_with("/handed") { 404 } else { 303 });
            assert_eq!(clerk.get(&gone).await.status, 404, "{gone}");
        }
        assert_eq!(clerk.post(&format!("{home}/links"), &[("place", "1")]).await.status, 403);
        // The next one is held against nothing that was taken back.
        let next = id(&freeze(&mut clerk, &meeting, "ahead").await);
        assert!(!words(&clerk.get(&format!("/dispatches/{next}")).await.body).contains("便から変わったところ"));
    }
}

/// The link that a button ends.
fn value_of_button(page: &str) -> String {
    value(page, "link")
}
