//! What a proposal says.

use super::Disclosure;
use crate::editing::read::{code, day, lines, one_line};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use almanac::Date;

/// The fields of a proposal that are edited.
pub const SHAPE: Shape = Shape {
    kind: "Approval",
    fields: &[
        ("title", "件名"),
        ("asking", "伺いの文"),
        ("what", "内容"),
        ("why", "理由"),
        ("annexes", "別紙"),
        ("post", "決裁する職"),
        ("stamps", "決裁欄の職"),
        ("disclosure", "公開区分"),
        ("disclosure_reason", "公開区分の理由"),
        ("drafter", "起案する人"),
        ("drafted_on", "起案の日"),
    ],
};

/// So many boxes for stamps stand on one line of the paper.
pub(super) const MOST_STAMPS: usize = 8;
pub(super) const MOST_POST: usize = 40;
pub(super) const MOST_LINE: usize = 200;
const MOST_WORDS: usize = 4000;

/// What a proposal holds, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalForm {
    /// 件名.
    pub title: String,
    /// 下のとおり…してよろしいか、伺います。
    pub asking: String,
    /// 内容, a line for each point.
    pub what: String,
    /// 理由.
    pub why: String,
    /// 別紙, a line for each.
    pub annexes: String,
    /// 決裁する職.
    pub post: String,
    /// The posts over the boxes for stamps, from the left.
    pub stamps: Vec<String>,
    /// 公開区分.
    pub disclosure: Disclosure,
    /// Why it is not open to all.
    pub disclosure_reason: String,
    /// 起案する人.
    pub drafter: String,
    /// 起案の日.
    pub drafted_on: Date,
}

impl ProposalForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<ProposalForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let title = one_line("title", texts, MOST_LINE, w);
        let asking = lines("asking", texts, MOST_WORDS, w);
        let what = lines("what", texts, MOST_WORDS, w);
        let why = lines("why", texts, MOST_WORDS, w);
        let annexes = lines("annexes", texts, MOST_WORDS, w);
        let post = one_line("post", texts, MOST_POST, w);
        let stamps = stamps(texts, w);
        let (disclosure, disclosure_reason) = (code("disclosure", texts, Disclosure::parse, w), reason(texts, w));
        let drafter = one_line("drafter", texts, MOST_POST, w);
        let drafted_on = day("drafted_on", texts, w);
        for (field, sentence) in [
            ("title", "空です。件名を入れてください。例: 令和8年度第2回協議会の開催について（通知）"),
            ("asking", "空です。伺いの文を入れてください。例: 下のとおり通知してよろしいか、伺います。"),
            ("what", "空です。内容を入れてください。例: 開催日時　令和8年12月10日（木）午前10時から"),
            ("why", "空です。理由を入れてください。例: 設置要綱により、年に2回の会議を開くため。"),
            ("post", "空です。決裁する職を入れてください。例: 障がい福祉課長"),
            ("disclosure", "選ばれていません。公開区分を選んでください。"),
            ("drafter", "空です。起案する人の氏名を入れてください。例: 今村 葵"),
            ("drafted_on", "空です。起案の日を入れてください。例: 令和8年11月25日"),
        ] {
            if text(texts, field).trim().is_empty() {
                w.push(Wrong::new(field, sentence));
            }
        }
        match (disclosure, drafted_on) {
            (Some(disclosure), Some(drafted_on)) if wrongs.is_empty() => Ok(ProposalForm {
                title,
                asking,
                what,
                why,
                annexes,
                post,
                stamps,
                disclosure,
                disclosure_reason,
                drafter,
                drafted_on,
            }),
            _ => Err(wrongs),
        }
    }

    /// The fields as texts, for a version.
    pub fn texts(&self) -> Texts {
        [
            ("title", self.title.clone()),
            ("asking", self.asking.clone()),
            ("what", self.what.clone()),
            ("why", self.why.clone()),
            ("annexes", self.annexes.clone()),
            ("post", self.post.clone()),
            ("stamps", self.stamps.join("、")),
            ("disclosure", self.disclosure.code().into()),
            ("disclosure_reason", self.disclosure_reason.clone()),
            ("drafter", self.drafter.clone()),
            ("drafted_on", self.drafted_on.to_string()),
        ]
        .map(|(name, value)| (name.to_string(), value))
        .into()
    }

    /// 部分公開（理由）.
    pub fn disclosure_words(&self) -> String {
        let label = self.disclosure.label();
        if self.disclosure_reason.is_empty() {
            label.into()
        } else {
            format!("{label}（{}）", self.disclosure_reason)
        }
    }
}

