//! 会議録 as papers: the official sheet in the town's own form, and the list of blocks. Pure: rows in, document out.

use crate::council::meeting::model::{
    BlockForm, BlockKind, ItemLine, MeetingForm, Mode, NumberOf, Person, PublicAccess,
};
use crate::council::meeting::store::{Block, Item, Meeting};
use crate::council::model::RecordMethod;
use chrono::NaiveDateTime;
use minutes::{FormFont, FormPage, Known, Minutes, Outline, OutlineCell, OutlineLine, SheetForm, outline};
use press::{Align, Cell, Column, Document, Entry, Foot, Grid, Heading, Label, PageForm, Paragraph, Row, Run, Sheet};
use press::{Text, Width};

/// The official sheet of a meeting, in this form, with what is known beside its rows.
pub fn sheet(
    meeting: &Meeting,
    items: &[Item],
    blocks: &[Block],
    form: &SheetForm,
    known: &Known,
    office: &str,
    dated: NaiveDateTime,
) -> Document {
    document(outlined(meeting, items, blocks, form, known), office, dated)
}

/// The sheet in the town's form, before it is a paper.
pub fn outlined(meeting: &Meeting, items: &[Item], blocks: &[Block], form: &SheetForm, known: &Known) -> Outline {
    outline(&as_read(&meeting.form, items, blocks), form, known)
}

/// A sheet that was read, or invented, as a paper.
pub fn paper(minutes: &Minutes, form: &SheetForm, known: &Known, office: &str, dated: NaiveDateTime) -> Document {
    document(outline(minutes, form, known), office, dated)
}

/// A sheet as a paper.
pub fn document(outline: Outline, office: &str, dated: NaiveDateTime) -> Document {
    let Outline { heading, foot, name, rows, page } = outline;
    Document {
        title: format!("{name}　{heading}"),
        language: "ja".into(),
        author: Some(office.into()),
        dated,
        foot: Foot { left: foot, page_numbers: true },
        page: page_form(page),
        body: vec![
            press::Block::Heading(Heading { id: "title".into(), level: 1, text: heading.into() }),
            press::Block::Sheet(Sheet {
                caption: format!("{name}の会議録。左の列が項目、右の列がその内容です。"),
                label_width: f64::from(page.label_width),
                side_widths: [24.0, 24.0],
                rows: rows.into_iter().map(row).collect(),
            }),
        ],
    }
}

/// The blocks as a list: number, item, kind, speaker, words.
pub fn list(meeting: &Meeting, items: &[Item], blocks: &[Block]) -> Grid {
    let column = |head: &str, width, align| Column { head: head.into(), width, align };
    let item = |block: &Block| {
        let item = block.form.item.and_then(|id| items.iter().find(|item| item.id == id));
        item.map_or_else(String::new, |item| item.line.words())
    };
    let text = |words: String| Cell::Text(Text::from(words));
    let cells = |(at, block): (usize, &Block)| {
        vec![
            Cell::Number(i64::try_from(at + 1).unwrap_or(0)),
            text(item(block)),
            text(kind_of(&block.form)),
            text(block.form.speaker.clone()),
            text(block.form.text.clone()),
        ]
    };
    Grid {
        id: "blocks".into(),
        caption: format!("{}の発言", meeting.form.short()),
        columns: vec![
            column("番号", Width::Letters(3), Align::End),
            column("議題", Width::Share(2), Align::Start),
            column("種類", Width::Letters(6), Align::Middle),
            column("発言者", Width::Letters(8), Align::Start),
            column("本文", Width::Share(6), Align::Start),
        ],
        rows: blocks.iter().enumerate().map(cells).collect(),
    }
}

/// 意見, or 決定（承認）.
fn kind_of(form: &BlockForm) -> String {
    match form.decision {
        Some(decision) => format!("{}（{}）", form.kind.label(), decision.label()),
        None => form.kind.label().into(),
    }
}

/// The form where a council has none of its own; its heading and foot name the method by which the sheet is written.
pub fn usual_form(method: Option<RecordMethod>) -> SheetForm {
    let heading = method.map_or_else(|| "会議録".to_string(), |method| format!("会議録（{}）", method.label()));
    SheetForm { foot: heading.clone(), heading, ..SheetForm::key_points() }
}

