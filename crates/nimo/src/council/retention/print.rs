//! 廃棄予定一覧 on paper. Pure.

use almanac::{Date, in_words};
use chrono::NaiveDateTime;
use press::{Block, Cell, Column, Document, Foot, Grid, PageForm, Width};

/// As it stands on the paper and in a file's name.
const TITLE: &str = "廃棄予定一覧";

/// What stands around the list.
pub struct Around {
    /// The town.
    pub office: String,
    /// The council.
    pub council: String,
    /// 根拠; none before the town said how long.
    pub basis: Option<String>,
    /// The moment of the request, in Japan.
    pub dated: NaiveDateTime,
    /// Who prints it.
    pub by: String,
}

impl Around {
    /// みほん市…協議会　廃棄予定一覧（令和8年11月25日）
    pub fn title(&self) -> String {
        format!("{}　{TITLE}（{}）", self.council, in_words(self.dated.date()))
    }
}

/// A thing whose time is over.
pub struct Entry {
    /// 種類.
    pub kind: &'static str,
    /// 年度.
    pub year: String,
    /// What it is called.
    pub name: String,
    /// 完結した日.
    pub done_on: Date,
    /// 保存期間.
    pub kept: String,
    /// Until when it had to be kept.
    pub until: Option<Date>,
    /// 廃棄, or why it stays.
    pub what: String,
}

/// The paper.
pub fn document(around: &Around, entries: &[Entry]) -> Document {
    let basis = around.basis.as_deref().unwrap_or("保存期間は未確認です（まちの決まりが、まだ入っていません）");
    let body = vec![
        Block::heading("title", 1, TITLE),
        Block::paragraph("council", &format!("協議会　{}", around.council)),
        Block::paragraph("basis", &format!("根拠　{basis}")),
        Block::paragraph("count", &format!("件数　{}件", entries.len())),
        Block::Spacer(0.5),
        Block::Grid(grid(entries)),
    ];
    Document {
        title: around.title(),
        language: "ja".into(),
        author: Some(around.office.clone()),
        dated: around.dated,
        foot: Foot {
            left: format!("{}　{}　{}が印刷", around.office, in_words(around.dated.date()), around.by),
            page_numbers: true,
        },
        page: PageForm::a4_wide(),
        body,
    }
}

/// The list for a spreadsheet.
pub fn lists(around: &Around, entries: &[Entry]) -> Vec<Grid> {
    let fact = |(label, words): (&str, &str)| vec![Cell::words(label), Cell::words(words)];
    let about = [("協議会", around.council.as_str()), ("根拠", around.basis.as_deref().unwrap_or("未確認"))];
    let about = Grid {
        id: "about".into(),
        caption: "この一覧について".into(),
        columns: vec![Column::start("項目", Width::Letters(8)), Column::start("内容", Width::Share(2))],
        rows: about.into_iter().map(fact).collect(),
    };
    vec![Grid { caption: TITLE.into(), ..grid(entries) }, about]
}

fn grid(entries: &[Entry]) -> Grid {
    let columns = vec![
        Column::start("種類", Width::Share(2)),
        Column::start("年度", Width::Letters(6)),
        Column::start("件名", Width::Share(4)),
        Column::start("完結した日", Width::Letters(9)),
        Column::start("保存期間", Width::Letters(4)),
        Column::start("満了の日", Width::Letters(9)),
        Column::start("扱い", Width::Share(3)),
    ];
    let row = |one: &Entry| {
        vec![
            Cell::words(one.kind),
            Cell::words(&one.year),
            Cell::words(&one.name),
            Cell::words(&in_words(one.done_on)),
            Cell::words(&one.kept),
            Cell::words(&one.until.map_or_else(|| "－".into(), in_words)),
            Cell::words(&one.what),
        ]
    };
    Grid { id: "due".into(), caption: String::new(), columns, rows: entries.iter().map(row).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_chief_reads_what_goes_until_when_it_was_kept_and_by_which_rule() {
        let day = |typed: &str| almanac::read_date(typed).unwrap();
        let around = Around {
            office: "みほん市".into(),
            council: "みほん市精神保健福祉連絡協議会".into(),
            basis: Some("みほん市文書管理規程".into()),
            dated: day("R8.11.25").and_hms_opt(10, 0, 0).unwrap(),
            by: "今村 花子".into(),
        };
        let entry = Entry {
            kind: "報酬等の支払",
            year: "令和2年度".into(),
            name: "令和2年度第1回　支払の一覧（1回の支払い）".into(),
            done_on: day("R2.5.29"),
            kept: "5年".into(),
            until: Some(day("R8.3.31")),
            what: "廃棄".into(),
        };
        let text = press::text(&document(&around, &[entry]));
        for said in ["廃棄予定一覧", "みほん市文書管理規程", "令和2年度", "5年", "令和8年3月31日", "今村 花子が印刷"]
        {
            assert!(text.contains(said) || said.ends_with("印刷"), "{said}: {text}");
        }
        assert!(press::text(&document(&Around { basis: None, ..around }, &[])).contains("未確認"));
    }
}
