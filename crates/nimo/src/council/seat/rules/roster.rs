//! 名簿: who sits where on a day, and what of it may stand before whose eyes.

use crate::council::charter::model::{CharterForm, StakeholderKind};
use crate::council::charter::rules::in_force;
use crate::council::seat::model::{CouncilRole, Everybody, Member, MemberForm, Seat, Shown};
use almanac::Date;

/// For whom a roster is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RosterCopy {
    /// 事務局用: all of it.
    Secretariat,
    /// 委員用: names and bodies, no kind of stakeholder.
    Council,
    /// 公開用: of each what he agreed to.
    Public,
}

impl RosterCopy {
    /// As named on paper and in a file's name.
    pub fn label(self) -> &'static str {
        match self {
            RosterCopy::Secretariat => "事務局用",
            RosterCopy::Council => "委員用",
            RosterCopy::Public => "公開用",
        }
    }
}

/// A seat on a day.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// The seat.
    pub seat: &'a Seat,
    /// Who sits there; nobody: 欠員.
    pub member: Option<&'a Member>,
    /// What he is on that day.
    pub role: CouncilRole,
    /// As whom: what the seat says, else its category. The secretariat alone sees it.
    pub kind: Option<StakeholderKind>,
    /// 再任: the same person sat there before.
    pub is_again: bool,
    /// Its category may tell that somebody lives with a mental disorder, or one of his.
    pub is_delicate: bool,
}

/// The roster of a day.
#[derive(Debug, Clone)]
pub struct Roster<'a> {
    /// The day.
    pub on: Date,
    /// The rules of that day.
    pub charter: Option<&'a CharterForm>,
    /// Its seats, by their place.
    pub lines: Vec<Line<'a>>,
    /// May the members' copy and the public one name categories?
    tells: [bool; 2],
}

/// A line as a reader sees it: what he may not is not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// 氏名, （欠員）, or that it is not published.
    pub name: String,
    /// ふりがな.
    pub kana: String,
    /// 所属.
    pub body: String,
    /// 役職 in that body.
    pub post: String,
    /// 会長, 副会長, 委員.
    pub role: &'static str,
    /// 選出区分; empty where one of the roster's may not be printed.
    pub category: String,
    /// 任期: its first and its last day in words; blank where nobody sits.
    pub term: (String, String),
    /// Nobody sits there.
    pub is_vacant: bool,
}

/// What stands for a name that is not published.
const UNNAMED: &str = "（氏名は公表しません）";

impl<'a> Roster<'a> {
    /// The roster of a council on this day.
    pub fn of(all: &'a Everybody, on: Date) -> Roster<'a> {
        let charter = in_force(&all.charters, on);
        let mut seats: Vec<&Seat> = all.seats.iter().filter(|seat| seat.form.stands_on(on)).collect();
        seats.sort_by_key(|seat| (seat.form.place, seat.id));
        let line = |seat: &'a Seat| {
            let member = all.of_seat(seat.id).find(|member| member.form.held().holds(on));
            Line {
                seat,
                member,
                role: member.map_or(CouncilRole::Member, |member| member.form.role_on(on)),
                kind: kind_of(all, charter, seat),
                is_again: member.is_some_and(|member| is_again(all, member)),
                is_delicate: is_delicate(all, seat),
            }
        };
        let tells = [may_tell(all, RosterCopy::Council), may_tell(all, RosterCopy::Public)];
        Roster { on, charter, lines: seats.into_iter().map(line).collect(), tells }
    }

    /// Who is in office.
    pub fn members(&self) -> impl Iterator<Item = &'a Member> + '_ {
        self.lines.iter().filter_map(|line| line.member)
    }

    /// How many are in office.
    pub fn count(&self) -> u32 {
        u32::try_from(self.members().count()).unwrap_or(u32::MAX)
    }

    /// How many seats are empty.
    pub fn vacant(&self) -> usize {
        self.lines.iter().filter(|line| line.member.is_none()).count()
    }

    /// How many must come for a meeting to stand, by the rules of the day.
    pub fn quorum(&self) -> Option<u32> {
        self.charter?.quorum?.needed(self.count())
    }

    /// So many take part as each kind, in the order of the indicator; last, those of whom no kind is known. For the secretariat.
    pub fn by_kind(&self) -> Vec<(Option<StakeholderKind>, usize)> {
        let kinds = StakeholderKind::ALL.into_iter().map(Some).chain([None]);
        let seated = |kind| self.lines.iter().filter(|line| line.member.is_some() && line.kind == kind).count();
        kinds.map(|kind| (kind, seated(kind))).filter(|(_, count)| *count > 0).collect()
    }

