//! The fields of a number with its parts, for a new goal and for one that changes.

use crate::editing::form::Group;
use crate::editing::shape::{Texts, Wrong, text};
use crate::goals::model::{MOST_PARTS, Pick, SettingState};
use crate::goals::web::meeting;
use crate::layout::{Control, Field, Option3};

const HEADS: &[&str] = &["内わけの名", "数", "すでに・これから"];
/// So many empty rows stand below what is filled.
const EMPTY_ROWS: usize = 2;

/// The fields; `states` are those that may be chosen.
pub fn groups(texts: &Texts, picks: &[Pick], states: &[SettingState], wrongs: &[Wrong]) -> Vec<Group> {
    let chosen = text(texts, "state");
    let states = states.iter().map(|one| Option3(one.code().into(), one.label().into(), one.code() == chosen));
    let number = vec![
        Field::line("target", "目標の数", text(texts, "target"))
            .required()
            .help("例: 5。単位は、選んだ指標のものです。")
            .as_a(Control::Short)
            .checked(wrongs),
        parts(texts, wrongs),
        Field::line("title", "目標を1行で", text(texts, "title"))
            .help("空なら、指標と数からつくります。内わけの名といっしょに、公開用の資料にも載ります。人のことが分かる数や病院の名は書かないでください。例: 地域移行支援を使う人を5人に")
            .checked(wrongs),
    ];
    let decided = vec![
        Field::line("state", "決まり方", "").required().as_a(Control::Choice(states.collect())).checked(wrongs),
        meeting::field(
            texts,
            picks,
            "会議で決まったときは必ず選びます。会議録に決定があれば、その決定も選べます。同じ会議で残し直すと、前のものに代わります。取り消すと、その会議の決定はなくなります。",
            wrongs,
        ),
    ];
    vec![
        Group::plain(number),
        Group::under("会議の決定", "目標は会議で決まります。案は公開用の資料に出ません", decided),
    ]
}

fn parts(texts: &Texts, wrongs: &[Wrong]) -> Field {
    let mut rows: Vec<Vec<String>> = text(texts, "parts").lines().map(row).collect();
    let empty = EMPTY_ROWS.min(MOST_PARTS.saturating_sub(rows.len())).max(usize::from(rows.is_empty()));
    rows.extend(std::iter::repeat_n(vec![String::new(); 3], empty));
    Field::line("parts", "内わけ", "")
        .help("要るときだけ。足すと目標の数になるように分けます。例: 「すでに支給決定」1 すでに、「新たに働きかける人」4 これから。")
        .as_a(Control::Grid(HEADS, rows))
        .checked(wrongs)
}

fn row(line: &str) -> Vec<String> {
    let mut cells: Vec<String> = line.split('\t').take(3).map(str::to_string).collect();
    cells.resize(3, String::new());
    cells
}
