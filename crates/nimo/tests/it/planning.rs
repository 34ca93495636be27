//! 計画相談: what offices answer for a quarter, what the town counted, what would be if one withdrew, and who sees how much of it.

use crate::on_both;
use crate::providers::{carry_in, file, somebody};
use crate::town::{Browser, words};
use nimo::accounts::model::Role;
use wamnet::Column;

const PLAN: (Column, &str) = (Column::Service, "計画相談支援");
const CHILD: (Column, &str) = (Column::Service, "障害児相談支援");

/// Three desks of the town, of which one plans for children too, and one of a neighbour; and a home, which makes no plans.
fn offices() -> Vec<u8> {
    file(&[
        &[PLAN, (Column::Number, "9930000025"), (Column::Name, "あおぞら相談")],
        &[PLAN, (Column::Number, "9930000033"), (Column::Name, "いずみ相談"), (Column::Street, "栄町2")],
        &[PLAN, (Column::Number, "9930000041"), (Column::Name, "うみべ相談"), (Column::Street, "港町3")],
        &[CHILD, (Column::Number, "9970000025"), (Column::Name, "あおぞら相談")],
        &[
            PLAN,
            (Column::Number, "9930000058"),
            (Column::Name, "となり相談"),
            (Column::Town, "みほん県となり町"),
            (Column::Street, "本町9"),
        ],
        &[],
    ])
}

const AOZORA: &str = "/planning/loads/993000002552000-2026q3";
const IZUMI: &str = "/planning/loads/993000003352000-2026q3";
const UMIBE: &str = "/planning/loads/993000004152000-2026q3";
const NEIGHBOUR: &str = "/planning/loads/993000005852000-2026q3";

type Typed<'a> = &'a [(&'a str, &'a str)];

const LEAST: Typed<'_> = &[
    ("version", "0"),
    ("as_of", "R8.11.20"),
    ("told_by", "管理者に電話で"),
    ("planners", "1.5"),
    ("adults", "60"),
    ("intake", "taken"),
    ("spare_adults", "0"),
    ("closing", "no"),
];

/// The least that is typed, and this.
fn with<'a>(more: Typed<'a>) -> Vec<(&'a str, &'a str)> {
    let rest = LEAST.iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name));
    rest.chain(more).copied().collect()
}

impl Browser {
    async fn answers(&mut self, load: &str, more: Typed<'_>) {
        let page = self.post(load, &with(more)).await;
        assert_eq!(page.status, 303, "{}", words(&page.body));
    }
}

/// あおぞら carries most and is full, いずみ takes some, うみべ says nothing.
async fn answered(clerk: &mut Browser) {
    let full = [
        ("planners", "1.17"),
        ("adults", "30"),
        ("children", "10"),
        ("intake", "refused"),
        ("waiting", "2"),
        ("longest", "45"),
        ("half_cases", "290"),
        ("half_planners", "7"),
        ("note", "所長が来月まで休み"),
        ("mental", "14"),
    ];
    clerk.answers(AOZORA, &full).await;
    clerk.answers(IZUMI, &[("planners", "1"), ("adults", "12"), ("spare_adults", "8"), ("waiting", "4")]).await;
}

