//! One block: where it stands, its kind and item, its words, split and joined.

use crate::access::{Facts, Permit};
use crate::council::meeting::model::{BLOCK_SHAPE, BlockForm, BlockId, DecisionKind, State, starts_of_parts};
use crate::council::meeting::store::{self, Block, Item, MeetingFacts};
use crate::council::meeting::web::blocks::Open;
use crate::council::meeting::web::correct::{self, Looking};
use crate::council::meeting::{EditBlock, EditMeeting, FindBlock};
use crate::council::web::version;
use crate::editing;
use crate::editing::shape::{Texts, Wrong};
use crate::editing::view::{self, Kept, chosen, conflict_page};
use crate::layout::{Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// The address of a block for life: leads to its place on the meeting's page, also when it was joined to another.
pub async fn find(ask: Ask) -> Answer {
    let permit = ask.may::<FindBlock>(id(&ask)?).await?;
    let (block, meeting) = (permit.facts().id(), permit.facts().meeting());
    match meeting.state() {
        State::Kept => Ok(Reply::see(format!("/meetings/{}#b-{block}", meeting.id()))),
        State::Sitting => Ok(Reply::see(format!("/meetings/{}/sitting?line={block}#b-{block}", meeting.id()))),
        _ => Ok(Reply::see(corrected(meeting, block))),
    }
}

/// Saves kind, item, speaker and words, or shows both texts if somebody was first.
pub async fn set(ask: Ask) -> Answer {
    let permit = ask.may::<EditBlock>(id(&ask)?).await?;
    let version = version(&ask)?;
    let texts = chosen(&BLOCK_SHAPE, &ask.typed);
    let form = match BlockForm::parse(&texts) {
        Ok(form) => form,
        Err(wrongs) => return again(&ask, &permit, texts, wrongs).await,
    };
    save(&ask, &permit, version, &form, None).await
}

/// Changes kind and item alone, from the row.
pub async fn sort(ask: Ask) -> Answer {
    let permit = ask.may::<EditBlock>(id(&ask)?).await?;
    let version = version(&ask)?;
    let block = ask.read(async |tx| store::find_block(tx, &permit).await).await?;
    let mut texts = block.form.texts();
    for name in ["kind", "item"] {
        texts.insert(name.into(), ask.typed.get(name).into());
    }
    match BlockForm::parse(&texts) {
        Ok(form) => save(&ask, &permit, version, &form, None).await,
        Err(wrongs) => again(&ask, &permit, texts, wrongs).await,
    }
}

#[derive(Template)]
#[template(path = "council/meeting/views/split.html")]
struct SplitPage {
    frame: Frame,
    id: BlockId,
    version: i64,
    back: String,
    parts: Vec<Option3>,
    first: String,
}

/// Where to split: each sentence is a choice.
pub async fn split_form(ask: Ask) -> Answer {
    let permit = ask.may::<EditBlock>(id(&ask)?).await?;
    let block = ask.read(async |tx| store::find_block(tx, &permit).await).await?;
    let chars: Vec<char> = block.form.text.chars().collect();
    let starts = starts_of_parts(&block.form.text);
    let until = |index: usize| starts.get(index + 1).copied().unwrap_or(chars.len());
    let part = |(index, start): (usize, &usize)| {
        Option3(start.to_string(), chars[*start..until(index)].iter().collect::<String>().trim().into(), index == 0)
    };
    let page = SplitPage {
        frame: Frame::of("発言を分ける", ask.actor.signed_in(), Place::Councils),
        id: block.id,
        version: block.version,
        back: corrected(permit.facts().meeting(), block.id),
        first: chars[..starts.first().copied().unwrap_or(chars.len())].iter().collect(),
        parts: starts.iter().enumerate().map(part).collect(),
    };
    Reply::page(&page)
}

/// Splits it: the first part keeps the id.
pub async fn split(ask: Ask) -> Answer {
    let permit = ask.may::<EditBlock>(id(&ask)?).await?;
    let version = version(&ask)?;
    let at: usize = ask.typed.get("at").parse().map_err(|_| Fault::Missing)?;
    let write = async |tx: &mut Tx, permit: &Permit<EditBlock>| store::split(tx, permit, version, at).await;
    let second = ask.write(&permit, write).await?;
    Ok(Reply::see(corrected(permit.facts().meeting(), second)))
}

/// Joins the next one to it.
pub async fn merge(ask: Ask) -> Answer {
    let permit = ask.may::<EditBlock>(id(&ask)?).await?;
    let version = version(&ask)?;
    ask.write(&permit, async |tx, permit| store::merge(tx, permit, version).await).await?;
    Ok(Reply::see(corrected(permit.facts().meeting(), permit.facts().id())))
}

/// Puts a version of the block back: a new version with the old words.
pub async fn put_back(ask: Ask) -> Answer {
    let permit = ask.may::<EditBlock>(id(&ask)?).await?;
    let to: i64 = ask.typed.get("to").parse().map_err(|_| Fault::Missing)?;
    let old = ask.read(async |tx| editing::store::find_revision(tx, &permit, to).await).await?;
    let mut form =
        BlockForm::parse(&old.fields).map_err(|_| Fault::broken("block", "a version that cannot be read"))?;
    let items = ask.read(async |tx| store::item_choices(tx, &permit).await).await?;
    // The item of then may be gone; the words come back all the same.
    form.item = form.item.filter(|item| items.iter().any(|known| known.id == *item));
    save(&ask, &permit, version(&ask)?, &form, Some(to)).await
}

async fn save(
    ask: &Ask,
    permit: &Permit<EditBlock>,
    version: i64,
    form: &BlockForm,
    reverted_to: Option<i64>,
) -> Answer {
    let write = async |tx: &mut Tx, permit: &Permit<EditBlock>| {
        let before = store::find_block(tx, permit).await?;
        if before.version != version {
            return Err(Fault::Lost);
        }
        if before.form != *form {
            store::set_block(tx, permit, version, form, reverted_to).await?;
        }
        Ok(())
    };
    match ask.write(permit, write).await {
        Ok(()) => Ok(Reply::see(corrected(permit.facts().meeting(), permit.facts().id()))),
        Err(Fault::Lost) => meet(ask, permit, version, &form.texts()).await,
        Err(Fault::Missing) => {
            let wrong = Wrong::new("item", "議題は、一覧から選んでください。");
            again(ask, permit, form.texts(), vec![wrong]).await
        }
        Err(other) => Err(other),
    }
}

async fn meet(ask: &Ask, permit: &Permit<EditBlock>, base: i64, mine: &Texts) -> Answer {
    let read = async |tx: &mut Tx| {
        let block: Block = store::find_block(tx, permit).await?;
        let theirs = editing::store::find_revision(tx, permit, block.version).await?;
        let items = store::item_choices(tx, permit).await?;
        Ok((editing::store::find_revision(tx, permit, base).await?, theirs, block, items))
    };
    let (base, theirs, block, items) = ask.read(read).await?;
    let meeting = view::Meeting {
        shape: &BLOCK_SHAPE,
        frame: Frame::of("発言を直す", ask.actor.signed_in(), Place::Councils),
        thing: format!("{}…", block.form.text.chars().take(20).collect::<String>()),
        base: &base.fields,
        mine,
        theirs: &theirs,
        action: format!("/blocks/{}", block.id),
        back: corrected(permit.facts().meeting(), block.id),
        say: &|field, value| say(field, value, &items),
        free: &["speaker", "text"],
    };
    conflict_page(meeting, Kept::Page)
}

/// A value of a block's field in words.
pub fn say(field: &str, value: &str, items: &[Item]) -> String {
    match field {
        "kind" => {
            crate::council::meeting::model::BlockKind::parse(value).map_or_else(String::new, |kind| kind.label().into())
        }
        "decision" => DecisionKind::parse(value).map_or_else(String::new, |kind| kind.label().into()),
        "item" if value.is_empty() => "（議題の前）".into(),
        "item" => {
            let known = items.iter().find(|item| item.id.to_string() == value);
            known.map_or_else(|| "（いまはない項目）".into(), |item| item.line.words())
        }
        _ => value.to_string(),
    }
}

async fn again(ask: &Ask, permit: &Permit<EditBlock>, texts: Texts, wrongs: Vec<Wrong>) -> Answer {
    let editing = ask.may::<EditMeeting>(permit.facts().meeting().id()).await?;
    let open = Open { block: permit.facts().id(), texts: Some(texts), wrongs };
    correct::show(ask, &editing, Looking { open: Some(open), ..Looking::default() }).await
}

/// The place of a block on the page where its meeting is corrected.
fn corrected(meeting: &MeetingFacts, block: BlockId) -> String {
    format!("/meetings/{}/correct?at={block}#b-{block}", meeting.id())
}

fn id(ask: &Ask) -> Result<BlockId, Fault> {
    BlockId::parse(ask.param("id")).ok_or(Fault::Missing)
}
