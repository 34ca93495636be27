//! A notice grows old: it fades, and then it leaves the list until somebody asks again.

use crate::vacancies::model::{Notice, NoticeForm, VacancyRule, VacancyState};
use almanac::Date;
use chrono::{Days, Months};

/// How far a notice is still believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freshness {
    /// 新しい.
    Fresh,
    /// そろそろ確かめる: the last third of its days has begun.
    Fading,
    /// 期限が過ぎた.
    Stale,
}

/// How a room stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RoomStanding {
    /// Others may look at it.
    Open(Freshness),
    /// Kept for somebody.
    Held,
    /// 聞き直す: nobody has told, what was told is too old, or what it was kept for has passed.
    Ask(AskAgain),
    /// Taken, or offered no more.
    Gone,
}

/// Why a home has to be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AskAgain {
    /// 期限が過ぎた.
    Stale,
    /// 取り置きの日が過ぎた.
    HoldPassed,
    /// まだ知らせがない.
    Untold,
}

impl AskAgain {
    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            AskAgain::Stale => "知らせの期限が過ぎた",
            AskAgain::HoldPassed => "取り置きの日が過ぎた",
            AskAgain::Untold => "まだ知らせがない",
        }
    }
}

/// How a notice is believed on a day.
pub fn freshness(notice: &Notice, today: Date) -> Freshness {
    let days = (notice.expires_on - notice.as_of).num_days();
    let left = (notice.expires_on - today).num_days();
    match left {
        left if left < 0 => Freshness::Stale,
        left if left * 3 < days => Freshness::Fading,
        _ => Freshness::Fresh,
    }
}

/// How a room stands by its newest notice.
pub fn standing(notice: Option<&Notice>, today: Date) -> RoomStanding {
    let Some(notice) = notice else { return RoomStanding::Ask(AskAgain::Untold) };
    let has_passed = notice.holding.until.is_some_and(|until| until < today);
    match (notice.state, freshness(notice, today)) {
        (VacancyState::Taken | VacancyState::Withdrawn, _) => RoomStanding::Gone,
        (state, _) if state.is_held() && has_passed => RoomStanding::Ask(AskAgain::HoldPassed),
        (_, Freshness::Stale) => RoomStanding::Ask(AskAgain::Stale),
        (state, _) if state.is_held() => RoomStanding::Held,
        (_, freshness) => RoomStanding::Open(freshness),
    }
}

/// Since when a room is empty: the day that was told, as long as nobody has told on it or later that the room was taken.
pub fn vacant_since(told: Option<Date>, taken_on: Option<Date>) -> Option<Date> {
    told.filter(|day| taken_on.is_none_or(|taken| taken < *day))
}

/// Has a room stood empty for a year?
pub fn has_stood_long(since: Option<Date>, today: Date) -> bool {
    let year = since.and_then(|day| day.checked_add_months(Months::new(12)));
    year.is_some_and(|year| year <= today)
}

/// The last day on which what is told is believed: by the rule of its day, and as long as a room is kept for somebody.
pub fn expires_on(form: &NoticeForm, editions: &[VacancyRule]) -> Date {
    let days = u64::try_from(VacancyRule::days_on(editions, form.as_of)).unwrap_or(0);
    let by_rule = form.as_of.checked_add_days(Days::new(days)).unwrap_or(form.as_of);
    form.holding.until.map_or(by_rule, |until| until.max(by_rule))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plumbing::clock::Moment;
    use crate::vacancies::model::{Holding, NoticeId};
    use proptest::prelude::*;

    fn notice(state: VacancyState, as_of: &str, days: u64, until: Option<&str>) -> Notice {
        let as_of: Date = as_of.parse().unwrap();
        Notice {
            id: NoticeId::fresh(),
            state,
            as_of,
            told_by: "管理者".into(),
            expires_on: as_of.checked_add_days(Days::new(days)).unwrap(),
            holding: Holding { until: until.map(|day| day.parse().unwrap()), holder: String::new() },
            is_by_home: false,
            at: Moment::parse("2026-11-01T00:00:00Z").unwrap(),
            by: "今村".into(),
        }
    }

    #[test]
    fn a_notice_of_thirty_days_fades_in_its_last_ten_and_leaves_after_the_thirtieth() {
        let told = notice(VacancyState::Vacant, "2026-11-01", 30, None);
        let on = |day: &str| standing(Some(&told), day.parse().unwrap());
        assert_eq!(on("2026-11-21"), RoomStanding::Open(Freshness::Fresh), "ten days are left");
        assert_eq!(on("2026-11-22"), RoomStanding::Open(Freshness::Fading));
        assert_eq!(on("2026-12-01"), RoomStanding::Open(Freshness::Fading), "the last day");
        assert_eq!(on("2026-12-02"), RoomStanding::Ask(AskAgain::Stale));
        assert_eq!(standing(None, told.as_of), RoomStanding::Ask(AskAgain::Untold));
    }

    #[test]
    fn a_room_that_is_kept_is_asked_about_when_its_day_has_passed_and_a_taken_one_is_not() {
        let kept = notice(VacancyState::Reserved, "2026-11-01", 30, Some("2026-11-10"));
        assert_eq!(standing(Some(&kept), "2026-11-10".parse().unwrap()), RoomStanding::Held);
        assert_eq!(standing(Some(&kept), "2026-11-11".parse().unwrap()), RoomStanding::Ask(AskAgain::HoldPassed));
        let taken = notice(VacancyState::Taken, "2020-01-01", 30, None);
        assert_eq!(standing(Some(&taken), "2026-11-11".parse().unwrap()), RoomStanding::Gone);
    }

    #[test]
    fn a_room_that_was_let_in_between_is_not_empty_since_long_ago() {
        let day = |day: &str| Some(day.parse().unwrap());
        assert_eq!(vacant_since(day("2025-04-01"), day("2025-06-01")), None);
        assert_eq!(vacant_since(day("2025-04-01"), day("2025-03-31")), day("2025-04-01"));
        let stood = |today: &str| has_stood_long(day("2025-04-01"), today.parse().unwrap());
        assert_eq!((stood("2026-03-31"), stood("2026-04-01")), (false, true));
        assert_eq!((vacant_since(day("2025-04-01"), None), vacant_since(None, None)), (day("2025-04-01"), None));
    }

    #[test]
    fn what_is_kept_for_somebody_is_believed_as_long() {
        let form = |until: Option<&str>| NoticeForm {
            state: VacancyState::Trial,
            as_of: "2026-11-01".parse().unwrap(),
            told_by: "管理者".into(),
            holding: Holding { until: until.map(|day| day.parse().unwrap()), holder: String::new() },
        };
        assert_eq!(expires_on(&form(None), &[]).to_string(), "2026-12-01");
        assert_eq!(expires_on(&form(Some("2027-01-31")), &[]).to_string(), "2027-01-31");
    }

    proptest! {
        #[test]
        fn what_is_old_never_grows_young(days in 1u64..400, first in 0u64..500, later in 0u64..500) {
            let told = notice(VacancyState::Vacant, "2026-01-01", days, None);
            let on = |after: u64| freshness(&told, told.as_of.checked_add_days(Days::new(after)).unwrap());
            let (first, later) = (first.min(later), first.max(later));
            prop_assert!(on(first) <= on(later));
            prop_assert_eq!(on(later) == Freshness::Stale, later > days);
        }
    }
}
