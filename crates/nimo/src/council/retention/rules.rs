//! Until when a thing is kept, and whether it may be disposed of. Pure.

use crate::council::retention::model::{Hold, KeptFor, Retained, RetentionKind, RetentionRuleForm};
use almanac::{Date, FiscalYear};
use std::collections::BTreeMap;

/// The rule that holds on this day: the last that has begun. What is kept is judged by the rule of the day on which one looks, however old
/// it is (docs/decisions/0035-retention.md).
pub fn in_force<'a>(
    rules: impl IntoIterator<Item = &'a RetentionRuleForm>,
    today: Date,
) -> Option<&'a RetentionRuleForm> {
    rules.into_iter().filter(|rule| rule.from_on <= today).max_by_key(|rule| rule.from_on)
}

/// How long a kind is kept by this rule, or by what is usual where the town has said nothing yet.
pub fn kept_for(rule: Option<&RetentionRuleForm>, kind: RetentionKind) -> KeptFor {
    rule.map_or_else(|| kind.usual(), |rule| rule.of(kind))
}

/// The last day on which a thing of this 年度 is kept: its years count from 1 April after the 年度 in which it was done. None for 永年.
///
/// Law: 公文書等の管理に関する法律 第34条 (docs/law.md#koubunsho-34): local bodies see to it by their own rules; the count is theirs, too.
pub fn kept_until(done_in: FiscalYear, kept: KeptFor) -> Option<Date> {
    match kept {
        KeptFor::Years(years) => Some(FiscalYear(done_in.0.saturating_add_unsigned(years)).last_day()),
        KeptFor::Always => None,
    }
}

/// How a thing stands today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Its time is not over; none is said for 永年.
    Kept(Option<Date>),
    /// 期限が来た: it may be disposed of.
    Due,
    /// 保存を続ける, until this day.
    Held(Date),
    /// 公表中: its time is over, and everybody reads it.
    Open,
}

/// How a thing stands today that is kept until this day.
pub fn standing(thing: &Retained, until: Option<Date>, holds: &[Hold], today: Date) -> Standing {
    let Some(_) = until.filter(|until| *until < today) else { return Standing::Kept(until) };
    if thing.is_open {
        return Standing::Open;
    }
    let own = holds.iter().filter(|hold| hold.kind == thing.kind && hold.thing == thing.thing);
    match own.map(|hold| hold.form.until_on).filter(|until| *until >= today).max() {
        Some(until) => Standing::Held(until),
        None => Standing::Due,
    }
}

/// The things of one kind and one 年度, each as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelf {
    /// What kind.
    pub kind: RetentionKind,
    /// Of which 年度.
    pub year: FiscalYear,
    /// Until when; none for 永年.
    pub until: Option<Date>,
    /// Each thing.
    pub things: Vec<(Retained, Standing)>,
}

impl Shelf {
    /// What may be disposed of.
    pub fn due(&self) -> impl Iterator<Item = &Retained> {
        self.things.iter().filter(|(_, standing)| *standing == Standing::Due).map(|(thing, _)| thing)
    }

    /// So many that time would let go stay for another reason.
    pub fn staying(&self) -> usize {
        self.things.iter().filter(|(_, standing)| matches!(standing, Standing::Held(_) | Standing::Open)).count()
    }
}

/// Things by kind and 年度, the oldest first, as they stand today.
pub fn shelves(things: Vec<Retained>, rule: Option<&RetentionRuleForm>, holds: &[Hold], today: Date) -> Vec<Shelf> {
    let mut by: BTreeMap<(RetentionKind, FiscalYear), Vec<Retained>> = BTreeMap::new();
    for thing in things {
        by.entry((thing.kind, FiscalYear::of(thing.done_on))).or_default().push(thing);
    }
    let shelf = |((kind, year), mut things): ((RetentionKind, FiscalYear), Vec<Retained>)| {
        let until = kept_until(year, kept_for(rule, kind));
        things.sort_by(|one, other| (one.done_on, &one.thing).cmp(&(other.done_on, &other.thing)));
        let stands = |thing: Retained| {
            let standing = standing(&thing, until, holds, today);
            (thing, standing)
        };
        Shelf { kind, year, until, things: things.into_iter().map(stands).collect() }
    };
    by.into_iter().map(shelf).collect()
}

