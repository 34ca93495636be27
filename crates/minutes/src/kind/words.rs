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

/// …か, …かね, and どのくらい…でしょう.
pub(super) fn ends_asking(sentence: &str) -> bool {
    let wonders = ["でしょう", "だろう"].iter().any(|end| sentence.ends_with(end))
        && any(sentence, &["どの", "どう", "何", "いつ", "誰", "なぜ", "どこ", "いくら", "どれ"]);
    // 高さの制限は。 どこから。: what is asked is left out.
    let is_cut_short = sentence.chars().count() <= 16
        && (sentence.ends_with('は')
            || any(sentence, &["どこ", "いつ", "誰", "いくら", "なぜ"])
                && sentence.ends_with(['ら', 'で', 'に', 'と']));
    ["か", "かね", "かな"].iter().any(|end| sentence.ends_with(end)) || wonders || is_cut_short
}

pub(super) fn first_sentence(text: &str) -> &str {
    text.split(['。', '\n']).next().unwrap_or_default()
}

pub(super) fn asks(sentence: &str, whole: &str) -> bool {
    let ends_asking = ends_asking(sentence) || whole.trim_end_matches('。').ends_with(['?', '？']);
    // …とお尋ねするほかなく: tells of another question.
    let is_told = any(sentence, &["」とお尋ね", "」とお聞き", "」と聞", "」とお伺い", "」と尋ね"]);
    let asks_in_words = !is_told
        && any(
            sentence,
            &[
                "教えて", "伺いたい", "伺います", "お聞きしたい", "お聞きします", "聞きたい", "確認したい",
                "確認させて", "お尋ね", "説明してほしい", "お伺い", "説明していただきたい", "知りたい", "質問したい",
                "ご説明いただきたい",
            ],
        );
    ends_asking || asks_in_words
}

/// A question anywhere in a speech: members ask, then tell why.
pub(super) fn asks_within(text: &str) -> bool {
    // 伺いたいのは、…ということです。: the question has no か.
    const TOPICS: &[&str] = &[
        "伺いたいのは", "お聞きしたいのは", "聞きたいのは", "お尋ねしたいのは", "質問したいのは", "知りたいのは",
        "分からないのは", "分からなかったのは", "確認したいのは", "教えていただきたいのは", "教えてほしいのは",
    ];
    if any(text, TOPICS) {
        return true;
    }
    let text = &unquoted(text);
    text.split_inclusive(['。', '？', '?']).any(|sentence| {
        let sentence = sentence.trim_end_matches(['。', '？', '?', ' ', '\n']);
        let ends = [
            "のですか", "ますか", "ですか", "でしょうか", "ましたか", "のか", "でしたか", "はないか", "はあるか",
            "があるか", "いるか", "たか",
        ]
        .iter()
        .any(|end| sentence.ends_with(end));
        (ends || ends_asking(sentence) && !sentence.ends_with('か'))
            && !proposes(sentence)
            && !any(sentence, &["よろしい", "いかが", "ではないか", "異議", "ないでしょうか", "ませんか"])
    })
}

/// A proposal in the form of a question.
pub(super) fn proposes(sentence: &str) -> bool {
    let without_because = sentence.contains("ないから").then(|| sentence.replace("ないから", ""));
    let sentence = without_because.as_deref().unwrap_or(sentence);
    // 延ばせないか, 変えないか: can it not be done?
    let could =
        sentence.strip_suffix("ないか").is_some_and(|before| before.ends_with(['え', 'け', 'せ', 'め', 'げ', 'べ']));
    // 作りませんか: shall we?
    let shall = sentence.ends_with("ませんか")
        && !["ありませんか", "ございませんか", "いませんか", "おりませんか"].iter().any(|end| sentence.ends_with(end));
    if could || shall {
        return true;
    }
    any(
        sentence,
        &[
            "てはどうか", "ではどうか", "たらどうか", "てはどうです", "たらどうです", "てはいかが", "たらいかが",
            "のはどうか", "どうでしょう", "ないだろうか", "ないでしょうか", "ではないか", "のではない", "できないか",
            "られないか", "れないか", "べきではない", "ほうがよい", "方がよい", "方がいい", "てもよいのではないか",
            "もらえないか", "いただけないか", "いただけない", "ばよいのではないか", "必要ではないか", "いけないか",
            "作れないか", "いただけませんか", "できませんか", "いただけますか", "もらえますか", "ものでしょうか",
        ],
    ) && !any(sentence, &["何か", "どのよう"])
}

