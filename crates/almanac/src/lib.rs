//! Dates, years, hours and counts as Japanese municipalities write them. Pure: reads no clock and no locale.
//!
//! Dates are Gregorian inside ([`Date`], ISO text when stored) and 和暦 in front of people. Every refusal is a Japanese
//! sentence with the fix in it ([`Refusal`]).

mod clock;
mod count;
mod era;
mod field;
mod fiscal;
mod mention;
mod numeral;
mod partial;
mod refusal;
mod workday;

pub use chrono::NaiveDate as Date;
pub use clock::{ClockSpan, ClockTime, TimeMention, read_clock_span, scan_times};
pub use count::{Count, read_count};
pub use era::{Era, FIRST_DAY, LAST_DAY, Wareki, in_words, wareki, weekday, weekday_letter, with_weekday};
pub use field::read_date;
pub use fiscal::{FiscalYear, FiscalYearMention, read_fiscal_year, scan_fiscal_years};
pub use mention::{DateMention, scan_dates};
pub use numeral::{kanji_number, read_number};
pub use partial::{PartialDate, read_partial_date};
pub use refusal::Refusal;
pub use workday::OfficeCalendar;
