//! Where a goal leads if it goes on as it went: one sentence, and the arithmetic that anybody can follow.

use crate::goals::indicator::model::{Amount, Direction, Figure};
use crate::goals::model::{GoalPart, PartKind, Yardstick};
use crate::goals::rules::Running;
use almanac::{Date, FiscalYear};
use chrono::Datelike;

/// 見込み: a sentence, how it was reckoned, and what to mind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Projection {
    /// 「同じ進み方なら、年度末は5人で、目標に届く見込みです。」
    pub lead: String,
    /// 「新たな人は6か月で2人なので、12か月では4人。すでに支給決定の1人と合わせて5人です。」 Empty where nothing was reckoned.
    pub how: String,
    /// 1 ＋ 2 ÷ 6 × 12 ＝ 5.
    pub sum: String,
    /// 「数が小さいため、1人の前後で結論は変わります。」
    pub caution: String,
    /// How many at the end of the 年度, cut to a tenth; none where nothing was reckoned.
    pub at_end: Option<Amount>,
}

impl Projection {
    fn unsaid(lead: impl Into<String>) -> Projection {
        Projection { lead: lead.into(), how: String::new(), sum: String::new(), caution: String::new(), at_end: None }
    }
}

/// How much of the 年度 has passed at the end of a day, in whole months where it is the end of one, else in days.
struct Passed {
    part: i64,
    whole: i64,
    unit: &'static str,
}

fn passed(year: FiscalYear, as_of: Date) -> Passed {
    let is_month_end = as_of.succ_opt().is_some_and(|next| next.day() == 1);
    if is_month_end {
        let months = (as_of.year() - year.0) * 12 + as_of.month0() as i32 - 2;
        return Passed { part: i64::from(months), whole: 12, unit: "か月" };
    }
    let days = |from: Date, to: Date| (to - from).num_days() + 1;
    Passed { part: days(year.first_day(), as_of), whole: days(year.first_day(), year.last_day()), unit: "日" }
}

/// A year is told from a month on.
const LEAST_DAYS: i64 = 30;

/// Where it leads. Whatever was reached already stays as it is, the rest goes on at its pace.
pub fn project(
    of: &Yardstick,
    year: FiscalYear,
    (target, parts): (Amount, &[GoalPart]),
    running: Option<&Running>,
    today: Date,
) -> Projection {
    if year.first_day() > today {
        return Projection::unsaid(format!("{year}は、まだ始まっていません。"));
    }
    let Some(now) = running else {
        return Projection::unsaid("実績がまだないため、見込みは言えません。");
    };
    let said = of.with_unit(now.total);
    if !now.is_whole() {
        let missing = parts.iter().zip(&now.parts).find(|(_, told)| told.is_none()).map(|(part, _)| part.name.clone());
        let missing = missing.unwrap_or_default();
        return Projection::unsaid(format!("「{missing}」の実績がまだないため、見込みは言えません。"));
    }
    if now.as_of >= year.last_day() {
        return Projection::unsaid(ended(of, year, target, now));
    }
    if year.last_day() < today {
        let until = almanac::in_words(now.as_of);
        return Projection::unsaid(format!(
            "{year}は終わりましたが、年度末の実績がまだありません。{until}までは{said}です。"
        ));
    }
    if !of.accumulates() {
        let what = of.aggregation().label();
        return Projection::unsaid(format!(
            "いまは{said}です。「{what}」は月を追ってふえていく数ではないので、年度末の見込みは計算しません。"
        ));
    }
    if of.direction() != Direction::More {
        return Projection::unsaid(format!(
            "いまは{said}です。多いほどよい数ではないので、年度末の見込みは計算しません。"
        ));
    }
    let passed = passed(year, now.as_of);
    if (now.as_of - year.first_day()).num_days() + 1 < LEAST_DAYS {
        return Projection::unsaid("年度が始まって1か月たっていないため、見込みはまだ言えません。");
    }
    reckon(of, target, parts, now, &passed)
}

/// 「令和6年度は4人で、目標の5人に1人足りませんでした。」
fn ended(of: &Yardstick, year: FiscalYear, target: Amount, now: &Running) -> String {
    let (said, wanted) = (of.with_unit(now.total), of.with_unit(target));
    let by = of.with_unit(Amount((target.0 - now.total.0).abs()));
    match of.direction() {
        Direction::Tell => format!("{year}は{said}でした。目標は{wanted}でした。"),
        Direction::More if now.total >= target => format!("{year}は{said}で、目標の{wanted}に届きました。"),
        Direction::Less if now.total <= target => format!("{year}は{said}で、目標の{wanted}に届きました。"),
        Direction::More => format!("{year}は{said}で、目標の{wanted}に{by}足りませんでした。"),
        Direction::Less => format!("{year}は{said}で、目標の{wanted}より{by}多い数でした。"),
    }
}

