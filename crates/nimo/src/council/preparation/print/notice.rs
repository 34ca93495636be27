//! 開催通知と返信票: for each member in office on the day a letter, and on the page behind it the slip that comes back.

use super::occasion::{behind, day_or_blank, fitted, or_blank, placed};
use super::{Occasion, Paper};
use crate::council::handout::model::Timing;
use crate::council::meeting::model::Kept;
use crate::council::seat::rules::{Printed, RosterCopy};
use almanac::with_weekday;
use press::{Align, Block, Document, Entry, Foot, Label, PageForm, Paragraph, Row, Sheet, Text};

/// Letters and slips in the order of the members' copy of the roster; one letter to all while nobody sits.
pub(super) fn document(occasion: &Occasion<'_>) -> Document {
    let printed: Vec<Printed> =
        occasion.roster.printed(RosterCopy::Council).into_iter().filter(|line| !line.is_vacant).collect();
    let readers: Vec<Option<&Printed>> =
        if printed.is_empty() { vec![None] } else { printed.iter().map(Some).collect() };
    let mut body = vec![];
    for (reader, at) in readers.into_iter().zip(1..) {
        if at > 1 {
            body.push(Block::PageBreak);
        }
        body.extend(letter(occasion, reader, at));
        body.push(Block::PageBreak);
        body.extend(slip(occasion, reader, at));
    }
    let page = PageForm { margins: [20.0, 22.0, 18.0, 25.0], line: 1.5, title_size: 12.0, ..PageForm::a4() };
    Document {
        title: occasion.titled(Paper::Notice.label()),
        language: "ja".into(),
        author: Some(occasion.office.into()),
        dated: occasion.dated,
        foot: Foot::default(),
        page: fitted(page, &subject(occasion)),
        body,
    }
}

fn letter(occasion: &Occasion<'_>, reader: Option<&Printed>, at: usize) -> Vec<Block> {
    let preparation = occasion.preparation;
    let id = |part: &str| format!("{part}-{at}");
    let mut body = vec![
        placed(&id("number"), or_blank(&preparation.notice_number, "（文書番号）"), Align::End, 0),
        placed(&id("date"), day_or_blank(preparation.notice_on), Align::End, 0),
        Block::Spacer(0.5),
    ];
    body.extend(addressee(reader, &id("addressee")));
    body.extend([
        Block::Spacer(0.5),
        placed(&id("sender"), or_blank(&preparation.sender, "（差出人）"), Align::End, 0),
        Block::Spacer(0.5),
        Block::heading(&id("title"), 1, &subject(occasion)),
        placed(&id("words"), letter_words(occasion), Align::Start, 0),
        Block::Spacer(0.3),
        placed(&id("below"), "記", Align::Middle, 0),
        Block::Spacer(0.2),
    ]);
    let parts = points(occasion).into_iter().zip(1..).map(|((label, words), number)| {
        Block::Paragraph(Paragraph {
            label: Some(Label { text: format!("{}　{label}", wide(number)), width: 7 }),
            gap: true,
            ..Paragraph::plain(&format!("point-{number}-{at}"), words)
        })
    });
    body.extend(parts);
    body.push(placed(&id("end"), "以上", Align::End, 0));
    body
}

/// 件名: broken behind a long name.
fn subject(occasion: &Occasion<'_>) -> String {
    let name = occasion.name();
    let between = if name.chars().count() > 24 { "\n" } else { "" };
    format!("{name}{between}の開催について（通知）")
}

/// To whom: 所属　役職 above, 氏名　様 below.
fn addressee(reader: Option<&Printed>, id: &str) -> Vec<Block> {
    let Some(reader) = reader else { return vec![placed(id, "委員　各位", Align::Start, 1)] };
    let body = [reader.body.as_str(), reader.post.as_str()];
    let body = body.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("　");
    let mut lines = vec![];
    if !body.is_empty() {
        lines.push(placed(&format!("{id}-body"), body, Align::Start, 1));
    }
    lines.push(placed(id, format!("{}　様", reader.name), Align::Start, 1));
    lines
}

/// The words of the notice as typed, or the usual ones. Each line begins a paragraph.
fn letter_words(occasion: &Occasion<'_>) -> String {
    let typed = occasion.preparation.notice_words.trim();
    if typed.is_empty() {
        return format!(
            "　日ごろから、{}の運営に御協力いただき、ありがとうございます。\n　このたび、{}を下記のとおり開きます。\
             お忙しいところ恐れ入りますが、御出席くださいますようお願いします。\n　出欠は、別紙の返信票でお知らせください。",
            occasion.council,
            occasion.name()
        );
    }
    let indented = |line: &str| {
        if line.is_empty() || line.starts_with('　') { line.to_string() } else { format!("　{line}") }
    };
    typed.lines().map(indented).collect::<Vec<_>>().join("\n")
}

