//! Agendas, tallies, packets and sentences for the cells of the table.

use super::{KEPT_PLACE, Scene, id_of, values};
use crate::town::words;
use nimo::plumbing::web::{Method, Route};

/// The source of every tally: no copy but the members' names it.
pub const TALLY: &str = "支子色の台帳";
/// A sentence that waits for its approval.
pub const WAITING: &str = "萌黄色の文";
/// A sentence that went out.
pub const RELEASED: &str = "若草色の文";

/// What the cells of this room share, as far as no act changes it.
#[derive(Default)]
pub struct Papers {
    /// The packet of this cell.
    pub packet: String,
    told: bool,
    frozen: String,
    spoken: (String, String),
}

impl Scene {
    /// Is the meeting of a route one that is still to come?
    pub(super) fn is_planned(path: &str) -> bool {
        path.ends_with("/hold") || path.starts_with("/meetings/{id}/agenda") || path == "/meetings/{id}/packet"
    }

    /// Tells a tally of the council.
    pub(super) async fn tallied(&mut self, path: &str) {
        let is_taken_back = path.ends_with("/support/withdraw");
        if (self.papers.told && !is_taken_back) || !(path.contains("/support") || path.contains("/packet")) {
            return;
        }
        self.papers.told = true;
        let told = self.clerk.post(&format!("/councils/{}/support", self.council), &tally("R8.9.30", TALLY)).await;
        assert_eq!(told.status, 303, "{}", words(&told.body));
    }

    /// A frozen packet; it never changes, so that all cells share it.
    pub(super) async fn fresh_packet(&mut self, path: &str) {
        self.papers.packet.clear();
        if !path.starts_with("/packets/{id}") {
            return;
        }
        if self.papers.frozen.is_empty() || path.ends_with("/withdraw") {
            let meeting = self.planned_with_agenda().await;
            let papers = self.bound(&meeting).await;
            let papers: Vec<(&str, &str)> = papers.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let page = self.clerk.post(&format!("/meetings/{meeting}/packet"), &papers).await;
            let packet = id_of(&page, "/packets/");
            if path.ends_with("/withdraw") {
                self.papers.packet = packet;
                return;
            }
            self.papers.frozen = packet;
        }
        self.papers.packet = self.papers.frozen.clone();
    }

    /// What is typed to freeze the papers of a meeting, as they stand on its page.
    pub(super) async fn bound(&mut self, meeting: &str) -> Vec<(&'static str, String)> {
        let page = self.clerk.get(&format!("/meetings/{meeting}/packet")).await.body;
        let seen = values(&page, "seen").first().expect("the page says what stands on it").to_string();
        vec![("support", "yes".into()), ("digest", "yes".into()), ("seen", seen)]
    }

    /// The version that the form of a sentence carries.
    pub(super) async fn sentence_version(&mut self, path: &str) -> String {
        let form = self.clerk.get(path).await.body;
        values(&form, "version").first().expect("the form says its version").to_string()
    }

    pub(super) async fn planned_with_agenda(&mut self) -> String {
        let form = [("number", "5"), ("agenda", "１　開会")];
        id_of(&self.clerk.post(&format!("/councils/{}/meetings", self.council), &form).await, "/meetings/")
    }

    /// Kept minutes with an opinion whose sentence went out, and another one for it that waits. Pages share them, acts do not.
    pub(super) async fn spoken(&mut self, route: &Route) -> (String, String) {
        if route.method == Method::Get && !self.papers.spoken.0.is_empty() {
            return self.papers.spoken.clone();
        }
        let council = self.council.clone();
        let sheet = self.sheet(KEPT_PLACE).replace("欠席者　なし\n", "欠席者　なし\n傍聴の可否　可\n");
        let meeting = self.clerk.read_in(&council, &sheet).await;
        assert_eq!(self.clerk.post(&format!("/meetings/{meeting}/keep"), &[]).await.status, 303);
        let home = format!("/meetings/{meeting}/outcomes");
        let page = self.clerk.get(&format!("{home}/prepare")).await.body;
        let block =
            page.split("/write?block=").nth(1).and_then(|rest| rest.split('"').next()).expect("an opinion").to_string();
        self.proposed(&home, &block, RELEASED).await;
        let release = self.release(&home).await;
        let release: Vec<(&str, &str)> = release.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(self.clerk.post(&format!("{home}/release"), &release).await.status, 303);
        self.proposed(&home, &block, WAITING).await;
        if route.method == Method::Get {
            self.papers.spoken = (meeting.clone(), block.clone());
        }
        (meeting, block)
    }

    async fn proposed(&mut self, home: &str, block: &str, words: &str) {
        let path = format!("{home}/write?block={block}");
        let version = self.sentence_version(&path).await;
        let form = [("kind", "looking"), ("words", words), ("version", &version)];
        assert_eq!(self.clerk.post(&path, &form).await.status, 303);
    }

    /// What is typed to release what waits.
    pub(super) async fn release(&mut self, home: &str) -> Vec<(&'static str, String)> {
        let form = self.clerk.get(&format!("{home}/release")).await.body;
        let version = values(&form, "version").first().expect("the form says its version").to_string();
        let block = values(&form, "block").first().expect("a sentence that waits").to_string();
        vec![
            ("approval", "8み障福第1号".into()),
            ("approved_on", "R8.11.25".into()),
            ("version", version),
            ("block", block),
        ]
    }
}

/// What is typed to tell a tally as of a day.
pub fn tally<'a>(as_of: &'a str, source: &'a str) -> [(&'static str, &'a str); 5] {
    [("lines.0.0", "支給決定"), ("lines.0.3", "3"), ("as_of", as_of), ("source", source), ("reason", "数え直した")]
}
