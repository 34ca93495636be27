//! 空き家: what is kept of a house and who reads what of it; the counters, the steps, the settings of a day, the papers.

use crate::on_both;
use crate::paper::read_pdf;
use crate::town::{Browser, Town, words};
use nimo::accounts::model::Role;
use nimo::plumbing::ids::OfficeId;
use std::io::Read;

/// Stands in each field that is for secretariats alone.
const INSIDE: &str = "瓶覗色の内々";

const LEAST: [(&str, &str); 4] =
    [("label", "本町3丁目の2階建て"), ("town", "本町3丁目"), ("as_of", "R8.11.1"), ("told_by", INSIDE)];

async fn somebody(town: &Town, role: Role) -> (OfficeId, Browser) {
    let office = town.office("999999", "みほん市").await;
    (office, town.signed_in(office, role.code(), role, &[]).await)
}

impl Browser {
    /// Adds a house with these fields beside the least; its path.
    pub async fn hears_of_a_house(&mut self, fields: &[(&str, &str)]) -> String {
        let page = self.post("/houses", &[&LEAST[..], fields].concat()).await;
        let to = page.location();
        assert!(page.status == 303 && to.ends_with("?said=house-added"), "{} {}", page.status, words(&page.body));
        to.split('?').next().unwrap().to_string()
    }

    /// Posts and is told this in the form, which keeps what was typed.
    async fn is_told(&mut self, path: &str, fields: &[(&str, &str)], told: &str) {
        let page = self.post(path, fields).await;
        assert!(
            page.status == 422 && words(&page.body).contains(told),
            "{told}: {} {}",
            page.status,
            words(&page.body)
        );
        let kept = fields.iter().filter(|(name, value)| !value.is_empty() && ["label", "why", "answer"].contains(name));
        kept.for_each(|(name, value)| assert!(page.body.contains(value), "{name} stays as typed"));
    }
}

fn unzipped(bytes: &[u8]) -> String {
    let mut packed = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a packed file");
    let mut text = String::new();
    for at in 0..packed.len() {
        let _ = packed.by_index(at).unwrap().read_to_string(&mut text);
    }
    text
}

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

