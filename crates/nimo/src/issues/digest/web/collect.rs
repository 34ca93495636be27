//! The paper from the rows as they stand.

use crate::access::{Facts, Permit};
use crate::council::meeting::ReadMeeting;
use crate::council::meeting::model::{BlockKind, MeetingId, State};
use crate::council::meeting::store::{self as meetings, Block, Meeting};
use crate::council::model::CouncilId;
use crate::council::{self, ReadCouncil};
use crate::issues::digest::model::{Digest, DigestIssue, DigestMeasure, DigestOpinion};
use crate::issues::digest::{PrepareDigest, store};
use crate::issues::measure::ListMeasures;
use crate::issues::measure::store::{self as measures, Measure};
use crate::issues::measure::web::{Row, rows};
use crate::issues::model::{Element, Way};
use crate::issues::rules::waits;
use crate::issues::score::store::medians;
use crate::issues::store::{self as issues, Fate, Issue};
use crate::issues::web::{element_words, programmes};
use crate::issues::{ListElements, ListIssues};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::Ask;
use std::collections::BTreeMap;

/// The live paper, the labels of the office's elements in their order, and the meetings whose opinions may be told: id and name.
pub struct Live {
    /// What it says.
    pub digest: Digest,
    /// 医療, 障害福祉・介護, …
    pub elements: Vec<String>,
    /// The meetings of the council that the person may see, newest first.
    pub meetings: Vec<Meeting>,
    /// The one that was chosen.
    pub chosen: Option<MeetingId>,
}

/// Reads everything. The issues are those of the council itself; the words of opinions are those of its own meetings, which all its
/// people may read.
///
/// # Errors
/// What the gate and the database say.
pub async fn live(ask: &Ask, permit: &Permit<PrepareDigest>, wanted: Option<MeetingId>) -> Result<Live, Fault> {
    let council = permit.facts().id();
    let naming = ask.may::<ReadCouncil>(council).await?;
    let read = async |tx: &mut Tx| {
        Ok((council::store::find(tx, &naming).await?.form.name, meetings::recent(tx, &naming, MOST_MEETINGS).await?))
    };
    let (name, meetings) = ask.read(read).await?;
    let kept: Vec<(MeetingId, String)> = kept(&meetings).map(|meeting| (meeting.id, told_as(meeting))).collect();
    let wanted = wanted.filter(|wanted| kept.iter().any(|(id, _)| id == wanted));
    let (elements, issues) = of_council(ask, permit).await?;
    let (chosen, opinions) = told(ask, council, wanted, &kept).await?;
    let meeting = kept.iter().find(|(id, _)| Some(*id) == chosen).map(|(_, name)| name.clone()).unwrap_or_default();
    Ok(Live {
        digest: Digest { council: name, issues, meeting, opinions },
        elements: elements.into_iter().map(|element| element.label).collect(),
        meetings,
        chosen,
    })
}

/// So many kept meetings are offered, the newest: the paper tells of one that people remember.
const MOST_MEETINGS: usize = 40;

/// So many meetings are looked through for one in which an opinion was said.
const MOST_LOOKED_AT: usize = 4;

/// The meeting whose opinions are told: the one that was wanted, or the newest in which something was said that asks what becomes of
/// it.
async fn told(
    ask: &Ask,
    council: CouncilId,
    wanted: Option<MeetingId>,
    kept: &[(MeetingId, String)],
) -> Result<(Option<MeetingId>, Vec<DigestOpinion>), Fault> {
    if let Some(wanted) = wanted {
        return Ok((Some(wanted), opinions(ask, council, wanted).await?));
    }
    for (meeting, _) in kept.iter().take(MOST_LOOKED_AT) {
        let said = opinions(ask, council, *meeting).await?;
        if !said.is_empty() {
            return Ok((Some(*meeting), said));
        }
    }
    Ok((kept.first().map(|(meeting, _)| *meeting), vec![]))
}

/// Those of them whose minutes are kept: their opinions may be told.
pub fn kept(meetings: &[Meeting]) -> impl Iterator<Item = &Meeting> {
    meetings.iter().filter(|meeting| meeting.state == State::Kept)
}

/// 令和6年度第1回会議.
pub fn told_as(meeting: &Meeting) -> String {
    format!("{}会議", meeting.form.short())
}

