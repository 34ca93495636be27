//! What the tree reads beside its room's other stores: numbers of opinions, and which measures are for which issues.

use crate::access::{Action, Permit};
use crate::council::meeting::model::BlockId;
use crate::issues::measure::model::MeasureId;
use crate::issues::model::IssueId;
use crate::issues::store::{IssueFacts, places};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use sqlx::Row;
use sqlx::any::AnyRow;
use std::collections::BTreeMap;

/// The number of each of these blocks among those of its kind in its meeting, as the page of the meeting counts them.
pub async fn numbers<A: Action<On = IssueFacts>>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    blocks: &[BlockId],
) -> Result<BTreeMap<BlockId, usize>, Fault> {
    if blocks.is_empty() {
        return Ok(BTreeMap::new());
    }
    let sql = format!(
        "select v.block, (select count(*) from v_council_block o where o.office = v.office and o.meeting = v.meeting
           and o.kind = v.kind and o.position <= v.position) as number
         from v_council_block v where v.office = $1 and v.block in ({})",
        places(2, blocks.len())
    );
    let mut query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tx.office().0);
    for block in blocks {
        query = query.bind(block.to_string());
    }
    let number = |row: &AnyRow| {
        let number: i64 = row.try_get("number")?;
        let block = BlockId::parse(row.try_get("block")?).ok_or_else(unreadable)?;
        Ok((block, usize::try_from(number).map_err(|_| unreadable())?))
    };
    query.fetch_all(tx.sql()).await?.iter().map(number).collect()
}

/// Which further issues these measures serve.
pub async fn serving<A: Action<On = IssueFacts>>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    measures: &[MeasureId],
) -> Result<Vec<(MeasureId, IssueId)>, Fault> {
    if measures.is_empty() {
        return Ok(vec![]);
    }
    let places = places(2, measures.len());
    let sql = format!("select measure, issue from measure_issue where office = $1 and measure in ({places})");
    let mut query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tx.office().0);
    for measure in measures {
        query = query.bind(measure.to_string());
    }
    let pair = |row: &AnyRow| {
        let measure = MeasureId::parse(row.try_get("measure")?).ok_or_else(unreadable)?;
        Ok((measure, IssueId::parse(row.try_get("issue")?).ok_or_else(unreadable)?))
    };
    query.fetch_all(tx.sql()).await?.iter().map(pair).collect()
}

fn unreadable() -> Fault {
    Fault::broken("tree", "a row that cannot be read")
}
