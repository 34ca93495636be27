//! A block of the proceedings: a bullet, a speech, a cell.

use crate::council::meeting::model::{DecisionKind, ItemId};
use crate::editing::shape::{Shape, Texts, Wrong, text};

/// 種類: what a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// 説明・報告.
    Explanation,
    /// 意見.
    Opinion,
    /// 質問.
    Question,
    /// 回答.
    Answer,
    /// 決定.
    Decision,
    /// 進行・その他の発言.
    Statement,
    /// 注記.
    Note,
}

impl BlockKind {
    /// In the order of the form; the place is the key that chooses it, from 1.
    pub const ALL: [BlockKind; 7] = [
        BlockKind::Explanation,
        BlockKind::Opinion,
        BlockKind::Question,
        BlockKind::Answer,
        BlockKind::Decision,
        BlockKind::Statement,
        BlockKind::Note,
    ];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            BlockKind::Explanation => "explanation",
            BlockKind::Opinion => "opinion",
            BlockKind::Question => "question",
            BlockKind::Answer => "answer",
            BlockKind::Decision => "decision",
            BlockKind::Statement => "statement",
            BlockKind::Note => "note",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<BlockKind> {
        BlockKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// As shown: the piece of type is its first character, the rest is for the ear.
    pub fn label(self) -> &'static str {
        match self {
            BlockKind::Explanation => "説明",
            BlockKind::Opinion => "意見",
            BlockKind::Question => "問い",
            BlockKind::Answer => "答え",
            BlockKind::Decision => "決定",
            BlockKind::Statement => "述べる",
            BlockKind::Note => "注記",
        }
    }

    /// The piece of type in the style sheet.
    pub fn piece(self) -> &'static str {
        match self {
            BlockKind::Explanation => "setsu",
            BlockKind::Opinion => "iken",
            BlockKind::Question => "to",
            BlockKind::Answer => "kotae",
            BlockKind::Decision => "kettei",
            BlockKind::Statement => "nobe",
            BlockKind::Note => "ki",
        }
    }

    /// The first character of the label.
    pub fn sign(self) -> &'static str {
        let label = self.label();
        label.chars().next().map_or("", |first| &label[..first.len_utf8()])
    }

    /// What follows it.
    pub fn rest(self) -> &'static str {
        &self.label()[self.sign().len()..]
    }

    /// As the reader calls it.
    pub fn of(kind: minutes::Kind) -> BlockKind {
        match kind {
            minutes::Kind::Explanation => BlockKind::Explanation,
            minutes::Kind::Opinion => BlockKind::Opinion,
            minutes::Kind::Question => BlockKind::Question,
            minutes::Kind::Answer => BlockKind::Answer,
            minutes::Kind::Decision => BlockKind::Decision,
            minutes::Kind::Statement => BlockKind::Statement,
            minutes::Kind::Note => BlockKind::Note,
        }
    }
}

/// The fields of a block that are edited.
pub const BLOCK_SHAPE: Shape = Shape {
    kind: "Block",
    fields: &[("kind", "種類"), ("decision", "決定の種類"), ("item", "議題"), ("speaker", "発言者"), ("text", "本文")],
};

const MOST_TEXT: usize = 20_000;

/// What a block's form holds, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockForm {
    /// 種類.
    pub kind: BlockKind,
    /// 決定の種類, of a decision that says so.
    pub decision: Option<DecisionKind>,
    /// 議題.
    pub item: Option<ItemId>,
    /// 発言者, as the sheet writes it; empty where it names none.
    pub speaker: String,
    /// 本文, as typed.
    pub text: String,
}

