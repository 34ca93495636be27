//! 支払の一覧 on paper: a table with its sums and room for 受領印. Pure.

use crate::council::payment::model::{PaidRow, PayKind, PayTable, TableColumn};
use chrono::NaiveDateTime;
use press::{Align, Block, Cell, Column, Document, Foot, Grid, PageForm, Width};

/// As it stands on the paper and in a file's name.
pub const TITLE: &str = "報酬・費用弁償の一覧";

/// What stands around a list.
pub struct Head {
    /// 支払い前, 令和8年11月25日 支払い, 取り下げ.
    pub standing: String,
    /// The moment of the request, in Japan.
    pub dated: NaiveDateTime,
    /// Who prints it.
    pub by: String,
}

impl Head {
    /// 令和8年度第2回 みほん市…協議会　報酬・費用弁償の一覧（支払い前）
    pub fn title(&self, table: &PayTable) -> String {
        format!("{}　{TITLE}（{}）", table.meeting, self.standing)
    }
}

/// The paper.
pub fn document(table: &PayTable, head: &Head) -> Document {
    let mut body = vec![Block::heading("title", 1, TITLE)];
    let day = table.held_on.map_or_else(String::new, almanac::with_weekday);
    let scale = format!("{}から", almanac::in_words(table.scale_from));
    let basis = if table.basis.is_empty() { scale } else { format!("{}（{scale}）", table.basis) };
    let facts = [
        ("council", "協議会", table.council.clone()),
        ("meeting", "会議", table.meeting.clone()),
        ("day", "開催日", day),
        ("basis", "決まり", basis),
        ("standing", "支払い", head.standing.clone()),
    ];
    for (id, label, words) in facts.into_iter().filter(|(.., words)| !words.is_empty()) {
        body.push(Block::paragraph(id, &format!("{label}　{words}")));
    }
    body.push(Block::Spacer(0.5));
    body.push(Block::Grid(grid(table)));
    Document {
        title: head.title(table),
        language: "ja".into(),
        author: Some(table.office.clone()),
        dated: head.dated,
        foot: Foot {
            left: format!("{}　{}　{}が印刷", table.office, almanac::in_words(head.dated.date()), head.by),
            page_numbers: true,
        },
        page: if is_wide(table) { PageForm::a3_wide() } else { PageForm::a4_wide() },
        body,
    }
}

/// So many columns of the town stand on A4.
const MOST_ON_A4: usize = 7;

fn is_wide(table: &PayTable) -> bool {
    table.columns.len() > MOST_ON_A4
}

/// The list for a spreadsheet, and on a sheet of its own what it is.
pub fn lists(table: &PayTable, head: &Head) -> Vec<Grid> {
    let fact = |(label, words): (&str, String)| vec![Cell::words(label), Cell::words(&words)];
    let day = table.held_on.map_or_else(String::new, almanac::with_weekday);
    let facts = [
        ("協議会", table.council.clone()),
        ("会議", table.meeting.clone()),
        ("開催日", day),
        ("決まり", format!("{} {}から", table.basis, almanac::in_words(table.scale_from)).trim().to_string()),
        ("支払い", head.standing.clone()),
    ];
    let about = Grid {
        id: "about".into(),
        caption: "この一覧について".into(),
        columns: vec![Column::start("項目", Width::Letters(8)), Column::start("内容", Width::Share(2))],
        rows: facts.into_iter().map(fact).collect(),
    };
    vec![Grid { caption: "支払の一覧".into(), ..grid(table) }, about]
}

/// The list as a table: a row for each person, below them the sums.
pub fn grid(table: &PayTable) -> Grid {
    let mut columns = vec![
        Column::new("番号", Width::Letters(3), Align::End),
        Column::start("氏名", Width::Share(3)),
        Column::start("所属", Width::Share(3)),
        Column::start("役", Width::Letters(4)),
        Column::start("出席", Width::Letters(5)),
    ];
    // Ten million in five letters' room: 10,000,000.
    let letters = if is_wide(table) { 5 } else { 6 };
    columns.extend(table.columns.iter().map(|one| column(one, letters)));
    columns.push(Column::start("払わないわけ", Width::Share(2)));
    let mut rows: Vec<Vec<Cell>> = table.rows.iter().zip(1..).map(|(one, number)| row(one, number)).collect();
    rows.push(sums(table));
    Grid { id: "pay".into(), caption: String::new(), columns, rows }
}

fn column(column: &TableColumn, letters: u8) -> Column {
    match column.kind {
        PayKind::Blank => Column::start(&column.name, Width::Letters(letters)),
        _ => Column::new(&column.name, Width::Letters(letters), Align::End),
    }
}

fn row(one: &PaidRow, number: i64) -> Vec<Cell> {
    let mut cells = vec![
        Cell::Number(number),
        Cell::words(&one.shown()),
        Cell::words(&one.body),
        Cell::words(&one.role),
        Cell::words(&one.mode),
    ];
    cells.extend(one.cells.iter().map(|yen| yen.map_or(Cell::Blank, Cell::Number)));
    cells.push(Cell::words(&one.unpaid));
    cells
}

