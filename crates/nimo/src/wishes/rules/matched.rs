//! The reading: what `placement` answers, by figure and by row. It places nobody.

use crate::wishes::model::Matter;
use crate::wishes::rules::figure::Why;
use crate::wishes::rules::question::{Question, code, place_of};
use crate::wishes::rules::sides::{Side, sides};
use almanac::Date;
use placement::{
    Answer, Criterion, DECLINED_BY_HOME, DECLINED_BY_PERSON, DeclinedBy, Fit, Ground, Options, Output, PersonState,
    Refusal, Room, RoomState, place,
};
use std::collections::BTreeMap;

/// How one criterion stands between somebody and a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairLine {
    /// Its place among the criteria.
    pub criterion: usize,
    /// Does it hold?
    pub fit: Fit,
}

/// A question with its answer.
#[derive(Debug, Clone)]
pub struct Matched {
    /// The question.
    pub question: Question,
    /// The answer.
    pub output: Output,
    /// The day.
    pub today: Date,
    /// The rooms that others may look at, each with its home.
    pub(super) open: Vec<(usize, usize)>,
    /// Where each room stands: its home, and its place there.
    stands: Vec<(usize, usize)>,
    pub(super) served: BTreeMap<usize, usize>,
}

impl Matched {
    /// Reads a question; so many changes are weighed at a time.
    ///
    /// # Errors
    /// What is wrong with it, where a home has more rooms than can be read, for one.
    pub fn read(question: Question, today: Date, relax: u8) -> Result<Matched, Refusal> {
        question.input.check()?;
        let output = place(&question.input, today, Options { relax, threads: 1 });
        let is_open = |room: &&Room| {
            matches!(room.state, RoomState::Vacant | RoomState::Visiting)
                && room.as_of <= today
                && today <= room.expires_on
        };
        let rooms = question.input.homes.iter().enumerate();
        let open = rooms.flat_map(|(home, told)| {
            told.rooms.iter().filter(is_open).filter_map(move |room| Some((place_of(&room.id)?, home)))
        });
        let open = open.collect();
        let homes = question.input.homes.iter().enumerate();
        let stands = homes.flat_map(|(home, told)| (0..told.rooms.len()).map(move |at| (home, at))).collect();
        let pair = |(person, room): &(String, String)| Some((place_of(person)?, place_of(room)?));
        let served = output.proof.served.iter().filter_map(pair).collect();
        Ok(Matched { question, output, today, open, stands, served })
    }

    /// A criterion.
    pub fn criterion(&self, at: usize) -> &Criterion {
        &self.question.input.criteria[at]
    }

    /// The criterion of a code.
    pub fn by_code(&self, id: &str) -> Option<&Criterion> {
        self.question.input.criteria.iter().find(|criterion| criterion.id == id)
    }

    /// The rooms that others may look at, each with its home.
    pub fn open(&self) -> &[(usize, usize)] {
        &self.open
    }

    /// What stands between somebody and a room: all criteria that do not hold, or of which nobody knows. What is talked about is never a no.
    pub fn between(&self, person: usize, (room, home): (usize, usize)) -> Vec<PairLine> {
        let criteria = self.question.input.criteria.iter().enumerate();
        let line = |(at, criterion): (usize, &Criterion)| {
            let fit = self.fit(person, (room, home), criterion);
            (fit != Fit::Yes).then_some(PairLine { criterion: at, fit })
        };
        criteria.filter_map(line).collect()
    }

    fn fit(&self, person: usize, place: (usize, usize), criterion: &Criterion) -> Fit {
        let name = criterion.rule.of_person()[0];
        if criterion.ground == Ground::Talk && self.has_talked(person, place.1) {
            return Fit::Yes;
        }
        self.fit_of(self.question.input.people[person].answers.get(name), place.0, criterion)
    }

    /// Whether a criterion holds between an answer and a room.
    pub fn fit_of(&self, answer: Option<&Answer>, room: usize, criterion: &Criterion) -> Fit {
        let (home, at) = self.stands[room];
        let home = &self.question.input.homes[home];
        let name = criterion.rule.of_place();
        let place = home.rooms[at].answers.get(name).or_else(|| home.answers.get(name));
        match criterion.rule.fit(&[answer], place, 0, &[]) {
            Fit::No if criterion.ground == Ground::Talk => Fit::Unknown,
            fit => fit,
        }
    }

