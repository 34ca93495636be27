//! What a column of a town's own table is: guessed from its head, remembered, chosen. Pure.

use crate::plumbing::table::Row;

/// What a column becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// 課題の題.
    Title,
    /// 何が問題か.
    Matter,
    /// 要素.
    Elements,
    /// だれが解けるか.
    Solvers,
    /// 受けもち.
    Owner,
    /// 状態.
    Stage,
    /// 何が問題かに付け足す: 「見出し：本文」.
    More,
    /// 使わない.
    Unused,
}

impl Column {
    /// In the order of the form.
    pub const ALL: [Column; 8] = [
        Column::Title,
        Column::Matter,
        Column::Elements,
        Column::Solvers,
        Column::Owner,
        Column::Stage,
        Column::More,
        Column::Unused,
    ];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Column::Title => "title",
            Column::Matter => "matter",
            Column::Elements => "elements",
            Column::Solvers => "solvers",
            Column::Owner => "owner",
            Column::Stage => "stage",
            Column::More => "more",
            Column::Unused => "unused",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<Column> {
        Column::ALL.into_iter().find(|column| column.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Column::Title => "課題の題",
            Column::Matter => "何が問題か",
            Column::Elements => "要素",
            Column::Solvers => "だれが解けるか",
            Column::Owner => "受けもち",
            Column::Stage => "状態",
            Column::More => "何が問題かに付け足す",
            Column::Unused => "使わない",
        }
    }
}

/// Words of heads, in the order in which they are looked for: 「課題の現状」 is about the matter, 「担当分野」 about the owner.
const WORDS: &[(Column, &[&str])] = &[
    (Column::Unused, &["番号", "no", "№", "備考", "年月日", "日付"]),
    (Column::Stage, &["状態", "状況", "進捗", "ステータス"]),
    (Column::Solvers, &["だれが", "誰が", "主体", "レベル"]),
    (Column::Owner, &["受けもち", "受け持ち", "担当", "所管", "所属"]),
    (Column::More, &["方策", "対応", "対策", "取組", "取り組み", "方向", "目標", "意見", "経過", "今後"]),
    (Column::Matter, &["何が問題", "現状", "問題", "内容", "背景", "詳細", "説明"]),
    (Column::Elements, &["要素", "分野", "区分", "分類", "カテゴリ"]),
    (Column::Title, &["課題", "項目", "題", "件名", "テーマ"]),
];

/// What a head says, if it says anything.
pub fn named(head: &str) -> Option<Column> {
    let head: String = glyphs::fold(head).chars().filter(|c| !c.is_whitespace()).collect();
    // A sentence is no head.
    if head.is_empty() || head.chars().count() > 20 {
        return None;
    }
    let has = |word: &&str| {
        let word = glyphs::fold(word);
        head == word || (word.chars().count() > 1 && word != "no" && head.contains(&word))
    };
    // 「現状と課題」 and 「対応状況」 are told by their most telling word; a whole label wins over any part.
    let label = Column::ALL.into_iter().find(|column| head == glyphs::fold(column.label()));
    label.or_else(|| WORDS.iter().find(|(_, words)| words.iter().any(has)).map(|(column, _)| *column))
}

/// A head as it is remembered: however it is typed the next time.
pub fn remembered(head: &str) -> String {
    glyphs::fold(head).chars().filter(|c| !c.is_whitespace()).take(60).collect()
}

/// Which row holds the heads: the first that names two columns, else the first.
pub fn head_row(rows: &[Row], known: &[(String, String)]) -> usize {
    let is_known = |cell: &String| {
        let head = remembered(cell);
        !head.is_empty() && (named(cell).is_some() || known.iter().any(|(known, _)| *known == head))
    };
    rows.iter().take(20).position(|row| row.cells.iter().filter(|cell| is_known(cell)).count() >= 2).unwrap_or(0)
}

