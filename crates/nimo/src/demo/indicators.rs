//! Figures of the sample town, as its clerk kept them. Every number is invented, and their sources say so.

use crate::access::{Actor, Permit};
use crate::app::App;
use crate::demo::seed::{OFFICE, may};
use crate::editing::shape::Texts;
use crate::goals::indicator::model::{Aggregation, Catalogue, CountingForm, Origin, ValueForm};
use crate::goals::indicator::{CountIndicator, RecordIndicator, store};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use almanac::FiscalYear;

const INVENTED: &str = "見本の数";

/// Indicator, 目標 or 実績, 年度, part, figure, 時点 (empty: the end of a year that is over, today for one that runs).
const FIGURES: [(&str, &str, &str, &str, &str, &str); 44] = [
    ("7-meetings", "target", "R6", "", "4", "R6.3.25"),
    ("7-meetings", "target", "R7", "", "4", "R6.3.25"),
    ("7-meetings", "target", "R8", "", "4", "R6.3.25"),
    ("7-meetings", "actual", "R6", "", "4", ""),
    ("7-meetings", "actual", "R7", "", "3", ""),
    ("7-meetings", "actual", "R8", "", "2", ""),
    ("7-people", "target", "R6", "", "50", "R6.3.25"),
    ("7-people", "target", "R7", "", "50", "R6.3.25"),
    ("7-people", "target", "R8", "", "50", "R6.3.25"),
    ("7-people", "actual", "R6", "", "52", ""),
    ("7-people", "actual", "R7", "health", "9", ""),
    ("7-people", "actual", "R7", "psychiatry", "8", ""),
    ("7-people", "actual", "R7", "welfare", "12", ""),
    ("7-people", "actual", "R7", "care", "4", ""),
    ("7-people", "actual", "R7", "lived", "5", ""),
    ("7-people", "actual", "R7", "family", "6", ""),
    ("7-goals", "target", "R6", "", "1", "R6.3.25"),
    ("7-goals", "target", "R7", "", "1", "R6.3.25"),
    ("7-goals", "actual", "R6", "", "1", ""),
    ("7-goals", "actual", "R7", "", "1", ""),
    ("7-transition", "target", "R6", "", "5", "R6.3.25"),
    ("7-transition", "target", "R7", "", "5", "R6.3.25"),
    ("7-transition", "target", "R8", "", "5", "R6.3.25"),
    ("7-transition", "actual", "R6", "", "4", ""),
    ("7-transition", "actual", "R7", "", "4", "R7.9.30"),
    ("7-transition", "actual", "R7", "", "3", ""),
    ("7-settlement", "target", "R6", "", "3", "R6.3.25"),
    ("7-settlement", "target", "R7", "", "4", "R6.3.25"),
    ("7-settlement", "actual", "R6", "", "2", ""),
    ("7-settlement", "actual", "R7", "", "＊", ""),
    ("7-group-home", "target", "R6", "", "40", "R6.3.25"),
    ("7-group-home", "target", "R7", "", "44", "R6.3.25"),
    ("7-group-home", "actual", "R6", "", "41", ""),
    ("7-group-home", "actual", "R7", "", "43", ""),
    ("7-group-home", "target", "R8", "", "52", "R6.3.25"),
    ("7-days", "target", "R8", "", "325.3", "R6.3.25"),
    ("7-days", "actual", "R6", "", "321.4", ""),
    ("7-long65", "target", "R8", "", "210", "R6.3.25"),
    ("7-long65", "actual", "R6", "", "236", "R6.6.30"),
    ("7-long65", "actual", "R7", "", "224", "R7.6.30"),
    ("8-meetings", "target", "R9", "", "4", ""),
    // Of other towns the sample tells nothing: they are real.
    ("town-population", "actual", "R7", "", "118400", "R8.1.1"),
    ("town-over65", "actual", "R7", "", "27.9", "R8.1.1"),
    ("town-density", "actual", "R7", "", "3289", "R8.1.1"),
];

/// Keeps the figures; the group homes are counted otherwise from R8 on.
pub async fn keep(app: &App, actor: &Actor) -> Result<(), Fault> {
    recount(app, actor).await?;
    let permit = may::<RecordIndicator>(app, actor, OFFICE).await?;
    let write = async |tx: &mut Tx, permit: &Permit<RecordIndicator>| {
        for (code, kind, year, part, figure, as_of) in FIGURES {
            let of = Catalogue::shipped().find(code).ok_or(Fault::Missing)?;
            let source = if kind == "target" {
                format!("第{}期の計画（{INVENTED}）", of.period)
            } else {
                INVENTED.to_string()
            };
            let texts: Texts = [
                ("kind", kind.to_string()),
                ("fiscal_year", year.to_string()),
                ("part", part.to_string()),
                ("figure", figure.to_string()),
                ("as_of", as_of.to_string()),
                ("source", source),
            ]
            .map(|(name, value)| (name.to_string(), value))
            .into();
            // A year of the sample that has not begun on this computer's calendar is left out.
            let Ok(form) = ValueForm::parse(&texts, of, &of.years(), app.now().day()) else { continue };
            let counting = if code == "7-group-home" && year == "R8" { 2 } else { 1 };
            let from = store::From { origin: Origin::Typed, counted: &[], goals: &[], counting };
            store::record(tx, permit, of, &form, &from).await?;
        }
        Ok(())
    };
    app.db().write(&permit, write).await
}

async fn recount(app: &App, actor: &Actor) -> Result<(), Fault> {
    let of = Catalogue::shipped().find("7-group-home").ok_or(Fault::Missing)?;
    let form = CountingForm {
        from: FiscalYear(2026),
        aggregation: Aggregation::YearUnique,
        words: "1年度に使った人の実人数。".into(),
        reason: "県の報告が、年の実人数に変わったため（見本）".into(),
    };
    let permit = may::<CountIndicator>(app, actor, OFFICE).await?;
    app.db()
        .write(&permit, async |tx: &mut Tx, permit: &Permit<CountIndicator>| store::count(tx, permit, of, &form).await)
        .await
}
