//! The list of vacant rooms on paper: those that others may look at, as PDF and XLSX.

use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask};
use crate::vacancies::ListVacancies;
use crate::vacancies::rules::fade::RoomStanding;
use crate::vacancies::web::list::{All, LookedFor, Row};
use press::{Align, Block, Cell, Column, Document, Foot, Grid, Heading, PageForm, Paragraph, Width};

const TITLE: &str = "空室の一覧";
const HOW: &str = "空室は、事業所が知らせた日のものです。見学の前に、事業所に確かめてください。住まいは本人と事業所の契約で、この一覧は部屋を割り当てるものではありません。";

/// As PDF.
pub async fn pdf(ask: Ask) -> Answer {
    let list = grid(&ask).await?;
    let town = ask.signed_in()?.office_name.clone();
    let document = Document {
        title: TITLE.into(),
        language: "ja".into(),
        author: Some(town.clone()),
        dated: ask.now.at_japan(),
        foot: Foot { left: format!("{town}　{TITLE}　{}", almanac::in_words(ask.now.day())), page_numbers: true },
        page: PageForm::a4_wide(),
        body: vec![
            Block::Heading(Heading { id: "title".into(), level: 1, text: TITLE.into() }),
            Block::Grid(list),
            Block::Paragraph(Paragraph::plain("how", HOW)),
        ],
    };
    papers::pdf(&ask, document, TITLE).await
}

/// As XLSX.
pub async fn xlsx(ask: Ask) -> Answer {
    let list = grid(&ask).await?;
    papers::xlsx(&ask, TITLE.into(), ask.now.at_japan(), vec![list], TITLE).await
}

async fn grid(ask: &Ask) -> Result<Grid, Fault> {
    let permit = ask.may::<ListVacancies>(ask.office()?).await?;
    let looked = LookedFor::of(ask);
    let mut rows = All::of(ask, &permit).await?.rows(&looked.sought, ask.now.day());
    rows.retain(|row| matches!(row.standing, RoomStanding::Open(_)));
    let column = |head: &str, width, align| Column { head: head.into(), width, align };
    let words = looked.in_words();
    Ok(Grid {
        id: "vacancies".into(),
        caption: format!(
            "{}現在{}（{}室）",
            almanac::in_words(ask.now.day()),
            if words.is_empty() { String::new() } else { format!("、{words}部屋") },
            rows.len()
        ),
        columns: vec![
            column("住居", Width::Share(2), Align::Start),
            column("事業所", Width::Share(2), Align::Start),
            column("部屋", Width::Letters(6), Align::Start),
            column("様子", Width::Letters(6), Align::Start),
            column("空いた日", Width::Letters(8), Align::Start),
            column("いつ、だれから", Width::Share(2), Align::Start),
            column("受け入れ", Width::Share(3), Align::Start),
            column("費用", Width::Letters(6), Align::End),
            column("電話", Width::Letters(8), Align::Start),
        ],
        rows: rows.iter().map(cells).collect(),
    })
}

fn cells(row: &Row) -> Vec<Cell> {
    let fades = if row.fades.is_empty() { String::new() } else { format!("（{}）", row.fades) };
    let asks = if row.asks.is_empty() { String::new() } else { format!("（確かめる: {}）", row.asks) };
    let or = |text: &str, other: &str| if text.is_empty() { other.to_string() } else { text.to_string() };
    vec![
        Cell::words(&[row.home_name.as_str(), row.area.as_str()].join(" ")),
        Cell::words(&row.provider),
        Cell::words(&row.name),
        Cell::words(&row.state),
        Cell::words(&row.vacant_from),
        Cell::words(&format!("{}{fades}", row.told)),
        Cell::words(&format!("{}{asks}", or(&row.accepts, "まだ聞いていない"))),
        Cell::words(&or(&row.cost, "未確認")),
        Cell::words(&row.phone.0),
    ]
}
