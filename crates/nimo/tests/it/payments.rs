//! 報酬・費用弁償: the columns of a town, the list of a meeting, its papers, the day on which it was paid, and what is refused.

use crate::approvals::{give_back, prepare, rule};
use crate::on_both;
use crate::preparation::{plan, value};
use crate::town::{Browser, Page, Town, words};
use nimo::accounts::model::Role;
use nimo::council::model::CouncilId;
use nimo::plumbing::ids::OfficeId;
use nimo::plumbing::table::xlsx::sheets;

const PEOPLE: [(&str, &str, &str); 4] = [
    ("髙梨 一郎", "みほん病院", "会長"),
    ("三好 花", "みほん家族会", ""),
    ("石川 環", "みほん大学", ""),
    ("大野 光", "みほん市役所", ""),
];
/// The scale of the town, line by line.
const COLUMNS: [[&str; 4]; 7] = [
    ["報酬", "定額", "１２，０００円", "会長"],
    ["報酬", "定額", "10000", "委員"],
    ["報酬", "定額", "5000", "代理"],
    ["交通費", "実費", "", ""],
    ["源泉徴収", "控除", "報酬の10.21%", ""],
    ["差引支給額", "差引", "", ""],
    ["受領印", "記入", "", ""],
];
const HEADS: [&str; 8] = ["氏名", "代理の人", "所属", "役", "出席", "払わないわけ", "報酬", "交通費"];
/// The list as it is typed after the meeting: wide digits, commas and 円 as clerks type them.
const TYPED: [[&str; 8]; 3] = [
    ["髙梨 一郎", "", "みほん病院", "会長", "会場", "", "１２，０００円", "1,240円"],
    ["三好 花", "", "みほん家族会", "委員", "オンライン", "", "", ""],
    ["石川 環", "森 葉", "みほん大学", "委員", "代理", "", "5000", "680"],
];
const NO_ACCOUNTS: &str = "口座や個人番号は、nimo には入れません。支払のシステムに入れてください。";

/// Posts names and texts of one's own.
pub async fn send(clerk: &mut Browser, path: &str, fields: &[(String, String)]) -> Page {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    clerk.post(path, &fields).await
}

/// The rows of a grid as the browser sends them.
fn grid<const N: usize>(name: &str, rows: &[[&str; N]]) -> Vec<(String, String)> {
    let cells = |(at, row): (usize, &[&str; N])| -> Vec<(String, String)> {
        row.iter().enumerate().map(|(place, cell)| (format!("{name}.{at}.{place}"), (*cell).to_string())).collect()
    };
    rows.iter().enumerate().flat_map(cells).collect()
}

fn scale(from: &str, columns: &[[&str; 4]]) -> Vec<(String, String)> {
    let mut fields = grid("columns", columns);
    for (name, value) in [
        ("from_on", from),
        ("paid", "in_person"),
        ("paid", "online"),
        ("paid", "proxy"),
        ("unpaid", "みほん市役所"),
        ("basis", "みほん市報酬条例"),
    ] {
        fields.push((name.into(), value.into()));
    }
    fields
}

pub fn list(version: &str, rows: &[[&str; 8]]) -> Vec<(String, String)> {
    let rows: Vec<[&str; 8]> = [HEADS].into_iter().chain(rows.iter().copied()).collect();
    let mut fields = grid("people", &rows);
    fields.push(("version".into(), version.into()));
    fields
}

/// A council of four with its keeper.
async fn council(town: &Town) -> (OfficeId, Browser, String) {
    let office = town.office("999999", "みほん市").await;
    let mut clerk = town.signed_in(office, "toyama", Role::Secretariat, &[]).await;
    let council = clerk.place("みほん市精神保健福祉連絡協議会", "").await;
    let lines = PEOPLE.map(|(name, body, role)| format!("{body}の席\t{name}\t{body}\t{role}\n")).concat();
    let table = format!("席の名\t氏名\t所属\t役\n{lines}");
    let fields = [("from_on", "R6.4.1"), ("until_on", "R10.3.31"), ("letter", "nothing"), ("text", &table)];
    let taken = clerk.post(&format!("/councils/{council}/roster/take"), &fields).await;
    assert_eq!(taken.status, 303, "{}", words(&taken.body));
    (office, clerk, council)
}

