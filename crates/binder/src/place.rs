//! Places within a PDF: names that stand for one, and its own bookmarks.

use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::{BTreeMap, HashSet};

/// So many names and so many bookmarks are kept of a part.
const MOST: usize = 20_000;
/// So many levels of bookmarks are kept of a part.
const DEEPEST: usize = 6;

/// A bookmark of a part.
pub(crate) struct Mark {
    /// As it was written.
    pub title: Object,
    /// The place: a page and how it is shown.
    pub place: Option<Object>,
    /// Those below it.
    pub below: Vec<Mark>,
}

/// Names that stand for a place.
#[derive(Default)]
pub(crate) struct Names(BTreeMap<Vec<u8>, Object>);

impl Names {
    /// All names of a document: the old way (/Dests) and the new one (/Names).
    pub(crate) fn of(document: &Document) -> Names {
        let mut names = Names::default();
        let Ok(catalog) = document.catalog() else { return names };
        if let Ok(old) = catalog.get_deref(b"Dests", document).and_then(Object::as_dict) {
            for (name, value) in old.iter().take(MOST) {
                names.add(name, value, document);
            }
        }
        let tree = catalog
            .get_deref(b"Names", document)
            .and_then(Object::as_dict)
            .and_then(|all| all.get_deref(b"Dests", document));
        let mut seen = HashSet::new();
        let mut waiting: Vec<&Object> = tree.into_iter().collect();
        while let Some(node) = waiting.pop() {
            let Ok((id, Object::Dictionary(node))) = document.dereference(node) else { continue };
            if id.is_some_and(|id| !seen.insert(id)) {
                continue;
            }
            if let Ok(pairs) = node.get_deref(b"Names", document).and_then(Object::as_array) {
                for pair in pairs.chunks_exact(2) {
                    if let Ok(name) = document.dereference(&pair[0]).and_then(|(_, name)| name.as_str()) {
                        names.add(name, &pair[1], document);
                    }
                }
            }
            if let Ok(kids) = node.get_deref(b"Kids", document).and_then(Object::as_array) {
                waiting.extend(kids);
            }
        }
        names
    }

    fn add(&mut self, name: &[u8], value: &Object, document: &Document) {
        let Ok((_, value)) = document.dereference(value) else { return };
        let place = match value {
            Object::Dictionary(wrapped) => wrapped.get_deref(b"D", document).ok(),
            value => Some(value),
        };
        if let Some(place @ Object::Array(_)) = place
            && self.0.len() < MOST
        {
            self.0.entry(name.to_vec()).or_insert_with(|| place.clone());
        }
    }

    /// What is written for a place (a name, a text or the place itself) → the place itself, where its page is one of
    /// `pages`.
    pub(crate) fn place(&self, written: &Object, pages: &[ObjectId]) -> Option<Object> {
        let place = match written {
            Object::Name(name) | Object::String(name, _) => self.0.get(name)?,
            written => written,
        };
        let Object::Array(parts) = place else { return None };
        let mut parts = parts.clone();
        match parts.first() {
            Some(Object::Reference(id)) if pages.contains(id) => (),
            // Some programs write the page's number instead.
            Some(Object::Integer(index)) => {
                let page = pages.get(usize::try_from(*index).ok()?)?;
                parts[0] = Object::Reference(*page);
            }
            _ => return None,
        }
        Some(Object::Array(parts))
    }
}

/// The bookmarks of a document.
pub(crate) fn marks(document: &Document, names: &Names, pages: &[ObjectId]) -> Vec<Mark> {
    let root =
        document.catalog().and_then(|catalog| catalog.get_deref(b"Outlines", document)).and_then(Object::as_dict);
    let mut reading = Reading { document, names, pages, seen: HashSet::new() };
    root.map(|root| reading.below(root, DEEPEST)).unwrap_or_default()
}

struct Reading<'a> {
    document: &'a Document,
    names: &'a Names,
    pages: &'a [ObjectId],
    seen: HashSet<ObjectId>,
}

impl Reading<'_> {
    fn below(&mut self, node: &Dictionary, levels: usize) -> Vec<Mark> {
        let mut marks = vec![];
        let mut next = node.get(b"First").and_then(Object::as_reference).ok();
        while let Some(id) = next {
            if levels == 0 || self.seen.len() == MOST || !self.seen.insert(id) {
                break;
            }
            let document = self.document;
            let Ok(item) = document.get_dictionary(id) else { break };
            if let Ok(title @ Object::String(..)) = item.get_deref(b"Title", document) {
                let below = self.below(item, levels - 1);
                marks.push(Mark { title: title.clone(), place: self.place(item), below });
            }
            next = item.get(b"Next").and_then(Object::as_reference).ok();
        }
        marks
    }

    fn place(&self, item: &Dictionary) -> Option<Object> {
        let written = item.get_deref(b"Dest", self.document).or_else(|_| {
            let action = item.get_deref(b"A", self.document).and_then(Object::as_dict)?;
            action.get_deref(b"D", self.document)
        });
        self.names.place(written.ok()?, self.pages)
    }
}
