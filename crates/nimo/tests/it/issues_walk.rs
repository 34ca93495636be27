//! Any sequence of acts: each opinion stays in reach, each 経緯 is true, and nobody is told what he may not read.

use crate::behind::Dice;
use crate::issues::{Clerk, OPINIONS};
use crate::on_both;
use crate::town::{Browser, SHEET, Town, words};
use crate::tree::Lineage;
use nimo::accounts::model::Role;
use nimo::council::model::CouncilId;
use std::collections::{BTreeMap, BTreeSet};

/// What should be true, kept beside the town and without its code.
#[derive(Default)]
struct Truth {
    /// The issues that an opinion leads to, by its number here.
    leads: BTreeMap<usize, BTreeSet<String>>,
    answered: BTreeSet<usize>,
    /// Which issue lives on in which.
    joined: BTreeMap<String, String>,
    issues: Vec<String>,
    /// Those of the part, which the member may not read.
    of_part: BTreeSet<String>,
}

impl Truth {
    fn family(&self, issue: &str) -> BTreeSet<String> {
        let lives_here = |one: &String| {
            let mut at = one;
            while let Some(into) = self.joined.get(at) {
                at = into;
            }
            at == issue || one == issue
        };
        let mut family = BTreeSet::from([issue.to_string()]);
        family.extend(self.issues.iter().filter(|one| self.passes(one, issue) || lives_here(one)).cloned());
        family
    }

    /// Does the way of `one` lead through `issue`?
    fn passes(&self, one: &str, issue: &str) -> bool {
        let mut at = one;
        while let Some(into) = self.joined.get(at) {
            if into == issue {
                return true;
            }
            at = into;
        }
        false
    }

    /// The opinions that are read under an issue.
    fn opinions(&self, issue: &str) -> BTreeSet<usize> {
        let family = self.family(issue);
        self.leads.iter().filter(|(_, issues)| !issues.is_disjoint(&family)).map(|(opinion, _)| *opinion).collect()
    }
}

/// A town with two meetings: four opinions and a promise in the council, one opinion in its part.
struct Walk {
    clerk: Clerk,
    member: Browser,
    /// Each opinion: its meeting, the value that picks it, some of its words.
    opinions: Vec<(String, String, &'static str)>,
    truth: Truth,
    count: usize,
}

const WORDS: [&str; 4] = ["退院したあと", "リーフレット", "空き家", "ほかの町"];
const HIDDEN: &str = "空室のある住まい";

impl Walk {
    async fn set(town: &Town) -> Walk {
        let mut clerk = Clerk::of(town).await;
        let own = [CouncilId::parse(&clerk.council).unwrap()];
        let member = town.signed_in(clerk.office, "iin", Role::Member, &own).await;
        let part = clerk.browser.place("退院促進部会", &clerk.council.clone()).await;
        let later = SHEET.replace("５月２３日（水）", "７月１８日（木）");
        let meeting = clerk.browser.read_in(&part, &later).await;
        assert_eq!(clerk.browser.post(&format!("/meetings/{meeting}/keep"), &[]).await.status, 303);
        let mut opinions = vec![];
        for text in WORDS {
            opinions.push((clerk.meeting.clone(), clerk.pick(text).await, text));
        }
        let first = std::mem::replace(&mut clerk.meeting, meeting.clone());
        opinions.push((meeting, clerk.pick(HIDDEN).await, HIDDEN));
        clerk.meeting = first;
        assert!(OPINIONS.contains("検討している"));
        Walk { clerk, member, opinions, truth: Truth::default(), count: 0 }
    }

