//! Who speaks: the marks before a speech and the words that name a speaker.

use crate::source::{Piece, Source};

/// Words that end the name of a speaker: a role, a post, a section.
const ENDINGS: &[&str] = &[
    "会長", "委員長", "座長", "議長", "部会長", "分科会長", "委員", "事務局", "司会", "司会者", "進行", "議長代理",
    "課長", "部長", "係長", "次長", "局長", "室長", "館長", "所長", "センター長", "主幹", "主査", "主任", "主事",
    "補佐", "参事", "副参事", "理事", "理事長", "市長", "町長", "村長", "区長", "知事", "教育長", "オブザーバー",
    "オブザーバ", "参考人", "説明員", "講師", "アドバイザー", "幹事", "委託業者", "事業者", "コンサルタント",
    "コンサル", "受託者", "受託事業者", "担当", "担当者", "担当課", "報告者", "発表者", "傍聴者", "保健師", "相談員",
    "専門員", "支援員", "職員", "校長", "園長", "院長", "施設長", "管理者", "代表", "代表者", "会員", "氏", "先生",
    "参与", "監事", "一同", "全員", "課", "係", "室", "局", "センター", "事務所", "保健所", "部", "市", "町", "技師",
    "補佐員", "推進員", "コーディネーター", "指導員", "副主幹", "主任主事", "館員", "社協", "協会", "代理", "委員会",
    "協議会", "連合会", "家族会", "幹事長", "顧問", "構成員", "メンバー", "参加者", "提案者", "関係者", "課長補佐",
    "社会福祉協議会", "士", "医師", "警察署", "消防署", "病院", "学校", "団体", "市側", "行政", "所管課", "関係課",
    "説明者", "通訳", "ゲスト", "スタッフ", "会計", "書記", "監査委員", "本部長", "隊長", "館", "事業所",
    "ステーション", "法人", "会", "支援者", "専門官", "指導監", "企画監", "統括", "主監", "理事者", "リーダー",
    "各委員", "複数委員", "本人", "当事者", "職務代理者", "職務代理", "職務代行者",
];

/// What people do, not who they are: （傍聴者入室）, （午後3時55分閉会）.
const ACTS: &[&str] = &["入室", "退室", "入場", "退場", "着席", "開会", "閉会", "散会", "流会", "再会", "休会"];

/// Chairs a meeting.
const CHAIRS: &[&str] = &[
    "会長", "委員長", "座長", "議長", "分科会長", "会長代理", "議長代理", "委員長代理", "会長職務代理者", "職務代理者",
    "職務代理",
];

/// What the name of a speaker says about him.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Voice {
    Chair,
    ViceChair,
    /// Head of a 部会 who reports to the council, or a chair where nobody else is.
    SectionHead,
    Member,
    /// 事務局, sections and posts of the town.
    Office,
    /// 司会・進行.
    Host,
    /// オブザーバー, 参考人, contractors.
    Guest,
    Unknown,
}

