//! 保存と廃棄: how long what is kept, what is due, what is kept longer, and that what was disposed of is gone from every page and from the
//! database itself, but for its line in the register.

use crate::approvals::{give_back, prepare, rule as approval_rule};
use crate::dispatches;
use crate::editions;
use crate::handouts::{files, handout};
use crate::on_both;
use crate::payments;
use crate::preparation::{council, value};
use crate::town::{Browser, Page, Town, words};
use nimo::accounts::model::Role;
use nimo::council::model::CouncilId;
use nimo::plumbing::engine::Engine;
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor, Row};

const KINDS: [&str; 6] = ["minutes", "handout", "dispatch", "letter", "pay", "approval"];
/// Five years after 令和8年度 are over.
const SIX_YEARS_ON: &str = "2032-04-01T01:00:00Z";
const BACK: [(&str, &str); 2] = [("number", "14みほ障第310号"), ("decided_on", "R14.4.1")];

/// A rule by which everything is kept for so long.
fn rule(from: &'static str, years: &'static str) -> Vec<(&'static str, &'static str)> {
    let kept = KINDS.map(|kind| (kind, years));
    [("from_on", from), ("basis", "みほん市文書管理規程 別表第2")].into_iter().chain(kept).collect()
}

async fn add_rule(clerk: &mut Browser, council: &str, from: &'static str, years: &'static str) {
    let added = clerk.post(&format!("/councils/{council}/retention/rules"), &rule(from, years)).await;
    assert_eq!(added.status, 303, "{}", words(&added.body));
}

fn shelf(council: &str, kind: &str) -> String {
    format!("/councils/{council}/retention/shelf?kind={kind}&year=2026")
}

/// Disposes of what the page of a shelf shows.
async fn dispose(clerk: &mut Browser, council: &str, kind: &str) -> Page {
    let seen = value(&clerk.get(&shelf(council, kind)).await.body, "seen");
    send(clerk, council, kind, &seen).await
}

async fn send(clerk: &mut Browser, council: &str, kind: &str, seen: &str) -> Page {
    let fields = [&[("kind", kind), ("year", "2026"), ("seen", seen)][..], &BACK].concat();
    clerk.post(&format!("/councils/{council}/retention/dispose"), &fields).await
}

/// Disposes, and it is done.
async fn disposed(clerk: &mut Browser, council: &str, kind: &str) {
    let gone = dispose(clerk, council, kind).await;
    assert_eq!(gone.status, 303, "{}", words(&gone.body));
    assert!(gone.location().ends_with("said=retention-disposed"));
}

/// Somebody at the keyboard years later.
async fn later(town: &Town, at: &str) -> Browser {
    town.set_clock(at);
    town.again("toyama").await
}

async fn owner(town: &Town) -> AnyConnection {
    let mut owner = AnyConnection::connect(&town.owner_database).await.unwrap();
    if town.engine == Engine::Postgres {
        owner.execute("set nimo.office = '1'").await.unwrap();
    }
    owner
}

/// Lays papers of a meeting open, as they were then; or takes them down.
async fn laid_open(town: &Town, council: &str, meeting: &str, bytes: &[u8]) {
    let mut owner = owner(town).await;
    let release = "insert into public_release (office, id, council, meeting, kind, number, body, sha256, on_day, at, by_account, by_name)
         values (1, 'r', $1, $2, 'papers', 1, '{}', '', '2026-12-01', '2026-12-01T00:00:00Z', '', '')";
    sqlx::query(release).bind(council).bind(meeting).execute(&mut owner).await.unwrap();
    let file = "insert into public_release_file (office, release, place, bytes, sha256) values (1, 'r', 1, $1, '')";
    sqlx::query(file).bind(bytes).execute(&mut owner).await.unwrap();
}

async fn taken_down(town: &Town) {
    let down = "insert into public_release_withdrawal (office, release, reason, at, by_account, by_name)
         values (1, 'r', '', '2032-04-01T00:00:00Z', '', '')";
    owner(town).await.execute(down).await.unwrap();
}

/// So many bytes of what was laid open are there.
async fn open_bytes(town: &Town) -> i64 {
    let row =
        owner(town).await.fetch_one("select cast(sum(length(bytes)) as bigint) as n from public_release_file").await;
    row.unwrap().try_get("n").unwrap()
}

