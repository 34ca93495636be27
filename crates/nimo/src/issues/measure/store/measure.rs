//! Measures: added, found, listed, changed.

use super::{MeasureFacts, unreadable};
use crate::access::{Action, Facts, Permit, SignedIn};
use crate::council::ReadCouncil;
use crate::council::model::CouncilId;
use crate::council::store::sees_all;
use crate::editing::shape::Texts;
use crate::editing::store::keep_revision;
use crate::issues::measure::model::{MeasureForm, MeasureId, MeasureNumber, Progress, SHAPE};
use crate::issues::measure::{AddMeasure, EditMeasure, ListMeasures};
use crate::issues::model::{IssueId, IssueNumber};
use crate::issues::programme::store::ProgrammeFacts;
use crate::issues::store::{IssueFacts, family_of, places};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::gather::{Gathered as Rows, ReadAside, Row as Gathered, gather};
use crate::search;
use crate::trail::{self, Line, Nameless};
use almanac::{Date, FiscalYear};
use sqlx::Row;

/// A measure as a list or a page shows it.
#[derive(Clone)]
pub struct Measure {
    /// The id.
    pub id: MeasureId,
    /// The council to which it belongs.
    pub council: CouncilId,
    /// The issue for which it was first thought of.
    pub issue: IssueId,
    /// R6-003-1.
    pub number: MeasureNumber,
    /// What its form holds.
    pub form: MeasureForm,
    /// How far it has come.
    pub progress: Progress,
    /// The version of the row.
    pub version: i64,
    /// When it was added.
    pub at: Moment,
}

const NAMES: [&str; 10] =
    ["id", "council", "issue", "fiscal_year", "of_issue", "number", "fields", "version", "made_at", "progress"];
const COLUMNS: &str =
    "select m.id, m.council, m.issue, i.fiscal_year, i.number as of_issue, m.number, m.fields, m.version, m.made_at,
    m.progress from measure m join issue i on i.office = m.office and i.id = m.issue";

/// The permit's measure.
pub async fn find<A: Action<On = MeasureFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Measure, Fault> {
    let select = format!("{COLUMNS} where m.office = $1 and m.id = $2");
    let rows = gather(tx, &NAMES, &select, &[permit.facts().spelled()]).await?;
    rows.read(measure)?.pop().ok_or(Fault::Missing)
}

/// The measures that the actor may read, newest issue first. The gate says the same of each one; a test holds both together.
pub async fn list(tx: &mut Tx, permit: &Permit<ListMeasures>) -> Result<Vec<Measure>, Fault> {
    let Some(person) = permit.actor().signed_in() else { return Err(Fault::SignedOut) };
    Ok(readable(listed(tx).await?.read(measure)?, person))
}

/// [`list`], understood while the caller asks for more; what the actor may not read is `None`.
pub async fn list_aside(tx: &mut Tx, permit: &Permit<ListMeasures>) -> Result<ReadAside<Option<Measure>>, Fault> {
    let person = permit.actor().signed_in().ok_or(Fault::SignedOut)?.clone();
    let may = move |one: &Measure| sees_all(&person) || person.councils.contains(&one.council);
    Ok(listed(tx).await?.read_aside(move |row| measure(row).map(|one| Some(one).filter(&may))))
}

async fn listed(tx: &mut Tx) -> Result<Rows<'static>, Fault> {
    let sql = format!("{COLUMNS} where m.office = $1 order by i.fiscal_year desc, i.number desc, m.number");
    gather(tx, &NAMES, &sql, &[]).await
}

/// The measures of the permit's issue and of those that live on in it, as far as the actor may read them; and how many he may
/// not.
pub async fn of_issue<A: Action<On = IssueFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
) -> Result<(Vec<Measure>, usize), Fault> {
    let Some(person) = permit.actor().signed_in() else { return Err(Fault::SignedOut) };
    let family = family_of(tx, permit).await?;
    let places = places(2, family.len());
    let sql = format!(
        "{COLUMNS} where m.office = $1 and (m.issue in ({places}) or m.id in (select s.measure from measure_issue s
           where s.office = $1 and s.issue in ({places}))) order by m.made_at, m.id"
    );
    let family: Vec<String> = family.iter().map(ToString::to_string).collect();
    let rows = gather(tx, &NAMES, &sql, &family).await?;
    let all = rows.read(measure)?;
    let count = all.len();
    let measures = readable(all, person);
    let hidden = count - measures.len();
    Ok((measures, hidden))
}

