//! What is published, to everybody: the very bytes that the export writes.

use super::ReadPublic;
use super::site::{Content, Site, media};
use super::store;
use crate::access::{Actor, Facts, OfficeFacts};
use crate::accounts::model::OfficeCode;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply, Route};
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};

/// The pages of a town, by its six digits.
pub const ROUTES: &[Route] = &[
    Route::get("/public/{office}", "public.read", |ask| Box::pin(begin(ask))).open().published(),
    Route::get("/public/{office}/", "public.read", |ask| Box::pin(file(ask))).open().published(),
    Route::get("/public/{office}/{*path}", "public.read", |ask| Box::pin(file(ask))).open().published(),
];

/// To the folder: links on its pages lead on from there.
pub async fn begin(ask: Ask) -> Answer {
    let code = OfficeCode::parse(ask.param("office")).map_err(|_| Fault::Missing)?;
    Ok(Reply::see(format!("/public/{}/", code.as_str())))
}

/// So many answer everybody at once: whoever works in the office finds a place to read, too.
static TURNS: Semaphore = Semaphore::const_new(2);
/// So long somebody waits for his turn.
const PATIENCE: Duration = Duration::from_secs(10);

async fn turn(ask: &Ask) -> Result<SemaphorePermit<'static>, Fault> {
    ask.view.let_go();
    let turn = tokio::time::timeout(PATIENCE, TURNS.acquire()).await.map_err(|_| Fault::Busy)?;
    turn.map_err(|_| Fault::broken("public", "nobody gets a turn"))
}

/// A file. Who asks is no part of it: whoever is signed in reads what everybody reads.
pub async fn file(ask: Ask) -> Answer {
    let code = OfficeCode::parse(ask.param("office")).map_err(|_| Fault::Missing)?;
    let office = ask.app.db().office_of_code(code.as_str()).await?.ok_or(Fault::Missing)?;
    let facts = ask.view.read(office, async |tx| OfficeFacts::load(tx, office).await).await?.ok_or(Fault::Missing)?;
    let permit = ask.app.gate().permit::<ReadPublic>(&Actor::visitor(), facts, ask.now)?;

    let path = ask.param("path").to_string();
    let _turn = turn(&ask).await?;
    let published = ask.view.read(office, async |tx| store::published(tx, &permit).await).await?;
    let site = Site::of(published);
    let kept = site.kept(&path);

    let bytes = match kept {
        Some(kept) => ask.view.read(office, async |tx| store::bytes_of(tx, &permit, kept).await).await?,
        None => {
            let path = path.clone();
            match ask.aside(move || site.content(&path)).await?? {
                Some(Content::Made(bytes)) => bytes.to_vec(),
                _ => return Err(Fault::Missing),
            }
        }
    };
    let name = if path.is_empty() || path.ends_with('/') { "index.html" } else { &path };
    Ok(Reply::bytes(media(name), bytes))
}
