//! 目安: the numbers of law and of practice by which nimo says what to ask, from a day on, each with its source.

use super::{HouseRuleId, SquareMetres, UseZone, whole};
use crate::editing::read::{codes, day, lines, one_line};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use almanac::Date;

/// The fields of the form.
pub const RULE_SHAPE: Shape = Shape {
    kind: "HouseRule",
    fields: &[
        ("from_on", "いつから"),
        ("change_m2", "用途変更の確認申請が要る面積"),
        ("building_source", "建築の出典"),
        ("building_checked", "建築を確かめたか"),
        ("small_is_on", "小さな家を住宅とみる"),
        ("small_m2", "小さな家の面積"),
        ("small_floors", "小さな家の階数"),
        ("small_source", "小さな家の出典"),
        ("small_checked", "小さな家を確かめたか"),
        ("quake_before", "旧耐震の境の日"),
        ("quake_margin", "工事の期間の余裕"),
        ("quake_source", "耐震の出典"),
        ("quake_checked", "耐震を確かめたか"),
        ("heavy_percent", "スプリンクラーの割合"),
        ("alarm_m2", "自動火災報知設備の面積"),
        ("fire_source", "消防の出典"),
        ("fire_checked", "消防を確かめたか"),
        ("refused_zones", "建てられない用途地域"),
        ("asked_zones", "許可などを聞く用途地域"),
        ("zone_source", "用途地域の出典"),
        ("zone_checked", "用途地域を確かめたか"),
        ("home_least", "1つの住居の人数（少なくとも）"),
        ("home_most", "1つの住居の人数（多くても）"),
        ("satellite_most", "サテライト型住居の人数"),
        ("room_m2", "1人の居室の広さ"),
        ("home_source", "住居の出典"),
        ("home_checked", "住居を確かめたか"),
        ("note", "覚え書き"),
    ],
};

/// Where numbers come from, and whether somebody here has checked them; 未確認 until then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSource {
    /// 出典.
    pub words: String,
    /// 確かめた.
    pub is_checked: bool,
}

/// What an edition says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseRuleForm {
    /// From this day on.
    pub from_on: Date,
    /// Above this a change of use is confirmed.
    pub change: SquareMetres,
    /// Of the change of use.
    pub building: RuleSource,
    /// Does the town take a small house for a dwelling still? That is a town's own practice.
    pub small_is_on: bool,
    /// A small house has less than this.
    pub small: SquareMetres,
    /// And at most so many floors.
    pub small_floors: i64,
    /// Of that practice.
    pub small_source: RuleSource,
    /// What was confirmed before this day is 旧耐震.
    pub quake_before: Date,
    /// So many months after that day a house may still be one that was confirmed before.
    pub quake_margin: i64,
    /// Of both.
    pub quake: RuleSource,
    /// Above about this share of people of 区分4以上, sprinklers; at it, a question.
    pub heavy_percent: i64,
    /// From this area on, an alarm; 0 is always.
    pub alarm: SquareMetres,
    /// Of both.
    pub fire: RuleSource,
    /// Zones in which it cannot stand.
    pub refused: Vec<UseZone>,
    /// Zones in which leave has to be asked for.
    pub asked: Vec<UseZone>,
    /// Of both.
    pub zone: RuleSource,
    /// Fewest people in one home.
    pub home_least: i64,
    /// Most people in one home.
    pub home_most: i64,
    /// Most people in a サテライト型住居.
    pub satellite_most: i64,
    /// Least area of a person's room.
    pub room: SquareMetres,
    /// Of the four.
    pub home: RuleSource,
    /// 覚え書き.
    pub note: String,
}

const MOST_LINE: usize = 300;
const MOST_LINES: usize = 2000;

