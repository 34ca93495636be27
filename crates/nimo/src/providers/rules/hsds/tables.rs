//! A Tabular Data Package: a table for each kind of record, and the `datapackage.json` that says what stands in them.

use super::{Record, Records, Told};
use serde_json::{Value, json};

/// A table: its name, its file, its columns (name, type, required) and what they point at (column, table).
struct Table {
    name: &'static str,
    file: &'static str,
    columns: &'static [(&'static str, &'static str, bool)],
    points: &'static [(&'static str, &'static str)],
}

const TABLES: [Table; 11] = [
    Table {
        name: "organization",
        file: "organizations.csv",
        columns: &[
            ("id", "string", true),
            ("name", "string", true),
            ("alternate_name", "string", false),
            ("description", "string", true),
            ("website", "string", false),
        ],
        points: &[],
    },
    Table {
        name: "organization_identifier",
        file: "organization_identifiers.csv",
        columns: &[
            ("id", "string", true),
            ("organization_id", "string", true),
            ("identifier_type", "string", true),
            ("identifier", "string", true),
        ],
        points: &[("organization_id", "organization")],
    },
    Table {
        name: "service",
        file: "services.csv",
        columns: &[
            ("id", "string", true),
            ("organization_id", "string", true),
            ("name", "string", true),
            ("alternate_name", "string", false),
            ("description", "string", false),
            ("url", "string", false),
            ("status", "string", true),
        ],
        points: &[("organization_id", "organization")],
    },
    Table {
        name: "location",
        file: "locations.csv",
        columns: &[
            ("id", "string", true),
            ("location_type", "string", true),
            ("organization_id", "string", false),
            ("name", "string", false),
            ("latitude", "number", false),
            ("longitude", "number", false),
        ],
        points: &[("organization_id", "organization")],
    },
    Table {
        name: "service_at_location",
        file: "service_at_location.csv",
        columns: &[("id", "string", true), ("service_id", "string", true), ("location_id", "string", true)],
        points: &[("service_id", "service"), ("location_id", "location")],
    },
    Table {
        name: "address",
        file: "addresses.csv",
        columns: &[
            ("id", "string", true),
            ("location_id", "string", false),
            ("address_1", "string", true),
            ("city", "string", true),
            ("state_province", "string", true),
            ("postal_code", "string", true),
            ("country", "string", true),
            ("address_type", "string", true),
        ],
        points: &[("location_id", "location")],
    },
    Table {
        name: "phone",
        file: "phones.csv",
        columns: &[
            ("id", "string", true),
            ("service_id", "string", false),
            ("number", "string", true),
            ("type", "string", false),
        ],
        points: &[("service_id", "service")],
    },
    Table {
        name: "schedule",
        file: "schedules.csv",
        columns: &[
            ("id", "string", true),
            ("service_id", "string", false),
            ("timezone", "number", false),
            ("freq", "string", false),
            ("byday", "string", false),
            ("description", "string", false),
            ("opens_at", "time", false),
            ("closes_at", "time", false),
        ],
        points: &[("service_id", "service")],
    },
    Table {
        name: "taxonomy",
        file: "taxonomies.csv",
        columns: &[("id", "string", true), ("name", "string", true), ("description", "string", true)],
        points: &[],
    },
    Table {
        name: "taxonomy_term",
        file: "taxonomy_terms.csv",
        columns: &[
            ("id", "string", true),
            ("code", "string", false),
            ("name", "string", true),
            ("description", "string", true),
            ("taxonomy_id", "string", false),
            ("language", "string", false),
        ],
        points: &[("taxonomy_id", "taxonomy")],
    },
    Table {
        name: "attribute",
        file: "attributes.csv",
        columns: &[
            ("id", "string", true),
            ("link_id", "string", true),
            ("taxonomy_term_id", "string", true),
            ("link_entity", "string", true),
        ],
        points: &[("taxonomy_term_id", "taxonomy_term")],
    },
];

/// A file of the package: its name and its rows.
pub type File = (&'static str, Vec<Vec<String>>);

/// The files of the package: names and rows; the head of each is its first row. `datapackage.json` is given beside.
pub fn tables(records: &Records) -> (Value, Vec<File>) {
    let files = TABLES.iter().map(|table| (table.file, rows(table, records))).collect();
    let package = json!({
        "name": "human_services_data",
        "title": "事業所の一覧",
        "profile": "tabular-data-package",
        "homepage": "http://docs.openreferral.org",
        "resources": TABLES.iter().map(resource).collect::<Vec<_>>(),
    });
    (package, files)
}

fn resource(table: &Table) -> Value {
    let field = |(name, kind, required): &(&str, &str, bool)| {
        let mut constraints = json!({ "required": required });
        if *name == "id" {
            constraints["unique"] = Value::from(true);
        }
        let mut field = json!({ "name": name, "type": kind, "constraints": constraints });
        if *name == "id" || name.ends_with("_id") {
            field["format"] = Value::from("uuid");
        }
        field
    };
    let key = |(column, other): &(&str, &str)| json!({ "fields": column, "reference": { "resource": other, "fields": "id" } });
    json!({
        "name": table.name,
        "path": table.file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "schema": {
            "primaryKey": "id",
            "fields": table.columns.iter().map(field).collect::<Vec<_>>(),
            "foreignKeys": table.points.iter().map(key).collect::<Vec<_>>(),
        },
    })
}

fn rows(table: &Table, records: &Records) -> Vec<Vec<String>> {
    let services = records.services.iter();
    let all: Vec<&Record> = match table.name {
        "organization" => records.organizations.values().collect(),
        "organization_identifier" => records.identifiers.values().collect(),
        "service" => services.map(|one| &one.service).collect(),
        "location" => services.map(|one| &one.location).collect(),
        "service_at_location" => services.map(|one| &one.at_location).collect(),
        "address" => services.map(|one| &one.address).collect(),
        "phone" => services.flat_map(|one| &one.phones).collect(),
        "schedule" => services.flat_map(|one| &one.schedules).collect(),
        "taxonomy" => vec![&records.taxonomy],
        "taxonomy_term" => records.terms.values().collect(),
        _ => services.map(|one| &one.attribute).collect(),
    };
    let cell = |record: &Record, column: &str| {
        let told = record.iter().find(|(name, _)| *name == column).map(|(_, told)| told);
        told.map_or_else(String::new, |told| match told {
            Told::Text(text) => text.clone(),
            Told::Number(number) => number.to_string(),
        })
    };
    let head = table.columns.iter().map(|(name, ..)| (*name).to_string()).collect();
    let row = |record: &&Record| table.columns.iter().map(|(name, ..)| cell(record, name)).collect();
    std::iter::once(head).chain(all.iter().map(row)).collect()
}
