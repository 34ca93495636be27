//! What the types of an input cannot say: codes that are there once and are found, kinds of answers, bounds.

use crate::answer::{Answer, Answers};
use crate::criterion::{By, Criterion, Ground, Of, Rule};
use crate::input::{Change, Home, INPUT, Input, WhatIf};
use crate::reasons::{DECLINED_BY_HOME, DECLINED_BY_PERSON};
use crate::refusal::Refusal;
use std::collections::{BTreeMap, HashSet};

/// The most people, and the most rooms.
pub const MOST: usize = 100_000;
/// The most criteria: a pair keeps its failing ones in one machine word, with room for the two noes that people say.
pub const MOST_CRITERIA: usize = 60;
/// The largest number of an answer.
pub const LARGEST: i64 = 1_000_000_000_000;
const LONGEST_CODE: usize = 100;

type Checked = Result<(), Refusal>;

pub(crate) fn input(input: &Input) -> Checked {
    if input.format != INPUT {
        return Err(Refusal::new("format", format!("「{INPUT}」と書いてください。")));
    }
    size("people", input.people.len())?;
    size("homes", input.homes.len())?;
    size("homes", input.homes.iter().map(|home| home.rooms.len()).sum())?;
    size("planning.clients", input.planning.clients.len())?;
    size("planning.offices", input.planning.offices.len())?;
    let kinds = criteria("criteria", &input.criteria)?;
    people(input, &kinds)?;
    let mut codes = Codes::default();
    for (at, home) in input.homes.iter().enumerate() {
        codes.take(&format!("homes[{at}].id"), &home.id)?;
    }
    for (at, home) in input.homes.iter().enumerate() {
        rooms(&format!("homes[{at}]"), home, &kinds, &mut codes)?;
    }
    links(input)?;
    changes(input)?;
    planning(input)?;
    what_if(input, &kinds, codes)
}

fn size(path: &str, count: usize) -> Checked {
    let sentence = || format!("{count}件あります。{MOST}件までに分けてください。");
    if count > MOST { Err(Refusal::new(path, sentence())) } else { Ok(()) }
}

/// Codes that may be there only once.
#[derive(Default)]
struct Codes {
    seen: HashSet<String>,
}

impl Codes {
    fn take(&mut self, path: &str, code: &str) -> Checked {
        if code.is_empty() || code.chars().count() > LONGEST_CODE || code.chars().any(char::is_control) {
            return Err(Refusal::new(
                path,
                format!("番号は、1文字から{LONGEST_CODE}文字で、改行を入れずに書いてください。"),
            ));
        }
        if !self.seen.insert(code.to_string()) {
            let sentence = format!("番号「{code}」が2つあります。別々の番号にしてください。");
            return Err(Refusal::new(path, sentence));
        }
        Ok(())
    }
}

/// What an answer of a name may be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
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
struct Kinds {
    person: BTreeMap<String, Kind>,
    place: BTreeMap<String, Kind>,
}

