//! 確かめる: the source on the left, what was read on the right, and the doubts that jump to their place.

use crate::access::Permit;
use crate::council::meeting::EditMeeting;
use crate::council::meeting::model::{BlockId, MeetingForm, NumberOf, PublicAccess, SHAPE, State};
use crate::council::meeting::reading::Reading;
use crate::council::meeting::rules::{first_sentence, is_same_meeting};
use crate::council::meeting::source::{Line, Lines, MOST_SHOWN, Mark, lay_out};
use crate::council::meeting::store::{self, Block, Item, Meeting, Sheet};
use crate::council::meeting::web::blocks::{Open, Rows, rows};
use crate::council::meeting::web::head::{self, frame};
use crate::council::meeting::web::id;
use crate::council::model::RecordMethod;
use crate::council::payment::ListPay;
use crate::council::record::web::in_words;
use crate::council::record::{Keeps, replay};
use crate::council::sitting::{self, ReopenSitting};
use crate::council::{self, ReadCouncil};
use crate::editing;
use crate::editing::act;
use crate::editing::shape::{Texts, Wrong, text};
use crate::layout::{Frame, Option3, error_of};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// What the page shows beside what is kept.
#[derive(Default)]
pub struct Looking {
    /// What was typed into the head, when it is shown again.
    pub texts: Option<Texts>,
    /// What is wrong with it.
    pub wrongs: Vec<Wrong>,
    /// The version that was on the screen.
    pub version: Option<i64>,
    /// The block that is being edited.
    pub open: Option<Open>,
    /// Is the question asked which of two meetings of one number this is?
    pub asks_which: bool,
}

/// A doubt on the page.
struct DoubtRow {
    number: usize,
    sentence: String,
    line: Option<usize>,
    is_settled: bool,
    /// The one that the eye goes to.
    is_next: bool,
}

/// How a field of the head is typed.
enum RowControl {
    Line,
    Area(usize),
    Select(Vec<Option3>),
}

/// A field of the head: label, control, line of the source.
struct HeadRow {
    name: &'static str,
    label: &'static str,
    value: String,
    control: RowControl,
    echo: Option<String>,
    error: Option<String>,
    at: Option<(usize, usize)>,
    doubt: Option<usize>,
}

/// Fields that few sheets print: while they are empty they wait behind 「ほかの項目」.
const RARE: &[&str] =
    &["held_until", "present_count", "absent_count", "late", "left_early", "proxies", "invited", "next_venue"];

impl HeadRow {
    fn is_rare(&self) -> bool {
        RARE.contains(&self.name) && self.value.is_empty() && self.error.is_none()
    }

    fn described_by(&self) -> String {
        let echo = self.echo.is_some().then(|| format!("{}-echo", self.name));
        let error = self.error.is_some().then(|| format!("{}-err", self.name));
        echo.into_iter().chain(error).collect::<Vec<_>>().join(" ")
    }
}

/// What is told about the sheet.
struct Told {
    because: String,
    read: String,
    look: String,
    open_doubts: usize,
    doubts: Vec<DoubtRow>,
    percent: String,
    placed: usize,
    scalars: usize,
    unplaced: Vec<(usize, String)>,
    joins: Vec<(usize, String)>,
    method: Option<&'static str>,
    method_because: Vec<String>,
    lines: Vec<Line>,
    is_cut: bool,
}

