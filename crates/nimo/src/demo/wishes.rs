//! What people who seek a home in the sample town answered: a table as a clerk pastes it, and the rule by which it is read.

use crate::access::{Actor, Permit};
use crate::app::App;
use crate::demo::seed::{OFFICE, may};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::vacancies::ListVacancies;
use crate::vacancies::store as vacancies;
use crate::wishes::model::ReadingRule;
use crate::wishes::rules::paste::{Known, read};
use crate::wishes::rules::question::places;
use crate::wishes::{AddWishes, SetReadingRule, store};
use almanac::FiscalYear;
use chrono::Days;
use std::collections::BTreeMap;

const TABLE: &str = include_str!("wishes.tsv");
const CLASSES: &str = "行き先が決まれば退院できる人\nそのほかの人";

/// Keeps them all.
///
/// # Errors
/// What the doors and the gate say.
pub async fn tell(app: &App, clerk: &Actor) -> Result<(), Fault> {
    let today = app.now().day();
    let rule = ReadingRule::parse(
        &[
            ("from_on", FiscalYear::of(today).first_day().to_string().as_str()),
            ("decided_on", FiscalYear::of(today).first_day().pred_opt().unwrap_or(today).to_string().as_str()),
            ("words", "行き先が決まれば退院できる人を先に、その中では希望した日の早い順"),
            ("classes", CLASSES),
            ("aid_yen", "5,000、10,000"),
            ("mask_below", "3"),
            ("source", "居住支援部会の申し合わせ"),
        ]
        .map(|(name, value)| (name.to_string(), value.to_string()))
        .into(),
    );
    let rule = rule.map_err(|_| ours())?;
    let permit = may::<SetReadingRule>(app, clerk, OFFICE).await?;
    app.db()
        .write(&permit, async |tx: &mut Tx, permit: &Permit<SetReadingRule>| store::rule::add(tx, permit, &rule).await)
        .await?;
    let permit = may::<ListVacancies>(app, clerk, OFFICE).await?;
    let homes = app.db().read(OFFICE, async |tx| vacancies::home::list(tx, &permit).await).await?;
    let places = places(homes.iter().map(|home| home.form.area.as_str()));
    let homes: Vec<_> = homes.into_iter().map(|home| (home.id, home.form.name)).collect();
    let known = Known { homes: &homes, wishes: &BTreeMap::new(), places: &places, classes: &rule.classes, today };
    let mut wishes = read(TABLE, &known).map_err(|_| ours())?;
    for (days, wish) in (9u64..).step_by(17).zip(&mut wishes) {
        wish.form.since = today.checked_sub_days(Days::new(days));
    }
    let permit = may::<AddWishes>(app, clerk, OFFICE).await?;
    let write = async |tx: &mut Tx, permit: &Permit<AddWishes>| {
        for wish in &wishes {
            store::wish::add(tx, permit, &wish.number, &wish.form).await?;
        }
        Ok(())
    };
    app.db().write(&permit, write).await
}

fn ours() -> Fault {
    Fault::broken("demo", "the sample wishes")
}
