//! 家系: the tree of causes and results on the pages of issues and measures. The list names each thing once, the picture draws the
//! same, and nobody is told of a thing that is closed to him. A picture is kept in `golden/tree.svg`; look at a difference before
//! keeping it: `NIMO_GOLDEN=1 cargo test -p nimo --test it tree`.

use crate::issues::Clerk;
use crate::on_both;
use crate::town::{SHEET, Town, words};
use nimo::accounts::model::Role;
use nimo::council::model::CouncilId;
use nimo::plumbing::engine::Engine;

impl Clerk {
    /// Adds a measure that has only a title; its id.
    async fn thinks_of(&mut self, issue: &str, title: &str) -> String {
        let said = self.browser.post(&format!("/issues/{issue}/measures"), &[("title", title)]).await;
        assert_eq!(said.status, 303, "{}", words(&said.body));
        said.location().trim_start_matches("/measures/").split('?').next().unwrap_or("").to_string()
    }

    async fn tree(&mut self, path: &str) -> Lineage {
        Lineage::of(&self.browser.get(path).await.body)
    }

    async fn does(&mut self, path: &str, fields: &[(&str, &str)]) {
        let said = self.browser.post(path, fields).await;
        assert_eq!(said.status, 303, "{path}: {}", words(&said.body));
    }
}

/// What a page shows under 家系.
pub struct Lineage {
    pub html: String,
    list: String,
    svg: String,
}

impl Lineage {
    pub fn of(page: &str) -> Lineage {
        let html = page.split("<figure class=\"fig lineage\">").nth(1).unwrap_or_else(|| panic!("{}", words(page)));
        let html = html.split("</figure>").next().unwrap().to_string();
        let (list, svg) = html.split_once("<svg").expect("the list comes first");
        assert!(list.contains("<details open>") && list.contains("<ul class=\"kin"), "{list}");
        assert!(!html.contains("style=") && svg.contains("role=\"img\"") && svg.contains("<desc"), "{svg}");
        Lineage { list: words(list), svg: format!("<svg{}", svg.split("</svg>").next().unwrap()), html }
    }

    /// How often the list has these words.
    pub fn names(&self, text: &str) -> usize {
        self.list.matches(text).count()
    }

    /// How many knots with this class are drawn.
    fn knots(&self, class: &str) -> usize {
        self.svg.matches(&format!("<circle class=\"{class}\"")).count()
    }
}

on_both! {
    async fn a_tree_begins_with_what_was_said_and_ends_where_nothing_is_done_yet(town) {
        let mut clerk = Clerk::of(&town).await;
        let council = clerk.council.clone();
        clerk.does(&format!("/councils/{council}/issues"), &[("title", "夜の相談先がない")]).await;
        let bare = clerk.issue("夜の相談先がない").await;
        let tree = clerk.tree(&format!("/issues/{bare}")).await;
        assert!(tree.list.contains("もとになった発言が、結ばれていません") && tree.svg.contains("class=\"lo\""), "{}", tree.html);
        assert!(!tree.list.contains("方策がない"), "nobody looks at it yet");
        let issue = clerk.raise("退院後のことが届いていない", &["退院したあと", "リーフレット"]).await;
        let path = format!("/issues/{issue}");
        clerk.does(&format!("{path}/step"), &[("stage", "adopted"), ("reason", "")]).await;
        let tree = clerk.tree(&path).await;
        assert!(tree.list.contains("意見1 退院したあとの暮らし") && tree.list.contains("意見2 入院している人に配る"), "{}", tree.list);
        assert!(tree.list.contains("方策がない未了") && tree.svg.contains("途切れた先：方策がない"), "{}", tree.html);
        let measure = clerk.thinks_of(&issue, "病院で説明会をひらく").await;
        let tree = clerk.tree(&path).await;
        assert!(!tree.list.contains("方策がない") && !tree.svg.contains("class=\"lo\""), "{}", tree.html);
        assert_eq!((tree.names("病院で説明会をひらく"), tree.knots("kd"), tree.knots("kg"), tree.knots("kn")), (1, 1, 1, 2));
        let there = clerk.tree(&format!("/measures/{measure}")).await;
        assert!(there.svg.contains("class=\"ln way\"") && !there.svg.contains("class=\"ln off\""), "all of it leads here");
        assert!(there.html.contains(&format!("href=\"{path}\"")) && !there.html.contains(&measure), "no link to itself");
        compare(&town, &tree.svg);
    }
}

