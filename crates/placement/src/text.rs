//! An output as plain text, for a screen or a printer.

use crate::output::{Output, PersonVisits, Weighed, WhatIfAnswer};
use std::fmt::Write;

/// An output in words: what the council reads first, then visits, reasons, questions and changes.
#[must_use]
pub fn text(output: &Output) -> String {
    let mut page = Page::default();
    page.head(&format!("協議会のための読み（{}現在）", almanac::in_words(output.today)));
    page.lines(output.council.says.iter().map(String::as_str));
    let fallen = output
        .agreed
        .iter()
        .filter(|visit| !visit.stands)
        .map(|visit| format!("{} {} {}", visit.person, visit.room, visit.says));
    let fallen: Vec<String> = fallen.collect();
    if !fallen.is_empty() {
        page.head("決まっている見学のうち、確かめるもの");
        page.lines(fallen.into_iter());
    }
    page.head("見学の案（入居を決めるものではありません）");
    page.lines(output.visits.iter().filter(|person| !person.rooms.is_empty()).map(visits));
    page.head("部屋ごとの見学者");
    let visited = output.visitors.iter().filter(|room| !room.people.is_empty());
    page.lines(visited.map(|room| format!("{}: {}", room.room, room.people.join("、"))));
    page.head("この読みで部屋のない人と、そのわけ");
    page.lines(output.unserved.iter().map(|one| format!("{} {}", one.person, one.says)));
    page.head("この読みで空いている部屋と、一覧に出ない部屋");
    page.lines(output.empty.iter().map(|one| format!("{} {}", one.room, one.says)));
    let (in_all, first) = (output.questions.in_all, output.questions.first.len());
    let more = if in_all > first { format!("。はじめの{first}件") } else { String::new() };
    page.head(&format!("確かめること（全部で{in_all}件{more}）"));
    page.lines(output.questions.first.iter().map(|question| question.says.as_str()));
    if output.changes.asked > 0 {
        page.head(&format!(
            "見直すと、この読みで部屋のある人が増えること（{}通りを比べました）",
            output.changes.weighed
        ));
        page.lines(changes(output).into_iter());
    }
    if !output.what_if.is_empty() {
        page.head("もし");
        page.lines(output.what_if.iter().map(|answer| match answer {
            WhatIfAnswer::Homes { says, .. } | WhatIfAnswer::Office { says, .. } => says.as_str(),
        }));
    }
    if !output.unasked.is_empty() {
        page.head("どの条件も聞いていない答え（名前のつづりを確かめてください）");
        page.lines(output.unasked.iter());
    }
    page.0
}

/// The visits of one person, each in a line below their code.
fn visits(person: &PersonVisits) -> String {
    let rooms = person.rooms.iter().map(|visit| format!("\n  {} {}", visit.room, visit.says));
    format!("{}さん{}", person.person, rooms.collect::<String>())
}

/// The changes, and how far they were looked at.
fn changes(output: &Output) -> Vec<String> {
    let changes = &output.changes;
    if !changes.singles_exact {
        return vec!["人と部屋の組が多いため、比べていません。地域を分けて読んでください。".to_string()];
    }
    let mut says: Vec<String> = changes.singles.iter().map(|one| one.says.clone()).collect();
    if says.is_empty() {
        says.push("1つだけで増えるものは、ありません。".to_string());
    }
    if changes.unnamed > 0 {
        says.push(format!("ほかに、増えるものが{}通りあります。", changes.unnamed));
    }
    if changes.asked == 2 {
        says.push(match &changes.pair {
            Some(Weighed { says, .. }) => format!("2つを合わせるなら: {says}"),
            None if changes.pairs_exact => "2つを合わせても、1つより多くはなりません。".to_string(),
            None => "2つを合わせるものは、見つけていません。".to_string(),
        });
        if !changes.pairs_exact {
            says.push(format!("比べていない組み合わせでも、増えるのは{}人までです。", changes.pair_at_most));
        }
    }
    says
}

/// Lines under heads; a head without lines says so.
#[derive(Default)]
struct Page(String);

impl Page {
    fn head(&mut self, head: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.line(&format!("■ {head}"));
    }

    fn line(&mut self, line: &str) {
        let _ = writeln!(self.0, "{line}");
    }

    fn lines<L: AsRef<str>>(&mut self, lines: impl Iterator<Item = L>) {
        let before = self.0.len();
        lines.for_each(|line| self.line(line.as_ref()));
        if self.0.len() == before {
            self.line("ありません。");
        }
    }
}
