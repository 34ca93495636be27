//! Meetings in the room, made for the cells that ask for one.

use super::{Scene, id_of, values};
use crate::town::words;
use nimo::plumbing::web::{Method, Route};

/// Stands in a line that was taken down in a meeting that is not over.
pub const LINE: &str = "露草色の行";

/// What was made for this cell; those who only look share one.
#[derive(Default)]
pub struct Sitting {
    pub line: String,
    person: String,
    item: String,
    /// A meeting that is in the room: its id, its line, somebody in it, its item.
    shared: (String, String, String, String),
}

impl Scene {
    /// Does the route speak of a meeting that is in the room?
    fn is_in_the_room(path: &str) -> bool {
        let parts = ["/sitting", "/attendance", "/invited", "/observers", "/begin", "/writing", "/lines"];
        let is_meeting =
            path.strip_prefix("/meetings/{id}").is_some_and(|rest| parts.iter().any(|part| rest.starts_with(part)));
        is_meeting || path.starts_with("/lines/{id}")
    }

    /// A meeting in the room, planned still for the act of opening it, closed for that of going back. Acts get their own.
    pub(super) async fn fresh_sitting(&mut self, route: &Route) -> String {
        self.sitting.line.clear();
        let path = route.path;
        if !Self::is_in_the_room(path) {
            return String::new();
        }
        if path.ends_with("/sitting/open") || (path.ends_with("/sitting") && route.method == Method::Post) {
            return self.planned_room().await;
        }
        let is_look = route.method == Method::Get;
        if !is_look || self.sitting.shared.0.is_empty() {
            let made = self.in_the_room().await;
            self.sitting.shared = made;
        }
        let (meeting, line, person, item) = self.sitting.shared.clone();
        if path.ends_with("/reopen") {
            let closed = self.clerk.post(&format!("/meetings/{meeting}/sitting/close"), &[("ends_at", "23:59")]).await;
            assert_eq!(closed.status, 303, "{}", words(&closed.body));
        }
        if path.ends_with("/restore") {
            assert_eq!(self.clerk.post(&format!("/lines/{line}/strike"), &[]).await.status, 303);
        }
        if path.ends_with("/back") {
            let step = [("person", person.as_str()), ("mode", "left"), ("from", "9:30")];
            assert_eq!(self.clerk.post(&format!("/meetings/{meeting}/attendance"), &step).await.status, 303);
        }
        (self.sitting.line, self.sitting.person, self.sitting.item) = (line, person, item);
        if !is_look {
            self.sitting.shared = Default::default();
        }
        meeting
    }

    async fn planned_room(&mut self) -> String {
        let form = [("number", "6"), ("held_on", "R9.2.12"), ("starts_at", "9:00"), ("agenda", "１　開会")];
        let meeting = self.clerk.post(&format!("/councils/{}/meetings", self.council), &form).await;
        id_of(&meeting, "/meetings/")
    }

    /// What is typed to open the meeting: everybody who may come is there.
    pub(super) async fn opening(&mut self, meeting: &str) -> Vec<(&'static str, String)> {
        const MODES: [&str; 8] = ["mode.0", "mode.1", "mode.2", "mode.3", "mode.4", "mode.5", "mode.6", "mode.7"];
        let page = self.clerk.get(&format!("/meetings/{meeting}/sitting/open")).await.body;
        let roster = values(&page, "roster").first().map(ToString::to_string).unwrap_or_default();
        let mut fields = vec![("way", "together".to_string()), ("starts_at", "9:00".into()), ("roster", roster)];
        fields.push(("names", "髙梨 一郎（会長）".into()));
        fields.extend(MODES.map(|mode| (mode, "in_person".to_string())));
        fields
    }

    async fn in_the_room(&mut self) -> (String, String, String, String) {
        let meeting = self.planned_room().await;
        let fields = self.opening(&meeting).await;
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let opened = self.clerk.post(&format!("/meetings/{meeting}/sitting"), &fields).await;
        assert_eq!(opened.status, 303, "{}", words(&opened.body));
        let page = self.clerk.get(&format!("/meetings/{meeting}/sitting")).await.body;
        let person = values(&page, "person").first().expect("somebody is there").to_string();
        let item =
            page.split("data-item=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("an item").to_string();
        let line = [("by", "script"), ("key", "a"), ("item", item.as_str()), ("kind", "opinion"), ("text", LINE)];
        let taken = self.clerk.post(&format!("/meetings/{meeting}/lines"), &line).await;
        let line = taken.body.split("\"id\":\"").nth(1).expect("an id").chars().take(36).collect();
        (meeting, line, person, item)
    }

    /// What is typed into the form of an act of the room.
    pub(super) async fn sitting_fields(&mut self, path: &str, name: &str) -> Option<Vec<(&'static str, String)>> {
        let (person, item) = (self.sitting.person.clone(), self.sitting.item.clone());
        let line =
            |text: &str| vec![("item", item.clone()), ("kind", "opinion".to_string()), ("text", text.to_string())];
        Some(match path {
            "/meetings/{id}/sitting" => {
                let meeting = self.meeting.0.clone();
                self.opening(&meeting).await
            }
            "/meetings/{id}/attendance" => vec![("person", person), ("mode", "left".into()), ("from", "9:40".into())],
            "/meetings/{id}/attendance/back" => vec![("person", person)],
            "/meetings/{id}/invited" => vec![("name", name.into()), ("from", "9:10".into())],
            "/meetings/{id}/observers" => vec![("more", "1".into())],
            "/meetings/{id}/begin" => vec![("item", item), ("from", "9:31".into())],
            "/meetings/{id}/writing" => vec![("item", item)],
            "/meetings/{id}/lines" => [vec![("key", "b".to_string())], line(name)].concat(),
            "/lines/{id}" => [vec![("version", "1".to_string())], line(name)].concat(),
            "/lines/{id}/move" => vec![("to", "up".into())],
            "/lines/{id}/strike" | "/lines/{id}/restore" | "/lines/{id}/stay" => vec![],
            "/meetings/{id}/sitting/close" => vec![("ends_at", "23:59".into())],
            "/meetings/{id}/sitting/reopen" => vec![],
            _ => return None,
        })
    }
}
