//! A figure of an indicator: a number of at most three decimals, or one that its source hides.

use crate::editing::read::grouped;

/// A number in thousandths, never below nought: 325.3日 is 325,300.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(
    /// In thousandths.
    pub i64,
);

/// The most that is taken: ten thousand million.
const MOST: i64 = 10_000_000_000_000;

impl Amount {
    /// A whole number.
    pub fn whole(number: i64) -> Amount {
        Amount(number.saturating_mul(1000))
    }

    /// 325.3, 1,234, ０; decimals that say nothing are left out.
    pub fn in_words(self) -> String {
        let (whole, part) = (self.0 / 1000, self.0 % 1000);
        let mut words = grouped(whole);
        if part > 0 {
            words += format!(".{part:03}").trim_end_matches('0');
        }
        words
    }

    /// For reckoning on paper and in pictures, where a last digit does not matter.
    #[allow(clippy::cast_precision_loss, reason = "at most ten thousand million")]
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    fn parse(text: &str) -> Option<Amount> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit());
        let has_dot = text.contains('.');
        if whole.is_empty() || whole.len() > 12 || part.len() > 3 || (has_dot && part.is_empty()) {
            return None;
        }
        if !is_number(whole) || !is_number(part) {
            return None;
        }
        let thousandths: i64 = format!("{part:0<3}").parse().ok()?;
        let sum = whole.parse::<i64>().ok()?.checked_mul(1000)?.checked_add(thousandths)?;
        (sum <= MOST).then_some(Amount(sum))
    }
}

/// What stands where a figure stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Figure {
    /// A number.
    Known(Amount),
    /// 秘匿: the source has a number and hides it, since it is small. It is not nought and not missing.
    Masked,
}

impl Figure {
    /// 325.3, ＊.
    pub fn in_words(self) -> String {
        match self {
            Figure::Known(amount) => amount.in_words(),
            Figure::Masked => "＊".into(),
        }
    }

    /// The number, if it is told.
    pub fn known(self) -> Option<Amount> {
        match self {
            Figure::Known(amount) => Some(amount),
            Figure::Masked => None,
        }
    }

    /// The sum of parts: hidden as soon as one of them is, or it would tell the hidden one. None of none.
    pub fn sum(parts: impl IntoIterator<Item = Figure>) -> Option<Figure> {
        let add = |sum: Figure, part: Figure| match (sum, part) {
            (Figure::Known(a), Figure::Known(b)) => Figure::Known(Amount(a.0.saturating_add(b.0))),
            _ => Figure::Masked,
        };
        parts.into_iter().reduce(add)
    }
}

/// Why a cell is no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoFigure {
    /// Nothing stands there.
    Empty,
    /// －, …, 未集計: the source has no number. That is no nought.
    Missing,
    /// △3.
    Negative,
    /// 3～5, 10未満, 約5: not one number.
    Vague,
    /// Anything else.
    Unread,
}

impl NoFigure {
    /// What to do about it.
    pub fn sentence(self) -> &'static str {
        match self {
            NoFigure::Empty => "空です。数を入れてください。例: 5、325.3。ふせられた数は「＊」と入れます。",
            NoFigure::Missing => "数がないという印です。0とはちがうので、数が分かるまで入れないでください。",
            NoFigure::Negative => "0より小さい数です。0以上の数を入れてください。",
            NoFigure::Vague => "1つの数に決まりません。1つの数か、ふせられた数なら「＊」を入れてください。",
            NoFigure::Unread => "数として読めません。例: 5、1,234、325.3、68.9%。ふせられた数は「＊」と入れます。",
        }
    }
}

/// What sources write where they hide a number.
pub const HIDDEN: [&str; 8] = ["*", "＊", "※", "x", "X", "χ", "秘匿", "非公表"];
/// What they write where they have none.
const NONE: [&str; 10] = ["-", "−", "－", "―", "‐", "ー", "…", "...", "未集計", "不明"];

