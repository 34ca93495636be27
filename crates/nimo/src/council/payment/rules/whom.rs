//! Which member of a day's roster a name in the minutes means: sheets name 「高梨会長、三好委員」.

use crate::council::seat::model::Member;
use crate::council::seat::rules::{Line, Roster};

/// Words behind a name, the longer first.
const TITLES: [&str; 17] = [
    "会長職務代理者", "職務代理者", "副委員長", "副部会長", "副会長", "副座長", "副議長", "委員長", "部会長", "会長",
    "座長", "議長", "委員", "構成員", "先生", "さん", "氏",
];

/// Whom a name means.
#[derive(Debug, Clone, Copy)]
pub(super) enum Whom<'a> {
    /// Him.
    One(&'a Line<'a>, &'a Member),
    /// Nobody on the roster, or several.
    Unknown,
}

/// A name without the title behind it, and the title.
pub(super) fn untitled(name: &str) -> (&str, Option<&'static str>) {
    let name = name.trim();
    let stem = |title: &&'static str| Some((name.strip_suffix(*title)?.trim_end(), Some(*title)));
    TITLES.iter().find_map(stem).filter(|(stem, _)| !stem.is_empty()).unwrap_or((name, None))
}

/// Who is meant: whose whole name it is, else the only one whose surname it is.
pub(super) fn whom<'a>(name: &str, roster: &'a Roster<'a>) -> Whom<'a> {
    let seated = || roster.lines.iter().filter_map(|line| Some((line, line.member?)));
    let is = |name: &str, member: &Member| glyphs::fold_name(&member.form.name) == glyphs::fold_name(name);
    let stem = untitled(name).0;
    if let Some((line, member)) = seated().find(|(_, member)| is(name, member) || is(stem, member)) {
        return Whom::One(line, member);
    }
    let mut found = seated().filter(|(_, member)| may_be(stem, &member.form.name));
    let Some((line, member)) = found.next() else { return Whom::Unknown };
    // One person in two seats is one.
    if found.all(|(_, other)| is(&other.form.name, member)) { Whom::One(line, member) } else { Whom::Unknown }
}

/// May both be one person: one name, or the surname of the other?
pub(super) fn may_be(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(parts);
    one.0 == other.0 || begins(&one, &other) || begins(&other, &one)
}

/// A whole name, folded, and the part before its blank.
type Parts = (String, Option<String>);

fn parts(name: &str) -> Parts {
    let (first, rest) = name.trim().split_once(char::is_whitespace).unwrap_or(("", ""));
    let surname = glyphs::fold_name(first);
    (glyphs::fold_name(name), (!surname.is_empty() && !rest.trim().is_empty()).then_some(surname))
}

fn begins(long: &Parts, short: &Parts) -> bool {
    if short.1.is_some() || short.0.is_empty() {
        return false;
    }
    match &long.1 {
        Some(surname) => *surname == short.0,
        // Without a blank nothing shows where a surname ends.
        None => short.0.chars().count() >= 2 && long.0.chars().count() <= 6 && long.0.starts_with(short.0.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::everybody;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_surname_with_its_title_means_the_only_member_who_has_it() {
        let all = everybody(&[
            ("髙梨 一郎", "みほん病院"),
            ("三好 花", "みほん家族会"),
            ("三好 学", "みほん保健所"),
            ("大野光", "みほん市役所"),
        ]);
        let roster = Roster::of(&all, almanac::read_date("R8.11.10").unwrap());
        let told = |name: &str| match whom(name, &roster) {
            Whom::One(_, member) => member.form.name.clone(),
            Whom::Unknown => String::new(),
        };
        for (name, member) in [
            ("高梨会長", "髙梨 一郎"),
            ("高梨", "髙梨 一郎"),
            ("髙梨　一郎 会長", "髙梨 一郎"),
            ("三好学委員", "三好 学"),
            ("大野委員", "大野光"),
            ("三好委員", ""),
            ("高梨 二郎", ""),
            ("林委員", ""),
            ("会長", ""),
            ("", ""),
        ] {
            assert_eq!(told(name), member, "{name}");
        }
    }

    proptest! {
        #[test]
        fn arbitrary_names_never_panic(one in "(\\PC|会長|委員| ){0,12}", other in "\\PC{0,12}") {
            let all = everybody(&[(other.as_str(), "")]);
            let roster = Roster::of(&all, almanac::read_date("R8.11.10").unwrap());
            let _ = (whom(&one, &roster), untitled(&one));
            prop_assert_eq!(may_be(&one, &other), may_be(&other, &one));
        }
    }
}
