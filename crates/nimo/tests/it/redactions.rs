//! 公開しないところ: marks with their grounds, what everybody reads, words that change below a mark, and what is disclosed on request.

use crate::editions::{correct, editions, finish, kept, public_of};
use crate::forms::unzipped;
use crate::on_both;
use crate::paper::read_pdf;
use crate::preparation::value;
use crate::town::{Browser, Page, words};
use nimo::accounts::model::Role;
use nimo::council::model::CouncilId;
use nimo::plumbing::secret::hash_bytes;
use std::io::Read;

/// What is marked in the block of [`kept`].
const PASSAGE: &str = "妹が桔梗病院に入っていた。";

async fn mark(clerk: &mut Browser, meeting: &str, fields: &[(&str, &str)]) -> Page {
    clerk.post(&format!("/meetings/{meeting}/redactions"), fields).await
}

/// Ticks a passage of a block, as its form offers it.
async fn tick(clerk: &mut Browser, meeting: &str, block: &str, piece: &str) -> Page {
    let form = clerk.get(&format!("/meetings/{meeting}/redactions?about={block}")).await.body;
    let (seen, about) = (value(&form, "seen"), value(&form, "about"));
    let fields = [
        ("kind", "passage"),
        ("about", about.as_str()),
        ("seen", seen.as_str()),
        ("piece", piece),
        ("ground", "person"),
        ("article", "みほん市情報公開条例第7条第1号"),
    ];
    mark(clerk, meeting, &fields).await
}

fn first_mark(page: &str) -> String {
    page.split("action=\"/redactions/").nth(1).expect("a mark").chars().take(36).collect()
}

/// The members of a ZIP: name and bytes.
fn members(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a ZIP");
    let mut member = |at| {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = vec![];
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().to_string(), bytes)
    };
    (0..member_count(bytes)).map(&mut member).collect()
}

fn member_count(bytes: &[u8]) -> usize {
    zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap().len()
}

on_both! {
    async fn what_is_marked_stands_in_no_byte_of_what_everybody_gets(town) {
        let (_, mut clerk, _, meeting, block) = kept(&town, &[]).await;
        assert_eq!(tick(&mut clerk, &meeting, &block, PASSAGE).await.status, 303);
        let name = [("kind", "name"), ("words", "藤代"), ("instead", "Ａ委員"), ("ground", "person")];
        assert_eq!(mark(&mut clerk, &meeting, &name).await.status, 303);
        let page = words(&clerk.get(&format!("/meetings/{meeting}/redactions")).await.body);
        assert!(page.contains("［非公開］空室のある住まいを探す人"), "{page}");
        assert!(page.contains("個人に関する情報（みほん市情報公開条例第7条第1号）"), "{page}");
        assert_eq!(page.matches("個人に関する情報（みほん市情報公開条例第7条第1号）").count(), 2, "the article is taken over: {page}");

        let done = finish(&mut clerk, &meeting, "").await;
        assert_eq!(done.status, 303, "{}", words(&done.body));
        let public = public_of(&mut clerk, &meeting).await;
        let secret = |text: &str| ["桔梗", "妹が", "藤代"].iter().any(|word| text.contains(word));
        for format in ["pdf", "docx", "txt"] {
            let file = clerk.get(&format!("/editions/{public}/sheet.{format}")).await;
            assert_eq!(file.status, 200, "{format}");
            let told = match format {
                "pdf" => read_pdf(&file.bytes).unwrap_or_default(),
                "docx" => unzipped(&file.bytes),
                _ => file.body.clone(),
            };
            assert!(!secret(&told) && !secret(&file.body) && !secret(&String::from_utf8_lossy(&file.bytes)), "{format}: {told}");
            if !told.is_empty() {
                assert!(told.contains("［非公開］") && told.contains("Ａ委員"), "{format}: {told}");
                assert!(told.contains("根拠: 個人に関する情報"), "{format}: {told}");
            }
        }
        let own = editions(&mut clerk, &meeting).await;
        let mut whole = 0;
        for id in own {
            whole += usize::from(clerk.get(&format!("/editions/{id}/sheet.txt")).await.body.contains("桔梗病院"));
        }
        assert_eq!(whole, 2, "the secretariat and the members read all of it");
    }
}

