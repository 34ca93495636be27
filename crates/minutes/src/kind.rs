//! What a block is: by its printed label first, then by who speaks, where, and in which words.

use crate::body::Raw;
use crate::label::is_ornament;
use crate::model::Kind;
use crate::source::{Piece, Source};
use crate::speaker::{Voice, voice};

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

/// A head line that says what follows, or `None`.
pub(crate) fn section(bare: &str) -> Option<Phase> {
    let word = bare.trim_matches(is_ornament);
    if word.chars().count() > 14 || word.contains('。') {
        return None;
    }
    let word = word
        .trim_start_matches("以下")
        .trim_start_matches("主な")
        .trim_start_matches("各委員の")
        .trim_start_matches("委員からの")
        .trim_start_matches("委員の")
        .trim_end_matches('等')
        .trim_end_matches("は以下のとおり")
        .trim_end_matches("は次のとおり");
    match word {
        "意見" | "意見要旨" | "意見の要旨" | "御意見" | "ご意見" | "意見交換" | "意見の概要" | "発言"
        | "意見・要望" | "意見・感想" | "感想" => Some(Phase::Opinions),
        "質疑"
        | "質疑応答"
        | "質疑・意見"
        | "意見・質疑"
        | "質問"
        | "質疑・応答"
        | "質疑意見"
        | "質問・意見"
        | "意見・質問"
        | "質疑及び意見"
        | "質疑要旨"
        | "質疑の要旨"
        | "質疑応答・意見交換"
        | "質疑応答・意見"
        | "意見及び質疑"
        | "協議"
        | "審議"
        | "質問及び回答"
        | "質疑・意見交換" => Some(Phase::Questions),
        "決定事項" | "決定" | "結論" | "審議結果" | "協議結果" | "採決" | "議決" | "決定した事項" | "合意事項"
        | "まとめ" | "確認事項" => Some(Phase::Decisions),
        "報告"
        | "説明"
        | "説明要旨"
        | "報告要旨"
        | "概要"
        | "事務局説明"
        | "説明の要旨"
        | "説明概要"
        | "報告内容"
        | "事務局からの説明" => Some(Phase::Reports),
        _ => None,
    }
}

/// 質問：, 回答：, 【意見】, Q1, 問2, 結果 …: a printed kind and where it ends.
pub(crate) fn printed(source: &Source, piece: Piece) -> Option<(Cue, usize)> {
    const WORDS: &[(&str, Cue)] = &[
        ("質問・意見", Cue::Either),
        ("意見・質問", Cue::Either),
        ("質問", Cue::Question),
        ("質疑", Cue::Question),
        ("回答", Cue::Answer),
        ("答弁", Cue::Answer),
        ("対応", Cue::Answer),
        ("市の考え方", Cue::Answer),
        ("応答", Cue::Answer),
        ("意見", Cue::Opinion),
        ("要望", Cue::Opinion),
        ("提案", Cue::Opinion),
        ("結果", Cue::Decision),
        ("決定事項", Cue::Decision),
        ("決定", Cue::Decision),
        ("結論", Cue::Decision),
        ("説明", Cue::Explanation),
        ("報告", Cue::Explanation),
        ("Q", Cue::Question),
        ("A", Cue::Answer),
        ("問", Cue::Question),
        ("答", Cue::Answer),
    ];
    let plain = &source.plain[..piece.end];
    let mut at = piece.start;
    let opened = plain.get(at).copied().filter(|c| matches!(c, '(' | '【' | '[' | '〔' | '<' | '《'));
    if opened.is_some() {
        at += 1;
    }
    let (word, cue) =
        WORDS.iter().find(|(word, _)| word.chars().enumerate().all(|(i, c)| plain.get(at + i) == Some(&c)))?;
    at += word.chars().count();
    let digits_from = at;
    while plain
        .get(at)
        .is_some_and(|c| c.is_ascii_digit() || glyphs::enclosed(*c).is_some() || *c == '-' && at > digits_from)
    {
        at += 1;
    }
    let has_digits = at > digits_from;
    if let Some(opened) = opened {
        let closer = match opened {
            '(' => ')',
            '【' => '】',
            '[' => ']',
            '〔' => '〕',
            '<' => '>',
            _ => '》',
        };
        let end = at + 1;
        return (plain.get(at) == Some(&closer) && end < piece.end)
            .then(|| (*cue, if plain.get(end) == Some(&':') { end + 1 } else { end }));
    }
    match plain.get(at) {
        Some(':') => Some((*cue, at + 1)),
        Some('.') if has_digits || word.len() == 1 => Some((*cue, at + 1)),
        Some(' ')
            if has_digits
                || word.chars().count() == 1 && (*word == "問" || *word == "答" || *word == "Q" || *word == "A") =>
        {
            Some((*cue, at))
        }
        _ => None,
    }
}

