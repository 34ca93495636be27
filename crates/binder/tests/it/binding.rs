//! Parts bound as one, read again.

use crate::made::{Made, paper};
use crate::seen::Seen;
use binder::{Binding, CheckedPdf, Part, Refusal, bind, check_pdf};
use lopdf::{Dictionary, Object, Stream, dictionary};

fn part<'a>(mark: &'a str, title: &'a str, bytes: &'a [u8]) -> Part<'a> {
    Part { mark, title, bytes }
}

fn binding(page_numbers: bool) -> Binding<'static> {
    Binding {
        title: "第3回 連絡会 資料一式",
        author: "健康福祉課",
        dated: "2024-05-23T13:30:00".parse().unwrap(),
        page_numbers,
    }
}

fn bound(made: Made) -> Seen {
    Seen::of(&bind(&[part("資料1", "表", &made.plain())], &binding(true)).unwrap())
}

#[test]
fn three_papers_stand_in_their_order_with_bookmarks_and_numbers() {
    let papers = [paper("次第", 1), Made::of(2).packed(), paper("名簿", 3)];
    let parts =
        [part("資料1", "次第", &papers[0]), part("資料2", "参考", &papers[1]), part("資料3", "名簿", &papers[2])];
    let bytes = bind(&parts, &binding(true)).unwrap();
    assert_eq!(check_pdf(&bytes), Ok(CheckedPdf { pages: 6 }));
    let seen = Seen::of(&bytes);
    let top: Vec<(String, usize)> = seen.top().into_iter().map(|(title, page, _)| (title, page)).collect();
    assert_eq!(top, [("資料1　次第".to_string(), 1), ("資料2　参考".to_string(), 2), ("資料3　名簿".to_string(), 4)]);
    for at in 0..6 {
        assert!(seen.drawn(at).contains(&format!("({} / 6) Tj", at + 1)), "{}", seen.drawn(at));
    }
    assert!(seen.drawn(1).contains("(page 1)") && seen.drawn(2).contains("(page 2)"));
    assert_eq!(seen.about("Title"), "第3回 連絡会 資料一式");
    assert_eq!(seen.about("Author"), "健康福祉課");
    assert_eq!(seen.about("Producer"), "nimo");
    assert_eq!(seen.about("CreationDate"), "D:20240523133000+09'00'");
    let catalog = seen.0.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"ja");
    assert_eq!(catalog.get(b"PageMode").unwrap().as_name().unwrap(), b"UseOutlines");
}

#[test]
fn what_a_page_draws_is_kept_byte_for_byte() {
    let paper = paper("名簿", 2);
    let before = Seen::of(&paper);
    let after = Seen::of(&bind(&[part("", "名簿", &paper)], &binding(false)).unwrap());
    let numbered = Seen::of(&bind(&[part("", "名簿", &paper)], &binding(true)).unwrap());
    for at in 0..2 {
        assert_eq!(before.drawn(at), after.drawn(at));
        assert!(numbered.drawn(at).contains(before.drawn(at).trim_end()));
    }
    assert_eq!(after.top()[0].0, "名簿");
}

#[test]
fn bookmarks_of_a_part_stand_below_its_own() {
    let seen = Seen::of(&bind(&[part("資料1", "名簿", &paper("名簿", 3))], &binding(true)).unwrap());
    let below = seen.marks(&seen.top()[0].2);
    let all: Vec<_> = below.iter().flat_map(|mark| std::iter::once(mark.clone()).chain(seen.marks(&mark.2))).collect();
    assert!(all.iter().any(|(title, page, _)| title == "第3章　名簿" && *page == 3), "{all:?}");
}

#[test]
fn the_same_parts_give_the_same_bytes() {
    let paper = paper("名簿", 2);
    let parts = [part("資料1", "名簿", &paper), part("資料2", "名簿", &paper)];
    let first = bind(&parts, &binding(true)).unwrap();
    assert!(first == bind(&parts, &binding(true)).unwrap());
    let id = |bytes: &[u8]| Seen::of(bytes).0.trailer.get(b"ID").unwrap().clone();
    assert_ne!(id(&first), id(&bind(&parts, &binding(false)).unwrap()));
}

