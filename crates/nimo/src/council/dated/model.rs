//! An edition and what it is made of. Pure.

/// 版（日付つきの決まり）: what holds from a day on, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition<I, F> {
    /// The id.
    pub id: I,
    /// What it says, its day with it.
    pub form: F,
    /// The version of the row.
    pub version: i64,
}
