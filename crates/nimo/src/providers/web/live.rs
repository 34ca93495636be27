//! The parts of the map with streets: scripts and style, the same for everybody here, and the tiles that the operator gave.

use crate::plumbing::fault::Fault;
use crate::plumbing::tiles;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::providers::ListProviders;

macro_rules! part {
    ($file:literal) => {
        include_str!(concat!(env!("MAP_PARTS"), "/", $file))
    };
}

const SCRIPT: &str = "text/javascript; charset=utf-8";

/// A script or style by the name in the path.
pub async fn part(ask: Ask) -> Answer {
    ask.may::<ListProviders>(ask.office()?).await?;
    let (kind, body) = match ask.param("part") {
        "live.js" => (SCRIPT, include_str!("../live/live.js")),
        "maplibre-gl.mjs" => (SCRIPT, part!("maplibre-gl/dist/maplibre-gl.mjs")),
        "maplibre-gl-worker.mjs" => (SCRIPT, part!("maplibre-gl/dist/maplibre-gl-worker.mjs")),
        "pmtiles.js" => (SCRIPT, part!("pmtiles/dist/pmtiles.js")),
        "maplibre-gl.css" => ("text/css; charset=utf-8", part!("maplibre-gl/dist/maplibre-gl.css")),
        _ => return Err(Fault::Missing),
    };
    Ok(Reply::file(kind, body))
}

/// A part of the file of tiles; the first bytes where nobody says which.
pub async fn tiles(ask: Ask) -> Answer {
    const FIRST: (u64, u64) = (0, 16_383);
    ask.may::<ListProviders>(ask.office()?).await?;
    let file = ask.app.tiles().ok_or(Fault::Missing)?.to_path_buf();
    let bytes = ask.bytes.unwrap_or(FIRST);
    let read = ask.aside(move || tiles::read(&file, bytes)).await?;
    // The file may have gone since nimo began.
    let (body, part) = read.map_err(|_| Fault::Missing)?;
    Ok(Reply::part("application/octet-stream", body, part))
}
