use super::*;
use crate::council::redaction::model::{DisclosureGround, RedactionForm, RedactionId};
use crate::plumbing::clock::Moment;
use proptest::prelude::*;

fn mark(kind: RedactionKind, about: &str, words: &str, seen: &str) -> Redaction {
    let form = RedactionForm {
        kind,
        about: about.into(),
        words: words.into(),
        instead: "（氏名）".into(),
        ground: Some(DisclosureGround::Person),
        article: "条例第7条第1号".into(),
    };
    Redaction {
        id: RedactionId::fresh(),
        form,
        seen: seen.into(),
        at: Moment::parse("2026-11-30T00:00:00Z").unwrap(),
        by: "今村".into(),
    }
}

fn named(name: &str) -> Vec<Redaction> {
    vec![mark(RedactionKind::Name, "", name, "")]
}

const OWN: &str = "妹は、長く入院していた。妹の病名を、だれにも言えなかった。";

#[test]
fn marked_passages_go_wherever_they_stand_in_the_block_and_nothing_tells_how_long_they_were() {
    let marks = [mark(RedactionKind::Passage, "b", "妹\n長く入院していた。", OWN)];
    let mut cover = Cover::new(&marks, CoverStyle::Public);
    let told = cover.passages("b", OWN).unwrap();
    assert_eq!(told, "［非公開］は、［非公開］の病名を、だれにも言えなかった。");
    assert_eq!(cover.grounds, [("個人に関する情報（条例第7条第1号）".to_string(), 2)]);
    assert_eq!(Cover::new(&marks, CoverStyle::Public).passages("other", OWN).unwrap(), OWN);
    let told = Cover::new(&marks, CoverStyle::Disclosure).passages("b", OWN).unwrap();
    assert_eq!(told, "■■■■〔1〕は、■■■■〔1〕の病名を、だれにも言えなかった。");
}

#[test]
fn words_that_changed_below_a_mark_are_told_to_nobody() {
    let marks = [mark(RedactionKind::Passage, "b", "妹", OWN)];
    assert_eq!(Cover::new(&marks, CoverStyle::Public).passages("b", "姉は、長く入院していた。"), None);
}

#[test]
fn a_name_is_covered_however_it_is_written() {
    for text in ["山﨑花子さん", "山崎 花子さん", "山﨑　花子さん", "山嵜花子さん"] {
        let expected = if text.contains('嵜') { glyphs::fold("山嵜") == glyphs::fold("山﨑") } else { true };
        let told = Cover::new(&named("山﨑花子"), CoverStyle::Public).names(text);
        assert_eq!(told == "（氏名）さん", expected, "{text}");
    }
    assert_eq!(
        Cover::new(&named("ワタナベ"), CoverStyle::Public).names("わたなべ、ﾜﾀﾅﾍﾞ、ワタナへ\u{3099}"),
        "（氏名）、（氏名）、（氏名）"
    );
    let both = [named("山﨑"), named("山﨑花子")].concat();
    assert_eq!(Cover::new(&both, CoverStyle::Public).names("山﨑花子と山崎"), "（氏名）と（氏名）");
}

#[test]
fn a_name_that_runs_through_two_parts_leaves_nothing_in_either() {
    let mut parts = ["副会長　山".to_string(), "﨑".into(), "花子（家族会）".into()];
    Cover::new(&named("山﨑花子"), CoverStyle::Public).names_in(&mut parts);
    assert_eq!(parts.concat(), "副会長　（氏名）（家族会）");
}

#[test]
fn what_can_be_ticked_is_a_part_of_the_words() {
    assert_eq!(pieces(OWN), ["妹は、", "長く入院していた。", "妹の病名を、", "だれにも言えなかった。"]);
    assert!(pieces(" \n").is_empty());
}

