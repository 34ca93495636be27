//! The sums of a list: what each column says to each person, down to the yen.

use crate::council::payment::model::{
    PaidRow, PayColumn, PayKind, PayListForm, PayRow, PayScaleForm, PayTable, ScaleWorth, TableColumn,
};
use almanac::Date;

/// A percent is kept in ten-thousandths, so this is the whole.
const WHOLE: i128 = 1_000_000;

/// What stands above a list.
#[derive(Debug, Clone)]
pub struct Head {
    /// The town.
    pub office: String,
    /// The council.
    pub council: String,
    /// The meeting.
    pub meeting: String,
    /// Its day.
    pub held_on: Option<Date>,
}

/// What the scale says to somebody in a column of 定額; none where it says nothing to him.
pub fn owed(column: &PayColumn<'_>, row: &PayRow) -> Option<i64> {
    match column.worth(row.payee()) {
        Some(ScaleWorth::Yen(yen)) => Some(*yen),
        _ => None,
    }
}

/// The list with its sums, by this scale.
///
/// # Errors
/// A sentence where more is taken off somebody than he gets.
pub fn table(head: Head, scale: &PayScaleForm, list: &PayListForm) -> Result<PayTable, String> {
    let columns = scale.columns();
    let rows: Vec<PaidRow> = list.rows.iter().map(|row| paid(&columns, list, row)).collect();
    if let Some(row) = rows.iter().find(|row| row.net < 0) {
        return Err(format!("{}さんの差引が0円より小さくなります。控除の率か、その人の額を直してください。", row.name));
    }
    let sum = |(at, column): (usize, &PayColumn<'_>)| {
        let figures = rows.iter().filter_map(|row| row.cells[at]);
        (column.kind != PayKind::Blank).then(|| figures.sum())
    };
    let sums = columns.iter().enumerate().map(sum).collect();
    let column = |column: &PayColumn<'_>| TableColumn { name: column.name.to_string(), kind: column.kind };
    Ok(PayTable {
        office: head.office,
        council: head.council,
        meeting: head.meeting,
        held_on: head.held_on,
        scale_from: scale.from_on,
        basis: scale.basis.clone(),
        columns: columns.iter().map(column).collect(),
        net: rows.iter().map(|row| row.net).sum(),
        sums,
        rows,
    })
}

fn paid(columns: &[PayColumn<'_>], list: &PayListForm, row: &PayRow) -> PaidRow {
    let mut cells: Vec<Option<i64>> = vec![];
    if !row.unpaid.is_empty() {
        cells.resize(columns.len(), None);
    } else {
        for column in columns {
            let cell = match column.kind {
                PayKind::Fixed => Some(list.typed(row, column.name).or_else(|| owed(column, row)).unwrap_or(0)),
                PayKind::Actual => Some(list.typed(row, column.name).unwrap_or(0)),
                PayKind::Deduction => Some(taken_off(column, row, &columns[..cells.len()], &cells)),
                // What is left is known when every column is.
                PayKind::Net | PayKind::Blank => None,
            };
            cells.push(cell);
        }
    }
    let net = net(columns, &cells);
    for (column, cell) in columns.iter().zip(&mut cells) {
        if column.kind == PayKind::Net && row.unpaid.is_empty() {
            *cell = Some(net);
        }
    }
    PaidRow {
        name: row.name.clone(),
        proxy: row.proxy.clone(),
        body: row.body.clone(),
        role: row.role.label().into(),
        mode: row.mode.word().into(),
        unpaid: row.unpaid.clone(),
        cells,
        net,
    }
}

/// A part of one column or of all before it, rounded down to the yen.
fn taken_off(column: &PayColumn<'_>, row: &PayRow, before: &[PayColumn<'_>], cells: &[Option<i64>]) -> i64 {
    let Some(ScaleWorth::Rate(rate, of)) = column.worth(row.payee()) else { return 0 };
    let is_part = |other: &PayColumn<'_>| other.kind.is_amount() && of.as_ref().is_none_or(|name| name == other.name);
    let parts = before.iter().zip(cells).filter(|(other, _)| is_part(other));
    let base: i64 = parts.filter_map(|(_, cell)| *cell).sum();
    i64::try_from(i128::from(base) * i128::from(*rate) / WHOLE).unwrap_or(0)
}

