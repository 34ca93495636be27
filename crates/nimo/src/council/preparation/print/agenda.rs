//! 次第: what the meeting goes through, and the papers that lie there. Body and list are read off the same master.

use super::occasion::{behind, placed, timing_words};
use super::{Occasion, Paper, sheet};
use crate::council::handout::model::Listed;
use crate::council::meeting::model::Kept;
use press::{Align, Block, Document, Label, PageForm, Paragraph, Run, Text};

/// The agenda on one sheet of paper.
pub(super) fn document(occasion: &Occasion<'_>) -> Document {
    let head = |id: &str, label: &str, words: &str| {
        let label = Some(Label { text: label.into(), width: 4 });
        Block::Paragraph(Paragraph { label, indent: 1, ..Paragraph::plain(id, words) })
    };
    let mut body = vec![
        head("when", "日時", &occasion.when_words()),
        head("where", "場所", occasion.place_words()),
        Block::Spacer(0.5),
    ];
    if occasion.items.is_empty() {
        body.push(placed("items-none", "次第は、まだ決まっていません。", Align::Start, 1));
    }
    body.extend(occasion.items.iter().zip(occasion.closed()).zip(1..).map(|(item, at)| entry(occasion, item, at)));
    if !occasion.handouts.is_empty() {
        body.push(Block::heading("handouts-head", 2, "配布資料"));
        body.extend(list(occasion.handouts));
    }
    sheet(Paper::Agenda, occasion, PageForm::a4(), body)
}

fn entry(occasion: &Occasion<'_>, (item, is_closed): (&Kept, bool), at: usize) -> Block {
    let line = &item.line;
    let depth = u8::try_from(line.depth).unwrap_or(u8::MAX).saturating_add(1);
    let marks = occasion.marks_of(item.id);
    let mut runs = vec![Run { text: line.title.clone() + &behind(line, is_closed), ..Run::default() }];
    if !marks.is_empty() {
        runs.push(Run { text: "　".into(), ..Run::default() });
        runs.push(Run { text: format!("【{marks}】"), ..Run::default() });
    }
    Block::Paragraph(Paragraph {
        indent: depth,
        label: (!line.label.is_empty()).then(|| Label::spaced(&line.label)),
        gap: line.depth == 0,
        ..Paragraph::plain(&format!("item-{at}"), Text(runs))
    })
}

/// 配布資料 as the master has them, numbers in one column.
pub(super) fn list(handouts: &[Listed]) -> Vec<Block> {
    let widest = handouts.iter().map(|one| Label::spaced(&one.mark).width).max().unwrap_or(0);
    let line = |(one, at): (&Listed, usize)| {
        let label = (!one.mark.is_empty()).then(|| Label { text: one.mark.clone(), width: widest });
        Block::Paragraph(Paragraph {
            indent: 1,
            label,
            ..Paragraph::plain(&format!("handout-{at}"), one.title.clone() + &timing_words(one.timing))
        })
    };
    handouts.iter().zip(1..).map(line).collect()
}
