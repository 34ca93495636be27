//! Sets of small numbers as bits, and rows of them.

const WORD: usize = u64::BITS as usize;

/// How many words hold so many bits.
pub(crate) fn words(columns: usize) -> usize {
    columns.div_ceil(WORD)
}

/// The numbers of a set, ascending.
pub(crate) fn ones(words: &[u64]) -> impl Iterator<Item = usize> + '_ {
    words.iter().enumerate().flat_map(|(at, word)| Ones(*word).map(move |bit| at * WORD + bit))
}

/// The bits of one word, ascending.
pub(crate) struct Ones(pub(crate) u64);

impl Iterator for Ones {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        if self.0 == 0 {
            return None;
        }
        let bit = self.0.trailing_zeros() as usize;
        self.0 &= self.0 - 1;
        Some(bit)
    }
}

pub(crate) fn has(words: &[u64], at: usize) -> bool {
    words[at / WORD] >> (at % WORD) & 1 == 1
}

pub(crate) fn put(words: &mut [u64], at: usize) {
    words[at / WORD] |= 1 << (at % WORD);
}

pub(crate) fn take(words: &mut [u64], at: usize) {
    words[at / WORD] &= !(1 << (at % WORD));
}

/// The set of all numbers below `columns`.
pub(crate) fn full(columns: usize) -> Vec<u64> {
    let mut all = vec![u64::MAX; words(columns)];
    if !columns.is_multiple_of(WORD) {
        all[columns / WORD] = (1 << (columns % WORD)) - 1;
    }
    all
}

/// The set of the numbers of which something holds.
pub(crate) fn where_(columns: usize, holds: impl Fn(usize) -> bool) -> Vec<u64> {
    let mut set = vec![0; words(columns)];
    (0..columns).filter(|at| holds(*at)).for_each(|at| put(&mut set, at));
    set
}

/// Rows of bits: who could live where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Grid {
    rows: usize,
    columns: usize,
    width: usize,
    cells: Vec<u64>,
}

impl Grid {
    pub(crate) fn new(rows: usize, columns: usize) -> Self {
        let width = words(columns);
        Self { rows, columns, width, cells: vec![0; rows * width] }
    }

    pub(crate) fn columns(&self) -> usize {
        self.columns
    }

    /// Words of a row.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    pub(crate) fn row(&self, row: usize) -> &[u64] {
        &self.cells[row * self.width..][..self.width]
    }

    pub(crate) fn cells_mut(&mut self) -> &mut [u64] {
        &mut self.cells
    }

    pub(crate) fn has(&self, row: usize, column: usize) -> bool {
        has(self.row(row), column)
    }

    pub(crate) fn put(&mut self, row: usize, column: usize) {
        put(&mut self.cells[row * self.width..][..self.width], column);
    }

    pub(crate) fn take(&mut self, row: usize, column: usize) {
        take(&mut self.cells[row * self.width..][..self.width], column);
    }

    /// How many rows hold each column.
    pub(crate) fn by_column(&self) -> Vec<usize> {
        let mut counts = vec![0; self.columns];
        (0..self.rows).for_each(|row| ones(self.row(row)).for_each(|column| counts[column] += 1));
        counts
    }

    pub(crate) fn count(&self) -> u64 {
        self.cells.iter().map(|word| u64::from(word.count_ones())).sum()
    }
}