fn net(columns: &[PayColumn<'_>], cells: &[Option<i64>]) -> i64 {
    let signed = |(column, cell): (&PayColumn<'_>, &Option<i64>)| match (column.kind, cell) {
        (PayKind::Deduction, Some(yen)) => -yen,
        (PayKind::Fixed | PayKind::Actual, Some(yen)) => *yen,
        _ => 0,
    };
    columns.iter().zip(cells).map(signed).sum()
}

#[cfg(test)]
mod tests {
    use super::super::sample::{list, scale};
    use super::*;
    use proptest::prelude::*;

    const COLUMNS: &str = "報酬\t定額\t12000\t会長\n報酬\t定額\t11000\t副会長\n報酬\t定額\t10000\t委員\n報酬\t定額\t5000\t代理\n交通費\t実費\n源泉徴収\t控除\t報酬の10.21%\n差引\t差引\n受領印\t記入";

    fn head() -> Head {
        Head { office: "みほん市".into(), council: "協議会".into(), meeting: "第2回".into(), held_on: None }
    }

    fn cells(table: &PayTable, at: usize) -> Vec<i64> {
        table.rows[at].cells.iter().flatten().copied().collect()
    }

    #[test]
    fn each_role_gets_its_own_amount_and_the_tax_is_rounded_down() {
        let list = list(
            "報酬\t交通費",
            &[
                "髙梨 一郎\t\t\t会長\t会場\t\t\t1240", "古谷 正人\t\t\t副会長\tオンライン",
                "三好 花\t\t\t委員\t会場\t\t10000\t680", "大野 光\t石川 環\t\t委員\t代理",
                "浅井 守\t\t\t委員のほか\t会場", "森 葉\t\t\t委員\t会場\t辞退\t10000\t500",
            ],
        );
        let table = table(head(), &scale(COLUMNS, "in_person", ""), &list).unwrap();
        // 12,000 × 10.21% = 1,225.2; 11,000 × 10.21% = 1,123.1; 5,000 × 10.21% = 510.5: each down to the yen.
        assert_eq!(cells(&table, 0), [12_000, 1_240, 1_225, 12_015]);
        assert_eq!(cells(&table, 1), [11_000, 0, 1_123, 9_877]);
        assert_eq!(cells(&table, 2), [10_000, 680, 1_021, 9_659]);
        assert_eq!(cells(&table, 3), [5_000, 0, 510, 4_490], "whoever stands in is 代理");
        assert_eq!(cells(&table, 4), [0, 0, 0, 0], "the scale says nothing to him");
        assert_eq!((cells(&table, 5), table.rows[5].net), (vec![], 0), "he is not paid");
        assert_eq!(table.sums, [Some(38_000), Some(1_920), Some(3_879), Some(36_041), None]);
        assert_eq!((table.net, table.paid()), (36_041, 4), "who gets nothing is not counted");
    }

    #[test]
    fn a_deduction_without_a_name_is_of_all_amounts_before_it_and_of_none_behind() {
        let scale = scale("報酬\t定額\t10000\n日当\t実費\n所得税\t控除\t3%\n交通費\t実費", "in_person", "");
        let list = list("報酬\t日当\t交通費", &["三好 花\t\t\t委員\t会場\t\t\t1033\t500"]);
        let table = table(head(), &scale, &list).unwrap();
        // 11,033 × 3% = 330.99
        assert_eq!((cells(&table, 0), table.net), (vec![10_000, 1_033, 330, 500], 11_203));
    }

    #[test]
    fn what_is_typed_stands_above_the_scale_and_columns_are_found_by_their_names() {
        let scale = scale("報酬\t定額\t10000\n交通費\t実費", "in_person", "");
        let list = list("交通費\t宿泊費\t報酬", &["三好 花\t\t\t委員\t会場\t\t700\t9000\t0"]);
        let table = table(head(), &scale, &list).unwrap();
        assert_eq!((cells(&table, 0), table.net), (vec![0, 700], 700), "a column that is gone pays nothing");
    }

    #[test]
    fn more_is_never_taken_off_than_somebody_gets() {
        let scale = scale("報酬\t定額\t100\nあ\t控除\t60%\nい\t控除\t60%", "in_person", "");
        let list = list("報酬", &["三好 花\t\t\t委員\t会場"]);
        assert!(table(head(), &scale, &list).unwrap_err().starts_with("三好 花さんの差引が0円より小さく"));
    }

    proptest! {
        #[test]
        fn what_is_left_and_what_is_taken_off_are_what_was_owed(fee in 0i64..=10_000_000, fare in 0i64..=10_000_000, rate in 1i64..=1_000_000) {
            let rate = format!("{}.{:04}", rate / 10_000, rate % 10_000);
            let scale = scale(&format!("報酬\t定額\t1\n交通費\t実費\n控除\t控除\t{rate}%\n差引\t差引"), "in_person", "");
            let list = list("報酬\t交通費", &[&format!("三好 花\t\t\t委員\t会場\t\t{fee}\t{fare}")]);
            let table = table(head(), &scale, &list).unwrap();
            prop_assert_eq!(table.sums[2].unwrap() + table.net, fee + fare);
            prop_assert_eq!(table.sums[3], Some(table.net));
        }
    }
}
