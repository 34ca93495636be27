//! The page of a meeting: a plan, or its kept minutes with each opinion's fate beside it.

use crate::access::{Facts, Permit};
use crate::council::clock::ReadClock;
use crate::council::edition;
use crate::council::edition::LookConfirmation;
use crate::council::handout::rules::{differing, list_lines, numbered};
use crate::council::handout::store as handouts;
use crate::council::meeting::model::{BlockId, BlockKind, MeetingForm, Person, State};
use crate::council::meeting::store::{self, Block, Item, Meeting, MeetingFacts, Sheet};
use crate::council::meeting::web::{head, id};
use crate::council::meeting::{EditMeeting, HoldMeeting, ReadMeeting, ReadSource, ReadVersions, WithdrawMeeting};
use crate::council::payment::ListPay;
use crate::council::preparation::PrepareMeeting;
use crate::council::sitting::{AttendSitting, OpenSitting, ReadSitting};
use crate::council::telling::ListTellings;
use crate::issues::model::IssueId;
use crate::issues::rules::waits;
use crate::issues::store::{Fate, Issue};
use crate::issues::web::{Shown, shown};
use crate::issues::{self, ListFates};
use crate::layout::{Frame, Place};
use crate::packet::outcome::ReadOutcome;
use crate::packet::{self, PreparePacket};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::trail::{self, Nameless, Told};
use askama::Template;
use std::collections::BTreeSet;

/// A row of 会議の基本: label and lines.
struct Fact {
    label: &'static str,
    text: String,
}

/// A block on the page.
struct Utterance {
    id: BlockId,
    kind: BlockKind,
    speaker: String,
    /// The kind of a decision, before words that do not say it.
    chip: Option<&'static str>,
    paragraphs: Vec<String>,
    /// The number of an opinion, from 1.
    opinion: Option<usize>,
    /// Members read it.
    is_told: bool,
    /// It asks what becomes of it, and nothing did.
    is_open: bool,
    /// What became of it.
    fates: Vec<Shown>,
}

/// An item with what was said under it.
struct Section {
    anchor: String,
    heading: String,
    depth: usize,
    opinions: usize,
    utterances: Vec<Utterance>,
}

/// What may be done here, as buttons.
struct May {
    edit: bool,
    hold: bool,
    withdraw: bool,
    versions: bool,
    source: bool,
    decide: bool,
    settle: bool,
    prepare: bool,
    make_ready: bool,
    clock: bool,
    open: bool,
    attend: bool,
    /// Minutes are kept, and the person sees how far they are confirmed.
    confirm: bool,
    /// It was in the room, and the person reads what stays of that.
    record: bool,
    pay: bool,
}

#[derive(Template)]
#[template(path = "council/meeting/views/page.html")]
struct MeetingPage {
    frame: Frame,
    id: String,
    council_id: String,
    title: String,
    state: State,
    method: Option<&'static str>,
    because: String,
    then: String,
    facts: Vec<Fact>,
    people: Vec<Fact>,
    sections: Vec<Section>,
    opinions: usize,
    open: usize,
    open_doubts: usize,
    /// Papers that were frozen for it, and what came of its opinions: page and name.
    papers: Vec<(String, String)>,
    /// Where the minutes name papers otherwise than the master did.
    told_otherwise: Vec<String>,
    may: May,
}

