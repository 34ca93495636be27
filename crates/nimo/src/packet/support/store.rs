//! The SQL of tallies. They only grow.

use crate::access::{Action, Facts, Permit};
use crate::council::model::CouncilId;
use crate::packet::support::TellSupport;
use crate::packet::support::model::{SupportForm, SupportLine, SupportTally};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::gather::{Row, gather};
use crate::trail::{self, Line, Nameless};
use almanac::Date;

/// The tallies of a council that the permit is about, in the order in which they were told.
pub async fn of<A: Action>(tx: &mut Tx, _permit: &Permit<A>, council: CouncilId) -> Result<Vec<SupportTally>, Fault> {
    let names = ["as_of", "state", "lines", "source", "reason", "at", "by_name"];
    let select = "select t.* from support_tally t where t.office = $1 and t.council = $2 order by t.id";
    let tally = |row: &Row<'_>| {
        Ok(SupportTally {
            as_of: row.of("as_of", |text| text.parse().ok())?,
            is_withdrawn: row.text("state")? == "withdrawn",
            lines: serde_json::from_str::<Vec<SupportLine>>(row.text("lines")?).map_err(|_| unreadable())?,
            source: row.text("source")?.to_string(),
            reason: row.text("reason")?.to_string(),
            at: row.of("at", Moment::parse)?,
            by: row.text("by_name")?.to_string(),
        })
    };
    gather(tx, &names, select, &[council.to_string()]).await?.read(tally)
}

/// Tells a tally of the permit's council.
pub async fn tell(tx: &mut Tx, permit: &Permit<TellSupport>, form: &SupportForm) -> Result<(), Fault> {
    add(tx, permit, "told", form).await
}

/// Takes back what was told of a day.
pub async fn take_back(tx: &mut Tx, permit: &Permit<TellSupport>, as_of: Date, reason: &str) -> Result<(), Fault> {
    let form = SupportForm { as_of, lines: vec![], source: String::new(), reason: reason.to_string() };
    add(tx, permit, "withdrawn", &form).await
}

async fn add(tx: &mut Tx, permit: &Permit<TellSupport>, state: &'static str, form: &SupportForm) -> Result<(), Fault> {
    let id = uuid::Uuid::now_v7().to_string();
    sqlx::query(
        "insert into support_tally (office, id, council, as_of, state, lines, source, reason, at, by_account, by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(tx.office().0)
    .bind(id.as_str())
    .bind(permit.facts().spelled())
    .bind(form.as_of.to_string())
    .bind(state)
    .bind(serde_json::to_string(&form.lines).map_err(|_| unreadable())?)
    .bind(form.source.as_str())
    .bind(form.reason.as_str())
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    let verb = if state == "told" { "support.told" } else { "support.withdrawn" };
    trail::record(tx, permit, Line::<Nameless>::new(verb, "SupportTally", id).detail(form.as_of.to_string())).await?;
    Ok(())
}

fn unreadable() -> Fault {
    Fault::broken("support", "a row that cannot be read")
}
