//! The next term: who goes on, each with one choice, all in one act. Whoever does not go on leaves an empty seat.

use super::page::council_name;
use crate::access::{Facts, Permit};
use crate::council::charter::rules::in_force;
use crate::council::model::CouncilId;
use crate::council::seat::RenewRoster;
use crate::council::seat::model::{Everybody, MemberId, Term};
use crate::council::seat::rules::{Leaving, last_day, leaving, may_sit, renewed};
use crate::council::seat::store::{everybody, take_renewed};
use crate::editing::read::day;
use crate::editing::shape::{Texts, Wrong};
use crate::layout::{Field, Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::Date;
use askama::Template;
use std::collections::BTreeMap;

/// Somebody whose term ends.
struct Choice {
    id: MemberId,
    name: String,
    body: String,
    seat: String,
    until: String,
    goes_on: bool,
}

/// Terms that begin on one day.
struct Group {
    from: String,
    iso: String,
    count: usize,
    is_shown: bool,
}

#[derive(Template)]
#[template(path = "council/seat/views/renew.html")]
struct RenewPage {
    frame: Frame,
    council_id: CouncilId,
    council: String,
    sentence: String,
    from: String,
    from_iso: String,
    wrongs: Vec<Wrong>,
    until: Field,
    choices: Vec<Choice>,
    groups: Vec<Group>,
}

/// The page: of the terms that end next everybody goes on, until somebody says otherwise.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<RenewRoster>(crate::council::web::id(&ask)?).await?;
    let all = ask.read(async |tx| everybody(tx, &permit, permit.facts().id()).await).await?;
    let groups = leaving(&all, ask.now.day());
    let asked = ask.query.get("from").parse().ok().filter(|from| groups.contains_key(from));
    let from = asked.or_else(|| usual_group(&groups, ask.now.day()));
    let until = from.and_then(|from_on| usual_end(&all, from_on)).map_or_else(String::new, |day| day.to_string());
    show(&ask, &permit, &all, Shown { from, until, chosen: None }, vec![]).await
}

/// The next terms that begin; where none does, the last that could have begun.
fn usual_group(groups: &BTreeMap<Date, Vec<Leaving<'_>>>, today: Date) -> Option<Date> {
    groups.keys().find(|from_on| **from_on > today).or_else(|| groups.keys().next_back()).copied()
}

/// A term as long as the rules of its first day say.
fn usual_end(all: &Everybody, from_on: Date) -> Option<Date> {
    last_day(from_on, in_force(&all.charters, from_on)?.term_years?)
}

/// Takes those who go on into the next term: may you · until when, and who · each in his seat.
pub async fn renew(ask: Ask) -> Answer {
    let permit = ask.may::<RenewRoster>(crate::council::web::id(&ask)?).await?;
    let texts = Texts::from([("until_on".to_string(), ask.typed.get("until_on").to_string())]);
    let mut wrongs = vec![];
    let until_on = day("until_on", &texts, &mut wrongs);
    let chosen: Vec<MemberId> = ask.typed.all("goes_on").filter_map(MemberId::parse).collect();
    let seen = ask.typed.get("from_on").to_string();
    if chosen.is_empty() {
        wrongs.push(Wrong::new(
            "goes_on",
            "だれも選ばれていません。再任の人を選んでください。全員が替わるときは、席ごとに次の人を入れます。",
        ));
    }
    let write = async |tx: &mut Tx, permit: &Permit<RenewRoster>| go_on(tx, permit, &seen, until_on, &chosen).await;
    if wrongs.is_empty() {
        match ask.write(&permit, write).await? {
            Ok(()) => return Ok(Reply::see(format!("/councils/{}/roster?said=roster-renewed", permit.facts().id()))),
            Err(wrong) => wrongs.push(wrong),
        }
    }
    let all = ask.read(async |tx| everybody(tx, &permit, permit.facts().id()).await).await?;
    let until = ask.typed.get("until_on").to_string();
    show(&ask, &permit, &all, Shown { from: seen.parse().ok(), until, chosen: Some(&chosen) }, wrongs).await
}

