//! 決裁: what leaves the house is proposed, comes back with number and day, and runs then; by the rule of the day.

use crate::on_both;
use crate::paper::read_pdf;
use crate::preparation::{council, value};
use crate::town::{Browser, Page, Town, words};
use nimo::accounts::model::Role;
use nimo::council::model::CouncilId;
use nimo::plumbing::ids::OfficeId;
use std::io::Read;

/// A rule for an act from a day on.
pub async fn rule(clerk: &mut Browser, council: &str, act: &str, from: &str, needed: &str) {
    let fields = [
        ("from_on", from),
        ("needed", needed),
        ("post", "障がい福祉課長"),
        ("stamps", "係長、課長補佐、課長"),
        ("disclosure", "partly"),
        ("disclosure_reason", "みほん市情報公開条例 第7条第1号"),
    ];
    let added = clerk.post(&format!("/councils/{council}/approvals/rules?act={act}"), &fields).await;
    assert_eq!(added.status, 303, "{}", words(&added.body));
}

const NAMES: [&str; 11] = [
    "title", "asking", "what", "why", "annexes", "post", "stamps", "disclosure", "disclosure_reason", "drafter",
    "drafted_on",
];

/// What stands in a field of a form, whatever its control.
fn field(body: &str, name: &str) -> String {
    let after = |mark: String| body.split_once(&mark).map(|(_, rest)| rest.to_string());
    if let Some(area) = after(format!("<textarea class=\"wide\" id=\"{name}\"")) {
        let text = area.split_once('>').expect("its text").1.split("</textarea>").next().unwrap_or("");
        return text.trim_start_matches('\n').to_string();
    }
    if body.contains(&format!("type=\"radio\" name=\"{name}\"")) {
        let mark = format!("type=\"radio\" name=\"{name}\" value=\"");
        let choices = body.split(&mark).skip(1);
        let chosen = choices.filter(|rest| rest.split('>').next().is_some_and(|tag| tag.contains("checked")));
        return chosen.map(|rest| rest.split('"').next().unwrap_or("").to_string()).next().unwrap_or_default();
    }
    let input =
        after(format!("id=\"{name}\" name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no {name} in {body}"));
    input.split('"').next().unwrap_or("").to_string()
}

/// The proposal as it is begun, with these fields typed otherwise.
async fn begun(clerk: &mut Browser, council: &str, about: &str, other: &[(&str, &str)]) -> Vec<(String, String)> {
    let form = clerk.get(&format!("/councils/{council}/approvals/new?{about}")).await;
    assert_eq!(form.status, 200, "{}", words(&form.body));
    let typed = |name: &str| {
        other
            .iter()
            .find(|(own, _)| *own == name)
            .map_or_else(|| field(&form.body, name), |(_, value)| (*value).to_string())
    };
    NAMES.map(|name| (name.to_string(), typed(name))).into()
}

/// The fields of a form, as they stand in it.
pub fn typed(form: &str) -> Vec<(String, String)> {
    NAMES.map(|name| (name.to_string(), field(form, name))).into()
}

fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// Prepares it as it is begun; the path of its page.
pub async fn prepare(clerk: &mut Browser, council: &str, about: &str) -> String {
    let fields = begun(clerk, council, about, &[]).await;
    let kept = clerk.post(&format!("/councils/{council}/approvals?{about}"), &pairs(&fields)).await;
    assert_eq!(kept.status, 303, "{}", words(&kept.body));
    kept.location().split('?').next().unwrap_or("").to_string()
}

pub async fn give_back(clerk: &mut Browser, approval: &str) {
    let back = [("number", "8みほ障第210号"), ("decided_on", "R8.11.25")];
    let back = clerk.post(&format!("{approval}/return"), &back).await;
    assert_eq!(back.status, 303, "{}", words(&back.body));
}

async fn withdraw(clerk: &mut Browser, approval: &str) {
    let gone = clerk.post(&format!("{approval}/withdraw"), &[("reason", "日を改めるため")]).await;
    assert_eq!(gone.status, 303, "{}", words(&gone.body));
}

