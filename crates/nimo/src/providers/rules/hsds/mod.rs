//! The directory in the words of the Human Services Data Specification (HSDS 3.2, Open Referral): organizations, services, locations and
//! what joins them. The same records become one JSON document and a package of tables.
//!
//! What the town has heard of a provider is not part of it; only what is registered, and whether it still is.

mod json;
mod tables;

pub use json::json;
pub use tables::tables;

use crate::providers::model::Provider;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use wamnet::{Cells, Column, Service};

/// The version of the specification.
const VERSION: &str = "3.2";

/// A record by the names of its fields, in their order.
type Record = Vec<(&'static str, Told)>;

/// What stands in a field.
#[derive(Debug, Clone, PartialEq)]
enum Told {
    Text(String),
    Number(f64),
}

/// All records of one directory. Ids are made of what they name: the same directory gives the same.
#[derive(Debug, Default)]
pub struct Records {
    organizations: BTreeMap<String, Record>,
    identifiers: BTreeMap<String, Record>,
    services: Vec<ServiceRecords>,
    terms: BTreeMap<Service, Record>,
    taxonomy: Record,
}

/// A service with all that hangs on it.
#[derive(Debug)]
struct ServiceRecords {
    service: Record,
    organization: String,
    at_location: Record,
    location: Record,
    address: Record,
    phones: Vec<Record>,
    schedules: Vec<Record>,
    attribute: Record,
    term: Service,
}

/// What the specification wants and the open data does not say.
const NOT_SAID: &str = "記載なし";

fn text(text: impl Into<String>) -> Told {
    Told::Text(text.into())
}

/// A UUID (version 8) of what a record names.
fn id(kind: &str, of: &str) -> String {
    let digest = Sha256::digest(format!("{kind}\u{1f}{of}"));
    let mut bytes = [0u8; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid().to_string()
}

/// Leaves out what is empty: an absent field says so better than an empty text.
fn record(fields: impl IntoIterator<Item = (&'static str, Told)>) -> Record {
    fields.into_iter().filter(|(_, told)| *told != Told::Text(String::new())).collect()
}

/// The records of these providers.
pub fn records(providers: &[Provider], credit: &str) -> Records {
    let mut all = Records { taxonomy: taxonomy(credit), ..Records::default() };
    for provider in providers {
        let cells = &provider.cells;
        let owner = owner(provider);
        all.organizations.entry(owner.clone()).or_insert_with(|| organization(&owner, cells));
        if let Some(number) = number(cells) {
            let of = record([
                ("id", text(id("organization_identifier", &owner))),
                ("organization_id", text(id("organization", &owner))),
                ("identifier_type", text("法人番号")),
                ("identifier", text(number)),
            ]);
            all.identifiers.entry(owner.clone()).or_insert(of);
        }
        all.terms.entry(provider.service).or_insert_with(|| term(provider.service));
        all.services.push(service(provider, owner));
    }
    all
}

/// 法人番号, where it has 13 digits.
fn number(cells: &Cells) -> Option<String> {
    let plain: String = cells.get(Column::CorporationNumber).chars().map(glyphs::plain).collect();
    (plain.len() == 13 && plain.bytes().all(|byte| byte.is_ascii_digit()) && plain.bytes().any(|byte| byte != b'0'))
        .then_some(plain)
}

/// A corporation is its number, or its name where it has none; without either each provider has its own.
fn owner(provider: &Provider) -> String {
    let name = provider.cells.get(Column::Corporation);
    number(&provider.cells).unwrap_or_else(|| if name.is_empty() { provider.id.to_string() } else { name.to_string() })
}

fn organization(owner: &str, cells: &Cells) -> Record {
    let name = if cells.get(Column::Corporation).is_empty() { NOT_SAID } else { cells.get(Column::Corporation) };
    record([
        ("id", text(id("organization", owner))),
        ("name", text(name)),
        ("alternate_name", text(cells.get(Column::CorporationKana))),
        ("description", text(format!("{name}（障害福祉サービス等の指定を受けた法人）"))),
        ("website", text(cells.web(Column::CorporationUrl).unwrap_or_default())),
    ])
}

fn taxonomy(credit: &str) -> Record {
    record([
        ("id", text(id("taxonomy", "wamnet"))),
        ("name", text("サービス種別")),
        ("description", text(format!("障害福祉サービス等情報公表システムのサービス種別。{credit}"))),
    ])
}

fn term(service: Service) -> Record {
    record([
        ("id", text(id("taxonomy_term", &service.to_string()))),
        ("code", text(service.to_string())),
        ("name", text(service.label())),
        ("description", text(format!("{}（{}）", service.label(), service.group().label()))),
        ("taxonomy_id", text(id("taxonomy", "wamnet"))),
        ("language", text("ja")),
    ])
}

fn service(provider: &Provider, owner: String) -> ServiceRecords {
    let cells = &provider.cells;
    let key = provider.id.to_string();
    let (service_id, location_id) = (id("service", &key), id("location", &key));
    let capacity = cells.get(Column::Capacity);
    let said = [
        (!capacity.is_empty()).then(|| format!("定員 {capacity}")),
        (!cells.get(Column::Closed).is_empty()).then(|| format!("定休 {}", cells.get(Column::Closed))),
        Some(format!("事業所番号 {}", provider.number)),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    // What is registered, not what the town put right.
    let degrees = cells.spot().map(wamnet::Spot::degrees);
    let phone = |kind: &'static str, column| {
        let number = cells.get(column);
        let fields = [
            ("id", text(id("phone", &format!("{key}{kind}")))),
            ("service_id", text(service_id.clone())),
            ("number", text(number)),
            ("type", text(kind)),
        ];
        (!number.is_empty()).then(|| record(fields))
    };
    ServiceRecords {
        service: record([
            ("id", text(service_id.clone())),
            ("organization_id", text(id("organization", &owner))),
            ("name", text(format!("{}（{}）", provider.name(), provider.service.label()))),
            ("alternate_name", text(cells.get(Column::Kana))),
            ("description", text(said.join("、"))),
            ("url", text(cells.web(Column::Url).unwrap_or_default())),
            // Whether it takes people in, the open data does not say.
            ("status", text(if provider.missing_since.is_none() { "active" } else { "inactive" })),
        ]),
        at_location: record([
            ("id", text(id("service_at_location", &key))),
            ("service_id", text(service_id.clone())),
            ("location_id", text(location_id.clone())),
        ]),
        location: record(
            [
                ("id", text(location_id.clone())),
                ("location_type", text("physical")),
                ("organization_id", text(id("organization", &owner))),
                ("name", text(provider.name())),
            ]
            .into_iter()
            .chain(degrees.map(|(latitude, _)| ("latitude", Told::Number(latitude))))
            .chain(degrees.map(|(_, longitude)| ("longitude", Told::Number(longitude)))),
        ),
        address: address(provider, &key, &location_id),
        phones: [phone("voice", Column::Phone), phone("fax", Column::Fax)].into_iter().flatten().collect(),
        schedules: schedules(cells, &key, &service_id),
        attribute: record([
            ("id", text(id("attribute", &key))),
            ("link_id", text(service_id)),
            ("taxonomy_term_id", text(id("taxonomy_term", &provider.service.to_string()))),
            ("link_entity", text("service")),
        ]),
        term: provider.service,
        organization: owner,
    }
}

fn address(provider: &Provider, key: &str, location: &str) -> Record {
    let town = provider.cells.get(Column::Town);
    let prefecture = wamnet::prefecture_name(u8::try_from(provider.town.prefecture()).unwrap_or_default());
    let said = |told: &str| text(if told.is_empty() { NOT_SAID } else { told });
    record([
        ("id", text(id("address", key))),
        ("location_id", text(location)),
        ("address_1", said(provider.cells.get(Column::Street))),
        ("city", said(town.strip_prefix(prefecture).unwrap_or(town))),
        ("state_province", said(prefecture)),
        ("postal_code", text(NOT_SAID)),
        ("country", text("JP")),
        ("address_type", text("physical")),
    ])
}

/// Hours as the specification tells them, where they are written as from one time to another; in words where not.
fn schedules(cells: &Cells, key: &str, service: &str) -> Vec<Record> {
    let days = [
        (Column::Weekdays, "MO,TU,WE,TH,FR", "平日"),
        (Column::Saturday, "SA", "土曜"),
        (Column::Sunday, "SU", "日曜"),
        (Column::Holidays, "", "祝日"),
    ];
    let schedule = |(column, byday, label): (Column, &str, &str)| {
        let told = cells.get(column);
        let hours = hours(told).filter(|_| !byday.is_empty());
        let start = vec![("id", text(id("schedule", &format!("{key}{label}")))), ("service_id", text(service))];
        let times = hours.map(|(opens, closes)| {
            [
                ("timezone", Told::Number(9.0)),
                ("freq", text("WEEKLY")),
                ("byday", text(byday)),
                ("opens_at", text(opens)),
                ("closes_at", text(closes)),
            ]
        });
        let words = ("description", text(format!("{label} {told}")));
        (!told.is_empty()).then(|| {
            let mut fields = start;
            // `description` stands between the days and the times.
            let (before, after): (Vec<_>, Vec<_>) =
                times.into_iter().flatten().partition(|(name, _)| !matches!(*name, "opens_at" | "closes_at"));
            fields.extend(before);
            fields.push(words);
            fields.extend(after);
            record(fields)
        })
    };
    days.into_iter().filter_map(schedule).collect()
}

/// 09:00～18:00 → 09:00:00+09:00 and 18:00:00+09:00.
fn hours(told: &str) -> Option<(String, String)> {
    let plain: String = told.chars().map(glyphs::plain).filter(|c| !c.is_whitespace()).collect();
    let (opens, closes) = plain.split_once(|c: char| glyphs::is_tilde(c) || glyphs::is_dash(c))?;
    let time = |text: &str| {
        let (hour, minute) = text.split_once(':')?;
        let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour < 24 && minute < 60 && text.len() <= 5).then(|| format!("{hour:02}:{minute:02}:00+09:00"))
    };
    Some((time(opens)?, time(closes)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_told_as_times_where_they_are_times() {
        let nine = Some(("09:00:00+09:00".to_string(), "18:00:00+09:00".to_string()));
        for told in ["09:00～18:00", "９：００〜１８：００", "9:00-18:00", "09:00 ~ 18:00"] {
            assert_eq!(hours(told), nine, "{told}");
        }
        for odd in ["", "24時間", "9時〜18時", "09:00～25:00", "09:00～12:00、13:00～18:00"] {
            assert_eq!(hours(odd), None, "{odd}");
        }
    }

    #[test]
    fn the_same_thing_has_the_same_id_and_another_kind_another() {
        assert_eq!(id("service", "1"), id("service", "1"));
        assert_ne!(id("service", "1"), id("location", "1"));
        assert!(uuid::Uuid::parse_str(&id("service", "1")).is_ok_and(|id| id.get_version_num() == 8));
    }
}
