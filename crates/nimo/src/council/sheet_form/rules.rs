//! Which form holds on a day, and what the roster and the rules of that day tell beside a sheet. Pure.

use crate::council::charter::model::{CharterForm, Confirmation};
use crate::council::meeting::model::{MeetingForm, Mode, Person};
use crate::council::seat::model::Shown;
use crate::council::seat::rules::{Line, Roster, RosterCopy};
use crate::council::sheet_form::model::SheetFormEdition;
use almanac::Date;
use minutes::{Known, KnownMember};

/// The edition that holds on this day: the last that has begun.
pub fn in_force<'a>(
    editions: impl IntoIterator<Item = &'a SheetFormEdition>,
    on: Date,
) -> Option<&'a SheetFormEdition> {
    editions.into_iter().filter(|edition| edition.from_on <= on).max_by_key(|edition| edition.from_on)
}

/// What the roster and the rules of the day tell the readers of this copy beside the sheet of a meeting. Names are known to every copy:
/// a form that hides them finds them by these. Whether a recording was made and how far the minutes
/// are open nobody has said yet: those stay empty.
pub fn known(meeting: &MeetingForm, roster: &Roster<'_>, copy: RosterCopy) -> Known {
    let tells = roster.tells_categories(copy);
    let member = |line: &Line<'_>| {
        let form = &line.member?.form;
        // The roster for everybody tells of each what he agreed to, and so does their sheet.
        let may = copy != RosterCopy::Public || form.shows.contains(&Shown::Body);
        let told = |words: &String| if may { words.clone() } else { String::new() };
        Some(KnownMember {
            name: form.name.clone(),
            body: told(&form.body),
            post: told(&form.post),
            // Where the roster of its readers may not tell as whom each came, a sheet does not either.
            group: if tells { numbered(&line.seat.form.category) } else { String::new() },
        })
    };
    Known {
        members: roster.lines.iter().filter_map(member).collect(),
        quorum: quorum(meeting, roster),
        closed_ground: roster.charter.map(|rules| rules.openness_ground.clone()).filter(|words| !words.is_empty()),
        signatures: roster.charter.map_or_else(Vec::new, signatures),
        ..Known::default()
    }
}

/// 第1号　学識経験者 as it heads a line of names: 第1号委員（学識経験者）.
fn numbered(category: &str) -> String {
    match category.trim().split_once(char::is_whitespace) {
        Some((number, of)) if number.starts_with('第') && number.ends_with('号') => {
            format!("{number}委員（{}）", of.trim())
        }
        _ => category.trim().to_string(),
    }
}

/// 委員13人のうち11人が出席し、定足数（7人）を満たした。 Said where both figures are known.
fn quorum(meeting: &MeetingForm, roster: &Roster<'_>) -> Option<String> {
    let (rule, needed) = (roster.charter?.quorum?, roster.quorum()?);
    let present = meeting.present.as_ref()?;
    let counts = |person: &&Person| match person.mode {
        Some(Mode::Proxy) => rule.counts_proxy,
        Some(Mode::Online) => rule.counts_online,
        _ => true,
    };
    // Who was there and sat in no seat that day fills none.
    let sits = |person: &&Person| {
        let name = glyphs::fold_name(&person.name);
        let is_he = |one: &String| one.starts_with(&name) || name.starts_with(one.as_str());
        !name.is_empty() && roster.members().map(|member| glyphs::fold_name(&member.form.name)).any(|one| is_he(&one))
    };
    let those = || present.iter().filter(counts);
    let came = u32::try_from(those().filter(sits).count()).ok()?;
    // Too few only because a name is written otherwise than in the roster: nobody knows, so nothing is said.
    if came < needed && those().count() >= usize::try_from(needed).ok()? {
        return None;
    }
    let met = if came >= needed { "を満たした。" } else { "に足りなかった。" };
    Some(format!("在任の委員{}人のうち{came}人が出席し、定足数（{needed}人）{met}", roster.count()))
}

