//! 採点 as papers: the empty sheet that a member fills in by hand, and the result. Pure: rows in, document out.

use crate::issues::score::model::Axis;
use crate::issues::score::rules::{IssueTally, Spread, TOO_FEW, Tally, half, headline, is_told};
use crate::issues::score::store::Round;
use chrono::NaiveDateTime;
use press::{Align, Block, Cell, Column, Document, Entry, Foot, Grid, Heading, PageForm, Paragraph, Row, Sheet, Width};

/// What stands on every paper of a round.
pub struct Head {
    /// The town.
    pub office: String,
    /// The council.
    pub council: String,
    /// The moment of the request, in Japan.
    pub dated: NaiveDateTime,
}

/// 採点用紙: boxes to ring and lines to write on.
pub fn sheet(round: &Round, head: &Head) -> Document {
    let line = |id: &str, label: &str, text: String| Row {
        first: Entry { id: id.into(), label: label.into(), body: vec![Paragraph::plain(id, text)] },
        second: None,
    };
    let due = almanac::with_weekday(round.due_on);
    let about = Sheet {
        caption: "採点用紙のあて先としめきり".into(),
        label_width: 27.0,
        side_widths: [24.0, 24.0],
        rows: vec![
            line("name", "委員名", "　\n　".into()),
            line("title", "何の採点か", format!("{}　{}", head.council, round.title)),
            line("due", "しめきり", format!("{due}までに、事務局へお返しください。")),
        ],
    };
    let how = "課題ごとに、実現性（1 むずかしい ～ 5 できそう）と効果（1 小さい ～ 5 大きい）の数字を1つずつ○で囲んでください。\
               分からないところは、空のままでかまいません。どの点をどなたが付けたかは、事務局の外に出しません。";
    let boxes = "１　２　３　４　５";
    let row = |covered: &crate::issues::score::rules::Covered| {
        vec![
            Cell::Text(format!("{}\n{}", covered.number, covered.title).into()),
            Cell::Text(format!("\u{3000}\n{boxes}\n\u{3000}").into()),
            Cell::Text(format!("\u{3000}\n{boxes}\n\u{3000}").into()),
            Cell::Blank,
        ]
    };
    let grid = Grid {
        id: "issues".into(),
        caption: format!("課題（{}件）", round.issues.len()),
        columns: vec![
            column("課題", Width::Share(3), Align::Start),
            column("実現性", Width::Letters(10), Align::Middle),
            column("効果", Width::Letters(10), Align::Middle),
            column("ひとこと（理由など）", Width::Share(4), Align::Start),
        ],
        rows: round.issues.iter().map(row).collect(),
    };
    let page = PageForm { size: 11.0, line: 1.6, ..PageForm::a4_wide() };
    let body = vec![
        Block::Sheet(about),
        Block::Paragraph(Paragraph { gap: true, ..Paragraph::plain("how", how) }),
        Block::Grid(grid),
    ];
    document("採点用紙", head, &round.title, page, body)
}

/// 採点結果: the same sentences and figures as on the screen.
pub fn result(round: &Round, tally: &Tally, head: &Head, frozen: Option<&str>) -> Document {
    let mut lines = vec![format!("{}　{}", head.council, round.title), counted(round, tally)];
    lines.push(frozen.map_or_else(|| "まだ固めていません。事務局の控えです。".to_string(), str::to_string));
    let mut body: Vec<Block> = lines
        .into_iter()
        .zip(1..)
        .map(|(line, n)| Block::Paragraph(Paragraph::plain(&format!("about-{n}"), line)))
        .collect();
    if !is_told(tally) {
        body.push(Block::Paragraph(Paragraph { gap: true, ..Paragraph::plain("few", TOO_FEW) }));
        return document("採点結果", head, &round.title, PageForm::a4_wide(), body);
    }
    body.push(Block::Heading(Heading { id: "said".into(), level: 2, text: headline(tally).into() }));
    let how = "点は1から5まで。中央値は、点を順に並べたまん中です。「割れ」は、最も低い点と最も高い点が3点以上はなれたものです。\
               点を入れた人が2人以下のところは「－」とし、出しません。平均は使いません。";
    body.push(Block::Paragraph(Paragraph::plain("how", how)));
    body.push(Block::Grid(grid(tally)));
    let (split, rest): (Vec<&IssueTally>, Vec<&IssueTally>) =
        tally.issues.iter().filter(|issue| !issue.remarks.is_empty()).partition(|issue| issue.is_split());
    for (id, heading, issues) in
        [("split", "意見が割れた課題の、ひとこと", split), ("rest", "ほかの課題の、ひとこと", rest)]
    {
        if !issues.is_empty() {
            body.push(Block::Heading(Heading { id: id.into(), level: 2, text: heading.into() }));
            body.extend(issues.into_iter().flat_map(remarks));
        }
    }
    document("採点結果", head, &round.title, PageForm::a4_wide(), body)
}

