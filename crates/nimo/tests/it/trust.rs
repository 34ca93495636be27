//! What may never happen: a lost update, a panic on bad input, an act from a foreign page, text that turns into markup.

use crate::behind::{Dice, dump, form, hand, plain, tags, texts};
use crate::on_both;
use crate::town::{Browser, PASSWORD, Page, SHEET, Town, encode};
use nimo::accounts::model::Role;
use nimo::council::model::CouncilId;
use nimo::plumbing::web::Method;
use nimo::router::routes;
use sqlx::{AssertSqlSafe, Executor};
use std::collections::BTreeMap;

const COUNCILS: usize = 100;
const CLIENTS: usize = 64;
const ROUNDS: usize = 4;

/// A mark that no other save has: one kanji.
fn mark(client: usize, round: usize) -> char {
    char::from_u32(0x4e00 + (client * ROUNDS + round) as u32).unwrap()
}

/// Half of the councils are edited in the one field, half in the other.
fn field(council: usize) -> &'static str {
    if council.is_multiple_of(2) { "name" } else { "record_from_meeting" }
}

/// Adds the mark until nimo says that it is saved.
async fn add_mark(browser: &mut Browser, council: &str, field: &str, mark: char) -> usize {
    let path = format!("/councils/{council}");
    let mut page = browser.get(&format!("{path}/edit")).await;
    let mut tries = 0;
    loop {
        assert!(matches!(page.status, 200 | 409), "{}: {}", page.status, page.body);
        let mut fields: BTreeMap<String, String> = form(&page.body, &path).into_iter().collect();
        if fields.contains_key(&format!("choose.{field}")) {
            let theirs = fields[&format!("theirs.{field}")].clone();
            fields.insert(format!("choose.{field}"), "other".into());
            fields.insert(format!("other.{field}"), format!("{theirs}{mark}"));
        } else {
            fields.get_mut(field).unwrap().push(mark);
        }
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        page = browser.post(&path, &fields).await;
        if page.location() == format!("{path}?said=saved") {
            return tries;
        }
        tries += 1;
    }
}

on_both! {
    async fn sixty_four_browsers_edit_a_hundred_councils_and_lose_nothing(town) {
        let office = town.office("999999", "みほん市").await;
        let mut first = town.signed_in(office, "imamura", Role::Secretariat, &[]).await;
        let mut councils = vec![];
        for n in 0..COUNCILS {
            let fields = [("name", format!("協議会{n:02} ")), ("basis", "ordinance".into()), ("record_method", "summary".into()),
                ("record_from_on", "R3.7.15".into()), ("record_from_meeting", "第1回 ".into())];
            let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
            let placed = first.post("/councils", &fields).await.location();
            councils.push(placed.trim_start_matches("/councils/").trim_end_matches("?said=placed").to_string());
        }
        let ids: Vec<_> = councils.iter().map(|id| CouncilId::parse(id).unwrap()).collect();
        let mut sessions = vec![first];
        for login in ["toyama", "kita", "hara"] {
            sessions.push(town.signed_in(office, login, Role::Secretariat, &ids).await);
        }
        let clients = (0..CLIENTS).map(|client| {
            let (mut browser, councils) = (sessions[client % sessions.len()].clone(), councils.clone());
            tokio::spawn(async move {
                let mut dice = Dice(client as u64 + 1);
                let mut acknowledged = vec![];
                for round in 0..ROUNDS {
                    // Every other edit is of one of ten that many want at once.
                    let council = dice.below(if round % 2 == 0 { 10 } else { COUNCILS });
                    let tries = add_mark(&mut browser, &councils[council], field(council), mark(client, round)).await;
                    acknowledged.push((council, mark(client, round), tries));
                }
                acknowledged
            })
        });
        let mut acknowledged = vec![];
        for client in clients.collect::<Vec<_>>() {
            acknowledged.extend(client.await.unwrap());
        }
        assert_eq!(acknowledged.len(), CLIENTS * ROUNDS);
        let mut hand = hand(&town).await;
        for (n, council) in councils.iter().enumerate() {
            let of = format!("where kind = 'Council' and thing = '{council}'");
            let versions = texts(&mut hand, &format!("select cast(version as text) from revision {of} order by revision.version")).await;
            let expected: Vec<_> = (1..=versions.len()).map(|version| version.to_string()).collect();
            assert_eq!(versions, expected, "no gap");
            let held = texts(&mut hand, &format!("select fields from revision {of} order by version")).await;
            let held: Vec<BTreeMap<String, String>> = held.iter().map(|json| serde_json::from_str(json).unwrap()).collect();
            let mut marks: Vec<char> = acknowledged.iter().filter(|(council, ..)| *council == n).map(|(_, mark, _)| *mark).collect();
            assert_eq!(held.len(), marks.len() + 1, "each acknowledged save is a version, and nothing else is");
            for (before, after) in held.iter().zip(&held[1..]) {
                let came = after[field(n)].strip_prefix(before[field(n)].as_str()).unwrap_or("").trim();
                assert!(came.chars().count() == 1 && marks.contains(&came.chars().next().unwrap()), "{before:?} {after:?}");
            }
            let page = sessions[0].get(&format!("/councils/{council}")).await;
            marks.retain(|mark| !page.body.contains(*mark));
            assert!(marks.is_empty(), "lost: {marks:?}");
            assert!(sessions[0].get(&format!("/councils/{council}/history")).await.body.contains(&format!("{}版</span>", held.len())));
        }
        assert!(acknowledged.iter().any(|(_, _, tries)| *tries > 0), "nobody met anybody: this shows nothing");
    }
}

