//! What stands beside the lines: who is there, or a transcript from which one picks, or what members wrote on their ballots.

use crate::access::{Action, Permit};
use crate::council::ballot::rules::{tally, voted_on};
use crate::council::ballot::store as ballots;
use crate::council::meeting::store as meetings;
use crate::council::meeting::store::MeetingFacts;
use crate::council::sitting::model::{Cue, SittingPerson};
use crate::council::transcript::model::{Transcript, TranscriptId, TranscriptLine};
use crate::council::transcript::store as transcripts;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::Ask;

/// So many lines of a transcript stand beside at once.
const AT_ONCE: u32 = 150;

/// A transcript, open at a place.
pub struct Open {
    /// Which.
    pub transcript: Transcript,
    /// Its lines from there.
    pub lines: Vec<TranscriptLine>,
    /// The number of the first line.
    from: u32,
}

impl Open {
    /// The first line of the page before.
    pub fn before(&self) -> Option<u32> {
        (self.from > 1).then(|| self.from.saturating_sub(AT_ONCE).max(1))
    }

    /// The first line of the page behind.
    pub fn behind(&self) -> Option<u32> {
        self.lines.last().map(|last| last.number + 1).filter(|next| *next <= self.transcript.line_count)
    }
}

/// What there is.
pub struct Beside {
    /// The transcripts whose words are there.
    pub transcripts: Vec<Transcript>,
    /// The one that was asked for.
    pub open: Option<Open>,
    /// What members wrote on their ballots.
    pub remarks: Vec<(SittingPerson, String)>,
    /// What the ballots say of each item: its words, and the sum.
    pub tallies: Vec<(String, String)>,
}

impl Beside {
    /// What the address asks for: `side=transcript`, `of` which, from which line (`cues`).
    pub async fn of<A: Action<On = MeetingFacts>>(ask: &Ask, tx: &mut Tx, permit: &Permit<A>) -> Result<Beside, Fault> {
        let all = transcripts::of_meeting(tx, permit).await?;
        let there: Vec<Transcript> = all.into_iter().filter(|one| one.disposed.is_none()).collect();
        let asked = TranscriptId::parse(ask.query.get("of"));
        let chosen = there.iter().find(|one| Some(one.id) == asked).or(there.first());
        let from = ask.query.get("cues").parse().unwrap_or(1).max(1);
        let open = match chosen.filter(|_| ask.query.get("side") == "transcript") {
            Some(chosen) => {
                let lines = transcripts::lines_around(tx, permit, chosen.id, from, AT_ONCE).await?;
                Some(Open { transcript: chosen.clone(), lines, from })
            }
            None => None,
        };
        let (items, back) = (meetings::items(tx, permit).await?, ballots::list(tx, permit).await?);
        let tallies = if back.is_empty() { vec![] } else { tally(&voted_on(&items), &back) };
        let tallies = tallies.into_iter().map(|tally| (tally.words.clone(), tally.sentence())).collect();
        Ok(Beside { transcripts: there, open, remarks: ballots::remarks(tx, permit).await?, tallies })
    }

    /// The line that was picked by its link: its words, and its place.
    pub fn picked(&self, ask: &Ask) -> Option<(String, Cue)> {
        let number: u32 = ask.query.get("cue").parse().ok()?;
        let open = self.open.as_ref()?;
        let line = open.lines.iter().find(|line| line.number == number)?;
        Some((line.text.clone(), Cue { of: open.transcript.id.to_string(), number, at: line.place() }))
    }
}

/// The place that a line names, as the transcript has it; `None` for one of another meeting.
pub async fn placed<A: Action<On = MeetingFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
    cue: Option<Cue>,
) -> Result<Option<Cue>, Fault> {
    let Some(cue) = cue else { return Ok(None) };
    let all = transcripts::of_meeting(tx, permit).await?;
    let is_it = |one: &&Transcript| one.id.to_string() == cue.of && (1..=one.line_count).contains(&cue.number);
    let Some(transcript) = all.iter().find(is_it) else { return Ok(None) };
    // Where the words are gone meanwhile, the number of the line stays.
    let line = transcripts::lines_around(tx, permit, transcript.id, cue.number, 1).await?.pop();
    Ok(Some(Cue { at: line.map(|line| line.place()).unwrap_or_default(), ..cue }))
}
