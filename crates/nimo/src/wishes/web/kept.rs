//! Readings that were kept: the list, one of them, and keeping one.

use crate::access::Permit;
use crate::issues::RaiseIssue;
use crate::issues::model::IssueId;
use crate::issues::web::{Hop, issue_hop};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::wishes::model::{ReadingId, ReadingSheet, USUAL_MASK};
use crate::wishes::rules::apart;
use crate::wishes::rules::sheet::{sentence, sheet};
use crate::wishes::store::reading::Withdrawn;
use crate::wishes::store::{self, Reading};
use crate::wishes::web::gathered::ReadNow;
use crate::wishes::web::{may_read, together};
use crate::wishes::{KeepReading, ListReadings, ReadTogether, WithdrawReading};
use almanac::Date;
use askama::Template;

/// A reading as a line of a list.
pub struct KeptLine {
    /// The reading.
    pub id: ReadingId,
    /// The day, in words.
    pub on: String,
    /// What it says first.
    pub says: String,
    /// Who kept it, and when.
    pub by: String,
    /// Who took it back, when and why; empty where it stands.
    pub withdrawn: String,
}

/// A reading as a line of a list.
pub fn kept_line(reading: &Reading) -> KeptLine {
    KeptLine {
        id: reading.id,
        on: almanac::in_words(reading.sheet.on),
        says: sentence(&reading.sheet),
        by: format!("{}に{}が残した", reading.at.in_words(), reading.by),
        withdrawn: reading
            .withdrawn
            .as_ref()
            .map_or_else(String::new, |one| format!("{}に{}が取りやめた: {}", one.at.in_words(), one.by, one.reason)),
    }
}

#[derive(Template)]
#[template(path = "wishes/views/kept.html")]
struct KeptPage {
    frame: Frame,
    sentence: String,
    all: Vec<KeptLine>,
    may_read_now: bool,
}

/// The list.
pub async fn list(ask: Ask) -> Answer {
    let permit = ask.may::<ListReadings>(ask.office()?).await?;
    let mut all = ask.read(async |tx: &mut Tx| store::reading::list(tx, &permit).await).await?;
    let may_read_now = ask.could::<ReadTogether>(ask.office()?).await?;
    // What was taken back is the secretariat's alone, here as at its own page.
    all.retain(|reading| reading.withdrawn.is_none() || may_read_now);
    let page = KeptPage {
        frame: Frame::of("残した資料（空室と希望）", ask.actor.signed_in(), Place::Vacancies),
        sentence: match all.iter().filter(|reading| reading.withdrawn.is_none()).count() {
            0 if all.is_empty() => "残した資料は、まだありません。".into(),
            0 => format!("使える資料はありません。取りやめたものが{}件あります。", all.len()),
            count => format!("残した資料が、{count}件あります。"),
        },
        all: all.iter().map(kept_line).collect(),
        may_read_now,
    };
    Reply::page(&page)
}

/// Keeps what the council may see of the reading of now, where no reading before would give few people away by it: may you · what is read ·
/// its row.
pub async fn keep(ask: Ask) -> Answer {
    let permit = ask.may::<KeepReading>(ask.office()?).await?;
    let read = ReadNow::of(&ask, 2).await?;
    let threshold = read.gathered.rule(ask.now.day()).map_or(USUAL_MASK, |rule| rule.mask_below);
    let sheet = sheet(&read.matched, read.long(), threshold);
    let seen = apart::seen(read.gathered.wishes.iter().map(|wish| (wish.id, wish.salt.as_str(), &wish.form)));
    let write = async |tx: &mut Tx, permit: &Permit<KeepReading>| {
        let before = store::reading::seen(tx, permit).await?;
        let is_same =
            |(last, of): &&(Reading, apart::Seen)| last.withdrawn.is_none() && last.sheet == sheet && *of == seen;
        if let Some((last, _)) = before.first().filter(is_same) {
            return Ok(Kept::There(last.id));
        }
        let near =
            |(one, of): &&(Reading, apart::Seen)| apart::is_too_near(of, &seen, threshold.max(one.sheet.threshold));
        match before.iter().find(near) {
            Some((near, _)) => Ok(Kept::TooNear {
                on: near.sheet.on,
                threshold: threshold.max(near.sheet.threshold),
                is_withdrawn: near.withdrawn.is_some(),
            }),
            None => store::reading::keep(tx, permit, &sheet, &seen).await.map(Kept::There),
        }
    };
    match ask.write(&permit, write).await? {
        Kept::There(id) => Ok(Reply::see(format!("/readings/{id}?said=reading-kept"))),
        Kept::TooNear { on, threshold, is_withdrawn } => {
            together::show(&ask, Some(too_near(on, threshold, is_withdrawn))).await
        }
    }
}

