//! What every paper says alike: the name of the meeting, its day, its place, its items and their papers.

use super::Occasion;
use crate::council::handout::model::{Listed, Timing};
use crate::council::meeting::model::{ItemId, ItemLine, NumberOf, closed};
use crate::council::preparation::rules::hours_words;
use almanac::{Date, with_weekday};
use press::{Align, Block, PageForm, Paragraph, Text};

/// So many characters of a name stand on one line of a heading together with what follows.
const SHORT_NAME: usize = 22;

impl Occasion<'_> {
    /// 令和8年度第2回, 通算第30回; empty while nothing is known.
    pub fn number_words(&self) -> String {
        let number = self.meeting.number.map_or_else(String::new, |number| format!("第{number}回"));
        match self.meeting.number_of {
            Some(NumberOf::Total) if !number.is_empty() => format!("通算{number}"),
            _ => self.meeting.fiscal_year.map_or_else(String::new, |year| year.to_string()) + &number,
        }
    }

    /// 令和8年度第2回みほん市…協議会, as it runs in a sentence.
    pub fn name(&self) -> String {
        self.number_words() + self.council
    }

    /// 令和8年度第2回　みほん市…協議会　次第, on one line.
    pub(super) fn titled(&self, paper: &str) -> String {
        let parts = [self.number_words(), self.council.to_string(), paper.to_string()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("　")
    }

    /// The same as a heading: the number above, the paper below a long name.
    pub(super) fn heading(&self, paper: &str) -> String {
        let between = if self.council.chars().count() > SHORT_NAME { '\n' } else { '　' };
        let named = format!("{}{between}{paper}", self.council);
        let number = self.number_words();
        if number.is_empty() { named } else { format!("{number}\n{named}") }
    }

    /// 令和8年11月12日（木）　午前10時から正午まで.
    pub fn when_words(&self) -> String {
        let meeting = self.meeting;
        let Some(first) = meeting.held_on else { return "（日は決まっていません）".into() };
        if let Some(last) = meeting.held_until.filter(|last| *last != first) {
            return format!("{}から{}まで", with_weekday(first), with_weekday(last));
        }
        let hours = hours_words(meeting.starts_at.as_deref(), meeting.ends_at.as_deref());
        if hours.is_empty() { with_weekday(first) } else { format!("{}　{hours}", with_weekday(first)) }
    }

    /// 場所.
    pub fn place_words(&self) -> &str {
        if self.meeting.venue.is_empty() { "（場所は決まっていません）" } else { &self.meeting.venue }
    }

    /// The papers of an item, in the order of the master.
    pub fn handouts_of(&self, item: ItemId) -> impl Iterator<Item = &Listed> {
        self.handouts.iter().filter(move |handout| handout.item == Some(item))
    }

    /// 資料1-1、資料1-2: what the master calls the papers of an item; the title where one has no number.
    pub fn marks_of(&self, item: ItemId) -> String {
        let mark = |one: &Listed| if one.mark.is_empty() { one.title.clone() } else { one.mark.clone() };
        self.handouts_of(item).map(mark).collect::<Vec<_>>().join("、")
    }

    /// 事務局の席 as typed, else who is the secretariat of the meeting.
    pub fn clerks(&self) -> &[String] {
        if self.preparation.clerks.is_empty() {
            self.meeting.secretariat.as_deref().unwrap_or_default()
        } else {
            &self.preparation.clerks
        }
    }

    /// For each item: may nobody listen? What lies below a closed item is closed with it.
    pub fn closed(&self) -> Vec<bool> {
        closed(self.items.iter().map(|item| &item.line))
    }
}

/// What stands behind the title of an item: （協議）〔非公開〕.
pub(super) fn behind(line: &ItemLine, is_closed: bool) -> String {
    let kind = line.kind.map_or_else(String::new, |kind| format!("（{}）", kind.label()));
    kind + if is_closed { "〔非公開〕" } else { "" }
}

/// When a paper comes to the members, where that is not ahead: （当日配付）.
pub(super) fn timing_words(timing: Timing) -> String {
    match timing {
        Timing::Ahead => String::new(),
        Timing::OnDay | Timing::Collected => format!("（{}）", timing.label()),
    }
}

/// A day, or room to write one by hand.
pub(super) fn day_or_blank(on: Option<Date>) -> String {
    on.map_or_else(|| "令和　　年　　月　　日".into(), almanac::in_words)
}

/// What was typed, or what says where something is to be written.
pub(super) fn or_blank<'a>(typed: &'a str, blank: &'a str) -> &'a str {
    if typed.is_empty() { blank } else { typed }
}

/// The page with a title so small that each line of its heading stands on one line; not smaller than its text.
pub(super) fn fitted(page: PageForm, heading: &str) -> PageForm {
    let wide = |line: &str| line.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum::<f64>();
    let widest = heading.lines().map(wide).fold(1.0, f64::max);
    // A letter of a title takes a tenth more than its size; a point is 25.4/72 mm.
    let largest = page.measure() / (widest * 1.1 * 25.4 / 72.0);
    PageForm { title_size: page.title_size.min((largest * 2.0).floor() / 2.0).max(page.size), ..page }
}

/// A paragraph at an edge, indented by so many characters.
pub(super) fn placed(id: &str, words: impl Into<Text>, align: Align, indent: u8) -> Block {
    Block::Paragraph(Paragraph { align, indent, ..Paragraph::plain(id, words) })
}
