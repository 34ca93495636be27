//! How a transcript is read, and until when it stays. Pure.

mod day;
mod mark;
mod text;
mod vtt;

pub use day::{DAYS_KEPT, MOST_YEARS, first_day, is_due, may_dispose, read_day};

use crate::council::transcript::model::{TranscriptFormat, TranscriptLine};

/// So many lines a transcript has at most: a whole day, a line every two seconds.
pub const MOST_LINES: usize = 20_000;
/// So many characters a line has at most; a longer one becomes several.
pub const MOST_CHARACTERS: usize = 5_000;

/// A transcript as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadTranscript {
    /// What it was read as.
    pub format: TranscriptFormat,
    /// Its lines: by their times where it has cues, else as they came.
    pub lines: Vec<TranscriptLine>,
}

/// What was said, not yet numbered.
struct Said {
    starts_ms: Option<u64>,
    speaker: String,
    text: String,
}

/// Reads a transcript; `file` is the name of what came, empty for what was pasted. Words stay as they were typed.
///
/// # Errors
/// A Japanese sentence that says what to do.
pub fn read(bytes: &[u8], file: &str) -> Result<ReadTranscript, String> {
    if let Some(sentence) = no_text(bytes) {
        return Err(sentence.into());
    }
    // The decoder speaks of minutes, for which it was made.
    let decoded = minutes::decode(bytes).map_err(|sentence| sentence.replace("会議録", "文字起こし"))?;
    let text = cleaned(&decoded.text);
    let rows: Vec<&str> = text.split('\n').collect();
    let first = rows.iter().find(|row| !row.chars().all(glyphs::is_blank)).copied().unwrap_or_default();
    let ends = file.to_ascii_lowercase();
    let has_cues =
        vtt::is_head(first) || ends.ends_with(".vtt") || ends.ends_with(".srt") || vtt::begins_with_cue(&rows);
    let (format, said) = match has_cues {
        true => (TranscriptFormat::WebVtt, vtt::read(&rows).ok_or(NO_CUE)?),
        false => (TranscriptFormat::Text, text::read(&rows)),
    };
    let lines = numbered(&said);
    match lines.len() {
        0 => Err(NO_WORDS.into()),
        count if count > MOST_LINES => Err(format!(
            "長すぎます（{count}行）。1つの文字起こしは{MOST_LINES}行までです。前半と後半のように分けて、1つずつ入れてください。"
        )),
        _ => Ok(ReadTranscript { format, lines }),
    }
}

const NO_CUE: &str = "WebVTTの時刻の行（00:00:01.000 --> 00:00:03.000）が、1つも見つかりません。文字起こしのソフトからWebVTTで出し直すか、本文だけをコピーして貼り付けてください。";
const NO_WORDS: &str =
    "話した言葉が、1つも見つかりません。時刻や名前だけではなく、言葉の入った文字起こしを選んでください。";

/// Files that are no text, by how they begin.
fn no_text(bytes: &[u8]) -> Option<&'static str> {
    const RECORDING: &str = "録音・録画のファイルです。nimoは、録音を文字に起こしません。文字起こしのソフトで起こしたテキスト（.txt）かWebVTT（.vtt）を入れてください。";
    const PDF: &str = "PDFは、そのままでは読めません。文字起こしのソフトからテキスト（.txt）かWebVTT（.vtt）で出し直すか、全文をコピーして貼り付けてください。";
    const WORD: &str = "Word・Excelなどのファイルは、そのままでは読めません。Wordの「名前を付けて保存」で「書式なし（.txt）」にするか、全文をコピーして貼り付けてください。";
    let begins = |mark: &[u8]| bytes.starts_with(mark);
    let holds = |at: usize, mark: &[u8]| bytes.get(at..at + mark.len()) == Some(mark);
    let is_recording = holds(4, b"ftyp")
        || (begins(b"RIFF") && (holds(8, b"WAVE") || holds(8, b"AVI ")))
        || (begins(b"ID3") && bytes.get(3).is_some_and(|version| *version < 16))
        || [&b"OggS\0"[..], b"fLaC\0", b"\x1a\x45\xdf\xa3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf1"]
            .into_iter()
            .any(begins);
    if is_recording {
        return Some(RECORDING);
    }
    if begins(b"%PDF-") {
        return Some(PDF);
    }
    [&b"PK\x03\x04"[..], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"].into_iter().any(begins).then_some(WORD)
}

