//! The list of measures, parted by what the town can do this budget year; what is chosen stands in the address.

use crate::council::model::CouncilId;
use crate::issues::budget::{ListDeadlines, model::closes, store as deadlines};
use crate::issues::measure::ListMeasures;
use crate::issues::measure::model::{MeasureNumber, Progress, Reach};
use crate::issues::measure::rules::{BudgetWord, budget_word, finding};
use crate::issues::measure::store::{self, Measure};
use crate::issues::measure::web::form::programmes;
use crate::issues::measure::web::page::{Row, rows};
use crate::issues::model::IssueNumber;
use crate::layout::{Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::typed::Typed;
use crate::plumbing::web::{Answer, Ask, Reply, escaped};
use almanac::Date;
use askama::Template;
use std::collections::{BTreeMap, BTreeSet};

/// What was chosen above the list.
pub struct Chosen {
    words: String,
    reach: Option<Reach>,
    progress: Shown,
    council: Option<CouncilId>,
}

/// Which progress is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// 終わっていないもの.
    Going,
    /// すべて.
    All,
    /// One of them.
    One(Progress),
}

impl Chosen {
    /// What the address says; what it does not know is as if it were not there.
    fn read(query: &Typed) -> Chosen {
        Chosen {
            words: query.get("q").trim().chars().take(100).collect(),
            reach: Reach::parse(query.get("reach")),
            progress: match query.get("progress") {
                "all" => Shown::All,
                code => Progress::parse(code).map_or(Shown::Going, Shown::One),
            },
            council: CouncilId::parse(query.get("council")),
        }
    }

    /// Does this measure stand in the list, whatever its reach?
    fn takes(&self, measure: &Measure) -> bool {
        let progress = match self.progress {
            Shown::Going => !measure.progress.is_over(),
            Shown::All => true,
            Shown::One(progress) => measure.progress == progress,
        };
        let words = glyphs::fold(&self.words);
        let is_number = MeasureNumber::read(&self.words) == Some(measure.number)
            || IssueNumber::read(&self.words) == Some(measure.number.issue);
        let says = |text: &str| glyphs::fold(text).contains(&words);
        let form = &measure.form;
        progress
            && self.council.is_none_or(|council| measure.council == council)
            && (words.is_empty() || is_number || says(&form.title) || says(&form.matter) || says(&form.owner))
    }

    /// The address of a list with the same choices and this reach.
    fn query(&self, reach: Option<Reach>) -> String {
        let progress = match self.progress {
            Shown::Going => "",
            Shown::All => "all",
            Shown::One(progress) => progress.code(),
        };
        let council = self.council.map_or_else(String::new, |council| council.to_string());
        let pairs = [
            ("q", self.words.as_str()),
            ("reach", reach.map_or("", Reach::code)),
            ("progress", progress),
            ("council", council.as_str()),
        ];
        let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        pairs.map(|(name, value)| format!("{name}={}", escaped(value))).collect::<Vec<_>>().join("&")
    }
}

/// One part of the filter: its label, how many stand there, its address, and is it chosen?
struct Part {
    label: &'static str,
    count: usize,
    query: String,
    is_chosen: bool,
}

/// What a list needs.
pub struct Listed {
    /// What was chosen.
    pub chosen: Chosen,
    /// The measures of the list, of every reach.
    pub rows: Vec<Row>,
    /// How many the person may read altogether.
    pub all: usize,
    /// Which budgets press, by the number of the measure.
    pressing: Vec<(String, String, BudgetWord)>,
}

impl Listed {
    /// Those of the chosen reach.
    pub fn shown(self) -> Vec<Row> {
        let reach = self.chosen.reach;
        self.rows.into_iter().filter(|row| reach.is_none_or(|reach| row.reach == reach)).collect()
    }
}