/// Everything that some form of nimo asks for, so that it fits each of them.
fn everything() -> Vec<(String, String)> {
    let fields = [
        ("version", "1"),
        ("name", "みほん市連絡協議会・改"),
        ("basis", "guideline"),
        ("parent", ""),
        ("record_method", "summary"),
        ("record_from_on", "R3.7.15"),
        ("record_from_meeting", "令和3年度第1回"),
        ("to", "1"),
        ("role", "viewer"),
        ("councils", ""),
        ("login", "kita"),
        ("password", "ちがう合言葉 ちがう合言葉"),
        ("again", "ちがう合言葉 ちがう合言葉"),
        ("now", "ちがう"),
        ("next", "/councils"),
        ("then", "/councils"),
        ("kept.name", "協議会"),
        ("choose.name", "mine"),
        ("mine.name", "協議会"),
        ("body", "みほん市連絡協議会"),
        ("fiscal_year", "R6"),
        ("number", "3"),
        ("held_on", "R6.5.23"),
        ("starts_at", "10:00"),
        ("present", "平井（会長）"),
        ("agenda", "１　開会"),
        ("kind", "opinion"),
        ("item", ""),
        ("speaker", ""),
        ("text", "第３回協議会\n開催日時　令和６年５月２３日\n・意見である。"),
        ("at", "3"),
        ("doubt", "0"),
        ("method", "summary"),
        ("left", "0193"),
        ("office_name", "みほん市"),
        ("office_code", "999999"),
    ];
    fields.map(|(name, value)| (name.to_string(), value.to_string())).into()
}

fn body(fields: &[(String, String)]) -> Vec<u8> {
    let pairs = fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value)));
    pairs.collect::<Vec<_>>().join("&").into_bytes()
}

/// The stage of the hostile scenes: an administrator, a clerk, her council, and somebody to be acted upon.
struct Stage {
    administrator: Browser,
    clerk: Browser,
    council: String,
    target: String,
    link: String,
    meeting: String,
    block: String,
}

async fn stage(town: &Town) -> Stage {
    let office = town.office("999999", "みほん市").await;
    let mut administrator = town.signed_in(office, "imamura", Role::Administrator, &[]).await;
    let mut clerk = town.signed_in(office, "toyama", Role::Secretariat, &[]).await;
    let council = clerk.place("みほん市連絡協議会", "").await;
    let target = town.person(office, "hara", "原", Role::Viewer, &[]).await.to_string();
    let page = administrator.post("/accounts", &[("login", "mori"), ("name", "森"), ("role", "viewer")]).await;
    let link = form_value(&page.body, "link").rsplit('/').next().expect("a link").to_string();
    let meeting = clerk.read_in(&council, SHEET).await;
    let block = clerk.first_block(&meeting).await;
    Stage { administrator, clerk, council, target, link, meeting, block }
}

fn form_value(html: &str, id: &str) -> String {
    let all = tags(html);
    all.iter().find(|tag| tag.get("id") == Some(id)).and_then(|tag| tag.get("value")).expect("a value").to_string()
}

