//! Words of 資料2: where people stand, age bands, months; a tally of them. No name, no hospital, no illness. Pure.

use crate::editing::read::{day, lines, one_line};
use crate::editing::shape::{Texts, Wrong, text};
use crate::goals::indicator::model::{Figure, read_figure};
use crate::plumbing::clock::Moment;
use almanac::Date;
use serde::{Deserialize, Serialize};

/// 支援の段階: where somebody stands. Each person stands in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupportStage {
    /// 働きかけている.
    Reached,
    /// 話を聞きたいと言った.
    Willing,
    /// 申請した.
    Applied,
    /// 支給決定.
    Granted,
    /// 退院した.
    Left,
    /// とまった.
    Stopped,
}

impl SupportStage {
    /// In the order of the way.
    pub const ALL: [SupportStage; 6] = [
        SupportStage::Reached,
        SupportStage::Willing,
        SupportStage::Applied,
        SupportStage::Granted,
        SupportStage::Left,
        SupportStage::Stopped,
    ];

    /// As shown and as typed.
    pub fn label(self) -> &'static str {
        match self {
            SupportStage::Reached => "働きかけている",
            SupportStage::Willing => "話を聞きたいと言った",
            SupportStage::Applied => "申請した",
            SupportStage::Granted => "支給決定",
            SupportStage::Left => "退院した",
            SupportStage::Stopped => "とまった",
        }
    }

    fn read(typed: &str) -> Option<SupportStage> {
        SupportStage::ALL.into_iter().find(|one| glyphs::fold(one.label()) == glyphs::fold(typed.trim()))
    }
}

/// 年代.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgeBand {
    /// 40歳未満.
    Under40,
    /// 40～64歳.
    Under65,
    /// 65～74歳.
    Under75,
    /// 75歳以上.
    From75,
    /// 不明.
    Unknown,
}

impl AgeBand {
    /// In order.
    pub const ALL: [AgeBand; 5] =
        [AgeBand::Under40, AgeBand::Under65, AgeBand::Under75, AgeBand::From75, AgeBand::Unknown];

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            AgeBand::Under40 => "40歳未満",
            AgeBand::Under65 => "40～64歳",
            AgeBand::Under75 => "65～74歳",
            AgeBand::From75 => "75歳以上",
            AgeBand::Unknown => "不明",
        }
    }

    /// As typed: a band, or one age of it.
    fn read(typed: &str) -> Option<AgeBand> {
        let plain: String = glyphs::fold(typed.trim()).replace(['〜', '～', '-'], "~");
        if plain.is_empty() {
            return Some(AgeBand::Unknown);
        }
        let is = |one: &AgeBand| glyphs::fold(one.label()).replace(['〜', '～', '-'], "~") == plain;
        if let Some(one) = AgeBand::ALL.into_iter().find(|one| is(one)) {
            return Some(one);
        }
        let age: u32 = plain.trim_end_matches('歳').parse().ok().filter(|age| *age < 130)?;
        Some(match age {
            0..40 => AgeBand::Under40,
            40..65 => AgeBand::Under65,
            65..75 => AgeBand::Under75,
            _ => AgeBand::From75,
        })
    }
}

/// 支援の月数.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MonthBand {
    /// 3か月まで.
    Upto3,
    /// 6か月まで.
    Upto6,
    /// 12か月まで.
    Upto12,
    /// 12か月をこえる.
    Over12,
    /// 不明.
    Unknown,
}

impl MonthBand {
    /// In order.
    pub const ALL: [MonthBand; 5] =
        [MonthBand::Upto3, MonthBand::Upto6, MonthBand::Upto12, MonthBand::Over12, MonthBand::Unknown];

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            MonthBand::Upto3 => "3か月まで",
            MonthBand::Upto6 => "6か月まで",
            MonthBand::Upto12 => "12か月まで",
            MonthBand::Over12 => "12か月をこえる",
            MonthBand::Unknown => "不明",
        }
    }

    /// As typed: a band, or a number of months.
    fn read(typed: &str) -> Option<MonthBand> {
        let plain = glyphs::fold(typed.trim()).replace("ヶ月", "か月").replace("カ月", "か月").replace("箇月", "か月");
        if plain.is_empty() {
            return Some(MonthBand::Unknown);
        }
        if let Some(one) = MonthBand::ALL.into_iter().find(|one| glyphs::fold(one.label()) == plain) {
            return Some(one);
        }
        let months: u32 =
            plain.trim_end_matches("か月").trim_end_matches('月').parse().ok().filter(|one| *one < 1200)?;
        Some(match months {
            0..=3 => MonthBand::Upto3,
            4..=6 => MonthBand::Upto6,
            7..=12 => MonthBand::Upto12,
            _ => MonthBand::Over12,
        })
    }
}

