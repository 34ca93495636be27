//! 経緯: each act has its line and its because; what failed has none; the two planes and the offices stay apart.

use crate::behind::{dump, hand, refusal, texts};
use crate::on_both;
use crate::town::{PASSWORD, SHEET, Town};
use nimo::access::{Actor, Facts, OfficeFacts, Permit};
use nimo::accounts::model::{AccountForm, Login, Role, ShownName};
use nimo::accounts::{AddAccount, store};
use nimo::plumbing::db::Tx;
use nimo::plumbing::engine::Engine;
use nimo::plumbing::fault::Fault;
use nimo::plumbing::ids::OfficeId;
use nimo::trail::{self, Line, LineId, Named, Nameless};
use sqlx::{AssertSqlSafe, Executor};

/// Verb, plane, name and detail of every line about a thing, oldest first.
async fn lines(town: &Town, thing: &str) -> Vec<String> {
    let line = "verb || ' ' || plane || ' ' || by_name || ' ' || detail";
    texts(&mut hand(town).await, &format!("select {line} from trail where thing = '{thing}' order by id")).await
}

async fn permit(town: &Town, office: OfficeId) -> Permit<AddAccount> {
    let facts = town.app.db().read(office, async |tx| OfficeFacts::load(tx, office).await).await.unwrap().unwrap();
    town.app.gate().permit::<AddAccount>(&Actor::Operator, facts, town.app.now()).unwrap()
}

on_both! {
    async fn every_act_has_its_line_and_names_who_did_it(town) {
        let office = town.office("999999", "みほん市").await;
        assert_eq!(lines(&town, "1").await, ["office.opened nameless 運用担当 "]);
        let mut administrator = town.signed_in(office, "imamura", Role::Administrator, &[]).await;
        let mut clerk = town.signed_in(office, "toyama", Role::Secretariat, &[]).await;
        let council = clerk.place("みほん市連絡協議会", "").await;
        let path = format!("/councils/{council}");
        let edit = |version, name| [("version", version), ("name", name), ("basis", "guideline")];
        assert_eq!(clerk.post(&path, &edit("1", "みほん市福祉連絡協議会")).await.status, 303);
        assert_eq!(clerk.post(&path, &edit("2", "みほん市福祉連絡協議会")).await.location(), format!("{path}?said=unchanged"));
        assert_eq!(clerk.post(&path, &edit("1", "おくれた名")).await.status, 409);
        assert_eq!(clerk.post(&format!("{path}/put-back"), &[("version", "2"), ("to", "1")]).await.status, 303);
        assert_eq!(lines(&town, &council).await, ["council.placed nameless toyamaさん ", "council.changed nameless toyamaさん name,basis",
            "council.put_back nameless toyamaさん name,basis"]);
        let account = town.person(office, "hara", "原", Role::Viewer, &[]).await.to_string();
        let path = format!("/accounts/{account}");
        assert_eq!(administrator.post(&path, &[("version", "1"), ("name", "原 一"), ("role", "member")]).await.status, 303);
        assert_eq!(administrator.post(&format!("{path}/close"), &[]).await.status, 303);
        assert_eq!(administrator.post(&format!("{path}/reopen"), &[]).await.status, 303);
        assert_eq!(administrator.post(&format!("{path}/invite"), &[]).await.status, 200);
        let mut person = town.browser();
        person.sign_in("hara").await;
        let new = "あたらしい みほん 市役所 合言葉";
        assert_eq!(person.post("/password", &[("now", PASSWORD), ("password", new), ("again", new)]).await.status, 303);
        let named = ["account.added named 運用担当 ", "account.invited named 運用担当 ", "password.set named 本人 ",
            "account.changed named imamuraさん ", "account.closed named imamuraさん ", "account.reopened named imamuraさん ",
            "account.invited named imamuraさん ", "password.set named 原 一 "];
        assert_eq!(lines(&town, &account).await, named);
        let typed = texts(&mut hand(&town).await, "select detail from trail").await.join(" ");
        assert!(typed.is_ascii(), "codes only: {typed}");
    }
}

on_both! {
    async fn a_part_is_placed_because_its_council_was(town) {
        let office = town.office("999999", "みほん市").await;
        let mut clerk = town.signed_in(office, "toyama", Role::Secretariat, &[]).await;
        let council = clerk.place("みほん市連絡協議会", "").await;
        let part = clerk.place("退院促進部会", &council).await;
        let causes = "select l.thing || ' because ' || c.thing from trail_cause x join trail l on l.office = x.office and l.id = x.line \
            join trail c on c.office = x.office and c.id = x.cause";
        assert_eq!(texts(&mut hand(&town).await, causes).await, [format!("{part} because {council}")]);
    }
}

