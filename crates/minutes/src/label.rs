//! Labels of the fields of a sheet, as towns write them (項目名). Words, not logic: a town's other word is one more entry.

use crate::number::{Dress, Numbered, item_number};
use crate::source::{Piece, Source};

/// What a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Field {
    Name,
    When,
    Start,
    End,
    Venue,
    WhenAndVenue,
    Attendees,
    Present,
    Absent,
    Secretariat,
    Invited,
    Observers,
    Access,
    AccessReason,
    Agenda,
    Proceedings,
    Handouts,
    Next,
    Aside,
}

/// Longest first where one begins another: the matcher takes the longest that ends properly.
const WORDS: &[(Field, &str)] = &[
    (
        Field::Name,
        "会議の名称 会議名称 会議名 会議等の名称 会議等名称 審議会等の名称 審議会等名 附属機関等の名称 附属機関の名称 附属機関名 審議会名 協議会名 懇談会等名称 名称 件名 会議の名前 部会名",
    ),
    (
        Field::When,
        "開催日時 会議日時 開催の日時 開催日及び時間 開催年月日 開催年月日時 会議の日時 日時 開催日 会議開催日 開催期日 期日 年月日 開催期間 書面開催期間 書面開催の期間 審議期間 とき 実施日 実施日時 時刻 開催時間 開催時刻 時間 会議時間 開会日時 意見聴取期間 回答期間 書面協議期間",
    ),
    (
        Field::WhenAndVenue,
        "日時及び場所 日時・場所 開催日時・場所 開催日時及び場所 開催日時場所 日時場所 日時、場所 日時と場所",
    ),
    (Field::Start, "開会 開会時刻 開会時間 開始時刻 開始 開会の時刻"),
    (Field::End, "閉会 閉会時刻 閉会時間 終了時刻 終了 散会 閉会の時刻"),
    (
        Field::Venue,
        "開催場所 会議場所 開催の場所 会議の場所 場所 会場 開催会場 ところ 開催場所等 場所等 開催方法 会場等 開催形式 開催形態",
    ),
    (
        Field::Attendees,
        "出席者等 出席者 出席した者 会議出席者 出席者名 出席状況 出欠状況 出欠席者 委員の出欠 委員出欠 参加者 出席者一覧 出席者及び欠席者 出欠 出席者・欠席者 委員の出席状況 出席者名簿",
    ),
    (
        Field::Present,
        "出席委員 出席委員名 会場で出席 オンラインで出席 委員 構成員 委員出席者 出席 会場出席 会場出席者 会場出席委員 オンライン出席 オンライン出席者 オンライン参加 オンライン出席委員 オンライン参加者 代理出席 代理出席者 書面提出 書面提出者 書面表決者 回答者 回答委員 委員名 出席構成員 出席会員 出席部会員 本人出席 提出委員 書面回答 意見提出委員 出席した委員 リモート出席 WEB出席 Web出席",
    ),
    (
        Field::Absent,
        "欠席者等 欠席者 欠席委員 欠席委員名 委員欠席者 欠席 欠席者名 未提出 未提出者 未回答 未回答者 欠席構成員 未回答委員 未提出委員 欠席した委員 欠席部会員 欠席会員",
    ),
    (
        Field::Secretariat,
        "事務局 事務局職員 事務局出席者 出席職員 市側出席者 市出席者 市側 市職員 町職員 事務局等 事務局員 庁内出席者 行政出席者 担当課職員 出席事務局 出席した職員 市の職員 出席した事務局職員 事務局及び関係課 関係職員 出席事務局職員 町側出席者 事務局側 所管課職員",
    ),
    (
        Field::Invited,
        "オブザーバー オブザーバ 参考人 説明員 説明者 関係者 関係課 関係機関 関係課職員 委員以外の出席者 委員以外の報告者 委員以外 その他の出席者 その他出席者 幹事 委託業者 受託者 受託事業者 アドバイザー 講師 その他の者 その他 説明のため出席した者 説明のために出席した者 関係部署 関係課等 随行者 有識者 ゲスト 助言者 コンサルタント 委託事業者 支援事業者 関係団体 説明職員 計画策定支援業者 支援業者 手話通訳 要約筆記",
    ),
    (
        Field::Observers,
        "傍聴者数 傍聴者 傍聴人数 傍聴人の数 傍聴人 傍聴者人数 傍聴者の数 傍聴 一般傍聴者 傍聴者等 一般傍聴 傍聴の状況 傍聴希望者 傍聴の方 傍聴した者 傍聴した方 傍聴状況 傍聴席",
    ),
    (
        Field::Access,
        "傍聴の可否 公開・非公開の別 公開非公開の別 公開又は非公開の別 公開・非公開 会議の公開・非公開 会議の公開非公開 公開の可否 会議の公開の可否 会議の公開又は非公開 会議の公開 公開状況 会議の公開状況 会議の公開・非公開の別 公開・非公開等 公開区分 会議公開の可否 会議の公開非公開の別 公開／非公開 公開/非公開 会議の公開又は非公開の別 公開・一部公開・非公開の別 公開の別 会議の公開区分 公開可否 傍聴可否 公開 会議の公開方法",
    ),
    (
        Field::AccessReason,
        "非公開の理由 非公開とした理由 非公開理由 一部公開又は非公開の場合の理由 非公開の場合の理由 傍聴不可の場合の理由 傍聴不可の理由 一部公開又は非公開とした場合の理由 非公開又は一部公開の場合の理由 非公開又は一部公開の理由 公開しない理由 一部非公開の理由 一部公開の理由",
    ),
    (
        Field::Agenda,
        "会議次第 次第 議題 議事次第 議事 案件 会議の議題 会議の次第 付議事件 内容 会議事項 議事日程 審議事項 議案 審議案件 議題及び報告事項 議題等 付議案件 会議に付した議題 会議に付した事項 会議に付した案件 協議事項 会議日程 会議の案件 議題（案件） 式次第 プログラム 検討事項 議事事項 会議の議事 会議の目的",
    ),
    (
        Field::Proceedings,
        "会議結果 会議の結果 会議録 議事録 会議の内容 会議内容 会議の概要 会議概要 議事の概要 議事概要 議事要旨 議事要録 発言要旨 発言の要旨 発言の内容 発言内容 発言概要 審議の概要 審議概要 審議経過 審議の経過 審議内容 審議の内容 審議結果 審議の結果 会議経過 会議の経過 議事の経過 議事経過 議事内容 議事の内容 議事の要旨 会議要旨 会議の要旨 意見要旨 主な意見 主な意見等 主な発言 主な内容 主な質疑 質疑応答 質疑応答等 質疑及び意見 質疑・意見 質疑・意見等 意見・質疑 意見及び質疑 協議内容 協議の内容 協議結果 協議の結果 協議経過 記録 会議記録 会議の記録 協議会の概要 審議会の概要 会議の大要 議事の大要 議事の結果 議事結果 会議の主な内容 会議の状況 結果 議事の経過及び結果 議事の経過と結果 議事の経過及びその結果 会議の経過及び結果 議題及び結果 経過 会議の経過概要 審議等の内容 審議状況 議事進行 議事記録 会議詳細 議事詳細 会議のてん末 議事のてん末 会議の顛末 質疑 主な質疑応答 会議内容及び結果 議事及び結果 会議要録 発言者及び発言内容 発言者と発言内容 概要 要旨 会議録要旨 意見交換の概要 会議録本文 主な質疑・意見 主な意見・質疑 議事の内容及び結果 意見と市の考え方 質問と回答 意見及び対応 意見と対応 質疑応答の要旨 議事の経過等 会議の経過等 審議経過等",
    ),
    (
        Field::Handouts,
        "提出資料 配布資料 配付資料 会議資料 資料 資料一覧 資料名 配布資料名 配付資料名 配布書類 配付書類 添付資料 使用資料 提出された資料 提出書類 会議に付した資料 当日資料 資料等 配布資料一覧 配付資料一覧 資料の名称 会議資料一覧 会議資料の名称 提出された資料等 配布物 配布した資料 会議に提出された資料 会議で使用した資料 関係資料 提出資料等 送付資料 会議に提出した資料 会議資料名 配布資料等 配付資料等 提出資料一覧",
    ),
    (
        Field::Next,
        "次回開催予定 次回の開催日 次回の開催予定 次回開催予定日 次回会議 次回の会議 次回日程 次回の日程 次回開催日 次回開催日時 次回予定 次回の予定 次回開催 次回の開催 次回の開催日時 次回 次回会議予定 次回会議の予定 次回会議開催予定 次回会議日程 次回の会議予定",
    ),
    (
        Field::Aside,
        "問合先 問い合わせ先 問合せ先 お問い合わせ先 お問い合わせ お問合せ先 担当課 担当部課名 担当部課 担当部署 担当部署名 担当 担当課名 連絡先 事務担当 所管課 所管課名 所管部課 所管部署 事務局担当課 事務局名 事務局(担当課) 署名委員 会議録署名委員 会議録署名人 議事録署名人 議事録署名委員 会議録署名者 署名人 署名 委員定数 定数 合併協議会委員定数 会議録作成者 記録者 作成者 議事録作成者 記録 会議録の作成方法 会議録作成方法 記録方法 会議録の記録方法 備考 会議録の確認 定足数 成立要件 委員数 委員総数 構成員数 特記事項 その他必要事項 その他特記事項 その他の事項 会議録の公開 会議録作成年月日 作成年月日 電話 電話番号 ファクス FAX 会議の成立 ページ番号 更新日 議長 司会 進行 司会者 進行役 根拠 設置根拠 設置根拠等 根拠法令 録音 録音の有無 確認方法 会議録の確認方法 会議録等の公開 注 注記 摘要 凡例 記載方法 記録の方法 会議録の種類 議事録の種類 略称 署名欄 問合せ 事務局連絡先 回答数 回答率 提出期限 回答期限",
    ),
];

