//! What the pages and papers are made of: the opinions of kept minutes, their sentences, and what is known of their way.

use crate::access::{Action, Permit};
use crate::council::ReadCouncil;
use crate::council::meeting::model::{BlockId, BlockKind, MeetingId};
use crate::council::meeting::store::{self as meetings, Block, Meeting, MeetingFacts};
use crate::council::redaction::store as redaction;
use crate::goals::model::{Decided, Pick};
use crate::goals::web::picks;
use crate::issues::digest::PrepareDigest;
use crate::issues::digest::model::DigestIssue;
use crate::issues::digest::web::live;
use crate::issues::measure::model::Progress;
use crate::issues::model::{IssueId, Stage, Way};
use crate::issues::rules::{Joined, waits};
use crate::issues::store::{self as issues, Fate};
use crate::issues::web::meeting_hop;
use crate::packet::outcome::PrepareOutcome;
use crate::packet::outcome::model::{OutcomeKind, OutcomeRow, OutcomeState};
use crate::packet::outcome::print::Told;
use crate::packet::outcome::rules::{Known, is_out, refusal, standing, suggest};
use crate::packet::outcome::store;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::Ask;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// An opinion of the minutes, or an answer that promised.
pub struct Opinion {
    /// Its place among them, from 1.
    pub place: usize,
    /// Its block.
    pub block: BlockId,
    /// Is it an answer that promised?
    pub is_promise: bool,
    /// The words.
    pub text: String,
}

/// A meeting with its opinions and their sentences.
pub struct Seen {
    /// The meeting.
    pub meeting: Meeting,
    /// Those that ask what came of them, in order.
    pub opinions: Vec<Opinion>,
    /// Their sentences, in the order in which they were written.
    pub rows: Vec<OutcomeRow>,
    /// What everybody reads of each opinion; one that is not among them is not for everybody.
    pub everybody: BTreeMap<BlockId, String>,
}

impl Seen {
    /// How many rows were written, and one: by it a form notices that another one came.
    pub fn version(&self) -> i64 {
        i64::try_from(self.rows.len()).unwrap_or(i64::MAX - 1) + 1
    }

    /// The opinion of a block that a form or an address names.
    ///
    /// # Errors
    /// [`Fault::Missing`] when there is none.
    pub fn opinion(&self, typed: &str) -> Result<&Opinion, Fault> {
        self.opinions.iter().find(|one| one.block.to_string() == typed).ok_or(Fault::Missing)
    }

    /// The sentences of blocks that the minutes count as no opinion any more: kept, and out for nobody.
    pub fn left(&self) -> Vec<&OutcomeRow> {
        let blocks: BTreeSet<BlockId> = self.rows.iter().map(|row| row.stands).collect();
        let gone = blocks.into_iter().filter(|block| self.opinions.iter().all(|one| one.block != *block));
        gone.filter_map(|block| {
            let now = standing(&self.rows, block);
            now.released.or(now.fallen).or(now.proposed)
        })
        .collect()
    }

    /// The sentences that wait for their approval, in the order of the opinions.
    pub fn proposed(&self) -> Vec<(&Opinion, &OutcomeRow)> {
        let waiting = |one: &'_ Opinion| standing(&self.rows, one.block).proposed;
        self.opinions.iter().filter_map(|one| waiting(one).map(|row| (one, row))).collect()
    }

    /// The sentences that are out, in the order of the opinions; none of a meeting of which nothing may go out.
    pub fn out(&self) -> Vec<(&Opinion, &OutcomeRow)> {
        if refusal(self.meeting.form.public_access).is_some() {
            return vec![];
        }
        let released = |one: &'_ Opinion| standing(&self.rows, one.block).released.filter(|row| is_out(row, &one.text));
        // What everybody may not read of the minutes is told to nobody here.
        self.opinions
            .iter()
            .filter(|one| self.everybody.contains_key(&one.block))
            .filter_map(|one| released(one).map(|row| (one, row)))
            .collect()
    }
}

/// How often something was done with the sentence of one opinion, and one: the version that its forms carry.
pub fn written(rows: &[OutcomeRow], opinion: &Opinion) -> i64 {
    let own = rows.iter().filter(|row| row.stands == opinion.block).count();
    i64::try_from(own).unwrap_or(i64::MAX - 1) + 1
}

/// Reads them.
///
/// # Errors
/// What the database says.
pub async fn seen<A: Action<On = MeetingFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Seen, Fault> {
    let read = async |tx: &mut Tx| {
        let meeting = meetings::find(tx, permit).await?;
        let everybody = redaction::everybody_reads(tx, permit).await?;
        Ok((meeting, meetings::blocks_told(tx, permit).await?, store::of(tx, permit).await?, everybody))
    };
    let (meeting, blocks, rows, everybody) = ask.read(read).await?;
    Ok(Seen { meeting, opinions: opinions(&blocks), rows, everybody })
}

fn opinions(blocks: &[Block]) -> Vec<Opinion> {
    let waiting = blocks.iter().filter(|block| waits(block.form.kind, &block.form.text));
    let opinion = |(block, place): (&Block, usize)| Opinion {
        place,
        block: block.id,
        is_promise: block.form.kind == BlockKind::Answer,
        text: block.form.text.clone(),
    };
    waiting.zip(1..).map(opinion).collect()
}

