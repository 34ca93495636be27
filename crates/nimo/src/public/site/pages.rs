//! The pages: what is published of a town, a council, a meeting.

use super::page::{Frame, Words};
use super::paper;
use super::words::{Label, Tongue};
use super::{Format, council_path, meeting_path};
use crate::council::release::model::ReleasedPaper;
use crate::public::model::{PublicCouncil, PublicMeeting, PublicMinutes, PublicRelease, Published};
use almanac::{Date, FiscalYear};
use askama::Template;
use press::{Document, Laid, Permalink};
use std::cmp::Reverse;

/// So many of the newest stand on the first page.
const NEWEST: usize = 10;

#[derive(Template)]
#[template(path = "public/views/index.html")]
struct IndexPage<'a> {
    frame: Frame<'a>,
    announced: Vec<Row>,
    councils: Vec<(&'a str, String)>,
    newest: Vec<News<'a>>,
}

struct News<'a> {
    on: String,
    what: Label,
    name: &'a str,
    href: String,
}

/// A table of meetings.
struct Table {
    caption: Words,
    rows: Vec<Row>,
}

struct Row {
    day: Words,
    name: String,
    href: String,
    parts: Vec<(Label, String)>,
}

/// The first page.
pub fn index(published: &Published, tongue: Tongue) -> askama::Result<String> {
    let frame = Frame::of(tongue, "index.html", &published.office, "");
    let meetings = || published.councils.iter().flat_map(|council| council.meetings.iter());
    let mut ahead: Vec<&PublicMeeting> =
        meetings().filter(|one| one.notice.is_some() && one.minutes.is_none()).collect();
    ahead.sort_by_key(|one| (one.day, one.id));
    let announced = ahead.into_iter().map(|one| row(&frame, one)).collect();
    let councils = published.councils.iter().map(|one| (one.name.as_str(), council_path(one, "index.html"))).collect();
    let mut newest = newest(published);
    newest.truncate(NEWEST);
    let newest = newest.into_iter().map(|one| News {
        on: frame.day(one.on),
        what: frame.say(one.what),
        name: one.name,
        href: one.path,
    });
    IndexPage { announced, councils, newest: newest.collect(), frame }.render()
}

/// Something that was published.
pub struct Newest<'a> {
    /// On which day.
    pub on: Date,
    /// The id of what was frozen.
    pub id: String,
    /// The key of its label.
    pub what: &'static str,
    /// The meeting, or the council.
    pub name: &'a str,
    /// Its page.
    pub path: String,
}

/// Everything that was published, the newest first.
pub fn newest(published: &Published) -> Vec<Newest<'_>> {
    let mut all = vec![];
    for council in &published.councils {
        let mut of_council = |what, name, release: &Option<PublicRelease>, page| {
            let path = council_path(council, page);
            all.extend(release.as_ref().map(|one| Newest { on: one.on, id: one.id.to_string(), what, name, path }));
        };
        of_council("face", council.name.as_str(), &council.face, "index.html");
        of_council("roster", council.name.as_str(), &council.roster, "roster.html");
        for meeting in &council.meetings {
            let name = meeting.name.as_str();
            let mut add = |what, on, id: String, page| {
                all.push(Newest { on, id, what, name, path: meeting_path(meeting, page) });
            };
            if let Some(one) = &meeting.notice {
                add("notice", one.on, one.id.to_string(), "notice.html");
            }
            if let Some(one) = &meeting.papers {
                add("papers", one.on, one.id.to_string(), "index.html");
            }
            if let Some(one) = &meeting.minutes {
                add("minutes", one.on, one.id.to_string(), "minutes.html");
            }
        }
    }
    all.sort_by(|one, other| (other.on, &other.id).cmp(&(one.on, &one.id)));
    all
}

fn row(frame: &Frame<'_>, meeting: &PublicMeeting) -> Row {
    let to = |page| format!("{}{}", frame.home, meeting_path(meeting, page));
    let parts = [
        (meeting.notice.is_some(), "notice", "notice.html"),
        (meeting.minutes.is_some(), "minutes", "minutes.html"),
        (meeting.papers.is_some(), "papers", "index.html#papers"),
    ];
    Row {
        day: frame.day_if(meeting.day),
        name: meeting.name.clone(),
        href: to("index.html"),
        parts: parts.into_iter().filter(|one| one.0).map(|(_, key, page)| (frame.say(key), to(page))).collect(),
    }
}

/// Meetings by their 年度, the newest first.
fn by_year<'a>(frame: &Frame<'_>, meetings: impl Iterator<Item = &'a PublicMeeting>) -> Vec<Table> {
    let mut all: Vec<&PublicMeeting> = meetings.collect();
    all.sort_by_key(|meeting| Reverse((meeting.day, meeting.id)));
    let mut tables: Vec<(Option<FiscalYear>, Table)> = vec![];
    for meeting in all {
        let year = meeting.day.map(FiscalYear::of);
        if tables.last().is_none_or(|(last, _)| *last != year) {
            let caption = year.map_or_else(|| Words::Ours(frame.say("no-day")), |year| Words::Figure(frame.year(year)));
            tables.push((year, Table { caption, rows: vec![] }));
        }
        if let Some((_, table)) = tables.last_mut() {
            table.rows.push(row(frame, meeting));
        }
    }
    tables.into_iter().map(|(_, table)| table).collect()
}