fn page_form(page: FormPage) -> PageForm {
    let usual = FormPage::default();
    let mut form = PageForm::a4();
    if page.margins != usual.margins {
        form = form.with_margins(page.margins.map(f64::from));
    }
    if page.size_tenths != usual.size_tenths {
        form = form.with_size(f64::from(page.size_tenths) / 10.0);
    }
    if page.font == FormFont::Gothic { form.in_gothic() } else { form }
}

fn row(cells: Vec<OutlineCell>) -> Row {
    let mut cells = cells.into_iter().map(entry);
    let nothing = || Entry { id: String::new(), label: String::new(), body: vec![] };
    Row { first: cells.next().unwrap_or_else(nothing), second: cells.next() }
}

fn entry(cell: OutlineCell) -> Entry {
    let id = format!("{:?}", cell.field).to_lowercase();
    let body = cell.lines.into_iter().enumerate().map(|(at, line)| paragraph(&id, at, line)).collect();
    Entry { id, label: cell.label, body }
}

fn paragraph(field: &str, at: usize, line: OutlineLine) -> Paragraph {
    let run = |words: minutes::Words| Run { text: words.text, bold: false, whole: words.is_name };
    Paragraph {
        id: line.block.unwrap_or_else(|| format!("{field}-{}", at + 1)),
        indent: line.indent,
        label: line.mark.map(|mark| if mark.is_spaced { Label::spaced(&mark.text) } else { Label::new(&mark.text) }),
        text: Text(line.words.into_iter().map(run).collect()),
        leads: line.leads,
        gap: line.begins && at > 0,
        ..Paragraph::default()
    }
}

/// The meeting as the reader would have read it: the one model that every form of a sheet is written from.
fn as_read(form: &MeetingForm, items: &[Item], blocks: &[Block]) -> Minutes {
    let paths = paths(items);
    let path_of = |block: &Block| {
        let id = block.form.item?;
        items.iter().position(|item| item.id == id).map(|at| paths[at].clone())
    };
    let people = |people: &Option<Vec<Person>>| people.as_ref().map(|all| all.iter().map(attendee).collect());
    let day = |date: Option<almanac::Date>| date.map(|date| date.to_string());
    let words = |text: &str| (!text.is_empty()).then(|| text.to_string());
    Minutes {
        body: words(&form.body),
        fiscal_year: form.fiscal_year.map(|year| year.to_string()),
        number: form.number,
        number_of: form.number_of.map(|of| match of {
            NumberOf::FiscalYear => minutes::NumberOf::FiscalYear,
            NumberOf::Term => minutes::NumberOf::Term,
            NumberOf::Total => minutes::NumberOf::Total,
        }),
        held_on: day(form.held_on),
        held_until: day(form.held_until),
        starts_at: form.starts_at.clone(),
        ends_at: form.ends_at.clone(),
        venue: words(&form.venue),
        attendance: minutes::Attendance { present: people(&form.present), absent: people(&form.absent) },
        present_count: form.present_count,
        absent_count: form.absent_count,
        late: form.late.clone(),
        left_early: form.left_early.clone(),
        proxies: form.proxies.as_ref().map(|all| all.iter().map(|line| proxy(line)).collect()),
        secretariat: form.secretariat.as_ref().map(|all| all.iter().map(|line| clerk(line)).collect()),
        public_access: form.public_access.map(|access| match access {
            PublicAccess::Open => minutes::PublicAccess::Open,
            PublicAccess::Partly => minutes::PublicAccess::Partly,
            PublicAccess::Closed => minutes::PublicAccess::Closed,
        }),
        observers: form.observers,
        invited: form.invited.clone(),
        agenda: (!items.is_empty()).then(|| tree(items, &paths, 0)),
        proceedings: blocks.iter().map(|block| said(block, path_of(block))).collect(),
        next_meeting: next(form, blocks),
        handouts: form.handouts.as_ref().map(|all| all.iter().map(|line| handout(line)).collect()),
        ..minutes::read("")
    }
}

fn said(block: &Block, agenda: Option<String>) -> minutes::Block {
    minutes::Block {
        id: block.id.to_string(),
        agenda,
        kind: kind(block.form.kind),
        speaker: (!block.form.speaker.is_empty()).then(|| block.form.speaker.clone()),
        speaker_note: None,
        text: block.form.text.clone(),
        spans: vec![],
    }
}

fn kind(kind: BlockKind) -> minutes::Kind {
    match kind {
        BlockKind::Explanation => minutes::Kind::Explanation,
        BlockKind::Opinion => minutes::Kind::Opinion,
        BlockKind::Question => minutes::Kind::Question,
        BlockKind::Answer => minutes::Kind::Answer,
        BlockKind::Decision => minutes::Kind::Decision,
        BlockKind::Statement => minutes::Kind::Statement,
        BlockKind::Note => minutes::Kind::Note,
    }
}

