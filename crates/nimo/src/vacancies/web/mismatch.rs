//! Why people and rooms did not meet in a 年度: the reasons counted, what homes ask for, and for the secretariat each record.

use crate::access::Permit;
use crate::editing::shape::Wrong;
use crate::layout::{Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::vacancies::model::{HomeForm, HomeId, Mismatch, MismatchId};
use crate::vacancies::rules::fade::{RoomStanding, has_stood_long, standing};
use crate::vacancies::rules::tally::{self, AskedFor, Counted, masked};
use crate::vacancies::store::{self, Home, Room};
use crate::vacancies::web::home::{MismatchLine, line};
use crate::vacancies::{ListMismatches, SetVacancyRule};
use almanac::{Date, FiscalYear};
use askama::Template;
use std::collections::BTreeMap;

/// What a 年度 tells of mismatches.
pub struct MismatchYear {
    /// 年度.
    pub year: FiscalYear,
    /// The reasons, counted.
    pub reasons: Vec<Counted>,
    /// What homes ask for now.
    pub asked: Vec<AskedFor>,
    /// The records that stand.
    pub count: usize,
    /// The homes that there are now, by id with their names.
    pub homes: BTreeMap<HomeId, String>,
    /// The rooms that others may look at now, and of them those that stood empty for a year.
    pub open: (usize, usize),
    /// Each record, the newest first.
    pub all: Vec<Mismatch>,
}

impl MismatchYear {
    /// Reads the 年度 that the address asks for; this one where it asks for none.
    ///
    /// # Errors
    /// What the database says.
    pub async fn of(ask: &Ask, permit: &Permit<ListMismatches>) -> Result<MismatchYear, Fault> {
        let asked = [ask.query.get("year"), ask.typed.get("year")].into_iter().find(|year| !year.is_empty());
        let typed = almanac::read_fiscal_year(asked.unwrap_or_default());
        let year = typed.unwrap_or_else(|_| FiscalYear::of(ask.now.day()));
        let read = async |tx: &mut Tx| {
            let days = (year.first_day(), year.last_day());
            let homes = store::home::list(tx, permit).await?;
            let rooms = store::room::list(tx, permit).await?;
            Ok((homes, rooms, store::mismatch::list(tx, permit, days).await?))
        };
        let (homes, rooms, all) = ask.read(read).await?;
        Ok(MismatchYear::counted(year, &homes, &rooms, all, ask.now.day()))
    }

    fn counted(year: FiscalYear, homes: &[Home], rooms: &[Room], all: Vec<Mismatch>, today: Date) -> MismatchYear {
        let open = |room: &&Room| matches!(standing(room.notice.as_ref(), today), RoomStanding::Open(_));
        let open: Vec<&Room> = rooms.iter().filter(open).collect();
        let forms: Vec<&HomeForm> = homes.iter().map(|home| &home.form).collect();
        MismatchYear {
            year,
            reasons: tally::reasons(&all),
            asked: tally::asked_for(&forms),
            count: all.iter().filter(|one| !one.is_withdrawn).count(),
            homes: homes.iter().map(|home| (home.id, home.form.name.clone())).collect(),
            open: (open.len(), open.iter().filter(|room| has_stood_long(room.vacant_since(), today)).count()),
            all,
        }
    }

    /// The sentence of the page and of the paper. Where a figure is masked the whole is not told: it would give the figure away.
    pub fn sentence(&self, is_whole: bool) -> String {
        let year = self.year;
        let Some(most) = self.reasons.first() else {
            return format!("{year}に、合わなかったわけは、まだ残されていません。");
        };
        let label = most.reason.label();
        match is_whole || self.reasons.iter().all(|one| !one.is_small()) {
            true => format!(
                "{year}に残された、合わなかったことは{}件。いちばん多いわけは「{label}」（{}件）です。",
                self.count, most.count
            ),
            false => format!("{year}に、合わなかったわけでいちばん多いのは「{label}」（{}）です。", most.masked()),
        }
    }

    /// How the rooms stand now, for those who read of mismatches.
    pub fn rooms_now(&self) -> String {
        let (open, long) = self.open;
        let long =
            if long > 0 { format!("（うち1年以上空いている部屋{long}室）") } else { String::new() };
        format!("いま、住居は{}、見学できる部屋は{open}室{long}です。", self.homes.len())
    }
}

/// A reason as a row.
pub struct ReasonRow {
    /// わけ.
    pub label: &'static str,
    /// As the reader may see it.
    pub count: String,
    /// Of them about somebody, as the reader may see it.
    pub about: String,
    /// At how many homes; not told where the figure is masked.
    pub homes: String,
    /// Who could change it.
    pub who: String,
    /// The width of its bar, of 100; 0 where the figure is not shown.
    pub bar: usize,
}

/// A record that the secretariat reads.
pub struct RecordRow {
    /// The record.
    pub id: MismatchId,
    /// Its home.
    pub home: (HomeId, String),
    /// What it tells.
    pub line: MismatchLine,
    /// Was it just not taken back?
    pub is_refused: bool,
    /// Why it was to be taken back, as it was typed.
    pub reason: String,
}

#[derive(Template)]
#[template(path = "vacancies/views/mismatch.html")]
struct MismatchPage {
    frame: Frame,
    sentence: String,
    rooms_now: String,
    years: Vec<Option3>,
    year: i32,
    reasons: Vec<ReasonRow>,
    asked: Vec<AskedFor>,
    records: Vec<RecordRow>,
    may_keep: bool,
    wrongs: Vec<Wrong>,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    show(&ask, None, vec![]).await
}

/// The page, with why a record was not taken back.
pub async fn refused(ask: &Ask, id: MismatchId, wrong: Wrong) -> Answer {
    show(ask, Some(id), vec![wrong]).await
}

async fn show(ask: &Ask, refused: Option<MismatchId>, wrongs: Vec<Wrong>) -> Answer {
    let permit = ask.may::<ListMismatches>(ask.office()?).await?;
    let year = MismatchYear::of(ask, &permit).await?;
    let may_keep = ask.could::<SetVacancyRule>(ask.office()?).await?;
    let this = FiscalYear::of(ask.now.day()).0;
    let option = |of: i32| Option3(of.to_string(), FiscalYear(of).to_string(), of == year.year.0);
    let most = year.reasons.first().map_or(1, |one| one.count.max(1));
    let records = year.all.iter().filter(|_| may_keep).map(|one| RecordRow {
        id: one.id,
        home: (one.home, year.homes.get(&one.home).cloned().unwrap_or_default()),
        line: line(one),
        is_refused: refused == Some(one.id),
        reason: if refused == Some(one.id) { ask.typed.get("reason").to_string() } else { String::new() },
    });
    let page = MismatchPage {
        frame: Frame::of("合わなかったわけ", ask.actor.signed_in(), Place::Vacancies).saying(ask.query.get("said")),
        sentence: year.sentence(may_keep),
        rooms_now: year.rooms_now(),
        years: (0..5).map(|back| option(this - back)).collect(),
        year: year.year.0,
        reasons: year.reasons.iter().map(|one| reason_row(one, may_keep, most)).collect(),
        asked: year.asked.clone(),
        records: records.collect(),
        may_keep,
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

/// A reason as a row; only the secretariat sees the small figures.
pub fn reason_row(one: &Counted, is_whole: bool, most: usize) -> ReasonRow {
    let is_shown = is_whole || !one.is_small();
    let (count, about) = match is_whole {
        true => (format!("{}件", one.count), format!("{}件", one.about_somebody)),
        false => (one.masked(), masked(one.about_somebody)),
    };
    ReasonRow {
        label: one.reason.label(),
        count,
        about,
        homes: if is_shown { one.homes.to_string() } else { "–".into() },
        who: tally::who_could(one.reason),
        bar: if is_shown { one.count * 100 / most } else { 0 },
    }
}
