//! Which letters are due, their numbers, and the count that has to come out. Pure.

use crate::council::appointment::model::{BatchForm, Letter, Numbering};
use crate::council::charter::rules::in_force;
use crate::council::seat::model::{Everybody, LetterKind, Member, MemberId, Seat};
use crate::council::seat::rules::Roster;
use almanac::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Somebody who waits for a letter.
#[derive(Debug, Clone, Copy)]
pub struct Due<'a> {
    /// His seat.
    pub seat: &'a Seat,
    /// Who he is.
    pub member: &'a Member,
}

/// Who waits for a letter, by the first day of the term, in the order of the roster. Whose term is over waits no longer.
pub fn due<'a>(all: &'a Everybody, lettered: &BTreeSet<MemberId>, today: Date) -> BTreeMap<Date, Vec<Due<'a>>> {
    let mut waiting: BTreeMap<Date, Vec<Due<'a>>> = BTreeMap::new();
    for seat in all.seats.iter().filter(|seat| seat.form.letter != LetterKind::Nothing) {
        for member in all.of_seat(seat.id).filter(|member| !lettered.contains(&member.id)) {
            if member.form.held().until_on.is_none_or(|until| today <= until) {
                waiting.entry(member.form.term.from_on).or_default().push(Due { seat, member });
            }
        }
    }
    waiting
}

/// 照合: the seats of a day, each counted once. The sum is the number of seats, or somebody was forgotten.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reckoning {
    /// All seats that stand on that day.
    pub seats: usize,
    /// Terms that begin on that day by 委嘱.
    pub commissions: usize,
    /// Terms that begin on that day by 任命.
    pub assignments: usize,
    /// Terms that begin on that day without a letter.
    pub without: usize,
    /// Terms that began before.
    pub going_on: usize,
    /// Seats in which nobody sits.
    pub vacant: usize,
}

impl Reckoning {
    /// The seats of a council on the first day of a term.
    pub fn of(all: &Everybody, from_on: Date) -> Reckoning {
        let roster = Roster::of(all, from_on);
        let mut reckoning = Reckoning { seats: roster.lines.len(), ..Reckoning::default() };
        for line in &roster.lines {
            let begins = line.member.is_some_and(|member| member.form.term.from_on == from_on);
            match (line.member, begins, line.seat.form.letter) {
                (None, ..) => reckoning.vacant += 1,
                (Some(_), false, _) => reckoning.going_on += 1,
                (Some(_), true, LetterKind::Commission) => reckoning.commissions += 1,
                (Some(_), true, LetterKind::Assignment) => reckoning.assignments += 1,
                (Some(_), true, LetterKind::Nothing) => reckoning.without += 1,
            }
        }
        reckoning
    }

    /// 13席 ＝ 委嘱11 ＋ 任命1 ＋ 欠員1.
    pub fn in_words(&self) -> String {
        let parts = [
            ("委嘱", self.commissions),
            ("任命", self.assignments),
            ("文書なし", self.without),
            ("任期の途中", self.going_on),
            ("欠員", self.vacant),
        ];
        let said: Vec<String> =
            parts.iter().filter(|(_, count)| *count > 0).map(|(name, count)| format!("{name}{count}")).collect();
        format!("{}席 ＝ {}", self.seats, if said.is_empty() { "0".into() } else { said.join(" ＋ ") })
    }

    /// So many letters are to be printed for terms that begin on that day.
    pub fn letters(&self) -> usize {
        self.commissions + self.assignments
    }

    /// The same held against the letters that there are: 文書12通のうち、番号のあるもの11通（あと1通）.
    pub fn against(&self, lettered: usize) -> String {
        let all = self.letters();
        let left = match all.checked_sub(lettered) {
            Some(0) => String::new(),
            Some(left) => format!("（あと{left}通）"),
            None => format!("（{}通多い。名簿と文書を確かめる）", lettered - all),
        };
        format!("{}。文書{all}通のうち、番号のあるもの{lettered}通{left}", self.in_words())
    }
}

