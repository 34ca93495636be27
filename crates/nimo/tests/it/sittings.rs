//! In the room: a meeting is opened with who is there, taken down line by line, closed into a draft, and kept without a sheet.

use crate::on_both;
use crate::preparation::{council, plan, value};
use crate::town::{Browser, Town, words};
use nimo::accounts::model::Role;
use nimo::council::model::CouncilId;

const AGENDA: &str = "１　開会\n２　議題\n　⑴　今年度の目標について\n　⑵　課題・方策のまとめについて\n３　閉会";
const KEY: &str = "0193b3b0-0000-4000-8000-00000000000";

/// What stands behind this mark in a page, up to the next quote.
fn after(body: &str, mark: &str) -> String {
    let rest = body.split(mark).nth(1).unwrap_or_else(|| panic!("no {mark} in {}", words(body)));
    rest.split('"').next().unwrap_or("").to_string()
}

/// Every value of a mark.
fn all_after(body: &str, mark: &str) -> Vec<String> {
    body.split(mark).skip(1).map(|rest| rest.split('"').next().unwrap_or("").to_string()).collect()
}

/// A council of two whose meeting is in the room since nine: clerk, council, meeting.
pub async fn opened(town: &Town) -> (Browser, String, String) {
    let (mut clerk, council, _) = council(town).await;
    let fields = [("number", "2"), ("held_on", "R8.12.20"), ("starts_at", "9:00"), ("agenda", AGENDA)];
    let meeting = plan(&mut clerk, &council, &fields).await;
    open(&mut clerk, &meeting, &[("mode.0", "in_person"), ("mode.1", "absent")]).await;
    (clerk, council, meeting)
}

/// A meeting of the same council that was never in the room.
async fn other_meeting(clerk: &mut Browser) -> String {
    let list = clerk.get("/councils").await.body;
    let council: String = list.split("href=\"/councils/").nth(1).expect("a council").chars().take(36).collect();
    plan(clerk, &council, &[("number", "7"), ("held_on", "R9.3.1")]).await
}

async fn open(clerk: &mut Browser, meeting: &str, modes: &[(&str, &str)]) {
    let form = clerk.get(&format!("/meetings/{meeting}/sitting/open")).await;
    assert_eq!(form.status, 200, "{}", words(&form.body));
    let roster = value(&form.body, "roster");
    let mut fields = vec![("way", "together"), ("starts_at", "9:00"), ("roster", roster.as_str())];
    fields.extend(modes);
    let opened = clerk.post(&format!("/meetings/{meeting}/sitting"), &fields).await;
    assert_eq!(opened.status, 303, "{}", words(&opened.body));
}

/// The items of the page of the room, in order.
async fn items(clerk: &mut Browser, meeting: &str) -> Vec<String> {
    let page = clerk.get(&format!("/meetings/{meeting}/sitting")).await.body;
    all_after(&page, "data-item=\"").into_iter().filter(|item| item != "none").collect()
}

async fn say(clerk: &mut Browser, meeting: &str, item: &str, line: (&str, &str, &str)) -> String {
    let (number, kind, text) = line;
    let key = format!("{KEY}{number}");
    let fields =
        [("by", "script"), ("key", key.as_str()), ("item", item), ("kind", kind), ("text", text), ("said_at", "09:31")];
    let answer = clerk.post(&format!("/meetings/{meeting}/lines"), &fields).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    after(&answer.body, "\"id\":\"")
}

