//! A wish that is edited, perhaps by two at once; and one that is added.

use crate::access::{Action, Facts, Permit};
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::choices::{in_words, one_of, some_of};
use crate::editing::form::{FormPage, Group};
use crate::editing::read::yen_in_words;
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::vacancies::model::{Disability, Help, HomeId, Yes, level_in_words};
use crate::wishes::model::{
    DayLife, NO_HELP, NightNeed, OTHER_AREA, Smokes, Stairs, Stay, UnitFor, WISH, WishForm, WishId, WishNumber,
    WishState,
};
use crate::wishes::store::{self, WishFacts};
use crate::wishes::web::gathered::Gathered;
use crate::wishes::web::wish_id;
use crate::wishes::{AddWishes, EditWish};

const UNASKED: &str = "まだ聞いていない";

impl Edited for WishForm {
    type On = WishFacts;
    type Act = EditWish;
    const SHAPE: &'static Shape = &WISH;
    const PLACE: Place = Place::Vacancies;
    const MADE: &'static str = "加えた";

    fn id(ask: &Ask) -> Result<WishId, Fault> {
        wish_id(ask)
    }

    fn path(id: WishId) -> String {
        format!("/wishes/{id}")
    }

    fn read(texts: &Texts) -> Result<WishForm, Vec<Wrong>> {
        WishForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        WishForm::texts(self)
    }

    async fn now<A: Action<On = WishFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Now<WishForm>, Fault> {
        let wish = store::wish::find(tx, permit).await?;
        Ok(Now { version: wish.version, form: wish.form })
    }

    async fn understood(
        ask: &Ask,
        _permit: &Permit<EditWish>,
        texts: &Texts,
    ) -> Result<Result<WishForm, Vec<Wrong>>, Fault> {
        Ok(understood(texts, ask, &Gathered::of(ask).await?))
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditWish>,
        before: &Now<WishForm>,
        form: &WishForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        store::wish::set(tx, permit, before.version, form, reverted_to).await.map(|()| None)
    }

    async fn around<A: Action<On = WishFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let wish = ask.read(async |tx| store::wish::find(tx, permit).await).await?;
        let homes = Gathered::of(ask).await?.home_names();
        Ok(Around {
            name: format!("希望 {}", wish.number),
            back: Self::path(permit.facts().id()),
            say: Box::new(move |field, value| say(field, value, &homes)),
            free: vec![],
        })
    }

    async fn show(ask: &Ask, permit: &Permit<EditWish>, looking: Looking) -> Answer {
        let around = Self::around(ask, permit).await?;
        let groups = groups(ask, &looking.texts, &looking.wrongs).await?;
        let frame = act::frame::<WishForm>(ask, &around.name);
        FormPage::edit(frame, &around.name, around.back, looking, groups).answer()
    }
}

fn understood(texts: &Texts, ask: &Ask, gathered: &Gathered) -> Result<WishForm, Vec<Wrong>> {
    let today = ask.now.day();
    let classes = gathered.rule(today).map(|rule| rule.classes.as_slice()).unwrap_or_default();
    WishForm::parse(texts).and_then(|form| {
        let wrongs = [form.wrong_on(today), form.wrong_places(&gathered.places()), form.wrong_class(classes)];
        let wrongs: Vec<Wrong> = wrongs.into_iter().flatten().collect();
        if wrongs.is_empty() { Ok(form) } else { Err(wrongs) }
    })
}

/// The form of a wish that is still to be added.
pub async fn form(ask: Ask) -> Answer {
    ask.may::<AddWishes>(ask.office()?).await?;
    show(&ask, &Texts::new(), vec![]).await
}

/// Adds it: may you · what was typed · its row, if no other one has its number.
pub async fn add(ask: Ask) -> Answer {
    let permit = ask.may::<AddWishes>(ask.office()?).await?;
    let texts = ask.typed.only(&[WISH.names(), vec!["number"]].concat());
    let number = WishNumber::read(text(&texts, "number"));
    let gathered = Gathered::of(&ask).await?;
    let (number, form) = match (number, understood(&texts, &ask, &gathered)) {
        (Ok(number), Ok(form)) => (number, form),
        (number, form) => {
            let of_number = number.err().map(|sentence| Wrong::new("number", sentence));
            let wrongs = of_number.into_iter().chain(form.err().unwrap_or_default()).collect();
            return show(&ask, &texts, wrongs).await;
        }
    };
    let write = async |tx: &mut Tx, permit: &Permit<AddWishes>| store::wish::add(tx, permit, &number, &form).await;
    match ask.write(&permit, write).await {
        Ok(id) => Ok(Reply::see(format!("/wishes/{id}?said=wish-added"))),
        Err(Fault::Taken) => {
            let what = "この番号の希望は、もうあります。別の番号にするか、その希望を直してください。";
            show(&ask, &texts, vec![Wrong::new("number", what)]).await
        }
        Err(fault) => Err(fault),
    }
}

