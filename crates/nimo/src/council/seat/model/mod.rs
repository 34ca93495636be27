//! Words of seats and of the people in them. Pure.

mod member;
mod seat;

pub use member::{CouncilRole, MEMBER, MemberForm, Shown, Term};
pub use seat::{LetterKind, SEAT, SeatForm};

use crate::council::charter::model::CharterForm;

crate::id!(
    /// A seat of a council (委員の席).
    SeatId
);
crate::id!(
    /// A person in a seat for one term (委員).
    MemberId
);

/// 席: a seat as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// The id.
    pub id: SeatId,
    /// What its form holds.
    pub form: SeatForm,
    /// The version of the row.
    pub version: i64,
}

/// 委員: a person in a seat, as he is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The id.
    pub id: MemberId,
    /// Where he sits.
    pub seat: SeatId,
    /// What his form holds.
    pub form: MemberForm,
    /// The version of the row.
    pub version: i64,
}

/// All seats of a council, all who ever sat in them, and the rules of all times.
#[derive(Debug, Clone, Default)]
pub struct Everybody {
    /// By their place in the roster.
    pub seats: Vec<Seat>,
    /// By the first day of their terms.
    pub members: Vec<Member>,
    /// Every edition.
    pub charters: Vec<CharterForm>,
}

impl Everybody {
    /// A seat.
    pub fn seat(&self, id: SeatId) -> Option<&Seat> {
        self.seats.iter().find(|seat| seat.id == id)
    }

    /// Who sat there, the first first.
    pub fn of_seat(&self, id: SeatId) -> impl DoubleEndedIterator<Item = &Member> {
        self.members.iter().filter(move |member| member.seat == id)
    }
}