#[derive(Template)]
#[template(path = "public/views/council.html")]
struct CouncilPage<'a> {
    frame: Frame<'a>,
    name: &'a str,
    roster: Option<(&'static str, String)>,
    face: Option<String>,
    years: Vec<Table>,
}

/// The page of a council.
pub fn council(published: &Published, council: &PublicCouncil, tongue: Tongue) -> askama::Result<String> {
    let path = council_path(council, "index.html");
    let frame = Frame::of(tongue, &path, &published.office, &council.name);
    let frame = below_home(frame);
    let roster = council.roster.as_ref().map(|one| ("roster.html", frame.day(one.on)));
    let face = council.face.as_ref().map(|one| laid(&one.said.document, 2, &|_| None));
    let years = by_year(&frame, council.meetings.iter());
    CouncilPage { name: &council.name, roster, face, years, frame }.render()
}

fn below_home(frame: Frame<'_>) -> Frame<'_> {
    let home = Words::Ours(frame.say("home"));
    frame.below(home, "index.html")
}

fn below_council<'a>(frame: Frame<'a>, council: &PublicCouncil) -> Frame<'a> {
    let path = council_path(council, "index.html");
    below_home(frame).below(Words::Theirs(council.name.clone()), &path)
}

fn below_meeting<'a>(frame: Frame<'a>, council: &PublicCouncil, meeting: &PublicMeeting) -> Frame<'a> {
    let path = meeting_path(meeting, "index.html");
    below_council(frame, council).below(Words::Theirs(meeting.name.clone()), &path)
}

/// A paper as a part of a page.
fn laid(document: &Document, below: u8, link: &dyn Fn(&str) -> Option<Permalink>) -> String {
    let mut document = document.clone();
    paper::for_each_id(&mut document, |id| {
        if id.starts_with("b-") || id.starts_with("i-") || id.starts_with("p-") { id.into() } else { format!("p-{id}") }
    });
    Laid { below, link }.html(&document)
}

#[derive(Template)]
#[template(path = "public/views/meeting.html")]
struct MeetingPage<'a> {
    frame: Frame<'a>,
    name: &'a str,
    day: Words,
    parts: Vec<Part>,
    papers: Option<(Vec<PaperRow<'a>>, String)>,
}

struct Part {
    id: &'static str,
    what: Label,
    lead: Label,
    href: &'static str,
    files: Vec<(Words, String)>,
    on: String,
}

struct PaperRow<'a> {
    mark: &'a str,
    title: &'a str,
    file: Option<(String, String, Option<u32>)>,
    ground: &'a str,
}

/// The page of a meeting.
pub fn meeting(
    published: &Published,
    council: &PublicCouncil,
    meeting: &PublicMeeting,
    tongue: Tongue,
) -> askama::Result<String> {
    let path = meeting_path(meeting, "index.html");
    let frame = below_council(Frame::of(tongue, &path, &published.office, &meeting.name), council);
    let up = format!("{}{}", frame.root, meeting_path(meeting, ""));
    let mut parts = vec![];
    let mut add = |key: &'static str, lead, href, formats: &[Format], on| {
        let files = files(&frame, &format!("{up}{key}"), formats);
        parts.push(Part { id: key, what: frame.say(key), lead: frame.say(lead), href, files, on: frame.day(on) });
    };
    if let Some(one) = &meeting.notice {
        add("notice", "notice-lead", "notice.html", Format::OF_NOTICE, one.on);
    }
    if let Some(one) = &meeting.minutes {
        add("minutes", "minutes-lead", "minutes.html", Format::OF_MINUTES, one.on);
    }
    let papers = meeting.papers.as_ref().map(|one| (paper_rows(one, &up), frame.day(one.on)));
    MeetingPage { name: &meeting.name, day: frame.day_if(meeting.day), parts, papers, frame }.render()
}

fn paper_rows<'a>(release: &'a PublicRelease, up: &str) -> Vec<PaperRow<'a>> {
    let row = |paper: &'a ReleasedPaper| PaperRow {
        mark: &paper.mark,
        title: &paper.title,
        file: paper.file.as_ref().map(|file| {
            let href = format!("{up}papers/{}.{}", file.place, super::ending(&file.ending));
            (href, format!("{}（{}）", file.ending.to_uppercase(), size(file.size)), file.pages)
        }),
        ground: &paper.ground,
    };
    release.said.papers.iter().map(row).collect()
}

/// 1.2 MB
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} KB", bytes.div_ceil(1000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