impl HouseRuleForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<HouseRuleForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let asked_day = |field, w: &mut Vec<Wrong>| wanted(field, w, |w| day(field, texts, w)).unwrap_or(Date::MIN);
        let number = |field, ends, units: &[&str], w: &mut Vec<Wrong>| {
            wanted(field, w, |w| whole(field, texts, ends, units, w)).unwrap_or_default()
        };
        let metres =
            |field, w: &mut Vec<Wrong>| wanted(field, w, |w| metres(field, texts, w)).unwrap_or(SquareMetres(0));
        let source = |words, checked, w: &mut Vec<Wrong>| RuleSource {
            words: wanted(words, w, |w| Some(one_line(words, texts, MOST_LINE, w)).filter(|line| !line.is_empty()))
                .unwrap_or_default(),
            is_checked: !text(texts, checked).trim().is_empty(),
        };
        let form = HouseRuleForm {
            from_on: asked_day("from_on", w),
            change: metres("change_m2", w),
            building: source("building_source", "building_checked", w),
            small_is_on: !text(texts, "small_is_on").trim().is_empty(),
            small: metres("small_m2", w),
            small_floors: number("small_floors", (1, 20), &["階"], w),
            small_source: source("small_source", "small_checked", w),
            quake_before: asked_day("quake_before", w),
            quake_margin: number("quake_margin", (0, 60), &["か月", "月"], w),
            quake: source("quake_source", "quake_checked", w),
            heavy_percent: number("heavy_percent", (1, 100), &["%", "パーセント"], w),
            alarm: metres("alarm_m2", w),
            fire: source("fire_source", "fire_checked", w),
            refused: codes("refused_zones", texts, zone, w),
            asked: codes("asked_zones", texts, zone, w),
            zone: source("zone_source", "zone_checked", w),
            home_least: number("home_least", (1, 100), &["人"], w),
            home_most: number("home_most", (1, 100), &["人"], w),
            satellite_most: number("satellite_most", (1, 100), &["人"], w),
            room: metres("room_m2", w),
            home: source("home_source", "home_checked", w),
            note: lines("note", texts, MOST_LINES, w),
        };
        let is_free = |wrongs: &[Wrong], field| wrongs.iter().all(|wrong| wrong.field != field);
        let both = form.refused.iter().any(|zone| form.asked.contains(zone));
        if both && is_free(&wrongs, "asked_zones") {
            let what = "「建てられない」にも入っている用途地域があります。どちらか一方にしてください。";
            wrongs.push(Wrong::new("asked_zones", what));
        }
        if form.home_most < form.home_least && is_free(&wrongs, "home_least") && is_free(&wrongs, "home_most") {
            wrongs.push(Wrong::new("home_most", "少ないほうの人数より少なくなっています。どちらかを直してください。"));
        }
        if wrongs.is_empty() { Ok(form) } else { Err(wrongs) }
    }

    /// The fields as texts, for a version.
    pub fn texts(&self) -> Texts {
        let flag = |is_set: bool| if is_set { "yes" } else { "" }.to_string();
        let zones = |zones: &[UseZone]| zones.iter().map(|zone| zone.code()).collect::<Vec<_>>().join(" ");
        let mut texts = vec![
            ("from_on", self.from_on.to_string()),
            ("change_m2", self.change.to_string()),
            ("small_is_on", flag(self.small_is_on)),
            ("small_m2", self.small.to_string()),
            ("small_floors", self.small_floors.to_string()),
            ("quake_before", self.quake_before.to_string()),
            ("quake_margin", self.quake_margin.to_string()),
            ("heavy_percent", self.heavy_percent.to_string()),
            ("alarm_m2", self.alarm.to_string()),
            ("refused_zones", zones(&self.refused)),
            ("asked_zones", zones(&self.asked)),
            ("home_least", self.home_least.to_string()),
            ("home_most", self.home_most.to_string()),
            ("satellite_most", self.satellite_most.to_string()),
            ("room_m2", self.room.to_string()),
            ("note", self.note.clone()),
        ];
        for ((words, checked), source) in [
            (("building_source", "building_checked"), &self.building),
            (("small_source", "small_checked"), &self.small_source),
            (("quake_source", "quake_checked"), &self.quake),
            (("fire_source", "fire_checked"), &self.fire),
            (("zone_source", "zone_checked"), &self.zone),
            (("home_source", "home_checked"), &self.home),
        ] {
            texts.push((words, source.words.clone()));
            texts.push((checked, flag(source.is_checked)));
        }
        texts.into_iter().map(|(name, value)| (name.to_string(), value)).collect()
    }

    /// はじめの版: what ships. No number of it was held against the text of the law, so each is 未確認; the practice of another town is
    /// off.
    pub fn first() -> HouseRuleForm {
        let source = |words: &str| RuleSource { words: words.into(), is_checked: false };
        HouseRuleForm {
            from_on: Date::MIN,
            change: SquareMetres(20_000),
            building: source("建築基準法 第6条第1項第1号・第87条第1項（住宅から寄宿舎などに変えるとき）"),
            small_is_on: false,
            small: SquareMetres(20_000),
            small_floors: 2,
            small_source: source(
                "福島市の取扱い（200㎡未満、2階以下、安全に避難できるもの）。ほかの市の例なので、まちの建築の窓口に確かめるまで使いません",
            ),
            quake_before: Date::from_ymd_opt(1981, 6, 1).unwrap_or(Date::MAX),
            quake_margin: 24,
            quake: source("建築基準法施行令の耐震基準の改正（建築確認の日で見る）。工事の期間の余裕は、nimo の目安"),
            heavy_percent: 80,
            alarm: SquareMetres(0),
            fire: source(
                "消防法施行令 第12条第1項・第21条第1項、別表第1 (6)項ロ・ハ。「おおむね8割」は、実務の解説による（「以上」か「超える」かは未確認）",
            ),
            refused: vec![UseZone::WorksAlone],
            asked: vec![UseZone::Restrained],
            zone: source("建築基準法 第48条・別表第2（寄宿舎）。市街化調整区域は、都市計画法 第43条"),
            home_least: 2,
            home_most: 20,
            satellite_most: 1,
            room: SquareMetres(743),
            home: source(
                "障害福祉サービスの指定基準（平成18年厚生労働省令第171号）第210条。既存の建物を使うときの人数",
            ),
            note: String::new(),
        }
    }
}

