//! Three values: yes, no, and "not known yet".

/// Whether something holds, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// It holds, whatever else will be answered.
    Yes,
    /// An answer is missing, or people have to talk.
    Unknown,
    /// It does not hold, whatever else will be answered.
    No,
}

impl Fit {
    pub(crate) fn of(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }

    /// Both hold: one no is a no, else one unknown is unknown.
    pub fn and(self, other: Self) -> Self {
        self.max(other)
    }
}
