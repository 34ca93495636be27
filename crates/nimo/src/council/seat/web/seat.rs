//! A seat: its page with everybody who sat there, a new one, and one that is edited.

use super::fields::{of_seat, say};
use crate::access::{Action, Facts, Permit};
use crate::council::charter::rules::in_force;
use crate::council::model::CouncilId;
use crate::council::seat::model::{Everybody, Member, MemberId, SEAT, SeatForm, SeatId};
use crate::council::seat::rules::may_stand;
use crate::council::seat::store::{self, SeatFacts, everybody};
use crate::council::seat::{AddSeat, EditMember, EditSeat, ReadSeat, ReadSeatHistory, SeatMember, WithdrawSeat};
use crate::council::{ReadCouncil, store as councils};
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::form::FormPage;
use crate::editing::shape::{Shape, Texts, Wrong};
use crate::layout::{Field, Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::Date;
use askama::Template;

impl Edited for SeatForm {
    type On = SeatFacts;
    type Act = EditSeat;
    const SHAPE: &'static Shape = &SEAT;
    const PLACE: Place = Place::Councils;
    const MADE: &'static str = "置いた";

    fn id(ask: &Ask) -> Result<SeatId, Fault> {
        SeatId::parse(ask.param("id")).ok_or(Fault::Missing)
    }

    fn path(id: SeatId) -> String {
        format!("/seats/{id}")
    }

    fn read(texts: &Texts) -> Result<SeatForm, Vec<Wrong>> {
        SeatForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        SeatForm::texts(self)
    }

    async fn now<A: Action<On = SeatFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Now<SeatForm>, Fault> {
        let seat = store::find(tx, permit).await?;
        Ok(Now { version: seat.version, form: seat.form })
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditSeat>,
        before: &Now<SeatForm>,
        form: &SeatForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        let all = everybody(tx, permit, permit.facts().council()).await?;
        if let Err(wrong) = may_stand(&all, form, Some(permit.facts().id())) {
            return Ok(Some(wrong));
        }
        store::set(tx, permit, before.version, form, reverted_to).await.map(|()| None)
    }

    async fn around<A: Action<On = SeatFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let seat = ask.read(async |tx| store::find(tx, permit).await).await?;
        Ok(Around {
            name: format!("席「{}」", seat.form.title),
            back: Self::path(seat.id),
            say: Box::new(say),
            free: vec!["place", "title", "category", "from_on", "until_on"],
        })
    }

    async fn show(ask: &Ask, permit: &Permit<EditSeat>, looking: Looking) -> Answer {
        let read = async |tx: &mut Tx| {
            Ok((store::find(tx, permit).await?, everybody(tx, permit, permit.facts().council()).await?))
        };
        let (seat, all) = ask.read(read).await?;
        let name = format!("席「{}」", seat.form.title);
        let groups = of_seat(&looking.texts, &looking.wrongs, in_force(&all.charters, ask.now.day()));
        let frame = act::frame::<SeatForm>(ask, &format!("{name}を直す"));
        FormPage::edit(frame, &name, Self::path(seat.id), looking, groups).answer()
    }
}

/// The form of a new seat, at the end of the roster.
pub async fn new(ask: Ask) -> Answer {
    let permit = ask.may::<AddSeat>(crate::council::web::id(&ask)?).await?;
    let all = ask.read(async |tx| everybody(tx, &permit, permit.facts().id()).await).await?;
    let next = all.seats.iter().map(|seat| seat.form.place).max().unwrap_or(0) + 1;
    let texts = [("place", next.to_string()), ("letter", "commission".into())];
    let texts = texts.into_iter().map(|(name, value)| (name.to_string(), value)).collect();
    show_new(&ask, &permit, &all, &texts, vec![]).await
}

/// Adds a seat: may you · what was typed · is there room for it · its row.
pub async fn add(ask: Ask) -> Answer {
    let permit = ask.may::<AddSeat>(crate::council::web::id(&ask)?).await?;
    let texts = ask.typed.only(&SEAT.names());
    let understood = SeatForm::parse(&texts);
    let all = ask.read(async |tx| everybody(tx, &permit, permit.facts().id()).await).await?;
    let form = match understood {
        Ok(form) => form,
        Err(wrongs) => return show_new(&ask, &permit, &all, &texts, wrongs).await,
    };
    let write = async |tx: &mut Tx, permit: &Permit<AddSeat>| {
        let all = everybody(tx, permit, permit.facts().id()).await?;
        match may_stand(&all, &form, None) {
            Err(wrong) => Ok(Err(wrong)),
            Ok(()) => store::add(tx, permit, &form).await.map(Ok),
        }
    };
    match ask.write(&permit, write).await? {
        Err(wrong) => show_new(&ask, &permit, &all, &texts, vec![wrong]).await,
        Ok(seat) => Ok(Reply::see(format!("/seats/{seat}?said=seat-added"))),
    }
}

async fn show_new(ask: &Ask, permit: &Permit<AddSeat>, all: &Everybody, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let council = permit.facts().id();
    let name = council_name(ask, council).await?;
    let groups = of_seat(texts, &wrongs, in_force(&all.charters, ask.now.day()));
    let frame = Frame::of("席を加える", ask.actor.signed_in(), Place::Councils);
    let because = format!("{name}の席です。席は残り、座る人が替わります。人は、席を置いたあとに入れます。");
    let heads = ("席を加える".to_string(), "加える");
    let paths = (format!("/councils/{council}/seats"), format!("/councils/{council}/roster"));
    FormPage::new(frame, because, heads, paths, wrongs, groups).answer()
}

