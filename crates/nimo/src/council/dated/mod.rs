//! 日付つきの決まり: what a council keeps in editions, each from its day, and all such desks do alike.
//!
//! Its rules, its form of minutes, what it pays, what waits for 決裁 and how long it keeps what: each desk says of what its form is
//! made and where it is kept ([`store::Dated`]), the SQL stands here once. Views: none.

pub mod model;
pub mod store;