impl Stage {
    fn path(&self, route: &str) -> String {
        let id = match route.split('/').nth(1) {
            Some("accounts") => &self.target,
            Some("meetings") => &self.meeting,
            Some("blocks") => &self.block,
            _ => &self.council,
        };
        route.replace("{id}", id).replace("{link}", &self.link).replace("{secret}", &"0".repeat(64))
    }

    fn browser(&self, route: &str) -> Browser {
        if route.starts_with("/accounts") { self.administrator.clone() } else { self.clerk.clone() }
    }
}

/// A form as a broken proxy, a bored pupil or a bad hand would send it.
fn mutated(dice: &mut Dice, mut form: Vec<u8>) -> Vec<u8> {
    for _ in 0..=dice.below(4) {
        let at = dice.below(form.len());
        match dice.below(10) {
            0 if !form.is_empty() => form[at] = dice.next() as u8,
            1 => form.truncate(at),
            2 => form.extend_from_within(at..),
            3 => form.splice(at..at, dice.bytes(12)).for_each(drop),
            4 => form.splice(at..at, *b"%E3%81").for_each(drop),
            5 => form.splice(at..at, *b"%00%0D%0A").for_each(drop),
            6 => form.splice(at..at, b"&version=9223372036854775808&to=-1&".to_vec()).for_each(drop),
            7 => form.splice(at..at, b"%F0%A0%AE%B7".repeat(dice.below(60))).for_each(drop),
            8 => form.splice(at..at, b"&a=b".repeat(dice.below(300))).for_each(drop),
            _ => form.splice(at..at, vec![b'x'; dice.below(70_000)]).for_each(drop),
        }
    }
    form
}

/// Bad input gets a page with a sentence, or the way to one.
fn is_answered(page: &Page, what: &str) {
    assert!(page.status < 500, "{} for {what}: {}", page.status, page.body);
    assert!(page.status == 303 || page.body.contains('。'), "{} without a sentence for {what}", page.status);
    is_guarded(page, what);
}

on_both! {
    async fn whatever_comes_in_gets_a_sentence(town) {
        let stage = stage(&town).await;
        let mut dice = Dice(20_261_125);
        let (out, acts): (Vec<_>, Vec<_>) = routes().filter(|route| route.method == Method::Post).partition(|route| route.path == "/sign-out");
        for route in acts.iter().chain(&out) {
            for n in 0..if route.path == "/sign-out" { 1 } else { 26 } {
                let sent = if n % 3 == 0 { dice.bytes(400) } else { mutated(&mut dice, body(&everything())) };
                let path = stage.path(route.path);
                let page = stage.browser(route.path).send("POST", &path, &[("sec-fetch-site", "same-origin")], sent.clone()).await;
                is_answered(&page, &format!("{path} {:?}", String::from_utf8_lossy(&sent[..sent.len().min(300)])));
                assert_ne!(page.status, 401, "{path}: nobody is signed out by what he sends");
            }
        }
        let ends = ["/councils/", "/accounts/", "/invited/", "/first/", "/", "/sign-in?next=", "/councils?said=", "/councils/new?parent=", "/nimo.css?"];
        for n in 0..120 {
            let bytes = dice.bytes(40);
            let tail = match n % 3 {
                0 => bytes.iter().map(|byte| format!("%{byte:02x}")).collect::<String>(),
                1 => String::from_utf8_lossy(&bytes).chars().filter(|c| c.is_ascii_graphic() && *c != '#').collect(),
                _ => format!("{}.{}", dice.next(), "%c3%28f".repeat(dice.below(20))),
            };
            let path = format!("{}{tail}", dice.pick(&ends));
            if path.parse::<axum::http::Uri>().is_ok() {
                let mut browser = stage.administrator.clone();
                is_answered(&with_a_body(browser.get(&path).await), &path);
            }
        }
        for n in 0..80 {
            let junk: String = dice.bytes(60).iter().map(|byte| char::from(byte % 95 + 32)).collect();
            let (name, value) = match n % 4 {
                0 => ("cookie", format!("nimo_dev={junk}")),
                1 => ("cookie", format!("nimo_dev={}.{}", dice.next() as i64, "é".repeat(32))),
                2 => ("host", junk),
                _ => ("cookie", format!("nimo_dev=9223372036854775807.{:064x}; nimo_dev={junk}", dice.next())),
            };
            let page = town.browser().send("GET", "/councils", &[(name, &value)], vec![]).await;
            is_answered(&page, &format!("{name}: {value}"));
            assert_ne!(page.status, 200, "{name}: {value}");
        }
    }
}