/// The page; a draft opens where it is corrected.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadMeeting>(id(&ask)?).await?;
    if permit.facts().state() == State::Drafted {
        let said = if ask.query.get("said").is_empty() { String::new() } else { "?said=same-sheet".into() };
        return Ok(Reply::see(format!("/meetings/{}/correct{said}", id(&ask)?)));
    }
    // Others read what was written for members.
    let is_own = ask.would::<ListTellings>(permit.facts())?;
    let read = async |tx: &mut Tx| {
        let lines = trail::history::<Nameless, _>(tx, &permit).await?;
        let (meeting, sheet) = (store::find(tx, &permit).await?, store::find_sheet(tx, &permit).await?);
        let (settled, kept) = (store::settled(tx, &permit).await?.len(), store::kept(tx, &permit).await?);
        let blocks = if is_own || permit.facts().state() != State::Kept {
            store::blocks(tx, &permit).await?
        } else {
            store::blocks_told(tx, &permit).await?
        };
        // An opinion is one that members read: its number is the same for everybody, and what nobody reads waits for nothing.
        let told: BTreeSet<BlockId> = if permit.facts().state() == State::Kept {
            store::blocks_told(tx, &permit).await?.into_iter().map(|block| block.id).collect()
        } else {
            blocks.iter().map(|block| block.id).collect()
        };
        let items = store::items(tx, &permit).await?;
        let fates = issues::store::fates_of_meeting(tx, &permit).await?;
        let named: Vec<IssueId> = fates.iter().filter_map(|fate| fate.way.issue()).collect();
        let readable = issues::store::readable(tx, &permit, &named).await?;
        let handouts = numbered(&handouts::of_meeting(tx, &permit, meeting.id).await?);
        Ok((meeting, (sheet, kept), items, (blocks, told), lines, settled, fates, readable, handouts))
    };
    let (mut meeting, (sheet, kept), items, (blocks, told), lines, settled, fates, readable, handouts) =
        ask.read(read).await?;
    let was_in_the_room = lines.iter().any(|line| line.verb == "meeting.opened");
    let may = may(&ask, permit.facts(), &meeting, (sheet.is_some(), was_in_the_room))?;
    let told_otherwise = match meeting.state {
        State::Drafted | State::Kept if may.edit => {
            differing(meeting.form.handouts.as_deref().unwrap_or_default(), &handouts)
        }
        // Before there are minutes, the papers are those of the master and no others.
        State::Planned | State::Sitting | State::Held if !handouts.is_empty() => {
            meeting.form.handouts = Some(list_lines(&handouts));
            vec![]
        }
        _ => vec![],
    };
    let mut sections = sections(&items, &blocks, &told);
    tell_fates(&mut sections, &blocks, &fates, &readable);
    let opinions = sections.iter().map(|section| section.opinions).sum();
    let open = sections.iter().flat_map(|section| &section.utterances).filter(|utterance| utterance.is_open).count();
    let page = MeetingPage {
        frame: Frame::of(meeting.form.title(), ask.actor.signed_in(), Place::Councils).saying(ask.query.get("said")),
        id: meeting.id.to_string(),
        council_id: meeting.council.to_string(),
        title: meeting.form.title(),
        state: meeting.state,
        method: meeting.form.record_method.map(|method| method.label()),
        because: because(&meeting, sheet.as_ref(), kept, &lines),
        then: then(meeting.state, opinions, open),
        facts: facts(&meeting.form),
        people: people(&meeting.form),
        open_doubts: sheet.map_or(0, |sheet| sheet.reading.doubts.len().saturating_sub(settled)),
        papers: papers(&ask, &permit).await?,
        told_otherwise,
        sections,
        opinions,
        open,
        may,
    };
    Reply::page(&page)
}

/// The paper as it came, as text.
pub async fn source(ask: Ask) -> Answer {
    let permit = ask.may::<ReadSource>(id(&ask)?).await?;
    let text = ask.read(async |tx| store::source(tx, &permit).await).await?;
    Ok(Reply::file("text/plain; charset=utf-8", &text))
}

/// The papers of the meeting that the person may read, frozen as they were; and what came of its opinions.
async fn papers(ask: &Ask, permit: &Permit<ReadMeeting>) -> Result<Vec<(String, String)>, Fault> {
    let mut papers = packet::web::of_meeting(ask, permit).await?;
    papers.extend(packet::dispatch::web::of_meeting(ask, permit).await?);
    papers.extend(edition::web::of_meeting(ask, permit).await?);
    papers.extend(issues::digest::web::of_meeting(ask, permit).await?);
    let rounds = issues::score::web::of_meeting(ask, permit).await?;
    papers.extend(rounds.into_iter().map(|(path, name)| (path, format!("委員の採点「{name}」の結果"))));
    if ask.would::<ReadOutcome>(permit.facts())? {
        papers.push((format!("/meetings/{}/outcomes", permit.facts().id()), "ご意見のその後".into()));
    }
    Ok(papers)
}

fn may(
    ask: &Ask,
    facts: &MeetingFacts,
    meeting: &Meeting,
    (has_sheet, was_in_the_room): (bool, bool),
) -> Result<May, Fault> {
    Ok(May {
        edit: ask.would::<EditMeeting>(facts)?,
        hold: ask.would::<HoldMeeting>(facts)?,
        withdraw: ask.would::<WithdrawMeeting>(facts)?,
        versions: ask.would::<ReadVersions>(facts)?,
        // Whoever corrects kept minutes may also say what their decisions settle.
        decide: meeting.state == State::Kept && ask.would::<EditMeeting>(facts)?,
        settle: ask.would::<ListFates>(facts)?,
        prepare: ask.would::<PreparePacket>(facts)?,
        make_ready: ask.would::<PrepareMeeting>(facts)?,
        clock: ask.would::<ReadClock>(facts)?,
        open: ask.would::<OpenSitting>(facts)?,
        attend: ask.would::<AttendSitting>(facts)?,
        record: was_in_the_room && ask.would::<ReadSitting>(facts)?,
        confirm: meeting.state == State::Kept && ask.would::<LookConfirmation>(facts)?,
        source: has_sheet && ask.would::<ReadSource>(facts)?,
        pay: ask.would::<ListPay>(facts)?,
    })
}

