//! The sample town: one click in, a banner on every page, on this computer alone, and gone when it ends.

use crate::on_both;
use crate::serving::{ended, running, until};

#[tokio::test]
async fn the_sample_town_opens_with_one_click_and_goes_when_it_ends() {
    let mut town = running(&["demo", "--listen", "127.0.0.1:0"]).await;
    until("its last line", || town.said().contains("/demo")).await;
    let door = town.get("/demo", &[]).await;
    assert!(door.status == 200 && door.body.contains("だれとして入りますか"), "{}", door.body);
    assert_eq!(town.post("/demo", &[], &[("who", "mayor")]).await.status, 404);
    let inside = town.post("/demo", &[], &[("who", "secretariat")]).await;
    assert_eq!((inside.status, inside.head("location")), (303, "/"));
    let cookie = inside.head("set-cookie").split(';').next().unwrap_or("").to_string();
    let cookie = [("cookie", cookie.as_str())];
    let today = town.get("/today", &cookie).await.body;
    for words in [
        "これは見本です", "きょうの事務局", "次の会議まで、あと", "会議録をここに入れる", "令和6年度第1回",
        "はじめての人へ",
    ] {
        assert!(today.contains(words), "{words}: {today}");
    }
    let council =
        today.split("href=\"/councils/").find_map(|part| part.split_once("/record\"")).expect("the rule's page").0;
    let record = town.get(&format!("/councils/{council}/record"), &cookie).await.body;
    assert!(
        record.contains("そのあとに残した9回のうち4回が離れました。4回とも、あとの会議で承諾されています。"),
        "{record}"
    );
    assert_eq!(record.matches("承諾した決定").count(), 4);
    let opinions = town.get("/opinions", &cookie).await.body;
    assert!(
        opinions.contains("同じくらいの大きさの市が何をしているか"),
        "one opinion of the last sheet is open: {opinions}"
    );
    let issues = town.get("/issues", &cookie).await.body;
    for words in ["終えていない課題は8件で、6件がまだ検討されていません。", "取り組み中", "検討中", "地域移行部会（"]
    {
        assert!(issues.contains(words), "{words}: {issues}");
    }
    let cases = town.get("/cases", &cookie).await.body;
    for words in ["ほかの自治体の取り組みは2件です。", "かわなみ町（見本）", "131,000人"] {
        assert!(cases.contains(words), "{words}: {cases}");
    }
    let last = town.said();
    let last = last.trim_end().lines().last().expect("its last line");
    assert!(last.contains("http://127.0.0.1:") && last.contains("/demo"), "{last}");
    assert_eq!(town.stop().await, Some(0));
}

#[test]
fn the_sample_town_is_for_this_computer_alone() {
    let (code, said) = ended(&["demo", "--listen", "0.0.0.0:0"]);
    assert!(code == Some(1) && said.contains("このコンピューターの中だけ"), "{said}");
}

on_both! {
    async fn without_the_demo_there_is_no_such_door(town) {
        town.office("999999", "みほん市").await;
        assert_eq!(town.browser().get("/demo").await.status, 404);
        assert_eq!(town.browser().post("/demo", &[("who", "secretariat")]).await.status, 404);
    }
}
