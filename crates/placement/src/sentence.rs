//! The sentences in front of people. Each is made of codes and counts alone, so that whoever has those can make it again.

use crate::criterion::Criterion;
use crate::input::{Change, RoomState};
use crate::output::{Ask, Because, ByWish, Contention, Council, FailingSet, PersonReason, RoomReason};
use crate::sieve::{NO_BY_HOME, NO_BY_PERSON};
use crate::town::Town;
use crate::{DECLINED_BY_HOME, DECLINED_BY_PERSON};

fn labels(town: &Town, set: u64) -> String {
    let label = |at: usize| match at as u32 {
        NO_BY_PERSON => SAID_BY_PERSON.to_string(),
        NO_BY_HOME => SAID_BY_HOME.to_string(),
        _ => town.criteria[at].label.clone(),
    };
    crate::bits::Ones(set).map(|at| format!("「{}」", label(at))).collect::<Vec<_>>().concat()
}

const SAID_BY_PERSON: &str = "本人が断った";
const SAID_BY_HOME: &str = "事業所が断った";

fn label<'a>(town: &'a Town, code: &'a str) -> &'a str {
    match code {
        DECLINED_BY_PERSON => SAID_BY_PERSON,
        DECLINED_BY_HOME => SAID_BY_HOME,
        _ => find(town, code).map_or(code, |criterion| &criterion.label),
    }
}

fn find<'a>(town: &Town<'a>, code: &str) -> Option<&'a Criterion> {
    town.criteria.iter().find(|criterion| criterion.id == code).copied()
}

/// Why a visit is proposed.
pub(crate) fn visit(town: &Town, because: Because, wish: Option<usize>, asks: &[Ask], fails: u64) -> String {
    let why = match because {
        Because::Agreed => "見学が決まっています。",
        Because::Reading | Because::Fits => "条件がすべて合います。",
        Because::Maybe => "確かめれば、合うかもしれません。",
    };
    let wish = match wish {
        Some(wish @ 1..=3) => format!("第{wish}希望です。"),
        _ => String::new(),
    };
    let fails = if fails == 0 {
        String::new()
    } else {
        format!("ただし、今は{}が合いません。", labels(town, fails))
    };
    let asks: String = asks.iter().map(|ask| ask_sentence(town, ask)).collect();
    format!("{why}{wish}{fails}{asks}")
}

/// A question to somebody.
fn ask_sentence(town: &Town, ask: &Ask) -> String {
    let asking = |answer: &str, is_of_person: bool| {
        let asks = |criterion: &&&Criterion| {
            let rule = &criterion.rule;
            if is_of_person { rule.of_person().contains(&answer) } else { rule.of_place() == answer }
        };
        town.criteria.iter().find(asks).copied()
    };
    match ask {
        Ask::Person { person, answer } => {
            let criterion = asking(answer, true);
            match criterion.and_then(|criterion| criterion.ask_person.as_deref()) {
                Some(ask) => format!("{person}さんに: {ask}"),
                None => {
                    let label = criterion.map_or(&**answer, |criterion| &criterion.label);
                    format!("{person}さんに、「{label}」を確かめてください。")
                }
            }
        }
        Ask::Home { home, answer } => {
            let criterion = asking(answer, false);
            match criterion.and_then(|criterion| criterion.ask_home.as_deref()) {
                Some(ask) => format!("{home}に: {ask}"),
                None => {
                    let label = criterion.map_or(&**answer, |criterion| &criterion.label);
                    format!("{home}に、「{label}」を確かめてください。")
                }
            }
        }
        Ask::Talk { person, home, criterion } => {
            let told = find(town, criterion);
            match told.and_then(|criterion| criterion.ask_home.as_deref()) {
                Some(ask) => format!("{person}さんの同意を得て、{home}に: {ask}"),
                None => {
                    let label = label(town, criterion);
                    format!("{person}さんの同意を得て、{home}と「{label}」について話し合ってください。")
                }
            }
        }
    }
}

/// A question, and what it could open.
pub(crate) fn question(town: &Town, ask: &Ask, people: usize, pairs: usize) -> String {
    let opens = match (people, pairs) {
        (0, 0) => String::new(),
        (0, pairs) => format!("（これだけで、{pairs}組が合うかもしれません）"),
        (people, pairs) => {
            format!("（これだけで、部屋のない{people}人に部屋が合うかもしれません。{pairs}組）")
        }
    };
    format!("{}{opens}", ask_sentence(town, ask))
}

