//! A figure is typed, or put right with a reason.

use crate::access::{Action, OfficeFacts, Permit};
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Texts, Wrong, text};
use crate::goals::indicator::RecordIndicator;
use crate::goals::indicator::model::{
    Area, Counting, IndicatorDefinition, IndicatorKind, Origin, Slot, ValueForm, ValueKind, read_figure,
};
use crate::goals::indicator::rules::{UNKNOWN_WAY, replaced, says_the_same};
use crate::goals::indicator::store::{self, Whose};
use crate::goals::indicator::web::named;
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::FiscalYear;

/// The empty form; the address may say which 年度 and of whom.
pub async fn form(ask: Ask) -> Answer {
    ask.may::<RecordIndicator>(ask.office()?).await?;
    let of = named(&ask)?;
    let now = FiscalYear::of(ask.now.day());
    let years = of.years();
    let named = almanac::read_fiscal_year(ask.query.get("fiscal_year")).ok();
    let year = years.iter().find(|year| Some(**year) == named).or(years.iter().find(|year| **year == now));
    let year = year.or(years.first()).map_or_else(String::new, ToString::to_string);
    let area = Area::parse(ask.query.get("area")).unwrap_or_else(|| of.usual_area());
    let texts = [("kind", "actual".to_string()), ("fiscal_year", year), ("area", area.code())];
    show(&ask, of, &texts.map(|(name, value)| (name.to_string(), value)).into(), vec![])
}

/// Records it: may you · what was typed · does it take another's place, and why · its row with its because.
pub async fn record(ask: Ask) -> Answer {
    let permit = ask.may::<RecordIndicator>(ask.office()?).await?;
    let of = named(&ask)?;
    let texts = ask.typed.only(&ValueForm::FIELDS);
    let form = match ValueForm::parse(&texts, of, &of.years(), ask.now.day()) {
        // One's own code names no other town.
        Ok(form) if form.slot.area.code() == ask.signed_in()?.office_code => {
            ValueForm { slot: Slot { area: Area::Own, ..form.slot }, ..form }
        }
        Ok(form) => form,
        Err(wrongs) => return show(&ask, of, &texts, wrongs),
    };
    let write = async |tx: &mut Tx, permit: &Permit<RecordIndicator>| {
        let counting = counting(tx, permit, of, &form.slot).await?;
        let from = store::From { origin: Origin::Typed, counted: &[], goals: &[], counting };
        keep(tx, permit, of, &form, &from).await
    };
    match ask.write(&permit, write).await? {
        Done::Recorded => Ok(Reply::see(path(of, form.slot.area, "figure-recorded"))),
        Done::Unchanged => Ok(Reply::see(path(of, form.slot.area, "figure-unchanged"))),
        Done::Unexplained(now) => show(&ask, of, &texts, vec![Wrong::new("reason", now)]),
    }
}

/// What became of a figure.
pub enum Done {
    /// It stands.
    Recorded,
    /// The same stood already.
    Unchanged,
    /// Another stands, and nobody said why this one should: the sentence.
    Unexplained(String),
}

/// Records a figure, unless the very same stands; one that takes another's place has its reason.
///
/// # Errors
/// What the database says.
pub async fn keep(
    tx: &mut Tx,
    permit: &Permit<RecordIndicator>,
    of: &IndicatorDefinition,
    form: &ValueForm,
    from: &store::From<'_>,
) -> Result<Done, Fault> {
    let rows = store::of(tx, permit, of, Whose::with(form.slot.area)).await?;
    let before = replaced(&rows, &form.slot, form.as_of);
    match before {
        Some(row) if says_the_same(row, form, from.counting, from.counted) => Ok(Done::Unchanged),
        Some(row) if form.reason.is_empty() => {
            let figure = row.told.figure().map_or_else(String::new, |figure| of.with_unit(figure));
            let what = if row.slot.kind == ValueKind::Target { "この目標" } else { "この時点の数" };
            Ok(Done::Unexplained(format!(
                "{what}は、いま{figure}です（出典: {}）。直すときは、わけを入れてください。前の数も記録に残ります。",
                row.source
            )))
        }
        _ => store::record(tx, permit, of, form, from).await.map(|()| Done::Recorded),
    }
}

/// The page of the indicator, saying what was just done.
pub fn path(of: &IndicatorDefinition, area: Area, said: &str) -> String {
    format!("/indicators/{}?area={}&said={said}", of.code, area.code())
}

