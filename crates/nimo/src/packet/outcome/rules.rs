//! What is known of an opinion becomes a sentence; what stands, what waits for its approval, what may not go out. Pure.

use crate::council::meeting::model::{BlockId, PublicAccess};
use crate::issues::model::{AnswerKind, Stage};
use crate::packet::outcome::model::{OutcomeKind, OutcomeRow, OutcomeState};

/// What is known of an opinion's way, without a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// It was answered.
    Answered(AnswerKind, String),
    /// It leads to an issue of its council: title, stage, the titles of measures that were taken up, what came of it.
    Issue {
        /// Its title.
        title: String,
        /// How far it is.
        stage: Stage,
        /// The titles of measures under way.
        measures: Vec<String>,
        /// What came of it when it was closed.
        ending: String,
    },
    /// It leads to an issue of another council, which is not named.
    Elsewhere,
}

/// A sentence to begin with, for each issue to which it leads. What leads to several things has ended when all of them have; that it
/// ended is said with its reason, and the decision stays to be chosen. `is_promise`: the town itself said that it would.
pub fn suggest(known: &[Known], is_promise: bool) -> (OutcomeKind, String) {
    let told: Vec<(OutcomeKind, String)> = known.iter().map(of_one).collect();
    if told.is_empty() {
        let words = if is_promise {
            "会議でお答えしたことは、検討しています。"
        } else {
            "いただいたご意見は、検討しています。"
        };
        return (OutcomeKind::Looking, words.into());
    }
    let order = [OutcomeKind::Doing, OutcomeKind::Looking];
    let kind = order.into_iter().find(|kind| told.iter().any(|(one, _)| one == kind)).unwrap_or(OutcomeKind::Ended);
    (kind, told.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join("\n"))
}

fn of_one(known: &Known) -> (OutcomeKind, String) {
    let (title, stage, measures, ending) = match known {
        Known::Issue { title, stage, measures, ending } => (title, stage, measures, ending),
        Known::Answered(AnswerKind::OnTheSpot, answer) => {
            return (OutcomeKind::Ended, format!("会議のなかで、お答えしました。{}", full(answer)));
        }
        Known::Answered(_, reason) => return (OutcomeKind::Ended, full(reason)),
        Known::Elsewhere => return (OutcomeKind::Looking, "ほかの会議で、検討しています。".into()),
    };
    let about = format!("「{title}」という課題にしました。");
    match (stage, measures.as_slice()) {
        (Stage::Closed, _) if ending.is_empty() => (OutcomeKind::Ended, format!("{about}取り組みを終えました。")),
        (Stage::Closed, _) => (OutcomeKind::Ended, format!("{about}{}", full(ending))),
        (Stage::Watched, _) => (OutcomeKind::Looking, format!("{about}いまは、ようすを見ています。")),
        (Stage::Adopted, []) => (OutcomeKind::Doing, format!("{about}取り組むことにしました。")),
        (_, []) => (OutcomeKind::Looking, format!("{about}何ができるかを、検討しています。")),
        (_, measures) => {
            let named = measures.iter().map(|title| format!("「{title}」")).collect::<Vec<_>>().join("、");
            (OutcomeKind::Doing, format!("{about}{named}を進めています。"))
        }
    }
}

/// With its full stop.
fn full(words: &str) -> String {
    let words = words.trim();
    if words.is_empty() || words.ends_with(['。', '！', '？', '」', '）']) {
        words.into()
    } else {
        format!("{words}。")
    }
}

/// What stands for one opinion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing<'a> {
    /// What went out, and was not taken down since; an ending whose meeting was put aside says nothing more.
    pub released: Option<&'a OutcomeRow>,
    /// What waits for its approval.
    pub proposed: Option<&'a OutcomeRow>,
    /// What was taken down last, where nothing went out after it.
    pub withdrawn: Option<&'a OutcomeRow>,
    /// An ending that went out, and whose deciding meeting was put aside since.
    pub fallen: Option<&'a OutcomeRow>,
}

/// What stands for a block; rows in the order in which they were written. Blocks that were put together keep their own stories: of
/// each what stands, and of all the last.
pub fn standing(rows: &[OutcomeRow], block: BlockId) -> Standing<'_> {
    let mut stories: Vec<(BlockId, Standing<'_>)> = vec![];
    for row in rows.iter().filter(|row| row.stands == block) {
        let at = stories.iter().position(|(one, _)| *one == row.block).unwrap_or(stories.len());
        if at == stories.len() {
            stories.push((row.block, Standing::default()));
        }
        let story = &mut stories[at].1;
        match row.state {
            OutcomeState::Proposed => story.proposed = Some(row),
            OutcomeState::Dropped => story.proposed = None,
            OutcomeState::Released => *story = Standing { released: Some(row), ..Standing::default() },
            OutcomeState::Withdrawn => (story.released, story.withdrawn) = (None, Some(row)),
        }
    }
    let last = |pick: for<'a> fn(&Standing<'a>) -> Option<&'a OutcomeRow>, meeting_stands: Option<bool>| {
        let of = stories.iter().filter_map(|(_, story)| pick(story));
        of.filter(|row| meeting_stands.is_none_or(|stands| stands == row.meeting_stands)).max_by_key(|row| row.id)
    };
    Standing {
        released: last(|story| story.released, Some(true)),
        proposed: last(|story| story.proposed, Some(true)),
        withdrawn: last(|story| story.withdrawn, None),
        fallen: last(|story| story.released, Some(false)),
    }
}

