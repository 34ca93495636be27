//! 支払った: the list that was on the screen is frozen, and closed to editing.

use super::list;
use super::whole::{Names, Whole};
use crate::access::Facts;
use crate::access::Permit;
use crate::council::approval::model::ApprovalAct;
use crate::council::approval::store as approvals;
use crate::council::meeting;
use crate::council::payment::model::{PaySettlementId, PayTable};
use crate::council::payment::rules::{lost, may_settle_on};
use crate::council::payment::store::{self, mark};
use crate::council::payment::{ListPay, SettlePay};
use crate::editing::read::day;
use crate::editing::shape::Wrong;
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::Date;

const PAID: &str = "この画面のあとで、ほかの人が「支払った」を押しました。下が、そのときの一覧です。";
const CHANGED: &str =
    "この画面を開いたあとで、一覧か決まりか会議の名が変わりました。下の中身でよければ、もう一度押してください。";
const EMPTY: &str = "払う人が1人もいません。一覧を直してから、もう一度押してください。";

/// Freezes the list: may you · which day · is it still what was seen · its row with its because.
pub async fn settle(ask: Ask) -> Answer {
    let permit = ask.may::<SettlePay>(meeting::web::id(&ask)?).await?;
    let mut wrongs = vec![];
    let day = day("day", &ask.typed.only(&["day"]), &mut wrongs);
    let reading = ask.may::<ListPay>(permit.facts().id()).await?;
    let Some(day) = day else {
        if wrongs.is_empty() {
            wrongs.push(Wrong::new("day", "空です。支払った日を入れてください。例: 令和8年11月20日"));
        }
        return list::show(&ask, &reading, wrongs).await;
    };
    let (seen, today) = (ask.typed.get("seen"), ask.now.day());
    let names = Names::of(&ask, permit.facts()).await?;
    let write = async |tx: &mut Tx, permit: &Permit<SettlePay>| {
        let whole = Whole::of(tx, permit, permit.facts(), today).await?;
        let table = match seen_table(&whole, &names, seen)? {
            Ok(table) => table,
            Err(wrong) => return Ok(Err(wrong)),
        };
        if let Some(wrong) = held_back(&whole, &table, (day, today)) {
            return Ok(Err(wrong));
        }
        let council = permit.facts().council();
        let approved =
            match approvals::clear(tx, permit, council, (ApprovalAct::Payment, &permit.facts().spelled()), Some(day))
                .await?
            {
                Ok(approved) => approved,
                Err(sentence) => return Ok(Err(Wrong::new("settle", sentence))),
            };
        store::settle(tx, permit, &table, day, approved).await.map(Ok::<PaySettlementId, Wrong>)
    };
    match ask.write_again(&permit, write).await? {
        Ok(id) => Ok(Reply::see(format!("/pay-settlements/{id}?said=pay-settled"))),
        Err(wrong) => list::show(&ask, &reading, vec![wrong]).await,
    }
}

/// The list, if it is not paid yet and still the one on the screen.
fn seen_table(
    whole: &Whole,
    names: &Names,
    seen: &str,
) -> Result<Result<PayTable, Wrong>, crate::plumbing::fault::Fault> {
    if whole.standing().is_some() {
        return Ok(Err(Wrong::new("settle", PAID)));
    }
    match whole.table(names) {
        Some(Ok(table)) if mark(&table)? == seen => Ok(Ok(table)),
        _ => Ok(Err(Wrong::new("settle", CHANGED))),
    }
}

/// What holds a payment back. Every check that comes before money leaves the house stands here, one early return for each.
fn held_back(whole: &Whole, table: &PayTable, (day, today): (Date, Date)) -> Option<Wrong> {
    if let Err(sentence) = may_settle_on(day, (whole.form.held_on, whole.form.held_until), today) {
        return Some(Wrong::new("day", sentence));
    }
    let gone = whole.list.as_ref().zip(whole.scale.as_ref()).map(|(list, scale)| lost(&list.form, scale));
    if let Some(sentence) = gone.and_then(|all| all.into_iter().next()) {
        return Some(Wrong::new("settle", sentence));
    }
    if table.paid() == 0 {
        return Some(Wrong::new("settle", EMPTY));
    }
    None
}
