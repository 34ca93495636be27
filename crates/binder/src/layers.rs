//! Layers (optional content): what a part hides stays hidden in the binding.

use lopdf::{Dictionary, Document, Object, dictionary};

/// Lists that are put one behind the other.
const LISTS: [&str; 5] = ["OFF", "Order", "Locked", "AS", "RBGroups"];

/// The layers of one part or of all.
#[derive(Default)]
pub(crate) struct Layers {
    all: Vec<Object>,
    lists: [Vec<Object>; LISTS.len()],
}

impl Layers {
    /// The layers of a document.
    pub(crate) fn of(document: &Document) -> Layers {
        let mut layers = Layers::default();
        let properties = document
            .catalog()
            .and_then(|catalog| catalog.get_deref(b"OCProperties", document))
            .and_then(Object::as_dict);
        let Ok(properties) = properties else { return layers };
        let list = |from: &Dictionary, key: &[u8]| {
            from.get_deref(key, document).and_then(Object::as_array).cloned().unwrap_or_default()
        };
        layers.all = list(properties, b"OCGs");
        let Ok(shown) = properties.get_deref(b"D", document).and_then(Object::as_dict) else { return layers };
        layers.lists = LISTS.map(|key| list(shown, key.as_bytes()));
        if shown.get_deref(b"BaseState", document).and_then(Object::as_name).is_ok_and(|state| state == b"OFF") {
            let on = list(shown, b"ON");
            layers.lists[0] = layers.all.iter().filter(|layer| !on.contains(layer)).cloned().collect();
        }
        layers
    }

    /// All references in them.
    pub(crate) fn each(&mut self, mut change: impl FnMut(&mut Object)) {
        self.all.iter_mut().chain(self.lists.iter_mut().flatten()).for_each(&mut change);
    }

    /// Those of another part behind these.
    pub(crate) fn add(&mut self, other: Layers) {
        self.all.extend(other.all);
        for (list, other) in self.lists.iter_mut().zip(other.lists) {
            list.extend(other);
        }
    }

    /// As the catalog names them; nothing where there are none.
    pub(crate) fn written(self) -> Option<Dictionary> {
        if self.all.is_empty() {
            return None;
        }
        let mut shown = dictionary! { "BaseState" => "ON" };
        for (key, list) in LISTS.into_iter().zip(self.lists) {
            if !list.is_empty() {
                shown.set(key, list);
            }
        }
        Some(dictionary! { "OCGs" => self.all, "D" => shown })
    }
}
