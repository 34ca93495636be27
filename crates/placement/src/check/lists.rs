//! How long lists may be, and the rule of who comes first.

use super::{Checked, LONGEST_CODE, LONGEST_LINE, line, size};
use crate::input::Input;
use crate::refusal::Refusal;

/// The most entries of lists that are short: wishes of a person, classes, steps of aid, what-ifs.
const MOST_SHORT: usize = 50;
/// The most changes that are made before anything is read.
const MOST_CHANGES: usize = 1_000;
/// The most rooms of one home, far more than any has.
pub(super) const MOST_ROOMS: usize = 100;
/// Lists that are short in every town; a long one would only be slow.
pub(super) fn lists(input: &Input) -> Checked {
    size("visits", input.visits.len())?;
    size("declined", input.declined.len())?;
    size("talked", input.talked.len())?;
    short("priority.classes".into(), input.priority.classes.len(), MOST_SHORT)?;
    short("aid_yen".into(), input.aid_yen.len(), MOST_SHORT)?;
    short("what_if".into(), input.what_if.len(), MOST_SHORT)?;
    short("changes".into(), input.changes.len(), MOST_CHANGES)?;
    for (at, person) in input.people.iter().enumerate() {
        short(format!("people[{at}].prefers"), person.prefers.len(), MOST_SHORT)?;
    }
    for (at, home) in input.homes.iter().enumerate() {
        short(format!("homes[{at}].rooms"), home.rooms.len(), MOST_ROOMS)?;
    }
    Ok(())
}

/// Refuses a list that is too long.
pub(super) fn short(path: String, count: usize, most: usize) -> Checked {
    let sentence = || format!("{count}件あります。{most}件までにしてください。");
    if count > most { Err(Refusal::new(path, sentence())) } else { Ok(()) }
}

/// Who comes first is written and dated, or there are no classes.
pub(super) fn priority(input: &Input) -> Checked {
    let told = &input.priority;
    let refuse = |path: &str, sentence: &str| Err(Refusal::new(path, sentence));
    if told.classes.is_empty() && told.rule.trim().is_empty() {
        return Ok(());
    }
    for (at, class) in told.classes.iter().enumerate() {
        line(format!("priority.classes[{at}]"), class, LONGEST_CODE)?;
    }
    if told.rule.trim().is_empty() {
        return refuse("priority.rule", "区分があるときは、優先順位のきまりを書いてください。");
    }
    line("priority.rule".into(), &told.rule, LONGEST_LINE)?;
    if told.decided_on.is_none() {
        return refuse("priority.decided_on", "優先順位のきまりを決めた日を書いてください（例: 2026-04-01）。");
    }
    Ok(())
}