/// What stands below 記. What is empty is left out.
fn points(occasion: &Occasion<'_>) -> Vec<(&'static str, String)> {
    let preparation = occasion.preparation;
    let mut points =
        vec![("日時", occasion.when_words()), ("場所", occasion.place_words().to_string()), ("次第", items(occasion))];
    points.push(("資料", handouts(occasion)));
    points.push(("返信", reply(occasion)));
    points.push(("問合せ先", preparation.contact.clone()));
    points.retain(|(_, words)| !words.is_empty());
    points
}

fn items(occasion: &Occasion<'_>) -> String {
    let line = |(item, is_closed): (&Kept, bool)| {
        let line = &item.line;
        format!("{}{}{}", "　".repeat(line.depth), line.words(), behind(line, is_closed))
    };
    occasion.items.iter().zip(occasion.closed()).map(line).collect::<Vec<_>>().join("\n")
}

fn handouts(occasion: &Occasion<'_>) -> String {
    let groups = [
        (Timing::Ahead, "（あらかじめお送りするもの）"),
        (Timing::OnDay, "（当日お配りするもの）"),
        (Timing::Collected, "（机上に置き、会議の後に回収するもの）"),
    ];
    let group = |(timing, head): (Timing, &'static str)| {
        let papers: Vec<String> =
            occasion.handouts.iter().filter(|one| one.timing == timing).map(|one| one.words()).collect();
        (!papers.is_empty()).then(|| format!("{head}\n{}", papers.join("\n")))
    };
    groups.into_iter().filter_map(group).collect::<Vec<_>>().join("\n")
}

fn reply(occasion: &Occasion<'_>) -> String {
    let to = &occasion.preparation.reply_to;
    let by = format!("別紙の返信票を、{}までにお送りください。", deadline(occasion));
    if to.is_empty() { by } else { format!("{by}\n{to}") }
}

fn deadline(occasion: &Occasion<'_>) -> String {
    occasion.preparation.reply_by.map_or_else(|| day_or_blank(None), with_weekday)
}

/// １: figures of headings are wide.
fn wide(number: usize) -> String {
    number.to_string().chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c)).collect()
}

/// The slip that comes back: it names the member, and asks for no more than is needed to prepare the day.
fn slip(occasion: &Occasion<'_>, reader: Option<&Printed>, at: usize) -> Vec<Block> {
    let to = or_blank(&occasion.preparation.reply_to, "（返信先）");
    let row = |part: &str, label: &str, lines: &[&str]| {
        let line = |(words, number): (&&str, usize)| Paragraph::plain(&format!("{part}-{at}-{number}"), *words);
        let body = lines.iter().zip(1..).map(line).collect();
        Row { first: Entry { id: format!("{part}-{at}"), label: label.into(), body }, second: None }
    };
    let name = reader.map_or("", |reader| reader.name.as_str());
    let rows = vec![
        row("slip-meeting", "会議", &[&occasion.name()]),
        row("slip-when", "日時", &[&occasion.when_words()]),
        row("slip-where", "場所", &[occasion.place_words()]),
        row("slip-name", "氏名", &[name]),
        row("slip-reply", "出欠", &REPLIES),
        row("slip-needs", "配慮の希望", &NEEDS),
        row("slip-notes", "連絡事項", &[NOTES]),
    ];
    vec![
        Block::heading(&format!("slip-title-{at}"), 1, "出欠の返信"),
        Block::Paragraph(Paragraph {
            label: Some(Label { text: "返信先".into(), width: 5 }),
            ..Paragraph::plain(&format!("slip-to-{at}"), to)
        }),
        Block::Paragraph(Paragraph {
            label: Some(Label { text: "期限".into(), width: 5 }),
            ..Paragraph::plain(&format!("slip-by-{at}"), Text::from(deadline(occasion)))
        }),
        Block::Spacer(0.5),
        Block::Sheet(Sheet { caption: "出欠の返信".into(), label_width: 28.0, side_widths: [0.0, 0.0], rows }),
        Block::paragraph(
            &format!("slip-foot-{at}"),
            "当てはまる所に印を付けてください。配慮の希望は、分かる範囲でかまいません。",
        ),
    ]
}

const REPLIES: [&str; 4] =
    ["□ 出席（会場）", "□ 出席（オンライン）", "□ 欠席", "□ 代理が出席（代理の方の氏名　　　　　　　　　　　　　　）"];

const NEEDS: [&str; 4] = [
    "資料の形　□ 点字　□ 拡大した文字　□ データ（読み上げなど）",
    "聞こえ　　□ 手話通訳　□ 要約筆記",
    "会場　　　□ 段差のない通路や席　□ 付き添いの方の席",
    "そのほか（　　　　　　　　　　　　　　　　　　　　　　　　　）",
];

const NOTES: &str = "\n\n\n\n";
