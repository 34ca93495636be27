//! 予定: a meeting with number, day and agenda; then held; put aside and taken back.

use crate::access::Permit;
use crate::council;
use crate::council::meeting::model::{MeetingForm, NumberOf};
use crate::council::meeting::web::id;
use crate::council::meeting::{HoldMeeting, PlanMeeting, WithdrawMeeting, store};
use crate::editing::shape::{Texts, Wrong, text};
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

#[derive(Template)]
#[template(path = "council/meeting/views/plan.html")]
struct PlanPage {
    frame: Frame,
    council: String,
    council_id: String,
    wrongs: Vec<Wrong>,
    fields: Vec<Field>,
}

/// The form of a new meeting.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<PlanMeeting>(council::web::id(&ask)?).await?;
    let mut texts = Texts::new();
    texts.insert("fiscal_year".into(), almanac::FiscalYear::of(ask.now.day()).to_string());
    texts.insert("number_of".into(), "fiscal_year".into());
    plan_page(&ask, &permit, &texts, vec![]).await
}

/// Plans it.
pub async fn plan(ask: Ask) -> Answer {
    let permit = ask.may::<PlanMeeting>(council::web::id(&ask)?).await?;
    let name = ask.read(async |tx| council::store::find(tx, &permit).await).await?.form.name;
    let mut texts = ask.typed.only(FIELDS);
    texts.insert("body".into(), name);
    let form = match MeetingForm::parse(&texts) {
        Ok(form) => form,
        Err(wrongs) => return plan_page(&ask, &permit, &texts, wrongs).await,
    };
    let write = async |tx: &mut Tx, permit: &Permit<PlanMeeting>| store::plan(tx, permit, &form).await;
    let meeting = ask.write(&permit, write).await?;
    Ok(Reply::see(format!("/meetings/{meeting}?said=planned")))
}

/// Says that it was held.
pub async fn hold(ask: Ask) -> Answer {
    let permit = ask.may::<HoldMeeting>(id(&ask)?).await?;
    ask.write(&permit, async |tx, permit| store::hold(tx, permit).await).await?;
    Ok(Reply::see(format!("/meetings/{}?said=held", id(&ask)?)))
}

/// Puts it aside.
pub async fn withdraw(ask: Ask) -> Answer {
    let permit = ask.may::<WithdrawMeeting>(id(&ask)?).await?;
    ask.write(&permit, async |tx, permit| store::withdraw(tx, permit).await).await?;
    Ok(Reply::see(format!("/meetings/{}?said=withdrawn", id(&ask)?)))
}

/// Takes it back.
pub async fn take_back(ask: Ask) -> Answer {
    let permit = ask.may::<WithdrawMeeting>(id(&ask)?).await?;
    ask.write(&permit, async |tx, permit| store::take_back(tx, permit).await).await?;
    Ok(Reply::see(format!("/meetings/{}?said=taken-back", id(&ask)?)))
}

const FIELDS: &[&str] = &["fiscal_year", "number", "number_of", "held_on", "starts_at", "ends_at", "venue", "agenda"];

async fn plan_page(ask: &Ask, permit: &Permit<PlanMeeting>, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let council = ask.read(async |tx| council::store::find(tx, permit).await).await?;
    let status = if wrongs.is_empty() { 200 } else { 422 };
    let page = PlanPage {
        frame: Frame::of("会議を予定する", ask.actor.signed_in(), Place::Councils),
        council: council.form.name,
        council_id: council.id.to_string(),
        fields: fields(texts, &wrongs),
        wrongs,
    };
    Reply::page_with(status, &page)
}

fn fields(texts: &Texts, wrongs: &[Wrong]) -> Vec<Field> {
    let field = |name: &'static str, label| Field::line(name, label, text(texts, name)).as_a(Control::Short);
    let of = text(texts, "number_of");
    let ways = NumberOf::CHOICES.iter().map(|(code, label, _)| Option3((*code).into(), (*label).into(), *code == of));
    vec![
        field("fiscal_year", "年度").help("例: 令和8年度、R8").checked(wrongs),
        field("number", "第何回").help("まだ決まっていなければ空のまま。例: 2").checked(wrongs),
        field("number_of", "回の数え方").as_a(Control::Select(ways.collect())).checked(wrongs),
        field("held_on", "開催日").help("例: 令和8年11月14日、R8.11.14、20261114").checked(wrongs),
        field("starts_at", "開始").help("例: 10:00、午後1時30分").checked(wrongs),
        field("ends_at", "終了").checked(wrongs),
        Field::line("venue", "場所", text(texts, "venue")).checked(wrongs),
        Field::line("agenda", "次第", text(texts, "agenda"))
            .help("1行に1件。下の項目は、行の頭に全角の空白を1つ。例: １　開会")
            .as_a(Control::Area(6))
            .checked(wrongs),
    ]
}
