//! The routes of ballots: what came back, each ballot, and the papers that go out.

mod edit;
mod list;
mod papers;

use crate::council::ballot::ReadBallotHistory;
use crate::council::ballot::model::BallotForm;
use crate::council::sitting::model::{Sitting, SittingWay};
use crate::editing::act;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::Route;

/// The list, the papers, one ballot with its versions.
pub const ROUTES: &[Route] = &[
    Route::get("/meetings/{id}/ballots", "ballot.list", |ask| Box::pin(list::page(ask))),
    Route::get("/meetings/{id}/ballots.pdf", "ballot.paper", |ask| Box::pin(papers::pdf(ask))).words(),
    Route::get("/meetings/{id}/ballots.docx", "ballot.paper", |ask| Box::pin(papers::docx(ask))).words(),
    Route::get("/meetings/{id}/ballots.txt", "ballot.paper", |ask| Box::pin(papers::txt(ask))).words(),
    Route::get("/ballots/{id}", "ballot.edit", |ask| Box::pin(act::edit::<BallotForm>(ask))),
    Route::post("/ballots/{id}", "ballot.edit", |ask| Box::pin(edit::set(ask))),
    Route::post("/ballots/{id}/draft", "ballot.edit", |ask| Box::pin(act::draft::<BallotForm>(ask))),
    Route::post("/ballots/{id}/discard", "ballot.edit", |ask| Box::pin(act::discard::<BallotForm>(ask))),
    Route::get("/ballots/{id}/history", "ballot.history", |ask| {
        Box::pin(act::history::<BallotForm, ReadBallotHistory>(ask))
    }),
    Route::post("/ballots/{id}/put-back", "ballot.edit", |ask| Box::pin(act::put_back::<BallotForm>(ask))),
];

const TOGETHER: Fault = Fault::Unreadable(
    "この会議は、書面で開いた会議ではありません。書面表決は、「書面で開く」で開いた会議にだけあります。会議のページから、開き方を確かめてください。",
);

/// A meeting that is held together has no ballots.
fn only_in_writing(sitting: Option<&Sitting>) -> Result<(), Fault> {
    if sitting.is_some_and(|sitting| sitting.way == SittingWay::Written) { Ok(()) } else { Err(TOGETHER) }
}
