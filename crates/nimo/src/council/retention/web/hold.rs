//! 保存を続ける, and no longer.

use super::whole::Whole;
use super::{asked, shelf, shelf_path};
use crate::access::{Facts, Permit};
use crate::council::retention::model::{HOLD, HoldForm, HoldId};
use crate::council::retention::{HoldRetained, LookRetained, store};
use crate::editing::shape::Wrong;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};

/// Keeps a thing longer: may you · why and until when · is it still there · its row.
pub(super) async fn hold(ask: Ask) -> Answer {
    let permit = ask.may::<HoldRetained>(crate::council::web::id(&ask)?).await?;
    let (which, today) = (asked(&ask)?, ask.now.day());
    let looking = ask.may::<LookRetained>(permit.facts().id()).await?;
    let form = match HoldForm::parse(&ask.typed.only(&HOLD.names()), today) {
        Ok(form) => form,
        Err(wrongs) => return shelf::show(&ask, &looking, which, wrongs).await,
    };
    let thing = ask.typed.get("thing");
    let write = async |tx: &mut Tx, permit: &Permit<HoldRetained>| {
        let whole = Whole::of(tx, permit, &[which.0], today).await?;
        let is_there = whole.shelf(which).is_some_and(|shelf| shelf.things.iter().any(|(one, _)| one.thing == thing));
        if !is_there {
            return Ok(false);
        }
        store::hold(tx, permit, (which.0, thing), &form).await.map(|()| true)
    };
    if ask.write(&permit, write).await? {
        return Ok(Reply::see(format!("{}&said=retention-held", shelf_path(permit.facts().id(), which))));
    }
    let gone = "この中から選んでください。選んだものは、もうここにありません。";
    shelf::show(&ask, &looking, which, vec![Wrong::new("thing", gone)]).await
}

/// Ends a hold: may you · which · its row.
pub(super) async fn end(ask: Ask) -> Answer {
    let permit = ask.may::<HoldRetained>(crate::council::web::id(&ask)?).await?;
    let which = asked(&ask)?;
    let hold = HoldId::parse(ask.typed.get("hold")).ok_or(Fault::Missing)?;
    ask.write(&permit, async |tx, permit| store::end(tx, permit, hold).await).await?;
    Ok(Reply::see(format!("{}&said=retention-hold-ended", shelf_path(permit.facts().id(), which))))
}