#[test]
fn nothing_is_bound_of_nothing_or_of_a_refused_part() {
    assert_eq!(bind(&[], &binding(true)), Err(Refusal::NoParts));
    let refusal = bind(&[part("資料2", "名簿", b"%PDF-1.4")], &binding(true)).unwrap_err();
    assert!(refusal.to_string().starts_with("「資料2　名簿」は綴じられません。PDFが壊れていて読めません。"));
    let long = Made::of(1_001).packed();
    let parts = [part("資料1", "甲", &long), part("資料2", "乙", &long)];
    assert_eq!(bind(&parts, &binding(true)), Err(Refusal::BindingTooLong));
}

#[test]
fn a_number_stands_in_the_middle_of_the_foot_as_it_is_seen() {
    let foot = |rotate: i64| {
        let cropped: Vec<Object> = [100, 50, 500, 700].map(Object::from).to_vec();
        let seen = bound(Made::of(1).page(0, "Rotate", rotate).page(0, "CropBox", cropped));
        let drawn = seen.drawn(0);
        let place = drawn.split(" Tm").next().unwrap().rsplit(' ').take(6).map(|n| n.parse::<f32>().unwrap());
        let mut place: Vec<f32> = place.collect();
        place.reverse();
        place.iter().map(|n| n.round() as i32).collect::<Vec<_>>()
    };
    // 10 mm are 28 points; "1 / 1" is 17.5 points wide.
    assert_eq!(foot(0), [1, 0, 0, 1, 291, 78]);
    assert_eq!(foot(90), [0, 1, -1, 0, 472, 366]);
    assert_eq!(foot(180), [-1, 0, 0, -1, 309, 672]);
    assert_eq!(foot(-90), [0, -1, 1, 0, 128, 384]);
}

#[test]
fn a_font_of_the_same_name_is_not_replaced() {
    let seen = bound(Made::of(1));
    let fonts = seen.page(0).get(b"Resources").unwrap().as_dict().unwrap().get(b"Font").unwrap().as_dict().unwrap();
    let base = |name: &str| {
        let font = fonts.get_deref(name.as_bytes(), &seen.0).unwrap().as_dict().unwrap();
        String::from_utf8(font.get(b"BaseFont").unwrap().as_name().unwrap().to_vec()).unwrap()
    };
    assert_eq!((base("Nimo0"), base("Nimo1")), ("Courier".to_string(), "Helvetica".to_string()));
}

#[test]
fn a_state_that_is_left_open_does_not_move_the_number() {
    let mut made = Made::of(1);
    let drawn = Stream::new(Dictionary::new(), b"Q q 5 0 0 5 0 0 cm q".to_vec());
    let contents = made.document.add_object(drawn);
    let seen = bound(made.page(0, "Contents", contents));
    let drawn = seen.drawn(0);
    assert_eq!(drawn.split_whitespace().filter(|word| *word == "q").count(), 5, "{drawn}");
    assert_eq!(drawn.split_whitespace().filter(|word| *word == "Q").count(), 5, "{drawn}");
}