fn of_kind(parts: &[GoalPart], now: &Running, kind: PartKind) -> i64 {
    if parts.is_empty() {
        return if kind == PartKind::Ahead { now.total.0 } else { 0 };
    }
    let own = parts.iter().zip(&now.parts).filter(|(part, _)| part.kind == kind);
    own.filter_map(|(_, told)| *told).map(|amount| amount.0).fold(0, i64::saturating_add)
}

/// The end of the year in thousandths, times the months or days that have passed: whole numbers, so nothing is rounded.
fn end(already: i64, ahead: i64, passed: &Passed) -> i128 {
    i128::from(already) * i128::from(passed.part) + i128::from(ahead) * i128::from(passed.whole)
}

fn reckon(of: &Yardstick, target: Amount, parts: &[GoalPart], now: &Running, passed: &Passed) -> Projection {
    let (already, ahead) = (of_kind(parts, now, PartKind::Already), of_kind(parts, now, PartKind::Ahead));
    let reached = |ahead: i64| end(already, ahead, passed) >= i128::from(target.0) * i128::from(passed.part);
    // Cut, not rounded: what falls short by a hair is not shown as if it did not.
    let cut = |times: i128| {
        let tenths = times / i128::from(passed.part) / 100;
        (Amount(i64::try_from(tenths * 100).unwrap_or(i64::MAX)), times % (i128::from(passed.part) * 100) == 0)
    };
    let (at_end, is_exact) = cut(end(already, ahead, passed));
    let (grown, _) = cut(end(0, ahead, passed));
    let equals = if is_exact { "＝" } else { "≒" };
    let said = of.with_unit(at_end);
    let lead = if reached(ahead) {
        format!("同じ進み方なら、年度末は{said}で、目標に届く見込みです。")
    } else {
        let short = of.with_unit(Amount(target.0 - at_end.0));
        format!("同じ進み方なら、年度末は{said}で、目標に{short}足りない見込みです。")
    };
    let names = |kind: PartKind| {
        let own = parts.iter().filter(|part| part.kind == kind).map(|part| part.name.as_str());
        own.collect::<Vec<_>>().join("と")
    };
    let who = names(PartKind::Ahead);
    let who = if who.is_empty() { String::new() } else { format!("{who}は") };
    let Passed { part, whole, unit } = *passed;
    let one = |amount: i64| Amount(amount);
    let pace =
        format!("{who}{part}{unit}で{}なので、{whole}{unit}では{}", of.with_unit(one(ahead)), of.with_unit(grown));
    let parts_words = names(PartKind::Already);
    let (how, sum) = if parts_words.is_empty() {
        (
            format!("{pace}です。"),
            format!("{} ÷ {part} × {whole} {equals} {}", one(ahead).in_words(), at_end.in_words()),
        )
    } else {
        let standing = of.with_unit(one(already));
        (
            format!("{pace}。{parts_words}の{standing}と合わせて{said}です。"),
            format!(
                "{} ＋ {} ÷ {part} × {whole} {equals} {}",
                one(already).in_words(),
                one(ahead).in_words(),
                at_end.in_words()
            ),
        )
    };
    let step = Amount::whole(1).0;
    let turns = reached(ahead + step) != reached(ahead) || (ahead >= step && reached(ahead - step) != reached(ahead));
    let caution = if turns {
        format!("数が小さいため、{}の前後で結論は変わります。", Figure::Known(Amount(step)).in_words() + of.unit())
    } else {
        String::new()
    };
    Projection { lead, how, sum, caution, at_end: Some(at_end) }
}

#[cfg(test)]
mod tests {
    use super::super::running::tests::{day, one_and_four, told};
    use super::super::running::{running, walk};
    use super::*;
    use crate::goals::indicator::model::Catalogue;
    use crate::goals::model::Actual;
    use proptest::prelude::*;

    fn transition() -> Yardstick {
        Yardstick::of(Catalogue::shipped().find("7-transition").unwrap())
    }

    fn said(rows: &[Actual], parts: &[GoalPart], today: &str) -> Projection {
        let now = running(rows, parts, None);
        project(&transition(), FiscalYear(2024), (Amount::whole(5), parts), now.as_ref(), day(today))
    }