async fn of_council(ask: &Ask, permit: &Permit<PrepareDigest>) -> Result<(Vec<Element>, Vec<DigestIssue>), Fault> {
    let office = ask.office()?;
    let (listing, naming) = (ask.may::<ListIssues>(office).await?, ask.may::<ListElements>(office).await?);
    let doing = ask.may::<ListMeasures>(office).await?;
    let council = permit.facts().id();
    let read = async |tx: &mut Tx| {
        let all = issues::list_aside(tx, &listing, council).await?;
        let measures = measures::list_aside(tx, &doing).await?;
        let led: BTreeMap<_, _> = issues::counts(tx, &listing).await?.into_iter().collect();
        let facts =
            (issues::joined(tx, &listing).await?, store::endings(tx, permit).await?, medians(tx, permit).await?);
        Ok((all, measures, led, facts, issues::elements(tx, &naming).await?))
    };
    let (all, measures, led, (joined, endings, medians), elements) = ask.read(read).await?;
    let endings: BTreeMap<String, String> = endings.into_iter().collect();
    let names = council::web::names(ask).await?;
    let catalogue = programmes(ask).await?;
    let today = ask.now.day();
    let mut by_issue: BTreeMap<_, Vec<Measure>> = BTreeMap::new();
    for measure in measures.rows().await?.into_iter().flatten() {
        by_issue.entry(measure.issue).or_default().push(measure);
    }
    let mut told: Vec<DigestIssue> = vec![];
    let all = all.rows().await?;
    for issue in all.iter().rev().flatten().filter(|issue| issue.into.is_none()) {
        let family = crate::issues::rules::family(issue.id, &joined);
        let own: Vec<Measure> = family.iter().filter_map(|one| by_issue.remove(one)).flatten().collect();
        let part = issue
            .form
            .part
            .map(|part| names.iter().find(|(id, _)| *id == part).map_or("部会", |(_, name)| name.as_str()).to_string());
        let id = issue.id.to_string();
        told.push(DigestIssue {
            elements: issue
                .form
                .elements
                .iter()
                .map(|code| element_words(std::slice::from_ref(code), &elements))
                .collect(),
            solvers: issue.form.solvers.iter().map(|solver| solver.label()).collect::<Vec<_>>().join("、"),
            owner: owner(issue, part),
            ending: endings.get(&id).cloned().unwrap_or_default(),
            led: family.iter().filter_map(|one| led.get(one)).sum(),
            scores: medians.get(&id).copied(),
            measures: rows(&own, &catalogue, today).into_iter().map(measure).collect(),
            number: issue.number.to_string(),
            title: issue.form.title.clone(),
            matter: issue.form.matter.clone(),
            stage: issue.stage.code().into(),
            issue: id,
        });
    }
    Ok((elements, told))
}

fn owner(issue: &Issue, part: Option<String>) -> String {
    let part = part.map(|part| format!("{part}に付託"));
    let own = Some(issue.form.owner.clone()).filter(|owner| !owner.is_empty());
    [own, part].into_iter().flatten().collect::<Vec<_>>().join("、")
}

fn measure(row: Row) -> DigestMeasure {
    let until = if row.due.is_empty() { String::new() } else { format!("（{}まで）", row.due) };
    DigestMeasure {
        next: if row.next.is_empty() { String::new() } else { format!("{}{until}", row.next) },
        number: row.number,
        title: row.title,
        uses: row.uses,
        budget: row.budget,
        owner: row.owner,
        progress: row.progress.code().into(),
        reach: row.reach.label().into(),
    }
}

async fn opinions(ask: &Ask, council: CouncilId, meeting: MeetingId) -> Result<Vec<DigestOpinion>, Fault> {
    let permit = ask.may::<ReadMeeting>(meeting).await?;
    let read = async |tx: &mut Tx| {
        Ok((meetings::blocks_told(tx, &permit).await?, issues::fates_of_meeting(tx, &permit).await?))
    };
    let (blocks, fates) = ask.read(read).await?;
    let waiting = blocks.iter().filter(|block| waits(block.form.kind, &block.form.text));
    Ok(waiting.zip(1..).map(|(block, place)| opinion(block, place, &fates, council)).collect())
}

fn opinion(block: &Block, place: usize, fates: &[Fate], council: CouncilId) -> DigestOpinion {
    let own = || fates.iter().filter(|fate| fate.block == block.id);
    DigestOpinion {
        block: block.id.to_string(),
        place,
        is_promise: block.form.kind == BlockKind::Answer,
        text: block.form.text.clone(),
        fates: own().map(|one| fate(one, council)).collect(),
        leads: own().any(|fate| fate.way.issue().is_some()),
    }
}

/// 「R6-003 退院後の…」, or 「その場で回答: …」. An issue of another council is not named: not everybody who reads the paper may read it.
fn fate(fate: &Fate, council: CouncilId) -> String {
    match (&fate.way, &fate.issue) {
        (Way::Answered(kind), _) => format!("{}: {}", kind.label(), fate.reason),
        (_, Some((of, number, form))) if *of == council => format!("{number} {}", form.title),
        _ => "ほかの協議会の課題".into(),
    }
}
