//! 採点を始める: which issues, whom, until when, for which meeting.

use crate::access::{Facts, Permit};
use crate::accounts;
use crate::accounts::model::AccountId;
use crate::council::meeting::model::{MeetingId, State};
use crate::council::meeting::store as meetings;
use crate::council::model::CouncilId;
use crate::council::{self, ReadCouncil, store as councils};
use crate::editing::shape::{Texts, Wrong, text};
use crate::issues::model::Stage;
use crate::issues::score::OpenRound;
use crate::issues::score::model::{MOST_ISSUES, RoundForm};
use crate::issues::score::rules::Covered;
use crate::issues::score::store;
use crate::issues::{ListIssues, store as issues};
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// What can be chosen.
struct Choices {
    name: String,
    issues: Vec<Covered>,
    members: Vec<(AccountId, String)>,
    meetings: Vec<(MeetingId, String)>,
}

#[derive(Template)]
#[template(path = "issues/score/views/begin.html")]
struct BeginPage {
    frame: Frame,
    id: String,
    name: String,
    has_issues: bool,
    has_members: bool,
    fields: Vec<Field>,
    wrongs: Vec<Wrong>,
}

/// The form, with everything ticked.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<OpenRound>(council::web::id(&ask)?).await?;
    let choices = choices(&ask, &permit).await?;
    let all = |ids: Vec<String>| ids.join(" ");
    let texts = Texts::from([
        ("issues".to_string(), all(choices.issues.iter().take(MOST_ISSUES).map(|one| one.issue.clone()).collect())),
        ("members".to_string(), all(choices.members.iter().map(|(id, _)| id.to_string()).collect())),
    ]);
    show(&ask, &permit, choices, &texts, vec![])
}

/// Opens the round: may you · what was chosen · is it there · its rows with their because.
pub async fn open(ask: Ask) -> Answer {
    let permit = ask.may::<OpenRound>(council::web::id(&ask)?).await?;
    let texts = ask.typed.only(&RoundForm::FIELDS);
    let choices = choices(&ask, &permit).await?;
    let form = match RoundForm::parse(&texts, ask.now.day()) {
        Ok(form) => form,
        Err(wrongs) => return show(&ask, &permit, choices, &texts, wrongs),
    };
    let wrongs = unknown(&form, &choices);
    if !wrongs.is_empty() {
        return show(&ask, &permit, choices, &texts, wrongs);
    }
    let is_chosen = |one: &&Covered| form.issues.iter().any(|id| id.to_string() == one.issue);
    let covered: Vec<Covered> = choices.issues.iter().filter(is_chosen).cloned().collect();
    let write = async |tx: &mut Tx, permit: &Permit<OpenRound>| {
        // Somebody may have left the council since the form was shown.
        let belong = accounts::store::members(tx, permit, permit.facts().id()).await?;
        let asked: Vec<_> = belong.into_iter().filter(|(account, _)| form.members.contains(account)).collect();
        if asked.len() < form.members.len() {
            return Ok(None);
        }
        store::open(tx, permit, &form, &covered, &asked).await.map(Some)
    };
    match ask.write(&permit, write).await? {
        Some(round) => Ok(Reply::see(format!("/rounds/{round}?said=round-opened"))),
        None => show(&ask, &permit, choices, &texts, vec![gone()]),
    }
}

fn gone() -> Wrong {
    Wrong::new("members", "協議会にもういない委員が混じっています。一覧から選び直してください。")
}

fn unknown(form: &RoundForm, choices: &Choices) -> Vec<Wrong> {
    let mut wrongs = vec![];
    if form.meeting.is_some_and(|meeting| choices.meetings.iter().all(|(id, _)| *id != meeting)) {
        wrongs.push(Wrong::new("meeting", "会議は、一覧から選んでください。"));
    }
    if form.issues.iter().any(|id| choices.issues.iter().all(|one| one.issue != id.to_string())) {
        wrongs.push(Wrong::new(
            "issues",
            "終えた課題か、この協議会にない課題が混じっています。一覧から選び直してください。",
        ));
    }
    if form.members.iter().any(|id| choices.members.iter().all(|(account, _)| account != id)) {
        wrongs.push(gone());
    }
    wrongs
}

