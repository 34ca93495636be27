//! Issues: raised, found, listed, changed.

use super::{IssueFacts, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::council::model::CouncilId;
use crate::council::store::{CouncilFacts, sees_all};
use crate::editing::shape::Texts;
use crate::editing::store::keep_revision;
use crate::issues::model::{IssueForm, IssueId, IssueNumber, SHAPE, Stage};
use crate::issues::{EditIssue, ImportIssues, ListIssues};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::gather::{Gathered as Rows, ReadAside, Row as Gathered, gather};
use crate::search;
use crate::trail::{self, Line, Nameless};
use almanac::FiscalYear;
use sqlx::Row;
use sqlx::any::AnyRow;

/// An issue as a list or a page shows it.
#[derive(Clone)]
pub struct Issue {
    /// The id.
    pub id: IssueId,
    /// The council to which it belongs.
    pub council: CouncilId,
    /// R6-003.
    pub number: IssueNumber,
    /// What its form holds.
    pub form: IssueForm,
    /// How far it has come.
    pub stage: Stage,
    /// The version of the row.
    pub version: i64,
    /// When it was raised.
    pub at: Moment,
    /// The issue in which it lives on.
    pub into: Option<IssueId>,
}

const NAMES: [&str; 9] =
    ["id", "council", "fiscal_year", "number", "fields", "version", "made_at", "stage", "into_issue"];
const COLUMNS: &str = "select i.id, i.council, i.fiscal_year, i.number, i.fields, i.version, i.made_at,
    i.stage, j.into_issue from issue i left join issue_join j on j.office = i.office and j.issue = i.id";

/// The permit's issue.
pub async fn find<A: Action<On = IssueFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Issue, Fault> {
    let select = format!("{COLUMNS} where i.office = $1 and i.id = $2");
    let rows = gather(tx, &NAMES, &select, &[permit.facts().spelled()]).await?;
    rows.read(issue)?.pop().ok_or(Fault::Missing)
}

/// The issues that the actor may read, newest number first. The gate says the same of each one; a test holds both together.
pub async fn list(tx: &mut Tx, permit: &Permit<ListIssues>) -> Result<Vec<Issue>, Fault> {
    let Some(person) = permit.actor().signed_in() else { return Err(Fault::SignedOut) };
    let issues = listed(tx).await?.read(issue)?;
    Ok(issues.into_iter().filter(|issue| sees_all(person) || person.councils.contains(&issue.council)).collect())
}

/// The issues of one council of [`list`], understood while the caller asks for more.
pub async fn list_aside(
    tx: &mut Tx,
    permit: &Permit<ListIssues>,
    council: CouncilId,
) -> Result<ReadAside<Option<Issue>>, Fault> {
    let Some(person) = permit.actor().signed_in() else { return Err(Fault::SignedOut) };
    let may = sees_all(person) || person.councils.contains(&council);
    let own =
        move |row: &Gathered<'_>| issue(row).map(|issue| Some(issue).filter(|issue| may && issue.council == council));
    Ok(listed(tx).await?.read_aside(own))
}

async fn listed(tx: &mut Tx) -> Result<Rows<'static>, Fault> {
    let sql = format!("{COLUMNS} where i.office = $1 order by i.fiscal_year desc, i.number desc");
    gather(tx, &NAMES, &sql, &[]).await
}

/// Those of these issues that the actor may read; the gate says the same of each one.
pub async fn readable<A: Action>(tx: &mut Tx, permit: &Permit<A>, ids: &[IssueId]) -> Result<Vec<Issue>, Fault> {
    let Some(person) = permit.actor().signed_in() else { return Err(Fault::SignedOut) };
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let places = super::places(2, ids.len());
    let sql = format!("{COLUMNS} where i.office = $1 and i.id in ({places}) order by i.fiscal_year, i.number");
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let rows = gather(tx, &NAMES, &sql, &ids).await?;
    let issues = rows.read(issue)?;
    let may = |issue: &Issue| sees_all(person) || person.councils.contains(&issue.council);
    Ok(issues.into_iter().filter(may).collect())
}

