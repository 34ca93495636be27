//! How many lines a part takes, roughly and rather too many: what is short stays together at a page end. What is long
//! never does, or it would run off the paper.

use crate::document::{Entry, Grid, PageForm, Paragraph, Row, Sheet, Width};
use crate::letters::{visible, width};

/// A paragraph of more lines may be parted by a page end.
const SHORT_PARAGRAPH: usize = 10;
/// So may an entry or a row of a list.
const SHORT_ENTRY: usize = 14;
/// What lies between a cell's line and its words, in millimetres.
pub(crate) const CELL_SIDE: f64 = 2.6;
/// A point in millimetres.
const POINT: f64 = 25.4 / 72.0;

/// Lines of a text on `letters` whole characters.
fn lines(text: &str, letters: usize) -> usize {
    visible(text).split('\n').map(|line| width(line).div_ceil(2 * letters.max(1)).max(1)).sum()
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a page's reach")]
fn letters_on(page: &PageForm, millimetres: f64) -> usize {
    (millimetres / (page.size.max(1.0) * POINT)).clamp(1.0, 1000.0) as usize
}

impl PageForm {
    /// Whole characters of text between the side margins.
    pub(crate) fn letters(&self) -> usize {
        letters_on(self, self.measure())
    }
}

impl Paragraph {
    /// Whole characters before the label and behind which the lines hang, as far as a column of `letters` has them.
    pub(crate) fn place(&self, letters: usize) -> [usize; 2] {
        let hang = self.label.as_ref().map_or(0, |label| usize::from(label.hang()));
        [usize::from(self.indent.min(20)).min(letters / 3), hang.min(letters / 2)]
    }

    /// Whole characters that its lines have in a column of `letters`.
    pub(crate) fn room(&self, letters: usize) -> usize {
        let [indent, hang] = self.place(letters);
        letters.saturating_sub(indent + hang).max(1)
    }

    /// It stays together at a page end.
    pub(crate) fn is_short(&self, letters: usize) -> bool {
        lines(&self.text.words(), self.room(letters)) <= SHORT_PARAGRAPH
    }
}

impl Sheet {
    /// Whole characters in the entries of a row: the first, and the second if it is split.
    pub(crate) fn room(&self, page: &PageForm, row: &Row) -> [usize; 2] {
        let sides = if row.second.is_some() { self.side_widths[0] + self.side_widths[1] } else { 0.0 };
        let inner = |millimetres: f64| letters_on(page, millimetres - 2.0 * CELL_SIDE);
        [inner(page.measure() - self.label_width - sides), inner(self.side_widths[1])]
    }
}

impl Entry {
    /// It stays together at a page end.
    pub(crate) fn is_short(&self, letters: usize) -> bool {
        self.body.iter().map(|part| lines(&part.text.words(), part.room(letters))).sum::<usize>() <= SHORT_ENTRY
    }
}

impl Grid {
    /// Whole characters in each column.
    pub(crate) fn room(&self, page: &PageForm) -> Vec<usize> {
        let fixed: usize =
            self.columns.iter().map(|c| if let Width::Letters(n) = c.width { usize::from(n) + 1 } else { 1 }).sum();
        let shares: usize =
            self.columns.iter().map(|c| if let Width::Share(n) = c.width { usize::from(n.max(1)) } else { 0 }).sum();
        let free = page.letters().saturating_sub(fixed);
        let of = |width| match width {
            Width::Letters(letters) => usize::from(letters),
            Width::Share(share) => free * usize::from(share.max(1)) / shares.max(1),
        };
        self.columns.iter().map(|column| of(column.width).max(1)).collect()
    }

    /// The row stays together at a page end.
    pub(crate) fn is_short(&self, row: &[crate::document::Cell], room: &[usize]) -> bool {
        self.cells(row).zip(room).all(|(cell, letters)| lines(&cell.shown().words(), *letters) <= SHORT_ENTRY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_long_by_its_line_ends_or_in_a_narrow_column_is_not_kept_together() {
        let short = Paragraph::plain("p", "短い。");
        let fed = Paragraph::plain("p", "行\n".repeat(40));
        let words = Paragraph::plain("p", "語".repeat(200));
        assert!(short.is_short(40) && !fed.is_short(40) && words.is_short(40) && !words.is_short(5));
        assert_eq!(PageForm::a4().letters(), 44);
    }
}
