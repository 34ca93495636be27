//! An edition of a form: from when it holds, from which it was begun, and the form itself.

use super::rows::{groups, groups_in_lines, rows, rows_in_lines};
use super::word::{Choice, DRESSES, FONTS, NAMES, YES_NO};
use crate::council::model::RecordMethod;
use crate::editing::read::{code, day, one_line};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use almanac::Date;
use minutes::{FormField, FormPage, FormRow, NumberDress, SheetForm};

/// Stands in a heading for the method by which the minutes are written: 会議録（［記録のしかた］）.
pub const METHOD: &str = "［記録のしかた］";

/// The fields of an edition that are edited.
pub const SHAPE: Shape = Shape {
    kind: "SheetForm",
    fields: &[
        ("from_on", "いつから"),
        ("begun_from", "もとにした様式"),
        ("heading", "表題"),
        ("foot", "ページの下"),
        ("rows", "項目"),
        ("names", "委員の書きかた"),
        ("by_category", "委員を号ごとに分ける"),
        ("groups", "出席者の区分"),
        ("number_1", "番号（1段め）"),
        ("number_2", "番号（2段め）"),
        ("number_3", "番号（3段めから）"),
        ("bullet", "発言の前"),
        ("answer", "答えの前"),
        ("speaker", "発言者の前"),
        ("opinions_head", "意見の前のことば"),
        ("questions_head", "質疑の前のことば"),
        ("font", "書体"),
        ("margins", "余白"),
        ("label_width", "見出しの列の幅"),
        ("size", "文字の大きさ"),
    ],
};

const MOST_HEADING: usize = 60;
const MOST_WORDS: usize = 20;
const MOST_MARK: usize = 3;
/// Margins in millimetres, from and to; the printer's edge and a paper that still has a column.
const MARGINS: (u16, u16) = (10, 50);
const LABELS: (u16, u16) = (15, 60);
/// The width of A4, and the least that a cell of a row that is split may have beside its label.
const PAPER: u16 = 210;
const LEAST_CELL: u16 = 25;
/// In tenths of a point.
const SIZES: (u16, u16) = (80, 140);

/// An edition, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetFormEdition {
    /// From this day.
    pub from_on: Date,
    /// The form that ships from which it was begun, by its code.
    pub begun_from: String,
    /// The form; its heading and foot may hold [`METHOD`].
    pub form: SheetForm,
}

impl SheetFormEdition {
    /// A form that ships, to be begun from. Where it names the method, it names that of each meeting.
    pub fn begun(code: &str) -> Option<SheetFormEdition> {
        let form = SheetForm::shipped(code)?;
        let open = |words: String| words.replace("会議録（要点記録）", &format!("会議録（{METHOD}）"));
        let form = SheetForm { heading: open(form.heading.clone()), foot: open(form.foot.clone()), ..form };
        Some(SheetFormEdition { from_on: Date::default(), begun_from: code.into(), form })
    }