on_both! {
    async fn joined_and_split_issues_and_their_measures_each_stand_once(town) {
        let mut clerk = Clerk::of(&town).await;
        let one = clerk.raise("届いていない", &["退院したあと", "ほかの町"]).await;
        let other = clerk.raise("配るものがない", &["リーフレット"]).await;
        let third = clerk.raise("住まいが足りない", &["空き家"]).await;
        let measure = clerk.thinks_of(&other, "冊子をつくる").await;
        clerk.does(&format!("/measures/{measure}/serve"), &[("issue", &one)]).await;
        clerk.does(&format!("/measures/{measure}/serve"), &[("issue", &third)]).await;
        clerk.does(&format!("/issues/{other}/join"), &[("into", &one)]).await;
        let pick = clerk.pick("リーフレット").await;
        let meeting = clerk.meeting.clone();
        clerk.does(&format!("/meetings/{meeting}/join"), &[("pick", &pick), ("issue", &one)]).await;
        let form = clerk.browser.get(&format!("/issues/{one}/kin")).await.body;
        let fate = form.split("name=\"pick\" value=\"").find(|rest| words(rest).contains("ほかの町")).unwrap();
        let fate = fate.split('"').next().unwrap().to_string();
        clerk.does(&format!("/issues/{one}/split"), &[("pick", &fate), ("title", "よその町を知らない")]).await;
        let tree = clerk.tree(&format!("/issues/{one}")).await;
        for text in ["退院したあと", "入院している人に配る", "冊子をつくる", "配るものがない", "よその町を知らない", "（この課題）"] {
            assert_eq!(tree.names(text), 1, "{text}: {}", tree.list);
        }
        assert!(!tree.list.contains("調べるべき"), "what was split off left with its opinion: {}", tree.list);
        assert_eq!(tree.knots("ko") + tree.knots("kn") + tree.knots("kd"), 6, "{}", tree.svg);
        let there = clerk.tree(&format!("/issues/{other}")).await;
        assert!(there.list.contains("届いていない（続きのある課題）") && !there.list.contains("方策がない"), "{}", there.list);
        let of_measure = clerk.tree(&format!("/measures/{measure}")).await;
        assert_eq!((of_measure.names("住まいが足りない（この方策が役立つ、もう一つの課題）"), of_measure.names("冊子をつくる")), (1, 1), "{}", of_measure.list);
        clerk.does(&format!("/issues/{other}/part"), &[]).await;
        let split = clerk.issue("よその町を知らない").await;
        clerk.does(&format!("/issues/{split}/join"), &[("into", &one)]).await;
        let tree = clerk.tree(&format!("/issues/{one}")).await;
        assert_eq!((tree.names("よその町を知らない"), tree.names("調べるべき")), (1, 1), "split off and taken in again: {}", tree.list);
        let fates = clerk.browser.get(&format!("/meetings/{meeting}/opinions")).await.body;
        let block = pick.split('.').next().unwrap();
        let row = fates.split(&format!("id=\"b-{block}\"")).nth(1).unwrap();
        let led = row.split("name=\"fate\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_string());
        for fate in led.take(2).collect::<Vec<_>>() {
            clerk.does(&format!("/blocks/{block}/unsettle"), &[("fate", &fate)]).await;
        }
        assert_eq!(clerk.tree(&format!("/issues/{one}")).await.names("入院している人に配る"), 0, "taken back");
        let emptied = clerk.tree(&format!("/issues/{other}")).await;
        assert!(emptied.list.contains("もとになった発言が、結ばれていません"), "{}", emptied.list);
    }
}

on_both! {
    async fn a_member_of_another_council_is_told_of_no_closed_thing(town) {
        let mut clerk = Clerk::of(&town).await;
        let parent = clerk.council.clone();
        let part = clerk.browser.place("退院促進部会", &parent).await;
        let meeting = clerk.browser.read_in(&part, &SHEET.replace("５月２３日（水）", "７月１８日（木）")).await;
        clerk.does(&format!("/meetings/{meeting}/keep"), &[]).await;
        let issue = clerk.raise("届いていない", &["退院したあと"]).await;
        let said_there = std::mem::replace(&mut clerk.meeting, meeting.clone());
        let pick = clerk.pick("空室のある住まい").await;
        clerk.does(&format!("/meetings/{meeting}/join"), &[("pick", &pick), ("issue", &issue)]).await;
        clerk.meeting = said_there;
        clerk.does(&format!("/councils/{part}/issues"), &[("title", "紺色の課題")]).await;
        let hidden = clerk.issue("紺色の課題").await;
        let measure = clerk.thinks_of(&hidden, "藍色の方策").await;
        let own = clerk.thinks_of(&issue, "白色の方策").await;
        clerk.does(&format!("/measures/{own}/serve"), &[("issue", &hidden)]).await;
        clerk.does(&format!("/issues/{hidden}/join"), &[("into", &issue)]).await;
        let seen = clerk.tree(&format!("/issues/{issue}")).await;
        for text in ["空室のある住まい", "紺色の課題", "藍色の方策", "白色の方策"] {
            assert_eq!(seen.names(text), 1, "{text}: {}", seen.list);
        }
        let council = [CouncilId::parse(&parent).unwrap()];
        let mut member = town.signed_in(clerk.office, "iin", Role::Member, &council).await;
        let block = pick.split('.').next().unwrap();
        for path in [format!("/issues/{issue}"), format!("/measures/{own}")] {
            let page = member.get(&path).await;
            assert_eq!(page.status, 200);
            let tree = Lineage::of(&page.body);
            for stands in ["非公開の議題の意見1件", "見る権限のない課題", "見る権限のない方策1件"] {
                assert_eq!(tree.names(stands), 1, "{path} {stands}: {}", tree.list);
            }
            for closed in ["空室のある", "紺色", "藍色", "第2回", hidden.as_str(), measure.as_str(), meeting.as_str(), block] {
                assert!(!tree.html.contains(closed), "{path} {closed}: {}", tree.html);
            }
            assert!(tree.list.contains("退院したあと") && tree.list.contains("白色の方策"), "{}", tree.list);
            assert_eq!(tree.knots("kc"), 3, "{}", tree.svg);
        }
    }
}

on_both! {
    async fn forty_opinions_are_all_named_and_twelve_are_drawn(town) {
        let mut clerk = Clerk::of(&town).await;
        let lines: String = (1..=40).map(|n| format!("・その{n}番の窓口を、知らせる紙をつくるべきである。\n")).collect();
        let (head, _) = crate::issues::OPINIONS.split_once("・退院したあと").unwrap();
        let sheet = format!("{}{lines}", head.replace("第１回", "第２回").replace("５月２３日", "７月１８日"));
        let council = clerk.council.clone();
        clerk.meeting = clerk.browser.read_in(&council, &sheet).await;
        let meeting = clerk.meeting.clone();
        clerk.does(&format!("/meetings/{meeting}/keep"), &[]).await;
        let picks = clerk.picks().await;
        assert_eq!(picks.len(), 40);
        let fields: Vec<(&str, &str)> =
            picks.iter().map(|(pick, _)| ("pick", pick.as_str())).chain([("title", "知られていない")]).collect();
        clerk.does(&format!("/meetings/{meeting}/raise"), &fields).await;
        let issue = clerk.issue("知られていない").await;
        let tree = clerk.tree(&format!("/issues/{issue}")).await;
        for n in 1..=40 {
            assert_eq!(tree.names(&format!("意見{n} その{n}番の窓口")), 1, "{n}: {}", tree.list);
        }
        assert!(tree.svg.contains("ほかに28件") && tree.knots("kn") == 12, "{}", tree.svg);
    }
}

/// One engine writes the picture when asked to; both compare with it.
fn compare(town: &Town, now: &str) {
    let place = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/golden/tree.svg");
    let now = format!("{now}</svg>\n");
    if std::env::var_os("NIMO_GOLDEN").is_some() {
        if town.engine == Engine::Sqlite {
            std::fs::write(place, now).unwrap();
        }
        return;
    }
    let then = std::fs::read_to_string(place).unwrap_or_default();
    assert!(then == now, "the picture has changed; if that is meant, keep it with NIMO_GOLDEN=1:\n{now}");
}
