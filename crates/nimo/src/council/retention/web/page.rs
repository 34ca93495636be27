//! 保存と廃棄: how long each kind is kept, what there is by 年度, what is due, and the register of what went.

use super::picture::{Picture, picture};
use super::whole::Whole;
use super::{home, shelf_path};
use crate::access::Facts;
use crate::council::model::CouncilId;
use crate::council::retention::model::{Disposal, RetentionKind, RetentionRule, RetentionRuleId};
use crate::council::retention::rules::{Shelf, kept_for};
use crate::council::retention::{AddRetentionRule, LookRetained, ReadRetention, store};
use crate::council::{ReadCouncil, store as councils};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::{Date, in_words};
use askama::Template;

/// How long a kind is kept.
struct KindRow {
    name: &'static str,
    kept: String,
    done: &'static str,
}

/// A shelf.
struct ShelfRow {
    path: String,
    kind: &'static str,
    year: String,
    count: usize,
    until: String,
    mark: &'static str,
    word: String,
}

/// A disposal in the register.
struct Gone {
    path: String,
    on: String,
    by: String,
    kind: &'static str,
    year: String,
    count: i64,
    approval: String,
    until: String,
}

/// A rule of any time.
struct RuleRow {
    id: RetentionRuleId,
    from: String,
    basis: String,
    mark: &'static str,
    word: &'static str,
}

#[derive(Template)]
#[template(path = "council/retention/views/page.html")]
struct RetentionPage {
    frame: Frame,
    council_id: CouncilId,
    council: String,
    sentence: String,
    /// The town has not said how long.
    is_unknown: bool,
    basis: String,
    note: String,
    kinds: Vec<KindRow>,
    picture: Option<Picture>,
    shelves: Vec<ShelfRow>,
    due: usize,
    gone: Vec<Gone>,
    rules: Vec<RuleRow>,
    can_add: bool,
    can_look: bool,
}

/// The page.
pub(super) async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadRetention>(crate::council::web::id(&ask)?).await?;
    let (council, today) = (permit.facts().id(), ask.now.day());
    let naming = ask.may::<ReadCouncil>(council).await?;
    let read = async |tx: &mut Tx| {
        let whole = Whole::of(tx, &permit, &RetentionKind::ALL, today).await?;
        Ok((whole, store::disposals(tx, &permit).await?, councils::find(tx, &naming).await?.form.name))
    };
    let (whole, disposals, name) = ask.read(read).await?;
    let (rule, can_look) = (whole.rule(), ask.would::<LookRetained>(permit.facts())?);
    let due = whole.shelves.iter().map(|shelf| shelf.due().count()).sum();
    let kind = |kind: RetentionKind| KindRow {
        name: kind.label(),
        kept: kept_for(rule, kind).in_words(),
        done: kind.done_in_words(),
    };
    let page = RetentionPage {
        frame: Frame::of(format!("{name}の保存と廃棄"), ask.actor.signed_in(), Place::Councils)
            .saying(ask.query.get("said")),
        council_id: council,
        council: name,
        sentence: sentence(rule.is_some(), due, whole.shelves.is_empty()),
        is_unknown: rule.is_none(),
        basis: rule.map_or_else(String::new, |rule| rule.basis.clone()),
        note: rule.map_or_else(String::new, |rule| rule.note.clone()),
        kinds: RetentionKind::ALL.map(kind).into(),
        picture: picture(&whole.shelves, today),
        shelves: whole.shelves.iter().map(|shelf| shelf_row(council, shelf)).collect(),
        due,
        gone: disposals.iter().map(|one| gone(council, one)).collect(),
        rules: whole.rules.iter().map(|one| rule_row(one, &whole, today)).collect(),
        can_add: ask.would::<AddRetentionRule>(permit.facts())?,
        can_look,
    };
    Reply::page(&page)
}

fn sentence(is_known: bool, due: usize, is_empty: bool) -> String {
    match (is_known, due) {
        _ if is_empty => "保存しているものは、まだありません".into(),
        (false, _) => "保存期間が、まだ未確認です".into(),
        (true, 0) => "廃棄できるものは、ありません".into(),
        (true, due) => format!("保存期間が終わったものが、{due}件あります"),
    }
}

fn shelf_row(council: CouncilId, shelf: &Shelf) -> ShelfRow {
    let (due, staying) = (shelf.due().count(), shelf.staying());
    let rest = if staying > 0 { format!("（ほかに{staying}件は続ける）") } else { String::new() };
    let (mark, word) = match (due, staying, shelf.until) {
        (0, 0, None) => ("tied", "永年".to_string()),
        (0, 0, Some(_)) => ("tied", "保存中".to_string()),
        (0, staying, _) => ("going", format!("{staying}件を続けて保存")),
        (due, ..) => ("open", format!("{due}件が期限ずみ{rest}")),
    };
    ShelfRow {
        path: shelf_path(council, (shelf.kind, shelf.year)),
        kind: shelf.kind.label(),
        year: shelf.year.to_string(),
        count: shelf.things.len(),
        until: shelf.until.map_or_else(|| "永年".into(), in_words),
        mark,
        word,
    }
}

fn gone(council: CouncilId, one: &Disposal) -> Gone {
    Gone {
        path: shelf_path(council, (one.kind, one.year)),
        on: one.at.day_in_words(),
        by: one.by.clone(),
        kind: one.kind.label(),
        year: one.year.to_string(),
        count: one.count,
        approval: format!("{}　{}", in_words(one.decided_on), one.number),
        until: in_words(one.kept_until),
    }
}

fn rule_row(rule: &RetentionRule, whole: &Whole, today: Date) -> RuleRow {
    let is_now = whole.rule().is_some_and(|now| now.from_on == rule.form.from_on);
    let (mark, word) = match is_now {
        true => ("tied", "いま効いている"),
        false if rule.form.from_on > today => ("going", "これから"),
        false => ("out", "前の決まり"),
    };
    RuleRow { id: rule.id, from: in_words(rule.form.from_on), basis: rule.form.basis.clone(), mark, word }
}

impl RetentionPage {
    fn home(&self) -> String {
        home(self.council_id)
    }
}
