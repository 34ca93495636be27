//! A table of figures comes in: read, looked at line by line, taken. Nothing is kept on the way; the form carries the table.

use crate::access::Permit;
use crate::editing::shape::Wrong;
use crate::goals::indicator::ImportIndicators;
use crate::goals::indicator::model::{Area, Counting, Origin};
use crate::goals::indicator::rules::{Beside, Judged, Line, Refused, Table, Town, UNKNOWN_WAY, judge};
use crate::goals::indicator::store::{self, Whose};
use crate::goals::indicator::web::page::slot_in_words;
use crate::layout::{Control, Field, Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::table::{Came, write};
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

#[derive(Template)]
#[template(path = "goals/indicator/views/import.html")]
struct ImportPage {
    frame: Frame,
    wrongs: Vec<Wrong>,
    text: Field,
    source: Field,
}

#[derive(Template)]
#[template(path = "goals/indicator/views/import_look.html")]
struct LookPage {
    frame: Frame,
    sentence: String,
    done: String,
    wrongs: Vec<Wrong>,
    lines: Vec<Shown>,
    refused: Vec<Refused>,
    same: usize,
    blank: usize,
    unread: Vec<String>,
    sheet: Option<Field>,
    carried: Vec<String>,
    shown: usize,
    source: Field,
    reason: Field,
    text: Field,
}

/// A line as the figure that it would be.
struct Shown {
    line: usize,
    name: &'static str,
    slot: String,
    area: String,
    figure: String,
    replaces: String,
    as_of: String,
    source: String,
}

/// The page on which a table is dropped or pasted.
pub async fn form(ask: Ask) -> Answer {
    ask.may::<ImportIndicators>(ask.office()?).await?;
    import_page(&ask, vec![])
}

/// Shows what would become of it: may you · which table is it · each line with its sentence.
pub async fn preview(ask: Ask) -> Answer {
    let permit = ask.may::<ImportIndicators>(ask.office()?).await?;
    let came = match Came::of(&ask).await? {
        Ok(came) => came,
        Err(sentence) => return import_page(&ask, vec![Wrong::new("text", sentence)]),
    };
    let table = match Table::of(&came.rows) {
        Ok(table) => table,
        Err(sentence) => return look(&ask, &came, None, Judged::default(), Some(sentence), None),
    };
    let judged = ask.read(async |tx| judged(&ask, tx, &permit, &table).await).await?;
    look(&ask, &came, Some(&table), judged, None, None)
}

/// Takes the good lines, all in one act; the others stay in the form. Taken twice, a table makes nothing twice.
pub async fn take(ask: Ask) -> Answer {
    let permit = ask.may::<ImportIndicators>(ask.office()?).await?;
    let came = match Came::of(&ask).await? {
        Ok(came) => came,
        Err(sentence) => return import_page(&ask, vec![Wrong::new("text", sentence)]),
    };
    let table = match Table::of(&came.rows) {
        Ok(table) => table,
        Err(sentence) => return look(&ask, &came, None, Judged::default(), Some(sentence), None),
    };
    let write = async |tx: &mut Tx, permit: &Permit<ImportIndicators>| {
        let judged = judged(&ask, tx, permit, &table).await?;
        let own = store::own_countings(tx, permit).await?;
        for line in &judged.taken {
            let own = own.get(&line.of.code).map_or(&[][..], Vec::as_slice);
            let is_other = matches!(line.form.slot.area, Area::Other(_));
            // How another town counts, nobody here knows.
            let counting = if is_other { UNKNOWN_WAY } else { Counting::version_of(own, line.form.slot.year) };
            let from = store::From { origin: Origin::Imported, counted: &[], goals: &[], counting };
            store::record(tx, permit, line.of, &line.form, &from).await?;
        }
        Ok(judged)
    };
    let judged = ask.write(&permit, write).await?;
    match (judged.taken.len(), judged.refused.is_empty()) {
        (0, _) => look(&ask, &came, Some(&table), judged, None, Some(0)),
        (_, true) => {
            // To where they are seen: other towns stand in no list of one's own.
            let is_other = |line: &Line| matches!(line.form.slot.area, Area::Other(_));
            let home = if judged.taken.iter().any(is_other) { "/indicators/towns" } else { "/indicators" };
            Ok(Reply::see(format!("{home}?said=figures-imported")))
        }
        (count, false) => {
            let rest = came.left(&table.head, judged.refused.iter().map(|refused| &refused.row));
            let mut table = table;
            table.rows = rest.rows.get(1..).unwrap_or_default().to_vec();
            let judged = Judged { taken: vec![], ..judged };
            look(&ask, &rest, Some(&table), judged, None, Some(count))
        }
    }
}

async fn judged(ask: &Ask, tx: &mut Tx, permit: &Permit<ImportIndicators>, table: &Table) -> Result<Judged, Fault> {
    let kept = store::all(tx, permit, Whose::Everybody).await?;
    let (source, reason) = (ask.typed.get("source").trim(), ask.typed.get("reason").trim());
    let office = ask.signed_in()?;
    let town = Town { name: &office.office_name, code: &office.office_code };
    Ok(judge(table, &Beside { kept: &kept, town, reason, source, today: ask.now.day() }))
}

fn source(ask: &Ask, wrongs: &[Wrong]) -> Field {
    Field::line("source", "出典", ask.typed.get("source"))
        .help("出典の列が空の行に使います。例: 県の集計表（令和8年10月）")
        .checked(wrongs)
}

fn import_page(ask: &Ask, wrongs: Vec<Wrong>) -> Answer {
    let page = ImportPage {
        frame: Frame::of("指標の数を取り込む", ask.actor.signed_in(), Place::Indicators),
        text: Field::line("text", "または、表を貼り付ける", ask.typed.get("text"))
            .help("Excelで見出しの行から選び、コピーして貼り付けてください。2,000行まで。")
            .as_a(Control::Area(8))
            .checked(&wrongs),
        source: source(ask, &wrongs),
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

/// The page between. `wrong` says why the table cannot be read at all, `done` how many lines were just taken.
fn look(
    ask: &Ask,
    came: &Came,
    table: Option<&Table>,
    judged: Judged,
    wrong: Option<String>,
    done: Option<usize>,
) -> Answer {
    let wrongs: Vec<Wrong> = wrong.into_iter().map(|sentence| Wrong::new("text", sentence)).collect();
    let status = if !wrongs.is_empty() || done == Some(0) { 422 } else { 200 };
    let page = LookPage {
        frame: Frame::of("指標の数を確かめる", ask.actor.signed_in(), Place::Indicators),
        sentence: if wrongs.is_empty() { judged.sentence() } else { "この表は、まだ読めません。".into() },
        done: match done {
            Some(count) if count > 0 => format!("{count}件を取り込みました。残り{}行です。", judged.refused.len()),
            _ => String::new(),
        },
        lines: judged.taken.iter().map(shown).collect(),
        same: judged.same,
        blank: judged.blank,
        refused: judged.refused,
        unread: table.map_or_else(Vec::new, |table| table.unread.clone()),
        sheet: came.choice(),
        carried: came.carried(),
        shown: came.shown,
        source: source(ask, &wrongs),
        reason: Field::line("reason", "直す理由", ask.typed.get("reason"))
            .help("いま入っている数とちがう行を、直すときに使います。例: 県の確定値に合わせた"),
        text: Field::line("text", "表の文字", write(&came.rows))
            .help("1行が1つの数です。直すところを直し、要らない行は消してから、「確かめ直す」を押してください。")
            .as_a(Control::Area(12))
            .checked(&wrongs),
        wrongs,
    };
    Reply::page_with(status, &page)
}

fn shown(line: &Line) -> Shown {
    Shown {
        line: line.line,
        name: &line.of.name,
        slot: slot_in_words(line.of, &line.form.slot),
        area: line.form.slot.area.label(),
        figure: line.of.with_unit(line.form.figure),
        replaces: line.replaces.map_or_else(String::new, |before| line.of.with_unit(before)),
        as_of: almanac::in_words(line.form.as_of),
        source: line.form.source.clone(),
    }
}
