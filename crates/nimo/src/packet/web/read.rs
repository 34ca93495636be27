//! A frozen packet: its page, the papers for its readers, those for the room, and 資料2 for everybody.

use crate::access::{Action, Permit};
use crate::council::ReadCouncil;
use crate::council::meeting::ReadMeeting;
use crate::layout::{Frame, Place};
use crate::packet::model::{Packet, PacketId, PaperChange};
use crate::packet::print::{self, For, Head, TITLE};
use crate::packet::rules::{contents, without_people};
use crate::packet::store::{self, Frozen, PacketFacts};
use crate::packet::web::id;
use crate::packet::{PrintPacket, ReadPacket, WithdrawPacket};
use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;
use press::Document;

#[derive(Template)]
#[template(path = "packet/views/page.html")]
struct PacketPage {
    frame: Frame,
    id: PacketId,
    number: i64,
    day: String,
    by: String,
    sha256: String,
    /// Its meeting's page, where he may read it.
    meeting: Option<String>,
    contents: Vec<String>,
    packet: Packet,
    /// The packet before, where it stands.
    earlier: Option<PacketId>,
    changes: Vec<PaperChange>,
    /// Why it was taken back.
    withdrawn: Option<String>,
    may_print: bool,
    may_withdraw: bool,
}

/// The page of a frozen packet. Whoever prints no members' copy reads no figure of one.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadPacket>(id(&ask)?).await?;
    let (frozen, before) = ask.read(async |tx| store::find(tx, &permit).await).await?;
    let may_print = ask.could::<PrintPacket>(frozen.id).await?;
    let may_meet = ask.could::<ReadMeeting>(frozen.meeting).await?;
    let changes = frozen.packet.changes.clone();
    let page = PacketPage {
        frame: Frame::of(format!("{TITLE} 第{}版", frozen.number), ask.actor.signed_in(), Place::Councils)
            .saying(ask.query.get("said")),
        id: frozen.id,
        number: frozen.number,
        day: frozen.at.day_in_words(),
        by: frozen.by,
        sha256: frozen.sha256,
        meeting: may_meet.then(|| format!("/meetings/{}", frozen.meeting)),
        withdrawn: frozen
            .withdrawn
            .or_else(|| (!permit.facts().stands()).then(|| "会議が取り下げられています。".into())),
        may_withdraw: ask.could::<WithdrawPacket>(frozen.id).await?,
        contents: contents(&frozen.packet),
        packet: frozen.packet,
        earlier: before,
        changes: if may_print { changes } else { without_people(changes) },
        may_print,
    };
    Reply::page(&page)
}

/// The packet for its readers: 資料2 as everybody may read it.
pub async fn paper(ask: Ask) -> Answer {
    let permit = ask.may::<ReadPacket>(id(&ask)?).await?;
    let (frozen, before) = stands(&permit, ask.read(async |tx| store::find(tx, &permit).await).await?)?;
    let document = print::packet(&frozen.packet, For::Readers, &head(&ask, &frozen, before.is_some())?);
    papers::pdf(&ask, document, &format!("{} {TITLE}", frozen.packet.meeting)).await
}

/// The packet for the room: 資料2 with every cell, collected after the meeting.
pub async fn members(ask: Ask) -> Answer {
    let permit = ask.may::<PrintPacket>(id(&ask)?).await?;
    let (frozen, before) = stands(&permit, ask.read(async |tx| store::find(tx, &permit).await).await?)?;
    let document = print::packet(&frozen.packet, For::Members, &head(&ask, &frozen, before.is_some())?);
    papers::pdf(&ask, document, &format!("{} {TITLE}（委員限り）", frozen.packet.meeting)).await
}

/// 資料2 alone, for everybody.
pub async fn public(ask: Ask) -> Answer {
    let permit = ask.may::<ReadPacket>(id(&ask)?).await?;
    let (frozen, _) = stands(&permit, ask.read(async |tx| store::find(tx, &permit).await).await?)?;
    let paper = frozen.packet.support.as_ref().ok_or(Fault::Missing)?;
    let document = print::public(&frozen.packet, paper, &head(&ask, &frozen, true)?);
    papers::pdf(&ask, document, &format!("{} 資料2（公開用）", frozen.packet.meeting)).await
}

