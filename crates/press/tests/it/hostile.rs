//! Whatever is typed is printed, and nothing typed is ever obeyed.

use press::{
    Align, Block, Cell, Column, Document, Entry, Fonts, Foot, Grid, Heading, Label, OnMissing, PageForm, Paragraph,
    PressError, Printed, Row, Run, Sheet, Text, Width,
};
use proptest::prelude::*;

/// One paper with the words in every place where words can stand.
fn everywhere(words: &str) -> Document {
    let paragraph = Paragraph {
        id: "p".into(),
        indent: 3,
        label: Some(Label::new(words)),
        text: Text(vec![
            Run { text: words.into(), bold: true, whole: false },
            Run::whole(words),
            Run { text: words.into(), ..Run::default() },
        ]),
        leads: true,
        gap: true,
        align: Align::End,
    };
    let entry =
        |id: &str| Entry { id: id.into(), label: words.into(), body: vec![paragraph.clone(), paragraph.clone()] };
    Document {
        title: format!("題{words}"),
        language: "ja".into(),
        author: Some(words.into()),
        dated: "2024-06-03T09:00:00".parse().unwrap(),
        foot: Foot { left: words.into(), page_numbers: true },
        page: PageForm::a4(),
        body: vec![
            Block::Heading(Heading { id: "h".into(), level: 4, text: words.into() }),
            Block::Paragraph(paragraph.clone()),
            Block::Sheet(Sheet {
                caption: words.into(),
                label_width: 27.0,
                side_widths: [24.0, 24.0],
                rows: vec![
                    Row { first: entry("a"), second: None },
                    Row { first: entry("b"), second: Some(entry("c")) },
                ],
            }),
            Block::PageBreak,
            Block::Spacer(1.5),
            Block::Grid(Grid {
                id: "g".into(),
                caption: words.into(),
                columns: vec![
                    Column { head: words.into(), width: Width::Letters(4), align: Align::Middle },
                    Column { head: words.into(), width: Width::Share(1), align: Align::End },
                ],
                rows: vec![vec![Cell::Text(words.into()), Cell::Text(words.into())], vec![]],
            }),
        ],
    }
}

fn printed(words: &str) -> Vec<u8> {
    press::pdf(&everywhere(words), Fonts::embedded(), OnMissing::Geta)
        .unwrap_or_else(|fault| panic!("{words:?}: {fault}"))
}

/// Well-formed as far as it goes: tags open and close, and none came from the words.
fn tags(html: &str) -> Vec<String> {
    html.split('<').skip(1).map(|tag| tag.split(['>', ' ']).next().unwrap_or_default().to_string()).collect()
}

fn harmless(words: &str) {
    let (plain, hostile) = (everywhere("語"), everywhere(words));
    let lines = |tags: Vec<String>| {
        tags.into_iter()
            .filter(|tag| !matches!(tag.as_str(), "br" | "h1" | "/h1" | "footer" | "/footer"))
            .collect::<Vec<_>>()
    };
    let (wanted, html) = (lines(tags(&press::html(&plain, None))), lines(tags(&press::html(&hostile, None))));
    assert!(wanted == html, "{words:?} became a tag");
    let docx = press::docx(&hostile).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    for name in ["word/document.xml", "word/footer1.xml", "docProps/core.xml"] {
        let mut file = archive.by_name(name).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut file, &mut text).unwrap();
        assert!(text.chars().all(|c| matches!(c, '\n' | '\r' | '\t' | ' '..) && c != '\u{FFFE}' && c != '\u{FFFF}'));
        let depth = text.match_indices('<').fold(0_i64, |depth, (at, _)| {
            let tag = &text[at..at + text[at..].find('>').unwrap() + 1];
            match tag {
                _ if tag.starts_with("<?") || tag.ends_with("/>") => depth,
                _ if tag.starts_with("</") => depth - 1,
                _ => depth + 1,
            }
        });
        assert_eq!(depth, 0, "{name} {words:?}");
    }
    let at = "2024-06-03T09:00:00".parse().unwrap();
    let Some(Block::Grid(grid)) = hostile.body.last() else { panic!("the list is last") };
    press::xlsx(words, at, std::slice::from_ref(grid)).unwrap();
    let _ = press::text(&hostile);
}

#[test]
fn markup_of_every_tool_is_printed_as_it_was_typed() {
    for words in [
        "# * _ $ @ \\ < > & \" ' ` ~ = - + / // /* */ ---",
        "#import \"/etc/passwd\": *",
        "#read(\"/etc/passwd\") #panic() $x^2$ @label <label> [x](y)",
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "]] --> ]]> <!-- <![CDATA[",
        "{{= =cmd|' /C calc'!A0",
        "&amp;&#x3c;\u{0}\u{1}\u{8}\u{1f}\u{7f}\u{85}\u{202e}\u{2066}\u{feff}\u{ffff}",
    ] {
        harmless(words);
        let pdf = printed(words);
        if let Some(text) = crate::again::visible_text(&pdf) {
            let solid = |text: &str| text.chars().filter(|c| c.is_ascii_graphic()).collect::<String>();
            let wanted: String = solid(words).chars().take(12).collect();
            assert!(solid(&text).contains(&wanted), "{words:?}\n{text}");
            assert!(!text.contains("root:"));
        }
    }
}

