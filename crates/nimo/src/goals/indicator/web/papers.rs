//! The sheet of both periods on one A3, its tables for a spreadsheet, and the empty table to fill in.

use crate::goals::indicator::ListIndicators;
use crate::goals::indicator::print::{self, Head, PUBLIC_TITLE, TITLE};
use crate::goals::indicator::web::collect::all;
use crate::goals::indicator::web::list::period;
use crate::goals::masking::web::thresholds;
use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask};

fn head(ask: &Ask) -> Result<Head, Fault> {
    Ok(Head {
        office: ask.signed_in()?.office_name.clone(),
        dated: ask.now.at_japan(),
        as_of: format!("{}現在", almanac::in_words(ask.now.day())),
    })
}

/// The sheet as PDF; a character that no font has stands as 〓.
pub async fn pdf(ask: Ask) -> Answer {
    let permit = ask.may::<ListIndicators>(ask.office()?).await?;
    let document = print::sheet(&all(&ask, &permit).await?.sheet(), &head(&ask)?);
    papers::pdf(&ask, document, TITLE).await
}

/// The copy for everybody as PDF, with the small figures hidden.
pub async fn public(ask: Ask) -> Answer {
    let office = ask.office()?;
    let permit = ask.may::<ListIndicators>(office).await?;
    let thresholds = thresholds(&ask).await?;
    let document = print::public_sheet(&all(&ask, &permit).await?.sheet(), &head(&ask)?, &thresholds, ask.now.day());
    papers::pdf(&ask, document, PUBLIC_TITLE).await
}

/// The tables as XLSX: a sheet for each period, and every figure that stands.
pub async fn xlsx(ask: Ask) -> Answer {
    let permit = ask.may::<ListIndicators>(ask.office()?).await?;
    let all = all(&ask, &permit).await?;
    let lists = print::lists(&all.sheet(), &all.standing());
    papers::xlsx(&ask, TITLE.into(), ask.now.at_japan(), lists, TITLE).await
}

/// The empty table of a period as XLSX.
pub async fn blank(ask: Ask) -> Answer {
    ask.may::<ListIndicators>(ask.office()?).await?;
    let period = period(&ask);
    let name = format!("指標の記入の表（{}）", period.short());
    papers::xlsx(&ask, name.clone(), ask.now.at_japan(), print::blank(period.number), &name).await
}