proptest! {
    #[test]
    fn no_covered_text_holds_the_name(before in "[ぁ-んァ-ヶ一-龠 　ー]{0,8}", name in "[一-龠ぁ-んァ-ヶ髙﨑ー]{2,4}", after in "[ぁ-んァ-ヶ一-龠 　]{0,8}") {
        let told = Cover::new(&named(&name), CoverStyle::Disclosure).names(&format!("{before}{name}{after}"));
        let key: Vec<char> = letters(&name).into_iter().map(|(letter, _)| letter).collect();
        // Two halves that stood around a name may make it anew only where the bar between them is no letter of it.
        prop_assert!(hits(&letters(&told), &key).is_empty(), "{told}");
    }

    #[test]
    fn no_covered_block_holds_the_passage(before in "(\\PC|\n){0,20}", passage in "\\PC{1,9}", after in "(\\PC|\n){0,20}") {
        let words = format!("{before}{passage}{after}");
        prop_assume!(passage.trim() == passage && !passage.contains(['■', '〔', '〕', '1']));
        let marks = [mark(RedactionKind::Passage, "b", &passage, &words)];
        let told = Cover::new(&marks, CoverStyle::Disclosure).passages("b", &words).unwrap();
        prop_assert!(!told.contains(&passage));
    }

    #[test]
    fn arbitrary_text_never_panics(text in "\\PC{0,60}", name in "\\PC{2,10}") {
        let _ = Cover::new(&named(&name), CoverStyle::Public).names(&text);
        let _ = pieces(&text);
    }
}

#[test]
fn what_is_not_printed_hides_no_name() {
    for text in ["山\u{ad}﨑花子", "山﨑\u{200b}花\u{2060}子", "山﨑・花子"] {
        let told = Cover::new(&named("山﨑花子"), CoverStyle::Public).names(text);
        assert_eq!(told, "（氏名）", "{text:?}");
    }
    assert_eq!(Cover::new(&named("ジョンスミス"), CoverStyle::Public).names("ジョン・スミスさん"), "（氏名）さん");
}

#[test]
fn names_that_share_letters_are_covered_as_one() {
    let both = [named("山﨑花"), named("花子")].concat();
    assert_eq!(Cover::new(&both, CoverStyle::Public).names("山﨑花子と"), "（氏名）と");
    // A character may fold to several: no hit ends within what stands for another.
    let mut dots = named("..");
    dots[0].form.instead = "Aさん".into();
    assert_eq!(Cover::new(&dots, CoverStyle::Public).names("……"), "Aさん");
}

#[test]
fn names_are_covered_wherever_they_stand_on_a_paper() {
    let document = Document {
        title: "山﨑花子の件".into(),
        body: vec![
            Part::heading("title", 1, "山﨑花子の件"),
            Part::Grid(press::Grid {
                id: "g".into(),
                caption: "表".into(),
                columns: vec![],
                rows: vec![vec![Cell::Text("山崎 花子".into()), Cell::Number(3)]],
            }),
        ],
        language: "ja".into(),
        author: None,
        dated: chrono::NaiveDateTime::default(),
        foot: press::Foot { left: "山﨑花子".into(), page_numbers: true },
        page: press::PageForm::a4(),
    };
    let mut told = document;
    Cover::new(&named("山﨑花子"), CoverStyle::Public).document(&mut told);
    assert!(!format!("{told:?}").contains("花子"), "{told:?}");
}

#[test]
fn a_frozen_paper_tells_too_much_when_what_it_says_was_marked_since() {
    let marks = [mark(RedactionKind::Passage, "b", "妹", OWN)];
    let tells = |words: &str, now: &str, marks: &[Redaction]| {
        tells_too_much(std::iter::once(("b", words)), &[("b", now)], marks, |_| false)
    };
    assert!(tells(OWN, "［非公開］は…", &marks));
    assert!(!tells("［非公開］は…", "［非公開］は…", &marks), "what is covered already");
    assert!(!tells("家賃が上がった。", "家賃があがった。", &[]), "a slip of the pen is none");
    assert!(tells("山﨑花子が言った。", "（氏名）が言った。", &named("山﨑花子")));
    assert!(tells_too_much(std::iter::once(("b", OWN)), &[], &[], |_| false), "what is not for everybody any more");
}