/// The result as a list for a spreadsheet: each count in a cell of its own.
pub fn list(round: &Round, tally: &Tally) -> Grid {
    let mut columns =
        vec![column("番号", Width::Letters(6), Align::Start), column("課題", Width::Letters(40), Align::Start)];
    for axis in Axis::ALL {
        let head = |what: &str| format!("{} {what}", axis.label());
        columns.push(column(&head("中央値"), Width::Letters(7), Align::End));
        columns.push(column(&head("最小〜最大"), Width::Letters(8), Align::End));
        columns.extend((1..=5).map(|figure| column(&head(&format!("{figure}点")), Width::Letters(6), Align::End)));
    }
    columns.push(column("散らばり", Width::Letters(6), Align::Start));
    let row = |issue: &IssueTally| {
        let mut cells = vec![text(&issue.covered.number), text(&issue.covered.title)];
        for axis in Axis::ALL {
            let spread = issue.on(axis);
            cells.push(text(&median(spread)));
            cells.push(text(&ends(spread)));
            let count = |n: usize| spread.map_or(Cell::Blank, |spread| Cell::Number(i64::from(spread.0[n])));
            cells.extend((0..5).map(count));
        }
        cells.push(text(word(issue)));
        cells
    };
    let caption = format!("{}（{}人のうち{}人が採点）", round.title, tally.asked, tally.scored);
    if !is_told(tally) {
        let rows = vec![vec![text(TOO_FEW)]];
        return Grid {
            id: "result".into(),
            caption,
            columns: vec![column("採点結果", Width::Letters(40), Align::Start)],
            rows,
        };
    }
    Grid { id: "result".into(), caption, columns, rows: tally.issues.iter().map(row).collect() }
}

fn grid(tally: &Tally) -> Grid {
    let row = |issue: &IssueTally| {
        let mut cells = vec![text(&issue.covered.number), text(&issue.covered.title)];
        for axis in Axis::ALL {
            let spread = issue.on(axis);
            cells.extend([text(&median(spread)), text(&ends(spread)), text(&counts(spread))]);
        }
        cells.push(text(word(issue)));
        cells
    };
    let mut columns =
        vec![column("番号", Width::Letters(4), Align::Start), column("課題", Width::Share(1), Align::Start)];
    for axis in Axis::ALL {
        columns.push(column(axis.label(), Width::Letters(3), Align::Middle));
        columns.push(column("幅", Width::Letters(3), Align::Middle));
        columns.push(column("1〜5点の人数", Width::Letters(9), Align::Middle));
    }
    columns.push(column("散らばり", Width::Letters(4), Align::Middle));
    Grid {
        id: "result".into(),
        caption: "課題ごとの中央値と散らばり".into(),
        columns,
        rows: tally.issues.iter().map(row).collect(),
    }
}

fn remarks(issue: &IssueTally) -> Vec<Block> {
    let id = &issue.covered.number;
    let name = format!("{id} {}", issue.covered.title);
    let mut blocks = vec![Block::Paragraph(Paragraph { leads: true, gap: true, ..Paragraph::plain(id, name) })];
    for (remark, n) in issue.remarks.iter().zip(1..) {
        let point = remark.point.map_or_else(|| "・".to_string(), |point| format!("{} {point}", issue.beside.label()));
        let label = Some(press::Label::spaced(&point));
        blocks.push(Block::Paragraph(Paragraph {
            label,
            indent: 1,
            ..Paragraph::plain(&format!("{id}-{n}"), remark.text.as_str())
        }));
    }
    blocks
}

fn counted(round: &Round, tally: &Tally) -> String {
    let day = almanac::with_weekday(round.due_on);
    format!("委員{}人のうち{}人が採点しました（しめきり {day}）。", tally.asked, tally.scored)
}

fn median(spread: Option<Spread>) -> String {
    spread.map_or_else(|| "－".to_string(), |spread| half(spread.median_twice()))
}

fn ends(spread: Option<Spread>) -> String {
    let told = |spread: Spread| {
        let (least, most) = spread.ends();
        if least == most { least.to_string() } else { format!("{least}〜{most}") }
    };
    spread.map_or_else(|| "－".to_string(), told)
}

fn counts(spread: Option<Spread>) -> String {
    spread.map_or_else(|| "－".to_string(), |spread| spread.0.map(|count| count.to_string()).join("・"))
}

/// 割れ, そろう, or － where nothing is told.
pub fn word(issue: &IssueTally) -> &'static str {
    match (issue.feasibility, issue.effect) {
        (None, None) => "－",
        _ if issue.is_split() => "割れ",
        _ => "そろう",
    }
}

fn text(words: &str) -> Cell {
    Cell::Text(words.into())
}

fn column(head: &str, width: Width, align: Align) -> Column {
    Column { head: head.into(), width, align }
}

fn document(name: &str, head: &Head, round: &str, page: PageForm, mut body: Vec<Block>) -> Document {
    body.insert(0, Block::Heading(Heading { id: "title".into(), level: 1, text: name.into() }));
    Document {
        title: format!("{round}　{name}"),
        language: "ja".into(),
        author: Some(head.office.clone()),
        dated: head.dated,
        foot: Foot { left: format!("{}　{name}　{round}", head.office), page_numbers: true },
        page,
        body,
    }
}

#[cfg(test)]
mod tests;
