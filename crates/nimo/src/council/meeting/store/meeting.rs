//! Meetings and their agenda.

use super::block::{arrange_by_items, has_sheet};
use super::{STATE, state, touch_fields, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::accounts::model::Role;
use crate::council::ReadCouncil;
use crate::council::meeting::model::{ItemId, ItemKind, ItemLine, Kept, MeetingForm, MeetingId, SHAPE, State, align};
use crate::council::meeting::rules::Numbered;
use crate::council::meeting::store::MeetingFacts;
use crate::council::meeting::{HoldMeeting, PlanMeeting, WithdrawMeeting};
use crate::council::model::CouncilId;
use crate::council::store::CouncilFacts;
use crate::editing::store::keep_revision;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::gather::{Row as Gathered, gather};
use crate::trail::{self, Line, Nameless};
use almanac::Date;
use sqlx::Row;
use sqlx::any::AnyRow;

/// A meeting as a list or a page shows it.
pub struct Meeting {
    /// The id.
    pub id: MeetingId,
    /// The council that holds it.
    pub council: CouncilId,
    /// What its form holds.
    pub form: MeetingForm,
    /// How far it has come.
    pub state: State,
    /// The version of the row.
    pub version: i64,
}

impl Meeting {
    /// It was not put aside.
    pub fn stands(&self) -> bool {
        self.state != State::Withdrawn
    }
}

/// An item of the agenda, with its id.
pub type Item = Kept;

/// The permit's meeting.
pub async fn find<A: Action<On = MeetingFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Meeting, Fault> {
    by_id(tx, permit.facts().id()).await
}

/// 令和6年度第1回 みほん市…協議会: what a meeting is called that the permit's thing belongs to.
pub(crate) async fn title_of<A: Action>(tx: &mut Tx, _permit: &Permit<A>, meeting: MeetingId) -> Result<String, Fault> {
    Ok(by_id(tx, meeting).await?.form.title())
}

/// The head of a meeting that the permit's thing belongs to, or that it is about.
pub(crate) async fn form_of<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    meeting: MeetingId,
) -> Result<MeetingForm, Fault> {
    Ok(by_id(tx, meeting).await?.form)
}

async fn by_id(tx: &mut Tx, id: MeetingId) -> Result<Meeting, Fault> {
    let sql = format!(
        "select m.id, m.council, m.fields, m.version, {STATE} as state from meeting m where m.office = $1 and m.id = $2"
    );
    gather(tx, &COLUMNS, &sql, &[id.to_string()]).await?.read(meeting)?.pop().ok_or(Fault::Missing)
}

/// The meetings of the permit's council that the actor may see, newest first: its secretariat all of them, others the kept.
pub async fn list(tx: &mut Tx, permit: &Permit<ReadCouncil>) -> Result<Vec<Meeting>, Fault> {
    let all = of_council(tx, permit).await?;
    let sees_all = permit.actor().signed_in().is_some_and(|person| person.role == Role::Secretariat);
    Ok(all.into_iter().filter(|meeting| sees_all || meeting.state == State::Kept).collect())
}

/// Those of [`list`] that きょう needs: all that are not kept, and the newest `most` that are.
pub async fn recent(tx: &mut Tx, permit: &Permit<ReadCouncil>, most: usize) -> Result<Vec<Meeting>, Fault> {
    let sql = format!(
        "with standing as (select m.id, m.council, m.fields, m.version, m.held_on, m.fiscal_year, m.number, {STATE} as state
           from meeting m where m.office = $1 and m.council = $2),
         newest as (select id from standing where state = 'kept' order by {ORDER} limit {most})
         select id, council, fields, version, state from standing where state <> 'kept' or id in (select id from newest)
         order by {ORDER}"
    );
    let all = gather(tx, &COLUMNS, &sql, &[permit.facts().spelled()]).await?.read(meeting)?;
    let sees_all = permit.actor().signed_in().is_some_and(|person| person.role == Role::Secretariat);
    Ok(all.into_iter().filter(|meeting| sees_all || meeting.state == State::Kept).collect())
}

