//! 似た規模の市区町村: figures of other towns come in by the same table, and stand beside one's own by how near they are.

use crate::behind::{hand, texts};
use crate::on_both;
use crate::town::{Browser, Page, Town, words};
use nimo::accounts::model::Role;

const FIGURES: &str = "団体コード\t都道府県\t市区町村\t指標\t年度\t数\t時点\t出典\n\
    132101\t東京都\t小金井市\t人口\t\t126000\tR8.1.1\t住民基本台帳\n\
    13206\t\t府中市\t人口\t\t262000\tR8.1.1\t住民基本台帳\n\
    \t広島県\t府中市\t人口\t\t36000\tR8.1.1\t住民基本台帳\n\
    \t\t東京都国分寺市\t人口\t\t129000\tR8.1.1\t住民基本台帳\n\
    11002\t\t\t人口\t\t1950000\tR8.1.1\t住民基本台帳\n\
    132101\t\t\t65歳以上の割合\t\t21.5\tR8.1.1\t住民基本台帳\n\
    13206\t\t\t65歳以上の割合\t\t22\tR8.1.1\t住民基本台帳\n\
    132101\t\t\t協議の場の開催回数\tR7\t4\tR8.3.31\t市のページ\n\
    13206\t\t\t協議の場の開催回数\tR7\t2\tR8.3.31\t県の集計\n\
    342084\t\t\t協議の場の開催回数\tR7\t＊\tR8.3.31\t県の集計\n\
    132101\t\t\t7-transition\tR7\t5\tR8.3.31\t県の集計\n";

async fn clerk(town: &Town, code: &str, name: &str) -> Browser {
    let office = town.office(code, name).await;
    town.signed_in(office, &format!("imamura.{code}"), Role::Secretariat, &[]).await
}

async fn sees(browser: &mut Browser, path: &str) -> String {
    let page = browser.get(path).await;
    assert_eq!(page.status, 200, "{path}: {}", words(&page.body));
    words(&page.body)
}

async fn records(her: &mut Browser, code: &str, figure: &str, as_of: &str, year: &str) -> Page {
    let fields =
        [("kind", "actual"), ("fiscal_year", year), ("figure", figure), ("as_of", as_of), ("source", "市の統計")];
    her.post(&format!("/indicators/{code}"), &fields).await
}

/// The towns of the table, in its order.
fn order(page: &str) -> Vec<String> {
    let heads = page.split("<th scope=\"row\">").skip(1).filter_map(|rest| rest.split("</th>").next());
    heads.map(words).collect()
}

