//! Tables of towns, line by line.

use super::*;
use crate::council::seat::model::CouncilRole;
use crate::council::seat::rules::roster::tests::{charter, form as person, member as sits, seat as stands};
use crate::plumbing::table::read;
use proptest::prelude::*;

fn defaults() -> Defaults {
    Defaults { from_on: "R6.4.1".into(), until_on: "R8.3.31".into(), letter: Some(LetterKind::Commission) }
}

fn judged(text: &str, all: &Everybody) -> Judged {
    judge(&Table::of(&read(text)).unwrap(), all, &defaults())
}

#[test]
fn a_roster_of_a_town_becomes_seats_with_people() {
    let text = "みほん市協議会　委員名簿\n\n番号\t区分\t推薦団体\t氏名\tフリガナ\t職名\t会長等\t備考\n\
                1\t医療\t医師会\t髙梨 一郎\tタカナシ イチロウ\t院長\t会長\t\n2\t福祉\t家族会\t三好 花\t\t\t\t新任\n";
    let table = Table::of(&read(text)).unwrap();
    assert_eq!(table.unread, ["備考"], "what is not read is said");
    let judged = judge(&table, &Everybody::default(), &defaults());
    assert_eq!(judged.sentence(), "2人を名簿に入れられます。");
    let first = &judged.taken[0];
    let person = first.form.as_ref().unwrap();
    assert_eq!((first.line, first.title.as_str(), person.role), (4, "医師会", CouncilRole::Chair));
    let Pick::New(seat) = &first.pick else { panic!("no seat yet") };
    assert_eq!((seat.place, seat.category.as_str(), seat.letter), (1, "医療", LetterKind::Commission));
    assert_eq!(person.term.in_words(), "令和6年4月1日から令和8年3月31日まで", "what a line leaves out holds for all");
}

#[test]
fn fourteen_people_do_not_fit_on_thirteen_seats() {
    let all = Everybody { charters: vec![charter(&[("most_members", "13")])], ..Everybody::default() };
    let lines: String = (1..=14).map(|n| format!("団体{n}\t委員{n}\n")).collect();
    let judged = judged(&format!("推薦団体\t氏名\n{lines}"), &all);
    assert_eq!((judged.taken.len(), judged.refused.len()), (13, 1));
    assert!(judged.refused[0].why[0].contains("定数の13人を超えます"), "{:?}", judged.refused[0].why);
    assert_eq!(judged.refused[0].about, "委員14");
}

#[test]
fn the_next_roster_finds_the_seats_and_a_seat_that_is_taken_is_said() {
    let seats = vec![stands(1, "医師会", ""), stands(2, "家族会", ""), stands(3, "社協", "")];
    let mut doctor = person("髙梨 一郎", "R6.4.1", "R8.3.31");
    doctor.body = "みほん病院".into();
    let members = vec![sits(&seats[0], doctor), sits(&seats[1], person("三好 花", "R6.4.1", "R8.3.31"))];
    let all = Everybody { seats, members, charters: vec![] };
    let text = "席の名\t氏名\t所属\t任期の始まり\t任期の終わり\n\t髙梨一郎\tみほん病院\t\t\n家族会\t平井 学\t\tR7.4.1\t\n\
                家族会\t平井 学\t\tR8.4.1\tR10.3.31\n社協\t岡地 純\t\tR6.4.1\tR6.3.1\n";
    let judged = judged(text, &all);
    assert_eq!(judged.same, 1, "what stands there already is no new line");
    assert_eq!(judged.taken.len(), 1);
    assert_eq!((&judged.taken[0].pick, judged.taken[0].after.as_str()), (&Pick::Seat(all.seats[1].id), "三好 花"));
    assert!(judged.refused[0].why[0].contains("三好 花さんがいます"), "{:?}", judged.refused[0].why);
    assert!(judged.refused[1].why[0].contains("任期の終わり「R6.3.1」"), "{:?}", judged.refused[1].why);
}

#[test]
fn one_table_twice_makes_nobody_twice() {
    let text =
        "席の名\t氏名\t公表してよいもの\t承諾を得た日\n医師会\t髙梨 一郎\t氏名・所属\tR6.5.23\n医師会\t渡邉 悟\t\t\n";
    let first = judged(text, &Everybody::default());
    assert_eq!(first.taken.len(), 2, "two seats of one name");
    let mut all = Everybody::default();
    first.taken.iter().for_each(|entry| seat(&mut all, entry));
    let again = judged(text, &all);
    assert_eq!((again.taken.len(), again.refused.len(), again.same), (0, 0, 2));
}

#[test]
fn an_empty_seat_is_one_and_nobody_is_called_vacancy() {
    let text = "席の名\t氏名\n医師会\t髙梨 一郎\n家族会\t（欠員）\n社協\t\n\t未定\n";
    let judged = judged(text, &Everybody::default());
    let empty = judged.taken.iter().filter(|entry| entry.form.is_none()).count();
    assert_eq!((judged.taken.len(), empty, judged.refused.len()), (3, 2, 1), "without a seat there is nothing");
    assert_eq!(judged.sentence(), "1人と、空いた席2つを名簿に入れられます。1行に、直すところがあります。");
    let mut all = Everybody::default();
    judged.taken.iter().for_each(|entry| seat(&mut all, entry));
    assert_eq!(judge(&Table::of(&read("席の名\t氏名\n家族会\t欠員\n")).unwrap(), &all, &defaults()).same, 1);
}

