//! The page between: columns to name, lines to look at, the table to mend.

use super::council_name;
use super::draft::Draft;
use crate::access::{Facts, Permit};
use crate::editing::shape::Wrong;
use crate::issues::model::{Element, Stage};
use crate::issues::table::columns::{Column, usable};
use crate::issues::table::lines::{Judged, Refused, Taken};
use crate::issues::web::list::element_words;
use crate::issues::{ImportIssues, store};
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::table::{Came, write};
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// A column of the table.
struct Choice {
    head: String,
    sample: String,
    options: Vec<Option3>,
}

/// A line as the issue that it would be.
struct Line {
    line: usize,
    title: String,
    matter: Vec<String>,
    elements: String,
    solvers: String,
    owner: String,
    stage: Stage,
}

#[derive(Template)]
#[template(path = "issues/views/import_look.html")]
struct LookPage {
    frame: Frame,
    council: String,
    council_id: String,
    sentence: String,
    done: String,
    wrongs: Vec<Wrong>,
    choices: Vec<Choice>,
    heads: String,
    head_line: usize,
    lines: Vec<Line>,
    refused: Vec<Refused>,
    sheet: Option<Field>,
    carried: Vec<String>,
    shown: usize,
    text: Field,
}

/// The page. `done` says how many were just taken, when somebody asked for it.
pub async fn look(
    ask: &Ask,
    permit: &Permit<ImportIssues>,
    came: &Came,
    draft: &Draft,
    judged: Judged,
    done: Option<usize>,
) -> Answer {
    let elements = ask.read(async |tx| store::elements(tx, permit).await).await?;
    let wrongs: Vec<Wrong> =
        usable(&draft.columns).err().map(|sentence| Wrong::new("columns", sentence)).into_iter().collect();
    let status = if !wrongs.is_empty() || done == Some(0) { 422 } else { 200 };
    let page = LookPage {
        frame: Frame::of("課題の表を確かめる", ask.actor.signed_in(), Place::Issues),
        council: council_name(ask, permit).await?,
        council_id: permit.facts().id().to_string(),
        sentence: if wrongs.is_empty() {
            judged.sentence()
        } else {
            "列の行き先を選んでください。".into()
        },
        done: match done {
            Some(count) if count > 0 => format!("{count}件を取り込みました。残り{}行です。", judged.refused.len()),
            _ => String::new(),
        },
        choices: choices(draft),
        heads: draft.key(),
        head_line: draft.head.line,
        lines: judged.taken.into_iter().map(|taken| line(taken, &elements)).collect(),
        refused: judged.refused,
        sheet: came.choice(),
        carried: came.carried(),
        shown: came.shown,
        text: Field::line("text", "表の文字", write(&came.rows))
            .help("1行が1つの課題です。直すところを直し、要らない行は消してから、「確かめ直す」を押してください。")
            .as_a(Control::Area(12)),
        wrongs,
    };
    Reply::page_with(status, &page)
}

fn choices(draft: &Draft) -> Vec<Choice> {
    let columns = draft.heads.iter().zip(&draft.columns).zip(0..);
    let choice = |((head, chosen), at): ((&String, &Column), usize)| {
        let filled = draft.rows.iter().map(|row| row.cell(at)).find(|cell| !cell.is_empty()).unwrap_or("");
        Choice {
            head: if head.is_empty() {
                format!("（{}列目、見出しなし）", at + 1)
            } else {
                head.replace('\n', "")
            },
            sample: filled.chars().take(30).collect(),
            options: Column::ALL.map(|c| Option3(c.code().into(), c.label().into(), c == *chosen)).into(),
        }
    };
    columns.map(choice).collect()
}

fn line(taken: Taken, elements: &[Element]) -> Line {
    let Taken { line, form, stage } = taken;
    Line {
        line,
        matter: form.matter.lines().map(Into::into).collect(),
        elements: element_words(&form.elements, elements),
        solvers: form.solvers.iter().map(|solver| solver.label()).collect::<Vec<_>>().join("、"),
        title: form.title,
        owner: form.owner,
        stage,
    }
}
