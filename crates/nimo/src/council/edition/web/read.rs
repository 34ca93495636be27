//! An edition: read, compared with the one before, printed as it was frozen.

use crate::access::{Facts, Permit};
use crate::council::approval::model::ApprovalAct;
use crate::council::approval::web::{StandingLine, line};
use crate::council::edition::model::{Body, EditionId, EditionStage};
use crate::council::edition::rules::{Change, as_told, changes};
use crate::council::edition::store::{self, Edition};
use crate::council::edition::{LookConfirmation, PublishMinutes, ReadEdition, WithdrawPublication, print};
use crate::council::meeting::ReadMeeting;
use crate::council::meeting::model::MeetingId;
use crate::council::redaction::store as redactions;
use crate::council::telling::model::Audience;
use crate::editing::merge::{Piece, diff};
use crate::editing::shape::{Texts, Wrong, text};
use crate::layout::{Field, Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// The edition that the path names.
pub(super) fn id(ask: &Ask) -> Result<EditionId, Fault> {
    EditionId::parse(ask.param("id")).ok_or(Fault::Missing)
}

#[derive(Template)]
#[template(path = "council/edition/views/edition.html")]
struct EditionPage {
    frame: Frame,
    id: EditionId,
    meeting: MeetingId,
    name: String,
    audience: &'static str,
    stage: &'static str,
    is_final: bool,
    is_public: bool,
    number: i64,
    at: String,
    by: String,
    reason: String,
    sha256: String,
    changes: Vec<(String, Vec<Piece>)>,
    said: Vec<(String, String)>,
    notes: String,
    /// Day and place, where it is published.
    published: Option<(String, String)>,
    is_newest: bool,
    /// An older one that is still published.
    older: Option<i64>,
    fields: Vec<Field>,
    take_down: Field,
    /// How the proposal of publishing stands.
    approval: Option<StandingLine>,
    wrongs: Vec<Wrong>,
    may_look: bool,
    may_publish: bool,
    may_take_down: bool,
}

#[derive(Template)]
#[template(path = "council/edition/views/form.html")]
struct FormPage {
    title: String,
    id: EditionId,
    paper: String,
}

/// 正式な様式で見る: the edition as its paper.
pub(super) async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<ReadEdition>(id(&ask)?).await?;
    let (edition, body, ..) = read(&ask, &permit).await?;
    let paper = press::fragment(&print::edition(&body));
    Reply::page(&FormPage { title: name(&edition, &body), id: edition.id, paper })
}

/// The page.
pub(super) async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadEdition>(id(&ask)?).await?;
    show(&ask, &permit, Texts::new(), vec![]).await
}

/// An edition, what it says, and the confirmed ones of its audience.
async fn read(ask: &Ask, permit: &Permit<ReadEdition>) -> Result<(Edition, Body, Vec<Edition>, Vec<Change>), Fault> {
    let facts = permit.facts();
    let read = async |tx: &mut Tx| {
        let edition = store::find_edition(tx, permit).await?;
        let body = store::body_of(tx, permit, edition.id).await?;
        let all = store::editions(tx, permit, facts.meeting().id()).await?;
        let of = |one: &Edition| one.stage == edition.stage && one.audience == edition.audience;
        let before = all.iter().find(|one| of(one) && one.number + 1 == edition.number).map(|one| one.id);
        let before = match before.filter(|_| edition.stage == EditionStage::Final) {
            Some(before) => store::still_there(tx, permit, before).await?,
            None => None,
        };
        let changed = match before {
            Some(before) => {
                let changed = changes(&before.written.said, &body.written.said);
                let marks = match edition.audience {
                    Audience::Public => redactions::of_meeting(tx, permit, facts.meeting().id()).await?,
                    _ => vec![],
                };
                as_told(changed, &own_changes(tx, permit, &all, edition.number).await?, &marks)
            }
            None => vec![],
        };
        let own = all.into_iter().filter(of).collect();
        Ok((edition, body, own, changed))
    };
    ask.read(read).await
}

/// What the words themselves say otherwise in the edition of this number.
async fn own_changes(
    tx: &mut Tx,
    permit: &Permit<ReadEdition>,
    all: &[Edition],
    number: i64,
) -> Result<Vec<Change>, Fault> {
    let mut said = vec![];
    for wanted in [number - 1, number] {
        let is_it = |one: &&Edition| {
            one.stage == EditionStage::Final && one.audience == Audience::Internal && one.number == wanted
        };
        let Some(one) = all.iter().find(is_it) else { return Ok(vec![]) };
        let Some(body) = store::still_there(tx, permit, one.id).await? else { return Ok(vec![]) };
        said.push(body.written.said);
    }
    Ok(changes(&said[0], &said[1]))
}

