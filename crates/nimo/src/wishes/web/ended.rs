//! Wishes that ended: their list, and erasing them: those that were chosen are named first, and go with the second press.

use crate::access::Permit;
use crate::editing::store::revisions_of;
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::wishes::model::{WISH, WishId, WishState};
use crate::wishes::store::{self, Wish};
use crate::wishes::{EraseWishes, ListWishes};
use askama::Template;
use std::collections::{BTreeMap, BTreeSet};

const NONE: &str = "消す希望が選ばれていません。消すものに印を付けてから、もう一度押してください。";
const LOST: &str =
    "選んだ希望が、このあいだに変わったか、消されました。何も消していません。下の一覧から、選び直してください。";

/// A wish that ended, as a row.
pub struct EndedRow {
    /// The wish.
    pub id: WishId,
    /// S-3.
    pub number: String,
    /// 令和8年11月25日に終えた.
    pub since: String,
    /// Which row of which version is meant.
    pub pick: String,
    /// Was it chosen?
    pub is_picked: bool,
}

#[derive(Template)]
#[template(path = "wishes/views/ended.html")]
struct EndedPage {
    frame: Frame,
    sentence: String,
    rows: Vec<EndedRow>,
    /// Why nothing was erased.
    refused: Option<&'static str>,
    may_erase: bool,
}

#[derive(Template)]
#[template(path = "wishes/views/erase.html")]
struct ErasePage {
    frame: Frame,
    count: usize,
    numbers: Vec<String>,
    picks: Vec<String>,
}

/// Those that ended, to be erased when nobody needs them any more; perhaps with why nothing was, the wishes that were chosen still chosen.
pub async fn page(ask: &Ask, refused: Option<(u16, &'static str)>, chosen: &BTreeSet<(WishId, i64)>) -> Answer {
    let permit = ask.may::<ListWishes>(ask.office()?).await?;
    let read = async |tx: &mut Tx| {
        let all = store::wish::list(tx, &permit).await?;
        let ended: Vec<Wish> = all.into_iter().filter(|wish| wish.form.state == WishState::Ended).collect();
        let ids: Vec<String> = ended.iter().map(|wish| wish.id.to_string()).collect();
        Ok::<_, Fault>((ended, revisions_of(tx, &permit, WISH.kind, &ids).await?))
    };
    let (ended, versions) = ask.read(read).await?;
    // The versions come in their order: the last one says when it ended.
    let last: BTreeMap<String, String> =
        versions.into_iter().map(|(thing, version)| (thing, version.at.day_in_words())).collect();
    let row = |wish: &Wish| EndedRow {
        id: wish.id,
        number: wish.number.to_string(),
        since: last.get(&wish.id.to_string()).cloned().unwrap_or_default(),
        pick: pick(wish),
        is_picked: chosen.contains(&(wish.id, wish.version)),
    };
    let page = EndedPage {
        frame: Frame::of("終えた希望", ask.actor.signed_in(), Place::Vacancies).saying(ask.query.get("said")),
        sentence: match ended.len() {
            0 => "終えた希望は、ありません。".into(),
            count => format!("終えた希望は、{count}件です。"),
        },
        rows: ended.iter().map(row).collect(),
        refused: refused.map(|(_, sentence)| sentence),
        may_erase: ask.could::<EraseWishes>(ask.office()?).await?,
    };
    Reply::page_with(refused.map_or(200, |(status, _)| status), &page)
}

/// Which row of which version is meant, as the list sends it and [`picked`] reads it.
fn pick(wish: &Wish) -> String {
    format!("{}.{}", wish.id, wish.version)
}

/// Names them, and erases them when that was seen: may you · which, as they were seen · all of them or none · the log is cut off.
pub async fn erase(ask: Ask) -> Answer {
    let permit = ask.may::<EraseWishes>(ask.office()?).await?;
    let chosen: BTreeSet<(WishId, i64)> = ask.typed.all("pick").filter_map(picked).collect();
    if chosen.is_empty() {
        return page(&ask, Some((422, NONE)), &chosen).await;
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
        Err(Fault::Lost) => page(&ask, Some((409, LOST)), &chosen).await,
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
        picks: ended.iter().map(pick).collect(),
    };
    Reply::page(&page)
}

/// A wish with its version, as the list sends it.
fn picked(pick: &str) -> Option<(WishId, i64)> {
    let (id, version) = pick.split_once('.')?;
    Some((WishId::parse(id)?, version.parse().ok()?))
}
