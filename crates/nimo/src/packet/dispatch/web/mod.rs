//! The routes of what is sent: what would go out, what went out, and the links to it.

mod fetch;
mod links;
mod papers;
mod read;
mod send;
mod withdraw;

pub use read::of_meeting;

use crate::packet::dispatch::model::DispatchId;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Ask, Route};

/// What would go out and its freezing; what went out, as PDF, ZIP and list; links, and what they open.
pub const ROUTES: &[Route] = &[
    Route::get("/meetings/{id}/dispatches", "dispatch.prepare", |ask| Box::pin(send::page(ask))),
    Route::post("/meetings/{id}/dispatches", "dispatch.prepare", |ask| Box::pin(send::freeze(ask))),
    Route::get("/dispatches/{id}", "dispatch.read", |ask| Box::pin(read::page(ask))),
    Route::get("/dispatches/{id}/packet.pdf", "dispatch.read", |ask| Box::pin(papers::pdf(ask))).words(),
    Route::get("/dispatches/{id}/packet.zip", "dispatch.read", |ask| Box::pin(papers::zip(ask))).words(),
    Route::get("/dispatches/{id}/people.xlsx", "dispatch.read", |ask| Box::pin(papers::people(ask))).words(),
    Route::post("/dispatches/{id}/withdraw", "dispatch.withdraw", |ask| Box::pin(withdraw::withdraw(ask))),
    Route::post("/dispatches/{id}/links", "dispatch.link", |ask| Box::pin(links::link(ask))),
    Route::post("/dispatches/{id}/links/end", "dispatch.link", |ask| Box::pin(links::end(ask))),
    Route::get("/handed/{link}", "page.open", |ask| Box::pin(fetch::page(ask))).open(),
    Route::post("/handed/{link}", "dispatch.fetch", |ask| Box::pin(fetch::fetch(ask))).open(),
];

/// The sending that the path names.
fn id(ask: &Ask) -> Result<DispatchId, Fault> {
    DispatchId::parse(ask.param("id")).ok_or(Fault::Missing)
}
