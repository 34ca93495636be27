//! Words of the vacant rooms. Pure.

mod accepts;
mod home;
mod mismatch;
mod notice;
mod room;
mod rule;
mod telling;

pub use accepts::{
    Barrier, Criterion, Disability, GroupHomeKind, Help, Night, Sex, Skill, Smoking, Yes, level_in_words,
};
pub use home::{HOME, HomeForm, MOST_LEVEL, Term, level};
pub use mismatch::{Mismatch, MismatchForm, Reason};
pub use notice::{Holding, Notice, NoticeForm, VacancyState};
pub use room::{Bath, ROOM, RoomForm};
pub use rule::{USUAL_DAYS, VacancyRule};
pub use telling::{HomeTelling, TellableRoom};

crate::id!(
    /// A home (住居) of a provider.
    HomeId
);
crate::id!(
    /// A room (部屋) of a home.
    VacancyId
);
crate::id!(
    /// A notice (空室の知らせ) of a room.
    NoticeId
);
crate::id!(
    /// A record of why a home and somebody did not meet (ミスマッチ).
    MismatchId
);
crate::id!(
    /// An edition of the rule of how long a notice is believed.
    VacancyRuleId
);
