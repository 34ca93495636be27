//! A table of figures, line by line: what each becomes, or why it does not. A line without a figure is a line nobody filled in.

use super::standing::{known_on, replaced_of};
use super::table::{HEADS, Table, is_whole, key};
use super::whose::{Named, Town};
use crate::editing::shape::Texts;
use crate::goals::indicator::model::{
    Area, Catalogue, Figure, HIDDEN, IndicatorDefinition, IndicatorValue, Slot, ValueForm, read_figure,
};
use crate::plumbing::table::Row;
use almanac::{Date, FiscalYear};
use std::collections::BTreeMap;

/// A line that can be taken.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its number in the table.
    pub line: usize,
    /// Of which indicator.
    pub of: &'static IndicatorDefinition,
    /// What it says.
    pub form: ValueForm,
    /// The figure whose place it takes.
    pub replaces: Option<Figure>,
}

/// A line that is mended or left out.
#[derive(Debug, Clone)]
pub struct Refused {
    /// The row.
    pub row: Row,
    /// What it is about, as it stands there.
    pub about: String,
    /// What is wrong with it, one sentence for each thing.
    pub why: Vec<String>,
}

/// What a table becomes.
#[derive(Debug, Default)]
pub struct Judged {
    /// The lines that can be taken.
    pub taken: Vec<Line>,
    /// Those that cannot.
    pub refused: Vec<Refused>,
    /// So many say what stands already.
    pub same: usize,
    /// So many have no figure.
    pub blank: usize,
}

impl Judged {
    /// 「12行のうち10行を取り込めます。2行は直すか、外してください。」
    pub fn sentence(&self) -> String {
        match (self.taken.len(), self.refused.len()) {
            (0, 0) if self.same > 0 => "どの行も、もう入っている数と同じです。".into(),
            (0, 0) => "数の入った行がありません。".into(),
            (good, 0) => format!("{good}行を、すべて取り込めます。"),
            (0, bad) => format!("{bad}行は、まだ取り込めません。直すか、外してください。"),
            (good, bad) => format!("{}行のうち{good}行を取り込めます。{bad}行は直すか、外してください。", good + bad),
        }
    }
}

/// What is known beside the table.
pub struct Beside<'a> {
    /// Every row that is kept, by the code of its indicator.
    pub kept: &'a BTreeMap<String, Vec<IndicatorValue>>,
    /// The town itself.
    pub town: Town<'a>,
    /// The reason that holds for all lines that put right and name none.
    pub reason: &'a str,
    /// The source of all lines that name none.
    pub source: &'a str,
    /// The day.
    pub today: Date,
}

/// Each line under the head.
pub fn judge(table: &Table, beside: &Beside<'_>) -> Judged {
    let mut judged = Judged::default();
    let standing = beside.kept.iter().map(|(code, rows)| (code.as_str(), known_on(rows, None)));
    let standing: BTreeMap<&str, Vec<&IndicatorValue>> = standing.collect();
    let has_towns = tells_of_another(table, beside.town);
    let mut seen: BTreeMap<(&str, Slot, Date), usize> = BTreeMap::new();
    for row in &table.rows {
        let cells = table.cells(row);
        let cell = |field: &str| cells.get(field).copied().unwrap_or("");
        if cell("figure").is_empty() && is_hidden(cell("masked")) == Some(false) {
            judged.blank += 1;
            continue;
        }
        let name = if cell("indicator").is_empty() { cell("code") } else { cell("indicator") };
        let town = if cell("town").is_empty() { cell("municipality") } else { cell("town") };
        let about = [town, name, cell("fiscal_year"), cell("kind"), cell("part")];
        let about = about.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("　");
        let mut refuse =
            |why: Vec<String>| judged.refused.push(Refused { row: row.clone(), about: about.clone(), why });
        let (of, form) = match understood(&cells, beside, has_towns) {
            Ok(understood) => understood,
            Err(why) => {
                refuse(why);
                continue;
            }
        };
        let place = (of.code.as_str(), form.slot.clone(), form.as_of);
        if let Some(first) = seen.get(&place) {
            refuse(vec![format!(
                "同じ指標、年度、区分、時点の数が、この表の{first}行目にもあります。1つにしてください。"
            )]);
            continue;
        }
        seen.insert(place, row.line);
        let now = standing.get(of.code.as_str()).and_then(|rows| replaced_of(rows, &form.slot, form.as_of));
        let now = now.and_then(|row| row.told.figure());
        match now {
            Some(now) if now == form.figure => judged.same += 1,
            Some(now) if form.reason.is_empty() => refuse(vec![format!(
                "いま入っている数（{}）とちがいます。直すときは、「直す理由」を入れて、確かめ直してください。",
                of.with_unit(now)
            )]),
            replaces => {
                // The reason for all lines is no reason of a line that puts nothing right.
                let reason = if replaces.is_some() { form.reason } else { cell("reason").to_string() };
                judged.taken.push(Line { line: row.line, of, form: ValueForm { reason, ..form }, replaces });
            }
        }
    }
    judged
}

