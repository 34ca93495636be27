//! A proposal that is begun for the clerk, and kept.

use super::fields::groups;
use super::{act_of, begin_path, home, said};
use crate::access::{Facts, Permit};
use crate::council::ReadCouncil;
use crate::council::appointment::rules::{Reckoning, due};
use crate::council::appointment::store as appointments;
use crate::council::approval::model::{ApprovalAct, ApprovalId, Asked, ProposalForm, SHAPE};
use crate::council::approval::rules::{
    Beginning, Standing, begun, in_force, may_date, may_prepare, names_no_account, standing, why_of_letters,
    why_of_meeting,
};
use crate::council::approval::{PrepareApproval, store};
use crate::council::charter::rules::in_force as charter_in_force;
use crate::council::meeting::model::MeetingId;
use crate::council::meeting::{ReadMeeting, store as meetings};
use crate::council::model::CouncilId;
use crate::council::seat::model::{Everybody, LetterKind};
use crate::council::seat::store::everybody;
use crate::council::store as councils;
use crate::editing::form::FormPage;
use crate::editing::shape::{Texts, Wrong};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::trail::{self, Nameless};
use almanac::Date;

/// The form, begun from the facts, the trail and the rule of today; where one stands already, that one.
pub(super) async fn new(ask: Ask) -> Answer {
    let permit = ask.may::<PrepareApproval>(crate::council::web::id(&ask)?).await?;
    let (act, subject) = (act_of(&ask)?, said(&ask, "subject"));
    let council = permit.facts().id();
    let read = async |tx: &mut Tx| {
        let asked = store::asked(tx, &permit, council, (act, subject)).await?;
        Ok((asked, store::about(tx, &permit, council, (act, subject)).await?))
    };
    let (asked, approvals) = ask.read(read).await?;
    match standing(&approvals, act, subject, &asked.seal) {
        Standing::Waiting(id) => return Ok(there(id)),
        Standing::Back(back) => return Ok(there(back.id)),
        _ => {}
    }
    let texts = if act.is_of_a_meeting() {
        of_meeting(&ask, &permit, (act, subject), &asked).await?
    } else {
        of_letters(&ask, &permit, subject, &asked).await?
    };
    show(&ask, council, (act, subject), (&texts, asked.seal.mark()), vec![])
}

fn there(id: ApprovalId) -> Reply {
    Reply::see(format!("/approvals/{id}?said=approval-there"))
}

/// Keeps a proposal: may you · what was typed · is there one already · its row with its because.
pub(super) async fn prepare(ask: Ask) -> Answer {
    let permit = ask.may::<PrepareApproval>(crate::council::web::id(&ask)?).await?;
    let (act, subject) = (act_of(&ask)?, said(&ask, "subject").to_string());
    let (about, council) = ((act, subject.as_str()), permit.facts().id());
    // What the council does not have, nobody proposes anything about, whatever else was typed.
    let asked = ask.read(async |tx| store::asked(tx, &permit, council, about).await).await?;
    let now = asked.seal.mark();
    let texts = ask.typed.only(&SHAPE.names());
    let accounts = names_no_account(act, &texts);
    if !accounts.is_empty() {
        return show(&ask, council, about, (&texts, now), accounts);
    }
    let form = match ProposalForm::parse(&texts) {
        Ok(form) => form,
        Err(wrongs) => return show(&ask, council, about, (&texts, now), wrongs),
    };
    let seen: Option<i64> = ask.typed.get("version").parse().ok();
    let write = async |tx: &mut Tx, permit: &Permit<PrepareApproval>| kept(tx, permit, about, (&form, seen)).await;
    match ask.write(&permit, write).await? {
        Ok(id) => Ok(Reply::see(format!("/approvals/{id}?said=approval-prepared"))),
        Err(wrong) => show(&ask, council, about, (&texts, now), vec![wrong]),
    }
}

const MOVED: &str = "この画面を開いたあとで、伺う内容が変わりました。下の「内容」を、いまの記録に合わせて直し、もう一度押してください。";

