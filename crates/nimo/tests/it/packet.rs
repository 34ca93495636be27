//! 会議資料: what is open becomes an agenda, tallies become 資料2, papers are frozen together, and opinions are told what came of them.

use crate::behind::{hand, refusal, texts};
use crate::issues::{Clerk, OPINIONS};
use crate::on_both;
use crate::paper::read_pdf;
use crate::town::{Browser, Page, Town, words};
use nimo::accounts::model::Role;
use nimo::council::model::CouncilId;
use nimo::plumbing::engine::Engine;

async fn member(town: &Town, clerk: &Clerk, login: &str) -> Browser {
    town.signed_in(clerk.office, login, Role::Member, &[CouncilId::parse(&clerk.council).unwrap()]).await
}

async fn refused(browser: &mut Browser, path: &str, fields: &[(&str, &str)], told: &str) -> Page {
    let page = browser.post(path, fields).await;
    assert!(page.status == 422 && words(&page.body).contains(told), "{told}: {} {}", page.status, words(&page.body));
    page
}

/// What a hidden field of a page carries.
fn hidden(page: &str, name: &str) -> String {
    let value =
        page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("{name}: {}", words(page)));
    value.split('"').next().unwrap().to_string()
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

impl Clerk {
    /// Plans a meeting; its id.
    pub async fn plans(&mut self, number: &str, more: &[(&str, &str)]) -> String {
        let fields = [&[("fiscal_year", "R6"), ("number_of", "fiscal_year"), ("number", number)], more].concat();
        let planned = self.browser.post(&format!("/councils/{}/meetings", self.council), &fields).await;
        planned.location().trim_start_matches("/meetings/").split('?').next().unwrap().to_string()
    }

