//! 書面表決書: what came back from one member. Pure.

use crate::council::meeting::model::ItemId;
use crate::council::sitting::model::SittingPerson;
use crate::editing::read::day;
use crate::editing::shape::{Shape, Texts, Wrong, text};
use almanac::Date;
use std::collections::BTreeMap;

/// The fields of a ballot that are edited. `choices` is a line for each item: its id, `=`, and a code.
pub const SHAPE: Shape =
    Shape { kind: "Ballot", fields: &[("received_on", "戻った日"), ("choices", "表決"), ("remark", "意見")] };

/// So long is the longest 意見.
pub const MOST_REMARK: usize = 4000;

/// 表決: what a member says of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BallotChoice {
    /// 賛成.
    Approve,
    /// 反対.
    Oppose,
    /// 棄権・保留.
    Abstain,
}

impl BallotChoice {
    /// In the order of the paper.
    pub const ALL: [BallotChoice; 3] = [BallotChoice::Approve, BallotChoice::Oppose, BallotChoice::Abstain];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            BallotChoice::Approve => "approve",
            BallotChoice::Oppose => "oppose",
            BallotChoice::Abstain => "abstain",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<BallotChoice> {
        BallotChoice::ALL.into_iter().find(|choice| choice.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            BallotChoice::Approve => "賛成",
            BallotChoice::Oppose => "反対",
            BallotChoice::Abstain => "棄権・保留",
        }
    }
}

/// What a ballot's form holds, understood. One that is not back yet holds nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BallotForm {
    /// 戻った日; `None`: まだ戻っていない.
    pub received_on: Option<Date>,
    /// What it says of each item. Where nothing was circled the item is not in it.
    pub choices: BTreeMap<ItemId, BallotChoice>,
    /// 意見, as typed.
    pub remark: String,
}

impl BallotForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<BallotForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let received_on = day("received_on", texts, w);
        let choices = choices(text(texts, "choices"), w);
        let remark = match text(texts, "remark") {
            blank if blank.trim().is_empty() => String::new(),
            typed => typed.to_string(),
        };
        if remark.chars().count() > MOST_REMARK {
            w.push(Wrong::new("remark", format!("長すぎます。{MOST_REMARK}文字までにしてください。")));
        }
        if received_on.is_none() && w.is_empty() && !(choices.is_empty() && remark.is_empty()) {
            w.push(Wrong::new("received_on", NOT_BACK));
        }
        if wrongs.is_empty() { Ok(BallotForm { received_on, choices, remark }) } else { Err(wrongs) }
    }

    /// The fields as texts, for a version.
    pub fn texts(&self) -> Texts {
        let lines = self.choices.iter().map(|(item, choice)| line(*item, *choice));
        [
            ("received_on", self.received_on.map_or_else(String::new, |day| day.to_string())),
            ("choices", lines.collect::<Vec<_>>().join("\n")),
            ("remark", self.remark.clone()),
        ]
        .map(|(name, value)| (name.to_string(), value))
        .into()
    }

    /// It came back.
    pub fn is_back(&self) -> bool {
        self.received_on.is_some()
    }
}

const NOT_BACK: &str = "空です。表決か意見が入っているので、戻った日を入れてください。まだ戻っていないときは、表決を「記入なし」に、意見を空にしてください。例: 令和9年2月3日、R9.2.3";
const ODD: &str = "表決が読み取れません。画面を開き直して、選び直してください。";

/// What says one choice: `ITEMID=code`.
pub fn line(item: ItemId, choice: BallotChoice) -> String {
    format!("{item}={}", choice.code())
}

/// The choices of the lines that can be read, for a form that shows what was typed.
pub fn readable(lines: &str) -> BTreeMap<ItemId, BallotChoice> {
    lines.lines().filter_map(choice).collect()
}

fn choice(line: &str) -> Option<(ItemId, BallotChoice)> {
    let (item, code) = line.trim().split_once('=')?;
    Some((ItemId::parse(item)?, BallotChoice::parse(code)?))
}

