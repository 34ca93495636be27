//! The routes of the room.

mod attend;
mod beside;
mod close;
mod entry;
mod line;
mod open;
mod page;
mod quick;
mod record;
mod shown;

use crate::plumbing::web::{Reply, Route};

/// A module of the room's script.
macro_rules! script {
    ($name:literal) => {
        Box::pin(async {
            Ok(Reply::file("text/javascript; charset=utf-8", include_str!(concat!("../script/", $name))))
        })
    };
}

/// Open, attend, take down, close.
pub const ROUTES: &[Route] = &[
    Route::get("/meetings/{id}/sitting/open", "sitting.open", |ask| Box::pin(open::form(ask))),
    Route::post("/meetings/{id}/sitting", "sitting.open", |ask| Box::pin(open::open(ask))),
    Route::get("/meetings/{id}/sitting", "line.take", |ask| Box::pin(page::page(ask))),
    Route::post("/meetings/{id}/attendance", "sitting.attend", |ask| Box::pin(attend::attend(ask))),
    Route::post("/meetings/{id}/attendance/back", "sitting.attend", |ask| Box::pin(attend::take_back(ask))),
    Route::post("/meetings/{id}/invited", "sitting.attend", |ask| Box::pin(attend::invite(ask))),
    Route::post("/meetings/{id}/observers", "sitting.attend", |ask| Box::pin(attend::count(ask))),
    Route::post("/meetings/{id}/begin", "sitting.attend", |ask| Box::pin(attend::begin(ask))),
    Route::post("/meetings/{id}/writing", "line.take", |ask| Box::pin(line::writing(ask))),
    Route::post("/meetings/{id}/lines", "line.take", |ask| Box::pin(line::take(ask))),
    Route::post("/lines/{id}", "block.edit", |ask| Box::pin(line::edit(ask))),
    Route::post("/lines/{id}/move", "line.arrange", |ask| Box::pin(line::arrange(ask))),
    Route::post("/lines/{id}/strike", "line.arrange", |ask| Box::pin(line::strike(ask))),
    Route::post("/lines/{id}/restore", "line.arrange", |ask| Box::pin(line::restore(ask))),
    Route::post("/lines/{id}/stay", "line.arrange", |ask| Box::pin(line::stay(ask))),
    Route::get("/meetings/{id}/sitting/close", "sitting.close", |ask| Box::pin(close::form(ask))),
    Route::post("/meetings/{id}/sitting/close", "sitting.close", |ask| Box::pin(close::close(ask))),
    Route::get("/meetings/{id}/sitting/record", "sitting.record", |ask| Box::pin(record::page(ask))),
    Route::post("/meetings/{id}/sitting/reopen", "sitting.reopen", |ask| Box::pin(close::reopen(ask))),
    Route::get("/sitting.js", "page.open", |_| script!("sitting.js")).open().file(),
    Route::get("/sitting-entry.js", "page.open", |_| script!("sitting-entry.js")).open().file(),
    Route::get("/sitting-page.js", "page.open", |_| script!("sitting-page.js")).open().file(),
    Route::get("/sitting-store.js", "page.open", |_| script!("sitting-store.js")).open().file(),
];
