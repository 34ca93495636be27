//! The SQL of frozen packets. A packet is stored whole, with its hash; what it was made from may change.

use crate::access::{Action, Facts, Permit};
use crate::council::ReadCouncil;
use crate::council::meeting::ReadMeeting;
use crate::council::meeting::model::MeetingId;
use crate::council::model::CouncilId;
use crate::editing::store::set_aside;
use crate::packet::model::{Packet, PacketId};
use crate::packet::rules::changes;
use crate::packet::{PreparePacket, WithdrawPacket};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::frozen;
use crate::plumbing::gather::{Row, gather};
use crate::plumbing::ids::OfficeId;
use crate::plumbing::secret::Secret;
use crate::trail::{self, Line, Nameless};
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row as _;

/// What the gate knows about a packet: it is as open as its council, while it and its meeting stand.
#[derive(Clone)]
pub struct PacketFacts {
    office: OfficeId,
    council: CouncilId,
    packet: PacketId,
    stands: bool,
}

impl PacketFacts {
    /// Was it taken back by nobody, and its meeting not put aside?
    pub fn stands(&self) -> bool {
        self.stands
    }
}

impl Facts for PacketFacts {
    type Id = PacketId;
    const KIND: &'static str = "Packet";

    async fn load(tx: &mut Tx, packet: PacketId) -> Result<Option<Self>, Fault> {
        let row = sqlx::query(
            "select p.council, case when w.packet is null and m.meeting is not null then 1 else 0 end as stands from packet p
             left join packet_withdrawal w on w.office = p.office and w.packet = p.id
             left join v_council_meeting m on m.office = p.office and m.meeting = p.meeting
             where p.office = $1 and p.id = $2",
        )
        .bind(tx.office().0)
        .bind(packet.to_string())
        .fetch_optional(tx.sql())
        .await?;
        let Some(row) = row else { return Ok(None) };
        let council = CouncilId::parse(row.try_get("council")?).ok_or_else(unreadable)?;
        let stands = row.try_get::<i64, _>("stands")? == 1;
        Ok(Some(PacketFacts { office: tx.office(), council, packet, stands }))
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> PacketId {
        self.packet
    }

    fn spelled(&self) -> String {
        self.packet.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        let state = if self.stands { "standing" } else { "withdrawn" };
        vec![
            ("office", Value::new_long(self.office.0)),
            ("council", Value::new_string(self.council.to_string())),
            ("state", Value::new_string(state.into())),
        ]
    }
}

/// A frozen packet.
pub struct Frozen {
    /// The id.
    pub id: PacketId,
    /// The council.
    pub council: CouncilId,
    /// The meeting for which it was frozen.
    pub meeting: MeetingId,
    /// 第n版 of the council, from 1.
    pub number: i64,
    /// What it says.
    pub packet: Packet,
    /// SHA-256 of what it says, as stored.
    pub sha256: String,
    /// When.
    pub at: Moment,
    /// By whom, the name as it was then.
    pub by: String,
    /// Why it was taken back; none where it was not.
    pub withdrawn: Option<String>,
}

const NAMES: [&str; 9] = ["id", "council", "meeting", "number", "body", "sha256", "at", "by_name", "reason"];
const COLUMNS: &str = "select p.*, w.reason from packet p
    left join packet_withdrawal w on w.office = p.office and w.packet = p.id";
/// Taken back by nobody, and its meeting not put aside.
const STANDS: &str = "w.packet is null
    and exists (select 1 from v_council_meeting m where m.office = p.office and m.meeting = p.meeting)";

/// The permit's packet, and the id of the one before it, where that stands.
pub async fn find<A: Action<On = PacketFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
) -> Result<(Frozen, Option<PacketId>), Fault> {
    let select = format!("{COLUMNS} where p.office = $1 and p.id = $2");
    let here = gather(tx, &NAMES, &select, &[permit.facts().spelled()]).await?;
    let here = here.read(kept)?.pop().ok_or(Fault::Missing)?;
    let Some(number) = here.packet.before else { return Ok((here, None)) };
    let select = format!("{COLUMNS} where p.office = $1 and p.council = $2 and p.number = {number} and {STANDS}");
    let before = gather(tx, &NAMES, &select, &[here.council.to_string()]).await?;
    let before = before.read(|row| row.of("id", PacketId::parse))?.pop();
    Ok((here, before))
}

/// The newest packet of the council of the permit's meeting that stands.
pub async fn newest(tx: &mut Tx, permit: &Permit<PreparePacket>) -> Result<Option<Frozen>, Fault> {
    let select =
        format!("{COLUMNS} where p.office = $1 and p.council = $2 and {STANDS} order by p.number desc limit 1");
    Ok(gather(tx, &NAMES, &select, &[permit.facts().council().to_string()]).await?.read(kept)?.pop())
}

