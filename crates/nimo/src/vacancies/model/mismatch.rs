//! ミスマッチ: why a home and somebody did not meet. Counted, it is what the council talks about; it tells of no person.

use super::{HomeId, MismatchId, Yes};
use crate::editing::coded::{coded, codes_of};
use crate::editing::read::{code, codes, day, lines, one_line};
use crate::editing::shape::{Texts, Wrong, text};
use almanac::Date;
use placement::Ground;

coded! {
    /// 合わなかったわけ: what councils and providers name (practice, 未確認).
    pub enum Reason {
        /// 日中に出かける人を求める.
        DayOut = "day_out", "日中に出かける人を求めている";
        /// 夜間の職員がいない.
        Night = "night", "夜間の職員がいない、足りない";
        /// ほかの障害だけ.
        Disability = "disability", "精神の人を受けたことがない、受けていない";
        /// 症状への関わり方.
        Symptoms = "symptoms", "症状への関わり方が分からない";
        /// 急なときの支え.
        Crisis = "crisis", "急なときに頼れる病院や窓口がない";
        /// 手伝い.
        Help = "help", "要る手伝い（服薬など）ができない";
        /// 区分.
        Level = "level", "支援の度合い（区分）が合わない";
        /// 階段・設備.
        Stairs = "stairs", "階段や風呂などの建物が合わない";
        /// 性別.
        Sex = "sex", "男性用・女性用が合わない";
        /// 費用.
        Cost = "cost", "費用が、住宅扶助や収入を超える";
        /// 遠い.
        Far = "far", "通院先や通う先、家族から遠い";
        /// 期限.
        Term = "term", "入居の期限がある";
        /// きまり.
        House = "house", "たばこ、門限などのきまりが合わない";
        /// 保証人.
        Guarantor = "guarantor", "保証人がいない";
        /// 過去のできごと.
        Past = "past", "過去のできごとが心配で、まだ話し合えていない";
        /// 本人が断った.
        Declined = "declined", "見学や体験のあと、本人が断った";
        /// 先に決まった.
        Competing = "competing", "ほかの人に先に決まった";
        /// 知らなかった.
        Unknown = "unknown", "空いていることを、探す側が知らなかった";
        /// 古かった.
        Stale = "stale", "空室の知らせが古く、もう埋まっていた";
        /// そのほか.
        Other = "other", "そのほか";
    }
}

impl Reason {
    /// On what ground it stands, which says who could change it; `None` where it is no criterion of a home.
    pub fn ground(self) -> Option<Ground> {
        match self {
            Reason::DayOut | Reason::Sex | Reason::House | Reason::Guarantor => Some(Ground::Custom),
            Reason::Night | Reason::Level => Some(Ground::Staffing),
            Reason::Disability | Reason::Symptoms | Reason::Help => Some(Ground::Skill),
            Reason::Stairs => Some(Ground::Works),
            Reason::Cost => Some(Ground::Money),
            Reason::Term => Some(Ground::Law),
            Reason::Far | Reason::Declined => Some(Ground::Wish),
            Reason::Past => Some(Ground::Talk),
            Reason::Crisis | Reason::Competing | Reason::Unknown | Reason::Stale | Reason::Other => None,
        }
    }
}

/// What is typed of a mismatch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MismatchForm {
    /// いつ.
    pub on: Date,
    /// わけ, one at least.
    pub reasons: Vec<Reason>,
    /// Was it about somebody, or does the home say so of anybody?
    pub is_about_somebody: bool,
    /// どこからの話か: an office, no person.
    pub asked_by: String,
    /// 覚え書き.
    pub note: String,
}

/// A mismatch, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// The id.
    pub id: MismatchId,
    /// The home.
    pub home: HomeId,
    /// What was typed.
    pub form: MismatchForm,
    /// By whom it was kept, the name as it was then.
    pub by: String,
    /// Was it taken back?
    pub is_withdrawn: bool,
}

const MOST_LINE: usize = 100;
const MOST_LINES: usize = 1000;

impl MismatchForm {
    /// Reads `on`, `reasons`, `about`, `asked_by` and `note`.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood, or that a record of `today` cannot hold.
    pub fn parse(texts: &Texts, today: Date) -> Result<MismatchForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let on = day("on", texts, w);
        let reasons = codes("reasons", texts, Reason::parse, w);
        let about = code("about", texts, Yes::parse, w);
        let asked_by = one_line("asked_by", texts, MOST_LINE, w);
        let note = lines("note", texts, MOST_LINES, w);
        match on {
            None if text(texts, "on").trim().is_empty() => {
                w.push(Wrong::new("on", "いつのことかを入れてください。例: R8.11.30"));
            }
            Some(on) if on > today => w.push(Wrong::new("on", "きょうより先の日です。話のあった日を入れてください。")),
            _ => {}
        }
        if reasons.is_empty() && w.iter().all(|wrong| wrong.field != "reasons") {
            w.push(Wrong::new(
                "reasons",
                "合わなかったわけを、1つは選んでください。なければ「そのほか」を選び、覚え書きに書いてください。",
            ));
        }
        if about.is_none() && w.iter().all(|wrong| wrong.field != "about") {
            w.push(Wrong::new("about", "だれかの話があってのことか、どちらかを選んでください。"));
        }
        match (on, about) {
            (Some(on), Some(about)) if wrongs.is_empty() => {
                Ok(MismatchForm { on, reasons, is_about_somebody: about == Yes::Yes, asked_by, note })
            }
            _ => Err(wrongs),
        }
    }

    /// The codes of its reasons, as a row keeps them.
    pub fn codes(&self) -> String {
        codes_of(&self.reasons, Reason::code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(pairs: &[(&str, &str)]) -> Result<MismatchForm, Vec<&'static str>> {
        let texts = pairs.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())).collect();
        MismatchForm::parse(&texts, "2026-11-30".parse().unwrap())
            .map_err(|wrongs| wrongs.iter().map(|wrong| wrong.field).collect())
    }

    #[test]
    fn a_mismatch_has_a_day_a_reason_and_says_whether_it_was_about_somebody() {
        assert_eq!(told(&[]), Err(vec!["on", "reasons", "about"]));
        assert_eq!(told(&[("on", "R8.12.24"), ("reasons", "night"), ("about", "no")]), Err(vec!["on"]));
        assert_eq!(
            told(&[("on", "R8.11.1"), ("reasons", "night x"), ("about", "perhaps")]),
            Err(vec!["reasons", "about"])
        );
        let form = told(&[("on", "R8.11.1"), ("reasons", "night symptoms night"), ("about", "yes")]).unwrap();
        assert_eq!((form.codes().as_str(), form.is_about_somebody), ("night symptoms", true));
    }

    #[test]
    fn history_is_talked_about_and_the_wish_of_a_person_is_never_to_be_changed() {
        assert_eq!(Reason::Past.ground(), Some(Ground::Talk));
        for reason in [Reason::Far, Reason::Declined] {
            assert!(!reason.ground().unwrap().may_be_changed());
        }
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics(on in "\\PC{0,20}", reasons in "\\PC{0,40}", about in "\\PC{0,5}", by in "\\PC{0,120}") {
            let _ = told(&[("on", &on), ("reasons", &reasons), ("about", &about), ("asked_by", &by)]);
        }
    }
}
