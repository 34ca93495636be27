//! The SQL of the councils.

use crate::access::{Action, Actor, Facts, Permit, SignedIn};
use crate::accounts;
use crate::accounts::model::Role;
use crate::council::model::{Basis, CouncilForm, CouncilId, RecordMethod, RecordRule, SHAPE};
use crate::council::rules::Kin;
use crate::council::{EditCouncil, ListCouncils, PlaceCouncil};
use crate::editing::store::keep_revision;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use crate::trail::{self, Line, LineId, Nameless};
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;
use sqlx::any::AnyRow;

/// What the gate knows about a council.
#[derive(Clone)]
pub struct CouncilFacts {
    office: OfficeId,
    council: CouncilId,
}

/// What the gate knows about the place where a council would hang: under another, or on its own.
#[derive(Clone)]
pub struct PlaceFacts {
    office: OfficeId,
    parent: Option<CouncilId>,
}

impl Facts for CouncilFacts {
    type Id = CouncilId;
    const KIND: &'static str = "Council";

    async fn load(tx: &mut Tx, council: CouncilId) -> Result<Option<Self>, Fault> {
        Ok(stands(tx, council).await?.then_some(CouncilFacts { office: tx.office(), council }))
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> CouncilId {
        self.council
    }

    fn spelled(&self) -> String {
        self.council.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![("office", Value::new_long(self.office.0)), ("council", Value::new_string(self.spelled()))]
    }
}

impl Facts for PlaceFacts {
    type Id = Option<CouncilId>;
    const KIND: &'static str = "Place";

    async fn load(tx: &mut Tx, parent: Option<CouncilId>) -> Result<Option<Self>, Fault> {
        let there = match parent {
            Some(parent) => stands(tx, parent).await?,
            None => true,
        };
        Ok(there.then_some(PlaceFacts { office: tx.office(), parent }))
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> Option<CouncilId> {
        self.parent
    }

    fn spelled(&self) -> String {
        self.parent.map_or_else(String::new, |parent| parent.to_string())
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![("office", Value::new_long(self.office.0)), ("parent", Value::new_string(self.spelled()))]
    }
}

/// A council as a list or a page shows it.
pub struct Council {
    /// The id.
    pub id: CouncilId,
    /// What its form holds.
    pub form: CouncilForm,
    /// The version of the row.
    pub version: i64,
}

const COLUMNS: &str =
    "select id, name, basis, parent, record_method, record_from_on, record_from_meeting, version from council";

/// Does this person read every council of the office?
pub fn sees_all(person: &SignedIn) -> bool {
    matches!(person.role, Role::Viewer | Role::Administrator)
}

/// The councils that the actor may read: a viewer, an administrator and a hand on the machine see all, others their own. The gate says the same of
/// each one; a test holds both together.
pub async fn list(tx: &mut Tx, permit: &Permit<ListCouncils>) -> Result<Vec<Council>, Fault> {
    let (account, sees_all) = match permit.actor() {
        Actor::Account(person) => (person.account.to_string(), sees_all(person)),
        Actor::Operator => (String::new(), true),
        Actor::Visitor { .. } => return Err(Fault::SignedOut),
    };
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "{COLUMNS} where office = $1 and ($2 = 1 or id in (select ac.council from account_council ac
           where ac.office = $1 and ac.account = $3)) order by name, id"
    )))
    .bind(tx.office().0)
    .bind(i64::from(sees_all))
    .bind(account)
    .fetch_all(tx.sql())
    .await?;
    rows.iter().map(council).collect()
}

/// The permit's council.
pub async fn find<A: Action<On = CouncilFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Council, Fault> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where office = $1 and id = $2")))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    council(&row)
}

