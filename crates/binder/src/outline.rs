//! The bookmarks of the binding.

use crate::place::Mark;
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

/// Writes the bookmarks below a new root. Those of the first level are seen, what is below them is folded.
pub(crate) fn write(document: &mut Document, marks: Vec<Mark>) -> ObjectId {
    let root = document.new_object_id();
    let count = marks.len() as i64;
    let mut written = dictionary! { "Type" => "Outlines", "Count" => count };
    if let Some((first, last)) = siblings(document, marks, root) {
        written.set("First", first);
        written.set("Last", last);
    }
    document.set_object(root, written);
    root
}

/// Writes bookmarks of one level; the first and the last.
fn siblings(document: &mut Document, marks: Vec<Mark>, parent: ObjectId) -> Option<(ObjectId, ObjectId)> {
    let ids: Vec<ObjectId> = marks.iter().map(|_| document.new_object_id()).collect();
    for (at, mark) in marks.into_iter().enumerate() {
        let mut item = Dictionary::new();
        item.set("Title", mark.title);
        item.set("Parent", parent);
        if let Some(place) = mark.place {
            item.set("Dest", place);
        }
        if let Some(before) = at.checked_sub(1).and_then(|at| ids.get(at)) {
            item.set("Prev", *before);
        }
        if let Some(next) = ids.get(at + 1) {
            item.set("Next", *next);
        }
        let folded = mark.below.len() as i64;
        if let Some((first, last)) = siblings(document, mark.below, ids[at]) {
            item.set("First", first);
            item.set("Last", last);
            item.set("Count", Object::Integer(-folded));
        }
        document.set_object(ids[at], item);
    }
    Some((*ids.first()?, *ids.last()?))
}
