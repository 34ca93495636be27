//! Which items are voted on, what the ballots say together, and whether enough of them are back. Pure; it decides nothing.

use crate::council::ballot::model::{Ballot, BallotChoice};
use crate::council::charter::model::{Quorum, QuorumRule};
use crate::council::meeting::model::{ItemId, ItemKind, Kept};

/// The items that are voted on: those of 承認 and 協議; where no item has a kind, each that has none below it and is no frame of the
/// meeting (開会, 閉会, その他, 次回).
pub fn voted_on(items: &[Kept]) -> Vec<&Kept> {
    if items.iter().any(|item| item.line.kind.is_some()) {
        let is_voted = |kind| matches!(kind, Some(ItemKind::Approval | ItemKind::Discussion));
        return items.iter().filter(|item| is_voted(item.line.kind)).collect();
    }
    let is_leaf = |at: usize| items.get(at + 1).is_none_or(|next| next.line.depth <= items[at].line.depth);
    let voted = items.iter().enumerate().filter(|(at, item)| is_leaf(*at) && !is_frame(&item.line.title));
    voted.map(|(_, item)| item).collect()
}

/// What a meeting begins and ends with. 「その他の…について」 is an item like any other.
fn is_frame(title: &str) -> bool {
    let title: String = title.chars().filter(|c| !c.is_whitespace()).collect();
    let begins = ["開会", "閉会", "次回", "その他（", "その他("].iter().any(|word| title.starts_with(word));
    begins || title == "その他" || title.ends_with("あいさつ") || title.ends_with("挨拶")
}

/// What the ballots say of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The item.
    pub item: ItemId,
    /// Its number and title.
    pub words: String,
    /// 賛成.
    pub approve: u32,
    /// 反対.
    pub oppose: u32,
    /// 棄権・保留.
    pub abstain: u32,
    /// 記入なし: the ballot is back and says nothing of this item.
    pub silent: u32,
    /// 未着: not back yet.
    pub out: u32,
}

impl Tally {
    /// How many ballots are back.
    pub fn returned(&self) -> u32 {
        self.approve + self.oppose + self.abstain + self.silent
    }

    /// Each word with its count, in the order of the sentence. 記入なし stands only where there is one.
    pub fn parts(&self) -> Vec<(&'static str, u32)> {
        let silent = (self.silent > 0).then_some(("記入なし", self.silent));
        [("賛成", self.approve), ("反対", self.oppose), ("棄権・保留", self.abstain)]
            .into_iter()
            .chain(silent)
            .chain([("未着", self.out)])
            .collect()
    }

    /// 賛成11、反対0、棄権1、未着1.
    pub fn sentence(&self) -> String {
        let short = |word: &'static str| if word == "棄権・保留" { "棄権" } else { word };
        self.parts().into_iter().map(|(word, count)| format!("{}{count}", short(word))).collect::<Vec<_>>().join("、")
    }
}

/// What the ballots say, item by item.
pub fn tally(items: &[&Kept], ballots: &[Ballot]) -> Vec<Tally> {
    let of = |item: &&Kept| {
        let mut tally =
            Tally { item: item.id, words: item.line.words(), approve: 0, oppose: 0, abstain: 0, silent: 0, out: 0 };
        for ballot in ballots {
            let place = match ballot.form.choices.get(&item.id) {
                _ if !ballot.form.is_back() => &mut tally.out,
                Some(BallotChoice::Approve) => &mut tally.approve,
                Some(BallotChoice::Oppose) => &mut tally.oppose,
                Some(BallotChoice::Abstain) => &mut tally.abstain,
                None => &mut tally.silent,
            };
            *place += 1;
        }
        tally
    };
    items.iter().map(of).collect()
}

/// How many must take part, as far as the council's rules of the day say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needed {
    /// So many.
    Of(u32),
    /// The rules ask for none.
    Nothing,
    /// The rules of the day are not typed in, or do not say it.
    Unknown,
}

/// How many ballots are back, held against the quorum. A ballot that is back counts as taking part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// How many are back.
    pub returned: u32,
    /// How many members are asked.
    pub members: u32,
    /// How many must take part.
    pub needed: Needed,
}

