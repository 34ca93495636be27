//! What letters are due, the numbers they get, and the batches before.

use super::{Seen, seen};
use crate::access::{Facts, Permit};
use crate::council::appointment::model::{Appointment, AppointmentId, BATCH, BatchForm, BatchId, Numbering};
use crate::council::appointment::print;
use crate::council::appointment::rules::{Due, due, letters, words};
use crate::council::appointment::{IssueAppointments, store};
use crate::council::approval::model::ApprovalAct;
use crate::council::approval::store as approvals;
use crate::council::approval::web::{StandingLine, line};
use crate::council::charter::rules::in_force;
use crate::council::model::CouncilId;
use crate::council::seat::model::{Everybody, LetterKind};
use crate::council::seat::store::everybody;
use crate::editing::shape::{Texts, Wrong, text};
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::secret;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::Date;
use askama::Template;
use press::{Fonts, missing_glyphs};
use std::collections::{BTreeMap, BTreeSet};

/// Somebody who waits.
struct Waiting {
    name: String,
    seat: String,
    kind: &'static str,
}

/// A group that waits, by the first day of its term.
struct Group {
    from: String,
    iso: String,
    count: usize,
    is_shown: bool,
}

/// A letter in its batch.
struct Row {
    id: AppointmentId,
    place: i64,
    kind: &'static str,
    number: String,
    name: String,
    term: String,
    withdrawn: bool,
    differs: String,
}

/// A batch.
struct Batch {
    id: BatchId,
    /// Its first number.
    number: String,
    at: String,
    by: String,
    holds: usize,
    sum: String,
    rows: Vec<Row>,
    gaps: String,
}

#[derive(Template)]
#[template(path = "council/appointment/views/page.html")]
struct AppointmentsPage {
    frame: Frame,
    council_id: CouncilId,
    council: String,
    sentence: String,
    wrongs: Vec<Wrong>,
    groups: Vec<Group>,
    waiting: Vec<Waiting>,
    sum: String,
    from_iso: String,
    /// Who stood on the screen, and how.
    seen: String,
    /// The sentence of each kind of letter.
    said: Vec<(&'static str, String)>,
    fields: Vec<Field>,
    batches: Vec<Batch>,
    /// A letter differs from the roster, or a character is missing.
    doubts: bool,
    /// So many letters were disposed of.
    gone: i64,
    /// How the proposal for the letters that are shown stands.
    approval: Option<StandingLine>,
}

/// What is due, and what was numbered.
pub(super) async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<IssueAppointments>(crate::council::web::id(&ask)?).await?;
    let seen = seen(&ask, &permit).await?;
    let asked = ask.query.get("from").parse().ok();
    show(&ask, &permit, &seen, asked, None, vec![]).await
}

/// Numbers the letters that wait for one first day: may you · which numbers · each letter as it will stay.
pub(super) async fn issue(ask: Ask) -> Answer {
    let permit = ask.may::<IssueAppointments>(crate::council::web::id(&ask)?).await?;
    let seen = seen(&ask, &permit).await?;
    let texts = ask.typed.only(&BATCH.names());
    let from: Option<Date> = ask.typed.get("from_on").parse().ok();
    let (form, from) = match (BatchForm::parse(&texts), from) {
        (Ok(form), Some(from)) => (form, from),
        (Err(wrongs), from) => return show(&ask, &permit, &seen, from, Some(&texts), wrongs).await,
        (_, None) => return Err(Fault::Missing),
    };
    let on_screen = (from, ask.typed.get("seen"));
    let write =
        async |tx: &mut Tx, permit: &Permit<IssueAppointments>| number(tx, permit, &seen.name, on_screen, &form).await;
    match ask.write(&permit, write).await? {
        Ok(batch) => {
            Ok(Reply::see(format!("/councils/{}/appointments?said=appointments-issued#batch-{batch}", seen.council)))
        }
        Err(wrong) => {
            let seen = super::seen(&ask, &permit).await?;
            show(&ask, &permit, &seen, Some(from), Some(&texts), vec![wrong]).await
        }
    }
}

