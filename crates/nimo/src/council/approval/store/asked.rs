//! What is asked for, as the rows say it now: one function for each act. What stands in `words` begins a proposal; what is sealed may
//! not change once it came back.

use crate::access::{Action, Facts, Permit};
use crate::council::appointment;
use crate::council::appointment::rules::{Due, due};
use crate::council::approval::model::{ApprovalAct, Asked, Seal};
use crate::council::handout::store as handouts;
use crate::council::meeting::model::{MeetingForm, MeetingId, State, closed};
use crate::council::meeting::store::{MeetingFacts, form_of};
use crate::council::model::CouncilId;
use crate::council::payment::rules::{Head, in_force, table};
use crate::council::payment::store as payments;
use crate::council::preparation::rules::hours_words;
use crate::council::redaction::store as redactions;
use crate::council::release::model::ReleasedPaper;
use crate::council::release::rules::papers as release_papers;
use crate::council::seat::model::LetterKind;
use crate::council::seat::rules::Roster;
use crate::council::seat::store::everybody;
use crate::editing::read::yen_in_words;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use almanac::{Date, with_weekday};
use sqlx::Row;

/// What an act about a subject asks for, in a council that the permit's thing belongs to.
///
/// # Errors
/// [`Fault::Missing`] when the council has no such subject.
pub(crate) async fn asked<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    council: CouncilId,
    (act, subject): (ApprovalAct, &str),
) -> Result<Asked, Fault> {
    if act == ApprovalAct::Appointment {
        return appointment(tx, permit, council, subject.parse().map_err(|_| Fault::Missing)?).await;
    }
    let meeting = MeetingId::parse(subject).ok_or(Fault::Missing)?;
    let facts = MeetingFacts::load(tx, meeting).await?.filter(|facts| facts.council() == council);
    let is_withdrawn = facts.ok_or(Fault::Missing)?.state() == State::Withdrawn;
    let form = form_of(tx, permit, meeting).await?;
    let (mut words, mut sealed) = match act {
        ApprovalAct::Publication => publication(tx, permit, meeting, &form).await?,
        ApprovalAct::Payment => payment(tx, permit, council, meeting, &form).await?,
        _ => notice(tx, permit, council, &form).await?,
    };
    if is_withdrawn {
        words.insert(0, ("会議", "取り下げています".into()));
        sealed.push(("会議の取り下げ", String::new()));
    }
    Ok(Asked { words, seal: Seal::of(sealed) })
}

/// Words and facts, each under its label.
type Points = (Vec<(&'static str, String)>, Vec<(&'static str, String)>);

/// Day, hours, place and agenda of a meeting. To how many it goes is told, and may change: who comes in later is invited, too.
async fn notice<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    council: CouncilId,
    form: &MeetingForm,
) -> Result<Points, Fault> {
    let all = everybody(tx, permit, council).await?;
    let count = Roster::of(&all, form.held_on.unwrap_or_else(|| permit.now().day())).count();
    let shown = |words: String, blank: &str| if words.is_empty() { blank.to_string() } else { words };
    let agenda: Vec<String> = form
        .agenda
        .iter()
        .zip(closed(&form.agenda))
        .map(|(line, is_closed)| {
            format!("{}{}{}", "　".repeat(line.depth), line.words(), if is_closed { "〔非公開〕" } else { "" })
        })
        .collect();
    let agenda = agenda.join("\n");
    let words = vec![
        ("開催日時", when(form)),
        ("開催場所", shown(form.venue.clone(), "（場所は決まっていません）")),
        ("次第", shown(agenda.clone(), "（次第は、まだ組まれていません）")),
        ("通知する人", format!("委員{count}人")),
    ];
    let hours = [form.starts_at.as_deref(), form.ends_at.as_deref()].map(Option::unwrap_or_default).join(" ");
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    let sealed = vec![
        ("開催日時", format!("{} {} {hours}", day(form.held_on), day(form.held_until))),
        ("開催場所", form.venue.clone()),
        ("次第", agenda),
    ];
    Ok((words, sealed))
}

/// 令和8年12月10日（木）　午前10時から正午まで.
fn when(form: &MeetingForm) -> String {
    let Some(first) = form.held_on else { return "（日は決まっていません）".into() };
    let until = form
        .held_until
        .filter(|last| *last != first)
        .map_or_else(String::new, |last| format!("から{}まで", with_weekday(last)));
    let hours = hours_words(form.starts_at.as_deref(), form.ends_at.as_deref());
    [format!("{}{until}", with_weekday(first)), hours]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("　")
}