/// Everything that the database holds: the bytes of its files, or every row of every table as its owner reads it.
pub async fn all_bytes(town: &Town) -> Vec<u8> {
    if town.engine == Engine::Sqlite {
        let file = |name: &str| std::fs::read(town.folder().join(name)).unwrap_or_default();
        return [file("nimo.sqlite"), file("nimo.sqlite-wal")].concat();
    }
    let mut owner = owner(town).await;
    let tables = "select table_name::text as name from information_schema.tables where table_schema = 'public'
         and table_type = 'BASE TABLE'";
    let mut all = vec![];
    for table in sqlx::query(tables).fetch_all(&mut owner).await.unwrap() {
        let name: String = table.try_get("name").unwrap();
        for row in sqlx::query(AssertSqlSafe(format!("select t::text as whole from {name} t")))
            .fetch_all(&mut owner)
            .await
            .unwrap()
        {
            all.extend(row.try_get::<String, _>("whole").unwrap().into_bytes());
        }
    }
    // Quotes in a row as text are doubled; bytes stand as hex.
    String::from_utf8_lossy(&all).replace("\"\"", "\"").into_bytes()
}

pub fn holds(all: &[u8], words: &str) -> bool {
    all.windows(words.len()).any(|part| part == words.as_bytes())
}

/// A page says that and when it was disposed of.
async fn is_gone(clerk: &mut Browser, path: &str) {
    let page = clerk.get(path).await;
    assert_eq!(page.status, 410, "{path}: {}", words(&page.body));
    assert!(words(&page.body).contains("令和14年4月1日に廃棄しました"), "{path}: {}", words(&page.body));
}