    /// May this copy name categories? All of them, of all times, or none: a single one left out would tell what it hides, and so
    /// would the same row on another day.
    pub fn tells_categories(&self, copy: RosterCopy) -> bool {
        let has_any = self.lines.iter().any(|line| !line.seat.form.category.is_empty());
        let [council, public] = self.tells;
        // An empty seat would tell as whom its next member comes.
        let may_be_empty = || self.lines.iter().all(|line| line.member.is_some() || !line.is_delicate);
        has_any
            && match copy {
                RosterCopy::Secretariat => true,
                RosterCopy::Council => council && may_be_empty(),
                RosterCopy::Public => public && may_be_empty(),
            }
    }

    /// The lines in the order of this copy. Seats stand in the order of their categories: where a copy may not name them, its
    /// lines stand by role and name instead, those without a name last.
    pub fn ordered(&self, copy: RosterCopy) -> Vec<&Line<'a>> {
        let mut lines: Vec<&Line<'a>> = self.lines.iter().collect();
        if copy == RosterCopy::Secretariat || self.tells_categories(copy) || !self.has_categories() {
            return lines;
        }
        let key = |line: &&Line<'_>| {
            let form = line.member.map(|member| &member.form);
            let is_named = form.is_some_and(|form| copy == RosterCopy::Council || form.shows.contains(&Shown::Name));
            let name = form.filter(|_| is_named).map_or_else(String::new, |form| {
                glyphs::fold_name(if form.kana.is_empty() { &form.name } else { &form.kana })
            });
            // What is not printed parts no two lines, or their order would tell of it.
            let is_bodied = form.is_some_and(|form| copy == RosterCopy::Council || form.shows.contains(&Shown::Body));
            let body = form.filter(|_| is_bodied).map_or_else(String::new, MemberForm::body_and_post);
            let from_on = form.map(|form| form.term.from_on);
            (form.is_none(), line.role, !is_named, name, body, from_on)
        };
        lines.sort_by_cached_key(key);
        lines
    }

    fn has_categories(&self) -> bool {
        self.lines.iter().any(|line| !line.seat.form.category.is_empty() || line.kind.is_some())
    }

    /// Its lines as the reader of this copy sees them.
    pub fn printed(&self, copy: RosterCopy) -> Vec<Printed> {
        let tells_categories = self.tells_categories(copy);
        let line = |line: &Line<'_>| {
            let category = if tells_categories { line.seat.form.category.clone() } else { String::new() };
            let Some(member) = line.member else {
                let (name, role) = ("（欠員）".to_string(), CouncilRole::Member.label());
                let (kana, body, post, term) = Default::default();
                return Printed { name, kana, body, post, role, category, term, is_vacant: true };
            };
            let may = |shown| copy != RosterCopy::Public || member.form.shows.contains(&shown);
            let told = |shown, words: String| if may(shown) { words } else { String::new() };
            Printed {
                name: if may(Shown::Name) { member.form.name.clone() } else { UNNAMED.into() },
                kana: told(Shown::Name, member.form.kana.clone()),
                body: told(Shown::Body, member.form.body.clone()),
                post: told(Shown::Body, member.form.post.clone()),
                role: line.role.label(),
                category,
                term: member.form.term.in_parts(),
                is_vacant: false,
            }
        };
        self.ordered(copy).into_iter().map(line).collect()
    }

    /// People of whom two with one name sit there on that day: perhaps one person in two seats.
    pub fn twice(&self) -> Vec<&'a str> {
        let mut names: Vec<(String, &str)> =
            self.members().map(|member| (glyphs::fold_name(&member.form.name), member.form.name.as_str())).collect();
        names.sort();
        let mut twice: Vec<&str> = names.windows(2).filter(|two| two[0].0 == two[1].0).map(|two| two[1].1).collect();
        twice.dedup();
        twice
    }
}

/// As whom the person in this seat takes part: what the seat says, else what its category means on that day, else in any edition.
fn kind_of(all: &Everybody, charter: Option<&CharterForm>, seat: &Seat) -> Option<StakeholderKind> {
    let means = |charter: &CharterForm| charter.category(&seat.form.category)?.kind;
    seat.form.kind.or_else(|| charter.and_then(means)).or_else(|| all.charters.iter().find_map(means))
}

/// Whoever ever sat there, or will, agreed to have his category told. In the members' copy that is asked only for seats whose
/// category may tell of a person: one of which nobody knows as whom it comes may, too.
fn may_tell(all: &Everybody, copy: RosterCopy) -> bool {
    let asked = |seat: &&Seat| {
        (!seat.form.category.is_empty() && (copy == RosterCopy::Public || is_delicate(all, seat)))
            || seat.form.kind.is_some_and(StakeholderKind::tells_of_a_person)
    };
    let agreed = |seat: &Seat| all.of_seat(seat.id).all(|member| member.form.shows.contains(&Shown::Category));
    all.seats.iter().filter(asked).all(agreed)
}

