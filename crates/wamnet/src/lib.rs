//! The open data of 障害福祉サービス等情報公表システム (WAM NET): what a file says, line by line, with what is doubtful in it; how an
//! edition differs from what was known before; and invented files like the real ones, for tests and for timing.
//!
//! The real files are not shipped and nimo fetches none: somebody carries them in. Pure: no clock, no disk, no environment.

mod columns;
mod diff;
mod doubt;
mod edition;
pub mod generate;
mod listing;
mod prefecture;
mod read;
mod service;

pub use columns::{COLUMNS, Column};
pub use diff::{Answer, Answers, Diff, Known, Moved, Scope, Thin};
pub use doubt::{Doubt, DoubtKind};
pub use edition::Edition;
pub use listing::{Cells, Listing, OfficeNumber, Spot, sought};
pub use prefecture::prefecture_name;
pub use read::{Delivered, MOST_LINES, MOST_UNPACKED, Reading, read};
pub use service::{Service, ServiceGroup};