async fn show(ask: &Ask, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let because = "番号と答えだけを入れます。名前や事情を書く欄はありません。聞けたところから入れて、あとで足せます。"
        .to_string();
    let frame = Frame::of("希望を加える", ask.actor.signed_in(), Place::Vacancies);
    let number = Field::line("number", "番号", text(texts, "number"))
        .checked(&wrongs)
        .required()
        .as_a(Control::Short)
        .help("町の一覧だけで使う番号です。名前や頭文字、受給者証の番号は使わないでください。例: 12、S-3");
    let mut groups = groups(ask, texts, &wrongs).await?;
    groups.insert(0, Group::plain(vec![number]));
    let heads = ("希望を加える".to_string(), "加える");
    FormPage::new(frame, because, heads, ("/wishes".into(), "/wishes".into()), wrongs, groups).answer()
}

async fn groups(ask: &Ask, texts: &Texts, wrongs: &[Wrong]) -> Result<Vec<Group>, Fault> {
    let gathered = Gathered::of(ask).await?;
    let homes = gathered.home_names();
    let classes = gathered.rule(ask.now.day()).map(|rule| rule.classes.clone()).unwrap_or_default();
    let field = |name, label| Field::line(name, label, text(texts, name)).checked(wrongs);
    let one = |name: &'static str, label, options: Vec<Option3>| field(name, label).as_a(Control::Choice(options));
    let chosen = |name| text(texts, name);
    let yes = |name| one_of(Yes::ALL, (Yes::code, Yes::label), UNASKED, chosen(name));
    let mut first = vec![
        Field::day("since", "希望した日", chosen("since"))
            .checked(wrongs)
            .help("同じ区分では、早い人から読みます。例: R8.10.1"),
        one("state", "いま", some_of(WishState::ALL, (WishState::code, WishState::label), state(texts))),
    ];
    if classes.len() > 1 || !chosen("class").is_empty() {
        first.insert(0, class(texts, wrongs, &classes));
    }
    Ok(vec![
        Group::plain(first),
        Group::under("暮らし", "聞いていないことは「まだ聞いていない」のままで", daily(&field, &one, &yes, texts)),
        Group::under("部屋", "", room(&field, &one, texts, (&homes, &gathered.places()))),
        Group::under("見学のあと", "断った住居は、この人の案に出ません", declined(&field, texts, &homes)),
    ])
}

/// Without a state somebody seeks.
fn state(texts: &Texts) -> &str {
    let chosen = text(texts, "state");
    if chosen.is_empty() { WishState::Seeking.code() } else { chosen }
}

fn class(texts: &Texts, wrongs: &[Wrong], classes: &[String]) -> Field {
    let chosen = text(texts, "class");
    let gone = (!chosen.is_empty() && classes.iter().all(|class| class != chosen))
        .then(|| (chosen.to_string(), format!("{chosen}（いまのきまりにない区分）")));
    let all = classes.iter().map(|class| (class.clone(), class.clone()));
    let options = std::iter::once((String::new(), "決めていない（あとで読む）".to_string())).chain(all).chain(gone);
    Field::select("class", "優先順位の区分", chosen, options).checked(wrongs)
}

