//! Rules of goals: how far one has come, where it leads, how it stands, what presses. Pure.

mod chart;
mod plan;
mod projection;
mod public;
mod running;
mod standing;

pub use chart::{GoalChart, GoalDot, chart};
pub use plan::from_indicator;
pub use projection::{Projection, project};
pub use public::{PublicGoal, PublicPart, public, public_rule};
pub use running::{Running, at_meeting, known_on, replaced, running, seen, walk};
pub use standing::{
    GoalEnd, Standing, current, decisions, evaluations_that_stand, finding, is_reached, lost_parts, open_end,
    settings_that_stand, standing, then,
};
