//! Head-counts (人数), and whether the names behind them fit.

use super::*;

impl Reader<'_> {
    pub(super) fn count(&mut self, count: u32, piece: Piece) {
        let names = |list: &Option<Vec<Attendee>>| list.as_ref().map_or(0, Vec::len);
        match self.group {
            Group::Present => {
                if self.people.present_count.is_none() && self.mode.is_none() {
                    self.people.present_count = Some((count, piece));
                }
                self.since_count = Some((count, piece, names(&self.people.present)));
            }
            Group::Absent => {
                self.people.absent_count = Some((count, piece));
                self.since_count = Some((count, piece, names(&self.people.absent)));
            }
            Group::Observers => self.people.observers = Some((Some(count), piece)),
            Group::Secretariat => {
                self.people.secretariat.get_or_insert_default().push(Clerk {
                    post: None,
                    name: None,
                    count: Some(count),
                });
            }
            Group::Invited => {}
        }
    }

    pub(super) fn count_owner(&self) -> Claimed {
        match self.group {
            Group::Present => Claimed::PresentCount,
            Group::Absent => Claimed::AbsentCount,
            other => Claimed::Group(other),
        }
    }

    /// The names behind a head-count are all read: do they fit it?
    pub(super) fn close_count(&mut self) {
        let Some((count, piece, before)) = self.since_count.take() else { return };
        let list = match self.group {
            Group::Present => &self.people.present,
            Group::Absent => &self.people.absent,
            _ => return,
        };
        let after = list.as_ref().map_or(0, Vec::len);
        let short_by = (after - before).abs_diff(count as usize);
        let odd = list.iter().flatten().skip(before).any(|a| !(2..=6).contains(&a.name.chars().count()));
        // Two letters among longer names may be half a name.
        let lengths: Vec<usize> = list.iter().flatten().skip(before).map(|a| a.name.chars().count()).collect();
        let halves = lengths.iter().filter(|length| **length == 2).count();
        let is_mixed = halves > 0 && halves * 3 < lengths.len();
        let is_doubtful = std::mem::take(&mut self.is_doubtful) || odd || is_mixed;
        if after > before && short_by > 0 && short_by <= 3 && !is_doubtful {
            self.people.miscounts.push((count, after - before, piece));
        }
    }

    pub(super) fn none(&mut self) {
        match self.group {
            Group::Absent => {
                self.people.absent.get_or_insert_default();
            }
            Group::Secretariat => {
                self.people.secretariat.get_or_insert_default();
            }
            Group::Invited => {
                self.people.invited.get_or_insert_default();
            }
            Group::Observers => self.people.observers = Some((Some(0), Piece::new(0, 0))),
            Group::Present => {}
        }
    }
}
