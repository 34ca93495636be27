//! What is wrong with an input is told with its path, and nothing makes the reader fall over.

use crate::small::{empty, today, town};
use placement::{Input, MOST, Size, generate};
use proptest::prelude::*;
use serde_json::{Value, json};

fn base() -> Value {
    json!({
        "format": "nimo-placement/1",
        "criteria": [
            {"id": "sex", "label": "性別", "ground": "safety", "rule": {"accepts": {"person": "sex", "place": "sexes"}}},
            {"id": "level", "label": "区分", "ground": "law", "rule": {"range": {"person": "level", "place": "levels"}}},
            {"id": "rent", "label": "費用", "ground": "money",
             "rule": {"at_most": {"person": "budget", "place": "cost", "of": "cost"}}},
            {"id": "past", "label": "過去", "ground": "talk", "rule": {"accepts": {"person": "past", "place": "pasts"}}}
        ],
        "people": [{"id": "S1", "answers": {"sex": "f", "level": 3}}, {"id": "S2"}],
        "homes": [{"id": "H1", "answers": {"sexes": ["f"], "levels": {"from": 1, "to": 4}},
                   "rooms": [{"id": "R1", "as_of": "2026-11-01", "expires_on": "2026-12-01"}]}],
        "planning": {"offices": [{"id": "O1", "spare": 2}], "clients": [{"id": "C1", "office": "O1"}]}
    })
}

fn refused(change: impl FnOnce(&mut Value)) -> String {
    let mut value = base();
    change(&mut value);
    Input::read(value.to_string().as_bytes()).unwrap_err().to_string()
}

