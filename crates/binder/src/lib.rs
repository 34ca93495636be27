//! Files looked through before they are taken in, and many PDFs bound as one (会議資料一式). Knows files, nothing of what
//! they are about.
//!
//! [`check`] tells a file by its first bytes, never by its name, and refuses what carries a program, a password or other
//! files; every [`Refusal`] is a sentence for the person who sent the file. [`bind`] checks its parts in the same way. The
//! same parts give the same bytes: this crate reads no clock, no file and no environment.

mod balance;
mod bind;
mod danger;
mod foot;
mod graft;
mod layers;
mod letters;
mod office;
mod open;
mod outline;
mod place;
mod refusal;
mod sheet;
mod tree;
mod whole;

pub use bind::{Binding, Part, bind};
pub use office::{OfficeKind, check_office};
pub use open::MOST_PAGES;
pub use refusal::Refusal;

/// A PDF that was looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckedPdf {
    /// How many pages it has.
    pub pages: usize,
}

/// A file that was looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckedFile {
    /// A PDF.
    Pdf(CheckedPdf),
    /// A file of Word, Excel or PowerPoint.
    Office(OfficeKind),
}

/// A PDF's bytes → what is known of it.
///
/// # Errors
/// A sentence that says what is wrong and what to do instead.
pub fn check_pdf(bytes: &[u8]) -> Result<CheckedPdf, Refusal> {
    open::open(bytes).map(|opened| CheckedPdf { pages: opened.pages.len() })
}

/// A file's bytes → what it is, told by the first of them.
///
/// # Errors
/// A sentence that says what is wrong and what to do instead.
pub fn check(bytes: &[u8]) -> Result<CheckedFile, Refusal> {
    if open::is_pdf(bytes) {
        check_pdf(bytes).map(CheckedFile::Pdf)
    } else {
        check_office(bytes).map(CheckedFile::Office)
    }
}
