//! The list of cards; the words by which it is narrowed stand in the address.

use crate::editing::read::count_in_words;
use crate::issues::elsewhere::model::{CaseForm, CaseId};
use crate::issues::elsewhere::store;
use crate::issues::elsewhere::{AddCase, ListCases};
use crate::layout::{Frame, Place};
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply, escaped};
use askama::Template;

/// A card as a row.
pub struct Row {
    /// The id.
    pub id: CaseId,
    /// What its form holds.
    pub form: CaseForm,
    /// 48,200人; empty where nobody said.
    pub population: String,
    /// 令和8年11月25日; empty where nobody said.
    pub seen: String,
}

/// What a list needs; the papers print the same.
pub struct Listed {
    /// The words above it, as typed.
    pub words: String,
    /// The rows, newest card first.
    pub rows: Vec<Row>,
    /// How many cards there are altogether.
    pub all: usize,
}

#[derive(Template)]
#[template(path = "issues/elsewhere/views/list.html")]
struct ListPage {
    frame: Frame,
    sentence: String,
    words: String,
    query: String,
    rows: Vec<Row>,
    all: usize,
    may_add: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let Listed { words, rows, all } = listed(&ask).await?;
    let page = ListPage {
        frame: Frame::of("ほかの自治体の取り組み", ask.actor.signed_in(), Place::Issues).saying(ask.query.get("said")),
        sentence: sentence(all, rows.len(), words.is_empty()),
        query: if words.is_empty() { String::new() } else { format!("?q={}", escaped(&words)) },
        words,
        rows,
        all,
        may_add: ask.could::<AddCase>(ask.office()?).await?,
    };
    Reply::page(&page)
}

/// The cards that hold the words of the address.
///
/// # Errors
/// What the gate and the database say.
pub async fn listed(ask: &Ask) -> Result<Listed, Fault> {
    let permit = ask.may::<ListCases>(ask.office()?).await?;
    let cases = ask.read(async |tx| store::list(tx, &permit).await).await?;
    let words: String = ask.query.get("q").trim().chars().take(100).collect();
    let folded = glyphs::fold(&words);
    let all = cases.len();
    let row = |case: store::Case| Row {
        id: case.id,
        population: case.form.population.map(count_in_words).unwrap_or_default(),
        seen: case.form.seen_on.map(almanac::in_words).unwrap_or_default(),
        form: case.form,
    };
    let rows = cases.into_iter().filter(|case| case.form.says(&folded)).map(row).collect();
    Ok(Listed { words, rows, all })
}

fn sentence(all: usize, count: usize, is_whole: bool) -> String {
    match (all, count) {
        (0, _) => "ほかの自治体の取り組みは、まだありません。".into(),
        (_, 0) => "このことばに合う取り組みはありません。".into(),
        _ if is_whole => format!("ほかの自治体の取り組みは{all}件です。"),
        _ => format!("{all}件のうち{count}件が、このことばに合います。"),
    }
}
