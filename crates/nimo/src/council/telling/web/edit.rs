//! What others read of a block, edited, perhaps by two at once.

use crate::access::{Action, Facts, Permit};
use crate::council::meeting::model::BlockId;
use crate::council::telling::EditTelling;
use crate::council::telling::model::{SHAPE, TellingForm, say};
use crate::council::telling::store::{self, TellingFacts};
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::layout::{Control, Field, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};

impl Edited for TellingForm {
    type On = TellingFacts;
    type Act = EditTelling;
    const SHAPE: &'static Shape = &SHAPE;
    const PLACE: Place = Place::Councils;
    const MADE: &'static str = "書き始めた";

    fn id(ask: &Ask) -> Result<BlockId, Fault> {
        BlockId::parse(ask.param("id")).ok_or(Fault::Missing)
    }

    fn path(id: BlockId) -> String {
        format!("/tellings/{id}")
    }

    fn saved_path(on: &TellingFacts) -> String {
        home(on)
    }

    fn read(texts: &Texts) -> Result<TellingForm, Vec<Wrong>> {
        TellingForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        TellingForm::texts(self)
    }

    async fn now<A: Action<On = TellingFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Now<TellingForm>, Fault> {
        let telling = store::find(tx, permit).await?.ok_or(Fault::Missing)?;
        Ok(Now { version: telling.version, form: telling.form })
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditTelling>,
        before: &Now<TellingForm>,
        form: &TellingForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        store::set(tx, permit, before.version, form, reverted_to).await.map(|()| None)
    }

    async fn around<A: Action<On = TellingFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let block = ask.read(async |tx| store::block(tx, permit).await).await?;
        Ok(Around {
            name: format!("「{}」の委員用・公開用の文", start(&block.form.words())),
            back: home(permit.facts()),
            say: Box::new(say),
            free: vec!["members_words", "everybody_words"],
        })
    }

    async fn show(ask: &Ask, permit: &Permit<EditTelling>, looking: Looking) -> Answer {
        let around = Self::around(ask, permit).await?;
        let block = ask.read(async |tx| store::block(tx, permit).await).await?;
        let groups = groups(&looking.texts, &looking.wrongs);
        let frame = act::frame::<TellingForm>(ask, "ほかの人が読む文");
        FormPage::edit(frame, &around.name, Self::path(permit.facts().id()), looking, groups)
            .because(format!("もとの発言（ここでは変わりません）: {}", block.form.words()))
            .back(around.back)
            .answer()
    }
}

/// The page with all of the meeting, at this block.
fn home(on: &TellingFacts) -> String {
    format!("/meetings/{}/tellings", on.meeting().id())
}

/// The first words of a block.
pub fn start(words: &str) -> String {
    const MOST: usize = 24;
    let start: String = words.chars().take(MOST).collect();
    if words.chars().count() > MOST { format!("{start}…") } else { start }
}

fn groups(texts: &Texts, wrongs: &[Wrong]) -> Vec<Group> {
    let chosen = |name: &str| match text(texts, name) {
        "" => "same".to_string(),
        chosen => chosen.to_string(),
    };
    let how = |name: &'static str, label: &'static str| {
        let is = chosen(name);
        let option = |code: &str| Option3(code.into(), say(name, code), is == code);
        Field::line(name, label, "")
            .as_a(Control::Choice(["same", "words", "left_out"].map(option).into()))
            .checked(wrongs)
    };
    let words = |name: &'static str, label: &'static str, help: &'static str| {
        let typed = text(texts, name);
        Field::line(name, label, typed).as_a(Control::Area(4)).help(help).checked(wrongs)
    };
    vec![
        Group::under(
            "委員用",
            "委員が確かめ、読むもの",
            vec![
                how("members", "委員が読むもの"),
                words(
                    "members_words",
                    "委員用の文",
                    "「書きかえる」を選んだときに使います。だれのことか分からない書き方にしてください。",
                ),
            ],
        ),
        Group::under(
            "公開用",
            "だれでも読むもの",
            vec![
                how("everybody", "みなが読むもの"),
                words("everybody_words", "公開用の文", "「書きかえる」を選んだときに使います。"),
            ],
        ),
    ]
}

/// The form, for a block of which something was said before.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<EditTelling>(TellingForm::id(&ask)?).await?;
    if ask.read(async |tx| store::find(tx, &permit).await).await?.is_none() {
        return Ok(Reply::see(home(permit.facts())));
    }
    act::edit::<TellingForm>(ask).await
}

/// Lays the form out for a block, and goes there.
pub async fn begin(ask: Ask) -> Answer {
    let permit = ask.may::<EditTelling>(TellingForm::id(&ask)?).await?;
    ask.write(&permit, async |tx, permit| store::lay_out(tx, permit).await).await?;
    Ok(Reply::see(TellingForm::form_path(permit.facts().id())))
}

/// 見なおした: what was written for others stays right for the words as they are now, if those are the words that were looked at.
pub async fn look(ask: Ask) -> Answer {
    let permit = ask.may::<EditTelling>(TellingForm::id(&ask)?).await?;
    let version = crate::editing::view::version(&ask)?;
    let write = async |tx: &mut Tx, permit: &Permit<EditTelling>| {
        let telling = store::find(tx, permit).await?.ok_or(Fault::Missing)?;
        if store::block(tx, permit).await?.version != version {
            return Err(Fault::Lost);
        }
        store::look(tx, permit, &telling.form).await
    };
    match ask.write(&permit, write).await {
        Err(Fault::Lost) => Ok(Reply::see(format!("{}?said=telling-moved", home(permit.facts())))),
        other => other.map(|()| Reply::see(format!("{}?said=telling-looked", home(permit.facts())))),
    }
}
