//! The document tree: what stands on paper, in order, without a word about how a format writes it.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// A whole paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The title, for the window, the list of files and the screen reader. Not printed: a [`Heading`] is.
    pub title: String,
    /// BCP 47: `ja`.
    pub language: String,
    /// Who answers for the paper, for its metadata.
    pub author: Option<String>,
    /// The moment that the metadata names, in Japanese time. Given by the caller, so that bytes are the same each time.
    pub dated: NaiveDateTime,
    /// What stands below each page.
    pub foot: Foot,
    /// Paper, margins, fonts and sizes.
    pub page: PageForm,
    /// The paper's parts, in order.
    pub body: Vec<Block>,
}

/// What stands below each page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Foot {
    /// On the left; may be empty.
    pub left: String,
    /// 1／2 on the right.
    pub page_numbers: bool,
}

/// Paper, margins, fonts and sizes. Lengths of paper in millimetres, of letters in points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PageForm {
    /// Width of the paper.
    pub width: f64,
    /// Height of the paper.
    pub height: f64,
    /// Upper, right, lower and left margin; the left one is where papers are bound.
    pub margins: [f64; 4],
    /// Size of text.
    pub size: f64,
    /// From line to line, in sizes of text.
    pub line: f64,
    /// Size of labels and table heads.
    pub label_size: f64,
    /// Size of the heading of the first level.
    pub title_size: f64,
    /// Thickness of lines, in points.
    pub rule: f64,
    /// Families of text, in the order in which a character is looked for.
    pub text_fonts: Vec<String>,
    /// Families of labels, headings and the foot.
    pub label_fonts: Vec<String>,
    /// The family of text as the office's word processor knows it (DOCX embeds no fonts).
    pub office_text_font: String,
    /// The family of labels there.
    pub office_label_font: String,
}

impl PageForm {
    /// A4 upright as offices print it: margins 22, 20, 22, 25 mm, 明朝 10.5 pt on lines of 1.75, labels in gothic 10 pt.
    #[must_use]
    pub fn a4() -> PageForm {
        let families = |names: &[&str]| names.iter().map(ToString::to_string).collect();
        PageForm {
            width: 210.0,
            height: 297.0,
            margins: [22.0, 20.0, 22.0, 25.0],
            size: 10.5,
            line: 1.75,
            label_size: 10.0,
            title_size: 15.0,
            rule: 0.4,
            text_fonts: families(&["BIZ UDMincho", "Noto Sans JP"]),
            label_fonts: families(&["BIZ UDGothic", "Noto Sans JP"]),
            office_text_font: "ＭＳ 明朝".into(),
            office_label_font: "ＭＳ ゴシック".into(),
        }
    }

    /// A4 on its side, for lists of many columns: bound at the upper edge, smaller type on closer lines.
    #[must_use]
    pub fn a4_wide() -> PageForm {
        let upright = PageForm::a4();
        PageForm {
            width: 297.0,
            height: 210.0,
            margins: [20.0, 15.0, 18.0, 15.0],
            size: 9.5,
            line: 1.5,
            label_size: 9.0,
            ..upright
        }
    }

    /// A3 on its side, for tables that a whole table of people looks at.
    #[must_use]
    pub fn a3_wide() -> PageForm {
        PageForm { width: 420.0, height: 297.0, margins: [22.0, 18.0, 20.0, 20.0], size: 10.5, ..PageForm::a4_wide() }
    }

    /// With other margins: upper, right, lower, left, in millimetres.
    #[must_use]
    pub fn with_margins(self, margins: [f64; 4]) -> PageForm {
        PageForm { margins, ..self }
    }

    /// With text of another size, in points; labels are half a point smaller.
    #[must_use]
    pub fn with_size(self, size: f64) -> PageForm {
        PageForm { size, label_size: size - 0.5, ..self }
    }

    /// With text in gothic, as labels are.
    #[must_use]
    pub fn in_gothic(self) -> PageForm {
        PageForm { text_fonts: self.label_fonts.clone(), office_text_font: self.office_label_font.clone(), ..self }
    }

