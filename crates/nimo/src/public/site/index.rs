//! What the search looks through, as a plain script that sets a global, so that it works from a folder on a disk, too; and the table by
//! which a browser folds characters as [`glyphs::fold`] does.

use super::{council_path, meeting_path, paper};
use crate::council::edition::model::{Body, Said};
use crate::plumbing::fault::Fault;
use crate::public::model::Published;
use glyphs::fold;
use press::Document;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// A page of the index, with its parts.
struct Page {
    path: String,
    title: String,
    /// The place on the page (may be empty), where that is in words, and the words.
    parts: Vec<(String, String, String)>,
}

/// The script.
///
/// # Errors
/// None that a text of ours has.
pub fn script(published: &Published) -> Result<String, Fault> {
    let pages = pages(published);
    let words = pages.iter().flat_map(|page| page.parts.iter().map(|part| part.2.as_str()));
    let there: BTreeSet<char> = words.flat_map(|words| fold(words).chars().collect::<Vec<_>>()).collect();
    let rows: Vec<Value> = pages.iter().map(|page| json!([page.path, page.title, page.parts])).collect();
    let value = json!({ "fold": folding(&there), "pages": rows });
    let text = serde_json::to_string(&value).map_err(|_| Fault::broken("public", "unwritable"))?;
    Ok(format!("window.nimoSearch = {};\n", text.replace('<', "\\u003c")))
}

fn pages(published: &Published) -> Vec<Page> {
    let mut pages = vec![];
    for council in &published.councils {
        let mut add = |page: &str, document: Option<&Document>| {
            let parts = document.map(|document| vec![whole(document)]);
            let (path, title) = (council_path(council, page), council.name.clone());
            pages.extend(parts.map(|parts| Page { path, title, parts }));
        };
        add("index.html", council.face.as_ref().map(|one| &one.said.document));
        add("roster.html", council.roster.as_ref().map(|one| &one.said.document));
        for meeting in &council.meetings {
            let title = || meeting.name.clone();
            if let Some(minutes) = &meeting.minutes {
                let parts = said(&minutes.body);
                pages.push(Page { path: meeting_path(meeting, "minutes.html"), title: title(), parts });
            }
            if let Some(one) = &meeting.notice {
                let parts = vec![whole(&one.said.document)];
                pages.push(Page { path: meeting_path(meeting, "notice.html"), title: title(), parts });
            }
            let papers = meeting.papers.iter().flat_map(|release| &release.said.papers);
            let parts: Vec<_> =
                papers.map(|paper| ("papers".into(), paper.mark.clone(), paper.title.clone())).collect();
            if !parts.is_empty() {
                pages.push(Page { path: meeting_path(meeting, "index.html"), title: title(), parts });
            }
        }
    }
    pages
}

/// A paper as one part.
fn whole(document: &Document) -> (String, String, String) {
    let words = press::text(document).split_whitespace().collect::<Vec<_>>().join(" ");
    (String::new(), String::new(), words)
}

/// The parts of minutes: those of the head lead to the page, those of the proceedings to their own place.
fn said(body: &Body) -> Vec<(String, String, String)> {
    let places: BTreeSet<String> = paper::minutes(body).places.into_iter().map(|place| place.id).collect();
    let part = |said: &Said| {
        let id = format!("b-{}", said.id);
        (if places.contains(&id) { id } else { String::new() }, said.place.clone(), said.words.clone())
    };
    body.written.said.iter().filter(|said| !said.words.is_empty()).map(part).collect()
}

/// What each character is folded to, of all that could stand for one of these: what search.js looks up. A browser has NFKC itself, but by
/// the Unicode of its day; it only puts together what the table took apart (ｶ and ﾞ).
fn folding(there: &BTreeSet<char>) -> BTreeMap<char, &'static str> {
    static EVERY: OnceLock<Vec<(char, String)>> = OnceLock::new();
    let every = EVERY.get_or_init(|| {
        let all = '!'..='\u{2fa1f}';
        all.map(|c| (c, fold(c.encode_utf8(&mut [0; 4])))).filter(|(c, folded)| !folded.chars().eq([*c])).collect()
    });
    let is_about = |folded: &str| !folded.is_empty() && folded.chars().all(|c| there.contains(&c));
    every.iter().filter(|(_, folded)| is_about(folded)).map(|(c, folded)| (*c, folded.as_str())).collect()
}
