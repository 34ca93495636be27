use super::*;
use crate::editing::shape::Texts;
use crate::houses::model::{
    CheckForm, CheckState, HouseRule, HouseRuleId, HouseStage, HouseUse, RuleSource, SquareMetres,
};
use proptest::prelude::*;

pub(super) fn house(pairs: &[(&str, &str)]) -> HouseForm {
    let least = [
        ("label", "本町の2階建て"),
        ("town", "本町"),
        ("as_of", "R8.11.1"),
        ("told_by", "窓口"),
        ("intended", "group_home"),
    ];
    let texts: Texts = least.iter().chain(pairs).map(|(name, value)| (name.to_string(), value.to_string())).collect();
    HouseForm::parse(&texts).unwrap()
}

pub(super) fn finding(rule: &HouseRuleForm, matter: &str, pairs: &[(&str, &str)]) -> Finding {
    let verdicts = judged(&house(pairs), rule);
    verdicts.into_iter().find(|verdict| verdict.matter == matter).expect("the matter").finding
}

#[test]
fn a_small_house_is_a_dwelling_only_where_the_town_says_so() {
    let small = HouseRuleForm { small_is_on: true, change: SquareMetres(10_000), ..HouseRuleForm::first() };
    let of = "用途変更の確認申請";
    for (area, floors, found) in [
        ("150", "2", Finding::Free),
        ("150", "3", Finding::Needed),
        ("200", "2", Finding::Needed),
        ("150", "", Finding::Unknown),
        ("", "2", Finding::Unknown),
        ("90", "3", Finding::Free),
    ] {
        assert_eq!(finding(&small, of, &[("area", area), ("floors", floors)]), found, "{area} {floors}");
    }
    let off = HouseRuleForm { small_is_on: false, ..small };
    assert_eq!(finding(&off, of, &[("area", "150"), ("floors", "2")]), Finding::Needed);
}

#[test]
fn an_old_house_is_known_by_its_confirmation_and_by_its_year_where_that_settles_it() {
    let (first, of) = (HouseRuleForm::first(), "耐震診断・改修");
    for (confirmed, built, quake, found) in [
        ("S56.5.31", "", "no", Finding::Needed),
        ("S56.6.1", "", "no", Finding::Free),
        ("昭和56年", "", "no", Finding::Unknown),
        ("昭和56年5月", "", "no", Finding::Needed),
        ("", "昭和55年", "no", Finding::Needed),
        ("", "昭和57年", "no", Finding::Unknown),
        ("", "昭和58年6月", "no", Finding::Free),
        ("", "昭和50年頃", "no", Finding::Unknown),
        ("", "", "no", Finding::Unknown),
        ("", "昭和50年", "yes", Finding::Free),
        ("", "昭和50年", "", Finding::Unknown),
        // A confirmation that is vague leaves what the year has settled.
        ("昭和50年頃", "昭和52年", "no", Finding::Needed),
        ("昭和50年頃", "昭和52年頃", "no", Finding::Unknown),
        ("昭和56年", "昭和60年", "no", Finding::Unknown),
        // The day of the confirmation says more than the year.
        ("S56.5.1", "昭和57年", "no", Finding::Needed),
    ] {
        let pairs = [("confirmed", confirmed), ("built", built), ("quake", quake)];
        assert_eq!(finding(&first, of, &pairs), found, "{confirmed} {built} {quake}");
    }
}

#[test]
fn a_certificate_that_nobody_saw_is_not_a_missing_one() {
    let (first, of) = (HouseRuleForm::first(), "検査済証に代わる調べ");
    for (told, found) in [("yes", Finding::Free), ("no", Finding::Needed), ("", Finding::Unknown)] {
        assert_eq!(finding(&first, of, &[("certificate", told)]), found);
    }
}

