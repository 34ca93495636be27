//! 公表: what everybody reads of a town — the export, the pages that are served, and what stands on neither.

mod folding;
mod rows;
mod site;

use crate::behind::hand;
use crate::editions::{GIST, finish, kept, public_of, tell};
use crate::on_both;
use crate::town::{SHEET, Town, fresh_folder, words};
use nimo::accounts::model::Role;
use nimo::cli::public::export;
use nimo::plumbing::ids::OfficeId;
use rows::{lay_open, notice, papers, roster};
use site::{Files, no_byte_tells, read};

const PUBLISH: [(&str, &str); 2] = [("on", "R8.11.25"), ("place", "市のホームページ")];

on_both! {
    async fn what_is_published_is_served_as_the_very_files_of_the_export(town) {
        let (office, mut clerk, council, meeting, block) = kept(&town, &[]).await;
        let gist = [("members", "words"), ("members_words", GIST), ("everybody", "same")];
        tell(&mut clerk, &block, &gist).await;
        finish(&mut clerk, &meeting, "").await;
        let edition = public_of(&mut clerk, &meeting).await;
        let folder = fresh_folder().join("公表");
        export(&town.app, office, (&folder, None)).await.expect("a town that has published nothing has its pages, too");
        let bare = read(&folder);
        assert!(bare["index.html"].text().contains("まだ公表したものはありません") && bare.len() == 11, "{:?}", bare.keys());
        assert_eq!(clerk.post(&format!("/editions/{edition}/publish"), &PUBLISH).await.status, 303);
        let unpublished = SHEET.replace("第２回", "第３回").replace("空室のある住まい", "朱色の秘密");
        let unpublished = clerk.read_in(&council, &unpublished).await;
        assert_eq!(clerk.post(&format!("/meetings/{unpublished}/keep"), &[]).await.status, 303);
        finish(&mut clerk, &unpublished, "").await;
        let ahead = clerk.read_in(&council, &SHEET.replace("第２回", "第４回")).await;
        lay_open(&town, &council, "", "roster", 1, &roster()).await;
        lay_open(&town, &council, &meeting, "papers", 1, &papers()).await;
        lay_open(&town, &council, &ahead, "notice", 1, &notice("利休鼠の取り下げ")).await;
        lay_open(&town, &council, &ahead, "notice", 2, &notice("３階会議室")).await;
        let told = export(&town.app, office, (&folder, None)).await.expect("written");
        assert!(told.contains("なくなったファイル0"), "{told}");
        let files = read(&folder);
        assert_eq!(export(&town.app, office, (&folder, None)).await.unwrap().lines().count(), 2);
        assert!(export(&town.app, office, (&folder, None)).await.unwrap().contains("変わったものはありません"));

        let mut visitor = town.browser();
        for (path, file) in files.iter() {
            let page = visitor.get(&format!("/public/999999/{path}")).await;
            assert_eq!((page.status, &page.bytes), (200, &file.0), "{path}");
            let heads = |name: &str| page.headers[name].to_str().unwrap().to_string();
            assert!(heads("content-security-policy").contains("default-src 'none'; script-src 'self'; style-src 'self'"), "{path}");
            assert_eq!(heads("x-content-type-options"), "nosniff");
            assert_eq!(clerk.get(&format!("/public/999999/{path}")).await.bytes, file.0, "who is signed in reads the same");
        }
        let style = visitor.get("/public/999999/style.css").await;
        let seal = style.headers["etag"].to_str().unwrap();
        let again = visitor.send("GET", "/public/999999/style.css", &[("if-none-match", seal)], vec![]).await;
        assert_eq!((again.status, again.bytes.len()), (304, 0), "what did not change is not sent again");
        assert_eq!(style.headers["cache-control"], "no-cache");
        assert_eq!(visitor.get("/public/999999").await.location(), "/public/999999/");
        assert_eq!(visitor.get("/public/999999/").await.bytes, files["index.html"].0);
        files.every_link_leads_somewhere();
        files.every_page_says_what_it_is();
        files.manifest_fits();
        no_byte_tells(&files, &["妹が", "桔梗病院", "朱色の秘密", "利休鼠", "toyama"]);
        let minutes = files[&format!("meetings/{meeting}/minutes.html")].text();
        assert!(minutes.contains(GIST) && minutes.contains(&format!("id=\"b-{block}\"")) && minutes.contains(&format!("href=\"#b-{block}\"")));
        assert!(minutes.matches("id=\"i-").count() >= 2, "each item has its place: {minutes}");
        let data = files[&format!("meetings/{meeting}/minutes.json")].text();
        assert!(data.contains("\"shape\": \"nimo.public.minutes/1\"") && data.contains(&format!("\"b-{block}\"")));
        site::fits_its_schema(&data);
        let page = words(&files[&format!("meetings/{meeting}/index.html")].text());
        for text in ["会議録", "資料2", "公開していません", "みほん市情報公開条例 第7条第2号", "12 ページ"] {
            assert!(page.contains(text), "{text}: {page}");
        }
        let first = words(&files["index.html"].text());
        assert!(first.contains("開催のお知らせ") && first.contains("令和8年（2026年）12月10日（木）"), "{first}");
        assert!(files["en/index.html"].text().contains("10 December 2026 (Thu)"));
        assert!(files["easy/index.html"].text().contains("<ruby>会議<rp>（</rp><rt>かいぎ</rt>"));
        assert!(files["feed.xml"].text().contains(&format!("<id>urn:uuid:{edition}</id>")));
        folding::is_that_of_glyphs(&folder);
    }
}

