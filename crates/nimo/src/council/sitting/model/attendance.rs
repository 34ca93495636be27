//! 出欠: who is there, how, and from which minute on.

use super::{AttendanceStepId, SittingPersonId};
use crate::council::meeting::model::Mode;
use crate::council::seat::model::MemberId;
use almanac::ClockTime;

/// As what somebody is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonKind {
    /// 委員.
    Member,
    /// 委員のほか: オブザーバー, 参考人, 説明に来た人.
    Invited,
}

impl PersonKind {
    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            PersonKind::Member => "member",
            PersonKind::Invited => "invited",
        }
    }

    /// From what is stored.
    pub fn parse(code: &str) -> Option<PersonKind> {
        [PersonKind::Member, PersonKind::Invited].into_iter().find(|kind| kind.code() == code)
    }
}

/// Somebody who may be in the room, as the roster had him when the meeting was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SittingPerson {
    /// The id.
    pub id: SittingPersonId,
    /// Member, or asked to come.
    pub kind: PersonKind,
    /// The member of the roster, where there is one.
    pub member: Option<MemberId>,
    /// The name, every character as typed.
    pub name: String,
    /// 会長, 副会長; empty for a plain member.
    pub role_text: String,
    /// 所属; empty where none is known.
    pub body: String,
}

/// 出席のしかた, from one minute on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttendanceMode {
    /// 会場.
    InPerson,
    /// オンライン.
    Online,
    /// 代理.
    Proxy,
    /// 書面: his ballot came back.
    Written,
    /// 退席.
    Left,
    /// 欠席.
    Absent,
}

impl AttendanceMode {
    /// In the order of the form.
    pub const ALL: [AttendanceMode; 6] = [
        AttendanceMode::InPerson,
        AttendanceMode::Online,
        AttendanceMode::Proxy,
        AttendanceMode::Absent,
        AttendanceMode::Left,
        AttendanceMode::Written,
    ];
    /// How somebody may be there when a meeting is opened.
    pub const AT_OPENING: [AttendanceMode; 4] =
        [AttendanceMode::InPerson, AttendanceMode::Online, AttendanceMode::Proxy, AttendanceMode::Absent];
    /// What may be said of somebody while it goes on.
    pub const IN_THE_ROOM: [AttendanceMode; 5] = [
        AttendanceMode::InPerson,
        AttendanceMode::Online,
        AttendanceMode::Proxy,
        AttendanceMode::Absent,
        AttendanceMode::Left,
    ];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            AttendanceMode::InPerson => "in_person",
            AttendanceMode::Online => "online",
            AttendanceMode::Proxy => "proxy",
            AttendanceMode::Written => "written",
            AttendanceMode::Left => "left",
            AttendanceMode::Absent => "absent",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<AttendanceMode> {
        AttendanceMode::ALL.into_iter().find(|mode| mode.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            AttendanceMode::InPerson => "会場",
            AttendanceMode::Online => "オンライン",
            AttendanceMode::Proxy => "代理",
            AttendanceMode::Written => "書面",
            AttendanceMode::Left => "退席",
            AttendanceMode::Absent => "欠席",
        }
    }

    /// How he takes part; `None` for who is not there.
    pub fn here(self) -> Option<Mode> {
        match self {
            AttendanceMode::InPerson => Some(Mode::InPerson),
            AttendanceMode::Online => Some(Mode::Online),
            AttendanceMode::Proxy => Some(Mode::Proxy),
            AttendanceMode::Written => Some(Mode::Written),
            AttendanceMode::Left | AttendanceMode::Absent => None,
        }
    }
}

/// A step of somebody's attendance. A later one takes the place of an earlier one from its minute on; of two in one minute, the one
/// that was put in last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttendanceStep {
    /// The id; later ones sort after earlier ones.
    pub id: AttendanceStepId,
    /// Whose.
    pub person: SittingPersonId,
    /// How.
    pub mode: AttendanceMode,
    /// 代理の人; empty where none came.
    pub proxy: String,
    /// From which minute on.
    pub from: ClockTime,
}
