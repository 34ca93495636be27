//! Answers of the room's acts: to a browser's form the page again, to the room's script a few words of JSON, so that nothing on the page
//! moves under the hands.

use crate::council::meeting::model::MeetingId;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use serde_json::{Value, json};

/// The kind of an answer to the script.
pub const JSON: &str = "application/json; charset=utf-8";

/// Does the room's script ask?
pub fn is_script(ask: &Ask) -> bool {
    ask.typed.get("by") == "script"
}

/// It was done.
pub fn done(ask: &Ask, meeting: MeetingId, told: &Value) -> Reply {
    match is_script(ask) {
        true => Reply::file(JSON, &told.to_string()),
        false => Reply::see(back(ask, meeting)),
    }
}

/// It was not: for the script alone; a form is shown again with what was typed.
pub fn wrong(status: u16, told: &Value) -> Answer {
    Ok(Reply { status, ..Reply::file(JSON, &told.to_string()) })
}

/// What is wrong with what the script sent, or a fault for a form that no page of ours sends so.
pub fn refused(ask: &Ask, sentence: &'static str) -> Answer {
    match is_script(ask) {
        true => wrong(422, &json!({ "wrongs": [sentence] })),
        false => Err(Fault::Unreadable(sentence)),
    }
}

/// The page under the item in which one writes.
pub fn back(ask: &Ask, meeting: MeetingId) -> String {
    let item = ask.typed.get("item");
    let here =
        crate::council::meeting::model::ItemId::parse(item).map_or_else(String::new, |item| format!("?item={item}"));
    format!("/meetings/{meeting}/sitting{here}#entry")
}
