//! Which papers of a meeting may be laid open. Pure.

use crate::council::handout::model::{Handout, HandoutFile, HandoutSource, Listed, Timing};
use crate::council::handout::rules::bound;
use crate::council::redaction::model::{Redaction, RedactionKind};

/// 資料の公開: what was said of a paper, held against what it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperFate {
    /// 公開する: somebody looked at this very file.
    Open(HandoutFile),
    /// 公開しない, on this ground.
    Closed(String),
    /// まだ: nobody looked, or not at the file that it has now; in a sentence.
    Undecided(String),
}

/// What becomes of a paper.
pub fn paper_fate(marks: &[Redaction], handout: &Handout, listed: &Listed) -> PaperFate {
    let id = handout.id.to_string();
    let is_of = |mark: &&Redaction| mark.form.kind.is_of_paper();
    // The newest word holds.
    let Some(mark) = marks.iter().rev().find(|mark| is_of(mark) && mark.form.about == id) else {
        return PaperFate::Undecided("公開するかどうかが、まだ決まっていません。".into());
    };
    if mark.form.kind == RedactionKind::Paper {
        return PaperFate::Closed(mark.form.reason());
    }
    match may_open(handout, listed) {
        Ok(file) if file.sha256 == mark.seen => PaperFate::Open(file.clone()),
        Ok(_) => PaperFate::Undecided(
            "「公開する」としたあとで、ファイルが新しくなりました。新しい版を見て、決めなおしてください。".into(),
        ),
        Err(sentence) => PaperFate::Undecided(sentence.into()),
    }
}

/// The file that would be laid open, or why there is none.
///
/// # Errors
/// A sentence with what to do.
pub fn may_open<'a>(handout: &'a Handout, listed: &Listed) -> Result<&'a HandoutFile, &'static str> {
    if handout.form.timing == Timing::Collected {
        return Err("机上配付・回収の資料は、公開できません。公開するなら、先に資料のページで配り方を変えてください。");
    }
    let file = bound(handout, listed).ok_or("PDFがありません。資料のページで入れてください。")?;
    // What nimo makes of its own rows is made for members; only the figures have a copy for everybody.
    match (&file.made, handout.source) {
        (Some(made), HandoutSource::Support) if !made.is_for_members => Ok(file),
        (Some(_), HandoutSource::Roster) => {
            Err("委員用の名簿です。公開用の名簿は「公表」の画面で載せ、この資料は「公開しない」にしてください。")
        }
        (Some(_), _) => Err("委員用に作った資料です。公開用のPDFを新しい版として入れてから、決めてください。"),
        (None, _) => Ok(file),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::handout::model::Series;
    use crate::council::handout::model::{FileKind, Made};
    use crate::council::handout::rules::numbered;
    use crate::council::handout::rules::tests::{file, handout};
    use crate::council::redaction::model::{DisclosureGround, RedactionForm, RedactionId};
    use crate::plumbing::clock::Moment;

    fn mark(handout: &Handout, kind: RedactionKind, seen: &str) -> Redaction {
        let ground = (kind == RedactionKind::Paper).then_some(DisclosureGround::Business);
        let form = RedactionForm {
            kind,
            about: handout.id.to_string(),
            words: String::new(),
            instead: String::new(),
            ground,
            article: String::new(),
        };
        let at = Moment::parse("2026-11-30T00:00:00Z").unwrap();
        Redaction { id: RedactionId::fresh(), form, seen: seen.into(), at, by: "今村".into() }
    }

    #[test]
    fn a_paper_is_laid_open_as_the_very_file_that_somebody_looked_at() {
        let mut one = handout("調査の結果", Series::Paper, Timing::Ahead);
        one.files = vec![file(FileKind::Pdf)];
        one.files[0].sha256 = "a".repeat(64);
        let listed = numbered(std::slice::from_ref(&one)).remove(0);
        let marks = [mark(&one, RedactionKind::OpenPaper, &one.files[0].sha256)];
        assert_eq!(paper_fate(&marks, &one, &listed), PaperFate::Open(one.files[0].clone()));
        assert!(matches!(paper_fate(&[], &one, &listed), PaperFate::Undecided(_)));
        let mut newer = file(FileKind::Pdf);
        (newer.number, newer.sha256) = (2, "b".repeat(64));
        one.files.push(newer);
        assert!(matches!(paper_fate(&marks, &one, &listed), PaperFate::Undecided(_)), "a newer file nobody looked at");
        let both = [marks[0].clone(), mark(&one, RedactionKind::Paper, "")];
        assert_eq!(paper_fate(&both, &one, &listed), PaperFate::Closed("法人等に関する情報".into()));
    }

    #[test]
    fn what_is_made_for_members_or_collected_is_laid_open_to_nobody() {
        let mut one = handout("委員名簿", Series::Paper, Timing::Ahead);
        let listed = numbered(std::slice::from_ref(&one)).remove(0);
        assert!(may_open(&one, &listed).is_err(), "there is no file");
        one.files = vec![file(FileKind::Pdf)];
        assert!(may_open(&one, &listed).is_ok());
        one.form.timing = Timing::Collected;
        assert!(may_open(&one, &listed).is_err());
        one.form.timing = Timing::Ahead;
        for source in [HandoutSource::Roster, HandoutSource::Minutes, HandoutSource::Digest, HandoutSource::Support] {
            one.source = source;
            one.files[0].made = Some(Made { is_for_members: true, ..Made::default() });
            assert!(may_open(&one, &listed).is_err(), "{source:?}");
        }
        one.files[0].made = Some(Made::default());
        assert!(may_open(&one, &listed).is_ok(), "the figures for everybody");
    }
}
