//! Who is there, who came to listen, and where the council is: acts of one press, while somebody goes on typing.

use super::quick::{done, refused};
use crate::access::{Facts, Permit};
use crate::council::meeting::model::ItemId;
use crate::council::meeting::web::id;
use crate::council::sitting::model::{AttendanceMode, PersonKind, SittingPerson, SittingPersonId};
use crate::council::sitting::{AttendSitting, store};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask};
use almanac::ClockTime;
use serde_json::json;

const MOST_NAME: usize = 60;
/// So many come at once at most.
const MOST_AT_ONCE: i64 = 100;

/// From this minute on somebody is there so, or is not.
pub async fn attend(ask: Ask) -> Answer {
    let permit = ask.may::<AttendSitting>(id(&ask)?).await?;
    let person = SittingPersonId::parse(ask.typed.get("person")).ok_or(Fault::Missing)?;
    let Some(mode) = mode(&ask) else { return refused(&ask, "出欠を、一覧から選んでください。") };
    let Some(from) = minute(&ask) else {
        return refused(&ask, "時刻を「9:22」のように入れてください。");
    };
    let proxy = ask.typed.get("proxy").trim();
    if mode == AttendanceMode::Proxy && proxy.is_empty() {
        return refused(&ask, "代理の人の名を入れてください。");
    }
    if proxy.chars().count() > MOST_NAME || proxy.contains('\n') {
        return refused(&ask, "代理の人の名は、1行60文字までにしてください。");
    }
    let proxy = if mode == AttendanceMode::Proxy { proxy } else { "" };
    let write = async |tx: &mut Tx, permit: &Permit<AttendSitting>| {
        store::attend(tx, permit, person, (mode, proxy, from)).await
    };
    ask.write(&permit, write).await?;
    Ok(done(&ask, permit.facts().id(), &json!({})))
}

/// The last step of somebody was put in by mistake.
pub async fn take_back(ask: Ask) -> Answer {
    let permit = ask.may::<AttendSitting>(id(&ask)?).await?;
    let person = SittingPersonId::parse(ask.typed.get("person")).ok_or(Fault::Missing)?;
    ask.write(&permit, async |tx, permit| store::take_back_step(tx, permit, person).await).await?;
    Ok(done(&ask, permit.facts().id(), &json!({})))
}

/// Somebody who was asked to come, and is here.
pub async fn invite(ask: Ask) -> Answer {
    let permit = ask.may::<AttendSitting>(id(&ask)?).await?;
    let [name, body] = ["name", "body"].map(|field| ask.typed.get(field).trim().to_string());
    let is_line = |text: &String| text.chars().count() <= MOST_NAME && !text.contains('\n');
    if name.is_empty() || !is_line(&name) || !is_line(&body) {
        return refused(&ask, "名を入れてください。名も所属も、1行60文字までです。");
    }
    let Some(from) = minute(&ask) else {
        return refused(&ask, "時刻を「9:22」のように入れてください。");
    };
    let person = SittingPerson {
        id: SittingPersonId::fresh(),
        kind: PersonKind::Invited,
        member: None,
        name,
        role_text: String::new(),
        body,
    };
    ask.write(&permit, async |tx, permit| store::invite(tx, permit, &person, from).await).await?;
    Ok(done(&ask, permit.facts().id(), &json!({})))
}

/// So many more came to listen, or so many fewer.
pub async fn count(ask: Ask) -> Answer {
    let permit = ask.may::<AttendSitting>(id(&ask)?).await?;
    let more = ask.typed.get("more").parse::<i64>().ok().filter(|more| more.abs() <= MOST_AT_ONCE);
    let Some(more) = more else { return refused(&ask, "「＋1」か「－1」を押してください。") };
    ask.write(&permit, async |tx, permit| store::count_observers(tx, permit, more).await).await?;
    Ok(done(&ask, permit.facts().id(), &json!({})))
}

/// The council came to an item.
pub async fn begin(ask: Ask) -> Answer {
    let permit = ask.may::<AttendSitting>(id(&ask)?).await?;
    let item = ItemId::parse(ask.typed.get("item")).ok_or(Fault::Missing)?;
    let Some(typed) = minute(&ask) else {
        return refused(&ask, "時刻を「9:31」のように入れてください。");
    };
    let from = match ask.typed.get("not") {
        // It was taken up by mistake: the council has not come there.
        "yet" => None,
        _ => typed.or(ask.now.clock()),
    };
    ask.write(&permit, async |tx, permit| store::begin(tx, permit, item, from).await).await?;
    Ok(done(&ask, permit.facts().id(), &json!({})))
}

fn mode(ask: &Ask) -> Option<AttendanceMode> {
    let mode = AttendanceMode::parse(ask.typed.get("mode"))?;
    AttendanceMode::IN_THE_ROOM.contains(&mode).then_some(mode)
}

/// The minute that was typed, if one was. `None` for what is no time.
fn minute(ask: &Ask) -> Option<Option<ClockTime>> {
    match ask.typed.get("from").trim() {
        "" => Some(None),
        typed => almanac::read_clock_span(typed).ok().map(|span| Some(span.starts_at)),
    }
}
