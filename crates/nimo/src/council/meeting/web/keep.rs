//! 残す: the draft becomes the council's minutes. No doubt bars the way; two meetings under one number are a question.

use crate::access::Permit;
use crate::council::ReadCouncil;
use crate::council::meeting::web::correct::{self, Looking, twin};
use crate::council::meeting::web::id;
use crate::council::meeting::{EditMeeting, KeepMinutes, store};
use crate::council::sitting;
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};

/// Keeps the minutes, or asks which of two this is.
pub async fn keep(ask: Ask) -> Answer {
    let permit = ask.may::<KeepMinutes>(id(&ask)?).await?;
    let meeting = ask.read(async |tx| store::find(tx, &permit).await).await?;
    let council = ask.may::<ReadCouncil>(meeting.council).await?;
    let sisters = ask.read(async |tx| store::list(tx, &council).await).await?;
    if twin(&meeting, &sisters).is_some() && ask.typed.get("apart") != "1" {
        let editing = ask.may::<EditMeeting>(meeting.id).await?;
        return correct::show(&ask, &editing, Looking { asks_which: true, ..Looking::default() }).await;
    }
    let write = async |tx: &mut Tx, permit: &Permit<KeepMinutes>| {
        sitting::store::forget(tx, permit).await?;
        store::keep(tx, permit).await
    };
    ask.write(&permit, write).await?;
    Ok(Reply::see(format!("/meetings/{}?said=kept", meeting.id)))
}
