//! The homes of the town, those whose rooms are all taken among them; perhaps those of one provider.

use crate::layout::{Frame, Place};
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::providers::model::ProviderId;
use crate::vacancies::model::{Criterion, HomeId};
use crate::vacancies::rules::fade::RoomStanding;
use crate::vacancies::rules::sought::SoughtRoom;
use crate::vacancies::store::Home;
use crate::vacancies::web::list::{All, Row};
use crate::vacancies::{AddHome, ListVacancies};
use askama::Template;

/// A home as a row.
pub struct HomeRow {
    /// The home.
    pub id: HomeId,
    /// すみれの家 1号.
    pub name: String,
    /// The office behind it.
    pub provider: String,
    /// 介護サービス包括型.
    pub kind: &'static str,
    /// 本町.
    pub area: String,
    /// Its rooms.
    pub rooms: usize,
    /// Of them those that others may look at.
    pub open: usize,
    /// Of them those that somebody has to ask about.
    pub ask: usize,
    /// Of them those that are kept.
    pub held: usize,
    /// So many criteria nobody has told yet.
    pub unasked: usize,
}

#[derive(Template)]
#[template(path = "vacancies/views/homes.html")]
struct HomesPage {
    frame: Frame,
    sentence: String,
    /// The provider whose homes they are; none where they are all.
    of: Option<(ProviderId, String)>,
    homes: Vec<HomeRow>,
    may_add: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ListVacancies>(ask.office()?).await?;
    let of = ProviderId::parse(ask.query.get("provider"));
    let all = All::of(&ask, &permit).await?;
    let rows = all.rows(&SoughtRoom::default(), ask.now.day());
    let wanted = all.homes.iter().filter(|home| of.is_none_or(|of| home.provider == of));
    let homes: Vec<HomeRow> = wanted.map(|home| home_row(home, &all, &rows)).collect();
    let named = match of {
        Some(id) => {
            let read = async |tx: &mut _| crate::providers::store::named(tx, &permit, &[id]).await;
            ask.read(read).await?.first().map(|one| (id, one.name().to_string()))
        }
        None => None,
    };
    let whose = named.as_ref().map_or_else(|| "町".to_string(), |(_, name)| name.clone());
    let page = HomesPage {
        frame: Frame::of("住居", ask.actor.signed_in(), Place::Vacancies),
        sentence: match homes.len() {
            0 => format!("{whose}の住居は、まだ入っていません。"),
            count => format!(
                "{whose}の住居は{count}つ、部屋は{}室です。",
                homes.iter().map(|home| home.rooms).sum::<usize>()
            ),
        },
        may_add: match &named {
            Some((id, _)) => ask.could::<AddHome>(*id).await?,
            None => false,
        },
        of: named,
        homes,
    };
    Reply::page(&page)
}

fn home_row(home: &Home, all: &All, rows: &[Row]) -> HomeRow {
    let of_home = || rows.iter().filter(|row| row.home == home.id);
    let count = |wanted: fn(&RoomStanding) -> bool| of_home().filter(|row| wanted(&row.standing)).count();
    HomeRow {
        id: home.id,
        name: home.form.name.clone(),
        provider: all.providers.get(&home.provider).map_or_else(String::new, |one| one.name().to_string()),
        kind: home.form.kind.map_or("", |kind| kind.label()),
        area: home.form.area.clone(),
        rooms: of_home().count(),
        open: count(|standing| matches!(standing, RoomStanding::Open(_))),
        ask: count(|standing| matches!(standing, RoomStanding::Ask(_))),
        held: count(|standing| *standing == RoomStanding::Held),
        unasked: Criterion::ALL.iter().filter(|criterion| home.form.told(**criterion).is_none()).count(),
    }
}
