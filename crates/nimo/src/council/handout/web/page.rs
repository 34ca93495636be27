//! A handout: what it is, its versions, and what it waits for.

use crate::access::{Facts, Permit};
use crate::council::handout::model::{HandoutForm, HandoutId, HandoutSource};
use crate::council::handout::rules::{bound, missing, numbered};
use crate::council::handout::store;
use crate::council::handout::{EditHandout, FileHandout, ReadHandout, ReadHandoutHistory, WithdrawHandout};
use crate::council::meeting::model::MeetingId;
use crate::council::meeting::store as meetings;
use crate::editing::act::Edited;
use crate::editing::shape::Wrong;
use crate::layout::{Field, Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// A version on the page.
struct Version {
    number: i64,
    kind: &'static str,
    name: String,
    size: String,
    at: String,
    by: String,
    /// Is it the one that is bound?
    is_bound: bool,
    /// That and when it was disposed of.
    gone: Option<String>,
}

#[derive(Template)]
#[template(path = "council/handout/views/page.html")]
struct HandoutPage {
    frame: Frame,
    id: HandoutId,
    meeting: MeetingId,
    meeting_title: String,
    words: String,
    mark: String,
    facts: Vec<(&'static str, String)>,
    missing: Option<String>,
    versions: Vec<Version>,
    source: HandoutSource,
    wrongs: Vec<Wrong>,
    file_error: Option<String>,
    reason: Field,
    may: May,
}

/// What may be done here.
struct May {
    edit: bool,
    file: bool,
    history: bool,
    withdraw: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadHandout>(HandoutForm::id(&ask)?).await?;
    show(&ask, &permit, vec![]).await
}

/// The page, perhaps with what is wrong.
pub(super) async fn show(ask: &Ask, permit: &Permit<ReadHandout>, wrongs: Vec<Wrong>) -> Answer {
    let meeting = permit.facts().meeting().id();
    let read = async |tx: &mut Tx| {
        let all = store::of_meeting(tx, permit, meeting).await?;
        Ok((all, meetings::items_of(tx, permit, meeting).await?, meetings::title_of(tx, permit, meeting).await?))
    };
    let (all, items, meeting_title) = ask.read(read).await?;
    let at = all.iter().position(|handout| handout.id == permit.facts().id()).ok_or(Fault::Missing)?;
    let (handout, listed) = (&all[at], &numbered(&all)[at]);
    let item = handout.form.item.and_then(|id| items.iter().find(|item| item.id == id));
    let facts = [
        ("配り方", handout.form.timing.label().to_string()),
        ("議題", item.map_or_else(String::new, |item| item.line.words())),
        ("つくった所", handout.form.maker.clone()),
    ];
    let bound = bound(handout, listed).map(|file| file.number);
    let version = |file: &crate::council::handout::model::HandoutFile| Version {
        number: file.number,
        kind: file.kind.label(),
        name: file.name.clone(),
        size: size(file.size, file.pages),
        at: file.at.in_words(),
        by: file.by.clone(),
        is_bound: bound == Some(file.number),
        gone: file.gone_on.map(|on| format!("{}に廃棄しました", almanac::in_words(on))),
    };
    let page = HandoutPage {
        frame: Frame::of(listed.words(), ask.actor.signed_in(), Place::Councils).saying(ask.query.get("said")),
        id: handout.id,
        meeting,
        meeting_title,
        words: handout.form.title.clone(),
        mark: if listed.mark.is_empty() { "番号のない資料".into() } else { listed.mark.clone() },
        facts: facts.into_iter().filter(|(_, words)| !words.is_empty()).collect(),
        missing: missing(handout, listed).map(|missing| missing.sentence()),
        versions: handout.files.iter().rev().map(version).collect(),
        source: handout.source,
        file_error: crate::layout::error_of("file", &wrongs),
        reason: Field::line("reason", "取り下げるわけ", ask.typed.get("reason"))
            .required()
            .help("例: 次の会議に回すことにした")
            .checked(&wrongs),
        may: May {
            edit: ask.would::<EditHandout>(permit.facts())?,
            file: ask.would::<FileHandout>(permit.facts())?,
            history: ask.would::<ReadHandoutHistory>(permit.facts())?,
            withdraw: ask.would::<WithdrawHandout>(permit.facts())?,
        },
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

/// 12ページ　1.4MB
fn size(bytes: i64, pages: i64) -> String {
    let size = match bytes {
        0..1_000_000 => format!("{}KB", (bytes + 1023) / 1024),
        _ => format!("{}.{}MB", bytes / 1_000_000, bytes / 100_000 % 10),
    };
    if pages > 0 { format!("{pages}ページ　{size}") } else { size }
}
