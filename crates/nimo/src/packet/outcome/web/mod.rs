//! The routes of ご意見のその後.

mod collect;
mod papers;
mod prepare;
mod read;
mod release;
mod withdraw;
mod write;

use crate::council::meeting::model::MeetingId;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Ask, Route};

/// What was released; the sentences on their way to it; both papers.
pub const ROUTES: &[Route] = &[
    Route::get("/meetings/{id}/outcomes", "outcome.read", |ask| Box::pin(read::page(ask))),
    Route::get("/meetings/{id}/outcomes/public.pdf", "outcome.read", |ask| Box::pin(papers::public(ask))).words(),
    Route::get("/meetings/{id}/outcomes/prepare", "outcome.prepare", |ask| Box::pin(prepare::page(ask))),
    Route::post("/meetings/{id}/outcomes/prepare", "outcome.prepare", |ask| Box::pin(prepare::suggest(ask))),
    Route::get("/meetings/{id}/outcomes/approval.docx", "outcome.prepare", |ask| Box::pin(papers::approval(ask)))
        .words(),
    Route::get("/meetings/{id}/outcomes/write", "outcome.prepare", |ask| Box::pin(write::form(ask))),
    Route::post("/meetings/{id}/outcomes/write", "outcome.prepare", |ask| Box::pin(write::write(ask))),
    Route::get("/meetings/{id}/outcomes/release", "outcome.prepare", |ask| Box::pin(release::form(ask))),
    Route::post("/meetings/{id}/outcomes/release", "outcome.prepare", |ask| Box::pin(release::release(ask))),
    Route::get("/meetings/{id}/outcomes/withdraw", "outcome.prepare", |ask| Box::pin(withdraw::form(ask))),
    Route::post("/meetings/{id}/outcomes/withdraw", "outcome.prepare", |ask| Box::pin(withdraw::withdraw(ask))),
];

/// The meeting that the path names.
fn id(ask: &Ask) -> Result<MeetingId, Fault> {
    MeetingId::parse(ask.param("id")).ok_or(Fault::Missing)
}
