//! The directory as files for other programs and as papers.

use super::{carry_in, file, somebody};
use crate::on_both;
use nimo::accounts::model::Role;
use serde_json::Value;
use std::io::{Cursor, Read};
use wamnet::Column;

/// What HSDS 3.2 requires of each record that is written.
const REQUIRED: [(&str, &[&str]); 6] = [
    ("/", &["id", "name", "status"]),
    ("/organization", &["id", "name", "description"]),
    ("/service_at_locations/0/location", &["id", "location_type"]),
    (
        "/service_at_locations/0/location/addresses/0",
        &["id", "address_1", "city", "state_province", "postal_code", "country", "address_type"],
    ),
    ("/phones/0", &["id", "number"]),
    ("/attributes/0/taxonomy_term", &["id", "name", "description"]),
];

on_both! {
    async fn a_directory_leaves_as_csv_as_hsds_and_on_paper(town) {
        let (office, mut clerk) = somebody(&town, Role::Member).await;
        carry_in(&town, office, &file(&[
            &[(Column::Note, "一行目\n二行目"), (Column::Url, "https://mihon.example.jp/")],
            &[(Column::Number, "9910000033"), (Column::Name, "=HYPERLINK(1)"), (Column::Latitude, "")],
        ]), "2026-03").await;
        carry_in(&town, office, &file(&[&[]]), "2026-09").await;
        let csv = clerk.get("/providers/list.csv?standing=all").await.body;
        assert!(csv.starts_with("\u{feff}事業所番号,サービス種別,") && csv.contains("\r\n9910000025,共同生活援助,すみれホーム,"), "{csv}");
        assert!(csv.contains(",'=HYPERLINK(1),") && csv.contains("2026-09から載っていない") && csv.contains("出典: 障害福祉サービス等情報公表システム"), "{csv}");

        let json: Value = serde_json::from_str(&clerk.get("/providers/hsds.json?standing=all").await.body).unwrap();
        assert_eq!((&json["total_items"], &json["contents"][0]["status"], &json["contents"][1]["status"]), (&2.into(), &"active".into(), &"inactive".into()));
        for service in json["contents"].as_array().unwrap() {
            for (path, fields) in REQUIRED {
                let record = if path == "/" { service } else { service.pointer(path).unwrap_or_else(|| panic!("{path}")) };
                for field in fields {
                    assert!(record[field].as_str().is_some_and(|told| !told.is_empty()), "{path} {field}: {record}");
                }
            }
        }
        let schedule = &json["contents"][0]["schedules"][0];
        assert_eq!((schedule["byday"].as_str(), schedule["opens_at"].as_str()), (Some("MO,TU,WE,TH,FR"), Some("09:00:00+09:00")));
        assert!(json["contents"][1]["service_at_locations"][0]["location"].get("latitude").is_none(), "no place is no field");

        let zip = clerk.get("/providers/hsds.zip?standing=all").await;
        let mut zip = zip::ZipArchive::new(Cursor::new(zip.bytes)).unwrap();
        let mut read = |name: &str| {
            let mut text = String::new();
            zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        let package: Value = serde_json::from_str(&read("datapackage.json")).unwrap();
        let mut ids = std::collections::BTreeMap::new();
        for resource in package["resources"].as_array().unwrap() {
            let text = read(resource["path"].as_str().unwrap());
            let mut rows = csv::Reader::from_reader(text.as_bytes());
            let heads: Vec<String> = rows.headers().unwrap().iter().map(str::to_string).collect();
            let fields = resource["schema"]["fields"].as_array().unwrap();
            assert_eq!(heads, fields.iter().map(|field| field["name"].as_str().unwrap()).collect::<Vec<_>>());
            for row in rows.records().map(Result::unwrap) {
                for (cell, field) in row.iter().zip(fields) {
                    assert!(field["constraints"]["required"] != true || !cell.is_empty(), "{resource} {row:?}");
                }
                ids.entry(resource["name"].as_str().unwrap().to_string()).or_insert_with(Vec::new).push(row);
            }
        }
        assert_eq!((ids["service"].len(), ids["organization"].len(), ids["taxonomy_term"].len()), (2, 1, 1));
        assert!(ids["service_at_location"].iter().all(|row| ids["location"].iter().any(|other| other[0] == row[2])));

        for (path, start) in [("list.pdf", &b"%PDF"[..]), ("list.xlsx", b"PK"), ("coverage.pdf", b"%PDF"), ("coverage.xlsx", b"PK")] {
            let paper = clerk.get(&format!("/providers/{path}")).await;
            assert!(paper.status == 200 && paper.bytes.starts_with(start), "{path}");
        }
        let part = clerk.send("GET", "/map/base.pmtiles", &[("range", "bytes=8-11")], vec![]).await;
        assert_eq!((part.status, part.bytes.as_slice(), part.headers.get("content-range").and_then(|value| value.to_str().ok())), (206, &[0u8, 1, 2, 3][..], Some("bytes 8-11/40008")));
        assert_eq!(clerk.get("/map/base.pmtiles").await.bytes.len(), 16_384, "the first bytes where nobody says which");
        let beyond = clerk.send("GET", "/map/base.pmtiles", &[("range", "bytes=99999-100000")], vec![]).await;
        assert_eq!((beyond.status, beyond.headers.get("content-range").and_then(|value| value.to_str().ok())), (416, Some("bytes */40008")));
        assert_eq!(clerk.get("/map/other.js").await.status, 404);
    }
}
