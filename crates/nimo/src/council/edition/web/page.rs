//! 確認と確定: how far the minutes of a meeting are, and what comes next.

use super::correct::start;
use super::whole::Whole;
use super::window::fields as window_fields;
use crate::access::{Facts, Permit};
use crate::council::charter::model::Confirmation;
use crate::council::edition::model::{ConfirmationId, CorrectionId, EditionId, EditionStage};
use crate::council::edition::rules::{Change, unheard};
use crate::council::edition::store::Edition;
use crate::council::edition::{AskConfirmation, ConfirmMinutes, LookConfirmation};
use crate::council::meeting;
use crate::council::meeting::model::{MeetingId, State};
use crate::council::telling::model::Audience;
use crate::editing::merge::{Piece, diff};
use crate::editing::shape::{Texts, Wrong, text};
use crate::layout::{Control, Field, Frame, Option3, Place, error_of};
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::Date;
use askama::Template;

/// A step of the way: its state, name and day.
struct Step {
    state: &'static str,
    name: &'static str,
    day: String,
}

/// What members were asked.
struct Asked {
    id: ConfirmationId,
    number: i64,
    asked: String,
    due: String,
    left: String,
    silence: bool,
    reply_to: String,
    /// The draft that they got.
    draft: Option<EditionId>,
    people: Vec<Person>,
    /// Who was there and has not answered.
    unheard: Vec<String>,
}

struct Person {
    id: String,
    name: String,
    role: &'static str,
    way: &'static str,
    on: String,
    by: String,
}

struct Wish {
    id: CorrectionId,
    who: String,
    came: String,
    block: String,
    /// Where the block is put right.
    path: String,
    said: String,
    verdict: Option<&'static str>,
    answer: String,
}

/// What differs from the last confirmed edition.
struct Differs {
    audience: &'static str,
    changes: Vec<(String, Vec<Piece>)>,
}

struct Row {
    id: EditionId,
    stage: &'static str,
    number: i64,
    audience: &'static str,
    at: String,
    by: String,
    reason: String,
    sha256: String,
    published: String,
    /// That and when its words and its PDF were disposed of.
    gone: Option<String>,
}

#[derive(Template)]
#[template(path = "council/edition/views/page.html")]
struct ConfirmationPage {
    frame: Frame,
    meeting: MeetingId,
    title: String,
    rule: &'static str,
    is_open: bool,
    sentence: String,
    steps: Vec<Step>,
    wrongs: Vec<Wrong>,
    /// Words of the texts that members and everybody read.
    told: Vec<String>,
    closed: usize,
    asked: Option<Asked>,
    ask_fields: Vec<Field>,
    person_fields: Vec<Field>,
    withdraw: Field,
    wishes: Vec<Wish>,
    wish_error: Option<String>,
    unanswered: usize,
    lacks: Vec<String>,
    finals: i64,
    differs: Vec<Differs>,
    /// What changed since the draft that members were given.
    since_draft: Differs,
    reason: Field,
    seen: String,
    rows: Vec<Row>,
    public: Option<EditionId>,
    may_write: bool,
}

/// The page.
pub(super) async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<LookConfirmation>(meeting::web::id(&ask)?).await?;
    show(&ask, &permit, Texts::new(), vec![]).await
}

