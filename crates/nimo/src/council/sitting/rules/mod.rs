//! What follows from who is in the room and from what was typed there. Pure.

mod candidates;
mod close;
mod naming;
mod presence;
mod quorum;

pub use candidates::{candidates, of_minutes};
pub(crate) use close::mode_of;
pub use close::{Closing, closed};
pub use naming::{named, without_name};
pub use presence::{Noted, Now, came_late, left_early, noted, now_of, told, way_of};
pub use quorum::{Counted, QuorumRuleNow, Verdict};

use crate::council::meeting::model::{ItemId, Kept};
use almanac::ClockTime;

/// Where the council stands in its agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// It was there: from, until.
    Done(ClockTime, ClockTime),
    /// It is there, since.
    Here(ClockTime),
    /// It has not come there.
    Ahead,
}

/// How far each item of an agenda has come, until `now`. An item ends where another begins; of two that began in one minute, the later
/// one in the agenda is the one where the council is.
pub fn progress(items: &[Kept], begins: &[(ItemId, ClockTime)], ends_at: Option<ClockTime>) -> Vec<Progress> {
    let began = |item: &Kept| begins.iter().find(|(id, _)| *id == item.id).map(|(_, from)| *from);
    let mut order: Vec<(ClockTime, usize)> =
        items.iter().enumerate().filter_map(|(at, item)| Some((began(item)?, at))).collect();
    order.sort_unstable();
    let of = |at: usize| {
        let Some(place) = order.iter().position(|(_, item)| *item == at) else { return Progress::Ahead };
        let from = order[place].0;
        match (order.get(place + 1), ends_at) {
            (Some((until, _)), _) => Progress::Done(from, *until),
            (None, Some(until)) => Progress::Done(from, until.max(from)),
            (None, None) => Progress::Here(from),
        }
    };
    (0..items.len()).map(of).collect()
}

/// The words of an item with the numbers of those above it: 3 ⑵　課題・方策のまとめについて.
pub fn heading(items: &[Kept], at: usize) -> String {
    let Some(item) = items.get(at) else { return String::new() };
    let mut depth = item.line.depth;
    let mut labels = vec![];
    for above in items[..at].iter().rev() {
        if above.line.depth < depth {
            depth = above.line.depth;
            labels.push(above.line.label.as_str());
        }
    }
    let above: String =
        labels.iter().rev().filter(|label| !label.is_empty()).map(|label| format!("{label} ")).collect();
    format!("{above}{}", item.line.words())
}

#[cfg(test)]
pub(super) mod sample {
    use super::super::model::{
        AttendanceMode, AttendanceStep, AttendanceStepId, PersonKind, SittingPerson, SittingPersonId,
    };
    use almanac::ClockTime;

    pub fn clock(text: &str) -> ClockTime {
        almanac::read_clock_span(text).unwrap().starts_at
    }

    pub fn member(name: &str, role: &str) -> SittingPerson {
        SittingPerson {
            id: SittingPersonId::fresh(),
            kind: PersonKind::Member,
            member: None,
            name: name.into(),
            role_text: role.into(),
            body: String::new(),
        }
    }

    pub fn step(person: &SittingPerson, mode: AttendanceMode, from: &str) -> AttendanceStep {
        AttendanceStep {
            id: AttendanceStepId::fresh(),
            person: person.id,
            mode,
            proxy: if mode == AttendanceMode::Proxy { "原 和子".into() } else { String::new() },
            from: clock(from),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sample::clock;
    use super::*;
    use crate::council::meeting::model::read_items;

    #[test]
    fn an_item_ends_where_the_next_begins_and_the_last_one_where_the_meeting_ends() {
        let items: Vec<Kept> = read_items("１　開会\n２　議題\n　⑴　目標\n　⑵　課題\n３　閉会")
            .into_iter()
            .map(|line| Kept { id: ItemId::fresh(), line })
            .collect();
        let begins = [(items[0].id, clock("9:00")), (items[3].id, clock("9:31")), (items[2].id, clock("9:09"))];
        let told = progress(&items, &begins, None);
        assert_eq!(told[0], Progress::Done(clock("9:00"), clock("9:09")));
        assert_eq!(told[2], Progress::Done(clock("9:09"), clock("9:31")));
        assert_eq!((told[3], told[1], told[4]), (Progress::Here(clock("9:31")), Progress::Ahead, Progress::Ahead));
        assert_eq!((heading(&items, 3).as_str(), heading(&items, 0).as_str()), ("２ ⑵　課題", "１　開会"));
        assert_eq!(progress(&items, &begins, Some(clock("10:30")))[3], Progress::Done(clock("9:31"), clock("10:30")));
    }
}
