//! What an office answered, edited, perhaps by two at once; by telephone, as long as somebody is on the line.

use crate::access::{Action, Facts, Permit};
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::layout::{Control, Field, Option3, Place};
use crate::planning::AnswerPlanLoad;
use crate::planning::model::{Closing, LOAD, LoadForm, NewClients, PlanLoadId};
use crate::planning::store::kept;
use crate::planning::store::{self, PlanLoadFacts};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask};
use crate::providers::model::ProviderId;
use crate::providers::store as providers;

impl Edited for LoadForm {
    type On = PlanLoadFacts;
    type Act = AnswerPlanLoad;
    const SHAPE: &'static Shape = &LOAD;
    const PLACE: Place = Place::Planning;
    const MADE: &'static str = "残した";
    const BEGINS_EMPTY: bool = true;

    fn id(ask: &Ask) -> Result<PlanLoadId, Fault> {
        PlanLoadId::parse(ask.param("id")).ok_or(Fault::Missing)
    }

    fn path(id: PlanLoadId) -> String {
        format!("/planning/loads/{id}")
    }

    fn saved_path(on: &PlanLoadFacts) -> String {
        format!("/planning/quarters/{}", on.id().quarter)
    }

    fn read(texts: &Texts) -> Result<LoadForm, Vec<Wrong>> {
        LoadForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        LoadForm::texts(self)
    }

    async fn now<A: Action<On = PlanLoadFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Now<LoadForm>, Fault> {
        let (form, version) = kept::find::<LoadForm, A>(tx, permit).await?.unwrap_or_default();
        Ok(Now { version, form })
    }

    async fn understood(
        ask: &Ask,
        permit: &Permit<AnswerPlanLoad>,
        texts: &Texts,
    ) -> Result<Result<LoadForm, Vec<Wrong>>, Fault> {
        let quarter = permit.facts().id().quarter;
        let form = LoadForm::parse(texts);
        Ok(form.and_then(|form| form.wrong_on(quarter, ask.now.day()).map_or(Ok(form), |wrong| Err(vec![wrong]))))
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<AnswerPlanLoad>,
        before: &Now<LoadForm>,
        form: &LoadForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        kept::set(tx, permit, before.version, form, reverted_to).await.map(|()| None)
    }

    async fn around<A: Action<On = PlanLoadFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let PlanLoadId { provider, quarter } = permit.facts().id();
        let name = name_of(ask, permit, provider).await?;
        Ok(Around {
            name: format!("{name}の調査票（{}）", quarter.in_words()),
            back: format!("/planning/quarters/{quarter}"),
            say: Box::new(say),
            free: vec!["told_by", "note"],
        })
    }

    async fn show(ask: &Ask, permit: &Permit<AnswerPlanLoad>, looking: Looking) -> Answer {
        let around = Self::around(ask, permit).await?;
        let groups = groups(&looking.texts, &looking.wrongs);
        let frame = act::frame::<LoadForm>(ask, &around.name);
        let is_first = looking.version == 0;
        let path = Self::path(permit.facts().id());
        let page = FormPage::edit(frame, &around.name, path, looking, groups).back(around.back);
        if is_first { page.because(because(ask, permit).await?).answer() } else { page.answer() }
    }
}

/// The name of an office.
///
/// # Errors
/// What the database says.
pub async fn name_of<A: Action>(ask: &Ask, permit: &Permit<A>, provider: ProviderId) -> Result<String, Fault> {
    let found = ask.read(async |tx| providers::named(tx, permit, &[provider]).await).await?;
    Ok(found.first().map_or_else(String::new, |one| one.name().to_string()))
}

/// What stands above a form that nobody filled in: the quarter before, to ask against.
async fn because(ask: &Ask, permit: &Permit<AnswerPlanLoad>) -> Result<String, Fault> {
    let PlanLoadId { provider, quarter } = permit.facts().id();
    let read = async |tx: &mut Tx| store::loads(tx, permit, quarter.before()).await;
    let before = ask.read(read).await?.into_iter().find(|(id, _)| id.provider == provider);
    let ask_for = format!("{}（{}）の数を聞いて入れます。", quarter.in_words(), quarter.months());
    Ok(match before {
        Some((_, form)) => format!(
            "{ask_for}前の四半期は、専門員{}人、者{}人、児{}人、新規は「{}」でした。",
            form.planners.unwrap_or_default().in_words(),
            form.adults,
            form.children,
            form.intake.map_or("", NewClients::label)
        ),
        None => format!("{ask_for}前の四半期の答えはありません。"),
    })
}

