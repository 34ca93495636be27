//! The pages of a PDF in their order, each with what it inherits.

use crate::{MOST_PAGES, Refusal};
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::HashSet;
use std::rc::Rc;

/// What a page takes from the nodes above it.
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];

/// A page.
pub(crate) struct Page {
    /// Its place among the objects.
    pub id: ObjectId,
    /// What it inherits and does not say itself.
    pub inherited: Rc<Dictionary>,
}

/// The pages in their order. A page that is named twice counts once, a node that leads back to itself is not gone into
/// again.
pub(crate) fn pages(document: &Document) -> Result<Vec<Page>, Refusal> {
    let root = document
        .catalog()
        .and_then(|catalog| catalog.get(b"Pages"))
        .and_then(Object::as_reference)
        .map_err(|_| Refusal::PdfBroken)?;
    let mut pages = vec![];
    let mut seen = HashSet::new();
    let mut waiting = vec![(root, Rc::new(Dictionary::new()))];
    while let Some((id, inherited)) = waiting.pop() {
        if !seen.insert(id) {
            continue;
        }
        let Ok(node) = document.get_dictionary(id) else { continue };
        let Ok(kids) = node.get_deref(b"Kids", document).and_then(Object::as_array) else {
            if node.has_type(b"Pages") {
                continue;
            }
            if pages.len() == MOST_PAGES {
                return Err(Refusal::TooManyPages);
            }
            pages.push(Page { id, inherited });
            continue;
        };
        let inherited = below(node, inherited);
        waiting.extend(kids.iter().rev().filter_map(|kid| Some((kid.as_reference().ok()?, Rc::clone(&inherited)))));
    }
    if pages.is_empty() { Err(Refusal::NoPages) } else { Ok(pages) }
}

/// What the nodes below `node` inherit.
fn below(node: &Dictionary, inherited: Rc<Dictionary>) -> Rc<Dictionary> {
    let own: Vec<_> = INHERITED.iter().filter_map(|key| Some((*key, node.get(key).ok()?))).collect();
    if own.is_empty() {
        return inherited;
    }
    let mut all = Dictionary::clone(&inherited);
    for (key, value) in own {
        all.set(key, value.clone());
    }
    Rc::new(all)
}
