//! The rows behind a figure of the reading: which wishes and which rooms, each with what the reading says of it.

use crate::layout::{Frame, Place};
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::vacancies::model::VacancyId;
use crate::wishes::ReadTogether;
use crate::wishes::model::WishId;
use crate::wishes::rules::change::says;
use crate::wishes::rules::figure::Figure;
use crate::wishes::rules::question::code;
use crate::wishes::rules::rows::Rows;
use crate::wishes::rules::sheet::SERVED;
use crate::wishes::web::gathered::ReadNow;
use askama::Template;
use placement::Weighed;

/// A wish behind a figure.
pub struct WishLine {
    /// The wish.
    pub id: WishId,
    /// S-3.
    pub number: String,
    /// The day of the wish, in words.
    pub since: String,
    /// What the reading says.
    pub says: String,
}

/// A room behind a figure.
pub struct FigureRoom {
    /// The room.
    pub id: VacancyId,
    /// すみれの家 101.
    pub name: String,
    /// When it was told and by whom.
    pub told: String,
    /// What the reading says.
    pub says: String,
}

#[derive(Template)]
#[template(path = "wishes/views/rows.html")]
struct RowsPage {
    frame: Frame,
    title: String,
    sentence: String,
    wishes: Vec<WishLine>,
    rooms: Vec<FigureRoom>,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    ask.may::<ReadTogether>(ask.office()?).await?;
    let figure = Figure::parse(ask.query.get("of")).ok_or(Fault::Missing)?;
    // Only what a change would do needs the changes weighed again.
    let relax = if matches!(figure, Figure::Gain(_) | Figure::GainOfPair) { 2 } else { 0 };
    let read = ReadNow::of(&ask, relax).await?;
    let rows = read.matched.rows(&figure).ok_or(Fault::Missing)?;
    let title = title(&read, &figure).ok_or(Fault::Missing)?;
    let page = RowsPage {
        frame: Frame::of(&title, ask.actor.signed_in(), Place::Vacancies),
        sentence: counted(&title, &rows),
        wishes: rows.people.iter().filter_map(|person| wish_line(&read, *person)).collect(),
        rooms: rows.rooms.iter().filter_map(|room| room_line(&read, &figure, *room)).collect(),
        title,
    };
    Reply::page(&page)
}

fn counted(title: &str, rows: &Rows) -> String {
    match (rows.people.len(), rows.rooms.len()) {
        (0, 0) => format!("{title}は、ありません。"),
        (people, 0) => format!("{title}: {people}人"),
        (0, rooms) => format!("{title}: {rooms}室"),
        (people, rooms) => format!("{title}: {people}人と{rooms}室"),
    }
}

fn title(read: &ReadNow, figure: &Figure) -> Option<String> {
    Some(match figure {
        Figure::Seeking => "探している人".into(),
        Figure::Resting => "今は休んでいる人".into(),
        Figure::Served => SERVED.into(),
        Figure::AtMost => "まだ確かめていないことが、すべてよければ部屋のある人".into(),
        Figure::Classless => "区分が、いまのきまりにない人".into(),
        Figure::Without(why) => why.label().into(),
        Figure::Open => "見学できる部屋".into(),
        Figure::Empty => "全員が移っても空く部屋".into(),
        Figure::Stale => "聞き直す部屋のうち、前の知らせが古いもの".into(),
        Figure::Held => "取り置き・体験中の部屋".into(),
        Figure::Alone(criterion) => format!("「{}」だけが合わない人と部屋", read.matched.by_code(criterion)?.label),
        Figure::Gain(at) => changed(read, read.matched.output.changes.singles.get(*at)?),
        Figure::GainOfPair => changed(read, read.matched.output.changes.pair.as_ref()?),
        Figure::Side(matter, at) => {
            let sides = read.matched.sides().into_iter().find(|(one, _)| one == matter)?.1;
            format!("{}「{}」の人と、それに合う部屋・確かめる部屋", matter.label(), sides.get(*at)?.label)
        }
    })
}

/// 「…」と、部屋のある人が増える人.
fn changed(read: &ReadNow, weighed: &Weighed) -> String {
    let home = |at: usize| read.home(at).map_or_else(String::new, |home| home.form.name.clone());
    format!("「{}」と、新しく部屋のある人になる人と、その部屋の例", says(&read.matched, weighed, home, true))
}

fn wish_line(read: &ReadNow, person: usize) -> Option<WishLine> {
    let wish = read.wish(person)?;
    let why = read.why_in_words(person);
    Some(WishLine {
        id: wish.id,
        number: wish.number.to_string(),
        since: wish.form.since.map_or_else(String::new, almanac::in_words),
        says: if why.is_empty() { visits(read, person) } else { why },
    })
}

/// The visits that are proposed to somebody who has a room in the reading.
fn visits(read: &ReadNow, person: usize) -> String {
    let id = code('P', person);
    let visits = read.matched.output.visits.iter().find(|visits| visits.person == id);
    let rooms: Vec<String> =
        visits.iter().flat_map(|visits| &visits.rooms).map(|visit| read.told(&visit.room)).collect();
    if rooms.is_empty() { String::new() } else { format!("見学の案: {}", rooms.join("、")) }
}

fn room_line(read: &ReadNow, figure: &Figure, at: usize) -> Option<FigureRoom> {
    let room = read.room(at)?;
    let id = code('R', at);
    let empty = read.matched.output.empty.iter().find(|empty| empty.room == id);
    let told = room.notice.as_ref();
    let asked = match figure {
        Figure::Side(matter, place) => {
            let sides = read.matched.sides().into_iter().find(|(one, _)| one == matter)?.1;
            let is_asked = sides.get(*place)?.ask.contains(&at);
            if is_asked {
                "この答えに合うかは、住居に確かめます。"
            } else {
                "この答えに合います。"
            }
        }
        _ => "",
    };
    let says = empty.map_or_else(|| "この読みでは、合う人がいます。".into(), |empty| read.told(&empty.says));
    Some(FigureRoom {
        id: room.id,
        name: read.room_name(at),
        told: told
            .map_or_else(String::new, |notice| format!("{}、{}", almanac::in_words(notice.as_of), notice.told_by)),
        says: format!("{asked}{says}"),
    })
}