/// Freezes what goes ahead, or what stays with the secretariat, as the page shows it.
async fn send(clerk: &mut Browser, meeting: &str, scope: &str) -> Page {
    let path = format!("/meetings/{meeting}/dispatches");
    let page = clerk.get(&path).await.body;
    let form = page.split(&format!("name=\"scope\" value=\"{scope}\"")).nth(1).expect("the scope is offered");
    let seen = value(form, "seen");
    clerk.post(&path, &[("scope", scope), ("seen", &seen)]).await
}

/// The meeting on another day.
async fn move_to(clerk: &mut Browser, meeting: &str, day: &str) {
    let form = clerk.get(&format!("/meetings/{meeting}/correct")).await.body;
    let version = value(&form, "version");
    let fields = [
        ("version", version.as_str()),
        ("body", "みほん市精神保健福祉連絡協議会"),
        ("fiscal_year", "R8"),
        ("number", "1"),
        ("number_of", "fiscal_year"),
        ("held_on", day),
        ("starts_at", "10:00"),
        ("ends_at", "11:30"),
        ("venue", "市役所 第1会議室"),
        ("agenda", "１　開会\n２　議題\n　⑴　今年度の目標について【種類: 協議】\n３　閉会"),
    ];
    let moved = clerk.post(&format!("/meetings/{meeting}"), &fields).await;
    assert_eq!(moved.status, 303, "{}", words(&moved.body));
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The words of a .docx.
fn docx_words(bytes: &[u8]) -> String {
    let mut packed = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a packed file");
    let mut text = String::new();
    packed.by_name("word/document.xml").expect("its text").read_to_string(&mut text).expect("read");
    words(&text)
}

on_both! {
    async fn a_notice_is_barred_until_its_proposal_came_back_and_barred_again_when_its_day_moved(town) {
        let (mut clerk, council, meeting) = council(&town).await;
        let about = format!("act=notice&subject={meeting}");
        let home = format!("/councils/{council}/approvals");
        let empty = words(&clerk.get(&home).await.body);
        assert!(empty.contains("決裁の要る行いは、まだ決まっていません") && empty.contains("はじめに、下の"), "{empty}");
        assert!(!words(&clerk.get(&format!("/meetings/{meeting}/preparation")).await.body).contains("決裁が要ります"));
        assert_eq!(send(&mut clerk, &meeting, "ahead").await.status, 303, "without a rule none is wanted");

        rule(&mut clerk, &council, "notice", "R8.4.1", "yes").await;
        for page in ["preparation", "dispatches"] {
            let page = words(&clerk.get(&format!("/meetings/{meeting}/{page}")).await.body);
            assert!(page.contains("開催通知には決裁が要ります。 伺いを準備する"), "{page}");
        }
        assert!(words(&clerk.get(&home).await.body).contains("開催通知 令和8年度第1回 伺いを準備する"));
        let barred = send(&mut clerk, &meeting, "ahead").await;
        assert!(barred.status == 422 && words(&barred.body).contains("開催通知には決裁が要ります。協議会の「決裁」の画面で伺いを準備し"));
        assert_eq!(send(&mut clerk, &meeting, "whole").await.status, 303, "what stays with the secretariat goes nowhere");

        let form = begun(&mut clerk, &council, &about, &[]).await;
        let of = |name: &str| form.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value).to_string();
        assert_eq!(of("title"), "令和8年度第1回 みほん市精神保健福祉連絡協議会の開催について（通知）");
        assert!(of("what").contains("開催日時　令和8年12月10日（木）　午前10時から午前11時30分まで"), "{}", of("what"));
        assert!(of("what").contains("⑴　今年度の目標について") && of("what").contains("通知する人　委員2人"), "{}", of("what"));
        assert!(!of("what").contains("髙梨"), "names go to the annex");
        assert_eq!(of("why"), "令和8年11月25日に事務局のtoyamaさんが予定した会議です。\n開催通知は、令和8年11月26日（木）までに出す決まりです（開催の14日前）。");
        assert_eq!((of("post"), of("disclosure"), of("drafter")), ("障がい福祉課長".into(), "partly".into(), "toyamaさん".into()));
        let approval = prepare(&mut clerk, &council, &about).await;
        let again = clerk.get(&format!("{home}/new?{about}")).await;
        assert!(again.status == 303 && again.location().starts_with(&approval), "there is one already: {}", again.location());
        let barred = send(&mut clerk, &meeting, "ahead").await;
        assert!(barred.status == 422 && words(&barred.body).contains("まだ戻っていません"));
        assert!(barred.body.contains(&format!("href=\"{approval}\"")), "the way to it");

        give_back(&mut clerk, &approval).await;
        let page = words(&clerk.get(&format!("/meetings/{meeting}/preparation")).await.body);
        assert!(page.contains("決裁ずみ 開催通知の伺いは、令和8年11月25日に番号「8みほ障第210号」で戻りました"), "{page}");
        // What was decided no longer holds once the day moved, and holds again when it moved back.
        move_to(&mut clerk, &meeting, "R8.12.17").await;
        let said = "決裁のあとで、内容が変わっています（開催日時）。もう一度伺いを作るか、取り下げてください。";
        assert!(words(&clerk.get(&approval).await.body).contains(said));
        let barred = send(&mut clerk, &meeting, "ahead").await;
        assert!(barred.status == 422 && words(&barred.body).contains(said), "{}", words(&barred.body));
        move_to(&mut clerk, &meeting, "R8.12.10").await;
        let sent = send(&mut clerk, &meeting, "ahead").await;
        assert_eq!(sent.status, 303, "{}", words(&sent.body));
        let page = words(&clerk.get(&approval).await.body);
        assert!(page.contains("この決裁で、令和8年11月25日 10:00に開催通知を行いました。"), "{page}");
        move_to(&mut clerk, &meeting, "R8.12.17").await;
        assert!(!words(&clerk.get(&approval).await.body).contains("内容が変わっています"), "it ran by then");
        move_to(&mut clerk, &meeting, "R8.12.10").await;

        withdraw(&mut clerk, &approval).await;
        let barred = send(&mut clerk, &meeting, "ahead").await;
        assert!(barred.status == 422 && words(&barred.body).contains("伺いを準備し"), "barred again");
        assert!(words(&clerk.get(&home).await.body).contains("取り下げ"));
        let next = prepare(&mut clerk, &council, &about).await;
        assert_ne!(next, approval);
        // A rule that begins today switches it off.
        rule(&mut clerk, &council, "notice", "R8.11.25", "no").await;
        assert_eq!(send(&mut clerk, &meeting, "ahead").await.status, 303);
        let page = words(&clerk.get(&format!("/meetings/{meeting}/preparation")).await.body);
        assert!(page.contains("決裁は要らない") && page.contains("伺いを見る"), "one exists: {page}");
    }
}