/// The name of the council that somebody who keeps its roster reads.
pub(super) async fn council_name(ask: &Ask, council: CouncilId) -> Result<String, Fault> {
    let permit = ask.may::<ReadCouncil>(council).await?;
    Ok(ask.read(async |tx| councils::find(tx, &permit).await).await?.form.name)
}

/// Somebody who sat there.
struct Sitting {
    id: MemberId,
    name: String,
    body: String,
    term: (String, String),
    role: &'static str,
    left: String,
    mark: &'static str,
    word: &'static str,
}

#[derive(Template)]
#[template(path = "council/seat/views/seat.html")]
struct SeatPage {
    frame: Frame,
    id: SeatId,
    council_id: CouncilId,
    council: String,
    title: String,
    sentence: String,
    is_filled: bool,
    facts: Vec<(&'static str, String)>,
    people: Vec<Sitting>,
    may_seat: bool,
    may_edit: bool,
    may_edit_members: bool,
    sees_history: bool,
    wrongs: Vec<Wrong>,
    /// The form with which a mistake is taken back; none for who may not.
    withdraw: Vec<Field>,
}

/// A seat and everybody who sat there, the newest first.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadSeat>(SeatForm::id(&ask)?).await?;
    show(&ask, &permit, vec![]).await
}

/// The page, perhaps with what is wrong with the form at its end.
pub(super) async fn show(ask: &Ask, permit: &Permit<ReadSeat>, wrongs: Vec<Wrong>) -> Answer {
    let council = permit.facts().council();
    let read = async |tx: &mut Tx| Ok((store::find(tx, permit).await?, everybody(tx, permit, council).await?));
    let (seat, all) = ask.read(read).await?;
    let today = ask.now.day();
    let people: Vec<&Member> = all.of_seat(seat.id).rev().collect();
    let texts = seat.form.texts();
    let facts =
        SEAT.fields.iter().filter(|(name, _)| *name != "title").map(|(name, label)| (*label, say(name, &texts[*name])));
    let may_edit_members = match people.first() {
        Some(member) => ask.could::<EditMember>(member.id).await?,
        None => false,
    };
    let page = SeatPage {
        frame: Frame::of(format!("席「{}」", seat.form.title), ask.actor.signed_in(), Place::Councils)
            .saying(ask.query.get("said")),
        id: seat.id,
        council_id: council,
        council: council_name(ask, council).await?,
        sentence: sentence(&seat.form, &people, today),
        is_filled: people.iter().any(|member| member.form.held().holds(today)),
        title: seat.form.title.clone(),
        facts: facts.filter(|(_, words)| !words.is_empty()).collect(),
        people: people.iter().map(|member| sitting(member, today)).collect(),
        may_seat: ask.would::<SeatMember>(permit.facts())?,
        may_edit: ask.would::<EditSeat>(permit.facts())?,
        may_edit_members,
        sees_history: ask.would::<ReadSeatHistory>(permit.facts())?,
        withdraw: if ask.would::<WithdrawSeat>(permit.facts())? { mistakes(ask, &people, &wrongs) } else { vec![] },
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

fn sentence(seat: &SeatForm, people: &[&Member], today: Date) -> String {
    let now = people.iter().find(|member| member.form.held().holds(today));
    match now {
        Some(member) => format!("いまは{}さんの席です", member.form.name),
        None if !seat.stands_on(today) => "いまはない席です".into(),
        None => "いまは欠員です".into(),
    }
}

/// What may be taken back, and why.
fn mistakes(ask: &Ask, people: &[&Member], wrongs: &[Wrong]) -> Vec<Field> {
    let whole = ("seat".to_string(), "この席と、ここにいた全員".to_string());
    let one = |member: &&Member| {
        (member.id.to_string(), format!("{}さん（{}）", member.form.name, member.form.term.in_words()))
    };
    let choose = (String::new(), "選んでください".to_string());
    vec![
        Field::select(
            "what",
            "何を",
            ask.typed.get("what"),
            [choose].into_iter().chain(people.iter().map(one)).chain([whole]),
        )
        .checked(wrongs),
        Field::line("reason", "取り消すわけ", ask.typed.get("reason"))
            .help("例: 別の協議会の名簿を貼ってしまった")
            .checked(wrongs),
    ]
}

fn sitting(member: &Member, today: Date) -> Sitting {
    let form = &member.form;
    let (mark, word) = match (form.held().holds(today), form.term.from_on > today) {
        (true, _) => ("tied", "いま"),
        (false, true) => ("going", "これから"),
        (false, false) => ("out", "前の人"),
    };
    let left = form.left_on.map_or_else(String::new, |left| {
        let why = if form.left_reason.is_empty() { String::new() } else { format!("（{}）", form.left_reason) };
        format!("{}まで{why}", almanac::in_words(left))
    });
    Sitting {
        id: member.id,
        name: form.name.clone(),
        body: form.body_and_post(),
        term: form.term.in_parts(),
        role: form.role.label(),
        left,
        mark,
        word,
    }
}
