//! The routes of seats, members and rosters.

mod fields;
mod import;
mod member;
mod page;
mod papers;
mod renew;
mod seat;
mod withdraw;

pub use page::open_ends;

use crate::council::seat::model::{MemberForm, SeatForm};
use crate::council::seat::{ReadMemberHistory, ReadSeatHistory};
use crate::editing::act;
use crate::plumbing::web::Route;

/// The roster and its papers, the table that comes in, the next term, each seat and each member.
pub const ROUTES: &[Route] = &[
    Route::get("/councils/{id}/roster", "roster.read", |ask| Box::pin(page::page(ask))),
    Route::get("/councils/{id}/roster.pdf", "roster.read", |ask| Box::pin(papers::pdf(ask))).words(),
    Route::get("/councils/{id}/roster.docx", "roster.read", |ask| Box::pin(papers::docx(ask))).words(),
    Route::get("/councils/{id}/roster.xlsx", "roster.read", |ask| Box::pin(papers::xlsx(ask))).words(),
    Route::get("/councils/{id}/roster/import", "roster.import", |ask| Box::pin(import::form(ask))),
    Route::post("/councils/{id}/roster/import", "roster.import", |ask| Box::pin(import::preview(ask))).upload(),
    Route::post("/councils/{id}/roster/take", "roster.import", |ask| Box::pin(import::take(ask))).upload(),
    Route::get("/councils/{id}/roster/renew", "roster.renew", |ask| Box::pin(renew::form(ask))),
    Route::post("/councils/{id}/roster/renew", "roster.renew", |ask| Box::pin(renew::renew(ask))),
    Route::get("/councils/{id}/seats/new", "seat.add", |ask| Box::pin(seat::new(ask))),
    Route::post("/councils/{id}/seats", "seat.add", |ask| Box::pin(seat::add(ask))),
    Route::get("/seats/{id}", "seat.read", |ask| Box::pin(seat::page(ask))),
    Route::get("/seats/{id}/edit", "seat.edit", |ask| Box::pin(act::edit::<SeatForm>(ask))),
    Route::post("/seats/{id}", "seat.edit", |ask| Box::pin(act::set::<SeatForm>(ask))),
    Route::post("/seats/{id}/draft", "seat.edit", |ask| Box::pin(act::draft::<SeatForm>(ask))),
    Route::post("/seats/{id}/discard", "seat.edit", |ask| Box::pin(act::discard::<SeatForm>(ask))),
    Route::get("/seats/{id}/history", "seat.history", |ask| Box::pin(act::history::<SeatForm, ReadSeatHistory>(ask))),
    Route::post("/seats/{id}/put-back", "seat.edit", |ask| Box::pin(act::put_back::<SeatForm>(ask))),
    Route::post("/seats/{id}/withdraw", "seat.withdraw", |ask| Box::pin(withdraw::withdraw(ask))),
    Route::get("/seats/{id}/members/new", "member.seat", |ask| Box::pin(member::new(ask))),
    Route::post("/seats/{id}/members", "member.seat", |ask| Box::pin(member::seat(ask))),
    Route::get("/members/{id}/edit", "member.edit", |ask| Box::pin(act::edit::<MemberForm>(ask))),
    Route::post("/members/{id}", "member.edit", |ask| Box::pin(act::set::<MemberForm>(ask))),
    Route::post("/members/{id}/draft", "member.edit", |ask| Box::pin(act::draft::<MemberForm>(ask))),
    Route::post("/members/{id}/discard", "member.edit", |ask| Box::pin(act::discard::<MemberForm>(ask))),
    Route::get("/members/{id}/history", "member.history", |ask| {
        Box::pin(act::history::<MemberForm, ReadMemberHistory>(ask))
    }),
    Route::post("/members/{id}/put-back", "member.edit", |ask| Box::pin(act::put_back::<MemberForm>(ask))),
];
