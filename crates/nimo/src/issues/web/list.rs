//! The list of issues, as a table or a board; what is chosen stands in the address.

use crate::council::model::CouncilId;
use crate::issues::model::{Element, IssueId, IssueNumber, Solver, Stage};
use crate::issues::rules::{Joined, family};
use crate::issues::store::{self, Issue};
use crate::issues::{ListElements, ListIssues, RaiseIssue};
use crate::layout::{Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::typed::Typed;
use crate::plumbing::web::{Answer, Ask, Reply, escaped};
use askama::Template;
use std::collections::BTreeMap;

/// What was chosen above the list.
pub struct Chosen {
    /// Words in title, matter or number.
    pub words: String,
    /// A stage, or all that are not closed.
    pub stage: Stages,
    /// An element's code.
    pub element: String,
    /// Who can solve it.
    pub solver: Option<Solver>,
    /// A council.
    pub council: Option<CouncilId>,
}

/// Which stages are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stages {
    /// 終えていないもの.
    Open,
    /// すべて.
    All,
    /// One of them.
    One(Stage),
}

impl Chosen {
    /// What the address says; what it does not know is as if it were not there.
    pub fn read(query: &Typed) -> Chosen {
        Chosen {
            words: query.get("q").trim().chars().take(100).collect(),
            stage: match query.get("stage") {
                "all" => Stages::All,
                code => Stage::parse(code).map_or(Stages::Open, Stages::One),
            },
            element: query.get("element").chars().take(40).collect(),
            solver: Solver::parse(query.get("solver")),
            council: CouncilId::parse(query.get("council")),
        }
    }

    /// Does this issue stand in the list?
    pub fn takes(&self, issue: &Issue) -> bool {
        let stage = match self.stage {
            Stages::Open => issue.stage != Stage::Closed,
            Stages::All => true,
            Stages::One(stage) => issue.stage == stage,
        };
        let words = glyphs::fold(&self.words);
        let is_number = IssueNumber::read(&self.words).is_some_and(|number| number == issue.number);
        let says = |text: &str| glyphs::fold(text).contains(&words);
        stage
            && (self.element.is_empty() || issue.form.elements.contains(&self.element))
            && self.solver.is_none_or(|solver| issue.form.solvers.contains(&solver))
            && self.council.is_none_or(|council| issue.council == council)
            && (words.is_empty()
                || is_number
                || says(&issue.form.title)
                || says(&issue.form.matter)
                || says(&issue.form.owner))
    }

    /// The address of a list with the same choices.
    pub fn query(&self) -> String {
        let stage = match self.stage {
            Stages::Open => "",
            Stages::All => "all",
            Stages::One(stage) => stage.code(),
        };
        let council = self.council.map_or_else(String::new, |council| council.to_string());
        let pairs = [
            ("q", self.words.as_str()),
            ("stage", stage),
            ("element", self.element.as_str()),
            ("solver", self.solver.map_or("", Solver::code)),
            ("council", council.as_str()),
        ];
        let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        pairs.map(|(name, value)| format!("{name}={}", escaped(value))).collect::<Vec<_>>().join("&")
    }
}

/// An issue as a row of the list, in words.
pub struct Row {
    /// The id.
    pub id: IssueId,
    /// R6-003.
    pub number: String,
    /// The issue in one line.
    pub title: String,
    /// How far it has come.
    pub stage: Stage,
    /// 普及啓発、住まい.
    pub elements: String,
    /// 市、圏域.
    pub solvers: String,
    /// 受けもち, or the part that examines it.
    pub owner: String,
    /// How many things led to it.
    pub led: usize,
}

/// What a list needs.
pub struct Listed {
    /// What was chosen.
    pub chosen: Chosen,
    /// All issues that stand in the list.
    pub rows: Vec<Row>,
    /// How many there are altogether, those that live on in another left out.
    pub all: usize,
    /// The elements of the office.
    pub elements: Vec<Element>,
    /// The councils of the person: id and name.
    pub councils: Vec<(CouncilId, String)>,
}

struct Column {
    stage: Stage,
    cards: Vec<Row>,
    /// So many more stand in the table.
    more: usize,
}

/// So many cards of a stage stand on the board; nobody looks over more at once.
const MOST_CARDS: usize = 40;

