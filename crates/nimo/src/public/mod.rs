//! 公表: what everybody may read of a town's councils, as files that need no server: the export and the pages that are served are the
//! same bytes.
//!
//! Names nothing but publications: the views `v_public_minutes`, `v_public_release` and `v_public_file`, and the models in which they
//! were frozen. Others may call [`store`] and [`site::Site`].

pub mod model;
pub mod site;
pub mod store;
pub mod web;

use crate::access::OfficeFacts;
use crate::action;

action!(/// Reads what a town has published.
    ReadPublic, "public.read", OfficeFacts);
