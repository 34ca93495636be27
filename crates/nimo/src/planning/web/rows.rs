//! The words of a quarter: what the screen and the papers say alike.

use crate::editing::read::grouped;
use crate::planning::model::{Closing, Hundredths, LoadForm, PlanLoadId, QuarterForm};
use crate::planning::rules::draw::{Bars, bars};
use crate::planning::rules::figures::{self, Figures, Handled, PlanRisk, change, per_planner, share, tenths};
use crate::planning::rules::mask::{OwnPlans, own_plans};
use crate::planning::web::collect::Collected;
use crate::providers::model::Provider;
use wamnet::{Column, Service};

/// An office as a row.
#[derive(Default)]
pub struct Line {
    /// The address of its answer.
    pub load: String,
    /// The address of the office.
    pub provider: String,
    /// すみれ相談室.
    pub name: String,
    /// となり町の事業所, 障害児相談支援; empty for the usual.
    pub kind: String,
    /// 042-000-1234.
    pub phone: String,
    /// What a telephone dials.
    pub dials: String,
    /// Did it answer?
    pub answered: bool,
    /// 令和8年11月20日.
    pub as_of: String,
    /// 70人.
    pub clients: String,
    /// 者60人、児10人; empty where that would tell of a few.
    pub parted: String,
    /// 1.5.
    pub planners: String,
    /// 46.7.
    pub per: String,
    /// The mark and the word of 新規.
    pub intake: (&'static str, &'static str),
    /// 者2人、児0人.
    pub spare: String,
    /// The same in two parts, each of which stays on its line.
    pub spares: Vec<String>,
    /// 4人, 3人未満.
    pub waiting: String,
    /// 45日.
    pub longest: String,
    /// 41.43件.
    pub handled: String,
    /// Does the fee go down there?
    pub is_heavy: bool,
    /// 令和9年3月31日に閉じるか減らす, 検討中.
    pub closing: String,
}

/// Every office, in the order of the page.
pub fn lines(all: &Collected) -> Vec<Line> {
    all.offices
        .iter()
        .map(|office| {
            let provider = all.named.get(&office.id);
            let load = PlanLoadId::of(office.id, all.quarter).map(|id| id.to_string()).unwrap_or_default();
            let cell = |column| provider.map_or_else(String::new, |one| one.cells.get(column).to_string());
            let line = Line {
                load,
                provider: office.id.to_string(),
                name: office.name.clone(),
                kind: provider.map(|one| kind(all, one)).unwrap_or_default(),
                phone: cell(Column::Phone),
                dials: provider.and_then(|one| one.cells.dials(Column::Phone)).unwrap_or_default(),
                ..Line::default()
            };
            office.answer.iter().fold(line, |line, form| answered(all, form, line))
        })
        .collect()
}

fn kind(all: &Collected, one: &Provider) -> String {
    let service = if one.service == Service::PLANNING { "" } else { one.service.label() };
    let place = if all.town_code.holds(one.town) { "" } else { "町の外" };
    [service, place].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join("、")
}

fn answered(all: &Collected, form: &LoadForm, line: Line) -> Line {
    let mask = all.mask;
    let planners = form.planners.unwrap_or_default();
    let handled = Handled::of(form);
    let waits = form.waiting.filter(|count| !mask.hides(*count));
    Line {
        answered: true,
        as_of: form.as_of.map(almanac::in_words).unwrap_or_default(),
        clients: mask.people(form.clients()),
        parted: mask.parted(form).map(|(adults, children)| both(adults, children)).unwrap_or_default(),
        planners: planners.in_words(),
        per: per_planner(form.clients(), planners)
            .filter(|_| !mask.hides(form.clients()))
            .map(tenths)
            .unwrap_or_default(),
        intake: form.intake.map(|intake| (intake.mark(), intake.label())).unwrap_or_default(),
        spare: form.spare().map_or_else(|| UNKNOWN.to_string(), |(adults, children)| both(adults, children)),
        spares: form.spare().map_or_else(
            || vec![UNKNOWN.to_string()],
            |(adults, children)| vec![format!("者{}人", grouped(adults)), format!("児{}人", grouped(children))],
        ),
        waiting: form.waiting.map(|count| mask.people(count)).unwrap_or_default(),
        longest: form.longest.filter(|_| waits.is_some_and(|count| count > 0)).map_or_else(String::new, days),
        handled: handled.map(|handled| format!("{}件", handled.ratio().in_words())).unwrap_or_default(),
        is_heavy: handled.is_some_and(|handled| handled.reaches(all.rule.1.fee_from)),
        closing: match (form.closing, form.closing_on) {
            (Closing::Decided, Some(on)) => format!("{}に閉じるか減らす", almanac::in_words(on)),
            (Closing::No, _) => String::new(),
            (closing, _) => closing.label().to_string(),
        },
        ..line
    }
}