/// Those of [`list`] that were held, or are to be held, from this day on.
pub async fn since(tx: &mut Tx, permit: &Permit<ReadCouncil>, day: Date) -> Result<Vec<Meeting>, Fault> {
    let sql = format!(
        "select m.id, m.council, m.fields, m.version, {STATE} as state from meeting m
         where m.office = $1 and m.council = $2 and m.held_on >= $3 order by {ORDER}"
    );
    let all = gather(tx, &COLUMNS, &sql, &[permit.facts().spelled(), day.to_string()]).await?.read(meeting)?;
    let sees_all = permit.actor().signed_in().is_some_and(|person| person.role == Role::Secretariat);
    Ok(all.into_iter().filter(|meeting| sees_all || meeting.state == State::Kept).collect())
}

/// Newest first; those without a day are still to come.
const ORDER: &str = "coalesce(held_on, '9999') desc, fiscal_year desc, number desc, id desc";

/// The meetings of the permit's council, for the question which of them a sheet belongs to.
pub async fn numbered<A: Action<On = CouncilFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Numbered>, Fault> {
    let all = of_council(tx, permit).await?;
    let standing = all.into_iter().filter(|meeting| meeting.state != State::Withdrawn);
    let numbered = |meeting: Meeting| Numbered {
        id: meeting.id,
        form: meeting.form,
        has_sheet: matches!(meeting.state, State::Sitting | State::Drafted | State::Kept),
    };
    Ok(standing.map(numbered).collect())
}

/// The newest meetings of the permit's council, whatever their state, but none that was put aside.
pub async fn newest<A: Action<On = CouncilFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
    most: usize,
) -> Result<Vec<Meeting>, Fault> {
    let all = of_council(tx, permit).await?;
    Ok(all.into_iter().filter(|meeting| meeting.state != State::Withdrawn).take(most).collect())
}

async fn of_council<A: Action<On = CouncilFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Meeting>, Fault> {
    let sql = format!(
        "select m.id, m.council, m.fields, m.version, {STATE} as state from meeting m
         where m.office = $1 and m.council = $2
         order by {ORDER}"
    );
    gather(tx, &COLUMNS, &sql, &[permit.facts().spelled()]).await?.read(meeting)
}

