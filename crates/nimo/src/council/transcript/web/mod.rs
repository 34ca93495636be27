//! The routes of transcripts: the register of a meeting, each transcript with its lines, until when it stays, and its disposal.

mod list;
mod page;
mod stay;

use crate::council::transcript::model::TranscriptId;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Ask, Route};

/// The register, one transcript, its day, its disposal.
pub const ROUTES: &[Route] = &[
    Route::get("/meetings/{id}/transcripts", "transcript.list", |ask| Box::pin(list::page(ask))),
    Route::post("/meetings/{id}/transcripts", "transcript.add", |ask| Box::pin(list::add(ask))).upload(),
    Route::get("/transcripts/{id}", "transcript.read", |ask| Box::pin(page::page(ask))),
    Route::post("/transcripts/{id}/day", "transcript.edit", |ask| Box::pin(stay::set_day(ask))),
    Route::post("/transcripts/{id}/dispose", "transcript.dispose", |ask| Box::pin(stay::dispose(ask))),
];

fn id(ask: &Ask) -> Result<TranscriptId, Fault> {
    TranscriptId::parse(ask.param("id")).ok_or(Fault::Missing)
}