on_both! {
    async fn a_meeting_is_opened_from_the_roster_and_a_member_who_comes_late_is_told_with_her_minute(town) {
        let (mut clerk, _, meeting) = opened(&town).await;
        let room = format!("/meetings/{meeting}/sitting");
        let page = clerk.get(&room).await.body;
        let told = words(&page);
        assert!(told.contains("出席 1人 ／ 2人") && told.contains("定足数 2人に足りません（1人、あと1人）"), "{told}");
        assert!(told.contains("9:00 開会"), "{told}");
        let people = all_after(&page, "name=\"person\" value=\"");
        assert_eq!(people.len(), 2);
        let late = [("person", people[1].as_str()), ("mode", "in_person"), ("from", "9:22")];
        assert_eq!(clerk.post(&format!("/meetings/{meeting}/attendance"), &late).await.status, 303);
        let told = words(&clerk.get(&room).await.body);
        assert!(told.contains("出席 2人 ／ 2人") && told.contains("三好 花 9:22から"), "{told}");
        // A slip: the last step is taken back, and no step of the opening is.
        let back = [("person", people[1].as_str())];
        assert_eq!(clerk.post(&format!("/meetings/{meeting}/attendance/back"), &back).await.status, 303);
        assert!(words(&clerk.get(&room).await.body).contains("出席 1人 ／ 2人"));
        assert_eq!(clerk.post(&format!("/meetings/{meeting}/attendance/back"), &back).await.status, 404);
        assert_eq!(clerk.post(&format!("/meetings/{meeting}/attendance"), &late).await.status, 303);
        // A deputy has a name; who listens is counted; a guest has his own line.
        let nameless = [("person", people[0].as_str()), ("mode", "proxy"), ("by", "script")];
        let wrong = clerk.post(&format!("/meetings/{meeting}/attendance"), &nameless).await;
        assert!(wrong.status == 422 && wrong.body.contains("代理の人の名を入れてください"), "{}", wrong.body);
        for _ in 0..2 {
            assert_eq!(clerk.post(&format!("/meetings/{meeting}/observers"), &[("more", "1")]).await.status, 303);
        }
        assert_eq!(clerk.post(&format!("/meetings/{meeting}/observers"), &[("more", "-5")]).await.status, 303);
        assert_eq!(clerk.post(&format!("/meetings/{meeting}/observers"), &[("more", "1")]).await.status, 303);
        let guest = [("name", "白石 操"), ("body", "みほん病院"), ("from", "9:05")];
        assert_eq!(clerk.post(&format!("/meetings/{meeting}/invited"), &guest).await.status, 303);
        let told = words(&clerk.get(&room).await.body);
        assert!(told.contains("傍聴 1人") && told.contains("白石 操"), "{told}");
        // Who comes to open it again is in the room already.
        let again = clerk.post(&room, &[("way", "together"), ("starts_at", "9:00")]).await;
        assert_eq!((again.status, again.location()), (303, room.clone()), "a meeting is opened once");
        assert_eq!(clerk.get(&format!("{room}/open")).await.location(), room);
        let record = words(&clerk.get(&format!("{room}/record")).await.body);
        assert!(record.contains("三好 花") && record.contains("9:00 欠席 → 9:22 会場") && record.contains("白石 操"), "{record}");
        let other = other_meeting(&mut clerk).await;
        assert_eq!(clerk.get(&format!("/meetings/{other}/sitting/record")).await.status, 404);
    }
}

