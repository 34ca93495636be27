//! The four forms that ship, over every sheet of our corpus: what is written is read again as the same, and where names are
//! hidden none is written. `NIMO_FORM=1` tells, with `--nocapture`, what differs.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use minutes::{AgendaItem, Attendee, FormField, Known, KnownMember, Minutes, NameDisplay, Outline, SheetForm, outline};
use std::path::Path;

fn corpus() -> Vec<(String, Minutes)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let read = |path: &Path| minutes::read(&minutes::decode(&std::fs::read(path).unwrap()).unwrap().text);
    paths.iter().map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), read(path))).collect()
}

fn fold(text: &str) -> String {
    glyphs::fold(text).chars().filter(|c| !c.is_whitespace()).collect()
}

fn agenda(items: &[AgendaItem]) -> String {
    items.iter().map(|item| format!("{} {}\n{}", item.path, fold(&item.title), agenda(&item.items))).collect()
}

fn names(list: Option<&Vec<Attendee>>) -> String {
    let mut names: Vec<String> = list.into_iter().flatten().map(|who| fold(&who.name)).collect();
    names.sort();
    format!("{} {}", list.is_some(), names.join(" "))
}

/// What a form shows of a sheet, field by field.
fn told(sheet: &Minutes, form: &SheetForm) -> Vec<(&'static str, String)> {
    let blocks =
        |word: &dyn Fn(&minutes::Block) -> String| sheet.proceedings.iter().map(word).collect::<Vec<_>>().join("\n");
    let has = |field| form.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.field == field);
    let mut told = vec![
        ("name", format!("{:?} {:?} {:?}", sheet.body.as_deref().map(fold), sheet.fiscal_year, sheet.number)),
        ("when", format!("{:?} {:?} {:?} {:?}", sheet.held_on, sheet.held_until, sheet.starts_at, sheet.ends_at)),
        ("venue", format!("{:?}", sheet.venue.as_deref().map(fold))),
        ("observers", format!("{:?}", sheet.observers)),
        ("agenda", agenda(sheet.agenda.as_deref().unwrap_or_default())),
        // What nobody said names people otherwise where names are hidden.
        (
            "blocks",
            blocks(&|block| if form.names.hides() && is_ours(block) { String::new() } else { fold(&block.text) }),
        ),
        ("kinds", blocks(&|block| format!("{:?}", block.kind))),
    ];
    if has(FormField::Access) {
        told.push(("access", format!("{:?}", sheet.public_access)));
    }
    if !form.names.hides() {
        told.push(("present", names(sheet.attendance.present.as_ref())));
        told.push(("absent", names(sheet.attendance.absent.as_ref())));
        told.push(("speakers", blocks(&|block| format!("{:?}", block.speaker.as_deref().map(fold)))));
    }
    told
}

/// A note, an event, or a decision that nobody spoke.
fn is_ours(block: &minutes::Block) -> bool {
    let is_kind = matches!(block.kind, minutes::Kind::Note | minutes::Kind::Decision);
    block.speaker.is_none()
        && (is_kind || block.text.starts_with(['（', '(', '［', '[', '〔', '≪', '―', '─', '-', '－', '—', '…']))
}

/// What is known of the people of a sheet: a body for each, by turns three 号.
fn known(sheet: &Minutes) -> Known {
    let all = [&sheet.attendance.present, &sheet.attendance.absent];
    let member = |(at, who): (usize, &Attendee)| KnownMember {
        name: who.name.clone(),
        body: format!("みほん第{}事業所", at + 1),
        post: "所長".into(),
        group: ["第1号委員（学識経験者）", "第2号委員（医療関係者）", "第3号委員（福祉関係者）"][at % 3].into(),
    };
    Known {
        members: all.into_iter().flatten().flatten().enumerate().map(member).collect(),
        audio: Some(true),
        quorum: Some("在任の委員の過半数が出席し、会議は成立した。".into()),
        closed_ground: Some("みほん市情報公開条例第7条第1号".into()),
        judgement: Some(minutes::PublicAccess::Partly),
        signatures: vec!["会長".into(), "会議録署名委員".into()],
        contact: Some("みほん市障害福祉課　電話042-000-0000".into()),
    }
}

#[test]
fn every_form_that_ships_is_read_again_as_what_was_written() {
    let sheets = corpus();
    for (code, _, form) in SheetForm::SHIPPED {
        let form = form();
        let mut differ: Vec<(&str, &str)> = Vec::new();
        for (file, sheet) in &sheets {
            let text = outline(sheet, &form, &known(sheet)).text();
            let again = minutes::read(&text);
            for ((field, before), (_, after)) in told(sheet, &form).into_iter().zip(told(&again, &form)) {
                if before != after {
                    differ.push((field, file));
                    if std::env::var("NIMO_FORM").is_ok_and(|part| file.contains(&part) || part == code) {
                        println!("=== {code} {file} {field}\n--- {before}\n+++ {after}\n{text}");
                    }
                }
            }
        }
        println!("{code}: {} of {} sheets; {differ:?}", differ.len(), sheets.len());
        assert!(differ.len() <= MOST_DIFFERENCES, "{code}: {differ:?}");
    }
}

/// Fields over all sheets that may be read otherwise: sheets whose own text can be read in two ways.
const MOST_DIFFERENCES: usize = 8;

/// The outline without the words that were said.
fn unsaid(written: &Outline) -> String {
    let mut text = String::new();
    for cell in written.rows.iter().flatten().filter(|cell| cell.field != FormField::Decisions) {
        text.push_str(&cell.label);
        for line in &cell.lines {
            text.push_str(line.mark.as_ref().map_or("", |mark| &mark.text));
            // A speech: who speaks, then what was said.
            let shown = if line.block.is_some() { line.words.len().saturating_sub(1) } else { line.words.len() };
            line.words.iter().take(shown).for_each(|words| text.push_str(&words.text));
            text.push('\n');
        }
    }
    text
}