/// Two members of a term that begins on 1 April 2027, who wait for letters.
async fn next_term(clerk: &mut Browser, council: &str) {
    let table = "席の名\t氏名\t所属\n社協の推薦\t岡地 純\tみほん社協\n保健所長の職\t平井 学\tみほん保健所\n";
    let fields = [("from_on", "R9.4.1"), ("until_on", "R11.3.31"), ("letter", "commission"), ("text", table)];
    let taken = clerk.post(&format!("/councils/{council}/roster/take"), &fields).await;
    assert_eq!(taken.status, 303, "{}", words(&taken.body));
}

async fn number(clerk: &mut Browser, council: &str) -> Page {
    let home = format!("/councils/{council}/appointments");
    let page = clerk.get(&format!("{home}?from=2027-04-01")).await.body;
    let seen = value(&page, "seen");
    let fields = [
        ("from_on", "2027-04-01"),
        ("seen", seen.as_str()),
        ("number", "9みほ障第1号"),
        ("numbering", "branch"),
        ("dated_on", "R9.4.1"),
        ("appointer", "みほん市長　見本 太郎"),
    ];
    clerk.post(&home, &fields).await
}

on_both! {
    async fn letters_get_their_numbers_once_their_proposal_came_back_for_those_who_wait(town) {
        let (mut clerk, council, _) = council(&town).await;
        next_term(&mut clerk, &council).await;
        rule(&mut clerk, &council, "appointment", "R8.4.1", "yes").await;
        let about = "act=appointment&subject=2027-04-01";
        let page = words(&clerk.get(&format!("/councils/{council}/appointments")).await.body);
        assert!(page.contains("委嘱・任命には決裁が要ります。 伺いを準備する"), "{page}");
        let barred = number(&mut clerk, &council).await;
        assert!(barred.status == 422 && words(&barred.body).contains("委嘱・任命には決裁が要ります"), "{}", words(&barred.body));
        assert!(barred.body.contains("9みほ障第1号"), "what was typed stays");

        let form = begun(&mut clerk, &council, about, &[]).await;
        let of = |name: &str| form.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value).to_string();
        assert_eq!(of("asking"), "下のとおり、委員を委嘱してよろしいか、伺います。");
        assert_eq!(of("what"), "人数　委嘱（委嘱状）2人\n任期　令和9年4月1日から令和11年3月31日まで\n氏名　別紙のとおり");
        let approval = prepare(&mut clerk, &council, about).await;
        assert_eq!(number(&mut clerk, &council).await.status, 422, "prepared is not decided");
        give_back(&mut clerk, &approval).await;

        // Somebody else comes in: those who were decided on are not those who wait.
        let table = "席の名\t氏名\n市民の席\t三芳 茜\n";
        let more = [("from_on", "R9.4.1"), ("until_on", "R11.3.31"), ("letter", "commission"), ("text", table)];
        assert_eq!(clerk.post(&format!("/councils/{council}/roster/take"), &more).await.status, 303);
        let said = "決裁のあとで、内容が変わっています（委嘱・任命する人、任期）。";
        let barred = number(&mut clerk, &council).await;
        assert!(barred.status == 422 && words(&barred.body).contains(said), "{}", words(&barred.body));
        assert!(words(&clerk.get(&format!("/councils/{council}/appointments")).await.body).contains(said));
        let next = prepare(&mut clerk, &council, about).await;
        assert_eq!(number(&mut clerk, &council).await.status, 422);
        give_back(&mut clerk, &next).await;
        withdraw(&mut clerk, &next).await;
        assert_eq!(number(&mut clerk, &council).await.status, 422, "withdrawn after it came back");
        let last = prepare(&mut clerk, &council, about).await;
        give_back(&mut clerk, &last).await;
        let issued = number(&mut clerk, &council).await;
        assert_eq!(issued.status, 303, "{}", words(&issued.body));
        let page = words(&clerk.get(&last).await.body);
        assert!(page.contains("この決裁で、") && page.contains("委嘱・任命を行いました") && !page.contains("内容が変わっています"), "{page}");
    }
}

