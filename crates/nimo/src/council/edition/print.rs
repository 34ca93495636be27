//! Papers of confirming: minutes as one audience reads them, the letter to members, the list of what was wrong. Pure.

use super::model::{Body, Said, Withheld, Written};
use super::rules::Change;
use crate::council::charter::model::NameDisplay;
use crate::council::meeting::model::{BlockKind, closed};
use crate::council::meeting::print as sheets;
use crate::council::meeting::store::{Block as Uttered, Item, Meeting};
use crate::council::redaction::model::Redaction;
use crate::council::redaction::rules::{Cover, CoverStyle, told_publicly};
use crate::council::telling::model::Audience;
use crate::council::telling::rules::{Reading, Tellings, reading, told};
use almanac::{Date, with_weekday};
use chrono::NaiveDateTime;
use minutes::{FormField, Known, OutlineLine, SheetForm};
use press::{Align, Block, Cell, Column, Document, Foot, Grid, Label, PageForm, Paragraph, Width};

/// Minutes as they stand.
pub struct Minutes<'a> {
    /// The meeting.
    pub meeting: &'a Meeting,
    /// Its agenda.
    pub items: &'a [Item],
    /// What was said.
    pub blocks: &'a [Uttered],
    /// What others read of it.
    pub tellings: &'a Tellings,
    /// The form that the council writes its minutes in.
    pub form: &'a SheetForm,
    /// What is known beside its rows.
    pub known: &'a Known,
    /// How minutes name members to everybody, as the council's rules say.
    pub names: Option<NameDisplay>,
    /// What is marked as not for everybody.
    pub marks: &'a [Redaction],
}

/// The minutes as this audience reads them. What was said under an item that nobody may listen to, and what was marked, stands in no public
/// edition.
pub fn written(minutes: &Minutes<'_>, audience: Audience) -> Written {
    let mut cover = Cover::new(minutes.marks, CoverStyle::Public);
    let (items, blocks) = match audience {
        Audience::Public => {
            let told = told_publicly(minutes.blocks, minutes.tellings, &mut cover);
            named_outside(minutes.items, without_closed(minutes.items, told))
        }
        _ => (minutes.items.to_vec(), told(minutes.blocks, minutes.tellings, audience)),
    };
    let is_rewritten = |block: &&Uttered| {
        let own = reading(minutes.tellings.get(&block.id), audience, &block.form.speaker, &block.form.text);
        matches!(own, Reading::Words(words) if words != block.form.text)
    };
    let rewritten = minutes.blocks.iter().filter(is_rewritten).count();
    let silenced = |block: &&Uttered| blocks.iter().all(|other| other.id != block.id);
    let left_out = minutes.blocks.iter().filter(silenced).count();
    let form = match audience {
        Audience::Public => narrowed(minutes.form, minutes.names),
        _ => minutes.form.clone(),
    };
    let mut outline = sheets::outlined(minutes.meeting, &items, &blocks, &form, minutes.known);
    if audience == Audience::Public {
        cover.outline(&mut outline);
    }
    let said = head(&outline).chain(uttered(&outline, &blocks)).collect();
    let withheld = cover.grounds.into_iter().map(|(ground, count)| Withheld { ground, count }).collect();
    Written { outline, said, left_out, rewritten, withheld }
}

/// What was said under closed items gives way to one line for each.
fn without_closed(items: &[Item], blocks: Vec<Uttered>) -> Vec<Uttered> {
    let closed = closed(items.iter().map(|item| &item.line));
    let is_closed = |block: &Uttered| {
        let at = block.form.item.and_then(|id| items.iter().position(|item| item.id == id));
        at.filter(|at| closed[*at]).map(|at| &items[at])
    };
    let mut told = vec![];
    let mut kept = vec![];
    for block in blocks {
        match is_closed(&block) {
            None => kept.push(block),
            Some(item) if told.contains(&item.id) => {}
            Some(item) => {
                told.push(item.id);
                let ground = ground_of(items, item);
                let mut line = block;
                (line.form.kind, line.form.decision) = (BlockKind::Note, None);
                line.form.speaker = String::new();
                line.form.text = match ground.as_str() {
                    "" => "（この議題は、公開していません。）".into(),
                    ground => format!("（この議題は、公開していません。根拠: {ground}）"),
                };
                kept.push(line);
            }
        }
    }
    kept
}

/// What lies below a closed item tells of it: it is not named outside, and what was said there stands under the closed one, once.
fn named_outside(items: &[Item], blocks: Vec<Uttered>) -> (Vec<Item>, Vec<Uttered>) {
    let is_closed = closed(items.iter().map(|item| &item.line));
    let mut kept: Vec<Item> = vec![];
    let mut above = std::collections::BTreeMap::new();
    for (item, is_closed) in items.iter().zip(is_closed) {
        match kept.last() {
            Some(closed) if is_closed && item.line.closed.is_empty() => {
                above.insert(item.id, closed.id);
            }
            _ => kept.push(item.clone()),
        }
    }
    let mut told: Vec<Uttered> = vec![];
    for mut block in blocks {
        if let Some(closed) = block.form.item.and_then(|id| above.get(&id)) {
            block.form.item = Some(*closed);
            if told.iter().any(|other| other.form.item == Some(*closed)) {
                continue;
            }
        }
        told.push(block);
    }
    (kept, told)
}

