//! The SQL of indicators. Rows only grow.

use crate::access::{Action, OfficeFacts, Permit};
use crate::council::meeting::model::MeetingId;
use crate::council::model::CouncilId;
use crate::goals::indicator::model::{
    Aggregation, Amount, Area, Counting, CountingForm, Figure, IndicatorDefinition, IndicatorValue, Origin, Slot, Told,
    ValueForm, ValueId, ValueKind,
};
use crate::goals::indicator::{CountIndicator, RecordIndicator};
use crate::goals::model::GoalId;
use crate::goals::town::model::MunicipalityCode;
use crate::goals::town::rules::Recorded;
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::gather::{Gathered, Row, gather};
use crate::trail::{self, Line, Nameless};
use almanac::{Date, FiscalYear};
use std::collections::BTreeMap;

const NAMES: [&str; 18] = [
    "id", "code", "area", "kind", "fiscal_year", "part", "counting", "as_of", "state", "thousandths", "source",
    "address", "seen_on", "reason", "origin", "counted", "at", "by_name",
];
const COLUMNS: &str = "select v.* from indicator_value v";

/// Of whom rows are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The town and its prefecture: what its own lists and papers count.
    House,
    /// One other municipality.
    Other(MunicipalityCode),
    /// Everybody.
    Everybody,
}

impl Whose {
    /// Those with whom a figure of this area stands together.
    pub fn with(area: Area) -> Whose {
        match area {
            Area::Own | Area::Prefecture => Whose::House,
            Area::Other(code) => Whose::Other(code),
        }
    }

    fn clause(self) -> String {
        match self {
            Whose::House => " and v.area in ('own', 'prefecture')".into(),
            Whose::Other(code) => format!(" and v.area = '{code}'"),
            Whose::Everybody => String::new(),
        }
    }
}

/// The rows of every indicator, by its code, oldest first.
pub async fn all<A: Action<On = OfficeFacts>>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    whose: Whose,
) -> Result<BTreeMap<String, Vec<IndicatorValue>>, Fault> {
    let select = format!("{COLUMNS} where v.office = $1{} order by v.id", whose.clause());
    by_code(gather(tx, &NAMES, &select, &[]).await?)
}

/// The rows of one indicator, of the town and of these others, oldest first.
pub async fn beside<A: Action<On = OfficeFacts>>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    definition: &IndicatorDefinition,
    others: &[Area],
) -> Result<Vec<IndicatorValue>, Fault> {
    let texts: Vec<String> =
        [definition.code.clone(), Area::Own.code()].into_iter().chain(others.iter().map(|area| area.code())).collect();
    let places = (3..texts.len() + 2).map(|at| format!("${at}")).collect::<Vec<_>>().join(", ");
    let select = format!("{COLUMNS} where v.office = $1 and v.code = $2 and v.area in ({places}) order by v.id");
    gather(tx, &NAMES, &select, &texts).await?.read(kept)
}

/// What was recorded of a feature, of everybody, oldest first: of a country of towns no more than what tells how near they are.
pub async fn feature<A: Action<On = OfficeFacts>>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    code: &str,
) -> Result<Vec<Recorded>, Fault> {
    let columns = ["area", "as_of", "state", "thousandths", "source"];
    let select = "select v.area, v.as_of, v.state, v.thousandths, v.source from indicator_value v
         where v.office = $1 and v.code = $2 order by v.id";
    gather(tx, &columns, select, &[code.to_string()]).await?.read(|row| {
        let amount = (row.text("state")? == "figure").then(|| row.number("thousandths").map(Amount)).transpose()?;
        let source = row.text("source")?.to_string();
        Ok(Recorded { area: row.of("area", Area::parse)?, as_of: row.of("as_of", day)?, amount, source })
    })
}

/// Of how many other municipalities an actual stands, by the code of the indicator.
pub async fn others<A: Action<On = OfficeFacts>>(
    tx: &mut Tx,
    _permit: &Permit<A>,
) -> Result<BTreeMap<String, usize>, Fault> {
    let select = "select s.code as code, count(distinct s.area) as towns from (
           select v.code, v.area, v.state, row_number() over (
             partition by v.code, v.area, v.fiscal_year, v.part, v.as_of order by v.id desc) as nth
           from indicator_value v where v.office = $1 and v.kind = 'actual' and v.area not in ('own', 'prefecture')) s
         where s.nth = 1 and s.state <> 'withdrawn' group by s.code order by s.code";
    let rows = gather(tx, &["code", "towns"], select, &[]).await?;
    let told = rows.read(|row| Ok((row.text("code")?.to_string(), row.number("towns")?)))?;
    Ok(told.into_iter().collect())
}

