//! The routes of measures.

mod add;
mod advance;
mod form;
mod list;
mod page;
mod paper;
mod serve;
mod tasks;

pub use form::programmes;
pub use page::{Row, of_issue, rows};

use crate::editing::act;
use crate::issues::measure::ReadMeasureHistory;
use crate::issues::measure::model::{MeasureForm, MeasureId};
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Ask, Route};

/// The list, a measure from its first thought to its end, and the issues that it serves.
pub const ROUTES: &[Route] = &[
    Route::get("/measures", "measure.list", |ask| Box::pin(list::page(ask))),
    Route::get("/measures/list.xlsx", "measure.list", |ask| Box::pin(paper::xlsx(ask))).words(),
    Route::get("/measures/list.pdf", "measure.list", |ask| Box::pin(paper::pdf(ask))).words(),
    Route::get("/issues/{id}/measures/new", "measure.add", |ask| Box::pin(add::form(ask))),
    Route::post("/issues/{id}/measures", "measure.add", |ask| Box::pin(add::add(ask))),
    Route::post("/issues/{id}/measures/fill", "measure.add", |ask| Box::pin(add::fill(ask))),
    Route::get("/measures/{id}", "measure.read", |ask| Box::pin(page::page(ask))),
    Route::get("/measures/{id}/edit", "measure.edit", |ask| Box::pin(act::edit::<MeasureForm>(ask))),
    Route::post("/measures/{id}", "measure.edit", |ask| Box::pin(act::set::<MeasureForm>(ask))),
    Route::post("/measures/{id}/fill", "measure.edit", |ask| Box::pin(tasks::fill(ask))),
    Route::post("/measures/{id}/done", "measure.edit", |ask| Box::pin(tasks::done(ask))),
    Route::post("/measures/{id}/draft", "measure.edit", |ask| Box::pin(act::draft::<MeasureForm>(ask))),
    Route::post("/measures/{id}/discard", "measure.edit", |ask| Box::pin(act::discard::<MeasureForm>(ask))),
    Route::get("/measures/{id}/history", "measure.history", |ask| {
        Box::pin(act::history::<MeasureForm, ReadMeasureHistory>(ask))
    }),
    Route::post("/measures/{id}/put-back", "measure.edit", |ask| Box::pin(act::put_back::<MeasureForm>(ask))),
    Route::get("/measures/{id}/advance", "measure.advance", |ask| Box::pin(advance::form(ask))),
    Route::post("/measures/{id}/advance", "measure.advance", |ask| Box::pin(advance::advance(ask))),
    Route::get("/measures/{id}/serve", "measure.serve", |ask| Box::pin(serve::form(ask))),
    Route::post("/measures/{id}/serve", "measure.serve", |ask| Box::pin(serve::serve(ask))),
    Route::post("/measures/{id}/let-go", "measure.serve", |ask| Box::pin(serve::let_go(ask))),
];

/// The measure that the path names.
fn id(ask: &Ask) -> Result<MeasureId, Fault> {
    MeasureId::parse(ask.param("id")).ok_or(Fault::Missing)
}
