//! How people stand on a sheet: by name, by the body they represent, or as 委員. Where names are hidden, none gets through:
//! not by a proxy, a note, a heading or a title.

use super::{Known, KnownMember, NameDisplay};
use crate::model::{Attendee, Minutes};

/// Who is not known stands as this.
pub(super) const MEMBER: &str = "委員";
/// Who speaks for the town.
const OFFICE: &str = "事務局";

/// Roles that name one seat and nobody's name.
const CHAIRS: &[&str] = &[
    "会長職務代理者", "会長職務代理", "会長代理", "職務代理者", "職務代理", "副会長", "副委員長", "副座長", "副議長",
    "副部会長", "会長", "委員長", "座長", "議長", "部会長",
];
/// Words behind a member's name.
const ROLES: &[&str] = &["委員", "構成員", "会員", "氏", "様", "さん", "先生"];
/// Speakers that are no person's name.
const NOBODY: &[&str] = &[
    "委員", "各委員", "全委員", "委員一同", "一同", "全員", "複数委員", "構成員", "事務局", "司会", "司会者", "進行",
    "進行役", "オブザーバー", "オブザーバ", "参考人", "説明員", "説明者", "講師", "アドバイザー", "傍聴者", "傍聴人",
    "幹事", "手話通訳", "担当課", "所管課", "関係課", "市側", "事業者", "委託業者", "受託者", "コンサルタント",
];

/// Without blanks, variants in their usual form.
pub(super) fn folded(text: &str) -> String {
    glyphs::fold(text).chars().filter(|c| !c.is_whitespace()).collect()
}

/// The names on one sheet and how they are written.
pub(super) struct Naming<'a> {
    display: NameDisplay,
    known: Vec<(Name, &'a KnownMember)>,
    /// Every name that may stand on the sheet.
    names: Vec<Name>,
    /// Posts and names of the secretariat.
    clerks: Vec<String>,
}

#[derive(Clone, PartialEq, Eq)]
struct Name {
    whole: String,
    /// The part before the blank, where there is one.
    surname: Option<String>,
}

impl Name {
    fn of(name: &str) -> Option<Name> {
        let whole = folded(name);
        let (first, rest) = name.trim().split_once(char::is_whitespace).unwrap_or(("", ""));
        let surname = Some(folded(first)).filter(|first| !first.is_empty() && !rest.trim().is_empty());
        // A seat is no name: 会長 stood in for somebody.
        let is_role = CHAIRS.contains(&whole.as_str()) || NOBODY.contains(&whole.as_str());
        (!whole.is_empty() && !is_role).then_some(Name { whole, surname })
    }

    /// Both may be one person: one name, or the surname of the other.
    fn meets(&self, other: &Name) -> bool {
        let begins = |long: &Name, short: &Name| {
            short.surname.is_none()
                && match &long.surname {
                    Some(surname) => *surname == short.whole,
                    // Without a blank nothing shows where a surname ends.
                    None => {
                        let (long, short) = (&long.whole, &short.whole);
                        short.chars().count() >= 2 && long.chars().count() <= 6 && long.starts_with(short.as_str())
                    }
                }
        };
        self.whole == other.whole || begins(self, other) || begins(other, self)
    }
}

impl<'a> Naming<'a> {
    pub(super) fn of(minutes: &Minutes, display: NameDisplay, known: &'a Known) -> Naming<'a> {
        let attendance = [&minutes.attendance.present, &minutes.attendance.absent];
        let listed = attendance.into_iter().flatten().flatten().map(|who| who.name.as_str());
        let others = [&minutes.late, &minutes.left_early].into_iter().flatten().flatten().map(String::as_str);
        let stood_in = minutes.proxies.iter().flatten().flat_map(|line| [line.member.as_str(), line.proxy.as_str()]);
        let known: Vec<(Name, &KnownMember)> =
            known.members.iter().filter_map(|member| Some((Name::of(&member.name)?, member))).collect();
        let mut names: Vec<Name> = listed.chain(others).chain(stood_in).filter_map(Name::of).collect();
        names.extend(known.iter().map(|(name, _)| name.clone()));
        // The longest first: a name that begins another is not taken out of it.
        names.sort_by_key(|name| std::cmp::Reverse(name.whole.chars().count()));
        names.dedup();
        let clerk = |clerk: &crate::model::Clerk| {
            let [post, name] = [&clerk.post, &clerk.name].map(|part| folded(part.as_deref().unwrap_or_default()));
            [format!("{post}{name}"), post, name]
        };
        let clerks = minutes.secretariat.iter().flatten().flat_map(clerk).filter(|words| !words.is_empty()).collect();
        Naming { display, known, names, clerks }
    }

    pub(super) fn hides(&self) -> bool {
        self.display.hides()
    }

    /// Who of the roster this is; nobody where two could be meant.
    pub(super) fn known(&self, name: &str) -> Option<&'a KnownMember> {
        let name = Name::of(name)?;
        let exact = || self.known.iter().filter(|(known, _)| known.whole == name.whole);
        let near = || self.known.iter().filter(|(known, _)| known.meets(&name));
        let one = |mut found: Vec<&'a KnownMember>| if found.len() == 1 { found.pop() } else { None };
        one(exact().map(|(_, member)| *member).collect()).or_else(|| one(near().map(|(_, member)| *member).collect()))
    }

