//! What is published as files. A [`Site`] knows all its paths and makes one at a time, so that to serve a page makes no other. No clock,
//! no database: the same publications give the same bytes.

pub mod changes;
mod data;
mod feed;
mod fragment;
mod index;
pub mod manifest;
mod page;
mod pages;
mod paper;
mod words;

use crate::plumbing::fault::Fault;
use crate::public::model::{KeptBytes, PublicCouncil, PublicMeeting, PublicRelease, Published};
use press::{Document, Fonts, OnMissing};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use words::Tongue;

/// The style of every page: that of the papers, and the frame around them.
const STYLE: &str = concat!("@charset \"utf-8\";\n", include_str!("site.css"));
/// The plain script of the search.
const SCRIPT: &str = include_str!("search.js");

/// Everything that a town has published, as files.
pub struct Site {
    published: Published,
    things: BTreeMap<String, Thing>,
}

/// What is asked for is stored, or made.
pub enum Content {
    /// Bytes that are stored.
    Kept(KeptFile),
    /// Bytes that were made.
    Made(Arc<Vec<u8>>),
}

/// Bytes that are stored, before they are read.
#[derive(Clone)]
pub struct KeptFile {
    /// Which.
    pub kept: KeptBytes,
    /// How many.
    pub size: u64,
    /// Their SHA-256.
    pub sha256: String,
}

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Pdf,
    Docx,
    Txt,
    Json,
}

impl Format {
    const OF_ROSTER: &[Format] = &[Format::Pdf, Format::Docx, Format::Txt];
    const OF_NOTICE: &[Format] = &[Format::Pdf, Format::Txt];
    const OF_MINUTES: &[Format] = &[Format::Pdf, Format::Docx, Format::Txt, Format::Json];

    fn ending(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Docx => "docx",
            Format::Txt => "txt",
            Format::Json => "json",
        }
    }
}

/// What stands under a path: councils and meetings by their places in what is published.
#[derive(Clone, Copy)]
enum Thing {
    Index(Tongue),
    Search(Tongue),
    Council(Tongue, usize),
    Roster(Tongue, usize),
    Meeting(Tongue, [usize; 2]),
    Notice(Tongue, [usize; 2]),
    Minutes(Tongue, [usize; 2]),
    RosterFile(usize, Format),
    NoticeFile([usize; 2], Format),
    MinutesFile([usize; 2], Format),
    Paper([usize; 2], usize),
    Fragment([usize; 2]),
    Feed,
    Style,
    Script,
    Words,
    Manifest,
}

/// The path of a page of a council.
fn council_path(council: &PublicCouncil, page: &str) -> String {
    format!("councils/{}/{page}", council.id)
}

/// The path of a page of a meeting.
fn meeting_path(meeting: &PublicMeeting, page: &str) -> String {
    format!("meetings/{}/{page}", meeting.id)
}

/// The end of a paper's name. What is no known kind of document has an end under which no browser opens it.
fn ending(typed: &str) -> &'static str {
    let known = ["pdf", "docx", "xlsx", "pptx", "png", "jpg", "csv", "txt", "zip"];
    known.into_iter().find(|end| typed.eq_ignore_ascii_case(end)).unwrap_or("bin")
}

impl Site {
    /// The files of what is published.
    pub fn of(published: Published) -> Site {
        let mut things: BTreeMap<String, Thing> = [
            ("feed.xml", Thing::Feed),
            ("style.css", Thing::Style),
            ("search.js", Thing::Script),
            ("search-index.js", Thing::Words),
            (manifest::NAME, Thing::Manifest),
        ]
        .map(|(path, thing)| (path.to_string(), thing))
        .into();
        for (place, council) in published.councils.iter().enumerate() {
            let mut add = |path: &str, thing| things.insert(council_path(council, path), thing);
            if council.roster.is_some() {
                Format::OF_ROSTER.iter().for_each(|format| {
                    add(&format!("roster.{}", format.ending()), Thing::RosterFile(place, *format));
                });
            }
            for (at, meeting) in council.meetings.iter().enumerate() {
                files_of(meeting, [place, at], &mut things);
            }
        }
        for tongue in Tongue::ALL {
            pages_of(&published, tongue, &mut things);
        }
        Site { published, things }
    }

