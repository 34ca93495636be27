//! A rule that is added, or edited, perhaps by two at once.

use super::fields::{rule_groups, say};
use super::{act_of, home};
use crate::access::{Action, Facts, Permit};
use crate::council::approval::model::{ApprovalAct, ApprovalRuleForm, ApprovalRuleId, RULE};
use crate::council::approval::rules::in_force;
use crate::council::approval::store::{self, ApprovalRuleFacts};
use crate::council::approval::{AddApprovalRule, EditApprovalRule};
use crate::council::model::CouncilId;
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::form::FormPage;
use crate::editing::shape::{Shape, Texts, Wrong};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};

impl Edited for ApprovalRuleForm {
    type On = ApprovalRuleFacts;
    type Act = EditApprovalRule;
    const SHAPE: &'static Shape = &RULE;
    const PLACE: Place = Place::Councils;
    const MADE: &'static str = "加えた";

    fn id(ask: &Ask) -> Result<ApprovalRuleId, Fault> {
        ApprovalRuleId::parse(ask.param("id")).ok_or(Fault::Missing)
    }

    fn path(id: ApprovalRuleId) -> String {
        format!("/approval-rules/{id}")
    }

    fn saved_path(on: &ApprovalRuleFacts) -> String {
        home(on.council())
    }

    fn read(texts: &Texts) -> Result<ApprovalRuleForm, Vec<Wrong>> {
        ApprovalRuleForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        ApprovalRuleForm::texts(self)
    }

    async fn now<A: Action<On = ApprovalRuleFacts>>(
        tx: &mut Tx,
        permit: &Permit<A>,
    ) -> Result<Now<ApprovalRuleForm>, Fault> {
        let rule = store::find_rule(tx, permit).await?;
        Ok(Now { version: rule.version, form: rule.form })
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditApprovalRule>,
        before: &Now<ApprovalRuleForm>,
        form: &ApprovalRuleForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        store::set_rule(tx, permit, before.version, form, reverted_to).await.map(|()| None)
    }

    fn taken() -> Option<Wrong> {
        Some(taken())
    }

    async fn around<A: Action<On = ApprovalRuleFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let rule = ask.read(async |tx| store::find_rule(tx, permit).await).await?;
        let from = almanac::in_words(rule.form.from_on);
        Ok(Around {
            name: format!("決裁の決まり（{}、{from}から）", rule.act.label()),
            back: home(permit.facts().council()),
            say: Box::new(say),
            free: vec!["from_on", "post", "stamps", "disclosure_reason", "note"],
        })
    }

    async fn show(ask: &Ask, permit: &Permit<EditApprovalRule>, looking: Looking) -> Answer {
        let around = Self::around(ask, permit).await?;
        let groups = rule_groups(&looking.texts, &looking.wrongs);
        let frame = act::frame::<ApprovalRuleForm>(ask, &format!("{}を直す", around.name));
        FormPage::edit(frame, &around.name, Self::path(permit.facts().id()), looking, groups).back(around.back).answer()
    }
}

fn taken() -> Wrong {
    Wrong::new("from_on", "この日からの決まりは、もうあります。別の日にするか、その決まりを直してください。")
}

/// The form of the next rule of an act, begun from the last one.
pub(super) async fn new(ask: Ask) -> Answer {
    let permit = ask.may::<AddApprovalRule>(crate::council::web::id(&ask)?).await?;
    let act = act_of(&ask)?;
    let council = permit.facts().id();
    let rules = ask.read(async |tx| store::rules(tx, &permit, council).await).await?;
    let mut texts = in_force(&rules, act, almanac::Date::MAX).map_or_else(Texts::new, |last| last.form.texts());
    texts.insert("from_on".into(), String::new());
    show(&ask, council, act, &texts, vec![])
}

/// Adds a rule: may you · what was typed · its row.
pub(super) async fn add(ask: Ask) -> Answer {
    let permit = ask.may::<AddApprovalRule>(crate::council::web::id(&ask)?).await?;
    let (act, council) = (act_of(&ask)?, permit.facts().id());
    let texts = ask.typed.only(&RULE.names());
    let form = match ApprovalRuleForm::parse(&texts) {
        Ok(form) => form,
        Err(wrongs) => return show(&ask, council, act, &texts, wrongs),
    };
    let write = async |tx: &mut Tx, permit: &Permit<AddApprovalRule>| store::add_rule(tx, permit, act, &form).await;
    match ask.write(&permit, write).await {
        Err(Fault::Taken) => show(&ask, council, act, &texts, vec![taken()]),
        other => other.map(|_| Reply::see(format!("{}?said=approval-rule-added", home(council)))),
    }
}

fn show(ask: &Ask, council: CouncilId, act: ApprovalAct, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let name = act.label();
    let frame = Frame::of(format!("決裁の決まりを加える（{name}）"), ask.actor.signed_in(), Place::Councils);
    let because = format!(
        "{name}に決裁が要るかどうかを、日を付けて決めます。その日から、要るときは、戻った番号がないと動きません。前の決まりは、その日まで残ります。"
    );
    let heads = (format!("決裁の決まりを加える（{name}）"), "加える");
    let action = format!("{}/rules?act={}", home(council), act.code());
    let groups = rule_groups(texts, &wrongs);
    FormPage::new(frame, because, heads, (action, home(council)), wrongs, groups).answer()
}
