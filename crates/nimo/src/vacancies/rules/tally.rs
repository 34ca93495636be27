//! The mismatches together: which reasons are named how often, and what homes ask for. No home and no person is named.

use crate::vacancies::model::{HomeForm, HomeId, Mismatch, Reason, Skill};
use placement::Ground;
use std::collections::{BTreeMap, BTreeSet};

/// So few of them that were about somebody carry no figure in front of the council.
pub const SMALL: usize = 3;

/// A reason, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// わけ.
    pub reason: Reason,
    /// How often it was named.
    pub count: usize,
    /// How often with somebody behind it.
    pub about_somebody: usize,
    /// At how many homes.
    pub homes: usize,
}

/// What homes ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedFor {
    /// 研修・助け.
    pub skill: Skill,
    /// How many homes ask for it.
    pub homes: usize,
}

/// The reasons, the most often named first; what was taken back does not count.
pub fn reasons(all: &[Mismatch]) -> Vec<Counted> {
    let mut counts: BTreeMap<Reason, (usize, usize, BTreeSet<HomeId>)> = BTreeMap::new();
    for one in all.iter().filter(|one| !one.is_withdrawn) {
        for reason in &one.form.reasons {
            let (count, about, homes) = counts.entry(*reason).or_default();
            *count += 1;
            *about += usize::from(one.form.is_about_somebody);
            homes.insert(one.home);
        }
    }
    let counted = |(reason, (count, about_somebody, homes)): (Reason, (usize, usize, BTreeSet<HomeId>))| Counted {
        reason,
        count,
        about_somebody,
        homes: homes.len(),
    };
    let mut counted: Vec<Counted> = counts.into_iter().map(counted).collect();
    counted.sort_by_key(|one| (std::cmp::Reverse(one.count), one.reason));
    counted
}

/// What the homes ask for, by most homes first.
pub fn asked_for(homes: &[&HomeForm]) -> Vec<AskedFor> {
    let count = |skill: Skill| homes.iter().filter(|home| home.skills.contains(&skill)).count();
    let mut asked: Vec<AskedFor> =
        Skill::ALL.iter().map(|skill| AskedFor { skill: *skill, homes: count(*skill) }).collect();
    asked.retain(|one| one.homes > 0);
    asked.sort_by_key(|one| (std::cmp::Reverse(one.homes), one.skill));
    asked
}

/// Who could usually change what the reason says: 事業所（話し合い）.
pub fn who_could(reason: Reason) -> String {
    match reason.ground() {
        None if reason == Reason::Crisis => "病院と市区町村（急なときの連絡先を決める）".into(),
        None if matches!(reason, Reason::Unknown | Reason::Stale) => "空室の知らせを、新しく、届くようにする".into(),
        None => "–".into(),
        Some(Ground::Talk) => "本人の同意を得て、本人・支援者と事業所が話し合う".into(),
        Some(ground) => who_changes(ground),
    }
}

/// Who usually changes what stands on this ground, and what that costs.
pub fn who_changes(ground: Ground) -> String {
    match ground.usual_change() {
        Some((who, cost)) => format!("{who}（{}）", cost.word()),
        None => "変えない".into(),
    }
}

impl Counted {
    /// Is it so small that it carries no figure in front of the council? What is about nobody may be small.
    pub fn is_small(&self) -> bool {
        self.about_somebody > 0 && self.count < SMALL
    }

    /// The count as the council sees it.
    pub fn masked(&self) -> String {
        if self.is_small() { masked(self.count) } else { format!("{}件", self.count) }
    }
}

/// A count of what was about somebody, as the council sees it.
pub fn masked(count: usize) -> String {
    match count {
        0 => "0件".into(),
        count if count < SMALL => format!("{SMALL}件未満"),
        count => format!("{count}件"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vacancies::model::{MismatchForm, MismatchId};

    fn mismatch(home: HomeId, reasons: &[Reason], is_about_somebody: bool, is_withdrawn: bool) -> Mismatch {
        let on = "2026-11-01".parse().unwrap();
        let form = MismatchForm {
            on,
            reasons: reasons.to_vec(),
            is_about_somebody,
            asked_by: String::new(),
            note: String::new(),
        };
        Mismatch { id: MismatchId::fresh(), home, form, by: "今村".into(), is_withdrawn }
    }

    #[test]
    fn a_reason_counts_once_for_each_record_that_stands() {
        let (one, two) = (HomeId::fresh(), HomeId::fresh());
        let all = [
            mismatch(one, &[Reason::Night, Reason::Cost], true, false),
            mismatch(one, &[Reason::Night], false, false),
            mismatch(two, &[Reason::Night], true, false),
            mismatch(two, &[Reason::Cost], true, true),
        ];
        let counted = reasons(&all);
        assert_eq!(counted[0], Counted { reason: Reason::Night, count: 3, about_somebody: 2, homes: 2 });
        assert_eq!((counted[1].reason, counted[1].count, counted.len()), (Reason::Cost, 1, 2));
        assert_eq!(counted[1].masked(), "3件未満", "the one there is was about somebody");
        assert_eq!([masked(0), masked(2), masked(3)], ["0件", "3件未満", "3件"]);
    }

    #[test]
    fn what_homes_ask_for_is_counted_by_homes() {
        let home = |skills: &[Skill]| HomeForm { skills: skills.to_vec(), ..HomeForm::default() };
        let (one, two) = (home(&[Skill::Crisis, Skill::Night]), home(&[Skill::Night]));
        let asked = asked_for(&[&one, &two]);
        assert_eq!(asked[0], AskedFor { skill: Skill::Night, homes: 2 });
        assert_eq!(asked[1], AskedFor { skill: Skill::Crisis, homes: 1 });
    }

    #[test]
    fn the_wish_of_a_person_is_nobodys_to_change() {
        assert_eq!(who_could(Reason::Declined), "変えない");
        assert!(who_could(Reason::Symptoms).contains("研修"));
    }
}
