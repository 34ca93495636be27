//! 事業所: the open data carried in, looked at and taken in; the directory; what the town knows of each; files for others.

mod directory;
mod files;
mod import;
mod machine;
mod note;

use crate::town::{Browser, Page, Town, words};
use nimo::access::{Actor, CommonsFacts, Facts, OfficeFacts};
use nimo::accounts::model::Role;
use nimo::plumbing::db::Tx;
use nimo::plumbing::ids::OfficeId;
use nimo::providers::model::{SearchArea, Sought, Standing, sample_towns};
use nimo::providers::rules::import::places;
use nimo::providers::store::{self, Brought, Taking};
use nimo::providers::{ImportProviders, ListProviders};
use std::collections::HashMap;
use wamnet::generate::{self, Wanted};
use wamnet::{Answer, Answers, COLUMNS, Column, Delivered, Edition};

/// A file around the sample town, without faults: so many lines, so many editions later.
pub fn sample(lines: usize, step: u32) -> Vec<u8> {
    let towns = sample_towns();
    generate::csv(&Wanted { towns: &towns, lines, seed: 3, step, faults: false }).expect("written")
}

/// A file with these lines, each given as the cells that differ from a fine one.
pub fn file(lines: &[&[(Column, &str)]]) -> Vec<u8> {
    let row = |line: &&[(Column, &str)]| {
        let mut cells = vec![String::new(); COLUMNS.len()];
        let fine = [
            (Column::Service, "共同生活援助"),
            (Column::Name, "すみれホーム"),
            (Column::Kana, "すみれほーむ"),
            (Column::Corporation, "社会福祉法人髙橋会"),
            (Column::CorporationNumber, "1000000000001"),
            (Column::Number, "9910000025"),
            (Column::Town, "みほん県みほん市"),
            (Column::Street, "本町1-2-3"),
            (Column::Phone, "042-000-1234"),
            (Column::Latitude, "35.0"),
            (Column::Longitude, "142.0"),
            (Column::Weekdays, "09:00～18:00"),
            (Column::Capacity, "6"),
        ];
        for (column, cell) in fine.iter().chain(*line) {
            cells[column.at()] = (*cell).to_string();
        }
        cells
    };
    let rows: Vec<Vec<String>> = lines.iter().map(row).collect();
    generate::table(rows.iter()).expect("written")
}

/// Takes a file in as the operator does, moves as the same office; the ids of all that are listed now.
pub async fn carry_in(town: &Town, office: OfficeId, bytes: &[u8], as_of: &str) -> Vec<String> {
    let reading = wamnet::read(vec![Delivered { name: "mihon.csv", bytes: bytes.into() }]).expect("readable");
    let brought = Brought {
        towns: places(&reading.listings),
        reading,
        as_of: Edition::parse(as_of).expect("a month"),
        name: "mihon.csv".into(),
    };
    let db = town.app.db();
    let facts = db.read(office, async |tx| CommonsFacts::load(tx, office).await).await.unwrap().unwrap();
    let permit = town.app.gate().permit::<ImportProviders>(&Actor::Operator, facts, town.app.now()).unwrap();
    let compared = db.read(office, async |tx| store::compared(tx, &permit, &brought.reading).await).await.unwrap();
    let answers = Answers { each: HashMap::new(), rest: Answer::Same };
    let taking = Taking { brought: &brought, compared: &compared, answers };
    db.write(&permit, async |tx: &mut Tx, permit| store::take(tx, permit, &taking).await).await.unwrap();
    let facts = db.read(office, async |tx| OfficeFacts::load(tx, office).await).await.unwrap().unwrap();
    let permit = town.app.gate().permit::<ListProviders>(&Actor::Operator, facts, town.app.now()).unwrap();
    let all = Sought { words: vec![], services: vec![], area: SearchArea::Everywhere, standing: Standing::Standing };
    let points = db.read(office, async |tx| store::points(tx, &permit, &all).await).await.unwrap();
    points.iter().map(|point| point.id.to_string()).collect()
}

/// Somebody of the only office.
pub async fn somebody(town: &Town, role: Role) -> (OfficeId, Browser) {
    let office = town.office("999999", "みほん市").await;
    (office, town.signed_in(office, role.code(), role, &[]).await)
}

impl Browser {
    /// Brings a file to the only office; the page on which it is looked at.
    pub async fn brings(&mut self, name: &str, bytes: &[u8]) -> String {
        let page = self.upload("/providers/import", &[], &[(name, bytes)]).await;
        let to = page.location();
        assert!(to.starts_with("/providers/import/"), "{to} {}", words(&page.body));
        to
    }

    /// Takes it in with these answers.
    pub async fn takes_in(&mut self, look: &str, answers: &[(&str, &str)]) -> Page {
        let page = self.get(look).await.body;
        let after = page.split("name=\"after\" value=\"").nth(1).expect("the form").split('"').next().unwrap();
        self.post(&format!("{look}/take"), &[&[("after", after)], answers].concat()).await
    }

    pub async fn reads(&mut self, path: &str) -> String {
        let page = self.get(path).await;
        assert_eq!(page.status, 200, "{path}: {}", words(&page.body));
        words(&page.body)
    }
}
