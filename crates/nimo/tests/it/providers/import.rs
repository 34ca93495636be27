//! The open data comes in: refused, looked at, asked about, taken.

use super::{carry_in, file, sample, somebody};
use crate::on_both;
use crate::town::words;
use nimo::accounts::model::Role;
use wamnet::Column;

on_both! {
    async fn a_file_is_looked_at_and_taken_in_and_the_next_one_is_compared(town) {
        let (_, mut clerk) = somebody(&town, Role::Secretariat).await;
        assert!(clerk.reads("/providers").await.contains("事業所の一覧は、まだありません。"));
        let look = clerk.brings("sfkopendata_202603_33.csv", &file(&[
            &[],
            &[(Column::Number, "9910000033"), (Column::Name, "つくしホーム"), (Column::Latitude, "0.0")],
            &[(Column::Number, "未定")],
        ])).await;
        let page = clerk.reads(&look).await;
        for told in ["2026年3月末の2件を取り込めます。", "取り込めない 1行", "事業所番号が10けたの数字ではない", "sfkopendata_202603_33.csv 4行目 未定", "地図に出ない"] {
            assert!(page.contains(told), "{told}: {page}");
        }
        assert!(clerk.reads("/providers/import").await.contains("まだ取り込んでいないもの"), "it waits");
        let csv = clerk.get(&format!("{look}/doubts.csv")).await.body;
        assert!(csv.starts_with('\u{feff}') && csv.contains("sfkopendata_202603_33.csv,4,取り込まない,"), "{csv}");
        assert!(clerk.takes_in(&look, &[]).await.location().ends_with("/providers?said=edition-taken"));
        assert_eq!(clerk.get(&look).await.status, 404, "it does not wait any more");
        let list = clerk.reads("/providers").await;
        assert!(list.contains("みほん市に、2件あります。") && list.contains("2026年3月末の公表データを、令和8年11月25日に取り込みました。"), "{list}");

        // The next edition: one says something else, one is gone, one has come.
        let look = clerk.brings("sfkopendata_202609_33.csv", &file(&[
            &[(Column::Capacity, "8"), (Column::Street, "本町１丁目２番３号")],
            &[(Column::Number, "9910000041"), (Column::Name, "ひだまりホーム")],
        ])).await;
        let page = clerk.reads(&look).await;
        for told in ["いまの一覧と3件ちがいます。", "載らない つくしホーム（共同生活援助）", "新しいひだまりホーム（共同生活援助）", "変わったすみれホーム（共同生活援助）"] {
            assert!(page.contains(told), "{told}: {page}");
        }
        clerk.takes_in(&look, &[]).await;
        let one = clerk.reads("/providers/991000002533000").await;
        assert!(one.contains("2026年3月から2026年9月の前まで定員6"), "{one}");
        let gone = clerk.reads("/providers/991000003333000").await;
        assert!(gone.contains("2026年9月の公表から載っていません。廃止かどうかは、公表データからは分かりません。"), "{gone}");
        assert!(clerk.reads("/providers?standing=gone").await.contains("つくしホーム"));
        assert!(!clerk.reads("/providers").await.contains("つくしホーム"));

        // And it is itself again when it comes back.
        carry_in(&town, nimo::plumbing::ids::OfficeId(1), &file(&[&[], &[(Column::Number, "9910000033"), (Column::Name, "つくしホーム")]]), "2027-03").await;
        let back = clerk.reads("/providers/991000003333000").await;
        assert!(back.contains("2026年9月の公表に載らず、2027年3月にまた載りました。"), "{back}");
    }
}

