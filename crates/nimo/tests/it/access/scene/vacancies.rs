//! A home with a room, what was told of it and where it did not meet somebody, made for a cell; and whose people tell of it.

use super::Scene;
use crate::access::who::Post;
use crate::providers::{carry_in, sample};
use crate::town::words;
use nimo::plumbing::web::Route;

/// The name of every home.
pub const HOME: &str = "藤色の家";
/// For whom every room is kept.
pub const KEPT_FOR: &str = "鉄色の窓口";
/// Stands in what the secretariat noted of a mismatch.
pub const MISMATCH_NOTE: &str = "柿色の覚え書き";

/// What was made for this cell.
#[derive(Default)]
pub struct Vacant {
    /// The provider whose homes they are.
    provider: String,
    pub home: String,
    pub room: String,
    pub mismatch: String,
}

impl Vacant {
    /// The ids of this office.
    pub fn ids(&self) -> Vec<&String> {
        vec![&self.home, &self.room, &self.mismatch]
    }

    /// The id in an address of homes: of the provider under which one is added, else of the home.
    pub fn home_or<'a>(&'a self, path: &str, provider: &'a str) -> &'a str {
        if path.starts_with("/providers/") { provider } else { &self.home }
    }
}

impl Scene {
    /// The offices of which somebody of a provider tells: that of the homes, or another one.
    pub(super) async fn own_numbers(&mut self, post: Post) -> Vec<String> {
        if self.carried.ids.is_empty() {
            self.carried.ids = carry_in(&self.town, self.here, &sample(400, 0), "2026-03").await;
        }
        let number = |id: &String| id[..10].to_string();
        let homes = self.carried.ids[0].clone();
        let other = self.carried.ids.iter().map(number).find(|other| *other != number(&homes)).expect("another");
        self.vacant.provider = homes.clone();
        match post {
            Post::Provider => vec![number(&homes)],
            Post::OtherProvider => vec![other],
            _ => vec![],
        }
    }

    /// Another home for each cell that asks for one.
    pub(super) async fn fresh_vacancy(&mut self, route: &Route) {
        let is_asked =
            ["/homes/{id}", "/vacancies/{id}", "/mismatches/{id}"].iter().any(|path| route.path.starts_with(path));
        if !is_asked && !matches!(route.path, "/homes" | "/vacancies" | "/vacancies/own" | "/mismatches") {
            return;
        }
        let named = [("name", HOME), ("sex", "any")];
        let added = self.clerk.post(&format!("/providers/{}/homes", self.vacant.provider), &named).await;
        assert_eq!(added.status, 303, "{}", words(&added.body));
        self.vacant.home = super::id_of(&added, "/homes/");
        let home = format!("/homes/{}", self.vacant.home);
        assert_eq!(self.clerk.post(&format!("{home}/vacancies"), &[("name", "101")]).await.status, 303);
        let page = self.clerk.get(&home).await.body;
        let room =
            page.split("href=\"/vacancies/").find(|rest| rest.contains("101</a>")).and_then(|rest| rest.get(..36));
        self.vacant.room = room.expect("a room").to_string();
        let (state, holder) = (format!("state.{}", self.vacant.room), format!("holder.{}", self.vacant.room));
        let told =
            [("as_of", "R8.11.1"), ("told_by", "管理者"), (state.as_str(), "trial"), (holder.as_str(), KEPT_FOR)];
        let page = self.clerk.post(&format!("{home}/tell"), &told).await;
        assert_eq!(page.status, 303, "{}", words(&page.body));
        let why = [("on", "R8.11.1"), ("reasons", "night"), ("about", "yes"), ("note", MISMATCH_NOTE)];
        assert_eq!(self.clerk.post(&format!("{home}/mismatches"), &why).await.status, 303);
        let page = self.clerk.get("/mismatches").await.body;
        let own = format!("href=\"{home}\"");
        let row = page.split("<tr>").find(|row| row.contains(&own)).expect("its row");
        let id = row.split("action=\"/mismatches/").nth(1).and_then(|rest| rest.get(..36));
        self.vacant.mismatch = id.expect("a record").to_string();
    }

    /// What is typed into the forms of homes and rooms.
    pub(super) fn vacancy_fields(&self, path: &str, name: &str) -> Option<Vec<(&'static str, String)>> {
        let version = || ("version", "1".to_string());
        let name = || ("name", name.to_string());
        Some(match path {
            "/providers/{id}/homes" | "/homes/{id}/vacancies" => vec![name()],
            "/homes/{id}" | "/homes/{id}/draft" | "/vacancies/{id}" | "/vacancies/{id}/draft" => {
                vec![version(), name()]
            }
            "/homes/{id}/put-back" | "/vacancies/{id}/put-back" => vec![version(), ("to", "1".into())],
            "/homes/{id}/tell" => {
                let state = String::leak(format!("state.{}", self.vacant.room));
                vec![("as_of", "R8.11.2".into()), ("told_by", "管理者".into()), (state, "vacant".into())]
            }
            "/homes/{id}/mismatches" => {
                vec![("on", "R8.11.2".into()), ("reasons", "cost".into()), ("about", "no".into())]
            }
            "/mismatches/{id}/withdraw" => vec![("reason", "二度書いた".into())],
            "/vacancies/rule" => {
                let day =
                    chrono::NaiveDate::from_ymd_opt(2027, 4, 1).unwrap() + chrono::Days::new(u64::from(self.count));
                vec![("from_on", day.to_string()), ("days", "30".into()), ("source", "部会".into())]
            }
            _ if path.starts_with("/homes/") || path.starts_with("/vacancies/") => vec![],
            _ => return None,
        })
    }
}
