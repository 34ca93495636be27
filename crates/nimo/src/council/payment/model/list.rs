//! 支払の一覧: who is paid for a meeting, and what was typed for each.

use super::refused::{NO_ACCOUNTS, names_account, names_account_of_body, names_account_of_yen};
use super::{MOST_COLUMNS, Payee, amount};
use crate::council::meeting::model::Mode;
use crate::council::seat::model::CouncilRole;
use crate::editing::shape::{Shape, Texts, Wrong, text};

/// The one field of a list: a line for each person below a line that names the columns.
pub const LIST: Shape = Shape { kind: "PayList", fields: &[("people", "払う人")] };

/// The first columns of every list.
pub const FIXED_HEADS: [&str; 6] = ["氏名", "代理の人", "所属", "役", "出席", "払わないわけ"];

/// So many people a list has at most.
pub const MOST_ROWS: usize = 80;
pub(in crate::council::payment) const MOST_WORDS: usize = 80;

/// The ways of attendance, in the order of the forms.
pub const MODES: [Mode; 4] = [Mode::InPerson, Mode::Online, Mode::Proxy, Mode::Written];

/// From the word of a form.
pub fn mode_of(word: &str) -> Option<Mode> {
    MODES.into_iter().find(|mode| mode.word() == word)
}

/// 役: as what somebody is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PayRole {
    /// 会長.
    Chair,
    /// 副会長.
    ViceChair,
    /// 委員.
    Member,
    /// 委員のほか: asked to come, in no seat.
    Guest,
}

impl PayRole {
    /// In the order of the form.
    pub const ALL: [PayRole; 4] = [PayRole::Chair, PayRole::ViceChair, PayRole::Member, PayRole::Guest];

    /// As shown.
    pub fn label(self) -> &'static str {
        self.payee().label()
    }

    /// From the word of a form.
    pub fn read(word: &str) -> Option<PayRole> {
        PayRole::ALL.into_iter().find(|role| role.label() == word)
    }

    /// As whom the scale speaks to him.
    pub fn payee(self) -> Payee {
        match self {
            PayRole::Chair => Payee::Chair,
            PayRole::ViceChair => Payee::ViceChair,
            PayRole::Member => Payee::Member,
            PayRole::Guest => Payee::Guest,
        }
    }

    /// What a member of the roster is paid as.
    pub fn of(role: CouncilRole) -> PayRole {
        match role {
            CouncilRole::Chair => PayRole::Chair,
            CouncilRole::ViceChair => PayRole::ViceChair,
            CouncilRole::Member => PayRole::Member,
        }
    }
}

/// Somebody on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayRow {
    /// 氏名, every character as typed.
    pub name: String,
    /// 代理の人; empty where he came himself.
    pub proxy: String,
    /// 所属.
    pub body: String,
    /// 役.
    pub role: PayRole,
    /// 出席のしかた.
    pub mode: Mode,
    /// 払わないわけ; empty where he is paid.
    pub unpaid: String,
    /// Yen of each column of the list; nothing where nothing was typed.
    pub amounts: Vec<Option<i64>>,
}

impl PayRow {
    /// As whom the scale speaks to him: whoever stands in for somebody is 代理.
    pub fn payee(&self) -> Payee {
        if self.mode == Mode::Proxy { Payee::Proxy } else { self.role.payee() }
    }
}

/// What a list's form holds, understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PayListForm {
    /// The names of the columns into which yen are typed, as they stood when it was saved.
    pub columns: Vec<String>,
    /// The people.
    pub rows: Vec<PayRow>,
}

impl PayListForm {
    /// Reads the field.
    ///
    /// # Errors
    /// A sentence for the first line that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<PayListForm, Vec<Wrong>> {
        read(text(texts, "people"), true).map_err(|sentence| vec![Wrong::new("people", sentence)])
    }

    /// Reads what was kept: what only typing is held to is not asked again.
    ///
    /// # Errors
    /// A sentence for the first line that cannot be understood.
    pub fn stored(texts: &Texts) -> Result<PayListForm, Vec<Wrong>> {
        read(text(texts, "people"), false).map_err(|sentence| vec![Wrong::new("people", sentence)])
    }

    /// The field as text, for a version.
    pub fn texts(&self) -> Texts {
        let heads = FIXED_HEADS.iter().map(ToString::to_string).chain(self.columns.iter().cloned());
        let line = |row: &PayRow| {
            let words = [&row.name, &row.proxy, &row.body, row.role.label(), row.mode.word(), &row.unpaid];
            let yen = row.amounts.iter().map(|yen| yen.map_or_else(String::new, |yen| yen.to_string()));
            let cells: Vec<String> = words.into_iter().map(ToString::to_string).chain(yen).collect();
            cells.join("\t").trim_end_matches('\t').to_string()
        };
        let lines: Vec<String> =
            [heads.collect::<Vec<_>>().join("\t")].into_iter().chain(self.rows.iter().map(line)).collect();
        [("people".to_string(), lines.join("\n"))].into()
    }

    /// The place of a column.
    pub fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|name| name == column)
    }

    /// What was typed for somebody in this column.
    pub fn typed(&self, row: &PayRow, column: &str) -> Option<i64> {
        row.amounts.get(self.place(column)?).copied().flatten()
    }
}