/// Adds an edition of what the council pays.
async fn add_scale(clerk: &mut Browser, council: &str, from: &str, columns: &[[&str; 4]]) {
    let added = send(clerk, &format!("/councils/{council}/pay"), &scale(from, columns)).await;
    assert_eq!(added.status, 303, "{}", words(&added.body));
}

/// A meeting of the council that was in the room and is over: three came, one online, one by his deputy; one stayed away.
async fn held(clerk: &mut Browser, council: &str) -> String {
    let form = [("number", "2"), ("held_on", "R8.11.10"), ("starts_at", "10:00"), ("agenda", "１　開会")];
    let meeting = plan(clerk, council, &form).await;
    let form = clerk.get(&format!("/meetings/{meeting}/sitting/open")).await.body;
    let roster = value(&form, "roster");
    let fields = [
        ("way", "together"),
        ("starts_at", "10:00"),
        ("roster", roster.as_str()),
        ("mode.0", "in_person"),
        ("mode.1", "online"),
        ("mode.2", "proxy"),
        ("proxy.2", "森 葉"),
        ("mode.3", "absent"),
    ];
    let opened = clerk.post(&format!("/meetings/{meeting}/sitting"), &fields).await;
    assert_eq!(opened.status, 303, "{}", words(&opened.body));
    assert_eq!(clerk.get(&format!("/meetings/{meeting}/pay")).await.status, 403, "it is not over");
    let closed = clerk.post(&format!("/meetings/{meeting}/sitting/close"), &[("ends_at", "11:30")]).await;
    assert_eq!(closed.status, 303, "{}", words(&closed.body));
    meeting
}

/// A meeting whose list was begun and saved once: clerk, office, council, meeting.
pub async fn listed(town: &Town) -> (OfficeId, Browser, String, String) {
    let (office, mut clerk, council) = council(town).await;
    add_scale(&mut clerk, &council, "R8.4.1", &COLUMNS).await;
    let meeting = held(&mut clerk, &council).await;
    assert_eq!(clerk.post(&format!("/meetings/{meeting}/pay/begin"), &[]).await.status, 303);
    let saved = send(&mut clerk, &format!("/meetings/{meeting}/pay"), &list("1", &TYPED)).await;
    assert_eq!(saved.status, 303, "{}", words(&saved.body));
    (office, clerk, council, meeting)
}

/// The path of what was paid.
pub fn paid(page: &Page) -> String {
    assert_eq!(page.status, 303, "{}", words(&page.body));
    page.location().split('?').next().unwrap_or("").to_string()
}

pub async fn settle(clerk: &mut Browser, meeting: &str, day: &str) -> Page {
    let seen = value(&clerk.get(&format!("/meetings/{meeting}/pay")).await.body, "seen");
    clerk.post(&format!("/meetings/{meeting}/pay/settle"), &[("day", day), ("seen", &seen)]).await
}

