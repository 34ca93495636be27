//! The definitions that nimo ships: both plan periods, each with its source. A town's own counting stands beside them, dated.

use super::amount::{Amount, NoFigure, read_figure};
use super::words::{Aggregation, Direction, IndicatorKind, MaskingRule, SetBy};
use almanac::{Date, FiscalYear};
use serde::Deserialize;
use std::sync::LazyLock;

/// 計画期: the three 年度 of a plan (第7期: R6–R8).
#[derive(Debug, Clone, Deserialize)]
pub struct PlanPeriod {
    /// 7, 8; 0 for what is told of towns outside of any plan.
    pub number: i64,
    /// What it goes by, where it is no period of a plan.
    #[serde(default)]
    name: Option<String>,
    from_year: i32,
    to_year: i32,
    /// 告示 on which its targets rest.
    pub notice: String,
    /// Do several sources that are independent of each other say so? If not, it is shown as 未確認.
    pub is_checked: bool,
}

impl PlanPeriod {
    /// 第7期（令和6年度～令和8年度）.
    pub fn in_words(&self) -> String {
        format!("{}（{}～{}）", self.short(), FiscalYear(self.from_year), FiscalYear(self.to_year))
    }

    /// 第7期.
    pub fn short(&self) -> String {
        self.name.clone().unwrap_or_else(|| format!("第{}期", self.number))
    }

    /// Its 年度, in order.
    pub fn years(&self) -> impl Iterator<Item = FiscalYear> + use<> {
        (self.from_year..=self.to_year).map(FiscalYear)
    }

    /// Does the 年度 belong to it?
    pub fn holds(&self, year: FiscalYear) -> bool {
        (self.from_year..=self.to_year).contains(&year.0)
    }
}

/// 内訳: a part into which the figures fall.
#[derive(Debug, Clone, Deserialize)]
pub struct Breakdown {
    /// As it is stored.
    pub code: String,
    /// As it is read.
    pub name: String,
}

/// Whether a target is a floor or a ceiling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// 以上.
    AtLeast,
    /// 以下.
    AtMost,
}

/// 国の基準: the figure of the national guideline.
#[derive(Debug, Clone, Deserialize)]
pub struct National {
    #[serde(deserialize_with = "amount")]
    amount: Amount,
    bound: Bound,
    by_year: i32,
    /// What else it says.
    pub note: String,
}

impl National {
    /// 325.3日以上（令和8年度）.
    pub fn in_words(&self, unit: &str) -> String {
        format!("{}（{}）", self.short(unit), FiscalYear(self.by_year))
    }

    /// 325.3日以上.
    pub fn short(&self, unit: &str) -> String {
        let bound = match self.bound {
            Bound::AtLeast => "以上",
            Bound::AtMost if self.amount == Amount(0) => "",
            Bound::AtMost => "以下",
        };
        format!("{}{unit}{bound}", self.amount.in_words())
    }
}

fn amount<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Amount, D::Error> {
    let text = String::deserialize(from)?;
    let figure = read_figure(&text, "").map_err(NoFigure::sentence).map_err(serde::de::Error::custom)?;
    figure.known().ok_or_else(|| serde::de::Error::custom("a national figure is never hidden"))
}

/// 指標の定義, as shipped.
#[derive(Debug, Clone, Deserialize)]
pub struct IndicatorDefinition {
    /// 7-meetings: stable, also in addresses and tables.
    pub code: String,
    /// 7, 8: 第7期, 第8期.
    pub period: i64,
    /// 成果目標 or 活動指標.
    pub kind: IndicatorKind,
    /// Who sets its target.
    pub set_by: SetBy,
    /// 協議の場の開催回数.
    pub name: String,
    /// 回, 人, 日, %.
    pub unit: String,
    /// What one figure counts.
    pub aggregation: Aggregation,
    /// Which way is good.
    pub direction: Direction,
    /// 数え方 in words, version 1.
    pub method: String,
    /// 出典 of the definition.
    pub source: String,
    /// Its address; empty where there is none.
    pub address: String,
    /// When the source was seen.
    pub seen_on: Date,
    /// Is it held to be so? If not, it is shown as 未確認.
    pub is_checked: bool,
    /// Whether small figures are hidden.
    pub masking: MaskingRule,
    /// The indicator of which it is a part (うち75歳以上), by its code.
    #[serde(default)]
    pub within: Option<String>,
    /// 内訳; empty where there are none.
    pub parts: Vec<Breakdown>,
    /// 国の基準, where the guideline names a figure for all.
    pub national: Option<National>,
    /// What to mind.
    pub note: String,
}

