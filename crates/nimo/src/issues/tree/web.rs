//! The tree on the page of an issue and of a measure: what is known is gathered in a few statements, each thing through the
//! person's own permit.

use super::model::{Mark, Node, Tree};
use super::rules::{Drawing, Family, Known, Saying, Step, Turn, draw, grow, outline};
use super::store as ties;
use crate::access::Permit;
use crate::issues::ReadIssue;
use crate::issues::measure::store::{self as measures, Measure, Serves};
use crate::issues::model::IssueId;
use crate::issues::rules::{Joined, family};
use crate::issues::store::{self, Kin, Tie, Told};
use crate::issues::web::{Hop, Source};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::Ask;
use askama::Template;
use std::collections::BTreeMap;

/// The tree, as a list and as a picture.
#[derive(Template)]
#[template(path = "issues/tree/views/tree.html")]
pub struct Shown {
    /// R6-003.
    of: String,
    tree: Tree,
    turns: Vec<Turn>,
    picture: Drawing,
}

// It escaped its own words.
impl askama::filters::HtmlSafe for Shown {}

impl Shown {
    fn of(tree: Tree) -> Option<Shown> {
        let of = tree.nodes.get(tree.here)?.name.clone();
        Some(Shown { of, turns: outline(&tree), picture: draw(&tree), tree })
    }

    fn node(&self, at: &usize) -> &Node {
        &self.tree.nodes[*at]
    }

    fn is_here(&self, at: &usize) -> bool {
        self.tree.here == *at
    }

    /// 「意見2件、課題1件、方策2件。途切れた先はありません。」
    fn in_words(&self) -> String {
        let count = |column: usize| self.tree.nodes.iter().filter(|node| node.column == column && !node.is_end).count();
        let parts: Vec<String> = (self.tree.columns.iter().enumerate())
            .filter(|(column, _)| count(*column) > 0)
            .map(|(column, head)| format!("{head}{}件", count(column)))
            .collect();
        let ends: Vec<&str> =
            self.tree.nodes.iter().filter(|node| node.is_end).map(|node| node.name.as_str()).collect();
        let ends = if ends.is_empty() {
            "途切れた先はありません".into()
        } else {
            format!("途切れた先：{}", ends.join("、"))
        };
        format!("{}を左から右へ線で結んだ図。{ends}。同じ内容を、前の一覧で読めます。", parts.join("、"))
    }
}

/// The tree of the permit's issue. What the page has read already is handed in.
///
/// # Errors
/// What the database says.
pub async fn of_issue(
    ask: &Ask,
    permit: &Permit<ReadIssue>,
    told: &[Told],
    sources: &[Source],
    kin: &[Kin],
) -> Result<Option<Shown>, Fault> {
    Ok(Shown::of(grow(&gather(ask, permit, (told, sources, kin), None).await?)))
}

/// The tree of the issue for which a measure was first thought of, with the way to the measure; none where the person may not
/// read the issue.
///
/// # Errors
/// What the database says.
pub async fn of_measure(
    ask: &Ask,
    measure: &Measure,
    served: &[Serves],
    told: &[Told],
    sources: &[Source],
) -> Result<Option<Shown>, Fault> {
    if !ask.could::<ReadIssue>(measure.issue).await? {
        return Ok(None);
    }
    let permit = ask.may::<ReadIssue>(measure.issue).await?;
    let kin = ask.read(async |tx| store::kin(tx, &permit).await).await?;
    Ok(Shown::of(grow(&gather(ask, &permit, (told, sources, &kin), Some((measure, served))).await?)))
}

