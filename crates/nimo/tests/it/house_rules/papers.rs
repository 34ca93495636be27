//! What the code says is also written where people read it: law, glossary, the table of who may do what.

use super::source::{File, page, sources, workspace};
use super::{only_shrinks, told};
use nimo::plumbing::web::Method;
use nimo::router::routes;

/// A `Law:` line: the article, the anchor in docs/law.md, and where.
struct Cited {
    article: String,
    anchor: Option<String>,
    at: String,
    /// For the list of exceptions.
    name: String,
}

fn cited(file: &File) -> Vec<Cited> {
    let text = file.untested();
    let lines = text.lines().zip(1..).filter_map(|(line, number)| {
        let line = line.trim_start();
        let law = line.strip_prefix("///").or(line.strip_prefix("//!"))?.trim_start().strip_prefix("Law:")?;
        let anchor = law.split_once("docs/law.md#").map(|(_, rest)| rest.split(')').next().unwrap_or("").to_string());
        let article = law.split(['(', '（', ';', '.']).next().unwrap_or("").trim().to_string();
        let name = format!("{} {article}", file.path);
        Some(Cited { article, anchor, at: file.at(number, "Law:"), name })
    });
    lines.collect()
}

/// Does the page have a heading behind this anchor?
fn is_anchored(law: &str, anchor: &str) -> bool {
    let mark = format!("<a id=\"{anchor}\"></a>");
    law.split_once(&mark).is_some_and(|(_, rest)| rest.trim_start().starts_with("## "))
}

const WITHOUT_ANCHOR: &[(&str, &str)] = &[
    ("almanac/src/era.rs 元号法", "older than docs/law.md"),
    ("almanac/src/era.rs 明治5年太政官布告第337号", "older than docs/law.md"),
    ("almanac/src/fiscal.rs 地方自治法 第208条第1項", "older than docs/law.md"),
    ("almanac/src/workday.rs 地方自治法 第4条の2", "older than docs/law.md"),
    ("almanac/src/workday.rs 地方自治法 第4条の2第4項", "older than docs/law.md"),
    ("almanac/src/workday.rs 民法 第140条", "older than docs/law.md"),
    (
        "almanac/src/workday.rs 平成三十二年東京オリンピック競技大会・東京パラリンピック競技大会特別措置法 第32条",
        "older than docs/law.md",
    ),
];

fn unread_law(laws: &[Cited], law: &str, tests: &str) -> Vec<String> {
    let mut broken = vec![];
    for Cited { article, anchor, at, .. } in laws {
        if !anchor.as_deref().is_some_and(|anchor| is_anchored(law, anchor)) {
            broken
                .push(format!("{at} name its anchor (docs/law.md#…) and put `<a id=\"…\"></a>` before a `## ` there"));
        }
        if !tests.contains(article.as_str()) {
            broken.push(format!("{at} name 「{article}」 in the doc comment of the test that holds it"));
        }
    }
    broken
}

#[test]
fn every_article_that_a_rule_cites_stands_in_the_law_page_and_in_a_test() {
    let bad = File::sample("goals/rules.rs", "/// Law: 某法 第1条 (docs/law.md#bou-1): a rule.\nfn rule() {}\n");
    assert_eq!(unread_law(&cited(&bad), "## 某法 第1条", "").len(), 2);
    assert_eq!(unread_law(&cited(&bad), "<a id=\"bou-1\"></a>\n\n## 某法 第1条", "/// Law: 某法 第1条").len(), 0);
    let files = workspace();
    let is_test = |file: &File| file.path.contains("/tests/") && !file.path.contains("/house_rules");
    let in_files = files.iter().filter(|file| is_test(file)).map(|file| file.text.clone());
    let tests: String = in_files.chain(files.iter().map(File::tests)).collect();
    let laws: Vec<Cited> = files.iter().filter(|file| file.path.contains("/src/")).flat_map(cited).collect();
    let bare = laws.iter().filter(|law| law.anchor.is_none()).map(|law| law.name.clone()).collect();
    only_shrinks(WITHOUT_ANCHOR, 7, &bare);
    let held = laws.into_iter().filter(|law| WITHOUT_ANCHOR.iter().all(|(excepted, _)| *excepted != law.name));
    told("law is cited once and read by all", unread_law(&held.collect::<Vec<_>>(), &page("docs/law.md"), &tests));
}

/// The public types of a room's model, ids too.
fn types(file: &File) -> Vec<(usize, String)> {
    let code = if file.is_the("model") { file.code() } else { String::new() };
    let mut after_id = false;
    let mut found = vec![];
    for (line, number) in code.lines().zip(1..) {
        let words: Vec<&str> =
            line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect();
        match words[..] {
            ["pub", "struct" | "enum" | "type" | "trait", name, ..] => found.push((number, name.to_string())),
            [name] if after_id => found.push((number, name.to_string())),
            _ => {}
        }
        after_id = line.contains("id!(") || (after_id && words.is_empty());
    }
    found
}

