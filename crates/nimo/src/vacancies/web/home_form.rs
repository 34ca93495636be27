//! What a home accepts, edited, perhaps by two at once; and a home that is added to its provider.

use crate::access::{Action, Facts, Permit};
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::choices::{in_words, one_of, some_of};
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::providers;
use crate::providers::model::ProviderId;
use crate::vacancies::model::{
    Barrier, Criterion, Disability, GroupHomeKind, HOME, Help, HomeForm, HomeId, Night, Sex, Skill, Smoking, Yes,
    level_in_words,
};
use crate::vacancies::store::{self, HomeFacts};
use crate::vacancies::web::home_id;
use crate::vacancies::{AddHome, EditHome};

const UNASKED: &str = "まだ聞いていない";

impl Edited for HomeForm {
    type On = HomeFacts;
    type Act = EditHome;
    const SHAPE: &'static Shape = &HOME;
    const PLACE: Place = Place::Vacancies;
    const MADE: &'static str = "加えた";

    fn id(ask: &Ask) -> Result<HomeId, Fault> {
        home_id(ask)
    }

    fn path(id: HomeId) -> String {
        format!("/homes/{id}")
    }

    fn read(texts: &Texts) -> Result<HomeForm, Vec<Wrong>> {
        HomeForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        HomeForm::texts(self)
    }

    async fn now<A: Action<On = HomeFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Now<HomeForm>, Fault> {
        let home = store::home::find(tx, permit).await?;
        Ok(Now { version: home.version, form: home.form })
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditHome>,
        before: &Now<HomeForm>,
        form: &HomeForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        store::home::set(tx, permit, before.version, form, reverted_to).await.map(|()| None)
    }

    async fn around<A: Action<On = HomeFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let home = ask.read(async |tx| store::home::find(tx, permit).await).await?;
        let free = vec!["name", "area", "contact", "rules"];
        Ok(Around { name: home.form.name, back: Self::path(permit.facts().id()), say: Box::new(say), free })
    }

    async fn show(ask: &Ask, permit: &Permit<EditHome>, looking: Looking) -> Answer {
        let around = Self::around(ask, permit).await?;
        let groups = groups(&looking.texts, &looking.wrongs);
        let frame = act::frame::<HomeForm>(ask, &around.name);
        FormPage::edit(frame, &around.name, around.back, looking, groups).answer()
    }
}

/// The form of a home that is still to be added.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<AddHome>(provider_id(&ask)?).await?;
    show(&ask, &permit, &Texts::new(), vec![]).await
}

/// Adds it: may you · what was typed · its row.
pub async fn add(ask: Ask) -> Answer {
    let permit = ask.may::<AddHome>(provider_id(&ask)?).await?;
    let texts = ask.typed.only(&HOME.names());
    let form = match HomeForm::parse(&texts) {
        Ok(form) => form,
        Err(wrongs) => return show(&ask, &permit, &texts, wrongs).await,
    };
    let write = async |tx: &mut Tx, permit: &Permit<AddHome>| store::home::add(tx, permit, &form).await;
    let home = ask.write(&permit, write).await?;
    Ok(Reply::see(format!("/homes/{home}?said=home-added")))
}

fn provider_id(ask: &Ask) -> Result<ProviderId, Fault> {
    ProviderId::parse(ask.param("id")).ok_or(Fault::Missing)
}

async fn show(ask: &Ask, permit: &Permit<AddHome>, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let id = permit.facts().id();
    let found = ask.read(async |tx| providers::store::named(tx, permit, &[id]).await).await?;
    let name = found.first().map_or_else(String::new, |one| one.name().to_string());
    let because = format!("{name}の住居です。名前だけで加えられます。ほかは、聞けたところから。");
    let frame = Frame::of("住居を加える", ask.actor.signed_in(), Place::Vacancies);
    let (heads, back) = (("住居を加える".to_string(), "加える"), format!("/providers/{id}"));
    let groups = groups(texts, &wrongs);
    FormPage::new(frame, because, heads, (format!("{back}/homes"), back), wrongs, groups).answer()
}

