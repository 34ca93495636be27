//! What is told of small towns that were made for one matter each.

use crate::small::today;
use placement::{Input, Options, Output, PersonReason, RoomReason, WhatIfAnswer, place, text, verify};
use serde_json::{Value, json};

/// The answer to an input, looked through.
fn answer(mut value: Value, relax: u8) -> Output {
    value["format"] = json!("nimo-placement/1");
    let input = Input::read(value.to_string().as_bytes()).unwrap();
    let output = place(&input, today(), Options { relax, threads: 1 });
    assert_eq!(verify(&input, today(), &output), Ok(()));
    output
}

fn home(id: &str, rooms: &[&str], answers: Value) -> Value {
    let room = |room: &&str| json!({"id": room, "as_of": "2026-11-20", "expires_on": "2026-12-20"});
    json!({"id": id, "answers": answers, "rooms": rooms.iter().map(room).collect::<Vec<_>>()})
}

fn smoking() -> Value {
    json!([{"id": "smoking", "label": "喫煙", "ground": "custom",
            "rule": {"accepts": {"person": "smoking", "place": "smokings"}}}])
}

fn served(output: &Output) -> Vec<(&str, &str)> {
    output.proof.served.iter().map(|(person, room)| (&**person, &**room)).collect()
}

#[test]
fn to_name_a_wish_costs_nobody_a_room() {
    let output = answer(
        json!({"people": [{"id": "S1", "prefers": ["H2"]}, {"id": "S2"}],
               "homes": [home("H1", &["R1"], json!({})), home("H2", &[], json!({}))]}),
        0,
    );
    assert_eq!(served(&output), [("S1", "R1")], "both are as near to it, and the smaller code has it");
    let output = answer(
        json!({"people": [{"id": "S1"}, {"id": "S2", "prefers": ["H1"]}],
               "homes": [home("H1", &["R1"], json!({}))]}),
        0,
    );
    assert_eq!(served(&output), [("S2", "R1")], "among equals who wishes for it has it");
    let output = answer(
        json!({"people": [{"id": "S1", "since": "2025-01-01"}, {"id": "S2", "since": "2025-06-01", "prefers": ["H1"]}],
               "homes": [home("H1", &["R1"], json!({}))]}),
        0,
    );
    assert_eq!(served(&output), [("S1", "R1")], "but nobody's wish goes before an earlier person");
}

#[test]
fn every_visit_that_was_agreed_is_told_whether_it_stands_or_not() {
    let mut old = home("H2", &["R2"], json!({}));
    old["rooms"][0]["expires_on"] = json!("2026-11-21");
    let output = answer(
        json!({"criteria": smoking(),
               "people": [{"id": "S1", "answers": {"smoking": "yes"}}, {"id": "S2", "answers": {"smoking": "no"}},
                          {"id": "S3", "answers": {"smoking": "no"}}, {"id": "S4", "answers": {"smoking": "no"}},
                          {"id": "S5", "answers": {"smoking": "no"}}, {"id": "S6", "state": "resting"}],
               "homes": [home("H1", &["R1"], json!({"smokings": ["no"]})), old],
               "declined": [{"person": "S2", "home": "H1", "by": "home"}],
               "visits": [{"person": "S1", "room": "R1"}, {"person": "S2", "room": "R1"}, {"person": "S3", "room": "R1"},
                          {"person": "S4", "room": "R1"}, {"person": "S5", "room": "R1"}, {"person": "S6", "room": "R1"},
                          {"person": "S5", "room": "R2"}]}),
        0,
    );
    let told: Vec<(&str, &str, &str)> =
        output.agreed.iter().map(|visit| (&*visit.person, &*visit.room, &*visit.says)).collect();
    assert_eq!(
        told,
        [
            ("S1", "R1", "今は「喫煙」が合いません。"),
            ("S2", "R1", "事業所から、受け入れは難しいと聞いています。"),
            ("S3", "R1", "見学が決まっています。"),
            ("S4", "R1", "見学が決まっています。"),
            ("S5", "R1", "見学が決まっています。"),
            ("S5", "R2", "空室の知らせの期限（令和8年11月21日）が過ぎています。事業所に確かめてください。"),
            ("S6", "R1", "今は探していない人です。"),
        ]
    );
    assert_eq!(output.visitors[0].people, ["S3", "S4", "S5"], "who cannot live there takes nobody's turn");
    assert!(
        output
            .council
            .says
            .contains(&"決まっている見学7件のうち、そのまま行えそうなもの3件、この読みと重なるもの1件。".to_string())
    );
}

