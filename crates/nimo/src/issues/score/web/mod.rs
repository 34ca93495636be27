//! The routes of scoring, and what other rooms show of it.

mod begin;
mod hints;
mod mine;
mod papers;
mod plot;
mod result;
mod rounds;
mod rows;
mod turn;
mod typing;

pub use hints::{Scored, Waiting, of_issue, of_meeting, waiting};

use crate::issues::score::model::RoundId;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Ask, Route};

/// The rounds, a new one, one's own sheet, the sheets that came on paper, the result, its freezing and its papers.
pub const ROUTES: &[Route] = &[
    Route::get("/rounds", "round.list", |ask| Box::pin(rounds::page(ask))),
    Route::get("/councils/{id}/rounds/new", "round.open", |ask| Box::pin(begin::form(ask))),
    Route::post("/councils/{id}/rounds", "round.open", |ask| Box::pin(begin::open(ask))),
    Route::get("/rounds/{id}", "round.read", |ask| Box::pin(result::page(ask))),
    Route::get("/rounds/{id}/mine", "round.score", |ask| Box::pin(mine::form(ask))),
    Route::post("/rounds/{id}/mine", "round.score", |ask| Box::pin(mine::save(ask))),
    Route::get("/rounds/{id}/paper", "round.type", |ask| Box::pin(typing::form(ask))),
    Route::post("/rounds/{id}/paper", "round.type", |ask| Box::pin(typing::save(ask))),
    Route::post("/rounds/{id}/close", "round.close", |ask| Box::pin(turn::close(ask))),
    Route::post("/rounds/{id}/reopen", "round.close", |ask| Box::pin(turn::reopen(ask))),
    Route::post("/rounds/{id}/freeze", "round.freeze", |ask| Box::pin(turn::freeze(ask))),
    Route::get("/rounds/{id}/sheet.pdf", "round.sheet", |ask| Box::pin(papers::sheet(ask))).words(),
    Route::get("/rounds/{id}/result.pdf", "round.read", |ask| Box::pin(papers::pdf(ask))).words(),
    Route::get("/rounds/{id}/result.docx", "round.read", |ask| Box::pin(papers::docx(ask))).words(),
    Route::get("/rounds/{id}/result.xlsx", "round.read", |ask| Box::pin(papers::xlsx(ask))).words(),
];

/// The round that the path names.
fn id(ask: &Ask) -> Result<RoundId, Fault> {
    RoundId::parse(ask.param("id")).ok_or(Fault::Missing)
}
