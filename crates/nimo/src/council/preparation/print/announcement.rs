//! 開催のお知らせ: for everybody, before the meeting. Nothing of the roster stands on it.

use super::occasion::{or_blank, placed};
use super::{Occasion, Paper, sheet};
use crate::council::meeting::model::{Kept, PublicAccess};
use crate::council::preparation::model::ObserverWay;
use crate::council::preparation::rules::hours_words;
use press::{Align, Block, Document, Entry, Label, PageForm, Paragraph, Row, Sheet};

/// What the public learns of the meeting.
pub(super) fn document(occasion: &Occasion<'_>) -> Document {
    let preparation = occasion.preparation;
    let access = access(occasion);
    let line = |id: &str, words: &str| vec![Paragraph::plain(id, words)];
    let mut rows = vec![
        row("body", "会議名", line("body-1", &occasion.name())),
        row("when", "日時", line("when-1", &occasion.when_words())),
        row("where", "場所", line("where-1", occasion.place_words())),
        row("items", "議題", items(occasion)),
        row("access", "公開・非公開", access_lines(occasion, access)),
    ];
    let is_open = match access {
        Some(PublicAccess::Open | PublicAccess::Partly) => true,
        Some(PublicAccess::Closed) => false,
        // Not settled yet, but chairs for listeners are.
        None => preparation.observers_most.is_some_and(|most| most > 0),
    };
    if is_open {
        rows.push(row("observers", "傍聴", observers(occasion)));
        rows.push(row("rules", "傍聴のきまり", rules(occasion)));
    }
    if !preparation.contact.is_empty() {
        rows.push(row("contact", "問い合わせ先", line("contact-1", &preparation.contact)));
    }
    let mut body = vec![];
    if let Some(on) = preparation.posted_on {
        body.push(placed("posted", almanac::in_words(on), Align::End, 0));
    }
    body.push(placed("office", occasion.office, Align::End, 0));
    body.push(Block::Sheet(Sheet {
        caption: "会議の開催".into(), label_width: 32.0, side_widths: [0.0, 0.0], rows
    }));
    sheet(Paper::Announcement, occasion, PageForm::a4(), body)
}

/// What everybody has to be told and nobody has settled yet, a sentence each.
pub fn unsettled(occasion: &Occasion<'_>) -> Vec<String> {
    let lacks = [
        (occasion.meeting.held_on.is_none(), "会議の日が、まだ決まっていません。"),
        (occasion.meeting.venue.is_empty(), "会議の場所が、まだ決まっていません。"),
        (access(occasion).is_none(), "傍聴できるかどうか（公開・非公開の別）が、まだ決まっていません。"),
    ];
    lacks.into_iter().filter(|(is_lacking, _)| *is_lacking).map(|(_, sentence)| sentence.into()).collect()
}

fn row(id: &str, label: &str, body: Vec<Paragraph>) -> Row {
    Row { first: Entry { id: id.into(), label: label.into(), body }, second: None }
}

/// 公開・非公開: as settled; where an item is closed, the meeting is not open from beginning to end.
pub(super) fn access(occasion: &Occasion<'_>) -> Option<PublicAccess> {
    let has_closed = occasion.items.iter().any(|item| !item.line.closed.is_empty());
    match occasion.meeting.public_access {
        Some(PublicAccess::Closed) => Some(PublicAccess::Closed),
        _ if has_closed => Some(PublicAccess::Partly),
        settled => settled,
    }
}

fn items(occasion: &Occasion<'_>) -> Vec<Paragraph> {
    if occasion.items.is_empty() {
        return vec![Paragraph::plain("item-0", "決まりしだい、お知らせします。")];
    }
    let line = |((item, is_closed), at): ((&Kept, bool), usize)| {
        let line = &item.line;
        let closed = match line.closed.as_str() {
            "" => String::new(),
            ground => format!("〔非公開〕（理由：{ground}）"),
        };
        // What lies below a closed item tells of it: it is not named outside.
        (!is_closed || !line.closed.is_empty()).then(|| Paragraph {
            indent: u8::try_from(line.depth).unwrap_or(u8::MAX),
            label: (!line.label.is_empty()).then(|| Label::spaced(&line.label)),
            ..Paragraph::plain(&format!("item-{at}"), line.title.clone() + &closed)
        })
    };
    occasion.items.iter().zip(occasion.closed()).zip(1..).filter_map(line).collect()
}

fn access_lines(occasion: &Occasion<'_>, access: Option<PublicAccess>) -> Vec<Paragraph> {
    let mut grounds: Vec<&str> = vec![];
    for item in occasion.items {
        if !item.line.closed.is_empty() && !grounds.contains(&item.line.closed.as_str()) {
            grounds.push(&item.line.closed);
        }
    }
    let reason = if grounds.is_empty() { "（非公開とする理由）".to_string() } else { grounds.join("、") };
    let words = match access {
        Some(PublicAccess::Open) => "公開".to_string(),
        Some(PublicAccess::Partly) => format!("一部非公開\n理由：{reason}"),
        Some(PublicAccess::Closed) => format!("非公開\n理由：{reason}"),
        None => "（公開・非公開の別）".to_string(),
    };
    vec![Paragraph::plain("access-1", words)]
}

fn observers(occasion: &Occasion<'_>) -> Vec<Paragraph> {
    let preparation = occasion.preparation;
    let hours = hours_words(preparation.observers_from.as_deref(), preparation.observers_until.as_deref());
    let desk = if hours.is_empty() { "（受付の時刻）" } else { hours.as_str() };
    let way = match preparation.observer_way {
        Some(ObserverWay::First) => "先着順です。定員になりしだい、受付を終わります。",
        Some(ObserverWay::Lot) => "受付の終わりに定員をこえていたときは、抽選で決めます。",
        None => "",
    };
    let most = preparation.observers_most.map_or_else(|| "（定員）".into(), |most| format!("{most}人"));
    let lines = [("定員", most), ("決め方", way.to_string()), ("受付", format!("{desk}　{}", occasion.place_words()))];
    let line = |((label, words), at): ((&str, String), usize)| Paragraph {
        label: Some(Label { text: label.into(), width: 4 }),
        ..Paragraph::plain(&format!("observers-{at}"), words)
    };
    lines.into_iter().filter(|(_, words)| !words.is_empty()).zip(1..).map(line).collect()
}

/// 傍聴のきまり: as typed, or the usual ones.
pub(super) fn rules(occasion: &Occasion<'_>) -> Vec<Paragraph> {
    let typed: Vec<&str> =
        occasion.preparation.observer_rules.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let lines = if typed.is_empty() { usual_rules(access(occasion)) } else { typed };
    let line = |(words, at): (&str, usize)| Paragraph {
        label: Some(Label::new("・")),
        ..Paragraph::plain(&format!("rule-{at}"), or_blank(words.trim_start_matches('・').trim_start(), words))
    };
    lines.into_iter().zip(1..).map(line).collect()
}

fn usual_rules(access: Option<PublicAccess>) -> Vec<&'static str> {
    let mut lines = vec![
        "受付で、氏名と住所（市町村まで）を書いてください。",
        "会議の間は静かに聴き、発言や拍手はしないでください。",
        "撮影と録音は、会長が認めたときのほかはできません。",
        "回収する資料は、お帰りのときに返してください。",
    ];
    if access == Some(PublicAccess::Partly) {
        lines.push("非公開の議題に入るときは、案内に従って退室してください。");
    }
    lines.push("そのほか、会長と係の者の案内に従ってください。");
    lines
}
