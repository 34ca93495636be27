//! The rows of the sample town, written through the same doors, permits and trail as everything else.

use crate::access::{Action, Actor, Facts, Permit, VacantOffice, session};
use crate::accounts::model::{AccountForm, AccountId, Login, OfficeCode, Role, ShownName};
use crate::accounts::{self, AddAccount, OpenOffice, OpenSession, SetPassword};
use crate::app::App;
use crate::council::meeting::model::{BlockKind, MeetingForm, MeetingId, NumberOf, read_items};
use crate::council::meeting::reading::take_in;
use crate::council::meeting::store::{self as meetings, Block, Paper};
use crate::council::meeting::{ImportSheet, KeepMinutes, PlanMeeting, ReadMeeting};
use crate::council::model::{Basis, CouncilForm, CouncilId, RecordMethod, RecordRule};
use crate::council::record::DecideRecord;
use crate::council::{self, EditCouncil, PlaceCouncil};
use crate::demo::{
    Demo, MARK, Person, cases, goals, houses, indicators, issues, measures, packet, planning, providers, roster,
    vacancies, wishes,
};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use crate::plumbing::secret::{self, Secret};
use std::collections::BTreeSet;
use wamnet::OfficeNumber;

pub(super) const OFFICE: OfficeId = OfficeId(1);
const COUNCIL: &str = "みほん市精神保健福祉連絡協議会";

/// The years of the council, oldest first: file and sheet.
const SHEETS: &[(&str, &str)] = &[
    ("r3-1.txt", include_str!("sheets/r3-1.txt")),
    ("r3-2.txt", include_str!("sheets/r3-2.txt")),
    ("r4-1.txt", include_str!("sheets/r4-1.txt")),
    ("r4-2.txt", include_str!("sheets/r4-2.txt")),
    ("r4-3.txt", include_str!("sheets/r4-3.txt")),
    ("r5-1.txt", include_str!("sheets/r5-1.txt")),
    ("r5-2.txt", include_str!("sheets/r5-2.txt")),
    ("r5-3.txt", include_str!("sheets/r5-3.txt")),
    ("r6-1.txt", include_str!("../../../../corpus/mihon-r6-1.txt")),
];

/// Those that left the rule, by their place in [`SHEETS`].
const LEFT: std::ops::Range<usize> = 3..7;

/// The next meeting is so many days ahead.
const DAYS_AHEAD: u64 = 14;

/// Makes the town. `told` hears what is done, for the person who waits.
///
/// # Errors
/// What the doors and the gate say.
pub async fn seed(app: &App, told: impl Fn(&str)) -> Result<Demo, Fault> {
    told("みほん市と、そこで働く人を用意しています");
    open_office(app).await?;
    let clerk = person(app, "sakuma", "佐久間 葉", Role::Secretariat, &[]).await?;
    let actor = signed_in(app, clerk).await?;
    let council = place(app, &actor, COUNCIL, Basis::Guideline, None).await?;
    // A council that was just placed belongs to its maker: he is looked up anew.
    let actor = signed_in(app, clerk).await?;
    let part = place(app, &actor, "地域移行部会", Basis::Guideline, Some(council)).await?;
    let actor = signed_in(app, clerk).await?;
    let mut kept = vec![];
    for (number, (file, text)) in SHEETS.iter().enumerate() {
        told(&format!("会議録を読んでいます（{}／{}）", number + 1, SHEETS.len()));
        kept.push(keep(app, &actor, council, file, text).await?);
    }
    told("委員名簿を入れています");
    roster::seat(app, &actor, council).await?;
    told("記録のしかたの決定と、承諾を結んでいます");
    decide(app, &actor, council, &kept).await?;
    let next = plan(app, &actor, council).await?;
    told("意見の行き先を決めています");
    let last = *kept.last().ok_or_else(ours)?;
    let raised = issues::settle(app, &actor, (council, part), last).await?;
    told("方策を加えています");
    let talks = measures::plan(app, &actor, &raised, last).await?;
    cases::look_around(app, &actor, &raised).await?;
    told("指標の数を入れています");
    indicators::keep(app, &actor).await?;
    told("目標を置いています");
    goals::aim(app, &actor, council, (last, next), (raised[2], talks)).await?;
    packet::count(app, &actor, council).await?;
    told("事業所の公表データを取り込んでいます");
    providers::carry_in(app, &actor).await?;
    told("計画相談の答えと、空き家の話を残しています");
    houses::offer(app, &actor).await?;
    planning::answer(app, &actor).await?;
    told("空室の知らせを残しています");
    let number = vacancies::tell(app, &actor).await?;
    wishes::tell(app, &actor).await?;
    let [admin, member, viewer, home] = [
        person(app, "kanri", "管理 係", Role::Administrator, &[]).await?,
        person(app, "iin", "平井 委員", Role::Member, &[council]).await?,
        person(app, "miru", "閲覧 係", Role::Viewer, &[]).await?,
        of_provider(app, "sewanin", "世話人 村瀬", number).await?,
    ];
    let person = |account, code, name, duty| Person { account, code, name, duty };
    Ok(Demo {
        office: OFFICE,
        people: vec![
            person(clerk, "secretariat", "事務局　佐久間", "会議録を入れて、確かめて、残します。"),
            person(member, "member", "委員　平井", "受け持ちの協議会の、残した会議録を読みます。"),
            person(viewer, "viewer", "閲覧者", "残した会議録を読みます。"),
            person(admin, "administrator", "管理者", "利用者と受け持ちを決めます。下書きは見ません。"),
            person(home, "provider", "事業所　村瀬", "自分の事業所の部屋が空いたか、埋まったかを知らせます。"),
        ],
    })
}

