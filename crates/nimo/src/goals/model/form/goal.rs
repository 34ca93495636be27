//! What is measured, and in which 年度.

use super::MOST_TITLE;
use crate::editing::read::{code, fiscal_year, one_line};
use crate::editing::shape::{Texts, Wrong, text};
use crate::goals::indicator::model::{Aggregation, Catalogue, Direction, IndicatorKind};
use crate::goals::model::Yardstick;
use almanac::FiscalYear;

/// What the form of a new goal holds beside its setting.
#[derive(Debug, Clone)]
pub struct GoalForm {
    /// 何で測るか.
    pub yardstick: Yardstick,
    /// The 年度 at whose end it should be reached.
    pub year: FiscalYear,
}

/// What the select sends for something that is in no catalogue.
const OWN: &str = "own";

impl GoalForm {
    /// The fields of the form, those of the setting aside.
    pub const FIELDS: [&'static str; 6] = ["indicator", "fiscal_year", "name", "unit", "aggregation", "direction"];

    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<GoalForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let before = w.len();
        let year = fiscal_year("fiscal_year", texts, w);
        if year.is_none() && w.len() == before {
            w.push(Wrong::new("fiscal_year", "空です。どの年度の目標かを入れてください。例: 令和8年度、R8"));
        }
        let yardstick = match text(texts, "indicator").trim() {
            OWN => own(texts, w),
            typed => of_catalogue(typed, year, w),
        };
        match (yardstick, year) {
            (Some(yardstick), Some(year)) if wrongs.is_empty() => Ok(GoalForm { yardstick, year }),
            _ => Err(wrongs),
        }
    }

    /// What may be chosen: value and label, 活動指標 first, period by period, and last one's own.
    pub fn choices() -> Vec<(String, String)> {
        let catalogue = Catalogue::shipped();
        let mut choices = vec![];
        for period in &catalogue.periods {
            for kind in [IndicatorKind::Activity, IndicatorKind::Outcome] {
                let label = |name: &str| format!("{} {}: {name}", period.short(), kind.label());
                choices.extend(catalogue.of(period.number, kind).map(|of| (of.code.clone(), label(&of.name))));
            }
        }
        choices.push((OWN.into(), "計画の指標にない数（下に入れる）".into()));
        choices
    }
}

fn of_catalogue(typed: &str, year: Option<FiscalYear>, wrongs: &mut Vec<Wrong>) -> Option<Yardstick> {
    let found = Catalogue::shipped().find(typed).filter(|of| of.kind != IndicatorKind::Feature);
    let Some(of) = found else {
        wrongs.push(Wrong::new("indicator", "何で測るかを、一覧から選んでください。"));
        return None;
    };
    let years = of.years();
    if let Some(year) = year
        && !years.contains(&year)
    {
        let known = years.iter().map(ToString::to_string).collect::<Vec<_>>().join("、");
        wrongs
            .push(Wrong::new("fiscal_year", format!("この指標の年度は{known}です。年度か指標を選び直してください。")));
    }
    Some(Yardstick::of(of))
}

fn own(texts: &Texts, wrongs: &mut Vec<Wrong>) -> Option<Yardstick> {
    let before = wrongs.len();
    let name = one_line("name", texts, MOST_TITLE, wrongs);
    if name.is_empty() {
        wrongs.push(Wrong::new("name", "空です。何を数えるかを入れてください。例: 病院での説明会"));
    }
    let unit = one_line("unit", texts, 6, wrongs);
    if unit.is_empty() {
        wrongs.push(Wrong::new("unit", "空です。単位を入れてください。例: 人、回、部"));
    }
    let aggregation = code("aggregation", texts, Aggregation::parse, wrongs);
    if aggregation.is_none() && wrongs.iter().all(|wrong| wrong.field != "aggregation") {
        wrongs.push(Wrong::new("aggregation", "数え方を選んでください。"));
    }
    let direction = code("direction", texts, Direction::parse, wrongs).unwrap_or(Direction::More);
    let aggregation = aggregation.filter(|_| wrongs.len() == before)?;
    Some(Yardstick::Own { name, unit, aggregation, direction })
}