on_both! {
    async fn a_quarter_says_in_a_sentence_who_answered_and_who_takes_people(town) {
        let (office, mut clerk) = somebody(&town, Role::Secretariat).await;
        assert!(clerk.reads("/planning").await.contains("令和8年度第3四半期: 計画相談の事業所が、まだ一覧にありません。"));
        carry_in(&town, office, &offices(), "2026-09").await;
        let page = clerk.reads("/planning").await;
        assert!(page.contains("令和8年度第3四半期: 3か所に聞きます。答えは、まだありません。"), "a desk for both is asked once: {page}");
        assert!(!page.contains("行き先のない人は出ません"), "nobody answered: nothing is known");
        assert!(page.contains("となり相談") && page.contains("近くの町の事業所にも聞く"), "{page}");
        answered(&mut clerk).await;
        let page = clerk.reads("/planning").await;
        assert!(page.contains("3か所のうち2か所が答え、新規を受けるのは1か所、待っている人はのべ6人です。"), "{page}");
        for told in [
            "あおぞら相談に、答えのあった利用者の76.9％が集まっています（目安は25％まで）。",
            "あおぞら相談の取扱件数は、専門員1人あたり月41.43件です。40件目から報酬が下がり、月2件がその分に当たります。",
            "まだ答えがない", "2.17人", "52人（者42人、児10人）", "24.0人", "45日", "履歴",
            "あおぞら相談が計画相談をやめると、利用者40人のうち、ほかの事業所が受けられるのは8人です。32人には、行き先がありません。先に埋まるのは、いずみ相談です。",
            "未確認", "いくつかの事業所に頼んでいる人は、頼んだ事業所の数だけ数えています。",
        ] {
            assert!(page.contains(told), "{told}: {page}");
        }
        clerk.answers(NEIGHBOUR, &[("adults", "5")]).await;
        assert!(clerk.reads("/planning").await.contains("4か所のうち3か所が答え"), "who answered counts, wherever it is");
        let before = clerk.reads("/planning/quarters/2026q2").await;
        assert!(before.contains("令和8年度第2四半期: 3か所に聞きます。"), "{before}");
        for path in ["/planning/quarters/2026q4", "/planning/quarters/2026q5", "/planning/loads/993000002552000-2026q5/edit",
            "/planning/loads/991000002533000-2026q3/edit", "/planning/loads/993999999952000-2026q3/edit", "/planning/withdraw?provider=x"] {
            assert_eq!(clerk.get(path).await.status, 404, "{path}");
        }
    }
}

on_both! {
    async fn an_answer_that_cannot_be_true_is_asked_about_and_keeps_what_was_typed(town) {
        let (office, mut clerk) = somebody(&town, Role::Secretariat).await;
        carry_in(&town, office, &offices(), "2026-09").await;
        for (fields, told) in [
            (&[("as_of", "")][..], "いつの時点の数かを入れてください。"),
            (&[("as_of", "R8.9.30")], "令和8年度第3四半期の日ではありません。"),
            (&[("as_of", "R8.12.1")], "きょうより先の日です。"),
            (&[("told_by", "")], "だれから聞いたかを入れてください。"),
            (&[("planners", "1.555")], "小数は2けたまで"),
            (&[("adults", "")], "者か児のどちらかに入れてください。"),
            (&[("intake", "")], "新しい人を受けるかを選んでください。"),
            (&[("mental", "99")], "いまの利用者より多い人数です。"),
            (&[("intake", "refused"), ("spare_adults", "3")], "新しい人を受けないのに"),
            (&[("closing", "decided")], "閉じる日か、減らす日を入れてください。"),
        ] {
            let page = clerk.post(AOZORA, &with(&[fields, &[("note", "夕方に電話")]].concat())).await;
            assert!(page.status == 422 && words(&page.body).contains(told), "{told}: {}", words(&page.body));
            assert!(page.body.contains("夕方に電話"), "what was typed stays");
        }
        let drafted = clerk.post(&format!("{AOZORA}/draft"), &with(&[("planners", "多い")])).await;
        assert_eq!(drafted.status, 303);
        assert!(clerk.reads(&format!("{AOZORA}/edit")).await.contains("下書きの続きです"));
        assert_eq!(clerk.post(&format!("{AOZORA}/discard"), &[]).await.status, 303);
        clerk.answers(AOZORA, &[]).await;
        let lost = clerk.post(AOZORA, &with(&[("adults", "61")])).await;
        assert_eq!(lost.status, 409, "somebody saved first");
        clerk.post(&format!("{AOZORA}/discard"), &[]).await;
        clerk.answers(AOZORA, &[("version", "1"), ("adults", "64")]).await;
        assert!(clerk.reads(&format!("{AOZORA}/history")).await.contains("管理者に電話で"));
        assert_eq!(clerk.post(&format!("{AOZORA}/put-back"), &[("version", "2"), ("to", "1")]).await.status, 303);
        assert!(clerk.reads("/planning").await.contains("者60人、児0人"));
        clerk.answers(UMIBE, &[("spare_adults", "")]).await;
        let page = clerk.reads("/planning").await;
        assert!(page.contains("（ほかに、人数の分からないところが1か所）") && page.contains("あと何人受けられるかの分からない1か所の空きは、入っていません。"), "{page}");
        // The quarter after it is asked against this one.
        town.wait_minutes(60 * 24 * 60);
        let mut clerk = town.signed_in(office, "yoku", Role::Secretariat, &[]).await;
        let form = clerk.reads("/planning/loads/993000002552000-2026q4/edit").await;
        assert!(form.contains("前の四半期は、専門員1.5人、者60人、児0人、新規は「受ける」でした。"), "{form}");
        clerk.answers("/planning/loads/993000002552000-2026q4", &[("as_of", "R9.1.20"), ("adults", "72"), ("planners", "1")]).await;
        let page = clerk.reads("/planning").await;
        assert!(page.contains("前の四半期にも答えた1か所での増減") && page.contains("12人増えた") && page.contains("0.5人減った"), "{page}");
    }
}

