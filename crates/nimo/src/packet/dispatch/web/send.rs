//! What would go out, in each scope, and its freezing.

use crate::access::{Facts, Permit};
use crate::council::ReadCouncil;
use crate::council::approval::model::ApprovalAct;
use crate::council::approval::store as approvals;
use crate::council::approval::web::{StandingLine, line};
use crate::council::handout::{model::Handout, rules::numbered, store as handouts};
use crate::council::meeting;
use crate::council::meeting::model::{ItemLine, MeetingId, State, closed};
use crate::council::meeting::store::{self as meetings, Meeting};
use crate::council::preparation::rules::hours_words;
use crate::council::seat::model::Everybody;
use crate::council::seat::rules::{Roster, RosterCopy};
use crate::council::seat::store::everybody;
use crate::council::store as councils;
use crate::editing::shape::Wrong;
use crate::layout::{Frame, Place};
use crate::packet::dispatch::PrepareDispatch;
use crate::packet::dispatch::model::{Dispatch, Recipient, Scope, SentPaper};
use crate::packet::dispatch::rules::{MOST_BYTES, changes, papers, stale};
use crate::packet::dispatch::store::{self, Frozen, GoneSending};
use crate::packet::dispatch::web::papers::{Bundle, files, turn};
use crate::packet::model::AgendaLine;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::secret::hash;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::trail::{LineId, Nameless};
use almanac::Date;
use askama::Template;

/// One scope on the page.
struct Offer {
    scope: Scope,
    papers: Vec<SentPaper>,
    pages: i64,
    /// What holds it back.
    waiting: Vec<String>,
    stale: Vec<String>,
    changes: Vec<String>,
    before: Option<i64>,
    people: usize,
    /// A mark of all that it would hold.
    seen: String,
    error: Option<String>,
}

#[derive(Template)]
#[template(path = "packet/dispatch/views/send.html")]
struct SendPage {
    frame: Frame,
    meeting: MeetingId,
    title: String,
    offers: Vec<Offer>,
    sent: Vec<(String, String, String)>,
    wrongs: Vec<Wrong>,
    /// So many lines of the meeting are as they were last time.
    carried: usize,
    /// How the proposal for what goes out stands.
    approval: Option<StandingLine>,
}

/// Everything that a sending is made of.
struct Whole {
    meeting: Meeting,
    office: String,
    council: String,
    handouts: Vec<Handout>,
    everybody: Everybody,
    sent: Vec<Frozen>,
    gone: Vec<GoneSending>,
    taken_back: Vec<String>,
    carried: usize,
    today: Date,
}

impl Whole {
    /// As the rows stand in this transaction.
    async fn of(
        ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<PrepareDispatch>,
        naming: &Permit<ReadCouncil>,
    ) -> Result<Whole, Fault> {
        let id = permit.facts().id();
        let is_ahead = matches!(permit.facts().state(), State::Planned | State::Held);
        Ok(Whole {
            meeting: meetings::find(tx, permit).await?,
            office: ask.signed_in()?.office_name.clone(),
            council: councils::find(tx, naming).await?.form.name,
            handouts: handouts::of_meeting(tx, permit, id).await?,
            everybody: everybody(tx, permit, permit.facts().council()).await?,
            sent: store::of_meeting(tx, permit).await?,
            gone: store::gone(tx, permit).await?,
            taken_back: store::taken_back(tx, permit).await?,
            carried: if is_ahead { meetings::carried(tx, permit, id).await?.len() } else { 0 },
            today: ask.now.day(),
        })
    }

    /// The one that whoever gets this one had before.
    fn before(&self, scope: Scope) -> Option<&Frozen> {
        let is_before = |sent: &&Frozen| match scope.goes_out() {
            true => sent.dispatch.scope.goes_out(),
            false => sent.dispatch.scope == scope,
        };
        self.sent.iter().filter(|sent| sent.withdrawn.is_none()).find(is_before)
    }

