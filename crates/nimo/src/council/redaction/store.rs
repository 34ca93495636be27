//! The SQL of marks. A mark is never changed: it stands until it is taken back.

use super::model::{DisclosureGround, Redaction, RedactionForm, RedactionId, RedactionKind};
use super::rules::{Cover, CoverStyle, Redactions, is_kept_back, told_publicly};
use super::{MarkRedaction, WithdrawRedaction};
use crate::access::{Action, Facts, Permit};
use crate::council::meeting::model::{BlockId, MeetingId, closed};
use crate::council::meeting::store::{self as meetings, Block, MeetingFacts};
use crate::council::telling::store::of_meeting as tellings_of;
use crate::editing::store::set_aside;
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use crate::trail::{self, Line, Nameless};
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;
use sqlx::any::AnyRow;
use std::collections::BTreeMap;

/// What the gate knows about a mark: it belongs to its meeting.
#[derive(Clone)]
pub struct RedactionFacts {
    redaction: RedactionId,
    meeting: MeetingFacts,
}

impl RedactionFacts {
    /// The meeting.
    pub fn meeting(&self) -> &MeetingFacts {
        &self.meeting
    }
}

impl Facts for RedactionFacts {
    type Id = RedactionId;
    const KIND: &'static str = "Redaction";

    async fn load(tx: &mut Tx, redaction: RedactionId) -> Result<Option<Self>, Fault> {
        let row = sqlx::query("select meeting from redaction where office = $1 and id = $2")
            .bind(tx.office().0)
            .bind(redaction.to_string())
            .fetch_optional(tx.sql())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let meeting = MeetingId::parse(row.try_get("meeting")?).ok_or_else(unreadable)?;
        Ok(MeetingFacts::load(tx, meeting).await?.map(|meeting| RedactionFacts { redaction, meeting }))
    }

    fn office(&self) -> OfficeId {
        self.meeting.office()
    }

    fn id(&self) -> RedactionId {
        self.redaction
    }

    fn spelled(&self) -> String {
        self.redaction.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        self.meeting.attributes()
    }
}

/// The marks of a meeting that the permit's thing belongs to, the first first; none that was taken back.
pub(crate) async fn of_meeting<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    meeting: MeetingId,
) -> Result<Redactions, Fault> {
    let rows = sqlx::query(
        "select r.id, r.kind, r.about, r.words, r.instead, r.seen, r.ground, r.article, r.at, r.by_name
         from redaction r where r.office = $1 and r.meeting = $2
           and not exists (select 1 from redaction_withdrawal w where w.office = r.office and w.redaction = r.id)
         order by r.at, r.id",
    )
    .bind(tx.office().0)
    .bind(meeting.to_string())
    .fetch_all(tx.sql())
    .await?;
    rows.iter().map(redaction).collect()
}

/// The article that the permit's council named last for each ground, to begin with.
pub async fn articles<A: Action<On = MeetingFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
) -> Result<BTreeMap<DisclosureGround, String>, Fault> {
    let rows = sqlx::query(
        "select ground, article from redaction where office = $1 and council = $2 and article <> '' order by at, id",
    )
    .bind(tx.office().0)
    .bind(permit.facts().council().to_string())
    .fetch_all(tx.sql())
    .await?;
    let mut articles = BTreeMap::new();
    for row in &rows {
        if let Some(ground) = DisclosureGround::parse(row.try_get("ground")?) {
            articles.insert(ground, row.try_get("article")?);
        }
    }
    Ok(articles)
}

/// Marks something of the permit's meeting. `seen` are the words that everybody would have read there.
pub async fn mark(
    tx: &mut Tx,
    permit: &Permit<MarkRedaction>,
    form: &RedactionForm,
    seen: &str,
) -> Result<RedactionId, Fault> {
    insert(tx, permit, permit.facts(), form, seen).await
}

