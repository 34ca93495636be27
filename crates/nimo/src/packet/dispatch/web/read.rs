//! What was sent: its papers, what changed, who gets it, and the links to it.

use crate::access::{Facts, Permit};
use crate::council::meeting::ReadMeeting;
use crate::council::meeting::model::MeetingId;
use crate::editing::shape::Wrong;
use crate::layout::{Field, Frame, Place};
use crate::packet::dispatch::model::{Dispatch, DispatchId, DispatchLinkId};
use crate::packet::dispatch::print::Head;
use crate::packet::dispatch::store::{self, Link};
use crate::packet::dispatch::web::id;
use crate::packet::dispatch::{LinkDispatch, PrepareDispatch, ReadDispatch, WithdrawDispatch};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// One person on the list.
struct Person {
    place: usize,
    name: String,
    body: String,
    /// His last link.
    last: String,
    /// How it stands: mark and words.
    link: Option<(&'static str, String)>,
    /// The link that can be ended.
    open: Option<DispatchLinkId>,
}

#[derive(Template)]
#[template(path = "packet/dispatch/views/page.html")]
struct DispatchPage {
    frame: Frame,
    id: DispatchId,
    meeting: MeetingId,
    title: String,
    number: i64,
    day: String,
    by: String,
    sha256: String,
    dispatch: Dispatch,
    pages: i64,
    people: Vec<Person>,
    /// Nimo is reached from outside under a name of its own.
    has_origin: bool,
    may_link: bool,
    /// A link that was just made. It is shown once.
    made: Option<Made>,
    /// Why nothing of it is printed any more.
    withdrawn: Option<String>,
    may_withdraw: bool,
    may_send: bool,
    reason: Field,
    wrongs: Vec<Wrong>,
}

/// A link that was just made: for whom, its address, and did an older one end?
pub(super) struct Made {
    pub name: String,
    pub address: String,
    pub ends_older: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadDispatch>(id(&ask)?).await?;
    show(&ask, &permit, None, vec![]).await
}

/// The page, perhaps with a link that was just made, or with what is wrong.
pub(super) async fn show(ask: &Ask, permit: &Permit<ReadDispatch>, made: Option<Made>, wrongs: Vec<Wrong>) -> Answer {
    let read = async |tx: &mut Tx| {
        let frozen = store::find(tx, permit).await?;
        let rests = store::rests_on_taken_back(tx, permit, &frozen.dispatch).await?;
        Ok((frozen, store::links(tx, permit).await?, rests))
    };
    let (frozen, links, rests_on_taken_back) = ask.read(read).await?;
    let head = Head { number: frozen.number, dated: frozen.at.at_japan() };
    let stands = permit.facts().stands() && !rests_on_taken_back;
    let why = if rests_on_taken_back {
        "もとにした会議資料が取り下げられています。"
    } else {
        "会議が取り下げられています。"
    };
    let aside = (!stands).then(|| why.to_string());
    let has_origin = ask.app.origin().is_https();
    let person = |(place, one): (usize, &crate::packet::dispatch::model::Recipient)| {
        let last = links.iter().rfind(|link| usize::try_from(link.place).is_ok_and(|at| at == place));
        Person {
            place,
            name: one.name.clone(),
            body: one.body.clone(),
            last: last.map_or_else(String::new, |link| link.id.to_string()),
            link: last.filter(|_| stands).map(|link| told(link, ask.now)),
            open: last.filter(|_| stands).filter(|link| link.end.is_none() && ask.now < link.until).map(|link| link.id),
        }
    };
    let page = DispatchPage {
        frame: Frame::of(head.title(&frozen.dispatch), ask.actor.signed_in(), Place::Councils)
            .saying(ask.query.get("said")),
        id: frozen.id,
        meeting: permit.facts().meeting().id(),
        may_send: ask.would::<PrepareDispatch>(permit.facts().meeting())?,
        title: frozen.dispatch.meeting.clone(),
        number: frozen.number,
        day: frozen.at.in_words(),
        by: frozen.by,
        sha256: frozen.sha256,
        pages: frozen.dispatch.papers.iter().map(|paper| paper.pages).sum(),
        people: frozen.dispatch.people.iter().enumerate().map(person).collect(),
        may_withdraw: frozen.withdrawn.is_none() && ask.would::<WithdrawDispatch>(permit.facts())?,
        withdrawn: frozen.withdrawn.or(aside),
        reason: Field::line("reason", "取り下げるわけ", ask.typed.get("reason"))
            .required()
            .help("例: だれのことか分かる資料が入っていた")
            .checked(&wrongs),
        wrongs,
        may_link: stands
            && has_origin
            && frozen.dispatch.scope.goes_out()
            && ask.would::<LinkDispatch>(permit.facts())?,
        has_origin,
        dispatch: frozen.dispatch,
        made,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

/// How a link stands.
fn told(link: &Link, now: Moment) -> (&'static str, String) {
    match &link.end {
        Some((how, at)) if how == "used" => ("tied", format!("受け取りずみ（{}）", at.in_words())),
        Some((_, at)) => ("out", format!("止めた（{}）", at.in_words())),
        None if now >= link.until => ("out", "期限が過ぎた".into()),
        None => ("going", format!("{}まで開ける", link.until.in_words())),
    }
}

/// What was sent for the permit's meeting, for those who sent it: page and name.
///
/// # Errors
/// What the database says.
pub async fn of_meeting(ask: &Ask, permit: &Permit<ReadMeeting>) -> Result<Vec<(String, String)>, Fault> {
    let read = async |tx: &mut Tx| Ok((store::of_meeting(tx, permit).await?, store::gone(tx, permit).await?));
    let (sent, gone) = ask.read(read).await?;
    let mut told = vec![];
    for one in sent {
        if ask.could::<ReadDispatch>(one.id).await? {
            let mark = if one.withdrawn.is_some() { "（取り下げ）" } else { "" };
            let name = format!("送った資料 第{}便（{}）{mark}", one.number, one.dispatch.scope.word());
            told.push((format!("/dispatches/{}", one.id), name));
        }
    }
    for (id, number, ..) in gone {
        if ask.could::<ReadDispatch>(id).await? {
            told.push((format!("/dispatches/{id}"), format!("送った資料 第{number}便（廃棄しました）")));
        }
    }
    Ok(told)
}
