//! 白紙の調査票: one page for each office, to be sent by fax and sent back; the rows are those of the form.

use crate::planning::model::LOAD;
use crate::planning::web::collect::{Collected, collect};
use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask};
use press::{Align, Block, Document, Entry, Foot, PageForm, Paragraph, Row, Sheet};

const TITLE: &str = "計画相談の調査票";

/// For the office of `provider`, else for all that have not answered; where all have, for all.
pub async fn pdf(ask: Ask) -> Answer {
    let all = collect(&ask, true).await?;
    let wanted = ask.query.get("provider");
    let name = |open: bool| -> Vec<&str> {
        let offices = all.offices.iter().filter(|office| !open || office.answer.is_none());
        offices.map(|office| office.name.as_str()).collect()
    };
    let mut names = match all.offices.iter().find(|office| office.id.to_string() == wanted) {
        Some(office) => vec![office.name.as_str()],
        None if wanted.is_empty() => name(true),
        None => return Err(Fault::Missing),
    };
    if names.is_empty() {
        names = name(false);
    }
    if names.is_empty() {
        names.push("");
    }
    let title = format!("{TITLE}（{}）", all.quarter.in_words());
    let document = Document {
        title: title.clone(),
        language: "ja".into(),
        author: Some(all.town_name.clone()),
        dated: ask.now.at_japan(),
        foot: Foot { left: format!("{}　{title}", all.town_name), page_numbers: false },
        page: PageForm::a4().with_margins([15.0, 18.0, 14.0, 20.0]).with_size(10.0),
        body: names.iter().enumerate().flat_map(|(at, name)| sheet(&all, at, name)).collect(),
    };
    papers::pdf(&ask, document, &title).await
}

fn sheet(all: &Collected, at: usize, name: &str) -> Vec<Block> {
    let plain = |id: &str, words: &str| Block::paragraph(&format!("{id}{at}"), words);
    let mut body = if at == 0 { vec![] } else { vec![Block::PageBreak] };
    let to =
        Paragraph { align: Align::End, ..Paragraph::plain(&format!("to{at}"), format!("{}　あて", all.town_name)) };
    let office = if name.is_empty() {
        "事業所　　　　　　　　　　　　　　".to_string()
    } else {
        format!("{name}　御中")
    };
    body.extend([
        Block::heading(&format!("title{at}"), if at == 0 { 1 } else { 2 }, &format!("{TITLE}（{}）", all.quarter.in_words())),
        plain("office", &office),
        Block::Paragraph(to),
        plain(
            "how",
            &format!(
                "{}の、{}の状況をお知らせください。分かるところまでで、かまいません。利用している人の名前は、書かないでください。",
                all.quarter.in_words(),
                all.quarter.months()
            ),
        ),
        plain("back", "返信の期限　　　　月　　　　日　　　返信先のファクス　　　　　　　　　　　　　　"),
        Block::Spacer(0.5),
        Block::Sheet(Sheet {
            caption: TITLE.into(),
            label_width: 58.0,
            side_widths: [0.0, 0.0],
            rows: ROWS.iter().map(|(field, answer)| row(at, field, answer)).collect(),
        }),
    ]);
    body
}

/// A field of the form, and the place for its answer.
const ROWS: &[(&str, &str)] = &[
    ("as_of", "令和　　　年　　　月　　　日"),
    ("told_by", "　　　　　　　　　　　　　　電話"),
    ("planners", "　　　　　　人（兼務は、計画相談に使う時間で割る。例 1.5）"),
    ("heads", "　　　　　　人（兼務の人も1人）"),
    ("senior", "□ いる　　□ いない"),
    ("adults", "　　　　　　人"),
    ("children", "　　　　　　人"),
    ("mental", "　　　　　　人（者と児の合計のうち。分かるとき）"),
    ("intake", "□ 受ける　　□ 受けない\n□ 条件つき（　　　　　　　　　　　　　　　　　　　）"),
    ("spare_adults", "　　　　　　人"),
    ("spare_children", "　　　　　　人"),
    ("waiting", "　　　　　　人（頼まれて、まだ始まらない人）"),
    ("longest", "　　　　　　日"),
    ("half_cases", "　　　　　　件（計画の作成とモニタリング、6か月分を足した数）"),
    ("half_planners", "　　　　　　人（毎月の常勤換算を、6か月分足した数）"),
    ("closing", "□ なし　　□ 検討中　　□ 決まっている"),
    ("closing_on", "令和　　　年　　　月　　　日（決まっているとき）"),
    ("note", "\n\n"),
];

fn row(at: usize, field: &str, answer: &str) -> Row {
    // Whoever fills it in is asked otherwise than whoever types it.
    let label = match field {
        "told_by" => "書いた人（職名）",
        "note" => "そのほか（条件など）",
        _ => LOAD.fields.iter().find(|(name, _)| *name == field).map_or("", |(_, label)| label),
    };
    let id = format!("{field}{at}");
    let body = vec![Paragraph::plain(&format!("{id}a"), answer)];
    Row { first: Entry { id, label: label.into(), body }, second: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_blank_form_asks_for_every_field_once_and_in_the_order_of_the_screen() {
        let asked: Vec<&str> = ROWS.iter().map(|(field, _)| *field).collect();
        let fields: Vec<&str> = LOAD.fields.iter().map(|(field, _)| *field).collect();
        assert_eq!(asked, fields);
    }
}