on_both! {
    async fn nothing_goes_before_the_town_said_how_long_nor_before_its_day(town) {
        let (office, mut clerk, council, meeting) = payments::listed(&town).await;
        let home = format!("/councils/{council}/retention");
        assert!(clerk.get(&format!("/councils/{council}")).await.body.contains(&format!("href=\"{home}\"")));
        assert!(words(&clerk.get(&home).await.body).contains("保存しているものは、まだありません"), "a list that was not paid is not done");
        payments::paid(&payments::settle(&mut clerk, &meeting, "R8.11.20").await);
        let page = words(&clerk.get(&home).await.body);
        for said in ["保存期間が、まだ未確認です", "未確認", "10年", "令和8年度", "1件", "令和14年3月31日", "永年", "まだ、何も廃棄していません"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        let mut clerk = later(&town, SIX_YEARS_ON).await;
        let refused = send(&mut clerk, &council, "pay", "").await;
        assert_eq!(refused.status, 422);
        assert!(words(&refused.body).contains("先に、まちの文書の決まり"), "{}", words(&refused.body));
        assert!(clerk.get(&home).await.body.contains("rules/new"));

        add_rule(&mut clerk, &council, "R14.4.1", "6").await;
        let told = clerk.get(&shelf(&council, "pay")).await.body;
        assert!(words(&told).contains("令和15年3月31日まで保存し") && !told.contains("name=\"number\""), "{}", words(&told));
        assert_eq!(send(&mut clerk, &council, "pay", "").await.status, 422, "an address typed by hand disposes of nothing, either");
        let twice = clerk.post(&format!("{home}/rules"), &rule("R14.4.1", "5")).await;
        assert!(twice.status == 422 && twice.body.contains("みほん市文書管理規程 別表第2"), "what was typed stays");
        let wrong = clerk.post(&format!("{home}/rules"), &rule("R14.4.2", "当分のあいだ")).await;
        assert!(wrong.status == 422 && wrong.body.contains("当分のあいだ"), "what was typed stays");

        // A rule may be put right, and has its versions; it is the one of the day on which one looks.
        let page = clerk.get(&home).await.body;
        let own: String = page.split("href=\"/retention-rules/").nth(1).expect("a rule").chars().take(36).collect();
        let fields = [&[("version", "1")][..], &rule("R14.4.1", "5")].concat();
        assert_eq!(clerk.post(&format!("/retention-rules/{own}"), &fields).await.status, 303);
        assert!(words(&clerk.get(&format!("/retention-rules/{own}/history")).await.body).contains("6年"));
        let lost = clerk.post(&format!("/retention-rules/{own}"), &[&[("version", "1")][..], &rule("R14.4.1", "7")].concat()).await;
        assert_eq!(lost.status, 409, "somebody was first");
        let page = words(&clerk.get(&home).await.body);
        assert!(page.contains("保存期間が終わったものが、1件あります") && page.contains("いま効いている"), "{page}");

        for (who, role) in [("mieru", Role::Viewer), ("kanri", Role::Administrator)] {
            let mut reader = town.signed_in(office, who, role, &[]).await;
            let page = reader.get(&home).await;
            assert!(page.status == 200 && words(&page.body).contains("1件が期限ずみ"), "{who}: how many is told");
            assert!(!page.body.contains("/shelf?") && !page.body.contains("due.pdf"), "{who}: which is not");
            assert_eq!(reader.get(&shelf(&council, "pay")).await.status, 403, "{who}");
            assert_eq!(send(&mut reader, &council, "pay", "").await.status, 403, "{who}");
        }
        let mut member = town.signed_in(office, "miyoshi", Role::Member, &[CouncilId::parse(&council).unwrap()]).await;
        assert_eq!(member.get(&home).await.status, 403);
    }
}

on_both! {
    async fn what_was_paid_is_gone_from_every_page_and_from_the_database_itself(town) {
        let (_, mut clerk, council, meeting) = payments::listed(&town).await;
        let row = ["三好 花", "", "みほん家族会", "委員", "オンライン", "藤色のわけ", "", ""];
        let chair = ["髙梨 一郎", "", "桔梗色の所属", "会長", "会場", "", "12000", ""];
        let path = format!("/meetings/{meeting}/pay");
        assert_eq!(payments::send(&mut clerk, &path, &payments::list("2", &[chair, row])).await.status, 303);
        let drafted = payments::send(&mut clerk, &format!("{path}/draft"), &payments::list("3", &[["葵色の下書き", "", "", "委員", "会場", "", "1", ""]])).await;
        assert_eq!(drafted.status, 303, "{}", words(&drafted.body));
        let first = payments::paid(&payments::settle(&mut clerk, &meeting, "R8.11.20").await);
        assert_eq!(clerk.post(&format!("{first}/withdraw"), &[("reason", "萌黄色のまちがい")]).await.status, 303);
        let second = payments::paid(&payments::settle(&mut clerk, &meeting, "R8.11.21").await);
        let canaries = ["藤色のわけ", "桔梗色の所属", "葵色の下書き", "萌黄色のまちがい"];
        let before = all_bytes(&town).await;
        for canary in canaries {
            assert!(holds(&before, canary), "{canary} is there first, or the search finds nothing");
        }

        add_rule(&mut clerk, &council, "R8.4.1", "5年").await;
        let mut clerk = later(&town, SIX_YEARS_ON).await;
        let mut other = town.again("toyama").await;
        let home = format!("/councils/{council}/retention");
        let page = clerk.get(&shelf(&council, "pay")).await;
        let told = words(&page.body);
        assert!(told.contains("1件を、廃棄できます") && told.contains("支払の一覧（2回の支払い）") && told.contains("令和8年11月21日"), "{told}");
        let paper = clerk.get(&format!("{home}/due.pdf")).await.bytes;
        assert!(paper.starts_with(b"%PDF") && clerk.get(&format!("{home}/due.xlsx")).await.bytes.starts_with(b"PK"));

        // Held, it stays; the reason and the day are asked for, and what was typed is kept.
        let thing = meeting.as_str();
        let hold = |reason: &'static str, until: &'static str| vec![("kind", "pay"), ("year", "2026"), ("thing", thing), ("reason", reason), ("until_on", until)];
        let refused = clerk.post(&format!("{home}/hold"), &hold("若草色の請求", "R14.3.31")).await;
        assert!(refused.status == 422 && refused.body.contains("若草色の請求") && words(&refused.body).contains("もう過ぎた日です"));
        let other_thing = [("kind", "pay"), ("year", "2026"), ("thing", "x"), ("reason", "監査"), ("until_on", "R15.3.31")];
        assert_eq!(clerk.post(&format!("{home}/hold"), &other_thing).await.status, 422);
        assert_eq!(clerk.post(&format!("{home}/hold"), &hold("開示請求の審査", "R15.3.31")).await.status, 303);
        let told = clerk.get(&shelf(&council, "pay")).await.body;
        assert!(words(&told).contains("令和15年3月31日まで続ける") && words(&told).contains("開示請求の審査"), "{}", words(&told));
        let seen = value(&page.body, "seen");
        let held = send(&mut clerk, &council, "pay", &seen).await;
        assert!(held.status == 422 && words(&held.body).contains("保存を続けている"), "{}", words(&held.body));
        let ended = value(&told, "hold");
        assert_eq!(clerk.post(&format!("{home}/hold/end"), &[("kind", "pay"), ("year", "2026"), ("hold", &ended)]).await.status, 303);

        // Number and day of the approval are wanted; what was typed stays.
        let fields = [("kind", "pay"), ("year", "2026"), ("seen", &seen), ("number", "14みほ障第310号"), ("decided_on", "R14.4.2")];
        let early = clerk.post(&format!("{home}/dispose"), &fields).await;
        assert!(early.status == 422 && early.body.contains("14みほ障第310号") && words(&early.body).contains("まだ来ていない日です"));
        let none = clerk.post(&format!("{home}/dispose"), &fields[..3]).await;
        assert!(none.status == 422 && words(&none.body).contains("戻った伺いの番号"), "{}", words(&none.body));
        let changed = send(&mut clerk, &council, "pay", "another screen").await;
        assert!(changed.status == 422 && words(&changed.body).contains("この画面を開いたあとで"), "{}", words(&changed.body));

        // Of two at once one disposes, and the other is told.
        let (one, two) = tokio::join!(send(&mut clerk, &council, "pay", &seen), send(&mut other, &council, "pay", &seen));
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422], "{} {}", words(&one.body), words(&two.body));
        let said = words(if one.status == 422 { &one.body } else { &two.body });
        assert!(said.contains("もう何もありません") || said.contains("先に廃棄しました"), "{said}");

        for path in [path.clone(), format!("{path}/edit"), format!("{path}/history"), format!("{path}.pdf"), format!("{path}.xlsx"), first.clone(), second.clone(), format!("{second}/list.pdf"), format!("{second}/list.xlsx")] {
            is_gone(&mut clerk, &path).await;
        }
        for (path, fields) in [(format!("{path}/begin"), vec![]), (format!("{second}/withdraw"), vec![("reason", "もう一度")]), (format!("{path}/settle"), vec![("day", "R14.4.1")])] {
            assert_eq!(clerk.post(&path, &fields).await.status, 410, "{path}");
        }
        assert_eq!(clerk.get(&format!("/councils/{council}/approvals")).await.status, 200, "other pages ask for a list, too");
        let after = all_bytes(&town).await;
        for canary in canaries {
            assert!(!holds(&after, canary), "{canary} is still there");
        }
        let register = words(&clerk.get(&shelf(&council, "pay")).await.body);
        for said in ["1件を、すべて廃棄しました", "支払の一覧（2回の支払い）", "SHA-256", "14みほ障第310号", "令和14年4月1日にtoyamaさんが廃棄"] {
            assert!(register.contains(said), "{said}: {register}");
        }
        assert!(words(&clerk.get(&home).await.body).contains("廃棄の記録1回"), "{}", words(&clerk.get(&home).await.body));
    }
}

