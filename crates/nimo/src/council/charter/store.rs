//! The SQL of the rules of councils.

use crate::access::{Action, Facts, Permit};
use crate::council::charter::model::{CharterForm, CharterId, SHAPE};
use crate::council::charter::{AddCharter, EditCharter};
use crate::council::model::CouncilId;
use crate::council::store::CouncilFacts;
use crate::editing::store::{fields, json, keep_revision, write_over};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use crate::trail::{self, Line, Nameless};
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;
use sqlx::any::AnyRow;

/// What the gate knows about an edition: whose it is.
#[derive(Clone)]
pub struct CharterFacts {
    office: OfficeId,
    council: CouncilId,
    charter: CharterId,
}

impl CharterFacts {
    /// Whose it is.
    pub fn council(&self) -> CouncilId {
        self.council
    }
}

impl Facts for CharterFacts {
    type Id = CharterId;
    const KIND: &'static str = "Charter";

    async fn load(tx: &mut Tx, charter: CharterId) -> Result<Option<Self>, Fault> {
        let row = sqlx::query("select council from council_charter where office = $1 and id = $2")
            .bind(tx.office().0)
            .bind(charter.to_string())
            .fetch_optional(tx.sql())
            .await?;
        let office = tx.office();
        row.map(|row| {
            let council = CouncilId::parse(row.try_get("council")?).ok_or_else(unreadable)?;
            Ok(CharterFacts { office, council, charter })
        })
        .transpose()
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> CharterId {
        self.charter
    }

    fn spelled(&self) -> String {
        self.charter.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![("office", Value::new_long(self.office.0)), ("council", Value::new_string(self.council.to_string()))]
    }
}

/// An edition of a council's rules.
pub struct Charter {
    /// The id.
    pub id: CharterId,
    /// What it says.
    pub form: CharterForm,
    /// The version of the row.
    pub version: i64,
}

const COLUMNS: &str = "select id, fields, version from council_charter";

/// The editions of the permit's council, newest first.
pub async fn list<A: Action<On = CouncilFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Charter>, Fault> {
    of_council(tx, permit, permit.facts().id()).await
}

/// The editions of a council that the permit's thing belongs to, newest first.
pub(crate) async fn of_council<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    council: CouncilId,
) -> Result<Vec<Charter>, Fault> {
    let sql = format!("{COLUMNS} where office = $1 and council = $2 order by from_on desc");
    let rows =
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tx.office().0).bind(council.to_string()).fetch_all(tx.sql()).await?;
    rows.iter().map(charter).collect()
}

/// The permit's edition.
pub async fn find<A: Action<On = CharterFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Charter, Fault> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where office = $1 and id = $2")))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    charter(&row)
}

/// Adds an edition to the permit's council.
///
/// # Errors
/// [`Fault::Taken`] when one begins on that day already.
pub async fn add(tx: &mut Tx, permit: &Permit<AddCharter>, form: &CharterForm) -> Result<CharterId, Fault> {
    let id = CharterId::fresh();
    let texts = form.texts();
    sqlx::query(
        "insert into council_charter (office, id, council, from_on, fields, version, made_at)
         values ($1, $2, $3, $4, $5, 1, $6)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(permit.facts().spelled())
    .bind(form.from_on.to_string())
    .bind(json(&texts)?)
    .bind(permit.now().to_string())
    .execute(tx.sql())
    .await?;
    keep_revision(tx, permit, &SHAPE, &id.to_string(), (1, &texts, None)).await?;
    trail::record(tx, permit, Line::<Nameless>::new("charter.added", SHAPE.kind, id)).await?;
    Ok(id)
}

/// Changes the permit's edition, if it still has the version that was edited.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first; [`Fault::Taken`] when another begins on that day.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<EditCharter>,
    version: i64,
    form: &CharterForm,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    write_over(tx, permit, ("council_charter", &SHAPE), (version, &form.texts(), reverted_to)).await?;
    sqlx::query("update council_charter set from_on = $3 where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .bind(form.from_on.to_string())
        .execute(tx.sql())
        .await?;
    let verb = if reverted_to.is_some() { "charter.put_back" } else { "charter.changed" };
    trail::record(tx, permit, Line::<Nameless>::new(verb, SHAPE.kind, permit.facts().id())).await?;
    Ok(())
}

fn charter(row: &AnyRow) -> Result<Charter, Fault> {
    Ok(Charter {
        id: CharterId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        form: CharterForm::parse(&fields(row)?).map_err(|_| unreadable())?,
        version: row.try_get("version")?,
    })
}

fn unreadable() -> Fault {
    Fault::broken("charter", "a row that cannot be read")
}
