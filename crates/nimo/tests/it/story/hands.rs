//! What a clerk and her members do in the story, each as the forms they send.

use crate::town::{Browser, Town, words};
use nimo::accounts::model::Role;
use nimo::council::model::CouncilId;

/// A clerk with her council, and three members at their own browsers.
pub struct Hands {
    clerk: Browser,
    council: String,
    meeting: String,
    /// The values that pick what was said, by number from 1.
    picks: Vec<String>,
    members: Vec<(String, Browser)>,
    turn: usize,
    scored: Vec<String>,
}

impl Hands {
    pub async fn of(town: &Town) -> Hands {
        let office = town.office("999999", "みほん市").await;
        let mut clerk = town.signed_in(office, "imamura", Role::Secretariat, &[]).await;
        let council = clerk.place("みほん市精神保健福祉連絡協議会", "").await;
        let own = [CouncilId::parse(&council).unwrap()];
        let mut members = vec![];
        for login in ["fujishiro", "miyoshi", "hirai"] {
            let account = town.person(office, login, &format!("{login}委員"), Role::Member, &own).await;
            let mut browser = town.browser();
            assert_eq!(browser.sign_in(login).await.status, 303);
            members.push((account.to_string(), browser));
        }
        Hands { clerk, council, meeting: String::new(), picks: vec![], members, turn: 0, scored: vec![] }
    }

