//! A house that somebody offered, with what a counter answered, and an edition of the settings, made for the cells that ask for one.

use super::Scene;
use crate::town::words;
use nimo::houses::model::HouseRuleForm;
use nimo::plumbing::web::{Method, Route};

/// Stands in what is for secretariats alone of every house that is asked for.
pub const LOT: &str = "鴇色の番地";

/// What was made for this cell.
#[derive(Default)]
pub struct Housed {
    pub house: String,
    pub rule: String,
    /// Those who only look share one.
    shared: String,
    /// No two editions begin on one day.
    days: u64,
}

impl Housed {
    /// The ids of this office.
    pub fn ids(&self) -> impl Iterator<Item = &String> {
        [&self.house, &self.rule].into_iter()
    }
}

impl Scene {
    /// A house or an edition for routes that speak of one; nothing for other routes.
    pub(super) async fn fresh_house(&mut self, route: &Route) {
        self.housed.house.clear();
        self.housed.rule.clear();
        if route.path.starts_with("/houses/rules/{id}") {
            let fields = self.edition_of_rules();
            let added = self.send_as_clerk("/houses/rules", &fields).await;
            let page = self.clerk.get(&added).await.body;
            let mut ids = page.split("/houses/rules/").filter_map(|rest| rest.split("/edit").next());
            self.housed.rule = ids.find(|id| id.len() == 36).expect("an edition").to_string();
        } else if route.path.starts_with("/houses/{id}") {
            if self.housed.shared.is_empty() || route.method == Method::Post {
                self.housed.shared = self.offered().await;
            }
            self.housed.house = self.housed.shared.clone();
        }
    }

    async fn offered(&mut self) -> String {
        let told = [("lot", LOT), ("owner_side", LOT), ("note", LOT), ("told_by", LOT)];
        let least = [("label", "本町の家"), ("town", "本町"), ("as_of", "R8.11.1")];
        let fields = told.into_iter().chain(least).map(|(name, value)| (name, value.to_string())).collect::<Vec<_>>();
        let path = self.send_as_clerk("/houses", &fields).await;
        let house = path.trim_start_matches("/houses/").split('?').next().unwrap().to_string();
        let answer =
            [("version", "0"), ("state", "mend"), ("asked_on", "R8.11.2"), ("whom", "建築指導課"), ("answer", LOT)];
        let answer = answer.map(|(name, value)| (name, value.to_string()));
        self.send_as_clerk(&format!("/houses/{house}/checks/building"), &answer).await;
        house
    }

    pub(super) async fn send_as_clerk(&mut self, path: &str, fields: &[(&'static str, String)]) -> String {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = self.clerk.post(path, &fields).await;
        assert_eq!(answer.status, 303, "{}", words(&answer.body));
        answer.location()
    }

    /// What ships, from another day.
    fn edition_of_rules(&mut self) -> Vec<(&'static str, String)> {
        self.housed.days += 1;
        let first: almanac::Date = "2030-01-01".parse().unwrap();
        let from = first.checked_add_days(chrono::Days::new(self.housed.days)).unwrap();
        let texts = HouseRuleForm { from_on: from, ..HouseRuleForm::first() }.texts();
        let names = nimo::houses::model::RULE_SHAPE.names();
        names.into_iter().map(|name| (name, texts[name].clone())).collect()
    }

    /// What is typed into the forms of houses.
    pub(super) fn house_fields(&mut self, path: &str, name: &str) -> Option<Vec<(&'static str, String)>> {
        let version = || ("version", "1".to_string());
        let house = || {
            let least = [("town", "本町"), ("as_of", "R8.11.1"), ("told_by", "窓口")];
            let least = least.map(|(name, value)| (name, value.to_string()));
            [least.to_vec(), vec![version(), ("label", name.to_string())]].concat()
        };
        Some(match path {
            "/houses" | "/houses/{id}" | "/houses/{id}/draft" => house(),
            "/houses/{id}/step" => {
                vec![version(), ("stage", "looking".into()), ("on", "R8.11.3".into()), ("why", name.into())]
            }
            "/houses/{id}/checks/{kind}" | "/houses/{id}/checks/{kind}/draft" => vec![version(), ("next", name.into())],
            "/houses/rules" => self.edition_of_rules(),
            "/houses/rules/{id}" | "/houses/rules/{id}/draft" => {
                [self.edition_of_rules(), vec![version(), ("note", name.to_string())]].concat()
            }
            _ if path.ends_with("/put-back") && path.starts_with("/houses/") => vec![version(), ("to", "1".into())],
            _ if path.starts_with("/houses/") => vec![],
            _ => return None,
        })
    }
}
