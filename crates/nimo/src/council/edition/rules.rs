//! When minutes may be confirmed, and what differs between two editions. Pure.

use super::model::{ConfirmationForm, Confirmed, Said};
use crate::council::charter::model::Confirmation;
use crate::council::redaction::model::Redaction;
use crate::council::redaction::rules::tells_too_much;
use almanac::Date;

/// Everything that decides whether minutes may be confirmed.
pub struct Standing<'a> {
    /// Who confirms, as the council's rules say on the day of the meeting.
    pub rule: Option<Confirmation>,
    /// What members were asked, if they were.
    pub window: Option<&'a ConfirmationForm>,
    /// So many corrections wait for an answer.
    pub unanswered: usize,
    /// Who confirmed.
    pub confirmed: &'a [Confirmed],
    /// Who was there, as the minutes name them.
    pub present: &'a [String],
    /// So many blocks are closed to somebody until they are looked at.
    pub closed: usize,
    /// They were confirmed before. Whoever did so is not asked for each slip of the pen; who found it is answered all the same.
    pub is_final: bool,
    /// Today.
    pub today: Date,
}

/// What is lacking before minutes are confirmed, a sentence each; nothing when they may be.
pub fn lacks(standing: &Standing<'_>) -> Vec<String> {
    let mut lacks = vec![];
    if standing.closed > 0 {
        lacks.push(format!(
            "委員用・公開用の文と、公開しないところのうち{}件が、もとの発言と合うか、まだ見なおされていません。",
            standing.closed
        ));
    }
    if standing.unanswered > 0 {
        lacks.push(format!("申出のうち{}件に、まだ答えていません。", standing.unanswered));
    }
    if standing.is_final {
        return lacks;
    }
    let Some(rule) = standing.rule.filter(|rule| *rule != Confirmation::Nothing) else {
        lacks.extend(standing.window.and_then(|window| waits(standing, window)));
        return lacks;
    };
    let Some(window) = standing.window else {
        lacks.push("委員に、まだ確認を求めていません。".into());
        return lacks;
    };
    lacks.extend(waits(standing, window));
    let has_chair = standing.confirmed.iter().any(|one| one.form.is_chair);
    let has_member = standing.confirmed.iter().any(|one| !one.form.is_chair);
    let is_over = standing.today > window.due_on;
    let missing = unheard(standing).len();
    match rule {
        Confirmation::Chair if !has_chair => lacks.push("会長の確認が、まだ入っていません。".into()),
        Confirmation::ChairAndMember if !has_chair && !has_member => {
            lacks.push("会長と、委員1人以上の確認が、まだ入っていません。".into());
        }
        Confirmation::ChairAndMember if !has_chair => lacks.push("会長の確認が、まだ入っていません。".into()),
        Confirmation::ChairAndMember if !has_member => {
            lacks.push("会長のほかに、委員1人以上の確認が要ります。".into());
        }
        Confirmation::EveryMember if standing.present.is_empty() => {
            lacks.push("出席した委員の名前が、会議録の「出席者」に入っていません。先に入れてください。".into());
        }
        Confirmation::EveryMember if missing > 0 && !(window.silence_confirms && is_over) => {
            lacks.push(format!("出席した委員のうち{missing}人の確認が、まだ入っていません。"));
        }
        Confirmation::NextMeeting
            if !standing.confirmed.iter().any(|one| one.form.way == super::model::ConfirmingWay::Meeting) =>
        {
            lacks.push(
                "次の会議での確認が、まだ入っていません。確認のしかたで「会議で」を選んで入れてください。".into(),
            );
        }
        _ => {}
    }
    lacks
}

/// The promise to wait until the day that members were told, unless everybody who was there has answered.
fn waits(standing: &Standing<'_>, window: &ConfirmationForm) -> Option<String> {
    let all_heard = !standing.present.is_empty() && unheard(standing).is_empty();
    (standing.today <= window.due_on && !all_heard)
        .then(|| format!("委員に伝えた期限（{}）が、まだ過ぎていません。", almanac::with_weekday(window.due_on)))
}

/// Who was there and has not confirmed.
pub fn unheard<'a>(standing: &Standing<'a>) -> Vec<&'a String> {
    let is_heard = |name: &str| standing.confirmed.iter().any(|one| same_name(&one.form.name, name));
    standing.present.iter().filter(|name| !is_heard(name)).collect()
}

