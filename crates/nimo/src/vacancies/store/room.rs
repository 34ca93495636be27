//! Rooms, each with the newest notice of it.

use crate::access::{Action, Facts, Permit};
use crate::editing::store::{fields, json, keep_revision, write_over};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use crate::vacancies::EditVacancy;
use crate::vacancies::model::{HomeId, Notice, ROOM, RoomForm, VacancyId};
use crate::vacancies::rules::fade::vacant_since;
use crate::vacancies::store::notice::{NOTICE, read_notice};
use crate::vacancies::store::{HomeFacts, SeesHomes, VacancyFacts, because, unreadable};
use almanac::Date;
use sqlx::Row;
use sqlx::any::AnyRow;

/// A room, as it is kept.
#[derive(Debug, Clone)]
pub struct Room {
    /// The id.
    pub id: VacancyId,
    /// Its home.
    pub home: HomeId,
    /// What its form holds.
    pub form: RoomForm,
    /// The version of the row.
    pub version: i64,
    /// What was told last; of one day what was kept last.
    pub notice: Option<Notice>,
    /// The last day on which somebody told that it was taken.
    pub taken_on: Option<Date>,
}

impl Room {
    /// Since when it is empty, where that is known.
    pub fn vacant_since(&self) -> Option<Date> {
        vacant_since(self.form.vacant_from, self.taken_on)
    }
}

fn select(condition: &str) -> String {
    format!(
        "select v.id as room, v.home, v.fields, v.version, {NOTICE}, (select max(t.as_of) from vacancy_notice t
            where t.office = v.office and t.vacancy = v.id and t.state = 'taken') as taken_on
         from vacancy v left join vacancy_notice n on n.office = v.office and n.vacancy = v.id and n.id =
           (select m.id from vacancy_notice m where m.office = v.office and m.vacancy = v.id
            order by m.as_of desc, m.id desc limit 1)
         where v.office = $1 {condition} order by v.home, v.id"
    )
}

/// The rooms of the office.
pub async fn list<A: SeesHomes>(tx: &mut Tx, _permit: &Permit<A>) -> Result<Vec<Room>, Fault> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(select(""))).bind(tx.office().0).fetch_all(tx.sql()).await?;
    rows.iter().map(room).collect()
}

/// The rooms of the permit's home.
pub async fn of_home<A: Action<On = HomeFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Room>, Fault> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(select("and v.home = $2")))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_all(tx.sql())
        .await?;
    rows.iter().map(room).collect()
}

/// The permit's room.
pub async fn find<A: Action<On = VacancyFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Room, Fault> {
    let row = sqlx::query(sqlx::AssertSqlSafe(select("and v.id = $2")))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    room(&row)
}

/// Adds a room to the permit's home.
pub async fn add<A: Action<On = HomeFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
    form: &RoomForm,
) -> Result<VacancyId, Fault> {
    let (id, texts) = (VacancyId::fresh(), form.texts());
    sqlx::query(
        "insert into vacancy (office, id, home, fields, version, made_at, by_name) values ($1, $2, $3, $4, 1, $5, $6)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(permit.facts().spelled())
    .bind(json(&texts)?)
    .bind(permit.now().to_string())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    keep_revision(tx, permit, &ROOM, &id.to_string(), (1, &texts, None)).await?;
    let mut line = Line::<Nameless>::new("vacancy.added", ROOM.kind, id);
    if let Some(cause) = because(tx, permit.facts().id()).await? {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(id)
}

/// Changes the permit's room.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<EditVacancy>,
    version: i64,
    form: &RoomForm,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    write_over(tx, permit, ("vacancy", &ROOM), (version, &form.texts(), reverted_to)).await?;
    let verb = if reverted_to.is_some() { "vacancy.put_back" } else { "vacancy.changed" };
    trail::record(tx, permit, Line::<Nameless>::new(verb, ROOM.kind, permit.facts().id())).await?;
    Ok(())
}

fn room(row: &AnyRow) -> Result<Room, Fault> {
    let taken_on: Option<String> = row.try_get("taken_on")?;
    Ok(Room {
        id: VacancyId::parse(row.try_get("room")?).ok_or_else(unreadable)?,
        home: HomeId::parse(row.try_get("home")?).ok_or_else(unreadable)?,
        form: RoomForm::parse(&fields(row)?).map_err(|_| unreadable())?,
        version: row.try_get("version")?,
        notice: row.try_get::<Option<String>, _>("state")?.map(|_| read_notice(row)).transpose()?,
        taken_on: taken_on.map(|day| day.parse().map_err(|_| unreadable())).transpose()?,
    })
}
