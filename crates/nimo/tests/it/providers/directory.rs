//! Who is found, where, how far, and what a town lacks.

use super::{carry_in, file, somebody};
use crate::on_both;
use nimo::accounts::model::Role;
use wamnet::Column;

fn around() -> Vec<u8> {
    let at = |number, name, service, town, latitude, longitude| {
        vec![
            (Column::Number, number),
            (Column::Name, name),
            (Column::Kana, ""),
            (Column::Corporation, "社会福祉法人みほん会"),
            (Column::Service, service),
            (Column::Town, town),
            (Column::Latitude, latitude),
            (Column::Longitude, longitude),
        ]
    };
    let own = "みほん県みほん市";
    let all = [
        at("9910000025", "髙橋ホーム", "共同生活援助", own, "35.000", "142.000"),
        at("9910000033", "スミレの家", "生活介護", own, "35.010", "142.000"),
        at("9910000041", "みなみワークス", "就労継続支援Ａ型", own, "35.001", "142.001"),
        at("9910000058", "かわなみワークス", "就労継続支援Ａ型", "みほん県かわなみ町", "35.050", "142.070"),
        at("9910000066", "ほしみワークス", "就労継続支援Ａ型", "みほん県ほしみ村", "34.940", "142.100"),
        at("1310000025", "とおくの家", "生活介護", "東京都小金井市", "35.700", "139.500"),
        at("9910000074", "位置のない家", "生活介護", own, "", ""),
    ];
    file(&all.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

on_both! {
    async fn a_directory_is_searched_by_kana_variants_places_and_distance(town) {
        let (office, mut clerk) = somebody(&town, Role::Member).await;
        carry_in(&town, office, &around(), "2026-03").await;
        for (query, found, not) in [
            ("", "髙橋ホーム", "かわなみワークス"),
            ("?q=高橋", "髙橋ホーム", "スミレの家"),
            ("?q=すみれ", "スミレの家", "髙橋ホーム"),
            ("?q=ｽﾐﾚ", "スミレの家", "髙橋ホーム"),
            ("?q=本町　社会福祉", "スミレの家", "かわなみワークス"),
            ("?service=33", "髙橋ホーム", "スミレの家"),
            ("?service=work&area=prefecture", "ほしみワークス", "髙橋ホーム"),
            ("?area=all&q=とおく", "とおくの家", "髙橋ホーム"),
            ("?area=near&km=9", "かわなみワークス", "ほしみワークス"),
            ("?area=near&km=2&from=35.05,142.07", "かわなみワークス", "髙橋ホーム"),
            ("?area=near&km=2&from=かわなみワークス", "かわなみワークス", "髙橋ホーム"),
            ("?area=near&km=2&from=991000005845000", "かわなみワークス", "髙橋ホーム"),
        ] {
            let page = clerk.reads(&format!("/providers{query}")).await;
            assert!(page.contains(found) && !page.contains(not), "{query}: {page}");
        }
        assert!(clerk.reads("/providers?area=near&from=月面基地").await.contains("「月面基地」という事業所も地点も見つからないので、町のまん中からの距離です。"));
        let near = clerk.reads("/providers?area=near&km=50").await;
        let order: Vec<usize> = ["みなみワークス", "髙橋ホーム", "スミレの家", "かわなみワークス", "ほしみワークス"].iter().map(|name| near.find(name).unwrap()).collect();
        assert!(order.is_sorted(), "{near}");
        assert!(near.contains("8.4km"), "{near}");
        assert!(clerk.reads("/providers?q=月面").await.contains("「月面」、みほん市では、見つかりません。"));
        assert_eq!(clerk.get("/providers/991000009933000").await.status, 404);
        let map = clerk.get("/providers/map").await.body;
        assert_eq!(map.matches("class=\"map-point\"").count(), 3, "one of the four lies nowhere");
        assert!(map.contains("位置の分からない1件は、表にだけあります。") && map.contains("位置なし"));
    }
}

on_both! {
    async fn where_a_town_has_no_work_a_the_nearest_is_named_with_what_has_gone(town) {
        let (office, mut clerk) = somebody(&town, Role::Viewer).await;
        assert!(clerk.reads("/providers/coverage").await.contains("事業所の一覧は、まだありません。"));
        carry_in(&town, office, &around(), "2026-03").await;
        let page = clerk.reads("/providers/coverage").await;
        assert!(page.contains("就労継続支援A型1件"), "{page}");
        // The next edition has none in the town any more.
        let text = String::from_utf8(around()).unwrap();
        let left: Vec<&str> = text.lines().filter(|line| !line.contains("みなみワークス")).collect();
        carry_in(&town, office, format!("{}\r\n", left.join("\r\n")).as_bytes(), "2026-09").await;
        let page = clerk.reads("/providers/coverage?far=40&by=car").await;
        assert!(page.contains("就労継続支援A型ない2件（就労継続支援A型）かわなみワークス7.8km（車で26分）みなみワークス"), "{page}");
        assert!(page.contains("実際の道のりや渋滞、乗り換えは見ていません") && page.contains("WAM NET"), "{page}");
        let mut town_clerk = town.signed_in(office, "jimu", Role::Secretariat, &[]).await;
        let paused = [("version", "0"), ("intake", "paused"), ("as_of", "R8.11.20"), ("told_by", "管理者")];
        assert_eq!(town_clerk.post("/providers/991000005845000", &paused).await.status, 303);
        let page = clerk.reads("/providers/coverage?far=5&by=km").await;
        assert!(page.contains("就労継続支援A型ない0件ほしみワークス"), "who takes nobody in is no way out: {page}");
    }
}
