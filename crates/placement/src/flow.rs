//! Clients and offices with so many places each: as many as can be taken (maximum flow), and the offices that hold the others
//! up (its minimum cut).

use crate::bits::{Grid, Ones, full, take};
use crate::reading::NONE;

/// Who is taken by which office.
pub(crate) struct Flow {
    /// The office of each client, or [`NONE`].
    pub(crate) office_of: Vec<u32>,
    /// The clients of each office.
    taken: Vec<Vec<u32>>,
}

/// The offices and the clients on the side of those who are left.
pub(crate) struct Cut {
    pub(crate) offices: Vec<usize>,
    pub(crate) clients: usize,
}

impl Flow {
    /// As many as can be, client by client.
    pub(crate) fn most(yes: &Grid, spare: &[u32]) -> Self {
        let mut flow = Self { office_of: vec![NONE; yes.rows()], taken: vec![vec![]; yes.columns()] };
        let mut open = full(yes.columns());
        for client in 0..yes.rows() {
            flow.augment(yes, spare, client, &mut open);
        }
        flow
    }

    /// Looks for a way to an office with a place; what a failed search has seen is full for good.
    fn augment(&mut self, yes: &Grid, spare: &[u32], first: usize, open: &mut Vec<u64>) {
        let mut unseen = open.clone();
        let (mut line, mut from) = (vec![first as u32], vec![NONE; yes.columns()]);
        let mut at = 0;
        while at < line.len() {
            let client = line[at];
            at += 1;
            let row = yes.row(client as usize);
            for (word, row) in row.iter().enumerate() {
                for bit in Ones(row & unseen[word]) {
                    let office = word * 64 + bit;
                    take(&mut unseen, office);
                    from[office] = client;
                    if self.taken[office].len() < spare[office] as usize {
                        return self.turn(&from, office);
                    }
                    line.extend(&self.taken[office]);
                }
            }
        }
        *open = unseen;
    }

    fn turn(&mut self, from: &[u32], mut office: usize) {
        loop {
            let client = from[office];
            let left = std::mem::replace(&mut self.office_of[client as usize], office as u32);
            self.taken[office].push(client);
            if left == NONE {
                return;
            }
            office = left as usize;
            self.taken[office].retain(|other| *other != client);
        }
    }

    /// Client and office of each who is taken.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let each = self.office_of.iter().enumerate();
        each.filter(|(_, office)| **office != NONE).map(|(client, office)| (client, *office as usize))
    }

    /// What those who are left can reach.
    pub(crate) fn cut(&self, yes: &Grid) -> Cut {
        let mut line: Vec<u32> =
            (0..yes.rows() as u32).filter(|client| self.office_of[*client as usize] == NONE).collect();
        let mut unseen = full(yes.columns());
        let (mut offices, mut at) = (vec![], 0);
        while at < line.len() {
            for office in crate::bits::ones(yes.row(line[at] as usize)) {
                if crate::bits::has(&unseen, office) {
                    take(&mut unseen, office);
                    offices.push(office);
                    line.extend(&self.taken[office]);
                }
            }
            at += 1;
        }
        offices.sort_unstable();
        Cut { offices, clients: line.len() }
    }
}
