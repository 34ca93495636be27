//! 確定, and 正誤: minutes are frozen for each who reads them, if they are still what was on the screen.

use super::page::show;
use super::whole::{Whole, set};
use crate::access::{Facts, Permit};
use crate::council::edition::model::EditionStage;
use crate::council::edition::{ConfirmMinutes, LookConfirmation, store};
use crate::council::meeting;
use crate::council::telling::model::Audience;
use crate::editing::read::one_line;
use crate::editing::shape::Wrong;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};

const MOST_REASON: usize = 400;

/// Confirms: may you · is it what was seen, and what is lacking · one edition for each who reads it.
pub(super) async fn confirm(ask: Ask) -> Answer {
    let permit = ask.may::<ConfirmMinutes>(meeting::web::id(&ask)?).await?;
    let looking = ask.may::<LookConfirmation>(permit.facts().id()).await?;
    let whole = ask.read(async |tx| Whole::of(tx, &permit).await).await?;
    let (seen, today) = (ask.typed.get("seen").to_string(), ask.now.day());
    let mut wrongs = vec![];
    let reason = one_line("reason", &ask.typed.only(&["reason"]), MOST_REASON, &mut wrongs);
    if whole.finals() > 0 && reason.is_empty() {
        wrongs.push(Wrong::new("reason", "空です。何が誤っていたのかを入れてください。例: 資料3の題を書き誤っていた"));
    }
    wrongs.extend(bars(&whole, &seen, today)?);
    if !wrongs.is_empty() {
        return show(&ask, &looking, ask.typed.only(&["reason"]), wrongs).await;
    }
    let number = whole.finals() + 1;
    let around = (ask.signed_in()?.office_name.as_str(), ask.now.at_japan(), today);
    let body = |audience| (audience, whole.body(audience, (EditionStage::Final, number), around, &reason));
    let frozen = set(&ask, Audience::ALL.map(body).into()).await?;
    let write = async |tx: &mut Tx, permit: &Permit<ConfirmMinutes>| {
        // Read anew: what somebody changed or confirmed while the papers were set is noticed here.
        if let Some(wrong) = bars(&Whole::of(tx, permit).await?, &seen, today)? {
            return Ok(Some(wrong));
        }
        store::freeze(tx, permit, (EditionStage::Final, number, &reason), &frozen).await.map(|()| None)
    };
    match ask.write(&permit, write).await? {
        None => Ok(Reply::see(format!("/meetings/{}/confirmation?said=minutes-confirmed", permit.facts().id()))),
        Some(wrong) => show(&ask, &looking, ask.typed.only(&["reason"]), vec![wrong]).await,
    }
}

/// Why the minutes are not confirmed now, if they are not.
fn bars(whole: &Whole, seen: &str, today: almanac::Date) -> Result<Option<Wrong>, Fault> {
    let lacks = whole.lacks(today);
    let sentence = if whole.seen()? != seen {
        match whole.newest(Audience::Internal) {
            Some(last) => format!(
                "この画面を開いたあとで、会議録が変わったか、{}が第{}版を確定しました。いまの内容を確かめて、もう一度押してください。",
                last.by, last.number
            ),
            None => {
                "この画面を開いたあとで、会議録が変わりました。いまの内容を確かめて、もう一度押してください。".into()
            }
        }
    } else if !lacks.is_empty() {
        lacks.concat()
    } else if whole.finals() > 0 && whole.changed().is_empty() {
        "確定した版から、何も変わっていません。先に、会議録の文を直してください。".into()
    } else {
        return Ok(None);
    };
    Ok(Some(Wrong::new("final", sentence)))
}
