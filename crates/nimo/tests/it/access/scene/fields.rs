//! What is typed into the form of each act.

use super::{MEASURE_STEP, Scene, packets};
use crate::town::PASSWORD;

impl Scene {
    /// What is typed into the form of an act; nothing for an act that nobody described yet.
    pub(super) async fn fields(
        &mut self,
        path: &str,
        variant: &str,
        place: usize,
    ) -> Option<Vec<(&'static str, String)>> {
        let name = format!("あらたな名{}", self.count);
        let twice = || vec![("password", PASSWORD.to_string()), ("again", PASSWORD.to_string())];
        if let Some(fields) = self.ready_fields(path, &name).await {
            return Some(fields);
        }
        if let Some(fields) = self.sitting_fields(path, &name).await {
            return Some(fields);
        }
        if let Some(fields) = self.edition_fields(path) {
            return Some(fields);
        }
        if let Some(fields) = self.of_forms(path, &name) {
            return Some(fields);
        }
        if let Some(fields) = Self::ballot_fields(path, &name) {
            return Some(fields);
        }
        if let Some(fields) = Self::deadline_fields(path, &name) {
            return Some(fields);
        }
        if let Some(fields) = self.wish_fields(path) {
            return Some(fields);
        }
        if let Some(fields) = self.vacancy_fields(path, &name) {
            return Some(fields);
        }
        if let Some(fields) = Self::provider_fields(path, &name) {
            return Some(fields);
        }
        if let Some(fields) = self.plan_fields(path, &name) {
            return Some(fields);
        }
        if let Some(fields) = self.house_fields(path, &name) {
            return Some(fields);
        }
        if let Some(fields) = self.pay_fields(path, &name).await {
            return Some(fields);
        }
        if let Some(fields) = self.retention_fields(path, &name) {
            return Some(fields);
        }
        if let Some(fields) = self.approval_fields(path, &name) {
            return Some(fields);
        }
        if let Some(fields) = self.publication_fields(path, &name) {
            return Some(fields);
        }
        let login = &self.people[place].login;
        Some(match path {
            "/demo" => vec![("who", "secretariat".into())],
            "/sign-out" | "/accounts/{id}/close" | "/accounts/{id}/reopen" | "/accounts/{id}/invite" => vec![],
            "/councils/new/discard" | "/councils/{id}/discard" => vec![],
            "/sign-in" => {
                let login = if login.is_empty() { "clerk" } else { login };
                vec![("login", login.into()), ("password", PASSWORD.into())]
            }
            "/first/{secret}" => {
                let office =
                    [("office_name", "みほん市"), ("office_code", "999997"), ("name", "今村"), ("login", "imamura")];
                [office.map(|(name, value)| (name, value.to_string())).to_vec(), twice()].concat()
            }
            "/invited/{link}" => twice(),
            "/password" => [vec![("now", PASSWORD.into())], twice()].concat(),
            "/accounts" => {
                let login = format!("added{}", self.count);
                vec![("login", login), ("name", name), ("role", "member".into()), ("councils", self.council.clone())]
            }
            "/accounts/{id}" => vec![("version", "1".into()), ("name", name), ("role", "viewer".into())],
            "/councils" | "/councils/new/draft" => {
                let parent = if variant == "under the council" { self.council.clone() } else { String::new() };
                vec![("name", name), ("basis", "ordinance".into()), ("parent", parent)]
            }
            "/councils/{id}" | "/councils/{id}/draft" => {
                let parent = if variant == "moved under another" { self.other.clone() } else { String::new() };
                vec![
                    ("version", self.version().await),
                    ("name", name),
                    ("basis", "ordinance".into()),
                    ("parent", parent),
                ]
            }
            "/councils/{id}/meetings" => vec![("number", "4".into()), ("agenda", "１　開会".into())],
            // What a visitor pastes waits for him on the sign-in page: no canary in it.
            "/councils/{id}/import" => vec![("text", self.sheet("灰色の会議室"))],
            "/meetings/{id}" | "/meetings/{id}/draft" => {
                vec![
                    ("version", "1".into()),
                    ("body", name),
                    ("agenda", "１　開会\n２　議題\n　⑴　退院の支援について".into()),
                ]
            }
            "/meetings/{id}/settle" => vec![("doubt", "0".into())],
            "/meetings/{id}/keep" => vec![("apart", "1".into())],
            "/meetings/{id}/discard"
            | "/meetings/{id}/hold"
            | "/meetings/{id}/withdraw"
            | "/meetings/{id}/take-back" => vec![],
            "/blocks/{id}" => {
                vec![("version", "1".into()), ("kind", "opinion".into()), ("item", String::new()), ("text", name)]
            }
            "/blocks/{id}/sort" => {
                vec![("version", "1".into()), ("kind", "question".into()), ("item", String::new())]
            }
            "/blocks/{id}/split" => vec![("version", "1".into()), ("at", "3".into())],
            "/blocks/{id}/merge" => vec![("version", "1".into())],
            "/blocks/{id}/record" => vec![("method", "summary".into())],
            "/blocks/{id}/consent" => {
                // The meeting's own sheet is 要点記録: with this rule it leaves.
                self.rules("verbatim").await;
                vec![("left", self.meeting.0.clone())]
            }
            "/meetings/{id}/put-back" | "/blocks/{id}/put-back" => {
                vec![("version", "1".into()), ("to", "1".into())]
            }
            "/meetings/{id}/raise" => vec![("pick", self.picks().await), ("title", name)],
            "/meetings/{id}/join" => vec![("pick", self.picks().await), ("issue", self.issue.id.clone())],
            "/meetings/{id}/answer" => {
                vec![("pick", self.picks().await), ("answer", "noted".into()), ("reason", "聞いた".into())]
            }
            "/blocks/{id}/unsettle" => vec![("fate", self.settled().await)],
            "/councils/{id}/issues/import" | "/councils/{id}/issues/take" => {
                let table = format!("課題\t受けもち\n{name}\t相談支援係\n");
                vec![("text", table), ("column.0", "title".into()), ("column.1", "owner".into())]
            }
            "/councils/{id}/issues" => vec![("title", name)],
            "/issues/{id}" | "/issues/{id}/draft" => {
                vec![("version", "1".into()), ("title", name)]
            }
            "/issues/{id}/discard" | "/issues/{id}/part" => vec![],
            "/issues/{id}/put-back" => vec![("version", "1".into()), ("to", "1".into())],
            "/issues/{id}/step" => vec![("stage", "examined".into())],
            "/issues/{id}/join" => vec![("into", self.issue.other.clone())],
            "/issues/{id}/split" => vec![("pick", self.issue.picks[0].clone()), ("title", name)],
            "/issues/{id}/measures" | "/issues/{id}/measures/fill" => vec![("title", name)],
            "/measures/{id}" | "/measures/{id}/draft" | "/measures/{id}/fill" => {
                vec![("version", "1".into()), ("title", name)]
            }
            "/measures/{id}/done" => vec![("at", "0".into()), ("title", MEASURE_STEP.into())],
            "/measures/{id}/discard" | "/programmes/{id}/discard" => vec![],
            "/measures/{id}/put-back" | "/programmes/{id}/put-back" => {
                vec![("version", "1".into()), ("to", "1".into())]
            }
            "/measures/{id}/advance" => vec![("progress", "adopted".into())],
            "/measures/{id}/serve" | "/measures/{id}/let-go" => vec![("issue", self.issue.other.clone())],
            "/programmes" => vec![("name", name)],
            "/programmes/{id}" | "/programmes/{id}/draft" => vec![("version", "1".into()), ("name", name)],
            "/cases" | "/issues/{id}/cases" => vec![("town", "となり村".into()), ("title", name)],
            "/cases/{id}" | "/cases/{id}/draft" => {
                vec![("version", "1".into()), ("town", "となり村".into()), ("title", name)]
            }
            "/cases/{id}/discard" => vec![],
            "/cases/{id}/put-back" => vec![("version", "1".into()), ("to", "1".into())],
            "/cases/{id}/tie" => vec![("issue", self.issue.other.clone())],
            "/cases/{id}/untie" => vec![("issue", self.issue.id.clone())],
            "/indicators/import" | "/indicators/take" => {
                vec![("text", format!("指標\t年度\t数\t出典\n7-goals\tR7\t{}\t{name}\n", self.count)), ("reason", name)]
            }
            "/indicators/{code}" => self.figure(&name),
            "/indicators/{code}/withdraw" => vec![("value", self.recorded(&name).await), ("reason", name)],
            "/indicators/{code}/counting" => {
                vec![
                    ("from", "2026".into()),
                    ("aggregation", "event_count".into()),
                    ("words", name.clone()),
                    ("reason", name),
                ]
            }
            "/indicators/{code}/tally" => {
                vec![("fiscal_year", "2026".into()), ("councils", self.council.clone()), ("reason", name)]
            }
            "/councils/{id}/goals" => {
                let own = [("indicator", "own"), ("fiscal_year", "R8"), ("unit", "回"), ("aggregation", "event_count")];
                let own = own.map(|(name, value)| (name, value.to_string())).to_vec();
                [own, vec![("name", name), ("target", "5".into()), ("state", "proposed".into())]].concat()
            }
            "/goals/{id}/change" => {
                vec![
                    ("version", "1".into()),
                    ("target", "6".into()),
                    ("title", name.clone()),
                    ("state", "proposed".into()),
                    ("reason", name),
                ]
            }
            "/goals/{id}/progress" => self.progress(&name),
            "/goals/{id}/withdraw" => vec![("actual", self.told(&name).await), ("reason", name)],
            "/goals/{id}/evaluate" => vec![
                ("state", "proposed".into()),
                ("verdict", "go_on".into()),
                ("reason", "続ける。".into()),
                ("decided", self.decided_at.clone()),
            ],
            "/goals/{id}/tie" | "/goals/{id}/let-go" => vec![("tied", format!("issue:{}", self.issue.other))],
            "/councils/{id}/support" => {
                packets::tally("R8.10.31", &name).map(|(name, value)| (name, value.to_string())).to_vec()
            }
            "/councils/{id}/support/withdraw" => vec![("as_of", "2026-09-30".into()), ("reason", name)],
            "/packets/{id}/withdraw" => vec![("reason", name)],
            "/meetings/{id}/agenda" => {
                vec![("key", "issue:none".into()), ("choice", "keep".into()), ("reason", name)]
            }
            "/meetings/{id}/agenda/seed" | "/meetings/{id}/outcomes/prepare" => vec![],
            "/meetings/{id}/packet" => {
                let meeting = self.meeting.0.clone();
                self.bound(&meeting).await
            }
            "/meetings/{id}/outcomes/write" => {
                let form = format!("/meetings/{}/outcomes/write?block={}", self.meeting.0, self.meeting.1);
                let version = self.sentence_version(&form).await;
                vec![("kind", "doing".into()), ("words", name), ("version", version)]
            }
            "/meetings/{id}/outcomes/release" => {
                let home = format!("/meetings/{}/outcomes", self.meeting.0);
                self.release(&home).await
            }
            "/meetings/{id}/outcomes/withdraw" => {
                let form = format!("/meetings/{}/outcomes/withdraw?block={}", self.meeting.0, self.meeting.1);
                vec![("reason", name), ("version", self.sentence_version(&form).await)]
            }
            "/masking" => vec![("number", "10".into()), ("from_on", "R9.4.1".into()), ("reason", name)],
            "/budget" => vec![("closes.1", "R8.12.1".into())],
            "/councils/{id}/digest/freeze" => {
                vec![("group", "stage".into()), ("meeting", self.planned().await)]
            }
            "/elements" => {
                let kept = ["medical", "welfare_care", "housing", "participation", "mutual_aid", "awareness"];
                let labels = [
                    "label.medical", "label.welfare_care", "label.housing", "label.participation", "label.mutual_aid",
                    "label.awareness",
                ];
                labels.into_iter().zip(kept).map(|(field, code)| (field, code.to_string())).collect()
            }
            "/councils/{id}/rounds" => self.round_form(&name),
            "/rounds/{id}/mine" => vec![("version", "0".into())],
            "/rounds/{id}/paper" => vec![("version", "1".into()), ("member", self.voices[0].clone())],
            "/rounds/{id}/close" | "/rounds/{id}/reopen" => vec![],
            "/rounds/{id}/freeze" => vec![("meeting", self.planned().await)],
            "/councils/{id}/put-back" => vec![("version", self.version().await), ("to", "2".into())],
            path => return self.of_seats(path, &name).await,
        })
    }