on_both! {
    async fn what_is_taken_down_is_gone_from_the_pages_and_from_the_next_export(town) {
        let (office, mut clerk, council, meeting, _) = kept(&town, &[]).await;
        finish(&mut clerk, &meeting, "").await;
        let edition = public_of(&mut clerk, &meeting).await;
        assert_eq!(clerk.post(&format!("/editions/{edition}/publish"), &PUBLISH).await.status, 303);
        lay_open(&town, &council, "", "roster", 1, &roster()).await;
        let root = fresh_folder();
        let folder = root.join("out");
        export(&town.app, office, (&folder, None)).await.expect("written");
        let before = read(&folder);
        let mut visitor = town.browser();
        let path = format!("/public/999999/meetings/{meeting}/minutes.html");
        assert!(visitor.get(&path).await.body.contains("住まいを探す人"));
        assert_eq!(clerk.post(&format!("/editions/{edition}/unpublish"), &[("reason", "載せ誤り")]).await.status, 303);
        assert_eq!(visitor.get(&path).await.status, 404);
        assert_eq!(visitor.get(&format!("/public/999999/meetings/{meeting}/minutes.pdf")).await.status, 404);
        let lists = root.join("lists");
        let told = export(&town.app, office, (&folder, Some(&lists))).await.expect("written");
        let after = read(&folder);
        no_byte_tells(&after, &["住まいを探す人", &meeting]);
        assert!(!folder.join("meetings").exists(), "no empty folder stays");
        let gone = before.keys().filter(|path| !after.contains_key(*path)).count();
        assert!(gone > 5 && told.contains(&format!("なくなったファイル{gone}")), "{told}");
        let list = std::fs::read_to_string(lists.join("out-changes.txt")).unwrap();
        let beside = std::fs::read_to_string(root.join("out-changes.txt")).unwrap();
        assert!(!beside.contains("なくなった　"), "what is gone is told where it was asked for: {beside}");
        assert!(list.contains(&format!("なくなった　meetings/{meeting}/minutes.pdf")), "{list}");
        assert!(list.contains("■ 令和6年度　第2回みほん市連絡協議会") && !list.contains("載せ誤り"), "{list}");
        assert!(std::fs::read_to_string(lists.join("out-changes.html")).unwrap().contains("なくなった"));
        let mut hand = hand(&town).await;
        let sql = "insert into public_release_withdrawal (office, release, reason, at, by_account, by_name)
            select office, id, 'x', at, by_account, by_name from public_release";
        sqlx::Executor::execute(&mut hand, sql).await.unwrap();
        export(&town.app, office, (&folder, None)).await.expect("written");
        assert_eq!(read(&folder).keys().filter(|path| path.starts_with("councils")).count(), 0);
    }
}

