//! What was told of rooms. It only grows.

use crate::access::{Action, Facts, Permit};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use crate::vacancies::TellHome;
use crate::vacancies::model::{Holding, Notice, NoticeForm, NoticeId, ROOM, VacancyId, VacancyState};
use crate::vacancies::rules::fade::expires_on;
use crate::vacancies::store::{VacancyFacts, rule, unreadable};
use almanac::Date;
use sqlx::Row;
use sqlx::any::AnyRow;

/// The columns of a notice, of a table that is called n.
pub(super) const NOTICE: &str = "n.id as notice, n.state, n.as_of, n.told_by, n.expires_on, n.held_until, n.holder, n.by_home, n.made_at as told_at, n.by_name as told_name";

/// All that was told of the permit's room, the newest first.
pub async fn of_room<A: Action<On = VacancyFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Notice>, Fault> {
    let sql = format!(
        "select {NOTICE} from vacancy_notice n where n.office = $1 and n.vacancy = $2 order by n.as_of desc, n.id desc"
    );
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_all(tx.sql())
        .await?;
    rows.iter().map(read_notice).collect()
}

/// Keeps what was told of a room of the permit's home; is it believed as long as the rule of its day says.
///
/// # Errors
/// [`Fault::Missing`] where the room is of another home.
pub async fn tell(
    tx: &mut Tx,
    permit: &Permit<TellHome>,
    room: VacancyId,
    form: &NoticeForm,
    is_by_home: bool,
) -> Result<(), Fault> {
    let row = sqlx::query("select id from vacancy where office = $1 and id = $2 and home = $3")
        .bind(tx.office().0)
        .bind(room.to_string())
        .bind(permit.facts().spelled())
        .fetch_optional(tx.sql())
        .await?;
    row.ok_or(Fault::Missing)?;
    let editions = rule::all(tx, permit).await?;
    sqlx::query(
        "insert into vacancy_notice
           (office, id, vacancy, state, as_of, told_by, expires_on, held_until, holder, by_home, made_at, by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(tx.office().0)
    .bind(NoticeId::fresh().to_string())
    .bind(room.to_string())
    .bind(form.state.code())
    .bind(form.as_of.to_string())
    .bind(form.told_by.as_str())
    .bind(expires_on(form, &editions).to_string())
    .bind(form.holding.until.map(|day| day.to_string()))
    .bind(form.holding.holder.as_str())
    .bind(i64::from(is_by_home))
    .bind(permit.now().to_string())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    let mut line = Line::<Nameless>::new("vacancy.told", ROOM.kind, room).detail(form.state.code());
    if let Some(cause) = trail::first::<Nameless>(tx, ROOM.kind, &room.to_string()).await? {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(())
}

pub(super) fn read_notice(row: &AnyRow) -> Result<Notice, Fault> {
    let day = |text: &str| text.parse::<Date>().map_err(|_| unreadable());
    let until: Option<String> = row.try_get("held_until")?;
    Ok(Notice {
        id: NoticeId::parse(row.try_get("notice")?).ok_or_else(unreadable)?,
        state: VacancyState::parse(row.try_get("state")?).ok_or_else(unreadable)?,
        as_of: day(row.try_get("as_of")?)?,
        told_by: row.try_get("told_by")?,
        expires_on: day(row.try_get("expires_on")?)?,
        holding: Holding { until: until.map(|until| day(&until)).transpose()?, holder: row.try_get("holder")? },
        is_by_home: row.try_get::<i64, _>("by_home")? == 1,
        at: Moment::parse(row.try_get("told_at")?).ok_or_else(unreadable)?,
        by: row.try_get("told_name")?,
    })
}
