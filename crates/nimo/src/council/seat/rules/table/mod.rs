//! A table of members as towns have it: its columns known by their heads, each line judged before anything is kept.

mod line;

use crate::council::seat::model::{Everybody, LetterKind, Member, MemberForm, MemberId, Seat, SeatForm, SeatId};
use crate::editing::shape::Wrong;
use crate::plumbing::table::Row;
use line::{Beside, Cells, entry};
use std::collections::BTreeMap;

/// What a column holds: the field, how our own papers head it, and how else it is headed.
pub const HEADS: &[(&str, &str, &[&str])] = &[
    ("place", "名簿の順", &["番号", "no", "№", "順"]),
    ("title", "席の名", &["席", "推薦団体", "推薦母体", "推薦", "選出母体", "選出団体"]),
    ("category", "選出区分", &["区分", "号", "号区分", "委員区分", "分野"]),
    ("kind", "関係者の種別", &["種別", "関係者"]),
    ("name", "氏名", &["委員名", "名前", "委員氏名", "お名前"]),
    ("kana", "ふりがな", &["フリガナ", "かな", "カナ", "よみ", "読み"]),
    ("body", "所属", &["所属団体", "団体", "団体名", "所属機関", "機関", "機関名", "所属名", "所属等"]),
    ("post", "役職", &["職名", "肩書", "肩書き", "職", "役職名"]),
    ("role", "役", &["会長等", "委員長等", "役割", "協議会での役", "会での役"]),
    ("from_on", "任期の始まり", &["任期始", "任期開始", "委嘱日", "就任日", "任期（自）", "自"]),
    ("until_on", "任期の終わり", &["任期終", "任期満了", "任期満了日", "満了日", "任期（至）", "至"]),
    ("letter", "文書", &["委嘱・任命", "委嘱任命の別", "委嘱／任命"]),
    ("pledged_on", "守秘の誓約", &["誓約日", "誓約書", "誓約"]),
    ("shows", "公表してよいもの", &["公表", "公開", "公表の可否"]),
    ("agreed_on", "公表について聞いた日", &["承諾を得た日", "承諾日", "公表の承諾日", "聞いた日"]),
];

/// So many lines are a roster; more are another table.
const MOST_LINES: usize = 300;

fn key(head: &str) -> String {
    glyphs::fold(head).chars().filter(|c| !c.is_whitespace()).collect()
}

fn named(head: &str) -> Option<&'static str> {
    let head = key(head);
    let is_it = |label: &str, others: &[&str]| key(label) == head || others.iter().any(|other| key(other) == head);
    HEADS.iter().find(|(_, label, others)| is_it(label, others)).map(|(field, ..)| *field)
}

/// A table whose columns are known.
pub struct Table {
    columns: Vec<Option<&'static str>>,
    /// The row of heads.
    pub head: Row,
    /// What stands below it.
    pub rows: Vec<Row>,
    /// Heads that are not read, though something stands below them.
    pub unread: Vec<String>,
}

impl Table {
    /// The columns by their heads: the first row that names a column of names.
    ///
    /// # Errors
    /// What to write above the columns.
    pub fn of(rows: &[Row]) -> Result<Table, String> {
        let columns = |row: &Row| -> Vec<Option<&'static str>> { row.cells.iter().map(|cell| named(cell)).collect() };
        let Some(head) = rows.iter().find(|row| columns(row).contains(&Some("name"))).cloned() else {
            return Err("見出しの行がありません。「氏名」の列が要ります。ほかに、席の名（推薦団体）、選出区分、ふりがな、所属、役職、役（会長など）、任期の始まりと終わりの列を読みます。".into());
        };
        let columns = columns(&head);
        for (field, label, _) in HEADS {
            if columns.iter().filter(|column| **column == Some(field)).count() > 1 {
                return Err(format!("「{label}」にあたる列が2つあります。どちらかを外してください。"));
            }
        }
        let below: Vec<Row> = rows.iter().filter(|row| row.line > head.line).cloned().collect();
        if below.len() > MOST_LINES {
            return Err(format!("{}行あります。名簿は{MOST_LINES}行までにして、分けて入れてください。", below.len()));
        }
        let is_filled = |at: usize| below.iter().any(|row| !row.cell(at).is_empty());
        let width = below.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(columns.len());
        let unread = (0..width).filter(|at| columns.get(*at).copied().flatten().is_none() && is_filled(*at));
        let name = |at: usize| match head.cell(at) {
            "" => format!("{}列目（見出しなし）", at + 1),
            head => head.replace('\n', ""),
        };
        Ok(Table { unread: unread.map(name).collect(), columns, head, rows: below })
    }

