//! The words of lists of attendance: groups, roles, titles, bodies, posts, head-counts.

use super::*;
use crate::label::is_ornament;

/// Group words inside a list. The longest match wins.
pub(super) const GROUPS: &[(Group, &str)] = &[
    (
        Group::Present,
        "委員 出席委員 出席者 出席 構成員 部会員 協議会委員 委員出席者 会場 会場出席 会場参加 オンライン オンライン出席 オンライン参加 Web参加 WEB参加 リモート参加 代理出席 本人出席 書面提出 学識経験者 有識者委員 公募委員 専門委員 臨時委員 特別委員 市民委員 出席委員名 会場で出席 Web出席 WEB出席 オンラインで出席 来場 WEB Web リモート 来庁",
    ),
    (Group::Absent, "欠席 欠席者 欠席委員 未提出 委員欠席者"),
    (
        Group::Secretariat,
        "事務局 市 町 県 県側 区側 市側 市職員 町職員 行政 事務局職員 事務局出席者 関係課 所管課 担当課 事務局等 市事務局 町事務局 出席職員",
    ),
    (
        Group::Invited,
        "オブザーバー オブザーバ 参考人 説明員 関係者 関係機関 説明者 幹事 委託業者 受託者 アドバイザー 講師 委員以外 委員以外の報告者 その他 受託事業者 委託事業者 コンサルタント 関係団体 支援業者 ゲスト 助言者 有識者 手話通訳者 委員以外の出席者",
    ),
    (Group::Observers, "傍聴者 傍聴人 傍聴 一般傍聴者"),
];

pub(super) const ROLES: &[(Role, &str)] = &[
    (Role::Chair, "会長 委員長 座長 議長 部会長 分科会長"),
    (
        Role::ViceChair,
        "副会長 副委員長 副座長 副議長 副部会長 副分科会長 会長職務代理者 職務代理者 職務代理 会長職務代理 会長代理 委員長職務代理者 委員長代理 職務代行者",
    ),
    (Role::Member, "委員 構成員 部会員 会員 メンバー 専門委員 臨時委員 特別委員 公募委員"),
];

pub(super) fn group_word(bare: &str) -> Option<Group> {
    let bare = bare.trim_matches(is_ornament);
    GROUPS.iter().find(|(_, words)| words.split(' ').any(|word| word == bare)).map(|(group, _)| *group)
}

pub(super) fn role_word(bare: &str) -> Option<Role> {
    ROLES.iter().find(|(_, words)| words.split(' ').any(|word| word == bare)).map(|(role, _)| *role)
}

/// Signs before a name: a bullet, or a role that a legend explains.
pub(super) fn is_sign(c: char) -> bool {
    "◎○◯●☆★△▲□■◇◆※〇・•*-×✕".contains(c)
}

pub(super) fn legend(source: &Source, chunks: &[&Chunk]) -> Vec<(char, Role, String)> {
    let mut found = Vec::new();
    let texts = chunks.iter().flat_map(|chunk| {
        chunk.values.iter().map(|line| line.piece).chain([chunk.label.piece]).chain(chunk.label.note)
    });
    for piece in texts {
        let scalars = &source.chars[piece.start..piece.end];
        for (at, sign) in scalars.iter().enumerate() {
            if !"◎○◯●☆★△▲□■◇◆※〇".contains(*sign) {
                continue;
            }
            let rest: String = scalars[at + 1..]
                .iter()
                .map(|c| glyphs::plain(*c))
                .skip_while(|c| matches!(c, ' ' | ':' | '=' | '…' | '-' | '印' | 'は' | '、'))
                .take(6)
                .collect();
            for role in ["副会長", "副委員長", "副座長", "副部会長", "職務代理", "会長", "委員長", "座長", "部会長"]
            {
                if let Some(after) = rest.strip_prefix(role) {
                    let ends = after
                        .chars()
                        .next()
                        .is_none_or(|c| matches!(c, ' ' | ')' | '、' | ',' | '◎' | '○' | '・' | '。' | '】' | '〕'));
                    if ends && let Some(kind) = role_word(role) {
                        found.push((*sign, kind, role.to_string()));
                    }
                    break;
                }
            }
        }
    }
    found
}