/// The verdict on these ballots by the rule of the day.
pub fn verdict(ballots: &[Ballot], quorum: Option<Quorum>) -> Verdict {
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let members = count(ballots.len());
    let needed = match quorum {
        Some(quorum) if quorum.rule == QuorumRule::Nothing => Needed::Nothing,
        Some(quorum) => quorum.needed(members).map_or(Needed::Unknown, Needed::Of),
        None => Needed::Unknown,
    };
    Verdict { returned: count(ballots.iter().filter(|ballot| ballot.form.is_back()).count()), members, needed }
}

impl Verdict {
    /// Are enough of them back? `None` where no rule says how many that is.
    pub fn stands(self) -> Option<bool> {
        match self.needed {
            Needed::Of(needed) => Some(self.returned >= needed),
            Needed::Nothing => Some(true),
            Needed::Unknown => None,
        }
    }

    /// How many are back and what follows.
    pub fn sentence(self) -> String {
        let Verdict { returned, members, needed } = self;
        let back = format!("委員{members}人のうち、{returned}人から戻りました。");
        match needed {
            Needed::Of(needed) if returned >= needed => {
                format!("{back}定足数の{needed}人に足りています。戻った書面表決書は、出席に数えています。")
            }
            Needed::Of(needed) => format!("{back}定足数の{needed}人まで、あと{}人です。", needed - returned),
            Needed::Nothing => format!("{back}協議会の決まりでは、定足数を定めていません。"),
            Needed::Unknown => format!(
                "{back}定足数がこの日の「協議会の決まり」に入っていないため、足りているかどうかは判断しません。条例・要綱を確かめて、決まりに入れてください。"
            ),
        }
    }