/// A sentence to begin with, for each opinion of the permit's meeting.
///
/// # Errors
/// What the gate and the database say.
pub async fn suggestions(
    ask: &Ask,
    permit: &Permit<PrepareOutcome>,
    seen: &Seen,
) -> Result<BTreeMap<BlockId, (OutcomeKind, String)>, Fault> {
    let preparing = ask.may::<PrepareDigest>(permit.facts().council()).await?;
    let digest = live(ask, &preparing, Some(seen.meeting.id)).await?.digest;
    let listing = ask.may::<crate::issues::ListIssues>(ask.office()?).await?;
    let read =
        async |tx: &mut Tx| Ok((issues::fates_of_meeting(tx, permit).await?, issues::joined(tx, &listing).await?));
    let (fates, joined) = ask.read(read).await?;
    let known = |block: BlockId| -> Vec<Known> {
        fates.iter().filter(|fate| fate.block == block).map(|fate| known(fate, &joined, &digest.issues)).collect()
    };
    Ok(seen.opinions.iter().map(|one| (one.block, suggest(&known(one.block), one.is_promise))).collect())
}

/// What may have ended something that was said in a meeting: the decisions in kept minutes of that day or a later one, and the meeting
/// itself, where it was answered at once.
///
/// # Errors
/// What the gate and the database say.
pub async fn decisions(ask: &Ask, meeting: &Meeting) -> Result<Vec<Pick>, Fault> {
    let permit = ask.may::<ReadCouncil>(meeting.council).await?;
    let recent = ask.read(async |tx| meetings::recent(tx, &permit, MOST_MEETINGS).await).await?;
    let is_later = |id: MeetingId| {
        let held_on = recent.iter().find(|one| one.id == id).and_then(|one| one.form.held_on);
        held_on.is_some_and(|day| meeting.form.held_on.is_none_or(|said_on| day >= said_on))
    };
    let mut picks = picks(ask, meeting.council).await?;
    picks.retain(|pick| match pick.decided {
        Decided { meeting: of, .. } if of == meeting.id => true,
        Decided { meeting: of, block } => block.is_some() && is_later(of),
    });
    Ok(picks)
}

/// So many kept meetings are looked through, the newest.
const MOST_MEETINGS: usize = 40;

fn known(fate: &Fate, joined: &Joined, issues: &[DigestIssue]) -> Known {
    let id = match fate.way {
        Way::Answered(kind) => return Known::Answered(kind, fate.reason.clone()),
        Way::Raised(issue) | Way::Joined(issue) => living(issue, joined).to_string(),
    };
    let Some(issue) = issues.iter().find(|issue| issue.issue == id) else { return Known::Elsewhere };
    let going =
        |progress: &str| Progress::parse(progress).is_some_and(|one| one != Progress::Proposed && !one.is_over());
    let measures = issue.measures.iter().filter(|measure| going(&measure.progress));
    Known::Issue {
        title: issue.title.clone(),
        stage: Stage::parse(&issue.stage).unwrap_or(Stage::Raised),
        measures: measures.map(|measure| measure.title.clone()).collect(),
        ending: issue.ending.clone(),
    }
}

/// The issue in which this one lives on.
fn living(issue: IssueId, joined: &Joined) -> IssueId {
    let mut issue = issue;
    for _ in 0..=joined.len() {
        let Some(into) = joined.get(&issue) else { break };
        issue = *into;
    }
    issue
}

/// Sentences as papers and pages tell them, by the numbers of the opinions.
///
/// # Errors
/// What the database says.
pub async fn told(ask: &Ask, rows: &[(&Opinion, &OutcomeRow)]) -> Result<Vec<Told>, Fault> {
    let mut names: BTreeMap<MeetingId, String> = BTreeMap::new();
    for decided in rows.iter().filter_map(|(_, row)| row.form.decided) {
        if let Entry::Vacant(place) = names.entry(decided.meeting) {
            place.insert(meeting_hop(ask, decided.meeting).await?.name);
        }
    }
    let tell = |(opinion, row): &(&Opinion, &OutcomeRow)| Told {
        place: opinion.place,
        block: opinion.block.to_string(),
        is_promise: opinion.is_promise,
        opinion: opinion.text.clone(),
        form: row.form.clone(),
        decided: row.form.decided.map_or_else(String::new, |decided| {
            let did = if decided.block.is_some() { "で決定" } else { "でお答えした" };
            format!("{}{did}", names.get(&decided.meeting).map_or("", String::as_str))
        }),
        approved: approved(row),
    };
    Ok(rows.iter().map(tell).collect())
}

/// What is out, for everybody: numbered through, since a gap would say that something is still open.
///
/// # Errors
/// What the database says.
pub async fn told_to_everybody(ask: &Ask, seen: &Seen) -> Result<Vec<Told>, Fault> {
    let out = seen.out();
    let told = told(ask, &out).await?;
    let words = |opinion: &Opinion| seen.everybody.get(&opinion.block).cloned().unwrap_or_default();
    let numbered = told.into_iter().zip(&out).zip(1..);
    Ok(numbered.map(|((one, (opinion, _)), place)| Told { place, opinion: words(opinion), ..one }).collect())
}

/// 「8み障福第123号（令和8年11月28日）」
pub fn approved(row: &OutcomeRow) -> String {
    match (row.state, row.approved_on) {
        (OutcomeState::Released, Some(day)) => format!("{}（{}）", row.approval, almanac::in_words(day)),
        _ => String::new(),
    }
}
