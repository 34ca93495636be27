//! What must hold between a person and a place: typed data over named answers, with the ground that says whether it may be changed.

use crate::answer::{Answer, Point, chord, chord_of};
use crate::fit::Fit;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One criterion (条件).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its code, given by the town.
    pub id: String,
    /// Its name as people say it: 「夜間の支援」.
    pub label: String,
    /// Why it holds, and with that whether anybody may change it.
    pub ground: Ground,
    /// What is compared with what.
    pub rule: Rule,
    /// The question to a person whose answer is not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask_person: Option<String>,
    /// The question to a person whose limit is not there (`within`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask_limit: Option<String>,
    /// The question to a home whose answer is not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask_home: Option<String>,
    /// What to talk about with a home, of ground `talk`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask_talk: Option<String>,
    /// Who could change it, where that is not the usual one of its ground.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// What a change would cost, where that is not the usual class of its ground.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Cost>,
}

/// Why a criterion holds (根拠).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// 法令. Never relaxed.
    Law,
    /// 安全. Never relaxed.
    Safety,
    /// 本人の希望. Never relaxed.
    Wish,
    /// 事業所のきまり・慣行.
    Custom,
    /// 知識・技術.
    Skill,
    /// 費用.
    Money,
    /// 建物の工事.
    Works,
    /// 職員の体制.
    Staffing,
    /// History that homes often refuse: never a no, always a question.
    Talk,
}

/// What a change costs, roughly (費用の段階).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cost {
    /// 話し合いだけ.
    Free,
    /// 少額.
    Low,
    /// 予算が要る.
    Middle,
    /// 大きな予算が要る.
    High,
}

impl Criterion {
    /// A criterion with the usual questions, and the usual change of its ground.
    #[must_use]
    pub fn new(id: &str, label: &str, ground: Ground, rule: Rule) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            ground,
            rule,
            ask_person: None,
            ask_limit: None,
            ask_home: None,
            ask_talk: None,
            who: None,
            cost: None,
        }
    }
}

impl Ground {
    /// May a criterion of this ground be changed at all?
    pub fn may_be_changed(self) -> bool {
        matches!(self, Self::Custom | Self::Skill | Self::Money | Self::Works | Self::Staffing)
    }

    /// Who could usually change it, and what that costs; `None` where nobody may.
    pub fn usual_change(self) -> Option<(&'static str, Cost)> {
        match self {
            Self::Custom => Some(("事業所", Cost::Free)),
            Self::Skill => Some(("研修を行う機関", Cost::Low)),
            Self::Money => Some(("市区町村", Cost::Middle)),
            Self::Works => Some(("事業所と家主", Cost::High)),
            Self::Staffing => Some(("事業所", Cost::High)),
            Self::Law | Self::Safety | Self::Wish | Self::Talk => None,
        }
    }

    /// The word in front of people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Law => "法令",
            Self::Safety => "安全",
            Self::Wish => "本人の希望",
            Self::Custom => "事業所のきまり",
            Self::Skill => "知識・技術",
            Self::Money => "費用",
            Self::Works => "建物",
            Self::Staffing => "職員の体制",
            Self::Talk => "話し合い",
        }
    }
}

impl Cost {
    /// The word in front of people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Free => "話し合い",
            Self::Low => "少額",
            Self::Middle => "予算が要る",
            Self::High => "大きな予算が要る",
        }
    }
}

/// What is compared with what. `person` and `place` are names of answers; the answer of a room goes before that of its home.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Rule {
    /// What the person is (a word, or all of several words) is among what the place takes.
    Accepts {
        /// The person's word or words.
        person: String,
        /// The words that the place takes.
        place: String,
    },
    /// The person's number lies in the range of the place.
    Range {
        /// The person's number.
        person: String,
        /// The range of the place.
        place: String,
    },
    /// One number is at most another one: a need the offer, or a cost the budget.
    AtMost {
        /// The person's number: the need, or the budget.
        person: String,
        /// The number of the place: the offer, or the cost.
        place: String,
        /// Which of the two sides is the smaller one.
        of: Of,
    },
    /// All that the person needs is among what the place provides.
    Provides {
        /// The words of what the person needs.
        person: String,
        /// The words of what the place provides.
        place: String,
    },
    /// The place lies within the person's limit: metres between two points, or minutes from a named place.
    Within {
        /// The person's point (metres), or the word of a named place (minutes).
        person: String,
        /// The point of the place (metres), or its minutes from named places.
        place: String,
        /// The person's limit in metres or minutes.
        limit: String,
        /// Metres or minutes.
        by: By,
    },
}

/// Which side of "at most" is the smaller one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Of {
    /// The person's need is at most the offer of the place.
    Need,
    /// The cost of the place is at most the person's budget.
    Cost,
}

/// How far is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// Metres over the ground, as the crow flies.
    Metres,
    /// Minutes on the way.
    Minutes,
}