on_both! {
    async fn a_list_begins_with_those_who_came_and_goes_to_paper_to_payment_and_back(town) {
        let (_, mut clerk, council) = council(&town).await;
        let scales = format!("/councils/{council}/pay");
        assert!(clerk.get(&format!("/councils/{council}")).await.body.contains(&format!("href=\"{scales}\"")));
        assert!(words(&clerk.get(&scales).await.body).contains("まだ入っていません"));
        add_scale(&mut clerk, &council, "R8.4.1", &COLUMNS).await;
        let told = words(&clerk.get(&scales).await.body);
        assert!(told.contains("令和8年4月1日から、5列の一覧で払います") && told.contains("報酬の10.21%"), "{told}");
        assert!(told.contains("源泉徴収の率は、nimo では未確認です"), "{told}");

        let meeting = held(&mut clerk, &council).await;
        let home = format!("/meetings/{meeting}/pay");
        assert!(words(&clerk.get(&home).await.body).contains("出席の記録には3人います"));
        assert_eq!(clerk.get(&format!("{home}.pdf")).await.status, 404, "there is no list yet");
        assert_eq!(clerk.post(&format!("{home}/begin"), &[]).await.status, 303);
        let begun = words(&clerk.get(&home).await.body);
        // 12,000 − 1,225; 10,000 − 1,021; 5,000 − 510.
        assert!(begun.contains("3人に、合計24,244円") && begun.contains("石川 環（代理 森 葉）"), "{begun}");
        assert!(!begun.contains("大野 光"), "he stayed away: {begun}");

        let form = clerk.get(&format!("{home}/edit")).await.body;
        assert_eq!(value(&form, "people.1.6"), "12000", "the scale's amount of the chair");
        let saved = send(&mut clerk, &home, &list("1", &TYPED)).await;
        assert_eq!(saved.status, 303, "{}", words(&saved.body));
        let told = words(&clerk.get(&home).await.body);
        for said in ["3人に、合計26,164円", "12,015", "8,979", "5,170", "27,000", "1,920", "2,756"] {
            assert!(told.contains(said), "{said}: {told}");
        }
        assert!(words(&clerk.get(&format!("{home}/history")).await.body).contains("交通費 1,240円"));

        assert!(clerk.get(&format!("{home}.pdf")).await.bytes.starts_with(b"%PDF"));
        assert!(clerk.get(&format!("{home}.docx")).await.bytes.starts_with(b"PK"));
        let book = clerk.get(&format!("{home}.xlsx")).await.bytes;
        by_hand(&book, "支払い前");

        let settled = settle(&mut clerk, &meeting, "R8.11.20").await;
        let frozen = paid(&settled);
        let told = words(&clerk.get(&frozen).await.body);
        assert!(told.contains("令和8年11月20日（金）に、3人に、合計26,164円を支払いました"), "{told}");
        by_hand(&clerk.get(&format!("{frozen}/list.xlsx")).await.bytes, "第1回、令和8年11月20日 支払い");
        assert!(clerk.get(&format!("{frozen}/list.pdf")).await.bytes.starts_with(b"%PDF"));
        assert!(clerk.get(&format!("{frozen}/list.docx")).await.bytes.starts_with(b"PK"));

        let closed = clerk.get(&format!("{home}/edit")).await;
        assert_eq!((closed.status, closed.location()), (303, format!("{home}?said=pay-closed")));
        assert!(words(&clerk.get(&closed.location()).await.body).contains("支払いずみの一覧なので、直せません"));
        let late = send(&mut clerk, &home, &list("2", &TYPED[..2])).await;
        assert!(late.status == 422 && words(&late.body).contains("支払いずみの一覧なので、直せません"), "{}", late.status);
        let back = send(&mut clerk, &format!("{home}/put-back"), &[("version".into(), "2".into()), ("to".into(), "1".into())]).await;
        assert_eq!(back.status, 422, "{}", words(&back.body));

        let why = clerk.post(&format!("{frozen}/withdraw"), &[("reason", " ")]).await;
        assert!(why.status == 422 && words(&why.body).contains("取り下げるわけを入れてください"));
        let taken = clerk.post(&format!("{frozen}/withdraw"), &[("reason", "交通費がちがっていた")]).await;
        assert_eq!(taken.status, 303, "{}", words(&taken.body));
        assert_eq!(send(&mut clerk, &home, &list("2", &TYPED[..2])).await.status, 303);
        let told = words(&clerk.get(&home).await.body);
        assert!(told.contains("2人に、合計20,994円") && told.contains("交通費がちがっていた"), "{told}");
        let old = words(&clerk.get(&frozen).await.body);
        assert!(old.contains("合計26,164円") && old.contains("取り下げた支払いです"), "it stays as it was: {old}");
        assert_eq!(clerk.post(&format!("{frozen}/withdraw"), &[("reason", "もう一度")]).await.status, 403);
        let again = paid(&settle(&mut clerk, &meeting, "R8.11.24").await);
        assert!(words(&clerk.get(&again).await.body).contains("第2回の支払い"));
    }
}

