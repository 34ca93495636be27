//! 目安: from which figures on a load is told as heavy, and below which a count is masked. Dated, with a source; the town may put its
//! own from a day on.

use crate::editing::read::{code, lines};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use almanac::Date;
use std::fmt;

/// An edition of those figures: the day from which it holds. There is one for a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlanRuleId(pub Date);

impl PlanRuleId {
    /// As an address spells it: `2026-10-01`.
    pub fn parse(text: &str) -> Option<PlanRuleId> {
        let day: Date = text.parse().ok()?;
        (day.to_string() == text && text.len() == 10).then_some(PlanRuleId(day))
    }
}

impl fmt::Display for PlanRuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The fields of the form.
pub const RULE: Shape = Shape {
    kind: "PlanRule",
    fields: &[
        ("fee_from", "報酬が下がる件数"),
        ("share", "1か所に集まりすぎと見る割合（％）"),
        ("mask_below", "ふせる人数"),
        ("source", "出典"),
        ("checked", "確かめたか"),
    ],
};

/// What the form holds, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleForm {
    /// 取扱件数 for one specialist from which on the fee is lower: the 40th.
    pub fee_from: i64,
    /// A share of all clients, in percent; who holds more is told as a risk.
    pub share: i64,
    /// Counts of people below this are masked on papers and for members; nought is not.
    pub mask_below: i64,
    /// 出典.
    pub source: String,
    /// Did somebody hold it against the source? Else it is shown as 未確認.
    pub is_checked: bool,
}

/// What comes with nimo, from which day on. An edition of the town goes before it.
const SHIPPED: &str = include_str!("rule.tsv");

impl RuleForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<RuleForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let form = RuleForm {
            fee_from: within("fee_from", texts, (2, 1000), w),
            share: within("share", texts, (1, 100), w),
            mask_below: within("mask_below", texts, (3, 100), w),
            source: lines("source", texts, 500, w),
            is_checked: code("checked", texts, |code| ["yes", "no"].contains(&code).then_some(code == "yes"), w)
                .unwrap_or(false),
        };
        if form.source.is_empty() {
            wrongs.push(Wrong::new(
                "source",
                "空です。どこに書いてあるか、だれが決めたかを入れてください。例: 報酬の告示、部会で決めた",
            ));
        }
        if wrongs.is_empty() { Ok(form) } else { Err(wrongs) }
    }

    /// The fields as texts, for a version.
    pub fn texts(&self) -> Texts {
        let texts = [
            ("fee_from", self.fee_from.to_string()),
            ("share", self.share.to_string()),
            ("mask_below", self.mask_below.to_string()),
            ("source", self.source.clone()),
            ("checked", if self.is_checked { "yes" } else { "no" }.to_string()),
        ];
        texts.into_iter().map(|(name, value)| (name.to_string(), value)).collect()
    }

    /// What comes with nimo, oldest first.
    pub fn shipped() -> Vec<(Date, RuleForm)> {
        let lines = SHIPPED.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines.filter_map(shipped).collect()
    }
}

fn shipped(line: &str) -> Option<(Date, RuleForm)> {
    let mut cells = line.split('\t');
    let mut cell = || cells.next();
    let from = cell()?.parse().ok()?;
    let mut number = || cell()?.parse().ok();
    let (fee_from, share, mask_below) = (number()?, number()?, number()?);
    let is_checked = cells.next()? == "yes";
    Some((from, RuleForm { fee_from, share, mask_below, is_checked, source: cells.next()?.to_string() }))
}

fn within(field: &'static str, texts: &Texts, (least, most): (i64, i64), wrongs: &mut Vec<Wrong>) -> i64 {
    let plain: String = text(texts, field).chars().map(glyphs::plain).filter(|c| !c.is_whitespace()).collect();
    let plain = plain.trim_end_matches(['%', '件', '人']);
    match plain.parse::<i64>() {
        Ok(number) if (least..=most).contains(&number) && !plain.starts_with(['+', '-']) => number,
        _ => {
            wrongs.push(Wrong::new(field, format!("{least}から{most}までの数を入れてください。")));
            least
        }
    }
}

/// The edition that holds on a day: the newest until then, the town's before what is shipped for the same day. Before the first of all the
/// first is taken.
pub fn rule_on(of_town: &[(Date, RuleForm)], day: Date) -> (Date, RuleForm) {
    let mut all = RuleForm::shipped();
    all.extend(of_town.iter().cloned());
    // Stable: of two of one day the town's stands later.
    all.sort_by_key(|(from, _)| *from);
    let at = all.iter().rposition(|(from, _)| *from <= day).unwrap_or(0);
    all.swap_remove(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn on(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_shipped_says_its_source_and_that_nobody_checked_it() {
        let all = RuleForm::shipped();
        assert_eq!(SHIPPED.lines().filter(|line| line.starts_with("20")).count(), all.len());
        for (_, form) in all {
            assert!(!form.is_checked && RuleForm::parse(&form.texts()) == Ok(form));
        }
        let (_, form) = rule_on(&[], on("2026-12-31"));
        assert_eq!((form.fee_from, form.share, form.mask_below), (40, 25, 3));
    }

    #[test]
    fn an_old_quarter_is_judged_by_the_edition_of_its_day() {
        let own = |share| RuleForm { share, is_checked: true, ..rule_on(&[], on("2026-12-31")).1 };
        let town = [(on("2026-10-01"), own(30)), (on("2024-04-01"), own(20))];
        for (day, share) in
            [("2023-12-31", 25), ("2024-04-01", 20), ("2026-09-30", 20), ("2026-12-31", 30), ("1999-01-01", 25)]
        {
            assert_eq!(rule_on(&town, on(day)).1.share, share, "{day}");
        }
    }

    #[test]
    fn every_figure_is_within_reason_and_has_a_source() {
        let fine = rule_on(&[], on("2026-12-31")).1.texts();
        for (field, value) in [
            ("fee_from", "1"),
            ("share", "101"),
            ("share", "+5"),
            ("mask_below", "2"),
            ("source", " "),
            ("checked", "x"),
        ] {
            let mut texts = fine.clone();
            texts.insert(field.into(), value.into());
            assert_eq!(RuleForm::parse(&texts).unwrap_err()[0].field, field, "{value}");
        }
        assert_eq!(PlanRuleId::parse("2026-10-01").map(|id| id.to_string()).as_deref(), Some("2026-10-01"));
        for odd in ["", "2026-1-1", "+2026-10-01", "new", "2026-02-30"] {
            assert_eq!(PlanRuleId::parse(odd), None, "{odd}");
        }
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(field in 0usize..5, value in "\\PC{0,20}|[0-9]{0,4}") {
            let mut texts = rule_on(&[], on("2026-12-31")).1.texts();
            texts.insert(RULE.fields[field].0.into(), value);
            if let Ok(form) = RuleForm::parse(&texts) {
                prop_assert_eq!(RuleForm::parse(&form.texts()), Ok(form));
            }
        }
    }
}