/// Whose terms begin on a day and who waits for a letter; their names go to the annex and not into the words.
async fn appointment<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    council: CouncilId,
    from_on: Date,
) -> Result<Asked, Fault> {
    let all = everybody(tx, permit, council).await?;
    let lettered = appointment::store::lettered(tx, permit, council).await?;
    let begins = |day: Date| all.members.iter().any(|member| member.form.term.from_on == day);
    if !begins(from_on) {
        return Err(Fault::Missing);
    }
    let waiting = due(&all, &lettered, permit.now().day()).remove(&from_on).unwrap_or_default();
    let count = |kind: LetterKind| waiting.iter().filter(|due| due.seat.form.letter == kind).count();
    let kinds: Vec<String> = [LetterKind::Commission, LetterKind::Assignment]
        .into_iter()
        .filter(|kind| count(*kind) > 0)
        .map(|kind| format!("{}（{}）{}人", kind.label(), kind.title(), count(kind)))
        .collect();
    let mut terms: Vec<String> = waiting.iter().map(|due| due.member.form.term.in_words()).collect();
    terms.sort();
    terms.dedup();
    let nobody =
        |words: String| if words.is_empty() { "（文書を待つ人はいません）".to_string() } else { words };
    let words = vec![
        ("人数", nobody(kinds.join("、"))),
        ("任期", nobody(terms.join("\n"))),
        ("氏名", "別紙のとおり".to_string()),
    ];
    let who = |due: &Due<'_>| format!("{} {} {}", due.member.id, due.seat.form.letter.code(), due.member.form.name);
    let term = |due: &Due<'_>| format!("{} {}", due.member.id, due.member.form.term.in_words());
    let listed = |one: &dyn Fn(&Due<'_>) -> String| waiting.iter().map(one).collect::<Vec<_>>().join("\n");
    let sealed = vec![("委嘱・任命する人", listed(&who)), ("任期", listed(&term))];
    Ok(Asked { words, seal: Seal::of(sealed) })
}

/// The newest final edition for everybody.
async fn publication<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    meeting: MeetingId,
    form: &MeetingForm,
) -> Result<Points, Fault> {
    let row = sqlx::query(
        "select number, sha256 from edition where office = $1 and meeting = $2 and stage = 'final' and audience = 'public'
         order by number desc limit 1",
    )
    .bind(tx.office().0)
    .bind(meeting.to_string())
    .fetch_optional(tx.sql())
    .await?;
    let (told, sha256) = match row {
        Some(row) => {
            let number: i64 = row.try_get("number")?;
            (format!("確定した公表用の版（第{number}版）"), row.try_get("sha256")?)
        }
        None => ("（公表用の版は、まだ確定していません）".to_string(), String::new()),
    };
    let words = vec![("会議", form.title()), ("開催日時", when(form)), ("公表する会議録", told)];
    let sealed = vec![("公表する会議録", sha256), ("公表する会議資料", papers(tx, permit, meeting).await?)];
    Ok((words, sealed))
}

/// What is to be laid open of the papers of a meeting, and what is not; nothing while nobody has decided.
async fn papers<A: Action>(tx: &mut Tx, permit: &Permit<A>, meeting: MeetingId) -> Result<String, Fault> {
    let handouts = handouts::of_meeting(tx, permit, meeting).await?;
    let marks = redactions::of_meeting(tx, permit, meeting).await?;
    let told = |paper: ReleasedPaper| {
        let fate = paper.file.map_or_else(|| paper.ground.clone(), |file| file.sha256);
        format!("{} {} {fate}", paper.mark, paper.title)
    };
    let lines = |(papers, _): (Vec<ReleasedPaper>, _)| papers.into_iter().map(told).collect::<Vec<_>>().join("\n");
    Ok(release_papers(&handouts, &marks).map(lines).unwrap_or_default())
}

/// The list of who gets what, as it would be paid: a new scale changes it as much as a new line does.
async fn payment<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    council: CouncilId,
    meeting: MeetingId,
    form: &MeetingForm,
) -> Result<Points, Fault> {
    let scales = payments::of_council(tx, permit, council).await?;
    let scale = in_force(scales.iter().map(|one| &one.form), form.held_on.unwrap_or_else(|| permit.now().day()));
    let list = payments::of_meeting(tx, permit, meeting).await?;
    let head = || Head { office: String::new(), council: String::new(), meeting: form.title(), held_on: form.held_on };
    let (told, mark) = match scale.zip(list.as_ref()).map(|(scale, list)| table(head(), scale, &list.form)) {
        None => ("（支払の一覧は、まだありません）".to_string(), String::new()),
        Some(Err(trouble)) => (format!("（支払の一覧を、まだ計算できません）{trouble}"), String::new()),
        Some(Ok(table)) => {
            let sum: i64 = table.rows.iter().filter(|row| row.unpaid.is_empty()).map(|row| row.net).sum();
            (format!("{}人、合わせて{}", table.paid(), yen_in_words(sum)), payments::mark(&table)?)
        }
    };
    let words = vec![("会議", form.title()), ("開催日時", when(form)), ("支払う人と額", told)];
    Ok((words, vec![("支払の一覧", mark)]))
}
