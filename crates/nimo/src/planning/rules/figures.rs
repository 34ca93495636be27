//! The figures of a quarter: of one office, of all, against the quarter before; and what is told as a risk.

use crate::planning::model::{Closing, Hundredths, LoadForm, NewClients, Quarter, RuleForm};
use crate::planning::rules::mask::Mask;
use crate::providers::model::ProviderId;
use almanac::Date;

/// An office of a quarter with its answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Office {
    /// Which one.
    pub id: ProviderId,
    /// Its name.
    pub name: String,
    /// What it answered for the quarter.
    pub answer: Option<LoadForm>,
    /// What it answered for the quarter before.
    pub before: Option<LoadForm>,
}

/// 取扱件数: 計画作成 and モニタリング of six months, and the specialists who did them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handled {
    cases: i64,
    planners: Hundredths,
    /// Nobody said how many specialists there were: those of now are taken for all six months.
    pub is_reckoned: bool,
}

impl Handled {
    /// Of an answer; `None` where nobody counted, or nobody was there to do it.
    pub fn of(form: &LoadForm) -> Option<Handled> {
        let planners = form.half_planners.or(form.planners.map(|now| Hundredths(now.0 * 6)))?;
        let handled = Handled { cases: form.half_cases?, planners, is_reckoned: form.half_planners.is_none() };
        (planners.0 > 0).then_some(handled)
    }

    /// C: 1か月の平均の件数 ÷ 1か月の平均の専門員, in hundredths, rounded.
    pub fn ratio(self) -> Hundredths {
        Hundredths((self.cases * 20_000 + self.planners.0) / (self.planners.0 * 2))
    }

    /// Does C reach this figure?
    pub fn reaches(self, fee_from: i64) -> bool {
        self.cases * 100 >= self.planners.0 * fee_from
    }

    /// ⌊(C − 39) × 専門員⌋: so many cases a month are paid at the lower rate, where the 40th is the first.
    pub fn paid_lower(self, fee_from: i64) -> i64 {
        if !self.reaches(fee_from) {
            return 0;
        }
        (self.cases * 100 - self.planners.0 * (fee_from - 1)) / 600
    }
}

/// いまの利用者 for one specialist, in tenths, rounded; `None` where there is none.
pub fn per_planner(clients: i64, planners: Hundredths) -> Option<i64> {
    (planners.0 > 0).then(|| (clients * 2000 + planners.0) / (planners.0 * 2))
}

/// 40.0.
pub fn tenths(number: i64) -> String {
    format!("{}.{}", number / 10, number % 10)
}

/// A share in tenths of a percent, rounded.
pub fn share(part: i64, whole: i64) -> Option<i64> {
    (whole > 0).then(|| (part * 2000 + whole) / (whole * 2))
}

/// All answers of a quarter together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    /// Offices that are asked.
    pub offices: usize,
    /// Those that answered.
    pub answered: usize,
    /// 相談支援専門員, 常勤換算.
    pub planners: Hundredths,
    /// 者.
    pub adults: i64,
    /// 児.
    pub children: i64,
    /// うち精神, of those that said it; `None` where nobody did.
    pub mental: Option<i64>,
    /// Offices that take new people.
    pub taking: usize,
    /// Offices that take them on conditions.
    pub conditional: usize,
    /// あと何人, 者, of those that do not close.
    pub spare_adults: i64,
    /// あと何人, 児.
    pub spare_children: i64,
    /// Offices of which nobody knows how many they take.
    pub spare_unknown: usize,
    /// The longest wait, in days, of those whose number may be told.
    pub longest: Option<i64>,
}

/// The figures of these answers; `asked` offices were asked.
pub fn figures<'a>(asked: usize, answers: impl IntoIterator<Item = &'a LoadForm>, mask: Mask) -> Figures {
    let mut all = Figures { offices: asked, ..Figures::default() };
    for form in answers {
        all.answered += 1;
        all.planners.0 += form.planners.unwrap_or_default().0;
        all.adults += form.adults;
        all.children += form.children;
        all.mental = form.mental.map(|mental| mental + all.mental.unwrap_or(0)).or(all.mental);
        all.taking += usize::from(form.intake == Some(NewClients::Taken));
        all.conditional += usize::from(form.intake == Some(NewClients::Conditional));
        let (adults, children) = form.spare().unwrap_or_default();
        all.spare_adults += adults;
        all.spare_children += children;
        all.spare_unknown += usize::from(form.spare().is_none());
        if !mask.hides(form.waiting.unwrap_or(0)) {
            all.longest = all.longest.max(form.longest);
        }
    }
    all
}

impl Figures {
    /// 者 and 児.
    pub fn clients(&self) -> i64 {
        self.adults + self.children
    }
}