on_both! {
    async fn the_nearest_towns_stand_beside_ones_own_with_distance_day_and_source(town) {
        let mut her = clerk(&town, "999999", "みほん市").await;
        let empty = sees(&mut her, "/indicators/7-meetings/towns").await;
        assert!(empty.contains("この市町村の人口がまだ入っていないので、近い市区町村を選べません。"), "{empty}");
        assert_eq!(records(&mut her, "town-population", "120000", "R8.1.1", "R7").await.status, 303);
        assert_eq!(records(&mut her, "7-meetings", "3", "R8.3.31", "R7").await.status, 303);
        assert!(sees(&mut her, "/indicators/7-meetings/towns").await.contains("くらべられる市区町村が、まだありません。"));
        let taken = her.post("/indicators/take", &[("text", FIGURES)]).await;
        assert_eq!(taken.location(), "/indicators/towns?said=figures-imported", "{}", words(&taken.body));
        let page = her.get("/indicators/7-meetings/towns").await.body;
        assert_eq!(order(&page), ["この市町村", "東京都小金井市", "東京都国分寺市", "東京都府中市", "広島県府中市", "北海道札幌市"], "by the ratio of people");
        let told = words(&page);
        for word in [
            "令和7年度の協議の場の開催回数は、この市町村が3回です。人口の近い5市区町村のうち数の分かる2つとくらべて、多いほうから2番目です。",
            "126,000人1.05倍 令和8年1月1日現在住民基本台帳",
            "令和8年3月31日現在 市のページ",
            "＊回",
            "へだたりは、人口は1.1倍で1として数え、足したものです。人口の分かる5市区町村から選びました",
        ] {
            assert!(told.contains(word), "{word}: {told}");
        }
        assert!(page.contains("<svg class=\"plot years\""), "two known figures are a picture");
        // The second feature: whoever lacks it is not near.
        let with = "/indicators/7-meetings/towns?town-over65=1";
        assert!(sees(&mut her, with).await.contains("この市町村の65歳以上の割合がまだ入っていない"));
        assert_eq!(records(&mut her, "town-over65", "28.5%", "R8.1.1", "R7").await.status, 303);
        let page = her.get(with).await.body;
        assert_eq!(order(&page), ["この市町村", "東京都小金井市", "東京都府中市"]);
        assert!(words(&page).contains("−7.0ポイント") && words(&page).contains("うち3は、ほかの数がないので選んでいません"), "{}", words(&page));
        // People are told by their rate besides, and another year has other figures.
        let rate = sees(&mut her, "/indicators/7-transition/towns").await;
        assert!(rate.contains("人口10万人あたり") && rate.contains("東京都小金井市5人4"), "{rate}");
        assert!(sees(&mut her, "/indicators/7-meetings/towns?year=R6").await.contains("分かる数がまだありません"));
        // One part of eight is no whole: it is shown as what it is, and not compared.
        let part = "団体コード\t指標\t年度\t内訳\t数\t時点\t出典\n132101\t7-people\tR7\t当事者\t2\tR8.3.31\t県の集計\n";
        assert_eq!(her.post("/indicators/take", &[("text", part)]).await.status, 303);
        let page = sees(&mut her, "/indicators/7-people/towns").await;
        assert!(page.contains("2人内訳8のうち1の計") && page.contains("分かる数がまだありません"), "{page}");
        let list = sees(&mut her, "/indicators/towns?q=こがねい").await;
        for word in ["いちばん近いのは東京都小金井市です。", "協議の場の開催回数 第7期、3市区町村", "132101東京都小金井市こがねいし", "総務省"] {
            assert!(list.contains(word), "{word}: {list}");
        }
        for path in ["/indicators/town-population/towns", "/indicators/7-nothing/towns", "/indicators/towns/blank.xlsx?prefecture=1", "/indicators/towns/blank.xlsx?indicator=8-meetings"] {
            assert_eq!(her.get(path).await.status, 404, "{path}");
        }
    }
}

