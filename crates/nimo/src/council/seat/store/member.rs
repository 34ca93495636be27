//! Members.

use super::{MemberFacts, member_of};
use crate::access::{Action, Facts, Permit};
use crate::council::model::CouncilId;
use crate::council::seat::model::{MEMBER, Member, MemberForm, MemberId, SEAT, SeatId};
use crate::council::seat::rules::{Entry, Pick};
use crate::council::seat::{EditMember, ImportRoster, RenewRoster, SeatMember};
use crate::editing::store::{json, keep_revision, write_over};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Named, Nameless};

/// The permit's member.
pub async fn find<A: Action<On = MemberFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Member, Fault> {
    let row = sqlx::query("select id, seat, fields, version from council_member where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    member_of(&row)
}

/// Puts a person into the permit's seat.
pub async fn seat(tx: &mut Tx, permit: &Permit<SeatMember>, form: &MemberForm) -> Result<MemberId, Fault> {
    insert(tx, permit, (permit.facts().council(), permit.facts().id()), form).await
}

/// A line of a table sits down, in a new seat where there is none.
pub(crate) async fn take_entry(tx: &mut Tx, permit: &Permit<ImportRoster>, entry: &Entry) -> Result<(), Fault> {
    let council = permit.facts().id();
    let seat = match &entry.pick {
        Pick::Seat(seat) => *seat,
        Pick::New(form) => super::seat::insert(tx, permit, council, form).await?,
    };
    if let Some(form) = &entry.form {
        insert(tx, permit, (council, seat), form).await?;
    }
    Ok(())
}

/// Somebody goes on in his seat for the next term.
pub(crate) async fn take_renewed(
    tx: &mut Tx,
    permit: &Permit<RenewRoster>,
    seat: SeatId,
    form: &MemberForm,
) -> Result<MemberId, Fault> {
    insert(tx, permit, (permit.facts().id(), seat), form).await
}

async fn insert<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    (council, seat): (CouncilId, SeatId),
    form: &MemberForm,
) -> Result<MemberId, Fault> {
    let id = MemberId::fresh();
    let texts = form.texts();
    sqlx::query(
        "insert into council_member (office, id, council, seat, fields, version, made_at)
         values ($1, $2, $3, $4, $5, 1, $6)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(council.to_string())
    .bind(seat.to_string())
    .bind(json(&texts)?)
    .bind(permit.now().to_string())
    .execute(tx.sql())
    .await?;
    keep_revision(tx, permit, &MEMBER, &id.to_string(), (1, &texts, None)).await?;
    let mut line = Line::<Named>::new("member.seated", MEMBER.kind, id);
    if let Some(cause) = trail::first::<Nameless>(tx, SEAT.kind, &seat.to_string()).await? {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(id)
}

/// Changes the permit's member, if the row still has the version that was edited.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<EditMember>,
    version: i64,
    form: &MemberForm,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    write_over(tx, permit, ("council_member", &MEMBER), (version, &form.texts(), reverted_to)).await?;
    let verb = if reverted_to.is_some() { "member.put_back" } else { "member.changed" };
    trail::record(tx, permit, Line::<Named>::new(verb, MEMBER.kind, permit.facts().id())).await?;
    Ok(())
}
