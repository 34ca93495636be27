//! What the desk of releases lays open, written by hand: its rows as its model freezes them.

use crate::behind::hand;
use crate::town::Town;
use chrono::NaiveDateTime;
use nimo::council::edition::model::{Body, Written};
use nimo::council::release::model::{PublicReleaseId, Released, ReleasedFile, ReleasedPaper};
use nimo::plumbing::frozen::freeze;
use nimo::plumbing::secret::hash_bytes;
use press::{Block, Document, Foot, Heading, PageForm};

/// A file among papers.
pub const PAPER: &[u8] = b"%PDF-1.7 a paper as it came";

fn document(title: &str, lines: &[&str]) -> Document {
    let dated: NaiveDateTime = "2026-11-20T10:00:00".parse().unwrap();
    let heading = Block::Heading(Heading { id: "title".into(), level: 1, text: title.into() });
    let lines = lines.iter().enumerate().map(|(at, line)| Block::paragraph(&format!("line-{at}"), line));
    Document {
        title: title.into(),
        language: "ja".into(),
        author: Some("みほん市".into()),
        dated,
        foot: Foot::default(),
        page: PageForm::a4(),
        body: [heading].into_iter().chain(lines).collect(),
    }
}

fn released(meeting: &str, day: &str, document: Document) -> Released {
    Released {
        office: "みほん市".into(),
        council: "みほん市連絡協議会".into(),
        meeting: meeting.into(),
        day: day.parse().ok(),
        document,
        papers: vec![],
    }
}

pub fn face() -> Released {
    released(
        "",
        "",
        document("みほん市連絡協議会について", &["精神障害のある人の暮らしを話し合います。", "庶務　障害福祉課"]),
    )
}

pub fn roster() -> Released {
    released("", "2026-11-01", document("委員名簿", &["会長　平井", "委員　髙𠮷 <b>#*_$@</b>"]))
}

pub fn roster_of(council: &str) -> Released {
    Released { council: council.into(), ..roster() }
}

pub fn notice(place: &str) -> Released {
    let lines = ["令和8年12月10日（木）午前10時", place, "傍聴　当日、会場で受け付けます。定員10人。"];
    released("令和8年度　第4回みほん市連絡協議会", "2026-12-10", document("開催のお知らせ", &lines))
}

pub fn papers() -> Released {
    let file = ReleasedFile {
        place: 1,
        media: "application/pdf".into(),
        ending: "pdf".into(),
        pages: Some(12),
        size: PAPER.len() as u64,
        sha256: hash_bytes(PAPER),
    };
    let paper = |mark: &str, title: &str, file, ground: &str| ReleasedPaper {
        mark: mark.into(),
        title: title.into(),
        file,
        ground: ground.into(),
    };
    let papers = vec![
        paper("資料1", "昨年度の実績", Some(file), ""),
        paper("資料2", "事例の概要", None, "みほん市情報公開条例 第7条第2号"),
    ];
    Released {
        papers,
        ..released("令和6年度　第2回みほん市連絡協議会", "2024-05-23", document("会議資料", &["資料1"]))
    }
}

pub async fn lay_open(town: &Town, council: &str, meeting: &str, kind: &str, number: i64, said: &Released) {
    lay_open_at(town, 1, council, meeting, kind, number, said).await;
}

/// Lays something open, as its desk does.
pub async fn lay_open_at(
    town: &Town,
    office: i64,
    council: &str,
    meeting: &str,
    kind: &str,
    number: i64,
    said: &Released,
) {
    let id = PublicReleaseId::fresh().to_string();
    insert(town, (office, &id), (council, meeting), (kind, number), said).await;
}

