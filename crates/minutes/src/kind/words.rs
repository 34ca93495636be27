//! What a sentence does, by its words: asks, proposes, wishes, explains, decides.

pub(super) fn any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// The last sentence, without what reacts to it in parentheses.
pub(super) fn last_sentence(text: &str) -> &str {
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

pub(super) fn asks(sentence: &str, whole: &str) -> bool {
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
pub(super) fn asks_within(text: &str) -> bool {
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
pub(super) fn proposes(sentence: &str) -> bool {
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

pub(super) fn wishes(text: &str) -> bool {
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

pub(super) fn explains(text: &str) -> bool {
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

pub(super) fn decides(text: &str) -> bool {
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

pub(super) fn resolves(text: &str) -> bool {
    let tail = last_sentence(text);
    (tail.ends_with("こととする")
        || tail.ends_with("ことといたします")
        || tail.ends_with("ことにします")
        || tail.ends_with("こととします")
        || tail.ends_with("ことに決まりました"))
        && !any(tail, &["検討", "確認", "進める", "引き続き", "尋ねる", "調べ"])
}