#[test]
fn the_place_decides_by_its_zone_and_by_its_hazards() {
    let (first, of) = (HouseRuleForm::first(), "用途地域での許可");
    for (zone, found) in [
        ("", Finding::Unknown),
        ("unknown", Finding::Unknown),
        ("low_1", Finding::Free),
        ("restrained", Finding::Needed),
        ("works_alone", Finding::Barred),
    ] {
        assert_eq!(finding(&first, of, &[("zone", zone)]), found, "{zone}");
    }
    for intended in ["trial_stay", "satellite"] {
        for (zone, found) in [
            ("low_1", Finding::Unknown),
            ("mid_2", Finding::Unknown),
            ("home_1", Finding::Unknown),
            ("works", Finding::Unknown),
            ("shops", Finding::Free),
            ("restrained", Finding::Needed),
            ("works_alone", Finding::Barred),
        ] {
            assert_eq!(finding(&first, of, &[("zone", zone), ("intended", intended)]), found, "{intended} {zone}");
        }
    }
    assert_eq!(finding(&first, of, &[("zone", "low_1"), ("intended", "")]), Finding::Unknown);
    assert_eq!(finding(&first, of, &[("zone", "low_1"), ("intended", "rental")]), Finding::Free);
    assert_eq!(finding(&first, of, &[("zone", "works_alone"), ("intended", "rental")]), Finding::Barred);
    assert_eq!(finding(&first, of, &[("zone", "restrained"), ("intended", "rental")]), Finding::Free);
    assert_eq!(finding(&first, of, &[("zone", "restrained"), ("intended", "")]), Finding::Unknown);
    for (hazards, found) in [
        ("", Finding::Unknown),
        ("unknown", Finding::Unknown),
        ("none", Finding::Free),
        ("flood", Finding::Needed),
        ("slope unknown", Finding::Needed),
    ] {
        assert_eq!(finding(&first, "ハザードへの手当て", &[("hazards", hazards)]), found, "{hazards}");
    }
}

#[test]
fn people_fit_a_home_and_have_room_in_it() {
    let first = HouseRuleForm::first();
    let of = "人数の手当て";
    for (intended, people, found) in [
        ("group_home", "", Finding::Unknown),
        ("group_home", "1", Finding::Barred),
        ("group_home", "5", Finding::Free),
        ("group_home", "21", Finding::Barred),
        ("satellite", "2", Finding::Barred),
        ("satellite", "1", Finding::Free),
        ("rental", "9", Finding::Free),
        ("", "5", Finding::Unknown),
    ] {
        assert_eq!(finding(&first, of, &[("intended", intended), ("people", people)]), found, "{intended} {people}");
    }
    let of = "居室の広さの手当て";
    for (people, area, found) in [
        ("5", "37.15", Finding::Free),
        ("5", "37.14", Finding::Barred),
        ("5", "", Finding::Unknown),
        ("", "100", Finding::Unknown),
    ] {
        assert_eq!(finding(&first, of, &[("people", people), ("area", area)]), found, "{people} {area}");
    }
    for (intended, found) in [("", Finding::Unknown), ("trial_stay", Finding::Free), ("satellite", Finding::Barred)] {
        let pairs = [("intended", intended), ("people", "5"), ("area", "30")];
        assert_eq!(finding(&first, of, &pairs), found, "{intended}");
    }
}

fn check(kind: CheckKind, state: CheckState, asked_on: Option<&str>, next: &str) -> HouseCheck {
    let asked_on = asked_on.map(|day| day.parse().unwrap());
    HouseCheck { kind, form: CheckForm { state, asked_on, next: next.into(), ..CheckForm::default() }, version: 1 }
}

#[test]
fn a_counter_that_was_asked_is_judged_by_the_settings_of_that_day() {
    let later = HouseRuleForm {
        from_on: "2027-04-01".parse().unwrap(),
        change: SquareMetres(10_000),
        building: RuleSource { words: "改正のあと".into(), is_checked: true },
        ..HouseRuleForm::first()
    };
    let rules = HouseRules::of(vec![HouseRule { id: HouseRuleId::fresh(), form: later, version: 1 }]);
    let today = "2027-05-01".parse().unwrap();
    let change = |checks: &[HouseCheck]| judged_on(&house(&[("area", "150")]), &rules, checks, today)[0].clone();
    let asked = [check(CheckKind::Building, CheckState::Clear, Some("2027-03-31"), "")];
    assert_eq!((change(&asked).finding, change(&[]).finding), (Finding::Free, Finding::Needed));
    assert_eq!(change(&[]).source.words, "改正のあと");
}