/// The book opened by the reader of tables, its sums by hand: 27,000 + 1,920 − 2,756 = 26,164.
fn by_hand(book: &[u8], standing: &str) {
    let sheets = sheets(book).unwrap();
    assert_eq!(sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>(), ["支払の一覧", "この一覧について"]);
    let rows: Vec<Vec<String>> = sheets[0].rows.iter().map(|row| row.cells.clone()).collect();
    let column =
        |head: &str| rows[0].iter().position(|cell| cell == head).unwrap_or_else(|| panic!("{head}: {rows:?}"));
    for (head, yen) in [
        ("報酬", [12_000, 10_000, 5_000]),
        ("交通費", [1_240, 0, 680]),
        ("源泉徴収", [1_225, 1_021, 510]),
        ("差引支給額", [12_015, 8_979, 5_170]),
    ] {
        let at = column(head);
        let found: Vec<i64> = rows[1..=3].iter().map(|row| row[at].parse().unwrap()).collect();
        assert_eq!(found, yen, "{head}");
        assert_eq!(rows[4][at].parse::<i64>().unwrap(), yen.iter().sum::<i64>(), "the sum of {head}");
    }
    assert_eq!(rows[4][1], "計");
    let about: Vec<String> = sheets[1].rows.iter().flat_map(|row| row.cells.clone()).collect();
    for said in ["みほん市精神保健福祉連絡協議会", "令和8年11月10日（火）", standing] {
        assert!(about.iter().any(|cell| cell == said), "{said}: {about:?}");
    }
}

on_both! {
    async fn a_scale_from_april_does_not_change_the_list_of_march(town) {
        let (_, mut clerk, council) = council(&town).await;
        add_scale(&mut clerk, &council, "R7.4.1", &[["報酬", "定額", "10000", ""]]).await;
        let mut lists = vec![];
        for (number, day) in [("1", "R8.3.20"), ("2", "R8.4.10")] {
            let meeting = plan(&mut clerk, &council, &[("number", number), ("held_on", day), ("agenda", "１　開会")]).await;
            assert_eq!(clerk.post(&format!("/meetings/{meeting}/hold"), &[]).await.status, 303);
            present(&mut clerk, &meeting, "1", day, "髙梨 一郎（会長）\n三好 花").await;
            assert_eq!(clerk.post(&format!("/meetings/{meeting}/pay/begin"), &[]).await.status, 303);
            lists.push(meeting);
        }
        add_scale(&mut clerk, &council, "R8.4.1", &[["報酬", "定額", "20000", ""], ["日当", "定額", "300", ""]]).await;
        let march = words(&clerk.get(&format!("/meetings/{}/pay", lists[0])).await.body);
        assert!(march.contains("2人に、合計20,000円") && !march.contains("日当"), "{march}");
        let april = words(&clerk.get(&format!("/meetings/{}/pay", lists[1])).await.body);
        // What was saved stands, and the page says that the scale says otherwise; the new column has its amount.
        assert!(april.contains("2人に、合計20,600円") && april.contains("決まりの列が変わりました"), "{april}");
        assert!(april.contains("三好 花さんの報酬が、決まりの額（20000円）と違います。"), "{april}");
        add_scale(&mut clerk, &council, "R8.4.2", &[["日当", "定額", "300", ""]]).await;
        let gone = "「報酬」の列は、いまの決まりにありません。入れてある合わせて20,000円は、支払いに入っていません。";
        assert!(words(&clerk.get(&format!("/meetings/{}/pay", lists[1])).await.body).contains(gone));
        let held_back = settle(&mut clerk, &lists[1], "R8.4.20").await;
        let told = words(&held_back.body);
        assert!(held_back.status == 422 && told.matches(gone).count() >= 2, "{told}");
        let same = send(&mut clerk, &format!("/councils/{council}/pay"), &scale("R8.4.1", &COLUMNS)).await;
        assert!(same.status == 422 && words(&same.body).contains("この日からの決まりは、もうあります"));
    }
}

/// Writes the head of a meeting that has no sheet.
async fn present(clerk: &mut Browser, meeting: &str, version: &str, day: &str, people: &str) {
    let fields =
        [("version", version), ("body", "協議会"), ("held_on", day), ("present", people), ("agenda", "１　開会")];
    let set = clerk.post(&format!("/meetings/{meeting}"), &fields).await;
    assert_eq!(set.status, 303, "{}", words(&set.body));
}

