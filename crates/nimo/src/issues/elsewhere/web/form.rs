//! The form of a card: for a new one and for one that is edited, perhaps by two at once.

use crate::access::{Action, Permit};
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::form::{FormPage, Group};
use crate::editing::read::{count_in_words, read_count};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::issues::elsewhere::EditCase;
use crate::issues::elsewhere::model::{CaseForm, CaseId, SHAPE};
use crate::issues::elsewhere::store::{self, CaseFacts};
use crate::layout::{Control, Field, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask};

impl Edited for CaseForm {
    type On = CaseFacts;
    type Act = EditCase;
    const SHAPE: &'static Shape = &SHAPE;
    const PLACE: Place = Place::Issues;
    const MADE: &'static str = "加えた";

    fn id(ask: &Ask) -> Result<CaseId, Fault> {
        super::id(ask)
    }

    fn path(id: CaseId) -> String {
        format!("/cases/{id}")
    }

    fn read(texts: &Texts) -> Result<CaseForm, Vec<Wrong>> {
        CaseForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        CaseForm::texts(self)
    }

    async fn now<A: Action<On = CaseFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Now<CaseForm>, Fault> {
        let case = store::find(tx, permit).await?;
        Ok(Now { version: case.version, form: case.form })
    }

    async fn understood(
        ask: &Ask,
        _permit: &Permit<EditCase>,
        texts: &Texts,
    ) -> Result<Result<CaseForm, Vec<Wrong>>, Fault> {
        Ok(understood(ask, texts))
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditCase>,
        before: &Now<CaseForm>,
        form: &CaseForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        store::set(tx, permit, before.version, form, reverted_to).await.map(|()| None)
    }

    async fn around<A: Action<On = CaseFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let case = ask.read(async |tx| store::find(tx, permit).await).await?;
        Ok(Around { name: named(&case.form), back: Self::path(case.id), say: Box::new(say), free: SHAPE.names() })
    }

    async fn show(ask: &Ask, permit: &Permit<EditCase>, looking: Looking) -> Answer {
        let case = ask.read(async |tx| store::find(tx, permit).await).await?;
        let name = named(&case.form);
        let groups = groups(&looking.texts, &looking.wrongs);
        let frame = act::frame::<CaseForm>(ask, &format!("{name}を直す"));
        FormPage::edit(frame, &name, Self::path(case.id), looking, groups).answer()
    }
}

/// かわなみ町の取り組み.
pub fn named(form: &CaseForm) -> String {
    format!("{}の取り組み", form.town)
}

/// What was typed, held against the calendar.
///
/// # Errors
/// A sentence for each field that cannot be understood.
pub fn understood(ask: &Ask, texts: &Texts) -> Result<CaseForm, Vec<Wrong>> {
    let form = CaseForm::parse(texts)?;
    form.wrong_on(ask.now.day()).map_or(Ok(form), |wrong| Err(vec![wrong]))
}

/// A value of a field in words, for diffs.
fn say(field: &str, value: &str) -> String {
    match field {
        "population" => value.parse().map_or_else(|_| value.to_string(), count_in_words),
        "seen_on" => value.parse().map_or_else(|_| value.to_string(), almanac::in_words),
        _ => value.to_string(),
    }
}

/// The fields of the form: one line is enough, the rest as far as it is known.
pub fn groups(texts: &Texts, wrongs: &[Wrong]) -> Vec<Group> {
    let (count, day) = (text(texts, "population"), text(texts, "seen_on"));
    let counted = read_count(count).map(count_in_words).filter(|words| words.trim_end_matches('人') != count);
    let field = |name, label| Field::line(name, label, text(texts, name)).checked(wrongs);
    vec![
        Group::plain(vec![
            field("town", "自治体").required().help("例: かわなみ町"),
            field("title", "取り組み").required().help("何をしているかを1行で。例: 退院の前に、町の人が病棟をたずねる"),
            field("result", "結果").help("分かっていれば。例: 1年で3人が退院した").as_a(Control::Area(2)),
        ]),
        Group::under(
            "分かるところまで",
            "あとからでも入れられます",
            vec![
                field("population", "人口")
                    .help("同じくらいの町かを見るためです。例: 48200、4万8千")
                    .as_a(Control::Short)
                    .echo(counted),
                field("address", "出典のアドレス")
                    .help("http:// か https:// で始まるもの。nimo がそこを開くことはありません。"),
                field("source", "出典").help("アドレスのないもの。例: 視察で聞いた、県の事例集 12ページ"),
                field("seen_on", "見た日")
                    .help("出典を見た日。出典があるときは要ります。例: R8.11.25")
                    .as_a(Control::Short)
                    .echo(almanac::read_date(day).ok().map(almanac::with_weekday)),
                field("note", "覚え書き")
                    .help("まねられそうなところ、違うところ、聞ける人など。")
                    .as_a(Control::Area(3)),
            ],
        ),
    ]
}
