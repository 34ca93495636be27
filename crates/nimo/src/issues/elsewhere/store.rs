//! The SQL of the cards of other towns.

use crate::access::{Action, Facts, Permit};
use crate::editing::shape::Texts;
use crate::editing::store::keep_revision;
use crate::issues::elsewhere::model::{CaseForm, CaseId, SHAPE};
use crate::issues::elsewhere::{AddCase, EditCase, NoteCase};
use crate::issues::model::IssueId;
use crate::issues::store::{IssueFacts, family_of, places};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use crate::trail::{self, Line, Nameless};
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;
use sqlx::any::AnyRow;

/// What the gate knows about a card: its office. To which issues it is tied is as closed as they are.
#[derive(Clone)]
pub struct CaseFacts {
    office: OfficeId,
    case: CaseId,
}

impl Facts for CaseFacts {
    type Id = CaseId;
    const KIND: &'static str = "Case";

    async fn load(tx: &mut Tx, case: CaseId) -> Result<Option<Self>, Fault> {
        let row = sqlx::query("select id from case_card where office = $1 and id = $2")
            .bind(tx.office().0)
            .bind(case.to_string())
            .fetch_optional(tx.sql())
            .await?;
        Ok(row.map(|_| CaseFacts { office: tx.office(), case }))
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> CaseId {
        self.case
    }

    fn spelled(&self) -> String {
        self.case.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![("office", Value::new_long(self.office.0))]
    }
}

/// A card.
#[derive(Clone)]
pub struct Case {
    /// The id.
    pub id: CaseId,
    /// What its form holds.
    pub form: CaseForm,
    /// The version of the row.
    pub version: i64,
    /// When it was added.
    pub at: Moment,
    /// By whom, the name as it was then.
    pub by: String,
}

const COLUMNS: &str = "select c.id, c.fields, c.version, c.made_at, c.by_name from case_card c";

/// The cards of the office, newest first.
pub async fn list<A: Action>(tx: &mut Tx, _permit: &Permit<A>) -> Result<Vec<Case>, Fault> {
    let sql = format!("{COLUMNS} where c.office = $1 order by c.made_at desc, c.id desc");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tx.office().0).fetch_all(tx.sql()).await?;
    rows.iter().map(case).collect()
}

/// The permit's card.
pub async fn find<A: Action<On = CaseFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Case, Fault> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where c.office = $1 and c.id = $2")))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    case(&row)
}

/// The cards of the permit's issue and of those that live on in it, the last seen first.
pub async fn of_issue<A: Action<On = IssueFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Case>, Fault> {
    let family = family_of(tx, permit).await?;
    let sql = format!(
        "{COLUMNS} where c.office = $1 and c.id in
           (select t.card from case_issue t where t.office = $1 and t.issue in ({}))",
        places(2, family.len())
    );
    let mut query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tx.office().0);
    for issue in &family {
        query = query.bind(issue.to_string());
    }
    let mut cases: Vec<Case> = query.fetch_all(tx.sql()).await?.iter().map(case).collect::<Result<_, _>>()?;
    cases.sort_by_key(|case| std::cmp::Reverse((case.form.seen_on, case.id)));
    Ok(cases)
}

/// The issues to which the permit's card is tied, oldest tie first. Ids alone: each is shown as far as its reader may read it.
pub async fn issues_of<A: Action<On = CaseFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<IssueId>, Fault> {
    let rows = sqlx::query("select issue from case_issue where office = $1 and card = $2 order by at, issue")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_all(tx.sql())
        .await?;
    rows.iter().map(|row| IssueId::parse(row.try_get("issue")?).ok_or_else(unreadable)).collect()
}

/// Adds a card.
pub async fn add(tx: &mut Tx, permit: &Permit<AddCase>, form: &CaseForm) -> Result<CaseId, Fault> {
    insert(tx, permit, form).await
}

/// Adds a card and ties it to the permit's issue at once.
pub async fn note(tx: &mut Tx, permit: &Permit<NoteCase>, form: &CaseForm) -> Result<CaseId, Fault> {
    let id = insert(tx, permit, form).await?;
    tie(tx, permit, id).await?;
    Ok(id)
}

