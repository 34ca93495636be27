//! 書面表決書: the paper that goes out to each member, one page for each. Pure.

use crate::council::meeting::model::Kept;
use almanac::{Date, with_weekday};
use chrono::NaiveDateTime;
use press::{Align, Block, Cell, Column, Document, Entry, Foot, Grid, Label, PageForm, Paragraph, Row, Sheet, Width};

/// Everything that the papers are made of.
pub struct Ask<'a> {
    /// The town.
    pub office: &'a str,
    /// The council, to whose secretariat the papers come back.
    pub council: &'a str,
    /// The meeting: 令和8年度第2回 みほん市…協議会.
    pub title: &'a str,
    /// The moment of the request, in Japan.
    pub dated: NaiveDateTime,
    /// The items that are voted on, each with whether nobody may listen. Members read closed ones, too.
    pub items: &'a [(&'a Kept, bool)],
    /// The day until which they come back.
    pub by: Option<Date>,
    /// Where they come back to, as the notice says it; empty where that was not typed.
    pub to: &'a str,
    /// To whom, in the order of the roster.
    pub members: &'a [Addressee],
}

/// A member to whom a paper goes.
pub struct Addressee {
    /// The name, every character as typed.
    pub name: String,
    /// 所属; empty where none is known.
    pub body: String,
}

/// A page for each member; one with room for a name while nobody sits in the council.
pub fn document(ask: &Ask<'_>) -> Document {
    let blank = [Addressee { name: String::new(), body: String::new() }];
    let members = if ask.members.is_empty() { &blank } else { ask.members };
    let mut body = vec![];
    for (member, at) in members.iter().zip(1..) {
        if at > 1 {
            body.push(Block::PageBreak);
        }
        body.extend(page(ask, member, at));
    }
    Document {
        title: format!("{}　{TITLE}", ask.title),
        language: "ja".into(),
        author: Some(ask.office.into()),
        dated: ask.dated,
        foot: Foot::default(),
        page: PageForm { margins: [20.0, 20.0, 16.0, 25.0], line: 1.5, ..PageForm::a4() },
        body,
    }
}

/// As it stands on the paper and in a file's name.
pub const TITLE: &str = "書面表決書";

fn page(ask: &Ask<'_>, member: &Addressee, at: usize) -> Vec<Block> {
    let id = |part: &str| format!("{part}-{at}");
    let labelled = |part: &str, label: &str, words: &str| {
        let label = Some(Label { text: label.into(), width: 6 });
        Block::Paragraph(Paragraph { label, ..Paragraph::plain(&id(part), words) })
    };
    let by = ask.by.map_or_else(|| "令和　　年　　月　　日".into(), with_weekday);
    let mut body = vec![
        Block::paragraph(&id("to"), &format!("{}　事務局　あて", ask.council)),
        Block::Spacer(0.5),
        Block::heading(&id("title"), 1, TITLE),
        Block::paragraph(&id("words"), &format!("　{}の議題について、次のとおり表決します。", ask.title)),
        Block::Spacer(0.3),
        Block::Grid(votes(ask, &id("votes"))),
        Block::paragraph(&id("how"), HOW),
        Block::Spacer(0.3),
        Block::Sheet(signed(member, at)),
        Block::Spacer(0.3),
        labelled("by", "返送の期限", &by),
    ];
    if !ask.to.is_empty() {
        body.push(labelled("back", "返送先", ask.to));
    }
    body
}

const HOW: &str = "議題ごとに、1つを○で囲んでください。棄権されるときは「保留」を囲んでください。どれも囲まない議題は「記入なし」として数えます。";

fn votes(ask: &Ask<'_>, id: &str) -> Grid {
    let row = |(item, is_closed): &(&Kept, bool)| {
        let closed = if *is_closed { "〔非公開〕" } else { "" };
        vec![Cell::words(&format!("{}{closed}", item.line.words())), Cell::words("賛成　・　反対　・　保留")]
    };
    Grid {
        id: id.into(),
        caption: String::new(),
        columns: vec![Column::start("議題", Width::Share(1)), Column::new("表決", Width::Letters(15), Align::Middle)],
        rows: ask.items.iter().map(row).collect(),
    }
}

/// 意見, and who says so.
fn signed(member: &Addressee, at: usize) -> Sheet {
    let row = |part: &str, label: &str, words: &str| {
        let id = format!("{part}-{at}");
        let body = vec![Paragraph::plain(&format!("{id}-words"), words)];
        Row { first: Entry { id, label: label.into(), body }, second: None }
    };
    let rows = vec![
        row("remark", "意見", "\n\n\n\n\n"),
        row("body", "所属", &member.body),
        row("name", "氏名", &member.name),
        row("sign", "署名", "\n"),
        row("day", "記入日", "令和　　年　　月　　日"),
    ];
    Sheet { caption: "意見と署名".into(), label_width: 24.0, side_widths: [0.0, 0.0], rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::meeting::model::{ItemId, read_items};
    use press::Fonts;

    fn paper<T>(members: &[Addressee], look: impl FnOnce(&Document) -> T) -> T {
        let agenda = "⑴　目標について【種類: 承認】\n⑵　支援の事例について【種類: 協議】【非公開: 個人に関する情報】";
        let items: Vec<Kept> = read_items(agenda).into_iter().map(|line| Kept { id: ItemId::fresh(), line }).collect();
        let day = |typed| almanac::read_date(typed).unwrap();
        look(&document(&Ask {
            office: "みほん市",
            council: "みほん市精神保健福祉連絡協議会",
            title: "令和8年度第2回 みほん市精神保健福祉連絡協議会",
            dated: day("R8.10.1").and_hms_opt(9, 0, 0).unwrap(),
            items: &[(&items[0], false), (&items[1], true)],
            by: Some(day("R9.2.12")),
            to: "みほん市障がい福祉課\n電話　000-000-0000",
            members,
        }))
    }

    fn members() -> Vec<Addressee> {
        [("髙梨 一郎", "みほん病院"), ("三好 花", "")]
            .map(|(name, body)| Addressee { name: name.into(), body: body.into() })
            .into()
    }

    #[test]
    fn each_member_gets_one_page_with_every_item_that_is_voted_on() {
        let text = paper(&members(), press::text);
        for (said, times) in [
            ("髙梨 一郎", 1),
            ("三好 花", 1),
            ("みほん病院", 1),
            ("みほん市精神保健福祉連絡協議会　事務局　あて", 2),
            ("⑴　目標について", 2),
            ("⑵　支援の事例について〔非公開〕", 2),
            ("賛成　・　反対　・　保留", 4),
            ("令和9年2月12日（金）", 2),
            ("みほん市障がい福祉課", 2),
            ("署名", 2),
        ] {
            assert_eq!(text.matches(said).count(), times, "{said}\n{text}");
        }
        let blank = paper(&[], press::text);
        assert!(blank.contains("氏名") && blank.matches("目標について").count() == 1, "{blank}");
    }

    #[test]
    fn the_paper_is_set_as_pdf_and_word() {
        let pdf =
            paper(&members(), |document| press::pdf(document, Fonts::embedded(), press::OnMissing::Geta)).unwrap();
        assert!(pdf.starts_with(b"%PDF"));
        assert!(paper(&members(), press::docx).unwrap().starts_with(b"PK"));
    }
}
