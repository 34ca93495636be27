//! 委員名簿 of a day, what changed since another, and what hangs open.

use crate::access::{Facts, Permit};
use crate::accounts::model::Role;
use crate::council::appointment;
use crate::council::charter::model::{SecrecyBasis, StakeholderKind};
use crate::council::model::CouncilId;
use crate::council::seat::model::{CouncilRole, Everybody, LetterKind, Member, MemberId, SeatId, Shown};
use crate::council::seat::rules::{self, Change, Line, Open, Printed, Roster, RosterCopy, changes};
use crate::council::seat::store::{Withdrawn, everybody, withdrawals};
use crate::council::seat::{AddSeat, ImportRoster, KeepRoster, ReadRoster};
use crate::council::{ReadCouncil, store as councils};
use crate::editing::shape::Wrong;
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply, escaped};
use almanac::Date;
use askama::Template;
use std::collections::BTreeSet;

/// A line, with what the secretariat alone is shown beside it.
struct Row {
    number: usize,
    printed: Printed,
    kept: Option<Kept>,
}

/// What the secretariat alone is shown.
struct Kept {
    seat: SeatId,
    title: String,
    member: Option<MemberId>,
    kind: &'static str,
    shows: String,
    was_asked: bool,
    is_again: bool,
    /// 誓約まだ, 委嘱状まだ.
    waits: Vec<&'static str>,
}

