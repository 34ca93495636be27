//! The page of the deadlines: one day for each 年度 that may still be asked for.

use crate::access::Permit;
use crate::editing::shape::{Texts, Wrong, text};
use crate::issues::budget::model::closes;
use crate::issues::budget::{EditDeadlines, ListDeadlines, store};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply, Route};
use almanac::{Date, FiscalYear};
use askama::Template;

/// Looked at, and said.
pub const ROUTES: &[Route] = &[
    Route::get("/budget", "budget.list", |ask| Box::pin(page(ask))),
    Route::post("/budget", "budget.edit", |ask| Box::pin(set(ask))),
];

/// A 年度 with its day.
struct Row {
    name: &'static str,
    year: FiscalYear,
    /// Its day, in words.
    closes: String,
    is_checked: bool,
    typed: String,
    error: Option<String>,
}

#[derive(Template)]
#[template(path = "issues/budget/views/page.html")]
struct BudgetPage {
    frame: Frame,
    rows: Vec<Row>,
    wrongs: Vec<Wrong>,
    can_edit: bool,
}

/// So many years ahead are shown, the next one first; their fields.
const FIELDS: [&str; 3] = ["closes.1", "closes.2", "closes.3"];

/// The page.
async fn page(ask: Ask) -> Answer {
    show(&ask, None, vec![]).await
}

/// Says the days: may you · what was typed · a row for each that changed. An empty field leaves its day as it was.
async fn set(ask: Ask) -> Answer {
    let permit = ask.may::<EditDeadlines>(ask.office()?).await?;
    let texts = ask.typed.only(&FIELDS);
    let (days, wrongs) = understood(&texts, ask.now.day());
    if !wrongs.is_empty() {
        return show(&ask, Some(texts), wrongs).await;
    }
    let write = async |tx: &mut Tx, permit: &Permit<EditDeadlines>| {
        let known = store::known(tx, permit).await?;
        let changed: Vec<&(FiscalYear, Date)> = days.iter().filter(|day| !known.contains(day)).collect();
        for (year, day) in &changed {
            store::set(tx, permit, *year, *day).await?;
        }
        Ok(!changed.is_empty())
    };
    let said = if ask.write(&permit, write).await? { "saved" } else { "unchanged" };
    Ok(Reply::see(format!("/budget?said={said}")))
}

fn years(today: Date) -> impl Iterator<Item = (&'static str, FiscalYear)> {
    let next = FiscalYear::of(today).0 + 1;
    FIELDS.into_iter().zip(next..).map(|(name, year)| (name, FiscalYear(year)))
}

fn understood(texts: &Texts, today: Date) -> (Vec<(FiscalYear, Date)>, Vec<Wrong>) {
    let (mut days, mut wrongs) = (vec![], vec![]);
    for (name, year) in years(today) {
        let typed = text(texts, name).trim();
        match almanac::read_date(typed) {
            _ if typed.is_empty() => {}
            Ok(day) if day < year.first_day() && FiscalYear(year.0 - 1).first_day() <= day => days.push((year, day)),
            Ok(_) => wrongs.push(Wrong::new(
                name,
                format!("{year}の予算は、その前の年度のうちに要求します。日を確かめてください。"),
            )),
            Err(refusal) => wrongs.push(Wrong::new(name, refusal.to_string())),
        }
    }
    (days, wrongs)
}

async fn show(ask: &Ask, typed: Option<Texts>, wrongs: Vec<Wrong>) -> Answer {
    let permit = ask.may::<ListDeadlines>(ask.office()?).await?;
    let known = ask.read(async |tx| store::known(tx, &permit).await).await?;
    let row = |(name, year): (&'static str, FiscalYear)| {
        let deadline = closes(&known, year);
        let kept = if deadline.is_checked { almanac::in_words(deadline.on) } else { String::new() };
        Row {
            name,
            year,
            closes: almanac::with_weekday(deadline.on),
            is_checked: deadline.is_checked,
            typed: typed.as_ref().map_or(kept, |texts| text(texts, name).to_string()),
            error: crate::layout::error_of(name, &wrongs),
        }
    };
    let page = BudgetPage {
        frame: Frame::of("予算要求のしめきり", ask.actor.signed_in(), Place::Measures).saying(ask.query.get("said")),
        rows: years(ask.now.day()).map(row).collect(),
        can_edit: ask.could::<EditDeadlines>(ask.office()?).await?,
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_is_asked_for_in_the_year_before_its_own() {
        let today: Date = "2026-11-25".parse().unwrap();
        let typed = |day: &str| Texts::from([("closes.1".to_string(), day.to_string())]);
        let (days, wrongs) = understood(&typed("R8.10.9"), today);
        assert_eq!((days, wrongs), (vec![(FiscalYear(2027), "2026-10-09".parse().unwrap())], vec![]));
        for wrong in ["R9.4.1", "R8.3.31", "秋"] {
            assert_eq!(understood(&typed(wrong), today).1.len(), 1, "{wrong}");
        }
        assert_eq!(understood(&typed(" "), today), (vec![], vec![]));
    }
}
