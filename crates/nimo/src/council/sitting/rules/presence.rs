//! Who is there in a minute, who came late, who left early.

use crate::council::sitting::model::{AttendanceMode, AttendanceStep, AttendanceStepId, SittingPersonId};
use almanac::ClockTime;

/// How somebody stands in a minute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Now {
    /// How.
    pub mode: AttendanceMode,
    /// 代理の人.
    pub proxy: String,
    /// Since when.
    pub from: ClockTime,
}

/// How somebody stands at `at`, or after his last step. Of nobody's steps nothing follows: he is absent.
pub fn now_of(steps: &[AttendanceStep], person: SittingPersonId, at: Option<ClockTime>) -> Option<Now> {
    let own = steps.iter().filter(|step| step.person == person && at.is_none_or(|at| step.from <= at));
    // Of equal minutes the last one put in holds.
    let last = own.enumerate().max_by_key(|(place, step)| (step.from, *place)).map(|(_, step)| step)?;
    Some(Now { mode: last.mode, proxy: last.proxy.clone(), from: last.from })
}

/// From which minute on something is so that was just said of somebody, and of which steps it takes the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// From this minute on.
    pub from: ClockTime,
    /// These no longer hold.
    pub instead_of: Vec<AttendanceStepId>,
}

/// What is said of somebody with a minute, or without one: then now. Never before the opening. 欠席 without a minute says that he never
/// came. The same as what holds puts its minute right, or the name of his deputy.
pub fn noted(
    steps: &[AttendanceStep],
    person: SittingPersonId,
    (mode, typed): (AttendanceMode, Option<ClockTime>),
    now: ClockTime,
    opening: ClockTime,
) -> Noted {
    let way = way_of(steps, person);
    let at = typed.map(|typed| typed.max(opening));
    if mode == AttendanceMode::Absent && typed.is_none() {
        let all = steps.iter().filter(|step| step.person == person).map(|step| step.id);
        return Noted { from: way.first().map_or(opening, |first| first.from), instead_of: all.collect() };
    }
    match way.last().filter(|last| last.mode == mode) {
        Some(last) => Noted { from: at.unwrap_or(last.from), instead_of: vec![last.id] },
        None => Noted { from: at.unwrap_or(now.max(opening)), instead_of: vec![] },
    }
}

/// 9:41, as a clock on the wall says it.
pub fn told(time: ClockTime) -> String {
    format!("{}:{:02}", time.minutes() / 60, time.minutes() % 60)
}

/// The steps that hold, in the order of their minutes: of two in one minute, the last one put in.
pub fn way_of(steps: &[AttendanceStep], person: SittingPersonId) -> Vec<&AttendanceStep> {
    let mut own: Vec<&AttendanceStep> = steps.iter().filter(|step| step.person == person).collect();
    own.sort_by_key(|step| step.from);
    let holds = |at: &usize| own.get(at + 1).is_none_or(|next| next.from != own[*at].from);
    (0..own.len()).filter(holds).map(|at| own[at]).collect()
}

/// 遅刻: from which minute somebody was there who was not there at the opening.
pub fn came_late(steps: &[AttendanceStep], person: SittingPersonId, opening: ClockTime) -> Option<ClockTime> {
    let way = way_of(steps, person);
    let first = way.iter().find(|step| step.mode.here().is_some())?;
    (first.from > opening).then_some(first.from)
}

/// 早退: since which minute somebody is gone who was there before.
pub fn left_early(steps: &[AttendanceStep], person: SittingPersonId) -> Option<ClockTime> {
    let way = way_of(steps, person);
    let was_there = way.iter().any(|step| step.mode.here().is_some());
    let gone = way.iter().rev().take_while(|step| step.mode.here().is_none()).last()?;
    was_there.then_some(gone.from)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{clock, member, step};
    use super::*;
    use AttendanceMode::{Absent, InPerson, Left, Online};
    use proptest::prelude::*;

    #[test]
    fn a_member_who_comes_at_22_past_is_late_and_one_who_leaves_is_gone_from_then_on() {
        let (late, gone) = (member("三好 理沙", ""), member("平井 大地", ""));
        let steps = [
            step(&late, Absent, "9:00"),
            step(&gone, InPerson, "9:00"),
            step(&late, InPerson, "9:22"),
            step(&gone, Left, "9:50"),
        ];
        assert_eq!(now_of(&steps, late.id, Some(clock("9:21"))).unwrap().mode, Absent);
        assert_eq!(now_of(&steps, late.id, Some(clock("9:22"))).unwrap().mode, InPerson);
        assert_eq!(came_late(&steps, late.id, clock("9:00")), Some(clock("9:22")));
        assert_eq!(came_late(&steps, gone.id, clock("9:00")), None);
        assert_eq!((left_early(&steps, gone.id), left_early(&steps, late.id)), (Some(clock("9:50")), None));
    }

    #[test]
    fn what_is_put_in_later_for_the_same_minute_puts_it_right() {
        let one = member("齋藤 文江", "");
        let steps = [step(&one, Absent, "9:00"), step(&one, Online, "9:00")];
        assert_eq!(now_of(&steps, one.id, None).unwrap().mode, Online);
        assert_eq!(came_late(&steps, one.id, clock("9:00")), None, "she was there from the opening");
        let back = [step(&one, InPerson, "9:00"), step(&one, Left, "9:30"), step(&one, InPerson, "9:40")];
        assert_eq!(left_early(&back, one.id), None, "he came back");
    }

    #[test]
    fn absent_says_that_he_never_came_and_the_same_again_puts_its_minute_right() {
        let one = member("宮下 健", "");
        let said = |steps: &[AttendanceStep], mode, typed: Option<&str>| {
            noted(steps, one.id, (mode, typed.map(clock)), clock("9:10"), clock("9:00"))
        };
        let steps = vec![step(&one, InPerson, "9:00"), step(&one, Online, "9:05")];
        let never = said(&steps, Absent, None);
        assert_eq!((never.from, never.instead_of.len()), (clock("9:00"), 2));
        assert_eq!(said(&steps, Absent, Some("9:08")), Noted { from: clock("9:08"), instead_of: vec![] });
        assert_eq!(said(&steps, Online, Some("9:07")), Noted { from: clock("9:07"), instead_of: vec![steps[1].id] });
        assert_eq!(said(&steps, Left, None), Noted { from: clock("9:10"), instead_of: vec![] });
        assert_eq!(said(&steps, Left, Some("8:55")).from, clock("9:00"), "nothing is before the opening");
    }

    proptest! {
        #[test]
        fn what_holds_in_a_minute_is_the_last_step_of_the_way(
            picks in proptest::collection::vec((0usize..6, 0u32..60), 1..8), at in 0u32..60,
        ) {
            let one = member("古谷 正人", "");
            let steps: Vec<AttendanceStep> =
                picks.iter().map(|(mode, minute)| step(&one, AttendanceMode::ALL[*mode], &format!("9:{minute:02}"))).collect();
            let at = clock(&format!("9:{at:02}"));
            let way = way_of(&steps, one.id);
            let told = way.iter().rfind(|step| step.from <= at).map(|step| step.mode);
            prop_assert_eq!(now_of(&steps, one.id, Some(at)).map(|now| now.mode), told);
            prop_assert!(way.windows(2).all(|pair| pair[0].from < pair[1].from));
        }
    }
}