/// A cell as clerks and tables write it: 5, ５人, 1,234, 325.3日, 68.9％, ＊. The unit is that of the indicator, or left out.
///
/// # Errors
/// What it is instead.
pub fn read_figure(typed: &str, unit: &str) -> Result<Figure, NoFigure> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(NoFigure::Empty);
    }
    if HIDDEN.contains(&typed) {
        return Ok(Figure::Masked);
    }
    if NONE.contains(&typed) {
        return Err(NoFigure::Missing);
    }
    let plain: String = typed.chars().map(glyphs::plain).collect();
    let plain_unit: String = unit.chars().map(glyphs::plain).collect();
    let number =
        plain.strip_suffix(plain_unit.as_str()).map(str::trim).filter(|rest| !rest.is_empty()).unwrap_or(&plain);
    if let Some(amount) = without_commas(number).and_then(|number| Amount::parse(&number)) {
        return Ok(Figure::Known(amount));
    }
    if number.starts_with(['-', '−', '△', '▲', '－']) {
        return Err(NoFigure::Negative);
    }
    let vague = ["~", "〜", "～", "未満", "以下", "以上", "約", "程度", "数", "<", ">", "≦", "≧"];
    if vague.iter().any(|word| number.contains(word)) {
        return Err(NoFigure::Vague);
    }
    Err(NoFigure::Unread)
}

/// Commas stand before each three digits or nowhere: 1,23 is no number that somebody meant.
fn without_commas(number: &str) -> Option<String> {
    let (whole, part) = number.split_once('.').map_or((number, None), |(whole, part)| (whole, Some(part)));
    let groups: Vec<&str> = whole.split(',').collect();
    let fits = |(at, group): (usize, &&str)| if at == 0 { (1..=3).contains(&group.len()) } else { group.len() == 3 };
    if groups.len() > 1 && !groups.iter().enumerate().all(fits) {
        return None;
    }
    let whole = groups.concat();
    Some(part.map_or_else(|| whole.clone(), |part| format!("{whole}.{part}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn known(thousandths: i64) -> Result<Figure, NoFigure> {
        Ok(Figure::Known(Amount(thousandths)))
    }

    #[test]
    fn a_figure_is_read_as_clerks_and_tables_write_it() {
        for (typed, unit, thousandths) in [
            ("5", "人", 5000),
            (" ５人 ", "人", 5000),
            ("1,234", "人", 1_234_000),
            ("３２５．３日", "日", 325_300),
            ("325.3 日", "日", 325_300),
            ("68.9％", "%", 68_900),
            ("0", "件", 0),
            ("0.125", "%", 125),
        ] {
            assert_eq!(read_figure(typed, unit), known(thousandths), "{typed}");
        }
    }

    #[test]
    fn a_hidden_number_is_neither_nought_nor_missing() {
        for hidden in ["*", "＊", "秘匿", "X"] {
            assert_eq!(read_figure(hidden, "人"), Ok(Figure::Masked), "{hidden}");
        }
        for none in ["-", "－", "…", "未集計"] {
            assert_eq!(read_figure(none, "人"), Err(NoFigure::Missing), "{none}");
        }
        assert_eq!(read_figure(" ", "人"), Err(NoFigure::Empty));
    }

    #[test]
    fn what_is_not_one_number_gets_its_own_sentence() {
        for (typed, why) in [
            ("△3", NoFigure::Negative),
            ("-3", NoFigure::Negative),
            ("3～5", NoFigure::Vague),
            ("10未満", NoFigure::Vague),
            ("約5人", NoFigure::Vague),
            ("1,23", NoFigure::Unread),
            ("1.2345", NoFigure::Unread),
            ("5回", NoFigure::Unread),
            ("人", NoFigure::Unread),
            ("五", NoFigure::Unread),
            ("1e9", NoFigure::Unread),
            ("12\n3", NoFigure::Unread),
            ("1 234", NoFigure::Unread),
            ("99999999999999", NoFigure::Unread),
        ] {
            assert_eq!(read_figure(typed, "人"), Err(why), "{typed}");
        }
    }

    #[test]
    fn a_sum_with_a_hidden_part_is_hidden() {
        let five = Figure::Known(Amount::whole(5));
        assert_eq!(Figure::sum([five, five]), Some(Figure::Known(Amount::whole(10))));
        assert_eq!(Figure::sum([five, Figure::Masked, five]), Some(Figure::Masked));
        assert_eq!(Figure::sum([]), None);
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics(typed in "(\\PC|[0-9,.＊－△]){0,20}", unit in "(人|%|日|)") {
            let _ = read_figure(&typed, &unit);
        }

        #[test]
        fn what_is_shown_is_read_back_equal(thousandths in 0..MOST, unit in "(人|%|日)") {
            let amount = Amount(thousandths);
            prop_assert_eq!(read_figure(&format!("{}{unit}", amount.in_words()), &unit), Ok(Figure::Known(amount)));
        }
    }
}
