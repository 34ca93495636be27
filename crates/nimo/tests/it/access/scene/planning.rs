//! Offices that make plans, and what one of them answered, made anew for each cell that asks for it.

use super::Scene;
use crate::providers::{carry_in, file};
use crate::town::words;
use nimo::plumbing::web::Route;
use wamnet::Column;

/// Stands in the note of every answer.
pub const LOAD_NOTE: &str = "若竹色の覚え書き";
const OFFICE: &str = "993000002552000";
const BODY: [(&str, &str); 6] = [
    ("told_by", "管理者に電話で"),
    ("planners", "1.5"),
    ("adults", "60"),
    ("intake", "taken"),
    ("closing", "no"),
    ("note", LOAD_NOTE),
];

/// What is answered of this cell.
#[derive(Default)]
pub struct Planned {
    cells: u32,
    /// The quarter, the answer and the day of this cell.
    quarter: String,
    as_of: String,
}

impl Scene {
    /// An answer, the town's figures and an edition of a quarter that no other cell has.
    pub(super) async fn fresh_plan(&mut self, route: &Route) {
        if !route.path.starts_with("/planning/") || !route.path.contains('{') {
            return;
        }
        if self.planned.cells == 0 {
            let plan =
                [(Column::Service, "計画相談支援"), (Column::Number, "9930000025"), (Column::Name, "あおぞら相談")];
            carry_in(&self.town, self.here, &file(&[&plan]), "2026-03").await;
        }
        self.planned.cells += 1;
        let (year, number) = (2025 - self.planned.cells / 4 % 19, self.planned.cells % 4 + 1);
        self.planned.quarter = format!("{year}q{number}");
        let (year, month) = if number == 4 { (year + 1, 2) } else { (year, number * 3 + 2) };
        self.planned.as_of = format!("{year}-{month:02}-10");
        for path in ["/planning/loads/{id}", "/planning/quarters/{id}", "/planning/rules/{id}"] {
            let (path, fields) = (self.plan_path(path), self.plan_form(path, "0"));
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let kept = self.clerk.post(&path, &fields).await;
            assert!(matches!(kept.status, 303 | 409), "{path} {}", words(&kept.body));
        }
    }

    /// The path for this cell.
    pub(super) fn plan_path(&self, path: &str) -> String {
        let id = match path {
            _ if path.starts_with("/planning/loads/") => format!("{OFFICE}-{}", self.planned.quarter),
            _ if path.starts_with("/planning/rules/") => self.planned.as_of.clone(),
            _ => self.planned.quarter.clone(),
        };
        path.replace("{id}", &id)
    }

    fn plan_form(&self, path: &str, version: &str) -> Vec<(&'static str, String)> {
        let mut fields = vec![("version", version.to_string()), ("as_of", self.planned.as_of.clone())];
        let rest: &[(&'static str, &str)] = match path {
            _ if path.starts_with("/planning/loads/") => &BODY,
            _ if path.starts_with("/planning/rules/") => {
                &[("fee_from", "40"), ("share", "30"), ("mask_below", "3"), ("checked", "yes")]
            }
            _ => &[("source", "支給決定の台帳"), ("adults", "320")],
        };
        fields.extend(rest.iter().map(|(name, value)| (*name, (*value).to_string())));
        if path.starts_with("/planning/rules/") {
            // An edition that says what holds already is none.
            fields.push(("source", format!("部会 {}", self.planned.quarter)));
        }
        fields
    }

    /// What is typed into the forms of this room.
    pub(super) fn plan_fields(&self, path: &str, name: &str) -> Option<Vec<(&'static str, String)>> {
        if !path.starts_with("/planning/") {
            return None;
        }
        Some(match path {
            _ if path.ends_with("/put-back") => vec![("version", "1".into()), ("to", "1".into())],
            _ if path.ends_with("/discard") => vec![],
            _ => {
                let changed = |(field, value): (&'static str, String)| {
                    if matches!(field, "told_by" | "source" | "note") {
                        (field, name.to_string())
                    } else {
                        (field, value)
                    }
                };
                self.plan_form(path, "1").into_iter().map(changed).collect()
            }
        })
    }
}
