//! The routes of handouts: the master of a meeting's papers, each paper with its versions.

mod edit;
mod file;
mod list;
mod make;
mod page;
mod withdraw;

use crate::council::handout::ReadHandoutHistory;
use crate::council::handout::model::HandoutForm;
use crate::editing::act;
use crate::plumbing::web::Route;

/// The list, one paper, its place, its files, its versions.
pub const ROUTES: &[Route] = &[
    Route::get("/meetings/{id}/handouts", "handout.list", |ask| Box::pin(list::page(ask))),
    Route::post("/meetings/{id}/handouts", "handout.add", |ask| Box::pin(list::add(ask))).paper_upload(),
    Route::get("/handouts/{id}", "handout.read", |ask| Box::pin(page::page(ask))),
    Route::get("/handouts/{id}/edit", "handout.edit", |ask| Box::pin(act::edit::<HandoutForm>(ask))),
    Route::post("/handouts/{id}", "handout.edit", |ask| Box::pin(act::set::<HandoutForm>(ask))),
    Route::post("/handouts/{id}/draft", "handout.edit", |ask| Box::pin(act::draft::<HandoutForm>(ask))),
    Route::post("/handouts/{id}/discard", "handout.edit", |ask| Box::pin(act::discard::<HandoutForm>(ask))),
    Route::get("/handouts/{id}/history", "handout.history", |ask| {
        Box::pin(act::history::<HandoutForm, ReadHandoutHistory>(ask))
    }),
    Route::post("/handouts/{id}/put-back", "handout.edit", |ask| Box::pin(act::put_back::<HandoutForm>(ask))),
    Route::post("/handouts/{id}/move", "handout.edit", |ask| Box::pin(edit::shift(ask))),
    Route::post("/handouts/{id}/files", "handout.file", |ask| Box::pin(file::keep(ask))).paper_upload(),
    Route::post("/handouts/{id}/make", "handout.file", |ask| Box::pin(make::make(ask))),
    Route::get("/handouts/{id}/files/{number}", "handout.read", |ask| Box::pin(file::download(ask))).words(),
    Route::post("/handouts/{id}/withdraw", "handout.withdraw", |ask| Box::pin(withdraw::withdraw(ask))),
];