#[derive(Template)]
#[template(path = "council/meeting/views/correct.html")]
struct CorrectPage {
    frame: Frame,
    id: String,
    title: String,
    council: String,
    council_id: String,
    state: State,
    version: i64,
    wrongs: Vec<Wrong>,
    drafted: Option<String>,
    told: Option<Told>,
    /// What was taken down in the room, in a sentence; there is no sheet then.
    taken: Option<String>,
    may_reopen: bool,
    may_pay: bool,
    /// Who else took it down, and until when: his browser may still hold a line.
    writers: Vec<String>,
    head: Vec<HeadRow>,
    rare: Vec<HeadRow>,
    blocks: Rows,
    twin: Option<(String, String)>,
    /// The rule that this sheet leaves, and how it is written instead.
    leaves: Option<(String, &'static str)>,
    asks_which: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<EditMeeting>(id(&ask)?).await?;
    let open = BlockId::parse(ask.query.get("block")).map(|block| Open { block, texts: None, wrongs: vec![] });
    show(&ask, &permit, Looking { open, ..Looking::default() }).await
}

/// A doubt stays as it is; the next one is looked at.
pub async fn settle(ask: Ask) -> Answer {
    let permit = ask.may::<EditMeeting>(id(&ask)?).await?;
    let doubt: usize = ask.typed.get("doubt").parse().map_err(|_| Fault::Missing)?;
    let write = async |tx: &mut Tx, permit: &Permit<EditMeeting>| {
        let sheet = store::find_sheet(tx, permit).await?.ok_or(Fault::Missing)?;
        sheet.reading.doubts.get(doubt).ok_or(Fault::Missing)?;
        store::settle(tx, permit, doubt).await
    };
    ask.write(&permit, write).await?;
    Ok(Reply::see(format!("/meetings/{}/correct", id(&ask)?)))
}

/// Everything that stands on the page.
struct Kept {
    meeting: Meeting,
    items: Vec<Item>,
    blocks: Vec<Block>,
    sheet: Option<(Sheet, String)>,
    settled: Vec<usize>,
    draft: Option<editing::Draft>,
}

/// The page with what is kept, or with what was typed.
///
/// # Errors
/// What the database says.
pub async fn show(ask: &Ask, permit: &Permit<EditMeeting>, looking: Looking) -> Answer {
    let kept = ask.read(async |tx| kept(tx, permit).await).await?;
    if let (Some(draft), None) = (&kept.draft, &looking.texts)
        && draft.version < kept.meeting.version
    {
        return act::meet::<MeetingForm>(
            ask,
            permit,
            draft.version,
            &draft.fields,
            act::drafted::<MeetingForm>(permit),
        )
        .await;
    }
    let reading = ask.may::<ReadCouncil>(kept.meeting.council).await?;
    let read = async |tx: &mut Tx| Ok((council::store::find(tx, &reading).await?, store::list(tx, &reading).await?));
    let (council, sisters) = ask.read(read).await?;
    let stored = kept.meeting.form.texts();
    let drafted = kept.draft.as_ref().filter(|_| looking.texts.is_none());
    let texts = looking.texts.as_ref().or(drafted.map(|draft| &draft.fields)).unwrap_or(&stored);
    let lines = kept.sheet.as_ref().map(|(_, text)| Lines::of(text));
    let here = looking.open.as_ref().map(|open| open.block).or_else(|| BlockId::parse(ask.query.get("at")));
    let from = ask.query.get("from").parse().unwrap_or(1);
    let reading = kept.sheet.as_ref().map(|(sheet, _)| &sheet.reading);
    let (rare, head) =
        head_rows(texts, &looking.wrongs, reading, lines.as_ref()).into_iter().partition(HeadRow::is_rare);
    let leaves = council
        .form
        .record_rule
        .as_ref()
        .filter(|rule| replay(rule, kept.meeting.form.held_on, kept.meeting.form.record_method) == Keeps::Leaves);
    let written = kept.meeting.form.record_method.map_or("", RecordMethod::label);
    let leaves = leaves.map(|rule| (in_words(rule), written));
    let page = CorrectPage {
        leaves,
        frame: frame(ask, &kept.meeting),
        id: kept.meeting.id.to_string(),
        title: kept.meeting.form.title(),
        council: council.form.name,
        council_id: council.id.to_string(),
        state: kept.meeting.state,
        version: looking.version.unwrap_or(kept.meeting.version),
        head,
        rare,
        blocks: rows(&kept.blocks, &kept.items, lines.as_ref(), here, from, looking.open.as_ref()),
        told: kept
            .sheet
            .as_ref()
            .map(|(sheet, source)| told(sheet, source, &kept, lines.as_ref(), looking.open.is_some())),
        writers: writers(ask, permit).await?,
        taken: taken(&kept),
        may_reopen: kept.sheet.is_none() && ask.would::<ReopenSitting>(permit.facts())?,
        may_pay: kept.meeting.state == State::Drafted && ask.would::<ListPay>(permit.facts())?,
        drafted: drafted.map(|draft| draft.at.in_words()),
        twin: twin(&kept.meeting, &sisters),
        asks_which: looking.asks_which,
        wrongs: looking.wrongs,
    };
    let is_wrong = !page.wrongs.is_empty() || looking.open.is_some_and(|open| !open.wrongs.is_empty());
    let status = if page.asks_which {
        409
    } else if is_wrong {
        422
    } else {
        200
    };
    Reply::page_with(status, &page)
}

async fn kept(tx: &mut Tx, permit: &Permit<EditMeeting>) -> Result<Kept, Fault> {
    let sheet = match store::find_sheet(tx, permit).await? {
        Some(sheet) => Some((sheet, store::source(tx, permit).await?)),
        None => None,
    };
    Ok(Kept {
        meeting: store::find(tx, permit).await?,
        items: store::items(tx, permit).await?,
        blocks: store::blocks(tx, permit).await?,
        sheet,
        settled: store::settled(tx, permit).await?,
        draft: editing::store::find_draft(tx, permit, &SHAPE).await?,
    })
}

/// Others who wrote in the room, each with the minute in which he was last seen.
async fn writers(ask: &Ask, permit: &Permit<EditMeeting>) -> Result<Vec<String>, Fault> {
    let me = permit.actor().spelled();
    let all = ask.read(async |tx| sitting::store::writers(tx, permit).await).await?;
    let told = |writer: &sitting::store::Writer| format!("{}さん（{}まで）", writer.name, writer.seen_at.in_words());
    Ok(all.iter().filter(|writer| writer.account != me).map(told).collect())
}

/// 意見13件、決定2件、出席11人を書きとめました。
fn taken(kept: &Kept) -> Option<String> {
    let has_minutes = matches!(kept.meeting.state, State::Drafted | State::Kept) && kept.sheet.is_none();
    let kinds: Vec<_> = kept.blocks.iter().map(|block| block.form.kind).collect();
    let present = kept.meeting.form.present.as_ref().map(Vec::len);
    has_minutes.then(|| first_sentence(&kinds, present, 0).0.replace("を読みました", "を、会議中に書きとめました"))
}

/// Another meeting of the council under the same number, with its minutes.
pub fn twin(meeting: &Meeting, sisters: &[Meeting]) -> Option<(String, String)> {
    let is_twin = |other: &&Meeting| {
        other.id != meeting.id
            && matches!(other.state, State::Drafted | State::Kept)
            && is_same_meeting(&meeting.form, &other.form)
    };
    sisters.iter().find(is_twin).map(|other| (other.id.to_string(), other.form.short()))
}

fn told(sheet: &Sheet, source: &str, kept: &Kept, lines: Option<&Lines>, is_editing: bool) -> Told {
    let reading = &sheet.reading;
    let kinds: Vec<_> = kept.blocks.iter().map(|block| block.form.kind).collect();
    let open: Vec<usize> = (0..reading.doubts.len()).filter(|doubt| !kept.settled.contains(doubt)).collect();
    let present = kept.meeting.form.present.as_ref().map(Vec::len);
    let (read, look) = first_sentence(&kinds, present, open.len());
    let line_of = |at: usize| lines.and_then(|lines| lines.touched(&[(at, at + 1)])).map_or(1, |(line, _)| line);
    let chars: Vec<char> = source.chars().take(MOST_SHOWN).collect();
    let snippet = |start: usize, end: usize| {
        chars
            .get(start..end.min(chars.len()))
            .map_or_else(String::new, |c| c.iter().take(40).collect::<String>().trim().to_string())
    };
    let unplaced: Vec<_> = reading
        .unplaced
        .iter()
        .map(|(start, end)| (line_of(*start), snippet(*start, *end)))
        .filter(|(_, text)| !text.is_empty())
        .take(30)
        .collect();
    let scalars = source.chars().filter(|c| !c.is_whitespace()).count();
    let placed = (reading.coverage * scalars as f64).round() as usize;
    let spans: Vec<_> = kept.blocks.iter().map(|block| block.spans.clone()).collect();
    let from =
        if sheet.file.is_empty() { "貼り付けられた文".to_string() } else { format!("「{}」", sheet.file) };
    Told {
        because: format!("この会議録は、{}に{}が入れた{from}から読み取りました。", sheet.at.day_in_words(), sheet.by),
        read,
        look,
        open_doubts: open.len(),
        doubts: reading
            .doubts
            .iter()
            .enumerate()
            .map(|(number, doubt)| DoubtRow {
                number: number + 1,
                sentence: doubt.sentence.clone(),
                line: lines
                    .and_then(|lines| lines.touched(&doubt.spans[..doubt.spans.len().min(1)]))
                    .map(|(line, _)| line),
                is_settled: !open.contains(&number),
                is_next: open.first() == Some(&number) && !is_editing,
            })
            .collect(),
        percent: format!("{:.1}", reading.coverage * 100.0),
        placed,
        scalars,
        unplaced,
        joins: reading.joins.iter().take(60).map(|(at, text)| (line_of(*at), text.clone())).collect(),
        method: kept.meeting.form.record_method.map(RecordMethod::label),
        method_because: reading.because.iter().take(3).cloned().collect(),
        lines: lay_out(source, reading, &spans),
        is_cut: source.chars().nth(MOST_SHOWN).is_some(),
    }
}

fn head_rows(texts: &Texts, wrongs: &[Wrong], reading: Option<&Reading>, lines: Option<&Lines>) -> Vec<HeadRow> {
    let row = |(name, label): &(&'static str, &'static str)| {
        let value = text(texts, name);
        let spans = reading.and_then(|reading| reading.fields.get(*name));
        let doubt = spans.and_then(|spans| doubt_about(reading?, spans));
        HeadRow {
            name,
            label,
            value: shown(name, value),
            control: control(name, value),
            echo: echo(name, value),
            error: error_of(name, wrongs),
            at: spans.zip(lines).and_then(|(spans, lines)| lines.touched(spans)),
            doubt,
        }
    };
    SHAPE.fields.iter().map(row).collect()
}

fn doubt_about(reading: &Reading, spans: &[(usize, usize)]) -> Option<usize> {
    let meets = |doubt: &&[(usize, usize)]| doubt.iter().any(|(a, b)| spans.iter().any(|(c, d)| a < d && c < b));
    reading.doubts.iter().position(|doubt| meets(&doubt.spans.as_slice())).map(|at| at + 1)
}

/// A date that is ours is shown in 和暦; what a person typed stays as typed.
fn shown(name: &str, value: &str) -> String {
    match value.parse::<almanac::Date>() {
        Ok(_) if name.ends_with("_on") || name == "held_until" => head::say("held_on", value),
        _ => value.to_string(),
    }
}

fn control(name: &str, value: &str) -> RowControl {
    let most = |least: usize| RowControl::Area(value.lines().count().clamp(least, 12));
    match name {
        "number_of" => RowControl::Select(choices(NumberOf::CHOICES, value)),
        "public_access" => RowControl::Select(choices(PublicAccess::CHOICES, value)),
        "record_method" => {
            let mut options = vec![Option3(String::new(), "（決められない）".into(), value.is_empty())];
            let method =
                |method: RecordMethod| Option3(method.code().into(), method.label().into(), method.code() == value);
            options.extend(RecordMethod::ALL.map(method));
            RowControl::Select(options)
        }
        "present" | "agenda" => most(4),
        "absent" | "secretariat" | "handouts" => most(2),
        "late" | "left_early" | "proxies" | "invited" => most(1),
        _ => RowControl::Line,
    }
}

fn choices<T>(all: &[(&str, &str, T)], value: &str) -> Vec<Option3> {
    let mut options = vec![Option3(String::new(), "（書かれていない）".into(), value.is_empty())];
    options.extend(all.iter().map(|(code, label, _)| Option3((*code).into(), (*label).into(), *code == value)));
    options
}

/// What was understood of a date, or how many a list names.
fn echo(name: &str, value: &str) -> Option<String> {
    match name {
        "held_on" | "held_until" | "next_held_on" => {
            let day = almanac::read_date(value).ok()?;
            Some(almanac::wareki(day).ok()?.with_weekday())
        }
        "present" | "absent" => {
            let form =
                MeetingForm::parse(&[("body".into(), "会".into()), ("present".into(), value.to_string())].into())
                    .ok()?;
            form.present.map(|people| format!("{}人", people.len()))
        }
        _ => None,
    }
}
