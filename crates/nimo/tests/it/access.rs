//! The golden access table: every route of nimo tried over HTTP by every kind of person, on both engines, and what each
//! answer may not hold. Read a difference before keeping it: `NIMO_GOLDEN=1 cargo test -p nimo --test it access`.

mod scene;
mod scope;
mod who;

use crate::on_both;
use crate::town::{Page, Town, words};
use nimo::plumbing::engine::Engine;
use nimo::plumbing::web::{Door, Method, Route};
use nimo::router::routes;
use scene::{Scene, variants};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::PathBuf;
use who::{Post, Who};

/// Fewer cells than this is a table that lost something. Raise it with the routes.
const LEAST_CELLS: usize = 12500;

type MaySee = fn(Who) -> bool;

/// Words and who may be shown them. An answer to anybody else holds none of them, neither in its body nor in its heads.
const CANARIES: &[(&str, MaySee)] = &[
    (scene::OFFICE, |who| !matches!(who, Who::Elsewhere(_))),
    (scene::PART, |who| {
        matches!(who, Who::Here(Post::Administrator | Post::Viewer | Post::Secretariat | Post::Member))
    }),
    (scene::OTHER, |who| {
        matches!(who, Who::Here(Post::Administrator | Post::Viewer | Post::OtherSecretariat | Post::OtherMember))
    }),
    (scene::FORMER_NAME, |who| who == Who::Here(Post::Secretariat)),
    (scene::DRAFT, |_| false),
    (scene::DRAFTED_PLACE, |who| who == Who::Here(Post::Secretariat)),
    (scene::KEPT_PLACE, |who| {
        matches!(who, Who::Here(Post::Administrator | Post::Viewer | Post::Secretariat | Post::Member))
    }),
    (scene::ISSUE, |who| {
        matches!(who, Who::Here(Post::Administrator | Post::Viewer | Post::Secretariat | Post::Member))
    }),
    (scene::MEASURE, |who| {
        matches!(who, Who::Here(Post::Administrator | Post::Viewer | Post::Secretariat | Post::Member))
    }),
    (scene::REMARK, |who| who == Who::Here(Post::Secretariat)),
    (scene::FROZEN_REMARK, |who| {
        matches!(who, Who::Here(Post::Administrator | Post::Viewer | Post::Secretariat | Post::Member))
    }),
    (scene::OWN_REMARK, |who| who == Who::Here(Post::Member)),
    (scene::GOAL, |who| {
        let may = [Post::Secretariat, Post::Member, Post::Viewer, Post::Administrator];
        matches!(who, Who::Here(post) if may.contains(&post))
    }),
    (scene::TALLY, |who| who == Who::Here(Post::Secretariat)),
    (scene::WAITING, |who| who == Who::Here(Post::Secretariat)),
    (scene::RELEASED, |who| {
        matches!(who, Who::Here(Post::Administrator | Post::Viewer | Post::Secretariat | Post::Member))
    }),
    (scene::HANDOUT, |who| who == Who::Here(Post::Secretariat)),
    (scene::TRANSCRIPT, |who| who == Who::Here(Post::Secretariat)),
    (scene::LINE, |who| who == Who::Here(Post::Secretariat)),
    (scene::SENDER, |who| who == Who::Here(Post::Secretariat)),
    (scene::OWN_WORDS, |who| who == Who::Here(Post::Secretariat)),
    (scene::WISH, |who| who == Who::Here(Post::Secretariat)),
    (scene::BALLOT_REMARK, |who| who == Who::Here(Post::Secretariat)),
    (scene::DEADLINE_NOTE, |who| matches!(who, Who::Here(Post::Administrator | Post::Viewer | Post::Secretariat))),
    (scene::PAID, |who| who == Who::Here(Post::Secretariat)),
    (scene::MARKED, |who| who == Who::Here(Post::Secretariat)),
    (scene::WHY, |who| who == Who::Here(Post::Secretariat)),
    (scene::CASE, is_of_the_office),
    (scene::HEARD, is_of_the_office),
    (scene::HOME, |who| is_of_the_office(who) || who == Who::Here(Post::Provider)),
    (scene::KEPT_FOR, |who| is_secretary(who) || who == Who::Here(Post::Provider)),
    (scene::MISMATCH_NOTE, is_secretary),
    (scene::WISH_NAMED, is_secretary),
    (scene::LOAD_NOTE, is_secretary),
    (scene::LOT, is_secretary),
    (scene::MEMBER, |who| matches!(who, Who::Here(Post::Secretariat | Post::Member))),
    (scene::SEAT, |who| who == Who::Here(Post::Secretariat)),
    (scene::LOGIN, |who| who == Who::Here(Post::Administrator)),
    (scene::COUNCIL_ELSEWHERE, |who| matches!(who, Who::Elsewhere(_))),
];

/// All who are signed in here but those of providers.
fn is_of_the_office(who: Who) -> bool {
    matches!(who, Who::Here(post) if !matches!(post, Post::Provider | Post::OtherProvider))
}

fn is_secretary(who: Who) -> bool {
    matches!(who, Who::Here(Post::Secretariat | Post::OtherSecretariat))
}

/// One row: a route, what is tried on it, and a mark for each person.
struct Row {
    route: &'static Route,
    variant: &'static str,
    marks: Vec<&'static str>,
}

