//! An issue that is raised from a reading: what its form begins with, and what its page says of where it came from.

use crate::access::Permit;
use crate::editing::shape::Texts;
use crate::issues::ReadIssue;
use crate::issues::web::Hop;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::Ask;
use crate::wishes::ReadReading;
use crate::wishes::model::ReadingId;
use crate::wishes::rules::sheet::matter;
use crate::wishes::store;

/// The reading from which an issue is being raised.
pub struct Raising {
    /// The reading.
    pub id: ReadingId,
    /// What the form begins with.
    pub texts: Texts,
    /// 令和8年11月30日の「空室と希望の読み」.
    pub name: String,
    /// Was it taken back? Then no issue comes of it.
    pub is_withdrawn: bool,
}

/// The reading that the address names, if it names one.
///
/// # Errors
/// What the gate and the database say.
pub async fn raising(ask: &Ask) -> Result<Option<Raising>, Fault> {
    let Some(id) = ReadingId::parse(ask.query.get("reading")) else { return Ok(None) };
    let permit = ask.may::<ReadReading>(id).await?;
    let reading = ask.read(async |tx: &mut Tx| store::reading::find(tx, &permit).await).await?;
    let name = name(reading.sheet.on);
    let (title, words) = matter(&reading.sheet);
    let texts = [("title".to_string(), title), ("matter".to_string(), words)].into();
    Ok(Some(Raising { id, texts, name, is_withdrawn: reading.withdrawn.is_some() }))
}

fn name(on: almanac::Date) -> String {
    format!("{}の「空室と希望の読み」", almanac::in_words(on))
}

/// The reading from which an issue was raised, as far as the person may see it.
///
/// # Errors
/// What the gate and the database say.
pub async fn of_issue(ask: &Ask, permit: &Permit<ReadIssue>) -> Result<Option<Hop>, Fault> {
    let found = ask.read(async |tx: &mut Tx| store::reading::of_issue(tx, permit).await).await?;
    let Some((id, on, is_withdrawn)) = found else { return Ok(None) };
    let path = ask.could::<ReadReading>(id).await?.then(|| format!("/readings/{id}"));
    let name = if is_withdrawn { format!("{}（取りやめた資料）", name(on)) } else { name(on) };
    Ok(Some(Hop { name, path, day: String::new(), on: Some(on) }))
}
