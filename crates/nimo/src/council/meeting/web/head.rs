//! The head of a meeting: saved, kept as a draft, or met by somebody else's text.

use crate::access::{Action, Facts, Permit};
use crate::council::handout::rules::{differing, numbered};
use crate::council::handout::store as handouts;
use crate::council::meeting::EditMeeting;
use crate::council::meeting::model::{MeetingForm, MeetingId, NumberOf, PublicAccess, SHAPE, State};
use crate::council::meeting::store::{self, Meeting, MeetingFacts};
use crate::council::meeting::web::correct::{self, Looking};
use crate::council::meeting::web::id;
use crate::council::model::RecordMethod;
use crate::editing::act::{self, Around, Edited, Now};
use crate::editing::shape::{Shape, Texts, Wrong};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask};

impl Edited for MeetingForm {
    type On = MeetingFacts;
    type Act = EditMeeting;
    const SHAPE: &'static Shape = &SHAPE;
    const PLACE: Place = Place::Councils;
    const MADE: &'static str = "入れた";

    fn id(ask: &Ask) -> Result<MeetingId, Fault> {
        id(ask)
    }

    fn path(id: MeetingId) -> String {
        format!("/meetings/{id}")
    }

    fn form_path(id: MeetingId) -> String {
        format!("/meetings/{id}/correct")
    }

    fn saved_path(on: &MeetingFacts) -> String {
        Self::form_path(on.id())
    }

    fn read(texts: &Texts) -> Result<MeetingForm, Vec<Wrong>> {
        MeetingForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        MeetingForm::texts(self)
    }

    async fn now<A: Action<On = MeetingFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Now<MeetingForm>, Fault> {
        let meeting = store::find(tx, permit).await?;
        Ok(Now { version: meeting.version, form: meeting.form })
    }

    async fn understood(
        _ask: &Ask,
        _permit: &Permit<EditMeeting>,
        texts: &Texts,
    ) -> Result<Result<MeetingForm, Vec<Wrong>>, Fault> {
        Ok(MeetingForm::typed(texts))
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditMeeting>,
        before: &Now<MeetingForm>,
        form: &MeetingForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        let meeting = store::find(tx, permit).await?;
        let is_ahead = matches!(meeting.state, State::Planned | State::Held);
        if is_ahead && form.handouts.is_some() && form.handouts != before.form.handouts {
            let master = numbered(&handouts::of_meeting(tx, permit, meeting.id).await?);
            if !differing(form.handouts.as_deref().unwrap_or_default(), &master).is_empty() {
                let sentence = "この会議の資料は「資料」のページにあり、名も番号もそこから出ます。ここは空にして、「資料」のページで直してください。";
                return Ok(Some(Wrong::new("handouts", sentence)));
            }
        }
        store::set(tx, permit, before.version, form, reverted_to).await?;
        if meeting.state == State::Kept {
            store::kept_words(tx, permit, meeting.council, form).await?;
        }
        Ok(None)
    }

    /// An item of the agenda would vanish under its blocks.
    fn taken() -> Option<Wrong> {
        Some(used_item())
    }

    async fn around<A: Action<On = MeetingFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let meeting = ask.read(async |tx| store::find(tx, permit).await).await?;
        Ok(Around {
            name: meeting.form.title(),
            back: away(&meeting),
            say: Box::new(say),
            free: SHAPE.names().into_iter().filter(|name| !is_choice(name)).collect(),
        })
    }

    async fn show(ask: &Ask, permit: &Permit<EditMeeting>, looking: act::Looking) -> Answer {
        let act::Looking { version, texts, wrongs, .. } = looking;
        correct::show(ask, permit, Looking { texts: Some(texts), wrongs, version: Some(version), ..Looking::default() })
            .await
    }
}

/// What to say when an item of the agenda would vanish under its blocks.
pub fn used_item() -> Wrong {
    Wrong::new("agenda", "発言が付いている項目は消せません。先に、その発言の「議題」をほかの項目に変えてください。")
}

/// Away from a draft that has been overtaken: where the meeting is corrected it would be met again.
fn away(meeting: &Meeting) -> String {
    match meeting.state {
        State::Kept => format!("/meetings/{}", meeting.id),
        _ => format!("/councils/{}", meeting.council),
    }
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
