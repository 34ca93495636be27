//! Whether an act wants a proposal, how its proposal stands, and what may still be done with one. Pure.

mod begin;

pub use begin::{Beginning, begun, why_of_letters, why_of_meeting};

use crate::council::approval::model::{
    Approval, ApprovalAct, ApprovalId, ApprovalRule, ProposalForm, ReturnForm, Returned, SHAPE, Seal,
};
use crate::council::payment::model::{NO_ACCOUNTS, names_account};
use crate::editing::shape::{Texts, Wrong, text};
use almanac::{Date, in_words};

/// The rule of an act that holds on this day: the last that has begun. Before the first none does, and nothing is wanted.
pub fn in_force<'a>(
    rules: impl IntoIterator<Item = &'a ApprovalRule>,
    act: ApprovalAct,
    on: Date,
) -> Option<&'a ApprovalRule> {
    let begun = rules.into_iter().filter(|rule| rule.act == act && rule.form.from_on <= on);
    begun.max_by_key(|rule| rule.form.from_on)
}

/// Does an act want a proposal on this day?
pub fn is_wanted<'a>(rules: impl IntoIterator<Item = &'a ApprovalRule>, act: ApprovalAct, on: Date) -> bool {
    in_force(rules, act, on).is_some_and(|rule| rule.form.needed)
}

/// The return on which an act rests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Back {
    /// The proposal.
    pub id: ApprovalId,
    /// 決裁の番号.
    pub number: String,
    /// 決裁の日.
    pub decided_on: Date,
}

/// How the proposal of an act stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// The rule of the day wants none.
    NotWanted,
    /// There is none, or only such as were withdrawn.
    Missing,
    /// It was prepared and did not come back yet.
    Waiting(ApprovalId),
    /// It came back, and what it asked for is otherwise by now: the labels of what.
    Changed(ApprovalId, Vec<String>),
    /// It came back, and what it asked for is as it was.
    Back(Back),
}

/// How the proposals stand for an act about a subject. `approvals` are the council's, newest first; `now` are the facts as they are. One
/// that came back and still holds is enough, whatever was prepared after it.
pub fn standing(approvals: &[Approval], act: ApprovalAct, subject: &str, now: &Seal) -> Standing {
    let own: Vec<&Approval> = approvals.iter().filter(|one| one.stands_for(act, subject)).collect();
    let holds = own.iter().find_map(|one| match &one.returned {
        Some(returned) if one.seal.changed(now).is_empty() => Some((one.id, returned)),
        _ => None,
    });
    match (holds, own.first()) {
        (Some((id, returned)), _) => {
            Standing::Back(Back { id, number: returned.number.clone(), decided_on: returned.decided_on })
        }
        (None, None) => Standing::Missing,
        (None, Some(newest)) if newest.returned.is_some() => Standing::Changed(newest.id, newest.seal.changed(now)),
        (None, Some(newest)) => Standing::Waiting(newest.id),
    }
}

/// May the act run? On which return it rests, if it wants one.
///
/// # Errors
/// A sentence that says what to do next.
pub fn may_run(standing: &Standing, act: ApprovalAct, on: Option<Date>) -> Result<Option<Back>, String> {
    let name = act.label();
    match standing {
        Standing::Back(back) if on.is_some_and(|on| on < back.decided_on) => Err(format!(
            "{name}の日が、決裁の日（{}）より前です。日付を確かめてください。",
            almanac::in_words(back.decided_on)
        )),
        Standing::NotWanted => Ok(None),
        Standing::Back(back) => Ok(Some(back.clone())),
        Standing::Missing => Err(format!(
            "{name}には決裁が要ります。協議会の「決裁」の画面で伺いを準備し、戻った番号と日を入れてから、もう一度押してください。"
        )),
        Standing::Waiting(_) => Err(format!(
            "{name}の伺いは、まだ戻っていません。協議会の「決裁」の画面で、戻った番号と日を入れてから、もう一度押してください。"
        )),
        Standing::Changed(_, labels) => Err(changed(labels)),
    }
}

/// What is said when the facts are otherwise than those that came back.
pub fn changed(labels: &[String]) -> String {
    let what = labels.join("、");
    format!("決裁のあとで、内容が変わっています（{what}）。もう一度伺いを作るか、取り下げてください。")
}

