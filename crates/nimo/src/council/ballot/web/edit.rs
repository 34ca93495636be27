//! A ballot that is typed or put right, perhaps by two at once, and the way on to the next member whose ballot is out.

use crate::access::{Action, Facts, Permit};
use crate::council::ballot::EditBallot;
use crate::council::ballot::model::{Ballot, BallotChoice, BallotForm, SHAPE, line, readable};
use crate::council::ballot::rules::voted_on;
use crate::council::ballot::store::{self, BallotFacts};
use crate::council::meeting::model::{ItemId, Kept, MeetingId};
use crate::council::meeting::store as meetings;
use crate::council::sitting::model::SittingPersonId;
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::layout::{Control, Field, Frame, Option3, Place, error_of};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// An item on the form: its name in the form is its place, so that the choices come as the lines of one field.
struct Vote {
    words: String,
    options: Vec<Option3>,
}

#[derive(Template)]
#[template(path = "council/ballot/views/form.html")]
struct BallotPage {
    frame: Frame,
    id: SittingPersonId,
    meeting: MeetingId,
    meeting_title: String,
    name: String,
    version: i64,
    wrongs: Vec<Wrong>,
    drafted: Option<String>,
    received: Field,
    votes: Vec<Vote>,
    choices_error: Option<String>,
    remark: Field,
}

impl Edited for BallotForm {
    type On = BallotFacts;
    type Act = EditBallot;
    const SHAPE: &'static Shape = &SHAPE;
    const PLACE: Place = Place::Councils;
    const MADE: &'static str = "会議を書面で開いた";

    fn id(ask: &Ask) -> Result<SittingPersonId, Fault> {
        SittingPersonId::parse(ask.param("id")).ok_or(Fault::Missing)
    }

    fn path(id: SittingPersonId) -> String {
        format!("/ballots/{id}")
    }

    fn form_path(id: SittingPersonId) -> String {
        Self::path(id)
    }

    fn saved_path(on: &BallotFacts) -> String {
        format!("/meetings/{}/ballots", on.meeting().id())
    }

    fn read(texts: &Texts) -> Result<BallotForm, Vec<Wrong>> {
        BallotForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        BallotForm::texts(self)
    }

    async fn now<A: Action<On = BallotFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Now<BallotForm>, Fault> {
        let ballot = store::find(tx, permit).await?;
        Ok(Now { version: ballot.version, form: ballot.form })
    }

    async fn understood(
        ask: &Ask,
        permit: &Permit<EditBallot>,
        texts: &Texts,
    ) -> Result<Result<BallotForm, Vec<Wrong>>, Fault> {
        let form = match BallotForm::parse(texts) {
            Ok(form) => form,
            Err(wrongs) => return Ok(Err(wrongs)),
        };
        let (ballot, items) = held_against(ask, permit).await?;
        let is_known = |id: &ItemId| items.iter().any(|item| item.id == *id) || ballot.form.choices.contains_key(id);
        Ok(if form.received_on.is_some_and(|day| day > ask.now.day()) {
            Err(vec![Wrong::new("received_on", "まだ来ていない日です。書面表決書が戻った日を入れてください。")])
        } else if !form.choices.keys().all(is_known) {
            Err(vec![Wrong::new(
                "choices",
                "いまの次第にない議題の表決があります。画面を開き直して、選び直してください。",
            )])
        } else {
            Ok(form)
        })
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditBallot>,
        before: &Now<BallotForm>,
        form: &BallotForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        store::set(tx, permit, (before.version, &before.form), form, reverted_to).await.map(|()| None)
    }

