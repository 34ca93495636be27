//! The SQL of the forms of minutes.

use crate::access::{Action, Facts, Permit};
use crate::council::meeting::print::usual_form;
use crate::council::meeting::store::Meeting;
use crate::council::model::CouncilId;
use crate::council::seat::rules::{Roster, RosterCopy};
use crate::council::seat::store::everybody;
use crate::council::sheet_form::model::{SHAPE, SheetFormEdition, SheetFormId};
use crate::council::sheet_form::rules::{in_force, known};
use crate::council::sheet_form::{AddSheetForm, EditSheetForm};
use crate::council::store::CouncilFacts;
use crate::editing::store::{fields, json, keep_revision, write_over};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use crate::trail::{self, Line, Nameless};
use cedar_policy::RestrictedExpression as Value;
use minutes::{Known, SheetForm};
use sqlx::Row;
use sqlx::any::AnyRow;

/// What the gate knows about an edition: whose it is.
#[derive(Clone)]
pub struct SheetFormFacts {
    office: OfficeId,
    council: CouncilId,
    form: SheetFormId,
}

impl SheetFormFacts {
    /// Whose it is.
    pub fn council(&self) -> CouncilId {
        self.council
    }
}

impl Facts for SheetFormFacts {
    type Id = SheetFormId;
    const KIND: &'static str = "SheetForm";

    async fn load(tx: &mut Tx, form: SheetFormId) -> Result<Option<Self>, Fault> {
        let row = sqlx::query("select council from sheet_form where office = $1 and id = $2")
            .bind(tx.office().0)
            .bind(form.to_string())
            .fetch_optional(tx.sql())
            .await?;
        let office = tx.office();
        row.map(|row| {
            let council = CouncilId::parse(row.try_get("council")?).ok_or_else(unreadable)?;
            Ok(SheetFormFacts { office, council, form })
        })
        .transpose()
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> SheetFormId {
        self.form
    }

    fn spelled(&self) -> String {
        self.form.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![("office", Value::new_long(self.office.0)), ("council", Value::new_string(self.council.to_string()))]
    }
}

/// An edition of a council's form.
pub struct Edition {
    /// The id.
    pub id: SheetFormId,
    /// What it says.
    pub form: SheetFormEdition,
    /// The version of the row.
    pub version: i64,
}

const COLUMNS: &str = "select id, fields, version from sheet_form";

/// The editions of the permit's council, newest first.
pub async fn list<A: Action<On = CouncilFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Edition>, Fault> {
    of_council(tx, permit, permit.facts().id()).await
}

/// The editions of a council that the permit's thing belongs to, newest first.
pub(crate) async fn of_council<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    council: CouncilId,
) -> Result<Vec<Edition>, Fault> {
    let sql = format!("{COLUMNS} where office = $1 and council = $2 order by from_on desc");
    let rows =
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tx.office().0).bind(council.to_string()).fetch_all(tx.sql()).await?;
    rows.iter().map(edition).collect()
}

/// The form in which a meeting of the permit's council is printed, and what is known beside its rows. Without an edition on its day
/// it is the usual form, and nothing is asked of the roster. For the secretariat and the members.
pub(crate) async fn of_meeting<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    meeting: &Meeting,
) -> Result<(SheetForm, Known), Fault> {
    let on = meeting.form.held_on.unwrap_or_else(|| permit.now().day());
    let editions = of_council(tx, permit, meeting.council).await?;
    let method = meeting.form.record_method;
    match in_force(editions.iter().map(|edition| &edition.form), on) {
        None => Ok((usual_form(method), Known::default())),
        Some(edition) => {
            Ok((edition.for_method(method), known_beside(tx, permit, meeting, RosterCopy::Council).await?))
        }
    }
}

/// What the roster and the rules of its day tell the readers of this copy beside the sheet of a meeting of the permit's council.
pub(crate) async fn known_beside<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    meeting: &Meeting,
    copy: RosterCopy,
) -> Result<Known, Fault> {
    let on = meeting.form.held_on.unwrap_or_else(|| permit.now().day());
    let all = everybody(tx, permit, meeting.council).await?;
    Ok(known(&meeting.form, &Roster::of(&all, on), copy))
}

/// The permit's edition.
pub async fn find<A: Action<On = SheetFormFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Edition, Fault> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where office = $1 and id = $2")))
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
pub async fn add(tx: &mut Tx, permit: &Permit<AddSheetForm>, form: &SheetFormEdition) -> Result<SheetFormId, Fault> {
    let id = SheetFormId::fresh();
    let texts = form.texts();
    sqlx::query(
        "insert into sheet_form (office, id, council, from_on, fields, version, made_at)
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
    trail::record(tx, permit, Line::<Nameless>::new("sheet_form.added", SHAPE.kind, id)).await?;
    Ok(id)
}

/// Changes the permit's edition, if it still has the version that was edited.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first; [`Fault::Taken`] when another begins on that day.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<EditSheetForm>,
    version: i64,
    form: &SheetFormEdition,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    write_over(tx, permit, ("sheet_form", &SHAPE), (version, &form.texts(), reverted_to)).await?;
    sqlx::query("update sheet_form set from_on = $3 where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .bind(form.from_on.to_string())
        .execute(tx.sql())
        .await?;
    let verb = if reverted_to.is_some() { "sheet_form.put_back" } else { "sheet_form.changed" };
    trail::record(tx, permit, Line::<Nameless>::new(verb, SHAPE.kind, permit.facts().id())).await?;
    Ok(())
}

fn edition(row: &AnyRow) -> Result<Edition, Fault> {
    Ok(Edition {
        id: SheetFormId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        form: SheetFormEdition::parse(&fields(row)?).map_err(|_| unreadable())?,
        version: row.try_get("version")?,
    })
}

fn unreadable() -> Fault {
    Fault::broken("sheet_form", "a row that cannot be read")
}
