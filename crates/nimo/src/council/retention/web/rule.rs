//! A rule of how long what is kept: added, or edited, perhaps by two at once.

use super::home;
use crate::access::{Action, Facts, Permit};
use crate::council::model::CouncilId;
use crate::council::retention::model::{KeptFor, RetentionKind, RetentionRuleForm, RetentionRuleId, SHAPE};
use crate::council::retention::store::{self, RetentionRuleFacts};
use crate::council::retention::{AddRetentionRule, EditRetentionRule};
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::layout::{Control, Field, Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};

impl Edited for RetentionRuleForm {
    type On = RetentionRuleFacts;
    type Act = EditRetentionRule;
    const SHAPE: &'static Shape = &SHAPE;
    const PLACE: Place = Place::Councils;
    const MADE: &'static str = "加えた";

    fn id(ask: &Ask) -> Result<RetentionRuleId, Fault> {
        RetentionRuleId::parse(ask.param("id")).ok_or(Fault::Missing)
    }

    fn path(id: RetentionRuleId) -> String {
        format!("/retention-rules/{id}")
    }

    fn saved_path(on: &RetentionRuleFacts) -> String {
        home(on.council())
    }

    fn read(texts: &Texts) -> Result<RetentionRuleForm, Vec<Wrong>> {
        RetentionRuleForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        RetentionRuleForm::texts(self)
    }

    async fn now<A: Action<On = RetentionRuleFacts>>(
        tx: &mut Tx,
        permit: &Permit<A>,
    ) -> Result<Now<RetentionRuleForm>, Fault> {
        let rule = store::find(tx, permit).await?;
        Ok(Now { version: rule.version, form: rule.form })
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditRetentionRule>,
        before: &Now<RetentionRuleForm>,
        form: &RetentionRuleForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        store::set(tx, permit, before.version, form, reverted_to).await.map(|()| None)
    }

    fn taken() -> Option<Wrong> {
        Some(taken())
    }

    async fn around<A: Action<On = RetentionRuleFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let rule = ask.read(async |tx| store::find(tx, permit).await).await?;
        let from = almanac::in_words(rule.form.from_on);
        Ok(Around {
            name: format!("保存期間の決まり（{from}から）"),
            back: home(permit.facts().council()),
            say: Box::new(say),
            free: SHAPE.names(),
        })
    }

    async fn show(ask: &Ask, permit: &Permit<EditRetentionRule>, looking: Looking) -> Answer {
        let around = Self::around(ask, permit).await?;
        let groups = groups(&looking.texts, &looking.wrongs);
        let frame = act::frame::<RetentionRuleForm>(ask, &format!("{}を直す", around.name));
        FormPage::edit(frame, &around.name, Self::path(permit.facts().id()), looking, groups).back(around.back).answer()
    }
}

fn taken() -> Wrong {
    Wrong::new("from_on", "この日からの決まりは、もうあります。別の日にするか、その決まりを直してください。")
}

/// A value of a field in words.
fn say(field: &str, value: &str) -> String {
    match field {
        "from_on" => value.parse().map_or_else(|_| value.to_string(), almanac::in_words),
        _ => value.to_string(),
    }
}

/// The fields.
fn groups(texts: &Texts, wrongs: &[Wrong]) -> Vec<Group> {
    let years = |kind: RetentionKind| {
        Field::line(kind.code(), kind.label(), text(texts, kind.code()))
            .required()
            .help("年数か、永年。例: 5年、１０、永年")
            .as_a(Control::Short)
            .checked(wrongs)
    };
    vec![
        Group::plain(vec![
            Field::day("from_on", "いつから", text(texts, "from_on"))
                .required()
                .help("この日から、いま残っているものすべてを、この決まりで数えます。例: 令和8年4月1日")
                .checked(wrongs),
            Field::line("basis", "根拠", text(texts, "basis"))
                .required()
                .help("まちの文書の決まりの名。例: みほん市文書管理規程 別表第2")
                .checked(wrongs),
        ]),
        Group::under("保存期間", "完結した日の年度の、次の4月1日から数えます", RetentionKind::ALL.map(years).into()),
        Group::under(
            "覚え書き",
            "",
            vec![
                Field::line("note", "覚え書き", text(texts, "note"))
                    .help("例: 文書主管課に確かめた（令和8年4月10日、電話）")
                    .as_a(Control::Area(3))
                    .checked(wrongs),
            ],
        ),
    ]
}

/// The form of the next rule, begun from the last one, or from what is usual.
pub(super) async fn new(ask: Ask) -> Answer {
    let permit = ask.may::<AddRetentionRule>(crate::council::web::id(&ask)?).await?;
    let rules = ask.read(async |tx| store::list(tx, &permit).await).await?;
    let usual = || RetentionKind::ALL.map(|kind| (kind.code().to_string(), KeptFor::in_words(kind.usual()))).into();
    let mut texts: Texts = rules.first().map_or_else(usual, |last| last.form.texts());
    texts.insert("from_on".into(), String::new());
    show(&ask, permit.facts().id(), &texts, vec![])
}

/// Adds a rule: may you · what was typed · its row.
pub(super) async fn add(ask: Ask) -> Answer {
    let permit = ask.may::<AddRetentionRule>(crate::council::web::id(&ask)?).await?;
    let council = permit.facts().id();
    let texts = ask.typed.only(&SHAPE.names());
    let form = match RetentionRuleForm::parse(&texts) {
        Ok(form) => form,
        Err(wrongs) => return show(&ask, council, &texts, wrongs),
    };
    let write = async |tx: &mut Tx, permit: &Permit<AddRetentionRule>| store::add(tx, permit, &form).await;
    match ask.write(&permit, write).await {
        Err(Fault::Taken) => show(&ask, council, &texts, vec![taken()]),
        other => other.map(|_| Reply::see(format!("{}?said=retention-rule-added", home(council)))),
    }
}

fn show(ask: &Ask, council: CouncilId, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let frame = Frame::of("保存期間の決まりを加える", ask.actor.signed_in(), Place::Councils);
    let because = "何年残すかは、法律ではなく、まちの文書の決まりが定めます。はじめに入っている年数は、よくある長さで、未確認です。文書主管課に確かめて入れてください。".into();
    let heads = ("保存期間の決まりを加える".to_string(), "加える");
    let groups = groups(texts, &wrongs);
    FormPage::new(frame, because, heads, (format!("{}/rules", home(council)), home(council)), wrongs, groups).answer()
}
