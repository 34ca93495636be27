//! The proposal as it is begun for the clerk: from the facts, the trail and the rule of the day. All of it may be typed otherwise.

use crate::council::approval::model::{ApprovalAct, ApprovalRuleForm, Asked, Disclosure};
use crate::council::charter::model::CharterForm;
use crate::council::clock::rules::due_before;
use crate::council::meeting::model::MeetingForm;
use crate::editing::shape::Texts;
use crate::trail::{Nameless, Told};
use almanac::{Date, OfficeCalendar, in_words, with_weekday};

/// What a proposal is begun from.
pub struct Beginning<'a> {
    /// What it asks for.
    pub act: ApprovalAct,
    /// The council.
    pub council: &'a str,
    /// 令和8年度第2回 みほん市…協議会; empty where it is about no meeting.
    pub meeting: &'a str,
    /// The facts.
    pub asked: &'a Asked,
    /// 委嘱 or 任命 or both, where it is about letters.
    pub letters: &'a [&'static str],
    /// Why, in sentences from the trail and the rules of the council.
    pub why: &'a [String],
    /// The rule of the day.
    pub rule: Option<&'a ApprovalRuleForm>,
    /// Who drafts.
    pub drafter: &'a str,
    /// Today, in Japan.
    pub today: Date,
}

/// The fields of the form.
pub fn begun(from: &Beginning<'_>) -> Texts {
    let rule = from.rule;
    let of_rule = |field: fn(&ApprovalRuleForm) -> String| rule.map_or_else(String::new, field);
    [
        ("title", title(from)),
        ("asking", asking(from)),
        ("what", what(from.asked)),
        ("why", from.why.join("\n")),
        ("annexes", annexes(from.act).join("\n")),
        ("post", of_rule(|rule| rule.post.clone())),
        ("stamps", of_rule(|rule| rule.stamps.join("、"))),
        ("disclosure", of_rule(|rule| rule.disclosure.map_or("", Disclosure::code).into())),
        ("disclosure_reason", of_rule(|rule| rule.disclosure_reason.clone())),
        ("drafter", from.drafter.to_string()),
        ("drafted_on", from.today.to_string()),
    ]
    .map(|(name, value)| (name.to_string(), value))
    .into()
}

/// Why, for an act about a meeting: from its lines in the trail, and for a notice the deadline of the council's rules.
pub fn why_of_meeting(
    act: ApprovalAct,
    form: &MeetingForm,
    lines: &[Told<Nameless>],
    charter: Option<&CharterForm>,
) -> Vec<String> {
    let said = |verb: &str| lines.iter().rfind(|line| line.verb == verb).map(|line| (line.at.day_in_words(), &line.by));
    let planned = said("meeting.planned").map(|(day, by)| format!("{day}に事務局の{by}が予定した会議です。"));
    let held = form.held_on.map(|day| format!("{}に開いた会議です。", in_words(day)));
    let kept = said("minutes.kept").map(|(day, by)| format!("会議録は、{day}に事務局の{by}が残しました。"));
    let notice = || {
        let charter = charter?;
        let (days, count) = (charter.notice_days?, charter.counts_in());
        let last = due_before(&OfficeCalendar::default(), form.held_on?, (days, count))?;
        Some(format!("開催通知は、{}までに出す決まりです（開催の{}前）。", with_weekday(last), count.days(days)))
    };
    let why = match act {
        ApprovalAct::Publication => vec![held, kept],
        ApprovalAct::Payment => vec![held],
        _ => vec![planned, notice()],
    };
    why.into_iter().flatten().collect()
}

/// Why, for letters: by which rules, from which day, and how the seats of that day come out.
pub fn why_of_letters(from_on: Date, charter: Option<&CharterForm>, sum: &str) -> Vec<String> {
    let by = charter.map_or("", |charter| charter.basis_title.as_str());
    let by = if by.is_empty() { String::new() } else { format!("{by}による委員で、") };
    vec![format!("{by}{}から任期が始まります。", in_words(from_on)), format!("席の数の照合　{sum}")]
}