on_both! {
    async fn an_office_with_another_address_is_asked_about_and_the_answer_decides(town) {
        let (office, mut clerk) = somebody(&town, Role::Secretariat).await;
        let two = [&[][..], &[(Column::Number, "9910000033"), (Column::Name, "つくしホーム")]];
        carry_in(&town, office, &file(&two), "2026-03").await;
        for (id, note) in [("991000002533000", "入口は北側"), ("991000003333000", "駅の前")] {
            assert_eq!(clerk.post(&format!("/providers/{id}"), &[("version", "0"), ("note", note)]).await.status, 303);
        }
        let moved = [(Column::Street, "緑町9-9-9"), (Column::Latitude, "35.05")];
        let look = clerk.brings("sfkopendata_202609_33.csv", &file(&[
            &moved, &[&moved[..], &[(Column::Number, "9910000033"), (Column::Name, "つくしホーム")]].concat(),
        ])).await;
        let page = clerk.reads(&look).await;
        assert!(page.contains("移ったのか、別の事業所か") && page.contains("前 みほん県みほん市本町1-2-3") && page.contains("今 みほん県みほん市緑町9-9-9") && page.contains("5.6kmはなれている"), "{page}");
        let one = ("moved.991000002533000", "same");
        let refused = clerk.takes_in(&look, &[one]).await;
        let told = words(&refused.body);
        assert!(refused.status == 422 && told.contains("移ったのか別の事業所かを、どれも選んでください。"), "{told}");
        assert!(refused.body.contains(r#"name="moved.991000002533000" value="same" checked"#), "what was chosen stays");
        clerk.takes_in(&look, &[one, ("moved.991000003333000", "other")]).await;
        let same = clerk.reads("/providers/991000002533000").await;
        assert!(same.contains("入口は北側") && same.contains("緑町9-9-9") && same.contains("事業所住所（番地以降）本町1-2-3"), "{same}");
        assert!(clerk.reads("/providers/991000003333000").await.contains("2026年9月の公表から載っていません。"));
        let other = clerk.reads("/providers/991000003333001").await;
        assert!(other.contains("つくしホーム") && !other.contains("駅の前"), "another place begins anew: {other}");
    }
}

on_both! {
    async fn what_cannot_be_taken_gets_a_sentence_and_changes_nothing(town) {
        let (office, mut clerk) = somebody(&town, Role::Administrator).await;
        let fine = file(&[&[]]);
        for (name, bytes, told) in [
            ("a.csv", &b"a,b\r\n1,2\r\n"[..], "など29列がありません。"),
            ("a.zip", b"PK\x03\x04", "ZIPとして開けません"),
            ("mihon.csv", &fine, "いつの時点のデータか、ファイルの名から分かりません。"),
            ("sfkopendata_202609_33.csv", &file(&[&[(Column::Name, "")]]), "取り込める行が、1行もありません。"),
        ] {
            let page = clerk.upload("/providers/import", &[], &[(name, bytes)]).await;
            assert!(page.status == 422 && words(&page.body).contains(told), "{told}: {}", words(&page.body));
        }
        let none = clerk.upload("/providers/import", &[("as_of", "R8.9")], &[]).await;
        assert!(none.status == 422 && none.body.contains("R8.9") && words(&none.body).contains("ファイルを選んでください。"));
        assert!(!clerk.reads("/providers/import").await.contains("まだ取り込んでいないもの"));

        let first = clerk.brings("sfkopendata_202609_33.csv", &fine).await;
        let old = clerk.brings("sfkopendata_202603_33.csv", &sample(20, 0)).await;
        // Somebody takes another edition in while the first is looked at.
        let page = clerk.get(&first).await.body;
        let after = page.split("name=\"after\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_string();
        carry_in(&town, office, &sample(30, 0), "2026-09").await;
        let again = clerk.post(&format!("{first}/take"), &[("after", &after)]).await;
        assert!(again.location().ends_with("?said=edition-again"), "{}", again.location());
        let refused = clerk.takes_in(&old, &[("rest", "same")]).await;
        assert!(refused.status == 422 && words(&refused.body).contains("もっと新しい時点のデータを、もう取り込んでいます。"));
        assert!(clerk.post(&format!("{old}/discard"), &[]).await.location().ends_with("?said=delivery-discarded"));
        assert_eq!(clerk.get(&old).await.status, 404);
        for _ in 0..4 {
            clerk.brings("sfkopendata_202609_33.csv", &fine).await;
        }
        let page = clerk.upload("/providers/import", &[], &[("sfkopendata_202609_33.csv", &fine)]).await;
        assert!(page.status == 422 && words(&page.body).contains("まだ取り込んでいないものが、5件あります。"));
    }
}

on_both! {
    async fn where_several_offices_read_only_the_hand_on_the_machine_takes_in(town) {
        let (office, mut clerk) = somebody(&town, Role::Secretariat).await;
        let look = clerk.brings("sfkopendata_202609_33.csv", &file(&[&[]])).await;
        let other = town.office("999998", "となり町").await;
        let mut neighbour = town.signed_in(other, "tonari", Role::Secretariat, &[]).await;
        assert_eq!(clerk.get("/providers/import").await.status, 403);
        assert_eq!(clerk.post(&format!("{look}/take"), &[]).await.status, 403);
        assert_eq!(neighbour.get(&look).await.status, 403);
        assert!(clerk.reads("/providers").await.contains("運用担当が取り込むと、ここに並びます。"));
        carry_in(&town, office, &file(&[&[]]), "2026-09").await;
        assert!(neighbour.reads("/providers?area=all").await.contains("すみれホーム"), "both read it");
        clerk.post("/providers/991000002533000", &[("version", "0"), ("note", "入口は北側")]).await;
        assert!(clerk.reads("/providers/991000002533000").await.contains("入口は北側"));
        assert!(!neighbour.reads("/providers/991000002533000").await.contains("入口は北側"), "what one town heard is its own");
    }
}