impl Rule {
    /// The person's answers that it asks for.
    pub fn of_person(&self) -> Vec<&str> {
        match self {
            Self::Within { person, limit, .. } => vec![person, limit],
            Self::Accepts { person, .. }
            | Self::Range { person, .. }
            | Self::AtMost { person, .. }
            | Self::Provides { person, .. } => vec![person],
        }
    }

    /// The answer of the place that it asks for.
    pub fn of_place(&self) -> &str {
        match self {
            Self::Accepts { place, .. }
            | Self::Range { place, .. }
            | Self::AtMost { place, .. }
            | Self::Provides { place, .. }
            | Self::Within { place, .. } => place,
        }
    }

    /// Whether it holds between a person's answers (in the order of [`Rule::of_person`]) and that of a place, of one pair and
    /// without any index. `aid` is added to a budget; `taught` are words that a place which has told its own provides besides them.
    ///
    /// Where one side alone settles it, the other side need not be known; else what is missing makes it unknown. So taking an
    /// answer away turns nothing into yes or no.
    pub fn fit(&self, person: &[Option<&Answer>], place: Option<&Answer>, aid: i64, taught: &[&str]) -> Fit {
        let first = person.first().copied().flatten();
        match self {
            Self::Accepts { .. } | Self::Provides { .. } => within_words(first, place, taught),
            Self::Range { .. } | Self::AtMost { of: Of::Need, .. } => {
                in_span(first, place.map(|place| self.span(place)))
            }
            Self::AtMost { of: Of::Cost, .. } => {
                let budget = first.map(|budget| match budget {
                    Answer::Number(yen) => Answer::Number(yen.saturating_add(aid)),
                    other => other.clone(),
                });
                in_span(budget.as_ref(), place.map(|place| self.span(place)))
            }
            Self::Within { by, .. } => within(*by, first, place, person.get(1).copied().flatten()),
        }
    }

    /// The numbers of people that a place with this answer takes, from and to; everything for 不問. Answers are far from the ends.
    pub(crate) fn span(&self, place: &Answer) -> (i64, i64) {
        match (self, place) {
            (_, Answer::Range(span)) => (span.from.unwrap_or(i64::MIN), span.to.unwrap_or(i64::MAX)),
            (Self::AtMost { of: Of::Need, .. }, Answer::Number(offer)) => (i64::MIN, *offer),
            (Self::AtMost { of: Of::Cost, .. }, Answer::Number(cost)) => (*cost, i64::MAX),
            (_, Answer::Number(number)) => (*number, *number),
            _ => (i64::MIN, i64::MAX),
        }
    }
}

fn in_span(person: Option<&Answer>, place: Option<(i64, i64)>) -> Fit {
    match (person, place) {
        (Some(Answer::Any(_)), _) | (_, Some((i64::MIN, i64::MAX))) => Fit::Yes,
        (Some(Answer::Number(number)), Some((from, to))) => Fit::of(from <= *number && *number <= to),
        _ => Fit::Unknown,
    }
}

fn within_words(person: Option<&Answer>, place: Option<&Answer>, taught: &[&str]) -> Fit {
    let one;
    let wanted: Option<&BTreeSet<String>> = match person {
        Some(Answer::Words(words)) => Some(words),
        Some(Answer::Word(word)) => {
            one = BTreeSet::from([word.clone()]);
            Some(&one)
        }
        Some(_) => return Fit::Yes,
        None => None,
    };
    let open = |word: &&String| !taught.contains(&word.as_str());
    match (wanted, place) {
        (_, Some(Answer::Any(_))) => Fit::Yes,
        (Some(wanted), _) if wanted.is_empty() => Fit::Yes,
        (Some(wanted), Some(Answer::Words(offered))) => {
            Fit::of(wanted.iter().filter(open).all(|word| offered.contains(word)))
        }
        (Some(wanted), Some(Answer::Word(offered))) => Fit::of(wanted.iter().filter(open).all(|word| word == offered)),
        _ => Fit::Unknown,
    }
}

fn within(by: By, from: Option<&Answer>, place: Option<&Answer>, limit: Option<&Answer>) -> Fit {
    let limit = match limit {
        Some(Answer::Number(limit)) => *limit,
        Some(_) => return Fit::Yes,
        None => return if is_any(from) || is_any(place) { Fit::Yes } else { Fit::Unknown },
    };
    match (by, from, place) {
        (_, Some(Answer::Any(_)), _) | (_, _, Some(Answer::Any(_))) => Fit::Yes,
        (By::Metres, Some(Answer::Point(from)), Some(Answer::Point(to))) => {
            Fit::of(chord(from.on_ball(), Point::on_ball(*to)) <= chord_of(limit))
        }
        (By::Minutes, Some(Answer::Word(from)), Some(Answer::Minutes(to))) => {
            to.minutes.get(from).map_or(Fit::Unknown, |minutes| Fit::of(*minutes <= limit))
        }
        _ => Fit::Unknown,
    }
}

fn is_any(answer: Option<&Answer>) -> bool {
    matches!(answer, Some(Answer::Any(_)))
}