/// Raises an issue of the permit's council: its number, its first version, its first step and its line, which came of what it came
/// of: kinds and ids, be it the meetings in which its opinions were said.
pub async fn raise<A: Action<On = CouncilFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
    year: FiscalYear,
    form: &IssueForm,
    causes: &[(&str, String)],
) -> Result<IssueId, Fault> {
    let id = IssueId::fresh();
    let texts = form.texts();
    sqlx::query(
        "insert into issue (office, id, council, fiscal_year, number, fields, version, made_at)
         values ($1, $2, $3, $4, (select coalesce(max(number), 0) + 1 from issue where office = $1 and fiscal_year = $4), $5, 1, $6)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(permit.facts().spelled())
    .bind(i64::from(year.0))
    .bind(json(&texts)?)
    .bind(permit.now().to_string())
    .execute(tx.sql())
    .await?;
    keep_revision(tx, permit, &SHAPE, &id.to_string(), (1, &texts, None)).await?;
    super::step::first(tx, permit, id).await?;
    let mut line = Line::<Nameless>::new("issue.raised", SHAPE.kind, id);
    for (kind, thing) in causes {
        if let Some(cause) = trail::first::<Nameless>(tx, kind, thing).await? {
            line = line.because(cause);
        }
    }
    trail::record(tx, permit, line).await?;
    index(tx, permit, id, permit.facts().id(), form).await?;
    Ok(id)
}

/// Changes the permit's issue, if it still has the version that was edited.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<EditIssue>,
    version: i64,
    form: &IssueForm,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    let before = find(tx, permit).await?;
    let texts = form.texts();
    let row = sqlx::query(
        "update issue set fields = $4, version = version + 1 where office = $1 and id = $2 and version = $3 returning version",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .bind(version)
    .bind(json(&texts)?)
    .fetch_optional(tx.sql())
    .await?
    .ok_or(Fault::Lost)?;
    let old = before.form.texts();
    let changed: Vec<&str> = SHAPE.names().into_iter().filter(|name| old.get(*name) != texts.get(*name)).collect();
    keep_revision(tx, permit, &SHAPE, &permit.facts().spelled(), (row.try_get("version")?, &texts, reverted_to))
        .await?;
    let verb = if reverted_to.is_some() { "issue.put_back" } else { "issue.changed" };
    trail::record(tx, permit, Line::<Nameless>::new(verb, SHAPE.kind, before.id).detail(changed.join(","))).await?;
    index(tx, permit, before.id, before.council, form).await
}

/// An issue is found by its words.
async fn index<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    id: IssueId,
    council: CouncilId,
    form: &IssueForm,
) -> Result<(), Fault> {
    let day = permit.now().day().to_string();
    let text = format!("{}\n{}", form.title, form.matter);
    let section =
        search::store::Section { council, thing: &id.to_string(), section: "issue", held_on: &day, text: &text };
    search::store::put(tx, permit, section).await
}

/// The issues of the permit's council: title, number, and is it closed? A table is held against them.
pub async fn titles(tx: &mut Tx, permit: &Permit<ImportIssues>) -> Result<Vec<(String, String, bool)>, Fault> {
    let select = format!("{COLUMNS} where i.office = $1 and i.council = $2");
    let rows = gather(tx, &NAMES, &select, &[permit.facts().spelled()]).await?;
    let issues = rows.read(issue)?;
    let told = |issue: Issue| (issue.form.title, issue.number.to_string(), issue.stage == Stage::Closed);
    Ok(issues.into_iter().map(told).collect())
}

/// How the columns of the council's own table were read the last time: head and field.
pub async fn known_columns(tx: &mut Tx, permit: &Permit<ImportIssues>) -> Result<Vec<(String, String)>, Fault> {
    let rows = sqlx::query("select head, field from issue_columns where office = $1 and council = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_all(tx.sql())
        .await?;
    rows.iter().map(|row| Ok((row.try_get("head")?, row.try_get("field")?))).collect()
}

/// Remembers how the columns were read.
pub async fn keep_columns(
    tx: &mut Tx,
    permit: &Permit<ImportIssues>,
    columns: &[(String, String)],
) -> Result<(), Fault> {
    for (head, field) in columns {
        sqlx::query(
            "insert into issue_columns (office, council, head, field) values ($1, $2, $3, $4)
             on conflict (office, council, head) do update set field = excluded.field",
        )
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .bind(head.as_str())
        .bind(field.as_str())
        .execute(tx.sql())
        .await?;
    }
    Ok(())
}

fn issue(row: &Gathered<'_>) -> Result<Issue, Fault> {
    Ok(Issue {
        id: row.of("id", IssueId::parse)?,
        council: row.of("council", CouncilId::parse)?,
        number: numbered(row.number("fiscal_year")?, row.number("number")?)?,
        form: row.of("fields", IssueForm::kept)?,
        stage: row.of("stage", Stage::parse)?,
        version: row.number("version")?,
        at: row.of("made_at", Moment::parse)?,
        into: row.maybe("into_issue", IssueId::parse)?,
    })
}

/// The number of an issue from its columns.
pub(super) fn number(row: &AnyRow) -> Result<IssueNumber, Fault> {
    numbered(row.try_get("fiscal_year")?, row.try_get("number")?)
}

fn numbered(year: i64, number: i64) -> Result<IssueNumber, Fault> {
    let year = FiscalYear(i32::try_from(year).map_err(|_| unreadable())?);
    Ok(IssueNumber { year, number: u32::try_from(number).map_err(|_| unreadable())? })
}

/// What the form of an issue holds, from its column.
pub(super) fn form(row: &AnyRow) -> Result<IssueForm, Fault> {
    IssueForm::kept(row.try_get("fields")?).ok_or_else(unreadable)
}

fn json(texts: &Texts) -> Result<String, Fault> {
    serde_json::to_string(texts).map_err(|_| unreadable())
}