    /// The form as a meeting is printed in it: heading and foot name its method.
    pub fn for_method(&self, method: Option<RecordMethod>) -> SheetForm {
        let filled = |words: &str| match method {
            Some(method) => words.replace(METHOD, method.label()),
            None => words.replace(&format!("（{METHOD}）"), "").replace(METHOD, ""),
        };
        let form = &self.form;
        SheetForm { heading: filled(&form.heading), foot: filled(&form.foot), ..form.clone() }
    }

    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<SheetFormEdition, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let from_on = day("from_on", texts, w);
        if from_on.is_none() && w.is_empty() {
            w.push(Wrong::new("from_on", "空です。この様式で書きはじめる日を入れてください。例: 令和8年4月1日"));
        }
        let begun_from = code("begun_from", texts, |code| SheetForm::shipped(code).map(|_| code.to_string()), w);
        let begun_from = begun_from.unwrap_or_else(|| "key_points".into());
        let usual = SheetForm::shipped(&begun_from).unwrap_or_default();
        let heading = one_line("heading", texts, MOST_HEADING, w);
        if heading.is_empty() {
            w.push(Wrong::new(
                "heading",
                format!("空です。紙のいちばん上に書くことばを入れてください。例: 会議録（{METHOD}）"),
            ));
        }
        let rows = kept(rows(text(texts, "rows")), w);
        let groups = kept(groups(text(texts, "groups")), w);
        let lists = rows.iter().flat_map(|row| &row.cells).any(|cell| cell.field == FormField::Attendees);
        if lists && groups.is_empty() && w.iter().all(|wrong| wrong.field != "groups") {
            w.push(Wrong::new("groups", "空です。「出席者と欠席者」の行に書く区分を入れてください。例: 委員、事務局"));
        }
        let page = page(texts, w);
        if w.is_empty() && is_narrow(&rows, page) {
            let sentence = format!(
                "右に並ぶ項目の書くところが、{LEAST_CELL}ミリより狭くなります。見出しの列の幅か、左右の余白を小さくしてください。"
            );
            w.push(Wrong::new("label_width", sentence));
        }
        for (field, asked) in [("names", "委員の書きかた"), ("by_category", "委員を号ごとに分けるかどうか")]
        {
            if text(texts, field).is_empty() && !text(texts, "begun_from").is_empty() {
                w.push(Wrong::new(field, format!("空です。{asked}を選んでください。")));
            }
        }
        let number = |field, w: &mut Vec<Wrong>| chosen(field, texts, DRESSES, NumberDress::Wide, w);
        let form = SheetForm {
            heading,
            foot: one_line("foot", texts, MOST_HEADING, w),
            rows,
            groups,
            names: chosen("names", texts, NAMES, usual.names, w),
            by_category: chosen("by_category", texts, YES_NO, usual.by_category, w),
            numbers: vec![number("number_1", w), number("number_2", w), number("number_3", w)],
            bullet: mark("bullet", texts, w),
            answer: mark("answer", texts, w),
            speaker: mark("speaker", texts, w),
            opinions_head: one_line("opinions_head", texts, MOST_WORDS, w),
            questions_head: one_line("questions_head", texts, MOST_WORDS, w),
            page,
            kinds: usual.kinds,
        };
        if wrongs.is_empty() {
            Ok(SheetFormEdition { from_on: from_on.unwrap_or_default(), begun_from, form })
        } else {
            Err(wrongs)
        }
    }

    /// The fields as texts, for a version.
    pub fn texts(&self) -> Texts {
        let SheetForm { page, .. } = &self.form;
        let form = &self.form;
        let number = |at: usize| {
            let dress = form.numbers.get(at).or(form.numbers.last()).copied().unwrap_or(NumberDress::Wide);
            code_of(DRESSES, &dress)
        };
        [
            ("from_on", self.from_on.to_string()),
            ("begun_from", self.begun_from.clone()),
            ("heading", form.heading.clone()),
            ("foot", form.foot.clone()),
            ("rows", rows_in_lines(&form.rows)),
            ("names", code_of(NAMES, &form.names)),
            ("by_category", code_of(YES_NO, &form.by_category)),
            ("groups", groups_in_lines(&form.groups)),
            ("number_1", number(0)),
            ("number_2", number(1)),
            ("number_3", number(2)),
            ("bullet", form.bullet.clone()),
            ("answer", form.answer.clone()),
            ("speaker", form.speaker.clone()),
            ("opinions_head", form.opinions_head.clone()),
            ("questions_head", form.questions_head.clone()),
            ("font", code_of(FONTS, &page.font)),
            ("margins", page.margins.map(|mm| mm.to_string()).join(" ")),
            ("label_width", page.label_width.to_string()),
            ("size", points(page.size_tenths)),
        ]
        .map(|(name, value)| (name.to_string(), value))
        .into()
    }
}

/// A cell of a row that is split would be too narrow for words.
fn is_narrow(rows: &[FormRow], page: FormPage) -> bool {
    let [_, right, _, left] = page.margins;
    let room = PAPER.saturating_sub(left + right).saturating_sub(2 * page.label_width);
    rows.iter().any(|row| row.cells.len() > 1) && room / 2 < LEAST_CELL
}

/// Labels that the reader would not know again when the paper is read in elsewhere.
pub fn unread_labels(form: &SheetForm) -> Vec<&str> {
    let cells = form.rows.iter().flat_map(|row| &row.cells);
    cells.filter(|cell| !minutes::is_read_again(cell.field, &cell.label)).map(|cell| cell.label.as_str()).collect()
}

fn kept<T>(read: Result<Vec<T>, Wrong>, wrongs: &mut Vec<Wrong>) -> Vec<T> {
    read.unwrap_or_else(|wrong| {
        wrongs.push(wrong);
        vec![]
    })
}

fn chosen<T: Copy>(field: &'static str, texts: &Texts, choices: &[Choice<T>], usual: T, wrongs: &mut Vec<Wrong>) -> T {
    let of = |typed: &str| choices.iter().find(|(code, ..)| *code == typed).map(|(.., value)| *value);
    code(field, texts, of, wrongs).unwrap_or(usual)
}