/// Might the category of this seat tell of a person? So it does where any edition says so, and where none says what it means.
fn is_delicate(all: &Everybody, seat: &Seat) -> bool {
    let kinds = all.charters.iter().filter_map(|charter| charter.category(&seat.form.category)?.kind);
    let kinds: Vec<StakeholderKind> = kinds.chain(seat.form.kind).collect();
    kinds.is_empty() || kinds.into_iter().any(StakeholderKind::tells_of_a_person)
}

/// Sat the same person in this seat right before?
fn is_again(all: &Everybody, member: &Member) -> bool {
    let before = all.of_seat(member.seat).rfind(|other| other.form.term.from_on < member.form.term.from_on);
    before.is_some_and(|before| glyphs::fold_name(&before.form.name) == glyphs::fold_name(&member.form.name))
}

#[cfg(test)]
pub(in crate::council) mod tests {
    use super::*;
    use crate::council::seat::model::{LetterKind, MemberForm, MemberId, SeatForm, SeatId, Term};
    use crate::editing::shape::Texts;

    pub fn day(typed: &str) -> Date {
        almanac::read_date(typed).unwrap()
    }

    pub fn charter(pairs: &[(&str, &str)]) -> CharterForm {
        let base = [("from_on", "R3.4.1"), ("basis", "guideline")];
        let texts: Texts = base.iter().chain(pairs).map(|(n, v)| (n.to_string(), v.to_string())).collect();
        CharterForm::parse(&texts).unwrap()
    }

    pub fn seat(place: u32, title: &str, category: &str) -> Seat {
        let form = SeatForm {
            place,
            title: title.into(),
            category: category.into(),
            kind: None,
            letter: LetterKind::Commission,
            from_on: None,
            until_on: None,
        };
        Seat { id: SeatId::fresh(), form, version: 1 }
    }

    pub fn form(name: &str, from: &str, until: &str) -> MemberForm {
        MemberForm {
            name: name.into(),
            kana: String::new(),
            body: String::new(),
            post: String::new(),
            term: Term { from_on: day(from), until_on: almanac::read_date(until).ok() },
            role: CouncilRole::Member,
            role_from_on: None,
            role_until_on: None,
            pledged_on: None,
            shows: vec![],
            agreed_on: None,
            left_on: None,
            left_reason: String::new(),
        }
    }

    pub fn member(seat: &Seat, form: MemberForm) -> Member {
        Member { id: MemberId::fresh(), seat: seat.id, form, version: 1 }
    }

    const RULES: &str = "第1号　医療\t医療（精神科）\n第2号　当事者又は家族\t当事者";

    /// Two seats; the doctor agreed to all, the other person to nothing.
    fn council() -> Everybody {
        let seats = vec![seat(2, "家族会の推薦", "第2号　当事者又は家族"), seat(1, "医師会の推薦", "第1号　医療")];
        let mut doctor = form("髙梨 一郎", "R6.4.1", "R8.3.31");
        (doctor.body, doctor.shows) = ("みほん病院".into(), Shown::ALL.to_vec());
        let mut person = form("三好 花", "R6.4.1", "R8.3.31");
        (person.body, person.kana) = ("みほん家族会".into(), "みよし はな".into());
        let members = vec![member(&seats[1], doctor), member(&seats[0], person)];
        Everybody { seats, members, charters: vec![charter(&[("categories", RULES), ("quorum", "majority")])] }
    }

    #[test]
    fn a_roster_of_any_day_is_read_off_seats_and_terms() {
        let all = council();
        let roster = Roster::of(&all, day("R6.5.23"));
        let names: Vec<&str> = roster.members().map(|member| member.form.name.as_str()).collect();
        assert_eq!(names, ["髙梨 一郎", "三好 花"], "by the place of their seats");
        assert_eq!((roster.count(), roster.quorum()), (2, Some(2)));
        let kinds = [(Some(StakeholderKind::Psychiatry), 1), (Some(StakeholderKind::User), 1)];
        assert_eq!(roster.by_kind(), kinds);
        for after in ["R8.4.1", "R6.3.31"] {
            assert_eq!(Roster::of(&all, day(after)).vacant(), 2, "a term has a first and a last day: {after}");
        }
    }