on_both! {
    async fn words_that_change_below_a_mark_are_closed_until_somebody_marks_anew(town) {
        let (_, mut clerk, _, meeting, block) = kept(&town, &[]).await;
        assert_eq!(tick(&mut clerk, &meeting, &block, PASSAGE).await.status, 303);
        correct(&mut clerk, &block, "1", "姉が桔梗病院に入っていた。空室を減らしたい。").await;
        let home = format!("/meetings/{meeting}/redactions");
        let page = clerk.get(&home).await.body;
        assert!(words(&page).contains("見なおすところが1件あります") && words(&page).contains("閉じている"), "{}", words(&page));
        let barred = words(&clerk.get(&format!("/meetings/{meeting}/confirmation")).await.body);
        assert!(barred.contains("公開しないところのうち1件"), "{barred}");
        let id = first_mark(&page);
        let bare = clerk.post(&format!("/redactions/{id}/withdraw"), &[("reason", " ")]).await;
        assert!(bare.status == 422 && words(&bare.body).contains("取り消すわけを入れてください"));
        for _ in 0..2 {
            // Who comes second finds it done.
            let gone = clerk.post(&format!("/redactions/{id}/withdraw"), &[("reason", "文が変わった")]).await;
            assert_eq!(gone.status, 303, "{}", words(&gone.body));
        }
        assert_eq!(tick(&mut clerk, &meeting, &block, "姉が桔梗病院に入っていた。").await.status, 303);
        assert_eq!(finish(&mut clerk, &meeting, "").await.status, 303);
    }
}

on_both! {
    async fn a_mark_that_fits_nowhere_is_refused_and_what_was_typed_stays(town) {
        let (office, mut clerk, council, meeting, block) = kept(&town, &[]).await;
        let refused = [
            (vec![("kind", "name"), ("words", "林"), ("ground", "person"), ("article", "第7条")], "2文字以上の名前"),
            (vec![("kind", "name"), ("words", "林田"), ("article", "第7条")], "公開しない理由を選んでください"),
            (vec![("kind", "passage"), ("about", &block), ("words", "ここにない文"), ("ground", "person"), ("seen", "")], "発言の文が変わりました"),
            (vec![("kind", "paper"), ("about", "x"), ("ground", "person")], "その資料は、もうありません"),
        ];
        for (fields, sentence) in refused {
            let page = mark(&mut clerk, &meeting, &fields).await;
            assert!(page.status == 422 && words(&page.body).contains(sentence), "{sentence}: {}", words(&page.body));
            for (name, typed) in fields.iter().filter(|(name, _)| matches!(*name, "words" | "article")) {
                assert!(page.body.contains(typed), "{name} {typed} stays");
            }
        }
        let form = clerk.get(&format!("/meetings/{meeting}/redactions?about={block}")).await.body;
        let seen = value(&form, "seen");
        let absent = [("kind", "passage"), ("about", block.as_str()), ("seen", &seen), ("words", "ここにない文"), ("ground", "person")];
        let page = mark(&mut clerk, &meeting, &absent).await;
        assert!(page.status == 422 && words(&page.body).contains("「ここにない文」は、この発言のなかにありません"));
        let mut member = town.signed_in(office, "miyoshi", Role::Member, &[CouncilId::parse(&council).unwrap()]).await;
        assert_eq!(member.get(&format!("/meetings/{meeting}/redactions")).await.status, 403);
        assert_eq!(member.get(&format!("/meetings/{meeting}/disclosure.zip")).await.status, 403);
    }
}

