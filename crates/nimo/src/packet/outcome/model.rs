//! Words of what came of an opinion: how far it is, a sentence, and the approval by which it goes out. Pure.

use crate::council::meeting::model::BlockId;
use crate::editing::read::{day, lines, one_line};
use crate::editing::shape::{Texts, Wrong, text};
use crate::goals::model::{Decided, Pick, named};
use crate::plumbing::clock::Moment;
use almanac::Date;

/// どこまで進んだか.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutcomeKind {
    /// 検討しています.
    Looking,
    /// 進めています.
    Doing,
    /// 終わりました.
    Ended,
}

impl OutcomeKind {
    /// In the order of the form.
    pub const ALL: [OutcomeKind; 3] = [OutcomeKind::Looking, OutcomeKind::Doing, OutcomeKind::Ended];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            OutcomeKind::Looking => "looking",
            OutcomeKind::Doing => "doing",
            OutcomeKind::Ended => "ended",
        }
    }

    /// As shown and printed.
    pub fn label(self) -> &'static str {
        match self {
            OutcomeKind::Looking => "検討しています",
            OutcomeKind::Doing => "進めています",
            OutcomeKind::Ended => "終わりました",
        }
    }

    /// The mark of the screen.
    pub fn mark(self) -> &'static str {
        match self {
            OutcomeKind::Looking => "open",
            OutcomeKind::Doing => "going",
            OutcomeKind::Ended => "tied",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<OutcomeKind> {
        OutcomeKind::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// 文の状態.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutcomeState {
    /// 案.
    Proposed,
    /// やめた案.
    Dropped,
    /// 決裁を受けて、公表できる.
    Released,
    /// 取り下げた.
    Withdrawn,
}

impl OutcomeState {
    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            OutcomeState::Proposed => "proposed",
            OutcomeState::Dropped => "dropped",
            OutcomeState::Released => "released",
            OutcomeState::Withdrawn => "withdrawn",
        }
    }

    /// From what is stored.
    pub fn parse(code: &str) -> Option<OutcomeState> {
        let all = [OutcomeState::Proposed, OutcomeState::Dropped, OutcomeState::Released, OutcomeState::Withdrawn];
        all.into_iter().find(|one| one.code() == code)
    }
}

/// A sentence and what it says: how far, and where an ending was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeForm {
    /// How far it is.
    pub kind: OutcomeKind,
    /// The sentence.
    pub words: String,
    /// Where it was decided that it ended.
    pub decided: Option<Decided>,
}

const MOST_WORDS: usize = 400;
const MOST_NUMBER: usize = 60;

impl OutcomeForm {
    /// The fields of the form.
    pub const FIELDS: [&'static str; 3] = ["kind", "words", "decided"];

    /// Reads the fields. An ending names one of these decisions; nothing else has one.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts, picks: &[Pick]) -> Result<OutcomeForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let kind = OutcomeKind::parse(text(texts, "kind"));
        if kind.is_none() {
            w.push(Wrong::new("kind", "どこまで進んだかを選んでください。"));
        }
        let words = lines("words", texts, MOST_WORDS, w);
        if words.is_empty() {
            w.push(Wrong::new("words", "空です。ご意見を言った人に伝わる文を入れてください。"));
        }
        let decided = named(text(texts, "decided"), picks);
        if kind == Some(OutcomeKind::Ended) && decided.is_none() {
            w.push(Wrong::new("decided", "終わったとするには、会議の決定か、その場で答えた会議を選んでください。"));
        }
        match kind {
            Some(kind) if wrongs.is_empty() => {
                let decided = decided.map(|pick| pick.decided).filter(|_| kind == OutcomeKind::Ended);
                Ok(OutcomeForm { kind, words, decided })
            }
            _ => Err(wrongs),
        }
    }
}

/// 決裁: the number under which it was approved, and its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalForm {
    /// 決裁の番号.
    pub number: String,
    /// 決裁の日.
    pub on: Date,
}