on_both! {
    async fn two_towns_never_mix_and_no_path_leads_out(town) {
        let (office, mut clerk, council, meeting, _) = kept(&town, &[]).await;
        finish(&mut clerk, &meeting, "").await;
        let edition = public_of(&mut clerk, &meeting).await;
        clerk.post(&format!("/editions/{edition}/publish"), &PUBLISH).await;
        let other = town.office("999998", "となり町").await;
        let mut stranger = town.signed_in(other, "tonari", Role::Secretariat, &[]).await;
        let theirs = stranger.place("となり町の協議会", "").await;
        rows::lay_open_at(&town, 2, &theirs, "", "roster", 1, &rows::roster_of("となり町の協議会")).await;
        let (own, foreign) = (fresh_folder(), fresh_folder());
        export(&town.app, office, (&own.join("x"), None)).await.expect("written");
        export(&town.app, other, (&foreign.join("x"), None)).await.expect("written");
        no_byte_tells(&read(&own.join("x")), &["となり町", &theirs]);
        no_byte_tells(&read(&foreign.join("x")), &["連絡協議会", "住まい", &council, &meeting]);
        let mut visitor = town.browser();
        for path in [
            format!("/public/999998/meetings/{meeting}/minutes.html"), format!("/public/999998/councils/{council}/"),
            "/public/999997/".into(), "/public/1/".into(), "/public/x/index.html".into(),
            "/public/999999/../999998/index.html".into(), "/public/999999/%2e%2e/index.html".into(),
            "/public/999999/..%2f..%2fetc/passwd".into(), "/public/999999//index.html".into(),
            format!("/public/999999/meetings/{meeting}/minutes.html%00"), "/public/999999/meetings/".into(),
            "/public/999999/STYLE.CSS".into(), "/public/999999/manifest.json/".into(),
        ] {
            let page = visitor.get(&path).await;
            assert!(page.status == 404 && page.body.contains("ページが見つかりません"), "{path}: {}", page.status);
        }
        assert_eq!(visitor.get(&format!("/public/999999/meetings/{meeting}/")).await.status, 200, "a folder is its first page");
        assert_eq!(visitor.post("/public/999999/", &[]).await.status, 404);
    }
}

on_both! {
    async fn a_folder_of_somebody_else_is_neither_written_nor_emptied(town) {
        let office = town.office("999999", "みほん市").await;
        let folder = fresh_folder();
        std::fs::write(folder.join("家計簿.txt"), "x").unwrap();
        let refused = export(&town.app, office, (&folder, None)).await.unwrap_err();
        assert!(refused.contains("家計簿.txt") && refused.contains("何も書いていません"), "{refused}");
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
        std::fs::remove_file(folder.join("家計簿.txt")).unwrap();
        export(&town.app, office, (&folder, None)).await.expect("an empty folder is nobody's");
        std::fs::write(folder.join("en/note.txt"), "x").unwrap();
        assert!(export(&town.app, office, (&folder, None)).await.unwrap_err().contains("en/note.txt"));
        std::fs::remove_file(folder.join("en/note.txt")).unwrap();
        std::fs::write(folder.join("index.html"), "直した").unwrap();
        std::fs::write(folder.join("style.css.nimo-new"), "half").unwrap();
        let told = export(&town.app, office, (&folder, None)).await.expect("what was changed by hand is written anew");
        assert!(told.contains("書いたファイル2"), "{told}");
        assert!(!folder.join("style.css.nimo-new").exists(), "what was cut short is taken away");
        read(&folder).manifest_fits();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_rows_give_the_same_bytes_on_both_engines() {
    let mut sites: Vec<Files> = vec![];
    for engine in [nimo::plumbing::engine::Engine::Sqlite, nimo::plumbing::engine::Engine::Postgres] {
        let town = Town::open(engine).await;
        let office: OfficeId = town.office("999999", "みほん市").await;
        rows::same_rows(&town).await;
        let folder = fresh_folder().join("x");
        export(&town.app, office, (&folder, None)).await.expect("written");
        sites.push(read(&folder));
    }
    assert!(
        sites[0].keys().any(|path| path.ends_with("minutes.docx")) && sites[0].len() == 37,
        "{:?}",
        sites[0].keys()
    );
    for (path, file) in sites[0].iter() {
        assert!(sites[1].get(path).is_some_and(|other| other.0 == file.0), "{path}");
    }
    assert_eq!(sites[0].len(), sites[1].len());
}