/// The numbers of so many letters.
///
/// # Errors
/// A sentence when a running number has no digits to run with, or they run out.
pub fn numbers(first: &str, numbering: Numbering, count: usize) -> Result<Vec<String>, String> {
    match numbering {
        Numbering::Same => Ok(vec![first.to_string(); count]),
        // One letter needs no branch: an earlier number is given again as it is typed.
        Numbering::Branch if count == 1 => Ok(vec![first.to_string()]),
        Numbering::Branch => Ok((1..=count).map(|n| format!("{first}の{}", like(first, n))).collect()),
        Numbering::Run => run(first, count),
    }
}

/// 第120号, 第121号: the last digits of the number run; what stands around them, and their width, stays.
fn run(first: &str, count: usize) -> Result<Vec<String>, String> {
    let is_digit = |c: char| glyphs::plain(c).is_ascii_digit();
    let missing = || "続き番号にする数字がありません。例: 8みほ障第120号".to_string();
    let chars: Vec<char> = first.chars().collect();
    let end = chars.iter().rposition(|c| is_digit(*c)).ok_or_else(missing)? + 1;
    let start = chars[..end].iter().rposition(|c| !is_digit(*c)).map_or(0, |at| at + 1);
    let digits: String = chars[start..end].iter().map(|c| glyphs::plain(*c)).collect();
    let from: usize =
        digits.parse().ok().filter(|from| *from < 1_000_000_000).ok_or("番号の数字が大きすぎます。".to_string())?;
    let around = |part: &[char]| part.iter().collect::<String>();
    let (before, after) = (around(&chars[..start]), around(&chars[end..]));
    let width = digits.len();
    Ok((from..from + count)
        .map(|n| {
            let mut number = n.to_string();
            if digits.starts_with('0') {
                number = format!("{number:0>width$}");
            }
            format!("{before}{}{after}", wide(&around(&chars[start..end]), &number))
        })
        .collect())
}

/// A number in the digits that `sample` uses, half or full width.
fn like(sample: &str, number: usize) -> String {
    let digits: String = sample.chars().filter(|c| glyphs::plain(*c).is_ascii_digit()).collect();
    wide(&digits, &number.to_string())
}

fn wide(sample: &str, number: &str) -> String {
    let is_wide = sample.chars().any(|c| ('０'..='９').contains(&c));
    let widen = |c: char| char::from_u32('０' as u32 + c as u32 - '0' as u32).unwrap_or(c);
    if is_wide { number.chars().map(widen).collect() } else { number.to_string() }
}

