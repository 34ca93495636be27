//! Goals on paper: the list for the office and its council, and the copy for everybody. Rows in, documents out. Pure.

use crate::goals::indicator::model::Amount;
use crate::goals::masking::model::PublicFigure;
use crate::goals::model::{GoalPart, Yardstick, sum_in_words};
use crate::goals::rules::{PublicGoal, PublicPart, Running, Standing};
use almanac::FiscalYear;
use chrono::NaiveDateTime;
use press::{Block, Cell, Column, Document, Foot, Grid, Heading, PageForm, Paragraph, Width};

/// The title of the list.
pub const TITLE: &str = "目標と実績";
/// The title of the copy for everybody.
pub const PUBLIC_TITLE: &str = "目標と実績（公開用）";

/// A goal as the list for the council prints it.
pub struct GoalRow {
    /// The 年度.
    pub year: FiscalYear,
    /// 目標 in one line.
    pub title: String,
    /// 何で測るか.
    pub yardstick: Yardstick,
    /// How many.
    pub target: Amount,
    /// 内わけ.
    pub parts: Vec<GoalPart>,
    /// How far it has come.
    pub running: Option<Running>,
    /// Where it leads, in a sentence.
    pub projection: String,
    /// How it stands.
    pub standing: Standing,
    /// Where it was decided, and what meetings said of it since.
    pub told: String,
}

/// The list as the council reads it, with every figure.
pub fn list(rows: &[GoalRow]) -> Grid {
    let row = |row: &GoalRow| {
        let unit = row.yardstick.unit();
        let now = row.running.as_ref();
        let part = |(part, told): (&GoalPart, &Option<Amount>)| {
            format!("{} {}", part.name, told.map_or_else(|| "－".into(), |amount| amount.in_words()))
        };
        let parts = now
            .map_or_else(String::new, |now| row.parts.iter().zip(&now.parts).map(part).collect::<Vec<_>>().join("、"));
        vec![
            Cell::words(&row.year.short()),
            Cell::words(&row.title),
            Cell::words(row.yardstick.name()),
            Cell::words(&format!("{}{unit}", sum_in_words(row.target, &row.parts))),
            Cell::words(&now.map_or_else(String::new, |now| {
                format!("{}{unit}（{}）", now.total.in_words(), almanac::in_words(now.as_of))
            })),
            Cell::words(&parts),
            Cell::words(&row.projection),
            Cell::words(row.standing.label()),
            Cell::words(&row.told),
        ]
    };
    Grid {
        id: "goals".into(),
        caption: format!("{TITLE}（{}件）　公開用ではない（少ない人数をふせていない）", rows.len()),
        columns: vec![
            Column::start("年度", Width::Letters(3)),
            Column::start("目標", Width::Share(5)),
            Column::start("何で測るか", Width::Share(4)),
            Column::start("数", Width::Letters(7)),
            Column::start("実績", Width::Letters(9)),
            Column::start("内わけの実績", Width::Share(5)),
            Column::start("見込み", Width::Share(5)),
            Column::start("状態", Width::Letters(6)),
            Column::start("会議", Width::Share(4)),
        ],
        rows: rows.iter().map(row).collect(),
    }
}

/// A goal as the copy for everybody prints it: no figure that no rule of masking made.
pub struct PublicRow {
    /// The 年度.
    pub year: FiscalYear,
    /// 目標 in one line, as the council decided on it.
    pub title: String,
    /// 何で測るか.
    pub name: String,
    /// 人, 回.
    pub unit: String,
    /// The figures.
    pub figures: PublicGoal,
    /// Where it was decided, and what meetings said of it since.
    pub told: String,
}

/// What stands around a paper.
pub struct Head {
    /// The town.
    pub office: String,
    /// The moment of the request, in Japan.
    pub dated: NaiveDateTime,
    /// 令和8年11月29日現在.
    pub as_of: String,
    /// Below this number a figure is hidden.
    pub threshold: i64,
}

/// The copy for everybody, on a wide A4.
pub fn public(rows: &[PublicRow], head: &Head) -> Document {
    let about = format!(
        "{}　{}。{}より少ない人数は「＊」にした（引き算で分かる数も）。年度の途中の人数は、{}に届くと「{}以上」のように刻んで示し、年度が終わると総数を示す。目標とその内わけは、会議で決めたもの。「－」は、数がまだない。",
        head.office, head.as_of, head.threshold, head.threshold, head.threshold
    );
    Document {
        title: PUBLIC_TITLE.into(),
        language: "ja".into(),
        author: Some(head.office.clone()),
        dated: head.dated,
        foot: Foot { left: format!("{}　{PUBLIC_TITLE}　{}", head.office, head.as_of), page_numbers: true },
        page: PageForm::a4_wide(),
        body: vec![
            Block::Heading(Heading { id: "title".into(), level: 1, text: PUBLIC_TITLE.into() }),
            Block::Paragraph(Paragraph::plain("about", about)),
            match rows {
                [] => Block::Paragraph(Paragraph::plain("none", "会議で決まった目標は、まだありません。")),
                rows => Block::Grid(public_grid(&rows.iter().map(public_cells).collect::<Vec<_>>())),
            },
        ],
    }
}

/// A goal as the cells of a line for everybody.
pub fn public_cells(row: &PublicRow) -> Vec<String> {
    let told = |figure: Option<PublicFigure>| figure.map_or_else(|| "－".to_string(), PublicFigure::in_words);
    let of = |pick: fn(&PublicPart) -> Option<PublicFigure>| {
        let parts = row.figures.parts.iter();
        parts.map(|part| format!("{} {}", part.name, told(pick(part)))).collect::<Vec<_>>().join("、")
    };
    vec![
        row.year.short(),
        row.title.clone(),
        format!("{}（{}）", row.name, row.unit),
        row.figures.target.in_words(),
        of(|part| Some(part.target)),
        told(row.figures.actual),
        of(|part| part.reached),
        row.told.clone(),
    ]
}

/// Goals as a table for everybody, from their cells.
pub fn public_grid(rows: &[Vec<String>]) -> Grid {
    Grid {
        id: "goals-public".into(),
        caption: format!("会議で決まった目標（{}件）", rows.len()),
        columns: vec![
            Column::start("年度", Width::Letters(3)),
            Column::start("目標", Width::Share(5)),
            Column::start("何で測るか", Width::Share(5)),
            Column::start("数", Width::Letters(4)),
            Column::start("内わけ", Width::Share(5)),
            Column::start("実績", Width::Letters(5)),
            Column::start("内わけの実績", Width::Share(5)),
            Column::start("会議", Width::Share(4)),
        ],
        rows: rows.iter().map(|row| row.iter().map(|cell| Cell::words(cell)).collect()).collect(),
    }
}
