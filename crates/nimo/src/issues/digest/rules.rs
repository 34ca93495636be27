//! How the paper is grouped, what it says first, and what changed between two of them. Pure.

use crate::issues::digest::model::{Digest, DigestIssue, DigestMeasure, DigestOpinion, Grouping};
use crate::issues::measure::model::Progress;
use crate::issues::model::Stage;
use std::collections::BTreeMap;

/// The label of a stored stage.
pub fn stage_label(code: &str) -> &'static str {
    Stage::parse(code).map_or("", Stage::label)
}

/// The label of a stored progress.
pub fn progress_label(code: &str) -> &'static str {
    Progress::parse(code).map_or("", Progress::label)
}

/// The groups of the paper in their order, each issue once. `elements` gives the order of the office's own words; an element that it
/// no longer has stands after them, and issues without any at the end.
pub fn groups<'a>(digest: &'a Digest, grouping: Grouping, elements: &[String]) -> Vec<(String, Vec<&'a DigestIssue>)> {
    let key = |issue: &DigestIssue| match grouping {
        Grouping::Stage => stage_label(&issue.stage).to_string(),
        Grouping::Element => issue.elements.first().cloned().unwrap_or_else(|| NO_ELEMENT.to_string()),
    };
    let mut order: Vec<String> = match grouping {
        Grouping::Stage => Stage::ALL.iter().map(|stage| stage.label().to_string()).collect(),
        Grouping::Element => elements.to_vec(),
    };
    for issue in &digest.issues {
        let key = key(issue);
        if !order.contains(&key) && key != NO_ELEMENT {
            order.push(key);
        }
    }
    order.push(NO_ELEMENT.to_string());
    let of = |heading: String| {
        let issues: Vec<&DigestIssue> = digest.issues.iter().filter(|issue| key(issue) == heading).collect();
        (heading, issues)
    };
    order.into_iter().map(of).filter(|(_, issues)| !issues.is_empty()).collect()
}

/// The group of issues whose element nobody has said.
pub const NO_ELEMENT: &str = "要素がまだ決まっていない課題";

/// 「課題9件のうち2件に取り組んでいます。方策は3件です。」
pub fn headline(digest: &Digest) -> String {
    let open = digest.issues.iter().filter(|issue| issue.stage != Stage::Closed.code()).count();
    let adopted = digest.issues.iter().filter(|issue| issue.stage == Stage::Adopted.code()).count();
    let measures: usize = digest.issues.iter().map(|issue| issue.measures.len()).sum();
    if digest.issues.is_empty() {
        return "課題は、まだありません。".into();
    }
    let of = match (open, adopted) {
        (0, _) => format!("{}件の課題は、すべて終えています。", digest.issues.len()),
        (open, 0) => format!("終えていない課題は{open}件です。"),
        (open, adopted) => format!("終えていない課題{open}件のうち、{adopted}件に取り組んでいます。"),
    };
    format!("{of}方策は{measures}件です。")
}

/// 「意見13件のうち、11件が課題になり、1件は答えて終え、1件が残っています。」
pub fn opinions_in_words(digest: &Digest) -> String {
    let count = |wanted: fn(&&DigestOpinion) -> bool| digest.opinions.iter().filter(wanted).count();
    let all = digest.opinions.len();
    if all == 0 {
        return String::new();
    }
    let promises = count(|one| one.is_promise);
    let (leads, open) = (count(|one| one.leads), count(|one| one.fates.is_empty()));
    let answered = all - leads - open;
    let what = match promises {
        0 => format!("意見{all}件"),
        _ => format!("意見{}件と回答の約束{promises}件", all - promises),
    };
    let mut parts = vec![];
    if leads > 0 {
        parts.push(format!("{leads}件が課題につながり"));
    }
    if answered > 0 {
        parts.push(format!("{answered}件は答えて終え"));
    }
    parts.push(if open == 0 {
        "残っているものはありません".into()
    } else {
        format!("{open}件が残っています")
    });
    format!("{}の{what}のうち、{}。", digest.meeting, parts.join("、"))
}

/// One change between two papers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The number of the issue, or the place of the opinion.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// What changed, one sentence each.
    pub what: Vec<String>,
}

