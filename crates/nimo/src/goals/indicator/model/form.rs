//! The forms of a figure and of a way of counting, understood.

use super::{
    Aggregation, Area, Figure, IndicatorDefinition, IndicatorKind, Slot, ValueKind, read_figure, today_or_year_end,
};
use crate::editing::address::address;
use crate::editing::read::{day, fiscal_year, lines, one_line};
use crate::editing::shape::{Texts, Wrong, text};
use almanac::{Date, FiscalYear};

const MOST_LINE: usize = 200;
const MOST_LINES: usize = 1000;

/// What the form of a figure holds, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueForm {
    /// For what it stands.
    pub slot: Slot,
    /// The figure.
    pub figure: Figure,
    /// 時点.
    pub as_of: Date,
    /// 出典, never empty.
    pub source: String,
    /// Its address.
    pub address: String,
    /// When the source was seen.
    pub seen_on: Option<Date>,
    /// Why it takes another's place.
    pub reason: String,
}

impl ValueForm {
    /// The fields of the form.
    pub const FIELDS: [&'static str; 10] =
        ["kind", "fiscal_year", "area", "part", "figure", "as_of", "source", "address", "seen_on", "reason"];

    /// Reads the fields, for an indicator of the catalogue whose period has these 年度.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(
        texts: &Texts,
        of: &IndicatorDefinition,
        years: &[FiscalYear],
        today: Date,
    ) -> Result<ValueForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let kind = ValueKind::parse(text(texts, "kind").trim());
        if kind.is_none() {
            w.push(Wrong::new("kind", "目標か実績かを選んでください。"));
        }
        let area = match text(texts, "area").trim() {
            "" => Some(of.usual_area()),
            code => Area::parse(code),
        };
        if area.is_none() {
            w.push(Wrong::new("area", "どこの数かを、一覧から選んでください。"));
        }
        let part = part(text(texts, "part").trim(), of, w);
        let figure = read_figure(text(texts, "figure"), &of.unit);
        let figure = figure.map_err(|why| w.push(Wrong::new("figure", why.sentence()))).ok();
        if of.kind == IndicatorKind::Feature && kind == Some(ValueKind::Target) {
            w.push(Wrong::new("kind", format!("{}に目標はありません。「実績」にしてください。", of.name)));
        } else if figure == Some(Figure::Masked) && kind == Some(ValueKind::Target) {
            w.push(Wrong::new("figure", "目標は、ふせた数にできません。計画の数を入れてください。"));
        }
        let year = year(texts, years, w);
        let as_of = as_of(texts, kind, year, today, w);
        let source = one_line("source", texts, MOST_LINE, w);
        if source.is_empty() {
            w.push(Wrong::new(
                "source",
                "空です。どこから来た数かを入れてください。例: 障害福祉課の請求データ、県計画 12ページ",
            ));
        }
        let address = address("address", texts, w);
        let seen_on = day("seen_on", texts, w);
        if seen_on.is_some_and(|on| on > today) {
            w.push(Wrong::new("seen_on", "きょうより先の日です。出典を見た日を入れてください。"));
        }
        let reason = lines("reason", texts, MOST_LINES, w);
        match (kind, area, year, figure, as_of) {
            (Some(kind), Some(area), Some(year), Some(figure), Some(as_of)) if wrongs.is_empty() => {
                let slot = Slot { area, kind, year, part };
                Ok(ValueForm { slot, figure, as_of, source, address, seen_on, reason })
            }
            _ => Err(wrongs),
        }
    }
}

fn part(typed: &str, of: &IndicatorDefinition, wrongs: &mut Vec<Wrong>) -> String {
    if typed.is_empty() {
        return String::new();
    }
    if let Some(part) = of.part(typed) {
        return part.code.clone();
    }
    let names: Vec<&str> = of.parts.iter().map(|part| part.name.as_str()).collect();
    wrongs.push(Wrong::new(
        "part",
        match names.as_slice() {
            [] => "この指標に内訳はありません。空にしてください。".to_string(),
            names => format!("この指標の内訳にありません。{}のどれかにしてください。", names.join("、")),
        },
    ));
    String::new()
}