#[test]
fn links_by_page_and_by_name_find_their_page() {
    let made = Made::of(3);
    let to = |at: usize| vec![Object::Reference(made.pages[at]), "Fit".into()];
    let links: Vec<Object> = [
        dictionary! { "Subtype" => "Link", "Rect" => vec![], "Dest" => to(2) },
        dictionary! { "Subtype" => "Link", "Rect" => vec![], "A" => dictionary! { "S" => "GoTo", "D" => Object::string_literal("章") } },
        dictionary! { "Subtype" => "Link", "Rect" => vec![], "Dest" => "old" },
        dictionary! { "Subtype" => "Link", "Rect" => vec![], "Dest" => Object::string_literal("nowhere") },
    ]
    .map(Object::from)
    .to_vec();
    let names = dictionary! { "Names" => vec![Object::string_literal("章"), dictionary! { "D" => to(1) }.into()] };
    let old = dictionary! { "old" => to(1) };
    let made = made.page(0, "Annots", links).catalog("Names", dictionary! { "Dests" => names }).catalog("Dests", old);
    let first = Made::of(1).plain();
    let second = made.plain();
    let parts = [part("資料1", "甲", &first), part("資料2", "乙", &second)];
    let seen = Seen::of(&bind(&parts, &binding(true)).unwrap());
    let links = seen.page(1).get(b"Annots").unwrap().as_array().unwrap();
    let link = |at: usize| links[at].as_dict().unwrap();
    let page = |place: &Object| place.as_array().unwrap()[0].as_reference().unwrap();
    assert_eq!(page(link(0).get(b"Dest").unwrap()), seen.pages()[3]);
    assert_eq!(page(link(1).get(b"A").unwrap().as_dict().unwrap().get(b"D").unwrap()), seen.pages()[2]);
    assert_eq!(page(link(2).get(b"Dest").unwrap()), seen.pages()[2]);
    assert!(!link(3).has(b"Dest"));
}

#[test]
fn a_filled_field_stays_as_a_picture_and_its_form_is_left() {
    let mut made = Made::of(1);
    let look = made.document.add_object(Stream::new(dictionary! { "Subtype" => "Form" }, b"0 0 9 9 re f".to_vec()));
    let field = made.document.add_object(dictionary! {
        "Subtype" => "Widget",
        "FT" => "Tx",
        "T" => Object::string_literal("name"),
        "Rect" => vec![0.into(), 0.into(), 9.into(), 9.into()],
        "AP" => dictionary! { "N" => look },
        "StructParent" => 4,
    });
    let form = dictionary! { "Fields" => vec![field.into()] };
    let seen = bound(made.page(0, "Annots", vec![field.into()]).catalog("AcroForm", form));
    let kept = seen.0.get_page_annotations(seen.pages()[0]).unwrap()[0];
    assert_eq!(kept.get(b"Subtype").unwrap().as_name().unwrap(), b"Stamp");
    assert!(kept.has(b"AP") && !kept.has(b"FT") && !kept.has(b"StructParent"));
    assert!(!seen.0.catalog().unwrap().has(b"AcroForm"));
}

#[test]
fn what_a_part_hides_stays_hidden() {
    let mut made = Made::of(1);
    let layer = made.document.add_object(dictionary! { "Type" => "OCG", "Name" => Object::string_literal("draft") });
    let hidden = dictionary! { "OCGs" => vec![layer.into()], "D" => dictionary! { "BaseState" => "OFF" } };
    let seen = bound(made.catalog("OCProperties", hidden));
    let layers = seen.0.catalog().unwrap().get(b"OCProperties").unwrap().as_dict().unwrap();
    let off = layers.get(b"D").unwrap().as_dict().unwrap().get(b"OFF").unwrap().as_array().unwrap();
    assert_eq!((off.len(), off), (1, layers.get(b"OCGs").unwrap().as_array().unwrap()));
}

#[test]
fn tags_and_what_no_page_leads_to_stay_behind() {
    let paper = paper("名簿", 2);
    let before = Seen::of(&paper);
    assert!(before.0.catalog().unwrap().has(b"StructTreeRoot"));
    let after = Seen::of(&bind(&[part("資料1", "名簿", &paper)], &binding(true)).unwrap());
    assert!(!after.0.catalog().unwrap().has(b"StructTreeRoot"));
    assert!(!after.page(0).has(b"StructParents"));
    assert!(after.0.objects.values().all(|object| object.type_name().ok() != Some(b"StructElem")));
    assert!(after.0.objects.len() < before.0.objects.len());
}