#[test]
fn each_refusal_says_where_and_what_to_do() {
    Input::read(base().to_string().as_bytes()).unwrap();
    let told = |change: &dyn Fn(&mut Value), starts: &str, says: &str| {
        let refused = refused(change);
        assert!(refused.starts_with(starts) && refused.contains(says), "{refused}");
    };
    told(&|v| v["format"] = json!("x"), "format: ", "nimo-placement/1");
    told(&|v| v["people"][1]["id"] = json!("S1"), "people[1].id: ", "番号「S1」が2つあります");
    told(&|v| v["people"][1]["id"] = json!(""), "people[1].id: ", "1文字から");
    told(&|v| v["people"][0]["name"] = json!("山田"), "people[0].name: ", "unknown field `name`");
    told(&|v| v["homes"][0]["rooms"][0]["id"] = json!("H1"), "homes[0].rooms[0].id: ", "番号「H1」が2つ");
    told(
        &|v| v["homes"][0]["answers"]["levels"] = json!({"from": 4, "to": 1}),
        "homes[0].answers.levels: ",
        "入れ替え",
    );
    told(&|v| v["homes"][0]["answers"]["levels"] = json!({}), "homes[0].answers.levels: ", "from か to");
    told(&|v| v["homes"][0]["answers"]["levels"] = json!("高い"), "homes[0].answers.levels: ", "範囲で書いて");
    told(&|v| v["people"][0]["answers"]["level"] = json!("3"), "people[0].answers.level: ", "整数で書いて");
    told(&|v| v["people"][0]["answers"]["level"] = json!(3.5), "people[0].answers.level: ", "ここが読めません");
    told(&|v| v["people"][0]["answers"]["level"] = json!([1]), "people[0].answers.level", "ここが読めません");
    told(&|v| v["people"][0]["answers"]["level"] = json!(9e14 as i64), "people[0].answers.level: ", "までにして");
    told(&|v| v["people"][0]["answers"]["sex"] = json!({"any": false}), "people[0].answers.sex: ", "any は true だけ");
    told(&|v| v["people"][0]["class"] = json!(2), "people[0].class: ", "1から1で");
    let classes = json!({"rule": "先の人から", "decided_on": "2026-04-01", "classes": ["先", "後"]});
    told(&|v| v["priority"] = classes.clone(), "people[0].class: ", "1から2で");
    told(&|v| v["priority"] = json!({"classes": ["先"]}), "priority.rule: ", "きまりを書いて");
    told(&|v| v["priority"] = json!({"rule": "先の人から"}), "priority.decided_on: ", "決めた日を書いて");
    told(&|v| v["people"][0]["id"] = json!(" S1"), "people[0].id: ", "前後の空白");
    told(&|v| v["people"][0]["answers"]["level"] = json!(i64::MIN), "people[0].answers.level: ", "までにして");
    told(&|v| v["people"][0]["answers"]["sex"] = json!({"any": true}), "people[0].answers.sex: ", "人ごとに決まります");
    told(&|v| v["people"][0]["prefers"] = json!(vec!["H1"; 51]), "people[0].prefers: ", "50件までに");
    told(&|v| v["what_if"] = json!(vec![json!({"closes": {"home": "H1"}}); 51]), "what_if: ", "50件までに");
    told(&|v| v["criteria"][2]["who"] = json!(""), "criteria[2].who: ", "1文字から");
    let crowded: Vec<Value> =
        (0..101).map(|at| json!({"id": format!("X{at}"), "as_of": "2026-11-01", "expires_on": "2026-12-01"})).collect();
    told(&|v| v["homes"][0]["rooms"] = json!(crowded), "homes[0].rooms: ", "100件までに");
    told(
        &|v| v["people"][0]["prefers"] = json!(["H9"]),
        "people[0].prefers[0]: ",
        "「H9」という住居・部屋がありません",
    );
    told(&|v| v["people"][0]["prefers"] = json!(["H1", "H1"]), "people[0].prefers[1]: ", "2回");
    told(&|v| v["people"][0]["lives_in"] = json!("H9"), "people[0].lives_in: ", "という住居がありません");
    told(
        &|v| v["homes"][0]["rooms"][0]["expires_on"] = json!("2026-10-01"),
        "homes[0].rooms[0].expires_on: ",
        "より前",
    );
    told(&|v| v["homes"][0]["rooms"][0]["expires_on"] = json!("10月"), "homes[0].rooms[0].expires_on: ", "読めません");
    told(&|v| v["criteria"][1]["id"] = json!("sex"), "criteria[1].id: ", "2つあります");
    told(&|v| v["criteria"][1]["id"] = json!("declined_by_home"), "criteria[1].id: ", "nimo が使う番号");
    told(&|v| v["criteria"][0]["label"] = json!(" "), "criteria[0].label: ", "1文字から");
    told(&|v| v["criteria"][0]["cost"] = json!("low"), "criteria[0]: ", "「安全」の条件は変えられません");
    told(&|v| v["criteria"][1]["rule"]["range"]["place"] = json!("sexes"), "criteria[1].rule: ", "別の形");
    told(&|v| v["visits"] = json!([{"person": "S1", "room": "R9"}]), "visits[0].room: ", "「R9」という部屋");
    told(&|v| v["visits"] = json!([{"person": "S9", "room": "R1"}]), "visits[0].person: ", "「S9」という人");
    told(
        &|v| v["visits"] = json!([{"person": "S1", "room": "R1"}, {"person": "S1", "room": "R1"}]),
        "visits[1]: ",
        "同じ見学",
    );
    told(
        &|v| v["talked"] = json!([{"person": "S1", "home": "H1", "criterion": "sex"}]),
        "talked[0].criterion: ",
        "話し合いの条件がありません",
    );
    told(&|v| v["aid_yen"] = json!([0]), "aid_yen[0]: ", "1円以上");
    told(
        &|v| v["changes"] = json!([{"lift": {"criterion": "sex"}}]),
        "changes[0]: ",
        "根拠は「安全」で、変えられません",
    );
    told(&|v| v["changes"] = json!([{"lift": {"criterion": "past"}}]), "changes[0]: ", "変えられません");
    told(&|v| v["changes"] = json!([{"lift": {"criterion": "x"}}]), "changes[0]: ", "という条件がありません");
    told(&|v| v["changes"] = json!([{"lift": {"criterion": "rent", "home": "x"}}]), "changes[0]: ", "という住居が");
    told(
        &|v| v["changes"] = json!([{"teach": {"criterion": "rent", "word": "x"}}]),
        "changes[0]: ",
        "この形の見直しでは変わりません",
    );
    told(&|v| v["planning"]["clients"][0]["office"] = json!("O9"), "planning.clients[0].office: ", "という事業所");
    told(&|v| v["what_if"] = json!([{"closes": {"home": "H9"}}]), "what_if[0]: ", "という住居");
    told(&|v| v["what_if"] = json!([{"withdraws": {"office": "O9"}}]), "what_if[0]: ", "という事業所");
    told(&|v| v["what_if"] = json!([{"opens": {"home": {"id": "H1"}}}]), "what_if[0].opens.home.id: ", "2つあります");
    let twice = base().to_string().replace("\"level\":3", "\"level\":3,\"level\":4");
    let twice = Input::read(twice.as_bytes()).unwrap_err().to_string();
    assert!(twice.starts_with("people[0].answers") && twice.contains("duplicate field `level`"), "{twice}");
    let minutes = json!({"id": "clinic", "label": "通院", "ground": "wish",
        "rule": {"within": {"person": "clinic", "place": "clinics", "limit": "min", "by": "minutes"}}});
    let mut twice = base();
    twice["criteria"][0] = minutes;
    twice["people"][0]["answers"] = json!({});
    twice["homes"][0]["answers"] = json!({"clinics": {"minutes": {"北": 1}}});
    Input::read(twice.to_string().as_bytes()).unwrap();
    let twice = twice.to_string().replace("{\"北\":1}", "{\"北\":1,\"北\":9}");
    assert!(Input::read(twice.as_bytes()).unwrap_err().sentence.contains("duplicate field `北`"));
    told(&|v| v["priority"] = json!({"rule": "先の人\nから", "decided_on": "2026-04-01"}), "priority.rule: ", "改行");
    let opens = json!([{"opens": {"home": {"id": "X", "rooms": crowded}}}]);
    told(&|v| v["what_if"] = opens.clone(), "what_if[0].opens.home.rooms: ", "100件までに");
    let after = Input::read(format!("{} x", base()).as_bytes()).unwrap_err();
    assert!(after.sentence.contains("余分なもの"));
    let point = json!({"id": "near", "label": "距離", "ground": "wish",
        "rule": {"within": {"person": "point", "place": "point", "limit": "near_m", "by": "metres"}}});
    let far = |v: &mut Value| {
        v["criteria"][0] = point.clone();
        v["people"][0]["answers"] = json!({"point": {"lat": 95.0, "lng": 0.0}});
        v["homes"][0]["answers"] = json!({});
    };
    told(&far, "people[0].answers.point: ", "緯度は-90から90");
}

