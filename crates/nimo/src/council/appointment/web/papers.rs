//! The papers of a batch: its letters, one to a page, and the list with which they are handed out.

use super::{Seen, seen};
use crate::council::appointment::IssueAppointments;
use crate::council::appointment::model::{Appointment, BatchId};
use crate::council::appointment::print::{self, Head};
use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask};

/// The letters of the batch that the address names, those that hold.
async fn batch(ask: &Ask) -> Result<(Seen, Vec<usize>), Fault> {
    let permit = ask.may::<IssueAppointments>(crate::council::web::id(ask)?).await?;
    let batch = BatchId::parse(ask.query.get("batch")).ok_or(Fault::Missing)?;
    let seen = seen(ask, &permit).await?;
    let is_it = |one: &Appointment| one.batch == batch && one.withdrawn.is_none();
    let found: Vec<usize> = (0..seen.appointments.len()).filter(|at| is_it(&seen.appointments[*at])).collect();
    if found.is_empty() { Err(Fault::Missing) } else { Ok((seen, found)) }
}

async fn printed(ask: &Ask, is_list: bool) -> Result<(press::Document, String), Fault> {
    let (seen, found) = batch(ask).await?;
    let batch: Vec<&Appointment> = found.iter().map(|at| &seen.appointments[*at]).collect();
    let head = Head { office: &ask.signed_in()?.office_name, council: &seen.name, dated: ask.now.at_japan() };
    let day = almanac::in_words(batch[0].letter.dated_on);
    if is_list {
        let sum = seen.reckoned(batch[0].letter.term.from_on);
        return Ok((print::receipt(&batch, &sum, &head), format!("{}　交付一覧（{day}）", seen.name)));
    }
    Ok((print::letters(&batch, &head), format!("{}　委嘱状・任命書（{day}、{}通）", seen.name, batch.len())))
}

/// The letters as PDF; a character that no font has stands as 〓.
pub(super) async fn pdf(ask: Ask) -> Answer {
    let (document, name) = printed(&ask, false).await?;
    papers::pdf(&ask, document, &name).await
}

/// The letters as DOCX.
pub(super) async fn docx(ask: Ask) -> Answer {
    let (document, name) = printed(&ask, false).await?;
    papers::docx(&ask, document, &name).await
}

/// The list as PDF.
pub(super) async fn list(ask: Ask) -> Answer {
    let (document, name) = printed(&ask, true).await?;
    papers::pdf(&ask, document, &name).await
}
