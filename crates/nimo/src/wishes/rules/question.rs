//! The question to `placement`: homes, rooms and wishes as codes and answers. No name and no number that somebody typed goes in, nor any
//! free word but the places of homes.

use crate::vacancies::model::{Criterion as OfHome, HomeForm, HomeId, Notice, RoomForm, VacancyId, VacancyState};
use crate::vacancies::rules::fade::{AskAgain, RoomStanding, standing};
use crate::wishes::model::{Matter, ReadingRule, USUAL_AID_YEN, WishForm, WishId, WishState, place_name};
use crate::wishes::rules::answers::{is_near, key, of_home, of_room, of_wish, sent};
use almanac::Date;
use placement::{
    Answer, Answers, Any, Criterion, Declined, DeclinedBy, Ground, Home, INPUT, Input, Person, PersonState, Planning,
    Priority, Room, RoomState, Talked,
};
use std::collections::{BTreeMap, BTreeSet};

/// A home with its rooms, as the room of vacancies keeps them.
pub struct Supply<'a> {
    /// The home.
    pub id: HomeId,
    /// What it accepts.
    pub form: &'a HomeForm,
    /// Its rooms, each with what was told of it last.
    pub rooms: Vec<(VacancyId, &'a RoomForm, Option<&'a Notice>)>,
}

/// What is asked, and whose codes they are.
#[derive(Debug, Clone)]
pub struct Question {
    /// The question.
    pub input: Input,
    /// The homes behind H00000, H00001 and so on.
    pub homes: Vec<HomeId>,
    /// The rooms behind R00000.
    pub rooms: Vec<VacancyId>,
    /// The wishes behind P00000.
    pub people: Vec<WishId>,
    /// What each of them said, where it is not what is asked for them: who suits every home asks nothing of one.
    pub said: Vec<BTreeMap<Matter, Answer>>,
    /// The places in which homes are, each once.
    pub places: Vec<String>,
    /// People who seek and whose class is none of the rule.
    pub classless: Vec<usize>,
    /// Rooms of which nobody has told anything yet.
    pub untold: usize,
}

/// The codes of a home, a room, a person.
pub fn code(letter: char, at: usize) -> String {
    format!("{letter}{at:05}")
}

/// The place in its list that a code names.
pub fn place_of(code: &str) -> Option<usize> {
    code.get(1..)?.parse().ok()
}

impl Question {
    /// Asks about all homes and all wishes that have not ended.
    pub fn of(supply: &[Supply], wishes: &[(WishId, &WishForm)], rule: Option<&ReadingRule>, today: Date) -> Question {
        let wishes: Vec<&(WishId, &WishForm)> =
            wishes.iter().filter(|(_, wish)| wish.state != WishState::Ended).collect();
        let homes: Vec<HomeId> = supply.iter().map(|home| home.id).collect();
        let token = |home: &HomeId| homes.iter().position(|other| other == home).map(|at| code('H', at));
        let classes = rule.map(|rule| rule.classes.as_slice()).filter(|classes| classes.len() > 1).unwrap_or_default();
        let person = |(at, (_, wish)): (usize, &&(WishId, &WishForm))| person(at, wish, classes, &token);
        let asks = criteria(supply);
        let places = places(supply.iter().map(|home| home.form.area.as_str()));
        let mut areas: Vec<Vec<String>> = wishes.iter().map(|(_, wish)| wish.areas.clone()).collect();
        areas.extend(places.iter().map(|place| vec![place.clone()]));
        areas.sort();
        areas.dedup();
        let is_classless = |(_, (_, wish)): &(usize, &&(WishId, &WishForm))| {
            wish.state == WishState::Seeking && !classes.is_empty() && !classes.contains(&wish.class)
        };
        let mut rooms = vec![];
        let placed = supply.iter().enumerate().map(|(at, home)| Home {
            id: code('H', at),
            answers: home_answers(home.form, &asks, &areas),
            rooms: home.rooms.iter().filter_map(|room| told_room(room, &mut rooms, today)).collect(),
        });
        let placed: Vec<Home> = placed.collect();
        let told = |(_, _, notice): &&(VacancyId, &RoomForm, Option<&Notice>)| notice.is_none();
        Question {
            untold: supply.iter().map(|home| home.rooms.iter().filter(told).count()).sum(),
            people: wishes.iter().map(|(id, _)| *id).collect(),
            said: wishes.iter().map(|(_, wish)| said(wish)).collect(),
            classless: wishes.iter().enumerate().filter(is_classless).map(|(at, _)| at).collect(),
            places,
            input: Input {
                format: INPUT.into(),
                today: Some(today),
                priority: Priority {
                    rule: rule.map(|rule| rule.words.clone()).unwrap_or_default(),
                    decided_on: rule.map(|rule| rule.decided_on),
                    classes: classes.to_vec(),
                },
                declined: declined(&wishes, &token),
                people: wishes.iter().enumerate().map(person).collect(),
                criteria: asks.into_iter().map(|(_, _, criterion)| criterion).collect(),
                homes: placed,
                visits: vec![],
                talked: talked(&wishes, &token),
                aid_yen: rule.map_or(USUAL_AID_YEN.to_vec(), |rule| rule.aid_yen.clone()),
                changes: vec![],
                planning: Planning::default(),
                what_if: vec![],
            },
            homes,
            rooms,
        }
    }

