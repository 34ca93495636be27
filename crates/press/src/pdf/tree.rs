//! The document tree as the template's data. Every text passes the [`Fitter`] on its way.

use crate::document::{Align, Block, Cell, Document, Entry, Grid, PageForm, Paragraph, Sheet, Text, Width, shown};
use crate::glyph::{Face, Fitter};
use crate::letters;
use crate::room::CELL_SIDE;
use typst::foundations::{Array, Dict, IntoValue, Value, dict};
use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation;

/// A tagged PDF needs a title.
const UNTITLED: &str = "無題";
/// A run of more characters is broken where it must be.
const MOST_WHOLE: usize = 20;
const COMMAS: &[char] = &['、', '，', '。', '：', '　', ' '];
const POINTS: f64 = 72.0 / 25.4;

pub(crate) fn inputs(document: &Document, fitter: &mut Fitter) -> Dict {
    let mut body = Array::new();
    for (block, level) in shown(&document.body) {
        body.push(block_of(document, block, level, fitter).into_value());
    }
    let title = letters::visible(&document.title).replace('\n', " ");
    dict! {
        "title" => if title.trim().is_empty() { UNTITLED } else { &title },
        "language" => document.language.as_str(),
        "author" => document.author.as_deref().map(letters::visible),
        "page" => page(&document.page),
        "foot" => dict! {
            "left" => lines(fitter, "foot", Face::Label, &document.foot.left),
            "numbers" => document.foot.page_numbers,
        },
        "body" => body,
    }
}

fn page(page: &PageForm) -> Dict {
    let names = |families: &[String]| families.iter().map(|name| name.as_str().into_value()).collect::<Array>();
    dict! {
        "width" => page.width,
        "height" => page.height,
        "margins" => page.margins.iter().map(|mm| mm.into_value()).collect::<Array>(),
        "size" => page.size,
        "line" => page.line,
        "label-size" => page.label_size,
        "title-size" => page.title_size,
        "rule" => page.rule,
        "side" => CELL_SIDE,
        "text-fonts" => names(&page.text_fonts),
        "label-fonts" => names(&page.label_fonts),
    }
}

fn block_of(document: &Document, block: &Block, level: u8, fitter: &mut Fitter) -> Dict {
    match block {
        Block::Heading(heading) => dict! {
            "kind" => "heading",
            "level" => i64::from(level),
            "text" => runs(fitter, &heading.id, true, &heading.text, document.page.letters()),
        },
        Block::Paragraph(part) => paragraph(fitter, part, document.page.letters()),
        Block::Sheet(part) => sheet(fitter, &document.page, part),
        Block::Grid(part) => grid(fitter, &document.page, part),
        Block::PageBreak => dict! { "kind" => "page-break" },
        Block::Spacer(lines) => dict! { "kind" => "spacer", "lines" => lines.clamp(0.0, 60.0) },
    }
}

fn paragraph(fitter: &mut Fitter, part: &Paragraph, letters: usize) -> Dict {
    let room = part.room(letters);
    let [indent, hang] = part.place(letters);
    let mut label = part.label.as_ref().map(|label| fitter.fit(&part.id, Face::Text, &label.text).replace('\n', " "));
    let mut words = Array::new();
    // A label that its room does not hold begins the words instead of lying over them.
    if let Some(wide) = label.take_if(|text| letters::width(text) > 2 * hang) {
        words.push(run([wide.as_str().into_value()].into_iter().collect(), false, false));
    }
    for run in runs(fitter, &part.id, false, &part.text, room) {
        words.push(run);
    }
    dict! {
        "kind" => "paragraph",
        "indent" => i64::try_from(indent).unwrap_or(0),
        "label" => label,
        "hang" => i64::try_from(hang).unwrap_or(0),
        "text" => words,
        // Boxes do not stretch: what is left of a line of names would all go to its commas.
        "justify" => part.align == Align::Start && !part.text.0.iter().any(|run| run.whole),
        "align" => align(part.align),
        // What is long cannot go to the next page with what it leads.
        "leads" => part.leads && part.is_short(letters),
        "gap" => part.gap,
        "together" => part.is_short(letters),
    }
}

fn align(align: Align) -> &'static str {
    match align {
        Align::Start => "start",
        Align::Middle => "center",
        Align::End => "end",
    }
}

fn run(lines: Array, bold: bool, whole: bool) -> Value {
    dict! { "lines" => lines, "bold" => bold, "whole" => whole }.into_value()
}