/// How it came to this, from the trail.
fn because(
    meeting: &Meeting,
    sheet: Option<&Sheet>,
    kept: Option<(Moment, String)>,
    lines: &[Told<Nameless>],
) -> String {
    let said =
        |verb: &str| lines.iter().rfind(|line| line.verb == verb).map(|line| (line.at.day_in_words(), line.by.clone()));
    let planned = said("meeting.planned").map(|(day, by)| format!("この会議は、{day}に{by}が予定しました。"));
    let held = said("meeting.held").map(|(day, by)| format!("開催したことは、{day}に{by}が入れました。"));
    let end = |(at, by): (Moment, String)| format!("{}に{by}が残しました。", at.day_in_words());
    let from = |sheet: &Sheet| {
        if sheet.file.is_empty() { "貼り付けた文".to_string() } else { format!("「{}」", sheet.file) }
    };
    let sentences: Vec<String> = match (meeting.state, sheet) {
        (State::Kept, Some(sheet)) => {
            let read =
                format!("この会議録は、{}に{}が入れた{}から読み取り、", sheet.at.day_in_words(), sheet.by, from(sheet));
            vec![format!("{read}{}", kept.map(end).unwrap_or_default())]
        }
        (State::Kept, None) => {
            let opened = said("meeting.opened")
                .map(|(day, by)| format!("この会議録は、{day}に{by}が開いた会議のあいだに書きとめ、"));
            opened.into_iter().chain(kept.map(end)).collect()
        }
        (State::Withdrawn, _) => {
            let by = said("meeting.withdrawn").map(|(day, by)| format!("この会議は、{day}に{by}が取り下げました。"));
            vec![by.unwrap_or_else(|| "この会議は取り下げられています。".into())]
        }
        (State::Sitting, _) => {
            let opened = said("meeting.opened").map(|(day, by)| format!("{day}に{by}が開きました。"));
            planned.into_iter().chain(opened).collect()
        }
        _ => planned.into_iter().chain(held).collect(),
    };
    if sentences.is_empty() { "経緯の記録がありません。".into() } else { sentences.concat() }
}

fn then(state: State, opinions: usize, open: usize) -> String {
    match state {
        State::Planned => {
            "開催したら「開催した」を押してください。会議録のファイルを入れると、この会議の会議録になります。".into()
        }
        State::Sitting => "いま会議中です。閉じると、書きとめた行が会議録の下書きになります。".into(),
        State::Held => {
            "会議録がまだありません。協議会のページの「会議録を入れる」から、同じ回の会議録を入れてください。".into()
        }
        State::Withdrawn => "いつでも元に戻せます。戻すまで、だれにも見えず、検索にも出ません。".into(),
        State::Kept if opinions > 0 && open == 0 => format!("意見{opinions}件の行き先が、すべて決まっています。"),
        State::Kept if open > 0 => format!("行き先の決まっていない意見や約束が{open}件あります。"),
        State::Kept | State::Drafted => "意見として残したものはありません。".into(),
    }
}

fn facts(form: &MeetingForm) -> Vec<Fact> {
    let day = |date: Option<almanac::Date>| date.map(almanac::with_weekday).unwrap_or_default();
    let clock = match (&form.starts_at, &form.ends_at) {
        (Some(start), Some(end)) => format!(" {start}〜{end}"),
        (Some(start), None) => format!(" {start}〜"),
        _ => String::new(),
    };
    let until = form.held_until.map_or_else(String::new, |date| format!("〜{}", day(Some(date))));
    let access = head::say("public_access", &form.texts()["public_access"]);
    let observers = form.observers.map(|count| format!("{count}人"));
    let open = [access].into_iter().filter(|word| !word.is_empty()).chain(observers).collect::<Vec<_>>().join("、");
    let next_clock = form.next_starts_at.as_ref().map_or_else(String::new, |time| format!(" {time}〜"));
    let next = format!("{}{next_clock} {}", day(form.next_held_on), form.next_venue).trim().to_string();
    let papers = form
        .handouts
        .as_ref()
        .map_or_else(String::new, |papers| if papers.is_empty() { "なし".into() } else { papers.join("\n") });
    let rows = [
        ("日時", format!("{}{until}{clock}", day(form.held_on))),
        ("場所", form.venue.clone()),
        ("傍聴", open),
        ("次回", next),
        ("資料", papers),
    ];
    rows.into_iter().filter(|(_, text)| !text.trim().is_empty()).map(|(label, text)| Fact { label, text }).collect()
}

