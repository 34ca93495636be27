//! Whatever is typed or sent, nothing of it is in a log, and no secret is in clear in a file.

use crate::cluster::fresh_database;
use crate::serving::{Data, Running, ended, founders, serve, typed, until};
use crate::town::{PASSWORD, encode};
use nimo::plumbing::secret::hash;
use sqlx::{AnyConnection, Connection, Executor};
use std::path::Path;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// In everything that is typed or sent in these scenes.
const CANARY: &str = "kanari";

/// Heads as a browser or a scanner sends them, each with the canary.
const HEADS: [(&str, &str); 5] = [
    ("user-agent", "kanari/1.0"),
    ("referer", "http://127.0.0.1/kanari?kanari=kanari"),
    ("x-forwarded-for", "kanari, 192.0.2.66"),
    ("forwarded", "for=kanari"),
    ("accept-language", "kanari"),
];

/// Bytes that no client of ours would send, and what came back. Some hang up in the middle and hear nothing.
async fn raw(running: &Running, bytes: &[u8], hangs_up: bool) -> String {
    let (mut ear, mut mouth) = running.connect().await.into_split();
    let bytes = bytes.to_vec();
    let speak = tokio::spawn(async move {
        mouth.write_all(&bytes).await.expect("it is heard out, or a browser would show a broken line");
        if hangs_up {
            let _ = mouth.shutdown().await;
        }
        mouth
    });
    let mut answer = vec![];
    let _ = ear.read_to_end(&mut answer).await;
    speak.await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

fn with<'a>(heads: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [heads, &HEADS].concat()
}

/// A town with an administrator and a clerk who are signed in: their cookies.
async fn settled(running: &Running) -> (String, String, String) {
    let link = running.first_link().await;
    let mut fields = founders();
    (fields[0].1, fields[2].1, fields[3].1) = ("kanari市", "kanari 花子", "kanari.hanako");
    assert_eq!(running.post(&link, &HEADS, &fields).await.status, 303);
    let enter = async |login: &str| {
        let page = running.post("/sign-in", &HEADS, &[("login", login), ("password", PASSWORD)]).await;
        assert_eq!(page.status, 303, "{}", page.body);
        page.head("set-cookie").split(';').next().expect("a pair").to_string()
    };
    let administrator = enter("kanari.hanako").await;
    let clerk = [("login", "kanari.jimu"), ("name", "kanari事務"), ("role", "secretariat")];
    let added = running.post("/accounts", &with(&[("cookie", &administrator)]), &clerk).await;
    let invited =
        added.body.split("/invited/").nth(1).and_then(|rest| rest.split('"').next()).expect("a link").to_string();
    let path = format!("/invited/{invited}");
    assert_eq!(running.post(&path, &HEADS, &[("password", PASSWORD), ("again", PASSWORD)]).await.status, 303);
    (administrator, enter("kanari.jimu").await, invited)
}

