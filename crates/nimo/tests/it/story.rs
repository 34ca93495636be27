//! From what thirteen people said to measures, a goal with its results, and the papers of the next meeting, on one page. The README
//! prints it.

mod hands;

use crate::on_both;
use hands::Hands;

on_both! {
    async fn what_thirteen_people_said_becomes_measures_a_goal_and_the_next_papers(town) {
        let mut her = Hands::of(&town).await;

        // The sheet goes in. What was said raises issues, several opinions one; joins one; is answered; or stays open.
        her.keeps("mihon-r6-1").await;
        let visits = her.raises(&[1], "窓口まで来られない人に、こちらから出向く仕組みがない").await;
        her.raises(&[2], "退院を考えるとき、一緒に歩く人が足りない").await;
        let reached = her.raises(&[2, 6], "退院後に使える支援のことが、入院している人に届いていない").await;
        her.raises(&[3, 10], "近所や商店の人が、声の掛け方を学ぶ場がない").await;
        her.raises(&[4], "災害のとき、一人で暮らす人が取り残される").await;
        let rooms = her.raises(&[5], "空いている部屋と、住まいをさがす人とがつながっていない").await;
        her.joins(&[11], &rooms).await;
        her.raises(&[7, 12], "計画相談の事業所と、そこで働く人が減っている").await;
        her.raises(&[13], "市内に就労継続支援Ａ型の事業所がない").await;
        her.answers(8, "資料3に「何で測るか」の欄を加え、次の会議に出す。").await;
        her.sees("/opinions", "行き先のない意見が、1回の会議に2件あります。").await;

        // Two measures are adopted: one with a programme that the town has, one that needs next year's money.
        let awareness = her.has_programme("普及啓発事業").await;
        let talks = [("title", "病院での説明会を年4回ひらく"), ("means", "reshaped"), ("programme", &awareness)];
        her.adopts(&reached, &talks).await;
        let leaflet = [("title", "リーフレット"), ("means", "new"), ("budget_yen", "44万円"), ("budget_year", "R9")];
        her.adopts(&reached, &leaflet).await;
        her.sees("/measures", "今年度、事業を組みかえれば1件の方策ができます。").await;

        // The council's goal of the year is five people: one who has the support already, four still to be reached. Two results come in.
        let five = her.sets_goal("7-transition", 5, &[("すでに支給決定", 1), ("新たに働きかける人", 4)]).await;
        her.ties(&five, &reached).await;
        her.tells(&five, "R6.9.30", &[1, 2]).await;
        her.sees(&five, "令和6年9月30日現在で3人。のこり2人です。").await;
        her.tells(&five, "R7.3.31", &[1, 3]).await;
        her.sees(&five, "令和6年度は4人で、目標の5人に1人足りませんでした。").await;
        her.sees(&reached, "地域移行支援の利用者数を5人に 評価を待つ").await;

        // Members score three issues, each in private; together they are frozen for the next meeting.
        let round = her.asks_members(&[&visits, &reached, &rooms]).await;
        for points in [[(3, 5), (4, 5), (1, 4)], [(2, 4), (4, 5), (5, 4)], [(3, 4), (5, 5), (2, 4)]] {
            her.member_scores(&round, &points).await;
        }
        her.freezes_scores(&round).await;
        her.sees(&round, "先に取り組めるのはR6-003。意見が割れたのはR6-006。").await;

        // The second meeting begins with what is open; what has to wait says why. 資料2 (how many people stand where) and 資料3 are frozen
        // with its agenda, and no copy but the one that is collected tells how few they are.
        her.counts("R6.9.30", &[("話を聞きたいと言った", 4), ("支給決定", 3)]).await;
        let second = her.plans("2", "R6.10.17").await;
        her.strikes(&second, "災害のとき、一人で暮らす人が取り残される", "防災の部会で先に話す").await;
        her.begins_with_what_is_open(&second).await;
        her.sees(&second, "⑴ 前回の会議録の確認について ⑵ 前回までの回答のその後について（1件） ⑶ 意見の行き先について（1件） ⑷ 課題への方策について（6件）").await;
        let packet = her.freezes_packet(&second).await;
        let headline = "終えていない課題8件のうち、1件に取り組んでいます。方策は2件です。";
        her.sees(&packet, headline.trim_end_matches('。')).await;

        // Everybody is told what came of what was said, once it was approved; what is open stays inside.
        her.proposes_what_to_tell().await;
        her.releases("8み障福第9号", "R8.11.25").await;
        let told = "入院している人に届いていない」という課題にしました。「病院での説明会を年4回ひらく」、「リーフレット」を進めています。";
        her.sees_released(told).await;
        let Some(read) = her.reads_pdf(&format!("{packet}/paper.pdf")).await else { return };
        for told in ["計＊", headline, "令和6年度第1回会議の意見13件と回答の約束1件のうち、11件が課題につながり、1件は答えて終え、2件が残っています。"] {
            assert!(read.contains(told), "{told}: {read}");
        }
        assert!(her.reads_pdf(&format!("{packet}/members.pdf")).await.unwrap().contains("計7"));
        assert!(her.reads_pdf_of_what_was_released().await.unwrap().contains(told));
    }
}
