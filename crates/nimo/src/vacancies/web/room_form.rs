//! A room, edited, perhaps by two at once; and a room that is added to its home.

use crate::access::{Action, Facts, Permit};
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::choices::{in_words, one_of};
use crate::editing::form::{FormPage, Group};
use crate::editing::read::yen_in_words;
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::layout::{Control, Field, Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::vacancies::model::{Bath, ROOM, RoomForm, VacancyId, Yes};
use crate::vacancies::store::{self, VacancyFacts};
use crate::vacancies::web::{home_id, room_id};
use crate::vacancies::{AddVacancy, EditVacancy};

impl Edited for RoomForm {
    type On = VacancyFacts;
    type Act = EditVacancy;
    const SHAPE: &'static Shape = &ROOM;
    const PLACE: Place = Place::Vacancies;
    const MADE: &'static str = "加えた";

    fn id(ask: &Ask) -> Result<VacancyId, Fault> {
        room_id(ask)
    }

    fn path(id: VacancyId) -> String {
        format!("/vacancies/{id}")
    }

    fn read(texts: &Texts) -> Result<RoomForm, Vec<Wrong>> {
        RoomForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        RoomForm::texts(self)
    }

    async fn now<A: Action<On = VacancyFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Now<RoomForm>, Fault> {
        let room = store::room::find(tx, permit).await?;
        Ok(Now { version: room.version, form: room.form })
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditVacancy>,
        before: &Now<RoomForm>,
        form: &RoomForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        store::room::set(tx, permit, before.version, form, reverted_to).await.map(|()| None)
    }

    async fn around<A: Action<On = VacancyFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let read = async |tx: &mut Tx| {
            let home = store::home::of_room(tx, permit, permit.facts().home()).await?;
            Ok((home, store::room::find(tx, permit).await?))
        };
        let (home, room) = ask.read(read).await?;
        let name = format!("{}の部屋「{}」", home.form.name, room.form.name);
        Ok(Around { name, back: Self::path(room.id), say: Box::new(say), free: vec!["name", "note"] })
    }

    async fn show(ask: &Ask, permit: &Permit<EditVacancy>, looking: Looking) -> Answer {
        let around = Self::around(ask, permit).await?;
        let groups = groups(&looking.texts, &looking.wrongs);
        let frame = act::frame::<RoomForm>(ask, &around.name);
        FormPage::edit(frame, &around.name, around.back, looking, groups).answer()
    }
}

/// The form of a room that is still to be added.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<AddVacancy>(home_id(&ask)?).await?;
    show(&ask, &permit, &Texts::new(), vec![]).await
}

/// Adds it: may you · what was typed · its row.
pub async fn add(ask: Ask) -> Answer {
    let permit = ask.may::<AddVacancy>(home_id(&ask)?).await?;
    let texts = ask.typed.only(&ROOM.names());
    let form = match RoomForm::parse(&texts) {
        Ok(form) => form,
        Err(wrongs) => return show(&ask, &permit, &texts, wrongs).await,
    };
    let write = async |tx: &mut Tx, permit: &Permit<AddVacancy>| store::room::add(tx, permit, &form).await;
    ask.write(&permit, write).await?;
    Ok(Reply::see(format!("/homes/{}/tell?said=room-added", permit.facts().id())))
}

async fn show(ask: &Ask, permit: &Permit<AddVacancy>, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let home = ask.read(async |tx| store::home::find(tx, permit).await).await?;
    let because = format!("{}の部屋です。名前だけで加えられます。加えたら、続けて様子を知らせます。", home.form.name);
    let frame = Frame::of("部屋を加える", ask.actor.signed_in(), Place::Vacancies);
    let (heads, back) = (("部屋を加える".to_string(), "加える"), format!("/homes/{}", home.id));
    let groups = groups(texts, &wrongs);
    FormPage::new(frame, because, heads, (format!("{back}/vacancies"), back), wrongs, groups).answer()
}

fn groups(texts: &Texts, wrongs: &[Wrong]) -> Vec<Group> {
    const UNASKED: &str = "まだ聞いていない";
    let field = |name, label| Field::line(name, label, text(texts, name)).checked(wrongs);
    let yes = |name, label| {
        field(name, label).as_a(Control::Choice(one_of(Yes::ALL, (Yes::code, Yes::label), UNASKED, text(texts, name))))
    };
    let baths = one_of(Bath::ALL, (Bath::code, Bath::label), UNASKED, text(texts, "bath"));
    vec![
        Group::plain(vec![
            field("name", "部屋").required().help("例: 101、2階の東").as_a(Control::Short),
            Field::day("vacant_from", "空いた日、空く日", text(texts, "vacant_from"))
                .checked(wrongs)
                .help("例: R8.12.1"),
            yes("trial", "体験できますか"),
        ]),
        Group::under(
            "費用",
            "1か月あたり",
            vec![
                field("rent_yen", "家賃").help("円で。例: 45000、4万5千").as_a(Control::Short),
                field("other_yen", "食費・光熱費など").help("円で。なければ 0").as_a(Control::Short),
                field("aid_yen", "家賃の補助").help("円で。補足給付や市の補助など。なければ 0").as_a(Control::Short),
            ],
        ),
        Group::under(
            "建物",
            "",
            vec![
                field("floor", "階").help("例: 2").as_a(Control::Short),
                yes("lift", "エレベーター"),
                field("bath", "風呂・トイレ").as_a(Control::Choice(baths)),
                field("note", "覚え書き")
                    .help("事務局と、この事業所の人だけが見ます。利用している人の名前は入れないでください。")
                    .as_a(Control::Area(2)),
            ],
        ),
    ]
}

/// A value of a field in words, for diffs.
fn say(field: &str, value: &str) -> String {
    match field {
        "vacant_from" => value.parse().map_or_else(|_| value.to_string(), almanac::in_words),
        "floor" if !value.is_empty() => format!("{value}階"),
        "lift" | "trial" => in_words(Yes::parse, Yes::label, value),
        "bath" => in_words(Bath::parse, Bath::label, value),
        "rent_yen" | "other_yen" | "aid_yen" => value.parse().map_or_else(|_| value.to_string(), yen_in_words),
        _ => value.to_string(),
    }
}