/// Posts, parted by 、 or a comma; at most so many that their boxes stand on one line.
pub(super) fn stamps(texts: &Texts, wrongs: &mut Vec<Wrong>) -> Vec<String> {
    let typed = one_line("stamps", texts, MOST_LINE, wrongs);
    let posts: Vec<String> =
        typed.split(['、', ',', '，', '\t']).map(str::trim).filter(|post| !post.is_empty()).map(Into::into).collect();
    let is_long = |post: &String| post.chars().count() > 12;
    if posts.len() > MOST_STAMPS {
        let sentence = format!("職が{}あります。{MOST_STAMPS}つまでにしてください。例: 係長、課長、部長", posts.len());
        wrongs.push(Wrong::new("stamps", sentence));
    } else if let Some(post) = posts.iter().find(|post| is_long(post)) {
        let sentence = format!("「{post}」が長すぎます。1つを12文字までにして、「、」で区切ってください。");
        wrongs.push(Wrong::new("stamps", sentence));
    }
    posts
}

/// Why the paper is not open to all: needed where it is not, and nowhere else.
pub(super) fn reason(texts: &Texts, wrongs: &mut Vec<Wrong>) -> String {
    let reason = one_line("disclosure_reason", texts, MOST_LINE, wrongs);
    match Disclosure::parse(text(texts, "disclosure").trim()) {
        Some(Disclosure::Open) if !reason.is_empty() => wrongs.push(Wrong::new(
            "disclosure_reason",
            "公開なのに、理由が入っています。理由を空にするか、公開区分を選び直してください。",
        )),
        Some(Disclosure::Partly | Disclosure::Closed | Disclosure::Timed) if reason.is_empty() => {
            wrongs.push(Wrong::new(
                "disclosure_reason",
                "空です。公開しない理由を入れてください。例: みほん市情報公開条例 第7条第1号（個人に関する情報）",
            ));
        }
        _ => {}
    }
    reason
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        let base = [
            ("title", "令和8年度第1回協議会の開催について（通知）"),
            ("asking", "下のとおり通知してよろしいか、伺います。"),
            ("what", "開催日時　令和8年12月10日（木）\n場所　301会議室"),
            ("why", "令和8年10月1日に事務局の今村が予定した会議です。"),
            ("annexes", "開催通知（案）"),
            ("post", "障がい福祉課長"),
            ("stamps", "係長、課長"),
            ("disclosure", "open"),
            ("drafter", "今村 葵"),
            ("drafted_on", "R8.11.25"),
        ];
        base.iter().chain(pairs).map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    #[test]
    fn a_proposal_is_read_from_its_form_and_written_back_the_same() {
        let form = ProposalForm::parse(&typed(&[
            ("disclosure", "partly"),
            ("disclosure_reason", "情報公開条例 第7条第1号"),
            ("stamps", " 係長,課長補佐、 課長 "),
        ]))
        .unwrap();
        assert_eq!(form.stamps, ["係長", "課長補佐", "課長"]);
        assert_eq!(form.disclosure_words(), "部分公開（情報公開条例 第7条第1号）");
        assert_eq!(ProposalForm::parse(&form.texts()), Ok(form));
    }

    #[test]
    fn every_wrong_field_of_a_proposal_gets_its_own_sentence() {
        for (field, value) in [
            ("title", " "),
            ("title", "1\n2"),
            ("asking", ""),
            ("what", ""),
            ("why", "\n"),
            ("post", ""),
            ("stamps", "一、二、三、四、五、六、七、八、九"),
            ("stamps", "みほん市障がい福祉課長補佐心得"),
            ("disclosure", ""),
            ("disclosure", "secret"),
            ("drafter", ""),
            ("drafted_on", ""),
            ("drafted_on", "平成35年4月1日"),
        ] {
            let wrongs = ProposalForm::parse(&typed(&[(field, value)])).unwrap_err();
            assert_eq!(wrongs.iter().map(|wrong| wrong.field).collect::<Vec<_>>(), [field], "{field}: {value}");
        }
        for (disclosure, why) in [("closed", ""), ("timed", ""), ("open", "個人に関する情報")] {
            let pairs = [("disclosure", disclosure), ("disclosure_reason", why)];
            let wrongs = ProposalForm::parse(&typed(&pairs)).unwrap_err();
            assert_eq!(wrongs[0].field, "disclosure_reason", "{disclosure}");
        }
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(field in 0usize..11, value in "(\\PC|[\t\n]){0,40}") {
            let mut texts = typed(&[]);
            texts.insert(SHAPE.fields[field].0.into(), value);
            if let Ok(form) = ProposalForm::parse(&texts) {
                prop_assert_eq!(ProposalForm::parse(&form.texts()), Ok(form));
            }
        }
    }
}
