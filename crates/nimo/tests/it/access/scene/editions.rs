//! Kept minutes on their way to being confirmed, made for the cells that ask for them.

use super::{Scene, values};
use crate::town::words;
use nimo::plumbing::web::{Method, Route};

/// Stands in a block of which members read something else.
pub const OWN_WORDS: &str = "胡桃色の身の上";
/// Stands in what somebody asked to be put right.
pub const WISH: &str = "杏色の申出";

/// What was made for this cell; those who only look share one of each kind.
#[derive(Default, Clone)]
pub struct Edited {
    pub meeting: String,
    pub block: String,
    pub window: String,
    pub correction: String,
    pub edition: String,
    confirming: String,
    seen: String,
}

/// How far the minutes have come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Far {
    Kept,
    Asked,
    Final,
}

impl Edited {
    /// Every id of it.
    pub fn ids(&self) -> [&String; 4] {
        [&self.block, &self.window, &self.correction, &self.edition]
    }
}

impl Scene {
    fn how_far(route: &Route) -> Option<Far> {
        let path = route.path;
        let starts = |begin: &str| path.starts_with(begin);
        if starts("/editions/") {
            return Some(Far::Final);
        }
        if starts("/confirmations/") || starts("/corrections/") {
            return Some(Far::Asked);
        }
        let is_look = route.method == Method::Get;
        match path {
            "/meetings/{id}/confirmation" if is_look => Some(Far::Asked),
            "/meetings/{id}/confirmation" | "/meetings/{id}/confirmation/final" | "/meetings/{id}/tellings" => {
                Some(Far::Kept)
            }
            path if path.starts_with("/tellings/") => Some(Far::Kept),
            _ => None,
        }
    }

    /// Minutes as far as the route wants them; nothing for routes that speak of something else. Acts get their own.
    pub(super) async fn fresh_edition(&mut self, route: &Route, variant: &str) -> String {
        self.edited = Edited::default();
        let Some(far) = Self::how_far(route) else { return String::new() };
        let is_look = route.method == Method::Get;
        let place = far as usize;
        if !is_look || self.looked_at[place].meeting.is_empty() {
            let made = self.on_its_way(far).await;
            if is_look {
                self.looked_at[place] = made.clone();
            }
            self.edited = made;
        } else {
            self.edited = self.looked_at[place].clone();
        }
        if far == Far::Final {
            let wanted = if variant.is_empty() { "public" } else { variant };
            self.edited.edition = self.edition_for(wanted).await;
        }
        if route.path == "/tellings/{id}/put-back" {
            // Back to what was told, and not to the empty form before it: that tells members every word.
            let now = [("version", "2"), ("members", "left_out"), ("everybody", "same")];
            assert_eq!(self.clerk.post(&format!("/tellings/{}", self.edited.block), &now).await.status, 303);
        }
        if route.path.ends_with("/unpublish") {
            let fields = [("on", "R8.11.25"), ("place", "市のホームページ")];
            let page = self.clerk.post(&format!("/editions/{}/publish", self.edited.edition), &fields).await;
            assert_eq!(page.status, 303, "{}", words(&page.body));
        }
        self.edited.meeting.clone()
    }

    async fn edition_for(&mut self, audience: &str) -> String {
        let label = match audience {
            "internal" => "事務局用",
            "members" => "委員用",
            _ => "公開用",
        };
        let page = self.clerk.get(&format!("/meetings/{}/confirmation", self.edited.meeting)).await.body;
        let table = page.split("id=\"han\"").nth(1).expect("editions");
        let row = table.split("href=\"/editions/").skip(1).find(|rest| {
            let name = rest.split('>').nth(1).and_then(|rest| rest.split('<').next());
            name == Some(label)
        });
        row.unwrap_or_else(|| panic!("no {label}: {}", words(table))).chars().take(36).collect()
    }