on_both! {
    async fn lines_are_taken_down_with_kinds_by_a_mark_once_each_and_moved_with_their_history(town) {
        let (mut clerk, _, meeting) = opened(&town).await;
        let items = items(&mut clerk, &meeting).await;
        assert_eq!(items.len(), 5);
        let room = format!("/meetings/{meeting}/sitting?item={}", items[2]);
        let first = say(&mut clerk, &meeting, &items[2], ("1", "opinion", "病棟に一緒に歩く人がほしい。")).await;
        assert_eq!(say(&mut clerk, &meeting, &items[2], ("1", "opinion", "病棟に一緒に歩く人がほしい。")).await, first, "sent twice, stands once");
        say(&mut clerk, &meeting, &items[2], ("2", "opinion", "？予算要求は間に合ったのか。")).await;
        let answer = say(&mut clerk, &meeting, &items[2], ("3", "opinion", "⇒ 10月28日に要求した。")).await;
        say(&mut clerk, &meeting, &items[2], ("4", "opinion", "！承認　目標を5人とする。")).await;
        let page = clerk.get(&room).await.body;
        let kinds = all_after(&page, "data-kind=\"");
        assert_eq!(kinds, ["opinion", "question", "answer", "decision"]);
        assert_eq!(all_after(&page, "data-decision=\"")[3], "approved", "the words say what was decided");
        let told = words(&page);
        assert!(told.contains("予算要求は間に合ったのか。") && !told.contains("？予算要求"), "the mark is taken off: {told}");
        assert!(told.contains("意見1 問い1 答え1 決定1") && told.contains("9:31〜"), "{told}");
        // Up before the question, then to another item, with its history.
        assert_eq!(clerk.post(&format!("/lines/{answer}/move"), &[("to", "up"), ("by", "script")]).await.status, 200);
        assert_eq!(all_after(&clerk.get(&room).await.body, "data-kind=\"")[1], "answer");
        let moved = [("by", "script"), ("version", "1"), ("kind", "answer"), ("item", items[3].as_str()), ("text", "10月28日に44万円を要求した。")];
        let moved = clerk.post(&format!("/lines/{answer}"), &moved).await;
        assert!(moved.status == 200 && moved.body.contains("\"version\":2"), "{}", moved.body);
        let other = clerk.get(&format!("/meetings/{meeting}/sitting?item={}", items[3])).await.body;
        assert!(words(&other).contains("44万円を要求した"), "{}", words(&other));
        let history = words(&clerk.get(&format!("/meetings/{meeting}/history")).await.body);
        assert!(history.contains("発言4 第2版") && history.contains("⑴ 今年度の目標⑵ 課題") && history.contains("この版に戻す"), "{history}");
        // Struck and brought back.
        assert_eq!(clerk.post(&format!("/lines/{answer}/strike"), &[("by", "script")]).await.status, 200);
        let other = format!("/meetings/{meeting}/sitting?item={}", items[3]);
        let page = clerk.get(&other).await.body;
        assert!(all_after(&page, "data-line=\"").is_empty() && words(&page).contains("消した行 1"), "{}", words(&page));
        assert_eq!(clerk.post(&format!("/lines/{answer}/restore"), &[("by", "script")]).await.status, 200);
        assert_eq!(all_after(&clerk.get(&other).await.body, "data-line=\""), [answer]);
        // What cannot be a line is refused with a sentence, and nothing stands for it.
        for (field, sent, sentence) in [("text", "　", "行が空です"), ("text", "？", "行が空です"), ("decision", "perhaps", "決定の種類は"), ("item", "x", "一覧から選んで"), ("kind", "song", "種類を1つ")] {
            let key = format!("{KEY}9");
            let mut fields = vec![("by", "script"), ("key", key.as_str()), ("item", ""), ("kind", "decision"), ("text", "決める。"), ("decision", "")];
            fields.retain(|(name, _)| *name != field);
            fields.push((field, sent));
            let wrong = clerk.post(&format!("/meetings/{meeting}/lines"), &fields).await;
            assert!(wrong.status == 422 && wrong.body.contains(sentence), "{field} {sent}: {} {}", wrong.status, wrong.body);
        }
        let typed = clerk.post(&format!("/meetings/{meeting}/lines"), &[("key", "k"), ("item", &items[2]), ("kind", "opinion"), ("text", ""), ("decision", "")]).await;
        assert!(typed.status == 422 && words(&typed.body).contains("行が空です"), "{}", words(&typed.body));
    }
}

