//! What the sample town will do about its issues: three programmes that it has, and three measures.

use crate::access::{Actor, Permit};
use crate::app::App;
use crate::council::meeting::model::MeetingId;
use crate::demo::seed::{OFFICE, may, next_day};
use crate::issues::budget::{EditDeadlines, store as deadlines};
use crate::issues::measure::model::{Means, MeasureForm, MeasureId, Progress, Task};
use crate::issues::measure::{AddMeasure, AdvanceMeasure, store};
use crate::issues::model::{IssueId, Solver};
use crate::issues::programme::model::{ProgrammeForm, ProgrammeId};
use crate::issues::programme::{AddProgramme, store as programmes};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use almanac::{Date, FiscalYear};
use chrono::Days;

/// Name, section, law, who may use it, yen.
const PROGRAMMES: [(&str, &str, &str, &str, i64); 3] = [
    ("普及啓発事業", "健康課", "精神保健福祉法 第46条", "市民、事業者、学校", 380_000),
    ("地域活動支援センター事業", "障害福祉課", "障害者総合支援法 第77条", "市内に住む障害のある人", 12_000_000),
    (
        "住宅入居等支援事業（居住サポート事業）", "障害福祉課", "障害者総合支援法 第77条",
        "賃貸住宅をさがす障害のある人", 900_000,
    ),
];

/// Adds them, as the clerk does after the meeting. The request for next year's budget closes in a week, before the next meeting.
/// Gives back the talks, which are to reach the goal.
pub async fn plan(app: &App, actor: &Actor, issues: &[IssueId], meeting: MeetingId) -> Result<MeasureId, Fault> {
    let today = app.now().day();
    let this_year = FiscalYear::of(today);
    let next_year = FiscalYear(this_year.0 + 1);
    let closes_on = today.checked_add_days(Days::new(7)).unwrap_or(today).min(this_year.last_day());
    let saying = may::<EditDeadlines>(app, actor, OFFICE).await?;
    let write =
        async |tx: &mut Tx, permit: &Permit<EditDeadlines>| deadlines::set(tx, permit, next_year, closes_on).await;
    app.db().write(&saying, write).await?;
    let known = catalogue(app, actor, this_year).await?;
    let meets_on = next_day(app)?;
    let leaflet = leaflet(next_year, closes_on);
    add(app, actor, issues[2], &leaflet, Some((Progress::Adopted, meeting))).await?;
    let talks = add(app, actor, issues[2], &talks(known[0], meets_on), Some((Progress::Running, meeting))).await?;
    add(app, actor, issues[5], &rooms(known[2]), None).await?;
    Ok(talks)
}

fn leaflet(year: FiscalYear, closes_on: Date) -> MeasureForm {
    let after = |months: u32| year.first_day().checked_add_months(chrono::Months::new(months));
    let steps = ["予算の要求", "委託先を決めて契約", "案を受け取る", "部会で検討", "確定"];
    let due = [Some(closes_on), after(2), after(5), after(7), after(9)];
    MeasureForm {
        matter: "退院後の暮らし、使える支援、相談先を、入院している人のことばで8ページにまとめる。".into(),
        owner: "相談支援係".into(),
        doers: vec![Solver::Town],
        means: Some(Means::New),
        budget_yen: Some(440_000),
        budget_year: Some(year),
        cost_note: "原稿とデザインの委託、2,000部の印刷".into(),
        input: "相談支援係1人、委託料44万円".into(),
        activity: "当事者と病院の話を聞いてつくり、病棟で手渡す".into(),
        output: "2,000部、病院4か所".into(),
        tasks: steps.into_iter().zip(due).map(|(title, due)| Task::named(title, due)).collect(),
        ..MeasureForm::titled("入院している人へのリーフレット")
    }
}

fn talks(programme: ProgrammeId, meets_on: Date) -> MeasureForm {
    let before = meets_on.checked_sub_days(Days::new(3));
    MeasureForm {
        matter: "ピアサポーターが話す時間を入れ、病棟で年に4回ひらく。".into(),
        owner: "みほん地域活動支援センター".into(),
        doers: vec![Solver::Town, Solver::Area],
        means: Some(Means::Reshaped),
        programme: Some(programme),
        budget_yen: Some(0),
        input: "普及啓発事業の講師謝礼、ピアサポーター2人".into(),
        activity: "病棟での説明会を年4回".into(),
        output: "4回、のべ60人".into(),
        outcome: "地域移行支援を使う人が5人になる".into(),
        tasks: vec![Task::named("3回目をひらく", before), Task::named("4回目をひらく", None)],
        ..MeasureForm::titled("病院での説明会を年4回ひらく")
    }
}

fn rooms(programme: ProgrammeId) -> MeasureForm {
    MeasureForm {
        means: Some(Means::AsIs),
        programme: Some(programme),
        owner: "障害福祉係".into(),
        budget_yen: Some(0),
        ..MeasureForm::titled("空いている部屋を月に1度たずねて、日づけのある一覧にする")
    }
}

async fn catalogue(app: &App, actor: &Actor, year: FiscalYear) -> Result<Vec<ProgrammeId>, Fault> {
    let adding = may::<AddProgramme>(app, actor, OFFICE).await?;
    let write = async |tx: &mut Tx, permit: &Permit<AddProgramme>| {
        let mut known = vec![];
        for (name, section, law, users, yen) in PROGRAMMES {
            let form = ProgrammeForm {
                name: name.into(),
                section: section.into(),
                law: law.into(),
                users: users.into(),
                budget_yen: Some(yen),
                budget_year: Some(year),
                note: String::new(),
                is_retired: false,
            };
            known.push(programmes::add(tx, permit, &form).await?);
        }
        Ok(known)
    };
    app.db().write(&adding, write).await
}

async fn add(
    app: &App,
    actor: &Actor,
    issue: IssueId,
    form: &MeasureForm,
    decided: Option<(Progress, MeetingId)>,
) -> Result<MeasureId, Fault> {
    let adding = may::<AddMeasure>(app, actor, issue).await?;
    let write = async |tx: &mut Tx, permit: &Permit<AddMeasure>| store::add(tx, permit, form).await;
    let measure = app.db().write(&adding, write).await?;
    let Some((progress, meeting)) = decided else { return Ok(measure) };
    let permit = may::<AdvanceMeasure>(app, actor, measure).await?;
    let write = async |tx: &mut Tx, permit: &Permit<AdvanceMeasure>| {
        store::advance(tx, permit, progress, "", Some(meeting)).await
    };
    app.db().write(&permit, write).await?;
    Ok(measure)
}