/// What was taken back, and what belongs to a meeting that was put aside, is printed no more.
fn stands<A: Action<On = PacketFacts>>(
    permit: &Permit<A>,
    found: (Frozen, Option<PacketId>),
) -> Result<(Frozen, Option<PacketId>), Fault> {
    if permit.facts().stands() { Ok(found) } else { Err(Fault::Missing) }
}

fn head(ask: &Ask, frozen: &Frozen, tells_changes: bool) -> Result<Head, Fault> {
    Ok(Head {
        office: ask.signed_in()?.office_name.clone(),
        version: format!("第{}版（{}に固めた）", frozen.number, frozen.at.day_in_words()),
        dated: frozen.at.at_japan(),
        tells_changes,
    })
}

/// 支援状況 of the newest packet that stands for the permit's meeting, as a handout under this number, and the packet; none where there is none.
///
/// # Errors
/// What the gate and the database say; so does the next.
pub async fn support(
    ask: &Ask,
    permit: &Permit<ReadMeeting>,
    mark: &str,
    is_collected: bool,
) -> Result<Option<(Document, String)>, Fault> {
    let Some(frozen) = newest(ask, permit).await? else { return Ok(None) };
    let who = if is_collected { For::Members } else { For::Readers };
    let head = head(ask, &frozen, false)?;
    let paper = frozen.packet.support.as_ref();
    let alone = |paper| (print::support_alone(&frozen.packet, paper, mark, who, &head), frozen.id.to_string());
    Ok(paper.map(alone))
}

/// 課題・方策のまとめ of it.
pub async fn digest(ask: &Ask, permit: &Permit<ReadMeeting>, mark: &str) -> Result<Option<(Document, String)>, Fault> {
    let Some(frozen) = newest(ask, permit).await? else { return Ok(None) };
    let head = head(ask, &frozen, false)?;
    let alone = |paper| (print::digest_alone(&frozen.packet, paper, mark, &head), frozen.id.to_string());
    Ok(frozen.packet.digest.as_ref().map(alone))
}

async fn newest(ask: &Ask, permit: &Permit<ReadMeeting>) -> Result<Option<Frozen>, Fault> {
    let frozen = ask.read(async |tx| store::of_meeting(tx, permit).await).await?;
    let Some((id, ..)) = frozen.into_iter().filter(|(.., stands)| *stands).max_by_key(|(_, number, _)| *number) else {
        return Ok(None);
    };
    let printing = ask.may::<PrintPacket>(id).await?;
    Ok(Some(ask.read(async |tx| store::find(tx, &printing).await).await?.0))
}

/// The packets that were frozen for the permit's meeting and that the person may read: page and name.
///
/// # Errors
/// What the database says.
pub async fn of_meeting(ask: &Ask, permit: &Permit<ReadMeeting>) -> Result<Vec<(String, String)>, Fault> {
    let frozen = ask.read(async |tx| store::of_meeting(tx, permit).await).await?;
    let mut told = vec![];
    for (id, number, stands) in frozen {
        if ask.could::<ReadPacket>(id).await? {
            let mark = if stands { "" } else { "（取り下げ）" };
            told.push((format!("/packets/{id}"), format!("{TITLE}一式 第{number}版{mark}")));
        }
    }
    Ok(told)
}

/// The newest packets of the permit's council that the person may read: page, name and day.
///
/// # Errors
/// What the database says.
pub async fn of_council(ask: &Ask, permit: &Permit<ReadCouncil>) -> Result<Vec<(String, String, String)>, Fault> {
    let frozen = ask.read(async |tx| store::of_council(tx, permit).await).await?;
    let mut told = vec![];
    for (id, number, at) in frozen {
        if ask.could::<ReadPacket>(id).await? {
            told.push((format!("/packets/{id}"), format!("{TITLE}一式 第{number}版"), at.day_in_words()));
        }
    }
    Ok(told)
}