/// Plans a meeting: its row, its agenda, its first version, its line.
pub async fn plan(tx: &mut Tx, permit: &Permit<PlanMeeting>, form: &MeetingForm) -> Result<MeetingId, Fault> {
    let id = place(tx, permit, form).await?;
    let mut line = Line::<Nameless>::new("meeting.planned", SHAPE.kind, id);
    if let Some(cause) = trail::first::<Nameless>(tx, CouncilFacts::KIND, &permit.facts().spelled()).await? {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(id)
}

/// The row of a new meeting of the permit's council, its agenda and its first version; the line is the caller's.
pub(super) async fn place<A: Action<On = CouncilFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
    form: &MeetingForm,
) -> Result<MeetingId, Fault> {
    let id = MeetingId::fresh();
    let texts = form.texts();
    sqlx::query(
        "insert into meeting (office, id, council, fiscal_year, number, held_on, fields, version, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, 1, $8)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(permit.facts().spelled())
    .bind(form.fiscal_year.map(|year| i64::from(year.0)))
    .bind(form.number.map(i64::from))
    .bind(form.held_on.map(|day| day.to_string()))
    .bind(json(&texts)?)
    .bind(permit.now().to_string())
    .execute(tx.sql())
    .await?;
    set_items(tx, permit, id, &form.agenda).await?;
    keep_revision(tx, permit, &SHAPE, &id.to_string(), (1, &texts, None)).await?;
    Ok(id)
}

/// Changes the permit's meeting, if it still has the version that was edited.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first; [`Fault::Taken`] when an item that has blocks would vanish.
pub async fn set<A: Action<On = MeetingFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
    version: i64,
    form: &MeetingForm,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    let before = find(tx, permit).await?;
    let texts = form.texts();
    let row = sqlx::query(
        "update meeting set fiscal_year = $4, number = $5, held_on = $6, fields = $7, version = version + 1
         where office = $1 and id = $2 and version = $3 returning version",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .bind(version)
    .bind(form.fiscal_year.map(|year| i64::from(year.0)))
    .bind(form.number.map(i64::from))
    .bind(form.held_on.map(|day| day.to_string()))
    .bind(json(&texts)?)
    .fetch_optional(tx.sql())
    .await?
    .ok_or(Fault::Lost)?;
    if before.form.agenda != form.agenda {
        set_items(tx, permit, before.id, &form.agenda).await?;
        if !has_sheet(tx, permit, before.id).await? {
            arrange_by_items(tx, permit, before.id).await?;
        }
    }
    let old = before.form.texts();
    let changed: Vec<&str> = SHAPE.names().into_iter().filter(|name| old.get(*name) != texts.get(*name)).collect();
    let touched: Vec<String> = changed.iter().map(|name| format!("meeting.{name}")).collect();
    touch_fields(tx, permit, before.id, &touched).await?;
    keep_revision(tx, permit, &SHAPE, &permit.facts().spelled(), (row.try_get("version")?, &texts, reverted_to))
        .await?;
    let verb = if reverted_to.is_some() { "meeting.put_back" } else { "meeting.changed" };
    trail::record(tx, permit, Line::<Nameless>::new(verb, SHAPE.kind, before.id).detail(changed.join(","))).await?;
    Ok(())
}

/// Says that the permit's meeting was held.
pub async fn hold(tx: &mut Tx, permit: &Permit<HoldMeeting>) -> Result<(), Fault> {
    held(tx, permit).await
}

/// The same, told by what was done in the room.
pub(crate) async fn held<A: Action<On = MeetingFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<(), Fault> {
    const HELD: &str = "insert into meeting_held (office, meeting, by_account, at) values ($1, $2, $3, $4)
         on conflict (office, meeting) do nothing";
    mark(tx, permit, HELD, "meeting.held").await
}

/// Puts the permit's meeting aside.
pub async fn withdraw(tx: &mut Tx, permit: &Permit<WithdrawMeeting>) -> Result<(), Fault> {
    const ASIDE: &str = "insert into meeting_withdrawal (office, meeting, by_account, at) values ($1, $2, $3, $4)
         on conflict (office, meeting) do nothing";
    mark(tx, permit, ASIDE, "meeting.withdrawn").await
}

/// A state of the permit's meeting is a row beside it, by whom and when, and a line.
async fn mark<A: Action<On = MeetingFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
    row: &'static str,
    verb: &'static str,
) -> Result<(), Fault> {
    sqlx::query(row)
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .bind(permit.actor().spelled())
        .bind(permit.now().to_string())
        .execute(tx.sql())
        .await?;
    trail::record(tx, permit, Line::<Nameless>::new(verb, SHAPE.kind, permit.facts().id())).await?;
    Ok(())
}

/// Takes the permit's meeting back.
pub async fn take_back(tx: &mut Tx, permit: &Permit<WithdrawMeeting>) -> Result<(), Fault> {
    sqlx::query("delete from meeting_withdrawal where office = $1 and meeting = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .execute(tx.sql())
        .await?;
    trail::record(tx, permit, Line::<Nameless>::new("meeting.taken_back", SHAPE.kind, permit.facts().id())).await?;
    Ok(())
}

/// The agenda of the permit's meeting, in order.
pub async fn items<A: Action<On = MeetingFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Item>, Fault> {
    items_of(tx, permit, permit.facts().id()).await
}

/// The agenda of a meeting that the permit's thing belongs to.
pub(crate) async fn items_of<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    meeting: MeetingId,
) -> Result<Vec<Item>, Fault> {
    let rows = sqlx::query(
        "select id, depth, label, title, kind, closed from item where office = $1 and meeting = $2 order by position",
    )
    .bind(tx.office().0)
    .bind(meeting.to_string())
    .fetch_all(tx.sql())
    .await?;
    let item = |row: &AnyRow| {
        let depth: i64 = row.try_get("depth")?;
        Ok(Kept {
            id: ItemId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
            line: ItemLine {
                depth: usize::try_from(depth).map_err(|_| unreadable())?,
                label: row.try_get("label")?,
                title: row.try_get("title")?,
                kind: ItemKind::parse(row.try_get("kind")?),
                closed: row.try_get("closed")?,
            },
        })
    };
    rows.iter().map(item).collect()
}

