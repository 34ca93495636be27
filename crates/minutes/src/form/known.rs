//! What a form wants and a sheet does not tell.

use crate::model::PublicAccess;

/// What the town knows beside the sheet. Nothing is known of what is empty, and nothing is written of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Those in office on the day, in the order of the roster.
    pub members: Vec<KnownMember>,
    /// A recording was made.
    pub audio: Option<bool>,
    /// That so many were enough, a sentence.
    pub quorum: Option<String>,
    /// On what closing rests.
    pub closed_ground: Option<String>,
    /// How far the minutes are open.
    pub judgement: Option<PublicAccess>,
    /// Who signs: 会長, 会議録署名委員.
    pub signatures: Vec<String>,
    /// Whom to ask.
    pub contact: Option<String>,
}

/// Somebody in office.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownMember {
    /// 氏名, surname and given name parted by a blank where they are.
    pub name: String,
    /// The body that he represents; empty where it may not be told.
    pub body: String,
    /// 役職 there.
    pub post: String,
    /// The number of the rules under which he came: 第1号委員（学識経験者）; empty where it may not be told.
    pub group: String,
}