impl ApprovalForm {
    /// The fields of the form.
    pub const FIELDS: [&'static str; 2] = ["approval", "approved_on"];

    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts, today: Date) -> Result<ApprovalForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let number = one_line("approval", texts, MOST_NUMBER, w);
        if number.is_empty() {
            w.push(Wrong::new("approval", "空です。決裁の番号を入れてください。例: 8み障福第123号"));
        }
        let told = w.len();
        let on = day("approved_on", texts, w);
        match on {
            None if w.len() == told => {
                w.push(Wrong::new("approved_on", "空です。決裁の日を入れてください。例: R8.11.29"))
            }
            Some(day) if day > today => {
                w.push(Wrong::new("approved_on", "きょうより先の日です。決裁が済んでから入れてください。"))
            }
            _ => {}
        }
        match on {
            Some(on) if wrongs.is_empty() => Ok(ApprovalForm { number, on }),
            _ => Err(wrongs),
        }
    }
}

crate::id!(
    /// A row of a sentence (ご意見のその後の文).
    OutcomeId
);

/// What was done with a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeRow {
    /// The id.
    pub id: OutcomeId,
    /// The block for which it was written.
    pub block: BlockId,
    /// The block that stands for that one today.
    pub stands: BlockId,
    /// The words of the minutes for which it was written.
    pub opinion: String,
    /// Proposed, released or taken down.
    pub state: OutcomeState,
    /// The sentence.
    pub form: OutcomeForm,
    /// Was the meeting that decided an ending not put aside since? True where there is none.
    pub meeting_stands: bool,
    /// 決裁の番号; empty for a proposal.
    pub approval: String,
    /// 決裁の日.
    pub approved_on: Option<Date>,
    /// Why it was taken down.
    pub reason: String,
    /// When.
    pub at: Moment,
    /// By whom, the name as it was then.
    pub by: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::meeting::model::MeetingId;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    fn pick() -> Pick {
        let decided = Decided { meeting: MeetingId::fresh(), block: Some(BlockId::fresh()) };
        Pick { decided, name: "決定「住まいにした」".into(), is_held: true }
    }

    #[test]
    fn an_ending_names_a_decision_and_nothing_else_does() {
        let decision = pick();
        let picks = [decision.clone()];
        let parse = |kind: &str, decided: &str| {
            OutcomeForm::parse(
                &typed(&[("kind", kind), ("words", "窓口の紙を刷りました。"), ("decided", decided)]),
                &picks,
            )
        };
        let field = |refused: Result<OutcomeForm, Vec<Wrong>>| refused.unwrap_err()[0].field;
        assert_eq!(parse("ended", &decision.decided.code()).unwrap().decided, Some(decision.decided));
        assert_eq!(field(parse("ended", "")), "decided");
        assert_eq!(field(parse("ended", &MeetingId::fresh().to_string())), "decided", "none of these");
        assert_eq!(parse("looking", &decision.decided.code()).unwrap().decided, None);
        assert_eq!(field(parse("", "")), "kind");
        assert_eq!(field(OutcomeForm::parse(&typed(&[("kind", "doing"), ("words", " ")]), &picks)), "words");
        let long = "あ".repeat(MOST_WORDS + 1);
        assert_eq!(field(OutcomeForm::parse(&typed(&[("kind", "doing"), ("words", &long)]), &picks)), "words");
    }

    #[test]
    fn an_approval_has_a_number_and_a_day_that_has_come() {
        let today = almanac::read_date("R8.11.29").unwrap();
        let form = ApprovalForm::parse(&typed(&[("approval", "8み障福第123号"), ("approved_on", "R8.11.28")]), today);
        assert_eq!(form.unwrap().number, "8み障福第123号");
        for (number, on, field) in [
            ("", "R8.11.28", "approval"),
            ("1", "", "approved_on"),
            ("1", "R8.11.30", "approved_on"),
            ("1", "冬", "approved_on"),
        ] {
            let refused = ApprovalForm::parse(&typed(&[("approval", number), ("approved_on", on)]), today).unwrap_err();
            assert_eq!((refused.len(), refused[0].field), (1, field), "{number} {on}");
        }
    }

    proptest! {
        #[test]
        fn arbitrary_fields_never_panic(kind in "\\PC{0,8}", words in "\\PC{0,40}", decided in "\\PC{0,60}") {
            let texts = typed(&[("kind", &kind), ("words", &words), ("decided", &decided), ("approval", &words), ("approved_on", &decided)]);
            let _ = OutcomeForm::parse(&texts, &[pick()]);
            let _ = ApprovalForm::parse(&texts, almanac::read_date("R8.11.29").unwrap());
        }
    }
}
