//! What members are asked: asked, moved, taken back, and the letters.

use super::page::show;
use super::whole::{Whole, set};
use crate::access::{Action, Facts, Permit};
use crate::council::edition::model::{CONFIRMATION, ConfirmationForm, ConfirmationId, EditionStage};
use crate::council::edition::print::{Letter, letters};
use crate::council::edition::rules::{CONFIRMED_ALREADY, WITHDRAWN_ALREADY};
use crate::council::edition::store::{self, ConfirmationFacts};
use crate::council::edition::{
    AskConfirmation, EditConfirmation, LookConfirmation, PrintConfirmation, WithdrawConfirmation,
};
use crate::council::meeting;
use crate::council::meeting::store as meetings;
use crate::council::telling::model::Audience;
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::form::{FormPage, Group};
use crate::editing::read::one_line;
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::layout::{Control, Field, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask, Reply};
use press::Document;

/// The window that the path names.
pub(super) fn id(ask: &Ask) -> Result<ConfirmationId, Fault> {
    ConfirmationId::parse(ask.param("id")).ok_or(Fault::Missing)
}

impl Edited for ConfirmationForm {
    type On = ConfirmationFacts;
    type Act = EditConfirmation;
    const SHAPE: &'static Shape = &CONFIRMATION;
    const PLACE: Place = Place::Councils;
    const MADE: &'static str = "求めた";

    fn id(ask: &Ask) -> Result<ConfirmationId, Fault> {
        id(ask)
    }

    fn path(id: ConfirmationId) -> String {
        format!("/confirmations/{id}")
    }

    fn saved_path(on: &ConfirmationFacts) -> String {
        home(on)
    }

    fn read(texts: &Texts) -> Result<ConfirmationForm, Vec<Wrong>> {
        ConfirmationForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        ConfirmationForm::texts(self)
    }

    async fn now<A: Action<On = ConfirmationFacts>>(
        tx: &mut Tx,
        permit: &Permit<A>,
    ) -> Result<Now<ConfirmationForm>, Fault> {
        let window = store::find(tx, permit).await?;
        Ok(Now { version: window.version, form: window.form })
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditConfirmation>,
        before: &Now<ConfirmationForm>,
        form: &ConfirmationForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        if let Some(sentence) = bars(tx, permit).await? {
            return Ok(Some(Wrong::new("due_on", sentence)));
        }
        store::set(tx, permit, before.version, form, reverted_to).await.map(|()| None)
    }

    async fn around<A: Action<On = ConfirmationFacts>>(_ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        Ok(Around {
            name: "会議録の確認のお願い".into(),
            back: home(permit.facts()),
            say: Box::new(say),
            free: vec!["asked_on", "due_on", "reply_to", "words"],
        })
    }

    async fn show(ask: &Ask, permit: &Permit<EditConfirmation>, looking: Looking) -> Answer {
        let around = Self::around(ask, permit).await?;
        let groups = vec![Group::plain(fields(&looking.texts, &looking.wrongs))];
        let frame = act::frame::<ConfirmationForm>(ask, &format!("{}を直す", around.name));
        FormPage::edit(frame, &around.name, Self::path(permit.facts().id()), looking, groups).back(around.back).answer()
    }
}

fn home(on: &ConfirmationFacts) -> String {
    format!("/meetings/{}/confirmation", on.meeting().id())
}

fn say(field: &str, value: &str) -> String {
    match (field, value) {
        ("asked_on" | "due_on", day) => day.parse().map_or_else(|_| day.to_string(), almanac::with_weekday),
        ("silence", "confirms") => "期限までに返事がなければ、確認したものとする".into(),
        ("silence", "waits") => "返事を待つ".into(),
        _ => value.into(),
    }
}

/// The fields of a window.
pub(super) fn fields(texts: &Texts, wrongs: &[Wrong]) -> Vec<Field> {
    let chosen = if text(texts, "silence").is_empty() { "waits" } else { text(texts, "silence") };
    let option = |code: &str| Option3(code.into(), say("silence", code), code == chosen);
    vec![
        Field::day("asked_on", "求めた日", text(texts, "asked_on"))
            .required()
            .help("お願いの文に書く日です。")
            .checked(wrongs),
        Field::day("due_on", "確認の期限", text(texts, "due_on"))
            .required()
            .help("この日まで待ちます。")
            .checked(wrongs),
        Field::line("silence", "返事のない人", "")
            .as_a(Control::Choice(["waits", "confirms"].map(option).into()))
            .help("「確認したものとする」を選ぶと、お願いの文にもそう書きます。")
            .checked(wrongs),
        Field::line("reply_to", "返事の宛先", text(texts, "reply_to"))
            .as_a(Control::Area(2))
            .help("例: みほん市 障害福祉課 相談支援係")
            .checked(wrongs),
        Field::line("words", "お願いの文", text(texts, "words"))
            .as_a(Control::Area(3))
            .help("空なら、ふつうの文になります。")
            .checked(wrongs),
    ]
}

