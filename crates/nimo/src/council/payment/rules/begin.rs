//! Who came, the list that begins with them, and where a list says otherwise.

use crate::council::meeting::model::{MeetingForm, Mode, Person};
use crate::council::payment::model::{PayKind, PayListForm, PayRole, PayRow, PayScaleForm};
use crate::council::payment::rules::owed;
use crate::council::seat::model::{CouncilRole, Member};
use crate::council::seat::rules::Roster;
use crate::council::sitting::model::{AttendanceStep, PersonKind, SittingPerson};
use crate::council::sitting::rules::way_of;
use std::collections::BTreeSet;

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
    /// Post, body, seat and category: what a line of 払わない職・所属 may name.
    marks: Vec<String>,
}

impl Came {
    fn key(&self) -> String {
        glyphs::fold_name(&self.name)
    }
}

/// Who came: those of the room where it was opened there, else those whom the head of the minutes names.
pub fn came(people: &[SittingPerson], steps: &[AttendanceStep], roster: &Roster<'_>, form: &MeetingForm) -> Vec<Came> {
    let mut all: Vec<Came> = vec![];
    let found: Vec<Came> = if people.is_empty() {
        let present = form.present.iter().flatten().map(|person| of_minutes(person, roster));
        let invited = form.invited.iter().flatten().filter_map(|line| Person::read(line));
        present.chain(invited.map(|person| guest(&person.name, "", person.mode))).collect()
    } else {
        people.iter().filter_map(|person| of_room(person, steps, roster)).collect()
    };
    for one in found {
        // One person in two seats is paid once.
        if !all.iter().any(|other| other.key() == one.key() && other.body == one.body) {
            all.push(one);
        }
    }
    all
}

fn of_room(person: &SittingPerson, steps: &[AttendanceStep], roster: &Roster<'_>) -> Option<Came> {
    let way = way_of(steps, person.id);
    let (step, mode) = way.iter().rev().find_map(|step| Some((step, step.mode.here()?)))?;
    let line =
        roster.lines.iter().find(|line| person.member.is_some() && line.member.map(|one| one.id) == person.member);
    let role = match (person.kind, line) {
        (_, Some(line)) => PayRole::of(line.role),
        (PersonKind::Member, None) => read_role(&person.role_text),
        (PersonKind::Invited, None) => PayRole::Guest,
    };
    let mut marks = line.map_or_else(Vec::new, |line| marks(&line.seat.form, line.member));
    marks.extend([person.body.clone(), person.role_text.clone()]);
    Some(Came { name: person.name.clone(), proxy: step.proxy.clone(), body: person.body.clone(), role, mode, marks })
}

fn of_minutes(person: &Person, roster: &Roster<'_>) -> Came {
    let key = glyphs::fold_name(&person.name);
    let is_it = |member: &Member| glyphs::fold_name(&member.form.name) == key;
    let line = roster.lines.iter().find(|line| line.member.is_some_and(is_it));
    let Some((line, member)) = line.and_then(|line| Some((line, line.member?))) else {
        let role = person.role_text.as_deref().map_or(PayRole::Member, read_role);
        return Came { role, ..guest(&person.name, "", person.mode) };
    };
    Came {
        name: member.form.name.clone(),
        proxy: String::new(),
        body: member.form.body.clone(),
        role: PayRole::of(line.role),
        mode: person.mode.unwrap_or(Mode::InPerson),
        marks: marks(&line.seat.form, line.member),
    }
}

fn guest(name: &str, body: &str, mode: Option<Mode>) -> Came {
    Came {
        name: name.into(),
        proxy: String::new(),
        body: body.into(),
        role: PayRole::Guest,
        mode: mode.unwrap_or(Mode::InPerson),
        marks: vec![body.into()],
    }
}

fn read_role(text: &str) -> PayRole {
    CouncilRole::read(text).map_or(PayRole::Member, PayRole::of)
}

fn marks(seat: &crate::council::seat::model::SeatForm, member: Option<&Member>) -> Vec<String> {
    let own = member.map(|member| [member.form.body.clone(), member.form.post.clone()]);
    [seat.title.clone(), seat.category.clone()].into_iter().chain(own.into_iter().flatten()).collect()
}

/// Why the scale pays somebody nothing; none where it pays him.
fn why_not(one: &Came, scale: &PayScaleForm) -> Option<String> {
    let marks: Vec<String> = one.marks.iter().map(|mark| glyphs::fold_name(mark)).collect();
    let names = |line: &&String| marks.iter().any(|mark| mark.contains(&glyphs::fold_name(line)));
    if let Some(line) = scale.unpaid.iter().find(names) {
        return Some(format!("払わない決まり（{line}）"));
    }
    (!scale.paid.contains(&one.mode)).then(|| format!("払わない決まり（{}）", one.mode.word()))
}

