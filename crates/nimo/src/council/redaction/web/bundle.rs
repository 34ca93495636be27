//! What is disclosed of a meeting on request, as one file.

use crate::access::{Action, Facts, Permit};
use crate::accounts::store as accounts;
use crate::council::handout::store as handouts;
use crate::council::meeting;
use crate::council::meeting::store::{self as meetings, MeetingFacts};
use crate::council::redaction::disclosure::Disclosing;
use crate::council::redaction::{DiscloseMeeting, store};
use crate::council::seat::rules::RosterCopy;
use crate::council::sheet_form;
use crate::council::telling::store as tellings;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::papers::{self, plain_name};
use crate::plumbing::web::{Answer, Ask, Reply};
use press::{Fonts, OnMissing};

/// Everything that a bundle is made of.
pub(super) async fn gather<A: Action<On = MeetingFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Disclosing, Fault> {
    let id = permit.facts().id();
    let meeting = meetings::find(tx, permit).await?;
    let (form, _) = sheet_form::store::of_meeting(tx, permit, &meeting).await?;
    Ok(Disclosing {
        office: accounts::office_name(tx, permit).await?,
        items: meetings::items(tx, permit).await?,
        blocks: meetings::blocks(tx, permit).await?,
        tellings: tellings::of_meeting(tx, permit, id).await?,
        marks: store::of_meeting(tx, permit, id).await?,
        handouts: handouts::of_meeting(tx, permit, id).await?,
        known: sheet_form::store::known_beside(tx, permit, &meeting, RosterCopy::Council).await?,
        form,
        meeting,
    })
}

/// The bundle: may you · is a ground lacking · covered, listed, packed.
pub(super) async fn zip(ask: Ask) -> Answer {
    let permit = ask.may::<DiscloseMeeting>(meeting::web::id(&ask)?).await?;
    let read = async |tx: &mut Tx| {
        let all = gather(tx, &permit).await?;
        let mut files = vec![];
        for paper in all.papers() {
            if let Some(file) = paper.file {
                let bytes = handouts::filed(tx, &permit, file.id, &file.sha256).await?;
                files.push((paper.name, bytes));
            }
        }
        Ok((all, files))
    };
    let (all, files) = ask.read(read).await?;
    if !all.lacks().is_empty() {
        // The page says what is lacking.
        return Ok(Reply::see(format!("/meetings/{}/redactions#bundle", permit.facts().id())));
    }
    let dated = ask.now.at_japan();
    let name = plain_name(&[&all.meeting.form.title(), "開示（案）"]);
    let bytes = ask.aside(move || packed(&all, files, dated)).await??;
    Ok(Reply::paper("application/zip", format!("{name}.zip"), bytes))
}

fn packed(all: &Disclosing, files: Vec<(String, Vec<u8>)>, dated: chrono::NaiveDateTime) -> Result<Vec<u8>, Fault> {
    let refused = |error: press::PressError| Fault::broken("press", error.to_string());
    let (sheet, minutes) = all.sheet(dated);
    let rows: Vec<_> = std::iter::once(minutes).chain(all.papers()).collect();
    let (list, grid) = all.list(&rows, dated);
    let pdf = |document| press::pdf(document, Fonts::embedded(), OnMissing::Geta).map_err(refused);
    let mut packed = vec![
        ("00_一覧.pdf".to_string(), pdf(&list)?),
        ("00_一覧.xlsx".to_string(), press::xlsx(&list.title, dated, &[grid]).map_err(refused)?),
        ("01_会議録.pdf".to_string(), pdf(&sheet)?),
    ];
    for ((name, bytes), at) in files.into_iter().zip(2..) {
        packed.push((format!("{at:02}_{}.pdf", plain_name(&[&name])), bytes));
    }
    papers::zip(&packed)
}