on_both! {
    async fn an_attendance_that_is_corrected_afterwards_is_told_and_overwrites_nothing(town) {
        let (_, mut clerk, council) = council(&town).await;
        add_scale(&mut clerk, &council, "R8.4.1", &COLUMNS).await;
        let day = "R8.11.10";
        let meeting = plan(&mut clerk, &council, &[("number", "3"), ("held_on", day), ("agenda", "１　開会")]).await;
        assert_eq!(clerk.get(&format!("/meetings/{meeting}/pay")).await.status, 403, "it is only planned");
        assert_eq!(clerk.post(&format!("/meetings/{meeting}/hold"), &[]).await.status, 303);
        let home = format!("/meetings/{meeting}/pay");
        assert!(clerk.get(&format!("/meetings/{meeting}")).await.body.contains(&format!("href=\"{home}\"")));
        let nobody = clerk.post(&format!("{home}/begin"), &[]).await;
        assert!(nobody.status == 422 && words(&nobody.body).contains("出席した人の記録がありません"), "{}", nobody.status);
        present(&mut clerk, &meeting, "1", day, "高梨一郎（会長）\n大野 光（オンライン）").await;
        assert_eq!(clerk.post(&format!("{home}/begin"), &[]).await.status, 303);
        let told = words(&clerk.get(&home).await.body);
        assert!(told.contains("髙梨 一郎みほん病院会長会場"), "by the folded name, as the roster has it: {told}");
        assert!(told.contains("払わない 払わない決まり（みほん市役所）") && told.contains("1人に、合計10,775円"), "{told}");
        present(&mut clerk, &meeting, "2", day, "髙梨 一郎（会長・オンライン）\n三好 花").await;
        let told = words(&clerk.get(&home).await.body);
        for said in [
            "髙梨 一郎さんの出席は、一覧では会場、いまの記録ではオンラインです。",
            "三好 花さんは出席していますが、一覧にいません。",
            "大野 光さんは一覧にいますが、出席になっていません。",
            "1人に、合計10,775円",
        ] {
            assert!(told.contains(said), "{said}: {told}");
        }
    }
}

on_both! {
    async fn a_list_that_cannot_be_kept_is_not_begun_and_one_of_a_bank_that_gets_nothing_is(town) {
        let (_, mut clerk, council) = council(&town).await;
        let mut fields = scale("R8.4.1", &COLUMNS);
        for (name, value) in &mut fields {
            if name == "unpaid" { *value = "みほん病院\nみほん銀行".into(); }
        }
        assert_eq!(send(&mut clerk, &format!("/councils/{council}/pay"), &fields).await.status, 303);
        let meeting = plan(&mut clerk, &council, &[("number", "3"), ("held_on", "R8.11.10"), ("agenda", "１　開会")]).await;
        assert_eq!(clerk.post(&format!("/meetings/{meeting}/hold"), &[]).await.status, 303);
        let home = format!("/meetings/{meeting}/pay");
        let head = [("version", "1"), ("body", "協議会"), ("held_on", "R8.11.10"), ("agenda", "１　開会")];
        let people = "高梨会長\n三好委員\n石川（代理）\n林委員";
        let with = |version: &'static str, invited: &str| -> Vec<(String, String)> {
            let own = [("present", people), ("proxies", "石川→森 葉"), ("invited", invited)];
            let mut all: Vec<_> = head.iter().chain(&own).map(|(name, value)| (name.to_string(), value.to_string())).collect();
            all[0].1 = version.into();
            all
        };
        let long = "あ".repeat(81);
        assert_eq!(send(&mut clerk, &format!("/meetings/{meeting}"), &with("1", &long)).await.status, 303);
        let refused = clerk.post(&format!("{home}/begin"), &[]).await;
        assert!(refused.status == 422 && words(&refused.body).contains("長すぎます"), "{}", words(&refused.body));
        assert_eq!(clerk.get(&home).await.status, 200);
        let invited = "みほん銀行　支店長\n山田 研（みほん銀行）";
        assert_eq!(send(&mut clerk, &format!("/meetings/{meeting}"), &with("2", invited)).await.status, 303);
        assert_eq!(clerk.post(&format!("{home}/begin"), &[]).await.status, 303);
        let told = words(&clerk.get(&home).await.body);
        for said in [
            "払わない決まり（みほん病院）", "三好 花みほん家族会委員会場10,000", "石川 環（代理 森 葉）", "山田 研みほん銀行委員のほか",
            "林委員さんは、名簿のだれのことか分かりません。", "支店長さん（委員のほか）への額が、決まりにありません。",
            "3人に、合計22,448円",
        ] {
            assert!(told.contains(said), "{said}: {told}");
        }
        assert_eq!(clerk.get(&format!("{home}/edit")).await.status, 200);
    }
}

