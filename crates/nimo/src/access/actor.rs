//! Who asks.

use crate::access::session;
use crate::accounts::model::{AccountId, Role};
use crate::council::model::CouncilId;
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use cedar_policy::RestrictedExpression as Value;
use std::collections::BTreeSet;
use wamnet::OfficeNumber;

/// Who asks. An account without a session is a visitor.
#[derive(Clone)]
pub enum Actor {
    /// Somebody who has not signed in; perhaps he has just proven that an account is his.
    Visitor {
        /// The account whose password or link was proven in this very request.
        proven: Option<AccountId>,
    },
    /// Somebody with a hand on the machine itself (the command line, or the first one-time link).
    Operator,
    /// A person with a session.
    Account(SignedIn),
}

/// A person with a session, as the database knows him at this moment.
#[derive(Clone)]
pub struct SignedIn {
    /// The office.
    pub office: OfficeId,
    /// 市区町村などの名.
    pub office_name: String,
    /// Its six digits.
    pub office_code: String,
    /// The account.
    pub account: AccountId,
    /// The name shown to others.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The councils that the account belongs to.
    pub councils: BTreeSet<CouncilId>,
    /// 事業所番号: the offices whose rooms the account tells of.
    pub providers: BTreeSet<OfficeNumber>,
    /// When the session was last seen in use; noted at most once a minute.
    pub(crate) seen_at: Moment,
    /// When the session ends, idle or absolute, whichever is first.
    pub until: Moment,
    /// The hash of the session's secret.
    pub(crate) session: String,
}

impl Actor {
    /// A visitor of whom nothing is known.
    pub fn visitor() -> Actor {
        Actor::Visitor { proven: None }
    }

    /// The person with a session, if it is one.
    pub fn signed_in(&self) -> Option<&SignedIn> {
        match self {
            Actor::Account(person) => Some(person),
            _ => None,
        }
    }

    /// The kind, as in the schema.
    pub fn kind(&self) -> &'static str {
        match self {
            Actor::Visitor { .. } => "Visitor",
            Actor::Operator => "Operator",
            Actor::Account(_) => "Account",
        }
    }

    /// The name for the trail.
    pub fn name(&self) -> &str {
        match self {
            Actor::Visitor { .. } => "本人",
            Actor::Operator => "運用担当",
            Actor::Account(person) => &person.name,
        }
    }

    /// The id for the trail, empty for those without an account.
    pub(crate) fn spelled(&self) -> String {
        match self {
            Actor::Visitor { proven } => proven.map_or_else(String::new, |account| account.to_string()),
            Actor::Operator => String::new(),
            Actor::Account(person) => person.account.to_string(),
        }
    }

    pub(crate) fn attributes(&self) -> Vec<(&'static str, Value)> {
        match self {
            Actor::Visitor { .. } => vec![("proven", Value::new_string(self.spelled()))],
            Actor::Operator => vec![],
            Actor::Account(person) => vec![
                ("office", Value::new_long(person.office.0)),
                ("self", Value::new_string(person.account.to_string())),
                ("role", Value::new_string(person.role.code().to_string())),
                ("councils", Value::new_set(person.councils.iter().map(|id| Value::new_string(id.to_string())))),
                ("providers", Value::new_set(person.providers.iter().map(|one| Value::new_string(one.to_string())))),
                ("until", Value::new_long(person.until.seconds())),
            ],
        }
    }

    /// The same actor as he is inside this transaction: a closed account or an ended session is signed out here.
    pub(crate) async fn again(&self, tx: &mut Tx, now: Moment) -> Result<Actor, Fault> {
        match self {
            Actor::Account(person) if person.office == tx.office() => {
                session::find(tx, &person.session, now).await?.map(Actor::Account).ok_or(Fault::SignedOut)
            }
            other => Ok(other.clone()),
        }
    }
}
