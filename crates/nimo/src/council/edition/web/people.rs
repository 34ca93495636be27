//! Who confirmed.

use super::page::show;
use super::window::{bars, id};
use crate::access::{Facts, Permit};
use crate::council::edition::model::{ConfirmingForm, ConfirmingId};
use crate::council::edition::rules::same_name;
use crate::council::edition::{EditConfirmation, LookConfirmation, store};
use crate::editing::shape::{Texts, Wrong};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};

/// Writes down who confirmed: may you · who, how and when · a row, unless he stands there already.
pub(super) async fn confirm(ask: Ask) -> Answer {
    let permit = ask.may::<EditConfirmation>(id(&ask)?).await?;
    let meeting = permit.facts().meeting().id();
    let looking = ask.may::<LookConfirmation>(meeting).await?;
    let texts = ask.typed.only(&ConfirmingForm::NAMES);
    let asked = ask.read(async |tx| store::find(tx, &permit).await).await?.form.asked_on;
    let form = match ConfirmingForm::parse(&texts, asked, ask.now.day()) {
        Ok(form) => form,
        Err(wrongs) => return show(&ask, &looking, texts, wrongs).await,
    };
    let write = async |tx: &mut Tx, permit: &Permit<EditConfirmation>| {
        let window = store::find(tx, permit).await?;
        if let Some(sentence) = bars(tx, permit).await? {
            return Ok(Some(Wrong::new("name", sentence)));
        }
        if let Some(twice) = window.confirmed.iter().find(|one| same_name(&one.form.name, &form.name)) {
            let sentence = format!("{}の確認は、もう入っています（{}が入れました）。", form.name, twice.by);
            return Ok(Some(Wrong::new("name", sentence)));
        }
        store::confirm(tx, permit, &form).await.map(|()| None)
    };
    match ask.write(&permit, write).await? {
        None => Ok(Reply::see(format!("/meetings/{meeting}/confirmation?said=confirming-added#kakunin"))),
        Some(wrong) => show(&ask, &looking, texts, vec![wrong]).await,
    }
}

/// Takes one back that was written down by mistake.
pub(super) async fn end(ask: Ask) -> Answer {
    let permit = ask.may::<EditConfirmation>(id(&ask)?).await?;
    let confirming = ConfirmingId::parse(ask.typed.get("confirming")).ok_or(Fault::Missing)?;
    let meeting = permit.facts().meeting().id();
    let write = async |tx: &mut Tx, permit: &Permit<EditConfirmation>| {
        if let Some(sentence) = bars(tx, permit).await? {
            return Ok(Some(Wrong::new("name", sentence)));
        }
        store::take_back_confirming(tx, permit, confirming).await.map(|()| None)
    };
    if let Some(wrong) = ask.write(&permit, write).await? {
        let looking = ask.may::<LookConfirmation>(meeting).await?;
        return show(&ask, &looking, Texts::new(), vec![wrong]).await;
    }
    Ok(Reply::see(format!("/meetings/{meeting}/confirmation?said=confirming-ended#kakunin")))
}
