//! 公表した, and 公表を取りやめた.

use super::read::{id, show};
use super::whole::Whole;
use crate::access::{Facts, Permit};
use crate::council::approval::model::ApprovalAct;
use crate::council::approval::store as approvals;
use crate::council::edition::{LookConfirmation, PublishMinutes, ReadEdition, WithdrawPublication, store};
use crate::editing::read::{day, one_line};
use crate::editing::shape::{Texts, Wrong, text};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::Date;

const MOST_PLACE: usize = 120;
const MOST_REASON: usize = 400;

/// Says that it was published: may you · on which day, where · is it still the newest, and not published yet · its row.
pub(super) async fn publish(ask: Ask) -> Answer {
    let permit = ask.may::<PublishMinutes>(id(&ask)?).await?;
    let reading = ask.may::<ReadEdition>(permit.facts().id()).await?;
    let texts = ask.typed.only(&["on", "place"]);
    let (on, place) = match understood(&texts, ask.now.day()) {
        Ok(understood) => understood,
        Err(wrongs) => return show(&ask, &reading, texts, wrongs).await,
    };
    let looking = ask.may::<LookConfirmation>(permit.facts().meeting().id()).await?;
    let read = async |tx: &mut Tx| {
        Ok((Whole::of(tx, &looking).await?, store::still_there(tx, &permit, permit.facts().id()).await?))
    };
    let (whole, frozen) = ask.read(read).await?;
    if frozen.is_some_and(|frozen| whole.tells_too_much(&frozen.written)) {
        return show(&ask, &reading, texts, vec![Wrong::new("on", TOO_MUCH)]).await;
    }
    let write = async |tx: &mut Tx, permit: &Permit<PublishMinutes>| {
        if let Some(wrong) = bars(tx, permit, on).await? {
            return Ok(Some(wrong));
        }
        let meeting = permit.facts().meeting();
        let about = (ApprovalAct::Publication, meeting.spelled());
        match approvals::clear(tx, permit, meeting.council(), (about.0, &about.1), Some(on)).await? {
            Err(sentence) => Ok(Some(Wrong::new("on", sentence))),
            Ok(approved) => store::publish(tx, permit, (on, &place), approved).await.map(|()| None),
        }
    };
    match ask.write(&permit, write).await? {
        None => Ok(Reply::see(format!("/editions/{}?said=minutes-published", permit.facts().id()))),
        Some(wrong) => show(&ask, &reading, texts, vec![wrong]).await,
    }
}

const TOO_MUCH: &str = "確定したあとで、公開しないところが増えています。この版には、その文字が残っています。先に「確認と確定」で、正誤として新しい版を確定してください。";

fn understood(texts: &Texts, today: Date) -> Result<(Date, String), Vec<Wrong>> {
    let mut wrongs = vec![];
    let on = day("on", texts, &mut wrongs);
    if on.is_none() && text(texts, "on").trim().is_empty() {
        wrongs.push(Wrong::new("on", "空です。公表した日を入れてください。例: 令和8年12月25日"));
    }
    if on.is_some_and(|on| on > today) {
        wrongs.push(Wrong::new("on", "まだ来ていない日です。公表した日を入れてください。"));
    }
    let place = one_line("place", texts, MOST_PLACE, &mut wrongs);
    if place.is_empty() {
        wrongs.push(Wrong::new("place", "空です。どこに公表したかを入れてください。例: 市のホームページ"));
    }
    match on {
        Some(on) if wrongs.is_empty() => Ok((on, place)),
        _ => Err(wrongs),
    }
}

/// Why this edition is not published now, if it is not.
async fn bars(tx: &mut Tx, permit: &Permit<PublishMinutes>, on: Date) -> Result<Option<Wrong>, Fault> {
    let all = store::editions(tx, permit, permit.facts().meeting().id()).await?;
    let own = all.iter().find(|one| one.id == permit.facts().id()).ok_or(Fault::Missing)?;
    let of = |other: &&store::Edition| (other.stage, other.audience) == (own.stage, own.audience);
    if let Some(published) = &own.published {
        let sentence = format!("この版は、{}に公表したことが、もう入っています。", almanac::in_words(published.on));
        return Ok(Some(Wrong::new("on", sentence)));
    }
    if let Some(newer) = all.iter().filter(of).map(|one| one.number).max().filter(|number| *number > own.number) {
        let sentence = format!("この版のあとに、第{newer}版が確定しています。公表するのは、新しい版にしてください。");
        return Ok(Some(Wrong::new("on", sentence)));
    }
    if on < own.at.day() {
        return Ok(Some(Wrong::new("on", "確定した日より前です。公表した日を確かめてください。")));
    }
    Ok(None)
}

/// Says that it is published no longer: may you · why · its row.
pub(super) async fn unpublish(ask: Ask) -> Answer {
    let permit = ask.may::<WithdrawPublication>(id(&ask)?).await?;
    let reading = ask.may::<ReadEdition>(permit.facts().id()).await?;
    let mut wrongs = vec![];
    let texts = ask.typed.only(&["reason"]);
    let reason = one_line("reason", &texts, MOST_REASON, &mut wrongs);
    if reason.is_empty() {
        wrongs.push(Wrong::new("reason", "空です。公表を取りやめるわけを入れてください。例: 個人の名が載っていた"));
    }
    if !wrongs.is_empty() {
        return show(&ask, &reading, texts, wrongs).await;
    }
    let write = async |tx: &mut Tx, permit: &Permit<WithdrawPublication>| {
        let all = store::editions(tx, permit, permit.facts().meeting().id()).await?;
        let own = all.into_iter().find(|one| one.id == permit.facts().id()).ok_or(Fault::Missing)?;
        match own.published {
            Some(published) => store::unpublish(tx, permit, published.id, &reason).await,
            None => {
                return Ok(Some(Wrong::new(
                    "reason",
                    "この版は、いま公表されていません。ほかの人が、先に取りやめました。",
                )));
            }
        }
        .map(|()| None)
    };
    if let Some(wrong) = ask.write(&permit, write).await? {
        return show(&ask, &reading, texts, vec![wrong]).await;
    }
    Ok(Reply::see(format!("/editions/{}?said=minutes-unpublished", permit.facts().id())))
}
