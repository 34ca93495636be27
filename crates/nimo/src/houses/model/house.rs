//! 空き家: what is known of a house, as its form keeps it.

use super::{Hazard, HouseStage, HouseStep, HouseUse, Known, SquareMetres, UseZone, VacantHouseId, whole};
use crate::editing::read::{code, codes, day, lines, one_line, yen};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::plumbing::clock::Moment;
use almanac::{Date, PartialDate};

/// The fields of the form.
pub const SHAPE: Shape = Shape {
    kind: "VacantHouse",
    fields: &[
        ("label", "呼び名"),
        ("town", "町名"),
        ("as_of", "情報の日"),
        ("told_by", "だれから聞いたか"),
        ("lot", "番地・位置"),
        ("owner_side", "持ち主への窓口と同意"),
        ("intended", "考えている使い方"),
        ("people", "予定の人数"),
        ("heavy_people", "うち、区分4以上の人数"),
        ("area", "延べ面積（㎡）"),
        ("floors", "階数"),
        ("built", "建てた年"),
        ("confirmed", "建築確認の日"),
        ("certificate", "検査済証"),
        ("quake", "耐震診断・改修"),
        ("zone", "用途地域"),
        ("hazards", "ハザード"),
        ("rent", "家賃の希望"),
        ("repair", "要る改修"),
        ("note", "覚え書き"),
    ],
};

/// What is for secretariats alone.
const INSIDE: [&str; 4] = ["told_by", "lot", "owner_side", "note"];

/// What the form holds, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseForm {
    /// 呼び名: by which people speak of it; everybody reads it.
    pub label: String,
    /// 町名: everybody reads it.
    pub town: String,
    /// 情報の日: on which this was said.
    pub as_of: Option<Date>,
    /// だれから聞いたか: a role or an office. Inside.
    pub told_by: String,
    /// 番地・位置. Inside.
    pub lot: String,
    /// 持ち主への窓口と同意: who knows the owner, and how consent was got. The owner's name is not kept. Inside.
    pub owner_side: String,
    /// 考えている使い方; `None` where nobody has an idea yet.
    pub intended: Option<HouseUse>,
    /// 予定の人数.
    pub people: Option<i64>,
    /// How many of them are 区分4以上. A number and no yes or no: which share counts the settings say, and they change.
    pub heavy_people: Option<i64>,
    /// 延べ面積.
    pub area: Option<SquareMetres>,
    /// 階数.
    pub floors: Option<i64>,
    /// 建てた年, as far as it is known.
    pub built: Option<PartialDate>,
    /// 建築確認の日, as far as it is known.
    pub confirmed: Option<PartialDate>,
    /// 検査済証.
    pub certificate: Known,
    /// 耐震診断・改修: done, as the papers say?
    pub quake: Known,
    /// 用途地域; `None` where nobody looked.
    pub zone: Option<UseZone>,
    /// ハザード; none where nobody looked.
    pub hazards: Vec<Hazard>,
    /// 家賃の希望, yen a month for the whole house.
    pub rent: Option<i64>,
    /// 要る改修.
    pub repair: String,
    /// 覚え書き. Inside.
    pub note: String,
}

const MOST_NAME: usize = 60;
const MOST_LINE: usize = 200;
const MOST_LINES: usize = 2000;

