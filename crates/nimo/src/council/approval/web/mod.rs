//! The routes of proposals: which acts want one, what was prepared, and the way of each until it came back.

mod edit;
mod fields;
mod line;
mod list;
mod papers;
mod prepare;
mod read;
mod returned;
mod rule;
mod withdraw;

pub(crate) use line::{StandingLine, line};

use crate::council::approval::model::{ApprovalAct, ApprovalId, ApprovalRuleForm, ProposalForm};
use crate::council::approval::{ReadApprovalHistory, ReadApprovalRuleHistory};
use crate::council::model::CouncilId;
use crate::editing::act;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Ask, Route};

/// The list, a proposal begun and kept, its page, papers, return and withdrawal; and the rules.
pub const ROUTES: &[Route] = &[
    Route::get("/councils/{id}/approvals", "approval.list", |ask| Box::pin(list::page(ask))),
    Route::get("/councils/{id}/approvals/new", "approval.prepare", |ask| Box::pin(prepare::new(ask))),
    Route::post("/councils/{id}/approvals", "approval.prepare", |ask| Box::pin(prepare::prepare(ask))),
    Route::get("/approvals/{id}", "approval.read", |ask| Box::pin(read::page(ask))),
    Route::get("/approvals/{id}/proposal.pdf", "approval.read", |ask| Box::pin(papers::pdf(ask))).words(),
    Route::get("/approvals/{id}/proposal.docx", "approval.read", |ask| Box::pin(papers::docx(ask))).words(),
    Route::get("/approvals/{id}/proposal.txt", "approval.read", |ask| Box::pin(papers::txt(ask))).words(),
    Route::get("/approvals/{id}/edit", "approval.edit", |ask| Box::pin(act::edit::<ProposalForm>(ask))),
    Route::post("/approvals/{id}", "approval.edit", |ask| Box::pin(act::set::<ProposalForm>(ask))),
    Route::post("/approvals/{id}/draft", "approval.edit", |ask| Box::pin(edit::draft(ask))),
    Route::post("/approvals/{id}/discard", "approval.edit", |ask| Box::pin(act::discard::<ProposalForm>(ask))),
    Route::get("/approvals/{id}/history", "approval.history", |ask| {
        Box::pin(act::history::<ProposalForm, ReadApprovalHistory>(ask))
    }),
    Route::post("/approvals/{id}/put-back", "approval.edit", |ask| Box::pin(act::put_back::<ProposalForm>(ask))),
    Route::post("/approvals/{id}/return", "approval.return", |ask| Box::pin(returned::give_back(ask))),
    Route::post("/approvals/{id}/withdraw", "approval.withdraw", |ask| Box::pin(withdraw::withdraw(ask))),
    Route::get("/councils/{id}/approvals/rules/new", "approval_rule.add", |ask| Box::pin(rule::new(ask))),
    Route::post("/councils/{id}/approvals/rules", "approval_rule.add", |ask| Box::pin(rule::add(ask))),
    Route::get("/approval-rules/{id}/edit", "approval_rule.edit", |ask| Box::pin(act::edit::<ApprovalRuleForm>(ask))),
    Route::post("/approval-rules/{id}", "approval_rule.edit", |ask| Box::pin(act::set::<ApprovalRuleForm>(ask))),
    Route::post("/approval-rules/{id}/draft", "approval_rule.edit", |ask| {
        Box::pin(act::draft::<ApprovalRuleForm>(ask))
    }),
    Route::post("/approval-rules/{id}/discard", "approval_rule.edit", |ask| {
        Box::pin(act::discard::<ApprovalRuleForm>(ask))
    }),
    Route::get("/approval-rules/{id}/history", "approval_rule.history", |ask| {
        Box::pin(act::history::<ApprovalRuleForm, ReadApprovalRuleHistory>(ask))
    }),
    Route::post("/approval-rules/{id}/put-back", "approval_rule.edit", |ask| {
        Box::pin(act::put_back::<ApprovalRuleForm>(ask))
    }),
];

/// The proposal that the path names.
fn id(ask: &Ask) -> Result<ApprovalId, Fault> {
    ApprovalId::parse(ask.param("id")).ok_or(Fault::Missing)
}

/// A word of the address, or of the form where it is sent with it.
fn said<'a>(ask: &'a Ask, name: &str) -> &'a str {
    let typed = ask.typed.get(name);
    if typed.is_empty() { ask.query.get(name) } else { typed }
}

/// The act that is named.
fn act_of(ask: &Ask) -> Result<ApprovalAct, Fault> {
    ApprovalAct::parse(said(ask, "act")).ok_or(Fault::Missing)
}

/// The page with the proposals of a council.
fn home(council: CouncilId) -> String {
    format!("/councils/{council}/approvals")
}

/// Where a proposal is begun.
fn begin_path(council: CouncilId, act: ApprovalAct, subject: &str) -> String {
    format!("{}/new?act={}&subject={subject}", home(council), act.code())
}
