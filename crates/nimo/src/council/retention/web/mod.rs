//! The routes of keeping and of disposal.

mod dispose;
mod hold;
mod page;
mod papers;
mod picture;
mod rule;
mod shelf;
mod whole;

use crate::council::model::CouncilId;
use crate::council::retention::ReadRetentionRuleHistory;
use crate::council::retention::model::{RetentionKind, RetentionRuleForm};
use crate::editing::act;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Ask, Route};
use almanac::FiscalYear;

/// The page and its list on paper, a shelf with its acts, the rules with their versions.
pub const ROUTES: &[Route] = &[
    Route::get("/councils/{id}/retention", "retention.read", |ask| Box::pin(page::page(ask))),
    Route::get("/councils/{id}/retention/due.pdf", "retention.look", |ask| Box::pin(papers::pdf(ask))).words(),
    Route::get("/councils/{id}/retention/due.xlsx", "retention.look", |ask| Box::pin(papers::xlsx(ask))).words(),
    Route::get("/councils/{id}/retention/shelf", "retention.look", |ask| Box::pin(shelf::page(ask))),
    Route::post("/councils/{id}/retention/dispose", "retention.dispose", |ask| Box::pin(dispose::dispose(ask))),
    Route::post("/councils/{id}/retention/hold", "retention.hold", |ask| Box::pin(hold::hold(ask))),
    Route::post("/councils/{id}/retention/hold/end", "retention.hold", |ask| Box::pin(hold::end(ask))),
    Route::get("/councils/{id}/retention/rules/new", "retention_rule.add", |ask| Box::pin(rule::new(ask))),
    Route::post("/councils/{id}/retention/rules", "retention_rule.add", |ask| Box::pin(rule::add(ask))),
    Route::get("/retention-rules/{id}/edit", "retention_rule.edit", |ask| {
        Box::pin(act::edit::<RetentionRuleForm>(ask))
    }),
    Route::post("/retention-rules/{id}", "retention_rule.edit", |ask| Box::pin(act::set::<RetentionRuleForm>(ask))),
    Route::post("/retention-rules/{id}/draft", "retention_rule.edit", |ask| {
        Box::pin(act::draft::<RetentionRuleForm>(ask))
    }),
    Route::post("/retention-rules/{id}/discard", "retention_rule.edit", |ask| {
        Box::pin(act::discard::<RetentionRuleForm>(ask))
    }),
    Route::get("/retention-rules/{id}/history", "retention_rule.history", |ask| {
        Box::pin(act::history::<RetentionRuleForm, ReadRetentionRuleHistory>(ask))
    }),
    Route::post("/retention-rules/{id}/put-back", "retention_rule.edit", |ask| {
        Box::pin(act::put_back::<RetentionRuleForm>(ask))
    }),
];

/// The page of a council.
fn home(council: CouncilId) -> String {
    format!("/councils/{council}/retention")
}

/// The page of a shelf.
fn shelf_path(council: CouncilId, (kind, year): (RetentionKind, FiscalYear)) -> String {
    format!("{}/shelf?kind={}&year={}", home(council), kind.code(), year.0)
}

/// The shelf that a form or an address names.
fn asked(ask: &Ask) -> Result<(RetentionKind, FiscalYear), Fault> {
    let said = |name: &str| match ask.typed.get(name) {
        "" => ask.query.get(name).to_string(),
        typed => typed.to_string(),
    };
    let kind = RetentionKind::parse(&said("kind")).ok_or(Fault::Missing)?;
    let year: i32 = said("year").parse().map_err(|_| Fault::Missing)?;
    Some((kind, FiscalYear(year))).filter(|_| (1868..=2200).contains(&year)).ok_or(Fault::Missing)
}
