//! The page on which two texts meet, and what comes back from it.

use crate::editing::merge::{Merged, Piece, Verdict, diff, merge};
use crate::editing::shape::{Shape, Texts};
use crate::editing::store::Revision;
use crate::layout::Frame;
use crate::plumbing::fault::Fault;
use crate::plumbing::typed::Typed;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;
use std::collections::BTreeMap;

/// One field on the page: all texts, in words.
struct MetField {
    merged: Merged,
    base: String,
    mine: Vec<Piece>,
    theirs: Vec<Piece>,
    is_free: bool,
}

impl MetField {
    fn is_question(&self) -> bool {
        self.merged.verdict == Verdict::Both
    }

    /// Does one of the texts need more than a line?
    fn is_long(&self) -> bool {
        [&self.merged.mine, &self.merged.theirs]
            .into_iter()
            .any(|text| text.contains('\n') || text.chars().count() > 60)
    }

    fn is_mine(&self) -> bool {
        self.merged.verdict == Verdict::OnlyMine
    }

    fn is_theirs(&self) -> bool {
        self.merged.verdict == Verdict::OnlyTheirs
    }
}

#[derive(Template)]
#[template(path = "editing/views/conflict.html")]
struct ConflictPage {
    frame: Frame,
    thing: String,
    first: String,
    action: String,
    back: String,
    version: i64,
    questions: usize,
    fields: Vec<MetField>,
    kept: Kept,
}

impl ConflictPage {
    /// Whose text stands against the saved one.
    fn mine(&self) -> &'static str {
        if self.is_old_version() { "戻す版の文" } else { "あなたの文" }
    }

    fn is_old_version(&self) -> bool {
        matches!(self.kept, Kept::Version)
    }
}

/// Where the later text is kept while somebody chooses.
pub enum Kept {
    /// In a draft, which this act throws away, where there is one.
    Draft {
        /// The path of the act.
        discard: Option<String>,
    },
    /// On this page alone.
    Page,
    /// It was not typed: it is an old version that somebody puts back.
    Version,
}

/// Everything the page needs from a room.
pub struct Meeting<'a> {
    /// The fields.
    pub shape: &'static Shape,
    /// The frame of the page.
    pub frame: Frame,
    /// The name of the thing.
    pub thing: String,
    /// What both started from.
    pub base: &'a Texts,
    /// What the later one typed.
    pub mine: &'a Texts,
    /// The version that was saved first.
    pub theirs: &'a Revision,
    /// Where the merged form goes.
    pub action: String,
    /// Where one goes to leave it.
    pub back: String,
    /// A value in words: an id as a name, a code as its label.
    pub say: &'a dyn Fn(&str, &str) -> String,
    /// The fields that take any text, so that a third text can be typed.
    pub free: &'a [&'a str],
}

/// The page (409): both texts of every field side by side, and where the later one is kept.
///
/// # Errors
/// When the template fails.
pub fn conflict_page(meeting: Meeting<'_>, kept: Kept) -> Answer {
    let merged = merge(meeting.shape, meeting.base, meeting.mine, &meeting.theirs.fields);
    let in_words = |merged: Merged| {
        let [base, mine, theirs] =
            [&merged.base, &merged.mine, &merged.theirs].map(|value| (meeting.say)(merged.name, value));
        let is_free = meeting.free.contains(&merged.name);
        MetField { mine: diff(&base, &mine), theirs: diff(&base, &theirs), base, merged, is_free }
    };
    let fields: Vec<MetField> = merged.into_iter().map(in_words).collect();
    let page = ConflictPage {
        frame: meeting.frame,
        thing: meeting.thing,
        first: format!("{}に{}", meeting.theirs.at.in_words(), meeting.theirs.by),
        action: meeting.action,
        back: meeting.back,
        version: meeting.theirs.version,
        questions: fields.iter().filter(|field| field.is_question()).count(),
        fields,
        kept,
    };
    Reply::page_with(409, &page)
}

/// The version that was on the screen.
///
/// # Errors
/// [`Fault::Unreadable`] when the form does not say it.
pub fn version(ask: &Ask) -> Result<i64, Fault> {
    let version = ask.typed.get("version").parse().ok().filter(|version| *version > 0);
    version.ok_or(Fault::Unreadable("画面が古いか、途中で切れています。一覧から開き直してください。"))
}

/// What came back: from the page above, or from the plain form, whose fields have no choice beside them.
pub fn chosen(shape: &Shape, typed: &Typed) -> Texts {
    let mut texts = fields(&shape.names(), typed);
    for name in shape.names() {
        let from = match typed.get(&format!("choose.{name}")) {
            "mine" => format!("mine.{name}"),
            "theirs" => format!("theirs.{name}"),
            "other" => format!("other.{name}"),
            _ => continue,
        };
        texts.insert(name.to_string(), typed.get(&from).to_string());
    }
    texts
}

/// The named fields of a plain form; of a grid its rows.
pub fn fields(names: &[&str], typed: &Typed) -> Texts {
    let mut texts = typed.only(names);
    for name in names {
        if let Some(lines) = grid(name, typed) {
            texts.insert((*name).to_string(), lines);
        }
    }
    texts
}

/// What stands in the rows of a grid (`name.row.column`): a line for each row, its cells parted by tabs; none where there is no
/// grid. Rows without a word are left out.
fn grid(name: &str, typed: &Typed) -> Option<String> {
    let mut rows: BTreeMap<usize, BTreeMap<usize, &str>> = BTreeMap::new();
    for (field, value) in typed.fields() {
        let place = field.strip_prefix(name).and_then(|rest| rest.strip_prefix('.'));
        let Some((row, column)) = place.and_then(|place| place.split_once('.')) else { continue };
        let (Ok(row), Ok(column)) = (row.parse(), column.parse::<u8>()) else { continue };
        rows.entry(row).or_default().insert(usize::from(column), value.as_str());
    }
    if rows.is_empty() {
        return None;
    }
    let line = |cells: &BTreeMap<usize, &str>| {
        let last = cells.keys().max().copied().unwrap_or(0);
        let cell = |column| cells.get(&column).map_or("", |cell| cell.trim()).replace(['\t', '\n'], " ");
        (0..=last).map(cell).collect::<Vec<_>>().join("\t").trim_end_matches('\t').to_string()
    };
    let lines: Vec<String> = rows.values().map(line).filter(|line| !line.is_empty()).collect();
    Some(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_of_a_grid_come_back_as_lines_in_their_order() {
        let fields = [
            ("tasks.10.0", "確定"),
            ("tasks.2.1", "R9.4"),
            ("tasks.2.0", " 契約 "),
            ("tasks.3.0", " "),
            ("tasks.4.2", "a\tb"),
            ("tasks.x.0", "?"),
            ("title", "題"),
        ];
        let typed = Typed::of(fields.map(|(name, value)| (name.to_string(), value.to_string())));
        assert_eq!(grid("tasks", &typed).unwrap(), "契約\tR9.4\n\t\ta b\n確定");
        assert_eq!(grid("title", &typed), None);
    }
}
