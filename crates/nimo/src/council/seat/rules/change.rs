//! What changed between two rosters.

use crate::council::seat::model::{CouncilRole, Member};
use crate::council::seat::rules::{Line, Roster};

/// What became of a seat between two days.
#[derive(Debug, Clone)]
pub enum Change<'a> {
    /// The seat is new: who sits there, if anybody does.
    Added(Option<&'a Member>),
    /// The seat is no more: who sat there.
    Ended(Option<&'a Member>),
    /// Somebody sits in a seat that was empty.
    Joined(&'a Member),
    /// The seat is empty now.
    Left(&'a Member),
    /// Another person sits there.
    Replaced(&'a Member, &'a Member),
    /// The same person, in a new term.
    Again(&'a Member),
    /// The same person in the same term, as something else.
    Role(&'a Member, CouncilRole, CouncilRole),
}

impl Change<'_> {
    /// In one or two words.
    pub fn label(&self) -> &'static str {
        match self {
            Change::Added(_) => "席が増えた",
            Change::Ended(_) => "席がなくなった",
            Change::Joined(_) => "就任",
            Change::Left(_) => "退任",
            Change::Replaced(..) => "交代",
            Change::Again(_) => "再任",
            Change::Role(..) => "役の変更",
        }
    }

    /// Who, and from whom.
    pub fn in_words(&self) -> String {
        let name = |member: &Member| member.form.name.clone();
        match self {
            Change::Added(member) | Change::Ended(member) => member.map_or_else(|| "（欠員）".into(), name),
            Change::Joined(member) | Change::Left(member) => name(member),
            Change::Again(member) => format!("{}（{}）", name(member), member.form.term.in_words()),
            Change::Replaced(before, after) => format!("{} → {}", name(before), name(after)),
            Change::Role(member, before, after) => format!("{}　{} → {}", name(member), before.label(), after.label()),
        }
    }
}

/// What changed from one roster to a later one, by the place of the seats; those that ended come last.
pub fn changes<'a>(before: &Roster<'a>, after: &Roster<'a>) -> Vec<(&'a str, Change<'a>)> {
    let then = |line: &Line<'a>| before.lines.iter().find(|other| other.seat.id == line.seat.id).cloned();
    let is_now = |line: &&Line<'a>| after.lines.iter().any(|other| other.seat.id == line.seat.id);
    let title = |line: &Line<'a>| line.seat.form.title.as_str();
    let changed = after.lines.iter().flat_map(|line| {
        let found = match then(line) {
            None => vec![Change::Added(line.member)],
            Some(then) => of_seat(&then, line),
        };
        found.into_iter().map(|change| (title(line), change))
    });
    let ended = before.lines.iter().filter(|line| !is_now(line)).map(|line| (title(line), Change::Ended(line.member)));
    changed.chain(ended).collect()
}

fn of_seat<'a>(then: &Line<'a>, now: &Line<'a>) -> Vec<Change<'a>> {
    let (before, after) = match (then.member, now.member) {
        (None, None) => return vec![],
        (None, Some(after)) => return vec![Change::Joined(after)],
        (Some(before), None) => return vec![Change::Left(before)],
        (Some(before), Some(after)) => (before, after),
    };
    let mut found = vec![];
    if before.id != after.id {
        let is_same = glyphs::fold_name(&before.form.name) == glyphs::fold_name(&after.form.name);
        found.push(if is_same { Change::Again(after) } else { Change::Replaced(before, after) });
        if !is_same {
            return found;
        }
    }
    if then.role != now.role {
        found.push(Change::Role(after, then.role, now.role));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::seat::model::Everybody;
    use crate::council::seat::rules::roster::tests::{day, form, member, seat};

    #[test]
    fn every_change_between_two_days_is_told_and_nothing_else() {
        let mut seats: Vec<_> = (1..=6).map(|n| seat(n, &format!("席{n}"), "")).collect();
        seats[4].form.until_on = Some(day("R6.12.31"));
        seats[5].form.from_on = Some(day("R7.1.1"));
        let mut chair = form("遠山 武", "R6.4.1", "R8.3.31");
        (chair.role, chair.role_from_on) = (CouncilRole::Chair, Some(day("R7.1.1")));
        let mut leaver = form("古賀 順", "R6.4.1", "R8.3.31");
        leaver.left_on = Some(day("R6.9.30"));
        let members = vec![
            member(&seats[0], chair),
            member(&seats[1], leaver.clone()),
            member(&seats[1], form("村瀬 宏", "R6.10.1", "R8.3.31")),
            member(&seats[2], leaver),
            member(&seats[3], form("岡地 純", "R6.4.1", "R6.9.30")),
            member(&seats[3], form("岡地　純", "R6.10.1", "R8.3.31")),
        ];
        let all = Everybody { seats, members, charters: vec![] };
        let (before, after) = (Roster::of(&all, day("R6.5.23")), Roster::of(&all, day("R7.2.1")));
        let told: Vec<(String, String)> =
            changes(&before, &after).iter().map(|(_, one)| (one.label().into(), one.in_words())).collect();
        let wanted = [
            ("役の変更", "遠山 武　委員 → 会長"),
            ("交代", "古賀 順 → 村瀬 宏"),
            ("退任", "古賀 順"),
            ("再任", "岡地　純（令和6年10月1日から令和8年3月31日まで）"),
            ("席が増えた", "（欠員）"),
            ("席がなくなった", "（欠員）"),
        ];
        assert_eq!(told, wanted.map(|(label, words)| (label.to_string(), words.to_string())));
        assert!(changes(&before, &before).is_empty());
    }
}