/// The measures that use the permit's programme, as far as the actor may read them; and how many he may not.
pub async fn of_programme<A: Action<On = ProgrammeFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
) -> Result<(Vec<Measure>, usize), Fault> {
    let Some(person) = permit.actor().signed_in() else { return Err(Fault::SignedOut) };
    let sql = format!("{COLUMNS} where m.office = $1 and m.programme = $2 order by m.made_at, m.id");
    let rows = gather(tx, &NAMES, &sql, &[permit.facts().spelled()]).await?;
    let all = rows.read(measure)?;
    let count = all.len();
    let measures = readable(all, person);
    let hidden = count - measures.len();
    Ok((measures, hidden))
}

/// The measures of the permit's council that are not over: what presses is told from them.
pub async fn pressing(tx: &mut Tx, permit: &Permit<ReadCouncil>) -> Result<Vec<Measure>, Fault> {
    let sql = format!("{COLUMNS} where m.office = $1 and m.council = $2 order by m.made_at, m.id");
    let rows = gather(tx, &NAMES, &sql, &[permit.facts().spelled()]).await?;
    Ok(rows.read(measure)?.into_iter().filter(|measure| !measure.progress.is_over()).collect())
}

/// The issues of the permit's council that wait for a measure: open, not left to watch, and without a measure that is under way or done,
/// theirs or of any that was joined to them at any distance. Id, number and title.
pub async fn unserved(tx: &mut Tx, permit: &Permit<ReadCouncil>) -> Result<Vec<(IssueId, IssueNumber, String)>, Fault> {
    let served =
        "exists (select 1 from measure m where m.office = f.office and m.issue = f.member and m.progress <> 'dropped')
        or exists (select 1 from measure_issue s join measure m on m.office = s.office and m.id = s.measure
             where s.office = f.office and s.issue = f.member and m.progress <> 'dropped')";
    let select = format!(
        "with recursive family (office, issue, member) as (
           select i.office, i.id, i.id from issue i
             where i.office = $1 and i.council = $2 and i.stage not in ('closed', 'watched')
               and not exists (select 1 from issue_join j where j.office = i.office and j.issue = i.id)
           union select f.office, f.issue, j.issue from family f
             join issue_join j on j.office = f.office and j.into_issue = f.member)
         select i.id, i.fiscal_year, i.number, i.fields from issue i
         where i.office = $1 and i.id in (select f.issue from family f)
           and i.id not in (select f.issue from family f where {served})
         order by i.fiscal_year, i.number"
    );
    let names = ["id", "fiscal_year", "number", "fields"];
    let rows = gather(tx, &names, &select, &[permit.facts().spelled()]).await?;
    rows.read(|row| {
        let number = IssueNumber { year: FiscalYear(row.number("fiscal_year")?), number: row.number("number")? };
        let title = row.texts("fields")?.remove("title").unwrap_or_default();
        Ok((row.of("id", IssueId::parse)?, number, title))
    })
}

/// The day of the next meeting of a council, today counted.
pub async fn meets_on<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    council: CouncilId,
    today: Date,
) -> Result<Option<Date>, Fault> {
    let row = sqlx::query(
        "select min(held_on) as held_on from v_council_meeting where office = $1 and council = $2 and held_on >= $3",
    )
    .bind(tx.office().0)
    .bind(council.to_string())
    .bind(today.to_string())
    .fetch_one(tx.sql())
    .await?;
    let day: Option<String> = row.try_get("held_on")?;
    day.map(|day| day.parse().map_err(|_| unreadable())).transpose()
}