/// What each column becomes: as remembered, else as its head says. One column is the title, and one the stage.
pub fn guess(heads: &[String], known: &[(String, String)]) -> Vec<Column> {
    let kept = |head: &String| {
        let head = remembered(head);
        let found = known.iter().find(|(known, _)| !head.is_empty() && *known == head);
        found.and_then(|(_, code)| Column::parse(code))
    };
    let mut columns: Vec<Column> =
        heads.iter().map(|head| kept(head).or_else(|| named(head)).unwrap_or(Column::Unused)).collect();
    for single in [Column::Title, Column::Stage] {
        let mut seen = columns.iter().position(|column| *column == single);
        // What was remembered goes before what was guessed.
        if let Some(sure) = heads.iter().position(|head| kept(head) == Some(single)) {
            seen = Some(sure);
        }
        for (at, column) in columns.iter_mut().enumerate() {
            if *column == single && Some(at) != seen {
                *column = Column::More;
            }
        }
    }
    if !columns.contains(&Column::Title) {
        // 「現状と課題」 alone, or a list without a head.
        let next = heads.iter().position(|head| glyphs::fold(head).contains("課題") && kept(head).is_none());
        if let Some(at) = next.or_else(|| (heads.len() == 1).then_some(0)) {
            columns[at] = Column::Title;
        }
    }
    columns
}

/// Why no line can be made of these columns.
///
/// # Errors
/// The sentence.
pub fn usable(columns: &[Column]) -> Result<(), &'static str> {
    let count = |wanted| columns.iter().filter(|column| **column == wanted).count();
    match (count(Column::Title), count(Column::Stage)) {
        (0, _) => Err("どの列が課題の題か、わかりません。「課題の題」の列を1つ選んでください。"),
        (1, 0 | 1) => Ok(()),
        (1, _) => Err("「状態」の列は、1つだけにしてください。ほかの列は「使わない」か「付け足す」にできます。"),
        _ => Err("「課題の題」の列は、1つだけにしてください。ほかの列は「何が問題か」にできます。"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(heads: &[&str], known: &[(&str, &str)]) -> Vec<Column> {
        let heads: Vec<String> = heads.iter().map(|head| (*head).to_string()).collect();
        let known: Vec<_> = known.iter().map(|(head, code)| ((*head).to_string(), (*code).to_string())).collect();
        guess(&heads, &known)
    }

    #[test]
    fn the_heads_of_towns_are_understood() {
        use Column::*;
        assert_eq!(
            guessed(&["No", "分野", "課題", "現状", "担当課", "対応方策", "進捗状況", "備考"], &[]),
            [Unused, Elements, Title, Matter, Owner, More, Stage, Unused]
        );
        assert_eq!(guessed(&["項目", "課題"], &[]), [Title, More], "one title");
        assert_eq!(guessed(&["区分", "現状と課題", "実施主体"], &[]), [Elements, Title, Solvers]);
        assert_eq!(guessed(&["課題の題", "何が問題かに付け足す"], &[]), [Title, More]);
        assert_eq!(guessed(&["住まいが足りない"], &[]), [Title], "a list without a head");
    }

    #[test]
    fn what_was_remembered_goes_before_what_is_guessed() {
        use Column::*;
        assert_eq!(guessed(&["課題", "おもな論点"], &[("おもな論点", "title")]), [More, Title]);
        assert_eq!(guessed(&["課　題", "状況"], &[("課題", "title"), ("状況", "matter")]), [Title, Matter]);
    }

    #[test]
    fn the_heads_are_found_below_a_title() {
        let row = |line, cells: &[&str]| Row::of(line, cells.iter().map(|cell| (*cell).to_string())).unwrap();
        let rows = [row(1, &["資料３　課題一覧"]), row(3, &["課題", "担当"]), row(4, &["住まい", "相談係"])];
        assert_eq!((head_row(&rows, &[]), head_row(&rows[2..], &[])), (1, 0));
    }

    #[test]
    fn one_column_is_the_title() {
        use Column::*;
        assert!(usable(&[Title, Matter, Stage]).is_ok());
        for bad in [&[Matter][..], &[Title, Title], &[Title, Stage, Stage]] {
            assert!(usable(bad).is_err(), "{bad:?}");
        }
        assert!(Column::ALL.into_iter().all(|column| Column::parse(column.code()) == Some(column)));
    }
}
