//! 読みのきまり: who comes first, and how much rent aid is weighed. The town's own, written and dated.

use crate::editing::read::{day, lines, one_line, read_yen};
use crate::editing::shape::{Texts, Wrong, text};
use almanac::Date;

/// The rent aids that are weighed where the town has said nothing, yen a month: practice, 未確認.
pub const USUAL_AID_YEN: [i64; 3] = [5_000, 10_000, 20_000];

/// Below so many people a count is hidden in what the council sees, where the town has said nothing: practice, 未確認.
pub const USUAL_MASK: i64 = 3;

const MOST_MASK: i64 = 100;
const MOST_LINE: usize = 200;
const MOST_LINES: usize = 500;
const MOST_CLASSES: usize = 9;
const MOST_CLASS: usize = 40;
const MOST_AIDS: usize = 5;
const MOST_AID_YEN: i64 = 200_000;

/// An edition of the rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingRule {
    /// From which day on.
    pub from_on: Date,
    /// 決めた日.
    pub decided_on: Date,
    /// だれを先に読むか, in the town's words.
    pub words: String,
    /// The names of the classes, first to last; none or one says that the day of the wish alone decides.
    pub classes: Vec<String>,
    /// The rent aids that are weighed, yen a month, ascending.
    pub aid_yen: Vec<i64>,
    /// ふせる数: below so many people a count is hidden in what the council sees.
    pub mask_below: i64,
    /// Who decided it.
    pub source: String,
}

impl ReadingRule {
    /// Reads `from_on`, `decided_on`, `words`, `classes`, `aid_yen`, `mask_below` and `source`.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<ReadingRule, Vec<Wrong>> {
        let mut wrongs = vec![];
        let from_on = day("from_on", texts, &mut wrongs);
        if from_on.is_none() && wrongs.is_empty() {
            wrongs.push(Wrong::new("from_on", "いつからのきまりかを入れてください。例: R9.4.1"));
        }
        let decided_on = day("decided_on", texts, &mut wrongs);
        if decided_on.is_none() && wrongs.iter().all(|wrong| wrong.field != "decided_on") {
            wrongs.push(Wrong::new("decided_on", "いつ決めたかを入れてください。例: R9.2.20"));
        }
        let words = one_line("words", texts, MOST_LINE, &mut wrongs);
        if words.is_empty() {
            let what = "だれを先に読むかを入れてください。例: 行き先が決まれば退院できる人を先に、その中では希望した日の早い順";
            wrongs.push(Wrong::new("words", what));
        }
        if words.chars().any(char::is_control) {
            wrongs.push(Wrong::new("words", "表から写した区切り（タブ）などが入っています。消してください。"));
        }
        let source = one_line("source", texts, MOST_LINE, &mut wrongs);
        if source.is_empty() {
            wrongs.push(Wrong::new("source", "だれが、どう決めたかを入れてください。例: 居住支援部会の申し合わせ"));
        }
        let classes = classes(texts, &mut wrongs);
        let aid_yen = aids(texts, &mut wrongs);
        let mask_below = mask(texts, &mut wrongs);
        match (from_on, decided_on) {
            (Some(from_on), Some(decided_on)) if wrongs.is_empty() => {
                Ok(ReadingRule { from_on, decided_on, words, classes, aid_yen, mask_below, source })
            }
            _ => Err(wrongs),
        }
    }

    /// The fields as texts, as a row keeps them.
    pub fn texts(&self) -> Texts {
        let aids = self.aid_yen.iter().map(ToString::to_string).collect::<Vec<_>>().join("、");
        let texts = [
            ("from_on", self.from_on.to_string()),
            ("decided_on", self.decided_on.to_string()),
            ("words", self.words.clone()),
            ("classes", self.classes.join("\n")),
            ("aid_yen", aids),
            ("mask_below", self.mask_below.to_string()),
            ("source", self.source.clone()),
        ];
        texts.into_iter().map(|(name, value)| (name.to_string(), value)).collect()
    }

    /// The newest edition that holds on a day.
    pub fn on(editions: &[ReadingRule], day: Date) -> Option<&ReadingRule> {
        editions.iter().filter(|edition| edition.from_on <= day).max_by_key(|edition| edition.from_on)
    }
}