/// 前の版からの変更: what a reader of the paper before has to be told, issue by issue, then what became of opinions that stood in
/// both. Nothing is said of what did not change.
pub fn changes(before: &Digest, after: &Digest) -> Vec<Change> {
    let old: BTreeMap<&str, &DigestIssue> = before.issues.iter().map(|one| (one.issue.as_str(), one)).collect();
    let new: BTreeMap<&str, &DigestIssue> = after.issues.iter().map(|one| (one.issue.as_str(), one)).collect();
    let change = |issue: &DigestIssue, what: Vec<String>| Change {
        number: issue.number.clone(),
        title: issue.title.clone(),
        what,
    };
    let mut changes = vec![];
    for issue in &after.issues {
        let what = match old.get(issue.issue.as_str()) {
            None => vec!["加わりました。".to_string()],
            Some(old) => of_issue(old, issue),
        };
        if !what.is_empty() {
            changes.push(change(issue, what));
        }
    }
    let gone = before.issues.iter().filter(|issue| !new.contains_key(issue.issue.as_str()));
    changes
        .extend(gone.map(|issue| change(issue, vec!["この表から外れました（ほかの課題に合わせたものなど）。".into()])));
    changes.extend(of_opinions(before, after));
    changes
}

fn of_issue(old: &DigestIssue, new: &DigestIssue) -> Vec<String> {
    let mut what = vec![];
    let mut said = |label: &str, old: &str, new: &str| {
        if old != new {
            what.push(format!("{label}: {} → {}", shown(old), shown(new)));
        }
    };
    said("課題", &old.title, &new.title);
    said("状態", stage_label(&old.stage), stage_label(&new.stage));
    said("要素", &old.elements.join("、"), &new.elements.join("、"));
    said("だれが解けるか", &old.solvers, &new.solvers);
    said("受けもち", &old.owner, &new.owner);
    if old.matter != new.matter {
        what.push("「何が問題か」が書き直されました。".into());
    }
    if old.scores != new.scores {
        what.push("委員の採点が新しくなりました。".into());
    }
    if new.led > old.led {
        what.push(format!("もとになった発言が{}件加わりました。", new.led - old.led));
    }
    if !new.ending.is_empty() && new.ending != old.ending {
        what.push(format!("終わり方: {}", new.ending));
    }
    let known: BTreeMap<&str, &DigestMeasure> = old.measures.iter().map(|one| (one.number.as_str(), one)).collect();
    for measure in &new.measures {
        match known.get(measure.number.as_str()) {
            None => what.push(format!("方策が加わりました: {} {}", measure.number, measure.title)),
            Some(old) => what.extend(of_measure(old, measure)),
        }
    }
    let gone = old.measures.iter().filter(|one| new.measures.iter().all(|other| other.number != one.number));
    what.extend(gone.map(|one| format!("方策が外れました: {} {}", one.number, one.title)));
    what
}

fn of_measure(old: &DigestMeasure, new: &DigestMeasure) -> Vec<String> {
    let mut what = vec![];
    let number = new.number.as_str();
    let mut said = |label: &str, old: &str, new: &str| {
        if old != new {
            what.push(format!("方策 {number} {label}: {} → {}", shown(old), shown(new)));
        }
    };
    said("名", &old.title, &new.title);
    said("状態", progress_label(&old.progress), progress_label(&new.progress));
    said("使う事業", &old.uses, &new.uses);
    said("予算", &old.budget, &new.budget);
    said("担当", &old.owner, &new.owner);
    said("次の手順", &old.next, &new.next);
    what
}

fn shown(text: &str) -> &str {
    if text.is_empty() { "（空）" } else { text }
}