    /// The sending of a scope, or what holds it back.
    fn dispatch(&self, scope: Scope) -> Result<Dispatch, Vec<String>> {
        let listed = numbered(&self.handouts);
        let papers = papers(&self.handouts, &listed, scope, &self.taken_back)?;
        let form = &self.meeting.form;
        if papers.is_empty() && form.agenda.is_empty() {
            return Err(vec!["送る資料も次第も、まだありません。".into()]);
        }
        if papers.iter().map(|paper| paper.size).sum::<i64>() > MOST_BYTES {
            return Err(vec![
                "あわせて120MBをこえています。写真を小さくした版を入れるか、配り方を分けてください。".into(),
            ]);
        }
        let line = |(line, is_closed): (&ItemLine, bool)| AgendaLine {
            depth: line.depth,
            label: line.label.clone(),
            title: format!("{}{}", line.title, shown_marks(line, is_closed)),
        };
        let place = [hours_words(form.starts_at.as_deref(), form.ends_at.as_deref()), form.venue.clone()];
        let before = self.before(scope);
        let name = form.short();
        let dispatch = Dispatch {
            scope,
            office: self.office.clone(),
            council: self.council.clone(),
            meeting: if name.ends_with("会議") { name } else { format!("{name}会議") },
            held_on: form.held_on,
            place: place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("　"),
            agenda: form.agenda.iter().zip(closed(&form.agenda)).map(line).collect(),
            papers,
            people: if scope.goes_out() { self.people() } else { vec![] },
            before: before.map(|before| before.number),
            changes: vec![],
        };
        let changes = before.map_or_else(Vec::new, |before| changes(&before.dispatch, &dispatch));
        Ok(Dispatch { changes, ..dispatch })
    }

    /// What to look at before it goes.
    fn notes(&self, scope: Scope, dispatch: Option<&Dispatch>) -> Vec<String> {
        let mut notes = stale(&self.handouts, &numbered(&self.handouts), scope);
        if scope.goes_out() && dispatch.is_some_and(|dispatch| dispatch.people.is_empty()) {
            notes.push("会議の日の名簿に委員がいないので、送り先がありません。名簿を確かめてください。".into());
        }
        notes
    }

    /// Those in office on the day of the meeting.
    fn people(&self) -> Vec<Recipient> {
        let on = self.meeting.form.held_on.unwrap_or(self.today);
        let roster = Roster::of(&self.everybody, on);
        let printed = roster.printed(RosterCopy::Council).into_iter().filter(|line| !line.is_vacant);
        printed.map(|line| Recipient { name: line.name, body: line.body }).collect()
    }

    fn offer(&self, scope: Scope, wrongs: &[Wrong]) -> Result<Offer, Fault> {
        let made = self.dispatch(scope);
        let seen = made.as_ref().map_or(Ok(String::new()), mark)?;
        let (dispatch, waiting) = match made {
            Ok(dispatch) => (Some(dispatch), vec![]),
            Err(waiting) => (None, waiting),
        };
        let papers = dispatch.as_ref().map_or_else(Vec::new, |dispatch| dispatch.papers.clone());
        Ok(Offer {
            scope,
            pages: papers.iter().map(|paper| paper.pages).sum(),
            papers,
            waiting,
            stale: self.notes(scope, dispatch.as_ref()),
            before: dispatch.as_ref().and_then(|dispatch| dispatch.before),
            people: dispatch.as_ref().map_or(0, |dispatch| dispatch.people.len()),
            changes: dispatch.map_or_else(Vec::new, |dispatch| dispatch.changes),
            seen,
            error: crate::layout::error_of(scope.code(), wrongs),
        })
    }
}

/// （協議）, （非公開）: what members read behind an item.
fn shown_marks(line: &ItemLine, is_closed: bool) -> String {
    let kind = line.kind.map_or_else(String::new, |kind| format!("（{}）", kind.label()));
    let closed = if is_closed { "（非公開）" } else { "" };
    format!("{kind}{closed}")
}

fn mark(dispatch: &Dispatch) -> Result<String, Fault> {
    let body = serde_json::to_string(dispatch).map_err(|_| Fault::broken("dispatch", "unwritable"))?;
    Ok(hash(&body))
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<PrepareDispatch>(meeting::web::id(&ask)?).await?;
    show(&ask, &permit, vec![]).await
}