impl HouseForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<HouseForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let form = HouseForm {
            label: one_line("label", texts, MOST_NAME, w),
            town: one_line("town", texts, MOST_NAME, w),
            as_of: day("as_of", texts, w),
            told_by: one_line("told_by", texts, MOST_LINE, w),
            lot: one_line("lot", texts, MOST_LINE, w),
            owner_side: lines("owner_side", texts, MOST_LINES, w),
            intended: code("intended", texts, HouseUse::parse, w),
            people: whole("people", texts, (1, 100), &["人", "名"], w),
            heavy_people: whole("heavy_people", texts, (0, 100), &["人", "名"], w),
            area: area("area", texts, w),
            floors: whole("floors", texts, (1, 20), &["階建て", "階建", "階"], w),
            built: partial("built", texts, w),
            confirmed: partial("confirmed", texts, w),
            certificate: known("certificate", texts, w),
            quake: known("quake", texts, w),
            zone: code("zone", texts, UseZone::parse, w),
            hazards: codes("hazards", texts, Hazard::parse, w),
            rent: yen("rent", texts, w),
            repair: lines("repair", texts, MOST_LINES, w),
            note: lines("note", texts, MOST_LINES, w),
        };
        form.missing(w);
        if wrongs.is_empty() { Ok(form) } else { Err(wrongs) }
    }

    /// What has to stand there, and what cannot be both.
    fn missing(&self, wrongs: &mut Vec<Wrong>) {
        let is_free = |wrongs: &[Wrong], field| wrongs.iter().all(|wrong| wrong.field != field);
        for (field, is_empty, what) in [
            ("label", self.label.is_empty(), "空です。ほかの家と分かる呼び名を入れてください。例: 本町3丁目の2階建て"),
            ("town", self.town.is_empty(), "空です。町名を入れてください。番地は入れません。例: 本町3丁目"),
            (
                "as_of",
                self.as_of.is_none(),
                "話を聞いた日を入れてください。古くなったかどうかが、あとで分かります。例: R8.11.25",
            ),
            (
                "told_by",
                self.told_by.is_empty(),
                "だれから聞いたかを入れてください。例: 都市計画課の空き家の窓口、町会の役員",
            ),
        ] {
            if is_empty && is_free(wrongs, field) {
                wrongs.push(Wrong::new(field, what));
            }
        }
        if self.hazards.contains(&Hazard::None) && self.hazards.len() > 1 {
            wrongs.push(Wrong::new("hazards", "「なし」と、ほかのものが選ばれています。どちらかにしてください。"));
        }
        let is_more = self.heavy_people.zip(self.people).is_some_and(|(heavy, people)| heavy > people);
        if is_more && is_free(wrongs, "heavy_people") {
            let what = "予定の人数より多くなっています。どちらかを直してください。";
            wrongs.push(Wrong::new("heavy_people", what));
        }
        let later = |(confirmed, built): (PartialDate, PartialDate)| confirmed.earliest() > built.latest();
        if self.confirmed.zip(self.built).is_some_and(later) && is_free(wrongs, "confirmed") {
            let what = "建てた年より後です。建築確認は、建てる前に受けるものです。どちらかを直してください。";
            wrongs.push(Wrong::new("confirmed", what));
        }
    }

    /// The fields as texts, for a version.
    pub fn texts(&self) -> Texts {
        let number = |number: Option<i64>| number.map_or_else(String::new, |number| number.to_string());
        let partial = |date: Option<PartialDate>| date.map_or_else(String::new, PartialDate::iso);
        let known = |known: Known| if known == Known::Unknown { "" } else { known.code() }.to_string();
        let hazards: Vec<&str> = self.hazards.iter().map(|one| one.code()).collect();
        let texts = [
            ("label", self.label.clone()),
            ("town", self.town.clone()),
            ("as_of", self.as_of.map_or_else(String::new, |day| day.to_string())),
            ("told_by", self.told_by.clone()),
            ("lot", self.lot.clone()),
            ("owner_side", self.owner_side.clone()),
            ("intended", self.intended.map_or("", HouseUse::code).to_string()),
            ("people", number(self.people)),
            ("heavy_people", number(self.heavy_people)),
            ("area", self.area.map_or_else(String::new, |area| area.to_string())),
            ("floors", number(self.floors)),
            ("built", partial(self.built)),
            ("confirmed", partial(self.confirmed)),
            ("certificate", known(self.certificate)),
            ("quake", known(self.quake)),
            ("zone", self.zone.map_or("", UseZone::code).to_string()),
            ("hazards", hazards.join(" ")),
            ("rent", number(self.rent)),
            ("repair", self.repair.clone()),
            ("note", self.note.clone()),
        ];
        texts.into_iter().map(|(name, value)| (name.to_string(), value)).collect()
    }

    /// What was said or built cannot lie after today.
    pub fn wrong_on(&self, today: Date) -> Option<Wrong> {
        let is_ahead = |date: Option<PartialDate>| date.is_some_and(|date| date.earliest() > today);
        if self.as_of.is_some_and(|day| day > today) {
            return Some(Wrong::new("as_of", "きょうより先の日です。話を聞いた日を入れてください。"));
        }
        let what = "きょうより先です。もう建っている家の年か日を入れてください。";
        let ahead =
            [("built", self.built), ("confirmed", self.confirmed)].into_iter().find(|(_, date)| is_ahead(*date));
        ahead.map(|(field, _)| Wrong::new(field, what))
    }

    /// Without what is for secretariats alone.
    pub fn outside(self) -> HouseForm {
        let nothing = String::new;
        HouseForm { told_by: nothing(), lot: nothing(), owner_side: nothing(), note: nothing(), ..self }
    }

    /// Is a field for secretariats alone?
    pub fn is_inside(field: &str) -> bool {
        INSIDE.contains(&field)
    }
}

fn known(field: &'static str, texts: &Texts, wrongs: &mut Vec<Wrong>) -> Known {
    code(field, texts, Known::parse, wrongs).unwrap_or(Known::Unknown)
}

fn area(field: &'static str, texts: &Texts, wrongs: &mut Vec<Wrong>) -> Option<SquareMetres> {
    let typed = text(texts, field);
    if typed.trim().is_empty() {
        return None;
    }
    let area = SquareMetres::parse(typed).filter(|area| area.0 > 0);
    if area.is_none() {
        let what = "面積として読めません。㎡で、小数は2けたまで入れてください（1坪は約3.31㎡です）。例: 105.98";
        wrongs.push(Wrong::new(field, what));
    }
    area
}

