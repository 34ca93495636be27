//! How the rooms of a home are now, told at once: by the home on a telephone, or by a clerk who telephones.

use crate::access::Permit;
use crate::accounts::model::Role;
use crate::editing::shape::{Texts, Wrong, text};
use crate::layout::{Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::vacancies::TellHome;
use crate::vacancies::model::{HomeId, HomeTelling, Notice, TellableRoom, VacancyId, VacancyState};
use crate::vacancies::rules::fade::{RoomStanding, standing};
use crate::vacancies::store::{self, Home, Room};
use crate::vacancies::web::home_id;
use almanac::Date;
use askama::Template;

/// A room on the form.
pub struct RoomFields {
    /// 101.
    pub name: String,
    /// What is known, in words.
    pub known: String,
    /// The names of its fields: state, held until, holder, known.
    pub names: [String; 4],
    /// The notice that says what is known.
    pub notice: String,
    /// How it is.
    pub states: Vec<Option3>,
    /// Until when it is kept, as typed.
    pub held_until: String,
    /// By whom, as typed.
    pub holder: String,
    /// What is wrong with it.
    pub error: Option<String>,
}

#[derive(Template)]
#[template(path = "vacancies/views/tell.html")]
struct TellPage {
    frame: Frame,
    id: HomeId,
    name: String,
    back: String,
    is_own: bool,
    as_of: Field,
    told_by: Field,
    rooms: Vec<RoomFields>,
    wrongs: Vec<Wrong>,
    state_error: Option<String>,
}

/// The form: may you · its rooms · what is known of them.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<TellHome>(home_id(&ask)?).await?;
    let (home, rooms) = read(&ask, &permit).await?;
    let texts = known(&ask, &rooms.iter().collect::<Vec<_>>())?;
    show(&ask, &home, &rooms, &texts, vec![])
}

