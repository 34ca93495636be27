//! 紙: the empty sheet, and the result as PDF, DOCX and XLSX.

use super::id;
use super::result::council;
use crate::access::Permit;
use crate::issues::score::print::{self, Head};
use crate::issues::score::rules::Tally;
use crate::issues::score::store::{self, Round};
use crate::issues::score::{PrintSheet, ReadRound};
use crate::issues::web::hop;
use crate::plumbing::db::Tx;
use crate::plumbing::desk::aside;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use press::{Document, Fonts, OnMissing, PressError};

/// 採点用紙.
pub async fn sheet(ask: Ask) -> Answer {
    let permit = ask.may::<PrintSheet>(id(&ask)?).await?;
    let round = ask.read(async |tx| store::find(tx, &permit).await).await?;
    let document = print::sheet(&round, &head(&ask, &round).await?);
    as_pdf(document, format!("採点用紙 {}.pdf", round.title)).await
}

/// 採点結果, as PDF.
pub async fn pdf(ask: Ask) -> Answer {
    let permit = ask.may::<ReadRound>(id(&ask)?).await?;
    let (round, document) = result(&ask, &permit).await?;
    as_pdf(document, format!("採点結果 {}.pdf", round.title)).await
}

/// 採点結果, as DOCX.
pub async fn docx(ask: Ask) -> Answer {
    let permit = ask.may::<ReadRound>(id(&ask)?).await?;
    let (round, document) = result(&ask, &permit).await?;
    let bytes = aside(move || press::docx(&document)).await?.map_err(refused)?;
    const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    Ok(Reply::paper(DOCX, format!("採点結果 {}.docx", round.title), bytes))
}

/// 採点結果, as XLSX.
pub async fn xlsx(ask: Ask) -> Answer {
    let permit = ask.may::<ReadRound>(id(&ask)?).await?;
    let (round, tally, _) = told(&ask, &permit).await?;
    let (grid, dated) = (print::list(&round, &tally), ask.now.at_japan());
    let bytes = aside(move || press::xlsx("採点結果", dated, &[grid])).await?.map_err(refused)?;
    const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(Reply::paper(XLSX, format!("採点結果 {}.xlsx", round.title), bytes))
}

async fn result(ask: &Ask, permit: &Permit<ReadRound>) -> Result<(Round, Document), Fault> {
    let (round, tally, frozen) = told(ask, permit).await?;
    let document = print::result(&round, &tally, &head(ask, &round).await?, frozen.as_deref());
    Ok((round, document))
}

/// The figures of a round that takes points no more, and the sentence of its freezing. One that does has no result to print.
async fn told(ask: &Ask, permit: &Permit<ReadRound>) -> Result<(Round, Tally, Option<String>), Fault> {
    let read = async |tx: &mut Tx| Ok((store::find(tx, permit).await?, store::outcome(tx, permit).await?));
    let (round, outcome) = ask.read(read).await?;
    let outcome = outcome.ok_or(Fault::Missing)?;
    let frozen = match &outcome.seal {
        Some(seal) => {
            // A meeting that is only planned is not yet the member's to read.
            let hop = hop::meeting(ask, seal.meeting).await?;
            let meeting = if hop.path.is_some() { hop.name } else { "会議".into() };
            Some(format!("{}に、{meeting}の資料として固めました。", seal.at.day_in_words()))
        }
        None => None,
    };
    Ok((round, outcome.tally, frozen))
}

async fn head(ask: &Ask, round: &Round) -> Result<Head, Fault> {
    let office = ask.signed_in()?.office_name.clone();
    Ok(Head { office, council: council(ask, round.council).await?, dated: ask.now.at_japan() })
}

async fn as_pdf(document: Document, name: String) -> Answer {
    let bytes = aside(move || press::pdf(&document, Fonts::embedded(), OnMissing::Geta)).await?.map_err(refused)?;
    Ok(Reply::paper("application/pdf", name, bytes))
}

fn refused(error: PressError) -> Fault {
    Fault::broken("press", error.to_string())
}
