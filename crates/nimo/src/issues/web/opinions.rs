//! 意見の行き先: the opinions of kept minutes, picked by keyboard, raise an issue, join one, or are answered.

use crate::access::{Facts, Permit};
use crate::council::ReadCouncil;
use crate::council::meeting::model::{BlockId, BlockKind, MeetingId};
use crate::council::meeting::store::{self as meetings, Block, BlockFacts};
use crate::editing::shape::Wrong;
use crate::issues::model::{AnswerKind, FateId, IssueForm, IssueId, Way};
use crate::issues::rules::{may_become, waits};
use crate::issues::store::{self, Fate, Issue};
use crate::issues::web::list::choices;
use crate::issues::{ListFates, ListIssues, RaiseIssue, SettleFate};
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::FiscalYear;
use askama::Template;

/// What one fate of a block reads like.
pub struct Shown {
    /// The mark of its state.
    pub mark: &'static str,
    /// その場で回答, 課題.
    pub word: String,
    /// Number and title of the issue, with its page.
    pub issue: Option<(String, Option<String>)>,
    /// What was answered.
    pub reason: String,
    /// The words were changed after it was settled.
    pub has_changed: bool,
    /// To take it back.
    id: FateId,
}

struct Row {
    id: BlockId,
    version: i64,
    kind: BlockKind,
    /// The number of an opinion, from 1.
    number: Option<usize>,
    speaker: String,
    paragraphs: Vec<String>,
    waits: bool,
    is_promise: bool,
    is_picked: bool,
    /// The first that is still open, where she goes on after an act.
    is_next: bool,
    fates: Vec<Shown>,
}

#[derive(Template)]
#[template(path = "issues/views/opinions.html")]
struct OpinionsPage {
    frame: Frame,
    id: MeetingId,
    name: String,
    sentence: String,
    is_tied: bool,
    rows: Vec<Row>,
    shows_all: bool,
    others: usize,
    title: Field,
    issue: Field,
    answer: Field,
    reason: Field,
    has_issues: bool,
    picked_wrong: bool,
    wrongs: Vec<Wrong>,
}

/// What was picked, each with the version that was on the screen.
type Picks = Vec<(BlockId, i64)>;

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ListFates>(id(&ask)?).await?;
    show(&ask, &permit, vec![]).await
}

/// 課題を起こす: what was picked raises a new issue of the meeting's council.
pub async fn raise(ask: Ask) -> Answer {
    let permit = ask.may::<ListFates>(id(&ask)?).await?;
    let (picks, mut wrongs) = picks(&ask);
    let form = match IssueForm::parse(&ask.typed.only(&["title"])) {
        Ok(form) => form,
        Err(more) => {
            wrongs.extend(more);
            return show(&ask, &permit, wrongs).await;
        }
    };
    if !wrongs.is_empty() {
        return show(&ask, &permit, wrongs).await;
    }
    let meeting = ask.read(async |tx| meetings::find(tx, &permit).await).await?;
    let raising = ask.may::<RaiseIssue>(meeting.council).await?;
    let year = meeting.form.fiscal_year.unwrap_or_else(|| FiscalYear::of(ask.now.day()));
    let write = async |tx: &mut Tx, permit: &Permit<RaiseIssue>| {
        let issue = store::raise(tx, permit, year, &form, &[("Meeting", meeting.id.to_string())]).await?;
        settle(&ask, tx, permit, &picks, Settle::Issue(issue, true)).await
    };
    settled(&ask, &permit, ask.write_again(&raising, write).await, "raised").await
}

/// 今ある課題に加える: what was picked joins an issue.
pub async fn join(ask: Ask) -> Answer {
    let permit = ask.may::<ListFates>(id(&ask)?).await?;
    let (picks, mut wrongs) = picks(&ask);
    let chosen = IssueId::parse(ask.typed.get("issue"));
    let known = standing(readable(&ask).await?);
    let issue = known.iter().find(|issue| Some(issue.id) == chosen);
    if issue.is_none() {
        wrongs.push(Wrong::new("issue", "加える課題を、一覧から選んでください。"));
    }
    let Some(issue) = issue.filter(|_| wrongs.is_empty()) else { return show(&ask, &permit, wrongs).await };
    let raising = ask.may::<RaiseIssue>(issue.council).await?;
    let into = issue.id;
    let write = async |tx: &mut Tx, permit: &Permit<RaiseIssue>| {
        settle(&ask, tx, permit, &picks, Settle::Issue(into, false)).await
    };
    settled(&ask, &permit, ask.write_again(&raising, write).await, "joined").await
}

