//! Who is said to have which room, and that no more could be.

use super::{Seen, fault, hold};
use crate::bits::{Grid, has, ones};
use crate::reading::{Serving, reached};
use crate::town::Town;

/// Reads pairs of codes: in order of priority, everybody and every room once, everything holding.
pub(super) fn serving(town: &Town, grid: &Grid, pairs: &[(String, String)], path: &str) -> Seen<Serving> {
    let mut serving = Serving::new(town.people.len(), town.places.len());
    let mut next = 0;
    for (at, (person, place)) in pairs.iter().enumerate() {
        let path = format!("{path}[{at}]");
        let Some(who) = town.people[next..].iter().position(|one| one.id == person).map(|at| at + next) else {
            return fault(path, "この人は、探している人の中の、この順にはいません。");
        };
        next = who + 1;
        let Ok(room) = town.places.binary_search_by(|one| one.id.cmp(place)) else {
            return fault(path, "この部屋は、空いている部屋の中にありません。");
        };
        hold(serving.person(room).is_none(), &path, "同じ部屋が2回あります。")?;
        hold(grid.has(who, room), &path, "条件の合わない組です。")?;
        serving.give(who, room);
    }
    Ok(serving)
}

/// No way leads from somebody without a room to a free one.
pub(super) fn is_most(grid: &Grid, serving: &Serving, path: &str) -> Seen {
    let lacking = (0..grid.rows()).filter(|person| !serving.is_served(*person));
    let (_, seen) = reached(grid, serving, lacking);
    hold(ones(&seen).all(|place| serving.person(place).is_some()), path, "もっと多くの人に部屋が合います。")
}

/// No way leads from somebody without a room to a free one, or to somebody of a later block. `block_of` numbers blocks in order.
pub(super) fn is_first(grid: &Grid, serving: &Serving, block_of: impl Fn(usize) -> usize, path: &str) -> Seen {
    let mut seen = vec![0; grid.width()];
    // Who comes first looks first, so a place is first seen by the one who may ask most for it.
    for person in (0..grid.rows()).filter(|person| !serving.is_served(*person)) {
        let block = block_of(person);
        let mut line = vec![person];
        while let Some(one) = line.pop() {
            for place in ones(grid.row(one)) {
                if has(&seen, place) {
                    continue;
                }
                crate::bits::put(&mut seen, place);
                let Some(holder) = serving.person(place) else {
                    return fault(path, "空いている部屋の合う人が、残っています。");
                };
                hold(block_of(holder) <= block, path, "優先順位の先の人が、残っています。")?;
                line.push(holder);
            }
        }
    }
    Ok(())
}
