//! Rules of issues: which step may follow, what waits for an answer, who belongs to whom. Pure.

use crate::council::meeting::model::BlockKind;
use crate::issues::model::{IssueForm, IssueId, Stage, Way};
use std::collections::{BTreeMap, BTreeSet};

/// Words by which an answer promises more: 「連絡会を検討している」. Local practice, in the words of minutes.
pub const PROMISES: [&str; 8] = ["検討し", "検討す", "検討中", "検討を", "調整し", "調整す", "準備し", "準備を"];

/// 約束を含む: an answer that promises something stays open like an opinion.
pub fn promises(kind: BlockKind, text: &str) -> bool {
    kind == BlockKind::Answer && PROMISES.iter().any(|word| text.contains(word))
}

/// 行き先が要る: does a block of kept minutes ask what becomes of it?
pub fn waits(kind: BlockKind, text: &str) -> bool {
    kind == BlockKind::Opinion || promises(kind, text)
}

/// Why a step cannot follow; the sentence is for the field `stage` or `reason`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepRefusal {
    /// Nothing would change.
    Same,
    /// What is closed is reopened first.
    IsClosed,
    /// Only what is closed is reopened.
    IsOpen,
    /// An issue is raised once.
    RaisedOnce,
    /// Closing, watching and reopening say why.
    NeedsReason,
    /// It lives on in another issue, which takes the steps.
    LivesElsewhere,
}

impl StepRefusal {
    /// The field that it is about.
    pub fn field(self) -> &'static str {
        if self == StepRefusal::NeedsReason { "reason" } else { "stage" }
    }

    /// What to do instead.
    pub fn sentence(self) -> &'static str {
        match self {
            StepRefusal::Same => "いまと同じ状態です。会議で取り上げたときは、その会議も選んでください。",
            StepRefusal::IsClosed => "終えた課題です。続けるときは「ふたたび開いた」を選んでください。",
            StepRefusal::IsOpen => "終えていない課題です。ほかの状態を選んでください。",
            StepRefusal::RaisedOnce => "課題はもう起こしてあります。ほかの状態を選んでください。",
            StepRefusal::LivesElsewhere => {
                "ほかの課題に合わせた課題です。合わせた先の課題を進めるか、先に離してください。"
            }
            StepRefusal::NeedsReason => "理由を入れてください。終えるときは、何がどうなったかを書きます。",
        }
    }
}

/// May `to` follow `from`? A meeting that looked at an issue and left it as it was is a step too.
///
/// # Errors
/// Why not.
pub fn may_follow(from: Stage, to: Stage, has_meeting: bool, reason: &str) -> Result<(), StepRefusal> {
    match (from, to) {
        (_, Stage::Raised) => return Err(StepRefusal::RaisedOnce),
        (Stage::Closed, to) if to != Stage::Reopened => return Err(StepRefusal::IsClosed),
        (from, Stage::Reopened) if from != Stage::Closed => return Err(StepRefusal::IsOpen),
        (from, to) if from == to && !has_meeting => return Err(StepRefusal::Same),
        _ => {}
    }
    let says_why = matches!(to, Stage::Closed | Stage::Watched | Stage::Reopened);
    if says_why && reason.trim().is_empty() { Err(StepRefusal::NeedsReason) } else { Ok(()) }
}

/// What an issue is to those that were joined to it: the issue that took each one in.
pub type Joined = BTreeMap<IssueId, IssueId>;

/// The issue itself and all that were joined to it, at any distance.
pub fn family(issue: IssueId, joined: &Joined) -> BTreeSet<IssueId> {
    let mut family = BTreeSet::from([issue]);
    loop {
        let more: Vec<IssueId> = joined
            .iter()
            .filter(|(one, into)| family.contains(into) && !family.contains(one))
            .map(|(one, _)| *one)
            .collect();
        if more.is_empty() {
            return family;
        }
        family.extend(more);
    }
}

/// The issue in which this one lives on.
pub fn lives_in(issue: IssueId, joined: &Joined) -> IssueId {
    let mut here = issue;
    // A ring cannot be made (see `may_join`); the count keeps a broken table from turning round.
    for _ in 0..=joined.len() {
        match joined.get(&here) {
            Some(into) => here = *into,
            None => break,
        }
    }
    here
}

/// May this issue be joined to that one? Not to itself, not to what it took in, and none that was joined already.
pub fn may_join(issue: IssueId, into: IssueId, joined: &Joined) -> bool {
    !joined.contains_key(&issue) && !joined.contains_key(&into) && !family(issue, joined).contains(&into)
}

/// Why an opinion gets no second outcome of this kind: it leads there already, or it was answered.
pub fn may_become(present: &[Way], new: Way) -> Result<(), &'static str> {
    let answered = present.iter().any(|way| matches!(way, Way::Answered(_)));
    match new {
        Way::Answered(_) if !present.is_empty() => {
            Err("もう行き先のある意見が混じっています。先にその行き先を取り消すか、その意見を外してください。")
        }
        Way::Raised(_) | Way::Joined(_) if answered => {
            Err("答えて終えた意見が混じっています。先にその回答を取り消すか、その意見を外してください。")
        }
        Way::Joined(issue) if present.iter().any(|way| way.issue() == Some(issue)) => {
            Err("もうその課題につながっている意見が混じっています。その意見を外してください。")
        }
        _ => Ok(()),
    }
}

