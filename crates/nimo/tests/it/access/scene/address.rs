//! The address of a route on the state that was made for a cell.

use super::{NOTHING, Scene};
use crate::town::Browser;
use nimo::plumbing::web::{Method, Route};

/// What is tried on a route, when one try does not say it all.
pub fn variants(route: &Route) -> &'static [&'static str] {
    match (route.method, route.path) {
        (_, "/councils/{id}/roster.pdf" | "/councils/{id}/roster.docx" | "/councils/{id}/roster.xlsx") => {
            &["one's own", "the secretariat's"]
        }
        (Method::Post, "/councils") => &["under the council", "on its own"],
        (Method::Post, "/councils/{id}") => &["", "moved under another"],
        (Method::Post, "/accounts/{id}/close") => &["", "one's own"],
        (Method::Post, "/accounts/{id}/invite") => &["", "of a closed one"],
        (Method::Get, "/meetings/{id}" | "/meetings/{id}/clock" | "/blocks/{id}") => &["a draft", "kept"],
        (Method::Get, "/meetings/{id}/form" | "/meetings/{id}/sheet.pdf" | "/meetings/{id}/sheet.docx") => {
            &["a draft", "kept"]
        }
        (Method::Get, "/meetings/{id}/sheet.txt" | "/meetings/{id}/blocks.xlsx") => &["a draft", "kept"],
        (_, "/blocks/{id}/record" | "/blocks/{id}/consent") => &["a draft", "kept"],
        (_, "/meetings/{id}/opinions" | "/meetings/{id}/raise" | "/meetings/{id}/answer") => &["a draft", "kept"],
        (_, "/meetings/{id}/join" | "/blocks/{id}/unsettle") => &["kept"],
        (_, "/meetings/{id}/outcomes") => &["a draft", "kept"],
        (_, path) if path.starts_with("/meetings/{id}/outcomes") => &["kept"],
        (Method::Post, "/meetings/{id}" | "/blocks/{id}") => &["a draft", "kept"],
        (Method::Get, "/editions/{id}" | "/editions/{id}/sheet.pdf") => &["internal", "members", "public"],
        (Method::Get, "/rounds/{id}") => &["open", "closed", "frozen"],
        (_, path) if path.starts_with("/rounds/{id}/result.") => &["closed", "frozen"],
        _ => &[""],
    }
}

