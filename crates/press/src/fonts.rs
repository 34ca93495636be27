//! The fonts that papers are set in. They are part of the program: a paper looks the same on each machine.

use crate::fault::PressError;
use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontVariant, FontWeight};
use typst::utils::LazyHash;

macro_rules! packed {
    ($file:literal) => {
        include_bytes!(concat!(env!("PRESS_FONTS"), "/", $file))
    };
}
macro_rules! notice {
    ($file:literal) => {
        include_str!(concat!(env!("PRESS_FONTS"), "/", $file))
    };
}

/// A font's name and the whole text of its licence, to be handed on with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FontNotice {
    /// The family.
    pub family: &'static str,
    /// SPDX.
    pub licence: &'static str,
    /// The copyright line and the licence, as the font's authors ship them.
    pub text: &'static str,
}

/// The notices of the fonts inside this crate.
pub const FONT_NOTICES: &[FontNotice] = &[
    FontNotice { family: "BIZ UDMincho", licence: "OFL-1.1", text: notice!("biz-udmincho/LICENSE_FONT") },
    FontNotice { family: "BIZ UDGothic", licence: "OFL-1.1", text: notice!("biz-udgothic/LICENSE_FONT") },
    FontNotice { family: "Noto Sans JP", licence: "OFL-1.1", text: notice!("noto-sans-jp/LICENSE_FONT") },
];

/// A set of fonts to print with.
#[derive(Debug)]
pub struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) faces: Vec<Font>,
}

impl Fonts {
    /// BIZ UDMincho and BIZ UDGothic, regular and bold, and Noto Sans JP for what they lack.
    #[must_use]
    pub fn embedded() -> &'static Fonts {
        static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
            let files: [&'static [u8]; 5] = [
                packed!("biz-udmincho/400Regular/BIZUDMincho_400Regular.ttf"),
                packed!("biz-udmincho/700Bold/BIZUDMincho_700Bold.ttf"),
                packed!("biz-udgothic/400Regular/BIZUDGothic_400Regular.ttf"),
                packed!("biz-udgothic/700Bold/BIZUDGothic_700Bold.ttf"),
                packed!("noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf"),
            ];
            Fonts::of(files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect())
        });
        &FONTS
    }

    /// An office's own font files (TTF, OTF, TTC).
    ///
    /// # Errors
    /// If a file holds no font.
    pub fn from_files(files: Vec<Vec<u8>>) -> Result<Fonts, PressError> {
        let mut faces = Vec::new();
        for (at, file) in files.into_iter().enumerate() {
            let before = faces.len();
            faces.extend(Font::iter(Bytes::new(file)));
            if faces.len() == before {
                return Err(PressError::Refused(format!("{}番目のファイルは書体ではありません", at + 1)));
            }
        }
        Ok(Fonts::of(faces))
    }

    fn of(faces: Vec<Font>) -> Fonts {
        Fonts { book: LazyHash::new(FontBook::from_fonts(&faces)), faces }
    }

    /// The faces that a character is looked for in, in order: the same choice as the typesetter's.
    pub(crate) fn chain(&self, families: &[String], is_bold: bool) -> Vec<&Font> {
        let weight = if is_bold { FontWeight::BOLD } else { FontWeight::REGULAR };
        let variant = FontVariant { weight, ..FontVariant::default() };
        families
            .iter()
            .filter_map(|family| self.book.select(&family.to_lowercase(), variant))
            .filter_map(|index| self.faces.get(index))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_licence_of_each_font_is_handed_on_whole() {
        for notice in FONT_NOTICES {
            assert!(notice.text.starts_with("Copyright"), "{}", notice.family);
            assert!(notice.text.contains("SIL OPEN FONT LICENSE Version 1.1"), "{}", notice.family);
        }
    }

    #[test]
    fn the_families_of_a_paper_are_all_here() {
        let page = crate::PageForm::a4();
        let fonts = Fonts::embedded();
        for families in [&page.text_fonts, &page.label_fonts] {
            for is_bold in [false, true] {
                let names: Vec<_> = fonts.chain(families, is_bold).iter().map(|f| f.info().family.clone()).collect();
                assert_eq!(&names, families);
            }
        }
    }

    #[test]
    fn a_file_that_is_no_font_is_refused() {
        assert!(Fonts::from_files(vec![b"PDF".to_vec()]).is_err());
    }
}
