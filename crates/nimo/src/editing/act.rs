//! One form that is edited, perhaps by two at once: shown, saved, kept as a draft, thrown away, put back, its history read.
//! A room says what is its own ([`Edited`]); the way of the work is the same everywhere.

use crate::access::{Action, Facts, Permit};
use crate::editing::history::{Past, walk};
use crate::editing::merge::Piece;
use crate::editing::shape::{Shape, Texts, Wrong};
use crate::editing::store::{self, find_revision};
use crate::editing::view::{Kept, Meeting, chosen, conflict_page, version};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// The id of what a form edits.
pub type IdOf<E> = <<E as Edited>::On as Facts>::Id;

/// A value of a field in words: field and value go in.
pub type Say = Box<dyn Fn(&str, &str) -> String>;

/// What holds now: the version and the form.
pub struct Now<E> {
    /// The number of the version, from 1.
    pub version: i64,
    /// What the form holds.
    pub form: E,
}

/// What stands on the screen of a form.
pub struct Looking {
    /// The version that is edited.
    pub version: i64,
    /// What stands in the fields.
    pub texts: Texts,
    /// What is wrong with them.
    pub wrongs: Vec<Wrong>,
    /// When the draft was kept that stands in them.
    pub drafted: Option<String>,
}

/// The words around a thing that is edited.
pub struct Around {
    /// What people call it.
    pub name: String,
    /// Where one goes to leave it.
    pub back: String,
    /// Its fields in words.
    pub say: Say,
    /// The fields that take any text, so that a third text can be typed where two met.
    pub free: Vec<&'static str>,
}