    /// What the ballots propose on an item; empty while nothing can be said. The decision is written by a person.
    pub fn proposal(self, tally: &Tally) -> String {
        let returned = tally.returned();
        if returned == 0 {
            return String::new();
        }
        let told = format!("戻った{returned}人のうち、{}人が賛成です。", tally.approve);
        match (self.stands(), tally.approve * 2 > returned) {
            (Some(true), true) => {
                format!("{told}過半数なので、「承認」とする案です。決定は、事務局が会議録に書いてください。")
            }
            (Some(true), false) => format!("{told}過半数ではありません。扱いは、会長に確かめてください。"),
            (Some(false), _) => format!("{told}定足数に足りるまで、案は出しません。"),
            (None, _) => format!("{told}定足数が分からないため、案は出しません。"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::ballot::model::BallotForm;
    use crate::council::meeting::model::read_items;
    use crate::council::sitting::model::{PersonKind, SittingPerson, SittingPersonId};
    use proptest::prelude::*;

    fn kept(agenda: &str) -> Vec<Kept> {
        read_items(agenda).into_iter().map(|line| Kept { id: ItemId::fresh(), line }).collect()
    }

    fn titles(items: &[Kept]) -> Vec<String> {
        voted_on(items).into_iter().map(|item| item.line.title.clone()).collect()
    }

    fn ballot(item: &Kept, said: Option<Option<BallotChoice>>) -> Ballot {
        let person = SittingPerson {
            id: SittingPersonId::fresh(),
            kind: PersonKind::Member,
            member: None,
            name: "平井 花".into(),
            role_text: String::new(),
            body: String::new(),
        };
        let choices = said.flatten().map(|choice| (item.id, choice)).into_iter().collect();
        let received_on = said.and_then(|_| almanac::read_date("R9.2.3").ok());
        Ballot { person, form: BallotForm { received_on, choices, remark: String::new() }, version: 1 }
    }

    fn ballots(item: &Kept, counts: [usize; 5]) -> Vec<Ballot> {
        let [approve, oppose, abstain] = BallotChoice::ALL.map(|choice| Some(Some(choice)));
        let all = [approve, oppose, abstain, Some(None), None].into_iter().zip(counts);
        all.flat_map(|(said, count)| (0..count).map(move |_| ballot(item, said))).collect()
    }

    fn rule(rule: QuorumRule) -> Option<Quorum> {
        Some(Quorum { rule, counts_proxy: false, counts_online: false })
    }

    #[test]
    fn a_council_votes_on_what_is_to_be_approved_or_discussed() {
        let agenda = "１　開会\n２　議題\n　⑴　実績【種類: 報告】\n　⑵　目標【種類: 協議】\n　⑶　規約【種類: 承認】【非公開: 個人】\n３　その他\n４　閉会";
        assert_eq!(titles(&kept(agenda)), ["目標", "規約"], "a closed one as well");
        assert!(titles(&kept("１　実績【種類: 報告】\n２　目標")).is_empty(), "who names kinds names them all");
    }

    #[test]
    fn where_no_item_has_a_kind_each_at_the_lowest_step_is_voted_on() {
        let agenda = "１　開会\n２　会長あいさつ\n３　議題\n　⑴　目標について\n　⑵　規約について\n　　ア　第3条\n　　イ　第5条\n４　その他の計画について\n５　その他\n６　その他（事務連絡）\n７　次回の日程\n８　閉 会";
        assert_eq!(titles(&kept(agenda)), ["目標について", "第3条", "第5条", "その他の計画について"]);
        assert!(titles(&[]).is_empty());
    }

    #[test]
    fn the_ballots_of_an_item_are_told_in_one_sentence() {
        let items = kept("目標【種類: 承認】");
        let told = |counts| tally(&voted_on(&items), &ballots(&items[0], counts)).remove(0).sentence();
        assert_eq!(told([11, 0, 1, 0, 1]), "賛成11、反対0、棄権1、未着1");
        assert_eq!(told([8, 2, 0, 1, 2]), "賛成8、反対2、棄権0、記入なし1、未着2");
    }

    #[test]
    fn a_ballot_that_is_back_counts_for_the_quorum_and_without_a_rule_nothing_is_decided() {
        let items = kept("目標【種類: 承認】");
        let said = |counts, quorum| {
            let ballots = ballots(&items[0], counts);
            let verdict = verdict(&ballots, quorum);
            (verdict.stands(), verdict.sentence(), verdict.proposal(&tally(&voted_on(&items), &ballots)[0]))
        };
        let (stands, sentence, proposal) = said([7, 0, 0, 0, 6], rule(QuorumRule::Majority));
        assert_eq!(stands, Some(true));
        assert!(sentence.starts_with("委員13人のうち、7人から戻りました。定足数の7人に足りています"), "{sentence}");
        assert!(proposal.starts_with("戻った7人のうち、7人が賛成です。過半数なので、「承認」とする案"), "{proposal}");
        let (stands, sentence, proposal) = said([6, 0, 0, 0, 7], rule(QuorumRule::Majority));
        assert_eq!(stands, Some(false));
        assert!(
            sentence.ends_with("定足数の7人まで、あと1人です。") && !proposal.contains("承認"),
            "{sentence}{proposal}"
        );
        let (stands, sentence, proposal) = said([12, 0, 0, 0, 1], None);
        assert_eq!(stands, None);
        assert!(sentence.contains("判断しません") && !proposal.contains("承認"), "{sentence}{proposal}");
        let (stands, sentence, _) = said([1, 0, 0, 0, 1], rule(QuorumRule::Nothing));
        assert!(stands == Some(true) && sentence.contains("定めていません"), "{sentence}");
        let (.., half) = said([6, 5, 0, 1, 0], rule(QuorumRule::Half));
        assert!(half.contains("過半数ではありません"), "six of twelve are half of them: {half}");
        assert_eq!(said([0, 0, 0, 0, 3], rule(QuorumRule::Half)).2, "", "nothing is back");
        assert_eq!(said([0, 0, 0, 0, 0], rule(QuorumRule::Half)).0, None, "nobody is asked");
    }

    proptest! {
        #[test]
        fn every_ballot_is_counted_once_for_each_item(counts in proptest::array::uniform5(0usize..6)) {
            let items = kept("目標【種類: 承認】\n規約【種類: 協議】");
            let ballots = ballots(&items[0], counts);
            for tally in tally(&voted_on(&items), &ballots) {
                prop_assert_eq!((tally.returned() + tally.out) as usize, ballots.len());
                prop_assert_eq!(tally.parts().iter().map(|(_, count)| *count as usize).sum::<usize>(), ballots.len());
            }
        }
    }
}