/// The ground on which an item is closed: its own, or that of the item above it.
pub(in crate::council) fn ground_of(items: &[Item], item: &Item) -> String {
    let at = items.iter().position(|one| one.id == item.id).unwrap_or(0);
    let mut depth = items[at].line.depth + 1;
    for one in items[..=at].iter().rev() {
        if one.line.depth < depth {
            depth = one.line.depth;
            if !one.line.closed.is_empty() {
                return one.line.closed.clone();
            }
        }
    }
    String::new()
}

/// The rows of the head, each as one part.
fn head(outline: &minutes::Outline) -> impl Iterator<Item = Said> {
    let cells = outline.rows.iter().flatten().filter(|cell| cell.field != FormField::Proceedings);
    cells.map(|cell| {
        let line = |line: &OutlineLine| {
            let mark = line.mark.as_ref().map_or(String::new(), |mark| format!("{} ", mark.text));
            format!("{mark}{}", words_of(line))
        };
        let words = cell.lines.iter().map(line).collect::<Vec<_>>().join("\n");
        Said { id: format!("{:?}", cell.field), place: cell.label.clone(), words }
    })
}

fn words_of(line: &OutlineLine) -> String {
    line.words.iter().map(|words| words.text.as_str()).collect()
}

/// The blocks as the sheet writes them, under its headings: where the form hides who spoke, no part of an edition tells it.
fn uttered(outline: &minutes::Outline, blocks: &[Uttered]) -> Vec<Said> {
    let cells = outline.rows.iter().flatten().filter(|cell| cell.field == FormField::Proceedings);
    let mut heading = "議題の前".to_string();
    let mut said = vec![];
    for line in cells.flat_map(|cell| &cell.lines) {
        let block = line.block.as_ref().and_then(|id| blocks.iter().find(|block| block.id.to_string() == *id));
        match block {
            Some(block) => said.push(Said {
                id: block.id.to_string(),
                place: format!("{heading}（{}）", block.form.kind.label()),
                words: words_of(line),
            }),
            None if line.begins => {
                let mark = line.mark.as_ref().map_or(String::new(), |mark| format!("{}　", mark.text));
                heading = format!("{mark}{}", words_of(line));
            }
            None => {}
        }
    }
    said
}

/// The form as everybody reads it: the council's rules may name its members less closely than its own paper does, never more.
fn narrowed(form: &SheetForm, names: Option<NameDisplay>) -> SheetForm {
    use minutes::NameDisplay::{Bodies, Named, Unnamed};
    let names = match (form.names, names) {
        (own, None | Some(NameDisplay::Names)) => own,
        (Named, Some(NameDisplay::Bodies)) => Bodies,
        (own, Some(NameDisplay::Bodies)) if own.hides() => own,
        _ => Unnamed,
    };
    SheetForm { names, ..form.clone() }
}

/// An edition as a paper: the sheet, and below it what the edition says of itself.
pub fn edition(body: &Body) -> Document {
    let mut document = sheets::document(body.written.outline.clone(), &body.office, body.dated);
    document.title = format!("{}　{}", document.title, body.audience);
    let notes = body.notes.iter().enumerate().map(|(at, note)| {
        Block::Paragraph(Paragraph { gap: at == 0, ..Paragraph::plain(&format!("note-{}", at + 1), note.as_str()) })
    });
    document.body.extend(notes);
    document
}

/// What the letter to members is made of.
pub struct Letter<'a> {
    /// The town.
    pub office: &'a str,
    /// The council.
    pub council: &'a str,
    /// The meeting: 令和8年度第2回 みほん市…協議会.
    pub title: &'a str,
    /// The day on the letter.
    pub on: Date,
    /// Until when.
    pub due_on: Date,
    /// Who does not answer counts as having nothing to correct.
    pub silence_confirms: bool,
    /// Where answers go.
    pub reply_to: &'a str,
    /// Words of the secretariat's own; the usual ones where it is empty.
    pub words: &'a str,
    /// Names, in the order of the minutes; one letter to all where nobody is named.
    pub people: &'a [String],
    /// The moment of the request, in Japan.
    pub dated: NaiveDateTime,
}

