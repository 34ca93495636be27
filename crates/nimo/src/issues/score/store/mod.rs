//! The SQL of scoring: facts here, then one file for each kind of row. No function gives points together with a name, but
//! to the member himself and to the clerk who typed them from paper.

mod freeze;
mod round;
mod sheet;

pub use freeze::{Outcome, Seal, freeze, medians, of_issue, of_meeting, outcome};
pub use round::{Listed, Round, find, list, open, step};
pub use sheet::{Answered, Held, Kept, Sheet, answered, keep_own, keep_typed, own, typed};

use crate::access::Facts;
use crate::council::model::CouncilId;
use crate::issues::score::model::{RoundId, RoundState};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;

/// What the gate knows about a round.
#[derive(Clone)]
pub struct RoundFacts {
    office: OfficeId,
    council: CouncilId,
    round: RoundId,
    state: RoundState,
    members: Vec<String>,
}

/// The last step of the round `r`.
const STATE: &str =
    "(select s.state from round_step s where s.office = r.office and s.round = r.id order by s.id desc limit 1)";

impl RoundFacts {
    /// The council whose issues are scored.
    pub fn council(&self) -> CouncilId {
        self.council
    }

    /// How far it has come.
    pub fn state(&self) -> RoundState {
        self.state
    }
}

impl Facts for RoundFacts {
    type Id = RoundId;
    const KIND: &'static str = "Round";

    async fn load(tx: &mut Tx, round: RoundId) -> Result<Option<Self>, Fault> {
        let sql = format!("select r.council, {STATE} as state from round r where r.office = $1 and r.id = $2");
        let row = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(tx.office().0)
            .bind(round.to_string())
            .fetch_optional(tx.sql())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let members = sqlx::query("select account from round_member where office = $1 and round = $2 order by account")
            .bind(tx.office().0)
            .bind(round.to_string())
            .fetch_all(tx.sql())
            .await?;
        Ok(Some(RoundFacts {
            office: tx.office(),
            council: CouncilId::parse(row.try_get("council")?).ok_or_else(unreadable)?,
            round,
            state: RoundState::parse(row.try_get("state")?).ok_or_else(unreadable)?,
            members: members.iter().map(|row| row.try_get("account")).collect::<Result<_, _>>()?,
        }))
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> RoundId {
        self.round
    }

    fn spelled(&self) -> String {
        self.round.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        let members = self.members.iter().map(|account| Value::new_string(account.clone()));
        vec![
            ("office", Value::new_long(self.office.0)),
            ("council", Value::new_string(self.council.to_string())),
            ("state", Value::new_string(self.state.code().into())),
            ("members", Value::new_set(members)),
        ]
    }
}

fn unreadable() -> Fault {
    Fault::broken("scores", "a row that cannot be read")
}
