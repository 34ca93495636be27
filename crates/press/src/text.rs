//! Plain text for reading aloud: every label before what it says, no line broken, no column to follow with the eye.

use crate::document::{Block, Document, Entry, Grid, Paragraph, Sheet, shown};
use crate::letters::visible;

const BLANK: &str = "　";

/// The paper as plain text: UTF-8, `\n`, one paragraph on one line, nothing of the page (no foot, no page numbers).
#[must_use]
pub fn text(document: &Document) -> String {
    let mut out = String::new();
    for (block, _) in shown(&document.body) {
        match block {
            Block::Heading(heading) => {
                if !out.is_empty() {
                    out.push('\n');
                }
                line(&mut out, "", &heading.text.words());
                out.push('\n');
            }
            Block::Paragraph(part) => paragraph(&mut out, part),
            Block::Sheet(part) => sheet(&mut out, part),
            Block::Grid(part) => grid(&mut out, part),
            Block::PageBreak | Block::Spacer(_) => out.push('\n'),
        }
    }
    while out.ends_with('\n') {
        out.pop();
    }
    out.push('\n');
    out
}

fn line(out: &mut String, before: &str, words: &str) {
    for (at, line) in visible(words).split('\n').enumerate() {
        if at == 0 {
            out.push_str(before);
        } else {
            out.push_str(&BLANK.repeat(before.chars().count()));
        }
        out.push_str(line);
        out.push('\n');
    }
}

fn paragraph(out: &mut String, part: &Paragraph) {
    let mut before = BLANK.repeat(usize::from(part.indent));
    if let Some(label) = &part.label {
        before.push_str(&visible(&label.text).replace('\n', " "));
        before.push_str(if label.has_room() { BLANK } else { "" });
    }
    line(out, &before, &part.text.words());
}

fn sheet(out: &mut String, part: &Sheet) {
    for row in &part.rows {
        entry(out, &row.first);
        if let Some(second) = &row.second {
            entry(out, second);
        }
    }
}

/// 会議名称：… on one line; what has more than one paragraph begins below its label.
fn entry(out: &mut String, part: &Entry) {
    let label = visible(&part.label).replace('\n', "");
    match part.body.as_slice() {
        [] => line(out, "", &format!("{label}：")),
        [only] if only.label.is_none() && only.indent == 0 => {
            line(out, "", &format!("{label}：{}", only.text.words()));
        }
        many => {
            line(out, "", &format!("{label}："));
            many.iter().for_each(|part| paragraph(out, part));
            out.push('\n');
        }
    }
}

fn grid(out: &mut String, part: &Grid) {
    if !part.caption.is_empty() {
        line(out, "", &part.caption);
    }
    for (at, row) in part.rows.iter().enumerate() {
        let cells = part.columns.iter().zip(part.cells(row));
        let said: Vec<String> = cells
            .map(|(column, cell)| (visible(&column.head).replace('\n', ""), visible(&cell.shown().words())))
            .filter(|(_, words)| !words.is_empty())
            .map(|(head, words)| format!("{head}：{}", words.replace('\n', " ")))
            .collect();
        line(out, "", &format!("{}．{}", at + 1, said.join("、")));
    }
    out.push('\n');
}
