//! A council that is edited, perhaps by two at once.

use crate::access::Facts;
use crate::access::Permit;
use crate::council::model::{CouncilForm, CouncilId, SHAPE};
use crate::council::rules::may_hang_under;
use crate::council::store::{self, Council, PlaceFacts};
use crate::council::web::form::{FormState, form_page, names, say, understood};
use crate::council::web::place::{foreign_parent, taken};
use crate::council::{EditCouncil, PlaceCouncil};
use crate::editing;
use crate::editing::shape::{Texts, Wrong};
use crate::editing::view::{Kept, Meeting, chosen, conflict_page, version};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};

/// The form with what is kept, with the person's draft of it, or, where the draft is of an older version, with both.
pub async fn edit(ask: Ask) -> Answer {
    let permit = ask.may::<EditCouncil>(id(&ask)?).await?;
    let read = async |tx: &mut Tx| {
        Ok((store::find(tx, &permit).await?, editing::store::find_draft(tx, &permit, &SHAPE).await?))
    };
    let (council, draft) = ask.read(read).await?;
    let frame = frame(&ask, &council);
    match draft {
        Some(draft) if draft.version < council.version => {
            meet(&ask, &permit, draft.version, &draft.fields, draft_kept(council.id)).await
        }
        Some(draft) => {
            let state = FormState {
                council: Some(&council),
                texts: &draft.fields,
                wrongs: vec![],
                drafted: Some(draft.at.in_words()),
            };
            form_page(&ask, frame, state).await
        }
        None => {
            let texts = council.form.texts();
            form_page(&ask, frame, FormState { council: Some(&council), texts: &texts, wrongs: vec![], drafted: None })
                .await
        }
    }
}

/// Saves: may you · what was typed · may it hang there · its row with its because, or both texts if somebody was first.
pub async fn set(ask: Ask) -> Answer {
    let permit = ask.may::<EditCouncil>(id(&ask)?).await?;
    let version = version(&ask)?;
    let texts = chosen(&SHAPE, &ask.typed);
    let form = match CouncilForm::parse(&texts) {
        Ok(form) => form,
        Err(wrongs) => return with_wrongs(&ask, &permit, &texts, wrongs).await,
    };
    match save(&ask, &permit, version, &form, None).await {
        Ok(Saved::Yes) => Ok(Reply::see(format!("/councils/{}?said=saved", id(&ask)?))),
        Ok(Saved::Unchanged) => Ok(Reply::see(format!("/councils/{}?said=unchanged", id(&ask)?))),
        Ok(Saved::Wrong(wrong)) => with_wrongs(&ask, &permit, &texts, vec![wrong]).await,
        Err(Fault::Taken) => with_wrongs(&ask, &permit, &texts, vec![taken()]).await,
        Err(Fault::Lost) => {
            keep_draft(&ask, &permit, version, &form.texts()).await?;
            meet(&ask, &permit, version, &form.texts(), draft_kept(id(&ask)?)).await
        }
        Err(other) => Err(other),
    }
}

/// Keeps the form as a draft, whatever stands in it.
pub async fn draft(ask: Ask) -> Answer {
    let permit = ask.may::<EditCouncil>(id(&ask)?).await?;
    keep_draft(&ask, &permit, version(&ask)?, &chosen(&SHAPE, &ask.typed)).await?;
    Ok(Reply::see(format!("/councils/{}/edit?said=drafted", id(&ask)?)))
}

/// Throws the person's drafts of this council away.
pub async fn discard(ask: Ask) -> Answer {
    let permit = ask.may::<EditCouncil>(id(&ask)?).await?;
    ask.app.db().write(&permit, async |tx, permit| editing::store::drop_drafts(tx, permit, &SHAPE).await).await?;
    Ok(Reply::see(format!("/councils/{}/edit?said=discarded", id(&ask)?)))
}

/// What became of a save.
pub enum Saved {
    /// It is a new version.
    Yes,
    /// Nothing was different; no version was made.
    Unchanged,
    /// A rule says no.
    Wrong(Wrong),
}

