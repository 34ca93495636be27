//! Two towns with their people, and for each route a request that is allowed to whoever may.

mod address;
mod approvals;
mod ballots;
mod deadlines;
mod editions;
mod fields;
mod forms;
mod houses;
mod issues;
mod packets;
mod payments;
mod planning;
mod providers;
mod public;
mod publication;
mod ready;
mod retentions;
mod rounds;
mod seats;
mod sitting;
mod vacancies;
mod wishes;

pub use address::variants;
pub use approvals::WHY;
pub use ballots::BALLOT_REMARK;
pub use deadlines::DEADLINE_NOTE;
pub use editions::{OWN_WORDS, WISH};
pub use houses::LOT;
pub use packets::{RELEASED, TALLY, WAITING};
pub use payments::PAID;
pub use planning::LOAD_NOTE;
pub use providers::HEARD;
pub use publication::MARKED;
pub use ready::{HANDOUT, SENDER, TRANSCRIPT};
pub use seats::{MEMBER, SEAT};
pub use sitting::LINE;
pub use vacancies::{HOME, KEPT_FOR, MISMATCH_NOTE};
pub use wishes::WISH_NAMED;

use super::who::{Post, Who};
use crate::town::{Browser, Page, SHEET, Town};
use nimo::access::{Actor, Facts, OfficeFacts, Permit};
use nimo::accounts::model::{AccountForm, Login, Role, ShownName};
use nimo::accounts::{AddAccount, store};
use nimo::council::model::CouncilId;
use nimo::plumbing::db::Tx;
use nimo::plumbing::ids::OfficeId;
use nimo::plumbing::secret::Secret;
use nimo::plumbing::web::{Method, Route};

pub const OFFICE: &str = "藍沢市";
pub const PART: &str = "朱鷺部会";
pub const OTHER: &str = "白樺協議会";
pub const FORMER_NAME: &str = "鶯色の旧名";
pub const DRAFT: &str = "菫色の下書き";
pub const LOGIN: &str = "kogane";
/// Stands in a sheet that is still corrected.
pub const DRAFTED_PLACE: &str = "紺色の会議室";
/// Stands in minutes that are kept.
pub const KEPT_PLACE: &str = "橙色の会議室";
/// The title of every issue.
pub const ISSUE: &str = "群青色の課題";
/// The title of every measure.
pub const MEASURE: &str = "琥珀色の方策";
/// The words of every goal.
pub const GOAL: &str = "菖蒲色の目標";
/// The title of every card of another town.
pub const CASE: &str = "浅葱色の取り組み";
/// An id that nothing has.
const NOTHING: &str = "01900000-0000-7000-8000-000000000000";
const MEASURE_STEP: &str = "契約する";
/// Stands in a member's remark in a round that is not frozen.
pub const REMARK: &str = "瑠璃色のひとこと";
/// Stands in a remark that is frozen.
pub const FROZEN_REMARK: &str = "琥珀色のひとこと";
/// The remark of the member himself, in a round that is open.
pub const OWN_REMARK: &str = "珊瑚色のひとこと";
pub const COUNCIL_ELSEWHERE: &str = "緑青協議会";

/// Somebody at his browser.
struct Person {
    who: Who,
    login: String,
    account: String,
    browser: Browser,
}

