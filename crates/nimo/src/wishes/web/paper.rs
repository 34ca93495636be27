//! A reading on paper, for the council: what was kept, no more and no less.

use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask};
use crate::wishes::ReadReading;
use crate::wishes::model::{ChangeLine, NamedLine, ReadingSheet, few};
use crate::wishes::rules::sheet::sentence;
use crate::wishes::store;
use crate::wishes::web::reading_id;
use press::{Align, Block, Cell, Column, Document, Foot, Grid, Heading, PageForm, Paragraph, Width};

const TITLE: &str = "空室と希望";
const HOW: &str = "空室は、事業所が知らせた日のもの、希望は、番号と答えだけのものです。読みは、部屋を割り当てるものではありません。住まいは、本人と事業所の契約です。「合う」は、分かっている条件がすべて合うことです。まだ分からないことは、合うにも合わないにも数えません。";

/// As PDF.
pub async fn pdf(ask: Ask) -> Answer {
    let sheet = kept(&ask).await?;
    let town = ask.signed_in()?.office_name.clone();
    let on = almanac::in_words(sheet.on);
    let text = |id: &str, text: String| Block::Paragraph(Paragraph::plain(id, text));
    let mut body = vec![
        Block::Heading(Heading { id: "title".into(), level: 1, text: format!("{TITLE}（{on}現在）").into() }),
        text("sentence", sentence(&sheet)),
    ];
    body.extend(sheet.order.iter().enumerate().map(|(at, says)| text(&format!("order-{at}"), says.clone())));
    body.extend(grids(&sheet).into_iter().map(Block::Grid));
    body.push(text("how", format!("{HOW}{}", hidden(&sheet))));
    let document = Document {
        title: TITLE.into(),
        language: "ja".into(),
        author: Some(town.clone()),
        dated: ask.now.at_japan(),
        foot: Foot { left: format!("{town}　{TITLE}（{on}現在）"), page_numbers: true },
        page: PageForm::a4(),
        body,
    };
    papers::pdf(&ask, document, TITLE).await
}

/// As XLSX.
pub async fn xlsx(ask: Ask) -> Answer {
    let sheet = kept(&ask).await?;
    let title = format!("{TITLE}（{}現在）", almanac::in_words(sheet.on));
    papers::xlsx(&ask, title, ask.now.at_japan(), grids(&sheet), TITLE).await
}

async fn kept(ask: &Ask) -> Result<ReadingSheet, Fault> {
    let permit = ask.may::<ReadReading>(reading_id(ask)?).await?;
    Ok(ask.read(async |tx: &mut Tx| store::reading::find(tx, &permit).await).await?.sheet)
}

/// What is hidden, and by which rule.
pub fn hidden(sheet: &ReadingSheet) -> String {
    if !sheet.hides() {
        return String::new();
    }
    format!(
        "「＊」は、{}人に満たない数と、ほかの数からそれが分かってしまう数です。だれのことか分からないように、出していません。",
        sheet.threshold
    )
}

fn column(head: &str, width: Width, align: Align) -> Column {
    Column { head: head.into(), width, align }
}

fn grid(id: &str, caption: &str, columns: Vec<Column>, rows: Vec<Vec<String>>) -> Grid {
    let rows = rows.into_iter().map(|row| row.iter().map(|text| Cell::words(text)).collect()).collect();
    Grid { id: id.into(), caption: caption.into(), columns, rows }
}

fn grids(sheet: &ReadingSheet) -> Vec<Grid> {
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
    grids
}

fn rooms(sheet: &ReadingSheet) -> Grid {
    let columns = vec![column("部屋", Width::Share(1), Align::Start), column("数", Width::Letters(8), Align::End)];
    let row = |label: &str, count: usize| vec![label.to_string(), format!("{count}室")];
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
        column("人", Width::Letters(8), Align::End),
    ];
    let whole = vec!["探している人".to_string(), few(sheet.seeking)];
    let part = |line: &NamedLine, indent: &str| vec![format!("{indent}{}", line.label), few(line.people)];
    let parts = sheet.outcome.iter().map(|line| part(line, "　"));
    let whys = sheet.whys.iter().map(|line| part(line, "　　うち、"));
    let most =
        sheet.at_most.map(|people| vec!["確かめていない答えがすべてよければ、部屋のある人".into(), few(Some(people))]);
    grid("outcome", "探している人", columns, std::iter::once(whole).chain(parts).chain(whys).chain(most).collect())
}

fn alone(sheet: &ReadingSheet) -> Grid {
    let columns = vec![
        column("条件", Width::Share(3), Align::Start),
        column("根拠", Width::Share(2), Align::Start),
        column("人", Width::Letters(5), Align::End),
        column("部屋", Width::Letters(5), Align::End),
        column("変えられる人", Width::Share(4), Align::Start),
    ];
    let rooms = |rooms: Option<usize>| rooms.map_or_else(|| "＊".into(), |rooms| format!("{rooms}室"));
    let row = |line: &crate::wishes::model::AloneLine| {
        vec![line.label.clone(), line.ground.clone(), few(line.people), rooms(line.rooms), line.who.clone()]
    };
    grid("alone", "それ1つだけが合わない条件（多い順）", columns, sheet.alone.iter().map(row).collect())
}

fn changes(sheet: &ReadingSheet) -> Grid {
    let columns = vec![
        column("見直し", Width::Share(5), Align::Start),
        column("だれが（費用）", Width::Share(3), Align::Start),
        column("増える人", Width::Letters(5), Align::End),
    ];
    let row = |line: &ChangeLine| vec![line.says.clone(), line.who.clone(), few(line.gain)];
    let pair = sheet.pair.iter().map(|line| {
        let mut row = row(line);
        row[0] = format!("2つを合わせるなら: {}", row[0]);
        row
    });
    let caption = format!("見直すと部屋のある人が増えること（{}通りを比べ、効きめの大きい順）", sheet.weighed);
    grid("changes", &caption, columns, sheet.changes.iter().map(row).chain(pair).collect())
}

fn sides(sheet: &ReadingSheet) -> Grid {
    let columns = vec![
        column("ことがら", Width::Share(2), Align::Start),
        column("答え", Width::Share(3), Align::Start),
        column("人", Width::Letters(5), Align::End),
        column("合う部屋", Width::Letters(5), Align::End),
        column("確かめる部屋", Width::Letters(7), Align::End),
    ];
    let rows = sheet.sides.iter().flat_map(|table| {
        table.lines.iter().map(|line| {
            let (suit, ask) = line.rooms.map_or_else(
                || ("–".to_string(), "–".to_string()),
                |(suit, ask)| (format!("{suit}室"), format!("{ask}室")),
            );
            vec![table.label.clone(), line.label.clone(), few(line.people), suit, ask]
        })
    });
    grid("sides", "部屋と希望（そのことがらだけを見たとき）", columns, rows.collect())
}
