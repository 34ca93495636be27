//! What of proposals is kept, and their emptying.

use super::{COLUMNS, approval};
use crate::access::{Action, Permit};
use crate::council::approval::model::{Approval, SHAPE};
use crate::council::model::CouncilId;
use crate::council::retention::DisposeRetained;
use crate::council::retention::model::{Retained, RetentionKind};
use crate::editing::store::forget;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;

/// The proposals of a council that the permit's thing belongs to whose words are there: done when they were decided, and those that never
/// came back when they were prepared.
pub(crate) async fn retained<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    council: CouncilId,
) -> Result<Vec<Retained>, Fault> {
    let sql = format!("{COLUMNS} where a.office = $1 and a.council = $2 and a.fields <> ''");
    let rows =
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tx.office().0).bind(council.to_string()).fetch_all(tx.sql()).await?;
    let found: Vec<Approval> = rows.iter().map(approval).collect::<Result<_, _>>()?;
    Ok(found.into_iter().map(proposal).collect())
}

fn proposal(one: Approval) -> Retained {
    let number = one.returned.as_ref().map_or_else(|| "戻っていない伺い".to_string(), |back| back.number.clone());
    Retained {
        kind: RetentionKind::Approval,
        thing: one.id.to_string(),
        meeting: None,
        name: format!("{}の伺い（{number}）", one.act.label()),
        done_on: one.returned.map_or_else(|| one.made_at.day(), |back| back.decided_on),
        sha256: String::new(),
        is_open: false,
    }
}

/// Empties a proposal that stands in the register of disposals, with its seal, its versions and drafts, and why it was withdrawn.
pub(crate) async fn empty(tx: &mut Tx, permit: &Permit<DisposeRetained>, approval: &str) -> Result<(), Fault> {
    const SAID: &str = "update approval set fields = '', seal = '' where office = $1 and id = $2";
    const WHY: &str = "update approval_withdrawal set reason = '' where office = $1 and approval = $2";
    for sql in [SAID, WHY] {
        sqlx::query(sql).bind(tx.office().0).bind(approval).execute(tx.sql()).await?;
    }
    forget(tx, permit, &SHAPE, approval).await
}