on_both! {
    async fn a_lead_is_kept_and_only_the_secretariat_reads_where_it_stands_and_who_knows_the_owner(town) {
        let (office, mut clerk) = somebody(&town, Role::Secretariat).await;
        assert!(clerk.reads("/houses").await.contains("空き家の話は、まだありません。"));
        assert!(clerk.reads("/houses/new").await.contains("持ち主の名前や電話は入れないでください。"));
        let inside = [("lot", INSIDE), ("owner_side", INSIDE), ("note", INSIDE)];
        let known = [("area", "１０５．９８㎡"), ("floors", "2階建て"), ("built", "昭和50年"), ("intended", "group_home"), ("people", "5"), ("rent", "9万円")];
        let house = clerk.hears_of_a_house(&[&inside[..], &known].concat()).await;
        let page = clerk.reads(&house).await;
        assert_eq!(page.matches(INSIDE).count(), 5, "told_by stands twice: {page}");
        for told in ["105.98㎡（約32.1坪）", "2階", "昭和50年", "5人", "月 90,000円", "話が来た", "要らない見込み", "（未確認）"] {
            assert!(page.contains(told), "{told}: {page}");
        }
        assert!(page.contains("用途変更の確認申請") && page.contains("変えたあとの使い方の基準には合わせます"), "{page}");
        let answered = [("version", "0"), ("state", "mend"), ("asked_on", "R8.11.20"), ("whom", "建築指導課"), ("answer", INSIDE), ("next", "図面を借りる")];
        assert_eq!(clerk.post(&format!("{house}/checks/building"), &answered).await.status, 303);
        let refused = [("version", "0"), ("state", "barred"), ("asked_on", "R8.11.20"), ("whom", "うみかぜの会"), ("answer", "人手が足りない"), ("next", "ほかの会に聞く")];
        assert_eq!(clerk.post(&format!("{house}/checks/operator"), &refused).await.status, 303);
        let stepped = [("version", "1"), ("stage", "looking"), ("on", "R8.11.21"), ("why", INSIDE)];
        assert_eq!(clerk.post(&format!("{house}/step"), &stepped).await.status, 303);
        assert_eq!(clerk.reads(&house).await.matches(INSIDE).count(), 7);
        let full = read_pdf(&clerk.get(&format!("{house}/paper.pdf?check=fire")).await.bytes);
        assert!(full.is_none_or(|text| bare(&text).contains(INSIDE)), "番地 goes to the counter");
        let operator = read_pdf(&clerk.get(&format!("{house}/paper.pdf?check=operator")).await.bytes);
        assert!(operator.is_none_or(|text| {
            let text = bare(&text);
            let own = [INSIDE, "うみかぜの会", "人手が足りない", "ほかの会に聞く", "できない（"];
            own.iter().all(|words| !text.contains(words)) && text.contains("人数の手当て")
        }));
        // What a clerk wrote in her own words: whom she asked, what was answered, what she does next.
        let own = [INSIDE, "図面を借りる", "建築指導課", "うみかぜの会", "ほかの会に聞く"];
        let is_free = |text: &str| own.iter().all(|words| !text.contains(words));
        assert!(clerk.reads(&house).await.contains("図面を借りる（建築）"));
        assert!(is_free(&clerk.reads("/houses").await), "the list is one that is printed for the council");
        for role in [Role::Member, Role::Viewer, Role::Administrator] {
            let mut other = town.signed_in(office, &format!("o.{}", role.code()), role, &[]).await;
            for path in ["/houses", "/houses?stage=all", &house, "/houses/rules"] {
                let page = other.get(path).await;
                assert!(page.status == 200 && is_free(&page.whole()), "{path}");
            }
            let page = other.reads(&house).await;
            assert!(page.contains("本町3丁目の2階建て") && page.contains("区分4以上の人数を確かめる（消防）") && page.contains("令和8年11月20日に聞いた"), "{page}");
            assert!(unzipped(&other.get("/houses/list.xlsx").await.bytes).contains("本町3丁目"));
            assert!(is_free(&unzipped(&other.get("/houses/list.xlsx").await.bytes)));
            for (path, told) in [
                ("/houses/list.pdf".to_string(), "空き家の話（1件）"),
                (format!("{house}/paper.pdf"), "手当てが要る（令和8年11月20日に聞いた）"),
                (format!("{house}/paper.pdf?check=building"), "手当てが要る（令和8年11月20日に聞いた）"),
            ] {
                let paper = other.get(&path).await;
                assert_eq!(paper.status, 200, "{path}");
                let text = read_pdf(&paper.bytes).map(|text| bare(&text));
                assert!(text.is_none_or(|text| is_free(&text) && text.contains(told)), "{path}");
            }
            for path in ["edit", "history", "step", "checks/fire/edit", "checks/building/history"] {
                assert_eq!(other.get(&format!("{house}/{path}")).await.status, 403, "{path}");
            }
            assert_eq!(other.post("/houses", &LEAST).await.status, 403);
            assert_eq!(other.post(&format!("{house}/step"), &stepped).await.status, 403);
        }
        let away = town.office("999998", "となり町").await;
        let mut stranger = town.signed_in(away, "tonari", Role::Secretariat, &[]).await;
        assert_ne!(stranger.get(&house).await.status, 200);
        assert!(stranger.reads("/houses").await.contains("まだありません"));
        assert!(is_free(&unzipped(&clerk.get("/houses/list.xlsx").await.bytes)), "the list is for the council");
    }
}

