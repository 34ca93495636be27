//! The routes of the wishes and of the reading.

mod ended;
mod form;
mod gathered;
mod issue;
mod kept;
mod list;
mod paper;
mod paste;
mod rows;
mod rule;
mod together;
mod wish;
mod withdraw;

pub use issue::{Raising, of_issue, raising};

use crate::access::Permit;
use crate::editing::act;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Ask, Route};
use crate::wishes::model::{ReadingId, WishForm, WishId};
use crate::wishes::{ListReadings, ReadReading, ReadWishHistory};

/// The wishes, one by one and as a table; the reading with its rows; and the readings that were kept.
pub const ROUTES: &[Route] = &[
    Route::get("/wishes", "wish.list", |ask| Box::pin(list::page(ask))),
    Route::post("/wishes", "wish.add", |ask| Box::pin(form::add(ask))),
    Route::post("/wishes/erase", "wish.erase", |ask| Box::pin(ended::erase(ask))),
    Route::get("/wishes/new", "wish.add", |ask| Box::pin(form::form(ask))),
    Route::get("/wishes/paste", "wish.add", |ask| Box::pin(paste::form(ask))),
    Route::post("/wishes/paste", "wish.add", |ask| Box::pin(paste::paste(ask))),
    Route::get("/wishes/rule", "reading_rule.set", |ask| Box::pin(rule::form(ask))),
    Route::post("/wishes/rule", "reading_rule.set", |ask| Box::pin(rule::add(ask))),
    Route::get("/wishes/{id}", "wish.read", |ask| Box::pin(wish::page(ask))),
    Route::get("/wishes/{id}/edit", "wish.edit", |ask| Box::pin(act::edit::<WishForm>(ask))),
    Route::post("/wishes/{id}", "wish.edit", |ask| Box::pin(act::set::<WishForm>(ask))),
    Route::post("/wishes/{id}/draft", "wish.edit", |ask| Box::pin(act::draft::<WishForm>(ask))),
    Route::post("/wishes/{id}/discard", "wish.edit", |ask| Box::pin(act::discard::<WishForm>(ask))),
    Route::get("/wishes/{id}/history", "wish.history", |ask| Box::pin(act::history::<WishForm, ReadWishHistory>(ask))),
    Route::post("/wishes/{id}/put-back", "wish.edit", |ask| Box::pin(act::put_back::<WishForm>(ask))),
    Route::get("/matching", "reading.open", |ask| Box::pin(together::page(ask))),
    Route::get("/matching/rows", "reading.open", |ask| Box::pin(rows::page(ask))),
    Route::get("/matching/input.json", "reading.open", |ask| Box::pin(together::input(ask))).words(),
    Route::get("/readings", "reading.list", |ask| Box::pin(kept::list(ask))),
    Route::post("/readings", "reading.keep", |ask| Box::pin(kept::keep(ask))),
    Route::get("/readings/{id}", "reading.read", |ask| Box::pin(kept::page(ask))),
    Route::get("/readings/{id}/withdraw", "reading.withdraw", |ask| Box::pin(withdraw::form(ask))),
    Route::post("/readings/{id}/withdraw", "reading.withdraw", |ask| Box::pin(withdraw::withdraw(ask))),
    Route::get("/readings/{id}/sheet.pdf", "reading.read", |ask| Box::pin(paper::pdf(ask))).words(),
    Route::get("/readings/{id}/sheet.xlsx", "reading.read", |ask| Box::pin(paper::xlsx(ask))).words(),
];

/// The wish that the path names.
fn wish_id(ask: &Ask) -> Result<WishId, Fault> {
    WishId::parse(ask.param("id")).ok_or(Fault::Missing)
}

/// May the actor read the reading that the path names? Whoever may read what stands is refused only what was taken back.
async fn may_read(ask: &Ask) -> Result<Permit<ReadReading>, Fault> {
    match ask.may::<ReadReading>(reading_id(ask)?).await {
        Err(Fault::Refused(_)) if ask.could::<ListReadings>(ask.office()?).await? => Err(Fault::Withdrawn),
        other => other,
    }
}

/// The reading that the path names.
fn reading_id(ask: &Ask) -> Result<ReadingId, Fault> {
    ReadingId::parse(ask.param("id")).ok_or(Fault::Missing)
}