fn both(adults: i64, children: i64) -> String {
    format!("者{}人、児{}人", grouped(adults), grouped(children))
}

fn days(days: i64) -> String {
    format!("{}日", grouped(days))
}

/// A figure of the whole: its head, the figure, and what changed.
pub struct Told {
    /// 相談支援専門員（常勤換算）.
    pub head: &'static str,
    /// 7.5人.
    pub figure: String,
    /// 前より0.5人減.
    pub change: String,
}

/// All answers together.
pub fn whole(all: &Collected) -> Figures {
    figures::figures(all.offices.len(), answers(all), all.mask)
}

fn answers(all: &Collected) -> impl Iterator<Item = &LoadForm> {
    all.offices.iter().filter_map(|office| office.answer.as_ref())
}

/// 待っている人 in words: a sum over offices, のべ, for one family asks several. `None` where nobody said.
fn waiting(all: &Collected) -> Option<String> {
    let counts: Vec<i64> = answers(all).filter_map(|form| form.waiting).collect();
    let sum = all.mask.sum(counts.iter().copied());
    let each = if sum.shown > 0 { "のべ" } else { "" };
    (!counts.is_empty()).then(|| format!("{each}{}", all.mask.sum_in_words(sum)))
}

/// What のべ means; empty where nobody said how many wait.
pub fn waiting_note(all: &Collected) -> &'static str {
    let note = "待っている人は、事業所ごとの人数を足した、のべの数です。いくつかの事業所に頼んでいる人は、頼んだ事業所の数だけ数えています。";
    if waiting(all).is_some() { note } else { "" }
}

/// The sentence above all.
pub fn sentence(all: &Collected) -> String {
    figures::sentence(all.quarter, &whole(all), waiting(all).as_deref())
}

/// The figures of the whole.
pub fn told(all: &Collected) -> Vec<Told> {
    let whole = whole(all);
    let change = change(&all.offices, all.mask);
    let is_parted = answers(all).all(|form| all.mask.parted(form).is_some());
    let clients = all.mask.sum(answers(all).map(LoadForm::clients));
    let parted = if is_parted { format!("（{}）", both(whole.adults, whole.children)) } else { String::new() };
    let told = |head, figure: String, change: String| Told { head, figure, change };
    let more = |number: i64, unit: &str| signed(number, &grouped(number.abs()), unit);
    let some = |text: Option<String>| text.unwrap_or_else(|| "まだ分からない".into());
    let (mut rows, none) = (vec![], String::new);
    rows.push(told("答えた事業所", format!("{}か所（聞いたのは{}か所）", whole.answered, whole.offices), none()));
    if whole.answered == 0 {
        return rows;
    }
    rows.push(told(
        "相談支援専門員（常勤換算）",
        format!("{}人", whole.planners.in_words()),
        change.map_or_else(none, |one| signed(one.planners, &Hundredths(one.planners.abs()).in_words(), "人")),
    ));
    rows.push(told(
        "いまの利用者",
        format!("{}{parted}", all.mask.sum_in_words(clients)),
        change.and_then(|one| one.clients).map_or_else(none, |count| more(count, "人")),
    ));
    if let Some(mental) = whole.mental {
        rows.push(told("うち精神障害のある人（答えたところ）", all.mask.people(mental), none()));
    }
    // Of those whose clients are told: both sides of the division are of the same offices.
    let seen = answers(all).filter(|form| !all.mask.hides(form.clients())).filter_map(|form| form.planners);
    let per = per_planner(clients.shown, Hundredths(seen.map(|planners| planners.0).sum()))
        .map(|per| format!("{}人", tenths(per)));
    rows.push(told("専門員1人あたりの利用者", some(per), none()));
    rows.push(told(
        "新規を受けるところ",
        format!("{}か所、ほかに条件つき{}か所", whole.taking, whole.conditional),
        none(),
    ));
    let unknown = match whole.spare_unknown {
        0 => String::new(),
        some => format!("（ほかに、人数の分からないところが{some}か所）"),
    };
    let spare = format!("{}{unknown}", both(whole.spare_adults, whole.spare_children));
    rows.push(told("あと何人受けられるか", spare, none()));
    rows.push(told(
        "待っている人",
        some(waiting(all)),
        change.and_then(|one| one.waiting).map_or_else(none, |count| more(count, "人")),
    ));
    if let Some(longest) = whole.longest {
        rows.push(told("最も長い待ち", days(longest), none()));
    }
    rows
}

fn signed(number: i64, words: &str, unit: &str) -> String {
    match number {
        0 => "変わらない".into(),
        _ if number > 0 => format!("{words}{unit}増えた"),
        _ => format!("{words}{unit}減った"),
    }
}