fn people(form: &MeetingForm) -> Vec<Fact> {
    let names = |people: &Option<Vec<Person>>| {
        people.as_ref().map(|people| match people.as_slice() {
            [] => "なし".to_string(),
            people => format!("{}人　{}", people.len(), people.iter().map(Person::line).collect::<Vec<_>>().join("、")),
        })
    };
    let count = |count: Option<u32>| count.map(|count| format!("{count}人（名前は書かれていません）"));
    let lines = |lines: &Option<Vec<String>>| {
        lines.as_ref().map(|lines| if lines.is_empty() { "なし".into() } else { lines.join("、") })
    };
    let rows = [
        ("出席", names(&form.present).or(count(form.present_count))),
        ("欠席", names(&form.absent).or(count(form.absent_count))),
        ("遅刻", lines(&form.late)),
        ("早退", lines(&form.left_early)),
        ("代理", lines(&form.proxies)),
        ("事務局", lines(&form.secretariat)),
        ("委員のほか", lines(&form.invited)),
    ];
    rows.into_iter().filter_map(|(label, text)| Some(Fact { label, text: text? })).collect()
}

/// The blocks under their items, in the order of the proceedings; an item without blocks stays as a heading.
fn sections(items: &[Item], blocks: &[Block], members: &BTreeSet<BlockId>) -> Vec<Section> {
    let mut opinion = 0;
    let mut sections: Vec<Section> = vec![];
    let mut told: Vec<String> = vec![];
    let section = |anchor: &str, item: Option<&Item>| Section {
        anchor: anchor.to_string(),
        heading: item.map_or_else(|| "議題の前".into(), |item| item.line.words()),
        depth: item.map_or(0, |item| item.line.depth),
        opinions: 0,
        utterances: vec![],
    };
    let order = |block: &Block| block.form.item.map(|id| id.to_string()).unwrap_or_default();
    for block in blocks {
        let anchor = order(block);
        if sections.last().is_none_or(|last| last.anchor != anchor) {
            let at = items.iter().position(|item| item.id.to_string() == anchor);
            // Headings that nobody spoke under stand before the first block behind them.
            for item in items[..at.unwrap_or(0)].iter().filter(|item| !told.contains(&item.id.to_string())) {
                sections.push(section(&item.id.to_string(), Some(item)));
            }
            told.extend(items[..at.map_or(0, |at| at + 1)].iter().map(|item| item.id.to_string()));
            sections.push(section(&anchor, at.map(|at| &items[at])));
        }
        let Some(last) = sections.last_mut() else { continue };
        let is_told = members.contains(&block.id);
        let is_opinion = is_told && block.form.kind == BlockKind::Opinion;
        opinion += usize::from(is_opinion);
        last.opinions += usize::from(is_opinion);
        last.utterances.push(Utterance {
            id: block.id,
            kind: block.form.kind,
            speaker: block.form.speaker.clone(),
            paragraphs: block.form.text.lines().map(Into::into).collect(),
            opinion: is_opinion.then_some(opinion),
            chip: block.form.chip(),
            is_told,
            is_open: false,
            fates: vec![],
        });
    }
    sections.extend(
        items
            .iter()
            .filter(|item| !told.contains(&item.id.to_string()))
            .map(|item| section(&item.id.to_string(), Some(item))),
    );
    number_anchors(&mut sections);
    sections
}

/// Writes beside each block what became of it. `readable` are the issues that the person may read.
fn tell_fates(sections: &mut [Section], blocks: &[Block], fates: &[Fate], readable: &[Issue]) {
    for utterance in sections.iter_mut().flat_map(|section| &mut section.utterances) {
        let Some(block) = blocks.iter().find(|block| block.id == utterance.id) else { continue };
        let own = fates.iter().filter(|fate| fate.block == block.id);
        utterance.fates = own.map(|fate| shown(fate, block.version, readable)).collect();
        utterance.is_open = utterance.is_told && utterance.fates.is_empty() && waits(block.form.kind, &block.form.text);
    }
}

/// An item that is spoken under twice has two sections; each has an anchor of its own.
fn number_anchors(sections: &mut [Section]) {
    for (number, section) in sections.iter_mut().enumerate() {
        section.anchor = format!("a{}", number + 1);
    }
}
