//! 閉会: what the head of the minutes says follows from who was in the room.

use super::presence::{came_late, left_early, told as clock_told, way_of};
use crate::council::meeting::model::{BlockForm, MeetingForm, Mode, Person};
use crate::council::model::RecordMethod;
use crate::council::sitting::model::{AttendanceMode, AttendanceStep, PersonKind, Sitting, SittingPerson, SittingWay};
use almanac::{ClockTime, Date};

/// What is known when a meeting is closed.
pub struct Closing<'a> {
    /// How it stood in the room.
    pub sitting: &'a Sitting,
    /// Who may have been there.
    pub people: &'a [SittingPerson],
    /// And was.
    pub steps: &'a [AttendanceStep],
    /// What was taken down.
    pub blocks: &'a [BlockForm],
    /// 資料, as the master names them.
    pub papers: &'a [String],
    /// 閉会.
    pub ends_at: ClockTime,
    /// The day, for a meeting that has none yet.
    pub today: Date,
}

/// The head of the meeting as it was held: attendance, hours, who listened, and how the lines are written. Everything else stays.
pub fn closed(form: &MeetingForm, closing: &Closing<'_>) -> MeetingForm {
    let Closing { sitting, people, steps, blocks, papers, ends_at, today } = closing;
    let members = || people.iter().filter(|person| person.kind == PersonKind::Member);
    let was_here = |person: &&SittingPerson| mode_of(steps, person).is_some();
    let line = |person: &SittingPerson| Person {
        name: person.name.clone(),
        role_text: (!person.role_text.is_empty()).then(|| person.role_text.clone()),
        mode: mode_of(steps, person).filter(|mode| *mode != Mode::InPerson),
    };
    let is_written = sitting.way == SittingWay::Written;
    let told = |what: &dyn Fn(&SittingPerson) -> Option<String>| -> Option<Vec<String>> {
        let lines: Vec<String> = members().filter_map(what).collect();
        (!lines.is_empty()).then_some(lines)
    };
    let invited: Vec<String> =
        people
            .iter()
            .filter(|person| person.kind == PersonKind::Invited)
            .filter(was_here)
            .map(|person| {
                if person.body.is_empty() {
                    person.name.clone()
                } else {
                    format!("{}（{}）", person.name, person.body)
                }
            })
            .collect();
    MeetingForm {
        held_on: form.held_on.or(Some(form.held_until.map_or(*today, |until| until.min(*today)))),
        handouts: form.handouts.clone().or_else(|| (!papers.is_empty()).then(|| papers.to_vec())),
        // A meeting in writing has no hours and no room.
        starts_at: (!is_written).then(|| sitting.starts_at.to_string()),
        ends_at: (!is_written).then(|| ends_at.to_string()),
        venue: if is_written { "書面開催".into() } else { form.venue.clone() },
        present: Some(members().filter(was_here).map(line).collect()),
        present_count: None,
        absent: Some(members().filter(|person| !was_here(person)).map(line).collect()),
        absent_count: None,
        late: told(&|person| {
            came_late(steps, person.id, sitting.starts_at)
                .map(|from| format!("{}（{}から）", person.name, clock_told(from)))
        }),
        left_early: told(&|person| {
            left_early(steps, person.id).map(|from| format!("{}（{}まで）", person.name, clock_told(from)))
        }),
        proxies: told(&|person| {
            let by = way_of(steps, person.id).into_iter().rfind(|step| step.mode == AttendanceMode::Proxy)?;
            (!by.proxy.is_empty()).then(|| format!("{}→{}", person.name, by.proxy))
        }),
        invited: if invited.is_empty() { form.invited.clone() } else { Some(invited) },
        observers: if is_written { form.observers } else { Some(sitting.observers) },
        record_method: form.record_method.or_else(|| method(blocks)),
        ..form.clone()
    }
}

/// How somebody took part: in person if he ever was, else as he was first. `None` for who never was there.
pub(crate) fn mode_of(steps: &[AttendanceStep], person: &SittingPerson) -> Option<Mode> {
    let modes: Vec<Mode> = way_of(steps, person.id).into_iter().filter_map(|step| step.mode.here()).collect();
    modes.iter().find(|mode| **mode == Mode::InPerson).or(modes.first()).copied()
}

/// How the lines are written, whatever the council decided: with speakers or without.
fn method(blocks: &[BlockForm]) -> Option<RecordMethod> {
    let has_speaker = blocks.iter().any(|block| !block.speaker.is_empty());
    match (blocks.is_empty(), has_speaker) {
        (true, _) => None,
        (_, true) => Some(RecordMethod::PerSpeechSummary),
        _ => Some(RecordMethod::Summary),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{clock, member, step};
    use super::*;
    use crate::council::meeting::model::BlockKind;
    use crate::plumbing::clock::Moment;
    use AttendanceMode::{Absent, InPerson, Left, Online, Proxy};

    #[test]
    fn the_head_of_the_minutes_follows_from_who_was_in_the_room() {
        let people = [
            member("髙梨 恒一", "会長"),
            member("三好 理沙", ""),
            member("山﨑 直人", ""),
            member("宮下 健", ""),
            member("村瀬 かおり", ""),
            SittingPerson { kind: PersonKind::Invited, body: "みほん病院".into(), ..member("白石 操", "") },
        ];
        let steps = [
            step(&people[0], InPerson, "9:00"),
            step(&people[1], Absent, "9:00"),
            step(&people[2], Online, "9:00"),
            step(&people[3], Proxy, "9:00"),
            step(&people[4], Absent, "9:00"),
            step(&people[5], InPerson, "9:00"),
            step(&people[1], InPerson, "9:22"),
            step(&people[0], Left, "10:10"),
        ];
        let sitting = Sitting {
            way: SittingWay::Together,
            starts_at: clock("9:00"),
            observers: 2,
            opened: (Moment::from_seconds(0), String::new()),
            closed: None,
        };
        let line = BlockForm {
            kind: BlockKind::Opinion,
            decision: None,
            item: None,
            speaker: String::new(),
            text: "字を大きく。".into(),
        };
        let today = Date::from_ymd_opt(2024, 11, 14).unwrap();
        let ends_at = clock("10:30");
        let papers = ["資料1　委員名簿".to_string()];
        let closing = Closing {
            sitting: &sitting,
            people: &people,
            steps: &steps,
            blocks: &[line],
            papers: &papers,
            ends_at,
            today,
        };
        let planned =
            MeetingForm { body: "みほん市協議会".into(), venue: "市役所".into(), ..MeetingForm::default() };
        let form = closed(&planned, &closing);
        let texts = form.texts();
        for (field, words) in [
            ("present", "髙梨 恒一（会長）\n三好 理沙\n山﨑 直人（オンライン）\n宮下 健（代理）"),
            ("absent", "村瀬 かおり"),
            ("late", "三好 理沙（9:22から）"),
            ("left_early", "髙梨 恒一（10:10まで）"),
            ("proxies", "宮下 健→原 和子"),
            ("invited", "白石 操（みほん病院）"),
            ("observers", "2"),
            ("starts_at", "09:00"),
            ("ends_at", "10:30"),
            ("held_on", "2024-11-14"),
            ("record_method", "summary"),
            ("venue", "市役所"),
            ("handouts", "資料1　委員名簿"),
        ] {
            assert_eq!(texts[field], words, "{field}");
        }
        assert_eq!(MeetingForm::parse(&texts), Ok(form));
    }
}
