//! How handouts are numbered, and what is still missing of each. Pure.

use crate::council::handout::model::{FileKind, Handout, HandoutFile, Listed, Series, Timing};

/// The master with its numbers, in its order: what every list, every paper and every file name says.
pub fn numbered(handouts: &[Handout]) -> Vec<Listed> {
    let (mut papers, mut references, mut branch) = (0, 0, 0);
    let marks = handouts.iter().enumerate().map(|(at, handout)| {
        let is_branched = handouts.get(at + 1).is_some_and(|next| next.form.series == Series::Branch);
        match handout.form.series {
            Series::Paper => {
                (papers, branch) = (papers + 1, 1);
                if is_branched { format!("資料{papers}-1") } else { format!("資料{papers}") }
            }
            // A branch of nothing begins a number of its own.
            Series::Branch if branch == 0 => {
                (papers, branch) = (papers + 1, 1);
                format!("資料{papers}-1")
            }
            Series::Branch => {
                branch += 1;
                format!("資料{papers}-{branch}")
            }
            Series::Reference => {
                (references, branch) = (references + 1, 0);
                format!("参考資料{references}")
            }
            Series::Unnumbered => {
                branch = 0;
                String::new()
            }
        }
    });
    let listed = |(handout, mark): (&Handout, String)| Listed {
        id: handout.id,
        mark,
        title: handout.form.title.clone(),
        timing: handout.form.timing,
        item: handout.form.item,
    };
    handouts.iter().zip(marks).map(listed).collect()
}

/// 提出資料 of a meeting, one line for each: 資料1　委員名簿. What lies on the table and is collected is named as such.
pub fn list_lines(listed: &[Listed]) -> Vec<String> {
    let line = |one: &Listed| match one.timing {
        Timing::Collected => format!("{}（机上配付・回収）", one.words()),
        Timing::Ahead | Timing::OnDay => one.words(),
    };
    listed.iter().map(line).collect()
}

/// Where a list of papers that came with a sheet says otherwise than the master, a sentence each; nothing where there is no master.
pub fn differing(sheet: &[String], listed: &[Listed]) -> Vec<String> {
    let folded = |words: &str| glyphs::fold(words).chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let (told, own) = (sheet.iter().map(|line| folded(line)).collect::<Vec<_>>(), list_lines(listed));
    let bare: Vec<String> = listed.iter().map(|one| folded(&one.words())).collect();
    let is_told = |at: usize| told.iter().any(|line| *line == bare[at] || *line == folded(&own[at]));
    let is_own = |line: &String| bare.contains(line) || own.iter().any(|one| folded(one) == *line);
    if listed.is_empty() {
        return vec![];
    }
    let missing =
        (0..listed.len()).filter(|at| !is_told(*at)).map(|at| format!("一覧にあり、会議録にない: {}", own[at]));
    // The agenda itself lies among the papers, and is none of the master's.
    let strange = sheet.iter().zip(&told).filter(|(_, line)| !is_own(line) && *line != "次第");
    missing.chain(strange.map(|(line, _)| format!("会議録にあり、一覧にない: {line}"))).collect()
}

/// The version that is bound: the newest PDF, unless nimo made it of something that is so no more, or it was disposed of.
pub fn bound<'a>(handout: &'a Handout, listed: &Listed) -> Option<&'a HandoutFile> {
    let newest = handout.files.iter().rfind(|file| file.kind == FileKind::Pdf);
    newest.filter(|file| file.gone_on.is_none() && is_current(file, handout, listed))
}

/// Does what nimo made still say what the master says? Its number, and whether it may go out.
fn is_current(file: &HandoutFile, handout: &Handout, listed: &Listed) -> bool {
    let Some(made) = &file.made else { return true };
    made.mark.as_ref().is_none_or(|mark| *mark == listed.mark)
        && (made.on.is_none() || made.on == handout.held_on)
        && (!made.is_for_members || handout.form.timing == Timing::Collected)
}

/// What a handout still waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// No file yet.
    File,
    /// A Word file came, and no PDF of it.
    Pdf(FileKind),
    /// A newer Word file came after the PDF.
    NewerPdf(FileKind),
    /// What nimo made says an old number, or is for the table alone.
    Again,
    /// The newest file was disposed of.
    Gone,
}

impl Missing {
    /// What to do, in one sentence.
    pub fn sentence(&self) -> String {
        match self {
            Missing::File => "ファイルが、まだ入っていません。".into(),
            Missing::Gone => "ファイルは、保存期間が過ぎたので、廃棄しました。".into(),
            Missing::Pdf(kind) => {
                format!("{}のファイルだけです。PDFにして入れると、一式にとじられます。", kind.label())
            }
            Missing::Again => {
                "番号か配り方か会議の日が、つくったときから変わりました。「いまの記録からつくる」を、もう一度押してください。"
                    .into()
            }
            Missing::NewerPdf(kind) => {
                format!("{}の新しい版のPDFが、まだです。一式には前の版のPDFがとじられます。", kind.label())
            }
        }
    }
}

