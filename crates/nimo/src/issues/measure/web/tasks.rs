//! The steps of a measure: those of a consignment put into the form, and one that is done.

use crate::editing::act::{Edited, Looking, Saved, save};
use crate::editing::shape::{Texts, text};
use crate::editing::view::{chosen, version};
use crate::issues::budget::{ListDeadlines, model::closes, store as deadlines};
use crate::issues::measure::model::{CONSIGNMENT, MeasureForm, SHAPE, Task};
use crate::issues::measure::web::id;
use crate::issues::measure::{EditMeasure, store};
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::FiscalYear;

/// The form as it was typed, with the steps of a consignment; nothing is saved.
pub async fn fill(ask: Ask) -> Answer {
    let permit = ask.may::<EditMeasure>(id(&ask)?).await?;
    let version = version(&ask)?;
    let texts = with_consignment(&ask, chosen(&SHAPE, &ask.typed)).await?;
    MeasureForm::show(&ask, &permit, Looking { version, texts, wrongs: vec![], drafted: None }).await
}

/// What was typed and the steps of a consignment after it, those that stand there already left out. The request is due when the
/// office says so; the other days are the clerk's.
///
/// # Errors
/// What the database says.
pub async fn with_consignment(ask: &Ask, mut texts: Texts) -> Result<Texts, Fault> {
    let permit = ask.may::<ListDeadlines>(ask.office()?).await?;
    let known = ask.read(async |tx| deadlines::known(tx, &permit).await).await?;
    let year = almanac::read_fiscal_year(text(&texts, "budget_year")).ok();
    let due = closes(&known, year.unwrap_or(FiscalYear(FiscalYear::of(ask.now.day()).0 + 1)));
    let typed = text(&texts, "tasks").to_string();
    let stands =
        |title: &str| typed.lines().any(|line| line.split('\t').next().is_some_and(|cell| cell.trim() == title));
    let mut lines: Vec<String> = typed.lines().map(str::to_string).collect();
    for (at, title) in CONSIGNMENT.iter().enumerate().filter(|(_, title)| !stands(title)) {
        lines.push(Task::named(title, (at == 0).then_some(due.on)).line());
    }
    texts.insert("tasks".into(), lines.join("\n"));
    Ok(texts)
}

/// One step is done today. It is named by its place and its words, so that another's change in between loses nothing.
pub async fn done(ask: Ask) -> Answer {
    let permit = ask.may::<EditMeasure>(id(&ask)?).await?;
    let at: usize = ask.typed.get("at").parse().map_err(|_| Fault::Missing)?;
    let there = format!("/measures/{}", id(&ask)?);
    for _ in 0..2 {
        let now = ask.read(async |tx| store::find(tx, &permit).await).await?;
        let mut form = now.form;
        let task = form.tasks.get_mut(at).filter(|task| task.title == ask.typed.get("title"));
        let Some(task) = task.filter(|task| task.done.is_none()) else {
            return Ok(Reply::see(format!("{there}?said=unchanged")));
        };
        task.done = Some(ask.now.day());
        match save(&ask, &permit, now.version, &form, None).await {
            Err(Fault::Lost) => {}
            Ok(Saved::Yes) => return Ok(Reply::see(format!("{there}?said=task-done"))),
            Ok(_) => return Ok(Reply::see(format!("{there}?said=unchanged"))),
            Err(other) => return Err(other),
        }
    }
    Err(Fault::Lost)
}
