//! The routes of the rules of councils.

mod edit;
mod form;
mod page;

use crate::council::charter::ReadCharterHistory;
use crate::council::charter::model::CharterForm;
use crate::editing::act;
use crate::plumbing::web::Route;

/// What holds, the editions, and each one edited.
pub const ROUTES: &[Route] = &[
    Route::get("/councils/{id}/charter", "council.read", |ask| Box::pin(page::page(ask))),
    Route::get("/councils/{id}/charter/new", "charter.add", |ask| Box::pin(edit::new(ask))),
    Route::post("/councils/{id}/charter", "charter.add", |ask| Box::pin(edit::add(ask))),
    Route::get("/charters/{id}/edit", "charter.edit", |ask| Box::pin(act::edit::<CharterForm>(ask))),
    Route::post("/charters/{id}", "charter.edit", |ask| Box::pin(act::set::<CharterForm>(ask))),
    Route::post("/charters/{id}/draft", "charter.edit", |ask| Box::pin(act::draft::<CharterForm>(ask))),
    Route::post("/charters/{id}/discard", "charter.edit", |ask| Box::pin(act::discard::<CharterForm>(ask))),
    Route::get("/charters/{id}/history", "charter.history", |ask| {
        Box::pin(act::history::<CharterForm, ReadCharterHistory>(ask))
    }),
    Route::post("/charters/{id}/put-back", "charter.edit", |ask| Box::pin(act::put_back::<CharterForm>(ask))),
];