/// 答えて終える: what was picked was answered, and nothing more comes of it.
pub async fn answer(ask: Ask) -> Answer {
    let permit = ask.may::<ListFates>(id(&ask)?).await?;
    let (picks, mut wrongs) = picks(&ask);
    let kind = AnswerKind::parse(ask.typed.get("answer"));
    let reason = ask.typed.get("reason").trim().to_string();
    if kind.is_none() {
        wrongs.push(Wrong::new("answer", "その場で回答、対象外、了知のどれかを選んでください。"));
    }
    if reason.is_empty() {
        wrongs.push(Wrong::new("reason", "空です。何と答えたか、なぜ対象外かを1行で入れてください。"));
    }
    if reason.chars().count() > 1000 {
        wrongs.push(Wrong::new("reason", "長すぎます。1000文字までにしてください。"));
    }
    let Some(kind) = kind.filter(|_| wrongs.is_empty()) else { return show(&ask, &permit, wrongs).await };
    let meeting = ask.read(async |tx| meetings::find(tx, &permit).await).await?;
    let raising = ask.may::<RaiseIssue>(meeting.council).await?;
    let write = async |tx: &mut Tx, permit: &Permit<RaiseIssue>| {
        settle(&ask, tx, permit, &picks, Settle::Answer(kind, &reason)).await
    };
    settled(&ask, &permit, ask.write_again(&raising, write).await, "answered").await
}

/// Takes one fate back; the block is open again.
pub async fn unsettle(ask: Ask) -> Answer {
    let block = BlockId::parse(ask.param("id")).ok_or(Fault::Missing)?;
    let permit = ask.may::<SettleFate>(block).await?;
    let fate = FateId::parse(ask.typed.get("fate")).ok_or(Fault::Missing)?;
    ask.write(&permit, async |tx, permit| store::withdraw(tx, permit, fate).await).await?;
    let meeting = permit.facts().meeting().id();
    Ok(Reply::see(format!("/meetings/{meeting}/opinions?said=unsettled#b-{block}")))
}

enum Settle<'a> {
    /// It leads to this issue, which was just raised for it or stood before.
    Issue(IssueId, bool),
    Answer(AnswerKind, &'a str),
}

/// Settles each pick, in the transaction of the act: each block is asked for by itself.
async fn settle(
    ask: &Ask,
    tx: &mut Tx,
    permit: &Permit<RaiseIssue>,
    picks: &Picks,
    how: Settle<'_>,
) -> Result<(), Fault> {
    for (block, version) in picks {
        let facts = BlockFacts::load(tx, *block).await?.ok_or(Fault::Missing)?;
        let settling = ask.app.gate().permit::<SettleFate>(permit.actor(), facts, permit.now())?;
        let present: Vec<Way> = store::fates_of_block(tx, &settling).await?.iter().map(|fate| fate.way).collect();
        let new = match how {
            Settle::Issue(issue, true) => Way::Raised(issue),
            Settle::Issue(issue, false) => Way::Joined(issue),
            Settle::Answer(kind, _) => Way::Answered(kind),
        };
        if let Err(sentence) = may_become(&present, new) {
            return Err(Fault::Unreadable(sentence));
        }
        match how {
            Settle::Issue(issue, is_raised) => store::join_opinions(tx, &settling, *version, issue, is_raised).await?,
            Settle::Answer(kind, reason) => store::answer(tx, &settling, *version, kind, reason).await?,
        }
    }
    Ok(())
}

