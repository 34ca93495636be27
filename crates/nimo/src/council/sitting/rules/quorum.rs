//! 定足数 at each item: does the meeting stand, from its first minute to its last?

use super::presence::{now_of, told};
use crate::council::charter::model::{CharterForm, Quorum};
use crate::council::sitting::model::{AttendanceMode, AttendanceStep, PersonKind, SittingPerson};
use almanac::ClockTime;

/// The rule as it holds for this meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuorumRuleNow {
    /// The council's rule; `None` where none was put in.
    pub rule: Option<Quorum>,
    /// Members in office that day.
    pub members: u32,
    /// 開会: who is there before it is there from then on.
    pub opening: ClockTime,
}

/// How many counted from a minute on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// From this minute.
    pub from: ClockTime,
    /// So many.
    pub count: u32,
}

/// Does the meeting stand?
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// 定足数の決まりがない, or nobody is in office.
    NoRule,
    /// 満たす: so many are needed, and never fewer than so many were there.
    Met {
        /// Needed.
        needed: u32,
        /// The fewest there were.
        least: u32,
    },
    /// 足りない, from this minute on, with how many.
    Short {
        /// Needed.
        needed: u32,
        /// Since when, and how many then.
        since: Counted,
        /// It was met before.
        was_met: bool,
        /// From this minute on it was met again.
        until: Option<ClockTime>,
    },
}

impl QuorumRuleNow {
    /// By the rules of the day, with these people.
    pub fn of(charter: Option<&CharterForm>, people: &[SittingPerson], opening: ClockTime) -> QuorumRuleNow {
        let members = people.iter().filter(|person| person.kind == PersonKind::Member).count();
        QuorumRuleNow {
            rule: charter.and_then(|charter| charter.quorum),
            members: u32::try_from(members).unwrap_or(u32::MAX),
            opening,
        }
    }

    /// How many there must be.
    pub fn needed(&self) -> Option<u32> {
        self.rule?.needed(self.members)
    }

    /// Does somebody count who is there so?
    fn counts(&self, mode: AttendanceMode) -> bool {
        match mode {
            AttendanceMode::InPerson | AttendanceMode::Written => true,
            AttendanceMode::Online => self.rule.is_some_and(|rule| rule.counts_online),
            AttendanceMode::Proxy => self.rule.is_some_and(|rule| rule.counts_proxy),
            AttendanceMode::Left | AttendanceMode::Absent => false,
        }
    }

    /// How many members count in this minute.
    pub fn count(&self, people: &[SittingPerson], steps: &[AttendanceStep], at: ClockTime) -> u32 {
        let counts = |person: &&SittingPerson| {
            person.kind == PersonKind::Member
                && now_of(steps, person.id, Some(at.max(self.opening))).is_some_and(|now| self.counts(now.mode))
        };
        u32::try_from(people.iter().filter(counts).count()).unwrap_or(u32::MAX)
    }

    /// From `from` until before `until` (or on and on): each minute in which the number changed.
    pub fn over(
        &self,
        people: &[SittingPerson],
        steps: &[AttendanceStep],
        from: ClockTime,
        until: Option<ClockTime>,
    ) -> Vec<Counted> {
        let mut minutes: Vec<ClockTime> = steps
            .iter()
            .map(|step| step.from)
            .filter(|at| *at > from && until.is_none_or(|until| *at < until))
            .collect();
        minutes.push(from);
        minutes.sort_unstable();
        minutes.dedup();
        let mut counted: Vec<Counted> =
            minutes.into_iter().map(|at| Counted { from: at, count: self.count(people, steps, at) }).collect();
        counted.dedup_by_key(|one| one.count);
        counted
    }

