//! What is known of a house: the form for a new one and for one that is edited, perhaps by two at once.

use crate::access::{Action, Facts, Permit};
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::form::{FormPage, Group};
use crate::editing::read::{read_yen, yen_in_words};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::houses::EditHouse;
use crate::houses::model::{Hazard, HouseForm, HouseUse, Known, SHAPE, SquareMetres, UseZone, VacantHouseId};
use crate::houses::store::{self, VacantHouseFacts};
use crate::houses::web::id;
use crate::layout::{Control, Field, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask};

impl Edited for HouseForm {
    type On = VacantHouseFacts;
    type Act = EditHouse;
    const SHAPE: &'static Shape = &SHAPE;
    const PLACE: Place = Place::Houses;
    const MADE: &'static str = "加えた";

    fn id(ask: &Ask) -> Result<VacantHouseId, Fault> {
        id(ask)
    }

    fn path(id: VacantHouseId) -> String {
        format!("/houses/{id}")
    }

    fn read(texts: &Texts) -> Result<HouseForm, Vec<Wrong>> {
        HouseForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        HouseForm::texts(self)
    }

    async fn now<A: Action<On = VacantHouseFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Now<HouseForm>, Fault> {
        let house = store::find(tx, permit).await?;
        Ok(Now { version: house.version, form: house.form })
    }

    async fn understood(
        ask: &Ask,
        _permit: &Permit<EditHouse>,
        texts: &Texts,
    ) -> Result<Result<HouseForm, Vec<Wrong>>, Fault> {
        Ok(understood(ask, texts))
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditHouse>,
        before: &Now<HouseForm>,
        form: &HouseForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        store::set(tx, permit, before.version, form, reverted_to).await.map(|()| None)
    }

    async fn around<A: Action<On = VacantHouseFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let house = ask.read(async |tx| store::find(tx, permit).await).await?;
        let free = vec!["label", "town", "told_by", "lot", "owner_side", "repair", "note"];
        Ok(Around { name: house.form.label, back: Self::path(house.id), say: Box::new(say), free })
    }

    async fn show(ask: &Ask, permit: &Permit<EditHouse>, looking: Looking) -> Answer {
        let around = Self::around(ask, permit).await?;
        let groups = groups(&looking.texts, &looking.wrongs);
        let frame = act::frame::<HouseForm>(ask, &format!("{}を直す", around.name));
        FormPage::edit(frame, &around.name, Self::path(permit.facts().id()), looking, groups).answer()
    }
}

/// What was typed, held against the calendar.
///
/// # Errors
/// A sentence for each field that cannot be understood.
pub fn understood(ask: &Ask, texts: &Texts) -> Result<HouseForm, Vec<Wrong>> {
    let form = HouseForm::parse(texts)?;
    form.wrong_on(ask.now.day()).map_or(Ok(form), |wrong| Err(vec![wrong]))
}

/// A value of a field in words, for diffs.
fn say(field: &str, value: &str) -> String {
    let plain = || value.to_string();
    let known = |say: fn(Known) -> &'static str| say(Known::parse(value).unwrap_or(Known::Unknown)).to_string();
    match field {
        "as_of" => value.parse().map_or_else(|_| plain(), almanac::in_words),
        "built" | "confirmed" => almanac::read_partial_date(value).map_or_else(|_| plain(), |date| date.to_string()),
        "intended" => HouseUse::parse(value).map_or_else(plain, |one| one.label().into()),
        "zone" => UseZone::parse(value).map_or_else(plain, |one| one.label().into()),
        "hazards" => {
            let label = |code: &str| Hazard::parse(code).map_or_else(|| code.to_string(), |one| one.label().into());
            value.split_whitespace().map(label).collect::<Vec<_>>().join("、")
        }
        "certificate" => known(Known::there),
        "quake" => known(Known::done),
        "area" => SquareMetres::parse(value).map_or_else(plain, SquareMetres::in_words),
        "people" | "heavy_people" if !value.is_empty() => format!("{value}人"),
        "floors" if !value.is_empty() => format!("{value}階"),
        "rent" => value.parse().map_or_else(|_| plain(), yen_in_words),
        _ => plain(),
    }
}

/// The options of a list of which one holds, with the one for nothing.
pub(super) fn options(chosen: &str, nothing: &str, known: &[(&str, &str)]) -> Vec<Option3> {
    let all = std::iter::once(("", nothing)).chain(known.iter().copied());
    all.map(|(code, label)| Option3(code.into(), label.into(), code == chosen)).collect()
}

/// The fields of the form.
pub fn groups(texts: &Texts, wrongs: &[Wrong]) -> Vec<Group> {
    vec![
        Group::plain(said(texts, wrongs)),
        Group::under("事務局だけが見ること", "ほかの人の画面にも紙にも出ません", inside(texts, wrongs)),
        Group::under("考えている使い方", "決まっていなくてもかまいません", uses(texts, wrongs)),
        Group::under(
            "建物",
            "分かるところまで。空なら「分からない」として、確かめることに出します",
            building(texts, wrongs),
        ),
        Group::under("場所とお金", "", place(texts, wrongs)),
    ]
}

fn field(texts: &Texts, wrongs: &[Wrong], name: &'static str, label: &'static str) -> Field {
    Field::line(name, label, text(texts, name)).checked(wrongs)
}

