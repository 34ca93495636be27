//! 資料2 as a paper: the members' copy with every cell, and the copy for everybody with none that is small. Rows in, parts of a document
//! out. Pure.

use crate::packet::support::model::{SupportLine, SupportPaper};
use crate::packet::support::rules::{by_stage, total};
use press::{Align, Block, Cell, Column, Grid, Heading, Paragraph, Width};

/// The title of the paper.
pub const TITLE: &str = "「地域移行支援」支援状況";

/// The members' copy. `name` is what stands before its title: 資料2.
pub fn members(name: &str, paper: &SupportPaper) -> Vec<Block> {
    let lines = &paper.lines;
    let about = format!(
        "{}現在。出典: {}。委員限り（会議のあとで回収）。名前や病院の名はない。公開用ではない（少ない人数をふせていない）。",
        almanac::in_words(paper.as_of),
        paper.source
    );
    let count = |number: i64| Cell::Number(number);
    let mut stages: Vec<Vec<Cell>> =
        by_stage(lines).into_iter().map(|(stage, number)| vec![Cell::words(stage.label()), count(number)]).collect();
    stages.push(vec![Cell::words("計"), count(total(lines))]);
    let each = |line: &SupportLine| {
        vec![
            Cell::words(line.stage.label()),
            Cell::words(line.age.label()),
            Cell::words(line.months.label()),
            count(line.count),
        ]
    };
    let mut blocks = vec![
        heading(&format!("{name}　{TITLE}")),
        Block::Paragraph(Paragraph::plain("support-about", about)),
        Block::Grid(Grid {
            id: "support-stages".into(),
            caption: "段階ごとの人数".into(),
            columns: vec![Column::start("段階", Width::Letters(14)), number_column("人数")],
            rows: stages,
        }),
    ];
    if !lines.is_empty() {
        blocks.push(Block::Grid(Grid {
            id: "support-lines".into(),
            caption: "年代と月数ごとの人数".into(),
            columns: vec![
                Column::start("段階", Width::Letters(14)),
                Column::start("年代", Width::Letters(8)),
                Column::start("支援の月数", Width::Letters(10)),
                number_column("人数"),
            ],
            rows: lines.iter().map(each).collect(),
        }));
    }
    blocks
}

/// The copy for everybody, with the goals of the council that meetings decided on.
pub fn everybody(name: &str, paper: &SupportPaper) -> Vec<Block> {
    let about = format!(
        "{}現在。公開用。{below}より少ない人数は「＊」にした（引き算で分かる数も）。ほかは{below}ごとに刻んで示す。目標とその内わけは、会議で決めたもの。",
        almanac::in_words(paper.as_of),
        below = paper.threshold
    );
    let mut blocks = vec![
        heading(&format!("{name}　{TITLE}（公開用）")),
        Block::Paragraph(Paragraph::plain("support-about", about)),
        Block::Grid(Grid {
            id: "support-public".into(),
            caption: "段階ごとの人数".into(),
            columns: vec![Column::start("段階", Width::Letters(14)), number_column("人数")],
            rows: paper.public.iter().map(|(stage, figure)| vec![Cell::words(stage), Cell::words(figure)]).collect(),
        }),
    ];
    if !paper.goals.is_empty() {
        blocks.push(Block::Grid(crate::goals::print::public_grid(&paper.goals)));
    }
    blocks
}

fn heading(words: &str) -> Block {
    Block::Heading(Heading { id: "support".into(), level: 2, text: words.to_string().into() })
}

fn number_column(head: &str) -> Column {
    Column { head: head.into(), width: Width::Letters(6), align: Align::End }
}