fn sets(town: &Town, sets: &[FailingSet], counter: &str) -> String {
    let each = sets.iter().take(MOST_SETS).map(|set| {
        let labels: String = set.criteria.iter().map(|code| format!("「{}」", label(town, code))).collect();
        format!("{labels}（{}{counter}）", set.count)
    });
    let more = match sets.len().saturating_sub(MOST_SETS) {
        0 => String::new(),
        more => format!("。ほかに{more}通り"),
    };
    format!("{}{more}", each.collect::<Vec<_>>().join("、"))
}

/// How many sets of criteria a sentence names.
const MOST_SETS: usize = 3;

/// Why somebody has no room.
pub(crate) fn unserved(town: &Town, reason: &PersonReason, contentions: &[Contention]) -> String {
    match reason {
        PersonReason::Resting => "今は探していません。".into(),
        PersonReason::NothingOpen => "空いている部屋が、1つも届いていません。".into(),
        PersonReason::Contention { at } => {
            let rooms = contentions.get(*at).map_or(0, |contention| contention.rooms.len());
            format!("合う部屋はありますが、優先順位が先か同じ{rooms}人と合わせて{}人に対し、{rooms}室です。", rooms + 1)
        }
        PersonReason::Ask { rooms } => {
            format!("確かに合う部屋はありません。確かめれば、{rooms}室が合うかもしれません。")
        }
        PersonReason::Fails { sets: failing } => {
            format!("空いている部屋のどれにも、合わない条件があります。少ないもの: {}。", sets(town, failing, "室"))
        }
    }
}

/// Why a room stays empty.
pub(crate) fn empty(town: &Town, reason: &RoomReason, suits: usize) -> String {
    let suits = if suits == 0 {
        String::new()
    } else {
        format!("この部屋が合う{suits}人は、ほかの部屋に入れます。")
    };
    let why = match reason {
        RoomReason::Expired { on } => {
            format!("空室の知らせの期限（{}）が過ぎています。事業所に確かめてください。", almanac::in_words(*on))
        }
        RoomReason::State { state } => format!("{}のため、見学の一覧に出していません。", state_word(*state)),
        RoomReason::AllServed => "部屋のない人がいません。".into(),
        RoomReason::Ask { people } => {
            format!("確かめれば、部屋のない{people}人に合うかもしれません。")
        }
        RoomReason::Fails { sets: failing } => {
            format!("部屋のない人のだれにも、合わない条件があります。少ないもの: {}。", sets(town, failing, "人"))
        }
    };
    format!("{why}{suits}")
}

fn state_word(state: RoomState) -> &'static str {
    match state {
        RoomState::Vacant => "空",
        RoomState::Visiting => "見学中",
        RoomState::Reserved => "予約",
        RoomState::Trial => "体験中",
        RoomState::Taken => "成約",
        RoomState::Withdrawn => "取下げ",
    }
}

/// One change, as a condition: 「…すると」, or 「…し」 before another one.
fn change(town: &Town, change: &Change, is_last: bool) -> String {
    let end = |last: &'static str, before: &'static str| if is_last { last } else { before };
    let at = |home: &Option<String>| match home {
        Some(home) => format!("{home}が"),
        None => "どの住居も".to_string(),
    };
    match change {
        Change::Lift { criterion, home } => {
            format!("{}「{}」の条件を問わないことに{}", at(home), label(town, criterion), end("すると", "し"))
        }
        Change::Teach { criterion, word, home } => {
            let label = label(town, criterion);
            format!("{}「{label}」の「{word}」に応じられるように{}", at(home), end("なると", "なり"))
        }
        Change::Aid { criterion, yen } => {
            format!("「{}」に月{}円を補助{}", label(town, criterion), thousands(*yen), end("すると", "し"))
        }
    }
}

/// What a change, or two, would house.
pub(crate) fn weighed(town: &Town, changes: &[Change], gain: usize, who: &[String], cost: &[&str]) -> String {
    let last = changes.len().saturating_sub(1);
    let each: Vec<String> = changes.iter().enumerate().map(|(at, one)| change(town, one, at == last)).collect();
    let by = who.iter().zip(cost).map(|(who, cost)| format!("{who}・{cost}")).collect::<Vec<_>>().join("、");
    format!("{}、部屋の合う人が{gain}人増えます（{by}）。", each.join("、"))
}