    /// How far the goal of this cell has come.
    fn progress(&self, name: &str) -> Vec<(&'static str, String)> {
        vec![
            ("version", "1".into()),
            ("figure1", "3".into()),
            ("as_of", "R8.10.1".into()),
            ("source", name.to_string()),
        ]
    }

    /// The id of a figure that was told of this cell's goal.
    async fn told(&mut self, name: &str) -> String {
        let fields = self.progress(name);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let path = format!("/goals/{}", self.goal);
        assert_eq!(self.clerk.post(&format!("{path}/progress"), &fields).await.status, 303);
        let form = self.clerk.get(&format!("{path}/withdraw")).await.body;
        let ids = form.split("<option value=\"").filter_map(|rest| rest.split('"').next());
        ids.into_iter().find(|id| id.len() == 36).expect("a figure that stands").to_string()
    }

    /// A figure that no other cell has.
    fn figure(&self, name: &str) -> Vec<(&'static str, String)> {
        let figure = self.count.to_string();
        let told = [("kind", "actual".to_string()), ("fiscal_year", "R7".into()), ("figure", figure)];
        [told.to_vec(), vec![("source", name.to_string()), ("reason", name.to_string())]].concat()
    }

    /// The id of a figure that was recorded for this cell.
    async fn recorded(&mut self, name: &str) -> String {
        let fields = self.figure(name);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(self.clerk.post("/indicators/7-meetings", &fields).await.status, 303);
        let form = self.clerk.get("/indicators/7-meetings/withdraw").await.body;
        let ids = form.split("<option value=\"").filter_map(|rest| rest.split('"').next());
        ids.into_iter().find(|id| id.len() == 36).expect("a figure that stands").to_string()
    }
}