    /// Does the meeting stand all through it? The first time in which too few were there is told.
    pub fn verdict(
        &self,
        people: &[SittingPerson],
        steps: &[AttendanceStep],
        from: ClockTime,
        until: Option<ClockTime>,
    ) -> Verdict {
        let Some(needed) = self.needed() else { return Verdict::NoRule };
        let counted = self.over(people, steps, from, until);
        match counted.iter().position(|one| one.count < needed) {
            Some(at) => {
                let again = counted[at..].iter().find(|one| one.count >= needed);
                Verdict::Short { needed, since: counted[at], was_met: at > 0, until: again.map(|one| one.from) }
            }
            None => Verdict::Met { needed, least: counted.iter().map(|one| one.count).min().unwrap_or(0) },
        }
    }
}

impl Verdict {
    /// As shown.
    pub fn in_words(&self) -> String {
        match self {
            Verdict::NoRule => "定足数の決まりがありません".into(),
            Verdict::Met { needed, least } => format!("定足数 {needed}人を満たす（{least}人）"),
            Verdict::Short { needed, since, was_met, until } => {
                let lacking = needed - since.count;
                let from = if *was_met { format!("{}から", told(since.from)) } else { String::new() };
                let when = format!("{from}{}", until.map_or_else(String::new, |until| format!("{}まで", told(until))));
                format!("{when}定足数 {needed}人に足りません（{}人、あと{lacking}人）", since.count)
            }
        }
    }

    /// The mark beside it.
    pub fn mark(&self) -> &'static str {
        match self {
            Verdict::NoRule => "out",
            Verdict::Met { .. } => "tied",
            Verdict::Short { .. } => "late",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{clock, member, step};
    use super::*;
    use crate::council::charter::model::QuorumRule;
    use AttendanceMode::{InPerson, Left, Online, Proxy};

    fn rule(counts_online: bool, counts_proxy: bool) -> QuorumRuleNow {
        let rule = Quorum { rule: QuorumRule::Majority, counts_proxy, counts_online };
        QuorumRuleNow { rule: Some(rule), members: 4, opening: clock("9:00") }
    }

    #[test]
    fn an_item_is_short_from_the_minute_in_which_the_third_of_four_members_leaves() {
        let people = ["髙梨 恒一", "渡邊 佐和", "山﨑 直人", "小野寺 綾"].map(|name| member(name, ""));
        let mut steps = vec![
            step(&people[0], InPerson, "9:00"),
            step(&people[1], InPerson, "9:00"),
            step(&people[2], Online, "9:00"),
            step(&people[3], Proxy, "9:00"),
        ];
        let until = Some(clock("10:00"));
        let told = |rule: QuorumRuleNow, steps: &[AttendanceStep]| {
            rule.verdict(&people, steps, clock("9:00"), until).in_words()
        };
        assert_eq!(told(rule(true, false), &steps), "定足数 3人を満たす（3人）");
        assert_eq!(told(rule(false, false), &steps), "定足数 3人に足りません（2人、あと1人）");
        assert_eq!(told(rule(true, true), &steps), "定足数 3人を満たす（4人）");
        steps.push(step(&people[1], Left, "9:40"));
        assert_eq!(told(rule(true, false), &steps), "9:40から定足数 3人に足りません（2人、あと1人）");
        steps.push(step(&people[1], InPerson, "9:45"));
        assert_eq!(told(rule(true, false), &steps), "9:40から9:45まで定足数 3人に足りません（2人、あと1人）");
        let before = rule(true, false).verdict(&people, &steps, clock("9:00"), Some(clock("9:40")));
        assert_eq!(before, Verdict::Met { needed: 3, least: 3 }, "the item that ended as he left still stands");
        let before = rule(true, false).verdict(&people, &steps, clock("8:58"), Some(clock("9:30")));
        assert_eq!(
            before,
            Verdict::Met { needed: 3, least: 3 },
            "an item that was begun two minutes before the opening"
        );
        let none = QuorumRuleNow { rule: None, ..rule(true, true) };
        assert_eq!(told(none, &steps), "定足数の決まりがありません");
    }
}
