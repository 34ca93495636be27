//! 文字起こし: what was said in a meeting as a machine or a person wrote it down from the recording. It is internal and no 会議録; it has a
//! day of its own on which the secretariat disposes of its words.
//!
//! The room takes [`store::of_meeting`] and [`store::lines_around`], the page of today [`store::due`]. Views: none.

pub mod model;
pub mod rules;
pub mod store;
pub mod web;

use crate::action;
use crate::council::meeting::store::MeetingFacts;
use store::TranscriptFacts;

action!(/// Looks at the register of a meeting's transcripts.
    ListTranscripts, "transcript.list", MeetingFacts);
action!(/// Puts a transcript beside a meeting.
    AddTranscript, "transcript.add", MeetingFacts);
action!(/// Reads a transcript.
    OpenTranscript, "transcript.read", TranscriptFacts);
action!(/// Says until when it stays.
    EditTranscript, "transcript.edit", TranscriptFacts);
action!(/// Disposes of its words.
    DisposeTranscript, "transcript.dispose", TranscriptFacts);