#[derive(Template)]
#[template(path = "issues/views/list.html")]
struct ListPage {
    frame: Frame,
    sentence: String,
    is_tied: bool,
    words: String,
    query: String,
    is_board: bool,
    stages: Vec<Option3>,
    elements: Vec<Option3>,
    solvers: Vec<Option3>,
    councils: Vec<Option3>,
    rows: Vec<Row>,
    columns: Vec<Column>,
    count: usize,
    pages: Vec<(usize, bool)>,
    doors: Vec<(CouncilId, String)>,
    has_any: bool,
}

/// So many stand on one page of the table.
const AT_ONCE: usize = 50;

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let listed = listed(&ask).await?;
    let mut doors = vec![];
    for (id, name) in &listed.councils {
        if ask.could::<RaiseIssue>(*id).await? {
            doors.push((*id, name.clone()));
        }
    }
    let Listed { chosen, rows, all, elements, councils } = listed;
    let is_board = ask.query.get("view") == "board";
    let count = rows.len();
    let here: usize = ask.query.get("page").parse().ok().filter(|page| *page > 0).unwrap_or(1);
    let last = count.div_ceil(AT_ONCE).max(1);
    let here = here.min(last);
    let pages = if is_board || last == 1 { vec![] } else { (1..=last).map(|page| (page, page == here)).collect() };
    let open = rows.iter().filter(|row| matches!(row.stage, Stage::Raised | Stage::Reopened)).count();
    let (rows, columns) = if is_board { (vec![], columns(rows)) } else { (page_of(rows, here), vec![]) };
    let page = ListPage {
        frame: Frame::of("課題", ask.actor.signed_in(), Place::Issues).saying(ask.query.get("said")),
        sentence: sentence(all, count, open, &chosen),
        is_tied: open == 0,
        query: chosen.query(),
        stages: stages(chosen.stage),
        elements: element_choices(&elements, &chosen.element),
        solvers: solver_choices(chosen.solver),
        councils: council_choices(&councils, chosen.council),
        words: chosen.words,
        is_board,
        rows,
        columns,
        count,
        pages,
        doors,
        has_any: all > 0,
    };
    Reply::page(&page)
}

/// What stands in the list, in words; the papers print the same.
///
/// # Errors
/// What the database says.
pub async fn listed(ask: &Ask) -> Result<Listed, Fault> {
    let chosen = Chosen::read(&ask.query);
    let permit = ask.may::<ListIssues>(ask.office()?).await?;
    let naming = ask.may::<ListElements>(ask.office()?).await?;
    let read = async |tx: &mut Tx| {
        let (joined, led) = (store::joined(tx, &permit).await?, store::counts(tx, &permit).await?);
        Ok((store::list(tx, &permit).await?, store::elements(tx, &naming).await?, joined, led))
    };
    let (issues, elements, joined, led) = ask.read(read).await?;
    let councils = crate::council::web::names(ask).await?;
    let led: BTreeMap<IssueId, usize> = led.into_iter().collect();
    let standing: Vec<&Issue> = issues.iter().filter(|issue| issue.into.is_none()).collect();
    let rows = standing.iter().filter(|issue| chosen.takes(issue));
    let rows = rows.map(|issue| row(issue, &elements, &councils, led_to(issue.id, &joined, &led))).collect();
    Ok(Listed { all: standing.len(), chosen, rows, elements, councils })
}

fn led_to(issue: IssueId, joined: &Joined, led: &BTreeMap<IssueId, usize>) -> usize {
    if joined.is_empty() {
        return led.get(&issue).copied().unwrap_or(0);
    }
    family(issue, joined).iter().filter_map(|one| led.get(one)).sum()
}

fn row(issue: &Issue, elements: &[Element], councils: &[(CouncilId, String)], led: usize) -> Row {
    let part = issue.form.part.map(|part| {
        let name = councils.iter().find(|(id, _)| *id == part).map_or("部会", |(_, name)| name.as_str());
        let until = issue.form.return_on.map_or_else(String::new, |day| format!("（{}まで）", almanac::in_words(day)));
        format!("{name}{until}")
    });
    let owner = [Some(issue.form.owner.clone()).filter(|owner| !owner.is_empty()), part];
    Row {
        id: issue.id,
        number: issue.number.to_string(),
        title: issue.form.title.clone(),
        stage: issue.stage,
        elements: element_words(&issue.form.elements, elements),
        solvers: issue.form.solvers.iter().map(|solver| solver.label()).collect::<Vec<_>>().join("、"),
        owner: owner.into_iter().flatten().collect::<Vec<_>>().join("、"),
        led,
    }
}

