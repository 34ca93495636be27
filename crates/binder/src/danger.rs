//! What a PDF must not carry: programs, other files, forms that only one program draws. All objects are looked at, also
//! those that no page leads to.

use crate::Refusal;
use lopdf::{Dictionary, Document, Object};

/// Actions that run a program, send or fetch something, or start another one.
const ACTIONS: [&[u8]; 6] = [b"JavaScript", b"Launch", b"SubmitForm", b"ImportData", b"Rendition", b"RichMediaExecute"];

/// The first thing in the document that it must not carry.
pub(crate) fn found(document: &Document, bytes: &[u8]) -> Option<Refusal> {
    if says_program(bytes) {
        return Some(Refusal::PdfProgram);
    }
    let trailer = Object::Dictionary(document.trailer.clone());
    let mut waiting: Vec<&Object> = document.objects.values().chain([&trailer]).collect();
    while let Some(object) = waiting.pop() {
        let dictionary = match object {
            Object::Dictionary(dictionary) => dictionary,
            Object::Stream(stream) => &stream.dict,
            Object::Array(items) => {
                waiting.extend(items);
                continue;
            }
            _ => continue,
        };
        if let Some(refusal) = carries(document, dictionary) {
            return Some(refusal);
        }
        waiting.extend(dictionary.iter().map(|(_, value)| value));
    }
    None
}

fn carries(document: &Document, dictionary: &Dictionary) -> Option<Refusal> {
    let value = |key: &[u8]| dictionary.get_deref(key, document).ok().filter(|value| !value.is_null());
    let named = |key: &[u8], names: &[&[u8]]| {
        value(key).and_then(|value| value.as_name().ok()).is_some_and(|name| names.contains(&name))
    };
    let program = value(b"JS").is_some_and(|script| matches!(script, Object::String(..) | Object::Stream(_)))
        || ["JavaScript", "OnInstantiate", "RichMediaContent"].iter().any(|key| value(key.as_bytes()).is_some())
        || named(b"S", &ACTIONS)
        || named(b"Subtype", &[b"RichMedia"]);
    if program {
        return Some(Refusal::PdfProgram);
    }
    // An empty list of attachments carries none.
    let listed = value(b"EmbeddedFiles").and_then(|list| list.as_dict().ok()).is_some_and(|list| {
        [b"Names".as_slice(), b"Kids"]
            .iter()
            .any(|key| list.get_deref(key, document).and_then(Object::as_array).is_ok_and(|items| !items.is_empty()))
    });
    if listed
        || value(b"EF").is_some_and(|files| files.as_dict().is_ok())
        || named(b"Type", &[b"EmbeddedFile"])
        || named(b"Subtype", &[b"FileAttachment"])
    {
        return Some(Refusal::PdfAttachment);
    }
    value(b"XFA").map(|_| Refusal::PdfForm)
}

/// /S /JavaScript in the bytes as they stand: an object that an older or another reader would find where lopdf does not.
fn says_program(bytes: &[u8]) -> bool {
    places(bytes, b"/JavaScript").any(|at| bytes.get(..at).unwrap_or_default().trim_ascii_end().ends_with(b"/S"))
}

/// Where the bytes hold a word.
pub(crate) fn places<'a>(bytes: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let (first, second) = (word.first().copied(), word.get(1).copied());
    bytes
        .windows(word.len())
        .enumerate()
        .filter(move |(_, window)| {
            window.first().copied() == first && window.get(1).copied() == second && *window == word
        })
        .map(|(at, _)| at)
}
