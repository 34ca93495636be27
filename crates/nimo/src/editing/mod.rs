//! How every form is edited: drafts on the server, a version for each save with its diff, a way back, and the merge of
//! two texts when somebody saved first. One mechanism for all forms; a room gives its [`Shape`] and its words.

pub mod act;
pub mod address;
pub mod choices;
pub mod coded;
pub mod form;
pub mod history;
pub mod merge;
pub mod read;
pub mod shape;
pub mod store;
pub mod view;

pub use merge::{Merged, Verdict, merge};
pub use shape::{Shape, Texts};
pub use store::{Draft, Revision};