/// What this handout waits for; nothing where its newest file is a PDF.
pub fn missing(handout: &Handout, listed: &Listed) -> Option<Missing> {
    let has_pdf = handout.files.iter().any(|file| file.kind == FileKind::Pdf);
    match (handout.files.last(), bound(handout, listed)) {
        (None, _) => Some(Missing::File),
        (Some(last), _) if last.gone_on.is_some() => Some(Missing::Gone),
        (Some(_), None) if has_pdf => Some(Missing::Again),
        (Some(last), Some(_)) if last.kind == FileKind::Pdf => None,
        (Some(last), None) => Some(Missing::Pdf(last.kind)),
        (Some(last), Some(_)) => Some(Missing::NewerPdf(last.kind)),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::council::handout::model::{HandoutFileId, HandoutForm, HandoutId, HandoutSource, Made};
    use crate::council::meeting::model::MeetingId;
    use crate::plumbing::clock::Moment;

    pub fn handout(title: &str, series: Series, timing: Timing) -> Handout {
        Handout {
            id: HandoutId::fresh(),
            meeting: MeetingId::fresh(),
            held_on: None,
            place: 1,
            source: HandoutSource::Upload,
            form: HandoutForm { title: title.into(), series, timing, item: None, maker: String::new() },
            version: 1,
            files: vec![],
        }
    }

    pub fn file(kind: FileKind) -> HandoutFile {
        HandoutFile {
            id: HandoutFileId::fresh(),
            number: 1,
            kind,
            name: "file".into(),
            pages: 1,
            size: 1,
            sha256: String::new(),
            made: None,
            at: Moment::from_seconds(0),
            by: String::new(),
            gone_on: None,
        }
    }

    #[test]
    fn numbers_are_read_off_the_order_and_every_list_says_the_same() {
        use Series::{Branch, Paper, Reference, Unnumbered};
        let series = [Unnumbered, Paper, Branch, Branch, Paper, Reference, Reference, Paper, Branch];
        let all: Vec<Handout> = series.iter().map(|series| handout("題", *series, Timing::Ahead)).collect();
        let marks: Vec<String> = numbered(&all).into_iter().map(|one| one.mark).collect();
        assert_eq!(
            marks,
            ["", "資料1-1", "資料1-2", "資料1-3", "資料2", "参考資料1", "参考資料2", "資料3-1", "資料3-2"]
        );
        let alone = [handout("枝", Branch, Timing::Ahead), handout("机", Paper, Timing::Collected)];
        assert_eq!(list_lines(&numbered(&alone)), ["資料1-1　枝", "資料2　机（机上配付・回収）"]);
    }

    #[test]
    fn a_sheet_that_names_a_paper_otherwise_is_found_out() {
        let all = numbered(&[
            handout("委員名簿", Series::Paper, Timing::Ahead),
            handout("課題のまとめ", Series::Paper, Timing::Collected),
        ]);
        let sheet = |lines: &[&str]| differing(&lines.iter().map(|line| line.to_string()).collect::<Vec<_>>(), &all);
        assert!(sheet(&["資料１　委員名簿", "資料2 課題のまとめ"]).is_empty());
        assert_eq!(
            sheet(&["資料1　委員名簿", "資料2　課題とまとめ"]),
            [
                "一覧にあり、会議録にない: 資料2　課題のまとめ（机上配付・回収）",
                "会議録にあり、一覧にない: 資料2　課題とまとめ"
            ]
        );
        assert!(sheet(&["次第", "資料1　委員名簿", "資料2　課題のまとめ"]).is_empty(), "the agenda lies among them");
        assert!(differing(&["資料1　何か".into()], &[]).is_empty(), "without a master nothing differs");
    }

    #[test]
    fn a_word_file_asks_for_its_pdf() {
        let mut one = handout("題", Series::Paper, Timing::Ahead);
        let listed = numbered(std::slice::from_ref(&one)).remove(0);
        assert_eq!(missing(&one, &listed), Some(Missing::File));
        one.files.push(file(FileKind::Word));
        assert_eq!((missing(&one, &listed), bound(&one, &listed)), (Some(Missing::Pdf(FileKind::Word)), None));
        one.files.push(file(FileKind::Pdf));
        assert_eq!((missing(&one, &listed), bound(&one, &listed)), (None, Some(&one.files[1])));
        one.files.push(file(FileKind::Word));
        assert_eq!(missing(&one, &listed), Some(Missing::NewerPdf(FileKind::Word)));
        assert_eq!(bound(&one, &listed), Some(&one.files[1]), "the old one is bound until then");
    }

    #[test]
    fn what_nimo_made_is_bound_only_while_it_says_what_the_master_says() {
        let mut one = handout("支援状況", Series::Paper, Timing::Collected);
        let made = Made { mark: Some("資料1".into()), on: None, is_for_members: true, packet: String::new() };
        one.files.push(HandoutFile { made: Some(made), ..file(FileKind::Pdf) });
        let listed = |mark: &str| Listed { mark: mark.into(), ..numbered(std::slice::from_ref(&one)).remove(0) };
        assert!(bound(&one, &listed("資料1")).is_some());
        assert_eq!((bound(&one, &listed("資料2")), missing(&one, &listed("資料2"))), (None, Some(Missing::Again)));
        let mut moved = one.clone();
        let day = almanac::read_date("R8.12.10").ok();
        moved.files[0].made = Some(Made { on: day, ..Made::default() });
        assert_eq!(bound(&moved, &listed("資料1")), None, "a roster of another day");
        moved.held_on = day;
        assert!(bound(&moved, &listed("資料1")).is_some());
        let mut sent = one.clone();
        sent.form.timing = Timing::Ahead;
        assert_eq!(bound(&sent, &listed("資料1")), None, "small numbers of the members' copy never go out");
    }
}
