//! A proposal that holds no longer: before it came back, or after; the act is barred again.

use super::{id, read};
use crate::access::{Facts, Permit};
use crate::council::approval::rules::may_withdraw;
use crate::council::approval::{WithdrawApproval, store};
use crate::editing::read::lines;
use crate::editing::shape::Wrong;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};

/// Withdraws it: may you · why · was somebody first · its row.
pub(super) async fn withdraw(ask: Ask) -> Answer {
    let permit = ask.may::<WithdrawApproval>(id(&ask)?).await?;
    let mut wrongs = vec![];
    let reason = lines("reason", &ask.typed.only(&["reason"]), 200, &mut wrongs);
    if reason.is_empty() {
        wrongs.push(Wrong::new("reason", "空です。取り下げるわけを入れてください。例: 開催日が変わったため"));
    }
    if !wrongs.is_empty() {
        return read::again(&ask, permit.facts().id(), wrongs).await;
    }
    let write = async |tx: &mut Tx, permit: &Permit<WithdrawApproval>| {
        let approval = store::find(tx, permit).await?;
        match may_withdraw(&approval) {
            Err(wrong) => Ok(Err(wrong)),
            Ok(()) => store::withdraw(tx, permit, &reason).await.map(Ok),
        }
    };
    let wrong = match ask.write(&permit, write).await {
        Ok(Ok(())) => {
            return Ok(Reply::see(format!("/approvals/{}?said=approval-withdrawn", permit.facts().id())));
        }
        Ok(Err(wrong)) => wrong,
        // Two at once: the other one is there by now.
        Err(Fault::Taken) => {
            let approval = ask.read(async |tx| store::find(tx, &permit).await).await?;
            let told = may_withdraw(&approval);
            told.err().unwrap_or_else(|| Wrong::new("reason", "もう一度、押してください。"))
        }
        Err(other) => return Err(other),
    };
    read::again(&ask, permit.facts().id(), vec![wrong]).await
}