/// A thing that hangs open, and where it is closed.
struct End {
    mark: &'static str,
    words: String,
    path: Option<(String, &'static str)>,
}

#[derive(Template)]
#[template(path = "council/seat/views/roster.html")]
struct RosterPage {
    frame: Frame,
    council_id: CouncilId,
    council: String,
    sentence: String,
    copy: RosterCopy,
    /// The day as it stands in addresses.
    on_query: String,
    on_words: String,
    /// The days as they were typed.
    on_typed: String,
    since_typed: String,
    wrongs: Vec<Wrong>,
    rows: Vec<Row>,
    tells_categories: bool,
    kinds: Vec<(&'static str, usize)>,
    twice: Vec<String>,
    /// Since which day, and each change: seat, what, who.
    changed: Option<(String, Vec<Told>)>,
    ends: Vec<End>,
    /// What was put in by mistake and taken back.
    withdrawn: Vec<Withdrawn>,
    has_seats: bool,
    keeps: bool,
}

/// A change: the seat, what, and who.
type Told = (String, &'static str, String);

/// The days that were asked for: which roster, and since when.
struct Days {
    on: Date,
    since: Option<Date>,
    wrongs: Vec<Wrong>,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadRoster>(crate::council::web::id(&ask)?).await?;
    let council = permit.facts().id();
    let name = council_name(&ask, council).await?;
    let read = async |tx: &mut Tx| {
        let lettered = appointment::store::lettered(tx, &permit, council).await?;
        Ok((everybody(tx, &permit, council).await?, lettered, withdrawals(tx, &permit, council).await?))
    };
    let (all, lettered, withdrawn) = ask.read(read).await?;
    let days = days(&ask);
    let (copy, roster) = (copy_of(&ask, &permit)?, Roster::of(&all, days.on));
    let keeps = copy == RosterCopy::Secretariat;
    let status = if days.wrongs.is_empty() { 200 } else { 422 };
    let since = days.since.filter(|_| copy != RosterCopy::Public);
    let page = RosterPage {
        frame: Frame::of(format!("{name}の委員名簿"), ask.actor.signed_in(), Place::Councils)
            .saying(ask.query.get("said")),
        sentence: sentence(&roster, ask.now.day()),
        council_id: council,
        council: name,
        copy,
        on_query: escaped(&days.on.to_string()),
        on_words: almanac::with_weekday(days.on),
        on_typed: ask.query.get("on").to_string(),
        since_typed: ask.query.get("since").to_string(),
        tells_categories: roster.tells_categories(copy),
        rows: rows(&roster, copy, &lettered),
        kinds: if keeps { kinds(&roster) } else { vec![] },
        twice: if keeps { roster.twice().iter().map(ToString::to_string).collect() } else { vec![] },
        changed: since.map(|since| (almanac::in_words(since), told(&all, since, &roster, copy))),
        ends: if keeps && days.on == ask.now.day() { ends(council, &all, days.on, &lettered) } else { vec![] },
        withdrawn: if keeps { withdrawn } else { vec![] },
        has_seats: !all.seats.is_empty(),
        keeps: keeps && ask.would::<AddSeat>(permit.facts())? && ask.would::<ImportRoster>(permit.facts())?,
        wrongs: days.wrongs,
    };
    Reply::page_with(status, &page)
}

/// Whoever reads a roster reads its council.
pub(super) async fn council_name(ask: &Ask, council: CouncilId) -> Result<String, Fault> {
    let permit = ask.may::<ReadCouncil>(council).await?;
    Ok(ask.read(async |tx| councils::find(tx, &permit).await).await?.form.name)
}

/// Which copy this reader sees: who keeps the roster all of it, the council's own people the members' copy, others the public one.
pub(super) fn copy_of(ask: &Ask, permit: &Permit<ReadRoster>) -> Result<RosterCopy, Fault> {
    if ask.would::<KeepRoster>(permit.facts())? {
        return Ok(RosterCopy::Secretariat);
    }
    let person = ask.signed_in()?;
    let is_own = person.role == Role::Member && person.councils.contains(&permit.facts().id());
    Ok(if is_own { RosterCopy::Council } else { RosterCopy::Public })
}

/// The days in the address; what cannot be read is said, and today stands instead.
fn days(ask: &Ask) -> Days {
    let mut wrongs = vec![];
    let mut read = |name: &'static str| {
        let typed = ask.query.get(name);
        if typed.trim().is_empty() {
            return None;
        }
        almanac::read_date(typed).map_err(|refusal| wrongs.push(Wrong::new(name, refusal.to_string()))).ok()
    };
    let (on, since) = (read("on").unwrap_or_else(|| ask.now.day()), read("since"));
    let since = match since {
        Some(since) if since > on => {
            wrongs.push(Wrong::new("since", "名簿の日よりあとの日です。前の日を入れてください。"));
            None
        }
        other => other,
    };
    Days { on, since, wrongs }
}

fn sentence(roster: &Roster<'_>, today: Date) -> String {
    let on =
        if roster.on == today { "きょうは".to_string() } else { format!("{}は", almanac::in_words(roster.on)) };
    let (count, vacant) = (roster.count(), roster.vacant());
    match (roster.lines.len(), vacant) {
        (0, _) => format!("{on}、委員の席がありません"),
        (_, 0) => format!("{on}、委員が{count}人います"),
        (seats, _) => format!("{on}、{seats}席に委員が{count}人、欠員が{vacant}席です"),
    }
}

fn rows(roster: &Roster<'_>, copy: RosterCopy, lettered: &BTreeSet<MemberId>) -> Vec<Row> {
    let asks = roster.charter.and_then(|charter| charter.secrecy).is_some_and(SecrecyBasis::asks_a_pledge);
    let row = |((line, printed), number): ((&Line<'_>, Printed), usize)| {
        let kept = (copy == RosterCopy::Secretariat).then(|| kept(line, asks, lettered));
        Row { number, printed, kept }
    };
    roster.ordered(copy).into_iter().zip(roster.printed(copy)).zip(1..).map(row).collect()
}

fn kept(line: &Line<'_>, asks: bool, lettered: &BTreeSet<MemberId>) -> Kept {
    let form = line.member.map(|member| &member.form);
    let is_unlettered = line.member.is_some_and(|member| !lettered.contains(&member.id));
    let waits = [
        (is_unlettered && line.seat.form.letter == LetterKind::Commission).then_some("委嘱状まだ"),
        (is_unlettered && line.seat.form.letter == LetterKind::Assignment).then_some("任命書まだ"),
        (asks && form.is_some_and(|form| form.pledged_on.is_none())).then_some("誓約まだ"),
    ];
    let shows = form.map_or(&[][..], |form| form.shows.as_slice()).iter().map(|shown| Shown::label(*shown));
    Kept {
        seat: line.seat.id,
        title: line.seat.form.title.clone(),
        member: line.member.map(|member| member.id),
        kind: line.kind.map_or("", StakeholderKind::label),
        shows: shows.collect::<Vec<_>>().join("・"),
        was_asked: form.is_some_and(|form| form.agreed_on.is_some()),
        is_again: line.is_again,
        waits: waits.into_iter().flatten().collect(),
    }
}

fn kinds(roster: &Roster<'_>) -> Vec<(&'static str, usize)> {
    let label = |kind: Option<StakeholderKind>| kind.map_or("決めていない", StakeholderKind::label);
    roster.by_kind().into_iter().map(|(kind, count)| (label(kind), count)).collect()
}

/// What changed. Seats stand in the order of their categories, and who follows whom sits where he sat: a reader who may not learn
/// the categories is told neither.
fn told(all: &Everybody, since: Date, roster: &Roster<'_>, copy: RosterCopy) -> Vec<Told> {
    let before = Roster::of(all, since);
    let hides = copy != RosterCopy::Secretariat && !(roster.tells_categories(copy) && before.tells_categories(copy));
    let name = |member: &Member| member.form.name.clone();
    let one = |(seat, change): (&str, Change<'_>)| match change {
        Change::Replaced(before, after) if hides => {
            vec![
                (String::new(), Change::Left(before).label(), name(before)),
                (String::new(), Change::Joined(after).label(), name(after)),
            ]
        }
        change => vec![(seat.to_string(), change.label(), change.in_words())],
    };
    let mut told: Vec<Told> = changes(&before, roster).into_iter().flat_map(one).collect();
    if hides {
        told.sort_by(|a, b| (a.1, &a.2).cmp(&(b.1, &b.2)));
    }
    told
}

fn ends(council: CouncilId, all: &Everybody, today: Date, lettered: &BTreeSet<MemberId>) -> Vec<End> {
    let home = format!("/councils/{council}");
    let groups = rules::leaving(all, today);
    let waits = groups.keys().rev().find(|from_on| **from_on <= today);
    let next = groups.keys().find(|from_on| **from_on > today);
    let renew = |from_on: &Date, act| (format!("{home}/roster/renew?from={from_on}"), act);
    let end = |open: &Open| End {
        mark: if open.presses() { "late" } else { "open" },
        words: open.in_words(),
        path: match open {
            Open::Ending(..) => next.map(|from_on| renew(from_on, "次の任期へ")),
            Open::Unlettered(_) => Some((format!("{home}/appointments"), "番号を付けて出す")),
            Open::Unpledged(_) | Open::Unasked(_) => Some(("#meibo".into(), "名簿で見る")),
            Open::Vacant(_) => waits.map(|from_on| renew(from_on, "終わった任期を続ける")),
        },
    };
    rules::open_ends(all, today, lettered).iter().map(end).collect()
}

/// What presses in the roster of a council, as a sentence, for the one who keeps it; for others nothing.
///
/// # Errors
/// What the database says.
pub async fn open_ends(ask: &Ask, council: CouncilId) -> Result<Vec<String>, Fault> {
    let Some(permit) = ask.if_may::<KeepRoster>(council).await? else { return Ok(vec![]) };
    let all = ask.read(async |tx| everybody(tx, &permit, council).await).await?;
    let open = rules::open_ends(&all, ask.now.day(), &BTreeSet::new());
    Ok(open.iter().filter(|open| open.presses()).map(Open::in_words).collect())
}

impl RosterPage {
    fn is_wrong(&self, field: &str) -> bool {
        self.wrongs.iter().any(|wrong| wrong.field == field)
    }
}

impl Row {
    /// Is it more than a plain member?
    fn is_officer(&self) -> bool {
        self.printed.role != CouncilRole::Member.label()
    }
}