/// Reads a field that may not be empty.
fn wanted<T>(
    field: &'static str,
    wrongs: &mut Vec<Wrong>,
    read: impl FnOnce(&mut Vec<Wrong>) -> Option<T>,
) -> Option<T> {
    let before = wrongs.len();
    let found = read(wrongs);
    if found.is_none() && wrongs.len() == before {
        wrongs
            .push(Wrong::new(field, "空です。確かめたものを入れてください。前の版のままでよければ、それを写します。"));
    }
    found
}

fn metres(field: &'static str, texts: &Texts, wrongs: &mut Vec<Wrong>) -> Option<SquareMetres> {
    let typed = text(texts, field);
    if typed.trim().is_empty() {
        return None;
    }
    let area = SquareMetres::parse(typed);
    if area.is_none() {
        wrongs.push(Wrong::new(field, "面積として読めません。㎡で、小数は2けたまで入れてください。例: 200、7.43"));
    }
    area
}

/// A zone that can be named in an edition: one that is known.
fn zone(code: &str) -> Option<UseZone> {
    UseZone::parse(code).filter(|zone| *zone != UseZone::Unknown)
}

/// An edition as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseRule {
    /// The id.
    pub id: HouseRuleId,
    /// What it says.
    pub form: HouseRuleForm,
    /// The version of the row.
    pub version: i64,
}

/// The editions of an office; before its own there is the one that ships.
#[derive(Debug, Clone)]
pub struct HouseRules {
    first: HouseRuleForm,
    own: Vec<HouseRule>,
}

impl HouseRules {
    /// Those that the office has said.
    pub fn of(own: Vec<HouseRule>) -> HouseRules {
        HouseRules { first: HouseRuleForm::first(), own }
    }

    /// What holds on a day.
    pub fn on(&self, day: Date) -> &HouseRuleForm {
        let begun = self.own.iter().filter(|rule| rule.form.from_on <= day);
        begun.max_by_key(|rule| rule.form.from_on).map_or(&self.first, |rule| &rule.form)
    }

    /// The office's own, newest day first.
    pub fn own(&self) -> Vec<&HouseRule> {
        let mut own: Vec<&HouseRule> = self.own.iter().collect();
        own.sort_by_key(|rule| std::cmp::Reverse(rule.form.from_on));
        own
    }

    /// What ships.
    pub fn first(&self) -> &HouseRuleForm {
        &self.first
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        let mut texts = HouseRuleForm { from_on: "2027-04-01".parse().unwrap(), ..HouseRuleForm::first() }.texts();
        texts.extend(pairs.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())));
        texts
    }

    #[test]
    fn what_ships_holds_until_the_office_says_otherwise_and_stays_for_the_days_before() {
        let changed = HouseRuleForm::parse(&typed(&[("change_m2", "150"), ("building_checked", "yes")])).unwrap();
        let rules = HouseRules::of(vec![HouseRule { id: HouseRuleId::fresh(), form: changed, version: 1 }]);
        let change = |day: &str| rules.on(day.parse().unwrap()).change;
        assert_eq!((change("2027-03-31"), change("2027-04-01")), (SquareMetres(20_000), SquareMetres(15_000)));
        let first = HouseRuleForm::first();
        assert!(!first.small_is_on, "the practice of another town is not this town's");
        for source in [&first.building, &first.small_source, &first.quake, &first.fire, &first.zone, &first.home] {
            assert!(!source.is_checked && !source.words.is_empty());
        }
    }

    #[test]
    fn every_wrong_field_of_an_edition_gets_its_own_sentence() {
        for (field, value) in [
            ("from_on", ""),
            ("change_m2", "60坪"),
            ("building_source", " "),
            ("small_floors", "0"),
            ("quake_before", "むかし"),
            ("quake_margin", "61"),
            ("heavy_percent", "101"),
            ("alarm_m2", ""),
            ("refused_zones", "unknown"),
            ("asked_zones", "works_alone"),
            ("home_least", "21"),
            ("room_m2", "せまい"),
        ] {
            let wrongs = HouseRuleForm::parse(&typed(&[(field, value)])).unwrap_err();
            let said: Vec<&str> = wrongs.iter().map(|wrong| wrong.field).collect();
            assert_eq!(said, [if field == "home_least" { "home_most" } else { field }], "{field} {value}");
        }
        assert_eq!(HouseRuleForm::parse(&typed(&[("heavy_percent", "７０％")])).unwrap().heavy_percent, 70);
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(field in 0usize..28, value in "\\PC{0,20}") {
            let texts = typed(&[(RULE_SHAPE.fields[field].0, &value)]);
            if let Ok(form) = HouseRuleForm::parse(&texts) {
                prop_assert_eq!(HouseRuleForm::parse(&form.texts()), Ok(form));
            }
        }
    }
}
