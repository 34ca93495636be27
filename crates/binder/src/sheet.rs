//! A page as it was in its part, made ready to stand in the binding.

use crate::balance::{Missing, missing};
use crate::foot::Frame;
use crate::tree::Page;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// What a page's content may unpack to; a larger one is taken to put back what it takes.
const MOST_CONTENT: usize = 16 * 1024 * 1024;

/// A page that says itself what it inherited.
pub(crate) struct Sheet {
    pub id: ObjectId,
    pub page: Dictionary,
    pub frame: Frame,
}

/// What a number at the foot needs to know of a page.
pub(crate) struct Foot {
    /// A name that no font of the page has.
    pub font: String,
    /// What is missing around the content.
    pub missing: Missing,
}

impl Sheet {
    /// A page of a document.
    pub(crate) fn of(document: &Document, page: &Page) -> Sheet {
        let mut own = Dictionary::clone(&page.inherited);
        for (key, value) in document.get_dictionary(page.id).into_iter().flat_map(Dictionary::iter) {
            own.set(key.clone(), value.clone());
        }
        if !own.has(b"Resources") {
            own.set("Resources", Dictionary::new());
        }
        Sheet { id: page.id, frame: Frame::of(&own, document), page: own }
    }

    /// Makes room for a number: resources and fonts of the page's own, and its content as a list.
    pub(crate) fn make_room(&mut self, document: &Document) -> Foot {
        let dictionary =
            |from: &Dictionary, key: &[u8]| from.get_deref(key, document).and_then(Object::as_dict).cloned().ok();
        let mut resources = dictionary(&self.page, b"Resources").unwrap_or_default();
        let fonts = dictionary(&resources, b"Font").unwrap_or_default();
        let font = (0..).map(|n| format!("Nimo{n}")).find(|name| !fonts.has(name.as_bytes())).unwrap_or_default();
        resources.set("Font", fonts);
        self.page.set("Resources", resources);
        let contents = contents(&self.page, document);
        let missing = missing(&drawn(&contents, document));
        self.page.set("Contents", contents);
        Foot { font, missing }
    }
}

/// The streams of a page's content, in order.
fn contents(page: &Dictionary, document: &Document) -> Vec<Object> {
    let Ok(written) = page.get(b"Contents") else { return vec![] };
    match document.dereference(written) {
        Ok((_, Object::Stream(_))) => vec![written.clone()],
        Ok((_, Object::Array(items))) => {
            let streams = |item: &&Object| document.dereference(item).is_ok_and(|(_, item)| item.as_stream().is_ok());
            items.iter().filter(streams).cloned().collect()
        }
        _ => vec![],
    }
}

/// What they draw, unpacked; what cannot be is left out.
fn drawn(contents: &[Object], document: &Document) -> Vec<u8> {
    let mut drawn: Vec<u8> = vec![];
    for stream in contents {
        let left = MOST_CONTENT.saturating_sub(drawn.len());
        let plain = document
            .dereference(stream)
            .and_then(|(_, stream)| stream.as_stream())
            .and_then(|stream| stream.get_plain_content_with_limit(left));
        let Ok(plain) = plain else { return vec![] };
        drawn.extend(plain);
        drawn.push(b'\n');
    }
    drawn
}
