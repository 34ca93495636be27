//! The sentences in front of people. Each is made of codes and counts alone, so that whoever has those can make it again.

use crate::criterion::{Criterion, Ground, Rule};
use crate::input::{Change, RoomState, WhatIf};
use crate::output::{Ask, Because, ByWish, Contention, Council, FailingSet, PersonReason, RoomReason, Tally};
use crate::reasons::{DECLINED_BY_HOME, DECLINED_BY_PERSON, LIVES_THERE};
use crate::town::{Apart, Closed, Town};

/// What fails now, each thing as people say it: 「…が合いません。」
pub(crate) fn fails_now(town: &Town, set: u64) -> String {
    let mut says = String::new();
    let criteria: String = crate::bits::Ones(set)
        .filter(|at| Apart::ALL.iter().all(|apart| apart.bit() as usize != *at))
        .map(|at| format!("「{}」", town.criteria[at].label))
        .collect();
    if !criteria.is_empty() {
        says.push_str(&format!("今は{criteria}が合いません。"));
    }
    for apart in Apart::ALL.into_iter().filter(|apart| set >> apart.bit() & 1 == 1) {
        says.push_str(match apart {
            Apart::NoByHome => "事業所から、受け入れは難しいと聞いています。",
            Apart::NoByPerson => "本人から、断りがありました。",
            Apart::LivesThere => "今住んでいる住居です。",
        });
    }
    says
}

/// An agreed visit that stands.
pub(crate) fn stands() -> String {
    "見学が決まっています。".into()
}

/// An agreed visit of somebody who does not seek.
pub(crate) fn seeks_no_more() -> String {
    "今は探していない人です。".into()
}

/// A criterion, or why a pair is apart, in a list.
fn named(town: &Town, code: &str) -> String {
    match code {
        DECLINED_BY_PERSON => "本人から断りがあった住居".into(),
        DECLINED_BY_HOME => "受け入れは難しいと聞いた住居".into(),
        LIVES_THERE => "今住んでいる住居".into(),
        _ => format!("「{}」", label(town, code)),
    }
}

fn label<'a>(town: &'a Town, code: &'a str) -> &'a str {
    find(town, code).map_or(code, |criterion| &criterion.label)
}

fn find<'a>(town: &Town<'a>, code: &str) -> Option<&'a Criterion> {
    town.criteria.iter().find(|criterion| criterion.id == code).copied()
}

/// Why a visit is proposed.
pub(crate) fn visit(town: &Town, because: Because, wish: Option<usize>, asks: &[Ask]) -> String {
    let why = match because {
        Because::Agreed => stands(),
        Because::Reading | Because::Fits => "条件がすべて合います。".into(),
        Because::Maybe => "確かめれば、合うかもしれません。".into(),
    };
    let wish = match wish {
        Some(wish @ 1..=3) => format!("第{wish}希望です。"),
        _ => String::new(),
    };
    let asks: String = asks.iter().map(|ask| ask_sentence(town, ask)).collect();
    format!("{why}{wish}{asks}")
}

/// A question to somebody: in the town's words, or with the name of the criterion.
fn ask_sentence(town: &Town, ask: &Ask) -> String {
    match ask {
        Ask::Person { person, answer } => {
            let asks = town.criteria.iter().filter(|criterion| criterion.rule.of_person().contains(&&**answer));
            let question = |criterion: &&&Criterion| match &criterion.rule {
                Rule::Within { limit, .. } if limit == answer => criterion.ask_limit.clone(),
                _ => criterion.ask_person.clone(),
            };
            match asks.clone().find_map(|criterion| question(&criterion)) {
                Some(question) => format!("{person}さんに: {question}"),
                None => {
                    let is_limit = |rule: &Rule| matches!(rule, Rule::Within { limit, .. } if limit == answer);
                    let first = asks.clone().next();
                    let label = first.map_or(&**answer, |criterion| &criterion.label);
                    let how_far = if first.is_some_and(|criterion| is_limit(&criterion.rule)) {
                        "はどこまでよいか"
                    } else {
                        ""
                    };
                    format!("{person}さんに、「{label}」{how_far}を確かめてください。")
                }
            }
        }
        Ask::Home { home, answer } => {
            let asks = town.criteria.iter().filter(|criterion| criterion.rule.of_place() == answer);
            match asks.clone().find_map(|criterion| criterion.ask_home.as_ref()) {
                Some(question) => format!("{home}に: {question}"),
                None => {
                    let label = asks.clone().next().map_or(&**answer, |criterion| &criterion.label);
                    format!("{home}に、「{label}」を確かめてください。")
                }
            }
        }
        Ask::Talk { person, home, criterion } => {
            match find(town, criterion).and_then(|criterion| criterion.ask_talk.as_deref()) {
                Some(question) => format!("{person}さんの同意を得て、{home}と話し合うこと: {question}"),
                None => {
                    let label = label(town, criterion);
                    format!("{person}さんの同意を得て、{home}と「{label}」について話し合ってください。")
                }
            }
        }
    }
}

