//! How the tree grows from what is known, each thing as far as the person may see it.

use super::wrap::line;
use crate::council::meeting::model::{BlockId, BlockKind, MeetingId};
use crate::issues::measure::model::{MeasureId, MeasureNumber, Progress};
use crate::issues::model::{IssueId, IssueNumber, Stage};
use crate::issues::rules::counted;
use crate::issues::tree::model::{Mark, Node, Tree};
use std::collections::{BTreeMap, BTreeSet};

/// The columns: from what was said to what is done about it.
const COLUMNS: [&str; 3] = ["意見", "課題", "方策"];
const SAID: usize = 0;
const ISSUES: usize = 1;
const MEASURES: usize = 2;

/// What is known of an issue and of what belongs to it.
#[derive(Debug, Clone)]
pub struct Family {
    /// The issue.
    pub issue: IssueId,
    /// The measure that the page is about; none on the page of the issue.
    pub measure: Option<MeasureId>,
    /// What led to it and to those that live on in it, in the order in which it was said.
    pub said: Vec<Saying>,
    /// The meetings that the person may read, each by a short name.
    pub meetings: BTreeMap<MeetingId, String>,
    /// The issues of the tree, with what they are to the first one.
    pub issues: Vec<(IssueId, &'static str)>,
    /// Those of them that the person may read.
    pub known: BTreeMap<IssueId, Known>,
    /// From which issue to which.
    pub ties: Vec<(IssueId, IssueId)>,
    /// The measures of the issue and of those that live on in it, as far as he may read them.
    pub measures: Vec<Step>,
    /// How many he may not read.
    pub hidden: usize,
}

/// Something that was said and led to an issue.
#[derive(Debug, Clone)]
pub struct Saying {
    /// The block and its meeting; none where the minutes were put aside.
    pub at: Option<(MeetingId, BlockId)>,
    /// What it is.
    pub kind: BlockKind,
    /// The words.
    pub words: String,
    /// Its number among those of its kind in the meeting.
    pub number: Option<usize>,
    /// The issue.
    pub issue: IssueId,
}

/// An issue that the person may read.
#[derive(Debug, Clone)]
pub struct Known {
    /// R6-003.
    pub number: IssueNumber,
    /// In one line.
    pub title: String,
    /// How far it has come.
    pub stage: Stage,
    /// Does it live on in another?
    pub lives_on: bool,
}

/// A measure that the person may read.
#[derive(Debug, Clone)]
pub struct Step {
    /// The id.
    pub id: MeasureId,
    /// R6-003-1.
    pub number: MeasureNumber,
    /// In one line.
    pub title: String,
    /// How far it has come.
    pub progress: Progress,
    /// The issues that it is for, the first one first.
    pub issues: Vec<IssueId>,
}

/// The tree: what was said, the issues, the measures, and what is missing at either end.
pub fn grow(family: &Family) -> Tree {
    let mut tree = Tree::of(&COLUMNS);
    let mut ties = opinions(&mut tree, family);
    let mut order: Vec<&(IssueId, &'static str)> = family.issues.iter().collect();
    order.sort_by_key(|(id, _)| (!family.known.contains_key(id), family.known.get(id).map(|known| known.number), *id));
    let mut places: BTreeMap<IssueId, usize> = BTreeMap::new();
    for (id, note) in order {
        let node = family
            .known
            .get(id)
            .map_or_else(|| Node::closed(ISSUES, "見る権限のない課題".into()), |known| issue(*id, known));
        places.insert(*id, tree.add(Node { note, ..node }));
    }
    let Some(root) = places.get(&family.issue).copied() else { return Tree::default() };
    (tree.root, tree.here) = (root, root);
    if ties.is_empty() {
        let end = tree.add(Node::end(SAID, "もとになった発言が、結ばれていません"));
        ties.push((end, family.issue));
    }
    for (from, issue) in ties {
        tree.tie(from, places.get(&issue).copied().unwrap_or(root));
    }
    for (from, to) in &family.ties {
        if let (Some(from), Some(to)) = (places.get(from), places.get(to)) {
            tree.tie(*from, *to);
        }
    }
    measures(&mut tree, family, &places);
    tree
}

fn issue(id: IssueId, known: &Known) -> Node {
    let (mark, state) = match (known.lives_on, known.stage) {
        (true, _) => (Mark::Tied, "ほかの課題に合わせた"),
        (false, stage) => (Mark::of(stage.mark()), stage.label()),
    };
    Node { state, ..Node::seen(ISSUES, known.number.to_string(), &known.title, format!("/issues/{id}"), mark) }
}

/// The nodes of what was said, each block once, and to which issues they lead. A meeting that the person may not read is one node.
fn opinions(tree: &mut Tree, family: &Family) -> Vec<(usize, IssueId)> {
    let mut blocks: BTreeMap<BlockId, usize> = BTreeMap::new();
    let mut closed: BTreeMap<MeetingId, usize> = BTreeMap::new();
    let mut ties = vec![];
    // Where all was said in one meeting, its name is on the page already.
    let meetings: BTreeSet<MeetingId> = family.said.iter().filter_map(|saying| saying.at).map(|at| at.0).collect();
    for saying in &family.said {
        let Some((meeting, block)) = saying.at else { continue };
        let node = match family.meetings.get(&meeting) {
            Some(name) => *blocks
                .entry(block)
                .or_insert_with(|| tree.add(opinion(if meetings.len() > 1 { name } else { "" }, block, saying))),
            None => *closed.entry(meeting).or_insert_with(|| {
                let of_meeting = |other: &&Saying| other.at.is_some_and(|(at, _)| at == meeting);
                let once: BTreeMap<_, _> =
                    family.said.iter().filter(of_meeting).map(|one| (one.at, one.kind)).collect();
                let kinds: Vec<BlockKind> = once.into_values().collect();
                tree.add(Node::closed(SAID, format!("非公開の議題の{}", counted(&kinds))))
            }),
        };
        ties.push((node, saying.issue));
    }
    let gone: Vec<&Saying> = family.said.iter().filter(|saying| saying.at.is_none()).collect();
    if !gone.is_empty() {
        let node = tree.add(Node::closed(SAID, format!("いまは読めない発言{}件", gone.len())));
        ties.extend(gone.iter().map(|saying| (node, saying.issue)));
    }
    ties
}

fn opinion(meeting: &str, block: BlockId, saying: &Saying) -> Node {
    let what = match (saying.kind, saying.number) {
        (BlockKind::Opinion, Some(number)) => format!("意見{number}"),
        (BlockKind::Answer, _) => "回答の約束".into(),
        (kind, _) => kind.label().into(),
    };
    let name = if meeting.is_empty() { what } else { format!("{meeting} {what}") };
    Node::seen(SAID, name, &line(&saying.words, 60), format!("/blocks/{block}"), Mark::Tied)
}

fn measures(tree: &mut Tree, family: &Family, places: &BTreeMap<IssueId, usize>) {
    let mut steps: Vec<&Step> = family.measures.iter().collect();
    steps.sort_by_key(|step| (step.number, step.id));
    for step in steps {
        let path = format!("/measures/{}", step.id);
        let node = Node::seen(MEASURES, step.number.to_string(), &step.title, path, Mark::of(step.progress.mark()));
        let at = tree.add(Node { state: step.progress.label(), ..node });
        let from: BTreeSet<usize> = step.issues.iter().filter_map(|issue| places.get(issue)).copied().collect();
        for from in if from.is_empty() { BTreeSet::from([tree.root]) } else { from } {
            tree.tie(from, at);
        }
        if family.measure == Some(step.id) {
            tree.here = at;
            tree.nodes[at].note = "この方策";
        }
    }
    if family.hidden > 0 {
        let at = tree.add(Node::closed(MEASURES, format!("見る権限のない方策{}件", family.hidden)));
        tree.tie(tree.root, at);
    }
    let goes_on = |known: &Known| known.stage == Stage::Adopted && !known.lives_on;
    if family.measures.is_empty() && family.hidden == 0 && family.known.get(&family.issue).is_some_and(goes_on) {
        let at = tree.add(Node::end(MEASURES, "方策がない"));
        tree.tie(tree.root, at);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Turn, draw, outline};
    use super::*;
    use almanac::FiscalYear;
    use proptest::prelude::*;

    const STAGES: [Stage; 6] = Stage::ALL;

    prop_compose! {
        /// Any family: of the three meetings and six issues some are closed to the person; ties at will, rings too.
        fn any_family()(
            said in proptest::collection::vec((0usize..12, 0usize..4, 0usize..6), 0..40),
            (meetings, issues) in (0u32..8, 0u32..64),
            ties in proptest::collection::vec((0usize..6, 0usize..6), 0..12),
            measures in proptest::collection::vec(proptest::collection::vec(0usize..6, 0..3), 0..10),
            (hidden, stage, lives_on) in (0usize..3, 0usize..6, any::<bool>()),
        ) -> Family {
            let places: Vec<MeetingId> = (0..3).map(|_| MeetingId::fresh()).collect();
            let ids: Vec<IssueId> = (0..6).map(|_| IssueId::fresh()).collect();
            let blocks: Vec<BlockId> = (0..12).map(|_| BlockId::fresh()).collect();
            let year = FiscalYear(2024);
            let number = |at: usize| IssueNumber { year, number: u32::try_from(at).unwrap() + 1 };
            let saying = |(block, meeting, issue): (usize, usize, usize)| Saying {
                // A block belongs to one meeting; the fourth was put aside.
                at: (meeting < 3).then(|| (places[block % 3], blocks[block])),
                kind: if block % 5 == 0 { BlockKind::Answer } else { BlockKind::Opinion },
                words: format!("発言{block}番の{}ことば", block % 3),
                number: Some(block),
                issue: ids[issue],
            };
            let known = |at: usize| Known { number: number(at), title: format!("題{at}"), stage: STAGES[stage], lives_on };
            Family {
                issue: ids[0],
                measure: None,
                said: said.into_iter().map(saying).collect(),
                meetings: (0..3).filter(|at| meetings & (1 << at) != 0).map(|at| (places[at], format!("第{at}回"))).collect(),
                issues: ids.iter().map(|id| (*id, "")).collect(),
                known: (0..6).filter(|at| issues & (1 << at) != 0).map(|at| (ids[at], known(at))).collect(),
                ties: ties.into_iter().map(|(from, to)| (ids[from], ids[to])).collect(),
                measures: measures.into_iter().enumerate().map(|(at, issues)| Step {
                    id: MeasureId::fresh(),
                    number: MeasureNumber { issue: number(0), number: u32::try_from(at).unwrap() + 1 },
                    title: format!("手だて{at}番"),
                    progress: Progress::ALL[at % 5],
                    issues: issues.into_iter().map(|issue| ids[issue]).collect(),
                }).collect(),
                hidden,
            }
        }
    }

    proptest! {
        #[test]
        fn each_thing_stands_once_and_nothing_is_told_of_a_closed_one(family in any_family()) {
            let tree = grow(&family);
            let told: String = tree.nodes.iter().map(|node| format!("{}|{}|{:?}\n", node.name, node.words, node.path)).collect();
            let drawn: String = draw(&tree).labels.into_iter().map(|text| text.words + "\n").collect();
            for saying in &family.said {
                let Some((meeting, block)) = saying.at else { continue };
                let is_open = family.meetings.contains_key(&meeting);
                prop_assert_eq!(told.matches(&block.to_string()).count(), usize::from(is_open));
                prop_assert_eq!(told.matches(&format!("|{}|", saying.words)).count(), usize::from(is_open));
                prop_assert!(!told.contains(&meeting.to_string()));
            }
            for (at, (id, _)) in family.issues.iter().enumerate() {
                let is_open = family.known.contains_key(id);
                prop_assert_eq!(told.matches(&id.to_string()).count(), usize::from(is_open));
                prop_assert_eq!(told.contains(&format!("|題{at}|")), is_open);
                prop_assert_eq!(drawn.contains(&format!("題{at}\n")), is_open);
            }
            for step in &family.measures {
                prop_assert_eq!(told.matches(&format!("|{}|", step.title)).count(), 1);
            }
            let asks = family.known.get(&family.issue).is_some_and(|known| known.stage == Stage::Adopted && !known.lives_on);
            let none = family.measures.is_empty() && family.hidden == 0;
            prop_assert_eq!(told.contains("方策がない"), asks && none);
            prop_assert_eq!(told.contains("もとになった発言が、"), family.said.is_empty());
            let named = outline(&tree).into_iter().filter(|turn| matches!(turn, Turn::Name(..))).count();
            prop_assert_eq!(named, tree.nodes.len());
            prop_assert!(tree.edges().iter().all(|(from, to)| !tree.ancestors(*from).contains(to)), "no ring");
        }
    }
}
