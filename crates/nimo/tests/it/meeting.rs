//! A sheet comes in, is corrected beside its source, is kept, is found; plans, blocks for life, and what is refused.

use crate::on_both;
use crate::town::{Browser, SHEET, Town, words};
use nimo::accounts::model::Role;
use nimo::council::model::CouncilId;
use nimo::plumbing::ids::OfficeId;

/// A clerk of みほん市 with her council.
async fn clerk(town: &Town) -> (OfficeId, Browser, String) {
    let office = town.office("999999", "みほん市").await;
    let mut browser = town.signed_in(office, "imamura", Role::Secretariat, &[]).await;
    let council = browser.place("みほん市連絡協議会", "").await;
    (office, browser, council)
}

async fn colleague(town: &Town, office: OfficeId, login: &str, role: Role, council: &str) -> Browser {
    town.signed_in(office, login, role, &[CouncilId::parse(council).unwrap()]).await
}

/// The whole form of a meeting's head as the page holds it, with some fields changed.
async fn head(browser: &mut Browser, meeting: &str, changed: &[(&'static str, &str)]) -> Vec<(String, String)> {
    let page = browser.get(&format!("/meetings/{meeting}/correct")).await;
    let mut fields = crate::behind::form(&page.body, &format!("/meetings/{meeting}"));
    for (name, value) in changed {
        fields.iter_mut().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no field {name}")).1 =
            (*value).into();
    }
    fields
}

fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

on_both! {
    async fn a_pasted_sheet_is_told_in_one_sentence_looked_at_and_kept(town) {
        let (office, mut browser, council) = clerk(&town).await;
        let meeting = browser.read_in(&council, SHEET).await;
        let page = browser.get(&format!("/meetings/{meeting}/correct")).await.body;
        let said = words(&page);
        assert!(said.contains("意見1件、決定1件、出席3人を読みました。見てほしいのは1か所です。"), "{said}");
        assert!(said.contains("曜日が合いません") && said.contains("貼り付けられた文から読み取りました"), "{said}");
        assert!(page.contains("<button class=\"btn xs\" autofocus>このままでよい"), "the eye and the keyboard go to the doubt");
        assert!(page.contains("value=\"令和6年5月23日\"") && page.contains("平井（会長）\n藤代（委員）\n三好（委員）"), "{page}");
        let mut member = colleague(&town, office, "iin", Role::Member, &council).await;
        assert_eq!(member.get(&format!("/meetings/{meeting}")).await.status, 403, "a draft is the secretariat's");
        assert!(!member.get(&format!("/councils/{council}")).await.body.contains("第2回"));
        browser.post(&format!("/meetings/{meeting}/settle"), &[("doubt", "0")]).await;
        let page = browser.get(&format!("/meetings/{meeting}/correct")).await.body;
        assert!(words(&page).contains("見てほしいところはありません") && page.contains("autofocus>全部そのまま残す"));
        let kept = browser.post(&format!("/meetings/{meeting}/keep"), &[]).await;
        assert_eq!(kept.location(), format!("/meetings/{meeting}?said=kept"));
        let page = words(&member.get(&format!("/meetings/{meeting}")).await.body);
        for text in ["令和6年度第2回 みほん市連絡協議会", "令和6年5月23日（木） 10:00〜11:00", "出席3人 平井（会長）", "欠席なし",
            "⑴ 退院の支援について", "空室のある住まいを探す人を増やしてはどうか。", "未対応の意見や約束 1件", "未対応"] {
            assert!(page.contains(text), "{text}: {page}");
        }
        assert!(member.get(&format!("/councils/{council}")).await.body.contains(&meeting));
        assert_eq!(member.get(&format!("/meetings/{meeting}/source")).await.status, 403);
        assert_eq!(browser.get(&format!("/meetings/{meeting}/source")).await.body, SHEET);
    }
}

on_both! {
    async fn a_doubt_never_bars_the_way(town) {
        let (_, mut browser, council) = clerk(&town).await;
        let meeting = browser.read_in(&council, SHEET).await;
        assert_eq!(browser.post(&format!("/meetings/{meeting}/keep"), &[]).await.status, 303);
        let page = words(&browser.get(&format!("/meetings/{meeting}")).await.body);
        assert!(page.contains("見てほしいところ 1か所"), "the doubt stays with the minutes: {page}");
        assert_eq!(browser.post(&format!("/meetings/{meeting}/keep"), &[]).await.status, 403, "once is enough");
    }
}

on_both! {
    async fn the_same_sheet_twice_opens_the_meeting_that_it_became(town) {
        let (_, mut browser, council) = clerk(&town).await;
        let meeting = browser.read_in(&council, SHEET).await;
        assert_eq!(browser.read_in(&council, SHEET).await, meeting, "while it is corrected");
        browser.post(&format!("/meetings/{meeting}/keep"), &[]).await;
        let page = browser.post(&format!("/councils/{council}/import"), &[("text", SHEET)]).await;
        assert_eq!(page.location(), format!("/meetings/{meeting}?said=same-sheet"));
        let narrow = SHEET.replace("　", " ").replace('６', "6");
        assert_eq!(browser.read_in(&council, &narrow).await, meeting, "the same words in other characters");
        let cp932 = upload("r6-2.txt", &[0x83, 0x65, 0x83, 0x58, 0x83, 0x67]);
        let other = browser.send("POST", &format!("/councils/{council}/import"), &[SAME, MULTIPART], cp932).await;
        assert!(other.location().ends_with("/correct"), "テスト in CP932 is another sheet: {}", other.body);
    }
}

const SAME: (&str, &str) = ("sec-fetch-site", "same-origin");
const MULTIPART: (&str, &str) = ("content-type", "multipart/form-data; boundary=sheet");

fn upload(name: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!("--sheet\r\nContent-Disposition: form-data; name=\"sheet\"; filename=\"{name}\"\r\n\r\n");
    [head.as_bytes(), bytes, b"\r\n--sheet--\r\n"].concat()
}

on_both! {
    async fn a_paper_that_cannot_be_read_gets_a_sentence_and_nothing_is_kept(town) {
        let (_, mut browser, council) = clerk(&town).await;
        let path = format!("/councils/{council}/import");
        let mixed = [SHEET.as_bytes(), &[0x83, 0x65, 0x83, 0x58]].concat();
        for (name, bytes, wanted) in [
            ("empty.txt", &b""[..], "ファイルが空です"),
            ("photo.txt", &[0xff, 0xd8, 0xff, 0xe0, 0, 16, b'J', b'F', b'I', b'F', 0], "画像"),
            ("r6-1.docx", &b"PK\x03\x04\x14\x00word/document.xml"[..], "まだ読めません。Wordなどで全文をコピーして"),
            ("r6-1.pdf", &b"%PDF-1.7\n"[..], "まだ読めません。"),
            ("mixed.txt", &mixed, "文字コード"),
        ] {
            let page = browser.send("POST", &path, &[SAME, MULTIPART], upload(name, bytes)).await;
            assert_eq!(page.status, 422, "{name}");
            assert!(words(&page.body).contains(wanted), "{name}: {}", words(&page.body));
        }
        let page = browser.post(&path, &[("text", " \n")]).await;
        assert!(page.status == 422 && page.body.contains("まだ何も入っていません"));
        let large = vec![b'a'; 21 * 1024 * 1024];
        let page = browser.send("POST", &path, &[SAME, MULTIPART], upload("large.txt", &large)).await;
        assert!(page.status == 400 && page.body.contains("20MBまで"), "{}", words(&page.body));
        let half = upload("half.txt", SHEET.as_bytes());
        let page = browser.send("POST", &path, &[SAME, MULTIPART], half[..half.len() / 2].to_vec()).await;
        assert!(page.status == 400 && page.body.contains("途中で切れました"), "{}", words(&page.body));
        let list = words(&browser.get(&format!("/councils/{council}")).await.body);
        assert!(list.contains("会議は、まだ1つもありません"), "{list}");
    }
}

on_both! {
    async fn a_pasted_sheet_outlives_the_session(town) {
        let (_, mut browser, council) = clerk(&town).await;
        town.wait_minutes(31);
        let path = format!("/councils/{council}/import");
        let body = format!("--sheet\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n{SHEET}\r\n--sheet--\r\n");
        let page = browser.send("POST", &path, &[SAME, MULTIPART], body.into_bytes()).await;
        assert!(page.status == 401 && page.body.contains("入力した内容はここに残っています"), "{}", words(&page.body));
        let fields = crate::behind::form(&page.body, "/sign-in");
        let mut fields = pairs(&fields);
        fields.retain(|(name, _)| !matches!(*name, "login" | "password"));
        fields.extend([("login", "imamura"), ("password", crate::town::PASSWORD)]);
        let page = browser.post("/sign-in", &fields).await;
        let again = crate::behind::form(&page.body, &path);
        assert!(browser.post(&path, &pairs(&again)).await.location().ends_with("/correct"), "{}", page.body);
    }
}

on_both! {
    async fn a_sheet_without_a_head_is_a_meeting_whose_head_is_typed(town) {
        let (_, mut browser, council) = clerk(&town).await;
        let meeting = browser.read_in(&council, "・空き家を使えないか。\n・リーフレットを作ってはどうか。\n").await;
        let fields = head(&mut browser, &meeting, &[("held_on", "令和6年2月30日"), ("fiscal_year", "R5")]).await;
        let page = browser.post(&format!("/meetings/{meeting}"), &pairs(&fields)).await;
        assert_eq!(page.status, 422);
        let said = words(&page.body);
        assert!(said.contains("令和6年2月29日ではありませんか") && page.body.contains("value=\"令和6年2月30日\""), "{said}");
        let fields = head(&mut browser, &meeting, &[("held_on", "R6.2.29"), ("fiscal_year", "R5"), ("number", "第３回")]).await;
        assert_eq!(browser.post(&format!("/meetings/{meeting}"), &pairs(&fields)).await.status, 303);
        let page = words(&browser.get(&format!("/meetings/{meeting}/correct")).await.body);
        assert!(page.contains("令和5年度第3回 みほん市連絡協議会") && page.contains("令和6年2月29日（木）"), "{page}");
    }
}

on_both! {
    async fn a_plan_becomes_the_meeting_whose_sheet_comes_in(town) {
        let (_, mut browser, council) = clerk(&town).await;
        let plan = [("fiscal_year", "R6"), ("number", "2"), ("number_of", "fiscal_year"), ("held_on", "R6.5.23"), ("agenda", "１　開会\n２　議題")];
        let wrong = browser.post(&format!("/councils/{council}/meetings"), &[("held_on", "いつか")]).await;
        assert!(wrong.status == 422 && wrong.body.contains("いつか"));
        let page = browser.post(&format!("/councils/{council}/meetings"), &plan).await;
        let meeting = page.location().trim_start_matches("/meetings/").split('?').next().unwrap().to_string();
        let said = words(&browser.get(&format!("/meetings/{meeting}")).await.body);
        assert!(said.contains("予定") && said.contains("令和8年11月25日にimamuraさんが予定しました") && said.contains("２ 議題"), "{said}");
        assert_eq!(browser.post(&format!("/meetings/{meeting}/hold"), &[]).await.status, 303);
        assert!(words(&browser.get(&format!("/meetings/{meeting}")).await.body).contains("会議録がまだありません"));
        assert_eq!(browser.post(&format!("/meetings/{meeting}/hold"), &[]).await.status, 403);
        assert_eq!(browser.read_in(&council, SHEET).await, meeting, "the sheet of 第2回 fills the plan of 第2回");
        let history = words(&browser.get(&format!("/meetings/{meeting}/history")).await.body);
        assert!(history.contains("第2版") && history.contains("第1版"), "the plan stays in the versions: {history}");
    }
}

on_both! {
    async fn two_meetings_under_one_number_are_a_question(town) {
        let (_, mut browser, council) = clerk(&town).await;
        let first = browser.read_in(&council, SHEET).await;
        browser.post(&format!("/meetings/{first}/keep"), &[]).await;
        let second = browser.read_in(&council, &SHEET.replace("空室", "空き部屋")).await;
        assert_ne!(first, second);
        let page = browser.post(&format!("/meetings/{second}/keep"), &[]).await;
        assert_eq!(page.status, 409);
        assert!(words(&page.body).contains("まだ残していません。令和6年度第2回の会議録は、もう1つあります"), "{}", words(&page.body));
        assert_eq!(browser.post(&format!("/meetings/{second}/keep"), &[("apart", "1")]).await.status, 303);
    }
}

on_both! {
    async fn two_people_on_one_block_lose_nothing(town) {
        let (office, mut first, council) = clerk(&town).await;
        let mut second = colleague(&town, office, "toyama", Role::Secretariat, &council).await;
        let meeting = first.read_in(&council, SHEET).await;
        let block = first.first_block(&meeting).await;
        let path = format!("/blocks/{block}");
        let mine = [("version", "1"), ("kind", "question"), ("item", ""), ("speaker", ""), ("text", "空室を探す人を増やしてはどうか。")];
        assert_eq!(first.post(&path, &mine).await.location(), format!("/meetings/{meeting}/correct?at={block}#b-{block}"));
        let theirs = [("version", "1"), ("kind", "opinion"), ("item", ""), ("speaker", ""), ("text", "空室のある住まいを、みなで探してはどうか。")];
        let page = second.post(&path, &theirs).await;
        assert_eq!(page.status, 409);
        let said = words(&page.body);
        assert!(said.contains("1か所で重なっています") && said.contains("問い"), "{said}");
        let merged = [("version", "2"), ("kind", "question"), ("item", ""), ("speaker", ""), ("choose.text", "mine"),
            ("mine.text", "空室のある住まいを、みなで探してはどうか。")];
        assert_eq!(second.post(&path, &merged).await.status, 303);
        let history = words(&first.get(&format!("/meetings/{meeting}/history")).await.body);
        for text in ["発言1 第3版 toyamaさんが直した", "発言1 第2版 imamuraさんが直した", "みなで"] {
            assert!(history.contains(text), "{text}: {history}");
        }
        let back = second.post(&format!("{path}/put-back"), &[("version", "3"), ("to", "1")]).await;
        assert_eq!(back.status, 303);
        assert!(first.get(&format!("/meetings/{meeting}/correct")).await.body.contains("空室のある住まいを探す人を増やしてはどうか。"));
        let empty = first.post(&path, &[("version", "4"), ("kind", "opinion"), ("item", ""), ("text", " ")]).await;
        assert!(empty.status == 422 && words(&empty.body).contains("「つなぐ」を使ってください"));
        assert_eq!(first.post(&path, &[("version", "4"), ("kind", "opinion"), ("item", &council), ("text", "あ")]).await.status, 422);
    }
}

on_both! {
    async fn an_address_of_a_block_leads_to_its_words_for_life(town) {
        let (_, mut browser, council) = clerk(&town).await;
        let sheet = SHEET.replace("増やしてはどうか。", "増やしてはどうか。勉強会も開きたい。");
        let meeting = browser.read_in(&council, &sheet).await;
        let block = browser.first_block(&meeting).await;
        let page = browser.get(&format!("/blocks/{block}/split")).await.body;
        let at = page.split("name=\"at\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_string();
        let split = browser.post(&format!("/blocks/{block}/split"), &[("version", "1"), ("at", &at)]).await;
        let second = split.location().split("#b-").nth(1).unwrap().to_string();
        assert_ne!(second, block, "the first part keeps the id");
        assert_eq!(browser.post(&format!("/blocks/{block}/split"), &[("version", "2"), ("at", "0")]).await.status, 404);
        browser.post(&format!("/meetings/{meeting}/keep"), &[]).await;
        let hit = browser.get("/search?q=%E5%8B%89%E5%BC%B7%E4%BC%9A").await.body;
        assert!(hit.contains(&format!("/blocks/{second}")), "{hit}");
        assert_eq!(browser.post(&format!("/blocks/{block}/merge"), &[("version", "2")]).await.status, 303);
        for id in [&block, &second] {
            assert_eq!(browser.get(&format!("/blocks/{id}")).await.location(), format!("/meetings/{meeting}#b-{block}"), "joined again, and both lead there");
        }
        let page = browser.get(&format!("/meetings/{meeting}")).await.body;
        assert!(page.contains(&format!("id=\"b-{block}\"")) && !page.contains(&format!("id=\"b-{second}\"")));
        let hit = browser.get("/search?q=%E5%8B%89%E5%BC%B7%E4%BC%9A").await.body;
        assert!(hit.contains(&format!("/blocks/{block}")) && !hit.contains(&second), "the index follows: {hit}");
        let edited = browser.post(&format!("/blocks/{second}"), &[("version", "3"), ("kind", "opinion"), ("item", ""), ("text", "まとめた文。")]).await;
        assert_eq!(edited.status, 303, "the old address edits the block that took it in");
    }
}

on_both! {
    async fn an_item_that_somebody_spoke_under_cannot_vanish(town) {
        let (_, mut browser, council) = clerk(&town).await;
        let meeting = browser.read_in(&council, SHEET).await;
        let fields = head(&mut browser, &meeting, &[("agenda", "１　開会\n２　議題")]).await;
        let page = browser.post(&format!("/meetings/{meeting}"), &pairs(&fields)).await;
        assert!(page.status == 422 && page.body.contains("発言が付いている項目は消せません"), "{}", words(&page.body));
        let fields = head(&mut browser, &meeting, &[("agenda", "１　開会\n２　議題\n　⑴　退院を支えることについて\n３　閉会")]).await;
        assert_eq!(browser.post(&format!("/meetings/{meeting}"), &pairs(&fields)).await.status, 303);
        browser.post(&format!("/meetings/{meeting}/keep"), &[]).await;
        let page = words(&browser.get(&format!("/meetings/{meeting}")).await.body);
        let heading = page.rfind("⑴ 退院を支えることについて").unwrap();
        assert!(page[heading..].contains("空室のある住まい"), "the opinion stays under the renamed item: {page}");
    }
}

on_both! {
    async fn search_finds_exactly_what_holds_the_words_and_only_for_those_who_may_read(town) {
        let (office, mut browser, council) = clerk(&town).await;
        let meeting = browser.read_in(&council, &SHEET.replace("三好委員", "髙城委員")).await;
        let find = async |browser: &mut Browser, q: &str| words(&browser.get(&format!("/search?q={}", crate::town::encode(q))).await.body);
        assert!(find(&mut browser, "空室").await.contains("見つかりませんでした"), "a draft is not searched");
        browser.post(&format!("/meetings/{meeting}/keep"), &[]).await;
        for (words, hits) in [("空室", 1), ("空", 1), ("退院", 1), ("退院の支援", 1), ("ﾀｲｲﾝ", 0), ("室空", 0), ("。", 2), ("６", 1), ("6年度", 1), ("髙城", 0), ("%", 0), ("'", 0), ("\" OR x", 0)] {
            let page = find(&mut browser, words).await;
            let wanted = if hits == 0 { "は見つかりませんでした".to_string() } else { format!("が{hits}か所に見つかりました") };
            assert!(page.contains(&wanted), "{words} {hits}: {page}");
        }
        let mut other = town.signed_in(office, "hoka", Role::Secretariat, &[]).await;
        assert!(find(&mut other, "空室").await.contains("見つかりませんでした"), "another council's secretariat");
        let mut viewer = town.signed_in(office, "miru", Role::Viewer, &[]).await;
        assert!(find(&mut viewer, "空室").await.contains("1か所"));
        let block = browser.first_block(&meeting).await;
        browser.post(&format!("/blocks/{block}"), &[("version", "1"), ("kind", "opinion"), ("item", ""), ("text", "体験の部屋を増やす。")]).await;
        assert!(find(&mut viewer, "空室").await.contains("見つかりませんでした"), "words that left are not found");
        assert!(find(&mut viewer, "体験").await.contains("1か所"));
        browser.post(&format!("/meetings/{meeting}/withdraw"), &[]).await;
        assert!(find(&mut browser, "体験").await.contains("見つかりませんでした"), "put aside");
        assert_eq!(viewer.get(&format!("/meetings/{meeting}")).await.status, 403);
        browser.post(&format!("/meetings/{meeting}/take-back"), &[]).await;
        assert!(find(&mut viewer, "体験").await.contains("1か所"));
    }
}

on_both! {
    async fn a_head_that_two_clerks_correct_is_merged_and_a_draft_waits_for_its_writer(town) {
        let (office, mut first, council) = clerk(&town).await;
        let mut second = colleague(&town, office, "toyama", Role::Secretariat, &council).await;
        let meeting = first.read_in(&council, SHEET).await;
        let path = format!("/meetings/{meeting}");
        let mine = head(&mut first, &meeting, &[("venue", "市役所 4階会議室")]).await;
        let theirs = head(&mut second, &meeting, &[("venue", "第二庁舎"), ("observers", "2人")]).await;
        assert_eq!(second.post(&format!("{path}/draft"), &pairs(&theirs)).await.status, 303);
        assert!(second.get(&format!("{path}/correct")).await.body.contains("第二庁舎"));
        assert!(!first.get(&format!("{path}/correct")).await.body.contains("第二庁舎"), "a draft is its writer's alone");
        assert_eq!(first.post(&path, &pairs(&mine)).await.status, 303);
        let page = second.get(&format!("{path}/correct")).await;
        assert_eq!(page.status, 409, "the draft meets what was saved");
        let said = words(&page.body);
        assert!(said.contains("第二庁舎") && said.contains("4階会議室") && said.contains("1か所で重なっています"), "{said}");
        let mut merged = crate::behind::form(&page.body, &path);
        merged.iter_mut().find(|(name, _)| name == "choose.venue").unwrap().1 = "mine".into();
        assert_eq!(second.post(&path, &pairs(&merged)).await.status, 303);
        let page = first.get(&format!("{path}/correct")).await.body;
        assert!(page.contains("第二庁舎") && page.contains("name=\"observers\" value=\"2\""), "both are there");
    }
}

/// What a block should say: its id, its version, its sentences.
struct Said {
    id: String,
    version: i64,
    sentences: Vec<String>,
}

impl Said {
    fn text(&self) -> String {
        self.sentences.concat()
    }
}

on_both! {
    /// Whatever is split, joined and edited, an address leads to the block that holds the words which stood under it last.
    async fn no_address_ever_leads_to_words_that_nobody_was_shown_there(town) {
        let (_, mut browser, council) = clerk(&town).await;
        let mut dice = crate::behind::Dice(6_1);
        let meeting = browser.read_in(&council, &SHEET.replace("増やしてはどうか。", "増やしてはどうか。札１。札２。札３。札４。札５。")).await;
        browser.post(&format!("/meetings/{meeting}/keep"), &[]).await;
        let first = browser.first_block(&meeting).await;
        let sentences = ["空室のある住まいを探す人を増やしてはどうか。", "札１。", "札２。", "札３。", "札４。", "札５。"];
        let mut blocks = vec![Said { id: first, version: 1, sentences: sentences.map(str::to_string).into() }];
        let mut gone: Vec<(String, String)> = vec![];
        for step in 0..24 {
            let at = dice.below(blocks.len());
            let version = blocks[at].version.to_string();
            let path = format!("/blocks/{}", blocks[at].id);
            match dice.below(3) {
                0 if blocks[at].sentences.len() > 1 => {
                    let rest = 1 + dice.below(blocks[at].sentences.len() - 1);
                    let cut = blocks[at].sentences[..rest].concat().chars().count().to_string();
                    let page = browser.post(&format!("{path}/split"), &[("version", &version), ("at", &cut)]).await;
                    let id = page.location().split("#b-").nth(1).unwrap_or_else(|| panic!("{}", page.body)).to_string();
                    let sentences = blocks[at].sentences.split_off(rest);
                    blocks.insert(at + 1, Said { id, version: 1, sentences });
                }
                1 if at + 1 < blocks.len() => {
                    assert_eq!(browser.post(&format!("{path}/merge"), &[("version", &version)]).await.status, 303);
                    let taken = blocks.remove(at + 1);
                    blocks[at].sentences.extend(taken.sentences);
                    gone.push((taken.id, blocks[at].id.clone()));
                }
                _ => {
                    blocks[at].sentences.push(format!("加筆{step}。"));
                    let text = blocks[at].text();
                    let form = [("version", version.as_str()), ("kind", "opinion"), ("item", ""), ("text", &text)];
                    assert_eq!(browser.post(&path, &form).await.status, 303);
                }
            }
            blocks[at].version += 1;
        }
        let page = browser.get(&format!("/meetings/{meeting}")).await.body;
        let standing = |id: &str| {
            let mut id = id.to_string();
            while let Some((_, taker)) = gone.iter().find(|(lost, _)| *lost == id) {
                id.clone_from(taker);
            }
            id
        };
        for id in blocks.iter().map(|said| &said.id).chain(gone.iter().map(|(id, _)| id)) {
            let end = standing(id);
            assert_eq!(browser.get(&format!("/blocks/{id}")).await.location(), format!("/meetings/{meeting}#b-{end}"));
            let there = page.split(&format!("id=\"b-{end}\"")).nth(1).and_then(|rest| rest.split("</article>").next());
            let there: String = words(there.expect("it stands on the page")).split_whitespace().collect();
            let said = blocks.iter().find(|said| said.id == end).expect("one that stands");
            assert!(there.contains(&said.text()), "{id}: {there} / {}", said.text());
        }
        assert!(!gone.is_empty() && blocks.len() > 1, "the dice did something");
    }
}
