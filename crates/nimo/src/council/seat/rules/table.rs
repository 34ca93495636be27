//! A table of members as towns have it: its columns known by their heads, each line judged before anything is kept.

use crate::council::charter::model::{CharterForm, StakeholderKind};
use crate::council::seat::model::{
    CouncilRole, Everybody, LetterKind, Member, MemberForm, MemberId, Seat, SeatForm, SeatId, Shown,
};
use crate::council::seat::rules::{may_sit, may_stand};
use crate::editing::shape::{Texts, Wrong};
use crate::plumbing::table::Row;
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
    for row in &table.rows {
        let cells = table.cells(row);
        let about = cells.get("name").copied().unwrap_or("").to_string();
        let so_far = Beside { kept: all, working: &working, taken: &judged.taken, defaults };
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

/// The sentence with the head of its column.
fn in_words(wrong: &Wrong, cells: &BTreeMap<&'static str, &str>) -> String {
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

/// What a line is judged beside: what is kept, the same with the lines above it seated, and those lines.
struct Beside<'a> {
    kept: &'a Everybody,
    working: &'a Everybody,
    taken: &'a [Entry],
    defaults: &'a Defaults,
}

type Cells<'a> = BTreeMap<&'static str, &'a str>;

fn entry(cells: &Cells<'_>, line: usize, beside: &Beside<'_>) -> Result<Option<Entry>, Vec<Wrong>> {
    if is_vacant(cells) {
        return vacant(cells, line, beside);
    }
    let form = member(cells, beside.defaults)?;
    let is_he = |other: &&Entry| {
        let held = |other: &MemberForm| is_one_name(&other.name, &form.name) && other.held().meets(form.held());
        other.form.as_ref().is_some_and(held)
    };
    if let Some(twin) = beside.taken.iter().find(is_he) {
        let what = format!("同じ人が、この表の{}行目にもいます。どちらかを外してください。", twin.line);
        return Err(vec![Wrong::new("name", what)]);
    }
    match find_seat(cells, &form, beside).map_err(|wrong| vec![wrong])? {
        Some(now) => in_seat(cells, line, now, form, beside),
        None => {
            let new = new_seat(cells, Some(&form), beside)?;
            let fresh = Seat { id: SeatId::fresh(), form: new.clone(), version: 0 };
            may_sit(beside.working, &fresh, &form, None).map_err(|wrong| vec![wrong])?;
            let title = new.title.clone();
            Ok(Some(Entry { line, title, pick: Pick::New(new), after: String::new(), form: Some(form) }))
        }
    }
}

/// Into a seat that there is; nothing where the line says what is kept.
fn in_seat(
    cells: &Cells<'_>,
    line: usize,
    now: &Seat,
    form: MemberForm,
    beside: &Beside<'_>,
) -> Result<Option<Entry>, Vec<Wrong>> {
    if let Some(wrong) = seat_differs(cells, now, beside.kept) {
        return Err(vec![wrong]);
    }
    let theirs = beside.kept.of_seat(now.id).find(|other| other.form.held().meets(form.held()));
    if let Some(theirs) = theirs.filter(|theirs| is_one_name(&theirs.form.name, &form.name)) {
        if says_the_same(cells, &theirs.form, &form) {
            return Ok(None);
        }
        let what =
            "この任期の人は、もう名簿にいて、書いてあることが違います。直すときは、名簿からその人を開いてください。";
        return Err(vec![Wrong::new("name", what)]);
    }
    may_sit(beside.working, now, &form, None).map_err(|wrong| vec![wrong])?;
    let after = beside.kept.of_seat(now.id).next_back().map_or_else(String::new, |last| last.form.name.clone());
    Ok(Some(Entry { line, pick: Pick::Seat(now.id), title: now.form.title.clone(), after, form: Some(form) }))
}

/// 欠員, 未定, or nothing in the cell of the name, and a seat in the others.
fn is_vacant(cells: &Cells<'_>) -> bool {
    let name: String = key(cells.get("name").copied().unwrap_or("")).chars().filter(|c| c.is_alphanumeric()).collect();
    let has = |field| cells.get(field).is_some_and(|cell| !cell.is_empty());
    match name.as_str() {
        "" => cells.get("name").is_none_or(|cell| cell.is_empty()) && (has("title") || has("category")),
        name => matches!(name, "欠員" | "未定" | "空席" | "欠"),
    }
}

/// A seat in which nobody sits: nothing new where the council has one of this name.
fn vacant(cells: &Cells<'_>, line: usize, beside: &Beside<'_>) -> Result<Option<Entry>, Vec<Wrong>> {
    let title = key(cells.get("title").copied().unwrap_or(""));
    if beside.kept.seats.iter().any(|seat| !title.is_empty() && key(&seat.form.title) == title) {
        return Ok(None);
    }
    let new = new_seat(cells, None, beside)?;
    Ok(Some(Entry { line, title: new.title.clone(), pick: Pick::New(new), after: String::new(), form: None }))
}

/// A cell about the seat says otherwise than the seat that there is.
fn seat_differs(cells: &Cells<'_>, seat: &Seat, kept: &Everybody) -> Option<Wrong> {
    let told = |field: &str| cells.get(field).copied().map(str::trim).filter(|cell| !cell.is_empty());
    let form = &seat.form;
    let means = |charter: &CharterForm| charter.category(&form.category)?.kind;
    let kind = form.kind.or_else(|| kept.charters.iter().find_map(means));
    let differs = [
        ("place", told("place").is_some_and(|cell| key(cell) != form.place.to_string())),
        ("category", told("category").is_some_and(|cell| key(cell) != key(&form.category))),
        ("kind", told("kind").is_some_and(|cell| StakeholderKind::read(cell) != kind)),
        ("letter", told("letter").is_some_and(|cell| cell != form.letter.label() && cell != form.letter.title())),
    ];
    let (field, _) = differs.into_iter().find(|(_, differs)| *differs)?;
    let what = format!("席「{}」の内容と違います。席のことは、名簿からその席を開いて直してください。", form.title);
    Some(Wrong::new(field, what))
}

fn member(cells: &Cells<'_>, defaults: &Defaults) -> Result<MemberForm, Vec<Wrong>> {
    let mut texts = Texts::new();
    let mut wrongs = vec![];
    for field in ["name", "kana", "body", "post", "from_on", "until_on", "pledged_on", "agreed_on"] {
        texts.insert(field.into(), cells.get(field).copied().unwrap_or("").replace('\n', "　"));
    }
    for (field, default) in [("from_on", &defaults.from_on), ("until_on", &defaults.until_on)] {
        if texts[field].is_empty() {
            texts.insert(field.into(), default.clone());
        }
    }
    match CouncilRole::read(cells.get("role").copied().unwrap_or("")) {
        Some(role) => _ = texts.insert("role".into(), role.code().into()),
        None => wrongs.push(Wrong::new("role", "会長、副会長、委員のどれかにするか、空にしてください。")),
    }
    match shows(cells.get("shows").copied().unwrap_or("")) {
        Some(codes) => _ = texts.insert("shows".into(), codes),
        None => wrongs
            .push(Wrong::new("shows", "「氏名・所属」のように、氏名、所属、選出区分から書くか、空にしてください。")),
    }
    let form = MemberForm::parse(&texts);
    match form {
        Ok(form) if wrongs.is_empty() => Ok(form),
        other => Err(wrongs.into_iter().chain(other.err().unwrap_or_default()).collect()),
    }
}

/// 氏名・所属 → the codes.
fn shows(typed: &str) -> Option<String> {
    let parts =
        typed.split(['・', '、', ',', '，', ' ', '　', '\n', '/', '／']).map(str::trim).filter(|part| !part.is_empty());
    let known = parts.map(|part| match part {
        "なし" | "不可" | "否" | "非公表" | "公表しない" | "×" => Some(None),
        "可" | "○" | "〇" | "すべて" => None,
        _ => Shown::ALL.into_iter().find(|shown| shown.label() == part).map(|shown| Some(shown.code())),
    });
    let known: Option<Vec<Option<&str>>> = known.collect();
    known.map(|codes| codes.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

fn is_one_name(one: &str, other: &str) -> bool {
    glyphs::fold_name(one) == glyphs::fold_name(other)
}

/// The seat that a line means: by its name, else the one in which this person sat last, else the only one of his body.
fn find_seat<'a>(cells: &Cells<'_>, form: &MemberForm, beside: &Beside<'a>) -> Result<Option<&'a Seat>, Wrong> {
    let kept = beside.kept;
    let standing = || kept.seats.iter().filter(|seat| seat.form.stands_on(form.term.from_on));
    let is_his = |seat: &&Seat| kept.of_seat(seat.id).any(|who| is_one_name(&who.form.name, &form.name));
    let is_free = |seat: &&Seat| beside.working.of_seat(seat.id).all(|who| !who.form.held().meets(form.held()));
    let title = key(cells.get("title").copied().unwrap_or(""));
    if !title.is_empty() {
        let mut named = standing().filter(|seat| key(&seat.form.title) == title);
        // Where several are called the same, the one of this person, else one in which nobody sits.
        let first = named.clone().find(is_his).or_else(|| named.clone().find(is_free));
        return Ok(first.or_else(|| named.next()));
    }
    let last = |seat: &&'a Seat| kept.of_seat(seat.id).next_back();
    if let Some(own) = standing().find(|seat| last(seat).is_some_and(|who| is_one_name(&who.form.name, &form.name))) {
        return Ok(Some(own));
    }
    let is_of_body = |seat: &&'a Seat| last(seat).is_some_and(|who| who.form.body == form.body);
    let of_body: Vec<&Seat> = standing().filter(|seat| !form.body.is_empty() && is_of_body(seat)).collect();
    match of_body.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(one)),
        _ => {
            let what = "この所属の席が2つ以上あります。「席の名」の列を加えて、どの席かを書いてください。";
            Err(Wrong::new("body", what))
        }
    }
}

/// Every cell that says something says what is kept.
fn says_the_same(cells: &Cells<'_>, kept: &MemberForm, read: &MemberForm) -> bool {
    let (kept_texts, read_texts) = (kept.texts(), read.texts());
    let told = |field: &&str| cells.get(*field).is_some_and(|cell| !cell.is_empty()) && kept_texts.contains_key(*field);
    let bare = |text: &String| text.split_whitespace().collect::<String>();
    let is_same = |field: &str| match field {
        // Blanks are written either way; a character that is another is put right by hand.
        "name" | "kana" => bare(&kept_texts[field]) == bare(&read_texts[field]),
        // A list of one day says what he was on that day.
        "role" => read.role == kept.role || kept.role_from_on.is_some() || kept.role_until_on.is_some(),
        _ => kept_texts.get(field) == read_texts.get(field),
    };
    HEADS.iter().map(|(field, ..)| *field).filter(told).all(is_same)
}

/// A seat for this person, or an empty one. A council that has seats already gets it from the first day of the term on, so that no
/// roster before has a seat more.
fn new_seat(cells: &Cells<'_>, form: Option<&MemberForm>, beside: &Beside<'_>) -> Result<SeatForm, Vec<Wrong>> {
    let (working, defaults) = (beside.working, beside.defaults);
    let cell = |field: &str| cells.get(field).copied().unwrap_or("").trim();
    let next = working.seats.iter().map(|seat| seat.form.place).max().unwrap_or(0) + 1;
    let (body, name) = form.map_or(("", ""), |form| (form.body.as_str(), form.name.as_str()));
    let called = [cell("title"), body, name, cell("category")];
    let begins = if cell("from_on").is_empty() { defaults.from_on.as_str() } else { cell("from_on") };
    let begins = form.map_or_else(|| begins.to_string(), |form| form.term.from_on.to_string());
    let kind = StakeholderKind::read(cell("kind"));
    let letter = match cell("letter") {
        "" => defaults.letter,
        typed => LetterKind::ALL.into_iter().find(|kind| kind.label() == typed || kind.title() == typed),
    };
    let mut wrongs = vec![];
    if kind.is_none() && !cell("kind").is_empty() {
        let labels = StakeholderKind::ALL.map(StakeholderKind::label).join("、");
        wrongs.push(Wrong::new("kind", format!("{labels}のどれかにするか、空にしてください。")));
    }
    if letter.is_none() {
        wrongs.push(Wrong::new("letter", "委嘱、任命、なしのどれかにしてください。"));
    }
    let texts = [
        ("place", if cell("place").is_empty() { next.to_string() } else { cell("place").to_string() }),
        ("title", called.into_iter().find(|name| !name.is_empty()).unwrap_or("").replace('\n', "　")),
        ("category", cell("category").replace('\n', "　")),
        ("kind", kind.map_or("", StakeholderKind::code).to_string()),
        ("letter", letter.unwrap_or(LetterKind::Nothing).code().to_string()),
        ("from_on", if beside.kept.seats.is_empty() { String::new() } else { begins }),
    ];
    let seat = SeatForm::parse(&texts.into_iter().map(|(name, value)| (name.to_string(), value)).collect());
    let seat = match seat {
        Ok(seat) if wrongs.is_empty() => seat,
        other => return Err(wrongs.into_iter().chain(other.err().unwrap_or_default()).collect()),
    };
    may_stand(working, &seat, None).map_err(|wrong| vec![wrong])?;
    Ok(seat)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::seat::rules::roster::tests::{charter, form as person, member as sits, seat as stands};
    use crate::plumbing::table::read;
    use proptest::prelude::*;

    fn defaults() -> Defaults {
        Defaults { from_on: "R6.4.1".into(), until_on: "R8.3.31".into(), letter: Some(LetterKind::Commission) }
    }

    fn judged(text: &str, all: &Everybody) -> Judged {
        judge(&Table::of(&read(text)).unwrap(), all, &defaults())
    }

    #[test]
    fn a_roster_of_a_town_becomes_seats_with_people() {
        let text = "みほん市協議会　委員名簿\n\n番号\t区分\t推薦団体\t氏名\tフリガナ\t職名\t会長等\t備考\n\
                    1\t医療\t医師会\t髙梨 一郎\tタカナシ イチロウ\t院長\t会長\t\n2\t福祉\t家族会\t三好 花\t\t\t\t新任\n";
        let table = Table::of(&read(text)).unwrap();
        assert_eq!(table.unread, ["備考"], "what is not read is said");
        let judged = judge(&table, &Everybody::default(), &defaults());
        assert_eq!(judged.sentence(), "2人を名簿に入れられます。");
        let first = &judged.taken[0];
        let person = first.form.as_ref().unwrap();
        assert_eq!((first.line, first.title.as_str(), person.role), (4, "医師会", CouncilRole::Chair));
        let Pick::New(seat) = &first.pick else { panic!("no seat yet") };
        assert_eq!((seat.place, seat.category.as_str(), seat.letter), (1, "医療", LetterKind::Commission));
        assert_eq!(
            person.term.in_words(),
            "令和6年4月1日から令和8年3月31日まで",
            "what a line leaves out holds for all"
        );
    }

    #[test]
    fn fourteen_people_do_not_fit_on_thirteen_seats() {
        let all = Everybody { charters: vec![charter(&[("most_members", "13")])], ..Everybody::default() };
        let lines: String = (1..=14).map(|n| format!("団体{n}\t委員{n}\n")).collect();
        let judged = judged(&format!("推薦団体\t氏名\n{lines}"), &all);
        assert_eq!((judged.taken.len(), judged.refused.len()), (13, 1));
        assert!(judged.refused[0].why[0].contains("定数の13人を超えます"), "{:?}", judged.refused[0].why);
        assert_eq!(judged.refused[0].about, "委員14");
    }

    #[test]
    fn the_next_roster_finds_the_seats_and_a_seat_that_is_taken_is_said() {
        let seats = vec![stands(1, "医師会", ""), stands(2, "家族会", ""), stands(3, "社協", "")];
        let mut doctor = person("髙梨 一郎", "R6.4.1", "R8.3.31");
        doctor.body = "みほん病院".into();
        let members = vec![sits(&seats[0], doctor), sits(&seats[1], person("三好 花", "R6.4.1", "R8.3.31"))];
        let all = Everybody { seats, members, charters: vec![] };
        let text = "席の名\t氏名\t所属\t任期の始まり\t任期の終わり\n\t髙梨一郎\tみほん病院\t\t\n家族会\t平井 学\t\tR7.4.1\t\n\
                    家族会\t平井 学\t\tR8.4.1\tR10.3.31\n社協\t岡地 純\t\tR6.4.1\tR6.3.1\n";
        let judged = judged(text, &all);
        assert_eq!(judged.same, 1, "what stands there already is no new line");
        assert_eq!(judged.taken.len(), 1);
        assert_eq!((&judged.taken[0].pick, judged.taken[0].after.as_str()), (&Pick::Seat(all.seats[1].id), "三好 花"));
        assert!(judged.refused[0].why[0].contains("三好 花さんがいます"), "{:?}", judged.refused[0].why);
        assert!(judged.refused[1].why[0].contains("任期の終わり「R6.3.1」"), "{:?}", judged.refused[1].why);
    }

    #[test]
    fn one_table_twice_makes_nobody_twice() {
        let text = "席の名\t氏名\t公表してよいもの\t承諾を得た日\n医師会\t髙梨 一郎\t氏名・所属\tR6.5.23\n医師会\t渡邉 悟\t\t\n";
        let first = judged(text, &Everybody::default());
        assert_eq!(first.taken.len(), 2, "two seats of one name");
        let mut all = Everybody::default();
        first.taken.iter().for_each(|entry| seat(&mut all, entry));
        let again = judged(text, &all);
        assert_eq!((again.taken.len(), again.refused.len(), again.same), (0, 0, 2));
    }

    #[test]
    fn an_empty_seat_is_one_and_nobody_is_called_vacancy() {
        let text = "席の名\t氏名\n医師会\t髙梨 一郎\n家族会\t（欠員）\n社協\t\n\t未定\n";
        let judged = judged(text, &Everybody::default());
        let empty = judged.taken.iter().filter(|entry| entry.form.is_none()).count();
        assert_eq!((judged.taken.len(), empty, judged.refused.len()), (3, 2, 1), "without a seat there is nothing");
        assert_eq!(judged.sentence(), "1人と、空いた席2つを名簿に入れられます。1行に、直すところがあります。");
        let mut all = Everybody::default();
        judged.taken.iter().for_each(|entry| seat(&mut all, entry));
        assert_eq!(judge(&Table::of(&read("席の名\t氏名\n家族会\t欠員\n")).unwrap(), &all, &defaults()).same, 1);
    }

    #[test]
    fn one_person_twice_two_seats_of_one_name_and_a_seat_that_reads_otherwise_are_told() {
        let twice = judged("席の名\t氏名\n医師会\t髙梨 一郎\n医師会\t高梨一郎\n", &Everybody::default());
        assert!(twice.refused[0].why[0].contains("この表の2行目にもいます"), "{:?}", twice.refused[0].why);
        let seats = vec![stands(1, "公募", "市民"), stands(2, "公募", "市民")];
        let members = vec![
            sits(&seats[0], person("岡地 純", "R6.4.1", "R8.3.31")),
            sits(&seats[1], person("三好 花", "R6.4.1", "R8.3.31")),
        ];
        let mut all = Everybody { seats, members, charters: vec![] };
        let next = "席の名\t氏名\t任期の始まり\t任期の終わり\n公募\t古賀 順\tR8.4.1\tR10.3.31\n公募\t村瀬 宏\tR8.4.1\tR10.3.31\n";
        let next = judged(next, &all);
        let picks: Vec<&Pick> = next.taken.iter().map(|entry| &entry.pick).collect();
        assert_eq!(picks, [&Pick::Seat(all.seats[0].id), &Pick::Seat(all.seats[1].id)]);
        all.members.iter_mut().for_each(|member| member.form.body = "市民会".into());
        let body = judged("所属\t氏名\t任期の始まり\t任期の終わり\n市民会\t古賀 順\tR8.4.1\tR10.3.31\n", &all);
        assert!(body.refused[0].why[0].contains("2つ以上あります"), "{:?}", body.refused[0].why);
        let other = judged("席の名\t選出区分\t氏名\n公募\t医療\t岡地 純\n", &all);
        assert!(
            other.refused[0].why[0].starts_with("選出区分「医療」: 席「公募」の内容と違います"),
            "{:?}",
            other.refused[0].why
        );
        let renamed = judged("席の名\t氏名\t所属\n公募\t岡地 純\t別の会\n", &all);
        assert!(renamed.refused[0].why[0].contains("書いてあることが違います"), "nothing is put right in silence");
        let new = judged("席の名\t氏名\n新しい席\t平井 学\n", &all);
        let Pick::New(seat) = &new.taken[0].pick else { panic!("a new seat") };
        assert_eq!(seat.from_on, almanac::read_date("R6.4.1").ok(), "no roster before has a seat more");
    }

    #[test]
    fn a_cell_that_is_not_understood_is_refused_with_its_head() {
        let why = |head: &str, cell: &str| {
            judged(&format!("氏名\t{head}\n髙梨 一郎\t{cell}\n"), &Everybody::default()).refused.remove(0).why.remove(0)
        };
        assert!(why("役", "王").starts_with("役「王」: "));
        assert!(why("種別", "医療").starts_with("関係者の種別「医療」: "));
        assert!(why("文書", "手紙").starts_with("文書「手紙」: "));
        assert!(why("公表", "可").starts_with("公表してよいもの「可」: "), "what is 可, nobody said");
        assert!(why("公表", "氏名").starts_with("公表について聞いた日: "));
        assert!(why("かな", "髙梨").starts_with("ふりがな「髙梨」: "));
        assert!(
            Table::of(&read("所属\t役職\nみほん病院\t院長\n")).is_err_and(|sentence| sentence.contains("「氏名」の列"))
        );
        assert!(Table::of(&read("氏名\t名前\na\tb\n")).is_err_and(|sentence| sentence.contains("2つあります")));
    }

    proptest! {
        #[test]
        fn arbitrary_tables_never_panic(text in "(氏名|席の名|任期の始まり|役|R6.4.1|会長|\\PC|\t|\n){0,60}") {
            if let Ok(table) = Table::of(&read(&format!("氏名\t席の名\t任期の始まり\t役\t公表\n{text}"))) {
                let judged = judge(&table, &Everybody::default(), &defaults());
                prop_assert_eq!(judged.taken.len() + judged.refused.len() + judged.same, table.rows.len());
            }
        }
    }
}
