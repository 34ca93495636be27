//! Links to what was sent: made for one person, used once, ended.

use super::{DispatchFacts, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::packet::dispatch::model::DispatchLinkId;
use crate::packet::dispatch::{FetchDispatch, LinkDispatch};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::secret::Secret;
use crate::trail::{self, Line, Nameless};
use sqlx::Row;
use sqlx::any::AnyRow;

/// A link, without its secret.
pub struct Link {
    /// The id.
    pub id: DispatchLinkId,
    /// Whose: his place on the list, from 0.
    pub place: i64,
    /// Until when it opens.
    pub until: Moment,
    /// How it ended, and when.
    pub end: Option<(String, Moment)>,
}

/// The links to the permit's sending, oldest first.
pub async fn links<A: Action<On = DispatchFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Link>, Fault> {
    let rows = sqlx::query(
        "select l.id, l.place, l.until, e.how, e.at as ended_at from dispatch_link l
         left join dispatch_link_end e on e.office = l.office and e.link = l.id
         where l.office = $1 and l.dispatch = $2 order by l.id",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .fetch_all(tx.sql())
    .await?;
    let link = |row: &AnyRow| {
        let (how, ended_at): (Option<String>, Option<String>) = (row.try_get("how")?, row.try_get("ended_at")?);
        let end = how.zip(ended_at.as_deref().and_then(Moment::parse));
        Ok(Link {
            id: DispatchLinkId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
            place: row.try_get("place")?,
            until: Moment::parse(row.try_get("until")?).ok_or_else(unreadable)?,
            end,
        })
    };
    rows.iter().map(link).collect()
}

/// A link opens for so long.
const VALID_MINUTES: i64 = 14 * 24 * 60;

/// Makes a link for one person on the list; his older one ends. It is made after the `last` that stood on the page: pressed again, or
/// by somebody else meanwhile, nothing is made and no link that was just copied ends.
pub async fn link(
    tx: &mut Tx,
    permit: &Permit<LinkDispatch>,
    (place, last): (i64, Option<DispatchLinkId>),
    secret: &Secret,
) -> Result<bool, Fault> {
    let own = links(tx, permit).await?.into_iter().rfind(|link| link.place == place);
    if own.as_ref().map(|link| link.id) != last {
        return Ok(false);
    }
    if let Some(older) = own.filter(|link| link.end.is_none()) {
        end_of(tx, permit, older.id, "ended").await?;
    }
    sqlx::query(
        "insert into dispatch_link (office, id, dispatch, place, token_hash, until, at, by_account, by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(tx.office().0)
    .bind(DispatchLinkId::fresh().to_string())
    .bind(permit.facts().spelled())
    .bind(place)
    .bind(secret.hash())
    .bind(permit.now().plus_minutes(VALID_MINUTES).to_string())
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    let line = Line::<Nameless>::new("dispatch.linked", DispatchFacts::KIND, permit.facts().id());
    trail::record(tx, permit, line).await?;
    Ok(true)
}

/// Ends a link of the permit's sending; one that has ended stays as it was.
pub async fn end(tx: &mut Tx, permit: &Permit<LinkDispatch>, id: DispatchLinkId) -> Result<(), Fault> {
    let own = links(tx, permit).await?.into_iter().find(|link| link.id == id).ok_or(Fault::Missing)?;
    if own.end.is_some() {
        return Ok(());
    }
    end_of(tx, permit, id, "ended").await?;
    let line = Line::<Nameless>::new("dispatch.link_ended", DispatchFacts::KIND, permit.facts().id());
    trail::record(tx, permit, line).await?;
    Ok(())
}

/// The permit's link is used up: of two hands on it only the first gets here.
pub async fn fetch(tx: &mut Tx, permit: &Permit<FetchDispatch>) -> Result<(), Fault> {
    let link = DispatchLinkId::parse(&permit.facts().spelled()).ok_or_else(unreadable)?;
    end_of(tx, permit, link, "used").await?;
    let line = Line::<Nameless>::new("dispatch.fetched", DispatchFacts::KIND, permit.facts().dispatch());
    trail::record(tx, permit, line).await?;
    Ok(())
}

async fn end_of<A: Action>(tx: &mut Tx, permit: &Permit<A>, link: DispatchLinkId, how: &str) -> Result<(), Fault> {
    sqlx::query("insert into dispatch_link_end (office, link, how, at, by_name) values ($1, $2, $3, $4, $5)")
        .bind(tx.office().0)
        .bind(link.to_string())
        .bind(how)
        .bind(permit.now().to_string())
        .bind(permit.actor().name())
        .execute(tx.sql())
        .await?;
    Ok(())
}
