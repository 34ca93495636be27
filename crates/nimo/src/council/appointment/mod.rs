//! 委嘱状・任命書: letters numbered in one batch and counted against the seats. What a letter said stays as it was said.
//!
//! Other desks of the room take [`store::lettered`]. Views: none.

pub mod model;
pub mod print;
pub mod rules;
pub mod store;
pub mod web;

use crate::action;
use crate::council::store::CouncilFacts;
use store::AppointmentFacts;

action!(/// Looks at what letters are due, and numbers them.
    IssueAppointments, "appointment.issue", CouncilFacts);
action!(/// Reads a letter.
    ReadAppointment, "appointment.read", AppointmentFacts);
action!(/// Takes a letter back.
    WithdrawAppointment, "appointment.withdraw", AppointmentFacts);