/// Each who goes on sits down for the next term, or nobody does and the sentence says why.
async fn go_on(
    tx: &mut Tx,
    permit: &Permit<RenewRoster>,
    seen: &str,
    until_on: Option<Date>,
    chosen: &[MemberId],
) -> Result<Result<(), Wrong>, Fault> {
    let all = everybody(tx, permit, permit.facts().id()).await?;
    let mut groups = leaving(&all, permit.now().day());
    let next = seen.parse().ok().and_then(|from_on| groups.remove_entry(&from_on));
    let Some((from_on, people)) = next else { return Ok(Err(gone())) };
    let going: Vec<&Leaving<'_>> = people.iter().filter(|one| chosen.contains(&one.member.id)).collect();
    if going.len() != chosen.len() {
        return Ok(Err(gone()));
    }
    if until_on.is_some_and(|until| until < from_on) {
        return Ok(Err(Wrong::new("until_on", "任期の終わりが、始まりより前です。")));
    }
    let next = |one: &Leaving<'_>| renewed(&one.member.form, Term { from_on, until_on });
    for one in &going {
        // Nothing is written before each was looked at.
        if let Err(wrong) = may_sit(&all, one.seat, &next(one), None) {
            return Ok(Err(Wrong::new("until_on", format!("{}さん: {}", one.member.form.name, wrong.sentence))));
        }
    }
    for one in &going {
        take_renewed(tx, permit, one.seat.id, &next(one)).await?;
    }
    Ok(Ok(()))
}

/// Somebody changed the roster meanwhile.
fn gone() -> Wrong {
    Wrong::new("goes_on", "ほかの人が、先に名簿を変えました。いまの名簿を下に並べ直しました。もう一度選んでください。")
}

/// What stands on the page: for which first day, until when, and who is chosen; at first everybody.
struct Shown<'a> {
    from: Option<Date>,
    until: String,
    chosen: Option<&'a Vec<MemberId>>,
}

async fn show(
    ask: &Ask,
    permit: &Permit<RenewRoster>,
    all: &Everybody,
    shown: Shown<'_>,
    wrongs: Vec<Wrong>,
) -> Answer {
    let council = permit.facts().id();
    let groups = leaving(all, ask.now.day());
    let asked = shown.from.filter(|from| groups.contains_key(from));
    let from_on = asked.or_else(|| usual_group(&groups, ask.now.day()));
    // Another group than the one that was asked for begins anew.
    let (until, chosen) = match (asked.is_some() || from_on.is_none(), from_on) {
        (false, Some(from_on)) => (usual_end(all, from_on).map_or_else(String::new, |day| day.to_string()), None),
        _ => (shown.until, shown.chosen),
    };
    let is_ahead = from_on.is_some_and(|from_on| from_on > ask.now.day());
    let people = from_on.map_or(&[][..], |from_on| groups[&from_on].as_slice());
    let page = RenewPage {
        frame: Frame::of("次の任期へ", ask.actor.signed_in(), Place::Councils),
        council_id: council,
        council: council_name(ask, council).await?,
        sentence: match from_on {
            Some(from_on) => format!("{}からの任期に、だれが続けるか", almanac::in_words(from_on)),
            None => "次の任期を待つ人はいません".into(),
        },
        from: from_on.map(almanac::with_weekday).unwrap_or_default(),
        from_iso: from_on.map_or_else(String::new, |from_on| from_on.to_string()),
        until: Field::day("until_on", "任期の終わり", &until)
            .help("決まりの年数から出した日です。任期のない会なら、空にしてください。")
            .checked(&wrongs),
        choices: people.iter().map(|one| choice(one, chosen, is_ahead)).collect(),
        groups: groups
            .iter()
            .map(|(day, people)| Group {
                from: almanac::in_words(*day),
                iso: day.to_string(),
                count: people.len(),
                is_shown: Some(*day) == from_on,
            })
            .collect(),
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

/// Whose term still runs goes on until somebody says otherwise; whose term is over, only if somebody says so.
fn choice(one: &Leaving<'_>, chosen: Option<&Vec<MemberId>>, is_ahead: bool) -> Choice {
    Choice {
        id: one.member.id,
        name: one.member.form.name.clone(),
        body: one.member.form.body_and_post(),
        seat: one.seat.form.title.clone(),
        until: almanac::in_words(one.last_on),
        goes_on: chosen.map_or(is_ahead, |chosen| chosen.contains(&one.member.id)),
    }
}