/// Is a released sentence out? Not where the minutes say something else by now than when it was approved.
pub fn is_out(released: &OutcomeRow, opinion: &str) -> bool {
    released.opinion == opinion
}

/// Why nothing of a meeting may go out; none where it may.
pub fn refusal(access: Option<PublicAccess>) -> Option<&'static str> {
    match access {
        Some(PublicAccess::Closed) => Some("傍聴ができない会議です。この会議のご意見は、公表しません。"),
        None => Some("傍聴の可否が、会議録に入っていません。「直す」から入れると、公表できるようになります。"),
        Some(PublicAccess::Open | PublicAccess::Partly) => None,
    }
}

/// 「13件のうち9件に文があります。4件は決裁を待っています。」
pub fn sentence(all: usize, (out, released): (usize, usize), proposed: usize) -> String {
    if all == 0 {
        return "この会議には、その後をお伝えするご意見がありません。".into();
    }
    let waiting = if proposed > 0 { format!("決裁を待つ文は{proposed}件です。") } else { String::new() };
    match (out, proposed) {
        (0, _) if released > 0 => {
            format!("決裁を受けた文が{released}件ありますが、いま公表しているものはありません。{waiting}")
        }
        (0, 0) => format!("ご意見{all}件の文は、まだありません。"),
        (0, _) => format!("ご意見{all}件のうち、公表できる文は、まだありません。{waiting}"),
        (out, _) if out == all => format!("ご意見{all}件のすべてに、公表できる文があります。{waiting}"),
        (out, _) => format!("ご意見{all}件のうち、{out}件に公表できる文があります。{waiting}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packet::outcome::model::{OutcomeForm, OutcomeId};
    use crate::plumbing::clock::Moment;

    fn issue(stage: Stage, measures: &[&str], ending: &str) -> Known {
        let measures = measures.iter().map(|title| title.to_string()).collect();
        Known::Issue {
            title: "近所の人が声の掛け方を知らない".into(), stage, measures, ending: ending.into()
        }
    }

    fn row(block: BlockId, state: OutcomeState, words: &str) -> OutcomeRow {
        OutcomeRow {
            id: OutcomeId::fresh(),
            block,
            stands: block,
            opinion: "声の掛け方が分からない".into(),
            state,
            form: OutcomeForm { kind: OutcomeKind::Looking, words: words.into(), decided: None },
            meeting_stands: true,
            approval: String::new(),
            approved_on: None,
            reason: String::new(),
            at: Moment::from_seconds(0),
            by: "今村".into(),
        }
    }

    #[test]
    fn each_way_of_an_opinion_begins_with_its_own_sentence() {
        let about = "「近所の人が声の掛け方を知らない」という課題にしました。";
        for (known, kind, words) in [
            (vec![], OutcomeKind::Looking, "いただいたご意見は、検討しています。".to_string()),
            (
                vec![issue(Stage::Raised, &[], "")],
                OutcomeKind::Looking,
                format!("{about}何ができるかを、検討しています。"),
            ),
            (
                vec![issue(Stage::Adopted, &["手引きを配る"], "")],
                OutcomeKind::Doing,
                format!("{about}「手引きを配る」を進めています。"),
            ),
            (vec![issue(Stage::Adopted, &[], "")], OutcomeKind::Doing, format!("{about}取り組むことにしました。")),
            (
                vec![issue(Stage::Watched, &[], "")],
                OutcomeKind::Looking,
                format!("{about}いまは、ようすを見ています。"),
            ),
            (
                vec![issue(Stage::Closed, &["手引きを配る"], "手引きを配りました")],
                OutcomeKind::Ended,
                format!("{about}手引きを配りました。"),
            ),
            (
                vec![Known::Answered(AnswerKind::OnTheSpot, "資料に欄を加える".into())],
                OutcomeKind::Ended,
                "会議のなかで、お答えしました。資料に欄を加える。".into(),
            ),
            (vec![Known::Elsewhere], OutcomeKind::Looking, "ほかの会議で、検討しています。".into()),
        ] {
            assert_eq!(suggest(&known, false), (kind, words));
        }
        let open = [Known::Answered(AnswerKind::OnTheSpot, "はい".into()), issue(Stage::Raised, &[], "")];
        assert_eq!(suggest(&open, false).0, OutcomeKind::Looking, "what is still looked at has not ended");
        let elsewhere = [issue(Stage::Closed, &[], "配った"), Known::Elsewhere];
        assert_eq!(suggest(&elsewhere, false).0, OutcomeKind::Looking, "nor what another council looks at");
        let two = [issue(Stage::Closed, &[], "配った"), issue(Stage::Adopted, &["手引きを配る"], "")];
        let words = format!("{about}配った。\n{about}「手引きを配る」を進めています。");
        assert_eq!(suggest(&two, false), (OutcomeKind::Doing, words));
        assert_eq!(suggest(&[], true).1, "会議でお答えしたことは、検討しています。");
    }

    #[test]
    fn what_went_out_stands_until_the_next_approval_or_until_it_is_taken_down() {
        let (here, other) = (BlockId::fresh(), BlockId::fresh());
        let mut rows = vec![row(here, OutcomeState::Proposed, "一"), row(other, OutcomeState::Released, "他")];
        assert_eq!(
            (standing(&rows, here).released, standing(&rows, here).proposed.unwrap().form.words.as_str()),
            (None, "一")
        );
        rows.push(row(here, OutcomeState::Released, "一"));
        assert_eq!((standing(&rows, here).released.is_some(), standing(&rows, here).proposed), (true, None));
        rows.push(row(here, OutcomeState::Proposed, "二"));
        let now = standing(&rows, here);
        assert_eq!(
            (now.released.unwrap().form.words.as_str(), now.proposed.unwrap().form.words.as_str()),
            ("一", "二")
        );
        rows.push(row(here, OutcomeState::Withdrawn, "一"));
        let now = standing(&rows, here);
        assert_eq!((now.released, now.proposed.unwrap().form.words.as_str()), (None, "二"));
        let mut ended = row(other, OutcomeState::Released, "終");
        ended.meeting_stands = false;
        rows.push(ended);
        let now = standing(&rows, other);
        assert_eq!((now.released, words(now.fallen)), (None, "終"), "the meeting that decided it was put aside");
    }

    #[test]
    fn blocks_that_were_put_together_keep_their_own_stories() {
        let (here, gone) = (BlockId::fresh(), BlockId::fresh());
        let of = |block, state, words: &str| OutcomeRow { stands: here, ..row(block, state, words) };
        let mut rows = vec![
            of(gone, OutcomeState::Proposed, "待つ"),
            of(here, OutcomeState::Proposed, "一"),
            of(here, OutcomeState::Released, "一"),
        ];
        let now = standing(&rows, here);
        assert_eq!(
            (words(now.released), words(now.proposed)),
            ("一", "待つ"),
            "one's release clears no other's proposal"
        );
        rows.extend([of(gone, OutcomeState::Released, "待つ"), of(gone, OutcomeState::Withdrawn, "待つ")]);
        let now = standing(&rows, here);
        assert_eq!(
            (words(now.released), words(now.withdrawn)),
            ("一", "待つ"),
            "nor does one that was taken down take the other"
        );
        rows.push(of(here, OutcomeState::Proposed, "二"));
        rows.push(of(here, OutcomeState::Dropped, "二"));
        assert_eq!(words(standing(&rows, here).proposed), "");
        rows.extend([of(gone, OutcomeState::Proposed, "三"), of(gone, OutcomeState::Dropped, "三")]);
        assert_eq!(
            words(standing(&rows, here).withdrawn),
            "待つ",
            "why it was taken down stays told until something goes out"
        );
        assert!(
            is_out(&rows[2], "声の掛け方が分からない") && !is_out(&rows[2], "声の掛け方が分からないと村瀬さんが言った")
        );
    }

    fn words(row: Option<&OutcomeRow>) -> &str {
        row.map_or("", |row| row.form.words.as_str())
    }

    #[test]
    fn of_a_closed_meeting_nothing_goes_out_and_of_one_that_does_not_say_neither() {
        assert_eq!(refusal(Some(PublicAccess::Open)), None);
        assert_eq!(refusal(Some(PublicAccess::Partly)), None);
        assert!(refusal(Some(PublicAccess::Closed)).is_some() && refusal(None).is_some());
        assert_eq!(sentence(13, (0, 0), 0), "ご意見13件の文は、まだありません。");
        assert_eq!(sentence(13, (9, 9), 2), "ご意見13件のうち、9件に公表できる文があります。決裁を待つ文は2件です。");
        assert_eq!(sentence(2, (2, 2), 0), "ご意見2件のすべてに、公表できる文があります。");
        assert_eq!(sentence(2, (0, 2), 0), "決裁を受けた文が2件ありますが、いま公表しているものはありません。");
    }
}