on_both! {
    async fn two_clerks_write_in_two_items_at_once_and_meet_only_in_one_line(town) {
        let (mut clerk, council, meeting) = opened(&town).await;
        let office = nimo::plumbing::ids::OfficeId(1);
        let mut other = town.signed_in(office, "sakuma", Role::Secretariat, &[CouncilId::parse(&council).unwrap()]).await;
        let items = items(&mut clerk, &meeting).await;
        let line = say(&mut clerk, &meeting, &items[2], ("1", "opinion", "字を大きくする。")).await;
        assert_eq!(other.post(&format!("/meetings/{meeting}/writing"), &[("item", items[3].as_str())]).await.status, 200);
        say(&mut other, &meeting, &items[3], ("2", "opinion", "空き家を見学したい。")).await;
        say(&mut clerk, &meeting, &items[2], ("3", "opinion", "ふりがなをつける。")).await;
        let page = words(&clerk.get(&format!("/meetings/{meeting}/sitting?item={}", items[2])).await.body);
        assert!(page.contains("さんが書いています") && page.contains("ふりがな") && !page.contains("空き家を見学"), "{page}");
        // One line, two hands: nobody's words are lost.
        let edit = |text: &'static str, by: &'static str| [("by", by), ("version", "1"), ("kind", "opinion"), ("item", ""), ("text", text), ("decision", "")];
        let mut first = edit("字を12ポイントより大きくする。", "script");
        first[3].1 = items[2].as_str();
        assert_eq!(other.post(&format!("/lines/{line}"), &first).await.status, 200);
        let lost = clerk.post(&format!("/lines/{line}"), &edit("字を太くする。", "script")).await;
        assert!(lost.status == 409 && lost.body.contains("12ポイント") && lost.body.contains("\"version\":2"), "{}", lost.body);
        let plain = clerk.post(&format!("/lines/{line}"), &edit("字を太くする。", "")).await;
        let told = words(&plain.body);
        assert!(plain.status == 422 && told.contains("先に直しました") && told.contains("字を太くする。") && value(&plain.body, "version") == "2", "{told}");
    }
}

on_both! {
    async fn a_meeting_that_is_closed_becomes_a_draft_and_is_kept_printed_and_found_without_a_sheet(town) {
        let (mut clerk, council, meeting) = opened(&town).await;
        let items = items(&mut clerk, &meeting).await;
        say(&mut clerk, &meeting, &items[3], ("1", "opinion", "空き家は持ち主の不安が先にある。")).await;
        say(&mut clerk, &meeting, &items[2], ("2", "decision", "承認　目標を5人とする。")).await;
        say(&mut clerk, &meeting, &items[2], ("3", "decision", "目標を見直す。")).await;
        assert_eq!(clerk.post(&format!("/meetings/{meeting}/observers"), &[("more", "2")]).await.status, 303);
        let close = format!("/meetings/{meeting}/sitting/close");
        let page = words(&clerk.get(&close).await.body);
        for told in ["髙梨 一郎（会長）", "三好 花", "2人", "書きとめた3行", "承認・了承・継続・報告の別がないものが1件", "定足数 2人に足りません", "開会"] {
            assert!(page.contains(told), "{told}: {page}");
        }
        let early = clerk.post(&close, &[("ends_at", "8:30")]).await;
        assert!(early.status == 422 && words(&early.body).contains("開会より前です"), "{}", words(&early.body));
        assert_eq!(clerk.post(&close, &[("ends_at", "夕方")]).await.status, 422);
        assert_eq!(clerk.post(&close, &[("ends_at", "10:30")]).await.status, 303);
        let draft = clerk.get(&format!("/meetings/{meeting}/correct")).await.body;
        let told = words(&draft);
        assert!(told.contains("意見1件、決定2件、出席1人を、会議中に書きとめました"), "{told}");
        assert_eq!((value(&draft, "starts_at"), value(&draft, "ends_at"), value(&draft, "observers")), ("09:00".into(), "10:30".into(), "2".into()));
        // In the order of the agenda, whichever was typed first.
        assert!(told.find("目標を5人とする").unwrap() < told.find("持ち主の不安").unwrap(), "{told}");
        // A line that was typed before and comes after still stands, and a slip leads back into the room.
        say(&mut clerk, &meeting, &items[2], ("4", "opinion", "遅れて届いた行。")).await;
        let told = words(&clerk.get(&format!("/meetings/{meeting}/correct")).await.body);
        assert!(told.find("遅れて届いた行").unwrap() < told.find("持ち主の不安").unwrap(), "{told}");
        let late = clerk.get(&format!("/meetings/{meeting}/sitting")).await;
        assert!(late.status == 200 && words(&late.body).contains("この会議は閉じられました"), "{}", words(&late.body));
        assert_eq!(clerk.post(&format!("/meetings/{meeting}/observers"), &[("more", "1")]).await.status, 403, "it is over");
        assert_eq!(clerk.post(&format!("/meetings/{meeting}/sitting/reopen"), &[]).await.status, 303);
        assert_eq!(clerk.get(&format!("/meetings/{meeting}/sitting")).await.status, 200);
        assert_eq!(clerk.post(&close, &[("ends_at", "10:40")]).await.status, 303);
        // Nobody else reads it before it is kept.
        let member = CouncilId::parse(&council).unwrap();
        let mut reader = town.signed_in(nimo::plumbing::ids::OfficeId(1), "member", Role::Member, &[member]).await;
        assert_eq!(reader.get(&format!("/meetings/{meeting}")).await.status, 403);
        assert_eq!(clerk.post(&format!("/meetings/{meeting}/keep"), &[]).await.status, 303);
        let page = words(&reader.get(&format!("/meetings/{meeting}")).await.body);
        assert!(page.contains("開いた会議のあいだに書きとめ") && page.contains("持ち主の不安"), "{page}");
        assert!(words(&reader.get("/search?q=持ち主").await.body).contains("持ち主の不安"));
        let sheet = clerk.get(&format!("/meetings/{meeting}/sheet.txt")).await.body;
        assert!(sheet.contains("10:40") || sheet.contains("１０：４０"), "{sheet}");
        assert!(sheet.contains("髙梨") && sheet.contains("持ち主の不安が先にある"), "{sheet}");
        let late = clerk.post(&format!("/meetings/{meeting}/lines"), &[("by", "script"), ("key", "late"), ("kind", "opinion"), ("text", "もう遅い。")]).await;
        assert_eq!(late.status, 403, "kept minutes take no line");
    }
}

