//! The form of a measure: for a new one and for one that is edited, perhaps by two at once.

use crate::access::{Action, Permit};
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::form::{FormPage, Group};
use crate::editing::read::{read_yen, yen_in_words};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::issues::measure::EditMeasure;
use crate::issues::measure::model::{Means, MeasureForm, MeasureId, SHAPE, Task};
use crate::issues::measure::store::{self, MeasureFacts};
use crate::issues::model::Solver;
use crate::issues::programme::model::ProgrammeId;
use crate::issues::programme::store::Programme;
use crate::issues::programme::{self, ListProgrammes};
use crate::layout::{Control, Field, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask};
use almanac::Date;

impl Edited for MeasureForm {
    type On = MeasureFacts;
    type Act = EditMeasure;
    const SHAPE: &'static Shape = &SHAPE;
    const PLACE: Place = Place::Measures;
    const MADE: &'static str = "加えた";

    fn id(ask: &Ask) -> Result<MeasureId, Fault> {
        super::id(ask)
    }

    fn path(id: MeasureId) -> String {
        format!("/measures/{id}")
    }

    fn read(texts: &Texts) -> Result<MeasureForm, Vec<Wrong>> {
        MeasureForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        MeasureForm::texts(self)
    }

    async fn now<A: Action<On = MeasureFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Now<MeasureForm>, Fault> {
        let measure = store::find(tx, permit).await?;
        Ok(Now { version: measure.version, form: measure.form })
    }

    async fn understood(
        ask: &Ask,
        _permit: &Permit<EditMeasure>,
        texts: &Texts,
    ) -> Result<Result<MeasureForm, Vec<Wrong>>, Fault> {
        understood(ask, texts).await
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditMeasure>,
        before: &Now<MeasureForm>,
        form: &MeasureForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        store::set(tx, permit, before.version, form, reverted_to).await.map(|()| None)
    }

    async fn around<A: Action<On = MeasureFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let measure = ask.read(async |tx| store::find(tx, permit).await).await?;
        let programmes = programmes(ask).await?;
        let chosen = ["doers", "means", "programme", "tasks"];
        Ok(Around {
            name: format!("方策 {} {}", measure.number, measure.form.title),
            back: Self::path(measure.id),
            say: Box::new(move |field, value| say(field, value, &programmes)),
            free: SHAPE.names().into_iter().filter(|name| !chosen.contains(name)).collect(),
        })
    }

    async fn show(ask: &Ask, permit: &Permit<EditMeasure>, looking: Looking) -> Answer {
        let measure = ask.read(async |tx| store::find(tx, permit).await).await?;
        let name = format!("方策 {} ", measure.number);
        let path = Self::path(measure.id);
        let groups = groups(&looking.texts, &looking.wrongs, &programmes(ask).await?);
        let frame = act::frame::<MeasureForm>(ask, &format!("{name}を直す"));
        FormPage::edit(frame, &name, path.clone(), looking, groups).filling(format!("{path}/fill"), FILL).answer()
    }
}

/// The button that puts the steps of a consignment into the form.
pub const FILL: &str = "委託の手順を入れる";

/// What was typed, held against the catalogue and the calendar.
///
/// # Errors
/// What the database says.
pub async fn understood(ask: &Ask, texts: &Texts) -> Result<Result<MeasureForm, Vec<Wrong>>, Fault> {
    let form = match MeasureForm::parse(texts) {
        Ok(form) => form,
        Err(wrongs) => return Ok(Err(wrongs)),
    };
    let mut wrongs = vec![];
    if let Some(programme) = form.programme
        && programmes(ask).await?.iter().all(|known| known.id != programme)
    {
        wrongs.push(Wrong::new("programme", "一覧から選んでください。"));
    }
    let today = ask.now.day();
    if form.tasks.iter().any(|task| task.done.is_some_and(|day| day > today)) {
        wrongs.push(Wrong::new("tasks", "「できた日」に、きょうより先の日があります。まだのものは空にしてください。"));
    }
    if form.asked_on.is_some_and(|day| day > today) {
        wrongs.push(Wrong::new("asked_on", "きょうより先の日です。要求してから入れてください。"));
    }
    Ok(if wrongs.is_empty() { Ok(form) } else { Err(wrongs) })
}