/// Freezes it: may you · which scope · can it be bound · is it still what was seen, and decided · its row with its because.
pub async fn freeze(ask: Ask) -> Answer {
    let permit = ask.may::<PrepareDispatch>(meeting::web::id(&ask)?).await?;
    let scope = Scope::parse(ask.typed.get("scope")).ok_or(Fault::Missing)?;
    let naming = ask.may::<ReadCouncil>(permit.facts().council()).await?;
    let whole = ask.read(async |tx| Whole::of(&ask, tx, &permit, &naming).await).await?;
    let dispatch = match whole.dispatch(scope) {
        Ok(dispatch) => dispatch,
        Err(waiting) => return show(&ask, &permit, vec![Wrong::new(scope.code(), waiting.join(" "))]).await,
    };
    let seen = ask.typed.get("seen").to_string();
    if mark(&dispatch)? != seen {
        return show(&ask, &permit, vec![Wrong::new(scope.code(), CHANGED)]).await;
    }
    // Before it is bound, which takes a while; and again in the closure.
    if let Err(sentence) = ask.read(async |tx| cleared(tx, &permit, scope).await).await? {
        return show(&ask, &permit, vec![Wrong::new(scope.code(), sentence)]).await;
    }
    if let Some(refusal) = refusal(&ask, &permit, dispatch).await? {
        return show(&ask, &permit, vec![Wrong::new(scope.code(), refusal)]).await;
    }
    let write = async |tx: &mut Tx, permit: &Permit<PrepareDispatch>| {
        // Read anew: what somebody changed while it was being bound does not slip in.
        match Whole::of(&ask, tx, permit, &naming).await?.dispatch(scope) {
            Ok(dispatch) if mark(&dispatch)? == seen => match cleared(tx, permit, scope).await? {
                Ok(approved) => store::freeze(tx, permit, &dispatch, approved).await.map(Ok),
                Err(sentence) => Ok(Err(sentence)),
            },
            _ => Ok(Err(CHANGED.to_string())),
        }
    };
    match ask.write_again(&permit, write).await? {
        Ok(id) => Ok(Reply::see(format!("/dispatches/{id}?said=dispatched"))),
        Err(sentence) => show(&ask, &permit, vec![Wrong::new(scope.code(), sentence)]).await,
    }
}

const CHANGED: &str = "この画面を開いたあとで、資料か名簿が変わりました。下の中身でよければ、もう一度押してください。";

/// May it go out? What stays with the secretariat needs no decision. On which return it rests, or why not.
async fn cleared(
    tx: &mut Tx,
    permit: &Permit<PrepareDispatch>,
    scope: Scope,
) -> Result<Result<Option<LineId<Nameless>>, String>, Fault> {
    if !scope.goes_out() {
        return Ok(Ok(None));
    }
    let facts = permit.facts();
    approvals::clear(tx, permit, facts.council(), (ApprovalAct::Notice, &facts.spelled()), None).await
}

/// Why it cannot be bound, if it cannot: what was frozen has to be printed at any time.
async fn refusal(ask: &Ask, permit: &Permit<PrepareDispatch>, dispatch: Dispatch) -> Result<Option<String>, Fault> {
    let _turn = turn(ask).await?;
    let files = ask.read(async |tx| files(tx, permit, &dispatch).await).await?;
    let bundle = Bundle::new(dispatch, 1, ask.now.at_japan(), files);
    Ok(ask.aside(move || bundle.pdf()).await?.err())
}

async fn show(ask: &Ask, permit: &Permit<PrepareDispatch>, wrongs: Vec<Wrong>) -> Answer {
    let naming = ask.may::<ReadCouncil>(permit.facts().council()).await?;
    let whole = ask.read(async |tx| Whole::of(ask, tx, permit, &naming).await).await?;
    let offers: Result<Vec<Offer>, Fault> = Scope::ALL.into_iter().map(|scope| whole.offer(scope, &wrongs)).collect();
    let (council, subject) = (permit.facts().council(), permit.facts().spelled());
    let approval = line(ask, permit, council, ApprovalAct::Notice, &subject).await?;
    let told = |sent: &Frozen| {
        let aside = if sent.withdrawn.is_some() { "（取り下げ）" } else { "" };
        let name = format!("第{}便　{}{aside}", sent.number, sent.dispatch.scope.word());
        (format!("/dispatches/{}", sent.id), name, format!("{}　{}", sent.at.in_words(), sent.by))
    };
    let gone = |(id, number, at, by): &GoneSending| {
        (format!("/dispatches/{id}"), format!("第{number}便　廃棄しました"), format!("{}　{by}", at.in_words()))
    };
    let page = SendPage {
        frame: Frame::of(format!("{}の資料を送る", whole.meeting.form.short()), ask.actor.signed_in(), Place::Councils)
            .saying(ask.query.get("said")),
        meeting: whole.meeting.id,
        title: whole.meeting.form.title(),
        offers: offers?,
        sent: whole.sent.iter().map(told).chain(whole.gone.iter().map(gone)).collect(),
        carried: whole.carried,
        approval,
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}
