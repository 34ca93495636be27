//! `public` names nothing but publications.

use super::source::{File, sources, strings};
use super::told;

/// What the room may name of others: the views of what was published, and the models in which it was frozen.
const VIEWS: &[&str] = &["v_public_minutes", "v_public_release", "v_public_file"];
const OTHERS: &[&str] = &[
    "accounts::model::OfficeCode", "accounts::store", "council::edition::model", "council::edition::print::edition",
    "council::meeting::model::MeetingId", "council::model::CouncilId", "council::release::model",
];
/// Of the accounts, only what an office is called.
const OF_ACCOUNTS: &[&str] = &["office_name", "office_code"];
const ROOMS: &[&str] = &["accounts", "council", "demo", "editing", "goals", "issues", "packet", "search", "trail"];

fn trespasses(file: &File) -> Vec<String> {
    let mut found = vec![];
    if file.room() != "public" {
        return found;
    }
    for (line, text) in strings(&file.code()) {
        let words: Vec<&str> =
            text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect();
        let named = words.windows(2).filter(|pair| ["from", "join", "into", "update"].contains(&pair[0]));
        let is_sql = words.first() == Some(&"select") || words.first() == Some(&"insert");
        for pair in named.filter(|pair| is_sql && !VIEWS.contains(&pair[1])) {
            found.push(file.at(line, &format!("{}: only {} are read here", pair[1], VIEWS.join(", "))));
        }
    }
    for (line, number) in file.code().lines().zip(1..) {
        for (at, begin) in line.match_indices("crate::") {
            let path = &line[at + begin.len()..];
            let is_others = ROOMS.iter().any(|room| path.starts_with(&format!("{room}::")));
            if is_others && !OTHERS.iter().any(|known| path.starts_with(known)) {
                found.push(file.at(number, "names another room: only what was frozen is known here"));
            }
        }
        for (_, rest) in line.match_indices("accounts::").map(|(at, name)| (at, &line[at + name.len()..])) {
            let is_use = line.trim_start().starts_with("use ");
            if !is_use && !OF_ACCOUNTS.iter().any(|known| rest.starts_with(known)) {
                found.push(file.at(number, "asks the accounts for more than what the office is called"));
            }
        }
    }
    found
}

#[test]
fn public_names_nothing_but_publications() {
    let bad =
        "let a = \"select name from council\";\nuse crate::council::meeting::store::Block;\naccounts::list(tx);\n";
    assert_eq!(trespasses(&File::sample("public/store.rs", bad)).len(), 3);
    assert!(trespasses(&File::sample("council/store.rs", bad)).is_empty());
    let good = "let a = \"select body from v_public_release\";\nuse crate::council::release::model::Released;\n";
    assert!(trespasses(&File::sample("public/store.rs", good)).is_empty());
    assert!(sources().iter().any(|file| file.path == "public/store.rs"), "the room was found");
    told("public names nothing but publications", sources().iter().flat_map(trespasses).collect());
}