/// A form that is edited. All calls stay on the desk of their request, so no future has to change threads.
#[allow(async_fn_in_trait, reason = "a request stays on its desk")]
pub trait Edited: PartialEq + Sized + 'static {
    /// The facts of the thing.
    type On: Facts;
    /// The act of editing it.
    type Act: Action<On = Self::On>;
    /// Its fields.
    const SHAPE: &'static Shape;
    /// Where in the loop its pages stand.
    const PLACE: Place;
    /// The verb of the first version: 置いた, 起こした.
    const MADE: &'static str;
    /// The thing is there before anybody wrote into its form: it has version 0 then, and the first save makes the first.
    const BEGINS_EMPTY: bool = false;

    /// The thing that the path names.
    ///
    /// # Errors
    /// [`Fault::Missing`] for what is no id.
    fn id(ask: &Ask) -> Result<IdOf<Self>, Fault>;
    /// The path of its page, to which its acts hang.
    fn path(id: IdOf<Self>) -> String;
    /// Where its form stands.
    fn form_path(id: IdOf<Self>) -> String {
        format!("{}/edit", Self::path(id))
    }
    /// Where one goes when it was saved.
    fn saved_path(on: &Self::On) -> String {
        Self::path(on.id())
    }
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    fn read(texts: &Texts) -> Result<Self, Vec<Wrong>>;
    /// The fields as texts, for a version.
    fn texts(&self) -> Texts;
    /// What holds now.
    async fn now<A: Action<On = Self::On>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Now<Self>, Fault>;
    /// Reads the fields and holds them against what the office has.
    async fn understood(
        _ask: &Ask,
        _permit: &Permit<Self::Act>,
        texts: &Texts,
    ) -> Result<Result<Self, Vec<Wrong>>, Fault> {
        Ok(Self::read(texts))
    }
    /// Writes the form over `before`, with its version and its line; a sentence when a rule says no.
    async fn keep(
        ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<Self::Act>,
        before: &Now<Self>,
        form: &Self,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault>;
    /// The sentence for a name that somebody else has, or a part that cannot go.
    fn taken() -> Option<Wrong> {
        None
    }
    /// The words around it.
    async fn around<A: Action<On = Self::On>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault>;
    /// The page with the form.
    async fn show(ask: &Ask, permit: &Permit<Self::Act>, looking: Looking) -> Answer;
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

impl Saved {
    /// The code of what is said afterwards.
    fn said(&self, yes: &'static str) -> &'static str {
        if matches!(self, Saved::Yes) { yes } else { "unchanged" }
    }
}

/// The form with what is kept, with the person's draft of it, or, where the draft is of an older version, with both.
///
/// # Errors
/// What the gate and the database say; so do all that follow.
pub async fn edit<E: Edited>(ask: Ask) -> Answer {
    let permit = ask.may::<E::Act>(E::id(&ask)?).await?;
    let read = async |tx: &mut Tx| Ok((E::now(tx, &permit).await?, store::find_draft(tx, &permit, E::SHAPE).await?));
    let (now, draft) = ask.read(read).await?;
    let looking = match draft {
        Some(draft) if draft.version < now.version => {
            return meet::<E>(&ask, &permit, draft.version, &draft.fields, drafted::<E>(&permit)).await;
        }
        Some(draft) => {
            Looking { version: now.version, texts: draft.fields, wrongs: vec![], drafted: Some(draft.at.in_words()) }
        }
        None => Looking { version: now.version, texts: now.form.texts(), wrongs: vec![], drafted: None },
    };
    E::show(&ask, &permit, looking).await
}

/// Saves: may you · what was typed · its row with its because, or both texts if somebody was first.
pub async fn set<E: Edited>(ask: Ask) -> Answer {
    let permit = ask.may::<E::Act>(E::id(&ask)?).await?;
    let version = seen::<E>(&ask)?;
    let texts = chosen(E::SHAPE, &ask.typed);
    let form = match E::understood(&ask, &permit, &texts).await? {
        Ok(form) => form,
        Err(wrongs) => return again::<E>(&ask, &permit, version, texts, wrongs).await,
    };
    match save(&ask, &permit, version, &form, None).await {
        Ok(Saved::Wrong(wrong)) => again::<E>(&ask, &permit, version, texts, vec![wrong]).await,
        Ok(saved) => Ok(Reply::see(format!("{}?said={}", E::saved_path(permit.facts()), saved.said("saved")))),
        Err(Fault::Lost) => {
            keep_draft::<E>(&ask, &permit, version, &form.texts()).await?;
            meet::<E>(&ask, &permit, version, &form.texts(), drafted::<E>(&permit)).await
        }
        Err(other) => Err(other),
    }
}

/// The version that was on the screen; the form of what nobody wrote yet says none.
fn seen<E: Edited>(ask: &Ask) -> Result<i64, Fault> {
    if E::BEGINS_EMPTY && matches!(ask.typed.get("version"), "" | "0") { Ok(0) } else { version(ask) }
}

/// The form keeps the version that was on the screen: what somebody saved meanwhile is found when it is sent again.
async fn again<E: Edited>(
    ask: &Ask,
    permit: &Permit<E::Act>,
    version: i64,
    texts: Texts,
    wrongs: Vec<Wrong>,
) -> Answer {
    E::show(ask, permit, Looking { version, texts, wrongs, drafted: None }).await
}

/// Keeps the form as a draft, whatever stands in it.
pub async fn draft<E: Edited>(ask: Ask) -> Answer {
    let permit = ask.may::<E::Act>(E::id(&ask)?).await?;
    keep_draft::<E>(&ask, &permit, seen::<E>(&ask)?, &chosen(E::SHAPE, &ask.typed)).await?;
    Ok(Reply::see(format!("{}?said=drafted", E::form_path(permit.facts().id()))))
}

/// Throws the person's drafts of this form away.
pub async fn discard<E: Edited>(ask: Ask) -> Answer {
    let permit = ask.may::<E::Act>(E::id(&ask)?).await?;
    ask.write(&permit, async |tx, permit| store::drop_drafts(tx, permit, E::SHAPE).await).await?;
    Ok(Reply::see(format!("{}?said=discarded", E::form_path(permit.facts().id()))))
}

/// Puts a version back: a new version with the old texts. Nothing in between is lost.
pub async fn put_back<E: Edited>(ask: Ask) -> Answer {
    let permit = ask.may::<E::Act>(E::id(&ask)?).await?;
    let to: i64 = ask.typed.get("to").parse().map_err(|_| Fault::Missing)?;
    let version = version(&ask)?;
    let old = ask.read(async |tx| find_revision(tx, &permit, to).await).await?;
    let form = E::read(&old.fields).map_err(|_| Fault::broken("editing", "a version that cannot be read"))?;
    match save(&ask, &permit, version, &form, Some(to)).await {
        Ok(Saved::Wrong(wrong)) => again::<E>(&ask, &permit, version, form.texts(), vec![wrong]).await,
        Ok(saved) => {
            let said = saved.said("put-back");
            Ok(Reply::see(format!("{}/history?said={said}", E::path(permit.facts().id()))))
        }
        Err(Fault::Lost) => meet::<E>(&ask, &permit, version, &form.texts(), Kept::Version).await,
        Err(other) => Err(other),
    }
}

/// One save, for the form and for putting a version back.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub async fn save<E: Edited>(
    ask: &Ask,
    permit: &Permit<E::Act>,
    version: i64,
    form: &E,
    reverted_to: Option<i64>,
) -> Result<Saved, Fault> {
    save_as(ask, permit, version, form, reverted_to, true).await
}

/// A save that no form made: drafts of the form stay, and meet the new version when they are saved.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub async fn save_beside<E: Edited>(
    ask: &Ask,
    permit: &Permit<E::Act>,
    version: i64,
    form: &E,
) -> Result<Saved, Fault> {
    save_as(ask, permit, version, form, None, false).await
}

