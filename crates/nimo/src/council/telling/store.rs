//! The SQL of tellings. A row stands for a block of which somebody reads something else.

use super::model::{SHAPE, Telling, TellingForm, empty, seen};
use super::rules::{Tellings, joined};
use super::{EditTelling, ListTellings};
use crate::access::{Action, Facts, Permit};
use crate::council::meeting::model::{BlockId, MeetingId};
use crate::council::meeting::store::{self as meetings, Block, BlockFacts, MeetingFacts};
use crate::editing::store::{fields, json, keep_revision, write_over};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use crate::trail::{self, Line, Nameless};
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;
use sqlx::any::AnyRow;

/// What the gate knows about a telling: it belongs to its block.
#[derive(Clone)]
pub struct TellingFacts {
    block: BlockFacts,
}

impl TellingFacts {
    /// The meeting.
    pub fn meeting(&self) -> &MeetingFacts {
        self.block.meeting()
    }
}

impl Facts for TellingFacts {
    type Id = BlockId;
    const KIND: &'static str = "Telling";

    async fn load(tx: &mut Tx, block: BlockId) -> Result<Option<Self>, Fault> {
        Ok(BlockFacts::load(tx, block).await?.map(|block| TellingFacts { block }))
    }

    fn office(&self) -> OfficeId {
        self.block.office()
    }

    fn id(&self) -> BlockId {
        self.block.id()
    }

    fn spelled(&self) -> String {
        self.block.spelled()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        self.block.attributes()
    }
}

const COLUMNS: &str = "select id, seen, fields, version from telling";

/// The tellings of a meeting that the permit's thing belongs to.
pub(crate) async fn of_meeting<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    meeting: MeetingId,
) -> Result<Tellings, Fault> {
    let sql = format!("{COLUMNS} where office = $1 and meeting = $2");
    let rows =
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tx.office().0).bind(meeting.to_string()).fetch_all(tx.sql()).await?;
    let all = rows.iter().map(telling).collect::<Result<Vec<_>, Fault>>()?;
    Ok(all.into_iter().map(|one| (one.block, one)).collect())
}

/// The tellings of the permit's meeting.
pub async fn list(tx: &mut Tx, permit: &Permit<ListTellings>) -> Result<Tellings, Fault> {
    of_meeting(tx, permit, permit.facts().id()).await
}

/// The telling of the permit's block, if anything was ever said of it.
pub async fn find<A: Action<On = TellingFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Option<Telling>, Fault> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where office = $1 and id = $2")))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_optional(tx.sql())
        .await?;
    row.as_ref().map(telling).transpose()
}

/// The permit's block in its own words.
pub async fn block<A: Action<On = TellingFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Block, Fault> {
    meetings::block_of(tx, permit, permit.facts().id()).await
}

/// Lays an empty form out for the permit's block, so that it can be edited as every form is.
pub async fn lay_out(tx: &mut Tx, permit: &Permit<EditTelling>) -> Result<(), Fault> {
    let done = sqlx::query(
        "insert into telling
           (office, id, meeting, seen, members, members_words, everybody, everybody_words, fields, version, made_at)
         values ($1, $2, $3, '', 'same', '', 'same', '', $4, 1, $5) on conflict (office, id) do nothing",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .bind(permit.facts().meeting().spelled())
    .bind(json(&empty())?)
    .bind(permit.now().to_string())
    .execute(tx.sql())
    .await?;
    if done.rows_affected() > 0 {
        keep_revision(tx, permit, &SHAPE, &permit.facts().spelled(), (1, &empty(), None)).await?;
        trail::record(tx, permit, Line::<Nameless>::new("telling.begun", BlockFacts::KIND, permit.facts().id()))
            .await?;
    }
    Ok(())
}

/// The words of a block changed: whoever has the form of its telling open is told so when he saves.
pub(crate) async fn words_changed<A: Action>(tx: &mut Tx, permit: &Permit<A>, block: BlockId) -> Result<(), Fault> {
    let row =
        sqlx::query("update telling set version = version + 1 where office = $1 and id = $2 returning version, fields")
            .bind(tx.office().0)
            .bind(block.to_string())
            .fetch_optional(tx.sql())
            .await?;
    match row {
        Some(row) => {
            let kept = (row.try_get("version")?, &fields(&row)?, None);
            keep_revision(tx, permit, &SHAPE, &block.to_string(), kept).await
        }
        None => Ok(()),
    }
}

/// What others read of a block that was split off another: what they read of that one, closed until somebody looks.
pub(crate) async fn follow_split<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    (meeting, from, to): (MeetingId, BlockId, BlockId),
) -> Result<(), Fault> {
    match of_meeting(tx, permit, meeting).await?.remove(&from) {
        Some(telling) => close(tx, permit, (meeting, to), &telling.form).await,
        None => Ok(()),
    }
}

