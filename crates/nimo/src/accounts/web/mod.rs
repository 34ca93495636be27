//! The routes of the accounts.

mod entry;
mod first;
mod staff;

pub use entry::{enter, sign_in_to_continue};

use crate::plumbing::web::Route;

/// Sign-in, links and passwords; then the accounts of the office.
pub const ROUTES: &[Route] = &[
    Route::get("/", "page.open", |ask| Box::pin(entry::home(ask))),
    Route::get("/sign-in", "page.open", |ask| Box::pin(entry::form(ask))).open(),
    Route::post("/sign-in", "session.open", |ask| Box::pin(entry::sign_in(ask))).open(),
    Route::post("/sign-out", "session.close", |ask| Box::pin(entry::sign_out(ask))),
    Route::get("/first/{secret}", "page.open", |ask| Box::pin(first::form(ask))).open(),
    Route::post("/first/{secret}", "office.open", |ask| Box::pin(first::open(ask))).open(),
    Route::get("/invited/{link}", "page.open", |ask| Box::pin(first::invited(ask))).open(),
    Route::post("/invited/{link}", "password.set", |ask| Box::pin(first::set_password(ask))).open(),
    Route::get("/password", "password.change", |ask| Box::pin(entry::password_form(ask))),
    Route::post("/password", "password.change", |ask| Box::pin(entry::change_password(ask))),
    Route::get("/accounts", "account.list", |ask| Box::pin(staff::list(ask))),
    Route::get("/accounts/new", "account.add", |ask| Box::pin(staff::new(ask))),
    Route::post("/accounts", "account.add", |ask| Box::pin(staff::add(ask))),
    Route::get("/accounts/{id}", "account.read", |ask| Box::pin(staff::page(ask))),
    Route::post("/accounts/{id}", "account.edit", |ask| Box::pin(staff::set(ask))),
    Route::post("/accounts/{id}/close", "account.close", |ask| Box::pin(staff::close(ask))),
    Route::post("/accounts/{id}/reopen", "account.reopen", |ask| Box::pin(staff::reopen(ask))),
    Route::post("/accounts/{id}/invite", "account.invite", |ask| Box::pin(staff::invite(ask))),
];
