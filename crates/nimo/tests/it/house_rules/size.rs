//! Small files, short handlers.

use super::source::{File, sources, workspace};
use super::told;

const WARNED_LINES: usize = 400;
const MOST_LINES: usize = 600;

fn is_too_long(file: &File) -> bool {
    let lines = file.text.lines().count();
    if (WARNED_LINES + 1..=MOST_LINES).contains(&lines) {
        println!("warning: {} has {lines} lines; make it a folder with one file for each action", file.path);
    }
    lines > MOST_LINES
}

#[test]
fn no_file_is_longer_than_a_person_reads_at_once() {
    assert!(
        is_too_long(&File::sample("x.rs", &"\n".repeat(601))) && !is_too_long(&File::sample("x.rs", &"\n".repeat(600)))
    );
    let long = workspace().into_iter().filter(is_too_long);
    told(
        "files are short",
        long.map(|file| format!("{}: over {MOST_LINES} lines: make it a folder", file.path)).collect(),
    );
}

const WARNED_HANDLER: usize = 30;
const MOST_HANDLER: usize = 45;

/// The handlers that a file's `ROUTES` name, as `module::function`.
fn handlers(file: &File) -> Vec<String> {
    let code = file.code();
    let routes = code.split_once("ROUTES: &[Route] = &[").map_or("", |(_, rest)| rest);
    let routes = routes.split("\n];").next().unwrap_or("");
    let named = routes.split("Box::pin(").skip(1).filter_map(|rest| rest.split('(').next());
    named.filter(|name| name.contains("::")).map(str::to_string).collect()
}

/// How many lines a function of a file has, from `fn` to its last brace.
fn lines_of(file: &File, function: &str) -> Option<usize> {
    let code = file.code();
    let begins = [format!("async fn {function}("), format!("async fn {function}<")];
    let mut lines = code.lines().skip_while(|line| begins.iter().all(|begin| !line.contains(begin)));
    lines.clone().next()?;
    lines.position(|line| line == "}").map(|last| last + 1)
}

fn too_long(files: &[File]) -> Vec<String> {
    let mut broken = vec![];
    for file in files {
        for handler in handlers(file) {
            // What every form does stands once, in `editing`, and is named with the form: `act::set::<IssueForm>`.
            let (named, is_shared) = handler.split_once("::<").map_or((&*handler, false), |(named, _)| (named, true));
            let (module, function) = named.rsplit_once("::").unwrap_or(("", named));
            let module = module.rsplit("::").next().unwrap_or(module);
            let ends = [format!("/{module}.rs"), format!("/{module}/mod.rs")];
            let is_home = |home: &&File| home.room() == if is_shared { "editing" } else { file.room() };
            let mut homes = files.iter().filter(is_home).filter(|home| ends.iter().any(|end| home.path.ends_with(end)));
            match homes.find_map(|home| lines_of(home, function)) {
                None => broken.push(format!("{}: the handler {handler} is not where it is looked for", file.path)),
                Some(lines) if lines > MOST_HANDLER => {
                    broken.push(format!(
                        "{}: {handler} has {lines} lines: move what follows into rules or store",
                        file.path
                    ));
                }
                Some(lines) if lines > WARNED_HANDLER => println!("warning: {handler} has {lines} lines"),
                Some(_) => {}
            }
        }
    }
    broken
}

#[test]
fn a_handler_is_four_short_paragraphs() {
    let routes = "pub const ROUTES: &[Route] = &[\n    Route::get(\"/goals\", \"goal.list\", |ask| Box::pin(list::list(ask))),\n];\n";
    let long = format!("pub async fn list(ask: Ask) -> Answer {{\n{}}}\n", "    x;\n".repeat(MOST_HANDLER - 1));
    let files = |list: &str| [File::sample("goals/web/mod.rs", routes), File::sample("goals/web/list.rs", list)];
    assert_eq!(too_long(&files(&long)).len(), 1);
    assert_eq!(too_long(&files("")).len(), 1, "a handler that is not found is noticed too");
    assert!(too_long(&files("pub async fn list(ask: Ask) -> Answer {\n    x\n}\n")).is_empty());
    let files = sources();
    assert!(files.iter().map(|file| handlers(file).len()).sum::<usize>() >= 28, "the handlers were found");
    told("handlers are short", too_long(&files));
}