/// What is missing that a tidy issue has: for the foot of its page, in the order in which it is asked for.
pub fn missing(form: &IssueForm, stage: Stage, has_measure: bool) -> Vec<&'static str> {
    if stage == Stage::Closed {
        return vec![];
    }
    let asked = [
        (form.elements.is_empty(), "要素"),
        (form.solvers.is_empty(), "だれが解けるか"),
        (form.owner.is_empty() && form.part.is_none(), "受けもち"),
        (stage == Stage::Adopted && !has_measure, "方策"),
    ];
    asked.into_iter().filter(|(is_missing, _)| *is_missing).map(|(_, what)| what).collect()
}

/// 「方策2件が生まれました。」: what came of an issue so far; nothing is said of an issue at which nobody looks yet.
pub fn measures_in_words(shown: usize, hidden: usize, stage: Stage) -> String {
    match (shown + hidden, stage) {
        (0, Stage::Adopted) => "方策は、まだありません。".into(),
        (0, _) => String::new(),
        (count, _) => format!("方策{count}件が生まれました。"),
    }
}

/// 「意見2件」「意見1件と回答の約束1件」: what an issue came of, counted.
pub fn counted(kinds: &[BlockKind]) -> String {
    let count = |wanted: fn(&BlockKind) -> bool| kinds.iter().filter(|kind| wanted(kind)).count();
    let opinions = count(|kind| *kind == BlockKind::Opinion);
    let promises = count(|kind| *kind == BlockKind::Answer);
    let others = kinds.len() - opinions - promises;
    let parts = [(opinions, "意見"), (promises, "回答の約束"), (others, "そのほかの発言")];
    let told: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{what}{count}件")).collect();
    told.join("と")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issues::model::AnswerKind;
    use proptest::prelude::*;

    #[test]
    fn an_answer_that_promises_waits_like_an_opinion() {
        assert!(waits(BlockKind::Opinion, "空き家を使えないか。"));
        assert!(waits(BlockKind::Answer, "庁内の連絡会を検討している。"));
        assert!(!waits(BlockKind::Answer, "原則は障害福祉課が窓口になる。"));
        assert!(!waits(BlockKind::Explanation, "次の計画を検討している。"));
    }

    #[test]
    fn what_is_closed_is_reopened_before_anything_else_and_every_end_says_why() {
        assert_eq!(may_follow(Stage::Raised, Stage::Examined, false, ""), Ok(()));
        assert_eq!(may_follow(Stage::Examined, Stage::Examined, false, ""), Err(StepRefusal::Same));
        assert_eq!(may_follow(Stage::Examined, Stage::Examined, true, ""), Ok(()), "a meeting looked at it again");
        assert_eq!(may_follow(Stage::Adopted, Stage::Closed, false, " "), Err(StepRefusal::NeedsReason));
        assert_eq!(may_follow(Stage::Adopted, Stage::Closed, false, "配り終えた"), Ok(()));
        assert_eq!(may_follow(Stage::Closed, Stage::Adopted, true, "また"), Err(StepRefusal::IsClosed));
        assert_eq!(may_follow(Stage::Closed, Stage::Reopened, false, "また"), Ok(()));
        assert_eq!(may_follow(Stage::Adopted, Stage::Reopened, false, "また"), Err(StepRefusal::IsOpen));
        assert_eq!(may_follow(Stage::Adopted, Stage::Raised, true, "また"), Err(StepRefusal::RaisedOnce));
    }

    #[test]
    fn an_opinion_is_answered_or_leads_to_issues_and_never_twice_to_one() {
        let (one, other) = (IssueId::fresh(), IssueId::fresh());
        let answer = Way::Answered(AnswerKind::Noted);
        assert!(may_become(&[], answer).is_ok() && may_become(&[], Way::Joined(one)).is_ok());
        assert!(may_become(&[Way::Raised(one)], Way::Joined(other)).is_ok(), "many to many");
        assert!(may_become(&[Way::Raised(one)], Way::Joined(one)).is_err());
        assert!(may_become(&[Way::Raised(one)], answer).is_err() && may_become(&[answer], Way::Raised(one)).is_err());
    }

    #[test]
    fn what_an_issue_came_of_is_counted_in_words() {
        use BlockKind::{Answer, Decision, Opinion};
        assert_eq!(counted(&[Opinion, Opinion]), "意見2件");
        assert_eq!(counted(&[Opinion, Answer, Decision]), "意見1件と回答の約束1件とそのほかの発言1件");
        assert_eq!(counted(&[]), "");
    }

    proptest! {
        /// After any joining that the rule allows, every issue lives in exactly one that was not joined, and the families of
        /// those are the whole, each issue once.
        #[test]
        fn every_issue_lives_in_one_family(pairs in proptest::collection::vec((0usize..9, 0usize..9), 0..20)) {
            let issues: Vec<IssueId> = (0..9).map(|_| IssueId::fresh()).collect();
            let mut joined = Joined::new();
            for (one, into) in pairs {
                if may_join(issues[one], issues[into], &joined) {
                    joined.insert(issues[one], issues[into]);
                }
            }
            let heads: Vec<IssueId> = issues.iter().filter(|one| !joined.contains_key(one)).copied().collect();
            let count: usize = heads.iter().map(|head| family(*head, &joined).len()).sum();
            prop_assert_eq!(count, issues.len());
            for issue in issues {
                let head = lives_in(issue, &joined);
                prop_assert!(heads.contains(&head) && family(head, &joined).contains(&issue));
            }
        }
    }
}
