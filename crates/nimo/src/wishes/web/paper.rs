//! A reading on paper, for the council: what was kept, no more and no less.

use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask};
use crate::wishes::model::{AloneLine, ChangeLine, ReadingSheet, SideLine};
use crate::wishes::rules::sheet::sentence;
use crate::wishes::store;
use crate::wishes::web::may_read;
use press::{Align, Block, Cell, Column, Document, Foot, Grid, Heading, PageForm, Paragraph, Width};

const TITLE: &str = "空室と希望";
const HOW: &str = "空室は、事業所が知らせた日のもの、希望は、番号と答えだけのものです。読みは、部屋を割り当てるものではありません。住まいは、本人と事業所の契約です。「合う」は、すべての条件が分かっていて、合うことです。まだ分からないことは、合うにも合わないにも数えません。";

/// As PDF.
pub async fn pdf(ask: Ask) -> Answer {
    let sheet = kept(&ask).await?;
    let town = ask.signed_in()?.office_name.clone();
    let on = almanac::in_words(sheet.on);
    let title = Heading { id: "title".into(), level: 1, text: format!("{TITLE}（{on}現在）").into() };
    let words = told(&sheet).into_iter().enumerate();
    let words = words.map(|(at, says)| Block::Paragraph(Paragraph::plain(&format!("says-{at}"), says)));
    let grids = grids(&sheet, false).into_iter().map(Block::Grid);
    let document = Document {
        title: TITLE.into(),
        language: "ja".into(),
        author: Some(town.clone()),
        dated: ask.now.at_japan(),
        foot: Foot { left: format!("{town}　{TITLE}（{on}現在）"), page_numbers: true },
        page: PageForm::a4(),
        body: std::iter::once(Block::Heading(title)).chain(words).chain(grids).collect(),
    };
    papers::pdf(&ask, document, TITLE).await
}

/// As XLSX, what is said before the lists as the first of them.
pub async fn xlsx(ask: Ask) -> Answer {
    let sheet = kept(&ask).await?;
    let title = format!("{TITLE}（{}現在）", almanac::in_words(sheet.on));
    let says = std::iter::once(title.clone()).chain(told(&sheet)).map(|says| vec![Cell::words(&says)]);
    let first = grid("says", "読みかた", vec![column("読みかた", Width::Share(1), Align::Start)], says.collect());
    let lists = std::iter::once(first).chain(grids(&sheet, true)).collect();
    papers::xlsx(&ask, title, ask.now.at_japan(), lists, TITLE).await
}

async fn kept(ask: &Ask) -> Result<ReadingSheet, Fault> {
    let permit = may_read(ask).await?;
    let reading = ask.read(async |tx: &mut Tx| store::reading::find(tx, &permit).await).await?;
    // What was taken back is printed no more.
    if reading.withdrawn.is_some() { Err(Fault::Withdrawn) } else { Ok(reading.sheet) }
}

/// What is said before the lists: what was read, by which rule, how it is to be read and what is hidden.
fn told(sheet: &ReadingSheet) -> Vec<String> {
    let mut told = vec![sentence(sheet)];
    told.extend(sheet.order.iter().cloned());
    told.push(HOW.to_string());
    told.extend(hidden(sheet));
    told
}

/// What is hidden, and by which rule.
pub fn hidden(sheet: &ReadingSheet) -> Option<String> {
    let what = || {
        format!(
            "「＊」は、{}人に満たない数と、ほかの数からそれが分かってしまう数です。だれのことか分からないように、出していません。",
            sheet.threshold
        )
    };
    sheet.hides().then(what)
}

fn column(head: &str, width: Width, align: Align) -> Column {
    Column { head: head.into(), width, align }
}