/// Does anything in a list as typed name an account or a number of a person? Such a list is kept nowhere, not even as a draft.
pub fn list_names_account(typed: &str) -> bool {
    let cell = |(at, cell): (usize, &str)| match at {
        1 | 5 => names_account(cell),
        // A guest may stand as みほん銀行 支店長.
        0 | 2 => names_account_of_body(cell),
        _ => names_account_of_yen(cell),
    };
    let mut lines = typed.lines().enumerate().map(|(at, line)| (at, line.split('\t').collect::<Vec<_>>()));
    lines.any(|(at, cells)| match cells.strip_prefix(FIXED_HEADS.as_slice()) {
        Some(columns) if at == 0 => columns.iter().any(|column| names_account(column)),
        _ => cells.into_iter().enumerate().any(cell),
    })
}

const TORN: &str = "画面が古いか、途中で切れています。一覧から開き直してください。";

fn read(typed: &str, is_typed: bool) -> Result<PayListForm, String> {
    let mut lines = typed.lines();
    let heads: Vec<&str> = lines.next().unwrap_or("").split('\t').map(str::trim).collect();
    let Some(columns) = heads.strip_prefix(FIXED_HEADS.as_slice()) else { return Err(TORN.into()) };
    let is_twice = |at: usize| columns[..at].contains(&columns[at]);
    if columns.len() > MOST_COLUMNS || (0..columns.len()).any(|at| columns[at].is_empty() || is_twice(at)) {
        return Err(TORN.into());
    }
    let mut rows: Vec<PayRow> = vec![];
    for (at, line) in lines.enumerate() {
        let Some(row) = row(line, columns, (at + 1, is_typed))? else { continue };
        let is_same =
            |other: &PayRow| glyphs::fold_name(&other.name) == glyphs::fold_name(&row.name) && other.body == row.body;
        if rows.iter().any(is_same) {
            return Err(format!("{}さんの行が2つあります。1つにしてください。", row.name));
        }
        if is_typed && rows.len() == MOST_ROWS {
            return Err(format!("{MOST_ROWS}人までにしてください。"));
        }
        rows.push(row);
    }
    Ok(PayListForm { columns: columns.iter().map(ToString::to_string).collect(), rows })
}

