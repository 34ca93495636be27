//! The routes of the councils.

mod begin;
mod edit;
mod form;
mod list;
mod page;
mod place;
mod today;

pub use crate::editing::view::version;
pub use edit::id;
pub use form::names;

use crate::council::ReadHistory;
use crate::council::model::CouncilForm;
use crate::editing::act;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Ask, Route};

/// The councils that the person may read, as choices of a form: id and name.
///
/// # Errors
/// What the database says.
pub async fn choices(ask: &Ask) -> Result<Vec<(String, String)>, Fault> {
    Ok(names(ask).await?.into_iter().map(|(id, name)| (id.to_string(), name)).collect())
}

/// List, place, page, edit, drafts, history.
pub const ROUTES: &[Route] = &[
    Route::get("/today", "council.list", |ask| Box::pin(today::page(ask))),
    Route::get("/begin", "council.draft", |ask| Box::pin(begin::page(ask))),
    Route::post("/begin", "council.draft", |ask| Box::pin(begin::place(ask))),
    Route::get("/councils", "council.list", |ask| Box::pin(list::list(ask))),
    Route::get("/councils/new", "council.draft", |ask| Box::pin(place::new(ask))),
    Route::post("/councils", "council.place", |ask| Box::pin(place::place(ask))),
    Route::post("/councils/new/draft", "council.draft", |ask| Box::pin(place::draft(ask))),
    Route::post("/councils/new/discard", "council.draft", |ask| Box::pin(place::discard(ask))),
    Route::get("/councils/{id}", "council.read", |ask| Box::pin(page::page(ask))),
    Route::get("/councils/{id}/edit", "council.edit", |ask| Box::pin(act::edit::<CouncilForm>(ask))),
    Route::post("/councils/{id}", "council.edit", |ask| Box::pin(act::set::<CouncilForm>(ask))),
    Route::post("/councils/{id}/draft", "council.edit", |ask| Box::pin(act::draft::<CouncilForm>(ask))),
    Route::post("/councils/{id}/discard", "council.edit", |ask| Box::pin(act::discard::<CouncilForm>(ask))),
    Route::get("/councils/{id}/history", "council.history", |ask| {
        Box::pin(act::history::<CouncilForm, ReadHistory>(ask))
    }),
    Route::post("/councils/{id}/put-back", "council.edit", |ask| Box::pin(act::put_back::<CouncilForm>(ask))),
];