on_both! {
    async fn one_or_two_people_are_masked_for_all_but_those_who_ask_and_on_every_paper(town) {
        let (office, mut clerk) = somebody(&town, Role::Secretariat).await;
        carry_in(&town, office, &offices(), "2026-09").await;
        answered(&mut clerk).await;
        let counted = [("version", "0"), ("as_of", "R8.11.1"), ("source", "支給決定の台帳"), ("adults", "320"), ("children", "60"),
            ("wanted_adults", "12"), ("lacking_adults", "31"), ("wanted_children", "2"), ("lacking_children", "9")];
        assert_eq!(clerk.post("/planning/quarters/2026q3", &counted).await.status, 303);
        let own = clerk.reads("/planning").await;
        assert!(own.contains("14人（者12人、児2人）") && own.contains("12.4％") && own.contains("支給決定の台帳"), "{own}");
        for role in [Role::Member, Role::Viewer] {
            let mut other = town.signed_in(office, role.code(), role, &[]).await;
            let page = other.reads("/planning").await;
            assert!(page.contains("待っている人はのべ4人（ほかに、3人未満の事業所が1か所）です。"), "{page}");
            assert!(page.contains("望んでセルフプラン 14人") || page.contains("望んでセルフプラン14人"), "{page}");
            for kept in ["児2人", "45日", "所長が来月まで休み", "管理者に電話で", "履歴", "となり相談"] {
                assert!(!page.contains(kept), "{kept}: {page}");
            }
            for path in [format!("{AOZORA}/edit"), format!("{AOZORA}/history"), "/planning/quarters/2026q3/edit".into(),
                "/planning/quarters/2026q3/history".into(), "/planning/rules/2026-10-01/edit".into(), "/planning/rules/2026-10-01/history".into()] {
                assert_eq!(other.get(&path).await.status, 403, "{path}");
            }
            assert_eq!(other.post(AOZORA, &with(&[])).await.status, 403);
            assert!(other.reads("/planning/withdraw").await.contains("32人には、行き先がありません。"));
        }
        let xlsx = clerk.get("/planning/quarter.xlsx").await;
        let told: String = words_of(&xlsx.bytes);
        assert!(told.contains("のべ4人") && told.contains("頼んだ事業所の数だけ"), "{told}");
        assert!(told.contains("3人未満") && !told.contains("所長が来月まで休み") && !told.contains("管理者に電話で"), "{told}");
        for paper in ["/planning/quarter.pdf", "/planning/blank.pdf", "/planning/blank.pdf?provider=993000002552000"] {
            let page = clerk.get(paper).await;
            assert!(page.status == 200 && page.bytes.starts_with(b"%PDF"), "{paper}");
        }
        assert_eq!(clerk.get("/planning/blank.pdf?provider=993999999952000").await.status, 404);
    }
}

