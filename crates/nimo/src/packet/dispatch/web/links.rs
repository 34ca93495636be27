//! Links for those who get the papers without paper: one for each person, used up when it was fetched. Only where nimo is reached from
//! outside under a name of its own.

use super::read::{self, Made};
use crate::access::{Facts, Permit};
use crate::packet::dispatch::model::DispatchLinkId;
use crate::packet::dispatch::web::id;
use crate::packet::dispatch::{LinkDispatch, ReadDispatch, store};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::secret::Secret;
use crate::plumbing::web::{Answer, Ask, Reply};

/// Makes a link: may you · for whom · its row; the page shows it once.
pub async fn link(ask: Ask) -> Answer {
    let permit = ask.may::<LinkDispatch>(id(&ask)?).await?;
    let frozen = ask.read(async |tx| store::find(tx, &permit).await).await?;
    if !ask.app.origin().is_https() || !frozen.dispatch.scope.goes_out() {
        return Err(Fault::Missing);
    }
    let place: usize = ask.typed.get("place").parse().map_err(|_| Fault::Missing)?;
    let person = frozen.dispatch.people.get(place).ok_or(Fault::Missing)?;
    let secret = Secret::fresh()?;
    let at = i64::try_from(place).map_err(|_| Fault::Missing)?;
    let last = DispatchLinkId::parse(ask.typed.get("last"));
    let write = async |tx: &mut Tx, permit: &Permit<LinkDispatch>| store::link(tx, permit, (at, last), &secret).await;
    if !ask.write_again(&permit, write).await? {
        return Ok(Reply::see(format!("/dispatches/{}?said=link-again#okurisaki", permit.facts().id())));
    }
    let reading = ask.may::<ReadDispatch>(permit.facts().id()).await?;
    let address = ask.app.origin().address_for(&ask.host);
    let address = format!("{address}/handed/{}.{}", permit.office().0, secret.reveal());
    let made = Made { name: person.name.clone(), address, ends_older: last.is_some() };
    read::show(&ask, &reading, Some(made), vec![]).await
}

/// Ends a link.
pub async fn end(ask: Ask) -> Answer {
    let permit = ask.may::<LinkDispatch>(id(&ask)?).await?;
    let link = DispatchLinkId::parse(ask.typed.get("link")).ok_or(Fault::Missing)?;
    let write = async |tx: &mut Tx, permit: &Permit<LinkDispatch>| store::end(tx, permit, link).await;
    match ask.write(&permit, write).await {
        // It was used in this very moment: the page says so.
        Ok(()) | Err(Fault::Taken) => Ok(Reply::see(format!("/dispatches/{}?said=link-ended", id(&ask)?))),
        Err(other) => Err(other),
    }
}