    /// How many open rooms suit somebody, and how many may once it is asked.
    pub fn suiting(&self, person: usize) -> (usize, usize) {
        let (mut suit, mut ask) = (0, 0);
        for place in &self.open {
            let lines = self.between(person, *place);
            if self.said_no(person, place.1).is_some() || lines.iter().any(|line| line.fit == Fit::No) {
                continue;
            }
            if lines.is_empty() { suit += 1 } else { ask += 1 }
        }
        (suit, ask)
    }

    /// Who said no after a visit, if anybody did.
    pub fn said_no(&self, person: usize, home: usize) -> Option<DeclinedBy> {
        let (person, home) = (code('P', person), code('H', home));
        let said = self.question.input.declined.iter().find(|one| one.person == person && one.home == home);
        said.map(|one| one.by)
    }

    /// Has somebody talked with a home that takes them now?
    fn has_talked(&self, person: usize, home: usize) -> bool {
        let (person, home) = (code('P', person), code('H', home));
        self.question.input.talked.iter().any(|one| one.person == person && one.home == home)
    }

    /// A criterion, or why two are apart, in words.
    pub fn label(&self, id: &str) -> String {
        match id {
            DECLINED_BY_PERSON => "本人が断った".into(),
            DECLINED_BY_HOME => "住居のほうが断った".into(),
            _ => self.by_code(id).map_or_else(String::new, |criterion| criterion.label.clone()),
        }
    }

    /// The people who seek, in the order of their numbers.
    pub fn seeking(&self) -> Vec<usize> {
        self.people_in(PersonState::Seeking)
    }

    pub(super) fn people_in(&self, state: PersonState) -> Vec<usize> {
        let people = self.question.input.people.iter().enumerate();
        people.filter(|(_, person)| person.state == state).map(|(at, _)| at).collect()
    }

    /// Does somebody have a room in the reading?
    pub fn is_served(&self, person: usize) -> bool {
        self.served.contains_key(&person)
    }

    /// Why somebody who seeks has no room in the reading.
    pub fn why(&self, person: usize) -> Option<Why> {
        let id = code('P', person);
        let unserved = self.output.unserved.iter().find(|one| one.person == id)?;
        Why::of(&unserved.reason)
    }

    /// How many have no room, for each reason.
    pub fn whys(&self) -> [(Why, usize); 4] {
        Why::ALL.map(|why| {
            let is = |one: &&placement::Unserved| Why::of(&one.reason) == Some(why);
            (why, self.output.unserved.iter().filter(is).count())
        })
    }

    /// People and rooms, answer by answer.
    pub fn sides(&self) -> Vec<(Matter, Vec<Side>)> {
        sides(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editing::shape::Texts;
    use crate::plumbing::clock::Moment;
    use crate::vacancies::model::{Holding, HomeForm, HomeId, Notice, NoticeId, RoomForm, VacancyId, VacancyState};
    use crate::wishes::model::{ReadingRule, ReadingSheet, WishForm, WishId};
    use crate::wishes::rules::figure::Figure;
    use crate::wishes::rules::question::Supply;
    use crate::wishes::rules::sheet::{matter, sentence, sheet};
    use placement::verify;
    use proptest::prelude::*;

    fn texts(pairs: &[(&str, &str)]) -> Texts {
        pairs.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())).collect()
    }

    fn home(pairs: &[(&str, &str)]) -> HomeForm {
        HomeForm::parse(&texts(&[&[("name", "家")], pairs].concat())).unwrap()
    }

    fn room(pairs: &[(&str, &str)]) -> RoomForm {
        RoomForm::parse(&texts(&[&[("name", "1")], pairs].concat())).unwrap()
    }

    fn wish(pairs: &[(&str, &str)]) -> WishForm {
        WishForm::parse(&texts(pairs)).unwrap()
    }

    fn today() -> Date {
        "2026-11-30".parse().unwrap()
    }

