//! Who reads what of a block. Pure.

use super::model::{Audience, AudienceText, Telling, TellingForm, seen};
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

/// Does anybody read anything else than the words themselves?
pub fn tells_apart(tellings: &Tellings) -> bool {
    tellings.values().any(|telling| telling.form != TellingForm::default())
}

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

/// What others read of two blocks that are put together: nothing, where one of them was not for them; else what they read of both, and
/// until somebody looks not even that.
pub fn joined(first: Option<&Telling>, second: Option<&Telling>, texts: (&str, &str)) -> Option<TellingForm> {
    if first.is_none() && second.is_none() {
        return None;
    }
    let form = |telling: Option<&Telling>| telling.map_or_else(TellingForm::default, |telling| telling.form.clone());
    let (one, two) = (form(first), form(second));
    let words = |told: &AudienceText, own: &str| match told {
        AudienceText::Words(words) => words.clone(),
        AudienceText::Same | AudienceText::LeftOut => own.to_string(),
    };
    let members = (words(&one.members, texts.0), words(&two.members, texts.1));
    let both = |a: &AudienceText, b: &AudienceText, own: (&str, &str)| match (a, b) {
        (AudienceText::LeftOut, _) | (_, AudienceText::LeftOut) => AudienceText::LeftOut,
        (AudienceText::Same, AudienceText::Same) => AudienceText::Same,
        _ => AudienceText::Words(format!("{}\n{}", words(a, own.0), words(b, own.1))),
    };
    Some(TellingForm {
        members: both(&one.members, &two.members, texts),
        everybody: both(&one.everybody, &two.everybody, (&members.0, &members.1)),
    })
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
    fn of_two_blocks_that_are_put_together_nobody_reads_more_than_he_did_of_each() {
        let words = |words: &str| AudienceText::Words(words.into());
        let told = |first: Option<&Telling>, second: Option<&Telling>| {
            joined(first, second, ("一", "二")).map(|form| (form.members, form.everybody))
        };
        let (hidden, gist) =
            (telling(AudienceText::LeftOut, AudienceText::Same), telling(words("弐"), AudienceText::Same));
        assert_eq!(told(None, None), None);
        assert_eq!(told(None, Some(&hidden)), Some((AudienceText::LeftOut, AudienceText::Same)));
        assert_eq!(told(None, Some(&gist)), Some((words("一\n弐"), AudienceText::Same)));
        let public = telling(AudienceText::Same, words("壱"));
        assert_eq!(told(Some(&public), Some(&gist)), Some((words("一\n弐"), words("壱\n弐"))));
        let members = telling(words("壱"), AudienceText::LeftOut);
        assert_eq!(told(Some(&members), None), Some((words("壱\n二"), AudienceText::LeftOut)));
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