/// May one more proposal of this act about this subject be prepared? One at a time: not while one waits, nor where one still holds.
///
/// # Errors
/// A sentence that says which there is.
pub fn may_prepare(approvals: &[Approval], act: ApprovalAct, subject: &str, now: &Seal) -> Result<(), Wrong> {
    let refused = |sentence: String| Err(Wrong::new("title", sentence));
    match standing(approvals, act, subject, now) {
        Standing::Waiting(id) => {
            let by = approvals.iter().find(|one| one.id == id).map_or("だれか", |one| one.by.as_str());
            refused(format!(
                "同じ件の伺いが、もう準備されています（{by}）。協議会の「決裁」の画面からその伺いを直すか、取り下げてください。"
            ))
        }
        Standing::Back(back) => refused(format!(
            "同じ件の伺いが、{}に第{}で戻っています。もう一度伺うときは、先にそれを取り下げてください。",
            in_words(back.decided_on),
            numbered(&back.number)
        )),
        _ => Ok(()),
    }
}

/// The number without a 第 of its own before it: what stands around it says 第 once.
fn numbered(number: &str) -> &str {
    number.strip_prefix('第').unwrap_or(number)
}

/// May what it says still be changed? The day on it is none to come.
///
/// # Errors
/// A sentence that says what happened first.
pub fn may_edit(approval: &Approval, form: &ProposalForm, today: Date) -> Result<(), Wrong> {
    if let Some(withdrawn) = &approval.withdrawn {
        let (at, by) = (withdrawn.at.in_words(), &withdrawn.by);
        return Err(Wrong::new("title", format!("{at}に{by}が取り下げました。取り下げた伺いは、もう変わりません。")));
    }
    if let Some(returned) = &approval.returned {
        let sentence = format!("{}変えるときは、取り下げて、もう一度伺いを作ってください。", first(returned));
        return Err(Wrong::new("title", sentence));
    }
    may_date(form, today)
}

/// A proposal to pay names no account and no number of a person, as little as the list does; a draft of it does not either.
pub fn names_no_account(act: ApprovalAct, texts: &Texts) -> Vec<Wrong> {
    let is_words = |field: &&str| act == ApprovalAct::Payment && !matches!(*field, "disclosure" | "drafted_on");
    let fields = SHAPE.names().into_iter().filter(is_words);
    fields
        .filter(|field| text(texts, field).lines().any(names_account))
        .map(|field| Wrong::new(field, NO_ACCOUNTS))
        .collect()
}

/// 起案の日 is today or before.
///
/// # Errors
/// A sentence for a day to come.
pub fn may_date(form: &ProposalForm, today: Date) -> Result<(), Wrong> {
    if form.drafted_on <= today {
        return Ok(());
    }
    let sentence = format!("{}は、まだ来ていません。今日までの日を入れてください。", in_words(form.drafted_on));
    Err(Wrong::new("drafted_on", sentence))
}

/// May number and day be entered? Once, on a day from its drafting to today.
///
/// # Errors
/// A sentence, with who entered it first.
pub fn may_return(approval: &Approval, form: &ReturnForm, today: Date) -> Result<(), Wrong> {
    if let Some(withdrawn) = &approval.withdrawn {
        let (at, by) = (withdrawn.at.in_words(), &withdrawn.by);
        return Err(Wrong::new("number", format!("{at}に{by}が取り下げました。もう一度伺いを作ってください。")));
    }
    if let Some(returned) = &approval.returned {
        let sentence = format!("{}違っているときは、取り下げて、もう一度伺いを作ってください。", first(returned));
        return Err(Wrong::new("number", sentence));
    }
    let (day, drafted) = (form.decided_on, approval.form.drafted_on);
    if day > today {
        let sentence = format!("{}は、まだ来ていません。今日までの日を入れてください。", in_words(day));
        return Err(Wrong::new("decided_on", sentence));
    }
    if day < drafted {
        let sentence = format!("起案の日の{}より前です。起案の日からあとの日を入れてください。", in_words(drafted));
        return Err(Wrong::new("decided_on", sentence));
    }
    Ok(())
}

fn first(returned: &Returned) -> String {
    let (at, by) = (returned.at.in_words(), &returned.by);
    format!("{at}に{by}が、番号「{}」で戻ったと入れています。", returned.number)
}

/// May it be withdrawn? Once.
///
/// # Errors
/// A sentence with who was first.
pub fn may_withdraw(approval: &Approval) -> Result<(), Wrong> {
    let Some(withdrawn) = &approval.withdrawn else { return Ok(()) };
    let sentence =
        format!("{}に{}が、もう取り下げています（{}）。", withdrawn.at.in_words(), withdrawn.by, withdrawn.reason);
    Err(Wrong::new("reason", sentence))
}

/// The subjects among these for which nothing stands: what one may begin with.
pub fn without<T>(
    approvals: &[Approval],
    act: ApprovalAct,
    subjects: Vec<T>,
    spelled: impl Fn(&T) -> String,
) -> Vec<T> {
    let is_without = |subject: &T| !approvals.iter().any(|one| one.stands_for(act, &spelled(subject)));
    subjects.into_iter().filter(is_without).collect()
}

#[cfg(test)]
pub(in crate::council::approval) mod tests;
