//! A frozen packet: its page, the papers for its readers, those for the room, and 資料2 for everybody.

use crate::access::Permit;
use crate::council::ReadCouncil;
use crate::council::meeting::ReadMeeting;
use crate::layout::{Frame, Place};
use crate::packet::model::{Packet, PacketId, PaperChange};
use crate::packet::print::{self, For, Head, TITLE};
use crate::packet::rules::{contents, without_people};
use crate::packet::store::{self, Frozen};
use crate::packet::web::id;
use crate::packet::{PrintPacket, ReadPacket, WithdrawPacket};
use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

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
        withdrawn: frozen.withdrawn,
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
    let (frozen, _) = ask.read(async |tx| store::find(tx, &permit).await).await?;
    let document = print::packet(&frozen.packet, For::Readers, &head(&ask, &frozen)?);
    papers::pdf(&ask, document, &format!("{} {TITLE}", frozen.packet.meeting)).await
}

/// The packet for the room: 資料2 with every cell, collected after the meeting.
pub async fn members(ask: Ask) -> Answer {
    let permit = ask.may::<PrintPacket>(id(&ask)?).await?;
    let (frozen, _) = ask.read(async |tx| store::find(tx, &permit).await).await?;
    let document = print::packet(&frozen.packet, For::Members, &head(&ask, &frozen)?);
    papers::pdf(&ask, document, &format!("{} {TITLE}（委員限り）", frozen.packet.meeting)).await
}

/// 資料2 alone, for everybody.
pub async fn public(ask: Ask) -> Answer {
    let permit = ask.may::<ReadPacket>(id(&ask)?).await?;
    let (frozen, _) = ask.read(async |tx| store::find(tx, &permit).await).await?;
    let paper = frozen.packet.support.as_ref().ok_or(Fault::Missing)?;
    let document = print::public(&frozen.packet, paper, &head(&ask, &frozen)?);
    papers::pdf(&ask, document, &format!("{} 資料2（公開用）", frozen.packet.meeting)).await
}

fn head(ask: &Ask, frozen: &Frozen) -> Result<Head, Fault> {
    Ok(Head {
        office: ask.signed_in()?.office_name.clone(),
        version: format!("第{}版（{}に固めた）", frozen.number, frozen.at.day_in_words()),
        dated: frozen.at.at_japan(),
    })
}

/// The packets that were frozen for the permit's meeting and that the person may read: page and name.
///
/// # Errors
/// What the database says.
pub async fn of_meeting(ask: &Ask, permit: &Permit<ReadMeeting>) -> Result<Vec<(String, String)>, Fault> {
    let frozen = ask.read(async |tx| store::of_meeting(tx, permit).await).await?;
    let mut told = vec![];
    for (id, number) in frozen {
        if ask.could::<ReadPacket>(id).await? {
            told.push((format!("/packets/{id}"), format!("{TITLE}一式 第{number}版")));
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
