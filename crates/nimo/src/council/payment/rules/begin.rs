//! The list that begins with those who came, and where a list says otherwise.

use crate::council::meeting::model::Mode;
use crate::council::payment::model::{
    MOST_WORDS, PayColumn, PayKind, PayListForm, PayRole, PayRow, PayScaleForm, names_account,
};
use crate::council::payment::rules::{Came, owed};
use crate::council::seat::rules::Roster;
use crate::editing::read::grouped;
use std::collections::BTreeSet;

/// Why the scale pays somebody nothing; none where it pays him.
fn why_not(one: &Came, scale: &PayScaleForm) -> Option<String> {
    let marks: Vec<String> = one.marks.iter().map(|mark| glyphs::fold_name(mark)).collect();
    let names = |line: &&String| marks.iter().any(|mark| mark.contains(&glyphs::fold_name(line)));
    if let Some(line) = scale.unpaid.iter().find(names) {
        return Some(format!("払わない決まり（{line}）"));
    }
    (!scale.paid.contains(&one.mode)).then(|| format!("払わない決まり（{}）", one.mode.word()))
}

/// The same as it may stand in a list: a line of the scale that no cell takes is not told.
fn why_in_short(one: &Came, scale: &PayScaleForm) -> Option<String> {
    let why = why_not(one, scale)?;
    let is_told = !names_account(&why) && why.chars().count() <= MOST_WORDS;
    Some(if is_told { why } else { "払わない決まり".into() })
}

/// The list that begins with those who came, in the columns of the scale, its fixed amounts filled in.
pub fn begun(came: &[Came], scale: &PayScaleForm) -> PayListForm {
    let columns = scale.amounts();
    let row = |one: &Came| PayRow {
        name: one.name.clone(),
        proxy: if one.mode == Mode::Proxy { one.proxy.clone() } else { String::new() },
        body: one.body.clone(),
        role: one.role,
        mode: one.mode,
        unpaid: why_in_short(one, scale).unwrap_or_default(),
        amounts: vec![None; columns.len()],
    };
    filled(PayListForm { rows: came.iter().map(row).collect(), columns }, scale)
}

/// In the columns of the scale, with its amount where nothing was typed.
fn filled(list: PayListForm, scale: &PayScaleForm) -> PayListForm {
    let columns = scale.columns();
    let amounts: Vec<_> = columns.iter().filter(|column| column.kind.is_amount()).collect();
    let row = |row: &PayRow| {
        let cell = |column: &&PayColumn<'_>| {
            let typed = list.typed(row, column.name);
            let is_paid = column.kind == PayKind::Fixed && row.unpaid.is_empty();
            typed.or_else(|| owed(column, row).filter(|_| is_paid))
        };
        PayRow { amounts: amounts.iter().map(cell).collect(), ..row.clone() }
    };
    PayListForm { rows: list.rows.iter().map(row).collect(), columns: scale.amounts() }
}

/// The names that a list may hold, folded: those in office on the day and those who came.
pub fn known(came: &[Came], roster: &Roster<'_>) -> BTreeSet<String> {
    let seated = roster.members().map(|member| glyphs::fold_name(&member.form.name));
    seated.chain(came.iter().map(Came::key)).collect()
}

/// A list as it is kept: in the columns of the scale, its fixed amounts filled in, everybody on it known.
///
/// # Errors
/// A sentence for somebody whom neither the roster nor the attendance has, and who is no guest.
pub fn fit(list: PayListForm, scale: &PayScaleForm, known: &BTreeSet<String>) -> Result<PayListForm, String> {
    let is_strange = |row: &&PayRow| row.role != PayRole::Guest && !known.contains(&glyphs::fold_name(&row.name));
    match list.rows.iter().find(is_strange) {
        Some(row) => Err(format!(
            "{}さんは、会議の日の名簿にも、出席した人にもいません。氏名を確かめるか、役を「委員のほか」にしてください。",
            row.name
        )),
        None => Ok(filled(list, scale)),
    }
}

/// Where the attendance says otherwise than the list that was saved. A guest who was added by hand is no difference.
pub fn differs(came: &[Came], list: &PayListForm) -> Vec<String> {
    let key = |row: &PayRow| glyphs::fold_name(&row.name);
    let mut told = vec![];
    for one in came {
        match list.rows.iter().find(|row| key(row) == one.key()) {
            None => told.push(format!("{}さんは出席していますが、一覧にいません。", one.name)),
            Some(row) if row.mode != one.mode => told.push(format!(
                "{}さんの出席は、一覧では{}、いまの記録では{}です。",
                one.name,
                row.mode.word(),
                one.mode.word()
            )),
            Some(row) if row.role != one.role => told.push(format!(
                "{}さんの役は、一覧では{}、会議の日の名簿では{}です。",
                one.name,
                row.role.label(),
                one.role.label()
            )),
            Some(_) => {}
        }
    }
    let is_gone = |row: &&PayRow| row.role != PayRole::Guest && !came.iter().any(|one| one.key() == key(row));
    told.extend(
        list.rows.iter().filter(is_gone).map(|row| format!("{}さんは一覧にいますが、出席になっていません。", row.name)),
    );
    told
}