/// The letters of a batch, in the order of the roster.
///
/// # Errors
/// A sentence about the number.
pub fn letters(
    all: &Everybody,
    council: &str,
    due: &[Due<'_>],
    form: &BatchForm,
) -> Result<Vec<(MemberId, Letter)>, String> {
    let numbers = numbers(&form.number, form.numbering, due.len())?;
    let letter = |(due, number): (&Due<'_>, String)| {
        let person = &due.member.form;
        let charter = in_force(&all.charters, person.term.from_on);
        let own = charter.map_or("", |charter| charter.letter_words.as_str());
        let letter = Letter {
            kind: due.seat.form.letter,
            number,
            dated_on: form.dated_on,
            name: person.name.clone(),
            kana: person.kana.clone(),
            body: person.body_and_post(),
            words: words(council, due.seat.form.letter, own),
            term: person.term,
            appointer: form.appointer.clone(),
        };
        (due.member.id, letter)
    };
    Ok(due.iter().zip(numbers).map(letter).collect())
}

/// The sentence of a letter: the town's own for 委嘱, or the usual one.
pub fn words(council: &str, kind: LetterKind, own: &str) -> String {
    match (own, kind) {
        (_, LetterKind::Assignment) => format!("{council}の委員に任命します"),
        ("", _) => format!("{council}の委員を委嘱します"),
        (own, _) => own.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::seat::rules::roster_samples as samples;
    use proptest::prelude::*;

    #[test]
    fn numbers_follow_the_towns_register() {
        let of = |first: &str, numbering, count| numbers(first, numbering, count).unwrap();
        assert_eq!(of("8みほ障第99号", Numbering::Run, 3), ["8みほ障第99号", "8みほ障第100号", "8みほ障第101号"]);
        assert_eq!(of("第００９号", Numbering::Run, 2), ["第００９号", "第０１０号"], "as wide as the town writes");
        assert_eq!(of("8みほ障第120号", Numbering::Branch, 2), ["8みほ障第120号の1", "8みほ障第120号の2"]);
        assert_eq!(of("第１２号", Numbering::Branch, 2), ["第１２号の１", "第１２号の２"]);
        assert_eq!(of("第120号の3", Numbering::Branch, 1), ["第120号の3"], "one that is made anew");
        assert_eq!(of("特", Numbering::Same, 2), ["特", "特"]);
        assert!(numbers("特", Numbering::Run, 2).is_err_and(|sentence| sentence.contains("数字がありません")));
        assert!(numbers("第99999999999号", Numbering::Run, 2).is_err());
    }

    #[test]
    fn every_seat_is_counted_once_and_the_letters_come_out() {
        let mut seats: Vec<_> = (1..=6).map(|n| samples::seat(n, &format!("席{n}"), "")).collect();
        seats[1].form.letter = LetterKind::Assignment;
        seats[2].form.letter = LetterKind::Nothing;
        let term = |seat: &Seat, from: &str| samples::member(seat, samples::form("人", from, "R10.3.31"));
        let members = vec![
            term(&seats[0], "R8.4.1"),
            term(&seats[1], "R8.4.1"),
            term(&seats[2], "R8.4.1"),
            term(&seats[3], "R7.4.1"),
            term(&seats[4], "R8.4.1"),
        ];
        let all = Everybody { seats, members, charters: vec![] };
        let reckoning = Reckoning::of(&all, samples::day("R8.4.1"));
        assert_eq!(reckoning.in_words(), "6席 ＝ 委嘱2 ＋ 任命1 ＋ 文書なし1 ＋ 任期の途中1 ＋ 欠員1");
        let waiting = due(&all, &BTreeSet::new(), samples::day("R8.4.1"));
        assert_eq!(waiting[&samples::day("R8.4.1")].len(), reckoning.letters());
        assert_eq!(waiting[&samples::day("R7.4.1")].len(), 1, "who came before and has no letter still waits");
        assert!(reckoning.against(3).ends_with("文書3通のうち、番号のあるもの3通"));
        assert!(reckoning.against(2).ends_with("番号のあるもの2通（あと1通）"), "one was forgotten or taken back");
        assert!(reckoning.against(4).contains("1通多い"), "a letter whose member is gone");
        let lettered = BTreeSet::from([all.members[0].id]);
        assert_eq!(due(&all, &lettered, samples::day("R8.4.1"))[&samples::day("R8.4.1")].len(), 2);
        assert!(due(&all, &BTreeSet::new(), samples::day("R10.4.1")).is_empty(), "whose term is over waits no longer");
    }

    #[test]
    fn a_letter_bears_the_towns_own_words_or_the_usual_ones() {
        let mut all = Everybody { seats: vec![samples::seat(1, "席1", "")], members: vec![], charters: vec![] };
        let member = samples::member(&all.seats[0], samples::form("髙梨 一郎", "R8.4.1", "R10.3.31"));
        all.members.push(member);
        let form = BatchForm {
            number: "第1号".into(),
            numbering: Numbering::Same,
            dated_on: samples::day("R8.4.1"),
            appointer: "みほん市長".into(),
        };
        let said = |all: &Everybody| {
            let due = [Due { seat: &all.seats[0], member: &all.members[0] }];
            letters(all, "みほん市協議会", &due, &form).unwrap().remove(0).1.words
        };
        assert_eq!(said(&all), "みほん市協議会の委員を委嘱します");
        all.seats[0].form.letter = LetterKind::Assignment;
        assert_eq!(said(&all), "みほん市協議会の委員に任命します");
        all.charters.push(samples::charter(&[("letter_words", "協議会委員をお願いします")]));
        assert_eq!(said(&all), "みほん市協議会の委員に任命します", "the town's own words are those of 委嘱");
        all.seats[0].form.letter = LetterKind::Commission;
        assert_eq!(said(&all), "協議会委員をお願いします");
    }

    proptest! {
        #[test]
        fn numbers_never_panic_and_a_run_has_none_twice(first in "\\PC{0,20}", count in 0usize..30) {
            for numbering in Numbering::ALL {
                let Ok(numbers) = numbers(&first, numbering, count) else { continue };
                prop_assert_eq!(numbers.len(), count);
                let once: BTreeSet<&String> = numbers.iter().collect();
                prop_assert!(numbering == Numbering::Same || once.len() == count);
            }
        }
    }
}