fn said(texts: &Texts, wrongs: &[Wrong]) -> Vec<Field> {
    vec![
        field(texts, wrongs, "label", "呼び名")
            .required()
            .help("町の中で呼ぶときの名。みんなが見るので、持ち主の名前や番地は入れません。例: 本町3丁目の2階建て"),
        field(texts, wrongs, "town", "町名").required().help("番地の前まで。例: 本町3丁目"),
        Field::day("as_of", "情報の日", text(texts, "as_of"))
            .checked(wrongs)
            .required()
            .help("話を聞いた日。例: R8.11.25"),
    ]
}

fn inside(texts: &Texts, wrongs: &[Wrong]) -> Vec<Field> {
    vec![
        field(texts, wrongs, "told_by", "だれから聞いたか").required().help("例: 都市計画課の空き家の窓口、町会の役員"),
        field(texts, wrongs, "lot", "番地・位置").help("窓口に持って行く紙には出ます。例: 3-12-5、地図の印"),
        field(texts, wrongs, "owner_side", "持ち主への窓口と同意")
            .help("持ち主の名前や電話は入れないでください。だれが持ち主を知っているか、話を進めてよいという同意をいつ得たか。例: 都市計画課の空き家の窓口、所有者の同意あり R8.10.1")
            .as_a(Control::Area(2)),
        field(texts, wrongs, "note", "覚え書き").as_a(Control::Area(3)),
    ]
}

fn uses(texts: &Texts, wrongs: &[Wrong]) -> Vec<Field> {
    let kinds: Vec<_> = HouseUse::ALL.iter().map(|one| (one.code(), one.label())).collect();
    vec![
        field(texts, wrongs, "intended", "考えている使い方").as_a(Control::Choice(options(
            text(texts, "intended"),
            "まだ決まっていない",
            &kinds,
        ))),
        field(texts, wrongs, "people", "予定の人数").help("例: 5").as_a(Control::Short),
        field(texts, wrongs, "heavy_people", "うち、障害支援区分4以上の人数")
            .help("スプリンクラーの目安に使います。使う事業者に聞いてください。いなければ 0。例: 2")
            .as_a(Control::Short),
    ]
}

fn building(texts: &Texts, wrongs: &[Wrong]) -> Vec<Field> {
    let area =
        SquareMetres::parse(text(texts, "area")).map(|area| format!("{}（約{}坪）", area.in_words(), area.in_tsubo()));
    let choice = |name, label, known: &[(&str, &str)]| {
        let options = options(&unknown_as_nothing(text(texts, name)), "分からない", known);
        field(texts, wrongs, name, label).as_a(Control::Choice(options))
    };
    let date = |name, label| {
        let typed = text(texts, name);
        let read = almanac::read_partial_date(typed).ok();
        let shown = read.filter(|date| date.iso() == typed).map_or_else(|| typed.to_string(), |date| date.to_string());
        Field::line(name, label, shown).checked(wrongs).as_a(Control::Short).echo(read.map(|date| date.to_string()))
    };
    vec![
        field(texts, wrongs, "area", "延べ面積（㎡）")
            .help("登記か図面のとおり。例: 105.98")
            .as_a(Control::Short)
            .echo(area),
        field(texts, wrongs, "floors", "階数").help("地下は数えません。例: 2").as_a(Control::Short),
        date("built", "建てた年").help("分かるところまで。例: 昭和53年、S53.4、1978年頃"),
        date("confirmed", "建築確認の日")
            .help("窓口の台帳で分かります。旧耐震かどうかは、この日で見ます。例: S55.10.3"),
        choice("certificate", "検査済証", &[("yes", "あり"), ("no", "なし")]).help("台帳に残っているものを含みます。"),
        choice("quake", "耐震診断・改修", &[("yes", "済"), ("no", "未")])
            .help("耐震性があると確かめたか、改修したときが「済」です。"),
    ]
}

fn place(texts: &Texts, wrongs: &[Wrong]) -> Vec<Field> {
    let zones: Vec<_> = UseZone::ALL.iter().map(|one| (one.code(), one.label())).collect();
    let hazards = text(texts, "hazards");
    let hazard = |one: &Hazard| {
        Option3(one.code().into(), one.label().into(), hazards.split_whitespace().any(|code| code == one.code()))
    };
    vec![
        field(texts, wrongs, "zone", "用途地域").as_a(Control::Select(options(
            text(texts, "zone"),
            "まだ見ていない",
            &zones,
        ))),
        field(texts, wrongs, "hazards", "ハザード")
            .help("町のハザードマップで、区域に入っているもの。")
            .as_a(Control::Checks(Hazard::ALL.iter().map(hazard).collect())),
        field(texts, wrongs, "rent", "家賃の希望")
            .help("月に、家全体で。例: 9万円")
            .as_a(Control::Short)
            .echo(read_yen(text(texts, "rent")).map(yen_in_words)),
        field(texts, wrongs, "repair", "要る改修")
            .help("例: 段差をなくす、風呂とトイレを新しくする")
            .as_a(Control::Area(3)),
    ]
}

/// Nothing and 分からない are one answer.
fn unknown_as_nothing(code: &str) -> String {
    if code == Known::Unknown.code() { String::new() } else { code.to_string() }
}
