//! The command itself, as an operator starts it: what it prints, what it refuses, how it is reached and how it ends.

use crate::behind::Dice;
use crate::cluster::fresh_database;
use crate::town::{PASSWORD, encode, fresh_folder};
use axum::body::Bytes;
use axum::http::{HeaderMap, Request};
use http_body_util::{BodyExt, Full};
use hyper_util::rt::TokioIo;
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::ring};

/// A running command with what it says.
pub struct Running {
    child: Child,
    pub address: String,
    said: Arc<Mutex<String>>,
    complained: Arc<Mutex<String>>,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A folder for data, gone when the scene ends.
pub struct Data(PathBuf);

impl Data {
    pub fn fresh() -> Data {
        Data(fresh_folder())
    }
}

impl std::ops::Deref for Data {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.0
    }
}

impl Drop for Data {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// An answer over the wire.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn head(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("text"))
    }
}

fn nimo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nimo"));
    command.args(arguments);
    command
}

/// The end of a command that does not stay: its exit code, and everything it said.
pub fn ended(arguments: &[&str]) -> (Option<i32>, String) {
    let output = nimo(arguments).output().expect("nimo runs");
    (output.status.code(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

/// Starts `nimo serve` on this folder and waits until it says where it is.
pub async fn serve(data: &Path, more: &[&str]) -> Running {
    let data = data.to_str().expect("a path");
    let mut arguments = vec!["serve", "--data", data];
    if !more.contains(&"--listen") {
        arguments.extend(["--listen", "127.0.0.1:0"]);
    }
    arguments.extend(more);
    running(&arguments).await
}

/// Starts a command that stays, and waits until it says where it is.
pub async fn running(arguments: &[&str]) -> Running {
    let mut child = nimo(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("nimo starts");
    let listen = |pipe: Box<dyn Read + Send>| {
        let heard = Arc::new(Mutex::new(String::new()));
        let keep = heard.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(pipe).split(b'\n').map_while(Result::ok) {
                keep.lock().expect("kept").push_str(&format!("{}\n", String::from_utf8_lossy(&line)));
            }
        });
        heard
    };
    let said = listen(Box::new(child.stdout.take().expect("its output")));
    let complained = listen(Box::new(child.stderr.take().expect("its complaints")));
    let mut running = Running { child, address: String::new(), said, complained };
    until("it says where it is", || {
        assert!(running.child.try_wait().expect("asked").is_none(), "it ended: {}", running.complained());
        running.said().contains("止めるには") && running.said().contains("http")
    })
    .await;
    let said = running.said();
    let address = said.split("nimo: ").find(|part| part.starts_with("http")).expect("an address");
    running.address = address.split(char::is_whitespace).next().unwrap_or("").into();
    running
}

/// Waits for it; a minute without it means that it never comes.
pub async fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    for _ in 0..1200 {
        if is_so() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("never: {what}");
}

impl Running {
    /// What it has printed.
    pub fn said(&self) -> String {
        self.said.lock().expect("kept").clone()
    }

    /// What it has logged.
    pub fn complained(&self) -> String {
        self.complained.lock().expect("kept").clone()
    }

    fn signal(&self, name: &str) {
        let sent = Command::new("sh").args(["-c", &format!("kill -{name} {}", self.child.id())]).status();
        assert!(sent.expect("sent").success());
    }

    /// Tells it to stop; its exit code.
    pub async fn stop(&mut self) -> Option<i32> {
        self.signal("TERM");
        self.end().await
    }

    async fn end(&mut self) -> Option<i32> {
        let mut code = None;
        until("it ends", || {
            code = self.child.try_wait().expect("asked");
            code.is_some()
        })
        .await;
        code.expect("ended").code()
    }

    fn socket(&self) -> &str {
        self.address.trim_start_matches("http://")
    }

    pub async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.socket()).await.expect("it listens")
    }

    /// The path of the first one-time link.
    pub async fn first_link(&self) -> String {
        until("the first link", || self.said().contains("/first/")).await;
        let said = self.said();
        format!("/first/{}", said.split("/first/").nth(1).and_then(|rest| rest.split_whitespace().next()).expect("one"))
    }

    pub async fn get(&self, path: &str, heads: &[(&str, &str)]) -> Answer {
        send(self.connect().await, "GET", path, &[heads, &[("host", self.socket())]].concat(), "").await
    }

    pub async fn post(&self, path: &str, heads: &[(&str, &str)], fields: &[(&str, &str)]) -> Answer {
        let heads = [heads, &[("host", self.socket()), ("sec-fetch-site", "same-origin")]].concat();
        send(self.connect().await, "POST", path, &heads, &typed(fields)).await
    }
}

