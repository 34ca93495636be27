//! One member's sheet as it is typed: three fields for each issue. Pure.

use super::{Point, Score};
use crate::issues::model::IssueId;
use std::collections::BTreeMap;

/// 採点用紙の中身: what one member says, issue by issue.
pub type Scores = BTreeMap<IssueId, Score>;

/// A field of an issue on the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// 実現性.
    Feasibility,
    /// 効果.
    Effect,
    /// ひとこと.
    Remark,
}

impl Part {
    /// In the order of the sheet.
    pub const ALL: [Part; 3] = [Part::Feasibility, Part::Effect, Part::Remark];

    fn letter(self) -> &'static str {
        match self {
            Part::Feasibility => "f",
            Part::Effect => "e",
            Part::Remark => "r",
        }
    }
}

/// The name of a field.
pub fn field(part: Part, issue: IssueId) -> String {
    format!("{}.{issue}", part.letter())
}

/// What stands in the three fields of an issue, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypedScore {
    /// 実現性.
    pub feasibility: String,
    /// 効果.
    pub effect: String,
    /// ひとこと.
    pub remark: String,
}

impl From<&Score> for TypedScore {
    fn from(score: &Score) -> TypedScore {
        let figure = |point: Option<Point>| point.map_or_else(String::new, |point| point.figure().to_string());
        TypedScore {
            feasibility: figure(score.feasibility),
            effect: figure(score.effect),
            remark: score.remark.clone(),
        }
    }
}

/// What is wrong on a sheet: at which field, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetWrong {
    /// The field; none when it is about the sheet as a whole.
    pub at: Option<(Part, IssueId)>,
    /// One Japanese sentence.
    pub sentence: String,
}

/// What was typed about each of these issues, as it came.
pub fn typed(issues: &[IssueId], fields: &[(String, String)]) -> BTreeMap<IssueId, TypedScore> {
    let get = |part, issue| {
        let name = field(part, issue);
        fields.iter().find(|(given, _)| *given == name).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let one = |issue: &IssueId| TypedScore {
        feasibility: get(Part::Feasibility, *issue),
        effect: get(Part::Effect, *issue),
        remark: get(Part::Remark, *issue),
    };
    issues.iter().map(|issue| (*issue, one(issue))).collect()
}

/// What stands in the fields when somebody saved first: what is typed here, and what was saved where nothing is.
pub fn with_saved(mut typed: BTreeMap<IssueId, TypedScore>, saved: &Scores) -> BTreeMap<IssueId, TypedScore> {
    for (issue, score) in saved {
        let (here, there) = (typed.entry(*issue).or_default(), TypedScore::from(score));
        let fields = [
            (&mut here.feasibility, there.feasibility),
            (&mut here.effect, there.effect),
            (&mut here.remark, there.remark),
        ];
        for (field, saved) in fields.into_iter().filter(|(field, _)| field.trim().is_empty()) {
            *field = saved;
        }
    }
    typed
}

/// Reads a sheet about these issues. Empty is 「まだ」 and never wrong.
///
/// # Errors
/// A sentence for each field that cannot be understood, and one for points about an issue that is not scored here.
pub fn parse(issues: &[IssueId], fields: &[(String, String)]) -> Result<Scores, Vec<SheetWrong>> {
    let mut wrongs = vec![];
    let is_ours = |name: &str| issues.iter().any(|issue| Part::ALL.iter().any(|part| field(*part, *issue) == name));
    let is_score = |name: &str| Part::ALL.iter().any(|part| name.starts_with(&format!("{}.", part.letter())));
    if fields.iter().any(|(name, _)| is_score(name) && !is_ours(name)) {
        let sentence = "この回で採点しない課題の点が混じっています。画面を開き直して、もう一度入れてください。";
        wrongs.push(SheetWrong { at: None, sentence: sentence.into() });
    }
    let mut scores = Scores::new();
    for (issue, typed) in typed(issues, fields) {
        let mut point = |part, typed: &str| match (typed.trim(), Point::read(typed)) {
            ("", _) => None,
            (_, Some(point)) => Some(point),
            (other, None) => {
                let shown: String = other.chars().take(10).collect();
                let sentence = format!("「{shown}」は点になりません。1から5までの数字か、空にしてください。");
                wrongs.push(SheetWrong { at: Some((part, issue)), sentence });
                None
            }
        };
        let feasibility = point(Part::Feasibility, &typed.feasibility);
        let effect = point(Part::Effect, &typed.effect);
        let remark = typed.remark.trim().to_string();
        if remark.chars().count() > Score::MOST_REMARK {
            let sentence = format!("ひとことが長すぎます。{}文字までにしてください。", Score::MOST_REMARK);
            wrongs.push(SheetWrong { at: Some((Part::Remark, issue)), sentence });
        }
        scores.insert(issue, Score { feasibility, effect, remark });
    }
    if wrongs.is_empty() { Ok(scores) } else { Err(wrongs) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fields(pairs: &[(String, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| (name.clone(), (*value).to_string())).collect()
    }

    #[test]
    fn a_sheet_may_be_left_half_empty_and_full_width_digits_are_points() {
        let issues = [IssueId::fresh(), IssueId::fresh()];
        let typed =
            fields(&[(field(Part::Feasibility, issues[0]), "４"), (field(Part::Remark, issues[1]), " <b>急ぐ</b>\n ")]);
        let scores = parse(&issues, &typed).unwrap();
        assert_eq!(scores[&issues[0]].feasibility.map(Point::figure), Some(4));
        assert_eq!((scores[&issues[0]].effect, scores[&issues[1]].remark.as_str()), (None, "<b>急ぐ</b>"));
    }

    #[test]
    fn what_is_no_point_what_is_too_long_and_what_is_not_scored_here_is_told_each_by_itself() {
        let (issue, other) = (IssueId::fresh(), IssueId::fresh());
        let long = "あ".repeat(Score::MOST_REMARK + 1);
        for (name, value, at) in [
            (field(Part::Feasibility, issue), "6", Some(Part::Feasibility)),
            (field(Part::Effect, issue), "よい", Some(Part::Effect)),
            (field(Part::Remark, issue), long.as_str(), Some(Part::Remark)),
            (field(Part::Effect, other), "3", None),
            ("f.x".to_string(), "3", None),
        ] {
            let wrongs = parse(&[issue], &fields(&[(name, value)])).unwrap_err();
            assert_eq!(wrongs.iter().map(|wrong| wrong.at).collect::<Vec<_>>(), [at.map(|part| (part, issue))]);
        }
    }

    proptest! {
        #[test]
        fn what_is_understood_of_a_sheet_stands_in_it_again(f in "\\PC{0,4}", e in "[0-9０-９点 ]{0,3}", r in "\\PC{0,30}") {
            let issue = IssueId::fresh();
            let typed = fields(&[(field(Part::Feasibility, issue), &f), (field(Part::Effect, issue), &e), (field(Part::Remark, issue), &r)]);
            if let Ok(scores) = parse(&[issue], &typed) {
                let again = TypedScore::from(&scores[&issue]);
                let typed = fields(&[(field(Part::Feasibility, issue), &again.feasibility), (field(Part::Effect, issue), &again.effect), (field(Part::Remark, issue), &again.remark)]);
                prop_assert_eq!(parse(&[issue], &typed), Ok(scores));
            }
        }
    }
}