fn title(from: &Beginning<'_>) -> String {
    let meeting = from.meeting;
    match from.act {
        ApprovalAct::Notice => format!("{meeting}の開催について（通知）"),
        ApprovalAct::Appointment => format!("{}の委員の{}について", from.council, letters(from)),
        ApprovalAct::Publication => format!("{meeting}の会議録の公表について"),
        ApprovalAct::Payment => format!("{meeting}の報酬等の支払について"),
    }
}

fn letters(from: &Beginning<'_>) -> String {
    if from.letters.is_empty() { "委嘱".into() } else { from.letters.join("・") }
}

fn asking(from: &Beginning<'_>) -> String {
    let act = match from.act {
        ApprovalAct::Notice => "会議の開催を通知して".to_string(),
        ApprovalAct::Appointment => match from.letters {
            [one] => format!("委員を{one}して"),
            [first, second] => format!("委員を{first}し、又は{second}して"),
            _ => "委員を委嘱して".into(),
        },
        ApprovalAct::Publication => "会議録を公表して".into(),
        ApprovalAct::Payment => "報酬等を支払って".into(),
    };
    format!("下のとおり、{act}よろしいか、伺います。")
}

/// A line for each point; what has several lines begins below its label.
fn what(asked: &Asked) -> String {
    let point = |(label, words): &(&'static str, String)| match words.contains('\n') {
        true => format!("{label}\n{}", words.lines().map(|line| format!("　{line}")).collect::<Vec<_>>().join("\n")),
        false => format!("{label}　{words}"),
    };
    asked.words.iter().map(point).collect::<Vec<_>>().join("\n")
}

fn annexes(act: ApprovalAct) -> &'static [&'static str] {
    match act {
        ApprovalAct::Notice => &["開催通知と返信票（案）", "次第（案）"],
        ApprovalAct::Appointment => &["委員名簿（案）", "委嘱状・任命書（案）"],
        ApprovalAct::Publication => &["会議録（公表する版）"],
        ApprovalAct::Payment => &["支払の一覧"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::approval::model::{ProposalForm, Seal};

    fn asked() -> Asked {
        let words = vec![
            ("開催日時", "令和8年12月10日（木）　午前10時から".to_string()),
            ("次第", "１　開会\n２　議題".to_string()),
        ];
        Asked { words, seal: Seal::default() }
    }

    #[test]
    fn a_proposal_begins_whole_but_for_what_the_rule_does_not_say() {
        let (asked, why) = (asked(), ["令和8年10月1日に今村が予定した会議です。".to_string()]);
        let rule = [
            ("from_on", "R8.4.1"),
            ("needed", "yes"),
            ("post", "課長"),
            ("stamps", "係長、課長"),
            ("disclosure", "open"),
        ];
        let rule: Texts = rule.map(|(name, value)| (name.to_string(), value.to_string())).into();
        let rule = ApprovalRuleForm::parse(&rule).unwrap();
        let mut from = Beginning {
            act: ApprovalAct::Notice,
            council: "みほん市協議会",
            meeting: "令和8年度第1回 みほん市協議会",
            asked: &asked,
            letters: &[],
            why: &why,
            rule: Some(&rule),
            drafter: "今村",
            today: almanac::read_date("R8.11.25").unwrap(),
        };
        let form = ProposalForm::parse(&begun(&from)).unwrap();
        assert_eq!(form.title, "令和8年度第1回 みほん市協議会の開催について（通知）");
        assert_eq!(form.asking, "下のとおり、会議の開催を通知してよろしいか、伺います。");
        assert_eq!(form.what, "開催日時　令和8年12月10日（木）　午前10時から\n次第\n　１　開会\n　２　議題");
        assert_eq!(form.why, why[0]);
        assert_eq!(form.stamps, ["係長", "課長"]);
        from.rule = None;
        let wrongs = ProposalForm::parse(&begun(&from)).unwrap_err();
        assert_eq!(wrongs.iter().map(|wrong| wrong.field).collect::<Vec<_>>(), ["post", "disclosure"]);
        for act in ApprovalAct::ALL {
            let asking = begun(&Beginning { act, letters: &["委嘱", "任命"], ..from_again(&from) })["asking"].clone();
            assert!(asking.starts_with("下のとおり、") && asking.ends_with("よろしいか、伺います。"), "{asking}");
        }
    }

    fn from_again<'a>(from: &Beginning<'a>) -> Beginning<'a> {
        Beginning { ..*from }
    }
}