pub(super) fn reads_as_full_name(source: &Source, piece: Piece) -> bool {
    let (core, _) = split_notes(source, piece);
    let bare = source.bare(core);
    let bare = strip_title(bare.trim_start_matches(['◎', '○', '●', '◯', '・', '◇', '☆']));
    looks_like_name(bare)
        && !looks_like_body(bare)
        && role_word(bare).is_none()
        && (2..=7).contains(&bare.chars().count())
}

/// The words for bodies and seats: they are no names.
pub(crate) fn looks_like_body(bare: &str) -> bool {
    const TWO_LETTERS: &[&str] = &["部会", "議会", "商会", "総会", "本会", "区会", "大会", "当会"];
    const BODIES: &[&str] = &[
        "協議会", "協会", "病院", "センター", "事業所", "連合会", "組合", "大学", "学校", "クリニック", "医院",
        "診療所", "法人", "団体", "保健所", "会社", "家族会", "学識", "経験者", "関係者", "公募", "民生委員",
        "児童委員", "代表", "当事者", "連盟", "社協", "施設", "ステーション", "連絡会", "医師会", "薬局", "薬剤師会",
        "歯科医師会", "弁護士会", "老人クラブ", "自治会", "町会", "商工会", "福祉会", "の会", "公共職業安定所",
        "ハローワーク", "警察署", "消防署", "消防本部", "教育委員会", "委員会", "市民", "区民", "町民", "研究科",
        "学部", "教授", "作業所", "ホーム", "支援室", "事務所", "支部", "本部", "連絡協議会", "機関", "号委員", "区分",
        "所属", "氏名", "役職", "備考", "選出", "住民", "事業者", "従事者", "条例", "基づ", "行政", "福祉", "保健",
        "医療",
    ];
    // 渡会, 度会: a surname of two letters; 町会 and the like stand in the list.
    let ends_like_body = bare.ends_with('会') && (bare.chars().count() != 2 || TWO_LETTERS.contains(&bare));
    ends_like_body || BODIES.iter().any(|word| bare.contains(word))
}

pub(crate) fn ends_like_post(bare: &str) -> bool {
    const POSTS: &[&str] = &[
        "課長", "部長", "係長", "次長", "局長", "室長", "館長", "所長", "センター長", "主幹", "主査", "主任", "主事",
        "補佐", "参事", "市長", "町長", "村長", "区長", "教育長", "担当", "職員", "保健師", "課員", "係", "課", "室",
        "局", "部", "理事", "技師", "専門員", "相談員", "支援員", "園長", "校長", "事務長", "参与", "副参事", "副主幹",
        "課付", "他", "主任主事", "会計年度任用職員", "社会福祉士", "精神保健福祉士", "監", "班長", "チーフ",
        "リーダー", "書記", "司書", "学芸員", "指導員", "推進員", "調査員", "看護師", "栄養士", "教諭", "専門官",
        "主幹教諭",
    ];
    // 曽我部, 矢作部: a name of three letters may end like a section.
    let short = bare.chars().count() <= 3;
    POSTS.iter().any(|post| bare.ends_with(post) && !(short && matches!(*post, "部" | "局" | "室" | "監" | "他")))
}

/// Could be a person's name: ideographs, kana, 々 ヶ, no digit, no word of a body.
pub(crate) fn looks_like_name(bare: &str) -> bool {
    let count = bare.chars().count();
    (1..=12).contains(&count)
        && bare.chars().all(|c| matches!(c, '一'..='鿿' | '㐀'..='䶿' | '豈'..='﫿' | '𠀀'..='𯿿' | '々' | 'ヶ' | 'ケ' | 'ノ' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '・' | ' ' | '\u{e0100}'..='\u{e01ef}' | '●' | '〇' | 'A'..='Z'))
        && !matches!(bare, "なし" | "以上" | "ほか" | "他" | "外" | "敬称略" | "順不同" | "欠員" | "氏名" | "役職" | "所属" | "区分" | "備考" | "出欠" | "団体名" | "五十音順" | "うち" | "計" | "合計" | "出席" | "欠席" | "名" | "人" | "名簿のとおり" | "別紙のとおり" | "別紙" | "次頁" | "以下" | "及び" | "印" | "欄" | "会場" | "全員" | "全委員" | "のとおり" | "名簿" | "委員名簿" | "代理" | "代理人" | "代理者" | "遅参" | "遅刻" | "早退" | "退席" | "途中退席" | "途中参加" | "途中出席")
        && !bare.contains("とおり")
        && !bare.contains("参照")
}

