//! What a block is: by its printed label first, then by who speaks, where, and in which words.

mod printed;
mod voices;
mod words;

pub(crate) use printed::{bare_head, behind_name, box_title, column, kind_word, printed, section};

use crate::body::Raw;
use crate::model::Kind;
use crate::source::Source;
use crate::speaker::{Voice, voice};
use std::collections::{HashMap, HashSet};
use voices::{chair, member, office, reporter, unspoken};
use words::{any, asks, closes, counts_votes, decides, introduces, last_sentence, proposes, resolved};

/// What the print itself says of a block or column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cue {
    Question,
    Answer,
    Opinion,
    Decision,
    Explanation,
    /// 進行, 発言
    Statement,
    /// 注記
    Note,
    /// 質問・意見 in one column.
    Either,
    /// Columns only.
    Number,
    Speaker,
    Item,
    Words,
}

/// What the heads above a block say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Right below an agenda item.
    Lead,
    /// （以下意見要旨）
    Opinions,
    /// （質疑）
    Questions,
    /// ＜決定事項＞
    Decisions,
    /// 報告, 説明
    Reports,
}

/// The plain form of a text in which sentences end with 。 also where the sheet writes ．
pub(crate) fn sentences(text: &str) -> String {
    let plain: Vec<char> = text.chars().map(glyphs::plain).collect();
    let stop = |at: usize| at > 0 && !plain[at - 1].is_ascii() && !plain.get(at + 1).is_some_and(char::is_ascii_digit);
    let one = |(at, c): (usize, &char)| match c {
        '.' if stop(at) => '。',
        ',' if stop(at) => '、',
        other => *other,
    };
    plain.iter().enumerate().map(one).collect()
}

/// Where the talk stands when a block begins.
#[derive(Debug, Clone, Copy, Default)]
struct Talk {
    /// Somebody asked, and nobody has answered.
    is_asked: bool,
    /// The chair asked for something that is no opinion: who has come, what is printed where.
    is_called: bool,
    /// A member's question or opinion has had no reply, and the chair has not moved on.
    is_pending: bool,
    /// Nobody objected, says the record right before.
    is_assented: bool,
    /// Somebody of the members spoke in this item.
    is_open: bool,
    /// Nothing was said before.
    is_first: bool,
}

/// The kinds of all blocks, in order. `texts` are their words.
pub(crate) fn kinds(source: &Source, blocks: &[Raw], texts: &[String], body_is_section: bool) -> Vec<Kind> {
    let names: Vec<Option<String>> =
        blocks.iter().map(|block| block.name(source).map(|name| name.chars().map(glyphs::plain).collect())).collect();
    let has_chair = names.iter().flatten().any(|name| voice(name) == Voice::Chair);
    let any_speaker = names.iter().any(Option::is_some);
    let explainers = explainers(&names, texts);
    let members = voices_of_members(blocks, texts);
    let mut talk = Talk::default();
    let mut kinds: Vec<Kind> = Vec::with_capacity(blocks.len());
    for (at, block) in blocks.iter().enumerate() {
        // A new item begins a talk of its own: what was said under the last one asks for no answer here.
        let is_first = at == 0 || blocks[at - 1].agenda != block.agenda;
        if is_first {
            talk = Talk { is_first: at == 0, ..Talk::default() };
        }
        let voice = names[at].as_deref().map(|name| match voice(name) {
            Voice::Unknown if explainers.contains(name) => Voice::Office,
            Voice::SectionHead if body_is_section || !has_chair => Voice::Chair,
            other => other,
        });
        let before = kinds.last().copied().filter(|_| !is_first);
        let kind = match members[at] {
            true => voices::unnamed_member(&texts[at]),
            false => kind_of(block, &texts[at], voice, any_speaker, talk, before),
        };
        let is_chair = matches!(voice, Some(Voice::Chair | Voice::Host));
        let asks = matches!(kind, Kind::Question | Kind::Opinion);
        let moves_on = is_chair && words::moves_on(&texts[at]);
        talk = Talk {
            is_asked: kind == Kind::Question || talk.is_asked && kind != Kind::Answer && !moves_on,
            is_pending: asks && !is_chair || talk.is_pending && kind == Kind::Statement && !moves_on,
            is_assented: block.is_event && words::has_assent(&texts[at]) || words::assents(&texts[at]),
            is_called: is_chair && kind == Kind::Statement && words::calls_for_a_fact(&texts[at]),
            is_open: talk.is_open && !(is_chair && words::opens_item(&texts[at])) || asks,
            is_first: false,
        };
        kinds.push(kind);
    }
    kinds
}