fn code_of<T: PartialEq>(choices: &[Choice<T>], value: &T) -> String {
    choices.iter().find(|(.., one)| one == value).map_or_else(String::new, |(code, ..)| (*code).to_string())
}

/// A mark before a line: ・, ⇒, ○; none where it is empty.
fn mark(field: &'static str, texts: &Texts, wrongs: &mut Vec<Wrong>) -> String {
    one_line(field, texts, MOST_MARK, wrongs)
}

fn page(texts: &Texts, wrongs: &mut Vec<Wrong>) -> FormPage {
    let usual = FormPage::default();
    let font = chosen("font", texts, FONTS, usual.font, wrongs);
    let margins = margins(texts, usual.margins, wrongs);
    let label_width = length("label_width", texts, LABELS, usual.label_width, wrongs);
    FormPage { font, margins, label_width, size_tenths: size(texts, usual.size_tenths, wrongs) }
}

/// 上 右 下 左, in millimetres.
fn margins(texts: &Texts, usual: [u16; 4], wrongs: &mut Vec<Wrong>) -> [u16; 4] {
    let typed: String = text(texts, "margins").chars().map(glyphs::plain).collect();
    let is_word = |c: char| c.is_whitespace() || matches!(c, ',' | '、' | '・' | '上' | '右' | '下' | '左' | 'm');
    let parts: Vec<&str> = typed.split(is_word).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        return usual;
    }
    let (least, most) = MARGINS;
    let read: Vec<u16> =
        parts.iter().filter_map(|part| part.parse().ok()).filter(|mm| (least..=most).contains(mm)).collect();
    <[u16; 4]>::try_from(read).ok().filter(|_| parts.len() == 4).unwrap_or_else(|| {
        let sentence =
            format!("上、右、下、左の余白を、それぞれ{least}から{most}までのミリで入れてください。例: 22 20 22 25");
        wrongs.push(Wrong::new("margins", sentence));
        usual
    })
}

fn length(field: &'static str, texts: &Texts, (least, most): (u16, u16), usual: u16, wrongs: &mut Vec<Wrong>) -> u16 {
    let typed: String = text(texts, field).chars().map(glyphs::plain).filter(|c| !c.is_whitespace()).collect();
    if typed.is_empty() {
        return usual;
    }
    let digits = typed.strip_suffix("mm").or_else(|| typed.strip_suffix("ミリ")).unwrap_or(&typed);
    digits.parse().ok().filter(|mm| (least..=most).contains(mm)).unwrap_or_else(|| {
        wrongs.push(Wrong::new(field, format!("{least}から{most}までのミリで入れてください。例: {usual}")));
        usual
    })
}

/// 10.5, in tenths.
fn size(texts: &Texts, usual: u16, wrongs: &mut Vec<Wrong>) -> u16 {
    let typed: String = text(texts, "size").chars().map(glyphs::plain).filter(|c| !c.is_whitespace()).collect();
    if typed.is_empty() {
        return usual;
    }
    let digits = typed.strip_suffix("pt").or_else(|| typed.strip_suffix("ポイント")).unwrap_or(&typed);
    let (whole, tenth) = digits.split_once('.').unwrap_or((digits, "0"));
    let read = || {
        let whole: u16 = whole.parse().ok().filter(|whole| *whole < 100)?;
        let tenth: u16 = tenth.parse().ok().filter(|tenth| *tenth < 10)?;
        let is_one = digits.split_once('.').is_none_or(|(_, tenth)| tenth.len() == 1);
        is_one.then_some(whole * 10 + tenth)
    };
    let (least, most) = SIZES;
    read().filter(|size| (least..=most).contains(size)).unwrap_or_else(|| {
        let sentence = format!("{}から{}までのポイントで入れてください。例: 10.5", points(least), points(most));
        wrongs.push(Wrong::new("size", sentence));
        usual
    })
}

