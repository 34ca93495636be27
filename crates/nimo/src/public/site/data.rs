//! Minutes as data for other programs. The shape is written down in docs/public-minutes.schema.json and only grows.

use super::paper;
use crate::plumbing::fault::Fault;
use crate::public::model::{PublicCouncil, PublicMeeting, PublicMinutes, Published};
use minutes::FormField;
use serde_json::{Value, json};

/// The name of the shape; a change that breaks a reader gets another number.
pub const SHAPE: &str = "nimo.public.minutes/1";

/// The minutes of a meeting, as JSON.
///
/// # Errors
/// None that a text of ours has.
pub fn minutes(
    published: &Published,
    council: &PublicCouncil,
    meeting: &PublicMeeting,
    minutes: &PublicMinutes,
) -> Result<String, Fault> {
    let outline = &minutes.body.written.outline;
    let cells = outline.rows.iter().flatten().filter(|cell| cell.field != FormField::Proceedings);
    let words = |line: &minutes::OutlineLine| -> String {
        let mark = line.mark.as_ref().map_or(String::new(), |mark| format!("{} ", mark.text));
        line.words.iter().fold(mark, |text, words| text + &words.text)
    };
    let head = cells.map(|cell| {
        json!({ "field": cell.field, "label": cell.label, "lines": cell.lines.iter().map(words).collect::<Vec<_>>() })
    });
    let value = json!({
        "shape": SHAPE,
        "office": { "code": published.code, "name": published.office },
        "council": { "id": council.id.to_string(), "name": council.name },
        "meeting": { "id": meeting.id.to_string(), "name": meeting.name, "held_on": meeting.day.map(|day| day.to_string()) },
        "edition": {
            "id": minutes.id.to_string(),
            "number": minutes.body.number,
            "published_on": minutes.on.to_string(),
            "sha256": minutes.sha256,
            "pdf_sha256": minutes.pdf_sha256,
        },
        "heading": outline.heading,
        "head": head.collect::<Vec<Value>>(),
        "proceedings": proceedings(minutes),
        "notes": minutes.body.notes,
    });
    let text = serde_json::to_string_pretty(&value).map_err(|_| Fault::broken("public", "unwritable"))?;
    Ok(text + "\n")
}

/// Items and what was said under them, in order.
fn proceedings(minutes: &PublicMinutes) -> Vec<Value> {
    let mut item: Option<String> = None;
    let mut told = vec![];
    for place in paper::minutes(&minutes.body).places {
        if place.is_item {
            told.push(json!({ "id": place.id, "is": "item", "mark": place.mark, "words": place.words }));
            item = Some(place.id);
            continue;
        }
        let said = minutes.body.written.said.iter().find(|said| place.id == format!("b-{}", said.id));
        let kind = said.and_then(|said| said.place.rsplit_once('（')).map(|(_, kind)| kind.trim_end_matches('）'));
        told.push(json!({
            "id": place.id, "is": "block", "item": item, "kind": kind, "mark": place.mark, "words": place.words,
        }));
    }
    told
}
