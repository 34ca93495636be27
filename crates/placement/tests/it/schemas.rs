//! The schemas in docs/ are those of the types.

use placement::{Input, Output};
use schemars::{JsonSchema, schema_for};
use serde_json::Value;
use std::collections::BTreeMap;

fn schema<T: JsonSchema>() -> String {
    let mut text = serde_json::to_string_pretty(&sorted(schema_for!(T).to_value())).unwrap();
    text.push('\n');
    text
}

/// With the names of each object in order, whichever map serde_json was built with.
fn sorted(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(sorted).collect(),
        Value::Object(fields) => {
            let fields: BTreeMap<String, Value> =
                fields.into_iter().map(|(name, field)| (name, sorted(field))).collect();
            Value::Object(fields.into_iter().collect())
        }
        other => other,
    }
}

/// Written anew with `NIMO_GOLDEN=1`; what differs is read before it is kept.
fn is_kept(name: &str, text: &str) {
    let path = format!("{}/../../docs/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("NIMO_GOLDEN").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text, "docs/{name} is not the schema of the types: NIMO_GOLDEN=1 writes it");
}

#[test]
fn the_schemas_in_the_docs_are_those_of_the_types() {
    is_kept("placement-input.schema.json", &schema::<Input>());
    is_kept("placement-output.schema.json", &schema::<Output>());
}
