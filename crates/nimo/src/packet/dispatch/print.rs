//! The cover of a sending: what is in it and where, the agenda, and what changed; and the list of those who get it. Pure.

use crate::packet::dispatch::model::Dispatch;
use chrono::NaiveDateTime;
use press::{Align, Block, Cell, Column, Document, Foot, Grid, PageForm, Paragraph, Width};

/// What stands around it.
pub struct Head {
    /// 第2便.
    pub number: i64,
    /// When it was frozen, in Japan.
    pub dated: NaiveDateTime,
}

impl Head {
    /// 令和8年度第2回会議　会議資料（第2便、令和8年11月5日）
    pub fn title(&self, dispatch: &Dispatch) -> String {
        format!("{}　会議資料（第{}便、{}）", dispatch.meeting, self.number, almanac::in_words(self.dated.date()))
    }
}

/// The cover: contents with the page on which each begins, the agenda, what changed.
pub fn cover(dispatch: &Dispatch, starts: &[usize], head: &Head) -> Document {
    let mut body = vec![
        Block::Spacer(1.0),
        Block::heading("title", 1, &format!("{}　会議資料", dispatch.meeting)),
        Block::Paragraph(Paragraph { align: Align::Middle, ..Paragraph::plain("council", dispatch.council.as_str()) }),
        Block::Spacer(0.5),
    ];
    let day = dispatch.held_on.map_or_else(String::new, almanac::with_weekday);
    let facts = [("when", "日時", day), ("place", "時間・場所", dispatch.place.clone())];
    for (id, label, words) in facts.into_iter().filter(|(.., words)| !words.is_empty()) {
        body.push(Block::paragraph(id, &format!("{label}　{words}")));
    }
    body.push(Block::heading("contents", 2, "資料の一覧"));
    body.push(if dispatch.papers.is_empty() {
        Block::paragraph("none", "資料はありません。")
    } else {
        Block::Grid(contents(dispatch, starts))
    });
    if !dispatch.agenda.is_empty() {
        body.push(Block::heading("agenda", 2, "次第"));
        for (at, line) in dispatch.agenda.iter().enumerate() {
            let indent = u8::try_from(line.depth).unwrap_or(4).min(4);
            let plain = Paragraph::plain(&format!("item-{}", at + 1), line.words());
            body.push(Block::Paragraph(Paragraph { indent, ..plain }));
        }
    }
    if let Some(before) = dispatch.before {
        body.push(Block::heading("changes", 2, &format!("第{before}便から変わったところ")));
        if dispatch.changes.is_empty() {
            body.push(Block::paragraph("unchanged", "変わったところはありません。"));
        }
        let line = |(at, told): (usize, &String)| Block::paragraph(&format!("change-{}", at + 1), &format!("・{told}"));
        body.extend(dispatch.changes.iter().enumerate().map(line));
    }
    let kind = if dispatch.scope.goes_out() { "" } else { "（事務局の控え）" };
    Document {
        title: format!("{}{kind}", head.title(dispatch)),
        language: "ja".into(),
        author: Some(dispatch.office.clone()),
        dated: head.dated,
        foot: Foot { left: format!("{}　{}{kind}", dispatch.office, head.title(dispatch)), page_numbers: false },
        page: PageForm::a4(),
        body,
    }
}

fn contents(dispatch: &Dispatch, starts: &[usize]) -> Grid {
    let row = |(at, paper): (usize, &crate::packet::dispatch::model::SentPaper)| {
        let start = starts.get(at).copied().unwrap_or(0);
        vec![
            Cell::words(&paper.mark),
            Cell::words(&paper.title),
            Cell::words(&paper.timing),
            Cell::Number(paper.pages),
            Cell::Number(i64::try_from(start).unwrap_or(0)),
        ]
    };
    let column = |head: &str, letters| Column::new(head, Width::Letters(letters), Align::End);
    Grid {
        id: "contents".into(),
        caption: String::new(),
        columns: vec![
            Column::start("番号", Width::Letters(6)),
            Column::start("資料の名", Width::Share(1)),
            Column::start("配り方", Width::Letters(7)),
            column("ページ数", 4),
            column("始まり", 4),
        ],
        rows: dispatch.papers.iter().enumerate().map(row).collect(),
    }
}

/// 送付先一覧: who gets it, with room for how and when.
pub fn people(dispatch: &Dispatch) -> Grid {
    let row = |(one, number): (&crate::packet::dispatch::model::Recipient, i64)| {
        vec![
            Cell::Number(number),
            Cell::words(&one.name),
            Cell::words(&one.body),
            Cell::Blank,
            Cell::Blank,
            Cell::Blank,
        ]
    };
    Grid {
        id: "people".into(),
        caption: "送付先一覧".into(),
        columns: vec![
            Column::start("番号", Width::Letters(3)),
            Column::start("氏名", Width::Letters(10)),
            Column::start("所属", Width::Letters(20)),
            Column::start("送り方", Width::Letters(8)),
            Column::start("送った日", Width::Letters(10)),
            Column::start("備考", Width::Letters(14)),
        ],
        rows: dispatch.people.iter().zip(1..).map(row).collect(),
    }
}