/// The kind that a column's head tells.
pub(crate) fn column(bare: &str) -> Option<Cue> {
    let has = |words: &[&str]| words.iter().any(|word| bare.contains(word));
    if bare.chars().count() > 14 {
        return None;
    }
    if matches!(bare, "No" | "No." | "番号" | "NO" | "項番" | "№" | "#") {
        return Some(Cue::Number);
    }
    if has(&["回答", "考え方", "対応", "市の", "答"]) {
        return Some(Cue::Answer);
    }
    if has(&["質問", "質疑"]) {
        return Some(if has(&["意見"]) { Cue::Either } else { Cue::Question });
    }
    if has(&["意見", "要望"]) {
        return Some(Cue::Opinion);
    }
    if has(&["結果", "決定"]) {
        return Some(Cue::Decision);
    }
    if has(&["発言者", "委員", "氏名", "発言した"]) || bare == "団体" {
        return Some(Cue::Speaker);
    }
    if has(&["議題", "項目", "議案", "区分"]) {
        return Some(Cue::Item);
    }
    has(&["内容", "要旨", "発言"]).then_some(Cue::Words)
}

fn any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// The last sentence, without what reacts to it in parentheses.
fn last_sentence(text: &str) -> &str {
    let mut text = text.trim_end();
    while text.ends_with([')', '）', '」'])
        && let Some(open) = text.rfind(['(', '（', '「'])
    {
        if open == 0 {
            break;
        }
        text = text[..open].trim_end();
    }
    let trimmed = text.trim_end_matches(['。', '.', '?', '!', '？', '！']);
    trimmed.rfind(['。', '?', '？', '!', '！']).map_or(trimmed, |at| {
        let width = trimmed[at..].chars().next().map_or(1, char::len_utf8);
        &trimmed[at + width..]
    })
}

fn asks(sentence: &str, whole: &str) -> bool {
    let ends_asking = sentence.ends_with('か')
        || sentence.ends_with("かね")
        || sentence.ends_with("かな")
        || whole.trim_end_matches('。').ends_with(['?', '？']);
    let asks_in_words = any(
        sentence,
        &[
            "教えて", "伺いたい", "伺います", "お聞きしたい", "お聞きします", "聞きたい", "確認したい", "確認させて",
            "お尋ね", "説明してほしい", "お伺い", "説明していただきたい", "知りたい", "質問したい",
            "ご説明いただきたい",
        ],
    );
    ends_asking || asks_in_words
}

/// A question anywhere in a speech: members ask, then tell why.
fn asks_within(text: &str) -> bool {
    text.split_inclusive(['。', '？', '?']).any(|sentence| {
        let sentence = sentence.trim_end_matches(['。', '？', '?', ' ', '\n']);
        let ends = ["のですか", "ますか", "ですか", "でしょうか", "ましたか", "のか", "でしたか"]
            .iter()
            .any(|end| sentence.ends_with(end));
        ends && !proposes(sentence)
            && !any(sentence, &["よろしい", "いかが", "ではないか", "異議", "ないでしょうか", "ませんか"])
    })
}