#[test]
fn where_names_are_hidden_no_member_stands_anywhere_but_in_what_was_said() {
    for (file, sheet) in corpus() {
        for names in [NameDisplay::Bodies, NameDisplay::Unnamed] {
            let forms = [SheetForm::key_points(), SheetForm::ten_items(), SheetForm::by_groups()];
            for (form, known) in forms.into_iter().zip([Known::default(), known(&sheet), known(&sheet)]) {
                let form = SheetForm { names, ..form };
                let text = unsaid(&outline(&sheet, &form, &known));
                for who in [&sheet.attendance.present, &sheet.attendance.absent].into_iter().flatten().flatten() {
                    // One letter alone is in many words (林, 北), as a name it stands before a role.
                    let is_short = who.name.chars().count() == 1;
                    let name = if is_short { format!("{}委員", who.name) } else { who.name.clone() };
                    assert!(!fold(&text).contains(&fold(&name)), "{file} {names:?}: {name}\n{text}");
                }
                for proxy in sheet.proxies.iter().flatten() {
                    let is_role = proxy.proxy.is_empty() || proxy.proxy.ends_with("会長");
                    assert!(is_role || !text.contains(&proxy.proxy), "{file}: {}", proxy.proxy);
                }
            }
        }
    }
}

fn twin() -> Minutes {
    minutes::read(include_str!("../../../corpus/mihon-r6-1.txt"))
}

#[test]
fn members_stand_in_their_groups_in_the_order_of_the_rules() {
    let sheet = twin();
    let text = outline(&sheet, &SheetForm::by_groups(), &known(&sheet)).text();
    let places: Vec<usize> = [
        "出席委員", "第1号委員（学識経験者）：髙梨会長、", "第2号委員（医療関係者）：渡邉副会長、",
        "第3号委員（福祉関係者）：", "欠席委員",
    ]
    .iter()
    .map(|part| text.find(part).unwrap_or_else(|| panic!("{part}: {text}")))
    .collect();
    assert!(places.is_sorted(), "{text}");
    let untold = outline(&sheet, &SheetForm::by_groups(), &Known::default()).text();
    assert!(!untold.contains("号委員") && untold.contains("出席委員　　髙梨会長、"), "{untold}");
}

#[test]
fn the_ten_items_are_numbered_and_end_with_room_to_sign() {
    let sheet = twin();
    let text = outline(&sheet, &SheetForm::ten_items(), &known(&sheet)).text();
    for (at, number) in
        ["１　", "２　", "３　", "４　", "５　", "６　", "７　", "８　", "９　", "１０　"].iter().enumerate()
    {
        assert!(text.lines().any(|line| line.starts_with(number)), "item {}: {text}", at + 1);
    }
    for part in ["会長　", "会議録署名委員　", "（署名）", "６　録音の有無　　有", "８　会議録の公開の区分　　一部公開"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    let bare = outline(&sheet, &SheetForm::ten_items(), &Known::default()).text();
    assert!(!bare.contains('有') || !bare.contains("録音の有無　　有"), "what nobody knows is not written: {bare}");
}

#[test]
fn a_sheet_without_names_says_of_each_the_body() {
    let sheet = twin();
    let text = outline(&sheet, &SheetForm::bodies_only(), &known(&sheet)).text();
    assert!(text.contains("委員：みほん第1事業所（会長）、みほん第2事業所（副会長）、みほん第3事業所、"), "{text}");
    assert!(text.contains("（欠席）") && !text.contains("髙梨"), "{text}");
}

/// A sheet of an invented meeting, as the room would leave it.
fn of_the_room() -> Minutes {
    let mut sheet = minutes::read(
        "会議名称　みほん協議会\n出席者　委員：髙梨 恒一会長、三好 花委員\n事務局：主査　北\n会議結果\n１　開会\n（髙梨委員　退席）\n○三好委員　髙梨委員に聞きたい。\n",
    );
    sheet.late = Some(vec!["三好 花（9:30から）".into()]);
    sheet
}

#[test]
fn what_nobody_said_names_no_member_where_names_are_hidden_and_what_was_said_stays() {
    let sheet = of_the_room();
    let text = |names| outline(&sheet, &SheetForm { names, ..SheetForm::key_points() }, &Known::default()).text();
    let hidden = text(NameDisplay::Unnamed);
    assert!(hidden.contains("（委員　退席）") && !hidden.contains("三好"), "{hidden}");
    assert!(hidden.contains("髙梨委員に聞きたい。"), "the words are as they were said: {hidden}");
    assert!(text(NameDisplay::Named).contains("（髙梨委員　退席）"));
}

#[test]
fn who_came_late_to_the_room_is_marked_with_the_hour_and_read_again() {
    let sheet = of_the_room();
    let text = outline(&sheet, &SheetForm::key_points(), &Known::default()).text();
    assert!(text.contains("（遅刻、9:30から）"), "{text}");
    let again = minutes::read(&text);
    assert_eq!(again.late.map(|late| late.len()), Some(1), "{text}");
}

#[test]
fn the_place_of_the_next_meeting_names_nobody_where_names_are_hidden() {
    let mut sheet = of_the_room();
    sheet.next_meeting = Some(minutes::NextMeeting {
        held_on: Some("2026-12-10".into()),
        starts_at: None,
        venue: Some("三好さん宅".into()),
        block: None,
        spans: vec![],
    });
    let form = SheetForm { names: NameDisplay::Bodies, ..SheetForm::bodies_only() };
    let text = outline(&sheet, &form, &Known::default()).text();
    assert!(text.contains("委員宅") && !text.contains("三好さん"), "{text}");
}