fn attendee(person: &Person) -> minutes::Attendee {
    let role = person.role_text.as_deref().map(|text| match text {
        text if text.contains('副') || text.contains("職務代理") => minutes::Role::ViceChair,
        text if text.ends_with('長') => minutes::Role::Chair,
        _ => minutes::Role::Member,
    });
    minutes::Attendee {
        name: person.name.clone(),
        role,
        role_text: person.role_text.clone(),
        mode: person.mode.map(|mode| match mode {
            Mode::InPerson => minutes::Mode::InPerson,
            Mode::Online => minutes::Mode::Online,
            Mode::Proxy => minutes::Mode::Proxy,
            Mode::Written => minutes::Mode::Written,
        }),
    }
}

fn proxy(line: &str) -> minutes::Proxy {
    let (member, proxy) = line.split_once('→').unwrap_or((line, ""));
    minutes::Proxy { member: member.trim().into(), proxy: proxy.trim().into() }
}

/// 「相談支援係主査　北」, 「主査（3名）」
fn clerk(line: &str) -> minutes::Clerk {
    let counted = line.strip_suffix("名）").and_then(|rest| rest.rsplit_once('（'));
    let counted = counted.and_then(|(rest, count)| Some((rest, almanac::read_number(count)?)));
    let (words, count) = counted.map_or((line, None), |(rest, count)| (rest, Some(count)));
    let (post, name) = match words.split_once('　') {
        Some((post, name)) => (post, Some(name.trim().to_string())),
        None => (words, None),
    };
    minutes::Clerk { post: (!post.is_empty()).then(|| post.to_string()), name, count }
}

fn handout(line: &str) -> minutes::Handout {
    let labelled = line.split_once('　').filter(|(label, _)| {
        ["資料", "参考", "別紙", "別添", "当日", "追加", "様式", "次第"].iter().any(|word| label.contains(word))
    });
    let (label, title) = labelled.map_or((None, line), |(label, title)| (Some(label.to_string()), title.trim()));
    minutes::Handout { label, title: title.into(), spans: vec![] }
}

/// The next meeting; where a block tells its day, no row repeats it.
fn next(form: &MeetingForm, blocks: &[Block]) -> Option<minutes::NextMeeting> {
    if form.next_held_on.is_none() && form.next_starts_at.is_none() && form.next_venue.is_empty() {
        return None;
    }
    let tells = |block: &&Block| {
        let plain: Vec<char> = block.form.text.chars().map(glyphs::plain).collect();
        almanac::scan_dates(&plain)
            .iter()
            .any(|mention| matches!(mention.date, Some(Ok(date)) if Some(date) == form.next_held_on))
    };
    Some(minutes::NextMeeting {
        held_on: form.next_held_on.map(|date| date.to_string()),
        starts_at: form.next_starts_at.clone(),
        venue: (!form.next_venue.is_empty()).then(|| form.next_venue.clone()),
        block: blocks.iter().rfind(tells).map(|block| block.id.to_string()),
        spans: vec![],
    })
}

/// A path for each item by its place: 3-1 is the first under the third.
fn paths(items: &[Item]) -> Vec<String> {
    let mut counts: Vec<usize> = vec![];
    let path = |item: &Item| {
        counts.truncate(item.line.depth + 1);
        counts.resize(item.line.depth + 1, 0);
        counts[item.line.depth] += 1;
        counts.iter().map(|count| count.max(&1).to_string()).collect::<Vec<_>>().join("-")
    };
    items.iter().map(path).collect()
}

fn tree(items: &[Item], paths: &[String], depth: usize) -> Vec<minutes::AgendaItem> {
    let heads: Vec<usize> = (0..items.len()).filter(|at| items[*at].line.depth <= depth).collect();
    let until = |n: usize| heads.get(n + 1).copied().unwrap_or(items.len());
    let node = |(n, at): (usize, &usize)| {
        let ItemLine { label, title, .. } = &items[*at].line;
        minutes::AgendaItem {
            path: paths[*at].clone(),
            label: (!label.is_empty()).then(|| label.clone()),
            title: title.clone(),
            spans: vec![],
            items: tree(&items[at + 1..until(n)], &paths[at + 1..until(n)], depth + 1),
        }
    };
    heads.iter().enumerate().map(node).collect()
}