impl IndicatorDefinition {
    /// The part with this code or name; the whole is no part.
    pub fn part(&self, text: &str) -> Option<&Breakdown> {
        self.parts.iter().find(|part| part.code == text || part.name == text)
    }

    /// The name of a part; empty for the whole.
    pub fn part_name(&self, code: &str) -> &str {
        self.parts.iter().find(|part| part.code == code).map_or("", |part| part.name.as_str())
    }

    /// The period to which it belongs; for what towns are told apart by, the years in which that is told.
    pub fn span(&self) -> Option<&'static PlanPeriod> {
        let all = Catalogue::shipped();
        if self.kind == IndicatorKind::Feature { Some(&all.features.span) } else { all.period(self.period) }
    }

    /// The 年度 of its period.
    pub fn years(&self) -> Vec<FiscalYear> {
        self.span().map(|span| span.years().collect()).unwrap_or_default()
    }

    /// 4回.
    pub fn with_unit(&self, figure: super::Figure) -> String {
        format!("{}{}", figure.in_words(), self.unit)
    }

    /// 県の値 or nothing: of whom its figures tell where nobody says otherwise.
    pub fn usual_area(&self) -> super::Area {
        match self.set_by {
            SetBy::Municipality => super::Area::Own,
            SetBy::Prefecture => super::Area::Prefecture,
        }
    }
}

