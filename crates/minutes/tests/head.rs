//! Heads of sheets in the layouts that towns print: each test is a class of layout with variants of its own.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use minutes::{AgendaItem, Attendee, Minutes, Mode, Role};

fn names(list: &Option<Vec<Attendee>>) -> Vec<&str> {
    list.iter().flatten().map(|attendee| attendee.name.as_str()).collect()
}

fn agenda(sheet: &Minutes) -> Vec<String> {
    fn walk(items: &[AgendaItem], into: &mut Vec<String>) {
        for item in items {
            into.push(format!("{} {}", item.path, item.title));
            walk(&item.items, into);
        }
    }
    let mut found = Vec::new();
    walk(sheet.agenda.as_deref().unwrap_or(&[]), &mut found);
    found
}

/// A head with these lines below title, date and place, and a speech.
fn head(lines: &str) -> Minutes {
    let sheet = minutes::read(&format!(
        "令和６年度第１回みほん市連絡協議会　会議録\n日時　令和６年５月２３日（木）１０時～１１時\n場所　第一会議室\n{lines}\n\n○会長　それでは、会議を始めます。\n"
    ));
    assert_eq!(sheet.warnings, [], "{lines}");
    assert_eq!(
        sheet.proceedings.last().map(|block| block.text.as_str()),
        Some("それでは、会議を始めます。"),
        "{lines}"
    );
    sheet
}

#[test]
fn labels_that_no_list_has_are_known_by_their_stem_where_the_layout_shows_them() {
    for lines in [
        "お集まりの委員　　青山花子、石田次郎\nお休みの委員　　上野三枝\n傍聴の方　　いません\n渡した物　　資料１　目標",
        "出た方　　青山花子、石田次郎\n休んだ方　上野三枝\n傍聴した人：なし\n配った資料：資料１　目標",
        "（１）回答のあった委員　２名\n　青山花子、石田次郎\n（２）回答のなかった委員　１名\n　上野三枝\n（３）傍聴した者　なし\n（４）会議の席の資料\n　資料１　目標",
    ] {
        let sheet = head(lines);
        assert_eq!(names(&sheet.attendance.present), ["青山花子", "石田次郎"], "{lines}");
        assert_eq!(names(&sheet.attendance.absent), ["上野三枝"], "{lines}");
        assert_eq!(sheet.observers, Some(0), "{lines}");
        assert_eq!(sheet.handouts.unwrap()[0].title, "目標", "{lines}");
    }
}

#[test]
fn labels_behind_their_values_are_read() {
    let sheet = minutes::read(
        "みほん市連絡協議会　会議録\n\n令和６年５月２３日（木）　開催日\n第一会議室　場　所\n青山花子、石田次郎　出席者\nなし　欠席者\n２人　傍聴者\n開会、目標について、閉会　次第\n\n１　開会\n・開会した。\n",
    );
    assert_eq!((sheet.held_on.as_deref(), sheet.venue.as_deref()), (Some("2024-05-23"), Some("第一会議室")));
    assert_eq!(
        (names(&sheet.attendance.present), sheet.attendance.absent.clone()),
        (vec!["青山花子", "石田次郎"], Some(vec![]))
    );
    assert_eq!(
        (sheet.observers, agenda(&sheet)),
        (Some(2), vec!["1 開会".into(), "2 目標について".into(), "3 閉会".into()])
    );
}

#[test]
fn rosters_are_read_by_their_columns() {
    for lines in [
        "出席者\n　区　分　　氏　名　　　所　属　　　　出欠\n　学　識　　青山　花子　みほん大学　　　出席（会長）\n　医　療　　石田　次郎　みほん病院　　　出席\n　福　祉　　上野　三枝　みほん福祉会　　欠席",
        "出席者\n| 氏名 | 役職 | 出欠 |\n| --- | --- | --- |\n| 青山 花子 | 会長 | ○ |\n| 石田 次郎 |  | ○ |\n| 上野 三枝 |  | × |",
        "出席者\t会長\t青山 花子\tみほん大学\n\t\t石田 次郎\t消防団\n\t\t江本 良\t民生委員\n欠席者\t\t上野 三枝\tみほん福祉会",
        "委員の出欠\n〇 青山 花子　会長\n〇 石田 次郎\n× 上野 三枝",
    ] {
        let sheet = head(lines);
        let present = sheet.attendance.present.clone().unwrap();
        assert_eq!(names(&sheet.attendance.present)[..2], ["青山花子", "石田次郎"], "{lines}");
        assert_eq!((present[0].role, present[1].role), (Some(Role::Chair), None), "{lines}");
        assert_eq!(names(&sheet.attendance.absent), ["上野三枝"], "{lines}");
    }
}

