//! The list on paper: as it stands now, and as it was paid.

use super::settlement;
use super::whole::{Names, Whole};
use crate::council::meeting;
use crate::council::payment::model::PayTable;
use crate::council::payment::print::{self, Head};
use crate::council::payment::store::{self, Settled};
use crate::council::payment::{PrintPay, ReadPay};
use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask};

/// A list with what stands around it.
type Paper = (PayTable, Head);

/// The list of a meeting: what was paid where it was, else what is kept.
async fn of_meeting(ask: &Ask) -> Result<Paper, Fault> {
    let permit = ask.may::<PrintPay>(meeting::web::id(ask)?).await?;
    let names = Names::of(ask, permit.facts()).await?;
    let mut whole = ask.read(async |tx| Whole::of(tx, &permit, permit.facts(), ask.now.day()).await).await?;
    if let Some(at) = whole.settled.iter().position(|one| one.withdrawn.is_none()) {
        return paper(ask, whole.settled.swap_remove(at));
    }
    let table = whole.table(&names).ok_or(Fault::Missing)?.map_err(|_| NO_SUM)?;
    Ok((table, head(ask, "支払い前".into())?))
}

const NO_SUM: Fault = Fault::Unreadable(
    "いまの決まりでは、差引が0円より小さくなる人がいます。支払の一覧を開いて、その人の額か、控除の率を直してください。",
);

/// What was paid.
async fn of_settlement(ask: &Ask) -> Result<Paper, Fault> {
    let permit = ask.may::<ReadPay>(settlement(ask)?).await?;
    let settled = ask.read(async |tx| store::find_settled(tx, &permit).await).await?;
    paper(ask, settled)
}

fn paper(ask: &Ask, settled: Settled) -> Result<Paper, Fault> {
    let aside = if settled.withdrawn.is_some() { "、取り下げ" } else { "" };
    let standing = format!("第{}回、{} 支払い{aside}", settled.number, almanac::in_words(settled.on));
    Ok((settled.table, head(ask, standing)?))
}

fn head(ask: &Ask, standing: String) -> Result<Head, Fault> {
    Ok(Head { standing, dated: ask.now.at_japan(), by: ask.signed_in()?.name.clone() })
}

/// As XLSX.
pub async fn xlsx(ask: Ask) -> Answer {
    let paper = of_meeting(&ask).await?;
    as_xlsx(&ask, paper).await
}

/// As PDF; a character that no font has stands as 〓.
pub async fn pdf(ask: Ask) -> Answer {
    let (table, head) = of_meeting(&ask).await?;
    papers::pdf(&ask, print::document(&table, &head), &head.title(&table)).await
}

/// As Word file.
pub async fn docx(ask: Ask) -> Answer {
    let (table, head) = of_meeting(&ask).await?;
    papers::docx(&ask, print::document(&table, &head), &head.title(&table)).await
}

/// What was paid, as XLSX.
pub async fn settled_xlsx(ask: Ask) -> Answer {
    let paper = of_settlement(&ask).await?;
    as_xlsx(&ask, paper).await
}

/// What was paid, as PDF.
pub async fn settled_pdf(ask: Ask) -> Answer {
    let (table, head) = of_settlement(&ask).await?;
    papers::pdf(&ask, print::document(&table, &head), &head.title(&table)).await
}

/// What was paid, as Word file.
pub async fn settled_docx(ask: Ask) -> Answer {
    let (table, head) = of_settlement(&ask).await?;
    papers::docx(&ask, print::document(&table, &head), &head.title(&table)).await
}

async fn as_xlsx(ask: &Ask, (table, head): Paper) -> Answer {
    let title = head.title(&table);
    papers::xlsx(ask, title.clone(), head.dated, print::lists(&table, &head), &title).await
}