/// A proposal in the form of a question.
fn proposes(sentence: &str) -> bool {
    any(
        sentence,
        &[
            "てはどうか", "ではどうか", "たらどうか", "てはいかが", "たらいかが", "のはどうか", "どうでしょう",
            "ないだろうか", "ないでしょうか", "ではないか", "のではない", "できないか", "られないか", "れないか",
            "べきではない", "ほうがよい", "方がよい", "方がいい", "てもよいのではないか", "もらえないか",
            "いただけないか", "いただけない", "ばよいのではないか", "必要ではないか", "いけないか", "作れないか",
            "いただけませんか", "できませんか", "いただけますか", "もらえますか", "ものでしょうか",
        ],
    ) && !any(sentence, &["何か", "どのよう"])
}

fn wishes(text: &str) -> bool {
    any(
        text,
        &[
            "べき", "ほしい", "欲しい", "いただきたい", "頂きたい", "お願いしたい", "お願いします", "もらいたい",
            "望む", "望ましい", "期待", "必要", "大切", "重要", "と思う", "と思います", "と考える", "と考えます",
            "と感じ", "よい", "良い", "いい", "たい。", "心配", "不安", "ありがた", "課題", "難しい", "賛成", "反対",
            "ではないか", "懸念", "困",
        ],
    )
}

fn explains(text: &str) -> bool {
    any(
        text,
        &[
            "により説明", "について説明", "に基づき説明", "に沿って説明", "を説明", "により報告", "について報告",
            "を報告", "説明いたします", "説明します", "御説明", "ご説明", "報告いたします", "報告します", "御報告",
            "ご報告", "ご覧ください", "御覧ください", "のとおり報告", "より説明", "から説明", "から報告", "が説明",
            "が報告", "説明が", "資料のとおり", "説明する", "報告する", "説明した", "報告した", "説明。", "報告。",
            "紹介",
        ],
    )
}

fn decides(text: &str) -> bool {
    let outcome = any(
        text,
        &[
            "承認された", "承認され", "承認する。", "承認する", "承認した", "承認します", "承認いたします",
            "承認いたしました", "承認とする", "承認といたします", "承認とします", "了承された", "了承され", "了承した",
            "了承する。", "了承とする", "了承いたします", "承諾され", "可決", "否決", "決定した", "決定する。",
            "決定します", "決定いたします", "決定いたしました", "決定とする", "決定され", "決することと", "に決した",
            "決まった", "採決の結果", "挙手全員", "賛成多数", "全員賛成", "全会一致", "満場一致", "賛成全員",
            "挙手多数", "選任された", "選任した", "選出された", "選出した", "選任され", "選出され", "互選により",
            "推薦により", "に決定", "に設定した", "を適当と認め", "異議なし。承", "承認を得", "了承を得", "賛同を得",
            "同意を得", "合意した", "承認といたし", "了承といたし", "承認。", "了承。",
        ],
    );
    let asks_for_it = any(
        text,
        &[
            "御了承いただきたい", "ご了承いただきたい", "了承願いたい", "承認いただきたい", "承認をお願い",
            "よろしいでしょうか。$",
        ],
    );
    outcome && !asks_for_it
}

fn resolves(text: &str) -> bool {
    let tail = last_sentence(text);
    (tail.ends_with("こととする")
        || tail.ends_with("ことといたします")
        || tail.ends_with("ことにします")
        || tail.ends_with("こととします")
        || tail.ends_with("ことに決まりました"))
        && !any(tail, &["検討", "確認", "進める", "引き続き", "尋ねる", "調べ"])
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
    let names: Vec<Option<String>> = blocks.iter().map(|block| block.speaker.map(|name| source.bare(name))).collect();
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
    if talk.is_asked || matches!(before, Some(Kind::Question | Kind::Opinion)) {
        return Kind::Answer;
    }
    if asks(tail, text) && !any(tail, &["よろしい", "いかが", "ございます", "ありますか"]) && talk.is_open
    {
        return Kind::Question;
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
