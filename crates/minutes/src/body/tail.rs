//! What stands among the proceedings and is none of them: notes at the foot of a page, signatures and contacts at the end.

use super::*;

/// Lines that may stand behind the proceedings: a signature for each member, a web page's contacts.
const MOST: usize = 40;

/// このページに関するお問い合わせ, この会議録は…署名する。: where the proceedings have ended.
pub(super) fn start(source: &Source, lines: &[Line], is_speech: &dyn Fn(Line) -> bool) -> usize {
    let from = lines.len().saturating_sub(MOST);
    let begins = |at: usize| is_contact(&source.bare(lines[at].piece)) || is_signing(source, &lines[at..]);
    let tail = (from..lines.len()).find(|at| begins(*at)).unwrap_or(lines.len());
    if lines[tail..].iter().any(|line| is_speech(*line)) { lines.len() } else { tail }
}

fn is_contact(bare: &str) -> bool {
    const WORDS: &[&str] = &[
        "お問い合わせ", "お問合せ", "お問合わせ", "問い合わせ先", "問合せ先", "問合わせ先", "このページに関する",
        "このページについて", "このページの", "この記事に関する", "この情報は役に立", "この情報はお役に",
        "本件に関する問", "より良いウェブサイト", "よりよいウェブサイト", "ご意見をお聞かせ", "関連ファイル",
        "添付ファイル", "ダウンロード", "前のページへ", "一覧へ戻る", "このページの",
    ];
    let word = bare.trim_start_matches(crate::label::is_ornament);
    // PDFファイルをご覧になるには…が必要です。
    let is_about_files = (word.contains("ご覧") || word.contains("閲覧"))
        && ["PDF", "AdobeReader", "AdobeAcrobat", "アドビ"].iter().any(|begin| word.starts_with(begin));
    WORDS.iter().any(|begin| word.starts_with(begin)) && !bare.contains('。') || is_about_files || word == "備考"
}

/// 以上、会議の経過を記載し、その相違ないことを証するため、署名する。 The sentence may take three lines.
fn is_signing(source: &Source, lines: &[Line]) -> bool {
    const BEGINS: &[&str] = &[
        "以上", "この会議録", "本会議録", "この議事録", "本議事録", "上記", "会議の経過", "会議の顛末", "議事の経過",
        "ここに", "右会議", "この記録",
    ];
    let bare = source.bare(lines[0].piece);
    if !BEGINS.iter().any(|begin| bare.starts_with(begin)) {
        return false;
    }
    let sentence: String = lines.iter().take(3).map(|line| source.bare(line.piece)).collect();
    let sentence = sentence.split('。').next().unwrap_or_default();
    ["署名する", "署名します", "署名押印", "記名押印", "相違ないことを", "確認の上署名"]
        .iter()
        .any(|word| sentence.contains(word))
}

/// Notes at the foot of a page (※1 …): lines that begin with a mark which a line above refers to.
pub(super) fn footnotes(source: &Source, lines: &[Line]) -> HashSet<usize> {
    let mut referred: HashSet<(char, u32)> = HashSet::new();
    let mut found = HashSet::new();
    for (at, line) in lines.iter().enumerate() {
        let is_note = note_mark(source, line.piece, line.piece.start).is_some_and(|mark| referred.contains(&mark));
        let goes_on = at > 0 && found.contains(&(at - 1)) && line.gap == 0 && !line.is_page_top && {
            let before = &lines[at - 1];
            line.indent > before.indent && !ends_sentence(source, before.piece) && !begins_something(source, line.piece)
        };
        if is_note || goes_on {
            found.insert(at);
        } else {
            let marks = (line.piece.start + 1..line.piece.end).filter_map(|place| note_mark(source, line.piece, place));
            referred.extend(marks);
        }
    }
    found
}

/// ※1, *2, 注3 at a place.
fn note_mark(source: &Source, piece: Piece, at: usize) -> Option<(char, u32)> {
    let sign = source.plain[at];
    if !matches!(sign, '※' | '*' | '注') {
        return None;
    }
    let rest: String = source.plain[at + 1..piece.end].iter().skip_while(|c| **c == ' ').take(3).collect();
    let digits: String = rest.chars().take_while(char::is_ascii_digit).take(2).collect();
    let enclosed = rest.chars().next().and_then(glyphs::enclosed).map(|e| e.value);
    digits.parse().ok().or(enclosed).map(|number| (sign, number))
}
