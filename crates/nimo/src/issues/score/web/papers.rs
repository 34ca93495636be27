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
use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask};
use press::Document;

/// 採点用紙.
pub async fn sheet(ask: Ask) -> Answer {
    let permit = ask.may::<PrintSheet>(id(&ask)?).await?;
    let round = ask.read(async |tx| store::find(tx, &permit).await).await?;
    let document = print::sheet(&round, &head(&ask, &round).await?);
    papers::pdf(&ask, document, &format!("採点用紙 {}", round.title)).await
}

/// 採点結果, as PDF.
pub async fn pdf(ask: Ask) -> Answer {
    let permit = ask.may::<ReadRound>(id(&ask)?).await?;
    let (round, document) = result(&ask, &permit).await?;
    papers::pdf(&ask, document, &format!("採点結果 {}", round.title)).await
}

/// 採点結果, as DOCX.
pub async fn docx(ask: Ask) -> Answer {
    let permit = ask.may::<ReadRound>(id(&ask)?).await?;
    let (round, document) = result(&ask, &permit).await?;
    papers::docx(&ask, document, &format!("採点結果 {}", round.title)).await
}

/// 採点結果, as XLSX.
pub async fn xlsx(ask: Ask) -> Answer {
    let permit = ask.may::<ReadRound>(id(&ask)?).await?;
    let (round, tally, _) = told(&ask, &permit).await?;
    let lists = vec![print::list(&round, &tally)];
    papers::xlsx(&ask, "採点結果".into(), ask.now.at_japan(), lists, &format!("採点結果 {}", round.title)).await
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
