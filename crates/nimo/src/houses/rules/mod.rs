//! What the facts of a house and the settings of a day say: what to ask at which counter, and why. Pure.
//!
//! A verdict is a question for a counter, never its answer. What is not known stays 分からない and names what to find out.

mod building;
mod fire;
mod next;
mod operator;
mod planning;
#[cfg(test)]
mod tests;
mod verdict;

pub use next::next_step;
pub use verdict::{Finding, Verdict};

use crate::houses::model::{CheckKind, HouseCheck, HouseForm, HouseRuleForm, HouseRules};
use almanac::Date;

/// What the settings say of a house, check by check.
pub fn judged(form: &HouseForm, rule: &HouseRuleForm) -> Vec<Verdict> {
    vec![
        building::change_of_use(form, rule),
        building::certificate(form, rule),
        building::quake(form, rule),
        fire::sprinkler(form, rule),
        fire::alarm(form, rule),
        planning::zone(form, rule),
        planning::hazard(form),
        operator::people(form, rule),
        operator::rooms(form, rule),
    ]
}

/// The same, each check by the settings of the day on which it was asked; by those of today where it was not asked yet.
pub fn judged_on(form: &HouseForm, rules: &HouseRules, checks: &[HouseCheck], today: Date) -> Vec<Verdict> {
    let of_kind = |kind: CheckKind| {
        let verdicts = judged(form, rules.on(day_of(checks, kind, today)));
        verdicts.into_iter().filter(move |verdict| verdict.check == kind)
    };
    CheckKind::ALL.iter().flat_map(|kind| of_kind(*kind)).collect()
}

/// The day by whose settings a check is judged.
pub fn day_of(checks: &[HouseCheck], kind: CheckKind, today: Date) -> Date {
    let check = checks.iter().find(|check| check.kind == kind);
    check.and_then(|check| check.form.asked_on).unwrap_or(today)
}
