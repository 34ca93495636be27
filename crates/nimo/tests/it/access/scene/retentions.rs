//! A rule of keeping and a payment that is held, made for the cells that ask for one.

use super::Scene;
use crate::town::words;
use nimo::plumbing::web::{Method, Route};

/// What was made for this cell; those who only look share one rule.
#[derive(Default)]
pub struct Retained {
    pub rule: String,
    pub meeting: String,
    pub hold: String,
    /// What stands for the shelf on the screen.
    seen: String,
    shared: String,
}

impl Scene {
    /// A rule for routes that speak of one; a payment, perhaps held, for acts on one; nothing for other routes.
    pub(super) async fn fresh_retention(&mut self, route: &Route) {
        let path = route.path;
        let shared = std::mem::take(&mut self.retained.shared);
        self.retained = Retained { shared, ..Retained::default() };
        if path.starts_with("/retention-rules/") {
            if self.retained.shared.is_empty() {
                self.retained.shared = self.ruled("5年").await;
            }
            self.retained.rule = match route.method {
                Method::Get => self.retained.shared.clone(),
                Method::Post => std::mem::take(&mut self.retained.shared),
            };
        }
        if path.starts_with("/councils/{id}/retention/hold") {
            self.retained.meeting = self.paid_on("R8.11.10", "R8.11.20").await;
        }
        if path == "/councils/{id}/retention/dispose" {
            self.retained.meeting = self.paid_on("R2.5.10", "R2.5.20").await;
            self.ruled("1年").await;
            let shelf = format!("/councils/{}/retention/shelf?kind=pay&year=2020", self.council);
            let page = self.clerk.get(&shelf).await.body;
            self.retained.seen =
                page.split("name=\"seen\" value=\"").nth(1).expect("it is due").chars().take(64).collect();
        }
        if path == "/councils/{id}/retention/hold/end" {
            let home = format!("/councils/{}/retention", self.council);
            let fields = self.holding("監査の対象");
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let held = self.clerk.post(&format!("{home}/hold"), &fields).await;
            assert_eq!(held.status, 303, "{}", words(&held.body));
            let page = self.clerk.get(&format!("{home}/shelf?kind=pay&year=2026")).await.body;
            self.retained.hold =
                page.split("name=\"hold\" value=\"").nth(1).expect("a hold").chars().take(36).collect();
        }
    }

    async fn ruled(&mut self, years: &str) -> String {
        let home = format!("/councils/{}/retention", self.council);
        let fields = self.retention_rule(years);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let added = self.clerk.post(&format!("{home}/rules"), &fields).await;
        assert_eq!(added.status, 303, "{}", words(&added.body));
        let page = self.clerk.get(&home).await.body;
        page.split("href=\"/retention-rules/").nth(1).expect("a rule").chars().take(36).collect()
    }

    fn retention_rule(&self, years: &str) -> Vec<(&'static str, String)> {
        let kept =
            ["minutes", "handout", "dispatch", "letter", "pay", "approval"].map(|kind| (kind, years.to_string()));
        [("from_on", self.day()), ("basis", "文書管理規程".to_string())].into_iter().chain(kept).collect()
    }

    fn holding(&self, reason: &str) -> Vec<(&'static str, String)> {
        vec![
            ("kind", "pay".into()),
            ("year", "2026".into()),
            ("thing", self.retained.meeting.clone()),
            ("reason", reason.into()),
            ("until_on", "R20.3.31".into()),
        ]
    }

    /// What is typed into the forms of this desk.
    pub(super) fn retention_fields(&self, path: &str, name: &str) -> Option<Vec<(&'static str, String)>> {
        let version = || ("version", "1".to_string());
        Some(match path {
            "/councils/{id}/retention/rules" => self.retention_rule("5年"),
            "/retention-rules/{id}" | "/retention-rules/{id}/draft" => {
                [vec![version()], self.retention_rule("7年"), vec![("note", name.to_string())]].concat()
            }
            "/retention-rules/{id}/discard" => vec![],
            "/retention-rules/{id}/put-back" => vec![version(), ("to", "1".into())],
            "/councils/{id}/retention/hold" => self.holding(name),
            "/councils/{id}/retention/hold/end" => {
                vec![("kind", "pay".into()), ("year", "2026".into()), ("hold", self.retained.hold.clone())]
            }
            "/councils/{id}/retention/dispose" => vec![
                ("kind", "pay".into()),
                ("year", "2020".into()),
                ("seen", self.retained.seen.clone()),
                ("number", name.to_string()),
                ("decided_on", "R8.11.25".into()),
            ],
            _ => return None,
        })
    }
}
