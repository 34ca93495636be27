//! One wish: what was answered, and every room that it is held against, with what holds and what does not.

use crate::editing::read::yen_in_words;
use crate::editing::shape::text;
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::vacancies::model::{HomeId, RoomForm};
use crate::vacancies::rules::tally::who_changes;
use crate::wishes::model::{WISH, WishId, WishState};
use crate::wishes::rules::matched::PairLine;
use crate::wishes::rules::question::code;
use crate::wishes::store::{self, Wish};
use crate::wishes::web::form::say;
use crate::wishes::web::gathered::ReadNow;
use crate::wishes::web::wish_id;
use crate::wishes::{EditWish, ReadWish, ReadWishHistory};
use askama::Template;
use placement::{DeclinedBy, Fit};

/// A room beside the wish.
pub struct RoomLine {
    /// Its home.
    pub home: HomeId,
    /// すみれの家 101.
    pub name: String,
    /// 合う, 確かめる, 合わない; and its mark.
    pub fit: (&'static str, &'static str),
    /// What does not hold, with who could change it.
    pub fails: Vec<String>,
    /// What has to be asked.
    pub asks: Vec<String>,
    /// 月70,000円; empty where nobody told.
    pub cost: String,
    /// Is a visit proposed?
    pub is_proposed: bool,
    rank: (usize, usize),
}

/// An answer.
pub struct AnswerLine {
    /// 夜の支え.
    pub label: &'static str,
    /// 宿直が要る; empty where nobody has asked.
    pub told: String,
}

#[derive(Template)]
#[template(path = "wishes/views/wish.html")]
struct WishPage {
    frame: Frame,
    id: WishId,
    number: String,
    sentence: String,
    is_seeking: bool,
    rooms: Vec<RoomLine>,
    answers: Vec<AnswerLine>,
    unasked: usize,
    may_edit: bool,
    may_see_versions: bool,
    has_ended: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadWish>(wish_id(&ask)?).await?;
    let wish = ask.read(async |tx: &mut Tx| store::wish::find(tx, &permit).await).await?;
    let (may_edit, may_see_versions) =
        (ask.would::<EditWish>(permit.facts())?, ask.would::<ReadWishHistory>(permit.facts())?);
    let read = ReadNow::of(&ask, 0).await?;
    let rooms = rooms(&read, &wish);
    let page = WishPage {
        frame: Frame::of(format!("希望 {}", wish.number), ask.actor.signed_in(), Place::Vacancies)
            .saying(ask.query.get("said")),
        id: wish.id,
        number: wish.number.to_string(),
        sentence: sentence(&read, &wish, &rooms),
        is_seeking: wish.form.state == WishState::Seeking,
        rooms,
        answers: answers(&read, &wish),
        unasked: wish.form.unasked(),
        may_edit,
        may_see_versions,
        has_ended: wish.form.state == WishState::Ended,
    };
    Reply::page(&page)
}

fn sentence(read: &ReadNow, wish: &Wish, rooms: &[RoomLine]) -> String {
    match wish.form.state {
        WishState::Resting => return "今は探していないので、読みに数えていません。".into(),
        WishState::Ended => return "終えた希望です。読みに数えていません。".into(),
        WishState::Seeking => {}
    }
    let count = |fit: &str| rooms.iter().filter(|room| room.fit.0 == fit).count();
    match (count(SUITS), count(ASKS)) {
        (0, 0) => read.person(wish.id).map_or_else(String::new, |person| read.nearest(person)),
        (suit, 0) => format!("条件がすべて合う部屋は、{suit}室です。"),
        (0, ask) => format!("確かに合う部屋は、まだありません。確かめれば、{ask}室が合うかもしれません。"),
        (suit, ask) => format!("条件がすべて合う部屋は、{suit}室です。確かめれば、あと{ask}室が合うかもしれません。"),
    }
}

const SUITS: &str = "合う";
const ASKS: &str = "確かめる";

fn rooms(read: &ReadNow, wish: &Wish) -> Vec<RoomLine> {
    let Some(person) = read.person(wish.id).filter(|_| wish.form.state == WishState::Seeking) else { return vec![] };
    let id = code('P', person);
    let visits = read.matched.output.visits.iter().find(|visits| visits.person == id);
    let line = |place: &(usize, usize)| {
        let lines = read.matched.between(person, *place);
        let with = |fit: Fit| lines.iter().filter(move |line| line.fit == fit);
        let mut fails: Vec<String> = with(Fit::No).map(|line| fails(read, line)).collect();
        fails.extend(read.matched.said_no(person, place.1).map(|by| match by {
            DeclinedBy::Person => "本人が断った".to_string(),
            DeclinedBy::Home => "住居のほうが断った".to_string(),
        }));
        let asks: Vec<String> =
            with(Fit::Unknown).map(|line| read.matched.criterion(line.criterion).label.clone()).collect();
        let fit = match (fails.len(), asks.len()) {
            (0, 0) => (SUITS, "tied"),
            (0, _) => (ASKS, "going"),
            _ => ("合わない", "out"),
        };
        let room = read.room(place.0)?;
        let token = code('R', place.0);
        Some(RoomLine {
            home: room.home,
            name: read.room_name(place.0),
            fit,
            rank: (fails.len(), asks.len()),
            fails,
            asks,
            cost: cost(&room.form),
            is_proposed: visits.is_some_and(|visits| visits.rooms.iter().any(|visit| visit.room == token)),
        })
    };
    let mut rooms: Vec<RoomLine> = read.matched.open().iter().filter_map(line).collect();
    rooms.sort_by(|a, b| a.rank.cmp(&b.rank).then_with(|| a.name.cmp(&b.name)));
    rooms
}

/// 月70,000円; until the aid is told it is what is paid at most.
fn cost(room: &RoomForm) -> String {
    let aid = if room.aid_yen.is_none() { "まで（補助は未確認）" } else { "" };
    room.cost_yen().map_or_else(String::new, |cost| format!("月{}{aid}", yen_in_words(cost)))
}

fn fails(read: &ReadNow, line: &PairLine) -> String {
    let criterion = read.matched.criterion(line.criterion);
    match criterion.ground.may_be_changed() {
        true => format!("{}（{}）: {}", criterion.label, criterion.ground.word(), who_changes(criterion.ground)),
        false => format!("{}（{}）", criterion.label, criterion.ground.word()),
    }
}

/// A wish without a class is read after those that have one.
const UNDECIDED: &str = "決めていない（あとで読みます）";

fn answers(read: &ReadNow, wish: &Wish) -> Vec<AnswerLine> {
    let texts = wish.form.texts();
    let homes = read.gathered.home_names();
    // What nobody wished for is no answer that is missing.
    let is_asked = |name: &str| {
        !matches!(
            name,
            "class" | "bath" | "areas" | "prefers_1" | "prefers_2" | "prefers_3" | "declined" | "refused" | "talked"
        )
    };
    let has_classes = read.gathered.rule(read.matched.today).is_some_and(|rule| !rule.classes.is_empty());
    let line = |(name, label): &(&'static str, &'static str)| {
        let told = match *name {
            "class" if has_classes && wish.form.class.is_empty() => UNDECIDED.into(),
            name => say(name, text(&texts, name), &homes),
        };
        (is_asked(name) || !told.is_empty()).then_some(AnswerLine { label, told })
    };
    WISH.fields.iter().filter_map(line).collect()
}