fn thousands(yen: i64) -> String {
    let digits = yen.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The joint reading in front of the council: no code of a person, no code of a room.
pub(crate) fn council(town: &Town, council: &Council) -> Vec<String> {
    let rule = if council.priority.rule.trim().is_empty() {
        "優先順位のきまりは、まだありません。希望した日の早い順に読みました。".to_string()
    } else {
        let decided =
            council.priority.decided_on.map_or(String::new(), |day| format!("（{}決定）", almanac::in_words(day)));
        format!("優先順位のきまり{decided}: {}", council.priority.rule.trim())
    };
    let mut says = vec![
        rule,
        format!(
            "探している人{}人、空いている部屋{}室（ほかに、知らせの期限が過ぎた部屋{}室、予約などの部屋{}室）。",
            council.seeking, council.open, council.expired, council.spoken_for
        ),
        format!(
            "全員が同時に移るとすれば、{}人に、条件がすべて合う部屋があります。確かめていない答えがすべてよければ、{}人です。",
            council.served, council.served_at_most
        ),
        wishes(&council.by_wish),
    ];
    if council.by_class.len() > 1 {
        let name = |class: u32| council.priority.classes.get(class as usize - 1).map_or("", |name| &**name);
        let each = council
            .by_class
            .iter()
            .map(|class| format!("{} {}人のうち{}人", name(class.class), class.seeking, class.served));
        says.push(format!("区分ごと: {}。", each.collect::<Vec<_>>().join("、")));
    }
    if council.visits_agreed > 0 {
        says.push(format!(
            "決まっている見学{}件のうち、この読みと重なるもの{}件。",
            council.visits_agreed, council.visits_kept
        ));
    }
    let alone = |count: fn(&crate::output::Tally) -> usize, counter: &str| {
        let mut tally: Vec<_> = council.tally.iter().filter(|tally| count(tally) > 0).collect();
        tally.sort_by_key(|tally| std::cmp::Reverse(count(tally)));
        tally
            .iter()
            .map(|tally| format!("「{}」{}{counter}", label(town, &tally.criterion), count(tally)))
            .collect::<Vec<_>>()
            .join("、")
    };
    let (people, rooms) = (alone(|tally| tally.people, "人"), alone(|tally| tally.rooms, "室"));
    if !people.is_empty() {
        says.push(format!("分かっている中では、その条件1つだけが合わない部屋がある人: {people}。"));
    }
    if !rooms.is_empty() {
        says.push(format!("分かっている中では、その条件1つだけが、部屋のないだれかに合わない空き部屋: {rooms}。"));
    }
    says.push("この読みは、部屋を割り当てるものではありません。住まいは、本人と事業所の契約です。".into());
    says
}

fn wishes(by: &ByWish) -> String {
    format!(
        "そのうち、第1希望{}人、第2希望{}人、第3希望{}人、そのほかの部屋{}人、希望の部屋を挙げていない人{}人。",
        by.first, by.second, by.third, by.other, by.none_named
    )
}

/// What would be if a home closed or opened.
pub(crate) fn homes(what: &str, before: usize, then: (usize, usize, usize, usize)) -> String {
    let (seeking, open, served, residents) = then;
    let change = match served.cmp(&before) {
        std::cmp::Ordering::Less => format!("{}人減ります", before - served),
        std::cmp::Ordering::Equal => "変わりません".into(),
        std::cmp::Ordering::Greater => format!("{}人増えます", served - before),
    };
    let residents =
        if residents == 0 { String::new() } else { format!("うち、そこに住んでいた人{residents}人。") };
    format!(
        "{what}と、探している人は{seeking}人、空いている部屋は{open}室、部屋の合う人は{served}人で、{change}。{residents}"
    )
}

/// What would be if a planning office withdrew.
pub(crate) fn office(
    office: &str,
    (clients, taken, at_most): (usize, usize, usize),
    full: &[String],
    confined: usize,
) -> String {
    let rest = clients - taken;
    let mut says =
        format!("{office}が手を引くと、利用者{clients}人のうち{taken}人は、ほかの事業所が引き受けられます。");
    if at_most > taken {
        says.push_str(&format!("確かめていない答えがすべてよければ、{at_most}人です。"));
    }
    if rest > 0 {
        says.push_str(&format!("{rest}人は行き先がありません。"));
        says.push_str(&if full.is_empty() {
            format!("合う事業所のない人{confined}人。")
        } else {
            format!("{}のほかに合う事業所のない人が{confined}人いて、これらの空きがすべて埋まります。", full.join("・"))
        });
    }
    says
}
