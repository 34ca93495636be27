//! The routes of what is made ready before a meeting: the page, its form, the papers, the calendar.

mod begin;
mod edit;
mod gather;
mod page;
mod papers;

pub(crate) use begin::carry_over;

pub use papers::{Announced, announcement};

use crate::council::preparation::ReadPreparationHistory;
use crate::council::preparation::model::PreparationForm;
use crate::editing::act;
use crate::plumbing::web::Route;

/// The page, what begins and touches it, its form, its papers.
pub const ROUTES: &[Route] = &[
    Route::get("/meetings/{id}/preparation", "meeting.prepare", |ask| Box::pin(page::page(ask))),
    Route::post("/meetings/{id}/preparation/begin", "meeting.edit", |ask| Box::pin(begin::begin(ask))),
    Route::post("/meetings/{id}/preparation/touch", "meeting.edit", |ask| Box::pin(begin::touch(ask))),
    Route::get("/meetings/{id}/preparation/edit", "preparation.edit", |ask| {
        Box::pin(act::edit::<PreparationForm>(ask))
    }),
    Route::post("/meetings/{id}/preparation", "preparation.edit", |ask| Box::pin(act::set::<PreparationForm>(ask))),
    Route::post("/meetings/{id}/preparation/draft", "preparation.edit", |ask| {
        Box::pin(act::draft::<PreparationForm>(ask))
    }),
    Route::post("/meetings/{id}/preparation/discard", "preparation.edit", |ask| {
        Box::pin(act::discard::<PreparationForm>(ask))
    }),
    Route::get("/meetings/{id}/preparation/history", "preparation.history", |ask| {
        Box::pin(act::history::<PreparationForm, ReadPreparationHistory>(ask))
    }),
    Route::post("/meetings/{id}/preparation/put-back", "preparation.edit", |ask| {
        Box::pin(act::put_back::<PreparationForm>(ask))
    }),
    Route::get("/meetings/{id}/papers/{paper}", "meeting.prepare", |ask| Box::pin(papers::paper(ask))).words(),
    Route::get("/meetings/{id}/calendar.ics", "meeting.prepare", |ask| Box::pin(papers::calendar(ask))).words(),
];
