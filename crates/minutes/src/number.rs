//! Numbers of items: 1, １., 第1, (1), ⑴, ①, ア, (ア), 一, Ⅰ, 議題1, 第1号議案.

/// How a number is dressed; one dress is one level of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Dress {
    /// 第1号議案, 議題1, 次第1, 報告第1号
    Named,
    /// Ⅰ
    Roman,
    /// 1, １., 1、
    Plain,
    /// 第1
    Ordinal,
    /// 一
    Kanji,
    /// (1), ⑴, （一）
    Parenthesised,
    /// 1)
    HalfParenthesised,
    /// ①
    Circled,
    /// ア
    Kana,
    /// (ア)
    ParenthesisedKana,
    /// a, A
    Latin,
}

impl Dress {
    /// Usual depth; lists may begin anywhere, but never go against it.
    pub fn depth(self) -> u8 {
        match self {
            Dress::Named => 0,
            Dress::Roman => 1,
            Dress::Ordinal => 2,
            Dress::Plain | Dress::Kanji => 3,
            Dress::Parenthesised => 4,
            Dress::HalfParenthesised => 5,
            Dress::Kana => 6,
            Dress::Circled => 7,
            Dress::ParenthesisedKana => 8,
            Dress::Latin => 9,
        }
    }
}

/// A number at the start of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Numbered {
    pub dress: Dress,
    pub value: u32,
    /// The letter for kana and Latin dress: ア.
    pub letter: Option<char>,
    /// One past the number and its full stop.
    pub end: usize,
}

const KANA: &str = "アイウエオカキクケコサシスセソタチツテト";
/// What makes digits a quantity rather than an item's number.
const UNITS: &str = "年月日時分秒階号人名回部館件点か%円期次度歳番丁つ割冊台校園室万千百億倍週条項か所箇ケヶカヵ代世種社区世等泊床級本枚名者団戸棟便語行ページ頁章位市";

/// The item number at `at` of plain scalars. Blanks may stand inside parentheses, not before.
pub(crate) fn item_number(plain: &[char], at: usize) -> Option<Numbered> {
    let c = *plain.get(at)?;
    if let Some(enclosed) = glyphs::enclosed(c) {
        use glyphs::EnclosedStyle as Style;
        let dress = match enclosed.style {
            Style::Circled => Dress::Circled,
            Style::Parenthesised => Dress::Parenthesised,
            Style::FullStop => Dress::Plain,
            Style::Roman => Dress::Roman,
        };
        return Some(Numbered { dress, value: enclosed.value, letter: None, end: full_stop(plain, at + 1) });
    }
    match c {
        '(' => in_parentheses(plain, at),
        '0'..='9' => digits(plain, at),
        '第' => ordinal(plain, at),
        '議' | '次' | '報' | '審' | '案' | '協' | '日' => named(plain, at),
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => kanji(plain, at),
        'ア'..='ト' => kana(plain, at),
        'A'..='H' | 'a'..='h' => latin(plain, at),
        'I' | 'V' | 'X' => roman_letters(plain, at),
        _ => None,
    }
}

/// A number before a word that is known to be a label: 二　時　刻, 1 . 日 時. The word vouches for the number.
pub(crate) fn loose_number(plain: &[char], at: usize) -> Option<Numbered> {
    let digits = run(plain, at, |c| c.is_ascii_digit());
    let kanji = run(plain, at, |c| "一二三四五六七八九十".contains(c));
    let (dress, count) = if digits > 0 { (Dress::Plain, digits) } else { (Dress::Kanji, kanji) };
    if !(1..=2).contains(&count) {
        return None;
    }
    let value = almanac::read_number(&plain[at..at + count].iter().collect::<String>())?;
    let next = at + count + run(plain, at + count, |c| c == ' ');
    match plain.get(next)? {
        '.' | '、' | ')' if !plain.get(next + 1).is_some_and(char::is_ascii_digit) => {
            Some(Numbered { dress, value, letter: None, end: next + 1 })
        }
        // ≪１≫　開会
        '≫' | '】' | '〕' | ']' | '》' | '>' => Some(Numbered { dress, value, letter: None, end: next }),
        _ if next > at + count => Some(Numbered { dress, value, letter: None, end: next }),
        _ => None,
    }
}

