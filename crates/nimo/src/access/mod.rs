//! The one gate. Facts about a thing and a person go in, a [`Permit`] comes out or nothing does.
//!
//! Others may call [`Gate::permit`] (through `Ask::may`), and name [`Action`], [`Facts`], [`Permit`], [`Actor`]. Only
//! the writing door calls [`recheck`].

mod actor;
mod gate;
mod office;
pub mod session;

pub use actor::{Actor, SignedIn};
pub use gate::{Gate, Permit};
pub use office::{CommonsFacts, OfficeFacts, VacantOffice};

use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use cedar_policy::RestrictedExpression;

/// What is asked to be done: a word of the schema and the kind of thing it is done to.
pub trait Action: Send + Sync + 'static {
    /// The word, as in `schema.cedarschema`.
    const WORD: &'static str;
    /// The kind of thing.
    type On: Facts;
}

/// What the gate knows about a thing: ids, states, relations, and no content.
pub trait Facts: Clone + Send + Sync + 'static {
    /// The id by which it is looked up.
    type Id: Copy + Send + Sync + 'static;
    /// The kind, as in `schema.cedarschema`.
    const KIND: &'static str;

    /// Looks the thing up in the office that `tx` sees. This is the only read without a permit.
    fn load(tx: &mut Tx, id: Self::Id) -> impl Future<Output = Result<Option<Self>, Fault>> + Send;
    /// The office it belongs to.
    fn office(&self) -> OfficeId;
    /// Its id.
    fn id(&self) -> Self::Id;
    /// Its id as a row spells it.
    fn spelled(&self) -> String;
    /// Its attributes for the gate.
    fn attributes(&self) -> Vec<(&'static str, RestrictedExpression)>;
}

/// Declares an action: `action!(Edit, "council.edit", CouncilFacts)`.
#[macro_export]
macro_rules! action {
    ($(#[$doc:meta])* $name:ident, $word:literal, $on:ty) => {
        $(#[$doc])*
        pub struct $name;

        impl $crate::access::Action for $name {
            const WORD: &'static str = $word;
            type On = $on;
        }
    };
}

/// The facts of `A`'s thing, or [`Fault::Missing`].
///
/// # Errors
/// What the database says.
pub async fn load<A: Action>(tx: &mut Tx, id: <A::On as Facts>::Id) -> Result<A::On, Fault> {
    A::On::load(tx, id).await?.ok_or(Fault::Missing)
}

/// Asks the gate again inside the writing transaction, with the actor and the thing as they are now.
pub(crate) async fn recheck<A: Action>(gate: &Gate, tx: &mut Tx, permit: &Permit<A>) -> Result<Permit<A>, Fault> {
    let actor = permit.actor().again(tx, permit.now()).await?;
    let facts = A::On::load(tx, permit.facts().id()).await?.ok_or(Fault::Missing)?;
    gate.permit::<A>(&actor, facts, permit.now())
}
