//! Which characters the fonts have. What they lack is told before printing, never printed as an empty box.

use crate::document::{Document, PageForm};
use crate::fonts::Fonts;
use crate::letters::{is_private, is_selector, visible};
use crate::pdf::tree;
use std::collections::HashMap;
use ttf_parser::Face as Letters;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// The mark that printers set for a character they do not have.
pub(crate) const GETA: &str = "〓";

/// A character that the fonts do not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingGlyph {
    /// The character as typed, with its selector or marks.
    pub text: String,
    /// Where it stands: the id that the caller gave, `foot` for the foot.
    pub at: String,
    /// What would be printed for it.
    pub printed: Printed,
}

/// What is printed for a character that the fonts do not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed {
    /// 〓
    Geta,
    /// The same character in its usual shape: the chosen 異体字 or a mark above it is lost.
    Usual,
}

/// Each character that no font of its chain has, in order of the paper; one line for each place.
#[must_use]
pub fn missing_glyphs(document: &Document, fonts: &Fonts) -> Vec<MissingGlyph> {
    let mut fitter = Fitter::new(&document.page, fonts);
    let _ = tree::inputs(document, &mut fitter);
    fitter.missing
}

/// What a text is set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Face {
    Text,
    BoldText,
    Label,
    BoldLabel,
}

/// Fits texts to the fonts, and keeps what they lack.
pub(crate) struct Fitter<'a> {
    chains: [Vec<Letters<'a>>; 4],
    known: HashMap<(Face, char), bool>,
    pub missing: Vec<MissingGlyph>,
}

impl<'a> Fitter<'a> {
    pub fn new(page: &PageForm, fonts: &'a Fonts) -> Fitter<'a> {
        let chain = |families, is_bold| {
            let faces = fonts.chain(families, is_bold).into_iter();
            faces.filter_map(|font| Letters::parse(font.data(), font.index()).ok()).collect()
        };
        Fitter {
            chains: [
                chain(&page.text_fonts, false),
                chain(&page.text_fonts, true),
                chain(&page.label_fonts, false),
                chain(&page.label_fonts, true),
            ],
            known: HashMap::new(),
            missing: Vec::new(),
        }
    }

    /// The text as the fonts can print it.
    pub fn fit(&mut self, at: &str, face: Face, text: &str) -> String {
        let text = visible(text);
        if text.chars().all(|c| c == '\n' || self.has(face, c)) {
            return text;
        }
        let mut out = String::with_capacity(text.len());
        for cluster in text.graphemes(true) {
            if cluster.chars().all(|c| c.is_whitespace()) {
                out.extend(cluster.chars().map(|c| if c == '\n' || self.has(face, c) { c } else { ' ' }));
            } else {
                self.cluster(at, face, cluster, &mut out);
            }
        }
        out
    }

    /// A character that can be printed wherever it stands: in the first font of the chain, and no selector.
    fn has(&mut self, face: Face, c: char) -> bool {
        let chain = &self.chains[face as usize];
        *self.known.entry((face, c)).or_insert_with(|| {
            let stands_alone = !is_selector(c) && !is_private(c) && !is_mark(c);
            stands_alone && chain.first().is_some_and(|font| font.glyph_index(c).is_some())
        })
    }

    fn cluster(&mut self, at: &str, face: Face, cluster: &str, out: &mut String) {
        let plain: String = cluster.chars().filter(|c| !is_selector(*c)).collect();
        let lost = |printed| MissingGlyph { text: cluster.to_string(), at: at.to_string(), printed };
        if let Some(font) = self.font_of(face, &plain) {
            let has_shape = plain.len() == cluster.len() || font_has_shape(font, cluster);
            if !has_shape && !cluster.chars().all(|c| !is_selector(c) || matches!(c, '\u{FE0E}' | '\u{FE0F}')) {
                self.missing.push(lost(Printed::Usual));
            }
            out.push_str(if has_shape { cluster } else { &plain });
            return;
        }
        let composed: String = plain.nfc().collect();
        if self.font_of(face, &composed).is_some() {
            out.push_str(&composed);
            return;
        }
        let base: String = composed.chars().filter(|c| !is_mark(*c)).collect();
        if base.len() < composed.len() && !base.is_empty() && self.font_of(face, &base).is_some() {
            self.missing.push(lost(Printed::Usual));
            out.push_str(&base);
            return;
        }
        self.missing.push(lost(Printed::Geta));
        out.push_str(GETA);
    }

    /// The first font that has all of the cluster: the typesetter takes a cluster from one font.
    fn font_of(&self, face: Face, cluster: &str) -> Option<&Letters<'a>> {
        let has = |font: &Letters| cluster.chars().all(|c| !is_private(c) && font.glyph_index(c).is_some());
        self.chains[face as usize].iter().find(|font| !cluster.is_empty() && has(font))
    }
}

/// Whether the font has each chosen shape of the cluster.
fn font_has_shape(font: &Letters, cluster: &str) -> bool {
    let letters: Vec<char> = cluster.chars().collect();
    letters
        .iter()
        .enumerate()
        .filter(|(_, c)| is_selector(**c))
        .all(|(at, selector)| at > 0 && font.glyph_variation_index(letters[at - 1], *selector).is_some())
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}
