//! A step of a meeting beside which somebody wrote, made for the cells that ask for one.

use super::Scene;
use crate::town::words;
use nimo::plumbing::web::Route;

/// Stands beside the outline of every meeting whose deadlines are asked for.
pub const DEADLINE_NOTE: &str = "牡丹色の理由";

impl Scene {
    /// Writes beside the outline of the meeting of this cell; nothing for routes that speak of no deadline.
    pub(super) async fn fresh_mark(&mut self, route: &Route) {
        if route.path != "/meetings/{id}/clock" && !route.path.starts_with("/meetings/{id}/deadlines/") {
            return;
        }
        let path = format!("/meetings/{}/deadlines/outline", self.meeting.0);
        let written = self.clerk.post(&path, &[("version", "0"), ("note", DEADLINE_NOTE)]).await;
        assert_eq!(written.status, 303, "{}", words(&written.body));
    }

    /// What is typed into the form of an act on a deadline.
    pub(super) fn deadline_fields(path: &str, name: &str) -> Option<Vec<(&'static str, String)>> {
        let version = || ("version", "1".to_string());
        Some(match path {
            "/meetings/{id}/deadlines/{step}" | "/meetings/{id}/deadlines/{step}/draft" => {
                vec![version(), ("done_on", "R8.11.19".into()), ("note", name.into())]
            }
            "/meetings/{id}/deadlines/{step}/discard" => vec![],
            "/meetings/{id}/deadlines/{step}/put-back" => vec![version(), ("to", "1".into())],
            _ => return None,
        })
    }
}