/// The open issues of the council and of its parts that the clerk may read, the members of the council, its meetings.
async fn choices(ask: &Ask, permit: &Permit<OpenRound>) -> Result<Choices, Fault> {
    let council = permit.facts().id();
    let listing = ask.may::<ListIssues>(ask.office()?).await?;
    let reading = ask.may::<ReadCouncil>(council).await?;
    let read = async |tx: &mut Tx| {
        let kin = councils::kin(tx, permit).await?;
        let name = councils::find(tx, permit).await?.form.name;
        let members = accounts::store::members(tx, permit, council).await?;
        Ok((kin, name, members, issues::list(tx, &listing).await?, meetings::list(tx, &reading).await?))
    };
    let (kin, name, members, all, meetings) = ask.read(read).await?;
    let hangs_here = |mut at: CouncilId| {
        // A council hangs under few others; the count keeps a broken table from turning round.
        for _ in 0..=kin.len() {
            match kin.iter().find(|(one, _)| *one == at).and_then(|(_, parent)| *parent) {
                _ if at == council => return true,
                Some(parent) => at = parent,
                None => return false,
            }
        }
        false
    };
    let mut open: Vec<_> = all
        .into_iter()
        .filter(|issue| issue.stage != Stage::Closed && issue.into.is_none() && hangs_here(issue.council))
        .collect();
    open.sort_by_key(|issue| issue.number);
    let covered = |issue: issues::Issue| Covered {
        issue: issue.id.to_string(),
        number: issue.number.to_string(),
        title: issue.form.title,
    };
    let standing = meetings.into_iter().filter(|meeting| meeting.state != State::Withdrawn);
    Ok(Choices {
        name,
        members,
        issues: open.into_iter().map(covered).collect(),
        meetings: standing.map(|meeting| (meeting.id, meeting.form.title())).collect(),
    })
}

fn show(ask: &Ask, permit: &Permit<OpenRound>, choices: Choices, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let is_in = |name: &str, id: &str| text(texts, name).split_whitespace().any(|chosen| chosen == id);
    let issues = choices
        .issues
        .iter()
        .map(|one| Option3(one.issue.clone(), format!("{} {}", one.number, one.title), is_in("issues", &one.issue)));
    let members = choices.members.iter().map(|(id, name)| {
        let id = id.to_string();
        let is_chosen = is_in("members", &id);
        Option3(id, name.clone(), is_chosen)
    });
    let at = text(texts, "meeting");
    let mut meetings = vec![Option3(String::new(), "まだ決めない（固めるときに選びます）".into(), at.is_empty())];
    meetings
        .extend(choices.meetings.iter().map(|(id, name)| Option3(id.to_string(), name.clone(), id.to_string() == at)));
    let due = text(texts, "due_on");
    let page = BeginPage {
        frame: Frame::of("採点を始める", ask.actor.signed_in(), Place::Issues),
        id: permit.facts().id().to_string(),
        name: choices.name.clone(),
        has_issues: !choices.issues.is_empty(),
        has_members: !choices.members.is_empty(),
        fields: vec![
            Field::line("title", "何のための採点か", text(texts, "title"))
                .required()
                .help("委員の画面と紙の題になります。例: 第2回会議にむけた採点")
                .checked(&wrongs),
            Field::line("due_on", "しめきり", due)
                .required()
                .help("過ぎても、締め切るまでは受け付けます。例: R8.12.10")
                .as_a(Control::Short)
                .echo(almanac::read_date(due).ok().map(almanac::with_weekday))
                .checked(&wrongs),
            Field::line("meeting", "どの会議の資料にするか", "").as_a(Control::Select(meetings)).checked(&wrongs),
            Field::line("issues", "採点する課題", "")
                .required()
                .help("終えていない課題です。選んだ課題の番号と題は、部会のものも、頼んだ委員みんなに見えます。60件までです。")
                .as_a(Control::Checks(issues.collect()))
                .checked(&wrongs),
            Field::line("members", "採点を頼む委員", "")
                .required()
                .help("この協議会を受け持つ、役割が「委員」の人です。")
                .as_a(Control::Checks(members.collect()))
                .checked(&wrongs),
        ],
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}
