//! A table of members comes in: read, looked at line by line, taken. Nothing is kept on the way; the form carries the table.

use super::page::council_name;
use crate::access::{Facts, Permit};
use crate::council::charter::rules::in_force;
use crate::council::model::CouncilId;
use crate::council::seat::ImportRoster;
use crate::council::seat::model::{LetterKind, MemberForm};
use crate::council::seat::rules::{Defaults, Entry, Judged, Pick, Refused, Table, judge, last_day};
use crate::council::seat::store::{everybody, take_entry};
use crate::editing::shape::Wrong;
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::table::{Came, write};
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

#[derive(Template)]
#[template(path = "council/seat/views/import.html")]
struct ImportPage {
    frame: Frame,
    council_id: CouncilId,
    council: String,
    wrongs: Vec<Wrong>,
    defaults: Vec<Field>,
    text: Field,
    /// Where one goes on when it was taken: the first hour of a town.
    then: String,
}

#[derive(Template)]
#[template(path = "council/seat/views/import_look.html")]
struct LookPage {
    frame: Frame,
    council_id: CouncilId,
    council: String,
    sentence: String,
    done: String,
    wrongs: Vec<Wrong>,
    lines: Vec<Shown>,
    refused: Vec<Refused>,
    same: usize,
    unread: Vec<String>,
    sheet: Option<Field>,
    carried: Vec<String>,
    shown: usize,
    defaults: Vec<Field>,
    text: Field,
    then: String,
}

/// A line as the member that it would be.
struct Shown {
    line: usize,
    seat: String,
    is_new: bool,
    after: String,
    name: String,
    kana: String,
    body: String,
    role: &'static str,
    term: String,
    /// 選出区分, 種別 and 文書 of a new seat; what may be published, the pledge.
    more: String,
}

/// What a page of the import stands around.
struct Around<'a> {
    ask: &'a Ask,
    council: CouncilId,
    name: String,
}

async fn around<'a>(ask: &'a Ask, permit: &Permit<ImportRoster>) -> Result<Around<'a>, Fault> {
    let council = permit.facts().id();
    Ok(Around { ask, council, name: council_name(ask, council).await? })
}

/// The page on which a table is dropped or pasted; a term of the rules' length is proposed from the last first of April.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<ImportRoster>(crate::council::web::id(&ask)?).await?;
    let around = around(&ask, &permit).await?;
    let all = ask.read(async |tx| everybody(tx, &permit, around.council).await).await?;
    let from_on = almanac::FiscalYear::of(ask.now.day()).first_day();
    let years = in_force(&all.charters, ask.now.day()).and_then(|charter| charter.term_years);
    let until_on = years.and_then(|years| last_day(from_on, years)).map_or_else(String::new, |day| day.to_string());
    let begun = Defaults { from_on: from_on.to_string(), until_on, letter: Some(LetterKind::Commission) };
    import_page(&around, &begun, vec![])
}

/// Shows what would become of it: may you · which table is it · each line with its sentence.
pub async fn preview(ask: Ask) -> Answer {
    let permit = ask.may::<ImportRoster>(crate::council::web::id(&ask)?).await?;
    let around = around(&ask, &permit).await?;
    let (came, table) = match came(&around).await? {
        Ok(came) => came,
        Err(page) => return page,
    };
    let all = ask.read(async |tx| everybody(tx, &permit, around.council).await).await?;
    look(&around, &came, Some(&table), judge(&table, &all, &typed(&ask)), None, None)
}

/// Takes the good lines, all in one act; the others stay in the form. Taken twice, a table makes nobody twice.
pub async fn take(ask: Ask) -> Answer {
    let permit = ask.may::<ImportRoster>(crate::council::web::id(&ask)?).await?;
    let around = around(&ask, &permit).await?;
    let (came, table) = match came(&around).await? {
        Ok(came) => came,
        Err(page) => return page,
    };
    let defaults = typed(&ask);
    let write = async |tx: &mut Tx, permit: &Permit<ImportRoster>| {
        let all = everybody(tx, permit, permit.facts().id()).await?;
        let judged = judge(&table, &all, &defaults);
        for entry in &judged.taken {
            take_entry(tx, permit, entry).await?;
        }
        Ok(judged)
    };
    let judged = ask.write(&permit, write).await?;
    match (judged.taken.len(), judged.refused.is_empty()) {
        (0, false) => look(&around, &came, Some(&table), judged, None, Some(0)),
        (0, true) => Ok(Reply::see(format!("{}?said=roster-same", around.home()))),
        (_, true) => Ok(Reply::see(format!("{}?said=roster-taken", around.home()))),
        (count, false) => {
            let rest = came.left(&table.head, judged.refused.iter().map(|refused| &refused.row));
            look(&around, &rest, Some(&table), Judged { taken: vec![], ..judged }, None, Some(count))
        }
    }
}

impl Around<'_> {
    /// Where one goes when all was taken.
    fn home(&self) -> String {
        if self.ask.typed.get("then") == "begin" {
            "/begin".into()
        } else {
            format!("/councils/{}/roster", self.council)
        }
    }

    fn then(&self) -> String {
        let is_first_hour = [&self.ask.query, &self.ask.typed].iter().any(|typed| typed.get("then") == "begin");
        if is_first_hour { "begin".into() } else { String::new() }
    }
}

