//! A new council.

use crate::council::model::{CouncilForm, CouncilId, SHAPE};
use crate::council::store;
use crate::council::web::form::{groups, parent_choices};
use crate::council::{DraftCouncil, PlaceCouncil};
use crate::editing;
use crate::editing::form::FormPage;
use crate::editing::shape::{Texts, Wrong};
use crate::layout::{Frame, Place};
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};

/// The empty form, or the draft of it.
pub async fn new(ask: Ask) -> Answer {
    let permit = ask.may::<DraftCouncil>(ask.office()?).await?;
    let draft = ask.read(async |tx| editing::store::find_draft(tx, &permit, &SHAPE).await).await?;
    let (mut texts, drafted) = draft.map_or_else(Default::default, |draft| (draft.fields, Some(draft.at.in_words())));
    if let Some(parent) = CouncilId::parse(ask.query.get("parent")).filter(|_| drafted.is_none()) {
        texts.insert("parent".into(), parent.to_string());
    }
    show(&ask, &texts, vec![], drafted).await
}

/// Places it: may you under that parent · what was typed · its row with its because.
pub async fn place(ask: Ask) -> Answer {
    let drafting = ask.may::<DraftCouncil>(ask.office()?).await?;
    let texts = ask.typed.only(&SHAPE.names());
    let form = match CouncilForm::parse(&texts) {
        Ok(form) => form,
        Err(wrongs) => return with_wrongs(&ask, &texts, wrongs).await,
    };
    let permit = match ask.may::<PlaceCouncil>(form.parent).await {
        Ok(permit) => permit,
        // Whether there is no such council or one of others, the form stays and the sentence is the same.
        Err(Fault::Missing | Fault::Refused(_)) => return with_wrongs(&ask, &texts, vec![foreign_parent()]).await,
        Err(other) => return Err(other),
    };
    let write = async |tx: &mut _, permit: &_| store::place(tx, permit, &form).await;
    let id = match ask.write(&permit, write).await {
        Ok(id) => id,
        Err(Fault::Taken) => return with_wrongs(&ask, &texts, vec![taken()]).await,
        Err(other) => return Err(other),
    };
    let drop = async |tx: &mut _, permit: &_| editing::store::drop_drafts(tx, permit, &SHAPE).await;
    if let Err(fault) = ask.write(&drafting, drop).await {
        // The council stands already: an error page would say that nothing has changed.
        tracing::warn!(%fault, "a draft outlived its council");
    }
    Ok(Reply::see(format!("/councils/{id}?said=placed")))
}

/// Keeps the form as a draft, whatever stands in it.
pub async fn draft(ask: Ask) -> Answer {
    let permit = ask.may::<DraftCouncil>(ask.office()?).await?;
    let texts = ask.typed.only(&SHAPE.names());
    let write = async |tx: &mut _, permit: &_| editing::store::keep_draft(tx, permit, &SHAPE, 0, &texts).await;
    ask.write(&permit, write).await?;
    Ok(Reply::see("/councils/new?said=drafted"))
}

/// Throws the draft away.
pub async fn discard(ask: Ask) -> Answer {
    let permit = ask.may::<DraftCouncil>(ask.office()?).await?;
    ask.write(&permit, async |tx, permit| editing::store::drop_drafts(tx, permit, &SHAPE).await).await?;
    Ok(Reply::see("/councils/new?said=discarded"))
}

/// What to say of a parent that is none, or none of the person's own.
pub fn foreign_parent() -> Wrong {
    Wrong::new("parent", "この協議会の下には置けません。上の協議会を一覧から選び直すか、「なし」にしてください。")
}

/// What to say when a sister council has the name.
pub fn taken() -> Wrong {
    Wrong::new(
        "name",
        "同じ名称の協議会が、同じところにすでにあります。年度や部会の名を加えて、区別できるようにしてください。",
    )
}

async fn with_wrongs(ask: &Ask, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    show(ask, texts, wrongs, None).await
}

async fn show(ask: &Ask, texts: &Texts, wrongs: Vec<Wrong>, drafted: Option<String>) -> Answer {
    let groups = groups(texts, &wrongs, parent_choices(ask, None).await?);
    let frame = Frame::of("協議会を置く", ask.actor.signed_in(), Place::Councils).saying(ask.query.get("said"));
    let because = "置いた人が、その協議会の事務局になります。あとから管理者が受け持ちを変えられます。".to_string();
    let heads = ("協議会を置く".to_string(), "保存する");
    let paths = ("/councils".to_string(), "/councils".to_string());
    FormPage::new(frame, because, heads, paths, wrongs, groups).drafting("/councils/new", drafted).answer()
}