/// The catalogue.
///
/// # Errors
/// What the database says.
pub async fn programmes(ask: &Ask) -> Result<Vec<Programme>, Fault> {
    let permit = ask.may::<ListProgrammes>(ask.office()?).await?;
    ask.read(async |tx| programme::store::list(tx, &permit).await).await
}

/// The name of a programme of the catalogue.
pub fn programme_name(programmes: &[Programme], id: ProgrammeId) -> String {
    let known = programmes.iter().find(|programme| programme.id == id);
    known.map_or_else(|| "（一覧にない事業）".into(), |programme| programme.form.name.clone())
}

/// A value of a field in words, for diffs.
fn say(field: &str, value: &str, programmes: &[Programme]) -> String {
    match field {
        "doers" => value.split_whitespace().filter_map(Solver::parse).map(Solver::label).collect::<Vec<_>>().join("、"),
        "means" => Means::parse(value).map_or_else(|| value.to_string(), |means| means.label().into()),
        "programme" if value.is_empty() => "なし".into(),
        "programme" => ProgrammeId::parse(value)
            .map_or_else(|| value.to_string(), |programme| programme_name(programmes, programme)),
        "budget_yen" | "cost_yen" => value.parse().map_or_else(|_| value.to_string(), yen_in_words),
        "asked_on" => value.parse().map_or_else(|_| value.to_string(), almanac::in_words),
        "tasks" => {
            let mut wrongs = vec![];
            let tasks = Task::read("tasks", value, &mut wrongs);
            let lines: Vec<String> = tasks.iter().map(task_in_words).collect();
            if wrongs.is_empty() { lines.join("\n") } else { value.replace('\t', "　") }
        }
        _ => value.to_string(),
    }
}

fn task_in_words(task: &Task) -> String {
    let due = task.due.map_or_else(String::new, |day| format!("　{}まで", almanac::in_words(day)));
    let done = task.done.map_or_else(String::new, |day| format!("　{}にできた", almanac::in_words(day)));
    format!("{}{due}{done}", task.title)
}

/// The fields of the form.
pub fn groups(texts: &Texts, wrongs: &[Wrong], programmes: &[Programme]) -> Vec<Group> {
    vec![
        Group::plain(what(texts, wrongs)),
        Group::under("使う事業と予算", "あとからでも入れられます", means(texts, wrongs, programmes)),
        Group::under("手順", "いつまでに何をするか", vec![tasks(texts, wrongs)]),
        Group::under("ねらい", "投入から、目ざす変化まで", chain(texts, wrongs)),
    ]
}

fn what(texts: &Texts, wrongs: &[Wrong]) -> Vec<Field> {
    let has = |code: &str| text(texts, "doers").split_whitespace().any(|chosen| chosen == code);
    let doers = Solver::ALL.map(|doer| Option3(doer.code().into(), doer.label().into(), has(doer.code()))).into();
    vec![
        Field::line("title", "方策", text(texts, "title"))
            .required()
            .help("何をするかを1行で。例: 入院している人へのリーフレットをつくる")
            .checked(wrongs),
        Field::line("matter", "何をするか", text(texts, "matter"))
            .help("だれに、どこで、どのように。")
            .as_a(Control::Area(3))
            .checked(wrongs),
        Field::line("owner", "担当", text(texts, "owner")).help("係や職の名。例: 相談支援係").checked(wrongs),
        Field::line("doers", "だれが行うか", "")
            .help("市が入っていないものは、「市だけのことではない」に入ります。何も選ばなければ、市のこととします。")
            .as_a(Control::Checks(doers))
            .checked(wrongs),
    ]
}

