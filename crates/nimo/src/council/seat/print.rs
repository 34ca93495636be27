//! 委員名簿 on paper and as a list. A roster in, documents out. Pure.

use crate::council::charter::model::StakeholderKind;
use crate::council::seat::model::{CouncilRole, LetterKind, Shown};
use crate::council::seat::rules::{HEADS, Line, Roster, RosterCopy};
use almanac::Date;
use chrono::NaiveDateTime;
use press::{Block, Cell, Column, Document, Foot, Grid, PageForm, Width};

/// What stands around a roster.
pub struct Head<'a> {
    /// The town.
    pub office: &'a str,
    /// The council.
    pub council: &'a str,
    /// The moment of the request, in Japan.
    pub dated: NaiveDateTime,
}

impl Head<'_> {
    /// みほん市…協議会委員名簿（公開用）令和6年5月23日.
    pub fn file_name(&self, roster: &Roster<'_>, copy: RosterCopy) -> String {
        format!("{}委員名簿（{}）{}", self.council, copy.label(), almanac::in_words(roster.on))
    }
}

/// The roster as a paper: upright, the secretariat's on its side.
pub fn document(roster: &Roster<'_>, copy: RosterCopy, head: &Head<'_>) -> Document {
    let title = format!("{}　委員名簿", head.council);
    let on = format!("{}現在", almanac::in_words(roster.on));
    let seats = format!("{}席　委員{}人　欠員{}席", roster.lines.len(), roster.count(), roster.vacant());
    let page = match copy {
        RosterCopy::Secretariat => PageForm::a4_wide(),
        RosterCopy::Council | RosterCopy::Public => PageForm::a4(),
    };
    let mut body =
        vec![Block::heading("title", 1, &title), Block::paragraph("as-of", &format!("{on}　{seats}　{}", note(copy)))];
    body.push(if roster.lines.is_empty() {
        Block::paragraph("none", "この日に、委員の席はありません。")
    } else {
        Block::Grid(grid(roster, copy))
    });
    Document {
        title: title.clone(),
        language: "ja".into(),
        author: Some(head.office.into()),
        dated: head.dated,
        foot: Foot { left: format!("{title}（{}）　{on}", copy.label()), page_numbers: true },
        page,
        body,
    }
}

fn note(copy: RosterCopy) -> &'static str {
    match copy {
        RosterCopy::Secretariat => "（事務局用。外に出さない）",
        RosterCopy::Council => "（委員用）",
        RosterCopy::Public => "敬称略。氏名、所属、選出区分は、本人が承諾したものを載せています。",
    }
}