/// Where the list says otherwise than the scale: it may, and somebody looks.
pub fn doubts(came: &[Came], list: &PayListForm, scale: &PayScaleForm) -> Vec<String> {
    let mut told = vec![];
    if list.columns != scale.amounts() {
        told.push("一覧を残したあとで、決まりの列が変わりました。直して保存すると、いまの列になります。".to_string());
    }
    told.extend(lost(list, scale));
    let columns = scale.columns();
    for row in list.rows.iter().filter(|row| row.unpaid.is_empty()) {
        for column in columns.iter().filter(|column| column.kind == PayKind::Fixed) {
            let (typed, owed) = (list.typed(row, column.name), owed(column, row).unwrap_or(0));
            if typed.is_some_and(|typed| typed != owed) {
                told.push(format!("{}さんの{}が、決まりの額（{owed}円）と違います。", row.name, column.name));
            }
        }
        if is_unspoken(&columns, list, row) {
            let payee = row.payee().label();
            told.push(format!("{}さん（{payee}）への額が、決まりにありません。定額は0円になっています。", row.name));
        }
        let one = came.iter().find(|one| one.key() == glyphs::fold_name(&row.name));
        if let Some(one) = one.filter(|one| one.is_unknown) {
            told.push(format!(
                "{}さんは、名簿のだれのことか分かりません。氏名を確かめて、名簿のとおりに直してください。",
                one.name
            ));
        }
        if let Some(why) = one.and_then(|one| why_not(&Came { mode: row.mode, ..one.clone() }, scale)) {
            told.push(format!("{}さんは、{why}に当たりますが、払うことになっています。", row.name));
        }
    }
    told
}