on_both! {
    async fn letters_need_no_proposal_where_a_dated_rule_switched_it_off_and_the_old_rule_judges_the_last_of_march(town) {
        let (mut clerk, council, _) = council(&town).await;
        next_term(&mut clerk, &council).await;
        rule(&mut clerk, &council, "appointment", "R8.4.1", "yes").await;
        rule(&mut clerk, &council, "appointment", "R9.4.1", "no").await;
        let twin = [("from_on", "R9.4.1"), ("needed", "yes")];
        let twin = clerk.post(&format!("/councils/{council}/approvals/rules?act=appointment"), &twin).await;
        assert!(twin.status == 422 && words(&twin.body).contains("もうあります"));
        rule(&mut clerk, &council, "payment", "R9.4.1", "yes").await;
        town.set_clock("2027-03-31T02:00:00Z");
        let mut clerk = town.again("toyama").await;
        assert_eq!(number(&mut clerk, &council).await.status, 422, "the old rule");
        town.set_clock("2027-04-01T02:00:00Z");
        let mut clerk = town.again("toyama").await;
        let issued = number(&mut clerk, &council).await;
        assert_eq!(issued.status, 303, "{}", words(&issued.body));
    }
}

on_both! {
    async fn two_who_enter_the_number_at_once_enter_it_once_and_the_second_is_told_who_was_first(town) {
        let (mut clerk, council, meeting) = council(&town).await;
        let own = [CouncilId::parse(&council).unwrap()];
        let mut second = town.signed_in(OfficeId(1), "imamura", Role::Secretariat, &own).await;
        rule(&mut clerk, &council, "notice", "R8.4.1", "yes").await;
        let approval = prepare(&mut clerk, &council, &format!("act=notice&subject={meeting}")).await;
        let path = format!("{approval}/return");
        let (one, two) = ([("number", "第1号"), ("decided_on", "R8.11.25")], [("number", "第2号"), ("decided_on", "R8.11.25")]);
        let (a, b) = tokio::join!(clerk.post(&path, &one), second.post(&path, &two));
        let mut statuses = [a.status, b.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422], "{} {}", words(&a.body), words(&b.body));
        let (late, first) = if a.status == 422 { (a, "imamuraさんが、番号「第2号」") } else { (b, "toyamaさんが、番号「第1号」") };
        assert!(words(&late.body).contains(first), "{}", words(&late.body));
        // And the same for whoever withdraws it second.
        withdraw(&mut clerk, &approval).await;
        let twice = second.post(&format!("{approval}/withdraw"), &[("reason", "私も")]).await;
        assert!(twice.status == 422 && words(&twice.body).contains("toyamaさんが、もう取り下げています"), "{}", words(&twice.body));
        let gone = second.post(&path, &two).await;
        assert!(gone.status == 422 && words(&gone.body).contains("取り下げました"));
    }
}

