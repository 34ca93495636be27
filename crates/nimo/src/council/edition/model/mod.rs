//! Words of confirming minutes. Pure.

mod body;
mod confirmation;
mod correction;

pub use body::{Body, Said, Withheld, Written};
pub use confirmation::{CONFIRMATION, ConfirmationForm, Confirmed, ConfirmingForm, ConfirmingWay};
pub use correction::{CORRECTION, CorrectionForm, CorrectionVerdict};

crate::id!(
    /// Minutes as they were frozen for one audience (版).
    EditionId
);
crate::id!(
    /// A window in which members look at minutes (確認の依頼).
    ConfirmationId
);
crate::id!(
    /// Something that somebody asked to be put right (申出).
    CorrectionId
);
crate::id!(
    /// Where an edition was published (公表).
    PublicationId
);
crate::id!(
    /// Somebody's confirming.
    ConfirmingId
);

/// 版の段階: a draft that members were asked to look at, or minutes that were confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EditionStage {
    /// 確認用.
    Asked,
    /// 確定.
    Final,
}

impl EditionStage {
    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            EditionStage::Asked => "asked",
            EditionStage::Final => "final",
        }
    }

    /// From what is stored.
    pub fn parse(code: &str) -> Option<EditionStage> {
        [EditionStage::Asked, EditionStage::Final].into_iter().find(|one| one.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            EditionStage::Asked => "確認用の案",
            EditionStage::Final => "確定",
        }
    }
}