fn signatures(rules: &CharterForm) -> Vec<String> {
    let who: &[&str] = match rules.confirmation {
        Some(Confirmation::Chair) => &["会長"],
        Some(Confirmation::ChairAndMember) => &["会長", "会議録署名委員"],
        _ => &[],
    };
    who.iter().map(ToString::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::seat::model::Everybody;
    use crate::council::seat::rules::roster_samples::{charter, day, form, member, seat};

    fn edition(from: &str, code: &str) -> SheetFormEdition {
        SheetFormEdition { from_on: day(from), ..SheetFormEdition::begun(code).unwrap() }
    }

    #[test]
    fn a_meeting_is_printed_in_the_form_of_its_own_day() {
        let editions = [edition("R8.4.1", "bodies_only"), edition("R6.4.1", "ten_items")];
        let on = |typed: &str| in_force(&editions, day(typed)).map(|edition| edition.begun_from.as_str());
        assert_eq!(on("R6.3.31"), None, "before the first the usual form prints it");
        assert_eq!([on("R6.4.1"), on("R8.3.31")], [Some("ten_items"); 2]);
        assert_eq!(on("R8.4.1"), Some("bodies_only"));
    }

    fn council() -> Everybody {
        let rules = "第1号　学識経験者\tその他\n第2号　医療関係者\t医療（精神科）";
        let seats = vec![seat(1, "大学の推薦", "第1号　学識経験者"), seat(2, "医師会の推薦", "第2号　医療関係者")];
        let mut one = form("髙梨 一郎", "R6.4.1", "");
        (one.body, one.shows) = ("みほん大学".into(), Shown::ALL.to_vec());
        let mut two = form("三好 花", "R6.4.1", "");
        (two.body, two.shows) = ("みほん病院".into(), Shown::ALL.to_vec());
        let members = vec![member(&seats[0], one), member(&seats[1], two)];
        let pairs = [("categories", rules), ("quorum", "majority"), ("confirmation", "chair_and_member")];
        Everybody { seats, members, charters: vec![charter(&pairs)] }
    }

    #[test]
    fn the_roster_of_the_day_tells_bodies_groups_and_who_signs() {
        let all = council();
        let person = |name: &str| Person { name: name.into(), role_text: None, mode: None };
        let present = vec![person("髙梨"), person("三好"), person("石川")];
        let meeting = MeetingForm { present: Some(present), ..MeetingForm::default() };
        let known = known(&meeting, &Roster::of(&all, day("R6.5.23")), RosterCopy::Council);
        assert_eq!(known.members[0].body, "みほん大学");
        assert_eq!(known.members[1].group, "第2号委員（医療関係者）");
        assert_eq!(known.quorum.unwrap(), "在任の委員2人のうち2人が出席し、定足数（2人）を満たした。");
        assert_eq!(known.signatures, ["会長", "会議録署名委員"]);
        let unsure = MeetingForm { present: Some(vec![person("髙梨"), person("石川")]), ..MeetingForm::default() };
        let roster = Roster::of(&all, day("R6.5.23"));
        assert_eq!(super::known(&unsure, &roster, RosterCopy::Council).quorum, None, "one of two is no member by name");
        assert_eq!((known.audio, known.judgement), (None, None), "nobody said so");
    }

    #[test]
    fn a_sheet_for_everybody_tells_no_body_and_no_group_that_a_member_did_not_agree_to() {
        let mut all = council();
        all.members[1].form.post = "院長".into();
        all.members[1].form.shows = vec![Shown::Name];
        let roster = Roster::of(&all, day("R6.5.23"));
        let of = |copy| known(&MeetingForm::default(), &roster, copy).members;
        let public = of(RosterCopy::Public);
        assert_eq!([public[0].body.as_str(), &public[1].body, &public[1].post], ["みほん大学", "", ""]);
        assert!(public.iter().all(|member| member.group.is_empty()), "one who did not agree closes them all");
        let own = of(RosterCopy::Council);
        assert_eq!([own[1].body.as_str(), &own[1].post], ["みほん病院", "院長"]);
    }

    #[test]
    fn a_sheet_names_no_group_that_the_members_own_roster_does_not() {
        let mut all = council();
        all.charters.clear();
        all.members[0].form.shows.clear();
        let known = known(&MeetingForm::default(), &Roster::of(&all, day("R6.5.23")), RosterCopy::Council);
        assert!(known.members.iter().all(|member| member.group.is_empty()), "nobody knows what the category tells");
        assert_eq!(known.quorum, None);
    }
}
