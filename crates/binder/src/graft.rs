//! One part's pages moved into the binding, with all that they lead to and nothing else.

use crate::place::Names;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::HashMap;

/// What a page does not take along: its place in a tree and in the tags, other programs' own notes, actions.
const NOT_OF_A_PAGE: [&[u8]; 12] = [
    b"Parent", b"StructParents", b"Tabs", b"AA", b"B", b"Thumb", b"PieceInfo", b"DPart", b"TemplateInstantiated",
    b"PresSteps", b"Metadata", b"AF",
];
/// What a field of a form is and does, beside how it looks.
const OF_A_FIELD: [&[u8]; 18] = [
    b"FT", b"Parent", b"Kids", b"T", b"TU", b"TM", b"Ff", b"V", b"DV", b"DA", b"Q", b"DS", b"RV", b"Opt", b"MK",
    b"MaxLen", b"A", b"Lock",
];

const HIDDEN: i64 = 2;
const READ_ONLY_AND_LOCKED: i64 = 64 | 128;

/// The move of one part.
pub(crate) struct Graft<'a> {
    part: Document,
    into: &'a mut Document,
    names: Names,
    pages: Vec<ObjectId>,
    moved: HashMap<ObjectId, ObjectId>,
    waiting: Vec<(ObjectId, ObjectId)>,
}

impl<'a> Graft<'a> {
    /// A part, its names and its pages in order; these are numbered at once, so that every link finds them.
    pub(crate) fn new(part: Document, into: &'a mut Document, names: Names, pages: Vec<ObjectId>) -> Graft<'a> {
        let moved = pages.iter().map(|id| (*id, into.new_object_id())).collect();
        Graft { part, into, names, pages, moved, waiting: vec![] }
    }

    /// Writes a page, made of the part's, below its new parent. `finish` adds what is the binding's, in its own numbers.
    pub(crate) fn page(
        &mut self,
        id: ObjectId,
        mut page: Dictionary,
        parent: ObjectId,
        finish: impl FnOnce(&mut Dictionary),
    ) -> Option<ObjectId> {
        let new = *self.moved.get(&id)?;
        for key in NOT_OF_A_PAGE {
            page.remove(key);
        }
        self.dictionary(&mut page);
        finish(&mut page);
        page.set("Type", "Page");
        page.set("Parent", parent);
        self.part.objects.remove(&id);
        self.into.set_object(new, page);
        Some(new)
    }

    /// Moves all that was led to.
    pub(crate) fn settle(&mut self) {
        while let Some((old, new)) = self.waiting.pop() {
            if let Some(mut object) = self.part.objects.remove(&old) {
                self.adapt(&mut object);
                self.into.set_object(new, object);
            }
        }
    }

    /// Puts the binding's numbers into an object of the part.
    pub(crate) fn adapt(&mut self, object: &mut Object) {
        match object {
            Object::Reference(old) => *object = self.number(*old).map_or(Object::Null, Object::Reference),
            Object::Array(items) => items.iter_mut().for_each(|item| self.adapt(item)),
            Object::Dictionary(dictionary) => self.dictionary(dictionary),
            Object::Stream(stream) => self.dictionary(&mut stream.dict),
            _ => (),
        }
    }

    /// The new number of an object; none for what is left behind.
    fn number(&mut self, old: ObjectId) -> Option<ObjectId> {
        if let Some(new) = self.moved.get(&old) {
            return Some(*new);
        }
        let object = self.part.objects.get(&old)?;
        let left_behind: [&[u8]; 6] = [b"Page", b"Pages", b"Catalog", b"StructTreeRoot", b"StructElem", b"ObjStm"];
        if object.type_name().is_ok_and(|name| left_behind.contains(&name)) {
            return None;
        }
        let new = self.into.new_object_id();
        self.moved.insert(old, new);
        self.waiting.push((old, new));
        Some(new)
    }

    fn dictionary(&mut self, dictionary: &mut Dictionary) {
        // Tags are left behind, so nothing may point at them.
        for key in [b"StructParents".as_slice(), b"StructParent", b"PieceInfo"] {
            dictionary.remove(key);
        }
        if dictionary.has(b"Rect") && dictionary.has(b"Subtype") {
            dictionary.remove(b"AA");
            still(dictionary);
        }
        self.link(dictionary);
        for (_, value) in dictionary.iter_mut() {
            self.adapt(value);
        }
    }

    /// A link by name becomes one by page; one that leads nowhere leads nowhere still.
    fn link(&self, dictionary: &mut Dictionary) {
        if let Ok(written) = dictionary.get(b"Dest")
            && !matches!(written, Object::Reference(_) | Object::Dictionary(_))
        {
            match self.names.place(written, &self.pages) {
                Some(place) => dictionary.set("Dest", place),
                None => {
                    dictionary.remove(b"Dest");
                }
            }
        }
        let goes = dictionary.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == b"GoTo");
        if goes && let Ok(written) = dictionary.get(b"D") {
            let written = self.part.dereference(written).map_or(&Object::Null, |(_, written)| written);
            match self.names.place(written, &self.pages) {
                Some(place) => {
                    dictionary.set("D", place);
                    dictionary.remove(b"SD");
                }
                None => *dictionary = Dictionary::new(),
            }
        }
    }
}

/// A field of a form becomes a picture of itself: its form is left behind, and without one some readers draw no field.
fn still(annotation: &mut Dictionary) {
    if annotation.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Widget") {
        return;
    }
    for key in OF_A_FIELD {
        annotation.remove(key);
    }
    let flags = annotation.get(b"F").and_then(Object::as_i64).unwrap_or(0);
    let unseen = if annotation.has(b"AP") { 0 } else { HIDDEN };
    annotation.set("Subtype", "Stamp");
    annotation.set("F", flags | READ_ONLY_AND_LOCKED | unseen);
}
