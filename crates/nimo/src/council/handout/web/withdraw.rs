//! A handout that is no more: the numbers behind it close up, what was sent keeps it.

use super::page;
use crate::access::{Facts, Permit};
use crate::council::handout::model::HandoutForm;
use crate::council::handout::{ReadHandout, WithdrawHandout, store};
use crate::editing::act::Edited;
use crate::editing::read::lines;
use crate::editing::shape::Wrong;
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};

/// Takes it back: may you · why · its row.
pub async fn withdraw(ask: Ask) -> Answer {
    let permit = ask.may::<WithdrawHandout>(HandoutForm::id(&ask)?).await?;
    let mut wrongs = vec![];
    let reason = lines("reason", &ask.typed.only(&["reason"]), 200, &mut wrongs);
    if reason.is_empty() {
        wrongs.push(Wrong::new("reason", "空です。取り下げるわけを入れてください。例: 次の会議に回すことにした"));
    }
    if !wrongs.is_empty() {
        let reading = ask.may::<ReadHandout>(permit.facts().id()).await?;
        return page::show(&ask, &reading, wrongs).await;
    }
    let write = async |tx: &mut Tx, permit: &Permit<WithdrawHandout>| store::withdraw(tx, permit, &reason).await;
    ask.write(&permit, write).await?;
    Ok(Reply::see(format!("/meetings/{}/handouts?said=handout-withdrawn", permit.facts().meeting().id())))
}
