//! Words of a transcript. Pure.

use crate::plumbing::clock::Moment;
use almanac::Date;

crate::id!(
    /// A transcript (文字起こし) of a meeting's recording.
    TranscriptId
);

/// 文字起こしの形式.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TranscriptFormat {
    /// A text, a line for each thing that was said.
    Text,
    /// WebVTT, or what is like it: cues with their times.
    WebVtt,
}

impl TranscriptFormat {
    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            TranscriptFormat::Text => "txt",
            TranscriptFormat::WebVtt => "vtt",
        }
    }

    /// From what is stored.
    pub fn parse(code: &str) -> Option<TranscriptFormat> {
        [TranscriptFormat::Text, TranscriptFormat::WebVtt].into_iter().find(|format| format.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            TranscriptFormat::Text => "テキスト",
            TranscriptFormat::WebVtt => "WebVTT（時刻つき）",
        }
    }
}

/// 文字起こし: its line in the register. It stays when the words are gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transcript {
    /// The id.
    pub id: TranscriptId,
    /// The name of its file as it came; empty for what was pasted.
    pub file: String,
    /// In which form it came.
    pub format: TranscriptFormat,
    /// SHA-256 of what came.
    pub sha256: String,
    /// How many lines it has, or had.
    pub line_count: u32,
    /// 廃棄する日: from this day on its words may be disposed of.
    pub dispose_on: Date,
    /// The version of the row.
    pub version: i64,
    /// When it came.
    pub at: Moment,
    /// Who brought it.
    pub by: String,
    /// When its words were disposed of, and by whom.
    pub disposed: Option<(Moment, String)>,
}

impl Transcript {
    /// What it is called: its file, or that it was pasted.
    pub fn name(&self) -> String {
        name_of(&self.file)
    }
}

/// What a transcript of this file is called.
pub(super) fn name_of(file: &str) -> String {
    if file.is_empty() { "貼り付けた文字起こし".into() } else { file.into() }
}

/// A line of a transcript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TranscriptLine {
    /// From 1, without gaps.
    pub number: u32,
    /// When it begins, in thousandths of a second from the beginning of the recording.
    pub starts_ms: Option<u64>,
    /// Who speaks, as written there; empty where it does not say.
    pub speaker: String,
    /// What is said, as written there.
    pub text: String,
}

impl TranscriptLine {
    /// `0:12:31`, or nothing.
    pub fn place(&self) -> String {
        self.starts_ms.map(place_in_words).unwrap_or_default()
    }
}

/// A place in a recording, to the second: `0:12:31`.
pub fn place_in_words(ms: u64) -> String {
    let seconds = ms / 1000;
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_recording_is_said_in_hours_minutes_and_seconds() {
        assert_eq!([0, 751_999, 36_000_000].map(place_in_words), ["0:00:00", "0:12:31", "10:00:00"]);
    }
}