fn classes(texts: &Texts, wrongs: &mut Vec<Wrong>) -> Vec<String> {
    let typed = lines("classes", texts, MOST_LINES, wrongs);
    let classes: Vec<String> =
        typed.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_string).collect();
    let is_double = classes.iter().enumerate().any(|(at, one)| classes[..at].contains(one));
    if classes.len() > MOST_CLASSES {
        wrongs.push(Wrong::new("classes", format!("区分は{MOST_CLASSES}つまでにしてください。")));
    } else if classes.iter().any(|class| class.chars().count() > MOST_CLASS || class.chars().any(char::is_control)) {
        wrongs.push(Wrong::new("classes", format!("区分の名は、{MOST_CLASS}文字までにしてください。")));
    } else if is_double {
        wrongs.push(Wrong::new("classes", "同じ名の区分が2つあります。別々の名にしてください。"));
    }
    classes
}

fn aids(texts: &Texts, wrongs: &mut Vec<Wrong>) -> Vec<i64> {
    // 5,000 holds a comma, so only 、 and blanks part two amounts.
    let parts: Vec<&str> = text(texts, "aid_yen")
        .split(['、', '\n', ' ', '\u{3000}'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let mut aids: Vec<i64> = parts.iter().filter_map(|part| read_yen(part)).collect();
    if aids.len() < parts.len() || aids.iter().any(|yen| !(1..=MOST_AID_YEN).contains(yen)) || aids.len() > MOST_AIDS {
        let what = format!(
            "額として読めません。月20万円までの額を、「、」で区切って{MOST_AIDS}つまで入れてください。例: 5,000、1万"
        );
        wrongs.push(Wrong::new("aid_yen", what));
    }
    aids.sort_unstable();
    aids.dedup();
    aids
}

/// ふせる数; where nothing is typed, the usual one. Below two alone a hidden count would be exactly one.
fn mask(texts: &Texts, wrongs: &mut Vec<Wrong>) -> i64 {
    let typed: String = text(texts, "mask_below").trim().trim_end_matches('人').chars().map(glyphs::plain).collect();
    if typed.is_empty() {
        return USUAL_MASK;
    }
    let number = typed.parse().ok().filter(|number| (USUAL_MASK..=MOST_MASK).contains(number));
    if number.is_none() {
        let what = format!("人数として読めません。{USUAL_MASK}から{MOST_MASK}までの数を入れてください。例: 3、10");
        wrongs.push(Wrong::new("mask_below", what));
    }
    number.unwrap_or(USUAL_MASK)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        let least = [("from_on", "R8.4.1"), ("decided_on", "R8.3.10"), ("words", "日の早い順"), ("source", "部会")];
        least.iter().chain(pairs).map(|(name, value)| ((*name).to_string(), (*value).to_string())).collect()
    }

    #[test]
    fn the_rule_of_the_day_is_the_newest_that_has_begun() {
        let rule =
            ReadingRule::parse(&typed(&[("classes", "退院できる人\n\nそのほか"), ("aid_yen", "1万、5,000 １万")]));
        let rule = rule.unwrap();
        assert_eq!((rule.classes.len(), rule.aid_yen.as_slice(), rule.mask_below), (2, &[5_000, 10_000][..], 3));
        assert_eq!(ReadingRule::parse(&typed(&[("mask_below", "１０人")])).map(|rule| rule.mask_below), Ok(10));
        assert_eq!(ReadingRule::parse(&rule.texts()), Ok(rule.clone()));
        let later = ReadingRule { from_on: "2027-04-01".parse().unwrap(), ..rule.clone() };
        let all = [later.clone(), rule.clone()];
        let on = |day: &str| ReadingRule::on(&all, day.parse().unwrap());
        assert_eq!((on("2026-03-31"), on("2026-04-01"), on("2027-04-01")), (None, Some(&rule), Some(&later)));
    }

    #[test]
    fn what_a_rule_cannot_be_is_refused_in_a_sentence() {
        for (field, value) in [
            ("from_on", ""),
            ("decided_on", ""),
            ("words", "日の\t早い順"),
            ("words", ""),
            ("source", ""),
            ("classes", "A\nA"),
            ("aid_yen", "少し"),
            ("aid_yen", "0"),
            ("mask_below", "2"),
            ("mask_below", "多い"),
            ("aid_yen", "1、2、3、4、5、6"),
        ] {
            assert_eq!(ReadingRule::parse(&typed(&[(field, value)])).unwrap_err()[0].field, field, "{value}");
        }
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(
            from in "\\PC{0,12}", words in "\\PC{0,20}", classes in "(\\PC{0,10}\n?){0,4}", aids in "\\PC{0,20}"
        ) {
            let all = [("from_on", &*from), ("words", &*words), ("classes", &*classes), ("aid_yen", &*aids)];
            for pairs in [&all[..], &all[1..]] {
                if let Ok(rule) = ReadingRule::parse(&typed(pairs)) {
                    prop_assert_eq!(ReadingRule::parse(&rule.texts()), Ok(rule));
                }
            }
        }
    }
}