/// The page, perhaps with what was typed and what is wrong with it.
pub(super) async fn show(ask: &Ask, permit: &Permit<LookConfirmation>, texts: Texts, wrongs: Vec<Wrong>) -> Answer {
    let whole = ask.read(async |tx| Whole::of(tx, permit).await).await?;
    let today = ask.now.day();
    let may_write = ask.would::<ConfirmMinutes>(permit.facts())? && ask.would::<AskConfirmation>(permit.facts())?;
    let lacks = whole.lacks(today);
    let page = ConfirmationPage {
        frame: Frame::of("確認と確定", ask.actor.signed_in(), Place::Councils).saying(ask.query.get("said")),
        meeting: permit.facts().id(),
        title: whole.meeting.form.title(),
        rule: whole.rule(today).map_or("会議録を確かめる人は、決めていません", Confirmation::label),
        is_open: !lacks.is_empty() || whole.finals() == 0 || !whole.changed().is_empty(),
        sentence: sentence(&whole, &lacks, today),
        steps: steps(&whole, today),
        told: told(&whole),
        closed: whole.closed(),
        asked: asked(&whole, today),
        ask_fields: window_fields(&begun(&whole, &texts, today), &wrongs),
        person_fields: person_fields(&whole, &texts, &wrongs, today),
        withdraw: Field::line("withdraw_reason", "取り下げるわけ", text(&texts, "withdraw_reason"))
            .required()
            .help("例: 案に抜けがあったので、出しなおす")
            .checked(&wrongs),
        wishes: wishes(&whole),
        wish_error: error_of("correction_reason", &wrongs),
        unanswered: whole.standing(today).unanswered,
        lacks,
        finals: whole.finals(),
        differs: whole.changed().into_iter().map(|(audience, changes)| differs(audience.label(), changes)).collect(),
        since_draft: differs("渡した案", whole.since_draft()),
        reason: Field::line("reason", "直したわけ", text(&texts, "reason"))
            .required()
            .help("例: 資料3の題を書き誤っていた。事務局用の版と正誤表にだけ載ります。")
            .checked(&wrongs),
        seen: whole.seen()?,
        rows: whole.editions.iter().map(row).collect(),
        public: whole.newest(Audience::Public).map(|one| one.id),
        wrongs,
        may_write,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

/// The form of asking as it begins: today, and as many days as the council's rules give members.
fn begun(whole: &Whole, typed: &Texts, today: Date) -> Texts {
    if typed.contains_key("due_on") {
        return typed.clone();
    }
    let due = whole.due_on(today).map_or_else(String::new, |due| due.to_string());
    [("asked_on", today.to_string()), ("due_on", due)].map(|(name, value)| (name.to_string(), value)).into()
}

fn sentence(whole: &Whole, lacks: &[String], today: Date) -> String {
    let published = whole.newest(Audience::Public).and_then(|one| one.published.as_ref());
    match whole.meeting.state {
        State::Kept => {}
        State::Withdrawn => return "この会議は、取り下げられています".into(),
        _ => return "会議録は、まだ残していません".into(),
    }
    match (whole.finals(), &whole.window) {
        (0, None) if lacks.is_empty() => "確定できます".into(),
        (0, None) => lacks.first().map_or_else(String::new, |lack| lack.trim_end_matches('。').into()),
        (0, Some(_)) if lacks.is_empty() => "確認がそろいました。確定できます".into(),
        (0, Some(window)) if window.form.due_on < today => "確認の期限が過ぎました".into(),
        (0, Some(window)) => {
            format!("確認を求めています。期限{}", left_words((window.form.due_on - today).num_days()))
        }
        (number, _) if !whole.changed().is_empty() => format!("第{number}版のあとで、会議録が変わっています"),
        (number, _) => match published {
            Some(published) => format!("第{number}版を、{}に公表しました", almanac::in_words(published.on)),
            None => format!("第{number}版で確定しています"),
        },
    }
}

fn left_words(days: i64) -> String {
    if days == 0 { "は、きょうです".into() } else { format!("まで、あと{days}日です") }
}

fn steps(whole: &Whole, today: Date) -> Vec<Step> {
    let is_final = whole.finals() > 0;
    let asked = whole.window.as_ref().map(|window| almanac::in_words(window.form.asked_on)).unwrap_or_default();
    let due = whole.window.as_ref().map(|window| window.form.due_on);
    let confirmed = whole.newest(Audience::Internal).map(|one| one.at.day_in_words()).unwrap_or_default();
    let published = whole.newest(Audience::Public).and_then(|one| one.published.as_ref());
    let state = |is_done: bool, is_now: bool| match (is_done, is_now) {
        (true, _) => "done",
        (_, true) => "now",
        _ => "ahead",
    };
    let is_over = is_final || due.is_some_and(|due| due < today);
    let is_answered = is_final || (is_over && whole.standing(today).unanswered == 0);
    let until = due.filter(|_| !is_over).map_or_else(String::new, |due| format!("{}まで", almanac::in_words(due)));
    vec![
        Step { state: state(whole.window.is_some() || is_final, true), name: "確認を求める", day: asked },
        Step { state: state(is_answered, whole.window.is_some()), name: "申出に答える", day: until },
        Step { state: state(is_final, is_over), name: "確定する", day: confirmed },
        Step {
            state: state(published.is_some(), is_final),
            name: "公表する",
            day: published.map(|one| almanac::in_words(one.on)).unwrap_or_default(),
        },
    ]
}

fn told(whole: &Whole) -> Vec<String> {
    let of = |audience: Audience| {
        let written = whole.written(audience);
        let parts = [(written.left_out, "件を載せない"), (written.rewritten, "件を書きかえている")];
        let parts: Vec<String> =
            parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count}{what}")).collect();
        let words = if parts.is_empty() { "もとの発言のまま".to_string() } else { parts.join("、") };
        format!("{}　{words}", audience.label())
    };
    [Audience::Members, Audience::Public].map(of).into()
}

fn asked(whole: &Whole, today: Date) -> Option<Asked> {
    let window = whole.window.as_ref()?;
    let form = &window.form;
    let left = (form.due_on - today).num_days();
    Some(Asked {
        id: window.id,
        number: window.number,
        asked: almanac::in_words(form.asked_on),
        due: almanac::with_weekday(form.due_on),
        left: match left {
            ..0 => "過ぎた".into(),
            0 => "きょう".into(),
            days => format!("あと{days}日"),
        },
        silence: form.silence_confirms,
        reply_to: form.reply_to.clone(),
        draft: whole.editions.iter().find(|one| one.stage == EditionStage::Asked).map(|one| one.id),
        people: window
            .confirmed
            .iter()
            .map(|one| Person {
                id: one.id.to_string(),
                name: one.form.name.clone(),
                role: if one.form.is_chair { "会長として" } else { "委員として" },
                way: one.form.way.label(),
                on: almanac::in_words(one.form.on),
                by: one.by.clone(),
            })
            .collect(),
        unheard: unheard(&whole.standing(today)).into_iter().cloned().collect(),
    })
}

/// Names of the minutes; the council itself, where it confirms in a meeting.
fn person_fields(whole: &Whole, texts: &Texts, wrongs: &[Wrong], today: Date) -> Vec<Field> {
    let absent = whole.meeting.form.absent.iter().flatten().map(|person| person.name.clone());
    let names = whole.present.iter().cloned().chain(absent).chain(["協議会（会議で）".to_string()]);
    let named = [(String::new(), "選んでください".to_string())];
    let choices = named.into_iter().chain(names.map(|name| (name.clone(), name)));
    let or = |name: &str, usual: &str| match text(texts, name) {
        "" => usual.to_string(),
        chosen => chosen.to_string(),
    };
    let (role, way, on) = (or("role", "member"), or("way", ""), or("on", &today.to_string()));
    let roles = [("member", "委員として"), ("chair", "会長として（職務代理を含む）")];
    let ways = crate::council::edition::model::ConfirmingWay::ALL.map(|one| (one.code(), one.label()));
    let option = |chosen: &str, (code, label): (&str, &str)| Option3(code.into(), label.into(), code == chosen);
    vec![
        Field::select("name", "確認した人", text(texts, "name"), choices).required().checked(wrongs),
        Field::line("role", "立場", "")
            .as_a(Control::Choice(roles.map(|one| option(&role, one)).into()))
            .checked(wrongs),
        Field::line("way", "確認のしかた", "")
            .required()
            .as_a(Control::Choice(ways.map(|one| option(&way, one)).into()))
            .checked(wrongs),
        Field::day("on", "確認した日", &on).required().checked(wrongs),
    ]
}

fn wishes(whole: &Whole) -> Vec<Wish> {
    let wish = |one: &crate::council::edition::store::Correction| {
        let block = one.form.block.map(|id| id.to_string());
        let path = block.as_ref().map_or_else(
            || format!("/meetings/{}/correct", whole.meeting.id),
            |id| format!("/meetings/{}/correct?at={id}#b-{id}", whole.meeting.id),
        );
        let gone = || "（いまの会議録にない発言）".to_string();
        Wish {
            id: one.id,
            who: one.form.who.clone(),
            came: almanac::in_words(one.form.came_on),
            block: block.map_or_else(String::new, |id| start(&whole.blocks, &id).unwrap_or_else(gone)),
            path,
            said: one.form.said.clone(),
            verdict: one.form.verdict.map(|verdict| verdict.label()),
            answer: one.form.answer.clone(),
        }
    };
    whole.corrections.iter().map(wish).collect()
}

fn differs(audience: &'static str, changes: Vec<Change>) -> Differs {
    let one = |change: Change| (change.place, diff(&change.before, &change.after));
    Differs { audience, changes: changes.into_iter().map(one).collect() }
}

fn row(edition: &Edition) -> Row {
    Row {
        id: edition.id,
        stage: edition.stage.label(),
        number: edition.number,
        audience: edition.audience.label(),
        at: edition.at.in_words(),
        by: edition.by.clone(),
        reason: edition.reason.clone(),
        sha256: edition.pdf_sha256.clone(),
        published: edition.published.as_ref().map_or_else(String::new, |one| almanac::in_words(one.on)),
        gone: edition.gone_on.map(|on| format!("{}に廃棄しました", almanac::in_words(on))),
    }
}