fn daily(
    field: &impl Fn(&'static str, &'static str) -> Field,
    one: &impl Fn(&'static str, &'static str, Vec<Option3>) -> Field,
    yes: &impl Fn(&'static str) -> Vec<Option3>,
    texts: &Texts,
) -> Vec<Field> {
    let chosen = |name| text(texts, name);
    let none = Option3(
        NO_HELP.into(),
        "手伝いは要らない".into(),
        chosen("helps").split_whitespace().any(|one| one == NO_HELP),
    );
    let helps = std::iter::once(none).chain(some_of(Help::ALL, (Help::code, Help::label), chosen("helps"))).collect();
    vec![
        one("sex", "どちらの住居か", one_of(UnitFor::ALL, (UnitFor::code, UnitFor::label), UNASKED, chosen("sex"))),
        field("disabilities", "障害の種別").as_a(Control::Checks(some_of(
            Disability::ALL,
            (Disability::code, Disability::label),
            chosen("disabilities"),
        ))),
        field("level", "障害支援区分").help("0（区分なし）から6まで。").as_a(Control::Short),
        one("night", "夜の支え", one_of(NightNeed::ALL, (NightNeed::code, NightNeed::label), UNASKED, chosen("night"))),
        one("days", "日中の過ごし方", one_of(DayLife::ALL, (DayLife::code, DayLife::label), UNASKED, chosen("days"))),
        field("helps", "要る手伝い").as_a(Control::Checks(helps)),
        one("smokes", "たばこ", one_of(Smokes::ALL, (Smokes::code, Smokes::label), UNASKED, chosen("smokes"))),
        one("stay", "いつまで住みたいか", one_of(Stay::ALL, (Stay::code, Stay::label), UNASKED, chosen("stay"))),
        one("guarantor", "保証人がいますか", yes("guarantor")),
        one("talk", "住む前に話し合いたいことがありますか", yes("talk"))
            .help("火のこと、お金のことなど、断られやすいできごとです。中身は、ここに残しません。"),
    ]
}

fn room(
    field: &impl Fn(&'static str, &'static str) -> Field,
    one: &impl Fn(&'static str, &'static str, Vec<Option3>) -> Field,
    texts: &Texts,
    (homes, places): (&[(HomeId, String)], &[String]),
) -> Vec<Field> {
    let chosen = |name| text(texts, name);
    let bath = vec![
        Option3(String::new(), "どちらでもよい".into(), chosen("bath") != "own"),
        Option3("own".into(), "専用がよい".into(), chosen("bath") == "own"),
    ];
    let home = |name: &'static str, label: &'static str| {
        let none = Option3(String::new(), "なし".into(), chosen(name).is_empty());
        let all = homes.iter().map(|(id, home)| {
            let is = id.to_string() == chosen(name);
            Option3(id.to_string(), home.clone(), is)
        });
        field(name, label).as_a(Control::Select(std::iter::once(none).chain(all).collect()))
    };
    // What was chosen and is no place of a home any more stays, so that it can be seen and taken away.
    let names = places.iter().map(String::as_str).chain([OTHER_AREA]);
    let gone = chosen("areas").split(['、', ' ']).filter(|area| !area.is_empty() && *area != OTHER_AREA);
    let gone = gone.filter(|area| places.iter().all(|place| place != area));
    let is_chosen = |area: &str| chosen("areas").split(['、', ' ']).any(|one| one == area);
    let areas = names.chain(gone).map(|area| Option3(area.into(), area.into(), is_chosen(area))).collect();
    vec![
        field("cost_yen", "月に払える額")
            .help("家賃（補助を引いたあと）と、食費・光熱費などを合わせて。例: 65000、6万5千")
            .as_a(Control::Short),
        one("stairs", "階段", one_of(Stairs::ALL, (Stairs::code, Stairs::label), UNASKED, chosen("stairs"))),
        one("bath", "風呂・トイレ", bath),
        field("areas", "住みたい町")
            .help("どの町でもよければ、選ばないままで。住居のない町は「ほかの町」。")
            .as_a(Control::Checks(areas)),
        home("prefers_1", "第1希望"),
        home("prefers_2", "第2希望"),
        home("prefers_3", "第3希望"),
    ]
}

fn declined(
    field: &impl Fn(&'static str, &'static str) -> Field,
    texts: &Texts,
    homes: &[(HomeId, String)],
) -> Vec<Field> {
    let checks = |name: &'static str| {
        let chosen = text(texts, name);
        let is = |id: &str| chosen.split_whitespace().any(|one| one == id);
        let all = homes.iter().map(|(id, home)| Option3(id.to_string(), home.clone(), is(&id.to_string())));
        Control::Checks(all.collect())
    };
    vec![
        field("declined", "本人が断った住居").as_a(checks("declined")),
        field("refused", "住居のほうが断った").as_a(checks("refused")),
        field("talked", "話し合いが済んで、受け入れることになった住居")
            .help("「話し合いたいことがある」人でも、この住居とは、もう話し合わずに読みます。")
            .as_a(checks("talked")),
    ]
}

/// A value of a field in words, for diffs and for the page of a wish.
pub fn say(field: &str, value: &str, homes: &[(HomeId, String)]) -> String {
    let home =
        |id: &str| homes.iter().find(|(home, _)| home.to_string() == id).map_or(id, |(_, name)| name).to_string();
    match field {
        "state" => in_words(WishState::parse, WishState::label, value),
        "sex" => in_words(UnitFor::parse, UnitFor::label, value),
        "disabilities" => in_words(Disability::parse, Disability::label, value),
        "level" => value.parse().map_or_else(|_| value.to_string(), level_in_words),
        "night" => in_words(NightNeed::parse, NightNeed::label, value),
        "stay" => in_words(Stay::parse, Stay::label, value),
        "days" => in_words(DayLife::parse, DayLife::label, value),
        "helps" if value == NO_HELP => "手伝いは要らない".into(),
        "helps" => in_words(Help::parse, Help::label, value),
        "smokes" => in_words(Smokes::parse, Smokes::label, value),
        "guarantor" | "talk" => in_words(Yes::parse, Yes::label, value),
        "cost_yen" => value.parse().map_or_else(|_| value.to_string(), yen_in_words),
        "stairs" => in_words(Stairs::parse, Stairs::label, value),
        "bath" if value == "own" => "専用がよい".into(),
        "since" => almanac::read_date(value).map_or_else(|_| value.to_string(), almanac::in_words),
        "prefers_1" | "prefers_2" | "prefers_3" | "declined" | "refused" | "talked" => {
            value.split_whitespace().map(home).collect::<Vec<_>>().join("、")
        }
        _ => value.to_string(),
    }
}
