//! What a person typed into a form, as it came: names and texts, nothing folded, nothing trimmed.

use crate::plumbing::fault::Fault;
use std::collections::BTreeMap;

/// The largest form: 1 MiB, for a long speech whose every character takes nine bytes on the way.
pub const MOST_BYTES: usize = 1024 * 1024;
/// A list of eighty people in eighteen columns, and what stands around it.
const MOST_FIELDS: usize = 1600;

/// The fields of one form, in the order in which they came. It has no `Debug`: a form never reaches a log.
#[derive(Clone, Default)]
pub struct Typed(Vec<(String, String)>);

impl Typed {
    /// Reads `application/x-www-form-urlencoded` (a body or a query). Line ends become `\n`.
    ///
    /// # Errors
    /// Characters that no text has (NUL and other controls), text that is not UTF-8, and more fields than any form of ours.
    pub fn read(body: &[u8]) -> Result<Typed, Fault> {
        let mut fields = Vec::new();
        for pair in body.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
            if fields.len() == MOST_FIELDS {
                return Err(TOO_MANY);
            }
            let (name, value) = match pair.iter().position(|byte| *byte == b'=') {
                Some(at) => (&pair[..at], &pair[at + 1..]),
                None => (pair, &pair[pair.len()..]),
            };
            fields.push((decode(name)?, decode(value)?));
        }
        Ok(Typed(fields))
    }

    /// One more field, as the bytes of it came.
    ///
    /// # Errors
    /// As [`Typed::read`].
    pub fn add(&mut self, name: &str, value: &[u8]) -> Result<(), Fault> {
        if self.0.len() == MOST_FIELDS {
            return Err(TOO_MANY);
        }
        self.0.push((name.to_string(), clean(value.to_vec())?));
        Ok(())
    }

    /// From names and texts of our own.
    pub fn of(fields: impl IntoIterator<Item = (String, String)>) -> Typed {
        Typed(fields.into_iter().collect())
    }

    /// The first text under this name; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }

    /// Every text under this name (check boxes).
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Every field.
    pub fn fields(&self) -> &[(String, String)] {
        &self.0
    }

    /// The named fields as a map, for a draft or a version. Several texts under one name are joined by a space.
    pub fn only(&self, names: &[&str]) -> BTreeMap<String, String> {
        let text = |name: &str| self.all(name).collect::<Vec<_>>().join(" ");
        names.iter().map(|name| ((*name).to_string(), text(name))).collect()
    }
}

fn decode(bytes: &[u8]) -> Result<String, Fault> {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut rest = bytes.iter();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => plain.push(b' '),
            b'%' => {
                let digits = [rest.next(), rest.next()].map(|d| d.and_then(|d| char::from(*d).to_digit(16)));
                let [Some(high), Some(low)] = digits else { return Err(UNREADABLE) };
                plain.push((high * 16 + low) as u8);
            }
            other => plain.push(*other),
        }
    }
    clean(plain)
}

fn clean(plain: Vec<u8>) -> Result<String, Fault> {
    let text = String::from_utf8(plain).map_err(|_| UNREADABLE)?.replace("\r\n", "\n").replace('\r', "\n");
    match text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        Some(_) => Err(UNREADABLE),
        None => Ok(text),
    }
}

const TOO_MANY: Fault = Fault::Unreadable("入力の欄が多すぎます。前のページに戻って、もう一度お試しください。");
const UNREADABLE: Fault = Fault::Unreadable(
    "入力に、文字として読めないものが混じっています。メモ帳などに一度貼り付けてから、もう一度入れてください。",
);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn japanese_spaces_and_signs_arrive_as_typed() {
        let typed = Typed::read("name=%E9%AB%99%E6%A9%8B+%E2%91%B4&c=a&c=b&empty=&flag".as_bytes()).unwrap();
        assert_eq!(typed.get("name"), "髙橋 ⑴");
        assert_eq!(typed.all("c").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!((typed.get("empty"), typed.get("flag"), typed.get("none")), ("", "", ""));
    }

    #[test]
    fn what_is_no_text_is_refused_with_a_sentence() {
        for body in ["a=%00", "a=%FF", "a=%2", "a=%1B"] {
            assert!(matches!(Typed::read(body.as_bytes()), Err(Fault::Unreadable(_))), "{body}");
        }
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(body in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Typed::read(&body);
        }
    }
}
