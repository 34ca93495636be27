//! Labels that stand in no list, known by their stem: お休みの委員, 提出のなかった委員, 会議の資料, 市の職員.

use super::*;

/// Stems, in the order in which they decide: 欠席した職員 are absent before they are staff.
const STEMS: &[(Field, &str)] = &[
    (Field::WhenAndVenue, "日時及び場所 日時と場所 日時・場所"),
    (Field::Aside, "署名 担当 問合 問い合わせ 作成 根拠 定足数 総数 定数 委員数 議長 司会 備考 方法 成立要件"),
    (Field::AccessReason, "理由 非公開の部分 非公開部分 非公開とした"),
    (Field::Observers, "傍聴"),
    (Field::Next, "次回"),
    (Field::Absent, "欠席 休んだ お休み 休まれた 未提出 未回答 なかった 不参加"),
    (Field::Invited, "委員以外 オブザーバ 参考人 説明 関係者 関係機関 関係課 来賓 アドバイザ 講師 助言 受託 委託"),
    (Field::Secretariat, "事務局 職員 市側 町側 庁内 行政側"),
    (Field::Handouts, "資料 配布 配付 配った 渡した"),
    (Field::Present, "出席 出た 参加した 参加者 お集まり 集まった 提出した 提出のあった 回答した 回答のあった"),
    (Field::Access, "公開"),
    (Field::When, "日時 年月日 期日 開催日 開催の日 時間 時刻 期間 開会 散会"),
    (Field::Venue, "場所 会場 開催地"),
    (Field::Proceedings, "要旨 概要 経過 発言 記録 意見 質疑 結果"),
    (Field::Agenda, "次第 議題 議事 案件 議案 事項 日程 話し合った アジェンダ"),
    (Field::Name, "名称 会議名 回次"),
];

/// Labels of one letter before a colon or a wide gap: 所：, 時：, 町　　.
const LETTERS: &[(Field, &str)] = &[
    (Field::Venue, "所 場 於"),
    (Field::When, "時 日"),
    (Field::Secretariat, "市 町 村 区 県"),
    (Field::Agenda, "題"),
];

/// How far a word may reach to be a label.
const MOST_LETTERS: usize = 14;

/// A label by its stem. `is_alone` tells whether a label may fill its line (its value is set below it).
pub(crate) fn stem_label_at(source: &Source, line: Piece, is_alone: bool) -> Option<Label> {
    let (from, number) = behind_marks(source, line);
    let from = from + usize::from(source.plain[from..line.end].starts_with(&['*', '*'])) * 2;
    let opener = source.plain.get(from).filter(|_| from < line.end).and_then(|c| OPENERS.iter().position(|o| o == c));
    let start = from + usize::from(opener.is_some_and(|o| o > 0));
    let (word, end, note) = first_word(source, Piece::new(start, line.end))?;
    let parted = parted_at(source, Piece::new(end, line.end), opener.filter(|o| *o > 0), is_alone)?;
    let length = word.chars().count();
    let (field, stem) = if length == 1 {
        let is_wide = parted.1 || source.plain[end..parted.0].len() >= 2;
        // 村　総務課長　阿部
        let value = source.bare(Piece::new(parted.0, line.end));
        let has_posts = ["課", "係", "局", "部長", "室長"].iter().any(|post| value.contains(post));
        letter_field(&word).filter(|(field, _)| is_wide || *field == Field::Secretariat && has_posts)?
    } else {
        stem_field(&word)?
    };
    Some(Label {
        field,
        piece: Piece::new(line.start, parted.0),
        number,
        word: stem,
        is_parted: parted.1,
        note,
        is_stem: true,
    })
}

