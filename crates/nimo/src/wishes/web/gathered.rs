//! Rooms and wishes of the office, gathered and read together.

use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::Ask;
use crate::vacancies::model::HomeId;
use crate::vacancies::rules::fade::has_stood_long;
use crate::vacancies::store::{self as vacancies, Home, Room};
use crate::vacancies::{ListVacancies, model::VacancyId};
use crate::wishes::ListWishes;
use crate::wishes::model::{ReadingRule, WishForm, WishId};
use crate::wishes::rules::change::in_words;
use crate::wishes::rules::matched::Matched;
use crate::wishes::rules::question::{Question, Supply, places};
use crate::wishes::store::{self, Wish};
use almanac::Date;
use std::collections::BTreeMap;

/// What the office has.
pub struct Gathered {
    /// The homes.
    pub homes: Vec<Home>,
    /// Their rooms.
    pub rooms: Vec<Room>,
    /// The wishes, those that have ended among them.
    pub wishes: Vec<Wish>,
    /// The editions of the rule.
    pub rules: Vec<ReadingRule>,
}

impl Gathered {
    /// Reads it.
    ///
    /// # Errors
    /// What the gate and the database say.
    pub async fn of(ask: &Ask) -> Result<Gathered, Fault> {
        let (rooms, wishes) =
            (ask.may::<ListVacancies>(ask.office()?).await?, ask.may::<ListWishes>(ask.office()?).await?);
        let read = async |tx: &mut Tx| {
            Ok(Gathered {
                homes: vacancies::home::list(tx, &rooms).await?,
                rooms: vacancies::room::list(tx, &rooms).await?,
                wishes: store::wish::list(tx, &wishes).await?,
                rules: store::rule::all(tx, &wishes).await?,
            })
        };
        ask.read(read).await
    }

    /// The rule that holds on a day.
    pub fn rule(&self, on: Date) -> Option<&ReadingRule> {
        ReadingRule::on(&self.rules, on)
    }

    /// The places in which homes are, as a wish may name them.
    pub fn places(&self) -> Vec<String> {
        places(self.homes.iter().map(|home| home.form.area.as_str()))
    }

    /// The homes by name, for a list to choose from.
    pub fn home_names(&self) -> Vec<(HomeId, String)> {
        self.homes.iter().map(|home| (home.id, home.form.name.clone())).collect()
    }

    fn question(&self, today: Date) -> Question {
        let mut of_home: BTreeMap<HomeId, Vec<&Room>> = BTreeMap::new();
        for room in &self.rooms {
            of_home.entry(room.home).or_default().push(room);
        }
        let supply = |home: &'_ Home| -> Vec<&Room> { of_home.get(&home.id).cloned().unwrap_or_default() };
        let rooms: Vec<Vec<&Room>> = self.homes.iter().map(supply).collect();
        let supplies = self.homes.iter().zip(&rooms).map(|(home, rooms)| Supply {
            id: home.id,
            form: &home.form,
            rooms: rooms.iter().map(|room| (room.id, &room.form, room.notice.as_ref())).collect(),
        });
        let wishes: Vec<(WishId, &WishForm)> = self.wishes.iter().map(|wish| (wish.id, &wish.form)).collect();
        Question::of(&supplies.collect::<Vec<_>>(), &wishes, self.rule(today), today)
    }
}

/// What the office has, read together.
pub struct ReadNow {
    /// What the office has.
    pub gathered: Gathered,
    /// The reading.
    pub matched: Matched,
}

const UNREAD: &str =
    "希望か、読みのきまりに、読めないところがあります。きまりを、別の日からもう一度入れてみてください。";
const TOO_MANY: &str =
    "読める数を超えています。1つの住居の部屋は100までです。住居を棟や階に分けて入れると、読めるようになります。";

impl ReadNow {
    /// Reads rooms and wishes of now together, beside the desk: it takes its time in a large town. So many changes are weighed at a time.
    ///
    /// # Errors
    /// What the gate and the database say, and where there is more than can be read.
    pub async fn of(ask: &Ask, relax: u8) -> Result<ReadNow, Fault> {
        let gathered = Gathered::of(ask).await?;
        let today = ask.now.day();
        let question = gathered.question(today);
        let matched = ask.aside(move || Matched::read(question, today, relax)).await?;
        Ok(ReadNow {
            gathered,
            matched: matched.map_err(|refusal| {
                Fault::Unreadable(if refusal.path.starts_with("homes") { TOO_MANY } else { UNREAD })
            })?,
        })
    }

    /// The wish behind a person of the question.
    pub fn wish(&self, person: usize) -> Option<&Wish> {
        let id = self.matched.question.people.get(person)?;
        self.gathered.wishes.iter().find(|wish| wish.id == *id)
    }

    /// The person of the question behind a wish; `None` where it has ended.
    pub fn person(&self, wish: WishId) -> Option<usize> {
        self.matched.question.people.iter().position(|id| *id == wish)
    }

    /// The home of the question at a place.
    pub fn home(&self, at: usize) -> Option<&Home> {
        let id = self.matched.question.homes.get(at)?;
        self.gathered.homes.iter().find(|home| home.id == *id)
    }

    /// The room of the question at a place.
    pub fn room(&self, at: usize) -> Option<&Room> {
        let id: &VacancyId = self.matched.question.rooms.get(at)?;
        self.gathered.rooms.iter().find(|room| room.id == *id)
    }

    /// すみれの家 101.
    pub fn room_name(&self, at: usize) -> String {
        let room = self.room(at);
        let home = room.and_then(|room| self.gathered.homes.iter().find(|home| home.id == room.home));
        let home = home.map_or("", |home| home.form.name.as_str());
        format!("{home} {}", room.map_or("", |room| room.form.name.as_str()))
    }

    /// A sentence of the reading with homes, rooms and numbers of wishes in it.
    pub fn told(&self, says: &str) -> String {
        in_words(says, |letter, at| match letter {
            'H' => self.home(at).map_or_else(String::new, |home| home.form.name.clone()),
            'R' => self.room_name(at),
            _ => self.wish(at).map_or_else(String::new, |wish| format!("希望 {}", wish.number)),
        })
    }

    /// How many of the open rooms have stood empty for a year.
    pub fn long(&self) -> usize {
        let open = self.matched.open().iter().filter_map(|(room, _)| self.room(*room));
        open.filter(|room| has_stood_long(room.vacant_since(), self.matched.today)).count()
    }
}