    async fn around<A: Action<On = BallotFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let (ballot, items) = held_against(ask, permit).await?;
        Ok(Around {
            name: format!("{}の書面表決書", ballot.person.name),
            back: Self::saved_path(permit.facts()),
            say: Box::new(move |field, value| say(&items, field, value)),
            free: vec!["received_on", "remark"],
        })
    }

    async fn show(ask: &Ask, permit: &Permit<EditBallot>, looking: Looking) -> Answer {
        let meeting = permit.facts().meeting().id();
        let (ballot, items) = held_against(ask, permit).await?;
        let meeting_title = ask.read(async |tx| meetings::title_of(tx, permit, meeting).await).await?;
        let (texts, wrongs) = (&looking.texts, looking.wrongs);
        let page = BallotPage {
            frame: act::frame::<BallotForm>(ask, &format!("{}の書面表決書", ballot.person.name)),
            id: ballot.person.id,
            meeting,
            meeting_title,
            name: ballot.person.name,
            version: looking.version,
            drafted: looking.drafted,
            received: Field::day("received_on", "戻った日", text(texts, "received_on"))
                .help("例: 令和9年2月3日、R9.2.3。まだ戻っていないときは、空のままにします。")
                .checked(&wrongs),
            votes: votes(&items, text(texts, "choices")),
            choices_error: error_of("choices", &wrongs),
            remark: Field::line("remark", "意見", text(texts, "remark"))
                .as_a(Control::Area(6))
                .help("書かれたとおりに入れてください。")
                .checked(&wrongs),
            wrongs,
        };
        Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
    }
}

/// The ballot as it is kept, and the agenda.
async fn held_against<A: Action<On = BallotFacts>>(
    ask: &Ask,
    permit: &Permit<A>,
) -> Result<(Ballot, Vec<Kept>), Fault> {
    let meeting = permit.facts().meeting().id();
    ask.read(async |tx| Ok((store::find(tx, permit).await?, meetings::items_of(tx, permit, meeting).await?))).await
}

/// The items that are voted on, and behind them those of which the ballot says something all the same.
fn votes(items: &[Kept], lines: &str) -> Vec<Vote> {
    let said = readable(lines);
    let voted: Vec<ItemId> = voted_on(items).into_iter().map(|item| item.id).collect();
    let others: Vec<ItemId> = said.keys().copied().filter(|id| !voted.contains(id)).collect();
    let vote = |id: ItemId| {
        let chosen = said.get(&id).copied();
        let option = |choice: BallotChoice| Option3(line(id, choice), choice.label().into(), chosen == Some(choice));
        let none = Option3(String::new(), "記入なし".into(), chosen.is_none());
        Vote { words: words_of(items, id), options: BallotChoice::ALL.map(option).into_iter().chain([none]).collect() }
    };
    voted.into_iter().chain(others).map(vote).collect()
}

fn words_of(items: &[Kept], id: ItemId) -> String {
    let found = items.iter().find(|item| item.id == id);
    found.map_or_else(|| "（いまの次第にない議題）".into(), |item| item.line.words())
}

/// A value of a field in words.
fn say(items: &[Kept], field: &str, value: &str) -> String {
    match field {
        "received_on" => almanac::read_date(value).map_or_else(|_| value.into(), almanac::in_words),
        "choices" => {
            let said = readable(value);
            // In the order of the agenda; what stands there no more comes last.
            let known = items.iter().filter_map(|item| said.get_key_value(&item.id));
            let gone = said.iter().filter(|(id, _)| items.iter().all(|item| item.id != **id));
            let told = |(id, choice): (&ItemId, &BallotChoice)| format!("{}: {}", words_of(items, *id), choice.label());
            known.chain(gone).map(told).collect::<Vec<_>>().join("\n")
        }
        _ => value.into(),
    }
}

/// Saves as every form does, and goes on to the next member whose ballot is still out.
pub async fn set(ask: Ask) -> Answer {
    let permit = ask.may::<EditBallot>(BallotForm::id(&ask)?).await?;
    let all = ask.read(async |tx| store::of_meeting(tx, &permit, permit.facts().meeting().id()).await).await?;
    let next = next_out(&all, permit.facts().id());
    let reply = act::set::<BallotForm>(ask).await?;
    let is_saved = reply.see.as_ref().is_some_and(|path| path.ends_with("?said=saved"));
    Ok(match next.filter(|_| is_saved) {
        Some(next) => Reply::see(format!("{}?said=ballot-saved", BallotForm::path(next))),
        None => reply,
    })
}

/// The next behind this one in the order of the roster, else the first.
fn next_out(all: &[Ballot], own: SittingPersonId) -> Option<SittingPersonId> {
    let at = all.iter().position(|ballot| ballot.person.id == own).map_or(0, |at| at + 1);
    let mut behind = all[at..].iter().chain(&all[..at]);
    behind.find(|ballot| !ballot.form.is_back() && ballot.person.id != own).map(|ballot| ballot.person.id)
}