    async fn on_its_way(&mut self, far: Far) -> Edited {
        let council = self.council.clone();
        let sheet = self.sheet("記録室").replace("空室のある住まい", &format!("{OWN_WORDS}、空室のある住まい"));
        let meeting = self.clerk.read_in(&council, &sheet).await;
        let block = self.clerk.first_block(&meeting).await;
        assert_eq!(self.clerk.post(&format!("/meetings/{meeting}/keep"), &[]).await.status, 303);
        assert_eq!(self.clerk.post(&format!("/tellings/{block}/begin"), &[]).await.status, 303);
        let told = [("version", "1"), ("members", "words"), ("members_words", "住まいの話"), ("everybody", "same")];
        assert_eq!(self.clerk.post(&format!("/tellings/{block}"), &told).await.status, 303);
        let home = format!("/meetings/{meeting}/confirmation");
        let mut made = Edited { meeting, block, ..Edited::default() };
        if far == Far::Asked {
            let window = [("asked_on", "R8.11.10"), ("due_on", "R8.11.24")];
            assert_eq!(self.clerk.post(&home, &window).await.status, 303);
            let page = self.clerk.get(&home).await.body;
            made.window = page.split("href=\"/confirmations/").nth(1).expect("a window").chars().take(36).collect();
            let wish = [("who", "ある委員"), ("came_on", "R8.11.12"), ("said", WISH)];
            let added = self.clerk.post(&format!("/confirmations/{}/corrections", made.window), &wish).await;
            assert_eq!(added.status, 303, "{}", words(&added.body));
            let chair = [("name", "平井"), ("role", "chair"), ("way", "word"), ("on", "R8.11.20")];
            assert_eq!(self.clerk.post(&format!("/confirmations/{}/people", made.window), &chair).await.status, 303);
            let page = self.clerk.get(&home).await.body;
            made.correction = page.split("href=\"/corrections/").nth(1).expect("a wish").chars().take(36).collect();
            made.confirming = values(&page, "confirming").first().map(ToString::to_string).unwrap_or_default();
            return made;
        }
        let page = self.clerk.get(&home).await.body;
        made.seen = values(&page, "seen").first().map(ToString::to_string).unwrap_or_default();
        if far == Far::Final {
            let done = self.clerk.post(&format!("{home}/final"), &[("seen", &made.seen)]).await;
            assert_eq!(done.status, 303, "{}", words(&done.body));
        }
        made
    }

    /// What is typed into the form of an act on the way.
    pub(super) fn edition_fields(&self, path: &str) -> Option<Vec<(&'static str, String)>> {
        let field = |name: &'static str, value: &str| (name, value.to_string());
        let wish = || vec![field("who", "ある委員"), field("came_on", "R8.11.13"), field("said", "ある申出")];
        Some(match path {
            "/tellings/{id}/begin" | "/tellings/{id}/discard" => vec![],
            "/tellings/{id}/look" => vec![field("version", "1")],
            "/tellings/{id}" | "/tellings/{id}/draft" => {
                vec![field("version", "2"), field("members", "left_out"), field("everybody", "same")]
            }
            "/tellings/{id}/put-back" => vec![field("version", "3"), field("to", "2")],
            "/meetings/{id}/confirmation" => vec![field("asked_on", "R8.11.10"), field("due_on", "R8.11.24")],
            "/meetings/{id}/confirmation/final" => vec![("seen", self.edited.seen.clone())],
            "/confirmations/{id}" | "/confirmations/{id}/draft" => {
                vec![field("version", "1"), field("asked_on", "R8.11.10"), field("due_on", "R8.12.24")]
            }
            "/confirmations/{id}/discard" | "/corrections/{id}/discard" => vec![],
            "/confirmations/{id}/put-back" | "/corrections/{id}/put-back" => {
                vec![field("version", "1"), field("to", "1")]
            }
            "/confirmations/{id}/withdraw" => vec![field("withdraw_reason", "出しなおす")],
            "/confirmations/{id}/people" => {
                vec![field("name", "藤代"), field("role", "member"), field("way", "word"), field("on", "R8.11.20")]
            }
            "/confirmations/{id}/people/end" => vec![("confirming", self.edited.confirming.clone())],
            "/confirmations/{id}/corrections" => wish(),
            "/corrections/{id}" | "/corrections/{id}/draft" => [vec![field("version", "1")], wish()].concat(),
            "/corrections/{id}/withdraw" => vec![field("correction_reason", "書きまちがい")],
            "/editions/{id}/publish" => vec![field("on", "R8.11.25"), field("place", "市のホームページ")],
            "/editions/{id}/unpublish" => vec![field("reason", "載せ誤り")],
            _ => return None,
        })
    }
}