/// Is it one name, however it is written?
pub fn same_name(one: &str, other: &str) -> bool {
    let folded = |name: &str| glyphs::fold(name).chars().filter(|c| !c.is_whitespace()).collect::<String>();
    folded(one) == folded(other)
}

/// A part that says something else than before; empty words where it was not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The block, or the row of the head.
    pub id: String,
    /// Where it stands.
    pub place: String,
    /// What it said.
    pub before: String,
    /// What it says.
    pub after: String,
}

/// What differs, in the order of the later one; what is gone comes last.
pub fn changes(before: &[Said], after: &[Said]) -> Vec<Change> {
    let find = |all: &[Said], id: &str| all.iter().find(|one| one.id == id).map(|one| one.words.clone());
    let changed = after.iter().filter_map(|one| {
        let old = find(before, &one.id).unwrap_or_default();
        let is_moved = before.iter().any(|other| other.id == one.id && other.place != one.place);
        (old != one.words || is_moved).then(|| Change {
            id: one.id.clone(),
            place: one.place.clone(),
            before: old,
            after: one.words.clone(),
        })
    });
    let gone = before.iter().filter(|one| find(after, &one.id).is_none());
    let gone = gone.map(|one| Change {
        id: one.id.clone(),
        place: one.place.clone(),
        before: one.words.clone(),
        after: String::new(),
    });
    changed.chain(gone).collect()
}

/// What stands in place of words that were taken out for these readers.
pub const TAKEN_OUT: &str = "（前の版の文は、載せません）";

/// The changes as those readers may see them: where the words themselves stayed, what was written for them became another, and what they
/// read before was taken out on purpose. `own` are the changes of the words themselves.
/// Marked words are in no list of what was wrong, whatever changed around them.
pub fn as_told(changes: Vec<Change>, own: &[Change], marks: &[Redaction]) -> Vec<Change> {
    let is_own = |change: &Change| own.iter().any(|one| one.id == change.id);
    let is_marked = |change: &Change| {
        let before = std::iter::once((change.id.as_str(), change.before.as_str()));
        tells_too_much(before, &[(change.id.as_str(), change.after.as_str())], marks, |_| false)
    };
    let told = |change: Change| match (is_own(&change) && !is_marked(&change)) || change.before.is_empty() {
        true => change,
        false => Change { before: TAKEN_OUT.into(), ..change },
    };
    changes.into_iter().map(told).collect()
}

/// Members are asked, and who confirmed is written down, until the minutes are confirmed.
pub const CONFIRMED_ALREADY: &str =
    "この会議録は、もう確定しています。誤りが見つかったときは、文を直してから「正誤」で新しい版にしてください。";
