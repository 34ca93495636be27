//! An edition of the settings: added from a day on, or edited, perhaps by two at once.

use crate::access::{Action, Facts, Permit};
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::houses::model::{HouseRuleForm, HouseRuleId, RULE_SHAPE, SquareMetres, UseZone};
use crate::houses::store::{self, HouseRuleFacts};
use crate::houses::{AddHouseRule, EditHouseRule};
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::Date;

const HOME: &str = "/houses/rules";
const HEADING: &str = "目安を、ある日から変える";

impl Edited for HouseRuleForm {
    type On = HouseRuleFacts;
    type Act = EditHouseRule;
    const SHAPE: &'static Shape = &RULE_SHAPE;
    const PLACE: Place = Place::Houses;
    const MADE: &'static str = "加えた";

    fn id(ask: &Ask) -> Result<HouseRuleId, Fault> {
        HouseRuleId::parse(ask.param("id")).ok_or(Fault::Missing)
    }

    fn path(id: HouseRuleId) -> String {
        format!("{HOME}/{id}")
    }

    fn saved_path(_on: &HouseRuleFacts) -> String {
        HOME.into()
    }

    fn read(texts: &Texts) -> Result<HouseRuleForm, Vec<Wrong>> {
        HouseRuleForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        HouseRuleForm::texts(self)
    }

    async fn now<A: Action<On = HouseRuleFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Now<HouseRuleForm>, Fault> {
        let rule = store::find_rule(tx, permit).await?;
        Ok(Now { version: rule.version, form: rule.form })
    }

    async fn keep(
        ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditHouseRule>,
        before: &Now<HouseRuleForm>,
        form: &HouseRuleForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        let is_moved = form.from_on != before.form.from_on;
        if is_moved && before.form.from_on.min(form.from_on) < ask.now.day() {
            return Ok(Some(has_passed()));
        }
        store::set_rule(tx, permit, before.version, form, reverted_to).await.map(|()| None)
    }

    fn taken() -> Option<Wrong> {
        Some(taken())
    }

    async fn around<A: Action<On = HouseRuleFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let rule = ask.read(async |tx| store::find_rule(tx, permit).await).await?;
        let name = format!("何を聞くかの目安（{}から）", almanac::in_words(rule.form.from_on));
        let free = RULE_SHAPE.names().into_iter().filter(|name| !is_flag(name) && !name.ends_with("_zones")).collect();
        Ok(Around { name, back: HOME.into(), say: Box::new(say), free })
    }

    async fn show(ask: &Ask, permit: &Permit<EditHouseRule>, looking: Looking) -> Answer {
        let around = Self::around(ask, permit).await?;
        let groups = groups(&looking.texts, &looking.wrongs);
        let because = format!(
            "書き間違いを直すところです（いまは第{}版）。この目安で見た窓口の確認も、変わります。決まりや取扱いが変わったときは、直さずに、新しい目安を加えてください。",
            looking.version
        );
        let frame = act::frame::<HouseRuleForm>(ask, &format!("{}を直す", around.name));
        let page = FormPage::edit(frame, &around.name, Self::path(permit.facts().id()), looking, groups);
        page.back(around.back).because(because).answer()
    }
}

/// The form of a new one, with what holds now in it.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<AddHouseRule>(ask.office()?).await?;
    let rules = ask.read(async |tx| store::rules(tx, &permit).await).await?;
    let mut texts = rules.on(ask.now.day()).texts();
    texts.insert("from_on".into(), String::new());
    show(&ask, &texts, vec![])
}

/// Adds it: may you · what was typed · from which day · its row.
pub async fn add(ask: Ask) -> Answer {
    let permit = ask.may::<AddHouseRule>(ask.office()?).await?;
    let texts = ask.typed.only(&RULE_SHAPE.names());
    let form = match HouseRuleForm::parse(&texts) {
        Ok(form) => form,
        Err(wrongs) => return show(&ask, &texts, wrongs),
    };
    if form.from_on < ask.now.day() {
        return show(&ask, &texts, vec![has_passed()]);
    }
    let write = async |tx: &mut Tx, permit: &Permit<AddHouseRule>| store::add_rule(tx, permit, &form).await;
    match ask.write(&permit, write).await {
        Ok(_) => Ok(Reply::see(format!("{HOME}?on={}&said=house-rule-added", form.from_on))),
        Err(Fault::Taken) => show(&ask, &texts, vec![taken()]),
        Err(other) => Err(other),
    }
}

fn show(ask: &Ask, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let because = "いまの目安が写してあります。変わるところと、いつからかを入れてください。前の日に聞いた窓口は、前の目安のままです。";
    let groups = groups(texts, &wrongs);
    let frame = Frame::of(HEADING, ask.actor.signed_in(), Place::Houses);
    let paths = (HOME.to_string(), HOME.to_string());
    FormPage::new(frame, because.into(), (HEADING.to_string(), "加える"), paths, wrongs, groups).answer()
}

/// What was judged by the days before stays as it was.
fn has_passed() -> Wrong {
    let what = "もう始まっている日からは、変えられません（その日に見たことが変わってしまいます）。きょうか、これからの日を入れてください。";
    Wrong::new("from_on", what)
}

