//! Empty houses of the sample town: one that is looked at, one that a provider is asked about, one of which somebody just spoke, one that
//! came to nothing. Places, sections and answers are invented.

use crate::access::{Actor, Permit};
use crate::app::App;
use crate::demo::seed::{OFFICE, may};
use crate::editing::shape::Texts;
use crate::houses::model::{
    CheckForm, CheckKind, CheckState, DropReason, HouseCheckId, HouseForm, HouseStage, StepForm, VacantHouseId,
};
use crate::houses::{AddHouse, EditHouseCheck, StepHouse, store};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use almanac::Date;
use chrono::Days;

type Fields = &'static [(&'static str, &'static str)];

const SHOWN: Fields = &[
    ("label", "本町3丁目の2階建て"),
    ("town", "本町3丁目"),
    ("told_by", "都市計画課の空き家の窓口"),
    ("lot", "12-5（バス停の裏）"),
    ("owner_side", "都市計画課の空き家の窓口。所有者の同意あり R8.10.1"),
    ("intended", "group_home"),
    ("people", "5"),
    ("heavy_people", "1"),
    ("area", "132.48"),
    ("floors", "2"),
    ("built", "昭和53年"),
    ("certificate", "no"),
    ("zone", "mid_1"),
    ("hazards", "flood"),
    ("rent", "12万円"),
    ("repair", "1階の段差をなくす。風呂とトイレを新しくする。"),
];
const LARGE: Fields = &[
    ("label", "駅前の元学生寮"),
    ("town", "駅前町"),
    ("told_by", "不動産の団体の会員から"),
    ("lot", "2-8"),
    ("owner_side", "団体の相談役が持ち主を知っている。話を進める同意は、まだ"),
    ("intended", "group_home"),
    ("people", "10"),
    ("area", "286.2"),
    ("floors", "3"),
    ("built", "平成4年"),
    ("confirmed", "H3.9.10"),
    ("certificate", "yes"),
    ("zone", "shops"),
    ("hazards", "none"),
    ("rent", "28万円"),
];
const HEARD: Fields = &[("label", "南町の平屋"), ("town", "南町"), ("told_by", "民生委員の集まりで")];
const GONE: Fields = &[
    ("label", "北山の元店舗つき住宅"),
    ("town", "北山"),
    ("told_by", "都市計画課の空き家の窓口"),
    ("intended", "trial_stay"),
    ("area", "98.5"),
    ("floors", "2"),
    ("built", "昭和46年頃"),
    ("zone", "restrained"),
    ("hazards", "slope"),
];

/// Adds them, with what the counters said.
///
/// # Errors
/// What the doors and the gate say.
pub async fn offer(app: &App, clerk: &Actor) -> Result<(), Fault> {
    let gone = add(app, clerk, GONE, 60).await?;
    let day = |days| ago(app, days);
    step(app, clerk, gone, (HouseStage::Looking, day(52)?, None, "")).await?;
    let why = "耐震の改修に、家賃では返せない額がかかると分かった。";
    step(app, clerk, gone, (HouseStage::Dropped, day(30)?, Some(DropReason::Cost), why)).await?;
    let large = add(app, clerk, LARGE, 40).await?;
    step(app, clerk, large, (HouseStage::Looking, day(35)?, None, "")).await?;
    step(app, clerk, large, (HouseStage::Talking, day(12)?, None, "2つの事業者が見学した。")).await?;
    let clear = (CheckState::Clear, "都市計画課", "近隣商業地域。寄宿舎は建てられる。", "");
    check(app, clerk, (large, CheckKind::Planning, 33), clear).await?;
    let mend = (
        CheckState::Mend,
        "建築指導課",
        "用途変更の確認申請が要る。2階から外へ出る道を、図面で見たい。",
        "図面を持って、もう一度聞く",
    );
    check(app, clerk, (large, CheckKind::Building, 20), mend).await?;
    let shown = add(app, clerk, SHOWN, 20).await?;
    step(app, clerk, shown, (HouseStage::Looking, day(16)?, None, "")).await?;
    let asking = (CheckState::Asking, "みほん消防署予防係", "", "間取りの図を送る");
    check(app, clerk, (shown, CheckKind::Fire, 9), asking).await?;
    add(app, clerk, HEARD, 4).await.map(|_| ())
}

fn ago(app: &App, days: u64) -> Result<Date, Fault> {
    app.now().day().checked_sub_days(Days::new(days)).ok_or_else(ours)
}

async fn add(app: &App, clerk: &Actor, fields: Fields, days: u64) -> Result<VacantHouseId, Fault> {
    let mut texts: Texts = fields.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())).collect();
    texts.insert("as_of".into(), ago(app, days)?.to_string());
    let form = HouseForm::parse(&texts).map_err(|_| ours())?;
    let permit = may::<AddHouse>(app, clerk, OFFICE).await?;
    let write = async |tx: &mut Tx, permit: &Permit<AddHouse>| store::add(tx, permit, &form).await;
    app.db().write(&permit, write).await
}

async fn step(
    app: &App,
    clerk: &Actor,
    house: VacantHouseId,
    (stage, on, dropped_for, why): (HouseStage, Date, Option<DropReason>, &str),
) -> Result<(), Fault> {
    let form = StepForm { stage, on, dropped_for, why: why.into() };
    let permit = may::<StepHouse>(app, clerk, house).await?;
    let write = async |tx: &mut Tx, permit: &Permit<StepHouse>| store::step(tx, permit, &form).await;
    app.db().write(&permit, write).await
}

async fn check(
    app: &App,
    clerk: &Actor,
    (house, kind, days): (VacantHouseId, CheckKind, u64),
    (state, whom, answer, next): (CheckState, &str, &str, &str),
) -> Result<(), Fault> {
    let asked_on = Some(ago(app, days)?);
    let form = CheckForm { state, asked_on, whom: whom.into(), answer: answer.into(), next: next.into() };
    let permit = may::<EditHouseCheck>(app, clerk, HouseCheckId { house, kind }).await?;
    let write = async |tx: &mut Tx, permit: &Permit<EditHouseCheck>| store::set_check(tx, permit, 0, &form, None).await;
    app.db().write(&permit, write).await
}

fn ours() -> Fault {
    Fault::broken("demo", "the sample houses")
}