on_both! {
    async fn frozen_minutes_go_when_they_are_no_longer_published_and_what_was_said_stays(town) {
        let (_, mut clerk, council, meeting, _) = editions::kept(&town, &[]).await;
        let done = editions::finish(&mut clerk, &meeting, "").await;
        assert_eq!(done.status, 303, "{}", words(&done.body));
        let public = editions::public_of(&mut clerk, &meeting).await;
        let published = [("on", "R8.11.25"), ("place", "市のホームページ")];
        assert_eq!(clerk.post(&format!("/editions/{public}/publish"), &published).await.status, 303);
        let all = editions::editions(&mut clerk, &meeting).await;
        assert_eq!(all.len(), 3);
        const BODY: &str = "{\"office\":\"みほん市\",\"audience\":";
        let start = clerk.get(&format!("/editions/{public}/sheet.pdf")).await.bytes;
        let before = all_bytes(&town).await;
        assert!(holds(&before, BODY));
        assert!(town.engine == Engine::Postgres || before.windows(64).any(|part| part == &start[..64]));

        // Nobody empties what stays without its line in the register, not by hand, either.
        let mut hand = owner(&town).await;
        assert!(hand.execute("update edition set body = ''").await.is_err(), "it stays");
        assert!(hand.execute("delete from revision").await.is_err(), "versions stay");
        drop(hand);

        add_rule(&mut clerk, &council, "R8.4.1", "5").await;
        let mut clerk = later(&town, SIX_YEARS_ON).await;
        let page = words(&clerk.get(&shelf(&council, "minutes")).await.body);
        assert!(page.contains("3件のうち2件を、廃棄できます") && page.contains("公表中"), "{page}");
        disposed(&mut clerk, &council, "minutes").await;
        assert_eq!(clerk.get(&format!("/editions/{public}/sheet.pdf")).await.bytes, start, "what is published is read on");
        assert_eq!(send(&mut clerk, &council, "minutes", "").await.status, 422, "what everybody reads stays");
        assert_eq!(clerk.post(&format!("/editions/{public}/unpublish"), &[("reason", "期間が過ぎた")]).await.status, 303);
        disposed(&mut clerk, &council, "minutes").await;

        for id in &all {
            for path in ["", "/form", "/sheet.pdf", "/sheet.docx", "/sheet.txt", "/errata.pdf"] {
                is_gone(&mut clerk, &format!("/editions/{id}{path}")).await;
            }
        }
        assert_eq!(clerk.post(&format!("/editions/{public}/publish"), &[("on", "R14.4.1"), ("place", "市のホームページ")]).await.status, 410);
        let confirmation = clerk.get(&format!("/meetings/{meeting}/confirmation")).await;
        assert!(confirmation.status == 200 && words(&confirmation.body).contains("廃棄 令和14年4月1日に廃棄しました"), "{}", words(&confirmation.body));
        let minutes = words(&clerk.get(&format!("/meetings/{meeting}")).await.body);
        assert!(minutes.contains("空室のある住まいを探す人") && minutes.contains("廃棄しました"), "what was said is the council's memory: {minutes}");
        let after = all_bytes(&town).await;
        assert!(!holds(&after, BODY), "words of an edition are still there");
        assert!(!after.windows(64).any(|part| part == &start[..64]), "its PDF is still there");
        let mut hand = owner(&town).await;
        assert!(hand.execute("update disposal_line set title = ''").await.is_err() || town.engine == Engine::Postgres, "the register stays");
    }
}

