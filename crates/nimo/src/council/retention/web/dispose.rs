//! 廃棄する: what was on the screen goes, with the number and the day of the approval that came back.

use super::whole::Whole;
use super::{asked, shelf, shelf_path};
use crate::access::{Facts, Permit};
use crate::council::approval::model::{RETURN, ReturnForm};
use crate::council::retention::{DisposeRetained, LookRetained, store};
use crate::editing::shape::Wrong;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::Date;

const TAKEN: &str = "ほかの人が、先に廃棄しました。下の記録を見てください。";

/// Disposes: may you · which approval · is it due and still what was seen · its lines in the register, and the content is gone.
pub(super) async fn dispose(ask: Ask) -> Answer {
    let permit = ask.may::<DisposeRetained>(crate::council::web::id(&ask)?).await?;
    let (which, today) = (asked(&ask)?, ask.now.day());
    let looking = ask.may::<LookRetained>(permit.facts().id()).await?;
    let approved = match understood(&ask, today) {
        Ok(approved) => approved,
        Err(wrongs) => return shelf::show(&ask, &looking, which, wrongs).await,
    };
    let seen = ask.typed.get("seen");
    let write = async |tx: &mut Tx, permit: &Permit<DisposeRetained>| {
        let whole = Whole::of(tx, permit, &[which.0], today).await?;
        match whole.clear(which, seen) {
            Err(wrong) => Ok(Err(wrong)),
            Ok((shelf, until, basis)) => store::dispose(tx, permit, shelf, (until, basis), &approved).await.map(Ok),
        }
    };
    let wrong = match ask.write(&permit, write).await {
        Ok(Ok(())) => {
            // It is done, whether or not the log could be cut off in this moment.
            let _ = ask.app.db().wipe().await;
            return Ok(Reply::see(format!("{}&said=retention-disposed", shelf_path(permit.facts().id(), which))));
        }
        Ok(Err(wrong)) => wrong,
        Err(Fault::Taken) => Wrong::new("dispose", TAKEN),
        Err(other) => return Err(other),
    };
    shelf::show(&ask, &looking, which, vec![wrong]).await
}

fn understood(ask: &Ask, today: Date) -> Result<ReturnForm, Vec<Wrong>> {
    let form = ReturnForm::parse(&ask.typed.only(&RETURN.names()))?;
    if form.decided_on > today {
        return Err(vec![Wrong::new("decided_on", "まだ来ていない日です。決裁の日を確かめてください。")]);
    }
    Ok(form)
}
