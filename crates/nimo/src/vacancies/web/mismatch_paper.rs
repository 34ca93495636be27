//! The mismatches of a 年度 on paper, for the council: the reasons counted, small figures masked, and what homes ask for.

use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask};
use crate::vacancies::ListMismatches;
use crate::vacancies::web::mismatch::{MismatchYear, reason_row};
use press::{Align, Block, Cell, Column, Document, Foot, Grid, Heading, PageForm, Paragraph, Width};

const TITLE: &str = "空室と人が合わなかったわけ";
const HOW: &str = "住居ごとに残した記録を数えたものです。1件に、わけがいくつもあることがあります。ある人の話からのものが1件、2件のときは、人が分からないように「3件未満」としています。「変えられる人」は、わけの種類からみた目安で、その住居の事情は含みません。";

/// As PDF.
pub async fn pdf(ask: Ask) -> Answer {
    let year = gathered(&ask).await?;
    let town = ask.signed_in()?.office_name.clone();
    let document = Document {
        title: TITLE.into(),
        language: "ja".into(),
        author: Some(town.clone()),
        dated: ask.now.at_japan(),
        foot: Foot {
            left: format!("{town}　{TITLE}（{}）　{}", year.year, almanac::in_words(ask.now.day())),
            page_numbers: true,
        },
        page: PageForm::a4(),
        body: vec![
            Block::Heading(Heading {
                id: "title".into(), level: 1, text: format!("{TITLE}（{}）", year.year).into()
            }),
            Block::Paragraph(Paragraph::plain("sentence", format!("{}{}", year.sentence(false), year.rooms_now()))),
            Block::Grid(reasons(&year)),
            Block::Grid(asked(&year)),
            Block::Paragraph(Paragraph::plain("how", HOW)),
        ],
    };
    papers::pdf(&ask, document, TITLE).await
}

/// As XLSX.
pub async fn xlsx(ask: Ask) -> Answer {
    let year = gathered(&ask).await?;
    let lists = vec![reasons(&year), asked(&year)];
    papers::xlsx(&ask, format!("{TITLE}（{}）", year.year), ask.now.at_japan(), lists, TITLE).await
}

async fn gathered(ask: &Ask) -> Result<MismatchYear, Fault> {
    let permit = ask.may::<ListMismatches>(ask.office()?).await?;
    MismatchYear::of(ask, &permit).await
}

fn column(head: &str, width: Width, align: Align) -> Column {
    Column { head: head.into(), width, align }
}

fn reasons(year: &MismatchYear) -> Grid {
    let row = |one: &crate::vacancies::rules::tally::Counted| {
        let row = reason_row(one, false, 1);
        [row.label.to_string(), row.count, row.about, row.homes, row.who].iter().map(|text| Cell::words(text)).collect()
    };
    Grid {
        id: "reasons".into(),
        caption: "合わなかったわけ".into(),
        columns: vec![
            column("わけ", Width::Share(3), Align::Start),
            column("件数", Width::Letters(6), Align::End),
            column("うち、ある人の話から", Width::Letters(7), Align::End),
            column("住居の数", Width::Letters(4), Align::End),
            column("変えられる人", Width::Share(3), Align::Start),
        ],
        rows: year.reasons.iter().map(row).collect(),
    }
}

fn asked(year: &MismatchYear) -> Grid {
    let row = |one: &crate::vacancies::rules::tally::AskedFor| {
        vec![Cell::words(one.skill.label()), Cell::words(&one.homes.to_string())]
    };
    Grid {
        id: "asked".into(),
        caption: "住居が求めている研修や助け".into(),
        columns: vec![
            column("研修・助け", Width::Share(1), Align::Start),
            column("求めている住居の数", Width::Letters(10), Align::End),
        ],
        rows: year.asked.iter().map(row).collect(),
    }
}
