//! The routes of what is laid open.

mod current;
mod lay;
mod page;

use crate::plumbing::web::Route;

/// All of them.
pub const ROUTES: &[Route] = &[
    Route::get("/councils/{id}/releases", "release.list", |ask| Box::pin(page::page(ask))),
    Route::post("/councils/{id}/releases", "release.make", |ask| Box::pin(lay::lay(ask))),
    Route::get("/releases/{id}/paper.pdf", "release.read", |ask| Box::pin(lay::pdf(ask))).words(),
    Route::post("/releases/{id}/withdraw", "release.withdraw", |ask| Box::pin(lay::withdraw(ask))),
];