fn groups(texts: &Texts, wrongs: &[Wrong]) -> Vec<Group> {
    let field = |name, label| Field::line(name, label, text(texts, name)).checked(wrongs);
    let one = |name: &'static str, label, options: Vec<Option3>| field(name, label).as_a(Control::Choice(options));
    let yes = |name| one_of(Yes::ALL, (Yes::code, Yes::label), UNASKED, text(texts, name));
    vec![
        Group::plain(vec![
            field("name", "住居の名").required().help("例: すみれの家 1号"),
            field("kind", "型").as_a(Control::Select(one_of(
                GroupHomeKind::ALL,
                (GroupHomeKind::code, GroupHomeKind::label),
                UNASKED,
                text(texts, "kind"),
            ))),
            field("area", "町名").help("番地までは要りません。例: 本町"),
            field("contact", "見学の申し込み先").help("窓口と電話番号を。利用している人の名前は入れないでください。"),
        ]),
        Group::under("受け入れ", "聞いていないことは「まだ聞いていない」のままで", accepts(texts, &field, &one, &yes)),
        Group::under(
            "話し合いと、助けの求め",
            "断る理由ではなく、先に話すことです",
            vec![
                field("talks", "先に話し合いたいこと").as_a(Control::Checks(some_of(
                    Barrier::ALL,
                    (Barrier::code, Barrier::label),
                    text(texts, "talks"),
                ))),
                field("skills", "あれば受け入れを広げられる研修や助け").as_a(Control::Checks(some_of(
                    Skill::ALL,
                    (Skill::code, Skill::label),
                    text(texts, "skills"),
                ))),
                field("rules", "そのほかのきまり").help("門限、来客など。").as_a(Control::Area(3)),
            ],
        ),
        Group::under(
            "条件のわけ",
            "わけによって、だれが変えられるかが違います。空なら、いつものわけとみます",
            Criterion::ALL.iter().map(|criterion| ground(*criterion, texts, wrongs)).collect(),
        ),
    ]
}

fn accepts(
    texts: &Texts,
    field: &impl Fn(&'static str, &'static str) -> Field,
    one: &impl Fn(&'static str, &'static str, Vec<Option3>) -> Field,
    yes: &impl Fn(&'static str) -> Vec<Option3>,
) -> Vec<Field> {
    let some = |name: &'static str, label, options: Vec<Option3>| field(name, label).as_a(Control::Checks(options));
    let chosen = |name| text(texts, name);
    vec![
        one("sex", "性別", one_of(Sex::ALL, (Sex::code, Sex::label), UNASKED, chosen("sex"))),
        some(
            "disabilities",
            "受け入れる障害",
            some_of(Disability::ALL, (Disability::code, Disability::label), chosen("disabilities")),
        ),
        field("level_from", "障害支援区分（から）").help("0（区分なし）から6まで。").as_a(Control::Short),
        field("level_to", "障害支援区分（まで）").as_a(Control::Short),
        one("night", "夜間の支援", one_of(Night::ALL, (Night::code, Night::label), UNASKED, chosen("night"))),
        field("term_years", "入居の期限（年）")
            .help("期限がないと聞いていれば「なし」。聞いていなければ、空のままで。例: 3")
            .as_a(Control::Short),
        one("day_out", "日中に出かける人に限りますか", yes("day_out")),
        some("helps", "できる手伝い", some_of(Help::ALL, (Help::code, Help::label), chosen("helps"))),
        one("smoking", "たばこ", one_of(Smoking::ALL, (Smoking::code, Smoking::label), UNASKED, chosen("smoking"))),
        one("guarantor", "保証人が要りますか", yes("guarantor")),
    ]
}

fn ground(criterion: Criterion, texts: &Texts, wrongs: &[Wrong]) -> Field {
    let usual = ("".to_string(), format!("いつものわけ（{}）", criterion.grounds()[0].word()));
    let each =
        criterion.grounds().iter().enumerate().skip(1).map(|(at, ground)| (at.to_string(), ground.word().into()));
    let name = criterion.field();
    Field::select(name, criterion.label(), text(texts, name), std::iter::once(usual).chain(each)).checked(wrongs)
}

/// A value of a field in words, for diffs.
fn say(field: &str, value: &str) -> String {
    match field {
        "kind" => in_words(GroupHomeKind::parse, GroupHomeKind::label, value),
        "sex" => in_words(Sex::parse, Sex::label, value),
        "disabilities" => in_words(Disability::parse, Disability::label, value),
        "level_from" | "level_to" => value.parse().map_or_else(|_| value.to_string(), level_in_words),
        "night" => in_words(Night::parse, Night::label, value),
        "day_out" | "guarantor" => in_words(Yes::parse, Yes::label, value),
        "helps" => in_words(Help::parse, Help::label, value),
        "smoking" => in_words(Smoking::parse, Smoking::label, value),
        "talks" => in_words(Barrier::parse, Barrier::label, value),
        "skills" => in_words(Skill::parse, Skill::label, value),
        _ => {
            let criterion = Criterion::ALL.iter().find(|one| one.field() == field);
            let ground = criterion.and_then(|one| one.grounds().get(value.parse::<usize>().ok()?));
            ground.map_or_else(|| value.to_string(), |ground| ground.word().into())
        }
    }
}
