//! Papers: the list for the council as PDF and XLSX, without what is for secretariats alone; and 確認の紙 of one house, to carry to a
//! counter: what is known, what to ask and why, and room for the answer.

use crate::houses::ReadHouse;
use crate::houses::model::{CheckKind, CheckState};
use crate::houses::rules::Verdict;
use crate::houses::web::id;
use crate::houses::web::list::{Listed, Row, in_words, listed};
use crate::houses::web::page::{Counter, Fact, Seen, facts, seen};
use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask};
use press::{
    Align, Block, Cell, Column, Document, Entry, Foot, Grid, PageForm, Paragraph, Row as SheetRow, Sheet, Width,
};

const TITLE: &str = "空き家の一覧";
const PAPER: &str = "空き家の確認の紙";

/// The list as XLSX.
pub async fn xlsx(ask: Ask) -> Answer {
    let listed = listed(&ask).await?;
    papers::xlsx(&ask, TITLE.into(), ask.now.at_japan(), vec![grid(&listed)], TITLE).await
}

/// The list as PDF; a character that no font has stands as 〓.
pub async fn pdf(ask: Ask) -> Answer {
    let listed = listed(&ask).await?;
    let mut body = vec![Block::heading("title", 1, TITLE), Block::Grid(grid(&listed))];
    if !listed.told.is_empty() {
        body.push(Block::paragraph("told", &listed.told));
    }
    body.push(Block::paragraph("left-out", "番地、持ち主にかかわること、覚え書きは載せていません。"));
    let document = document(&ask, TITLE, PageForm::a4_wide(), body)?;
    papers::pdf(&ask, document, TITLE).await
}

/// 確認の紙: for all counters, or for the one that the address names.
pub async fn of_one(ask: Ask) -> Answer {
    let permit = ask.may::<ReadHouse>(id(&ask)?).await?;
    let seen = seen(&ask, &permit).await?;
    let only = CheckKind::parse(ask.query.get("check"));
    let mut body = vec![Block::heading("title", 1, PAPER), Block::Sheet(known(&seen, only)), Block::Spacer(0.6)];
    for counter in seen.counters.iter().filter(|counter| only.is_none_or(|kind| kind == counter.kind)) {
        body.extend(asked(counter, only == Some(CheckKind::Operator)));
    }
    body.push(Block::paragraph("foot", "「見込み」は、町の目安で見たものです。答えは、窓口で確かめてください。"));
    if names_place(&seen, only) {
        body.push(Block::paragraph("care", "番地を載せています。窓口のほかには渡さないでください。"));
    }
    let document = document(&ask, PAPER, PageForm::a4().with_size(9.5), body)?;
    let kind = only.map_or("", CheckKind::label);
    papers::pdf(&ask, document, &papers::plain_name(&[PAPER, kind, &seen.house.form.label])).await
}

fn document(ask: &Ask, title: &str, page: PageForm, body: Vec<Block>) -> Result<Document, Fault> {
    let office = ask.signed_in()?.office_name.clone();
    Ok(Document {
        title: title.into(),
        language: "ja".into(),
        author: Some(office.clone()),
        dated: ask.now.at_japan(),
        foot: Foot { left: format!("{office}　{title}　{}", almanac::in_words(ask.now.day())), page_numbers: true },
        page,
        body,
    })
}

fn grid(listed: &Listed) -> Grid {
    let kinds = CheckKind::ALL.iter().map(|kind| Column::start(kind.label(), Width::Letters(5)));
    let columns = [
        Column::start("呼び名", Width::Share(3)),
        Column::start("町名", Width::Letters(5)),
        Column::new("面積（㎡）", Width::Letters(6), Align::End),
        Column::new("階", Width::Letters(2), Align::End),
        Column::start("建てた年", Width::Letters(5)),
        Column::start("使い方", Width::Letters(6)),
    ];
    let last = [Column::start("様子", Width::Share(3)), Column::start("次にすること", Width::Share(3))];
    Grid {
        id: "houses".into(),
        caption: format!("{}空き家の話（{}件）", in_words(listed), listed.rows.len()),
        columns: columns.into_iter().chain(kinds).chain(last).collect(),
        rows: listed.rows.iter().map(cells).collect(),
    }
}

fn cells(row: &Row) -> Vec<Cell> {
    let stage = [row.stage.label(), row.dropped_for].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
    let first = [
        Cell::words(&row.label),
        Cell::words(&row.town),
        row.area.map_or(Cell::Blank, |area| Cell::Decimal(area.0 * 10)),
        row.floors.map_or(Cell::Blank, Cell::Number),
        Cell::words(&row.built),
    ];
    let checks = row.checks.iter().map(|state| Cell::words(state.label()));
    let last = [Cell::words(&format!("{}\n{}", stage.join("、"), row.since)), Cell::words(&row.next)];
    first.into_iter().chain([Cell::words(row.intended)]).chain(checks).chain(last).collect()
}

