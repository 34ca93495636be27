//! Which acts of a council want a proposal, what one may begin with, and every proposal there was.

use super::{begin_path, home};
use crate::access::{Facts, Permit};
use crate::council::appointment::rules::due;
use crate::council::appointment::store as appointments;
use crate::council::approval::model::{Approval, ApprovalAct, ApprovalRule, ApprovalRuleId};
use crate::council::approval::rules::{in_force, without};
use crate::council::approval::{AddApprovalRule, ListApprovals, PrepareApproval, store};
use crate::council::meeting::model::State;
use crate::council::meeting::store::{self as meetings, Meeting};
use crate::council::model::CouncilId;
use crate::council::seat::store::everybody;
use crate::council::{ReadCouncil, store as councils};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::{Date, in_words};
use askama::Template;

/// An act, and whether it wants a proposal today.
struct ActRow {
    code: &'static str,
    name: &'static str,
    mark: &'static str,
    word: &'static str,
    since: String,
    post: String,
}

/// A rule of any time.
struct RuleRow {
    id: ApprovalRuleId,
    name: &'static str,
    from: String,
    needed: &'static str,
    mark: &'static str,
    word: &'static str,
    note: String,
}

/// A proposal.
struct Row {
    path: String,
    act: &'static str,
    title: String,
    mark: &'static str,
    word: &'static str,
    when: String,
}

#[derive(Template)]
#[template(path = "council/approval/views/list.html")]
struct ApprovalsPage {
    frame: Frame,
    council_id: CouncilId,
    council: String,
    sentence: String,
    acts: Vec<ActRow>,
    rules: Vec<RuleRow>,
    /// What one may begin with: path and name.
    open: Vec<(String, String)>,
    rows: Vec<Row>,
    waiting: usize,
    can_add: bool,
}

/// So many meetings of an act are offered, the newest.
const MOST_OFFERED: usize = 5;

/// The page.
pub(super) async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ListApprovals>(crate::council::web::id(&ask)?).await?;
    let council = permit.facts().id();
    let reading = ask.may::<ReadCouncil>(council).await?;
    let (can_add, can_prepare) =
        (ask.would::<AddApprovalRule>(permit.facts())?, ask.would::<PrepareApproval>(permit.facts())?);
    let today = ask.now.day();
    let read = async |tx: &mut Tx| {
        let rules = store::rules(tx, &permit, council).await?;
        let approvals = store::of_council(tx, &permit, council).await?;
        let meetings = meetings::list(tx, &reading).await?;
        let terms = terms(tx, &permit, today).await?;
        Ok((councils::find(tx, &reading).await?.form.name, rules, approvals, meetings, terms))
    };
    let (name, rules, approvals, meetings, terms) = ask.read(read).await?;
    let waiting = approvals.iter().filter(|one| one.withdrawn.is_none() && one.returned.is_none()).count();
    let page = ApprovalsPage {
        frame: Frame::of(format!("{name}の決裁"), ask.actor.signed_in(), Place::Councils).saying(ask.query.get("said")),
        council_id: council,
        council: name,
        sentence: sentence(&rules, today, (approvals.len(), waiting)),
        acts: ApprovalAct::ALL.map(|act| act_row(act, &rules, today)).into(),
        open: if can_prepare { open(council, (&rules, today), &approvals, (&meetings, terms)) } else { vec![] },
        rules: rules.iter().map(|rule| rule_row(rule, &rules, today)).collect(),
        rows: approvals.iter().map(row).collect(),
        waiting,
        can_add,
    };
    Reply::page(&page)
}

/// The first days of the terms for which letters are due.
async fn terms(tx: &mut Tx, permit: &Permit<ListApprovals>, today: Date) -> Result<Vec<Date>, Fault> {
    let council = permit.facts().id();
    let all = everybody(tx, permit, council).await?;
    let lettered = appointments::lettered(tx, permit, council).await?;
    Ok(due(&all, &lettered, today).into_keys().collect())
}

