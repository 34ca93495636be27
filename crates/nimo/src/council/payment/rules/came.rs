//! Who came to a meeting: as the head of the minutes has it once the meeting was closed, as the room has it before.

use super::whom::{Whom, may_be, untitled, whom};
use crate::council::meeting::model::{MeetingForm, Mode, Person};
use crate::council::payment::model::PayRole;
use crate::council::seat::model::{CouncilRole, Member, SeatForm};
use crate::council::seat::rules::Roster;
use crate::council::sitting::model::{AttendanceMode, AttendanceStep, PersonKind, SittingPerson};
use crate::council::sitting::rules::{mode_of, way_of};

/// What is written about who came.
pub struct Record<'a> {
    /// Who may have been in the room; nobody where the meeting was not opened there.
    pub people: &'a [SittingPerson],
    /// How they were there.
    pub steps: &'a [AttendanceStep],
    /// The meeting was closed there: what the head of the minutes says from then on is corrected there.
    pub is_closed: bool,
    /// The roster of the day.
    pub roster: &'a Roster<'a>,
    /// The head of the minutes.
    pub form: &'a MeetingForm,
}

/// Somebody who came to a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// 氏名.
    pub name: String,
    /// 代理の人.
    pub proxy: String,
    /// 所属.
    pub body: String,
    /// 役, by the roster of the day.
    pub role: PayRole,
    /// 出席のしかた.
    pub mode: Mode,
    /// Nobody on the roster of the day, or several, may be meant.
    pub(super) is_unknown: bool,
    /// Post, body, seat and category: what a line of 払わない職・所属 may name.
    pub(super) marks: Vec<String>,
}

impl Came {
    pub(super) fn key(&self) -> String {
        glyphs::fold_name(&self.name)
    }
}

/// Who came. Nobody is left out: who is written twice and not known stands twice.
pub fn came(record: &Record<'_>) -> Vec<Came> {
    let has_room = !record.people.is_empty() && !(record.is_closed && record.form.present.is_some());
    let found = if has_room {
        record.people.iter().filter_map(|person| of_room(person, record)).collect()
    } else {
        of_minutes(record)
    };
    let mut all: Vec<Came> = vec![];
    for mut one in found {
        let is_same = |other: &&Came| other.key() == one.key() && other.body == one.body;
        if one.is_unknown {
            let named = one.name.clone();
            let mut number = 1;
            while all.iter().any(|other| other.key() == one.key()) {
                number += 1;
                one.name = format!("{named}（{number}人目）");
            }
        } else if all.iter().any(|other| is_same(&other)) {
            // One person in two seats is paid once.
            continue;
        }
        all.push(one);
    }
    all
}

fn of_room(person: &SittingPerson, record: &Record<'_>) -> Option<Came> {
    let mode = mode_of(record.steps, person)?;
    let proxy = if mode == Mode::Proxy { deputy_in_room(person, record) } else { String::new() };
    Some(Came { mode, proxy, ..in_room(person, record.roster) })
}

/// Whoever last stood in for somebody in the room.
fn deputy_in_room(person: &SittingPerson, record: &Record<'_>) -> String {
    let by = way_of(record.steps, person.id).into_iter().rfind(|step| step.mode == AttendanceMode::Proxy);
    by.map_or_else(String::new, |step| step.proxy.clone())
}

/// Somebody of the room, however he came.
fn in_room(person: &SittingPerson, roster: &Roster<'_>) -> Came {
    let is_his = |member: &&Member| Some(member.id) == person.member;
    let line = roster.lines.iter().find(|line| line.member.as_ref().is_some_and(is_his));
    let mut one = match (person.kind, line) {
        (_, Some(line)) => Came {
            role: PayRole::of(line.role),
            marks: marks(&line.seat.form, line.member),
            ..guest(&person.name, &person.body, None)
        },
        (PersonKind::Member, None) => seated(&person.name, Some(&person.role_text), roster),
        (PersonKind::Invited, None) => guest(&person.name, &person.body, None),
    };
    if !person.body.is_empty() {
        one.body.clone_from(&person.body);
    }
    one.marks.extend([person.body.clone(), person.role_text.clone()]);
    one
}

