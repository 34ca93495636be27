//! Two offices in one database: not a byte of one reaches the other, and behind the doors the database holds the wall too.

use crate::behind::{Dice, application, columns, dump, form, hand, refusal, tables, texts};
use crate::on_both;
use crate::town::{Browser, Town, encode};
use nimo::accounts::model::Role;
use nimo::plumbing::engine::Engine;
use nimo::plumbing::web::Method;
use nimo::router::routes;
use sqlx::{AnyConnection, AssertSqlSafe, Executor};

/// One office with words that stand nowhere else.
struct Side {
    number: i64,
    administrator: Browser,
    clerk: Browser,
    councils: Vec<String>,
    accounts: Vec<String>,
    links: Vec<String>,
    canaries: Vec<String>,
}

async fn side(town: &Town, code: &str, name: &str, word: &str) -> Side {
    let office = town.office(code, name).await;
    let administrator = format!("{word}.kanri");
    let clerk = format!("{word}.jimu");
    let mut side = Side {
        number: office.0,
        administrator: town.signed_in(office, &administrator, Role::Administrator, &[]).await,
        clerk: town.signed_in(office, &clerk, Role::Secretariat, &[]).await,
        councils: vec![],
        accounts: vec![
            town.person(office, &format!("{word}.iin"), &format!("{word}委員"), Role::Viewer, &[]).await.to_string(),
        ],
        links: vec![],
        canaries: vec![word.into()],
    };
    let council = side.clerk.place(&format!("{word}協議会"), "").await;
    let part = side.clerk.place(&format!("{word}部会"), &council).await;
    let path = format!("/councils/{council}");
    side.clerk.post(&path, &[("version", "1"), ("name", &format!("{word}連絡協議会")), ("basis", "guideline")]).await;
    side.clerk.post(&format!("{path}/draft"), &[("version", "2"), ("name", &format!("{word}下書き"))]).await;
    side.councils = vec![council, part];
    let added = side
        .administrator
        .post("/accounts", &[("name", &format!("{word}新人")), ("login", &format!("{word}.new")), ("role", "viewer")])
        .await;
    let link = added.body.split("/invited/").nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
    side.links = vec![link.to_string()];
    // Ids are random bytes of one office too; a link and a session are more than that.
    side.canaries.extend(side.links.iter().cloned());
    side
}

on_both! {
    async fn not_a_byte_of_one_office_reaches_the_other(town) {
        let sides = [side(&town, "999999", "みほん市 himitsu-a", "himitsu-a").await, side(&town, "999998", "となり市 himitsu-b", "himitsu-b").await];
        let mut dice = Dice(999_999);
        let all: Vec<_> = routes().collect();
        let mut answered = 0;
        for _ in 0..12 {
            for route in &all {
                for (here, there) in [(0, 1), (1, 0)] {
                    // The ids of the asker and those of the other office, mixed at every place where an id may stand.
                    let mut either = || if dice.below(2) == 0 { &sides[here] } else { &sides[there] };
                    let [council, parent, joined] = [(); 3].map(|()| either().councils[usize::from(route.path.len() % 2 == 0)].clone());
                    let account = either().accounts[0].clone();
                    let id = if route.path.starts_with("/accounts") { &account } else { &council };
                    let secret = sides[here].clerk.cookie.as_deref().unwrap_or("").rsplit('.').next().unwrap_or("").to_string();
                    let link = match dice.below(2) {
                        0 => format!("{}.{secret}", sides[there].number),
                        _ => sides[there].links[0].replacen(&sides[there].number.to_string(), &sides[here].number.to_string(), 1),
                    };
                    let path = route.path.replace("{id}", id).replace("{link}", &link).replace("{secret}", &secret);
                    let mut browser = if dice.below(2) == 0 { sides[here].administrator.clone() } else { sides[here].clerk.clone() };
                    if dice.below(4) == 0 {
                        browser.cookie = Some(format!("nimo_dev={}.{secret}", sides[there].number));
                    }
                    let (name, version) = (format!("通信{}", dice.next()), (dice.below(4) + 1).to_string());
                    let login = format!("u{}", dice.next());
                    let fields = [("version", version.as_str()), ("name", &name), ("basis", "ordinance"), ("parent", &parent), ("to", &version),
                        ("login", &login), ("role", "secretariat"), ("councils", &joined), ("method", "summary"), ("left", &parent), ("kept.parent", &parent), ("then", &path)];
                    let page = match route.method {
                        Method::Get => browser.get(&format!("{path}?parent={parent}&next={path}")).await,
                        Method::Post if matches!(route.path, "/sign-out" | "/sign-in" | "/password" | "/accounts/{id}/close") => continue,
                        Method::Post => browser.post(&path, &fields).await,
                    };
                    assert!(page.status < 500, "{}: {}", route.path, page.body);
                    answered += 1;
                    for canary in sides[there].canaries.iter().filter(|canary| !path.contains(*canary)) {
                        assert!(!page.whole().contains(canary), "{canary} on {path}: {}", page.whole());
                    }
                }
            }
        }
        assert!(answered >= 1200, "{answered}");
        for (here, there) in [(0, 1), (1, 0)] {
            let rows = dump(&town, Some(sides[here].number)).await;
            for canary in &sides[there].canaries {
                assert!(!rows.contains(canary), "{canary} among the rows of office {}", sides[here].number);
            }
            assert!(rows.contains("通信"), "the traffic was real");
        }
        let mixed = "select cast(count(*) as text) from council c join council p on p.id = c.parent where p.office <> c.office \
            union all select cast(count(*) as text) from account_council a join council c on c.id = a.council where a.office <> c.office";
        assert_eq!(texts(&mut hand(&town).await, mixed).await, ["0", "0"]);
    }
}

