//! 公表した, 公表を取りやめた, and what was laid open as a paper.

use super::current::current;
use super::page::show;
use crate::access::{Facts, Permit};
use crate::council::approval::model::ApprovalAct;
use crate::council::approval::store as approvals;
use crate::council::handout::model::HandoutFile;
use crate::council::handout::store as handouts;
use crate::council::meeting::model::MeetingId;
use crate::council::redaction::store as redactions;
use crate::council::release::model::{PublicReleaseId, ReleaseKind, Released};
use crate::council::release::rules::{papers, seen};
use crate::council::release::{ListReleases, MakeRelease, ReadRelease, WithdrawRelease, store};
use crate::editing::read::{day, lines, one_line};
use crate::editing::shape::{Texts, Wrong, text};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::papers::{self as printed, plain_name};
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::Date;

const MOST_REASON: usize = 400;
const MOST_CONTACT: usize = 400;
/// The fields of the form.
pub(super) const NAMES: [&str; 4] = ["kind", "meeting", "on", "contact"];

/// Lays it open: may you · what, and from which day · is it what was seen · frozen, if its proposal has come back.
pub(super) async fn lay(ask: Ask) -> Answer {
    let permit = ask.may::<MakeRelease>(crate::council::web::id(&ask)?).await?;
    let looking = ask.may::<ListReleases>(permit.facts().id()).await?;
    let texts = ask.typed.only(&NAMES);
    let asked = match understood(&texts, ask.now.day())? {
        Ok(asked) => asked,
        Err(wrongs) => return show(&ask, &looking, texts, wrongs).await,
    };
    let now = match current(&ask, &permit, (asked.kind, asked.meeting), &asked.contact).await? {
        // The words of a face are typed into this very form.
        Ok((now, _)) if asked.kind != ReleaseKind::Council && seen(&now) != ask.typed.get("seen") => {
            return show(&ask, &looking, texts, vec![Wrong::new("lay", MOVED)]).await;
        }
        Ok(now) => now,
        Err(lacks) => {
            let lacks = lacks.into_iter().map(|lack| Wrong::new("lay", lack)).collect();
            return show(&ask, &looking, texts, lacks).await;
        }
    };
    let write = async |tx: &mut Tx, permit: &Permit<MakeRelease>| freeze(tx, permit, &asked, &now).await;
    match ask.write_again(&permit, write).await? {
        None => Ok(Reply::see(format!("/councils/{}/releases?said=released", permit.facts().id()))),
        Some(sentence) => show(&ask, &looking, texts, vec![Wrong::new("on", sentence)]).await,
    }
}

const MOVED: &str =
    "この画面を開いたあとで、載せるものが変わりました。下のいまの内容を確かめて、もう一度押してください。";

/// What is to be laid open, and from which day.
struct Asked {
    kind: ReleaseKind,
    meeting: Option<MeetingId>,
    on: Date,
    contact: String,
}

fn understood(texts: &Texts, today: Date) -> Result<Result<Asked, Vec<Wrong>>, Fault> {
    let kind = ReleaseKind::parse(text(texts, "kind")).ok_or(Fault::Missing)?;
    let meeting = MeetingId::parse(text(texts, "meeting")).filter(|_| kind.is_of_meeting());
    let mut wrongs = vec![];
    let contact = lines("contact", texts, MOST_CONTACT, &mut wrongs);
    let on = day("on", texts, &mut wrongs);
    match on {
        None if text(texts, "on").trim().is_empty() => {
            wrongs.push(Wrong::new("on", "空です。公表する日を入れてください。例: 令和8年12月25日"));
        }
        Some(on) if on > today => {
            wrongs.push(Wrong::new("on", "まだ来ていない日です。公表する日に、もう一度入れてください。"));
        }
        _ => {}
    }
    Ok(match on {
        Some(on) if wrongs.is_empty() => Ok(Asked { kind, meeting, on, contact }),
        _ => Err(wrongs),
    })
}

/// Freezes it, with the bytes of its files; or says why not.
async fn freeze(
    tx: &mut Tx,
    permit: &Permit<MakeRelease>,
    asked: &Asked,
    (released, files): &(Released, Vec<HandoutFile>),
) -> Result<Option<String>, Fault> {
    let mut approved = None;
    if let Some((act, meeting)) = wanted(asked.kind).zip(asked.meeting) {
        let about = meeting.to_string();
        match approvals::clear(tx, permit, permit.facts().id(), (act, &about), Some(asked.on)).await? {
            Err(sentence) => return Ok(Some(sentence)),
            Ok(line) => approved = line,
        }
    }
    if let Some(meeting) = asked.meeting.filter(|_| asked.kind == ReleaseKind::Papers) {
        let handouts = handouts::of_meeting(tx, permit, meeting).await?;
        let marks = redactions::of_meeting(tx, permit, meeting).await?;
        if papers(&handouts, &marks).map(|(papers, _)| papers).ok().as_ref() != Some(&released.papers) {
            return Ok(Some(MOVED.into()));
        }
    }
    let mut bytes = vec![];
    for file in files {
        bytes.push(handouts::filed(tx, permit, file.id, &file.sha256).await?);
    }
    let what = (asked.kind, asked.meeting, asked.on);
    store::make(tx, permit, what, (released, &bytes), approved).await.map(|_| None)
}

/// The act for which a proposal may be wanted. The notice for everybody goes out with the one for members; the face and the roster tell
/// what was decided and appointed before.
pub(super) fn wanted(kind: ReleaseKind) -> Option<ApprovalAct> {
    match kind {
        ReleaseKind::Council | ReleaseKind::Roster => None,
        ReleaseKind::Notice => Some(ApprovalAct::Notice),
        ReleaseKind::Papers => Some(ApprovalAct::Publication),
    }
}

fn id(ask: &Ask) -> Result<PublicReleaseId, Fault> {
    PublicReleaseId::parse(ask.param("id")).ok_or(Fault::Missing)
}

/// What was laid open, as a paper.
pub(super) async fn pdf(ask: Ask) -> Answer {
    let permit = ask.may::<ReadRelease>(id(&ask)?).await?;
    let release = ask.read(async |tx| store::find(tx, &permit).await).await?;
    let name = plain_name(&[&release.body.document.title, &almanac::in_words(release.on)]);
    printed::pdf(&ask, release.body.document, &name).await
}

/// Takes it down: may you · why · its row.
pub(super) async fn withdraw(ask: Ask) -> Answer {
    let permit = ask.may::<WithdrawRelease>(id(&ask)?).await?;
    let council = permit.facts().council().id();
    let texts = ask.typed.only(&["reason"]);
    let mut wrongs = vec![];
    let reason = one_line("reason", &texts, MOST_REASON, &mut wrongs);
    if reason.is_empty() {
        wrongs.push(Wrong::new("reason", "空です。取りやめるわけを入れてください。例: 委員が交代した"));
    }
    if !wrongs.is_empty() {
        let looking = ask.may::<ListReleases>(council).await?;
        return show(&ask, &looking, texts, wrongs).await;
    }
    match ask.write(&permit, async |tx, permit| store::withdraw(tx, permit, &reason).await).await {
        // Somebody was first: it is as it was asked for.
        Ok(()) | Err(Fault::Taken) => Ok(Reply::see(format!("/councils/{council}/releases?said=release-withdrawn"))),
        Err(other) => Err(other),
    }
}
