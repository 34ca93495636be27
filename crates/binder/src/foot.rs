//! The running number of a page, in the middle of its foot as it is seen: at the sides papers have numbers of their own.

use crate::balance::Missing;
use lopdf::{Dictionary, Document, Object, dictionary};

/// From the lower edge.
const EDGE: f32 = 10.0 * POINTS_PER_MILLIMETRE;
const POINTS_PER_MILLIMETRE: f32 = 72.0 / 25.4;
const SIZE: f32 = 9.0;

/// The part of the paper that is seen, and how it is turned.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    left: f32,
    lower: f32,
    right: f32,
    upper: f32,
    /// Quarters clockwise, 0 to 3.
    turned: u8,
    /// Points in a unit.
    unit: f32,
}

impl Frame {
    /// Of a page that says itself what it inherits. One without a size is taken for A4.
    pub(crate) fn of(page: &Dictionary, document: &Document) -> Frame {
        let paper = edges(page, b"MediaBox", document).unwrap_or([0.0, 0.0, 595.28, 841.89]);
        let seen = edges(page, b"CropBox", document)
            .map(|seen| {
                let lower = [0, 1].map(|edge: usize| seen[edge].max(paper[edge]));
                let upper = [2, 3].map(|edge: usize| seen[edge].min(paper[edge]));
                [lower[0], lower[1], upper[0], upper[1]]
            })
            .filter(|[left, lower, right, upper]| left < right && lower < upper);
        let [left, lower, right, upper] = seen.unwrap_or(paper);
        let number = |key: &[u8]| page.get_deref(key, document).and_then(Object::as_float).ok();
        let degrees = number(b"Rotate").unwrap_or(0.0).rem_euclid(360.0);
        let turned = [90.0, 180.0, 270.0].iter().zip(1..).find(|(angle, _)| degrees == **angle).map_or(0, |(_, n)| n);
        let unit = number(b"UserUnit").filter(|unit| *unit > 0.0 && unit.is_finite()).unwrap_or(1.0);
        Frame { left, lower, right, upper, turned, unit }
    }

    /// The corner that is seen at the upper left, as (x, y).
    pub(crate) fn upper_left(&self) -> (f32, f32) {
        match self.turned {
            0 => (self.left, self.upper),
            1 => (self.left, self.lower),
            2 => (self.right, self.lower),
            _ => (self.right, self.upper),
        }
    }

    /// Where a text of that width (in points) begins, and its directions, as the operator Tm takes them.
    fn begin(&self, width: f32) -> [f32; 6] {
        let across = if self.turned.is_multiple_of(2) { self.right - self.left } else { self.upper - self.lower };
        let (back, up) = ((across + width / self.unit) / 2.0, EDGE / self.unit);
        let (corner, right) = match self.turned {
            0 => ((self.right, self.lower), (1.0, 0.0)),
            1 => ((self.right, self.upper), (0.0, 1.0)),
            2 => ((self.left, self.upper), (-1.0, 0.0)),
            _ => ((self.left, self.lower), (0.0, -1.0)),
        };
        let above = (-right.1, right.0);
        let at = (corner.0 - right.0 * back + above.0 * up, corner.1 - right.1 * back + above.1 * up);
        [right.0, right.1, above.0, above.1, at.0, at.1]
    }
}

/// The edges of a box: left, lower, right, upper.
fn edges(page: &Dictionary, key: &[u8], document: &Document) -> Option<[f32; 4]> {
    let sides = page.get_deref(key, document).and_then(Object::as_array).ok()?;
    let sides: Vec<f32> = sides
        .iter()
        .filter_map(|side| document.dereference(side).ok()?.1.as_float().ok())
        .filter(|side| side.is_finite())
        .collect();
    let [x, y, across, along] = *sides.as_slice() else { return None };
    let edges = [x.min(across), y.min(along), x.max(across), y.max(along)];
    (edges[0] < edges[2] && edges[1] < edges[3]).then_some(edges)
}

/// The font of the numbers: one that every reader has, so that none is embedded.
pub(crate) fn font() -> Dictionary {
    dictionary! {
        "Type" => "Font",
        "Subtype" => "Type1",
        "BaseFont" => "Helvetica",
        "Encoding" => "WinAnsiEncoding",
    }
}

/// What stands behind a page's own content: its state put back, then the number.
pub(crate) fn content(frame: &Frame, missing: Missing, font: &str, number: usize, of: usize) -> Vec<u8> {
    let words = format!("{number} / {of}");
    // Widths of Helvetica in thousandths of its size.
    let width: f32 = words.chars().map(|c| if c.is_ascii_digit() { 0.556 } else { 0.278 }).sum::<f32>() * SIZE;
    let [a, b, c, d, x, y] = frame.begin(width);
    let put_back = "Q ".repeat(missing.behind + 1);
    let size = SIZE / frame.unit;
    // Marked as no part of the text, so that a screen reader does not read it in the middle of a sentence.
    format!(
        "\n{put_back}\n/Artifact BMC q BT /{font} {size:.3} Tf 0 g {a} {b} {c} {d} {x:.2} {y:.2} Tm ({words}) Tj ET Q EMC\n"
    )
    .into_bytes()
}