    /// The 号 of those in office, in the order of the roster.
    pub(super) fn categories(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.known.iter().map(|(_, member)| member.group.as_str()).filter(|group| !group.is_empty())
    }

    fn body_of(&self, name: &str) -> Option<String> {
        let body = &self.known(name).filter(|_| self.display == NameDisplay::Bodies)?.body;
        // Who stands for himself has no body but his name.
        (!body.is_empty()).then(|| self.without_names(body))
    }

    /// Somebody in the list of attendance, where names are hidden: みほん病院（会長）, 委員.
    pub(super) fn attendee(&self, who: &Attendee) -> String {
        let role = who.role_text.as_deref().map(folded).filter(|role| CHAIRS.contains(&role.as_str()));
        match (self.body_of(&who.name), role) {
            (Some(body), Some(role)) => format!("{body}（{role}）"),
            (Some(body), None) => body,
            (None, role) => role.unwrap_or_else(|| MEMBER.into()),
        }
    }

    /// Who speaks. A chair stands by his role, a member as 委員, with his body where that is written: 委員（みほん病院）, as the
    /// reader knows speakers; the secretariat as 事務局.
    pub(super) fn speaker(&self, speaker: &str) -> String {
        if !self.hides() {
            return speaker.into();
        }
        let bare = folded(speaker);
        if NOBODY.contains(&bare.as_str()) || CHAIRS.contains(&bare.as_str()) || is_lettered(&bare) {
            return speaker.into();
        }
        if bare.starts_with(OFFICE) {
            return OFFICE.into();
        }
        if let Some(role) = CHAIRS.iter().find(|role| bare.ends_with(*role)) {
            return (*role).into();
        }
        let stem = ROLES.iter().find_map(|role| bare.strip_suffix(role)).unwrap_or(&bare);
        if let Some(body) = self.body_of(stem) {
            return format!("{MEMBER}（{body}）");
        }
        if stem.len() == bare.len() && self.clerks.contains(&bare) && !self.is_named(&bare) {
            return OFFICE.into();
        }
        MEMBER.into()
    }

    /// What stands in parentheses behind a speaker: how he took part, never who he is.
    pub(super) fn note<'n>(&self, note: &'n str) -> Option<&'n str> {
        let is_mode = || ["オンライン", "会場", "書面", "代理", "Web", "WEB", "リモート"].contains(&note.trim());
        (!self.hides() || is_mode()).then_some(note)
    }

    fn is_named(&self, bare: &str) -> bool {
        Name::of(bare).is_some_and(|name| self.names.iter().any(|known| known.meets(&name)))
    }

    /// Words of the sheet that nobody said (headings, titles, places): a member's name in them, whole or before a role, is
    /// written as he is.
    pub(super) fn without_names(&self, text: &str) -> String {
        if !self.hides() {
            return text.into();
        }
        let letters: Vec<char> = text.chars().collect();
        let mut out = String::new();
        let mut at = 0;
        while at < letters.len() {
            let Some((end, who)) = self.names.iter().find_map(|name| self.named_at(&letters, at, name)) else {
                out.push(letters[at]);
                at += 1;
                continue;
            };
            out.push_str(&who);
            at = end;
        }
        out
    }

    /// Where a name that begins here ends, with its role, and what is written for both.
    fn named_at(&self, letters: &[char], at: usize, name: &Name) -> Option<(usize, String)> {
        let spelled = |word: &str| ends_at(letters, at, word);
        let whole = spelled(&name.whole);
        let end = whole.or_else(|| spelled(name.surname.as_deref()?))?;
        let role = |roles: &[&'static str]| roles.iter().find_map(|role| Some((ends_at(letters, end, role)?, *role)));
        if let Some((end, role)) = role(CHAIRS) {
            return Some((end, role.into()));
        }
        let as_member = |name: &str| match self.display {
            NameDisplay::Bodies => {
                let member = self.known(name).filter(|member| !member.body.is_empty());
                member.map_or_else(|| MEMBER.to_string(), |member| member.body.clone())
            }
            _ => MEMBER.into(),
        };
        if let Some((end, _)) = role(ROLES) {
            return Some((end, as_member(&name.whole)));
        }
        // A surname alone may be a place; a whole name is one.
        (whole.is_some() && name.whole.chars().count() >= 3).then(|| (end, as_member(&name.whole)))
    }
}