/// Facts, then the gate, as for any request.
pub(super) async fn may<A: Action>(app: &App, actor: &Actor, id: <A::On as Facts>::Id) -> Result<Permit<A>, Fault> {
    let facts = app.db().read(OFFICE, async |tx| A::On::load(tx, id).await).await?.ok_or(Fault::Missing)?;
    app.gate().permit::<A>(actor, facts, app.now())
}

async fn open_office(app: &App) -> Result<(), Fault> {
    let vacant = app.db().read(OFFICE, async |tx| VacantOffice::load(tx, OFFICE).await).await?.ok_or(Fault::Taken)?;
    let permit = app.gate().permit::<OpenOffice>(&Actor::Operator, vacant, app.now())?;
    let code = OfficeCode::parse("999999").map_err(|_| ours())?;
    let name = ShownName::parse("office_name", &format!("みほん市{MARK}")).map_err(|_| ours())?;
    let write =
        async |tx: &mut Tx, permit: &Permit<OpenOffice>| accounts::store::open_office(tx, permit, &code, &name).await;
    app.db().write(&permit, write).await
}

/// An account whose password nobody knows, not even nimo: one enters by the demo's door alone.
async fn person(app: &App, login: &str, name: &str, role: Role, councils: &[CouncilId]) -> Result<AccountId, Fault> {
    let name = ShownName::parse("name", name).map_err(|_| ours())?;
    account(app, login, AccountForm { name, role, councils: councils.to_vec(), providers: BTreeSet::new() }).await
}

/// Somebody of a provider.
async fn of_provider(app: &App, login: &str, name: &str, number: OfficeNumber) -> Result<AccountId, Fault> {
    let name = ShownName::parse("name", name).map_err(|_| ours())?;
    let providers = BTreeSet::from([number]);
    account(app, login, AccountForm { name, role: Role::Provider, councils: vec![], providers }).await
}

async fn account(app: &App, login: &str, form: AccountForm) -> Result<AccountId, Fault> {
    let permit = may::<AddAccount>(app, &Actor::Operator, OFFICE).await?;
    let login = Login::parse(login).map_err(|_| ours())?;
    let write = async |tx: &mut Tx, permit: &Permit<AddAccount>| accounts::store::add(tx, permit, &login, &form).await;
    let account = app.db().write(&permit, write).await?;
    let permit = may::<SetPassword>(app, &Actor::Visitor { proven: Some(account) }, account).await?;
    let hash = app.hasher().hash(Secret::fresh()?.reveal()).await?;
    let write =
        async |tx: &mut Tx, permit: &Permit<SetPassword>| accounts::store::set_password(tx, permit, &hash).await;
    app.db().write(&permit, write).await?;
    Ok(account)
}

async fn signed_in(app: &App, account: AccountId) -> Result<Actor, Fault> {
    let permit = may::<OpenSession>(app, &Actor::Visitor { proven: Some(account) }, account).await?;
    let secret = Secret::fresh()?;
    app.db().write(&permit, async |tx, permit| session::open(tx, permit, &secret).await).await?;
    let found = app.db().read(OFFICE, async |tx| session::find(tx, &secret.hash(), app.now()).await).await?;
    found.map(Actor::Account).ok_or(Fault::SignedOut)
}