on_both! {
    async fn figures_of_other_towns_stand_in_no_list_of_ones_own_and_are_put_right_with_a_reason(town) {
        let mut her = clerk(&town, "999999", "みほん市").await;
        assert_eq!(her.post("/indicators/take", &[("text", FIGURES)]).await.status, 303);
        let list = sees(&mut her, "/indicators").await;
        assert!(list.contains("実績はまだ1つも入っていません。"), "{list}");
        assert!(sees(&mut her, "/indicators/7-meetings").await.contains("数はまだありません。"));
        let other = sees(&mut her, "/indicators/7-meetings?area=132101").await;
        assert!(other.contains("協議の場の開催回数（東京都小金井市）") && other.contains("令和7年度は4回です。") && other.contains("市のページ（表から）"), "{other}");
        let again = her.post("/indicators/take", &[("text", FIGURES)]).await;
        assert!(again.status == 422 && words(&again.body).contains("もう入っている数と同じ行が11行"), "{}", words(&again.body));
        let fixed = "団体コード\t指標\t年度\t数\t時点\t出典\n132101\t7-meetings\tR7\t5\tR8.3.31\t市のページ\n";
        let seen = her.post("/indicators/take", &[("text", fixed)]).await;
        assert!(words(&seen.body).contains("いま入っている数（4回）とちがいます。"), "{}", words(&seen.body));
        assert_eq!(her.post("/indicators/take", &[("text", fixed), ("reason", "市が直した")]).await.status, 303);
        let other = sees(&mut her, "/indicators/7-meetings?area=132101").await;
        assert!(other.contains("令和7年度は5回です。") && other.contains("4回前の数") && other.contains("市が直した"), "{other}");
        // By hand as well; and what was wrong is taken back.
        let form = her.get("/indicators/7-meetings/new?area=132101").await.body;
        assert!(words(&form).contains("東京都小金井市"), "{}", words(&form));
        let typed = [("kind", "actual"), ("fiscal_year", "R6"), ("area", "132101"), ("figure", "3"), ("source", "市のページ")];
        assert_eq!(her.post("/indicators/7-meetings", &typed).await.location(), "/indicators/7-meetings?area=132101&said=figure-recorded");
        let form = her.get("/indicators/7-meetings/withdraw?area=132101").await.body;
        let ids: Vec<&str> = form.split("<option value=\"").filter_map(|rest| rest.split('"').next()).filter(|id| id.len() == 36).collect();
        assert_eq!(ids.len(), 2, "only of this town: {}", words(&form));
        let back = her.post("/indicators/7-meetings/withdraw?area=132101", &[("value", ids[0]), ("reason", "別の市の数")]).await;
        assert_eq!(back.location(), "/indicators/7-meetings?area=132101&said=figure-withdrawn");
        // What was taken back alone is nothing to compare with.
        let wrong = "団体コード\t指標\t年度\t数\t時点\t出典\n132101\t7-goals\tR7\t1\tR8.3.31\t市のページ\n";
        assert_eq!(her.post("/indicators/take", &[("text", wrong)]).await.status, 303);
        assert!(sees(&mut her, "/indicators/towns").await.contains("目標設定と評価の実施回数 第7期、1市区町村"));
        let form = her.get("/indicators/7-goals/withdraw?area=132101").await.body;
        let id = form.split("<option value=\"").filter_map(|rest| rest.split('"').next()).find(|id| id.len() == 36).unwrap();
        assert_eq!(her.post("/indicators/7-goals/withdraw?area=132101", &[("value", id), ("reason", "別の市の数")]).await.status, 303);
        assert!(!sees(&mut her, "/indicators/towns").await.contains("目標設定と評価の実施回数 第7期、1市区町村"));
        let other = sees(&mut her, "/indicators/7-meetings?area=132101").await;
        assert!(other.contains("ほかの市区町村の数え方は、ここでは分かりません。") && !other.contains("数え方を変える"), "{other}");
        let mut hand = hand(&town).await;
        let counted = texts(&mut hand, "select distinct cast(counting as text) from indicator_value where area not in ('own', 'prefecture')").await;
        assert_eq!(counted, ["0"], "how another town counts nobody here knows");
        let mut stranger = clerk(&town, "999998", "となり町").await;
        assert!(sees(&mut stranger, "/indicators/towns").await.contains("この市町村の人口がまだ入っていない"));
        assert!(!sees(&mut stranger, "/indicators/7-meetings?area=132101").await.contains("市のページ"), "another office imports for itself");
    }
}

