//! The routes of meetings, their sheets and their blocks.

mod block;
mod blocks;
mod correct;
mod head;
mod history;
mod import;
mod items;
mod keep;
mod page;
mod paper;
mod plan;

pub(crate) use head::say;

use crate::council::meeting::model::{MeetingForm, MeetingId};
use crate::editing::act;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Ask, Route};

/// Plan, read in, correct, keep; then the blocks.
pub const ROUTES: &[Route] = &[
    Route::get("/councils/{id}/meetings/new", "meeting.plan", |ask| Box::pin(plan::form(ask))),
    Route::post("/councils/{id}/meetings", "meeting.plan", |ask| Box::pin(plan::plan(ask))),
    Route::get("/councils/{id}/import", "sheet.import", |ask| Box::pin(import::form(ask))),
    Route::post("/councils/{id}/import", "sheet.import", |ask| Box::pin(import::import(ask))).upload(),
    Route::get("/meetings/{id}", "meeting.read", |ask| Box::pin(page::page(ask))),
    Route::get("/meetings/{id}/correct", "meeting.edit", |ask| Box::pin(correct::page(ask))),
    Route::post("/meetings/{id}", "meeting.edit", |ask| Box::pin(act::set::<MeetingForm>(ask))),
    Route::post("/meetings/{id}/draft", "meeting.edit", |ask| Box::pin(act::draft::<MeetingForm>(ask))),
    Route::post("/meetings/{id}/discard", "meeting.edit", |ask| Box::pin(act::discard::<MeetingForm>(ask))),
    Route::get("/meetings/{id}/items", "meeting.edit", |ask| Box::pin(items::page(ask))),
    Route::post("/meetings/{id}/items", "meeting.edit", |ask| Box::pin(items::set(ask))),
    Route::post("/meetings/{id}/settle", "meeting.edit", |ask| Box::pin(correct::settle(ask))),
    Route::post("/meetings/{id}/keep", "minutes.keep", |ask| Box::pin(keep::keep(ask))),
    Route::post("/meetings/{id}/hold", "meeting.hold", |ask| Box::pin(plan::hold(ask))),
    Route::post("/meetings/{id}/withdraw", "meeting.withdraw", |ask| Box::pin(plan::withdraw(ask))),
    Route::post("/meetings/{id}/take-back", "meeting.withdraw", |ask| Box::pin(plan::take_back(ask))),
    Route::get("/meetings/{id}/history", "meeting.history", |ask| Box::pin(history::page(ask))),
    Route::post("/meetings/{id}/put-back", "meeting.edit", |ask| Box::pin(act::put_back::<MeetingForm>(ask))),
    Route::get("/meetings/{id}/source", "sheet.source", |ask| Box::pin(page::source(ask))).words(),
    Route::get("/meetings/{id}/form", "meeting.read", |ask| Box::pin(paper::form(ask))),
    Route::get("/meetings/{id}/sheet.pdf", "meeting.read", |ask| Box::pin(paper::pdf(ask))).words(),
    Route::get("/meetings/{id}/sheet.docx", "meeting.read", |ask| Box::pin(paper::docx(ask))).words(),
    Route::get("/meetings/{id}/sheet.txt", "meeting.read", |ask| Box::pin(paper::txt(ask))).words(),
    Route::get("/meetings/{id}/blocks.xlsx", "meeting.read", |ask| Box::pin(paper::xlsx(ask))).words(),
    Route::get("/blocks/{id}", "block.find", |ask| Box::pin(block::find(ask))),
    Route::post("/blocks/{id}", "block.edit", |ask| Box::pin(block::set(ask))),
    Route::post("/blocks/{id}/sort", "block.edit", |ask| Box::pin(block::sort(ask))),
    Route::get("/blocks/{id}/split", "block.edit", |ask| Box::pin(block::split_form(ask))),
    Route::post("/blocks/{id}/split", "block.edit", |ask| Box::pin(block::split(ask))),
    Route::post("/blocks/{id}/merge", "block.edit", |ask| Box::pin(block::merge(ask))),
    Route::post("/blocks/{id}/put-back", "block.edit", |ask| Box::pin(block::put_back(ask))),
];

/// The meeting that the path names.
pub(crate) fn id(ask: &Ask) -> Result<MeetingId, Fault> {
    MeetingId::parse(ask.param("id")).ok_or(Fault::Missing)
}
