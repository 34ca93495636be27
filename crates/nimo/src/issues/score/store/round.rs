//! Rounds: opened, listed, found, and how far each has come.

use super::{RoundFacts, STATE, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::accounts::model::{AccountId, Role};
use crate::council::meeting::model::MeetingId;
use crate::council::model::CouncilId;
use crate::council::store::{CouncilFacts, sees_all};
use crate::issues::model::IssueId;
use crate::issues::score::model::{RoundForm, RoundId, RoundState};
use crate::issues::score::rules::{Covered, RoundRefusal, Wish, may};
use crate::issues::score::{CloseRound, ListRounds, OpenRound};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use almanac::Date;
use sqlx::Row;
use sqlx::any::AnyRow;

/// A round as its pages show it.
pub struct Round {
    /// The id.
    pub id: RoundId,
    /// The council whose members are asked.
    pub council: CouncilId,
    /// What it is called.
    pub title: String,
    /// しめきり.
    pub due_on: Date,
    /// The meeting in whose paper the result is to stand.
    pub meeting: Option<MeetingId>,
    /// How far it has come.
    pub state: RoundState,
    /// When it was opened.
    pub at: Moment,
    /// By whom, the name as it was then.
    pub by: String,
    /// What is scored, as it was called then.
    pub issues: Vec<Covered>,
    /// Who is asked, by the names they had then.
    pub members: Vec<(AccountId, String)>,
}

impl Round {
    /// The ids of what is scored, in order.
    pub fn issue_ids(&self) -> Vec<IssueId> {
        self.issues.iter().filter_map(|covered| IssueId::parse(&covered.issue)).collect()
    }
}

/// A round in the list, as the actor sees it.
pub struct Listed {
    /// The id.
    pub id: RoundId,
    /// The council.
    pub council: CouncilId,
    /// What it is called.
    pub title: String,
    /// しめきり.
    pub due_on: Date,
    /// How far it has come.
    pub state: RoundState,
    /// How many issues it covers.
    pub issues: usize,
    /// Where the actor is asked: on how many issues both his points stand.
    pub mine: Option<usize>,
}

/// The permit's round.
pub async fn find<A: Action<On = RoundFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Round, Fault> {
    let id = permit.facts().spelled();
    let row =
        sqlx::query("select council, title, due_on, meeting, at, by_name from round where office = $1 and id = $2")
            .bind(tx.office().0)
            .bind(id.as_str())
            .fetch_one(tx.sql())
            .await?;
    let issues =
        sqlx::query("select issue, number, title from round_issue where office = $1 and round = $2 order by position")
            .bind(tx.office().0)
            .bind(id.as_str())
            .fetch_all(tx.sql())
            .await?;
    let members =
        sqlx::query("select account, name from round_member where office = $1 and round = $2 order by name, account")
            .bind(tx.office().0)
            .bind(id.as_str())
            .fetch_all(tx.sql())
            .await?;
    let covered = |row: &AnyRow| {
        Ok(Covered { issue: row.try_get("issue")?, number: row.try_get("number")?, title: row.try_get("title")? })
    };
    let meeting: Option<String> = row.try_get("meeting")?;
    Ok(Round {
        id: permit.facts().id(),
        council: permit.facts().council(),
        title: row.try_get("title")?,
        due_on: day(&row)?,
        meeting: meeting.map(|id| MeetingId::parse(&id).ok_or_else(unreadable)).transpose()?,
        state: permit.facts().state(),
        at: Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?,
        by: row.try_get("by_name")?,
        issues: issues.iter().map(covered).collect::<Result<_, Fault>>()?,
        members: members.iter().map(|row| Ok((account(row)?, row.try_get("name")?))).collect::<Result<_, Fault>>()?,
    })
}

/// The rounds that the actor works on, is asked in, or may read since they are frozen; newest first. The gate says the same
/// of each one; a test holds both together.
pub async fn list(tx: &mut Tx, permit: &Permit<ListRounds>) -> Result<Vec<Listed>, Fault> {
    let Some(person) = permit.actor().signed_in() else { return Err(Fault::SignedOut) };
    let sql = format!(
        "select r.id, r.council, r.title, r.due_on, {STATE} as state,
           (select count(*) from round_issue i where i.office = r.office and i.round = r.id) as issues,
           (select count(*) from round_member m where m.office = r.office and m.round = r.id and m.account = $2) as asked,
           (select count(*) from score s where s.office = r.office and s.round = r.id and s.account = $2
              and s.feasibility is not null and s.effect is not null) as whole
         from round r where r.office = $1 order by r.id desc"
    );
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(tx.office().0)
        .bind(person.account.to_string())
        .fetch_all(tx.sql())
        .await?;
    let listed: Vec<Listed> = rows.iter().map(listed).collect::<Result<_, Fault>>()?;
    let is_own = |round: &Listed| person.councils.contains(&round.council);
    let is_seen = |round: &Listed| match person.role {
        Role::Secretariat => is_own(round),
        Role::Member => is_own(round) && (round.mine.is_some() || round.state == RoundState::Frozen),
        _ => sees_all(person) && round.state == RoundState::Frozen,
    };
    let seen = listed.into_iter().filter(is_seen);
    let mine = |round: &Listed| round.mine.filter(|_| person.role == Role::Member);
    Ok(seen.map(|round| Listed { mine: mine(&round), ..round }).collect())
}

fn listed(row: &AnyRow) -> Result<Listed, Fault> {
    let count = |column| Ok::<i64, Fault>(row.try_get::<i64, _>(column)?);
    let whole = usize::try_from(count("whole")?).map_err(|_| unreadable())?;
    Ok(Listed {
        id: RoundId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        council: CouncilId::parse(row.try_get("council")?).ok_or_else(unreadable)?,
        title: row.try_get("title")?,
        due_on: day(row)?,
        state: RoundState::parse(row.try_get("state")?).ok_or_else(unreadable)?,
        issues: usize::try_from(count("issues")?).map_err(|_| unreadable())?,
        mine: (count("asked")? > 0).then_some(whole),
    })
}

/// Opens a round of the permit's council: what it covers and whom it asks, both as they are called now, and its line, which
/// came of the issues and of the meeting for which it is meant.
pub async fn open(
    tx: &mut Tx,
    permit: &Permit<OpenRound>,
    form: &RoundForm,
    issues: &[Covered],
    members: &[(AccountId, String)],
) -> Result<RoundId, Fault> {
    let id = RoundId::fresh();
    sqlx::query(
        "insert into round (office, id, council, title, due_on, meeting, at, by_account, by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(permit.facts().spelled())
    .bind(form.title.as_str())
    .bind(form.due_on.to_string())
    .bind(form.meeting.map(|meeting| meeting.to_string()))
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    cover(tx, id, issues).await?;
    for (account, name) in members {
        sqlx::query("insert into round_member (office, round, account, name) values ($1, $2, $3, $4)")
            .bind(tx.office().0)
            .bind(id.to_string())
            .bind(account.to_string())
            .bind(name.as_str())
            .execute(tx.sql())
            .await?;
    }
    let mut line = Line::<Nameless>::new("round.opened", RoundFacts::KIND, id);
    let mut causes: Vec<(&str, String)> = issues.iter().map(|covered| ("Issue", covered.issue.clone())).collect();
    causes.extend(form.meeting.map(|meeting| ("Meeting", meeting.to_string())));
    causes.push((CouncilFacts::KIND, permit.facts().spelled()));
    for (kind, thing) in causes {
        if let Some(cause) = trail::first::<Nameless>(tx, kind, &thing).await? {
            line = line.because(cause);
        }
    }
    insert_step(tx, permit, id, "opened").await?;
    trail::record(tx, permit, line).await?;
    Ok(id)
}

async fn cover(tx: &mut Tx, round: RoundId, issues: &[Covered]) -> Result<(), Fault> {
    for (covered, position) in issues.iter().zip(1i64..) {
        sqlx::query(
            "insert into round_issue (office, round, issue, position, number, title) values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(tx.office().0)
        .bind(round.to_string())
        .bind(covered.issue.as_str())
        .bind(position)
        .bind(covered.number.as_str())
        .bind(covered.title.as_str())
        .execute(tx.sql())
        .await?;
    }
    Ok(())
}

/// Closes the permit's round or opens it again, if its state lets it.
pub async fn step(tx: &mut Tx, permit: &Permit<CloseRound>, wish: Wish) -> Result<Result<(), RoundRefusal>, Fault> {
    if let Err(refusal) = may(permit.facts().state(), wish) {
        return Ok(Err(refusal));
    }
    let (state, verb) = match wish {
        Wish::Reopen => ("reopened", "round.reopened"),
        _ => ("closed", "round.closed"),
    };
    insert_step(tx, permit, permit.facts().id(), state).await?;
    trail::record(tx, permit, Line::<Nameless>::new(verb, RoundFacts::KIND, permit.facts().id())).await?;
    Ok(Ok(()))
}

pub(super) async fn insert_step<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    round: RoundId,
    state: &str,
) -> Result<(), Fault> {
    sqlx::query(
        "insert into round_step (office, id, round, state, at, by_account, by_name) values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(tx.office().0)
    .bind(uuid::Uuid::now_v7().to_string())
    .bind(round.to_string())
    .bind(state)
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    Ok(())
}

fn day(row: &AnyRow) -> Result<Date, Fault> {
    row.try_get::<String, _>("due_on")?.parse().map_err(|_| unreadable())
}

pub(super) fn account(row: &AnyRow) -> Result<AccountId, Fault> {
    AccountId::parse(row.try_get("account")?).ok_or_else(unreadable)
}
