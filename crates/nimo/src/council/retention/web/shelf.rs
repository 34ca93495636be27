//! A shelf: the things of a kind and a 年度, what is done with them, and what went.

use super::whole::{Whole, seen};
use super::{asked, home};
use crate::access::{Facts, Permit};
use crate::council::model::CouncilId;
use crate::council::retention::model::{Disposal, DisposalLine, Hold, HoldId, RetentionKind};
use crate::council::retention::rules::{self, Shelf, Standing};
use crate::council::retention::{DisposeRetained, HoldRetained, LookRetained, store};
use crate::council::{ReadCouncil, store as councils};
use crate::editing::shape::Wrong;
use crate::layout::{Control, Field, Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::{FiscalYear, in_words};
use askama::Template;

/// A thing.
struct Row {
    name: String,
    done: String,
    mark: &'static str,
    word: String,
    /// Why it is kept longer, and by whom.
    why: String,
    /// The hold that can be ended.
    hold: Option<HoldId>,
}

/// A line of the register.
struct Gone {
    title: String,
    done: String,
    sha256: String,
    said: String,
}

#[derive(Template)]
#[template(path = "council/retention/views/shelf.html")]
struct ShelfPage {
    frame: Frame,
    council_id: CouncilId,
    council: String,
    kind: RetentionKind,
    year: FiscalYear,
    sentence: String,
    until: String,
    rows: Vec<Row>,
    due: usize,
    /// Why nothing can be disposed of now.
    bar: Option<String>,
    seen: String,
    fields: Vec<Field>,
    holding: Vec<Field>,
    gone: Vec<Gone>,
    wrongs: Vec<Wrong>,
    may_dispose: bool,
    may_hold: bool,
}

/// The page.
pub(super) async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<LookRetained>(crate::council::web::id(&ask)?).await?;
    let which = asked(&ask)?;
    show(&ask, &permit, which, vec![]).await
}

