//! Each paper as text.

mod sample;

use super::*;
use crate::council::meeting::model::{ItemId, PublicAccess, read_items};
use crate::council::preparation::model::TableShape;
use crate::council::seat::model::Everybody;
use press::Fonts;
use sample::{COUNCIL, PEOPLE, Sample, sample, with};

fn said(sample: &Sample, paper: Paper) -> String {
    with(sample, |occasion| press::text(&document(paper, occasion)))
}

/// Each of these lines stands on the paper, in this order.
fn follows(text: &str, lines: &[&str]) {
    let mut rest = text;
    for line in lines {
        let Some((_, behind)) = rest.split_once(line) else { panic!("{line:?} does not follow in:\n{text}") };
        rest = behind;
    }
}

#[test]
fn body_and_list_of_the_agenda_name_the_same_papers() {
    let mut sample = sample();
    let text = said(&sample, Paper::Agenda);
    follows(
        &text,
        &[
            "令和8年度第2回\n",
            COUNCIL,
            "次第\n",
            "日時　令和8年11月12日（木）　午前10時から正午まで\n",
            "場所　市役所3階　大会議室\n",
            "１　開会\n",
            "　　⑴　前年度の実績について（報告）　【資料1-1、資料1-2】\n",
            "　　⑶　支援の事例について（協議）〔非公開〕　【資料3】\n",
            "配布資料\n",
            "資料1-1　前年度の実績\n",
            "資料2　今年度の目標（案）（当日配付）\n",
            "資料3　支援の事例（机上配付・回収）\n",
        ],
    );
    // Another number in the master is another number in both places, and nowhere the old one.
    sample.handouts[3].mark = "資料9".into();
    let text = said(&sample, Paper::Agenda);
    assert_eq!((text.matches("資料9").count(), text.matches("資料2").count()), (2, 0), "{text}");
    let script = said(&sample, Paper::Script);
    assert!(script.contains("資料9　今年度の目標（案）（当日配付）") && !script.contains("資料2"), "{script}");
    sample.handouts.clear();
    assert!(!said(&sample, Paper::Agenda).contains("資料"));
}

#[test]
fn each_member_gets_a_letter_and_a_slip_with_his_name() {
    let mut sample = sample();
    let text = said(&sample, Paper::Notice);
    follows(
        &text,
        &[
            "8みほ障第123号\n令和8年10月22日\n",
            "みほん病院　院長\n",
            "髙梨 一郎　様\n",
            "の開催について（通知）\n",
            "御協力いただき、",
            "記\n",
            "１　日時　",
            "⑶　支援の事例について（協議）〔非公開〕",
            "（あらかじめお送りするもの）",
            "（当日お配りするもの）",
            "（机上に置き、会議の後に回収するもの）",
            "別紙の返信票を、令和8年10月30日（金）までにお送りください。",
            "以上\n",
            "出欠の返信\n",
            "返信先　",
            "氏名：髙梨 一郎\n",
            "□ 出席（オンライン）",
            "□ 代理が出席",
            "□ 点字",
            "石川 環　様\n",
            "氏名：石川 環\n",
        ],
    );
    assert_eq!(
        (text.matches("　様\n").count(), text.matches("出欠の返信\n").count()),
        (8, 8),
        "no letter to an empty seat"
    );
    let breaks = with(&sample, |occasion| {
        document(Paper::Notice, occasion).body.iter().filter(|block| **block == Block::PageBreak).count()
    });
    assert_eq!(breaks, 15);
    sample.everybody.members.clear();
    sample.preparation =
        PreparationForm { notice_words: "次のとおり開きます。".into(), ..PreparationForm::default() };
    let text = said(&sample, Paper::Notice);
    follows(
        &text,
        &["（文書番号）\n令和　　年　　月　　日\n", "委員　各位\n", "（差出人）\n", "　次のとおり開きます。\n"],
    );
    assert!(!text.contains("問合せ先") && !text.contains("日ごろから"), "{text}");
}

#[test]
fn the_announcement_tells_everybody_when_and_how_to_listen_and_nothing_of_the_roster() {
    let mut sample = sample();
    let text = said(&sample, Paper::Announcement);
    follows(
        &text,
        &[
            "令和8年10月29日\nみほん市\n",
            "会議名：令和8年度第2回みほん市",
            "⑶　支援の事例について〔非公開〕（理由：個人に関する情報）\n",
            "公開・非公開：一部非公開\n",
            "定員　5人\n",
            "抽選で決めます。\n",
            "午前9時30分から午前9時50分まで　市役所3階",
            "撮影と録音は",
            "退室してください",
            "問い合わせ先：",
        ],
    );
    for (name, kana, body, _, _, category) in PEOPLE {
        for hidden in [name, kana, body, category] {
            assert!(!text.contains(hidden), "{hidden} in {text}");
        }
    }
    // Another roster makes no other paper.
    sample.everybody = Everybody::default();
    assert_eq!(said(&sample, Paper::Announcement), text);
    sample.preparation.observer_rules = "・静かに聴いてください。\n\n帽子を取ってください。".into();
    follows(&said(&sample, Paper::Announcement), &["・静かに聴いてください。\n", "・帽子を取ってください。\n"]);
    sample.meeting.public_access = Some(PublicAccess::Closed);
    let text = said(&sample, Paper::Announcement);
    assert!(text.contains("非公開\n") && text.contains("理由：個人に関する情報") && !text.contains("傍聴"), "{text}");
    assert!(said(&sample, Paper::Observers).contains("傍聴の受付はありません"));
}