on_both! {
    async fn a_withdrawal_tells_nobody_of_one_or_two_children(town) {
        let (office, mut clerk) = somebody(&town, Role::Secretariat).await;
        carry_in(&town, office, &offices(), "2026-09").await;
        answered(&mut clerk).await;
        clerk.answers(UMIBE, &[("adults", "60"), ("children", "2"), ("intake", "refused")]).await;
        let own = "うみべ相談が計画相談をやめると、利用者62人のうち、ほかの事業所が受けられるのは8人です。54人には、行き先がありません。";
        for path in ["/planning", "/planning/withdraw"] {
            let page = clerk.reads(path).await;
            assert!(page.contains(own), "who asks sees all: {page}");
        }
        let mut member = town.signed_in(office, "iin", Role::Member, &[]).await;
        let page = member.reads("/planning").await;
        assert!(page.contains("あおぞら相談が計画相談をやめると、利用者40人のうち"), "{page}");
        let withdraw = member.reads("/planning/withdraw?provider=993000004152000").await;
        assert!(withdraw.contains("うみべ相談の利用者は、者か児が3人未満なので、やめたときの数は出しません。"), "{withdraw}");
        let paper = words_of(&clerk.get("/planning/quarter.xlsx").await.bytes);
        for told in [page, withdraw, paper] {
            assert!(!told.contains("うみべ相談が計画相談をやめると") && !told.contains("54人") && told.contains("32人"), "{told}");
        }
    }
}