/// For the body of a form.
pub fn typed(fields: &[(&str, &str)]) -> String {
    fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect::<Vec<_>>().join("&")
}

/// The fields behind the first link.
pub fn founders() -> [(&'static str, &'static str); 6] {
    [
        ("office_name", "みほん市"),
        ("office_code", "999999"),
        ("name", "今村 花子"),
        ("login", "imamura"),
        ("password", PASSWORD),
        ("again", PASSWORD),
    ]
}

/// One request over a stream of its own. A head that is given twice counts as given first.
async fn send<S>(stream: S, method: &str, path: &str, heads: &[(&str, &str)], body: &str) -> Answer
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.expect("a hand");
    tokio::spawn(connection);
    let mut request = Request::builder().method(method).uri(path);
    for (at, (name, value)) in heads.iter().enumerate() {
        if heads[..at].iter().all(|(earlier, _)| earlier != name) {
            request = request.header(*name, *value);
        }
    }
    let request = request.body(Full::new(Bytes::from(body.to_string()))).expect("a request");
    let (head, body) = sender.send_request(request).await.expect("an answer").into_parts();
    let body = body.collect().await.expect("a body").to_bytes();
    Answer { status: head.status.as_u16(), headers: head.headers, body: String::from_utf8_lossy(&body).into_owned() }
}

#[tokio::test]
async fn the_first_start_prints_an_address_and_a_link_that_works_once() {
    let data = Data::fresh();
    let mut running = serve(&data, &[]).await;
    assert!(running.address.starts_with("http://127.0.0.1:"), "{}", running.said());
    let link = running.first_link().await;
    assert_eq!(running.get(&link, &[]).await.status, 200);
    let entered = running.post(&link, &[], &founders()).await;
    assert_eq!((entered.status, entered.head("location")), (303, "/sign-in?said=entered"));
    assert_eq!(running.post(&link, &[], &founders()).await.status, 404, "once");
    assert_eq!(running.get(&link, &[]).await.status, 404);
    let signed_in = running.post("/sign-in", &[], &[("login", "imamura"), ("password", PASSWORD)]).await;
    let cookie = signed_in.head("set-cookie");
    assert!(cookie.starts_with("nimo_dev=") && cookie.contains("HttpOnly; SameSite=Lax"), "{cookie}");
    assert_eq!(running.get("/accounts", &[("cookie", cookie)]).await.status, 200);
    assert_eq!(
        running.get("/councils", &[("host", "rebound.example")]).await.status,
        400,
        "a foreign name for our address"
    );
    assert_eq!(running.stop().await, Some(0));
    assert!(running.said().contains("止まりました"));
    is_private(&data);
    let mut again = serve(&data, &[]).await;
    assert_eq!(again.get("/accounts", &[("cookie", cookie)]).await.status, 200, "a restart signs nobody out");
    assert!(!again.said().contains("/first/"), "the office stands: no link");
    assert_eq!(again.stop().await, Some(0));
}

