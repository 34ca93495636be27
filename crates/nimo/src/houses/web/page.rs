//! One house: what it is now, what to ask at each counter and why, what they answered, and what is known.

use crate::access::Permit;
use crate::editing::read::yen_in_words;
use crate::houses::model::{
    CheckKind, CheckState, Hazard, HouseCheck, HouseCheckId, HouseForm, HouseStage, HouseStep, HouseUse, Known,
    SquareMetres, UseZone, VacantHouse,
};
use crate::houses::rules::{Verdict, day_of, judged_on, next_step};
use crate::houses::web::id;
use crate::houses::{EditHouse, EditHouseCheck, ReadHouse, ReadHouseHistory, ReadHouseInside, StepHouse, store};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::Date;
use askama::Template;

/// What the page and the paper are made of, as far as the person may read it.
pub struct Seen {
    /// The house; without what is for secretariats alone where the person is none.
    pub house: VacantHouse,
    /// The counters, with what to ask there.
    pub counters: Vec<Counter>,
    /// What is next.
    pub next: String,
    /// May the person read what is for secretariats alone?
    pub is_inside: bool,
}

/// A counter with what to ask there and what it answered.
pub struct Counter {
    /// Which.
    pub kind: CheckKind,
    /// How far it is.
    pub state: CheckState,
    /// 令和8年11月25日、建築指導課に聞いた; the day alone for those who may not read whom; empty where nobody did.
    pub asked: String,
    /// What it answered; empty for those who may not read it.
    pub answer: String,
    /// What is next there; empty for those who may not read it.
    pub next: String,
    /// What the settings say.
    pub verdicts: Vec<Verdict>,
    /// The day by whose settings, where that is not today: in words, and as the address has it.
    pub judged: Option<(String, String)>,
    /// Has it versions to read?
    pub is_kept: bool,
}

/// A line of what is known.
pub struct Fact {
    /// 延べ面積.
    pub head: &'static str,
    /// Empty where nobody knows.
    pub told: String,
}

#[derive(Template)]
#[template(path = "houses/views/page.html")]
struct HousePage {
    frame: Frame,
    seen: Seen,
    stage: HouseStage,
    since: String,
    begun: String,
    building: Vec<Fact>,
    inside: Vec<Fact>,
    steps: Vec<(HouseStep, String, String)>,
    may_edit: bool,
    may_step: bool,
    may_check: bool,
    may_see_versions: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadHouse>(id(&ask)?).await?;
    let seen = seen(&ask, &permit).await?;
    let (house, form) = (&seen.house, &seen.house.form);
    let step = |step: &HouseStep| (step.clone(), almanac::in_words(step.on), step.at.day_in_words());
    let page = HousePage {
        frame: Frame::of(form.label.clone(), ask.actor.signed_in(), Place::Houses).saying(ask.query.get("said")),
        stage: house.stage(),
        since: house.steps.last().map(|step| almanac::in_words(step.on)).unwrap_or_default(),
        begun: form.as_of.map(almanac::in_words).unwrap_or_default(),
        building: facts(form),
        inside: inside(form),
        steps: house.steps.iter().rev().map(step).collect(),
        may_edit: ask.would::<EditHouse>(permit.facts())?,
        may_step: ask.would::<StepHouse>(permit.facts())?,
        may_check: may_check(&ask, &seen).await?,
        may_see_versions: ask.would::<ReadHouseHistory>(permit.facts())?,
        seen,
    };
    Reply::page(&page)
}

async fn may_check(ask: &Ask, seen: &Seen) -> Result<bool, Fault> {
    let check = HouseCheckId { house: seen.house.id, kind: CheckKind::Building };
    ask.could::<EditHouseCheck>(check).await
}