on_both! {
    async fn how_minutes_are_written_comes_of_the_meeting_that_decided_it(town) {
        let office = town.office("999999", "みほん市").await;
        let mut clerk = town.signed_in(office, "toyama", Role::Secretariat, &[]).await;
        let council = clerk.place("みほん市連絡協議会", "").await;
        let meeting = clerk.read_in(&council, SHEET).await;
        let block = clerk.first_block(&meeting).await;
        let decision = [("version", "1"), ("kind", "decision"), ("item", "")];
        assert_eq!(clerk.post(&format!("/blocks/{block}/sort"), &decision).await.status, 303);
        assert_eq!(clerk.post(&format!("/meetings/{meeting}/keep"), &[]).await.status, 303);
        // The sheet is 要点記録, so that it leaves the rule it brought.
        assert_eq!(clerk.post(&format!("/blocks/{block}/record"), &[("method", "verbatim")]).await.status, 303);
        assert_eq!(clerk.post(&format!("/blocks/{block}/consent"), &[("left", &meeting)]).await.status, 303);
        let causes = "select l.verb || ' ' || l.thing || ' ' || l.detail || ' because ' || c.kind || ' ' || c.thing from trail_cause x \
            join trail l on l.office = x.office and l.id = x.line join trail c on c.office = x.office and c.id = x.cause \
            where l.verb like 'record.%' order by l.verb";
        let told = [format!("record.consented {meeting}  because Meeting {meeting}"), format!("record.decided {council} verbatim because Meeting {meeting}")];
        assert_eq!(texts(&mut hand(&town).await, causes).await, told);
    }
}

on_both! {
    async fn a_line_about_a_person_is_never_a_cause_among_the_nameless(town) {
        let office = town.office("999999", "みほん市").await;
        let mut clerk = town.signed_in(office, "toyama", Role::Secretariat, &[]).await;
        clerk.place("みほん市連絡協議会", "").await;
        let mut hand = hand(&town).await;
        let line = |plane: &str| format!("(select min(id) from trail where plane = '{plane}' and verb <> 'office.opened')");
        let cause = |plane: &str, of: &str, cause_plane: &str, cause: &str| format!(
            "insert into trail_cause (office, plane, line, cause_plane, cause) values (1, '{plane}', {}, '{cause_plane}', {})", line(of), line(cause));
        for (plane, of, cause_plane, what, why) in [
            ("nameless", "nameless", "named", "named", "the wall itself"),
            ("nameless", "nameless", "nameless", "named", "a lie about the cause"),
            ("named", "nameless", "named", "named", "a lie about the line"),
        ] {
            let said = refusal(&mut hand, &cause(plane, of, cause_plane, what)).await.to_lowercase();
            assert!(said.contains("constraint"), "{why}: {said}");
        }
        hand.execute(AssertSqlSafe(cause("named", "named", "nameless", "nameless"))).await.expect("the other way is open");
    }
}

on_both! {
    async fn a_cause_of_another_office_is_refused(town) {
        let [here, there] = [town.office("999999", "みほん市").await, town.office("999998", "となり市").await];
        let theirs = record(&town, there, None).await.unwrap();
        let ours = record(&town, here, None).await.unwrap();
        assert!(matches!(record(&town, here, Some(theirs)).await, Err(Fault::Broken { place: "database", .. })));
        record(&town, here, Some(ours)).await.expect("our own is fine");
    }
}

/// A line about nothing much, perhaps because of another.
async fn record(town: &Town, office: OfficeId, cause: Option<LineId<Nameless>>) -> Result<LineId<Nameless>, Fault> {
    let work = async |tx: &mut Tx, permit: &Permit<AddAccount>| {
        let line = Line::<Nameless>::new("test.done", "Test", "thing");
        let line = cause.clone().map_or_else(|| Line::new("test.done", "Test", "thing"), |cause| line.because(cause));
        trail::record(tx, permit, line).await
    };
    town.app.db().write(&permit(town, office).await, work).await
}

on_both! {
    async fn an_act_that_fails_leaves_neither_its_rows_nor_its_line(town) {
        let office = town.office("999999", "みほん市").await;
        let mut clerk = town.signed_in(office, "toyama", Role::Secretariat, &[]).await;
        let council = clerk.place("みほん市連絡協議会", "").await;
        let before = dump(&town, None).await;
        let form = AccountForm { name: ShownName::parse("name", "原").unwrap(), role: Role::Viewer, councils: vec![], providers: Default::default() };
        let halfway = async |tx: &mut Tx, permit: &Permit<AddAccount>| {
            let account = store::add(tx, permit, &Login::parse("hara").unwrap(), &form).await?;
            trail::record::<Named, _>(tx, permit, Line::new("test.done", "Test", account)).await?;
            Err::<(), _>(Fault::Lost)
        };
        assert!(matches!(town.app.db().write(&permit(&town, office).await, halfway).await, Err(Fault::Lost)));
        let twice = clerk.post("/councils", &[("name", "みほん市連絡協議会"), ("basis", "ordinance")]).await;
        assert_eq!(twice.status, 422);
        break_last_step(&town).await;
        let broken = clerk.post("/councils", &[("name", "退院促進部会"), ("basis", "ordinance"), ("parent", &council)]).await;
        assert_eq!(broken.status, 500);
        assert_eq!(before, dump(&town, None).await);
    }
}

/// Placing a council ends with its maker joining it; that does not work any more.
async fn break_last_step(town: &Town) {
    let sql = match town.engine {
        Engine::Sqlite => {
            "create trigger no_more before insert on account_council begin select raise(abort, 'no more'); end"
        }
        Engine::Postgres => "revoke insert on account_council from nimo_app",
    };
    hand(town).await.execute(sql).await.unwrap();
}
