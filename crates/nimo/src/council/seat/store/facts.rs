//! What the gate knows about seats and members.

use super::unreadable;
use crate::access::Facts;
use crate::council::model::CouncilId;
use crate::council::seat::model::{MemberId, SeatId};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;

/// What the gate knows about a seat: whose it is. One that was taken back is not there.
#[derive(Clone)]
pub struct SeatFacts {
    office: OfficeId,
    council: CouncilId,
    seat: SeatId,
}

/// What the gate knows about a member: of which council, and where he sits. One that was taken back is not there.
#[derive(Clone)]
pub struct MemberFacts {
    office: OfficeId,
    council: CouncilId,
    seat: SeatId,
    member: MemberId,
}

impl SeatFacts {
    /// Whose it is.
    pub fn council(&self) -> CouncilId {
        self.council
    }
}

impl MemberFacts {
    /// Of which council.
    pub fn council(&self) -> CouncilId {
        self.council
    }

    /// Where he sits.
    pub fn seat(&self) -> SeatId {
        self.seat
    }
}

impl Facts for SeatFacts {
    type Id = SeatId;
    const KIND: &'static str = "Seat";

    async fn load(tx: &mut Tx, seat: SeatId) -> Result<Option<Self>, Fault> {
        let row = sqlx::query(
            "select council from council_seat where office = $1 and id = $2
               and id not in (select seat from council_seat_withdrawal where office = $1)",
        )
        .bind(tx.office().0)
        .bind(seat.to_string())
        .fetch_optional(tx.sql())
        .await?;
        let office = tx.office();
        row.map(|row| {
            let council = CouncilId::parse(row.try_get("council")?).ok_or_else(unreadable)?;
            Ok(SeatFacts { office, council, seat })
        })
        .transpose()
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> SeatId {
        self.seat
    }

    fn spelled(&self) -> String {
        self.seat.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![("office", Value::new_long(self.office.0)), ("council", Value::new_string(self.council.to_string()))]
    }
}

impl Facts for MemberFacts {
    type Id = MemberId;
    const KIND: &'static str = "Member";

    async fn load(tx: &mut Tx, member: MemberId) -> Result<Option<Self>, Fault> {
        let row = sqlx::query(
            "select council, seat from council_member where office = $1 and id = $2
               and seat not in (select seat from council_seat_withdrawal where office = $1)
               and id not in (select member from council_member_withdrawal where office = $1)",
        )
        .bind(tx.office().0)
        .bind(member.to_string())
        .fetch_optional(tx.sql())
        .await?;
        let office = tx.office();
        row.map(|row| {
            let council = CouncilId::parse(row.try_get("council")?).ok_or_else(unreadable)?;
            let seat = SeatId::parse(row.try_get("seat")?).ok_or_else(unreadable)?;
            Ok(MemberFacts { office, council, seat, member })
        })
        .transpose()
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> MemberId {
        self.member
    }

    fn spelled(&self) -> String {
        self.member.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![("office", Value::new_long(self.office.0)), ("council", Value::new_string(self.council.to_string()))]
    }
}
