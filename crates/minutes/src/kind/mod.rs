//! What a block is: by its printed label first, then by who speaks, where, and in which words.

mod printed;
mod words;

pub(crate) use printed::{bare_head, column, printed, section};

use crate::body::Raw;
use crate::model::Kind;
use crate::source::Source;
use crate::speaker::{Voice, voice};
use words::{any, asks, asks_within, decides, explains, last_sentence, proposes, resolves, wishes};

/// What the print itself says of a block or column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cue {
    Question,
    Answer,
    Opinion,
    Decision,
    Explanation,
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

/// Where the talk stands when a block begins.
#[derive(Debug, Clone, Copy, Default)]
struct Talk {
    /// Somebody asked, and nobody has answered.
    is_asked: bool,
    /// Somebody of the members spoke in this item.
    is_open: bool,
}

/// The kinds of all blocks, in order. `texts` are their words.
pub(crate) fn kinds(source: &Source, blocks: &[Raw], texts: &[String], body_is_section: bool) -> Vec<Kind> {
    let names: Vec<Option<String>> =
        blocks.iter().map(|block| block.name(source).map(|name| name.chars().map(glyphs::plain).collect())).collect();
    let has_chair = names.iter().flatten().any(|name| voice(name) == Voice::Chair);
    let any_speaker = names.iter().any(Option::is_some);
    let mut talk = Talk::default();
    let mut kinds: Vec<Kind> = Vec::with_capacity(blocks.len());
    for (at, block) in blocks.iter().enumerate() {
        // A new item begins a talk of its own: what was said under the last one asks for no answer here.
        let is_first = at == 0 || blocks[at - 1].agenda != block.agenda;
        if is_first {
            talk = Talk::default();
        }
        let voice = names[at].as_deref().map(|name| match voice(name) {
            Voice::SectionHead if body_is_section || !has_chair => Voice::Chair,
            other => other,
        });
        let before = kinds.last().copied().filter(|_| !is_first);
        let kind = kind_of(block, &texts[at], voice, any_speaker, talk, before);
        match kind {
            Kind::Question => talk = Talk { is_asked: true, is_open: true },
            Kind::Opinion => talk.is_open = true,
            Kind::Answer => talk.is_asked = false,
            _ => {}
        }
        kinds.push(kind);
    }
    kinds
}

const QUIET_ITEMS: &[&str] = &["開会", "閉会", "次回", "挨拶", "あいさつ", "連絡", "日程"];

fn kind_of(block: &Raw, text: &str, voice: Option<Voice>, any_speaker: bool, talk: Talk, before: Option<Kind>) -> Kind {
    let tail = last_sentence(text);
    let cued = match block.cue {
        Some(Cue::Question) => Some(Kind::Question),
        Some(Cue::Answer) => Some(Kind::Answer),
        Some(Cue::Opinion) => Some(Kind::Opinion),
        Some(Cue::Decision) => Some(Kind::Decision),
        Some(Cue::Explanation) => Some(Kind::Explanation),
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
        let outcome = decides(text) || any(text, &["承認", "了承", "承諾", "可決"]);
        return if outcome { Kind::Decision } else { Kind::Statement };
    }
    match voice {
        None => unspoken(block, text, tail, any_speaker, talk),
        Some(Voice::Chair | Voice::Host) => chair(block, text, tail),
        Some(Voice::Office) => office(block, text, tail, talk, before),
        Some(Voice::SectionHead | Voice::Guest) => reporter(block, text, tail, talk),
        Some(Voice::Member | Voice::ViceChair | Voice::Unknown) => member(block, text, tail, talk),
    }
}

fn quiet(block: &Raw) -> bool {
    QUIET_ITEMS.iter().any(|word| block.item.contains(word))
}

fn unspoken(block: &Raw, text: &str, tail: &str, any_speaker: bool, talk: Talk) -> Kind {
    if decides(text) && !(explains(text) && !any(text, &["承認", "了承", "設定"])) {
        return Kind::Decision;
    }
    if block.phase == Phase::Opinions {
        return if asks(tail, text)
            && !proposes(tail)
            && !tail.ends_with("ないか")
            && any(tail, &["何", "どの", "いつ", "どう", "あるのか", "教えて", "ますか"])
        {
            Kind::Question
        } else {
            Kind::Opinion
        };
    }
    if block.phase == Phase::Questions {
        if asks(tail, text) && !proposes(tail) {
            return Kind::Question;
        }
        return if wishes(text) || proposes(tail) { Kind::Opinion } else { Kind::Statement };
    }
    if quiet(block) {
        let matter = explains(text) && !any(text, &["次回"]) || text.chars().count() > 90;
        return if matter && !any(&block.item, &["次回", "閉会"]) { Kind::Explanation } else { Kind::Statement };
    }
    if any(text, &["次回", "開会を宣", "閉会", "散会", "お願いしたい"]) && any(&block.item, &["その他"])
        || any(text, &["成立した", "により成立", "閉会を宣"])
    {
        return Kind::Statement;
    }
    if block.phase == Phase::Reports || explains(text) {
        return Kind::Explanation;
    }
    if asks(tail, text) && !proposes(tail) {
        return Kind::Question;
    }
    if proposes(tail) || talk.is_open && wishes(tail) || any(tail, &["べき", "てほしい", "たらよい"]) {
        return Kind::Opinion;
    }
    if any_speaker && block.item.is_empty() { Kind::Statement } else { Kind::Explanation }
}