/// Line ends of every kind are one, and controls that nobody typed are gone.
fn cleaned(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let plain = |c| match c {
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\n' | '\t' => Some(c),
        c => (!c.is_control() && c != '\u{feff}').then_some(c),
    };
    text.chars().filter_map(plain).collect()
}

/// Numbers from 1, a line that is too long in its parts.
fn numbered(said: &[Said]) -> Vec<TranscriptLine> {
    let parted = said.iter().flat_map(|said| parts(&said.text).into_iter().map(move |text| (said, text)));
    let line = |(number, (said, text)): (u32, (&Said, &str))| TranscriptLine {
        number,
        starts_ms: said.starts_ms,
        speaker: said.speaker.clone(),
        text: text.into(),
    };
    (1..).zip(parted).map(line).collect()
}

/// A text that is too long in parts that end with 。, or where there is none, where they are full.
fn parts(text: &str) -> Vec<&str> {
    let (mut parts, mut rest) = (vec![], text);
    while let Some((full, _)) = rest.char_indices().nth(MOST_CHARACTERS) {
        let end = rest[..full].rfind('。').map_or(full, |at| at + '。'.len_utf8());
        parts.push(&rest[..end]);
        rest = &rest[end..];
    }
    parts.push(rest);
    let bare = parts.into_iter().map(|part| part.trim_matches(glyphs::is_blank));
    bare.filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn whole(lines: &[TranscriptLine]) -> String {
        lines.iter().map(|line| format!("{}{}", line.speaker, line.text)).collect()
    }

    /// What no mark of ours is made of.
    fn words(text: &str) -> String {
        let is_mark = |c: char| glyphs::plain(c).is_ascii_punctuation() || "【】〔〕〈〉→~".contains(glyphs::plain(c));
        let gone = |c: char| glyphs::is_blank(c) || c.is_control() || c.is_ascii_digit() || is_mark(c);
        text.chars().filter(|c| !gone(*c) && !glyphs::plain(*c).is_ascii_digit()).collect()
    }

    #[test]
    fn the_file_says_what_it_is_and_its_name_helps() {
        let format = |text: &str, file: &str| read(text.as_bytes(), file).map(|read| read.format);
        let cue = "00:01.000 --> 00:02.000\nはい";
        for (text, file) in
            [(format!("\u{feff}WEBVTT\r\n\r\n{cue}"), "a.txt"), (cue.to_string(), "a.VTT"), (format!("1\n{cue}"), "")]
        {
            assert_eq!(format(&text, file), Ok(TranscriptFormat::WebVtt), "{text}");
        }
        assert_eq!(format("はい\r\nでは", "a.txt"), Ok(TranscriptFormat::Text));
        assert_eq!(read("はい\r\nでは\rと\u{2028}も".as_bytes(), "").unwrap().lines.len(), 4);
    }

    #[test]
    fn what_is_no_transcript_is_refused_with_what_to_do() {
        let many = "はい\n".repeat(MOST_LINES + 1);
        let cases: [(&[u8], &str, &str); 12] = [
            (b"", "", "空です"),
            ("　\n".as_bytes(), "a.txt", "文字がありません。文字起こし"),
            (b"PK\x03\x04\x14", "a.docx", "書式なし"),
            (b"%PDF-1.7", "a.pdf", "貼り付けて"),
            (b"\x00\x00\x00\x20ftypM4A ", "a.m4a", "録音"),
            (b"RIFF\x00\x00\x00\x00WAVEfmt ", "a.wav", "録音"),
            (b"\x89PNG\r\n", "a.png", "画像"),
            (b"\x01\x02\x03\x04\x05\x06", "a.txt", "文字ではない"),
            (b"WEBVTT\n\nNOTE x\n", "a.vtt", "時刻の行"),
            (b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v A></v>\n", "a.vtt", "言葉が"),
            (b"[00:01]\n0:02\n", "a.txt", "言葉が"),
            (many.as_bytes(), "a.txt", "20001行"),
        ];
        for (bytes, file, said) in cases {
            let sentence = read(bytes, file).unwrap_err();
            assert!(sentence.contains(said) && sentence.ends_with('。') && !sentence.contains("会議録"), "{sentence}");
        }
        assert_eq!(read("はい\n".repeat(MOST_LINES).as_bytes(), "").unwrap().lines.len(), MOST_LINES);
    }

    #[test]
    fn a_line_that_is_too_long_is_cut_where_a_sentence_ends() {
        let long = format!("平井会長：{}。{}", "あ".repeat(4000), "い".repeat(9000));
        let lines = read(long.as_bytes(), "").unwrap().lines;
        let counts: Vec<usize> = lines.iter().map(|line| line.text.chars().count()).collect();
        assert_eq!(counts, [4001, 5000, 4000]);
        assert!(lines.iter().all(|line| line.speaker == "平井会長"));
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_are_read_or_refused(
            bytes in proptest::collection::vec(any::<u8>(), 0..400), file in "(a\\.(txt|vtt))?", head in "(WEBVTT\n\n)?",
        ) {
            match read(&[head.into_bytes(), bytes].concat(), &file) {
                Ok(read) => prop_assert!(!read.lines.is_empty()),
                Err(sentence) => prop_assert!(sentence.ends_with('。')),
            }
        }

        #[test]
        fn numbers_count_from_one_without_gaps(
            text in "(WEBVTT\n)?([0-9]{0,2}:[0-5][0-9](\\.000 --> 0:59\n)?|<v 平井>|&lt;|NOTE|[a-cあ-う：:。<>& \n]){0,40}",
        ) {
            if let Ok(read) = read(text.as_bytes(), "") {
                let numbers: Vec<u32> = read.lines.iter().map(|line| line.number).collect();
                prop_assert_eq!(numbers, (1..=read.lines.len() as u32).collect::<Vec<_>>());
                let is_whole = |line: &TranscriptLine| !line.text.is_empty() && !line.text.contains('\n');
                prop_assert!(read.lines.iter().all(is_whole));
            }
        }

        #[test]
        fn every_word_of_a_text_stands_in_exactly_one_line(
            rows in proptest::collection::vec("([\\[（]?[0-9０-９]{1,2}[:：][0-5][0-9]\\]?)?[ 　]?(話者[0-9]|[ぁ-ん]{1,4})?[:：]?\\PC{0,12}", 0..12),
        ) {
            let text = rows.join("\n");
            if let Ok(read) = read(text.as_bytes(), "") && read.format == TranscriptFormat::Text {
                prop_assert_eq!(words(&whole(&read.lines)), words(&cleaned(&text)));
            }
        }

        #[test]
        fn no_word_between_cues_is_lost(
            cues in proptest::collection::vec((0u32..3600, "(c[0-9]\n)?", "([ぁ-んa-z ]{1,8}[ \n]{0,2}){1,4}"), 1..10),
        ) {
            let mut vtt = String::from("WEBVTT\n\n");
            for (seconds, id, payload) in &cues {
                let time = format!("{:02}:{:02}.000", seconds / 60, seconds % 60);
                vtt += &format!("{id}{time} --> {time} align:start\n{payload}\n\n");
            }
            let mut sorted = cues.clone();
            sorted.sort_by_key(|(seconds, _, _)| *seconds);
            let all: String = sorted.iter().map(|(_, _, payload)| payload.as_str()).collect();
            match read(vtt.as_bytes(), "a.vtt") {
                Ok(read) => prop_assert_eq!(words(&whole(&read.lines)), words(&all)),
                Err(_) => prop_assert!(words(&all).is_empty()),
            }
        }
    }
}