    /// Width between the side margins, in millimetres.
    #[must_use]
    pub fn measure(&self) -> f64 {
        self.width - self.margins[1] - self.margins[3]
    }
}

/// A part of the paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A framed table of labels and what they say, as official forms are drawn.
    Sheet(Sheet),
    /// A list with a head row.
    Grid(Grid),
    /// A new page.
    PageBreak,
    /// Blank lines; may be a part of one.
    Spacer(f64),
}

/// A heading. The first level is the paper's title: one, centred.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Given by the caller, to name the place.
    pub id: String,
    /// 1 to 6. A level that skips one is taken up to the next.
    pub level: u8,
    /// The words.
    pub text: Text,
}

/// A paragraph, hanging behind its label.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Given by the caller, to name the place.
    pub id: String,
    /// Whole characters from the left edge to the label.
    pub indent: u8,
    /// What the paragraph hangs behind.
    pub label: Option<Label>,
    /// The words. A line feed begins a new line of the same paragraph.
    pub text: Text,
    /// It leads what follows and is not parted from it by a page end.
    pub leads: bool,
    /// A little room above.
    pub gap: bool,
    /// Where its lines stand: a letter's number and date at the right edge.
    pub align: Align,
}

impl Paragraph {
    /// A plain paragraph.
    #[must_use]
    pub fn plain(id: &str, text: impl Into<Text>) -> Paragraph {
        Paragraph { id: id.into(), text: text.into(), ..Paragraph::default() }
    }
}

/// １, ⑴, ・, ⇒, 委員：
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// As printed.
    pub text: String,
    /// Whole characters that it takes; the paragraph's lines begin behind them.
    pub width: u8,
}

impl Label {
    /// A label that takes the whole characters it fills.
    #[must_use]
    pub fn new(text: &str) -> Label {
        Label { text: text.into(), width: u8::try_from(crate::letters::width(text).div_ceil(2)).unwrap_or(20).min(20) }
    }

    /// A label with a blank of one character behind it: １　開会.
    #[must_use]
    pub fn spaced(text: &str) -> Label {
        let label = Label::new(text);
        Label { width: label.width + 1, ..label }
    }

    /// Whole characters that the lines hang by.
    pub(crate) fn hang(&self) -> u8 {
        self.width.min(20)
    }

    /// Its words do not fill it.
    pub(crate) fn has_room(&self) -> bool {
        crate::letters::width(&self.text) < usize::from(self.hang()) * 2
    }
}

/// Words: runs of plain text. Nothing in them is markup.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text(
    /// In order, without anything between them.
    pub Vec<Run>,
);

/// Plain text of one kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// As typed.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Not broken at a line's end: a name.
    pub whole: bool,
}

impl Run {
    /// A run that no line end breaks, such as a name with its comma.
    #[must_use]
    pub fn whole(text: &str) -> Run {
        Run { text: text.into(), whole: true, bold: false }
    }
}

impl Text {
    /// The words without their kinds.
    #[must_use]
    pub fn words(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        Text(vec![Run { text: text.into(), ..Run::default() }])
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        Text::from(text.as_str())
    }
}

/// A framed table of labels and what they say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// What the table is, for those who hear it.
    pub caption: String,
    /// Width of the label column, in millimetres.
    pub label_width: f64,
    /// Widths of the second label and its entry in a row of four cells, in millimetres.
    pub side_widths: [f64; 2],
    /// Rows, in order.
    pub rows: Vec<Row>,
}

/// A row of a [`Sheet`]: a label and an entry, or two of each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The first label and its entry.
    pub first: Entry,
    /// The second, where the row is split in four.
    pub second: Option<Entry>,
}

/// A label and what it says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Given by the caller, to name the place.
    pub id: String,
    /// The label, set over the whole width of its column.
    pub label: String,
    /// What it says.
    pub body: Vec<Paragraph>,
}

