//! What may be laid open, and whether it still says what is so. Pure.

use super::model::{Released, ReleasedFile, ReleasedPaper};
use crate::council::handout::model::{Handout, HandoutFile, Listed, Timing};
use crate::council::handout::rules::numbered;
use crate::council::redaction::model::Redaction;
use crate::council::redaction::rules::{Cover, CoverStyle, PaperFate, paper_fate};
use crate::plumbing::secret::hash;
use chrono::NaiveDateTime;

/// So many bytes of papers are laid open of one meeting at most.
pub const MOST_BYTES: i64 = 120 * 1024 * 1024;

/// A mark of what would be laid open, whatever the hour: what was seen on the page is what is frozen.
pub fn seen(released: &Released) -> String {
    let mut still = released.clone();
    still.document.dated = NaiveDateTime::default();
    // A document that we made ourselves is always written.
    hash(&serde_json::to_string(&still).unwrap_or_default())
}

/// The papers of a meeting as they would be laid open, with the files in the order of their places; or what is undecided, a sentence each.
///
/// # Errors
/// The sentences.
pub fn papers(
    handouts: &[Handout],
    marks: &[Redaction],
) -> Result<(Vec<ReleasedPaper>, Vec<HandoutFile>), Vec<String>> {
    let (mut papers, mut files, mut lacks) = (vec![], vec![], vec![]);
    // A title may name somebody; that of a paper that is collected may tell all.
    let named = |listed: &Listed| match listed.timing {
        Timing::Collected => Listed { title: "（公開しない資料）".into(), ..listed.clone() },
        _ => Listed { title: Cover::new(marks, CoverStyle::Public).names(&listed.title), ..listed.clone() },
    };
    for (handout, listed) in handouts.iter().zip(&numbered(handouts)) {
        match paper_fate(marks, handout, listed) {
            PaperFate::Undecided(why) => lacks.push(format!("「{}」: {why}", listed.words())),
            PaperFate::Closed(ground) => papers.push(paper(&named(listed), None, ground)),
            PaperFate::Open(file) => {
                files.push(file.clone());
                papers.push(paper(&named(listed), Some((files.len(), &file)), String::new()));
            }
        }
    }
    if lacks.is_empty() && papers.is_empty() {
        lacks.push("この会議の資料は、ありません。".into());
    }
    if files.iter().map(|file| file.size).sum::<i64>() > MOST_BYTES {
        lacks.push(format!("公開する資料が大きすぎます。あわせて{}MBまでにしてください。", MOST_BYTES / 1024 / 1024));
    }
    if lacks.is_empty() { Ok((papers, files)) } else { Err(lacks) }
}

fn paper(listed: &Listed, file: Option<(usize, &HandoutFile)>, ground: String) -> ReleasedPaper {
    let released = |(place, file): (usize, &HandoutFile)| {
        let (media, ending) = file.kind.media();
        ReleasedFile {
            place: i64::try_from(place).unwrap_or(i64::MAX),
            media: media.into(),
            ending: ending.into(),
            pages: u32::try_from(file.pages).ok().filter(|pages| *pages > 0),
            size: u64::try_from(file.size).unwrap_or(0),
            sha256: file.sha256.clone(),
        }
    };
    ReleasedPaper { mark: listed.mark.clone(), title: listed.title.clone(), file: file.map(released), ground }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::handout::model::{FileKind, Series};
    use crate::council::handout::rules::tests::{file, handout};
    use crate::council::redaction::model::{DisclosureGround, RedactionForm, RedactionId, RedactionKind};
    use crate::plumbing::clock::Moment;

    fn mark(handout: &Handout, kind: RedactionKind, seen: &str) -> Redaction {
        let form = RedactionForm {
            kind,
            about: handout.id.to_string(),
            words: String::new(),
            instead: String::new(),
            ground: (kind == RedactionKind::Paper).then_some(DisclosureGround::Person),
            article: String::new(),
        };
        Redaction { id: RedactionId::fresh(), form, seen: seen.into(), at: Moment::from_seconds(0), by: String::new() }
    }

    #[test]
    fn papers_are_laid_open_when_each_is_decided_and_the_closed_ones_give_their_ground() {
        let mut all = [handout("一", Series::Paper, Timing::Ahead), handout("二", Series::Paper, Timing::OnDay)];
        assert_eq!(papers(&all, &[]).unwrap_err().len(), 2);
        all[0].files = vec![file(FileKind::Pdf)];
        all[0].files[0].sha256 = "a".repeat(64);
        let marks = [mark(&all[0], RedactionKind::OpenPaper, &"a".repeat(64)), mark(&all[1], RedactionKind::Paper, "")];
        let (told, files) = papers(&all, &marks).unwrap();
        assert_eq!(files.len(), 1);
        assert_eq!(told[0].file.as_ref().map(|file| (file.place, file.ending.as_str())), Some((1, "pdf")));
        assert_eq!((told[1].file.is_none(), told[1].ground.as_str()), (true, "個人に関する情報"));
        all[0].files[0].size = MOST_BYTES + 1;
        assert!(papers(&all, &marks).unwrap_err()[0].contains("120MB"));
    }
}