/// What others read of a block into which another was taken: no more than of each, and closed until somebody looks.
pub(crate) async fn follow_merge<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    (meeting, into, gone): (MeetingId, BlockId, BlockId),
    texts: (&str, &str),
) -> Result<(), Fault> {
    let tellings = of_meeting(tx, permit, meeting).await?;
    match joined(tellings.get(&into), tellings.get(&gone), texts) {
        Some(form) => close(tx, permit, (meeting, into), &form).await,
        None => Ok(()),
    }
}

/// Writes a telling that nobody has looked at.
async fn close<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    (meeting, block): (MeetingId, BlockId),
    form: &TellingForm,
) -> Result<(), Fault> {
    let row = sqlx::query(
        "insert into telling
           (office, id, meeting, seen, members, members_words, everybody, everybody_words, fields, version, made_at)
         values ($1, $2, $3, '', $4, $5, $6, $7, $8, 1, $9)
         on conflict (office, id) do update set seen = '', members = excluded.members,
           members_words = excluded.members_words, everybody = excluded.everybody,
           everybody_words = excluded.everybody_words, fields = excluded.fields, version = telling.version + 1
         returning version",
    )
    .bind(tx.office().0)
    .bind(block.to_string())
    .bind(meeting.to_string())
    .bind(form.members.code())
    .bind(form.members.words())
    .bind(form.everybody.code())
    .bind(form.everybody.words())
    .bind(json(&form.texts())?)
    .bind(permit.now().to_string())
    .fetch_one(tx.sql())
    .await?;
    keep_revision(tx, permit, &SHAPE, &block.to_string(), (row.try_get("version")?, &form.texts(), None)).await
}

/// Says what others read of the permit's block, for the words that it has now; what members find by searching follows. An old version that
/// is put back was written for other words, and is looked at first.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<EditTelling>,
    version: i64,
    form: &TellingForm,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    write_over(tx, permit, ("telling", &SHAPE), (version, &form.texts(), reverted_to)).await?;
    stand(tx, permit, form, reverted_to.is_none()).await
}

/// The words changed, and what others read of them stays right: it was looked at.
pub async fn look(tx: &mut Tx, permit: &Permit<EditTelling>, form: &TellingForm) -> Result<(), Fault> {
    stand(tx, permit, form, true).await
}

async fn stand(tx: &mut Tx, permit: &Permit<EditTelling>, form: &TellingForm, is_seen: bool) -> Result<(), Fault> {
    let block = block(tx, permit).await?;
    let seen = if is_seen { seen(&block.form.speaker, &block.form.text) } else { String::new() };
    sqlx::query(
        "update telling set seen = $3, members = $4, members_words = $5, everybody = $6, everybody_words = $7
         where office = $1 and id = $2",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .bind(seen)
    .bind(form.members.code())
    .bind(form.members.words())
    .bind(form.everybody.code())
    .bind(form.everybody.words())
    .execute(tx.sql())
    .await?;
    let detail = format!("{},{}", form.members.code(), form.everybody.code());
    trail::record(
        tx,
        permit,
        Line::<Nameless>::new("block.told", BlockFacts::KIND, permit.facts().id()).detail(detail),
    )
    .await?;
    meetings::index_told(tx, permit, permit.facts().meeting(), permit.facts().id()).await
}

fn telling(row: &AnyRow) -> Result<Telling, Fault> {
    Ok(Telling {
        block: BlockId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        form: TellingForm::parse(&fields(row)?).map_err(|_| unreadable())?,
        seen: row.try_get("seen")?,
        version: row.try_get("version")?,
    })
}

fn unreadable() -> Fault {
    Fault::broken("telling", "a row that cannot be read")
}
