//! The SQL of editions from a day on, whatever they say.

use crate::access::{Action, Facts, Permit};
use crate::council::dated::model::Edition;
use crate::council::model::CouncilId;
use crate::council::store::CouncilFacts;
use crate::editing::shape::{Shape, Texts};
use crate::editing::store::{fields, json, keep_revision, write_over};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::{Key, OfficeId};
use crate::trail::{self, Line, Plane};
use almanac::Date;
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;
use sqlx::any::AnyRow;

/// A form of which a council keeps editions: a table with `council`, `from_on`, `fields` and `version`.
pub trait Dated: Send + Sync + Sized + 'static {
    /// The id of an edition.
    type Id: Key;
    /// The act by which one is edited.
    type Edit: Action<On = DatedFacts<Self>>;
    /// The plane of the trail on which it is told.
    type Plane: Plane;
    /// The table.
    const TABLE: &'static str;
    /// Its fields; the kind is that of the facts, too.
    const SHAPE: &'static Shape;
    /// What the trail says when one was added, changed and put back.
    const VERBS: [&'static str; 3];

    /// The day from which it holds.
    fn begins_on(&self) -> Date;
    /// What it says, as texts.
    fn texts(&self) -> Texts;
    /// What stored texts say; `None` where nobody could have stored them.
    fn stored(texts: &Texts) -> Option<Self>;
}

/// A form whose table holds nothing beside that.
pub trait Plain: Dated {
    /// The act by which one is added to a council.
    type Add: Action<On = CouncilFacts>;
}

/// What the gate knows about an edition: whose it is.
pub struct DatedFacts<F: Dated> {
    office: OfficeId,
    council: CouncilId,
    edition: F::Id,
}

impl<F: Dated> Clone for DatedFacts<F> {
    fn clone(&self) -> Self {
        Self { office: self.office, council: self.council, edition: self.edition }
    }
}

impl<F: Dated> DatedFacts<F> {
    /// Whose it is.
    pub fn council(&self) -> CouncilId {
        self.council
    }
}

impl<F: Dated> Facts for DatedFacts<F> {
    type Id = F::Id;
    const KIND: &'static str = F::SHAPE.kind;

    async fn load(tx: &mut Tx, edition: F::Id) -> Result<Option<Self>, Fault> {
        let table = F::TABLE;
        let sql = format!("select council from {table} where office = $1 and id = $2");
        let row = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(tx.office().0)
            .bind(edition.to_string())
            .fetch_optional(tx.sql())
            .await?;
        let office = tx.office();
        row.map(|row| {
            let council = CouncilId::parse(row.try_get("council")?).ok_or_else(unreadable::<F>)?;
            Ok(Self { office, council, edition })
        })
        .transpose()
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> F::Id {
        self.edition
    }

    fn spelled(&self) -> String {
        self.edition.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![("office", Value::new_long(self.office.0)), ("council", Value::new_string(self.council.to_string()))]
    }
}

/// The editions of the permit's council, newest first.
pub async fn list<F: Dated, A: Action<On = CouncilFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
) -> Result<Vec<Edition<F::Id, F>>, Fault> {
    of_council(tx, permit, permit.facts().id()).await
}

/// The editions of a council that the permit's thing belongs to, newest first.
pub(crate) async fn of_council<F: Dated, A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    council: CouncilId,
) -> Result<Vec<Edition<F::Id, F>>, Fault> {
    let table = F::TABLE;
    let sql = format!(
        "select id, fields, version from {table} where office = $1 and council = $2 order by from_on desc, id desc"
    );
    let rows =
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tx.office().0).bind(council.to_string()).fetch_all(tx.sql()).await?;
    rows.iter().map(edition).collect()
}

/// The permit's edition.
pub async fn find<F: Dated, A: Action<On = DatedFacts<F>>>(
    tx: &mut Tx,
    permit: &Permit<A>,
) -> Result<Edition<F::Id, F>, Fault> {
    let table = F::TABLE;
    let sql = format!("select id, fields, version from {table} where office = $1 and id = $2");
    let row = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    edition(&row)
}

/// Adds an edition to the permit's council.
///
/// # Errors
/// [`Fault::Taken`] when one begins on that day already.
pub async fn add<F: Plain>(tx: &mut Tx, permit: &Permit<F::Add>, form: &F) -> Result<F::Id, Fault> {
    let (table, id, texts) = (F::TABLE, F::Id::fresh(), form.texts());
    let sql = format!(
        "insert into {table} (office, id, council, from_on, fields, version, made_at) values ($1, $2, $3, $4, $5, 1, $6)"
    );
    sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(tx.office().0)
        .bind(id.to_string())
        .bind(permit.facts().spelled())
        .bind(form.begins_on().to_string())
        .bind(json(&texts)?)
        .bind(permit.now().to_string())
        .execute(tx.sql())
        .await?;
    keep_revision(tx, permit, F::SHAPE, &id.to_string(), (1, &texts, None)).await?;
    let [added, ..] = F::VERBS;
    trail::record(tx, permit, Line::<F::Plane>::new(added, F::SHAPE.kind, id)).await?;
    Ok(id)
}

/// Changes the permit's edition, if it still has the version that was edited.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first; [`Fault::Taken`] when another begins on that day.
pub async fn set<F: Dated>(
    tx: &mut Tx,
    permit: &Permit<F::Edit>,
    version: i64,
    form: &F,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    let table = F::TABLE;
    write_over(tx, permit, (table, F::SHAPE), (version, &form.texts(), reverted_to)).await?;
    sqlx::query(sqlx::AssertSqlSafe(format!("update {table} set from_on = $3 where office = $1 and id = $2")))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .bind(form.begins_on().to_string())
        .execute(tx.sql())
        .await?;
    let [_, changed, put_back] = F::VERBS;
    let verb = if reverted_to.is_some() { put_back } else { changed };
    trail::record(tx, permit, Line::<F::Plane>::new(verb, F::SHAPE.kind, permit.facts().id())).await?;
    Ok(())
}

fn edition<F: Dated>(row: &AnyRow) -> Result<Edition<F::Id, F>, Fault> {
    Ok(Edition {
        id: F::Id::parse(row.try_get("id")?).ok_or_else(unreadable::<F>)?,
        form: F::stored(&fields(row)?).ok_or_else(unreadable::<F>)?,
        version: row.try_get("version")?,
    })
}

fn unreadable<F: Dated>() -> Fault {
    Fault::broken(F::TABLE, "a row that cannot be read")
}