fn sums(table: &PayTable) -> Vec<Cell> {
    let mut cells = vec![Cell::Blank, Cell::words("計"), Cell::Blank, Cell::Blank, Cell::Blank];
    cells.extend(table.sums.iter().map(|yen| yen.map_or(Cell::Blank, Cell::Number)));
    cells.push(Cell::Blank);
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use press::Fonts;

    fn table() -> PayTable {
        let column = |name: &str, kind| TableColumn { name: name.into(), kind };
        let row = |name: &str, proxy: &str, cells: Vec<Option<i64>>, unpaid: &str| PaidRow {
            name: name.into(),
            proxy: proxy.into(),
            body: "みほん病院".into(),
            role: "委員".into(),
            mode: "会場".into(),
            unpaid: unpaid.into(),
            net: cells.get(1).copied().flatten().unwrap_or(0),
            cells,
        };
        PayTable {
            office: "みほん市".into(),
            council: "みほん市精神保健福祉連絡協議会".into(),
            meeting: "令和8年度第2回".into(),
            held_on: almanac::read_date("R8.11.10").ok(),
            scale_from: almanac::read_date("R8.4.1").unwrap(),
            basis: "みほん市報酬条例".into(),
            columns: vec![
                column("報酬", PayKind::Fixed),
                column("差引", PayKind::Net),
                column("受領印", PayKind::Blank),
            ],
            rows: vec![
                row("髙梨 一郎", "", vec![Some(12_000), Some(10_775), None], ""),
                row("三好 花", "森 葉", vec![None, None, None], "辞退"),
            ],
            sums: vec![Some(12_000), Some(10_775), None],
            net: 10_775,
        }
    }

    fn head() -> Head {
        let dated = almanac::read_date("R8.11.25").unwrap().and_hms_opt(10, 0, 0).unwrap();
        Head { standing: "支払い前".into(), dated, by: "遠山".into() }
    }

    #[test]
    fn the_paper_names_the_meeting_everybody_and_the_sums() {
        let text = press::text(&document(&table(), &head()));
        for said in [
            "報酬・費用弁償の一覧", "みほん市精神保健福祉連絡協議会", "令和8年11月10日（火）", "髙梨 一郎",
            "三好 花（代理 森 葉）", "10,775", "計", "辞退", "みほん市報酬条例（令和8年4月1日から）",
        ] {
            assert!(text.contains(said), "{said}\n{text}");
        }
    }

    #[test]
    fn the_paper_is_set_as_pdf_and_word_and_the_list_as_a_table_of_numbers() {
        let document = document(&table(), &head());
        assert!(press::pdf(&document, Fonts::embedded(), press::OnMissing::Geta).unwrap().starts_with(b"%PDF"));
        assert!(press::docx(&document).unwrap().starts_with(b"PK"));
        let grid = grid(&table());
        assert_eq!(grid.rows[2][5], Cell::Number(12_000));
        assert!(grid.columns.iter().any(|column| column.head == "受領印"), "room for the seal");
        assert!(grid.rows.iter().all(|row| row.len() == grid.columns.len()));
    }

    /// The width of each column in millimetres: so many letters between the margins of a cell, or a part of what they leave.
    fn widths(page: &PageForm, grid: &Grid) -> Vec<f64> {
        let letters = |count: u8| f64::from(count) * page.size * 25.4 / 72.0 + 2.0 * 1.8;
        let of = |column: &Column| if let Width::Letters(count) = column.width { letters(count) } else { 0.0 };
        let share = |column: &Column| if let Width::Share(share) = column.width { f64::from(share) } else { 0.0 };
        let fixed: f64 = grid.columns.iter().map(of).sum();
        let shares: f64 = grid.columns.iter().map(share).sum();
        let free = page.width - page.margins[1] - page.margins[3] - fixed;
        grid.columns.iter().map(|column| of(column) + share(column) * free / shares).collect()
    }

    #[test]
    fn a_list_of_twelve_columns_is_set_on_a3_and_no_column_of_words_or_yen_is_narrow() {
        for count in [3, 7, 8, 12] {
            let table = table();
            let all = |of: Option<i64>| vec![of; count];
            let table = PayTable {
                columns: (0..count)
                    .map(|at| TableColumn { name: format!("手当{at}"), kind: PayKind::Actual })
                    .collect(),
                rows: table.rows.iter().map(|row| PaidRow { cells: all(Some(10_000_000)), ..row.clone() }).collect(),
                sums: all(Some(20_000_000)),
                ..table
            };
            let document = document(&table, &head());
            assert_eq!(document.page.width, if count > 7 { 420.0 } else { 297.0 }, "{count}");
            let grid = grid(&table);
            let narrow = grid
                .columns
                .iter()
                .zip(widths(&document.page, &grid))
                .find(|(column, width)| column.head != "番号" && *width < 12.0);
            assert!(narrow.is_none(), "{count}: {narrow:?}");
            assert!(press::pdf(&document, Fonts::embedded(), press::OnMissing::Geta).unwrap().starts_with(b"%PDF"));
        }
    }
}
