//! The routes of indicators.

mod collect;
mod counting;
mod import;
mod list;
mod page;
mod papers;
mod record;
mod tally;
mod withdraw;

use crate::goals::indicator::model::{Catalogue, IndicatorDefinition};
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Ask, Route};

/// The list, its papers, one indicator, and each way in which a figure comes in.
pub const ROUTES: &[Route] = &[
    Route::get("/indicators", "indicator.list", |ask| Box::pin(list::page(ask))),
    Route::get("/indicators/sheet.pdf", "indicator.list", |ask| Box::pin(papers::pdf(ask))).words(),
    Route::get("/indicators/sheet.xlsx", "indicator.list", |ask| Box::pin(papers::xlsx(ask))).words(),
    Route::get("/indicators/public.pdf", "indicator.list", |ask| Box::pin(papers::public(ask))).words(),
    Route::get("/indicators/blank.xlsx", "indicator.list", |ask| Box::pin(papers::blank(ask))).words(),
    Route::get("/indicators/import", "indicator.import", |ask| Box::pin(import::form(ask))),
    Route::post("/indicators/import", "indicator.import", |ask| Box::pin(import::preview(ask))).upload(),
    Route::post("/indicators/take", "indicator.import", |ask| Box::pin(import::take(ask))).upload(),
    Route::get("/indicators/{code}", "indicator.list", |ask| Box::pin(page::page(ask))),
    Route::get("/indicators/{code}/new", "indicator.record", |ask| Box::pin(record::form(ask))),
    Route::post("/indicators/{code}", "indicator.record", |ask| Box::pin(record::record(ask))),
    Route::get("/indicators/{code}/withdraw", "indicator.record", |ask| Box::pin(withdraw::form(ask))),
    Route::post("/indicators/{code}/withdraw", "indicator.record", |ask| Box::pin(withdraw::withdraw(ask))),
    Route::get("/indicators/{code}/counting", "indicator.count", |ask| Box::pin(counting::form(ask))),
    Route::post("/indicators/{code}/counting", "indicator.count", |ask| Box::pin(counting::count(ask))),
    Route::get("/indicators/{code}/tally", "indicator.record", |ask| Box::pin(tally::form(ask))),
    Route::post("/indicators/{code}/tally", "indicator.record", |ask| Box::pin(tally::tally(ask))),
];

/// The indicator that the path names.
fn named(ask: &Ask) -> Result<&'static IndicatorDefinition, Fault> {
    Catalogue::shipped().find(ask.param("code")).ok_or(Fault::Missing)
}
