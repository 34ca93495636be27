//! 状態を進める: one step of an issue, with its reason and the meeting that looked at it.

use crate::access::Permit;
use crate::council::meeting::model::MeetingId;
use crate::editing::shape::Wrong;
use crate::issues::StepIssue;
use crate::issues::model::Stage;
use crate::issues::rules::{StepRefusal, may_follow};
use crate::issues::store::{self, Issue};
use crate::issues::web::id;
use crate::issues::web::page::meeting_choices;
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

#[derive(Template)]
#[template(path = "issues/views/step.html")]
struct StepPage {
    frame: Frame,
    id: String,
    name: String,
    stage: Stage,
    fields: Vec<Field>,
    wrongs: Vec<Wrong>,
}

/// The form.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<StepIssue>(id(&ask)?).await?;
    show(&ask, &permit, vec![]).await
}

/// Takes the step: may you · what was chosen · may it follow · its row with its because.
pub async fn step(ask: Ask) -> Answer {
    let permit = ask.may::<StepIssue>(id(&ask)?).await?;
    let issue = ask.read(async |tx| store::find(tx, &permit).await).await?;
    let Some(stage) = Stage::parse(ask.typed.get("stage")) else {
        return show(&ask, &permit, vec![Wrong::new("stage", "状態を1つ選んでください。")]).await;
    };
    let reason = ask.typed.get("reason").trim().to_string();
    if reason.chars().count() > 1000 {
        return show(&ask, &permit, vec![Wrong::new("reason", "長すぎます。1000文字までにしてください。")]).await;
    }
    let meeting = match meeting(&ask, &issue).await? {
        Ok(meeting) => meeting,
        Err(wrong) => return show(&ask, &permit, vec![wrong]).await,
    };
    let write = async |tx: &mut Tx, permit: &Permit<StepIssue>| {
        // Somebody may have taken another step since the page was shown.
        let present = store::find(tx, permit).await?;
        if present.into.is_some() {
            return Ok(Some(StepRefusal::LivesElsewhere));
        }
        match may_follow(present.stage, stage, meeting.is_some(), &reason) {
            Ok(()) => store::step(tx, permit, stage, &reason, meeting).await.map(|()| None),
            Err(refusal) => Ok(Some(refusal)),
        }
    };
    match ask.write(&permit, write).await? {
        None => Ok(Reply::see(format!("/issues/{}?said=stepped", issue.id))),
        Some(refusal) => show(&ask, &permit, vec![Wrong::new(refusal.field(), refusal.sentence())]).await,
    }
}

async fn meeting(ask: &Ask, issue: &Issue) -> Result<Result<Option<MeetingId>, Wrong>, Fault> {
    let typed = ask.typed.get("meeting");
    if typed.is_empty() {
        return Ok(Ok(None));
    }
    let known = meeting_choices(ask, issue).await?;
    let found = known.into_iter().find(|(id, _)| id.to_string() == typed);
    Ok(found.map(|(id, _)| Some(id)).ok_or_else(|| Wrong::new("meeting", "会議は、一覧から選んでください。")))
}

async fn show(ask: &Ask, permit: &Permit<StepIssue>, wrongs: Vec<Wrong>) -> Answer {
    let issue = ask.read(async |tx| store::find(tx, permit).await).await?;
    let chosen = ask.typed.get("stage");
    let may_be_next = |stage: &Stage| match issue.stage {
        Stage::Closed => *stage == Stage::Reopened,
        _ => !matches!(stage, Stage::Raised | Stage::Reopened),
    };
    let stages = Stage::ALL.into_iter().filter(may_be_next);
    let stages = stages.map(|stage| Option3(stage.code().into(), stage.label().into(), stage.code() == chosen));
    let at = ask.typed.get("meeting");
    let mut meetings = vec![Option3(String::new(), "会議ではない".into(), at.is_empty())];
    meetings.extend(meeting_choices(ask, &issue).await?.into_iter().map(|(id, name)| {
        let id = id.to_string();
        let is_chosen = id == at;
        Option3(id, name, is_chosen)
    }));
    let page = StepPage {
        frame: Frame::of(format!("課題 {} の状態", issue.number), ask.actor.signed_in(), Place::Issues),
        id: issue.id.to_string(),
        name: format!("{} {}", issue.number, issue.form.title),
        stage: issue.stage,
        fields: vec![
            Field::line("stage", "つぎの状態", "").required().as_a(Control::Choice(stages.collect())).checked(&wrongs),
            Field::line("meeting", "どの会議で", "").as_a(Control::Select(meetings)).checked(&wrongs),
            Field::line("reason", "理由、または何がどうなったか", ask.typed.get("reason"))
                .help("見守る、終える、ふたたび開くときは必ず入れます。")
                .as_a(Control::Area(3))
                .checked(&wrongs),
        ],
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}