fn taken() -> Wrong {
    Wrong::new("from_on", "この日からの目安は、もうあります。別の日にするか、その目安を直してください。")
}

/// Is it a field that is ticked?
fn is_flag(name: &str) -> bool {
    name.ends_with("_checked") || name == "small_is_on"
}

/// A value of a field in words, for diffs.
fn say(field: &str, value: &str) -> String {
    let metres = |value: &str| SquareMetres::parse(value).map_or_else(|| value.to_string(), SquareMetres::in_words);
    match field {
        "from_on" | "quake_before" => value.parse::<Date>().map_or_else(|_| value.to_string(), almanac::in_words),
        "refused_zones" | "asked_zones" => {
            let label = |code: &str| UseZone::parse(code).map_or_else(|| code.to_string(), |zone| zone.label().into());
            value.split_whitespace().map(label).collect::<Vec<_>>().join("、")
        }
        "small_is_on" => if value.is_empty() { "使わない" } else { "使う" }.into(),
        name if is_flag(name) => if value.is_empty() { "未確認" } else { "確かめた" }.into(),
        name if name.ends_with("_m2") => metres(value),
        "heavy_percent" if !value.is_empty() => format!("{value}％"),
        _ => value.to_string(),
    }
}

fn groups(texts: &Texts, wrongs: &[Wrong]) -> Vec<Group> {
    let field = |name, label| Field::line(name, label, text(texts, name)).checked(wrongs);
    let short = |name, label| field(name, label).as_a(Control::Short);
    let tick = |name, label: &str, words: &str| {
        let option = Option3("yes".into(), words.into(), !text(texts, name).is_empty());
        Field::line(name, label.to_string(), "").checked(wrongs).as_a(Control::Checks(vec![option]))
    };
    let label = |name| RULE_SHAPE.fields.iter().find(|(own, _)| *own == name).map_or("", |(_, label)| *label);
    let source = |words, checked| {
        [
            field(words, label(words)).as_a(Control::Area(2)),
            tick(checked, label(checked), "この町の窓口か、条文で確かめた"),
        ]
    };
    let zones = |name, label| {
        let named = text(texts, name);
        let known = UseZone::ALL.iter().filter(|zone| **zone != UseZone::Unknown);
        let option = |zone: &UseZone| {
            Option3(zone.code().into(), zone.label().into(), named.split_whitespace().any(|code| code == zone.code()))
        };
        field(name, label).as_a(Control::Checks(known.map(option).collect()))
    };
    let under = |heading, fields: Vec<Field>, [words, checked]: [Field; 2]| {
        Group::under(heading, "", fields.into_iter().chain([words, checked]).collect())
    };
    vec![
        Group::plain(vec![
            Field::day("from_on", "いつから", text(texts, "from_on")).checked(wrongs).required().help("例: R9.4.1"),
        ]),
        under(
            "建築",
            vec![short("change_m2", "これを超えると、用途変更の確認申請が要る（㎡）")],
            source("building_source", "building_checked"),
        ),
        under(
            "小さな家",
            vec![
                tick("small_is_on", "小さな家を住宅とみる取扱い", "この町では使う")
                    .help("町の建築の窓口に、そういう取扱いがあるときだけ。"),
                short("small_m2", "これ未満（㎡）"),
                short("small_floors", "この階数まで"),
            ],
            source("small_source", "small_checked"),
        ),
        under(
            "耐震",
            vec![
                Field::day("quake_before", "建築確認がこの日より前なら、旧耐震", text(texts, "quake_before"))
                    .checked(wrongs),
                short("quake_margin", "建てた年だけのときの余裕（か月）")
                    .help("確認から建つまでに、これだけかかることがあるとみます。"),
            ],
            source("quake_source", "quake_checked"),
        ),
        under(
            "消防",
            vec![
                short("heavy_percent", "区分4以上の人が、おおむねこの割合を超えると、スプリンクラー（％）")
                    .help("「以上」か「超える」かは未確認です。ちょうどのときは「分からない」とし、消防の窓口に聞くことに出します。"),
                short("alarm_m2", "この面積以上なら、自動火災報知設備（㎡）")
                    .help("0 なら、広さにかかわらず要るとみます。"),
            ],
            source("fire_source", "fire_checked"),
        ),
        under(
            "都市計画",
            vec![zones("refused_zones", "使えない用途地域"), zones("asked_zones", "許可を聞く用途地域")],
            source("zone_source", "zone_checked"),
        ),
        under(
            "住居の大きさ",
            vec![
                short("home_least", "1つの住居の人数（少なくとも）"),
                short("home_most", "1つの住居の人数（多くても）"),
                short("satellite_most", "サテライト型住居の人数"),
                short("room_m2", "1人の居室（㎡以上）"),
            ],
            source("home_source", "home_checked"),
        ),
        Group::under(
            "覚え書き",
            "",
            vec![field("note", "覚え書き").help("だれに、いつ確かめたかなど。").as_a(Control::Area(3))],
        ),
    ]
}
