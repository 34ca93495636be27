//! The routes of what others read of minutes.

mod edit;
mod list;

pub use edit::start;

use crate::council::telling::ReadTellingHistory;
use crate::council::telling::model::TellingForm;
use crate::editing::act;
use crate::plumbing::web::Route;

/// All blocks beside each other, and what is said of one.
pub const ROUTES: &[Route] = &[
    Route::get("/meetings/{id}/tellings", "telling.list", |ask| Box::pin(list::page(ask))),
    Route::post("/tellings/{id}/begin", "telling.edit", |ask| Box::pin(edit::begin(ask))),
    Route::post("/tellings/{id}/look", "telling.edit", |ask| Box::pin(edit::look(ask))),
    Route::get("/tellings/{id}/edit", "telling.edit", |ask| Box::pin(edit::form(ask))),
    Route::post("/tellings/{id}", "telling.edit", |ask| Box::pin(act::set::<TellingForm>(ask))),
    Route::post("/tellings/{id}/draft", "telling.edit", |ask| Box::pin(act::draft::<TellingForm>(ask))),
    Route::post("/tellings/{id}/discard", "telling.edit", |ask| Box::pin(act::discard::<TellingForm>(ask))),
    Route::get("/tellings/{id}/history", "telling.history", |ask| {
        Box::pin(act::history::<TellingForm, ReadTellingHistory>(ask))
    }),
    Route::post("/tellings/{id}/put-back", "telling.edit", |ask| Box::pin(act::put_back::<TellingForm>(ask))),
];
