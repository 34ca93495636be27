//! The form of what is made ready before a meeting.

use super::{ObserverWay, TableShape};
use crate::editing::read::{code, count, day, lines, one_line};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use almanac::Date;

/// The fields that are edited.
pub const SHAPE: Shape = Shape {
    kind: "Preparation",
    fields: &[
        ("notice_number", "文書番号"),
        ("notice_on", "通知の日付"),
        ("sender", "差出人"),
        ("notice_words", "通知の文"),
        ("reply_by", "返信の期限"),
        ("reply_to", "返信先"),
        ("contact", "問い合わせ先"),
        ("posted_on", "開催を公表する日"),
        ("observers_most", "傍聴の定員"),
        ("observer_way", "傍聴の決め方"),
        ("observers_from", "傍聴の受付の始まり"),
        ("observers_until", "傍聴の受付の終わり"),
        ("observer_rules", "傍聴のきまり"),
        ("table_shape", "机の並べ方"),
        ("table_order", "席の並び"),
        ("clerks", "事務局の席"),
        ("script", "進行の言葉"),
    ],
};

const MOST_LINE: usize = 200;
const MOST_WORDS: usize = 2_000;
const MOST_SCRIPT: usize = 20_000;
const MOST_OBSERVERS: i64 = 1_000;

/// What is made ready before a meeting. What is empty is not settled, or the usual words stand for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PreparationForm {
    /// 文書番号 of the notice: 8みほ障第123号.
    pub notice_number: String,
    /// The day that stands on the notice.
    pub notice_on: Option<Date>,
    /// Who sends it: post and name, as printed; may have lines.
    pub sender: String,
    /// The words of the notice; the usual ones where it is empty.
    pub notice_words: String,
    /// Replies are asked for by this day.
    pub reply_by: Option<Date>,
    /// Where replies go; may have lines.
    pub reply_to: String,
    /// Whom to ask; may have lines.
    pub contact: String,
    /// The day on which the meeting is announced to everybody.
    pub posted_on: Option<Date>,
    /// So many may listen.
    pub observers_most: Option<u32>,
    /// Who, when more come.
    pub observer_way: Option<ObserverWay>,
    /// HH:MM: the desk for listeners opens.
    pub observers_from: Option<String>,
    /// HH:MM: it closes.
    pub observers_until: Option<String>,
    /// What listeners keep to, one line each.
    pub observer_rules: String,
    /// How the tables stand.
    pub table_shape: Option<TableShape>,
    /// Names in the order of the seats, from the chair's left around the table; empty: as the roster has them.
    pub table_order: Vec<String>,
    /// 事務局の席, one line each.
    pub clerks: Vec<String>,
    /// What the chair says: a line that begins with ＃ names an item of the agenda, what follows is said there.
    pub script: String,
}

impl PreparationForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<PreparationForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let form = PreparationForm {
            notice_number: one_line("notice_number", texts, MOST_LINE, w),
            notice_on: day("notice_on", texts, w),
            sender: lines("sender", texts, MOST_LINE, w),
            notice_words: lines("notice_words", texts, MOST_WORDS, w),
            reply_by: day("reply_by", texts, w),
            reply_to: lines("reply_to", texts, MOST_LINE * 2, w),
            contact: lines("contact", texts, MOST_LINE * 2, w),
            posted_on: day("posted_on", texts, w),
            observers_most: most(texts, w),
            observer_way: code("observer_way", texts, ObserverWay::parse, w),
            observers_from: clock("observers_from", texts, w),
            observers_until: clock("observers_until", texts, w),
            observer_rules: lines("observer_rules", texts, MOST_WORDS, w),
            table_shape: code("table_shape", texts, TableShape::parse, w),
            table_order: list("table_order", texts, w),
            clerks: list("clerks", texts, w),
            script: lines("script", texts, MOST_SCRIPT, w),
        };
        if let (Some(from), Some(until)) = (&form.observers_from, &form.observers_until)
            && until < from
        {
            w.push(Wrong::new("observers_until", "受付の終わりが、始まりより前です。時刻を確かめてください。"));
        }
        if wrongs.is_empty() { Ok(form) } else { Err(wrongs) }
    }

    /// As kept in a version: what was understood, dates in ISO.
    pub fn texts(&self) -> Texts {
        let day = |on: Option<Date>| on.map_or_else(String::new, |on| on.to_string());
        [
            ("notice_number", self.notice_number.clone()),
            ("notice_on", day(self.notice_on)),
            ("sender", self.sender.clone()),
            ("notice_words", self.notice_words.clone()),
            ("reply_by", day(self.reply_by)),
            ("reply_to", self.reply_to.clone()),
            ("contact", self.contact.clone()),
            ("posted_on", day(self.posted_on)),
            ("observers_most", self.observers_most.map_or_else(String::new, |most| most.to_string())),
            ("observer_way", self.observer_way.map_or("", ObserverWay::code).into()),
            ("observers_from", self.observers_from.clone().unwrap_or_default()),
            ("observers_until", self.observers_until.clone().unwrap_or_default()),
            ("observer_rules", self.observer_rules.clone()),
            ("table_shape", self.table_shape.map_or("", TableShape::code).into()),
            ("table_order", self.table_order.join("\n")),
            ("clerks", self.clerks.join("\n")),
            ("script", self.script.clone()),
        ]
        .map(|(name, value)| (name.to_string(), value))
        .into()
    }

    /// The same for the next meeting: without what belongs to one day.
    #[must_use]
    pub fn carried(&self) -> PreparationForm {
        PreparationForm {
            notice_number: String::new(),
            notice_on: None,
            reply_by: None,
            posted_on: None,
            ..self.clone()
        }
    }
}

