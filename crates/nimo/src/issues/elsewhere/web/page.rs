//! The page of a card, and the cards on the page of an issue.

use crate::access::Permit;
use crate::issues::ReadIssue;
use crate::issues::elsewhere::model::{CaseForm, CaseId};
use crate::issues::elsewhere::store::{self, Case};
use crate::issues::elsewhere::web::form::named;
use crate::issues::elsewhere::web::id;
use crate::issues::elsewhere::{EditCase, NoteCase, ReadCase, ReadCaseHistory, TieCase};
use crate::issues::model::IssueId;
use crate::issues::store as issues;
use crate::issues::web::{Hop, issue_hop};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// The issues to which a card is tied, as far as the person may read them.
pub struct Tied {
    /// Those that he may read.
    pub open: Vec<(IssueId, Hop)>,
    /// How many he may not.
    pub hidden: usize,
}

/// What the person sees of these issues.
///
/// # Errors
/// What the database says.
pub async fn tied(ask: &Ask, issues: &[IssueId]) -> Result<Tied, Fault> {
    let mut open = vec![];
    for issue in issues {
        let hop = issue_hop(ask, *issue).await?;
        if hop.path.is_some() {
            open.push((*issue, hop));
        }
    }
    Ok(Tied { hidden: issues.len() - open.len(), open })
}

#[derive(Template)]
#[template(path = "issues/elsewhere/views/page.html")]
struct CasePage {
    frame: Frame,
    id: CaseId,
    form: CaseForm,
    population: String,
    seen: String,
    by: String,
    day: String,
    tied: Tied,
    may_edit: bool,
    may_tie: bool,
    may_see_versions: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadCase>(id(&ask)?).await?;
    let read = async |tx: &mut Tx| Ok((store::find(tx, &permit).await?, store::issues_of(tx, &permit).await?));
    let (case, issues) = ask.read(read).await?;
    let page = CasePage {
        frame: Frame::of(named(&case.form), ask.actor.signed_in(), Place::Issues).saying(ask.query.get("said")),
        population: case.form.population.map(crate::editing::read::count_in_words).unwrap_or_default(),
        seen: case.form.seen_on.map(almanac::with_weekday).unwrap_or_default(),
        day: case.at.day_in_words(),
        tied: tied(&ask, &issues).await?,
        may_edit: ask.would::<EditCase>(permit.facts())?,
        may_tie: ask.would::<TieCase>(permit.facts())?,
        may_see_versions: ask.would::<ReadCaseHistory>(permit.facts())?,
        id: case.id,
        form: case.form,
        by: case.by,
    };
    Reply::page(&page)
}

/// What stands in the side of an issue's page.
pub struct OfIssue {
    /// The cards.
    pub cards: Vec<Card>,
    /// May the person begin one here?
    pub may_note: bool,
}

/// A card in a few lines.
pub struct Card {
    /// The id.
    pub id: CaseId,
    /// The town, with its size where it is known.
    pub town: String,
    /// What it does.
    pub title: String,
    /// What came of it.
    pub result: String,
    /// 令和8年11月25日に見た; empty where nobody said.
    pub seen: String,
}

impl Card {
    fn of(case: Case) -> Card {
        let size = case.form.population.map(crate::editing::read::count_in_words);
        Card {
            id: case.id,
            town: size.map_or_else(|| case.form.town.clone(), |size| format!("{}（{size}）", case.form.town)),
            title: case.form.title,
            result: case.form.result,
            seen: case.form.seen_on.map(|day| format!("{}に見た", almanac::in_words(day))).unwrap_or_default(),
        }
    }
}

/// The cards of the permit's issue.
///
/// # Errors
/// What the database says.
pub async fn of_issue(ask: &Ask, permit: &Permit<ReadIssue>) -> Result<OfIssue, Fault> {
    let read = async |tx: &mut Tx| Ok((store::of_issue(tx, permit).await?, issues::find(tx, permit).await?));
    let (cases, issue) = ask.read(read).await?;
    let may_note = issue.into.is_none() && ask.could::<NoteCase>(issue.id).await?;
    Ok(OfIssue { cards: cases.into_iter().map(Card::of).collect(), may_note })
}
