//! What stands open to everybody, as it was frozen. Pure.

use crate::council::edition::model::{Body, EditionId};
use crate::council::meeting::model::MeetingId;
use crate::council::model::CouncilId;
use crate::council::release::model::{PublicReleaseId, ReleaseKind, Released};
use almanac::Date;
use std::cmp::Reverse;

/// Everything that a town has published.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// The town, as it is called.
    pub office: String,
    /// Its six digits.
    pub code: String,
    /// Its councils, the oldest first; those of which nothing stands open are not among them.
    pub councils: Vec<PublicCouncil>,
}

/// A council, as everybody sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct PublicCouncil {
    /// The council.
    pub id: CouncilId,
    /// As it was called in the newest of what stands open of it.
    pub name: String,
    /// What it is, and who answers for it.
    pub face: Option<PublicRelease>,
    /// Who sits in it, as agreed.
    pub roster: Option<PublicRelease>,
    /// Its meetings, the newest first.
    pub meetings: Vec<PublicMeeting>,
}

/// A meeting, as everybody sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct PublicMeeting {
    /// The meeting.
    pub id: MeetingId,
    /// 令和8年度　第2回みほん市…協議会.
    pub name: String,
    /// Its day.
    pub day: Option<Date>,
    /// Its notice.
    pub notice: Option<PublicRelease>,
    /// Its papers.
    pub papers: Option<PublicRelease>,
    /// Its minutes.
    pub minutes: Option<PublicMinutes>,
}

/// Something that was laid open, as it was then.
#[derive(Debug, Clone, PartialEq)]
pub struct PublicRelease {
    /// The release.
    pub id: PublicReleaseId,
    /// On which day.
    pub on: Date,
    /// What it says.
    pub said: Released,
    /// SHA-256 of that, as stored.
    pub sha256: String,
}

/// Minutes for everybody, as they were confirmed.
#[derive(Debug, Clone, PartialEq)]
pub struct PublicMinutes {
    /// The edition.
    pub id: EditionId,
    /// Published on which day.
    pub on: Date,
    /// What it says.
    pub body: Body,
    /// SHA-256 of that, as stored.
    pub sha256: String,
    /// SHA-256 of its PDF.
    pub pdf_sha256: String,
    /// Bytes of its PDF.
    pub pdf_size: u64,
}

/// 公表の行: one row of what stands open, as it is read.
#[derive(Debug, Clone, PartialEq)]
pub enum PublicRow {
    /// Minutes of a meeting, with the day on which it was held.
    Minutes(CouncilId, MeetingId, Option<Date>, PublicMinutes),
    /// Something laid open beside them, of a meeting or of the council as a whole.
    Release(CouncilId, Option<MeetingId>, ReleaseKind, PublicRelease),
}

/// The bytes of a paper that were stored, not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeptBytes {
    /// The PDF of minutes.
    Minutes(EditionId),
    /// A file among the papers of a meeting.
    Paper(PublicReleaseId, i64),
}

impl Published {
    /// From the rows, in whatever order they come.
    pub fn of(office: String, code: String, rows: Vec<PublicRow>) -> Published {
        let mut councils: Vec<PublicCouncil> = vec![];
        for row in rows {
            let id = match &row {
                PublicRow::Minutes(council, ..) | PublicRow::Release(council, ..) => *council,
            };
            let at = councils.iter().position(|one| one.id == id).unwrap_or_else(|| {
                councils.push(PublicCouncil { id, name: String::new(), face: None, roster: None, meetings: vec![] });
                councils.len() - 1
            });
            councils[at].take(row);
        }
        for council in &mut councils {
            council.settle();
        }
        councils.sort_by_key(|council| council.id);
        Published { office, code, councils }
    }
}

impl PublicCouncil {
    fn take(&mut self, row: PublicRow) {
        match row {
            PublicRow::Minutes(_, meeting, day, minutes) => {
                let meeting = self.meeting(meeting);
                meeting.day = day.or(meeting.day);
                // One edition stands open of each meeting; should two be named, the one that was published later does.
                if meeting.minutes.as_ref().is_none_or(|other| (other.on, other.id) < (minutes.on, minutes.id)) {
                    meeting.minutes = Some(minutes);
                }
            }
            PublicRow::Release(_, None, ReleaseKind::Council, release) => self.face = Some(release),
            PublicRow::Release(_, None, ReleaseKind::Roster, release) => self.roster = Some(release),
            PublicRow::Release(_, Some(meeting), ReleaseKind::Notice, release) => {
                self.meeting(meeting).notice = Some(release);
            }
            PublicRow::Release(_, Some(meeting), ReleaseKind::Papers, release) => {
                self.meeting(meeting).papers = Some(release);
            }
            // A notice of no meeting, or a roster of one: nobody lays such a thing open.
            PublicRow::Release(..) => {}
        }
    }

    fn meeting(&mut self, id: MeetingId) -> &mut PublicMeeting {
        let at = self.meetings.iter().position(|one| one.id == id).unwrap_or_else(|| {
            let (name, day) = (String::new(), None);
            self.meetings.push(PublicMeeting { id, name, day, notice: None, papers: None, minutes: None });
            self.meetings.len() - 1
        });
        &mut self.meetings[at]
    }

    /// Names and order, once everything is there.
    fn settle(&mut self) {
        let releases = self.meetings.iter().flat_map(|one| [&one.notice, &one.papers]);
        let newest =
            releases.chain([&self.face, &self.roster]).flatten().max_by_key(|release| (release.on, release.id));
        let of_minutes = self.meetings.iter().filter_map(|one| one.minutes.as_ref()).max_by_key(|one| (one.on, one.id));
        self.name = match (newest, of_minutes) {
            (Some(release), _) => release.said.council.clone(),
            (None, Some(minutes)) => council_of(&minutes.body.written.outline.name).to_string(),
            (None, None) => String::new(),
        };
        for meeting in &mut self.meetings {
            let said = [&meeting.notice, &meeting.papers].into_iter().flatten().max_by_key(|one| (one.on, one.id));
            meeting.day = meeting.day.or(said.and_then(|one| one.said.day));
            meeting.name = match (&meeting.minutes, said) {
                (Some(minutes), _) => minutes.body.written.outline.name.clone(),
                (None, Some(release)) => release.said.meeting.clone(),
                (None, None) => String::new(),
            };
        }
        self.meetings.sort_by_key(|meeting| Reverse((meeting.day, meeting.id)));
    }
}

/// The council in the name of its meeting: 令和6年度　第2回みほん市連絡協議会.
fn council_of(name: &str) -> &str {
    let rest = name.split_once("年度").map_or(name, |(_, rest)| rest).trim_start();
    let count = rest.split_once('回').filter(|(before, _)| before.contains('第') && before.chars().count() <= 8);
    count.map_or(rest, |(_, rest)| rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_council_is_read_off_the_name_of_its_meeting() {
        for (name, council) in [
            ("令和6年度　第2回みほん市連絡協議会", "みほん市連絡協議会"),
            ("令和元年度　通算第12回みほん市連絡協議会", "みほん市連絡協議会"),
            ("第3回 住まい部会", "住まい部会"),
            ("みほん市巡回連絡会", "みほん市巡回連絡会"),
            ("", ""),
        ] {
            assert_eq!(council_of(name), council);
        }
    }

    proptest! {
        #[test]
        fn any_name_has_some_council_in_it(name in "\\PC{0,40}") {
            prop_assert!(name.contains(council_of(&name)));
        }
    }
}
