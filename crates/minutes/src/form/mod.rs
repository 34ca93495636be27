//! The town's own form of a sheet (様式) as data, and a sheet written in it as an outline without pages.
//!
//! Reader and writer share the labels: each label of a form is a word that the reader knows, and a test holds it.

mod figures;
mod outline;
mod proceedings;

pub use outline::outline;

use crate::model::Kind;
use serde::{Deserialize, Serialize};

/// The town's form of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetForm {
    /// What stands above the table: 会議録（要点記録）.
    pub heading: String,
    /// What stands below each page.
    pub foot: String,
    /// Rows, in order.
    pub rows: Vec<FormRow>,
    /// How members are named.
    pub names: NameDisplay,
    /// Words before the members' names (委員), the secretariat's (事務局) and those of others (オブザーバー), in the order
    /// in which the groups are printed.
    pub groups: Vec<(Group, String)>,
    /// Dresses of numbers by level, from the top; deeper levels take the last one.
    pub numbers: Vec<NumberDress>,
    /// Before what was said: ・
    pub bullet: String,
    /// Before an answer: ⇒
    pub answer: String,
    /// Before a named speaker: ○
    pub speaker: String,
    /// Words for a kind that no mark shows, before a block without a speaker among speeches, and wherever the words alone
    /// would be read as another kind: 説明, 意見, 質問, 回答, 決定, 進行, 注記.
    pub kinds: Vec<(Kind, String)>,
    /// Above the opinions of an item: （以下意見要旨）; empty for none.
    pub opinions_head: String,
    /// Above the questions of an item: （質疑）; empty for none.
    pub questions_head: String,
}

/// A row of the form: one label, or two in a row that is split.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormRow {
    /// One or two.
    pub cells: Vec<FormCell>,
}

/// A label and the field behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormCell {
    /// What stands there.
    pub field: FormField,
    /// The label as the town writes it.
    pub label: String,
    /// The row stands there even if the sheet says nothing.
    pub shown_when_empty: bool,
}

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormField {
    /// 年度, number and council in one line.
    Name,
    /// Day and hours.
    When,
    /// Place.
    Venue,
    /// Members, secretariat, others.
    Attendees,
    /// Whether the public may attend.
    Access,
    /// How many of the public came.
    Observers,
    /// The agenda.
    Agenda,
    /// What was said, under the agenda's headings.
    Proceedings,
    /// The next meeting, where no block tells of it.
    Next,
    /// Papers.
    Handouts,
}

/// A group of people in the list of attendance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// 委員.
    Members,
    /// 事務局.
    Secretariat,
    /// オブザーバー and the like.
    Invited,
}

/// How members are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameDisplay {
    /// 髙梨会長、遠山委員.
    Named,
    /// Numbers only: 11人.
    Counted,
}

/// How the numbers of a level are dressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberDress {
    /// １
    Wide,
    /// ⑴, from 21 on （21）
    Parenthesised,
    /// ①, from 21 on （21）
    Circled,
    /// ア
    Kana,
}

impl SheetForm {
    /// The first form that ships: 会議録（要点記録）, a table of two columns, numbered 1 → ⑴ → ①, ・ and ⇒.
    #[must_use]
    pub fn key_points() -> SheetForm {
        let cell = |field, label: &str, shown_when_empty| FormCell { field, label: label.into(), shown_when_empty };
        let row = |field, label, shown| FormRow { cells: vec![cell(field, label, shown)] };
        SheetForm {
            heading: "会議録（要点記録）".into(),
            foot: "会議録（要点記録）".into(),
            rows: vec![
                row(FormField::Name, "会議名称", true),
                row(FormField::When, "開催日時", true),
                row(FormField::Venue, "開催場所", true),
                row(FormField::Attendees, "出席者等", true),
                FormRow {
                    cells: vec![
                        cell(FormField::Access, "傍聴の可否", true),
                        cell(FormField::Observers, "傍聴者数", true),
                    ],
                },
                row(FormField::Agenda, "会議次第", true),
                row(FormField::Next, "次回開催予定", false),
                row(FormField::Proceedings, "会議結果", true),
                row(FormField::Handouts, "提出資料", false),
            ],
            names: NameDisplay::Named,
            groups: vec![
                (Group::Members, "委員".into()),
                (Group::Secretariat, "事務局".into()),
                (Group::Invited, "オブザーバー".into()),
            ],
            // A third level that was a number stays one; an item that was called ア keeps its letter.
            numbers: vec![NumberDress::Wide, NumberDress::Parenthesised, NumberDress::Circled],
            bullet: "・".into(),
            answer: "⇒".into(),
            speaker: "○".into(),
            kinds: [
                (Kind::Explanation, "説明"),
                (Kind::Opinion, "意見"),
                (Kind::Question, "質問"),
                (Kind::Answer, "回答"),
                (Kind::Decision, "決定"),
                (Kind::Statement, "進行"),
                (Kind::Note, "注記"),
            ]
            .map(|(kind, word)| (kind, word.to_string()))
            .into(),
            opinions_head: "（以下意見要旨）".into(),
            questions_head: "（質疑）".into(),
        }
    }
}

