//! はじめの1時間: a council, its roster, its last minutes, one after the other on one page.

use crate::access::Facts;
use crate::council::charter::rules::in_force;
use crate::council::meeting::ImportSheet;
use crate::council::meeting::store as meetings;
use crate::council::model::{Basis, CouncilForm, CouncilId};
use crate::council::seat::ImportRoster;
use crate::council::seat::rules::{Roster, last_day};
use crate::council::seat::store::everybody;
use crate::council::store::{self, Council};
use crate::council::web::place::taken;
use crate::council::{DraftCouncil, ListCouncils, PlaceCouncil, ReadCouncil};
use crate::editing::shape::{Texts, Wrong, text};
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

#[derive(Template)]
#[template(path = "council/views/begin.html")]
struct BeginPage {
    frame: Frame,
    office: String,
    sentence: &'static str,
    /// From 1; 4 when all is done.
    step: usize,
    steps: [(&'static str, bool); 3],
    /// The council that is begun: its id and name.
    council: Option<(CouncilId, String)>,
    seated: String,
    wrongs: Vec<Wrong>,
    fields: Vec<Field>,
}

/// How far a council has come.
#[derive(Default)]
struct Begun {
    council: Option<Council>,
    seats: usize,
    members: u32,
    meetings: usize,
    years: Option<u32>,
}

/// The step that comes next, with its form.
pub async fn page(ask: Ask) -> Answer {
    ask.may::<DraftCouncil>(ask.office()?).await?;
    show(&ask, begun(&ask).await?, &Texts::new(), vec![])
}

/// Places the council: may you · what was typed · its row with its because.
pub async fn place(ask: Ask) -> Answer {
    ask.may::<DraftCouncil>(ask.office()?).await?;
    let texts = ask.typed.only(&["name", "basis"]);
    let form = match CouncilForm::parse(&texts) {
        Ok(form) => form,
        Err(wrongs) => return show(&ask, Begun::default(), &texts, wrongs),
    };
    let permit = ask.may::<PlaceCouncil>(None).await?;
    match ask.write(&permit, async |tx, permit| store::place(tx, permit, &form).await).await {
        Ok(_) => Ok(Reply::see("/begin?said=placed")),
        Err(Fault::Taken) => show(&ask, Begun::default(), &texts, vec![taken()]),
        Err(other) => Err(other),
    }
}

/// The first of the person's own councils that may be written and that is not through yet, else the last.
async fn begun(ask: &Ask) -> Result<Begun, Fault> {
    let permit = ask.may::<ListCouncils>(ask.office()?).await?;
    let councils = ask.read(async |tx| store::list(tx, &permit).await).await?;
    let mut last = Begun::default();
    for council in councils.into_iter().filter(|council| council.form.parent.is_none()) {
        if !ask.could::<ImportRoster>(council.id).await? || !ask.could::<ImportSheet>(council.id).await? {
            continue;
        }
        let reading = ask.may::<ReadCouncil>(council.id).await?;
        let read = async |tx: &mut Tx| {
            let all = everybody(tx, &reading, reading.facts().id()).await?;
            Ok((all, meetings::recent(tx, &reading, 1).await?.len()))
        };
        let (all, meetings) = ask.read(read).await?;
        let today = ask.now.day();
        last = Begun {
            council: Some(council),
            seats: all.seats.len(),
            members: Roster::of(&all, today).count(),
            meetings,
            years: in_force(&all.charters, today).and_then(|charter| charter.term_years),
        };
        if meetings == 0 || last.seats == 0 {
            break;
        }
    }
    Ok(last)
}

fn show(ask: &Ask, begun: Begun, typed: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let is_skipped = ask.query.get("skip") == "roster";
    let done = [begun.council.is_some(), begun.seats > 0, begun.meetings > 0];
    let step = match done {
        [false, ..] => 1,
        [_, false, _] if !is_skipped => 2,
        [.., false] => 3,
        _ => 4,
    };
    let page = BeginPage {
        frame: Frame::of("はじめの1時間", ask.actor.signed_in(), Place::Today).saying(ask.query.get("said")),
        office: ask.signed_in()?.office_name.clone(),
        sentence: match step {
            1 => "まず、協議会を1つ置きます",
            2 => "次に、委員名簿を貼ります",
            3 => "最後に、前回の会議録を置きます",
            _ => "始められます。協議会とその歩みができました",
        },
        step,
        steps: [("協議会", done[0]), ("委員名簿", done[1]), ("前回の会議録", done[2])],
        seated: match begun.members {
            0 => "まだ入っていません".into(),
            members => format!("委員{members}人"),
        },
        fields: match step {
            1 => of_council(typed, &wrongs),
            2 => of_roster(ask, begun.years),
            3 => vec![pasted(
                "または、会議録の文字を貼り付ける",
                "WordやPDFの会議録は、全部を選んでコピーし、ここに貼り付けてください。",
            )],
            _ => vec![],
        },
        council: begun.council.map(|council| (council.id, council.form.name)),
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

fn of_council(typed: &Texts, wrongs: &[Wrong]) -> Vec<Field> {
    let basis = text(typed, "basis");
    let bases = Basis::ALL.map(|b| Option3(b.code().into(), b.label().into(), b.code() == basis)).into();
    vec![
        Field::line("name", "名称", text(typed, "name"))
            .required()
            .help("会議録に書くとおりに。例: みほん市精神保健福祉連絡協議会")
            .checked(wrongs),
        Field::line("basis", "設置の根拠", "")
            .required()
            .help("条例でつくった附属機関か、要綱でつくった会議か。")
            .as_a(Control::Choice(bases))
            .checked(wrongs),
    ]
}

fn of_roster(ask: &Ask, years: Option<u32>) -> Vec<Field> {
    let from_on = almanac::FiscalYear::of(ask.now.day()).first_day();
    let until_on = years.and_then(|years| last_day(from_on, years)).map_or_else(String::new, |day| day.to_string());
    let mut fields = vec![pasted(
        "または、名簿の表を貼り付ける",
        "Excelで「氏名」のある見出しの行から選び、コピーして貼り付けてください。1行が1人になります。",
    )];
    fields.push(Field::day("from_on", "任期の始まり", &from_on.to_string()).help("表に任期の列がない行に使います。"));
    fields.push(Field::day("until_on", "任期の終わり", &until_on).help("最後の日。任期のない会なら、空のまま。"));
    fields
}

fn pasted(label: &'static str, help: &'static str) -> Field {
    Field::line("text", label, "").help(help).as_a(Control::Area(6))
}