fn by_code(rows: Gathered<'_>) -> Result<BTreeMap<String, Vec<IndicatorValue>>, Fault> {
    let mut all: BTreeMap<String, Vec<IndicatorValue>> = BTreeMap::new();
    for (code, row) in rows.read(|row| Ok((row.text("code")?.to_string(), kept(row)?)))? {
        all.entry(code).or_default().push(row);
    }
    Ok(all)
}

/// The rows of one indicator, oldest first.
pub async fn of<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    definition: &IndicatorDefinition,
    whose: Whose,
) -> Result<Vec<IndicatorValue>, Fault> {
    let select = format!("{COLUMNS} where v.office = $1 and v.code = $2{} order by v.id", whose.clause());
    gather(tx, &NAMES, &select, std::slice::from_ref(&definition.code)).await?.read(kept)
}

/// The ways in which the town counts, by the code of the indicator; the shipped one is not among them.
pub async fn own_countings<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
) -> Result<BTreeMap<String, Vec<Counting>>, Fault> {
    let columns = ["code", "version", "from_year", "aggregation", "words", "reason", "at", "by_name"];
    let select = "select c.* from indicator_counting c where c.office = $1 order by c.code, c.version";
    let read = |row: &Row<'_>| {
        let at = row.of("at", Moment::parse)?;
        let (reason, by) = (row.text("reason")?, row.text("by_name")?);
        let counting = Counting {
            version: row.number("version")?,
            from: Some(FiscalYear(row.number("from_year")?)),
            aggregation: row.of("aggregation", Aggregation::parse)?,
            words: row.text("words")?.to_string(),
            because: format!("{}に{by}が決めた: {reason}", at.day_in_words()),
        };
        Ok((row.text("code")?.to_string(), counting))
    };
    let mut all: BTreeMap<String, Vec<Counting>> = BTreeMap::new();
    for (code, counting) in gather(tx, &columns, select, &[]).await?.read(read)? {
        all.entry(code).or_default().push(counting);
    }
    Ok(all)
}

/// Where a figure came from, and what was counted for it.
pub struct From<'a> {
    /// Typed, imported or counted.
    pub origin: Origin,
    /// The meetings that were counted.
    pub counted: &'a [MeetingId],
    /// The goals whose progress it is.
    pub goals: &'a [GoalId],
    /// The way of counting.
    pub counting: i64,
}

/// Records a figure: its row and its line, which came of the meetings that were counted.
pub async fn record<A: Action<On = OfficeFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
    definition: &IndicatorDefinition,
    form: &ValueForm,
    from: &From<'_>,
) -> Result<(), Fault> {
    let (state, thousandths) = match form.figure {
        Figure::Known(amount) => ("figure", amount.0),
        Figure::Masked => ("masked", 0),
    };
    insert(tx, permit, definition, form, from, (state, thousandths)).await?;
    let detail = format!("{} {}", form.slot.kind.code(), form.slot.year.0);
    let mut line = Line::<Nameless>::new("indicator.recorded", KIND, &definition.code).detail(detail);
    let meetings = from.counted.iter().map(|meeting| ("Meeting", meeting.to_string()));
    for (kind, thing) in meetings.chain(from.goals.iter().map(|goal| ("Goal", goal.to_string()))) {
        if let Some(cause) = trail::first::<Nameless>(tx, kind, &thing).await? {
            line = line.because(cause);
        }
    }
    trail::record(tx, permit, line).await?;
    Ok(())
}

/// What the trail calls an indicator.
const KIND: &str = "Indicator";