/// One save, for the form and for putting a version back.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first, [`Fault::Taken`] when a sister has the name.
pub async fn save(
    ask: &Ask,
    permit: &Permit<EditCouncil>,
    version: i64,
    form: &CouncilForm,
    reverted_to: Option<i64>,
) -> Result<Saved, Fault> {
    let write = async |tx: &mut Tx, permit: &Permit<EditCouncil>| {
        let before = store::find(tx, permit).await?;
        if before.version != version {
            return Err(Fault::Lost);
        }
        if before.form == *form {
            editing::store::drop_drafts(tx, permit, &SHAPE).await?;
            return Ok(Saved::Unchanged);
        }
        if before.form.parent != form.parent {
            let Some(place) = PlaceFacts::load(tx, form.parent).await? else {
                return Ok(Saved::Wrong(foreign_parent()));
            };
            match ask.app.gate().permit::<PlaceCouncil>(permit.actor(), place, permit.now()) {
                Err(Fault::Refused(_)) => return Ok(Saved::Wrong(foreign_parent())),
                other => other?,
            };
        }
        if let Err(wrong) = may_hang_under(before.id, form, &store::kin(tx, permit).await?) {
            return Ok(Saved::Wrong(wrong));
        }
        store::set(tx, permit, version, form, reverted_to).await?;
        editing::store::drop_drafts(tx, permit, &SHAPE).await?;
        Ok(Saved::Yes)
    };
    ask.app.db().write(permit, write).await
}

/// The answer to putting a version back: saved, or why not.
///
/// # Errors
/// What the database says.
pub async fn put_back_answer(
    ask: &Ask,
    permit: &Permit<EditCouncil>,
    version: i64,
    form: &CouncilForm,
    to: i64,
) -> Answer {
    match save(ask, permit, version, form, Some(to)).await {
        Ok(Saved::Yes) => Ok(Reply::see(format!("/councils/{}/history?said=put-back", id(ask)?))),
        Ok(Saved::Unchanged) => Ok(Reply::see(format!("/councils/{}/history?said=unchanged", id(ask)?))),
        Ok(Saved::Wrong(wrong)) => with_wrongs(ask, permit, &form.texts(), vec![wrong]).await,
        Err(Fault::Taken) => with_wrongs(ask, permit, &form.texts(), vec![taken()]).await,
        Err(Fault::Lost) => meet(ask, permit, version, &form.texts(), Kept::Version).await,
        Err(other) => Err(other),
    }
}

fn draft_kept(council: CouncilId) -> Kept {
    Kept::Draft { discard: Some(format!("/councils/{council}/discard")) }
}

/// Both texts side by side, field by field.
async fn meet(ask: &Ask, permit: &Permit<EditCouncil>, base: i64, mine: &Texts, kept: Kept) -> Answer {
    let read = async |tx: &mut Tx| {
        let council = store::find(tx, permit).await?;
        let theirs = editing::store::find_revision(tx, permit, council.version).await?;
        Ok((editing::store::find_revision(tx, permit, base).await?, theirs, council))
    };
    let (base, theirs, council) = ask.read(read).await?;
    let names = names(ask).await?;
    let meeting = Meeting {
        shape: &SHAPE,
        frame: frame(ask, &council),
        thing: council.form.name.clone(),
        base: &base.fields,
        mine: &understood(mine),
        theirs: &theirs,
        action: format!("/councils/{}", council.id),
        back: format!("/councils/{}", council.id),
        say: &|field, value| say(field, value, &names),
        free: &["name", "record_from_on", "record_from_meeting"],
    };
    conflict_page(meeting, kept)
}

async fn keep_draft(ask: &Ask, permit: &Permit<EditCouncil>, version: i64, texts: &Texts) -> Result<(), Fault> {
    let write = async |tx: &mut Tx, permit: &_| editing::store::keep_draft(tx, permit, &SHAPE, version, texts).await;
    ask.app.db().write(permit, write).await
}

async fn with_wrongs(ask: &Ask, permit: &Permit<EditCouncil>, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let mut council = ask.read(async |tx| store::find(tx, permit).await).await?;
    // The form keeps the version that was on the screen: what somebody saved meanwhile is found when it is sent again.
    council.version = version(ask)?;
    let frame = frame(ask, &council);
    form_page(ask, frame, FormState { council: Some(&council), texts, wrongs, drafted: None }).await
}

/// The council that the path names.
///
/// # Errors
/// [`Fault::Missing`] for what is no id.
pub fn id(ask: &Ask) -> Result<CouncilId, Fault> {
    CouncilId::parse(ask.param("id")).ok_or(Fault::Missing)
}

fn frame(ask: &Ask, council: &Council) -> Frame {
    Frame::of(format!("{}を直す", council.form.name), ask.actor.signed_in(), Place::Councils)
        .saying(ask.query.get("said"))
}
