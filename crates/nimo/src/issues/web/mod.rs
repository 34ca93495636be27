//! The routes of issues and of what becomes of opinions.

mod element;
mod form;
pub(super) mod hop;
mod import;
mod kin;
mod list;
mod open;
mod opinions;
mod page;
mod paper;
mod raise;
mod step;

pub use crate::issues::measure::web::programmes;
pub use hop::{Hop, issue as issue_hop, meeting as meeting_hop};
pub use list::{choices, element_words};
pub use opinions::{Shown, shown};
pub use page::{Event, Source, meetings_of, sources};
pub use paper::{list_pdf, list_xlsx};

use crate::editing::act;
use crate::issues::ReadIssueHistory;
use crate::issues::model::{IssueForm, IssueId};
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Ask, Route};

/// What is open, the opinions of a meeting, the list, an issue from its raising to its end, the elements.
pub const ROUTES: &[Route] = &[
    Route::get("/opinions", "issue.list", |ask| Box::pin(open::page(ask))),
    Route::get("/meetings/{id}/opinions", "fate.list", |ask| Box::pin(opinions::page(ask))),
    Route::post("/meetings/{id}/raise", "fate.list", |ask| Box::pin(opinions::raise(ask))),
    Route::post("/meetings/{id}/join", "fate.list", |ask| Box::pin(opinions::join(ask))),
    Route::post("/meetings/{id}/answer", "fate.list", |ask| Box::pin(opinions::answer(ask))),
    Route::post("/blocks/{id}/unsettle", "fate.settle", |ask| Box::pin(opinions::unsettle(ask))),
    Route::get("/issues", "issue.list", |ask| Box::pin(list::page(ask))),
    Route::get("/issues/list.xlsx", "issue.list", |ask| Box::pin(paper::xlsx(ask))).words(),
    Route::get("/issues/list.pdf", "issue.list", |ask| Box::pin(paper::pdf(ask))).words(),
    Route::get("/councils/{id}/issues/new", "issue.raise", |ask| Box::pin(raise::form(ask))),
    Route::post("/councils/{id}/issues", "issue.raise", |ask| Box::pin(raise::raise(ask))),
    Route::get("/councils/{id}/issues/import", "issue.import", |ask| Box::pin(import::form(ask))),
    Route::post("/councils/{id}/issues/import", "issue.import", |ask| Box::pin(import::preview(ask))).upload(),
    Route::post("/councils/{id}/issues/take", "issue.import", |ask| Box::pin(import::take(ask))).upload(),
    Route::get("/issues/{id}", "issue.read", |ask| Box::pin(page::page(ask))),
    Route::get("/issues/{id}/edit", "issue.edit", |ask| Box::pin(act::edit::<IssueForm>(ask))),
    Route::post("/issues/{id}", "issue.edit", |ask| Box::pin(act::set::<IssueForm>(ask))),
    Route::post("/issues/{id}/draft", "issue.edit", |ask| Box::pin(act::draft::<IssueForm>(ask))),
    Route::post("/issues/{id}/discard", "issue.edit", |ask| Box::pin(act::discard::<IssueForm>(ask))),
    Route::get("/issues/{id}/history", "issue.history", |ask| {
        Box::pin(act::history::<IssueForm, ReadIssueHistory>(ask))
    }),
    Route::post("/issues/{id}/put-back", "issue.edit", |ask| Box::pin(act::put_back::<IssueForm>(ask))),
    Route::get("/issues/{id}/step", "issue.step", |ask| Box::pin(step::form(ask))),
    Route::post("/issues/{id}/step", "issue.step", |ask| Box::pin(step::step(ask))),
    Route::get("/issues/{id}/kin", "issue.kin", |ask| Box::pin(kin::form(ask))),
    Route::post("/issues/{id}/join", "issue.kin", |ask| Box::pin(kin::join(ask))),
    Route::post("/issues/{id}/part", "issue.kin", |ask| Box::pin(kin::part(ask))),
    Route::post("/issues/{id}/split", "issue.kin", |ask| Box::pin(kin::split(ask))),
    Route::get("/elements", "element.list", |ask| Box::pin(element::page(ask))),
    Route::post("/elements", "element.edit", |ask| Box::pin(element::set(ask))),
];

/// The issue that the path names.
fn id(ask: &Ask) -> Result<IssueId, Fault> {
    IssueId::parse(ask.param("id")).ok_or(Fault::Missing)
}