fn means(texts: &Texts, wrongs: &[Wrong], programmes: &[Programme]) -> Vec<Field> {
    let chosen = text(texts, "means");
    let mut means = vec![Option3(String::new(), "まだ決めていない".into(), chosen.is_empty())];
    means.extend(Means::ALL.map(|one| Option3(one.code().into(), one.label().into(), one.code() == chosen)));
    let of = text(texts, "programme");
    let mut options = vec![Option3(String::new(), "なし".into(), of.is_empty())];
    let choosable = programmes.iter().filter(|one| !one.form.is_retired || one.id.to_string() == of);
    options.extend(choosable.map(|one| {
        let section = &one.form.section;
        let section = if section.is_empty() { String::new() } else { format!("（{section}）") };
        Option3(one.id.to_string(), format!("{}{section}", one.form.name), one.id.to_string() == of)
    }));
    let asked = text(texts, "asked_on");
    let (asked, asked_echo) = day_shown(asked);
    vec![
        Field::line("means", "事業の使い方", "").as_a(Control::Choice(means)).checked(wrongs),
        Field::line("programme", "使う事業", "")
            .help("一覧にないときは、「方策」の一覧の下の「既存の事業」で加えます。")
            .as_a(Control::Select(options))
            .checked(wrongs),
        money("budget_yen", "要る予算", texts).help("円で。要らないときは 0。例: 440000、44万円").checked(wrongs),
        Field::line("budget_year", "予算の年度", text(texts, "budget_year"))
            .help("どの年度の予算に入れるか。例: 令和9年度、R9")
            .as_a(Control::Short)
            .checked(wrongs),
        Field::line("asked_on", "予算を要求した日", asked)
            .help("要求がすんだら。入れると、しめきりの知らせが消えます。")
            .as_a(Control::Short)
            .echo(asked_echo)
            .checked(wrongs),
        money("cost_yen", "かかった費用", texts).help("終わってから、円で。").checked(wrongs),
        Field::line("cost_note", "費用の内訳", text(texts, "cost_note"))
            .help("見積りの根拠や、内訳。例: 印刷2,000部と郵送")
            .checked(wrongs),
    ]
}

fn money(name: &'static str, label: &'static str, texts: &Texts) -> Field {
    let typed = text(texts, name);
    let echo = read_yen(typed).map(yen_in_words).filter(|words| words.trim_end_matches('円') != typed);
    Field::line(name, label, typed).as_a(Control::Short).echo(echo)
}

fn chain(texts: &Texts, wrongs: &[Wrong]) -> Vec<Field> {
    let area = |name, label, help| {
        Field::line(name, label, text(texts, name)).help(help).as_a(Control::Area(2)).checked(wrongs)
    };
    vec![
        area("input", "投入", "人、お金、場所。例: 相談支援係2人、委託料44万円"),
        area("activity", "活動", "何をするか。例: 病棟で4回の説明会、リーフレットの配布"),
        area("output", "活動の結果", "すぐに数えられること。例: 説明会に60人、配布2,000部"),
        area("outcome", "目ざす変化", "人の暮らしがどう変わるか。例: 地域移行支援を使う人が5人になる"),
    ]
}

/// So many empty rows stand below what is filled.
const EMPTY_ROWS: usize = 3;

fn tasks(texts: &Texts, wrongs: &[Wrong]) -> Field {
    const HEADS: &[&str] = &["手順", "期限", "できた日"];
    let mut rows: Vec<Vec<String>> = text(texts, "tasks").lines().map(row).collect();
    rows.extend(std::iter::repeat_n(vec![String::new(); 3], EMPTY_ROWS));
    Field::line("tasks", "手順と期限", "")
        .help("1行に1つ。表計算ソフトから、まとめて貼り付けられます。期限は、年月だけならその月の末日です。")
        .as_a(Control::Grid(HEADS, rows))
        .checked(wrongs)
}

/// A line of the grid: what is ours is shown in 和暦, what was typed stays as typed.
fn row(line: &str) -> Vec<String> {
    let mut cells: Vec<String> = line.split('\t').take(3).map(str::to_string).collect();
    cells.resize(3, String::new());
    for cell in cells.iter_mut().skip(1) {
        *cell = day_shown(cell).0;
    }
    cells
}

/// A day as the form shows it, and what is echoed below.
fn day_shown(typed: &str) -> (String, Option<String>) {
    let day: Option<Date> = almanac::read_date(typed).ok();
    let shown = day.filter(|day| day.to_string() == typed).map_or_else(|| typed.to_string(), almanac::in_words);
    (shown, day.map(almanac::with_weekday))
}
