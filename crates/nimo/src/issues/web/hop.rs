//! A hop of a sentence: a meeting or an issue, as far as the person may see it.

use crate::council::meeting::ReadMeeting;
use crate::council::meeting::model::MeetingId;
use crate::council::meeting::store::{self as meetings, Meeting};
use crate::issues::model::IssueId;
use crate::issues::{ReadIssue, store};
use crate::plumbing::fault::Fault;
use crate::plumbing::web::Ask;
use almanac::Date;

/// What stands for a meeting that the person may not read.
pub const CLOSED_MEETING: &str = "非公開の議題";
/// What stands for an issue that the person may not read.
pub const CLOSED_ISSUE: &str = "見る権限のない課題";

/// A name, with its page where the person may open it.
#[derive(Clone)]
pub struct Hop {
    /// 令和6年度第1回会議, R6-003, or what stands for one that is closed to him.
    pub name: String,
    /// Its page; none where it is closed to him.
    pub path: Option<String>,
    /// 令和6年5月23日; empty where it is not known or closed to him.
    pub day: String,
    /// The day, to sort by.
    pub on: Option<Date>,
}

impl Hop {
    /// A meeting of a list that holds only what the person may see.
    pub fn seen(meeting: &Meeting) -> Hop {
        let (id, form) = (meeting.id, &meeting.form);
        Hop {
            name: format!("{}会議", form.short()),
            path: Some(format!("/meetings/{id}")),
            day: form.held_on.map(almanac::in_words).unwrap_or_default(),
            on: form.held_on,
        }
    }
}

/// A meeting as the person sees it.
///
/// # Errors
/// What the database says.
pub async fn meeting(ask: &Ask, id: MeetingId) -> Result<Hop, Fault> {
    let Some(permit) = ask.if_may::<ReadMeeting>(id).await? else {
        return Ok(Hop { name: CLOSED_MEETING.into(), path: None, day: String::new(), on: None });
    };
    Ok(Hop::seen(&ask.read(async |tx| meetings::find(tx, &permit).await).await?))
}

/// An issue as the person sees it.
///
/// # Errors
/// What the database says.
pub async fn issue(ask: &Ask, id: IssueId) -> Result<Hop, Fault> {
    let Some(permit) = ask.if_may::<ReadIssue>(id).await? else {
        return Ok(Hop { name: CLOSED_ISSUE.into(), path: None, day: String::new(), on: None });
    };
    let issue = ask.read(async |tx| store::find(tx, &permit).await).await?;
    Ok(Hop {
        name: format!("{} {}", issue.number, issue.form.title),
        path: Some(format!("/issues/{id}")),
        day: String::new(),
        on: None,
    })
}