/// Does the mark say that the figure is hidden? `None` for a word that says neither.
fn is_hidden(mark: &str) -> Option<bool> {
    match key(mark).as_str() {
        "1" | "true" | "yes" | "y" | "はい" | "有" | "あり" | "○" | "〇" | "◯" | "✓" | "秘匿" | "*" => {
            Some(true)
        }
        "" | "0" | "false" | "no" | "n" | "いいえ" | "無" | "なし" | "×" | "-" | "－" => Some(false),
        _ => None,
    }
}

/// What a row says of whose figure it is.
fn named<'a>(cells: &BTreeMap<&'static str, &'a str>, has_towns: bool) -> Named<'a> {
    let cell = |field: &str| cells.get(field).copied().unwrap_or("");
    let [area, code, town, prefecture] = ["area", "municipality", "town", "prefecture"].map(cell);
    Named { area, code, town, prefecture, has_towns }
}

/// Does a row tell of another town, or of one that nobody knows? Then a row that names none may be anybody's.
fn tells_of_another(table: &Table, town: Town<'_>) -> bool {
    let is_ours =
        |area: String| area.is_empty() || Area::parse(&area).is_some_and(|area| !matches!(area, Area::Other(_)));
    table.rows.iter().any(|row| !town.area(&named(&table.cells(row), false)).is_ok_and(is_ours))
}

fn understood(
    cells: &BTreeMap<&'static str, &str>,
    beside: &Beside<'_>,
    has_towns: bool,
) -> Result<(&'static IndicatorDefinition, ValueForm), Vec<String>> {
    let cell = |field: &str| cells.get(field).copied().unwrap_or("");
    let mut why = vec![];
    let day = almanac::read_date(cell("as_of")).ok();
    let year = match cell("fiscal_year") {
        "" => day.map(FiscalYear::of),
        typed => almanac::read_fiscal_year(typed).ok(),
    };
    // The code names one indicator; a name is that of the period to which the year belongs.
    let name = if cell("code").is_empty() { cell("indicator") } else { cell("code") };
    let Some(of) = Catalogue::shipped().meant(name, year) else {
        let sentence = match (name, year) {
            ("", _) => "指標が空です。指標の名前かコードを入れてください。".to_string(),
            (name, None) => format!("「{name}」が、どの計画期のものか分かりません。年度を入れてください。例: R8"),
            (name, Some(year)) => {
                format!(
                    "「{name}」という指標は、{year}の計画期の一覧にありません。ひな形の名前かコードを入れてください。"
                )
            }
        };
        return Err(vec![sentence]);
    };
    let mut kind = kind_code(cell("kind"));
    if kind.is_empty() {
        kind = "actual";
    }
    let named = named(cells, has_towns);
    let area = beside.town.area(&named).unwrap_or_else(|sentence| {
        why.push(sentence);
        String::new()
    });
    if !is_whole(cell("crossed")) {
        why.push(format!(
            "「{}」だけの数です。年齢や期間などで分けた数は、取り込めません。計の行を入れてください。",
            cell("crossed")
        ));
    }
    if !cell("unit").is_empty() && key(cell("unit")) != key(&of.unit) {
        why.push(format!("単位が「{}」です。この指標は「{}」で数えます。", cell("unit"), of.unit));
    }
    let figure = match (is_hidden(cell("masked")), cell("figure")) {
        (Some(true), figure) if figure.is_empty() || HIDDEN.contains(&figure) => "＊",
        (Some(true), figure) => {
            why.push("秘匿の印と数の両方があります。どちらかにしてください。".into());
            figure
        }
        (Some(false), figure) => figure,
        (None, figure) => {
            why.push(format!(
                "秘匿の列の「{}」が読めません。ふせた数なら「○」、そうでなければ空にしてください。",
                cell("masked")
            ));
            figure
        }
    };
    // A cell that Excel shows as 68.9% holds 0.689.
    if of.unit == "%" && !figure.contains(['%', '％']) {
        let known = read_figure(figure, &of.unit).ok().and_then(Figure::known);
        if known.is_some_and(|amount| (1..1000).contains(&amount.0)) {
            why.push(format!(
                "「{figure}」は、Excelの％の書式で入れた数かもしれません。68.9 や 0.5% のように入れてください。"
            ));
        }
    }
    let or = |own: &'static str, all: &str| if cell(own).is_empty() { all.to_string() } else { cell(own).to_string() };
    let texts: Texts = [
        ("kind", kind.to_string()),
        ("fiscal_year", year.map_or_else(|| cell("fiscal_year").to_string(), |year| year.to_string())),
        ("area", area),
        ("part", cell("part").to_string()),
        ("figure", figure.to_string()),
        ("as_of", cell("as_of").to_string()),
        ("source", or("source", beside.source)),
        ("address", cell("address").to_string()),
        ("seen_on", cell("seen_on").to_string()),
        ("reason", or("reason", beside.reason)),
    ]
    .map(|(name, value)| (name.to_string(), value))
    .into();
    match ValueForm::parse(&texts, of, &of.years(), beside.today) {
        Ok(form) if why.is_empty() => Ok((of, form)),
        Ok(_) => Err(why),
        Err(wrongs) => {
            why.extend(wrongs.into_iter().map(|wrong| format!("{}: {}", label(wrong.field), wrong.sentence)));
            Err(why)
        }
    }
}

