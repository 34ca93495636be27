//! 抽出された課題・方策のまとめ（資料3）: the council's issues, what is done about them and what became of each opinion, as one paper
//! from the rows as they stand; frozen as 「第n版」, with a sheet of what changed since the one before.

pub mod model;
pub mod print;
pub mod rules;
pub mod store;
pub mod web;

use crate::access::OfficeFacts;
use crate::action;
use crate::council::store::CouncilFacts;
use store::DigestFacts;

action!(/// Looks at the paper as the rows stand, and freezes it.
    PrepareDigest, "digest.prepare", CouncilFacts);
action!(/// Reads a frozen paper.
    ReadDigest, "digest.read", DigestFacts);
action!(/// Lists the frozen papers that the actor may read.
    ListDigests, "digest.list", OfficeFacts);
