//! The routes of towns of like size.

mod compare;
mod list;
mod near;

use crate::plumbing::web::Route;

/// The towns that are near, the table to fill in, and one indicator beside them.
pub const ROUTES: &[Route] = &[
    Route::get("/indicators/towns", "indicator.list", |ask| Box::pin(list::page(ask))),
    Route::get("/indicators/towns/blank.xlsx", "indicator.list", |ask| Box::pin(list::blank(ask))).words(),
    Route::get("/indicators/{code}/towns", "indicator.list", |ask| Box::pin(compare::page(ask))),
];