    async fn act(&mut self, dice: &mut Dice) {
        let opinion = dice.below(self.opinions.len());
        let (meeting, pick, _) = self.opinions[opinion].clone();
        let any = |truth: &Truth, dice: &mut Dice| (!truth.issues.is_empty()).then(|| dice.pick(&truth.issues).clone());
        let leads = self.truth.leads.get(&opinion).cloned().unwrap_or_default();
        let is_answered = self.truth.answered.contains(&opinion);
        match dice.below(7) {
            0 => {
                self.count += 1;
                let title = format!("課題その{}", self.count);
                let page = self
                    .clerk
                    .browser
                    .post(&format!("/meetings/{meeting}/raise"), &[("pick", &pick), ("title", &title)])
                    .await;
                assert_eq!(page.status == 303, !is_answered, "{}", words(&page.body));
                if page.status == 303 {
                    let issue = self.clerk.issue(&title).await;
                    self.truth.issues.push(issue.clone());
                    if opinion == WORDS.len() {
                        self.truth.of_part.insert(issue.clone());
                    }
                    self.truth.leads.entry(opinion).or_default().insert(issue);
                }
            }
            1 => {
                let Some(issue) = any(&self.truth, dice) else { return };
                let page = self
                    .clerk
                    .browser
                    .post(&format!("/meetings/{meeting}/join"), &[("pick", &pick), ("issue", &issue)])
                    .await;
                let may = !is_answered && !leads.contains(&issue) && !self.truth.joined.contains_key(&issue);
                assert_eq!(page.status == 303, may, "{}", words(&page.body));
                if may {
                    self.truth.leads.entry(opinion).or_default().insert(issue);
                }
            }
            2 => {
                let fields = [("pick", pick.as_str()), ("answer", "noted"), ("reason", "聞いた")];
                let page = self.clerk.browser.post(&format!("/meetings/{meeting}/answer"), &fields).await;
                let may = leads.is_empty() && !is_answered;
                assert_eq!(page.status == 303, may, "{}", words(&page.body));
                if may {
                    self.truth.answered.insert(opinion);
                }
            }
            3 => self.unsettle(opinion, dice).await,
            4 => {
                let (Some(one), Some(into)) = (any(&self.truth, dice), any(&self.truth, dice)) else { return };
                let page = self.clerk.browser.post(&format!("/issues/{one}/join"), &[("into", &into)]).await;
                let is_free = |issue: &String| !self.truth.joined.contains_key(issue);
                let may = one != into && is_free(&one) && is_free(&into);
                assert_eq!(page.status == 303, may, "{}", words(&page.body));
                if may {
                    self.truth.joined.insert(one, into);
                }
            }
            5 => {
                let Some(one) = any(&self.truth, dice) else { return };
                assert_eq!(self.clerk.browser.post(&format!("/issues/{one}/part"), &[]).await.status, 303);
                self.truth.joined.remove(&one);
            }
            _ => self.split(dice).await,
        }
    }

    /// Takes one fate of the opinion back, where it has one.
    async fn unsettle(&mut self, opinion: usize, dice: &mut Dice) {
        let (meeting, pick, _) = self.opinions[opinion].clone();
        let block = pick.split('.').next().unwrap().to_string();
        let page = self.clerk.browser.get(&format!("/meetings/{meeting}/opinions")).await.body;
        let row = page.split(&format!("id=\"b-{block}\"")).nth(1).unwrap().split("id=\"b-").next().unwrap().to_string();
        let shown: Vec<&str> =
            row.split("name=\"fate\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        if shown.is_empty() {
            return;
        }
        let at = dice.below(shown.len());
        let told = row.split("<div class=\"one\">").nth(at + 1).unwrap();
        let issue = told.split("href=\"/issues/").nth(1).map(|rest| rest.split('"').next().unwrap().to_string());
        let done = self.clerk.browser.post(&format!("/blocks/{block}/unsettle"), &[("fate", shown[at])]).await;
        assert_eq!(done.status, 303);
        match issue {
            Some(issue) => assert!(self.truth.leads.get_mut(&opinion).unwrap().remove(&issue), "it led there"),
            None => assert!(self.truth.answered.remove(&opinion), "it was answered"),
        }
    }

