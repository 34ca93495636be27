//! The packet as the rows stand: what it would hold, what changed since the last one, and its freezing.

use crate::access::Permit;
use crate::council::meeting::model::{ItemLine, MeetingForm, MeetingId, PublicAccess};
use crate::council::meeting::store as meetings;
use crate::council::model::CouncilId;
use crate::council::{self, ReadCouncil};
use crate::editing::shape::Wrong;
use crate::issues::digest::PrepareDigest;
use crate::issues::digest::model::{Grouping, Layout, PaperSize};
use crate::issues::digest::rules::headline;
use crate::issues::digest::web::live;
use crate::layout::{Frame, Place, error_of};
use crate::packet::PreparePacket;
use crate::packet::model::{AgendaLine, DigestPaper, Packet, PaperChange};
use crate::packet::rules::changes;
use crate::packet::store::{self, Frozen};
use crate::packet::support::model::SupportPaper;
use crate::packet::support::store as tallies;
use crate::packet::support::web::paper;
use crate::packet::support::{ReadSupport, rules as support};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::secret::hash;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

#[derive(Template)]
#[template(path = "packet/views/prepare.html")]
struct PreparePage {
    frame: Frame,
    id: MeetingId,
    council_id: CouncilId,
    council: String,
    name: String,
    agenda: Vec<AgendaLine>,
    /// What 資料2 and 資料3 say in a sentence; none where there is none to put in.
    support: Option<String>,
    digest: Option<String>,
    /// Of which meeting 資料3 tells what became of opinions, and whether people could attend it; none where it tells nothing.
    told: Option<(String, bool)>,
    /// Are they put in?
    takes: Takes,
    /// What stood on the screen.
    seen: String,
    /// The council's last packet: its page, 第n版, its meeting; and what changed since.
    before: Option<(String, i64, String)>,
    changes: Vec<PaperChange>,
    wrongs: Vec<Wrong>,
    error: Option<String>,
}

/// Which papers a packet takes beside its agenda.
#[derive(Clone, Copy)]
struct Takes {
    support: bool,
    digest: bool,
    /// 意見のその後 within 資料3.
    opinions: bool,
}

impl Takes {
    fn of(ask: &Ask) -> Takes {
        let is = |name| ask.typed.get(name) == "yes";
        Takes { support: is("support"), digest: is("digest"), opinions: is("opinions") }
    }

    fn of_packet(self, packet: &Packet) -> Packet {
        let mut packet = packet.clone();
        packet.support = packet.support.filter(|_| self.support);
        packet.digest = packet.digest.filter(|_| self.digest);
        if let Some(paper) = packet.digest.as_mut().filter(|_| !self.opinions) {
            (paper.digest.opinions, paper.digest.meeting) = (vec![], String::new());
        }
        packet.digest = packet.digest.filter(has_something);
        packet
    }
}

/// Does 資料3 say anything?
fn has_something(paper: &DigestPaper) -> bool {
    !paper.digest.issues.is_empty() || !paper.digest.opinions.is_empty()
}

/// Everything that could be in a packet, and of which meeting its 資料3 tells: was it open to people?
struct Whole {
    packet: Packet,
    is_open: bool,
    /// The council's last packet.
    before: Option<Frozen>,
}

impl Whole {
    /// By it a form notices that something else would be frozen than what was seen.
    fn mark(&self) -> Result<String, Fault> {
        let seen = (&self.packet, self.is_open, self.before.as_ref().map(|before| before.id.to_string()));
        let text = serde_json::to_string(&seen).map_err(|_| Fault::broken("packet", "no mark"))?;
        Ok(hash(&text))
    }

    /// All of it; of a meeting that people could not attend no opinions, until somebody says so.
    fn takes(&self) -> Takes {
        Takes { support: true, digest: true, opinions: self.is_open }
    }
}

fn id(ask: &Ask) -> Result<MeetingId, Fault> {
    MeetingId::parse(ask.param("id")).ok_or(Fault::Missing)
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<PreparePacket>(id(&ask)?).await?;
    show(&ask, &permit, None, vec![]).await
}