on_both! {
    async fn every_id_of_the_other_office_is_simply_not_there(town) {
        let mut ours = side(&town, "999999", "みほん市 himitsu-a", "himitsu-a").await;
        let theirs = side(&town, "999998", "となり市 himitsu-b", "himitsu-b").await;
        let before = dump(&town, Some(theirs.number)).await;
        for route in routes().filter(|route| route.path.contains("{id}")) {
            let of_accounts = route.path.starts_with("/accounts");
            for id in if of_accounts { &theirs.accounts } else { &theirs.councils } {
                let browser = if of_accounts { &mut ours.administrator } else { &mut ours.clerk };
                let path = route.path.replace("{id}", id);
                let page = match route.method {
                    Method::Get => browser.get(&path).await,
                    Method::Post => browser.post(&path, &[("version", "1"), ("name", "のっとり"), ("basis", "ordinance"), ("role", "viewer"), ("to", "1")]).await,
                };
                assert_eq!(page.status, 404, "{path}");
            }
        }
        let under = ours.clerk.post("/councils", &[("name", "部会"), ("basis", "ordinance"), ("parent", &theirs.councils[0])]).await;
        assert!(under.status == 422 && under.body.contains("上の協議会を一覧から選び直すか"));
        let path = format!("/accounts/{}", ours.accounts[0]);
        let version = form(&ours.administrator.get(&path).await.body, &path)[0].1.clone();
        let joined = ours.administrator.post(&path, &[("version", &version), ("name", "委員"), ("role", "viewer"), ("councils", &theirs.councils[0])]).await;
        assert!(joined.status == 422 && joined.body.contains("受け持ちは、一覧から選んでください"));
        let prefill = ours.clerk.get(&format!("/councils/new?parent={}", encode(&theirs.councils[0]))).await;
        assert!(!prefill.body.contains("himitsu-b"));
        assert_eq!(before, dump(&town, Some(theirs.number)).await, "nothing of theirs changed");
    }
}

on_both! {
    async fn behind_the_doors_the_database_holds_the_wall(town) {
        side(&town, "999999", "みほん市 himitsu-a", "himitsu-a").await;
        side(&town, "999998", "となり市 himitsu-b", "himitsu-b").await;
        match town.engine {
            Engine::Postgres => postgres_holds_the_wall(&town).await,
            Engine::Sqlite => sqlite_keeps_what_only_grows(&town).await,
        }
    }
}

/// Every table with an office but `account_name`, which only says where a sign-in name belongs.
async fn office_tables(town: &Town, hand: &mut AnyConnection) -> Vec<String> {
    let mut found = vec![];
    for table in tables(town, hand).await {
        if table != "account_name" && columns(town, hand, &table).await.iter().any(|column| column == "office") {
            found.push(table);
        }
    }
    assert!(found.len() >= 10, "{found:?}");
    found
}

