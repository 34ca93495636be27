//! The rows of a form as lines that are typed: 項目, 見出し, 空でも出すか, 前の行の右か; and the words of its groups.

use super::word::{field_name, field_names, field_of, group_name, group_of};
use crate::editing::shape::Wrong;
use minutes::{FormCell, FormField, FormRow, Group};
use std::collections::HashSet;

/// So many rows a form has at most: each field once.
pub const MOST_ROWS: usize = FormField::ALL.len();
/// So long a label may be: its letters are spread over the column.
pub const MOST_LABEL: usize = 16;

/// Reads the lines; a sentence for the first that cannot be understood.
pub(super) fn rows(lines: &str) -> Result<Vec<FormRow>, Wrong> {
    let mut rows: Vec<FormRow> = vec![];
    let mut seen = HashSet::new();
    for (at, line) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let refuse = |sentence: String| Wrong::new("rows", format!("項目の{}行目: {sentence}", at + 1));
        let (cell, is_right) = row(line).map_err(refuse)?;
        if !seen.insert(cell.field) {
            return Err(refuse(format!("「{}」が2つあります。1つにしてください。", field_name(cell.field))));
        }
        if !is_right {
            rows.push(FormRow { cells: vec![cell] });
            continue;
        }
        let is_long = |cell: &FormCell| matches!(cell.field, FormField::Proceedings | FormField::Agenda);
        match rows.last_mut() {
            None => return Err(refuse("最初の行は、前の行の右に置けません。「いいえ」にしてください。".into())),
            Some(row) if row.cells.len() == 2 => {
                return Err(refuse(
                    "右に置けるのは1つまでです。前の行がもう右に置かれています。「いいえ」にしてください。".into(),
                ));
            }
            Some(row) if is_long(&cell) || row.cells.iter().any(is_long) => {
                return Err(refuse(
                    "「会議の内容」と「次第」は、横に並べられません。「いいえ」にしてください。".into(),
                ));
            }
            Some(row) => row.cells.push(cell),
        }
    }
    if !seen.contains(&FormField::Proceedings) {
        return Err(Wrong::new("rows", "「会議の内容」の行がありません。話されたことを書く行を入れてください。"));
    }
    Ok(rows)
}

/// One line: the cell, and whether it stands to the right of the row before.
fn row(line: &str) -> Result<(FormCell, bool), String> {
    let mut cells = line.split('\t').map(str::trim);
    let name = cells.next().unwrap_or_default();
    let label = cells.next().unwrap_or_default();
    let (shown, right) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
    if cells.any(|cell| !cell.is_empty()) {
        return Err("列が多すぎます。項目、見出し、空でも出す、前の行の右、の4列にしてください。".into());
    }
    let field = field_of(name).ok_or_else(|| match name {
        "" => format!("項目が空です。次のどれかを入れてください。{}", field_names()),
        name => format!("項目「{name}」が分かりません。次のどれかにしてください。{}", field_names()),
    })?;
    if label.chars().count() > MOST_LABEL {
        return Err(format!("見出しが長すぎます。{MOST_LABEL}文字までにしてください。"));
    }
    let label = if label.is_empty() { field.usual_label() } else { label };
    let said = |typed: &str, head: &str| {
        yes_or_no(typed)
            .ok_or_else(|| format!("「{head}」は「はい」か「いいえ」で入れてください。空は「いいえ」です。"))
    };
    let cell = FormCell { field, label: label.into(), shown_when_empty: said(shown, "空でも出す")? };
    Ok((cell, said(right, "前の行の右に置く")?))
}

fn yes_or_no(typed: &str) -> Option<bool> {
    match typed {
        "はい" | "○" | "〇" | "◯" | "出す" | "する" => Some(true),
        "" | "いいえ" | "×" | "－" | "-" | "出さない" | "しない" => Some(false),
        _ => None,
    }
}

/// The rows as lines.
pub(super) fn rows_in_lines(rows: &[FormRow]) -> String {
    let said = |is: bool| if is { "はい" } else { "いいえ" };
    let line = |(at, cell): (usize, &FormCell)| {
        format!("{}\t{}\t{}\t{}", field_name(cell.field), cell.label, said(cell.shown_when_empty), said(at > 0))
    };
    rows.iter().flat_map(|row| row.cells.iter().enumerate().map(line)).collect::<Vec<_>>().join("\n")
}

/// The groups of the list of attendance, in their order, each with its word.
pub(super) fn groups(lines: &str) -> Result<Vec<(Group, String)>, Wrong> {
    let mut groups: Vec<(Group, String)> = vec![];
    for (at, line) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let refuse = |sentence: String| Wrong::new("groups", format!("出席者の区分の{}行目: {sentence}", at + 1));
        let (name, word) = line.split_once('\t').unwrap_or((line, ""));
        let (name, word) = (name.trim(), word.trim());
        let Some(group) = group_of(name) else {
            return Err(refuse(format!(
                "区分「{name}」が分かりません。委員、欠席委員、事務局、その他の出席者のどれかにしてください。"
            )));
        };
        if word.contains('\t') {
            return Err(refuse("列が多すぎます。区分と書くことばの2列にしてください。".into()));
        }
        if word.chars().count() > MOST_LABEL {
            return Err(refuse(format!("書くことばが長すぎます。{MOST_LABEL}文字までにしてください。")));
        }
        if groups.iter().any(|(other, _)| *other == group) {
            return Err(refuse(format!("「{name}」が2つあります。1つにしてください。")));
        }
        groups.push((group, if word.is_empty() { group_name(group) } else { word }.to_string()));
    }
    Ok(groups)
}

/// The groups as lines.
pub(super) fn groups_in_lines(groups: &[(Group, String)]) -> String {
    let line = |(group, word): &(Group, String)| format!("{}\t{word}", group_name(*group));
    groups.iter().map(line).collect::<Vec<_>>().join("\n")
}
