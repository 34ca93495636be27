//! 予定: a meeting with number, day and agenda; then held; put aside and taken back.

use crate::access::{Facts, Permit};
use crate::council;
use crate::council::meeting::model::{MeetingForm, MeetingId, NumberOf};
use crate::council::meeting::rules::Numbered;
use crate::council::meeting::web::id;
use crate::council::meeting::{HoldMeeting, PlanMeeting, WithdrawMeeting, store};
use crate::council::preparation::rules::{begun, last_before};
use crate::council::preparation::web::carry_over;
use crate::editing::shape::{Texts, Wrong, text};
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::packet::agenda::rules::seed;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

#[derive(Template)]
#[template(path = "council/meeting/views/plan.html")]
struct PlanPage {
    frame: Frame,
    council: String,
    council_id: String,
    wrongs: Vec<Wrong>,
    /// The meeting from which it begins: id and name.
    from: Option<(MeetingId, String)>,
    fields: Vec<Field>,
}

/// The form of a new meeting, begun from the last one.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<PlanMeeting>(council::web::id(&ask)?).await?;
    let from = match ask.query.get("from") {
        "none" => None,
        _ => last(&ask, &permit).await?,
    };
    let texts = match &from {
        Some(from) => from.begun(ask.now.day()).texts(),
        None => [
            ("fiscal_year", almanac::FiscalYear::of(ask.now.day()).to_string()),
            ("number_of", "fiscal_year".to_string()),
        ]
        .map(|(name, value)| (name.to_string(), value))
        .into(),
    };
    plan_page(&ask, &permit, from.as_ref(), &texts, vec![]).await
}

/// Plans it: may you · what was typed · its row, with what was made ready for the last one.
pub async fn plan(ask: Ask) -> Answer {
    let permit = ask.may::<PlanMeeting>(council::web::id(&ask)?).await?;
    let name = ask.read(async |tx| council::store::find(tx, &permit).await).await?.form.name;
    let typed = ask.typed.get("from");
    let from = if typed.is_empty() { None } else { named(&ask, &permit, typed).await? };
    let mut texts = ask.typed.only(FIELDS);
    texts.insert("body".into(), name);
    let form = match MeetingForm::typed(&texts) {
        Ok(form) => form,
        Err(wrongs) => return plan_page(&ask, &permit, from.as_ref(), &texts, wrongs).await,
    };
    if from.is_none() && !typed.is_empty() {
        let sentence = "もとにした前回の会議が、取り下げられました。このままでよければ、もう一度押してください。前回によらずに予定します。";
        return plan_page(&ask, &permit, None, &texts, vec![Wrong::new("agenda", sentence)]).await;
    }
    let form = match &from {
        Some(from) => {
            let MeetingForm { public_access, secretariat, .. } = from.before.clone();
            MeetingForm { public_access, secretariat, ..form }
        }
        None => form,
    };
    let write = async |tx: &mut Tx, permit: &Permit<PlanMeeting>| {
        let meeting = store::plan(tx, permit, &form).await?;
        let last = from.as_ref().map(|from| (from.id, &from.before));
        carry_over(tx, permit, (permit.facts().id(), meeting), &form, last).await?;
        Ok(meeting)
    };
    let meeting = ask.write(&permit, write).await?;
    Ok(Reply::see(format!("/meetings/{meeting}?said=planned")))
}

/// The last meeting, from which the next one begins.
struct From {
    id: MeetingId,
    before: MeetingForm,
    /// All that stand, that one among them.
    all: Vec<MeetingForm>,
}

impl From {
    /// With what the next one begins. What waits for the council is put on its agenda anew, by its own page.
    fn begun(&self, today: almanac::Date) -> MeetingForm {
        let begun = begun(&self.before, &self.all.iter().collect::<Vec<_>>(), today);
        MeetingForm { agenda: seed(&begun.agenda, &[]), ..begun }
    }
}

/// The last meeting up to today; where none was held yet, the first that is planned.
async fn last(ask: &Ask, permit: &Permit<PlanMeeting>) -> Result<Option<From>, Fault> {
    let all = ask.read(async |tx| store::numbered(tx, permit).await).await?;
    let last = last_before(&all, |one| &one.form, ask.now.day().succ_opt());
    let last = last.or_else(|| last_before(&all, |one| &one.form, None)).map(|last| last.id);
    Ok(last.and_then(|last| of(all, last)))
}

/// The meeting that the form began from, whatever was planned since.
async fn named(ask: &Ask, permit: &Permit<PlanMeeting>, typed: &str) -> Result<Option<From>, Fault> {
    let all = ask.read(async |tx| store::numbered(tx, permit).await).await?;
    Ok(MeetingId::parse(typed).and_then(|id| of(all, id)))
}

fn of(all: Vec<Numbered>, id: MeetingId) -> Option<From> {
    let before = all.iter().find(|one| one.id == id)?.form.clone();
    Some(From { id, before, all: all.into_iter().map(|one| one.form).collect() })
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

async fn plan_page(
    ask: &Ask,
    permit: &Permit<PlanMeeting>,
    from: Option<&From>,
    texts: &Texts,
    wrongs: Vec<Wrong>,
) -> Answer {
    let council = ask.read(async |tx| council::store::find(tx, permit).await).await?;
    let status = if wrongs.is_empty() { 200 } else { 422 };
    let page = PlanPage {
        frame: Frame::of("会議を予定する", ask.actor.signed_in(), Place::Councils),
        council: council.form.name,
        council_id: council.id.to_string(),
        from: from.map(|from| (from.id, from.before.short())),
        fields: fields(texts, &wrongs).into_iter().map(|field| marked(field, from, texts)).collect(),
        wrongs,
    };
    Reply::page_with(status, &page)
}

/// A field that says what it said last time carries the mark of it.
fn marked(field: Field, from: Option<&From>, texts: &Texts) -> Field {
    let is_same = |from: &From| match field.name {
        "starts_at" | "ends_at" | "venue" => {
            let said = text(texts, field.name);
            !said.is_empty() && from.before.texts()[field.name] == said
        }
        "agenda" => !text(texts, "agenda").is_empty(),
        _ => false,
    };
    match from.is_some_and(is_same) {
        true => Field { label: format!("{}〔前回から〕", field.label).into(), ..field },
        false => field,
    }
}

fn fields(texts: &Texts, wrongs: &[Wrong]) -> Vec<Field> {
    let field = |name: &'static str, label| Field::line(name, label, text(texts, name)).as_a(Control::Short);
    let of = text(texts, "number_of");
    let ways = NumberOf::CHOICES.iter().map(|(code, label, _)| Option3((*code).into(), (*label).into(), *code == of));
    vec![
        field("fiscal_year", "年度").help("例: 令和8年度、R8").checked(wrongs),
        field("number", "第何回").help("まだ決まっていなければ空のまま。例: 2").checked(wrongs),
        field("number_of", "回の数え方").as_a(Control::Select(ways.collect())).checked(wrongs),
        Field::day("held_on", "開催日", text(texts, "held_on"))
            .help("例: 令和8年11月14日、R8.11.14、20261114")
            .checked(wrongs),
        field("starts_at", "開始").help("例: 10:00、午後1時30分").checked(wrongs),
        field("ends_at", "終了").checked(wrongs),
        Field::line("venue", "場所", text(texts, "venue")).checked(wrongs),
        Field::line("agenda", "次第", text(texts, "agenda"))
            .help("1行に1件。下の項目は、行の頭に全角の空白を1つ。例: １　開会")
            .as_a(Control::Area(9))
            .checked(wrongs),
    ]
}
