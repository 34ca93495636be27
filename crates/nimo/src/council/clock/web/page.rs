//! 会議の期限: the line of a meeting and its table.

use super::Strip;
use crate::access::Facts;
use crate::council::charter::store as charters;
use crate::council::clock::model::{DeadlineId, DeadlineStep};
use crate::council::clock::rules::{Deadline, DeadlineStanding, deadlines};
use crate::council::clock::{EditDeadline, ReadClock, ReadDeadlineHistory, store};
use crate::council::meeting::model::{MeetingForm, MeetingId};
use crate::council::meeting::{self, store as meetings};
use crate::council::model::CouncilId;
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::{Date, OfficeCalendar, with_weekday};
use askama::Template;

/// A step in the table.
struct Row {
    step: DeadlineStep,
    rule: String,
    due: String,
    done: String,
    also: String,
    mark: &'static str,
    word: String,
    note: String,
    is_written: bool,
}

#[derive(Template)]
#[template(path = "council/clock/views/page.html")]
struct ClockPage {
    frame: Frame,
    id: MeetingId,
    council: CouncilId,
    title: String,
    when: String,
    sentence: String,
    is_tied: bool,
    strip: Strip,
    rows: Vec<Row>,
    /// No rule names a day.
    is_ruleless: bool,
    can_edit: bool,
    can_look_back: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadClock>(meeting::web::id(&ask)?).await?;
    let (id, council) = (permit.facts().id(), permit.facts().council());
    let read = async |tx: &mut Tx| {
        let rules =
            charters::of_council(tx, &permit, council).await?.into_iter().map(|one| one.form).collect::<Vec<_>>();
        Ok((meetings::find(tx, &permit).await?.form, rules, store::of_meeting(tx, &permit).await?))
    };
    let (form, rules, traces) = ask.read(read).await?;
    let today = ask.now.day();
    let found = deadlines(&form, &rules, &traces, today, &OfficeCalendar::default());
    let step = DeadlineId { meeting: id, step: DeadlineStep::Notice };
    let page = ClockPage {
        frame: Frame::of(format!("{}の期限", form.short()), ask.actor.signed_in(), Place::Councils)
            .saying(ask.query.get("said")),
        id,
        council,
        title: form.title(),
        when: when(&form, today),
        sentence: sentence(&found),
        is_tied: is_tied(&found),
        strip: Strip::of(&form, &found, today),
        is_ruleless: found.iter().all(|one| one.standing == DeadlineStanding::NoRule),
        rows: found.into_iter().map(row).collect(),
        can_edit: ask.could::<EditDeadline>(step).await?,
        can_look_back: ask.could::<ReadDeadlineHistory>(step).await?,
    };
    Reply::page(&page)
}

fn when(form: &MeetingForm, today: Date) -> String {
    match (form.held_on, form.held_until) {
        (None, _) => "開催日は、まだ決まっていません。".into(),
        (Some(on), Some(until)) => format!("{}から{}までの会議です。", with_weekday(on), with_weekday(until)),
        (Some(on), None) if on < today => format!("{}の会議です。", with_weekday(on)),
        (Some(on), None) if on == today => format!("会議は、きょう{}です。", with_weekday(on)),
        (Some(on), None) => format!("会議は{}、あと{}日です。", with_weekday(on), (on - today).num_days()),
    }
}

/// Nothing presses, and at least one step has a rule.
fn is_tied(found: &[Deadline]) -> bool {
    let is_ruled = found.iter().any(|one| one.standing != DeadlineStanding::NoRule);
    is_ruled && found.iter().all(|one| !one.standing.presses())
}

/// What presses first, in one sentence.
fn sentence(found: &[Deadline]) -> String {
    let late = found.iter().filter(|one| matches!(one.standing, DeadlineStanding::Overdue(_)));
    let late: Vec<&str> = late.map(|one| one.step.label()).collect();
    if !late.is_empty() {
        return format!("{}が、期限を過ぎています", late.join("、"));
    }
    let next = found.iter().filter(|one| one.standing.waits()).min_by_key(|one| one.due);
    match next {
        Some(next) if next.standing == DeadlineStanding::Today => format!("きょうは、{}の期限です", next.step.label()),
        Some(next) => format!("次の期限は{}、{}です", next.step.label(), next.standing.word()),
        None if found.iter().any(|one| matches!(one.standing, DeadlineStanding::Kept | DeadlineStanding::Done)) => {
            "待っている期限はありません".into()
        }
        None => "いま数えられる期限はありません".into(),
    }
}

fn row(one: Deadline) -> Row {
    let day = |day: Option<Date>| day.map_or_else(String::new, with_weekday);
    Row {
        step: one.step,
        rule: one.rule,
        due: day(one.due),
        done: day(one.done),
        also: day(one.also),
        mark: one.standing.mark(),
        word: one.standing.word(),
        note: one.note,
        is_written: one.version > 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_of_which_some_steps_have_no_rule_is_tied_once_nothing_presses() {
        use DeadlineStanding::{Kept, NoRule, Overdue};
        let of = |standings: [DeadlineStanding; 2]| {
            let one = |standing| Deadline {
                step: DeadlineStep::Minutes,
                rule: String::new(),
                due: None,
                done: None,
                also: None,
                standing,
                note: String::new(),
                version: 0,
            };
            is_tied(&standings.map(one))
        };
        assert_eq!([of([Kept, NoRule]), of([NoRule, NoRule]), of([Overdue(1), NoRule])], [true, false, false]);
    }
}
