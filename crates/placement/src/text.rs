//! An output as plain text, for a screen or a printer.

use crate::output::{Output, Weighed, WhatIfAnswer};
use std::fmt::Write;

/// An output in words: what the council reads first, then visits, reasons, questions and changes.
#[must_use]
pub fn text(output: &Output) -> String {
    let mut page = Page::default();
    page.head(&format!("協議会のための読み（{}現在）", almanac::in_words(output.today)));
    page.lines(output.council.says.iter().map(String::as_str));
    page.head("見学の案（入居を決めるものではありません）");
    for person in output.visits.iter().filter(|person| !person.rooms.is_empty()) {
        page.line(&format!("{}さん", person.person));
        page.lines(person.rooms.iter().map(|visit| format!("  {} {}", visit.room, visit.says)));
    }
    page.head("部屋ごとの見学者");
    let visited = output.visitors.iter().filter(|room| !room.people.is_empty());
    page.lines(visited.map(|room| format!("{}: {}", room.room, room.people.join("、"))));
    page.head("部屋が合わない人と、そのわけ");
    page.lines(output.unserved.iter().map(|one| format!("{} {}", one.person, one.says)));
    page.head("空いたままの部屋と、そのわけ");
    page.lines(output.empty.iter().map(|one| format!("{} {}", one.room, one.says)));
    page.head(&format!("確かめること（全部で{}件）", output.questions.in_all));
    page.lines(output.questions.first.iter().map(|question| question.says.as_str()));
    if output.changes.asked > 0 {
        page.head(&format!("見直すと部屋の合う人が増えること（{}通りを比べました）", output.changes.weighed));
        page.lines(output.changes.singles.iter().map(|one| one.says.as_str()));
        page.lines(pair(output).into_iter());
    }
    if !output.what_if.is_empty() {
        page.head("もし");
        page.lines(output.what_if.iter().map(|answer| match answer {
            WhatIfAnswer::Homes { says, .. } | WhatIfAnswer::Office { says, .. } => says.as_str(),
        }));
    }
    page.0
}

/// What is said of two changes together, and of how far they were looked at.
fn pair(output: &Output) -> Vec<String> {
    let changes = &output.changes;
    let mut says = vec![];
    if !changes.singles_exact {
        says.push("人と部屋の組が多いため、見直しは比べていません。地域を分けて読んでください。".to_string());
    }
    if changes.asked == 2 && changes.singles_exact {
        says.push(match &changes.pair {
            Some(Weighed { says, .. }) => format!("2つを合わせるなら: {says}"),
            None => "2つを合わせても、1つより多くはなりません。".to_string(),
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
