//! The list of a meeting: who is paid what, what to look at, and whether it was paid.

use super::table::{Shown, sentence};
use super::whole::{Names, Whole, home};
use crate::access::{Facts, Permit};
use crate::council::approval::model::ApprovalAct;
use crate::council::approval::web::{StandingLine, line};
use crate::council::meeting;
use crate::council::meeting::model::MeetingId;
use crate::council::model::CouncilId;
use crate::council::payment::model::{PayListForm, PayTable};
use crate::council::payment::rules::{begun, differs, doubts};
use crate::council::payment::store::{self, Settled, mark};
use crate::council::payment::{EditPay, ListPay, ListPayScales, PrintPay, ReadPayHistory, SettlePay};
use crate::editing::shape::Wrong;
use crate::layout::{Field, Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// What was paid, as a link.
struct Paid {
    path: String,
    name: String,
    why: Option<String>,
}

/// What may be done here.
struct May {
    edit: bool,
    settle: bool,
    print: bool,
    history: bool,
    scales: bool,
}

#[derive(Template)]
#[template(path = "council/payment/views/list.html")]
struct PayPage {
    frame: Frame,
    id: MeetingId,
    council: CouncilId,
    title: String,
    /// 決まり of its day; none there is.
    scale: Option<String>,
    heading: String,
    /// So many came, as long as the list was not begun.
    came: usize,
    has_list: bool,
    /// Why no sum can be made.
    trouble: Option<String>,
    table: Option<Shown>,
    differs: Vec<String>,
    doubts: Vec<String>,
    standing: Option<Paid>,
    /// How the proposal of paying stands.
    approval: Option<StandingLine>,
    earlier: Vec<Paid>,
    /// What stands for the list on this screen.
    seen: String,
    day: Field,
    wrongs: Vec<Wrong>,
    may: May,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ListPay>(meeting::web::id(&ask)?).await?;
    show(&ask, &permit, vec![]).await
}

/// The page, perhaps with what is wrong.
pub(super) async fn show(ask: &Ask, permit: &Permit<ListPay>, wrongs: Vec<Wrong>) -> Answer {
    let names = Names::of(ask, permit.facts()).await?;
    let whole = ask.read(async |tx| Whole::of(tx, permit, permit.facts(), ask.now.day()).await).await?;
    let (table, trouble) = match (whole.standing(), whole.table(&names)) {
        (Some(settled), _) => (Some(settled.table.clone()), None),
        (None, Some(Ok(table))) => (Some(table), None),
        (None, Some(Err(trouble))) => (None, Some(trouble)),
        (None, None) => (None, None),
    };
    let list = whole.list.as_ref().map(|list| &list.form);
    let compared = list.zip(whole.scale.as_ref()).filter(|_| whole.standing().is_none());
    let facts = permit.facts();
    let approval = match whole.standing() {
        None => line(ask, permit, facts.council(), ApprovalAct::Payment, &facts.spelled()).await?,
        Some(_) => None,
    };
    let page = PayPage {
        approval,
        frame: Frame::of(format!("{}の支払の一覧", whole.form.short()), ask.actor.signed_in(), Place::Councils)
            .saying(ask.query.get("said")),
        id: permit.facts().id(),
        council: permit.facts().council(),
        title: whole.form.title(),
        scale: whole.scale.as_ref().map(|scale| format!("{}からの決まり", almanac::in_words(scale.from_on))),
        heading: heading(&whole, table.as_ref()),
        came: whole.came.len(),
        has_list: list.is_some(),
        trouble,
        differs: list.map_or_else(Vec::new, |list| differs(&whole.came, list)),
        doubts: compared.map_or_else(Vec::new, |(list, scale)| doubts(&whole.came, list, scale)),
        standing: whole.standing().map(paid),
        earlier: whole.settled.iter().filter(|one| one.withdrawn.is_some()).map(paid).collect(),
        seen: table.as_ref().map_or(Ok(String::new()), mark)?,
        table: table.as_ref().map(Shown::of),
        day: Field::day("day", "支払った日", ask.typed.get("day"))
            .required()
            .help("会議の日から今日までの日を入れます。例: 令和8年11月20日、R8.11.20")
            .checked(&wrongs),
        may: may(ask, permit).await?,
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

async fn may(ask: &Ask, permit: &Permit<ListPay>) -> Result<May, Fault> {
    let id = permit.facts().id();
    Ok(May {
        edit: ask.could::<EditPay>(id).await?,
        settle: ask.would::<SettlePay>(permit.facts())?,
        print: ask.would::<PrintPay>(permit.facts())?,
        history: ask.could::<ReadPayHistory>(id).await?,
        scales: ask.could::<ListPayScales>(permit.facts().council()).await?,
    })
}

fn heading(whole: &Whole, table: Option<&PayTable>) -> String {
    match (whole.standing(), table, &whole.scale) {
        (Some(settled), ..) => {
            format!("{}に支払いました。{}", almanac::in_words(settled.on), sentence(&settled.table))
        }
        (None, Some(table), _) => sentence(table),
        (None, None, None) => "会議の日の報酬の決まりが、まだありません".into(),
        (None, None, Some(_)) if whole.list.is_none() => "一覧は、まだありません".into(),
        (None, None, Some(_)) => "このままでは、計算できません".into(),
    }
}

fn paid(settled: &Settled) -> Paid {
    Paid {
        path: format!("/pay-settlements/{}", settled.id),
        name: format!("第{}回の支払い（{}、{}）", settled.number, almanac::in_words(settled.on), settled.by),
        why: settled.withdrawn.clone(),
    }
}

/// Begins the list with those who came: may you · is there a scale · its row. Where somebody began it first, his stands.
pub async fn begin(ask: Ask) -> Answer {
    let permit = ask.may::<EditPay>(meeting::web::id(&ask)?).await?;
    let today = ask.now.day();
    let write = async |tx: &mut Tx, permit: &Permit<EditPay>| {
        let whole = Whole::of(tx, permit, permit.facts().meeting(), today).await?;
        match (&whole.scale, &whole.list) {
            (None, _) => Ok(Some(NO_SCALE.to_string())),
            (Some(_), _) if whole.came.is_empty() => Ok(Some(NOBODY.into())),
            (Some(_), Some(_)) => Ok(None),
            (Some(scale), None) => match PayListForm::parse(&begun(&whole.came, scale).texts()) {
                Ok(list) => store::begin(tx, permit, &list).await.map(|()| None),
                Err(wrongs) => Ok(Some(unwritable(&wrongs))),
            },
        }
    };
    let id = permit.facts().id();
    match ask.write_again(&permit, write).await? {
        None => Ok(Reply::see(format!("{}?said=pay-begun", home(id)))),
        Some(sentence) => {
            let reading = ask.may::<ListPay>(id).await?;
            show(&ask, &reading, vec![Wrong::new("begin", sentence)]).await
        }
    }
}

/// What stands in the records is no list: which of it.
fn unwritable(wrongs: &[Wrong]) -> String {
    let told: String = wrongs.iter().map(|wrong| wrong.sentence.as_str()).collect();
    format!(
        "名簿や会議録の言葉に、一覧に入れられないものがあります。名簿か「出席者」を直してから、もう一度押してください。{told}"
    )
}

const NO_SCALE: &str = "会議の日の報酬の決まりがありません。先に、報酬の決まりを入れてください。";
const NOBODY: &str = "出席した人の記録がありません。会議録の「出席者」を入れてから、もう一度押してください。";
