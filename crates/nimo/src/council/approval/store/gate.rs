//! What an act asks before it runs, in its own transaction.

use super::{about, asked, rule};
use crate::access::{Action, Facts, Permit};
use crate::council::approval::model::{ApprovalAct, ApprovalId, SHAPE, Seal};
use crate::council::approval::rules::{self, Standing};
use crate::council::approval::store::ApprovalFacts;
use crate::council::model::CouncilId;
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, LineId, Nameless};
use almanac::Date;

/// The verb of the line with which a proposal came back: what ran afterwards names it.
pub(super) const RETURNED: &str = "approval.returned";

/// How the proposal of an act about a subject stands on the day on which the act is to run, in a council that the permit's thing
/// belongs to. The rule of that day decides.
pub(crate) async fn standing<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    council: CouncilId,
    (act, subject): (ApprovalAct, &str),
    on: Date,
) -> Result<Standing, Fault> {
    let rules = rule::of_council(tx, permit, council).await?;
    if !rules::is_wanted(&rules, act, on) {
        return Ok(Standing::NotWanted);
    }
    let approvals = about(tx, permit, council, (act, subject)).await?;
    let is_back = approvals.iter().any(|one| one.withdrawn.is_none() && one.returned.is_some());
    // The facts are read only where they can say anything.
    let now = if is_back { seal_now(tx, permit, council, (act, subject)).await? } else { Seal::default() };
    Ok(rules::standing(&approvals, act, subject, &now))
}

/// The seal of the facts as they are; an empty one where there is nothing to ask about any more.
pub(crate) async fn seal_now<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    council: CouncilId,
    what: (ApprovalAct, &str),
) -> Result<Seal, Fault> {
    match asked(tx, permit, council, what).await {
        Err(Fault::Missing) => Ok(Seal::default()),
        other => other.map(|asked| asked.seal),
    }
}

/// May the act run today, perhaps as of a day that was typed? To be asked in the closure that runs it: the line of the return, to be named as its because; none where no
/// proposal is wanted; or the sentence that says why not and what to do.
pub(crate) async fn clear<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    council: CouncilId,
    (act, subject): (ApprovalAct, &str),
    on: Option<Date>,
) -> Result<Result<Option<LineId<Nameless>>, String>, Fault> {
    let standing = standing(tx, permit, council, (act, subject), permit.now().day()).await?;
    match rules::may_run(&standing, act, on) {
        Err(sentence) => Ok(Err(sentence)),
        Ok(None) => Ok(Ok(None)),
        Ok(Some(back)) => returned(tx, permit, back.id).await.map(Ok),
    }
}

/// The line with which a proposal came back.
async fn returned<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    id: ApprovalId,
) -> Result<Option<LineId<Nameless>>, Fault> {
    trail::said::<Nameless, A>(tx, permit, (SHAPE.kind, &id.to_string()), RETURNED).await
}

/// When the act first ran that the permit's proposal allowed, if it did.
pub(crate) async fn ran_at<A: Action<On = ApprovalFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
) -> Result<Option<Moment>, Fault> {
    match returned(tx, permit, permit.facts().id()).await? {
        Some(line) => trail::first_after(tx, permit, &line).await,
        None => Ok(None),
    }
}
