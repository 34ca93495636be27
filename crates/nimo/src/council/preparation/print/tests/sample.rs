//! A meeting of an invented town, from which the papers are made.

use super::super::Occasion;
use crate::council::handout::model::{HandoutId, Listed, Timing};
use crate::council::meeting::model::{ItemId, Kept, MeetingForm, PublicAccess, read_items};
use crate::council::preparation::model::{ObserverWay, PreparationForm, TableShape};
use crate::council::seat::model::{CouncilRole, Everybody};
use crate::council::seat::rules::{Roster, roster_samples as samples};
use almanac::FiscalYear;

pub const COUNCIL: &str = "みほん市精神障害にも対応した地域包括ケアシステム推進協議会";
const AGENDA: &str = "１　開会\n２　議題\n　⑴　前年度の実績について【種類: 報告】\n　⑵　今年度の目標について【種類: 協議】\n　⑶　支援の事例について【種類: 協議】【非公開: 個人に関する情報】\n　⑷　規約の改正について【種類: 承認】\n３　その他\n４　閉会";
pub const PEOPLE: [(&str, &str, &str, &str, CouncilRole, &str); 8] = [
    ("髙梨 一郎", "たかなし いちろう", "みほん病院", "院長", CouncilRole::Chair, "第1号　医療関係者"),
    ("平井 花", "ひらい はな", "みほん家族の会", "", CouncilRole::Member, "第2号　当事者又は家族"),
    ("石川 環", "いしかわ たまき", "みほん大学", "教授", CouncilRole::ViceChair, "第3号　学識経験者"),
    ("三好 学", "みよし まなぶ", "みほん相談支援センター", "センター長", CouncilRole::Member, "第4号　福祉関係者"),
    ("大野 光", "おおの ひかる", "みほん訪問看護ステーション", "所長", CouncilRole::Member, "第1号　医療関係者"),
    ("中川 実", "なかがわ みのる", "みほん保健所", "課長", CouncilRole::Member, "第5号　行政機関"),
    ("小林 葵", "こばやし あおい", "ピアサポートみほん", "", CouncilRole::Member, "第2号　当事者又は家族"),
    ("西田 直", "にしだ なお", "みほん不動産協会", "理事", CouncilRole::Member, "第6号　住まいの関係者"),
];

/// All that an occasion borrows.
pub struct Sample {
    pub meeting: MeetingForm,
    pub items: Vec<Kept>,
    pub preparation: PreparationForm,
    pub everybody: Everybody,
    pub handouts: Vec<Listed>,
}

fn day(typed: &str) -> Option<almanac::Date> {
    Some(samples::day(typed))
}

pub fn sample() -> Sample {
    let items: Vec<Kept> = read_items(AGENDA).into_iter().map(|line| Kept { id: ItemId::fresh(), line }).collect();
    let meeting = MeetingForm {
        body: COUNCIL.into(),
        fiscal_year: Some(FiscalYear(2026)),
        number: Some(2),
        held_on: day("R8.11.12"),
        starts_at: Some("10:00".into()),
        ends_at: Some("12:00".into()),
        venue: "市役所3階　大会議室".into(),
        public_access: Some(PublicAccess::Open),
        agenda: items.iter().map(|item| item.line.clone()).collect(),
        ..MeetingForm::default()
    };
    let preparation = PreparationForm {
        notice_number: "8みほ障第123号".into(),
        notice_on: day("R8.10.22"),
        sender: format!("{COUNCIL}\n会長　髙梨 一郎"),
        reply_by: day("R8.10.30"),
        reply_to: "みほん市障がい福祉課\n電話　000-000-0000\nメール　fukushi@mihon.invalid".into(),
        contact: "みほん市障がい福祉課　電話　000-000-0000".into(),
        posted_on: day("R8.10.29"),
        observers_most: Some(5),
        observer_way: Some(ObserverWay::Lot),
        observers_from: Some("09:30".into()),
        observers_until: Some("09:50".into()),
        table_shape: Some(TableShape::Square),
        clerks: vec!["障がい福祉課長".into(), "障がい福祉課　係長".into()],
        script: "＃開会\nただいまから始めます。\n＃今年度の目標について\n目標の案について、ご意見をお願いします。\n＃休憩\n10分休みます。".into(),
        ..PreparationForm::default()
    };
    let mut everybody =
        Everybody { charters: vec![samples::charter(&[("quorum", "majority")])], ..Everybody::default() };
    for ((name, kana, body, post, role, category), place) in PEOPLE.into_iter().zip(1..) {
        let seat = samples::seat(place, "推薦の席", category);
        let mut form = samples::form(name, "R8.4.1", "R10.3.31");
        (form.kana, form.body, form.post, form.role) = (kana.into(), body.into(), post.into(), role);
        everybody.members.push(samples::member(&seat, form));
        everybody.seats.push(seat);
    }
    everybody.seats.push(samples::seat(9, "空いた席", "第4号　福祉関係者"));
    let paper = |mark: &str, title: &str, timing, item: Option<usize>| Listed {
        id: HandoutId::fresh(),
        mark: mark.into(),
        title: title.into(),
        timing,
        item: item.map(|at| items[at].id),
    };
    let handouts = vec![
        paper("", "次第", Timing::Ahead, None),
        paper("資料1-1", "前年度の実績", Timing::Ahead, Some(2)),
        paper("資料1-2", "前年度の実績（別表）", Timing::Ahead, Some(2)),
        paper("資料2", "今年度の目標（案）", Timing::OnDay, Some(3)),
        paper("資料3", "支援の事例", Timing::Collected, Some(4)),
        paper("参考資料1", "国の通知", Timing::Ahead, None),
    ];
    Sample { meeting, items, preparation, everybody, handouts }
}

pub fn with<T>(sample: &Sample, take: impl FnOnce(&Occasion<'_>) -> T) -> T {
    let roster = Roster::of(&sample.everybody, samples::day("R8.11.12"));
    take(&Occasion {
        office: "みほん市",
        council: COUNCIL,
        dated: samples::day("R8.10.1").and_hms_opt(9, 0, 0).unwrap(),
        meeting: &sample.meeting,
        items: &sample.items,
        preparation: &sample.preparation,
        roster: &roster,
        handouts: &sample.handouts,
    })
}