    /// Every path, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.things.keys().map(String::as_str)
    }

    /// What stands under a path; nothing where there is none. A folder is its first page.
    ///
    /// # Errors
    /// When a paper cannot be set.
    pub fn content(&self, path: &str) -> Result<Option<Content>, Fault> {
        let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_string() };
        let Some(thing) = self.things.get(&path) else { return Ok(None) };
        self.make(*thing).map(Some)
    }

    /// The stored bytes that stand under a path, if that is what stands there.
    pub fn kept(&self, path: &str) -> Option<KeptBytes> {
        let thing = self.things.get(path)?;
        let is_kept = matches!(thing, Thing::Paper(..) | Thing::MinutesFile(_, Format::Pdf));
        match is_kept.then(|| self.make(*thing))?.ok()? {
            Content::Kept(file) => Some(file.kept),
            Content::Made(_) => None,
        }
    }

    fn meeting(&self, [council, meeting]: [usize; 2]) -> (&PublicCouncil, &PublicMeeting) {
        let council = &self.published.councils[council];
        (council, &council.meetings[meeting])
    }

    fn make(&self, thing: Thing) -> Result<Content, Fault> {
        let published = &self.published;
        let page = match thing {
            Thing::Index(tongue) => pages::index(published, tongue),
            Thing::Search(tongue) => pages::search(published, tongue),
            Thing::Council(tongue, at) => pages::council(published, &published.councils[at], tongue),
            Thing::Meeting(tongue, at) => {
                let (council, meeting) = self.meeting(at);
                pages::meeting(published, council, meeting, tongue)
            }
            Thing::Roster(tongue, at) => {
                let council = &published.councils[at];
                let Some(release) = &council.roster else { return Err(gone()) };
                pages::roster(published, council, release, tongue)
            }
            Thing::Notice(tongue, at) => {
                let (council, meeting) = self.meeting(at);
                let Some(release) = &meeting.notice else { return Err(gone()) };
                pages::notice(published, council, (meeting, release), tongue)
            }
            Thing::Minutes(tongue, at) => {
                let (council, meeting) = self.meeting(at);
                let Some(minutes) = &meeting.minutes else { return Err(gone()) };
                pages::minutes(published, council, (meeting, minutes), tongue)
            }
            other => return self.file(other),
        };
        let page = page.map_err(|error| Fault::broken("template", error.to_string()))?;
        Ok(made(page.into_bytes()))
    }

    fn file(&self, thing: Thing) -> Result<Content, Fault> {
        let published = &self.published;
        let text = match thing {
            Thing::RosterFile(at, format) => {
                let release = published.councils[at].roster.as_ref().ok_or_else(gone)?;
                return release_as(release, format);
            }
            Thing::NoticeFile(at, format) => {
                return release_as(self.meeting(at).1.notice.as_ref().ok_or_else(gone)?, format);
            }
            Thing::MinutesFile(at, format) => return self.minutes_as(at, format),
            Thing::Paper(at, paper) => {
                let release = self.meeting(at).1.papers.as_ref().ok_or_else(gone)?;
                let file = release.said.papers.get(paper).and_then(|paper| paper.file.as_ref()).ok_or_else(gone)?;
                let kept = KeptBytes::Paper(release.id, file.place);
                return Ok(Content::Kept(KeptFile { kept, size: file.size, sha256: file.sha256.clone() }));
            }
            Thing::Fragment(at) => fragment::fragment(self.meeting(at).1),
            Thing::Feed => feed::feed(published),
            Thing::Style => format!("{STYLE}{}", press::SHEET_CSS),
            Thing::Script => SCRIPT.to_string(),
            Thing::Words => index::script(published)?,
            Thing::Manifest => self.manifest()?.text()?,
            _ => return Err(gone()),
        };
        Ok(made(text.into_bytes()))
    }

    fn minutes_as(&self, at: [usize; 2], format: Format) -> Result<Content, Fault> {
        let (council, meeting) = self.meeting(at);
        let minutes = meeting.minutes.as_ref().ok_or_else(gone)?;
        if format == Format::Pdf {
            let (kept, sha256) = (KeptBytes::Minutes(minutes.id), minutes.pdf_sha256.clone());
            return Ok(Content::Kept(KeptFile { kept, size: minutes.pdf_size, sha256 }));
        }
        if format == Format::Json {
            return Ok(made(data::minutes(&self.published, council, meeting, minutes)?.into_bytes()));
        }
        written(&paper::minutes(&minutes.body).document, &minutes.sha256, format)
    }
}

