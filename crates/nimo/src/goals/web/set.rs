//! A new goal of a council: what is measured, in which 年度, how many, of which parts, and which meeting decided it.

use crate::access::{Facts, Permit};
use crate::council::model::CouncilId;
use crate::council::web::names;
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Texts, Wrong, text};
use crate::editing::view::fields;
use crate::goals::indicator::model::{Aggregation, Direction};
use crate::goals::model::{GoalForm, Pick, SettingForm, SettingState};
use crate::goals::web::{meeting, setting};
use crate::goals::{SetGoal, store};
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::FiscalYear;

const STATES: [SettingState; 2] = [SettingState::Proposed, SettingState::Decided];

fn council(ask: &Ask) -> Result<CouncilId, Fault> {
    CouncilId::parse(ask.param("id")).ok_or(Fault::Missing)
}

/// The form, for this 年度, and for the indicator that the address names.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<SetGoal>(council(&ask)?).await?;
    let picks = meeting::picks(&ask, permit.facts().id()).await?;
    let least = [
        ("fiscal_year", FiscalYear::of(ask.now.day()).to_string()),
        ("indicator", ask.query.get("indicator").to_string()),
    ];
    show(&ask, &permit, &picks, &least.map(|(name, value)| (name.to_string(), value)).into(), vec![]).await
}

/// Sets it: may you · what was typed · is there one for it already · its rows with their because.
pub async fn set(ask: Ask) -> Answer {
    let permit = ask.may::<SetGoal>(council(&ask)?).await?;
    let picks = meeting::picks(&ask, permit.facts().id()).await?;
    let texts = fields(&[&GoalForm::FIELDS[..], &SettingForm::FIELDS].concat(), &ask.typed);
    let (goal, setting) = match understood(&texts, &picks) {
        Ok(understood) => understood,
        Err(wrongs) => return show(&ask, &permit, &picks, &texts, wrongs).await,
    };
    let write = async |tx: &mut Tx, permit: &Permit<SetGoal>| store::set(tx, permit, &goal, &setting).await;
    match ask.write(&permit, write).await {
        Ok(id) => Ok(Reply::see(format!("/goals/{id}?said=goal-set"))),
        Err(Fault::Taken) => {
            let what = format!(
                "{}の「{}」の目標は、もうあります。その目標の「変える」で直してください。",
                goal.year,
                goal.yardstick.name()
            );
            show(&ask, &permit, &picks, &texts, vec![Wrong::new("indicator", what)]).await
        }
        Err(other) => Err(other),
    }
}

/// Both halves of the form; the number is read with the unit of what is measured.
fn understood(texts: &Texts, picks: &[Pick]) -> Result<(GoalForm, SettingForm), Vec<Wrong>> {
    let goal = GoalForm::parse(texts)?;
    let setting = SettingForm::parse(texts, &goal.yardstick, picks)?;
    Ok((goal, setting))
}

async fn show(ask: &Ask, permit: &Permit<SetGoal>, picks: &[Pick], texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let council = permit.facts().id();
    let name = names(ask).await?.into_iter().find(|(id, _)| *id == council).map(|(_, name)| name).unwrap_or_default();
    let frame = Frame::of("目標を置く", ask.actor.signed_in(), Place::Goals);
    let because = format!("{name}の目標です。数は会議で決め、実績はあとから内わけごとに入れます。");
    let mut groups = vec![Group::plain(measured(texts, &wrongs)), own(texts, &wrongs)];
    groups.extend(setting::groups(texts, picks, &STATES, &wrongs));
    let paths = (format!("/councils/{council}/goals"), "/goals".to_string());
    FormPage::new(frame, because, ("目標を置く".into(), "置く"), paths, wrongs, groups).answer()
}

fn measured(texts: &Texts, wrongs: &[Wrong]) -> Vec<Field> {
    let chosen = text(texts, "indicator");
    let mut options = vec![Option3(String::new(), "（選んでください）".into(), chosen.is_empty())];
    options.extend(GoalForm::choices().into_iter().map(|(code, label)| {
        let is_chosen = code == chosen;
        Option3(code, label, is_chosen)
    }));
    vec![
        Field::line("indicator", "何で測るか", "").required().as_a(Control::Select(options)).checked(wrongs),
        Field::line("fiscal_year", "年度", text(texts, "fiscal_year"))
            .required()
            .help("どの年度の終わりまでに届かせるか。例: 令和8年度、R8")
            .as_a(Control::Short)
            .checked(wrongs),
    ]
}

fn own(texts: &Texts, wrongs: &[Wrong]) -> Group {
    let chosen = text(texts, "aggregation");
    let usual = [Aggregation::YearUnique, Aggregation::EventCount, Aggregation::MonthUnique, Aggregation::Snapshot];
    let options = usual.map(|one| Option3(one.code().into(), one.label().into(), one.code() == chosen));
    let way = text(texts, "direction");
    let ways = [Direction::More, Direction::Less];
    let ways = ways.map(|one| Option3(one.code().into(), one.label().into(), one.code() == way));
    let fields = vec![
        Field::line("name", "数えるもの", text(texts, "name")).help("例: 病院での説明会").checked(wrongs),
        Field::line("unit", "単位", text(texts, "unit")).help("例: 回、人、部").as_a(Control::Short).checked(wrongs),
        Field::line("aggregation", "数え方", "").as_a(Control::Choice(options.into())).checked(wrongs),
        Field::line("direction", "よい向き", "")
            .help("選ばなければ、多いほどよい数とします。")
            .as_a(Control::Choice(ways.into()))
            .checked(wrongs),
    ];
    Group::under("計画の指標にない数のとき", "「計画の指標にない数」を選んだときだけ入れます", fields)
}
