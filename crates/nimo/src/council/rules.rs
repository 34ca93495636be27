//! Rules of councils. Pure.

use crate::council::model::{CouncilForm, CouncilId};
use crate::editing::shape::Wrong;

/// A council and its parent.
pub type Kin = (CouncilId, Option<CouncilId>);

/// May `council` hang under the parent that its form names? Not under itself and not under a part of itself.
///
/// # Errors
/// A sentence for the field `parent`.
pub fn may_hang_under(council: CouncilId, form: &CouncilForm, kin: &[Kin]) -> Result<(), Wrong> {
    let mut above = form.parent;
    for _ in 0..=kin.len() {
        match above {
            None => return Ok(()),
            Some(id) if id == council => {
                return Err(Wrong::new(
                    "parent",
                    "自分や自分の部会の下には置けません。ほかの協議会を選ぶか、空にしてください。",
                ));
            }
            Some(id) => above = kin.iter().find(|(child, _)| *child == id).and_then(|(_, parent)| *parent),
        }
    }
    Err(Wrong::new("parent", "協議会の上下が輪になっています。上の協議会を空にして保存してください。"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::model::Basis;

    #[test]
    fn a_council_never_hangs_under_itself_or_its_own_part() {
        let [council, part, section] = [(); 3].map(|()| CouncilId::fresh());
        let kin = [(council, None), (part, Some(council)), (section, Some(part))];
        let under = |parent| CouncilForm { name: "部会".into(), basis: Basis::Guideline, parent, record_rule: None };
        assert!(may_hang_under(section, &under(Some(council)), &kin).is_ok());
        assert!(may_hang_under(council, &under(None), &kin).is_ok());
        for above in [council, part, section] {
            assert_eq!(may_hang_under(council, &under(Some(above)), &kin).unwrap_err().field, "parent");
        }
    }
}
