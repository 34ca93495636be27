//! What the form of a meeting holds: its head, its agenda, its papers. An empty field says nothing, 「なし」 says none.

use crate::council::meeting::model::{ItemLine, Person, lines_of, read_items};
use crate::council::model::RecordMethod;
use crate::editing::shape::{Shape, Texts, Wrong, text};
use almanac::{Date, FiscalYear};

/// The fields of a meeting that are edited.
pub const SHAPE: Shape = Shape {
    kind: "Meeting",
    fields: &[
        ("body", "会議名称"),
        ("fiscal_year", "年度"),
        ("number", "第何回"),
        ("number_of", "回の数え方"),
        ("held_on", "開催日"),
        ("held_until", "終わりの日"),
        ("starts_at", "開始"),
        ("ends_at", "終了"),
        ("venue", "場所"),
        ("present", "出席者"),
        ("present_count", "出席者数"),
        ("absent", "欠席者"),
        ("absent_count", "欠席者数"),
        ("late", "遅刻"),
        ("left_early", "早退"),
        ("proxies", "代理"),
        ("secretariat", "事務局"),
        ("public_access", "傍聴の可否"),
        ("observers", "傍聴者数"),
        ("invited", "委員のほか"),
        ("record_method", "記録のしかた"),
        ("agenda", "次第"),
        ("handouts", "資料"),
        ("next_held_on", "次回の日"),
        ("next_starts_at", "次回の開始"),
        ("next_venue", "次回の場所"),
    ],
};

/// The label of a field.
pub fn label_of(name: &str) -> &'static str {
    SHAPE.fields.iter().find(|(field, _)| *field == name).map_or("", |(_, label)| label)
}

/// 回の数え方: what 第n回 counts within.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberOf {
    /// 令和6年度第1回.
    FiscalYear,
    /// 第5期第2回.
    Term,
    /// 通算第30回.
    Total,
}

/// 傍聴の可否.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublicAccess {
    /// 可.
    Open,
    /// 一部不可.
    Partly,
    /// 不可.
    Closed,
}

/// Stored code, label and value of each choice.
pub type Choices<T> = &'static [(&'static str, &'static str, T)];

impl NumberOf {
    /// In the order of the form.
    pub const CHOICES: Choices<NumberOf> = &[
        ("fiscal_year", "年度のなかで数える", NumberOf::FiscalYear),
        ("term", "任期のなかで数える", NumberOf::Term),
        ("total", "はじめから通して数える", NumberOf::Total),
    ];
}

impl PublicAccess {
    /// In the order of the form.
    pub const CHOICES: Choices<PublicAccess> = &[
        ("open", "可", PublicAccess::Open),
        ("partly", "一部不可", PublicAccess::Partly),
        ("closed", "不可", PublicAccess::Closed),
    ];
}

/// What a meeting's form holds, understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MeetingForm {
    /// 会議名称, as the sheet prints it.
    pub body: String,
    /// 年度.
    pub fiscal_year: Option<FiscalYear>,
    /// 第何回.
    pub number: Option<u32>,
    /// 回の数え方.
    pub number_of: Option<NumberOf>,
    /// 開催日.
    pub held_on: Option<Date>,
    /// The last day, where a range of days is meant (書面開催).
    pub held_until: Option<Date>,
    /// HH:MM.
    pub starts_at: Option<String>,
    /// HH:MM.
    pub ends_at: Option<String>,
    /// 場所.
    pub venue: String,
    /// 出席者; none said = `None`.
    pub present: Option<Vec<Person>>,
    /// The printed count.
    pub present_count: Option<u32>,
    /// 欠席者; 「なし」 = `[]`.
    pub absent: Option<Vec<Person>>,
    /// The printed count.
    pub absent_count: Option<u32>,
    /// 遅刻.
    pub late: Option<Vec<String>>,
    /// 早退.
    pub left_early: Option<Vec<String>>,
    /// 「委員→代わりの人」.
    pub proxies: Option<Vec<String>>,
    /// 事務局.
    pub secretariat: Option<Vec<String>>,
    /// 傍聴の可否.
    pub public_access: Option<PublicAccess>,
    /// 傍聴者数.
    pub observers: Option<u32>,
    /// 委員のほかに来た人.
    pub invited: Option<Vec<String>>,
    /// 記録のしかた, as read or as corrected.
    pub record_method: Option<RecordMethod>,
    /// 次第.
    pub agenda: Vec<ItemLine>,
    /// 資料, one line for each.
    pub handouts: Option<Vec<String>>,
    /// 次回の日.
    pub next_held_on: Option<Date>,
    /// HH:MM.
    pub next_starts_at: Option<String>,
    /// 次回の場所.
    pub next_venue: String,
}

