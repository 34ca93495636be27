//! An edition of the open data as it was taken in.

use crate::plumbing::clock::Moment;
use serde::{Deserialize, Serialize};
use wamnet::{Edition, Service};

crate::id!(
    /// An edition that was taken in (取り込み).
    ProviderEditionId
);

/// What was different in an edition, as it was taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EditionCounts {
    /// Lines below the heads.
    pub lines: usize,
    /// Providers that were not known.
    pub new: usize,
    /// Those of which something else is said.
    pub changed: usize,
    /// Those that were missing and are there again.
    pub back: usize,
    /// Those of which the same is said.
    pub same: usize,
    /// Those that are not there any more.
    pub vanished: usize,
    /// Lines that were refused.
    pub refused: usize,
    /// Cells that are kept and not believed.
    pub doubted: usize,
}

/// An edition that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenEdition {
    /// Its id.
    pub id: ProviderEditionId,
    /// 時点: of which month it tells.
    pub as_of: Edition,
    /// The names of its files.
    pub name: String,
    /// Of which services it tells.
    pub services: Vec<Service>,
    /// What was different.
    pub counts: EditionCounts,
    /// When it was taken in.
    pub taken_at: Moment,
}
