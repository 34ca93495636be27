//! A person in a list of attendance, one line for each: 「髙梨 一郎（会長・オンライン）」.

/// 出席のしかた.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// 会場.
    InPerson,
    /// オンライン.
    Online,
    /// 代理.
    Proxy,
    /// 書面.
    Written,
}

impl Mode {
    const ALL: [Mode; 4] = [Mode::InPerson, Mode::Online, Mode::Proxy, Mode::Written];

    /// As written in a line.
    pub fn word(self) -> &'static str {
        match self {
            Mode::InPerson => "会場",
            Mode::Online => "オンライン",
            Mode::Proxy => "代理",
            Mode::Written => "書面",
        }
    }
}

/// One member in a list of attendance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The name, every character as typed.
    pub name: String,
    /// 役職: 会長, 委員, or what else the sheet says.
    pub role_text: Option<String>,
    /// How the member took part, where the sheet says so.
    pub mode: Option<Mode>,
}

impl Person {
    /// Reads a line; `None` for an empty one.
    pub fn read(line: &str) -> Option<Person> {
        let mut line = line.trim();
        let (name, notes) = loop {
            let rest = line.strip_suffix('）').or_else(|| line.strip_suffix(')'));
            match rest.and_then(|rest| rest.rsplit_once(['（', '('])) {
                // 髙梨（会長）（）: parentheses without a word say nothing.
                Some((name, notes)) if notes.split('・').all(|note| note.trim().is_empty()) => line = name.trim_end(),
                Some((name, notes)) => break (name.trim(), notes),
                None => break (line, ""),
            }
        };
        if name.is_empty() {
            return None;
        }
        let (mut role_text, mut mode) = (None, None);
        for note in notes.split('・').map(str::trim).filter(|note| !note.is_empty()) {
            match Mode::ALL.into_iter().find(|mode| mode.word() == note) {
                Some(found) => mode = Some(found),
                None => {
                    role_text =
                        Some(role_text.map_or_else(|| note.to_string(), |before: String| format!("{before}・{note}")));
                }
            }
        }
        Some(Person { name: name.into(), role_text, mode })
    }

    /// As a line.
    pub fn line(&self) -> String {
        let notes: Vec<&str> =
            self.role_text.as_deref().into_iter().chain(self.mode.map(Mode::word)).filter(|n| !n.is_empty()).collect();
        if notes.is_empty() { self.name.clone() } else { format!("{}（{}）", self.name, notes.join("・")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_says_name_role_and_how_the_member_took_part() {
        let read = |line: &str| Person::read(line).unwrap();
        let person = read("　髙梨　一郎（会長・オンライン）");
        assert_eq!(
            (person.name.as_str(), person.role_text.as_deref(), person.mode),
            ("髙梨　一郎", Some("会長"), Some(Mode::Online))
        );
        assert_eq!(read("三好 花").line(), "三好 花");
        assert_eq!(read("平井(代理)").line(), "平井（代理）");
        assert_eq!(read("平井（医師会・副会長）").role_text.as_deref(), Some("医師会・副会長"));
        assert_eq!(read("平井（会長）（）").role_text.as_deref(), Some("会長"));
        assert!(["　 ", "（会長）", "（）（）", "（・）"].iter().all(|line| Person::read(line).is_none()));
    }

    proptest! {
        #[test]
        fn a_line_that_was_read_once_stays_the_same(line in "\\PC{0,30}") {
            if let Some(person) = Person::read(&line) {
                let again = person.line();
                prop_assert_eq!(Person::read(&again).map(|p| p.line()), Some(again));
            }
        }
    }
}
