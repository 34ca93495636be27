//! The master of a meeting's papers: numbers, files and their versions, and what is refused.

use crate::on_both;
use crate::preparation::{council, plan, value};
use crate::town::{Browser, words};
use std::io::{Cursor, Write};

/// The id of the handout with these words, on the list of its meeting.
pub async fn handout(clerk: &mut Browser, meeting: &str, said: &str) -> String {
    let page = clerk.get(&format!("/meetings/{meeting}/handouts")).await.body;
    let before = page.split(said).next().filter(|before| before.len() < page.len());
    let before = before.unwrap_or_else(|| panic!("no {said} in {}", words(&page)));
    before.rsplit("href=\"/handouts/").next().expect("a link").chars().take(36).collect()
}

/// A real PDF and a real Word file, as somebody's machine makes them.
pub async fn files(clerk: &mut Browser, meeting: &str) -> (Vec<u8>, Vec<u8>) {
    let pdf = clerk.get(&format!("/meetings/{meeting}/papers/agenda.pdf")).await.bytes;
    let docx = clerk.get(&format!("/meetings/{meeting}/papers/agenda.docx")).await.bytes;
    (pdf, docx)
}

/// The same Word file with a program in it.
fn with_macro(docx: &[u8]) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(vec![]));
    for at in 0..old.len() {
        new.raw_copy_file(old.by_index(at).unwrap()).unwrap();
    }
    new.start_file("word/vbaProject.bin", zip::write::SimpleFileOptions::default()).unwrap();
    new.write_all(b"program").unwrap();
    new.finish().unwrap().into_inner()
}

const SCRIPTED: &[u8] = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>\nendobj\n\
2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>\nendobj\n\
trailer\n<</Root 1 0 R/Size 4>>\n%%EOF\n";