on_both! {
    async fn a_line_that_names_its_speaker_is_told_so_where_the_council_decided_on_key_points(town) {
        let (mut clerk, council, meeting) = opened(&town).await;
        let items = items(&mut clerk, &meeting).await;
        let line = say(&mut clerk, &meeting, &items[2], ("1", "opinion", "三好委員から、見学の機会がほしい。")).await;
        let room = format!("/meetings/{meeting}/sitting?item={}", items[2]);
        assert!(!words(&clerk.get(&room).await.body).contains("要点記録では名を書きません"), "no rule, no word");
        let rule = [("version", "1"), ("name", "みほん市精神保健福祉連絡協議会"), ("basis", "guideline"), ("record_method", "summary"), ("record_from_on", "R3.7.15")];
        let saved = clerk.post(&format!("/councils/{council}"), &rule).await;
        assert_eq!(saved.status, 303, "{}", words(&saved.body));
        let page = clerk.get(&room).await.body;
        assert!(words(&page).contains("要点記録では名を書きません") && words(&page).contains("「三好委員から、」を消す"), "{}", words(&page));
        // Kept as it is by one press, or without the name by another.
        assert_eq!(clerk.post(&format!("/lines/{line}/stay"), &[("by", "script")]).await.status, 200);
        assert!(!words(&clerk.get(&room).await.body).contains("名を書きません"));
        say(&mut clerk, &meeting, &items[2], ("2", "opinion", "髙梨会長より、進め方を変えたい。")).await;
        let page = clerk.get(&room).await.body;
        assert_eq!(value(&page, "text"), "進め方を変えたい。");
    }
}