/// The voice of a speaker's name, as printed, in plain form without blanks.
pub(crate) fn voice(bare: &str) -> Voice {
    let name = bare
        .trim_end_matches(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    if ["副会長", "副委員長", "副座長", "副議長", "副部会長", "副分科会長"].iter().any(|role| name.ends_with(role))
    {
        return Voice::ViceChair;
    }
    if name.ends_with("部会長") {
        return Voice::SectionHead;
    }
    if CHAIRS.iter().any(|role| name.ends_with(role)) {
        return Voice::Chair;
    }
    if name.ends_with("委員")
        || name.starts_with("委員")
        || name.ends_with("会員")
        || name.ends_with("構成員")
        || name.ends_with("メンバー")
    {
        return Voice::Member;
    }
    if ["司会", "進行", "司会者", "進行役"].iter().any(|role| name.ends_with(role)) {
        return Voice::Host;
    }
    let guests = [
        "オブザーバー", "参考人", "講師", "アドバイザー", "委託業者", "事業者", "コンサルタント", "コンサル", "受託者",
        "発表者", "報告者", "説明者", "ゲスト", "顧問",
    ];
    if guests.iter().any(|role| name.ends_with(role)) {
        return Voice::Guest;
    }
    let office = [
        "事務局", "課長", "部長", "係長", "次長", "局長", "室長", "館長", "所長", "センター長", "主幹", "主査", "主任",
        "主事", "補佐", "参事", "市長", "町長", "村長", "区長", "教育長", "担当", "担当者", "担当課", "課", "係", "室",
        "局", "職員", "保健師", "説明員", "市", "町", "部", "センター", "主任主事", "幹事", "技師", "保健所", "所管課",
        "市側", "行政", "理事者", "園長", "支援センター", "事務所", "士", "理事", "参与", "専門官", "企画監", "統括",
        "主監",
    ];
    if bare.contains("事務局") || office.iter().any(|role| name.ends_with(role)) {
        return Voice::Office;
    }
    Voice::Unknown
}

/// True if a name is one a speaker may have: it ends with a role, or is a role with a letter or number (委員A, 委員11).
pub(crate) fn is_speaker(bare: &str) -> bool {
    let length = bare.chars().count();
    if !(1..=24).contains(&length) || bare.chars().any(|c| "。、「」『』!?=".contains(c)) {
        return false;
    }
    let name = bare.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '①'..='⑳' | 'ア'..='オ'));
    if name.is_empty() {
        return length <= 2 && bare.chars().all(|c| c.is_ascii_uppercase());
    }
    if ACTS.iter().any(|act| name.ends_with(act)) {
        return false;
    }
    // A sentence or a heading that ends in 部 or 会 is no speaker: particles give it away.
    // Towns name sections in kana (障がい福祉課, こども課): those words are taken out first.
    let kana_words = [
        "障がい", "こども", "子ども", "こころ", "まちづくり", "くらし", "いきいき", "ふれあい", "すこやか", "みどり",
        "はつらつ", "しごと", "にぎわい",
    ];
    let sifted = kana_words.iter().fold(name.to_string(), |text, word| text.replace(word, ""));
    if sifted.chars().any(|c| "のをはがにへとでも".contains(c)) && !sifted.ends_with("の会") {
        return false;
    }
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// True for a name that is a role by itself or a short name with a council role: safe even without a mark before it.
pub(crate) fn is_plain_speaker(bare: &str) -> bool {
    let name = bare.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    let roles = [
        "会長", "副会長", "委員長", "副委員長", "座長", "副座長", "議長", "副議長", "部会長", "副部会長", "事務局",
        "委員", "司会", "オブザーバー", "分科会長", "副分科会長", "市長", "副市長", "教育長", "課長", "部長", "係長",
        "館長", "所長", "参考人", "次長", "室長", "局長", "会長代理", "議長代理", "会員", "構成員",
    ];
    let Some(role) = roles.iter().filter(|role| name.ends_with(**role)).max_by_key(|role| role.len()) else {
        return false;
    };
    let before = name.chars().count() - role.chars().count();
    before <= 5
        && name
            .chars()
            .take(before)
            .all(|c| matches!(c, '一'..='鿿' | '々' | 'ヶ' | 'ァ'..='ヺ' | 'A'..='Z' | '𠀀'..='𯿿'))
}

/// A speaker found before a speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spoken {
    /// The name, without marks.
    pub name: Piece,
    /// What stands in parentheses behind it.
    pub note: Option<Piece>,
    /// Where the speech begins.
    pub end: usize,
    /// Which kind of mark named it.
    pub mark: Mark,
}

/// How speakers are marked. A sheet has one or two ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Mark {
    /// ○会長, ●事務局
    Sign(char),
    /// (会長) 【会長】 〔会長〕 ＜会長＞
    Bracket(char),
    /// 会長：
    Colon,
    /// 会長
    Blank,
    /// 会長 alone on its line.
    Alone,
}

const SIGNS: &str = "○●◯〇◎◆◇■□▲△▼▽★☆☆▶▷◉•";

/// Marks that stand before names, and before sentences.
pub(crate) fn is_sign(c: char) -> bool {
    SIGNS.contains(c)
}

