//! Words of a meeting while it is in the room. Pure.

mod attendance;
mod line;

pub use attendance::{AttendanceMode, AttendanceStep, PersonKind, SittingPerson};
pub use line::{Cue, TakenLine, marked};

use crate::plumbing::clock::Moment;
use almanac::ClockTime;

crate::id!(
    /// Somebody who may be in the room (委員、委員のほか), for this meeting.
    SittingPersonId
);
crate::id!(
    /// A step of somebody's attendance (出欠).
    AttendanceStepId
);

/// 開催のしかた.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SittingWay {
    /// 会して: in a room, on a screen, or both.
    Together,
    /// 書面開催: by papers that come back.
    Written,
}

impl SittingWay {
    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            SittingWay::Together => "together",
            SittingWay::Written => "written",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<SittingWay> {
        [SittingWay::Together, SittingWay::Written].into_iter().find(|way| way.code() == code)
    }
}

/// 会議中: a meeting that was opened.
#[derive(Debug, Clone)]
pub struct Sitting {
    /// How it is held.
    pub way: SittingWay,
    /// 開会.
    pub starts_at: ClockTime,
    /// 傍聴者: how many came to listen, all told.
    pub observers: u32,
    /// When it was opened, and by whom.
    pub opened: (Moment, String),
    /// 閉会: at what time, as it stands in the minutes; when that was put in, and by whom.
    pub closed: Option<(ClockTime, Moment, String)>,
}