on_both! {
    async fn every_route_answers_every_person_as_the_golden_table_says(town) {
        let engine = town.engine;
        let (rows, seen) = tried(town).await;
        let cells: usize = rows.iter().map(|row| row.marks.len()).sum();
        assert!(cells >= LEAST_CELLS, "{cells} cells: the table lost some");
        for row in &rows {
            let asked = row.marks[0] == "入";
            let (method, path) = (method(row.route), row.route.path);
            assert_eq!(asked, row.route.door == Door::SignedIn, "{method} {path}: its door and the answer to a visitor differ");
        }
        for (canary, _) in CANARIES {
            assert!(seen.contains(canary), "nobody was shown 「{canary}」, so that no answer holds it proves nothing");
        }
        compare(engine, &table(&rows));
    }
}

/// Tries everything; the rows, and the canaries that somebody saw who may.
async fn tried(town: Town) -> (Vec<Row>, BTreeSet<&'static str>) {
    let mut scene = Scene::set(town).await;
    let mut rows = vec![];
    let mut seen = BTreeSet::from([scene.draft_seen_by_its_writer().await]);
    for route in routes() {
        for variant in variants(route) {
            let mut marks = vec![];
            for who in Who::all() {
                let (page, names_ours) = scene.ask(route, variant, who).await;
                let what = format!("{} {} {variant} by {who:?}", method(route), route.path);
                let mark = mark(&page).unwrap_or_else(|| panic!("{what}: {} {}", page.status, words(&page.body)));
                let stranger = matches!(who, Who::Elsewhere(_));
                assert!(!(stranger && names_ours && mark == "✔"), "{what}: an id of another office was accepted");
                seen.extend(shown(&page, who, &what));
                marks.push(mark);
            }
            rows.push(Row { route, variant, marks });
        }
    }
    (rows, seen)
}

/// The canaries in an answer to somebody who may see them; any other one is a leak.
fn shown(page: &Page, who: Who, what: &str) -> Vec<&'static str> {
    let (whole, read) = (page.whole(), words(&page.body));
    let there = CANARIES.iter().filter(|(canary, _)| whole.contains(canary) || read.contains(canary));
    let there: Vec<_> = there.collect();
    for (canary, may_see) in &there {
        assert!(may_see(who), "{what}: the answer tells 「{canary}」");
    }
    there.iter().map(|(canary, _)| *canary).collect()
}

/// What an answer means. Anything else (400, 409, 500 …) is no decision about access, so the example is wrong or nimo is.
fn mark(page: &Page) -> Option<&'static str> {
    match page.status {
        200..=299 => Some("✔"),
        303 if page.location().starts_with("/sign-in?next=") => Some("入"),
        303 => Some("✔"),
        401 => Some("入"),
        403 => Some("✘"),
        404 => Some("無"),
        422 => Some("違"),
        _ => None,
    }
}

fn method(route: &Route) -> &'static str {
    match route.method {
        Method::Get => "GET",
        Method::Post => "POST",
    }
}

fn table(rows: &[Row]) -> String {
    let mut text = String::from(LEGEND);
    let line = |name: &str, action: &str, cells: Vec<String>| {
        let mut line = format!("{name:<NAME_WIDTH$} {action:<15}");
        for (who, cell) in Who::all().zip(cells) {
            let _ = write!(line, "{} {cell}", if who.begins_a_group() { " │" } else { "" });
        }
        format!("{}\n", line.trim_end())
    };
    text += &line("", "", Who::all().map(|who| format!("{:<2}", who.code())).collect());
    for row in rows {
        let wide = |mark: &&str| if matches!(*mark, "✔" | "✘") { format!("{mark} ") } else { mark.to_string() };
        text += &line(&named(row), row.route.action, row.marks.iter().map(wide).collect());
    }
    text
}

fn named(row: &Row) -> String {
    let variant = if row.variant.is_empty() { String::new() } else { format!(" ({})", row.variant) };
    format!("{:<4} {}{variant}", method(row.route), row.route.path)
}

/// Wide enough for every name, and fixed: a longer one moves no other line.
const NAME_WIDTH: usize = 46;

const LEGEND: &str = "\
# ✔ allowed   ✘ refused   入 asked to sign in   無 not found   違 told that something typed is wrong
# visitor │ this office │ the same people, their accounts closed │ another office, with the ids of this one
# ad administrator   se secretariat of the council   so secretariat of another council
# me member of the council   mo member of another   vi viewer   pr of the home's provider   po of another provider
";

fn golden() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/golden/access.txt")
}

/// One engine writes the table when asked to; both compare with it.
fn compare(engine: Engine, now: &str) {
    if std::env::var_os("NIMO_GOLDEN").is_some() {
        if engine == Engine::Sqlite {
            std::fs::write(golden(), now).unwrap();
        }
        return;
    }
    let then = std::fs::read_to_string(golden()).unwrap_or_default();
    let gone = then.lines().filter(|line| !now.lines().any(|other| other == *line)).map(|line| format!("- {line}"));
    let new = now.lines().filter(|line| !then.lines().any(|other| other == *line)).map(|line| format!("+ {line}"));
    let differing: Vec<String> = gone.chain(new).collect();
    assert!(
        then == now,
        "who may do what has changed; if that is meant, keep it with NIMO_GOLDEN=1:\n{}",
        differing.join("\n")
    );
}