/// A value of a field in words, for diffs.
fn say(field: &str, value: &str) -> String {
    let chosen = match field {
        "intake" => NewClients::parse(value).map(NewClients::label),
        "closing" => Closing::parse(value).map(Closing::label),
        "senior" => SENIOR.into_iter().find(|(code, _)| *code == value).map(|(_, label)| label),
        _ => None,
    };
    match field {
        "as_of" | "closing_on" => value.parse().map_or_else(|_| value.to_string(), almanac::in_words),
        _ => chosen.map_or_else(|| value.to_string(), str::to_string),
    }
}

const SENIOR: [(&str, &str); 3] = [("", "聞いていない"), ("yes", "いる"), ("no", "いない")];

fn groups(texts: &Texts, wrongs: &[Wrong]) -> Vec<Group> {
    let line = |name: &'static str| {
        let label = LOAD.fields.iter().find(|(field, _)| *field == name).map_or("", |(_, label)| label);
        Field::line(name, label, text(texts, name)).checked(wrongs)
    };
    let short = |name| line(name).as_a(Control::Short);
    let day = |name: &'static str| {
        let label = LOAD.fields.iter().find(|(field, _)| *field == name).map_or("", |(_, label)| label);
        Field::day(name, label, text(texts, name)).checked(wrongs)
    };
    let option = |name: &str, code: &str, label: &str| Option3(code.into(), label.into(), code == text(texts, name));
    let intakes = NewClients::ALL.map(|one| option("intake", one.code(), one.label())).into();
    let closings = Closing::ALL.map(|one| option("closing", one.code(), one.label())).into();
    let seniors = SENIOR.map(|(code, label)| option("senior", code, label)).into();
    vec![
        Group::plain(vec![
            day("as_of").required().help("事業所が数えた日。この四半期の、きょうまでの日です。"),
            line("told_by").required().help("例: 管理者に電話で。利用している人の名前は入れないでください。"),
        ]),
        Group::under(
            "専門員と利用者",
            "契約している人の数",
            vec![
                short("planners").required().help("兼務は、計画相談に使う時間で割ります。例: 1.5"),
                short("adults").required().help("いないときは0"),
                short("children").help("空なら0人と読みます"),
                short("mental").help("分かるときだけ"),
            ],
        ),
        Group::under(
            "新しい人",
            "いま頼めるか",
            vec![
                line("intake").required().as_a(Control::Choice(intakes)),
                short("spare_adults").help("空きがなければ0。分からないときは、者も児も空のまま"),
                short("spare_children").help("片方だけ空なら、そちらは0人と読みます"),
                short("waiting").help("この事業所に頼んで、まだ始まらない人。分かるときだけ"),
                short("longest").help("待っている人のうち、いちばん長い人の日数"),
            ],
        ),
        Group::under(
            "これから",
            "",
            vec![
                line("closing").as_a(Control::Choice(closings)),
                day("closing_on").help("決まっているときは要ります。例: R9.3.31"),
            ],
        ),
        Group::under(
            "分かるところまで",
            "あとからでも入れられます",
            vec![
                short("heads").help("兼務の人も1人と数えます"),
                line("senior").as_a(Control::Choice(seniors)),
                short("half_cases")
                    .help("計画の作成とモニタリングをした件数を、6か月分足した数。1人あたりの取扱件数が分かります。"),
                short("half_planners")
                    .help("同じ6か月の、毎月の常勤換算を足した数。空なら、いまの人数の6か月分とみます。"),
                line("note")
                    .as_a(Control::Area(3))
                    .help("事務局だけが読みます。受けられる条件など。利用している人の名前は入れないでください。"),
            ],
        ),
    ]
}