/// A label found at the start of a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Label {
    pub field: Field,
    /// Marks, number, letters and terminator.
    pub piece: Piece,
    /// The number before it, if one is printed.
    pub number: Option<u32>,
    /// The word, without number and marks.
    pub word: &'static str,
    /// A colon, bar, bracket or the line's end parts it from its value.
    pub is_parted: bool,
    /// What stands in parentheses behind it.
    pub note: Option<Piece>,
}

fn words() -> &'static [(Vec<char>, Field, &'static str)] {
    static TABLE: std::sync::OnceLock<Vec<(Vec<char>, Field, &'static str)>> = std::sync::OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: Vec<_> = WORDS
            .iter()
            .flat_map(|(field, words)| {
                words.split(' ').map(|word| (word.chars().map(glyphs::plain).collect::<Vec<_>>(), *field, word))
            })
            .collect();
        table.sort_by_key(|(letters, ..)| std::cmp::Reverse(letters.len()));
        table
    })
}

/// Brackets and bullets that dress a label, a section or a group.
pub(crate) fn is_ornament(c: char) -> bool {
    "()【】〔〕[]<>《》≪≫〈〉・■○●◎◆◇□▼▽―-※*#:".contains(c)
}

/// The field that a whole label announces.
#[cfg(test)]
pub(crate) fn word_of(label: &str) -> Option<Field> {
    let plain: Vec<char> = label.chars().map(glyphs::plain).collect();
    words().iter().find(|(letters, ..)| *letters == plain).map(|(_, field, _)| *field)
}

