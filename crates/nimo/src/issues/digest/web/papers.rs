//! The paper as PDF, DOCX and XLSX, live or frozen, and the sheet of changes.

use crate::access::Permit;
use crate::council;
use crate::issues::digest::model::{Digest, Layout};
use crate::issues::digest::print::{self, CHANGES, Head, TITLE};
use crate::issues::digest::rules::changes as between;
use crate::issues::digest::store::{self, Frozen};
use crate::issues::digest::web::collect::live;
use crate::issues::digest::web::id;
use crate::issues::digest::web::live::asked;
use crate::issues::digest::{PrepareDigest, ReadDigest};
use crate::issues::{self, ListElements};
use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask};
use press::Document;

/// What is printed: what it says, how, and around it.
struct Sheet {
    digest: Digest,
    layout: Layout,
    elements: Vec<String>,
    head: Head,
    name: String,
}

/// The paper as the rows stand, as PDF.
pub async fn live_pdf(ask: Ask) -> Answer {
    let sheet = of_live(&ask).await?;
    papers::pdf(&ask, paper(&sheet), &sheet.name).await
}

/// The same as DOCX.
pub async fn live_docx(ask: Ask) -> Answer {
    let sheet = of_live(&ask).await?;
    papers::docx(&ask, paper(&sheet), &sheet.name).await
}

/// The same as XLSX.
pub async fn live_xlsx(ask: Ask) -> Answer {
    let sheet = of_live(&ask).await?;
    papers::xlsx(&ask, TITLE.into(), ask.now.at_japan(), print::lists(&sheet.digest), &sheet.name).await
}

/// What changed since the newest frozen paper.
pub async fn live_changes(ask: Ask) -> Answer {
    let permit = ask.may::<PrepareDigest>(council::web::id(&ask)?).await?;
    let before = ask.read(async |tx| store::newest(tx, &permit).await).await?.ok_or(Fault::Missing)?;
    let sheet = of_live(&ask).await?;
    let words = format!("第{}版から、{}まで", before.number, almanac::in_words(ask.now.day()));
    let changes = between(&before.digest, &sheet.digest);
    let document = print::changes(&sheet.digest.council, &words, &changes, sheet.layout, &sheet.head);
    papers::pdf(&ask, document, &format!("{CHANGES}（案）")).await
}

/// A frozen paper as PDF.
pub async fn pdf(ask: Ask) -> Answer {
    let (sheet, _) = of_frozen(&ask).await?;
    papers::pdf(&ask, paper(&sheet), &sheet.name).await
}

/// The same as DOCX.
pub async fn docx(ask: Ask) -> Answer {
    let (sheet, _) = of_frozen(&ask).await?;
    papers::docx(&ask, paper(&sheet), &sheet.name).await
}

/// The same as XLSX.
pub async fn xlsx(ask: Ask) -> Answer {
    let (sheet, _) = of_frozen(&ask).await?;
    papers::xlsx(&ask, TITLE.into(), ask.now.at_japan(), print::lists(&sheet.digest), &sheet.name).await
}

/// What changed from the frozen paper before to this one.
pub async fn changes(ask: Ask) -> Answer {
    let (sheet, before) = of_frozen(&ask).await?;
    let before = before.ok_or(Fault::Missing)?;
    let words = format!("第{}版から第{}版まで", before.number, before.number + 1);
    let changes = between(&before.digest, &sheet.digest);
    let document = print::changes(&sheet.digest.council, &words, &changes, sheet.layout, &sheet.head);
    papers::pdf(&ask, document, &format!("{CHANGES} 第{}版", before.number + 1)).await
}

async fn of_live(ask: &Ask) -> Result<Sheet, Fault> {
    let permit: Permit<PrepareDigest> = ask.may(council::web::id(ask)?).await?;
    let (layout, told) = asked(ask);
    let live = live(ask, &permit, told).await?;
    let head = Head {
        office: ask.signed_in()?.office_name.clone(),
        version: format!("案（{}現在）", almanac::in_words(ask.now.day())),
        dated: ask.now.at_japan(),
    };
    Ok(Sheet { digest: live.digest, layout, elements: live.elements, head, name: format!("{TITLE}（案）") })
}

async fn of_frozen(ask: &Ask) -> Result<(Sheet, Option<Frozen>), Fault> {
    let permit = ask.may::<ReadDigest>(id(ask)?).await?;
    let naming = ask.may::<ListElements>(ask.office()?).await?;
    let read = async |tx: &mut crate::plumbing::db::Tx| {
        Ok((store::find(tx, &permit).await?, issues::store::elements(tx, &naming).await?))
    };
    let ((frozen, before), elements) = ask.read(read).await?;
    let head = Head {
        office: ask.signed_in()?.office_name.clone(),
        version: format!("第{}版（{}に固めた）", frozen.number, frozen.at.day_in_words()),
        dated: frozen.at.at_japan(),
    };
    let sheet = Sheet {
        name: format!("{TITLE} 第{}版", frozen.number),
        layout: frozen.layout,
        elements: elements.into_iter().map(|element| element.label).collect(),
        digest: frozen.digest,
        head,
    };
    Ok((sheet, before))
}

fn paper(sheet: &Sheet) -> Document {
    print::paper(&sheet.digest, sheet.layout, &sheet.elements, &sheet.head)
}
