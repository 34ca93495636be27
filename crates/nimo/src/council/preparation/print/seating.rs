//! 席次表: the room as a drawing, and the same order as a list for those who hear it.

use super::announcement::access;
use super::occasion::placed;
use super::{Occasion, Paper, sheet};
use crate::council::meeting::model::PublicAccess;
use crate::council::preparation::model::TableShape;
use crate::council::preparation::rules::{Place, Seating, seating};
use crate::council::seat::model::CouncilRole;
use press::{Align, Block, Cell, Column, Document, Grid, Label, PageForm, Paragraph, Run, Text, Width};

/// So many seats in a row that looks at the chair.
const IN_A_ROW: usize = 4;

/// The room, the order of the seats, the secretariat's, the listeners'.
pub(super) fn document(occasion: &Occasion<'_>) -> Document {
    let seating = seating(occasion.roster, occasion.preparation);
    let shape = occasion.preparation.table_shape.unwrap_or(TableShape::Square);
    let when = format!("日時　{}\n場所　{}", occasion.when_words(), occasion.place_words());
    let mut body = vec![placed("when", when, Align::Start, 0)];
    if seating.is_empty() {
        body.push(Block::paragraph("none", "この日に、席に着く委員がいません。"));
    } else {
        body.push(Block::Grid(drawing(&seating, shape, occasion.clerks())));
        body.push(Block::heading("order", 2, "席の並び"));
        body.extend(order(&seating, shape));
    }
    if !occasion.clerks().is_empty() {
        body.push(Block::heading("clerks", 2, "事務局席"));
        let line = |(name, at): (&String, usize)| numbered(&format!("clerk-{at}"), at, name);
        body.extend(occasion.clerks().iter().zip(1..).map(line));
    }
    if access(occasion) != Some(PublicAccess::Closed)
        && let Some(most) = occasion.preparation.observers_most.filter(|most| *most > 0)
    {
        body.push(Block::heading("observers", 2, "傍聴席"));
        body.push(placed("observers-1", format!("{most}席"), Align::Start, 1));
    }
    let page = PageForm { line: 1.45, ..PageForm::a4() };
    sheet(Paper::Seating, occasion, page, body)
}

/// The drawing: the chair above, as seen from the secretariat.
fn drawing(seating: &Seating, shape: TableShape, clerks: &[String]) -> Grid {
    let (heads, rows) = match shape {
        TableShape::Square | TableShape::Horseshoe => around(seating, shape, clerks),
        TableShape::Rows => (vec!["左", "中央左", "中央右", "右"], in_rows(seating)),
    };
    let columns = heads.iter().map(|head| Column::new(head, Width::Share(1), Align::Middle)).collect();
    Grid { id: "room".into(), caption: format!("机の並べ方　{}", shape.label()), columns, rows }
}

/// The head above between both sides, the secretariat below. The chair's left is at the right of who looks at him.
fn around(seating: &Seating, shape: TableShape, clerks: &[String]) -> (Vec<&'static str>, Vec<Vec<Cell>>) {
    let width = seating.head.len().clamp(1, 3);
    let row = |right: Cell, mut middle: Vec<Cell>, left: Cell| {
        middle.resize(width, Cell::Blank);
        std::iter::once(right).chain(middle).chain([left]).collect::<Vec<_>>()
    };
    let alone = |middle| row(Cell::Blank, middle, Cell::Blank);
    let heads = std::iter::once("会長から見て右").chain(vec!["正面"; width]).chain(["会長から見て左"]).collect();
    let head = |places: &[Place]| {
        let mut cells: Vec<Cell> = places.iter().map(|place| cell(Some(place))).collect();
        if cells.len() == 3 {
            // The chair between the two who sit beside him.
            cells.swap(0, 1);
        }
        alone(cells)
    };
    let mut rows: Vec<Vec<Cell>> = seating.head.chunks(width).map(head).collect();
    let depth = seating.left.len().max(seating.right.len());
    rows.extend((0..depth).map(|at| row(cell(seating.right.get(at)), vec![], cell(seating.left.get(at)))));
    if shape == TableShape::Horseshoe {
        rows.push(alone(vec![Cell::words("（開いた側）")]));
    }
    let clerk = |name: &String| Cell::words(&format!("事務局\n{name}"));
    if clerks.is_empty() {
        rows.push(alone(vec![Cell::words("事務局")]));
    }
    rows.extend(clerks.chunks(width).map(|names| alone(names.iter().map(clerk).collect())));
    (heads, rows)
}

/// The head in the middle above, then rows from the front.
fn in_rows(seating: &Seating) -> Vec<Vec<Cell>> {
    let mut first = vec![Cell::Blank; IN_A_ROW];
    for (place, at) in seating.head.iter().zip([1, 2, 0, 3]) {
        first[at] = cell(Some(place));
    }
    let beside = seating.head.get(IN_A_ROW..).unwrap_or_default();
    let beside = beside.chunks(IN_A_ROW).map(|row| row.iter().map(|place| cell(Some(place))).collect());
    let rows = seating.order.chunks(IN_A_ROW).map(|row| row.iter().map(|place| cell(Some(place))).collect());
    std::iter::once(first).chain(beside).chain(rows).collect()
}

/// Role, name and body, one below the other.
fn cell(place: Option<&Place>) -> Cell {
    let Some(place) = place else { return Cell::Blank };
    let mut runs = vec![];
    if place.role != CouncilRole::Member.label() {
        runs.push(Run { text: format!("{}\n", place.role), ..Run::default() });
    }
    runs.push(Run { text: place.name.clone(), bold: true, whole: false });
    if !place.body.is_empty() {
        runs.push(Run { text: format!("\n{}", place.body), ..Run::default() });
    }
    Cell::Text(Text(runs))
}

/// The drawing's text twin: the same places, one after the other.
fn order(seating: &Seating, shape: TableShape) -> Vec<Block> {
    let groups: Vec<(String, Vec<&Place>)> = match shape {
        TableShape::Square | TableShape::Horseshoe => vec![
            ("正面".into(), seating.head.iter().collect()),
            ("会長から見て左（会長に近い席から）".into(), seating.left.iter().collect()),
            ("会長から見て右（会長に近い席から）".into(), seating.right.iter().collect()),
        ],
        TableShape::Rows => {
            let rows = seating.order.chunks(IN_A_ROW).zip(1..);
            let row = |(row, at)| (format!("前から{at}列目（会長に向かって左から）"), Vec::from_iter(row));
            std::iter::once(("正面".to_string(), seating.head.iter().collect())).chain(rows.map(row)).collect()
        }
    };
    let mut body = vec![];
    let mut at = 0;
    for (head, places) in groups.into_iter().filter(|(_, places)| !places.is_empty()) {
        body.push(placed(&format!("side-{at}"), head, Align::Start, 0));
        for place in places {
            at += 1;
            body.push(numbered(&format!("seat-{at}"), at, &words(place)));
        }
    }
    body
}

fn words(place: &Place) -> String {
    let body = if place.body.is_empty() { String::new() } else { format!("（{}）", place.body) };
    format!("{}　{}{body}", place.role, place.name)
}

fn numbered(id: &str, at: usize, words: &str) -> Block {
    let label = Some(Label { text: at.to_string(), width: 3 });
    Block::Paragraph(Paragraph { indent: 1, label, ..Paragraph::plain(id, words) })
}
