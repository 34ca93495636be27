//! 締め切る・もう一度開く・固める.

use super::{id, result};
use crate::access::Permit;
use crate::council::meeting::model::MeetingId;
use crate::editing::shape::Wrong;
use crate::issues::score::rules::{RoundRefusal, Wish};
use crate::issues::score::{CloseRound, FreezeRound, store};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};

/// Takes no more points; the figures are shown to the secretariat.
pub async fn close(ask: Ask) -> Answer {
    step(&ask, Wish::Close, "round-closed").await
}

/// Takes points again; the figures are shown no more until it is closed.
pub async fn reopen(ask: Ask) -> Answer {
    step(&ask, Wish::Reopen, "round-reopened").await
}

async fn step(ask: &Ask, wish: Wish, said: &str) -> Answer {
    let permit = ask.may::<CloseRound>(id(ask)?).await?;
    let write = async |tx: &mut Tx, permit: &Permit<CloseRound>| store::step(tx, permit, wish).await;
    match ask.write(&permit, write).await? {
        Ok(()) => Ok(Reply::see(format!("/rounds/{}?said={said}", id(ask)?))),
        Err(refusal) => refused(ask, refusal).await,
    }
}

/// Freezes the result: may you · for which meeting · its row with its because, once.
pub async fn freeze(ask: Ask) -> Answer {
    let permit = ask.may::<FreezeRound>(id(&ask)?).await?;
    let known = result::meeting_choices(&ask, crate::issues::score::store::RoundFacts::council(permit.facts())).await?;
    let chosen = MeetingId::parse(ask.typed.get("meeting"));
    let Some((meeting, _)) = known.into_iter().find(|(meeting, _)| Some(*meeting) == chosen) else {
        let wrong = Wrong::new("meeting", "どの会議の資料として固めるかを、一覧から選んでください。");
        return result::show(&ask, 422, vec![wrong]).await;
    };
    let write = async |tx: &mut Tx, permit: &Permit<FreezeRound>| store::freeze(tx, permit, meeting).await;
    match ask.write(&permit, write).await {
        Ok(Ok(())) => Ok(Reply::see(format!("/rounds/{}?said=round-frozen", id(&ask)?))),
        Ok(Err(refusal)) => refused(&ask, refusal).await,
        Err(Fault::Taken) => refused(&ask, RoundRefusal::IsFrozen).await,
        Err(other) => Err(other),
    }
}

async fn refused(ask: &Ask, refusal: RoundRefusal) -> Answer {
    result::show(ask, 409, vec![Wrong::new("turn", refusal.sentence())]).await
}