#[tokio::test]
async fn nothing_that_was_typed_or_sent_is_in_the_log_whatever_goes_wrong() {
    let data = Data::fresh();
    let mut running = serve(&data, &[]).await;
    let (administrator, clerk, _) = settled(&running).await;
    let (administrator, clerk) = (with(&[("cookie", &administrator)]), with(&[("cookie", &clerk)]));
    let host = running.address.trim_start_matches("http://").to_string();
    let good = [("name", "kanari協議会"), ("basis", "ordinance"), ("record_from_meeting", "")];
    let placed = running.post("/councils", &clerk, &good).await;
    assert_eq!(placed.status, 303, "{}", placed.body);
    let path = placed.head("location").split('?').next().unwrap().to_string();
    let edit = |name| [("version", "1"), ("name", name), ("basis", "guideline")];
    assert_eq!(running.post(&path, &clerk, &edit("kanari協議会・改")).await.status, 303);
    assert_eq!(running.post(&path, &clerk, &edit("kanari協議会・別")).await.status, 409);
    assert_eq!(running.post(&path, &clerk, &[("version", "kanari"), ("name", CANARY)]).await.status, 400);
    assert_eq!(running.post("/councils", &clerk, &[("name", "kanari\nkanari"), ("basis", CANARY)]).await.status, 422);
    assert_eq!(running.post("/councils", &administrator, &good).await.status, 403);
    assert_eq!(running.post("/councils", &HEADS, &good).await.status, 401);
    assert_eq!(running.get("/councils/kanari?kanari=kanari", &clerk).await.status, 404);
    assert_eq!(running.get("/kanari", &HEADS).await.status, 404);
    assert_eq!(running.get("/sign-in?next=/kanari&said=kanari&%ff=kanari", &HEADS).await.status, 400);
    assert_eq!(running.get("/councils", &with(&[("host", "kanari.example")])).await.status, 400);
    let forged = format!("nimo_dev=1.{}; kanari=kanari", encode(CANARY));
    assert_eq!(running.get("/councils", &with(&[("cookie", &forged)])).await.status, 303);
    let foreign = with(&[("sec-fetch-site", "cross-site"), ("origin", "https://kanari.example"), clerk[0]]);
    assert_eq!(running.post("/councils", &foreign, &good).await.status, 403);
    for wrong in ["kanari kanari kanari", ""] {
        assert_eq!(
            running.post("/sign-in", &HEADS, &[("login", "kanari.hanako"), ("password", wrong)]).await.status,
            422
        );
    }
    let act = |length: usize, body: &str| {
        format!(
            "POST /sign-in?kanari HTTP/1.1\r\nhost: {host}\r\nsec-fetch-site: same-origin\r\nuser-agent: kanari\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}"
        )
    };
    for (broken, status) in [
        (act(14, "login=kanari%z").into_bytes(), "400"),
        ([act(13, "login=kanari").as_bytes(), b"\xff"].concat(), "400"),
        (act(6_000_000, &"kanari".repeat(1_000_000)).into_bytes(), "400"),
        (act(500, "login=kanari, and then the line broke").into_bytes(), ""),
        (b"KANARI kanari kanari\r\n\r\n".to_vec(), "400"),
        (format!("GET /kanari\0 HTTP/1.1\r\nhost: {host}\r\n\r\n").into_bytes(), "400"),
    ] {
        let answer = raw(&running, &broken, status.is_empty()).await;
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status}")) || status.is_empty(),
            "{status}: {answer} {:?}",
            String::from_utf8_lossy(&broken[..broken.len().min(200)])
        );
    }
    sqlx::any::install_default_drivers();
    let mut hand = AnyConnection::connect(&format!("sqlite://{}", data.join("nimo.sqlite").display())).await.unwrap();
    hand.execute(
        "create trigger quotes before insert on council begin select raise(abort, 'Key (name)=(kanari) is bad'); end",
    )
    .await
    .unwrap();
    let broken = running.post("/councils", &clerk, &[("name", "kanari部会"), ("basis", "ordinance")]).await;
    assert!(
        broken.status == 500 && broken.body.contains("不具合") && !broken.body.contains("Key (name)"),
        "{} {}",
        broken.status,
        broken.body
    );
    hand.execute("alter table account_council rename to kanari_gone").await.unwrap();
    assert_eq!(running.get("/councils?kanari=kanari", &clerk).await.status, 500);
    hand.close().await.unwrap();
    until("both faults are logged", || running.complained().matches("broken").count() >= 2).await;
    let log = running.complained();
    assert!(log.contains("ERROR") && log.contains("council.list") && log.contains("refused"), "{log}");
    for what in [CANARY, "みほん", "nimo_dev", &hash(CANARY)] {
        assert!(!log.to_lowercase().contains(what) && !running.said().to_lowercase().contains(what), "{what}: {log}");
    }
    assert_eq!(running.stop().await, Some(0));
}

#[tokio::test]
async fn the_password_in_the_address_of_a_database_is_not_told_when_it_does_not_open() {
    let data = Data::fresh();
    let (_, owner) = fresh_database().await;
    let url = format!("{}kanari", owner.replace("@", ":kanari@"));
    let (code, said) =
        ended(&["serve", "--data", data.to_str().unwrap(), "--database", &url, "--owner-database", &url]);
    assert!(code == Some(1) && said.contains("データベースを使えません") && !said.contains(CANARY), "{said}");
}

/// Does any file in the folder hold these bytes?
fn stands_in(folder: &Path, text: &str) -> bool {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| std::fs::read(entry.unwrap().path()).unwrap());
    files.into_iter().any(|bytes| bytes.windows(text.len()).any(|window| window == text.as_bytes()))
}

#[tokio::test]
async fn no_password_session_or_link_stands_in_clear_in_any_file() {
    let data = Data::fresh();
    let mut running = serve(&data, &[]).await;
    let first = running.first_link().await.trim_start_matches("/first/").to_string();
    let (administrator, clerk, invited) = settled(&running).await;
    let open = running
        .post(
            "/accounts",
            &[("cookie", &administrator)],
            &[("login", "kanari.mori"), ("name", "森"), ("role", "viewer")],
        )
        .await;
    let waiting =
        open.body.split("/invited/").nth(1).and_then(|rest| rest.split('"').next()).expect("a link").to_string();
    let secret = |text: &str| text.rsplit('.').next().expect("a secret").to_string();
    assert!(data.join("nimo.sqlite-wal").exists(), "the WAL is looked into too");
    for _ in 0..2 {
        for hidden in [
            PASSWORD,
            &encode(PASSWORD),
            &typed(&[("password", PASSWORD)]),
            &first,
            &secret(&administrator),
            &secret(&clerk),
            &secret(&invited),
            &secret(&waiting),
        ] {
            assert!(!stands_in(&data, hidden), "in clear: {hidden}");
        }
        for seen in ["kanari 花子", &hash(&secret(&administrator)), &hash(&secret(&waiting)), "$argon2id$"] {
            assert!(stands_in(&data, seen), "the search finds what is there: {seen}");
        }
        assert_eq!(running.stop().await, Some(0));
        running = serve(&data, &[]).await;
    }
}
