//! One document tree, five writers: HTML, plain text, PDF, DOCX, XLSX. Knows pages and fonts, nothing of what is printed.
//!
//! A [`Document`] is data and nothing else: no writer ever reads markup in a text. [`html`] and [`text`] cannot fail.
//! [`pdf`] is tagged (PDF/UA-1) and archival (PDF/A-2a), and the same document gives the same bytes: this crate reads
//! no clock, no file and no environment. A character that no font has is named by [`missing_glyphs`] before printing.

mod document;
mod docx;
mod fault;
mod fonts;
mod glyph;
mod html;
mod letters;
mod pdf;
mod room;
mod text;
mod xlsx;

pub use document::{
    Align, Block, Cell, Column, Document, Entry, Foot, Grid, Heading, Label, PageForm, Paragraph, Row, Run, Sheet,
    Text, Width,
};
pub use docx::docx;
pub use fault::PressError;
pub use fonts::{FONT_NOTICES, FontNotice, Fonts};
pub use glyph::{MissingGlyph, Printed, missing_glyphs};
pub use html::{Laid, Permalink, SHEET_CSS, fragment, html};
pub use letters::is_hidden;
pub use pdf::{OnMissing, pdf};
pub use text::text;
pub use xlsx::xlsx;