/// Where a folded word that begins at `at` ends; blanks may stand between its letters.
fn ends_at(letters: &[char], mut at: usize, word: &str) -> Option<usize> {
    for (index, letter) in word.chars().enumerate() {
        while index > 0 && letters.get(at).is_some_and(|c| c.is_whitespace()) {
            at += 1;
        }
        let here = *letters.get(at)?;
        if here != letter && !folded(&here.to_string()).chars().eq([letter]) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// 委員A, A委員, 委員11: already without a name.
fn is_lettered(bare: &str) -> bool {
    let sign = bare.strip_prefix(MEMBER).or_else(|| bare.strip_suffix(MEMBER)).unwrap_or_default();
    (1..=2).contains(&sign.chars().count()) && sign.chars().all(|c| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn known() -> Known {
        let member =
            |name: &str, body: &str| KnownMember { name: name.into(), body: body.into(), ..Default::default() };
        let members = vec![
            member("髙梨 一郎", "みほん病院"),
            member("三好　花", "みほん家族会"),
            member("三好 学", "みほん保健所"),
        ];
        Known { members, ..Known::default() }
    }

    fn sheet() -> Minutes {
        crate::read(
            "会議名称　みほん協議会\n出席者　委員：高梨会長、三好委員、林委員\n事務局：障害福祉課長、主査　北\n",
        )
    }

    #[test]
    fn a_speaker_stands_as_his_body_as_a_role_or_as_a_member() {
        let (sheet, known) = (sheet(), known());
        let bodies = Naming::of(&sheet, NameDisplay::Bodies, &known);
        for (speaker, written) in [
            ("髙梨会長", "会長"),
            ("高梨委員", "委員（みほん病院）"),
            ("高梨", "委員（みほん病院）"),
            ("三好花委員", "委員（みほん家族会）"),
            ("三好委員", "委員"),
            ("林委員", "委員"),
            ("林", "委員"),
            ("石川氏", "委員"),
            ("事務局", "事務局"),
            ("事務局（北）", "事務局"),
            ("障害福祉課長", "事務局"),
            ("会長", "会長"),
            ("A委員", "A委員"),
        ] {
            assert_eq!(bodies.speaker(speaker), written, "{speaker}");
        }
        let unnamed = Naming::of(&sheet, NameDisplay::Unnamed, &known);
        assert_eq!(unnamed.speaker("高梨委員"), "委員");
        assert_eq!(Naming::of(&sheet, NameDisplay::Named, &known).speaker("林委員"), "林委員");
    }

    #[test]
    fn a_name_in_a_heading_is_written_as_its_person_and_a_place_stays() {
        let (sheet, known) = (sheet(), known());
        let bodies = Naming::of(&sheet, NameDisplay::Bodies, &known);
        for (title, written) in [
            ("髙梨会長あいさつ", "会長あいさつ"),
            ("家族の立場から（三好 花委員）", "家族の立場から（みほん家族会）"),
            ("三好学の報告", "みほん保健所の報告"),
            ("林業と福祉の連携", "林業と福祉の連携"),
            ("林 委員の報告", "林 委員の報告".replace("林 委員", "委員").as_str()),
        ] {
            let title = title.replace("林 委員", "林委員");
            assert_eq!(bodies.without_names(&title), written, "{title}");
        }
    }

    proptest! {
        #[test]
        fn no_word_about_anybody_makes_the_writer_panic_or_lets_a_name_through(before in "\\PC{0,8}", after in "\\PC{0,8}") {
            let (sheet, known) = (sheet(), known());
            for display in [NameDisplay::Bodies, NameDisplay::Unnamed] {
                let naming = Naming::of(&sheet, display, &known);
                let written = naming.without_names(&format!("{before}髙梨一郎{after}"));
                prop_assert!(!written.contains("髙梨一郎"), "{}", written);
                let said = naming.speaker(&format!("{before}髙梨一郎{after}"));
                prop_assert!(!said.contains("髙梨"), "{}", said);
            }
        }
    }
}