    fn notice(state: VacancyState, until: Option<&str>) -> Notice {
        Notice {
            id: NoticeId::fresh(),
            state,
            as_of: "2026-11-20".parse().unwrap(),
            told_by: "管理者".into(),
            expires_on: "2026-12-20".parse().unwrap(),
            holding: Holding { until: until.map(|day| day.parse().unwrap()), holder: String::new() },
            is_by_home: false,
            at: Moment::parse("2026-11-20T00:00:00Z").unwrap(),
            by: "今村".into(),
        }
    }

    type Told = &'static [(&'static str, &'static str)];
    /// A town: homes with their rooms and states, and wishes.
    type Town = (Vec<(HomeForm, Vec<(RoomForm, Option<Notice>)>)>, Vec<WishForm>);

    fn matched_by(town: &Town, rule: Option<&ReadingRule>) -> Matched {
        let supply: Vec<Supply> = town
            .0
            .iter()
            .map(|(form, rooms)| Supply {
                id: HomeId::fresh(),
                form,
                rooms: rooms.iter().map(|(form, notice)| (VacancyId::fresh(), form, notice.as_ref())).collect(),
            })
            .collect();
        let wishes: Vec<(WishId, &WishForm)> = town.1.iter().map(|wish| (WishId::fresh(), wish)).collect();
        Matched::read(Question::of(&supply, &wishes, rule, today()), today(), 2).unwrap()
    }

    fn matched(town: &Town) -> Matched {
        matched_by(town, None)
    }

    const ALL_TOLD: &[(&str, &str)] = &[
        ("sex", "any"),
        ("disabilities", "mental"),
        ("level_from", "0"),
        ("level_to", "6"),
        ("night", "asleep"),
        ("term_years", "なし"),
        ("day_out", "no"),
        ("helps", "medicine"),
        ("smoking", "inside"),
        ("guarantor", "no"),
        ("area", "本町"),
    ];
    const ALL_ASKED: &[(&str, &str)] = &[
        ("sex", "women"),
        ("disabilities", "mental"),
        ("level", "2"),
        ("night", "call"),
        ("stay", "long"),
        ("days", "in"),
        ("helps", "medicine"),
        ("smokes", "outside"),
        ("guarantor", "no"),
        ("cost_yen", "70000"),
        ("stairs", "ground"),
        ("talk", "no"),
    ];
    const ROOM: &[(&str, &str)] =
        &[("rent_yen", "40000"), ("aid_yen", "0"), ("other_yen", "30000"), ("floor", "1"), ("bath", "own")];

    fn open() -> Option<Notice> {
        Some(notice(VacancyState::Vacant, None))
    }

