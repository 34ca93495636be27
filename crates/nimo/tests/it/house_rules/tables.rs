//! Whose table is whose, and that every row knows its office.

use super::source::{File, migrations, sources, strings};
use super::{only_shrinks, told};
use std::collections::BTreeSet;

/// Who writes a table. A new table gets its line here with its migration.
const OWNERS: &[(&str, &str)] = &[
    ("office", "accounts"),
    ("account_name", "accounts"),
    ("account", "accounts"),
    ("account_closure", "accounts"),
    ("account_council", "accounts"),
    ("invitation", "accounts"),
    ("session", "access"),
    ("council", "council"),
    ("council_charter", "council"),
    ("council_seat", "council"),
    ("council_member", "council"),
    ("council_seat_withdrawal", "council"),
    ("council_member_withdrawal", "council"),
    ("council_appointment", "council"),
    ("council_appointment_withdrawal", "council"),
    ("meeting", "council"),
    ("meeting_held", "council"),
    ("meeting_withdrawal", "council"),
    ("meeting_carried", "council"),
    ("meeting_preparation", "council"),
    ("handout", "council"),
    ("handout_withdrawal", "council"),
    ("handout_file", "council"),
    ("sheet", "council"),
    ("minutes_keep", "council"),
    ("doubt_settled", "council"),
    ("item", "council"),
    ("block", "council"),
    ("block_alias", "council"),
    ("block_taken", "council"),
    ("block_strike", "council"),
    ("sitting", "council"),
    ("sitting_close", "council"),
    ("sitting_person", "council"),
    ("attendance_step", "council"),
    ("attendance_step_end", "council"),
    ("item_begin", "council"),
    ("sitting_writer", "council"),
    ("transcript", "council"),
    ("transcript_line", "council"),
    ("transcript_disposal", "council"),
    ("ballot", "council"),
    ("sheet_form", "council"),
    ("telling", "council"),
    ("confirmation", "council"),
    ("confirmation_withdrawal", "council"),
    ("correction", "council"),
    ("correction_withdrawal", "council"),
    ("confirming", "council"),
    ("confirming_end", "council"),
    ("publication", "council"),
    ("publication_withdrawal", "council"),
    ("edition", "council"),
    ("redaction", "council"),
    ("redaction_withdrawal", "council"),
    ("public_release", "council"),
    ("public_release_withdrawal", "council"),
    ("public_release_file", "council"),
    ("approval", "council"),
    ("approval_return", "council"),
    ("approval_withdrawal", "council"),
    ("approval_rule", "council"),
    ("pay_scale", "council"),
    ("pay_list", "council"),
    ("pay_settlement", "council"),
    ("pay_settlement_withdrawal", "council"),
    ("deadline_mark", "council"),
    ("retention_rule", "council"),
    ("disposal", "council"),
    ("disposal_line", "council"),
    ("retention_hold", "council"),
    ("retention_hold_end", "council"),
    ("record_decision", "council"),
    ("record_consent", "council"),
    ("element", "issues"),
    ("issue", "issues"),
    ("issue_step", "issues"),
    ("issue_join", "issues"),
    ("issue_split", "issues"),
    ("issue_columns", "issues"),
    ("fate", "issues"),
    ("fate_withdrawal", "issues"),
    ("programme", "issues"),
    ("measure", "issues"),
    ("measure_issue", "issues"),
    ("measure_progress", "issues"),
    ("budget_deadline", "issues"),
    ("round", "issues"),
    ("round_issue", "issues"),
    ("round_member", "issues"),
    ("round_step", "issues"),
    ("round_freeze", "issues"),
    ("score_sheet", "issues"),
    ("score", "issues"),
    ("digest", "issues"),
    ("case_card", "issues"),
    ("case_issue", "issues"),
    ("indicator_value", "goals"),
    ("indicator_counting", "goals"),
    ("goal", "goals"),
    ("goal_setting", "goals"),
    ("goal_actual", "goals"),
    ("goal_evaluation", "goals"),
    ("goal_measure", "goals"),
    ("goal_issue", "goals"),
    ("masking_threshold", "goals"),
    ("support_tally", "packet"),
    ("agenda_choice", "packet"),
    ("packet", "packet"),
    ("packet_withdrawal", "packet"),
    ("dispatch", "packet"),
    ("dispatch_withdrawal", "packet"),
    ("dispatch_link", "packet"),
    ("dispatch_link_end", "packet"),
    ("outcome_sentence", "packet"),
    ("provider", "providers"),
    ("provider_edition", "providers"),
    ("provider_page", "providers"),
    ("provider_past", "providers"),
    ("provider_absence", "providers"),
    ("provider_delivery", "providers"),
    ("account_provider", "accounts"),
    ("home", "vacancies"),
    ("vacancy", "vacancies"),
    ("vacancy_notice", "vacancies"),
    ("mismatch", "vacancies"),
    ("mismatch_withdrawal", "vacancies"),
    ("vacancy_rule", "vacancies"),
    ("wish", "wishes"),
    ("reading_rule", "wishes"),
    ("reading", "wishes"),
    ("reading_withdrawal", "wishes"),
    ("reading_issue", "wishes"),
    ("provider_delivery_file", "providers"),
    ("provider_note", "providers"),
    ("plan_load", "planning"),
    ("plan_quarter", "planning"),
    ("plan_rule", "planning"),
    ("vacant_house", "houses"),
    ("house_step", "houses"),
    ("house_check", "houses"),
    ("house_rule", "houses"),
    ("search_row", "search"),
    ("trail", "trail"),
    ("trail_cause", "trail"),
    ("revision", "editing"),
    ("draft", "editing"),
    ("nimo_step", "plumbing"),
];