#[test]
fn who_lives_in_a_home_that_closes_is_counted_apart() {
    let mut later = home("H3", &["R3"], json!({"smokings": ["no"]}));
    later["rooms"][0]["as_of"] = json!("2027-04-01");
    later["rooms"][0]["expires_on"] = json!("2027-05-01");
    let output = answer(
        json!({"criteria": smoking(),
               "people": [{"id": "S1", "since": "2026-01-01", "answers": {"smoking": "no"}},
                          {"id": "S2", "state": "housed", "since": "2020-01-01", "lives_in": "H2", "answers": {"smoking": "no"}},
                          {"id": "S3", "state": "housed", "since": "2020-01-01", "lives_in": "H2", "answers": {"smoking": "yes"}},
                          {"id": "S4", "state": "resting", "lives_in": "H2", "answers": {"smoking": "no"}}],
               "homes": [home("H1", &["R1"], json!({"smokings": ["no"]})), home("H2", &[], json!({}))],
               "what_if": [{"closes": {"home": "H2"}}, {"opens": {"home": later}}]}),
        0,
    );
    let says: Vec<&str> = output
        .what_if
        .iter()
        .map(|answer| match answer {
            WhatIfAnswer::Homes { says, .. } | WhatIfAnswer::Office { says, .. } => &**says,
        })
        .collect();
    assert_eq!(
        says,
        [
            "H2が閉じると、空いている部屋は1室です。今探している1人のうち、この読みで部屋のある人は、1人から0人になります。\
             そこに住んでいて今は探していない3人のうち、この読みで部屋のある人は1人です。",
            "H3が開くと、空いている部屋は2室です。今探している1人のうち、この読みで部屋のある人は、1人のままです。",
        ]
    );
}

#[test]
fn what_nobody_has_asked_is_asked_and_not_changed() {
    let output = answer(
        json!({"criteria": smoking(), "people": [{"id": "S1", "answers": {"smoking": "yes"}}],
               "homes": [home("H1", &["R1"], json!({}))]}),
        2,
    );
    assert_eq!((output.changes.weighed, output.changes.singles.len()), (0, 0));
    assert_eq!(
        output.questions.first[0].says,
        "H1に、「喫煙」を確かめてください。（これだけで、この読みで部屋のある人が1人増えるかもしれません。1組）"
    );
    let told = text(&output);
    assert!(told.contains("1つだけで増えるものは、ありません。\n") && !told.contains("\nありません。\n2つ"), "{told}");
}

#[test]
fn the_question_that_could_house_most_is_asked_first() {
    let people: Vec<Value> = (1..=5).map(|at| json!({"id": format!("S{at}"), "answers": {"smoking": "yes"}})).collect();
    let output = answer(
        json!({"criteria": smoking(), "people": people,
               "homes": [home("H1", &["R1"], json!({})), home("H2", &["R2", "R3", "R4"], json!({}))]}),
        1,
    );
    let first = &output.questions.first[0];
    assert_eq!((first.says.starts_with("H2に"), first.houses, first.pairs), (true, Some(3), 15));
    assert_eq!(output.questions.first[1].houses, Some(1), "one room is one room, whoever would like it");
}

#[test]
fn nobody_is_sent_to_the_home_in_which_they_live() {
    let output =
        answer(json!({"people": [{"id": "S1", "lives_in": "H1"}], "homes": [home("H1", &["R1"], json!({}))]}), 1);
    assert_eq!(output.council.served, 0);
    let PersonReason::Fails { sets } = &output.unserved[0].reason else { panic!("it fails") };
    assert_eq!(sets[0].criteria, ["lives_there"]);
    assert_eq!(
        output.unserved[0].says,
        "どの空き部屋にも、合わない条件があります。合わない条件の少ない組み合わせ: 今住んでいる住居（1室）。"
    );
}

#[test]
fn a_vacancy_told_on_a_day_to_come_is_not_believed_and_a_slip_of_the_pen_is_told() {
    let mut early = home("H1", &["R1"], json!({"smoking": ["no"]}));
    early["rooms"][0]["as_of"] = json!("2026-12-01");
    let output = answer(json!({"criteria": smoking(), "people": [], "homes": [early]}), 0);
    assert!(matches!(output.empty[0].reason, RoomReason::NotYet { .. }));
    assert_eq!((output.council.open, output.unasked), (0, vec!["smoking".to_string()]));
}

