//! A town's first hour from the console: `nimo setup`, `nimo serve`, and the roster of a day as a file.

use crate::serving::{Data, ended, serve};
use crate::town::{PASSWORD, SHEET};

const ROSTER: &str = "席の名\t氏名\t所属\t任期の始まり\t公表してよいもの\t承諾を得た日\n\
    医師会の推薦\t髙梨 一郎\tみほん病院\tR6.4.1\t氏名・所属\tR6.5.23\n家族会の推薦\t三好 花\tみほん家族会\tR6.4.1\t\t\n";

#[tokio::test]
async fn a_town_is_set_up_at_the_console_and_its_roster_is_printed_there() {
    let data = Data::fresh();
    let folder = data.to_str().unwrap();
    let who = ["--office-name", "みほん市", "--office", "999999", "--administrator", "管理 係"];
    let setup = |more: &[&str]| ended(&[&["setup", "--data", folder], more].concat());
    let roster = |more: &[&str]| ended(&[&["council", "roster", "--data", folder], more].concat());
    assert!(roster(&[]).1.contains("nimo setup"), "there is no town yet");
    let (code, said) = setup(&who);
    assert!(code == Some(1) && said.contains("--secretariat"), "nobody answers: {said}");
    let (code, said) = setup(&[&who[..], &["--secretariat", "行\nが二つ"]].concat());
    assert!(code == Some(1) && said.contains("--secretariat: "), "and nothing was made: {said}");
    let (code, said) = setup(&[&who[..], &["--secretariat", "佐久間 葉"]].concat());
    assert!(code == Some(0) && said.contains("nimo serve --data") && said.matches("/invited/").count() == 2, "{said}");
    let (code, again) = setup(&[&who[..], &["--secretariat", "佐久間 葉"]].concat());
    assert!(code == Some(1) && again.contains("もう市区町村があります"), "{again}");

    assert!(roster(&[]).1.contains("まだ協議会がありません"), "there is a town, and no council yet");

    // The second link is the secretariat's: she sets her password and goes through the first hour.
    let link = said.split("http://127.0.0.1:8080").nth(2).unwrap().split_whitespace().next().unwrap().to_string();
    let mut nimo = serve(&data, &[]).await;
    let set = nimo.post(&link, &[], &[("password", PASSWORD), ("again", PASSWORD)]).await;
    assert_eq!(set.status, 303, "{}", set.body);
    let inside = nimo.post("/sign-in", &[], &[("login", "jimukyoku"), ("password", PASSWORD)]).await;
    let cookie = inside.head("set-cookie").split(';').next().unwrap_or("").to_string();
    let cookie = [("cookie", cookie.as_str())];
    assert_eq!(
        nimo.post("/begin", &cookie, &[("name", "みほん市連絡協議会"), ("basis", "guideline")]).await.status,
        303
    );
    let page = nimo.get("/begin", &cookie).await.body;
    let council: String = page.split("/councils/").nth(1).unwrap().chars().take(36).collect();
    let taken =
        nimo.post(&format!("/councils/{council}/roster/take"), &cookie, &[("text", ROSTER), ("then", "begin")]).await;
    assert_eq!((taken.status, taken.head("location")), (303, "/begin?said=roster-taken"));
    assert_eq!(nimo.post(&format!("/councils/{council}/import"), &cookie, &[("text", SHEET)]).await.status, 303);
    assert!(nimo.get("/begin", &cookie).await.body.contains("始められます"));
    assert_eq!(nimo.stop().await, Some(0));

    // The roster of a day: for everybody unless one says otherwise, and never over a file that stands there.
    let out = |name: &str| data.join(name).to_str().unwrap().to_string();
    let public = out("public.txt");
    let (code, said) = roster(&["--on", "2024-05-23", "--format", "txt", "--out", &public]);
    assert_eq!((code, said.trim()), (Some(0), public.as_str()));
    let text = std::fs::read_to_string(&public).unwrap();
    assert!(text.contains("髙梨 一郎") && text.contains("令和6年5月23日現在") && !text.contains("三好"), "{text}");
    let whole = out("whole.txt");
    assert_eq!(roster(&["--on", "R6.5.23", "--format", "txt", "--copy", "secretariat", "--out", &whole]).0, Some(0));
    assert!(std::fs::read_to_string(&whole).unwrap().contains("三好 花"));
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&whole).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600, "names are for the one who asked alone");
    let (code, said) = roster(&["--format", "txt", "--out", &whole]);
    assert!(code == Some(1) && said.contains("上書きしません"), "{said}");
    for (format, begins) in [("xlsx", &b"PK"[..]), ("docx", b"PK"), ("pdf", b"%PDF-")] {
        let file = out(&format!("roster.{format}"));
        assert_eq!(roster(&["--on", "2024-05-23", "--format", format, "--out", &file]).0, Some(0), "{format}");
        assert!(std::fs::read(&file).unwrap().starts_with(begins), "{format}");
    }
    assert!(roster(&["--on", "2024-02-30"]).1.contains("--on: "));
    assert!(roster(&["--council", "ない協議会"]).1.contains("みほん市連絡協議会"), "it names those that are there");
    assert!(roster(&["--office", "999998"]).1.contains("--office: "));
}
