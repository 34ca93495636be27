//! What stands before the words of a line: its place in the recording, and who speaks.

/// A line as it came and in its plain form, position for position.
pub(super) struct Row {
    typed: Vec<char>,
    plain: Vec<char>,
}

/// What brackets stand around a time.
const BRACKETS: [(char, char); 6] = [('[', ']'), ('(', ')'), ('<', '>'), ('【', '】'), ('〔', '〕'), ('〈', '〉')];
/// How machines call those whom they cannot name. After the first ones the words may follow at once, after the last a colon, a time or
/// nothing: 参加者 10 名 is a sentence.
const NUMBERED: [(&str, bool); 5] =
    [("話者", true), ("発言者", true), ("スピーカー", true), ("speaker", true), ("参加者", false)];
/// A name before a colon is no longer than this.
const MOST_OF_A_NAME: usize = 20;
/// What stands in no name.
const IN_NO_NAME: &str = "。、,.!?「」『』…";

impl Row {
    pub(super) fn new(row: &str) -> Row {
        let typed: Vec<char> = row.chars().collect();
        let plain = typed.iter().map(|c| glyphs::plain(*c)).collect();
        Row { typed, plain }
    }

    fn at(&self, at: usize) -> Option<char> {
        self.plain.get(at).copied()
    }

    /// Over blanks.
    pub(super) fn blanks(&self, mut at: usize) -> usize {
        while self.typed.get(at).is_some_and(|c| glyphs::is_blank(*c)) {
            at += 1;
        }
        at
    }

    fn ends_word(&self, at: usize) -> bool {
        self.typed.get(at).is_none_or(|c| glyphs::is_blank(*c))
    }

    /// What was typed from here on, without the blanks around it.
    pub(super) fn rest(&self, at: usize) -> String {
        self.between(at, self.typed.len())
    }

    fn between(&self, from: usize, to: usize) -> String {
        let text: String = self.typed[from.min(to)..to].iter().collect();
        text.trim_matches(glyphs::is_blank).to_string()
    }

    /// Digits, their number and where they end; none where there are fewer or more than these.
    fn digits(&self, at: usize, least: usize, most: usize) -> Option<(u64, usize)> {
        let (mut number, mut end) = (0, at);
        while let Some(digit) = self.at(end).and_then(|c| c.to_digit(10)) {
            if end - at == most {
                return None;
            }
            number = number * 10 + u64::from(digit);
            end += 1;
        }
        (end - at >= least).then_some((number, end))
    }

    /// `1:02:03.4`, `12:31`: its thousandths of a second, where it ends, and whether it says hours.
    fn clock(&self, at: usize) -> Option<(u64, usize, bool)> {
        let (first, end) = self.digits(at, 1, 4)?;
        let colon = |at: usize| (self.at(at) == Some(':')).then_some(at + 1);
        let (second, mut end) = self.digits(colon(end)?, 2, 2)?;
        let (hours, minutes, seconds, has_hours) = match colon(end) {
            Some(next) => {
                let (third, last) = self.digits(next, 2, 2)?;
                end = last;
                (first, second, third, true)
            }
            None => (0, first, second, false),
        };
        if seconds > 59 || (has_hours && minutes > 59) {
            return None;
        }
        let mut ms = ((hours * 60 + minutes) * 60 + seconds) * 1000;
        if matches!(self.at(end), Some('.' | ','))
            && let Some((part, last)) = self.digits(end + 1, 1, 3)
        {
            ms += part * [100, 10, 1][last - end - 2];
            end = last;
        }
        (self.at(end) != Some(':')).then_some((ms, end, has_hours))
    }

    /// What parts two times, and the second of them.
    fn until(&self, at: usize) -> Option<usize> {
        let from = self.blanks(at);
        let mut end = from;
        while matches!(self.at(end), Some('-' | '~' | '>' | '→')) && end - from < 3 {
            end += 1;
        }
        if end == from {
            return None;
        }
        self.clock(self.blanks(end)).map(|(_, end, _)| end)
    }

    /// A time at the head, in brackets or bare, perhaps with the one at which the words end.
    pub(super) fn time(&self, at: usize) -> Option<(u64, usize)> {
        let closing = BRACKETS.iter().find(|(open, _)| self.at(at) == Some(*open)).map(|(_, close)| *close);
        let begin = if closing.is_some() { self.blanks(at + 1) } else { at };
        let (ms, end, has_hours) = self.clock(begin)?;
        let last = self.until(end);
        let end = last.unwrap_or(end);
        match closing {
            Some(close) => {
                let end = self.blanks(end);
                (self.at(end) == Some(close)).then_some((ms, end + 1))
            }
            // 10:30から is what somebody said.
            None => (has_hours || last.is_some() || self.ends_word(end)).then_some((ms, end)),
        }
    }

    /// The line of a cue's times: when it begins.
    pub(super) fn timing(&self) -> Option<u64> {
        let (ms, end, _) = self.clock(self.blanks(0))?;
        let arrow = self.blanks(end);
        let is_arrow = ['-', '-', '>'].iter().zip(arrow..).all(|(c, at)| self.at(at) == Some(*c));
        let (_, end, _) = self.clock(self.blanks(arrow + 3)).filter(|_| is_arrow)?;
        self.ends_word(end).then_some(ms)
    }

    /// Who speaks, and where the words begin.
    pub(super) fn speaker(&self, at: usize) -> Option<(String, usize)> {
        self.numbered(at).or_else(|| self.before_colon(at))
    }

    fn numbered(&self, at: usize) -> Option<(String, usize)> {
        let begins = |word: &str| {
            let same = |(c, at): (char, usize)| self.at(at).is_some_and(|other| other.to_ascii_lowercase() == c);
            word.chars().zip(at..).all(same)
        };
        let (word, goes_on) = NUMBERED.iter().find(|(word, _)| begins(word))?;
        let (_, end) = self.digits(self.blanks(at + word.chars().count()), 1, 3)?;
        let next = self.blanks(end);
        if self.at(next) == Some(':') {
            return Some((self.between(at, end), next + 1));
        }
        let is_alone = next == self.typed.len() || self.time(next).is_some();
        (is_alone || (*goes_on && next > end)).then(|| (self.between(at, end), next))
    }

    fn before_colon(&self, at: usize) -> Option<(String, usize)> {
        let reach = self.plain.len().min(at + MOST_OF_A_NAME + 1);
        let colon = (at..reach).find(|at| self.plain[*at] == ':')?;
        let name = self.between(at, colon);
        let is_number = |at: usize| self.at(at).is_some_and(|c| c.is_ascii_digit());
        let is_clock = colon > at && is_number(colon - 1) && is_number(colon + 1);
        let is_address = self.at(colon + 1) == Some('/') && self.at(colon + 2) == Some('/');
        let is_name =
            name.chars().any(char::is_alphabetic) && !self.plain[at..colon].iter().any(|c| IN_NO_NAME.contains(*c));
        (is_name && !is_clock && !is_address).then_some((name, colon + 1))
    }
}
