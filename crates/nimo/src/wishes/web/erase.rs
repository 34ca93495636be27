//! Wishes that ended are erased: those that were chosen are named first, and go with the second press.

use crate::access::Permit;
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::wishes::EraseWishes;
use crate::wishes::model::{WishId, WishState};
use crate::wishes::store::{self, Wish};
use crate::wishes::web::list;
use askama::Template;
use std::collections::BTreeSet;

const NONE: &str = "消す希望が選ばれていません。消すものに印を付けてから、もう一度押してください。";
const LOST: &str =
    "選んだ希望が、このあいだに変わったか、消されました。何も消していません。下の一覧から、選び直してください。";

#[derive(Template)]
#[template(path = "wishes/views/erase.html")]
struct ErasePage {
    frame: Frame,
    count: usize,
    numbers: Vec<String>,
    picks: Vec<String>,
}

/// Names them, and erases them when that was seen: may you · which, as they were seen · all of them or none · the log is cut off.
pub async fn erase(ask: Ask) -> Answer {
    let permit = ask.may::<EraseWishes>(ask.office()?).await?;
    let chosen: BTreeSet<(WishId, i64)> = ask.typed.all("pick").filter_map(picked).collect();
    if chosen.is_empty() {
        return list::ended(&ask, Some((422, NONE)), &chosen).await;
    }
    let write = async |tx: &mut Tx, permit: &Permit<EraseWishes>| {
        let ended = all_of(tx, permit, &ask, &chosen).await?;
        store::wish::erase(tx, permit, &ended.iter().map(|wish| (wish.id, wish.version)).collect::<Vec<_>>()).await
    };
    let erased = match ask.typed.get("sure") {
        "yes" => ask.write(&permit, write).await,
        _ => match ask.read(async |tx: &mut Tx| all_of(tx, &permit, &ask, &chosen).await).await {
            Ok(ended) => return sure(&ask, &ended),
            Err(fault) => Err(fault),
        },
    };
    match erased {
        Ok(()) => {
            // It is done, whether or not the log could be cut off in this moment.
            let _ = ask.app.db().wipe().await;
            Ok(Reply::see("/wishes?state=ended&said=wishes-erased"))
        }
        Err(Fault::Lost) => list::ended(&ask, Some((409, LOST)), &chosen).await,
        Err(other) => Err(other),
    }
}

/// The wishes that were chosen, if each of them has ended and is as it was seen.
async fn all_of(
    tx: &mut Tx,
    permit: &Permit<EraseWishes>,
    ask: &Ask,
    chosen: &BTreeSet<(WishId, i64)>,
) -> Result<Vec<Wish>, Fault> {
    let mut all = store::wish::list(tx, permit).await?;
    all.retain(|wish| wish.form.state == WishState::Ended && chosen.contains(&(wish.id, wish.version)));
    if all.len() == ask.typed.all("pick").count() {
        return Ok(all);
    }
    // One that was here and went is not one of another office.
    for (id, _) in chosen {
        store::wish::ever(tx, permit, *id).await?;
    }
    Err(Fault::Lost)
}

fn sure(ask: &Ask, ended: &[Wish]) -> Answer {
    let page = ErasePage {
        frame: Frame::of("希望を消す", ask.actor.signed_in(), Place::Vacancies),
        count: ended.len(),
        numbers: ended.iter().map(|wish| wish.number.to_string()).collect(),
        picks: ended.iter().map(list::pick).collect(),
    };
    Reply::page(&page)
}

/// A wish with its version, as the list sends it.
fn picked(pick: &str) -> Option<(WishId, i64)> {
    let (id, version) = pick.split_once('.')?;
    Some((WishId::parse(id)?, version.parse().ok()?))
}
