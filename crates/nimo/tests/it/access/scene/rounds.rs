//! Rounds of scoring for the cells of the table.

use super::{FROZEN_REMARK, OWN_REMARK, Post, REMARK, Scene, Who};
use crate::town::words;
use nimo::plumbing::web::{Method, Route};

impl Scene {
    /// What is typed to open a round about the cell's issue: it asks the member and those whose points come on paper.
    pub(super) fn round_form(&self, title: &str) -> Vec<(&'static str, String)> {
        let mut fields = vec![("title", title.to_string()), ("due_on", "R8.12.10".into())];
        fields.push(("issues", self.issue.id.clone()));
        fields.extend(self.voices.iter().map(|voice| ("members", voice.clone())));
        let member = self.people.iter().find(|person| person.who == Who::Here(Post::Member)).unwrap();
        fields.push(("members", member.account.clone()));
        fields
    }

    /// A round made for this cell, in the state that the variant says, with three sheets that came on paper.
    pub(super) async fn fresh_round(&mut self, route: &Route, variant: &str) -> String {
        let path = route.path;
        if !path.starts_with("/rounds/{id}") {
            return String::new();
        }
        let fields = self.round_form("藤色の採点");
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let page = self.clerk.post(&format!("/councils/{}/rounds", self.council), &fields).await;
        let round = page.location().trim_start_matches("/rounds/").split('?').next().unwrap().to_string();
        assert_eq!(round.len(), 36, "{}", words(&page.body));
        let (point, words) = (format!("f.{}", self.issue.id), format!("r.{}", self.issue.id));
        let remark = if variant == "frozen" { FROZEN_REMARK } else { REMARK };
        for voice in self.voices.clone() {
            let sheet = [("version", "0"), ("member", &voice), (&point, "4"), (&words, remark)];
            assert_eq!(self.clerk.post(&format!("/rounds/{round}/paper"), &sheet).await.status, 303);
        }
        if route.method == Method::Get && path == "/rounds/{id}/mine" {
            let member = self.people.iter_mut().find(|person| person.who == Who::Here(Post::Member)).unwrap();
            let mut browser = member.browser.clone();
            assert_eq!(browser.sign_in(&member.login).await.status, 303);
            let sheet = [("version", "0"), (&point, "2"), (&words, OWN_REMARK)];
            assert_eq!(browser.post(&format!("/rounds/{round}/mine"), &sheet).await.status, 303);
        }
        if matches!(variant, "closed" | "frozen") || path.ends_with("/reopen") || path.ends_with("/freeze") {
            assert_eq!(self.clerk.post(&format!("/rounds/{round}/close"), &[]).await.status, 303);
        }
        if variant == "frozen" {
            let meeting = self.planned().await;
            let frozen = self.clerk.post(&format!("/rounds/{round}/freeze"), &[("meeting", &meeting)]).await;
            assert_eq!(frozen.status, 303);
        }
        round
    }

    /// A paper frozen for this cell, with the cell's issue in it; where changes are asked for, the second one.
    pub(super) async fn fresh_digest(&mut self, route: &Route) -> String {
        let live = route.path == "/councils/{id}/digest-changes.pdf";
        if !route.path.starts_with("/digests/{id}") && !live {
            return String::new();
        }
        let meeting = self.planned().await;
        let path = format!("/councils/{}/digest/freeze", self.council);
        let mut page = self.clerk.post(&path, &[("meeting", &meeting)]).await;
        if route.path.ends_with("/changes.pdf") {
            page = self.clerk.post(&path, &[("meeting", &meeting)]).await;
        }
        assert_eq!(page.status, 303, "{}", words(&page.body));
        page.location().trim_start_matches("/digests/").split('?').next().unwrap().to_string()
    }

    /// A planned meeting of the council.
    pub(super) async fn planned(&mut self) -> String {
        let page = self.clerk.post(&format!("/councils/{}/meetings", self.council), &[("number", "6")]).await;
        page.location().trim_start_matches("/meetings/").split('?').next().unwrap().to_string()
    }
}
