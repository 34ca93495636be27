//! A paper as the answer to a request: set aside from the desk, named, as PDF, DOCX or XLSX.

use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use chrono::NaiveDateTime;
use press::{Document, Fonts, Grid, OnMissing, PressError};

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

fn refused(error: PressError) -> Fault {
    Fault::broken("press", error.to_string())
}
