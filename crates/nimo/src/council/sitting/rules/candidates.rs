//! Who may come: the roster of the day, or whoever stood in the minutes before where no roster is kept.

use crate::council::meeting::model::Person;
use crate::council::seat::model::CouncilRole;
use crate::council::seat::rules::Roster;
use crate::council::sitting::model::{PersonKind, SittingPerson, SittingPersonId};

/// The members, in the order of the roster. Where it is empty, those of the last minutes, who was absent behind who was there.
pub fn candidates(roster: &Roster<'_>, last: &[Person]) -> Vec<SittingPerson> {
    let of_roster = |line: &crate::council::seat::rules::Line<'_>| {
        let member = line.member?;
        let role = Some(line.role).filter(|role| *role != CouncilRole::Member);
        Some(SittingPerson {
            id: SittingPersonId::fresh(),
            kind: PersonKind::Member,
            member: Some(member.id),
            name: member.form.name.clone(),
            role_text: role.map_or_else(String::new, |role| role.label().into()),
            body: member.form.body_and_post(),
        })
    };
    let members: Vec<SittingPerson> = roster.lines.iter().filter_map(of_roster).collect();
    if members.is_empty() { last.iter().map(of_minutes).collect() } else { members }
}

/// Somebody as a line of minutes names him.
pub fn of_minutes(person: &Person) -> SittingPerson {
    let role = person.role_text.as_deref().filter(|role| *role != CouncilRole::Member.label());
    SittingPerson {
        id: SittingPersonId::fresh(),
        kind: PersonKind::Member,
        member: None,
        name: person.name.clone(),
        role_text: role.unwrap_or_default().into(),
        body: String::new(),
    }
}
