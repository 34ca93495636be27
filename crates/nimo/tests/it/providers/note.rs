//! What the town knows of a provider.

use super::{carry_in, file, somebody};
use crate::on_both;
use crate::town::words;
use nimo::accounts::model::Role;
use wamnet::Column;

const ONE: &str = "/providers/991000002533000";
const HEARD: [(&str, &str); 3] = [("intake", "paused"), ("as_of", "R8.11.20"), ("told_by", "管理者に電話で")];

on_both! {
    async fn registered_is_not_active_and_what_was_heard_has_a_day_and_a_teller(town) {
        let (office, mut clerk) = somebody(&town, Role::Secretariat).await;
        carry_in(&town, office, &file(&[&[(Column::Latitude, "0.0")], &[(Column::Number, "9910000033")]]), "2026-09").await;
        assert!(clerk.reads(ONE).await.contains("町は、受け入れの様子をまだ確かめていません。"));
        for (fields, told) in [
            (&[("intake", "paused")][..], "確かめた日を入れてください。"),
            (&[("intake", "paused"), ("as_of", "R8.11.20")], "だれから聞いたかを入れてください。"),
            (&[("intake", "paused"), ("as_of", "R9.1.1"), ("told_by", "管理者")], "きょうより先の日です。"),
            (&[("spot", "本町の角")], "位置として読めません。"),
            (&[("as_of", "R8.11.20")], "その日にどんな様子かを選んでください。"),
        ] {
            let page = clerk.post(ONE, &[&[("version", "0")], fields].concat()).await;
            assert!(page.status == 422 && words(&page.body).contains(told), "{told}");
            assert!(page.body.contains(fields[fields.len() - 1].1), "what was typed stays");
        }
        let first = [&[("version", "0")], &HEARD[..], &[("spot", "35.01, 142.01")]].concat();
        assert_eq!(clerk.post(ONE, &first).await.status, 303);
        let page = clerk.reads(ONE).await;
        assert!(page.contains("新規を止めている") && page.contains("管理者に電話で") && page.contains("町が直した位置"), "{page}");
        assert!(clerk.reads("/providers?standing=paused").await.contains("みほん市（新規を止めている）に、1件あります。"));
        assert!(clerk.reads("/providers/map").await.contains("みほん市の2件を並べています。"));
        let lost = clerk.post(ONE, &first).await;
        assert_eq!(lost.status, 409, "somebody saved first");
        let closed = [("version", "1"), ("intake", "closed"), ("since", "R8.10.31"), ("as_of", "R8.11.21"), ("told_by", "県の一覧")];
        assert_eq!(clerk.post(ONE, &closed).await.status, 303);
        assert!(clerk.reads("/providers").await.contains("みほん市に、1件あります。"), "what is closed is no way out");
        assert!(clerk.reads("/providers?standing=gone").await.contains("廃止した"));
        let history = clerk.reads(&format!("{ONE}/history")).await;
        assert!(history.contains("新規を止めている") && history.contains("廃止した"), "{history}");
        assert_eq!(clerk.post(&format!("{ONE}/put-back"), &[("version", "2"), ("to", "1")]).await.status, 303);
        assert!(clerk.reads(ONE).await.contains("新規を止めている"));
        // What the town heard outlives the next edition.
        carry_in(&town, office, &file(&[&[(Column::Capacity, "9")]]), "2027-03").await;
        assert!(clerk.reads(ONE).await.contains("管理者に電話で"));
        let mut member = town.signed_in(office, "iin", Role::Member, &[]).await;
        assert!(member.reads(ONE).await.contains("新規を止めている"));
        assert_eq!(member.get(&format!("{ONE}/edit")).await.status, 403);
        assert_eq!(member.post(ONE, &[("version", "3")]).await.status, 403);
    }
}
