//! 委員の採点: points are given in private, told all together, and frozen for a meeting; whose points are whose is never told.

use crate::behind::{hand, texts};
use crate::on_both;
use crate::town::{Browser, Page, Town, words};
use nimo::accounts::model::Role;
use nimo::council::model::CouncilId;
use nimo::plumbing::ids::OfficeId;

/// A clerk, her council with two issues, four members and a round that asks them all.
struct Scoring {
    office: OfficeId,
    clerk: Browser,
    council: String,
    meeting: String,
    issues: Vec<String>,
    members: Vec<Browser>,
    accounts: Vec<String>,
    round: String,
}

const TITLE: &str = "第3回会議にむけた採点";

impl Scoring {
    async fn of(town: &Town) -> Scoring {
        let office = town.office("999999", "みほん市").await;
        let mut clerk = town.signed_in(office, "imamura", Role::Secretariat, &[]).await;
        let council = clerk.place("みほん市連絡協議会", "").await;
        let mut issues = vec![];
        for title in ["届いていない", "住まいが足りない"] {
            let page = clerk.post(&format!("/councils/{council}/issues"), &[("title", title)]).await;
            issues.push(page.location().trim_start_matches("/issues/").split('?').next().unwrap().to_string());
        }
        let planned = [("fiscal_year", "R8"), ("number", "3"), ("number_of", "fiscal_year"), ("agenda", "１　開会")];
        let meeting = clerk.post(&format!("/councils/{council}/meetings"), &planned).await.location();
        let meeting = meeting.trim_start_matches("/meetings/").split('?').next().unwrap().to_string();
        let (mut members, mut accounts) = (vec![], vec![]);
        for login in ["fujishiro", "miyoshi", "hirai", "kuroda"] {
            let own = [CouncilId::parse(&council).unwrap()];
            accounts.push(town.person(office, login, &format!("{login}委員"), Role::Member, &own).await.to_string());
            let mut browser = town.browser();
            assert_eq!(browser.sign_in(login).await.status, 303);
            members.push(browser);
        }
        let mut scoring = Scoring { office, clerk, council, meeting, issues, members, accounts, round: String::new() };
        let page = scoring.open("R8.12.10").await;
        assert_eq!(page.status, 303, "{}", words(&page.body));
        scoring.round = page.location().trim_start_matches("/rounds/").split('?').next().unwrap().to_string();
        scoring
    }

    async fn open(&mut self, due_on: &str) -> Page {
        let mut fields = vec![("title", TITLE), ("due_on", due_on), ("meeting", &self.meeting)];
        fields.extend(self.issues.iter().map(|issue| ("issues", issue.as_str())));
        fields.extend(self.accounts.iter().map(|account| ("members", account.as_str())));
        self.clerk.post(&format!("/councils/{}/rounds", self.council), &fields).await
    }

    fn path(&self, end: &str) -> String {
        format!("/rounds/{}{end}", self.round)
    }

    /// The fields of a sheet: for each issue feasibility, effect, remark.
    fn sheet(&self, rows: &[(&str, &str, &str)]) -> Vec<(String, String)> {
        let row = |(issue, row): (&String, &(&str, &str, &str))| {
            [("f", row.0), ("e", row.1), ("r", row.2)]
                .map(|(part, value)| (format!("{part}.{issue}"), value.to_string()))
        };
        self.issues.iter().zip(rows).flat_map(row).collect()
    }

    /// A member saves what he sees as the version.
    async fn score(&mut self, member: usize, version: &str, rows: &[(&str, &str, &str)]) -> Page {
        let mut fields = self.sheet(rows);
        fields.push(("version".into(), version.into()));
        let path = self.path("/mine");
        self.members[member].post(&path, &borrowed(&fields)).await
    }

    async fn typed(&mut self, member: usize, version: &str, rows: &[(&str, &str, &str)]) -> Page {
        let mut fields = self.sheet(rows);
        fields.extend([("version".into(), version.into()), ("member".into(), self.accounts[member].clone())]);
        let path = self.path("/paper");
        self.clerk.post(&path, &borrowed(&fields)).await
    }

    async fn member_gets(&mut self, member: usize, end: &str) -> Page {
        let path = self.path(end);
        self.members[member].get(&path).await
    }

    async fn turn(&mut self, act: &str) -> Page {
        let (path, meeting) = (self.path(&format!("/{act}")), self.meeting.clone());
        self.clerk.post(&path, &[("meeting", &meeting)]).await
    }

    async fn result(&mut self) -> String {
        let path = self.path("");
        words(&self.clerk.get(&path).await.body)
    }

