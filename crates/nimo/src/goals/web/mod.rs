//! The routes of goals.

mod change;
mod collect;
mod evaluate;
mod hop;
mod list;
mod meeting;
mod page;
mod papers;
mod progress;
mod set;
mod setting;
mod tie;
mod withdraw;

pub use hop::{GoalLine, of_issue, of_measure};
pub use meeting::{field as pick_field, picks};
pub use papers::public_of_council;

use crate::goals::model::GoalId;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Ask, Route};

/// The list and its papers, a goal from its proposal to its last evaluation, and what it is tied to.
pub const ROUTES: &[Route] = &[
    Route::get("/goals", "goal.list", |ask| Box::pin(list::page(ask))),
    Route::get("/goals/list.pdf", "goal.list", |ask| Box::pin(papers::pdf(ask))).words(),
    Route::get("/goals/list.xlsx", "goal.list", |ask| Box::pin(papers::xlsx(ask))).words(),
    Route::get("/goals/public.pdf", "goal.list", |ask| Box::pin(papers::public(ask))).words(),
    Route::get("/councils/{id}/goals/new", "goal.set", |ask| Box::pin(set::form(ask))),
    Route::post("/councils/{id}/goals", "goal.set", |ask| Box::pin(set::set(ask))),
    Route::get("/goals/{id}", "goal.read", |ask| Box::pin(page::page(ask))),
    Route::get("/goals/{id}/change", "goal.change", |ask| Box::pin(change::form(ask))),
    Route::post("/goals/{id}/change", "goal.change", |ask| Box::pin(change::change(ask))),
    Route::get("/goals/{id}/progress", "goal.progress", |ask| Box::pin(progress::form(ask))),
    Route::post("/goals/{id}/progress", "goal.progress", |ask| Box::pin(progress::tell(ask))),
    Route::get("/goals/{id}/withdraw", "goal.progress", |ask| Box::pin(withdraw::form(ask))),
    Route::post("/goals/{id}/withdraw", "goal.progress", |ask| Box::pin(withdraw::withdraw(ask))),
    Route::get("/goals/{id}/evaluate", "goal.evaluate", |ask| Box::pin(evaluate::form(ask))),
    Route::post("/goals/{id}/evaluate", "goal.evaluate", |ask| Box::pin(evaluate::evaluate(ask))),
    Route::get("/goals/{id}/tie", "goal.tie", |ask| Box::pin(tie::form(ask))),
    Route::post("/goals/{id}/tie", "goal.tie", |ask| Box::pin(tie::tie(ask))),
    Route::post("/goals/{id}/let-go", "goal.tie", |ask| Box::pin(tie::let_go(ask))),
];

/// The goal that the path names.
fn id(ask: &Ask) -> Result<GoalId, Fault> {
    GoalId::parse(ask.param("id")).ok_or(Fault::Missing)
}
