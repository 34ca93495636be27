//! 課題: what was said becomes an issue, joins one, or is answered; and each issue is followed, with what is done about it, until
//! something came of it.
//!
//! Others may call [`store::fates_of_meeting`], [`store::open_count`] and [`measure::open_ends`], and name [`model`]. Views: none.

pub mod budget;
pub mod digest;
pub mod elsewhere;
pub mod measure;
pub mod model;
pub mod programme;
pub mod rules;
pub mod score;
pub mod store;
pub mod table;
pub mod tree;
pub mod web;

use crate::access::OfficeFacts;
use crate::action;
use crate::council::meeting::store::{BlockFacts, MeetingFacts};
use crate::council::store::CouncilFacts;
use store::IssueFacts;

action!(/// Lists the issues that the actor may read.
    ListIssues, "issue.list", OfficeFacts);
action!(/// Raises an issue of a council.
    RaiseIssue, "issue.raise", CouncilFacts);
action!(/// Takes a town's own table of issues into a council.
    ImportIssues, "issue.import", CouncilFacts);
action!(/// Reads an issue's page.
    ReadIssue, "issue.read", IssueFacts);
action!(/// Edits an issue.
    EditIssue, "issue.edit", IssueFacts);
action!(/// Says how far an issue has come.
    StepIssue, "issue.step", IssueFacts);
action!(/// Joins an issue to another, or splits it.
    KinIssue, "issue.kin", IssueFacts);
action!(/// Reads the versions of an issue.
    ReadIssueHistory, "issue.history", IssueFacts);
action!(/// Works through the opinions of kept minutes.
    ListFates, "fate.list", MeetingFacts);
action!(/// Settles what becomes of an opinion, or takes it back.
    SettleFate, "fate.settle", BlockFacts);
action!(/// Looks at the elements of the office.
    ListElements, "element.list", OfficeFacts);
action!(/// Renames, adds and retires elements.
    EditElements, "element.edit", OfficeFacts);