fn label(field: &str) -> &'static str {
    HEADS.iter().find(|(name, _)| *name == field).and_then(|(_, names)| names.first()).copied().unwrap_or("")
}

/// 目標, 実績; what is neither stays as it is typed and is refused.
fn kind_code(cell: &str) -> &str {
    match key(cell).as_str() {
        "目標" | "目標値" | "計画" | "見込" | "見込量" => "target",
        "実績" | "実績値" => "actual",
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::goals::indicator::model::{Amount, ValueKind};
    use crate::plumbing::table::read;
    use proptest::prelude::*;

    fn judged(text: &str) -> Judged {
        let kept = BTreeMap::new();
        let today = almanac::read_date("R8.11.29").unwrap();
        let beside = Beside {
            kept: &kept,
            town: Town { name: "みほん市（見本）", code: "999999" },
            reason: "",
            source: "県の集計",
            today,
        };
        judge(&Table::of(&read(text)).unwrap(), &beside)
    }

    fn why(text: &str) -> String {
        let judged = judged(text);
        assert!(judged.taken.is_empty(), "{text}");
        judged.refused[0].why.join("\n")
    }

    #[test]
    fn a_table_by_names_or_by_codes_becomes_figures() {
        let found = judged(
            "指標\t年度\t区分\t数\t時点\n協議の場の開催回数\t令和7年度\t目標\t4\tR7.4.1\n7-meetings\tR7\t実績\t3回\t\n\t\t\t\t\n地域定着支援\tR7\t実績\t\t\n",
        );
        let told: Vec<_> = found
            .taken
            .iter()
            .map(|line| (line.line, line.of.code.as_str(), line.form.slot.kind, line.form.figure))
            .collect();
        let known = |number| Figure::Known(Amount::whole(number));
        assert_eq!(
            told,
            [(2, "7-meetings", ValueKind::Target, known(4)), (3, "7-meetings", ValueKind::Actual, known(3))]
        );
        assert_eq!((found.blank, found.taken[1].form.source.as_str()), (1, "県の集計"));
    }

    #[test]
    fn the_long_table_of_an_open_source_is_read_with_its_hidden_figures() {
        let found = judged(
            "indicator_code,area_name,どこの数,date,value,unit,masked,source,source_url,retrieved_on\n\
             7-long65,みほん県,県,2025-06-30,120,人,false,630調査,https://example.jp/630,2026-11-22\n\
             7-long64,みほん市,,2025-06-30,,人,true,630調査,https://example.jp/630,2026-11-22\n",
        );
        assert!(found.refused.is_empty(), "{:?}", found.refused);
        assert_eq!(found.taken[0].form.slot.area, Area::Prefecture);
        assert_eq!(found.taken[0].form.slot.year, FiscalYear(2025));
        assert_eq!(found.taken[1].form.figure, Figure::Masked, "hidden is not nought");
        assert_eq!(found.taken[1].form.slot.area, Area::Own, "a row of the town is no row of its prefecture");
    }

    #[test]
    fn each_line_that_cannot_be_taken_says_why() {
        let head = "指標\t年度\t内訳\t数\t単位\t市町村\t年齢\t秘匿\t区分\n";
        for (line, word) in [
            ("\tR7\t\t3", "指標が空です"),
            ("空室の数\tR7\t\t3", "一覧にありません"),
            ("協議の場の開催回数\t\t\t3", "年度を入れてください"),
            ("7-meetings\tR7\t保健\t3", "内訳はありません"),
            ("7-meetings\tR7\t\t－", "0とはちがう"),
            ("7-meetings\tR7\t\t3\t人", "「回」で数えます"),
            ("7-meetings\tR7\t\t3\t回\tかわなみ町", "「かわなみ町」という市区町村は、一覧にありません"),
            ("7-meetings\tR7\t\t3\t回\t府中市", "東京都府中市（132063）と広島県府中市（342084）"),
            ("7-long65\tR7\t\t3\t人\t\t75歳以上", "分けた数"),
            ("7-long65\tR7\t\t3\t人\t\t\t○", "秘匿の印と数の両方"),
            ("7-meetings\tR7\t\t3\t\t\t\t\t予想", "目標か実績か"),
            ("7-meetings\tR12\t\t3", "年度"),
            ("7-long65\tR7\t\t3\t人\tほくと県", "「どこの数」の列に"),
            ("7-long65\tR7\t\t0\t人\t\t\t伏", "秘匿の列の「伏」が読めません"),
            ("7-left3\tR7\t\t0.689", "Excelの％の書式"),
        ] {
            let told = why(&format!("{head}{line}"));
            assert!(told.contains(word), "{line}: {told}");
        }
        let crossed = "指標\t年度\t年齢\t在院期間\t数\n7-long65\tR7\t計\t20年以上\t12\n7-long65\tR7\t計\t総数\t300\n";
        let crossed = judged(crossed);
        assert_eq!((crossed.taken[0].line, crossed.refused[0].why[0].contains("20年以上")), (3, true));
        let twice = judged(&format!("{head}7-meetings\tR7\t\t3\n7-meetings\tR7\t\t4"));
        assert_eq!((twice.taken.len(), twice.refused[0].why[0].contains("2行目にもあります")), (1, true));
    }

    #[test]
    fn a_table_without_its_heads_says_which_it_needs() {
        assert!(Table::of(&read("協議の場\t4\n")).err().unwrap().contains("見出しの行がありません"));
        assert!(Table::of(&read("指標\t数\t値\n")).err().unwrap().contains("2つあります"));
        let table = Table::of(&read("指標\t数\tひとこと\n7-meetings\t3\tよい\n")).unwrap();
        assert_eq!(table.unread, ["ひとこと"]);
        let two = Table::of(&read("指標\t数\t自治体\t団体名\n7-meetings\t3\tみほん市\tみほん市役所\n"));
        assert!(two.err().unwrap().contains("「市町村」にあたる列が2つあります"));
    }

    #[test]
    fn a_row_without_a_town_is_ones_own_unless_the_table_tells_of_others() {
        let head = "指標\t年度\t市町村\t数\n7-meetings\tR7\t\t3\n";
        assert_eq!(judged(head).taken.len(), 1);
        assert_eq!(judged(&format!("{head}7-goals\tR7\tみほん市\t1\n")).taken.len(), 2);
        let beside = judged(&format!("{head}7-goals\tR7\t小金井市\t1\n"));
        assert_eq!((beside.taken.len(), beside.taken[0].line), (1, 3));
        assert!(beside.refused[0].why[0].contains("どこの数か分かりません"), "{:?}", beside.refused[0].why);
    }

    proptest! {
        #[test]
        fn arbitrary_tables_never_panic_and_no_line_is_lost(
            cells in proptest::collection::vec(proptest::collection::vec("(\\PC{0,6}|[0-9]{1,3}|R[678]|7-people|当事者|＊|○)", 9), 0..5)) {
            let mut text = String::from("指標\t年度\t内訳\t数\t単位\t市町村\t年齢\t秘匿\t区分\n");
            for row in &cells {
                text += &format!("{}\n", row.iter().map(|cell| cell.replace(['\t', '\n', '\r', '"'], "")).collect::<Vec<_>>().join("\t"));
            }
            if let Ok(table) = Table::of(&read(&text)) {
                let kept = BTreeMap::new();
                let beside = Beside { kept: &kept, town: Town { name: "みほん市", code: "999999" }, reason: "", source: "", today: almanac::read_date("R8.11.29").unwrap() };
                let judged = judge(&table, &beside);
                prop_assert_eq!(judged.taken.len() + judged.refused.len() + judged.same + judged.blank, table.rows.len());
            }
        }
    }
}