fn grid(id: &str, caption: &str, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Grid {
    Grid { id: id.into(), caption: caption.into(), columns, rows }
}

fn count(count: usize) -> Cell {
    Cell::Number(i64::try_from(count).unwrap_or(i64::MAX))
}

fn hidden_or(told: Option<usize>) -> Cell {
    told.map_or_else(|| Cell::words("＊"), count)
}

/// The lists; the names of sheets are short.
fn grids(sheet: &ReadingSheet, is_short: bool) -> Vec<Grid> {
    let mut grids = vec![rooms(sheet)];
    if !sheet.outcome.is_empty() {
        grids.push(outcome(sheet));
    }
    if !sheet.alone.is_empty() {
        grids.push(alone(sheet));
    }
    if !sheet.changes.is_empty() || sheet.pair.is_some() {
        grids.push(changes(sheet));
    }
    if !sheet.sides.is_empty() {
        grids.push(sides(sheet));
    }
    if is_short {
        let short = [("alone", "それだけが合わない条件"), ("changes", "見直し"), ("sides", "部屋と希望")];
        for grid in &mut grids {
            if let Some((_, name)) = short.iter().find(|(id, _)| grid.id == **id) {
                grid.caption = (*name).into();
            }
        }
    }
    grids
}

fn rooms(sheet: &ReadingSheet) -> Grid {
    let columns = vec![column("部屋", Width::Share(1), Align::Start), column("室", Width::Letters(6), Align::End)];
    let row = |label: &str, rooms: usize| vec![Cell::words(label), count(rooms)];
    let rows = vec![
        row("見学できる部屋", sheet.open),
        row("うち、1年以上空いている部屋", sheet.long),
        row("聞き直す部屋（知らせがないか、古い）", sheet.ask_again),
        row("取り置き・体験中の部屋", sheet.held),
    ];
    grid("rooms", "部屋", columns, rows)
}

fn outcome(sheet: &ReadingSheet) -> Grid {
    let columns = vec![
        column("全員が同時に移るとすれば", Width::Share(1), Align::Start),
        column("人", Width::Letters(6), Align::End),
    ];
    let row = |label: &str, people: Option<usize>| vec![Cell::words(label), hidden_or(people)];
    let mut rows = vec![row("探している人", sheet.seeking)];
    rows.extend(sheet.outcome.iter().map(|line| row(&format!("　{}", line.label), line.people)));
    rows.extend(sheet.whys.iter().map(|line| row(&format!("　　うち、{}", line.label), line.people)));
    rows.extend(sheet.at_most.map(|people| row("まだ確かめていないことが、すべてよければ部屋のある人", Some(people))));
    grid("outcome", "探している人", columns, rows)
}

fn alone(sheet: &ReadingSheet) -> Grid {
    let columns = vec![
        column("条件", Width::Share(3), Align::Start),
        column("根拠", Width::Share(2), Align::Start),
        column("人", Width::Letters(4), Align::End),
        column("室", Width::Letters(4), Align::End),
        column("変えられる人", Width::Share(4), Align::Start),
    ];
    let row = |line: &AloneLine| {
        vec![
            Cell::words(&line.label),
            Cell::words(&line.ground),
            hidden_or(line.people),
            hidden_or(line.rooms),
            Cell::words(&line.who),
        ]
    };
    grid("alone", "それ1つだけが合わない条件（多い順）", columns, sheet.alone.iter().map(row).collect())
}

fn changes(sheet: &ReadingSheet) -> Grid {
    let mut columns =
        vec![column("見直し", Width::Share(5), Align::Start), column("だれが（費用）", Width::Share(3), Align::Start)];
    let is_told = sheet.counts_gains();
    if is_told {
        columns.push(column("増える人", Width::Letters(5), Align::End));
    }
    let row = |line: &ChangeLine, before: &str| {
        let mut row = vec![Cell::words(&format!("{before}{}", line.says)), Cell::words(&line.who)];
        row.extend(is_told.then(|| hidden_or(line.gain)));
        row
    };
    let pair = sheet.pair.iter().map(|line| row(line, "2つを合わせるなら: "));
    let few =
        if is_told { String::new() } else { format!("。増えるのは、どれも{}人未満", sheet.threshold) };
    let caption = format!("見直すと部屋のある人が増えること（{}通りを比べました{few}）", sheet.weighed);
    grid("changes", &caption, columns, sheet.changes.iter().map(|line| row(line, "")).chain(pair).collect())
}

fn sides(sheet: &ReadingSheet) -> Grid {
    let columns = vec![
        column("ことがら", Width::Share(2), Align::Start),
        column("答え", Width::Share(3), Align::Start),
        column("人", Width::Letters(4), Align::End),
        column("合う室", Width::Letters(5), Align::End),
        column("確かめる室", Width::Letters(6), Align::End),
    ];
    let row = |label: &str, line: &SideLine| {
        let rooms =
            |of: fn((usize, usize)) -> usize| line.rooms.map_or_else(|| Cell::words("–"), |rooms| count(of(rooms)));
        vec![
            Cell::words(label),
            Cell::words(&line.label),
            hidden_or(line.people),
            rooms(|(suit, _)| suit),
            rooms(|(_, ask)| ask),
        ]
    };
    let rows = sheet.sides.iter().flat_map(|table| table.lines.iter().map(|line| row(&table.label, line)));
    grid("sides", "参考: 部屋と希望（そのことがらだけを見たとき）", columns, rows.collect())
}