on_both! {
    async fn a_house_is_edited_by_two_at_once_and_nothing_that_was_typed_is_lost(town) {
        let (_, mut clerk) = somebody(&town, Role::Secretariat).await;
        for (field, value, told) in [
            ("label", "", "ほかの家と分かる呼び名を入れてください。"),
            ("town", "", "町名を入れてください。"),
            ("as_of", "R9.1.1", "きょうより先の日です。"),
            ("told_by", "", "だれから聞いたかを入れてください。"),
            ("area", "60坪", "面積として読めません。"),
            ("floors", "0", "1から20までの数を入れてください。"),
            ("heavy_people", "はい", "0から100までの数を入れてください。"),
            ("built", "令和9年", "きょうより先です。"),
            ("hazards", "flood none", "「なし」と、ほかのものが選ばれています。"),
        ] {
            clerk.is_told("/houses", &[&LEAST[..].iter().copied().filter(|(name, _)| *name != field).collect::<Vec<_>>()[..], &[(field, value)]].concat(), told).await;
        }
        let house = clerk.hears_of_a_house(&[]).await;
        let edited = |version, area| [&LEAST[..], &[("version", version), ("area", area), ("hazards", "flood"), ("hazards", "slope")]].concat();
        assert_eq!(clerk.post(&house, &edited("1", "210")).await.status, 303);
        let page = clerk.reads(&house).await;
        assert!(page.contains("210㎡で、200㎡を超えます。") || page.contains("使い方を決めてから見ます"), "{page}");
        assert!(page.contains("洪水、土砂災害の区域に入っています。"), "{page}");
        let lost = clerk.post(&house, &edited("1", "180")).await;
        assert!(lost.status == 409 && lost.body.contains("180㎡") && lost.body.contains("210㎡"), "{}", words(&lost.body));
        assert!(clerk.reads(&format!("{house}/history")).await.contains("洪水、土砂災害"));
        assert_eq!(clerk.post(&format!("{house}/put-back"), &[("version", "2"), ("to", "1")]).await.status, 303);
        assert!(!clerk.reads(&house).await.contains("210㎡"));
        assert_eq!(clerk.post(&format!("{house}/draft"), &[("version", "3"), ("area", "広い")]).await.status, 303);
        assert!(clerk.get(&format!("{house}/edit")).await.body.contains("広い"));
        assert_eq!(clerk.get("/houses/0197b000-0000-7000-8000-000000000000").await.status, 404);
    }
}

on_both! {
    async fn a_counter_that_answered_says_when_who_and_what_and_the_next_thing_follows(town) {
        let (_, mut clerk) = somebody(&town, Role::Secretariat).await;
        let house = clerk.hears_of_a_house(&[("intended", "group_home"), ("area", "120")]).await;
        assert!(clerk.reads("/houses").await.contains("検査済証を確かめる（建築）"));
        let fire = format!("{house}/checks/fire");
        assert!(clerk.reads(&format!("{fire}/edit")).await.contains("聞くこと: スプリンクラー設備、自動火災報知設備。"));
        for (fields, told) in [
            (&[("state", "clear")][..], "聞いた日を入れてください。"),
            (&[("state", "clear"), ("asked_on", "R8.11.20")], "どこに聞いたかを入れてください。"),
            (&[("state", "barred"), ("asked_on", "R8.11.20"), ("whom", "消防署")], "聞いたとおりに入れてください。"),
            (&[("state", "asking"), ("asked_on", "R9.1.1"), ("whom", "消防署")], "きょうより先の日です。"),
            (&[("state", "open"), ("asked_on", "R8.11.20")], "「まだ」のほかから選んでください。"),
        ] {
            clerk.is_told(&fire, &[&[("version", "0")], fields].concat(), told).await;
        }
        let asking = [("state", "asking"), ("asked_on", "R8.11.20"), ("whom", "みほん消防署"), ("next", "間取りを見せる")];
        assert_eq!(clerk.post(&fire, &[&[("version", "0")], &asking[..]].concat()).await.status, 303);
        assert!(clerk.reads(&house).await.contains("間取りを見せる（消防）"));
        let list = clerk.reads("/houses").await;
        assert!(list.contains("検査済証を確かめる（建築）") && !list.contains("間取りを見せる"), "{list}");
        assert_eq!(clerk.post(&fire, &[&[("version", "0")], &asking[..3]].concat()).await.status, 409, "somebody was first");
        let clear = [("version", "1"), ("state", "clear"), ("asked_on", "R8.11.24"), ("whom", "みほん消防署")];
        assert_eq!(clerk.post(&fire, &clear).await.status, 303);
        let history = clerk.reads(&format!("{fire}/history")).await;
        assert!(history.contains("相談中") && history.contains("問題なし"), "{history}");
        assert_eq!(clerk.post(&format!("{fire}/put-back"), &[("version", "2"), ("to", "1")]).await.status, 303);
        assert!(clerk.reads(&house).await.contains("みほん消防署に聞いた"));
        assert_eq!(clerk.get(&format!("{house}/checks/police/edit")).await.status, 404);
    }
}