/// Where the words that begin with a letter stand in the table: most scalars of a text begin none.
fn begins_a_word(c: char) -> bool {
    static FIRSTS: std::sync::OnceLock<std::collections::HashSet<char>> = std::sync::OnceLock::new();
    FIRSTS.get_or_init(|| words().iter().map(|(letters, ..)| letters[0]).collect()).contains(&c)
}

const OPENERS: &[char] = &['(', '【', '〔', '[', '<', '《', '〈', '≪', '『', '「'];
const CLOSERS: &[char] = &[')', '】', '〕', ']', '>', '》', '〉', '≫', '』', '」'];
const MARKS: &[char] = &[
    '■', '●', '○', '◯', '〇', '◎', '◆', '◇', '□', '▼', '▽', '▲', '△', '★', '☆', '・', '*', '#', '◦', '▶', '▷', '※',
    '•', '-', '+', '☐', '|',
];

/// The label at the start of `line`, if one stands there.
pub(crate) fn label_at(source: &Source, line: Piece) -> Option<Label> {
    let plain = &source.plain[..line.end];
    let mut at = line.start;
    let skip_blanks = |at: &mut usize| {
        while *at < line.end && plain[*at] == ' ' {
            *at += 1;
        }
    };
    while at < line.end && MARKS.contains(&plain[at]) {
        at += 1;
        skip_blanks(&mut at);
    }
    let mut number = None;
    if let Some(Numbered { end, value, .. }) = item_number(plain, at).filter(|number| number.dress != Dress::Named) {
        number = Some(value);
        at = end;
        skip_blanks(&mut at);
        if at < line.end && matches!(plain[at], '、' | ',' | ':') {
            at += 1;
            skip_blanks(&mut at);
        }
    }
    while at < line.end && MARKS.contains(&plain[at]) {
        at += 1;
        skip_blanks(&mut at);
    }
    let opener = (at < line.end).then(|| OPENERS.iter().position(|c| *c == plain[at])).flatten();
    if opener.is_some() {
        at += 1;
        skip_blanks(&mut at);
    }
    if at >= line.end {
        return None;
    }
    if !begins_a_word(plain[at]) {
        return behind_a_name(source, line, number);
    }
    let from = at;
    for (letters, field, word) in words() {
        let Some(end) = letters_at(plain, from, letters) else { continue };
        // (事務局) names a speaker; only （発言要旨） is a head in round brackets.
        if opener == Some(0) && *field != Field::Proceedings {
            continue;
        }
        if let Some((end, is_parted, note)) = terminated(source, line, end, opener, *field, letters.len()) {
            return Some(Label { field: *field, piece: Piece::new(line.start, end), number, word, is_parted, note });
        }
    }
    behind_a_name(source, line, number)
}