/// A question, and what it could open.
pub(crate) fn question(town: &Town, ask: &Ask, houses: usize, pairs: usize) -> String {
    let opens = match (houses, pairs) {
        (0, 0) => String::new(),
        (0, pairs) => format!("（これだけで、{pairs}組が合うかもしれません）"),
        (houses, pairs) => format!("（これだけで、この読みで部屋のある人が{houses}人増えるかもしれません。{pairs}組）"),
    };
    format!("{}{opens}", ask_sentence(town, ask))
}

fn sets(town: &Town, sets: &[FailingSet], counter: &str) -> String {
    let each = sets.iter().take(MOST_SETS).map(|set| {
        let labels = set.criteria.iter().map(|code| named(town, code)).collect::<Vec<_>>().join("と");
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
            format!(
                "どの空き部屋にも、合わない条件があります。合わない条件の少ない組み合わせ: {}。",
                sets(town, failing, "室")
            )
        }
    }
}

/// Why a room stays empty.
pub(crate) fn empty(town: &Town, reason: &RoomReason, suits: usize) -> String {
    let suits = if suits == 0 {
        String::new()
    } else {
        format!("条件が合う人は{suits}人いますが、この読みではほかの部屋で数えています。")
    };
    let why = match reason {
        RoomReason::NotYet { on } => closed(Closed::NotYet(*on)),
        RoomReason::Expired { on } => closed(Closed::Expired(*on)),
        RoomReason::State { state } => closed(Closed::State(*state)),
        RoomReason::AllServed => "この読みで部屋のない人が、いません。".into(),
        RoomReason::Ask { people } => {
            format!("確かめれば、この読みで部屋のない{people}人に合うかもしれません。")
        }
        RoomReason::Fails { sets: failing } => {
            format!(
                "この読みで部屋のないどの人とも、合わない条件があります。合わない条件の少ない組み合わせ: {}。",
                sets(town, failing, "人")
            )
        }
    };
    format!("{why}{suits}")
}

/// Why a room is not looked at.
pub(crate) fn closed(closed: Closed) -> String {
    match closed {
        Closed::NotYet(on) => {
            format!("聞いた日（{}）が、まだ来ていません。日を確かめてください。", almanac::in_words(on))
        }
        Closed::Expired(on) => {
            format!("空室の知らせの期限（{}）が過ぎています。事業所に確かめてください。", almanac::in_words(on))
        }
        Closed::State(state) => format!("{}のため、見学の一覧に出していません。", state_word(state)),
    }
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
            let (at, label) = (at(home), label(town, criterion));
            match find(town, criterion).map(|criterion| criterion.ground) {
                Some(Ground::Staffing) => {
                    format!("{at}職員の体制を整えて「{label}」に応じられるように{}", end("なると", "なり"))
                }
                Some(Ground::Works) => format!("{at}工事をして「{label}」が合うように{}", end("なると", "なり")),
                Some(Ground::Skill) => format!("{at}「{label}」に応じられるように{}", end("なると", "なり")),
                _ => format!("{at}「{label}」の条件を問わないことに{}", end("すると", "し")),
            }
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
    format!("{}、この読みで部屋のある人が{gain}人増えます（{by}）。", each.join("、"))
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
    let mut says = order(council);
    says.push(format!(
        "探している人{}人、空いている部屋{}室（ほかに、知らせの期限が過ぎたなど、日の合わない部屋{}室、予約・体験・成約・取下げの部屋{}室）。",
        council.seeking, council.open, council.out_of_date, council.spoken_for
    ));
    says.push(format!(
        "全員が同時に移るとすれば、条件がすべて合う部屋のある人は{}人です。確かめていない答えがすべてよければ、{}人です。",
        council.served, council.served_at_most
    ));
    if council.served > 0 {
        says.push(wishes(&council.by_wish));
    }
    if council.by_class.len() > 1 {
        let name = |class: u32| council.priority.classes.get(class as usize - 1).map_or("", |name| &**name);
        let each = council.by_class.iter();
        let each = each.map(|class| format!("{} {}人のうち{}人", name(class.class), class.seeking, class.served));
        says.push(format!("区分ごと: {}。", each.collect::<Vec<_>>().join("、")));
    }
    if council.visits_agreed > 0 {
        says.push(format!(
            "決まっている見学{}件のうち、そのまま行えそうなもの{}件、この読みと重なるもの{}件。",
            council.visits_agreed, council.visits_standing, council.visits_kept
        ));
    }
    let (people, rooms) =
        (alone(town, council, |tally| tally.people, "人"), alone(town, council, |tally| tally.rooms, "室"));
    if !people.is_empty() {
        says.push(format!("それ1つだけが合わないと分かっている条件を、この読みで部屋のない人から数えると: {people}。"));
    }
    if !rooms.is_empty() {
        says.push(format!("同じことを、この読みで空いている部屋から数えると: {rooms}。"));
    }
    says.push("この読みは、部屋を割り当てるものではありません。住まいは、本人と事業所の契約です。".into());
    says
}