/// Somebody took the window back first.
pub const WITHDRAWN_ALREADY: &str =
    "この確認のお願いは、もう取り下げられています。会議の「確認と確定」を開き直してください。";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::edition::model::{ConfirmingForm, ConfirmingId, ConfirmingWay};

    fn day(typed: &str) -> Date {
        almanac::read_date(typed).unwrap()
    }

    fn window(silence_confirms: bool) -> ConfirmationForm {
        ConfirmationForm {
            asked_on: day("R9.3.25"),
            due_on: day("R9.4.8"),
            silence_confirms,
            reply_to: String::new(),
            words: String::new(),
        }
    }

    fn by(name: &str, is_chair: bool, way: ConfirmingWay) -> Confirmed {
        let form = ConfirmingForm { name: name.into(), is_chair, way, on: day("R9.4.1") };
        Confirmed { id: ConfirmingId::fresh(), form, by: "北".into() }
    }

    fn count(rule: Confirmation, silence: bool, confirmed: &[Confirmed], today: &str) -> usize {
        let present = ["髙梨 一郎".to_string(), "渡邊 二葉".into(), "山﨑 三".into()];
        let window = window(silence);
        lacks(&Standing {
            rule: Some(rule),
            window: Some(&window),
            unanswered: 0,
            confirmed,
            present: &present,
            closed: 0,
            is_final: false,
            today: day(today),
        })
        .len()
    }

    #[test]
    fn each_rule_asks_for_those_whom_it_names_and_a_window_over_31_march_is_simply_a_window() {
        let chair = || by("髙梨　一郎", true, ConfirmingWay::Signature);
        let member = |name| by(name, false, ConfirmingWay::Word);
        assert_eq!(count(Confirmation::Nothing, false, &[], "R9.4.9"), 0);
        assert_eq!(count(Confirmation::Nothing, false, &[], "R9.4.8"), 1, "what members were told is kept");
        assert_eq!(count(Confirmation::Chair, false, &[], "R9.4.9"), 1);
        assert_eq!(count(Confirmation::Chair, false, &[chair()], "R9.3.31"), 1, "the others may still write");
        assert_eq!(count(Confirmation::Chair, false, &[chair()], "R9.4.9"), 0);
        assert_eq!(count(Confirmation::ChairAndMember, false, &[chair()], "R9.4.9"), 1);
        assert_eq!(count(Confirmation::ChairAndMember, false, &[member("山﨑 三")], "R9.4.9"), 1);
        assert_eq!(count(Confirmation::ChairAndMember, false, &[chair(), member("山﨑 三")], "R9.4.9"), 0);
        assert_eq!(count(Confirmation::EveryMember, false, &[chair()], "R9.4.9"), 1);
        assert_eq!(count(Confirmation::EveryMember, true, &[chair()], "R9.4.9"), 0, "silence counts as nothing to say");
        assert_eq!(count(Confirmation::EveryMember, true, &[chair()], "R9.4.8"), 2, "but not before the day is over");
        let all = [chair(), member("渡辺 二葉"), member("山崎三")];
        assert_eq!(count(Confirmation::EveryMember, false, &all, "R9.3.26"), 0, "everybody answered; a name folds");
        assert_eq!(count(Confirmation::NextMeeting, false, &[chair()], "R9.4.9"), 1);
        assert_eq!(
            count(Confirmation::NextMeeting, false, &[by("協議会", false, ConfirmingWay::Meeting)], "R9.4.9"),
            0
        );
    }

    #[test]
    fn nothing_is_confirmed_over_an_open_correction_or_words_that_nobody_looked_at() {
        let bare = |rule, unanswered, closed| Standing {
            rule,
            window: None,
            unanswered,
            confirmed: &[],
            present: &[],
            closed,
            is_final: false,
            today: day("R9.4.9"),
        };
        assert_eq!(lacks(&bare(None, 0, 0)), [""; 0], "a council without a rule confirms at once");
        assert_eq!(lacks(&bare(None, 2, 1)).len(), 2);
        assert_eq!(lacks(&bare(Some(Confirmation::Chair), 0, 0)).len(), 1);
        let again = Standing { is_final: true, ..bare(Some(Confirmation::Chair), 1, 0) };
        assert_eq!(lacks(&again).len(), 1, "a slip of the pen asks nobody anew, but who found it is answered");
        let window = window(false);
        let nameless = Standing { window: Some(&window), ..bare(Some(Confirmation::EveryMember), 0, 0) };
        assert_eq!(lacks(&nameless).len(), 1, "where nobody is named nobody can have confirmed");
    }

    #[test]
    fn what_differs_between_two_editions_is_told_by_its_place() {
        let said = |id: &str, words: &str| Said { id: id.into(), place: format!("場所{id}"), words: words.into() };
        let before = [said("a", "一"), said("b", "二"), said("c", "三")];
        let after = [said("a", "一"), said("c", "参"), said("d", "四")];
        let told: Vec<(String, String, String)> =
            changes(&before, &after).into_iter().map(|one| (one.place, one.before, one.after)).collect();
        let line = |place: &str, old: &str, new: &str| (place.to_string(), old.to_string(), new.to_string());
        assert_eq!(told, [line("場所c", "三", "参"), line("場所d", "", "四"), line("場所b", "二", "")]);
        assert!(changes(&after, &after).is_empty());
        let moved = [Said { place: "別の議題".into(), ..said("a", "一") }];
        assert_eq!(changes(&before[..1], &moved).len(), 1, "what stands elsewhere is changed");
    }

    #[test]
    fn what_was_taken_out_for_its_readers_is_not_told_by_the_list_of_what_changed() {
        let change = |id: &str, before: &str| Change {
            id: id.into(),
            place: "⑴".into(),
            before: before.into(),
            after: "今の文".into(),
        };
        let told =
            as_told(vec![change("a", "妹の病名"), change("b", "誤り"), change("c", "")], &[change("b", "誤り")], &[]);
        let before: Vec<&str> = told.iter().map(|one| one.before.as_str()).collect();
        assert_eq!(before, [TAKEN_OUT, "誤り", ""]);
    }
}
