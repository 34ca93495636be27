//! 廃棄予定一覧: what is over and what is kept longer, for the section chief.

use super::whole::Whole;
use crate::access::Facts;
use crate::council::retention::model::RetentionKind;
use crate::council::retention::print::{self, Around, Entry};
use crate::council::retention::rules::{Standing, kept_for};
use crate::council::retention::{LookRetained, store};
use crate::council::{ReadCouncil, store as councils};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask};
use almanac::in_words;

async fn listed(ask: &Ask) -> Result<(Around, Vec<Entry>), Fault> {
    let permit = ask.may::<LookRetained>(crate::council::web::id(ask)?).await?;
    let naming = ask.may::<ReadCouncil>(permit.facts().id()).await?;
    let read = async |tx: &mut Tx| {
        let whole = Whole::of(tx, &permit, &RetentionKind::ALL, ask.now.day()).await?;
        let over = whole.shelves.iter().flat_map(|shelf| shelf.things.iter().map(move |thing| (shelf, thing)));
        let over: Vec<_> = over.filter(|(_, (_, standing))| !matches!(standing, Standing::Kept(_))).collect();
        let names = store::named(tx, &permit, over.iter().map(|(_, (thing, _))| thing)).await?;
        let entry = |((shelf, (thing, standing)), name): (&(&_, &(_, Standing)), String)| {
            let shelf: &crate::council::retention::rules::Shelf = shelf;
            let thing: &crate::council::retention::model::Retained = thing;
            let hold = whole.holds.iter().find(|hold| hold.kind == thing.kind && hold.thing == thing.thing);
            Entry {
                kind: shelf.kind.label(),
                year: shelf.year.to_string(),
                name,
                done_on: thing.done_on,
                kept: kept_for(whole.rule(), shelf.kind).in_words(),
                until: shelf.until,
                what: match standing {
                    Standing::Held(until) => {
                        let why = hold.map_or("", |hold| hold.form.reason.as_str());
                        format!("{}まで保存を続ける　{why}", in_words(*until))
                    }
                    Standing::Open => "公表中のため残す".into(),
                    _ => "廃棄".into(),
                },
            }
        };
        let entries: Vec<Entry> = over.iter().zip(names).map(entry).collect();
        let basis = whole.rule().map(|rule| rule.basis.clone());
        Ok((entries, basis, councils::find(tx, &naming).await?.form.name))
    };
    let (entries, basis, council) = ask.read(read).await?;
    let person = ask.signed_in()?;
    let (office, by) = (person.office_name.clone(), person.name.clone());
    Ok((Around { office, council, basis, dated: ask.now.at_japan(), by }, entries))
}

/// As PDF.
pub(super) async fn pdf(ask: Ask) -> Answer {
    let (around, entries) = listed(&ask).await?;
    papers::pdf(&ask, print::document(&around, &entries), &around.title()).await
}

/// As XLSX.
pub(super) async fn xlsx(ask: Ask) -> Answer {
    let (around, entries) = listed(&ask).await?;
    papers::xlsx(&ask, around.title(), around.dated, print::lists(&around, &entries), &around.title()).await
}
