//! The meeting in which something was decided, or to which it is proposed.

use crate::council::meeting::model::{BlockId, MeetingId};
use crate::editing::shape::{Texts, Wrong, text};
use crate::goals::model::Decided;

/// A meeting that may be chosen, as the form knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// The meeting, with or without the decision in its minutes.
    pub decided: Decided,
    /// As the list names it.
    pub name: String,
    /// Was it held? What is decided was decided in a meeting.
    pub is_held: bool,
}

/// The chosen one among those that there are.
pub fn named(typed: &str, picks: &[Pick]) -> Option<Pick> {
    let (meeting, block) = typed.trim().split_once(':').map_or((typed.trim(), None), |(one, two)| (one, Some(two)));
    let meeting = MeetingId::parse(meeting)?;
    let block = match block {
        Some(block) => Some(BlockId::parse(block)?),
        None => None,
    };
    picks.iter().find(|pick| pick.decided == Decided { meeting, block }).cloned()
}

/// The chosen meeting; a decision needs one that was held.
pub(super) fn decided(
    field: &'static str,
    texts: &Texts,
    picks: &[Pick],
    is_decided: bool,
    wrongs: &mut Vec<Wrong>,
) -> Option<Decided> {
    let typed = text(texts, field).trim();
    if typed.is_empty() {
        if is_decided {
            wrongs.push(Wrong::new(field, "どの会議で決まったかを選んでください。"));
        }
        return None;
    }
    let Some(pick) = named(typed, picks) else {
        wrongs.push(Wrong::new(field, "会議は、一覧から選んでください。"));
        return None;
    };
    if is_decided && !pick.is_held {
        let what =
            format!("{}は、まだ開かれていません。開かれるまでは「会議に出す案」として残してください。", pick.name);
        wrongs.push(Wrong::new(field, what));
    }
    Some(pick.decided)
}
