//! 様子を変える: one step of a house, with its day and why.

use crate::access::Permit;
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Texts, Wrong, text};
use crate::houses::model::{DropReason, HouseStage, STEP_FIELDS, StepForm, VacantHouse};
use crate::houses::web::form::options;
use crate::houses::web::id;
use crate::houses::{StepHouse, store};
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};

/// The form.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<StepHouse>(id(&ask)?).await?;
    let texts = Texts::from([("on".to_string(), ask.now.day().to_string())]);
    show(&ask, &permit, &texts, vec![]).await
}

/// Takes the step: may you · what was typed · does it follow what is now · its row.
pub async fn step(ask: Ask) -> Answer {
    let permit = ask.may::<StepHouse>(id(&ask)?).await?;
    let texts = ask.typed.only(&STEP_FIELDS);
    let seen = ask.typed.get("version").to_string();
    let write = async |tx: &mut Tx, permit: &Permit<StepHouse>| {
        // Somebody may have taken another step since the page was shown.
        let house = store::find(tx, permit).await?;
        if seen != house.steps.len().to_string() {
            return Ok(vec![moved(house.stage())]);
        }
        match StepForm::parse(&texts, now(&house), permit.now().day()) {
            Ok(form) => store::step(tx, permit, &form).await.map(|()| vec![]),
            Err(wrongs) => Ok(wrongs),
        }
    };
    let wrongs = ask.write(&permit, write).await?;
    if wrongs.is_empty() {
        return Ok(Reply::see(format!("/houses/{}?said=house-stepped", id(&ask)?)));
    }
    show(&ask, &permit, &texts, wrongs).await
}

fn moved(stage: HouseStage) -> Wrong {
    let what = "この画面のあとで、様子が変わりました。いまの様子";
    Wrong::new("stage", format!("{what}（{}）を確かめて、よければもう一度残してください。", stage.label()))
}

/// What it is, and since when.
fn now(house: &VacantHouse) -> (HouseStage, almanac::Date) {
    (house.stage(), house.steps.last().map_or(almanac::Date::MIN, |step| step.on))
}

async fn show(ask: &Ask, permit: &Permit<StepHouse>, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let house = ask.read(async |tx| store::find(tx, permit).await).await?;
    let (stage, since) = now(&house);
    let because = format!("いまは「{}」です（{}から）。", stage.label(), almanac::in_words(since));
    let heading = format!("{}の様子を変える", house.form.label);
    let frame = Frame::of(heading.clone(), ask.actor.signed_in(), Place::Houses);
    let home = format!("/houses/{}", house.id);
    let paths = (format!("{home}/step"), home);
    let groups = groups(texts, &wrongs, stage);
    let version = i64::try_from(house.steps.len()).unwrap_or_default();
    FormPage::new(frame, because, (heading, "残す"), paths, wrongs, groups).versioned(version).answer()
}

fn groups(texts: &Texts, wrongs: &[Wrong], stage: HouseStage) -> Vec<Group> {
    let chosen = text(texts, "stage");
    let may_come = |one: &&HouseStage| **one != stage && **one != HouseStage::Heard;
    let stages = HouseStage::ALL.iter().filter(may_come);
    let stages = stages.map(|one| Option3(one.code().into(), one.label().into(), one.code() == chosen)).collect();
    let reasons: Vec<_> = DropReason::ALL.iter().map(|one| (one.code(), one.label())).collect();
    vec![Group::plain(vec![
        Field::line("stage", "これからの様子", "").required().checked(wrongs).as_a(Control::Choice(stages)),
        Field::day("on", "その様子になった日", text(texts, "on")).required().checked(wrongs).help("例: R8.11.25"),
        Field::line("dropped_for", "見送りのわけ", "")
            .checked(wrongs)
            .help("見送りのときだけ。数にして、協議会に出せます。")
            .as_a(Control::Select(options(text(texts, "dropped_for"), "（見送りではない）", &reasons))),
        Field::line("why", "なぜ", text(texts, "why"))
            .checked(wrongs)
            .help("分かる人が読めるように。事務局だけが見ます。持ち主の名前は入れません。")
            .as_a(Control::Area(3)),
    ])]
}
