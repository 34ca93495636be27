//! What a meeting says of a goal.

use super::pick::{Pick, decided};
use super::{MOST_LINE, MOST_LINES};
use crate::editing::read::lines;
use crate::editing::shape::{Texts, Wrong, text};
use crate::goals::model::{Decided, EvaluationState, Verdict};

/// What the form of an evaluation holds, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvaluationForm {
    /// Proposed or decided.
    pub state: EvaluationState,
    /// 続ける, 変える, 終える.
    pub verdict: Verdict,
    /// The sentence that stands in the minutes.
    pub reason: String,
    /// 根拠.
    pub evidence: String,
    /// The meeting.
    pub decided: Decided,
}

impl EvaluationForm {
    /// The fields of the form.
    pub const FIELDS: [&'static str; 5] = ["state", "verdict", "reason", "evidence", "decided"];

    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts, picks: &[Pick]) -> Result<EvaluationForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let state = EvaluationState::parse(text(texts, "state").trim());
        if state.is_none() {
            w.push(Wrong::new("state", "案か、会議で決まったかを選んでください。"));
        }
        // What is taken back says nothing of the goal.
        let is_back = state == Some(EvaluationState::Withdrawn);
        let verdict = Verdict::parse(text(texts, "verdict").trim()).or(is_back.then_some(Verdict::GoOn));
        if verdict.is_none() {
            w.push(Wrong::new("verdict", "続ける、変える、終えるのどれかを選んでください。"));
        }
        let reason = lines("reason", texts, MOST_LINE, w);
        if reason.is_empty() {
            let what = "空です。会議録に載る1文にしてください。例: 説明会のあとに申請が2件あったため、続ける。";
            w.push(Wrong::new("reason", what));
        } else if !reason.ends_with(['。', '．']) {
            let what =
                "文が途中です。「説明会のあとに申請が2件あったため、続ける。」のように、句点まで書いてください。";
            w.push(Wrong::new("reason", what));
        }
        let evidence = lines("evidence", texts, MOST_LINES, w);
        if evidence.is_empty() && state == Some(EvaluationState::Decided) {
            let what = "空です。何を見てそう決めたかを入れてください。例: 支給決定の台帳、説明会の記録";
            w.push(Wrong::new("evidence", what));
        }
        let before = w.len();
        let decided = decided("decided", texts, picks, state == Some(EvaluationState::Decided), w);
        if decided.is_none() && w.len() == before {
            w.push(Wrong::new("decided", "どの会議に出すかを選んでください。"));
        }
        match (state, verdict, decided) {
            (Some(state), Some(verdict), Some(decided)) if wrongs.is_empty() => {
                Ok(EvaluationForm { state, verdict, reason, evidence, decided })
            }
            _ => Err(wrongs),
        }
    }
}