/// 会議録の確認について: a letter for each member, and on the page behind it the slip that comes back.
pub fn letters(letter: &Letter<'_>) -> Document {
    let all = ["委員　各位".to_string()];
    let readers: Vec<String> = match letter.people {
        [] => all.into(),
        people => people.iter().map(|name| format!("{name}　様")).collect(),
    };
    let mut body = vec![];
    for (reader, at) in readers.iter().zip(1..) {
        if at > 1 {
            body.push(Block::PageBreak);
        }
        body.extend(one_letter(letter, reader, at));
        body.push(Block::PageBreak);
        body.extend(slip(letter, reader, at));
    }
    Document {
        title: format!("{}　会議録の確認について", letter.title),
        language: "ja".into(),
        author: Some(letter.office.into()),
        dated: letter.dated,
        foot: Foot::default(),
        page: PageForm { title_size: 12.0, ..PageForm::a4() },
        body,
    }
}

fn one_letter(letter: &Letter<'_>, reader: &str, at: usize) -> Vec<Block> {
    let id = |part: &str| format!("{part}-{at}");
    let usual =
        format!("　{}の会議録の案ができました。別紙の案を読み、直すところがあれば、お知らせください。", letter.title);
    let words = if letter.words.is_empty() { usual } else { letter.words.to_string() };
    let point = |part: &str, label: &str, words: &str| {
        let label = Some(Label { text: label.into(), width: 6 });
        Block::Paragraph(Paragraph { label, gap: true, ..Paragraph::plain(&id(part), words) })
    };
    let silence = if letter.silence_confirms {
        "\n期限までにお返事のないときは、確認していただいたものとします。"
    } else {
        ""
    };
    let mut body = vec![
        placed(&id("date"), almanac::in_words(letter.on), Align::End),
        placed(&id("to"), reader.to_string(), Align::Start),
        placed(&id("from"), format!("{}　事務局", letter.council), Align::End),
        Block::Spacer(0.5),
        Block::heading(&id("title"), 1, "会議録の確認について（お願い）"),
        Block::paragraph(&id("words"), &words),
        Block::Spacer(0.3),
        point("due", "確認の期限", &format!("{}{silence}", with_weekday(letter.due_on))),
    ];
    if !letter.reply_to.is_empty() {
        body.push(point("reply", "返事の宛先", letter.reply_to));
    }
    body
}

fn slip(letter: &Letter<'_>, reader: &str, at: usize) -> Vec<Block> {
    let id = |part: &str| format!("{part}-{at}");
    let column = |head: &str, width| Column { head: head.into(), width, align: Align::Start };
    let text = |words: &str| Cell::Text(words.into());
    let room = |_| vec![text("\n"), text(""), text("")];
    vec![
        Block::paragraph(&id("slip-to"), &format!("{}　事務局　あて", letter.council)),
        Block::heading(&id("slip-title"), 2, "会議録の確認（返事）"),
        Block::paragraph(&id("slip-name"), reader.trim_end_matches("　様")),
        Block::paragraph(&id("slip-ok"), "□　直すところはありません。"),
        Block::paragraph(&id("slip-no"), "□　次のところを直してください。"),
        Block::Grid(Grid {
            id: id("slip-table"),
            caption: "直してほしいところ".into(),
            columns: vec![
                column("どこ", Width::Letters(8)),
                column("いまの文", Width::Share(1)),
                column("直したあとの文", Width::Share(1)),
            ],
            rows: (0..5).map(room).collect(),
        }),
        Block::paragraph(&id("slip-due"), &format!("返事の期限　{}", with_weekday(letter.due_on))),
    ]
}

fn placed(id: &str, words: String, align: Align) -> Block {
    Block::Paragraph(Paragraph { align, ..Paragraph::plain(id, words) })
}

/// 正誤表: what an edition puts right of the one before.
pub fn errata(body: &Body, reason: &str, changes: &[Change]) -> Document {
    let column = |head: &str, width| Column { head: head.into(), width, align: Align::Start };
    let text = |words: &str| Cell::Text(if words.is_empty() { "（なし）" } else { words }.into());
    let row = |change: &Change| vec![text(&change.place), text(&change.before), text(&change.after)];
    let name = &body.written.outline.name;
    Document {
        title: format!("{name}　正誤表（第{}版）", body.number),
        language: "ja".into(),
        author: Some(body.office.clone()),
        dated: body.dated,
        foot: Foot { left: format!("正誤表（{}、第{}版）", body.audience, body.number), page_numbers: true },
        page: PageForm::a4(),
        body: [
            Block::heading("title", 1, "正誤表"),
            Block::paragraph("name", &format!("{name}の会議録（{}）", body.audience)),
        ]
        .into_iter()
        .chain((!reason.is_empty()).then(|| Block::paragraph("reason", &format!("直したわけ: {reason}"))))
        .chain([Block::Grid(Grid {
            id: "changes".into(),
            caption: "直したところ".into(),
            columns: vec![
                column("どこ", Width::Letters(10)),
                column("誤", Width::Share(1)),
                column("正", Width::Share(1)),
            ],
            rows: changes.iter().map(row).collect(),
        })])
        .collect(),
    }
}
