//! The routes of empty houses.

mod add;
mod check;
mod form;
mod list;
mod page;
mod paper;
mod rule;
mod rule_form;
mod step;

use crate::editing::act;
use crate::houses::model::{CheckForm, HouseForm, HouseRuleForm, VacantHouseId};
use crate::houses::{ReadHouseCheckHistory, ReadHouseHistory, ReadHouseRuleHistory};
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Ask, Route};

/// The list, one house with its checks and its steps, and the settings.
pub const ROUTES: &[Route] = &[
    Route::get("/houses", "house.list", |ask| Box::pin(list::page(ask))),
    Route::get("/houses/list.pdf", "house.list", |ask| Box::pin(paper::pdf(ask))).words(),
    Route::get("/houses/list.xlsx", "house.list", |ask| Box::pin(paper::xlsx(ask))).words(),
    Route::get("/houses/new", "house.add", |ask| Box::pin(add::form(ask))),
    Route::post("/houses", "house.add", |ask| Box::pin(add::add(ask))),
    Route::get("/houses/rules", "house_rule.list", |ask| Box::pin(rule::page(ask))),
    Route::get("/houses/rules/new", "house_rule.add", |ask| Box::pin(rule_form::form(ask))),
    Route::post("/houses/rules", "house_rule.add", |ask| Box::pin(rule_form::add(ask))),
    Route::get("/houses/rules/{id}/edit", "house_rule.edit", |ask| Box::pin(act::edit::<HouseRuleForm>(ask))),
    Route::post("/houses/rules/{id}", "house_rule.edit", |ask| Box::pin(act::set::<HouseRuleForm>(ask))),
    Route::post("/houses/rules/{id}/draft", "house_rule.edit", |ask| Box::pin(act::draft::<HouseRuleForm>(ask))),
    Route::post("/houses/rules/{id}/discard", "house_rule.edit", |ask| Box::pin(act::discard::<HouseRuleForm>(ask))),
    Route::get("/houses/rules/{id}/history", "house_rule.history", |ask| {
        Box::pin(act::history::<HouseRuleForm, ReadHouseRuleHistory>(ask))
    }),
    Route::post("/houses/rules/{id}/put-back", "house_rule.edit", |ask| Box::pin(act::put_back::<HouseRuleForm>(ask))),
    Route::get("/houses/{id}", "house.read", |ask| Box::pin(page::page(ask))),
    Route::get("/houses/{id}/paper.pdf", "house.read", |ask| Box::pin(paper::of_one(ask))).words(),
    Route::get("/houses/{id}/edit", "house.edit", |ask| Box::pin(act::edit::<HouseForm>(ask))),
    Route::post("/houses/{id}", "house.edit", |ask| Box::pin(act::set::<HouseForm>(ask))),
    Route::post("/houses/{id}/draft", "house.edit", |ask| Box::pin(act::draft::<HouseForm>(ask))),
    Route::post("/houses/{id}/discard", "house.edit", |ask| Box::pin(act::discard::<HouseForm>(ask))),
    Route::get("/houses/{id}/history", "house.history", |ask| {
        Box::pin(act::history::<HouseForm, ReadHouseHistory>(ask))
    }),
    Route::post("/houses/{id}/put-back", "house.edit", |ask| Box::pin(act::put_back::<HouseForm>(ask))),
    Route::get("/houses/{id}/step", "house.step", |ask| Box::pin(step::form(ask))),
    Route::post("/houses/{id}/step", "house.step", |ask| Box::pin(step::step(ask))),
    Route::get("/houses/{id}/checks/{kind}/edit", "house_check.edit", |ask| Box::pin(act::edit::<CheckForm>(ask))),
    Route::post("/houses/{id}/checks/{kind}", "house_check.edit", |ask| Box::pin(act::set::<CheckForm>(ask))),
    Route::post("/houses/{id}/checks/{kind}/draft", "house_check.edit", |ask| Box::pin(act::draft::<CheckForm>(ask))),
    Route::post("/houses/{id}/checks/{kind}/discard", "house_check.edit", |ask| {
        Box::pin(act::discard::<CheckForm>(ask))
    }),
    Route::get("/houses/{id}/checks/{kind}/history", "house_check.history", |ask| {
        Box::pin(act::history::<CheckForm, ReadHouseCheckHistory>(ask))
    }),
    Route::post("/houses/{id}/checks/{kind}/put-back", "house_check.edit", |ask| {
        Box::pin(act::put_back::<CheckForm>(ask))
    }),
];

/// The house that the path names.
fn id(ask: &Ask) -> Result<VacantHouseId, Fault> {
    VacantHouseId::parse(ask.param("id")).ok_or(Fault::Missing)
}
