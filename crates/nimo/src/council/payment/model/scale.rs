//! 報酬の決まり: the columns of a town's list, and what stands in them. Nothing in it is law of ours: every figure is the town's.

use super::lines::{lines, misplaced, unpaid, written};
use super::refused::{NO_ACCOUNTS, names_account, names_account_of_body, names_account_of_yen};
use crate::council::meeting::model::Mode;
use crate::editing::read::{codes, day, one_line};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use almanac::Date;
use serde::{Deserialize, Serialize};

/// The fields of an edition that are edited.
pub const SCALE: Shape = Shape {
    kind: "PayScale",
    fields: &[
        ("from_on", "いつから"),
        ("basis", "根拠"),
        ("columns", "列"),
        ("paid", "払う人の出席のしかた"),
        ("unpaid", "払わない職・所属"),
    ],
};

/// So many columns.
pub const MOST_COLUMNS: usize = 12;
pub(super) const MOST_LINE: usize = 200;
/// So many yen are the most that one person gets in one column.
pub const MOST_YEN: i64 = 10_000_000;

/// 種類: what stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PayKind {
    /// 定額: so much for each attendance.
    Fixed,
    /// 実費: typed for each person.
    Actual,
    /// 控除: a part of others, taken off.
    Deduction,
    /// 差引: what is left.
    Net,
    /// 記入: an empty cell on the paper.
    Blank,
}

impl PayKind {
    /// In the order of the help.
    pub const ALL: [PayKind; 5] = [PayKind::Fixed, PayKind::Actual, PayKind::Deduction, PayKind::Net, PayKind::Blank];

    /// As shown, and as typed into the grid.
    pub fn label(self) -> &'static str {
        match self {
            PayKind::Fixed => "定額",
            PayKind::Actual => "実費",
            PayKind::Deduction => "控除",
            PayKind::Net => "差引",
            PayKind::Blank => "記入",
        }
    }

    /// From what is typed.
    pub fn read(typed: &str) -> Option<PayKind> {
        PayKind::ALL.into_iter().find(|kind| kind.label() == typed.trim())
    }

    /// Its cells hold yen that are typed or begun.
    pub fn is_amount(self) -> bool {
        matches!(self, PayKind::Fixed | PayKind::Actual)
    }
}

/// だれに: to whom a line speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Payee {
    /// 会長.
    Chair,
    /// 副会長.
    ViceChair,
    /// 委員.
    Member,
    /// 代理で出た人, whomever he stands for.
    Proxy,
    /// 委員のほか.
    Guest,
    /// みな: members and deputies to whom no other line of the column speaks. No fixed amount goes to a guest who is not named.
    Everybody,
}

impl Payee {
    /// In the order of the help.
    pub const ALL: [Payee; 6] =
        [Payee::Chair, Payee::ViceChair, Payee::Member, Payee::Proxy, Payee::Guest, Payee::Everybody];

    /// As shown, and as typed into the grid.
    pub fn label(self) -> &'static str {
        match self {
            Payee::Chair => "会長",
            Payee::ViceChair => "副会長",
            Payee::Member => "委員",
            Payee::Proxy => "代理",
            Payee::Guest => "委員のほか",
            Payee::Everybody => "みな",
        }
    }

    pub(super) fn read(typed: &str) -> Option<Payee> {
        Payee::ALL.into_iter().find(|payee| payee.label() == typed.trim())
    }
}

/// 額・率 of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScaleWorth {
    /// Nothing is said.
    Nothing,
    /// Yen.
    Yen(i64),
    /// A rate in ten-thousandths of a percent, of one column or of all before it.
    Rate(i64, Option<String>),
}

/// A line of the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaleLine {
    /// 列の名.
    pub name: String,
    /// 種類.
    pub kind: PayKind,
    /// 額・率.
    pub worth: ScaleWorth,
    /// だれに.
    pub who: Vec<Payee>,
}

