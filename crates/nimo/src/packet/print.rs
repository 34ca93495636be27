//! The papers of a packet as one document: 次第, 資料2, 資料3 and what changed. Pure.

use crate::issues::digest::print as digest;
use crate::packet::model::{DigestPaper, Packet, PaperChange};
use crate::packet::rules::without_people;
use crate::packet::support::model::SupportPaper;
use crate::packet::support::print as support;
use chrono::NaiveDateTime;
use press::{Block, Cell, Column, Document, Foot, Grid, Heading, PageForm, Paragraph, Width};

/// The title of the whole.
pub const TITLE: &str = "会議資料";

/// In place of what changed, where the packet before was taken back.
pub const TAKEN_BACK: &str = "前の会議資料は、取り下げられました。";

/// For whom a packet is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// Members in the room: 資料2 with every cell, collected after the meeting.
    Members,
    /// Whoever reads it on a screen: 資料2 as everybody may read it.
    Readers,
}

/// What stands around it.
pub struct Head {
    /// The town.
    pub office: String,
    /// 「第2版（令和8年11月25日に固めた）」.
    pub version: String,
    /// The moment of the freezing, in Japan.
    pub dated: NaiveDateTime,
    /// May what changed since the packet before be told? Not where that one was taken back: what it said would stand here again.
    pub tells_changes: bool,
}

/// The whole packet.
pub fn packet(packet: &Packet, who: For, head: &Head) -> Document {
    let mut body = vec![
        Block::heading("title", 1, &format!("{}　{TITLE}", packet.meeting)),
        Block::paragraph("about", &format!("{}　{}", packet.council, head.version)),
        Block::heading("agenda", 2, "次第"),
    ];
    let day = packet.held_on.map_or_else(String::new, almanac::with_weekday);
    let when = [day.as_str(), packet.place.as_str()].into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>();
    if !when.is_empty() {
        body.push(Block::paragraph("when", &when.join("　")));
    }
    for (at, line) in packet.agenda.iter().enumerate() {
        let indent = u8::try_from(line.depth).unwrap_or(4).min(4);
        let plain = Paragraph::plain(&format!("item-{}", at + 1), line.words());
        body.push(Block::Paragraph(Paragraph { indent, ..plain }));
    }
    if let Some(paper) = &packet.support {
        body.push(Block::PageBreak);
        body.extend(match who {
            For::Members => support::members("資料2", paper),
            For::Readers => support::everybody("資料2", paper),
        });
    }
    if let Some(paper) = &packet.digest {
        body.push(Block::PageBreak);
        let around = digest::Head { office: head.office.clone(), version: head.version.clone(), dated: head.dated };
        let whole = digest::paper(&paper.digest, paper.layout, &paper.elements, &around);
        body.extend(whole.body.into_iter().map(|block| below("資料3　", block)));
    }
    if packet.before.is_some() {
        let changes = packet.changes.clone();
        let changes = if who == For::Members { changes } else { without_people(changes) };
        body.push(Block::PageBreak);
        body.push(Block::heading("changes", 2, "前の会議資料から変わったところ"));
        body.push(if !head.tells_changes {
            Block::paragraph("none", TAKEN_BACK)
        } else if changes.is_empty() {
            Block::paragraph("none", "変わったところはありません。")
        } else {
            Block::Grid(changes_grid(&changes))
        });
    }
    let kind = if who == For::Members { "（委員限り・回収）" } else { "" };
    document(&format!("{}　{TITLE}{kind}", packet.meeting), head, body)
}

/// 資料2 alone, as everybody may read it.
pub fn public(packet: &Packet, paper: &SupportPaper, head: &Head) -> Document {
    let mut body = vec![Block::heading("title", 1, &packet.council)];
    body.extend(support::everybody("資料2", paper));
    document(&format!("{}　資料2（公開用）", packet.meeting), head, body)
}

/// 支援状況 alone, under the number that the master of the meeting gives it: with every cell where it is collected after the meeting, else
/// as everybody may read it.
pub fn support_alone(packet: &Packet, paper: &SupportPaper, mark: &str, who: For, head: &Head) -> Document {
    let mut body = vec![Block::heading("title", 1, &packet.council)];
    body.extend(match who {
        For::Members => support::members(mark, paper),
        For::Readers => support::everybody(mark, paper),
    });
    let kind = if who == For::Members { "（委員限り・回収）" } else { "" };
    document(&format!("{}　{mark}{kind}", packet.meeting), head, body)
}

/// 課題・方策のまとめ alone, under its number.
pub fn digest_alone(packet: &Packet, paper: &DigestPaper, mark: &str, head: &Head) -> Document {
    let around = digest::Head { office: head.office.clone(), version: head.version.clone(), dated: head.dated };
    let whole = digest::paper(&paper.digest, paper.layout, &paper.elements, &around);
    let mut body = vec![Block::heading("title", 1, &packet.council)];
    body.extend(whole.body.into_iter().map(|block| below(&format!("{mark}　"), block)));
    document(&format!("{}　{mark}", packet.meeting), head, body)
}

/// A part of another paper, one level deeper, its title behind what it is here.
fn below(name: &str, block: Block) -> Block {
    match block {
        Block::Heading(heading) if heading.level == 1 => Block::Heading(Heading {
            level: 2,
            text: format!("{name}{}", heading.text.words()).into(),
            id: "digest".into(),
        }),
        Block::Heading(heading) => Block::Heading(Heading { level: heading.level + 1, ..heading }),
        other => other,
    }
}

fn changes_grid(changes: &[PaperChange]) -> Grid {
    let row =
        |one: &PaperChange| vec![Cell::words(&one.paper), Cell::words(&one.what), Cell::words(&one.told.join("\n"))];
    Grid {
        id: "packet-changes".into(),
        caption: format!("変わったところ（{}件）", changes.len()),
        columns: vec![
            Column::start("資料", Width::Letters(5)),
            Column::start("何の", Width::Share(3)),
            Column::start("変わったこと", Width::Share(5)),
        ],
        rows: changes.iter().map(row).collect(),
    }
}

fn document(title: &str, head: &Head, body: Vec<Block>) -> Document {
    Document {
        title: title.into(),
        language: "ja".into(),
        author: Some(head.office.clone()),
        dated: head.dated,
        foot: Foot { left: format!("{}　{title}　{}", head.office, head.version), page_numbers: true },
        page: PageForm::a4_wide(),
        body,
    }
}
