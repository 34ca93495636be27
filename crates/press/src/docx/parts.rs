//! Paragraphs, cells and properties of a DOCX.

use crate::document::{Align, Document, Entry, Label, PageForm, Paragraph, Text};
use crate::letters::visible;
use docx_rs as w;

/// Twentieths of a point in a millimetre.
pub(crate) const TWIPS: f64 = 1440.0 / 25.4;

pub(crate) fn millimetres(mm: f64) -> i32 {
    whole(mm * TWIPS)
}

#[allow(clippy::cast_possible_truncation, reason = "clamped to a page's reach")]
pub(crate) fn whole(number: f64) -> i32 {
    number.round().clamp(-100_000.0, 100_000.0) as i32
}

pub(crate) fn usize_of(number: f64) -> usize {
    usize::try_from(whole(number)).unwrap_or(0)
}

pub(crate) fn small(number: f64) -> u32 {
    u32::try_from(whole(number)).unwrap_or(0)
}

pub(crate) fn half_points(points: f64) -> usize {
    usize_of(points * 2.0)
}

/// Lines in eighths of a point; Word draws none thinner than two.
pub(crate) fn hair(page: &PageForm) -> usize {
    usize_of(page.rule * 8.0).max(2)
}

pub(crate) fn fonts(family: &str) -> w::RunFonts {
    w::RunFonts::new().ascii(family).hi_ansi(family).east_asia(family).cs(family)
}

pub(crate) fn language(document: &Document) -> &'static str {
    if document.language == "en" { "en-US" } else { "ja-JP" }
}

pub(crate) fn replaced(xml: &[u8], old: &str, new: &str) -> Vec<u8> {
    String::from_utf8_lossy(xml).replace(old, new).into_bytes()
}

/// Title, author and date: docx-rs lets none of them be set.
pub(crate) fn core_properties(document: &Document) -> Vec<u8> {
    let escaped =
        |text: &str| visible(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\n', " ");
    // Word reads the moment as UTC; papers are dated in Japanese time.
    let at = (document.dated - chrono::TimeDelta::hours(9)).format("%Y-%m-%dT%H:%M:%SZ");
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
<dc:title>{}</dc:title><dc:creator>{}</dc:creator><dc:language>{}</dc:language>\
<dcterms:created xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:created>\
<dcterms:modified xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:modified></cp:coreProperties>",
        escaped(&document.title),
        escaped(document.author.as_deref().unwrap_or("")),
        language(document),
    )
    .into_bytes()
}

/// Makes paragraphs, numbered in order: Word wants an id on each, and bytes are to be the same each time.
pub(crate) struct Maker<'a> {
    pub page: &'a PageForm,
    made: u32,
}

impl<'a> Maker<'a> {
    pub fn new(page: &'a PageForm) -> Maker<'a> {
        Maker { page, made: 0 }
    }

    /// An empty paragraph.
    pub fn bare(&mut self) -> w::Paragraph {
        self.made += 1;
        w::Paragraph::new().id(format!("{:08X}", self.made))
    }

    fn line(&self) -> w::LineSpacing {
        w::LineSpacing::new().line_rule(w::LineSpacingType::Exact).line(whole(self.page.size * self.page.line * 20.0))
    }

    /// A paragraph of text, hanging behind its label.
    pub fn paragraph(&mut self, part: &Paragraph, is_cell: bool) -> w::Paragraph {
        let em = self.page.size * 20.0;
        let hang = part.label.as_ref().map_or(0, Label::hang);
        let left = whole(f64::from(part.indent.min(20) + hang) * em);
        let mut line = self.line();
        if part.gap {
            line = line.before(small(0.45 * em));
        }
        let mut made = self.bare().keep_lines(part.is_short(self.page.letters())).line_spacing(line);
        made = made.align(match part.align {
            Align::Middle => w::AlignmentType::Center,
            Align::End => w::AlignmentType::Right,
            Align::Start if is_cell => w::AlignmentType::Left,
            Align::Start => w::AlignmentType::Both,
        });
        if part.leads {
            made = made.keep_next(true);
        }
        if left > 0 {
            let hanging = (hang > 0).then(|| w::SpecialIndentType::Hanging(whole(f64::from(hang) * em)));
            made = made.indent(Some(left), hanging, None, None);
        }
        if let Some(label) = &part.label {
            let words = visible(&label.text).replace('\n', " ");
            // A label narrower than its room is followed by a tab; the indent is the tab's stop.
            let run = w::Run::new().add_text(words);
            made = made.add_run(if label.has_room() { run.add_tab() } else { run });
        }
        runs(made, &part.text, |run| run)
    }

    /// Words in the font of labels.
    pub fn label_paragraph(&mut self, part: &Paragraph, size: f64, is_bold: bool) -> w::Paragraph {
        let family = self.page.office_label_font.clone();
        let dress = move |run: w::Run| {
            let run = run.size(half_points(size)).fonts(fonts(&family));
            if is_bold { run.bold() } else { run }
        };
        let made = self.bare().keep_next(part.leads);
        runs(made, &part.text, dress)
    }

    /// A label set over its column's whole width (均等割付).
    pub fn label_cell(&mut self, label: &str, width: usize) -> w::TableCell {
        let words = Paragraph::plain("", visible(label).replace('\n', ""));
        let align =
            if words.text.words().chars().count() > 1 { w::AlignmentType::Distribute } else { w::AlignmentType::Left };
        let line = self.line();
        let made = self.label_paragraph(&words, self.page.label_size, false).align(align).line_spacing(line);
        w::TableCell::new().width(width, w::WidthType::Dxa).add_paragraph(made)
    }

    /// What a label says.
    pub fn entry_cell(&mut self, entry: &Entry, width: usize) -> w::TableCell {
        let mut cell = w::TableCell::new().width(width, w::WidthType::Dxa);
        for part in &entry.body {
            cell = cell.add_paragraph(self.paragraph(part, true));
        }
        // Word wants a paragraph in each cell.
        if entry.body.is_empty() { cell.add_paragraph(self.bare()) } else { cell }
    }

    /// The head of a list's column.
    pub fn head_cell(&mut self, head: &str, width: usize) -> w::TableCell {
        let words = Paragraph::plain("", head);
        let made = self.label_paragraph(&words, self.page.label_size, false).align(w::AlignmentType::Center);
        w::TableCell::new().width(width, w::WidthType::Dxa).vertical_align(w::VAlignType::Center).add_paragraph(made)
    }

    /// A cell of a list.
    pub fn grid_cell(&mut self, text: &Text, align: Align, width: usize) -> w::TableCell {
        let words = Paragraph { text: text.clone(), ..Paragraph::default() };
        let align = match align {
            Align::Start => w::AlignmentType::Left,
            Align::Middle => w::AlignmentType::Center,
            Align::End => w::AlignmentType::Right,
        };
        w::TableCell::new().width(width, w::WidthType::Dxa).add_paragraph(self.paragraph(&words, true).align(align))
    }
}

fn runs(mut made: w::Paragraph, text: &Text, dress: impl Fn(w::Run) -> w::Run) -> w::Paragraph {
    for part in &text.0 {
        let mut run = dress(w::Run::new());
        if part.bold {
            run = run.bold();
        }
        for (at, line) in visible(&part.text).split('\n').enumerate() {
            if at > 0 {
                run = run.add_break(w::BreakType::TextWrapping);
            }
            run = run.add_text(line);
        }
        made = made.add_run(run);
    }
    made
}
