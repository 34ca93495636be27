//! One JSON document: services with all that hangs on them, in the `Page` that the API of the specification answers with.

use super::{Record, Records, Told, VERSION};
use serde_json::{Map, Value, json};

/// The document. All stand on one page.
pub fn json(records: &Records) -> Value {
    let contents: Vec<Value> = records.services.iter().map(|one| service(records, one)).collect();
    json!({
        "version": VERSION,
        "total_items": contents.len(),
        "total_pages": 1,
        "page_number": 1,
        "size": contents.len(),
        "first_page": true,
        "last_page": true,
        "empty": contents.is_empty(),
        "contents": contents,
    })
}

fn service(records: &Records, one: &super::ServiceRecords) -> Value {
    let mut organization = records.organizations.get(&one.organization).map(object).unwrap_or_default();
    if let Some(identifier) = records.identifiers.get(&one.organization) {
        organization.insert("organization_identifiers".into(), list([identifier]));
    }
    let mut location = object(&one.location);
    location.insert("addresses".into(), list([&one.address]));
    let mut at_location = object(&one.at_location);
    at_location.insert("location".into(), Value::Object(location));
    let mut term = records.terms.get(&one.term).map(object).unwrap_or_default();
    term.insert("taxonomy_detail".into(), Value::Object(object(&records.taxonomy)));
    let mut attribute = object(&one.attribute);
    attribute.insert("taxonomy_term".into(), Value::Object(term));
    let mut service = object(&one.service);
    service.insert("organization".into(), Value::Object(organization));
    service.insert("phones".into(), list(&one.phones));
    service.insert("schedules".into(), list(&one.schedules));
    service.insert("service_at_locations".into(), Value::Array(vec![Value::Object(at_location)]));
    service.insert("attributes".into(), Value::Array(vec![Value::Object(attribute)]));
    Value::Object(service)
}

fn list<'a>(records: impl IntoIterator<Item = &'a Record>) -> Value {
    records.into_iter().map(|record| Value::Object(object(record))).collect()
}

fn object(record: &Record) -> Map<String, Value> {
    let value = |told: &Told| match told {
        Told::Text(text) => Value::from(text.as_str()),
        Told::Number(number) => Value::from(*number),
    };
    record.iter().map(|(name, told)| ((*name).to_string(), value(told))).collect()
}
