//! Every page is walked by a browser in every state it has: `golden/states.txt` names them, `web/e2e` reaches each.

use super::source::page;
use super::told;
use nimo::plumbing::web::{Csp, Door, Method, Route};
use nimo::router::routes;
use std::collections::BTreeSet;

const LIST: &str = "crates/nimo/tests/it/golden/states.txt";

/// What a page may be in. `error-…` and `conflict` are the answers of that number; `signed-out` is what stands there when the
/// session has ended; the rest is what the page is about.
const STATES: &[&str] = &[
    "empty", "one", "many", "none", "error-422", "error-403", "error-404", "conflict", "twin", "signed-out", "draft",
    "planned", "held", "kept", "withdrawn", "block", "block-422", "link", "closed", "print", "leaves", "glyphs",
    "consented", "board", "joined", "all", "part", "filled", "over",
];

const PEOPLE: &[&str] = &["visitor", "administrator", "secretariat", "newcomer", "member", "viewer", "provider"];

/// A line: route, state and who looks.
fn lines(list: &str) -> Vec<[&str; 3]> {
    let told = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    told.map(|line| {
        let mut words = line.split("  ").map(str::trim).filter(|word| !word.is_empty());
        [words.next(), words.next(), words.next()].map(Option::unwrap_or_default)
    })
    .collect()
}

/// The states that a page has for certain: who knocks without a session, who names a thing that is not there, and where two
/// may write at once, both texts. A page edits when an act asks the gate the same.
fn wanted(route: &Route, acts: &BTreeSet<&str>) -> Vec<&'static str> {
    let names_a_thing = route.path.contains('{');
    let edits = acts.contains(route.action);
    let mut states = vec![];
    states.extend(names_a_thing.then_some("error-404"));
    states.extend((edits && route.door == Door::SignedIn).then_some("signed-out"));
    states.extend((edits && route.action.ends_with(".edit")).then_some("conflict"));
    states
}

fn unwalked(list: &str, pages: &[&Route], acts: &BTreeSet<&str>) -> Vec<String> {
    let lines = lines(list);
    let mut broken = vec![];
    for route in pages {
        let name = format!("GET {}", route.path);
        let states: Vec<&str> = lines.iter().filter(|[page, _, _]| *page == name).map(|[_, state, _]| *state).collect();
        if states.is_empty() {
            broken.push(format!(
                "{name}: no line in {LIST}; write one for each of its states, and its scenes in web/e2e"
            ));
        }
        for state in wanted(route, acts).into_iter().filter(|state| !states.contains(state)) {
            broken.push(format!("{name}: its state {state} has no line"));
        }
    }
    for [name, state, who] in &lines {
        let is_page = pages.iter().any(|route| name.strip_prefix("GET ") == Some(route.path));
        if !is_page || !STATES.contains(state) || !PEOPLE.contains(who) {
            broken.push(format!("「{name}  {state}  {who}」: no such page, state or person"));
        }
    }
    let once: BTreeSet<_> = lines.iter().collect();
    if once.len() < lines.len() {
        broken.push("a line stands twice".into());
    }
    broken
}

#[test]
fn every_page_is_walked_by_a_browser_in_every_state() {
    let pages: Vec<&Route> = routes().filter(|route| route.method == Method::Get && route.csp != Csp::File).collect();
    let acts = routes().filter(|route| route.method == Method::Post).map(|route| route.action).collect();
    let bad: Vec<&Route> = pages.iter().copied().filter(|route| route.path == "/councils/{id}/edit").collect();
    assert_eq!(unwalked("", &bad, &acts).len(), 4, "no line at all, and three states");
    let good = "GET /councils/{id}/edit  error-404  member\nGET /councils/{id}/edit  conflict  member\n";
    assert_eq!(unwalked(good, &bad, &acts).len(), 1, "one state is left");
    let odd = format!("{good}GET /councils/{{id}}/edit    signed-out   member\nGET /goals  many  nobody\n");
    assert_eq!(unwalked(&odd, &bad, &acts).len(), 1, "there is no such page");
    told("every state of every page is walked", unwalked(&page(LIST), &pages, &acts));
}
