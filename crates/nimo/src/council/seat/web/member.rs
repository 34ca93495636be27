//! A person who sits down, and one who is edited.

use super::fields::{of_member, say};
use super::seat::council_name;
use crate::access::{Action, Facts, Permit};
use crate::council::charter::rules::in_force;
use crate::council::seat::model::{Everybody, MEMBER, MemberForm, MemberId, Seat, SeatForm};
use crate::council::seat::rules::{last_day, may_sit};
use crate::council::seat::store::{self, MemberFacts, everybody};
use crate::council::seat::{EditMember, SeatMember};
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::form::FormPage;
use crate::editing::shape::{Shape, Texts, Wrong};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::Date;

impl Edited for MemberForm {
    type On = MemberFacts;
    type Act = EditMember;
    const SHAPE: &'static Shape = &MEMBER;
    const PLACE: Place = Place::Councils;
    const MADE: &'static str = "入れた";

    fn id(ask: &Ask) -> Result<MemberId, Fault> {
        MemberId::parse(ask.param("id")).ok_or(Fault::Missing)
    }

    fn path(id: MemberId) -> String {
        format!("/members/{id}")
    }

    fn saved_path(on: &MemberFacts) -> String {
        SeatForm::path(on.seat())
    }

    fn read(texts: &Texts) -> Result<MemberForm, Vec<Wrong>> {
        MemberForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        MemberForm::texts(self)
    }

    async fn now<A: Action<On = MemberFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Now<MemberForm>, Fault> {
        let member = store::find_member(tx, permit).await?;
        Ok(Now { version: member.version, form: member.form })
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditMember>,
        before: &Now<MemberForm>,
        form: &MemberForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        let all = everybody(tx, permit, permit.facts().council()).await?;
        let seat = all.seat(permit.facts().seat()).ok_or(Fault::Missing)?;
        if let Err(wrong) = may_sit(&all, seat, form, Some(permit.facts().id())) {
            return Ok(Some(wrong));
        }
        store::set_member(tx, permit, before.version, form, reverted_to).await.map(|()| None)
    }

    async fn around<A: Action<On = MemberFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let member = ask.read(async |tx| store::find_member(tx, permit).await).await?;
        Ok(Around {
            name: format!("{}さん", member.form.name),
            back: SeatForm::path(permit.facts().seat()),
            say: Box::new(say),
            free: MEMBER.names().into_iter().filter(|name| !matches!(*name, "role" | "shows")).collect(),
        })
    }

    async fn show(ask: &Ask, permit: &Permit<EditMember>, looking: Looking) -> Answer {
        let around = Self::around(ask, permit).await?;
        let groups = of_member(&looking.texts, &looking.wrongs);
        let frame = act::frame::<MemberForm>(ask, &format!("{}を直す", around.name));
        let page = FormPage::edit(frame, &around.name, Self::path(permit.facts().id()), looking, groups);
        page.back(around.back).answer()
    }
}

/// The form for the next person, begun from the last one's term, body and post.
pub async fn new(ask: Ask) -> Answer {
    let permit = ask.may::<SeatMember>(SeatForm::id(&ask)?).await?;
    let read = async |tx: &mut Tx| {
        Ok((store::find(tx, &permit).await?, everybody(tx, &permit, permit.facts().council()).await?))
    };
    let (seat, all) = ask.read(read).await?;
    show_new(&ask, &permit, &seat, &begun(&all, &seat, ask.now.day()), vec![]).await
}

/// Who follows somebody who left early takes the rest of his term; else a term of the rules' length follows the last one.
fn begun(all: &Everybody, seat: &Seat, today: Date) -> Texts {
    let mut texts = Texts::from([("role".to_string(), "member".to_string())]);
    let mut say = |field: &str, value: String| _ = texts.insert(field.to_string(), value);
    let Some(last) = all.of_seat(seat.id).next_back() else { return texts };
    say("body", last.form.body.clone());
    say("post", last.form.post.clone());
    let Some(from_on) = last.form.held().until_on.and_then(|last| last.succ_opt()) else { return texts };
    say("from_on", from_on.to_string());
    let rest = last.form.left_on.and(last.form.term.until_on).filter(|until| *until >= from_on);
    let years = in_force(&all.charters, today).and_then(|charter| charter.term_years);
    if let Some(until) = rest.or_else(|| last_day(from_on, years?)) {
        say("until_on", until.to_string());
    }
    texts
}

/// Puts a person into the seat: may you · what was typed · does nobody sit there · the row.
pub async fn seat(ask: Ask) -> Answer {
    let permit = ask.may::<SeatMember>(SeatForm::id(&ask)?).await?;
    let texts = ask.typed.only(&MEMBER.names());
    let now = ask.read(async |tx| store::find(tx, &permit).await).await?;
    let form = match MemberForm::parse(&texts) {
        Ok(form) => form,
        Err(wrongs) => return show_new(&ask, &permit, &now, &texts, wrongs).await,
    };
    let write = async |tx: &mut Tx, permit: &Permit<SeatMember>| {
        let all = everybody(tx, permit, permit.facts().council()).await?;
        let seat = all.seat(permit.facts().id()).ok_or(Fault::Missing)?;
        match may_sit(&all, seat, &form, None) {
            Err(wrong) => Ok(Err(wrong)),
            Ok(()) => store::seat_member(tx, permit, &form).await.map(Ok),
        }
    };
    match ask.write(&permit, write).await? {
        Err(wrong) => show_new(&ask, &permit, &now, &texts, vec![wrong]).await,
        Ok(_) => Ok(Reply::see(format!("{}?said=member-seated", SeatForm::path(permit.facts().id())))),
    }
}

async fn show_new(ask: &Ask, permit: &Permit<SeatMember>, seat: &Seat, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let council = council_name(ask, permit.facts().council()).await?;
    let frame = Frame::of("委員を入れる", ask.actor.signed_in(), Place::Councils);
    let because = format!(
        "{council}の席「{}」です。前の人がいれば、任期は残り（または次の任期）から、所属と役職は前の人のものから始まります。",
        seat.form.title
    );
    let heads = ("委員を入れる".to_string(), "入れる");
    let home = SeatForm::path(seat.id);
    let groups = of_member(texts, &wrongs);
    FormPage::new(frame, because, heads, (format!("{home}/members"), home), wrongs, groups).answer()
}