async fn insert(
    town: &Town,
    (office, id): (i64, &str),
    (council, meeting): (&str, &str),
    (kind, number): (&str, i64),
    said: &Released,
) {
    let mut hand = hand(town).await;
    let (body, sha256) = freeze(said).unwrap();
    sqlx::query(
        "insert into public_release (office, id, council, meeting, kind, number, body, sha256, on_day, at, by_account, by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, '2026-11-25', '2026-11-25T01:00:00Z', 'x', 'x')",
    )
    .bind(office)
    .bind(id)
    .bind(council)
    .bind(meeting)
    .bind(kind)
    .bind(number)
    .bind(body)
    .bind(sha256)
    .execute(&mut hand)
    .await
    .unwrap();
    for _ in said.papers.iter().filter(|paper| paper.file.is_some()) {
        sqlx::query(
            "insert into public_release_file (office, release, place, bytes, sha256) values ($1, $2, 1, $3, $4)",
        )
        .bind(office)
        .bind(id)
        .bind(PAPER)
        .bind(hash_bytes(PAPER))
        .execute(&mut hand)
        .await
        .unwrap();
    }
}

const COUNCIL: &str = "01930000-0000-7000-8000-000000000001";
const MEETING: &str = "01930000-0000-7000-8000-000000000002";
const EDITION: &str = "01930000-0000-7000-8000-000000000003";

/// A council, a meeting and everything published of them, with the same ids in every town.
pub async fn same_rows(town: &Town) {
    let mut hand = hand(town).await;
    let outline = minutes::outline(
        &minutes::read(crate::town::SHEET),
        &minutes::SheetForm::key_points(),
        &minutes::Known::default(),
    );
    let body = Body {
        office: "みほん市".into(),
        audience: "公開用".into(),
        number: 1,
        dated: "2026-11-20T10:00:00".parse().unwrap(),
        notes: vec!["令和8年11月20日に確定しました（第1版）。".into()],
        written: Written { outline, said: vec![], left_out: 0, rewritten: 0, withheld: vec![] },
    };
    let (body, sha256) = freeze(&body).unwrap();
    for sql in [
        "insert into council (office, id, name, basis, record_from_meeting, version) values (1, $1, '今の名', 'ordinance', '', 1)",
        "insert into meeting (office, id, council, held_on, fields, version, made_at) values (1, $2, $1, '2024-05-23', '{}', 1, 'x')",
        "insert into edition (office, id, council, meeting, audience, stage, number, reason, body, sha256, pdf, pdf_sha256, at, by_account, by_name)
         values (1, $3, $1, $2, 'public', 'final', 1, '', $4, $5, $6, $7, '2026-11-20T01:00:00Z', 'x', 'x')",
        "insert into publication (office, id, edition, meeting, on_day, place, at, by_account, by_name)
         values (1, $3, $3, $2, '2026-11-25', 'x', '2026-11-25T01:00:00Z', 'x', 'x')",
    ] {
        // Each takes what it names; SQLite minds no binding that is left over, PostgreSQL is given none.
        let most = (1..=7).filter(|n| sql.contains(&format!("${n}"))).max().unwrap();
        let mut query = sqlx::query(sqlx::AssertSqlSafe(renumbered(sql)));
        for n in (1..=most).filter(|n| sql.contains(&format!("${n}"))) {
            query = match n {
                1 => query.bind(COUNCIL),
                2 => query.bind(MEETING),
                3 => query.bind(EDITION),
                4 => query.bind(body.as_str()),
                5 => query.bind(sha256.as_str()),
                6 => query.bind(PAPER),
                _ => query.bind(hash_bytes(PAPER)),
            };
        }
        query.execute(&mut hand).await.unwrap();
    }
    let id = |n: u32| format!("01930000-0000-7000-8000-00000000010{n}");
    insert(town, (1, &id(1)), (COUNCIL, ""), ("council", 1), &face()).await;
    insert(town, (1, &id(2)), (COUNCIL, ""), ("roster", 1), &roster()).await;
    insert(town, (1, &id(3)), (COUNCIL, MEETING), ("notice", 1), &notice("３階会議室")).await;
    insert(town, (1, &id(4)), (COUNCIL, MEETING), ("papers", 1), &papers()).await;
}

/// The same statement with its parameters counted from one.
fn renumbered(sql: &str) -> String {
    let named: Vec<usize> = (1..=7).filter(|n| sql.contains(&format!("${n}"))).collect();
    named
        .iter()
        .enumerate()
        .fold(sql.to_string(), |sql, (at, n)| sql.replace(&format!("${n}"), &format!("${}", at + 1)))
}