fn most(texts: &Texts, wrongs: &mut Vec<Wrong>) -> Option<u32> {
    let most = count("observers_most", texts, wrongs)?;
    if most > MOST_OBSERVERS {
        wrongs.push(Wrong::new("observers_most", "多すぎます。1,000人までにしてください。"));
    }
    u32::try_from(most).ok()
}

fn clock(field: &'static str, texts: &Texts, wrongs: &mut Vec<Wrong>) -> Option<String> {
    let typed = text(texts, field).trim();
    if typed.is_empty() {
        return None;
    }
    let read = almanac::read_clock_span(typed).map(|span| span.starts_at.to_string());
    read.map_err(|_| {
        let sentence = "時刻として読めません。「9:30」「午後1時30分」のように入れてください。";
        wrongs.push(Wrong::new(field, sentence));
    })
    .ok()
}

fn list(field: &'static str, texts: &Texts, wrongs: &mut Vec<Wrong>) -> Vec<String> {
    let lines: Vec<String> =
        text(texts, field).lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_string).collect();
    if lines.len() > 200 || lines.iter().any(|line| line.chars().count() > MOST_LINE) {
        wrongs.push(Wrong::new(field, "1人を1行、200文字、200行までにしてください。"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    #[test]
    fn what_is_made_ready_is_read_as_clerks_type_it_and_the_next_meeting_gets_what_belongs_to_no_day() {
        let form = PreparationForm::parse(&typed(&[
            ("notice_number", "8みほ障第123号"),
            ("notice_on", "Ｒ８．１０．３０"),
            ("observers_most", "５人"),
            ("observers_from", "午前9時30分"),
            ("observers_until", "9:50"),
            ("table_shape", "square"),
            ("table_order", "髙梨 一郎\n\n平井 花"),
            ("script", "＃開会\nただいまから始めます。"),
        ]))
        .unwrap();
        assert_eq!((form.observers_most, form.observers_from.as_deref()), (Some(5), Some("09:30")));
        assert_eq!(PreparationForm::parse(&form.texts()), Ok(form.clone()));
        let next = form.carried();
        assert_eq!((next.notice_number.as_str(), next.notice_on), ("", None));
        assert_eq!((next.script, next.table_order), (form.script, form.table_order));
    }

    #[test]
    fn every_wrong_field_gets_its_own_sentence() {
        for (field, value) in [
            ("notice_on", "令和8年2月30日"),
            ("observers_most", "たくさん"),
            ("observers_most", "20000"),
            ("observers_from", "朝"),
            ("table_shape", "circle"),
            ("observer_way", "fight"),
        ] {
            let wrongs = PreparationForm::parse(&typed(&[(field, value)])).unwrap_err();
            assert_eq!(wrongs.iter().map(|wrong| wrong.field).collect::<Vec<_>>(), [field], "{value}");
        }
        let backwards = typed(&[("observers_from", "10:00"), ("observers_until", "9:30")]);
        assert_eq!(PreparationForm::parse(&backwards).unwrap_err()[0].field, "observers_until");
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics(field in 0usize..17, value in "\\PC{0,60}") {
            if let Ok(form) = PreparationForm::parse(&typed(&[(SHAPE.fields[field].0, &value)])) {
                prop_assert_eq!(PreparationForm::parse(&form.texts()), Ok(form));
            }
        }
    }
}
