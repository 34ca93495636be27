//! 公開しないところ: what of a meeting is not for everybody, and what everybody reads.

use super::bundle::gather;
use crate::access::{Facts, Permit};
use crate::council::edition::print::ground_of;
use crate::council::handout::model::{Handout, Listed};
use crate::council::handout::rules::numbered;
use crate::council::meeting;
use crate::council::meeting::model::{BlockId, MeetingId, closed};
use crate::council::meeting::store::{Block, Item};
use crate::council::redaction::disclosure::Disclosing;
use crate::council::redaction::model::{DisclosureGround, Redaction, RedactionId, RedactionKind};
use crate::council::redaction::rules::{
    Cover, CoverStyle, PaperFate, may_open, outgrown, paper_fate, pieces, publicly, still_said, told_publicly,
    whole_block,
};
use crate::council::redaction::{ListRedactions, MarkRedaction};
use crate::council::telling::web::start;
use crate::editing::shape::{Texts, Wrong, text};
use crate::layout::{Control, Field, Frame, Place, error_of};
use crate::plumbing::secret::hash;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// A mark as the table shows it.
struct Mark {
    id: RedactionId,
    kind: &'static str,
    /// What is covered, as it stands in the minutes.
    words: String,
    instead: String,
    ground: String,
    made: String,
    is_outgrown: bool,
}

/// A block, and what everybody reads of it.
struct Row {
    id: BlockId,
    number: usize,
    start: String,
    words: String,
    state: Option<(&'static str, String)>,
    told: String,
    is_whole: bool,
    is_bare: bool,
}

/// A paper, and whether it is laid open.
struct Paper {
    id: String,
    words: String,
    state: (&'static str, &'static str),
    ground: String,
    note: String,
    /// Where it is looked at.
    path: String,
    /// The file that would be laid open.
    seen: String,
    may_open: bool,
}

/// What the form marks.
enum Form {
    Name,
    Block { id: BlockId, words: String, pieces: Vec<(String, bool)>, seen: String, is_whole: bool },
    Paper { id: String, words: String },
}

#[derive(Template)]
#[template(path = "council/redaction/views/page.html")]
struct RedactionsPage {
    frame: Frame,
    meeting: MeetingId,
    title: String,
    wrongs: Vec<Wrong>,
    may_mark: bool,
    marks: Vec<Mark>,
    count: usize,
    outgrown: usize,
    still: Vec<(String, usize)>,
    form: Form,
    words: Field,
    instead: Field,
    ground: Field,
    article: Field,
    rows: Vec<Row>,
    items: Vec<(String, String)>,
    papers: Vec<Paper>,
    lacks: Vec<String>,
    reason_error: Option<String>,
}

/// The page.
pub(super) async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ListRedactions>(meeting::web::id(&ask)?).await?;
    show(&ask, &permit, Texts::new(), vec![]).await
}

