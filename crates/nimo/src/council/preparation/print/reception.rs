//! 受付簿: who comes, with room for marks. As whom somebody takes part stands on neither list.

use super::announcement::{access, rules};
use super::occasion::placed;
use super::{Occasion, Paper, sheet};
use crate::council::meeting::model::PublicAccess;
use crate::council::seat::rules::{Printed, RosterCopy};
use press::{Align, Block, Cell, Column, Document, Grid, PageForm, Width};

/// So many lines for listeners while their number is not settled.
const USUAL_OBSERVERS: u32 = 10;

/// 受付簿: members in the order of their copy of the roster, who else was asked to come, the secretariat.
pub(super) fn members(occasion: &Occasion<'_>) -> Document {
    let printed = occasion.roster.printed(RosterCopy::Council).into_iter().filter(|line| !line.is_vacant);
    let members: Vec<[String; 2]> = printed.map(member).collect();
    let plain = |lines: &[String]| lines.iter().map(|line| [line.clone(), String::new()]).collect::<Vec<_>>();
    let mut body = vec![placed("when", meeting_words(occasion), Align::Start, 0)];
    let groups = [
        ("members", "委員", members),
        ("invited", "委員のほか", plain(occasion.meeting.invited.as_deref().unwrap_or_default())),
        ("secretariat", "事務局", plain(occasion.clerks())),
    ];
    for (id, caption, people) in groups {
        if !people.is_empty() || id == "members" {
            body.push(Block::Grid(list(id, caption, &people)));
        }
    }
    let page = PageForm { line: 1.6, ..PageForm::a4() };
    sheet(Paper::Reception, occasion, page, body)
}

/// Name with its ふりがな below, and the body.
fn member(printed: Printed) -> [String; 2] {
    let name = if printed.kana.is_empty() { printed.name } else { format!("{}\n{}", printed.name, printed.kana) };
    [name, printed.body]
}

fn list(id: &str, caption: &str, people: &[[String; 2]]) -> Grid {
    let row = |([name, body], number): (&[String; 2], i64)| {
        vec![Cell::Number(number), Cell::words(name), Cell::words(body), Cell::Blank, Cell::Blank, Cell::Blank]
    };
    Grid {
        id: id.into(),
        caption: caption.into(),
        columns: vec![
            Column::new("番号", Width::Letters(2), Align::End),
            Column::start("氏名", Width::Letters(10)),
            Column::start("所属", Width::Share(4)),
            Column::start("出欠", Width::Letters(3)),
            Column::start("受付時刻", Width::Letters(4)),
            Column::start("備考", Width::Share(3)),
        ],
        rows: people.iter().zip(1..).map(row).collect(),
    }
}

/// 傍聴受付簿: blank lines for listeners, and what they keep to.
pub(super) fn observers(occasion: &Occasion<'_>) -> Document {
    let mut body = vec![placed("when", meeting_words(occasion), Align::Start, 0)];
    if access(occasion) == Some(PublicAccess::Closed) {
        body.push(Block::paragraph("closed", "この会議は非公開です。傍聴の受付はありません。"));
        return sheet(Paper::Observers, occasion, PageForm::a4(), body);
    }
    let most = i64::from(occasion.preparation.observers_most.unwrap_or(USUAL_OBSERVERS));
    body.push(Block::Grid(Grid {
        id: "observers".into(),
        caption: String::new(),
        columns: vec![
            Column::new("番号", Width::Letters(3), Align::End),
            Column::start("氏名", Width::Share(4)),
            Column::start("住所（市町村まで）", Width::Share(4)),
            Column::start("受付時刻", Width::Letters(7)),
        ],
        rows: (1..=most).map(|number| vec![Cell::Number(number)]).collect(),
    }));
    body.push(Block::heading("rules", 2, "傍聴のきまり"));
    body.extend(rules(occasion).into_iter().map(Block::Paragraph));
    // Room to write by hand.
    sheet(Paper::Observers, occasion, PageForm { line: 2.2, ..PageForm::a4() }, body)
}

fn meeting_words(occasion: &Occasion<'_>) -> String {
    format!("日時　{}\n場所　{}", occasion.when_words(), occasion.place_words())
}
