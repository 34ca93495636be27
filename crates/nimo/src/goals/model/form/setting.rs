//! The number of a goal and its parts.

use super::pick::{Pick, decided};
use super::{MOST_LINES, MOST_TITLE};
use crate::editing::read::{lines, one_line};
use crate::editing::shape::{Texts, Wrong, text};
use crate::goals::indicator::model::{Amount, Direction, Figure, read_figure};
use crate::goals::model::{Decided, GoalPart, Setting, SettingState, Yardstick, sum_in_words};

/// What the form of a setting holds, understood: of a new goal or of one that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingForm {
    /// How far it has come.
    pub state: SettingState,
    /// 目標 in one line.
    pub title: String,
    /// How many.
    pub target: Amount,
    /// 内わけ.
    pub parts: Vec<GoalPart>,
    /// The meeting.
    pub decided: Option<Decided>,
    /// Why it changes.
    pub reason: String,
}

impl SettingForm {
    /// The fields of the form.
    pub const FIELDS: [&'static str; 6] = ["state", "title", "target", "parts", "decided", "reason"];

    /// Reads the fields, for a yardstick and the meetings of the goal's council.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts, of: &Yardstick, picks: &[Pick]) -> Result<SettingForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let state = SettingState::parse(text(texts, "state").trim());
        if state.is_none() {
            w.push(Wrong::new("state", "案か、会議で決まったかを選んでください。"));
        }
        let target = target(texts, of, w);
        let parts = GoalPart::read("parts", text(texts, "parts"), of.unit(), w);
        let title = one_line("title", texts, MOST_TITLE, w);
        let decided = decided("decided", texts, picks, state == Some(SettingState::Decided), w);
        let reason = lines("reason", texts, MOST_LINES, w);
        let (Some(state), Some(target), true) = (state, target, wrongs.is_empty()) else { return Err(wrongs) };
        let title = if title.is_empty() { usual_title(of, target) } else { title };
        let form = SettingForm { state, title, target, parts, decided, reason };
        form.contradiction().map_or(Ok(form), |wrong| Err(vec![wrong]))
    }

    /// The parts make up the whole, or the sentence that shows the sum.
    fn contradiction(&self) -> Option<Wrong> {
        let sum = self.parts.iter().map(|part| part.target.0).sum::<i64>();
        if self.parts.is_empty() || sum == self.target.0 {
            return None;
        }
        let said = sum_in_words(Amount(sum), &self.parts);
        let said = said.split_once(" ＝ ").map_or(said.clone(), |(sum, parts)| format!("{parts} ＝ {sum}"));
        let what = format!("内わけを足すと {said} で、目標の{}になりません。", self.target.in_words());
        Some(Wrong::new("parts", what))
    }

    /// Does it say what stands already, reason and meeting aside?
    pub fn says_the_same(&self, now: &Setting) -> bool {
        (self.state, &self.title, self.target, &self.parts, self.decided)
            == (now.state, &now.title, now.target, &now.parts, now.decided)
    }
}

/// 精神障害者の地域移行支援の利用者数を5人に.
fn usual_title(of: &Yardstick, target: Amount) -> String {
    format!("{}を{}に", of.name(), of.with_unit(target))
}

fn target(texts: &Texts, of: &Yardstick, wrongs: &mut Vec<Wrong>) -> Option<Amount> {
    let sentence = match read_figure(text(texts, "target"), of.unit()) {
        // What should be few may well be none.
        Ok(Figure::Known(amount)) if amount.0 > 0 || of.direction() != Direction::More => {
            return Some(amount);
        }
        Ok(Figure::Known(_)) => "目標の数は、0より大きい数にしてください。",
        Ok(Figure::Masked) => "目標の数は、ふせられません。会議で決めた数を入れてください。",
        Err(why) => why.sentence(),
    };
    wrongs.push(Wrong::new("target", sentence));
    None
}
