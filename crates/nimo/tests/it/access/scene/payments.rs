//! A meeting with a list that is kept, and one that was paid, made for the cells that ask for one.

use super::{Scene, id_of};
use crate::town::words;
use nimo::plumbing::web::{Method, Route};

/// Stands in every list of people who are paid, and in the scale by which they are.
pub const PAID: &str = "山吹 守";
const COLUMN: &str = "柿色の手当";
const HELD: &str = "R8.11.10";

/// What was made for this cell; those who only look share one.
#[derive(Default)]
pub struct Paying {
    pub scale: String,
    pub settlement: String,
    /// A meeting and what was paid for it.
    shared: (String, String),
}

impl Scene {
    /// A meeting with its list, paid where the route speaks of that; nothing for routes that do not. Acts get their own.
    pub(super) async fn fresh_pay(&mut self, route: &Route) -> String {
        let path = route.path;
        self.paying.settlement.clear();
        let is_list = path.starts_with("/meetings/{id}/pay");
        let is_settlement = path.starts_with("/pay-settlements/");
        if path.contains("/pay") && self.paying.scale.is_empty() {
            self.paying.scale = self.scaled().await;
        }
        if !is_list && !is_settlement {
            return String::new();
        }
        if path == "/meetings/{id}/pay/begin" {
            return self.payable(HELD).await;
        }
        let is_look = route.method == Method::Get;
        // A list that was paid is closed: whoever edits it gets one that was not.
        if is_list && (!is_look || path.ends_with("/edit")) {
            return self.listed().await;
        }
        if !is_look || self.paying.shared.0.is_empty() {
            let meeting = self.listed().await;
            let fields = self.settling(&meeting).await;
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let paid = self.clerk.post(&format!("/meetings/{meeting}/pay/settle"), &fields).await;
            assert_eq!(paid.status, 303, "{}", words(&paid.body));
            self.paying.shared = (meeting, id_of(&paid, "/pay-settlements/"));
        }
        let (meeting, settlement) = self.paying.shared.clone();
        self.paying.settlement = settlement;
        if !is_look {
            self.paying.shared = Default::default();
        }
        meeting
    }

    /// The scale from which the routes of one are shown.
    async fn scaled(&mut self) -> String {
        let council = format!("/councils/{}/pay", self.council);
        let fields = Self::pay_scale("R2.4.1");
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(self.clerk.post(&council, &fields).await.status, 303);
        let page = self.clerk.get(&council).await.body;
        page.split("href=\"/pay-scales/").nth(1).expect("a scale").chars().take(36).collect()
    }

    fn pay_scale(day: &str) -> Vec<(&'static str, String)> {
        vec![
            ("from_on", day.to_string()),
            ("columns.0.0", COLUMN.into()),
            ("columns.0.1", "定額".into()),
            ("columns.0.2", "1000".into()),
            ("paid", "in_person".into()),
        ]
    }

    /// A meeting that was held and paid on these days.
    pub(super) async fn paid_on(&mut self, held: &str, paid: &str) -> String {
        if self.paying.scale.is_empty() {
            self.paying.scale = self.scaled().await;
        }
        let meeting = self.payable(held).await;
        let begun = self.clerk.post(&format!("/meetings/{meeting}/pay/begin"), &[]).await;
        assert_eq!(begun.status, 303, "{}", words(&begun.body));
        let mut fields = self.settling(&meeting).await;
        fields[0].1 = paid.into();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let paid = self.clerk.post(&format!("/meetings/{meeting}/pay/settle"), &fields).await;
        assert_eq!(paid.status, 303, "{}", words(&paid.body));
        meeting
    }

    /// A meeting that was held on this day, with somebody who came.
    async fn payable(&mut self, held: &str) -> String {
        let form = [("number", "8"), ("held_on", held), ("agenda", "１　開会")];
        let meeting = self.clerk.post(&format!("/councils/{}/meetings", self.council), &form).await;
        let meeting = id_of(&meeting, "/meetings/");
        assert_eq!(self.clerk.post(&format!("/meetings/{meeting}/hold"), &[]).await.status, 303);
        let head = [("version", "1"), ("body", "協議会"), ("held_on", held), ("present", PAID)];
        assert_eq!(self.clerk.post(&format!("/meetings/{meeting}"), &head).await.status, 303);
        meeting
    }

    async fn listed(&mut self) -> String {
        let meeting = self.payable(HELD).await;
        let begun = self.clerk.post(&format!("/meetings/{meeting}/pay/begin"), &[]).await;
        assert_eq!(begun.status, 303, "{}", words(&begun.body));
        meeting
    }

    async fn settling(&mut self, meeting: &str) -> Vec<(&'static str, String)> {
        let page = self.clerk.get(&format!("/meetings/{meeting}/pay")).await.body;
        let seen = super::values(&page, "seen").first().map(ToString::to_string).unwrap_or_default();
        vec![("day", "R8.11.20".into()), ("seen", seen)]
    }

    /// What is typed into the forms of what is paid.
    pub(super) async fn pay_fields(&mut self, path: &str, name: &str) -> Option<Vec<(&'static str, String)>> {
        let version = || ("version", "1".to_string());
        let list = || {
            vec![
                version(),
                (
                    "people",
                    format!(
                        "氏名\t代理の人\t所属\t役\t出席\t払わないわけ\t{COLUMN}\n{name}\t\t\t委員のほか\t会場\t\t500"
                    ),
                ),
            ]
        };
        Some(match path {
            "/councils/{id}/pay" => Self::pay_scale(&self.day()),
            "/pay-scales/{id}" | "/pay-scales/{id}/draft" => {
                // Whoever was first has made it a later version; the gate is asked before that.
                [vec![("version", self.scale_version().await)], Self::pay_scale(&self.day())].concat()
            }
            "/pay-scales/{id}/put-back" => {
                vec![("version", self.scale_version().await), ("to", "1".to_string())]
            }
            "/pay-scales/{id}/discard" | "/meetings/{id}/pay/discard" | "/meetings/{id}/pay/begin" => vec![],
            "/meetings/{id}/pay" | "/meetings/{id}/pay/draft" => list(),
            "/meetings/{id}/pay/put-back" => vec![version(), ("to", "1".into())],
            "/meetings/{id}/pay/settle" => {
                let meeting = self.meeting.0.clone();
                self.settling(&meeting).await
            }
            "/pay-settlements/{id}/withdraw" => vec![("reason", name.to_string())],
            _ => return None,
        })
    }

    async fn scale_version(&mut self) -> String {
        let page = self.clerk.get(&format!("/pay-scales/{}/edit", self.paying.scale)).await.body;
        super::values(&page, "version").first().map(ToString::to_string).unwrap_or_default()
    }
}