async fn gather(
    ask: &Ask,
    permit: &Permit<ReadIssue>,
    (told, sources, kin): (&[Told], &[Source], &[Kin]),
    here: Option<(&Measure, &[Serves])>,
) -> Result<Family, Fault> {
    use crate::access::Facts;
    let issue = permit.facts().id();
    let blocks: Vec<_> = told.iter().filter_map(|told| told.said.as_ref()).map(|said| said.block).collect();
    let read = async |tx: &mut Tx| {
        let joined = store::joined(tx, permit).await?;
        let issues = relatives(issue, &joined, kin, here.map(|(_, served)| served));
        let ids: Vec<IssueId> = issues.iter().map(|(id, _)| *id).collect();
        let known = store::readable(tx, permit, &ids).await?;
        let (of_issue, hidden) = measures::of_issue(tx, permit).await?;
        let ids: Vec<_> = of_issue.iter().map(|measure| measure.id).collect();
        let serving = ties::serving(tx, permit, &ids).await?;
        Ok((joined, issues, known, of_issue, hidden, serving, ties::numbers(tx, permit, &blocks).await?))
    };
    let (joined, issues, known, of_issue, hidden, serving, numbers) = ask.read(read).await?;
    let step = |measure: Measure| Step {
        issues: std::iter::once(measure.issue)
            .chain(serving.iter().filter(|(id, _)| *id == measure.id).map(|(_, issue)| *issue))
            .collect(),
        id: measure.id,
        number: measure.number,
        title: measure.form.title,
        progress: measure.progress,
    };
    let saying = |told: &Told| {
        let said = told.said.as_ref();
        Some(Saying {
            at: said.map(|said| (said.meeting, said.block)),
            kind: said.map_or(crate::council::meeting::model::BlockKind::Opinion, |said| said.kind),
            words: said.map_or_else(String::new, |said| said.text.clone()),
            number: said.and_then(|said| numbers.get(&said.block)).copied(),
            issue: told.fate.way.issue()?,
        })
    };
    Ok(Family {
        issue,
        measure: here.map(|(measure, _)| measure.id),
        said: told.iter().filter_map(saying).collect(),
        meetings: sources
            .iter()
            .filter(|source| source.hop.path.is_some())
            .map(|source| (source.meeting, code(&source.hop)))
            .collect(),
        ties: threads(issue, &joined, kin),
        issues,
        known: known
            .into_iter()
            .map(|one| {
                let lives_on = one.into.is_some();
                (one.id, Known { number: one.number, title: one.form.title, stage: one.stage, lives_on })
            })
            .collect::<BTreeMap<_, _>>(),
        measures: of_issue.into_iter().map(step).collect(),
        hidden,
    })
}

/// The issues of the tree, each with what it is to the first one; whoever is two things is what it was first.
fn relatives(issue: IssueId, joined: &Joined, kin: &[Kin], served: Option<&[Serves]>) -> Vec<(IssueId, &'static str)> {
    let mut issues = vec![(issue, if served.is_some() { "" } else { "この課題" })];
    issues.extend(family(issue, joined).into_iter().map(|one| (one, "ここに合わせた課題")));
    let mut at = issue;
    while let Some(into) = joined.get(&at).filter(|_| issues.len() <= joined.len() + 1) {
        issues.push((*into, "続きのある課題"));
        at = *into;
    }
    issues.extend(kin.iter().filter_map(|kin| match kin.tie {
        Tie::SplitFrom => Some((kin.other, "もとの課題")),
        Tie::SplitInto => Some((kin.other, "分けた課題")),
        Tie::TookIn | Tie::LivesIn => None,
    }));
    issues.extend(served.into_iter().flatten().map(|serves| (serves.issue, "この方策が役立つ、もう一つの課題")));
    let mut seen = std::collections::BTreeSet::new();
    issues.retain(|(id, _)| seen.insert(*id));
    issues
}

/// From which issue to which.
fn threads(issue: IssueId, joined: &Joined, kin: &[Kin]) -> Vec<(IssueId, IssueId)> {
    let splits = kin.iter().filter_map(|kin| match kin.tie {
        Tie::SplitFrom => Some((kin.other, issue)),
        Tie::SplitInto => Some((issue, kin.other)),
        Tie::TookIn | Tie::LivesIn => None,
    });
    joined.iter().map(|(one, into)| (*one, *into)).chain(splits).collect()
}

/// 「R6 第1回」: a meeting in few letters.
fn code(hop: &Hop) -> String {
    let name = hop.name.strip_suffix("会議").unwrap_or(&hop.name);
    let short = name.split_once("年度").and_then(|(year, number)| {
        let year = almanac::read_fiscal_year(&format!("{year}年度")).ok()?;
        Some(format!("{} {number}", year.short()))
    });
    short.unwrap_or_else(|| name.strip_suffix('の').unwrap_or(name).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_is_said_in_few_letters() {
        let hop = |name: &str| Hop { name: name.into(), path: None, day: String::new(), on: None };
        assert_eq!(code(&hop("令和6年度第1回会議")), "R6 第1回");
        assert_eq!(code(&hop("令和6年5月23日の会議会議")), "令和6年5月23日の会議");
        assert_eq!(code(&hop("第3回会議")), "第3回");
    }
}