/// Places a council: its row, its first version, its line in the trail, and its maker as its secretariat.
pub async fn place(tx: &mut Tx, permit: &Permit<PlaceCouncil>, form: &CouncilForm) -> Result<CouncilId, Fault> {
    let id = CouncilId::fresh();
    let rule = form.record_rule.as_ref();
    sqlx::query(
        "insert into council (office, id, name, basis, parent, record_method, record_from_on, record_from_meeting, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 1)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(form.name.as_str())
    .bind(form.basis.code())
    .bind(permit.facts().parent.map(|parent| parent.to_string()))
    .bind(rule.map(|rule| rule.method.code()))
    .bind(rule.map(|rule| rule.from_on.to_string()))
    .bind(rule.map_or("", |rule| rule.from_meeting.as_str()))
    .execute(tx.sql())
    .await?;
    keep_revision(tx, permit, &SHAPE, &id.to_string(), (1, &form.texts(), None)).await?;
    let mut line = Line::<Nameless>::new("council.placed", SHAPE.kind, id);
    if let Some(parent) = permit.facts().parent
        && let Some(cause) = trail::first::<Nameless>(tx, SHAPE.kind, &parent.to_string()).await?
    {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    accounts::store::join(tx, permit, id).await?;
    Ok(id)
}

/// Changes the permit's council, if it still has the version that was edited.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first; [`Fault::Taken`] when a sister has the name.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<EditCouncil>,
    version: i64,
    form: &CouncilForm,
    reverted_to: Option<i64>,
) -> Result<LineId<Nameless>, Fault> {
    let before = find(tx, permit).await?;
    let rule = form.record_rule.as_ref();
    let row = sqlx::query(
        "update council set name = $4, basis = $5, parent = $6, record_method = $7, record_from_on = $8,
           record_from_meeting = $9, version = version + 1
         where office = $1 and id = $2 and version = $3 returning version",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .bind(version)
    .bind(form.name.as_str())
    .bind(form.basis.code())
    .bind(form.parent.map(|parent| parent.to_string()))
    .bind(rule.map(|rule| rule.method.code()))
    .bind(rule.map(|rule| rule.from_on.to_string()))
    .bind(rule.map_or("", |rule| rule.from_meeting.as_str()))
    .fetch_optional(tx.sql())
    .await?
    .ok_or(Fault::Lost)?;
    let (old, new) = (before.form.texts(), form.texts());
    let changed: Vec<&str> = SHAPE.names().into_iter().filter(|name| old.get(*name) != new.get(*name)).collect();
    let revision = (row.try_get("version")?, &new, reverted_to);
    keep_revision(tx, permit, &SHAPE, &permit.facts().spelled(), revision).await?;
    let verb = if reverted_to.is_some() { "council.put_back" } else { "council.changed" };
    trail::record(tx, permit, Line::new(verb, SHAPE.kind, permit.facts().id()).detail(changed.join(","))).await
}

/// Who hangs under whom in the office, for the rule of parents.
pub async fn kin<A: Action>(tx: &mut Tx, _permit: &Permit<A>) -> Result<Vec<Kin>, Fault> {
    let rows =
        sqlx::query("select id, parent from council where office = $1").bind(tx.office().0).fetch_all(tx.sql()).await?;
    rows.iter().map(|row| Ok((id(row.try_get("id")?)?, parent(row)?))).collect()
}

async fn stands(tx: &mut Tx, council: CouncilId) -> Result<bool, Fault> {
    let row = sqlx::query("select count(*) as n from council where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(council.to_string())
        .fetch_one(tx.sql())
        .await?;
    Ok(row.try_get::<i64, _>("n")? > 0)
}

fn council(row: &AnyRow) -> Result<Council, Fault> {
    let method: Option<String> = row.try_get("record_method")?;
    let on: Option<String> = row.try_get("record_from_on")?;
    let record_rule = match (method, on) {
        (Some(method), Some(on)) => Some(RecordRule {
            method: RecordMethod::parse(&method).ok_or_else(unreadable)?,
            from_on: on.parse().map_err(|_| unreadable())?,
            from_meeting: row.try_get("record_from_meeting")?,
        }),
        _ => None,
    };
    let basis = Basis::parse(row.try_get("basis")?).ok_or_else(unreadable)?;
    let form = CouncilForm { name: row.try_get("name")?, basis, parent: parent(row)?, record_rule };
    Ok(Council { id: id(row.try_get("id")?)?, form, version: row.try_get("version")? })
}

fn parent(row: &AnyRow) -> Result<Option<CouncilId>, Fault> {
    let parent: Option<String> = row.try_get("parent")?;
    parent.map(|parent| id(&parent)).transpose()
}

fn id(text: &str) -> Result<CouncilId, Fault> {
    CouncilId::parse(text).ok_or_else(unreadable)
}

fn unreadable() -> Fault {
    Fault::broken("council", "a row that cannot be read")
}
