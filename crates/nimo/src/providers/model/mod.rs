//! Words of the directory of providers (事業所). Pure.

mod edition;
mod id;
mod note;
mod provider;
mod sought;
mod town;

pub use edition::{EditionCounts, ProviderEditionId, TakenEdition};
pub use id::ProviderId;
pub use note::{Intake, NoteForm, SHAPE, read_spot, spot_in_words};
pub use provider::Provider;
pub use sought::{SearchArea, Sought, Standing, group_code, services_of, words_of};
pub use town::{TownCode, Towns, sample_towns};

crate::id!(
    /// A file that waits for a decision.
    DeliveryId
);
