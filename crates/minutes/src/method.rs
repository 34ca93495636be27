//! The record method (記録方法): 全文記録, 発言要旨 or 要点記録, and the lines that speak for it.

use crate::model::{Evidence, Kind, Minutes, RecordMethod, Span};
use crate::source::{Piece, Source};

const SAYS_SUMMARY: &[&str] = &[
    "要点記録", "要点筆記", "議事要旨", "会議要旨", "発言要旨", "会議要録", "議事要録", "議事概要", "会議概要",
    "(要旨)", "(概要)", "発言の要旨", "発言の内容(要旨)", "(要点", "(発言要旨)", "要旨記録", "発言概要", "発言要旨",
    "摘録",
];
const SAYS_VERBATIM: &[&str] = &["全文記録", "逐語", "全文筆記", "全文)"];

/// True if a sentence is spoken (です・ます), not written.
pub(crate) fn is_spoken(sentence: &str) -> bool {
    let end = sentence.trim_end_matches(['。', '？', '?', '！', '!', ' ', '\u{3000}', '\n', '」', ')', '）']);
    [
        "です", "ます", "でした", "ました", "ません", "でしょうか", "ですか", "ますか", "ましたか", "ください",
        "下さい", "ですね", "ますね", "ですよね", "ですが", "でしょう", "ませんか", "ましょう", "ございます",
        "ですけれども", "ますけれども", "ますので", "ですので", "ませんでした", "お願いいたします",
    ]
    .iter()
    .any(|ending| end.ends_with(ending))
}

/// Sentences of a block that are spoken, and all that end with a full stop.
pub(crate) fn spoken_share(text: &str) -> (usize, usize) {
    let sentences = text.split_inclusive(['。', '？', '?']).filter(|s| s.chars().count() > 3);
    sentences.fold((0, 0), |(spoken, all), sentence| (spoken + usize::from(is_spoken(sentence)), all + 1))
}

/// Tells the method from the sheet's own word for itself, else from its style.
pub(crate) fn tell(source: &Source, minutes: &Minutes, labels: &[Piece]) -> (RecordMethod, Vec<Evidence>) {
    let evidence = |sentence: String, spans: Vec<Span>| Evidence { sentence, spans };
    let has_speakers = minutes.proceedings.iter().filter(|block| block.speaker.is_some()).count();
    let of_speech = has_speakers * 2 > minutes.proceedings.len().max(1);
    let summary = if of_speech { RecordMethod::PerSpeechSummary } else { RecordMethod::Summary };
    for piece in labels {
        let bare = source.bare(*piece);
        let found = |words: &[&'static str]| words.iter().find(|word| bare.contains(**word)).copied();
        if let Some(word) = found(SAYS_SUMMARY) {
            let sentence = format!("「{}」と書かれています。", word.trim_matches(['(', ')']));
            return (summary, vec![evidence(sentence, vec![Span(piece.start, piece.end)])]);
        }
        if let Some(word) = found(SAYS_VERBATIM) {
            let sentence = format!("「{}」と書かれています。", word.trim_matches(['(', ')']));
            return (RecordMethod::Verbatim, vec![evidence(sentence, vec![Span(piece.start, piece.end)])]);
        }
    }
    let words: Vec<_> = minutes.proceedings.iter().filter(|block| block.kind != Kind::Note).collect();
    let shares: Vec<(usize, usize)> = words.iter().map(|block| spoken_share(&block.text)).collect();
    let (spoken, all) = shares.iter().fold((0, 0), |sum, share| (sum.0 + share.0, sum.1 + share.1));
    if all == 0 {
        return (RecordMethod::Unknown, Vec::new());
    }
    let verbatim = spoken * 2 > all;
    let lines = words
        .iter()
        .zip(&shares)
        .filter(|(_, share)| if verbatim { share.0 * 2 > share.1 } else { share.1 > 0 && share.0 == 0 })
        .take(3)
        .map(|(block, _)| {
            let sentence = if verbatim {
                "話した言葉（です・ます）のまま書かれています。"
            } else {
                "書き言葉（である・した）でまとめられています。"
            };
            evidence(sentence.into(), block.spans.clone())
        })
        .collect();
    (if verbatim { RecordMethod::Verbatim } else { summary }, lines)
}

/// The blocks of a sheet that leave a method.
#[must_use]
pub fn leaves(minutes: &Minutes, method: RecordMethod) -> Vec<Evidence> {
    let mut found = Vec::new();
    for block in &minutes.proceedings {
        let (spoken, all) = spoken_share(&block.text);
        let speech = all > 0 && spoken * 2 > all;
        let who = block.speaker.as_deref();
        let sentence = match method {
            RecordMethod::Summary => match who {
                Some(who) => Some(format!("発言者「{who}」が書かれています。")),
                None => speech.then(|| "話した言葉（です・ます）のまま書かれています。".to_string()),
            },
            RecordMethod::PerSpeechSummary => {
                if speech {
                    Some("話した言葉（です・ます）のまま書かれています。".into())
                } else {
                    let is_member = matches!(block.kind, Kind::Opinion | Kind::Question);
                    (who.is_none() && is_member).then(|| "発言者が書かれていません。".to_string())
                }
            }
            RecordMethod::Verbatim => (all > 0 && spoken == 0 && block.text.chars().count() > 20)
                .then(|| "書き言葉でまとめられています。".to_string()),
            RecordMethod::Unknown => None,
        };
        if let Some(sentence) = sentence {
            found.push(Evidence { sentence, spans: block.spans.clone() });
        }
    }
    found
}