/// A file of ours has no sentence; it is fine as it is.
fn with_a_body(page: Page) -> Page {
    let is_file = !page.headers["content-type"].to_str().unwrap().starts_with("text/html");
    if is_file && page.status == 200 { Page { body: "。".into(), ..page } } else { page }
}

/// The headers that no answer goes without.
fn is_guarded(page: &Page, what: &str) {
    let said = |name: &str| page.headers.get(name).map_or("", |value| value.to_str().unwrap_or("unreadable"));
    let policy = said("content-security-policy");
    assert!(policy.starts_with("default-src 'none';") && policy.contains("frame-ancestors 'none'"), "{what}: {policy}");
    assert!(!policy.contains("unsafe-") && !policy.contains('*'), "{what}: {policy}");
    assert_eq!(said("x-content-type-options"), "nosniff", "{what}");
    let files = ["text/css; charset=utf-8", "text/javascript; charset=utf-8", "image/svg+xml"];
    let is_file = files.contains(&said("content-type"));
    assert!(said("cache-control") == "no-store" || is_file, "{what} is kept: {}", said("cache-control"));
}

on_both! {
    async fn an_act_from_a_foreign_page_is_refused_and_changes_nothing(town) {
        let stage = stage(&town).await;
        let before = dump(&town, None).await;
        let foreign: [&[(&str, &str)]; 8] = [
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "none")],
            &[("sec-fetch-site", "cross-site"), ("origin", "http://127.0.0.1:8080")],
            &[("origin", "https://evil.test")],
            &[("origin", "http://127.0.0.1:9999")],
            &[("origin", "null")],
            &[],
        ];
        let sent = body(&everything());
        for route in routes().filter(|route| route.method == Method::Post) {
            for heads in foreign {
                let page = stage.browser(route.path).send("POST", &stage.path(route.path), heads, sent.clone()).await;
                assert_eq!(page.status, 403, "{} {heads:?}", route.path);
                assert!(page.body.contains("ほかのページから送られた") && page.body.contains("何も変わっていません"));
                assert!(!page.headers.contains_key("set-cookie"));
                is_guarded(&page, route.path);
            }
        }
        assert_eq!(before, dump(&town, None).await, "nothing changed");
        for route in routes().filter(|route| route.method == Method::Post && route.path != "/sign-out") {
            let own = stage.browser(route.path).send("POST", &stage.path(route.path), &[("origin", "http://127.0.0.1:8080")], sent.clone()).await;
            assert!(!own.body.contains("ほかのページから送られた"), "{}: the same from our own page is heard", route.path);
        }
        assert_ne!(before, dump(&town, None).await);
    }
}

/// What our own templates are made of. Anything else came from somebody's typing.
const TAGS: &str = "!doctype html head meta title link body a header svg path circle p nav span form button ol ul li main \
    article h1 h2 h3 small b div label input select option fieldset legend dl dt dd del ins table caption thead tbody tr th td \
    time br script details summary textarea rect mark article kbd em section figure";
const ATTRIBUTES: &str = "html lang charset name content rel href type class id width height viewbox aria-hidden aria-label \
    aria-labelledby aria-current aria-describedby aria-invalid aria-required d stroke stroke-width stroke-dasharray cx cy r \
    fill method action data-s value for autocomplete tabindex role autofocus checked selected formaction scope readonly src \
    enctype accept data-drop data-told data-draft data-drafted data-busy data-k data-kinds preserveaspectratio rows placeholder x \
    colspan open data-preview";

/// A good answer in which no typing became markup.
fn is_harmless(page: &Page, what: &str) {
    is_ours(page, what);
    is_answered(page, what);
}

