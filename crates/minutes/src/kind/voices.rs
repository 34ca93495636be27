//! What a block is by who speaks: nobody named, the chair, the town's side, those who report, members.

use super::words::{
    addresses_all, announces, any, asks, asks_within, decides, ends_asking, explains, greets, has_assent, holds_a_view,
    last_sentence, lays_down, proposes, resolved, resolves, tells_next_meeting, wishes,
};
use super::{Phase, Talk};
use crate::body::Raw;
use crate::model::Kind;

const QUIET_ITEMS: &[&str] = &["開会", "閉会", "次回", "挨拶", "あいさつ", "連絡", "日程"];

fn quiet(block: &Raw) -> bool {
    QUIET_ITEMS.iter().any(|word| block.item.contains(word))
}

pub(super) fn unspoken(block: &Raw, text: &str, tail: &str, any_speaker: bool, talk: Talk) -> Kind {
    let opens = any(&block.item, &["開会", "挨拶", "あいさつ"]) || talk.is_first;
    if opens && any(text, &["開会", "成立し", "出席", "入室", "挨拶", "傍聴"]) && !any(text, &["選出", "承認"])
    {
        return Kind::Statement;
    }
    let shows_papers = any(text, &["会議録", "議事録", "配布資料", "配付資料"]) && text.chars().count() < 80;
    if opens && shows_papers && !any(text, &["承認", "了承"]) {
        return Kind::Statement;
    }
    let is_outcome = decides(text) && !(explains(text) && !any(text, &["承認", "了承", "設定"]));
    if is_outcome || block.phase != Phase::Reports && resolved(text) && !explains(text) {
        return Kind::Decision;
    }
    if text.contains("次回") && tells_next_meeting(text) {
        return Kind::Statement;
    }
    if tail.contains("事務局から") && any(tail, &["連絡した", "報告した", "説明した", "連絡があった", "紹介した"])
    {
        return Kind::Explanation;
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
    if proposes(tail)
        || talk.is_open && wishes(tail)
        || any(tail, &["べき", "てほしい", "たらよい", "がよい", "が良い", "がいい"])
    {
        return Kind::Opinion;
    }
    if any_speaker && block.item.is_empty() { Kind::Statement } else { Kind::Explanation }
}

const CHAIR_DECIDES: &[&str] = &[
    "承認といたし", "御異議なしと認め", "ご異議なしと認め", "異議なしと認め", "異議がないので", "異議なしということで",
    "承認いただきました", "御承認いただいた", "ご承認いただいた", "了承いただいた", "賛成多数と", "挙手全員",
    "のとおり進めることと", "案のとおりと", "そのようにいたし", "そのように決", "のとおり答申", "協議会として確認し",
    "本会として確認し", "審議会として確認し",
];

pub(super) fn chair(block: &Raw, text: &str, tail: &str, talk: Talk) -> Kind {
    let calls = any(
        text,
        &[
            "説明をお願い", "報告をお願い", "御意見", "ご意見", "御質問", "ご質問", "いかがでしょうか", "次第に沿",
            "議題", "進行", "お願いいたします", "お諮り", "移ります", "移る。", "開会", "閉会", "よろしくお願い",
            "挨拶", "いかがか", "求める", "以上で", "傍聴",
        ],
    );
    // よろしいでしょうか。 asks for a decision; with （異議なし） behind it, or a sentence, it is one.
    let asks_assent = asks(tail, text)
        && any(
            tail,
            &["よろしい", "異議", "いかが", "よいか", "良いか", "よいです", "いいです", "意見はないか", "質問はないか"],
        );
    if asks_assent {
        let is_procedure = any(tail, &["採決に", "休憩", "次に進", "移って", "進めて", "始めて"]);
        return if has_assent(text) && !is_procedure { Kind::Decision } else { Kind::Statement };
    }
    let outcome = decides(text)
        || lays_down(tail)
        || resolves(text) && any(text, &["よろしい", "異議", "それでは", "では"])
        || any(text, CHAIR_DECIDES)
        || any(text, &["よろしい", "異議"]) && has_assent(text) && any(tail, &["いたします", "決", "します", "とする"]);
    let grants = ["許可する", "許可します", "許可いたします", "許可することと"].iter().any(|word| tail.contains(word));
    let outcome = outcome || grants;
    let follows = any(text, &["のとおり", "そのように", "この形で", "進め", "決ま"]) && !any(text, &["移り", "入り"]);
    if outcome || talk.is_assented && follows && !asks(tail, text) {
        return Kind::Decision;
    }
    let to_all = ["ますか", "ませんか"].iter().any(|end| tail.ends_with(end))
        && any(tail, &["意見", "質問", "質疑", "発言", "ほか", "他に", "何か", "皆", "補足"]);
    if calls || to_all || quiet(block) {
        return Kind::Statement;
    }
    if asks(tail, text) && !any(tail, &["よろしい", "いかが", "異議"]) {
        return if proposes(tail) { Kind::Opinion } else { Kind::Question };
    }
    if holds_a_view(tail) {
        return Kind::Opinion;
    }
    let view =
        any(text, &["と思う", "と思います", "と考え", "べき", "ではないか", "感じ", "慎重でありたい", "大切", "重要"])
            && text.chars().count() > 60;
    if view { Kind::Opinion } else { Kind::Statement }
}

pub(super) fn office(block: &Raw, text: &str, tail: &str, talk: Talk, before: Option<Kind>) -> Kind {
    let is_elected = any(text, &["開票の結果", "投票の結果", "決まりました", "選出され", "選任され"]);
    if decides(text) && (!talk.is_open || is_elected) && !explains(text) && !ends_asking(tail) {
        return Kind::Decision;
    }
    if (!talk.is_asked || text.starts_with("次回")) && tells_next_meeting(text) {
        return Kind::Statement;
    }
    if talk.is_called {
        return Kind::Answer;
    }
    let hands_over = text.chars().count() < 40 && any(tail, &["お願いいたします", "お願いします", "お願いする"]);
    let asks_all =
        ends_asking(tail) && any(tail, &["いかが", "よろしい", "ございません", "ありますか", "あるか", "推薦"]);
    if !talk.is_asked && (hands_over || asks_all) {
        return Kind::Statement;
    }
    if ends_asking(tail)
        && !proposes(tail)
        && !any(tail, &["よろしい", "いかが", "ございます", "ありますか"])
        && talk.is_open
        && !talk.is_asked
    {
        return Kind::Question;
    }
    if talk.is_asked || talk.is_pending || matches!(before, Some(Kind::Question | Kind::Opinion)) {
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
    let shows_papers = any(text, &["御覧", "ご覧"]) && !text.contains("資料の確認");
    if runs_the_meeting
        && !shows_papers
        && (talk.is_first
            || block.item.is_empty()
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

pub(super) fn reporter(block: &Raw, text: &str, tail: &str, talk: Talk) -> Kind {
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

pub(super) fn member(block: &Raw, text: &str, tail: &str, talk: Talk) -> Kind {
    if asks(tail, text) && !proposes(tail) || asks_within(text) {
        return Kind::Question;
    }
    if addresses_all(text) && quiet(block) {
        return Kind::Statement;
    }
    if decides(tail) && any(text, &["採決", "挙手", "議決"]) {
        return Kind::Decision;
    }
    if explains(text) && any(text, &["資料", "報告", "部会"]) && !talk.is_open && !wishes(tail) {
        return Kind::Explanation;
    }
    let begins: String = text.split_inclusive('。').take(2).collect();
    let adds = any(&begins, &["補足", "情報提供", "お知らせ"]) && !wishes(tail) && !proposes(tail);
    if adds || !talk.is_asked && announces(text) && (quiet(block) || block.item.contains("その他")) {
        return Kind::Explanation;
    }
    if greets(text) && !wishes(text) || quiet(block) && !wishes(text) && !proposes(tail) && text.chars().count() < 120 {
        return Kind::Statement;
    }
    let takes_sides = any(text, &["反対", "賛成", "の立場から"]);
    if talk.is_asked && !takes_sides && !wishes(tail) && !proposes(tail) {
        return Kind::Answer;
    }
    Kind::Opinion
}

/// A member whom the sheet does not name: asks, or says what he thinks.
pub(super) fn unnamed_member(text: &str) -> Kind {
    let tail = last_sentence(text);
    if asks(tail, text) && !proposes(tail) || asks_within(text) { Kind::Question } else { Kind::Opinion }
}
