//! What each line of a table becomes, or why it does not. Pure.

use super::columns::Column;
use super::words::{elements_of, pieces, solver_of, stage_of};
use crate::editing::shape::{Texts, Wrong};
use crate::issues::model::{Element, IssueForm, SHAPE, Solver, Stage};
use crate::plumbing::table::Row;
use std::collections::BTreeMap;

/// Why an issue is closed or watched that came closed or watched.
pub fn reason(stage: Stage) -> &'static str {
    match stage {
        Stage::Closed => "取り込んだ表で終わっていたもの",
        Stage::Watched => "取り込んだ表で見守りだったもの",
        _ => "",
    }
}

/// A line that can be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Its number in the table.
    pub line: usize,
    /// The issue.
    pub form: IssueForm,
    /// How far it has come.
    pub stage: Stage,
}

/// A line that is mended or left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The row, what a cell took from above in it, so that it can stand alone.
    pub row: Row,
    /// Its title as it stands there.
    pub title: String,
    /// What is wrong with it, one sentence for each thing.
    pub why: Vec<String>,
}

/// What a table becomes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judged {
    /// The lines that can be taken, in their order.
    pub taken: Vec<Taken>,
    /// Those that cannot.
    pub refused: Vec<Refused>,
}

impl Judged {
    /// 「12行のうち10行を取り込めます。2行は直すか、外してください。」
    pub fn sentence(&self) -> String {
        let (good, bad) = (self.taken.len(), self.refused.len());
        match (good, bad) {
            (0, 0) => "見出しの下に、行がありません。".into(),
            (1, 0) => "1行を取り込めます。".into(),
            (0, 1) => "この1行は、まだ取り込めません。直すか、外してください。".into(),
            (good, 0) => format!("{good}行を、すべて取り込めます。"),
            (0, bad) => format!("{bad}行とも、まだ取り込めません。直すか、外してください。"),
            (good, bad) => format!("{}行のうち{good}行を取り込めます。{bad}行は直すか、外してください。", good + bad),
        }
    }
}

/// What the council has already: title, number and whether it is closed.
pub type Present = (String, String, bool);

/// Each line under the head.
pub fn judge(heads: &Row, rows: &[Row], columns: &[Column], elements: &[Element], present: &[Present]) -> Judged {
    let present: BTreeMap<String, &Present> = present.iter().map(|issue| (title_key(&issue.0), issue)).collect();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut judged = Judged::default();
    for row in filled(rows, columns) {
        let title = of(&row, columns, Column::Title).next().map(|(_, cell)| one_line(cell)).unwrap_or_default();
        let mut why = vec![];
        let key = title_key(&title);
        if let Some(first) = seen.get(&key).filter(|_| !title.is_empty()) {
            why.push(format!("同じ題が、この表の{first}行目にもあります。1つにまとめるか、題を変えてください。"));
        } else if let Some((_, number, is_closed)) = present.get(&key) {
            why.push(match is_closed {
                false => format!("同じ題の課題 {number} が、もうあります。この行を外すか、題を変えてください。"),
                true => {
                    format!("同じ題の課題 {number} を、もう終えています。続きなら、その課題をふたたび開いてください。")
                }
            });
        }
        let line = understood(heads, &row, columns, elements, &title, &mut why);
        seen.entry(key).or_insert(row.line);
        match line {
            Some((form, stage)) if why.is_empty() => judged.taken.push(Taken { line: row.line, form, stage }),
            _ => judged.refused.push(Refused { row, title, why }),
        }
    }
    judged
}