    /// The matter of a criterion.
    pub fn matter(criterion: &str) -> Option<Matter> {
        Matter::parse(criterion.split(':').next()?)
    }
}

/// Every criterion, by what it is about and the ground on which it stands: homes may stand on different grounds.
fn criteria(supply: &[Supply]) -> Vec<(Matter, Ground, Criterion)> {
    let mut all = vec![];
    for matter in Matter::ALL.iter().copied() {
        let grounds: Vec<Ground> = match matter.of_home() {
            None => vec![matter.own_ground()],
            Some(of_home) => {
                let stood: BTreeSet<Ground> = supply.iter().map(|home| home.form.ground(of_home)).collect();
                let used: Vec<Ground> =
                    of_home.grounds().iter().copied().filter(|ground| stood.contains(ground)).collect();
                if used.is_empty() { vec![of_home.grounds()[0]] } else { used }
            }
        };
        for ground in grounds {
            let is_usual = matter.of_home().is_none_or(|of_home| of_home.grounds()[0] == ground);
            let label = if is_usual {
                matter.label().to_string()
            } else {
                format!("{}（{}）", matter.label(), ground.word())
            };
            let id = id_of(matter, ground);
            let mut criterion = Criterion::new(&id, &label, ground, matter.rule(id.clone()));
            criterion.ask_person = Some(matter.ask_person().into());
            if matter == Matter::Talk {
                criterion.ask_talk = Some(matter.ask_home().into());
            } else {
                criterion.ask_home = Some(matter.ask_home().into());
            }
            all.push((matter, ground, criterion));
        }
    }
    all
}

/// The code of a criterion: its matter, and the place of its ground among those of the matter.
fn id_of(matter: Matter, ground: Ground) -> String {
    let at = matter.of_home().and_then(|of_home| of_home.grounds().iter().position(|one| *one == ground));
    format!("{}:{}", matter.code(), at.unwrap_or(0))
}

/// What a home says to each criterion. On another ground than its own it asks nothing.
fn home_answers(home: &HomeForm, asks: &[(Matter, Ground, Criterion)], areas: &[Vec<String>]) -> Answers {
    let mut answers = Answers::new();
    let own = |of_home: OfHome| home.ground(of_home);
    for (matter, ground, criterion) in asks {
        let answer = match (matter, matter.of_home()) {
            (_, Some(of)) if own(of) != *ground => Some(Answer::Any(Any { any: true })),
            (_, Some(of)) => of_home(of, home),
            (Matter::Talk, _) => Some(Answer::Words(BTreeSet::new())),
            (Matter::Area, _) if !home.area.is_empty() => {
                let near = areas.iter().filter(|areas| is_near(&home.area, areas));
                Some(Answer::Words(near.map(|areas| key(areas.iter().map(String::as_str))).collect()))
            }
            _ => None,
        };
        answers.extend(answer.map(|answer| (criterion.id.clone(), answer)));
    }
    answers
}