/// Those whom the head names; their bodies and deputies from the room, where it has them.
fn of_minutes(record: &Record<'_>) -> Vec<Came> {
    let mut room: Vec<&SittingPerson> = record.people.iter().collect();
    let mut take = |kind: PersonKind, name: &str| {
        let key = glyphs::fold_name(name);
        let at = room.iter().position(|one| one.kind == kind && glyphs::fold_name(&one.name) == key)?;
        Some(room.remove(at))
    };
    let mut all: Vec<Came> = vec![];
    for person in record.form.present.iter().flatten() {
        let in_it = take(PersonKind::Member, &person.name);
        let one = in_it.map_or_else(
            || seated(&person.name, person.role_text.as_deref(), record.roster),
            |seat| in_room(seat, record.roster),
        );
        let named = deputy(&person.name, record.form).filter(|_| matches!(person.mode, None | Some(Mode::Proxy)));
        let mode = if named.is_some() { Mode::Proxy } else { person.mode.unwrap_or(Mode::InPerson) };
        let of_the_room = || in_it.filter(|_| mode == Mode::Proxy).map(|seat| deputy_in_room(seat, record));
        let proxy = named.or_else(of_the_room).unwrap_or_default();
        all.push(Came { mode, proxy, ..one });
    }
    // Where no guest came, closing left those who had been asked to come.
    let is_guest = |one: &&SittingPerson| one.kind == PersonKind::Invited;
    let has_guests = record.people.iter().filter(is_guest).any(|one| mode_of(record.steps, one).is_some());
    for person in record.form.invited.iter().flatten().filter_map(|line| Person::read(line)) {
        let in_it = take(PersonKind::Invited, &person.name);
        let mode = in_it.and_then(|seat| mode_of(record.steps, seat));
        if in_it.is_some() && mode.is_none() && !has_guests {
            continue;
        }
        let body = person.role_text.clone().or_else(|| in_it.map(|seat| seat.body.clone())).unwrap_or_default();
        all.push(guest(&person.name, &body, person.mode.or(mode)));
    }
    all
}

/// Who stood in for somebody: 「山﨑→森 葉」.
fn deputy(name: &str, form: &MeetingForm) -> Option<String> {
    let lines = || form.proxies.iter().flatten().filter_map(|line| line.split_once('→'));
    let stem = untitled(name).0;
    let is = |who: &str| glyphs::fold_name(untitled(who).0) == glyphs::fold_name(stem);
    let is_only = |who: &str| {
        let present = form.present.iter().flatten();
        may_be(untitled(who).0, stem)
            && present.filter(|one| may_be(untitled(who).0, untitled(&one.name).0)).count() == 1
    };
    let found = lines().find(|(who, _)| is(who)).or_else(|| lines().find(|(who, _)| is_only(who)));
    found.map(|(_, proxy)| proxy.trim().to_string()).filter(|proxy| !proxy.is_empty())
}

/// A member by his name, as the roster of the day knows him.
fn seated(name: &str, role_text: Option<&str>, roster: &Roster<'_>) -> Came {
    match whom(name, roster) {
        Whom::One(line, member) => Came {
            role: PayRole::of(line.role),
            marks: marks(&line.seat.form, Some(member)),
            ..guest(&member.form.name, &member.form.body, None)
        },
        Whom::Unknown => {
            let role = role_text.filter(|text| !text.is_empty()).or(untitled(name).1);
            let role = role.and_then(CouncilRole::read).map_or(PayRole::Member, PayRole::of);
            Came { role, is_unknown: true, ..guest(name, "", None) }
        }
    }
}

pub(super) fn guest(name: &str, body: &str, mode: Option<Mode>) -> Came {
    Came {
        name: name.into(),
        proxy: String::new(),
        body: body.into(),
        role: PayRole::Guest,
        mode: mode.unwrap_or(Mode::InPerson),
        is_unknown: false,
        marks: vec![body.into()],
    }
}