#[test]
fn one_person_twice_two_seats_of_one_name_and_a_seat_that_reads_otherwise_are_told() {
    let twice = judged("席の名\t氏名\n医師会\t髙梨 一郎\n医師会\t高梨一郎\n", &Everybody::default());
    assert!(twice.refused[0].why[0].contains("この表の2行目にもいます"), "{:?}", twice.refused[0].why);
    let seats = vec![stands(1, "公募", "市民"), stands(2, "公募", "市民")];
    let members = vec![
        sits(&seats[0], person("岡地 純", "R6.4.1", "R8.3.31")),
        sits(&seats[1], person("三好 花", "R6.4.1", "R8.3.31")),
    ];
    let mut all = Everybody { seats, members, charters: vec![] };
    let next =
        "席の名\t氏名\t任期の始まり\t任期の終わり\n公募\t古賀 順\tR8.4.1\tR10.3.31\n公募\t村瀬 宏\tR8.4.1\tR10.3.31\n";
    let next = judged(next, &all);
    let picks: Vec<&Pick> = next.taken.iter().map(|entry| &entry.pick).collect();
    assert_eq!(picks, [&Pick::Seat(all.seats[0].id), &Pick::Seat(all.seats[1].id)]);
    let mixed =
        "席の名\t氏名\t任期の始まり\t任期の終わり\n公募\t古賀 順\tR8.4.1\tR10.3.31\n公募\t岡地 純\tR8.4.1\tR10.3.31\n";
    assert_eq!(judged(mixed, &all).taken.len(), 2, "a newcomer above one who stays");
    let again = judged("番号\t席の名\t氏名\n7\t公募\t岡地 純\n8\t公募\t三好 花\n", &all);
    assert_eq!((again.same, again.refused.len()), (2, 0), "a number is the row of that list");
    let empty = judged("席の名\t氏名\n公募\t岡地 純\n公募\t三好 花\n公募\t欠員\n", &all);
    assert_eq!((empty.same, empty.taken.len()), (2, 1), "a third seat of the name is one more");
    all.members.iter_mut().for_each(|member| member.form.body = "市民会".into());
    let body = judged("所属\t氏名\t任期の始まり\t任期の終わり\n市民会\t古賀 順\tR8.4.1\tR10.3.31\n", &all);
    assert!(body.refused[0].why[0].contains("2つ以上あります"), "{:?}", body.refused[0].why);
    let other = judged("席の名\t選出区分\t氏名\n公募\t医療\t岡地 純\n", &all);
    assert!(
        other.refused[0].why[0].starts_with("選出区分「医療」: 席「公募」の内容と違います"),
        "{:?}",
        other.refused[0].why
    );
    let renamed = judged("席の名\t氏名\t所属\n公募\t岡地 純\t別の会\n", &all);
    assert!(renamed.refused[0].why[0].contains("書いてあることが違います"), "nothing is put right in silence");
    let new = judged("席の名\t氏名\n新しい席\t平井 学\n", &all);
    let Pick::New(seat) = &new.taken[0].pick else { panic!("a new seat") };
    assert_eq!(seat.from_on, almanac::read_date("R6.4.1").ok(), "no roster before has a seat more");
}

#[test]
fn a_cell_that_is_not_understood_is_refused_with_its_head() {
    let why = |head: &str, cell: &str| {
        judged(&format!("氏名\t{head}\n髙梨 一郎\t{cell}\n"), &Everybody::default()).refused.remove(0).why.remove(0)
    };
    assert!(why("役", "王").starts_with("役「王」: "));
    assert!(why("種別", "医療").starts_with("関係者の種別「医療」: "));
    assert!(why("文書", "手紙").starts_with("文書「手紙」: "));
    assert!(why("公表", "可").starts_with("公表してよいもの「可」: "), "what is 可, nobody said");
    assert!(why("公表", "氏名").starts_with("公表について聞いた日: "));
    assert!(why("かな", "髙梨").starts_with("ふりがな「髙梨」: "));
    assert!(
        Table::of(&read("所属\t役職\nみほん病院\t院長\n")).is_err_and(|sentence| sentence.contains("「氏名」の列"))
    );
    assert!(Table::of(&read("氏名\t名前\na\tb\n")).is_err_and(|sentence| sentence.contains("2つあります")));
}

proptest! {
    #[test]
    fn arbitrary_tables_never_panic(text in "(氏名|席の名|任期の始まり|役|R6.4.1|会長|\\PC|\t|\n){0,60}") {
        if let Ok(table) = Table::of(&read(&format!("氏名\t席の名\t任期の始まり\t役\t公表\n{text}"))) {
            let judged = judge(&table, &Everybody::default(), &defaults());
            prop_assert_eq!(judged.taken.len() + judged.refused.len() + judged.same, table.rows.len());
        }
    }
}
