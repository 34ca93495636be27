//! The routes of deadlines: the clock of a meeting, and what is written beside each step.

mod edit;
mod page;
mod strip;
pub(crate) mod today;

pub(crate) use strip::Strip;

use crate::council::clock::ReadDeadlineHistory;
use crate::council::clock::model::MarkForm;
use crate::editing::act;
use crate::plumbing::web::Route;

/// The clock, and one step with its versions.
pub const ROUTES: &[Route] = &[
    Route::get("/meetings/{id}/clock", "clock.read", |ask| Box::pin(page::page(ask))),
    Route::get("/meetings/{id}/deadlines/{step}/edit", "deadline.edit", |ask| Box::pin(act::edit::<MarkForm>(ask))),
    Route::post("/meetings/{id}/deadlines/{step}", "deadline.edit", |ask| Box::pin(act::set::<MarkForm>(ask))),
    Route::post("/meetings/{id}/deadlines/{step}/draft", "deadline.edit", |ask| Box::pin(act::draft::<MarkForm>(ask))),
    Route::post("/meetings/{id}/deadlines/{step}/discard", "deadline.edit", |ask| {
        Box::pin(act::discard::<MarkForm>(ask))
    }),
    Route::get("/meetings/{id}/deadlines/{step}/history", "deadline.history", |ask| {
        Box::pin(act::history::<MarkForm, ReadDeadlineHistory>(ask))
    }),
    Route::post("/meetings/{id}/deadlines/{step}/put-back", "deadline.edit", |ask| {
        Box::pin(act::put_back::<MarkForm>(ask))
    }),
];
