//! The SQL of sentences. They only grow: what was proposed, what went out, what was taken down.

use crate::access::{Action, Facts, Permit};
use crate::council::meeting::model::{BlockId, MeetingId};
use crate::council::meeting::store::MeetingFacts;
use crate::goals::model::Decided;
use crate::packet::outcome::PrepareOutcome;
use crate::packet::outcome::model::{ApprovalForm, OutcomeForm, OutcomeId, OutcomeKind, OutcomeRow, OutcomeState};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::gather::{Row, gather};
use crate::trail::{self, Line, Nameless};

/// Every sentence of the permit's meeting, in the order in which they were written. A block that was put together with another is told
/// as the one that stands for both.
pub async fn of<A: Action<On = MeetingFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<OutcomeRow>, Fault> {
    let names = [
        "id", "block", "stands", "opinion", "state", "kind", "words", "decided_at", "decided_block", "met", "approval",
        "approved_on", "reason", "at", "by_name",
    ];
    let select = "select o.*,
        coalesce((select a.block from v_council_alias a where a.office = o.office and a.named = o.block), o.block) as stands,
        case when o.decided_at is null or m.meeting is not null then 'yes' else '' end as met
        from outcome_sentence o left join v_council_meeting m on m.office = o.office and m.meeting = o.decided_at
        where o.office = $1 and o.meeting = $2 order by o.id";
    let sentence = |row: &Row<'_>| {
        let block = row.maybe("decided_block", BlockId::parse)?;
        let decided = row.maybe("decided_at", MeetingId::parse)?.map(|meeting| Decided { meeting, block });
        Ok(OutcomeRow {
            id: row.of("id", OutcomeId::parse)?,
            block: row.of("block", BlockId::parse)?,
            stands: row.of("stands", BlockId::parse)?,
            opinion: row.text("opinion")?.to_string(),
            state: row.of("state", OutcomeState::parse)?,
            form: OutcomeForm {
                kind: row.of("kind", OutcomeKind::parse)?,
                words: row.text("words")?.to_string(),
                decided,
            },
            meeting_stands: !row.text("met")?.is_empty(),
            approval: row.text("approval")?.to_string(),
            approved_on: row.maybe("approved_on", |text| text.parse().ok())?,
            reason: row.text("reason")?.to_string(),
            at: row.of("at", Moment::parse)?,
            by: row.text("by_name")?.to_string(),
        })
    };
    gather(tx, &names, select, &[permit.facts().spelled()]).await?.read(sentence)
}

/// Proposes a sentence for a block of the permit's meeting, whose words are these.
pub async fn propose(
    tx: &mut Tx,
    permit: &Permit<PrepareOutcome>,
    (block, opinion): (BlockId, &str),
    form: &OutcomeForm,
) -> Result<(), Fault> {
    add(tx, permit, New { block, opinion, state: OutcomeState::Proposed, form, approval: None, reason: "" }).await
}

/// Releases a sentence by its approval, for the words of the minutes as they were seen.
pub async fn release(
    tx: &mut Tx,
    permit: &Permit<PrepareOutcome>,
    (proposed, opinion): (&OutcomeRow, &str),
    approval: &ApprovalForm,
) -> Result<(), Fault> {
    let (block, form) = (proposed.block, &proposed.form);
    let state = OutcomeState::Released;
    add(tx, permit, New { block, opinion, state, form, approval: Some(approval), reason: "" }).await
}

/// Drops what waits, or takes down what went out.
pub async fn take_back(
    tx: &mut Tx,
    permit: &Permit<PrepareOutcome>,
    row: &OutcomeRow,
    reason: &str,
) -> Result<(), Fault> {
    let is_out = row.state == OutcomeState::Released;
    let state = if is_out { OutcomeState::Withdrawn } else { OutcomeState::Dropped };
    let (block, opinion, form) = (row.block, row.opinion.as_str(), &row.form);
    add(tx, permit, New { block, opinion, state, form, approval: None, reason }).await
}

struct New<'a> {
    block: BlockId,
    opinion: &'a str,
    state: OutcomeState,
    form: &'a OutcomeForm,
    approval: Option<&'a ApprovalForm>,
    reason: &'a str,
}

async fn add(tx: &mut Tx, permit: &Permit<PrepareOutcome>, new: New<'_>) -> Result<(), Fault> {
    let decided = new.form.decided;
    sqlx::query(
        "insert into outcome_sentence (office, id, meeting, block, opinion, state, kind, words, decided_at, decided_block,
           approval, approved_on, reason, at, by_account, by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
    )
    .bind(tx.office().0)
    .bind(OutcomeId::fresh().to_string())
    .bind(permit.facts().spelled())
    .bind(new.block.to_string())
    .bind(new.opinion)
    .bind(new.state.code())
    .bind(new.form.kind.code())
    .bind(new.form.words.as_str())
    .bind(decided.map(|decided| decided.meeting.to_string()))
    .bind(decided.and_then(|decided| decided.block).map(|block| block.to_string()))
    .bind(new.approval.map_or("", |approval| approval.number.as_str()))
    .bind(new.approval.map(|approval| approval.on.to_string()))
    .bind(new.reason)
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    let verb = match new.state {
        OutcomeState::Proposed => "outcome.proposed",
        OutcomeState::Dropped => "outcome.dropped",
        OutcomeState::Released => "outcome.released",
        OutcomeState::Withdrawn => "outcome.withdrawn",
    };
    let mut line = Line::<Nameless>::new(verb, "Block", new.block).detail(new.form.kind.code());
    let decided = new.form.decided.and_then(|decided| decided.block);
    let cause = match (decided, new.form.decided) {
        (Some(block), _) => trail::first::<Nameless>(tx, "Block", &block.to_string()).await?,
        (None, Some(decided)) => trail::first::<Nameless>(tx, "Meeting", &decided.meeting.to_string()).await?,
        (None, None) => trail::first::<Nameless>(tx, "Meeting", &permit.facts().spelled()).await?,
    };
    if let Some(cause) = cause {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(())
}
