//! A meeting as a piece of HTML for a page of the city's own CMS: no head, no script, no style, and no id that could meet one of theirs.

use super::page::escaped;
use super::{ending, paper};
use crate::public::model::PublicMeeting;
use almanac::with_weekday;
use press::{Document, Laid};
use std::fmt::Write;

/// The piece of a meeting. Its comment says which files go with it.
pub fn fragment(meeting: &PublicMeeting) -> String {
    let files = files(meeting);
    let mut out = String::new();
    if !files.is_empty() {
        let names: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
        let _ = writeln!(
            out,
            "<!-- この部分を市のページに貼るときは、次のファイルも、貼ったページと同じ場所に置いてください: {} -->",
            names.join("、")
        );
    }
    let id = format!("nimo-{}", meeting.id);
    let _ = writeln!(out, "<section lang=\"ja\" id=\"{id}\">\n<h2>{}</h2>", escaped(&meeting.name));
    if let Some(day) = meeting.day {
        let _ = writeln!(out, "<p>開催日　{}</p>", with_weekday(day));
    }
    if !files.is_empty() {
        let link = |(path, words): &(String, String)| format!("<li><a href=\"{path}\">{}</a></li>", escaped(words));
        let _ = writeln!(out, "<ul>{}</ul>", files.iter().map(link).collect::<String>());
    }
    out += &closed(meeting);
    if let Some(notice) = &meeting.notice {
        out += "<h3>開催のお知らせ</h3>\n";
        out += &bare(&notice.said.document, &format!("{id}-n-"));
    }
    if let Some(minutes) = &meeting.minutes {
        out += "<h3>会議録</h3>\n";
        out += &bare(&paper::minutes(&minutes.body).document, &format!("{id}-"));
    }
    out + "</section>\n"
}

/// The files to which the piece links: by their names below the folder of the meeting.
fn files(meeting: &PublicMeeting) -> Vec<(String, String)> {
    let mut files = vec![];
    if meeting.notice.is_some() {
        files.push(("notice.pdf".to_string(), "開催のお知らせ（PDF）".to_string()));
    }
    if meeting.minutes.is_some() {
        files.push(("minutes.pdf".into(), "会議録（PDF）".into()));
        files.push(("minutes.txt".into(), "会議録（文字だけ）".into()));
    }
    for paper in meeting.papers.iter().flat_map(|release| &release.said.papers) {
        if let Some(file) = &paper.file {
            let words = format!("{} {}（{}）", paper.mark, paper.title, file.ending.to_uppercase());
            files.push((format!("papers/{}.{}", file.place, ending(&file.ending)), words.trim().to_string()));
        }
    }
    files
}

/// The papers that are not open, each with its ground.
fn closed(meeting: &PublicMeeting) -> String {
    let papers = meeting.papers.iter().flat_map(|release| &release.said.papers).filter(|paper| paper.file.is_none());
    let line = |paper: &crate::council::release::model::ReleasedPaper| {
        let ground = if paper.ground.is_empty() { String::new() } else { format!("（わけ: {}）", paper.ground) };
        format!("<li>{}</li>", escaped(&format!("{} {}{ground}", paper.mark, paper.title)))
    };
    let lines: String = papers.map(line).collect();
    if lines.is_empty() { lines } else { format!("<p>公開していない資料</p>\n<ul>{lines}</ul>\n") }
}

fn bare(document: &Document, prefix: &str) -> String {
    let mut document = document.clone();
    paper::for_each_id(&mut document, |id| format!("{prefix}{id}"));
    Laid { below: 3, link: &|_| None }.html(&document)
}
