//! Letters of appointment on paper, one to a page, and the list with which they are handed out. Pure.

use crate::council::appointment::model::Appointment;
use chrono::NaiveDateTime;
use press::{Align, Block, Cell, Column, Document, Foot, Grid, PageForm, Paragraph, Width};

/// What stands around the papers of a batch.
pub struct Head<'a> {
    /// The town.
    pub office: &'a str,
    /// The council.
    pub council: &'a str,
    /// The moment of the request, in Japan.
    pub dated: NaiveDateTime,
}

/// The letters of a batch that hold, one to a page: as many pages as letters.
pub fn letters(batch: &[&Appointment], head: &Head<'_>) -> Document {
    let mut body = vec![];
    for (at, one) in batch.iter().enumerate() {
        if at > 0 {
            body.push(Block::PageBreak);
        }
        body.extend(letter(one));
    }
    Document {
        title: format!("{}　委嘱状・任命書", head.council),
        language: "ja".into(),
        author: Some(head.office.into()),
        dated: head.dated,
        foot: Foot::default(),
        page: PageForm { margins: [40.0, 30.0, 30.0, 30.0], size: 16.0, line: 2.0, title_size: 30.0, ..PageForm::a4() },
        body,
    }
}

/// All that these letters say, a paragraph for each under the id of its batch, to be held against the fonts.
pub fn words(letters: &[&Appointment]) -> Document {
    let said = |one: &&Appointment| {
        let letter = &one.letter;
        let words = [&letter.number, &letter.name, &letter.words, &letter.appointer];
        Block::paragraph(&one.batch.to_string(), &words.map(String::as_str).join("\n"))
    };
    Document {
        title: String::new(),
        language: "ja".into(),
        author: None,
        dated: NaiveDateTime::default(),
        foot: Foot::default(),
        page: PageForm::a4(),
        body: letters.iter().map(said).collect(),
    }
}

fn letter(one: &Appointment) -> Vec<Block> {
    let (letter, place) = (&one.letter, one.place);
    let placed = |part: &str, words: &str, align, indent| {
        let id = format!("{part}-{place}");
        Block::Paragraph(Paragraph { align, indent, ..Paragraph::plain(&id, words) })
    };
    let term = match letter.term.until_on {
        Some(_) => letter.term.in_words(),
        None => format!("{}から", almanac::in_words(letter.term.from_on)),
    };
    vec![
        placed("number", &letter.number, Align::End, 0),
        Block::Spacer(1.0),
        Block::heading(&format!("title-{place}"), 1, letter.kind.title()),
        Block::Spacer(1.0),
        placed("name", &format!("{}　様", letter.name), Align::Start, 0),
        Block::Spacer(1.0),
        placed("words", &letter.words, Align::Start, 1),
        Block::Spacer(0.5),
        placed("term", &format!("任期　{term}"), Align::Start, 1),
        Block::Spacer(1.5),
        placed("date", &almanac::in_words(letter.dated_on), Align::Start, 1),
        Block::Spacer(1.0),
        placed("appointer", &letter.appointer, Align::End, 0),
    ]
}

/// The list with which a batch is handed out: who gets which number, with room for a mark.
pub fn receipt(batch: &[&Appointment], sum: &str, head: &Head<'_>) -> Document {
    let title = format!("{}　委嘱状・任命書の交付一覧", head.council);
    let row = |one: &&Appointment| {
        let letter = &one.letter;
        vec![
            Cell::Number(one.place),
            Cell::words(letter.kind.label()),
            Cell::words(&letter.number),
            Cell::words(&if letter.kana.is_empty() {
                letter.name.clone()
            } else {
                format!("{}\n{}", letter.name, letter.kana)
            }),
            Cell::words(&letter.body),
            Cell::words(&letter.term.in_words()),
            Cell::Blank,
        ]
    };
    let grid = Grid {
        id: "receipt".into(),
        caption: String::new(),
        columns: vec![
            Column::start("", Width::Letters(2)),
            Column::start("文書", Width::Letters(3)),
            Column::start("番号", Width::Letters(9)),
            Column::start("氏名", Width::Letters(9)),
            Column::start("所属・役職", Width::Share(4)),
            Column::start("任期", Width::Letters(11)),
            Column::start("受領", Width::Letters(4)),
        ],
        rows: batch.iter().map(row).collect(),
    };
    Document {
        title: title.clone(),
        language: "ja".into(),
        author: Some(head.office.into()),
        dated: head.dated,
        foot: Foot { left: title.clone(), page_numbers: true },
        page: PageForm::a4_wide(),
        body: vec![
            Block::heading("title", 1, &title),
            Block::paragraph("sum", &format!("この一覧の文書は{}通。{sum}", batch.len())),
            Block::Grid(grid),
        ],
    }
}