/// The list that begins with those who came, in the columns of the scale, its fixed amounts filled in.
pub fn begun(came: &[Came], scale: &PayScaleForm) -> PayListForm {
    let columns = scale.amounts();
    let row = |one: &Came| PayRow {
        name: one.name.clone(),
        proxy: if one.mode == Mode::Proxy { one.proxy.clone() } else { String::new() },
        body: one.body.clone(),
        role: one.role,
        mode: one.mode,
        unpaid: why_not(one, scale).unwrap_or_default(),
        amounts: vec![None; columns.len()],
    };
    filled(PayListForm { rows: came.iter().map(row).collect(), columns }, scale)
}

/// In the columns of the scale, with its amount where nothing was typed.
fn filled(list: PayListForm, scale: &PayScaleForm) -> PayListForm {
    let columns = scale.columns();
    let amounts: Vec<_> = columns.iter().filter(|column| column.kind.is_amount()).collect();
    let row = |row: &PayRow| {
        let cell = |column: &&crate::council::payment::model::PayColumn<'_>| {
            let typed = list.typed(row, column.name);
            let is_paid = column.kind == PayKind::Fixed && row.unpaid.is_empty();
            typed.or_else(|| owed(column, row).filter(|_| is_paid))
        };
        PayRow { amounts: amounts.iter().map(cell).collect(), ..row.clone() }
    };
    PayListForm { rows: list.rows.iter().map(row).collect(), columns: scale.amounts() }
}

/// The names that a list may hold, folded: those in office on the day and those who came.
pub fn known(came: &[Came], roster: &Roster<'_>) -> BTreeSet<String> {
    let seated = roster.members().map(|member| glyphs::fold_name(&member.form.name));
    seated.chain(came.iter().map(Came::key)).collect()
}

/// A list as it is kept: in the columns of the scale, its fixed amounts filled in, everybody on it known.
///
/// # Errors
/// A sentence for somebody whom neither the roster nor the attendance has, and who is no guest.
pub fn fit(list: PayListForm, scale: &PayScaleForm, known: &BTreeSet<String>) -> Result<PayListForm, String> {
    let is_strange = |row: &&PayRow| row.role != PayRole::Guest && !known.contains(&glyphs::fold_name(&row.name));
    match list.rows.iter().find(is_strange) {
        Some(row) => Err(format!(
            "{}さんは、会議の日の名簿にも、出席した人にもいません。氏名を確かめるか、役を「委員のほか」にしてください。",
            row.name
        )),
        None => Ok(filled(list, scale)),
    }
}

/// Where the attendance says otherwise than the list that was saved. A guest who was added by hand is no difference.
pub fn differs(came: &[Came], list: &PayListForm) -> Vec<String> {
    let key = |row: &PayRow| glyphs::fold_name(&row.name);
    let mut told = vec![];
    for one in came {
        match list.rows.iter().find(|row| key(row) == one.key()) {
            None => told.push(format!("{}さんは出席していますが、一覧にいません。", one.name)),
            Some(row) if row.mode != one.mode => told.push(format!(
                "{}さんの出席は、一覧では{}、いまの記録では{}です。",
                one.name,
                row.mode.word(),
                one.mode.word()
            )),
            Some(row) if row.role != one.role => told.push(format!(
                "{}さんの役は、一覧では{}、会議の日の名簿では{}です。",
                one.name,
                row.role.label(),
                one.role.label()
            )),
            Some(_) => {}
        }
    }
    let is_gone = |row: &&PayRow| row.role != PayRole::Guest && !came.iter().any(|one| one.key() == key(row));
    told.extend(
        list.rows.iter().filter(is_gone).map(|row| format!("{}さんは一覧にいますが、出席になっていません。", row.name)),
    );
    told
}

