//! What is known about a person or a place: named answers. An answer that is not there is unknown, never no.

use schemars::JsonSchema;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::f64::consts::PI;
use std::fmt;
use std::marker::PhantomData;

/// Named answers of one person, home or room.
pub type Answers = BTreeMap<String, Answer>;

/// Reads named answers; one name twice is refused, since nobody could say which of the two holds.
pub(crate) fn read_answers<'de, D: Deserializer<'de>>(reader: D) -> Result<Answers, D::Error> {
    reader.deserialize_map(Once(PhantomData)).map(|fields: Vec<(String, Answer)>| fields.into_iter().collect())
}

/// Fields of an object, each name once.
struct Once<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Once<T> {
    type Value = Vec<(String, T)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut fields, mut names) = (vec![], BTreeSet::new());
        while let Some((name, value)) = map.next_entry::<String, T>()? {
            if !names.insert(name.clone()) {
                return Err(A::Error::custom(format!("duplicate field `{name}`")));
            }
            fields.push((name, value));
        }
        Ok(fields)
    }
}

/// One answer. What it may be is said by the criteria that ask for it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Answer {
    /// A whole number: yen, years, a level of support, metres, minutes.
    Number(i64),
    /// One word of the town's own list.
    Word(String),
    /// Several words; an empty list says "none".
    Words(BTreeSet<String>),
    /// From one number to another, both included.
    Range(Span),
    /// A place on the map.
    Point(Point),
    /// Minutes on the way from named places (a station, a clinic, a quarter).
    Minutes(MinutesFrom),
    /// 不問: there is no bound, or nothing is wanted.
    Any(Any),
}

/// From one number to another, both included; a side that is left out has no bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// The smallest number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<i64>,
    /// The largest number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<i64>,
}

/// A place on the map, in degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// 緯度, degrees north.
    pub lat: f64,
    /// 経度, degrees east.
    pub lng: f64,
}

/// Minutes on the way from named places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MinutesFrom {
    /// The named place, and minutes from there.
    pub minutes: BTreeMap<String, i64>,
}

/// 不問: `{"any": true}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Any {
    /// Always true; an answer that is not known is left out.
    pub any: bool,
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        reader.deserialize_any(Reader)
    }
}

/// Tells the forms of an answer from each other, so that what is none of them is told in one sentence.
struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Answer;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number, a word, a list of words, {from, to}, {lat, lng}, {minutes} or {any: true}")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Answer, E> {
        Ok(Answer::Number(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Answer, E> {
        i64::try_from(number).map(Answer::Number).map_err(|_| E::custom("the number is too large"))
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Answer, E> {
        Ok(Answer::Word(word.to_string()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, words: A) -> Result<Answer, A::Error> {
        BTreeSet::deserialize(SeqAccessDeserializer::new(words)).map(Answer::Words)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Answer, A::Error> {
        let fields: serde_json::Map<String, serde_json::Value> =
            Once(PhantomData::<Field>).visit_map(map)?.into_iter().map(|(name, Field(value))| (name, value)).collect();
        let has = |name| fields.contains_key(name);
        let of = if has("any") {
            |fields| serde_json::from_value(fields).map(Answer::Any)
        } else if has("minutes") {
            |fields| serde_json::from_value(fields).map(Answer::Minutes)
        } else if has("lat") || has("lng") {
            |fields| serde_json::from_value(fields).map(Answer::Point)
        } else {
            |fields| serde_json::from_value(fields).map(Answer::Range)
        };
        of(fields.into()).map_err(A::Error::custom)
    }
}

/// What an object of an answer holds: a value, or an object in which each name stands once.
struct Field(serde_json::Value);

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        reader.deserialize_any(FieldReader).map(Self)
    }
}

struct FieldReader;

impl<'de> Visitor<'de> for FieldReader {
    type Value = serde_json::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, true, or an object of numbers")
    }

    fn visit_bool<E: Error>(self, is: bool) -> Result<Self::Value, E> {
        Ok(is.into())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        Ok(number.into())
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(serde_json::Value::Null)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let fields = Once(PhantomData::<i64>).visit_map(map)?;
        Ok(serde_json::Value::Object(fields.into_iter().map(|(name, number)| (name, number.into())).collect()))
    }
}

/// The mean radius of the earth in metres (IUGG).
const EARTH: f64 = 6_371_008.8;

impl Point {
    /// The same place on a ball of radius 1.
    pub(crate) fn on_ball(self) -> [f64; 3] {
        let (lat, lng) = (self.lat * PI / 180.0, self.lng * PI / 180.0);
        [lat.cos() * lng.cos(), lat.cos() * lng.sin(), lat.sin()]
    }
}

/// The square of the straight line between two places of the ball: what distances are compared by.
pub(crate) fn chord(a: [f64; 3], b: [f64; 3]) -> f64 {
    let [x, y, z] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    x * x + y * y + z * z
}

/// The chord that so many metres over the ground are. Beyond half the earth everything is near; below nought nothing is.
pub(crate) fn chord_of(metres: i64) -> f64 {
    let angle = metres as f64 / EARTH;
    if !(0.0..PI).contains(&angle) {
        return if metres < 0 { -1.0 } else { f64::INFINITY };
    }
    let half = (angle / 2.0).sin();
    4.0 * half * half
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_of_a_map() {
        let (station, north) = (Point { lat: 35.0, lng: 139.0 }, Point { lat: 36.0, lng: 139.0 });
        let apart = chord(station.on_ball(), north.on_ball());
        assert!(apart <= chord_of(111_196) && apart > chord_of(111_194), "one degree of a great circle");
        let other_side = chord(station.on_ball(), Point { lat: -35.0, lng: -41.0 }.on_ball());
        assert!(other_side <= chord_of(30_000_000), "nothing is farther than the other side");
        assert!(chord(station.on_ball(), station.on_ball()) > chord_of(-1), "nothing is nearer than nought");
    }

    #[test]
    fn each_form_of_an_answer_is_told_from_the_others() {
        for text in [
            r#"53700"#, r#""精神""#, r#"["知的","精神"]"#, r#"[]"#, r#"{"from":2,"to":4}"#,
            r#"{"lat":35.5,"lng":139.25}"#, r#"{"minutes":{"北":12}}"#, r#"{"any":true}"#,
        ] {
            let answer: Answer = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&answer).unwrap(), text);
        }
        for text in ["1.5", "true", r#"{"lat":35}"#, r#"[1]"#, r#"{"from":1,"lng":2}"#] {
            assert!(serde_json::from_str::<Answer>(text).is_err(), "{text}");
        }
    }
}