    /// Gives one of the opinions of an issue to a new one, where it has several of its own.
    async fn split(&mut self, dice: &mut Dice) {
        if self.truth.issues.is_empty() {
            return;
        }
        let from = self.truth.issues[dice.below(self.truth.issues.len())].clone();
        let form = self.clerk.browser.get(&format!("/issues/{from}/kin")).await.body;
        let picks: Vec<(String, String)> = form
            .split("name=\"pick\" value=\"")
            .skip(1)
            .map(|rest| (rest.split('"').next().unwrap().to_string(), words(rest.split("</label>").next().unwrap())))
            .collect();
        if picks.len() < 2 || self.truth.joined.contains_key(&from) {
            return;
        }
        self.count += 1;
        let title = format!("分けた課題その{}", self.count);
        let (fate, text) = dice.pick(&picks);
        let page =
            self.clerk.browser.post(&format!("/issues/{from}/split"), &[("pick", fate), ("title", &title)]).await;
        assert_eq!(page.status, 303, "{}", words(&page.body));
        let new = self.clerk.issue(&title).await;
        let opinion = self.opinions.iter().position(|(_, _, words)| text.contains(words)).expect("one of ours");
        let leads = self.truth.leads.get_mut(&opinion).unwrap();
        assert!(leads.remove(&from));
        leads.insert(new.clone());
        if self.truth.of_part.contains(&from) {
            self.truth.of_part.insert(new.clone());
        }
        self.truth.issues.push(new);
    }

    /// Everything that can be seen, against the truth.
    async fn look(&mut self) {
        for issue in self.truth.issues.clone() {
            let own = self.truth.opinions(&issue);
            let here = own.iter().filter(|opinion| **opinion < WORDS.len()).count();
            let there = own.contains(&WORDS.len());
            let page = self.clerk.browser.get(&format!("/issues/{issue}")).await.body;
            let (tree, page) = (Lineage::of(&page), words(&page));
            let part = |name: &str, count: usize| (count > 0).then(|| format!("{name}の意見{count}件"));
            let sentence = |hidden: &str| {
                let first = part("令和6年度第1回会議（令和6年5月23日）", here);
                let parts: Vec<String> = first.into_iter().chain(part(hidden, usize::from(there))).collect();
                format!("この課題は、{}から生まれました。", parts.join("と、"))
            };
            let all = sentence("令和6年度第2回会議（令和6年7月18日）");
            assert_eq!(page.contains(&all), !own.is_empty(), "{all}: {page}");
            assert_eq!(page.contains("もとになった意見は、結ばれていません。"), own.is_empty(), "{page}");
            for (opinion, (_, _, text)) in self.opinions.iter().enumerate() {
                assert_eq!(page.contains(text), own.contains(&opinion), "{text}: {page}");
                assert_eq!(tree.names(text), usize::from(own.contains(&opinion)), "{text}: {}", tree.html);
            }
            let seen = self.member.get(&format!("/issues/{issue}")).await;
            assert_eq!(seen.status, if self.truth.of_part.contains(&issue) { 403 } else { 200 });
            if seen.status == 403 {
                continue;
            }
            let tree = Lineage::of(&seen.body);
            assert!(self.truth.of_part.iter().all(|closed| !tree.html.contains(closed)), "{}", tree.html);
            assert_eq!(tree.names("非公開の議題の意見1件"), usize::from(there), "{}", tree.html);
            let seen = words(&seen.body);
            assert!(own.is_empty() || seen.contains(&sentence("非公開の議題")), "{seen}");
            assert!(!seen.contains(HIDDEN) && !seen.contains("第2回"), "{seen}");
        }
        let open = words(&self.clerk.browser.get("/opinions").await.body);
        for (opinion, (_, _, text)) in self.opinions.iter().enumerate() {
            let leads = self.truth.leads.get(&opinion).is_some_and(|issues| !issues.is_empty());
            let is_open = !leads && !self.truth.answered.contains(&opinion);
            assert_eq!(open.contains(text), is_open, "{text}: {open}");
        }
    }
}

on_both! {
    async fn after_any_sequence_each_opinion_is_in_reach_and_each_sentence_is_true(town) {
        let mut walk = Walk::set(&town).await;
        let mut dice = Dice(if town.engine == nimo::plumbing::engine::Engine::Sqlite { 20_240_523 } else { 7 });
        for step in 0..120 {
            walk.act(&mut dice).await;
            if step % 4 == 3 {
                walk.look().await;
            }
        }
        assert!(walk.truth.issues.len() > 5 && walk.count > 5, "the walk was long enough");
    }
}