fn chair(block: &Raw, text: &str, tail: &str) -> Kind {
    let calls = any(
        text,
        &[
            "説明をお願い", "報告をお願い", "御意見", "ご意見", "御質問", "ご質問", "ございますか", "ありますか",
            "ございませんか", "ありませんか", "いかがでしょうか", "次第に沿", "議題", "進行", "お願いいたします",
            "お諮り", "移ります", "移る。", "開会", "閉会", "よろしくお願い", "挨拶", "いかがか", "求める", "以上で",
        ],
    );
    if decides(text)
        || resolves(text) && any(text, &["よろしい", "異議", "それでは", "では"])
        || any(
            text,
            &[
                "承認といたし", "御異議なしと認め", "ご異議なしと認め", "異議なしと認め", "異議がないので",
                "異議なしということで", "承認いただきました", "御承認いただいた", "ご承認いただいた", "了承いただいた",
                "賛成多数と", "挙手全員",
            ],
        )
    {
        return Kind::Decision;
    }
    if calls || quiet(block) {
        return Kind::Statement;
    }
    if asks(tail, text) && !any(tail, &["よろしい", "いかが", "異議"]) {
        return if proposes(tail) { Kind::Opinion } else { Kind::Question };
    }
    let view =
        any(text, &["と思う", "と思います", "と考え", "べき", "ではないか", "感じ", "慎重でありたい", "大切", "重要"])
            && text.chars().count() > 60;
    if view { Kind::Opinion } else { Kind::Statement }
}

fn office(block: &Raw, text: &str, tail: &str, talk: Talk, before: Option<Kind>) -> Kind {
    if decides(text) && !talk.is_open && !explains(text) {
        return Kind::Decision;
    }
    let tells_the_next_meeting = text.starts_with("次回") && any(text, &["開催", "予定"]);
    if tells_the_next_meeting {
        return Kind::Statement;
    }
    if asks(tail, text)
        && !any(tail, &["よろしい", "いかが", "ございます", "ありますか"])
        && talk.is_open
        && !talk.is_asked
    {
        return Kind::Question;
    }
    if talk.is_asked || matches!(before, Some(Kind::Question | Kind::Opinion)) {
        return Kind::Answer;
    }
    let runs_the_meeting = any(
        text,
        &[
            "定刻", "開会", "閉会", "出席をいただ", "欠席の連絡", "欠席の報告", "成立", "配布資料の確認",
            "配付資料の確認", "資料の確認", "傍聴", "委嘱", "次回", "日程", "お配り", "本日はお忙しい", "進行",
            "会議録", "司会", "任期",
        ],
    );
    if runs_the_meeting
        && (block.item.is_empty()
            || quiet(block)
            || any(&block.item, &["その他", "委嘱", "資料", "紹介"])
            || any(text, &["閉会", "開会します", "開会いたします", "次回の", "配布資料の確認", "配付資料の確認"]))
    {
        return Kind::Statement;
    }
    if talk.is_open && !any(text, &["資料", "説明", "報告"])
        || matches!(before, Some(Kind::Answer)) && talk.is_open && !explains(text)
    {
        return Kind::Answer;
    }
    if quiet(block) && !explains(text) { Kind::Statement } else { Kind::Explanation }
}

fn reporter(block: &Raw, text: &str, tail: &str, talk: Talk) -> Kind {
    if asks(tail, text) && !proposes(tail) && !any(tail, &["よろしい", "いかが"]) {
        return Kind::Question;
    }
    if talk.is_asked || talk.is_open && !explains(text) && !wishes(tail) {
        return Kind::Answer;
    }
    if explains(text) || !talk.is_open && text.chars().count() > 60 {
        return Kind::Explanation;
    }
    if talk.is_open && !proposes(tail) && !any(tail, &["ほしい", "べき", "いただきたい"]) {
        return Kind::Answer;
    }
    if quiet(block) { Kind::Statement } else { Kind::Opinion }
}

fn member(block: &Raw, text: &str, tail: &str, talk: Talk) -> Kind {
    if asks(tail, text) && !proposes(tail) || asks_within(text) {
        return Kind::Question;
    }
    if decides(tail) && any(text, &["採決", "挙手", "議決"]) {
        return Kind::Decision;
    }
    if explains(text) && any(text, &["資料", "報告", "部会"]) && !talk.is_open && !wishes(tail) {
        return Kind::Explanation;
    }
    let greets = any(
        text,
        &["よろしくお願い", "申します", "分かりました", "わかりました", "承知", "異議なし", "ありがとうございました"],
    ) && text.chars().count() < 40;
    if greets || quiet(block) && !wishes(text) && !proposes(tail) && text.chars().count() < 120 {
        return Kind::Statement;
    }
    if talk.is_asked && !wishes(tail) && !proposes(tail) {
        return Kind::Answer;
    }
    Kind::Opinion
}
