//! An edition that is added, or edited, perhaps by two at once.

use crate::access::{Action, Facts, Permit};
use crate::council::ReadCouncil;
use crate::council::model::CouncilId;
use crate::council::payment::model::{
    MODES, NO_ACCOUNTS, PayScaleForm, PayScaleId, SCALE, mode_code, scale_names_account,
};
use crate::council::payment::store::{self, PayScaleFacts};
use crate::council::payment::{AddPayScale, EditPayScale};
use crate::council::store as councils;
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::editing::view;
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};

impl Edited for PayScaleForm {
    type On = PayScaleFacts;
    type Act = EditPayScale;
    const SHAPE: &'static Shape = &SCALE;
    const PLACE: Place = Place::Councils;
    const MADE: &'static str = "加えた";

    fn id(ask: &Ask) -> Result<PayScaleId, Fault> {
        PayScaleId::parse(ask.param("id")).ok_or(Fault::Missing)
    }

    fn path(id: PayScaleId) -> String {
        format!("/pay-scales/{id}")
    }

    fn saved_path(on: &PayScaleFacts) -> String {
        home(on.council())
    }

    /// A version that was kept; what is typed is understood below.
    fn read(texts: &Texts) -> Result<PayScaleForm, Vec<Wrong>> {
        PayScaleForm::stored(texts)
    }

    async fn understood(
        _ask: &Ask,
        _permit: &Permit<EditPayScale>,
        texts: &Texts,
    ) -> Result<Result<PayScaleForm, Vec<Wrong>>, Fault> {
        Ok(PayScaleForm::parse(texts))
    }

    fn texts(&self) -> Texts {
        PayScaleForm::texts(self)
    }

    async fn now<A: Action<On = PayScaleFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Now<PayScaleForm>, Fault> {
        let scale = store::find_scale(tx, permit).await?;
        Ok(Now { version: scale.version, form: scale.form })
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditPayScale>,
        before: &Now<PayScaleForm>,
        form: &PayScaleForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        store::set_scale(tx, permit, before.version, form, reverted_to).await.map(|()| None)
    }

    fn taken() -> Option<Wrong> {
        Some(taken())
    }

    async fn around<A: Action<On = PayScaleFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let scale = ask.read(async |tx| store::find_scale(tx, permit).await).await?;
        Ok(Around {
            name: format!("報酬の決まり（{}から）", almanac::in_words(scale.form.from_on)),
            back: home(permit.facts().council()),
            say: Box::new(say),
            free: vec!["from_on", "basis", "unpaid"],
        })
    }

    async fn show(ask: &Ask, permit: &Permit<EditPayScale>, looking: Looking) -> Answer {
        let around = Self::around(ask, permit).await?;
        let groups = groups(&looking.texts, &looking.wrongs);
        let frame = act::frame::<PayScaleForm>(ask, &format!("{}を直す", around.name));
        FormPage::edit(frame, &around.name, Self::path(permit.facts().id()), looking, groups).back(around.back).answer()
    }
}

/// The page with the editions of a council.
pub(super) fn home(council: CouncilId) -> String {
    format!("/councils/{council}/pay")
}

fn taken() -> Wrong {
    Wrong::new("from_on", "この日からの決まりは、もうあります。別の日にするか、その決まりを直してください。")
}

/// A value of a field in words.
pub(super) fn say(field: &str, value: &str) -> String {
    match field {
        "from_on" => value.parse().map_or_else(|_| value.to_string(), almanac::in_words),
        "paid" => {
            let modes = MODES.into_iter().filter(|mode| value.split(' ').any(|code| code == mode_code(*mode)));
            modes.map(|mode| mode.word()).collect::<Vec<_>>().join("、")
        }
        "columns" => value.replace('\t', "　"),
        _ => value.to_string(),
    }
}

/// So many empty rows stand below what is filled.
const EMPTY_ROWS: usize = 4;

/// The fields.
fn groups(texts: &Texts, wrongs: &[Wrong]) -> Vec<Group> {
    vec![
        Group::plain(vec![
            Field::day("from_on", "いつから", text(texts, "from_on"))
                .required()
                .help("この日より前の会議は、前の決まりで計算します。例: 令和8年4月1日")
                .checked(wrongs),
            Field::line("basis", "根拠", text(texts, "basis"))
                .help("条例・規則・要綱の名。紙の見出しに出ます。例: みほん市附属機関の委員の報酬及び費用弁償に関する条例")
                .checked(wrongs),
        ]),
        Group::under("列", "まちの一覧のとおりに", vec![columns(texts, wrongs)]),
        Group::under("払う人", "だれが、どう出たとき", people(texts, wrongs)),
    ]
}

