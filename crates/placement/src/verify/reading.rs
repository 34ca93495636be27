//! That the joint reading is the best one.

use super::claim;
use super::{Seen, fault, hold};
use crate::bits::{Grid, has, ones, put};
use crate::output::Proof;
use crate::reading::{Serving, cost};
use crate::town::Town;
use std::collections::HashMap;

/// The serving of a proof, if it proves it.
pub(super) fn check(town: &Town, yes: &Grid, proof: &Proof) -> Seen<Serving> {
    let serving = claim::serving(town, yes, &proof.served, "proof.served")?;
    let mut block_of = vec![0; town.people.len()];
    for (block, run) in town.blocks.iter().enumerate() {
        run.clone().for_each(|person| block_of[person] = block);
    }
    claim::is_first(yes, &serving, |person| block_of[person], "proof.served")?;
    let prices = Prices::of(town, &serving, proof, &block_of)?;
    prices.hold(yes)?;
    prices.equals(yes)?;
    Ok(serving)
}

/// Prices that are to prove that nobody's room could be nearer to the wishes without another's being farther.
struct Prices<'p, 't, 'a> {
    town: &'t Town<'a>,
    serving: &'p Serving,
    proof: &'p Proof,
    block_of: &'p [usize],
    /// The price of staying without, by block.
    without: HashMap<usize, i64>,
}

impl<'p, 't, 'a> Prices<'p, 't, 'a> {
    fn of(town: &'t Town<'a>, serving: &'p Serving, proof: &'p Proof, block_of: &'p [usize]) -> Seen<Self> {
        hold(proof.person_prices.len() == town.people.len(), "proof.person_prices", "数が人の数と違います。")?;
        hold(proof.room_prices.len() == town.places.len(), "proof.room_prices", "数が部屋の数と違います。")?;
        let split = |block: &usize| {
            let served = town.blocks[*block].clone().filter(|person| serving.is_served(*person)).count();
            served > 0 && served < town.blocks[*block].len()
        };
        let wanted: Vec<usize> = (0..town.blocks.len()).filter(split).collect();
        let told: Vec<usize> = proof.without_prices.iter().map(|(block, _)| *block).collect();
        hold(told == wanted, "proof.without_prices", "同じ順位のまとまりが違います。")?;
        Ok(Self { town, serving, proof, block_of, without: proof.without_prices.iter().copied().collect() })
    }

    /// Takes somebody part in the choice of rooms at all?
    fn takes_part(&self, person: usize) -> bool {
        self.serving.is_served(person) || self.without.contains_key(&self.block_of[person])
    }

    fn hold(&self, yes: &Grid) -> Seen {
        let limit = (self.town.people.len() as i64 + 1).saturating_pow(2).saturating_mul(8);
        let is_small = |price: &i64| price.checked_abs().is_some_and(|price| price <= limit);
        let prices = self.proof.person_prices.iter().chain(&self.proof.room_prices).chain(self.without.values());
        hold(prices.clone().all(is_small), "proof", "値が大きすぎます。")?;
        for (place, price) in self.proof.room_prices.iter().enumerate() {
            let is_free = self.serving.person(place).is_none();
            hold(*price <= 0 && (*price == 0 || !is_free), "proof.room_prices", "空いた部屋の値は0です。")?;
        }
        for person in 0..self.town.people.len() {
            let paid = self.proof.person_prices[person];
            if !self.takes_part(person) {
                hold(paid == 0, "proof.person_prices", "選ばない人の値は0です。")?;
                continue;
            }
            for place in ones(yes.row(person)) {
                let left = cost(self.town, person, place) - paid - self.proof.room_prices[place];
                let has_it = self.serving.place(person) == Some(place);
                hold(left >= 0 && (left == 0 || !has_it), "proof", "もっと希望に近い読みがあります。")?;
            }
            if let Some(price) = self.without.get(&self.block_of[person]) {
                let left = -paid - price;
                let is_without = !self.serving.is_served(person);
                hold(left >= 0 && (left == 0 || !is_without), "proof", "もっと希望に近い読みがあります。")?;
            }
        }
        hold(self.without.values().all(|price| *price <= 0), "proof.without_prices", "値は0以下です。")
    }

    /// Among equals of whom only some are served, none who stays without could take the turn of a larger code at no cost.
    fn equals(&self, yes: &Grid) -> Seen {
        for (block, price) in &self.without {
            let run = self.town.blocks[*block].clone();
            let mut seen = vec![0; yes.width()];
            for first in run.clone().filter(|person| !self.serving.is_served(*person)) {
                let mut line = vec![first];
                while let Some(person) = line.pop() {
                    let paid = self.proof.person_prices[person];
                    for place in ones(yes.row(person)) {
                        let left = cost(self.town, person, place) - paid - self.proof.room_prices[place];
                        if left != 0 || has(&seen, place) {
                            continue;
                        }
                        put(&mut seen, place);
                        let Some(holder) = self.serving.person(place) else {
                            return fault("proof.served", "空いている部屋の合う人が、残っています。");
                        };
                        let could_stay = self.proof.person_prices[holder] + price == 0;
                        let is_later = run.contains(&holder) && holder > first && could_stay;
                        hold(!is_later, "proof.served", "同じ順位で番号の先の人が、残っています。")?;
                        line.push(holder);
                    }
                }
            }
        }
        Ok(())
    }
}