/// The page, perhaps with what was typed and what is wrong with it.
pub(super) async fn show(ask: &Ask, permit: &Permit<ListRedactions>, texts: Texts, wrongs: Vec<Wrong>) -> Answer {
    let all = ask.read(async |tx| gather(tx, permit).await).await?;
    let outgrown = outgrown(&all.blocks, &all.tellings, &all.marks);
    let mut cover = Cover::new(&all.marks, CoverStyle::Public);
    let told = told_publicly(&all.blocks, &all.tellings, &mut cover);
    let asked = match text(&texts, "about") {
        "" => ask.query.get("about").to_string(),
        about => about.to_string(),
    };
    let page = RedactionsPage {
        frame: Frame::of("公開しないところ", ask.actor.signed_in(), Place::Councils).saying(ask.query.get("said")),
        meeting: permit.facts().id(),
        title: all.meeting.form.title(),
        may_mark: ask.would::<MarkRedaction>(permit.facts())?,
        marks: all
            .marks
            .iter()
            .filter(|mark| !mark.form.kind.is_of_paper())
            .map(|mark| shown(mark, &all, &outgrown))
            .collect(),
        count: all.marks.iter().filter(|mark| !mark.form.kind.is_of_paper()).count(),
        outgrown: outgrown.len(),
        still: still_said(&told, &all.marks).into_iter().collect(),
        form: form(&all, &asked, ask),
        words: words(&all, &asked, &texts, &wrongs),
        instead: Field::line("instead", "代わりに載せる文字", text(&texts, "instead"))
            .help("空なら「（氏名）」と載ります。例: Ａさん")
            .checked(&wrongs),
        ground: ground(&texts, &wrongs),
        article: Field::line("article", "条例の条項", text(&texts, "article"))
            .help("例: みほん市情報公開条例第7条第1号。空なら、同じ理由で前に入れたものを使います。")
            .checked(&wrongs),
        rows: rows(&all, &told, &mut cover, &outgrown),
        items: items(&all),
        papers: all
            .handouts
            .iter()
            .zip(&numbered(&all.handouts))
            .map(|(one, listed)| paper(&all, one, listed))
            .collect(),
        lacks: all.lacks(),
        reason_error: error_of("reason", &wrongs),
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

fn shown(mark: &Redaction, all: &Disclosing, outgrown: &[BlockId]) -> Mark {
    let block = all.blocks.iter().find(|block| block.id.to_string() == mark.form.about);
    let start = || block.map_or_else(|| "（いまの会議録にない発言）".into(), |block| start(&block.form.words()));
    let (kind, words) = match mark.form.kind {
        RedactionKind::Name => ("名前", mark.form.words.clone()),
        RedactionKind::Block => ("発言の全部", start()),
        _ => ("発言の一部", mark.form.words.clone()),
    };
    Mark {
        id: mark.id,
        kind,
        words,
        instead: mark.form.instead.clone(),
        ground: mark.form.reason(),
        made: format!("{}　{}", mark.at.day_in_words(), mark.by),
        is_outgrown: mark.form.kind == RedactionKind::Passage
            && block.is_some_and(|block| outgrown.contains(&block.id)),
    }
}

fn form(all: &Disclosing, asked: &str, ask: &Ask) -> Form {
    if let Some(block) = all.blocks.iter().find(|block| block.id.to_string() == asked) {
        let words = publicly(&all.tellings, block);
        let ticked: Vec<&str> = ask.typed.all("piece").collect();
        let piece = |piece: &str| (piece.to_string(), ticked.contains(&piece));
        return Form::Block {
            id: block.id,
            words: words.unwrap_or(&block.form.text).to_string(),
            pieces: words.map_or_else(Vec::new, |words| pieces(words).into_iter().map(piece).collect()),
            seen: hash(words.unwrap_or_default()),
            is_whole: words.is_none() || ask.typed.get("kind") == RedactionKind::Block.code(),
        };
    }
    let listed = numbered(&all.handouts);
    match listed.iter().find(|one| one.id.to_string() == asked) {
        Some(one) => Form::Paper { id: one.id.to_string(), words: one.words() },
        None => Form::Name,
    }
}

fn words(all: &Disclosing, asked: &str, texts: &Texts, wrongs: &[Wrong]) -> Field {
    let typed = text(texts, "words");
    let is_block = all.blocks.iter().any(|block| block.id.to_string() == asked);
    let field = if is_block {
        Field::line("words", "そのほかに伏せる文字", typed)
            .as_a(Control::Area(2))
            .help("この発言のなかの文字を、そのまま入れてください。2か所以上なら、1行に1つ。")
    } else {
        Field::line("words", "伏せる名前", typed)
            .required()
            .help("髙と高、﨑と崎、かなとカナ、間の空白は、同じものとして伏せます。例: 山﨑花子")
    };
    field.checked(wrongs)
}

fn ground(texts: &Texts, wrongs: &[Wrong]) -> Field {
    let first = [(String::new(), "選んでください".to_string())];
    let grounds = DisclosureGround::ALL.map(|one| (one.code().to_string(), one.label().to_string()));
    Field::select("ground", "公開しない理由", text(texts, "ground"), first.into_iter().chain(grounds))
        .required()
        .checked(wrongs)
}

fn rows(all: &Disclosing, told: &[Block], cover: &mut Cover<'_>, outgrown: &[BlockId]) -> Vec<Row> {
    let closed = closed(all.items.iter().map(|item| &item.line));
    let bare = all.without_ground();
    let row = |(block, number): (&Block, usize)| {
        let at = block.form.item.and_then(|id| all.items.iter().position(|item| item.id == id));
        let own = told.iter().find(|one| one.id == block.id);
        let state = match own {
            _ if at.is_some_and(|at| closed[at]) => Some(("out", "非公開の議題".to_string())),
            None if outgrown.contains(&block.id) => Some(("late", "閉じている".to_string())),
            None => Some(("out", "載せない".to_string())),
            Some(_) => None,
        };
        Row {
            id: block.id,
            number,
            start: start(&block.form.words()),
            words: block.form.words(),
            told: own.filter(|_| state.is_none()).map_or_else(String::new, |one| cover.names(&one.form.text)),
            state,
            is_whole: whole_block(&all.marks, &block.id.to_string()).is_some(),
            is_bare: bare.contains(&block.id),
        }
    };
    all.blocks.iter().zip(1..).map(row).collect()
}

fn items(all: &Disclosing) -> Vec<(String, String)> {
    let closed = closed(all.items.iter().map(|item| &item.line));
    let of = |(item, _): (&Item, &bool)| {
        let label = [item.line.label.as_str(), item.line.title.as_str()].join("　");
        (label, ground_of(&all.items, item))
    };
    all.items.iter().zip(&closed).filter(|(_, is_closed)| **is_closed).map(of).collect()
}

fn paper(all: &Disclosing, handout: &Handout, listed: &Listed) -> Paper {
    let may_open = may_open(handout, listed);
    let fate = paper_fate(&all.marks, handout, listed);
    let is_open = matches!(fate, PaperFate::Open(_));
    let seen = may_open.map_or_else(|_| String::new(), |file| file.sha256.clone());
    let note = may_open.err().filter(|_| !matches!(fate, PaperFate::Closed(_))).unwrap_or("").to_string();
    let (state, ground) = match fate {
        PaperFate::Open(_) => (("tied", "公開する"), String::new()),
        PaperFate::Closed(reason) => (("out", "公開しない"), reason),
        PaperFate::Undecided(_) if !note.is_empty() => (("open", "まだ"), String::new()),
        PaperFate::Undecided(why) => (("open", "まだ"), why),
    };
    Paper {
        id: handout.id.to_string(),
        words: listed.words(),
        state,
        ground,
        note,
        path: format!("/handouts/{}", handout.id),
        seen,
        may_open: !is_open && may_open.is_ok(),
    }
}
