//! 進行シナリオ: the agenda once more, with what the chair says at each item and what he has before him.

use super::occasion::{behind, placed, timing_words};
use super::{Occasion, Paper, sheet};
use crate::council::meeting::model::PublicAccess;
use crate::council::preparation::rules::{CLOSING, OPENING, Script, script, skeleton};
use press::{Align, Block, Document, Label, PageForm, Paragraph};

/// The script for the chair.
pub(super) fn document(occasion: &Occasion<'_>) -> Document {
    let typed = &occasion.preparation.script;
    let text =
        if typed.trim().is_empty() { skeleton(occasion.items.iter().map(|item| &item.line)) } else { typed.clone() };
    let script = script(&text, occasion.items);
    let mut body = vec![placed(
        "when",
        format!("日時　{}\n場所　{}", occasion.when_words(), occasion.place_words()),
        Align::Start,
        0,
    )];
    if occasion.items.is_empty() {
        body.push(Block::paragraph("none", "次第が、まだ決まっていません。"));
    }
    // Where nobody listens at all, nobody is shown out.
    let is_closed = occasion.meeting.public_access == Some(PublicAccess::Closed);
    let closed = if is_closed { vec![false; occasion.items.len()] } else { occasion.closed() };
    for at in 0..occasion.items.len() {
        let was_closed = at > 0 && closed[at - 1];
        if closed[at] && !was_closed {
            body.push(cue(&format!("closed-{at}"), "ここから非公開。傍聴の方に退室を案内する。"));
        }
        if was_closed && !closed[at] {
            body.push(cue(&format!("open-{at}"), "ここで公開に戻る。傍聴の方に入室を案内する。"));
        }
        body.extend(item(occasion, &script, at));
    }
    body.extend(unmatched(&script));
    sheet(Paper::Script, occasion, PageForm { size: 12.0, label_size: 11.0, line: 1.7, ..PageForm::a4() }, body)
}

fn item(occasion: &Occasion<'_>, script: &Script, at: usize) -> Vec<Block> {
    let item = &occasion.items[at];
    let mut body = vec![Block::heading(
        &format!("item-{at}"),
        2,
        &(item.line.words() + &behind(&item.line, occasion.closed()[at])),
    )];
    let papers = occasion.handouts_of(item.id).zip(1..);
    body.extend(papers.map(|(one, number)| {
        let label = Some(Label { text: if number == 1 { "資料" } else { "" }.into(), width: 3 });
        let words = one.words() + &timing_words(one.timing);
        Block::Paragraph(Paragraph { label, indent: 1, ..Paragraph::plain(&format!("paper-{at}-{number}"), words) })
    }));
    let is_first = at == 0;
    if let Some(quorum) = quorum(occasion).filter(|_| is_first) {
        body.push(cue("quorum", &quorum));
    }
    let usual = if is_first { Some(OPENING) } else { None };
    let usual = usual.or_else(|| (at + 1 == occasion.items.len()).then_some(CLOSING));
    if let Some(words) = script.words(item.id).or(usual) {
        body.push(placed(&format!("words-{at}"), words, Align::Start, 1));
    }
    body
}

/// How many must have come: 委員12人のうち、出席7人以上で会議が成り立ちます。
fn quorum(occasion: &Occasion<'_>) -> Option<String> {
    let needed = occasion.roster.quorum().filter(|needed| *needed > 0)?;
    Some(format!("委員{}人のうち、出席{needed}人以上で会議が成り立ちます。", occasion.roster.count()))
}

/// What is done, not said.
fn cue(id: &str, words: &str) -> Block {
    Block::Paragraph(Paragraph {
        label: Some(Label::spaced("◇")),
        gap: true,
        leads: true,
        ..Paragraph::plain(id, words)
    })
}

fn unmatched(script: &Script) -> Vec<Block> {
    if script.unmatched.is_empty() {
        return vec![];
    }
    let mut body = vec![Block::heading("unmatched", 2, "次第にない項目の言葉")];
    for ((heading, words), at) in script.unmatched.iter().zip(1..) {
        let heading = if heading.is_empty() { "（見出しのない言葉）" } else { heading };
        body.push(Block::heading(&format!("unmatched-{at}"), 3, heading));
        if !words.is_empty() {
            body.push(placed(&format!("unmatched-words-{at}"), words.as_str(), Align::Start, 1));
        }
    }
    body
}
