//! Who offers what around the sample town: two editions of invented open data, of which the second has moves, arrivals and departures, and
//! what the town has heard of three of them.

use crate::access::{Actor, Permit};
use crate::app::App;
use crate::demo::seed::{OFFICE, may};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::providers::model::{Intake, NoteForm, ProviderId, SearchArea, Sought, Standing, TownCode, sample_towns};
use crate::providers::rules::import::places;
use crate::providers::store::{self, Brought, Taking};
use crate::providers::{ImportProviders, ListProviders, NoteProvider};
use chrono::Days;
use std::collections::HashMap;
use wamnet::generate::{self, Wanted};
use wamnet::{Answer, Answers, Column, Delivered, Edition, Service};

const LINES: usize = 240;

/// The editions, oldest first, each as its file would come.
///
/// # Errors
/// None that rows of ours have.
pub fn editions() -> Result<Vec<(Edition, Vec<u8>)>, Fault> {
    let towns = sample_towns();
    let edition = |step: u32, as_of: Option<Edition>| -> Result<(Edition, Vec<u8>), Fault> {
        let wanted = Wanted { towns: &towns, lines: LINES, seed: 6, step, faults: true };
        let mut rows = generate::rows(&wanted);
        // 就労継続支援A型 of the sample town is gone in the second edition: the next one is a town away.
        let is_work_a = |row: &[String]| row.get(Column::Town.at()).is_some_and(|town| town.ends_with("みほん市"));
        rows.retain(|(service, row)| step == 0 || *service != Service::WORK_A || !is_work_a(row));
        let bytes = generate::table(rows.iter().map(|(_, row)| row)).map_err(|_| ours())?;
        Ok((as_of.ok_or_else(ours)?, bytes))
    };
    Ok(vec![edition(0, Edition::of(2026, 3))?, edition(1, Edition::of(2026, 9))?])
}

/// Takes both in, and keeps what the clerk heard.
pub async fn carry_in(app: &App, clerk: &Actor) -> Result<(), Fault> {
    for (as_of, bytes) in editions()? {
        let name = format!("sfkopendata_{:04}{:02}_mihon.csv", as_of.year(), as_of.month());
        let reading = wamnet::read(vec![Delivered { name: &name, bytes: (&bytes).into() }]).map_err(|_| ours())?;
        let towns = places(&reading.listings);
        let brought = Brought { reading, towns, as_of, name };
        let permit = may::<ImportProviders>(app, &Actor::Operator, OFFICE).await?;
        let answers = Answers { each: HashMap::new(), rest: Answer::Same };
        let read = async |tx: &mut Tx| store::compared(tx, &permit, &brought.reading).await;
        let compared = app.db().read(OFFICE, read).await?;
        let taking = Taking { brought: &brought, compared: &compared, answers };
        let write = async |tx: &mut Tx, permit: &Permit<ImportProviders>| store::take(tx, permit, &taking).await;
        app.db().write(&permit, write).await?;
    }
    let heard = [
        (Intake::Taking, "見学はいつでも。先に電話する。", 9),
        (Intake::Paused, "世話人がそろうまで、新しい人を止めている。", 16),
        (Intake::Closing, "来年3月で閉じる。いまの人の行き先を、いっしょに探している。", 3),
    ];
    let homes = homes(app).await?;
    for ((intake, note, days), home) in heard.into_iter().zip(homes) {
        let form = NoteForm {
            intake: Some(intake),
            as_of: app.now().day().checked_sub_days(Days::new(days)),
            told_by: "事業所の管理者に電話で".into(),
            note: note.into(),
            ..NoteForm::default()
        };
        let permit = may::<NoteProvider>(app, clerk, home).await?;
        let write =
            async |tx: &mut Tx, permit: &Permit<NoteProvider>| store::note::set(tx, permit, 0, &form, None).await;
        app.db().write(&permit, write).await?;
    }
    Ok(())
}

/// The homes of the sample town.
pub(super) async fn homes(app: &App) -> Result<Vec<ProviderId>, Fault> {
    let permit = may::<ListProviders>(app, &Actor::Operator, OFFICE).await?;
    let sought = Sought {
        words: vec![],
        services: vec![Service::GROUP_HOME],
        area: SearchArea::Town(TownCode(999_999)),
        standing: Standing::Standing,
    };
    let points = app.db().read(OFFICE, async |tx| store::points(tx, &permit, &sought).await).await?;
    Ok(points.into_iter().map(|point| point.id).collect())
}

fn ours() -> Fault {
    Fault::broken("demo", "the sample providers")
}
