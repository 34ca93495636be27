//! What to ask of who would run it: how many people, and whether they have room.

use super::verdict::{Finding, Matter, USE, Verdict};
use crate::houses::model::{CheckKind, HouseForm, HouseRuleForm, HouseUse};

/// Is the number of people one that such a home may have?
pub(super) fn people(form: &HouseForm, rule: &HouseRuleForm) -> Verdict {
    let of = Matter(CheckKind::Operator, "人数の手当て", &rule.home);
    let (least, most) = match form.intended {
        None => return of.unknown(USE, "使い方を決めてから見ます。"),
        Some(HouseUse::GroupHome) => (rule.home_least, rule.home_most),
        Some(HouseUse::Satellite) => (1, rule.satellite_most),
        Some(HouseUse::TrialStay | HouseUse::Rental) => {
            let ask = "だれが、どんな約束で使うかを、使う人と話してください。";
            return of.is(Finding::Free, "グループホームの人数の決まりは、かかりません。", ask);
        }
    };
    let range = if least == most { format!("{most}人") } else { format!("{least}人から{most}人まで") };
    match form.people {
        None => of.unknown("予定の人数", format!("何人で使うかを入れてください。1つの住居は{range}です。")),
        Some(count) if (least..=most).contains(&count) => {
            let ask = "事業所全体の定員と、世話人・夜の体制を、事業者に聞いてください。";
            of.is(Finding::Free, format!("{count}人の予定で、{range}に入ります。"), ask)
        }
        Some(count) => {
            let ask = "人数を変えるか、住居を分けられるかを、事業者と指定の窓口に聞いてください。";
            of.is(Finding::Barred, format!("{count}人の予定ですが、1つの住居は{range}です。"), ask)
        }
    }
}

/// Do they all have room? The whole house has to be larger than their rooms together; whether each room is, its plan says.
pub(super) fn rooms(form: &HouseForm, rule: &HouseRuleForm) -> Verdict {
    let of = Matter(CheckKind::Operator, "居室の広さの手当て", &rule.home);
    match form.intended {
        None => return of.unknown(USE, "使い方を決めてから見ます。"),
        Some(HouseUse::TrialStay | HouseUse::Rental) => {
            let because = "グループホームの居室の広さの決まりは、かかりません。";
            return of.is(Finding::Free, because, "部屋の数と広さを、図面で確かめてください。");
        }
        Some(HouseUse::GroupHome | HouseUse::Satellite) => {}
    }
    let (Some(count), Some(area)) = (form.people, form.area) else {
        let missing = if form.people.is_none() { "予定の人数" } else { "延べ面積" };
        let ask = format!("{missing}を入れてください。1人の居室は、{}以上です。", rule.room.in_words());
        return of.unknown(missing, ask);
    };
    let rooms = rule.room.times(count);
    let because = format!("{count}人の居室だけで{}、家は{}です。", rooms.in_words(), area.in_words());
    if rooms > area {
        of.is(Finding::Barred, because, "人数を減らせるかを、事業者に聞いてください。")
    } else {
        let ask = "収納を除いた部屋ごとの広さを、図面で確かめてください。食堂や浴室の場所も要ります。";
        of.is(Finding::Free, because, ask)
    }
}