fn criteria(path: &str, criteria: &[Criterion]) -> Result<Kinds, Refusal> {
    if criteria.len() > MOST_CRITERIA {
        let sentence = format!("条件が{}件あります。{MOST_CRITERIA}件までにしてください。", criteria.len());
        return Err(Refusal::new(path, sentence));
    }
    let (mut codes, mut kinds) = (Codes::default(), Kinds::default());
    codes.seen.extend([DECLINED_BY_PERSON, DECLINED_BY_HOME].map(str::to_string));
    for (at, criterion) in criteria.iter().enumerate() {
        let path = format!("{path}[{at}]");
        codes.take(&format!("{path}.id"), &criterion.id)?;
        if criterion.label.trim().is_empty() {
            return Err(Refusal::new(format!("{path}.label"), "条件の名前を書いてください。"));
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

fn answers(path: &str, answers: &Answers, kinds: &BTreeMap<String, Kind>) -> Checked {
    for (name, answer) in answers {
        let refuse = |sentence: String| Err(Refusal::new(format!("{path}.answers.{name}"), sentence));
        let is_large = |number: &i64| number.abs() > LARGEST;
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
                return refuse("分は0以上で書いてください。".into());
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

fn people(input: &Input, kinds: &Kinds) -> Checked {
    let mut codes = Codes::default();
    let classes = (input.priority.classes.len() as u32).max(1);
    for (at, person) in input.people.iter().enumerate() {
        let path = format!("people[{at}]");
        codes.take(&format!("{path}.id"), &person.id)?;
        if person.class == 0 || person.class > classes {
            let sentence = format!("優先順位の区分は1から{classes}です。区分の名前は priority.classes に書きます。");
            return Err(Refusal::new(format!("{path}.class"), sentence));
        }
        answers(&path, &person.answers, &kinds.person)?;
    }
    Ok(())
}

fn rooms(path: &str, home: &Home, kinds: &Kinds, codes: &mut Codes) -> Checked {
    answers(path, &home.answers, &kinds.place)?;
    for (at, room) in home.rooms.iter().enumerate() {
        let path = format!("{path}.rooms[{at}]");
        codes.take(&format!("{path}.id"), &room.id)?;
        if room.expires_on < room.as_of {
            let sentence = "期限（expires_on）が、聞いた日（as_of）より前です。どちらかを直してください。";
            return Err(Refusal::new(format!("{path}.expires_on"), sentence));
        }
        answers(&path, &room.answers, &kinds.place)?;
    }
    Ok(())
}

fn links(input: &Input) -> Checked {
    let people: HashSet<&str> = input.people.iter().map(|person| &*person.id).collect();
    let homes: HashSet<&str> = input.homes.iter().map(|home| &*home.id).collect();
    let rooms: HashSet<&str> = input.homes.iter().flat_map(|home| &home.rooms).map(|room| &*room.id).collect();
    let there = |path: String, code: &str, is_there: bool, what: &str| {
        let sentence = || format!("「{code}」という{what}がありません。番号を確かめてください。");
        if is_there { Ok(()) } else { Err(Refusal::new(path, sentence())) }
    };
    for (at, person) in input.people.iter().enumerate() {
        if let Some(home) = &person.lives_in {
            there(format!("people[{at}].lives_in"), home, homes.contains(&**home), "住居")?;
        }
        for (wish, code) in person.prefers.iter().enumerate() {
            let known = homes.contains(&**code) || rooms.contains(&**code);
            there(format!("people[{at}].prefers[{wish}]"), code, known, "住居・部屋")?;
            if person.prefers[..wish].contains(code) {
                let sentence = format!("「{code}」が2回あります。1つにしてください。");
                return Err(Refusal::new(format!("people[{at}].prefers[{wish}]"), sentence));
            }
        }
    }
    let mut agreed = HashSet::new();
    for (at, visit) in input.visits.iter().enumerate() {
        there(format!("visits[{at}].person"), &visit.person, people.contains(&*visit.person), "人")?;
        there(format!("visits[{at}].room"), &visit.room, rooms.contains(&*visit.room), "部屋")?;
        if !agreed.insert((&visit.person, &visit.room)) {
            return Err(Refusal::new(format!("visits[{at}]"), "同じ見学が2つあります。1つにしてください。"));
        }
    }
    for (at, declined) in input.declined.iter().enumerate() {
        there(format!("declined[{at}].person"), &declined.person, people.contains(&*declined.person), "人")?;
        there(format!("declined[{at}].home"), &declined.home, homes.contains(&*declined.home), "住居")?;
    }
    for (at, talked) in input.talked.iter().enumerate() {
        there(format!("talked[{at}].person"), &talked.person, people.contains(&*talked.person), "人")?;
        there(format!("talked[{at}].home"), &talked.home, homes.contains(&*talked.home), "住居")?;
        let talk = |criterion: &&Criterion| criterion.ground == Ground::Talk && criterion.id == talked.criterion;
        let is_talk = input.criteria.iter().any(|criterion| talk(&criterion));
        there(format!("talked[{at}].criterion"), &talked.criterion, is_talk, "話し合いの条件")?;
    }
    Ok(())
}

fn changes(input: &Input) -> Checked {
    let yen = |path: String, yen: i64| {
        let sentence = "1円以上、100万円までで書いてください。";
        if (1..=1_000_000).contains(&yen) { Ok(()) } else { Err(Refusal::new(path, sentence)) }
    };
    for (at, step) in input.aid_yen.iter().enumerate() {
        yen(format!("aid_yen[{at}]"), *step)?;
    }
    for (at, change) in input.changes.iter().enumerate() {
        let path = format!("changes[{at}]");
        let (code, home) = match change {
            Change::Lift { criterion, home } | Change::Teach { criterion, home, .. } => (criterion, home.as_ref()),
            Change::Aid { criterion, yen: step } => {
                yen(format!("{path}.aid.yen"), *step)?;
                (criterion, None)
            }
        };
        let Some(criterion) = input.criteria.iter().find(|criterion| criterion.id == *code) else {
            return Err(Refusal::new(path, format!("「{code}」という条件がありません。番号を確かめてください。")));
        };
        if let Some(home) = home.filter(|home| !input.homes.iter().any(|other| other.id == **home)) {
            return Err(Refusal::new(path, format!("「{home}」という住居がありません。番号を確かめてください。")));
        }
        if !criterion.ground.may_be_changed() {
            let sentence =
                format!("条件「{}」の根拠は「{}」で、変えられません。", criterion.label, criterion.ground.word());
            return Err(Refusal::new(path, sentence));
        }
        let is_of_its_kind = match change {
            Change::Lift { .. } => true,
            Change::Teach { .. } => is_taught(criterion),
            Change::Aid { .. } => is_aided(criterion),
        };
        if !is_of_its_kind {
            let sentence = format!("条件「{}」は、この形の見直しでは変わりません。", criterion.label);
            return Err(Refusal::new(path, sentence));
        }
    }
    Ok(())
}

/// Can a skill be taught so that it holds?
pub(crate) fn is_taught(criterion: &Criterion) -> bool {
    criterion.ground == Ground::Skill && matches!(criterion.rule, Rule::Provides { .. })
}

/// Does rent aid help?
pub(crate) fn is_aided(criterion: &Criterion) -> bool {
    criterion.ground == Ground::Money && matches!(criterion.rule, Rule::AtMost { of: Of::Cost, .. })
}

fn planning(input: &Input) -> Checked {
    let kinds = criteria("planning.criteria", &input.planning.criteria)?;
    let mut codes = Codes::default();
    for (at, office) in input.planning.offices.iter().enumerate() {
        let path = format!("planning.offices[{at}]");
        codes.take(&format!("{path}.id"), &office.id)?;
        answers(&path, &office.answers, &kinds.place)?;
    }
    let mut people = Codes::default();
    for (at, client) in input.planning.clients.iter().enumerate() {
        let path = format!("planning.clients[{at}]");
        people.take(&format!("{path}.id"), &client.id)?;
        if !codes.seen.contains(&client.office) {
            let sentence = format!("「{}」という事業所がありません。番号を確かめてください。", client.office);
            return Err(Refusal::new(format!("{path}.office"), sentence));
        }
        answers(&path, &client.answers, &kinds.person)?;
    }
    Ok(())
}

fn what_if(input: &Input, kinds: &Kinds, codes: Codes) -> Checked {
    let there = |path: String, code: &str, is_there: bool, what: &str| {
        let sentence = || format!("「{code}」という{what}がありません。番号を確かめてください。");
        if is_there { Ok(()) } else { Err(Refusal::new(path, sentence())) }
    };
    for (at, what) in input.what_if.iter().enumerate() {
        let path = format!("what_if[{at}]");
        match what {
            WhatIf::Closes { home } => {
                there(path, home, input.homes.iter().any(|other| other.id == *home), "住居")?;
            }
            WhatIf::Opens { home } => {
                let mut codes = Codes { seen: codes.seen.clone() };
                codes.take(&format!("{path}.opens.home.id"), &home.id)?;
                rooms(&format!("{path}.opens.home"), home, kinds, &mut codes)?;
            }
            WhatIf::Withdraws { office } => {
                let is_there = input.planning.offices.iter().any(|other| other.id == *office);
                there(path, office, is_there, "事業所")?;
            }
        }
    }
    Ok(())
}