fn is_private(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    assert_eq!(std::fs::metadata(folder).unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn whatever_cannot_work_is_refused_with_a_sentence() {
    let data = Data::fresh();
    let data = data.to_str().unwrap();
    let origin = ["--origin", "https://nimo.example.lg.jp"];
    let file = format!("{data}/file");
    std::fs::write(&file, "not a certificate").unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().map(|address| (taken, address.to_string())).unwrap();
    let folder_in_a_file = format!("{file}/data");
    let cases: &[(&[&str], &str)] = &[
        (&["--listen", "0.0.0.0:0"], "このコンピューターの外からも届く場所です"),
        (&["--listen", "[::]:0"], "このコンピューターの外からも届く場所です"),
        (&["--listen", "0.0.0.0:0", origin[0], origin[1]], "このコンピューターの外からも届く場所です"),
        (&["--listen", "0.0.0.0:0", "--behind-proxy", "192.0.2.1"], "--origin"),
        (&["--listen", "127.0.0.1:0", origin[0], origin[1]], "--tls-cert"),
        (&["--origin", "http://nimo.example.lg.jp"], "https://"),
        (&["--origin", "https://nimo.example.lg.jp/path"], "https://"),
        (&["--listen", "どこか"], "--listen"),
        (&["--listen", &taken.1], "待ち受けられません"),
        (&[origin[0], origin[1], "--tls-cert", &file], "--tls-key"),
        (&[origin[0], origin[1], "--tls-cert", &file, "--tls-key", &file], "証明書または鍵"),
        (&[origin[0], origin[1], "--tls-cert", "/nowhere", "--tls-key", &file], "証明書または鍵"),
        (&["--database", "postgres://nimo_app@127.0.0.1:1/nimo"], "--owner-database"),
        (
            &["--database", "mysql://a@127.0.0.1/b", "--owner-database", "mysql://c@127.0.0.1/b"],
            "データベースを使えません",
        ),
        (&["--data", &folder_in_a_file], "使えません"),
        (&["--colour"], "--colour"),
    ];
    for (more, sentence) in cases {
        let data: &[&str] = if more.contains(&"--data") { &[] } else { &["--data", data] };
        let (code, said) = ended(&[&["serve"], data, more].concat());
        assert!(code.is_some_and(|code| code != 0) && said.contains(sentence), "{more:?}: {code:?} {said}");
        assert!(!said.contains("panicked") && !said.contains("で動いています"), "{more:?}: {said}");
    }
    assert_ne!(ended(&["serve"]).0, Some(0), "without a folder");
    assert_ne!(ended(&[]).0, Some(0), "without a command");
}

#[tokio::test]
async fn an_account_is_added_from_the_command_line_beside_a_running_nimo() {
    let data = Data::fresh();
    let mut running = serve(&data, &[]).await;
    let folder = data.to_str().unwrap();
    let add = |more: &[&str]| ended(&[&["account", "add", "--data", folder, "--office", "999999"], more].concat());
    let person = ["--login", "imamura", "--name", "今村 花子", "--role", "administrator"];
    let (code, said) = add(&person);
    assert!(code == Some(1) && said.contains("--office-name"), "a new code needs a name: {said}");
    let (code, link) = add(&[&person[..], &["--office-name", "みほん市"]].concat());
    assert_eq!(code, Some(0), "{link}");
    let at = link.find("/invited/").expect("a link");
    let link = link[at..].split_whitespace().next().expect("a link");
    let page = running.get(link, &[]).await;
    assert!(page.status == 200 && page.body.contains("みほん市の管理者が") && page.body.contains("imamura"));
    let set = running.post(link, &[], &[("password", PASSWORD), ("again", PASSWORD)]).await;
    assert_eq!((set.status, set.head("location")), (303, "/sign-in?said=entered"));
    assert_eq!(running.get(link, &[]).await.status, 404, "once");
    assert_eq!(running.post("/sign-in", &[], &[("login", "imamura"), ("password", PASSWORD)]).await.status, 303);
    for (more, sentence) in [
        (&person[..], "もう使われています"),
        (&["--login", "今村", "--name", "今村", "--role", "viewer"], "--login: 英数字"),
        (&["--login", "hara", "--name", "", "--role", "viewer"], "--name: 空です"),
        (&["--login", "hara", "--name", "原", "--role", "王"], "--role: administrator"),
    ] {
        let (code, said) = add(more);
        assert!(code == Some(1) && said.contains(sentence), "{more:?}: {said}");
    }
    assert_eq!(running.stop().await, Some(0));
}

#[tokio::test]
async fn an_open_request_still_gets_its_answer_when_nimo_is_told_to_stop() {
    let data = Data::fresh();
    let mut running = serve(&data, &[]).await;
    let body = typed(&[("login", "nobody"), ("password", "みほん")]);
    let mut stream = running.connect().await;
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nhost: {}\r\nsec-fetch-site: same-origin\r\nexpect: 100-continue\r\ncontent-length: {}\r\n\r\n",
        running.socket(),
        body.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut go_on = [0u8; 25];
    stream.read_exact(&mut go_on).await.unwrap();
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    running.signal("TERM");
    while TcpStream::connect(running.socket()).await.is_ok() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    stream.write_all(body.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 422") && answer.contains("サインイン名かパスワードが違います"), "{answer}");
    assert_eq!(running.end().await, Some(0));
}

const NAME: &str = "nimo.example.lg.jp";

/// A certificate for [`NAME`] in these files.
fn certificate(cert: &Path, key: &Path) -> CertificateDer<'static> {
    let made = rcgen::generate_simple_self_signed(vec![NAME.to_string()]).unwrap();
    std::fs::write(cert, made.cert.pem()).unwrap();
    std::fs::write(key, made.signing_key.serialize_pem()).unwrap();
    made.cert.der().clone()
}

async fn shake_hands(port: u16, trusted: &[&CertificateDer<'static>]) -> TlsStream<TcpStream> {
    let mut roots = RootCertStore::empty();
    trusted.iter().for_each(|cert| roots.add((*cert).clone()).unwrap());
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    TlsConnector::from(Arc::new(config))
        .connect(ServerName::try_from(NAME).unwrap(), stream)
        .await
        .expect("a shaken hand")
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).unwrap().port()
}

#[tokio::test]
async fn over_tls_the_cookie_is_bound_to_the_host_and_the_certificate_is_read_again() {
    let data = Data::fresh();
    let [cert, key]: [PathBuf; 2] = ["cert.pem", "key.pem"].map(|name| data.join(name));
    let (old, port) = (certificate(&cert, &key), free_port());
    let (listen, origin) = (format!("127.0.0.1:{port}"), format!("https://{NAME}"));
    let tls = ["--tls-cert", cert.to_str().unwrap(), "--tls-key", key.to_str().unwrap()];
    let mut running = serve(&data, &[&["--listen", &listen, "--origin", &origin], &tls[..]].concat()).await;
    assert_eq!(running.address, origin);
    let link = running.first_link().await;
    let heads = [("host", NAME), ("origin", origin.as_str())];
    let trusted = [&old];
    let post = async |path: &str, fields: &[(&str, &str)]| {
        send(shake_hands(port, &trusted).await, "POST", path, &heads, &typed(fields)).await
    };
    assert_eq!(post(&link, &founders()).await.status, 303);
    let signed_in = post("/sign-in", &[("login", "imamura"), ("password", PASSWORD)]).await;
    let cookie = signed_in.head("set-cookie").to_string();
    assert!(
        cookie.starts_with("__Host-nimo=") && cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"),
        "{cookie}"
    );
    assert_eq!(signed_in.head("strict-transport-security"), "max-age=31536000");
    let own =
        send(shake_hands(port, &[&old]).await, "GET", "/accounts", &[("host", NAME), ("cookie", &cookie)], "").await;
    assert_eq!(own.status, 200);
    let host = format!("127.0.0.1:{port}");
    let foreign =
        send(shake_hands(port, &[&old]).await, "GET", "/accounts", &[("host", &host), ("cookie", &cookie)], "").await;
    assert_eq!(foreign.status, 400, "by another name it is not ours");
    std::fs::write(&cert, "broken").unwrap();
    running.signal("HUP");
    until("the broken certificate is noticed", || running.complained().contains("certificate kept")).await;
    shake_hands(port, &[&old]).await;
    let new = certificate(&cert, &key);
    running.signal("HUP");
    until("the new certificate is read", || running.complained().contains("certificate read again")).await;
    let stream = shake_hands(port, &[&old, &new]).await;
    assert_eq!(stream.get_ref().1.peer_certificates().unwrap()[0], new);
    drop(stream);
    assert_eq!(running.stop().await, Some(0));
}

/// The statuses of six wrong sign-ins in a row, each telling of another forwarded address if `differs`.
async fn six_failures(running: &Running, port: u16, differs: bool) -> Vec<u16> {
    let mut dice = Dice(6);
    let mut statuses = vec![];
    let login = format!("nobody{}", dice.next() + u64::from(differs));
    for n in 0..6 {
        let told = if differs { format!("198.51.100.{n}") } else { "192.0.2.77, 198.51.100.9".into() };
        let heads = [("host", NAME), ("sec-fetch-site", "same-origin"), ("x-forwarded-for", &told)];
        let stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        let body = typed(&[("login", &login), ("password", "ちがう")]);
        statuses.push(send(stream, "POST", "/sign-in", &heads, &body).await.status);
    }
    assert!(running.complained().is_empty(), "{}", running.complained());
    statuses
}

#[tokio::test]
async fn a_forwarded_address_is_believed_from_the_proxy_and_from_nobody_else() {
    let origin = format!("https://{NAME}");
    for (proxy, believed) in [("127.0.0.1", true), ("192.0.2.1", false)] {
        let port = free_port();
        let listen = format!("127.0.0.1:{port}");
        let data = Data::fresh();
        let mut running = serve(&data, &["--listen", &listen, "--origin", &origin, "--behind-proxy", proxy]).await;
        assert_eq!(six_failures(&running, port, false).await, [422, 422, 422, 422, 422, 429]);
        let last = if believed { 422 } else { 429 };
        assert_eq!(six_failures(&running, port, true).await, [422, 422, 422, 422, 422, last], "{proxy}");
        assert_eq!(running.stop().await, Some(0));
    }
}

#[tokio::test]
async fn a_database_of_a_newer_nimo_is_left_alone() {
    let data = Data::fresh();
    assert_eq!(serve(&data, &[]).await.stop().await, Some(0));
    let file = format!("sqlite://{}", data.join("nimo.sqlite").display());
    newer(&file).await;
    let before = std::fs::read(data.join("nimo.sqlite")).unwrap();
    let (code, said) = ended(&["serve", "--data", data.to_str().unwrap(), "--listen", "127.0.0.1:0"]);
    assert!(code == Some(1) && said.contains("新しい nimo が作りました"), "{said}");
    assert_eq!(before, std::fs::read(data.join("nimo.sqlite")).unwrap());
}

async fn newer(url: &str) {
    sqlx::any::install_default_drivers();
    let mut hand = AnyConnection::connect(url).await.unwrap();
    hand.execute(AssertSqlSafe(
        "insert into nimo_step (name, at) values ('9999_later', '2030-01-01T00:00:00Z')".to_string(),
    ))
    .await
    .unwrap();
    // What still lies in the log would be carried into the file by whoever closes it last.
    if url.starts_with("sqlite") {
        hand.execute("pragma wal_checkpoint(truncate)").await.unwrap();
    }
    hand.close().await.unwrap();
}

#[tokio::test]
async fn on_postgres_it_starts_restarts_and_refuses_a_role_that_walls_do_not_stop() {
    let data = Data::fresh();
    let (application, owner) = fresh_database().await;
    let both = ["--database", application.as_str(), "--owner-database", owner.as_str()];
    let mut running = serve(&data, &both).await;
    let link = running.first_link().await;
    assert_eq!(running.post(&link, &[], &founders()).await.status, 303);
    assert_eq!(running.stop().await, Some(0));
    let mut again = serve(&data, &both).await;
    assert_eq!(again.post("/sign-in", &[], &[("login", "imamura"), ("password", PASSWORD)]).await.status, 303);
    assert!(!again.said().contains("/first/"));
    assert_eq!(again.stop().await, Some(0));
    assert!(!data.join("nimo.sqlite").exists());
    let superuser = application.replace("nimo_app@", "postgres@");
    for (database, why) in [(&owner, "owner of tables"), (&superuser, "bypasses row-level security")] {
        for owner in [&owner, database] {
            let arguments = ["--listen", "127.0.0.1:0", "--database", database, "--owner-database", owner];
            let (code, said) = ended(&[&["serve", "--data", data.to_str().unwrap()], &arguments[..]].concat());
            assert!(code == Some(1) && said.contains(why), "{database} {owner}: {code:?} {said}");
        }
    }
    newer(&owner).await;
    let (code, said) =
        ended(&[&["serve", "--data", data.to_str().unwrap(), "--listen", "127.0.0.1:0"], &both[..]].concat());
    assert!(code == Some(1) && said.contains("新しい nimo が作りました"), "{said}");
}