/// Numbers those who wait for this first day, if they are those who stood on the screen, or says why not.
async fn number(
    tx: &mut Tx,
    permit: &Permit<IssueAppointments>,
    council: &str,
    (from, on_screen): (Date, &str),
    form: &BatchForm,
) -> Result<Result<BatchId, Wrong>, Fault> {
    let refused = |sentence: String| Ok(Err(Wrong::new("number", sentence)));
    let all = everybody(tx, permit, permit.facts().id()).await?;
    let kept = store::list(tx, permit, permit.facts().id()).await?;
    let holds = || kept.iter().filter(|one| one.withdrawn.is_none());
    let lettered = store::lettered(tx, permit, permit.facts().id()).await?;
    let waiting = due(&all, &lettered, permit.now().day()).remove(&from).unwrap_or_default();
    if waiting.is_empty() || seal(&all, council, &waiting) != on_screen {
        return refused(
            "ほかの人が、先に名簿か番号を変えました。いまの人を下に並べ直しました。確かめて、もう一度押してください。"
                .into(),
        );
    }
    let letters = match letters(&all, council, &waiting, form) {
        Ok(letters) => letters,
        Err(sentence) => return refused(sentence),
    };
    let is_used = |number: &str| {
        form.numbering != Numbering::Same && holds().any(|one| glyphs::fold(&one.letter.number) == glyphs::fold(number))
    };
    if let Some((_, twice)) = letters.iter().find(|(_, letter)| is_used(&letter.number)) {
        return refused(format!("番号「{}」は、もう使われています。文書管理の番号を確かめてください。", twice.number));
    }
    let about = (ApprovalAct::Appointment, from.to_string());
    match approvals::clear(tx, permit, permit.facts().id(), (about.0, &about.1), None).await? {
        Err(sentence) => refused(sentence),
        Ok(approved) => store::issue(tx, permit, &letters, approved.as_ref()).await.map(Ok),
    }
}

