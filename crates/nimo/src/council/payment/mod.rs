//! 報酬・費用弁償: by what a council pays its members, the list of who is paid for a meeting, and the list as it was when it was
//! paid. No bank account and no personal number is ever kept.
//!
//! Others may call [`store::of_council`], [`store::of_meeting`] and [`store::mark`] with [`rules::in_force`] and [`rules::table`] (what
//! would be paid), and [`model::names_account`] with its sentence. Views: none.

pub mod model;
pub mod print;
pub mod rules;
pub mod store;
pub mod web;

use crate::action;
use crate::council::meeting::store::MeetingFacts;
use crate::council::store::CouncilFacts;
use store::{PayListFacts, PayScaleFacts, PaySettlementFacts};

action!(/// Reads by what a council pays.
    ListPayScales, "pay_scale.list", CouncilFacts);
action!(/// Adds an edition of it.
    AddPayScale, "pay_scale.add", CouncilFacts);
action!(/// Edits an edition: a slip of the pen, not a new rule.
    EditPayScale, "pay_scale.edit", PayScaleFacts);
action!(/// Reads the versions of an edition.
    ReadPayScaleHistory, "pay_scale.history", PayScaleFacts);
action!(/// Reads the list of a meeting.
    ListPay, "pay.list", MeetingFacts);
action!(/// Prints it.
    PrintPay, "pay.print", MeetingFacts);
action!(/// Says that it was paid, which freezes it.
    SettlePay, "pay.settle", MeetingFacts);
action!(/// Begins the list of a meeting, and edits it.
    EditPay, "pay.edit", PayListFacts);
action!(/// Reads the versions of a list.
    ReadPayHistory, "pay.history", PayListFacts);
action!(/// Reads and prints what was paid.
    ReadPay, "pay.read", PaySettlementFacts);
action!(/// Takes back that it was paid.
    WithdrawPay, "pay.withdraw", PaySettlementFacts);