on_both! {
    async fn what_a_town_did_not_count_is_unknown_and_not_nought(town) {
        let (office, mut clerk) = somebody(&town, Role::Secretariat).await;
        carry_in(&town, office, &offices(), "2026-09").await;
        let counted = [("version", "0"), ("as_of", "R8.11.1"), ("source", "支給決定の台帳"), ("adults", "320"), ("wanted_adults", "12")];
        assert_eq!(clerk.post("/planning/quarters/2026q3", &counted).await.status, 303);
        let page = clerk.reads("/planning").await;
        let town = &page[page.find("町が数えた人数").unwrap()..page.find("町の数を直す").unwrap()];
        assert!(town.contains("者は320人、児は分からない") && town.contains("者は12人、児は分からない"), "{town}");
        assert!(town.contains("分からない") && !town.contains("％"), "no rate of what nobody counted: {town}");
        let form = clerk.get("/planning/quarters/2026q3/edit").await.body;
        assert!(form.contains(r#"value="320""#) && !form.contains(r#"value="0""#), "what was left empty stays empty: {form}");
    }
}

on_both! {
    async fn a_count_that_cannot_be_true_takes_no_paper_away(town) {
        let (office, mut clerk) = somebody(&town, Role::Secretariat).await;
        let numbers = ["9930000009", "9930000017", "9930000025", "9930000033", "9930000041", "9930000058", "9930000066", "9930000074",
            "9930000082", "9930000090", "9930000108"];
        let rows = numbers.map(|number| [PLAN, (Column::Number, number), (Column::Name, number)]);
        let rows: Vec<&[(Column, &str)]> = rows.iter().map(|row| &row[..]).collect();
        carry_in(&town, office, &file(&rows), "2026-09").await;
        for number in numbers {
            clerk.answers(&format!("/planning/loads/{number}52000-2026q3"), &[("adults", "9999")]).await;
        }
        let why = "利用者が多すぎて、一度に調べられません。";
        assert!(clerk.reads("/planning").await.contains(why));
        let pdf = clerk.get("/planning/quarter.pdf").await;
        assert!(pdf.status == 200 && pdf.bytes.starts_with(b"%PDF"), "{}", words(&pdf.body));
        let xlsx = clerk.get("/planning/quarter.xlsx").await;
        assert_eq!(xlsx.status, 200, "{}", words(&xlsx.body));
        assert!(words_of(&xlsx.bytes).contains(why));
    }
}

on_both! {
    async fn an_old_quarter_is_seen_by_the_figures_that_held_on_its_last_day(town) {
        let (office, mut clerk) = somebody(&town, Role::Secretariat).await;
        carry_in(&town, office, &offices(), "2026-09").await;
        answered(&mut clerk).await;
        let form = clerk.reads("/planning/rules/2026-10-01/edit").await;
        assert!(form.contains("nimo に入っている目安が出ています"), "{form}");
        let path = "/planning/rules/2026-10-01";
        let ours = [("version", "0"), ("fee_from", "40"), ("share", "80"), ("mask_below", "5"), ("source", "第2回の部会で決めた"), ("checked", "yes")];
        let wrong: Vec<_> = ours.iter().map(|(name, value)| (*name, if *name == "share" { "101" } else { value })).collect();
        let page = clerk.post(path, &wrong).await;
        assert!(page.status == 422 && words(&page.body).contains("1から100までの数を入れてください。") && page.body.contains("101"));
        assert_eq!(clerk.post(path, &ours).await.status, 303);
        let now = clerk.reads("/planning").await;
        assert!(!now.contains("集まっています") && now.contains("第2回の部会で決めた") && !now.contains("未確認"), "{now}");
        assert!(clerk.reads("/planning/quarters/2026q2").await.contains("未確認"), "the quarter before is not judged anew");
        assert!(clerk.reads(&format!("{path}/history")).await.contains("第2回の部会で決めた"));
        assert_eq!(clerk.post(path, &ours).await.status, 409);
        let next = clerk.get("/planning/rules/2027-04-01/edit").await.body;
        assert!(words(&next).contains("いまは、町が決めた令和8年10月1日からの目安が出ています。"), "{next}");
        assert!(next.contains("第2回の部会で決めた") && next.contains(r#"value="80""#) && next.contains(r#"value="5""#), "{next}");
        let earlier = clerk.reads("/planning/rules/2026-04-01/edit").await;
        assert!(earlier.contains("nimo に入っている目安が出ています"), "{earlier}");
    }
}

on_both! {
    async fn who_closes_is_asked_until_then_and_told_as_gone_afterwards(town) {
        let (office, mut clerk) = somebody(&town, Role::Secretariat).await;
        carry_in(&town, office, &offices(), "2026-09").await;
        clerk.answers(UMIBE, &[("closing", "decided"), ("closing_on", "R8.12.31"), ("spare_adults", "9")]).await;
        clerk.answers(IZUMI, &[("adults", "3")]).await;
        let page = clerk.reads("/planning").await;
        assert!(page.contains("うみべ相談は、令和8年12月31日に、閉じるか減らすことが決まっています。"), "{page}");
        let told = clerk.reads("/planning/withdraw?provider=993000003352000").await;
        assert!(told.contains("いずみ相談が計画相談をやめると、利用者3人のうち、ほかの事業所が受けられる人はいません。まだ答えのない1か所の空きは、入っていません。"), "{told}");
        let closed = [("version", "0"), ("intake", "closed"), ("since", "R8.11.21"), ("as_of", "R8.11.24"), ("told_by", "管理者")];
        assert_eq!(clerk.post("/providers/993000002552000", &closed).await.status, 303);
        let page = clerk.reads("/planning").await;
        assert!(page.contains("2か所のすべてが答え") && page.contains("令和8年11月21日に廃止"), "{page}");
        assert!(clerk.reads("/planning/quarters/2026q2").await.contains("3か所に聞きます"), "it was there then");
    }
}

/// The words of a workbook, read as its ZIP.
fn words_of(bytes: &[u8]) -> String {
    use std::io::Read;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a workbook");
    let mut told = String::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        if part.name().unwrap().ends_with(".xml") {
            part.read_to_string(&mut told).unwrap();
        }
    }
    told
}