/// The packets that were frozen for the permit's meeting, oldest first: id, number, and do they stand? Whether the actor may read each is
/// the gate's to say.
pub async fn of_meeting(tx: &mut Tx, permit: &Permit<ReadMeeting>) -> Result<Vec<(PacketId, i64, bool)>, Fault> {
    let select = format!(
        "select p.id, p.number, case when {STANDS} then 'yes' else '' end as stands from packet p
         left join packet_withdrawal w on w.office = p.office and w.packet = p.id
         where p.office = $1 and p.meeting = $2 order by p.number"
    );
    let rows = gather(tx, &["id", "number", "stands"], &select, &[permit.facts().spelled()]).await?;
    rows.read(|row| Ok((row.of("id", PacketId::parse)?, row.number("number")?, !row.text("stands")?.is_empty())))
}

/// The newest packets of the permit's council that stand: id, number and when.
pub async fn of_council(tx: &mut Tx, permit: &Permit<ReadCouncil>) -> Result<Vec<(PacketId, i64, Moment)>, Fault> {
    let select = format!(
        "select p.id, p.number, p.at from packet p left join packet_withdrawal w on w.office = p.office and w.packet = p.id
         where p.office = $1 and p.council = $2 and {STANDS} order by p.number desc limit {MOST_LISTED}"
    );
    let rows = gather(tx, &["id", "number", "at"], &select, &[permit.facts().spelled()]).await?;
    rows.read(|row| Ok((row.of("id", PacketId::parse)?, row.number("number")?, row.of("at", Moment::parse)?)))
}

/// So many packets stand on the page of a council.
const MOST_LISTED: usize = 6;

/// Takes a packet back: what it says stays, and nobody but its secretariat reads it.
pub async fn withdraw(tx: &mut Tx, permit: &Permit<WithdrawPacket>, reason: &str) -> Result<bool, Fault> {
    let is_first = set_aside(tx, permit, ("packet_withdrawal", "packet"), (&permit.facts().spelled(), reason)).await?;
    if is_first {
        let mut line = Line::<Nameless>::new("packet.withdrawn", PacketFacts::KIND, permit.facts().id());
        if let Some(cause) = trail::first::<Nameless>(tx, PacketFacts::KIND, &permit.facts().spelled()).await? {
            line = line.because(cause);
        }
        trail::record(tx, permit, line).await?;
    }
    Ok(is_first)
}

/// Freezes a packet for the permit's meeting, as the next of its council after the one that was seen; where the last one says the same
/// already, that one; none where another one came in between.
///
/// # Errors
/// [`Fault::Taken`] when somebody froze one in this very moment.
pub async fn freeze(
    tx: &mut Tx,
    permit: &Permit<PreparePacket>,
    packet: &Packet,
    seen: Option<PacketId>,
) -> Result<Option<PacketId>, Fault> {
    let last = newest(tx, permit).await?;
    let same = |last: &Frozen| {
        let Packet { seal, before, changes, .. } = Packet::default();
        last.meeting == permit.facts().id() && Packet { seal, before, changes, ..last.packet.clone() } == *packet
    };
    if let Some(last) = last.as_ref().filter(|last| same(last)) {
        return Ok(Some(last.id));
    }
    if last.as_ref().map(|last| last.id) != seen {
        return Ok(None);
    }
    let id = PacketId::fresh();
    let packet = Packet {
        seal: Secret::fresh()?.reveal().to_string(),
        before: last.as_ref().map(|last| last.number),
        changes: last.as_ref().map_or_else(Vec::new, |last| changes(&last.packet, packet)),
        ..packet.clone()
    };
    let (body, sha256) = frozen::freeze(&packet)?;
    sqlx::query(
        "insert into packet (office, id, council, meeting, number, body, sha256, at, by_account, by_name)
         values ($1, $2, $3, $4, (select coalesce(max(number), 0) + 1 from packet where office = $1 and council = $3),
           $5, $6, $7, $8, $9)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(permit.facts().council().to_string())
    .bind(permit.facts().spelled())
    .bind(body.as_str())
    .bind(sha256)
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    let mut line = Line::<Nameless>::new("packet.frozen", PacketFacts::KIND, id);
    if let Some(cause) = trail::first::<Nameless>(tx, "Meeting", &permit.facts().spelled()).await? {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(Some(id))
}

fn kept(row: &Row<'_>) -> Result<Frozen, Fault> {
    let (body, sha256) = (row.text("body")?, row.text("sha256")?.to_string());
    Ok(Frozen {
        id: row.of("id", PacketId::parse)?,
        council: row.of("council", CouncilId::parse)?,
        meeting: row.of("meeting", MeetingId::parse)?,
        number: row.number("number")?,
        packet: frozen::thaw(body, &sha256)?,
        sha256,
        at: row.of("at", Moment::parse)?,
        by: row.text("by_name")?.to_string(),
        withdrawn: Some(row.text("reason")?.to_string()).filter(|reason| !reason.is_empty()),
    })
}

fn unreadable() -> Fault {
    Fault::broken("packet", "a row that cannot be read")
}