/// Does 番地 stand on it? For those who may read it, and never on the paper of an operator.
fn names_place(seen: &Seen, only: Option<CheckKind>) -> bool {
    seen.is_inside && only != Some(CheckKind::Operator)
}

/// What is known, two facts to a row.
fn known(seen: &Seen, only: Option<CheckKind>) -> Sheet {
    let form = &seen.house.form;
    let mut lines = vec![Fact { head: "呼び名", told: form.label.clone() }];
    lines.extend(facts(form));
    if names_place(seen, only) {
        lines.insert(2, Fact { head: "番地・位置", told: form.lot.clone() });
    }
    let entry = |fact: &Fact| {
        let told = if fact.told.is_empty() { "分からない" } else { &fact.told };
        Entry { id: format!("fact:{}", fact.head), label: fact.head.into(), body: vec![Paragraph::plain("", told)] }
    };
    let row = |pair: &[Fact]| SheetRow { first: entry(&pair[0]), second: pair.get(1).map(entry) };
    Sheet {
        caption: "分かっていること".into(),
        label_width: 31.0,
        side_widths: [31.0, 50.0],
        rows: lines.chunks(2).map(row).collect(),
    }
}

/// What to ask at a counter, with room for what it answers. The paper that goes to an operator is `bare`: what stands there so far another
/// operator said.
fn asked(counter: &Counter, bare: bool) -> Vec<Block> {
    let id = counter.kind.code();
    let source = |one: &Verdict| {
        let unchecked = if one.source.is_checked { "" } else { "（未確認）" };
        format!("{}{unchecked}", one.source.words)
    };
    let row = |one: &Verdict| {
        let why = format!("{}。{}\n出典: {}", one.finding.label(), one.because, source(one));
        vec![Cell::words(one.matter), Cell::words(&why), Cell::words(&one.ask), Cell::Blank]
    };
    let state = match counter.state {
        CheckState::Open => "まだ聞いていません。".to_string(),
        state => format!("{}（{}）。", state.label(), counter.asked),
    };
    let answer =
        [counter.answer.as_str(), &counter.next].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
    let blank =
        |id: &str, label: &str| Entry { id: id.into(), label: label.into(), body: vec![Paragraph::plain("", "\n")] };
    let so_far = Block::Paragraph(Paragraph {
        leads: true,
        ..Paragraph::plain(&format!("{id}:state"), format!("{state}{}", answer.join("　次: ")))
    });
    let head = std::iter::once(Block::heading(id, 2, &counter.kind.name())).chain((!bare).then_some(so_far));
    let rest = [
        Block::Grid(Grid {
            id: format!("{id}:asked"),
            caption: String::new(),
            columns: vec![
                Column::start("こと", Width::Letters(7)),
                Column::start("見込みとわけ", Width::Share(4)),
                Column::start("聞くこと", Width::Share(4)),
                Column::start("答え", Width::Share(3)),
            ],
            rows: counter.verdicts.iter().map(row).collect(),
        }),
        Block::Sheet(Sheet {
            caption: format!("{}の答え", counter.kind.label()),
            label_width: 31.0,
            side_widths: [31.0, 50.0],
            rows: vec![SheetRow {
                first: blank(&format!("{id}:on"), "聞いた日"),
                second: Some(blank(&format!("{id}:whom"), "課・担当")),
            }],
        }),
        Block::Spacer(0.8),
    ];
    head.chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::asked;
    use crate::houses::model::{CheckKind, CheckState};
    use crate::houses::web::page::Counter;

    #[test]
    fn the_paper_for_an_operator_does_not_say_what_another_operator_said() {
        let counter = Counter {
            kind: CheckKind::Operator,
            state: CheckState::Barred,
            asked: "令和8年11月25日、うみかぜの会に聞いた".into(),
            answer: "人手が足りない。".into(),
            next: "ほかの会に聞く".into(),
            verdicts: vec![],
            judged: None,
            is_kept: true,
        };
        let said = ["できない", "うみかぜの会", "人手が足りない", "ほかの会に聞く"];
        let (full, bare) = (format!("{:?}", asked(&counter, false)), format!("{:?}", asked(&counter, true)));
        assert!(said.iter().all(|words| full.contains(words)), "{full}");
        assert!(said.iter().all(|words| !bare.contains(words)) && bare.contains("事業者の答え"), "{bare}");
    }
}
