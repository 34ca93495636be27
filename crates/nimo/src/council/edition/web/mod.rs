//! The routes of confirming: how far minutes are, what members were asked, what they answered, and the editions.

mod correct;
mod freeze;
mod page;
mod people;
mod read;
mod release;
mod whole;
mod window;

use crate::council::edition::model::{ConfirmationForm, CorrectionForm};
use crate::council::edition::{ReadConfirmationHistory, ReadCorrectionHistory};
use crate::editing::act;
use crate::plumbing::web::Route;

pub use read::of_meeting;

/// All of them.
pub const ROUTES: &[Route] = &[
    Route::get("/meetings/{id}/confirmation", "confirmation.look", |ask| Box::pin(page::page(ask))),
    Route::post("/meetings/{id}/confirmation", "confirmation.ask", |ask| Box::pin(window::ask(ask))),
    Route::get("/confirmations/{id}/edit", "confirmation.edit", |ask| Box::pin(act::edit::<ConfirmationForm>(ask))),
    Route::post("/confirmations/{id}", "confirmation.edit", |ask| Box::pin(act::set::<ConfirmationForm>(ask))),
    Route::post("/confirmations/{id}/draft", "confirmation.edit", |ask| Box::pin(act::draft::<ConfirmationForm>(ask))),
    Route::post("/confirmations/{id}/discard", "confirmation.edit", |ask| {
        Box::pin(act::discard::<ConfirmationForm>(ask))
    }),
    Route::get("/confirmations/{id}/history", "confirmation.history", |ask| {
        Box::pin(act::history::<ConfirmationForm, ReadConfirmationHistory>(ask))
    }),
    Route::post("/confirmations/{id}/put-back", "confirmation.edit", |ask| {
        Box::pin(act::put_back::<ConfirmationForm>(ask))
    }),
    Route::post("/confirmations/{id}/withdraw", "confirmation.withdraw", |ask| Box::pin(window::withdraw(ask))),
    Route::get("/confirmations/{id}/letters.pdf", "confirmation.print", |ask| Box::pin(window::pdf(ask))).words(),
    Route::get("/confirmations/{id}/letters.docx", "confirmation.print", |ask| Box::pin(window::docx(ask))).words(),
    Route::post("/confirmations/{id}/people", "confirmation.edit", |ask| Box::pin(people::confirm(ask))),
    Route::post("/confirmations/{id}/people/end", "confirmation.edit", |ask| Box::pin(people::end(ask))),
    Route::get("/confirmations/{id}/corrections/new", "confirmation.edit", |ask| Box::pin(correct::new(ask))),
    Route::post("/confirmations/{id}/corrections", "confirmation.edit", |ask| Box::pin(correct::add(ask))),
    Route::get("/corrections/{id}/edit", "correction.edit", |ask| Box::pin(act::edit::<CorrectionForm>(ask))),
    Route::post("/corrections/{id}", "correction.edit", |ask| Box::pin(act::set::<CorrectionForm>(ask))),
    Route::post("/corrections/{id}/draft", "correction.edit", |ask| Box::pin(act::draft::<CorrectionForm>(ask))),
    Route::post("/corrections/{id}/discard", "correction.edit", |ask| Box::pin(act::discard::<CorrectionForm>(ask))),
    Route::get("/corrections/{id}/history", "correction.history", |ask| {
        Box::pin(act::history::<CorrectionForm, ReadCorrectionHistory>(ask))
    }),
    Route::post("/corrections/{id}/put-back", "correction.edit", |ask| Box::pin(act::put_back::<CorrectionForm>(ask))),
    Route::post("/corrections/{id}/withdraw", "correction.edit", |ask| Box::pin(correct::withdraw(ask))),
    Route::post("/meetings/{id}/confirmation/final", "minutes.confirm", |ask| Box::pin(freeze::confirm(ask))),
    Route::get("/editions/{id}", "edition.read", |ask| Box::pin(read::page(ask))),
    Route::get("/editions/{id}/form", "edition.read", |ask| Box::pin(read::form(ask))),
    Route::get("/editions/{id}/sheet.pdf", "edition.read", |ask| Box::pin(read::pdf(ask))).words(),
    Route::get("/editions/{id}/sheet.docx", "edition.read", |ask| Box::pin(read::docx(ask))).words(),
    Route::get("/editions/{id}/sheet.txt", "edition.read", |ask| Box::pin(read::txt(ask))).words(),
    Route::get("/editions/{id}/errata.pdf", "edition.read", |ask| Box::pin(read::errata(ask))).words(),
    Route::post("/editions/{id}/publish", "minutes.publish", |ask| Box::pin(release::publish(ask))),
    Route::post("/editions/{id}/unpublish", "publication.withdraw", |ask| Box::pin(release::unpublish(ask))),
];