/// A line of a tally: so many people of one age band stand there since so many months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupportLine {
    /// Where they stand.
    pub stage: SupportStage,
    /// 年代.
    pub age: AgeBand,
    /// 支援の月数.
    pub months: MonthBand,
    /// How many, at least one.
    pub count: i64,
}

impl SupportLine {
    /// One line, parted by tabs.
    pub fn line(&self) -> String {
        format!("{}\t{}\t{}\t{}", self.stage.label(), self.age.label(), self.months.label(), self.count)
    }
}

/// So many lines a tally has at most.
const MOST_LINES: usize = 150;
const MOST_LINE: usize = 200;
const MOST_WORDS: usize = 1000;
/// More people than this stand in no town's support.
const MOST_PEOPLE: i64 = 10_000;

fn read(line: &str) -> Result<SupportLine, String> {
    let mut cells = line.split('\t').map(str::trim);
    let mut next = || cells.next().unwrap_or("");
    let (stage, age, months, count) = (next(), next(), next(), next());
    if cells.any(|cell| !cell.is_empty()) {
        return Err("列が多すぎます。段階、年代、月数、人数の4列にしてください。名前や病院の名は入れません。".into());
    }
    let stages = SupportStage::ALL.map(SupportStage::label).join("、");
    let stage = SupportStage::read(stage).ok_or_else(|| format!("段階は{stages}のどれかにしてください。"))?;
    let ages = AgeBand::ALL.map(AgeBand::label).join("、");
    let age = AgeBand::read(age).ok_or_else(|| format!("年代は{ages}のどれかにしてください。"))?;
    let bands = MonthBand::ALL.map(MonthBand::label).join("、");
    let months = MonthBand::read(months).ok_or_else(|| format!("月数は{bands}のどれかにしてください。"))?;
    let count = match read_figure(count, "人") {
        Ok(Figure::Known(amount)) if amount.0 % 1000 == 0 && (1..=MOST_PEOPLE).contains(&(amount.0 / 1000)) => {
            amount.0 / 1000
        }
        Ok(Figure::Masked) => {
            return Err("人数は、ふせない数を入れてください。公開用の資料では、nimo がふせます。".into());
        }
        Ok(Figure::Known(_)) => return Err("人数は、1以上の整数にしてください。だれもいない行は要りません。".into()),
        Err(why) => return Err(why.sentence().into()),
    };
    Ok(SupportLine { stage, age, months, count })
}

/// Reads lines; empty ones are left out, and lines of the same people are put together.
fn read_lines(field: &'static str, typed: &str, wrongs: &mut Vec<Wrong>) -> Vec<SupportLine> {
    let mut lines: Vec<SupportLine> = vec![];
    for (at, line) in typed.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match read(line) {
            Ok(line) => {
                let key = (line.stage, line.age, line.months);
                match lines.iter_mut().find(|one| (one.stage, one.age, one.months) == key) {
                    Some(same) => same.count += line.count,
                    None => lines.push(line),
                }
            }
            Err(sentence) => {
                wrongs.push(Wrong::new(field, format!("{}行目: {sentence}", at + 1)));
                return lines;
            }
        }
    }
    if lines.len() > MOST_LINES {
        wrongs.push(Wrong::new(field, format!("{MOST_LINES}行までにしてください。")));
    }
    lines.sort_by_key(|one| (one.stage, one.age, one.months));
    lines
}

/// What the form of a tally holds, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportForm {
    /// 時点.
    pub as_of: Date,
    /// The lines; none where nobody is supported.
    pub lines: Vec<SupportLine>,
    /// 出典.
    pub source: String,
    /// Why it takes another's place.
    pub reason: String,
}

