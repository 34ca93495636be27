//! The corpus' sheets as a careful person reads them (`*.truth.json`): their structure without the reader's own mistakes.

use minutes::{AgendaItem, Attendee, Block, Handout, Kind, Minutes, NextMeeting, Vote};
use serde_json::Value;
use std::path::Path;

/// What the labels tell of a sheet; what they leave out stays as it was read.
pub fn labelled(path: &Path) -> Minutes {
    let source = minutes::decode(&std::fs::read(path).unwrap()).unwrap().text;
    let truth: Value = serde_json::from_slice(&std::fs::read(path.with_extension("truth.json")).unwrap()).unwrap();
    let mut sheet = minutes::read(&source);
    let told = |key: &str| truth.get(key).map(|value| value.as_str().map(str::to_string));
    for (key, field) in [
        ("body", &mut sheet.body),
        ("fiscal_year", &mut sheet.fiscal_year),
        ("held_on", &mut sheet.held_on),
        ("held_until", &mut sheet.held_until),
        ("starts_at", &mut sheet.starts_at),
        ("ends_at", &mut sheet.ends_at),
        ("venue", &mut sheet.venue),
    ] {
        if let Some(told) = told(key) {
            *field = told;
        }
    }
    for (key, field) in [("number", &mut sheet.number), ("observers", &mut sheet.observers)] {
        if let Some(told) = truth.get(key) {
            *field = told.as_u64().and_then(|n| u32::try_from(n).ok());
        }
    }
    for (key, list, count) in [
        ("present", &mut sheet.attendance.present, &mut sheet.present_count),
        ("absent", &mut sheet.attendance.absent, &mut sheet.absent_count),
    ] {
        match truth.get(key) {
            Some(Value::Array(names)) => {
                let names = names.iter().filter_map(Value::as_str);
                *list = Some(names.map(|name| member(name, list.as_deref().unwrap_or_default())).collect());
            }
            Some(Value::Number(told)) => {
                *list = None;
                *count = told.as_u64().and_then(|n| u32::try_from(n).ok());
            }
            _ => {}
        }
    }
    if let Some(items) = truth.get("agenda").and_then(Value::as_array) {
        sheet.agenda = Some(tree(items, ""));
    }
    if let Some(papers) = truth.get("handouts").and_then(Value::as_array) {
        sheet.handouts = Some(papers.iter().map(paper).collect());
    }
    if let Some(blocks) = truth.get("blocks").and_then(Value::as_array) {
        sheet.proceedings = cut(&source, blocks);
    }
    if let Some(votes) = truth.get("votes").and_then(Value::as_array) {
        sheet.votes = votes.iter().map(vote).collect();
    }
    if let Some(next) = truth.get("next_meeting") {
        sheet.next_meeting = next.is_object().then(|| next_meeting(next, &sheet.proceedings));
    }
    sheet
}

fn words(value: &Value) -> Option<String> {
    value.as_str().map(str::to_string)
}

/// The labels name members only; role and mode stay as they were read.
fn member(name: &str, read: &[Attendee]) -> Attendee {
    let name = name.strip_suffix("委員").unwrap_or(name);
    let same = |who: &&Attendee| glyphs::fold(&who.name) == glyphs::fold(name);
    let stranger = || Attendee { name: name.into(), role: None, role_text: None, mode: None };
    read.iter().find(same).cloned().unwrap_or_else(stranger)
}

/// The items one step below a path, with theirs.
fn tree(items: &[Value], above: &str) -> Vec<AgendaItem> {
    let is_child = |path: &str| match (above.is_empty(), path.rsplit_once('-')) {
        (true, parent) => parent.is_none(),
        (false, parent) => parent.is_some_and(|(parent, _)| parent == above),
    };
    let paths = items.iter().filter_map(|item| Some((item["path"].as_str()?, item["title"].as_str()?)));
    paths
        .filter(|(path, _)| is_child(path))
        .map(|(path, title)| AgendaItem {
            path: path.into(),
            label: None,
            title: title.into(),
            spans: Vec::new(),
            items: tree(items, path),
        })
        .collect()
}

fn paper(paper: &Value) -> Handout {
    Handout { label: words(&paper["label"]), title: words(&paper["title"]).unwrap_or_default(), spans: Vec::new() }
}

fn vote(vote: &Value) -> Vote {
    let count = |key: &str| vote[key].as_u64().and_then(|n| u32::try_from(n).ok());
    Vote {
        block: String::new(),
        agenda: words(&vote["agenda"]),
        in_favour: count("for"),
        against: count("against"),
        abstain: count("abstain"),
        result: words(&vote["result"]),
    }
}

fn next_meeting(next: &Value, blocks: &[Block]) -> NextMeeting {
    let told = |block: &&Block| block.text.contains("次回") || block.text.contains("次の");
    NextMeeting {
        held_on: words(&next["date"]),
        starts_at: words(&next["start_time"]),
        venue: words(&next["venue"]),
        block: blocks.iter().rev().find(told).map(|block| block.id.clone()),
        spans: Vec::new(),
    }
}

/// The blocks' words out of the sheet: from where one starts to where it ends, blanks and box lines dropped.
fn cut(source: &str, blocks: &[Value]) -> Vec<Block> {
    let is_dropped = |c: char| c.is_whitespace() || "│┌┐└┘─┃|".contains(c);
    let solid = |text: &str| -> String { glyphs::fold(text).chars().filter(|c| !is_dropped(*c)).collect() };
    let letters: Vec<char> = source.chars().filter(|c| !is_dropped(*c)).collect();
    // Each folded character knows the letter that it came of.
    let mut folded = String::new();
    let mut letter_at = vec![];
    for (at, letter) in letters.iter().enumerate() {
        for c in glyphs::fold(&letter.to_string()).chars() {
            folded.push(c);
            letter_at.extend(std::iter::repeat_n(at, c.len_utf8()));
        }
    }
    letter_at.push(letters.len());
    let mut from = 0;
    let mut cut = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let (starts, ends) =
            (solid(block["starts"].as_str().unwrap_or("")), solid(block["ends"].as_str().unwrap_or("")));
        let begin = folded[from..].find(&starts).map_or(from, |found| from + found);
        // The end may share letters with the start of a short block.
        let behind = folded[begin..].match_indices(&ends).map(|(at, ends)| begin + at + ends.len());
        let end = behind.into_iter().find(|end| end - begin >= starts.len());
        let text = end.map_or_else(
            || format!("{starts}{ends}"),
            |end| letters[letter_at[begin]..letter_at[end]].iter().collect(),
        );
        from = end.unwrap_or(begin);
        cut.push(Block {
            id: format!("b{}", at + 1),
            agenda: words(&block["agenda"]),
            kind: serde_json::from_value::<Kind>(block["kind"].clone()).unwrap(),
            speaker: words(&block["speaker"]),
            speaker_note: block.get("speaker_note").and_then(words),
            text,
            spans: Vec::new(),
        });
    }
    cut
}
