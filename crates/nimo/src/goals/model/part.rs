//! The parts of a goal: 5 ＝ 1 ＋ 4. Pure.

use crate::editing::shape::Wrong;
use crate::goals::indicator::model::{Amount, Figure, read_figure};
use serde::{Deserialize, Serialize};

/// すでに or これから.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// すでに: reached when the goal was set; a projection leaves it as it is.
    Already,
    /// これから: still to be reached.
    Ahead,
}

impl PartKind {
    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            PartKind::Already => "すでに",
            PartKind::Ahead => "これから",
        }
    }

    /// As clerks type it; nothing says これから.
    fn read(typed: &str) -> Option<PartKind> {
        match typed.trim() {
            "" | "これから" | "新" | "新たに" | "新規" => Some(PartKind::Ahead),
            "すでに" | "既" | "既に" | "ずみ" | "済" | "済み" => Some(PartKind::Already),
            _ => None,
        }
    }
}

/// 内わけ: a part of a goal, with its own running actual. It is known by its name as long as the goal lives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalPart {
    /// すでに支給決定.
    pub name: String,
    /// How many of the goal.
    #[serde(with = "thousandths")]
    pub target: Amount,
    /// すでに or これから.
    pub kind: PartKind,
}

mod thousandths {
    use crate::goals::indicator::model::Amount;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(amount: &Amount, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_i64(amount.0)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Amount, D::Error> {
        i64::deserialize(from).map(Amount)
    }
}

/// So many parts a goal has at most: more are a table, not a sum that a council says aloud.
pub const MOST_PARTS: usize = 6;
const MOST_NAME: usize = 40;

impl GoalPart {
    /// One line, parted by tabs.
    pub fn line(&self) -> String {
        format!("{}\t{}\t{}", self.name, self.target.in_words(), self.kind.label())
    }

    /// Reads lines of name, number and すでに or これから; empty ones are left out.
    pub fn read(field: &'static str, typed: &str, unit: &str, wrongs: &mut Vec<Wrong>) -> Vec<GoalPart> {
        let mut parts: Vec<GoalPart> = vec![];
        for (at, line) in typed.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let part = match read(line, unit) {
                Ok(part) if parts.iter().any(|other| other.name == part.name) => {
                    Err(format!("「{}」が2つあります。名を分けてください。", part.name))
                }
                other => other,
            };
            match part {
                Ok(part) => parts.push(part),
                Err(sentence) => {
                    wrongs.push(Wrong::new(field, format!("内わけの{}行目: {sentence}", at + 1)));
                    return parts;
                }
            }
        }
        let sentence = match parts.len() {
            1 => "内わけは、2つ以上に分けるか、空にしてください。".to_string(),
            many if many > MOST_PARTS => format!("内わけは{MOST_PARTS}つまでにしてください。"),
            _ => return parts,
        };
        wrongs.push(Wrong::new(field, sentence));
        parts
    }
}

fn read(line: &str, unit: &str) -> Result<GoalPart, String> {
    let mut cells = line.split('\t').map(str::trim);
    let name = cells.next().unwrap_or("").to_string();
    let (number, kind) = (cells.next().unwrap_or(""), cells.next().unwrap_or(""));
    if cells.any(|cell| !cell.is_empty()) {
        return Err("列が多すぎます。名、数、「すでに」か「これから」の3列にしてください。".into());
    }
    if name.is_empty() {
        return Err("名が空です。例: 新たに働きかける長期入院の人".into());
    }
    if name.chars().count() > MOST_NAME {
        return Err(format!("名が長すぎます。{MOST_NAME}文字までにしてください。"));
    }
    let target = match read_figure(number, unit) {
        Ok(Figure::Known(amount)) if amount.0 > 0 => amount,
        Ok(Figure::Known(_)) => return Err("0の内わけは要りません。行を空にしてください。".into()),
        Ok(Figure::Masked) => return Err("目標の数は、ふせられません。".into()),
        Err(why) => return Err(why.sentence().into()),
    };
    let kind = PartKind::read(kind).ok_or("3列目は「すでに」か「これから」にしてください。")?;
    Ok(GoalPart { name, target, kind })
}

/// 5 ＝ 1 ＋ 4; the number alone where there are no parts.
pub fn sum_in_words(target: Amount, parts: &[GoalPart]) -> String {
    let parts: Vec<String> = parts.iter().map(|part| part.target.in_words()).collect();
    if parts.is_empty() { target.in_words() } else { format!("{} ＝ {}", target.in_words(), parts.join(" ＋ ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read_all(typed: &str) -> Result<Vec<GoalPart>, String> {
        let mut wrongs = vec![];
        let parts = GoalPart::read("parts", typed, "人", &mut wrongs);
        wrongs.first().map_or(Ok(parts), |wrong| Err(wrong.sentence.clone()))
    }

    #[test]
    fn parts_are_read_as_they_are_typed_and_written_back_the_same() {
        let parts = read_all("すでに支給決定\t１人\tすでに\n\n新たに働きかける人\t4\n").unwrap();
        assert_eq!((parts[0].kind, parts[1].kind), (PartKind::Already, PartKind::Ahead));
        assert_eq!(sum_in_words(Amount::whole(5), &parts), "5 ＝ 1 ＋ 4");
        assert_eq!(sum_in_words(Amount::whole(5), &[]), "5");
        let lines: Vec<String> = parts.iter().map(GoalPart::line).collect();
        assert_eq!(read_all(&lines.join("\n")), Ok(parts));
    }

    #[test]
    fn a_part_that_is_none_gets_its_own_sentence() {
        for (typed, told) in [
            ("1人だけ\t5", "2つ以上に"),
            ("\t5\nb\t1", "名が空です"),
            ("a\t0\nb\t1", "0の内わけ"),
            ("a\t＊\nb\t1", "ふせられません"),
            ("a\t\nb\t1", "空です"),
            ("a\t1\nb\tたくさん", "数として読めません"),
            ("a\t1\nb\t1\tいつか", "「すでに」か「これから」"),
            ("a\t1\na\t1", "「a」が2つ"),
            ("a\t1\t\tx\nb\t1", "列が多すぎます"),
            ("a\t1\nb\t1\nc\t1\nd\t1\ne\t1\nf\t1\ng\t1", "6つまで"),
        ] {
            let said = read_all(typed).unwrap_err();
            assert!(said.contains(told), "{typed}: {said}");
        }
    }

    proptest! {
        #[test]
        fn arbitrary_lines_never_panic_and_what_is_understood_stays(typed in "(\\PC|\\t|\\n|[0-9]){0,60}") {
            if let Ok(parts) = read_all(&typed) {
                let lines: Vec<String> = parts.iter().map(GoalPart::line).collect();
                prop_assert_eq!(read_all(&lines.join("\n")), Ok(parts));
            }
        }
    }
}
