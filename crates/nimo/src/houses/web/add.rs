//! A house of which somebody spoke.

use crate::access::Permit;
use crate::editing::form::FormPage;
use crate::editing::shape::{Texts, Wrong};
use crate::houses::model::SHAPE;
use crate::houses::web::form::{groups, understood};
use crate::houses::{AddHouse, store};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};

const HEADING: &str = "空き家の話を残す";

/// The empty form.
pub async fn form(ask: Ask) -> Answer {
    ask.may::<AddHouse>(ask.office()?).await?;
    show(&ask, &Texts::new(), vec![])
}

/// Adds it: may you · what was typed · its row with its first step.
pub async fn add(ask: Ask) -> Answer {
    let permit = ask.may::<AddHouse>(ask.office()?).await?;
    let texts = ask.typed.only(&SHAPE.names());
    let form = match understood(&ask, &texts) {
        Ok(form) => form,
        Err(wrongs) => return show(&ask, &texts, wrongs),
    };
    let write = async |tx: &mut Tx, permit: &Permit<AddHouse>| store::add(tx, permit, &form).await;
    let house = ask.write(&permit, write).await?;
    Ok(Reply::see(format!("/houses/{house}?said=house-added")))
}

fn show(ask: &Ask, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let because = "呼び名、町名、話を聞いた日と人があれば残せます。ほかは、分かったところから足します。".to_string();
    let groups = groups(texts, &wrongs);
    let frame = Frame::of(HEADING, ask.actor.signed_in(), Place::Houses);
    let paths = ("/houses".to_string(), "/houses".to_string());
    FormPage::new(frame, because, (HEADING.to_string(), "残す"), paths, wrongs, groups).answer()
}