on_both! {
    async fn a_house_goes_on_step_by_step_and_why_it_was_given_up_can_be_counted(town) {
        let (office, mut clerk) = somebody(&town, Role::Secretariat).await;
        let house = clerk.hears_of_a_house(&[("intended", "trial_stay")]).await;
        clerk.hears_of_a_house(&[("label", "南町の平屋")]).await;
        let step = format!("{house}/step");
        for (fields, told) in [
            (&[("on", "R8.11.20")][..], "これからの様子を1つ選んでください。"),
            (&[("stage", "heard"), ("on", "R8.11.20")], "いまと同じ様子です。"),
            (&[("stage", "looking"), ("on", "")], "その様子になった日を入れてください。"),
            (&[("stage", "looking"), ("on", "R8.10.31")], "いまの様子になった日より前です。"),
            (&[("stage", "looking"), ("on", "R8.11.26")], "きょうより先の日です。"),
            (&[("stage", "dropped"), ("on", "R8.11.20"), ("why", "高くつく")], "見送りのわけを1つ選んでください。"),
            (&[("stage", "looking"), ("on", "R8.11.20"), ("dropped_for", "cost")], "「見送り」のときだけ選びます。"),
        ] {
            clerk.is_told(&step, &[&[("version", "1")], fields].concat(), told).await;
        }
        let dropped = [("version", "1"), ("stage", "dropped"), ("on", "R8.11.20"), ("dropped_for", "cost"), ("why", INSIDE)];
        assert_eq!(clerk.post(&step, &dropped).await.status, 303);
        clerk.is_told(&step, &dropped, "この画面のあとで、様子が変わりました。").await;
        let list = clerk.reads("/houses").await;
        assert!(list.contains("空き家の話が、1件動いています。") && list.contains("見送り1件（改修の費用1件）。"), "{list}");
        let all = clerk.reads("/houses?stage=all&use=trial_stay").await;
        assert!(all.contains("「体験宿泊」の空き家の話は、1件です。") && all.contains("改修の費用"), "{all}");
        assert!(clerk.reads("/houses?stage=used").await.contains("「使うことになった」の空き家の話は、ありません。"));
        assert!(clerk.reads("/houses?stage=nonsense").await.contains("1件動いています"));
        let again = [("version", "2"), ("stage", "looking"), ("on", "R8.11.25")];
        clerk.is_told(&step, &again, "終わった話を、また始めます。").await;
        assert_eq!(clerk.post(&step, &[&again[..], &[("why", "持ち主からまた話があった")]].concat()).await.status, 303);
        let page = clerk.reads(&house).await;
        assert!(page.contains("調べている") && page.contains("見送り") && page.contains(INSIDE), "every step stays: {page}");
        let mut viewer = town.signed_in(office, "miru", Role::Viewer, &[]).await;
        let page = viewer.reads(&house).await;
        assert!(page.contains("見送り") && !page.contains(INSIDE) && !page.contains("また話があった"), "{page}");
    }
}