on_both! {
    async fn a_correction_of_those_present_after_the_close_reaches_the_list(town) {
        let (_, mut clerk, _, meeting) = listed(&town).await;
        let home = format!("/meetings/{meeting}/pay");
        assert!(!words(&clerk.get(&home).await.body).contains("出席の記録と違うところ"), "nothing differs yet");
        let version = value(&clerk.get(&format!("/meetings/{meeting}/correct")).await.body, "version");
        present(&mut clerk, &meeting, &version, "R8.11.10", "髙梨 一郎（会長・オンライン）\n石川 環（代理）\n大野 光").await;
        let told = words(&clerk.get(&home).await.body);
        for said in [
            "髙梨 一郎さんの出席は、一覧では会場、いまの記録ではオンラインです。",
            "大野 光さんは出席していますが、一覧にいません。",
            "三好 花さんは一覧にいますが、出席になっていません。",
        ] {
            assert!(told.contains(said), "{said}: {told}");
        }
    }
}

on_both! {
    async fn two_clerks_at_once_lose_nothing_and_pay_once(town) {
        let (office, mut clerk, council, meeting) = listed(&town).await;
        let own = [CouncilId::parse(&council).unwrap()];
        let mut other = town.signed_in(office, "kita", Role::Secretariat, &own).await;
        let home = format!("/meetings/{meeting}/pay");
        let (mut first, mut second) = (TYPED, TYPED);
        (first[0][7], second[0][7]) = ("500", "900");
        assert_eq!(send(&mut clerk, &home, &list("2", &first)).await.status, 303);
        let met = send(&mut other, &home, &list("2", &second)).await;
        let told = words(&met.body);
        assert!(met.status == 409 && told.contains("500円") && told.contains("900円"), "{} {told}", met.status);

        let stale = value(&other.get(&home).await.body, "seen");
        assert_eq!(send(&mut clerk, &home, &list("3", &second)).await.status, 303);
        let fields = [("day", "R8.11.20"), ("seen", stale.as_str())];
        let changed = other.post(&format!("{home}/settle"), &fields).await;
        assert!(changed.status == 422 && words(&changed.body).contains("この画面を開いたあとで"), "{}", changed.status);

        let seen = value(&other.get(&home).await.body, "seen");
        let fields = [("day", "R8.11.20"), ("seen", seen.as_str())];
        let path = format!("{home}/settle");
        let (one, two) = tokio::join!(clerk.post(&path, &fields), other.post(&path, &fields));
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422], "{} {}", words(&one.body), words(&two.body));
        let late = if one.status == 422 { one } else { two };
        assert!(words(&late.body).contains("ほかの人が「支払った」を押しました"), "{}", words(&late.body));
    }
}

