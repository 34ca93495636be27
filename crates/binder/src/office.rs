//! Files of Word, Excel and PowerPoint: a zip whose table of contents says what it is.

use crate::Refusal;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// So many files may be packed in one.
const MOST_ENTRIES: usize = 20_000;
/// All that is packed in a file, unpacked, as the file says itself.
const MOST_DECLARED: u64 = 512 * 1024 * 1024;
/// What this crate ever unpacks of a file.
const MOST_UNPACKED: u64 = 4 * 1024 * 1024;

const ZIP: &[u8] = b"PK\x03\x04";
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// An office file (.docx, .xlsx, .pptx) that was looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfficeKind {
    /// .docx
    Word,
    /// .xlsx
    Excel,
    /// .pptx
    PowerPoint,
}

impl OfficeKind {
    const ALL: [OfficeKind; 3] = [OfficeKind::Word, OfficeKind::Excel, OfficeKind::PowerPoint];

    /// The program's name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            OfficeKind::Word => "Word",
            OfficeKind::Excel => "Excel",
            OfficeKind::PowerPoint => "PowerPoint",
        }
    }

    /// What a file's name ends with, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            OfficeKind::Word => "docx",
            OfficeKind::Excel => "xlsx",
            OfficeKind::PowerPoint => "pptx",
        }
    }

    /// The type of its main part, in small letters.
    fn main_part(self) -> &'static str {
        match self {
            OfficeKind::Word => "wordprocessingml.document.main+xml",
            OfficeKind::Excel => "spreadsheetml.sheet.main+xml",
            OfficeKind::PowerPoint => "presentationml.presentation.main+xml",
        }
    }
}

/// An office file's bytes → which program's it is.
///
/// # Errors
/// A sentence that says what is wrong and what to do instead.
pub fn check_office(bytes: &[u8]) -> Result<OfficeKind, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if bytes.starts_with(OLE) {
        return Err(Refusal::OfficeOldOrLocked);
    }
    if !bytes.starts_with(ZIP) {
        return Err(Refusal::UnknownKind);
    }
    // zip 9 has no known panic; an unknown one must not end the server's other work.
    std::panic::catch_unwind(|| look_through(bytes)).unwrap_or(Err(Refusal::OfficeBroken))
}

fn look_through(bytes: &[u8]) -> Result<OfficeKind, Refusal> {
    let mut packed = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::OfficeBroken)?;
    if packed.len() > MOST_ENTRIES {
        return Err(Refusal::OfficeTooLarge);
    }
    if packed.has_duplicate_names() {
        return Err(Refusal::OfficeBroken);
    }
    let names: Vec<String> =
        packed.file_names_raw().map(|name| String::from_utf8_lossy(name).to_lowercase().replace('\\', "/")).collect();
    if names.iter().any(|name| name.ends_with("vbaproject.bin")) {
        return Err(Refusal::OfficeMacro);
    }
    let Some(contents) = names.iter().position(|name| name == "[content_types].xml") else {
        // Some other zip.
        return Err(Refusal::UnknownKind);
    };
    let mut declared = 0_u64;
    for index in 0..packed.len() {
        let entry = packed.by_index_raw(index).map_err(|_| Refusal::OfficeBroken)?;
        declared = declared.saturating_add(entry.size());
    }
    if declared > MOST_DECLARED {
        return Err(Refusal::OfficeTooLarge);
    }
    kind(&unpacked(&mut packed, contents)?, &names)
}

/// One entry as text in small letters, without the zeroes of UTF-16.
fn unpacked(packed: &mut ZipArchive<Cursor<&[u8]>>, index: usize) -> Result<String, Refusal> {
    let entry = packed.by_index(index).map_err(|_| Refusal::OfficeBroken)?;
    let mut bytes = vec![];
    entry.take(MOST_UNPACKED + 1).read_to_end(&mut bytes).map_err(|_| Refusal::OfficeBroken)?;
    if bytes.len() as u64 > MOST_UNPACKED {
        return Err(Refusal::OfficeTooLarge);
    }
    bytes.retain(|byte| *byte != 0);
    Ok(String::from_utf8_lossy(&bytes).to_lowercase())
}

fn kind(contents: &str, names: &[String]) -> Result<OfficeKind, Refusal> {
    if contents.contains("macroenabled") || contents.contains("vbaproject") {
        return Err(Refusal::OfficeMacro);
    }
    if contents.contains("activex") || names.iter().any(|name| name.contains("/activex/")) {
        return Err(Refusal::OfficeControl);
    }
    // No office program writes a type in character references; they could hide one.
    if contents.contains("&#") || contents.contains("<!entity") {
        return Err(Refusal::OfficeBroken);
    }
    let mut kinds = OfficeKind::ALL.into_iter().filter(|kind| contents.contains(kind.main_part()));
    match (kinds.next(), kinds.next()) {
        (Some(kind), None) => Ok(kind),
        _ => Err(Refusal::UnknownKind),
    }
}
