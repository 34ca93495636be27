//! The SQL of deadlines: what people wrote, and what the rows of this room tell of when each step was done. One query for the meetings
//! of a council, not one for each.

use crate::access::{Action, Facts, Permit};
use crate::council::clock::EditDeadline;
use crate::council::clock::model::{DeadlineId, DeadlineStep, MarkForm, SHAPE};
use crate::council::clock::rules::Traces;
use crate::council::meeting::model::{MeetingId, SHAPE as MEETING};
use crate::council::meeting::store::MeetingFacts;
use crate::council::model::CouncilId;
use crate::council::store::CouncilFacts;
use crate::editing::store::{fields, json, keep_revision, write_over};
use crate::packet::dispatch::store::first_sent;
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::gather::{Row as Gathered, gather};
use crate::plumbing::ids::OfficeId;
use crate::trail::{self, Line, Nameless};
use almanac::Date;
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;
use std::collections::BTreeMap;

/// What the gate knows about a deadline: it is as open as its meeting.
#[derive(Clone)]
pub struct DeadlineFacts {
    step: DeadlineStep,
    meeting: MeetingFacts,
}

impl DeadlineFacts {
    /// The meeting.
    pub fn meeting(&self) -> &MeetingFacts {
        &self.meeting
    }
}

impl Facts for DeadlineFacts {
    type Id = DeadlineId;
    const KIND: &'static str = "Deadline";

    async fn load(tx: &mut Tx, id: DeadlineId) -> Result<Option<Self>, Fault> {
        Ok(MeetingFacts::load(tx, id.meeting).await?.map(|meeting| DeadlineFacts { step: id.step, meeting }))
    }

    fn office(&self) -> OfficeId {
        self.meeting.office()
    }

    fn id(&self) -> DeadlineId {
        DeadlineId { meeting: self.meeting.id(), step: self.step }
    }

    fn spelled(&self) -> String {
        self.id().to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        self.meeting.attributes()
    }
}

/// What is known of the permit's meeting.
pub async fn of_meeting<A: Action<On = MeetingFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Traces, Fault> {
    let (council, id) = (permit.facts().council(), permit.facts().id());
    let sent = first_sent(tx, permit, council).await?;
    let mut traces = traces(tx, "m.id = $3", council, id.to_string(), &sent).await?;
    traces.remove(&id).ok_or(Fault::Missing)
}

/// What is known of the meetings of the permit's council from this day on.
pub async fn of_council<A: Action<On = CouncilFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
    from: Date,
) -> Result<BTreeMap<MeetingId, Traces>, Fault> {
    let council = permit.facts().id();
    let sent = first_sent(tx, permit, council).await?;
    traces(tx, "m.held_on >= $3", council, from.to_string(), &sent).await
}

const COLUMNS: [&str; 6] = ["id", "made_at", "kept_at", "asked", "confirmed_at", "published_on"];

/// The meetings of a council `$2` that a condition on `$3` narrows down, each with what the rows beside it tell.
async fn traces(
    tx: &mut Tx,
    narrow: &'static str,
    council: CouncilId,
    by: String,
    sent: &BTreeMap<MeetingId, Date>,
) -> Result<BTreeMap<MeetingId, Traces>, Fault> {
    let sql = format!(
        "select m.id, m.made_at,
           (select k.at from minutes_keep k where k.office = m.office and k.meeting = m.id) as kept_at,
           (select c.fields from confirmation c where c.office = m.office and c.meeting = m.id and not exists
             (select 1 from confirmation_withdrawal w where w.office = c.office and w.confirmation = c.id)
             and c.made_at <= coalesce((select min(e.at) from edition e where e.office = c.office and e.meeting = c.meeting
               and e.stage = 'final' and e.audience = 'internal'), c.made_at)
             order by c.number desc limit 1) as asked,
           (select min(e.at) from edition e where e.office = m.office and e.meeting = m.id
             and e.stage = 'final' and e.audience = 'internal') as confirmed_at,
           (select min(p.on_day) from publication p where p.office = m.office and p.meeting = m.id and not exists
             (select 1 from publication_withdrawal w where w.office = p.office and w.publication = p.id)) as published_on
         from meeting m where m.office = $1 and m.council = $2 and {narrow}"
    );
    let texts = [council.to_string(), by];
    let read = |row: &Gathered<'_>| trace(row, sent);
    let mut found: BTreeMap<MeetingId, Traces> =
        gather(tx, &COLUMNS, &sql, &texts).await?.read(read)?.into_iter().collect();
    let sql = format!(
        "select d.meeting, d.step, d.fields, d.version from deadline_mark d
         join meeting m on m.office = d.office and m.id = d.meeting where m.office = $1 and m.council = $2 and {narrow}"
    );
    let marks = gather(tx, &["meeting", "step", "fields", "version"], &sql, &texts).await?.read(mark)?;
    for (meeting, step, mark) in marks {
        found.entry(meeting).and_modify(|traces| {
            traces.marks.insert(step, mark);
        });
    }
    Ok(found)
}