/// What keeps a shelf from being emptied today, in a sentence.
///
/// # Errors
/// The sentence.
pub fn may_dispose(shelf: Option<&Shelf>, rule: Option<&RetentionRuleForm>) -> Result<(), String> {
    if rule.is_none() {
        return Err("保存期間が、まだ未確認です。先に、まちの文書の決まりのとおりに「保存期間の決まり」を入れてください。それまでは、何も廃棄できません。".into());
    }
    let Some(shelf) = shelf else {
        return Err("ここには、もう何もありません。廃棄の記録を見てください。".into());
    };
    if shelf.due().next().is_some() {
        return Ok(());
    }
    Err(match shelf.until {
        None => "永年保存なので、廃棄できません。".into(),
        Some(_) if shelf.staying() > 0 => {
            "廃棄できるものがありません。保存を続けているものと、公表中のものだけが残っています。".into()
        }
        Some(until) => {
            format!("まだ廃棄できません。{}まで保存し、その次の日から廃棄できます。", almanac::in_words(until))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::retention::model::{HoldForm, HoldId};
    use crate::editing::shape::Texts;

    fn day(typed: &str) -> Date {
        almanac::read_date(typed).unwrap()
    }

    fn rule(from: &str, pay: &str) -> RetentionRuleForm {
        let kept = RetentionKind::ALL.map(|kind| (kind.code(), if kind == RetentionKind::Pay { pay } else { "永年" }));
        let texts = [("from_on", from), ("basis", "みほん市文書管理規程")].into_iter().chain(kept);
        let texts: Texts = texts.map(|(name, value)| (name.to_string(), value.to_string())).collect();
        RetentionRuleForm::parse(&texts).unwrap()
    }

    fn thing(kind: RetentionKind, id: &str, done: &str) -> Retained {
        Retained {
            kind,
            thing: id.into(),
            meeting: None,
            name: id.into(),
            done_on: day(done),
            sha256: String::new(),
            is_open: false,
        }
    }

    fn hold(thing: &str, until: &str) -> Hold {
        let form = HoldForm { reason: "開示請求".into(), until_on: day(until) };
        Hold { id: HoldId::fresh(), kind: RetentionKind::Pay, thing: thing.into(), form, by: String::new() }
    }

    /// The things of payments as they stand on a day by a rule of five years.
    fn stand(things: &[Retained], holds: &[Hold], today: &str) -> Vec<Standing> {
        let shelves = shelves(things.to_vec(), Some(&rule("R3.4.1", "5")), holds, day(today));
        shelves.into_iter().flat_map(|shelf| shelf.things).map(|(_, standing)| standing).collect()
    }

    /// Law: 公文書等の管理に関する法律 第34条
    #[test]
    fn a_meeting_of_march_and_one_of_april_are_a_year_apart() {
        let five = KeptFor::Years(5);
        let until = |done: &str| kept_until(FiscalYear::of(day(done)), five).unwrap();
        // 令和6年度 counts from 令和7年4月1日; five years are over on 令和12年3月31日.
        assert_eq!(until("R7.3.31"), day("R12.3.31"));
        assert_eq!(until("R7.4.1"), day("R13.3.31"));
        assert_eq!(until("H31.4.1"), day("R7.3.31"), "over the change of the era");
        assert_eq!(kept_until(FiscalYear(2024), KeptFor::Always), None);
        assert_eq!(kept_until(FiscalYear(2024), KeptFor::Years(1)), Some(day("R8.3.31")));
    }

    #[test]
    fn nothing_is_due_on_its_last_day_and_everything_on_the_next() {
        let things = [thing(RetentionKind::Pay, "a", "R7.3.31")];
        assert_eq!(stand(&things, &[], "R12.3.31"), [Standing::Kept(Some(day("R12.3.31")))]);
        assert_eq!(stand(&things, &[], "R12.4.1"), [Standing::Due]);
        let always = [thing(RetentionKind::Minutes, "a", "S60.4.1")];
        assert_eq!(stand(&always, &[], "R60.4.1"), [Standing::Kept(None)], "永年 is never due");
    }

    #[test]
    fn a_held_thing_and_one_that_is_open_to_everybody_are_not_due() {
        let mut things = [thing(RetentionKind::Pay, "a", "R2.5.1"), thing(RetentionKind::Pay, "b", "R2.5.2")];
        assert_eq!(
            stand(&things, &[hold("b", "R9.3.31")], "R8.11.25"),
            [Standing::Due, Standing::Held(day("R9.3.31"))]
        );
        assert_eq!(
            stand(&things, &[hold("b", "R9.3.31")], "R9.4.1"),
            [Standing::Due, Standing::Due],
            "its day is over"
        );
        things[0].is_open = true;
        assert_eq!(stand(&things, &[], "R8.11.25"), [Standing::Open, Standing::Due]);
        let shelves = shelves(things.to_vec(), None, &[hold("b", "R9.3.31")], day("R8.11.25"));
        assert_eq!((shelves[0].due().count(), shelves[0].staying()), (0, 2));
    }

    #[test]
    fn what_is_kept_is_judged_by_the_rule_of_the_day_on_which_one_looks() {
        let rules = [rule("R3.4.1", "5"), rule("R8.4.1", "10")];
        let until =
            |today: &str| kept_until(FiscalYear(2020), kept_for(in_force(&rules, day(today)), RetentionKind::Pay));
        assert_eq!(until("R8.3.31"), Some(day("R8.3.31")));
        assert_eq!(until("R8.4.1"), Some(day("R13.3.31")), "the longer time holds for what is still there");
        assert!(in_force(&rules, day("R3.3.31")).is_none());
        assert_eq!(kept_for(None, RetentionKind::Minutes), KeptFor::Years(10), "what is usual");
    }

    #[test]
    fn nothing_is_disposed_of_before_its_day_nor_before_the_town_said_how_long() {
        let rule = rule("R3.4.1", "5");
        let shelf = |today: &str, holds: &[Hold]| {
            shelves(vec![thing(RetentionKind::Pay, "a", "R2.5.1")], Some(&rule), holds, day(today)).remove(0)
        };
        let why = |shelf: Option<&Shelf>, rule: Option<&RetentionRuleForm>| may_dispose(shelf, rule).unwrap_err();
        assert!(may_dispose(Some(&shelf("R8.4.1", &[])), Some(&rule)).is_ok());
        assert!(why(Some(&shelf("R8.4.1", &[])), None).contains("未確認"));
        assert!(why(Some(&shelf("R8.3.31", &[])), Some(&rule)).contains("令和8年3月31日まで保存し"));
        assert!(why(Some(&shelf("R8.4.1", &[hold("a", "R9.3.31")])), Some(&rule)).contains("保存を続けている"));
        assert!(why(None, Some(&rule)).contains("もう何もありません"));
        let always = shelves(vec![thing(RetentionKind::Minutes, "a", "R2.5.1")], Some(&rule), &[], day("R60.4.1"));
        assert!(why(always.first(), Some(&rule)).contains("永年"));
    }
}