/// The table, or the page that says why there is none.
async fn came(around: &Around<'_>) -> Result<Result<(Came, Table), Answer>, Fault> {
    let came = match Came::of(around.ask).await? {
        Ok(came) => came,
        Err(sentence) => {
            return Ok(Err(import_page(around, &typed(around.ask), vec![Wrong::new("text", sentence)])));
        }
    };
    Ok(match Table::of(&came.rows) {
        Ok(table) => Ok((came, table)),
        Err(sentence) => Err(look(around, &came, None, Judged::default(), Some(sentence), None)),
    })
}

fn typed(ask: &Ask) -> Defaults {
    let typed = |name| ask.typed.get(name).trim().to_string();
    Defaults {
        from_on: typed("from_on"),
        until_on: typed("until_on"),
        letter: LetterKind::parse(ask.typed.get("letter")).or(Some(LetterKind::Commission)),
    }
}

fn defaults(begun: &Defaults, wrongs: &[Wrong]) -> Vec<Field> {
    let letter = begun.letter.map_or("", LetterKind::code);
    let letters = LetterKind::ALL.map(|kind| Option3(kind.code().into(), kind.label().into(), kind.code() == letter));
    vec![
        Field::day("from_on", "任期の始まり", &begun.from_on).help("表に任期の列がない行に使います。").checked(wrongs),
        Field::day("until_on", "任期の終わり", &begun.until_on)
            .help("表に任期の列がない行に使います。任期のない会なら、空のまま。")
            .checked(wrongs),
        Field::line("letter", "文書", "")
            .help("表に文書の列がない、新しい席に使います。")
            .as_a(Control::Choice(letters.into()))
            .checked(wrongs),
    ]
}

fn import_page(around: &Around<'_>, begun: &Defaults, wrongs: Vec<Wrong>) -> Answer {
    let page = ImportPage {
        frame: Frame::of("委員名簿を取り込む", around.ask.actor.signed_in(), Place::Councils),
        council_id: around.council,
        council: around.name.clone(),
        defaults: defaults(begun, &wrongs),
        text: Field::line("text", "または、表を貼り付ける", around.ask.typed.get("text"))
            .help("Excelで見出しの行から選び、コピーして貼り付けてください。300行まで。")
            .as_a(Control::Area(8))
            .checked(&wrongs),
        then: around.then(),
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

/// The page between. `wrong` says why the table cannot be read at all, `done` how many lines were just taken.
fn look(
    around: &Around<'_>,
    came: &Came,
    table: Option<&Table>,
    judged: Judged,
    wrong: Option<String>,
    done: Option<usize>,
) -> Answer {
    let wrongs: Vec<Wrong> = wrong.into_iter().map(|sentence| Wrong::new("text", sentence)).collect();
    let status = if !wrongs.is_empty() || done == Some(0) { 422 } else { 200 };
    let page = LookPage {
        frame: Frame::of("委員名簿を確かめる", around.ask.actor.signed_in(), Place::Councils),
        council_id: around.council,
        council: around.name.clone(),
        sentence: if wrongs.is_empty() { judged.sentence() } else { "この表は、まだ読めません。".into() },
        done: match done {
            Some(count) if count > 0 => format!("{count}行を入れました。残り{}行です。", judged.refused.len()),
            _ => String::new(),
        },
        lines: judged.taken.iter().map(shown).collect(),
        same: judged.same,
        refused: judged.refused,
        unread: table.map_or_else(Vec::new, |table| table.unread.clone()),
        sheet: came.choice(),
        carried: came.carried(),
        shown: came.shown,
        defaults: defaults(&typed(around.ask), &wrongs),
        text: Field::line("text", "表の文字", write(&came.rows))
            .help("1行が1人です。直すところを直し、要らない行は消してから、「確かめ直す」を押してください。")
            .as_a(Control::Area(12))
            .checked(&wrongs),
        then: around.then(),
        wrongs,
    };
    Reply::page_with(status, &page)
}

fn shown(entry: &Entry) -> Shown {
    let form = entry.form.as_ref();
    let said = |pick: fn(&MemberForm) -> String| form.map_or_else(String::new, pick);
    Shown {
        line: entry.line,
        seat: entry.title.clone(),
        is_new: matches!(entry.pick, Pick::New(_)),
        after: entry.after.clone(),
        name: form.map_or_else(|| "（欠員）".into(), |form| form.name.clone()),
        kana: said(|form| form.kana.clone()),
        body: said(MemberForm::body_and_post),
        role: form.map_or("", |form| form.role.label()),
        term: said(|form| form.term.in_words()),
        more: more(entry),
    }
}

fn more(entry: &Entry) -> String {
    let mut parts = vec![];
    if let Pick::New(seat) = &entry.pick {
        parts.push(seat.category.clone());
        parts.push(seat.kind.map_or_else(String::new, |kind| format!("種別 {}", kind.label())));
        parts.push(format!("文書 {}", seat.letter.label()));
    }
    if let Some(form) = &entry.form {
        let shows: Vec<&str> = form.shows.iter().map(|shown| shown.label()).collect();
        parts.push(if shows.is_empty() { String::new() } else { format!("公表 {}", shows.join("・")) });
        parts.push(form.pledged_on.map_or_else(String::new, |on| format!("誓約 {}", almanac::in_words(on))));
    }
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("、")
}