on_both! {
    async fn settings_change_from_a_day_on_and_a_counter_asked_before_is_judged_by_those_of_its_day(town) {
        let (_, mut clerk) = somebody(&town, Role::Secretariat).await;
        let rules = clerk.reads("/houses/rules").await;
        assert!(rules.contains("出典のうち6つを、まだ確かめていません。") && rules.contains("200㎡を超えるとき"), "{rules}");
        assert!(rules.contains("使わない（200㎡未満、2階以下）") && rules.contains("福島市の取扱い"), "another town's practice is off: {rules}");
        let house = clerk.hears_of_a_house(&[("intended", "group_home"), ("area", "180")]).await;
        let asked = [("version", "0"), ("state", "clear"), ("asked_on", "R8.11.20"), ("whom", "建築指導課")];
        assert_eq!(clerk.post(&format!("{house}/checks/building"), &asked).await.status, 303);
        let shipped = nimo::houses::model::HouseRuleForm::first().texts();
        let edition = |changed: &[(&'static str, &'static str)]| {
            let mut fields = shipped.clone();
            fields.extend(changed.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())));
            fields
        };
        for (changed, told) in [
            (&[("from_on", "")][..], "空です。"),
            (&[("from_on", "R8.11.24")], "もう始まっている日からは、変えられません"),
            (&[("from_on", "R8.12.1"), ("heavy_percent", "120")], "1から100までの数を入れてください。"),
            (&[("from_on", "R8.12.1"), ("building_source", "")], "確かめたものを入れてください。"),
            (&[("from_on", "R8.12.1"), ("asked_zones", "works_alone")], "どちらか一方にしてください。"),
        ] {
            let fields = edition(changed);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            clerk.is_told("/houses/rules", &fields, told).await;
        }
        let fields = edition(&[("from_on", "R8.11.26"), ("change_m2", "150"), ("building_checked", "yes")]);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let added = clerk.post("/houses/rules", &fields).await;
        assert_eq!(added.status, 303, "{}", words(&added.body));
        assert!(clerk.reads(&added.location()).await.contains("150㎡を超えるとき"));
        clerk.is_told("/houses/rules", &fields, "この日からの目安は、もうあります。").await;
        assert!(clerk.reads("/houses/rules").await.contains("200㎡を超えるとき"), "not today yet");
        let other = clerk.hears_of_a_house(&[("intended", "group_home"), ("area", "180")]).await;
        town.set_clock("2026-12-01T01:00:00Z");
        let mut clerk = town.again("secretariat").await;
        let (old, new) = (clerk.reads(&house).await, clerk.reads(&other).await);
        assert!(old.contains("180㎡で、200㎡を超えません。") && old.contains("聞いた日（令和8年11月20日）の目安"), "{old}");
        assert!(new.contains("180㎡で、150㎡を超えます。") && !new.contains("聞いた日（"), "{new}");
        let page = clerk.get("/houses/rules").await.body;
        let own = page.split("/houses/rules/").filter_map(|rest| rest.split("/edit").next()).find(|id| id.len() == 36).unwrap().to_string();
        let path = format!("/houses/rules/{own}");
        let moved = edition(&[("version", "1"), ("from_on", "R9.4.1")]);
        let moved: Vec<(&str, &str)> = moved.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        clerk.is_told(&path, &moved, "もう始まっている日からは").await;
        let mended = edition(&[("version", "1"), ("from_on", "R8.11.26"), ("change_m2", "160")]);
        let mended: Vec<(&str, &str)> = mended.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(clerk.post(&path, &mended).await.status, 303);
        let history = clerk.reads(&format!("{path}/history")).await;
        assert!(history.contains("150㎡") && history.contains("未確認"), "{history}");
        let mut viewer = town.signed_in(OfficeId(1), "miru", Role::Viewer, &[]).await;
        assert!(viewer.reads("/houses/rules").await.contains("160㎡を超えるとき"));
        assert_eq!(viewer.get("/houses/rules/new").await.status, 403);
    }
}