/// No tag, attribute or address that is not ours.
fn is_ours(page: &Page, what: &str) {
    for tag in tags(&page.body) {
        let name = tag.name.trim_start_matches('/');
        assert!(TAGS.split_whitespace().any(|ours| ours == name), "<{}> after {what}", tag.name);
        let is_ours = matches!(tag.get("src"), Some("/nimo.js" | "/sitting.js" | "/form-preview.js"));
        assert!(tag.name != "script" || is_ours, "a script that is not ours after {what}");
        for (attribute, value) in &tag.attributes {
            assert!(
                ATTRIBUTES.split_whitespace().any(|ours| ours == attribute),
                "<{} {attribute}> after {what}",
                tag.name
            );
            if matches!(attribute.as_str(), "href" | "action" | "formaction" | "src") {
                // The one-time link is shown whole, to be copied.
                let path = value.strip_prefix("http://127.0.0.1:8080").unwrap_or(value);
                assert!(path.starts_with(['/', '#']) && !path.starts_with("//"), "{attribute}={value} after {what}");
            }
        }
    }
    for (name, value) in &page.headers {
        let value = String::from_utf8_lossy(value.as_bytes());
        assert!(
            !value.contains('<') && !value.contains("evil") && !name.as_str().contains("evil"),
            "{name}: {value} after {what}"
        );
    }
    is_guarded(page, what);
}

const NASTY: &[&str] = &[
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
    "</title><svg/onload=alert(1)>", "{{7*7}}", "${7*7}", "javascript:alert(1)", "\u{202e}会議協\u{202c}",
    "&lt;script&gt;", "&#60;b&#62;", "<!--x", "]]>", "'; drop table council; --", "$1", "%", "\\", "%s%n%x",
    "\u{feff}零\u{200b}幅", "𠮷野家〓", "/* */", "`id`", "a\u{300}\u{301}",
];

on_both! {
    async fn whatever_was_typed_comes_back_as_text_and_as_typed(town) {
        let mut stage = stage(&town).await;
        let (administrator, clerk, council) = (&mut stage.administrator, &mut stage.clerk, stage.council.clone());
        let rule = [("record_method", "summary"), ("record_from_on", "R3.7.15")];
        for (n, nasty) in NASTY.iter().enumerate() {
            let mut shown = vec![];
            let good = [&[("name", *nasty), ("basis", "ordinance"), ("record_from_meeting", *nasty)][..], &rule].concat();
            let placed = clerk.post("/councils", &good).await;
            assert_eq!(placed.status, 303, "{nasty}: {}", placed.body);
            let path = placed.location().split('?').next().unwrap().to_string();
            let wrong = [("version", "1"), ("name", nasty), ("basis", nasty), ("parent", nasty), ("record_method", nasty),
                ("record_from_on", nasty), ("record_from_meeting", nasty)];
            shown.push(clerk.get(&path).await);
            shown.push(clerk.get("/councils").await);
            shown.push(clerk.get(&format!("{path}/history")).await);
            shown.push(clerk.post("/councils", &wrong).await);
            shown.push(clerk.post(&path, &wrong).await);
            let [once, twice] = ["一", "二"].map(|more| format!("{nasty}{more}"));
            let first = [&[("version", "1"), ("name", &once), ("basis", "ordinance"), ("record_from_meeting", &once)][..], &rule].concat();
            let second = [&[("version", "1"), ("name", &twice), ("basis", "guideline"), ("record_from_meeting", &twice)][..], &rule].concat();
            assert_eq!(clerk.post(&path, &first).await.status, 303);
            let meet = clerk.post(&path, &second).await;
            assert_eq!(meet.status, 409);
            shown.push(meet);
            clerk.post(&format!("{path}/discard"), &[]).await;
            assert_eq!(clerk.post(&format!("{path}/draft"), &wrong.map(|(k, v)| (k, if k == "version" { "2" } else { v }))).await.status, 303);
            shown.push(clerk.get(&format!("{path}/edit")).await);
            clerk.post("/councils/new/draft", &wrong).await;
            shown.push(clerk.get("/councils/new").await);
            let login = format!("user{n}");
            let link = administrator.post("/accounts", &[("name", nasty), ("login", &login), ("role", "viewer")]).await;
            assert_eq!(link.status, 200, "{nasty}: {}", link.body);
            shown.push(link);
            shown.push(administrator.get("/accounts").await);
            shown.push(administrator.post("/accounts", &[("name", nasty), ("login", nasty), ("role", nasty), ("councils", nasty)]).await);
            let account = format!("/accounts/{}", stage.target);
            let version = form(&administrator.get(&account).await.body, &account).iter().find(|(name, _)| name == "version").unwrap().1.clone();
            administrator.post(&account, &[("version", &version), ("name", &once), ("role", "viewer")]).await;
            shown.push(administrator.get(&account).await);
            shown.push(administrator.post(&account, &[("version", &version), ("name", &twice), ("role", "viewer")]).await);
            let mut visitor = town.browser();
            shown.push(visitor.post("/sign-in", &[("login", nasty), ("password", nasty), ("next", nasty), ("then", "/councils"), (&format!("kept.{nasty}"), nasty)]).await);
            shown.push(visitor.post("/councils", &[("name", nasty), (nasty, nasty)]).await);
            for page in &shown {
                assert!(plain(&page.body).contains(nasty), "{nasty} comes back: {}", page.body);
                is_harmless(page, nasty);
            }
            for page in [
                clerk.get(&format!("/councils/new?parent={0}&said={0}", encode(nasty))).await,
                visitor.get(&format!("/sign-in?next={0}&said={0}", encode(nasty))).await,
                visitor.get(&format!("/councils/{}", encode(nasty))).await,
                clerk.get(&format!("/{}", encode(nasty))).await,
            ] {
                is_harmless(&page, nasty);
            }
        }
        let mut hand = hand(&town).await;
        let stored = texts(&mut hand, "select fields from revision where kind = 'Council' and version = 1").await.join("\n");
        for nasty in NASTY {
            assert!(stored.contains(&serde_json::to_string(nasty).unwrap()), "{nasty} is kept as typed");
        }
        assert_eq!(clerk.get(&format!("/councils/{council}")).await.status, 200, "the table still stands");
    }
}

