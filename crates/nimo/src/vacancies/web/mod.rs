//! The routes of the vacant rooms.

mod ask_again;
mod home;
mod home_form;
mod homes;
mod list;
mod mismatch;
mod mismatch_paper;
mod own;
mod paper;
mod record;
mod room;
mod room_form;
mod rule;
mod tell;

pub use ask_again::to_ask_again;

use crate::editing::act;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Ask, Route};
use crate::vacancies::model::{HomeForm, HomeId, RoomForm, VacancyId};
use crate::vacancies::{ReadHomeHistory, ReadVacancyHistory};

/// The rooms as a list, a home with its rooms and what is told of them, and why people and rooms did not meet.
pub const ROUTES: &[Route] = &[
    Route::get("/vacancies", "vacancy.list", |ask| Box::pin(list::page(ask))),
    Route::get("/vacancies/list.pdf", "vacancy.list", |ask| Box::pin(paper::pdf(ask))).words(),
    Route::get("/vacancies/list.xlsx", "vacancy.list", |ask| Box::pin(paper::xlsx(ask))).words(),
    Route::get("/vacancies/own", "vacancy.own", |ask| Box::pin(own::page(ask))),
    Route::get("/vacancies/rule", "vacancy_rule.set", |ask| Box::pin(rule::form(ask))),
    Route::post("/vacancies/rule", "vacancy_rule.set", |ask| Box::pin(rule::add(ask))),
    Route::get("/providers/{id}/homes/new", "home.add", |ask| Box::pin(home_form::form(ask))),
    Route::post("/providers/{id}/homes", "home.add", |ask| Box::pin(home_form::add(ask))),
    Route::get("/homes", "vacancy.list", |ask| Box::pin(homes::page(ask))),
    Route::get("/homes/{id}", "home.read", |ask| Box::pin(home::page(ask))),
    Route::get("/homes/{id}/edit", "home.edit", |ask| Box::pin(act::edit::<HomeForm>(ask))),
    Route::post("/homes/{id}", "home.edit", |ask| Box::pin(act::set::<HomeForm>(ask))),
    Route::post("/homes/{id}/draft", "home.edit", |ask| Box::pin(act::draft::<HomeForm>(ask))),
    Route::post("/homes/{id}/discard", "home.edit", |ask| Box::pin(act::discard::<HomeForm>(ask))),
    Route::get("/homes/{id}/history", "home.history", |ask| Box::pin(act::history::<HomeForm, ReadHomeHistory>(ask))),
    Route::post("/homes/{id}/put-back", "home.edit", |ask| Box::pin(act::put_back::<HomeForm>(ask))),
    Route::get("/homes/{id}/tell", "home.tell", |ask| Box::pin(tell::form(ask))),
    Route::post("/homes/{id}/tell", "home.tell", |ask| Box::pin(tell::tell(ask))),
    Route::get("/homes/{id}/vacancies/new", "vacancy.add", |ask| Box::pin(room_form::form(ask))),
    Route::post("/homes/{id}/vacancies", "vacancy.add", |ask| Box::pin(room_form::add(ask))),
    Route::get("/homes/{id}/mismatches/new", "mismatch.record", |ask| Box::pin(record::form(ask))),
    Route::post("/homes/{id}/mismatches", "mismatch.record", |ask| Box::pin(record::record(ask))),
    Route::get("/vacancies/{id}", "vacancy.read", |ask| Box::pin(room::page(ask))),
    Route::get("/vacancies/{id}/edit", "vacancy.edit", |ask| Box::pin(act::edit::<RoomForm>(ask))),
    Route::post("/vacancies/{id}", "vacancy.edit", |ask| Box::pin(act::set::<RoomForm>(ask))),
    Route::post("/vacancies/{id}/draft", "vacancy.edit", |ask| Box::pin(act::draft::<RoomForm>(ask))),
    Route::post("/vacancies/{id}/discard", "vacancy.edit", |ask| Box::pin(act::discard::<RoomForm>(ask))),
    Route::get("/vacancies/{id}/history", "vacancy.history", |ask| {
        Box::pin(act::history::<RoomForm, ReadVacancyHistory>(ask))
    }),
    Route::post("/vacancies/{id}/put-back", "vacancy.edit", |ask| Box::pin(act::put_back::<RoomForm>(ask))),
    Route::get("/mismatches", "mismatch.list", |ask| Box::pin(mismatch::page(ask))),
    Route::get("/mismatches.pdf", "mismatch.list", |ask| Box::pin(mismatch_paper::pdf(ask))).words(),
    Route::get("/mismatches.xlsx", "mismatch.list", |ask| Box::pin(mismatch_paper::xlsx(ask))).words(),
    Route::post("/mismatches/{id}/withdraw", "mismatch.withdraw", |ask| Box::pin(record::withdraw(ask))),
];

/// The home that the path names.
fn home_id(ask: &Ask) -> Result<HomeId, Fault> {
    HomeId::parse(ask.param("id")).ok_or(Fault::Missing)
}

/// The room that the path names.
fn room_id(ask: &Ask) -> Result<VacancyId, Fault> {
    VacancyId::parse(ask.param("id")).ok_or(Fault::Missing)
}
