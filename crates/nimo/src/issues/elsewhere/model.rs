//! Words of the cards of other towns (他自治体の取り組み). Pure.

use crate::editing::address::address;
use crate::editing::read::{count, day, lines, one_line};
use crate::editing::shape::{Shape, Texts, Wrong};
use almanac::Date;

crate::id!(
    /// A card of what another town does (取り組み).
    CaseId
);

/// The fields of a card.
pub const SHAPE: Shape = Shape {
    kind: "Case",
    fields: &[
        ("town", "自治体"),
        ("title", "取り組み"),
        ("result", "結果"),
        ("population", "人口"),
        ("address", "出典のアドレス"),
        ("source", "出典"),
        ("seen_on", "見た日"),
        ("note", "覚え書き"),
    ],
};

/// What the form of a card holds, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseForm {
    /// 自治体, as typed but for outer spaces.
    pub town: String,
    /// 取り組み: what they do, in one line.
    pub title: String,
    /// 結果: what came of it; empty where it is not known.
    pub result: String,
    /// 人口.
    pub population: Option<i64>,
    /// 出典のアドレス: begins with http:// or https://; empty where there is none.
    pub address: String,
    /// 出典 in words: a leaflet, a visit, a call.
    pub source: String,
    /// 見た日: when the source said so.
    pub seen_on: Option<Date>,
    /// 覚え書き.
    pub note: String,
}

const MOST_NAME: usize = 40;
const MOST_LINE: usize = 200;
const MOST_LINES: usize = 2000;