async fn save_as<E: Edited>(
    ask: &Ask,
    permit: &Permit<E::Act>,
    version: i64,
    form: &E,
    reverted_to: Option<i64>,
    ends_drafts: bool,
) -> Result<Saved, Fault> {
    let write = async |tx: &mut Tx, permit: &Permit<E::Act>| {
        let before = E::now(tx, permit).await?;
        if before.version != version {
            return Err(Fault::Lost);
        }
        if before.form == *form {
            if ends_drafts {
                store::drop_drafts(tx, permit, E::SHAPE).await?;
            }
            return Ok(Saved::Unchanged);
        }
        if let Some(wrong) = E::keep(ask, tx, permit, &before, form, reverted_to).await? {
            return Ok(Saved::Wrong(wrong));
        }
        if ends_drafts {
            store::drop_drafts(tx, permit, E::SHAPE).await?;
        }
        Ok(Saved::Yes)
    };
    match (ask.write(permit, write).await, E::taken()) {
        (Err(Fault::Taken), Some(wrong)) => Ok(Saved::Wrong(wrong)),
        (other, _) => other,
    }
}

/// Both texts side by side, field by field.
///
/// # Errors
/// What the database says.
pub async fn meet<E: Edited>(ask: &Ask, permit: &Permit<E::Act>, base: i64, mine: &Texts, kept: Kept) -> Answer {
    let read = async |tx: &mut Tx| {
        let now = E::now(tx, permit).await?;
        let theirs = find_revision(tx, permit, now.version).await?;
        // Version 0 is what nobody wrote yet.
        let base = if base == 0 { Texts::new() } else { find_revision(tx, permit, base).await?.fields };
        Ok((base, theirs))
    };
    let (base, theirs) = ask.read(read).await?;
    let around = E::around(ask, permit).await?;
    // As understood where it can be, so that two spellings of one date are one text.
    let mine = E::read(mine).map_or_else(|_| mine.clone(), |form| form.texts());
    let meeting = Meeting {
        shape: E::SHAPE,
        frame: frame::<E>(ask, &format!("{}を直す", around.name)),
        thing: around.name,
        base: &base,
        mine: &mine,
        theirs: &theirs,
        action: E::path(permit.facts().id()),
        back: around.back,
        say: &*around.say,
        free: &around.free,
    };
    conflict_page(meeting, kept)
}

/// The later text is kept in a draft, and this act throws it away.
pub fn drafted<E: Edited>(permit: &Permit<E::Act>) -> Kept {
    Kept::Draft { discard: Some(format!("{}/discard", E::path(permit.facts().id()))) }
}

async fn keep_draft<E: Edited>(ask: &Ask, permit: &Permit<E::Act>, version: i64, texts: &Texts) -> Result<(), Fault> {
    let write = async |tx: &mut Tx, permit: &_| store::keep_draft(tx, permit, E::SHAPE, version, texts).await;
    ask.write(permit, write).await
}

/// The frame of a page around a form.
pub fn frame<E: Edited>(ask: &Ask, title: &str) -> Frame {
    Frame::of(title, ask.actor.signed_in(), E::PLACE).saying(ask.query.get("said"))
}

#[derive(Template)]
#[template(path = "editing/views/history.html")]
struct HistoryPage {
    frame: Frame,
    path: String,
    back: String,
    name: String,
    version: i64,
    can_edit: bool,
    steps: Vec<Past>,
}

/// 履歴: every version with what it changed, newest first, and the way back to each. `R` is the act of reading them.
pub async fn history<E: Edited, R: Action<On = E::On>>(ask: Ask) -> Answer {
    let permit = ask.may::<R>(E::id(&ask)?).await?;
    let read = async |tx: &mut Tx| Ok((E::now(tx, &permit).await?.version, store::revisions(tx, &permit).await?));
    let (version, revisions) = ask.read(read).await?;
    let around = E::around(&ask, &permit).await?;
    let mut steps = walk(&revisions, E::SHAPE, version, E::MADE, true, &*around.say);
    steps.reverse();
    let page = HistoryPage {
        frame: frame::<E>(&ask, &format!("{}の版の履歴", around.name)),
        path: E::path(permit.facts().id()),
        back: around.back,
        name: around.name,
        version,
        can_edit: ask.could::<E::Act>(permit.facts().id()).await?,
        steps,
    };
    Reply::page(&page)
}