/// The names that the third column of the glossary holds.
fn glossary_names(glossary: &str) -> Vec<String> {
    let cells = glossary.lines().filter(|line| line.starts_with('|')).filter_map(|line| line.split('|').nth(3));
    cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).map(str::to_string).collect()
}

/// A name that two models share is said with its room.
fn unsaid(file: &File, names: &[String], shared: &[String]) -> Vec<String> {
    let with_room = |name: &str| format!("{}::{name}", file.room());
    let is_said = |name: &String| names.contains(&with_room(name)) || (names.contains(name) && !shared.contains(name));
    let rest = types(file).into_iter().filter(|(_, name)| !is_said(name));
    let what = |name: &str| {
        let name = if shared.iter().any(|other| other == name) { with_room(name) } else { name.to_string() };
        format!("`{name}` has no row in docs/glossary.md: say the word as people in the town hall say it")
    };
    rest.map(|(line, name)| file.at(line, &what(&name))).collect()
}

/// The names that more than one model uses, that of the reader of minutes among them.
fn shared_names(files: &[File]) -> Vec<String> {
    let mut names: Vec<String> = files.iter().flat_map(types).map(|(_, name)| name).collect();
    names.sort();
    names.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0].clone()).collect()
}

#[test]
fn every_word_of_a_model_is_in_the_glossary() {
    let bad =
        "crate::id!(\n    /// An id.\n    GoalId\n);\npub struct Goal {\n    pub name: String,\n}\npub enum Kind {}\n";
    let bad = File::sample("goals/model.rs", bad);
    let found = types(&bad).into_iter().map(|(_, name)| name).collect::<Vec<_>>();
    assert_eq!(found, ["GoalId", "Goal", "Kind"]);
    let names = glossary_names("| 目標 | もくひょう | `Goal`, `goals::Kind` | where a measure wants to be |\n");
    assert_eq!(unsaid(&bad, &names, &[]).len(), 1, "the id alone is missing");
    assert_eq!(unsaid(&bad, &names, &["Goal".to_string()]).len(), 2, "a shared name needs its room");
    let files = sources();
    let reader = workspace().into_iter().find(|file| file.path == "minutes/src/model.rs").expect("the reader's model");
    let reader = File { path: "minutes/model.rs".into(), ..reader };
    let shared = shared_names(&files.iter().map(File::clone).chain([reader]).collect::<Vec<_>>());
    let names = glossary_names(&page("docs/glossary.md"));
    told("words are said once", files.iter().flat_map(|file| unsaid(file, &names, &shared)).collect());
}

/// What a table of who may do what leaves out: routes it does not hold, and acts that it refuses to nobody.
fn unheld(golden: &str, routes: &[(bool, String)]) -> Vec<String> {
    let mut broken = vec![];
    for (is_act, name) in routes {
        let rows: Vec<&str> = golden
            .lines()
            .filter(|line| line.split_whitespace().take(2).collect::<Vec<_>>().join(" ") == *name)
            .collect();
        if rows.is_empty() {
            broken.push(format!("{name}: not in tests/it/golden/access.txt; keep it with NIMO_GOLDEN=1"));
        }
        for row in rows.iter().filter(|row| *is_act && !row.contains(['✘', '入', '無', '違'])) {
            broken.push(format!("{row}: an act that is refused to nobody; mend its policy"));
        }
    }
    broken
}

#[test]
fn every_route_is_in_the_golden_table_and_every_act_is_refused_to_somebody() {
    let bad = [(true, "POST /goals".to_string()), (false, "GET /goals".to_string())];
    assert_eq!(unheld("POST /goals  goal.set  ✔  ✔\n", &bad).len(), 2);
    assert!(unheld("POST /goals (alone)  goal.set  ✔  ✘\nGET  /goals  goal.list ✔\n", &bad).is_empty());
    let golden = page("crates/nimo/tests/it/golden/access.txt");
    let name = |is_act, path| format!("{} {path}", if is_act { "POST" } else { "GET" });
    let all = routes().map(|route| (route.method == Method::Post, route.path));
    let all: Vec<(bool, String)> = all.map(|(is_act, path)| (is_act, name(is_act, path))).collect();
    told("the table holds every route", unheld(&golden, &all));
}

#[test]
fn the_readme_prints_the_story_as_it_is_tested() {
    let story = include_str!("../story.rs");
    let body = story.split_once("on_both! {\n").unwrap().1.trim_end().trim_end_matches('}').trim_end();
    let body: Vec<&str> = body.lines().map(|line| line.strip_prefix("    ").unwrap_or(line)).collect();
    let printed = page("README.md").contains(&body.join("\n"));
    assert!(printed, "README.md prints another story than tests/it/story.rs: copy the test between the fences");
}
