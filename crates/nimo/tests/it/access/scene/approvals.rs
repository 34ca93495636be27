//! A proposal for a notice, and a rule that wants none, made for the cells that ask for one.

use super::{Scene, id_of};
use crate::town::words;
use nimo::plumbing::web::{Method, Route};

/// Stands in the reason of every proposal.
pub const WHY: &str = "鳶色の理由";

/// What was made for this cell; those who only look share one.
#[derive(Default)]
pub struct Proposed {
    pub approval: String,
    pub rule: String,
    /// The meeting about which one is prepared.
    pub meeting: String,
    /// Proposal and rule.
    shared: (String, String),
}

impl Proposed {
    /// Every id of it.
    pub fn ids(&self) -> [&String; 3] {
        [&self.approval, &self.rule, &self.meeting]
    }
}

impl Scene {
    /// A proposal and a rule; nothing for routes that speak of neither. Acts get their own.
    pub(super) async fn fresh_approval(&mut self, route: &Route) {
        let path = route.path;
        let shared = std::mem::take(&mut self.proposed.shared);
        self.proposed = super::approvals::Proposed { shared, ..Default::default() };
        let is_about_one = path.starts_with("/approvals/") || path.starts_with("/approval-rules/");
        let begins = matches!(path, "/councils/{id}/approvals/new" | "/councils/{id}/approvals");
        if begins {
            self.proposed.meeting = self.noticed().await;
        }
        if !is_about_one && path != "/councils/{id}/approvals" {
            return;
        }
        if self.proposed.shared.0.is_empty() {
            self.proposed.shared = self.one_proposed().await;
        }
        (self.proposed.approval, self.proposed.rule) = match route.method {
            Method::Get => self.proposed.shared.clone(),
            // What an act changed nobody looks at.
            Method::Post => std::mem::take(&mut self.proposed.shared),
        };
    }

    /// A meeting to come.
    async fn noticed(&mut self) -> String {
        let form = [("number", "7"), ("held_on", "R9.2.10"), ("agenda", "１　開会")];
        let planned = self.clerk.post(&format!("/councils/{}/meetings", self.council), &form).await;
        id_of(&planned, "/meetings/")
    }

    async fn one_proposed(&mut self) -> (String, String) {
        let home = format!("/councils/{}/approvals", self.council);
        let meeting = self.noticed().await;
        let fields = Self::proposal(WHY);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let kept = self.clerk.post(&format!("{home}?act=notice&subject={meeting}"), &fields).await;
        assert_eq!(kept.status, 303, "{}", words(&kept.body));
        let rule = [("from_on", self.day()), ("needed", "no".to_string())];
        let rule = rule.each_ref().map(|(name, value)| (*name, value.as_str()));
        let added = self.clerk.post(&format!("{home}/rules?act=payment"), &rule).await;
        assert_eq!(added.status, 303, "{}", words(&added.body));
        let list = self.clerk.get(&home).await.body;
        let rule = list.split("href=\"/approval-rules/").nth(1).expect("a rule").chars().take(36).collect();
        (id_of(&kept, "/approvals/"), rule)
    }

    fn proposal(why: &str) -> Vec<(&'static str, String)> {
        [
            ("title", "開催について（通知）"),
            ("asking", "下のとおり通知してよろしいか、伺います。"),
            ("what", "開催日時　令和9年2月10日"),
            ("why", why),
            ("post", "課長"),
            ("disclosure", "open"),
            ("drafter", "今村"),
            ("drafted_on", "R8.11.24"),
        ]
        .map(|(name, value)| (name, value.to_string()))
        .into()
    }

    /// What is typed into the forms of proposals and rules.
    pub(super) fn approval_fields(&self, path: &str, name: &str) -> Option<Vec<(&'static str, String)>> {
        let version = || ("version", "1".to_string());
        let rule = || vec![("from_on", self.day()), ("needed", "no".to_string()), ("note", name.to_string())];
        Some(match path {
            "/councils/{id}/approvals" => {
                let about = [("act", "notice".to_string()), ("subject", self.proposed.meeting.clone())];
                [about.to_vec(), Self::proposal(name)].concat()
            }
            "/approvals/{id}" | "/approvals/{id}/draft" => [vec![version()], Self::proposal(name)].concat(),
            "/approvals/{id}/discard" | "/approval-rules/{id}/discard" => vec![],
            "/approvals/{id}/put-back" | "/approval-rules/{id}/put-back" => vec![version(), ("to", "1".into())],
            "/approvals/{id}/return" => vec![("number", name.into()), ("decided_on", "R8.11.25".into())],
            "/approvals/{id}/withdraw" => vec![("reason", name.into())],
            "/councils/{id}/approvals/rules" => [vec![("act", "publication".to_string())], rule()].concat(),
            "/approval-rules/{id}" | "/approval-rules/{id}/draft" => [vec![version()], rule()].concat(),
            _ => return None,
        })
    }
}