/// Keeps it: may you · what was typed of each room · a row for each of which something was told · what somebody else told meanwhile.
pub async fn tell(ask: Ask) -> Answer {
    let permit = ask.may::<TellHome>(home_id(&ask)?).await?;
    let (home, rooms) = read(&ask, &permit).await?;
    let tellable: Vec<TellableRoom> = rooms.iter().map(tellable).collect();
    let names = HomeTelling::names(&tellable);
    let texts = ask.typed.only(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let telling = match HomeTelling::parse(&texts, &tellable, ask.now.day()) {
        Ok(telling) => telling,
        Err(wrongs) => return show(&ask, &home, &rooms, &texts, wrongs),
    };
    let by_home = is_by_home(&ask)?;
    let write = async |tx: &mut Tx, permit: &Permit<TellHome>| keep(tx, permit, (&telling, &texts), by_home).await;
    let overtaken = ask.write(&permit, write).await?;
    if overtaken.is_empty() {
        return Ok(Reply::see(format!("{}?said=home-told", if by_home { "/vacancies/own" } else { "/vacancies" })));
    }
    let (home, rooms) = read(&ask, &permit).await?;
    show(&ask, &home, &rooms, &texts, overtaken)
}

/// Keeps all of it, or nothing where somebody told of one of these rooms since the form was shown.
async fn keep(
    tx: &mut Tx,
    permit: &Permit<TellHome>,
    (telling, texts): (&HomeTelling, &Texts),
    by_home: bool,
) -> Result<Vec<(Option<VacancyId>, Wrong)>, Fault> {
    let now: Vec<TellableRoom> = store::room::of_home(tx, permit).await?.iter().map(tellable).collect();
    let overtaken: Vec<_> = telling.overtaken(texts, &now).into_iter().map(overtaken).collect();
    if overtaken.is_empty() {
        for (room, form) in &telling.notices {
            store::notice::tell(tx, permit, *room, form, by_home).await?;
        }
    }
    Ok(overtaken)
}

async fn read(ask: &Ask, permit: &Permit<TellHome>) -> Result<(Home, Vec<Room>), Fault> {
    ask.read(async |tx| Ok((store::home::find(tx, permit).await?, store::room::of_home(tx, permit).await?))).await
}

fn is_by_home(ask: &Ask) -> Result<bool, Fault> {
    Ok(ask.signed_in()?.role == Role::Provider)
}

fn tellable(room: &Room) -> TellableRoom {
    TellableRoom {
        id: room.id,
        name: room.form.name.clone(),
        state: room.notice.as_ref().map(|notice| notice.state),
        notice: room.notice.as_ref().map(|notice| notice.id),
    }
}

fn overtaken(room: &TellableRoom) -> (Option<VacancyId>, Wrong) {
    let state = room.state.map_or("知らせがない", VacancyState::label);
    let sentence = format!(
        "{}: このあいだに、ほかの人が「{state}」と知らせました。見なおして、よければもう一度残してください。",
        room.name
    );
    (Some(room.id), Wrong::new("state", sentence))
}

/// What is known, as the form sends it: it stands chosen, so that what has not changed is told with one key. What nobody can know any more
/// is not chosen.
///
/// # Errors
/// Where nobody is signed in.
pub fn known(ask: &Ask, rooms: &[&Room]) -> Result<Texts, Fault> {
    let today = ask.now.day();
    let by_home = is_by_home(ask)?;
    let mut texts = Texts::new();
    texts.insert("as_of".into(), today.to_string());
    if by_home {
        texts.insert("told_by".into(), ask.signed_in()?.name.clone());
    }
    for room in rooms {
        texts.insert(HomeTelling::name("known", room.id), tellable(room).known());
        let Some(notice) = room.notice.as_ref().filter(|notice| is_believed(notice, today)) else { continue };
        texts.insert(HomeTelling::name("state", room.id), notice.state.code().into());
        texts.insert(HomeTelling::name("holder", room.id), notice.holding.holder.clone());
        let until = notice.holding.until.and_then(|day| almanac::wareki(day).ok()).map(|day| day.to_string());
        texts.insert(HomeTelling::name("held_until", room.id), until.unwrap_or_default());
    }
    Ok(texts)
}

fn is_believed(notice: &Notice, today: Date) -> bool {
    !matches!(standing(Some(notice), today), RoomStanding::Ask(_))
}

fn show(ask: &Ask, home: &Home, rooms: &[Room], texts: &Texts, wrongs: Vec<(Option<VacancyId>, Wrong)>) -> Answer {
    let of = |id: VacancyId| wrongs.iter().find(|(of, _)| *of == Some(id)).map(|(_, wrong)| wrong.sentence.clone());
    let by_home = is_by_home(ask)?;
    let fields = rooms.iter().map(|room| fields(room, texts, of(room.id), by_home)).collect();
    let state_error = wrongs.iter().find(|(of, wrong)| of.is_none() && wrong.field == "state");
    let state_error = state_error.map(|(_, wrong)| wrong.sentence.clone());
    let all: Vec<Wrong> = wrongs.iter().map(|(_, wrong)| wrong.clone()).collect();
    let page = TellPage {
        frame: Frame::of(format!("{}の部屋の様子", home.form.name), ask.actor.signed_in(), Place::Vacancies)
            .saying(ask.query.get("said")),
        id: home.id,
        name: home.form.name.clone(),
        back: if by_home { "/vacancies/own".into() } else { format!("/homes/{}", home.id) },
        is_own: by_home,
        as_of: Field::day("as_of", "いつの様子か", text(texts, "as_of")).checked(&all).required(),
        told_by: told_by(by_home, text(texts, "told_by")).checked(&all).required(),
        rooms: fields,
        state_error,
        wrongs: all,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

fn told_by(by_home: bool, typed: &str) -> Field {
    let (label, help) = match by_home {
        true => ("だれが知らせるか", "利用している人の名前は入れないでください。"),
        false => ("だれから聞いたか", "例: 管理者に電話で。利用している人の名前は入れないでください。"),
    };
    Field::line("told_by", label, typed).help(help)
}

fn fields(room: &Room, texts: &Texts, error: Option<String>, by_home: bool) -> RoomFields {
    let names = ["state", "held_until", "holder", "known"].map(|name| HomeTelling::name(name, room.id));
    let chosen = text(texts, &names[0]);
    let option = |code: &str, label: &str| Option3(code.into(), label.into(), code == chosen);
    let states = VacancyState::ALL.iter().map(|state| option(state.code(), state.label()));
    RoomFields {
        name: room.form.name.clone(),
        known: room.notice.as_ref().map_or_else(
            || "まだ知らせがありません".into(),
            |notice| format!("前は「{}」（{}）", notice.state.label(), almanac::in_words(notice.as_of)),
        ),
        notice: tellable(room).known(),
        states: std::iter::once(option("", if by_home { "今回は知らせない" } else { "聞いていない" }))
            .chain(states)
            .collect(),
        held_until: text(texts, &names[1]).into(),
        holder: text(texts, &names[2]).into(),
        names,
        error,
    }
}
