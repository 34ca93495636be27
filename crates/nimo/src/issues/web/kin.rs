//! 合わせる・分ける: an issue lives on in another, stands on its own again, or gives a part of what led to it to a new one.

use crate::access::{Facts, Permit};
use crate::council::meeting::store::BlockFacts;
use crate::editing::shape::Wrong;
use crate::issues::model::{FateId, IssueForm, IssueId};
use crate::issues::store::{self, Issue, Told};
use crate::issues::web::hop;
use crate::issues::web::id;
use crate::issues::web::list::choices;
use crate::issues::{KinIssue, ListIssues, RaiseIssue, ReadIssue, SettleFate};
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

#[derive(Template)]
#[template(path = "issues/views/kin.html")]
struct KinPage {
    frame: Frame,
    id: String,
    name: String,
    lives_in: Option<hop::Hop>,
    into: Field,
    has_others: bool,
    picks: Field,
    title: Field,
    may_split: bool,
    wrongs: Vec<Wrong>,
}

/// The form.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<KinIssue>(id(&ask)?).await?;
    show(&ask, &permit, vec![]).await
}

/// 合わせる: this issue lives on in another. What led to it stays with it and is read there too.
pub async fn join(ask: Ask) -> Answer {
    let permit = ask.may::<KinIssue>(id(&ask)?).await?;
    let others = others(&ask, permit.facts().id()).await?;
    let chosen = IssueId::parse(ask.typed.get("into"));
    let Some(into) = others.iter().find(|issue| Some(issue.id) == chosen).map(|issue| issue.id) else {
        return show(&ask, &permit, vec![Wrong::new("into", "合わせる先の課題を、一覧から選んでください。")]).await;
    };
    // Whoever joins must be allowed to do so on both sides.
    ask.may::<KinIssue>(into).await?;
    match ask.write(&permit, async |tx, permit| store::join(tx, permit, into).await).await {
        Ok(()) => Ok(Reply::see(format!("/issues/{into}?said=issue-joined"))),
        Err(Fault::Lost) => {
            let wrong = "この課題は、そこへは合わせられません。もう合わさっているか、相手がこの課題の中にあります。";
            show(&ask, &permit, vec![Wrong::new("into", wrong)]).await
        }
        Err(other) => Err(other),
    }
}

/// 離す: this issue stands on its own again.
pub async fn part(ask: Ask) -> Answer {
    let permit = ask.may::<KinIssue>(id(&ask)?).await?;
    match ask.write(&permit, async |tx, permit| store::part(tx, permit).await).await {
        Ok(()) | Err(Fault::Lost) => Ok(Reply::see(format!("/issues/{}?said=issue-parted", id(&ask)?))),
        Err(other) => Err(other),
    }
}

/// 分ける: what was picked of this issue's opinions raises a new one.
pub async fn split(ask: Ask) -> Answer {
    let permit = ask.may::<KinIssue>(id(&ask)?).await?;
    let told = own(&ask, permit.facts().id()).await?;
    let picked: Vec<Told> =
        told.iter().filter(|t| ask.typed.all("pick").any(|p| p == t.fate.id.to_string())).cloned().collect();
    let mut wrongs = vec![];
    if picked.is_empty() || picked.len() == told.len() {
        wrongs.push(Wrong::new("pick", "分ける意見を選んでください。すべてではなく、一部だけです。"));
    }
    let form = IssueForm::parse(&ask.typed.only(&["title"])).map_err(|more| wrongs.extend(more));
    let Ok(form) = form else { return show(&ask, &permit, wrongs).await };
    if !wrongs.is_empty() {
        return show(&ask, &permit, wrongs).await;
    }
    let issue = ask.read(async |tx| store::find(tx, &permit).await).await?;
    // The new one is of the same kind and in the same hands as the one it comes from.
    let form = IssueForm { title: form.title, matter: String::new(), ..issue.form.clone() };
    let raising = ask.may::<RaiseIssue>(issue.council).await?;
    let write = async |tx: &mut Tx, raising: &Permit<RaiseIssue>| {
        let mut meetings: Vec<_> =
            picked.iter().filter_map(|told| told.said.as_ref()).map(|said| said.meeting).collect();
        meetings.dedup();
        let causes: Vec<_> = meetings.into_iter().map(|meeting| ("Meeting", meeting.to_string())).collect();
        let new = store::raise(tx, raising, issue.number.year, &form, &causes).await?;
        for told in &picked {
            move_to(&ask, tx, raising, told, new).await?;
        }
        let facts = store::IssueFacts::load(tx, issue.id).await?.ok_or(Fault::Missing)?;
        let parting = ask.app.gate().permit::<KinIssue>(raising.actor(), facts, raising.now())?;
        store::split(tx, &parting, new).await?;
        Ok(new)
    };
    let new = ask.write_again(&raising, write).await?;
    Ok(Reply::see(format!("/issues/{new}?said=issue-split")))
}