#[test]
fn the_lists_of_the_desk_tell_of_nobody_as_whom_he_comes() {
    let mut sample = sample();
    sample.meeting.invited = Some(vec!["みほん県　精神保健福祉センター".into()]);
    let text = said(&sample, Paper::Reception);
    follows(
        &text,
        &[
            "委員\n",
            "1．番号：1、氏名：髙梨 一郎 たかなし いちろう、所属：みほん病院\n",
            "2．番号：2、氏名：石川 環",
            "委員のほか\n",
            "精神保健福祉センター",
            "事務局\n",
            "障がい福祉課長",
        ],
    );
    assert!(!text.contains("欠員"), "{text}");
    for paper in [Paper::Reception, Paper::Seating, Paper::Notice] {
        let text = said(&sample, paper);
        for hidden in ["第1号", "第2号", "当事者", "選出区分", "医療関係者", "推薦の席"] {
            assert!(!text.contains(hidden), "{hidden} in {text}");
        }
    }
    let text = said(&sample, Paper::Observers);
    assert!(text.contains("5．番号：5") && !text.contains("番号：6") && text.contains("傍聴のきまり"), "{text}");
}

#[test]
fn the_room_is_drawn_and_said() {
    let mut sample = sample();
    let text = said(&sample, Paper::Seating);
    follows(
        &text,
        &[
            "机の並べ方　ロの字\n",
            "正面：会長 髙梨 一郎 みほん病院、正面：副会長 石川 環 みほん大学\n",
            "会長から見て右：小林 葵 ピアサポートみほん、会長から見て左：大野 光",
            "正面：事務局 障がい福祉課長",
            "席の並び\n",
            "　1　会長　髙梨 一郎（みほん病院）\n",
            "会長から見て左（会長に近い席から）\n",
            "委員　大野 光",
            "事務局席\n",
            "傍聴席\n",
            "5席\n",
        ],
    );
    for shape in TableShape::ALL {
        sample.preparation.table_shape = Some(shape);
        let text = said(&sample, Paper::Seating);
        for (name, ..) in PEOPLE {
            assert_eq!(text.matches(name).count(), 2, "{name} is drawn once and said once: {text}");
        }
        assert_eq!(text.contains("前から1列目"), shape == TableShape::Rows);
    }
    sample.meeting.public_access = Some(PublicAccess::Closed);
    assert!(!said(&sample, Paper::Seating).contains("傍聴席"));
}

#[test]
fn the_script_says_what_to_say_what_to_do_and_what_lies_there() {
    let mut sample = sample();
    follows(
        &said(&sample, Paper::Script),
        &[
            "１　開会\n",
            "委員8人のうち、出席5人以上で会議が成り立ちます。\n",
            "ただいまから始めます。\n",
            "資料1-1　前年度の実績\n",
            "今年度の目標について（協議）\n",
            "目標の案について、ご意見をお願いします。\n",
            "ここから非公開。傍聴の方に退室を案内する。\n",
            "⑶　支援の事例について（協議）〔非公開〕\n",
            "ここで公開に戻る。",
            "⑷　規約",
            "４　閉会\n",
            "以上で、本日の会議を終わります。",
            "次第にない項目の言葉\n",
            "休憩\n",
            "10分休みます。\n",
        ],
    );
    sample.preparation.script.clear();
    let text = said(&sample, Paper::Script);
    follows(&text, &["定刻に", "前年度の実績について、事務局から報告します。", "このとおり承認してよろしいですか。"]);
    assert!(!text.contains("次第にない項目"), "{text}");
    sample.meeting.public_access = Some(PublicAccess::Closed);
    assert!(!said(&sample, Paper::Script).contains("退室"), "nobody is there to be shown out");
}

#[test]
fn what_lies_below_a_closed_item_is_closed_with_it() {
    let mut sample = sample();
    let agenda =
        "１　事例【非公開: 個人に関する情報】\n　⑴　一つ目\n　⑵　二つ目【非公開: 個人に関する情報】\n２　その他";
    sample.items = read_items(agenda).into_iter().map(|line| Kept { id: ItemId::fresh(), line }).collect();
    assert_eq!(with(&sample, |occasion| occasion.closed()), [true, true, true, false]);
    let text = said(&sample, Paper::Script);
    assert_eq!((text.matches("ここから非公開").count(), text.matches("公開に戻る").count()), (1, 1), "{text}");
}

#[test]
fn every_paper_is_named_printed_with_the_fonts_at_hand_and_the_same_each_time() {
    let mut sample = sample();
    for paper in Paper::ALL {
        assert_eq!(Paper::parse(paper.code()), Some(paper));
        let twice = [(); 2].map(|()| with(&sample, |occasion| document(paper, occasion)));
        assert_eq!(twice[0], twice[1]);
        assert_eq!(press::missing_glyphs(&twice[0], Fonts::embedded()), [], "{}", paper.label());
    }
    assert_eq!(Paper::parse("minutes"), None);
    assert_eq!(with(&sample, |occasion| file_name(Paper::Notice, occasion)), "令和8年度第2回　開催通知");
    // Of a meeting of which nothing is known yet, every paper says so.
    (sample.meeting, sample.preparation) = (MeetingForm::default(), PreparationForm::default());
    (sample.items, sample.handouts, sample.everybody) = (vec![], vec![], Everybody::default());
    for paper in Paper::ALL {
        assert!(said(&sample, paper).contains("決まっていません"), "{}", paper.label());
    }
}
