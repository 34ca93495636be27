//! How many people the sample town supports, as counts without a name: at the end of last month and a while before.

use crate::access::{Actor, Permit};
use crate::app::App;
use crate::council::model::CouncilId;
use crate::demo::seed::may;
use crate::packet::support::model::{AgeBand, MonthBand, SupportForm, SupportLine, SupportStage};
use crate::packet::support::{TellSupport, store};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use almanac::Date;
use chrono::{Datelike, Days};

/// Where, age, months, and how many then and now. Invented.
const TOLD: [(SupportStage, AgeBand, MonthBand, [i64; 2]); 6] = [
    (SupportStage::Reached, AgeBand::Under65, MonthBand::Upto3, [6, 5]),
    (SupportStage::Reached, AgeBand::Under75, MonthBand::Upto6, [4, 5]),
    (SupportStage::Willing, AgeBand::Under65, MonthBand::Upto6, [2, 3]),
    (SupportStage::Applied, AgeBand::Under75, MonthBand::Upto6, [1, 1]),
    (SupportStage::Granted, AgeBand::Under65, MonthBand::Upto12, [1, 2]),
    (SupportStage::Left, AgeBand::Under65, MonthBand::Over12, [0, 1]),
];

/// Tells both tallies.
pub async fn count(app: &App, actor: &Actor, council: CouncilId) -> Result<(), Fault> {
    let permit = may::<TellSupport>(app, actor, council).await?;
    let today = app.now().day();
    let ends = [end_of_month_before(end_of_month_before(today)), end_of_month_before(today)];
    let write = async |tx: &mut Tx, permit: &Permit<TellSupport>| {
        for (at, as_of) in ends.into_iter().enumerate() {
            let line = |(stage, age, months, counts): &(_, _, _, [i64; 2])| SupportLine {
                stage: *stage,
                age: *age,
                months: *months,
                count: counts[at],
            };
            let lines = TOLD.iter().map(line).filter(|line| line.count > 0).collect();
            let form =
                SupportForm { as_of, lines, source: "支援の記録（見本の数）".into(), reason: String::new() };
            store::tell(tx, permit, &form).await?;
        }
        Ok(())
    };
    app.db().write(&permit, write).await
}

/// The last day of the month before.
fn end_of_month_before(day: Date) -> Date {
    day.checked_sub_days(Days::new(u64::from(day.day()))).unwrap_or(day)
}
