//! 情報公開請求のための一式: the minutes of a meeting with what is kept back covered, its papers, and a list that gives the ground of each.
//! Rows in, documents out. Pure.

use super::rules::{Cover, CoverStyle, PaperFate, Redactions, outgrown, paper_fate, silence, whole_block};
use crate::council::edition::print::ground_of;
use crate::council::handout::model::{Handout, HandoutFile, Listed};
use crate::council::handout::rules::numbered;
use crate::council::meeting::model::{BlockId, closed};
use crate::council::meeting::print as sheets;
use crate::council::meeting::store::{Block as Uttered, Item, Meeting};
use crate::council::telling::model::Audience;
use crate::council::telling::rules::{Reading, Tellings, reading};
use chrono::NaiveDateTime;
use minutes::{Known, SheetForm};
use press::{Align, Block, Cell, Column, Document, Foot, Grid, PageForm, Width};

/// Everything of a meeting from which it is disclosed.
pub struct Disclosing {
    /// The town.
    pub office: String,
    /// The meeting.
    pub meeting: Meeting,
    /// Its agenda.
    pub items: Vec<Item>,
    /// What was said.
    pub blocks: Vec<Uttered>,
    /// What others read of it.
    pub tellings: Tellings,
    /// What is marked.
    pub marks: Redactions,
    /// The master of its papers.
    pub handouts: Vec<Handout>,
    /// The form that the council writes its minutes in.
    pub form: SheetForm,
    /// What is known beside its rows.
    pub known: Known,
}

/// 開示・部分開示・不開示.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DisclosureVerdict {
    /// 開示.
    Whole,
    /// 部分開示.
    Partly,
    /// 不開示.
    Nothing,
}

impl DisclosureVerdict {
    /// As printed.
    pub fn label(self) -> &'static str {
        match self {
            DisclosureVerdict::Whole => "開示",
            DisclosureVerdict::Partly => "部分開示",
            DisclosureVerdict::Nothing => "不開示",
        }
    }
}

/// A document of the bundle, or one that is not in it.
pub struct Disclosed {
    /// 会議録, 資料1　委員名簿.
    pub name: String,
    /// How far.
    pub verdict: DisclosureVerdict,
    /// On which grounds not, each with its number and how often.
    pub grounds: String,
    /// The file of a paper that is in it.
    pub file: Option<HandoutFile>,
}

impl Disclosing {
    /// What is lacking before a bundle can be put together, a sentence each.
    pub fn lacks(&self) -> Vec<String> {
        let mut lacks = vec![];
        if self.blocks.is_empty() {
            lacks.push("会議録が、まだありません。".into());
        }
        let stale = outgrown(&self.blocks, &self.tellings, &self.marks).len();
        if stale > 0 {
            lacks.push(format!(
                "伏せたところのうち{stale}件で、もとの文が変わっています。見なおして、付けなおしてください。"
            ));
        }
        let bare = self.without_ground().len();
        if bare > 0 {
            lacks.push(format!(
                "公開用に載せない、または書きかえた発言のうち{bare}件に、理由がまだありません。その発言の「伏せる」から、全部を伏せる理由を入れてください。"
            ));
        }
        let listed = numbered(&self.handouts);
        for (handout, one) in self.handouts.iter().zip(&listed) {
            if let PaperFate::Undecided(why) = paper_fate(&self.marks, handout, one) {
                lacks.push(format!("「{}」: {why}", one.words()));
            }
        }
        lacks
    }

    /// Blocks of which everybody reads something else than was said, or nothing, and no ground says why.
    pub fn without_ground(&self) -> Vec<BlockId> {
        let is_bare = |block: &&Uttered| {
            self.is_withheld(block)
                && self.closed_ground(block).is_none()
                && whole_block(&self.marks, &block.id.to_string()).is_none()
        };
        self.blocks.iter().filter(is_bare).map(|block| block.id).collect()
    }

    /// Does everybody read something else than the words themselves?
    fn is_withheld(&self, block: &Uttered) -> bool {
        let telling = self.tellings.get(&block.id);
        reading(telling, Audience::Public, &block.form.speaker, &block.form.text) != Reading::Words(&block.form.text)
    }

    /// The ground of the closed item under which it was said.
    fn closed_ground(&self, block: &Uttered) -> Option<String> {
        let is_closed = closed(self.items.iter().map(|item| &item.line));
        let at = block.form.item.and_then(|id| self.items.iter().position(|item| item.id == id))?;
        is_closed[at].then(|| format!("非公開の議題（{}）", ground_of(&self.items, &self.items[at])))
    }

