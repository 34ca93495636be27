//! 状態を進める: a measure is adopted, begun, finished or dropped, with the reason and the meeting that decided it.

use crate::access::Permit;
use crate::council::meeting::model::MeetingId;
use crate::editing::shape::Wrong;
use crate::issues::measure::AdvanceMeasure;
use crate::issues::measure::model::Progress;
use crate::issues::measure::rules::{ProgressRefusal, may_follow};
use crate::issues::measure::store::{self, Measure};
use crate::issues::measure::web::id;
use crate::issues::web::meetings_of;
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

#[derive(Template)]
#[template(path = "issues/measure/views/advance.html")]
struct AdvancePage {
    frame: Frame,
    id: String,
    name: String,
    progress: Progress,
    fields: Vec<Field>,
    wrongs: Vec<Wrong>,
}

/// The form.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<AdvanceMeasure>(id(&ask)?).await?;
    show(&ask, &permit, vec![]).await
}

/// Goes on: may you · what was chosen · may it follow · its row with its because.
pub async fn advance(ask: Ask) -> Answer {
    let permit = ask.may::<AdvanceMeasure>(id(&ask)?).await?;
    let measure = ask.read(async |tx| store::find(tx, &permit).await).await?;
    let (progress, reason, meeting) = match typed(&ask, &measure).await? {
        Ok(typed) => typed,
        Err(wrong) => return show(&ask, &permit, vec![wrong]).await,
    };
    let write = async |tx: &mut Tx, permit: &Permit<AdvanceMeasure>| {
        // Somebody may have gone on since the page was shown.
        let present = store::find(tx, permit).await?;
        match may_follow(present.progress, progress, meeting.is_some(), &reason) {
            Ok(()) => store::advance(tx, permit, progress, &reason, meeting).await.map(|()| None),
            Err(refusal) => Ok(Some(refusal)),
        }
    };
    let refused: Option<ProgressRefusal> = ask.write(&permit, write).await?;
    match refused {
        None => Ok(Reply::see(format!("/measures/{}?said=advanced", measure.id))),
        Some(refusal) => show(&ask, &permit, vec![Wrong::new(refusal.field(), refusal.sentence())]).await,
    }
}

type Typed = (Progress, String, Option<MeetingId>);

async fn typed(ask: &Ask, measure: &Measure) -> Result<Result<Typed, Wrong>, Fault> {
    let Some(progress) = Progress::parse(ask.typed.get("progress")) else {
        return Ok(Err(Wrong::new("progress", "状態を1つ選んでください。")));
    };
    let reason = ask.typed.get("reason").trim().to_string();
    if reason.chars().count() > 1000 {
        return Ok(Err(Wrong::new("reason", "長すぎます。1000文字までにしてください。")));
    }
    let meeting = ask.typed.get("meeting");
    if meeting.is_empty() {
        return Ok(Ok((progress, reason, None)));
    }
    let known = meetings_of(ask, &[measure.council]).await?;
    let found = known.into_iter().find(|(id, _)| id.to_string() == meeting);
    let wrong = || Wrong::new("meeting", "会議は、一覧から選んでください。");
    Ok(found.map(|(id, _)| (progress, reason, Some(id))).ok_or_else(wrong))
}

async fn show(ask: &Ask, permit: &Permit<AdvanceMeasure>, wrongs: Vec<Wrong>) -> Answer {
    let measure = ask.read(async |tx| store::find(tx, permit).await).await?;
    let chosen = ask.typed.get("progress");
    let may_be_next = |next: &Progress| measure.progress == Progress::Proposed || *next != Progress::Proposed;
    let next = Progress::ALL.into_iter().filter(may_be_next);
    let next = next.map(|one| Option3(one.code().into(), one.label().into(), one.code() == chosen));
    let at = ask.typed.get("meeting");
    let mut meetings = vec![Option3(String::new(), "会議ではない".into(), at.is_empty())];
    meetings.extend(meetings_of(ask, &[measure.council]).await?.into_iter().map(|(id, name)| {
        let id = id.to_string();
        let is_chosen = id == at;
        Option3(id, name, is_chosen)
    }));
    let page = AdvancePage {
        frame: Frame::of(format!("方策 {} の状態", measure.number), ask.actor.signed_in(), Place::Measures),
        id: measure.id.to_string(),
        name: format!("{} {}", measure.number, measure.form.title),
        progress: measure.progress,
        fields: vec![
            Field::line("progress", "つぎの状態", "").required().as_a(Control::Choice(next.collect())).checked(&wrongs),
            Field::line("meeting", "どの会議で", "").as_a(Control::Select(meetings)).checked(&wrongs),
            Field::line("reason", "理由、または何がどうなったか", ask.typed.get("reason"))
                .help("できた、取りやめ、ふたたび始めるときは必ず入れます。")
                .as_a(Control::Area(3))
                .checked(&wrongs),
        ],
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}
