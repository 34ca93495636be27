//! Words of what is not for everybody. Pure.

use crate::editing::read::{code, lines, one_line};
use crate::editing::shape::{Texts, Wrong, text};
use crate::plumbing::clock::Moment;

crate::id!(
    /// A mark (公開しないところ).
    RedactionId
);

/// 何を: what a mark is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RedactionKind {
    /// 発言の一部: words of a block, wherever they stand in it.
    Passage,
    /// 発言の全部.
    Block,
    /// 名前: wherever it stands in the minutes, however it is written.
    Name,
    /// 公開しない資料.
    Paper,
    /// 公開する資料: somebody looked, and it may be laid open.
    OpenPaper,
}

impl RedactionKind {
    /// In the order of the page.
    pub const ALL: [RedactionKind; 5] = [
        RedactionKind::Passage,
        RedactionKind::Block,
        RedactionKind::Name,
        RedactionKind::Paper,
        RedactionKind::OpenPaper,
    ];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            RedactionKind::Passage => "passage",
            RedactionKind::Block => "block",
            RedactionKind::Name => "name",
            RedactionKind::Paper => "paper",
            RedactionKind::OpenPaper => "open_paper",
        }
    }

    /// Does it say of a paper whether it is laid open? There the newest word holds.
    pub fn is_of_paper(self) -> bool {
        matches!(self, RedactionKind::Paper | RedactionKind::OpenPaper)
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<RedactionKind> {
        RedactionKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// 公開しない理由: the kind of ground. Each town's ordinance has its own articles.
///
/// Law: 行政機関情報公開法 第5条 (docs/law.md#gyosei-joho-kokai-5)
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DisclosureGround {
    /// 個人に関する情報.
    Person,
    /// 法人等に関する情報.
    Business,
    /// 公共の安全等に関する情報.
    Safety,
    /// 審議・検討・協議に関する情報.
    Deliberation,
    /// 事務・事業に関する情報.
    Conduct,
    /// 法令などで公にできない情報. No item of the law for the State, but usual in ordinances.
    Secret,
}

impl DisclosureGround {
    /// In the order of the law.
    pub const ALL: [DisclosureGround; 6] = [
        DisclosureGround::Person,
        DisclosureGround::Business,
        DisclosureGround::Safety,
        DisclosureGround::Deliberation,
        DisclosureGround::Conduct,
        DisclosureGround::Secret,
    ];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            DisclosureGround::Person => "person",
            DisclosureGround::Business => "business",
            DisclosureGround::Safety => "safety",
            DisclosureGround::Deliberation => "deliberation",
            DisclosureGround::Conduct => "conduct",
            DisclosureGround::Secret => "secret",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<DisclosureGround> {
        DisclosureGround::ALL.into_iter().find(|one| one.code() == code)
    }

    /// As shown and printed.
    pub fn label(self) -> &'static str {
        match self {
            DisclosureGround::Person => "個人に関する情報",
            DisclosureGround::Business => "法人等に関する情報",
            DisclosureGround::Safety => "公共の安全等に関する情報",
            DisclosureGround::Deliberation => "審議・検討・協議に関する情報",
            DisclosureGround::Conduct => "事務・事業に関する情報",
            DisclosureGround::Secret => "法令等で公にできない情報",
        }
    }
}

/// So long may marked words be.
pub const MOST_WORDS: usize = 20_000;
/// So many passages of a block one mark covers.
const MOST_PASSAGES: usize = 100;
const MOST_NAME: usize = 80;
const MOST_ARTICLE: usize = 120;
/// What stands where a name was, unless the clerk chose otherwise.
pub const NO_NAME: &str = "（氏名）";

/// What the form of a mark holds, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RedactionForm {
    /// What it is about.
    pub kind: RedactionKind,
    /// The block or the handout; empty for a name.
    pub about: String,
    /// The marked words: of a passage those of the block, each on a line of its own; of a name the name.
    pub words: String,
    /// What stands there instead of a name.
    pub instead: String,
    /// Why; none where a paper is laid open.
    pub ground: Option<DisclosureGround>,
    /// The article of the town's ordinance, as typed: みほん市情報公開条例第7条第1号.
    pub article: String,
}

