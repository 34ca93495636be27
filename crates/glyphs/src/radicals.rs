//! Radicals (部首) that PDF extraction leaves in place of ideographs: ⽇ for 日, ⻑ for 長.

use unicode_normalization::UnicodeNormalization;

/// CJK Radicals Supplement: forms that print like an ideograph but, unlike Kangxi radicals, have no compatibility
/// mapping in Unicode (except ⺟ and ⻳). Pairs of radical and ideograph in use in Japan.
const SUPPLEMENT: &str = "⺁厂⺃乚⺅亻⺆冂⺉刂⺋㔾⺒巳⺓幺⺔彑⺖忄⺘扌⺙攵⺚旡⺝月⺟母⺠民⺡氵⺢氺⺣灬⺥爫⺦丬⺩王⺬示⺭礻⺮竹⺰糸⺲罒⺷羊⺹耂⺼月⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅見⻆角⻉貝⻋車⻌辶⻍辶⻏阝⻐金⻑長⻒長⻓長⻔門⻕阝⻖阝⻗雨⻘青⻙韋⻚頁⻛風⻜飛⻝食⻞食⻟食⻠食⻡首⻢馬⻣骨⻤鬼⻥魚⻦鳥⻨麦⻩黄⻪黽⻫斉⻬斉⻭歯⻮歯⻯竜⻰竜⻱亀⻲亀⻳亀";

/// The unified ideograph for a radical; any other scalar unchanged.
#[must_use]
pub fn unified(c: char) -> char {
    match c {
        '\u{2f00}'..='\u{2fd5}' => {
            let mut composed = std::iter::once(c).nfkc();
            match (composed.next(), composed.next()) {
                (Some(one), None) => one,
                _ => c,
            }
        }
        '\u{2e80}'..='\u{2eff}' => {
            let mut pairs = SUPPLEMENT.chars();
            while let (Some(radical), Some(ideograph)) = (pairs.next(), pairs.next()) {
                if radical == c {
                    return ideograph;
                }
            }
            c
        }
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_from_a_pdf_become_the_characters_the_town_typed() {
        let read: String = "⼩⾦⽇⽊⻑⻘⼥⺠⻄".chars().map(unified).collect();
        assert_eq!(read, "小金日木長青女民西");
    }

    #[test]
    fn every_kangxi_radical_has_an_ideograph() {
        for code in 0x2f00..=0x2fd5 {
            let radical = char::from_u32(code).unwrap();
            assert_ne!(unified(radical), radical, "{radical}");
        }
    }

    #[test]
    fn the_table_is_pairs() {
        assert_eq!(SUPPLEMENT.chars().count() % 2, 0);
        for radical in SUPPLEMENT.chars().step_by(2) {
            assert!(('\u{2e80}'..='\u{2eff}').contains(&radical), "{radical}");
        }
    }
}
