//! The list of councils: each with its parts beneath it.

use crate::council::model::CouncilId;
use crate::council::store::{self, Council};
use crate::council::{ListCouncils, PlaceCouncil};
use crate::layout::{Frame, Place};
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

struct Row {
    id: CouncilId,
    name: String,
    depth: usize,
    basis: &'static str,
    method: Option<String>,
}

#[derive(Template)]
#[template(path = "council/views/list.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<Row>,
    can_place: bool,
    undecided: usize,
}

/// The councils that the person may read.
pub async fn list(ask: Ask) -> Answer {
    let permit = ask.may::<ListCouncils>(ask.office()?).await?;
    let councils = ask.read(async |tx| store::list(tx, &permit).await).await?;
    let mut rows = vec![];
    let roots = councils.iter().filter(|c| c.form.parent.is_none_or(|parent| councils.iter().all(|p| p.id != parent)));
    for root in roots {
        hang(root, 0, &councils, &mut rows);
    }
    let frame = Frame::of("協議会", ask.actor.signed_in(), Place::Councils).saying(ask.query.get("said"));
    let undecided = rows.iter().filter(|row| row.method.is_none()).count();
    let can_place = ask.could::<PlaceCouncil>(None).await?;
    Reply::page(&ListPage { frame, rows, can_place, undecided })
}

fn hang(council: &Council, depth: usize, all: &[Council], rows: &mut Vec<Row>) {
    let method =
        council.form.record_rule.as_ref().map(|rule| format!("{}（{}から）", rule.method.label(), day(rule.from_on)));
    let basis = council.form.basis.label();
    rows.push(Row { id: council.id, name: council.form.name.clone(), depth, basis, method });
    for part in
        all.iter().filter(|part| part.form.parent == Some(council.id) && rows.len() <= all.len()).collect::<Vec<_>>()
    {
        hang(part, depth + 1, all, rows);
    }
}

/// 「令和3年7月15日」.
pub fn day(date: almanac::Date) -> String {
    almanac::in_words(date)
}
