//! Papers as they were frozen, with names for their places.

use crate::council::edition::model::Body;
use crate::council::edition::print::edition;
use crate::plumbing::secret::hash;
use minutes::{FormField, OutlineLine};
use press::{Block, Document};

/// Minutes as a paper whose places can be named.
pub struct Minutes {
    /// The paper.
    pub document: Document,
    /// The places of its proceedings, in order.
    pub places: Vec<Place>,
}

/// A place of the proceedings: an item or a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// `i-…` or `b-…`.
    pub id: String,
    /// ⑴; may be empty.
    pub mark: String,
    /// Its words.
    pub words: String,
    /// An item of the agenda, not something that was said under one.
    pub is_item: bool,
}

/// The minutes of an edition. A block is named by its id for life. An item is named by its own words, so that a link to it never leads to
/// another; an edition that says it otherwise has another name for it.
pub fn minutes(body: &Body) -> Minutes {
    let mut document = edition(body);
    for_each_id(&mut document, |id| format!("p-{id}"));
    let mut places: Vec<Place> = vec![];
    let sheets = document.body.iter_mut().filter_map(|block| match block {
        Block::Sheet(sheet) => Some(sheet),
        _ => None,
    });
    for (row, cells) in sheets.flat_map(|sheet| &mut sheet.rows).zip(&body.written.outline.rows) {
        for (entry, cell) in [Some(&mut row.first), row.second.as_mut()].into_iter().flatten().zip(cells) {
            if cell.field != FormField::Proceedings {
                continue;
            }
            for (paragraph, line) in entry.body.iter_mut().zip(&cell.lines) {
                if let Some(place) = place(line, &places) {
                    paragraph.id.clone_from(&place.id);
                    places.push(place);
                }
            }
        }
    }
    Minutes { document, places }
}

fn place(line: &OutlineLine, others: &[Place]) -> Option<Place> {
    let words: String = line.words.iter().map(|words| words.text.as_str()).collect();
    let mark = line.mark.as_ref().map_or_else(String::new, |mark| mark.text.clone());
    if let Some(block) = &line.block {
        return Some(Place { id: format!("b-{block}"), mark, words, is_item: false });
    }
    if !line.begins {
        return None;
    }
    let name: String = hash(&format!("{mark}{words}")).chars().take(8).collect();
    let is_free = |id: &String| others.iter().all(|other| other.id != *id);
    let mut names = (1..).map(|number| if number == 1 { format!("i-{name}") } else { format!("i-{name}-{number}") });
    names.find(is_free).map(|id| Place { id, mark, words, is_item: true })
}

/// Gives every place of a paper another name.
pub fn for_each_id(document: &mut Document, name: impl Fn(&str) -> String) {
    let set = |id: &mut String| *id = name(id);
    for block in &mut document.body {
        match block {
            Block::Heading(heading) => set(&mut heading.id),
            Block::Paragraph(paragraph) => set(&mut paragraph.id),
            Block::Grid(grid) => set(&mut grid.id),
            Block::Sheet(sheet) => {
                for row in &mut sheet.rows {
                    for entry in [Some(&mut row.first), row.second.as_mut()].into_iter().flatten() {
                        set(&mut entry.id);
                        entry.body.iter_mut().for_each(|paragraph| set(&mut paragraph.id));
                    }
                }
            }
            Block::PageBreak | Block::Spacer(_) => {}
        }
    }
}