on_both! {
    async fn a_bank_account_or_a_personal_number_is_refused_wherever_it_is_typed(town) {
        let (_, mut clerk, council, meeting) = listed(&town).await;
        let home = format!("/meetings/{meeting}/pay");
        let page = clerk.get(&format!("/councils/{council}/pay")).await.body;
        let scale_id: String = page.split("href=\"/pay-scales/").nth(1).unwrap().chars().take(36).collect();
        for name in ["口座番号", "振込先", "支店", "ゆうちょ", "口座名義", "マイナンバー", "個人番号", "みほん銀行"] {
            let columns = [COLUMNS[0], [name, "記入", "", ""]];
            let added = send(&mut clerk, &format!("/councils/{council}/pay"), &scale("R9.4.1", &columns)).await;
            assert!(added.status == 422 && words(&added.body).contains(NO_ACCOUNTS), "{name}: {}", added.status);
        }
        let mut fields = scale("R8.4.1", &[COLUMNS[0], ["振込先", "記入", "", ""]]);
        fields.push(("version".into(), "1".into()));
        for act in ["", "/draft"] {
            let set = send(&mut clerk, &format!("/pay-scales/{scale_id}{act}"), &fields).await;
            assert!(set.status == 422 && words(&set.body).contains(NO_ACCOUNTS), "{act}: {}", set.status);
        }
        for (place, typed) in [(0, "三好 花 1234567"), (1, "普通口座"), (2, "マイナンバー １２３４"), (5, "振込先は別"), (7, "１２３４５６７８９")] {
            let mut rows = TYPED;
            rows[2][place] = typed;
            for act in ["", "/draft"] {
                let set = send(&mut clerk, &format!("{home}{act}"), &list("2", &rows)).await;
                assert!(set.status == 422 && words(&set.body).contains(NO_ACCOUNTS), "{typed}{act}: {}", set.status);
            }
        }
        assert!(!clerk.get(&format!("{home}/edit")).await.body.contains("下書きの続き"), "no draft of it was kept");
        let frozen = paid(&settle(&mut clerk, &meeting, "R8.11.20").await);
        let why = clerk.post(&format!("{frozen}/withdraw"), &[("reason", "口座 1234567 が違った")]).await;
        assert!(why.status == 422 && words(&why.body).contains(NO_ACCOUNTS), "{}", why.status);
    }
}

on_both! {
    async fn what_cannot_be_paid_is_refused_with_what_to_type(town) {
        let (_, mut clerk, _, meeting) = listed(&town).await;
        let home = format!("/meetings/{meeting}/pay");
        for (place, typed, said) in [
            (7, "-5", "石川 環さんの交通費: 0円より小さい額は入れられません"),
            (7, "電車", "石川 環さんの交通費: 金額として読めません"),
            (6, "10,000,001円", "石川 環さんの報酬: 1千万円をこえています"),
            (0, "見知らぬ 人", "見知らぬ 人さんは、会議の日の名簿にも"),
            (3, "町長", "石川 環さんの役: 一覧から選んでください"),
        ] {
            let mut rows = TYPED;
            rows[2][place] = typed;
            let set = send(&mut clerk, &home, &list("2", &rows)).await;
            let told = words(&set.body);
            let stays = place == 3 || set.body.contains(typed);
            assert!(set.status == 422 && told.contains(said) && stays, "{said}: {told}");
        }
        let guest = ["山田 研", "", "みほん総合研究所", "委員のほか", "会場", "", "３，０００円", "0"];
        let with_guest: Vec<[&str; 8]> = TYPED.into_iter().chain([guest]).collect();
        assert_eq!(send(&mut clerk, &home, &list("2", &with_guest)).await.status, 303);
        let told = words(&clerk.get(&home).await.body);
        // The scale says nothing to a guest: what was typed stands, less nothing but the tax of all: 3,000 − 306.
        assert!(told.contains("4人に、合計28,858円") && told.contains("山田 研さんの報酬が、決まりの額（0円）と違います"), "{told}");
        for (day, said) in [
            ("", "支払った日を入れてください"),
            ("きのう", "支払った日"),
            ("R8.11.9", "会議の日より前です"),
            ("R8.11.26", "まだ来ていない日です"),
        ] {
            let page = settle(&mut clerk, &meeting, day).await;
            assert!(page.status == 422 && words(&page.body).contains(said), "{day}: {}", words(&page.body));
        }
        let nobody: Vec<[&str; 8]> = TYPED.iter().map(|row| { let mut row = *row; row[5] = "辞退"; row }).collect();
        assert_eq!(send(&mut clerk, &home, &list("3", &nobody)).await.status, 303);
        let page = settle(&mut clerk, &meeting, "R8.11.20").await;
        assert!(page.status == 422 && words(&page.body).contains("払う人が1人もいません"), "{}", words(&page.body));
    }
}