    /// A sheet of the corpus is read in and kept.
    pub async fn keeps(&mut self, sheet: &str) {
        let file = format!("{}/../../corpus/{sheet}.txt", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(file).unwrap();
        self.meeting = self.clerk.read_in(&self.council, &text).await;
        self.sends(&format!("/meetings/{}/keep", self.meeting), &[]).await;
        let page = self.clerk.get(&format!("/meetings/{}/opinions", self.meeting)).await.body;
        self.picks = page
            .split("name=\"pick\" value=\"")
            .skip(1)
            .map(|row| row.split('"').next().unwrap().to_string())
            .collect();
    }

    /// An act that has to lead on; where it leads.
    async fn sends(&mut self, path: &str, fields: &[(&str, &str)]) -> String {
        let page = self.clerk.post(path, fields).await;
        assert_eq!(page.status, 303, "{path}: {}", words(&page.body));
        page.location().split('?').next().unwrap().to_string()
    }

    fn picked(&self, numbers: &[usize]) -> Vec<(&'static str, String)> {
        numbers.iter().map(|number| ("pick", self.picks[number - 1].clone())).collect()
    }

    async fn settles(&mut self, act: &str, numbers: &[usize], more: &[(&'static str, &str)]) {
        let mut fields = self.picked(numbers);
        fields.extend(more.iter().map(|(name, value)| (*name, (*value).to_string())));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.sends(&format!("/meetings/{}/{act}", self.meeting), &fields).await;
    }

    /// Opinions raise an issue; its page.
    pub async fn raises(&mut self, numbers: &[usize], title: &str) -> String {
        self.settles("raise", numbers, &[("title", title)]).await;
        let list = self.clerk.get("/issues").await.body;
        let at = list.find(&format!(">{title}</a>")).expect("the issue stands in the list");
        format!("/issues/{}", list[..at].rsplit("href=\"/issues/").next().unwrap().trim_end_matches(['"', '>']))
    }

    pub async fn joins(&mut self, numbers: &[usize], issue: &str) {
        self.settles("join", numbers, &[("issue", issue.trim_start_matches("/issues/"))]).await;
    }

    pub async fn answers(&mut self, number: usize, reason: &str) {
        self.settles("answer", &[number], &[("answer", "on_the_spot"), ("reason", reason)]).await;
    }

    /// The page says this.
    pub async fn sees(&mut self, path: &str, told: &str) {
        let page = self.clerk.get(path).await;
        let read = words(&page.body);
        assert!(page.status == 200 && read.contains(told), "{told}: {read}");
    }

    pub async fn has_programme(&mut self, name: &str) -> String {
        let page = self.sends("/programmes", &[("name", name)]).await;
        page.trim_start_matches("/programmes/").to_string()
    }

    /// A measure is added to an issue, and the meeting adopts it; the issue is taken up.
    pub async fn adopts(&mut self, issue: &str, measure: &[(&str, &str)]) {
        let page = self.sends(&format!("{issue}/measures"), measure).await;
        let meeting = self.meeting.clone();
        self.sends(&format!("{page}/advance"), &[("progress", "adopted"), ("meeting", &meeting)]).await;
        self.sends(&format!("{issue}/step"), &[("stage", "adopted"), ("meeting", &meeting)]).await;
    }

    /// A goal of R6 that the meeting decided, of parts; the first is reached already. Its page.
    pub async fn sets_goal(&mut self, indicator: &str, target: u32, parts: &[(&str, u32)]) -> String {
        let target = target.to_string();
        let mut fields =
            vec![("indicator", indicator), ("fiscal_year", "R6"), ("target", &target), ("state", "decided")];
        let meeting = self.meeting.clone();
        fields.push(("decided", &meeting));
        let cells: Vec<(String, String)> = parts
            .iter()
            .enumerate()
            .flat_map(|(at, (name, number))| {
                let kind = if at == 0 { "すでに" } else { "これから" };
                let cells = [(*name).to_string(), number.to_string(), kind.to_string()];
                cells.into_iter().enumerate().map(move |(column, cell)| (format!("parts.{at}.{column}"), cell))
            })
            .collect();
        fields.extend(cells.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        self.sends(&format!("/councils/{}/goals", self.council), &fields).await
    }

    /// How many of each part of a goal were reached until a day.
    pub async fn tells(&mut self, goal: &str, as_of: &str, figures: &[u32]) {
        let figures: Vec<(String, String)> =
            figures.iter().enumerate().map(|(at, number)| (format!("figure{}", at + 1), number.to_string())).collect();
        let mut fields = vec![("version", "1"), ("as_of", as_of), ("source", "支給決定の台帳")];
        fields.extend(figures.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        self.sends(&format!("{goal}/progress"), &fields).await;
    }

    /// A goal stands for an issue.
    pub async fn ties(&mut self, goal: &str, issue: &str) {
        let tied = format!("issue:{}", issue.trim_start_matches("/issues/"));
        self.sends(&format!("{goal}/tie"), &[("tied", &tied)]).await;
    }

    /// A round over these issues that asks all three members; its page.
    pub async fn asks_members(&mut self, issues: &[&String]) -> String {
        let ids: Vec<String> = issues.iter().map(|page| page.trim_start_matches("/issues/").to_string()).collect();
        let accounts: Vec<String> = self.members.iter().map(|(account, _)| account.clone()).collect();
        let mut fields = vec![("title", "第2回会議にむけた採点"), ("due_on", "R8.12.10")];
        fields.extend(ids.iter().map(|id| ("issues", id.as_str())));
        fields.extend(accounts.iter().map(|account| ("members", account.as_str())));
        let round = self.sends(&format!("/councils/{}/rounds", self.council), &fields).await;
        self.scored.clone_from(&ids);
        round
    }

    /// The next member scores the issues of the round, in its order: feasibility and effect.
    pub async fn member_scores(&mut self, round: &str, points: &[(u8, u8)]) {
        let mut fields = vec![("version".to_string(), "0".to_string())];
        for (issue, (feasibility, effect)) in self.scored.iter().zip(points) {
            fields.push((format!("f.{issue}"), feasibility.to_string()));
            fields.push((format!("e.{issue}"), effect.to_string()));
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let page = self.members[self.turn].1.post(&format!("{round}/mine"), &fields).await;
        assert_eq!(page.status, 303, "{}", words(&page.body));
        self.turn += 1;
    }

    pub async fn freezes_scores(&mut self, round: &str) {
        self.sends(&format!("{round}/close"), &[]).await;
        let meeting = self.meeting.clone();
        self.sends(&format!("{round}/freeze"), &[("meeting", &meeting)]).await;
    }

    /// How many people stand where on a day.
    pub async fn counts(&mut self, as_of: &str, stages: &[(&str, u32)]) {
        let cell = |(row, (stage, count)): (usize, &(&str, u32))| {
            [(format!("lines.{row}.0"), (*stage).to_string()), (format!("lines.{row}.3"), count.to_string())]
        };
        let cells: Vec<(String, String)> = stages.iter().enumerate().flat_map(cell).collect();
        let mut fields = vec![("as_of", as_of), ("source", "支援の記録")];
        fields.extend(cells.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        self.sends(&format!("/councils/{}/support", self.council), &fields).await;
    }

    /// A meeting of R6 that is still to come; its page.
    pub async fn plans(&mut self, number: &str, held_on: &str) -> String {
        let fields = [("fiscal_year", "R6"), ("number_of", "fiscal_year"), ("number", number), ("held_on", held_on)];
        self.sends(&format!("/councils/{}/meetings", self.council), &fields).await
    }

    /// What is open, and says this, is not on the agenda this time.
    pub async fn strikes(&mut self, meeting: &str, what: &str, reason: &str) {
        let page = self.clerk.get(&format!("{meeting}/agenda")).await.body;
        let line = page.split("<li>").find(|line| words(line).contains(what)).expect("it is open");
        let key = line.split("name=\"key\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let fields = [("key", key), ("choice", "strike"), ("reason", reason)];
        self.sends(&format!("{meeting}/agenda"), &fields).await;
    }

    pub async fn begins_with_what_is_open(&mut self, meeting: &str) {
        self.sends(&format!("{meeting}/agenda/seed"), &[]).await;
    }

    pub async fn freezes_packet(&mut self, meeting: &str) -> String {
        let path = format!("{meeting}/packet");
        let page = self.clerk.get(&path).await.body;
        let seen = page.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let all = [("support", "yes"), ("digest", "yes"), ("opinions", "yes"), ("seen", seen)];
        self.sends(&path, &all).await
    }

    /// A sentence for each opinion, as the records suggest it.
    pub async fn proposes_what_to_tell(&mut self) {
        self.sends(&format!("/meetings/{}/outcomes/prepare", self.meeting), &[]).await;
    }

    /// What waits goes out by an approval.
    pub async fn releases(&mut self, number: &str, on: &str) {
        let path = format!("/meetings/{}/outcomes/release", self.meeting);
        let form = self.clerk.get(&path).await.body;
        let values = |name: &str| -> Vec<String> {
            let before = format!("name=\"{name}\" value=\"");
            form.split(&before).skip(1).map(|rest| rest.split('"').next().unwrap().to_string()).collect()
        };
        let (version, blocks) = (values("version"), values("block"));
        let mut fields = vec![("approval", number), ("approved_on", on), ("version", version[0].as_str())];
        fields.extend(blocks.iter().map(|block| ("block", block.as_str())));
        self.sends(&path, &fields).await;
    }

    /// A member reads what went out.
    pub async fn sees_released(&mut self, told: &str) {
        let page = self.members[0].1.get(&format!("/meetings/{}/outcomes", self.meeting)).await;
        assert!(page.status == 200 && words(&page.body).contains(told), "{told}: {}", words(&page.body));
    }

    pub async fn reads_pdf_of_what_was_released(&mut self) -> Option<String> {
        self.reads_pdf(&format!("/meetings/{}/outcomes/public.pdf", self.meeting)).await
    }

    /// The words of a PDF without blanks and line ends, as `pdftotext -layout` reads them; none where that tool is not there.
    pub async fn reads_pdf(&mut self, path: &str) -> Option<String> {
        let page = self.clerk.get(path).await;
        assert!(page.bytes.starts_with(b"%PDF"), "{path}: {}", words(&page.body));
        crate::paper::read_pdf(&page.bytes).map(|text| text.split_whitespace().collect())
    }
}