fn year(texts: &Texts, years: &[FiscalYear], wrongs: &mut Vec<Wrong>) -> Option<FiscalYear> {
    let (before, typed) = (wrongs.len(), fiscal_year("fiscal_year", texts, wrongs));
    let said = |year: &FiscalYear| year.to_string();
    match typed {
        Some(year) if years.contains(&year) => return Some(year),
        None if wrongs.len() > before => {}
        _ => {
            let known = match years {
                [first, .., last] if years.len() > 4 => format!("{first}から{last}まで"),
                years => years.iter().map(said).collect::<Vec<_>>().join("、"),
            };
            wrongs.push(Wrong::new("fiscal_year", format!("この指標の年度は{known}です。どれかにしてください。")));
        }
    }
    None
}

fn as_of(
    texts: &Texts,
    kind: Option<ValueKind>,
    year: Option<FiscalYear>,
    today: Date,
    wrongs: &mut Vec<Wrong>,
) -> Option<Date> {
    let before = wrongs.len();
    let typed = day("as_of", texts, wrongs);
    let (Some(kind), Some(year)) = (kind, year) else { return None };
    if wrongs.len() > before {
        return None;
    }
    let mut refuse = |sentence: String| {
        wrongs.push(Wrong::new("as_of", sentence));
        None
    };
    match (kind, typed) {
        (_, Some(day)) if day > today => refuse("きょうより先の日です。".into()),
        (ValueKind::Target, day) => Some(day.unwrap_or(today)),
        (ValueKind::Actual, _) if year.first_day() > today => {
            refuse(format!("{year}は、まだ始まっていません。実績は始まってから入れられます。"))
        }
        (ValueKind::Actual, Some(day)) if day < year.first_day() || day > year.last_day() => {
            let (first, last) = (almanac::in_words(year.first_day()), almanac::in_words(year.last_day()));
            refuse(format!("{year}の日ではありません。{first}から{last}までの日を入れてください。"))
        }
        (ValueKind::Actual, day) => day.or_else(|| today_or_year_end(year, today)),
    }
}

/// What the form of a way of counting holds, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountingForm {
    /// From this 年度 on.
    pub from: FiscalYear,
    /// What one figure counts.
    pub aggregation: Aggregation,
    /// In words.
    pub words: String,
    /// Why.
    pub reason: String,
}

impl CountingForm {
    /// The fields of the form.
    pub const FIELDS: [&'static str; 4] = ["from", "aggregation", "words", "reason"];

    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts, years: &[FiscalYear]) -> Result<CountingForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let from = years.iter().find(|year| year.0.to_string() == text(texts, "from").trim()).copied();
        if from.is_none() {
            w.push(Wrong::new("from", "いつから変えるかを、一覧から選んでください。"));
        }
        let aggregation = Aggregation::parse(text(texts, "aggregation").trim());
        if aggregation.is_none() {
            w.push(Wrong::new("aggregation", "集計のしかたを選んでください。"));
        }
        let words = lines("words", texts, MOST_LINES, w);
        if words.is_empty() {
            w.push(Wrong::new(
                "words",
                "空です。何を、どう数えるかを入れてください。例: 本会議だけを数え、部会は数えない。",
            ));
        }
        let reason = lines("reason", texts, MOST_LINES, w);
        if reason.is_empty() {
            w.push(Wrong::new("reason", "空です。なぜ変えるかを入れてください。あとの担当者が読みます。"));
        }
        match (from, aggregation) {
            (Some(from), Some(aggregation)) if wrongs.is_empty() => {
                Ok(CountingForm { from, aggregation, words, reason })
            }
            _ => Err(wrongs),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Catalogue, Counting};
    use super::*;
    use proptest::prelude::*;

    fn today() -> Date {
        almanac::read_date("R8.11.29").unwrap()
    }

