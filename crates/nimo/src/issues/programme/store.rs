//! The SQL of the catalogue.

use crate::access::{Action, Facts, Permit};
use crate::editing::store::{fields, json, keep_revision, write_over};
use crate::issues::programme::model::{ProgrammeForm, ProgrammeId, SHAPE};
use crate::issues::programme::{AddProgramme, EditProgramme};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use crate::trail::{self, Line, Nameless};
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;
use sqlx::any::AnyRow;

/// What the gate knows about a programme: its office.
#[derive(Clone)]
pub struct ProgrammeFacts {
    office: OfficeId,
    programme: ProgrammeId,
}

impl Facts for ProgrammeFacts {
    type Id = ProgrammeId;
    const KIND: &'static str = "Programme";

    async fn load(tx: &mut Tx, programme: ProgrammeId) -> Result<Option<Self>, Fault> {
        let row = sqlx::query("select id from programme where office = $1 and id = $2")
            .bind(tx.office().0)
            .bind(programme.to_string())
            .fetch_optional(tx.sql())
            .await?;
        Ok(row.map(|_| ProgrammeFacts { office: tx.office(), programme }))
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> ProgrammeId {
        self.programme
    }

    fn spelled(&self) -> String {
        self.programme.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![("office", Value::new_long(self.office.0))]
    }
}

/// A programme of the catalogue.
#[derive(Clone)]
pub struct Programme {
    /// The id.
    pub id: ProgrammeId,
    /// What its form holds.
    pub form: ProgrammeForm,
    /// The version of the row.
    pub version: i64,
}

/// The catalogue, those in use first, then by section and name.
pub async fn list<A: Action>(tx: &mut Tx, _permit: &Permit<A>) -> Result<Vec<Programme>, Fault> {
    let rows = sqlx::query("select id, fields, version from programme where office = $1")
        .bind(tx.office().0)
        .fetch_all(tx.sql())
        .await?;
    let mut programmes: Vec<Programme> = rows.iter().map(programme).collect::<Result<_, _>>()?;
    let order = |one: &Programme| (one.form.is_retired, one.form.section.clone(), one.form.name.clone(), one.id);
    programmes.sort_by_cached_key(order);
    Ok(programmes)
}

/// The permit's programme.
pub async fn find<A: Action<On = ProgrammeFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Programme, Fault> {
    let row = sqlx::query("select id, fields, version from programme where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    programme(&row)
}

/// Adds a programme.
pub async fn add(tx: &mut Tx, permit: &Permit<AddProgramme>, form: &ProgrammeForm) -> Result<ProgrammeId, Fault> {
    let id = ProgrammeId::fresh();
    let texts = form.texts();
    sqlx::query("insert into programme (office, id, fields, version, made_at) values ($1, $2, $3, 1, $4)")
        .bind(tx.office().0)
        .bind(id.to_string())
        .bind(json(&texts)?)
        .bind(permit.now().to_string())
        .execute(tx.sql())
        .await?;
    keep_revision(tx, permit, &SHAPE, &id.to_string(), (1, &texts, None)).await?;
    trail::record(tx, permit, Line::<Nameless>::new("programme.added", SHAPE.kind, id)).await?;
    Ok(id)
}

/// Changes the permit's programme, if it still has the version that was edited.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<EditProgramme>,
    version: i64,
    form: &ProgrammeForm,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    let revision = (version, &form.texts(), reverted_to);
    write_over(tx, permit, ("programme", &SHAPE), revision).await?;
    let verb = if reverted_to.is_some() { "programme.put_back" } else { "programme.changed" };
    trail::record(tx, permit, Line::<Nameless>::new(verb, SHAPE.kind, permit.facts().id())).await?;
    Ok(())
}

fn programme(row: &AnyRow) -> Result<Programme, Fault> {
    let texts = fields(row)?;
    Ok(Programme {
        id: ProgrammeId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        form: ProgrammeForm::parse(&texts).map_err(|_| unreadable())?,
        version: row.try_get("version")?,
    })
}

fn unreadable() -> Fault {
    Fault::broken("programme", "a row that cannot be read")
}