    /// All four give their points: the first issue is agreed on, the second splits them.
    async fn all_score(&mut self) {
        for (member, rows) in [
            (0, [("4", "5", "すぐできる"), ("5", "4", "見学会なら今年できる")]),
            (1, [("4", "5", ""), ("1", "4", "空き家は条件がきびしい")]),
            (2, [("4", "4", ""), ("2", "4", "")]),
            (3, [("5", "5", ""), ("2", "4", "")]),
        ] {
            let page = self.score(member, "0", &rows).await;
            assert_eq!(page.status, 303, "{}", words(&page.body));
        }
    }
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

on_both! {
    async fn members_score_in_private_and_the_town_reads_the_result_once_it_is_frozen(town) {
        let mut scoring = Scoring::of(&town).await;
        assert!(words(&scoring.members[0].get("/today").await.body).contains("「第3回会議にむけた採点」が、あなたの採点を待っています"));
        scoring.all_score().await;
        assert!(!words(&scoring.members[0].get("/today").await.body).contains("採点を待っています"), "he has given all");
        let mine = scoring.member_gets(0, "/mine").await.body;
        assert!(mine.contains("見学会なら今年できる") && !mine.contains("条件がきびしい"), "his own and nobody else's");
        let page = scoring.result().await;
        assert!(page.contains("頼んだ4人全員が採点しました。") && page.contains("fujishiro委員画面で採点"), "{page}");
        assert!(!page.contains("見学会") && !page.contains("割れ"), "nothing of it before the closing: {page}");
        assert_eq!(scoring.turn("close").await.location(), scoring.path("?said=round-closed"));
        let page = scoring.result().await;
        assert!(page.contains("先に取り組めるのはR8-001。意見が割れたのはR8-002。"), "{page}");
        assert!(page.contains("実現性 5見学会なら今年できる") || page.contains("実現性 5 見学会なら今年できる"), "{page}");
        let result = scoring.path("");
        assert_eq!(scoring.members[0].get(&result).await.status, 403, "not before it is frozen");
        let mut viewer = town.signed_in(scoring.office, "tsuda", Role::Viewer, &[]).await;
        assert_eq!(viewer.get(&result).await.status, 403);
        assert!(!words(&viewer.get("/rounds").await.body).contains(TITLE));
        assert_eq!(scoring.turn("freeze").await.location(), scoring.path("?said=round-frozen"));
        for reader in [&mut viewer, &mut scoring.members[1].clone()] {
            let page = words(&reader.get(&result).await.body);
            assert!(page.contains("先に取り組めるのはR8-001") && page.contains("の資料として固めました。"), "{page}");
            assert!(!page.contains("非公開") && !page.contains("fujishiro") && !page.contains("採点した人"), "{page}");
            assert!(words(&reader.get("/rounds").await.body).contains(TITLE));
            let issue = words(&reader.get(&format!("/issues/{}", scoring.issues[1])).await.body);
            assert!(issue.contains("委員の採点") && issue.contains("実現性 2（1〜5）、効果 4（4〜4）"), "{issue}");
        }
        let meeting = words(&scoring.clerk.get(&format!("/meetings/{}", scoring.meeting)).await.body);
        assert!(meeting.contains("この会議の資料: 委員の採点「第3回会議にむけた採点」の結果"), "{meeting}");
        let sql = format!("select verb || ' ' || detail from trail where thing = '{}' order by id", scoring.round);
        let lines = texts(&mut hand(&town).await, &sql).await;
        assert_eq!(lines[0], "round.opened ");
        assert_eq!(lines.last().unwrap(), "round.frozen ", "no figure stands in a line: {lines:?}");
        let causes = format!("select c.kind from trail t join trail_cause x on x.office = t.office and x.line = t.id join trail c on c.office = x.office and c.id = x.cause where t.thing = '{}' and t.verb = 'round.frozen' order by c.kind", scoring.round);
        assert_eq!(texts(&mut hand(&town).await, &causes).await, ["Meeting", "Round"]);
    }
}

on_both! {
    async fn the_points_of_one_or_two_are_told_nowhere(town) {
        let mut scoring = Scoring::of(&town).await;
        for member in [0, 1] {
            assert_eq!(scoring.score(member, "0", &[("5", "1", "だれの声か"), ("1", "5", "")]).await.status, 303);
        }
        assert_eq!(scoring.turn("close").await.status, 303);
        let page = scoring.result().await;
        assert!(page.contains("採点が2人以下のうちは、だれの点か分かってしまうため、出しません。"), "{page}");
        assert!(!page.contains("だれの声か") && !page.contains("割れ") && !page.contains("1〜5点の人数"), "{page}");
        let pdf = scoring.clerk.get(&scoring.path("/result.pdf")).await;
        assert_eq!(pdf.status, 200);
        assert_eq!(scoring.turn("freeze").await.status, 303);
        let tally = texts(&mut hand(&town).await, "select tally from round_freeze").await.join("");
        assert!(!tally.contains("だれの声か") && tally.contains("\"feasibility\":null"), "nothing of it is frozen: {tally}");
    }
}

on_both! {
    async fn a_printed_sheet_is_typed_in_and_seen_again_until_the_member_scores_himself(town) {
        let mut scoring = Scoring::of(&town).await;
        let said = scoring.typed(2, "0", &[("３", "4点", "紙の声"), ("", "", "")]).await;
        assert_eq!(said.status, 303, "{}", words(&said.body));
        let path = scoring.path(&format!("/paper?member={}", scoring.accounts[2]));
        assert!(scoring.clerk.get(&path).await.body.contains("紙の声"), "she sees what she typed");
        assert!(scoring.result().await.contains("hirai委員紙で採点"));
        let mine = scoring.member_gets(2, "/mine").await.body;
        assert!(mine.contains("紙の声") && words(&mine).contains("事務局が、あなたの紙から入れた点です。"));
        assert_eq!(scoring.score(2, "1", &[("2", "4", "画面の声"), ("", "", "")]).await.status, 303);
        let page = scoring.clerk.get(&path).await.body;
        assert!(!page.contains("画面の声") && !page.contains("紙の声") && words(&page).contains("この委員は、画面から採点しています。"));
        let said = scoring.typed(2, "2", &[("1", "1", "また紙の声"), ("", "", "")]).await;
        assert_eq!(said.status, 422);
        assert!(said.body.contains("また紙の声") && !said.body.contains("画面の声"), "what she typed stays, what he gave is not told");
        assert!(scoring.member_gets(2, "/mine").await.body.contains("画面の声"));
        let line = format!("select plane || ' ' || detail from trail where verb = 'round.typed' and thing = '{}'", scoring.round);
        assert_eq!(texts(&mut hand(&town).await, &line).await, [format!("named {}", scoring.accounts[2])]);
    }
}

on_both! {
    async fn two_windows_of_one_member_and_a_closing_in_between_lose_nothing_silently(town) {
        let mut scoring = Scoring::of(&town).await;
        assert_eq!(scoring.score(0, "0", &[("4", "", ""), ("", "1", "先の窓")]).await.status, 303);
        let met = scoring.score(0, "0", &[("2", "3", "あとの窓"), ("", "", "")]).await;
        assert_eq!(met.status, 409);
        assert!(met.body.contains("あとの窓") && words(&met.body).contains("先に保存されたもの: 4"), "{}", words(&met.body));
        assert!(met.body.contains("先の窓"), "what stands in one window alone is kept beside the rest");
        assert_eq!(scoring.score(0, "1", &[("2", "3", "あとの窓"), ("", "", "")]).await.status, 303, "seen, and saved");
        assert_eq!(scoring.score(0, "1", &[("2", "3", "あとの窓"), ("", "", "")]).await.status, 303, "the same again is no quarrel");
        assert_eq!(scoring.turn("close").await.status, 303);
        let late = scoring.score(0, "2", &[("5", "5", "おくれた声"), ("", "", "")]).await;
        assert_eq!(late.status, 409);
        assert!(late.body.contains("おくれた声") && words(&late.body).contains("この回は締め切られています。"), "{}", words(&late.body));
        let paper = scoring.typed(1, "0", &[("5", "5", "おくれた紙"), ("", "", "")]).await;
        assert!(paper.status == 409 && paper.body.contains("おくれた紙"));
        assert_eq!(scoring.turn("close").await.status, 409, "it is closed");
        assert_eq!(scoring.turn("reopen").await.status, 303);
        assert_eq!(scoring.score(0, "2", &[("5", "5", "おくれた声"), ("", "", "")]).await.status, 303);
        assert_eq!(scoring.turn("freeze").await.status, 409, "it is open");
    }
}

on_both! {
    async fn a_result_is_frozen_once_and_nothing_changes_after(town) {
        let mut scoring = Scoring::of(&town).await;
        scoring.all_score().await;
        assert_eq!(scoring.turn("close").await.status, 303);
        let (path, meeting) = (scoring.path("/freeze"), scoring.meeting.clone());
        let nowhere = scoring.clerk.post(&path, &[("meeting", "")]).await;
        assert!(nowhere.status == 422 && words(&nowhere.body).contains("どの会議の資料として固めるかを"));
        let (mut one, mut other) = (scoring.clerk.clone(), scoring.clerk.clone());
        let fields = [("meeting", meeting.as_str())];
        let both = tokio::join!(one.post(&path, &fields), other.post(&path, &fields));
        let mut statuses = [both.0.status, both.1.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409]);
        for act in ["close", "reopen", "freeze"] {
            assert_eq!(scoring.turn(act).await.status, 409, "{act}");
        }
        let late = scoring.score(0, "1", &[("1", "1", ""), ("1", "1", "")]).await;
        assert!(late.status == 409 && words(&late.body).contains("この回の結果は固めてあり、変えられません。"));
        let before = scoring.result().await;
        let renamed = [("version", "1"), ("title", "まるで別の題")];
        assert_eq!(scoring.clerk.post(&format!("/issues/{}", scoring.issues[0]), &renamed).await.status, 303);
        assert_eq!(scoring.result().await, before, "it says what it said");
        let steps = format!("select state from round_step where round = '{}' order by id", scoring.round);
        assert_eq!(texts(&mut hand(&town).await, &steps).await, ["opened", "closed", "frozen"]);
    }
}