/// A sheet in a town's form: what is printed, in order, and how deep. No page, no font.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// Above the table.
    pub heading: String,
    /// Below each page.
    pub foot: String,
    /// The meeting in one line, to name the file: 令和6年度第1回みほん市精神保健福祉連絡協議会.
    pub name: String,
    /// Rows, in order; each has one or two cells.
    pub rows: Vec<Vec<OutlineCell>>,
}

/// A label and its lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineCell {
    /// Which field.
    pub field: FormField,
    /// As the town writes it.
    pub label: String,
    /// What it says.
    pub lines: Vec<OutlineLine>,
}

/// A line of the outline: a heading, a block, a name list, a paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineLine {
    /// The block of the proceedings that it shows.
    pub block: Option<String>,
    /// Whole characters from the edge.
    pub indent: u8,
    /// What it hangs behind: １, ⑴, ・, ⇒, 委員：
    pub mark: Option<LineMark>,
    /// The words.
    pub words: Vec<Words>,
    /// A heading: it stays with what follows.
    pub leads: bool,
    /// It begins a part.
    pub begins: bool,
}

/// What a line hangs behind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineMark {
    /// As printed.
    pub text: String,
    /// A blank of one character stands behind it.
    pub is_spaced: bool,
}

/// A part of a line's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// As printed.
    pub text: String,
    /// A name: no line ends inside it.
    pub is_name: bool,
}

impl Outline {
    /// The visible text, line by line: label, then what it says; what begins a part stands apart.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!("{}\n", self.heading);
        for cell in self.rows.iter().flatten() {
            text.push('\n');
            text.push_str(&cell.label);
            for (at, line) in cell.lines.iter().enumerate() {
                text.push_str(if at == 0 { "　　" } else { "\n" });
                text.push_str(&line.text());
            }
            text.push('\n');
        }
        text
    }
}

impl OutlineLine {
    fn text(&self) -> String {
        let words: String = self.words.iter().map(|words| words.text.as_str()).collect();
        let mark = self
            .mark
            .as_ref()
            .map_or(String::new(), |mark| format!("{}{}", mark.text, if mark.is_spaced { "　" } else { "" }));
        format!("{}{}{mark}{words}", if self.begins { "\n" } else { "" }, "　".repeat(usize::from(self.indent)))
    }

    fn of(text: impl Into<String>) -> OutlineLine {
        OutlineLine { words: vec![Words { text: text.into(), is_name: false }], ..OutlineLine::default() }
    }

    fn marked(mut self, text: impl Into<String>, is_spaced: bool) -> OutlineLine {
        self.mark = Some(LineMark { text: text.into(), is_spaced });
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::label::{Field, word_of};

    #[test]
    fn every_label_of_the_form_that_ships_is_a_word_that_the_reader_knows() {
        for cell in SheetForm::key_points().rows.iter().flat_map(|row| &row.cells) {
            let wanted = match cell.field {
                FormField::Name => Field::Name,
                FormField::When => Field::When,
                FormField::Venue => Field::Venue,
                FormField::Attendees => Field::Attendees,
                FormField::Access => Field::Access,
                FormField::Observers => Field::Observers,
                FormField::Agenda => Field::Agenda,
                FormField::Proceedings => Field::Proceedings,
                FormField::Next => Field::Next,
                FormField::Handouts => Field::Handouts,
            };
            assert_eq!(word_of(&cell.label), Some(wanted), "{}", cell.label);
        }
    }
}
