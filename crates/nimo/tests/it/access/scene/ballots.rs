//! A meeting that is held in writing, with a ballot that came back, made for the cells that ask for one.

use super::{Scene, id_of};
use crate::town::words;
use nimo::plumbing::web::{Method, Route};

/// Stands in the remark of every ballot.
pub const BALLOT_REMARK: &str = "鴇色の意見";

/// What was made for this cell; those who only look share one.
#[derive(Default)]
pub struct Voted {
    pub ballot: String,
    /// A meeting and one of its ballots.
    shared: (String, String),
}

impl Scene {
    /// A meeting in writing with a ballot that came back; nothing for routes that speak of no ballot. Acts get their own.
    pub(super) async fn fresh_ballot(&mut self, route: &Route) -> String {
        let path = route.path;
        self.voted.ballot.clear();
        if !path.starts_with("/meetings/{id}/ballots") && !path.starts_with("/ballots/") {
            return String::new();
        }
        if self.voted.shared.0.is_empty() {
            self.voted.shared = self.voted_on().await;
        }
        let (meeting, ballot) = match route.method {
            Method::Get => self.voted.shared.clone(),
            // What an act changed nobody looks at.
            Method::Post => std::mem::take(&mut self.voted.shared),
        };
        self.voted.ballot = ballot;
        meeting
    }

    async fn voted_on(&mut self) -> (String, String) {
        let form = [("number", "6"), ("held_on", "R8.11.20"), ("agenda", "１　目標について")];
        let meeting = self.clerk.post(&format!("/councils/{}/meetings", self.council), &form).await;
        let meeting = id_of(&meeting, "/meetings/");
        let mut fields = self.opening(&meeting).await;
        fields[0].1 = "written".into();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let opened = self.clerk.post(&format!("/meetings/{meeting}/sitting"), &fields).await;
        assert_eq!(opened.status, 303, "{}", words(&opened.body));
        let list = self.clerk.get(&format!("/meetings/{meeting}/ballots")).await.body;
        let ballot: String =
            list.split("href=\"/ballots/").nth(1).expect("somebody is asked").chars().take(36).collect();
        let back = [("version", "1"), ("received_on", "R8.11.18"), ("remark", BALLOT_REMARK)];
        assert_eq!(self.clerk.post(&format!("/ballots/{ballot}"), &back).await.status, 303);
        (meeting, ballot)
    }

    /// What is typed into the form of an act on a ballot.
    pub(super) fn ballot_fields(path: &str, name: &str) -> Option<Vec<(&'static str, String)>> {
        let version = || ("version", "2".to_string());
        Some(match path {
            "/ballots/{id}" | "/ballots/{id}/draft" => {
                vec![version(), ("received_on", "R8.11.19".into()), ("remark", name.into())]
            }
            "/ballots/{id}/discard" => vec![],
            "/ballots/{id}/put-back" => vec![version(), ("to", "1".into())],
            _ => return None,
        })
    }
}