on_both! {
    async fn what_is_disclosed_on_request_covers_each_place_with_the_number_of_its_ground(town) {
        let (_, mut clerk, _, meeting, block) = kept(&town, &[]).await;
        let home = format!("/meetings/{meeting}");
        let told = [("members", "left_out"), ("everybody", "same")];
        assert_eq!(clerk.post(&format!("/tellings/{block}/begin"), &[]).await.status, 303);
        let fields = [&[("version", "1")][..], &told].concat();
        assert_eq!(clerk.post(&format!("/tellings/{block}"), &fields).await.status, 303);
        let pdf = clerk.get(&format!("{home}/sheet.pdf")).await.bytes;
        let added = clerk.upload(&format!("{home}/handouts"), &[("title", "調査の結果")], &[("a.pdf", &pdf)]).await;
        assert_eq!(added.status, 303, "{}", words(&added.body));
        let lacking = clerk.get(&format!("{home}/disclosure.zip")).await;
        assert!(lacking.location().ends_with("/redactions#bundle"), "{}", lacking.status);
        let said = words(&clerk.get(&format!("{home}/redactions")).await.body);
        assert!(said.contains("書きかえた発言のうち1件に、理由がまだありません") && said.contains("「資料1 調査の結果」: 公開するかどうかが、まだ決まっていません"), "{said}");

        let whole = [("kind", "block"), ("about", block.as_str()), ("ground", "person"), ("article", "条例第7条第1号")];
        assert_eq!(mark(&mut clerk, &meeting, &whole).await.status, 303);
        let list = clerk.get(&format!("{home}/redactions")).await.body;
        let handout = list.split("href=\"/handouts/").nth(1).expect("a paper").chars().take(36).collect::<String>();
        let file = hash_bytes(&pdf);
        let open = [("kind", "open_paper"), ("about", handout.as_str()), ("seen", file.as_str())];
        assert_eq!(mark(&mut clerk, &meeting, &open).await.status, 303);
        assert_eq!(mark(&mut clerk, &meeting, &[("kind", "name"), ("words", "三好"), ("ground", "conduct")]).await.status, 303);
        let bundle = clerk.get(&format!("{home}/disclosure.zip")).await;
        assert_eq!(bundle.status, 200, "{}", words(&bundle.body));
        let files = members(&bundle.bytes);
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["00_一覧.pdf", "00_一覧.xlsx", "01_会議録.pdf", "02_資料1　調査の結果.pdf"]);
        assert_eq!(files[3].1, pdf, "the paper as it came");
        if let Some(sheet) = read_pdf(&files[2].1) {
            assert!(sheet.contains("■■■■〔2〕") || sheet.contains("■■■■〔1〕"), "{sheet}");
            assert!(!["桔梗", "妹が", "三好"].iter().any(|word| sheet.contains(word)), "{sheet}");
            assert!(sheet.contains("藤代"), "what is not marked is disclosed: {sheet}");
            let list: String = read_pdf(&files[0].1).unwrap().chars().filter(|c| !c.is_whitespace()).collect();
            assert!(list.contains("会議録部分開示") || list.contains("部分開示"), "{list}");
            assert!(list.contains("個人に関する情報（条例第7条第1号）") && list.contains("調査の結果"), "{list}");
        }
    }
}

