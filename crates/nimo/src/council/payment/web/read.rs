//! What was paid, as it was frozen, and the way to take it back.

use super::settlement;
use super::table::{Shown, sentence};
use crate::access::{Facts, Permit};
use crate::council::meeting::model::MeetingId;
use crate::council::payment::model::{NO_ACCOUNTS, PaySettlementId, names_account};
use crate::council::payment::store;
use crate::council::payment::{ListPay, ReadPay, WithdrawPay};
use crate::editing::read::lines;
use crate::editing::shape::Wrong;
use crate::layout::{Field, Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

#[derive(Template)]
#[template(path = "council/payment/views/settlement.html")]
struct SettlementPage {
    frame: Frame,
    id: PaySettlementId,
    meeting: MeetingId,
    title: String,
    number: i64,
    on: String,
    sentence: String,
    at: String,
    by: String,
    sha256: String,
    scale: String,
    table: Shown,
    withdrawn: Option<String>,
    may_list: bool,
    may_withdraw: bool,
    reason: Field,
    wrongs: Vec<Wrong>,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadPay>(settlement(&ask)?).await?;
    show(&ask, &permit, vec![]).await
}

async fn show(ask: &Ask, permit: &Permit<ReadPay>, wrongs: Vec<Wrong>) -> Answer {
    let settled = ask.read(async |tx| store::find_settled(tx, permit).await).await?;
    let meeting = permit.facts().meeting();
    let page = SettlementPage {
        frame: Frame::of(format!("{}　支払い", settled.table.meeting), ask.actor.signed_in(), Place::Councils)
            .saying(ask.query.get("said")),
        id: settled.id,
        meeting: meeting.id(),
        title: settled.table.meeting.clone(),
        number: settled.number,
        on: almanac::with_weekday(settled.on),
        sentence: sentence(&settled.table),
        at: settled.at.in_words(),
        by: settled.by,
        sha256: settled.sha256,
        scale: format!("{}からの決まり", almanac::in_words(settled.table.scale_from)),
        table: Shown::of(&settled.table),
        may_list: ask.would::<ListPay>(meeting)?,
        may_withdraw: settled.withdrawn.is_none() && ask.would::<WithdrawPay>(permit.facts())?,
        withdrawn: settled.withdrawn,
        reason: Field::line("reason", "取り下げるわけ", ask.typed.get("reason"))
            .required()
            .help("例: 交通費の額が1人ちがっていた")
            .checked(&wrongs),
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

/// Takes it back: may you · why · its row.
pub async fn withdraw(ask: Ask) -> Answer {
    let permit = ask.may::<WithdrawPay>(settlement(&ask)?).await?;
    let mut wrongs = vec![];
    let reason = lines("reason", &ask.typed.only(&["reason"]), 200, &mut wrongs);
    if reason.is_empty() {
        wrongs.push(Wrong::new("reason", "空です。取り下げるわけを入れてください。例: 交通費の額が1人ちがっていた"));
    } else if names_account(&reason) {
        wrongs.push(Wrong::new("reason", NO_ACCOUNTS));
    }
    if !wrongs.is_empty() {
        let reading = ask.may::<ReadPay>(permit.facts().id()).await?;
        return show(&ask, &reading, wrongs).await;
    }
    let write = async |tx: &mut Tx, permit: &Permit<WithdrawPay>| store::withdraw(tx, permit, &reason).await;
    ask.write(&permit, write).await?;
    Ok(Reply::see(format!("/meetings/{}/pay?said=pay-withdrawn", permit.facts().meeting().id())))
}
