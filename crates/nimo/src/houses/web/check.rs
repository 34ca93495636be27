//! What a counter answered, edited, perhaps by two at once.

use crate::access::{Action, Facts, Permit};
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::houses::EditHouseCheck;
use crate::houses::model::{CHECK_SHAPE, CheckForm, CheckKind, CheckState, HouseCheckId};
use crate::houses::rules::{Finding, judged};
use crate::houses::store::{self, HouseCheckFacts};
use crate::houses::web::id;
use crate::layout::{Control, Field, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask};

impl Edited for CheckForm {
    type On = HouseCheckFacts;
    type Act = EditHouseCheck;
    const SHAPE: &'static Shape = &CHECK_SHAPE;
    const PLACE: Place = Place::Houses;
    const MADE: &'static str = "残した";
    const BEGINS_EMPTY: bool = true;

    fn id(ask: &Ask) -> Result<HouseCheckId, Fault> {
        let kind = CheckKind::parse(ask.param("kind")).ok_or(Fault::Missing)?;
        Ok(HouseCheckId { house: id(ask)?, kind })
    }

    fn path(id: HouseCheckId) -> String {
        format!("/houses/{}/checks/{}", id.house, id.kind.code())
    }

    fn saved_path(on: &HouseCheckFacts) -> String {
        format!("/houses/{}", on.id().house)
    }

    fn read(texts: &Texts) -> Result<CheckForm, Vec<Wrong>> {
        CheckForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        CheckForm::texts(self)
    }

    async fn now<A: Action<On = HouseCheckFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Now<CheckForm>, Fault> {
        let check = store::check(tx, permit).await?;
        Ok(Now { version: check.version, form: check.form })
    }

    async fn understood(
        ask: &Ask,
        _permit: &Permit<EditHouseCheck>,
        texts: &Texts,
    ) -> Result<Result<CheckForm, Vec<Wrong>>, Fault> {
        let form = CheckForm::parse(texts);
        Ok(form.and_then(|form| form.wrong_on(ask.now.day()).map_or(Ok(form), |wrong| Err(vec![wrong]))))
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditHouseCheck>,
        before: &Now<CheckForm>,
        form: &CheckForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        store::set_check(tx, permit, before.version, form, reverted_to).await.map(|()| None)
    }

    async fn around<A: Action<On = HouseCheckFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let house = ask.read(async |tx| store::house_of(tx, permit).await).await?;
        let name = format!("{}の{}", house.label, permit.facts().kind().name());
        Ok(Around {
            name,
            back: Self::saved_path(permit.facts()),
            say: Box::new(say),
            free: vec!["whom", "answer", "next"],
        })
    }

    async fn show(ask: &Ask, permit: &Permit<EditHouseCheck>, looking: Looking) -> Answer {
        let around = Self::around(ask, permit).await?;
        let because = because(ask, permit, looking.version).await?;
        let groups = groups(&looking.texts, &looking.wrongs);
        let frame = act::frame::<CheckForm>(ask, &around.name);
        let page = FormPage::edit(frame, &around.name, Self::path(permit.facts().id()), looking, groups);
        page.back(around.back).because(because).answer()
    }
}

/// What to ask there, by the settings of today.
async fn because(ask: &Ask, permit: &Permit<EditHouseCheck>, version: i64) -> Result<String, Fault> {
    let read = async |tx: &mut Tx| Ok((store::house_of(tx, permit).await?, store::rules(tx, permit).await?));
    let (form, rules) = ask.read(read).await?;
    let verdicts = judged(&form, rules.on(ask.now.day()));
    let asked = verdicts.iter().filter(|one| one.check == permit.facts().kind() && one.finding != Finding::Free);
    let asked: Vec<&str> = asked.map(|one| one.matter).collect();
    let what = if asked.is_empty() {
        "いまの目安で、特に聞くことは出ていません。".to_string()
    } else {
        format!("いまの目安で聞くこと: {}。", asked.join("、"))
    };
    let kept = if version > 0 {
        format!("いまは第{version}版で、前の版は履歴に残ります。")
    } else {
        String::new()
    };
    Ok(format!("{what}{kept}"))
}

/// A value of a field in words, for diffs.
fn say(field: &str, value: &str) -> String {
    match field {
        "state" => CheckState::parse(value).map_or_else(|| value.to_string(), |state| state.label().into()),
        "asked_on" => value.parse().map_or_else(|_| value.to_string(), almanac::in_words),
        _ => value.to_string(),
    }
}

fn groups(texts: &Texts, wrongs: &[Wrong]) -> Vec<Group> {
    let field = |name, label| Field::line(name, label, text(texts, name)).checked(wrongs);
    let chosen = if text(texts, "state").is_empty() { CheckState::Open.code() } else { text(texts, "state") };
    let state = |state: &CheckState| Option3(state.code().into(), state.label().into(), state.code() == chosen);
    vec![Group::plain(vec![
        field("state", "様子").as_a(Control::Choice(CheckState::ALL.iter().map(state).collect())),
        Field::day("asked_on", "聞いた日", text(texts, "asked_on"))
            .checked(wrongs)
            .help("「まだ」のほかは要ります。この日の目安で、聞くことを見ます。例: R8.11.25"),
        field("whom", "どこに聞いたか")
            .help("課、署、事業所の名。例: 建築指導課、みほん消防署予防係。人の名前は入れません。事務局だけが見ます。"),
        field("answer", "答え").help("聞いたとおりに。事務局だけが見ます。").as_a(Control::Area(4)),
        field("next", "次にすること")
            .help("1行で。事務局だけが見ます。一覧とほかの人の画面には、目安からみた次の手が出ます。例: 図面を借りて、もう一度聞く"),
    ])]
}
