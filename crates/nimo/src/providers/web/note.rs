//! What the town knows of a provider, edited, perhaps by two at once.

use crate::access::{Action, Facts, Permit};
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::layout::{Control, Field, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask};
use crate::providers::NoteProvider;
use crate::providers::model::{Intake, NoteForm, ProviderId, SHAPE};
use crate::providers::store::{self, ProviderFacts};
use crate::providers::web::id;

impl Edited for NoteForm {
    type On = ProviderFacts;
    type Act = NoteProvider;
    const SHAPE: &'static Shape = &SHAPE;
    const PLACE: Place = Place::Providers;
    const MADE: &'static str = "残した";
    const BEGINS_EMPTY: bool = true;

    fn id(ask: &Ask) -> Result<ProviderId, Fault> {
        id(ask)
    }

    fn path(id: ProviderId) -> String {
        format!("/providers/{id}")
    }

    fn read(texts: &Texts) -> Result<NoteForm, Vec<Wrong>> {
        NoteForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        NoteForm::texts(self)
    }

    async fn now<A: Action<On = ProviderFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Now<NoteForm>, Fault> {
        let (form, version) = store::note::find(tx, permit).await?;
        Ok(Now { version, form })
    }

    async fn understood(
        ask: &Ask,
        _permit: &Permit<NoteProvider>,
        texts: &Texts,
    ) -> Result<Result<NoteForm, Vec<Wrong>>, Fault> {
        let form = NoteForm::parse(texts);
        Ok(form.and_then(|form| form.wrong_on(ask.now.day()).map_or(Ok(form), |wrong| Err(vec![wrong]))))
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<NoteProvider>,
        before: &Now<NoteForm>,
        form: &NoteForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        store::note::set(tx, permit, before.version, form, reverted_to).await.map(|()| None)
    }

    async fn around<A: Action<On = ProviderFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let id = permit.facts().id();
        let found = ask.read(async |tx| store::named(tx, permit, &[id]).await).await?;
        let name =
            found.first().map_or_else(String::new, |one| format!("{}（{}）の様子", one.name(), one.service.label()));
        Ok(Around { name, back: Self::path(id), say: Box::new(say), free: vec!["told_by", "note"] })
    }

    async fn show(ask: &Ask, permit: &Permit<NoteProvider>, looking: Looking) -> Answer {
        let around = Self::around(ask, permit).await?;
        let groups = groups(&looking.texts, &looking.wrongs);
        let frame = act::frame::<NoteForm>(ask, &around.name);
        FormPage::edit(frame, &around.name, around.back, looking, groups).answer()
    }
}

/// A value of a field in words, for diffs.
fn say(field: &str, value: &str) -> String {
    match field {
        "intake" => Intake::parse(value).map_or_else(|| value.to_string(), |intake| intake.label().into()),
        "since" | "as_of" => value.parse().map_or_else(|_| value.to_string(), almanac::in_words),
        _ => value.to_string(),
    }
}

fn groups(texts: &Texts, wrongs: &[Wrong]) -> Vec<Group> {
    let field = |name, label| Field::line(name, label, text(texts, name)).checked(wrongs);
    let day = |name, label| {
        let echo = almanac::read_date(text(texts, name)).ok().map(almanac::with_weekday);
        field(name, label).as_a(Control::Short).echo(echo)
    };
    let chosen = text(texts, "intake");
    let option = |code: &str, label: &str| Option3(code.into(), label.into(), code == chosen);
    let states = std::iter::once(option("", "まだ確かめていない"));
    let states = states.chain(Intake::ALL.map(|intake| option(intake.code(), intake.label()))).collect();
    vec![
        Group::plain(vec![
            field("intake", "いまの様子").as_a(Control::Choice(states)),
            day("as_of", "確かめた日").help("様子を選んだときは要ります。例: R8.11.25"),
            field("told_by", "だれから聞いたか").help(
                "様子を選んだときは要ります。例: 事業所の管理者に電話で。利用している人の名前は入れないでください。",
            ),
        ]),
        Group::under(
            "分かるところまで",
            "あとからでも入れられます",
            vec![
                day("since", "その様子になった日").help("これからの日でもかまいません。例: R9.3.31（廃止の予定）"),
                field("spot", "地図の位置")
                    .help("公表の位置がないとき、違うときに。緯度、経度の順。例: 35.699, 139.503"),
                field("note", "覚え書き").help("見学のしかた、送迎の範囲など。").as_a(Control::Area(3)),
            ],
        ),
    ]
}
