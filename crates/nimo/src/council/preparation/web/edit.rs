//! The form of what is made ready, perhaps edited by two at once.

use crate::access::{Action, Facts, Permit};
use crate::council::meeting;
use crate::council::meeting::model::MeetingId;
use crate::council::meeting::store as meetings;
use crate::council::preparation::EditPreparation;
use crate::council::preparation::model::{ObserverWay, PreparationForm, SHAPE, TableShape};
use crate::council::preparation::rules::skeleton;
use crate::council::preparation::store::{self, PreparationFacts};
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::layout::{Control, Field, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask};

impl Edited for PreparationForm {
    type On = PreparationFacts;
    type Act = EditPreparation;
    const SHAPE: &'static Shape = &SHAPE;
    const PLACE: Place = Place::Councils;
    const MADE: &'static str = "始めた";

    fn id(ask: &Ask) -> Result<MeetingId, Fault> {
        meeting::web::id(ask)
    }

    fn path(id: MeetingId) -> String {
        format!("/meetings/{id}/preparation")
    }

    fn read(texts: &Texts) -> Result<PreparationForm, Vec<Wrong>> {
        PreparationForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        PreparationForm::texts(self)
    }

    async fn now<A: Action<On = PreparationFacts>>(
        tx: &mut Tx,
        permit: &Permit<A>,
    ) -> Result<Now<PreparationForm>, Fault> {
        let (form, version) = store::of_meeting(tx, permit, permit.facts().id()).await?.ok_or(Fault::Missing)?;
        Ok(Now { version, form })
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditPreparation>,
        before: &Now<PreparationForm>,
        form: &PreparationForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        store::set(tx, permit, (before.version, &before.form), form, reverted_to).await.map(|()| None)
    }

    async fn around<A: Action<On = PreparationFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let title = ask.read(async |tx| meetings::title_of(tx, permit, permit.facts().id()).await).await?;
        Ok(Around {
            name: format!("{title}の準備"),
            back: Self::path(permit.facts().id()),
            say: Box::new(say),
            free: SHAPE.names().into_iter().filter(|name| !matches!(*name, "observer_way" | "table_shape")).collect(),
        })
    }

    async fn show(ask: &Ask, permit: &Permit<EditPreparation>, looking: Looking) -> Answer {
        let around = Self::around(ask, permit).await?;
        let id = permit.facts().id();
        let read = async |tx: &mut Tx| {
            let carried = meetings::carried(tx, permit, id).await?;
            Ok((carried, meetings::items_of(tx, permit, id).await?))
        };
        let (carried, items) = ask.read(read).await?;
        let mut looking = looking;
        if text(&looking.texts, "script").is_empty() && ask.query.get("script") == "usual" {
            looking.texts.insert("script".into(), skeleton(items.iter().map(|item| &item.line)));
        }
        let is_carried = |name: &str| carried.iter().any(|one| one.what == format!("preparation.{name}"));
        let mark = |field: Field| match is_carried(field.name) {
            true => Field { label: format!("{}〔前回から〕", field.label).into(), ..field },
            false => field,
        };
        let groups = groups(&looking.texts, &looking.wrongs)
            .into_iter()
            .map(|group| Group { fields: group.fields.into_iter().map(mark).collect(), ..group })
            .collect();
        let frame = act::frame::<PreparationForm>(ask, &format!("{}を直す", around.name));
        FormPage::edit(frame, &around.name, Self::path(id), looking, groups).answer()
    }
}

/// A value of a field in words.
pub(super) fn say(field: &str, value: &str) -> String {
    match field {
        "notice_on" | "reply_by" | "posted_on" => value.parse().map_or_else(|_| value.into(), almanac::in_words),
        "observer_way" => ObserverWay::parse(value).map_or_else(String::new, |way| way.label().into()),
        "table_shape" => TableShape::parse(value).map_or_else(String::new, |shape| shape.label().into()),
        "observers_most" if !value.is_empty() => format!("{value}人"),
        _ => value.into(),
    }
}

fn groups(texts: &Texts, wrongs: &[Wrong]) -> Vec<Group> {
    let label = |name: &str| SHAPE.fields.iter().find(|(known, _)| *known == name).map_or("", |(_, label)| *label);
    let line = |name: &'static str| Field::line(name, label(name), text(texts, name)).checked(wrongs);
    let area = |name: &'static str, rows| line(name).as_a(Control::Area(rows));
    let day = |name: &'static str| Field::day(name, label(name), text(texts, name)).checked(wrongs);
    let none = || [(String::new(), "決めない".to_string())].into_iter();
    let ways = none().chain(ObserverWay::ALL.map(|way| (way.code().to_string(), way.label().to_string())));
    let shapes = none().chain(TableShape::ALL.map(|shape| (shape.code().to_string(), shape.label().to_string())));
    let choose =
        |name: &'static str, options| Field::select(name, label(name), text(texts, name), options).checked(wrongs);
    vec![
        Group::under(
            "開催通知と返信票",
            "委員へ",
            vec![
                line("notice_number").help("例: 8みほ障第123号").as_a(Control::Short),
                day("notice_on"),
                area("sender", 2).help("職と名。例: みほん市長　今村 花子"),
                area("notice_words", 4).help("空なら、ふつうの文が入ります。"),
                day("reply_by"),
                area("reply_to", 3).help("郵送先、ファクス、メール、電話など"),
                area("contact", 3).help("担当課、電話、メール"),
            ],
        ),
        Group::under(
            "開催のお知らせと傍聴",
            "どなたにも",
            vec![
                day("posted_on"),
                line("observers_most").help("例: 5人").as_a(Control::Short),
                choose("observer_way", ways.collect::<Vec<_>>()),
                line("observers_from").help("例: 9:30").as_a(Control::Short),
                line("observers_until").help("例: 9:50").as_a(Control::Short),
                area("observer_rules", 4).help("1行に1つ。空なら、ふつうのきまりが入ります。"),
            ],
        ),
        Group::under(
            "席",
            "空なら名簿から並べます",
            vec![
                choose("table_shape", shapes.collect::<Vec<_>>()),
                area("table_order", 6).help("1人を1行。会長の左から、机をまわる順に。会長は正面に座ります。"),
                area("clerks", 3).help("1人を1行。空なら、会議の「事務局」が入ります。"),
            ],
        ),
        Group::under(
            "進行シナリオ",
            "会長の言葉",
            vec![
                area("script", 16).help(
                    "「＃」で始まる行に議題の題を書き、その下に言葉を書きます。資料の番号と名は、自動で入ります。",
                ),
            ],
        ),
    ]
}