/// The elements of an issue as the office calls them.
pub fn element_words(codes: &[String], elements: &[Element]) -> String {
    let label =
        |code: &String| elements.iter().find(|e| e.code == *code).map_or_else(|| code.clone(), |e| e.label.clone());
    codes.iter().map(label).collect::<Vec<_>>().join("、")
}

/// The issues as choices of a form: number and title.
pub fn choices(issues: &[Issue], chosen: &str) -> Vec<Option3> {
    let mut choices = vec![Option3(String::new(), "（選んでください）".into(), chosen.is_empty())];
    choices.extend(issues.iter().map(|issue| {
        let title: String = issue.form.title.chars().take(40).collect();
        let id = issue.id.to_string();
        let is_chosen = id == chosen;
        let end = if issue.stage == Stage::Closed { "（終えた）" } else { "" };
        Option3(id, format!("{} {title}{end}", issue.number), is_chosen)
    }));
    choices
}

fn page_of(rows: Vec<Row>, page: usize) -> Vec<Row> {
    rows.into_iter().skip((page - 1) * AT_ONCE).take(AT_ONCE).collect()
}

fn columns(rows: Vec<Row>) -> Vec<Column> {
    let mut columns: Vec<Column> = Stage::ALL.map(|stage| Column { stage, cards: vec![], more: 0 }).into();
    for row in rows {
        if let Some(column) = columns.iter_mut().find(|column| column.stage == row.stage) {
            if column.cards.len() < MOST_CARDS {
                column.cards.push(row);
            } else {
                column.more += 1;
            }
        }
    }
    let is_seldom = |stage| matches!(stage, Stage::Reopened | Stage::Closed);
    columns.retain(|column| !column.cards.is_empty() || !is_seldom(column.stage));
    columns
}

fn sentence(all: usize, count: usize, open: usize, chosen: &Chosen) -> String {
    let is_whole = chosen.query().is_empty();
    match (all, count, open) {
        (0, _, _) => "課題は、まだありません。".into(),
        (_, 0, _) if is_whole => format!("{all}件の課題は、すべて終えています。"),
        (_, 0, _) => "この条件に合う課題はありません。".into(),
        (_, count, 0) if is_whole => format!("終えていない課題は{count}件で、どれも検討か取り組みに進んでいます。"),
        (_, count, open) if is_whole => format!("終えていない課題は{count}件で、{open}件がまだ検討されていません。"),
        (all, count, _) if all == count => format!("課題は{all}件です。"),
        (all, count, _) => format!("{all}件のうち{count}件が、この条件に合います。"),
    }
}

fn stages(chosen: Stages) -> Vec<Option3> {
    let mut choices = vec![
        Option3(String::new(), "終えていないもの".into(), chosen == Stages::Open),
        Option3("all".into(), "すべて".into(), chosen == Stages::All),
    ];
    let one = |stage: Stage| Option3(stage.code().into(), stage.label().into(), chosen == Stages::One(stage));
    choices.extend(Stage::ALL.map(one));
    choices
}

fn element_choices(elements: &[Element], chosen: &str) -> Vec<Option3> {
    let mut choices = vec![Option3(String::new(), "すべて".into(), chosen.is_empty())];
    choices.extend(elements.iter().map(|e| Option3(e.code.clone(), e.label.clone(), e.code == chosen)));
    choices
}

fn solver_choices(chosen: Option<Solver>) -> Vec<Option3> {
    let mut choices = vec![Option3(String::new(), "すべて".into(), chosen.is_none())];
    choices.extend(Solver::ALL.map(|s| Option3(s.code().into(), s.label().into(), Some(s) == chosen)));
    choices
}

fn council_choices(councils: &[(CouncilId, String)], chosen: Option<CouncilId>) -> Vec<Option3> {
    let mut choices = vec![Option3(String::new(), "すべて".into(), chosen.is_none())];
    choices.extend(councils.iter().map(|(id, name)| Option3(id.to_string(), name.clone(), Some(*id) == chosen)));
    choices
}
