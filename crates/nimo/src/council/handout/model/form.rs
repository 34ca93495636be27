//! The form of a handout.

use crate::council::meeting::model::ItemId;
use crate::editing::read::{code, one_line};
use crate::editing::shape::{Shape, Texts, Wrong, text};

/// The fields of a handout that are edited.
pub const SHAPE: Shape = Shape {
    kind: "Handout",
    fields: &[
        ("title", "資料の名"),
        ("series", "番号の付け方"),
        ("timing", "配り方"),
        ("item", "どの議題の資料か"),
        ("maker", "つくった所"),
    ],
};

const MOST_TITLE: usize = 100;
const MOST_MAKER: usize = 80;

/// 番号の付け方.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Series {
    /// 資料n.
    Paper,
    /// 資料n-m: a branch of the one before it.
    Branch,
    /// 参考資料n.
    Reference,
    /// No number: 次第のように、番号を付けない資料.
    Unnumbered,
}

impl Series {
    /// In the order of the form.
    pub const ALL: [Series; 4] = [Series::Paper, Series::Branch, Series::Reference, Series::Unnumbered];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Series::Paper => "paper",
            Series::Branch => "branch",
            Series::Reference => "reference",
            Series::Unnumbered => "unnumbered",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<Series> {
        Series::ALL.into_iter().find(|series| series.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Series::Paper => "資料1、資料2…",
            Series::Branch => "前の資料の枝番（資料1-1、1-2…）",
            Series::Reference => "参考資料1、2…",
            Series::Unnumbered => "番号を付けない",
        }
    }
}

/// 配り方: when a handout comes to the members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Timing {
    /// 事前送付.
    Ahead,
    /// 当日配付.
    OnDay,
    /// 机上配付・回収: it lies on the table and is collected after the meeting.
    Collected,
}

impl Timing {
    /// In the order of the form.
    pub const ALL: [Timing; 3] = [Timing::Ahead, Timing::OnDay, Timing::Collected];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Timing::Ahead => "ahead",
            Timing::OnDay => "on_day",
            Timing::Collected => "collected",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<Timing> {
        Timing::ALL.into_iter().find(|timing| timing.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Timing::Ahead => "事前送付",
            Timing::OnDay => "当日配付",
            Timing::Collected => "机上配付・回収",
        }
    }
}

/// What a handout's form holds, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoutForm {
    /// 資料の名: the one place where it is typed.
    pub title: String,
    /// How it is numbered.
    pub series: Series,
    /// When it is handed out.
    pub timing: Timing,
    /// To which item it belongs.
    pub item: Option<ItemId>,
    /// Who made it: 事務局, みほん病院.
    pub maker: String,
}

impl HandoutForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<HandoutForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let title = one_line("title", texts, MOST_TITLE, w);
        if title.is_empty() && w.is_empty() {
            w.push(Wrong::new(
                "title",
                "空です。資料の名を入れてください。番号は付けなくてかまいません。例: 令和8年度の目標（案）",
            ));
        }
        if is_numbered(&title) {
            w.push(Wrong::new(
                "title",
                "番号は、並びから自動で付きます。番号を取って、名だけにしてください。例: 委員名簿",
            ));
        }
        let series = code("series", texts, Series::parse, w).unwrap_or(Series::Paper);
        let timing = code("timing", texts, Timing::parse, w).unwrap_or(Timing::Ahead);
        let item = match text(texts, "item") {
            "" => None,
            id => ItemId::parse(id).or_else(|| {
                w.push(Wrong::new("item", "議題は、一覧から選んでください。"));
                None
            }),
        };
        let maker = one_line("maker", texts, MOST_MAKER, w);
        if wrongs.is_empty() { Ok(HandoutForm { title, series, timing, item, maker }) } else { Err(wrongs) }
    }

    /// As kept in a version.
    pub fn texts(&self) -> Texts {
        [
            ("title", self.title.clone()),
            ("series", self.series.code().into()),
            ("timing", self.timing.code().into()),
            ("item", self.item.map_or_else(String::new, |item| item.to_string())),
            ("maker", self.maker.clone()),
        ]
        .map(|(name, value)| (name.to_string(), value))
        .into()
    }
}

/// 資料1　委員名簿: a title that brings a number of its own.
fn is_numbered(title: &str) -> bool {
    let rest = title.strip_prefix("参考").unwrap_or(title).strip_prefix("資料").map(str::trim_start);
    rest.and_then(|rest| rest.chars().next()).is_some_and(|first| glyphs::plain(first).is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    #[test]
    fn a_handout_is_read_from_its_form_and_what_is_wrong_is_said_field_by_field() {
        let form = HandoutForm::parse(&typed(&[("title", " 目標（案）　"), ("timing", "collected")])).unwrap();
        assert_eq!((form.title.as_str(), form.series, form.timing), ("目標（案）", Series::Paper, Timing::Collected));
        assert_eq!(HandoutForm::parse(&form.texts()), Ok(form));
        for (field, value) in [
            ("title", ""),
            ("title", "資料１　委員名簿"),
            ("title", "参考資料2"),
            ("series", "x"),
            ("timing", "never"),
            ("item", "1 or 1=1"),
        ] {
            let mut texts = typed(&[("title", "目標")]);
            texts.insert(field.into(), value.into());
            let wrongs = HandoutForm::parse(&texts).unwrap_err();
            assert_eq!(wrongs.iter().map(|wrong| wrong.field).collect::<Vec<_>>(), [field]);
        }
        assert_eq!(HandoutForm::parse(&typed(&[("title", &"あ".repeat(101))])).unwrap_err()[0].field, "title");
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics(field in 0usize..5, value in "\\PC{0,120}") {
            let mut texts = typed(&[("title", "目標")]);
            texts.insert(SHAPE.fields[field].0.into(), value);
            if let Ok(form) = HandoutForm::parse(&texts) {
                prop_assert_eq!(HandoutForm::parse(&form.texts()), Ok(form));
            }
        }
    }
}
