//! Providers that both towns read, and what one of them heard of each that a cell asks for.

use super::Scene;
use crate::providers::{carry_in, sample};
use crate::town::words;
use nimo::plumbing::web::Route;

/// Stands in what the town heard of every provider that is asked for.
pub const HEARD: &str = "鳩羽色の様子";

/// The providers, and the one of this cell.
#[derive(Default)]
pub struct Carried {
    pub(super) ids: Vec<String>,
    pub one: String,
}

impl Scene {
    /// Another provider for each cell that asks for one, of which the clerk heard something.
    pub(super) async fn fresh_provider(&mut self, route: &Route) {
        if !route.path.starts_with("/providers/{id}") {
            return;
        }
        if self.carried.ids.is_empty() {
            self.carried.ids = carry_in(&self.town, self.here, &sample(400, 0), "2026-03").await;
        }
        self.carried.one = self.carried.ids.pop().expect("fewer cells than providers");
        let path = format!("/providers/{}", self.carried.one);
        let heard = self.clerk.post(&path, &[("version", "0"), ("note", HEARD)]).await;
        assert_eq!(heard.status, 303, "{}", words(&heard.body));
    }

    /// What is typed into the forms of the directory.
    pub(super) fn provider_fields(path: &str, name: &str) -> Option<Vec<(&'static str, String)>> {
        let version = || ("version", "1".to_string());
        Some(match path {
            "/providers/{id}" | "/providers/{id}/draft" => vec![version(), ("note", name.into())],
            "/providers/{id}/put-back" => vec![version(), ("to", "1".into())],
            _ if path.starts_with("/providers/") => vec![],
            _ => return None,
        })
    }
}