fn marks(seat: &SeatForm, member: Option<&Member>) -> Vec<String> {
    let own = member.map(|member| [member.form.body.clone(), member.form.post.clone()]);
    [seat.title.clone(), seat.category.clone()].into_iter().chain(own.into_iter().flatten()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample::everybody;
    use super::*;
    use crate::council::sitting::model::{AttendanceStepId, SittingPersonId};

    fn head(fields: &[(&str, &str)]) -> MeetingForm {
        let base = [("body", "協議会"), ("held_on", "R8.11.10")];
        let texts = base.iter().chain(fields).map(|(name, value)| (name.to_string(), value.to_string())).collect();
        MeetingForm::parse(&texts).unwrap_or_else(|_| panic!("a head"))
    }

    /// Name, deputy, body, role and mode of those who came.
    fn told(record: &Record<'_>) -> Vec<String> {
        let one = |one: Came| {
            let doubt = if one.is_unknown { "？" } else { "" };
            format!("{}/{}/{}/{}/{}{doubt}", one.name, one.proxy, one.body, one.role.label(), one.mode.word())
        };
        came(record).into_iter().map(one).collect()
    }

    fn person(kind: PersonKind, name: &str, body: &str) -> SittingPerson {
        let (name, body) = (name.to_string(), body.to_string());
        SittingPerson { id: SittingPersonId::fresh(), kind, member: None, name, role_text: String::new(), body }
    }

    fn step(person: &SittingPerson, mode: AttendanceMode, from: &str) -> AttendanceStep {
        let proxy = if mode == AttendanceMode::Proxy { "森 葉".into() } else { String::new() };
        let from = almanac::read_clock_span(from).unwrap().starts_at;
        AttendanceStep { id: AttendanceStepId::fresh(), person: person.id, mode, proxy, from }
    }

    #[test]
    fn the_head_of_the_minutes_names_who_came_where_there_was_no_room() {
        let all = everybody(&[("髙梨 一郎", "みほん病院"), ("三好 花", "みほん家族会"), ("三好 学", "みほん保健所")]);
        let roster = Roster::of(&all, almanac::read_date("R8.11.10").unwrap());
        let form = head(&[
            ("present", "高梨会長（オンライン）\n三好委員\n三好\n三好 学\n山﨑"),
            ("proxies", "山﨑→森 葉\n三好 学→原 和子"),
            ("invited", "山田 研（みほん大学）\n白石 操"),
        ]);
        let record = Record { people: &[], steps: &[], is_closed: false, roster: &roster, form: &form };
        assert_eq!(
            told(&record),
            [
                "髙梨 一郎//みほん病院/委員/オンライン", "三好委員///委員/会場？", "三好///委員/会場？",
                "三好 学/原 和子/みほん保健所/委員/代理", "山﨑/森 葉//委員/代理？",
                "山田 研//みほん大学/委員のほか/会場", "白石 操///委員のほか/会場",
            ]
        );
    }

    #[test]
    fn two_of_one_surname_whom_nobody_knows_stay_two() {
        let all = everybody(&[]);
        let roster = Roster::of(&all, almanac::read_date("R8.11.10").unwrap());
        let form = head(&[("present", "三好\n三好\n三好（会長）")]);
        let record = Record { people: &[], steps: &[], is_closed: false, roster: &roster, form: &form };
        assert_eq!(told(&record), ["三好///委員/会場？", "三好（2人目）///委員/会場？", "三好（3人目）///会長/会場？"]);
    }

    #[test]
    fn whoever_was_in_the_room_is_paid_as_in_person_whatever_he_did_afterwards() {
        let all = everybody(&[("髙梨 一郎", "みほん病院"), ("三好 花", "")]);
        let roster = Roster::of(&all, almanac::read_date("R8.11.10").unwrap());
        let people = [
            person(PersonKind::Member, "髙梨 一郎", ""),
            person(PersonKind::Member, "三好 花", ""),
            person(PersonKind::Invited, "山田 研", "みほん大学"),
        ];
        let steps = [
            step(&people[0], AttendanceMode::InPerson, "9:00"),
            step(&people[0], AttendanceMode::Online, "10:00"),
            step(&people[1], AttendanceMode::Proxy, "9:00"),
            step(&people[1], AttendanceMode::Online, "9:30"),
        ];
        let form = head(&[("present", "髙梨 一郎\n三好 花（代理）"), ("invited", "山田 研（みほん大学）")]);
        let open = Record { people: &people, steps: &steps, is_closed: false, roster: &roster, form: &form };
        let both = ["髙梨 一郎//みほん病院/委員/会場", "三好 花/森 葉//委員/代理"];
        assert_eq!(told(&open), both);
        let closed = Record { is_closed: true, ..open };
        assert_eq!(told(&closed), both, "the head says the same; a guest who never came is no guest");
    }

    #[test]
    fn a_correction_of_the_head_after_the_close_is_who_came_with_the_body_of_the_room() {
        let all = everybody(&[]);
        let roster = Roster::of(&all, almanac::read_date("R8.11.10").unwrap());
        let people = [
            person(PersonKind::Member, "髙梨 一郎", "みほん病院 院長"),
            person(PersonKind::Member, "三好 花", "みほん家族会"),
            person(PersonKind::Member, "大野 光", "みほん市役所"),
        ];
        let steps = [
            step(&people[0], AttendanceMode::InPerson, "9:00"),
            step(&people[1], AttendanceMode::Proxy, "9:00"),
            step(&people[2], AttendanceMode::Absent, "9:00"),
        ];
        let form = head(&[("present", "三好 花（代理）\n大野 光（オンライン）")]);
        let record = Record { people: &people, steps: &steps, is_closed: true, roster: &roster, form: &form };
        assert_eq!(
            told(&record),
            ["三好 花/森 葉/みほん家族会/委員/代理？", "大野 光//みほん市役所/委員/オンライン？"]
        );
        let none = head(&[]);
        assert_eq!(told(&Record { form: &none, ..record }).len(), 2, "without a head the room is asked");
    }
}