/// A list with a head row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Grid {
    /// Given by the caller, to name the place; cells are `id:row:column`, counted from 1.
    pub id: String,
    /// Printed above the list.
    pub caption: String,
    /// Columns, in order.
    pub columns: Vec<Column>,
    /// Rows; one that is too short is filled up with blanks, what is too much is left out.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a [`Grid`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// What stands in the head row.
    pub head: String,
    /// How wide.
    pub width: Width,
    /// Where its cells stand.
    pub align: Align,
}

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Width {
    /// So many whole characters.
    Letters(u8),
    /// A part of what the others leave.
    Share(u8),
}

/// Where the words of a cell or a paragraph stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Align {
    /// At the left edge: words.
    #[default]
    Start,
    /// In the middle: marks.
    Middle,
    /// At the right edge: figures.
    End,
}

/// One cell of a [`Grid`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing.
    #[default]
    Blank,
    /// Words.
    Text(Text),
    /// A whole number, printed with commas.
    Number(i64),
    /// A number of at most three decimals, in thousandths: 325,300 is printed as 325.3.
    Decimal(i64),
    /// A day; a real date where the format knows one.
    Day {
        /// The day.
        on: NaiveDate,
        /// As it is printed: 令和6年5月23日.
        shown: String,
    },
}

impl Cell {
    /// Words; nothing where there are none.
    #[must_use]
    pub fn words(words: &str) -> Cell {
        if words.is_empty() { Cell::Blank } else { Cell::Text(words.into()) }
    }

    /// What is printed.
    #[must_use]
    pub fn shown(&self) -> Text {
        match self {
            Cell::Blank => Text::default(),
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => Text::from(crate::letters::with_commas(*number)),
            Cell::Decimal(thousandths) => Text::from(crate::letters::with_decimals(*thousandths)),
            Cell::Day { shown, .. } => Text::from(shown.as_str()),
        }
    }
}

impl Column {
    /// A column under a head.
    #[must_use]
    pub fn new(head: &str, width: Width, align: Align) -> Column {
        Column { head: head.into(), width, align }
    }

    /// One of words.
    #[must_use]
    pub fn start(head: &str, width: Width) -> Column {
        Column::new(head, width, Align::Start)
    }
}

impl Block {
    /// A heading.
    #[must_use]
    pub fn heading(id: &str, level: u8, words: &str) -> Block {
        Block::Heading(Heading { id: id.into(), level, text: words.into() })
    }

    /// A plain paragraph.
    #[must_use]
    pub fn paragraph(id: &str, words: &str) -> Block {
        Block::Paragraph(Paragraph::plain(id, words))
    }
}

impl Grid {
    /// The cells of a row, as many as there are columns.
    pub(crate) fn cells<'a>(&self, row: &'a [Cell]) -> impl Iterator<Item = &'a Cell> {
        static BLANK: Cell = Cell::Blank;
        (0..self.columns.len()).map(move |at| row.get(at).unwrap_or(&BLANK))
    }
}

/// The blocks that are shown, each with its level if it is a heading: the first is 1, no step down skips one, and a
/// heading without a word is none.
pub(crate) fn shown(body: &[Block]) -> impl Iterator<Item = (&Block, u8)> {
    let mut last = 0;
    body.iter().filter_map(move |block| match block {
        Block::Heading(heading) if crate::letters::visible(&heading.text.words()).trim().is_empty() => None,
        Block::Heading(heading) => {
            last = heading.level.clamp(1, 6).min(last + 1);
            Some((block, last))
        }
        _ => Some((block, 0)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_step_down_one_level_at_a_time_and_empty_ones_are_none() {
        let heading = |level, text: &str| Block::Heading(Heading { id: String::new(), level, text: text.into() });
        let body = [heading(3, "題"), heading(2, " \u{200B}"), heading(6, "節"), heading(1, "別"), heading(0, "別")];
        assert_eq!(shown(&body).map(|(_, level)| level).collect::<Vec<_>>(), [1, 2, 1, 1]);
    }
}
