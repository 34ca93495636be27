//! 公表: what is laid open of a council beside its minutes — what it is, who sits in it, when it meets, its papers — each frozen as it was.
//!
//! Views: `v_public_release` and `v_public_file`, of what stands open now.

pub mod model;