/// What is sent.
#[derive(Clone)]
struct Example {
    path: String,
    fields: Vec<(&'static str, String)>,
}

/// What was sent last, for whoever asks for the same next.
struct Sent {
    route: (Method, &'static str, &'static str),
    example: Example,
    /// Somebody who may sent it, so that what it was made for is no more as it was.
    is_spent: bool,
}

pub struct Scene {
    town: Town,
    /// Those without an office; each keeps its files while it is asked.
    empty: Vec<Town>,
    here: OfficeId,
    elsewhere: OfficeId,
    first_path: String,
    /// Secretariat of every council here; looks up versions.
    clerk: Browser,
    /// Secretariat of the council with a draft of its own.
    drafter: Browser,
    keeper: Browser,
    council: String,
    part: String,
    other: String,
    people: Vec<Person>,
    /// The account made for this one cell, and the secret of its one-time link.
    staff: (String, String),
    /// The meeting made for this one cell, and its first block.
    meeting: (String, String),
    /// The issue made for this one cell, and what stands in its forms.
    issue: Issue,
    /// The goal made for this one cell.
    goal: String,
    /// A kept meeting in which goals were decided.
    decided_at: String,
    /// Members whose points came on paper.
    voices: Vec<String>,
    /// The round made for this one cell.
    /// The frozen paper made for this cell.
    digest: String,
    round: String,
    papers: packets::Papers,
    ready: ready::Ready,
    sitting: sitting::Sitting,
    voted: ballots::Voted,
    paying: payments::Paying,
    proposed: approvals::Proposed,
    retained: retentions::Retained,
    carried: providers::Carried,
    vacant: vacancies::Vacant,
    wished: wishes::Wished,
    planned: planning::Planned,
    housed: houses::Housed,
    seated: seats::Seated,
    edited: editions::Edited,
    published: publication::Published,
    /// Those at which people only look, by how far they are.
    looked_at: [editions::Edited; 3],
    /// The form of minutes made for this one cell.
    form: String,
    /// Somebody sits in the council, for those who look at its roster.
    is_seated: bool,
    count: u32,
    last: Option<Sent>,
}

/// An issue with what a form of it names: what led to it, and another one; a measure of it, a programme, and a card tied to it.
#[derive(Default)]
struct Issue {
    id: String,
    picks: Vec<String>,
    other: String,
    measure: String,
    programme: String,
    case: String,
}

impl Scene {
    pub async fn set(town: Town) -> Scene {
        let first_path = town.app.first_path().await.unwrap().expect("no office yet");
        let here = town.office("999999", OFFICE).await;
        let elsewhere = town.office("999998", "となり町").await;
        let mut clerk = town.signed_in(here, "clerk", Role::Secretariat, &[]).await;
        let council = clerk.place(FORMER_NAME, "").await;
        let part = clerk.place(PART, &council).await;
        let other = clerk.place(OTHER, "").await;
        let own = [&council, &part].map(|id| CouncilId::parse(id).unwrap());
        let named = [("version", "1"), ("name", "連絡協議会"), ("basis", "ordinance")];
        assert_eq!(clerk.post(&format!("/councils/{council}"), &named).await.status, 303);
        let mut drafter = town.signed_in(here, "drafter", Role::Secretariat, &own).await;
        let drafted = [("version", "2"), ("name", "連絡協議会"), ("record_from_meeting", DRAFT)];
        assert_eq!(drafter.post(&format!("/councils/{council}/draft"), &drafted).await.status, 303);
        assert_eq!(drafter.post("/councils/new/draft", &[("name", DRAFT)]).await.status, 303);
        town.person(here, LOGIN, "小金", Role::Viewer, &[]).await;
        let keeper = town.signed_in(here, "keeper", Role::Administrator, &[]).await;
        let staff = (String::new(), String::new());
        let mut scene = Scene {
            town,
            empty: vec![],
            here,
            elsewhere,
            first_path,
            clerk,
            drafter,
            keeper,
            council,
            part,
            other,
            people: vec![],
            staff,
            meeting: (String::new(), String::new()),
            issue: Issue::default(),
            goal: String::new(),
            decided_at: String::new(),
            voices: vec![],
            digest: String::new(),
            round: String::new(),
            papers: packets::Papers::default(),
            ready: ready::Ready::default(),
            sitting: sitting::Sitting::default(),
            voted: ballots::Voted::default(),
            paying: payments::Paying::default(),
            proposed: approvals::Proposed::default(),
            retained: Default::default(),
            carried: Default::default(),
            vacant: Default::default(),
            wished: Default::default(),
            planned: Default::default(),
            housed: Default::default(),
            seated: seats::Seated::default(),
            edited: editions::Edited::default(),
            published: publication::Published::default(),
            looked_at: Default::default(),
            form: String::new(),
            is_seated: false,
            count: 0,
            last: None,
        };
        for login in ["koe1", "koe2", "koe3"] {
            let voice = scene.town.person(here, login, "声の人", Role::Member, &own).await;
            scene.voices.push(voice.to_string());
        }
        for who in Who::all() {
            let person = scene.arrives(who).await;
            scene.people.push(person);
        }
        scene
    }

