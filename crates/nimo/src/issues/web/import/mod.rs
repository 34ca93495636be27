//! An old 資料3 comes in: read, looked at line by line, taken. Nothing is kept on the way; the form carries the table.

mod draft;
mod look;

use crate::access::{Action, Facts, Permit};
use crate::council;
use crate::council::store as councils;
use crate::editing::shape::Wrong;
use crate::issues::store::{self, IssueFacts};
use crate::issues::table::lines::{Judged, Taken, reason};
use crate::issues::table::{columns, lines};
use crate::issues::{ImportIssues, StepIssue};
use crate::layout::{Control, Field, Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::table::{Came, Row};
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::FiscalYear;
use askama::Template;
use draft::Draft;
use look::look;

#[derive(Template)]
#[template(path = "issues/views/import.html")]
struct ImportPage {
    frame: Frame,
    council: String,
    council_id: String,
    wrongs: Vec<Wrong>,
    text: Field,
}

/// The page on which a table is dropped or pasted.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<ImportIssues>(council::web::id(&ask)?).await?;
    import_page(&ask, &permit, vec![]).await
}

/// Shows what would become of it: may you · which table is it · what do its columns say · each line with its sentence.
pub async fn preview(ask: Ask) -> Answer {
    let permit = ask.may::<ImportIssues>(council::web::id(&ask)?).await?;
    let came = match Came::of(&ask).await? {
        Ok(came) => came,
        Err(sentence) => return import_page(&ask, &permit, vec![Wrong::new("text", sentence)]).await,
    };
    let (draft, judged) = ask.read(async |tx| drafted(&ask, tx, &permit, &came.rows).await).await?;
    look(&ask, &permit, &came, &draft, judged, None).await
}

/// Takes the good lines, all in one act; the others stay in the form. Taken twice, a table makes nothing twice: by then each
/// title stands already.
pub async fn take(ask: Ask) -> Answer {
    let permit = ask.may::<ImportIssues>(council::web::id(&ask)?).await?;
    let came = match Came::of(&ask).await? {
        Ok(came) => came,
        Err(sentence) => return import_page(&ask, &permit, vec![Wrong::new("text", sentence)]).await,
    };
    let write = async |tx: &mut Tx, permit: &Permit<ImportIssues>| {
        let (draft, judged) = drafted(&ask, tx, permit, &came.rows).await?;
        if !judged.taken.is_empty() {
            for line in &judged.taken {
                take_line(&ask, tx, permit, line).await?;
            }
            store::keep_columns(tx, permit, &draft.remembered()).await?;
        }
        Ok((draft, judged))
    };
    let (draft, judged) = ask.write_again(&permit, write).await?;
    let count = judged.taken.len();
    match (count, judged.refused.is_empty()) {
        (0, _) => look(&ask, &permit, &came, &draft, judged, Some(0)).await,
        (_, true) => Ok(Reply::see("/issues?said=imported")),
        (_, false) => {
            let rest = rest(&came, &draft, &judged);
            let (draft, judged) = ask.read(async |tx| drafted(&ask, tx, &permit, &rest.rows).await).await?;
            look(&ask, &permit, &rest, &draft, judged, Some(count)).await
        }
    }
}

/// Its columns as chosen, remembered or guessed, and what each line becomes; no line while the columns say nothing.
async fn drafted(
    ask: &Ask,
    tx: &mut Tx,
    permit: &Permit<ImportIssues>,
    rows: &[Row],
) -> Result<(Draft, Judged), Fault> {
    let draft = Draft::of(rows, &store::known_columns(tx, permit).await?, &ask.typed);
    if columns::usable(&draft.columns).is_err() {
        return Ok((draft, Judged::default()));
    }
    let (elements, present) = (store::elements(tx, permit).await?, store::titles(tx, permit).await?);
    let judged = lines::judge(&draft.head, &draft.rows, &draft.columns, &elements, &present);
    Ok((draft, judged))
}

async fn take_line(ask: &Ask, tx: &mut Tx, permit: &Permit<ImportIssues>, line: &Taken) -> Result<(), Fault> {
    let year = FiscalYear::of(ask.now.day());
    let issue = store::raise(tx, permit, year, &line.form, &[]).await?;
    if line.stage == crate::issues::model::Stage::Raised {
        return Ok(());
    }
    let facts = IssueFacts::load(tx, issue).await?.ok_or(Fault::Missing)?;
    let stepping = ask.app.gate().permit::<StepIssue>(permit.actor(), facts, permit.now())?;
    store::step(tx, &stepping, line.stage, reason(line.stage), None).await
}

/// The head and the lines that were not taken, as a table of its own.
fn rest(came: &Came, draft: &Draft, judged: &Judged) -> Came {
    let left = std::iter::once(&draft.head).chain(judged.refused.iter().map(|refused| &refused.row));
    let rows = left.zip(1..).map(|(row, line)| Row { line, cells: row.cells.clone() }).collect();
    Came { rows, sheets: came.sheets.clone(), shown: came.shown }
}

async fn council_name<A: Action<On = councils::CouncilFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<String, Fault> {
    Ok(ask.read(async |tx| councils::find(tx, permit).await).await?.form.name)
}

async fn import_page(ask: &Ask, permit: &Permit<ImportIssues>, wrongs: Vec<Wrong>) -> Answer {
    let text = Field::line("text", "または、表を貼り付ける", ask.typed.get("text"))
        .help("Excelで見出しの行から選び、コピーして貼り付けてください。2,000行まで。")
        .as_a(Control::Area(8))
        .checked(&wrongs);
    let page = ImportPage {
        frame: Frame::of("課題の表を取り込む", ask.actor.signed_in(), Place::Issues),
        council: council_name(ask, permit).await?,
        council_id: permit.facts().id().to_string(),
        text,
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}
