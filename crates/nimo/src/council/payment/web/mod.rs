//! The routes of what is paid: by what, to whom for a meeting, on paper, and as it was paid.

mod edit;
mod list;
mod papers;
mod read;
mod scale;
mod scales;
mod settle;
mod table;
mod whole;

use crate::council::payment::model::{PayListForm, PayScaleForm, PaySettlementId};
use crate::council::payment::{ReadPayHistory, ReadPayScaleHistory};
use crate::editing::act;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Ask, Route};

/// Editions with their versions; the list of a meeting with its papers; what was paid.
pub const ROUTES: &[Route] = &[
    Route::get("/councils/{id}/pay", "pay_scale.list", |ask| Box::pin(scales::page(ask))),
    Route::get("/councils/{id}/pay/new", "pay_scale.add", |ask| Box::pin(scale::new(ask))),
    Route::post("/councils/{id}/pay", "pay_scale.add", |ask| Box::pin(scale::add(ask))),
    Route::get("/pay-scales/{id}/edit", "pay_scale.edit", |ask| Box::pin(act::edit::<PayScaleForm>(ask))),
    Route::post("/pay-scales/{id}", "pay_scale.edit", |ask| Box::pin(act::set::<PayScaleForm>(ask))),
    Route::post("/pay-scales/{id}/draft", "pay_scale.edit", |ask| Box::pin(scale::draft(ask))),
    Route::post("/pay-scales/{id}/discard", "pay_scale.edit", |ask| Box::pin(act::discard::<PayScaleForm>(ask))),
    Route::get("/pay-scales/{id}/history", "pay_scale.history", |ask| {
        Box::pin(act::history::<PayScaleForm, ReadPayScaleHistory>(ask))
    }),
    Route::post("/pay-scales/{id}/put-back", "pay_scale.edit", |ask| Box::pin(act::put_back::<PayScaleForm>(ask))),
    Route::get("/meetings/{id}/pay", "pay.list", |ask| Box::pin(list::page(ask))),
    Route::post("/meetings/{id}/pay/begin", "pay.edit", |ask| Box::pin(list::begin(ask))),
    Route::get("/meetings/{id}/pay/edit", "pay.edit", |ask| Box::pin(edit::edit(ask))),
    Route::post("/meetings/{id}/pay", "pay.edit", |ask| Box::pin(act::set::<PayListForm>(ask))),
    Route::post("/meetings/{id}/pay/draft", "pay.edit", |ask| Box::pin(edit::draft(ask))),
    Route::post("/meetings/{id}/pay/discard", "pay.edit", |ask| Box::pin(act::discard::<PayListForm>(ask))),
    Route::get("/meetings/{id}/pay/history", "pay.history", |ask| {
        Box::pin(act::history::<PayListForm, ReadPayHistory>(ask))
    }),
    Route::post("/meetings/{id}/pay/put-back", "pay.edit", |ask| Box::pin(act::put_back::<PayListForm>(ask))),
    Route::get("/meetings/{id}/pay.xlsx", "pay.print", |ask| Box::pin(papers::xlsx(ask))).words(),
    Route::get("/meetings/{id}/pay.pdf", "pay.print", |ask| Box::pin(papers::pdf(ask))).words(),
    Route::get("/meetings/{id}/pay.docx", "pay.print", |ask| Box::pin(papers::docx(ask))).words(),
    Route::post("/meetings/{id}/pay/settle", "pay.settle", |ask| Box::pin(settle::settle(ask))),
    Route::get("/pay-settlements/{id}", "pay.read", |ask| Box::pin(read::page(ask))),
    Route::get("/pay-settlements/{id}/list.xlsx", "pay.read", |ask| Box::pin(papers::settled_xlsx(ask))).words(),
    Route::get("/pay-settlements/{id}/list.pdf", "pay.read", |ask| Box::pin(papers::settled_pdf(ask))).words(),
    Route::get("/pay-settlements/{id}/list.docx", "pay.read", |ask| Box::pin(papers::settled_docx(ask))).words(),
    Route::post("/pay-settlements/{id}/withdraw", "pay.withdraw", |ask| Box::pin(read::withdraw(ask))),
];

/// The settlement that the path names.
fn settlement(ask: &Ask) -> Result<PaySettlementId, Fault> {
    PaySettlementId::parse(ask.param("id")).ok_or(Fault::Missing)
}
