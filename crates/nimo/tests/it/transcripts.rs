//! Transcripts beside a meeting: taken in, read, kept from others, and disposed of on their day.

use crate::on_both;
use crate::preparation::plan;
use crate::town::{Browser, Town, encode, words};
use nimo::accounts::model::Role;
use nimo::council::model::CouncilId;
use nimo::plumbing::engine::Engine;
use nimo::plumbing::ids::OfficeId;
use sqlx::{Connection, Executor, Row};

const VTT: &str = "WEBVTT\n\nNOTE 機械が起こした\n\n1\n00:00:01.000 --> 00:00:04.000 align:start\n<v 平井会長>それでは、\n始めます。</v>\n\n\
    00:12:31.500 --> 00:12:40.000\n<v 三好委員>空室が<b>ありません</b>&nbsp;&lt;笑&gt;</v>\n";
const TEXT: &str =
    "[00:00:02] 平井会長：髙梨さんの　報告から。\n\n12:31\t話者2　ＧＨの空室がありません。\n次へ進みます。\n";

/// A secretariat with its council, and a meeting of 10 December.
async fn meeting(town: &Town) -> (Browser, OfficeId, String, String) {
    let office = town.office("999999", "みほん市").await;
    let mut clerk = town.signed_in(office, "toyama", Role::Secretariat, &[]).await;
    let council = clerk.place("みほん市精神保健福祉連絡協議会", "").await;
    let form = [
        ("fiscal_year", "R8"),
        ("number", "1"),
        ("number_of", "fiscal_year"),
        ("held_on", "R8.12.10"),
        ("agenda", "１　開会"),
    ];
    let meeting = plan(&mut clerk, &council, &form).await;
    (clerk, office, council, meeting)
}

/// Adds a transcript as a file; its page.
async fn add(clerk: &mut Browser, meeting: &str, name: &str, bytes: &[u8]) -> String {
    let added = clerk.upload(&format!("/meetings/{meeting}/transcripts"), &[("text", "")], &[(name, bytes)]).await;
    assert_eq!(added.status, 303, "{}", words(&added.body));
    added.location().split('?').next().unwrap_or("").to_string()
}

/// What the database itself says, as the owner of the tables asks it.
async fn kept(town: &Town, select: &'static str) -> Vec<String> {
    let mut owner = sqlx::AnyConnection::connect(&town.owner_database).await.unwrap();
    if town.engine == Engine::Postgres {
        owner.execute("set nimo.office = '1'").await.unwrap();
    }
    let rows = sqlx::query(select).fetch_all(&mut owner).await.unwrap();
    rows.iter().map(|row| row.try_get(0).unwrap()).collect()
}

async fn told(clerk: &mut Browser, path: &str) -> String {
    let page = clerk.get(path).await;
    assert_eq!(page.status, 200, "{}", words(&page.body));
    words(&page.body)
}