on_both! {
    async fn files_and_what_was_sent_go_and_the_numbers_of_the_papers_stay(town) {
        let (mut clerk, council, meeting) = council(&town).await;
        let home = format!("/meetings/{meeting}/handouts");
        let (pdf, _) = files(&mut clerk, &meeting).await;
        let added = clerk.upload(&home, &[("title", "委員名簿"), ("timing", "ahead")], &[("桔梗色の名.pdf", &pdf)]).await;
        assert_eq!(added.status, 303, "{}", words(&added.body));
        let sent = dispatches::id(&dispatches::freeze(&mut clerk, &meeting, "ahead").await);
        let paper = handout(&mut clerk, &meeting, "資料1　委員名簿").await;
        laid_open(&town, &council, &meeting, &pdf).await;
        let before = all_bytes(&town).await;
        assert!(holds(&before, "桔梗色の名") && holds(&before, "{\"scope\":\"ahead\""));

        add_rule(&mut clerk, &council, "R8.4.1", "5").await;
        let mut clerk = later(&town, SIX_YEARS_ON).await;
        let open = send(&mut clerk, &council, "handout", "").await;
        assert!(open.status == 422 && words(&open.body).contains("公表中"), "everybody reads it: {}", words(&open.body));
        taken_down(&town).await;
        assert!(owner(&town).await.execute("update public_release_file set bytes = bytes").await.is_err(), "nobody else empties it");
        disposed(&mut clerk, &council, "handout").await;
        assert_eq!(open_bytes(&town).await, 0, "its copy went with it");
        is_gone(&mut clerk, &format!("/handouts/{paper}/files/1")).await;
        for path in ["packet.pdf", "packet.zip"] {
            is_gone(&mut clerk, &format!("/dispatches/{sent}/{path}")).await;
        }
        assert_eq!(clerk.get(&format!("/dispatches/{sent}")).await.status, 200, "what was sent to whom is another thing");
        let page = words(&clerk.get(&format!("/handouts/{paper}")).await.body);
        assert!(page.contains("資料1") && page.contains("令和14年4月1日に廃棄しました") && !page.contains("桔梗色"), "{page}");
        let list = words(&clerk.get(&home).await.body);
        assert!(list.contains("資料1 委員名簿") && list.contains("廃棄しました"), "{list}");
        for path in [format!("/meetings/{meeting}"), format!("/meetings/{meeting}/dispatches"), format!("/meetings/{meeting}/prepare")] {
            let status = clerk.get(&path).await.status;
            assert!(status == 200 || status == 404, "{path}: {status}");
        }

        disposed(&mut clerk, &council, "dispatch").await;
        for path in ["", "/packet.pdf", "/people.xlsx"] {
            is_gone(&mut clerk, &format!("/dispatches/{sent}{path}")).await;
        }
        assert_eq!(clerk.post(&format!("/dispatches/{sent}/withdraw"), &[("reason", "もう一度")]).await.status, 410);
        for path in [format!("/meetings/{meeting}"), format!("/meetings/{meeting}/dispatches"), format!("/meetings/{meeting}/clock")] {
            assert_eq!(clerk.get(&path).await.status, 200, "{path}");
        }
        let list = words(&clerk.get(&format!("/meetings/{meeting}/dispatches")).await.body);
        assert!(list.contains("第1便 廃棄しました") && !list.contains("まだ送っていません"), "it was sent: {list}");
        let after = all_bytes(&town).await;
        assert!(!holds(&after, "桔梗色の名") && !holds(&after, "{\"scope\":\"ahead\""));
        assert!(!after.windows(64).any(|part| part == &pdf[..64]), "its bytes are still there");
    }
}

