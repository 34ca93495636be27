//! Words of empty houses (空き家). Pure.

mod answers;
mod area;
mod check;
mod house;
mod rule;
mod step;

pub use answers::{Hazard, HouseUse, Known, UseZone};
pub use area::SquareMetres;
pub use check::{CHECK_SHAPE, CheckForm, CheckKind, CheckState, HouseCheck, HouseCheckId};
pub use house::{HouseForm, SHAPE, VacantHouse};
pub use rule::{HouseRule, HouseRuleForm, HouseRules, RULE_SHAPE, RuleSource};
pub use step::{DropReason, HouseStage, HouseStep, STEP_FIELDS, StepForm};

crate::id!(
    /// An empty house.
    VacantHouseId
);

crate::id!(
    /// An edition of the settings.
    HouseRuleId
);

/// A whole number from `least` to `most`, perhaps with its unit behind it, if one was typed.
fn whole(
    field: &'static str,
    texts: &crate::editing::shape::Texts,
    (least, most): (i64, i64),
    units: &[&str],
    wrongs: &mut Vec<crate::editing::shape::Wrong>,
) -> Option<i64> {
    let plain: String = crate::editing::shape::text(texts, field).chars().map(glyphs::plain).collect();
    let plain = plain.trim();
    if plain.is_empty() {
        return None;
    }
    let bare = units.iter().find_map(|unit| plain.strip_suffix(unit)).unwrap_or(plain).trim();
    let number = bare.bytes().all(|byte| byte.is_ascii_digit()).then(|| bare.parse::<i64>().ok()).flatten();
    let number = number.filter(|number| (least..=most).contains(number));
    if number.is_none() {
        let what = format!("{least}から{most}までの数を入れてください。分からないときは、空のままにします。");
        wrongs.push(crate::editing::shape::Wrong::new(field, what));
    }
    number
}
