//! The list of a meeting as a form, edited perhaps by two at once.

use super::whole::{CLOSED, Whole, home};
use crate::access::{Action, Facts, Permit};
use crate::council::meeting;
use crate::council::meeting::model::MeetingId;
use crate::council::payment::EditPay;
use crate::council::payment::model::{
    FIXED_HEADS, LIST, MODES, MOST_ROWS, NO_ACCOUNTS, PayListForm, PayRole, list_names_account,
};
use crate::council::payment::rules::{Head, fit, table};
use crate::council::payment::store::{self, PayListFacts};
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::read::read_yen;
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::editing::view;
use crate::layout::{Frame, Option3, Place, error_of};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// A row of the form. A cell is sent as `people.row.column`, the first row names the columns.
struct Line {
    place: usize,
    /// For those who hear it: 三好 花さん, 新しい1行目.
    who: String,
    name: String,
    proxy: String,
    body: String,
    roles: Vec<Option3>,
    modes: Vec<Option3>,
    unpaid: String,
    /// Place, head and text of each amount.
    cells: Vec<(usize, String, String)>,
}

#[derive(Template)]
#[template(path = "council/payment/views/form.html")]
struct ListPage {
    frame: Frame,
    id: MeetingId,
    title: String,
    version: i64,
    wrongs: Vec<Wrong>,
    drafted: Option<String>,
    error: Option<String>,
    heads: Vec<String>,
    amounts: Vec<String>,
    lines: Vec<Line>,
}

impl Edited for PayListForm {
    type On = PayListFacts;
    type Act = EditPay;
    const SHAPE: &'static Shape = &LIST;
    const PLACE: Place = Place::Councils;
    const MADE: &'static str = "出席した人からつくった";

    fn id(ask: &Ask) -> Result<MeetingId, Fault> {
        meeting::web::id(ask)
    }

    fn path(id: MeetingId) -> String {
        home(id)
    }

    /// A version that was kept; what is typed is understood below.
    fn read(texts: &Texts) -> Result<PayListForm, Vec<Wrong>> {
        PayListForm::stored(texts)
    }

    fn texts(&self) -> Texts {
        PayListForm::texts(self)
    }

    async fn now<A: Action<On = PayListFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Now<PayListForm>, Fault> {
        let list = store::find_list(tx, permit).await?;
        Ok(Now { version: list.version, form: list.form })
    }

    async fn understood(
        ask: &Ask,
        permit: &Permit<EditPay>,
        texts: &Texts,
    ) -> Result<Result<PayListForm, Vec<Wrong>>, Fault> {
        let form = match PayListForm::parse(texts) {
            Ok(form) => form,
            Err(wrongs) => return Ok(Err(wrongs)),
        };
        let whole = whole(ask, permit).await?;
        Ok(fitted(&whole, form).map_err(|wrong| vec![wrong]))
    }

    async fn keep(
        ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditPay>,
        before: &Now<PayListForm>,
        form: &PayListForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        let whole = Whole::of(tx, permit, permit.facts().meeting(), ask.now.day()).await?;
        if whole.standing().is_some() {
            return Ok(Some(Wrong::new("people", CLOSED)));
        }
        match fitted(&whole, form.clone()) {
            Err(wrong) => Ok(Some(wrong)),
            Ok(_) => store::set_list(tx, permit, before.version, form, reverted_to).await.map(|()| None),
        }
    }

    async fn around<A: Action<On = PayListFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let whole = whole(ask, permit).await?;
        Ok(Around {
            name: format!("{}の支払の一覧", whole.form.short()),
            back: home(permit.facts().id()),
            say: Box::new(say),
            free: vec![],
        })
    }

    async fn show(ask: &Ask, permit: &Permit<EditPay>, looking: Looking) -> Answer {
        let whole = whole(ask, permit).await?;
        let amounts = whole.scale.as_ref().map(|scale| scale.amounts()).ok_or(NO_SCALE)?;
        let page = ListPage {
            frame: act::frame::<PayListForm>(ask, &format!("{}の支払の一覧を直す", whole.form.short())),
            id: permit.facts().id(),
            title: whole.form.title(),
            version: looking.version,
            drafted: looking.drafted,
            error: error_of("people", &looking.wrongs),
            heads: FIXED_HEADS.iter().map(ToString::to_string).chain(amounts.iter().cloned()).collect(),
            lines: lines(text(&looking.texts, "people"), &amounts),
            amounts,
            wrongs: looking.wrongs,
        };
        Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
    }
}

const NO_SCALE: Fault =
    Fault::Unreadable("会議の日の報酬の決まりがありません。協議会のページの「報酬の決まり」から、先に入れてください。");

