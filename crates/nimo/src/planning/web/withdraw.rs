//! もし、この事業所がやめたら: for every office that answered, the most severe first.

use crate::layout::{Frame, Place};
use crate::planning::model::Quarter;
use crate::planning::rules::withdraw::{Outcome, Withdrawal, sentence, withdrawals};
use crate::planning::web::collect::{Collected, collect};
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::providers::model::ProviderId;
use askama::Template;

/// What would be, as a row.
#[derive(Default)]
pub struct IfGone {
    /// Which one.
    pub provider: String,
    /// Is it the one that was asked about?
    pub is_chosen: bool,
    /// Its name.
    pub name: String,
    /// 40人.
    pub clients: String,
    /// How many go on for certain; `None` where its 者 or its 児 are too few to be told of.
    pub taken: Option<usize>,
    /// How many, if every condition were met.
    pub at_most: usize,
    /// For how many no place is certain.
    pub left: usize,
    /// Who is full first.
    pub full: String,
    /// All that in a sentence.
    pub sentence: String,
    /// 者, then 児, each with its figures; none where `taken` is none.
    pub kinds: Vec<(&'static str, Outcome)>,
}

#[derive(Template)]
#[template(path = "planning/views/withdraw.html")]
struct WithdrawPage {
    frame: Frame,
    quarter: Quarter,
    sentence: String,
    rows: Vec<IfGone>,
    unanswered: Vec<String>,
    has_answers: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let all = collect(&ask, false).await?;
    let mut rows = rows(&ask, &all).await?;
    let wanted = ask.query.get("provider");
    let chosen = rows.iter().position(|row| row.provider == wanted);
    if !wanted.is_empty() && ProviderId::parse(wanted).is_none() {
        return Err(Fault::Missing);
    }
    for row in &mut rows {
        row.is_chosen = row.provider == wanted;
    }
    let shown = chosen.or_else(|| (!rows.is_empty()).then_some(0));
    let page = WithdrawPage {
        frame: Frame::of("もし、この事業所がやめたら", ask.actor.signed_in(), Place::Planning),
        quarter: all.quarter,
        sentence: shown
            .and_then(|at| rows.get(at))
            .map_or_else(|| "まだ答えがないので、調べられません。".to_string(), |row| row.sentence.clone()),
        has_answers: !rows.is_empty(),
        rows,
        unanswered: unanswered(&all).map(|name| name.to_string()).collect(),
    };
    Reply::page(&page)
}

fn unanswered(all: &Collected) -> impl Iterator<Item = &str> {
    all.offices.iter().filter(|office| office.answer.is_none()).map(|office| office.name.as_str())
}

/// The rows, the most severe first. Reckoned off the desk.
///
/// # Errors
/// A sentence where they are more than can be reckoned at once.
pub async fn rows(ask: &Ask, all: &Collected) -> Result<Vec<IfGone>, Fault> {
    let offices = all.offices.clone();
    let found = ask.aside(move || withdrawals(&offices)).await?;
    let found = found.ok_or(Fault::Unreadable(TOO_MANY))?;
    let unknown = unanswered(all).count();
    let mut rows: Vec<IfGone> = found.iter().map(|one| row(all, one, unknown)).collect();
    // The place of a row says how many would be left: whose figures are not told stands last.
    rows.sort_by_key(|row| row.taken.is_none());
    Ok(rows)
}

const TOO_MANY: &str = "利用者が多すぎて、一度に調べられません。事業所の数と人数を確かめてください。";

fn row(all: &Collected, one: &Withdrawal, unknown: usize) -> IfGone {
    let Some((office, form)) = all.offices.get(one.office).and_then(|office| Some((office, office.answer.as_ref()?)))
    else {
        return IfGone::default();
    };
    let clients = all.mask.people(form.clients());
    let name = |at: &usize| all.offices.get(*at).map_or("", |office| office.name.as_str());
    let named = IfGone { provider: office.id.to_string(), name: office.name.clone(), ..IfGone::default() };
    // Every figure of a withdrawal is a sum over 者 and 児: where one of them is so few, none is told.
    if all.mask.parted(form).is_none() {
        let few = if all.mask.hides(form.clients()) {
            format!("利用者は{clients}")
        } else {
            format!("利用者は、者か児が{}人未満", all.rule.1.mask_below)
        };
        let sentence = format!("{}の{few}なので、やめたときの数は出しません。", office.name);
        return IfGone { clients, sentence, ..named };
    }
    IfGone {
        taken: Some(one.taken()),
        at_most: one.at_most(),
        left: one.left(),
        full: if one.left() == 0 { String::new() } else { one.full().iter().map(name).collect::<Vec<_>>().join("、") },
        sentence: sentence(one, &all.offices, unknown),
        kinds: vec![("者", one.adults.clone()), ("児", one.children.clone())],
        clients,
        ..named
    }
}

/// The rows, or the sentence where they are too many: a count that cannot be true takes away no paper, and not the page on which it is put
/// right.
///
/// # Errors
/// What the desk says.
pub async fn rows_or_why(ask: &Ask, all: &Collected) -> Result<Result<Vec<IfGone>, &'static str>, Fault> {
    match rows(ask, all).await {
        Ok(rows) => Ok(Ok(rows)),
        Err(Fault::Unreadable(what)) => Ok(Err(what)),
        Err(other) => Err(other),
    }
}

/// The most severe of all whose figures are told, in a sentence; empty where everybody could go on, which is not said while some are not
/// told.
///
/// # Errors
/// What the desk says.
pub async fn worst(ask: &Ask, all: &Collected) -> Result<String, Fault> {
    let rows = match rows_or_why(ask, all).await? {
        Ok(rows) => rows,
        Err(what) => return Ok(what.into()),
    };
    Ok(rows.into_iter().find(|row| row.left > 0 || row.taken.is_none()).map(|row| row.sentence).unwrap_or_default())
}