fn trace(row: &Gathered<'_>, sent: &BTreeMap<MeetingId, Date>) -> Result<(MeetingId, Traces), Fault> {
    let id = row.of("id", MeetingId::parse)?;
    let moment = |text: &str| Moment::parse(text).map(Moment::day);
    let traces = Traces {
        entered_on: row.of("made_at", moment)?,
        sent_on: sent.get(&id).copied(),
        kept_on: row.maybe("kept_at", moment)?,
        asked_until: row.maybe("asked", due_on)?.flatten(),
        confirmed_on: row.maybe("confirmed_at", moment)?,
        published_on: row.maybe("published_on", |text| text.parse().ok())?,
        marks: BTreeMap::new(),
    };
    Ok((id, traces))
}

/// Until when members were asked, as the form of the asking holds it; one may be asked without a day.
fn due_on(fields: &str) -> Option<Option<Date>> {
    let fields: serde_json::Value = serde_json::from_str(fields).ok()?;
    Some(fields.get("due_on").and_then(serde_json::Value::as_str).and_then(|day| day.parse().ok()))
}

fn mark(row: &Gathered<'_>) -> Result<(MeetingId, DeadlineStep, (MarkForm, i64)), Fault> {
    let form = MarkForm::parse(&row.texts("fields")?).map_err(|_| unreadable())?;
    let step = row.of("step", DeadlineStep::parse)?;
    Ok((row.of("meeting", MeetingId::parse)?, step, (form, row.number("version")?)))
}

/// What people wrote beside the permit's step, and the version of it; nothing and 0 where they wrote nothing yet.
pub async fn find<A: Action<On = DeadlineFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<(MarkForm, i64), Fault> {
    let row = sqlx::query("select fields, version from deadline_mark where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_optional(tx.sql())
        .await?;
    let Some(row) = row else { return Ok((MarkForm::default(), 0)) };
    Ok((MarkForm::parse(&fields(&row)?).map_err(|_| unreadable())?, row.try_get("version")?))
}

/// The first and the last day of the meeting that the permit's step belongs to.
pub async fn held<A: Action<On = DeadlineFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
) -> Result<Option<(Date, Date)>, Fault> {
    let row = sqlx::query("select held_on, fields from meeting where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(permit.facts().meeting().spelled())
        .fetch_one(tx.sql())
        .await?;
    let day: Option<String> = row.try_get("held_on")?;
    let Some(day) = day else { return Ok(None) };
    let first: Date = day.parse().map_err(|_| unreadable())?;
    let last = fields(&row)?.get("held_until").and_then(|day| day.parse().ok());
    Ok(Some((first, last.unwrap_or(first))))
}

/// Writes beside the permit's step, if nobody wrote since `version`; 0 is the version of what nobody wrote yet.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<EditDeadline>,
    version: i64,
    form: &MarkForm,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    let texts = form.texts();
    if version > 0 {
        write_over(tx, permit, ("deadline_mark", &SHAPE), (version, &texts, reverted_to)).await?;
    } else {
        let row = sqlx::query(
            "insert into deadline_mark (office, id, meeting, step, fields, version, made_at) values ($1, $2, $3, $4, $5, 1, $6)
             on conflict (office, id) do nothing returning version",
        )
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .bind(permit.facts().meeting().spelled())
        .bind(permit.facts().step.code())
        .bind(json(&texts)?)
        .bind(permit.now().to_string())
        .fetch_optional(tx.sql())
        .await?;
        row.ok_or(Fault::Lost)?;
        keep_revision(tx, permit, &SHAPE, &permit.facts().spelled(), (1, &texts, None)).await?;
    }
    let meeting = permit.facts().meeting().id();
    let verb = if reverted_to.is_some() { "deadline.put_back" } else { "deadline.marked" };
    let mut line = Line::<Nameless>::new(verb, MEETING.kind, meeting).detail(permit.facts().step.code());
    if let Some(cause) = trail::first::<Nameless>(tx, MEETING.kind, &meeting.to_string()).await? {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(())
}

fn unreadable() -> Fault {
    Fault::broken("clock", "a row that cannot be read")
}