on_both! {
    async fn a_line_keeps_its_place_in_the_transcript_from_which_it_was_begun(town) {
        let (mut clerk, council, meeting) = opened(&town).await;
        let items = items(&mut clerk, &meeting).await;
        let cues = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v 平井>始めます。</v>\n\n00:12:31.500 --> 00:12:40.000\n<v 三好>空室がありません。</v>\n";
        let put = clerk.upload(&format!("/meetings/{meeting}/transcripts"), &[("text", cues)], &[]).await;
        assert_eq!(put.status, 303, "{}", words(&put.body));
        let transcript: String = put.location().trim_start_matches("/transcripts/").chars().take(36).collect();
        // Beside the lines, and in the entry of whoever has no script.
        let beside = format!("/meetings/{meeting}/sitting?item={}&side=transcript", items[2]);
        let page = clerk.get(&beside).await.body;
        assert!(words(&page).contains("三好 空室がありません。") && all_after(&page, "data-at=\"") == ["0:00:01", "0:12:31"], "{}", words(&page));
        let picked = clerk.get(&format!("{beside}&of={transcript}&cue=2")).await.body;
        assert_eq!((value(&picked, "cue_of"), value(&picked, "cue")), (transcript.clone(), "2".into()));
        assert!(picked.contains(">\n空室がありません。</textarea>"), "{}", words(&picked));
        let line = |key: &'static str, of: &str, cue: &'static str| {
            [("by", "script"), ("key", key), ("item", items[2].as_str()), ("kind", "opinion"), ("text", "空室がない。"), ("cue", cue)]
                .map(|(name, value)| (name.to_string(), value.to_string()))
                .into_iter()
                .chain([("cue_of".to_string(), of.to_string())])
                .collect::<Vec<_>>()
        };
        let other = plan(&mut clerk, &council, &[("number", "3"), ("held_on", "R9.1.20"), ("agenda", AGENDA)]).await;
        let elsewhere = clerk.upload(&format!("/meetings/{other}/transcripts"), &[("text", "ほかの会議の言葉。")], &[]).await;
        let elsewhere: String = elsewhere.location().trim_start_matches("/transcripts/").chars().take(36).collect();
        for (key, of, cue) in [("a", transcript.as_str(), "2"), ("b", elsewhere.as_str(), "1"), ("c", "x", "1"), ("d", "", "3"), ("e", transcript.as_str(), "99")] {
            let fields = line(key, of, cue);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let taken = clerk.post(&format!("/meetings/{meeting}/lines"), &fields).await;
            assert_eq!(taken.status, 200, "{key}: {}", taken.body);
        }
        let room = format!("/meetings/{meeting}/sitting?item={}", items[2]);
        let page = words(&clerk.get(&room).await.body);
        assert_eq!((page.matches("録音 0:12:31").count(), page.matches("文字起こし 1行").count(), page.matches("文字起こし 99行").count()), (1, 0, 0), "{page}");
        // The words go on their day; the place stays.
        let today = town.app.now().day().to_string();
        let day = [("version", "1"), ("dispose_on", today.as_str())];
        assert_eq!(clerk.post(&format!("/transcripts/{transcript}/day"), &day).await.status, 303);
        assert_eq!(clerk.post(&format!("/transcripts/{transcript}/dispose"), &[]).await.status, 303);
        let page = words(&clerk.get(&format!("{room}&side=transcript")).await.body);
        assert!(page.contains("録音 0:12:31") && page.contains("文字起こしを入れる") && !page.contains("三好 空室"), "{page}");
    }
}