/// The state of a quarter in a sentence; `waiting` is the sum in words.
pub fn sentence(quarter: Quarter, all: &Figures, waiting: Option<&str>) -> String {
    let when = quarter.in_words();
    if all.offices == 0 {
        return format!("{when}: 計画相談の事業所が、まだ一覧にありません。");
    }
    if all.answered == 0 {
        return format!("{when}: {}か所に聞きます。答えは、まだありません。", all.offices);
    }
    let taking = match (all.taking, all.conditional) {
        (0, 0) => "新規を受けるところはなく".to_string(),
        (0, some) => format!("新規を受けるところはなく（条件つきが{some}か所）"),
        (some, 0) => format!("新規を受けるのは{some}か所"),
        (some, more) => format!("新規を受けるのは{some}か所（ほかに条件つき{more}か所）"),
    };
    let waiting = waiting
        .map_or_else(|| "待っている人の数は、まだ分かりません".into(), |told| format!("待っている人は{told}です"));
    let answered = match all.answered {
        some if some == all.offices => format!("{some}か所のすべてが答え"),
        some => format!("{}か所のうち{some}か所が答え", all.offices),
    };
    format!("{when}: {answered}、{taking}、{waiting}。")
}

/// What changed since the quarter before, at the offices that answered both times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// So many answered both times.
    pub both: usize,
    /// いまの利用者, more or fewer; `None` where a count is masked.
    pub clients: Option<i64>,
    /// 専門員（常勤換算）, in hundredths.
    pub planners: i64,
    /// 待っている人; `None` where somebody did not say, or a count is masked.
    pub waiting: Option<i64>,
}

/// The change at offices that answered both times; `None` where none did.
pub fn change(offices: &[Office], mask: Mask) -> Option<Change> {
    let both: Vec<(&LoadForm, &LoadForm)> =
        offices.iter().filter_map(|office| office.before.as_ref().zip(office.answer.as_ref())).collect();
    let more = |of: fn(&LoadForm) -> i64| both.iter().map(|(before, now)| of(now) - of(before)).sum();
    let told = |count: i64| Some(count).filter(|count| !mask.hides(*count));
    let sum = |of: &dyn Fn(&LoadForm) -> Option<i64>| -> Option<i64> {
        both.iter().map(|(before, now)| Some(of(now)? - of(before)?)).sum()
    };
    (!both.is_empty()).then(|| Change {
        both: both.len(),
        clients: sum(&|form| told(form.clients())),
        planners: more(|form| form.planners.unwrap_or_default().0),
        waiting: sum(&|form| form.waiting.and_then(told)),
    })
}

/// What is told as a risk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanRisk {
    /// One office holds so large a share of all clients.
    Share {
        /// Its name.
        name: String,
        /// The share in tenths of a percent; `None` where it would tell of a masked count.
        share: Option<i64>,
    },
    /// 取扱件数 reaches the figure from which on the fee is lower.
    Fee {
        /// Its name.
        name: String,
        /// What it handles.
        handled: Handled,
    },
    /// It is decided that it closes or grows smaller.
    Closing {
        /// Its name.
        name: String,
        /// On which day.
        on: Option<Date>,
    },
}

impl PlanRisk {
    /// As the page and the paper say it.
    pub fn sentence(&self, rule: &RuleForm) -> String {
        match self {
            PlanRisk::Share { name, share: Some(share) } => format!(
                "{name}に、答えのあった利用者の{}％が集まっています（目安は{}％まで）。閉じると、影響が大きくなります。",
                tenths(*share),
                rule.share
            ),
            PlanRisk::Share { name, share: None } => format!(
                "{name}に集まっている利用者は、答えのあった利用者の{}％をこえています。閉じると、影響が大きくなります。",
                rule.share
            ),
            PlanRisk::Fee { name, handled } => format!(
                "{name}の取扱件数は、専門員1人あたり月{}件です{}。{}件目から報酬が下がり、月{}件がその分に当たります。",
                handled.ratio().in_words(),
                if handled.is_reckoned { "（いまの専門員の人数で割った目安）" } else { "" },
                rule.fee_from,
                handled.paid_lower(rule.fee_from)
            ),
            PlanRisk::Closing { name, on } => {
                let on = on.map(|on| format!("{}に、", almanac::in_words(on))).unwrap_or_default();
                format!("{name}は、{on}閉じるか減らすことが決まっています。")
            }
        }
    }
}

