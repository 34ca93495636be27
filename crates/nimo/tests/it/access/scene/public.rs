//! What is published: the pages of the neighbour, which name nobody of here, read by everybody alike.

use super::Scene;

impl Scene {
    /// A path below the published pages.
    pub(super) fn public_path(path: &str) -> String {
        path.replace("{office}", "999998").replace("{*path}", "style.css")
    }
}