async fn insert<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    meeting: &MeetingFacts,
    form: &RedactionForm,
    seen: &str,
) -> Result<RedactionId, Fault> {
    let id = RedactionId::fresh();
    sqlx::query(
        "insert into redaction
           (office, id, council, meeting, kind, about, words, instead, seen, ground, article, at, by_account, by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(meeting.council().to_string())
    .bind(meeting.spelled())
    .bind(form.kind.code())
    .bind(form.about.as_str())
    .bind(form.words.as_str())
    .bind(form.instead.as_str())
    .bind(seen)
    .bind(form.ground.map_or("", DisclosureGround::code))
    .bind(form.article.as_str())
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    tell(tx, permit, "redaction.marked", meeting.id(), (id, form.kind)).await?;
    Ok(id)
}

/// A block was parted: what is marked of it holds for both parts. A passage is looked at anew.
pub(crate) async fn follow_split<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    (meeting, from, to): (&MeetingFacts, BlockId, BlockId),
) -> Result<(), Fault> {
    carry(tx, permit, (meeting, from, to)).await
}

/// A block was taken into another: what is marked of it holds there. A passage is looked at anew.
pub(crate) async fn follow_merge<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    (meeting, into, gone): (&MeetingFacts, BlockId, BlockId),
) -> Result<(), Fault> {
    carry(tx, permit, (meeting, gone, into)).await
}

/// Marks a block as another one is marked. Nobody has looked at its words yet, so a passage closes it.
async fn carry<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    (meeting, from, to): (&MeetingFacts, BlockId, BlockId),
) -> Result<(), Fault> {
    let from = from.to_string();
    for mark in of_meeting(tx, permit, meeting.id()).await?.into_iter().filter(|mark| mark.form.about == from) {
        let form = RedactionForm { about: to.to_string(), ..mark.form };
        insert(tx, permit, meeting, &form, "").await?;
    }
    Ok(())
}

/// Takes the permit's mark back.
///
/// # Errors
/// [`Fault::Taken`] when somebody did so first.
pub async fn withdraw(tx: &mut Tx, permit: &Permit<WithdrawRedaction>, reason: &str) -> Result<(), Fault> {
    if !set_aside(tx, permit, ("redaction_withdrawal", "redaction"), (&permit.facts().spelled(), reason)).await? {
        return Err(Fault::Taken);
    }
    let meeting = permit.facts().meeting().id();
    let kind = sqlx::query("select kind from redaction where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    let kind = RedactionKind::parse(kind.try_get("kind")?).ok_or_else(unreadable)?;
    tell(tx, permit, "redaction.withdrawn", meeting, (permit.facts().id(), kind)).await
}

/// What was marked stands in no line: only which mark, and of which kind.
async fn tell<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    verb: &'static str,
    meeting: MeetingId,
    (id, kind): (RedactionId, RedactionKind),
) -> Result<(), Fault> {
    let line = Line::<Nameless>::new(verb, MeetingFacts::KIND, meeting).detail(format!("{id} {}", kind.code()));
    trail::record(tx, permit, line).await?;
    Ok(())
}

/// What everybody reads of the permit's meeting: the words of each block that is open to them, without what was marked; none of what was
/// said under a closed item, nor of a block that is kept back whole.
pub async fn everybody_reads<A: Action<On = MeetingFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
) -> Result<BTreeMap<BlockId, String>, Fault> {
    let items = meetings::items(tx, permit).await?;
    let closed = closed(items.iter().map(|item| &item.line));
    let is_open = |block: &Block| {
        let at = block.form.item.and_then(|id| items.iter().position(|item| item.id == id));
        !at.is_some_and(|at| closed[at])
    };
    let meeting = permit.facts().id();
    let tellings = tellings_of(tx, permit, meeting).await?;
    let marks = of_meeting(tx, permit, meeting).await?;
    let all = meetings::blocks(tx, permit).await?;
    let is_whole = |block: &Block| all.iter().any(|own| own.id == block.id && is_kept_back(&marks, &tellings, own));
    let mut cover = Cover::new(&marks, CoverStyle::Public);
    let blocks = told_publicly(&all, &tellings, &mut cover);
    let open = blocks.into_iter().filter(|block| is_open(block) && !is_whole(block));
    Ok(open.map(|block| (block.id, cover.names(&block.form.text))).collect())
}

fn redaction(row: &AnyRow) -> Result<Redaction, Fault> {
    Ok(Redaction {
        id: RedactionId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        form: RedactionForm {
            kind: RedactionKind::parse(row.try_get("kind")?).ok_or_else(unreadable)?,
            about: row.try_get("about")?,
            words: row.try_get("words")?,
            instead: row.try_get("instead")?,
            ground: DisclosureGround::parse(row.try_get("ground")?),
            article: row.try_get("article")?,
        },
        seen: row.try_get("seen")?,
        at: Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?,
        by: row.try_get("by_name")?,
    })
}

fn unreadable() -> Fault {
    Fault::broken("redaction", "a row that cannot be read")
}