/// The page, perhaps with what was typed and what is wrong with it.
pub(super) async fn show(ask: &Ask, permit: &Permit<ReadEdition>, texts: Texts, wrongs: Vec<Wrong>) -> Answer {
    let (edition, body, own, changed) = read(ask, permit).await?;
    let today = ask.now.day().to_string();
    let meeting = permit.facts().meeting();
    let may_look = ask.would::<LookConfirmation>(meeting)?;
    let may_publish = ask.would::<PublishMinutes>(permit.facts())?;
    let approval = match may_publish {
        true => line(ask, permit, meeting.council(), ApprovalAct::Publication, &meeting.spelled()).await?,
        false => None,
    };
    let on = if text(&texts, "on").is_empty() { today.as_str() } else { text(&texts, "on") };
    let page = EditionPage {
        frame: Frame::of(name(&edition, &body), ask.actor.signed_in(), Place::Councils).saying(ask.query.get("said")),
        id: edition.id,
        meeting: permit.facts().meeting().id(),
        name: body.written.outline.name.clone(),
        audience: edition.audience.label(),
        stage: edition.stage.label(),
        is_final: edition.stage == EditionStage::Final,
        is_public: edition.audience == Audience::Public,
        number: edition.number,
        at: edition.at.in_words(),
        by: edition.by,
        // Why may name somebody: the secretariat alone reads it.
        reason: if may_look { edition.reason } else { String::new() },
        sha256: edition.pdf_sha256,
        changes: changed.into_iter().map(|one| (one.place, diff(&one.before, &one.after))).collect(),
        notes: body.notes.concat(),
        said: body.written.said.into_iter().map(|one| (one.place, one.words)).collect(),
        is_newest: own.iter().all(|one| one.number <= edition.number),
        published: edition.published.map(|one| (almanac::with_weekday(one.on), one.place)),
        fields: vec![
            Field::day("on", "公表した日", on).required().checked(&wrongs),
            Field::line("place", "どこに", text(&texts, "place"))
                .required()
                .help("例: 市のホームページ、情報公開コーナー")
                .checked(&wrongs),
        ],
        take_down: Field::line("reason", "取りやめるわけ", text(&texts, "reason"))
            .required()
            .help("例: 個人の名が載っていた")
            .checked(&wrongs),
        approval,
        may_look,
        older: older(&own, edition.number),
        may_publish,
        may_take_down: ask.would::<WithdrawPublication>(permit.facts())?,
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

/// An edition before this one that is still published: it is to be replaced.
fn older(own: &[Edition], number: i64) -> Option<i64> {
    own.iter().find(|one| one.number < number && one.published.is_some()).map(|one| one.number)
}

fn name(edition: &Edition, body: &Body) -> String {
    let name = &body.written.outline.name;
    format!("{name}　会議録（{}、{}第{}版）", edition.audience.label(), edition.stage.label(), edition.number)
}

/// The PDF, byte for byte as it was frozen.
pub(super) async fn pdf(ask: Ask) -> Answer {
    let permit = ask.may::<ReadEdition>(id(&ask)?).await?;
    let (edition, body, ..) = read(&ask, &permit).await?;
    let bytes = ask.read(async |tx| store::pdf_of(tx, &permit).await).await?;
    Ok(Reply::paper("application/pdf", format!("{}.pdf", name(&edition, &body)), bytes))
}

/// The same words as DOCX.
pub(super) async fn docx(ask: Ask) -> Answer {
    let permit = ask.may::<ReadEdition>(id(&ask)?).await?;
    let (edition, body, ..) = read(&ask, &permit).await?;
    papers::docx(&ask, print::edition(&body), &name(&edition, &body)).await
}

/// The same words as plain text.
pub(super) async fn txt(ask: Ask) -> Answer {
    let permit = ask.may::<ReadEdition>(id(&ask)?).await?;
    let (edition, body, ..) = read(&ask, &permit).await?;
    // As other texts of ours: a mark in front, and Windows' line ends.
    let text = format!("\u{feff}{}", press::text(&print::edition(&body)).replace('\n', "\r\n"));
    Ok(Reply::paper("text/plain; charset=utf-8", format!("{}.txt", name(&edition, &body)), text.into_bytes()))
}

/// 正誤表: what it puts right of the one before.
pub(super) async fn errata(ask: Ask) -> Answer {
    let permit = ask.may::<ReadEdition>(id(&ask)?).await?;
    let (edition, body, _, changed) = read(&ask, &permit).await?;
    if changed.is_empty() {
        return Err(Fault::Missing);
    }
    let reason = if edition.audience == Audience::Internal { edition.reason.as_str() } else { "" };
    let document = print::errata(&body, reason, &changed);
    let name = format!("{}（{}）", document.title, edition.audience.label());
    papers::pdf(&ask, document, &name).await
}

/// The editions of the permit's meeting that the person may read, the newest of each audience: page and name.
///
/// # Errors
/// What the database says.
pub async fn of_meeting(ask: &Ask, permit: &Permit<ReadMeeting>) -> Result<Vec<(String, String)>, Fault> {
    let all = ask.read(async |tx| store::editions(tx, permit, permit.facts().id()).await).await?;
    let is_newest = |one: &&Edition| {
        all.iter().all(|other| (other.stage, other.audience) != (one.stage, one.audience) || other.number <= one.number)
    };
    let is_final = all.iter().any(|one| one.stage == EditionStage::Final);
    let mut told = vec![];
    for one in all.iter().filter(is_newest).filter(|one| !is_final || one.stage == EditionStage::Final) {
        if ask.could::<ReadEdition>(one.id).await? {
            let gone = if one.gone_on.is_some() { "、廃棄しました" } else { "" };
            let name = match one.stage {
                EditionStage::Asked => format!("会議録（{}、確認用の案{gone}）", one.audience.label()),
                EditionStage::Final => format!("確定した会議録（{}、第{}版{gone}）", one.audience.label(), one.number),
            };
            told.push((format!("/editions/{}", one.id), name));
        }
    }
    Ok(told)
}