/// Reads of a table of others that stand until there is a view for them. Nobody writes one.
const READS_OF_OTHERS: &[(&str, &str)] = &[
    ("access reads office", "the gate loads the facts of an office, and a session shows its name"),
    ("access reads account", "a session is the account as it is at this moment, closed or not, in one statement"),
    ("access reads account_closure", "as above"),
    ("access reads account_council", "the gate decides by the councils of the actor"),
    ("access reads account_provider", "the gate decides by the providers of the actor"),
    ("access reads invitation", "a one-time link is a way in, like a session"),
    ("plumbing reads office", "before anybody is known there is no office to look into: codes and a count"),
    ("plumbing reads account_name", "a sign-in name finds its office here, before anybody is known"),
    ("council reads account_council", "the list of councils is scoped in SQL; the access table holds it to the gate"),
];

/// A table named in the SQL of a file.
struct Mention {
    table: String,
    line: usize,
    writes: bool,
}

fn mentions(file: &File) -> Vec<Mention> {
    let mut found = vec![];
    for (start, text) in strings(&file.code()) {
        let words: Vec<(usize, &str)> = text
            .split('\n')
            .enumerate()
            .flat_map(|(n, line)| line.split(|c: char| !c.is_alphanumeric() && c != '_').map(move |word| (n, word)))
            .filter(|(_, word)| !word.is_empty())
            .collect();
        for (place, pair) in words.windows(2).enumerate() {
            let (verb, (line, table)) = (pair[0].1.to_lowercase(), pair[1]);
            let deletes = verb == "from" && place > 0 && words[place - 1].1.eq_ignore_ascii_case("delete");
            let is_table = OWNERS.iter().any(|(known, _)| *known == table);
            if is_table && ["from", "join", "into", "update"].contains(&verb.as_str()) {
                let writes = deletes || verb == "into" || verb == "update";
                found.push(Mention { table: table.into(), line: start + line, writes });
            }
        }
    }
    found.extend(handed_over(file));
    found
}

/// Tables that a file hands to SQL that stands elsewhere, as a constant or in a call: they are written there for it.
fn handed_over(file: &File) -> Vec<Mention> {
    let code = file.code();
    let mut found = vec![];
    for (line, number) in code.lines().zip(1..) {
        if ["const TABLE: ", "write_over(", "set_aside("].iter().any(|hands| line.contains(hands)) {
            let quoted = line.split('"').skip(1).step_by(2);
            let tables = quoted.filter(|word| OWNERS.iter().any(|(known, _)| known == word));
            found.extend(tables.map(|table| Mention { table: table.into(), line: number, writes: true }));
        }
    }
    found
}