on_both! {
    async fn what_is_no_point_is_told_and_everything_typed_stays(town) {
        let mut scoring = Scoring::of(&town).await;
        let long = "長い".repeat(251);
        for (rows, sentence) in [
            ([("6", "3", "<script>残る</script>"), ("", "", "")], "「6」は点になりません。1から5までの数字か、空にしてください。"),
            ([("", "0", "<script>残る</script>"), ("", "", "")], "「0」は点になりません。"),
            ([("", "", "<script>残る</script>"), ("1", "2", long.as_str())], "ひとことが長すぎます。500文字までにしてください。"),
        ] {
            let said = scoring.score(0, "0", &rows).await;
            assert_eq!(said.status, 422);
            assert!(words(&said.body).contains(sentence) && said.body.contains("script&#62;残る"), "{}", said.body);
            assert!(!said.body.contains("<script>残る"), "a remark is text and no markup");
            let typed = scoring.typed(1, "0", &rows).await;
            assert!(typed.status == 422 && words(&typed.body).contains(sentence));
        }
        let foreign = nimo::issues::model::IssueId::fresh();
        let path = scoring.path("/mine");
        let said = scoring.members[0].post(&path, &[("version", "0"), (&format!("f.{foreign}"), "3"), (&format!("r.{}", scoring.issues[0]), "残る")]).await;
        assert!(said.status == 422 && said.body.contains("残る") && words(&said.body).contains("この回で採点しない課題の点が混じっています。"));
        let none = scoring.open("").await;
        assert!(none.status == 422 && words(&none.body).contains("空です。しめきりの日を入れてください。") && none.body.contains(TITLE));
        let gone = scoring.clerk.post(&format!("/issues/{}/step", scoring.issues[0]), &[("stage", "closed"), ("reason", "済んだ")]).await;
        assert_eq!(gone.status, 303);
        let closed = scoring.open("R8.12.10").await;
        assert!(closed.status == 422 && words(&closed.body).contains("終えた課題か、この協議会にない課題が混じっています。"));
    }
}

