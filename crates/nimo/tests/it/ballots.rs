//! 書面表決: the paper for each member, what comes back, the sum and the quorum, and what is refused.

use crate::on_both;
use crate::preparation::{plan, value};
use crate::town::{Browser, Town, words};
use nimo::accounts::model::Role;
use nimo::council::model::CouncilId;
use nimo::plumbing::engine::Engine;
use nimo::plumbing::ids::OfficeId;
use sqlx::{AnyConnection, Connection, Executor, Row};

const PEOPLE: [(&str, &str); 4] = [
    ("髙梨 一郎", "みほん病院"),
    ("三好 花", "みほん家族会"),
    ("石川 環", "みほん大学"),
    ("大野 光", "みほん訪問看護"),
];
const AGENDA: &str = "１　開会\n２　議題\n　⑴　昨年度の実績について【種類: 報告】\n　⑵　今年度の目標について【種類: 承認】\n　⑶　支援の事例について【種類: 協議】【非公開: 個人に関する情報】\n３　閉会";

/// The owner's own connection to the office of this number.
async fn owner(town: &Town, office: i64) -> AnyConnection {
    let mut owner = AnyConnection::connect(&town.owner_database).await.unwrap();
    if town.engine == Engine::Postgres {
        owner.execute(sqlx::AssertSqlSafe(format!("set nimo.office = '{office}'"))).await.unwrap();
    }
    owner
}

/// Opens a meeting in this way, with everybody of the roster; the ids of the people.
async fn opened(clerk: &mut Browser, meeting: &str, way: &str) -> Vec<String> {
    let form = clerk.get(&format!("/meetings/{meeting}/sitting/open")).await.body;
    let roster = value(&form, "roster");
    let here = ["mode.0", "mode.1", "mode.2", "mode.3"].map(|mode| (mode, "in_person"));
    let fields = [&[("way", way), ("starts_at", "10:00"), ("roster", roster.as_str())][..], &here].concat();
    let opened = clerk.post(&format!("/meetings/{meeting}/sitting"), &fields).await;
    assert_eq!(opened.status, 303, "{}", words(&opened.body));
    let (page, mark) = match way {
        "written" => ("ballots", "href=\"/ballots/"),
        _ => ("sitting", "name=\"person\" value=\""),
    };
    let page = clerk.get(&format!("/meetings/{meeting}/{page}")).await.body;
    let mut people: Vec<String> = page.split(mark).skip(1).map(|rest| rest.chars().take(36).collect()).collect();
    people.dedup();
    people
}

/// How somebody was there, step by step.
async fn steps(town: &Town, person: &str) -> Vec<String> {
    let mut owner = owner(town, 1).await;
    let sql = format!("select mode from attendance_step where person = '{person}' order by at, id");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_all(&mut owner).await.unwrap();
    rows.iter().map(|row| row.try_get("mode").unwrap()).collect()
}

/// A council of four with a quorum of three, its keeper, and a meeting planned in writing from 10 to 20 November.
async fn planned(town: &Town) -> (Browser, String, String) {
    let office = town.office("999999", "みほん市").await;
    let mut clerk = town.signed_in(office, "toyama", Role::Secretariat, &[]).await;
    let council = clerk.place("みほん市精神保健福祉連絡協議会", "").await;
    let rules = [("from_on", "R3.7.15"), ("basis", "guideline"), ("quorum", "majority")];
    assert_eq!(clerk.post(&format!("/councils/{council}/charter"), &rules).await.status, 303);
    let lines = PEOPLE.map(|(name, body)| format!("{body}の席\t{name}\t{body}\n")).concat();
    let table = format!("席の名\t氏名\t所属\n{lines}");
    let fields = [("from_on", "R6.4.1"), ("until_on", "R10.3.31"), ("letter", "nothing"), ("text", &table)];
    let taken = clerk.post(&format!("/councils/{council}/roster/take"), &fields).await;
    assert_eq!(taken.status, 303, "{}", words(&taken.body));
    let first = [("fiscal_year", "R8"), ("number", "2"), ("held_on", "R8.11.10"), ("agenda", AGENDA)];
    let meeting = plan(&mut clerk, &council, &first).await;
    let head = [
        ("version", "1"),
        ("body", "みほん市精神保健福祉連絡協議会"),
        ("fiscal_year", "R8"),
        ("number", "2"),
        ("held_on", "R8.11.10"),
        ("held_until", "R8.11.20"),
        ("agenda", AGENDA),
    ];
    let set = clerk.post(&format!("/meetings/{meeting}"), &head).await;
    assert_eq!(set.status, 303, "{}", words(&set.body));
    (clerk, council, meeting)
}