    /// The minutes as they are disclosed: everything that the office holds, what is kept back covered.
    pub fn sheet(&self, dated: NaiveDateTime) -> (Document, Disclosed) {
        let mut cover = Cover::new(&self.marks, CoverStyle::Disclosure);
        let blocks: Vec<Uttered> = self.blocks.iter().map(|block| self.covered(block, &mut cover)).collect();
        let items = self.titled(&mut cover);
        let mut outline = sheets::outlined(&self.meeting, &items, &blocks, &self.form, &self.known);
        cover.outline(&mut outline);
        let number = |((ground, count), at): (&(String, usize), usize)| format!("〔{at}〕{ground}　{count}か所");
        let grounds = cover.grounds.iter().zip(1..).map(number).collect::<Vec<_>>().join("\n");
        let verdict = if cover.grounds.is_empty() { DisclosureVerdict::Whole } else { DisclosureVerdict::Partly };
        let document = sheets::document(outline, &self.office, dated);
        (document, Disclosed { name: "会議録".into(), verdict, grounds, file: None })
    }

    /// The agenda; what lies below a closed item is not named.
    fn titled(&self, cover: &mut Cover<'_>) -> Vec<Item> {
        let is_closed = closed(self.items.iter().map(|item| &item.line));
        let mut items = self.items.clone();
        for (item, is_closed) in items.iter_mut().zip(is_closed) {
            if is_closed && item.line.closed.is_empty() {
                let ground = ground_of(&self.items, item);
                item.line.title = cover.bar(&format!("非公開の議題（{ground}）"));
            }
        }
        items
    }

    fn covered(&self, block: &Uttered, cover: &mut Cover<'_>) -> Uttered {
        let mut block = block.clone();
        let id = block.id.to_string();
        let mark = whole_block(&self.marks, &id).map(|mark| mark.form.reason());
        let whole = self.closed_ground(&block).or(mark);
        // Refused before where no ground says why; kept back all the same.
        let bare = "理由が入っていない";
        match (whole, self.is_withheld(&block)) {
            (Some(reason), _) => silence(&mut block, &cover.bar(&reason)),
            (None, true) => silence(&mut block, &cover.bar(bare)),
            (None, false) => match cover.passages(&id, &block.form.text) {
                Some(words) => block.form.text = words,
                None => silence(&mut block, &cover.bar(bare)),
            },
        }
        block
    }

    /// The papers of the meeting, in the order of their master.
    pub fn papers(&self) -> Vec<Disclosed> {
        let one = |(handout, listed): (&Handout, &Listed)| {
            let (verdict, grounds, file) = match paper_fate(&self.marks, handout, listed) {
                PaperFate::Open(file) => (DisclosureVerdict::Whole, String::new(), Some(file)),
                PaperFate::Closed(reason) => (DisclosureVerdict::Nothing, reason, None),
                PaperFate::Undecided(_) => (DisclosureVerdict::Nothing, String::new(), None),
            };
            let name = Cover::new(&self.marks, CoverStyle::Public).names(&listed.words());
            Disclosed { name, verdict, grounds, file }
        };
        self.handouts.iter().zip(&numbered(&self.handouts)).map(one).collect()
    }

    /// 開示する文書の一覧, as a paper and as a list.
    pub fn list(&self, all: &[Disclosed], dated: NaiveDateTime) -> (Document, Grid) {
        let title = format!("{}　開示する文書の一覧（案）", self.meeting.form.title());
        let column = |head: &str, width| Column { head: head.into(), width, align: Align::Start };
        let text = |words: &str| Cell::Text(words.into());
        let row = |(one, at): (&Disclosed, usize)| {
            vec![text(&at.to_string()), text(&one.name), text(one.verdict.label()), text(&one.grounds)]
        };
        let grid = Grid {
            id: "documents".into(),
            caption: "開示する文書".into(),
            columns: vec![
                column("番号", Width::Letters(4)),
                column("文書", Width::Share(1)),
                column("区分", Width::Letters(5)),
                column("開示しない理由", Width::Share(1)),
            ],
            rows: all.iter().zip(1..).map(row).collect(),
        };
        let document = Document {
            title: title.clone(),
            language: "ja".into(),
            author: Some(self.office.clone()),
            dated,
            foot: Foot { left: title.clone(), page_numbers: true },
            page: PageForm::a4(),
            body: vec![
                Block::heading("title", 1, &title),
                Block::paragraph(
                    "note",
                    "会議録では、開示しないところを「■■■■」とし、〔　〕に理由の番号を入れています。黒い印の下に、文字は残っていません。開示するかどうかは、請求ごとに決定してください。",
                ),
                Block::Grid(grid.clone()),
            ],
        };
        (document, grid)
    }
}
