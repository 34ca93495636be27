//! What the types of an input cannot say: codes that are there once and are found, kinds of answers, bounds.

mod kinds;
mod links;
mod lists;

use crate::answer::Answer;
use crate::criterion::{Criterion, Ground, Of, Rule};
use crate::input::{Change, Home, INPUT, Input, PersonState, WhatIf};
use crate::refusal::Refusal;
use kinds::{Kinds, answers, criteria};
use links::{links, there};
use lists::{MOST_ROOMS, lists, priority, short};
use std::collections::HashSet;

/// The most people, and the most rooms.
pub const MOST: usize = 100_000;
/// The most criteria: a pair keeps its failing ones in one machine word, with room for why the two are apart.
pub(crate) const MOST_CRITERIA: usize = 60;
/// The largest number of an answer.
pub(crate) const LARGEST: i64 = 1_000_000_000_000;
/// The most characters of a code, a label or a name of who could change something.
const LONGEST_CODE: usize = 100;
/// The most characters of a question, or of the rule of who comes first.
const LONGEST_LINE: usize = 500;

type Checked = Result<(), Refusal>;

pub(crate) fn input(input: &Input) -> Checked {
    if input.format != INPUT {
        return Err(Refusal::new("format", format!("「{INPUT}」と書いてください。")));
    }
    size("people", input.people.len())?;
    size("homes", input.homes.len())?;
    size("homes[].rooms", input.homes.iter().map(|home| home.rooms.len()).sum())?;
    lists(input)?;
    priority(input)?;
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

/// Something in one line, with nothing around it.
fn is_line(text: &str, most: usize) -> bool {
    let count = text.chars().count();
    (1..=most).contains(&count) && text.trim() == text && !text.chars().any(char::is_control)
}

/// Refuses what is no line.
fn line(path: String, text: &str, most: usize) -> Checked {
    let sentence = || format!("1文字から{most}文字で、前後の空白や改行を入れずに書いてください。");
    if is_line(text, most) { Ok(()) } else { Err(Refusal::new(path, sentence())) }
}

/// Codes that may be there only once.
#[derive(Default)]
struct Codes {
    seen: HashSet<String>,
}

impl Codes {
    fn take(&mut self, path: &str, code: &str) -> Checked {
        line(path.to_string(), code, LONGEST_CODE)?;
        if !self.seen.insert(code.to_string()) {
            let sentence = format!("番号「{code}」が2つあります。別々の番号にしてください。");
            return Err(Refusal::new(path, sentence));
        }
        Ok(())
    }
}

fn people(input: &Input, kinds: &Kinds) -> Checked {
    let mut codes = Codes::default();
    let classes = (input.priority.classes.len() as u32).max(1);
    for (at, person) in input.people.iter().enumerate() {
        let path = format!("people[{at}]");
        codes.take(&format!("{path}.id"), &person.id)?;
        let may_seek = person.state != PersonState::Resting || person.lives_in.is_some();
        let is_asked = may_seek && classes > 1;
        if person.class.map_or(is_asked, |class| class == 0 || class > classes) {
            let sentence =
                format!("優先順位の区分を1から{classes}で書いてください。区分の名前は priority.classes に書きます。");
            return Err(Refusal::new(format!("{path}.class"), sentence));
        }
        answers(&path, &person.answers, &kinds.person)?;
        for name in never_any(&input.criteria) {
            if matches!(person.answers.get(name), Some(Answer::Any(_))) {
                let sentence = "法令・安全の条件の答えは、人ごとに決まります。分からないときは、書かないでください。";
                return Err(Refusal::new(format!("{path}.answers.{name}"), sentence));
            }
        }
    }
    Ok(())
}

/// Answers of people that cannot be 不問: who or what somebody is, where law or safety asks for it.
fn never_any(criteria: &[Criterion]) -> impl Iterator<Item = &str> {
    let strict = criteria.iter().filter(|criterion| {
        let is_strict = matches!(criterion.ground, Ground::Law | Ground::Safety);
        is_strict && matches!(criterion.rule, Rule::Accepts { .. } | Rule::Range { .. })
    });
    strict.flat_map(|criterion| criterion.rule.of_person())
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

fn changes(input: &Input) -> Checked {
    for (at, step) in input.aid_yen.iter().enumerate() {
        yen(&format!("aid_yen[{at}]"), *step)?;
    }
    for (at, made) in input.changes.iter().enumerate() {
        change(input, made, &format!("changes[{at}]"))?;
    }
    Ok(())
}

fn yen(path: &str, yen: i64) -> Checked {
    let sentence = "1円以上、100万円までで書いてください。";
    if (1..=1_000_000).contains(&yen) { Ok(()) } else { Err(Refusal::new(path, sentence)) }
}

/// A change of something that may be changed in this way.
pub(crate) fn change(input: &Input, change: &Change, path: &str) -> Checked {
    let (code, home) = match change {
        Change::Lift { criterion, home } | Change::Teach { criterion, home, .. } => (criterion, home.as_ref()),
        Change::Aid { criterion, yen: step } => {
            yen(&format!("{path}.aid.yen"), *step)?;
            (criterion, None)
        }
    };
    let refuse = |sentence: String| Err(Refusal::new(path, sentence));
    let Some(criterion) = input.criteria.iter().find(|criterion| criterion.id == *code) else {
        return refuse(format!("「{code}」という条件がありません。番号を確かめてください。"));
    };
    if let Some(home) = home.filter(|home| !input.homes.iter().any(|other| other.id == **home)) {
        return refuse(format!("「{home}」という住居がありません。番号を確かめてください。"));
    }
    if !criterion.ground.may_be_changed() {
        let (label, ground) = (&criterion.label, criterion.ground.word());
        return refuse(format!("条件「{label}」の根拠は「{ground}」で、変えられません。"));
    }
    let is_of_its_kind = match change {
        Change::Lift { .. } => !is_taught(criterion) && !is_aided(criterion),
        Change::Teach { word, .. } => is_taught(criterion) && is_line(word, LONGEST_CODE),
        Change::Aid { .. } => is_aided(criterion),
    };
    if is_of_its_kind {
        Ok(())
    } else {
        refuse(format!("条件「{}」は、この形の見直しでは変わりません。", criterion.label))
    }
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
    for (at, what) in input.what_if.iter().enumerate() {
        let path = format!("what_if[{at}]");
        match what {
            WhatIf::Closes { home } => {
                there(path, home, input.homes.iter().any(|other| other.id == *home), "住居")?;
            }
            WhatIf::Opens { home } => {
                let opened = input.homes.iter().chain([home]).map(|home| home.rooms.len()).sum();
                size(&format!("{path}.opens.home.rooms"), opened)?;
                short(format!("{path}.opens.home.rooms"), home.rooms.len(), MOST_ROOMS)?;
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