async fn place(
    app: &App,
    actor: &Actor,
    name: &str,
    basis: Basis,
    parent: Option<CouncilId>,
) -> Result<CouncilId, Fault> {
    let permit = may::<PlaceCouncil>(app, actor, parent).await?;
    let form = CouncilForm { name: name.into(), basis, parent, record_rule: None };
    app.db().write(&permit, async |tx, permit| council::store::place(tx, permit, &form).await).await
}

async fn keep(app: &App, actor: &Actor, council: CouncilId, file: &str, text: &str) -> Result<MeetingId, Fault> {
    let read = take_in(&minutes::read(text), COUNCIL);
    let paper = Paper { file, bytes_hash: secret::hash(text), folded_hash: secret::hash(&glyphs::fold(text)), text };
    let permit = may::<ImportSheet>(app, actor, council).await?;
    let write =
        async |tx: &mut Tx, permit: &Permit<ImportSheet>| meetings::adopt(tx, permit, None, &paper, &read).await;
    let meeting = app.db().write(&permit, write).await?;
    let permit = may::<KeepMinutes>(app, actor, meeting).await?;
    app.db().write(&permit, async |tx, permit| meetings::keep(tx, permit).await).await?;
    Ok(meeting)
}

/// What the council decided in the first sheet, and consented to in the last one.
async fn decide(app: &App, actor: &Actor, council: CouncilId, kept: &[MeetingId]) -> Result<(), Fault> {
    let (first, last) = kept.first().zip(kept.last()).ok_or_else(ours)?;
    let permit = decision(app, actor, *first, "要点記録").await?;
    let editing = may::<EditCouncil>(app, actor, council).await?;
    let meeting = may::<ReadMeeting>(app, actor, *first).await?;
    let form = app.db().read(OFFICE, async |tx| meetings::find(tx, &meeting).await).await?.form;
    let rule = RecordRule {
        method: RecordMethod::Summary,
        from_on: form.held_on.ok_or_else(ours)?,
        from_meeting: form.short(),
    };
    let write = async |tx: &mut Tx, permit: &Permit<DecideRecord>| {
        council::record::store::decide(tx, permit, &editing, rule.clone()).await
    };
    app.db().write(&permit, write).await?;
    let permit = decision(app, actor, *last, "承諾").await?;
    let write = async |tx: &mut Tx, permit: &Permit<DecideRecord>| {
        for meeting in &kept[LEFT] {
            council::record::store::consent(tx, permit, *meeting).await?;
        }
        Ok(())
    };
    app.db().write(&permit, write).await
}

/// Leave to follow the decision of this meeting whose words hold these.
async fn decision(app: &App, actor: &Actor, meeting: MeetingId, words: &str) -> Result<Permit<DecideRecord>, Fault> {
    let reading = may::<ReadMeeting>(app, actor, meeting).await?;
    let blocks = app.db().read(OFFICE, async |tx| meetings::blocks(tx, &reading).await).await?;
    let is_it = |block: &&Block| block.form.kind == BlockKind::Decision && block.form.text.contains(words);
    may::<DecideRecord>(app, actor, blocks.iter().find(is_it).ok_or_else(ours)?.id).await
}

/// The day of the next meeting.
pub(super) fn next_day(app: &App) -> Result<almanac::Date, Fault> {
    let day = app.now().day().checked_add_days(chrono::Days::new(DAYS_AHEAD)).ok_or_else(ours)?;
    Ok(almanac::OfficeCalendar::default().on_or_after(day))
}

async fn plan(app: &App, actor: &Actor, council: CouncilId) -> Result<MeetingId, Fault> {
    let permit = may::<PlanMeeting>(app, actor, council).await?;
    let day = next_day(app)?;
    let form = MeetingForm {
        body: COUNCIL.into(),
        fiscal_year: Some(almanac::FiscalYear::of(day)),
        number: Some(2),
        number_of: Some(NumberOf::FiscalYear),
        held_on: Some(day),
        starts_at: Some("10:00".into()),
        ends_at: Some("11:30".into()),
        venue: "みほん市役所第二庁舎 301会議室".into(),
        agenda: read_items(
            "１　開会\n２　前回の会議録の確認について\n３　議題\n　⑴　地域移行支援の状況について\n　⑵　住まいの確保について\n４　その他\n５　閉会",
        ),
        ..MeetingForm::default()
    };
    app.db().write(&permit, async |tx, permit| meetings::plan(tx, permit, &form).await).await
}

pub(super) fn ours() -> Fault {
    Fault::broken("demo", "the sample town does not fit the code")
}