#[test]
fn more_than_a_hundred_thousand_are_refused() {
    let mut input = empty();
    let one = crate::small::person("S");
    input.people = (0..=MOST).map(|at| placement::Person { id: format!("S{at}"), ..one.clone() }).collect();
    let refused = input.check().unwrap_err().to_string();
    assert_eq!(refused, "people: 100001件あります。100000件までに分けてください。");
    input.people.clear();
    let home = |at: usize, rooms: usize| {
        let rooms = (0..rooms).map(|room| crate::small::room(&format!("R{at}-{room}"))).collect();
        placement::Home { id: format!("H{at}"), answers: Default::default(), rooms }
    };
    input.homes = (0..1_000).map(|at| home(at, 100)).collect();
    input.check().unwrap();
    input.what_if = vec![placement::WhatIf::Opens { home: home(1_000, 1) }];
    assert!(input.check().unwrap_err().to_string().starts_with("what_if[0].opens.home.rooms: 100001件"));
    input.homes.push(home(1_001, 1));
    assert!(input.check().unwrap_err().to_string().starts_with("homes[].rooms: 100001件"));
}

#[test]
fn more_criteria_than_a_pair_can_keep_are_refused() {
    let mut input = town(1);
    input.criteria = (0..61)
        .map(|at| crate::small::criterion(&format!("c{at}"), placement::Ground::Law, crate::small::accepts("a")))
        .collect();
    assert!(input.check().unwrap_err().to_string().starts_with("criteria: 条件が61件"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    /// Bytes of an input with some of them changed: it is taken or refused in words, and what is taken can be read.
    #[test]
    fn whatever_comes_is_taken_or_refused(seed in 0u64..30, edits in proptest::collection::vec((any::<u16>(), any::<u8>()), 0..6)) {
        let mut bytes = serde_json::to_vec(&generate(Size { people: 4, rooms: 4, seed }, today())).unwrap();
        for (at, byte) in edits {
            let at = at as usize % bytes.len();
            bytes[at] = byte;
        }
        match Input::read(&bytes) {
            Ok(input) => {
                let output = placement::place(&input, today(), placement::Options { relax: 2, threads: 1 });
                prop_assert_eq!(placement::verify(&input, today(), &output), Ok(()));
            }
            Err(refusal) => prop_assert!(!refusal.sentence.is_empty()),
        }
    }
}