/// A line; nothing where only its choices stand.
fn row(line: &str, columns: &[&str], (number, is_typed): (usize, bool)) -> Result<Option<PayRow>, String> {
    let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
    let cell = |at: usize| cells.get(at).copied().unwrap_or("");
    let [name, proxy, body, role, mode, unpaid] = [0, 1, 2, 3, 4, 5].map(cell);
    let yen = cells.iter().skip(FIXED_HEADS.len());
    if [name, proxy, body, unpaid].iter().chain(yen).all(|cell| cell.is_empty()) {
        return Ok(None);
    }
    if is_typed && list_names_account(&format!("\n{line}")) {
        return Err(NO_ACCOUNTS.into());
    }
    if name.is_empty() {
        return Err(format!("{number}行目: 氏名が空です。氏名を入れるか、その行のほかの欄も空にしてください。"));
    }
    let told = |what: &str, sentence: &str| format!("{name}さんの{what}: {sentence}");
    for (what, words) in [("氏名", name), ("代理の人", proxy), ("所属", body), ("払わないわけ", unpaid)] {
        if is_typed && words.chars().count() > MOST_WORDS {
            return Err(told(what, &format!("長すぎます。{MOST_WORDS}文字までにしてください。")));
        }
    }
    let role = PayRole::read(role).ok_or_else(|| told("役", "一覧から選んでください。"))?;
    let mode = mode_of(mode).ok_or_else(|| told("出席", "一覧から選んでください。"))?;
    if !proxy.is_empty() && mode != Mode::Proxy {
        return Err(told("代理の人", "出席が代理ではありません。出席を代理にするか、代理の人を空にしてください。"));
    }
    if cells.len() > FIXED_HEADS.len() + columns.len() {
        return Err(TORN.into());
    }
    let mut amounts = vec![];
    for (at, column) in columns.iter().enumerate() {
        amounts.push(amount(cell(FIXED_HEADS.len() + at)).map_err(|sentence| told(column, &sentence))?);
    }
    let [name, proxy, body, unpaid] = [name, proxy, body, unpaid].map(ToString::to_string);
    Ok(Some(PayRow { name, proxy, body, role, mode, unpaid, amounts }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HEADS: &str = "氏名\t代理の人\t所属\t役\t出席\t払わないわけ\t報酬\t交通費";

    fn parse(lines: &str) -> Result<PayListForm, String> {
        let texts: Texts = [("people".to_string(), format!("{HEADS}\n{lines}"))].into();
        PayListForm::parse(&texts).map_err(|wrongs| wrongs[0].sentence.clone())
    }

    #[test]
    fn a_list_is_read_from_its_form_and_written_back_the_same() {
        let form = parse(
            "髙梨 一郎\t\tみほん病院\t会長\t会場\t\t１２，０００円\t1,240円\n三好 花\t古谷 正人\tみほん家族会\t委員\t代理\t\t10000\n\t\t\t委員のほか\t会場\n石川 環\t\t\t委員のほか\tオンライン\t辞退\t\t",
        )
        .unwrap();
        assert_eq!(form.rows.len(), 3, "a line with nothing but its choices is none");
        assert_eq!(form.rows[0].amounts, [Some(12_000), Some(1_240)]);
        assert_eq!((form.rows[1].payee(), form.rows[1].amounts[1]), (Payee::Proxy, None));
        assert_eq!(form.typed(&form.rows[1], "報酬"), Some(10_000));
        assert_eq!(PayListForm::parse(&form.texts()), Ok(form));
    }

    #[test]
    fn what_is_typed_wrongly_into_a_list_is_told_with_the_name() {
        for (line, said) in [
            ("\t\tみほん病院\t委員\t会場", "1行目: 氏名が空です"),
            ("三好 花\t\t\t町長\t会場", "三好 花さんの役"),
            ("三好 花\t\t\t委員\t電話", "三好 花さんの出席"),
            ("三好 花\t\t\t委員\t会場\t\t-5", "三好 花さんの報酬: 0円より小さい額"),
            ("三好 花\t\t\t委員\t会場\t\t\t一万くらい", "三好 花さんの交通費: 金額として読めません"),
            ("三好 花\t\t\t委員\t会場\t\t10,000,001円", "三好 花さんの報酬: 1千万円をこえています"),
            ("三好 花\t古谷 正人\t\t委員\t会場", "三好 花さんの代理の人"),
            ("三好 花\t\t\t委員\t会場\n三好花\t\t\t委員\t会場", "三好花さんの行が2つあります"),
            ("三好 花\t\t\t委員\t会場\t\t1\t2\t3", "画面が古い"),
            ("三好 花\t\t\t委員\t会場\t普通 1234567", NO_ACCOUNTS),
            ("三好 花 口座\t\t\t委員\t会場", NO_ACCOUNTS),
            ("三好 花\t\t個人番号\t委員\t会場", NO_ACCOUNTS),
            ("三好 花\t１２３４５６７\t\t委員\t代理", NO_ACCOUNTS),
        ] {
            let sentence = parse(line).unwrap_err();
            assert!(sentence.starts_with(said) && sentence.ends_with('。') || sentence.contains("例:"), "{sentence}");
            assert!(sentence.starts_with(said), "{sentence}");
        }
        assert!(parse("三好 花\t\tみほん銀行\t委員\t会場").is_ok(), "a bank may send a member");
        assert!(parse("みほん銀行　支店長\t\t\t委員のほか\t会場").is_ok(), "and its head may be a guest");
        assert_eq!(PayListForm::parse(&Texts::new()).unwrap_err()[0].sentence, TORN);
    }

    #[test]
    fn a_list_that_was_kept_is_read_whatever_is_refused_in_typing_today() {
        let long = "あ".repeat(90);
        for line in [
            "三好 花\t\tみほん名義会\t委員\t会場".to_string(),
            "三好 花\t\t\t委員\t会場\t払わない決まり（みほん銀行）".into(),
            format!("三好 花\t\t\t委員\t会場\t{long}"),
            format!("{long}\t\t\t委員のほか\t会場"),
            (0..=MOST_ROWS).map(|at| format!("委員{at}\t\t\t委員\t会場")).collect::<Vec<_>>().join("\n"),
        ] {
            assert!(parse(&line).is_err(), "{line}");
            let form = PayListForm::stored(&[("people".to_string(), format!("{HEADS}\n{line}"))].into()).unwrap();
            assert_eq!(PayListForm::stored(&form.texts()), Ok(form));
        }
    }

    #[test]
    fn an_account_in_any_cell_of_a_list_is_noticed() {
        let list = |line: &str| list_names_account(&format!("{HEADS}\n{line}"));
        assert!(!list("三好 花\t\tみほん銀行\t委員\t会場\t\t10,000,000円\t1240"));
        for line in ["三好 花\t\t\t委員\t会場\t\t普通口座", "三好 花\t\t\t委員\t会場\t\t123456789012", "1234567"]
        {
            assert!(list(line), "{line}");
        }
        assert!(!list_names_account(HEADS));
        assert!(
            list_names_account("三好 花 口座\t1234567"),
            "the first line is passed over only where it is the heads"
        );
        assert!(list_names_account(&format!("{HEADS}\t普通 1234567")));
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(line in "(\\PC|[\t\n0-9]|委員|会場){0,60}") {
            if let Ok(form) = parse(&line) {
                prop_assert_eq!(PayListForm::parse(&form.texts()), Ok(form));
            }
        }

        #[test]
        fn any_amounts_come_back_as_they_were(yen in proptest::collection::vec(0i64..=10_000_000, 2)) {
            let row = format!("三好 花\t\t\t委員\t会場\t\t{}円\t{}", yen[0], yen[1]);
            prop_assert_eq!(&parse(&row).unwrap().rows[0].amounts, &[Some(yen[0]), Some(yen[1])]);
        }
    }
}
