//! What to ask of 建築: the change of use, the certificate, the earthquakes.

use super::verdict::{Finding, Matter, USE, Verdict};
use crate::houses::model::{CheckKind, HouseForm, HouseRuleForm, HouseUse, Known};
use almanac::{Date, PartialDate};
use chrono::Months;

/// Is the change of use confirmed beforehand?
///
/// Law: 建築基準法 第87条第1項 (docs/law.md#kenchiku-kijun-87-1): above the area a dwelling that becomes 寄宿舎 is confirmed.
pub(super) fn change_of_use(form: &HouseForm, rule: &HouseRuleForm) -> Verdict {
    let of = Matter(CheckKind::Building, "用途変更の確認申請", &rule.building);
    let fits = "手続が要らなくても、変えたあとの使い方の基準には合わせます。直すところを聞いてください。";
    match form.intended {
        None => {
            return of.unknown(
                USE,
                "使い方を決めてから見ます。グループホームなら寄宿舎として見られるのかも聞いてください。",
            );
        }
        Some(HouseUse::Rental) => {
            return of.is(
                Finding::Free,
                "住宅のまま貸すので、使い方は変わりません。",
                "直すところがあれば、その工事に手続が要るかを聞いてください。",
            );
        }
        Some(HouseUse::Satellite | HouseUse::TrialStay) => {
            let because = "住宅のままでよいか、ほかの使い方（寄宿舎、旅館など）とみるかで変わります。";
            return of.is(Finding::Unknown, because, "どの使い方とみるかを聞いてください。");
        }
        Some(HouseUse::GroupHome) => {}
    }
    if rule.small_is_on {
        let is_large = form.area.is_some_and(|area| area >= rule.small)
            || form.floors.is_some_and(|floors| floors > rule.small_floors);
        let size = format!("{}未満、{}階以下", rule.small.in_words(), rule.small_floors);
        let of = Matter(CheckKind::Building, "用途変更の確認申請", &rule.small_source);
        match (form.area.zip(form.floors), is_large) {
            (_, true) => {}
            (Some(_), false) => {
                let ask = "安全に避難できるか、住宅とみてよいかを聞いてください。";
                return of.is(Finding::Free, format!("{size}の家は、住宅とみる取扱いです。"), ask);
            }
            (None, false) => {
                let missing = if form.area.is_none() { "延べ面積" } else { "階数" };
                return of
                    .unknown(missing, format!("{missing}を入れてください。{size}なら、住宅とみる取扱いになります。"));
            }
        }
    }
    let Some(area) = form.area else {
        let ask = format!("延べ面積を入れてください。{}を超えるかどうかで変わります。", rule.change.in_words());
        return of.unknown("延べ面積", ask);
    };
    let (size, most) = (area.in_words(), rule.change.in_words());
    if area > rule.change {
        let ask = "確認申請の進め方と、要る図面、かかる期間を聞いてください。";
        of.is(Finding::Needed, format!("{size}で、{most}を超えます。"), ask)
    } else {
        of.is(Finding::Free, format!("{size}で、{most}を超えません。"), fits)
    }
}

/// 検査済証: without it somebody has to look at how the house was built.
pub(super) fn certificate(form: &HouseForm, rule: &HouseRuleForm) -> Verdict {
    let of = Matter(CheckKind::Building, "検査済証に代わる調べ", &rule.building);
    match form.certificate {
        Known::Yes => {
            of.is(Finding::Free, "検査済証があります。", "そのあとの増築や改修に、手続が済んでいるかを聞いてください。")
        }
        Known::No => of.is(
            Finding::Needed,
            "検査済証がありません。",
            "台帳の記載や、建物の状況の調べで代えられるかを聞いてください。",
        ),
        Known::Unknown => {
            of.unknown("検査済証", "持ち主に聞くか、建築の窓口の台帳で、検査済証があるかを確かめてください。")
        }
    }
}

/// 旧耐震: by the day of its confirmation; by the year in which it was built where that settles it.
pub(super) fn quake(form: &HouseForm, rule: &HouseRuleForm) -> Verdict {
    let of = Matter(CheckKind::Building, "耐震診断・改修", &rule.quake);
    let limit = almanac::in_words(rule.quake_before);
    let Some(is_old) = is_before(form, rule) else {
        let is_bare = form.confirmed.or(form.built).is_none();
        let missing = if is_bare { "建築確認の日と建てた年" } else { "建築確認の日" };
        let ask = format!("建築確認の日を、窓口の台帳などで確かめてください。{limit}より前なら、旧耐震です。");
        return of.unknown(missing, ask);
    };
    if !is_old {
        return of.is(
            Finding::Free,
            format!("{limit}からの耐震基準で建てた見込みです。"),
            "古い増築がないかを、図面で確かめてください。",
        );
    }
    let old = format!("{limit}より前の、旧耐震の家です。");
    match form.quake {
        Known::Yes => of.is(
            Finding::Free,
            format!("{old}診断・改修は、済んでいます。"),
            "診断の結果と、改修の記録の写しをもらってください。",
        ),
        Known::No => of.is(Finding::Needed, old, "耐震診断の進め方と、使える補助を聞いてください。"),
        Known::Unknown => of.is(Finding::Unknown, old, "耐震診断・改修が済んでいるかを、持ち主に確かめてください。"),
    }
}

/// Was it confirmed before the day? `None` where what is known leaves it open.
fn is_before(form: &HouseForm, rule: &HouseRuleForm) -> Option<bool> {
    // A year that is about (頃) may be another.
    let before = |date: PartialDate, from: Date| match () {
        () if date.is_about => None,
        () if date.latest() < rule.quake_before => Some(true),
        () if date.earliest() >= from => Some(false),
        () => None,
    };
    if let Some(confirmed) = form.confirmed {
        // Confirmed before it was built: a vague day does not make younger what was built before the limit.
        let is_built_before = || form.built.filter(|built| !built.is_about && built.latest() < rule.quake_before);
        return before(confirmed, rule.quake_before).or_else(|| is_built_before().map(|_| true));
    }
    let months = Months::new(u32::try_from(rule.quake_margin).unwrap_or_default());
    let safe = rule.quake_before.checked_add_months(months).unwrap_or(Date::MAX);
    form.built.and_then(|built| before(built, safe))
}

#[cfg(test)]
mod tests {
    use super::change_of_use;
    use crate::houses::model::HouseRuleForm;
    use crate::houses::rules::Finding;
    use crate::houses::rules::tests::{finding, house};

    /// Law: 建築基準法 第87条第1項
    #[test]
    fn a_change_of_use_is_confirmed_above_the_area_and_nobody_guesses_without_it() {
        let (first, of) = (HouseRuleForm::first(), "用途変更の確認申請");
        for (area, found) in [("200.01", Finding::Needed), ("200", Finding::Free), ("", Finding::Unknown)] {
            assert_eq!(finding(&first, of, &[("area", area)]), found, "{area}");
        }
        for (intended, found) in [
            ("", Finding::Unknown),
            ("rental", Finding::Free),
            ("satellite", Finding::Unknown),
            ("trial_stay", Finding::Unknown),
        ] {
            assert_eq!(finding(&first, of, &[("area", "300"), ("intended", intended)]), found, "{intended}");
        }
        let said = change_of_use(&house(&[("area", "105.98")]), &first);
        assert!(
            said.because.contains("105.98㎡") && said.ask.contains("基準には合わせます") && !said.source.is_checked
        );
    }
}