/// The town's rule in its words, and the order in which it was read.
fn order(council: &Council) -> Vec<String> {
    let told = &council.priority;
    let rule = if told.rule.trim().is_empty() {
        "優先順位のきまりは、まだありません。".to_string()
    } else {
        let decided = told.decided_on.map_or(String::new(), |day| format!("（{}決定）", almanac::in_words(day)));
        format!("優先順位のきまり{decided}: {}", told.rule.trim())
    };
    let classes = match told.classes.len() {
        0 | 1 => String::new(),
        _ => format!("区分の順（{}）、その中で", told.classes.join("、")),
    };
    let order = format!(
        "読んだ順: {classes}希望した日の早い順（日のない人はあと）。同じ順の人では、希望、決まっている見学、番号の順。"
    );
    vec![rule, order]
}

/// Counts below three could point to somebody: they are named without a figure.
const FEW: usize = 3;

fn alone(town: &Town, council: &Council, count: fn(&Tally) -> usize, counter: &str) -> String {
    let mut tally: Vec<&Tally> = council.tally.iter().filter(|tally| count(tally) > 0).collect();
    tally.sort_by_key(|tally| std::cmp::Reverse(count(tally).max(FEW - 1)));
    let each = tally.iter().map(|tally| match count(tally) {
        0..FEW => format!("「{}」{FEW}{counter}未満", label(town, &tally.criterion)),
        many => format!("「{}」{many}{counter}", label(town, &tally.criterion)),
    });
    each.collect::<Vec<_>>().join("、")
}

fn wishes(by: &ByWish) -> String {
    format!(
        "そのうち、第1希望{}人、第2希望{}人、第3希望{}人、そのほかの部屋{}人、希望の部屋を挙げていない人{}人。",
        by.first, by.second, by.third, by.other, by.none_named
    )
}

/// What would be if a home closed or opened: for those who seek already, and for who lives there.
pub(crate) fn homes(
    what: &WhatIf,
    open: usize,
    (before, then, seeking): (usize, usize, usize),
    (residents, served): (usize, usize),
) -> String {
    let done = match what {
        WhatIf::Closes { home } => format!("{home}が閉じる"),
        WhatIf::Opens { home } => format!("{}が開く", home.id),
        WhatIf::Withdraws { office } => format!("{office}がやめる"),
    };
    let change = match then.cmp(&before) {
        std::cmp::Ordering::Equal => format!("{then}人のままです"),
        _ => format!("{before}人から{then}人になります"),
    };
    let others = match seeking {
        0 => String::new(),
        _ => format!("今探している{seeking}人のうち、この読みで部屋のある人は、{change}。"),
    };
    let mut says = format!("{done}と、空いている部屋は{open}室です。{others}");
    if matches!(what, WhatIf::Closes { .. }) {
        says.push_str(&match residents {
            0 => "そこに住んでいて今は探していない人は、入力にありません。".to_string(),
            _ => {
                format!("そこに住んでいて今は探していない{residents}人のうち、この読みで部屋のある人は{served}人です。")
            }
        });
    }
    says
}

/// What would be if a planning office withdrew. `only` are clients for whom full offices alone hold.
pub(crate) fn office(
    office: &str,
    (clients, taken, at_most): (usize, usize, usize),
    (full, spare): (&[&str], u32),
    only: usize,
) -> String {
    let mut says = format!(
        "{office}が計画相談をやめると、利用者{clients}人のうち{taken}人に、引き受けられる事業所が確かにあります。"
    );
    if at_most > taken {
        says.push_str(&format!("確かめれば、あと{}人にもあるかもしれません。", at_most - taken));
    }
    if clients > at_most {
        says.push_str(&format!("{}人には、ありません。", clients - at_most));
    }
    if !full.is_empty() {
        let offices = full.join("・");
        says.push_str(&format!("確かに合うのが{offices}だけの人が{only}人いて、その空きは合わせて{spare}人分です。"));
    }
    says
}
