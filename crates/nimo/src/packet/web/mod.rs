//! The routes of a packet: what it would hold, its freezing, and what was frozen.

mod prepare;
mod read;
mod withdraw;

pub use read::{digest, of_council, of_meeting, support};

use crate::packet::model::PacketId;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Ask, Route};

/// The packet as the rows stand and its freezing; each that was frozen, and its papers.
pub const ROUTES: &[Route] = &[
    Route::get("/meetings/{id}/packet", "packet.prepare", |ask| Box::pin(prepare::page(ask))),
    Route::post("/meetings/{id}/packet", "packet.prepare", |ask| Box::pin(prepare::freeze(ask))),
    Route::get("/packets/{id}", "packet.read", |ask| Box::pin(read::page(ask))),
    Route::get("/packets/{id}/paper.pdf", "packet.read", |ask| Box::pin(read::paper(ask))).words(),
    Route::get("/packets/{id}/members.pdf", "packet.print", |ask| Box::pin(read::members(ask))).words(),
    Route::get("/packets/{id}/withdraw", "packet.withdraw", |ask| Box::pin(withdraw::form(ask))),
    Route::post("/packets/{id}/withdraw", "packet.withdraw", |ask| Box::pin(withdraw::withdraw(ask))),
    Route::get("/packets/{id}/public.pdf", "packet.read", |ask| Box::pin(read::public(ask))).words(),
];

/// The packet that the path names.
fn id(ask: &Ask) -> Result<PacketId, Fault> {
    PacketId::parse(ask.param("id")).ok_or(Fault::Missing)
}
