//! 次にすること: the one thing that is next.

use super::verdict::USE;
use super::{Finding, Verdict};
use crate::houses::model::{CheckState, HouseCheck, HouseStage};

/// What is next: what somebody wrote beside a check that is not settled; else, of the first counter that
/// nobody asked, what has to be found out before, or that it is to be asked. Nothing where the matter is over or all is settled.
pub fn next_step(stage: HouseStage, checks: &[HouseCheck], verdicts: &[Verdict]) -> String {
    if stage.is_over() {
        return String::new();
    }
    let is_settled = |check: &&HouseCheck| matches!(check.form.state, CheckState::Clear);
    let unsettled: Vec<&HouseCheck> = checks.iter().filter(|check| !is_settled(check)).collect();
    if let Some(check) = unsettled.iter().find(|check| !check.form.next.is_empty()) {
        return format!("{}（{}）", check.form.next, check.kind.label());
    }
    if let Some(check) = unsettled.iter().find(|check| check.form.state == CheckState::Open) {
        let unknown = verdicts.iter().find(|one| one.check == check.kind && one.finding == Finding::Unknown);
        return match unknown {
            Some(verdict) if verdict.missing == USE => "使い方の考えを決める".into(),
            Some(verdict) if !verdict.missing.is_empty() => {
                format!("{}を確かめる（{}）", verdict.missing, check.kind.label())
            }
            Some(verdict) => format!("{}に聞く（{}）", check.kind.label(), verdict.matter),
            None => format!("{}に聞く", check.kind.label()),
        };
    }
    match unsettled.first() {
        Some(check) => format!("{}の次の手を決める（{}）", check.kind.label(), check.form.state.label()),
        None => "使うか、見送るかを決める".into(),
    }
}