/// What became of a reading that was to be kept.
enum Kept {
    /// It is there, perhaps since before.
    There(ReadingId),
    /// Too near to that of a day, by so many people; it may have been taken back since, and have been read before.
    TooNear {
        /// The day.
        on: Date,
        /// So many wishes have to change.
        threshold: i64,
        /// Was that one taken back?
        is_withdrawn: bool,
    },
}

fn too_near(on: Date, threshold: i64, is_withdrawn: bool) -> String {
    let (which, instead) = match is_withdrawn {
        true => ("取りやめた資料も、もう読まれたかもしれないので、比べています。", ""),
        false => ("", "前の資料を使うか、"),
    };
    format!(
        "{}の資料のあとで、加わったり、終わったり、変わったりした希望が、{threshold}件に満たないので、残せません。2つの資料を比べると、その人の答えが分かってしまうためです。{which}{instead}希望が{threshold}件以上変わってから残してください。",
        almanac::in_words(on)
    )
}

#[derive(Template)]
#[template(path = "wishes/views/reading.html")]
struct ReadingPage {
    frame: Frame,
    title: &'static str,
    id: ReadingId,
    sentence: String,
    on: String,
    by: String,
    sheet: ReadingSheet,
    is_hidden: bool,
    issues: Vec<Hop>,
    councils: Vec<(String, String)>,
    may_read_now: bool,
    withdrawn: Option<Withdrawn>,
    may_withdraw: bool,
}

/// One of them.
pub async fn page(ask: Ask) -> Answer {
    let permit = may_read(&ask).await?;
    let read = async |tx: &mut Tx| {
        Ok((store::reading::find(tx, &permit).await?, store::reading::issues_of(tx, &permit).await?))
    };
    let (reading, issues) = ask.read(read).await?;
    let title = if reading.withdrawn.is_some() {
        "取りやめた資料（空室と希望）"
    } else {
        "空室と希望の読み"
    };
    let page = ReadingPage {
        frame: Frame::of(title, ask.actor.signed_in(), Place::Vacancies).saying(ask.query.get("said")),
        id: reading.id,
        title,
        sentence: sentence(&reading.sheet),
        on: almanac::in_words(reading.sheet.on),
        by: format!("{}に{}が残しました", reading.at.in_words(), reading.by),
        is_hidden: reading.sheet.hides(),
        issues: hops(&ask, &issues).await?,
        councils: if reading.withdrawn.is_none() { councils(&ask).await? } else { vec![] },
        may_read_now: ask.could::<ReadTogether>(ask.office()?).await?,
        may_withdraw: reading.withdrawn.is_none() && ask.would::<WithdrawReading>(permit.facts())?,
        withdrawn: reading.withdrawn,
        sheet: reading.sheet,
    };
    Reply::page(&page)
}

pub(super) async fn hops(ask: &Ask, issues: &[IssueId]) -> Result<Vec<Hop>, crate::plumbing::fault::Fault> {
    let mut hops = vec![];
    for issue in issues {
        hops.push(issue_hop(ask, *issue).await?);
    }
    Ok(hops)
}

/// The councils of which the actor may raise an issue: id and name.
async fn councils(ask: &Ask) -> Result<Vec<(String, String)>, crate::plumbing::fault::Fault> {
    let mut councils = vec![];
    for (id, name) in crate::council::web::names(ask).await? {
        if ask.could::<RaiseIssue>(id).await? {
            councils.push((id.to_string(), name));
        }
    }
    Ok(councils)
}
