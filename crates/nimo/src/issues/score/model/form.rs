//! The form of a new round. Pure.

use crate::accounts::model::AccountId;
use crate::council::meeting::model::MeetingId;
use crate::editing::shape::{Texts, Wrong, text};
use crate::issues::model::IssueId;
use almanac::Date;

/// So many issues one round may cover: more is no longer scored with care.
pub const MOST_ISSUES: usize = 60;
const MOST_TITLE: usize = 80;

/// What the form of a new round holds, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundForm {
    /// 題: what the round is called.
    pub title: String,
    /// しめきり.
    pub due_on: Date,
    /// The meeting in whose paper the result is to stand.
    pub meeting: Option<MeetingId>,
    /// What is scored, each once, in the order of the form.
    pub issues: Vec<IssueId>,
    /// Who is asked, each once.
    pub members: Vec<AccountId>,
}

impl RoundForm {
    /// The names of the fields.
    pub const FIELDS: [&str; 5] = ["title", "due_on", "meeting", "issues", "members"];

    /// Reads the fields, on this day.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts, today: Date) -> Result<RoundForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let title = text(texts, "title").trim().to_string();
        if title.is_empty() {
            wrongs
                .push(Wrong::new("title", "空です。何のための採点かを1行で入れてください。例: 第2回会議にむけた採点"));
        } else if title.contains('\n') || title.chars().count() > MOST_TITLE {
            wrongs.push(Wrong::new("title", format!("1行、{MOST_TITLE}文字までにしてください。")));
        }
        let due_on = due(text(texts, "due_on"), today).map_err(|sentence| wrongs.push(Wrong::new("due_on", sentence)));
        let meeting = text(texts, "meeting").trim();
        let known = MeetingId::parse(meeting);
        if known.is_none() && !meeting.is_empty() {
            wrongs.push(Wrong::new("meeting", "会議は、一覧から選んでください。"));
        }
        let issues = each(text(texts, "issues"), IssueId::parse);
        match issues.as_ref().map(Vec::len) {
            None => wrongs.push(Wrong::new("issues", "課題は、一覧から選んでください。")),
            Some(0) => wrongs.push(Wrong::new("issues", "採点する課題を1つ以上選んでください。")),
            Some(MOST_ISSUES..) if issues.as_ref().is_some_and(|issues| issues.len() > MOST_ISSUES) => {
                wrongs.push(Wrong::new("issues", format!("一度に採点する課題は{MOST_ISSUES}件までにしてください。")));
            }
            Some(_) => {}
        }
        let members = each(text(texts, "members"), AccountId::parse);
        match members.as_ref().map(Vec::len) {
            None => wrongs.push(Wrong::new("members", "委員は、一覧から選んでください。")),
            Some(0) => wrongs.push(Wrong::new("members", "採点を頼む委員を1人以上選んでください。")),
            Some(_) => {}
        }
        match (due_on, issues, members) {
            (Ok(due_on), Some(issues), Some(members)) if wrongs.is_empty() => {
                Ok(RoundForm { title, due_on, meeting: known, issues, members })
            }
            _ => Err(wrongs),
        }
    }
}

fn due(typed: &str, today: Date) -> Result<Date, String> {
    if typed.trim().is_empty() {
        return Err("空です。しめきりの日を入れてください。例: R8.12.10".into());
    }
    let day = almanac::read_date(typed).map_err(|refusal| refusal.to_string())?;
    if day < today {
        Err("きょうより前の日です。きょうか、そのあとの日を入れてください。".into())
    } else {
        Ok(day)
    }
}

/// The ids in a text, each once; none when one of them is no id.
fn each<T: PartialEq>(typed: &str, parse: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    let mut all = vec![];
    for word in typed.split_whitespace() {
        let id = parse(word)?;
        if !all.contains(&id) {
            all.push(id);
        }
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn today() -> Date {
        almanac::read_date("R8.11.25").unwrap()
    }

    fn texts(issues: &str, members: &str) -> Texts {
        let pairs = [
            ("title", "第2回にむけて"),
            ("due_on", "Ｒ８．１２．１０"),
            ("meeting", ""),
            ("issues", issues),
            ("members", members),
        ];
        pairs.into_iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    #[test]
    fn a_round_names_its_day_its_issues_and_whom_it_asks_each_once() {
        let (issue, member) = (IssueId::fresh().to_string(), AccountId::fresh().to_string());
        let form = RoundForm::parse(&texts(&format!("{issue} {issue}"), &member), today()).unwrap();
        assert_eq!((form.issues.len(), form.members.len(), form.due_on.to_string().as_str()), (1, 1, "2026-12-10"));
    }

    #[test]
    fn every_wrong_field_of_a_round_gets_its_own_sentence() {
        let (issue, member) = (IssueId::fresh().to_string(), AccountId::fresh().to_string());
        let many: Vec<String> = (0..=MOST_ISSUES).map(|_| IssueId::fresh().to_string()).collect();
        for (field, value) in [
            ("title", ""),
            ("title", "1行目\n2行目"),
            ("due_on", ""),
            ("due_on", "R8.11.24"),
            ("due_on", "あした"),
            ("meeting", "第2回"),
            ("issues", ""),
            ("issues", "R6-001"),
            ("issues", &many.join(" ")),
            ("members", ""),
            ("members", "藤代"),
        ] {
            let mut texts = texts(&issue, &member);
            texts.insert(field.into(), value.into());
            let wrongs = RoundForm::parse(&texts, today()).unwrap_err();
            assert_eq!(wrongs.iter().map(|wrong| wrong.field).collect::<Vec<_>>(), [field], "{value}");
        }
    }

    proptest! {
        #[test]
        fn arbitrary_typing_into_a_round_never_panics(field in 0usize..5, value in "\\PC{0,40}") {
            let mut texts = texts(&IssueId::fresh().to_string(), &AccountId::fresh().to_string());
            texts.insert(RoundForm::FIELDS[field].into(), value);
            let _ = RoundForm::parse(&texts, today());
        }
    }
}