/// Its row, sealed over the facts as they are now, or why not.
async fn kept(
    tx: &mut Tx,
    permit: &Permit<PrepareApproval>,
    (act, subject): (ApprovalAct, &str),
    (form, seen): (&ProposalForm, Option<i64>),
) -> Result<Result<ApprovalId, Wrong>, Fault> {
    let council = permit.facts().id();
    let seal = store::asked(tx, permit, council, (act, subject)).await?.seal;
    if seen.is_some_and(|seen| seen != seal.mark()) {
        return Ok(Err(Wrong::new("what", MOVED)));
    }
    let approvals = store::about(tx, permit, council, (act, subject)).await?;
    let may = may_date(form, permit.now().day()).and_then(|()| may_prepare(&approvals, act, subject, &seal));
    match may {
        Err(wrong) => Ok(Err(wrong)),
        Ok(()) => store::prepare(tx, permit, (act, subject), &seal, form).await.map(Ok),
    }
}

/// What a proposal about a meeting begins with.
async fn of_meeting(
    ask: &Ask,
    permit: &Permit<PrepareApproval>,
    (act, subject): (ApprovalAct, &str),
    asked: &Asked,
) -> Result<Texts, Fault> {
    let reading = ask.may::<ReadMeeting>(MeetingId::parse(subject).ok_or(Fault::Missing)?).await?;
    let council = permit.facts().id();
    let read = async |tx: &mut Tx| {
        let lines = trail::history::<Nameless, _>(tx, &reading).await?;
        let rules = store::rules(tx, permit, council).await?;
        Ok((meetings::find(tx, &reading).await?.form, lines, everybody(tx, permit, council).await?, rules))
    };
    let (form, lines, all, rules) = ask.read(read).await?;
    let today = ask.now.day();
    let charter = charter_in_force(&all.charters, form.held_on.unwrap_or(today));
    Ok(begun(&Beginning {
        act,
        council: &form.body,
        meeting: &form.title(),
        asked,
        letters: &[],
        why: &why_of_meeting(act, &form, &lines, charter),
        rule: in_force(&rules, act, today).map(|rule| &rule.form),
        drafter: &ask.signed_in()?.name,
        today,
    }))
}

/// What a proposal about letters begins with.
async fn of_letters(ask: &Ask, permit: &Permit<PrepareApproval>, subject: &str, asked: &Asked) -> Result<Texts, Fault> {
    let from_on: Date = subject.parse().map_err(|_| Fault::Missing)?;
    let council = permit.facts().id();
    let reading = ask.may::<ReadCouncil>(council).await?;
    let read = async |tx: &mut Tx| {
        let lettered = appointments::lettered(tx, permit, council).await?;
        let rules = store::rules(tx, permit, council).await?;
        Ok((councils::find(tx, &reading).await?.form.name, everybody(tx, permit, council).await?, lettered, rules))
    };
    let (name, all, lettered, rules) = ask.read(read).await?;
    let today = ask.now.day();
    let kinds: Vec<LetterKind> = due(&all, &lettered, today)
        .remove(&from_on)
        .map_or_else(Vec::new, |waiting| waiting.iter().map(|due| due.seat.form.letter).collect());
    Ok(begun(&Beginning {
        act: ApprovalAct::Appointment,
        council: &name,
        meeting: "",
        asked,
        letters: &labels(&kinds),
        why: &why(&all, from_on),
        rule: in_force(&rules, ApprovalAct::Appointment, today).map(|rule| &rule.form),
        drafter: &ask.signed_in()?.name,
        today,
    }))
}

/// 委嘱, 任命: those of the two that there are.
fn labels(kinds: &[LetterKind]) -> Vec<&'static str> {
    let both = [LetterKind::Commission, LetterKind::Assignment];
    both.into_iter().filter(|kind| kinds.contains(kind)).map(LetterKind::label).collect()
}

fn why(all: &Everybody, from_on: Date) -> Vec<String> {
    let sum = Reckoning::of(all, from_on).in_words();
    why_of_letters(from_on, charter_in_force(&all.charters, from_on), &sum)
}

fn show(
    ask: &Ask,
    council: CouncilId,
    (act, subject): (ApprovalAct, &str),
    (texts, seen): (&Texts, i64),
    wrongs: Vec<Wrong>,
) -> Answer {
    let heading = format!("{}の伺いを準備する", act.label());
    let frame = Frame::of(heading.clone(), ask.actor.signed_in(), Place::Councils);
    let because = "いまの記録と決まりから、起こしてあります。直してから準備すると、起案用紙がPDF・Word・テキストで出ます。戻ったら、番号と日を入れてください。".to_string();
    let action = begin_path(council, act, subject).replacen("/new?", "?", 1);
    let groups = groups(texts, &wrongs);
    FormPage::new(frame, because, (heading, "準備する"), (action, home(council)), wrongs, groups)
        .versioned(seen)
        .answer()
}
