//! What criteria ask for, and answers of that kind.

use super::{Checked, Codes, LARGEST, LONGEST_CODE, LONGEST_LINE, MOST_CRITERIA, line};
use crate::answer::{Answer, Answers};
use crate::criterion::{By, Criterion, Rule};
use crate::reasons::{DECLINED_BY_HOME, DECLINED_BY_PERSON, LIVES_THERE};
use crate::refusal::Refusal;
use std::collections::BTreeMap;

/// What an answer of a name may be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Number,
    Words,
    Span,
    Point,
    Word,
    Minutes,
}

impl Kind {
    fn takes(self, answer: &Answer) -> bool {
        match answer {
            Answer::Any(_) => true,
            Answer::Number(_) => matches!(self, Self::Number | Self::Span),
            Answer::Word(_) => matches!(self, Self::Words | Self::Word),
            Answer::Words(_) => self == Self::Words,
            Answer::Range(_) => self == Self::Span,
            Answer::Point(_) => self == Self::Point,
            Answer::Minutes(_) => self == Self::Minutes,
        }
    }

    fn wanted(self) -> &'static str {
        match self {
            Self::Number => "整数で書いてください（例: 53700）",
            Self::Words => "言葉か、言葉の列で書いてください（例: [\"精神\"]）",
            Self::Span => "範囲で書いてください（例: {\"from\": 2, \"to\": 4}）",
            Self::Point => "緯度と経度で書いてください（例: {\"lat\": 35.7, \"lng\": 139.5}）",
            Self::Word => "言葉1つで書いてください（例: \"北口\"）",
            Self::Minutes => "場所ごとの分で書いてください（例: {\"minutes\": {\"北口\": 12}}）",
        }
    }
}

/// The kinds of the answers that criteria ask for: of people, and of places.
#[derive(Default)]
pub(super) struct Kinds {
    pub(super) person: BTreeMap<String, Kind>,
    pub(super) place: BTreeMap<String, Kind>,
}

/// Criteria that can be told apart, and what they ask for.
pub(super) fn criteria(path: &str, criteria: &[Criterion]) -> Result<Kinds, Refusal> {
    if criteria.len() > MOST_CRITERIA {
        let sentence = format!("条件が{}件あります。{MOST_CRITERIA}件までにしてください。", criteria.len());
        return Err(Refusal::new(path, sentence));
    }
    let (mut codes, mut kinds) = (Codes::default(), Kinds::default());
    for (at, criterion) in criteria.iter().enumerate() {
        let path = format!("{path}[{at}]");
        codes.take(&format!("{path}.id"), &criterion.id)?;
        if [DECLINED_BY_PERSON, DECLINED_BY_HOME, LIVES_THERE].contains(&&*criterion.id) {
            let sentence = format!("「{}」は nimo が使う番号です。別の番号にしてください。", criterion.id);
            return Err(Refusal::new(format!("{path}.id"), sentence));
        }
        line(format!("{path}.label"), &criterion.label, LONGEST_CODE)?;
        let words = [
            ("who", &criterion.who, LONGEST_CODE),
            ("ask_person", &criterion.ask_person, LONGEST_LINE),
            ("ask_limit", &criterion.ask_limit, LONGEST_LINE),
            ("ask_home", &criterion.ask_home, LONGEST_LINE),
            ("ask_talk", &criterion.ask_talk, LONGEST_LINE),
        ];
        for (name, text, most) in words {
            text.as_ref().map_or(Ok(()), |text| line(format!("{path}.{name}"), text, most))?;
        }
        let changes = criterion.who.is_some() || criterion.cost.is_some();
        if changes && !criterion.ground.may_be_changed() {
            let word = criterion.ground.word();
            let sentence = format!("根拠が「{word}」の条件は変えられません。who と cost を消してください。");
            return Err(Refusal::new(path, sentence));
        }
        let (people, place) = wanted(&criterion.rule);
        for (name, kind) in criterion.rule.of_person().into_iter().zip(people) {
            learn(&path, &mut kinds.person, name, kind)?;
        }
        learn(&path, &mut kinds.place, criterion.rule.of_place(), place)?;
    }
    Ok(kinds)
}

/// The kinds of a rule's answers: the person's, in the order of [`Rule::of_person`], and that of the place.
fn wanted(rule: &Rule) -> (Vec<Kind>, Kind) {
    match rule {
        Rule::Accepts { .. } | Rule::Provides { .. } => (vec![Kind::Words], Kind::Words),
        Rule::Range { .. } => (vec![Kind::Number], Kind::Span),
        Rule::AtMost { .. } => (vec![Kind::Number], Kind::Number),
        Rule::Within { by: By::Metres, .. } => (vec![Kind::Point, Kind::Number], Kind::Point),
        Rule::Within { by: By::Minutes, .. } => (vec![Kind::Word, Kind::Number], Kind::Minutes),
    }
}

fn learn(path: &str, kinds: &mut BTreeMap<String, Kind>, name: &str, kind: Kind) -> Checked {
    let before = *kinds.entry(name.to_string()).or_insert(kind);
    if before == kind {
        return Ok(());
    }
    let sentence = format!("答え「{name}」は、ほかの条件で別の形を求めています。別の名前にしてください。");
    Err(Refusal::new(format!("{path}.rule"), sentence))
}

/// Answers within bounds, of the kinds that criteria ask for.
pub(super) fn answers(path: &str, answers: &Answers, kinds: &BTreeMap<String, Kind>) -> Checked {
    for (name, answer) in answers {
        let refuse = |sentence: String| Err(Refusal::new(format!("{path}.answers.{name}"), sentence));
        let is_large = |number: &i64| number.unsigned_abs() > LARGEST.unsigned_abs();
        match answer {
            Answer::Number(number) if is_large(number) => {
                return refuse(format!("数は{LARGEST}までにしてください。"));
            }
            Answer::Range(span) if span.from.is_none() && span.to.is_none() => {
                return refuse("from か to を書いてください。どちらもなければ {\"any\": true} とします。".into());
            }
            Answer::Range(span) if span.from.iter().chain(&span.to).any(is_large) => {
                return refuse(format!("数は{LARGEST}までにしてください。"));
            }
            Answer::Range(span) if span.from.zip(span.to).is_some_and(|(from, to)| from > to) => {
                return refuse("範囲の from が to より大きくなっています。入れ替えてください。".into());
            }
            Answer::Point(point) if !(point.lat.abs() <= 90.0 && point.lng.abs() <= 180.0) => {
                return refuse("緯度は-90から90、経度は-180から180で書いてください。".into());
            }
            Answer::Minutes(from) if from.minutes.values().any(|minutes| *minutes < 0 || is_large(minutes)) => {
                return refuse(format!("分は0から{LARGEST}までで書いてください。"));
            }
            Answer::Any(any) if !any.any => {
                return refuse("any は true だけです。分からない答えは、書かないでください。".into());
            }
            _ => {}
        }
        if let Some(kind) = kinds.get(name)
            && !kind.takes(answer)
        {
            return refuse(format!("{}。", kind.wanted()));
        }
    }
    Ok(())
}
