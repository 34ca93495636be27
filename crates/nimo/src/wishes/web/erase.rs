//! Wishes that ended are erased, those that were chosen.

use crate::access::Permit;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::wishes::EraseWishes;
use crate::wishes::model::{WishId, WishState};
use crate::wishes::store::{self, Wish};
use crate::wishes::web::list;
use std::collections::BTreeSet;

const NONE: &str = "消す希望が選ばれていません。消すものに印を付けてから、もう一度押してください。";
const LOST: &str =
    "選んだ希望が、このあいだに変わったか、消されました。何も消していません。下の一覧から、選び直してください。";

/// Erases them: may you · which, as they were seen · all of them or none · the log is cut off.
pub async fn erase(ask: Ask) -> Answer {
    let permit = ask.may::<EraseWishes>(ask.office()?).await?;
    let chosen: BTreeSet<(WishId, i64)> = ask.typed.all("pick").filter_map(picked).collect();
    if chosen.is_empty() {
        return list::ended(&ask, Some((422, NONE)), &chosen).await;
    }
    let write = async |tx: &mut Tx, permit: &Permit<EraseWishes>| {
        let all = store::wish::list(tx, permit).await?;
        let ended = |wish: &&Wish| wish.form.state == WishState::Ended && chosen.contains(&(wish.id, wish.version));
        let ended: Vec<(WishId, i64)> = all.iter().filter(ended).map(|wish| (wish.id, wish.version)).collect();
        if ended.len() == ask.typed.all("pick").count() {
            return store::wish::erase(tx, permit, &ended).await;
        }
        // One that was here and went is not one of another office.
        for (id, _) in &chosen {
            store::wish::ever(tx, permit, *id).await?;
        }
        Err(Fault::Lost)
    };
    match ask.write(&permit, write).await {
        Ok(()) => {
            // It is done, whether or not the log could be cut off in this moment.
            let _ = ask.app.db().wipe().await;
            Ok(Reply::see("/wishes?state=ended&said=wishes-erased"))
        }
        Err(Fault::Lost) => list::ended(&ask, Some((409, LOST)), &chosen).await,
        Err(other) => Err(other),
    }
}

/// A wish with its version, as the list sends it.
fn picked(pick: &str) -> Option<(WishId, i64)> {
    let (id, version) = pick.split_once('.')?;
    Some((WishId::parse(id)?, version.parse().ok()?))
}
