//! What is marked as not for everybody, and what was laid open, made for the cells that ask for it.

use super::Scene;
use crate::town::words;
use nimo::plumbing::web::{Method, Route};

/// A name that is marked in every meeting whose marks are asked for.
pub const MARKED: &str = "鳩羽花子";

/// What was made for this cell; those who only look share one.
#[derive(Default)]
pub struct Published {
    pub mark: String,
    pub release: String,
    /// A meeting and its mark.
    shared: (String, String),
}

impl Published {
    /// Every id of it.
    pub fn ids(&self) -> [&String; 2] {
        [&self.mark, &self.release]
    }
}

impl Scene {
    /// A meeting with a mark, or something of the council that was laid open; nothing for routes that speak of neither.
    pub(super) async fn fresh_publication(&mut self, route: &Route) -> String {
        let path = route.path;
        (self.published.mark, self.published.release) = Default::default();
        if path.starts_with("/releases/") {
            self.published.release = self.laid_open().await;
        }
        let parts = ["/meetings/{id}/redactions", "/meetings/{id}/disclosure.zip", "/redactions/"];
        if !parts.iter().any(|part| path.starts_with(part)) {
            return String::new();
        }
        if self.published.shared.0.is_empty() {
            self.published.shared = self.marked().await;
        }
        let (meeting, mark) = match route.method {
            Method::Get => self.published.shared.clone(),
            // What an act changed nobody looks at.
            Method::Post => std::mem::take(&mut self.published.shared),
        };
        self.published.mark = mark;
        meeting
    }

    async fn marked(&mut self) -> (String, String) {
        let council = self.council.clone();
        let sheet = self.sheet("公開室");
        let meeting = self.clerk.read_in(&council, &sheet).await;
        assert_eq!(self.clerk.post(&format!("/meetings/{meeting}/keep"), &[]).await.status, 303);
        let home = format!("/meetings/{meeting}/redactions");
        let name = [("kind", "name"), ("words", MARKED), ("ground", "person")];
        let marked = self.clerk.post(&home, &name).await;
        assert_eq!(marked.status, 303, "{}", words(&marked.body));
        let page = self.clerk.get(&home).await.body;
        let mark = page.split("action=\"/redactions/").nth(1).expect("a mark").chars().take(36).collect();
        (meeting, mark)
    }

    async fn laid_open(&mut self) -> String {
        let today = self.town.app.now().day().to_string();
        let home = format!("/councils/{}/releases", self.council);
        let face = [("kind", "council"), ("on", today.as_str()), ("contact", "障害福祉課")];
        let made = self.clerk.post(&home, &face).await;
        assert_eq!(made.status, 303, "{}", words(&made.body));
        let page = self.clerk.get(&home).await.body;
        let release = page.split("href=\"/releases/").nth(1).expect("something laid open");
        release.chars().take(36).collect()
    }

    /// What is typed into the form of an act on marks and on what is laid open.
    pub(super) fn publication_fields(&self, path: &str, name: &str) -> Option<Vec<(&'static str, String)>> {
        let field = |name: &'static str, value: &str| (name, value.to_string());
        Some(match path {
            "/meetings/{id}/redactions" => {
                vec![field("kind", "name"), field("words", name), field("ground", "conduct")]
            }
            "/redactions/{id}/withdraw" | "/releases/{id}/withdraw" => vec![field("reason", name)],
            "/councils/{id}/releases" => {
                let today = self.town.app.now().day().to_string();
                vec![field("kind", "council"), field("on", &today), field("contact", name)]
            }
            _ => return None,
        })
    }
}
