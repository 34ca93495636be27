//! How far a goal has come.

use super::{MOST_LINE, MOST_LINES};
use crate::editing::read::{day, lines, one_line};
use crate::editing::shape::{Texts, Wrong, text};
use crate::goals::indicator::model::{Amount, Figure, read_figure};
use crate::goals::model::{GoalPart, MOST_PARTS, Yardstick};
use almanac::{Date, FiscalYear};

/// What the form of progress holds, understood: figures of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActualForm {
    /// 時点.
    pub as_of: Date,
    /// Name of the part (empty for the whole) and how many; at least one.
    pub figures: Vec<(String, Amount)>,
    /// 出典.
    pub source: String,
    /// Why what was known is put right.
    pub reason: String,
}

impl ActualForm {
    /// The fields of the form beside the figures.
    pub const FIELDS: [&'static str; 3] = ["as_of", "source", "reason"];
    /// The fields of the figures, in the order of the parts.
    pub const FIGURES: [&'static str; MOST_PARTS] = ["figure1", "figure2", "figure3", "figure4", "figure5", "figure6"];

    /// Reads the fields, for a goal of this 年度 with these parts.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(
        texts: &Texts,
        (of, year): (&Yardstick, FiscalYear),
        parts: &[GoalPart],
        today: Date,
    ) -> Result<ActualForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let names: Vec<&str> =
            if parts.is_empty() { vec![""] } else { parts.iter().map(|part| part.name.as_str()).collect() };
        let mut figures = vec![];
        for (field, name) in Self::FIGURES.into_iter().zip(names) {
            let typed = text(texts, field);
            if typed.trim().is_empty() {
                continue;
            }
            match read_figure(typed, of.unit()) {
                Ok(Figure::Known(amount)) => figures.push((name.to_string(), amount)),
                Ok(Figure::Masked) => {
                    let what = "ここはふせない数を入れるところです。公開用の資料では、nimo が少ない数をふせます。";
                    w.push(Wrong::new(field, what));
                }
                Err(why) => w.push(Wrong::new(field, why.sentence())),
            }
        }
        if figures.is_empty() && w.is_empty() {
            w.push(Wrong::new(Self::FIGURES[0], "空です。分かった数を1つ以上入れてください。"));
        }
        let as_of = as_of(texts, year, today, w);
        let source = one_line("source", texts, MOST_LINE, w);
        if source.is_empty() {
            w.push(Wrong::new("source", "空です。どこから来た数かを入れてください。例: 支給決定の台帳"));
        }
        let reason = lines("reason", texts, MOST_LINES, w);
        match as_of {
            Some(as_of) if wrongs.is_empty() => Ok(ActualForm { as_of, figures, source, reason }),
            _ => Err(wrongs),
        }
    }
}

fn as_of(texts: &Texts, year: FiscalYear, today: Date, wrongs: &mut Vec<Wrong>) -> Option<Date> {
    let before = wrongs.len();
    let typed = day("as_of", texts, wrongs);
    if wrongs.len() > before {
        return None;
    }
    let (first, last) = (year.first_day(), year.last_day());
    let sentence = match typed {
        _ if first > today => format!("{year}は、まだ始まっていません。実績は始まってから入れられます。"),
        None => return Some(last.min(today)),
        Some(day) if day > today => "きょうより先の日です。".to_string(),
        Some(day) if day < first || day > last => {
            let (first, last) = (almanac::in_words(first), almanac::in_words(last));
            format!("{year}の日ではありません。{first}から{last}までの日を入れてください。")
        }
        Some(day) => return Some(day),
    };
    wrongs.push(Wrong::new("as_of", sentence));
    None
}