on_both! {
    async fn a_secretariat_reads_the_transcript_of_a_meeting_beside_its_day_of_disposal(town) {
        let (mut clerk, _, _, meeting) = meeting(&town).await;
        let vtt = add(&mut clerk, &meeting, "第1回.vtt", VTT.as_bytes()).await;
        let page = told(&mut clerk, &vtt).await;
        for said in [
            "内部の資料です。会議録ではありません", "令和9年3月10日まで残し", "2行", "0:00:01", "平井会長", "それでは、始めます。", "0:12:31",
            "空室がありません",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(!page.contains("機械が起こした") && clerk.get(&vtt).await.body.contains("&#60;笑&#62;"), "{page}");
        let text = add(&mut clerk, &meeting, "第1回.txt", TEXT.as_bytes()).await;
        let page = told(&mut clerk, &text).await;
        for said in ["3行", "0:00:02", "平井会長", "髙梨さんの 報告から。", "話者2", "次へ進みます。"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        // A search folds as every search does.
        for (sought, found) in [("gh", "1行にあります"), ("高梨", "1行にあります"), ("会長", "1行にあります"), ("退院", "見つかりませんでした")] {
            let page = told(&mut clerk, &format!("{text}?q={}", encode(sought))).await;
            assert!(page.contains(found), "{sought}: {page}");
        }
        let list = told(&mut clerk, &format!("/meetings/{meeting}/transcripts")).await;
        for said in ["文字起こし2件", "第1回.vtt", "第1回.txt", "令和9年3月10日", "残している"] {
            assert!(list.contains(said), "{said}: {list}");
        }
    }
}

on_both! {
    async fn a_transcript_in_the_characters_of_a_city_hall_machine_is_read(town) {
        let (mut clerk, _, _, meeting) = meeting(&town).await;
        // 「はい。始めます。」 in CP932.
        let bytes = b"\x82\xcd\x82\xa2\x81\x42\x8e\x6e\x82\xdf\x82\xdc\x82\xb7\x81\x42\r\n";
        let path = add(&mut clerk, &meeting, "kaigi.txt", bytes).await;
        assert!(told(&mut clerk, &path).await.contains("はい。始めます。"));
    }
}

on_both! {
    async fn a_transcript_that_is_there_already_is_not_taken_in_twice(town) {
        let (mut clerk, _, council, first) = meeting(&town).await;
        let path = add(&mut clerk, &first, "a.vtt", VTT.as_bytes()).await;
        let again = clerk.upload(&format!("/meetings/{first}/transcripts"), &[], &[("b.vtt", VTT.as_bytes())]).await;
        assert_eq!((again.status, again.location()), (303, format!("{path}?said=transcript-same")));
        assert!(told(&mut clerk, &again.location()).await.contains("もう入っています"));
        assert!(told(&mut clerk, &format!("/meetings/{first}/transcripts")).await.contains("文字起こし1件"));
        let other = plan(&mut clerk, &council, &[("number", "2"), ("agenda", "１　開会")]).await;
        assert_ne!(add(&mut clerk, &other, "a.vtt", VTT.as_bytes()).await, path, "another meeting");
        // A meeting without a day counts from today.
        assert!(told(&mut clerk, &format!("/meetings/{other}/transcripts")).await.contains("令和9年2月23日"));
    }
}

on_both! {
    async fn what_is_no_transcript_is_refused_and_what_was_pasted_stays(town) {
        let (mut clerk, _, _, meeting) = meeting(&town).await;
        let home = format!("/meetings/{meeting}/transcripts");
        let many = "はい\n".repeat(20_001);
        let bad: [(&str, &[u8], &str); 7] = [
            ("a.docx", b"PK\x03\x04\x14\x00", "書式なし"),
            ("a.pdf", b"%PDF-1.7\n", "PDFは、そのままでは読めません"),
            ("a.m4a", b"\x00\x00\x00\x20ftypM4A ", "nimoは、録音を文字に起こしません"),
            ("a.vtt", b"WEBVTT\n\nhello\n", "時刻の行"),
            ("a.txt", b"\x01\x02\x03\x04\x05\x06\x07", "文字ではない"),
            ("a.txt", many.as_bytes(), "20000行まで"),
            ("a.txt", b"", "空です"),
        ];
        for (name, bytes, said) in bad {
            let refused = clerk.upload(&home, &[], &[(name, bytes)]).await;
            assert!(refused.status == 422 && words(&refused.body).contains(said), "{name} {said}: {}", words(&refused.body));
        }
        let both = clerk.upload(&home, &[("text", "貼り付けたことば")], &[("a.vtt", VTT.as_bytes())]).await;
        assert!(both.status == 422 && both.body.contains("\n貼り付けたことば</textarea>"), "{}", words(&both.body));
        let times = clerk.upload(&home, &[("text", "[00:01]\n0:02")], &[]).await;
        assert!(times.status == 422 && times.body.contains("\n[00:01]\n0:02</textarea>") && words(&times.body).contains("言葉が、1つも"));
        let none = clerk.upload(&home, &[], &[]).await;
        assert!(none.status == 422 && words(&none.body).contains("まだ何も入っていません"));
        assert!(told(&mut clerk, &home).await.contains("文字起こしは、まだありません"));
        let pasted = clerk.upload(&home, &[("text", "平井会長：始めます。")], &[]).await;
        assert!(told(&mut clerk, &pasted.location()).await.contains("貼り付けた文字起こし"));
    }
}

on_both! {
    async fn nobody_but_the_secretariat_of_the_council_sees_a_transcript(town) {
        let (mut clerk, office, council, meeting) = meeting(&town).await;
        let path = add(&mut clerk, &meeting, "a.vtt", VTT.as_bytes()).await;
        let other = clerk.place("みほん市住まい部会", "").await;
        let (own, other) = (CouncilId::parse(&council).unwrap(), CouncilId::parse(&other).unwrap());
        let elsewhere = town.office("999998", "となり町").await;
        let mut strangers = [
            (town.signed_in(office, "iin", Role::Member, &[own]).await, 403),
            (town.signed_in(office, "mita", Role::Viewer, &[]).await, 403),
            (town.signed_in(office, "kanri", Role::Administrator, &[]).await, 403),
            (town.signed_in(office, "bukai", Role::Secretariat, &[other]).await, 403),
            (town.signed_in(elsewhere, "tonari", Role::Secretariat, &[]).await, 404),
        ];
        // The day has come, so that nothing but the person stands in the way.
        town.set_clock("2027-03-10T00:00:00Z");
        for (login, (person, status)) in ["iin", "mita", "kanri", "bukai", "tonari"].into_iter().zip(&mut strangers) {
            *person = town.again(login).await;
            for look in [format!("/meetings/{meeting}/transcripts"), path.clone(), format!("{path}?q=%E7%A9%BA%E5%AE%A4")] {
                let page = person.get(&look).await;
                assert!(page.status == *status && !page.body.contains("それでは") && !page.body.contains("a.vtt"), "{login} {look}: {}", page.status);
            }
            let day = [("version", "1"), ("dispose_on", "R9.4.1")];
            for (act, fields) in [(format!("{path}/day"), &day[..]), (format!("{path}/dispose"), &[]), (format!("/meetings/{meeting}/transcripts"), &[("text", "はい")])] {
                assert_eq!(person.post(&act, fields).await.status, *status, "{login} {act}");
            }
            let today = person.get("/today").await.body;
            assert!(!today.contains("a.vtt"), "{login} is told of it");
        }
        let mut clerk = town.again("toyama").await;
        let list = told(&mut clerk, &format!("/meetings/{meeting}/transcripts")).await;
        assert!(list.contains("文字起こし1件") && list.contains("令和9年3月10日"), "{list}");
    }
}

on_both! {
    async fn the_words_go_on_their_day_and_not_before_and_the_register_says_so(town) {
        let (mut clerk, _, _, meeting) = meeting(&town).await;
        let path = add(&mut clerk, &meeting, "a.vtt", VTT.as_bytes()).await;
        let early = clerk.post(&format!("{path}/dispose"), &[]).await;
        assert!(early.status == 422 && words(&early.body).contains("廃棄できるのは、令和9年3月10日からです"), "{}", words(&early.body));
        assert!(!told(&mut clerk, "/today").await.contains("a.vtt"));
        // The last minute of the day before, in Japan.
        town.set_clock("2027-03-09T14:59:00Z");
        let mut clerk = town.again("toyama").await;
        assert_eq!(clerk.post(&format!("{path}/dispose"), &[]).await.status, 422);
        town.wait_minutes(1);
        let today = told(&mut clerk, "/today").await;
        assert!(today.contains("第1回") && today.contains("文字起こし（a.vtt）の、廃棄する日（令和9年3月10日）が来ています"), "{today}");
        assert!(told(&mut clerk, &path).await.contains("空室が"), "nothing goes by itself");
        assert_eq!(kept(&town, "select text from transcript_line order by number").await.len(), 2);
        let gone = clerk.post(&format!("{path}/dispose"), &[]).await;
        assert_eq!((gone.status, gone.location()), (303, format!("{path}?said=transcript-disposed")));
        assert!(kept(&town, "select text from transcript_line").await.is_empty(), "the words are gone from the database");
        assert_eq!(kept(&town, "select by_name from transcript_disposal").await, ["toyamaさん"]);
        for look in [path.clone(), format!("{path}?q=%E7%A9%BA%E5%AE%A4")] {
            let page = told(&mut clerk, &look).await;
            assert!(page.contains("令和9年3月10日に、toyamaさんが廃棄しました") && page.contains("2行") && page.contains("a.vtt"), "{page}");
            assert!(!page.contains("空室が") && !page.contains("平井会長"), "{page}");
        }
        let list = told(&mut clerk, &format!("/meetings/{meeting}/transcripts")).await;
        assert!(list.contains("廃棄ずみ") && list.contains("toyamaさん") && list.contains("すべて廃棄しました"), "{list}");
        assert!(!told(&mut clerk, "/today").await.contains("a.vtt"));
        // Once more changes nothing, a day that is gone is not moved, and the same file may come again.
        assert_eq!(clerk.post(&format!("{path}/dispose"), &[]).await.status, 303);
        let late = clerk.post(&format!("{path}/day"), &[("version", "1"), ("dispose_on", "R9.4.1")]).await;
        assert!(late.status == 409 && words(&late.body).contains("廃棄されました"), "{}", words(&late.body));
        assert_ne!(add(&mut clerk, &meeting, "a.vtt", VTT.as_bytes()).await, path);
    }
}

on_both! {
    async fn two_clerks_who_move_the_day_of_disposal_at_once_are_told_of_each_other(town) {
        let (mut clerk, _, _, meeting) = meeting(&town).await;
        let path = add(&mut clerk, &meeting, "a.txt", TEXT.as_bytes()).await;
        let day = |version: &'static str, day: &'static str| [("version", version), ("dispose_on", day)];
        let to = format!("{path}/day");
        for (typed, said) in [("R8.11.24", "過ぎた日"), ("R14.1.1", "先の日すぎます"), ("らいねん", "読めません"), ("", "空です")] {
            let refused = clerk.post(&to, &day("1", typed)).await;
            assert!(refused.status == 422 && words(&refused.body).contains(said), "{typed}: {}", words(&refused.body));
            assert!(refused.body.contains(&format!("name=\"dispose_on\" value=\"{typed}\"")), "{typed} stays");
        }
        assert_eq!(clerk.post(&to, &day("1", "令和９年４月１日")).await.location(), format!("{path}?said=transcript-day"));
        let second = clerk.post(&to, &day("1", "R9.5.1")).await;
        assert!(second.status == 409 && words(&second.body).contains("ほかの人が令和9年4月1日に変えました"), "{}", words(&second.body));
        assert!(second.body.contains("name=\"version\" value=\"2\"") && second.body.contains("value=\"R9.5.1\""), "what was typed stays");
        assert!(told(&mut clerk, &path).await.contains("令和9年4月1日まで残し"));
        assert_eq!(clerk.post(&to, &day("2", "R9.4.1")).await.location(), path, "the same day is no change");
        assert_eq!(clerk.post(&to, &day("2", "R8.11.25")).await.status, 303);
        assert_eq!(clerk.post(&format!("{path}/dispose"), &[]).await.status, 303, "today is a day, too");
        // Each act stands in the trail of the meeting, with the days.
        let lines = kept(&town, "select verb || ' ' || detail from trail where verb like 'transcript.%' order by id").await;
        let id = path.trim_start_matches("/transcripts/");
        let told = [
            format!("transcript.added {id} 2027-03-10"),
            format!("transcript.day_changed {id} 2027-03-10 2027-04-01"),
            format!("transcript.day_changed {id} 2027-04-01 2026-11-25"),
            format!("transcript.disposed {id}"),
        ];
        assert_eq!(lines, told);
    }
}

on_both! {
    async fn a_transcript_of_a_whole_day_is_taken_in_and_read_page_by_page(town) {
        let (mut clerk, _, _, meeting) = meeting(&town).await;
        let long: String = (0..20_000).map(|n| format!("[{}:{:02}:{:02}] 話者1：{n}番めの発言です。\n", n / 3600, n / 60 % 60, n % 60)).collect();
        let path = add(&mut clerk, &meeting, "long.txt", long.as_bytes()).await;
        let first = told(&mut clerk, &path).await;
        assert!(first.contains("199番めの発言") && !first.contains(" 200番めの発言") && first.contains("次の行"), "{first}");
        let last = told(&mut clerk, &format!("{path}?from=19999")).await;
        assert!(last.contains("5:33:19") && last.contains("19999番めの発言") && !last.contains("次の行"), "{last}");
        let found = told(&mut clerk, &format!("{path}?q=1999%E7%95%AA")).await;
        assert!(found.contains("2行にあります"), "1999 and 11999: {found}");
    }
}