on_both! {
    async fn who_left_the_council_or_nimo_gives_no_more_points_and_those_he_gave_stay(town) {
        let mut scoring = Scoring::of(&town).await;
        scoring.all_score().await;
        let mut keeper = town.signed_in(scoring.office, "keeper", Role::Administrator, &[]).await;
        assert_eq!(keeper.post(&format!("/accounts/{}/close", scoring.accounts[0]), &[]).await.status, 303);
        let left = [("version", "1"), ("name", "miyoshi委員"), ("role", "member")];
        assert_eq!(keeper.post(&format!("/accounts/{}", scoring.accounts[1]), &left).await.status, 303);
        assert_eq!(scoring.members[1].sign_in("miyoshi").await.status, 303);
        let rows = [("1", "1", "もういない"), ("", "", "")];
        assert_eq!(scoring.score(0, "1", &rows).await.status, 401, "signed out");
        assert_eq!(scoring.score(1, "1", &rows).await.status, 403);
        let account = town.person(scoring.office, "new", "新しい委員", Role::Member, &[CouncilId::parse(&scoring.council).unwrap()]).await;
        scoring.accounts[3] = account.to_string();
        assert_eq!(scoring.typed(3, "0", &rows).await.status, 422, "not asked in this round");
        assert_eq!(scoring.turn("close").await.status, 303);
        assert!(scoring.result().await.contains("頼んだ4人全員が採点しました。"));
    }
}