/// (委員) …, 【会長】…: the name in brackets at the start of a piece.
pub(crate) fn bracketed(source: &Source, piece: Piece) -> Option<Spoken> {
    const PAIRS: &[(char, char)] = &[
        ('(', ')'),
        ('【', '】'),
        ('〔', '〕'),
        ('[', ']'),
        ('<', '>'),
        ('〈', '〉'),
        ('《', '》'),
        ('≪', '≫'),
        ('「', '」'),
        ('『', '』'),
    ];
    let plain = &source.plain;
    let opener = *plain.get(piece.start)?;
    let (_, closer) = PAIRS.iter().find(|(o, _)| *o == opener)?;
    let mut depth = 0;
    let close = (piece.start..piece.end.min(piece.start + 40)).find(|at| {
        if plain[*at] == opener {
            depth += 1;
        } else if plain[*at] == *closer {
            depth -= 1;
        }
        depth == 0
    })?;
    let inner = source.trim(Piece::new(piece.start + 1, close));
    let (name, note) = name_and_note(source, inner);
    let bare = source.bare(name);
    if opener == '「' || opener == '『' || !is_speaker(&bare) {
        return None;
    }
    let mut end = close + 1;
    if plain.get(end) == Some(&':') && end < piece.end {
        end += 1;
    }
    Some(Spoken { name, note, end, mark: Mark::Bracket(opener) })
}

/// 事務局（山口課長） → 事務局, 山口課長.
pub(crate) fn name_and_note(source: &Source, piece: Piece) -> (Piece, Option<Piece>) {
    let open = (piece.start..piece.end).find(|at| matches!(source.plain[*at], '(' | '〔' | '['));
    match open {
        Some(open) if open > piece.start => {
            let close =
                (open..piece.end).rev().find(|at| matches!(source.plain[*at], ')' | '〕' | ']')).unwrap_or(piece.end);
            (source.trim(Piece::new(piece.start, open)), Some(source.trim(Piece::new(open + 1, close))))
        }
        _ => (piece, None),
    }
}

/// ○会長　…, ○会長（田中）　…, ○ 委員：…: a sign, then a name that ends at a blank, colon or parenthesis.
pub(crate) fn signed(source: &Source, piece: Piece, known: &dyn Fn(&str) -> bool) -> Option<Spoken> {
    let sign = *source.chars.get(piece.start)?;
    if !is_sign(sign) {
        return None;
    }
    let rest = source.trim(Piece::new(piece.start + 1, piece.end));
    let mut spoken = match bracketed(source, rest) {
        Some(spoken) => spoken,
        None => ended_name(source, rest, known, 24)?,
    };
    spoken.mark = Mark::Sign(sign);
    Some(spoken)
}