pub(super) fn wishes(text: &str) -> bool {
    let without_thanks = text.contains("願いいた").then(|| text.replace("願いいた", ""));
    let text = without_thanks.as_deref().unwrap_or(text);
    any(
        text,
        &[
            "べき", "ほしい", "欲しい", "いただきたい", "頂きたい", "お願いしたい", "お願いします", "もらいたい",
            "望む", "望ましい", "期待", "必要", "大切", "重要", "と思う", "と思います", "と考える", "と考えます",
            "と感じ", "よい", "良い", "いい", "たい。", "心配", "不安", "ありがた", "課題", "難しい", "賛成", "反対",
            "ではないか", "懸念", "困", "てください", "て下さい",
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
            "に決まった", "と決まった", "と決まりました", "に決まりました", "採決の結果", "開票の結果", "投票の結果",
            "挙手全員", "賛成多数", "全員賛成", "全会一致", "満場一致", "賛成全員", "挙手多数", "選任された",
            "選任した", "選出された", "選出した", "選任され", "選出され", "互選により", "推薦により", "に決定",
            "に設定した", "を適当と認め", "異議なし。承", "承認を得", "了承を得", "賛同を得", "同意を得", "合意した",
            "承認といたし", "了承といたし", "承認。", "了承。",
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

/// …こととした, …ことで一致した: an outcome written down.
pub(super) fn resolved(text: &str) -> bool {
    const ENDS: &[&str] = &[
        "こととした", "ことにした", "一致した", "で一致", "合意した", "で合意", "ことに決めた", "を選出", "に選出",
        "を可決", "を承認", "を了承", "ことになった",
    ];
    let tail = last_sentence(text);
    let tail = tail.trim_end_matches([')', '）']).trim_end_matches('。');
    ENDS.iter().any(|end| tail.ends_with(end))
}

/// （異議なし）, （「はい」の声あり） within a speech.
pub(super) fn has_assent(text: &str) -> bool {
    let said =
        |inner: &str| any(inner, &["異議なし", "異議無し", "はい", "うなず", "了承", "なしの声", "賛成", "挙手"]);
    text.split(['(', '（']).skip(1).any(|rest| rest.split([')', '）']).next().is_some_and(said))
}

/// 異議なし。 said by all.
pub(super) fn assents(text: &str) -> bool {
    any(text, &["異議なし", "異議ありません", "異議ございません", "異議はありません"]) && text.chars().count() <= 14
}

/// 田中です。…どうぞよろしくお願いします。: who he is, and no more.
pub(super) fn introduces(text: &str) -> bool {
    let first = first_sentence(text);
    let is_name = ["です", "でございます", "と申します", "申します"].iter().any(|end| first.ends_with(end));
    let thanks = any(last_sentence(text), &["よろしくお願い", "ありがとう"])
        || any(text, &["ありがとうございます"]) && !wishes(last_sentence(text));
    is_name && thanks && first.chars().count() < 24 && text.chars().count() < 140 && !any(text, &["資料", "説明"])
}

/// Short words that carry no matter: thanks, apologies, 分かりました.
pub(super) fn greets(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "よろしくお願い", "申します", "分かりました", "わかりました", "承知", "異議なし", "ありがとうございました",
        "すみません", "失礼します", "失礼いたします", "結構です", "お引き受け", "了解",
    ];
    any(text, WORDS) && text.chars().count() < 40
}

/// 閉会とする, 以上で終了します.
pub(super) fn closes(tail: &str) -> bool {
    any(tail, &["閉会", "散会", "会議を終了", "会議を閉じ", "会を閉じ", "会議を終わ", "議事を終了", "議事を終わ"])
}

/// 傍聴の方はおられますか: the chair asks for a fact, not for opinions or assent.
pub(super) fn calls_for_a_fact(text: &str) -> bool {
    let tail = last_sentence(text);
    ends_asking(tail)
        && !any(
            tail,
            &["よろしい", "いかが", "異議", "意見", "質問", "ございませんか", "ありませんか", "ほか", "他に", "何か"],
        )
}

/// 第３回は、１月１４日に開催する。
pub(super) fn tells_next_meeting(text: &str) -> bool {
    let first = first_sentence(text);
    let chars: Vec<char> = first.chars().collect();
    let names_one = chars.windows(2).any(|pair| pair == ['回', 'は'] || pair == ['回', 'の']) && first.contains('第');
    let is_next = first.contains("次回") || names_one;
    is_next
        && any(text, &["開催", "予定", "日程", "開く", "開きます"])
        && !any(text, &["資料", "報告し", "議論", "説明"])
}

/// 月…日に…を行います: news of an event to come.
pub(super) fn announces(text: &str) -> bool {
    let is_dated = text.contains('月') && text.contains('日') || text.contains("来週") || text.contains("来月");
    let is_news = any(text, &["お知らせ", "案内", "行います", "行う", "開きます", "開く", "開催", "催"]);
    is_dated && is_news
}

/// A chair who says what he thinks: …必要がある, …に据えたい.
pub(super) fn holds_a_view(tail: &str) -> bool {
    const VIEWS: &[&str] =
        &["必要がある", "必要です", "べきである", "べきだ", "べきです", "大切である", "大切だ", "重要である", "重要だ"];
    const CALLS: &[&str] = &[
        "お願い", "いただきたい", "決めたい", "行いたい", "採決したい", "休憩したい", "移りたい", "進めたい",
        "入りたい", "伺いたい", "始めたい", "聞きたい", "諮りたい", "終わりたい", "もらいたい", "求めたい",
    ];
    VIEWS.iter().any(|end| tail.ends_with(end)) || tail.ends_with("たい") && !any(tail, CALLS)
}

/// 次に移ります, ほかに御意見は, 議事を終わります: what was asked before is left.
pub(super) fn moves_on(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "移り", "移る", "次に", "次の", "続いて", "続きまして", "ほかに", "他に", "以上で", "終了", "議題",
        "説明をお願い", "説明を求め",
    ];
    any(text, WORDS)
}

/// B案とする, 継続とします: what the chair lays down.
pub(super) fn lays_down(tail: &str) -> bool {
    let ends = ["とする", "とします", "といたします", "と致します"].iter().any(|end| tail.ends_with(end));
    ends && !any(tail, &["以上", "終了", "閉会", "散会", "休憩", "終わり", "はじめ", "ようとする", "もの"])
}

/// 次に議題（２）です, その他に移ります: the chair opens an item, whether or not a heading stands there.
pub(super) fn opens_item(text: &str) -> bool {
    let tail = last_sentence(text);
    any(tail, &["議題", "次第", "移り", "移る", "入り", "報告事項", "協議事項", "説明をお願い", "説明を求め", "説明願"])
}

/// 賛成8名、反対2名: votes were counted.
pub(super) fn counts_votes(text: &str) -> bool {
    let counted = |word: &str| {
        text.split(word).skip(1).any(|rest| {
            let rest = rest.trim_start_matches([' ', ':', '、', 'は', '者', '票', 'が']);
            rest.starts_with(|c: char| c.is_ascii_digit()) || rest.starts_with("なし")
        })
    };
    counted("賛成") && (counted("反対") || counted("棄権") || text.contains("採決") || text.contains("挙手"))
}

/// Without what others are quoted to say.
pub(super) fn unquoted(text: &str) -> String {
    if text.matches('「').count() != text.matches('」').count() {
        return text.to_string();
    }
    let mut depth = 0i32;
    let outside = |c: &char| {
        depth += i32::from(*c == '「') - i32::from(*c == '」' && depth > 0);
        depth == 0 && *c != '」'
    };
    text.chars().filter(outside).collect()
}

/// 閉会に当たりまして一言申し上げます: words for all, at the beginning or the end.
pub(super) fn addresses_all(text: &str) -> bool {
    let begins: String = text.split_inclusive('。').take(2).collect();
    any(
        &begins,
        &[
            "閉会に当た", "閉会にあた", "開会に当た", "開会にあた", "一言申し上げ", "挨拶を申し上げ", "ごあいさつ",
            "御挨拶",
        ],
    )
}