on_both! {
    async fn a_town_of_the_list_is_compared_within_its_prefecture_and_each_doubtful_line_says_why(town) {
        let office = town.office("132101", "小金井市").await;
        let mut her = town.signed_in(office, "imamura", Role::Secretariat, &[]).await;
        let table = "団体コード\t都道府県\t市区町村\t指標\t数\t時点\t出典\n\
            \t\t小金井市\t人口\t126000\tR8.1.1\t住民基本台帳\n\
            \t\t府中市\t人口\t262000\tR8.1.1\t住民基本台帳\n\
            132102\t\t\t人口\t1\tR8.1.1\t住民基本台帳\n\
            132063\t\t国分寺市\t人口\t1\tR8.1.1\t住民基本台帳\n\
            \t\tかわなみ町\t人口\t1\tR8.1.1\t住民基本台帳\n\
            132063\t\t\t人口\t262000\tR8.1.1\t住民基本台帳\n\
            342084\t\t\t人口\t100000\tR8.1.1\t住民基本台帳\n\
            132063\t\t\t人口\t262000\tR8.4.1\t\n";
        let seen = her.post("/indicators/import", &[("text", table)]).await;
        let told = words(&seen.body);
        for word in [
            "8行のうち3行を取り込めます。5行は直すか、外してください。",
            "「府中市」にあたるのは、東京都府中市（132063）と広島県府中市（342084）です。",
            "「132102」という市区町村は、一覧にありません。",
            "団体コード132063は東京都府中市で、「国分寺市」ではありません。",
            "「かわなみ町」という市区町村は、一覧にありません。",
            "出典: 空です。",
            "令和7年度の実績（この市町村）",
            "令和7年度の実績（広島県府中市）",
        ] {
            assert!(told.contains(word), "{word}: {told}");
        }
        assert!(words(&her.post("/indicators/take", &[("text", table)]).await.body).contains("3件を取り込みました。残り5行です。"));
        // However one's own is written, it is one's own.
        for (at, row) in ["13210\t\t", "\t\t東京都小金井市", "132101\t東京\t小金井市"].into_iter().enumerate() {
            let table = format!("団体コード\t都道府県\t市区町村\t指標\t年度\t数\t出典\t直す理由\n{row}\t7-goals\tR7\t{at}\t市の記録\t数え直した\n");
            assert_eq!(her.post("/indicators/take", &[("text", &table)]).await.location(), "/indicators?said=figures-imported", "{row}");
        }
        assert!(sees(&mut her, "/indicators/7-goals?area=own").await.contains("令和7年度は2回です。"));
        let page = her.get("/indicators/7-meetings/towns").await.body;
        assert_eq!(order(&page), ["この市町村", "広島県府中市", "東京都府中市"]);
        let page = her.get("/indicators/7-meetings/towns?prefecture=1&kind=1").await.body;
        assert_eq!(order(&page), ["この市町村", "東京都府中市"], "its own prefecture alone");
        let own = [("kind", "actual"), ("fiscal_year", "R7"), ("area", "132101"), ("figure", "3"), ("source", "市のページ")];
        assert_eq!(her.post("/indicators/7-meetings", &own).await.location(), "/indicators/7-meetings?area=own&said=figure-recorded", "its own code");
        // The table to fill in has its own prefecture, and is read in as it stands.
        let book = her.get("/indicators/towns/blank.xlsx").await.bytes;
        let head = "--t\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.xlsx\"\r\n\r\n";
        let body = [head.as_bytes(), &book, b"\r\n--t--\r\n"].concat();
        let heads = [("sec-fetch-site", "same-origin"), ("content-type", "multipart/form-data; boundary=t")];
        let seen = her.send("POST", "/indicators/import", &heads, body).await;
        assert!(words(&seen.body).contains("数の空の行が186行"), "62 towns, three features: {}", words(&seen.body));
        assert!(seen.body.contains("132101\t東京都\t小金井市\ttown-population"), "{}", words(&seen.body));
        let mut member = town.signed_in(office, "hirai", Role::Viewer, &[]).await;
        let page = sees(&mut member, "/indicators/towns").await;
        assert!(!page.contains("表から取り込む") && page.contains("いちばん近いのは"), "{page}");
    }
}

/// All towns of the country come in at once.
#[tokio::test(flavor = "multi_thread")]
async fn the_population_of_the_whole_country_is_one_table() {
    let town = Town::open(nimo::plumbing::engine::Engine::Sqlite).await;
    let mut her = clerk(&town, "132101", "小金井市").await;
    let mut table = String::from("団体コード\t指標\t数\t時点\t出典\n");
    for (at, one) in nimo::goals::town::model::Municipalities::shipped().all().iter().enumerate() {
        table += &format!("{}\t人口\t{}\tR8.1.1\t住民基本台帳\n", one.code, 1000 + at * 100);
    }
    let taken = her.post("/indicators/take", &[("text", &table)]).await;
    assert_eq!(taken.location(), "/indicators/towns?said=figures-imported", "{}", words(&taken.body));
    let page = sees(&mut her, "/indicators/towns").await;
    assert!(page.contains("人口の分かる1740市区町村のうち、いちばん近いのは東京都"), "{page}");
}
