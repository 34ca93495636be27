//! A table of wishes as it is pasted from a spreadsheet: a line of heads, and a line for each wish. What it cannot be is told by line and
//! column; a column in which a name could stand is not taken at all.

use crate::editing::shape::{Texts, text};
use crate::vacancies::model::{Bath, Disability, Help, HomeId, Yes};
use crate::wishes::model::NO_HELP;
use crate::wishes::model::{DayLife, NightNeed, Smokes, Stairs, Stay, UnitFor, WISH, WishForm, WishNumber, WishState};
use almanac::Date;
use std::collections::{BTreeMap, BTreeSet};

/// So many wishes are taken at once.
pub const MOST_LINES: usize = 2_000;
/// So many faults are told at once.
const MOST_FAULTS: usize = 100;
/// The head of the column of numbers.
pub const NUMBER: &str = "番号";
/// Heads of which a part tells that somebody can be known by what stands below.
const OF_SOMEBODY: &[&str] = &[
    "氏名", "名前", "ふりがな", "フリガナ", "カナ", "生年月日", "誕生日", "住所", "電話", "受給者", "診断", "病名",
    "備考", "メモ",
];

/// A wish of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastedWish {
    /// The line, the heads being the first.
    pub line: usize,
    /// Its number.
    pub number: WishNumber,
    /// What it holds now.
    pub form: WishForm,
    /// What the wish of this number held before; `None` for a new one.
    pub before: Option<WishForm>,
}

/// What cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasteFault {
    /// The line; 0 for the table as a whole.
    pub line: usize,
    /// The head of the column; empty for the line as a whole.
    pub head: String,
    /// One sentence with what would do.
    pub sentence: String,
}

/// What the office has already.
pub struct Known<'a> {
    /// The homes by name.
    pub homes: &'a [(HomeId, String)],
    /// The wishes by number.
    pub wishes: &'a BTreeMap<WishNumber, WishForm>,
    /// The places in which homes are.
    pub places: &'a [String],
    /// The names of the classes of the rule of today.
    pub classes: &'a [String],
    /// The day.
    pub today: Date,
}

/// Reads a table. A column that is not there and a cell that is empty leave what the wish held before.
///
/// # Errors
/// All that cannot be read, up to a hundred.
pub fn read(pasted: &str, known: &Known) -> Result<Vec<PastedWish>, Vec<PasteFault>> {
    let whole = |sentence: String| vec![PasteFault { line: 0, head: String::new(), sentence }];
    let pasted = pasted.trim_start_matches('\u{feff}').trim_matches(['\r', '\n']);
    if pasted.trim().is_empty() {
        return Err(whole("表が空です。見出しの行と、希望の行を貼り付けてください。".into()));
    }
    let first = pasted.lines().next().unwrap_or_default();
    let delimiter = if first.contains('\t') || !first.contains(',') { b'\t' } else { b',' };
    let mut table =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(pasted.as_bytes());
    let mut rows = table
        .records()
        .map(|row| row.map_err(|_| whole("表として読めません。表計算の表を、そのまま貼り付けてください。".into())));
    let heads = rows.next().ok_or_else(|| whole("表が空です。".into()))??;
    let columns = columns(&heads)?;
    let (mut wishes, mut faults, mut seen) = (vec![], vec![], BTreeMap::new());
    let mut counted = (0, 1);
    for row in rows {
        let row = row?;
        let begin = row.position().and_then(|at| usize::try_from(at.byte()).ok()).unwrap_or(counted.0);
        counted = line_at(pasted, begin, counted);
        let line = counted.1;
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if wishes.len() == MOST_LINES {
            return Err(whole(format!("{MOST_LINES}件を超えています。分けて貼り付けてください。")));
        }
        match wish(line, &row, &columns, &heads, known) {
            Ok(wish) => match seen.insert(wish.number.clone(), line) {
                Some(before) => faults.push(PasteFault {
                    line,
                    head: NUMBER.into(),
                    sentence: format!("{before}行目と同じ番号です。どちらかを直してください。"),
                }),
                None => wishes.push(wish),
            },
            Err(found) => faults.extend(found),
        }
        if faults.len() >= MOST_FAULTS {
            break;
        }
    }
    if faults.is_empty() && wishes.is_empty() {
        return Err(whole("見出しの下に、希望の行がありません。".into()));
    }
    if faults.is_empty() { Ok(wishes) } else { Err(faults) }
}

