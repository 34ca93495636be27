//! 報酬・費用弁償: who is paid what for a meeting, in the columns of the town. No bank account is ever kept.
//!
//! Others may call nothing yet. Views: none.

pub mod web;