impl MeetingForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<MeetingForm, Vec<Wrong>> {
        let mut read = Reading { texts, wrongs: vec![] };
        let form = MeetingForm {
            body: read.line("body", 120),
            fiscal_year: read.with("fiscal_year", almanac::read_fiscal_year),
            number: read.number("number"),
            number_of: read.choice("number_of", NumberOf::CHOICES),
            held_on: read.with("held_on", almanac::read_date),
            held_until: read.with("held_until", almanac::read_date),
            starts_at: read.clock("starts_at"),
            ends_at: read.clock("ends_at"),
            venue: read.line("venue", 200),
            present: read.people("present"),
            present_count: read.number("present_count"),
            absent: read.people("absent"),
            absent_count: read.number("absent_count"),
            late: read.lines("late"),
            left_early: read.lines("left_early"),
            proxies: read.lines("proxies"),
            secretariat: read.lines("secretariat"),
            public_access: read.choice("public_access", PublicAccess::CHOICES),
            observers: read.number("observers"),
            invited: read.lines("invited"),
            record_method: read.method(),
            agenda: read.agenda(),
            handouts: read.lines("handouts"),
            next_held_on: read.with("next_held_on", almanac::read_date),
            next_starts_at: read.clock("next_starts_at"),
            next_venue: read.line("next_venue", 200),
        };
        if form.body.is_empty() {
            read.wrongs.push(Wrong::new("body", "空です。会議録にあるとおりの会議の名を入れてください。"));
        }
        if let (Some(first), Some(last)) = (form.held_on, form.held_until)
            && last < first
        {
            read.wrongs.push(Wrong::new(
                "held_until",
                "終わりの日が、開催日より前です。1日だけの会議なら、空にしてください。",
            ));
        }
        if read.wrongs.is_empty() { Ok(form) } else { Err(read.wrongs) }
    }

    /// As [`MeetingForm::parse`], of what somebody types now: a mark that cannot be read would leave open what it closes. What is kept
    /// already, and what a sheet says, is read as it stands.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn typed(texts: &Texts) -> Result<MeetingForm, Vec<Wrong>> {
        let form = MeetingForm::parse(texts)?;
        let Some(lost) = form.agenda.iter().position(ItemLine::has_lost_mark) else { return Ok(form) };
        let sentence = format!(
            "次第の{}件目の【種類: …】【非公開: …】を読めません。題のうしろに置き、根拠の中の【】は（）にしてください。",
            lost + 1
        );
        Err(vec![Wrong::new("agenda", sentence)])
    }

    /// As kept in a version: what was understood, dates in ISO.
    pub fn texts(&self) -> Texts {
        let day = |date: Option<Date>| date.map_or_else(String::new, |date| date.to_string());
        let count = |number: Option<u32>| number.map_or_else(String::new, |number| number.to_string());
        let lines = |lines: &Option<Vec<String>>| said(lines.as_deref());
        let people = |people: &Option<Vec<Person>>| {
            said(people.as_ref().map(|people| people.iter().map(Person::line).collect::<Vec<_>>()).as_deref())
        };
        let clock = |time: &Option<String>| time.clone().unwrap_or_default();
        [
            ("body", self.body.clone()),
            ("fiscal_year", self.fiscal_year.map_or_else(String::new, |year| year.to_string())),
            ("number", count(self.number)),
            ("number_of", code_of(NumberOf::CHOICES, self.number_of)),
            ("held_on", day(self.held_on)),
            ("held_until", day(self.held_until)),
            ("starts_at", clock(&self.starts_at)),
            ("ends_at", clock(&self.ends_at)),
            ("venue", self.venue.clone()),
            ("present", people(&self.present)),
            ("present_count", count(self.present_count)),
            ("absent", people(&self.absent)),
            ("absent_count", count(self.absent_count)),
            ("late", lines(&self.late)),
            ("left_early", lines(&self.left_early)),
            ("proxies", lines(&self.proxies)),
            ("secretariat", lines(&self.secretariat)),
            ("public_access", code_of(PublicAccess::CHOICES, self.public_access)),
            ("observers", count(self.observers)),
            ("invited", lines(&self.invited)),
            ("record_method", self.record_method.map_or_else(String::new, |method| method.code().into())),
            ("agenda", lines_of(&self.agenda)),
            ("handouts", lines(&self.handouts)),
            ("next_held_on", day(self.next_held_on)),
            ("next_starts_at", clock(&self.next_starts_at)),
            ("next_venue", self.next_venue.clone()),
        ]
        .map(|(name, value)| (name.to_string(), value))
        .into()
    }

    /// 「令和6年度第1回 みほん市…協議会」, as far as it is known.
    pub fn title(&self) -> String {
        let year = self.fiscal_year.map_or_else(String::new, |year| year.to_string());
        let number = self.number.map_or_else(String::new, |number| format!("第{number}回"));
        let before = match self.number_of {
            Some(NumberOf::Total) => format!("通算{number}"),
            _ => format!("{year}{number}"),
        };
        if before.is_empty() { self.body.clone() } else { format!("{before} {}", self.body) }
    }

    /// The lines of the head that search may find: title, place, agenda, papers; no list of people.
    pub fn words(&self) -> Vec<String> {
        let agenda = self.agenda.iter().map(ItemLine::words);
        let papers = self.handouts.iter().flatten().cloned();
        [self.title(), self.venue.clone()].into_iter().chain(agenda).chain(papers).collect()
    }

    /// 「令和6年度第1回」, or the day, or what else tells it apart.
    pub fn short(&self) -> String {
        match (self.fiscal_year, self.number, self.held_on) {
            (_, Some(number), _) if self.number_of == Some(NumberOf::Total) => format!("通算第{number}回"),
            (Some(year), Some(number), _) => format!("{year}第{number}回"),
            (_, _, Some(day)) => format!("{}の会議", almanac::in_words(day)),
            (_, Some(number), _) => format!("第{number}回"),
            _ => "日の決まっていない会議".into(),
        }
    }
}