fn points(tenths: u16) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        tenth => format!("{}.{tenth}", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use minutes::{FormFont, NameDisplay};
    use proptest::prelude::*;

    fn typed(code: &str, pairs: &[(&str, &str)]) -> Texts {
        let mut texts = SheetFormEdition::begun(code).unwrap().texts();
        texts.insert("from_on".into(), "R8.4.1".into());
        texts.extend(pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())));
        texts
    }

    #[test]
    fn every_form_that_ships_is_typed_and_read_back_the_same() {
        for (code, _, form) in SheetForm::SHIPPED {
            let edition = SheetFormEdition::parse(&typed(code, &[])).unwrap();
            assert_eq!(edition.for_method(Some(RecordMethod::Summary)), form(), "{code}");
            assert_eq!(SheetFormEdition::parse(&edition.texts()), Ok(edition), "{code}");
        }
    }

    #[test]
    fn the_heading_names_the_method_of_the_meeting_or_none() {
        let edition = SheetFormEdition::parse(&typed("key_points", &[])).unwrap();
        assert_eq!(edition.form.heading, "会議録（［記録のしかた］）");
        assert_eq!(edition.for_method(Some(RecordMethod::Verbatim)).heading, "会議録（全文記録）");
        assert_eq!(edition.for_method(None).foot, "会議録");
    }

    #[test]
    fn every_wrong_field_gets_its_own_sentence() {
        for (field, value) in [
            ("from_on", ""),
            ("from_on", "平成35年4月1日"),
            ("begun_from", "town_hall"),
            ("heading", ""),
            ("heading", "一\n二"),
            ("rows", ""),
            ("rows", "日時\t日時\n場所\t場所"),
            ("rows", "会議の内容\t会議結果\n日時\t日時\n日時\t開催日"),
            ("rows", "献立\t献立"),
            ("rows", "\t日時"),
            ("rows", "会議の内容\t会議結果\tたぶん"),
            ("rows", "会議の内容\t会議結果\tはい\tはい"),
            ("rows", "会議の内容\t会議結果\tはい\tいいえ\t余り"),
            ("rows", "日時\t日時\t\t\n場所\t場所\t\tはい\n傍聴者数\t傍聴者数\t\tはい\n会議の内容\t会議結果"),
            ("rows", "日時\t日時\n会議の内容\t会議結果\tはい\tはい"),
            ("rows", "会議の内容\t会議の内容を長く長く長く長く書いた見出し"),
            ("groups", "来賓\t来賓"),
            ("groups", "委員\t委員\n委員\t構成員"),
            ("groups", ""),
            ("names", "nick"),
            ("by_category", "maybe"),
            ("number_2", "roman"),
            ("bullet", "・・・・"),
            ("font", "comic"),
            ("margins", "22 20 22"),
            ("margins", "22 20 22 5"),
            ("margins", "22 20 22 25 30"),
            ("names", ""),
            ("by_category", ""),
            ("label_width", "60"),
            ("label_width", "200"),
            ("label_width", "せまい"),
            ("size", "7.9"),
            ("size", "10.55"),
            ("size", "大"),
        ] {
            let wrongs = SheetFormEdition::parse(&typed("key_points", &[(field, value)])).unwrap_err();
            assert_eq!(wrongs.iter().map(|wrong| wrong.field).collect::<Vec<_>>(), [field], "{field}: {value}");
            assert!(wrongs[0].sentence.contains('。'), "{}", wrongs[0].sentence);
        }
    }

    #[test]
    fn a_clerk_types_a_form_in_the_words_of_the_town() {
        let rows =
            "会議の名称\n日時\t日 時\tはい\n傍聴の可否\t\t○\n傍聴者数\t\t○\tはい\n会議の内容\t議事のあらまし\tはい";
        let pairs =
            [("rows", rows), ("names", "bodies"), ("font", "gothic"), ("margins", "上２０ 右20、下20、左３０mm")];
        let edition = SheetFormEdition::parse(&typed("key_points", &pairs)).unwrap();
        assert_eq!(edition.form.rows.len(), 4);
        assert_eq!(edition.form.rows[2].cells[1].label, "傍聴者数");
        assert_eq!((edition.form.names, edition.form.page.font), (NameDisplay::Bodies, FormFont::Gothic));
        assert_eq!(edition.form.page.margins, [20, 20, 20, 30]);
        assert!(unread_labels(&edition.form).is_empty());
    }

    #[test]
    fn a_label_that_nobody_reads_again_is_told_and_not_refused() {
        let rows = "日時\tひらいた日\n会議の内容\t会議結果";
        let edition = SheetFormEdition::parse(&typed("key_points", &[("rows", rows)])).unwrap();
        assert_eq!(unread_labels(&edition.form), ["ひらいた日"]);
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(field in 0usize..20, value in "(\\PC|[\t\n]){0,40}") {
            let mut texts = typed("key_points", &[]);
            texts.insert(SHAPE.fields[field].0.into(), value);
            if let Ok(edition) = SheetFormEdition::parse(&texts) {
                prop_assert_eq!(SheetFormEdition::parse(&edition.texts()), Ok(edition));
            }
        }
    }
}
