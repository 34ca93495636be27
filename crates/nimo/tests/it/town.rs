//! みほん市, its people and their browsers, on either engine.

use crate::cluster::fresh_database;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request};
use http_body_util::BodyExt;
use nimo::access::{Actor, Facts, OfficeFacts, Permit, VacantOffice};
use nimo::accounts::model::{AccountForm, AccountId, Login, OfficeCode, Role, ShownName};
use nimo::accounts::{AddAccount, OpenOffice, store};
use nimo::app::{App, Settings};
use nimo::council::model::CouncilId;
use nimo::plumbing::clock::Moment;
use nimo::plumbing::db::Tx;
use nimo::plumbing::engine::Engine;
use nimo::plumbing::ids::OfficeId;
use nimo::plumbing::origin::{Origin, Way};
use nimo::plumbing::secret::Secret;
use nimo::router::router;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use tower::ServiceExt;
use wamnet::OfficeNumber;

/// Runs a scene on both engines, each with a fresh town.
#[macro_export]
macro_rules! on_both {
    ($(#[$doc:meta])* async fn $name:ident($town:ident) $body:block) => {
        mod $name {
            #[allow(unused_imports, reason = "not every scene names everything")]
            use super::*;

            $(#[$doc])*
            async fn scene($town: $crate::town::Town) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                scene($crate::town::Town::open(nimo::plumbing::engine::Engine::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                scene($crate::town::Town::open(nimo::plumbing::engine::Engine::Postgres).await).await;
            }
        }
    };
}

/// The password of everybody in the tests.
pub const PASSWORD: &str = "みほん 市役所 二階 相談窓口";

/// The name under which a town is reached from outside.
pub const OUTSIDE: &str = "nimo.example.lg.jp";

/// A running nimo with a database of its own.
#[derive(Clone)]
pub struct Town {
    pub app: App,
    pub router: Router,
    pub engine: Engine,
    pub database: String,
    pub owner_database: String,
    host: &'static str,
    clock: Arc<AtomicI64>,
    _folder: Arc<Folder>,
}

struct Folder(std::path::PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

static FOLDERS: AtomicU32 = AtomicU32::new(0);

/// A file that begins as map tiles do, one for all towns and in none of their folders.
fn tiles() -> &'static std::path::Path {
    static FILE: OnceLock<std::path::PathBuf> = OnceLock::new();
    FILE.get_or_init(|| {
        let file = fresh_folder().join("base.pmtiles");
        let bytes: Vec<u8> = b"PMTiles\x03".iter().copied().chain((0..=255).cycle().take(40_000)).collect();
        std::fs::write(&file, bytes).expect("written");
        file
    })
}

/// A temporary folder's path, used by nobody else.
pub fn fresh_folder() -> std::path::PathBuf {
    let number = FOLDERS.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("nimo-test-{}-{number}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let private = std::os::unix::fs::PermissionsExt::from_mode(0o700);
    std::fs::set_permissions(&folder, private).expect("a folder of one's own");
    folder
}

impl Town {
    pub async fn open(engine: Engine) -> Town {
        Town::open_as(engine, Origin::loopback()).await
    }

    /// A town that is reached from outside, under [`OUTSIDE`].
    pub async fn open_outside(engine: Engine) -> Town {
        let origin = Origin::parse(&format!("https://{OUTSIDE}")).expect("an origin");
        Town::open_as(engine, origin).await
    }

    async fn open_as(engine: Engine, origin: Origin) -> Town {
        let folder = fresh_folder();
        let (database, owner_database) = match engine {
            Engine::Sqlite => {
                let file = format!("sqlite://{}?mode=rwc", folder.join("nimo.sqlite").display());
                (file.clone(), file)
            }
            Engine::Postgres => fresh_database().await,
        };
        Town::open_at(engine, database, owner_database, folder, origin).await
    }

    async fn open_at(
        engine: Engine,
        database: String,
        owner_database: String,
        folder: std::path::PathBuf,
        origin: Origin,
    ) -> Town {
        let host = if origin.is_https() { OUTSIDE } else { "127.0.0.1:8080" };
        let clock = Arc::new(AtomicI64::new(Moment::parse("2026-11-25T01:00:00Z").expect("a moment").seconds()));
        let hands = clock.clone();
        let settings = Settings {
            database: database.clone(),
            owner_database: owner_database.clone(),
            origin,
            way: Way::Loopback,
            clock: Box::new(move || Moment::from_seconds(hands.load(Ordering::Relaxed))),
            tiles: Some(tiles().to_path_buf()),
        };
        let app = App::open(settings).await.expect("nimo opens");
        let _folder = Arc::new(Folder(folder));
        Town { router: router(app.clone()), app, engine, database, owner_database, host, clock, _folder }
    }

    /// Lets time pass.
    pub fn wait_minutes(&self, minutes: i64) {
        self.clock.fetch_add(minutes * 60, Ordering::Relaxed);
    }

    /// Sets the clock, forwards or back.
    pub fn set_clock(&self, moment: &str) {
        self.clock.store(Moment::parse(moment).expect("a moment").seconds(), Ordering::Relaxed);
    }

    /// Somebody who has an account, signed in at another browser.
    pub async fn again(&self, login: &str) -> Browser {
        let mut browser = self.browser();
        let page = browser.sign_in(login).await;
        assert_eq!(page.status, 303, "{}", page.body);
        browser
    }

    pub fn folder(&self) -> &std::path::Path {
        &self._folder.0
    }

    /// A browser with nobody signed in.
    pub fn browser(&self) -> Browser {
        let from = "127.0.0.1:9".parse().expect("an address");
        Browser { router: self.router.clone(), cookie: None, from, host: self.host }
    }

    /// An office, opened by the operator.
    pub async fn office(&self, code: &str, name: &str) -> OfficeId {
        let number = OfficeId(self.app.db().office_count().await.expect("counted") + 1);
        let vacant = self.app.db().read(number, async |tx| VacantOffice::load(tx, number).await).await;
        let vacant = vacant.expect("read").expect("vacant");
        let permit = self.app.gate().permit::<OpenOffice>(&Actor::Operator, vacant, self.app.now()).expect("permit");
        let (code, name) = (OfficeCode::parse(code).expect("code"), ShownName::parse("name", name).expect("name"));
        let write = async |tx: &mut Tx, permit: &Permit<OpenOffice>| store::open_office(tx, permit, &code, &name).await;
        self.app.db().write(&permit, write).await.expect("opened");
        number
    }

    /// An account with the common password, not yet signed in.
    pub async fn person(
        &self,
        office: OfficeId,
        login: &str,
        name: &str,
        role: Role,
        councils: &[CouncilId],
    ) -> AccountId {
        self.person_of(office, login, name, role, councils, &[]).await
    }

    /// The same, perhaps of offices of which it tells.
    pub async fn person_of(
        &self,
        office: OfficeId,
        login: &str,
        name: &str,
        role: Role,
        councils: &[CouncilId],
        providers: &[&str],
    ) -> AccountId {
        let providers = providers.iter().map(|number| OfficeNumber::parse(number).expect("ten digits")).collect();
        let facts = self.app.db().read(office, async |tx| OfficeFacts::load(tx, office).await).await;
        let facts = facts.expect("read").expect("an office");
        let permit = self.app.gate().permit::<AddAccount>(&Actor::Operator, facts, self.app.now()).expect("permit");
        let name = ShownName::parse("name", name).expect("name");
        let form = AccountForm { name, role, councils: councils.to_vec(), providers };
        let (login, secret) = (Login::parse(login).expect("login"), Secret::fresh().expect("secret"));
        let write = async |tx: &mut Tx, permit: &Permit<AddAccount>| {
            let account = store::add(tx, permit, &login, &form).await?;
            store::invite(tx, permit, account, &secret).await?;
            Ok(account)
        };
        let account = self.app.db().write(&permit, write).await.expect("added");
        let link = format!("/invited/{office}.{}", secret.reveal());
        let set = self.browser().post(&link, &[("password", PASSWORD), ("again", PASSWORD)]).await;
        assert_eq!(set.status, 303, "{}", set.body);
        account
    }

    /// A person who is added and signed in.
    pub async fn signed_in(&self, office: OfficeId, login: &str, role: Role, councils: &[CouncilId]) -> Browser {
        self.person(office, login, &format!("{login}さん"), role, councils).await;
        let mut browser = self.browser();
        let page = browser.sign_in(login).await;
        assert_eq!(page.status, 303, "{}", page.body);
        browser
    }
}

/// A browser with its cookie.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    pub cookie: Option<String>,
    pub from: SocketAddr,
    host: &'static str,
}

/// An answer.
#[derive(Clone)]
pub struct Page {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
    /// The body as it came; a PDF is no text.
    pub bytes: Vec<u8>,
}

impl Page {
    pub fn location(&self) -> String {
        self.headers.get("location").map(|value| value.to_str().expect("text").to_string()).unwrap_or_default()
    }

    /// Every byte of the answer, heads too.
    pub fn whole(&self) -> String {
        format!("{:?}\n{}", self.headers, self.body)
    }
}

impl Browser {
    pub async fn sign_in(&mut self, login: &str) -> Page {
        self.post("/sign-in", &[("login", login), ("password", PASSWORD)]).await
    }

    pub async fn get(&mut self, path: &str) -> Page {
        self.send("GET", path, &[], Vec::new()).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect::<Vec<_>>();
        self.send("POST", path, &[("sec-fetch-site", "same-origin")], body.join("&").into_bytes()).await
    }

    /// A form with files under `file`: name and bytes of each.
    pub async fn upload(&mut self, path: &str, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Page {
        let mut body = vec![];
        for (name, value) in fields {
            body.extend(format!("--t\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
        }
        for (name, bytes) in files {
            let head = format!("--t\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
            body.extend(head.bytes());
            body.extend_from_slice(bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--t--\r\n");
        let heads = [("sec-fetch-site", "same-origin"), ("content-type", "multipart/form-data; boundary=t")];
        self.send("POST", path, &heads, body).await
    }

    /// A request with these heads and this body, whatever they are.
    pub async fn send(&mut self, method: &str, path: &str, heads: &[(&str, &str)], body: Vec<u8>) -> Page {
        let mut request = Request::builder().method(method).uri(path);
        if !heads.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", self.host);
        }
        for (name, value) in heads {
            request = request.header(*name, *value);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        let mut request = request.body(Body::from(body)).expect("a request");
        request.extensions_mut().insert(ConnectInfo(self.from));
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (head, body) = response.into_parts();
        if let Some(set) = head.headers.get("set-cookie") {
            let pair = set.to_str().expect("text").split(';').next().unwrap_or("").to_string();
            self.cookie = (!pair.ends_with('=')).then_some(pair);
        }
        let body = body.collect().await.expect("a body").to_bytes();
        Page {
            status: head.status.as_u16(),
            headers: head.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
            bytes: body.to_vec(),
        }
    }

    /// Pastes a sheet into a council; the id of the meeting that it became.
    pub async fn read_in(&mut self, council: &str, text: &str) -> String {
        let page = self.post(&format!("/councils/{council}/import"), &[("text", text)]).await;
        assert_eq!(page.status, 303, "{}", page.body);
        page.location().trim_start_matches("/meetings/").split(['/', '?']).next().unwrap_or("").to_string()
    }

    /// The id of the first block of a meeting that is being corrected.
    pub async fn first_block(&mut self, meeting: &str) -> String {
        let page = self.get(&format!("/meetings/{meeting}/correct")).await;
        let id = page.body.split("<li id=\"b-").nth(1).and_then(|rest| rest.split('"').next());
        id.unwrap_or_else(|| panic!("a block: {}", page.body)).to_string()
    }

    /// Places a council with this name; its id.
    pub async fn place(&mut self, name: &str, parent: &str) -> String {
        let page = self.post("/councils", &[("name", name), ("basis", "ordinance"), ("parent", parent)]).await;
        assert_eq!(page.status, 303, "{}", page.body);
        let place = page.location();
        place.trim_start_matches("/councils/").split('?').next().unwrap_or("").to_string()
    }
}

/// A short sheet of みほん市 with an opinion, a decision and one contradiction (a Thursday called a Wednesday).
pub const SHEET: &str = "会議録\n会議名称　令和６年度第２回みほん市連絡協議会\n開催日時　令和６年５月２３日（水）午前１０時から１１時まで\n\
開催場所　市役所３階会議室\n出席者　平井会長、藤代委員、三好委員\n欠席者　なし\n会議次第\n１　開会\n２　議題\n　⑴　退院の支援について\n\
会議結果\n１　開会\n２　議題\n　⑴　退院の支援について\n・空室のある住まいを探す人を増やしてはどうか。\n・部会で続けて検討することに決定した。\n";

/// For `application/x-www-form-urlencoded`.
pub fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// What a person reads: tags gone, spaces one.
pub fn words(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
