//! The steps of a measure (手順): what is done, until when, and when it was done. Pure.

use crate::editing::shape::Wrong;
use almanac::Date;

/// 手順: one step of a measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// What is done, one line.
    pub title: String,
    /// 期限.
    pub due: Option<Date>,
    /// できた日.
    pub done: Option<Date>,
}

/// 委託の手順: the steps by which a paper or a service is made by somebody else and comes back to the council. Local practice;
/// the clerk changes what her town does otherwise.
pub const CONSIGNMENT: [&str; 5] = ["予算の要求", "委託先を決めて契約", "案を受け取る", "部会で検討", "確定"];

/// So many steps a measure has at most; the form has room for them.
const MOST_TASKS: usize = 30;
const MOST_TITLE: usize = 80;

impl Task {
    /// A step that is still to be done.
    pub fn named(title: &str, due: Option<Date>) -> Task {
        Task { title: title.to_string(), due, done: None }
    }

    /// Is it past its day?
    pub fn is_late(&self, today: Date) -> bool {
        self.done.is_none() && self.due.is_some_and(|due| due < today)
    }

    /// One line: title, due and done, parted by tabs.
    pub fn line(&self) -> String {
        let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
        format!("{}\t{}\t{}", self.title, day(self.due), day(self.done)).trim_end().to_string()
    }

    /// Reads lines; empty ones are left out. A month alone as a due day is its last day.
    pub fn read(field: &'static str, typed: &str, wrongs: &mut Vec<Wrong>) -> Vec<Task> {
        let lines = typed.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let mut tasks = vec![];
        for (at, line) in lines {
            match read(line) {
                Ok(task) => tasks.push(task),
                Err(sentence) => {
                    wrongs.push(Wrong::new(field, format!("手順の{}行目: {sentence}", at + 1)));
                    return tasks;
                }
            }
        }
        if tasks.len() > MOST_TASKS {
            wrongs.push(Wrong::new(field, format!("手順は{MOST_TASKS}までにしてください。")));
        }
        tasks
    }
}

fn read(line: &str) -> Result<Task, String> {
    let mut cells = line.split('\t').map(str::trim);
    let title = cells.next().unwrap_or("").to_string();
    let (due, done) = (cells.next().unwrap_or(""), cells.next().unwrap_or(""));
    if cells.any(|cell| !cell.is_empty()) {
        return Err("列が多すぎます。手順、期限、できた日の3列にしてください。".into());
    }
    if title.is_empty() {
        return Err("何をするかが空です。".into());
    }
    if title.chars().count() > MOST_TITLE {
        return Err(format!("長すぎます。{MOST_TITLE}文字までにしてください。"));
    }
    let due = if due.is_empty() { None } else { Some(last_day(due).map_err(|why| format!("期限を、{why}"))?) };
    let done = if done.is_empty() {
        None
    } else {
        Some(almanac::read_date(done).map_err(|why| format!("できた日を、{why}"))?)
    };
    Ok(Task { title, due, done })
}

/// 令和9年4月 is its last day: what is due in a month may be done on any day of it.
fn last_day(typed: &str) -> Result<Date, String> {
    almanac::read_partial_date(typed).map(|date| date.latest()).map_err(|refusal| refusal.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read_all(typed: &str) -> Result<Vec<Task>, Vec<Wrong>> {
        let mut wrongs = vec![];
        let tasks = Task::read("tasks", typed, &mut wrongs);
        if wrongs.is_empty() { Ok(tasks) } else { Err(wrongs) }
    }

    #[test]
    fn steps_are_read_as_they_are_pasted_from_a_table_and_written_back_the_same() {
        let tasks =
            read_all("予算の要求\tＲ８．１０．３１\tR8.10.28\n\n　委託先を決めて契約 \t令和9年4月\n確定").unwrap();
        assert_eq!(tasks.len(), 3);
        assert_eq!(tasks[0].done.unwrap().to_string(), "2026-10-28");
        assert_eq!(
            (tasks[1].title.as_str(), tasks[1].due.unwrap().to_string().as_str()),
            ("委託先を決めて契約", "2027-04-30")
        );
        assert_eq!(tasks[2], Task::named("確定", None));
        let lines: Vec<String> = tasks.iter().map(Task::line).collect();
        assert_eq!(read_all(&lines.join("\n")), Ok(tasks));
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named() {
        for typed in ["a\n\t令和8年10月1日", "a\nb\t令和8年2月30日", "a\nb\t\tいつか", "a\nb\t\t\tc"] {
            let wrongs = read_all(typed).unwrap_err();
            assert!(wrongs[0].sentence.starts_with("手順の2行目: "), "{}", wrongs[0].sentence);
        }
        assert!(read_all(&"手順\n".repeat(31)).is_err() && read_all(&"あ".repeat(81)).is_err());
    }

    #[test]
    fn a_step_is_late_after_its_day_until_it_is_done() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let mut task = Task::named("契約", Some(day("2027-04-30")));
        assert!(!task.is_late(day("2027-04-30")) && task.is_late(day("2027-05-01")));
        task.done = Some(day("2027-05-02"));
        assert!(!task.is_late(day("2027-05-03")) && !Task::named("確定", None).is_late(day("2027-05-03")));
    }

    proptest! {
        #[test]
        fn arbitrary_lines_never_panic_and_what_is_understood_stays(typed in "(\\PC{0,20}\t?){0,6}") {
            if let Ok(tasks) = read_all(&typed) {
                let lines: Vec<String> = tasks.iter().map(Task::line).collect();
                prop_assert_eq!(read_all(&lines.join("\n")), Ok(tasks));
            }
        }
    }
}