on_both! {
    async fn no_path_leads_round_the_router_and_no_name_into_a_header(town) {
        let mut stage = stage(&town).await;
        for path in ["/councils/../accounts", "/councils/%2e%2e/accounts", "/councils/..%2faccounts", "//accounts", "/./accounts",
            "/councils/%00", "/accounts/%00", "/accounts%00", "/nimo.css/../../etc/passwd", "/..%2f..%2fetc%2fpasswd", "/accounts;x",
            "/accounts/", "/ACCOUNTS", "/%61ccounts/new/", "/councils/new/..", "/nimo.sqlite", "/.git/config"] {
            let page = stage.administrator.get(path).await;
            assert!(matches!(page.status, 400 | 404), "{path}: {}", page.status);
            is_harmless(&page, path);
        }
        let evil = "x\r\nSet-Cookie: evil=1";
        for (path, browser) in [("/councils", &mut stage.clerk), ("/accounts", &mut stage.administrator), ("/sign-in", &mut town.browser())] {
            let page = browser.post(path, &[("name", evil), ("basis", "ordinance"), ("login", evil), ("role", "viewer"), ("next", evil), ("then", evil)]).await;
            assert_eq!(page.status, 422, "{path}");
            is_harmless(&page, path);
        }
        let mut visitor = town.browser();
        for next in ["/councils\r\nSet-Cookie: evil=1", "https://evil.test", "//evil.test", "/\\evil.test", "/councils?said=evil"] {
            let page = visitor.post("/sign-in", &[("login", "hara"), ("password", PASSWORD), ("next", next)]).await;
            assert_eq!(page.location(), "/", "{next}");
            is_harmless(&page, next);
        }
        let page = stage.clerk.get("/councils/x%0d%0aSet-Cookie:%20evil=1").await;
        assert_eq!(page.status, 404);
        is_harmless(&page, "an id with a line end");
    }
}

on_both! {
    async fn every_answer_carries_its_guards_also_when_something_is_broken(town) {
        let stage = stage(&town).await;
        let browsers = [stage.administrator.clone(), stage.clerk.clone(), town.browser()];
        for route in routes() {
            for browser in &browsers {
                for method in ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"] {
                    let page = browser.clone().send(method, &stage.path(route.path), &[], vec![]).await;
                    is_guarded(&page, &format!("{method} {}", route.path));
                    assert!(page.status < 500);
                }
            }
        }
        let rename = "alter table account_council rename to account_council_gone";
        hand(&town).await.execute(AssertSqlSafe(rename.to_string())).await.unwrap();
        for path in ["/councils", "/accounts", "/password"] {
            let page = stage.clerk.clone().get(path).await;
            assert_eq!(page.status, 500, "{path}");
            assert!(page.body.contains("しくみの中で不具合が起きました") && !page.body.contains("account_council"));
            is_ours(&page, path);
        }
    }
}
