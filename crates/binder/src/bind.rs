//! Many PDFs as one.

use crate::open::{Opened, open};
use crate::whole::Whole;
use crate::{MOST_PAGES, Refusal};
use chrono::NaiveDateTime;

/// One PDF of a binding.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// 資料1
    pub mark: &'a str,
    /// What it is.
    pub title: &'a str,
    /// The PDF.
    pub bytes: &'a [u8],
}

impl Part<'_> {
    /// 資料1　名簿
    pub(crate) fn name(&self) -> String {
        [self.mark, self.title].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join("　")
    }
}

/// What is said of the whole.
#[derive(Debug, Clone, Copy)]
pub struct Binding<'a> {
    /// For the window and the list of files.
    pub title: &'a str,
    /// Who answers for it.
    pub author: &'a str,
    /// The moment that its metadata names, in Japanese time. Given by the caller, so that bytes are the same each time.
    pub dated: NaiveDateTime,
    /// 12 / 300 in the middle of the foot of every page.
    pub page_numbers: bool,
}

/// The parts as one PDF, in their order: a bookmark for each (its own below it), running page numbers, one /Info. Tags,
/// forms and scripts stay behind; links within a part and hidden layers are kept.
///
/// # Errors
/// The first part that is not taken in, with the reason; no part; too many pages.
pub fn bind(parts: &[Part<'_>], binding: &Binding<'_>) -> Result<Vec<u8>, Refusal> {
    // As in checking: a panic that nobody found yet must not end the server's other work.
    std::panic::catch_unwind(|| bound(parts, binding)).unwrap_or(Err(Refusal::PdfBroken))
}

fn bound(parts: &[Part<'_>], binding: &Binding<'_>) -> Result<Vec<u8>, Refusal> {
    if parts.is_empty() {
        return Err(Refusal::NoParts);
    }
    let opened = parts.iter().map(opened).collect::<Result<Vec<_>, _>>()?;
    let total = opened.iter().map(|part| part.pages.len()).sum();
    if total > MOST_PAGES {
        return Err(Refusal::BindingTooLong);
    }
    let mut whole = Whole::new(total, binding.page_numbers);
    for (part, opened) in parts.iter().zip(opened) {
        whole.take(part, opened);
    }
    whole.written(parts, binding)
}

fn opened(part: &Part<'_>) -> Result<Opened, Refusal> {
    open(part.bytes).map_err(|reason| Refusal::Part { name: part.name(), reason: Box::new(reason) })
}