fn letter_field(word: &str) -> Option<(Field, &'static str)> {
    let find = |(field, words): &(Field, &'static str)| words.split(' ').find(|w| *w == word).map(|w| (*field, w));
    LETTERS.iter().find_map(find)
}

fn stem_field(word: &str) -> Option<(Field, &'static str)> {
    let is_body = word.ends_with('会') && !word.ends_with("開会") && !word.ends_with("散会") && !word.ends_with("閉会");
    let is_sentence = !word.ends_with("こと")
        && word.ends_with(['は', 'が', 'を', 'に', 'で', 'と', 'も', 'の', 'る', 'た', 'す', 'い']);
    // 発言者　発言の要旨: the head of a table.
    let is_table_head = word.contains("発言者") || word.contains("発言した者");
    let is_title = word.contains("について")
        || word.contains("に関する")
        || word.contains("委嘱")
        || word.ends_with(['書', '票'])
        || word.ends_with("紹介")
        || word.ends_with("交換")
        || word.ends_with("報告");
    if is_body || is_sentence || is_title || is_table_head || word.chars().count() > MOST_LETTERS {
        return None;
    }
    let find = |(field, stems): &(Field, &'static str)| {
        stems.split(' ').find(|stem| word.contains(stem)).map(|stem| (*field, stem))
    };
    STEMS.iter().find_map(find).or_else(|| {
        ["委員", "構成員", "部会員"].into_iter().find(|seat| word.ends_with(seat)).map(|seat| (Field::Present, seat))
    })
}

/// The letters before a colon, a bar, a tab, a closing bracket, a blank or the end; single letters stand apart (次　　回).
fn first_word(source: &Source, rest: Piece) -> Option<(String, usize, Option<Piece>)> {
    let plain = &source.plain;
    let mut word = String::new();
    let (mut at, mut end, mut note) = (rest.start, rest.start, None);
    // Letters since the last blank: a second run of more than one letter is the value.
    let (mut run, mut is_spaced) = (0usize, false);
    while at < rest.end && word.chars().count() <= MOST_LETTERS {
        let c = plain[at];
        if c == '(' {
            let close = (at..rest.end.min(at + 40)).find(|p| plain[*p] == ')')?;
            note = Some(Piece::new(at + 1, close));
            (at, end) = (close + 1, close + 1);
        } else if c == ' ' {
            let next = (at..rest.end).find(|p| plain[*p] != ' ').unwrap_or(rest.end);
            let single =
                |p: usize| p < rest.end && is_letter(plain[p]) && plain.get(p + 1).is_none_or(|c| !is_letter(*c));
            if run != 1 || !single(next) {
                break;
            }
            (at, run, is_spaced) = (next, 0, true);
        } else if is_letter(c) {
            word.push(c);
            (run, at, end) = (run + 1, at + 1, at + 1);
            if is_spaced && run > 1 {
                return None;
            }
        } else {
            break;
        }
    }
    (!word.is_empty() && word.chars().count() <= MOST_LETTERS).then_some((word, end, note))
}

fn is_letter(c: char) -> bool {
    matches!(c, '一'..='鿿' | 'ぁ'..='ん' | 'ァ'..='ヺ' | 'ー' | '々' | '・')
}

/// Where the value begins, and whether more than a blank parts it from the label.
fn parted_at(source: &Source, rest: Piece, opener: Option<usize>, is_alone: bool) -> Option<(usize, bool)> {
    let plain = &source.plain;
    let blank_end = |from: usize| (from..rest.end).find(|p| plain[*p] != ' ').unwrap_or(rest.end);
    let mut at = blank_end(rest.start);
    if let Some(opener) = opener {
        return (at < rest.end && plain[at] == CLOSERS[opener]).then(|| (at + 1, true));
    }
    if plain[at..rest.end].starts_with(&['*', '*']) {
        return Some((blank_end(at + 2), true));
    }
    if at >= rest.end {
        return is_alone.then_some((at, true));
    }
    if matches!(plain[at], ':' | '|') {
        return Some((at + 1, true));
    }
    let gap = &source.chars[rest.start..at];
    if gap.contains(&'\t') {
        return Some((at, true));
    }
    let is_wide = gap.len() >= 2 || gap.contains(&'\u{3000}');
    at = blank_end(at);
    is_wide.then_some((at, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_in_no_list_is_known_by_its_stem() {
        for (line, field) in [
            ("お休みの委員　　なし", Some(Field::Absent)),
            ("回答のあった委員：12名", Some(Field::Present)),
            ("会議の席で配った物：次第", Some(Field::Handouts)),
            ("市の職員　住宅課長", Some(Field::Secretariat)),
            ("町　　：保健福祉課長", Some(Field::Secretariat)),
            ("開催した場所\t第一会議室", Some(Field::Venue)),
            ("次　　回　令和６年２月２９日", Some(Field::Next)),
            ("資料の訂正について　事務局から説明した。", None),
            ("情報公開審査会　会議録", None),
            ("石野　花子", None),
        ] {
            let source = Source::new(line);
            let label = stem_label_at(&source, Piece::new(0, source.chars.len()), false);
            assert_eq!(label.map(|label| label.field), field, "{line}");
        }
    }
}