/// What a line of a column says to one kind of payee: yen, or a rate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayRate<'a> {
    /// To whom.
    pub who: &'a [Payee],
    /// How much.
    pub worth: &'a ScaleWorth,
}

/// A column with all its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayColumn<'a> {
    /// 列の名.
    pub name: &'a str,
    /// 種類.
    pub kind: PayKind,
    /// Its lines.
    pub rates: Vec<PayRate<'a>>,
}

impl PayColumn<'_> {
    /// What it says to this payee; the line for everybody speaks where no other does. It gives a guest nothing, but takes its part
    /// off what was typed for him.
    pub fn worth(&self, payee: Payee) -> Option<&ScaleWorth> {
        let of = |payee: Payee| self.rates.iter().find(|rate| rate.who.contains(&payee)).map(|rate| rate.worth);
        let is_everybody = payee != Payee::Guest || self.kind != PayKind::Fixed;
        of(payee).or_else(|| of(Payee::Everybody).filter(|_| is_everybody))
    }
}

/// What an edition says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayScaleForm {
    /// From this day.
    pub from_on: Date,
    /// On what it rests, in words.
    pub basis: String,
    /// The lines of the grid.
    pub lines: Vec<ScaleLine>,
    /// Who came in one of these ways is paid.
    pub paid: Vec<Mode>,
    /// Posts and bodies that get nothing.
    pub unpaid: Vec<String>,
}

impl PayScaleForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<PayScaleForm, Vec<Wrong>> {
        let accounts = scale_names_account(texts);
        let mut wrongs: Vec<Wrong> = accounts.iter().map(|field| Wrong::new(field, NO_ACCOUNTS)).collect();
        match PayScaleForm::stored(texts) {
            Ok(form) => {
                let sentence = misplaced(&form.lines).filter(|_| !accounts.contains(&"columns"));
                wrongs.extend(sentence.map(|sentence| Wrong::new("columns", sentence)));
                if wrongs.is_empty() { Ok(form) } else { Err(wrongs) }
            }
            Err(others) => {
                // The house's own sentence about accounts stands alone.
                wrongs.extend(others.into_iter().filter(|other| !accounts.contains(&other.field)));
                Err(wrongs)
            }
        }
    }

    /// Reads what was kept: what only typing is held to is not asked again.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn stored(texts: &Texts) -> Result<PayScaleForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let from_on = day("from_on", texts, w);
        if from_on.is_none() && w.is_empty() {
            w.push(Wrong::new("from_on", "空です。この決まりが効き始める日を入れてください。例: 令和8年4月1日"));
        }
        let basis = one_line("basis", texts, MOST_LINE, w);
        let lines = lines(text(texts, "columns")).unwrap_or_else(|sentence| {
            w.push(Wrong::new("columns", sentence));
            vec![]
        });
        let paid = codes("paid", texts, mode, w);
        if paid.is_empty() && w.iter().all(|wrong| wrong.field != "paid") {
            w.push(Wrong::new("paid", "1つも選ばれていません。払う人の出席のしかたを選んでください。"));
        }
        let unpaid = unpaid(text(texts, "unpaid"), w);
        let form = PayScaleForm { from_on: from_on.unwrap_or_default(), basis, lines, paid, unpaid };
        if wrongs.is_empty() { Ok(form) } else { Err(wrongs) }
    }

    /// The fields as texts, for a version.
    pub fn texts(&self) -> Texts {
        let paid = self.paid.iter().map(|mode| mode_code(*mode));
        [
            ("from_on", self.from_on.to_string()),
            ("basis", self.basis.clone()),
            ("columns", self.lines.iter().map(written).collect::<Vec<_>>().join("\n")),
            ("paid", paid.collect::<Vec<_>>().join(" ")),
            ("unpaid", self.unpaid.join("\n")),
        ]
        .map(|(name, value)| (name.to_string(), value))
        .into()
    }

    /// The columns in the order in which they are first named.
    pub fn columns(&self) -> Vec<PayColumn<'_>> {
        let mut columns: Vec<PayColumn<'_>> = vec![];
        for line in &self.lines {
            let rate = PayRate { who: &line.who, worth: &line.worth };
            match columns.iter_mut().find(|column| column.name == line.name) {
                Some(column) => column.rates.push(rate),
                None => columns.push(PayColumn { name: &line.name, kind: line.kind, rates: vec![rate] }),
            }
        }
        columns
    }

    /// The names of the columns into which yen are typed.
    pub fn amounts(&self) -> Vec<String> {
        let columns = self.columns();
        columns.iter().filter(|column| column.kind.is_amount()).map(|column| column.name.to_string()).collect()
    }
}

