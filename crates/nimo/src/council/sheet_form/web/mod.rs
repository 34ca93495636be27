//! The routes of the forms of minutes.

mod edit;
mod fields;
mod page;
mod preview;
mod sample;

use crate::council::sheet_form::ReadSheetFormHistory;
use crate::council::sheet_form::model::SheetFormEdition;
use crate::editing::act;
use crate::plumbing::web::{Reply, Route};

/// The editions, each one edited, and the sheet as it would print.
pub const ROUTES: &[Route] = &[
    Route::get("/councils/{id}/forms", "sheet_form.list", |ask| Box::pin(page::page(ask))),
    Route::get("/councils/{id}/forms/new", "sheet_form.add", |ask| Box::pin(edit::new(ask))),
    Route::post("/councils/{id}/forms", "sheet_form.add", |ask| Box::pin(edit::add(ask))),
    Route::post("/councils/{id}/forms/preview", "sheet_form.add", |ask| Box::pin(preview::preview(ask))),
    Route::get("/forms/{id}/edit", "sheet_form.edit", |ask| Box::pin(act::edit::<SheetFormEdition>(ask))),
    Route::post("/forms/{id}", "sheet_form.edit", |ask| Box::pin(act::set::<SheetFormEdition>(ask))),
    Route::post("/forms/{id}/draft", "sheet_form.edit", |ask| Box::pin(act::draft::<SheetFormEdition>(ask))),
    Route::post("/forms/{id}/discard", "sheet_form.edit", |ask| Box::pin(act::discard::<SheetFormEdition>(ask))),
    Route::get("/forms/{id}/history", "sheet_form.history", |ask| {
        Box::pin(act::history::<SheetFormEdition, ReadSheetFormHistory>(ask))
    }),
    Route::post("/forms/{id}/put-back", "sheet_form.edit", |ask| Box::pin(act::put_back::<SheetFormEdition>(ask))),
    Route::get("/form-preview.js", "page.open", |_| {
        Box::pin(async { Ok(Reply::file("text/javascript; charset=utf-8", include_str!("../script/form-preview.js"))) })
    })
    .open()
    .file(),
];
