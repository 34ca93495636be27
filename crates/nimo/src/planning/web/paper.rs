//! A quarter on paper for the 部会: the sentence, what to mind, the figures, the offices, and what would be if one withdrew. Small counts are
//! masked for whoever makes it.

use crate::planning::web::collect::{Collected, collect};
use crate::planning::web::rows::{self, Line};
use crate::planning::web::withdraw::{self, IfGone};
use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask};
use press::{Align, Block, Cell, Column, Document, Foot, Grid, PageForm, Width};

const TITLE: &str = "計画相談の状況";

/// As PDF; a character that no font has stands as 〓.
pub async fn pdf(ask: Ask) -> Answer {
    let (all, gone) = gathered(&ask).await?;
    let name = name(&all);
    let document = Document {
        title: name.clone(),
        language: "ja".into(),
        author: Some(all.town_name.clone()),
        dated: ask.now.at_japan(),
        foot: Foot {
            left: format!("{}　{name}　{}", all.town_name, almanac::in_words(ask.now.day())),
            page_numbers: true,
        },
        page: PageForm::a4_wide(),
        body: body(&all, &gone),
    };
    papers::pdf(&ask, document, &name).await
}

/// As XLSX, a sheet for each table.
pub async fn xlsx(ask: Ask) -> Answer {
    let (all, gone) = gathered(&ask).await?;
    let name = name(&all);
    let mut lists = vec![whole(&all), offices(&all)];
    lists.extend(gone.as_deref().ok().map(withdrawals));
    lists.extend(of_town(&all));
    lists.extend(said(&all, &gone));
    papers::xlsx(&ask, name.clone(), ask.now.at_japan(), lists, &name).await
}

/// What would be, or why it cannot be said.
type Gone = Result<Vec<IfGone>, &'static str>;

async fn gathered(ask: &Ask) -> Result<(Collected, Gone), Fault> {
    let all = collect(ask, true).await?;
    let gone = withdraw::rows_or_why(ask, &all).await?;
    Ok((all, gone))
}

fn name(all: &Collected) -> String {
    format!("{TITLE}（{}）", all.quarter.in_words())
}

fn body(all: &Collected, gone: &Gone) -> Vec<Block> {
    let mut body = vec![Block::heading("title", 1, &name(all)), Block::paragraph("sentence", &rows::sentence(all))];
    let risks = rows::risks(all);
    if !risks.is_empty() {
        body.push(Block::heading("care", 2, "気をつけること"));
        let risk = |(at, risk): (usize, &String)| Block::paragraph(&format!("care{at}"), &format!("・{risk}"));
        body.extend(risks.iter().enumerate().map(risk));
    }
    body.extend([Block::heading("whole", 2, "主な数"), Block::Grid(whole(all))]);
    let note = rows::waiting_note(all);
    body.extend((!note.is_empty()).then(|| Block::paragraph("waiting", note)));
    if !all.offices.is_empty() {
        body.extend([Block::heading("offices", 2, "事業所ごと"), Block::Grid(offices(all))]);
    }
    let heading = || Block::heading("if", 2, "もし、この事業所がやめたら");
    match gone.as_deref() {
        Ok([]) => {}
        Ok(rows @ [first, ..]) => {
            body.extend([heading(), Block::paragraph("worst", &first.sentence), Block::Grid(withdrawals(rows))]);
        }
        Err(what) => body.extend([heading(), Block::paragraph("worst", what)]),
    }
    if let Some(grid) = of_town(all) {
        body.extend([Block::heading("town", 2, "町の数"), Block::Grid(grid)]);
    }
    if !all.gone.is_empty() {
        body.push(Block::heading("gone", 2, "なくなった事業所"));
        let one = |(at, one): (usize, &crate::planning::web::collect::Gone)| {
            let clients = one.clients.map(|count| format!("（前の四半期の利用者は{}）", all.mask.people(count)));
            Block::paragraph(
                &format!("gone{at}"),
                &format!("・{}　{}{}", one.name, one.told, clients.unwrap_or_default()),
            )
        };
        body.extend(all.gone.iter().enumerate().map(one));
    }
    body.push(Block::paragraph("rule", &rows::rule(all)));
    body
}

fn grid(id: &str, caption: &str, columns: &[(&str, Width, Align)], rows: Vec<Vec<Cell>>) -> Grid {
    let columns = columns.iter().map(|(head, width, align)| Column::new(head, *width, *align)).collect();
    Grid { id: id.into(), caption: caption.into(), columns, rows }
}

