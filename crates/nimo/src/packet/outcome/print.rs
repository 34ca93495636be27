//! ご意見のその後 as papers: the one for everybody, and the draft that goes through the approval. Sentences in, documents out. Pure.

use crate::packet::outcome::model::OutcomeForm;
use chrono::NaiveDateTime;
use press::{Align, Block, Cell, Column, Document, Foot, Grid, PageForm, Width};

/// The title of the paper.
pub const TITLE: &str = "ご意見のその後";

/// An opinion and what is said of it.
pub struct Told {
    /// Its number on the paper, from 1.
    pub place: usize,
    /// Its block, by which a form names it.
    pub block: String,
    /// Is it what the town answered, and promised?
    pub is_promise: bool,
    /// The words of the minutes.
    pub opinion: String,
    /// What is said of it.
    pub form: OutcomeForm,
    /// 令和6年度第2回会議で決定; empty where nothing ended.
    pub decided: String,
    /// By which approval it went out; empty in a draft.
    pub approved: String,
}

/// What stands around a paper.
pub struct Head {
    /// The town.
    pub office: String,
    /// The council.
    pub council: String,
    /// 令和8年度第1回会議, with its day.
    pub meeting: String,
    /// The moment of the request, in Japan.
    pub dated: NaiveDateTime,
    /// 令和8年11月29日現在.
    pub as_of: String,
}

/// The paper for everybody: what was approved and nothing else.
pub fn public(rows: &[Told], head: &Head) -> Document {
    let about =
        format!("{}の会議で出されたご意見が、その後どうなったかをお知らせします。{}。", head.meeting, head.as_of);
    let caption = format!("ご意見とその後（{}件）", rows.len());
    let table = grid(rows, "outcomes", caption, ["ご意見", "その後", "いまの状況"]);
    let approved: Vec<String> = rows.iter().map(|one| one.approved.clone()).filter(|one| !one.is_empty()).collect();
    let mut body = vec![
        Block::heading("title", 1, TITLE),
        Block::paragraph("council", &head.council),
        Block::paragraph("about", &about),
        if rows.is_empty() {
            Block::paragraph("none", "お知らせできることは、まだありません。")
        } else {
            Block::Grid(table)
        },
    ];
    let mut named: Vec<String> = vec![];
    for one in approved {
        if !named.contains(&one) {
            named.push(one);
        }
    }
    if !named.is_empty() {
        body.push(Block::paragraph("approved", &format!("決裁: {}", named.join("、"))));
    }
    document(TITLE, head, body)
}

/// 伺い: the sentences that wait for their approval, with lines for its number and day.
pub fn approval(rows: &[Told], head: &Head) -> Document {
    let title = format!("「{TITLE}」の公表について（伺い）");
    let about = format!("{}の会議で出されたご意見について、次の文を公表してよろしいか伺います。", head.meeting);
    let caption = format!("公表する文の案（{}件）", rows.len());
    let body = vec![
        Block::heading("title", 1, &title),
        Block::paragraph("council", &head.council),
        Block::paragraph("number", "決裁番号　　　　　　　　　　　　　　決裁日　令和　　年　　月　　日"),
        Block::paragraph("about", &about),
        Block::Grid(grid(rows, "proposed", caption, ["ご意見", "公表する文", "状況"])),
        Block::paragraph(
            "check",
            "確かめること: 名前や、だれのことか分かる言葉がない。終わったとするものは、会議で決まったか、その場で答えている。",
        ),
    ];
    document(&title, head, body)
}

/// The opinions beside their sentences, under these heads.
fn grid(rows: &[Told], id: &str, caption: String, [opinion, words, how]: [&str; 3]) -> Grid {
    let row = |one: &Told| {
        let decided = if one.decided.is_empty() { String::new() } else { format!("\n（{}）", one.decided) };
        vec![
            Cell::Number(i64::try_from(one.place).unwrap_or(0)),
            Cell::words(&if one.is_promise {
                format!("（会議での回答）{}", one.opinion)
            } else {
                one.opinion.clone()
            }),
            Cell::words(&one.form.words),
            Cell::words(&format!("{}{decided}", one.form.kind.label())),
        ]
    };
    Grid {
        id: id.into(),
        caption,
        columns: vec![
            Column::new("番号", Width::Letters(3), Align::End),
            Column::start(opinion, Width::Share(5)),
            Column::start(words, Width::Share(5)),
            Column::start(how, Width::Letters(8)),
        ],
        rows: rows.iter().map(row).collect(),
    }
}

fn document(title: &str, head: &Head, body: Vec<Block>) -> Document {
    Document {
        title: title.into(),
        language: "ja".into(),
        author: Some(head.office.clone()),
        dated: head.dated,
        foot: Foot { left: format!("{}　{title}　{}", head.office, head.as_of), page_numbers: true },
        page: PageForm::a4(),
        body,
    }
}