/// Writes the agenda: items that are found again keep their ids, new ones get theirs, others go if nothing stands under
/// them.
async fn set_items<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    meeting: MeetingId,
    agenda: &[ItemLine],
) -> Result<(), Fault> {
    let before = items_of(tx, permit, meeting).await?;
    let found = align(&before, agenda);
    for gone in before.iter().filter(|item| !found.contains(&Some(item.id))) {
        sqlx::query(
            "update block set item = null where office = $1 and item = $2
               and exists (select 1 from block_strike s where s.office = block.office and s.id = block.id)",
        )
        .bind(tx.office().0)
        .bind(gone.id.to_string())
        .execute(tx.sql())
        .await?;
        let used = sqlx::query("select count(*) as n from block where office = $1 and item = $2")
            .bind(tx.office().0)
            .bind(gone.id.to_string())
            .fetch_one(tx.sql())
            .await?;
        if used.try_get::<i64, _>("n")? > 0 {
            return Err(Fault::Taken);
        }
        sqlx::query("delete from item where office = $1 and id = $2")
            .bind(tx.office().0)
            .bind(gone.id.to_string())
            .execute(tx.sql())
            .await?;
    }
    let is_touched = |kept: &&Kept| match found.iter().position(|id| *id == Some(kept.id)) {
        Some(at) => {
            (&agenda[at].title, agenda[at].kind, &agenda[at].closed)
                != (&kept.line.title, kept.line.kind, &kept.line.closed)
        }
        None => true,
    };
    let touched: Vec<String> = before.iter().filter(is_touched).map(|kept| format!("item.{}", kept.id)).collect();
    touch_fields(tx, permit, meeting, &touched).await?;
    for (position, (line, id)) in agenda.iter().zip(found).enumerate() {
        sqlx::query(
            "insert into item (office, id, meeting, position, depth, label, title, kind, closed)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             on conflict (office, id) do update set position = excluded.position, depth = excluded.depth,
               label = excluded.label, title = excluded.title, kind = excluded.kind, closed = excluded.closed",
        )
        .bind(tx.office().0)
        .bind(id.unwrap_or_else(ItemId::fresh).to_string())
        .bind(meeting.to_string())
        .bind(i64::try_from(position).map_err(|_| unreadable())?)
        .bind(i64::try_from(line.depth).map_err(|_| unreadable())?)
        .bind(line.label.as_str())
        .bind(line.title.as_str())
        .bind(line.kind.map_or("", ItemKind::code))
        .bind(line.closed.as_str())
        .execute(tx.sql())
        .await?;
    }
    Ok(())
}

const COLUMNS: [&str; 5] = ["id", "council", "fields", "version", "state"];

fn meeting(row: &Gathered<'_>) -> Result<Meeting, Fault> {
    Ok(Meeting {
        id: row.of("id", MeetingId::parse)?,
        council: row.of("council", CouncilId::parse)?,
        form: MeetingForm::parse(&row.texts("fields")?).map_err(|_| unreadable())?,
        state: row.of("state", state)?,
        version: row.number("version")?,
    })
}

pub(super) fn json<T: serde::Serialize>(value: &T) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|_| Fault::broken("meeting", "unwritable"))
}
