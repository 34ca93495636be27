//! What to ask of 消防: sprinklers and the alarm.

use super::verdict::{Finding, Matter, USE, Verdict};
use crate::houses::model::{CheckKind, HouseForm, HouseRuleForm, HouseUse, Known};

/// Are sprinklers needed?
///
/// Law: 消防法施行令 第12条第1項 (docs/law.md#shobo-rei-12-1): where most people are of 区分4以上, the home is (6)項ロ.
pub(super) fn sprinkler(form: &HouseForm, rule: &HouseRuleForm) -> Verdict {
    let of = Matter(CheckKind::Fire, "スプリンクラー設備", &rule.fire);
    if let Some(other) = of_other_use(&of, form.intended) {
        return other;
    }
    let percent = rule.heavy_percent;
    match form.mostly_heavy {
        Known::Yes => {
            let ask = "要る設備と、構造や広さで要らなくなる場合を聞いてください。";
            of.is(Finding::Needed, format!("区分4以上の人が、{percent}％以上の予定です。"), ask)
        }
        Known::No => {
            let ask = "区分4以上の人が増えたときに、どうなるかも聞いてください。";
            of.is(Finding::Free, format!("区分4以上の人は、{percent}％に届かない予定です。"), ask)
        }
        Known::Unknown => {
            let ask = format!("事業者に、区分4以上の人が{percent}％以上になるかを聞いてください。");
            of.unknown("入る人の区分", ask)
        }
    }
}

/// Is an alarm needed?
///
/// Law: 消防法施行令 第21条第1項 (docs/law.md#shobo-rei-21-1): where people live or stay, it is needed whatever the area.
pub(super) fn alarm(form: &HouseForm, rule: &HouseRuleForm) -> Verdict {
    let of = Matter(CheckKind::Fire, "自動火災報知設備", &rule.fire);
    if let Some(other) = of_other_use(&of, form.intended) {
        return other;
    }
    let ask = "小さい家で使える簡単な設備（無線式など）でよいかを聞いてください。";
    if rule.alarm.0 == 0 {
        return of.is(Finding::Needed, "人が住むグループホームには、広さにかかわらず要るとされています。", ask);
    }
    let least = rule.alarm.in_words();
    match form.area {
        None => of.unknown("延べ面積", format!("延べ面積を入れてください。{least}以上かどうかで変わります。")),
        Some(area) if area >= rule.alarm => {
            of.is(Finding::Needed, format!("{}で、{least}以上です。", area.in_words()), ask)
        }
        Some(area) => {
            let ask = "代わりに要るもの（住宅用の火災警報器など）を聞いてください。";
            of.is(Finding::Free, format!("{}で、{least}に届きません。", area.in_words()), ask)
        }
    }
}

/// What is no home, or nobody knows yet.
fn of_other_use(of: &Matter<'_>, intended: Option<HouseUse>) -> Option<Verdict> {
    match intended {
        Some(HouseUse::GroupHome) => None,
        None => Some(of.unknown(USE, "使い方を決めてから見ます。")),
        Some(HouseUse::Rental) => {
            let because = "住宅のまま貸すので、住宅としてみられます。";
            Some(of.is(Finding::Free, because, "住宅用の火災警報器を確かめてください。"))
        }
        Some(HouseUse::Satellite | HouseUse::TrialStay) => {
            let because = "住宅とみるか、施設や宿泊所とみるかで変わります。";
            Some(of.is(Finding::Unknown, because, "消防法の上で、どの使い方とみるかを聞いてください。"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sprinkler;
    use crate::houses::model::{HouseRuleForm, SquareMetres};
    use crate::houses::rules::Finding;
    use crate::houses::rules::tests::{finding, house};

    /// Law: 消防法施行令 第12条第1項
    #[test]
    fn sprinklers_follow_the_share_of_people_who_need_most() {
        let (first, of) = (HouseRuleForm::first(), "スプリンクラー設備");
        for (told, found) in [("yes", Finding::Needed), ("no", Finding::Free), ("unknown", Finding::Unknown)] {
            assert_eq!(finding(&first, of, &[("mostly_heavy", told)]), found);
        }
        let seventy = HouseRuleForm { heavy_percent: 70, ..first };
        assert!(sprinkler(&house(&[]), &seventy).ask.contains("70％"));
        assert_eq!(finding(&seventy, of, &[("intended", "rental"), ("mostly_heavy", "yes")]), Finding::Free);
    }

    /// Law: 消防法施行令 第21条第1項
    #[test]
    fn an_alarm_is_needed_in_every_home_unless_the_settings_name_an_area() {
        let (first, of) = (HouseRuleForm::first(), "自動火災報知設備");
        assert_eq!(finding(&first, of, &[]), Finding::Needed);
        let by_area = HouseRuleForm { alarm: SquareMetres(30_000), ..first };
        for (area, found) in [("", Finding::Unknown), ("300", Finding::Needed), ("299.9", Finding::Free)] {
            assert_eq!(finding(&by_area, of, &[("area", area)]), found, "{area}");
        }
        assert_eq!(finding(&by_area, of, &[("intended", "trial_stay")]), Finding::Unknown);
    }
}