    async fn arrives(&mut self, who: Who) -> Person {
        let browser = self.town.browser();
        let (office, post, login) = match who {
            Who::Visitor => return Person { who, login: String::new(), account: String::new(), browser },
            Who::Here(post) => (self.here, post, format!("{}.here", post.code())),
            Who::Closed(post) => (self.here, post, format!("{}.closed", post.code())),
            Who::Elsewhere(post) => (self.elsewhere, post, format!("{}.elsewhere", post.code())),
        };
        let id = |text: &str| CouncilId::parse(text).unwrap();
        let councils = match post {
            Post::Secretariat | Post::Member if office == self.here => vec![id(&self.council), id(&self.part)],
            Post::OtherSecretariat | Post::OtherMember => vec![id(&self.other)],
            _ => vec![],
        };
        let own = self.own_numbers(post).await;
        let own: Vec<&str> = own.iter().map(String::as_str).collect();
        let account = self.town.person_of(office, &login, "ある人", post.role(), &councils, &own).await.to_string();
        let mut person = Person { who, login, account, browser };
        assert_eq!(person.browser.sign_in(&person.login).await.status, 303);
        if who == Who::Elsewhere(Post::Secretariat) {
            person.browser.place(COUNCIL_ELSEWHERE, "").await;
        }
        if matches!(who, Who::Closed(_)) {
            self.close(&person.account).await;
        }
        person
    }

    async fn close(&mut self, account: &str) {
        assert_eq!(self.keeper.post(&format!("/accounts/{account}/close"), &[]).await.status, 303);
    }

    /// The canary in the draft, seen by the one person who may.
    pub async fn draft_seen_by_its_writer(&mut self) -> &'static str {
        let page = self.drafter.get(&format!("/councils/{}/edit", self.council)).await;
        assert!(page.status == 200 && page.body.contains(DRAFT));
        DRAFT
    }

    /// Sends the example of a route as this person; the answer, and whether the request named an id of this office.
    pub async fn ask(&mut self, route: &Route, variant: &'static str, who: Who) -> (Page, bool) {
        let place = self.people.iter().position(|person| person.who == who).unwrap();
        if matches!(who, Who::Here(_) | Who::Elsewhere(_)) && self.people[place].browser.cookie.is_none() {
            let person = &mut self.people[place];
            assert_eq!(person.browser.sign_in(&person.login).await.status, 303);
        }
        let mut browser = self.people[place].browser.clone();
        let Example { path, fields } = match self.unspent(route, variant) {
            Some(example) => example,
            None => self.example(route, variant, place, &mut browser).await,
        };
        let example = Example { path: path.clone(), fields: fields.clone() };
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let page = match route.method {
            Method::Get => browser.get(&path).await,
            Method::Post => browser.post(&path, &fields).await,
        };
        if matches!(who, Who::Here(_) | Who::Elsewhere(_)) {
            self.people[place].browser = browser;
        }
        let was_refused = matches!(super::mark(&page), Some("入" | "✘" | "無"));
        let is_spent = route.method == Method::Post && !was_refused;
        self.last = Some(Sent { route: (route.method, route.path, variant), example, is_spent });
        let ours = [
            &self.council, &self.part, &self.other, &self.staff.0, &self.staff.1, &self.meeting.0, &self.meeting.1,
            &self.issue.id, &self.issue.measure, &self.issue.programme, &self.issue.case, &self.round, &self.digest,
            &self.goal, &self.decided_at, &self.papers.packet, &self.ready.handout, &self.ready.dispatch,
            &self.ready.transcript, &self.sitting.line, &self.voted.ballot, &self.paying.scale,
            &self.paying.settlement, &self.form, &self.retained.rule, &self.retained.meeting, &self.retained.hold,
        ];
        let named = |id: &&&String| {
            !id.is_empty() && (path.contains(**id) || fields.iter().any(|(_, value)| value.contains(**id)))
        };
        let desks = self
            .seated
            .ids()
            .into_iter()
            .chain(self.edited.ids())
            .chain(self.housed.ids())
            .chain(self.proposed.ids())
            .chain(self.vacant.ids())
            .chain(self.wished.ids())
            .chain(self.published.ids());
        let names_ours = ours.into_iter().chain(desks).any(|id| named(&&id));
        (page, names_ours)
    }