/// With how many offices the figures are compared; empty where there is nothing to compare.
pub fn compared(all: &Collected) -> String {
    change(&all.offices, all.mask)
        .map(|one| format!("前の四半期にも答えた{}か所での増減", one.both))
        .unwrap_or_default()
}

/// All that is told as a risk.
pub fn risks(all: &Collected) -> Vec<String> {
    let shown = |risk: &PlanRisk| risk.sentence(&all.rule.1);
    figures::risks(&all.offices, &all.rule.1, all.mask).iter().map(shown).collect()
}

/// The picture.
pub fn picture(all: &Collected) -> Option<Bars> {
    let drawn = all.offices.iter().filter_map(|office| {
        let form = office.answer.as_ref().filter(|form| !all.mask.hides(form.clients()))?;
        let (adults, children) = all.mask.parted(form).unwrap_or((form.clients(), 0));
        Some((office.name.clone(), adults, children, all.mask.people(form.clients())))
    });
    bars(&drawn.collect::<Vec<_>>())
}

/// What the town counted: head, now, and in the quarter before.
pub fn of_town(all: &Collected) -> Vec<[String; 3]> {
    let [now, before] = &all.town;
    let Some(now) = now else { return vec![] };
    let now = counted(all, now);
    let before: Vec<(&str, String)> = before.as_ref().map(|form| counted(all, form)).unwrap_or_default();
    let was = |head: &str| before.iter().find(|(other, _)| *other == head).map(|(_, told)| told.clone());
    now.into_iter().map(|(head, told)| [head.to_string(), told, was(head).unwrap_or_default()]).collect()
}

const UNKNOWN: &str = "分からない";

fn counted(all: &Collected, form: &QuarterForm) -> Vec<(&'static str, String)> {
    let mask = all.mask;
    let people = |count: Option<i64>| count.map_or_else(|| UNKNOWN.to_string(), |count| mask.people(count));
    let pair = |adults: Option<i64>, children: Option<i64>| match (adults, children) {
        (Some(adults), Some(children)) if mask.hides(adults) || mask.hides(children) => mask.people(adults + children),
        (Some(adults), Some(children)) => {
            format!("{}（{}）", mask.people(adults + children), both(adults, children))
        }
        (None, None) => UNKNOWN.to_string(),
        _ => format!("者は{}、児は{}", people(adults), people(children)),
    };
    let sum = |counts: &[Option<i64>]| counts.iter().copied().sum::<Option<i64>>();
    let own = sum(&[form.own_adults.all(), form.own_children.all()]);
    let whole = sum(&[form.adults, form.children, own]);
    let mut rows = vec![("事業所が計画を作っている人", pair(form.adults, form.children))];
    match own_plans(form, mask) {
        OwnPlans::Each(adults, children) => {
            rows.push(("望んでセルフプラン", pair(adults.wanted, children.wanted)));
            rows.push(("事業所がなくてセルフプラン", pair(adults.lacking, children.lacking)));
        }
        OwnPlans::ByReason(plans) => {
            rows.push(("望んでセルフプラン", people(plans.wanted)));
            rows.push(("事業所がなくてセルフプラン", people(plans.lacking)));
        }
        OwnPlans::Whole(_) | OwnPlans::Few => rows.push(("セルフプラン", people(own))),
    }
    // A rate of a few tells how few they are; a rate of what nobody counted is none.
    let rate = |part: Option<i64>, whole: Option<i64>| {
        let Some((part, whole)) = part.zip(whole) else { return Some(UNKNOWN.to_string()) };
        let is_told = !mask.hides(part) && !mask.hides(whole);
        share(part, whole).filter(|_| is_told).map(|rate| format!("{}％", tenths(rate)))
    };
    if let Some(rate) = rate(own, whole) {
        rows.push(("セルフプランの割合", rate));
    }
    let of_children = form.own_children.all();
    let is_each = matches!(own_plans(form, mask), OwnPlans::Each(..));
    if let Some(rate) = rate(of_children, sum(&[form.children, of_children])).filter(|_| is_each) {
        rows.push(("セルフプランの割合（児）", rate));
    }
    rows
}

/// When and where the town counted.
pub fn town_source(all: &Collected) -> String {
    let told = |form: &QuarterForm| {
        format!("{}の数。出典: {}", form.as_of.map(almanac::in_words).unwrap_or_default(), form.source)
    };
    all.town[0].as_ref().map(told).unwrap_or_default()
}

/// By which figures it is seen, and where they come from.
pub fn rule(all: &Collected) -> String {
    let (from, rule) = &all.rule;
    format!(
        "目安は{}からのものです: 取扱件数は{}件目から報酬が下がる、1か所に{}％をこえると集まりすぎと見る、{}人未満はふせる。出典: {}{}",
        almanac::in_words(*from),
        rule.fee_from,
        rule.share,
        rule.mask_below,
        rule.source,
        if rule.is_checked { "" } else { "（未確認）" }
    )
}