/// Freezes it: may you · which papers · is it what was seen, and is there an agenda · the packet with its because.
pub async fn freeze(ask: Ask) -> Answer {
    let permit = ask.may::<PreparePacket>(id(&ask)?).await?;
    let takes = Takes::of(&ask);
    let whole = whole(&ask, &permit).await?;
    let packet = takes.of_packet(&whole.packet);
    let changed = "この画面を開いたあとで、もとの記録が変わりました。下の中身でよければ、もう一度押してください。";
    let wrong = if packet.agenda.is_empty() {
        Some("次第が、まだ入っていません。「未了から次第をつくる」から入れると、固められます。")
    } else if ask.typed.get("seen") != whole.mark()? {
        Some(changed)
    } else {
        None
    };
    if let Some(wrong) = wrong {
        return show(&ask, &permit, Some(takes), vec![Wrong::new("agenda", wrong)]).await;
    }
    let before = whole.before.as_ref().map(|before| before.id);
    let write = async |tx: &mut Tx, permit: &Permit<PreparePacket>| store::freeze(tx, permit, &packet, before).await;
    match ask.write_again(&permit, write).await? {
        Some(frozen) => Ok(Reply::see(format!("/packets/{frozen}?said=packet-frozen"))),
        None => show(&ask, &permit, Some(takes), vec![Wrong::new("agenda", changed)]).await,
    }
}

/// Everything that could be in the packet, from the rows as they stand.
async fn whole(ask: &Ask, permit: &Permit<PreparePacket>) -> Result<Whole, Fault> {
    let council = permit.facts().council();
    let (naming, telling) = (ask.may::<ReadCouncil>(council).await?, ask.may::<ReadSupport>(council).await?);
    let read = async |tx: &mut Tx| {
        let name = council::store::find(tx, &naming).await?.form.name;
        let all = tallies::of(tx, &telling, council).await?;
        Ok((meetings::find(tx, permit).await?, name, all, store::newest(tx, permit).await?))
    };
    let (meeting, name, all, before) = ask.read(read).await?;
    let live = live(ask, &ask.may::<PrepareDigest>(council).await?, None).await?;
    let told = live.meetings.iter().find(|meeting| Some(meeting.id) == live.chosen);
    let is_open = told.is_some_and(|meeting| meeting.form.public_access == Some(PublicAccess::Open));
    let layout = Layout { grouping: Grouping::parse(""), size: PaperSize::parse("") };
    let digest = DigestPaper { digest: live.digest, layout, elements: live.elements };
    let line = |line: &ItemLine| AgendaLine { depth: line.depth, label: line.label.clone(), title: line.title.clone() };
    let packet = Packet {
        council: name,
        meeting: format!("{}会議", meeting.form.short()),
        held_on: meeting.form.held_on,
        place: place(&meeting.form),
        agenda: meeting.form.agenda.iter().map(line).collect(),
        support: paper(ask, council, &all).await?,
        digest: Some(digest).filter(has_something),
        ..Packet::default()
    };
    Ok(Whole { packet, is_open, before })
}

/// 14:00～16:00　市役所 第1会議室
fn place(form: &MeetingForm) -> String {
    let hours = match (&form.starts_at, &form.ends_at) {
        (Some(from), Some(until)) => format!("{from}～{until}"),
        (Some(from), None) => format!("{from}から"),
        _ => String::new(),
    };
    [hours.as_str(), form.venue.as_str()].into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join("　")
}

async fn show(ask: &Ask, permit: &Permit<PreparePacket>, takes: Option<Takes>, wrongs: Vec<Wrong>) -> Answer {
    let whole = whole(ask, permit).await?;
    let (takes, seen, is_open) = (takes.unwrap_or(whole.takes()), whole.mark()?, whole.is_open);
    let Whole { packet, before, .. } = whole;
    let tally = |paper: &SupportPaper| {
        let day = almanac::in_words(paper.as_of);
        format!("{day}現在、{}人。出典: {}", support::total(&paper.lines), paper.source)
    };
    let told = packet.digest.as_ref().map(|paper| &paper.digest).filter(|digest| !digest.opinions.is_empty());
    let page = PreparePage {
        frame: Frame::of("会議資料一式", ask.actor.signed_in(), Place::Councils).saying(ask.query.get("said")),
        id: id(ask)?,
        council_id: permit.facts().council(),
        support: packet.support.as_ref().map(tally),
        digest: packet.digest.as_ref().map(|paper| headline(&paper.digest)),
        told: told.map(|digest| (digest.meeting.clone(), is_open)),
        changes: before.as_ref().map_or_else(Vec::new, |before| changes(&before.packet, &takes.of_packet(&packet))),
        before: before.map(|before| (format!("/packets/{}", before.id), before.number, before.packet.meeting)),
        council: packet.council,
        name: packet.meeting,
        agenda: packet.agenda,
        takes,
        seen,
        error: error_of("agenda", &wrongs),
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}