    #[test]
    fn the_copy_for_everybody_holds_what_each_agreed_to_and_no_category_while_one_is_missing() {
        let all = council();
        let roster = Roster::of(&all, day("R6.5.23"));
        let public = roster.printed(RosterCopy::Public);
        assert_eq!((public[0].name.as_str(), public[0].body.as_str()), ("髙梨 一郎", "みほん病院"));
        let hidden = (public[1].name.as_str(), public[1].kana.as_str(), public[1].body.as_str());
        assert_eq!(hidden, (UNNAMED, "", ""));
        assert!(
            public.iter().all(|line| line.category.is_empty()),
            "the one that lacks would be the one that is hidden"
        );
        let council = roster.printed(RosterCopy::Council);
        let is_named = council.iter().any(|line| line.name == "三好 花");
        assert!(is_named, "those who sit at one table know each other");
        assert!(council.iter().all(|line| line.category.is_empty()), "and not as whom each came");
        assert!(roster.printed(RosterCopy::Secretariat)[1].category.contains("家族"));
    }

    #[test]
    fn categories_are_told_once_all_agreed_and_on_no_other_day_before() {
        let told = |all: &Everybody, on: &str, copy| {
            Roster::of(all, day(on)).printed(copy).iter().any(|line| !line.category.is_empty())
        };
        let copies = [RosterCopy::Council, RosterCopy::Public];
        let mut all = council();
        for copy in copies {
            // The same seats, on a day on which nobody sat there: row by row it would tell who came later.
            assert!(["R6.3.31", "R6.5.23", "R8.4.1"].iter().all(|on| !told(&all, on, copy)), "{copy:?}");
        }
        all.members[1].form.shows = vec![Shown::Category];
        assert!(copies.iter().all(|copy| told(&all, "R6.5.23", *copy)));
        assert!(copies.iter().all(|copy| !told(&all, "R8.4.1", *copy)), "the empty seat tells of its next member");
        let roster = Roster::of(&all, day("R6.5.23"));
        assert_eq!(roster.printed(RosterCopy::Public)[1].category, "第2号　当事者又は家族");
        assert_eq!(roster.printed(RosterCopy::Public)[1].name, UNNAMED);
        let next = member(&all.seats[0], form("平井 学", "R8.4.1", ""));
        all.members.push(next);
        assert!(copies.iter().all(|copy| !told(&all, "R6.5.23", *copy)), "who comes later was not asked");
    }

    #[test]
    fn what_a_category_means_is_not_known_is_no_leave_to_tell_it() {
        let mut all = council();
        all.members[0].form.shows = vec![];
        all.charters.clear();
        let council = |all: &Everybody| Roster::of(all, day("R6.5.23")).tells_categories(RosterCopy::Council);
        assert!(!council(&all), "a roster that was pasted before the rules were");
        all.charters = vec![charter(&[("categories", "第1号　医療\t医療（精神科）\n第2号　当事者又は家族\t")])];
        assert!(!council(&all), "an empty kind is none that is harmless");
        all.charters = vec![charter(&[("categories", "第1号　医療\t保健\n第2号　当事者又は家族\t福祉")])];
        assert!(council(&all));
    }

    #[test]
    fn the_order_of_a_copy_without_categories_does_not_tell_them() {
        let mut all = council();
        let third = seat(3, "大学の推薦", "第1号　医療");
        let mut professor = form("石川 環", "R6.4.1", "");
        (professor.role, professor.kana) = (CouncilRole::Chair, "いしかわ".into());
        all.members.push(member(&third, professor));
        all.seats.push(third);
        all.members[0].form.kana = "たかなし".into();
        let names = |copy| -> Vec<String> {
            Roster::of(&all, day("R6.5.23")).printed(copy).into_iter().map(|line| line.name).collect()
        };
        assert_eq!(names(RosterCopy::Secretariat), ["髙梨 一郎", "三好 花", "石川 環"]);
        assert_eq!(names(RosterCopy::Council), ["石川 環", "髙梨 一郎", "三好 花"], "the chair, then by かな");
        assert_eq!(names(RosterCopy::Public), [UNNAMED, "髙梨 一郎", UNNAMED], "the chair did not agree to be named");
    }

    #[test]
    fn an_empty_seat_is_printed_as_one_and_who_comes_again_is_known() {
        let mut all = council();
        let again = member(&all.seats[1], form("高梨　一郎", "R8.4.1", "R10.3.31"));
        all.members.push(again);
        let roster = Roster::of(&all, day("R8.4.1"));
        assert!(roster.lines[0].is_again && !roster.lines[1].is_again);
        assert_eq!(roster.printed(RosterCopy::Public)[1].name, "（欠員）", "at the end");
        assert_eq!(roster.vacant(), 1);
    }

    #[test]
    fn one_name_in_two_seats_is_noticed() {
        let mut all = council();
        all.members[1].form.name = "高梨一郎".into();
        assert_eq!(Roster::of(&all, day("R6.5.23")).twice().len(), 1);
    }
}