/// In which fields of an edition as typed an account or a number of a person is named. Such an edition is kept nowhere, not even as
/// a draft.
pub fn scale_names_account(texts: &Texts) -> Vec<&'static str> {
    let cell = |(at, cell): (usize, &str)| if at == 0 { names_account(cell) } else { names_account_of_yen(cell) };
    let columns = text(texts, "columns").lines().any(|line| line.split('\t').enumerate().any(cell));
    let basis = text(texts, "basis").lines().any(names_account);
    let unpaid = text(texts, "unpaid").lines().any(names_account_of_body);
    [("columns", columns), ("basis", basis), ("unpaid", unpaid)]
        .into_iter()
        .filter(|(_, is_named)| *is_named)
        .map(|(field, _)| field)
        .collect()
}

/// The code of a way of attendance in an edition.
pub fn mode_code(mode: Mode) -> &'static str {
    match mode {
        Mode::InPerson => "in_person",
        Mode::Online => "online",
        Mode::Proxy => "proxy",
        Mode::Written => "written",
    }
}

fn mode(code: &str) -> Option<Mode> {
    super::MODES.into_iter().find(|mode| mode_code(*mode) == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COLUMNS: &str = "報酬\t定額\t１２，０００円\t会長\n報酬\t定額\t10000\t\n交通費\t実費\n源泉徴収\t控除\t報酬の１０．２１％\n差引支給額\t差引\n受領印\t記入";

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        let base = [("from_on", "R8.4.1"), ("columns", COLUMNS), ("paid", "in_person online")];
        base.iter().chain(pairs).map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    #[test]
    fn an_edition_is_read_from_its_form_and_written_back_the_same() {
        let form = PayScaleForm::parse(&typed(&[("unpaid", "みほん市役所\n\n"), ("basis", "条例第12号")])).unwrap();
        let columns = form.columns();
        assert_eq!(
            columns.iter().map(|column| column.name).collect::<Vec<_>>(),
            ["報酬", "交通費", "源泉徴収", "差引支給額", "受領印"]
        );
        assert_eq!(columns[0].worth(Payee::Chair), Some(&ScaleWorth::Yen(12_000)));
        assert_eq!(columns[0].worth(Payee::Proxy), Some(&ScaleWorth::Yen(10_000)), "the line for everybody");
        assert_eq!(columns[0].worth(Payee::Guest), None, "a guest is paid where he is named");
        assert!(columns[2].worth(Payee::Guest).is_some(), "but his tax is taken off");
        assert_eq!(columns[2].worth(Payee::Member), Some(&ScaleWorth::Rate(102_100, Some("報酬".into()))));
        assert_eq!(form.amounts(), ["報酬", "交通費"]);
        assert_eq!(PayScaleForm::parse(&form.texts()), Ok(form));
    }

    #[test]
    fn every_wrong_field_of_an_edition_gets_its_own_sentence() {
        let after = |line: &str| format!("{COLUMNS}\n{line}");
        for (field, value) in [
            ("from_on", "".to_string()),
            ("columns", "".into()),
            ("columns", "受領印\t記入".into()),
            ("columns", after("\t実費")),
            ("columns", after("宿泊費\t時価")),
            ("columns", after("日当\t定額")),
            ("columns", after("日当\t定額\t-1")),
            ("columns", after("日当\t定額\t1000万1")),
            ("columns", after("日当\t定額\t千円くらい")),
            ("columns", after("日当\t定額\t500\t町長")),
            ("columns", after("報酬\t定額\t9000\t会長")),
            ("columns", after("報酬\t実費")),
            ("columns", after("所得税\t控除\t0%")),
            ("columns", after("所得税\t控除\t100.5%")),
            ("columns", after("所得税\t控除\t1.23456%")),
            ("columns", after("所得税\t控除\t謝礼の10%")),
            ("columns", after("計\t差引")),
            ("columns", after("宿泊費\t実費\t500")),
            ("columns", after("宿泊費\t実費\t\t会長")),
            ("columns", after("氏名\t記入")),
            ("columns", after("振込先\t記入")),
            ("columns", "源泉徴収\t控除\t10.21%\n報酬\t定額\t1".into()),
            ("columns", "報酬\t定額\t1\n税\t控除\t3%\t会長\n日当\t実費\n税\t控除\t3%\t委員".into()),
            ("paid", "".into()),
            ("paid", "phone".into()),
            ("unpaid", "市".into()),
            ("unpaid", "みほん市役所\n普通 1234567".into()),
            ("basis", "口座による".into()),
        ] {
            let wrongs = PayScaleForm::parse(&typed(&[(field, &value)])).unwrap_err();
            assert_eq!(wrongs.iter().map(|wrong| wrong.field).collect::<Vec<_>>(), [field], "{field}: {value}");
            assert!(wrongs[0].sentence.ends_with(|c: char| !c.is_whitespace()), "{}", wrongs[0].sentence);
        }
    }

    #[test]
    fn a_column_behind_the_deduction_that_takes_of_it_is_refused_in_typing_and_read_where_it_was_kept() {
        let columns = "報酬\t定額\t12000\t会長\n源泉徴収\t控除\t報酬の10.21%\t会長\n日当\t定額\t5000\t委員\n源泉徴収\t控除\t日当の10.21%\t委員";
        let wrongs = PayScaleForm::parse(&typed(&[("columns", columns)])).unwrap_err();
        assert!(
            wrongs[0].sentence.starts_with("「日当」の列が、そこから引く「源泉徴収」の列"),
            "{}",
            wrongs[0].sentence
        );
        assert!(PayScaleForm::stored(&typed(&[("columns", columns), ("basis", "預金の決まり")])).is_ok());
        let above = "報酬\t定額\t12000\t会長\n日当\t定額\t5000\t委員\n源泉徴収\t控除\t報酬の10.21%\t会長\n源泉徴収\t控除\t日当の10.21%\t委員";
        assert!(PayScaleForm::parse(&typed(&[("columns", above)])).is_ok());
    }

    #[test]
    fn a_column_for_a_bank_account_is_refused_with_the_one_sentence() {
        for name in ["口座番号", "銀行", "振込先", "支店", "ゆうちょ", "名義", "マイナンバー", "ﾏｲﾅﾝﾊﾞｰ", "個人番号"]
        {
            let columns = format!("{COLUMNS}\n{name}\t記入");
            let wrongs = PayScaleForm::parse(&typed(&[("columns", &columns)])).unwrap_err();
            assert_eq!(wrongs, [Wrong::new("columns", NO_ACCOUNTS)], "{name}");
        }
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(field in 0usize..5, value in "(\\PC|[\t\n%の0-9]){0,60}") {
            let mut texts = typed(&[]);
            texts.insert(SCALE.fields[field].0.into(), value);
            if let Ok(form) = PayScaleForm::parse(&texts) {
                prop_assert_eq!(PayScaleForm::parse(&form.texts()), Ok(form));
            }
        }
    }
}
