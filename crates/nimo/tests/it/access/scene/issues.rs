//! Issues and goals, made for the cells that ask for them.

use super::{CASE, GOAL, ISSUE, Issue, KEPT_PLACE, MEASURE, MEASURE_STEP, Scene, id_of, values};
use crate::town::{Page, words};

impl Scene {
    /// An issue of the council made for this cell; for the act of splitting, one that two things led to.
    pub(super) async fn fresh_issue(&mut self, path: &str, variant: &str) -> Issue {
        if path.starts_with("/programmes/{id}") {
            let page = self.clerk.post("/programmes", &[("name", "普及啓発事業")]).await;
            return Issue { programme: id_of(&page, "/programmes/"), ..Issue::default() };
        }
        let (is_measure, is_case) = (path.starts_with("/measures/{id}"), path.starts_with("/cases/{id}"));
        let is_joined = path == "/meetings/{id}/join" && variant == "kept";
        let is_scored = path.starts_with("/rounds/{id}") || path == "/councils/{id}/rounds" || path.contains("/digest");
        let is_tied = path == "/goals/{id}/tie" || path == "/goals/{id}/let-go";
        if !path.starts_with("/issues/{id}") && !is_measure && !is_case && !is_joined && !is_scored && !is_tied {
            return Issue::default();
        }
        let raised = |page: Page| id_of(&page, "/issues/");
        let new = format!("/councils/{}/issues", self.council);
        let other = raised(self.clerk.post(&new, &[("title", ISSUE)]).await);
        if path != "/issues/{id}/split" {
            let mut issue = Issue { id: raised(self.clerk.post(&new, &[("title", ISSUE)]).await), ..Issue::default() };
            issue.other = other;
            if is_measure {
                let fields = [("title", MEASURE), ("tasks.0.0", MEASURE_STEP)];
                let page = self.clerk.post(&format!("/issues/{}/measures", issue.id), &fields).await;
                issue.measure = id_of(&page, "/measures/");
            }
            if is_case {
                let fields = [("town", "となり村"), ("title", CASE)];
                let page = self.clerk.post(&format!("/issues/{}/cases", issue.id), &fields).await;
                issue.case = id_of(&page, "/cases/");
            }
            return issue;
        }
        let page = self.clerk.get(&format!("/meetings/{}/opinions?all=1", self.meeting.0)).await.body;
        let mut fields = vec![("title", ISSUE)];
        fields.extend(values(&page, "pick").into_iter().map(|value| ("pick", value)));
        assert_eq!(self.clerk.post(&format!("/meetings/{}/raise", self.meeting.0), &fields).await.status, 303);
        let told = self.clerk.get(&format!("/meetings/{}/opinions?all=1", self.meeting.0)).await.body;
        let id =
            told.split("href=\"/issues/").filter_map(|rest| rest.split('"').next()).find(|id| id.len() == 36).unwrap();
        let id = id.to_string();
        let form = self.clerk.get(&format!("/issues/{id}/kin")).await.body;
        assert!(values(&form, "pick").len() > 1, "two things to split: {} {}", words(&told), words(&form));
        Issue { picks: values(&form, "pick").into_iter().map(str::to_string).collect(), id, other, ..Issue::default() }
    }

    /// A goal of the council made for this cell, as a meeting decided it.
    pub(super) async fn fresh_goal(&mut self, path: &str) -> String {
        if !path.starts_with("/goals/{id}") {
            return String::new();
        }
        let council = self.council.clone();
        if self.decided_at.is_empty() {
            let sheet = self.sheet(KEPT_PLACE);
            self.decided_at = self.clerk.read_in(&council, &sheet).await;
            let kept = self.clerk.post(&format!("/meetings/{}/keep", self.decided_at), &[]).await;
            assert_eq!(kept.status, 303, "{}", kept.body);
        }
        let name = format!("{GOAL}{}", self.count);
        let fields = [
            ("indicator", "own"),
            ("fiscal_year", "R8"),
            ("name", name.as_str()),
            ("unit", "回"),
            ("aggregation", "event_count"),
            ("target", "5"),
            ("title", GOAL),
            ("state", "decided"),
            ("decided", self.decided_at.as_str()),
        ];
        let page = self.clerk.post(&format!("/councils/{council}/goals"), &fields).await;
        id_of(&page, "/goals/")
    }

    /// What picks the first opinion of the meeting; something of its shape where the minutes are not kept.
    pub(super) async fn picks(&mut self) -> String {
        let page = self.clerk.get(&format!("/meetings/{}/opinions", self.meeting.0)).await.body;
        values(&page, "pick").first().map_or_else(|| format!("{}.1", self.meeting.1), ToString::to_string)
    }

    /// The fate of the cell's first block, settled for it.
    pub(super) async fn settled(&mut self) -> String {
        let pick = self.picks().await;
        self.meeting.1 = pick.split('.').next().unwrap().to_string();
        let path = format!("/meetings/{}", self.meeting.0);
        let fields = [("pick", pick.as_str()), ("answer", "noted"), ("reason", "聞いた")];
        assert_eq!(self.clerk.post(&format!("{path}/answer"), &fields).await.status, 303);
        let page = self.clerk.get(&format!("{path}/opinions")).await.body;
        values(&page, "fate").first().expect("a fate").to_string()
    }
}
