//! The routes of the directory.

mod coverage;
mod files;
mod import;
mod list;
mod live;
mod look;
mod map;
mod note;
mod page;
mod paper;
mod sought;

use crate::editing::act;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Ask, Route};
use crate::providers::ReadProviderHistory;
use crate::providers::model::{NoteForm, ProviderId};

/// The directory as a list and as a map, what covers the town, one provider, and how the open data comes in.
pub const ROUTES: &[Route] = &[
    Route::get("/providers", "provider.list", |ask| Box::pin(list::page(ask))),
    Route::get("/providers/map", "provider.list", |ask| Box::pin(map::page(ask))),
    Route::get("/map/base.pmtiles", "provider.list", |ask| Box::pin(live::tiles(ask))).file(),
    Route::get("/map/{part}", "provider.list", |ask| Box::pin(live::part(ask))).file(),
    Route::get("/providers/list.pdf", "provider.list", |ask| Box::pin(paper::pdf(ask))).words(),
    Route::get("/providers/list.xlsx", "provider.list", |ask| Box::pin(paper::xlsx(ask))).words(),
    Route::get("/providers/list.csv", "provider.list", |ask| Box::pin(files::csv(ask))).words(),
    Route::get("/providers/hsds.json", "provider.list", |ask| Box::pin(files::json(ask))).words(),
    Route::get("/providers/hsds.zip", "provider.list", |ask| Box::pin(files::zip(ask))).words(),
    Route::get("/providers/coverage", "provider.list", |ask| Box::pin(coverage::page(ask))),
    Route::get("/providers/coverage.pdf", "provider.list", |ask| Box::pin(coverage::pdf(ask))).words(),
    Route::get("/providers/coverage.xlsx", "provider.list", |ask| Box::pin(coverage::xlsx(ask))).words(),
    Route::get("/providers/import", "provider.import", |ask| Box::pin(import::form(ask))),
    Route::post("/providers/import", "provider.import", |ask| Box::pin(import::lay_down(ask))).open_data_upload(),
    Route::get("/providers/import/{delivery}", "provider.import", |ask| Box::pin(look::page(ask))),
    Route::get("/providers/import/{delivery}/doubts.csv", "provider.import", |ask| Box::pin(look::doubts(ask))).words(),
    Route::post("/providers/import/{delivery}/take", "provider.import", |ask| Box::pin(look::take(ask))),
    Route::post("/providers/import/{delivery}/discard", "provider.import", |ask| Box::pin(import::discard(ask))),
    Route::get("/providers/{id}", "provider.read", |ask| Box::pin(page::page(ask))),
    Route::get("/providers/{id}/edit", "provider.note", |ask| Box::pin(act::edit::<NoteForm>(ask))),
    Route::post("/providers/{id}", "provider.note", |ask| Box::pin(act::set::<NoteForm>(ask))),
    Route::post("/providers/{id}/draft", "provider.note", |ask| Box::pin(act::draft::<NoteForm>(ask))),
    Route::post("/providers/{id}/discard", "provider.note", |ask| Box::pin(act::discard::<NoteForm>(ask))),
    Route::get("/providers/{id}/history", "provider.history", |ask| {
        Box::pin(act::history::<NoteForm, ReadProviderHistory>(ask))
    }),
    Route::post("/providers/{id}/put-back", "provider.note", |ask| Box::pin(act::put_back::<NoteForm>(ask))),
];

/// The provider that the path names.
fn id(ask: &Ask) -> Result<ProviderId, Fault> {
    ProviderId::parse(ask.param("id")).ok_or(Fault::Missing)
}