on_both! {
    async fn a_meeting_in_writing_is_taken_down_and_kept_like_any_other(town) {
        let (mut clerk, council, _) = council(&town).await;
        let agenda = "１　開会\n２　今年度の目標について【種類: 承認】";
        let meeting = plan(&mut clerk, &council, &[("number", "2"), ("held_on", "R8.11.20"), ("agenda", agenda)]).await;
        let form = clerk.get(&format!("/meetings/{meeting}/sitting/open")).await.body;
        let roster = value(&form, "roster");
        let fields = [("way", "written"), ("starts_at", "9:00"), ("roster", roster.as_str())];
        assert_eq!(clerk.post(&format!("/meetings/{meeting}/sitting"), &fields).await.status, 303);
        let room = format!("/meetings/{meeting}/sitting");
        let told = words(&clerk.get(&room).await.body);
        assert!(told.contains("返送 0人 ／ 2人") && told.contains("書面開催") && !told.contains("傍聴"), "{told}");
        let list = clerk.get(&format!("/meetings/{meeting}/ballots")).await.body;
        let ballot = after(&list, "href=\"/ballots/");
        let back = [("version", "1"), ("received_on", "R8.11.24"), ("remark", "空き家を見学したい。")];
        assert_eq!(clerk.post(&format!("/ballots/{ballot}"), &back).await.status, 303);
        let page = clerk.get(&room).await.body;
        assert!(words(&page).contains("返送 1人 ／ 2人") && words(&page).contains("空き家を見学したい。"), "{}", words(&page));
        let items = items(&mut clerk, &meeting).await;
        say(&mut clerk, &meeting, &items[1], ("1", "opinion", "！承認　目標を5人とする。")).await;
        assert_eq!(clerk.post(&format!("{room}/close"), &[("ends_at", "8:00")]).await.status, 303, "it has no hours");
        let draft = clerk.get(&format!("/meetings/{meeting}/correct")).await.body;
        assert!(draft.contains("髙梨 一郎（会長・書面）") && draft.contains(">\n三好 花</textarea>"), "{}", words(&draft));
        assert_eq!(clerk.post(&format!("/meetings/{meeting}/keep"), &[]).await.status, 303);
        assert!(words(&clerk.get(&format!("/meetings/{meeting}")).await.body).contains("承認 目標を5人とする。"));
    }
}

on_both! {
    async fn a_draft_that_was_read_from_a_sheet_takes_no_line_of_the_room_and_loses_none(town) {
        let (mut clerk, council, _) = council(&town).await;
        let meeting = clerk.read_in(&council, crate::town::SHEET).await;
        let block = clerk.first_block(&meeting).await;
        let line = [("key", "a"), ("item", ""), ("kind", "opinion"), ("text", "会議のあとの行。")];
        for (path, fields) in [
            (format!("/meetings/{meeting}/lines"), &line[..]),
            (format!("/meetings/{meeting}/writing"), &[]),
            (format!("/lines/{block}/strike"), &[]),
            (format!("/lines/{block}/restore"), &[]),
            (format!("/lines/{block}/stay"), &[]),
            (format!("/lines/{block}/move"), &[("to", "up")]),
            (format!("/meetings/{meeting}/sitting/reopen"), &[]),
        ] {
            assert_eq!(clerk.post(&path, fields).await.status, 404, "{path}");
        }
        assert_eq!(clerk.first_block(&meeting).await, block);
    }
}

on_both! {
    async fn nobody_but_the_councils_secretariat_is_in_the_room(town) {
        let (mut clerk, council, meeting) = opened(&town).await;
        let council = CouncilId::parse(&council).unwrap();
        let office = nimo::plumbing::ids::OfficeId(1);
        let items = items(&mut clerk, &meeting).await;
        let line = say(&mut clerk, &meeting, &items[2], ("1", "opinion", "空き家。")).await;
        for (login, role, councils) in [("fujishiro", Role::Member, vec![council]), ("tsuda", Role::Viewer, vec![]), ("kataoka", Role::Secretariat, vec![])] {
            let mut reader = town.signed_in(office, login, role, &councils).await;
            assert_eq!(reader.get(&format!("/meetings/{meeting}/sitting")).await.status, 403, "{login}");
            assert_eq!(reader.post(&format!("/meetings/{meeting}/lines"), &[("key", "k"), ("kind", "opinion"), ("text", "え。")]).await.status, 403);
            assert_eq!(reader.post(&format!("/lines/{line}/strike"), &[]).await.status, 403);
            assert_eq!(reader.get(&format!("/blocks/{line}")).await.status, 403);
        }
        assert!(clerk.get(&format!("/blocks/{line}")).await.location().contains(&format!("/sitting?line={line}")));
    }
}
