//! 起案用紙: as PDF, as Word file, as text.

use super::id;
use crate::council::approval::print::{Head, document};
use crate::council::approval::{ReadApproval, store};
use crate::council::{ReadCouncil, store as councils};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask, Reply};
use press::Document;

/// As PDF.
pub(super) async fn pdf(ask: Ask) -> Answer {
    let (document, name) = paper(&ask).await?;
    papers::pdf(&ask, document, &name).await
}

/// As DOCX.
pub(super) async fn docx(ask: Ask) -> Answer {
    let (document, name) = paper(&ask).await?;
    papers::docx(&ask, document, &name).await
}

/// As text.
pub(super) async fn txt(ask: Ask) -> Answer {
    let (document, name) = paper(&ask).await?;
    Ok(Reply::paper("text/plain; charset=utf-8", format!("{name}.txt"), press::text(&document).into_bytes()))
}

/// The paper, and the name of its file without the ending.
async fn paper(ask: &Ask) -> Result<(Document, String), Fault> {
    let permit = ask.may::<ReadApproval>(id(ask)?).await?;
    let reading = ask.may::<ReadCouncil>(permit.facts().council()).await?;
    let read = async |tx: &mut Tx| Ok((store::find(tx, &permit).await?, councils::find(tx, &reading).await?.form.name));
    let (approval, council) = ask.read(read).await?;
    let head = Head { office: &ask.signed_in()?.office_name, council: &council, dated: ask.now.at_japan() };
    Ok((document(&approval, &head), format!("伺い　{}", approval.form.title)))
}