fn choices(lines: &str, wrongs: &mut Vec<Wrong>) -> BTreeMap<ItemId, BallotChoice> {
    let mut choices = BTreeMap::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let is_new = choice(line).is_some_and(|(item, choice)| choices.insert(item, choice).is_none());
        if !is_new {
            wrongs.push(Wrong::new("choices", ODD));
            break;
        }
    }
    choices
}

/// 書面表決書: the ballot of one member, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ballot {
    /// Whose.
    pub person: SittingPerson,
    /// What it holds.
    pub form: BallotForm,
    /// The version of the row.
    pub version: i64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    #[test]
    fn a_ballot_is_read_from_its_form_and_written_back_the_same() {
        let item = ItemId::fresh();
        let lines = line(item, BallotChoice::Abstain);
        let form = BallotForm::parse(&typed(&[
            ("received_on", "令和９年２月３日"),
            ("choices", &lines),
            ("remark", " 事前に説明がほしかった。\n"),
        ]))
        .unwrap();
        assert_eq!(form.received_on.unwrap().to_string(), "2027-02-03");
        assert_eq!(form.choices.get(&item), Some(&BallotChoice::Abstain));
        assert_eq!(form.remark, " 事前に説明がほしかった。\n", "as typed");
        assert_eq!(BallotForm::parse(&form.texts()), Ok(form));
        let empty = BallotForm::parse(&typed(&[("received_on", " "), ("choices", "\n"), ("remark", "　\n")])).unwrap();
        assert_eq!(empty, BallotForm::default(), "not back yet");
        assert_eq!(BallotForm::parse(&empty.texts()), Ok(empty));
    }

    #[test]
    fn what_a_ballot_says_wrongly_is_told_field_by_field() {
        let item = ItemId::fresh();
        let twice = format!("{item}=approve\n{item}=oppose");
        let (odd, long) = (format!("{item}=maybe"), "あ".repeat(4001));
        let cases = [
            (vec![("received_on", "平成35年2月3日")], "received_on"),
            (vec![("received_on", "R9.2.3"), ("choices", twice.as_str())], "choices"),
            (vec![("received_on", "R9.2.3"), ("choices", odd.as_str())], "choices"),
            (vec![("received_on", "R9.2.3"), ("choices", "1=approve")], "choices"),
            (vec![("received_on", "R9.2.3"), ("remark", long.as_str())], "remark"),
            (vec![("remark", "意見だけ")], "received_on"),
            (vec![("choices", "")], ""),
        ];
        for (pairs, field) in cases {
            let fields: Vec<&str> = match BallotForm::parse(&typed(&pairs)) {
                Ok(_) => vec![""],
                Err(wrongs) => wrongs.iter().map(|wrong| wrong.field).collect(),
            };
            assert_eq!(fields, [field], "{pairs:?}");
        }
        assert!(BallotChoice::ALL.into_iter().all(|one| BallotChoice::parse(one.code()) == Some(one)));
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(field in 0usize..3, value in "(\\PC|[\t\n=]){0,60}") {
            let item = line(ItemId::fresh(), BallotChoice::Oppose);
            let mut texts = typed(&[("received_on", "R9.2.3"), ("choices", &item)]);
            texts.insert(SHAPE.fields[field].0.into(), value);
            if let Ok(form) = BallotForm::parse(&texts) {
                prop_assert_eq!(BallotForm::parse(&form.texts()), Ok(form));
            }
        }

        #[test]
        fn any_choices_come_back_as_they_were(codes in proptest::collection::vec(0usize..3, 0..12)) {
            let choices: BTreeMap<ItemId, BallotChoice> =
                codes.into_iter().map(|code| (ItemId::fresh(), BallotChoice::ALL[code])).collect();
            let received_on = almanac::read_date("R9.2.3").ok();
            let form = BallotForm { received_on, choices, remark: String::new() };
            prop_assert_eq!(readable(&form.texts()["choices"]), form.choices.clone());
            prop_assert_eq!(BallotForm::parse(&form.texts()), Ok(form));
        }
    }
}
