//! PDF: set by Typst from a fixed template; all that a paper says goes in as data.

pub(crate) mod tree;
mod world;

use crate::document::Document;
use crate::fault::PressError;
use crate::fonts::Fonts;
use crate::glyph::{Fitter, Printed};
use chrono::{Datelike, Timelike};
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use world::Desk;

/// What to do about a character that no font has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OnMissing {
    /// Refuse and name it.
    #[default]
    Refuse,
    /// Print 〓 in its place.
    Geta,
}

/// Japanese time, in minutes before UTC.
const JAPAN: i32 = 9 * 60;

/// The paper as a tagged (PDF/UA-1), archival (PDF/A-2a) PDF with its fonts inside. The same paper gives the same bytes.
///
/// # Errors
/// [`PressError::Missing`] names characters that no font has, unless they are printed as 〓.
pub fn pdf(document: &Document, fonts: &Fonts, on_missing: OnMissing) -> Result<Vec<u8>, PressError> {
    let mut fitter = Fitter::new(&document.page, fonts);
    let inputs = tree::inputs(document, &mut fitter);
    let missing = fitter.missing;
    if on_missing == OnMissing::Refuse && missing.iter().any(|glyph| glyph.printed == Printed::Geta) {
        return Err(PressError::Missing(missing.into_iter().filter(|glyph| glyph.printed == Printed::Geta).collect()));
    }
    let bytes = set(document, inputs, fonts);
    // Papers about people leave nothing behind in the typesetter's memory.
    typst::comemo::evict(0);
    bytes
}

fn set(document: &Document, inputs: typst::foundations::Dict, fonts: &Fonts) -> Result<Vec<u8>, PressError> {
    let desk = Desk::new(inputs, fonts);
    let paged: PagedDocument = typst::compile(&desk).output.map_err(|faults| refused(&faults))?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|hinted| PressError::Refused(hinted.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(format!("{}\n{}", document.title, document.dated)),
        creator: Smart::Custom(Some("nimo".into())),
        timestamp: timestamp(document),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&paged, &options).map_err(|faults| refused(&faults))
}

fn timestamp(document: &Document) -> Option<Timestamp> {
    let small = |number: u32| u8::try_from(number).ok();
    let (day, time) = (document.dated.date(), document.dated.time());
    let moment = Datetime::from_ymd_hms(
        day.year(),
        small(day.month())?,
        small(day.day())?,
        small(time.hour())?,
        small(time.minute())?,
        small(time.second())?,
    )?;
    Timestamp::new_local(moment, JAPAN)
}

fn refused(faults: &[SourceDiagnostic]) -> PressError {
    let words: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    PressError::Refused(words.join(" / "))
}