/// Takes back what stands for a slot and a day, with a reason.
pub async fn withdraw(
    tx: &mut Tx,
    permit: &Permit<RecordIndicator>,
    definition: &IndicatorDefinition,
    row: &IndicatorValue,
    reason: &str,
) -> Result<(), Fault> {
    let form = ValueForm {
        slot: row.slot.clone(),
        figure: Figure::Masked,
        as_of: row.as_of,
        source: row.source.clone(),
        address: row.address.clone(),
        seen_on: row.seen_on,
        reason: reason.to_string(),
    };
    let from = From { origin: Origin::Typed, counted: &[], goals: &[], counting: row.counting };
    insert(tx, permit, definition, &form, &from, ("withdrawn", 0)).await?;
    let mut line = Line::<Nameless>::new("indicator.withdrawn", KIND, &definition.code);
    if let Some(cause) = trail::first::<Nameless>(tx, KIND, &definition.code).await? {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(())
}

async fn insert<A: Action<On = OfficeFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
    definition: &IndicatorDefinition,
    form: &ValueForm,
    from: &From<'_>,
    (state, thousandths): (&str, i64),
) -> Result<(), Fault> {
    let counted: Vec<String> = from.counted.iter().map(ToString::to_string).collect();
    sqlx::query(
        "insert into indicator_value (office, id, code, area, kind, fiscal_year, part, counting, as_of, state, thousandths,
           source, address, seen_on, reason, origin, counted, at, by_account, by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
    )
    .bind(tx.office().0)
    .bind(ValueId::fresh().to_string())
    .bind(definition.code.as_str())
    .bind(form.slot.area.code())
    .bind(form.slot.kind.code())
    .bind(i64::from(form.slot.year.0))
    .bind(form.slot.part.as_str())
    .bind(from.counting)
    .bind(form.as_of.to_string())
    .bind(state)
    .bind(thousandths)
    .bind(form.source.as_str())
    .bind(form.address.as_str())
    .bind(form.seen_on.map(|day| day.to_string()).unwrap_or_default())
    .bind(form.reason.as_str())
    .bind(from.origin.code())
    .bind(counted.join(" "))
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    Ok(())
}

/// Says how the town counts from a 年度 on, as the next version.
pub async fn count(
    tx: &mut Tx,
    permit: &Permit<CountIndicator>,
    definition: &IndicatorDefinition,
    form: &CountingForm,
) -> Result<(), Fault> {
    sqlx::query(
        "insert into indicator_counting (office, code, version, from_year, aggregation, words, reason, at, by_account, by_name)
         values ($1, $2, (select coalesce(max(version), 1) + 1 from indicator_counting where office = $1 and code = $2),
           $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(tx.office().0)
    .bind(definition.code.as_str())
    .bind(i64::from(form.from.0))
    .bind(form.aggregation.code())
    .bind(form.words.as_str())
    .bind(form.reason.as_str())
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    trail::record(tx, permit, Line::<Nameless>::new("indicator.counted_otherwise", KIND, &definition.code)).await?;
    Ok(())
}

/// A meeting that was held, as it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The meeting.
    pub meeting: MeetingId,
    /// Its council.
    pub council: CouncilId,
    /// The day.
    pub on: Date,
}

/// The meetings of the office that were held from one day to another, oldest first.
pub async fn held<A: Action<On = OfficeFacts>>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    (first, last): (Date, Date),
) -> Result<Vec<Held>, Fault> {
    let select = "select h.meeting, h.council, h.held_on from v_council_held h
         where h.office = $1 and h.held_on >= $2 and h.held_on <= $3 order by h.held_on, h.meeting";
    let days = [first.to_string(), last.to_string()];
    let rows = gather(tx, &["meeting", "council", "held_on"], select, &days).await?;
    rows.read(|row| {
        Ok(Held {
            meeting: row.of("meeting", MeetingId::parse)?,
            council: row.of("council", CouncilId::parse)?,
            on: row.of("held_on", day)?,
        })
    })
}

fn kept(row: &Row<'_>) -> Result<IndicatorValue, Fault> {
    let told = match row.text("state")? {
        "figure" => Told::Figure(Figure::Known(Amount(row.number("thousandths")?))),
        "masked" => Told::Figure(Figure::Masked),
        "withdrawn" => Told::Withdrawn,
        _ => return Err(Fault::broken("indicator", "a row that cannot be read")),
    };
    let counted = |text: &str| text.split(' ').map(MeetingId::parse).collect::<Option<Vec<_>>>();
    Ok(IndicatorValue {
        id: row.of("id", ValueId::parse)?,
        slot: Slot {
            area: row.of("area", Area::parse)?,
            kind: row.of("kind", ValueKind::parse)?,
            year: FiscalYear(row.number("fiscal_year")?),
            part: row.text("part")?.to_string(),
        },
        counting: row.number("counting")?,
        as_of: row.of("as_of", day)?,
        told,
        source: row.text("source")?.to_string(),
        address: row.text("address")?.to_string(),
        seen_on: row.maybe("seen_on", day)?,
        reason: row.text("reason")?.to_string(),
        origin: row.of("origin", Origin::parse)?,
        counted: row.maybe("counted", counted)?.unwrap_or_default(),
        at: row.of("at", Moment::parse)?,
        by: row.text("by_name")?.to_string(),
    })
}

fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}
