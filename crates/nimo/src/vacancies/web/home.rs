//! One home: what it accepts and on what ground, its rooms, what would let it take more people, and where it did not meet somebody.

use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::providers;
use crate::providers::model::Provider;
use crate::vacancies::model::{Criterion, HomeForm, HomeId, Mismatch, Reason};
use crate::vacancies::rules::tally::who_changes;
use crate::vacancies::store::{self, Home, Room};
use crate::vacancies::web::home_id;
use crate::vacancies::web::list::{Row, row};
use crate::vacancies::{
    AddVacancy, EditHome, ListMismatches, ReadHome, ReadHomeHistory, RecordMismatch, TellHome, WithdrawMismatch,
};
use askama::Template;

/// What a home accepts of one kind.
pub struct AcceptedLine {
    /// 夜間の支援.
    pub label: &'static str,
    /// 宿直; empty where nobody has told.
    pub told: String,
    /// 職員の体制.
    pub ground: &'static str,
    /// 事業所（大きな予算が要る）, or that nobody changes it.
    pub who: String,
}

/// A mismatch as a line.
pub struct MismatchLine {
    /// The day, in words.
    pub on: String,
    /// The reasons.
    pub reasons: String,
    /// Where it came from, and what was noted.
    pub told: String,
    /// Was it taken back?
    pub is_withdrawn: bool,
}

#[derive(Template)]
#[template(path = "vacancies/views/home.html")]
struct HomePage {
    frame: Frame,
    id: HomeId,
    form: HomeForm,
    kind: &'static str,
    sentence: String,
    provider: String,
    provider_path: Option<String>,
    phone: (String, Option<String>),
    accepts: Vec<AcceptedLine>,
    unasked: usize,
    talks: Vec<&'static str>,
    skills: Vec<&'static str>,
    rooms: Vec<Row>,
    mismatches: Vec<MismatchLine>,
    may: HomeActs,
}

/// What the reader may do here.
struct HomeActs {
    edit: bool,
    see_versions: bool,
    add_room: bool,
    tell: bool,
    record: bool,
    see_list: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadHome>(home_id(&ask)?).await?;
    let keeps = ask.could::<ListMismatches>(ask.office()?).await?;
    let read = async |tx: &mut Tx| {
        let home = store::home::find(tx, &permit).await?;
        let provider = providers::store::named(tx, &permit, &[home.provider]).await?.into_iter().next();
        let rooms = store::room::of_home(tx, &permit).await?;
        Ok((home, provider, rooms, store::mismatch::of_home(tx, &permit).await?))
    };
    let (home, provider, rooms, mismatches) = ask.read(read).await?;
    let facts = permit.facts();
    let first = mismatches.first().map(|one| one.id);
    let sees_mismatches = match first {
        Some(first) => ask.could::<WithdrawMismatch>(first).await?,
        None => false,
    };
    let may = HomeActs {
        edit: ask.would::<EditHome>(facts)?,
        see_versions: ask.would::<ReadHomeHistory>(facts)?,
        add_room: ask.would::<AddVacancy>(facts)?,
        tell: ask.would::<TellHome>(facts)? && !rooms.is_empty(),
        record: ask.would::<RecordMismatch>(facts)?,
        see_list: keeps,
    };
    let lines = mismatches.iter().filter(|_| sees_mismatches).map(line).collect();
    Reply::page(&shown(&ask, home, provider, &rooms, lines, may)?)
}

fn shown(
    ask: &Ask,
    home: Home,
    provider: Option<Provider>,
    rooms: &[Room],
    mismatches: Vec<MismatchLine>,
    may: HomeActs,
) -> Result<HomePage, Fault> {
    let rooms: Vec<Row> = rooms.iter().map(|room| row(&home, room, provider.as_ref(), vec![], ask.now.day())).collect();
    let accepts: Vec<AcceptedLine> = Criterion::ALL.iter().map(|criterion| accepted(&home.form, *criterion)).collect();
    let phone = rooms.first().map_or_else(Default::default, |row| row.phone.clone());
    let is_own = ask.signed_in()?.role == crate::accounts::model::Role::Provider;
    Ok(HomePage {
        frame: Frame::of(&home.form.name, ask.actor.signed_in(), Place::Vacancies).saying(ask.query.get("said")),
        id: home.id,
        kind: home.form.kind.map_or("", |kind| kind.label()),
        sentence: home.form.name.clone(),
        provider: provider.as_ref().map_or_else(|| home.provider.to_string(), |one| one.name().to_string()),
        provider_path: (!is_own).then(|| format!("/providers/{}", home.provider)),
        phone,
        unasked: accepts.iter().filter(|line| line.told.is_empty()).count(),
        accepts,
        talks: home.form.talks.iter().map(|talk| talk.label()).collect(),
        skills: home.form.skills.iter().map(|skill| skill.label()).collect(),
        rooms,
        mismatches,
        may,
        form: home.form,
    })
}

fn accepted(form: &HomeForm, criterion: Criterion) -> AcceptedLine {
    let ground = form.ground(criterion);
    AcceptedLine {
        label: criterion.label(),
        told: form.told(criterion).unwrap_or_default(),
        ground: ground.word(),
        who: who_changes(ground),
    }
}

/// A mismatch as a line, with what only the secretariat reads.
pub fn line(one: &Mismatch) -> MismatchLine {
    let asked_by = if one.form.asked_by.is_empty() { String::new() } else { format!("{}から。", one.form.asked_by) };
    let about =
        if one.form.is_about_somebody { "ある人の話から。" } else { "この住居のこととして。" };
    MismatchLine {
        on: almanac::in_words(one.form.on),
        reasons: one.form.reasons.iter().copied().map(Reason::label).collect::<Vec<_>>().join("、"),
        told: format!("{about}{asked_by}{}", one.form.note),
        is_withdrawn: one.is_withdrawn,
    }
}