async fn insert<A: Action>(tx: &mut Tx, permit: &Permit<A>, form: &CaseForm) -> Result<CaseId, Fault> {
    let id = CaseId::fresh();
    let texts = form.texts();
    sqlx::query("insert into case_card (office, id, fields, version, made_at, by_name) values ($1, $2, $3, 1, $4, $5)")
        .bind(tx.office().0)
        .bind(id.to_string())
        .bind(json(&texts)?)
        .bind(permit.now().to_string())
        .bind(permit.actor().name())
        .execute(tx.sql())
        .await?;
    keep_revision(tx, permit, &SHAPE, &id.to_string(), (1, &texts, None)).await?;
    trail::record(tx, permit, Line::<Nameless>::new("case.added", SHAPE.kind, id)).await?;
    Ok(id)
}

/// Changes the permit's card, if it still has the version that was edited.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<EditCase>,
    version: i64,
    form: &CaseForm,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    let texts = form.texts();
    let row = sqlx::query(
        "update case_card set fields = $4, version = version + 1 where office = $1 and id = $2 and version = $3
         returning version",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .bind(version)
    .bind(json(&texts)?)
    .fetch_optional(tx.sql())
    .await?
    .ok_or(Fault::Lost)?;
    let revision = (row.try_get("version")?, &texts, reverted_to);
    keep_revision(tx, permit, &SHAPE, &permit.facts().spelled(), revision).await?;
    let verb = if reverted_to.is_some() { "case.put_back" } else { "case.changed" };
    trail::record(tx, permit, Line::<Nameless>::new(verb, SHAPE.kind, permit.facts().id())).await?;
    Ok(())
}

/// Ties a card to the permit's issue, of which the line came; was it untied before?
pub async fn tie(tx: &mut Tx, permit: &Permit<NoteCase>, case: CaseId) -> Result<bool, Fault> {
    let done = sqlx::query(
        "insert into case_issue (office, card, issue, at, by_name) values ($1, $2, $3, $4, $5)
         on conflict (office, card, issue) do nothing",
    )
    .bind(tx.office().0)
    .bind(case.to_string())
    .bind(permit.facts().spelled())
    .bind(permit.now().to_string())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    tell(tx, permit, "case.tied", case).await
}

/// Lets the permit's issue go from a card; was it tied before?
pub async fn untie(tx: &mut Tx, permit: &Permit<NoteCase>, case: CaseId) -> Result<bool, Fault> {
    let done = sqlx::query("delete from case_issue where office = $1 and card = $2 and issue = $3")
        .bind(tx.office().0)
        .bind(case.to_string())
        .bind(permit.facts().spelled())
        .execute(tx.sql())
        .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    tell(tx, permit, "case.untied", case).await
}

async fn tell(tx: &mut Tx, permit: &Permit<NoteCase>, verb: &'static str, case: CaseId) -> Result<bool, Fault> {
    let issue = permit.facts().spelled();
    let mut line = Line::<Nameless>::new(verb, SHAPE.kind, case).detail(issue.clone());
    if let Some(cause) = trail::first::<Nameless>(tx, IssueFacts::KIND, &issue).await? {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(true)
}

fn case(row: &AnyRow) -> Result<Case, Fault> {
    let texts: Texts = serde_json::from_str(row.try_get("fields")?).map_err(|_| unreadable())?;
    Ok(Case {
        id: CaseId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        form: CaseForm::parse(&texts).map_err(|_| unreadable())?,
        version: row.try_get("version")?,
        at: Moment::parse(row.try_get("made_at")?).ok_or_else(unreadable)?,
        by: row.try_get("by_name")?,
    })
}

fn json(texts: &Texts) -> Result<String, Fault> {
    serde_json::to_string(texts).map_err(|_| unreadable())
}

fn unreadable() -> Fault {
    Fault::broken("elsewhere", "a row that cannot be read")
}
