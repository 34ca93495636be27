//! What should not have been sent is taken back: nothing of it is printed, and every link to it is dead at once.

use super::read;
use crate::access::{Facts, Permit};
use crate::editing::read::lines;
use crate::editing::shape::Wrong;
use crate::packet::dispatch::web::id;
use crate::packet::dispatch::{ReadDispatch, WithdrawDispatch, store};
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};

/// Takes it back: may you · why · its row.
pub async fn withdraw(ask: Ask) -> Answer {
    let permit = ask.may::<WithdrawDispatch>(id(&ask)?).await?;
    let mut wrongs = vec![];
    let reason = lines("reason", &ask.typed.only(&["reason"]), 200, &mut wrongs);
    if reason.is_empty() {
        wrongs.push(Wrong::new(
            "reason",
            "空です。取り下げるわけを入れてください。例: だれのことか分かる資料が入っていた",
        ));
    }
    if !wrongs.is_empty() {
        let reading = ask.may::<ReadDispatch>(permit.facts().id()).await?;
        return read::show(&ask, &reading, None, wrongs).await;
    }
    let write = async |tx: &mut Tx, permit: &Permit<WithdrawDispatch>| store::withdraw(tx, permit, &reason).await;
    ask.write(&permit, write).await?;
    Ok(Reply::see(format!("/dispatches/{}?said=dispatch-withdrawn", permit.facts().id())))
}