on_both! {
    async fn every_field_that_is_wrong_is_told_and_what_was_typed_stays(town) {
        let (mut clerk, council, meeting) = council(&town).await;
        rule(&mut clerk, &council, "notice", "R8.4.1", "yes").await;
        let about = format!("act=notice&subject={meeting}");
        let home = format!("/councils/{council}/approvals");
        for (name, typed, told) in [
            ("title", "", "件名を入れてください"),
            ("asking", "", "伺いの文を入れてください"),
            ("what", "", "内容を入れてください"),
            ("why", "", "理由を入れてください"),
            ("post", "", "決裁する職を入れてください"),
            ("stamps", "一、二、三、四、五、六、七、八、九", "8つまで"),
            ("disclosure", "", "公開区分を選んでください"),
            ("disclosure_reason", "", "公開しない理由を入れてください"),
            ("drafter", "", "起案する人の氏名を入れてください"),
            ("drafted_on", "R8.11.26", "まだ来ていません"),
            ("drafted_on", "春", "春"),
        ] {
            let fields = begun(&mut clerk, &council, &about, &[(name, typed)]).await;
            let refused = clerk.post(&format!("{home}?{about}"), &pairs(&fields)).await;
            assert!(refused.status == 422 && words(&refused.body).contains(told) || refused.body.contains(told), "{name}: {}", words(&refused.body));
            assert_eq!(refused.status, 422, "{name}");
            assert!(name == "title" || refused.body.contains("の開催について（通知）"), "{name}: what was typed stays");
        }
        let approval = prepare(&mut clerk, &council, &about).await;
        for (number, day, told) in [
            ("", "R8.11.25", "戻った伺いの番号を入れてください"),
            ("第1号", "", "決裁の日を入れてください"),
            ("第1号", "R8.11.26", "まだ来ていません"),
            ("第1号", "R8.11.24", "起案の日の令和8年11月25日より前です"),
        ] {
            let refused = clerk.post(&format!("{approval}/return"), &[("number", number), ("decided_on", day)]).await;
            assert!(refused.status == 422 && words(&refused.body).contains(told), "{}", words(&refused.body));
            assert!(refused.body.contains(&format!("value=\"{number}\"")), "what was typed stays");
        }
        let none = clerk.post(&format!("{approval}/withdraw"), &[("reason", " ")]).await;
        assert!(none.status == 422 && words(&none.body).contains("取り下げるわけを入れてください"));
        for (name, typed, told) in [("from_on", "", "効き始める日"), ("needed", "", "要るか、要らないか"), ("disclosure", "closed", "公開しない理由")] {
            let mut fields = vec![("from_on", "R9.4.1"), ("needed", "yes")];
            fields.retain(|(own, _)| *own != name);
            fields.push((name, typed));
            let refused = clerk.post(&format!("{home}/rules?act=notice"), &fields).await;
            assert!(refused.status == 422 && words(&refused.body).contains(told), "{name}: {}", words(&refused.body));
        }
        // What the council does not have, nobody proposes anything about.
        let fields = begun(&mut clerk, &council, &format!("act=publication&subject={meeting}"), &[]).await;
        let fields = pairs(&fields);
        let other = clerk.place("別の協議会", "").await;
        for about in [
            format!("act=payment&subject={council}"),
            "act=notice&subject=2027-04-01".into(),
            "act=appointment&subject=2031-04-01".into(),
            format!("act=dinner&subject={meeting}"),
        ] {
            assert_eq!(clerk.get(&format!("{home}/new?{about}")).await.status, 404, "{about}");
            assert_eq!(clerk.post(&format!("{home}?{about}"), &fields).await.status, 404, "{about}");
        }
        assert_eq!(clerk.post(&format!("/councils/{other}/approvals?{about}"), &fields).await.status, 404, "of another council");
    }
}