/// The number that goes on a list or begins it: 2　分べん…, 第三　次年度…. One more than the last of its dress vouches
/// for what a unit behind it makes doubtful.
pub(crate) fn listed_number(plain: &[char], at: usize, last: Option<Numbered>) -> Option<Numbered> {
    item_number(plain, at).or_else(|| {
        let loose = loose_number(plain, at).or_else(|| loose_ordinal(plain, at))?;
        let goes_on = match last {
            Some(last) => last.dress == loose.dress && loose.value == last.value + 1,
            None => loose.value == 1,
        };
        goes_on.then_some(loose)
    })
}

/// 第三　次年度: blank behind the number, whatever follows.
fn loose_ordinal(plain: &[char], at: usize) -> Option<Numbered> {
    let count = run(plain, at + 1, |c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let end = at + 1 + count;
    let is_parted = plain.get(at) == Some(&'第') && count > 0 && plain.get(end) == Some(&' ');
    let value = almanac::read_number(&plain[at + 1..end.min(plain.len())].iter().collect::<String>())?;
    is_parted.then_some(Numbered { dress: Dress::Ordinal, value, letter: None, end })
}

fn full_stop(plain: &[char], at: usize) -> usize {
    if plain.get(at).is_some_and(|c| matches!(c, '.' | '．')) { at + 1 } else { at }
}

fn run(plain: &[char], at: usize, is_in: impl Fn(char) -> bool) -> usize {
    plain[at.min(plain.len())..].iter().take_while(|c| is_in(**c)).count()
}

fn parse(digits: &[char]) -> Option<u32> {
    digits.iter().collect::<String>().parse().ok()
}

fn in_parentheses(plain: &[char], at: usize) -> Option<Numbered> {
    let mut inner = at + 1;
    while plain.get(inner) == Some(&' ') && inner < at + 3 {
        inner += 1;
    }
    let count = run(plain, inner, |c| c.is_ascii_digit());
    let close = |mut end: usize| {
        while plain.get(end) == Some(&' ') {
            end += 1;
        }
        (plain.get(end) == Some(&')')).then_some(end + 1)
    };
    if (1..=2).contains(&count) {
        let value = parse(&plain[inner..inner + count])?;
        return Some(Numbered { dress: Dress::Parenthesised, value, letter: None, end: close(inner + count)? });
    }
    let kanji = run(plain, inner, |c| "一二三四五六七八九十".contains(c));
    if (1..=3).contains(&kanji) {
        let value = almanac::kanji_number(&plain[inner..inner + kanji])?;
        return Some(Numbered { dress: Dress::Parenthesised, value, letter: None, end: close(inner + kanji)? });
    }
    let letter = *plain.get(inner)?;
    let value = KANA.chars().position(|k| k == letter)? as u32 + 1;
    Some(Numbered { dress: Dress::ParenthesisedKana, value, letter: Some(letter), end: close(inner + 1)? })
}

fn digits(plain: &[char], at: usize) -> Option<Numbered> {
    let count = run(plain, at, |c| c.is_ascii_digit());
    if count > 2 || (at > 0 && (plain[at - 1].is_ascii_digit() || plain[at - 1] == '.')) {
        return None;
    }
    let value = parse(&plain[at..at + count])?;
    let after = at + count;
    let numbered = |dress, end| Some(Numbered { dress, value, letter: None, end });
    match plain.get(after) {
        Some(')') => numbered(Dress::HalfParenthesised, after + 1),
        Some('.') if !plain.get(after + 1).is_some_and(char::is_ascii_digit) => numbered(Dress::Plain, after + 1),
        Some('、') => numbered(Dress::Plain, after + 1),
        Some(' ') => {
            let next = after + run(plain, after, |c| c == ' ');
            if plain.get(next) == Some(&'.') && plain.get(next + 1) == Some(&' ') {
                // 1 . 日 時
                return numbered(Dress::Plain, next + 1);
            }
            let unit = plain.get(next).is_none_or(|c| UNITS.contains(*c) && !names_an_item(plain, next));
            let goes_on = plain
                .get(next)
                .is_some_and(|c| c.is_ascii_digit() || matches!(c, '/' | '-' | '~' | ':' | ')' | ',' | '\n'));
            if unit || goes_on { None } else { numbered(Dress::Plain, after) }
        }
        // 1開会: the number stands against its title.
        Some(c) if !UNITS.contains(*c) && is_title_letter(*c) => numbered(Dress::Plain, after),
        Some(_) if names_an_item(plain, after) => numbered(Dress::Plain, after),
        _ => None,
    }
}

/// Titles that begin with a letter that is also a unit: 1 日時, 3 次第, 2 名簿, 4 次回.
fn names_an_item(plain: &[char], at: usize) -> bool {
    const TITLES: &[&str] = &[
        "日時", "日程", "次第", "次回", "名簿", "名称", "部会", "場所", "市長", "区長", "会", "件名", "期日", "点検",
        "社会", "人材", "人権", "番号", "種別", "等級", "本日", "本市", "区分", "区域", "市民", "市の", "市役所",
        "社協", "団体", "語り", "行政", "行事", "代表", "代理", "位置", "章立", "世話", "世帯", "本計画", "日 時",
        "次 第", "場 所", "戸別", "所管", "所掌", "条例", "項目", "等 ",
    ];
    TITLES.iter().any(|title| {
        let mut place = at;
        title.chars().all(|letter| {
            while letter != ' ' && plain.get(place) == Some(&' ') && place < at + 8 {
                place += 1;
            }
            let same = plain.get(place) == Some(&letter);
            place += 1;
            same
        })
    })
}

fn is_title_letter(c: char) -> bool {
    matches!(c, '一'..='鿿' | 'ァ'..='ヺ' | '「' | '『' | '【' | 'A'..='Z' | '々')
        || matches!(c, 'ぁ'..='ん') && !"のはがをにとでもつや".contains(c)
}

fn ordinal(plain: &[char], at: usize) -> Option<Numbered> {
    let mut inner = at + 1;
    while plain.get(inner) == Some(&' ') && inner < at + 3 {
        inner += 1;
    }
    let count = run(plain, inner, |c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let value = almanac::read_number(&plain[inner..inner + count].iter().collect::<String>()).filter(|v| *v < 100)?;
    let mut end = inner + count;
    let tail: String = plain[end..plain.len().min(end + 4)].iter().filter(|c| **c != ' ').collect();
    if tail.starts_with("号議案") || tail.starts_with("号案件") {
        while plain.get(end).is_some_and(|c| *c != '案') {
            end += 1;
        }
        let end = end + 1 + usize::from(plain.get(end + 1) == Some(&'件'));
        return Some(Numbered { dress: Dress::Named, value, letter: None, end });
    }
    let blank = plain.get(end).is_none_or(|c| matches!(c, ' ' | '\n'));
    let next = plain.get(end + run(plain, end, |c| c == ' '));
    (blank && !next.is_some_and(|c| UNITS.contains(*c))).then_some(Numbered {
        dress: Dress::Ordinal,
        value,
        letter: None,
        end,
    })
}

/// 議題1, 議題(1), 議案第1号, 次第1, 報告第2号, 案件1, 報告事項1, 協議事項(2), 審議事項1, 日程第1
fn named(plain: &[char], at: usize) -> Option<Numbered> {
    const NAMES: &[&str] =
        &["議題", "議案", "次第", "報告事項", "報告", "審議事項", "案件", "協議事項", "協議", "議事", "日程"];
    let name = NAMES.iter().find(|name| name.chars().enumerate().all(|(i, c)| plain.get(at + i) == Some(&c)))?;
    let mut end = at + name.chars().count();
    while plain.get(end) == Some(&' ') && end < at + 8 {
        end += 1;
    }
    let opened = plain.get(end) == Some(&'(');
    if plain.get(end) == Some(&'第') || opened {
        end += 1;
    }
    if let Some(enclosed) = plain.get(end).and_then(|c| glyphs::enclosed(*c)) {
        return Some(Numbered { dress: Dress::Named, value: enclosed.value, letter: None, end: end + 1 });
    }
    let count = run(plain, end, |c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let value = almanac::read_number(&plain[end..end + count].iter().collect::<String>()).filter(|v| *v < 100)?;
    end += count;
    if opened {
        return (plain.get(end) == Some(&')')).then_some(Numbered {
            dress: Dress::Named,
            value,
            letter: None,
            end: end + 1,
        });
    }
    if plain.get(end) == Some(&'号') {
        end += 1;
    } else if plain.get(end).is_some_and(|c| {
        UNITS.contains(*c) || matches!(c, '-' | '、' | 'に' | 'の' | 'は' | 'と' | 'を' | 'で' | 'が' | 'も' | 'へ')
    }) {
        return None;
    }
    Some(Numbered { dress: Dress::Named, value, letter: None, end: full_stop(plain, end) })
}

fn kanji(plain: &[char], at: usize) -> Option<Numbered> {
    let count = run(plain, at, |c| "一二三四五六七八九十".contains(c));
    let value = almanac::kanji_number(&plain[at..at + count])?;
    match plain.get(at + count) {
        Some(' ') if !plain.get(at + count + 1).is_some_and(|c| UNITS.contains(*c)) => {
            Some(Numbered { dress: Dress::Kanji, value, letter: None, end: at + count })
        }
        Some('.' | '、') => Some(Numbered { dress: Dress::Kanji, value, letter: None, end: at + count + 1 }),
        _ => None,
    }
}

fn kana(plain: &[char], at: usize) -> Option<Numbered> {
    let letter = plain[at];
    let value = KANA.chars().position(|k| k == letter)? as u32 + 1;
    match plain.get(at + 1) {
        Some(' ') => Some(Numbered { dress: Dress::Kana, value, letter: Some(letter), end: at + 1 }),
        Some('.' | ')' | '、') => Some(Numbered { dress: Dress::Kana, value, letter: Some(letter), end: at + 2 }),
        _ => None,
    }
}

fn latin(plain: &[char], at: usize) -> Option<Numbered> {
    let letter = plain[at];
    if at > 0 && plain[at - 1].is_ascii_alphanumeric() {
        return None;
    }
    let value = letter.to_ascii_uppercase() as u32 - 'A' as u32 + 1;
    match plain.get(at + 1) {
        Some('.' | ')') if !plain.get(at + 2).is_some_and(char::is_ascii_alphanumeric) => {
            Some(Numbered { dress: Dress::Latin, value, letter: Some(letter), end: at + 2 })
        }
        _ => None,
    }
}

/// I, II, III, IV, V typed in letters, with a full stop or blank behind.
fn roman_letters(plain: &[char], at: usize) -> Option<Numbered> {
    if at > 0 && plain[at - 1].is_ascii_alphanumeric() {
        return None;
    }
    let count = run(plain, at, |c| matches!(c, 'I' | 'V' | 'X'));
    let word: String = plain[at..at + count].iter().collect();
    let value =
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"].iter().position(|r| *r == word)? as u32 + 1;
    match plain.get(at + count) {
        Some('.' | ' ') => {
            Some(Numbered { dress: Dress::Roman, value, letter: None, end: full_stop(plain, at + count) })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_numbered_in_many_dresses() {
        for (line, dress, value) in [
            ("1 開会", Dress::Plain, 1),
            ("1. 開会", Dress::Plain, 1),
            ("3議題", Dress::Plain, 3),
            ("3 次回の開催日について", Dress::Plain, 3),
            ("1 日 時", Dress::Plain, 1),
            ("⑴ 目標", Dress::Parenthesised, 1),
            ("(12)目標", Dress::Parenthesised, 12),
            ("( 2 ) 目標", Dress::Parenthesised, 2),
            ("① 目標", Dress::Circled, 1),
            ("1) 目標", Dress::HalfParenthesised, 1),
            ("ア 目標", Dress::Kana, 1),
            ("(イ) 目標", Dress::ParenthesisedKana, 2),
            ("第1 目標", Dress::Ordinal, 1),
            ("第2号議案 目標", Dress::Named, 2),
            ("議題1 目標", Dress::Named, 1),
            ("議案第3号 目標", Dress::Named, 3),
            ("次第(2) 目標", Dress::Named, 2),
            ("一 開会", Dress::Kanji, 1),
            ("Ⅱ 目標", Dress::Roman, 2),
            ("II. 目標", Dress::Roman, 2),
        ] {
            let plain: Vec<char> = line.chars().map(glyphs::plain).collect();
            let read = item_number(&plain, 0).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((read.dress, read.value), (dress, value), "{line}");
        }
    }

    #[test]
    fn quantities_and_dates_are_no_item_numbers() {
        for line in [
            "11月14日", "5 人", "10:00", "2024年", "3.5倍", "(異議なし)", "第1回", "第 1 回", "議題2について", "1/4",
            "28 年 7 月", "エアコン", "三人", "1", "2-1 表",
        ] {
            let plain: Vec<char> = line.chars().map(glyphs::plain).collect();
            assert_eq!(item_number(&plain, 0), None, "{line}");
        }
    }
}