/// Where the list says otherwise than the scale: it may, and somebody looks.
pub fn doubts(came: &[Came], list: &PayListForm, scale: &PayScaleForm) -> Vec<String> {
    let mut told = vec![];
    if list.columns != scale.amounts() {
        told.push("一覧を残したあとで、決まりの列が変わりました。直して保存すると、いまの列になります。".to_string());
    }
    let columns = scale.columns();
    for row in list.rows.iter().filter(|row| row.unpaid.is_empty()) {
        for column in columns.iter().filter(|column| column.kind == PayKind::Fixed) {
            let (typed, owed) = (list.typed(row, column.name), owed(column, row).unwrap_or(0));
            if typed.is_some_and(|typed| typed != owed) {
                told.push(format!("{}さんの{}が、決まりの額（{owed}円）と違います。", row.name, column.name));
            }
        }
        let one = came.iter().find(|one| one.key() == glyphs::fold_name(&row.name));
        if let Some(why) = one.and_then(|one| why_not(&Came { mode: row.mode, ..one.clone() }, scale)) {
            told.push(format!("{}さんは、{why}に当たりますが、払うことになっています。", row.name));
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::super::sample::{list, scale};
    use super::*;

    const COLUMNS: &str = "報酬\t定額\t12000\t会長\n報酬\t定額\t10000\t委員\n報酬\t定額\t8000\t代理\n交通費\t実費";

    fn one(name: &str, role: PayRole, mode: Mode, body: &str) -> Came {
        Came { role, ..guest(name, body, Some(mode)) }
    }

    fn all() -> Vec<Came> {
        vec![
            one("髙梨 一郎", PayRole::Chair, Mode::InPerson, "みほん病院"),
            one("三好 花", PayRole::Member, Mode::Online, "みほん家族会"),
            Came {
                proxy: "森 葉".into(), ..one("大野 光", PayRole::Member, Mode::Proxy, "みほん訪問看護")
            },
            one("浅井 守", PayRole::Member, Mode::InPerson, "みほん市役所 障がい福祉課"),
            one("山田 研", PayRole::Guest, Mode::InPerson, "みほん大学"),
        ]
    }

    #[test]
    fn a_list_begins_with_those_who_came_and_with_the_amounts_of_the_scale() {
        let begun = begun(&all(), &scale(COLUMNS, "in_person proxy", "みほん市役所"));
        let told: Vec<_> = begun.rows.iter().map(|row| (row.amounts[0], row.unpaid.as_str())).collect();
        assert_eq!(
            told,
            [
                (Some(12_000), ""),
                (None, "払わない決まり（オンライン）"),
                (Some(8_000), ""),
                (None, "払わない決まり（みほん市役所）"),
                (None, ""),
            ]
        );
        assert_eq!(begun.rows[2].proxy, "森 葉");
    }

    #[test]
    fn somebody_whom_nobody_knows_is_refused_unless_he_is_a_guest() {
        let known: BTreeSet<String> = all().iter().map(Came::key).collect();
        let scale = scale(COLUMNS, "in_person", "");
        let fit = |line: &str| fit(list("報酬\t交通費", &[line]), &scale, &known);
        assert_eq!(
            fit("高梨一郎\t\t\t会長\t会場").unwrap().rows[0].amounts,
            [Some(12_000), None],
            "by the folded name"
        );
        assert!(fit("見知らぬ 人\t\t\t委員\t会場").unwrap_err().starts_with("見知らぬ 人さんは"));
        assert!(fit("見知らぬ 人\t\t\t委員のほか\t会場").is_ok());
    }

    #[test]
    fn an_attendance_that_was_corrected_is_told_and_overwrites_nothing() {
        let kept = list(
            "報酬\t交通費",
            &[
                "髙梨 一郎\t\t\t委員\t会場", "三好 花\t\t\t委員\t会場", "石川 環\t\t\t委員\t会場",
                "飛び入り\t\t\t委員のほか\t会場",
            ],
        );
        assert_eq!(
            differs(&all()[..3], &kept),
            [
                "髙梨 一郎さんの役は、一覧では委員、会議の日の名簿では会長です。",
                "三好 花さんの出席は、一覧では会場、いまの記録ではオンラインです。",
                "大野 光さんは出席していますが、一覧にいません。",
                "石川 環さんは一覧にいますが、出席になっていません。",
            ]
        );
    }

    #[test]
    fn what_is_paid_otherwise_than_the_scale_says_is_told() {
        let scale = scale(COLUMNS, "in_person", "みほん市役所");
        let kept = list(
            "報酬\t交通費",
            &["髙梨 一郎\t\t\t会長\t会場\t\t12000", "三好 花\t\t\t委員\tオンライン\t\t9000", "浅井 守\t\t\t委員\t会場"],
        );
        assert_eq!(
            doubts(&all(), &kept, &scale),
            [
                "三好 花さんの報酬が、決まりの額（10000円）と違います。",
                "三好 花さんは、払わない決まり（オンライン）に当たりますが、払うことになっています。",
                "浅井 守さんは、払わない決まり（みほん市役所）に当たりますが、払うことになっています。",
            ]
        );
        assert_eq!(doubts(&[], &list("報酬", &[]), &scale).len(), 1, "the columns have changed");
    }

    #[test]
    fn the_head_of_the_minutes_names_who_came_where_there_was_no_room() {
        let roster = crate::council::seat::model::Everybody::default();
        let roster = Roster::of(&roster, almanac::read_date("R8.11.10").unwrap());
        let texts = [
            ("body", "協議会"),
            ("present", "髙梨 一郎（会長・オンライン）\n三好 花"),
            ("invited", "山田 研"),
            ("held_on", "R8.11.10"),
        ];
        let texts = texts.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        let form = MeetingForm::parse(&texts).unwrap_or_else(|_| panic!("a head"));
        let told: Vec<_> =
            came(&[], &[], &roster, &form).into_iter().map(|one| (one.name, one.role, one.mode)).collect();
        assert_eq!(
            told,
            [
                ("髙梨 一郎".to_string(), PayRole::Chair, Mode::Online),
                ("三好 花".to_string(), PayRole::Member, Mode::InPerson),
                ("山田 研".to_string(), PayRole::Guest, Mode::InPerson),
            ]
        );
    }
}