impl Scene {
    /// The address that is asked for, with the ids of what was made for this cell.
    pub(super) async fn address(
        &mut self,
        route: &Route,
        variant: &str,
        place: usize,
        browser: &mut Browser,
    ) -> String {
        match route.path {
            path if path.starts_with("/public/") => Self::public_path(path),
            "/map/{part}" => "/map/live.js".into(),
            path if path.starts_with("/providers/import/") => path.replace("{delivery}", NOTHING),
            path if path.starts_with("/houses/rules/") => path.replace("{id}", &self.housed.rule),
            path if path.starts_with("/houses/") => {
                path.replace("{id}", &self.housed.house).replace("{kind}", "building")
            }
            path if path.starts_with("/planning/") => self.plan_path(path),
            path if path.contains("/homes") => path.replace("{id}", self.vacant.home_or(path, &self.carried.one)),
            path if path.starts_with("/vacancies/") => path.replace("{id}", &self.vacant.room),
            path if path.starts_with("/wishes/") => path.replace("{id}", &self.wished.wish),
            path if path.starts_with("/readings/") => path.replace("{id}", &self.wished.reading),
            "/matching/rows" => "/matching/rows?of=seeking".into(),
            path if path.starts_with("/mismatches/") => path.replace("{id}", &self.vacant.mismatch),
            path if path.starts_with("/providers/") => path.replace("{id}", &self.carried.one),
            path if path.starts_with("/forms/") => path.replace("{id}", &self.form),
            path if path.starts_with("/approvals/") => path.replace("{id}", &self.proposed.approval),
            path if path.starts_with("/approval-rules/") => path.replace("{id}", &self.proposed.rule),
            path @ "/councils/{id}/approvals/new" => {
                let path = path.replace("{id}", &self.council);
                format!("{path}?act=notice&subject={}", self.proposed.meeting)
            }
            path @ "/councils/{id}/approvals/rules/new" => {
                format!("{}?act=notice", path.replace("{id}", &self.council))
            }
            path if path.starts_with("/retention-rules/") => path.replace("{id}", &self.retained.rule),
            path @ "/councils/{id}/retention/shelf" => {
                format!("{}?kind=pay&year=2026", path.replace("{id}", &self.council))
            }
            path if path.starts_with("/charters/") => path.replace("{id}", &self.seated.charter),
            path if path.starts_with("/seats/") => path.replace("{id}", &self.seated.seat),
            path if path.starts_with("/members/") => path.replace("{id}", &self.seated.member),
            path if path.starts_with("/appointments/") => path.replace("{id}", &self.seated.appointment),
            path if path.starts_with("/councils/{id}/appointments/") => {
                format!("{}?batch={}", path.replace("{id}", &self.council), self.seated.batch)
            }
            path if variant == "the secretariat's" => {
                format!("{}?copy=secretariat", path.replace("{id}", &self.council))
            }
            path if path.starts_with("/rounds/") => path.replace("{id}", &self.round),
            path if path.starts_with("/issues/") => path.replace("{id}", &self.issue.id),
            path if path.starts_with("/measures/") => path.replace("{id}", &self.issue.measure),
            path if path.starts_with("/goals/{id}") => path.replace("{id}", &self.goal),
            path if path.starts_with("/digests/") => path.replace("{id}", &self.digest),
            path if path.starts_with("/cases/") => path.replace("{id}", &self.issue.case),
            path if path.starts_with("/programmes/") => path.replace("{id}", &self.issue.programme),
            path if path.starts_with("/packets/") => path.replace("{id}", &self.papers.packet),
            path if path.starts_with("/handouts/") => {
                path.replace("{id}", &self.ready.handout).replace("{number}", "1")
            }
            path if path.starts_with("/transcripts/") => path.replace("{id}", &self.ready.transcript),
            path if path.starts_with("/pay-scales/") => path.replace("{id}", &self.paying.scale),
            path if path.starts_with("/pay-settlements/") => path.replace("{id}", &self.paying.settlement),
            path if path.starts_with("/ballots/") => path.replace("{id}", &self.voted.ballot),
            path if path.starts_with("/tellings/") => path.replace("{id}", &self.edited.block),
            path if path.starts_with("/confirmations/") => path.replace("{id}", &self.edited.window),
            path if path.starts_with("/corrections/") => path.replace("{id}", &self.edited.correction),
            path if path.starts_with("/editions/") => path.replace("{id}", &self.edited.edition),
            path if path.starts_with("/redactions/") => path.replace("{id}", &self.published.mark),
            path if path.starts_with("/releases/") => path.replace("{id}", &self.published.release),
            path if path.starts_with("/dispatches/") => path.replace("{id}", &self.ready.dispatch),
            path if path.starts_with("/handed/") => path.replace("{link}", &format!("1.{}", "0".repeat(64))),
            path if path.starts_with("/meetings/{id}/papers/") => {
                path.replace("{id}", &self.meeting.0).replace("{paper}", "notice.txt")
            }
            path if path.starts_with("/meetings/{id}/deadlines/") => {
                path.replace("{id}", &self.meeting.0).replace("{step}", "outline")
            }
            path if path.ends_with("/outcomes/write") || path.ends_with("/outcomes/withdraw") => {
                format!("{}?block={}", path.replace("{id}", &self.meeting.0), self.meeting.1)
            }
            path if path.starts_with("/meetings/") => path.replace("{id}", &self.meeting.0),
            path if path.starts_with("/lines/") => path.replace("{id}", &self.sitting.line),
            path if path.starts_with("/blocks/") => path.replace("{id}", &self.meeting.1),
            path if path.starts_with("/indicators/{code}") => path.replace("{code}", "7-meetings"),
            path if path.starts_with("/first/") => path.replace("{secret}", &self.first_secret(place, browser).await),
            path if path.starts_with("/invited/") => path.replace("{link}", &self.link(place).await),
            path if path.starts_with("/councils/") => path.replace("{id}", &self.council),
            path if path.starts_with("/accounts/") && variant == "one's own" => {
                let own = &self.people[place].account;
                path.replace("{id}", if own.is_empty() { &self.staff.0 } else { own })
            }
            path if path.starts_with("/accounts/") => path.replace("{id}", &self.staff.0),
            path => path.to_string(),
        }
    }
}