impl SupportForm {
    /// The fields of the form.
    pub const FIELDS: [&'static str; 4] = ["lines", "as_of", "source", "reason"];

    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts, today: Date) -> Result<SupportForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let told = read_lines("lines", text(texts, "lines"), w);
        let before = w.len();
        let as_of = day("as_of", texts, w).or(Some(today).filter(|_| w.len() == before));
        if as_of.is_some_and(|day| day > today) {
            w.push(Wrong::new("as_of", "きょうより先の日です。"));
        }
        let source = one_line("source", texts, MOST_LINE, w);
        if source.is_empty() {
            w.push(Wrong::new("source", "空です。どこから数えたかを入れてください。例: 支援の記録、支給決定の台帳"));
        }
        let reason = lines("reason", texts, MOST_WORDS, w);
        match as_of {
            Some(as_of) if wrongs.is_empty() => Ok(SupportForm { as_of, lines: told, source, reason }),
            _ => Err(wrongs),
        }
    }
}

/// 支援の集計, as it was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportTally {
    /// 時点.
    pub as_of: Date,
    /// Does it take back what was told of its day?
    pub is_withdrawn: bool,
    /// The lines, in the order of the way.
    pub lines: Vec<SupportLine>,
    /// 出典.
    pub source: String,
    /// Why it took another's place, or took it back.
    pub reason: String,
    /// When it became known here.
    pub at: Moment,
    /// By whom, the name as it was then.
    pub by: String,
}

/// 資料2 as it is printed: both copies of one tally.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupportPaper {
    /// 時点.
    pub as_of: Date,
    /// 出典.
    pub source: String,
    /// What the members' copy says.
    pub lines: Vec<SupportLine>,
    /// Below which number figures were hidden.
    pub threshold: i64,
    /// The copy for everybody: stage and figure, the whole last.
    pub public: Vec<(String, String)>,
    /// The goals of the council as the copy for everybody tells them, a row of cells each.
    pub goals: Vec<Vec<String>>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    fn parse(lines: &str) -> Result<SupportForm, Vec<Wrong>> {
        let today = almanac::read_date("R8.11.29").unwrap();
        SupportForm::parse(&typed(&[("lines", lines), ("source", "台帳")]), today)
    }

    #[test]
    fn lines_are_read_as_they_are_pasted_and_put_together() {
        let form =
            parse("支給決定\t67\t２か月\t1\n働きかけている\t40〜64歳\t\t３人\n\n支給決定\t65～74歳\t3か月まで\t1\n")
                .unwrap();
        assert_eq!(form.lines.len(), 2);
        assert_eq!((form.lines[0].stage, form.lines[0].months), (SupportStage::Reached, MonthBand::Unknown));
        assert_eq!(
            (form.lines[1].age, form.lines[1].months, form.lines[1].count),
            (AgeBand::Under75, MonthBand::Upto3, 2)
        );
        let again: Vec<String> = form.lines.iter().map(SupportLine::line).collect();
        assert_eq!(parse(&again.join("\n")).unwrap().lines, form.lines);
        assert_eq!(parse("").unwrap().lines, []);
    }

    #[test]
    fn what_is_no_line_gets_its_own_sentence() {
        for (lines, told) in [
            ("相談中\t\t\t1", "段階は"),
            ("支給決定\t若い\t\t1", "年代は"),
            ("支給決定\t\tしばらく\t1", "月数は"),
            ("支給決定\t\t\t＊", "ふせない数"),
            ("支給決定\t\t\t0", "1以上の整数"),
            ("支給決定\t\t\t1.5", "1以上の整数"),
            ("支給決定\t\t\t", "空です"),
            ("支給決定\t\t\t1\tみほん病院", "名前や病院の名は入れません"),
        ] {
            let wrongs = parse(lines).unwrap_err();
            assert!(wrongs[0].field == "lines" && wrongs[0].sentence.contains(told), "{lines}: {}", wrongs[0].sentence);
        }
        let today = almanac::read_date("R8.11.29").unwrap();
        for (field, value) in [("as_of", "R8.11.30"), ("as_of", "秋"), ("source", " ")] {
            let texts = typed(&[("source", "台帳"), (field, value)]);
            assert_eq!(SupportForm::parse(&texts, today).unwrap_err()[0].field, field, "{value}");
        }
    }

    proptest! {
        #[test]
        fn arbitrary_lines_never_panic(lines in "(\\PC|\\t|\\n|[0-9]){0,80}") {
            let _ = parse(&lines);
        }
    }
}