on_both! {
    async fn what_is_marked_follows_a_block_that_is_parted_or_taken_into_another(town) {
        let (_, mut clerk, council, meeting, block) = kept(&town, &[]).await;
        let whole = [("kind", "block"), ("about", block.as_str()), ("ground", "person")];
        assert_eq!(mark(&mut clerk, &meeting, &whole).await.status, 303);
        assert_eq!(clerk.post(&format!("/blocks/{block}/split"), &[("version", "1"), ("at", "12")]).await.status, 303);
        let page = words(&clerk.get(&format!("/meetings/{meeting}/redactions")).await.body);
        assert_eq!(page.matches("（この発言は、公開していません。").count(), 2, "both parts: {page}");
        assert_eq!(finish(&mut clerk, &meeting, "").await.status, 303);
        let public = public_of(&mut clerk, &meeting).await;
        let told = clerk.get(&format!("/editions/{public}/sheet.txt")).await.body;
        assert!(!told.contains("桔梗") && !told.contains("空室"), "{told}");

        // The other way round: what goes into another block takes its mark along, and is looked at anew.
        let other = clerk.read_in(&council, &crate::town::SHEET.replace("第２回", "第５回")).await;
        let first = clerk.first_block(&other).await;
        assert_eq!(clerk.post(&format!("/meetings/{other}/keep"), &[]).await.status, 303);
        let list = clerk.get(&format!("/meetings/{other}/redactions")).await.body;
        let second = list.split("redactions?about=").nth(2).expect("two blocks").chars().take(36).collect::<String>();
        assert_eq!(tick(&mut clerk, &other, &second, "部会で続けて検討することに決定した。").await.status, 303);
        assert_eq!(clerk.post(&format!("/blocks/{first}/merge"), &[("version", "1")]).await.status, 303);
        let page = words(&clerk.get(&format!("/meetings/{other}/redactions")).await.body);
        assert!(page.contains("見なおすところが1件あります"), "{page}");
    }
}

on_both! {
    async fn an_edition_that_tells_what_was_marked_later_is_published_no_more(town) {
        let (_, mut clerk, _, meeting, block) = kept(&town, &[]).await;
        assert_eq!(finish(&mut clerk, &meeting, "").await.status, 303);
        let first = public_of(&mut clerk, &meeting).await;
        assert_eq!(tick(&mut clerk, &meeting, &block, PASSAGE).await.status, 303);
        let today = [("on", "R8.11.25"), ("place", "市のホームページ")];
        let barred = clerk.post(&format!("/editions/{first}/publish"), &today).await;
        assert!(barred.status == 422 && words(&barred.body).contains("公開しないところが増えています"), "{}", words(&barred.body));
        correct(&mut clerk, &block, "1", &format!("{PASSAGE}空室を減らしたい。")).await;
        let page = clerk.get(&format!("/meetings/{meeting}/redactions")).await.body;
        let old = first_mark(&page);
        assert_eq!(clerk.post(&format!("/redactions/{old}/withdraw"), &[("reason", "文が変わった")]).await.status, 303);
        assert_eq!(tick(&mut clerk, &meeting, &block, PASSAGE).await.status, 303);
        assert_eq!(finish(&mut clerk, &meeting, "言いまちがい").await.status, 303);
        let second = public_of(&mut clerk, &meeting).await;
        let wrong = clerk.get(&format!("/editions/{second}")).await.body;
        assert!(!wrong.contains("桔梗"), "no list of what was wrong tells it: {}", words(&wrong));
        let published = clerk.post(&format!("/editions/{second}/publish"), &today).await;
        assert_eq!(published.status, 303, "{}", words(&published.body));
    }
}

on_both! {
    async fn nothing_below_a_closed_item_is_named_to_everybody(town) {
        let (_, mut clerk, _, meeting, _) = kept(&town, &[]).await;
        let closed = [
            ("version", "1"), ("body", "みほん市連絡協議会"), ("fiscal_year", "R6"), ("number", "2"), ("number_of", "fiscal_year"),
            ("held_on", "R6.5.23"), ("agenda", "１　開会\n２　議題【非公開: 個人に関する情報】\n　⑴　退院の支援について"),
        ];
        let set = clerk.post(&format!("/meetings/{meeting}"), &closed).await;
        assert_eq!(set.status, 303, "{}", words(&set.body));
        assert_eq!(finish(&mut clerk, &meeting, "").await.status, 303);
        let public = public_of(&mut clerk, &meeting).await;
        for place in ["sheet.txt", "form"] {
            let told = clerk.get(&format!("/editions/{public}/{place}")).await.body;
            assert!(told.contains("この議題は、公開していません") && told.contains("議題"), "{place}: {told}");
            for hidden in ["退院の支援", "桔梗", "部会で続けて"] {
                assert!(!told.contains(hidden), "{place} {hidden}: {told}");
            }
        }
    }
}