async fn whole<A: Action<On = PayListFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Whole, Fault> {
    ask.read(async |tx| Whole::of(tx, permit, permit.facts().meeting(), ask.now.day()).await).await
}

/// The list as it is kept, held against the scale and against who there is; its sums can be made.
fn fitted(whole: &Whole, form: PayListForm) -> Result<PayListForm, Wrong> {
    let wrong = |sentence: String| Wrong::new("people", sentence);
    let Some(scale) = &whole.scale else {
        return Err(wrong("会議の日の報酬の決まりがありません。先に、報酬の決まりを入れてください。".into()));
    };
    let form = fit(form, scale, &whole.known).map_err(wrong)?;
    let head = Head { office: String::new(), council: String::new(), meeting: String::new(), held_on: None };
    table(head, scale, &form).map_err(wrong)?;
    Ok(form)
}

/// A list in words, a line for each person.
fn say(_field: &str, value: &str) -> String {
    let mut lines = value.lines();
    let heads: Vec<&str> = lines.next().unwrap_or("").split('\t').collect();
    let line = |line: &str| {
        let cell = |(at, cell): (usize, &str)| match (at, heads.get(at)) {
            _ if cell.is_empty() => None,
            (0 | 2 | 3 | 4, _) | (_, None) => Some(cell.to_string()),
            (1 | 5, Some(head)) => Some(format!("{head}: {cell}")),
            (_, Some(head)) => {
                let yen = read_yen(cell).map_or_else(|| cell.to_string(), crate::editing::read::yen_in_words);
                Some(format!("{head} {yen}"))
            }
        };
        line.split('\t').enumerate().filter_map(cell).collect::<Vec<_>>().join("　")
    };
    lines.map(line).collect::<Vec<_>>().join("\n")
}

/// So many empty rows stand below what is filled, for guests.
const EMPTY_ROWS: usize = 3;

/// The rows of the form: what was typed, in the columns of the scale.
fn lines(typed: &str, amounts: &[String]) -> Vec<Line> {
    let mut typed = typed.lines();
    let heads: Vec<&str> = typed.next().unwrap_or("").split('\t').collect();
    let filled: Vec<&str> = typed.collect();
    let empty = EMPTY_ROWS.min(MOST_ROWS.saturating_sub(filled.len()));
    let all = filled.iter().copied().chain(std::iter::repeat_n("", empty));
    let line = |(at, line): (usize, &str)| {
        let cells: Vec<&str> = line.split('\t').collect();
        let cell = |place: usize| cells.get(place).copied().unwrap_or("").to_string();
        let of = |head: &String| heads.iter().position(|one| one == head).map_or_else(String::new, cell);
        let name = cell(0);
        let new = (at + 1).saturating_sub(filled.len());
        let who = if name.is_empty() { format!("新しい{}行目", new.max(1)) } else { format!("{name}さん") };
        let (role, mode) =
            if line.is_empty() { (PayRole::Guest.label().into(), MODES[0].word().into()) } else { (cell(3), cell(4)) };
        Line {
            place: at + 1,
            who,
            name,
            proxy: cell(1),
            body: cell(2),
            roles: PayRole::ALL.map(|one| option(one.label(), &role)).into(),
            modes: MODES.map(|one| option(one.word(), &mode)).into(),
            unpaid: cell(5),
            cells: amounts.iter().zip(FIXED_HEADS.len()..).map(|(head, at)| (at, head.clone(), of(head))).collect(),
        }
    };
    all.enumerate().map(line).collect()
}

fn option(word: &str, chosen: &str) -> Option3 {
    Option3(word.into(), word.into(), word == chosen)
}

/// The form; back to the list where it was paid, and where no scale holds.
pub async fn edit(ask: Ask) -> Answer {
    let permit = ask.may::<EditPay>(meeting::web::id(&ask)?).await?;
    let whole = whole(&ask, &permit).await?;
    let back = |said: &str| Ok(Reply::see(format!("{}?said={said}", home(permit.facts().id()))));
    if whole.standing().is_some() {
        return back("pay-closed");
    }
    if whole.scale.is_none() {
        return back("pay-no-scale");
    }
    act::edit::<PayListForm>(ask).await
}

/// Keeps a draft, unless an account stands in it: that is kept nowhere.
pub async fn draft(ask: Ask) -> Answer {
    let permit = ask.may::<EditPay>(meeting::web::id(&ask)?).await?;
    let version = view::version(&ask)?;
    let texts = view::chosen(&LIST, &ask.typed);
    if !list_names_account(text(&texts, "people")) {
        return act::draft::<PayListForm>(ask).await;
    }
    let wrongs = vec![Wrong::new("people", NO_ACCOUNTS)];
    PayListForm::show(&ask, &permit, Looking { version, texts, wrongs, drafted: None }).await
}
