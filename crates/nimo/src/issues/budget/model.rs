//! 予算要求のしめきり: until when a section may ask for the money of a 年度. Pure.

use almanac::{Date, FiscalYear};

/// The last day on which the budget of a 年度 may be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// The day.
    pub on: Date,
    /// Did somebody of this office say it? If not, it is what many towns do, and is shown as 未確認.
    pub is_checked: bool,
}

/// 未確認: the end of October before the 年度. Towns ask for their budgets in autumn, and each sets its own day; no source names
/// one for all, so this stands only until the office says its own.
pub fn usual(year: FiscalYear) -> Deadline {
    Deadline { on: Date::from_ymd_opt(year.0 - 1, 10, 31).unwrap_or(Date::MIN), is_checked: false }
}

/// The deadline of a 年度 among those that the office has said.
pub fn closes(known: &[(FiscalYear, Date)], year: FiscalYear) -> Deadline {
    let said = known.iter().find(|(of, _)| *of == year);
    said.map_or_else(|| usual(year), |(_, on)| Deadline { on: *on, is_checked: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_office_says_goes_before_what_many_towns_do() {
        let on: Date = "2026-10-09".parse().unwrap();
        let known = [(FiscalYear(2027), on)];
        assert_eq!(closes(&known, FiscalYear(2027)), Deadline { on, is_checked: true });
        assert_eq!(closes(&known, FiscalYear(2028)), Deadline { on: "2027-10-31".parse().unwrap(), is_checked: false });
    }
}