on_both! {
    async fn a_proposal_is_edited_until_it_came_back_and_stays_afterwards(town) {
        let (mut clerk, council, meeting) = council(&town).await;
        rule(&mut clerk, &council, "notice", "R8.4.1", "yes").await;
        let about = format!("act=notice&subject={meeting}");
        let approval = prepare(&mut clerk, &council, &about).await;
        let edit = |form: &str, version: &str, other: (&'static str, &str)| {
            let typed = |name: &str| if name == other.0 { other.1.to_string() } else { field(form, name) };
            let mut fields: Vec<(String, String)> = NAMES.map(|name| (name.to_string(), typed(name))).into();
            fields.push(("version".into(), version.into()));
            fields
        };
        // The day moved after it was prepared: its page says so until the content is typed anew.
        move_to(&mut clerk, &meeting, "R8.12.17").await;
        let stale = "準備したあとで、内容が変わっています（開催日時）。";
        assert!(words(&clerk.get(&approval).await.body).contains(stale));
        let form = clerk.get(&format!("{approval}/edit")).await.body;
        assert_eq!(clerk.post(&approval, &pairs(&edit(&form, "1", ("why", "日を改めます。")))).await.status, 303);
        assert!(words(&clerk.get(&approval).await.body).contains(stale), "another field was typed");
        let what = field(&form, "what").replace("12月10日（木）", "12月17日（木）");
        assert_eq!(clerk.post(&approval, &pairs(&edit(&form, "2", ("what", &what)))).await.status, 303);
        assert!(!words(&clerk.get(&approval).await.body).contains("内容が変わっています"));
        let lost = clerk.post(&approval, &pairs(&edit(&form, "2", ("why", "遅れた人の理由")))).await;
        assert!(lost.status == 409 && lost.body.contains("遅れた人の理由"), "both texts");
        let history = words(&clerk.get(&format!("{approval}/history")).await.body);
        assert!(history.contains("第3版") && history.contains("準備した") && history.contains("理由"), "{history}");
        assert_eq!(clerk.post(&format!("{approval}/discard"), &[]).await.status, 303);
        give_back(&mut clerk, &approval).await;
        assert_eq!(send_none(&mut clerk, &approval, &pairs(&edit(&form, "3", ("why", "あとから")))).await, 422);
        let put = clerk.post(&format!("{approval}/put-back"), &[("version", "3"), ("to", "1")]).await;
        assert!(put.status == 422 && words(&put.body).contains("toyamaさんが、番号「8みほ障第210号」で戻ったと入れています"), "{}", words(&put.body));
        assert!(!clerk.get(&approval).await.body.contains("/edit\""), "no button for it");
    }
}

async fn send_none(clerk: &mut Browser, path: &str, fields: &[(&str, &str)]) -> u16 {
    let page = clerk.post(path, fields).await;
    assert!(page.body.contains("あとから"), "what was typed stays: {}", words(&page.body));
    page.status
}