    /// What was sent last, when it asks for the same and nothing came of it but a refusal or a look. What is made for one
    /// person alone is never sent by another.
    fn unspent(&self, route: &Route, variant: &'static str) -> Option<Example> {
        let is_ones_own = ["/accounts", "/invited", "/first", "/sign-in", "/password"];
        let last = self.last.as_ref()?;
        let is_same = last.route == (route.method, route.path, variant) && !last.is_spent;
        let is_anybodys = !is_ones_own.iter().any(|begin| route.path.starts_with(begin));
        (is_same && is_anybodys).then(|| last.example.clone())
    }

    /// The request for a route, on a state in which it is allowed to whoever may.
    async fn example(&mut self, route: &Route, variant: &str, place: usize, browser: &mut Browser) -> Example {
        self.count += 1;
        let asks_for_staff = ["/accounts", "/invited"].iter().any(|begin| route.path.starts_with(begin));
        self.staff = if asks_for_staff { self.fresh_staff().await } else { Default::default() };
        self.tallied(route.path).await;
        self.fresh_packet(route.path).await;
        let mut made = self.fresh_ready(route).await;
        if made.is_empty() {
            made = self.fresh_sitting(route).await;
        }
        if made.is_empty() {
            made = self.fresh_ballot(route).await;
        }
        if made.is_empty() {
            made = self.fresh_edition(route, variant).await;
        }
        if made.is_empty() {
            made = self.fresh_pay(route).await;
        }
        if made.is_empty() {
            made = self.fresh_publication(route).await;
        }
        self.meeting = if made.is_empty() { self.fresh_meeting(route, variant).await } else { (made, String::new()) };
        self.fresh_mark(route).await;
        self.issue = self.fresh_issue(route.path, variant).await;
        self.goal = self.fresh_goal(route.path).await;
        self.seated = self.fresh_seat(route).await;
        self.form = self.fresh_form(route).await;
        self.fresh_approval(route).await;
        self.fresh_retention(route).await;
        self.fresh_provider(route).await;
        self.fresh_vacancy(route).await;
        self.fresh_wish(route).await;
        self.fresh_house(route).await;
        self.fresh_plan(route).await;
        self.round = self.fresh_round(route, variant).await;
        self.digest = self.fresh_digest(route).await;
        let path = self.address(route, variant, place, browser).await;
        if route.path == "/accounts/{id}/reopen" || variant == "of a closed one" {
            let account = self.staff.0.clone();
            self.close(&account).await;
        }
        let fields = match route.method {
            Method::Get => Some(vec![]),
            Method::Post => self.fields(route.path, variant, place).await,
        };
        let known = !path.contains('{');
        let fields = fields.filter(|_| known).unwrap_or_else(|| {
            panic!("nobody tries {:?} {}: give it an example in Scene::fields (or Scene::example) of tests/it/access/scene.rs", route.method, route.path)
        });
        Example { path, fields }
    }

    /// A sheet that no other cell has, with these words in it.
    fn sheet(&self, place: &str) -> String {
        SHEET
            .replace("３階会議室", &format!("{place}{}", self.count))
            .replace("第２回", &format!("第{}回", self.count + 10))
    }