fn title_key(title: &str) -> String {
    glyphs::fold(title).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Vertically merged cells leave blanks: an element holds until the next one is named.
fn filled(rows: &[Row], columns: &[Column]) -> Vec<Row> {
    let mut rows = rows.to_vec();
    for at in columns.iter().zip(0..).filter(|(column, _)| **column == Column::Elements).map(|(_, at)| at) {
        let mut above = String::new();
        for row in &mut rows {
            if !row.cell(at).is_empty() {
                above = row.cell(at).to_string();
            } else if !above.is_empty() {
                row.cells.resize(row.cells.len().max(at + 1), String::new());
                row.cells[at].clone_from(&above);
            }
        }
    }
    rows
}

/// The cells of the columns that become this, blank ones left out.
fn of<'a>(row: &'a Row, columns: &'a [Column], wanted: Column) -> impl Iterator<Item = (usize, &'a str)> {
    let here = columns.iter().enumerate().filter(move |(_, column)| **column == wanted);
    here.map(|(at, _)| (at, row.cell(at))).filter(|(_, cell)| !cell.is_empty())
}

fn understood(
    heads: &Row,
    row: &Row,
    columns: &[Column],
    elements: &[Element],
    title: &str,
    why: &mut Vec<String>,
) -> Option<(IssueForm, Stage)> {
    let mut codes: Vec<&str> = vec![];
    for (_, cell) in of(row, columns, Column::Elements) {
        match elements_of(cell, elements) {
            Ok(found) => codes.extend(found),
            Err(word) => why.push(format!(
                "「{word}」は要素の一覧にありません。「要素のことば」で足すか、列を「使わない」にしてください。"
            )),
        }
    }
    let mut solvers = vec![];
    for piece in of(row, columns, Column::Solvers).flat_map(|(_, cell)| pieces(cell, true)) {
        match solver_of(&piece) {
            Some(solver) => solvers.push(solver),
            None => why.push(format!(
                "「{piece}」は、市・圏域・県・国・民間のどれか読めません。直すか、列を「使わない」にしてください。"
            )),
        }
    }
    let stage = of(row, columns, Column::Stage).next().map_or(Some(Stage::Raised), |(_, cell)| stage_of(cell));
    if stage.is_none() {
        let word = row.cell(columns.iter().position(|column| *column == Column::Stage).unwrap_or(0));
        why.push(format!("「{word}」は、状態のことばとして読めません。検討中、取り組み中、見守り、完了のどれかにするか、列を「使わない」にしてください。"));
    }
    let matter: Vec<String> = of(row, columns, Column::Matter)
        .map(|(_, cell)| cell.to_string())
        .chain(of(row, columns, Column::More).map(|(at, cell)| match one_line(heads.cell(at)) {
            head if head.is_empty() => cell.to_string(),
            head => format!("{head}：{cell}"),
        }))
        .collect();
    let owner: Vec<String> = of(row, columns, Column::Owner).map(|(_, cell)| cell.replace('\n', "、")).collect();
    // In the office's order, each once.
    let codes = elements.iter().map(|element| element.code.as_str()).filter(|code| codes.contains(code));
    let solvers = Solver::ALL.into_iter().filter(|solver| solvers.contains(solver)).map(Solver::code);
    let texts: Texts = [
        ("title", title.to_string()),
        ("matter", matter.join("\n")),
        ("elements", codes.collect::<Vec<_>>().join(" ")),
        ("solvers", solvers.collect::<Vec<_>>().join(" ")),
        ("owner", owner.join("、")),
    ]
    .map(|(name, value)| (name.to_string(), value))
    .into();
    match IssueForm::parse(&texts) {
        Ok(form) => Some((form, stage?)),
        Err(wrongs) => {
            // What is wrong with the title is read first.
            why.splice(0..0, wrongs.iter().map(|wrong| sentence(wrong, title)));
            None
        }
    }
}

fn sentence(wrong: &Wrong, title: &str) -> String {
    match (wrong.field, title.chars().count()) {
        ("title", 0) => "題が空です。題を入れるか、この行を外してください。".into(),
        ("title", length) => format!("題が長すぎます（{length}文字）。120文字までにしてください。"),
        (field, _) => {
            let label = SHAPE.fields.iter().find(|(name, _)| *name == field).map_or("", |(_, label)| label);
            format!("{label}が{}", wrong.sentence)
        }
    }
}