#[test]
fn names_are_joined_and_parted_as_the_list_shows() {
    for lines in [
        "出席者　宇津木原 薫子、石田 次郎、奈良\n井 直",
        "出席者　宇津木原 薫子　石田 次郎　奈良井 直",
        "出席者　宇津木原　薫子　会長　　石田　次郎　委員\n　　　　奈良井　直　　　委員",
        "出席者　委員（出席３人）\n　宇津木原　薫子※10時5分から出席\n　石田　次郎（みほん病院）※代理出席：久保氏\n　奈良井　直",
        "出席者　宇津木原　薫子、石田　次郎、奈良井　直（計３名）",
    ] {
        let sheet = head(lines);
        assert_eq!(names(&sheet.attendance.present), ["宇津木原薫子", "石田次郎", "奈良井直"], "{lines}");
    }
    let proxy = head("出席者　石田　次郎（みほん病院）※代理出席：久保氏、青山　花子、上野　三枝");
    assert_eq!(proxy.attendance.present.unwrap()[0].mode, Some(Mode::Proxy));
}

#[test]
fn counts_and_absences_are_told_in_many_ways() {
    for (lines, present, absent) in [
        ("出席　委員１２名（会場８名、オンライン４名）\n欠席　委員３名", Some(12), Some(3)),
        ("構成員　出席７名（代理１名を含む）、欠席１名", Some(7), Some(1)),
        ("出席者：\n　○委員（１５名中１２名出席）", Some(12), None),
    ] {
        let sheet = head(lines);
        assert_eq!((sheet.present_count, sheet.absent_count), (present, absent), "{lines}");
    }
    let told = head("構成員：青山　花子　座長\n　　　　石田　次郎\n　　　　（以上２名。上野　三枝は都合により欠席）");
    assert_eq!(
        (names(&told.attendance.present), names(&told.attendance.absent)),
        (vec!["青山花子", "石田次郎"], vec!["上野三枝"])
    );
}

#[test]
fn those_who_came_to_listen_are_counted_wherever_they_are_told() {
    for (lines, count) in [
        ("公開の区分　　公開（傍聴者　２人）", Some(2)),
        ("傍　聴：希望者なし", Some(0)),
        ("傍聴人　０人（定員５人）", Some(0)),
        ("公開区分　公開", None),
    ] {
        assert_eq!(head(lines).observers, count, "{lines}");
    }
}

#[test]
fn a_list_of_items_goes_on_whatever_its_titles_begin_with() {
    for lines in [
        "議題\n　１　年次報告\n　２　分べんの体制\n　３　次の会議",
        "議題　１ 年次報告　２ 分べんの体制　３ 次の会議",
        "| 議題 | 1 年次報告<br>2 分べんの体制<br>3 次の会議 |",
        "議題１　年次報告\n議題２　分べんの体制\n議題３　次の会議",
        "議　事\n　第一　年次報告\n　第二　分べんの体制\n　第三　次の会議",
    ] {
        assert_eq!(agenda(&head(lines)), ["1 年次報告", "2 分べんの体制", "3 次の会議"], "{lines}");
    }
}

#[test]
fn a_heading_that_prints_an_item_again_begins_the_proceedings() {
    for heading in ["## 1. 開会", "≪１≫　開会", "１　開会（青山会長）", "■ １．開会"] {
        let sheet = minutes::read(&format!(
            "みほん市連絡協議会　会議録\n日時　令和６年５月２３日（木）１０時\n次第\n１　開会\n２　目標について\n※発言は要約しています。\n\n{heading}\n・開会した。\n２　目標について\n・説明した。\n"
        ));
        assert_eq!(agenda(&sheet), ["1 開会", "2 目標について"], "{heading}");
        let paths: Vec<_> = sheet.proceedings.iter().map(|block| block.agenda.as_deref()).collect();
        assert_eq!((paths, sheet.warnings), (vec![Some("1"), Some("2")], vec![]), "{heading}");
    }
}

