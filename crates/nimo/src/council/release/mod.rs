//! 公表: what is laid open of a council beside its minutes — what it is, who sits in it, when it meets, its papers — each frozen as it was.
//!
//! The room of what is public reads [`model`] and the views `v_public_release` and `v_public_file`, of what stands open now.

pub mod model;
pub mod print;
pub mod rules;
pub mod store;
pub mod web;

use crate::action;
use crate::council::store::CouncilFacts;
use store::PublicReleaseFacts;

action!(/// Looks at what of a council is laid open, and what could be.
    ListReleases, "release.list", CouncilFacts);
action!(/// Lays something open.
    MakeRelease, "release.make", CouncilFacts);
action!(/// Reads what was laid open, as it was.
    ReadRelease, "release.read", PublicReleaseFacts);
action!(/// Takes down what was laid open.
    WithdrawRelease, "release.withdraw", PublicReleaseFacts);