impl RedactionForm {
    /// Its fields.
    pub const NAMES: [&'static str; 7] = ["kind", "about", "piece", "words", "instead", "ground", "article"];

    /// Reads the fields; `pieces` are the parts of a block that were ticked.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts, pieces: &[String]) -> Result<RedactionForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let kind = code("kind", texts, RedactionKind::parse, w);
        let mut words = match kind {
            Some(RedactionKind::Name) => one_line("words", texts, MOST_NAME, w),
            Some(RedactionKind::Passage) => lines("words", texts, MOST_WORDS, w),
            _ => String::new(),
        };
        if kind == Some(RedactionKind::Passage) {
            let mut passages: Vec<&str> = vec![];
            let ticked = pieces.iter().map(|piece| piece.trim()).chain(words.lines().map(str::trim));
            for passage in ticked.filter(|line| !line.is_empty()) {
                if !passages.contains(&passage) {
                    passages.push(passage);
                }
            }
            if passages.len() > MOST_PASSAGES {
                w.push(Wrong::new(
                    "words",
                    "伏せるところが多すぎます。「発言の全部」を選ぶか、いくつかに分けてください。",
                ));
            }
            words = passages.join("\n");
        }
        match kind {
            None if text(texts, "kind").is_empty() => w.push(Wrong::new("kind", "何を伏せるかを選んでください。")),
            Some(RedactionKind::Name) if words.chars().filter(|c| !c.is_whitespace()).count() < 2 => {
                w.push(Wrong::new(
                    "words",
                    "2文字以上の名前を入れてください。1文字では、ほかの言葉まで伏せてしまいます。例: 山﨑花子",
                ))
            }
            Some(RedactionKind::Passage) if words.is_empty() => {
                w.push(Wrong::new("words", "伏せるところを選ぶか、発言のなかの文字をそのまま入れてください。"))
            }
            _ => {}
        }
        let instead = one_line("instead", texts, MOST_NAME, w);
        let instead = match kind {
            Some(RedactionKind::Name) if instead.is_empty() => NO_NAME.to_string(),
            Some(RedactionKind::Name) => instead,
            _ => String::new(),
        };
        if kind == Some(RedactionKind::Name) && glyphs::fold_name(&instead).contains(&glyphs::fold_name(&words)) {
            w.push(Wrong::new("instead", "伏せる名前が入っています。名前の分からない文字にしてください。例: Ａさん"));
        }
        let has_ground = kind != Some(RedactionKind::OpenPaper);
        let ground = if has_ground { code("ground", texts, DisclosureGround::parse, w) } else { None };
        if has_ground && ground.is_none() && text(texts, "ground").is_empty() {
            w.push(Wrong::new("ground", "公開しない理由を選んでください。"));
        }
        let article = if has_ground { one_line("article", texts, MOST_ARTICLE, w) } else { String::new() };
        let about = match kind {
            Some(RedactionKind::Name) | None => String::new(),
            _ => text(texts, "about").to_string(),
        };
        match kind {
            Some(kind) if wrongs.is_empty() => Ok(RedactionForm { kind, about, words, instead, ground, article }),
            _ => Err(wrongs),
        }
    }

    /// 個人に関する情報（みほん市情報公開条例第7条第1号）.
    pub fn reason(&self) -> String {
        reason(self.ground, &self.article)
    }
}

/// A ground in words; empty where there is none.
pub fn reason(ground: Option<DisclosureGround>, article: &str) -> String {
    match (ground, article) {
        (None, _) => String::new(),
        (Some(ground), "") => ground.label().into(),
        (Some(ground), article) => format!("{}（{article}）", ground.label()),
    }
}

/// A mark as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redaction {
    /// Which.
    pub id: RedactionId,
    /// What it says.
    pub form: RedactionForm,
    /// The words everybody would have read of the block when a passage was marked; empty else.
    pub seen: String,
    /// When it was marked.
    pub at: Moment,
    /// By whom.
    pub by: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    #[test]
    fn a_mark_is_read_from_its_form_with_its_ground() {
        let fields = [("kind", "name"), ("words", " 山﨑　花子 "), ("ground", "person"), ("article", "条例第7条第1号")];
        let form = RedactionForm::parse(&typed(&fields), &[]).unwrap();
        assert_eq!((form.words.as_str(), form.instead.as_str()), ("山﨑　花子", NO_NAME));
        assert_eq!(form.reason(), "個人に関する情報（条例第7条第1号）");
        let fields = [("kind", "passage"), ("about", "b"), ("words", "妹の病名\n"), ("ground", "person")];
        let form = RedactionForm::parse(&typed(&fields), &["わたしは".into(), " ".into()]).unwrap();
        assert_eq!(form.words, "わたしは\n妹の病名");
        let open = RedactionForm::parse(&typed(&[("kind", "open_paper"), ("about", "h"), ("ground", "person")]), &[]);
        assert_eq!(open.unwrap().reason(), "");
    }

    /// Law: 行政機関情報公開法 第5条
    #[test]
    fn every_ground_has_its_word_as_the_law_sorts_them() {
        let labels = DisclosureGround::ALL.map(DisclosureGround::label);
        let law = ["個人", "法人等", "公共の安全等", "審議・検討・協議", "事務・事業"];
        assert!(law.iter().zip(labels).all(|(word, label)| label == format!("{word}に関する情報")), "{labels:?}");
        assert!(DisclosureGround::ALL.iter().all(|one| DisclosureGround::parse(one.code()) == Some(*one)));
    }

    #[test]
    fn every_wrong_field_gets_its_own_sentence() {
        let wrong = |pairs: &[(&str, &str)]| {
            RedactionForm::parse(&typed(pairs), &[]).unwrap_err().iter().map(|wrong| wrong.field).collect::<Vec<_>>()
        };
        assert_eq!(wrong(&[]), ["kind", "ground"]);
        assert_eq!(wrong(&[("kind", "poem"), ("ground", "person")]), ["kind"]);
        assert_eq!(wrong(&[("kind", "name"), ("words", "林"), ("ground", "person")]), ["words"]);
        assert_eq!(wrong(&[("kind", "passage"), ("words", " "), ("ground", "x")]), ["words", "ground"]);
        assert_eq!(wrong(&[("kind", "paper")]), ["ground"]);
        let told = [("kind", "name"), ("words", "山﨑"), ("instead", "山崎さん"), ("ground", "person")];
        assert_eq!(wrong(&told), ["instead"], "the name stands in what stands for it");
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics(kind in "(passage|block|name|paper|open_paper|\\PC{0,6})", words in "(\\PC|\n){0,40}") {
            let texts = typed(&[("kind", &kind), ("words", &words), ("instead", &words), ("ground", "person"), ("article", &words)]);
            if let Ok(form) = RedactionForm::parse(&texts, std::slice::from_ref(&words)) {
                prop_assert_eq!(form.kind.code(), kind);
                prop_assert!(!form.words.contains('\r'));
            }
        }
    }
}
