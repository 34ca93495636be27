//! What is kept, asked of the rooms that keep it.

use crate::access::{Action, Facts, Permit};
use crate::council::appointment::store as appointments;
use crate::council::approval::store as approvals;
use crate::council::edition::store as editions;
use crate::council::handout::store as handouts;
use crate::council::meeting::store as meetings;
use crate::council::payment::store as payments;
use crate::council::retention::model::{Retained, RetentionKind};
use crate::council::store::CouncilFacts;
use crate::packet::dispatch::store as dispatches;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// The things of one kind that the permit's council keeps.
pub async fn retained<A: Action<On = CouncilFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
    kind: RetentionKind,
) -> Result<Vec<Retained>, Fault> {
    let council = permit.facts().id();
    match kind {
        RetentionKind::Minutes => editions::retained(tx, permit, council).await,
        RetentionKind::Handout => handouts::retained(tx, permit, council).await,
        RetentionKind::Dispatch => dispatches::retained(tx, permit, council).await,
        RetentionKind::Letter => appointments::retained(tx, permit, council).await,
        RetentionKind::Pay => payments::retained(tx, permit, council).await,
        RetentionKind::Approval => approvals::retained(tx, permit, council).await,
    }
}

/// What each of these things is called, its meeting first.
pub async fn named<A: Action<On = CouncilFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
    things: impl IntoIterator<Item = &Retained>,
) -> Result<Vec<String>, Fault> {
    let mut titles = BTreeMap::new();
    let mut names = vec![];
    for thing in things {
        let Some(meeting) = thing.meeting else {
            names.push(thing.name.clone());
            continue;
        };
        let title = match titles.entry(meeting) {
            Entry::Occupied(title) => title.into_mut(),
            Entry::Vacant(place) => place.insert(meetings::form_of(tx, permit, meeting).await?.short()),
        };
        names.push(format!("{title}　{}", thing.name));
    }
    Ok(names)
}
