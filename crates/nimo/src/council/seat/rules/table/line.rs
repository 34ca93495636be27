//! One line: who it is, and in which seat he sits down.

use super::{Defaults, Entry, HEADS, Pick, key};
use crate::council::charter::model::{CharterForm, StakeholderKind};
use crate::council::seat::model::{
    CouncilRole, Everybody, LetterKind, Member, MemberForm, Seat, SeatForm, SeatId, Shown,
};
use crate::council::seat::rules::{may_sit, may_stand};
use crate::editing::shape::{Texts, Wrong};
use std::collections::BTreeMap;

/// What a line is judged beside: what is kept, the same with the lines above it seated, and those lines.
pub(super) struct Beside<'a> {
    pub kept: &'a Everybody,
    pub working: &'a Everybody,
    pub taken: &'a [Entry],
    pub defaults: &'a Defaults,
    /// So many lines above name a seat like this one.
    pub above: usize,
}

pub(super) type Cells<'a> = BTreeMap<&'static str, &'a str>;

pub(super) fn entry(cells: &Cells<'_>, line: usize, beside: &Beside<'_>) -> Result<Option<Entry>, Vec<Wrong>> {
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
            may_stand(beside.working, &new, None).map_err(|wrong| vec![wrong])?;
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

/// A seat in which nobody sits: nothing new where the council has one more of this name than the lines above name.
fn vacant(cells: &Cells<'_>, line: usize, beside: &Beside<'_>) -> Result<Option<Entry>, Vec<Wrong>> {
    let new = new_seat(cells, None, beside)?;
    let begins = new.from_on.unwrap_or_default();
    let is_one = |seat: &&Seat| {
        key(&seat.form.title) == key(&new.title) && (new.from_on.is_none() || seat.form.stands_on(begins))
    };
    if beside.kept.seats.iter().filter(is_one).count() > beside.above {
        return Ok(None);
    }
    may_stand(beside.working, &new, None).map_err(|wrong| vec![wrong])?;
    Ok(Some(Entry { line, title: new.title.clone(), pick: Pick::New(new), after: String::new(), form: None }))
}

/// A cell about the seat says otherwise than the seat that there is. A number is the row of that list and no claim about the seat.
fn seat_differs(cells: &Cells<'_>, seat: &Seat, kept: &Everybody) -> Option<Wrong> {
    let told = |field: &str| cells.get(field).copied().map(str::trim).filter(|cell| !cell.is_empty());
    let form = &seat.form;
    let means = |charter: &CharterForm| charter.category(&form.category)?.kind;
    // A list of an older day says what the category meant then.
    let kinds: Vec<StakeholderKind> =
        form.kind.map_or_else(|| kept.charters.iter().filter_map(means).collect(), |kind| vec![kind]);
    let differs = [
        ("category", told("category").is_some_and(|cell| key(cell) != key(&form.category))),
        (
            "kind",
            told("kind").is_some_and(|cell| StakeholderKind::read(cell).is_none_or(|kind| !kinds.contains(&kind))),
        ),
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
    let sits_there = |seat: &Seat| {
        let is_he = |who: &Member| is_one_name(&who.form.name, &form.name) && who.form.held().meets(form.held());
        kept.of_seat(seat.id).any(is_he)
    };
    let is_free = |seat: &&Seat| beside.working.of_seat(seat.id).all(|who| !who.form.held().meets(form.held()));
    let title = key(cells.get("title").copied().unwrap_or(""));
    if !title.is_empty() {
        let mut named = standing().filter(|seat| key(&seat.form.title) == title);
        // Where several are called the same: the one in which he sits, his that is free, one that is free.
        let sits = named.clone().find(|seat| sits_there(seat));
        let his_free = || named.clone().find(|seat| is_his(seat) && is_free(seat));
        let first =
            sits.or_else(his_free).or_else(|| named.clone().find(is_free)).or_else(|| named.clone().find(is_his));
        return Ok(first.or_else(|| named.next()));
    }
    if let Some(own) = standing().find(|seat| sits_there(seat)) {
        return Ok(Some(own));
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
    Ok(seat)
}
