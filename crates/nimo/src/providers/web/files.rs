//! The directory as files for other programs: CSV as spreadsheets read it, HSDS as JSON and as a package of tables.

use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::providers::model::Provider;
use crate::providers::rules::hsds::{json as document, records, tables};
use crate::providers::web::list::credit;
use crate::providers::web::paper::gathered;
use wamnet::Column;

/// So many stand in a file.
const MOST: usize = 20_000;
const TOO_MANY: &str =
    "件数が多すぎて、ファイルにできません（20,000件まで）。前のページに戻り、サービスや「どこの」でしぼってください。";

/// As CSV: UTF-8 with a BOM, CRLF, no cell that a spreadsheet would reckon.
pub async fn csv(ask: Ask) -> Answer {
    let gathered = gathered(&ask, MOST, TOO_MANY).await?;
    let heads = [
        "事業所番号", "サービス種別", "事業所", "かな", "都道府県・市区町村", "番地以降", "電話", "FAX", "URL", "緯度",
        "経度", "定員", "法人", "法人番号", "公表", "町が確かめた様子", "確かめた日", "出典",
    ];
    let credit = credit(&gathered.editions);
    let row = move |one: &Provider| {
        let cell = |column| one.cells.get(column).to_string();
        let degrees = one.spot.map(wamnet::Spot::degrees);
        let degree = |of: fn((f64, f64)) -> f64| degrees.map_or_else(String::new, |both| of(both).to_string());
        vec![
            one.number.clone(),
            one.service.label().to_string(),
            cell(Column::Name),
            cell(Column::Kana),
            cell(Column::Town),
            cell(Column::Street),
            cell(Column::Phone),
            cell(Column::Fax),
            cell(Column::Url),
            degree(|both| both.0),
            degree(|both| both.1),
            cell(Column::Capacity),
            cell(Column::Corporation),
            cell(Column::CorporationNumber),
            one.missing_since.map_or_else(|| "載っている".to_string(), |edition| format!("{edition}から載っていない")),
            one.intake().map_or_else(String::new, |intake| intake.label().to_string()),
            one.note.0.as_of.map_or_else(String::new, |day| day.to_string()),
            credit.clone(),
        ]
    };
    let all = gathered.all;
    let bytes = ask.aside(move || {
        let head = heads.map(str::to_string).to_vec();
        csv_bytes(std::iter::once(head).chain(all.iter().map(row)))
    });
    Ok(Reply::paper("text/csv; charset=utf-8", "事業所の一覧.csv".into(), bytes.await??))
}

/// As one HSDS document.
pub async fn json(ask: Ask) -> Answer {
    let gathered = gathered(&ask, MOST, TOO_MANY).await?;
    let bytes = ask.aside(move || {
        let records = records(&gathered.all, &credit(&gathered.editions));
        serde_json::to_vec(&document(&records)).map_err(|_| Fault::broken("hsds", "unwritable"))
    });
    Ok(Reply::paper("application/json; charset=utf-8", "hsds.json".into(), bytes.await??))
}

/// As a package of tables.
pub async fn zip(ask: Ask) -> Answer {
    let gathered = gathered(&ask, MOST, TOO_MANY).await?;
    let bytes = ask.aside(move || {
        let (package, files) = tables(&records(&gathered.all, &credit(&gathered.editions)));
        let package = serde_json::to_vec_pretty(&package).map_err(|_| Fault::broken("hsds", "unwritable"))?;
        let mut all = vec![("datapackage.json".to_string(), package)];
        for (name, rows) in files {
            all.push((name.to_string(), table(rows)?));
        }
        papers::zip(&all)
    });
    Ok(Reply::paper("application/zip", "hsds.zip".into(), bytes.await??))
}

/// Rows as a spreadsheet reads them.
///
/// # Errors
/// None that rows of ours have.
pub fn csv_bytes(rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, Fault> {
    written(rows.map(|row| row.into_iter().map(harmless).collect()), b"\xef\xbb\xbf".to_vec())
}

/// Rows as a program reads them, which reckons nothing.
fn table(rows: Vec<Vec<String>>) -> Result<Vec<u8>, Fault> {
    written(rows.into_iter(), vec![])
}

fn written(rows: impl Iterator<Item = Vec<String>>, start: Vec<u8>) -> Result<Vec<u8>, Fault> {
    let mut file = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(start);
    for row in rows {
        file.write_record(&row).map_err(|_| unwritable())?;
    }
    file.into_inner().map_err(|_| unwritable())
}

/// A cell that begins as a formula does gets an apostrophe before it.
fn harmless(cell: String) -> String {
    let plain = cell.chars().next().map(glyphs::plain);
    let reckons = plain.is_some_and(|first| matches!(first, '=' | '+' | '-' | '@' | '\t' | '\r'));
    if reckons { format!("'{cell}") } else { cell }
}

fn unwritable() -> Fault {
    Fault::broken("csv", "unwritable")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_would_be_reckoned_is_made_harmless() {
        let row =
            ["=1+1", "＝HYPERLINK(1)", "+81", "@a", "042-000-1234", "a\"b", "二\n行", "-"].map(str::to_string).to_vec();
        let text = String::from_utf8(csv_bytes(std::iter::once(row)).unwrap_or_default()).unwrap_or_default();
        assert_eq!(text, "\u{feff}'=1+1,'＝HYPERLINK(1),'+81,'@a,042-000-1234,\"a\"\"b\",\"二\n行\",'-\r\n");
    }
}