/// Blocks of nobody that members said: those that are answered, and from the first of them on all those below the same
/// item, unless the town's side sets out another matter or an outcome is told.
fn voices_of_members(blocks: &[Raw], texts: &[String]) -> Vec<bool> {
    let is_free = |block: &Raw| {
        block.speaker.is_none() && block.cue.is_none() && !block.is_event && block.phase != Phase::Decisions
    };
    let is_reply = |block: &Raw| block.speaker.is_none() && block.cue == Some(Cue::Answer);
    let mut is_talk = false;
    let mut members = vec![false; blocks.len()];
    for (at, block) in blocks.iter().enumerate() {
        if at == 0 || blocks[at - 1].agenda != block.agenda {
            is_talk = false;
        }
        if !is_free(block) {
            continue;
        }
        let next = blocks.get(at + 1).filter(|next| next.agenda == block.agenda);
        let is_answered = next.is_some_and(is_reply);
        let text = &texts[at];
        let first = words::first_sentence(text);
        let is_office = any(first, &["事務局", "資料"]) && words::explains(first) || decides(text) || resolved(text);
        // An item that only tells of outcomes and notices has no members' voices, even if one of them was answered.
        let is_quiet = words::tells_next_meeting(text);
        members[at] = is_answered || is_talk && !is_office && !is_quiet;
        is_talk |= is_answered;
        is_talk &= !is_office || is_answered;
    }
    members
}

/// Names that tell nothing by themselves (学芸員), and mostly speak when somebody is asked to explain or to answer.
fn explainers(names: &[Option<String>], texts: &[String]) -> HashSet<String> {
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    for at in 1..names.len() {
        let (Some(before), Some(name)) = (names[at - 1].as_deref(), names[at].as_deref()) else { continue };
        if voice(name) != Voice::Unknown {
            continue;
        }
        let tail = last_sentence(&texts[at - 1]);
        let is_asked = match voice(before) {
            Voice::Chair | Voice::Host => any(tail, &["説明", "報告"]),
            Voice::Member | Voice::ViceChair => asks(tail, &texts[at - 1]),
            _ => false,
        };
        let count = counts.entry(name).or_default();
        *count = (count.0 + usize::from(is_asked), count.1 + 1);
    }
    let often = |(asked, all): (usize, usize)| asked >= 2 && asked * 2 > all;
    counts.into_iter().filter(|(_, count)| often(*count)).map(|(name, _)| name.to_string()).collect()
}

fn kind_of(block: &Raw, text: &str, voice: Option<Voice>, any_speaker: bool, talk: Talk, before: Option<Kind>) -> Kind {
    let tail = last_sentence(text);
    let cued = match block.cue {
        Some(Cue::Question) => Some(Kind::Question),
        Some(Cue::Answer) => Some(Kind::Answer),
        Some(Cue::Opinion) => Some(Kind::Opinion),
        Some(Cue::Decision) => Some(Kind::Decision),
        Some(Cue::Explanation) => Some(Kind::Explanation),
        Some(Cue::Statement) => Some(Kind::Statement),
        Some(Cue::Note) => Some(Kind::Note),
        Some(Cue::Either) => Some(if asks(tail, text) && !proposes(tail) { Kind::Question } else { Kind::Opinion }),
        _ => None,
    };
    if let Some(kind) = cued {
        return kind;
    }
    if block.phase == Phase::Decisions && voice.is_none() {
        return Kind::Decision;
    }
    if block.is_event {
        let text = text.trim_matches(['(', ')', '[', ']', '〔', '〕', '<', '>']);
        let outcome = decides(text)
            || resolved(text)
            || counts_votes(text)
            || any(text, &["承認", "了承", "承諾", "可決", "選出", "合意"]);
        return if outcome { Kind::Decision } else { Kind::Statement };
    }
    if voice.is_some() && !talk.is_asked && (introduces(text) || closes(tail)) && !decides(text) {
        return Kind::Statement;
    }
    match voice {
        None => unspoken(block, text, tail, any_speaker, talk),
        Some(Voice::Chair | Voice::Host) => chair(block, text, tail, talk),
        Some(Voice::Office) => office(block, text, tail, talk, before),
        Some(Voice::SectionHead | Voice::Guest) => reporter(block, text, tail, talk),
        Some(Voice::Member | Voice::ViceChair | Voice::Unknown) => member(block, text, tail, talk),
    }
}
