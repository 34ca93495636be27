//! The town's own figures of a quarter, edited, perhaps by two at once.

use crate::access::{Action, Facts, Permit};
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::layout::{Control, Field, Place};
use crate::planning::CountPlanQuarter;
use crate::planning::model::{QUARTER, Quarter, QuarterForm};
use crate::planning::store::{PlanQuarterFacts, kept};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask};

impl Edited for QuarterForm {
    type On = PlanQuarterFacts;
    type Act = CountPlanQuarter;
    const SHAPE: &'static Shape = &QUARTER;
    const PLACE: Place = Place::Planning;
    const MADE: &'static str = "残した";
    const BEGINS_EMPTY: bool = true;

    fn id(ask: &Ask) -> Result<Quarter, Fault> {
        Quarter::parse(ask.param("id")).ok_or(Fault::Missing)
    }

    fn path(id: Quarter) -> String {
        format!("/planning/quarters/{id}")
    }

    fn read(texts: &Texts) -> Result<QuarterForm, Vec<Wrong>> {
        QuarterForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        QuarterForm::texts(self)
    }

    async fn now<A: Action<On = PlanQuarterFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Now<QuarterForm>, Fault> {
        let (form, version) = kept::find::<QuarterForm, A>(tx, permit).await?.unwrap_or_default();
        Ok(Now { version, form })
    }

    async fn understood(
        ask: &Ask,
        permit: &Permit<CountPlanQuarter>,
        texts: &Texts,
    ) -> Result<Result<QuarterForm, Vec<Wrong>>, Fault> {
        let quarter = permit.facts().id();
        let form = QuarterForm::parse(texts);
        Ok(form.and_then(|form| form.wrong_on(quarter, ask.now.day()).map_or(Ok(form), |wrong| Err(vec![wrong]))))
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<CountPlanQuarter>,
        before: &Now<QuarterForm>,
        form: &QuarterForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        kept::set(tx, permit, before.version, form, reverted_to).await.map(|()| None)
    }

    async fn around<A: Action<On = PlanQuarterFacts>>(_ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let quarter = permit.facts().id();
        let name = format!("{}の町の数", quarter.in_words());
        Ok(Around { name, back: Self::path(quarter), say: Box::new(say), free: vec!["source"] })
    }

    async fn show(ask: &Ask, permit: &Permit<CountPlanQuarter>, looking: Looking) -> Answer {
        let around = Self::around(ask, permit).await?;
        let groups = groups(&looking.texts, &looking.wrongs);
        let frame = act::frame::<QuarterForm>(ask, &around.name);
        let is_first = looking.version == 0;
        let page = FormPage::edit(frame, &around.name, around.back, looking, groups);
        let because = "町が支給決定などから数えた数です。事業所の答えとは別に残ります。";
        if is_first { page.because(because.into()).answer() } else { page.answer() }
    }
}

/// A value of a field in words, for diffs.
fn say(field: &str, value: &str) -> String {
    match field {
        "as_of" => value.parse().map_or_else(|_| value.to_string(), almanac::in_words),
        _ => value.to_string(),
    }
}

fn groups(texts: &Texts, wrongs: &[Wrong]) -> Vec<Group> {
    let label = |name: &str| QUARTER.fields.iter().find(|(field, _)| *field == name).map_or("", |(_, label)| label);
    let line = |name: &'static str| Field::line(name, label(name), text(texts, name)).checked(wrongs);
    let short = |name| line(name).as_a(Control::Short);
    vec![
        Group::plain(vec![
            Field::day("as_of", label("as_of"), text(texts, "as_of"))
                .checked(wrongs)
                .required()
                .help("この四半期の、きょうまでの日です。"),
            line("source").required().help("例: 支給決定の台帳"),
        ]),
        Group::under(
            "事業所が計画を作っている人",
            "いないときは0。分からないときは空のまま",
            vec![short("adults"), short("children")],
        ),
        Group::under(
            "セルフプラン",
            "自分や家族で計画を作っている人。いないときは0。分からないときは空のまま",
            vec![
                short("wanted_adults").help("本人か家族が、そうしたいと言っている"),
                short("wanted_children"),
                short("lacking_adults").help("頼みたいが、受ける事業所がない"),
                short("lacking_children"),
            ],
        ),
    ]
}