async fn show(
    ask: &Ask,
    permit: &Permit<IssueAppointments>,
    seen: &Seen,
    asked: Option<Date>,
    typed: Option<&Texts>,
    wrongs: Vec<Wrong>,
) -> Answer {
    let waiting = due(&seen.all, &seen.lettered, ask.now.day());
    let from = asked.filter(|from| waiting.contains_key(from)).or_else(|| waiting.keys().next().copied());
    let of = from.map_or(&[][..], |from| waiting[&from].as_slice());
    let begun = begun(&seen.all, from);
    let approval = match from {
        Some(from) => line(ask, permit, seen.council, ApprovalAct::Appointment, &from.to_string()).await?,
        None => None,
    };
    let batches = batches(seen);
    let page = AppointmentsPage {
        frame: Frame::of("委嘱状・任命書", ask.actor.signed_in(), Place::Councils).saying(ask.query.get("said")),
        council_id: seen.council,
        council: seen.name.clone(),
        sentence: match waiting.values().map(Vec::len).sum::<usize>() {
            0 => "出していない委嘱状・任命書はありません".into(),
            count => format!("{count}人が、委嘱状・任命書を待っています"),
        },
        groups: waiting
            .iter()
            .map(|(day, people)| Group {
                from: almanac::in_words(*day),
                iso: day.to_string(),
                count: people.len(),
                is_shown: Some(*day) == from,
            })
            .collect(),
        waiting: of
            .iter()
            .map(|one| Waiting {
                name: one.member.form.name.clone(),
                seat: one.seat.form.title.clone(),
                kind: one.seat.form.letter.title(),
            })
            .collect(),
        sum: from.map_or_else(String::new, |from| seen.reckoned(from)),
        seen: seal(&seen.all, &seen.name, of),
        said: said(&seen.all, &seen.name, of),
        from_iso: from.map_or_else(String::new, |from| from.to_string()),
        fields: fields(typed.unwrap_or(&begun), &wrongs),
        doubts: batches.iter().any(Batch::is_doubtful),
        batches,
        gone: seen.gone,
        approval,
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

impl Batch {
    fn is_doubtful(&self) -> bool {
        !self.gaps.is_empty() || self.rows.iter().any(|row| !row.withdrawn && !row.differs.is_empty())
    }
}

/// Who waits, in which version each was seen, and what the letters will say: what was put right meanwhile is looked at again.
fn seal(all: &Everybody, council: &str, waiting: &[Due<'_>]) -> String {
    let one = |due: &Due<'_>| format!("{}.{}.{}", due.member.id, due.member.version, due.seat.version);
    let words = said(all, council, waiting).into_iter().map(|(_, words)| words);
    secret::hash(&waiting.iter().map(one).chain(words).collect::<Vec<_>>().join(" "))
}

/// What the letters will say, once for each kind.
fn said(all: &Everybody, council: &str, waiting: &[Due<'_>]) -> Vec<(&'static str, String)> {
    let Some(first) = waiting.first() else { return vec![] };
    let charter = in_force(&all.charters, first.member.form.term.from_on);
    let own = charter.map_or("", |charter| charter.letter_words.as_str());
    let kinds = [LetterKind::Commission, LetterKind::Assignment];
    let there = kinds.into_iter().filter(|kind| waiting.iter().any(|due| due.seat.form.letter == *kind));
    there.map(|kind| (kind.title(), words(council, kind, own))).collect()
}

/// The letters bear the first day of the term, and the name that the rules of that day give.
fn begun(all: &Everybody, from: Option<Date>) -> Texts {
    let appointer = from.and_then(|from| in_force(&all.charters, from)).map_or("", |charter| &charter.appointer);
    [
        ("numbering", "branch".to_string()),
        ("dated_on", from.map_or_else(String::new, |from| from.to_string())),
        ("appointer", appointer.to_string()),
    ]
    .map(|(name, value)| (name.to_string(), value))
    .into()
}

fn fields(texts: &Texts, wrongs: &[Wrong]) -> Vec<Field> {
    let numbering = text(texts, "numbering");
    let choices = Numbering::ALL.map(|one| Option3(one.code().into(), one.label().into(), one.code() == numbering));
    vec![
        Field::line("number", "文書番号", text(texts, "number"))
            .required()
            .help("文書管理で取った番号（続き番号なら、はじめの番号）。もう渡してあるものは、そのときの番号と日付を入れると、記録になります。例: 8みほ障第120号")
            .checked(wrongs),
        Field::line("numbering", "番号の付け方", "").required().as_a(Control::Choice(choices.into())).checked(wrongs),
        Field::day("dated_on", "委嘱状の日付", text(texts, "dated_on")).required().checked(wrongs),
        Field::line("appointer", "委嘱する人", text(texts, "appointer"))
            .required()
            .help("職と氏名。協議会の決まりに入れておくと、ここに出ます。")
            .checked(wrongs),
    ]
}

fn batches(seen: &Seen) -> Vec<Batch> {
    let of = |one: &Appointment| seen.all.members.iter().find(|member| member.id == one.member);
    let row = |one: &Appointment| Row {
        id: one.id,
        place: one.place,
        kind: one.letter.kind.title(),
        number: one.letter.number.clone(),
        name: one.letter.name.clone(),
        term: one.letter.term.in_words(),
        withdrawn: one.withdrawn.is_some(),
        differs: of(one).map_or_else(String::new, |member| one.letter.differs(member).join("と")),
    };
    let gaps = gaps(seen);
    let groups = seen.appointments.chunk_by(|one, next| one.batch == next.batch);
    let batch = |rows: &[Appointment]| {
        let first = rows.first()?;
        Some(Batch {
            id: first.batch,
            number: first.letter.number.clone(),
            at: first.at.clone(),
            by: first.by.clone(),
            holds: rows.iter().filter(|one| one.withdrawn.is_none()).count(),
            sum: seen.reckoned(first.letter.term.from_on),
            gaps: gaps.get(&first.batch.to_string()).map_or_else(String::new, joined),
            rows: rows.iter().map(row).collect(),
        })
    };
    groups.filter_map(batch).collect()
}

/// Characters that no font of ours has, by batch: on the PDF they stand as 〓. All letters are looked at in one go.
fn gaps(seen: &Seen) -> BTreeMap<String, BTreeSet<String>> {
    let holds = seen.appointments.iter().filter(|one| one.withdrawn.is_none());
    let batches: Vec<&Appointment> = holds.collect();
    let mut gaps: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for missing in missing_glyphs(&print::words(&batches), Fonts::embedded()) {
        gaps.entry(missing.at).or_default().insert(missing.text);
    }
    gaps
}

fn joined(letters: &BTreeSet<String>) -> String {
    letters.iter().map(String::as_str).collect::<Vec<_>>().join("、")
}
