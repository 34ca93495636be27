//! The list on paper: the same rows as on the screen, with the credit line, as PDF and XLSX.

use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask};
use crate::providers::model::{Provider, TakenEdition};
use crate::providers::web::list::{Row, credit};
use crate::providers::web::sought::{Found, Looked, found};
use crate::providers::{ListProviders, store};
use press::{Align, Block, Cell, Column, Document, Foot, Grid, Heading, PageForm, Paragraph, Width};

/// So many rows stand on a paper.
pub const MOST_ON_PAPER: usize = 2000;
const TITLE: &str = "事業所の一覧";

/// What a paper and a file are made of.
pub struct Gathered {
    /// What was sought.
    pub looked: Looked,
    /// The providers.
    pub all: Vec<Provider>,
    /// The editions that were taken in, the newest first.
    pub editions: Vec<TakenEdition>,
    /// The town.
    pub town: String,
}

/// Those who are sought, all of them.
///
/// # Errors
/// A sentence when they are more than `most`.
pub async fn gathered(ask: &Ask, most: usize, too_many: &'static str) -> Result<Gathered, Fault> {
    let permit = ask.may::<ListProviders>(ask.office()?).await?;
    let looked = Looked::of(ask, &permit).await?;
    if found(ask, &permit, &looked.sought, (0, 0)).await?.points.len() > most {
        return Err(Fault::Unreadable(too_many));
    }
    let Found { shown, .. } = found(ask, &permit, &looked.sought, (0, most)).await?;
    let editions = ask.read(async |tx| store::editions(tx, &permit).await).await?;
    Ok(Gathered { looked, all: shown, editions, town: ask.signed_in()?.office_name.clone() })
}

const TOO_MANY: &str = "件数が多すぎて、紙にできません（2,000件まで）。前のページに戻り、サービスや「どこの」でしぼってください。全部が要るときは、CSVを使えます。";

/// The list as XLSX.
pub async fn xlsx(ask: Ask) -> Answer {
    let gathered = gathered(&ask, MOST_ON_PAPER, TOO_MANY).await?;
    papers::xlsx(&ask, TITLE.into(), ask.now.at_japan(), vec![grid(&gathered)], TITLE).await
}

/// The list as PDF; a character that no font has stands as 〓.
pub async fn pdf(ask: Ask) -> Answer {
    let gathered = gathered(&ask, MOST_ON_PAPER, TOO_MANY).await?;
    let document = Document {
        title: TITLE.into(),
        language: "ja".into(),
        author: Some(gathered.town.clone()),
        dated: ask.now.at_japan(),
        foot: Foot {
            left: format!("{}　{TITLE}　{}", gathered.town, almanac::in_words(ask.now.day())),
            page_numbers: true,
        },
        page: PageForm::a4_wide(),
        body: vec![
            Block::Heading(Heading { id: "title".into(), level: 1, text: TITLE.into() }),
            Block::Grid(grid(&gathered)),
            Block::Paragraph(Paragraph::plain("credit", credit(&gathered.editions).as_str())),
        ],
    };
    papers::pdf(&ask, document, TITLE).await
}

fn grid(gathered: &Gathered) -> Grid {
    let near = gathered.looked.area == "near";
    let from = gathered.looked.origin.as_ref().filter(|_| near).map(|(spot, _)| *spot);
    let column = |head: &str, width, align| Column { head: head.into(), width, align };
    let row = |one: &Provider| {
        let row = Row::of(one, from);
        let standing = [row.standing.as_str(), row.as_of.as_str()].into_iter().filter(|text| !text.is_empty());
        let mut cells = vec![Cell::words(&row.name), Cell::words(row.service), Cell::words(&row.address)];
        if from.is_some() {
            cells.push(Cell::words(&row.way));
        }
        cells.extend([
            Cell::words(&row.phone),
            one.cells.capacity().map_or_else(|| Cell::words(&row.capacity), |count| Cell::Number(count.into())),
            Cell::words(&row.corporation),
            Cell::words(&standing.collect::<Vec<_>>().join("、")),
        ]);
        cells
    };
    let mut columns = vec![
        column("事業所", Width::Share(3), Align::Start),
        column("サービス", Width::Letters(9), Align::Start),
        column("住所", Width::Share(3), Align::Start),
    ];
    if from.is_some() {
        columns.push(column("距離", Width::Letters(5), Align::End));
    }
    columns.extend([
        column("電話", Width::Letters(8), Align::Start),
        column("定員", Width::Letters(4), Align::End),
        column("法人", Width::Share(2), Align::Start),
        column("様子", Width::Share(2), Align::Start),
    ]);
    Grid {
        id: "providers".into(),
        caption: format!("{}（{}件）", gathered.looked.in_words(&gathered.town), gathered.all.len()),
        columns,
        rows: gathered.all.iter().map(row).collect(),
    }
}
