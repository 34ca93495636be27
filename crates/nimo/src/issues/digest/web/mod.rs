//! The routes of the paper.

mod collect;
mod live;
mod papers;
mod read;

pub use collect::live;
pub use read::of_meeting;

use crate::issues::digest::model::DigestId;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Ask, Route};

/// The paper as the rows stand and its freezing; the list of what was frozen, and each of them.
pub const ROUTES: &[Route] = &[
    Route::get("/councils/{id}/digest", "digest.prepare", |ask| Box::pin(live::page(ask))),
    Route::get("/councils/{id}/digest.pdf", "digest.prepare", |ask| Box::pin(papers::live_pdf(ask))).words(),
    Route::get("/councils/{id}/digest.docx", "digest.prepare", |ask| Box::pin(papers::live_docx(ask))).words(),
    Route::get("/councils/{id}/digest.xlsx", "digest.prepare", |ask| Box::pin(papers::live_xlsx(ask))).words(),
    Route::get("/councils/{id}/digest-changes.pdf", "digest.prepare", |ask| Box::pin(papers::live_changes(ask)))
        .words(),
    Route::post("/councils/{id}/digest/freeze", "digest.prepare", |ask| Box::pin(live::freeze(ask))),
    Route::get("/digests", "digest.list", |ask| Box::pin(read::list(ask))),
    Route::get("/digests/{id}", "digest.read", |ask| Box::pin(read::page(ask))),
    Route::get("/digests/{id}/paper.pdf", "digest.read", |ask| Box::pin(papers::pdf(ask))).words(),
    Route::get("/digests/{id}/paper.docx", "digest.read", |ask| Box::pin(papers::docx(ask))).words(),
    Route::get("/digests/{id}/paper.xlsx", "digest.read", |ask| Box::pin(papers::xlsx(ask))).words(),
    Route::get("/digests/{id}/changes.pdf", "digest.read", |ask| Box::pin(papers::changes(ask))).words(),
];

/// The paper that the path names.
fn id(ask: &Ask) -> Result<DigestId, Fault> {
    DigestId::parse(ask.param("id")).ok_or(Fault::Missing)
}
