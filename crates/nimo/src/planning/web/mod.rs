//! The routes of the quarterly loads.

mod blank;
mod collect;
mod load;
mod page;
mod paper;
mod rows;
mod rule;
mod town;
mod withdraw;

use crate::editing::act;
use crate::planning::model::{LoadForm, QuarterForm, RuleForm};
use crate::planning::{ReadPlanLoadHistory, ReadPlanQuarterHistory, ReadPlanRuleHistory};
use crate::plumbing::web::Route;

/// A quarter with its papers, what would be if an office withdrew, an office's answer, the town's own figures, and the figures by which all is
/// seen.
pub const ROUTES: &[Route] = &[
    Route::get("/planning", "plan.list", |ask| Box::pin(page::page(ask))),
    Route::get("/planning/quarter.pdf", "plan.list", |ask| Box::pin(paper::pdf(ask))).words(),
    Route::get("/planning/quarter.xlsx", "plan.list", |ask| Box::pin(paper::xlsx(ask))).words(),
    Route::get("/planning/blank.pdf", "plan.list", |ask| Box::pin(blank::pdf(ask))).words(),
    Route::get("/planning/withdraw", "plan.list", |ask| Box::pin(withdraw::page(ask))),
    Route::get("/planning/loads/{id}/edit", "plan.load", |ask| Box::pin(act::edit::<LoadForm>(ask))),
    Route::post("/planning/loads/{id}", "plan.load", |ask| Box::pin(act::set::<LoadForm>(ask))),
    Route::post("/planning/loads/{id}/draft", "plan.load", |ask| Box::pin(act::draft::<LoadForm>(ask))),
    Route::post("/planning/loads/{id}/discard", "plan.load", |ask| Box::pin(act::discard::<LoadForm>(ask))),
    Route::get("/planning/loads/{id}/history", "plan.history", |ask| {
        Box::pin(act::history::<LoadForm, ReadPlanLoadHistory>(ask))
    }),
    Route::post("/planning/loads/{id}/put-back", "plan.load", |ask| Box::pin(act::put_back::<LoadForm>(ask))),
    Route::get("/planning/quarters/{id}", "plan.list", |ask| Box::pin(page::page(ask))),
    Route::get("/planning/quarters/{id}/edit", "plan.quarter", |ask| Box::pin(act::edit::<QuarterForm>(ask))),
    Route::post("/planning/quarters/{id}", "plan.quarter", |ask| Box::pin(act::set::<QuarterForm>(ask))),
    Route::post("/planning/quarters/{id}/draft", "plan.quarter", |ask| Box::pin(act::draft::<QuarterForm>(ask))),
    Route::post("/planning/quarters/{id}/discard", "plan.quarter", |ask| Box::pin(act::discard::<QuarterForm>(ask))),
    Route::get("/planning/quarters/{id}/history", "plan.quarter_history", |ask| {
        Box::pin(act::history::<QuarterForm, ReadPlanQuarterHistory>(ask))
    }),
    Route::post("/planning/quarters/{id}/put-back", "plan.quarter", |ask| Box::pin(act::put_back::<QuarterForm>(ask))),
    Route::get("/planning/rules/{id}/edit", "plan_rule.edit", |ask| Box::pin(act::edit::<RuleForm>(ask))),
    Route::post("/planning/rules/{id}", "plan_rule.edit", |ask| Box::pin(act::set::<RuleForm>(ask))),
    Route::post("/planning/rules/{id}/draft", "plan_rule.edit", |ask| Box::pin(act::draft::<RuleForm>(ask))),
    Route::post("/planning/rules/{id}/discard", "plan_rule.edit", |ask| Box::pin(act::discard::<RuleForm>(ask))),
    Route::get("/planning/rules/{id}/history", "plan_rule.history", |ask| {
        Box::pin(act::history::<RuleForm, ReadPlanRuleHistory>(ask))
    }),
    Route::post("/planning/rules/{id}/put-back", "plan_rule.edit", |ask| Box::pin(act::put_back::<RuleForm>(ask))),
];