fn of_opinions(before: &Digest, after: &Digest) -> Vec<Change> {
    let old: BTreeMap<&str, &DigestOpinion> = before.opinions.iter().map(|one| (one.block.as_str(), one)).collect();
    let changed = |one: &&DigestOpinion| old.get(one.block.as_str()).is_some_and(|old| old.fates != one.fates);
    let told = |one: &DigestOpinion| Change {
        number: format!("意見{}", one.place),
        title: one.text.chars().take(40).collect(),
        what: vec![if one.fates.is_empty() {
            "行き先が取り消され、未対応に戻りました。".into()
        } else {
            format!("行き先: {}", one.fates.join("、"))
        }],
    };
    after.opinions.iter().filter(changed).map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn issue(n: usize, stage: Stage, elements: &[&str]) -> DigestIssue {
        DigestIssue {
            issue: format!("id-{n}"),
            number: format!("R6-{n:03}"),
            title: format!("課題{n}"),
            elements: elements.iter().map(ToString::to_string).collect(),
            stage: stage.code().into(),
            ..DigestIssue::default()
        }
    }

    fn digest(issues: Vec<DigestIssue>) -> Digest {
        Digest { council: "みほん市連絡協議会".into(), issues, ..Digest::default() }
    }

    #[test]
    fn the_paper_is_grouped_in_the_offices_own_order_and_every_issue_stands_once() {
        let paper = digest(vec![
            issue(1, Stage::Raised, &["住まい", "医療"]),
            issue(2, Stage::Adopted, &["医療"]),
            issue(3, Stage::Closed, &[]),
            issue(4, Stage::Raised, &["昔の要素"]),
        ]);
        let order = ["医療".to_string(), "住まい".to_string()];
        let heads = |grouping| groups(&paper, grouping, &order).into_iter().map(|(head, _)| head).collect::<Vec<_>>();
        assert_eq!(heads(Grouping::Element), ["医療", "住まい", "昔の要素", NO_ELEMENT]);
        assert_eq!(heads(Grouping::Stage), ["起こした", "取り組み中", "終えた"]);
        assert_eq!(headline(&paper), "終えていない課題3件のうち、1件に取り組んでいます。方策は0件です。");
    }

    #[test]
    fn what_changed_is_told_issue_by_issue_and_nothing_else() {
        let before = digest(vec![issue(1, Stage::Examined, &["医療"]), issue(2, Stage::Raised, &[])]);
        let mut adopted = issue(1, Stage::Adopted, &["医療"]);
        adopted.measures.push(DigestMeasure {
            number: "R6-001-1".into(),
            title: "説明会".into(),
            ..Default::default()
        });
        let after = digest(vec![adopted.clone(), issue(3, Stage::Raised, &[])]);
        let told: Vec<(String, Vec<String>)> =
            changes(&before, &after).into_iter().map(|c| (c.number, c.what)).collect();
        assert_eq!(told[0].1, ["状態: 検討中 → 取り組み中", "方策が加わりました: R6-001-1 説明会"]);
        assert_eq!(told[1], ("R6-003".into(), vec!["加わりました。".to_string()]));
        assert!(told[2].0 == "R6-002" && told[2].1[0].starts_with("この表から外れました"));
        assert!(changes(&after, &after).is_empty());
    }

    #[test]
    fn what_became_of_the_opinions_adds_up() {
        let said = |leads: bool, fates: &[&str], is_promise: bool| DigestOpinion {
            leads,
            is_promise,
            fates: fates.iter().map(ToString::to_string).collect(),
            ..Default::default()
        };
        let opinions =
            vec![said(true, &["R6-001"], false), said(false, &["了知: 聞いた"], false), said(false, &[], true)];
        let paper = Digest { meeting: "令和6年度第1回会議".into(), opinions, ..Default::default() };
        assert_eq!(
            opinions_in_words(&paper),
            "令和6年度第1回会議の意見2件と回答の約束1件のうち、1件が課題につながり、1件は答えて終え、1件が残っています。"
        );
    }

    proptest! {
        /// However issues are grouped, each stands in the paper exactly once.
        #[test]
        fn no_issue_is_lost_or_told_twice(
            stages in proptest::collection::vec(proptest::sample::select(Stage::ALL.to_vec()), 0..12),
            elements in proptest::collection::vec(proptest::sample::subsequence(vec!["医療", "住まい", "昔の要素"], 0..3), 12),
            by_stage in any::<bool>(),
        ) {
            let issues = stages.iter().zip(&elements).enumerate().map(|(n, (stage, elements))| issue(n, *stage, elements)).collect();
            let paper = digest(issues);
            let grouping = if by_stage { Grouping::Stage } else { Grouping::Element };
            let groups = groups(&paper, grouping, &["住まい".to_string()]);
            let mut told: Vec<&str> = groups.iter().flat_map(|(_, issues)| issues.iter().map(|one| one.issue.as_str())).collect();
            told.sort_unstable();
            let mut all: Vec<&str> = paper.issues.iter().map(|one| one.issue.as_str()).collect();
            all.sort_unstable();
            prop_assert_eq!(told, all);
            prop_assert!(changes(&paper, &paper).is_empty());
            prop_assert_eq!(changes(&Digest::default(), &paper).len(), paper.issues.len());
        }
    }
}