on_both! {
    async fn letters_and_proposals_go_without_asking_for_new_ones(town) {
        let office = town.office("999999", "みほん市").await;
        let mut clerk = town.signed_in(office, "toyama", Role::Secretariat, &[]).await;
        let council = clerk.place("みほん市連絡協議会", "").await;
        let table = "席の名\t氏名\t所属\t役\n医師会\t髙梨 一郎\tみほん病院\t会長\n";
        let fields = [("from_on", "R8.4.1"), ("until_on", "R20.3.31"), ("letter", "commission"), ("text", table)];
        assert_eq!(clerk.post(&format!("/councils/{council}/roster/take"), &fields).await.status, 303);
        approval_rule(&mut clerk, &council, "appointment", "R8.4.1", "yes").await;
        let proposal = prepare(&mut clerk, &council, "act=appointment&subject=2026-04-01").await;
        give_back(&mut clerk, &proposal).await;
        let home = format!("/councils/{council}/appointments");
        let seen = value(&clerk.get(&home).await.body, "seen");
        let fields = [
            ("number", "8みほ障第120号"), ("numbering", "run"), ("dated_on", "R8.4.1"), ("appointer", "みほん市長　菫川 紫"),
            ("from_on", "2026-04-01"), ("seen", &seen),
        ];
        let issued = clerk.post(&home, &fields).await;
        assert_eq!(issued.status, 303, "{}", words(&issued.body));
        let letter: String = clerk.get(&home).await.body.split("href=\"/appointments/").nth(1).expect("a letter").chars().take(36).collect();
        let asking = "8みほ障第210号";
        let before = all_bytes(&town).await;
        assert!(holds(&before, "菫川 紫") && holds(&before, asking));

        add_rule(&mut clerk, &council, "R8.4.1", "5").await;
        let mut clerk = later(&town, SIX_YEARS_ON).await;
        disposed(&mut clerk, &council, "letter").await;
        is_gone(&mut clerk, &format!("/appointments/{letter}")).await;
        assert_eq!(clerk.post(&format!("/appointments/{letter}/withdraw"), &[("reason", "もう一度")]).await.status, 410);
        let page = words(&clerk.get(&home).await.body);
        assert!(page.contains("出していない委嘱状・任命書はありません") && page.contains("このほかの1通は、保存期間が過ぎたので廃棄しました"), "{page}");
        assert!(words(&clerk.get(&shelf(&council, "letter")).await.body).contains("8みほ障第120号"), "its number stays");

        disposed(&mut clerk, &council, "approval").await;
        for path in ["", "/history", "/edit"] {
            is_gone(&mut clerk, &format!("{proposal}{path}")).await;
        }
        for path in [format!("/councils/{council}/approvals"), format!("/councils/{council}/roster"), format!("/councils/{council}")] {
            assert_eq!(clerk.get(&path).await.status, 200, "{path}");
        }
        let after = all_bytes(&town).await;
        assert!(!holds(&after, "菫川 紫"), "who appointed is still there");
        assert!(!holds(&after, "drafted_on"), "a proposal is still there");
        assert!(holds(&after, asking), "the number of its approval stays in its row");
    }
}