    /// A meeting of the council made for this cell: planned for the act of holding it, else read in, and kept where the
    /// variant says so.
    async fn fresh_meeting(&mut self, route: &Route, variant: &str) -> (String, String) {
        let path = route.path;
        let is_split = path == "/issues/{id}/split";
        if !path.starts_with("/meetings/") && !path.starts_with("/blocks/") && !is_split {
            return Default::default();
        }
        let variant = if is_split { "kept" } else { variant };
        let council = self.council.clone();
        if Self::is_planned(path) {
            return (self.planned_with_agenda().await, String::new());
        }
        if path.starts_with("/meetings/{id}/outcomes") && variant == "kept" {
            return self.spoken(route).await;
        }
        let place = if variant == "kept" { KEPT_PLACE } else { DRAFTED_PLACE };
        let sheet = self.sheet(place);
        let meeting = self.clerk.read_in(&council, &sheet).await;
        let block = self.clerk.first_block(&meeting).await;
        if path.ends_with("/record") || path.ends_with("/consent") {
            let decision = [("version", "1"), ("kind", "decision"), ("item", "")];
            assert_eq!(self.clerk.post(&format!("/blocks/{block}/sort"), &decision).await.status, 303);
        }
        let act = if variant == "kept" { "keep" } else { "withdraw" };
        if variant == "kept" || path.ends_with("/take-back") {
            let page = self.clerk.post(&format!("/meetings/{meeting}/{act}"), &[]).await;
            assert_eq!(page.status, 303, "{}", page.body);
        }
        (meeting, block)
    }

    /// The council has decided on this record method, long before its meetings here.
    async fn rules(&mut self, method: &str) {
        let version = self.version().await;
        let rule = [("record_method", method), ("record_from_on", "R3.7.15")];
        let form =
            [&[("version", version.as_str()), ("name", "連絡協議会"), ("basis", "ordinance")][..], &rule].concat();
        assert_eq!(self.clerk.post(&format!("/councils/{}", self.council), &form).await.status, 303);
    }

    /// The version of the council as it is now.
    async fn version(&mut self) -> String {
        let form = self.clerk.get(&format!("/councils/{}/edit", self.council)).await.body;
        let rest = form.split("name=\"version\" value=\"").nth(1).expect("the form says its version");
        rest.split('"').next().unwrap().to_string()
    }

    /// A visitor comes to a nimo without an office; to everybody else, the link of this one is long past.
    async fn first_secret(&mut self, place: usize, browser: &mut Browser) -> String {
        let mut path = self.first_path.clone();
        if self.people[place].who == Who::Visitor {
            let empty = Town::open(self.town.engine).await;
            path = empty.app.first_path().await.unwrap().expect("no office yet");
            *browser = empty.browser();
            self.empty.push(empty);
        }
        path.trim_start_matches("/first/").to_string()
    }

    /// A link made for this cell. Whoever holds it may use it, but not when the account was closed since, and not under the
    /// number of another office.
    async fn link(&mut self, place: usize) -> String {
        let (account, secret) = self.staff.clone();
        match self.people[place].who {
            Who::Elsewhere(_) => return format!("{}.{secret}", self.elsewhere),
            Who::Closed(_) => self.close(&account).await,
            _ => {}
        }
        format!("{}.{secret}", self.here)
    }

    /// An account that nobody has used, with its link.
    async fn fresh_staff(&self) -> (String, String) {
        let (app, office) = (&self.town.app, self.here);
        let facts = app.db().read(office, async |tx| OfficeFacts::load(tx, office).await).await;
        let permit = app.gate().permit::<AddAccount>(&Actor::Operator, facts.unwrap().unwrap(), app.now()).unwrap();
        let (login, secret) = (Login::parse(&format!("staff{}", self.count)).unwrap(), Secret::fresh().unwrap());
        let form = AccountForm {
            name: ShownName::parse("name", "職員").unwrap(),
            role: Role::Viewer,
            councils: vec![],
            providers: Default::default(),
        };
        let write = async |tx: &mut Tx, permit: &Permit<AddAccount>| {
            let account = store::add(tx, permit, &login, &form).await?;
            store::invite(tx, permit, account, &secret).await?;
            Ok(account)
        };
        let account = app.db().write(&permit, write).await.expect("added");
        (account.to_string(), secret.reveal().to_string())
    }
}

/// The id in the address to which an act led.
fn id_of(page: &Page, before: &str) -> String {
    page.location().trim_start_matches(before).split('?').next().unwrap_or("").to_string()
}

/// The values of the controls with this name, in order.
fn values<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    page.split(&format!("name=\"{name}\" value=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}