/// The roster as the table of a paper.
fn grid(roster: &Roster<'_>, copy: RosterCopy) -> Grid {
    let tells_categories = roster.tells_categories(copy);
    let is_all = copy == RosterCopy::Secretariat;
    let mut columns = vec![Column::start("番号", Width::Letters(3))];
    columns.extend(tells_categories.then(|| Column::start("選出区分", Width::Share(4))));
    columns.extend(is_all.then(|| Column::start("席の名", Width::Share(4))));
    columns.extend([
        Column::start("氏名", Width::Letters(11)),
        Column::start("所属・役職", Width::Share(6)),
        Column::start("役", Width::Letters(3)),
        Column::start("任期", Width::Letters(10)),
    ]);
    columns.extend(is_all.then(|| Column::start("種別", Width::Letters(4))));
    columns.extend(is_all.then(|| Column::start("公表", Width::Letters(5))));
    let row = |((line, printed), number): ((&Line<'_>, _), usize)| {
        let printed: crate::council::seat::rules::Printed = printed;
        let name = both(&printed.name, &printed.kana);
        let mut cells = vec![Cell::Number(i64::try_from(number).unwrap_or(0))];
        cells.extend(tells_categories.then(|| Cell::words(&printed.category)));
        cells.extend(is_all.then(|| Cell::words(&line.seat.form.title)));
        cells.extend([
            Cell::words(&name),
            Cell::words(&both(&printed.body, &printed.post)),
            Cell::words(if printed.is_vacant { "" } else { printed.role }),
            Cell::words(&format!("{}\n{}", printed.term.0, printed.term.1)),
        ]);
        cells.extend(is_all.then(|| Cell::words(line.kind.map_or("", StakeholderKind::label))));
        cells.extend(is_all.then(|| Cell::words(&shown(line))));
        cells
    };
    Grid {
        id: "roster".into(),
        caption: "委員名簿".into(),
        columns,
        rows: roster.ordered(copy).into_iter().zip(roster.printed(copy)).zip(1..).map(row).collect(),
    }
}

/// The one above the other, where there are two.
fn both(one: &str, other: &str) -> String {
    [one, other].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

fn shown(line: &Line<'_>) -> String {
    let shows = line.member.map_or(&[][..], |member| member.form.shows.as_slice());
    shows.iter().map(|shown| shown.label()).collect::<Vec<_>>().join("・")
}

/// The roster as a list: the secretariat's under the heads that a table to be taken in has, so that it can come back; the others
/// with what their readers see.
pub fn list(roster: &Roster<'_>, copy: RosterCopy) -> Grid {
    if copy == RosterCopy::Secretariat {
        return whole_list(roster);
    }
    let tells_categories = roster.tells_categories(copy);
    let mut columns = vec![Column::start("番号", Width::Letters(2))];
    columns.extend(tells_categories.then(|| Column::start("選出区分", Width::Letters(14))));
    columns.extend(
        [("氏名", 8), ("ふりがな", 10), ("所属", 14), ("役職", 8), ("役", 3)]
            .map(|(head, letters)| Column::start(head, Width::Letters(letters))),
    );
    columns.extend(["任期の始まり", "任期の終わり"].map(|head| Column::start(head, Width::Letters(8))));
    let row = |((line, printed), number): ((&Line<'_>, crate::council::seat::rules::Printed), i64)| {
        let term = line.member.map(|member| member.form.term);
        let mut cells = vec![Cell::Number(number)];
        cells.extend(tells_categories.then(|| Cell::words(&printed.category)));
        cells.extend([Cell::words(&printed.name), Cell::words(&printed.kana)]);
        cells.extend([Cell::words(&printed.body), Cell::words(&printed.post)]);
        cells.push(Cell::words(if printed.is_vacant { "" } else { printed.role }));
        cells.extend([day(term.map(|term| term.from_on)), day(term.and_then(|term| term.until_on))]);
        cells
    };
    let rows = roster.ordered(copy).into_iter().zip(roster.printed(copy)).zip(1..).map(row).collect();
    Grid { id: "roster".into(), caption: format!("委員名簿（{}）", copy.label()), columns, rows }
}

fn whole_list(roster: &Roster<'_>) -> Grid {
    let width = |field: &str| match field {
        "title" | "category" | "body" | "post" => 14,
        "name" | "kana" => 9,
        "place" | "role" | "letter" => 4,
        _ => 8,
    };
    let columns = HEADS.iter().map(|(field, label, _)| Column::start(label, Width::Letters(width(field)))).collect();
    let row = |line: &Line<'_>| HEADS.iter().map(|(field, ..)| cell(field, line)).collect();
    Grid {
        id: "roster".into(),
        caption: format!("委員名簿（{}）", RosterCopy::Secretariat.label()),
        columns,
        rows: roster.lines.iter().map(row).collect(),
    }
}

fn cell(field: &str, line: &Line<'_>) -> Cell {
    let seat = &line.seat.form;
    match field {
        "place" => return Cell::Number(i64::from(seat.place)),
        "title" => return Cell::words(&seat.title),
        "category" => return Cell::words(&seat.category),
        "kind" => return Cell::words(line.kind.map_or("", StakeholderKind::label)),
        "letter" => return Cell::words(LetterKind::label(seat.letter)),
        _ => {}
    }
    let Some(form) = line.member.map(|member| &member.form) else { return Cell::Blank };
    match field {
        "name" => Cell::words(&form.name),
        "kana" => Cell::words(&form.kana),
        "body" => Cell::words(&form.body),
        "post" => Cell::words(&form.post),
        "role" => Cell::words(CouncilRole::label(line.role)),
        "from_on" => day(Some(form.term.from_on)),
        "until_on" => day(form.term.until_on),
        "pledged_on" => day(form.pledged_on),
        "agreed_on" => day(form.agreed_on),
        "shows" => Cell::words(&form.shows.iter().map(|shown| Shown::label(*shown)).collect::<Vec<_>>().join("・")),
        _ => Cell::Blank,
    }
}

fn day(on: Option<Date>) -> Cell {
    on.map_or(Cell::Blank, |on| Cell::Day { on, shown: almanac::in_words(on) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::seat::model::Everybody;
    use crate::council::seat::rules::{Defaults, Table, judge, roster_samples as samples};
    use crate::plumbing::table::Row;

    fn council() -> Everybody {
        let seats = vec![samples::seat(1, "医師会の推薦", "医療"), samples::seat(2, "家族会の推薦", "家族")];
        let mut doctor = samples::form("髙梨 一郎", "R6.4.1", "R8.3.31");
        (doctor.body, doctor.post, doctor.kana) = ("みほん病院".into(), "院長".into(), "たかなし いちろう".into());
        (doctor.role, doctor.pledged_on) = (CouncilRole::Chair, Some(samples::day("R6.5.23")));
        (doctor.shows, doctor.agreed_on) = (vec![Shown::Name, Shown::Body], Some(samples::day("R6.5.23")));
        let mut person = samples::form("三好 花", "R6.4.1", "R8.3.31");
        person.body = "みほん家族会".into();
        let members = vec![samples::member(&seats[0], doctor), samples::member(&seats[1], person)];
        Everybody { seats, members, charters: vec![samples::charter(&[("categories", "医療\t\n家族\t家族")])] }
    }

    #[test]
    fn the_list_of_the_secretariat_is_taken_in_again_and_says_nothing_new() {
        let all = council();
        let grid = list(&Roster::of(&all, samples::day("R6.5.23")), RosterCopy::Secretariat);
        let heads = grid.columns.iter().map(|column| column.head.clone());
        let said = |cell: &Cell| cell.shown().words();
        let rows = grid.rows.iter().map(|row| row.iter().map(said).collect::<Vec<_>>());
        let rows: Vec<Row> = std::iter::once(heads.collect::<Vec<_>>())
            .chain(rows)
            .zip(1..)
            .filter_map(|(cells, line)| Row::of(line, cells))
            .collect();
        let table = Table::of(&rows).unwrap();
        assert!(table.unread.is_empty(), "{:?}", table.unread);
        let kept = judge(&table, &all, &Defaults::default());
        assert_eq!((kept.same, kept.taken.len(), kept.refused.len()), (2, 0, 0), "{:?}", kept.refused);
        let elsewhere = Everybody { charters: all.charters.clone(), ..Everybody::default() };
        assert_eq!(
            judge(&table, &elsewhere, &Defaults::default()).taken.len(),
            2,
            "and it makes the same council anew"
        );
    }

    #[test]
    fn no_writer_of_the_public_copy_is_given_what_was_not_agreed_to() {
        let all = council();
        let roster = Roster::of(&all, samples::day("R6.5.23"));
        let moment = samples::day("R6.5.23").and_hms_opt(9, 0, 0).unwrap();
        let head = Head { office: "みほん市", council: "協議会", dated: moment };
        let text = press::text(&document(&roster, RosterCopy::Public, &head));
        let rows = list(&roster, RosterCopy::Public).rows;
        let list: String = rows.iter().flatten().map(|cell| cell.shown().words()).collect();
        for said in [&text, &list] {
            assert!(said.contains("髙梨 一郎") && said.contains("みほん病院"));
            for closed in ["三好", "家族"] {
                assert!(!said.contains(closed), "{closed} in {said}");
            }
        }
        assert!(!press::text(&document(&roster, RosterCopy::Council, &head)).contains("家族の"));
    }
}
