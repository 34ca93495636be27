//! What somebody of a provider sees: the homes of the own offices, each with one button. Made for a telephone.

use crate::layout::{Frame, Place};
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::vacancies::ListOwnHomes;
use crate::vacancies::model::HomeId;
use crate::vacancies::rules::fade::RoomStanding;
use crate::vacancies::rules::sought::SoughtRoom;
use crate::vacancies::store::Room;
use crate::vacancies::web::list::{All, Row};
use crate::vacancies::web::tell::known;
use askama::Template;

/// A home with its rooms.
pub struct OwnHome {
    /// The id.
    pub id: HomeId,
    /// Its name.
    pub name: String,
    /// Its rooms.
    pub rooms: Vec<Row>,
    /// Does somebody have to tell?
    pub is_due: bool,
    /// What is sent to say that all is as it was; nothing where somebody has to look.
    pub same: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "vacancies/views/own.html")]
struct OwnPage {
    frame: Frame,
    sentence: String,
    homes: Vec<OwnHome>,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ListOwnHomes>(ask.office()?).await?;
    let all = All::of(&ask, &permit).await?;
    let rows = all.rows(&SoughtRoom::default(), ask.now.day());
    let homes = all.homes.iter().map(|home| {
        let rooms: Vec<Row> = rows.iter().filter(|row| row.home == home.id).cloned().collect();
        let is_due = rooms.iter().any(|row| matches!(row.standing, RoomStanding::Ask(_)) || !row.fades.is_empty());
        let same = if rooms.iter().all(|row| !matches!(row.standing, RoomStanding::Ask(_))) {
            same(&ask, &all.rooms.iter().filter(|room| room.home == home.id).collect::<Vec<_>>())?
        } else {
            vec![]
        };
        Ok(OwnHome { id: home.id, name: home.form.name.clone(), rooms, is_due, same })
    });
    let homes = homes.collect::<Result<Vec<OwnHome>, Fault>>()?;
    let due = homes.iter().filter(|home| home.is_due).count();
    let sentence = match (homes.len(), due) {
        (0, _) => "住居が、まだ入っていません。市の担当に電話で頼んでください。".to_string(),
        (_, 0) => "知らせは、みな新しいままです。変わったときに教えてください。".to_string(),
        (_, due) => format!("{due}つの住居で、いまの様子を教えてください。1分で終わります。"),
    };
    let frame = Frame::of("部屋の様子を知らせる", ask.actor.signed_in(), Place::None).saying(ask.query.get("said"));
    Reply::page(&OwnPage { frame, sentence, homes })
}

/// What is known, as the form would send it; nothing where no room is offered or kept.
fn same(ask: &Ask, rooms: &[&Room]) -> Result<Vec<(String, String)>, Fault> {
    let is_offered = |room: &&Room| room.notice.as_ref().is_some_and(|one| one.state.is_open() || one.state.is_held());
    if !rooms.iter().any(is_offered) {
        return Ok(vec![]);
    }
    Ok(known(ask, rooms)?.into_iter().collect())
}