#[derive(Template)]
#[template(path = "issues/measure/views/list.html")]
struct ListPage {
    frame: Frame,
    sentence: String,
    words: String,
    query: String,
    reach: &'static str,
    parts: Vec<Part>,
    progresses: Vec<Option3>,
    councils: Vec<Option3>,
    rows: Vec<Row>,
    pressing: Vec<(String, String, BudgetWord)>,
    has_any: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let mut listed = listed(&ask).await?;
    let councils = crate::council::web::names(&ask).await?;
    let reaches: Vec<Reach> = listed.rows.iter().map(|row| row.reach).collect();
    let pressing = std::mem::take(&mut listed.pressing);
    let chosen = &listed.chosen;
    let mut choices = vec![Option3(String::new(), "すべて".into(), chosen.council.is_none())];
    choices.extend(councils.into_iter().map(|(id, name)| Option3(id.to_string(), name, Some(id) == chosen.council)));
    let page = ListPage {
        frame: Frame::of("方策", ask.actor.signed_in(), Place::Measures).saying(ask.query.get("said")),
        sentence: finding(&reaches),
        words: chosen.words.clone(),
        query: chosen.query(chosen.reach),
        reach: chosen.reach.map_or("", Reach::code),
        parts: parts(chosen, &reaches),
        progresses: progresses(chosen.progress),
        councils: choices,
        has_any: listed.all > 0,
        rows: listed.shown(),
        pressing,
    };
    Reply::page(&page)
}

/// What stands in the list, in words; the papers print the same.
///
/// # Errors
/// What the database says.
pub async fn listed(ask: &Ask) -> Result<Listed, Fault> {
    let chosen = Chosen::read(&ask.query);
    let permit = ask.may::<ListMeasures>(ask.office()?).await?;
    let days = ask.may::<ListDeadlines>(ask.office()?).await?;
    let today = ask.now.day();
    let read = async |tx: &mut Tx| {
        let measures = store::list(tx, &permit).await?;
        let mut meets: BTreeMap<CouncilId, Option<Date>> = BTreeMap::new();
        let councils: BTreeSet<CouncilId> = measures.iter().map(|measure| measure.council).collect();
        for council in councils {
            meets.insert(council, store::meets_on(tx, &permit, council, today).await?);
        }
        Ok((measures, meets, deadlines::known(tx, &days).await?))
    };
    let (measures, meets, known) = ask.read(read).await?;
    let taken: Vec<Measure> = measures.iter().filter(|measure| chosen.takes(measure)).cloned().collect();
    let word = |measure: &Measure| {
        let meets_on = meets.get(&measure.council).copied().flatten();
        let word = budget_word(&measure.form, measure.progress, |year| closes(&known, year), meets_on, today)?;
        let name = format!("{} {}", measure.number, measure.form.title);
        word.presses().then(|| (measure.id.to_string(), name, word))
    };
    let pressing = taken.iter().filter_map(word).collect();
    Ok(Listed { chosen, rows: rows(&taken, &programmes(ask).await?, today), all: measures.len(), pressing })
}

fn parts(chosen: &Chosen, reaches: &[Reach]) -> Vec<Part> {
    let count = |reach| reaches.iter().filter(|one| **one == reach).count();
    let part = |reach: Reach| Part {
        label: reach.label(),
        count: count(reach),
        query: chosen.query(Some(reach)),
        is_chosen: chosen.reach == Some(reach),
    };
    let all =
        Part { label: "すべて", count: reaches.len(), query: chosen.query(None), is_chosen: chosen.reach.is_none() };
    std::iter::once(all).chain(Reach::ALL.map(part)).collect()
}

fn progresses(chosen: Shown) -> Vec<Option3> {
    let mut choices = vec![
        Option3(String::new(), "終わっていないもの".into(), chosen == Shown::Going),
        Option3("all".into(), "すべて".into(), chosen == Shown::All),
    ];
    let one = |one: Progress| Option3(one.code().into(), one.label().into(), chosen == Shown::One(one));
    choices.extend(Progress::ALL.map(one));
    choices
}
