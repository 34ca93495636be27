//! 紙で受けた採点を入れる: the clerk picks a member and types his sheet. What a member gave on the screen is not read here.

use super::id;
use super::rows::{Row, Told, rows, standing, version};
use crate::access::Permit;
use crate::accounts::model::AccountId;
use crate::issues::model::IssueId;
use crate::issues::score::TypeSheet;
use crate::issues::score::model::{RoundState, Scores, SheetWrong, Source, TypedScore, parse, typed, with_saved};
use crate::issues::score::store::{self, Answered, Held, Kept, Sheet};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;
use std::collections::BTreeMap;

/// A member who can be picked.
struct Member {
    path: Option<String>,
    name: String,
    source: Option<Source>,
}

#[derive(Template)]
#[template(path = "issues/score/views/typing.html")]
struct TypingPage {
    frame: Frame,
    id: String,
    title: String,
    is_open: bool,
    members: Vec<Member>,
    /// Whose sheet is typed: id and name.
    member: Option<(String, String)>,
    is_saved: bool,
    version: i64,
    rows: Vec<Row>,
    told: Vec<Told>,
    note: Option<String>,
}

/// What stands in the fields, and what is said about it.
#[derive(Default)]
struct Shown {
    status: u16,
    typed: Option<BTreeMap<IssueId, TypedScore>>,
    other: Option<Scores>,
    wrongs: Vec<SheetWrong>,
    note: Option<String>,
}

/// Whom, and then his sheet.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<TypeSheet>(id(&ask)?).await?;
    let member = AccountId::parse(ask.query.get("member"));
    show(&ask, &permit, member, Shown { status: 200, ..Shown::default() }).await
}

/// Saves the sheet: may you · whose, and what was typed · its rows, or what stands in the way with everything that was typed.
pub async fn save(ask: Ask) -> Answer {
    let permit = ask.may::<TypeSheet>(id(&ask)?).await?;
    let version = version(&ask)?;
    let Some(member) = AccountId::parse(ask.typed.get("member")) else {
        let note = Some("だれの用紙かを、一覧から選んでください。".to_string());
        return show(&ask, &permit, None, Shown { status: 422, note, ..Shown::default() }).await;
    };
    let issues = ask.read(async |tx| store::find(tx, &permit).await).await?.issue_ids();
    let typed = Some(typed(&issues, ask.typed.fields()));
    let scores = match parse(&issues, ask.typed.fields()) {
        Ok(scores) => scores,
        Err(wrongs) => {
            return show(&ask, &permit, Some(member), Shown { status: 422, typed, wrongs, ..Shown::default() }).await;
        }
    };
    let write =
        async |tx: &mut Tx, permit: &Permit<TypeSheet>| store::keep_typed(tx, permit, member, version, &scores).await;
    let (status, note, other) = match ask.write(&permit, write).await? {
        Kept::Yes => return Ok(Reply::see(format!("/rounds/{}/paper?said=typed-in", id(&ask)?))),
        Kept::Unchanged => return Ok(Reply::see(format!("/rounds/{}/paper", id(&ask)?))),
        Kept::Lost(sheet) => (409, ELSEWHERE.to_string(), Some(sheet.scores)),
        Kept::Refused(refusal) => (409, format!("{}{NOT_SAVED}", refusal.sentence()), None),
        Kept::OnScreen => (422, format!("{ON_SCREEN}{NOT_SAVED}"), None),
        Kept::Gone => (422, format!("{GONE}{NOT_SAVED}"), None),
    };
    // The state may have changed since the permit was given.
    let permit = ask.may::<TypeSheet>(id(&ask)?).await?;
    show(&ask, &permit, Some(member), Shown { status, typed, other, note: Some(note), ..Shown::default() }).await
}

const ELSEWHERE: &str = "ほかの人が、この用紙を先に保存しました。ここで空だったところには先の点を入れ、違うところには書きそえました。確かめて、もう一度保存してください。";
const ON_SCREEN: &str = "この委員は、画面から採点しています。点は本人にだけ見え、紙からは変えられません。";
const GONE: &str = "この委員は、いまこの協議会にいないか、利用を止めています。新しい点は入れられません。";
const NOT_SAVED: &str = "いま送られた点は、保存していません。";

async fn show(ask: &Ask, permit: &Permit<TypeSheet>, member: Option<AccountId>, shown: Shown) -> Answer {
    let read = async |tx: &mut Tx| Ok((store::find(tx, permit).await?, store::answered(tx, permit).await?));
    let (round, answered) = ask.read(read).await?;
    let picked = member.and_then(|member| answered.iter().find(|one| one.account == member));
    if member.is_some() && picked.is_none() && shown.status == 200 {
        return Err(Fault::Missing);
    }
    let (sheet, is_on_screen) = match member {
        Some(member) => held(ask, permit, member).await?,
        None => (Sheet::default(), false),
    };
    let is_open = round.state == RoundState::Open;
    let picked = picked.filter(|_| !is_on_screen || shown.typed.is_some());
    let in_fields = match (shown.typed, &shown.other) {
        (Some(typed), Some(saved)) => with_saved(typed, saved),
        (Some(typed), None) => typed,
        (None, _) => standing(&sheet.scores),
    };
    let (rows, told) = match picked {
        Some(_) => rows(ask, &round, &in_fields, shown.other.as_ref(), &shown.wrongs).await?,
        None => (vec![], vec![]),
    };
    let page = TypingPage {
        frame: Frame::of(format!("紙の採点を入れる {}", round.title), ask.actor.signed_in(), Place::Issues)
            .saying(ask.query.get("said")),
        id: round.id.to_string(),
        is_open,
        members: answered.iter().map(|one| row(&round.id.to_string(), one)).collect(),
        member: picked.map(|one| (one.account.to_string(), one.name.clone())),
        is_saved: sheet.source.is_some(),
        version: sheet.version,
        note: shown.note.or_else(|| is_on_screen.then(|| ON_SCREEN.to_string())),
        title: round.title,
        rows,
        told,
    };
    Reply::page_with(shown.status, &page)
}

/// What was typed for this member, or that he answered himself.
async fn held(ask: &Ask, permit: &Permit<TypeSheet>, member: AccountId) -> Result<(Sheet, bool), Fault> {
    Ok(match ask.read(async |tx| store::typed(tx, permit, member).await).await? {
        Held::Paper(sheet) => (sheet, false),
        Held::Screen => (Sheet::default(), true),
    })
}

fn row(round: &str, one: &Answered) -> Member {
    let path = format!("/rounds/{round}/paper?member={}", one.account);
    Member { path: (one.source != Some(Source::Screen)).then_some(path), name: one.name.clone(), source: one.source }
}