async fn settled(ask: &Ask, permit: &Permit<ListFates>, done: Result<(), Fault>, said: &str) -> Answer {
    match done {
        Ok(()) => Ok(Reply::see(format!("/meetings/{}/opinions?said={said}", permit.facts().id()))),
        Err(Fault::Unreadable(sentence)) => show(ask, permit, vec![Wrong::new("pick", sentence)]).await,
        Err(other) => Err(other),
    }
}

/// `id.version` of each picked block.
fn picks(ask: &Ask) -> (Picks, Vec<Wrong>) {
    let read = |pick: &str| {
        let (id, version) = pick.split_once('.')?;
        Some((BlockId::parse(id)?, version.parse().ok().filter(|version| *version > 0)?))
    };
    let picks: Picks = ask.typed.all("pick").filter_map(read).collect();
    let none = "意見を1つ以上選んでください。意見の前の四角で、空白キーを押すと選べます。";
    let wrongs = if picks.is_empty() { vec![Wrong::new("pick", none)] } else { vec![] };
    (picks, wrongs)
}

/// The issues that the person may read.
async fn readable(ask: &Ask) -> Result<Vec<Issue>, Fault> {
    let permit = ask.may::<ListIssues>(ask.office()?).await?;
    ask.read(async |tx| store::list(tx, &permit).await).await
}

/// Those to which opinions may be added: what lives on in another takes no more.
fn standing(issues: Vec<Issue>) -> Vec<Issue> {
    issues.into_iter().filter(|issue| issue.into.is_none()).collect()
}

async fn show(ask: &Ask, permit: &Permit<ListFates>, wrongs: Vec<Wrong>) -> Answer {
    let read = async |tx: &mut Tx| {
        Ok((
            meetings::find(tx, permit).await?,
            meetings::blocks_told(tx, permit).await?,
            store::fates_of_meeting(tx, permit).await?,
        ))
    };
    let (meeting, blocks, fates) = ask.read(read).await?;
    let known = readable(ask).await?;
    let council = ask.may::<ReadCouncil>(meeting.council).await?.facts().id();
    let shows_all = ask.query.get("all") == "1";
    let picked = picks(ask).0;
    let mut rows = rows(&blocks, &fates, &known, &picked, shows_all);
    let mut issues = standing(known);
    issues.sort_by_key(|issue| (issue.council != council, std::cmp::Reverse(issue.number)));
    if wrongs.is_empty() && !ask.query.get("said").is_empty() {
        let next = rows.iter_mut().find(|row| row.waits && row.fates.is_empty());
        next.into_iter().for_each(|row| row.is_next = true);
    }
    let status = if wrongs.is_empty() { 200 } else { 422 };
    let name = meeting.form.short();
    let page = OpinionsPage {
        frame: Frame::of(format!("{name}の意見の行き先"), ask.actor.signed_in(), Place::Opinions)
            .saying(ask.query.get("said")),
        id: meeting.id,
        sentence: sentence(&blocks, &fates),
        is_tied: !rows.iter().any(|row| row.waits && row.fates.is_empty()),
        others: blocks.len() - blocks.iter().filter(|block| waits(block.form.kind, &block.form.text)).count(),
        shows_all,
        title: Field::line("title", "課題の題", ask.typed.get("title"))
            .help("何が問題かを1行で。例: 支援のことが、入院している人に届いていない")
            .checked(&wrongs),
        issue: Field::line("issue", "今ある課題", "")
            .as_a(Control::Select(choices(&issues, ask.typed.get("issue"))))
            .checked(&wrongs),
        answer: Field::line("answer", "どう終えたか", "").as_a(Control::Choice(answers(ask))).checked(&wrongs),
        reason: Field::line("reason", "答えた内容、または理由", ask.typed.get("reason"))
            .as_a(Control::Area(2))
            .checked(&wrongs),
        has_issues: !issues.is_empty(),
        picked_wrong: wrongs.iter().any(|wrong| wrong.field == "pick"),
        rows,
        wrongs,
        name,
    };
    Reply::page_with(status, &page)
}

fn answers(ask: &Ask) -> Vec<Option3> {
    let chosen = ask.typed.get("answer");
    AnswerKind::ALL.map(|kind| Option3(kind.code().into(), kind.label().into(), kind.code() == chosen)).into()
}

