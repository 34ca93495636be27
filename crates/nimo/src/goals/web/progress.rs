//! How far a goal has come: a figure of each part, as of one day.

use crate::access::Permit;
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Texts, Wrong, text};
use crate::editing::view::version;
use crate::goals::TellProgress;
use crate::goals::model::{Actual, ActualForm, GoalPart, Yardstick};
use crate::goals::rules::{known_on, replaced};
use crate::goals::store::{self, Goal};
use crate::goals::web::id;
use crate::layout::{Control, Field, Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};

/// The form; a goal that is one number of the plan has its figures there.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<TellProgress>(id(&ask)?).await?;
    let goal = ask.read(async |tx| store::find(tx, &permit).await).await?;
    if let Some(path) = elsewhere(&goal) {
        return Ok(Reply::see(path));
    }
    // The source of the last figure is most often that of the next.
    let source = goal.actuals.last().map_or_else(String::new, |last| last.source.clone());
    show(&ask, &goal, &Texts::from([("source".to_string(), source)]), vec![])
}

/// Keeps the figures: may you · what was typed · does one take another's place, and why · the rows with their because.
pub async fn tell(ask: Ask) -> Answer {
    let permit = ask.may::<TellProgress>(id(&ask)?).await?;
    let goal = ask.read(async |tx| store::find(tx, &permit).await).await?;
    if let Some(path) = elsewhere(&goal) {
        return Ok(Reply::see(path));
    }
    let texts = ask.typed.only(&[&ActualForm::FIELDS[..], &ActualForm::FIGURES].concat());
    let form = match ActualForm::parse(&texts, (&goal.yardstick, goal.year), &goal.current()?.parts, ask.now.day()) {
        Ok(form) => form,
        Err(wrongs) => return show(&ask, &goal, &texts, wrongs),
    };
    let seen = version(&ask)?;
    match ask.write(&permit, async |tx: &mut Tx, permit: &_| keep(tx, permit, seen, &form).await).await? {
        Done::Told => Ok(Reply::see(format!("/goals/{}?said=goal-told", goal.id))),
        Done::Unchanged => Ok(Reply::see(format!("/goals/{}?said=figure-unchanged", goal.id))),
        Done::Wrong(wrong) => {
            let goal = ask.read(async |tx| store::find(tx, &permit).await).await?;
            show(&ask, &goal, &texts, vec![wrong])
        }
    }
}

/// Where the figures of this goal are kept instead.
pub fn elsewhere(goal: &Goal) -> Option<String> {
    goal.read_from().map(|of| format!("/indicators/{}/new?fiscal_year={}&area=own", of.code, goal.year.short()))
}

/// What became of the figures.
enum Done {
    Told,
    Unchanged,
    Wrong(Wrong),
}

async fn keep(tx: &mut Tx, permit: &Permit<TellProgress>, seen: i64, form: &ActualForm) -> Result<Done, Fault> {
    let goal = store::find(tx, permit).await?;
    // The figures came for the parts that stood on the screen.
    if goal.version() != seen {
        return Ok(Done::Wrong(Wrong::new(
            ActualForm::FIGURES[0],
            "この目標は、いまほかの人が変えたところです。いまの内わけを見て、もう一度残してください。",
        )));
    }
    let says_the_same = |row: &Actual, amount| row.amount == amount && row.source == form.source;
    let changed: Vec<&(String, _)> = form
        .figures
        .iter()
        .filter(|(name, amount)| {
            !replaced(&goal.actuals, name, form.as_of).is_some_and(|row| says_the_same(row, *amount))
        })
        .collect();
    if let Some(wrong) = unsaid(&goal.yardstick, &goal, form, &changed) {
        return Ok(Done::Wrong(wrong));
    }
    for (name, amount) in &changed {
        store::tell(tx, permit, (name, *amount), form.as_of, &form.source, &form.reason).await?;
    }
    Ok(if changed.is_empty() { Done::Unchanged } else { Done::Told })
}

/// What still needs a reason: a figure that takes another's place, and one that grows and is less than before.
fn unsaid(
    of: &Yardstick,
    goal: &Goal,
    form: &ActualForm,
    changed: &[&(String, crate::goals::indicator::model::Amount)],
) -> Option<Wrong> {
    if !form.reason.is_empty() {
        return None;
    }
    let name_of = |name: &str| if name.is_empty() { String::new() } else { format!("「{name}」の") };
    for (name, amount) in changed {
        if let Some(row) = replaced(&goal.actuals, name, form.as_of) {
            let what = format!(
                "この時点の{}数は、いま{}です（出典: {}）。直すときは、わけを入れてください。前の数も記録に残ります。",
                name_of(name),
                of.with_unit(row.amount),
                row.source
            );
            return Some(Wrong::new("reason", what));
        }
        let standing = known_on(&goal.actuals, None);
        let before = standing.iter().filter(|row| row.part == *name && row.as_of < form.as_of);
        if let Some(row) = before.max_by_key(|row| row.as_of)
            && of.accumulates()
            && *amount < row.amount
        {
            let what = format!(
                "{}{}は{}でした。年度のはじめからの数がへっています。正しければ、わけを入れてください。",
                name_of(name),
                almanac::in_words(row.as_of),
                of.with_unit(row.amount)
            );
            return Some(Wrong::new("reason", what));
        }
    }
    None
}

fn show(ask: &Ask, goal: &Goal, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let setting = goal.current()?;
    let runs = if goal.yardstick.accumulates() { "年度のはじめからの数" } else { "その時点の数" };
    let because =
        format!("「{}」の実績です。{runs}を入れます。単位は「{}」です。", setting.title, goal.yardstick.unit());
    let frame = Frame::of("実績を入れる", ask.actor.signed_in(), Place::Goals);
    let running = goal.running();
    let figure = |at: usize, label: String| {
        let now = running.as_ref().and_then(|now| now.parts.get(at).copied().flatten());
        let echo = now.map(|amount| format!("いまは{}", goal.yardstick.with_unit(amount)));
        let name = ActualForm::FIGURES[at];
        Field::line(name, label, text(texts, name)).as_a(Control::Short).echo(echo).checked(&wrongs)
    };
    let mut first: Vec<Field> = match setting.parts.as_slice() {
        [] => vec![figure(0, "数".into()).required()],
        parts => parts.iter().enumerate().map(|(at, part)| figure(at, label(part, &goal.yardstick))).collect(),
    };
    let day = almanac::read_date(text(texts, "as_of")).ok().map(almanac::with_weekday);
    first.extend([
        Field::line("as_of", "時点", text(texts, "as_of"))
            .help("いつ現在の数か。空なら、終わった年度は3月31日、途中の年度はきょう。例: R8.9.30")
            .as_a(Control::Short)
            .echo(day)
            .checked(&wrongs),
        Field::line("source", "出典", text(texts, "source"))
            .required()
            .help("どこから来た数か。例: 支給決定の台帳")
            .checked(&wrongs),
        Field::line("reason", "直すわけ", text(texts, "reason"))
            .help("前に入れた数を直すときや、数がへるときだけ要ります。")
            .as_a(Control::Area(2))
            .checked(&wrongs),
    ]);
    let paths = (format!("/goals/{}/progress", goal.id), format!("/goals/{}", goal.id));
    let groups = vec![Group::plain(first)];
    let heads = ("実績を入れる".to_string(), "残す");
    FormPage::new(frame, because, heads, paths, wrongs, groups).versioned(goal.version()).answer()
}

fn label(part: &GoalPart, of: &Yardstick) -> String {
    format!("{}（目標 {}）", part.name, of.with_unit(part.target))
}