/// Asks the members: may you · until when · the draft that they get, frozen, and the window.
pub(super) async fn ask(ask: Ask) -> Answer {
    let permit = ask.may::<AskConfirmation>(meeting::web::id(&ask)?).await?;
    let looking = ask.may::<LookConfirmation>(permit.facts().id()).await?;
    let texts = ask.typed.only(&CONFIRMATION.names());
    let form = match ConfirmationForm::parse(&texts) {
        Ok(form) => form,
        Err(wrongs) => return show(&ask, &looking, texts, wrongs).await,
    };
    let whole = ask.read(async |tx| Whole::of(tx, &permit).await).await?;
    let number = whole.asked() + 1;
    let around = (ask.signed_in()?.office_name.as_str(), ask.now.at_japan(), ask.now.day());
    let body = whole.body(Audience::Members, (EditionStage::Asked, number), around, "");
    let seen = whole.seen()?;
    let frozen = set(&ask, vec![(Audience::Members, body)]).await?;
    let write = async |tx: &mut Tx, permit: &Permit<AskConfirmation>| {
        let now = Whole::of(tx, permit).await?;
        if let Some(wrong) = holds_back(&now, &seen)? {
            return Ok(Some(wrong));
        }
        store::ask(tx, permit, &form).await?;
        store::freeze(tx, permit, (EditionStage::Asked, number, ""), &frozen).await.map(|()| None)
    };
    match ask.write(&permit, write).await? {
        None => Ok(Reply::see(format!("/meetings/{}/confirmation?said=minutes-asked", permit.facts().id()))),
        Some(wrong) => show(&ask, &looking, texts, vec![wrong]).await,
    }
}

/// Why nothing of a window is changed now, if it is not.
pub(super) async fn bars<A: Action<On = ConfirmationFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
) -> Result<Option<&'static str>, Fault> {
    if store::find(tx, permit).await?.withdrawn.is_some() {
        return Ok(Some(WITHDRAWN_ALREADY));
    }
    let editions = store::editions(tx, permit, permit.facts().meeting().id()).await?;
    let is_final = editions.iter().any(|one| one.stage == EditionStage::Final);
    Ok(is_final.then_some(CONFIRMED_ALREADY))
}

/// Why members are not asked now, if they are not.
fn holds_back(whole: &Whole, seen: &str) -> Result<Option<Wrong>, Fault> {
    let sentence = if whole.finals() > 0 {
        CONFIRMED_ALREADY
    } else if whole.window.is_some() {
        "もう確認を求めています。下の「確認のお願い」を見てください。"
    } else if whole.closed() > 0 {
        "委員用・公開用の文のうち、もとの発言と合うか見なおしていないものがあります。先に見なおしてください。"
    } else if whole.seen()? != seen {
        "そのあいだに、会議録が変わりました。いまの内容を確かめて、もう一度押してください。"
    } else {
        return Ok(None);
    };
    Ok(Some(Wrong::new("due_on", sentence)))
}

const MOST_REASON: usize = 400;

/// Takes back what was asked: may you · why · its row.
pub(super) async fn withdraw(ask: Ask) -> Answer {
    let permit = ask.may::<WithdrawConfirmation>(id(&ask)?).await?;
    let meeting = permit.facts().meeting().id();
    let looking = ask.may::<LookConfirmation>(meeting).await?;
    let mut wrongs = vec![];
    let texts = ask.typed.only(&["withdraw_reason"]);
    let reason = one_line("withdraw_reason", &texts, MOST_REASON, &mut wrongs);
    if reason.is_empty() {
        wrongs.push(Wrong::new(
            "withdraw_reason",
            "空です。取り下げるわけを入れてください。例: 案に抜けがあったので、出しなおす",
        ));
    }
    if !wrongs.is_empty() {
        return show(&ask, &looking, texts, wrongs).await;
    }
    let write = async |tx: &mut Tx, permit: &Permit<WithdrawConfirmation>| {
        if let Some(sentence) = bars(tx, permit).await? {
            return Ok(Some(Wrong::new("withdraw_reason", sentence)));
        }
        store::withdraw(tx, permit, &reason).await.map(|()| None)
    };
    if let Some(wrong) = ask.write(&permit, write).await? {
        return show(&ask, &looking, texts, vec![wrong]).await;
    }
    Ok(Reply::see(format!("/meetings/{meeting}/confirmation?said=confirmation-withdrawn")))
}

/// The letters as PDF.
pub(super) async fn pdf(ask: Ask) -> Answer {
    let (document, name) = paper(&ask).await?;
    papers::pdf(&ask, document, &name).await
}

/// The letters as DOCX.
pub(super) async fn docx(ask: Ask) -> Answer {
    let (document, name) = paper(&ask).await?;
    papers::docx(&ask, document, &name).await
}

async fn paper(ask: &Ask) -> Result<(Document, String), Fault> {
    let permit = ask.may::<PrintConfirmation>(id(ask)?).await?;
    let looking = ask.may::<LookConfirmation>(permit.facts().meeting().id()).await?;
    let read = async |tx: &mut Tx| Ok((store::find(tx, &permit).await?, meetings::find(tx, &looking).await?));
    let (window, meeting) = ask.read(read).await?;
    if window.withdrawn.is_some() {
        return Err(Fault::Unreadable(WITHDRAWN_ALREADY));
    }
    let people: Vec<String> = meeting.form.present.iter().flatten().map(|person| person.name.clone()).collect();
    let document = letters(&Letter {
        office: &ask.signed_in()?.office_name,
        council: &meeting.form.body,
        title: &meeting.form.title(),
        on: window.form.asked_on,
        due_on: window.form.due_on,
        silence_confirms: window.form.silence_confirms,
        reply_to: &window.form.reply_to,
        words: &window.form.words,
        people: &people,
        dated: ask.now.at_japan(),
    });
    let name = document.title.clone();
    Ok((document, name))
}
