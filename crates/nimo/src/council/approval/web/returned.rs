//! It came back: number and day of the town's own system, entered once.

use super::{id, read};
use crate::access::{Facts, Permit};
use crate::council::approval::model::{RETURN, ReturnForm};
use crate::council::approval::rules::may_return;
use crate::council::approval::{ReturnApproval, store};
use crate::editing::shape::Wrong;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};

/// Enters number and day: may you · what was typed · may it still · its row.
pub(super) async fn give_back(ask: Ask) -> Answer {
    let permit = ask.may::<ReturnApproval>(id(&ask)?).await?;
    let form = match ReturnForm::parse(&ask.typed.only(&RETURN.names())) {
        Ok(form) => form,
        Err(wrongs) => return read::again(&ask, permit.facts().id(), wrongs).await,
    };
    let write = async |tx: &mut Tx, permit: &Permit<ReturnApproval>| {
        let approval = store::find(tx, permit).await?;
        match may_return(&approval, &form, permit.now().day()) {
            Err(wrong) => Ok(Err(wrong)),
            Ok(()) => store::give_back(tx, permit, &form).await.map(Ok),
        }
    };
    let wrong = match ask.write(&permit, write).await {
        Ok(Ok(())) => {
            return Ok(Reply::see(format!("/approvals/{}?said=approval-returned", permit.facts().id())));
        }
        Ok(Err(wrong)) => wrong,
        // Two at once: the other one is there by now.
        Err(Fault::Taken) => {
            let approval = ask.read(async |tx| store::find(tx, &permit).await).await?;
            let told = may_return(&approval, &form, ask.now.day());
            told.err().unwrap_or_else(|| Wrong::new("number", "もう一度、押してください。"))
        }
        Err(other) => return Err(other),
    };
    read::again(&ask, permit.facts().id(), vec![wrong]).await
}
