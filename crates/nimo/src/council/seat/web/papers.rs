//! The roster of a day as PDF, DOCX and XLSX, in the copy that was asked for.

use super::page::{copy_of, council_name};
use crate::access::Facts;
use crate::council::seat::model::Everybody;
use crate::council::seat::print::{Head, document, list};
use crate::council::seat::rules::{Roster, RosterCopy};
use crate::council::seat::store::everybody;
use crate::council::seat::{KeepRoster, ReadRoster};
use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask};
use almanac::Date;

const UNREADABLE_DAY: Fault =
    Fault::Unreadable("名簿の日を読めません。名簿のページで日を入れ直してから、紙を選んでください。例: R6.5.23");

/// What is printed.
struct Asked {
    all: Everybody,
    council: String,
    on: Date,
    copy: RosterCopy,
}

/// Who reads a roster prints the copy that he sees, or the public one. A wider one is refused.
async fn asked(ask: &Ask) -> Result<Asked, Fault> {
    let permit = ask.may::<ReadRoster>(crate::council::web::id(ask)?).await?;
    let council = permit.facts().id();
    let own = copy_of(ask, &permit)?;
    let copy = match ask.query.get("copy") {
        "" => own,
        "public" => RosterCopy::Public,
        "council" if own != RosterCopy::Public => RosterCopy::Council,
        "secretariat" | "council" => {
            ask.may::<KeepRoster>(council).await?;
            RosterCopy::Secretariat
        }
        _ => return Err(Fault::Missing),
    };
    let typed = ask.query.get("on");
    let on = if typed.trim().is_empty() { Ok(ask.now.day()) } else { almanac::read_date(typed) };
    let on = on.map_err(|_| UNREADABLE_DAY)?;
    let all = ask.read(async |tx| everybody(tx, &permit, council).await).await?;
    Ok(Asked { all, council: council_name(ask, council).await?, on, copy })
}

/// As PDF; a character that no font has stands as 〓.
pub async fn pdf(ask: Ask) -> Answer {
    let asked = asked(&ask).await?;
    let roster = Roster::of(&asked.all, asked.on);
    let head = head(&ask, &asked)?;
    papers::pdf(&ask, document(&roster, asked.copy, &head), &head.file_name(&roster, asked.copy)).await
}

/// As DOCX.
pub async fn docx(ask: Ask) -> Answer {
    let asked = asked(&ask).await?;
    let roster = Roster::of(&asked.all, asked.on);
    let head = head(&ask, &asked)?;
    papers::docx(&ask, document(&roster, asked.copy, &head), &head.file_name(&roster, asked.copy)).await
}

/// As XLSX.
pub async fn xlsx(ask: Ask) -> Answer {
    let asked = asked(&ask).await?;
    let roster = Roster::of(&asked.all, asked.on);
    let name = head(&ask, &asked)?.file_name(&roster, asked.copy);
    let lists = vec![list(&roster, asked.copy)];
    papers::xlsx(&ask, name.clone(), ask.now.at_japan(), lists, &name).await
}

fn head<'a>(ask: &'a Ask, asked: &'a Asked) -> Result<Head<'a>, Fault> {
    Ok(Head { office: &ask.signed_in()?.office_name, council: &asked.council, dated: ask.now.at_japan() })
}