    fn cells<'a>(&self, row: &'a Row) -> BTreeMap<&'static str, &'a str> {
        self.columns.iter().enumerate().filter_map(|(at, field)| Some(((*field)?, row.cell(at)))).collect()
    }
}

/// What holds where a line says nothing.
#[derive(Debug, Clone, Default)]
pub struct Defaults {
    /// 任期の始まり, as typed.
    pub from_on: String,
    /// 任期の終わり, as typed.
    pub until_on: String,
    /// 委嘱 or 任命, for new seats.
    pub letter: Option<LetterKind>,
}

/// Where a line's person sits down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    /// In a seat that there is.
    Seat(SeatId),
    /// In a new one.
    New(SeatForm),
}

/// A line that can be taken.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its number.
    pub line: usize,
    /// The seat.
    pub pick: Pick,
    /// 席の名.
    pub title: String,
    /// Who sits there now or sat there last; empty for a new seat.
    pub after: String,
    /// The person; nobody: 欠員.
    pub form: Option<MemberForm>,
}

/// A line that cannot be taken.
#[derive(Debug, Clone)]
pub struct Refused {
    /// The line.
    pub row: Row,
    /// Whom it is about.
    pub about: String,
    /// Why not.
    pub why: Vec<String>,
}

/// What becomes of a table.
#[derive(Debug, Default)]
pub struct Judged {
    /// Lines to be taken, in their order.
    pub taken: Vec<Entry>,
    /// Lines that are not.
    pub refused: Vec<Refused>,
    /// Lines that say what the roster says already.
    pub same: usize,
}

impl Judged {
    /// What would be done, in a sentence.
    pub fn sentence(&self) -> String {
        let people = self.taken.iter().filter(|entry| entry.form.is_some()).count();
        let taken = match (people, self.taken.len() - people) {
            (0, 0) => String::new(),
            (people, 0) => format!("{people}人を名簿に入れられます。"),
            (0, empty) => format!("空いた席{empty}つを名簿に入れられます。"),
            (people, empty) => format!("{people}人と、空いた席{empty}つを名簿に入れられます。"),
        };
        match (taken.is_empty(), self.refused.len()) {
            (true, 0) => "新しく入れる人はいません。".into(),
            (_, 0) => taken,
            (_, refused) => format!("{taken}{refused}行に、直すところがあります。"),
        }
    }
}

/// Each line against what is kept and against the lines above it.
pub fn judge(table: &Table, all: &Everybody, defaults: &Defaults) -> Judged {
    let mut working = all.clone();
    let mut judged = Judged::default();
    let mut named: BTreeMap<String, usize> = BTreeMap::new();
    for row in &table.rows {
        let cells = table.cells(row);
        let above = named.entry(seat_name(&cells)).or_default();
        let about = cells.get("name").copied().unwrap_or("").to_string();
        let so_far = Beside { kept: all, working: &working, taken: &judged.taken, defaults, above: *above };
        *above += 1;
        match entry(&cells, row.line, &so_far) {
            Ok(Some(entry)) => {
                seat(&mut working, &entry);
                judged.taken.push(entry);
            }
            Ok(None) => judged.same += 1,
            Err(wrongs) => {
                let why = wrongs.iter().map(|wrong| in_words(wrong, &cells)).collect();
                judged.refused.push(Refused { row: row.clone(), about, why });
            }
        }
    }
    judged
}

/// How a line calls its seat.
fn seat_name(cells: &Cells<'_>) -> String {
    let told = |field| cells.get(field).copied().filter(|cell| !cell.is_empty());
    key(told("title").or_else(|| told("category")).unwrap_or(""))
}

/// The sentence with the head of its column.
fn in_words(wrong: &Wrong, cells: &Cells<'_>) -> String {
    let label = HEADS.iter().find(|(field, ..)| *field == wrong.field).map(|(_, label, _)| *label);
    match (label, cells.get(wrong.field)) {
        (Some(label), Some(cell)) if !cell.is_empty() => format!("{label}「{cell}」: {}", wrong.sentence),
        (Some(label), _) => format!("{label}: {}", wrong.sentence),
        _ => wrong.sentence.clone(),
    }
}

/// The entry sits down, so that the lines below are judged beside it.
fn seat(working: &mut Everybody, entry: &Entry) {
    let seat = match &entry.pick {
        Pick::Seat(id) => *id,
        Pick::New(form) => {
            let id = SeatId::fresh();
            working.seats.push(Seat { id, form: form.clone(), version: 0 });
            id
        }
    };
    if let Some(form) = &entry.form {
        working.members.push(Member { id: MemberId::fresh(), seat, form: form.clone(), version: 0 });
    }
}

#[cfg(test)]
mod tests;