pub(super) const TITLES: &[&str] = &[
    "副会長", "会長", "副委員長", "委員長", "副座長", "座長", "副議長", "議長", "副部会長", "部会長", "副分科会長",
    "分科会長", "会長職務代理者", "会長職務代理", "職務代理者", "職務代理", "委員", "構成員", "部会員", "会員", "氏",
    "様", "殿", "君", "さん", "先生", "オブザーバー", "専門委員", "臨時委員", "会長代理", "メンバー",
];

pub(super) fn ends_with_title(bare: &str) -> bool {
    let core = bare.split('(').next().unwrap_or(bare);
    TITLES.iter().any(|title| core.ends_with(title) && !belongs_to_a_name(core, title))
}

/// 鵜殿, 湯殿: the letter ends a surname of two.
fn belongs_to_a_name(bare: &str, title: &str) -> bool {
    matches!(title, "殿" | "君") && bare.chars().count() <= 2 && bare != title
}

/// 君, 氏 as a word of its own: it ends a name whose letters stand apart.
pub(super) fn is_lone_honorific(bare: &str) -> bool {
    matches!(bare, "君" | "氏" | "殿" | "様")
}

pub(super) fn strip_title(bare: &str) -> &str {
    let title = TITLES
        .iter()
        .filter(|title| bare.ends_with(**title) && bare.len() > title.len() && !belongs_to_a_name(bare, title))
        .max_by_key(|title| title.len());
    title.map_or(bare, |title| &bare[..bare.len() - title.len()])
}

/// 10人, 3名, 委員10人, 欠席2人, １４名
pub(super) fn grouped_count(bare: &str) -> Option<(Option<Group>, u32)> {
    if let Some(count) = whole_count(bare) {
        return Some((None, count));
    }
    let at = bare.find(|c: char| c.is_ascii_digit())?;
    let (head, tail) = bare.split_at(at);
    let group = group_word(head.trim_end_matches(['数', ':', '、', '・', '計']))?;
    whole_count(tail).map(|count| (Some(group), count))
}

const KANJI_DIGITS: &str = "〇一二三四五六七八九十百";

/// 16名, 16人, 八名, 16名中14名 → 14; the whole of it.
pub(super) fn whole_count(bare: &str) -> Option<u32> {
    let bare = bare.trim_start_matches(['計', '全', '(', '約']).trim_end_matches([')', '。', '、']);
    // 12名（会場8名、オンライン4名）: the parts of it.
    let bare = bare.split('(').next().unwrap_or(bare);
    let bare = bare.strip_suffix("出席").or_else(|| bare.strip_suffix("欠席")).unwrap_or(bare);
    let number = |text: &str| {
        text.strip_suffix(['名', '人'])
            .filter(|t| !t.is_empty() && t.chars().all(|c| c.is_ascii_digit() || KANJI_DIGITS.contains(c)))
            .and_then(almanac::read_number)
    };
    if let Some((_, part)) = bare.split_once("名中").or_else(|| bare.split_once("人中")) {
        return number(part.trim_end_matches("出席"));
    }
    if let Some((part, all)) = bare.split_once('/') {
        return number(all).and_then(|_: u32| part.trim_end_matches(['名', '人']).parse().ok());
    }
    number(bare)
}

/// The head-count somewhere in a note: 欠席2人, ７人, １５名中１２名出席.
pub(super) fn count_in(bare: &str) -> Option<u32> {
    let bare = bare.split_once("名中").or_else(|| bare.split_once("人中")).map_or(bare, |(_, part)| part);
    let before = &bare[..bare.find(['名', '人'])?];
    let digits: Vec<char> = before.chars().rev().take_while(char::is_ascii_digit).collect();
    digits.into_iter().rev().collect::<String>().parse().ok()
}

/// 合計20人, 以上28名, 計20名
pub(super) fn total_count(bare: &str) -> Option<u32> {
    let bare = bare.trim_matches(['(', ')', '。', '、']);
    let tail = ["合計", "以上", "総計", "計"].iter().find_map(|word| bare.strip_prefix(word))?;
    whole_count(tail.trim_start_matches([':', ' ', '、']))
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