/// 会長：…, 会長　…: a name up to a colon, a blank or the line's end. Inner blanks (会　長) are allowed where the parts are
/// single letters.
pub(crate) fn ended_name(source: &Source, piece: Piece, known: &dyn Fn(&str) -> bool, most: usize) -> Option<Spoken> {
    let plain = &source.plain;
    let limit = piece.end.min(piece.start + most);
    let mut at = piece.start;
    while at < limit {
        let c = plain[at];
        if c == ':' {
            let name = source.trim(Piece::new(piece.start, at));
            let bare = source.bare(name);
            return (known(&bare) || is_speaker(&bare)).then_some(Spoken {
                name,
                note: None,
                end: at + 1,
                mark: Mark::Colon,
            });
        }
        if matches!(c, '【' | '<' | '《') && at > piece.start {
            let close = (at..piece.end.min(at + 10)).find(|p| matches!(plain[*p], '】' | '>' | '》'))?;
            crate::kind::kind_word(&source.bare(Piece::new(at, close)))?;
            let name = source.trim(Piece::new(piece.start, at));
            let bare = source.bare(name);
            let is_name = known(&bare) || is_speaker(&bare);
            return is_name.then_some(Spoken { name, note: None, end: at, mark: Mark::Blank });
        }
        if matches!(c, '(' | '〔' | '[') && at > piece.start {
            let close = (at..piece.end.min(at + 30)).find(|p| matches!(plain[*p], ')' | '〕' | ']'))?;
            let name = source.trim(Piece::new(piece.start, at));
            let bare = source.bare(name);
            if !(known(&bare) || is_speaker(&bare)) {
                return None;
            }
            let note = Some(source.trim(Piece::new(at + 1, close)));
            let mut end = close + 1;
            let mut mark = Mark::Alone;
            if end < piece.end {
                match plain[end] {
                    ':' => {
                        mark = Mark::Colon;
                        end += 1;
                    }
                    ' ' => mark = Mark::Blank,
                    _ if crate::kind::kind_word(&source.bare(Piece::new(at, close))).is_some() => mark = Mark::Blank,
                    _ => return None,
                }
            }
            return Some(Spoken { name, note, end, mark });
        }
        if c == ' ' {
            let name = Piece::new(piece.start, at);
            let bare = source.bare(name);
            let next = (at..piece.end).find(|p| plain[*p] != ' ').unwrap_or(piece.end);
            let colon_follows = plain.get(next) == Some(&':') && next < piece.end;
            if (known(&bare) || is_speaker(&bare)) && !colon_follows && bare.chars().count() > 1 {
                // 相談 委員: the name may go on behind a blank if what follows still ends it with a colon.
                return Some(Spoken { name, note: None, end: next, mark: Mark::Blank });
            }
            at = next;
            continue;
        }
        if "。、「」!?".contains(c) {
            return None;
        }
        at += 1;
    }
    if at >= piece.end {
        let bare = source.bare(piece);
        return (known(&bare) || is_speaker(&bare)).then_some(Spoken {
            name: piece,
            note: None,
            end: piece.end,
            mark: Mark::Alone,
        });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(String, Option<String>, String)> {
        let source = Source::new(line);
        let piece = Piece::new(0, source.chars.len());
        let known = |_: &str| false;
        let spoken = signed(&source, piece, &known)
            .or_else(|| bracketed(&source, piece))
            .or_else(|| ended_name(&source, piece, &known, 20))?;
        let rest = source.trim(Piece::new(spoken.end, piece.end));
        Some((source.bare(spoken.name), spoken.note.map(|n| source.text(n)), source.text(rest)))
    }

    #[test]
    fn speakers_are_found_behind_every_mark() {
        for (line, name, note, rest) in [
            ("○会長　では、始めます。", "会長", None, "では、始めます。"),
            ("【障がい福祉課】説明する。", "障がい福祉課", None, "説明する。"),
            ("○ 田中会長　では", "田中会長", None, "では"),
            ("○事務局（山口課長）　説明します。", "事務局", Some("山口課長"), "説明します。"),
            ("○委員11　伺います。", "委員11", None, "伺います。"),
            ("(事務局) これより", "事務局", None, "これより"),
            ("【事務局（山口課長）】説明", "事務局", Some("山口課長"), "説明"),
            ("＜委員＞ 意見", "委員", None, "意見"),
            ("委員A：意見", "委員A", None, "意見"),
            ("会　長　　それでは", "会長", None, "それでは"),
            ("田中委員（オンライン）：聞こえますか", "田中委員", Some("オンライン"), "聞こえますか"),
        ] {
            assert_eq!(read(line), Some((name.into(), note.map(str::to_string), rest.into())), "{line}");
        }
    }

    #[test]
    fn sentences_and_events_name_no_speaker() {
        for line in [
            "（異議なし）", "【資料1】により説明", "・会議録の確認", "本市の委員会では、", "（質疑）",
            "○ 日時 平成24年", "「委員」とは",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn a_name_tells_the_voice() {
        for (name, voice_of) in [
            ("会長", Voice::Chair),
            ("田中副会長", Voice::ViceChair),
            ("部会長", Voice::SectionHead),
            ("委員11", Voice::Member),
            ("Ａ委員", Voice::Member),
            ("福祉課長", Voice::Office),
            ("事務局", Voice::Office),
            ("司会", Voice::Host),
        ] {
            assert_eq!(voice(name), voice_of, "{name}");
        }
    }
}
