//! A handout that is edited, perhaps by two at once, and its place in the order.

use crate::access::{Action, Facts, Permit};
use crate::council::handout::model::{HandoutForm, HandoutId, SHAPE, Series, Timing};
use crate::council::handout::store::{self, HandoutFacts};
use crate::council::handout::{EditHandout, rules};
use crate::council::meeting::model::{Kept, MeetingId};
use crate::council::meeting::store as meetings;
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::layout::{Field, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};

/// The items of an agenda to which a paper may belong: id and words.
pub(super) struct Choices(Vec<(String, String)>);

impl Choices {
    /// Of these items.
    pub(super) fn of(items: &[Kept]) -> Choices {
        Choices(items.iter().map(|item| (item.id.to_string(), item.line.words())).collect())
    }

    /// The form, if its item is one of these.
    pub(super) fn allows(&self, form: HandoutForm) -> Result<HandoutForm, Vec<Wrong>> {
        let is_known = |id: String| self.0.iter().any(|(known, _)| *known == id);
        match form.item {
            Some(item) if !is_known(item.to_string()) => {
                Err(vec![Wrong::new("item", "その議題は、いまの次第にありません。一覧から選び直してください。")])
            }
            _ => Ok(form),
        }
    }
}

/// The items of a meeting.
pub(super) async fn choices<A: Action>(ask: &Ask, meeting: MeetingId, permit: &Permit<A>) -> Result<Choices, Fault> {
    let items = ask.read(async |tx| meetings::items_of(tx, permit, meeting).await).await?;
    Ok(Choices::of(&items))
}

/// The fields of a handout.
pub(super) fn form_fields(texts: &Texts, items: &Choices, wrongs: &[Wrong]) -> Vec<Field> {
    let none = [(String::new(), "決めない".to_string())];
    let of = |code: &str, label: &str| (code.to_string(), label.to_string());
    let or = |name: &str, usual: &'static str| match text(texts, name) {
        "" => usual.to_string(),
        chosen => chosen.to_string(),
    };
    let series = Series::ALL.map(|series| of(series.code(), series.label()));
    let timings = Timing::ALL.map(|timing| of(timing.code(), timing.label()));
    vec![
        Field::line("title", "資料の名", text(texts, "title"))
            .required()
            .help("ここで一度だけ入れます。次第にも、通知にも、一式にも、同じ名が出ます。")
            .checked(wrongs),
        Field::select("timing", "配り方", &or("timing", "ahead"), timings).checked(wrongs),
        Field::select("series", "番号の付け方", &or("series", "paper"), series).checked(wrongs),
        Field::select("item", "どの議題の資料か", text(texts, "item"), none.into_iter().chain(items.0.iter().cloned()))
            .checked(wrongs),
        Field::line("maker", "つくった所", text(texts, "maker")).help("例: 事務局、みほん病院").checked(wrongs),
    ]
}

impl Edited for HandoutForm {
    type On = HandoutFacts;
    type Act = EditHandout;
    const SHAPE: &'static Shape = &SHAPE;
    const PLACE: Place = Place::Councils;
    const MADE: &'static str = "加えた";

    fn id(ask: &Ask) -> Result<HandoutId, Fault> {
        HandoutId::parse(ask.param("id")).ok_or(Fault::Missing)
    }

    fn path(id: HandoutId) -> String {
        format!("/handouts/{id}")
    }

    fn read(texts: &Texts) -> Result<HandoutForm, Vec<Wrong>> {
        HandoutForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        HandoutForm::texts(self)
    }

    async fn now<A: Action<On = HandoutFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Now<HandoutForm>, Fault> {
        let handout = store::find(tx, permit).await?;
        Ok(Now { version: handout.version, form: handout.form })
    }

    async fn understood(
        ask: &Ask,
        permit: &Permit<EditHandout>,
        texts: &Texts,
    ) -> Result<Result<HandoutForm, Vec<Wrong>>, Fault> {
        let items = choices(ask, permit.facts().meeting().id(), permit).await?;
        Ok(HandoutForm::parse(texts).and_then(|form| items.allows(form)))
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditHandout>,
        before: &Now<HandoutForm>,
        form: &HandoutForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        store::set(tx, permit, before.version, form, reverted_to).await.map(|()| None)
    }

    async fn around<A: Action<On = HandoutFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let meeting = permit.facts().meeting().id();
        let read = async |tx: &mut Tx| {
            let all = store::of_meeting(tx, permit, meeting).await?;
            Ok((rules::numbered(&all), meetings::items_of(tx, permit, meeting).await?))
        };
        let (listed, items) = ask.read(read).await?;
        let own = listed.into_iter().find(|one| one.id == permit.facts().id()).ok_or(Fault::Missing)?;
        let items = Choices::of(&items);
        Ok(Around {
            name: own.words(),
            back: Self::path(own.id),
            say: Box::new(move |field, value| say(&items, field, value)),
            free: vec!["title", "maker"],
        })
    }

    async fn show(ask: &Ask, permit: &Permit<EditHandout>, looking: Looking) -> Answer {
        let around = Self::around(ask, permit).await?;
        let items = choices(ask, permit.facts().meeting().id(), permit).await?;
        let groups = vec![Group::plain(form_fields(&looking.texts, &items, &looking.wrongs))];
        let frame = act::frame::<HandoutForm>(ask, &format!("{}を直す", around.name));
        FormPage::edit(frame, &around.name, Self::path(permit.facts().id()), looking, groups).answer()
    }
}

/// A value of a field in words.
fn say(items: &Choices, field: &str, value: &str) -> String {
    match field {
        "series" => Series::parse(value).map_or_else(String::new, |series| series.label().into()),
        "timing" => Timing::parse(value).map_or_else(String::new, |timing| timing.label().into()),
        "item" if value.is_empty() => String::new(),
        "item" => items
            .0
            .iter()
            .find(|(id, _)| id == value)
            .map_or("（いまの次第にない議題）".into(), |(_, words)| words.clone()),
        _ => value.into(),
    }
}

/// Moves a handout one place up or down; the numbers follow.
pub async fn shift(ask: Ask) -> Answer {
    let permit = ask.may::<EditHandout>(HandoutForm::id(&ask)?).await?;
    let is_up = match ask.typed.get("to") {
        "up" => true,
        "down" => false,
        _ => return Err(Fault::Missing),
    };
    ask.write(&permit, async |tx: &mut Tx, permit: &Permit<EditHandout>| store::shift(tx, permit, is_up).await).await?;
    let (meeting, id) = (permit.facts().meeting().id(), permit.facts().id());
    Ok(Reply::see(format!("/meetings/{meeting}/handouts?said=handout-moved#h-{id}")))
}