on_both! {
    async fn the_paper_says_the_same_as_pdf_word_and_text(town) {
        let (mut clerk, council, meeting) = council(&town).await;
        rule(&mut clerk, &council, "notice", "R8.4.1", "yes").await;
        let approval = prepare(&mut clerk, &council, &format!("act=notice&subject={meeting}")).await;
        for is_back in [false, true] {
            if is_back {
                give_back(&mut clerk, &approval).await;
            }
            let text = clerk.get(&format!("{approval}/proposal.txt")).await;
            assert_eq!((text.status, text.headers["content-type"].to_str().unwrap()), (200, "text/plain; charset=utf-8"));
            let said = [
                "伺い", "令和8年度第1回 みほん市精神保健福祉連絡協議会の開催について（通知）", "下のとおり、会議の開催を通知してよろしいか、伺います。",
                "令和8年12月10日（木）　午前10時から午前11時30分まで", "⑴　今年度の目標について", "までに出す決まりです（開催の14日前）。", "開催通知と返信票（案）",
                "障がい福祉課長", "係長", "課長補佐", "部分公開（みほん市情報公開条例 第7条第1号）", "toyamaさん", "決裁欄",
                if is_back { "8みほ障第210号" } else { "令和　　年　　月　　日" },
            ];
            let docx = clerk.get(&format!("{approval}/proposal.docx")).await;
            let docx = bare(&docx_words(&docx.bytes));
            let pdf = clerk.get(&format!("{approval}/proposal.pdf")).await;
            assert!(pdf.bytes.starts_with(b"%PDF-"));
            let pdf = read_pdf(&pdf.bytes).map(|text| bare(&text));
            for part in said {
                assert!(text.body.contains(part), "text: {part}\n{}", text.body);
                assert!(docx.contains(&bare(part)), "Word: {part}\n{docx}");
                assert!(pdf.as_ref().is_none_or(|pdf| pdf.contains(&bare(part))), "PDF: {part}\n{pdf:?}");
            }
        }
        assert_eq!(clerk.get(&format!("{approval}/proposal.xlsx")).await.status, 404);
    }
}

on_both! {
    async fn nobody_but_the_council_s_own_secretariat_reads_or_prepares_a_proposal(town) {
        let (mut clerk, council, meeting) = council(&town).await;
        rule(&mut clerk, &council, "notice", "R8.4.1", "yes").await;
        let about = format!("act=notice&subject={meeting}");
        let approval = prepare(&mut clerk, &council, &about).await;
        let list = clerk.get(&format!("/councils/{council}/approvals")).await.body;
        let rule: String = list.split("href=\"/approval-rules/").nth(1).expect("a rule").chars().take(36).collect();
        let own = [CouncilId::parse(&council).unwrap()];
        let other = CouncilId::parse(&clerk.place("別の協議会", "").await).unwrap();
        for (login, role, councils) in [
            ("hirai", Role::Member, &own[..]),
            ("tsuda", Role::Viewer, &[]),
            ("kanri", Role::Administrator, &[]),
            ("other", Role::Secretariat, &[other][..]),
        ] {
            let mut person = town.signed_in(OfficeId(1), login, role, councils).await;
            let home = format!("/councils/{council}/approvals");
            let looks = [
                home.clone(), format!("{home}/new?{about}"), format!("{home}/rules/new?act=notice"), approval.clone(), format!("{approval}/edit"),
                format!("{approval}/history"), format!("{approval}/proposal.pdf"), format!("{approval}/proposal.docx"),
                format!("{approval}/proposal.txt"), format!("/approval-rules/{rule}/edit"), format!("/approval-rules/{rule}/history"),
            ];
            for path in looks {
                assert_eq!(person.get(&path).await.status, 403, "{login} {path}");
            }
            let back = [("number", "第1号"), ("decided_on", "R8.11.25"), ("reason", "わけ"), ("version", "1"), ("to", "1")];
            let acts = [
                format!("{home}?{about}"), format!("{home}/rules?act=notice"), approval.clone(), format!("{approval}/return"),
                format!("{approval}/withdraw"), format!("{approval}/put-back"), format!("/approval-rules/{rule}"),
            ];
            for path in acts {
                assert_eq!(person.post(&path, &back).await.status, 403, "{login} {path}");
            }
            let page = person.get(&format!("/councils/{council}")).await;
            assert!(!page.body.contains("/approvals\""), "{login}: no link where there is no way");
        }
        let mut nobody: Browser = Town::browser(&town);
        assert!(nobody.get(&approval).await.location().starts_with("/sign-in?next="));
        assert!(clerk.get(&format!("/councils/{council}")).await.body.contains("/approvals\""));
    }
}