/// The version of the way of counting that holds for a figure: 0 for another town's, whose way nobody here knows.
///
/// # Errors
/// What the database says.
pub async fn counting<A: Action<On = OfficeFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
    of: &IndicatorDefinition,
    slot: &Slot,
) -> Result<i64, Fault> {
    if matches!(slot.area, Area::Other(_)) {
        return Ok(UNKNOWN_WAY);
    }
    let own = store::own_countings(tx, permit).await?.remove(&of.code).unwrap_or_default();
    Ok(Counting::version_of(&own, slot.year))
}

fn show(ask: &Ask, of: &IndicatorDefinition, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let heading = format!("{}の数を入れる", of.name);
    let because = format!("単位は「{}」です。前に入れた数は消えず、同じ時点の数を直すときはわけを残します。", of.unit);
    let home = format!("/indicators/{}", of.code);
    let back = match Area::parse(text(texts, "area")) {
        Some(area) => format!("{home}?area={}", area.code()),
        None => home.clone(),
    };
    let frame = Frame::of(heading.clone(), ask.actor.signed_in(), Place::Indicators);
    let groups = groups(of, texts, &wrongs);
    FormPage::new(frame, because, (heading, "残す"), (home, back), wrongs, groups).answer()
}

fn groups(of: &IndicatorDefinition, texts: &Texts, wrongs: &[Wrong]) -> Vec<Group> {
    let field = |name, label| Field::line(name, label, text(texts, name)).checked(wrongs);
    let is = |name: &str, value: &str| text(texts, name) == value;
    let kinds = [ValueKind::Actual, ValueKind::Target].into_iter();
    let kinds = kinds.filter(|kind| *kind == ValueKind::Actual || of.kind != IndicatorKind::Feature);
    let kinds = kinds.map(|kind| Option3(kind.code().into(), kind.label().into(), is("kind", kind.code()))).collect();
    let years = of.years().into_iter().map(|year| year.to_string());
    let years = years.map(|year| Option3(year.clone(), year.clone(), is("fiscal_year", &year))).collect();
    // Another town stands here only for whoever comes from its figures.
    let other = Area::parse(text(texts, "area")).filter(|area| matches!(area, Area::Other(_)));
    let areas = [Area::Own, Area::Prefecture].into_iter().chain(other);
    let areas = areas.map(|area| Option3(area.code(), area.label(), is("area", &area.code()))).collect();
    let read = read_figure(text(texts, "figure"), &of.unit).ok().map(|figure| of.with_unit(figure));
    let day = |name: &str| almanac::read_date(text(texts, name)).ok().map(almanac::with_weekday);
    let mut first = vec![
        field("kind", "目標か実績か").required().as_a(Control::Choice(kinds)),
        field("fiscal_year", "年度").required().as_a(Control::Select(years)),
    ];
    if !of.parts.is_empty() {
        let whole = Option3(String::new(), "計（分けない数）".into(), is("part", ""));
        let parts = of.parts.iter().map(|part| Option3(part.code.clone(), part.name.clone(), is("part", &part.code)));
        let parts = std::iter::once(whole).chain(parts).collect();
        first.push(
            field("part", "内訳").help("内訳だけを入れると、計は足した数になります。").as_a(Control::Select(parts)),
        );
    }
    first.extend([
        field("figure", "数")
            .required()
            .help("例: 4、325.3。もとの資料がふせた数は「＊」。0とはちがいます。")
            .as_a(Control::Short)
            .echo(read),
        field("as_of", "時点")
            .help("いつ現在の数か。空なら、終わった年度は3月31日、途中の年度と目標はきょう。例: R8.9.30")
            .as_a(Control::Short)
            .echo(day("as_of")),
        field("source", "出典")
            .required()
            .help("どこから来た数か。例: 事務局の記録、障害福祉課の請求データ、県計画 12ページ"),
    ]);
    let more = vec![
        field("area", "どこの数か").as_a(Control::Choice(areas)),
        field("address", "出典のアドレス")
            .help("http:// か https:// で始まるもの。nimo がそこを開くことはありません。"),
        field("seen_on", "出典を見た日").help("例: R8.11.25").as_a(Control::Short).echo(day("seen_on")),
        field("reason", "直すわけ")
            .help("同じ時点の数や、目標を直すときだけ要ります。例: 転居した1人を引いた")
            .as_a(Control::Area(2)),
    ];
    vec![Group::plain(first), Group::under("要るときだけ", "出典の場所と、直すわけ", more)]
}