/// Up to where lines were counted, and the line there, the first being 1: from what was counted before to the first character of a row that
/// begins at a byte.
fn line_at(pasted: &str, begin: usize, (from, line): (usize, usize)) -> (usize, usize) {
    let bytes = pasted.as_bytes();
    let blank = bytes[begin.min(bytes.len())..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    let to = (begin + blank).min(bytes.len());
    let lines = bytes[from.min(to)..to].iter().filter(|byte| **byte == b'\n').count();
    (to, line + lines)
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Number,
    Field(&'static str),
}

/// Heads that people write, besides the labels of the form.
const OTHER_HEADS: &[(&str, &str)] = &[
    ("状態", "state"),
    ("希望日", "since"),
    ("区分の順位", "class"),
    ("性別", "sex"),
    ("障害", "disabilities"),
    ("区分", "level"),
    ("夜間の支援", "night"),
    ("期限", "stay"),
    ("日中", "days"),
    ("手伝い", "helps"),
    ("喫煙", "smokes"),
    ("保証人", "guarantor"),
    ("費用", "cost_yen"),
    ("月々の費用", "cost_yen"),
    ("風呂・トイレ", "bath"),
    ("町名", "areas"),
    ("先に話し合うこと", "talk"),
];

/// The heads of the columns that are taken, as a clerk may copy them.
pub fn heads() -> Vec<&'static str> {
    std::iter::once(NUMBER).chain(fields().map(|(_, label)| label)).collect()
}

/// What a visit came to is told wish by wish.
fn fields() -> impl Iterator<Item = (&'static str, &'static str)> {
    WISH.fields.iter().copied().filter(|(name, _)| !matches!(*name, "declined" | "refused" | "talked"))
}

fn columns(heads: &csv::StringRecord) -> Result<Vec<Option<Column>>, Vec<PasteFault>> {
    let fault = |head: &str, sentence: String| PasteFault { line: 1, head: head.to_string(), sentence };
    let (mut columns, mut faults, mut seen) = (vec![], vec![], BTreeSet::new());
    for head in heads {
        let head = head.trim();
        let plain = glyphs::fold(head);
        let is = |label: &str| glyphs::fold(label) == plain;
        let named = fields().find(|(_, label)| is(label)).map(|(name, _)| name);
        let named = named.or_else(|| OTHER_HEADS.iter().find(|(other, _)| is(other)).map(|(_, name)| *name));
        let column = if is(NUMBER) { Some(Column::Number) } else { named.map(Column::Field) };
        match column {
            None if head.is_empty() => {}
            None if OF_SOMEBODY.iter().any(|word| plain.contains(&glyphs::fold(word))) => {
                let sentence = "だれのことか分かる列は、入れられません。表からこの列を消して、貼り付け直してください。";
                faults.push(fault(head, sentence.into()));
            }
            None => {
                let all = self::heads().join("、");
                faults.push(fault(
                    head,
                    format!("この列は読めません。列を消すか、見出しを次のどれかにしてください。{all}"),
                ));
            }
            Some(column) if !seen.insert(column) => {
                faults.push(fault(head, "同じことの列が2つあります。どちらかを消してください。".into()));
            }
            Some(_) => {}
        }
        columns.push(column);
    }
    if !seen.contains(&Column::Number) && faults.is_empty() {
        faults.push(fault(NUMBER, "「番号」の列がありません。1行目を見出しにして、番号の列を入れてください。".into()));
    }
    if faults.is_empty() { Ok(columns) } else { Err(faults) }
}

fn wish(
    line: usize,
    row: &csv::StringRecord,
    columns: &[Option<Column>],
    heads: &csv::StringRecord,
    known: &Known,
) -> Result<PastedWish, Vec<PasteFault>> {
    let head_of = |column: Column| {
        let at = columns.iter().position(|one| *one == Some(column));
        at.and_then(|at| heads.get(at)).unwrap_or_default().trim().to_string()
    };
    let fault = |column, sentence: String| PasteFault { line, head: head_of(column), sentence };
    let cell = |column| {
        let at = columns.iter().position(|one| *one == Some(column));
        at.and_then(|at| row.get(at)).unwrap_or_default().trim()
    };
    let beyond = row.iter().skip(columns.len()).any(|cell| !cell.trim().is_empty());
    let nameless = row.iter().zip(columns).any(|(cell, column)| column.is_none() && !cell.trim().is_empty());
    if beyond || nameless {
        let sentence = "見出しのない列に、書かれたものがあります。列を消すか、見出しを付けてください。".into();
        return Err(vec![PasteFault { line, head: String::new(), sentence }]);
    }
    let number = WishNumber::read(cell(Column::Number)).map_err(|sentence| vec![fault(Column::Number, sentence)])?;
    let before = known.wishes.get(&number);
    let mut texts: Texts = before.map(WishForm::texts).unwrap_or_default();
    let mut faults = vec![];
    for (name, _) in fields().filter(|(name, _)| !cell(Column::Field(name)).is_empty()) {
        match typed(name, cell(Column::Field(name)), known) {
            Ok(typed) => drop(texts.insert(name.to_string(), typed)),
            Err(sentence) => faults.push(fault(Column::Field(name), sentence)),
        }
    }
    // What the wish held before and the table does not touch is not its fault.
    let named_places = |form: &WishForm| {
        if cell(Column::Field("areas")).is_empty() { None } else { form.wrong_places(known.places) }
    };
    let form = WishForm::parse(&texts).and_then(|form| match form.wrong_on(known.today).or(named_places(&form)) {
        Some(wrong) => Err(vec![wrong]),
        None => Ok(form),
    });
    match form {
        Ok(form) if faults.is_empty() => Ok(PastedWish { line, number, form, before: before.cloned() }),
        Ok(_) => Err(faults),
        Err(wrongs) => {
            faults.extend(wrongs.into_iter().map(|wrong| fault(Column::Field(wrong.field), wrong.sentence)));
            Err(faults)
        }
    }
}

/// A cell as the form would send it: words become codes, names of homes their ids.
fn typed(name: &str, cell: &str, known: &Known) -> Result<String, String> {
    let one = |words: &[(&str, &str)], others: &[(&str, &str)]| one_of(cell, words, others);
    match name {
        "state" => {
            one(&pairs(WishState::ALL, WishState::code, WishState::label), &[("終えた", "ended"), ("休み", "resting")])
        }
        "sex" => one(
            &pairs(UnitFor::ALL, UnitFor::code, UnitFor::label),
            &[("男", "men"), ("男性", "men"), ("女", "women"), ("女性", "women")],
        ),
        "disabilities" => some_of(cell, &pairs(Disability::ALL, Disability::code, Disability::label)),
        "night" => one(
            &pairs(NightNeed::ALL, NightNeed::code, NightNeed::label),
            &[
                ("なし", "none"),
                ("不要", "none"),
                ("通報", "call"),
                ("巡回", "rounds"),
                ("宿直", "asleep"),
                ("夜勤", "awake"),
            ],
        ),
        "stay" => one(
            &pairs(Stay::ALL, Stay::code, Stay::label),
            &[("期限なし", "long"), ("なし", "long"), ("期限あり可", "short"), ("あり", "short")],
        ),
        "days" => one(
            &pairs(DayLife::ALL, DayLife::code, DayLife::label),
            &[("出かける", "out"), ("外出", "out"), ("居たい", "in"), ("在宅", "in")],
        ),
        "helps" if matches!(cell, "なし" | "要らない" | "不要" | "手伝いは要らない") => {
            Ok(NO_HELP.into())
        }
        "helps" => some_of(cell, &pairs(Help::ALL, Help::code, Help::label)),
        "smokes" => one(
            &pairs(Smokes::ALL, Smokes::code, Smokes::label),
            &[("なし", "no"), ("いいえ", "no"), ("外", "outside"), ("部屋", "inside")],
        ),
        "guarantor" | "talk" => one(
            &pairs(Yes::ALL, Yes::code, Yes::label),
            &[
                ("有", "yes"),
                ("あり", "yes"),
                ("いる", "yes"),
                ("ある", "yes"),
                ("無", "no"),
                ("なし", "no"),
                ("いない", "no"),
                ("ない", "no"),
            ],
        ),
        "stairs" => one(
            &pairs(Stairs::ALL, Stairs::code, Stairs::label),
            &[
                ("上がれない", "ground"),
                ("1階", "ground"),
                ("2階まで", "second"),
                ("2階", "second"),
                ("何階でも", "any"),
                ("問わない", "any"),
            ],
        ),
        "bath" => one(
            &pairs(Bath::ALL, Bath::code, Bath::label),
            &[("はい", "own"), ("問わない", "shared"), ("いいえ", "shared")],
        ),
        "class" if known.classes.iter().any(|class| class == cell) => Ok(cell.to_string()),
        "class" if known.classes.is_empty() => {
            Err("優先順位の区分は、まだ決まっていません。先に「読みのきまり」で決めるか、この列を消してください。"
                .into())
        }
        "class" => {
            Err(format!("この区分は、きまりにありません。次のどれかにしてください。{}", known.classes.join("、")))
        }
        "prefers_1" | "prefers_2" | "prefers_3" => {
            let plain = glyphs::fold(cell);
            let mut named = known.homes.iter().filter(|(_, home)| glyphs::fold(home) == plain);
            match (named.next(), named.next()) {
                (Some((home, _)), None) => Ok(home.to_string()),
                (Some(_), Some(_)) => Err("同じ名の住居が2つあります。希望のページで選んでください。".into()),
                (None, _) => Err("この名の住居がありません。住居の一覧の名のとおりに入れてください。".into()),
            }
        }
        _ => Ok(cell.to_string()),
    }
}

fn pairs<T: Copy>(
    all: &[T],
    code: fn(T) -> &'static str,
    label: fn(T) -> &'static str,
) -> Vec<(&'static str, &'static str)> {
    all.iter().map(|one| (label(*one), code(*one))).collect()
}

fn find(word: &str, words: &[(&str, &str)], others: &[(&str, &str)]) -> Option<String> {
    let plain = glyphs::fold(word.trim());
    let is = |(label, _): &&(&str, &str)| glyphs::fold(label) == plain;
    words.iter().chain(others).find(is).map(|(_, code)| (*code).to_string())
}

fn one_of(cell: &str, words: &[(&str, &str)], others: &[(&str, &str)]) -> Result<String, String> {
    let all = || words.iter().map(|(label, _)| *label).collect::<Vec<_>>().join("、");
    find(cell, words, others).ok_or_else(|| format!("「{cell}」は読めません。次のどれかにしてください。{}", all()))
}

fn some_of(cell: &str, words: &[(&str, &str)]) -> Result<String, String> {
    let each = cell.split(['、', '，', ',', '・', '/', ' ', '\u{3000}']).map(str::trim).filter(|word| !word.is_empty());
    let codes: Result<Vec<String>, String> = each.map(|word| one_of(word, words, &[])).collect();
    codes.map(|codes| codes.join(" "))
}

impl PastedWish {
    /// Is anything different from before?
    pub fn is_changed(&self) -> bool {
        self.before.as_ref().is_none_or(|before| *before != self.form)
    }

    /// The fields that change: name, label, what it held and what it holds then.
    pub fn changed(&self) -> Vec<(&'static str, &'static str, String, String)> {
        let before = self.before.as_ref().map(WishForm::texts).unwrap_or_default();
        let now = self.form.texts();
        let differs = |(name, _): &&(&'static str, &'static str)| text(&before, name) != text(&now, name);
        let told = |(name, label): &(&'static str, &'static str)| {
            (*name, *label, text(&before, name).to_string(), text(&now, name).to_string())
        };
        WISH.fields.iter().filter(differs).map(told).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn today() -> Date {
        "2026-11-30".parse().unwrap()
    }

    fn pasted(table: &str) -> Result<Vec<PastedWish>, Vec<(usize, String)>> {
        let home = (HomeId::fresh(), "すみれの家 1号".to_string());
        let before = WishForm::parse(&[("cost_yen".to_string(), "60000".to_string())].into()).unwrap();
        let wishes = [(WishNumber::read("9").unwrap(), before)].into();
        let (homes, classes) = (&[home][..], &["退院できる人".to_string(), "そのほか".to_string()][..]);
        read(table, &Known { homes, wishes: &wishes, classes, places: &["本町".to_string()], today: today() })
            .map_err(|faults| faults.into_iter().map(|fault| (fault.line, fault.head)).collect())
    }

    #[test]
    fn a_table_of_a_spreadsheet_is_read_as_people_write_it() {
        let table = "番号\t希望日\t性別\t障害\t区分\t夜間の支援\t手伝い\t月々の費用\t第1希望\t優先順位の区分\r\n\
            S-1\tR8.10.1\t女\t精神、知的\t3\t宿直\t服薬の手伝い\t6万5千\tすみれの家　1号\t退院できる人\r\n\
            \t\t\t\t\t\t\t\t\t\r\n\
            9\t\t男性\t精神\tなし\t不要\tなし\t\t\t";
        let wishes = pasted(table).unwrap();
        assert_eq!((wishes.len(), wishes[0].line, wishes[1].line), (2, 2, 4));
        assert_eq!((wishes[0].form.cost_yen, wishes[0].form.prefers.len()), (Some(65_000), 1));
        assert_eq!(wishes[1].form.cost_yen, Some(60_000), "an empty cell leaves what was there");
        assert_eq!(wishes[1].form.helps, Some(vec![]));
        let changed = wishes[1].changed();
        assert!(
            wishes[1].is_changed() && changed.iter().any(|(name, _, _, now)| (*name, now.as_str()) == ("sex", "men"))
        );
        assert!(changed.iter().all(|(name, ..)| *name != "cost_yen"));
        assert_eq!(pasted("番号,性別\n1,女\n2,男").unwrap().len(), 2, "commas will do");
    }

    #[test]
    fn a_column_by_which_somebody_could_be_known_is_not_taken() {
        for head in ["氏名", "お名前（カナ）", "生年月日", "住所", "備考", "受給者証番号"] {
            assert_eq!(pasted(&format!("番号\t{head}\n1\tx")), Err(vec![(1, head.to_string())]));
        }
    }

    #[test]
    fn what_cannot_be_read_is_told_by_line_and_column() {
        for (table, line, head) in [
            ("", 0, ""),
            ("番号\t性別", 0, ""),
            ("性別\n女", 1, "番号"),
            ("番号\t好きな色\n1\t青", 1, "好きな色"),
            ("番号\t性別\tどちらの住居か\n1\t女\t女", 1, "どちらの住居か"),
            ("番号\t性別\n山田\t女", 2, "番号"),
            ("番号\t性別\n1\t女\n1\t男", 3, "番号"),
            ("番号\t性別\n1\tどちらでも", 2, "性別"),
            ("番号\t第1希望\n1\t知らない家", 2, "第1希望"),
            ("番号\t希望した日\n1\tR9.1.1", 2, "希望した日"),
            ("番号\t町名\n1\t山田の家の近く", 2, "町名"),
            ("番号\t町名\n\n1\t\"本町\n\"\n2\t知らない町", 5, "町名"),
            ("番号\t優先順位の区分\n1\t急ぐ人", 2, "優先順位の区分"),
            ("番号\t性別\n1\t女\t余分", 2, ""),
        ] {
            assert_eq!(pasted(table), Err(vec![(line, head.to_string())]), "{table}");
        }
    }

    proptest! {
        #[test]
        fn arbitrary_tables_never_panic(table in "(番号|性別|区分|[\\PC\t\n,\"]){0,60}") {
            let _ = pasted(&table);
        }
    }
}
