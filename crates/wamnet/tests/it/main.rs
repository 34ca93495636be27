//! Files as they come, and edition after edition.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod editions;
mod files;

use wamnet::generate::{Town, Wanted};
use wamnet::{Delivered, Reading, Spot};

/// Two invented towns of one prefecture and one of another.
pub fn towns() -> Vec<Town> {
    let town =
        |code, full: &str, latitude, longitude| Town { code, full: full.into(), middle: Spot::of(latitude, longitude) };
    vec![
        town(132_101, "東京都小金井市", 35.70, 139.50),
        town(132_063, "東京都府中市", 35.67, 139.48),
        town(142_018, "神奈川県横須賀市", 35.28, 139.67),
    ]
}

/// An edition of so many lines.
pub fn wanted(towns: &[Town], lines: usize, step: u32, faults: bool) -> Wanted<'_> {
    Wanted { towns, lines, seed: 7, step, faults }
}

/// What one file says.
pub fn reading(name: &str, bytes: &[u8]) -> Result<Reading, String> {
    wamnet::read(vec![Delivered { name, bytes: bytes.into() }])
}
