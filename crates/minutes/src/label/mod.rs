//! Labels of the fields of a sheet, as towns write them (項目名). Words, not logic: a town's other word is one more entry.

mod stem;
mod words;

use crate::number::{Dress, Numbered, item_number, loose_number};
use crate::source::{Piece, Source};
pub(crate) use stem::stem_label_at;
use words::WORDS;

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
    /// Known by its stem only: `word` is that stem.
    pub is_stem: bool,
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
    let (mut at, number) = behind_marks(source, line);
    let opener = (at < line.end).then(|| OPENERS.iter().position(|c| *c == plain[at])).flatten();
    if opener.is_some() {
        at = skip_blanks(plain, at + 1);
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
            return Some(Label {
                field: *field,
                piece: Piece::new(line.start, end),
                number,
                word,
                is_parted,
                note,
                is_stem: false,
            });
        }
    }
    behind_a_name(source, line, number)
}

fn skip_blanks(plain: &[char], at: usize) -> usize {
    plain[at..].iter().position(|c| *c != ' ').map_or(plain.len(), |blanks| at + blanks)
}

/// Where the words of a label may begin: behind bullets and a number, and that number.
fn behind_marks(source: &Source, line: Piece) -> (usize, Option<u32>) {
    let plain = &source.plain[..line.end];
    let skip_marks = |mut at: usize| {
        while at < line.end && MARKS.contains(&plain[at]) {
            at = skip_blanks(plain, at + 1);
        }
        at
    };
    let mut at = skip_marks(line.start);
    let mut number = None;
    let found = item_number(plain, at).or_else(|| loose_number(plain, at));
    if let Some(Numbered { end, value, .. }) = found.filter(|number| number.dress != Dress::Named) {
        number = Some(value);
        at = skip_blanks(plain, end);
        if at < line.end && matches!(plain[at], '、' | ',' | ':') {
            at = skip_blanks(plain, at + 1);
        }
    }
    (skip_marks(at), number)
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
        is_stem: false,
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
        // 会議結果　　（事務局より資料の説明）: what was recorded, and no qualifier of the label.
        let gap = &source.chars[at..ahead];
        let is_wide = gap.len() >= 2 || gap.contains(&'\u{3000}');
        if field == Field::Proceedings && is_wide && ahead + close + 1 >= line.end {
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
    let (mut blanks, mut has_tab) = (0, false);
    while at < line.end && plain[at] == ' ' {
        has_tab |= source.chars[at] == '\t';
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
            // 「会議 室」: a label and blanks, but the words after it must not make it a word. A bullet behind a wide gap does not.
            let is_wide = blanks >= 2 || source.chars[at - 1] == '\u{3000}';
            let goes_on = matches!(plain[at], 'の' | 'は' | 'が' | 'を' | 'に' | 'と' | 'で' | 'も')
                || plain[at] == '・' && !is_wide;
            (!goes_on).then_some((at, has_tab, note))
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
