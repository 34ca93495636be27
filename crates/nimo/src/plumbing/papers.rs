//! A paper as the answer to a request: set aside from the desk, named, as PDF, DOCX or XLSX.

use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use chrono::NaiveDateTime;
use press::{Document, Fonts, Grid, OnMissing, PressError};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// As PDF under this name; a character that no font has stands as 〓.
///
/// # Errors
/// When the paper cannot be set; so do the two that follow.
pub async fn pdf(ask: &Ask, document: Document, name: &str) -> Answer {
    let bytes = ask.aside(move || press::pdf(&document, Fonts::embedded(), OnMissing::Geta)).await?.map_err(refused)?;
    Ok(Reply::paper("application/pdf", format!("{name}.pdf"), bytes))
}

/// As DOCX under this name.
pub async fn docx(ask: &Ask, document: Document, name: &str) -> Answer {
    const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    let bytes = ask.aside(move || press::docx(&document)).await?.map_err(refused)?;
    Ok(Reply::paper(DOCX, format!("{name}.docx"), bytes))
}

/// Lists as XLSX under this name, with its own title and day.
pub async fn xlsx(ask: &Ask, title: String, dated: NaiveDateTime, lists: Vec<Grid>, name: &str) -> Answer {
    const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let bytes = ask.aside(move || press::xlsx(&title, dated, &lists)).await?.map_err(refused)?;
    Ok(Reply::paper(XLSX, format!("{name}.xlsx"), bytes))
}

/// Files as one ZIP, under their names. A PDF is compressed inside; the day is no part of a file that is the same each time.
///
/// # Errors
/// When two have one name.
pub fn zip(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, Fault> {
    let refused = |error: String| Fault::broken("zip", error);
    let mut zip = zip::ZipWriter::new(Cursor::new(vec![]));
    let plain = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in files {
        zip.start_file(name.as_str(), plain).map_err(|error| refused(error.to_string()))?;
        zip.write_all(bytes).map_err(|error| refused(error.to_string()))?;
    }
    Ok(zip.finish().map_err(|error| refused(error.to_string()))?.into_inner())
}

/// Words as the name of a file, joined by `_`: nothing in it that a file system reads otherwise, and not too long.
pub fn plain_name(parts: &[&str]) -> String {
    let plain = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { '＿' } else { c };
    let words = parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("_");
    let words: String = words.chars().map(plain).take(60).collect();
    words.trim_end_matches(['.', ' ']).to_string()
}

fn refused(error: PressError) -> Fault {
    Fault::broken("press", error.to_string())
}