const NONE: &str = "なし";

/// `None` = empty, `[]` = なし.
fn said(lines: Option<&[String]>) -> String {
    match lines {
        None => String::new(),
        Some([]) => NONE.into(),
        Some(lines) => lines.join("\n"),
    }
}

fn code_of<T: Copy + PartialEq>(choices: Choices<T>, value: Option<T>) -> String {
    choices.iter().find(|(_, _, choice)| Some(*choice) == value).map_or_else(String::new, |(code, _, _)| (*code).into())
}

struct Reading<'a> {
    texts: &'a Texts,
    wrongs: Vec<Wrong>,
}

impl Reading<'_> {
    fn line(&mut self, field: &'static str, most: usize) -> String {
        let line = text(self.texts, field).trim();
        if line.chars().count() > most || line.contains(['\n', '\t']) {
            self.wrongs.push(Wrong::new(field, format!("1行、{most}文字までにしてください。")));
        }
        line.into()
    }

    fn with<T>(&mut self, field: &'static str, read: fn(&str) -> Result<T, almanac::Refusal>) -> Option<T> {
        match text(self.texts, field).trim() {
            "" => None,
            typed => read(typed).map_err(|refusal| self.wrongs.push(Wrong::new(field, refusal.to_string()))).ok(),
        }
    }

    fn number(&mut self, field: &'static str) -> Option<u32> {
        let typed = text(self.texts, field).trim();
        if typed.is_empty() {
            return None;
        }
        let bare = typed.trim_start_matches('第').trim_end_matches(['回', '人', '名']);
        let number = if bare == NONE { Some(0) } else { almanac::read_number(bare).filter(|number| *number < 10_000) };
        if number.is_none() {
            self.wrongs.push(Wrong::new(field, "数で入れてください。例: 3。いないときは「なし」か 0 にしてください。"));
        }
        number
    }

    fn clock(&mut self, field: &'static str) -> Option<String> {
        match text(self.texts, field).trim() {
            "" => None,
            typed => match almanac::read_clock_span(typed) {
                Ok(span) => Some(span.starts_at.to_string()),
                Err(_) => {
                    self.wrongs.push(Wrong::new(
                        field,
                        format!("「{typed}」は時刻として読めません。「10:00」「午後1時30分」のように入れてください。"),
                    ));
                    None
                }
            },
        }
    }

    fn choice<T: Copy>(&mut self, field: &'static str, choices: Choices<T>) -> Option<T> {
        let typed = text(self.texts, field);
        let chosen = choices.iter().find(|(code, _, _)| *code == typed).map(|(_, _, value)| *value);
        if chosen.is_none() && !typed.is_empty() {
            self.wrongs.push(Wrong::new(field, "一覧から選んでください。"));
        }
        chosen
    }

    fn method(&mut self) -> Option<RecordMethod> {
        let typed = text(self.texts, "record_method");
        let method = RecordMethod::parse(typed);
        if method.is_none() && !typed.is_empty() {
            self.wrongs.push(Wrong::new("record_method", "記録のしかたは、一覧から選んでください。"));
        }
        method
    }

    fn lines(&mut self, field: &'static str) -> Option<Vec<String>> {
        let lines: Vec<String> =
            text(self.texts, field).lines().map(str::trim).filter(|line| !line.is_empty()).map(Into::into).collect();
        if let Some(long) = lines.iter().position(|line| line.chars().count() > 200) {
            self.wrongs.push(Wrong::new(
                field,
                format!("{}行目が長すぎます。1人（1件）を1行、200文字までにしてください。", long + 1),
            ));
        }
        match lines.as_slice() {
            [] => None,
            [one] if one == NONE => Some(vec![]),
            _ => Some(lines),
        }
    }

    fn people(&mut self, field: &'static str) -> Option<Vec<Person>> {
        let lines = self.lines(field)?;
        let mut people = vec![];
        for (at, line) in lines.iter().enumerate() {
            match Person::read(line) {
                Some(person) => people.push(person),
                None => self.wrongs.push(Wrong::new(
                    field,
                    format!(
                        "{}行目に名前がありません。「髙梨 一郎（会長・オンライン）」のように、1人を1行にしてください。",
                        at + 1
                    ),
                )),
            }
        }
        Some(people)
    }

    fn agenda(&mut self) -> Vec<ItemLine> {
        let items = read_items(text(self.texts, "agenda"));
        if let Some(long) = items.iter().position(|item| item.words().chars().count() > 300) {
            self.wrongs
                .push(Wrong::new("agenda", format!("次第の{}件目が長すぎます。300文字までにしてください。", long + 1)));
        }
        items
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    #[test]
    fn a_head_is_read_as_clerks_type_it_and_written_back_the_same() {
        let form = MeetingForm::parse(&typed(&[
            ("body", "みほん市精神保健福祉連絡協議会"),
            ("fiscal_year", "R6"),
            ("number", "第１回"),
            ("number_of", "fiscal_year"),
            ("held_on", "６／５／２３"),
            ("starts_at", "午前10時"),
            ("ends_at", "11：12"),
            ("present", "髙梨 一郎（会長）\n平井（オンライン）"),
            ("absent", "なし"),
            ("observers", "１人"),
            ("public_access", "open"),
            ("record_method", "summary"),
            ("agenda", "１　開会\n２　議題\n　⑴　目標"),
            ("handouts", "資料1　委員名簿"),
        ]))
        .unwrap();
        assert_eq!(form.title(), "令和6年度第1回 みほん市精神保健福祉連絡協議会");
        assert_eq!((form.starts_at.as_deref(), form.ends_at.as_deref()), (Some("10:00"), Some("11:12")));
        assert_eq!((form.absent.as_deref(), form.observers, form.late.as_deref()), (Some(&[][..]), Some(1), None));
        assert_eq!(MeetingForm::parse(&form.texts()), Ok(form));
    }

    #[test]
    fn every_wrong_field_gets_its_own_sentence() {
        for (field, value) in [
            ("fiscal_year", "平成35年度の"),
            ("number", "はじめて"),
            ("held_on", "令和6年2月30日"),
            ("starts_at", "朝"),
            ("present", "（会長）"),
            ("public_access", "maybe"),
            ("record_method", "poem"),
            ("number_of", "x"),
            ("body", ""),
        ] {
            let mut texts = typed(&[("body", "協議会")]);
            texts.insert(field.into(), value.into());
            let wrongs = MeetingForm::parse(&texts).unwrap_err();
            assert_eq!(wrongs.iter().map(|w| w.field).collect::<Vec<_>>(), [field], "{value}");
        }
        let backwards = typed(&[("body", "協議会"), ("held_on", "R6.5.23"), ("held_until", "R6.5.1")]);
        assert_eq!(MeetingForm::parse(&backwards).unwrap_err()[0].field, "held_until");
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(
            field in 0usize..26, value in "\\PC{0,40}", lines in "[あ（）・\\n　]{0,20}",
        ) {
            let mut texts = typed(&[("body", "協議会"), ("present", &lines)]);
            texts.insert(SHAPE.fields[field].0.into(), value);
            if let Ok(form) = MeetingForm::parse(&texts) {
                prop_assert_eq!(MeetingForm::parse(&form.texts()), Ok(form));
            }
        }
    }
}
