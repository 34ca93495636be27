//! The wishes, each as a number with what the reading of now says of it.

use crate::layout::{Frame, Place};
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::wishes::model::{WishId, WishState};
use crate::wishes::rules::question::code;
use crate::wishes::store::Wish;
use crate::wishes::web::ended;
use crate::wishes::web::gathered::ReadNow;
use crate::wishes::{AddWishes, ListWishes};
use askama::Template;
use placement::{FailingSet, PersonReason};
use std::collections::BTreeSet;

/// A wish as a row.
pub struct WishRow {
    /// The wish.
    pub id: WishId,
    /// S-3.
    pub number: String,
    /// How it stands, and its mark.
    pub state: (&'static str, &'static str),
    /// The day, in words; empty where nobody told.
    pub since: String,
    /// The class.
    pub class: String,
    /// How many questions nobody has asked.
    pub unasked: usize,
    /// What the reading says of it; empty where it is not read.
    pub says: String,
}

#[derive(Template)]
#[template(path = "wishes/views/list.html")]
struct ListPage {
    frame: Frame,
    sentence: String,
    rows: Vec<WishRow>,
    ended: usize,
    has_classes: bool,
    may_add: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    if ask.query.get("state") == WishState::Ended.code() {
        return ended::page(&ask, None, &BTreeSet::new()).await;
    }
    ask.may::<ListWishes>(ask.office()?).await?;
    let read = ReadNow::of(&ask, 0).await?;
    let all = &read.gathered.wishes;
    let wanted = all.iter().filter(|wish| wish.form.state != WishState::Ended);
    let rows: Vec<WishRow> = wanted.map(|wish| row(&read, wish)).collect();
    let page = ListPage {
        frame: Frame::of("住まいの希望", ask.actor.signed_in(), Place::Vacancies).saying(ask.query.get("said")),
        sentence: sentence(&rows, all.is_empty()),
        has_classes: rows.iter().any(|row| !row.class.is_empty()),
        ended: all.len() - rows.len(),
        rows,
        may_add: ask.could::<AddWishes>(ask.office()?).await?,
    };
    Reply::page(&page)
}

fn sentence(rows: &[WishRow], is_empty: bool) -> String {
    if is_empty {
        return "住まいの希望は、まだ入っていません。".into();
    }
    let seeking = rows.iter().filter(|row| row.state.0 == WishState::Seeking.label()).count();
    let open = rows.iter().filter(|row| row.unasked > 0).count();
    let asks = if open > 0 {
        format!("うち{open}件に、まだ聞いていないことがあります。")
    } else {
        String::new()
    };
    format!("住まいを探している希望は、{seeking}件です。{asks}")
}

fn row(read: &ReadNow, wish: &Wish) -> WishRow {
    WishRow {
        id: wish.id,
        number: wish.number.to_string(),
        state: match wish.form.state {
            WishState::Seeking => (WishState::Seeking.label(), "going"),
            WishState::Resting => (WishState::Resting.label(), "ahead"),
            WishState::Ended => ("終えた", "out"),
        },
        since: wish.form.since.map_or_else(String::new, almanac::in_words),
        class: wish.form.class.clone(),
        unasked: wish.form.unasked(),
        says: if wish.form.state == WishState::Seeking { rooms(read, wish) } else { String::new() },
    }
}

/// 合う部屋2室、確かめる部屋1室.
fn rooms(read: &ReadNow, wish: &Wish) -> String {
    let Some(person) = read.person(wish.id) else { return String::new() };
    match read.matched.suiting(person) {
        (0, 0) => read.nearest(person),
        (suit, 0) => format!("合う部屋{suit}室"),
        (0, ask) => format!("確かめる部屋{ask}室"),
        (suit, ask) => format!("合う部屋{suit}室、確かめる部屋{ask}室"),
    }
}

impl ReadNow {
    /// 合う部屋なし, with what alone keeps the nearest rooms away.
    pub fn nearest(&self, person: usize) -> String {
        let id = code('P', person);
        let reason = self.matched.output.unserved.iter().find(|one| one.person == id).map(|one| &one.reason);
        match reason {
            Some(PersonReason::NothingOpen) => "見学できる部屋がありません。".into(),
            Some(PersonReason::Fails { sets }) => {
                let alone = |set: &&FailingSet| set.criteria.len() == 1;
                let near: Vec<String> = sets
                    .iter()
                    .filter(alone)
                    .map(|set| {
                        format!("「{}」だけが合わない部屋が{}室", self.matched.label(&set.criteria[0]), set.count)
                    })
                    .collect();
                let near = if near.is_empty() {
                    "どの部屋にも、合わない条件が2つ以上".into()
                } else {
                    near.join("、")
                };
                format!("合う部屋はありません。{near}あります。")
            }
            _ => self.why_in_words(person),
        }
    }

    /// Why somebody has no room, as the reading says it; empty for who has one.
    pub fn why_in_words(&self, person: usize) -> String {
        let id = code('P', person);
        let unserved = self.matched.output.unserved.iter().find(|one| one.person == id);
        unserved.map_or_else(String::new, |one| self.told(&one.says))
    }
}