fn whole(all: &Collected) -> Grid {
    let columns = [
        ("何の数", Width::Share(2), Align::Start),
        ("数", Width::Share(3), Align::Start),
        ("前の四半期から", Width::Share(2), Align::Start),
    ];
    let rows = rows::told(all);
    let rows = rows.iter().map(|one| vec![Cell::words(one.head), Cell::words(&one.figure), Cell::words(&one.change)]);
    let compared = rows::compared(all);
    let caption = if compared.is_empty() { all.quarter.in_words() } else { compared };
    grid("whole", &caption, &columns, rows.collect())
}

fn offices(all: &Collected) -> Grid {
    let columns = [
        ("事業所", Width::Share(5), Align::Start),
        ("利用者", Width::Letters(5), Align::End),
        ("うち", Width::Letters(8), Align::Start),
        ("専門員", Width::Letters(4), Align::End),
        ("1人あたり", Width::Letters(5), Align::End),
        ("新しい人", Width::Letters(5), Align::Start),
        ("あと何人", Width::Letters(7), Align::Start),
        ("待ち", Width::Letters(5), Align::End),
        ("最長の待ち", Width::Letters(5), Align::End),
        ("取扱件数", Width::Letters(5), Align::End),
        ("予定", Width::Share(3), Align::Start),
    ];
    let row = |line: &Line| {
        let name = if line.kind.is_empty() { line.name.clone() } else { format!("{}（{}）", line.name, line.kind) };
        let parted = if line.answered { &line.parted } else { "まだ答えがない" };
        let rest: [&str; 9] = [
            parted, &line.planners, &line.per, line.intake.1, &line.spare, &line.waiting, &line.longest, &line.handled,
            &line.closing,
        ];
        [name.as_str(), &line.clients].into_iter().chain(rest).map(Cell::words).collect()
    };
    grid("offices", "利用者の多い順", &columns, rows::lines(all).iter().map(row).collect())
}

fn withdrawals(gone: &[IfGone]) -> Grid {
    let columns = [
        ("やめる事業所", Width::Share(3), Align::Start),
        ("利用者", Width::Letters(6), Align::End),
        ("確かに受けられる", Width::Letters(8), Align::End),
        ("条件が合えば", Width::Letters(8), Align::End),
        ("確かな行き先がない", Width::Letters(9), Align::End),
        ("先に埋まるところ", Width::Share(4), Align::Start),
    ];
    let row = |one: &IfGone| {
        let people = |count: usize| Cell::words(&one.taken.map(|_| format!("{count}人")).unwrap_or_default());
        vec![
            Cell::words(&one.name),
            Cell::words(&one.clients),
            people(one.taken.unwrap_or(0)),
            people(one.at_most),
            people(one.left),
            Cell::words(if one.taken.is_some() { &one.full } else { "" }),
        ]
    };
    grid(
        "withdraw",
        "1か所がやめたとき（ほかは、答えたとおりに続けるとして）",
        &columns,
        gone.iter().map(row).collect(),
    )
}

fn of_town(all: &Collected) -> Option<Grid> {
    let columns = [
        ("何の数", Width::Share(2), Align::Start),
        ("この四半期", Width::Share(2), Align::Start),
        ("前の四半期", Width::Share(2), Align::Start),
    ];
    let rows: Vec<Vec<Cell>> =
        rows::of_town(all).iter().map(|row| row.iter().map(|cell| Cell::words(cell)).collect()).collect();
    (!rows.is_empty()).then(|| grid("town", &rows::town_source(all), &columns, rows))
}

/// What the PDF says in sentences, for the table of it.
fn said(all: &Collected, gone: &Gone) -> Option<Grid> {
    let mut told = vec![rows::sentence(all)];
    told.extend(rows::risks(all));
    told.extend(Some(rows::waiting_note(all)).filter(|note| !note.is_empty()).map(str::to_string));
    told.extend(gone.as_ref().err().map(|what| format!("もし、この事業所がやめたら: {what}")));
    told.push(rows::rule(all));
    let rows = told.iter().map(|sentence| vec![Cell::words(sentence)]).collect();
    Some(grid("said", "文", &[("文", Width::Share(1), Align::Start)], rows))
}
