//! How the lines of an edition are read: columns, yen, rates, and to whom they speak.

use super::scale::{MOST_COLUMNS, MOST_LINE, MOST_YEN, PayKind, Payee, ScaleLine, ScaleWorth};
use crate::editing::read::read_yen;
use crate::editing::shape::Wrong;

/// So many lines of columns an edition has at most.
const MOST_LINES: usize = 40;
const MOST_NAME: usize = 20;
const MOST_UNPAID: usize = 40;
/// A rate is kept in ten-thousandths of a percent.
const PERCENT: i64 = 10_000;

/// Yen as they are typed into a cell; an empty one says nothing.
///
/// # Errors
/// A sentence that says what to type.
pub fn amount(typed: &str) -> Result<Option<i64>, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    if typed.starts_with(['-', '−', '－', '△', '▲', '‐', '–']) {
        return Err("0円より小さい額は入れられません。0以上の額にしてください。例: 1240".into());
    }
    match read_yen(typed) {
        Some(yen) if yen > MOST_YEN => Err("1千万円をこえています。けたを確かめてください。例: 10000、10,000円".into()),
        Some(yen) => Ok(Some(yen)),
        None => Err("金額として読めません。円で入れてください。例: 1240、1,240円".into()),
    }
}

/// 10.21%, 報酬の10.21%.
fn rate(typed: &str) -> Option<(i64, Option<String>)> {
    let (of, number) = match typed.rsplit_once('の') {
        Some((of, number)) => (Some(of.trim().to_string()).filter(|of| !of.is_empty()), number),
        None => (None, typed),
    };
    let plain: String = number.chars().map(glyphs::plain).filter(|c| !c.is_whitespace()).collect();
    let plain = plain.strip_suffix('%').or_else(|| plain.strip_suffix("パーセント")).unwrap_or(&plain);
    let (whole, part) = plain.split_once('.').unwrap_or((plain, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || part.len() > 4 || !is_number(whole) || !is_number(part) {
        return None;
    }
    let part: i64 = format!("{part:0<4}").parse().ok()?;
    let rate = whole.parse::<i64>().ok()? * PERCENT + part;
    (rate > 0 && rate <= 100 * PERCENT).then_some((rate, of))
}

/// 10.21%.
pub fn rate_in_words(rate: i64) -> String {
    let part = format!("{:04}", rate % PERCENT);
    let part = part.trim_end_matches('0');
    if part.is_empty() { format!("{}%", rate / PERCENT) } else { format!("{}.{part}%", rate / PERCENT) }
}

pub(super) fn written(line: &ScaleLine) -> String {
    let worth = match &line.worth {
        ScaleWorth::Nothing => String::new(),
        ScaleWorth::Yen(yen) => yen.to_string(),
        ScaleWorth::Rate(rate, None) => rate_in_words(*rate),
        ScaleWorth::Rate(rate, Some(of)) => format!("{of}の{}", rate_in_words(*rate)),
    };
    let who = line.who.iter().map(|payee| payee.label()).collect::<Vec<_>>().join("・");
    format!("{}\t{}\t{worth}\t{who}", line.name, line.kind.label())
}

/// The lines of the grid; empty ones are left out.
pub(super) fn lines(typed: &str) -> Result<Vec<ScaleLine>, String> {
    let mut lines: Vec<ScaleLine> = vec![];
    for (at, typed) in typed.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let line = line(typed, &lines).map_err(|sentence| format!("列の{}行目: {sentence}", at + 1))?;
        lines.push(line);
    }
    if !lines.iter().any(|line| line.kind.is_amount()) {
        return Err("定額か実費の列が、1つもありません。例: 報酬、定額、10000、委員".into());
    }
    Ok(lines)
}

fn line(typed: &str, before: &[ScaleLine]) -> Result<ScaleLine, String> {
    let mut cells = typed.split('\t').map(str::trim);
    let mut next = || cells.next().unwrap_or("");
    let (name, kind, worth, who) = (next(), next(), next(), next());
    if cells.any(|cell| !cell.is_empty()) {
        return Err("列が多すぎます。列の名、種類、額・率、だれにの4つにしてください。".into());
    }
    named(name, before)?;
    let kind = PayKind::read(kind).ok_or_else(|| {
        let labels = PayKind::ALL.map(PayKind::label).join("、");
        format!("種類「{kind}」が分かりません。{labels}のどれかにしてください。")
    })?;
    let worth = worth_of(kind, worth, before)?;
    let who = payees(who)?;
    let speaks_to_all = who == [Payee::Everybody];
    if !matches!(kind, PayKind::Fixed | PayKind::Deduction) && !speaks_to_all {
        return Err(format!("{}の列は、みなに同じです。「だれに」は空にしてください。", kind.label()));
    }
    for other in before.iter().filter(|other| other.name == name) {
        if other.kind != kind {
            return Err(format!("「{name}」は、上の行では{}です。同じ種類にしてください。", other.kind.label()));
        }
        if let Some(twice) = who.iter().find(|payee| other.who.contains(payee)) {
            return Err(format!("「{name}」の{}の額が2つあります。1つにしてください。", twice.label()));
        }
    }
    if kind == PayKind::Net && before.iter().any(|other| other.kind == PayKind::Net) {
        return Err("差引の列が2つあります。1つにしてください。".into());
    }
    Ok(ScaleLine { name: name.to_string(), kind, worth, who })
}

fn named(name: &str, before: &[ScaleLine]) -> Result<(), String> {
    if name.is_empty() {
        return Err("列の名が空です。例: 報酬、交通費、源泉徴収".into());
    }
    if name.chars().count() > MOST_NAME {
        return Err(format!("列の名が長すぎます。{MOST_NAME}文字までにしてください。"));
    }
    if super::FIXED_HEADS.contains(&name) {
        return Err(format!("「{name}」は、どの一覧にもある列です。別の名にしてください。"));
    }
    let is_new = before.iter().all(|other| other.name != name);
    let mut names: Vec<&str> = before.iter().map(|other| other.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    if before.len() == MOST_LINES || (is_new && names.len() == MOST_COLUMNS) {
        return Err(format!("{MOST_COLUMNS}列、{MOST_LINES}行までにしてください。"));
    }
    Ok(())
}

fn worth_of(kind: PayKind, typed: &str, before: &[ScaleLine]) -> Result<ScaleWorth, String> {
    match kind {
        PayKind::Fixed => match amount(typed)? {
            Some(yen) => Ok(ScaleWorth::Yen(yen)),
            None => Err("定額の額が空です。1回の出席の額を入れてください。例: 10000".into()),
        },
        PayKind::Deduction => {
            let (rate, of) = rate(typed).ok_or(
                "控除の率が読めません。0より大きく100までの率を、小数は4けたまでで入れてください。例: 10.21%、報酬の10.21%",
            )?;
            let amounts: Vec<&ScaleLine> = before.iter().filter(|other| other.kind.is_amount()).collect();
            match &of {
                Some(name) if amounts.iter().all(|other| other.name != *name) => Err(format!(
                    "「{name}」という定額か実費の列が、この行より上にありません。列の名を確かめてください。"
                )),
                None if amounts.is_empty() => {
                    Err("控除のもとになる定額か実費の列が、この行より上にありません。先に入れてください。".into())
                }
                _ => Ok(ScaleWorth::Rate(rate, of)),
            }
        }
        _ if typed.is_empty() => Ok(ScaleWorth::Nothing),
        _ => Err(format!("{}の列には、額も率もありません。「額・率」は空にしてください。", kind.label())),
    }
}

/// A column of yen that stands behind the first line of a deduction that takes its part of it: the sum would not see it.
pub(super) fn misplaced(lines: &[ScaleLine]) -> Option<String> {
    let first = |name: &str| lines.iter().position(|line| line.name == name);
    lines.iter().enumerate().find_map(|(at, line)| {
        let ScaleWorth::Rate(_, of) = &line.worth else { return None };
        let begins = first(&line.name)?;
        let is_part = |other: &&ScaleLine| {
            other.kind.is_amount() && of.as_ref().is_none_or(|name| *name == other.name) && first(&other.name) > Some(begins)
        };
        let behind = lines[..at].iter().find(is_part)?;
        Some(format!(
            "「{0}」の列が、そこから引く「{1}」の列のはじめの行より下にあります。「{0}」の行を、「{1}」のどの行よりも上にしてください。",
            behind.name, line.name
        ))
    })
}

/// 会長・副会長; an empty cell speaks to everybody.
fn payees(typed: &str) -> Result<Vec<Payee>, String> {
    let mut who = vec![];
    for one in typed.split(['・', '、', ',', '，', ' ', '　']).filter(|one| !one.trim().is_empty()) {
        let payee = Payee::read(one).ok_or_else(|| {
            let labels = Payee::ALL.map(Payee::label).join("、");
            format!("「{one}」が分かりません。だれには、{labels}から入れてください。空なら、みなです。")
        })?;
        if !who.contains(&payee) {
            who.push(payee);
        }
    }
    if who.is_empty() {
        who.push(Payee::Everybody);
    }
    Ok(who)
}

pub(super) fn unpaid(typed: &str, wrongs: &mut Vec<Wrong>) -> Vec<String> {
    let lines: Vec<String> = typed.lines().map(str::trim).filter(|line| !line.is_empty()).map(Into::into).collect();
    let sentence = if lines.len() > MOST_UNPAID {
        Some(format!("{MOST_UNPAID}行までにしてください。"))
    } else if lines.iter().any(|line| line.chars().count() > MOST_LINE) {
        Some(format!("長すぎる行があります。1行を{MOST_LINE}文字までにしてください。"))
    } else if lines.iter().any(|line| glyphs::fold_name(line).chars().count() < 2) {
        Some("1文字の行があります。職か所属の名を、2文字以上で入れてください。例: みほん市役所".into())
    } else {
        None
    };
    wrongs.extend(sentence.map(|sentence| Wrong::new("unpaid", sentence)));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_rate_is_told_as_it_is_typed() {
        for (rate, words) in [(102_100, "10.21%"), (30_000, "3%"), (1, "0.0001%"), (1_000_000, "100%")] {
            assert_eq!(rate_in_words(rate), words);
        }
    }

    #[test]
    fn yen_are_read_with_commas_wide_digits_and_the_word() {
        for (typed, yen) in
            [("1240", 1240), ("１，２４０円", 1240), (" 1,240円 ", 1240), ("0", 0), ("1000万", MOST_YEN)]
        {
            assert_eq!(amount(typed), Ok(Some(yen)), "{typed}");
        }
        assert_eq!(amount("　"), Ok(None));
        for typed in ["-1", "△1", "−5円", "10000001", "なし", "1.5"] {
            assert!(amount(typed).is_err(), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn arbitrary_amounts_never_panic(typed in "(\\PC|[0-9,円万]){0,20}") {
            let _ = (amount(&typed), rate(&typed));
        }
    }
}