/// The files of a meeting that are the same in every language.
fn files_of(meeting: &PublicMeeting, at: [usize; 2], things: &mut BTreeMap<String, Thing>) {
    let mut add = |path: &str, thing| things.insert(meeting_path(meeting, path), thing);
    add("fragment.html", Thing::Fragment(at));
    if meeting.notice.is_some() {
        for format in Format::OF_NOTICE {
            add(&format!("notice.{}", format.ending()), Thing::NoticeFile(at, *format));
        }
    }
    if meeting.minutes.is_some() {
        for format in Format::OF_MINUTES {
            add(&format!("minutes.{}", format.ending()), Thing::MinutesFile(at, *format));
        }
    }
    for (place, paper) in meeting.papers.iter().flat_map(|release| &release.said.papers).enumerate() {
        if let Some(file) = &paper.file {
            add(&format!("papers/{}.{}", file.place, ending(&file.ending)), Thing::Paper(at, place));
        }
    }
}

/// The pages in one language.
fn pages_of(published: &Published, tongue: Tongue, things: &mut BTreeMap<String, Thing>) {
    let mut add = |path: String, thing| things.insert(format!("{}{path}", tongue.folder()), thing);
    add("index.html".into(), Thing::Index(tongue));
    add("search.html".into(), Thing::Search(tongue));
    for (place, council) in published.councils.iter().enumerate() {
        add(council_path(council, "index.html"), Thing::Council(tongue, place));
        if council.roster.is_some() {
            add(council_path(council, "roster.html"), Thing::Roster(tongue, place));
        }
        for (at, meeting) in council.meetings.iter().enumerate() {
            let at = [place, at];
            add(meeting_path(meeting, "index.html"), Thing::Meeting(tongue, at));
            if meeting.notice.is_some() {
                add(meeting_path(meeting, "notice.html"), Thing::Notice(tongue, at));
            }
            if meeting.minutes.is_some() {
                add(meeting_path(meeting, "minutes.html"), Thing::Minutes(tongue, at));
            }
        }
    }
}

fn made(bytes: Vec<u8>) -> Content {
    Content::Made(Arc::new(bytes))
}

fn gone() -> Fault {
    Fault::broken("public", "a path without its publication")
}

fn release_as(release: &PublicRelease, format: Format) -> Result<Content, Fault> {
    written(&release.said.document, &release.sha256, format)
}

fn written(document: &Document, sha256: &str, format: Format) -> Result<Content, Fault> {
    let unset = |error: press::PressError| Fault::broken("press", error.to_string());
    match format {
        Format::Pdf => pdf(document, sha256).map(Content::Made),
        Format::Docx => press::docx(document).map(made).map_err(unset),
        _ => Ok(made(press::text(document).into_bytes())),
    }
}

/// So many PDFs are kept at hand.
const MOST_AT_HAND: usize = 64;

/// A PDF takes a while to be set, and everybody may ask for it again and again: the last ones are kept at hand, by the hash of what was
/// frozen. The same paper gives the same bytes, so nobody sees a difference.
fn pdf(document: &Document, sha256: &str) -> Result<Arc<Vec<u8>>, Fault> {
    static AT_HAND: Mutex<BTreeMap<String, Arc<Vec<u8>>>> = Mutex::new(BTreeMap::new());
    if let Some(bytes) = AT_HAND.lock().unwrap_or_else(PoisonError::into_inner).get(sha256) {
        return Ok(bytes.clone());
    }
    let bytes = press::pdf(document, Fonts::embedded(), OnMissing::Geta);
    let bytes = Arc::new(bytes.map_err(|error| Fault::broken("press", error.to_string()))?);
    let mut at_hand = AT_HAND.lock().unwrap_or_else(PoisonError::into_inner);
    if at_hand.len() >= MOST_AT_HAND {
        at_hand.clear();
    }
    at_hand.insert(sha256.to_string(), bytes.clone());
    Ok(bytes)
}

/// The media type of a file by the end of its name. What is not known is given to nobody as a page.
pub fn media(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, end)| end) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "xml" => "application/atom+xml; charset=utf-8",
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "csv" => "text/csv; charset=utf-8",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}
