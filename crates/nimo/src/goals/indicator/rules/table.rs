//! The columns of a table of figures, known by their heads.

use crate::plumbing::table::Row;
use std::collections::BTreeMap;

/// What a column holds: the field of the form, or what only a table says.
pub(super) const HEADS: &[(&str, &[&str])] = &[
    ("indicator", &["指標", "指標名", "indicator"]),
    ("code", &["指標コード", "コード", "indicator_code"]),
    ("fiscal_year", &["年度", "fiscal_year"]),
    ("kind", &["区分", "目標・実績", "目標・実績の別", "kind"]),
    ("part", &["内訳", "part"]),
    ("figure", &["数", "値", "数値", "value", "figure"]),
    ("unit", &["単位", "unit"]),
    ("masked", &["秘匿", "masked"]),
    ("as_of", &["時点", "いつ現在", "基準日", "date", "as_of"]),
    ("area", &["どこの数", "範囲", "area"]),
    ("town", &["市町村", "市区町村", "自治体", "地域名", "市町村名", "市区町村名", "自治体名", "団体名", "area_name"]),
    (
        "municipality",
        &[
            "団体コード", "市区町村コード", "市町村コード", "自治体コード", "全国地方公共団体コード",
            "municipality_code",
        ],
    ),
    ("prefecture", &["都道府県", "都道府県名", "県名", "prefecture"]),
    ("source", &["出典", "source"]),
    ("address", &["アドレス", "出典のアドレス", "url", "source_url"]),
    ("seen_on", &["見た日", "出典を見た日", "retrieved_on"]),
    ("reason", &["直す理由", "理由", "reason"]),
    (
        "crossed",
        &[
            "年齢", "年齢階級", "在院期間", "入院形態", "病院所在地", "age_band", "stay_band", "admission_type",
            "hospital_area",
        ],
    ),
];

/// A word as columns and cells are told by it: folded, without blanks.
pub(super) fn key(head: &str) -> String {
    glyphs::fold(head).chars().filter(|c| !c.is_whitespace()).collect()
}

fn named(head: &str) -> Option<&'static str> {
    let head = key(head);
    HEADS.iter().find(|(_, names)| names.iter().any(|name| key(name) == head)).map(|(field, _)| *field)
}

/// A table whose columns are known.
pub struct Table {
    columns: Vec<Option<&'static str>>,
    /// The row of heads.
    pub head: Row,
    /// What stands below it.
    pub rows: Vec<Row>,
    /// Heads that are not read, though something stands below them.
    pub unread: Vec<String>,
}

impl Table {
    /// The columns by their heads: the first row that names an indicator and a figure.
    ///
    /// # Errors
    /// What to write above the columns.
    pub fn of(rows: &[Row]) -> Result<Table, String> {
        let columns = |row: &Row| -> Vec<Option<&'static str>> { row.cells.iter().map(|cell| named(cell)).collect() };
        let is_head = |row: &&Row| {
            let known = columns(row);
            let has = |field| known.contains(&Some(field));
            (has("indicator") || has("code")) && has("figure")
        };
        let Some(head) = rows.iter().find(is_head).cloned() else {
            return Err("見出しの行がありません。「指標」と「数」の列が要ります。ほかに、年度、区分、内訳、時点、出典の列を読みます。ひな形の見出しのまま入れると、確かです。".into());
        };
        let columns = columns(&head);
        for (field, names) in HEADS.iter().filter(|(field, _)| *field != "crossed") {
            if columns.iter().filter(|column| **column == Some(field)).count() > 1 {
                return Err(format!("「{}」にあたる列が2つあります。どちらかを外してください。", names[0]));
            }
        }
        let below: Vec<Row> = rows.iter().filter(|row| row.line > head.line).cloned().collect();
        let is_filled = |at: usize| below.iter().any(|row| !row.cell(at).is_empty());
        let width = below.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(columns.len());
        let unread = (0..width).filter(|at| columns.get(*at).copied().flatten().is_none() && is_filled(*at));
        let name = |at: usize| match head.cell(at) {
            "" => format!("{}列目（見出しなし）", at + 1),
            head => head.replace('\n', ""),
        };
        let unread = unread.map(name).collect();
        Ok(Table { columns, head, rows: below, unread })
    }

    /// The cells of a row, by what their columns hold.
    pub(super) fn cells<'a>(&self, row: &'a Row) -> BTreeMap<&'static str, &'a str> {
        let known = self.columns.iter().enumerate().filter_map(|(at, field)| Some(((*field)?, row.cell(at))));
        // Of several columns that part a figure, one that does part it counts.
        known.fold(BTreeMap::new(), |mut cells, (field, cell)| {
            let place = cells.entry(field).or_insert(cell);
            if is_whole(place) {
                *place = cell;
            }
            cells
        })
    }
}

/// Nothing, or a word for all of them together.
pub(super) fn is_whole(cell: &str) -> bool {
    matches!(key(cell).as_str(), "" | "計" | "総数" | "全体" | "合計")
}