on_both! {
    async fn nobody_but_the_councils_own_secretariat_sees_what_is_paid(town) {
        let (office, mut clerk, council, meeting) = listed(&town).await;
        let frozen = paid(&settle(&mut clerk, &meeting, "R8.11.20").await);
        let page = clerk.get(&format!("/councils/{council}/pay")).await.body;
        let scale_id: String = page.split("href=\"/pay-scales/").nth(1).unwrap().chars().take(36).collect();
        let own = [CouncilId::parse(&council).unwrap()];
        let other = CouncilId::parse(&clerk.place("みほん市空き家対策協議会", "").await).unwrap();
        let elsewhere = town.office("999998", "となり町").await;
        let mut strangers = vec![
            (town.signed_in(office, "miru", Role::Viewer, &[]).await, 403),
            (town.signed_in(office, "kanri", Role::Administrator, &[]).await, 403),
            (town.signed_in(office, "iin", Role::Member, &own).await, 403),
            (town.signed_in(office, "hoka", Role::Secretariat, &[other]).await, 403),
            (town.signed_in(elsewhere, "tonari", Role::Secretariat, &[]).await, 404),
        ];
        let (list, scale) = (format!("/meetings/{meeting}/pay"), format!("/pay-scales/{scale_id}"));
        let gets = [
            format!("/councils/{council}/pay"), format!("/councils/{council}/pay/new"), format!("{scale}/edit"),
            format!("{scale}/history"), list.clone(), format!("{list}/edit"), format!("{list}/history"),
            format!("{list}.xlsx"), format!("{list}.pdf"), format!("{list}.docx"), frozen.clone(),
            format!("{frozen}/list.xlsx"), format!("{frozen}/list.pdf"), format!("{frozen}/list.docx"),
        ];
        let posts = [
            format!("/councils/{council}/pay"), scale.clone(), format!("{scale}/draft"), format!("{scale}/discard"),
            format!("{scale}/put-back"), list.clone(), format!("{list}/begin"), format!("{list}/draft"),
            format!("{list}/discard"), format!("{list}/put-back"), format!("{list}/settle"), format!("{frozen}/withdraw"),
        ];
        for (stranger, status) in &mut strangers {
            for path in &gets {
                assert_eq!(stranger.get(path).await.status, *status, "GET {path}");
            }
            for path in &posts {
                assert_eq!(stranger.post(path, &[("version", "1"), ("to", "1")]).await.status, *status, "POST {path}");
            }
            let page = stranger.get(&format!("/councils/{council}")).await.body;
            assert!(!page.contains("/pay\""), "no link to it either");
        }
        let found = clerk.get("/search?q=%E4%BA%A4%E9%80%9A%E8%B2%BB").await.body;
        assert!(!found.contains("/pay"), "it is not in search: {}", words(&found));
    }
}

on_both! {
    async fn a_payment_waits_for_the_approval_that_the_rules_ask_for(town) {
        let (_, mut clerk, council, meeting) = listed(&town).await;
        rule(&mut clerk, &council, "payment", "R8.4.1", "yes").await;
        let barred = settle(&mut clerk, &meeting, "R8.11.20").await;
        assert!(barred.status == 422 && words(&barred.body).contains("決裁"), "{}", words(&barred.body));
        let approval = prepare(&mut clerk, &council, &format!("act=payment&subject={meeting}")).await;
        let form = clerk.get(&format!("{approval}/edit")).await.body;
        let version = value(&form, "version");
        let mut typed = crate::approvals::typed(&form);
        typed.push(("version".into(), version));
        for (name, text) in &mut typed {
            if name == "what" { text.push_str("\n振込先　みほん銀行 普通 1234567"); }
        }
        let begun = format!("/councils/{council}/approvals?act=payment&subject={meeting}");
        for path in [approval.clone(), format!("{approval}/draft"), begun] {
            let refused = send(&mut clerk, &path, &typed).await;
            assert!(refused.status == 422 && words(&refused.body).contains(NO_ACCOUNTS), "{path}: {}", refused.status);
        }
        assert_eq!(settle(&mut clerk, &meeting, "R8.11.20").await.status, 422, "it is not back");
        give_back(&mut clerk, &approval).await;
        let early = settle(&mut clerk, &meeting, "R8.11.20").await;
        assert!(early.status == 422 && words(&early.body).contains("決裁の日（令和8年11月25日）より前です"), "{}", words(&early.body));
        assert_eq!(settle(&mut clerk, &meeting, "R8.11.25").await.status, 303);
    }
}