    #[test]
    fn two_in_six_months_and_one_already_make_five() {
        let parts = one_and_four();
        let rows = [told("すでに支給決定", "R6.9.30", 1, 0), told("新たな人", "R6.9.30", 2, 0)];
        let one = said(&rows, &parts, "R6.10.17");
        assert_eq!(one.lead, "同じ進み方なら、年度末は5人で、目標に届く見込みです。");
        assert_eq!(one.how, "新たな人は6か月で2人なので、12か月では4人。すでに支給決定の1人と合わせて5人です。");
        assert_eq!(one.sum, "1 ＋ 2 ÷ 6 × 12 ＝ 5");
        assert_eq!(one.caution, "数が小さいため、1人の前後で結論は変わります。");
    }

    #[test]
    fn a_part_that_was_told_earlier_is_not_taken_for_what_stands_today() {
        let parts = one_and_four();
        let rows = [told("すでに支給決定", "R6.11.30", 1, 60), told("新たな人", "R6.6.30", 2, 0)];
        let one = said(&rows, &parts, "R6.12.1");
        assert_eq!(one.sum, "1 ＋ 2 ÷ 3 × 12 ＝ 9", "two in three months, not in eight");
        let half = said(&[told("すでに支給決定", "R7.3.31", 1, 180)], &parts, "R7.4.1");
        assert!(
            half.lead.contains("「新たな人」の実績がまだない"),
            "the year is over and a part was never told: {}",
            half.lead
        );
    }

    #[test]
    fn days_are_reckoned_where_no_month_ends_and_what_is_cut_is_not_called_equal() {
        let rows = [told("", "R6.10.17", 2, 20)];
        let one = said(&rows, &[], "R6.11.1");
        assert_eq!(one.sum, "2 ÷ 200 × 365 ≒ 3.6");
        assert_eq!(one.lead, "同じ進み方なら、年度末は3.6人で、目標に1.4人足りない見込みです。");
        assert_eq!(one.how, "200日で2人なので、365日では3.6人です。");
        assert_eq!(one.caution, "数が小さいため、1人の前後で結論は変わります。");
    }

    #[test]
    fn nothing_is_reckoned_where_nothing_can_be() {
        let parts = one_and_four();
        let both = |as_of: &str, number| [told("すでに支給決定", as_of, 1, 0), told("新たな人", as_of, number, 0)];
        for (lead, told) in [
            ("まだ始まっていません", said(&[], &parts, "R6.3.1")),
            ("実績がまだない", said(&[], &parts, "R6.10.1")),
            ("1か月たっていない", said(&both("R6.4.20", 1), &parts, "R6.4.25")),
            ("「すでに支給決定」の実績がまだない", said(&both("R6.9.30", 1)[1..], &parts, "R6.10.1")),
            (
                "令和6年度は終わりましたが、年度末の実績がまだありません。令和6年9月30日までは3人です。",
                said(&both("R6.9.30", 2), &parts, "R7.4.1"),
            ),
            ("令和6年度は4人で、目標の5人に1人足りませんでした。", said(&both("R7.3.31", 3), &parts, "R7.5.1")),
            ("令和6年度は6人で、目標の5人に届きました。", said(&both("R7.3.31", 5), &parts, "R7.5.1")),
        ] {
            assert!(told.lead.contains(lead) && told.sum.is_empty() && told.at_end.is_none(), "{lead}: {told:?}");
        }
        let homes = Yardstick::of(Catalogue::shipped().find("7-group-home").unwrap());
        let now = running(&[self::told("", "R6.9.30", 43, 0)], &[], None);
        let one = project(&homes, FiscalYear(2024), (Amount::whole(44), &[]), now.as_ref(), day("R6.10.1"));
        assert!(one.lead.contains("「月の実人数」は月を追ってふえていく数ではない"), "{}", one.lead);
    }

    proptest! {
        #[test]
        fn the_sentence_and_the_sum_agree_and_never_promise_what_falls_short(
            ahead in 0i64..40, already in 0i64..10, target in 1i64..60, at in 29i64..364) {
            let mut parts = one_and_four();
            parts[0].target = Amount::whole(already);
            let as_of = FiscalYear(2024).first_day() + chrono::Days::new(u64::try_from(at).unwrap());
            let rows = [
                Actual { as_of, ..told("すでに支給決定", "R6.9.30", already, 0) },
                Actual { as_of, ..told("新たな人", "R6.9.30", ahead, 0) },
            ];
            let now = walk(&rows, &parts).pop();
            let one = project(&transition(), FiscalYear(2024), (Amount::whole(target), &parts), now.as_ref(), day("R7.3.31"));
            let at_end = one.at_end.unwrap();
            let is_reached = one.lead.contains("届く見込み");
            prop_assert_eq!(is_reached, at_end >= Amount::whole(target), "{}", one.lead);
            let said = transition().with_unit(at_end);
            prop_assert!(one.sum.ends_with(&at_end.in_words()) && one.lead.contains(&said));
        }
    }
}