/// The fate of one opinion leads to the new issue instead.
async fn move_to(ask: &Ask, tx: &mut Tx, raising: &Permit<RaiseIssue>, told: &Told, new: IssueId) -> Result<(), Fault> {
    let facts = BlockFacts::load(tx, told.fate.block).await?.ok_or(Fault::Missing)?;
    let settling = ask.app.gate().permit::<SettleFate>(raising.actor(), facts, raising.now())?;
    let id: FateId = told.fate.id;
    store::withdraw(tx, &settling, id).await?;
    store::join_opinions(tx, &settling, told.fate.block_version, new, true).await
}

/// What led to this very issue, in kept minutes, and not to one that lives on in it.
async fn own(ask: &Ask, issue: IssueId) -> Result<Vec<Told>, Fault> {
    let permit = ask.may::<ReadIssue>(issue).await?;
    let told = ask.read(async |tx| store::fates_of(tx, &permit).await).await?;
    Ok(told.into_iter().filter(|told| told.fate.way.issue() == Some(issue) && told.said.is_some()).collect())
}

/// The issues with which this one may be joined.
async fn others(ask: &Ask, issue: IssueId) -> Result<Vec<Issue>, Fault> {
    let permit = ask.may::<ListIssues>(ask.office()?).await?;
    let all = ask.read(async |tx| store::list(tx, &permit).await).await?;
    Ok(all.into_iter().filter(|other| other.id != issue && other.into.is_none()).collect())
}

async fn show(ask: &Ask, permit: &Permit<KinIssue>, wrongs: Vec<Wrong>) -> Answer {
    let issue = ask.read(async |tx| store::find(tx, permit).await).await?;
    let told = own(ask, issue.id).await?;
    let others = others(ask, issue.id).await?;
    let pick = |told: &Told| {
        let said = told.said.as_ref()?;
        let id = told.fate.id.to_string();
        let is_picked = ask.typed.all("pick").any(|picked| picked == id);
        Some(Option3(id, said.text.chars().take(80).collect(), is_picked))
    };
    let lives_in = match issue.into {
        Some(into) => Some(hop::issue(ask, into).await?),
        None => None,
    };
    let page = KinPage {
        frame: Frame::of(format!("課題 {} を合わせる・分ける", issue.number), ask.actor.signed_in(), Place::Issues),
        id: issue.id.to_string(),
        name: format!("{} {}", issue.number, issue.form.title),
        lives_in,
        into: Field::line("into", "合わせる先", "")
            .help("同じことを言っている課題を選びます。この課題の意見は、そちらでも読めるようになります。")
            .as_a(Control::Select(choices(&others, ask.typed.get("into"))))
            .checked(&wrongs),
        has_others: !others.is_empty(),
        may_split: told.len() > 1,
        picks: Field::line("pick", "新しい課題に移す意見", "")
            .as_a(Control::Checks(told.iter().filter_map(pick).collect()))
            .checked(&wrongs),
        title: Field::line("title", "新しい課題の題", ask.typed.get("title")).checked(&wrongs),
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}
