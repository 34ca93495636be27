//! The rows of a sheet on the screen: each issue with its two points and a remark.

use crate::issues::ReadIssue;
use crate::issues::model::IssueId;
use crate::issues::score::model::{Part, Scores, SheetWrong, TypedScore, field};
use crate::issues::score::store::Round;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::Ask;
use std::collections::BTreeMap;

/// A field of a row.
pub struct Cell {
    /// Its name.
    pub name: String,
    /// An id for the page: `f-3`.
    pub anchor: String,
    /// What stands in it.
    pub value: String,
    /// What somebody saved meanwhile, where that is another.
    pub other: Option<String>,
    /// What is wrong with it.
    pub error: Option<String>,
}

impl Cell {
    /// The attribute that ties the sentences to the field.
    pub fn described(&self) -> String {
        let error = self.error.as_ref().map(|_| format!("{}-err", self.anchor));
        let other = self.other.as_ref().map(|_| format!("{}-other", self.anchor));
        [other, error].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// An issue on the sheet.
pub struct Row {
    /// R6-003.
    pub number: String,
    /// The issue in one line.
    pub title: String,
    /// Its page, where the person may open it.
    pub path: Option<String>,
    /// 実現性.
    pub feasibility: Cell,
    /// 効果.
    pub effect: Cell,
    /// ひとこと.
    pub remark: Cell,
}

/// A sentence with the anchor of what it is about.
pub struct Told {
    /// `f-3`, or `sheet`.
    pub anchor: String,
    /// The sentence.
    pub sentence: String,
}

/// The rows of a round with what stands in them, and the sentences above.
///
/// # Errors
/// What the database says.
pub async fn rows(
    ask: &Ask,
    round: &Round,
    standing: &BTreeMap<IssueId, TypedScore>,
    other: Option<&Scores>,
    wrongs: &[SheetWrong],
) -> Result<(Vec<Row>, Vec<Told>), Fault> {
    let (mut rows, mut told) = (vec![], vec![]);
    let whole = wrongs.iter().filter(|wrong| wrong.at.is_none());
    told.extend(whole.map(|wrong| Told { anchor: "sheet".into(), sentence: wrong.sentence.clone() }));
    for (place, covered) in (1..).zip(&round.issues) {
        let Some(issue) = IssueId::parse(&covered.issue) else { continue };
        let typed = standing.get(&issue).cloned().unwrap_or_default();
        let saved = other.map(|scores| scores.get(&issue).map(TypedScore::from).unwrap_or_default());
        let mut cell = |part: Part, of: fn(&TypedScore) -> &String| {
            let error = wrongs.iter().find(|wrong| wrong.at == Some((part, issue))).map(|wrong| wrong.sentence.clone());
            let anchor = format!("{}-{place}", &field(part, issue)[..1]);
            if let Some(sentence) = &error {
                told.push(Told { anchor: anchor.clone(), sentence: format!("{}: {sentence}", covered.number) });
            }
            let other = saved.as_ref().map(of).filter(|saved| *saved != of(&typed));
            let shown = |saved: &String| if saved.is_empty() { "まだ".to_string() } else { saved.clone() };
            Cell { name: field(part, issue), anchor, value: of(&typed).clone(), other: other.map(shown), error }
        };
        rows.push(Row {
            feasibility: cell(Part::Feasibility, |typed| &typed.feasibility),
            effect: cell(Part::Effect, |typed| &typed.effect),
            remark: cell(Part::Remark, |typed| &typed.remark),
            number: covered.number.clone(),
            title: covered.title.clone(),
            path: ask.could::<ReadIssue>(issue).await?.then(|| format!("/issues/{issue}")),
        });
    }
    Ok((rows, told))
}

/// How often the sheet had been saved when the page was shown; 0 before the first time.
///
/// # Errors
/// [`Fault::Unreadable`] when the page does not say it.
pub fn version(ask: &Ask) -> Result<i64, Fault> {
    let version = ask.typed.get("version").parse().ok().filter(|version| *version >= 0);
    version.ok_or(Fault::Unreadable("画面が古いか、途中で切れています。一覧から開き直してください。"))
}

/// What a sheet says, as it stands in its fields.
pub fn standing(scores: &Scores) -> BTreeMap<IssueId, TypedScore> {
    scores.iter().map(|(issue, score)| (*issue, TypedScore::from(score))).collect()
}