/// All that is told as a risk, office by office. Beside a masked count a share is no figure, and is held against the most that the masked
/// may be: what is told follows from what is shown, and is true whatever they are.
pub fn risks(offices: &[Office], rule: &RuleForm, mask: Mask) -> Vec<PlanRisk> {
    let answered = || offices.iter().filter_map(|office| Some((office, office.answer.as_ref()?)));
    let is_masked = |form: &LoadForm| mask.hides(form.clients());
    let most = |form: &LoadForm| mask.0.filter(|_| is_masked(form)).map_or(form.clients(), |below| below - 1);
    let whole: i64 = answered().map(|(_, form)| most(form)).sum();
    let is_exact = !answered().any(|(_, form)| is_masked(form));
    let is_only = answered().count() == 1;
    let mut found = vec![];
    for (office, form) in answered() {
        let name = || office.name.clone();
        if form.clients() * 100 > whole * rule.share && !is_only && !is_masked(form) {
            found.push(PlanRisk::Share { name: name(), share: share(form.clients(), whole).filter(|_| is_exact) });
        }
        if let Some(handled) = Handled::of(form).filter(|handled| handled.reaches(rule.fee_from)) {
            found.push(PlanRisk::Fee { name: name(), handled });
        }
        if form.closing == Closing::Decided {
            found.push(PlanRisk::Closing { name: name(), on: form.closing_on });
        }
    }
    found
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::planning::model::rule_on;
    use proptest::prelude::*;

    pub fn office(name: &str, number: i64, answer: Option<LoadForm>) -> Office {
        let id = ProviderId::of_row((9_910_000_000 + number) * 100_000 + 52_000).unwrap();
        Office { id, name: name.into(), answer, before: None }
    }

    pub fn load(planners: i64, adults: i64, children: i64) -> LoadForm {
        LoadForm {
            planners: Some(Hundredths(planners)),
            adults,
            children,
            intake: Some(NewClients::Taken),
            spare_adults: Some(0),
            ..LoadForm::default()
        }
    }

    /// The worked example of the fee: 48.33 cases and 1.17 specialists a month, C 41.43, two cases.
    #[test]
    fn forty_eight_cases_and_a_third_make_a_ratio_of_forty_one_and_two_at_the_lower_rate() {
        let form = LoadForm { half_cases: Some(290), half_planners: Some(Hundredths(700)), ..load(100, 80, 0) };
        let handled = Handled::of(&form).unwrap();
        assert_eq!(handled.ratio().in_words(), "41.43");
        assert!(handled.reaches(40) && !handled.reaches(42));
        assert_eq!((handled.paid_lower(40), handled.paid_lower(42)), (2, 0));
        let reckoned = Handled::of(&LoadForm { half_planners: None, ..form.clone() }).unwrap();
        assert!(reckoned.is_reckoned && reckoned.ratio().in_words() == "48.33");
        assert_eq!(Handled::of(&LoadForm { half_cases: None, ..form }), None);
        assert_eq!(Handled::of(&LoadForm { half_cases: Some(6), ..load(0, 0, 0) }), None, "nobody is there to do it");
    }

    #[test]
    fn a_quarter_is_one_sentence() {
        let third = Quarter::parse("2026q3").unwrap();
        let all = Figures { offices: 7, answered: 5, taking: 2, ..Figures::default() };
        assert_eq!(
            sentence(third, &all, Some("12人")),
            "令和8年度第3四半期: 7か所のうち5か所が答え、新規を受けるのは2か所、待っている人は12人です。"
        );
        let all = Figures { offices: 5, answered: 5, conditional: 1, ..all };
        assert!(
            sentence(third, &all, None)
                .contains("5か所のすべてが答え、新規を受けるのは2か所（ほかに条件つき1か所）、待っている人の数は")
        );
        assert!(sentence(third, &Figures { answered: 0, ..all.clone() }, None).contains("5か所に聞きます"));
        assert!(sentence(third, &Figures { offices: 0, ..all }, None).contains("まだ一覧にありません"));
    }

    #[test]
    fn one_office_with_more_than_a_quarter_of_all_clients_is_a_risk() {
        let rule = rule_on(&[], "2026-12-31".parse().unwrap()).1;
        let offices = [
            office("あ", 25, Some(load(100, 50, 1))),
            office("い", 33, Some(load(100, 50, 0))),
            office("う", 41, Some(load(100, 103, 0))),
            office("え", 58, None),
        ];
        let told: Vec<String> = risks(&offices, &rule, Mask(None)).iter().map(|risk| risk.sentence(&rule)).collect();
        assert_eq!(told.len(), 1, "a quarter itself is none: {told:?}");
        assert!(
            told[0].starts_with("うに、答えのあった利用者の50.5％が集まっています（目安は25％まで）。"),
            "{told:?}"
        );
        assert!(risks(&offices[2..], &rule, Mask(None)).is_empty(), "where one alone answered, its share says nothing");
    }

    #[test]
    fn a_decided_closing_and_a_full_desk_are_told() {
        let rule = rule_on(&[], "2026-12-31".parse().unwrap()).1;
        let closing =
            LoadForm { closing: Closing::Decided, closing_on: Some("2027-03-31".parse().unwrap()), ..load(100, 20, 0) };
        let full = LoadForm { half_cases: Some(240), half_planners: Some(Hundredths(600)), ..load(100, 21, 0) };
        let others = (0..4).map(|n| office("ほか", 100 + n, Some(load(100, 30, 0))));
        let offices: Vec<Office> =
            [office("あ", 25, Some(closing)), office("い", 33, Some(full))].into_iter().chain(others).collect();
        let told: Vec<String> = risks(&offices, &rule, Mask(None)).iter().map(|risk| risk.sentence(&rule)).collect();
        assert_eq!(
            told,
            [
                "あは、令和9年3月31日に、閉じるか減らすことが決まっています。",
                "いの取扱件数は、専門員1人あたり月40件です。40件目から報酬が下がり、月1件がその分に当たります。",
            ]
        );
    }

    #[test]
    fn only_those_who_answered_both_times_are_compared() {
        let both = Office {
            before: Some(LoadForm { waiting: Some(1), ..load(150, 60, 0) }),
            ..office("あ", 25, Some(LoadForm { waiting: Some(5), ..load(100, 72, 0) }))
        };
        let offices = [both, office("い", 33, Some(load(100, 90, 0)))];
        let told = change(&offices, Mask(None)).unwrap();
        assert_eq!((told.both, told.clients, told.planners, told.waiting), (1, Some(12), -50, Some(4)));
        assert_eq!(change(&offices, Mask(Some(3))).unwrap().waiting, None, "a masked count is told by no difference");
        assert_eq!(change(&offices[1..], Mask(None)), None);
    }

    #[test]
    fn how_many_clients_came_is_not_told_where_an_office_has_one_or_two() {
        let both = |name, number, before, now| Office {
            before: Some(load(100, before, 0)),
            ..office(name, number, Some(load(100, now, 0)))
        };
        let clients = |offices: &[Office], mask| change(offices, Mask(mask)).unwrap().clients;
        for few in [both("い", 33, 2, 5), both("い", 33, 5, 2)] {
            let offices = [both("あ", 25, 30, 40), few];
            assert!(clients(&offices, None).is_some());
            assert_eq!(clients(&offices, Some(3)), None, "what is shown of あ would tell of い");
            assert_eq!(clients(&offices[..1], Some(3)), Some(10));
        }
    }

    #[test]
    fn a_share_tells_of_no_office_with_one_or_two_clients() {
        let rule = rule_on(&[], "2026-12-31".parse().unwrap()).1;
        let told = |counts: &[i64], rule: &RuleForm| -> Vec<String> {
            let offices: Vec<Office> = counts
                .iter()
                .zip(1..)
                .map(|(count, n)| office(&format!("{n}番"), n, Some(load(100, *count, 0))))
                .collect();
            risks(&offices, rule, Mask(Some(3))).iter().map(|risk| risk.sentence(rule)).collect()
        };
        let few = told(&[30, 2], &rule);
        assert_eq!(
            few,
            ["1番に集まっている利用者は、答えのあった利用者の25％をこえています。閉じると、影響が大きくなります。"]
        );
        assert_eq!(told(&[30, 1], &rule), few, "another small count looks the same");
        let close = RuleForm { share: 95, ..rule.clone() };
        assert_eq!(
            told(&[30, 1], &close),
            told(&[30, 2], &close),
            "even where the one would be told and the other not"
        );
        assert!(told(&[1, 2], &rule).is_empty(), "a small count is no share itself");
        assert!(told(&[30, 10], &rule)[0].contains("75.0％"), "without one the figure stands");
    }

    #[test]
    fn clients_for_one_specialist_are_rounded_and_nobody_divides_by_none() {
        assert_eq!(per_planner(70, Hundredths(150)).map(tenths).as_deref(), Some("46.7"));
        assert_eq!(per_planner(70, Hundredths(0)), None);
        assert_eq!(share(1, 3).map(tenths).as_deref(), Some("33.3"));
        assert_eq!(share(0, 0), None);
    }

    proptest! {
        #[test]
        fn the_lower_rate_begins_with_the_ratio(cases in 0i64..99_999, planners in 1i64..50_000) {
            let form = LoadForm { half_cases: Some(cases), half_planners: Some(Hundredths(planners)), ..load(100, 1, 0) };
            let handled = Handled::of(&form).unwrap();
            let exact = cases as f64 * 100.0 / planners as f64;
            prop_assert!((handled.ratio().0 as f64 / 100.0 - exact).abs() < 0.006);
            prop_assert_eq!(handled.reaches(40), cases * 100 >= planners * 40);
            prop_assert!(handled.paid_lower(40) >= 0 && (handled.reaches(40) || handled.paid_lower(40) == 0));
        }
    }
}
