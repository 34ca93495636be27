//! The windows, and who confirmed.

use super::{ConfirmationFacts, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::council::edition::model::{
    CONFIRMATION, ConfirmationForm, ConfirmationId, Confirmed, ConfirmingForm, ConfirmingId, ConfirmingWay,
};
use crate::council::edition::{AskConfirmation, EditConfirmation, WithdrawConfirmation};
use crate::council::meeting::model::MeetingId;
use crate::council::meeting::store::MeetingFacts;
use crate::editing::store::{fields, json, keep_revision, set_aside, write_over};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use sqlx::Row;
use sqlx::any::AnyRow;

/// A window, and who confirmed in it.
pub struct Window {
    /// The id.
    pub id: ConfirmationId,
    /// 第n回, from 1.
    pub number: i64,
    /// What its form holds.
    pub form: ConfirmationForm,
    /// The version of the row.
    pub version: i64,
    /// Who confirmed, in the order in which it was written down.
    pub confirmed: Vec<Confirmed>,
    /// Why it was taken back, if it was.
    pub withdrawn: Option<String>,
}

const COLUMNS: &str = "select c.id, c.number, c.fields, c.version, w.reason from confirmation c
    left join confirmation_withdrawal w on w.office = c.office and w.confirmation = c.id";

/// The window of a meeting that stands; the permit's thing belongs to the meeting.
pub async fn newest<A: Action>(tx: &mut Tx, permit: &Permit<A>, meeting: MeetingId) -> Result<Option<Window>, Fault> {
    Ok(history_of(tx, permit, meeting).await?.into_iter().find(|one| one.withdrawn.is_none()))
}

/// Every window of a meeting that the permit's thing belongs to, newest first.
pub async fn history_of<A: Action>(tx: &mut Tx, _permit: &Permit<A>, meeting: MeetingId) -> Result<Vec<Window>, Fault> {
    let sql = format!("{COLUMNS} where c.office = $1 and c.meeting = $2 order by c.number desc");
    let rows =
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tx.office().0).bind(meeting.to_string()).fetch_all(tx.sql()).await?;
    let mut windows = vec![];
    for row in &rows {
        windows.push(window(tx, row).await?);
    }
    Ok(windows)
}

/// The permit's window.
pub async fn find<A: Action<On = ConfirmationFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Window, Fault> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where c.office = $1 and c.id = $2")))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    window(tx, &row).await
}

async fn window(tx: &mut Tx, row: &AnyRow) -> Result<Window, Fault> {
    let id: ConfirmationId = ConfirmationId::parse(row.try_get("id")?).ok_or_else(unreadable)?;
    let rows = sqlx::query(
        "select p.id, p.name, p.role_text, p.way, p.on_day, p.by_name from confirming p
         where p.office = $1 and p.confirmation = $2 and not exists
           (select 1 from confirming_end e where e.office = p.office and e.confirming = p.id) order by p.at, p.id",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .fetch_all(tx.sql())
    .await?;
    Ok(Window {
        id,
        number: row.try_get("number")?,
        form: ConfirmationForm::parse(&fields(row)?).map_err(|_| unreadable())?,
        version: row.try_get("version")?,
        confirmed: rows.iter().map(confirmed).collect::<Result<_, Fault>>()?,
        withdrawn: row.try_get("reason")?,
    })
}

fn confirmed(row: &AnyRow) -> Result<Confirmed, Fault> {
    let on: &str = row.try_get("on_day")?;
    Ok(Confirmed {
        id: ConfirmingId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        form: ConfirmingForm {
            name: row.try_get("name")?,
            is_chair: row.try_get::<&str, _>("role_text")? == "chair",
            way: ConfirmingWay::parse(row.try_get("way")?).ok_or_else(unreadable)?,
            on: on.parse().map_err(|_| unreadable())?,
        },
        by: row.try_get("by_name")?,
    })
}

/// Asks the members of the permit's meeting.
///
/// # Errors
/// [`Fault::Taken`] when somebody asked in this very moment.
pub async fn ask(
    tx: &mut Tx,
    permit: &Permit<AskConfirmation>,
    form: &ConfirmationForm,
) -> Result<ConfirmationId, Fault> {
    let id = ConfirmationId::fresh();
    let texts = form.texts();
    sqlx::query(
        "insert into confirmation (office, id, meeting, number, fields, version, made_at) values ($1, $2, $3,
           (select coalesce(max(number), 0) + 1 from confirmation where office = $1 and meeting = $3), $4, 1, $5)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(permit.facts().spelled())
    .bind(json(&texts)?)
    .bind(permit.now().to_string())
    .execute(tx.sql())
    .await?;
    keep_revision(tx, permit, &CONFIRMATION, &id.to_string(), (1, &texts, None)).await?;
    let mut line = Line::<Nameless>::new("minutes.asked", MeetingFacts::KIND, permit.facts().id());
    if let Some(cause) = trail::first::<Nameless>(tx, MeetingFacts::KIND, &permit.facts().spelled()).await? {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(id)
}

/// Changes the permit's window, if it still has the version that was edited.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<EditConfirmation>,
    version: i64,
    form: &ConfirmationForm,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    write_over(tx, permit, ("confirmation", &CONFIRMATION), (version, &form.texts(), reverted_to)).await?;
    tell(tx, permit, "confirmation.changed").await
}

async fn tell<A: Action<On = ConfirmationFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
    verb: &'static str,
) -> Result<(), Fault> {
    let meeting = permit.facts().meeting().id();
    let line = Line::<Nameless>::new(verb, MeetingFacts::KIND, meeting).detail(permit.facts().spelled());
    trail::record(tx, permit, line).await?;
    Ok(())
}

/// Takes the permit's window back; one that was taken back stays so.
pub async fn withdraw(tx: &mut Tx, permit: &Permit<WithdrawConfirmation>, reason: &str) -> Result<(), Fault> {
    if !set_aside(tx, permit, ("confirmation_withdrawal", "confirmation"), (&permit.facts().spelled(), reason)).await? {
        return Err(Fault::Taken);
    }
    tell(tx, permit, "confirmation.withdrawn").await
}

/// Writes down who confirmed in the permit's window.
pub async fn confirm(tx: &mut Tx, permit: &Permit<EditConfirmation>, form: &ConfirmingForm) -> Result<(), Fault> {
    sqlx::query(
        "insert into confirming
           (office, id, meeting, confirmation, name, role_text, way, on_day, at, by_account, by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(tx.office().0)
    .bind(ConfirmingId::fresh().to_string())
    .bind(permit.facts().meeting().spelled())
    .bind(permit.facts().spelled())
    .bind(form.name.as_str())
    .bind(if form.is_chair { "chair" } else { "member" })
    .bind(form.way.code())
    .bind(form.on.to_string())
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    tell(tx, permit, "minutes.looked_through").await
}

/// Takes back that somebody confirmed: it was written down by mistake. One of another window is not found.
pub async fn take_back_confirming(
    tx: &mut Tx,
    permit: &Permit<EditConfirmation>,
    confirming: ConfirmingId,
) -> Result<(), Fault> {
    let done = sqlx::query(
        "insert into confirming_end (office, confirming, at, by_account, by_name)
         select office, id, $4, $5, $6 from confirming where office = $1 and id = $2 and confirmation = $3
         on conflict (office, confirming) do nothing",
    )
    .bind(tx.office().0)
    .bind(confirming.to_string())
    .bind(permit.facts().spelled())
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    if done.rows_affected() > 0 { tell(tx, permit, "confirming.taken_back").await } else { Ok(()) }
}
