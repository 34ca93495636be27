//! What is seen in a binding that is read again.

use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

/// A binding that is read again.
pub struct Seen(pub Document);

impl Seen {
    pub fn of(bytes: &[u8]) -> Seen {
        Seen(Document::load_mem(bytes).unwrap())
    }

    pub fn pages(&self) -> Vec<ObjectId> {
        self.0.page_iter().collect()
    }

    pub fn page(&self, at: usize) -> &Dictionary {
        self.0.get_dictionary(self.pages()[at]).unwrap()
    }

    /// What a page draws, as it is written.
    pub fn drawn(&self, at: usize) -> String {
        String::from_utf8_lossy(&self.0.get_page_content(self.pages()[at])).into_owned()
    }

    /// The bookmarks of a level below one: title, number of the page from 1, how many below.
    pub fn marks(&self, node: &Dictionary) -> Vec<(String, usize, Dictionary)> {
        let mut marks = vec![];
        let mut next = node.get(b"First").and_then(Object::as_reference).ok();
        while let Some(id) = next {
            let item = self.0.get_dictionary(id).unwrap();
            let title = decode_text_string(item.get(b"Title").unwrap()).unwrap();
            let page = item.get(b"Dest").and_then(Object::as_array).unwrap()[0].as_reference().unwrap();
            let at = self.pages().iter().position(|id| *id == page).unwrap() + 1;
            marks.push((title, at, item.clone()));
            next = item.get(b"Next").and_then(Object::as_reference).ok();
        }
        marks
    }

    /// The bookmarks of the first level.
    pub fn top(&self) -> Vec<(String, usize, Dictionary)> {
        let root = self.0.catalog().unwrap().get_deref(b"Outlines", &self.0).unwrap().as_dict().unwrap();
        self.marks(root)
    }

    /// The text of an entry of /Info.
    pub fn about(&self, key: &str) -> String {
        let about = self.0.trailer.get_deref(b"Info", &self.0).unwrap().as_dict().unwrap();
        decode_text_string(about.get(key.as_bytes()).unwrap()).unwrap()
    }
}