fn sentence(rules: &[ApprovalRule], today: Date, (all, waiting): (usize, usize)) -> String {
    let is_wanted = |act: &ApprovalAct| in_force(rules, *act, today).is_some_and(|rule| rule.form.needed);
    let wanted: Vec<&str> = ApprovalAct::ALL.iter().filter(|act| is_wanted(act)).map(|act| act.label()).collect();
    match (wanted.is_empty(), all, waiting) {
        (true, 0, _) => "決裁の要る行いは、まだ決まっていません".into(),
        (_, _, 0) if wanted.is_empty() => "いまは、決裁の要る行いがありません".into(),
        (_, _, 0) => format!("{}に決裁が要ります", wanted.join("、")),
        (_, _, waiting) => format!("{waiting}件の伺いが、戻るのを待っています"),
    }
}

fn act_row(act: ApprovalAct, rules: &[ApprovalRule], today: Date) -> ActRow {
    let rule = in_force(rules, act, today).map(|rule| &rule.form);
    let (mark, word) = match rule {
        Some(rule) if rule.needed => ("going", "要る"),
        Some(_) => ("out", "要らない"),
        None => ("out", "要らない（決まりがない）"),
    };
    ActRow {
        code: act.code(),
        name: act.label(),
        mark,
        word,
        since: rule.map_or_else(String::new, |rule| format!("{}から", in_words(rule.from_on))),
        post: rule.map_or_else(String::new, |rule| rule.post.clone()),
    }
}

fn rule_row(rule: &ApprovalRule, all: &[ApprovalRule], today: Date) -> RuleRow {
    let now = in_force(all, rule.act, today);
    let (mark, word) = match now {
        Some(now) if now.id == rule.id => ("tied", "いま効いている"),
        _ if rule.form.from_on > today => ("going", "これから"),
        _ => ("out", "前の決まり"),
    };
    RuleRow {
        id: rule.id,
        name: rule.act.label(),
        from: in_words(rule.form.from_on),
        needed: if rule.form.needed { "要る" } else { "要らない" },
        mark,
        word,
        note: rule.form.note.clone(),
    }
}

fn row(approval: &Approval) -> Row {
    let (mark, word) = approval.state();
    let prepared = format!("{}に{}が準備", approval.made_at.day_in_words(), approval.by);
    let when = match (&approval.withdrawn, &approval.returned) {
        (Some(withdrawn), _) => format!("{}に{}が取り下げ", withdrawn.at.day_in_words(), withdrawn.by),
        (None, Some(back)) => format!("{}　{}", in_words(back.decided_on), back.number),
        (None, None) => prepared,
    };
    let (act, title) = (approval.act.label(), approval.form.title.clone());
    Row { path: format!("/approvals/{}", approval.id), act, title, mark, word, when }
}

/// What wants a proposal today and has none: the meetings to come for a notice, the terms for letters, the newest kept minutes and the
/// newest meetings that were held.
fn open(
    council: CouncilId,
    (rules, today): (&[ApprovalRule], Date),
    approvals: &[Approval],
    (meetings, terms): (&[Meeting], Vec<Date>),
) -> Vec<(String, String)> {
    let is_wanted = |act: ApprovalAct| in_force(rules, act, today).is_some_and(|rule| rule.form.needed);
    let of_state = |act: ApprovalAct, is_it: fn(State) -> bool| {
        let found: Vec<&Meeting> = meetings.iter().filter(|one| is_it(one.state)).take(MOST_OFFERED).collect();
        let named = move |one: &Meeting| {
            let name = format!("{}　{}", act.label(), one.form.short());
            (begin_path(council, act, &one.id.to_string()), name)
        };
        let left = if is_wanted(act) { without(approvals, act, found, |one| one.id.to_string()) } else { vec![] };
        left.into_iter().map(named).collect::<Vec<_>>()
    };
    let act = ApprovalAct::Appointment;
    let terms = if is_wanted(act) { without(approvals, act, terms, Date::to_string) } else { vec![] };
    let letters = terms.into_iter().map(|from| {
        let name = format!("{}　{}からの任期", act.label(), in_words(from));
        (begin_path(council, act, &from.to_string()), name)
    });
    let mut open = of_state(ApprovalAct::Notice, |state| state == State::Planned);
    open.extend(letters);
    open.extend(of_state(ApprovalAct::Publication, |state| state == State::Kept));
    open.extend(of_state(ApprovalAct::Payment, |state| matches!(state, State::Held | State::Drafted | State::Kept)));
    open
}

impl ApprovalsPage {
    fn home(&self) -> String {
        home(self.council_id)
    }
}
