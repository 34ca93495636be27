//! What is kept, and for how long.

/// 種類: what a council's secretariat keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RetentionKind {
    /// 会議録の版: minutes as they were frozen, with their PDF.
    Minutes,
    /// 会議資料のファイル.
    Handout,
    /// 送付した一式.
    Dispatch,
    /// 委嘱状・任命書.
    Letter,
    /// 報酬等の支払: the list of a meeting, and as it was paid.
    Pay,
    /// 決裁の伺い.
    Approval,
}

impl RetentionKind {
    /// In the order of the page.
    pub const ALL: [RetentionKind; 6] = [
        RetentionKind::Minutes,
        RetentionKind::Handout,
        RetentionKind::Dispatch,
        RetentionKind::Letter,
        RetentionKind::Pay,
        RetentionKind::Approval,
    ];

    /// As stored, and as the field of a rule is named.
    pub fn code(self) -> &'static str {
        match self {
            RetentionKind::Minutes => "minutes",
            RetentionKind::Handout => "handout",
            RetentionKind::Dispatch => "dispatch",
            RetentionKind::Letter => "letter",
            RetentionKind::Pay => "pay",
            RetentionKind::Approval => "approval",
        }
    }

    /// From what is stored or asked for.
    pub fn parse(code: &str) -> Option<RetentionKind> {
        RetentionKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            RetentionKind::Minutes => "会議録の版とPDF",
            RetentionKind::Handout => "会議資料のファイル",
            RetentionKind::Dispatch => "送付した一式",
            RetentionKind::Letter => "委嘱状・任命書",
            RetentionKind::Pay => "報酬等の支払",
            RetentionKind::Approval => "決裁の伺い",
        }
    }

    /// 完結した日: which day decides the 年度.
    pub fn done_in_words(self) -> &'static str {
        match self {
            RetentionKind::Minutes => "確認を求めた日、確定した日",
            RetentionKind::Handout => "会議の日（あとで入れたファイルは、入れた日）",
            RetentionKind::Dispatch => "送付した日",
            RetentionKind::Letter => "委嘱状の日付",
            RetentionKind::Pay => "最後に支払った日",
            RetentionKind::Approval => "決裁の日（戻らなかったものは、準備した日）",
        }
    }

    /// What its disposal takes away.
    pub fn takes_in_words(self) -> &'static str {
        match self {
            RetentionKind::Minutes => "版の文とPDFが消えます。会議録そのもの（発言の1つ1つ）は消えません。",
            RetentionKind::Handout => {
                "ファイルとその名が消えます。資料の番号と題は残ります。公表を取りやめた同じ会議の資料の写しも消えます。"
            }
            RetentionKind::Dispatch => {
                "あて先、資料の一覧、変わったところの文が消えます。第何便をいつ送ったかは残ります。"
            }
            RetentionKind::Letter => "氏名、文面、任期が消えます。名簿と委員の記録は変わりません。",
            RetentionKind::Pay => "支払の一覧と、その版の履歴、支払った一覧が消えます。",
            RetentionKind::Approval => "伺いの文と、その版の履歴が消えます。番号と日は残ります。",
        }
    }

    /// How long it is kept until the town says otherwise. Nothing here is law: practice has five or ten years, by the town's own rules.
    pub fn usual(self) -> KeptFor {
        match self {
            RetentionKind::Minutes => KeptFor::Years(10),
            _ => KeptFor::Years(5),
        }
    }
}

/// 保存期間.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeptFor {
    /// So many years.
    Years(u32),
    /// 永年.
    Always,
}

/// So many years are the most that is said in figures.
const MOST_YEARS: u32 = 100;

impl KeptFor {
    /// As clerks type it: 5, ５年, 10年間, 永年, 永久.
    pub fn read(typed: &str) -> Option<KeptFor> {
        let plain: String = typed.chars().map(glyphs::plain).filter(|c| !c.is_whitespace()).collect();
        if ["永年", "永久", "永年保存", "永久保存"].contains(&plain.as_str()) {
            return Some(KeptFor::Always);
        }
        let figure = plain.strip_suffix('間').unwrap_or(&plain);
        let figure = figure.strip_suffix('年').unwrap_or(figure);
        let is_figure = !figure.is_empty() && figure.bytes().all(|byte| byte.is_ascii_digit());
        let years: u32 = is_figure.then(|| figure.parse().ok()).flatten()?;
        (1..=MOST_YEARS).contains(&years).then_some(KeptFor::Years(years))
    }

    /// 5年, 永年; as shown and as a version keeps it.
    pub fn in_words(self) -> String {
        match self {
            KeptFor::Years(years) => format!("{years}年"),
            KeptFor::Always => "永年".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn years_are_read_as_a_clerk_types_them() {
        for (typed, years) in [("5", 5), ("５年", 5), (" 10 年間", 10), ("１００", 100)] {
            assert_eq!(KeptFor::read(typed), Some(KeptFor::Years(years)), "{typed}");
        }
        assert_eq!(["永年", "永久保存"].map(KeptFor::read), [Some(KeptFor::Always); 2]);
        for typed in ["", "0", "101", "五年", "+5", "5年6か月", "99999999999", "常用"] {
            assert_eq!(KeptFor::read(typed), None, "{typed}");
        }
    }

    #[test]
    fn every_kind_is_found_by_its_code() {
        assert!(RetentionKind::ALL.iter().all(|kind| RetentionKind::parse(kind.code()) == Some(*kind)));
        assert_eq!(RetentionKind::parse("block"), None, "what was said is no kind: it stays");
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(typed in "(\\PC|[0-9年間永]){0,12}") {
            if let Some(kept) = KeptFor::read(&typed) {
                prop_assert_eq!(KeptFor::read(&kept.in_words()), Some(kept));
            }
        }
    }
}