/// How far two towns are from each other in a feature: what counts as one step.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// So many times as much.
    Ratio(#[serde(deserialize_with = "amount")] Amount),
    /// So much more.
    Difference(#[serde(deserialize_with = "amount")] Amount),
}

/// 市区町村のようす: by what towns of like size are found. Its figures are kept like those of an indicator; it belongs to no plan.
#[derive(Debug, Clone, Deserialize)]
pub struct Feature {
    /// One step of distance.
    pub step: Step,
    /// What it counts.
    #[serde(flatten)]
    pub of: IndicatorDefinition,
}

/// What towns are told apart by.
#[derive(Debug, Deserialize)]
pub struct Features {
    /// The years in which it is told.
    pub span: PlanPeriod,
    /// The population first.
    pub all: Vec<Feature>,
}

/// All that is shipped.
#[derive(Debug, Deserialize)]
pub struct Catalogue {
    /// Oldest first.
    pub periods: Vec<PlanPeriod>,
    /// In the order of the guideline.
    pub indicators: Vec<IndicatorDefinition>,
    /// By what towns of like size are found; no indicators of a plan.
    pub features: Features,
}

static SHIPPED: LazyLock<Catalogue> = LazyLock::new(|| {
    let read = serde_json::from_str(include_str!("../catalogue.json"));
    read.unwrap_or_else(|error| panic!("the catalogue that is shipped with nimo cannot be read: {error}"))
});

impl Catalogue {
    /// The catalogue; the same for every office.
    pub fn shipped() -> &'static Catalogue {
        &SHIPPED
    }

    /// The definition with this code: an indicator or a feature.
    pub fn find(&self, code: &str) -> Option<&IndicatorDefinition> {
        self.every().find(|one| one.code == code)
    }

    /// The indicators and the features.
    fn every(&self) -> impl Iterator<Item = &IndicatorDefinition> {
        self.indicators.iter().chain(self.features.all.iter().map(|feature| &feature.of))
    }

    /// A definition by its code, or by its name in the period to which the 年度 belongs; a feature by its name in any.
    pub fn meant(&self, text: &str, year: Option<FiscalYear>) -> Option<&IndicatorDefinition> {
        let text = text.trim();
        self.find(text).or_else(|| {
            let period = year.and_then(|year| self.of_year(year));
            let key = glyphs::fold(text);
            let is_of = |one: &IndicatorDefinition| {
                one.kind == IndicatorKind::Feature || period.is_some_and(|p| p.number == one.period)
            };
            self.every().find(|one| is_of(one) && glyphs::fold(&one.name) == key)
        })
    }

    /// The period with this number.
    pub fn period(&self, number: i64) -> Option<&PlanPeriod> {
        self.periods.iter().find(|period| period.number == number)
    }

    /// The period to which a 年度 belongs.
    pub fn of_year(&self, year: FiscalYear) -> Option<&PlanPeriod> {
        self.periods.iter().find(|period| period.holds(year))
    }

    /// The definitions of a period and kind.
    pub fn of(&self, period: i64, kind: IndicatorKind) -> impl Iterator<Item = &IndicatorDefinition> {
        self.indicators.iter().filter(move |one| one.period == period && one.kind == kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn both_periods_are_shipped_with_their_sources_and_what_is_unchecked_says_so() {
        let all = Catalogue::shipped();
        let codes: BTreeSet<&str> = all.indicators.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(codes.len(), all.indicators.len(), "a code names one indicator");
        for one in &all.indicators {
            assert!(!one.source.is_empty() && !one.method.is_empty(), "{}", one.code);
            assert!(all.period(one.period).is_some(), "{}", one.code);
            let outer = one.within.as_ref().map(|code| all.find(code));
            assert!(outer.is_none_or(|outer| outer.is_some_and(|outer| outer.period == one.period)), "{}", one.code);
            assert!(one.code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'), "{}", one.code);
            assert!(!one.is_checked || one.period == 7, "{}: one team's reading is no check", one.code);
        }
        for feature in &all.features.all {
            assert!(
                all.find(&feature.of.code).is_some_and(|of| of.kind == IndicatorKind::Feature),
                "{}",
                feature.of.code
            );
            assert!(all.periods.iter().all(|period| period.number != feature.of.period), "{}", feature.of.code);
        }
        for period in [7, 8] {
            assert_eq!(all.of(period, IndicatorKind::Activity).count(), 8);
        }
    }

    #[test]
    fn the_figures_of_the_guideline_are_those_of_the_sources() {
        let told = |code: &str| {
            let one = Catalogue::shipped().find(code).unwrap();
            one.national.as_ref().map(|national| national.in_words(&one.unit))
        };
        for (code, words) in [
            ("7-days", "325.3日以上（令和8年度）"),
            ("7-left3", "68.9%以上（令和8年度）"),
            ("7-left6", "84.5%以上（令和8年度）"),
            ("7-left12", "91%以上（令和8年度）"),
            ("8-days", "319.3日以上（令和11年度）"),
            ("8-back90", "10.3%以下（令和11年度）"),
            ("8-back180", "17.4%以下（令和11年度）"),
            ("8-back365", "25.7%以下（令和11年度）"),
            ("8-self-plan", "0件（令和11年度）"),
        ] {
            assert_eq!(told(code).as_deref(), Some(words), "{code}");
        }
        assert_eq!(told("8-supporters"), None, "the million of the nation is no town's target");
        assert_eq!(Catalogue::shipped().find("8-back90").unwrap().direction, Direction::Less);
    }

    #[test]
    fn an_indicator_is_named_by_its_code_or_by_its_name_and_year() {
        let all = Catalogue::shipped();
        let code = |text: &str, year: i32| all.meant(text, Some(FiscalYear(year))).map(|one| one.code.as_str());
        assert_eq!(code("7-meetings", 2030), Some("7-meetings"));
        assert_eq!(code("協議の場の開催回数", 2026), Some("7-meetings"));
        assert_eq!(code("協議の場の開催回数 ", 2027), Some("8-meetings"));
        assert_eq!(code("協議の場の開催回数", 2030), None);
        assert_eq!(code("", 2026), None);
        assert_eq!(code("人口", 2019), Some("town-population"), "a feature belongs to no period");
    }
}
