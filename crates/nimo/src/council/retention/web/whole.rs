//! What is kept, by which rule, and what is held, as the rows stand in one transaction.

use crate::access::{Action, Permit};
use crate::council::retention::model::{Hold, RetentionKind, RetentionRule, RetentionRuleForm};
use crate::council::retention::rules::{self, Shelf, in_force, shelves};
use crate::council::retention::store;
use crate::council::store::CouncilFacts;
use crate::editing::shape::Wrong;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::secret::hash;
use almanac::{Date, FiscalYear};

/// The rules of a council, what is held, and the shelves of some kinds.
pub(super) struct Whole {
    /// Newest first.
    pub rules: Vec<RetentionRule>,
    /// What nobody ended.
    pub holds: Vec<Hold>,
    /// By kind and 年度.
    pub shelves: Vec<Shelf>,
    today: Date,
}

impl Whole {
    pub(super) async fn of<A: Action<On = CouncilFacts>>(
        tx: &mut Tx,
        permit: &Permit<A>,
        kinds: &[RetentionKind],
        today: Date,
    ) -> Result<Whole, Fault> {
        let rules = store::list(tx, permit).await?;
        let holds = store::holds(tx, permit).await?;
        let mut things = vec![];
        for kind in kinds {
            things.extend(store::retained(tx, permit, *kind).await?);
        }
        let rule = in_force(rules.iter().map(|one| &one.form), today);
        let shelves = shelves(things, rule, &holds, today);
        Ok(Whole { rules, holds, shelves, today })
    }

    /// The rule that holds today; none before the town said how long.
    pub(super) fn rule(&self) -> Option<&RetentionRuleForm> {
        in_force(self.rules.iter().map(|one| &one.form), self.today)
    }

    pub(super) fn shelf(&self, (kind, year): (RetentionKind, FiscalYear)) -> Option<&Shelf> {
        self.shelves.iter().find(|shelf| shelf.kind == kind && shelf.year == year)
    }

    /// The shelf, with its last day and the basis, if it may be emptied today and still holds what stood on the screen.
    pub(super) fn clear(&self, which: (RetentionKind, FiscalYear), seen: &str) -> Result<(&Shelf, Date, &str), Wrong> {
        const CHANGED: &str = "この画面を開いたあとで、廃棄できるものか、保存期間の決まりが変わりました。下の一覧でよければ、もう一度押してください。";
        let shelf = self.shelf(which);
        rules::may_dispose(shelf, self.rule()).map_err(|sentence| Wrong::new("dispose", sentence))?;
        let found = shelf.zip(self.rule()).and_then(|(shelf, rule)| Some((shelf, shelf.until?, rule.basis.as_str())));
        found.filter(|(shelf, ..)| self::seen(shelf) == seen).ok_or_else(|| Wrong::new("dispose", CHANGED))
    }
}

/// A mark of what would be disposed of, and until when it was kept.
pub(super) fn seen(shelf: &Shelf) -> String {
    let things: Vec<&str> = shelf.due().map(|thing| thing.thing.as_str()).collect();
    hash(&format!("{} {} {:?} {}", shelf.kind.code(), shelf.year.0, shelf.until, things.join(" ")))
}
