//! What to ask of 都市計画: the zone and the hazards.

use super::verdict::{Finding, Matter, USE, Verdict};
use crate::houses::model::{CheckKind, Hazard, HouseForm, HouseRuleForm, HouseUse, RuleSource, UseZone};

/// Can it stand there?
pub(super) fn zone(form: &HouseForm, rule: &HouseRuleForm) -> Verdict {
    let of = Matter(CheckKind::Planning, "用途地域での許可", &rule.zone);
    let Some(zone) = form.zone.filter(|zone| *zone != UseZone::Unknown) else {
        return of.unknown("用途地域", "都市計画図か、都市計画の窓口で、用途地域を確かめてください。");
    };
    let name = zone.label();
    let is_asked = rule.asked.contains(&zone);
    if form.intended == Some(HouseUse::Rental) && !rule.refused.contains(&zone) {
        return of.is(
            Finding::Free,
            format!("{name}で、住宅のまま使います。"),
            "建てたときの許可に、条件が付いていないかを聞いてください。",
        );
    }
    let may_be_inn = zone.may_bar_inns() && !rule.refused.contains(&zone);
    if form.intended.is_none() && (is_asked || may_be_inn) {
        let ask = format!("{name}では、使い方で変わります。使い方を決めてから見ます。");
        return of.unknown(USE, ask);
    }
    if rule.refused.contains(&zone) {
        let ask = "建てられない見込みです。ほかの使い方や例外がないかを聞いてください。";
        of.is(Finding::Barred, format!("{name}です。"), ask)
    } else if is_asked {
        of.is(
            Finding::Needed,
            format!("{name}です。"),
            "使い方を変える許可が要るか、得られる見込みがあるかを聞いてください。",
        )
    } else if may_be_inn && matches!(form.intended, Some(HouseUse::Satellite | HouseUse::TrialStay)) {
        let because =
            format!("{name}です。住宅や寄宿舎とみるか、旅館や宿泊所とみるか、どの使い方とみるかで変わります。");
        of.is(Finding::Unknown, because, "どの使い方とみるか、その使い方がこの用途地域でできるかを聞いてください。")
    } else {
        of.is(
            Finding::Free,
            format!("{name}です。"),
            "病院や入所施設の敷地の中でないか、住宅地かどうかも確かめてください。",
        )
    }
}

/// Does the town's map name a hazard? What to do then is the town's own plan, so that no setting decides it.
pub(super) fn hazard(form: &HouseForm) -> Verdict {
    let source = RuleSource { words: "まちのハザードマップ".into(), is_checked: true };
    let of = Matter(CheckKind::Planning, "ハザードへの手当て", &source);
    let named: Vec<&str> = form
        .hazards
        .iter()
        .filter(|one| !matches!(one, Hazard::None | Hazard::Unknown))
        .map(|one| one.label())
        .collect();
    if !named.is_empty() {
        let ask = "区域の名と深さを確かめ、避難の計画が要るか、建て方に条件がないかを聞いてください。";
        return of.is(Finding::Needed, format!("{}の区域に入っています。", named.join("、")), ask);
    }
    if form.hazards == [Hazard::None] {
        let ask = "新しい地図で変わっていないかを、ときどき確かめてください。";
        return of.is(Finding::Free, "ハザードマップの区域に入っていません。", ask);
    }
    of.unknown("ハザード", "まちのハザードマップで、洪水・土砂災害・津波の区域かを見てください。")
}
