//! What was put in by mistake: a seat with all who sat in it, or one person.

use super::seat;
use crate::access::{Facts, Permit};
use crate::council::appointment;
use crate::council::seat::model::{MemberId, SeatForm};
use crate::council::seat::store::{self, everybody};
use crate::council::seat::{ReadSeat, WithdrawSeat};
use crate::editing::act::Edited;
use crate::editing::read::lines;
use crate::editing::shape::Wrong;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};

/// Takes it back: may you · what, and why · nobody of it holds a letter · its row.
pub async fn withdraw(ask: Ask) -> Answer {
    let permit = ask.may::<WithdrawSeat>(SeatForm::id(&ask)?).await?;
    let texts = ask.typed.only(&["what", "reason"]);
    let mut wrongs = vec![];
    let reason = lines("reason", &texts, 200, &mut wrongs);
    if reason.is_empty() {
        wrongs.push(Wrong::new("reason", "空です。取り消すわけを入れてください。例: 別の協議会の名簿を貼ってしまった"));
    }
    let member = match ask.typed.get("what") {
        "seat" => Some(None),
        id => MemberId::parse(id).map(Some),
    };
    let Some(member) = member else {
        wrongs.push(Wrong::new("what", "何を取り消すかを選んでください。"));
        return again(&ask, &permit, wrongs).await;
    };
    if !wrongs.is_empty() {
        return again(&ask, &permit, wrongs).await;
    }
    let write = async |tx: &mut Tx, permit: &Permit<WithdrawSeat>| take_back(tx, permit, member, &reason).await;
    match (ask.write(&permit, write).await?, member) {
        (Err(wrong), _) => again(&ask, &permit, vec![wrong]).await,
        (Ok(()), Some(_)) => Ok(Reply::see(format!("{}?said=member-withdrawn", SeatForm::path(permit.facts().id())))),
        (Ok(()), None) => Ok(Reply::see(format!("/councils/{}/roster?said=seat-withdrawn", permit.facts().council()))),
    }
}

async fn again(ask: &Ask, permit: &Permit<WithdrawSeat>, wrongs: Vec<Wrong>) -> Answer {
    let reading = ask.may::<ReadSeat>(permit.facts().id()).await?;
    seat::show(ask, &reading, wrongs).await
}

async fn take_back(
    tx: &mut Tx,
    permit: &Permit<WithdrawSeat>,
    member: Option<MemberId>,
    reason: &str,
) -> Result<Result<(), Wrong>, Fault> {
    let council = permit.facts().council();
    let all = everybody(tx, permit, council).await?;
    let lettered = appointment::store::lettered(tx, permit, council).await?;
    let mut sat =
        all.of_seat(permit.facts().id()).filter(|one| member.is_none_or(|member| one.id == member)).peekable();
    if member.is_some() && sat.peek().is_none() {
        return Ok(Err(Wrong::new("what", "その人は、もうこの席にいません。いまの人を下に並べ直しました。")));
    }
    if let Some(holder) = sat.find(|one| lettered.contains(&one.id)) {
        let what = format!(
            "{}さんには、番号を付けた委嘱状・任命書があります。先にその文書を取り消してください。",
            holder.form.name
        );
        return Ok(Err(Wrong::new("what", what)));
    }
    store::withdraw(tx, permit, member, reason).await.map(Ok)
}