/// Mentions of tables that are not the file's own: (a name for the list, the sentence).
fn trespasses(file: &File) -> Vec<(String, String)> {
    let own = |table: &str| OWNERS.iter().any(|(known, room)| *known == table && *room == file.room());
    let say = |mention: Mention| {
        let (verb, table) = (if mention.writes { "writes" } else { "reads" }, &mention.table);
        let what = format!("{} {verb} {table}: call the room that owns it, or read a view v_… of it", file.room());
        (format!("{} {verb} {table}", file.room()), file.at(mention.line, &what))
    };
    mentions(file).into_iter().filter(|mention| !own(&mention.table)).map(say).collect()
}

#[test]
fn a_table_is_written_by_its_room_and_read_by_others_through_views() {
    let bad = "q(\"insert into council (office)\"); q(\"select 1\n from draft d join v_council_opinion o\"); q(\"delete from trail\");";
    let found: Vec<String> =
        trespasses(&File::sample("goals/store.rs", bad)).into_iter().map(|(name, _)| name).collect();
    assert_eq!(found, ["goals writes council", "goals reads draft", "goals writes trail"]);
    assert!(trespasses(&File::sample("council/store.rs", "q(\"update council set name = $1\")")).is_empty());
    for handed in ["const TABLE: &'static str = \"sheet_form\";", "write_over(tx, permit, (\"goal\", &SHAPE), version)"]
    {
        assert_eq!(trespasses(&File::sample("issues/store.rs", handed)).len(), 1, "{handed}");
    }
    let found: Vec<(String, String)> = sources().iter().flat_map(trespasses).collect();
    only_shrinks(READS_OF_OTHERS, 9, &found.iter().map(|(name, _)| name.clone()).collect());
    assert!(READS_OF_OTHERS.iter().all(|(name, _)| name.contains(" reads ")), "no exception lets a room write");
    let rest = found.into_iter().filter(|(name, _)| READS_OF_OTHERS.iter().all(|(excepted, _)| excepted != name));
    told("a table has one room", rest.map(|(_, sentence)| sentence).collect());
}

/// A table as it is made: its name, its first column, and where.
fn tables(file: &File, sql: &str) -> Vec<(String, String, String)> {
    let flat = sql.to_lowercase();
    let made = flat.match_indices("create table ").map(|(at, made)| {
        let rest = flat[at + made.len()..].trim_start().trim_start_matches("if not exists ");
        let (name, columns) = rest.split_once('(').unwrap_or((rest, ""));
        let first = columns.split([',', '\n']).map(str::trim).find(|column| !column.is_empty()).unwrap_or("");
        let line = flat[..at].matches('\n').count() + 1;
        (name.trim().to_string(), first.to_string(), file.at(line, name.trim()))
    });
    made.collect()
}

/// The tables that a migration lists for row-level security, or secures one by one.
fn secured(sql: &str) -> BTreeSet<String> {
    let lists = sql.split("array[").skip(1).filter_map(|rest| rest.split(']').next());
    let listed = lists.flat_map(|list| list.split('\'').skip(1).step_by(2));
    let alone = sql.split("create policy one_office on ").skip(1).filter_map(|rest| rest.split_whitespace().next());
    listed.chain(alone.filter(|name| !name.contains('%'))).map(str::to_string).collect()
}

const WITHOUT_OFFICE: &[(&str, &str)] = &[
    ("office", "it is the list of offices itself"),
    ("account_name", "finds the office of a sign-in name before anybody is known; holds ids alone"),
    ("nimo_step", "the steps of the schema"),
];

/// Commons: what every office reads, public and of no person, and what nobody writes but an import (docs/decisions/0038).
const COMMONS: &[&str] = &["provider", "provider_edition", "provider_page", "provider_past", "provider_absence"];

/// Who holds the permit by which commons are written.
const WRITES_COMMONS: &[&str] = &["providers/store/take.rs", "providers/store/pages.rs"];

