//! 空室の知らせ: how a room is, as somebody told it on a day.

use super::NoticeId;
use crate::editing::coded::coded;
use crate::editing::read::{code, day, one_line};
use crate::editing::shape::{Texts, Wrong};
use crate::plumbing::clock::Moment;
use almanac::Date;

coded! {
    /// 部屋の様子.
    pub enum VacancyState {
        /// 空.
        Vacant = "vacant", "空いている";
        /// 見学中: others may still look at it.
        Visiting = "visiting", "見学中";
        /// 予約.
        Reserved = "reserved", "取り置き";
        /// 体験中.
        Trial = "trial", "体験中";
        /// 成約.
        Taken = "taken", "埋まった";
        /// 取下げ.
        Withdrawn = "withdrawn", "募集をやめた";
    }
}

impl VacancyState {
    /// May others still look at it?
    pub fn is_open(self) -> bool {
        matches!(self, VacancyState::Vacant | VacancyState::Visiting)
    }

    /// Is it kept for somebody?
    pub fn is_held(self) -> bool {
        matches!(self, VacancyState::Reserved | VacancyState::Trial)
    }
}

/// 取り置き: until when a room is kept, and by which office for somebody. It names no person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holding {
    /// Until which day; `None` where nobody said.
    pub until: Option<Date>,
    /// The office that asked: 市の相談窓口, みどり病院の相談室.
    pub holder: String,
}

/// A notice, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The id.
    pub id: NoticeId,
    /// 様子.
    pub state: VacancyState,
    /// The day on which it was so.
    pub as_of: Date,
    /// だれから: a role or an office.
    pub told_by: String,
    /// The last day on which it is believed.
    pub expires_on: Date,
    /// 取り置き.
    pub holding: Holding,
    /// Did the home tell it itself?
    pub is_by_home: bool,
    /// When it was kept.
    pub at: Moment,
    /// By whom, the name as it was then.
    pub by: String,
}

/// What is told of one room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeForm {
    /// 様子.
    pub state: VacancyState,
    /// The day on which it was so.
    pub as_of: Date,
    /// だれから.
    pub told_by: String,
    /// 取り置き; nothing where it is not kept for anybody.
    pub holding: Holding,
}

const MOST_LINE: usize = 100;

impl NoticeForm {
    /// Reads `state`, `as_of`, `told_by`, `held_until` and `holder`.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood, or that a notice of `today` cannot hold.
    pub fn parse(texts: &Texts, today: Date) -> Result<NoticeForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let state = code("state", texts, VacancyState::parse, w);
        let as_of = day("as_of", texts, w);
        let told_by = one_line("told_by", texts, MOST_LINE, w);
        let holding = Holding { until: day("held_until", texts, w), holder: one_line("holder", texts, MOST_LINE, w) };
        let is_wrong = |wrongs: &[Wrong], field| wrongs.iter().any(|wrong| wrong.field == field);
        if state.is_none() && !is_wrong(w, "state") {
            w.push(Wrong::new("state", "部屋の様子を選んでください。"));
        }
        match as_of {
            None if !is_wrong(w, "as_of") => {
                w.push(Wrong::new("as_of", "いつの様子かを入れてください。聞いた日のことです。例: R8.11.30"));
            }
            Some(as_of) if as_of > today => {
                w.push(Wrong::new("as_of", "きょうより先の日です。聞いた日か、確かめた日を入れてください。"));
            }
            _ => {}
        }
        if told_by.is_empty() && !is_wrong(w, "told_by") {
            w.push(Wrong::new("told_by", "だれから聞いたかを入れてください。例: 管理者に電話で"));
        }
        let is_held = state.is_some_and(VacancyState::is_held);
        if let (true, Some(until), Some(as_of)) = (is_held, holding.until, as_of)
            && until < as_of
        {
            w.push(Wrong::new("held_until", "取り置きの終わりが、聞いた日より前です。日を確かめてください。"));
        }
        let holding = if is_held { holding } else { Holding::default() };
        match (state, as_of) {
            (Some(state), Some(as_of)) if wrongs.is_empty() => Ok(NoticeForm { state, as_of, told_by, holding }),
            _ => Err(wrongs),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TODAY: &str = "2026-11-30";

    fn told(pairs: &[(&str, &str)]) -> Result<NoticeForm, Vec<&'static str>> {
        let texts = pairs.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())).collect();
        NoticeForm::parse(&texts, TODAY.parse().unwrap())
            .map_err(|wrongs| wrongs.iter().map(|wrong| wrong.field).collect())
    }

    #[test]
    fn a_notice_has_a_state_a_day_that_has_come_and_somebody_who_told_it() {
        assert_eq!(told(&[]), Err(vec!["state", "as_of", "told_by"]));
        assert_eq!(told(&[("state", "vacant"), ("as_of", "R8.12.1"), ("told_by", "管理者")]), Err(vec!["as_of"]));
        assert_eq!(told(&[("state", "x"), ("as_of", "きのう"), ("told_by", "管理者")]), Err(vec!["state", "as_of"]));
        let held = [("state", "reserved"), ("as_of", "R8.11.30"), ("told_by", "管理者"), ("held_until", "R8.11.1")];
        assert_eq!(told(&held), Err(vec!["held_until"]));
    }

    #[test]
    fn who_keeps_a_room_is_forgotten_when_it_is_not_kept_any_more() {
        let told = told(&[
            ("state", "vacant"),
            ("as_of", "R8.11.30"),
            ("told_by", "管理者に電話で"),
            ("held_until", "R8.12.10"),
            ("holder", "みどり病院の相談室"),
        ]);
        assert_eq!(told.unwrap().holding, Holding::default());
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics(
            state in "\\PC{0,10}", as_of in "\\PC{0,20}", by in "\\PC{0,120}", until in "\\PC{0,20}", holder in "\\PC{0,120}"
        ) {
            let pairs = [("state", &state), ("as_of", &as_of), ("told_by", &by), ("held_until", &until), ("holder", &holder)];
            let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let _ = told(&pairs);
        }
    }
}