/// みほん合併協議会出席者: the council's name before the word.
fn behind_a_name(source: &Source, line: Piece, number: Option<u32>) -> Option<Label> {
    let plain = source.plain(Piece::new(line.start, line.end.min(line.start + 40)));
    let at = plain.windows(4).position(|w| matches!(w, ['会', '出' | '欠', '席', '者']))?;
    let absent = plain[at + 1] == '欠';
    let end = at + 4;
    let is_parted = plain.get(end).is_none_or(|c| matches!(c, ' ' | ':'));
    (at >= 3 && is_parted && !plain[..at].contains(&'。')).then(|| Label {
        field: if absent { Field::Absent } else { Field::Attendees },
        piece: Piece::new(line.start, line.start + end),
        number,
        word: if absent { "欠席者" } else { "出席者" },
        is_parted: true,
        note: None,
    })
}

/// The letters of a word with at most four blanks between them.
fn letters_at(plain: &[char], from: usize, letters: &[char]) -> Option<usize> {
    let mut at = from;
    for (index, letter) in letters.iter().enumerate() {
        let limit = at + 6;
        while index > 0 && at < plain.len() && at < limit && plain[at] == ' ' {
            at += 1;
        }
        if plain.get(at) != Some(letter) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

type Terminated = (usize, bool, Option<Piece>);

fn terminated(
    source: &Source,
    line: Piece,
    end: usize,
    opener: Option<usize>,
    field: Field,
    letters: usize,
) -> Option<Terminated> {
    let plain = &source.plain[..line.end];
    let mut at = end;
    for suffix in
        ["の氏名", "氏名", "の名簿", "名簿", "の一覧", "一覧", "の人数", "人数", "の数", "者数", "数", "等", "名"]
    {
        let suffix: Vec<char> = suffix.chars().collect();
        let from = at + plain[at..].iter().take(4).take_while(|c| **c == ' ').count();
        if let Some(after) = letters_at(plain, from, &suffix)
            && plain.get(after).is_none_or(|c| is_boundary(*c))
        {
            at = after;
            break;
        }
    }
    let after_letters = at;
    let mut note = None;
    let mut ahead = at;
    while ahead < line.end && plain[ahead] == ' ' {
        ahead += 1;
    }
    // One or two qualifiers: (傍聴人を除く。)氏名(敬称略).
    while ahead < line.end
        && matches!(plain[ahead], '(' | '〔' | '[')
        && let Some(close) = plain[ahead..].iter().take(60).position(|c| matches!(c, ')' | '〕' | ']'))
        && !plain[ahead..(ahead + close).saturating_sub(1)].contains(&'。')
    {
        // 案件（１）…: the number of the first item is no qualifier.
        if plain[ahead + 1..ahead + close].iter().all(|c| c.is_ascii_digit() || *c == ' ') {
            break;
        }
        note = Some(Piece::new(ahead + 1, ahead + close));
        at = ahead + close + 1;
        if let Some(after) = letters_at(plain, at, &['氏', '名']) {
            at = after;
        }
        ahead = at;
    }
    if let Some(opener) = opener {
        while at < line.end && plain[at] == ' ' {
            at += 1;
        }
        return (plain.get(at) == Some(&CLOSERS[opener])).then(|| {
            let mut end = at + 1;
            if plain.get(end).is_some_and(|c| matches!(c, ':' | '|')) {
                end += 1;
            }
            (end, true, note)
        });
    }
    // **場所** …: the stars of a marked-up copy.
    if plain[at..].starts_with(&['*', '*']) {
        at += 2;
        while at < line.end && matches!(plain[at], ' ' | ':') {
            at += 1;
        }
        return Some((at, true, note));
    }
    let mut blanks = 0;
    while at < line.end && plain[at] == ' ' {
        at += 1;
        blanks += 1;
    }
    if at >= line.end {
        return Some((at, true, note));
    }
    match plain[at] {
        ':' | '|' | '\t' | '∶' | '…' | '⇒' | '→' if field != Field::Proceedings || plain[at] != '→' => {
            Some((at + 1, true, note))
        }
        _ if blanks > 0 => {
            // 「会議 室」: a label and blanks, but the words after it must not make it a word.
            (!matches!(plain[at], 'の' | 'は' | 'が' | 'を' | 'に' | 'と' | 'で' | 'も' | '・'))
                .then_some((at, false, note))
        }
        // 出席委員(敬称略)11人, 日時令和6年
        _ if note.is_some()
            && matches!(field, Field::Present | Field::Attendees | Field::Absent | Field::Secretariat) =>
        {
            Some((at, true, note))
        }
        c if letters >= 2
            && matches!(field, Field::When)
            && (c.is_ascii_digit() || matches!(c, '令' | '平' | '昭' | 'R' | 'H')) =>
        {
            Some((after_letters, false, None))
        }
        _ => None,
    }
}

fn is_boundary(c: char) -> bool {
    c == ' ' || matches!(c, ':' | '(' | '|' | ')' | '\n' | '】' | '>' | ']' | '》' | '〉' | '〕' | '…')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(Field, String)> {
        let source = Source::new(line);
        let piece = source.trim(Piece::new(0, source.chars.len()));
        label_at(&source, piece).map(|label| (label.field, source.text(Piece::new(label.piece.end, piece.end))))
    }

    #[test]
    fn labels_are_known_however_they_are_dressed() {
        for (line, field, rest) in [
            ("会議名称 令和６年度", Field::Name, "令和６年度"),
            ("１　日　　時　　令和７年", Field::When, "令和７年"),
            ("日 時:平成20年", Field::When, "平成20年"),
            ("■日時: R6.11.14", Field::When, " R6.11.14"),
            ("【出席者氏名】", Field::Attendees, ""),
            ("出席者氏名(敬称略) | 委員長", Field::Attendees, " 委員長"),
            ("3 出席委員(敬称略 区分ごとに50音順)11人", Field::Present, "11人"),
            ("欠 席 者 の 氏 名 鷲見誠", Field::Absent, "鷲見誠"),
            ("5 傍聴人の数 なし", Field::Observers, "なし"),
            ("傍聴の可否 可", Field::Access, "可"),
            ("会 議 資 料 1-1 証明書", Field::Handouts, "1-1 証明書"),
            ("- **場所** 研修ホール", Field::Venue, "研修ホール"),
            ("案件　　（１）評価", Field::Agenda, "（１）評価"),
            ("8 発言の内容(要旨) 【係長】", Field::Proceedings, "【係長】"),
            ("◇ 次　第", Field::Agenda, ""),
        ] {
            assert_eq!(read(line), Some((field, rest.to_string())), "{line}");
        }
    }

    #[test]
    fn sentences_that_begin_with_a_labels_letters_are_none() {
        for line in [
            "資料1により説明する。", "傍聴についてお諮りします。", "出席者は15名である。", "次回の開催日について",
            "議事録を確認した。", "会場の使い方", "開会します",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
