//! Papers, sendings and preparations made for the cells that ask for one.

use super::{Scene, id_of, values};
use crate::town::words;
use nimo::plumbing::web::{Method, Route};

/// The name of every handout.
pub const HANDOUT: &str = "桔梗色の資料";
/// Whom the secretariat thinks to send its notice from.
pub const SENDER: &str = "朽葉色の差出人";

/// Stands in every transcript.
pub const TRANSCRIPT: &str = "鴇色のひとこと";

/// A PDF of one empty page.
const PAGE: &[u8] = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n\
2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>\nendobj\n\
xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000053 00000 n \n0000000104 00000 n \n\
trailer\n<</Root 1 0 R/Size 4>>\nstartxref\n170\n%%EOF\n";

/// What was made for this cell; those who only look share one.
#[derive(Default)]
pub struct Ready {
    pub handout: String,
    pub dispatch: String,
    pub transcript: String,
    /// A planned meeting with a handout, a sending and a transcript.
    shared: (String, String, String, String),
}

impl Scene {
    /// Does the route speak of a meeting that is made ready?
    pub(super) fn is_made_ready(path: &str) -> bool {
        let parts = ["/preparation", "/items", "/papers/", "/calendar.ics", "/handouts", "/dispatches", "/transcripts"];
        path.starts_with("/meetings/{id}") && parts.iter().any(|part| path.contains(part))
    }

    /// A meeting that was made ready, with a handout that was sent. Acts get their own.
    pub(super) async fn fresh_ready(&mut self, route: &Route) -> String {
        let path = route.path;
        self.ready.handout.clear();
        self.ready.dispatch.clear();
        self.ready.transcript.clear();
        let things = ["/handouts/", "/dispatches/", "/transcripts/"];
        if !(Self::is_made_ready(path) || things.iter().any(|thing| path.starts_with(thing))) {
            return String::new();
        }
        let is_look = route.method == Method::Get;
        if !is_look || self.ready.shared.0.is_empty() {
            let made = self.made_ready().await;
            self.ready.shared = made;
        }
        let (meeting, handout, dispatch, transcript) = self.ready.shared.clone();
        (self.ready.handout, self.ready.dispatch, self.ready.transcript) = (handout, dispatch, transcript);
        if path == "/transcripts/{id}/dispose" {
            let today = [("version", "1"), ("dispose_on", &self.town.app.now().day().to_string())];
            let due = self.clerk.post(&format!("/transcripts/{}/day", self.ready.transcript), &today).await;
            assert_eq!(due.status, 303, "{}", words(&due.body));
        }
        if !is_look {
            // What an act changed nobody looks at.
            self.ready.shared = Default::default();
        }
        meeting
    }

    async fn made_ready(&mut self) -> (String, String, String, String) {
        let form = [("number", "5"), ("held_on", "R9.2.12"), ("agenda", "１　開会")];
        let meeting = self.clerk.post(&format!("/councils/{}/meetings", self.council), &form).await;
        let meeting = id_of(&meeting, "/meetings/");
        let home = format!("/meetings/{meeting}");
        let form = [("version", "1"), ("sender", SENDER)];
        assert_eq!(self.clerk.post(&format!("{home}/preparation"), &form).await.status, 303);
        let added = self.clerk.upload(&format!("{home}/handouts"), &[("title", HANDOUT)], &[("a.pdf", PAGE)]).await;
        assert_eq!(added.status, 303, "{}", words(&added.body));
        let list = self.clerk.get(&format!("{home}/handouts")).await.body;
        let handout = list.split("href=\"/handouts/").nth(1).expect("a handout").chars().take(36).collect();
        let seen = self.seen(&meeting).await;
        let sent = self.clerk.post(&format!("{home}/dispatches"), &[("scope", "ahead"), ("seen", &seen)]).await;
        let transcript = self.clerk.post(&format!("{home}/transcripts"), &[("text", TRANSCRIPT)]).await;
        (meeting, handout, id_of(&sent, "/dispatches/"), id_of(&transcript, "/transcripts/"))
    }

    /// The mark of what would be sent ahead.
    pub(super) async fn seen(&mut self, meeting: &str) -> String {
        let page = self.clerk.get(&format!("/meetings/{meeting}/dispatches")).await.body;
        values(&page, "seen").first().expect("the page says what stands on it").to_string()
    }

    /// What is typed into the form of an act of these pages.
    pub(super) async fn ready_fields(&mut self, path: &str, name: &str) -> Option<Vec<(&'static str, String)>> {
        let version = || ("version", "2".to_string());
        Some(match path {
            "/meetings/{id}/items" => {
                let line =
                    [("label.0", "１"), ("depth.0", "0"), ("title.0", name), ("kind.0", "report"), ("closed.0", "")];
                let line = line.map(|(name, value)| (name, value.to_string()));
                [vec![("version", "1".into())], line.to_vec()].concat()
            }
            "/meetings/{id}/preparation" | "/meetings/{id}/preparation/draft" => {
                vec![version(), ("contact", name.into())]
            }
            "/meetings/{id}/preparation/discard" | "/meetings/{id}/preparation/begin" | "/handouts/{id}/discard" => {
                vec![]
            }
            "/meetings/{id}/preparation/touch" => vec![("what", "all".into())],
            "/meetings/{id}/preparation/put-back" => vec![version(), ("to", "1".into())],
            "/meetings/{id}/handouts" => vec![("title", name.into())],
            "/meetings/{id}/dispatches" => {
                let meeting = self.meeting.0.clone();
                vec![("scope", "ahead".into()), ("seen", self.seen(&meeting).await)]
            }
            "/meetings/{id}/transcripts" => vec![("text", name.into())],
            "/transcripts/{id}/day" => vec![("version", "1".into()), ("dispose_on", "R9.3.10".into())],
            "/transcripts/{id}/dispose" => vec![],
            "/handouts/{id}" | "/handouts/{id}/draft" => vec![("version", "1".into()), ("title", name.into())],
            "/handouts/{id}/put-back" => vec![("version", "1".into()), ("to", "1".into())],
            "/handouts/{id}/move" => vec![("to", "up".into())],
            // Without a file both say what is missing.
            "/handouts/{id}/files" | "/handouts/{id}/make" => vec![],
            "/handouts/{id}/withdraw" | "/dispatches/{id}/withdraw" => vec![("reason", name.into())],
            // Over loopback there are no links: whoever may is told that there is no such page.
            "/dispatches/{id}/links" => vec![("place", "0".into())],
            "/dispatches/{id}/links/end" => vec![("link", self.ready.dispatch.clone())],
            "/handed/{link}" => vec![],
            _ => return None,
        })
    }
}