impl BlockForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<BlockForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let kind = BlockKind::parse(text(texts, "kind"));
        if kind.is_none() {
            wrongs.push(Wrong::new("kind", "種類を1つ選んでください。"));
        }
        let decision = match text(texts, "decision") {
            "" => Some(None),
            code => DecisionKind::parse(code).map(Some),
        };
        if decision.is_none() {
            wrongs.push(Wrong::new("decision", "決定の種類は、承認・了承・継続・報告から選んでください。"));
        }
        let decision = decision.flatten().filter(|_| kind == Some(BlockKind::Decision));
        let item = match text(texts, "item") {
            "" => Some(None),
            id => ItemId::parse(id).map(Some),
        };
        if item.is_none() {
            wrongs.push(Wrong::new("item", "議題は、一覧から選んでください。"));
        }
        let speaker = text(texts, "speaker").trim();
        if speaker.chars().count() > 60 || speaker.contains('\n') {
            wrongs.push(Wrong::new("speaker", "1行、60文字までにしてください。"));
        }
        let body = text(texts, "text").trim();
        match body.chars().count() {
            0 => wrongs.push(Wrong::new("text", "空です。消したいときは、前の発言と「つなぐ」を使ってください。")),
            1..=MOST_TEXT => {}
            count => wrongs.push(Wrong::new(
                "text",
                format!("{MOST_TEXT}文字までにしてください（いまは{count}文字）。先に「分ける」と短くなります。"),
            )),
        }
        match (kind, item) {
            (Some(kind), Some(item)) if wrongs.is_empty() => {
                Ok(BlockForm { kind, decision, item, speaker: speaker.into(), text: body.into() })
            }
            _ => Err(wrongs),
        }
    }

    /// The kind of a decision, before words that do not begin with it.
    pub fn chip(&self) -> Option<&'static str> {
        self.decision.map(DecisionKind::label).filter(|label| !self.text.trim_start().starts_with(label))
    }

    /// Speaker and words in one text, as search finds and shows them.
    pub fn words(&self) -> String {
        said_by(&self.speaker, &self.text)
    }

    /// As kept in a version.
    pub fn texts(&self) -> Texts {
        [
            ("kind", self.kind.code().to_string()),
            ("decision", self.decision.map_or_else(String::new, |kind| kind.code().into())),
            ("item", self.item.map_or_else(String::new, |id| id.to_string())),
            ("speaker", self.speaker.clone()),
            ("text", self.text.clone()),
        ]
        .map(|(name, value)| (name.to_string(), value))
        .into()
    }
}

/// Where a block may be split: scalar indices behind a sentence or a line, never at its ends.
pub fn starts_of_parts(text: &str) -> Vec<usize> {
    let chars: Vec<char> = text.chars().collect();
    let mut starts = vec![];
    for (at, c) in chars.iter().enumerate() {
        let next = chars[at + 1..].iter().position(|c| !c.is_whitespace()).map(|skip| at + 1 + skip);
        let ends = matches!(c, '。' | '\n' | '？' | '！') || (*c == '」' && at > 0 && chars[at - 1] == '。');
        if let Some(next) = next
            && ends
            && !matches!(chars[next], '。' | '」' | '）')
            && starts.last() != Some(&next)
        {
            starts.push(next);
        }
    }
    starts
}

/// Who said it, and what.
pub(crate) fn said_by(speaker: &str, text: &str) -> String {
    if speaker.is_empty() { text.to_string() } else { format!("{speaker}　{text}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_block_may_be_split_behind_each_sentence() {
        let text = "空き家を使えないか。\n勉強会を開く。（「はい。」との声。）";
        let chars: Vec<char> = text.chars().collect();
        let parts: Vec<String> = starts_of_parts(text).iter().map(|at| chars[*at..].iter().collect()).collect();
        assert_eq!(parts, ["勉強会を開く。（「はい。」との声。）", "（「はい。」との声。）", "との声。）"]);
        assert!(starts_of_parts("一文だけ。").is_empty() && starts_of_parts("").is_empty());
    }

    #[test]
    fn a_block_keeps_its_words_as_typed() {
        let texts: Texts = [("kind", "opinion"), ("item", ""), ("speaker", " 髙梨会長 "), ("text", "⑴を進める。\n")]
            .map(|(n, v)| (n.to_string(), v.to_string()))
            .into();
        let form = BlockForm::parse(&texts).unwrap();
        assert_eq!((form.speaker.as_str(), form.text.as_str()), ("髙梨会長", "⑴を進める。"));
        assert_eq!(BlockForm::parse(&form.texts()), Ok(form));
        let wrong = BlockForm::parse(&Texts::new()).unwrap_err();
        assert_eq!(wrong.iter().map(|w| w.field).collect::<Vec<_>>(), ["kind", "text"]);
    }

    proptest! {
        #[test]
        fn no_part_is_empty(text in "[あ。\\n「」 ]{0,20}") {
            let chars: Vec<char> = text.chars().collect();
            for at in starts_of_parts(&text) {
                prop_assert!(at > 0 && at < chars.len() && !chars[at].is_whitespace());
            }
        }
    }
}
