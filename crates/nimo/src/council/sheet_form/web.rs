//! The routes.

use crate::plumbing::web::Route;

/// All of them.
pub const ROUTES: &[Route] = &[];