/// Adds a measure to the permit's issue: its number, its first version, its first progress and its line, which came of the
/// issue.
///
/// # Errors
/// [`Fault::Taken`] when somebody took the number at the same moment.
pub async fn add(tx: &mut Tx, permit: &Permit<AddMeasure>, form: &MeasureForm) -> Result<MeasureId, Fault> {
    let id = MeasureId::fresh();
    let texts = form.texts();
    sqlx::query(
        "insert into measure (office, id, council, issue, number, programme, fields, version, made_at)
         values ($1, $2, $3, $4, (select coalesce(max(number), 0) + 1 from measure where office = $1 and issue = $4), $5, $6, 1, $7)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(permit.facts().council().to_string())
    .bind(permit.facts().spelled())
    .bind(form.programme.map(|programme| programme.to_string()))
    .bind(json(&texts)?)
    .bind(permit.now().to_string())
    .execute(tx.sql())
    .await?;
    keep_revision(tx, permit, &SHAPE, &id.to_string(), (1, &texts, None)).await?;
    super::progress::first(tx, permit, id).await?;
    let mut line = Line::<Nameless>::new("measure.added", SHAPE.kind, id);
    if let Some(cause) = trail::first::<Nameless>(tx, "Issue", &permit.facts().spelled()).await? {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    index(tx, permit, id, permit.facts().council(), form).await?;
    Ok(id)
}

/// Changes the permit's measure, if it still has the version that was edited.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<EditMeasure>,
    version: i64,
    form: &MeasureForm,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    let before = find(tx, permit).await?;
    let texts = form.texts();
    let row = sqlx::query(
        "update measure set fields = $4, programme = $5, version = version + 1
         where office = $1 and id = $2 and version = $3 returning version",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .bind(version)
    .bind(json(&texts)?)
    .bind(form.programme.map(|programme| programme.to_string()))
    .fetch_optional(tx.sql())
    .await?
    .ok_or(Fault::Lost)?;
    let old = before.form.texts();
    let changed: Vec<&str> = SHAPE.names().into_iter().filter(|name| old.get(*name) != texts.get(*name)).collect();
    let revision = (row.try_get("version")?, &texts, reverted_to);
    keep_revision(tx, permit, &SHAPE, &permit.facts().spelled(), revision).await?;
    let verb = if reverted_to.is_some() { "measure.put_back" } else { "measure.changed" };
    trail::record(tx, permit, Line::<Nameless>::new(verb, SHAPE.kind, before.id).detail(changed.join(","))).await?;
    index(tx, permit, before.id, before.council, form).await
}

/// A measure is found by its words.
async fn index<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    id: MeasureId,
    council: CouncilId,
    form: &MeasureForm,
) -> Result<(), Fault> {
    let day = permit.now().day().to_string();
    let text = format!("{}\n{}", form.title, form.matter);
    let section =
        search::store::Section { council, thing: &id.to_string(), section: "measure", held_on: &day, text: &text };
    search::store::put(tx, permit, section).await
}

fn readable(measures: Vec<Measure>, person: &SignedIn) -> Vec<Measure> {
    let may = |measure: &Measure| sees_all(person) || person.councils.contains(&measure.council);
    measures.into_iter().filter(may).collect()
}

fn measure(row: &Gathered<'_>) -> Result<Measure, Fault> {
    let issue = IssueNumber { year: FiscalYear(row.number("fiscal_year")?), number: row.number("of_issue")? };
    Ok(Measure {
        id: row.of("id", MeasureId::parse)?,
        council: row.of("council", CouncilId::parse)?,
        issue: row.of("issue", IssueId::parse)?,
        number: MeasureNumber { issue, number: row.number("number")? },
        form: MeasureForm::parse(&row.texts("fields")?).map_err(|_| unreadable())?,
        progress: row.of("progress", Progress::parse)?,
        version: row.number("version")?,
        at: row.of("made_at", Moment::parse)?,
    })
}

fn json(texts: &Texts) -> Result<String, Fault> {
    serde_json::to_string(texts).map_err(|_| unreadable())
}
