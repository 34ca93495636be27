//! Was an office there in a quarter?

use crate::planning::model::Quarter;
use almanac::Date;

/// Where an office stands in a quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// There, and asked.
    There,
    /// Gone since the quarter before it, or on a day that nobody knows.
    Gone(Option<Date>),
    /// Gone long ago: nobody looks for it.
    Long,
}

/// `stands` is said of today; `gone_on` is the day from which it does not. What left after a quarter was still there in it.
pub fn presence(stands: bool, gone_on: Option<Date>, quarter: Quarter) -> Presence {
    match gone_on {
        _ if stands => Presence::There,
        Some(day) if day > quarter.last_day() => Presence::There,
        Some(day) if day < quarter.before().first_day() => Presence::Long,
        day => Presence::Gone(day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_that_closed_later_is_asked_about_the_quarter_before() {
        let third = Quarter::parse("2026q3").unwrap();
        let on = |text: &str| Some(text.parse().unwrap());
        for (stands, gone_on, expected) in [
            (true, None, Presence::There),
            (true, on("2020-01-01"), Presence::There),
            (false, on("2027-01-01"), Presence::There),
            (false, on("2026-10-15"), Presence::Gone(on("2026-10-15"))),
            (false, on("2026-07-01"), Presence::Gone(on("2026-07-01"))),
            (false, on("2026-06-30"), Presence::Long),
            (false, None, Presence::Gone(None)),
        ] {
            assert_eq!(presence(stands, gone_on, third), expected, "{gone_on:?}");
        }
    }
}