fn rows(blocks: &[Block], fates: &[Fate], issues: &[Issue], picked: &Picks, shows_all: bool) -> Vec<Row> {
    let mut number = 0;
    let mut rows = vec![];
    for block in blocks {
        let is_opinion = block.form.kind == BlockKind::Opinion;
        number += usize::from(is_opinion);
        let waits = waits(block.form.kind, &block.form.text);
        let shown: Vec<Shown> =
            fates.iter().filter(|fate| fate.block == block.id).map(|fate| shown(fate, block.version, issues)).collect();
        if !(waits || shows_all || !shown.is_empty()) {
            continue;
        }
        rows.push(Row {
            id: block.id,
            version: block.version,
            kind: block.form.kind,
            number: is_opinion.then_some(number),
            speaker: block.form.speaker.clone(),
            paragraphs: block.form.text.lines().map(Into::into).collect(),
            waits,
            is_promise: waits && !is_opinion,
            is_next: false,
            is_picked: picked.iter().any(|(id, _)| *id == block.id),
            fates: shown,
        });
    }
    rows
}

/// A fate in words. `issues` are those that the person may read.
pub fn shown(fate: &Fate, present_version: i64, issues: &[Issue]) -> Shown {
    let (mark, word, issue) = match (fate.way, &fate.issue) {
        (Way::Answered(kind), _) => (kind.mark(), kind.label().to_string(), None),
        (Way::Raised(id) | Way::Joined(id), Some((_, number, form))) => {
            let readable = issues.iter().any(|issue| issue.id == id);
            let name = if readable { format!("{number} {}", form.title) } else { super::hop::CLOSED_ISSUE.to_string() };
            ("going", "課題".to_string(), Some((name, readable.then(|| format!("/issues/{id}")))))
        }
        _ => ("going", "課題".to_string(), None),
    };
    Shown {
        mark,
        word,
        issue,
        reason: fate.reason.clone(),
        has_changed: fate.block_version < present_version,
        id: fate.id,
    }
}

/// 「意見13件のうち、11件が8つの課題になり、1件に答え、1件が残っています。」
fn sentence(blocks: &[Block], fates: &[Fate]) -> String {
    let waiting: Vec<&Block> = blocks.iter().filter(|block| waits(block.form.kind, &block.form.text)).collect();
    let of = |block: &Block| fates.iter().filter(|fate| fate.block == block.id).collect::<Vec<_>>();
    let led = waiting.iter().filter(|block| of(block).iter().any(|fate| fate.way.issue().is_some())).count();
    let answered = waiting.iter().filter(|block| of(block).iter().any(|fate| fate.way.issue().is_none())).count();
    let open = waiting.len() - led - answered;
    let mut issues: Vec<IssueId> =
        waiting.iter().flat_map(|block| of(block)).filter_map(|fate| fate.way.issue()).collect();
    issues.sort();
    issues.dedup();
    if waiting.is_empty() {
        return "行き先の要る意見はありません。".into();
    }
    let opinions = waiting.iter().filter(|block| block.form.kind == BlockKind::Opinion).count();
    let promises = waiting.len() - opinions;
    let whole = match promises {
        0 => format!("意見{opinions}件"),
        promises => format!("意見{opinions}件と、回答の約束{promises}件"),
    };
    let parts: Vec<String> = [
        (led > 0).then(|| format!("{led}件が{}つの課題につながり", issues.len())),
        (answered > 0).then(|| format!("{answered}件は答えて終え")),
    ]
    .into_iter()
    .flatten()
    .collect();
    match (open, parts.is_empty()) {
        (0, _) => format!("{whole}の行き先が、すべて決まっています。"),
        (_, true) => format!("{whole}は、まだどれも行き先がありません。"),
        (open, false) => format!("{whole}のうち、{}、{open}件が残っています。", parts.join("、")),
    }
}

fn id(ask: &Ask) -> Result<MeetingId, Fault> {
    MeetingId::parse(ask.param("id")).ok_or(Fault::Missing)
}