#[test]
fn several_pairs_of_a_row_are_fields_of_their_own() {
    let sheet = minutes::read(
        "| 会議名 | 令和6年度第1回みほん市連絡協議会 | 開催日 | 令和6年5月23日(木) |\n|---|---|---|---|\n| 時間 | 10時〜11時 | 場所 | 第一会議室 |\n| 出席委員 | 10名 | 欠席委員 | 2名 |\n",
    );
    assert_eq!((sheet.held_on.as_deref(), sheet.venue.as_deref()), (Some("2024-05-23"), Some("第一会議室")));
    assert_eq!((sheet.number, sheet.present_count, sheet.absent_count), (Some(1), Some(10), Some(2)));
}

#[test]
fn the_words_that_open_a_meeting_name_it_where_no_title_does() {
    let sheet = minutes::read(
        "とき　令和６年５月２３日（木）\nところ　第一会議室\n\n●事務局　皆様、おはようございます。ただいまから、令和６\n年度の第２回みほん市連絡協議会を始めます。\n",
    );
    assert_eq!((sheet.body.as_deref(), sheet.number), (Some("みほん市連絡協議会"), Some(2)));
    assert_eq!((sheet.fiscal_year.as_deref(), sheet.proceedings.len()), (Some("令和6年度"), 1));
}

#[test]
fn the_next_meeting_at_the_end_is_a_field() {
    let sheet = head("議題\n　１　年次報告").next_meeting;
    assert_eq!(sheet, None);
    let sheet = minutes::read(
        "みほん市連絡協議会　会議録\n日時　令和６年５月２３日（木）\n議題\n１　年次報告\n\n１　年次報告\n・説明した。\n次　　回　令和６年１１月１４日（木）９時～\n",
    );
    assert_eq!((sheet.next_meeting.unwrap().held_on.as_deref(), sheet.proceedings.len()), (Some("2024-11-14"), 1));
}

#[test]
fn surnames_that_end_like_titles_or_bodies_are_kept_whole() {
    for lines in [
        "出席者　湯殿　勝也、度会　直美、東国寺　淳\n　※　上野委員、石田委員は都合により欠席",
        "出席者　湯殿　勝也・度会　直美・東国寺　淳\n欠席者　上野・石田",
        "出席者\n　委　員　湯　殿　勝　也　君　　度　会　直　美　君\n　　　　　東国寺　　　淳　君\n欠席者　上野君、石田君",
    ] {
        let sheet = head(lines);
        assert_eq!(names(&sheet.attendance.present), ["湯殿勝也", "度会直美", "東国寺淳"], "{lines}");
        assert_eq!(names(&sheet.attendance.absent), ["上野", "石田"], "{lines}");
    }
}

#[test]
fn groups_by_category_and_by_way_of_attendance_hold_their_names() {
    for lines in [
        "出席者　〔学識経験者〕　青山　花子（会長）\n　　　　〔福祉関係者〕　石田　次郎、江本　良\n欠席者　〔学識経験者〕　上野　三枝",
        "出席者\n　＜会場＞　２名\n　　青山花子（会長）　石田次郎※１\n　＜代理出席＞　１名\n　　江本良（みほん社協）\n　　　代理：久保健（同係長）\n　＜欠席＞　１名\n　　上野三枝\n　※１　遅参（１０時１２分）",
    ] {
        let sheet = head(lines);
        assert_eq!(names(&sheet.attendance.present), ["青山花子", "石田次郎", "江本良"], "{lines}");
        assert_eq!(names(&sheet.attendance.absent), ["上野三枝"], "{lines}");
    }
    let sheet = head("出席状況：委員１０名中８名出席（欠席２名）");
    assert_eq!((sheet.present_count, sheet.absent_count), (Some(8), Some(2)));
}

#[test]
fn papers_are_labelled_in_many_ways() {
    for (lines, label) in [
        ("配付資料\n　資料Ｎｏ．１　目標", "資料No.1"),
        ("配付資料\n　資料一　目標", "資料一"),
        ("【配付した資料】\n資料Ａ　目標", "資料A"),
    ] {
        let papers = head(lines).handouts.unwrap();
        assert_eq!((papers[0].label.as_deref(), papers[0].title.as_str()), (Some(label), "目標"), "{lines}");
    }
    let papers = head("送付資料\n　資料１　目標\n　回答書兼意見書").handouts.unwrap();
    assert_eq!(papers[1].title, "回答書兼意見書");
}
