//! The routes of what is not for everybody.

mod bundle;
mod mark;
mod page;

use crate::plumbing::web::Route;

/// All of them.
pub const ROUTES: &[Route] = &[
    Route::get("/meetings/{id}/redactions", "redaction.list", |ask| Box::pin(page::page(ask))),
    Route::post("/meetings/{id}/redactions", "redaction.mark", |ask| Box::pin(mark::mark(ask))),
    Route::post("/redactions/{id}/withdraw", "redaction.withdraw", |ask| Box::pin(mark::withdraw(ask))),
    Route::get("/meetings/{id}/disclosure.zip", "redaction.disclose", |ask| Box::pin(bundle::zip(ask))).words(),
];
