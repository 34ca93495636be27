//! One room: what it is, and all that was told of it.

use crate::editing::read::yen_in_words;
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::providers;
use crate::vacancies::model::{Notice, VacancyId, Yes};
use crate::vacancies::store::{self, Room};
use crate::vacancies::web::list::{Row, kept_until, row};
use crate::vacancies::web::room_id;
use crate::vacancies::{EditVacancy, ReadVacancy, ReadVacancyHistory, TellHome};
use askama::Template;

/// What was told once.
pub struct ToldLine {
    /// The day on which it was so, in words.
    pub as_of: String,
    /// 空いている.
    pub state: String,
    /// By whom it was told, and for whom the room is kept.
    pub told: String,
    /// The last day on which it is believed, in words.
    pub until: String,
    /// Who kept it, and when.
    pub by: String,
}

#[derive(Template)]
#[template(path = "vacancies/views/room.html")]
struct RoomPage {
    frame: Frame,
    id: VacancyId,
    row: Row,
    facts: Vec<(&'static str, String)>,
    notices: Vec<ToldLine>,
    may_edit: bool,
    may_see_versions: bool,
    may_tell: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadVacancy>(room_id(&ask)?).await?;
    let read = async |tx: &mut Tx| {
        let home = store::home::of_room(tx, &permit, permit.facts().home()).await?;
        let provider = providers::store::named(tx, &permit, &[home.provider]).await?.into_iter().next();
        let room = store::room::find(tx, &permit).await?;
        Ok((home, provider, room, store::notice::of_room(tx, &permit).await?))
    };
    let (home, provider, room, notices) = ask.read(read).await?;
    let may_see_versions = ask.would::<ReadVacancyHistory>(permit.facts())?;
    let title = format!("{}の部屋「{}」", home.form.name, room.form.name);
    let page = RoomPage {
        frame: Frame::of(&title, ask.actor.signed_in(), Place::Vacancies).saying(ask.query.get("said")),
        id: room.id,
        row: row(&home, &room, provider.as_ref(), vec![], ask.now.day()),
        facts: facts(&room, may_see_versions),
        notices: notices.iter().map(|notice| told(notice, may_see_versions)).collect(),
        may_edit: ask.would::<EditVacancy>(permit.facts())?,
        may_see_versions,
        may_tell: ask.could::<TellHome>(home.id).await?,
    };
    Reply::page(&page)
}

/// What is known of it; the notes are for those who keep it.
fn facts(room: &Room, is_whole: bool) -> Vec<(&'static str, String)> {
    let form = &room.form;
    let yen = |yen: Option<i64>| yen.map_or_else(String::new, |yen| format!("月{}", yen_in_words(yen)));
    let mut facts = vec![
        ("空いた日、空く日", room.vacant_since().map_or_else(String::new, almanac::in_words)),
        ("体験", form.trial.map_or("", |yes| yes.label()).to_string()),
        ("払うもの", yen(form.cost_yen())),
        ("家賃", yen(form.rent_yen)),
        ("食費・光熱費など", yen(form.other_yen)),
        ("家賃の補助", yen(form.aid_yen)),
        ("階", form.floor.map_or_else(String::new, |floor| format!("{floor}階"))),
        ("エレベーター", form.lift.map_or("", |yes| if yes == Yes::Yes { "ある" } else { "ない" }).to_string()),
        ("風呂・トイレ", form.bath.map_or("", |bath| bath.label()).to_string()),
        ("覚え書き", if is_whole { form.note.clone() } else { String::new() }),
    ];
    facts.retain(|(_, told)| !told.is_empty());
    facts
}

/// What was told, and by which office a room is kept for those who see versions.
fn told(notice: &Notice, is_whole: bool) -> ToldLine {
    let holder = notice.holding.holder.as_str();
    let holder = if is_whole && !holder.is_empty() { format!("（{holder}のために）") } else { String::new() };
    ToldLine {
        as_of: almanac::in_words(notice.as_of),
        state: notice.state.label().into(),
        told: format!("{}{}{holder}", notice.told_by, kept_until(notice)),
        until: almanac::in_words(notice.expires_on),
        by: format!("{}　{}{}", notice.at.in_words(), notice.by, if notice.is_by_home { "（事業所）" } else { "" }),
    }
}