    /// Tells a tally.
    async fn counts(&mut self, as_of: &str, lines: &[[&str; 4]], reason: &str) -> Page {
        let mut fields = vec![
            ("as_of".to_string(), as_of.to_string()),
            ("source".into(), "支援の記録".into()),
            ("reason".into(), reason.into()),
        ];
        for (row, line) in lines.iter().enumerate() {
            fields.extend(
                line.iter().enumerate().map(|(column, cell)| (format!("lines.{row}.{column}"), cell.to_string())),
            );
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let path = format!("/councils/{}/support", self.council);
        self.browser.post(&path, &fields).await
    }

    /// Freezes the papers of a meeting as they stand on its page; where that leads.
    async fn binds(&mut self, meeting: &str, papers: &[&'static str]) -> Page {
        let path = format!("/meetings/{meeting}/packet");
        let seen = hidden(&self.browser.get(&path).await.body, "seen");
        let mut fields: Vec<(&str, &str)> = papers.iter().map(|paper| (*paper, "yes")).collect();
        fields.push(("seen", &seen));
        self.browser.post(&path, &fields).await
    }

    /// Writes the sentence of an opinion, as its form stands.
    async fn writes(&mut self, form: &str, fields: &[(&str, &str)]) -> Page {
        let version = hidden(&self.browser.get(form).await.body, "version");
        self.browser.post(form, &[fields, &[("version", version.as_str())]].concat()).await
    }

    async fn pdf(&mut self, path: &str) -> Option<String> {
        let page = self.browser.get(path).await;
        assert_eq!((page.status, &page.bytes[..5]), (200, &b"%PDF-"[..]), "{path}");
        read_pdf(&page.bytes).map(|text| bare(&text))
    }
}

/// What a form sends of an open end: its key, by the words of its line.
fn key_of(page: &str, told: &str) -> String {
    let line =
        page.split("<li>").find(|line| words(line).contains(told)).unwrap_or_else(|| panic!("{told}: {}", words(page)));
    line.split("name=\"key\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_string()
}

on_both! {
    async fn what_is_open_becomes_the_next_agenda_and_what_is_struck_says_why(town) {
        let mut clerk = Clerk::of(&town).await;
        clerk.raise("退院後のことが届いていない", &["退院したあと"]).await;
        let next = clerk.plans("2", &[("held_on", "R6.10.17"), ("agenda", "１　開会\n２　議題\n　⑴　年間の予定について\n３　閉会")]).await;
        let path = format!("/meetings/{next}/agenda");
        let page = clerk.browser.get(&path).await.body;
        for told in [
            "未了が4つあります。4つを、次の会議の次第に載せます。", "令和6年度第1回会議の会議録を、確かめます", "令和6年度第1回会議の意見3件の行き先が、決まっていません",
            "令和6年度第1回会議の回答「障害福祉課が窓口になる。庁内の連絡会を検討している。」のその後が、決まっていません",
            "課題 R6-001「退院後のことが届いていない」に、方策がありません", "⑵ 前回の会議録の確認について 新", "⑸ 課題への方策について（1件） 新",
        ] {
            let told = told.replace("⑵ ", "⑵").replace("⑸ ", "⑸");
            assert!(bare(&words(&page)).contains(&bare(&told)), "{told}: {}", words(&page));
        }
        // Struck with its reason, and kept again; what nobody knows is told so.
        let key = key_of(&page, "に、方策がありません");
        let strike = [("key", key.as_str()), ("choice", "strike"), ("reason", " ")];
        refused(&mut clerk.browser, &path, &strike, "空です。なぜ今回は載せないかを入れてください。").await;
        let strike = [("key", key.as_str()), ("choice", "strike"), ("reason", "部会で先に話す")];
        assert!(clerk.browser.post(&path, &strike).await.location().ends_with("?said=agenda-chosen"));
        let page = clerk.browser.get(&path).await.body;
        assert!(words(&page).contains("3つを、次の会議の次第に載せます。") && words(&page).contains("部会で先に話す（"), "{}", words(&page));
        let long = "あ".repeat(401);
        refused(&mut clerk.browser, &path, &[("key", &key), ("choice", "strike"), ("reason", &long)], "長すぎます。").await;
        let gone = [("key", "issue:gone"), ("choice", "strike"), ("reason", "もうない")];
        assert!(clerk.browser.post(&path, &gone).await.location().ends_with("?said=agenda-closed"));
        // It is put behind what stands; twice is once; what was struck is not there.
        assert!(clerk.browser.post(&format!("{path}/seed"), &[]).await.location().ends_with("?said=agenda-seeded"));
        assert!(clerk.browser.post(&format!("{path}/seed"), &[]).await.location().ends_with("?said=unchanged"));
        let meeting = bare(&words(&clerk.browser.get(&format!("/meetings/{next}")).await.body));
        assert!(meeting.contains("⑴年間の予定について⑵前回の会議録の確認について⑶前回までの回答のその後について（1件）⑷意見の行き先について（3件）３閉会"), "{meeting}");
        assert!(!meeting.contains("課題への方策について"), "{meeting}");
        refused(&mut clerk.browser, &path, &[("key", &key), ("choice", "keep"), ("reason", "")], "空です。なぜ載せるかを入れてください。").await;
        let keep = [("key", key.as_str()), ("choice", "keep"), ("reason", "部会が流れた")];
        assert!(clerk.browser.post(&path, &keep).await.location().ends_with("?said=agenda-chosen"));
        assert!(clerk.browser.post(&format!("{path}/seed"), &[]).await.location().ends_with("?said=agenda-seeded"));
        // A whole kind is struck at once; what was put there before goes, and a draft of the meeting stays.
        let draft = [("version", "3"), ("body", "みほん市連絡協議会"), ("venue", "書きかけの部屋")];
        assert_eq!(clerk.browser.post(&format!("/meetings/{next}/draft"), &draft).await.status, 303);
        let all = [("key", "all:promise"), ("choice", "strike"), ("reason", "次の次に回す")];
        assert!(clerk.browser.post(&path, &all).await.location().ends_with("?said=agenda-chosen"));
        assert!(clerk.browser.post(&format!("{path}/seed"), &[]).await.location().ends_with("?said=agenda-seeded"));
        let meeting = bare(&words(&clerk.browser.get(&format!("/meetings/{next}")).await.body));
        assert!(meeting.contains("⑵前回の会議録の確認について⑶意見の行き先について（3件）⑷課題への方策について（1件）３閉会"), "{meeting}");
        assert!(clerk.browser.get(&format!("/meetings/{next}/correct")).await.body.contains("書きかけの部屋"));
        let mut hand = hand(&town).await;
        let told = texts(&mut hand, "select choice from agenda_choice order by id").await;
        assert_eq!(told, ["strike", "keep", "strike"], "every word on it stays");
        if town.engine == Engine::Sqlite {
            let gone = refusal(&mut hand, "delete from agenda_choice").await;
            assert!(gone.contains("a choice stays"), "{gone}");
        }
        // A meeting that was held has its agenda.
        assert_eq!(clerk.browser.post(&format!("/meetings/{next}/hold"), &[]).await.status, 303);
        assert_eq!(clerk.browser.get(&path).await.status, 403);
    }
}

const LINES: [[&str; 4]; 3] =
    [["働きかけている", "40～64歳", "2か月", "12"], ["支給決定", "67", "5", "３人"], ["退院した", "", "", "1"]];

on_both! {
    async fn a_tally_is_told_without_a_name_and_both_copies_come_of_it(town) {
        let mut clerk = Clerk::of(&town).await;
        let home = format!("/councils/{}/support", clerk.council);
        assert!(clerk.sees(&home).await.contains("支援の集計は、まだありません。"));
        assert_eq!(clerk.browser.get(&format!("{home}/public.pdf")).await.status, 404, "there is nothing to print");
        let named = clerk.counts("R6.9.30", &[["支給決定", "67", "5", "1\tみほん病院"]], "").await;
        assert!(named.status == 422 && words(&named.body).contains("名前や病院の名は入れません"), "{}", words(&named.body));
        let typed = clerk.counts("R6.9.30", &[["相談中", "67", "5", "1"]], "").await;
        assert!(typed.status == 422 && words(&typed.body).contains("1行目: 段階は働きかけている、"), "{}", words(&typed.body));
        assert!(typed.body.contains("value=\"相談中\"") && typed.body.contains("value=\"R6.9.30\""), "what was typed stays");
        assert!(clerk.counts("R6.9.30", &LINES, "").await.location().ends_with("?said=support-told"));
        assert!(clerk.counts("R6.9.30", &LINES, "").await.location().ends_with("?said=figure-unchanged"));
        let again = clerk.counts("R6.9.30", &LINES[..2], "").await;
        assert!(again.status == 422 && words(&again.body).contains("この時点の集計（16人）は、もうあります。"), "{}", words(&again.body));
        assert!(clerk.counts("R6.9.30", &LINES[..2], "退院は前の年度だった").await.location().ends_with("?said=support-told"));
        let page = clerk.sees(&home).await;
        for told in ["令和6年9月30日現在、15人を支えています。支給決定は3人です。退院した人は0人、とまった人は0人です。", "前の集計", "退院は前の年度だった", "65～74歳", "6か月まで"] {
            assert!(page.contains(told), "{told}: {page}");
        }
        let mut hand = hand(&town).await;
        assert_eq!(texts(&mut hand, "select as_of from support_tally order by id").await.len(), 2, "both stay");
        assert_eq!(member(&town, &clerk, "hirai").await.get(&home).await.status, 403, "the tally is the secretariat's");
        // A day that was typed wrong is taken back, and the day before holds again.
        clerk.counts("R6.11.30", &LINES[..1], "").await;
        let away = format!("{home}/withdraw");
        refused(&mut clerk.browser, &away, &[("as_of", "2024-11-30"), ("reason", "")], "なぜ取り消すかを入れてください。").await;
        refused(&mut clerk.browser, &away, &[("as_of", "2024-11-29"), ("reason", "誤り")], "一覧から選んでください。").await;
        let gone = [("as_of", "2024-11-30"), ("reason", "時点を間違えた")];
        assert!(clerk.browser.post(&away, &gone).await.location().ends_with("?said=support-withdrawn"));
        let page = clerk.sees(&home).await;
        assert!(page.contains("令和6年9月30日現在、15人を支えています。") && page.contains("時点を間違えた"), "{page}");
        // The number that holds for the 年度 of the tally hides, whatever day it is printed on.
        let rule = [("number", "4"), ("from_on", "R9.4.1"), ("reason", "県の基準")];
        assert_eq!(clerk.browser.post("/masking", &rule).await.status, 303);
        assert!(clerk.sees(&home).await.contains("公開用では、10より少ない人数を「＊」にします。"));
        let Some(members) = clerk.pdf(&format!("{home}/paper.pdf")).await else { return };
        assert!(members.contains("委員限り（会議のあとで回収）") && members.contains("支給決定65～74歳6か月まで3"), "{members}");
        let public = clerk.pdf(&format!("{home}/public.pdf")).await.unwrap();
        assert!(public.contains("10より少ない人数は「＊」にした") && public.contains("計10以上"), "{public}");
        for hidden in ["支給決定3", "65～74歳", "支援の記録", "15"] {
            assert!(!public.contains(hidden), "{hidden}: {public}");
        }
    }
}

on_both! {
    async fn the_papers_of_a_meeting_are_frozen_together_and_the_next_ones_say_what_changed(town) {
        let mut clerk = Clerk::of(&town).await;
        clerk.raise("退院後のことが届いていない", &["退院したあと"]).await;
        clerk.counts("R6.9.30", &LINES, "").await;
        let second = clerk.plans("2", &[("held_on", "R6.10.17"), ("starts_at", "14:00"), ("venue", "市役所３階会議室")]).await;
        let path = format!("/meetings/{second}/packet");
        let page = clerk.sees(&path).await;
        assert!(page.contains("令和6年9月30日現在、16人。出典: 支援の記録") && page.contains("終えていない課題は1件です。"), "{page}");
        assert!(page.contains("資料3に、令和6年度第1回会議の意見のその後を入れるだれでも傍聴できる会議だったと、会議録から分かりません。"), "{page}");
        let both = ["support", "digest", "opinions"];
        let bare_one = clerk.binds(&second, &both).await;
        assert!(bare_one.status == 422 && words(&bare_one.body).contains("次第が、まだ入っていません。"), "{}", words(&bare_one.body));
        let old = hidden(&bare_one.body, "seen");
        clerk.browser.post(&format!("/meetings/{second}/agenda/seed"), &[]).await;
        refused(&mut clerk.browser, &path, &[("support", "yes"), ("seen", &old)], "もとの記録が変わりました。").await;
        let frozen = clerk.binds(&second, &both).await.location();
        assert_eq!(clerk.binds(&second, &both).await.location(), frozen, "the same papers are frozen once");
        let packet = frozen.split('?').next().unwrap().to_string();
        assert!(frozen.ends_with("?said=packet-frozen"), "{frozen}");
        let page = clerk.sees(&packet).await;
        for told in ["会議資料一式 第1版", "資料2　支援状況（令和6年9月30日現在）", "資料3　課題・方策のまとめ（終えていない課題は1件です。方策は0件です）", "働きかけている ＊", "支給決定 ＊", "計 10以上"] {
            assert!(bare(&page).contains(&bare(told)), "{told}: {page}");
        }
        assert!(clerk.sees(&format!("/meetings/{second}")).await.contains("この会議の資料: 会議資料一式 第1版"));
        // What it was made from changes; the packet does not.
        clerk.counts("R6.12.31", &[["支給決定", "67", "8", "4"], LINES[0]], "").await;
        clerk.raise("住まいが足りない", &["空き家"]).await;
        assert!(!clerk.sees(&packet).await.contains("住まいが足りない"));
        let third = clerk.plans("3", &[("held_on", "R7.1.30"), ("agenda", "１　開会\n２　議題\n３　閉会")]).await;
        let next = clerk.binds(&third, &both).await.location();
        let next = next.split('?').next().unwrap().to_string();
        let told = clerk.sees(&next).await;
        for told_so in ["第1版からの変更", "時点: 令和6年9月30日 → 令和6年12月31日", "支給決定: 3人 → 4人", "退院した: 1人 → 0人", "R6-002 住まいが足りない"] {
            assert!(told.contains(told_so), "{told_so}: {told}");
        }
        // A member reads it without a figure of the members' copy; that one is printed by the secretariat.
        let mut hirai = member(&town, &clerk, "hirai").await;
        let read = words(&hirai.get(&next).await.body);
        assert!(read.contains("人数が変わった") && !read.contains("3人 → 4人") && !read.contains("委員限り"), "{read}");
        assert_eq!(hirai.get(&format!("{next}/members.pdf")).await.status, 403);
        let mut other = town.signed_in(clerk.office, "mori", Role::Member, &[]).await;
        assert_eq!(other.get(&next).await.status, 403, "it is as closed as its council");
        assert!(read.contains("みほん市連絡協議会の令和6年度第3回会議の資料として、") && !read.contains("非公開"), "{read}");
        assert!(words(&hirai.get(&format!("/councils/{}", clerk.council)).await.body).contains("会議資料一式 第2版"), "a member finds it");
        let mut hand = hand(&town).await;
        assert_eq!(texts(&mut hand, "select verb from trail where verb = 'packet.frozen'").await.len(), 2);
        // Its hash cannot be tried out with small numbers: something random is in it.
        let seals = texts(&mut hand, "select body from packet order by number").await;
        let seal = |body: &str| serde_json::from_str::<serde_json::Value>(body).unwrap()["seal"].as_str().unwrap().to_string();
        assert!(seal(&seals[0]).len() >= 32 && seal(&seals[0]) != seal(&seals[1]), "{}", seals[0]);
        // Without 資料2 and 資料3 it is an agenda.
        let bare_one = clerk.binds(&third, &[]).await.location();
        let bare_one = bare_one.split('?').next().unwrap().to_string();
        let told = clerk.sees(&bare_one).await;
        assert!(told.contains("資料2なくなった") && told.contains("資料3なくなった") && !told.contains("委員限り"), "{told}");
        assert_eq!(clerk.browser.get(&format!("{bare_one}/public.pdf")).await.status, 404);
        // One that should not have been frozen is read by its secretariat alone; so is that of a meeting that was put aside.
        refused(&mut clerk.browser, &format!("{bare_one}/withdraw"), &[("reason", "")], "なぜ取り下げるかを入れてください。").await;
        assert_eq!(hirai.get(&bare_one).await.status, 200);
        let gone = clerk.browser.post(&format!("{bare_one}/withdraw"), &[("reason", "名前があった")]).await.location();
        assert!(gone.ends_with("?said=packet-withdrawn"), "{gone}");
        let page = clerk.sees(&bare_one).await;
        assert!(page.contains("取り下げた資料です名前があった") && !page.contains("一式のPDF"), "{page}");
        assert_eq!(clerk.browser.get(&format!("{bare_one}/paper.pdf")).await.status, 404, "it is printed no more");
        assert!(clerk.sees(&format!("/meetings/{third}")).await.contains("会議資料一式 第3版（取り下げ）"));
        assert_eq!((hirai.get(&bare_one).await.status, hirai.get(&format!("{bare_one}/paper.pdf")).await.status), (403, 403));
        assert!(clerk.sees(&format!("/meetings/{third}/packet")).await.contains("第2版からの変更"), "it is no version before");
        assert_eq!(clerk.browser.post(&format!("/meetings/{second}/withdraw"), &[]).await.status, 303);
        assert_eq!(hirai.get(&packet).await.status, 403);
        assert!(clerk.sees(&packet).await.contains("会議が取り下げられています。"));
        // What the next one says of it is told no more.
        let told = words(&hirai.get(&next).await.body);
        assert!(told.contains("前の会議資料は、取り下げられました。") && !told.contains("R6-002 住まいが足りない"), "{told}");
        let Some(paper) = read_pdf(&hirai.get(&format!("{next}/paper.pdf")).await.bytes).map(|text| bare(&text)) else { return };
        for told in ["次第", "資料2「地域移行支援」支援状況（公開用）", "資料3抽出された課題・方策のまとめ", "前の会議資料から変わったところ前の会議資料は、取り下げられました。"] {
            assert!(paper.contains(told), "{told}: {paper}");
        }
        assert!(!paper.contains("支給決定:3人") && !paper.contains("65～74歳"), "{paper}");
        let members = clerk.pdf(&format!("{next}/members.pdf")).await.unwrap();
        assert!(members.contains("（委員限り・回収）") && members.contains("支給決定65～74歳12か月まで4"), "{members}");
        let public = clerk.pdf(&format!("{next}/public.pdf")).await.unwrap();
        assert!(public.contains("支給決定＊") && !public.contains("住まいが足りない"), "{public}");
    }
}

on_both! {
    async fn a_packet_that_was_changed_behind_the_desk_is_not_shown(town) {
        let mut clerk = Clerk::of(&town).await;
        let next = clerk.plans("2", &[("agenda", "１　開会")]).await;
        let frozen = clerk.binds(&next, &[]).await.location();
        let packet = frozen.split('?').next().unwrap().to_string();
        let mut hand = hand(&town).await;
        if town.engine == Engine::Sqlite {
            let gone = refusal(&mut hand, "update packet set body = '{}'").await;
            assert!(gone.contains("a packet stays"), "{gone}");
            sqlx::query("drop trigger packet_stays").execute(&mut hand).await.unwrap();
        }
        let broken = sqlx::query("update packet set body = replace(body, '開会', '閉会')").execute(&mut hand).await;
        broken.unwrap();
        assert_eq!(clerk.browser.get(&packet).await.status, 500, "what was frozen is not what stands there");
    }
}

impl Clerk {
    /// Another meeting of hers whose minutes are kept, with a line that says who could attend.
    async fn meets(&mut self, access: &str) -> String {
        let access = format!("欠席者　なし\n{access}\n");
        let sheet = OPINIONS.replace("第１回", "第２回").replace("５月２３日（木）", "１０月１７日（木）");
        let sheet = sheet.replace("欠席者　なし\n", &access);
        let meeting = self.browser.read_in(&self.council.clone(), &sheet).await;
        assert_eq!(self.browser.post(&format!("/meetings/{meeting}/keep"), &[]).await.status, 303);
        meeting
    }
}

/// The address of the form of an opinion's sentence.
fn write_of(page: &str, opinion: &str) -> String {
    let row = page
        .split("<tr ")
        .find(|row| words(row).contains(opinion))
        .unwrap_or_else(|| panic!("{opinion}: {}", words(page)));
    row.split("href=\"").find(|link| link.contains("/write?")).unwrap().split('"').next().unwrap().to_string()
}

on_both! {
    async fn a_sentence_goes_out_by_its_approval_and_an_ending_by_a_meeting(town) {
        let mut clerk = Clerk::of(&town).await;
        // Of minutes that do not say whether people may attend nothing goes out.
        let shut = format!("/meetings/{}/outcomes", clerk.meeting);
        assert!(clerk.sees(&format!("{shut}/prepare")).await.contains("傍聴の可否が、会議録に入っていません。"));
        assert_eq!(clerk.browser.get(&format!("{shut}/public.pdf")).await.status, 404);
        let first_meeting = clerk.meeting.clone();
        let meeting = clerk.meets("傍聴の可否　可").await;
        clerk.meeting = meeting.clone();
        clerk.raise("退院後のことが届いていない", &["退院したあと", "リーフレット"]).await;
        let home = format!("/meetings/{meeting}/outcomes");
        let prepare = format!("{home}/prepare");
        let page = clerk.sees(&prepare).await;
        for told in ["ご意見5件の文は、まだありません。", "案: 「退院後のことが届いていない」という課題にしました。何ができるかを、検討しています。", "下の案5件を、まとめて残す"] {
            assert!(page.contains(told), "{told}: {page}");
        }
        assert!(clerk.browser.post(&prepare, &[]).await.location().ends_with("?said=outcome-suggested"));
        assert!(clerk.sees(&prepare).await.contains("公表できる文は、まだありません。決裁を待つ文は5件です。"));
        assert!(clerk.sees(&home).await.contains("お知らせできる文は、まだありません"), "nothing goes out by itself");
        // An ending names the decision, or the meeting itself in which it was answered.
        let write = write_of(&clerk.browser.get(&prepare).await.body, "空き家を");
        let first = hidden(&clerk.browser.get(&write).await.body, "version");
        let ended = [("kind", "ended"), ("words", "空き家を1軒、住まいにしました。"), ("version", first.as_str()), ("decided", "")];
        let off = refused(&mut clerk.browser, &write, &ended, "会議の決定か、その場で答えた会議を選んでください。").await;
        assert!(off.body.contains("空き家を1軒、住まいにしました。"), "what was typed stays");
        let next = clerk.plans("3", &[]).await;
        let (earlier, here) = (first_meeting.clone(), meeting.clone());
        for decided in [next.as_str(), earlier.as_str()] {
            refused(&mut clerk.browser, &write, &[ended[0], ended[1], ended[2], ("decided", decided)], "会議の決定か、その場で答えた会議を選んでください。").await;
        }
        refused(&mut clerk.browser, &write, &[("kind", "doing"), ("words", " "), ended[2]], "空です。").await;
        let done = clerk.browser.post(&write, &[ended[0], ended[1], ended[2], ("decided", &here)]).await;
        assert!(done.location().contains("said=outcome-proposed"), "{}", done.location());
        let late = [("kind", "doing"), ("words", "空き家を見に行きます。"), ended[2]];
        let met = refused(&mut clerk.browser, &write, &late, "ほかの人が、先に書きました:「空き家を1軒、住まいにしました。」").await;
        assert!(met.body.contains("空き家を見に行きます。"), "both texts are there");
        let docx = clerk.browser.get(&format!("{home}/approval.docx")).await;
        assert!(docx.status == 200 && docx.bytes.starts_with(b"PK"), "the draft for the approval");
        // It goes out by its approval, and only as it was seen; what is not chosen waits.
        let release = format!("{home}/release");
        let form = clerk.browser.get(&release).await.body;
        assert!(words(&form).contains("決裁を入れて、文を公表する（5件）"), "{}", words(&form));
        let blocks: Vec<String> =
            form.split("name=\"block\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_string()).collect();
        let with = |number: &'static str, on: &'static str, version: String, of: &[String]| -> Vec<(&'static str, String)> {
            let head = vec![("approval", number.to_string()), ("approved_on", on.to_string()), ("version", version)];
            head.into_iter().chain(of.iter().map(|block| ("block", block.clone()))).collect()
        };
        fn lent<'a>(fields: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
            fields.iter().map(|(name, value)| (*name, value.as_str())).collect()
        }
        let seen = hidden(&form, "version");
        for (number, on, of, told) in [
            ("", "R8.11.25", &blocks[..], "決裁の番号を入れてください。"),
            ("6み障福第9号", "R80.1.1", &blocks[..], "きょうより先の日です。"),
            ("6み障福第9号", "R8.11.24", &blocks[..], "決裁の日は、それより前にはできません。"),
            ("6み障福第9号", "R8.11.25", &[], "公表する文を、1つ以上選んでください。"),
        ] {
            let fields = with(number, on, seen.clone(), of);
            let page = refused(&mut clerk.browser, &release, &lent(&fields), told).await;
            assert_eq!(hidden(&page.body, "version"), seen);
        }
        let other = write_of(&clerk.browser.get(&prepare).await.body, "ほかの町");
        clerk.writes(&other, &[("kind", "doing"), ("words", "ほかの町に聞いています。")]).await;
        // With a day that is wrong besides, it still says that the sentences are not those that were seen.
        let stale = with("6み障福第9号", "R80.1.1", seen, &blocks);
        refused(&mut clerk.browser, &release, &lent(&stale), "この画面を開いたあとで、文が変わりました。").await;
        let form = clerk.browser.get(&release).await.body;
        let four = with("6み障福第9号", "R8.11.25", hidden(&form, "version"), &blocks[..4]);
        assert!(clerk.browser.post(&release, &lent(&four)).await.location().ends_with("/outcomes?said=outcome-released"));
        // Whoever reads the minutes reads what went out; the list of what is open stays inside.
        let mut hirai = member(&town, &clerk, "hirai").await;
        let read = words(&hirai.get(&home).await.body);
        for told in ["4件のご意見について、お知らせします", "空き家を1軒、住まいにしました。 6み障福第9号（令和8年11月25日）", "終わりました 令和6年度第2回会議でお答えした", "検討しています"] {
            assert!(bare(&read).contains(&bare(told)), "{told}: {read}");
        }
        assert!(!read.contains("文をつくる") && !read.contains("障害福祉課が窓口になる"), "{read}");
        assert_eq!(hirai.get(&prepare).await.status, 403);
        // A new sentence waits beside the one that stands, and is dropped; what was wrong is taken down at once.
        clerk.writes(&other, &[("kind", "doing"), ("words", "三つの町に聞きました。")]).await;
        assert!(words(&hirai.get(&home).await.body).contains("ほかの町に聞いています。"));
        let drop = format!("{}&of=proposed", other.replace("/write?", "/withdraw?"));
        assert!(clerk.writes(&drop, &[("reason", "まだ聞いていない")]).await.location().ends_with("?said=outcome-dropped"));
        let down = format!("{}&of=released", write.replace("/write?", "/withdraw?"));
        let was = hidden(&clerk.browser.get(&down).await.body, "version");
        refused(&mut clerk.browser, &down, &[("reason", ""), ("version", &was)], "なぜ取り下げるかを入れてください。").await;
        assert!(clerk.writes(&down, &[("reason", "だれのことか分かる")]).await.location().ends_with("?said=outcome-withdrawn"));
        refused(&mut clerk.browser, &down, &[("reason", "もう一度"), ("version", &was)], "文が変わりました。").await;
        let read = words(&hirai.get(&home).await.body);
        assert!(read.contains("3件のご意見について") && !read.contains("空き家を1軒"), "{read}");
        let page = clerk.sees(&prepare).await;
        assert!(page.contains("取り下げた（令和8年11月25日 imamuraさん）: だれのことか分かる") && !page.contains("まとめて残す"), "{page}");
        // Words of the minutes that were changed since are not those for which it was approved.
        let block = other.split("block=").nth(1).unwrap().to_string();
        let fix = [("version", "1"), ("kind", "opinion"), ("text", "ほかの町の村瀬さんの取り組みを調べるべきである。"), ("item", "")];
        assert_eq!(clerk.browser.post(&format!("/blocks/{block}"), &fix).await.status, 303);
        let read = words(&hirai.get(&home).await.body);
        assert!(read.contains("2件のご意見について") && !read.contains("村瀬"), "{read}");
        assert!(clerk.sees(&prepare).await.contains("公表していません。会議録のことばが、決裁のあとで直されました。"));
        // What the minutes count as no opinion any more keeps its sentence, and nobody else reads it.
        let fix = [("version", "2"), ("kind", "note"), ("text", "ほかの町の村瀬さんの取り組みを調べるべきである。"), ("item", "")];
        assert_eq!(clerk.browser.post(&format!("/blocks/{block}"), &fix).await.status, 303);
        let page = clerk.sees(&prepare).await;
        assert!(page.contains("ご意見ではなくなった文が1件あります") && page.contains("ほかの町に聞いています。"), "{page}");
        assert!(!words(&hirai.get(&home).await.body).contains("ほかの町に聞いています。"));
        // Minutes that say that nobody could attend tell nobody anything.
        let mut hand = hand(&town).await;
        let verbs = texts(&mut hand, "select verb from trail where verb like 'outcome.%' order by id").await;
        let of = |verb: &str| verbs.iter().filter(|one| *one == verb).count();
        let counts = ["outcome.proposed", "outcome.released", "outcome.withdrawn", "outcome.dropped"].map(of);
        assert_eq!(counts, [8, 4, 1, 1], "{verbs:?}");
        let Some(paper) = read_pdf(&hirai.get(&format!("{home}/public.pdf")).await.bytes).map(|text| bare(&text)) else { return };
        assert!(paper.contains("ご意見のその後") && paper.contains("決裁:6み障福第9号"), "{paper}");
        for inside in ["ほかの町", "三つの町", "空き家を1軒", "障害福祉課が窓口になる"] {
            assert!(!paper.contains(inside), "{inside}: {paper}");
        }
    }
}

on_both! {
    async fn of_a_meeting_that_was_closed_in_part_each_sentence_is_written_by_a_person_and_of_a_closed_one_none_goes_out(town) {
        let mut clerk = Clerk::of(&town).await;
        clerk.meeting = clerk.meets("傍聴の可否　一部不可").await;
        let home = format!("/meetings/{}/outcomes", clerk.meeting);
        let prepare = format!("{home}/prepare");
        let page = clerk.sees(&prepare).await;
        assert!(page.contains("一部が非公開の会議です") && !page.contains("まとめて残す"), "{page}");
        assert!(clerk.browser.post(&prepare, &[]).await.location().ends_with("/outcomes/prepare"), "not for all at once");
        assert!(clerk.sees(&prepare).await.contains("ご意見5件の文は、まだありません。"));
        let write = write_of(&clerk.browser.get(&prepare).await.body, "空き家を");
        clerk.writes(&write, &[("kind", "doing"), ("words", "空き家を見に行きます。")]).await;
        let form = clerk.browser.get(&format!("{home}/release")).await.body;
        assert!(words(&form).contains("非公開の議題で出されたご意見の文は、外してください。"));
        let (version, block) = (hidden(&form, "version"), hidden(&form, "block"));
        let fields = [("approval", "6み障福第9号"), ("approved_on", "R8.11.25"), ("version", version.as_str()), ("block", &block)];
        assert_eq!(clerk.browser.post(&format!("{home}/release"), &fields).await.status, 303);
        assert!(clerk.sees(&home).await.contains("1件のご意見について"));
        // The minutes are put right: nobody could attend.
        let edit = clerk.browser.get(&format!("/meetings/{}/correct", clerk.meeting)).await.body;
        let mut head = crate::behind::form(&edit, &format!("/meetings/{}", clerk.meeting));
        head.retain(|(name, _)| name != "public_access");
        head.push(("public_access".into(), "closed".into()));
        let head: Vec<(&str, &str)> = head.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let put = clerk.browser.post(&format!("/meetings/{}", clerk.meeting), &head).await;
        assert_eq!(put.status, 303, "{}", words(&put.body));
        let read = clerk.sees(&home).await;
        assert!(read.contains("傍聴ができない会議です。") && !read.contains("空き家を見に行きます。"), "{read}");
        assert_eq!(clerk.browser.get(&format!("{home}/public.pdf")).await.status, 404);
        assert_eq!(clerk.browser.get(&format!("{home}/release")).await.status, 303, "nor is there a form for it");
    }
}
