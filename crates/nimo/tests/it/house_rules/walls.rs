//! Walls between what is pure, what speaks SQL, what is guarded and what is open.

use super::source::{File, sources};
use super::{only_shrinks, told};
use nimo::plumbing::web::Method;
use nimo::router::open_routes;
use std::collections::BTreeSet;

const NEVER_IN_PURE: &[&str] = &[
    "axum", "sqlx", "askama", "cedar_policy", "tokio", "Moment::now", "SystemTime", "Instant::now", "Utc::now",
    "Local::now",
];

fn impure(file: &File) -> Vec<String> {
    if !file.is_the("model") && !file.is_the("rules") {
        return vec![];
    }
    let what = |word| format!("`{word}` in a pure file: let web.rs or store.rs hand in what it gives, the moment too");
    file.naming(NEVER_IN_PURE).into_iter().map(|(line, word)| file.at(line, &what(word))).collect()
}

#[test]
fn words_and_rules_of_a_room_know_no_web_no_database_and_no_clock() {
    for path in ["council/model.rs", "council/rules.rs", "council/model/form.rs"] {
        assert_eq!(impure(&File::sample(path, "use sqlx::Row;\nlet now = Moment::now();\n")).len(), 2, "{path}");
    }
    assert!(impure(&File::sample("council/store.rs", "use sqlx::Row;")).is_empty());
    told("model and rules are pure", sources().iter().flat_map(impure).collect());
}

fn sql_in_the_wrong_place(file: &File) -> Vec<String> {
    let may = file.is_the("store") || ["trail", "access", "plumbing"].contains(&file.room());
    let what = "SQL outside store.rs: move it into the store of its room and call it from here";
    let found = if may { vec![] } else { file.naming(&["sqlx", ".sql()"]) };
    found.into_iter().map(|(line, word)| file.at(line, &format!("`{word}`: {what}"))).collect()
}

#[test]
fn sql_stands_only_in_the_stores_the_trail_the_gate_and_the_plumbing() {
    let bad = "let rows = sqlx::query(\"select 1\").fetch_all(tx.sql()).await?;\nstore::list(tx, &permit)\n";
    assert_eq!(sql_in_the_wrong_place(&File::sample("council/web/page.rs", bad)).len(), 2);
    assert!(sql_in_the_wrong_place(&File::sample("council/store/list.rs", bad)).is_empty());
    told("SQL stands in stores", sources().iter().flat_map(sql_in_the_wrong_place).collect());
}

/// Functions of a store that take no permit: (file and name, line).
fn without_permit(file: &File) -> Vec<(String, usize)> {
    let code = file.code();
    let lines: Vec<&str> = if file.is_the("store") { code.lines().collect() } else { vec![] };
    let mut found = vec![];
    for (number, line) in lines.iter().enumerate() {
        let is_shown = line.trim_start().starts_with("pub");
        let Some((_, rest)) = line.split_once("async fn ").filter(|_| is_shown) else { continue };
        let signature: String = lines[number..].iter().take_while(|line| !line.starts_with('}')).copied().collect();
        let signature = signature.split('{').next().unwrap_or("");
        let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        if !signature.contains("&Permit<") {
            found.push((format!("{} {name}", file.path), number + 1));
        }
    }
    found
}

const WITHOUT_PERMIT: &[(&str, &str)] =
    &[("trail/store.rs first", "gives the id of a line and no word of it, to be named as a cause in the same act")];