#[test]
fn clients_who_only_were_not_asked_are_not_told_as_lost() {
    let area = json!([{"id": "area", "label": "地域", "ground": "custom",
                       "rule": {"accepts": {"person": "area", "place": "areas"}}}]);
    let output = answer(
        json!({"planning": {"criteria": area,
                            "offices": [{"id": "O1", "spare": 0}, {"id": "O2", "spare": 1, "answers": {"areas": ["北"]}}],
                            "clients": [{"id": "C1", "office": "O1"}, {"id": "C2", "office": "O1", "answers": {"area": "南"}}]},
               "what_if": [{"withdraws": {"office": "O1"}}]}),
        0,
    );
    let WhatIfAnswer::Office { says, nowhere, .. } = &output.what_if[0] else { panic!("of an office") };
    assert_eq!(
        (says.as_str(), *nowhere),
        (
            "O1が計画相談をやめると、利用者2人のうち0人に、引き受けられる事業所が確かにあります。確かめれば、あと1人にもあるかもしれません。1人には、ありません。",
            2
        )
    );
}

#[test]
fn small_counts_point_to_nobody_in_front_of_the_council() {
    let output = answer(
        json!({"criteria": smoking(), "people": [{"id": "S1", "answers": {"smoking": "yes"}}],
               "homes": [home("H1", &["R1"], json!({"smokings": ["no"]}))]}),
        0,
    );
    assert!(
        output.council.says.iter().any(|says| says.ends_with("数えると: 「喫煙」3人未満。")),
        "{:?}",
        output.council.says
    );
}

#[test]
fn who_seeks_and_lives_in_the_home_that_closes_is_counted_once() {
    let output = answer(
        json!({"people": [{"id": "S1", "lives_in": "H2"}],
               "homes": [home("H1", &["R1"], json!({})), home("H2", &[], json!({}))],
               "what_if": [{"closes": {"home": "H2"}}]}),
        0,
    );
    let WhatIfAnswer::Homes { says, residents, .. } = &output.what_if[0] else { panic!("of a home") };
    assert_eq!(*residents, 0);
    assert!(says.contains("今探している1人のうち、この読みで部屋のある人は、1人のままです。"), "{says}");
}

#[test]
fn a_change_says_what_is_done_and_one_home_goes_before_all() {
    let criteria = json!([
        {"id": "night", "label": "夜間の支援", "ground": "staffing",
         "rule": {"at_most": {"person": "night", "place": "cover", "of": "need"}}},
        {"id": "stairs", "label": "階段", "ground": "works",
         "rule": {"at_most": {"person": "climbs", "place": "floor", "of": "cost"}}},
        {"id": "smoking", "label": "喫煙", "ground": "custom",
         "rule": {"accepts": {"person": "smoking", "place": "smokings"}}}]);
    let output = answer(
        json!({"criteria": criteria,
               "people": [{"id": "S1", "answers": {"night": 2, "climbs": 1, "smoking": "yes"}}],
               "homes": [home("H1", &["R1"], json!({"cover": 0, "floor": 1, "smokings": ["yes"]})),
                         home("H2", &["R2"], json!({"cover": 2, "floor": 3, "smokings": ["yes"]})),
                         home("H3", &["R3"], json!({"cover": 2, "floor": 1, "smokings": ["no"]}))]}),
        2,
    );
    let says: Vec<&str> = output.changes.singles.iter().map(|one| &*one.says).collect();
    assert_eq!(
        says,
        [
            "H3が「喫煙」の条件を問わないことにすると、この読みで部屋のある人が1人増えます（事業所・話し合い）。",
            "どの住居も「喫煙」の条件を問わないことにすると、この読みで部屋のある人が1人増えます（事業所・話し合い）。",
            "H1が職員の体制を整えて「夜間の支援」に応じられるようになると、この読みで部屋のある人が1人増えます（事業所・大きな予算が要る）。",
            "H2が工事をして「階段」が合うようになると、この読みで部屋のある人が1人増えます（事業所と家主・大きな予算が要る）。",
            "どの住居も職員の体制を整えて「夜間の支援」に応じられるようになると、この読みで部屋のある人が1人増えます（事業所・大きな予算が要る）。",
            "どの住居も工事をして「階段」が合うようになると、この読みで部屋のある人が1人増えます（事業所と家主・大きな予算が要る）。",
        ]
    );
    assert_eq!((output.changes.pair, output.changes.pair_at_most), (None, 1));
}