/// The same meeting, opened in writing, and the ids of its ballots.
async fn written(town: &Town) -> (Browser, String, Vec<String>) {
    let (mut clerk, _, meeting) = planned(town).await;
    let ids = opened(&mut clerk, &meeting, "written").await;
    (clerk, meeting, ids)
}

/// What the form would send for the first and the second item: the value behind the label of each.
async fn votes(clerk: &mut Browser, id: &str, labels: [&str; 2]) -> [String; 2] {
    let page = clerk.get(&format!("/ballots/{id}")).await.body;
    [0, 1].map(|at| {
        let mark = format!("name=\"choices.{at}.0\" value=\"");
        let mut options = page.split(&mark).skip(1);
        let is_it = |option: &&str| option.split("</label>").next().is_some_and(|one| one.ends_with(labels[at]));
        let option = options.find(is_it).unwrap_or_else(|| panic!("no {} in {page}", labels[at]));
        option.split('"').next().unwrap_or("").to_string()
    })
}

/// Types a ballot that came back, over this version.
async fn type_in(
    clerk: &mut Browser,
    id: &str,
    version: &str,
    day: &str,
    labels: [&str; 2],
    remark: &str,
) -> crate::town::Page {
    let [first, second] = votes(clerk, id, labels).await;
    let fields = [
        ("version", version),
        ("received_on", day),
        ("choices.0.0", &first),
        ("choices.1.0", &second),
        ("remark", remark),
    ];
    clerk.post(&format!("/ballots/{id}"), &fields).await
}

on_both! {
    async fn the_paper_names_every_member_once_and_every_item_that_is_voted_on(town) {
        let (mut clerk, council, meeting) = planned(&town).await;
        let home = format!("/meetings/{meeting}/ballots");
        assert!(clerk.get(&format!("/meetings/{meeting}/preparation")).await.body.contains(&format!("{home}.pdf")));
        assert_eq!(clerk.get(&home).await.status, 403, "nothing is back before it is opened");
        let before = clerk.get(&format!("{home}.txt")).await.body;
        opened(&mut clerk, &meeting, "written").await;
        let after = clerk.get(&format!("{home}.txt")).await.body;
        for text in [before, after] {
            for (said, times) in PEOPLE.iter().map(|(name, _)| (*name, 1)).chain([
                ("今年度の目標について", 4),
                ("支援の事例について", 4),
                ("賛成　・　反対　・　保留", 8),
                ("昨年度の実績", 0),
                ("令和8年11月20日（金）", 4),
                ("みほん市精神保健福祉連絡協議会　事務局　あて", 4),
            ]) {
                assert_eq!(text.matches(said).count(), times, "{said}: {text}");
            }
        }
        for (format, begins) in [("pdf", &b"%PDF"[..]), ("docx", b"PK")] {
            assert!(clerk.get(&format!("{home}.{format}")).await.bytes.starts_with(begins), "{format}");
        }
        let bare = plan(&mut clerk, &council, &[("held_on", "R9.1.12"), ("agenda", "１　開会\n２　閉会")]).await;
        let refused = clerk.get(&format!("/meetings/{bare}/ballots.pdf")).await;
        assert!(refused.status == 400 && words(&refused.body).contains("表決する議題が、次第にありません"), "{}", refused.status);
    }
}

