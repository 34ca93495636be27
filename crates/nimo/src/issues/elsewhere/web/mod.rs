//! The routes of what other towns do.

mod add;
mod form;
mod list;
mod page;
mod paper;
mod tie;

pub use page::{OfIssue, of_issue};

use crate::editing::act;
use crate::issues::elsewhere::ReadCaseHistory;
use crate::issues::elsewhere::model::{CaseForm, CaseId};
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Ask, Route};

/// The cards, one of them from its first line on, and the issues to which it is tied.
pub const ROUTES: &[Route] = &[
    Route::get("/cases", "case.list", |ask| Box::pin(list::page(ask))),
    Route::get("/cases/list.xlsx", "case.list", |ask| Box::pin(paper::xlsx(ask))).words(),
    Route::get("/cases/list.pdf", "case.list", |ask| Box::pin(paper::pdf(ask))).words(),
    Route::get("/cases/new", "case.add", |ask| Box::pin(add::form(ask))),
    Route::post("/cases", "case.add", |ask| Box::pin(add::add(ask))),
    Route::get("/issues/{id}/cases/new", "case.note", |ask| Box::pin(add::note_form(ask))),
    Route::post("/issues/{id}/cases", "case.note", |ask| Box::pin(add::note(ask))),
    Route::get("/cases/{id}", "case.read", |ask| Box::pin(page::page(ask))),
    Route::get("/cases/{id}/edit", "case.edit", |ask| Box::pin(act::edit::<CaseForm>(ask))),
    Route::post("/cases/{id}", "case.edit", |ask| Box::pin(act::set::<CaseForm>(ask))),
    Route::post("/cases/{id}/draft", "case.edit", |ask| Box::pin(act::draft::<CaseForm>(ask))),
    Route::post("/cases/{id}/discard", "case.edit", |ask| Box::pin(act::discard::<CaseForm>(ask))),
    Route::get("/cases/{id}/history", "case.history", |ask| Box::pin(act::history::<CaseForm, ReadCaseHistory>(ask))),
    Route::post("/cases/{id}/put-back", "case.edit", |ask| Box::pin(act::put_back::<CaseForm>(ask))),
    Route::get("/cases/{id}/tie", "case.tie", |ask| Box::pin(tie::form(ask))),
    Route::post("/cases/{id}/tie", "case.tie", |ask| Box::pin(tie::tie(ask))),
    Route::post("/cases/{id}/untie", "case.tie", |ask| Box::pin(tie::untie(ask))),
];

/// The card that the path names.
fn id(ask: &Ask) -> Result<CaseId, Fault> {
    CaseId::parse(ask.param("id")).ok_or(Fault::Missing)
}