/// What the person may read of the permit's house.
///
/// # Errors
/// What the gate and the database say.
pub async fn seen(ask: &Ask, permit: &Permit<ReadHouse>) -> Result<Seen, Fault> {
    let is_inside = ask.would::<ReadHouseInside>(permit.facts())?;
    let read = async |tx: &mut Tx| {
        let (house, checks) = (store::find(tx, permit).await?, store::checks(tx, permit).await?);
        Ok((house, checks, store::rules(tx, permit).await?))
    };
    let (house, checks, rules) = ask.read(read).await?;
    let house = if is_inside { house } else { house.outside() };
    // What is next follows from what the person may read.
    let checks = if is_inside { checks } else { checks.into_iter().map(HouseCheck::outside).collect() };
    let today = ask.now.day();
    let verdicts = judged_on(&house.form, &rules, &checks, today);
    let next = next_step(house.stage(), &checks, &verdicts);
    let counter = |check: HouseCheck| {
        let own = verdicts.iter().filter(|verdict| verdict.check == check.kind).cloned().collect();
        let day = day_of(&checks, check.kind, today);
        // The day matters where other settings held.
        let is_old = rules.on(day).from_on != rules.on(today).from_on;
        Counter::of(check, own, is_old.then(|| (almanac::in_words(day), day.to_string())))
    };
    Ok(Seen { counters: checks.iter().cloned().map(counter).collect(), house, next, is_inside })
}

impl Counter {
    fn of(check: HouseCheck, verdicts: Vec<Verdict>, judged: Option<(String, String)>) -> Counter {
        let form = check.form;
        let asked = |day: Date| match form.whom.as_str() {
            "" => format!("{}に聞いた", almanac::in_words(day)),
            whom => format!("{}、{whom}に聞いた", almanac::in_words(day)),
        };
        Counter {
            kind: check.kind,
            state: form.state,
            asked: form.asked_on.map(asked).unwrap_or_default(),
            answer: form.answer,
            next: form.next,
            verdicts,
            judged,
            is_kept: check.version > 0,
        }
    }
}

/// What is known and everybody may read, line by line.
pub fn facts(form: &HouseForm) -> Vec<Fact> {
    let fact = |head, told: Option<String>| Fact { head, told: told.unwrap_or_default() };
    let hazards: Vec<&str> =
        form.hazards.iter().filter(|one| **one != Hazard::Unknown).map(|one| one.label()).collect();
    let hazards = hazards.join("、");
    let area = |area: SquareMetres| format!("{}（約{}坪）", area.in_words(), area.in_tsubo());
    let zone = form.zone.filter(|zone| *zone != UseZone::Unknown);
    vec![
        fact("町名", Some(form.town.clone())),
        fact("考えている使い方", form.intended.map(|one| HouseUse::label(one).to_string())),
        fact("予定の人数", people(form)),
        fact("延べ面積", form.area.map(area)),
        fact("階数", form.floors.map(|floors| format!("{floors}階"))),
        fact("建てた年", form.built.map(|date| date.to_string())),
        fact("建築確認の日", form.confirmed.map(|date| date.to_string())),
        fact("検査済証", known(form.certificate, form.certificate.there())),
        fact("耐震診断・改修", known(form.quake, form.quake.done())),
        fact("用途地域", zone.map(|zone| zone.label().to_string())),
        fact("ハザード", Some(hazards)),
        fact("家賃の希望", form.rent.map(|yen| format!("月 {}", yen_in_words(yen)))),
        fact("要る改修", Some(form.repair.clone())),
    ]
}

/// 5人（うち区分4以上は4人）, as far as it is known.
fn people(form: &HouseForm) -> Option<String> {
    let (people, heavy) = (form.people.map(|count| format!("{count}人")), form.heavy_people);
    match (people, heavy.map(|count| format!("区分4以上は{count}人"))) {
        (Some(people), Some(heavy)) => Some(format!("{people}（うち{heavy}）")),
        (people, heavy) => people.or(heavy),
    }
}

fn known(answer: Known, words: &str) -> Option<String> {
    (answer != Known::Unknown).then(|| words.to_string())
}

/// What is for secretariats alone; the texts are empty where the person is none.
fn inside(form: &HouseForm) -> Vec<Fact> {
    let lines = [
        ("だれから聞いたか", &form.told_by),
        ("番地・位置", &form.lot),
        ("持ち主への窓口と同意", &form.owner_side),
        ("覚え書き", &form.note),
    ];
    lines.into_iter().map(|(head, told)| Fact { head, told: told.clone() }).collect()
}
