//! The head of a meeting: saved, kept as a draft, or met by somebody else's text.

use crate::access::Permit;
use crate::council::meeting::EditMeeting;
use crate::council::meeting::model::{MeetingForm, NumberOf, PublicAccess, SHAPE, State};
use crate::council::meeting::store::{self, Meeting};
use crate::council::meeting::web::correct::{self, Looking};
use crate::council::meeting::web::id;
use crate::council::model::RecordMethod;
use crate::council::web::version;
use crate::editing;
use crate::editing::shape::{Texts, Wrong};
use crate::editing::view::{self, Kept, chosen, conflict_page};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};

/// Saves: may you · what was typed · its row with its because, or both texts if somebody was first.
pub async fn set(ask: Ask) -> Answer {
    let permit = ask.may::<EditMeeting>(id(&ask)?).await?;
    let version = version(&ask)?;
    let texts = chosen(&SHAPE, &ask.typed);
    let form = match MeetingForm::parse(&texts) {
        Ok(form) => form,
        Err(wrongs) => return again(&ask, &permit, &texts, wrongs).await,
    };
    match save(&ask, &permit, version, &form, None).await {
        Ok(true) => Ok(Reply::see(format!("/meetings/{}/correct?said=saved", id(&ask)?))),
        Ok(false) => Ok(Reply::see(format!("/meetings/{}/correct?said=unchanged", id(&ask)?))),
        Err(Fault::Taken) => again(&ask, &permit, &texts, vec![used_item()]).await,
        Err(Fault::Lost) => {
            keep_draft(&ask, &permit, version, &form.texts()).await?;
            meet(&ask, &permit, version, &form.texts()).await
        }
        Err(other) => Err(other),
    }
}

/// Keeps the form as a draft, whatever stands in it.
pub async fn draft(ask: Ask) -> Answer {
    let permit = ask.may::<EditMeeting>(id(&ask)?).await?;
    keep_draft(&ask, &permit, version(&ask)?, &chosen(&SHAPE, &ask.typed)).await?;
    Ok(Reply::see(format!("/meetings/{}/correct?said=drafted", id(&ask)?)))
}

/// Throws the person's drafts of this form away.
pub async fn discard(ask: Ask) -> Answer {
    let permit = ask.may::<EditMeeting>(id(&ask)?).await?;
    ask.app.db().write(&permit, async |tx, permit| editing::store::drop_drafts(tx, permit, &SHAPE).await).await?;
    Ok(Reply::see(format!("/meetings/{}/correct?said=discarded", id(&ask)?)))
}

/// One save, for the form and for putting a version back; `false` when nothing was different.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first, [`Fault::Taken`] when an item that has blocks would vanish.
pub async fn save(
    ask: &Ask,
    permit: &Permit<EditMeeting>,
    version: i64,
    form: &MeetingForm,
    reverted_to: Option<i64>,
) -> Result<bool, Fault> {
    let write = async |tx: &mut Tx, permit: &Permit<EditMeeting>| {
        let before = store::find(tx, permit).await?;
        if before.version != version {
            return Err(Fault::Lost);
        }
        editing::store::drop_drafts(tx, permit, &SHAPE).await?;
        if before.form == *form {
            return Ok(false);
        }
        store::set(tx, permit, version, form, reverted_to).await?;
        if before.state == State::Kept {
            store::kept_words(tx, permit, before.council, form).await?;
        }
        Ok(true)
    };
    ask.app.db().write(permit, write).await
}

/// What to say when an item of the agenda would vanish under its blocks.
pub fn used_item() -> Wrong {
    Wrong::new("agenda", "発言が付いている項目は消せません。先に、その発言の「議題」をほかの項目に変えてください。")
}

/// Both texts side by side, field by field.
///
/// # Errors
/// What the database says.
pub async fn meet(ask: &Ask, permit: &Permit<EditMeeting>, base: i64, mine: &Texts) -> Answer {
    let read = async |tx: &mut Tx| {
        let meeting = store::find(tx, permit).await?;
        let theirs = editing::store::find_revision(tx, permit, meeting.version).await?;
        Ok((editing::store::find_revision(tx, permit, base).await?, theirs, meeting))
    };
    let (base, theirs, meeting) = ask.read(read).await?;
    let free: Vec<&str> = SHAPE.names().into_iter().filter(|name| !is_choice(name)).collect();
    let kept = Kept::Draft { discard: Some(format!("/meetings/{}/discard", meeting.id)) };
    let both = view::Meeting {
        shape: &SHAPE,
        frame: frame(ask, &meeting),
        thing: meeting.form.title(),
        base: &base.fields,
        mine: &understood(mine),
        theirs: &theirs,
        action: format!("/meetings/{}", meeting.id),
        back: away(&meeting),
        say: &say,
        free: &free,
    };
    conflict_page(both, kept)
}

/// Away from a draft that has been overtaken: where the meeting is corrected it would be met again.
fn away(meeting: &Meeting) -> String {
    match meeting.state {
        State::Kept => format!("/meetings/{}", meeting.id),
        _ => format!("/councils/{}", meeting.council),
    }
}

/// What was typed, as understood where it can be: the form shows a kept date in 和暦, and a draft holds what the form showed.
fn understood(texts: &Texts) -> Texts {
    MeetingForm::parse(texts).map_or_else(|_| texts.clone(), |form| form.texts())
}

/// Is this field chosen from a list?
pub fn is_choice(name: &str) -> bool {
    matches!(name, "number_of" | "public_access" | "record_method")
}

/// A value of a field in words, for diffs.
pub fn say(field: &str, value: &str) -> String {
    match field {
        "number_of" => label(NumberOf::CHOICES, value),
        "public_access" => label(PublicAccess::CHOICES, value),
        "record_method" => RecordMethod::parse(value).map_or_else(String::new, |method| method.label().into()),
        "held_on" | "held_until" | "next_held_on" => {
            value.parse().map_or_else(|_| value.to_string(), almanac::in_words)
        }
        _ => value.to_string(),
    }
}

fn label<T>(choices: &[(&str, &str, T)], code: &str) -> String {
    choices.iter().find(|(known, _, _)| *known == code).map_or_else(String::new, |(_, label, _)| (*label).to_string())
}

/// The frame of the pages on which a meeting is corrected.
pub fn frame(ask: &Ask, meeting: &Meeting) -> Frame {
    Frame::of(format!("{}を確かめる", meeting.form.short()), ask.actor.signed_in(), Place::Councils)
        .saying(ask.query.get("said"))
}

async fn keep_draft(ask: &Ask, permit: &Permit<EditMeeting>, version: i64, texts: &Texts) -> Result<(), Fault> {
    let write = async |tx: &mut Tx, permit: &_| editing::store::keep_draft(tx, permit, &SHAPE, version, texts).await;
    ask.app.db().write(permit, write).await
}

async fn again(ask: &Ask, permit: &Permit<EditMeeting>, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let looking = Looking { texts: Some(texts.clone()), wrongs, version: Some(version(ask)?), ..Looking::default() };
    correct::show(ask, permit, looking).await
}
