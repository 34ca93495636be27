//! 職員と権限: the people who sign in, their roles, the councils they belong to, their passwords and sessions.
//!
//! Others may call [`store::join`] (a new council belongs to who made it) and [`store::members`], and name [`model`].
//! Views: none.

pub mod backoff;
pub mod model;
pub mod password;
pub mod rules;
pub mod store;
pub mod web;

use crate::access::{OfficeFacts, VacantOffice};
use crate::accounts::store::StaffFacts;
use crate::action;

action!(/// Opens an office with its first administrator.
    OpenOffice, "office.open", VacantOffice);
action!(/// Tries a password.
    TryPassword, "session.try", StaffFacts);
action!(/// Signs in.
    OpenSession, "session.open", StaffFacts);
action!(/// Signs out.
    CloseSession, "session.close", StaffFacts);
action!(/// Notes that a session is in use.
    KeepSession, "session.keep", StaffFacts);
action!(/// Sets the first password by a one-time link.
    SetPassword, "password.set", StaffFacts);
action!(/// Changes one's own password.
    ChangePassword, "password.change", StaffFacts);
action!(/// Lists the accounts of the office.
    ListAccounts, "account.list", OfficeFacts);
action!(/// Adds an account.
    AddAccount, "account.add", OfficeFacts);
action!(/// Looks at an account.
    ReadAccount, "account.read", StaffFacts);
action!(/// Changes name, role and councils of an account.
    EditAccount, "account.edit", StaffFacts);
action!(/// Closes an account; its sessions end at once.
    CloseAccount, "account.close", StaffFacts);
action!(/// Opens a closed account again.
    ReopenAccount, "account.reopen", StaffFacts);
action!(/// Makes a new one-time link for an account.
    InviteAccount, "account.invite", StaffFacts);
