//! A minutes sheet as a paper: the one place where outline and document meet. The application's `council/print.rs` is
//! to hold the same few lines.

use chrono::NaiveDate;
use minutes::{FormFont, FormPage, Known, Minutes, Outline, OutlineCell, OutlineLine, SheetForm, outline};
use press::{Block, Document, Entry, Foot, Heading, Label, PageForm, Paragraph, Row, Run, Sheet, Text};

/// The official sheet of a meeting.
pub fn document(minutes: &Minutes, form: &SheetForm) -> Document {
    let Outline { heading, foot, name, rows, page } = outline(minutes, form, &Known::default());
    let rows = rows.into_iter().map(row).collect();
    Document {
        title: format!("{name}　{heading}"),
        language: "ja".into(),
        author: Some("みほん市".into()),
        dated: NaiveDate::from_ymd_opt(2024, 6, 3).and_then(|day| day.and_hms_opt(9, 0, 0)).unwrap_or_default(),
        foot: Foot { left: foot, page_numbers: true },
        page: paper(page),
        body: vec![
            Block::Heading(Heading { id: "title".into(), level: 1, text: heading.into() }),
            Block::Sheet(Sheet {
                caption: format!("{name}の会議録。左の列が項目、右の列がその内容です。"),
                label_width: f64::from(page.label_width),
                side_widths: [24.0, 24.0],
                rows,
            }),
        ],
    }
}

fn paper(page: FormPage) -> PageForm {
    let form = PageForm::a4().with_margins(page.margins.map(f64::from)).with_size(f64::from(page.size_tenths) / 10.0);
    if page.font == FormFont::Gothic { form.in_gothic() } else { form }
}

fn row(cells: Vec<OutlineCell>) -> Row {
    let mut cells = cells.into_iter().map(entry);
    let nothing = || Entry { id: String::new(), label: String::new(), body: Vec::new() };
    Row { first: cells.next().unwrap_or_else(nothing), second: cells.next() }
}

fn entry(cell: OutlineCell) -> Entry {
    let id = format!("{:?}", cell.field).to_lowercase();
    let body = cell.lines.into_iter().enumerate().map(|(at, line)| paragraph(&id, at, line)).collect();
    Entry { id, label: cell.label, body }
}

fn paragraph(field: &str, at: usize, line: OutlineLine) -> Paragraph {
    let run = |words: minutes::Words| Run { text: words.text, bold: false, whole: words.is_name };
    Paragraph {
        id: line.block.unwrap_or_else(|| format!("{field}-{}", at + 1)),
        indent: line.indent,
        label: line.mark.map(|mark| if mark.is_spaced { Label::spaced(&mark.text) } else { Label::new(&mark.text) }),
        text: Text(line.words.into_iter().map(run).collect()),
        leads: line.leads,
        gap: line.begins && at > 0,
        ..Paragraph::default()
    }
}