/// The page, perhaps with what is wrong.
pub(super) async fn show(
    ask: &Ask,
    permit: &Permit<LookRetained>,
    which: (RetentionKind, FiscalYear),
    wrongs: Vec<Wrong>,
) -> Answer {
    let (council, today) = (permit.facts().id(), ask.now.day());
    let naming = ask.may::<ReadCouncil>(council).await?;
    let read = async |tx: &mut Tx| {
        let whole = Whole::of(tx, permit, &[which.0], today).await?;
        let things = whole.shelf(which).map_or(&[][..], |shelf| &shelf.things);
        let names = store::named(tx, permit, things.iter().map(|(thing, _)| thing)).await?;
        let (lines, acts) = (store::lines(tx, permit, which).await?, store::disposals(tx, permit).await?);
        Ok((whole, names, lines, acts, councils::find(tx, &naming).await?.form.name))
    };
    let (whole, names, lines, acts, council_name) = ask.read(read).await?;
    let shelf = whole.shelf(which);
    let due = shelf.map_or(0, |shelf| shelf.due().count());
    let page = ShelfPage {
        frame: Frame::of(format!("{}　{}", which.0.label(), which.1), ask.actor.signed_in(), Place::Councils)
            .saying(ask.query.get("said")),
        council_id: council,
        council: council_name,
        kind: which.0,
        year: which.1,
        sentence: sentence(shelf, due, lines.len()),
        until: shelf.map_or_else(String::new, until),
        rows: shelf.map_or_else(Vec::new, |shelf| rows(shelf, &names, &whole.holds)),
        due,
        bar: rules::may_dispose(shelf, whole.rule()).err(),
        seen: shelf.map_or_else(String::new, seen),
        fields: approval_fields(ask, &wrongs),
        holding: shelf.map_or_else(Vec::new, |shelf| holding(ask, shelf, &names, &wrongs)),
        gone: lines.into_iter().map(|line| gone(line, &acts)).collect(),
        may_dispose: ask.would::<DisposeRetained>(permit.facts())?,
        may_hold: ask.would::<HoldRetained>(permit.facts())?,
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

fn sentence(shelf: Option<&Shelf>, due: usize, gone: usize) -> String {
    match (shelf, due, gone) {
        (None, _, 0) => "ここには、何もありません".into(),
        (None, _, gone) => format!("{gone}件を、すべて廃棄しました"),
        (Some(shelf), 0, _) => format!("{}件を保存しています", shelf.things.len()),
        (Some(shelf), due, _) if due == shelf.things.len() => format!("{due}件を、廃棄できます"),
        (Some(shelf), due, _) => format!("{}件のうち{due}件を、廃棄できます", shelf.things.len()),
    }
}

fn until(shelf: &Shelf) -> String {
    match shelf.until {
        Some(until) => format!("保存期間は、{}までです。", in_words(until)),
        None => "永年保存です。".into(),
    }
}

fn rows(shelf: &Shelf, names: &[String], holds: &[Hold]) -> Vec<Row> {
    let row = |((thing, standing), name): (&(_, Standing), &String)| {
        let thing: &crate::council::retention::model::Retained = thing;
        let hold = holds.iter().find(|hold| hold.kind == thing.kind && hold.thing == thing.thing);
        let (mark, word) = match standing {
            Standing::Kept(_) => ("tied", "保存中".to_string()),
            Standing::Due => ("open", "期限ずみ".to_string()),
            Standing::Held(until) => ("going", format!("{}まで続ける", in_words(*until))),
            Standing::Open => ("going", "公表中".to_string()),
        };
        Row {
            name: name.clone(),
            done: in_words(thing.done_on),
            mark,
            word,
            why: hold.map_or_else(String::new, |hold| {
                format!("{}まで　{}（{}）", in_words(hold.form.until_on), hold.form.reason, hold.by)
            }),
            hold: hold.map(|hold| hold.id),
        }
    };
    shelf.things.iter().zip(names).map(row).collect()
}

/// Number and day, as an approval elsewhere comes back.
fn approval_fields(ask: &Ask, wrongs: &[Wrong]) -> Vec<Field> {
    vec![
        Field::line("number", "決裁の番号", ask.typed.get("number"))
            .required()
            .help("庁内の決裁から戻った番号。例: 8みほ障第310号")
            .checked(wrongs),
        Field::day("decided_on", "決裁の日", ask.typed.get("decided_on"))
            .required()
            .help("例: 令和8年11月25日、R8.11.25")
            .checked(wrongs),
    ]
}

fn holding(ask: &Ask, shelf: &Shelf, names: &[String], wrongs: &[Wrong]) -> Vec<Field> {
    let things = shelf.things.iter().zip(names).map(|((thing, _), name)| (thing.thing.clone(), name.clone()));
    vec![
        Field::select("thing", "続けるもの", ask.typed.get("thing"), things).required().checked(wrongs),
        Field::line("reason", "続けるわけ", ask.typed.get("reason"))
            .required()
            .help("例: 開示請求の審査が続いている。監査の対象になっている。")
            .as_a(Control::Area(2))
            .checked(wrongs),
        Field::day("until_on", "いつまで", ask.typed.get("until_on"))
            .required()
            .help("この日まで廃棄できません。例: 令和9年3月31日")
            .checked(wrongs),
    ]
}

fn gone(line: DisposalLine, acts: &[Disposal]) -> Gone {
    let said = acts.iter().find(|act| act.id == line.disposal).map_or_else(String::new, |act| {
        let approval = format!("決裁 {}　{}", in_words(act.decided_on), act.number);
        format!("{}に{}が廃棄（{approval}）", act.at.day_in_words(), act.by)
    });
    Gone { title: line.title, done: in_words(line.done_on), sha256: line.sha256, said }
}

impl ShelfPage {
    fn home(&self) -> String {
        home(self.council_id)
    }
}
