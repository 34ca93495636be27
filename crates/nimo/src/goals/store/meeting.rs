//! What meetings decided, as their kept minutes say it.

use crate::access::{Facts, Permit};
use crate::council::ReadCouncil;
use crate::council::meeting::model::{BlockId, MeetingId};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::gather::gather;

/// So many decisions may be chosen, the newest.
const MOST: usize = 400;

/// The decisions in the kept minutes of the permit's council: meeting, block and words, the newest meeting first.
pub async fn decisions(tx: &mut Tx, permit: &Permit<ReadCouncil>) -> Result<Vec<(MeetingId, BlockId, String)>, Fault> {
    let select = format!(
        "select b.meeting, b.block, b.text from v_council_block b
         where b.office = $1 and b.council = $2 and b.kind = 'decision'
         order by b.held_on desc, b.meeting, b.position limit {MOST}"
    );
    let rows = gather(tx, &["meeting", "block", "text"], &select, &[permit.facts().spelled()]).await?;
    rows.read(|row| {
        Ok((row.of("meeting", MeetingId::parse)?, row.of("block", BlockId::parse)?, row.text("text")?.to_string()))
    })
}
