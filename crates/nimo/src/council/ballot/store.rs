//! The SQL of ballots. A row stands for each member from the moment at which a written meeting is opened; its id is the person's.

use crate::access::{Action, Facts, Permit};
use crate::council::ballot::EditBallot;
use crate::council::ballot::model::{Ballot, BallotForm, SHAPE};
use crate::council::meeting::model::{MeetingId, SHAPE as MEETING};
use crate::council::meeting::store::MeetingFacts;
use crate::council::sitting::model::{PersonKind, SittingPerson, SittingPersonId};
use crate::council::sitting::store as sittings;
use crate::editing::store::{fields, json, keep_revision, write_over};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use crate::trail::{self, Line, Nameless};
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;
use std::collections::BTreeMap;

/// What the gate knows about a ballot: it is as open as its meeting. A meeting that is held together has none.
#[derive(Clone)]
pub struct BallotFacts {
    person: SittingPersonId,
    meeting: MeetingFacts,
}

impl BallotFacts {
    /// The meeting.
    pub fn meeting(&self) -> &MeetingFacts {
        &self.meeting
    }
}

impl Facts for BallotFacts {
    type Id = SittingPersonId;
    const KIND: &'static str = "Ballot";

    async fn load(tx: &mut Tx, person: SittingPersonId) -> Result<Option<Self>, Fault> {
        let row = sqlx::query("select meeting from ballot where office = $1 and id = $2")
            .bind(tx.office().0)
            .bind(person.to_string())
            .fetch_optional(tx.sql())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let meeting = MeetingId::parse(row.try_get("meeting")?).ok_or_else(unreadable)?;
        Ok(MeetingFacts::load(tx, meeting).await?.map(|meeting| BallotFacts { person, meeting }))
    }

    fn office(&self) -> OfficeId {
        self.meeting.office()
    }

    fn id(&self) -> SittingPersonId {
        self.person
    }

    fn spelled(&self) -> String {
        self.person.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        self.meeting.attributes()
    }
}

/// Lays out an empty ballot for each member of the permit's meeting, which is just being opened as a written one.
pub(crate) async fn lay_out<A: Action<On = MeetingFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
    people: impl Iterator<Item = &SittingPerson>,
) -> Result<(), Fault> {
    let texts = BallotForm::default().texts();
    for person in people.filter(|person| person.kind == PersonKind::Member) {
        sqlx::query(
            "insert into ballot (office, id, meeting, fields, version, made_at) values ($1, $2, $3, $4, 1, $5)",
        )
        .bind(tx.office().0)
        .bind(person.id.to_string())
        .bind(permit.facts().spelled())
        .bind(json(&texts)?)
        .bind(permit.now().to_string())
        .execute(tx.sql())
        .await?;
        keep_revision(tx, permit, &SHAPE, &person.id.to_string(), (1, &texts, None)).await?;
    }
    Ok(())
}

/// The ballots of the permit's meeting, in the order of the roster; none where it is held together.
pub async fn list<A: Action<On = MeetingFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Ballot>, Fault> {
    of_meeting(tx, permit, permit.facts().id()).await
}

/// The ballots of a meeting that the permit's thing belongs to.
pub(crate) async fn of_meeting<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    meeting: MeetingId,
) -> Result<Vec<Ballot>, Fault> {
    let rows = sqlx::query("select id, fields, version from ballot where office = $1 and meeting = $2")
        .bind(tx.office().0)
        .bind(meeting.to_string())
        .fetch_all(tx.sql())
        .await?;
    let mut kept: BTreeMap<SittingPersonId, (BallotForm, i64)> = BTreeMap::new();
    for row in &rows {
        let id = SittingPersonId::parse(row.try_get("id")?).ok_or_else(unreadable)?;
        let form = BallotForm::parse(&fields(row)?).map_err(|_| unreadable())?;
        kept.insert(id, (form, row.try_get("version")?));
    }
    let people = sittings::people(tx, permit, meeting).await?;
    let ballot = |person: SittingPerson| {
        let (form, version) = kept.remove(&person.id)?;
        Some(Ballot { person, form, version })
    };
    Ok(people.into_iter().filter_map(ballot).collect())
}

/// The permit's ballot.
pub async fn find<A: Action<On = BallotFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Ballot, Fault> {
    let all = of_meeting(tx, permit, permit.facts().meeting().id()).await?;
    all.into_iter().find(|ballot| ballot.person.id == permit.facts().id()).ok_or(Fault::Missing)
}

/// What the members wrote beside their votes, for the minutes: those ballots of the permit's meeting that say anything.
pub async fn remarks<A: Action<On = MeetingFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
) -> Result<Vec<(SittingPerson, String)>, Fault> {
    let said = list(tx, permit).await?.into_iter().filter(|ballot| !ballot.form.remark.is_empty());
    Ok(said.map(|ballot| (ballot.person, ballot.form.remark)).collect())
}

/// Changes the permit's ballot, if it still has the version that was edited. When it comes back its member takes part in writing, from
/// the first minute on; when it turns out not to be back he is absent.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<EditBallot>,
    (version, before): (i64, &BallotForm),
    form: &BallotForm,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    let (person, meeting) = (permit.facts().id(), permit.facts().meeting().id());
    write_over(tx, permit, ("ballot", &SHAPE), (version, &form.texts(), reverted_to)).await?;
    if before.is_back() != form.is_back() {
        sittings::in_writing(tx, permit, meeting, person, form.is_back()).await?;
    }
    let verb = if form.is_back() && !before.is_back() { "ballot.received" } else { "ballot.changed" };
    let mut line = Line::<Nameless>::new(verb, MEETING.kind, meeting).detail(person.to_string());
    if let Some(cause) = trail::first::<Nameless>(tx, MEETING.kind, &meeting.to_string()).await? {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(())
}

fn unreadable() -> Fault {
    Fault::broken("ballot", "a row that cannot be read")
}