#[test]
fn nothing_is_read_or_written_in_a_store_without_a_permit() {
    let bad = "pub async fn list(\n    tx: &mut Tx,\n    office: OfficeId,\n) -> Result<(), Fault> {\n    let p: &Permit<A>;\n}\n";
    assert_eq!(without_permit(&File::sample("council/store.rs", bad)), [("council/store.rs list".to_string(), 1)]);
    let good = "pub(crate) async fn set<A>(tx: &mut Tx, _permit: &Permit<A>) -> Result<(), Fault> {\n}\nasync fn own(tx: &mut Tx) {\n}\n";
    assert!(without_permit(&File::sample("council/store.rs", good)).is_empty());
    let found: Vec<(String, usize)> = sources().iter().flat_map(without_permit).collect();
    only_shrinks(WITHOUT_PERMIT, 1, &found.iter().map(|(name, _)| name.clone()).collect());
    let rest = found.iter().filter(|(name, _)| WITHOUT_PERMIT.iter().all(|(excepted, _)| excepted != name));
    let said =
        rest.map(|(name, line)| format!("{name} (line {line}): take a &Permit of the action, or make it private"));
    told("a store asks for a permit", said.collect());
}

fn strays(file: &File) -> Vec<String> {
    let mounts = if file.path == "router.rs" { vec![] } else { file.naming(&[".route("]) };
    let begins = [".begin(", ".begin_with(", ".try_begin("];
    let begins = if file.room() == "plumbing" { vec![] } else { file.naming(&begins) };
    let mounts = mounts.into_iter().map(|(line, _)| file.at(line, "a route mounted here: add it to the room's ROUTES"));
    let begins = begins.into_iter().map(|(line, _)| file.at(line, "a third door: use Db::read or Db::write"));
    mounts.chain(begins).collect()
}

#[test]
fn routes_are_mounted_by_the_router_and_transactions_begun_by_the_two_doors() {
    let bad =
        "router.route(\"/x\", get(x));\nlet tx = pool.begin().await?;\nlet tx = pool.begin_with(\"begin\").await?;\n";
    assert_eq!(strays(&File::sample("council/web/mod.rs", bad)).len(), 3);
    assert_eq!(strays(&File::sample("router.rs", bad)).len(), 2);
    told("one router, two doors", sources().iter().flat_map(strays).collect());
}

/// What a visitor may knock at.
const OPEN_DOORS: &[(&str, &str)] = &[
    ("GET /nimo.css", "the sign-in page needs its style"),
    ("GET /nimo.js", "and its script"),
    ("GET /sitting.js", "the script of the room, the same for everybody, in four modules"),
    ("GET /sitting-entry.js", "as above"),
    ("GET /sitting-page.js", "as above"),
    ("GET /sitting-store.js", "as above"),
    ("GET /form-preview.js", "the script beside the form of minutes, the same for everybody"),
    ("GET /demo", "one click into the sample town; without `nimo demo` there is no such page"),
    ("POST /demo", "as above"),
    ("GET /sheet.css", "the style of the official sheet, the same for everybody"),
    ("GET /nimo.svg", "and its mark"),
    ("GET /sign-in", "one has to get in"),
    ("POST /sign-in", "one has to get in"),
    ("GET /first/{secret}", "the one-time link of the first administrator"),
    ("POST /first/{secret}", "the one-time link of the first administrator"),
    ("GET /invited/{link}", "the one-time link of an account"),
    ("POST /invited/{link}", "the one-time link of an account"),
    ("GET /handed/{link}", "the one-time link to the papers of a meeting"),
    ("POST /handed/{link}", "the one-time link to the papers of a meeting"),
    ("GET /public/{office}", "what is published is for everybody (docs/decisions/0034)"),
    ("GET /public/{office}/", "as above"),
    ("GET /public/{office}/{*path}", "as above"),
];

#[test]
fn a_visitor_may_knock_only_where_the_list_says() {
    let method = |method| if method == Method::Get { "GET" } else { "POST" };
    let open: BTreeSet<String> =
        open_routes().map(|route| format!("{} {}", method(route.method), route.path)).collect();
    only_shrinks(OPEN_DOORS, 22, &open);
    let unlisted = open.iter().filter(|name| OPEN_DOORS.iter().all(|(listed, _)| listed != name));
    told("open doors are listed", unlisted.map(|name| format!("{name}: take `.open()` off this route")).collect());
}