impl CaseForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<CaseForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let form = CaseForm {
            town: one_line("town", texts, MOST_NAME, w),
            title: one_line("title", texts, MOST_LINE, w),
            result: lines("result", texts, MOST_LINES, w),
            population: count("population", texts, w),
            address: address("address", texts, w),
            source: one_line("source", texts, MOST_LINE, w),
            seen_on: day("seen_on", texts, w),
            note: lines("note", texts, MOST_LINES, w),
        };
        let is_wrong = |wrongs: &[Wrong], field| wrongs.iter().any(|wrong| wrong.field == field);
        if form.town.is_empty() {
            wrongs.push(Wrong::new("town", "空です。町の名前を入れてください。例: かわなみ町"));
        }
        if form.title.is_empty() {
            wrongs.push(Wrong::new("title", "空です。何をしているかを1行で入れてください。"));
        }
        let has_source = !form.address.is_empty() || !form.source.is_empty();
        if has_source && form.seen_on.is_none() && !is_wrong(&wrongs, "seen_on") {
            let what = "出典を見た日を入れてください。あとで変わったかどうかを、確かめられます。例: R8.11.25";
            wrongs.push(Wrong::new("seen_on", what));
        }
        if wrongs.is_empty() { Ok(form) } else { Err(wrongs) }
    }

    /// The fields as texts, for a version.
    pub fn texts(&self) -> Texts {
        let texts = [
            ("town", self.town.clone()),
            ("title", self.title.clone()),
            ("result", self.result.clone()),
            ("population", self.population.map_or_else(String::new, |count| count.to_string())),
            ("address", self.address.clone()),
            ("source", self.source.clone()),
            ("seen_on", self.seen_on.map_or_else(String::new, |day| day.to_string())),
            ("note", self.note.clone()),
        ];
        texts.into_iter().map(|(name, value)| (name.to_string(), value)).collect()
    }

    /// What was seen cannot have been seen after today.
    pub fn wrong_on(&self, today: Date) -> Option<Wrong> {
        let what = "きょうより先の日です。出典を見た日を入れてください。";
        self.seen_on.filter(|day| *day > today).map(|_| Wrong::new("seen_on", what))
    }

    /// Does the card say all these words, wherever each stands? `folded` went through [`glyphs::fold`].
    pub fn says(&self, folded: &str) -> bool {
        let all = [&self.town, &self.title, &self.result, &self.source, &self.note, &self.address];
        let all: Vec<String> = all.into_iter().map(|text| glyphs::fold(text)).collect();
        folded.split_whitespace().all(|word| all.iter().any(|text| text.contains(word)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        let least = [("town", "かわなみ町"), ("title", "退院の前に、町の人が病棟をたずねる")];
        least.iter().chain(pairs).map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    fn day(text: &str) -> Date {
        almanac::read_date(text).unwrap()
    }

    #[test]
    fn a_card_begins_with_a_town_and_what_it_does() {
        let form = CaseForm::parse(&typed(&[])).unwrap();
        assert_eq!((form.population, form.seen_on, form.address.as_str()), (None, None, ""));
        let form = CaseForm::parse(&typed(&[("population", "１万２千人"), ("source", "視察"), ("seen_on", "R8.10.1")]));
        assert_eq!(form.unwrap().population, Some(12_000));
    }

    #[test]
    fn every_wrong_field_gets_its_own_sentence() {
        let long = "あ".repeat(41);
        for (field, value) in [
            ("town", " "),
            ("town", "1\n2"),
            ("town", &long),
            ("title", ""),
            ("population", "多い"),
            ("address", "javascript:alert(1)"),
            ("seen_on", "令和6年2月30日"),
        ] {
            let wrongs = CaseForm::parse(&typed(&[("seen_on", "R8.10.1"), (field, value)])).unwrap_err();
            assert_eq!(wrongs.iter().map(|w| w.field).collect::<Vec<_>>(), [field], "{value}");
        }
    }

    #[test]
    fn a_source_has_a_day_on_which_it_was_seen() {
        for source in [("address", "https://kawanami.example.jp/"), ("source", "電話で聞いた")] {
            assert_eq!(CaseForm::parse(&typed(&[source])).unwrap_err()[0].field, "seen_on");
            let form = CaseForm::parse(&typed(&[source, ("seen_on", "R8.10.1")])).unwrap();
            assert_eq!(form.wrong_on(day("R8.9.30")).map(|wrong| wrong.field), Some("seen_on"));
            assert_eq!(form.wrong_on(day("R8.10.1")), None);
        }
    }

    #[test]
    fn an_address_leads_to_a_page_and_to_nothing_else() {
        let read =
            |text: &str| CaseForm::parse(&typed(&[("address", text), ("seen_on", "R8.10.1")])).map(|form| form.address);
        for address in [
            "https://kawanami.example.jp", "http://hoshi.example.jp/fukushi/3.html?a=1&b=2#moto",
            "HTTPS://Hoshi.example.jp/", "https://ほし.example.jp/取り組み",
        ] {
            assert_eq!(read(address), Ok(address.to_string()));
        }
        let wide = "ｈｔｔｐｓ：／／ｈｏｓｈｉ．ｅｘａｍｐｌｅ．ｊｐ／ａ";
        assert_eq!(read(wide), Ok("https://hoshi.example.jp/a".into()));
        for odd in [
            "javascript:alert(1)", "JavaScript://hoshi.example.jp/%0aalert(1)", "data:text/html,x",
            "ftp://hoshi.example.jp/", "//hoshi.example.jp/", "hoshi.example.jp", "https://", "https:///a",
            "https://?a", "https://mihon.example.jp@hoshi.example.jp/", "https://hoshi.example.jp/a b",
            "https://hoshi.example.jp/\"><script>", "https://hoshi.example.jp\\@mihon.example.jp/",
            "https://hoshi.example.jp/\u{202e}gpj", "https://ほし\u{200b}.example.jp/",
        ] {
            assert_eq!(read(odd).unwrap_err()[0].field, "address", "{odd}");
        }
    }

    #[test]
    fn a_card_is_found_by_words_that_stand_apart() {
        let form = CaseForm::parse(&typed(&[("result", "３人が退院した")])).unwrap();
        for words in ["かわなみ", "3人", "病棟 ３人", ""] {
            assert!(form.says(&glyphs::fold(words)), "{words}");
        }
        assert!(!form.says(&glyphs::fold("病棟 空室")));
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(field in 0usize..8, value in "\\PC{0,40}") {
            let texts = typed(&[("seen_on", "R8.10.1"), (SHAPE.fields[field].0, &value)]);
            if let Ok(form) = CaseForm::parse(&texts) {
                prop_assert_eq!(CaseForm::parse(&form.texts()), Ok(form));
            }
        }

        #[test]
        fn whatever_follows_an_address_that_is_taken_begins_as_a_page_of_the_web(value in "(https?|javascript|HTTP|data):/{0,3}\\PC{0,30}") {
            let texts = typed(&[("seen_on", "R8.10.1"), ("address", &value)]);
            if let Ok(form) = CaseForm::parse(&texts) {
                let lower = form.address.to_lowercase();
                prop_assert!(lower.starts_with("http://") || lower.starts_with("https://"));
                prop_assert!(!form.address.contains(['"', '<', '>', ' ', '\\']));
            }
        }
    }
}