#[test]
fn what_is_next_is_what_somebody_wrote_or_the_first_counter_that_nobody_asked() {
    let first = HouseRuleForm::first();
    let verdicts = judged(&house(&[("area", "150")]), &first);
    let open = |kind| check(kind, CheckState::Open, None, "");
    let mut checks: Vec<HouseCheck> = CheckKind::ALL.iter().map(|kind| open(*kind)).collect();
    let next = |checks: &[HouseCheck]| next_step(HouseStage::Looking, checks, &verdicts);
    assert_eq!(next(&checks), "検査済証を確かめる（建築）");
    let unused = judged(&house(&[("intended", "")]), &first);
    assert_eq!(next_step(HouseStage::Heard, &checks, &unused), "使い方の考えを決める");
    checks[1] = check(CheckKind::Fire, CheckState::Asking, Some("2026-11-01"), "図面を持って行く");
    assert_eq!(next(&checks), "図面を持って行く（消防）");
    for check in &mut checks {
        check.form.state = CheckState::Clear;
    }
    assert_eq!(next(&checks), "使うか、見送るかを決める");
    checks[2].form.state = CheckState::Mend;
    assert_eq!(next(&checks), "都市計画の次の手を決める（手当てが要る）");
    assert_eq!(next_step(HouseStage::Dropped, &checks, &verdicts), "");
}

proptest! {
    /// A confirmation that is known less well gives the same verdict or none; where the year has settled that the house is old, the same.
    #[test]
    fn a_vaguer_confirmation_never_turns_a_verdict_round_and_never_unmakes_an_old_house(
        built in 1970i32..1984, before in 0i32..3, month in 1u32..13
    ) {
        let year = built - before;
        let (day, month, in_year) = (format!("{year}.{month}.15"), format!("{year}.{month}"), format!("{year}年"));
        let (about, built_in) = (format!("{year}年頃"), format!("{built}年"));
        let found = |confirmed: &str| {
            let pairs = [("confirmed", confirmed), ("built", &built_in), ("quake", "no")];
            finding(&HouseRuleForm::first(), "耐震診断・改修", &pairs)
        };
        let clear = found(&day);
        for vaguer in [&month, &in_year, &about, ""] {
            let vague = found(vaguer);
            prop_assert!(vague == clear || vague == Finding::Unknown, "{vaguer} {vague:?}");
            prop_assert!(built > 1980 || vague == Finding::Needed, "{vaguer} {built} {vague:?}");
        }
    }

    /// What is not known never makes a verdict that knowing it could turn round without being asked.
    #[test]
    fn taking_an_answer_away_gives_the_same_verdict_or_none(
        area in 1i64..40_000, people in 1i64..30, floors in 1i64..4, gone in 0usize..9, heavy in 0i64..30, zone in 0usize..3,
        intended in 0usize..4, on in any::<bool>()
    ) {
        let rule = HouseRuleForm { small_is_on: on, alarm: SquareMetres(15_000), ..HouseRuleForm::first() };
        let heavy = heavy.min(people).to_string();
        let (area, people, floors) = (SquareMetres(area).to_string(), people.to_string(), floors.to_string());
        let all = [
            ("area", area.as_str()), ("people", &people), ("floors", &floors),
            ("heavy_people", &heavy), ("zone", ["low_1", "restrained", "works_alone"][zone]), ("hazards", "flood"),
            ("built", "昭和50年"), ("certificate", "no"), ("intended", HouseUse::ALL[intended].code()),
        ];
        let mut less = all;
        less[gone].1 = "";
        let (whole, part) = (judged(&house(&all), &rule), judged(&house(&less), &rule));
        for (whole, part) in whole.iter().zip(&part) {
            prop_assert!(part.finding == whole.finding || part.finding == Finding::Unknown, "{} {:?}", part.matter, part);
        }
    }
}
