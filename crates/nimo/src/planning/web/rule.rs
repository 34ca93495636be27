//! 目安, edited, perhaps by two at once. Before the town writes one, the form holds what the town uses on that day: its own edition
//! before, else what is shipped.

use crate::access::{Action, Facts, Permit};
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::layout::{Control, Field, Option3, Place};
use crate::planning::EditPlanRule;
use crate::planning::model::{PlanRuleId, Quarter, RULE, RuleForm, rule_on};
use crate::planning::store::{self, PlanRuleFacts, kept};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask};

impl Edited for RuleForm {
    type On = PlanRuleFacts;
    type Act = EditPlanRule;
    const SHAPE: &'static Shape = &RULE;
    const PLACE: Place = Place::Planning;
    const MADE: &'static str = "置いた";
    const BEGINS_EMPTY: bool = true;

    fn id(ask: &Ask) -> Result<PlanRuleId, Fault> {
        PlanRuleId::parse(ask.param("id")).ok_or(Fault::Missing)
    }

    fn path(id: PlanRuleId) -> String {
        format!("/planning/rules/{id}")
    }

    fn saved_path(on: &PlanRuleFacts) -> String {
        back(on.id())
    }

    fn read(texts: &Texts) -> Result<RuleForm, Vec<Wrong>> {
        RuleForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        RuleForm::texts(self)
    }

    async fn now<A: Action<On = PlanRuleFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Now<RuleForm>, Fault> {
        let PlanRuleId(from) = permit.facts().id();
        let found = kept::find::<RuleForm, A>(tx, permit).await?;
        let Some((form, version)) = found else {
            return Ok(Now { version: 0, form: rule_on(&store::rules(tx, permit).await?, from).1 });
        };
        Ok(Now { version, form })
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditPlanRule>,
        before: &Now<RuleForm>,
        form: &RuleForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        kept::set(tx, permit, before.version, form, reverted_to).await.map(|()| None)
    }

    async fn around<A: Action<On = PlanRuleFacts>>(_ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let PlanRuleId(from) = permit.facts().id();
        let name = format!("{}からの目安", almanac::in_words(from));
        Ok(Around { name, back: back(permit.facts().id()), say: Box::new(say), free: vec!["source"] })
    }

    async fn show(ask: &Ask, permit: &Permit<EditPlanRule>, looking: Looking) -> Answer {
        let around = Self::around(ask, permit).await?;
        let groups = groups(&looking.texts, &looking.wrongs);
        let frame = act::frame::<RuleForm>(ask, &around.name);
        let is_first = looking.version == 0;
        let path = Self::path(permit.facts().id());
        let page = FormPage::edit(frame, &around.name, path, looking, groups).back(around.back);
        if is_first { page.because(because(ask, permit).await?).answer() } else { page.answer() }
    }
}

/// What stands above an edition that nobody put yet: which one the form holds.
async fn because(ask: &Ask, permit: &Permit<EditPlanRule>) -> Result<String, Fault> {
    let PlanRuleId(from) = permit.facts().id();
    let own = ask.read(async |tx: &mut Tx| store::rules(tx, permit).await).await?;
    let held = rule_on(&own, from);
    let held = if own.contains(&held) {
        format!("町が決めた{}からの目安", almanac::in_words(held.0))
    } else {
        "nimo に入っている目安".to_string()
    };
    Ok(format!("この日からの四半期に使う目安です。前の四半期は、前の目安のまま読みます。いまは、{held}が出ています。"))
}

fn back(PlanRuleId(from): PlanRuleId) -> String {
    format!("/planning/quarters/{}", Quarter::of(from))
}

/// A value of a field in words, for diffs.
fn say(field: &str, value: &str) -> String {
    match (field, value) {
        ("checked", "yes") => "確かめた".into(),
        ("checked", "no") => "未確認".into(),
        _ => value.to_string(),
    }
}

fn groups(texts: &Texts, wrongs: &[Wrong]) -> Vec<Group> {
    let label = |name: &str| RULE.fields.iter().find(|(field, _)| *field == name).map_or("", |(_, label)| label);
    let line = |name: &'static str| Field::line(name, label(name), text(texts, name)).checked(wrongs).required();
    let option = |code: &str, label: &str| Option3(code.into(), label.into(), code == text(texts, "checked"));
    vec![Group::plain(vec![
        line("fee_from").as_a(Control::Short).help("専門員1人あたり月に何件目から、報酬が下がるか"),
        line("share").as_a(Control::Short).help("1か所の利用者が全体のこの割合をこえたら、知らせます"),
        line("mask_below")
            .as_a(Control::Short)
            .help("これより少ない人数は、委員の画面と紙で「3人未満」のようにふせます"),
        line("source").as_a(Control::Area(2)).help("例: 報酬の告示、令和8年度第2回の部会で決めた"),
        line("checked").as_a(Control::Choice(vec![option("yes", "確かめた"), option("no", "未確認")])),
    ])]
}
