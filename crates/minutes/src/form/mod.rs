//! The town's own form of a sheet (様式) as data, and a sheet written in it as an outline without pages.
//!
//! Reader and writer share the labels: each label of a form is a word that the reader knows, and a test holds it.

mod figures;
mod known;
mod naming;
mod outline;
mod people;
mod proceedings;
mod shipped;

pub use known::{Known, KnownMember};
pub use outline::outline;

use crate::model::Kind;
use serde::{Deserialize, Serialize};

/// The town's form of a sheet. Stored, a part that is missing is as in the first form that ships.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
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
    /// Members stand in groups by the number of the rules under which they came: 第1号委員（学識経験者）.
    pub by_category: bool,
    /// Font, margins, widths.
    pub page: FormPage,
}

/// How the sheet lies on the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FormPage {
    /// The letters of the text.
    pub font: FormFont,
    /// Upper, right, lower and left margin, in millimetres.
    pub margins: [u16; 4],
    /// Width of the column of labels, in millimetres.
    pub label_width: u16,
    /// Size of the text, in tenths of a point: 105 is 10.5.
    pub size_tenths: u16,
}

impl Default for FormPage {
    fn default() -> FormPage {
        FormPage { font: FormFont::Mincho, margins: [22, 20, 22, 25], label_width: 27, size_tenths: 105 }
    }
}

/// The letters of the text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormFont {
    /// 明朝.
    #[default]
    Mincho,
    /// ゴシック.
    Gothic,
}

impl Default for SheetForm {
    fn default() -> SheetForm {
        SheetForm::key_points()
    }
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
    /// Members who were there.
    Present,
    /// Members who were not.
    Absent,
    /// 事務局.
    Clerks,
    /// オブザーバー and the like.
    Invited,
    /// 定足数: that so many were enough.
    Quorum,
    /// Whether the public may attend.
    Access,
    /// How many of the public came.
    Observers,
    /// The agenda.
    Agenda,
    /// What was decided, by item.
    Decisions,
    /// What was said, under the agenda's headings.
    Proceedings,
    /// The next meeting, where no block tells of it.
    Next,
    /// Papers.
    Handouts,
    /// 録音の有無.
    Audio,
    /// 会議録の公開の区分.
    Judgement,
    /// 非公開の理由.
    ClosedGround,
    /// 問合先.
    Contact,
    /// Room for those who sign.
    Signatures,
}

impl FormField {
    /// All, in the order in which sheets usually have them.
    pub const ALL: [FormField; 21] = [
        FormField::Name,
        FormField::When,
        FormField::Venue,
        FormField::Attendees,
        FormField::Present,
        FormField::Absent,
        FormField::Invited,
        FormField::Clerks,
        FormField::Quorum,
        FormField::Access,
        FormField::Observers,
        FormField::Agenda,
        FormField::Decisions,
        FormField::Proceedings,
        FormField::Next,
        FormField::Handouts,
        FormField::Audio,
        FormField::Judgement,
        FormField::ClosedGround,
        FormField::Contact,
        FormField::Signatures,
    ];

    /// The label that it has where a town has not said another; the reader knows it.
    #[must_use]
    pub fn usual_label(self) -> &'static str {
        match self {
            FormField::Name => "会議名称",
            FormField::When => "開催日時",
            FormField::Venue => "開催場所",
            FormField::Attendees => "出席者等",
            FormField::Present => "出席委員",
            FormField::Absent => "欠席委員",
            FormField::Clerks => "事務局",
            FormField::Invited => "その他の出席者",
            FormField::Quorum => "会議の成立",
            FormField::Access => "傍聴の可否",
            FormField::Observers => "傍聴者数",
            FormField::Agenda => "会議次第",
            FormField::Decisions => "議題ごとの結果",
            FormField::Proceedings => "会議結果",
            FormField::Next => "次回開催予定",
            FormField::Handouts => "提出資料",
            FormField::Audio => "録音の有無",
            FormField::Judgement => "会議録の公開の区分",
            FormField::ClosedGround => "非公開の理由",
            FormField::Contact => "問合先",
            FormField::Signatures => "署名",
        }
    }
}

/// A group of people in the list of attendance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// 委員; those who were not there among them, where no other group is theirs.
    Members,
    /// 欠席委員.
    Absent,
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
    /// The body that each represents, and no personal name: みほん病院.
    Bodies,
    /// Neither name nor body: 委員.
    Unnamed,
}

impl NameDisplay {
    /// No name of a person may be written.
    #[must_use]
    pub fn hides(self) -> bool {
        matches!(self, NameDisplay::Bodies | NameDisplay::Unnamed)
    }
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
    /// Font, margins, widths.
    pub page: FormPage,
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

/// True for a label that the reader takes for this field when it reads the sheet again; a number before it is no part of it.
#[must_use]
pub fn is_read_again(field: FormField, label: &str) -> bool {
    let label: String = label.chars().filter(|c| !c.is_whitespace()).collect();
    let bare =
        label.trim_start_matches(|c: char| c.is_numeric() || matches!(c, '(' | ')' | '（' | '）' | '.' | '．' | '、'));
    crate::label::word_of(bare).is_some_and(|read| read == announced(field))
}

fn announced(field: FormField) -> crate::label::Field {
    use crate::label::Field;
    match field {
        FormField::Name => Field::Name,
        FormField::When => Field::When,
        FormField::Venue => Field::Venue,
        FormField::Attendees => Field::Attendees,
        FormField::Present => Field::Present,
        FormField::Absent => Field::Absent,
        FormField::Clerks => Field::Secretariat,
        FormField::Invited => Field::Invited,
        FormField::Access => Field::Access,
        FormField::Observers => Field::Observers,
        FormField::Agenda => Field::Agenda,
        FormField::Proceedings => Field::Proceedings,
        FormField::Next => Field::Next,
        FormField::Handouts => Field::Handouts,
        FormField::ClosedGround => Field::AccessReason,
        FormField::Quorum
        | FormField::Decisions
        | FormField::Audio
        | FormField::Judgement
        | FormField::Contact
        | FormField::Signatures => Field::Aside,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_of_the_forms_that_ship_is_a_word_that_the_reader_knows() {
        for (code, _, form) in SheetForm::SHIPPED {
            for cell in form().rows.iter().flat_map(|row| &row.cells) {
                assert!(is_read_again(cell.field, &cell.label), "{code}: {}", cell.label);
            }
        }
        for field in FormField::ALL {
            assert!(is_read_again(field, field.usual_label()), "{field:?}");
        }
    }

    #[test]
    fn a_stored_form_without_the_newer_parts_takes_them_from_the_first() {
        let mut stored = serde_json::to_value(SheetForm::ten_items()).unwrap();
        let parts = stored.as_object_mut().unwrap();
        parts.remove("page");
        parts.remove("by_category");
        parts.insert("of_a_later_edition".into(), serde_json::Value::Null);
        let form: SheetForm = serde_json::from_value(stored).unwrap();
        assert_eq!((form.page, form.by_category), (FormPage::default(), false));
        assert_eq!(form.rows, SheetForm::ten_items().rows);
    }
}