on_both! {
    async fn a_council_that_meets_in_writing_counts_what_came_back(town) {
        let (mut clerk, meeting, ids) = written(&town).await;
        let home = format!("/meetings/{meeting}/ballots");
        let page = words(&clerk.get(&home).await.body);
        for said in ["4人のうち、4人がまだです", "定足数の3人まで、あと3人です", "返送待ち 髙梨 一郎、三好 花、石川 環、大野 光"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert_eq!(page.matches("持ち回りの定めは、要綱で確かめてください").count(), 1);
        // The form leads from one member to the next who is still out, around the end of the list.
        let saved = type_in(&mut clerk, &ids[2], "1", "R8.11.18", ["賛成", "記入なし"], "目標はよいと思う。").await;
        assert_eq!(saved.location(), format!("/ballots/{}?said=ballot-saved", ids[3]), "{}", words(&saved.body));
        let saved = type_in(&mut clerk, &ids[3], "1", "令和８年１１月２４日", ["賛成", "反対"], "").await;
        assert_eq!(saved.location(), format!("/ballots/{}?said=ballot-saved", ids[0]));
        let page = words(&clerk.get(&home).await.body);
        for said in ["賛成2、反対0、棄権0、未着2", "賛成0、反対1、棄権0、記入なし1、未着2", "あと1人です", "定足数に足りるまで、案は出しません", "期限のあと", "目標はよいと思う。"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert_eq!(type_in(&mut clerk, &ids[0], "1", "R8.11.19", ["棄権・保留", "賛成"], "").await.status, 303);
        let page = words(&clerk.get(&home).await.body);
        for said in ["定足数の3人に足りています", "戻った3人のうち、2人が賛成です。過半数なので、「承認」とする案です", "戻った3人のうち、1人が賛成です。過半数ではありません"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        let last = type_in(&mut clerk, &ids[1], "1", "R8.11.19", ["賛成", "賛成"], "").await;
        assert_eq!(last.location(), format!("{home}?said=saved"), "nobody is out any more");
        assert!(words(&clerk.get(&home).await.body).contains("4人、みな戻りました"));
        let history = words(&clerk.get(&format!("/ballots/{}/history", ids[0])).await.body);
        for said in ["第1版 toyamaさんが会議を書面で開いた", "⑵ 今年度の目標について: 棄権・保留", "⑶ 支援の事例について: 賛成", "令和8年11月19日"] {
            assert!(history.contains(said), "{said}: {history}");
        }
        let form = clerk.get(&format!("/ballots/{}", ids[0])).await.body;
        assert!(value(&form, "received_on").starts_with("令和8年11月19日"), "{form}");
        assert_eq!(form.matches(" checked>棄権・保留").count(), 1);
    }
}

on_both! {
    async fn the_attendance_of_a_member_follows_his_ballot(town) {
        let (mut clerk, _, ids) = written(&town).await;
        let id = &ids[1];
        assert_eq!(steps(&town, id).await, ["absent"]);
        town.wait_minutes(1);
        assert_eq!(type_in(&mut clerk, id, "1", "R8.11.18", ["賛成", "賛成"], "").await.status, 303);
        assert_eq!(steps(&town, id).await, ["absent", "written"]);
        town.wait_minutes(1);
        assert_eq!(type_in(&mut clerk, id, "2", "R8.11.18", ["賛成", "反対"], "").await.status, 303);
        assert_eq!(steps(&town, id).await, ["absent", "written"], "what it says changes, not that it is back");
        town.wait_minutes(1);
        assert_eq!(type_in(&mut clerk, id, "3", "", ["記入なし", "記入なし"], "").await.status, 303);
        assert_eq!(steps(&town, id).await, ["absent", "written", "absent"], "it was another member's");
        town.wait_minutes(1);
        let back = clerk.post(&format!("/ballots/{id}/put-back"), &[("version", "4"), ("to", "3")]).await;
        assert_eq!(back.status, 303, "{}", words(&back.body));
        assert_eq!(steps(&town, id).await, ["absent", "written", "absent", "written"]);
        assert_eq!(steps(&town, &ids[0]).await, ["absent"], "nobody else's");
    }
}

on_both! {
    async fn a_ballot_that_two_clerks_put_right_at_once_shows_both_texts(town) {
        let (mut clerk, meeting, ids) = written(&town).await;
        let mut other = town.again("toyama").await;
        let id = &ids[0];
        assert_eq!(type_in(&mut clerk, id, "1", "R8.11.18", ["賛成", "賛成"], "はじめの意見").await.status, 303);
        assert_eq!(type_in(&mut clerk, id, "2", "R8.11.18", ["反対", "賛成"], "先の意見").await.status, 303);
        let met = type_in(&mut other, id, "2", "R8.11.19", ["棄権・保留", "賛成"], "あとの意見").await;
        assert_eq!(met.status, 409);
        for text in ["先の意見", "あとの意見", "=oppose", "=abstain", "2026-11-19", "あなたが直した"] {
            assert!(met.body.contains(text), "{text}: {}", words(&met.body));
        }
        // What both changed is chosen; the lone change of the day joins by itself.
        let hidden = |name: &str| value(&met.body, name).replace("&#10;", "\n");
        let fields: Vec<(String, String)> = ["choices", "remark", "received_on"]
            .into_iter()
            .flat_map(|name| {
                [
                    (format!("choose.{name}"), "mine".to_string()),
                    (format!("mine.{name}"), hidden(&format!("mine.{name}"))),
                    (format!("theirs.{name}"), hidden(&format!("theirs.{name}"))),
                ]
            })
            .chain([("version".into(), "3".into())])
            .collect();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let merged = other.post(&format!("/ballots/{id}"), &fields).await;
        assert_eq!(merged.status, 303, "{}", words(&merged.body));
        let page = words(&clerk.get(&format!("/meetings/{meeting}/ballots")).await.body);
        assert!(page.contains("令和8年11月19日棄権・保留賛成") && page.contains("あとの意見"), "{page}");
    }
}

on_both! {
    async fn a_wrong_entry_is_refused_and_everything_typed_stays(town) {
        let (mut clerk, meeting, ids) = written(&town).await;
        let path = format!("/ballots/{}", ids[0]);
        let [yes, no] = votes(&mut clerk, &ids[0], ["賛成", "反対"]).await;
        let strange = "0193b3b0-0000-7000-8000-000000000000=approve";
        let long = "あ".repeat(4001);
        for (day, first, remark, said) in [
            ("平成35年2月3日", yes.as_str(), "瑠璃色の意見", "平成"),
            ("R8.11.26", &yes, "瑠璃色の意見", "まだ来ていない日です"),
            ("", &yes, "瑠璃色の意見", "戻った日を入れてください"),
            ("R8.11.18", strange, "瑠璃色の意見", "いまの次第にない議題"),
            ("R8.11.18", "approve", "瑠璃色の意見", "表決が読み取れません"),
            ("R8.11.18", &yes, &long, "4000文字まで"),
        ] {
            let fields = [("version", "1"), ("received_on", day), ("choices.0.0", first), ("choices.1.0", &no), ("remark", remark)];
            let refused = clerk.post(&path, &fields).await;
            assert!(refused.status == 422 && words(&refused.body).contains(said), "{said}: {}", words(&refused.body));
            assert!(refused.body.contains(&format!("value=\"{no}\" checked")), "{said}");
            assert!(refused.body.contains(remark), "{said}");
        }
        assert!(words(&clerk.get(&format!("/meetings/{meeting}/ballots")).await.body).contains("4人がまだです"));
        // A draft keeps whatever was typed, and the list says nothing of it.
        let fields = [("version", "1"), ("received_on", "きのう"), ("choices.0.0", &yes), ("remark", "途中の意見")];
        assert_eq!(clerk.post(&format!("{path}/draft"), &fields).await.location(), format!("{path}?said=drafted"));
        let form = clerk.get(&path).await.body;
        assert!(form.contains("下書きの続きです") && form.contains("途中の意見") && value(&form, "received_on") == "きのう");
        assert!(form.contains(&format!("value=\"{yes}\" checked")));
        assert!(!clerk.get(&format!("/meetings/{meeting}/ballots")).await.body.contains("途中の意見"));
        assert_eq!(clerk.post(&format!("{path}/discard"), &[]).await.status, 303);
        assert!(!clerk.get(&path).await.body.contains("途中の意見"));
    }
}

on_both! {
    async fn ballots_are_for_the_secretariat_of_the_council_alone(town) {
        let (mut clerk, meeting, ids) = written(&town).await;
        assert_eq!(type_in(&mut clerk, &ids[0], "1", "R8.11.18", ["賛成", "賛成"], "茜色の意見").await.status, 303);
        let own = clerk.get("/councils").await.body;
        let own: String = own.split("href=\"/councils/").nth(1).unwrap().chars().take(36).collect();
        let own = [CouncilId::parse(&own).unwrap()];
        let neighbours = town.office("999998", "となり町").await;
        let people = [
            (town.signed_in(OfficeId(1), "iin", Role::Member, &own).await, 403),
            (town.signed_in(OfficeId(1), "etsuran", Role::Viewer, &[]).await, 403),
            (town.signed_in(OfficeId(1), "kanri", Role::Administrator, &[]).await, 403),
            (town.signed_in(OfficeId(1), "hoka", Role::Secretariat, &[]).await, 403),
            (town.signed_in(neighbours, "tonari", Role::Secretariat, &[]).await, 404),
        ];
        let (home, ballot) = (format!("/meetings/{meeting}/ballots"), format!("/ballots/{}", ids[0]));
        for (mut browser, status) in people {
            for path in [home.clone(), format!("{home}.pdf"), format!("{home}.txt"), ballot.clone(), format!("{ballot}/history")] {
                let page = browser.get(&path).await;
                assert!(page.status == status && !page.whole().contains("茜色"), "{path}: {}", page.status);
            }
            for act in ["", "/draft", "/discard", "/put-back"] {
                let fields = [("version", "2"), ("to", "1"), ("received_on", "R8.11.18")];
                assert_eq!(browser.post(&format!("{ballot}{act}"), &fields).await.status, status, "{act}");
            }
        }
        // A closed meeting is looked at, and changed no more.
        assert_eq!(clerk.post(&format!("/meetings/{meeting}/sitting/close"), &[("ends_at", "17:00")]).await.status, 303);
        assert_eq!(clerk.get(&ballot).await.status, 403);
        let page = clerk.get(&home).await;
        assert!(page.status == 200 && words(&page.body).contains("会議を閉じたあとは、直せません") && !page.body.contains(&format!("href=\"{ballot}\"")));
        assert_eq!(clerk.get(&format!("{ballot}/history")).await.status, 200);
    }
}

on_both! {
    async fn a_meeting_that_is_held_together_has_no_ballots(town) {
        let (mut clerk, council, meeting) = planned(&town).await;
        let ids = opened(&mut clerk, &meeting, "together").await;
        let home = format!("/meetings/{meeting}/ballots");
        for path in [home.clone(), format!("{home}.txt")] {
            let refused = clerk.get(&path).await;
            assert!(refused.status == 400 && words(&refused.body).contains("書面で開いた会議ではありません"), "{path}: {}", refused.status);
        }
        assert_eq!(clerk.get(&format!("/ballots/{}", ids[0])).await.status, 404);
        assert_eq!(clerk.post(&format!("/ballots/{}", ids[0]), &[("version", "1"), ("received_on", "R8.11.18")]).await.status, 404);
        assert_eq!(clerk.get("/ballots/x").await.status, 404);
        // Nor has one that was held without nimo.
        let held = plan(&mut clerk, &council, &[("held_on", "R8.10.1"), ("agenda", AGENDA)]).await;
        assert_eq!(clerk.post(&format!("/meetings/{held}/hold"), &[]).await.status, 303);
        assert_eq!(clerk.get(&format!("/meetings/{held}/ballots")).await.status, 400);
    }
}