on_both! {
    async fn papers_are_numbered_by_their_order_and_called_the_same_everywhere(town) {
        let (mut clerk, _, meeting) = council(&town).await;
        let home = format!("/meetings/{meeting}/handouts");
        let (pdf, docx) = files(&mut clerk, &meeting).await;
        let added = clerk.upload(&home, &[], &[("資料9_委員名簿.pdf", &pdf), ("目標（案）.docx", &docx)]).await;
        assert_eq!(added.status, 303, "{}", words(&added.body));
        for (title, series, timing) in [("事例の写し", "branch", "collected"), ("制度のあらまし", "reference", "on_day")] {
            let fields = [("title", title), ("series", series), ("timing", timing)];
            assert_eq!(clerk.upload(&home, &fields, &[]).await.status, 303);
        }
        let page = words(&clerk.get(&home).await.body);
        for said in ["資料1 委員名簿", "資料2-1 目標（案）", "資料2-2 事例の写し", "参考資料1 制度のあらまし", "Wordのファイルだけです"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        let goal = handout(&mut clerk, &meeting, "資料2-1　目標（案）").await;
        assert_eq!(clerk.post(&format!("/handouts/{goal}/move"), &[("to", "up")]).await.status, 303);
        let meeting_page = words(&clerk.get(&format!("/meetings/{meeting}")).await.body);
        for said in ["資料1 目標（案）", "資料2-1 委員名簿", "資料2-2 事例の写し（机上配付・回収）"] {
            assert!(meeting_page.contains(said), "{said}: {meeting_page}");
        }
        for paper in ["agenda.txt", "notice.txt"] {
            let text = clerk.get(&format!("/meetings/{meeting}/papers/{paper}")).await.body;
            let text: String = text.split_whitespace().collect();
            assert!(text.contains("資料1目標（案）") && text.contains("資料2-1委員名簿"), "{paper}: {text}");
        }
        // The name is typed once: a head of the meeting that says otherwise is refused, and what was typed stays.
        let other = [("version", "1"), ("body", "協議会"), ("handouts", "資料1　目標の案")];
        let refused = clerk.post(&format!("/meetings/{meeting}"), &other).await;
        assert!(refused.status == 422 && refused.body.contains("資料1　目標の案") && words(&refused.body).contains("「資料」のページ"));
        let renamed = [("version", "1"), ("title", "今年度の目標（案）"), ("series", "paper"), ("timing", "ahead")];
        assert_eq!(clerk.post(&format!("/handouts/{goal}"), &renamed).await.status, 303);
        let text = clerk.get(&format!("/meetings/{meeting}/papers/agenda.txt")).await.body;
        assert!(text.contains("今年度の目標（案）"), "{text}");
    }
}

on_both! {
    async fn a_word_file_asks_for_its_pdf_and_versions_stay(town) {
        let (mut clerk, _, meeting) = council(&town).await;
        let (pdf, docx) = files(&mut clerk, &meeting).await;
        let added = clerk.upload(&format!("/meetings/{meeting}/handouts"), &[("title", "目標（案）")], &[("a.docx", &docx)]).await;
        assert_eq!(added.status, 303);
        let id = handout(&mut clerk, &meeting, "目標（案）").await;
        let home = format!("/handouts/{id}");
        assert!(words(&clerk.get(&home).await.body).contains("PDFにして入れると、一式にとじられます"));
        for (name, bytes, said) in [("a.pdf", &pdf, "handout-filed"), ("b.pdf", &pdf, "handout-same"), ("c.docx", &docx, "handout-filed")] {
            let kept = clerk.upload(&format!("{home}/files"), &[], &[(name, bytes)]).await;
            assert!(kept.status == 303 && kept.location().ends_with(said), "{name}: {} {}", kept.status, words(&kept.body));
        }
        let page = words(&clerk.get(&home).await.body);
        assert!(page.contains("新しい版のPDFが、まだです") && page.contains("第3版"), "{page}");
        let first = clerk.get(&format!("{home}/files/1")).await;
        assert_eq!(first.bytes, docx, "as it came");
        assert!(first.whole().contains("attachment"), "it is kept, not opened");
        assert_eq!(clerk.get(&format!("{home}/files/2")).await.bytes, pdf);
        assert_eq!(clerk.get(&format!("{home}/files/4")).await.status, 404);
        let none = clerk.post(&format!("{home}/withdraw"), &[("reason", "")]).await;
        assert_eq!(none.status, 422);
        assert_eq!(clerk.post(&format!("{home}/withdraw"), &[("reason", "次の会議に回す")]).await.status, 303);
        assert_eq!(clerk.get(&home).await.status, 404);
    }
}

on_both! {
    async fn what_carries_a_program_or_is_too_large_is_refused_with_a_sentence(town) {
        let (mut clerk, _, meeting) = council(&town).await;
        let home = format!("/meetings/{meeting}/handouts");
        let (pdf, docx) = files(&mut clerk, &meeting).await;
        let program = with_macro(&docx);
        let cut = pdf[..pdf.len() / 2].to_vec();
        let bad: [(&str, &[u8], &str); 5] = [
            ("a.docx", &program, "マクロ"),
            ("a.pdf", SCRIPTED, "プログラム"),
            ("a.pdf", &cut, "PDF"),
            ("a.pdf", b"MZ program", "PDF・Word・Excel・PowerPoint"),
            ("空.txt", b"text", "PDF・Word・Excel・PowerPoint"),
        ];
        for (name, bytes, said) in bad {
            let fields = [("title", "目標（案）"), ("maker", "みほん病院")];
            let refused = clerk.upload(&home, &fields, &[(name, bytes)]).await;
            assert_eq!(refused.status, 422, "{name} {said}");
            let told = words(&refused.body);
            assert!(told.contains(said) && told.contains(name), "{said}: {told}");
            assert_eq!(value(&refused.body, "maker"), "みほん病院", "what was typed stays");
        }
        // Two good ones and a bad one: nothing is kept.
        let refused = clerk.upload(&home, &[], &[("a.pdf", &pdf), ("b.pdf", SCRIPTED)]).await;
        assert!(refused.status == 422 && words(&clerk.get(&home).await.body).contains("資料は、まだありません"));
        let large = vec![b'a'; 31 * 1024 * 1024];
        let refused = clerk.upload(&home, &[("title", "目標")], &[("a.pdf", &large)]).await;
        assert!(refused.status == 400 && words(&refused.body).contains("30MBまで"), "{}", words(&refused.body));
        for (fields, field) in [
            (vec![("title", "資料1　目標")], "番号は、並びから自動で付きます"),
            (vec![("title", "")], "空です"),
            (vec![("title", "目標"), ("timing", "never")], "一覧から"),
            (vec![("title", "目標"), ("source", "x")], "一覧から"),
            (vec![("title", "目標"), ("item", "0193b3b0-0000-7000-8000-000000000000")], "いまの次第にありません"),
        ] {
            let refused = clerk.upload(&home, &fields, &[]).await;
            assert!(refused.status == 422 && words(&refused.body).contains(field), "{field}: {}", words(&refused.body));
        }
    }
}

on_both! {
    async fn nimo_makes_the_papers_that_it_knows(town) {
        let (mut clerk, council, meeting) = council(&town).await;
        let home = format!("/meetings/{meeting}/handouts");
        for (source, said) in [("roster", ""), ("minutes", "残した会議録が、まだありません"), ("support", "固めた会議資料")] {
            let added = clerk.upload(&home, &[("source", source)], &[]).await;
            assert_eq!(added.status, 303);
            let path = added.location().split('?').next().unwrap_or("").to_string();
            let made = clerk.post(&format!("{path}/make"), &[]).await;
            match said {
                "" => assert!(clerk.get(&format!("{path}/files/1")).await.bytes.starts_with(b"%PDF"), "{}", made.status),
                said => assert!(made.status == 422 && words(&made.body).contains(said), "{source}: {}", words(&made.body)),
            }
        }
        // The meeting moves to another day: the roster of the old one is bound no more, not even when it is filed by hand.
        let roster = handout(&mut clerk, &meeting, "資料1　委員名簿").await;
        let bytes = clerk.get(&format!("/handouts/{roster}/files/1")).await.bytes;
        let moved = [("version", "1"), ("body", "協議会"), ("held_on", "R8.12.17"), ("agenda", "１　開会")];
        assert_eq!(clerk.post(&format!("/meetings/{meeting}"), &moved).await.status, 303);
        for _ in 0..2 {
            let page = words(&clerk.get(&format!("/handouts/{roster}")).await.body);
            assert!(page.contains("会議の日が、つくったときから変わりました"), "{page}");
            assert_eq!(clerk.upload(&format!("/handouts/{roster}/files"), &[], &[("名簿.pdf", &bytes)]).await.status, 303);
        }
        // What nimo makes itself comes along to the next meeting, without its files.
        let form = clerk.get(&format!("/councils/{council}/meetings/new")).await.body;
        let from = value(&form, "from");
        let after = plan(&mut clerk, &council, &[("from", &from), ("held_on", "R9.2.12"), ("agenda", "開会")]).await;
        let page = words(&clerk.get(&format!("/meetings/{after}/handouts")).await.body);
        assert!(page.contains("資料1 委員名簿") && page.contains("ファイルが、まだ入っていません"), "{page}");
    }
}
