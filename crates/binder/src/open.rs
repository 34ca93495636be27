//! A PDF read under limits and looked through.

use crate::tree::{Page, pages};
use crate::{Refusal, danger};
use lopdf::{Document, Error, LoadOptions, Object, ObjectId};
use std::cell::Cell;

/// The longest PDF, in pages; also the longest binding.
pub const MOST_PAGES: usize = 2_000;

/// What one packed stream of objects may unpack to, in bytes.
const MOST_UNPACKED: usize = 32 * 1024 * 1024;
/// What all packed streams of objects may unpack to, in bytes and in words. A word of two bytes takes 120 once read; a
/// tagged paper has some 2,000 on a page.
const MOST_PACKED: Budget = Budget { bytes: 96 * 1024 * 1024, words: 2_500_000 };
/// Beside those that are packed, a file may have as many words, and one more for so many bytes: in pictures and packed
/// text, which are no objects, one is found every 15 to 20 by chance.
const BYTES_PER_WORD: usize = 10;

#[derive(Clone, Copy)]
struct Budget {
    bytes: usize,
    words: usize,
}

thread_local! {
    // lopdf limits each stream and not their sum, and its filter is a plain function without a memory of its own.
    static LEFT: Cell<Budget> = const { Cell::new(MOST_PACKED) };
    static SPENT: Cell<bool> = const { Cell::new(false) };
}

/// A PDF that was looked through, ready to be bound.
pub(crate) struct Opened {
    pub document: Document,
    pub pages: Vec<Page>,
}

/// Does it begin as a PDF? A mark of UTF-8 and blanks may stand before.
pub(crate) fn is_pdf(bytes: &[u8]) -> bool {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start().starts_with(b"%PDF-")
}

/// A PDF's bytes → its objects and its pages in order.
pub(crate) fn open(bytes: &[u8]) -> Result<Opened, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if !is_pdf(bytes) {
        return Err(Refusal::UnknownKind);
    }
    // Looked for before reading: the limits below do not reach into a locked file.
    if says_encrypted(bytes) {
        return Err(Refusal::PdfLocked);
    }
    if words(bytes) > MOST_PACKED.words + bytes.len() / BYTES_PER_WORD {
        return Err(Refusal::PdfTooLarge);
    }
    // 50,000 damaged files made no panic in lopdf 0.47; one that nobody found yet must not end the server's other work.
    std::panic::catch_unwind(|| look_through(bytes)).unwrap_or(Err(Refusal::PdfBroken))
}

fn look_through(bytes: &[u8]) -> Result<Opened, Refusal> {
    let mut document = load(bytes, false)?;
    if !has_tree(&document) {
        // The table of objects pointed past them.
        document = load(bytes, true)?;
    }
    if let Some(refusal) = danger::found(&document, bytes) {
        return Err(refusal);
    }
    let pages = pages(&document)?;
    Ok(Opened { document, pages })
}

fn load(bytes: &[u8], rebuild: bool) -> Result<Document, Refusal> {
    LEFT.set(MOST_PACKED);
    SPENT.set(false);
    let options = LoadOptions {
        filter: Some(gauge),
        max_decompressed_size: Some(MOST_UNPACKED),
        force_reconstruct: rebuild,
        ..LoadOptions::default()
    };
    let loaded = Document::load_mem_with_options(bytes, options);
    if SPENT.get() {
        return Err(Refusal::PdfTooLarge);
    }
    let document = loaded.map_err(|error| match error {
        Error::Decompress(_) => Refusal::PdfTooLarge,
        Error::Decryption(_) => Refusal::PdfLocked,
        _ => Refusal::PdfBroken,
    })?;
    if document.is_encrypted() || document.was_encrypted() { Err(Refusal::PdfLocked) } else { Ok(document) }
}

/// Every object passes here; a stream of objects before it is unpacked.
fn gauge(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let Object::Stream(stream) = object else { return Some((id, object.clone())) };
    if stream.dict.has_type(b"ObjStm") {
        let left = LEFT.get();
        // What cannot be unpacked, lopdf leaves out too.
        let content = match stream.get_plain_content_with_limit(left.bytes.min(MOST_UNPACKED)) {
            Ok(content) => content,
            Err(Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
                SPENT.set(true);
                return None;
            }
            Err(_) => return None,
        };
        let words = words(&content);
        if words > left.words {
            SPENT.set(true);
            return None;
        }
        LEFT.set(Budget { bytes: left.bytes - content.len(), words: left.words - words });
    }
    // lopdf keeps the stream itself and asks only whether to.
    Some((id, Object::Null))
}

/// Runs of letters between blanks and brackets, and the brackets.
fn words(content: &[u8]) -> usize {
    let mut inside = false;
    let mut words = 0;
    for byte in content {
        let bracket = matches!(byte, b'[' | b'<' | b'(' | b'/');
        let blank = bracket || byte.is_ascii_whitespace() || matches!(byte, 0 | b']' | b'>' | b')');
        words += usize::from(bracket || (!blank && !inside));
        inside = !blank;
    }
    words
}

fn has_tree(document: &Document) -> bool {
    let root = document.catalog().and_then(|catalog| catalog.get_deref(b"Pages", document)).and_then(Object::as_dict);
    root.is_ok_and(|root| root.has(b"Kids"))
}

/// /Encrypt with a reference or a dictionary behind it: trailers are never packed.
fn says_encrypted(bytes: &[u8]) -> bool {
    const KEY: &[u8] = b"/Encrypt";
    danger::places(bytes, KEY).any(|at| {
        let rest = bytes.get(at + KEY.len()..).unwrap_or_default();
        let value = rest.trim_ascii_start();
        value.starts_with(b"<<")
            || (value.len() < rest.len()
                && value.first().is_some_and(u8::is_ascii_digit)
                && value.iter().take(24).any(|byte| *byte == b'R'))
    })
}