async fn postgres_holds_the_wall(town: &Town) {
    let mut root = hand(town).await;
    let tables = office_tables(town, &mut root).await;
    let mut app = application(town).await;
    let run =
        async |app: &mut AnyConnection, sql: &str| app.execute(AssertSqlSafe(sql.to_string())).await.expect("run");
    for table in &tables {
        for sql in [
            format!("select * from {table}"),
            format!("select count(*) from {table}"),
            format!("select 1 from {table} limit 1"),
        ] {
            let said = refusal(&mut app, &sql).await;
            assert!(
                said.contains("nimo.office") || said.contains("bigint: \"\""),
                "a forgotten office is an error: {said}"
            );
        }
        let force = format!(
            "select case when relrowsecurity and relforcerowsecurity then 'forced' else 'no' end from pg_class where oid = '{table}'::regclass"
        );
        // Search goes through the owner's function, which asks for the office itself: see the migration.
        let wanted = if table == "search_row" { "no" } else { "forced" };
        assert_eq!(texts(&mut root, &force).await, [wanted], "{table}");
        run(&mut app, "begin").await;
        run(&mut app, "select set_config('nimo.office', '1', true)").await;
        assert_eq!(
            texts(&mut app, &format!("select distinct cast(office as text) from {table} where office <> 1"))
                .await
                .len(),
            0,
            "{table}"
        );
        let columns = columns(town, &mut root, table).await;
        let named =
            columns.iter().map(|c| if c == "office" { "2".into() } else { c.clone() }).collect::<Vec<_>>().join(", ");
        if !texts(&mut app, &format!("select 'row' from {table} limit 1")).await.is_empty() {
            let said = refusal(
                &mut app,
                &format!("insert into {table} ({}) select {named} from {table} limit 1", columns.join(", ")),
            )
            .await;
            assert!(said.contains("row-level security"), "{table}: {said}");
        }
        run(&mut app, "rollback").await;
        // A connection that once saw an office has forgotten it, and that is an error too.
        refusal(&mut app, &format!("select * from {table}")).await;
        for act in [
            format!("alter table {table} disable row level security"),
            format!("alter table {table} no force row level security"),
            format!("drop policy one_office on {table}"),
            format!("create policy mine on {table} using (true)"),
            format!("drop table {table}"),
            format!("truncate {table}"),
            format!("alter table {table} add column more text"),
            format!("grant all on {table} to public"),
        ] {
            let said = refusal_or_no_grant(&mut app, &mut root, &act, table).await;
            assert!(said.contains("owner") || said.contains("denied") || said.contains("no grant"), "{act}: {said}");
        }
    }
    for table in ["trail", "trail_cause", "revision"] {
        for act in [format!("update {table} set office = 1"), format!("delete from {table}")] {
            run(&mut app, "begin").await;
            run(&mut app, "select set_config('nimo.office', '1', true)").await;
            let said = refusal(&mut app, &act).await;
            // A version goes with its thing by a disposal alone: that right is held by a trigger.
            assert!(said.contains("denied") || (table == "revision" && said.contains("only grow")), "{act}: {said}");
            run(&mut app, "rollback").await;
        }
    }
    let owned = "select relname::text from pg_class where relowner = 'nimo_app'::regrole";
    assert!(texts(&mut root, owned).await.is_empty(), "the application's role owns nothing");
    for act in [
        "create table mine (a int)", "create schema mine", "set role nimo_owner", "alter role nimo_app bypassrls",
        "delete from nimo_step",
    ] {
        assert!(!refusal(&mut app, act).await.is_empty());
    }
}

/// A grant by a role that may not grant is a warning, not an error: then nothing came of it.
async fn refusal_or_no_grant(app: &mut AnyConnection, root: &mut AnyConnection, act: &str, table: &str) -> String {
    if !act.starts_with("grant") {
        return refusal(app, act).await;
    }
    let _ = app.execute(AssertSqlSafe(act.to_string())).await;
    let public = format!(
        "select 'granted' from information_schema.role_table_grants where table_name = '{table}' and grantee = 'PUBLIC'"
    );
    if texts(root, &public).await.is_empty() { "no grant".into() } else { "granted".into() }
}

/// Also for a hand that writes SQL into the file.
async fn sqlite_keeps_what_only_grows(town: &Town) {
    let mut hand = hand(town).await;
    let before = dump(town, None).await;
    for table in ["trail", "trail_cause", "revision"] {
        if table == "trail_cause" {
            assert_eq!(texts(&mut hand, "select cast(count(*) as text) from trail_cause").await, ["2"]);
        }
        for act in [
            format!("update {table} set office = 1"),
            format!("delete from {table}"),
            format!("delete from {table} where office = 2"),
        ] {
            assert!(refusal(&mut hand, &act).await.contains("only grow"), "{act}");
        }
    }
    assert_eq!(before, dump(town, None).await);
    for file in std::fs::read_dir(town.folder()).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        assert!(name.starts_with("nimo.sqlite"), "rows stand nowhere else: {name}");
    }
}