#[test]
fn the_characters_of_names_are_printed_each_in_its_own_shape() {
    let words = "𠮷田 髙橋 山﨑 ⑴ ⑳ № ㈱ ～〜－— 葛\u{E0100}城 辻\u{E0101} か\u{3099} パ\u{309A} é e\u{301} ｶﾞ ⻑";
    let missing = press::missing_glyphs(&everywhere(words), Fonts::embedded());
    assert!(missing.iter().all(|glyph| glyph.printed == Printed::Usual), "{missing:?}");
    if let Some(text) = crate::again::visible_text(&printed(words)) {
        for name in ["𠮷田", "髙橋", "山﨑", "⑴", "㈱", "葛", "か"] {
            assert!(text.contains(name), "{name}\n{text}");
        }
    }
}

#[test]
fn a_character_that_no_font_has_is_named_with_its_place_before_printing() {
    let mut paper = everywhere("会議");
    let Block::Paragraph(paragraph) = &mut paper.body[1] else { panic!("a paragraph") };
    paragraph.id = "b7".into();
    paragraph.text = "よい案だ😀。外字\u{E123}もある。👨\u{200D}👩".into();
    let missing = press::missing_glyphs(&paper, Fonts::embedded());
    let named: Vec<(&str, &str)> = missing.iter().map(|glyph| (glyph.text.as_str(), glyph.at.as_str())).collect();
    assert_eq!(named, [("😀", "b7"), ("\u{E123}", "b7"), ("👨", "b7"), ("👩", "b7")]);
    let refused = press::pdf(&paper, Fonts::embedded(), OnMissing::Refuse).unwrap_err();
    assert_eq!(refused, PressError::Missing(missing));
    assert!(refused.to_string().contains('😀') && refused.to_string().contains('〓'));
    let pdf = press::pdf(&paper, Fonts::embedded(), OnMissing::Geta).unwrap();
    if let Some(text) = crate::again::visible_text(&pdf) {
        assert!(text.contains("よい案だ〓。外字〓もある。〓〓"), "{text}");
    }
}

#[test]
fn a_speech_of_ten_thousand_characters_and_two_hundred_opinions_are_printed_whole() {
    let mut paper = everywhere("会議");
    let long = "地域で暮らし続けるために、住まいと支える人をどう備えるかを話し合った。".repeat(286);
    assert!(long.chars().count() >= 10_000);
    paper.body.push(Block::Paragraph(Paragraph::plain("long", long.as_str())));
    for number in 1..=200 {
        let text = format!("意見その{number}。空いている部屋と待っている人を結ぶ仕組みがほしい。");
        paper.body.push(Block::Paragraph(Paragraph { label: Some(Label::new("・")), ..Paragraph::plain("o", text) }));
    }
    let pdf = press::pdf(&paper, Fonts::embedded(), OnMissing::Refuse).unwrap();
    let Some(text) = crate::again::visible_text(&pdf) else { return };
    assert_eq!(text.matches("意見その").count(), 200);
    let lines = text.lines().filter(|line| !line.contains("／"));
    let solid: String = lines.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect();
    let feet = solid.replace("会議1", "");
    assert!(feet.matches("話し合った。").count() >= 280, "{}", feet.matches("話し合った。").count());
}

/// What is kept together must not run off the paper: line ends, narrow columns, labels and names without end.
#[test]
fn nothing_that_is_long_in_a_narrow_place_runs_off_the_paper() {
    for words in ["行\n".repeat(150) + "終", "語".repeat(199) + "終", "ながい札".repeat(60) + "終"] {
        let paper = Document { foot: Foot::default(), ..everywhere(&words) };
        let pdf = press::pdf(&paper, Fonts::embedded(), OnMissing::Refuse).unwrap();
        let Some(places) = crate::again::places(&pdf) else { return };
        // A stop at a line's end may hang by half a character, and a letter's box is higher than its line.
        let (left, right, bottom) = (25.0 * 72.0 / 25.4 - 1.0, 190.0 * 72.0 / 25.4 + 6.0, 275.0 * 72.0 / 25.4 + 5.0);
        for (word, [x0, _, x1, y1]) in &places {
            assert!(*x0 >= left && *x1 <= right && *y1 <= bottom, "{word} at {x0} to {x1}, {y1}");
        }
        let shown = places.iter().map(|(word, _)| word.matches('終').count()).sum::<usize>();
        // A heading, a paragraph of four parts, three entries of a label and two such paragraphs, a list of five places.
        assert_eq!(shown, 1 + 4 + 3 * (1 + 2 * 4) + 5, "{}", words.chars().take(8).collect::<String>());
    }
}

#[test]
fn the_same_paper_gives_the_same_bytes_and_says_that_it_is_tagged_and_archival() {
    let pdf = printed("同じ紙面");
    assert_eq!(pdf, printed("同じ紙面"));
    let text = String::from_utf8_lossy(&pdf);
    for mark in ["pdfuaid:part", "pdfaid:part", "/StructTreeRoot", "/Lang"] {
        assert!(text.contains(mark), "{mark}");
    }
    assert!(!text.contains("/JavaScript") && !text.contains("/URI"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_printed(words in any::<String>()) {
        harmless(&words);
        printed(&words);
    }

    #[test]
    fn any_text_of_hard_characters_is_printed(
        words in "[ -~\u{3000}-\u{30ff}\u{0300}-\u{0310}\u{fe00}-\u{fe0f}\u{e0100}-\u{e0103}\u{200b}-\u{200f}\u{e000}-\u{e004}\u{1f600}-\u{1f604}\u{f900}-\u{f910}\u{20000}-\u{20010}\u{1100}-\u{1112}\u{1161}-\u{1163}\u{0e30}-\u{0e3a}\u{0600}-\u{0610}\n\r\t一葛辻か⑴]{0,24}",
    ) {
        harmless(&words);
        printed(&words);
    }
}