fn columns(texts: &Texts, wrongs: &[Wrong]) -> Field {
    const HEADS: &[&str] = &["列の名", "種類", "額・率", "だれに"];
    let row = |line: &str| -> Vec<String> {
        let mut cells: Vec<String> = line.split('\t').take(HEADS.len()).map(str::to_string).collect();
        cells.resize(HEADS.len(), String::new());
        cells
    };
    let mut rows: Vec<Vec<String>> = text(texts, "columns").lines().map(row).collect();
    rows.extend(std::iter::repeat_n(vec![String::new(); HEADS.len()], EMPTY_ROWS));
    Field::line("columns", "一覧の列", "")
        .required()
        .help("種類は、定額（出席1回の額）、実費（人ごとに入れる）、控除（率。もとの列より下の行に、「報酬の10.21%」のように。列の名がなければ、上の定額と実費すべて。1円未満は切り捨て）、差引（定額と実費から控除を引いた額）、記入（受領印、備考など、紙で空ける欄）。だれには、会長、副会長、委員、代理、委員のほか、みな（空も同じ。定額は、委員のほかの人には払いません。払うときは「委員のほか」の行を入れます）。同じ列の名で、人ごとに行を分けられます。額と率はまちのものです。源泉徴収の率は、nimo では未確認です。会計の担当に確かめて入れてください。口座や個人番号の列は置けません。")
        .as_a(Control::Grid(HEADS, rows))
        .checked(wrongs)
}

fn people(texts: &Texts, wrongs: &[Wrong]) -> Vec<Field> {
    let chosen = text(texts, "paid");
    let check = |mode: crate::council::meeting::model::Mode| {
        let code = mode_code(mode);
        Option3(code.into(), mode.word().into(), chosen.split(' ').any(|one| one == code))
    };
    vec![
        Field::line("paid", "払う人の出席のしかた", "")
            .required()
            .as_a(Control::Checks(MODES.map(check).into()))
            .checked(wrongs),
        Field::line("unpaid", "払わない職・所属", text(texts, "unpaid"))
            .help("1行に1つ。席の名、選出区分、所属、役職のどれかにこの言葉が入る人は、一覧で「払わない」から始まります。例: みほん市役所")
            .as_a(Control::Area(4))
            .checked(wrongs),
    ]
}

/// The form of the next edition, begun from the last one.
pub async fn new(ask: Ask) -> Answer {
    let permit = ask.may::<AddPayScale>(crate::council::web::id(&ask)?).await?;
    let reading = ask.may::<ReadCouncil>(permit.facts().id()).await?;
    let read = async |tx: &mut Tx| Ok((store::list_scales(tx, &permit).await?, councils::find(tx, &reading).await?));
    let (scales, council) = ask.read(read).await?;
    let mut texts = scales.first().map_or_else(Texts::new, |last| last.form.texts());
    texts.insert("from_on".into(), String::new());
    show(&ask, (permit.facts().id(), &council.form.name), &texts, vec![])
}

/// Adds an edition: may you · what was typed · its row.
pub async fn add(ask: Ask) -> Answer {
    let permit = ask.may::<AddPayScale>(crate::council::web::id(&ask)?).await?;
    let reading = ask.may::<ReadCouncil>(permit.facts().id()).await?;
    let texts = view::fields(&SCALE.names(), &ask.typed);
    let council = ask.read(async |tx| councils::find(tx, &reading).await).await?;
    let around = (permit.facts().id(), council.form.name.as_str());
    let form = match PayScaleForm::parse(&texts) {
        Ok(form) => form,
        Err(wrongs) => return show(&ask, around, &texts, wrongs),
    };
    let write = async |tx: &mut Tx, permit: &Permit<AddPayScale>| store::add(tx, permit, &form).await;
    match ask.write(&permit, write).await {
        Err(Fault::Taken) => show(&ask, around, &texts, vec![taken()]),
        other => other.map(|_| Reply::see(format!("{}?said=pay-scale-added", home(permit.facts().id())))),
    }
}

fn show(ask: &Ask, (council, name): (CouncilId, &str), texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let frame = Frame::of("報酬の決まりを加える", ask.actor.signed_in(), Place::Councils);
    let because = format!(
        "{name}の報酬の決まりです。前の決まりから始まります。変わったところだけ直してください。前の会議は、前の決まりのままです。"
    );
    let heads = ("報酬の決まりを加える".to_string(), "加える");
    let groups = groups(texts, &wrongs);
    FormPage::new(frame, because, heads, (home(council), home(council)), wrongs, groups).answer()
}

/// Keeps a draft, unless an account stands in it: that is kept nowhere.
pub async fn draft(ask: Ask) -> Answer {
    let permit = ask.may::<EditPayScale>(PayScaleForm::id(&ask)?).await?;
    let version = view::version(&ask)?;
    let texts = view::chosen(&SCALE, &ask.typed);
    let wrongs: Vec<Wrong> =
        scale_names_account(&texts).into_iter().map(|field| Wrong::new(field, NO_ACCOUNTS)).collect();
    if wrongs.is_empty() {
        return act::draft::<PayScaleForm>(ask).await;
    }
    PayScaleForm::show(&ask, &permit, Looking { version, texts, wrongs, drafted: None }).await
}