/// No fixed amount of the scale speaks to somebody, and none was typed.
fn is_unspoken(columns: &[PayColumn<'_>], list: &PayListForm, row: &PayRow) -> bool {
    let fixed = || columns.iter().filter(|column| column.kind == PayKind::Fixed);
    fixed().next().is_some()
        && fixed().all(|column| owed(column, row).is_none() && list.typed(row, column.name).is_none())
}

/// Yen that stand in columns which the scale does not have any more: they are in no sum.
pub fn lost(list: &PayListForm, scale: &PayScaleForm) -> Vec<String> {
    let now = scale.amounts();
    let sum = |column: &String| -> i64 {
        list.rows.iter().filter(|row| row.unpaid.is_empty()).filter_map(|row| list.typed(row, column)).sum()
    };
    let gone = list.columns.iter().filter(|column| !now.contains(column)).map(|column| (column, sum(column)));
    gone.filter(|(_, yen)| *yen > 0)
        .map(|(column, yen)| {
            format!(
                "「{column}」の列は、いまの決まりにありません。入れてある合わせて{}円は、支払いに入っていません。一覧を直して、保存してください。",
                grouped(yen)
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::came::guest;
    use super::super::sample::{list, scale};
    use super::*;

    const COLUMNS: &str = "報酬\t定額\t12000\t会長\n報酬\t定額\t10000\t委員\n報酬\t定額\t8000\t代理\n交通費\t実費";

    fn one(name: &str, role: PayRole, mode: Mode, body: &str) -> Came {
        Came { role, ..guest(name, body, Some(mode)) }
    }

    fn all() -> Vec<Came> {
        vec![
            one("髙梨 一郎", PayRole::Chair, Mode::InPerson, "みほん病院"),
            one("三好 花", PayRole::Member, Mode::Online, "みほん家族会"),
            Came {
                proxy: "森 葉".into(), ..one("大野 光", PayRole::Member, Mode::Proxy, "みほん訪問看護")
            },
            one("浅井 守", PayRole::Member, Mode::InPerson, "みほん市役所 障がい福祉課"),
            one("山田 研", PayRole::Guest, Mode::InPerson, "みほん大学"),
        ]
    }

    #[test]
    fn a_list_begins_with_those_who_came_and_with_the_amounts_of_the_scale() {
        let begun = begun(&all(), &scale(COLUMNS, "in_person proxy", "みほん市役所"));
        let told: Vec<_> = begun.rows.iter().map(|row| (row.amounts[0], row.unpaid.as_str())).collect();
        assert_eq!(
            told,
            [
                (Some(12_000), ""),
                (None, "払わない決まり（オンライン）"),
                (Some(8_000), ""),
                (None, "払わない決まり（みほん市役所）"),
                (None, ""),
            ]
        );
        assert_eq!(begun.rows[2].proxy, "森 葉");
    }

    #[test]
    fn somebody_whom_nobody_knows_is_refused_unless_he_is_a_guest() {
        let known: BTreeSet<String> = all().iter().map(Came::key).collect();
        let scale = scale(COLUMNS, "in_person", "");
        let fit = |line: &str| fit(list("報酬\t交通費", &[line]), &scale, &known);
        assert_eq!(
            fit("高梨一郎\t\t\t会長\t会場").unwrap().rows[0].amounts,
            [Some(12_000), None],
            "by the folded name"
        );
        assert!(fit("見知らぬ 人\t\t\t委員\t会場").unwrap_err().starts_with("見知らぬ 人さんは"));
        assert!(fit("見知らぬ 人\t\t\t委員のほか\t会場").is_ok());
    }

    #[test]
    fn an_attendance_that_was_corrected_is_told_and_overwrites_nothing() {
        let kept = list(
            "報酬\t交通費",
            &[
                "髙梨 一郎\t\t\t委員\t会場", "三好 花\t\t\t委員\t会場", "石川 環\t\t\t委員\t会場",
                "飛び入り\t\t\t委員のほか\t会場",
            ],
        );
        assert_eq!(
            differs(&all()[..3], &kept),
            [
                "髙梨 一郎さんの役は、一覧では委員、会議の日の名簿では会長です。",
                "三好 花さんの出席は、一覧では会場、いまの記録ではオンラインです。",
                "大野 光さんは出席していますが、一覧にいません。",
                "石川 環さんは一覧にいますが、出席になっていません。",
            ]
        );
    }

    #[test]
    fn what_is_paid_otherwise_than_the_scale_says_is_told() {
        let scale = scale(COLUMNS, "in_person", "みほん市役所");
        let kept = list(
            "報酬\t交通費",
            &["髙梨 一郎\t\t\t会長\t会場\t\t12000", "三好 花\t\t\t委員\tオンライン\t\t9000", "浅井 守\t\t\t委員\t会場"],
        );
        assert_eq!(
            doubts(&all(), &kept, &scale),
            [
                "三好 花さんの報酬が、決まりの額（10000円）と違います。",
                "三好 花さんは、払わない決まり（オンライン）に当たりますが、払うことになっています。",
                "浅井 守さんは、払わない決まり（みほん市役所）に当たりますが、払うことになっています。",
            ]
        );
        assert_eq!(doubts(&[], &list("報酬", &[]), &scale).len(), 1, "the columns have changed");
    }

    #[test]
    fn a_begun_list_can_be_read_whatever_the_scale_calls_those_who_get_nothing() {
        let long = "みほん".repeat(40);
        for (unpaid, why) in [
            ("みほん銀行", "払わない決まり"),
            (long.as_str(), "払わない決まり"),
            ("みほん市役所", "払わない決まり（みほん市役所）"),
        ] {
            let came = [one("三好 花", PayRole::Member, Mode::InPerson, unpaid)];
            let begun = begun(&came, &scale(COLUMNS, "in_person", unpaid));
            assert_eq!(begun.rows[0].unpaid, why);
            let body = PayListForm { rows: vec![PayRow { body: String::new(), ..begun.rows[0].clone() }], ..begun };
            assert_eq!(PayListForm::parse(&body.texts()), Ok(body));
        }
    }

    #[test]
    fn whoever_is_not_known_or_not_spoken_to_and_what_stands_in_a_lost_column_is_told() {
        let scale = scale("報酬\t定額\t12000\t会長・委員\n交通費\t実費", "in_person proxy", "");
        let came = [Came { is_unknown: true, ..one("三好", PayRole::Member, Mode::InPerson, "") }];
        let kept = list(
            "報酬\t交通費\t宿泊費\t日当",
            &["三好\t\t\t委員\t会場\t\t12000\t\t9000", "大野 光\t森 葉\t\t委員\t代理\t\t\t500\t800"],
        );
        let gone = "「宿泊費」の列は、いまの決まりにありません。入れてある合わせて9,800円は、支払いに入っていません。一覧を直して、保存してください。";
        assert_eq!(lost(&kept, &scale), [gone]);
        assert_eq!(
            doubts(&came, &kept, &scale)[1..],
            [
                gone,
                "三好さんは、名簿のだれのことか分かりません。氏名を確かめて、名簿のとおりに直してください。",
                "大野 光さん（代理）への額が、決まりにありません。定額は0円になっています。",
            ]
        );
    }
}
