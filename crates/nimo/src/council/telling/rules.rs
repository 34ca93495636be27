//! Who reads what of a block. Pure.

use super::model::{Audience, AudienceText, Telling, seen};
use crate::council::meeting::model::BlockId;
use crate::council::meeting::store::Block;
use std::collections::BTreeMap;

/// What somebody reads of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading<'a> {
    /// These words.
    Words(&'a str),
    /// Nothing: it was left out for him.
    LeftOut,
    /// Nothing until the secretariat looks: the words changed below what was written for him.
    Closed,
}

/// What one of this audience reads of a block that says `text`.
pub fn reading<'a>(telling: Option<&'a Telling>, audience: Audience, speaker: &str, text: &'a str) -> Reading<'a> {
    let Some(telling) = telling else { return Reading::Words(text) };
    let is_fresh = telling.seen == seen(speaker, text);
    let told = match (audience, &telling.form.everybody) {
        (Audience::Internal, _) => return Reading::Words(text),
        (Audience::Members, _) | (Audience::Public, AudienceText::Same) => &telling.form.members,
        (Audience::Public, own) => own,
    };
    match told {
        AudienceText::Same => Reading::Words(text),
        AudienceText::LeftOut => Reading::LeftOut,
        _ if !is_fresh => Reading::Closed,
        AudienceText::Words(words) => Reading::Words(words),
    }
}

/// The tellings of a meeting, by their blocks.
pub type Tellings = BTreeMap<BlockId, Telling>;

/// The blocks as this audience reads them, in their order: what it does not read is not among them.
pub fn told(blocks: &[Block], tellings: &Tellings, audience: Audience) -> Vec<Block> {
    let one = |block: &Block| {
        let telling = tellings.get(&block.id);
        match reading(telling, audience, &block.form.speaker, &block.form.text) {
            Reading::Words(words) => {
                let mut block = block.clone();
                block.form.text = words.to_string();
                Some(block)
            }
            Reading::LeftOut | Reading::Closed => None,
        }
    };
    blocks.iter().filter_map(one).collect()
}

/// The blocks that are closed to somebody because their words changed below what was written for him.
pub fn closed(blocks: &[Block], tellings: &Tellings) -> Vec<BlockId> {
    let is_closed = |block: &&Block| {
        let telling = tellings.get(&block.id);
        let is = |audience| reading(telling, audience, &block.form.speaker, &block.form.text) == Reading::Closed;
        is(Audience::Members) || is(Audience::Public)
    };
    blocks.iter().filter(is_closed).map(|block| block.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::telling::model::TellingForm;

    fn telling(members: AudienceText, everybody: AudienceText) -> Telling {
        let form = TellingForm { members, everybody };
        Telling { block: BlockId::fresh(), form, seen: seen("山﨑", "私は入院していた。"), version: 1 }
    }

    fn read(telling: &Telling, text: &str) -> [String; 3] {
        Audience::ALL.map(|audience| match reading(Some(telling), audience, "山﨑", text) {
            Reading::Words(words) => words.to_string(),
            Reading::LeftOut => "－".into(),
            Reading::Closed => "閉".into(),
        })
    }

    #[test]
    fn each_reads_what_was_written_for_him_and_everybody_what_members_read() {
        let words = |words: &str| AudienceText::Words(words.into());
        let own = "私は入院していた。";
        let gist = telling(words("入院の経験が話された。"), AudienceText::Same);
        assert_eq!(read(&gist, own), [own, "入院の経験が話された。", "入院の経験が話された。"]);
        let both = telling(AudienceText::Same, words("経験が話された。"));
        assert_eq!(read(&both, own), [own, own, "経験が話された。"]);
        assert_eq!(
            read(&telling(AudienceText::LeftOut, AudienceText::Same), own),
            [own, "－", "－"],
            "nobody reads more than members"
        );
    }

    #[test]
    fn words_that_changed_below_are_closed_until_somebody_looks() {
        let both = telling(AudienceText::Same, AudienceText::Words("経験が話された。".into()));
        assert_eq!(read(&both, "妹の病名は…"), ["妹の病名は…", "妹の病名は…", "閉"]);
        assert_eq!(
            read(&telling(AudienceText::LeftOut, AudienceText::Same), "妹の病名は…"),
            ["妹の病名は…", "－", "－"]
        );
        let plain = telling(AudienceText::Same, AudienceText::Same);
        assert_eq!(read(&plain, "別の文"), ["別の文"; 3], "there is nothing that the words could outgrow");
    }
}