on_both! {
    async fn a_paper_of_somebody_who_left_is_not_typed_in_and_an_unknown_name_has_no_sheet(town) {
        let mut scoring = Scoring::of(&town).await;
        let mut keeper = town.signed_in(scoring.office, "keeper", Role::Administrator, &[]).await;
        assert_eq!(keeper.post(&format!("/accounts/{}/close", scoring.accounts[0]), &[]).await.status, 303);
        let said = scoring.typed(0, "0", &[("1", "1", "残る紙"), ("", "", "")]).await;
        assert!(said.status == 422 && said.body.contains("残る紙") && words(&said.body).contains("この委員は、いまこの協議会にいないか"));
        let path = scoring.path("/paper");
        assert_eq!(scoring.clerk.get(&format!("{path}?member={}", nimo::accounts::model::AccountId::fresh())).await.status, 404);
        assert_eq!(scoring.clerk.post(&path, &[("version", "0")]).await.status, 422);
    }
}

on_both! {
    async fn the_papers_of_a_round_follow_its_state(town) {
        let mut scoring = Scoring::of(&town).await;
        let sheet = scoring.clerk.get(&scoring.path("/sheet.pdf")).await;
        assert!(sheet.status == 200 && sheet.bytes.starts_with(b"%PDF"));
        assert_eq!(scoring.member_gets(0, "/sheet.pdf").await.status, 200, "he may print his own");
        for paper in ["result.pdf", "result.docx", "result.xlsx"] {
            assert_eq!(scoring.clerk.get(&scoring.path(&format!("/{paper}"))).await.status, 404, "{paper}: there is no result yet");
        }
        scoring.all_score().await;
        assert_eq!(scoring.turn("close").await.status, 303);
        for (paper, head) in [("result.pdf", &b"%PDF"[..]), ("result.docx", b"PK"), ("result.xlsx", b"PK")] {
            let path = scoring.path(&format!("/{paper}"));
            let page = scoring.clerk.get(&path).await;
            assert!(page.status == 200 && page.bytes.starts_with(head), "{paper}");
            assert_eq!(scoring.members[0].get(&path).await.status, 403, "{paper}: not before it is frozen");
        }
    }
}

on_both! {
    async fn an_issue_of_a_part_is_scored_by_the_members_of_the_council_and_stays_the_parts(town) {
        let mut scoring = Scoring::of(&town).await;
        let part = scoring.clerk.place("住まい部会", &scoring.council.clone()).await;
        let page = scoring.clerk.post(&format!("/councils/{part}/issues"), &[("title", "部会の課題")]).await;
        let issue = page.location().trim_start_matches("/issues/").split('?').next().unwrap().to_string();
        let form = scoring.clerk.get(&format!("/councils/{}/rounds/new", scoring.council)).await.body;
        assert!(form.contains(&format!("value=\"{issue}\" checked")), "ticked like the others");
        assert!(!scoring.clerk.get(&format!("/councils/{part}/rounds/new")).await.body.contains("届いていない"), "a part does not ask about its council");
        scoring.issues.push(issue.clone());
        let page = scoring.open("R8.12.10").await;
        scoring.round = page.location().trim_start_matches("/rounds/").split('?').next().unwrap().to_string();
        let mine = scoring.member_gets(0, "/mine").await.body;
        assert!(mine.contains("部会の課題") && !mine.contains(&format!("href=\"/issues/{issue}\"")), "its name, and no way in");
    }
}

on_both! {
    async fn the_list_of_rounds_and_the_gate_say_the_same(town) {
        let mut scoring = Scoring::of(&town).await;
        scoring.all_score().await;
        let mut others = vec![];
        for role in Role::ALL {
            for own in [vec![], vec![CouncilId::parse(&scoring.council).unwrap()]] {
                let login = format!("{}{}", role.code(), own.len());
                others.push(town.signed_in(scoring.office, &login, role, &own).await);
            }
        }
        others.extend(scoring.members.clone());
        for turn in ["", "close", "freeze"] {
            if !turn.is_empty() {
                assert_eq!(scoring.turn(turn).await.status, 303);
            }
            for (n, person) in others.iter_mut().enumerate() {
                let listed = person.get("/rounds").await.body.contains(&scoring.path(""));
                let reads = person.get(&scoring.path("")).await.status == 200;
                let scores = person.get(&scoring.path("/mine")).await.status == 200;
                assert_eq!(listed, reads || scores, "{n} after {turn}");
            }
        }
    }
}
