//! What to ask of 消防: sprinklers and the alarm.

use super::verdict::{Finding, Matter, USE, Verdict};
use crate::houses::model::{CheckKind, HouseForm, HouseRuleForm, HouseUse};
use std::cmp::Ordering;

/// Are sprinklers needed?
///
/// Law: 消防法施行令 第12条第1項 (docs/law.md#shobo-rei-12-1): where most people are of 区分4以上, the home is (6)項ロ.
pub(super) fn sprinkler(form: &HouseForm, rule: &HouseRuleForm) -> Verdict {
    let of = Matter(CheckKind::Fire, "スプリンクラー設備", &rule.fire);
    if let Some(other) = of_other_use(&of, form.intended) {
        return other;
    }
    let percent = rule.heavy_percent;
    let Some(heavy) = form.heavy_people else {
        let ask = "事業者に、区分4以上の人が何人になるかを聞いてください。";
        return of.unknown("区分4以上の人数", ask);
    };
    let Some(people) = form.people else {
        return of.unknown("予定の人数", "予定の人数を入れてください。そのうちの区分4以上の人の割合で変わります。");
    };
    let because = |how: &str| format!("{people}人のうち{heavy}人が区分4以上の予定で、{how}。");
    // Whether the share itself counts, nobody here has checked.
    match (heavy * 100).cmp(&(people * percent)) {
        Ordering::Greater => {
            let ask = "要る設備と、構造や広さで要らなくなる場合を聞いてください。";
            of.is(Finding::Needed, because(&format!("目安のおおむね{percent}％を超えます")), ask)
        }
        Ordering::Equal => {
            let ask = format!("ちょうど{percent}％のときに要るかどうかを、消防の窓口に聞いてください。");
            of.is(Finding::Unknown, because(&format!("目安のおおむね{percent}％に、ちょうど当たります")), ask)
        }
        Ordering::Less => {
            let ask = "区分4以上の人が増えたときに、どうなるかも聞いてください。";
            of.is(Finding::Free, because(&format!("目安のおおむね{percent}％に届きません")), ask)
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
        for (heavy, people, found) in [
            ("5", "5", Finding::Needed),
            ("5", "6", Finding::Needed),
            // Four of five are 80 % to the point: 「以上」 or 「超える」 nobody here has checked.
            ("4", "5", Finding::Unknown),
            ("8", "10", Finding::Unknown),
            ("7", "9", Finding::Free),
            ("0", "4", Finding::Free),
            ("", "5", Finding::Unknown),
            ("4", "", Finding::Unknown),
        ] {
            assert_eq!(finding(&first, of, &[("heavy_people", heavy), ("people", people)]), found, "{heavy} {people}");
        }
        let rental = [("intended", "rental"), ("heavy_people", "5"), ("people", "5")];
        assert_eq!(finding(&first, of, &rental), Finding::Free);
        let exact = sprinkler(&house(&[("heavy_people", "4"), ("people", "5")]), &first);
        assert!(exact.because.contains("5人のうち4人") && exact.ask.contains("消防の窓口"), "{exact:?}");
    }

    #[test]
    fn a_number_of_people_means_the_same_when_the_share_of_the_settings_changes() {
        let (first, three_of_four) = (HouseRuleForm::first(), house(&[("heavy_people", "3"), ("people", "4")]));
        let seventy = HouseRuleForm { heavy_percent: 70, ..first.clone() };
        let (before, after) = (sprinkler(&three_of_four, &first), sprinkler(&three_of_four, &seventy));
        assert_eq!((before.finding, after.finding), (Finding::Free, Finding::Needed));
        assert!(before.because.contains("80％に届きません") && after.because.contains("70％を超えます"));
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