/// A room as it was told; `None` where nobody told, or where it is taken or no more offered. A room that was kept until a day that has
/// passed is asked about like one whose notice is too old.
fn told_room(
    (id, form, notice): &(VacancyId, &RoomForm, Option<&Notice>),
    rooms: &mut Vec<VacancyId>,
    today: Date,
) -> Option<Room> {
    let notice = (*notice)?;
    let stands = standing(Some(notice), today);
    let (state, expires_on) = match stands {
        RoomStanding::Gone => return None,
        RoomStanding::Ask(AskAgain::HoldPassed) => {
            (RoomState::Vacant, notice.holding.until.unwrap_or(notice.expires_on).max(notice.as_of))
        }
        RoomStanding::Ask(_) => (RoomState::Vacant, notice.expires_on.max(notice.as_of)),
        _ => (state_of(notice.state), notice.expires_on.max(notice.as_of)),
    };
    let of_room = |matter: &Matter| Some((id_of(*matter, matter.own_ground()), of_room(*matter, form)?));
    let room = Room {
        id: code('R', rooms.len()),
        state,
        as_of: notice.as_of,
        expires_on,
        answers: [Matter::Cost, Matter::Stairs, Matter::Bath].iter().filter_map(of_room).collect(),
    };
    rooms.push(*id);
    Some(room)
}

fn state_of(state: VacancyState) -> RoomState {
    match state {
        VacancyState::Vacant => RoomState::Vacant,
        VacancyState::Visiting => RoomState::Visiting,
        VacancyState::Reserved => RoomState::Reserved,
        VacancyState::Trial => RoomState::Trial,
        VacancyState::Taken => RoomState::Taken,
        VacancyState::Withdrawn => RoomState::Withdrawn,
    }
}

fn person(at: usize, wish: &WishForm, classes: &[String], token: &impl Fn(&HomeId) -> Option<String>) -> Person {
    // Whose class the rule does not know comes last, with whom has none.
    let class = classes.iter().position(|class| *class == wish.class).map_or(classes.len(), |at| at + 1);
    let answer = |(matter, answer): (Matter, Answer)| (matter.code().to_string(), sent(matter, &answer));
    Person {
        id: code('P', at),
        state: if wish.state == WishState::Resting { PersonState::Resting } else { PersonState::Seeking },
        since: wish.since,
        class: if classes.is_empty() { None } else { u32::try_from(class).ok() },
        lives_in: None,
        prefers: wish.prefers.iter().filter_map(token).collect(),
        answers: said(wish).into_iter().map(answer).collect(),
    }
}

/// What a wish answers.
fn said(wish: &WishForm) -> BTreeMap<Matter, Answer> {
    Matter::ALL.iter().filter_map(|matter| Some((*matter, of_wish(*matter, wish)?))).collect()
}

/// The places of homes, as a wish may name them.
pub fn places<'a>(areas: impl Iterator<Item = &'a str>) -> Vec<String> {
    let names: BTreeSet<String> = areas.map(place_name).filter(|name| !name.is_empty()).collect();
    names.into_iter().collect()
}

/// Who talked with a home that takes them now.
fn talked(wishes: &[&(WishId, &WishForm)], token: &impl Fn(&HomeId) -> Option<String>) -> Vec<Talked> {
    let criterion = id_of(Matter::Talk, Ground::Talk);
    let each = wishes.iter().enumerate().flat_map(|(at, (_, wish))| wish.talked.iter().map(move |home| (at, home)));
    let named = |(at, home): (usize, &HomeId)| {
        Some(Talked { person: code('P', at), home: token(home)?, criterion: criterion.clone() })
    };
    each.filter_map(named).collect()
}