fn files(frame: &Frame<'_>, stem: &str, formats: &[Format]) -> Vec<(Words, String)> {
    let words = |format: Format| match format {
        Format::Pdf => Words::Figure("PDF".into()),
        Format::Docx => Words::Figure("Word".into()),
        Format::Txt => Words::Ours(frame.say("text")),
        Format::Json => Words::Ours(frame.say("json")),
    };
    formats.iter().map(|format| (words(*format), format!("{stem}.{}", format.ending()))).collect()
}

#[derive(Template)]
#[template(path = "public/views/paper.html")]
struct PaperPage<'a> {
    frame: Frame<'a>,
    name: &'a str,
    what: Label,
    lead: Label,
    files: Vec<(Words, String)>,
    on: String,
    paper: String,
}

/// The page of a roster.
pub fn roster(
    published: &Published,
    council: &PublicCouncil,
    release: &PublicRelease,
    tongue: Tongue,
) -> askama::Result<String> {
    let path = council_path(council, "roster.html");
    let title = format!("{} {}", tongue.say("roster").plain(), council.name);
    let frame = below_council(Frame::of(tongue, &path, &published.office, &title), council);
    let stem = format!("{}{}", frame.root, council_path(council, "roster"));
    PaperPage {
        name: &council.name,
        what: frame.say("roster"),
        lead: frame.say("roster-lead"),
        files: files(&frame, &stem, Format::OF_ROSTER),
        on: frame.day(release.on),
        paper: laid(&release.said.document, 1, &|_| None),
        frame,
    }
    .render()
}

/// The page of a notice.
pub fn notice(
    published: &Published,
    council: &PublicCouncil,
    (meeting, release): (&PublicMeeting, &PublicRelease),
    tongue: Tongue,
) -> askama::Result<String> {
    let path = meeting_path(meeting, "notice.html");
    let title = format!("{} {}", tongue.say("notice").plain(), meeting.name);
    let frame = below_meeting(Frame::of(tongue, &path, &published.office, &title), council, meeting);
    let stem = format!("{}{}", frame.root, meeting_path(meeting, "notice"));
    PaperPage {
        name: &meeting.name,
        what: frame.say("notice"),
        lead: frame.say("notice-lead"),
        files: files(&frame, &stem, Format::OF_NOTICE),
        on: frame.day(release.on),
        paper: laid(&release.said.document, 1, &|_| None),
        frame,
    }
    .render()
}

#[derive(Template)]
#[template(path = "public/views/minutes.html")]
struct MinutesPage<'a> {
    frame: Frame<'a>,
    name: &'a str,
    files: Vec<(Words, String)>,
    day: Words,
    on: String,
    number: String,
    items: Vec<paper::Place>,
    paper: String,
    pdf_sha256: &'a str,
}

/// The page of minutes, with a link at each item and each block.
pub fn minutes(
    published: &Published,
    council: &PublicCouncil,
    (meeting, minutes): (&PublicMeeting, &PublicMinutes),
    tongue: Tongue,
) -> askama::Result<String> {
    let path = meeting_path(meeting, "minutes.html");
    let title = format!("{} {}", tongue.say("minutes").plain(), meeting.name);
    let frame = below_meeting(Frame::of(tongue, &path, &published.office, &title), council, meeting);
    let paper::Minutes { document, places } = paper::minutes(&minutes.body);
    let link = |id: &str| {
        let place = places.iter().find(|place| place.id == id)?;
        let what = if place.is_item { frame.say("link-item") } else { frame.say("link-block") };
        let what = what.plain();
        let shown = frame.say("link").plain();
        let begin: String = place.words.chars().take(16).collect();
        let heard =
            if what.starts_with(&shown) { format!("{what}: {begin}") } else { format!("{shown}（{what}: {begin}）") };
        Some(Permalink { to: format!("#{id}"), shown, heard })
    };
    let paper = laid(&document, 1, &link);
    let stem = format!("{}{}", frame.root, meeting_path(meeting, "minutes"));
    MinutesPage {
        name: &meeting.name,
        files: files(&frame, &stem, Format::OF_MINUTES),
        day: frame.day_if(meeting.day),
        on: frame.day(minutes.on),
        number: frame.number(minutes.body.number),
        items: places.iter().filter(|place| place.is_item).cloned().collect(),
        paper,
        pdf_sha256: &minutes.pdf_sha256,
        frame,
    }
    .render()
}

#[derive(Template)]
#[template(path = "public/views/search.html")]
struct SearchPage<'a> {
    frame: Frame<'a>,
    years: Vec<Table>,
}

/// The page on which one searches; without its script, the list of all meetings.
pub fn search(published: &Published, tongue: Tongue) -> askama::Result<String> {
    let frame = Frame::of(tongue, "search.html", &published.office, &tongue.say("search").plain());
    let frame = below_home(frame);
    let years = by_year(&frame, published.councils.iter().flat_map(|council| &council.meetings));
    SearchPage { years, frame }.render()
}