/// A cell that was broken to fit its column, in one line; what is listed in it stays apart.
fn one_line(cell: &str) -> String {
    let mut line = String::new();
    for part in cell.lines().map(str::trim).filter(|part| !part.is_empty()) {
        let is_listed = part.starts_with(['・', '○', '●', '◯', '※', '-', '－', '（', '('])
            || part.starts_with(|c: char| c.is_numeric() || c.is_ascii_alphanumeric());
        if is_listed && !line.is_empty() {
            line.push('　');
        }
        line += part;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issues::model::ELEMENTS;
    use proptest::prelude::*;

    fn elements() -> Vec<Element> {
        let own =
            |(code, label): &(&str, &str)| Element { code: (*code).into(), label: (*label).into(), is_retired: false };
        ELEMENTS.iter().map(own).collect()
    }

    fn row(line: usize, cells: &[&str]) -> Row {
        Row::of(line, cells.iter().map(|cell| (*cell).to_string())).unwrap()
    }

    #[test]
    fn a_blank_below_a_merged_element_takes_the_one_above_even_if_that_line_is_refused() {
        use Column::{Elements, More, Title};
        let heads = row(1, &["要素", "課題", "方策"]);
        let rows =
            [row(2, &["住まい", "空き家"]), row(3, &["", "保証人\nがいない", "協議会で話す"]), row(4, &["", "空き家"])];
        let judged = judge(&heads, &rows, &[Elements, Title, More], &elements(), &[]);
        assert_eq!(judged.sentence(), "3行のうち2行を取り込めます。1行は直すか、外してください。");
        let second = &judged.taken[1].form;
        assert_eq!((second.title.as_str(), second.matter.as_str()), ("保証人がいない", "方策：協議会で話す"));
        assert_eq!(second.elements, ["housing"]);
        assert_eq!(judged.refused[0].row.cells, ["住まい", "空き家"], "it stands alone");
        assert!(judged.refused[0].why[0].contains("この表の2行目にも"));
    }

    #[test]
    fn every_thing_that_is_wrong_has_its_sentence() {
        use Column::{Elements, Owner, Solvers, Stage, Title};
        let heads = row(1, &["課題", "要素", "主体", "状態", "担当"]);
        let long = "あ".repeat(121);
        let rows = [
            row(2, &["", "住まい"]),
            row(3, &[&long]),
            row(4, &["交通", "交通"]),
            row(5, &["a", "", "みんな"]),
            row(6, &["b", "", "", "さあ"]),
            row(7, &["c", "", "", "", &"係".repeat(81)]),
            row(8, &["空　き家"]),
            row(9, &["済んだ"]),
        ];
        let present =
            [("空き家".to_string(), "R6-001".to_string(), false), ("済んだ".to_string(), "R6-002".to_string(), true)];
        let judged = judge(&heads, &rows, &[Title, Elements, Solvers, Stage, Owner], &elements(), &present);
        assert!(judged.taken.is_empty());
        let wanted = [
            "題が空です", "121文字", "「交通」は要素の一覧にありません", "「みんな」は", "「さあ」は、状態",
            "受けもちが長すぎます", "R6-001 が、もうあります", "R6-002 を、もう終えています",
        ];
        for (refused, wanted) in judged.refused.iter().zip(wanted) {
            assert!(refused.why.iter().any(|why| why.contains(wanted)), "{wanted}: {:?}", refused.why);
        }
        assert_eq!(judged.refused.len(), wanted.len());
    }

    proptest! {
        #[test]
        fn arbitrary_cells_never_panic_and_no_line_is_lost(cells in proptest::collection::vec("(\\PC|[・、（）()/\n]){0,12}", 0..40)) {
            let rows: Vec<Row> = cells.chunks(4).zip(2..).filter_map(|(cells, line)| Row::of(line, cells.iter().cloned())).collect();
            let columns = [Column::Title, Column::Elements, Column::Solvers, Column::Stage];
            let judged = judge(&rows.first().cloned().unwrap_or(Row { line: 1, cells: vec![] }), &rows, &columns, &elements(), &[]);
            prop_assert_eq!(judged.taken.len() + judged.refused.len(), rows.len());
        }
    }
}