#[test]
fn what_all_offices_read_is_written_by_an_import_alone() {
    let writes = |file: &File| {
        let found =
            mentions(file).into_iter().filter(|mention| mention.writes && COMMONS.contains(&mention.table.as_str()));
        found.map(|mention| mention.line).collect::<Vec<_>>()
    };
    let bad = "q(\"insert into provider_absence (provider)\"); q(\"insert into provider_note (office)\");";
    assert_eq!(writes(&File::sample("providers/store/list.rs", bad)).len(), 1);
    let strays = sources().into_iter().filter(|file| !WRITES_COMMONS.contains(&file.path.as_str()));
    let said = strays.flat_map(|file| {
        writes(&file).into_iter().map(|line| file.at(line, "writes commons: let the import do it")).collect::<Vec<_>>()
    });
    told("commons are written by import", said.collect());
}

/// The names that stand behind these words in a migration: the tables that it drops, or that others are renamed to.
fn named_behind(sql: &str, words: &str) -> BTreeSet<String> {
    let names = sql.split(words).skip(1).filter_map(|rest| rest.split([' ', ';', '\n']).next());
    names.map(str::to_string).collect()
}

fn made_everywhere() -> Vec<(String, String, String)> {
    // A step that drops a table and makes it again in one file leaves it standing.
    let dropped = |file: &File| {
        let again = named_behind(&file.text, "\ncreate table ");
        named_behind(&file.text, "\ndrop table ").into_iter().filter(move |name| !again.contains(name))
    };
    let dropped: BTreeSet<String> = migrations().iter().flat_map(dropped).collect();
    let from_steps = migrations().into_iter().flat_map(|file| tables(&file, &file.text));
    let made = from_steps.chain(sources().into_iter().flat_map(|file| tables(&file, &file.code())));
    made.filter(|(name, _, _)| !dropped.contains(name)).collect()
}

fn unguarded(made: &[(String, String, String)], secured: &BTreeSet<String>) -> Vec<(String, String)> {
    let mut found = vec![];
    for (name, first, at) in made {
        if !first.starts_with("office bigint not null") {
            found.push((name.clone(), format!("{at}: let its first column be `office bigint not null`")));
        } else if !secured.contains(name) {
            found.push((name.clone(), format!("{at}: name it in the row-level security of its .postgres.sql")));
        }
    }
    found
}

#[test]
fn every_row_leads_with_its_office_and_postgresql_shows_it_to_that_office_alone() {
    let bad =
        "create table goal (\n  id text not null\n);\ncreate table score (\n  office bigint not null,\n  id text\n);";
    let bad = tables(&File::sample("0002.sql", bad), bad);
    assert_eq!(unguarded(&bad, &BTreeSet::new()).len(), 2);
    assert_eq!(unguarded(&bad, &BTreeSet::from(["score".to_string()])).len(), 1);
    // A table that PostgreSQL renames keeps its policy.
    let guarded = |file: &File| [secured(&file.text), named_behind(&file.text, " rename to ")];
    let secured: BTreeSet<String> = migrations().iter().flat_map(guarded).flatten().collect();
    let made = made_everywhere();
    assert!(made.len() >= 13, "the tables were found");
    let found = unguarded(&made, &secured);
    let found: Vec<(String, String)> =
        found.into_iter().filter(|(name, _)| !COMMONS.contains(&name.as_str())).collect();
    only_shrinks(WITHOUT_OFFICE, 3, &found.iter().map(|(name, _)| name.clone()).collect());
    let rest = found.into_iter().filter(|(name, _)| WITHOUT_OFFICE.iter().all(|(excepted, _)| excepted != name));
    told("rows know their office", rest.map(|(_, sentence)| sentence).collect());
}

#[test]
fn every_table_has_a_room() {
    let (made, known): (BTreeSet<String>, BTreeSet<String>) = (
        made_everywhere().into_iter().map(|(name, _, _)| name).collect(),
        OWNERS.iter().map(|(name, _)| (*name).to_string()).collect(),
    );
    assert_eq!(made, known, "give a new table its room in OWNERS, and take a dropped one off");
}