    fn read(code: &str, pairs: &[(&str, &str)]) -> Result<ValueForm, Vec<Wrong>> {
        let of = Catalogue::shipped().find(code).unwrap();
        let years = of.years();
        let least = [("kind", "actual"), ("fiscal_year", "R7"), ("figure", "3"), ("source", "事務局の記録")];
        let texts = least.iter().chain(pairs).map(|(name, value)| (name.to_string(), value.to_string())).collect();
        ValueForm::parse(&texts, of, &years, today())
    }

    #[test]
    fn a_year_that_is_over_is_told_as_of_its_end_and_this_one_as_of_today() {
        let day = |pairs| read("7-meetings", pairs).unwrap().as_of.to_string();
        assert_eq!(day(&[]), "2026-03-31");
        assert_eq!(day(&[("fiscal_year", "令和8年度")]), "2026-11-29");
        assert_eq!(day(&[("as_of", "R7.9.30")]), "2025-09-30");
        assert_eq!(day(&[("kind", "target"), ("as_of", "R6.3.25")]), "2024-03-25", "a target is older than its year");
    }

    #[test]
    fn every_wrong_field_gets_its_own_sentence() {
        for (field, value) in [
            ("kind", ""),
            ("kind", "予想"),
            ("area", "nation"),
            ("part", "住民"),
            ("figure", ""),
            ("figure", "－"),
            ("fiscal_year", ""),
            ("fiscal_year", "R9"),
            ("fiscal_year", "秋"),
            ("as_of", "R8.11.30"),
            ("as_of", "R6.5.1"),
            ("as_of", "2月30日"),
            ("source", " "),
            ("address", "javascript:alert(1)"),
            ("seen_on", "R9.1.1"),
        ] {
            let wrongs = read("7-people", &[(field, value)]).unwrap_err();
            assert_eq!(wrongs.iter().map(|wrong| wrong.field).collect::<Vec<_>>(), [field], "{value}");
        }
        assert_eq!(read("8-meetings", &[("fiscal_year", "R9")]).unwrap_err()[0].field, "as_of", "it has not begun");
        let hidden = read("7-settlement", &[("kind", "target"), ("figure", "＊")]).unwrap_err();
        assert_eq!(hidden[0].field, "figure", "a target is never hidden");
    }

    #[test]
    fn a_prefecture_speaks_for_its_own_targets_and_a_part_is_named_as_it_is_read() {
        assert_eq!(read("7-days", &[]).unwrap().slot.area, Area::Prefecture);
        assert_eq!(read("7-days", &[("area", "own")]).unwrap().slot.area, Area::Own);
        assert_eq!(read("7-people", &[("part", "当事者")]).unwrap().slot.part, "lived");
        let other = read("7-meetings", &[("area", "132101")]).unwrap().slot.area;
        assert_eq!((other.code().as_str(), other.label().as_str()), ("132101", "東京都小金井市"));
        assert_eq!(
            read("7-meetings", &[("area", "132102")]).unwrap_err()[0].field,
            "area",
            "its last digit does not fit"
        );
    }

    #[test]
    fn a_population_belongs_to_no_plan_and_has_no_target() {
        assert_eq!(read("town-population", &[("fiscal_year", "R2")]).unwrap().slot.year, FiscalYear(2020));
        let wrongs = read("town-population", &[("kind", "target")]).unwrap_err();
        assert_eq!((wrongs[0].field, wrongs.len()), ("kind", 1));
        let wrongs = read("town-population", &[("fiscal_year", "H30")]).unwrap_err();
        assert!(wrongs[0].sentence.contains("令和2年度から令和14年度まで"), "{}", wrongs[0].sentence);
    }

    #[test]
    fn the_way_of_counting_that_was_said_last_holds_from_its_year_on() {
        let shipped = Counting::shipped(Catalogue::shipped().find("7-group-home").unwrap());
        let own = Counting { version: 2, from: Some(FiscalYear(2025)), ..shipped.clone() };
        let all = [shipped, own];
        let version = |year| Counting::of_year(&all, FiscalYear(year)).unwrap().version;
        assert_eq!([version(2024), version(2025), version(2026)], [1, 2, 2]);
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics(at in 0usize..10, value in "\\PC{0,30}") {
            let _ = read("7-people", &[(ValueForm::FIELDS[at], &value)]);
        }
    }
}