    fn with<'a>(all: &[(&'a str, &'a str)], own: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
        [all, own].concat()
    }

    #[test]
    fn whoever_has_answered_all_has_a_room_where_all_holds() {
        let town = (vec![(home(ALL_TOLD), vec![(room(ROOM), open())])], vec![wish(ALL_ASKED)]);
        let read = matched(&town);
        assert_eq!(read.between(0, read.open()[0]), vec![], "all of it holds");
        assert_eq!((read.output.council.served, read.rows(&Figure::Served).unwrap().people), (1, vec![0]));
        assert_eq!(verify(&read.question.input, today(), &read.output), Ok(()));
    }

    #[test]
    fn each_answer_that_a_home_cannot_meet_is_the_one_that_stands_between() {
        let cases: &[(Told, Told, Told, &str)] = &[
            (&[("sex", "men")], &[], &[], "sex:0"),
            (&[("disabilities", "intellectual")], &[], &[], "disabilities:0"),
            (&[("level_to", "1")], &[], &[], "level:0"),
            (&[("night", "call")], &[], &[("night", "awake")], "night:0"),
            (&[("night", "call"), ("ground_night", "2")], &[], &[("night", "awake")], "night:2"),
            (&[("term_years", "3")], &[], &[], "term:0"),
            (&[("day_out", "yes")], &[], &[], "day_out:0"),
            (&[], &[], &[("helps", "insulin")], "helps:0"),
            (&[("smoking", "no")], &[], &[], "smoking:0"),
            (&[("guarantor", "yes")], &[], &[], "guarantor:0"),
            (&[], &[("rent_yen", "40001")], &[], "cost:0"),
            (&[], &[("floor", "2"), ("lift", "no")], &[], "stairs:0"),
            (&[], &[("bath", "shared")], &[("bath", "own")], "bath:0"),
            (&[], &[], &[("areas", "緑町")], "area:0"),
        ];
        for (of_home, of_room, of_wish, id) in cases {
            let town = (
                vec![(home(&with(ALL_TOLD, of_home)), vec![(room(&with(ROOM, of_room)), open())])],
                vec![wish(&with(ALL_ASKED, of_wish))],
            );
            let read = matched(&town);
            let lines = read.between(0, read.open()[0]);
            assert_eq!(lines.len(), 1, "{id}: {lines:?}");
            assert_eq!((read.criterion(lines[0].criterion).id.as_str(), lines[0].fit), (*id, Fit::No));
            let alone = read.rows(&Figure::Alone((*id).to_string())).unwrap();
            assert_eq!((alone.people, alone.rooms), (vec![0], vec![0]), "{id}");
        }
    }

    #[test]
    fn what_nobody_told_or_asked_is_asked_and_history_is_never_a_no() {
        for name in ["sex", "disabilities", "night", "term_years", "day_out", "helps", "smoking", "guarantor"] {
            let town = (
                vec![(home(&with(ALL_TOLD, &[(name, "")])), vec![(room(ROOM), open())])],
                vec![wish(&with(ALL_ASKED, &[("sex", "women")]))],
            );
            let read = matched(&town);
            let fits: Vec<Fit> = read.between(0, read.open()[0]).into_iter().map(|line| line.fit).collect();
            assert_eq!(fits, [Fit::Unknown], "{name}");
            assert_eq!(read.why(0), Some(Why::Ask));
        }
        let town =
            (vec![(home(ALL_TOLD), vec![(room(ROOM), open())])], vec![wish(&with(ALL_ASKED, &[("talk", "yes")]))]);
        let read = matched(&town);
        assert_eq!((read.why(0), read.output.questions.in_all), (Some(Why::Ask), 1), "it is talked about");
    }

    #[test]
    fn a_room_counts_as_it_was_told() {
        let rooms = vec![
            (room(ROOM), open()),
            (room(ROOM), Some(notice(VacancyState::Trial, None))),
            (room(ROOM), Some(notice(VacancyState::Reserved, Some("2026-11-29")))),
            (
                room(ROOM),
                Some(Notice { expires_on: "2026-11-29".parse().unwrap(), ..notice(VacancyState::Vacant, None) }),
            ),
            (room(ROOM), Some(notice(VacancyState::Taken, None))),
            (room(ROOM), None),
        ];
        let town = (vec![(home(ALL_TOLD), rooms)], vec![wish(ALL_ASKED)]);
        let read = matched(&town);
        let count = |figure| read.rows(&figure).unwrap().rooms.len();
        assert_eq!((count(Figure::Open), count(Figure::Held), count(Figure::Stale)), (1, 1, 2));
        assert_eq!((read.question.untold, read.question.rooms.len()), (1, 4), "what is taken is no room to look at");
    }

    #[test]
    fn who_said_no_is_not_proposed_there_again() {
        let mut town = (vec![(home(ALL_TOLD), vec![(room(ROOM), open())])], vec![wish(ALL_ASKED)]);
        let of = matched(&town);
        assert_eq!(of.output.council.served, 1);
        let home = HomeId::fresh();
        town.1[0].declined = vec![home];
        let (form, rooms) = &town.0[0];
        let supply = [Supply { id: home, form, rooms: vec![(VacancyId::fresh(), &rooms[0].0, rooms[0].1.as_ref())] }];
        let read =
            Matched::read(Question::of(&supply, &[(WishId::fresh(), &town.1[0])], None, today()), today(), 2).unwrap();
        assert_eq!((read.output.council.served, read.said_no(0, 0)), (0, Some(DeclinedBy::Person)));
        assert!(read.rows(&Figure::Alone("sex:0".into())).unwrap().people.is_empty());
    }

    #[test]
    fn the_class_of_the_rule_comes_before_the_day() {
        let rule = ReadingRule::parse(&texts(&[
            ("from_on", "R8.4.1"),
            ("words", "退院できる人を先に"),
            ("classes", "退院できる人\nそのほか"),
            ("decided_on", "R8.3.1"),
            ("source", "部会"),
        ]))
        .unwrap();
        let one = |own: &[(&str, &str)]| wish(&with(ALL_ASKED, own));
        let wishes = vec![
            one(&[("since", "R7.1.1"), ("class", "きまりにない区分")]),
            one(&[("since", "R8.1.1"), ("class", "退院できる人")]),
        ];
        let town = (vec![(home(ALL_TOLD), vec![(room(ROOM), open())])], wishes);
        assert_eq!(matched_by(&town, Some(&rule)).rows(&Figure::Served).unwrap().people, [1]);
        assert_eq!(matched(&town).rows(&Figure::Served).unwrap().people, [0], "without a rule the earlier day");
    }

    #[test]
    fn the_council_sees_no_home_no_number_and_no_small_figure() {
        let night = |need| wish(&with(ALL_ASKED, &[("night", need)]));
        let wishes = [vec![night("awake"); 4], vec![night("call"); 9]].concat();
        let rooms = (0..6).map(|_| (room(ROOM), open())).collect();
        let town = (vec![(home(ALL_TOLD), rooms)], wishes);
        let read = matched(&town);
        let told = sheet(&read, 0, 3);
        assert_eq!((told.seeking, told.open, told.outcome[0].people), (Some(13), 6, Some(6)));
        let night = |sheet: &ReadingSheet| -> Vec<Option<usize>> {
            let table = sheet.sides.iter().find(|table| table.label == "夜間の支援").unwrap();
            table.lines.iter().map(|line| line.people).collect()
        };
        assert_eq!(night(&told), [Some(0), Some(9), Some(0), Some(0), Some(4)], "all were asked");
        assert_eq!(
            told.alone.iter().map(|line| (line.label.as_str(), line.people)).collect::<Vec<_>>(),
            [("夜間の支援", Some(4))]
        );
        let few = sheet(&read, 0, 10);
        assert_eq!((few.seeking, few.outcome[0].people, few.whys.len(), few.alone.len()), (Some(13), None, 0, 0));
        assert_eq!(night(&few), [None; 6], "9 and 4 are below ten");
        assert!(
            few.sides.iter().flat_map(|table| &table.lines).all(|line| line.rooms.is_none()),
            "whom no room suits has none"
        );
        let none = sheet(&read, 0, 14);
        assert!(none.seeking.is_none() && none.outcome.is_empty() && none.sides.is_empty() && none.changes.is_empty());
        assert!(sentence(&none).contains("数を出していません"));
        for told in [told, few, none] {
            let json = serde_json::to_string(&told).unwrap();
            assert!(!json.contains("H0") && !json.contains("R0") && !json.contains("P0"), "{json}");
            assert_eq!(serde_json::from_str::<ReadingSheet>(&json).unwrap(), told);
            assert!(matter(&told).1.contains("令和8年11月30日の読み"));
        }
    }

    #[test]
    fn who_talked_with_a_home_that_takes_them_need_not_talk_again() {
        let home_id = HomeId::fresh();
        let (form, own) = (home(ALL_TOLD), room(ROOM));
        let notice = open();
        let supply = [Supply { id: home_id, form: &form, rooms: vec![(VacancyId::fresh(), &own, notice.as_ref())] }];
        let talked = WishForm { talked: vec![home_id], ..wish(&with(ALL_ASKED, &[("talk", "yes")])) };
        let read = |wish: &WishForm| {
            Matched::read(Question::of(&supply, &[(WishId::fresh(), wish)], None, today()), today(), 0).unwrap()
        };
        assert_eq!((read(&talked).output.council.served, read(&talked).between(0, (0, 0))), (1, vec![]));
        assert_eq!(read(&WishForm { talked: vec![], ..talked }).output.council.served, 0);
    }

    fn any_home() -> impl Strategy<Value = HomeForm> {
        let of = |name: &'static str, values: &'static [&'static str]| {
            proptest::sample::select(values).prop_map(move |value| (name, value))
        };
        (
            of("sex", &["", "any", "men", "women"]),
            of("night", &["", "call", "asleep", "awake"]),
            of("ground_night", &["", "1", "2", "3"]),
            of("day_out", &["", "yes", "no"]),
            of("helps", &["", "medicine", "medicine insulin"]),
            of("disabilities", &["", "mental", "mental intellectual"]),
        )
            .prop_map(|(a, b, c, d, e, f)| home(&[a, b, c, d, e, f]))
    }

    fn any_wish() -> impl Strategy<Value = WishForm> {
        let of = |name: &'static str, values: &'static [&'static str]| {
            proptest::sample::select(values).prop_map(move |value| (name, value))
        };
        (
            of("sex", &["", "men", "women"]),
            of("night", &["", "none", "asleep", "awake"]),
            of("days", &["", "in", "out"]),
            of("helps", &["", "none", "insulin", "medicine clinic"]),
            of("disabilities", &["", "mental", "intellectual"]),
            of("talk", &["", "yes", "no"]),
            of("state", &["seeking", "seeking", "resting", "ended"]),
            of("cost_yen", &["", "60000", "80000"]),
        )
            .prop_map(|(a, b, c, d, e, f, g, h)| wish(&[a, b, c, d, e, f, g, h]))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn every_figure_is_its_rows_and_the_answer_can_be_proved(
            homes in proptest::collection::vec((any_home(), 0usize..3), 0..5), wishes in proptest::collection::vec(any_wish(), 0..9)
        ) {
            let homes = homes.into_iter().map(|(home, rooms)| (home, vec![(room(ROOM), open()); rooms])).collect();
            let read = matched(&(homes, wishes));
            let council = &read.output.council;
            prop_assert_eq!(verify(&read.question.input, today(), &read.output), Ok(()));
            let count = |figure: &Figure| read.rows(figure).unwrap();
            prop_assert_eq!(count(&Figure::Seeking).people.len(), council.seeking);
            prop_assert_eq!(count(&Figure::Resting).people.len(), council.resting);
            prop_assert_eq!(count(&Figure::Served).people.len(), council.served);
            prop_assert_eq!(count(&Figure::AtMost).people.len(), council.served_at_most);
            prop_assert_eq!(count(&Figure::Open).rooms.len(), council.open);
            prop_assert_eq!(count(&Figure::Stale).rooms.len(), council.out_of_date);
            prop_assert_eq!(count(&Figure::Held).rooms.len(), council.spoken_for);
            prop_assert_eq!(council.served + read.whys().iter().map(|(_, count)| count).sum::<usize>(), council.seeking);
            for (why, people) in read.whys() {
                prop_assert_eq!(count(&Figure::Without(why)).people.len(), people);
            }
            for tally in &council.tally {
                let rows = count(&Figure::Alone(tally.criterion.clone()));
                prop_assert_eq!((rows.people.len(), rows.rooms.len()), (tally.people, tally.rooms), "{}", &tally.criterion);
            }
            for (at, change) in read.output.changes.singles.iter().enumerate() {
                prop_assert_eq!(count(&Figure::Gain(at)).people.len(), change.gain);
            }
            if let Some(pair) = &read.output.changes.pair {
                prop_assert_eq!(count(&Figure::GainOfPair).people.len(), pair.gain);
            }
            for (matter, sides) in read.sides() {
                let told: usize = sides.iter().map(|side| side.people.len()).sum();
                prop_assert!(!crate::wishes::rules::sides::is_whole(matter) || told == council.seeking);
                for (at, side) in sides.iter().enumerate() {
                    let rows = count(&Figure::Side(matter, at));
                    prop_assert_eq!((&rows.people, rows.rooms.len()), (&side.people, side.rooms.len() + side.ask.len()));
                }
            }
            let paper = sheet(&read, 0, 3);
            prop_assert!(paper.alone.iter().all(|line| line.people.is_none_or(|people| people >= 3)));
            prop_assert!(paper.outcome.iter().all(|line| line.people.is_none_or(|people| people == 0 || people >= 3)));
        }
    }
}