fn declined(wishes: &[&(WishId, &WishForm)], token: &impl Fn(&HomeId) -> Option<String>) -> Vec<Declined> {
    let mut all = vec![];
    for (at, (_, wish)) in wishes.iter().enumerate() {
        let refused = wish.refused.iter().filter(|home| !wish.declined.contains(home));
        let said = wish.declined.iter().map(|home| (home, DeclinedBy::Person));
        for (home, by) in said.chain(refused.map(|home| (home, DeclinedBy::Home))) {
            all.extend(token(home).map(|home| Declined { person: code('P', at), home, by }));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plumbing::clock::Moment;
    use crate::vacancies::model::{Holding, NoticeId};
    use crate::wishes::rules::paste::{Known, read};

    const PAGE: &str = include_str!("../../../../../docs/placement.md");
    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/placement-home.json");

    /// What あおば荘 of docs/placement.md told of itself.
    const HOME: &[(&str, &str)] = &[
        ("name", "あおば荘"),
        ("area", "緑町"),
        ("sex", "men"),
        ("disabilities", "mental"),
        ("level_from", "1"),
        ("level_to", "5"),
        ("night", "rounds"),
        ("term_years", "なし"),
        ("day_out", "yes"),
        ("ground_day_out", "1"),
        ("helps", "medicine"),
        ("smoking", "outside"),
        ("guarantor", "yes"),
    ];
    const ROOMS: [&[(&str, &str)]; 2] = [
        &[("name", "1号室"), ("floor", "1"), ("rent_yen", "40000"), ("aid_yen", "0"), ("other_yen", "28000")],
        &[
            ("name", "2号室"),
            ("floor", "2"),
            ("lift", "no"),
            ("rent_yen", "40000"),
            ("aid_yen", "0"),
            ("other_yen", "28000"),
        ],
    ];

    fn texts(pairs: &[(&str, &str)]) -> crate::editing::shape::Texts {
        pairs.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())).collect()
    }

    /// The worked example for a home is what this room asks of what the page says: NIMO_GOLDEN=1 writes its file anew.
    #[test]
    fn the_worked_example_of_a_home_is_asked_as_the_page_says() {
        let today: Date = "2026-11-28".parse().unwrap();
        let table = PAGE.split("```tsv\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
        let known = Known { homes: &[], wishes: &BTreeMap::new(), classes: &[], places: &[], today };
        let wishes = read(table, &known).unwrap();
        let home = HomeForm::parse(&texts(HOME)).unwrap();
        let rooms = ROOMS.map(|room| RoomForm::parse(&texts(room)).unwrap());
        let notice = Notice {
            id: NoticeId::fresh(),
            state: VacancyState::Vacant,
            as_of: "2026-11-20".parse().unwrap(),
            told_by: "管理者".into(),
            expires_on: "2026-12-20".parse().unwrap(),
            holding: Holding::default(),
            is_by_home: true,
            at: Moment::parse("2026-11-20T00:00:00Z").unwrap(),
            by: "村瀬".into(),
        };
        let rooms = rooms.iter().map(|room| (VacancyId::fresh(), room, Some(&notice))).collect();
        let supply = [Supply { id: HomeId::fresh(), form: &home, rooms }];
        let wishes: Vec<(WishId, &WishForm)> = wishes.iter().map(|wish| (WishId::fresh(), &wish.form)).collect();
        let question = Question::of(&supply, &wishes, None, today);
        let asked = serde_json::to_string_pretty(&question.input).unwrap() + "\n";
        if std::env::var_os("NIMO_GOLDEN").is_some() {
            std::fs::write(FILE, &asked).unwrap();
        }
        assert_eq!(std::fs::read_to_string(FILE).unwrap(), asked, "docs/placement-home.json is another question");
    }
}