fn partial(field: &'static str, texts: &Texts, wrongs: &mut Vec<Wrong>) -> Option<PartialDate> {
    let typed = text(texts, field);
    if typed.trim().is_empty() {
        return None;
    }
    almanac::read_partial_date(typed).map_err(|refusal| wrongs.push(Wrong::new(field, refusal.to_string()))).ok()
}

/// A house with how far it has come.
#[derive(Debug, Clone, PartialEq)]
pub struct VacantHouse {
    /// The id.
    pub id: VacantHouseId,
    /// What its form holds.
    pub form: HouseForm,
    /// The version of the row.
    pub version: i64,
    /// When it was added.
    pub at: Moment,
    /// By whom, the name as it was then.
    pub by: String,
    /// Its steps, oldest first; the first is that of the day on which it was added.
    pub steps: Vec<HouseStep>,
}

impl VacantHouse {
    /// What it is now.
    pub fn stage(&self) -> HouseStage {
        self.steps.last().map_or(HouseStage::Heard, |step| step.stage)
    }

    /// Without what is for secretariats alone.
    pub fn outside(self) -> VacantHouse {
        let steps = self.steps.into_iter().map(|step| HouseStep { why: String::new(), ..step }).collect();
        VacantHouse { form: self.form.outside(), steps, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        let least =
            [("label", "本町の2階建て"), ("town", "本町"), ("as_of", "R8.11.1"), ("told_by", "都市計画課の窓口")];
        least.iter().chain(pairs).map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    fn wrong(pairs: &[(&str, &str)]) -> Vec<&'static str> {
        HouseForm::parse(&typed(pairs)).unwrap_err().iter().map(|wrong| wrong.field).collect()
    }

    #[test]
    fn a_lead_begins_with_a_name_a_place_a_day_and_somebody_who_said_it() {
        let form = HouseForm::parse(&typed(&[])).unwrap();
        assert_eq!((form.intended, form.area, form.certificate), (None, None, Known::Unknown));
        for (field, value) in [
            ("label", " "),
            ("town", ""),
            ("as_of", ""),
            ("as_of", "きのう"),
            ("told_by", ""),
            ("intended", "shop"),
            ("people", "0"),
            ("people", "多い"),
            ("heavy_people", "-1"),
            ("heavy_people", "はい"),
            ("area", "60坪"),
            ("area", "0"),
            ("floors", "21"),
            ("built", "むかし"),
            ("confirmed", "令和6年13月"),
            ("certificate", "maybe"),
            ("zone", "park"),
            ("hazards", "flood none"),
            ("hazards", "fire"),
            ("rent", "安い"),
        ] {
            assert_eq!(wrong(&[(field, value)]), [field], "{field} {value}");
        }
        assert_eq!(wrong(&[("people", "4"), ("heavy_people", "5")]), ["heavy_people"]);
        assert_eq!(wrong(&[("built", "昭和50年"), ("confirmed", "昭和52年")]), ["confirmed"]);
    }

    #[test]
    fn what_was_said_or_built_does_not_lie_ahead() {
        let day = |text| almanac::read_date(text).unwrap();
        for (field, value) in [("as_of", "R8.11.1"), ("built", "令和9年"), ("confirmed", "R8.11.2")] {
            let form = HouseForm::parse(&typed(&[("built", ""), (field, value)])).unwrap();
            assert_eq!(
                form.wrong_on(day("R8.10.31")).map(|wrong| wrong.field),
                Some(if field == "as_of" { field } else { "as_of" })
            );
            let today = day("R8.11.1");
            assert_eq!(form.wrong_on(today).map(|wrong| wrong.field), (field != "as_of").then_some(field));
        }
    }

    #[test]
    fn what_is_for_secretariats_alone_is_gone_from_what_others_read() {
        let all: Vec<(&str, &str)> = INSIDE.iter().map(|field| (*field, "内々のこと")).collect();
        let form = HouseForm::parse(&typed(&all)).unwrap();
        let seen = form.clone().outside().texts();
        assert!(seen.values().all(|text| !text.contains("内々")) && seen["label"] == "本町の2階建て");
        assert_eq!(form.texts().values().filter(|text| text.contains("内々")).count(), INSIDE.len());
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(field in 0usize..20, value in "\\PC{0,30}") {
            let texts = typed(&[(SHAPE.fields[field].0, &value)]);
            if let Ok(form) = HouseForm::parse(&texts) {
                prop_assert_eq!(HouseForm::parse(&form.texts()), Ok(form));
            }
        }

        #[test]
        fn years_and_areas_that_are_understood_stay(
            built in "(昭和|平成|S|H|19|20)[0-9]{2}(年|\\.[0-9]{1,2}){0,2}頃?", area in "[0-9]{1,4}(\\.[0-9]{0,3})?㎡?"
        ) {
            if let Ok(form) = HouseForm::parse(&typed(&[("built", &built), ("area", &area)])) {
                prop_assert_eq!(HouseForm::parse(&form.texts()), Ok(form));
            }
        }
    }
}