/// Runs, each as its lines: the template sets a line end between them and nothing else.
fn runs(fitter: &mut Fitter, at: &str, is_heading: bool, text: &Text, room: usize) -> Array {
    let mut out = Array::new();
    for run in &text.0 {
        let face = match (is_heading, run.bold) {
            (true, _) => Face::BoldLabel,
            (false, true) => Face::BoldText,
            (false, false) => Face::Text,
        };
        let is_whole = run.whole && !run.text.contains('\n') && letters::width(&run.text) <= 2 * room.min(MOST_WHOLE);
        // A comma inside the box would be set as at a line's end, on half its room.
        let (name, comma) =
            run.text.split_at(if is_whole { run.text.trim_end_matches(COMMAS).len() } else { run.text.len() });
        for (part, whole) in [(name, is_whole), (comma, false)] {
            if !part.is_empty() {
                let lines = lines(fitter, at, face, part);
                out.push(self::run(lines, run.bold, whole));
            }
        }
    }
    out
}

fn lines(fitter: &mut Fitter, at: &str, face: Face, text: &str) -> Array {
    fitter.fit(at, face, text).split('\n').map(IntoValue::into_value).collect()
}

fn sheet(fitter: &mut Fitter, page: &PageForm, part: &Sheet) -> Dict {
    let mut rows = Array::new();
    for row in &part.rows {
        let room = part.room(page, row);
        let first = entry(fitter, page, &row.first, part.label_width, room[0]);
        let second = row.second.as_ref().map(|second| entry(fitter, page, second, part.side_widths[0], room[1]));
        rows.push(dict! { "first" => first, "second" => second }.into_value());
    }
    dict! {
        "kind" => "sheet",
        "caption" => letters::visible(&part.caption),
        "label-width" => part.label_width,
        "side-widths" => part.side_widths.iter().map(|mm| mm.into_value()).collect::<Array>(),
        "split" => part.rows.iter().any(|row| row.second.is_some()),
        "rows" => rows,
    }
}

fn entry(fitter: &mut Fitter, page: &PageForm, part: &Entry, width: f64, room: usize) -> Dict {
    let label = fitter.fit(&part.id, Face::Label, &part.label).replace('\n', "");
    // 均等割付: what is left of the column is laid between the letters, so that first and last touch its edges.
    let letters = label.graphemes(true).count();
    let free = (width - 2.0 * CELL_SIDE) * POINTS - letters::width(&label) as f64 / 2.0 * page.label_size;
    let spread = if letters > 1 && free > 0.0 { free / (letters - 1) as f64 } else { 0.0 };
    let label: Array = by_script(&label).into_iter().map(IntoValue::into_value).collect();
    let body: Array = part.body.iter().map(|part| paragraph(fitter, part, room).into_value()).collect();
    dict! { "label" => label, "spread" => spread, "body" => body, "together" => part.is_short(room) }
}

/// 傍聴の可否 → 傍聴, の, 可否: the typesetter spaces the letters of one script and leaves none where another begins. A
/// label in one script stays one word for those who hear it.
fn by_script(label: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut last = Script::Common;
    for c in label.chars() {
        let script = c.script();
        let goes_on = matches!(script, Script::Common | Script::Inherited) || last == Script::Common || script == last;
        match parts.last_mut() {
            Some(part) if goes_on => part.push(c),
            _ => parts.push(c.to_string()),
        }
        if !matches!(script, Script::Common | Script::Inherited) {
            last = script;
        }
    }
    parts
}

fn grid(fitter: &mut Fitter, page: &PageForm, part: &Grid) -> Dict {
    let room = part.room(page);
    let mut columns = Array::new();
    for (at, column) in part.columns.iter().enumerate() {
        let id = format!("{}:head:{}", part.id, at + 1);
        let (letters, share) = match column.width {
            Width::Letters(letters) => (Value::Int(i64::from(letters)), Value::None),
            Width::Share(share) => (Value::None, Value::Int(i64::from(share.max(1)))),
        };
        columns.push(
            dict! {
                "head" => lines(fitter, &id, Face::Label, &column.head),
                "letters" => letters,
                "share" => share,
                "align" => align(column.align),
            }
            .into_value(),
        );
    }
    let mut rows = Array::new();
    for (row_at, row) in part.rows.iter().enumerate() {
        let cells: Array = part
            .cells(row)
            .enumerate()
            .map(|(at, cell)| {
                runs(fitter, &format!("{}:{}:{}", part.id, row_at + 1, at + 1), false, &cell.shown(), room[at])
                    .into_value()
            })
            .collect();
        let together = part.is_short(row, &room);
        rows.push(dict! { "cells" => cells, "together" => together }.into_value());
    }
    // Heads are set again on each page; those that would fill one are set once, as a row that may be parted.
    let heads = part.columns.iter().map(|column| Cell::Text(column.head.as_str().into())).collect::<Vec<_>>();
    dict! {
        "kind" => "grid",
        "again" => part.is_short(&heads, &room),
        "caption" => lines(fitter, &part.id, Face::BoldLabel, &part.caption),
        "columns" => columns,
        "rows" => rows,
    }
}
